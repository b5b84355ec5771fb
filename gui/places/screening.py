"""筛查 in 数据: names typed, pasted or from a file, held against the party lists; the result as a table and a workbook.

Values that flow: names -> `Asked` -> `Screened` in the background, name by name so that it can be cancelled -> rows.
The hard problem is that an empty table reads like a clearance: a name without a hit has a row of its own that says so,
and the sentence that no hit is no clearance stands above the table at all times, with the lists held against.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTableView, QVBoxLayout, QWidget

from catalogue.opening import check_target, write_atomically
from catalogue.parties import PartyList, PartyPack
from catalogue.problems import BadInput
from catalogue.screening.namefiles import read_names
from catalogue.screening.names import LONGEST
from catalogue.screening.screencommand import NO_CLEARANCE, result_workbook
from catalogue.screening.screening import Asked, Screened, ScreenHit
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message
from gui.places.opening import open_local
from gui.places.place import button, framed, label, rows_to_choose, side_by_side
from gui.tasks import Ticket
from gui.words import STATES, date_text, word

Index = QModelIndex | QPersistentModelIndex
Answer = tuple[tuple[Screened, ...], tuple[PartyList, ...], tuple[PartyPack, ...]]
TOLD_EVERY = 20
CHINESE_TABLE = "gb18030"


MOST_LISTS = 6
"""Lists named in the line above the table; its tool tip names all."""


def _without_hit(one: Screened) -> tuple[None, ...]:
    """A row that holds no hit: for a name without any, and for those beyond the most that are held."""
    return (None,) if one.more or not one.hits else ()


class ResultModel(QAbstractTableModel):
    """One row per hit, and one for a name that has none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: tuple[tuple[Screened, ScreenHit | None], ...] = ()

    def show(self, answers: Sequence[Screened]) -> None:
        """Replaces all rows."""
        self.beginResetModel()
        self.rows = tuple((one, hit) for one in answers for hit in (*one.hits, *_without_hit(one)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """As many as there are headings."""
        return 0 if parent.isValid() else len(self._headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._headings()[section]

    def _headings(self) -> tuple[str, ...]:
        return (
            translate("Screening", "Name asked"),
            translate("Screening", "Score"),
            translate("Screening", "Listed name"),
            translate("Screening", "List"),
            translate("Screening", "State"),
            translate("Screening", "Listed on"),
            translate("Screening", "Why"),
        )

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The text of a cell; the tool tip tells it whole."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return self._cells(*self.rows[index.row()])[index.column()]

    def _cells(self, answer: Screened, hit: ScreenHit | None) -> tuple[str, ...]:
        language = self._desk.language
        if hit is None and answer.more:
            cut = translate("Screening", "and {n} more; ask for a longer name")
            return (answer.asked.name, "…", cut.format(n=answer.more), "", "", "", "")
        if hit is None:
            none = translate("Screening", "no hit") if answer.compared else translate("Screening", "nothing to compare")
            return (answer.asked.name, "–", none, "", "", "", "")
        return (
            answer.asked.name,
            f"{hit.score:.2f}",
            "  ".join(dict.fromkeys(n for n in (hit.party.shown, hit.party.name.en) if n)),
            hit.list_title.in_language(language),
            word(STATES, hit.state.value),
            date_text(hit.listed_on),
            hit.why.in_language(language),
        )


class ScreeningRoom(QWidget):
    """The section of 数据 that screens names."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.answer: Answer | None = None
        self.names = QPlainTextEdit()
        self.names.setObjectName("namesToScreen")
        self.names.setTabChangesFocus(True)
        self._screen = button("screenNames", self.screen_typed, "primary")
        self._open = button("openNames", self.open_list)
        self._save = button("saveScreening", self.save)
        self._import = button("importMissing", lambda: desk.import_wanted.emit(self._missing), "link")
        self._missing = ""
        self._clearance, self._held = label("muted"), label("muted")
        self.hit = label("", selectable=True)
        self.hit.setObjectName("screeningHit")
        self.model = ResultModel(desk)
        self.table = QTableView()
        self.table.setObjectName("screeningResults")
        self.table.setModel(self.model)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_hit())
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        rows_to_choose(self.table, (160, 56, 220, 150, 84, 96))
        buttons = QHBoxLayout()
        for made in (self._screen, self._open, self._save, self._import):
            buttons.addWidget(made)
        buttons.addStretch(1)
        asking, answering = QWidget(), QWidget()
        above, below = QVBoxLayout(asking), QVBoxLayout(answering)
        above.setContentsMargins(12, 12, 12, 8)
        above.addWidget(self.names, 1)
        above.addLayout(buttons)
        below.setContentsMargins(0, 8, 0, 0)
        for said in (self._clearance, self._held):
            line = QHBoxLayout()
            line.setContentsMargins(12, 0, 12, 0)
            line.addWidget(said)
            below.addLayout(line)
        below.addWidget(framed(self.table), 1)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 12)
        line.addWidget(self.hit)
        below.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side("screeningSplit", (asking, 200), (answering, 440), upright=True))

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._screen.setText(translate("Screening", "Screen"))
        self._open.setText(translate("Screening", "Screen a list …"))
        self._save.setText(translate("Screening", "Save the result …"))
        self._open.setToolTip(translate("Screening", "A .csv or .xlsx with a column of names"))
        self.names.setPlaceholderText(translate("Screening", "Type or paste names, one a line"))
        self.names.setAccessibleName(translate("Screening", "Names to screen, one a line"))
        self.table.setAccessibleName(translate("Screening", "Hits"))
        self.table.horizontalHeader().setAccessibleName(translate("Screening", "Column headings"))
        self._clearance.setText(NO_CLEARANCE[self._desk.language == "en"])

    def refresh(self) -> None:
        """Draws the result anew, in the window's language."""
        ready = self._desk.engine is not None
        for made in (self._screen, self._open):
            made.setEnabled(ready)
        self._save.setEnabled(self.answer is not None)
        answers, lists, missing = self.answer or ((), (), ())
        self.model.show(answers)
        language = self._desk.language
        not_held = (
            translate("Screening", "not loaded, not asked: {title}").format(title=pack.title.in_language(language))
            for pack in missing
        )
        self._held.setText("\n".join((self._told(answers, lists), *not_held)).strip())
        self._missing = missing[0].id if missing else ""
        self._import.setVisible(bool(missing))
        self._import.setText(translate("Screening", "Import {list} …").format(list=self._missing))
        if self.model.rows and self.table.currentIndex().row() < 0:
            self.table.selectRow(0)
        self._show_hit()

    def _show_hit(self) -> None:
        """The chosen hit in full: why, on which list, by which notice."""
        row = self.table.currentIndex().row()
        hit = self.model.rows[row][1] if 0 <= row < len(self.model.rows) else None
        self.hit.setVisible(hit is not None)
        if hit is not None:
            language = self._desk.language
            place = (hit.list_title.in_language(language), word(STATES, hit.state.value), hit.notice)
            self.hit.setText(f"{hit.why.in_language(language)}\n{' · '.join(filter(None, place))}")
            self.hit.setToolTip("\n".join(hit.sources))

    def _told(self, answers: Sequence[Screened], lists: Sequence[PartyList]) -> str:
        if not lists:
            return ""
        language = self._desk.language
        count = translate("Screening", "{names} names, {hits} with hits. Held against: {lists}")
        extent = translate("Screening", "{list} {held} of {total}, data of {day}")
        told = [
            extent.format(
                list=one.title.in_language(language),
                held=len(one.parties),
                total="?" if one.expected is None else one.expected,
                day=date_text(one.as_of),
            )
            for one in lists
        ]
        hits = sum(bool(one.hits) for one in answers)
        between = "；" if language == "zh" else "; "
        self._held.setToolTip(between.join(told))
        if len(told) > MOST_LISTS + 1:
            told[MOST_LISTS:] = [translate("Screening", "{n} more lists").format(n=len(told) - MOST_LISTS)]
        return count.format(names=len(answers), hits=hits, lists=between.join(told))

    def screen_name(self, name: str) -> None:
        """Screens this name, which takes the place of those in the box; undo brings them back."""
        cursor = self.names.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(name)
        self.screen_typed()

    def screen_typed(self) -> None:
        """Screens what stands in the box."""
        lines = [" ".join(line.split()) for line in self.names.toPlainText().splitlines()]
        names = tuple(Asked(line) for line in lines if line)
        if not names:
            self._desk.messages.tell(Message(translate("Screening", "There is no name to screen."), WARNING))
            self.names.setFocus()
            return
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                text = translate("Screening", "Line {number} is longer than {most} characters.")
                self._desk.messages.tell(Message(text.format(number=number, most=LONGEST), WARNING))
                return
        self._run(lambda _ticket: names)

    def open_list(self) -> None:
        """Screens a file of names."""
        path = self._desk.chooser.names_to_open()
        if path is not None:
            self.screen_file(path)

    def screen_file(self, path: Path, encoding: str = "") -> None:
        """Screens the names in a file; where it may be a Chinese spreadsheet's, offers to read it as that."""

        def refused(error: BadInput) -> None:
            if encoding or CHINESE_TABLE not in error.problems[0].hint:
                self._desk.messages.bad_input(error)
                return
            self._desk.messages.tell(
                Message(
                    translate(
                        "Screening", "{path} is not UTF-8. A Chinese spreadsheet program may have saved it."
                    ).format(path=path.name),
                    WARNING,
                    action_text=translate("Screening", "Read it as GB18030"),
                    action=lambda: self.screen_file(path, CHINESE_TABLE),
                )
            )

        self._run(lambda _ticket: read_names(path, encoding), refused)

    def _run(self, names: Any, refused: Any = None) -> None:
        engine, on = self._desk.engine, self._desk.session.matter.as_of
        if engine is None:
            return

        def work(ticket: Ticket) -> Answer:
            asked = names(ticket)
            screener = engine.party_room.open(on).screener
            if not screener.lists:
                raise BadInput.because("no party list is loaded", zh="没有载入任何名单")
            answers: list[Screened] = []
            for number, answer in enumerate(screener.screen_all(asked, on)):
                answers.append(answer)
                if number % TOLD_EVERY == 0:
                    ticket.report(number, len(asked))
            return tuple(answers), screener.lists, screener.not_loaded

        title = translate("Screening", "Screening the names")
        self._desk.tasks.run("screen", title, work, self._screened, refused or self._desk.messages.bad_input)

    def _screened(self, answer: Answer) -> None:
        self.answer = answer
        self.refresh()
        if self.isVisible():
            self.table.selectRow(0)
            self.table.setFocus()

    def save(self) -> None:
        """Writes the result as a workbook where the user says."""
        if self.answer is None:
            return
        target = self._desk.chooser.sheet_to_write(Path(translate("Screening", "screening") + ".xlsx"))
        if target is None:
            return
        path = target.with_suffix(".xlsx")
        agreed = path == target
        (answers, lists, missing), on, language = self.answer, self._desk.session.matter.as_of, self._desk.language

        def work(_ticket: Ticket) -> Path:
            check_target(path, overwrite=agreed)
            write_atomically(path, result_workbook(path, answers, lists, missing, on, language))
            return path

        title = translate("Screening", "Writing the result")
        self._desk.tasks.run("saveScreening", title, work, self._saved, self._desk.messages.bad_input)

    def _saved(self, path: Path) -> None:
        text = translate("Screening", "{path} is written.").format(path=path.name)
        opening = translate("Screening", "Open it")
        self._desk.messages.tell(Message(text, action_text=opening, action=lambda: open_local(self._desk, path)))
