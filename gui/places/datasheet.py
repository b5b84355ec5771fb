"""产品说明书 in 研判: a datasheet, dropped, chosen or pasted, is assessed, and what it shows goes to the matter.

Values that flow: `Source` -> `Assessment` in the background, with progress and cancel -> candidates, values to tick and
the entry that is read -> an edit of the matter with a name. The hard problem is that a list of entries looks like a
result: so it stands beside the result and not in it, every verdict has its sentence, and nothing reaches the matter
but by a button that names it. Rejected: adding the best candidate at once, to be undone where it is wrong.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from catalogue.assessing.assesswords import read_line
from catalogue.problems import BadInput
from catalogue.telling.tell import Teller
from gui.assessing import EXAMPLES, Source, assess_source, values_of
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message
from gui.models.values import ValuesModel, ValuesTable
from gui.places.candidate_view import CandidateView
from gui.places.datasheet_adding import DatasheetAdding
from gui.places.datasheet_form import DatasheetForm
from gui.places.place import label, rows_to_choose, side_by_side
from gui.tasks import Ticket
from gui.widgets.question_rows import ANSWER_ROLE, MARK_ROLE, QuestionRows
from gui.words import STATES, VERDICTS, word

if TYPE_CHECKING:
    from catalogue.assessing.assess import Assessment, Candidate

KEY = "assess"
CHINESE_TEXT = "gb18030"
SIGNS = MappingProxyType({"captured": "●", "open": "○", "not_captured": "–"})


class DatasheetRoom(QWidget):
    """The section of 研判 that reads datasheets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("datasheetRoom")
        self._desk = desk
        self.answer: Assessment | None = None
        self._source: Source | None = None
        self._ticket: Ticket | None = None
        self.form = DatasheetForm(desk)
        self._read, self._contradictions = label("muted", selectable=True), label("bad", selectable=True)
        self.list = QListWidget()
        self.rows = QuestionRows(self.list, desk.theme, quiet_below=True)
        self.model, self.table = ValuesModel(desk), ValuesTable()
        self.sentence = label("muted", selectable=True)
        self.view = CandidateView(desk)
        self.adding = DatasheetAdding(desk, self.model)
        self._arrange()
        self.form.wanted.connect(self.assess)
        self.form.cancel_wanted.connect(self.cancel)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_candidate())
        self.list.itemActivated.connect(lambda _item: self.open_entry())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_sentence())
        desk.tasks.changed.connect(self._show_work)
        self.retranslate()
        self.refresh()

    def _arrange(self) -> None:
        for name, widget in (
            ("datasheetRead", self._read),
            ("datasheetContradictions", self._contradictions),
            ("datasheetCandidates", self.list),
            ("datasheetValues", self.table),
            ("datasheetSentence", self.sentence),
        ):
            widget.setObjectName(name)
        self.list.setItemDelegate(self.rows)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange_table()
        self._found, reading = QWidget(), QWidget()
        middle, right = QVBoxLayout(self._found), QVBoxLayout(reading)
        middle.setContentsMargins(12, 8, 12, 12)
        for widget, share in ((self._read, 0), (self.list, 2), (self._contradictions, 0), (self.table, 3)):
            middle.addWidget(widget, share)
        middle.addWidget(self.sentence)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.view, 1)
        right.addWidget(self.adding)
        left = side_by_side("datasheetLeft", (self.form, 130), (self._found, 520), upright=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side("datasheetSplit", (left, 480), (reading, 460)))

    def _arrange_table(self) -> None:
        self.table.setModel(self.model)
        rows_to_choose(self.table, (112, 88, 108))

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.form.retranslate()
        self.adding.retranslate()
        self.list.setAccessibleName(translate("Assess", "Entries to read"))
        self.table.setAccessibleName(translate("Assess", "Values of the datasheet"))
        self.table.horizontalHeader().setAccessibleName(translate("Assess", "Column headings"))

    def refresh(self) -> None:
        """Draws everything anew; row and ticks stay."""
        self.rows.theme = self._desk.theme
        row = self.list.currentRow()
        self._fill_list()
        self.list.setCurrentRow(row)
        if self.model.rows:
            self.model.dataChanged.emit(
                self.model.index(0, 0), self.model.index(len(self.model.rows) - 1, self.model.columnCount() - 1)
            )
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self._show_answer()
        self._show_work()

    def enter(self) -> None:
        """The place to start: the description, or the entries where there are any."""
        (self.list if self.list.count() else self.form.text).setFocus()

    def engine_opened(self) -> None:
        """An answer from older lists is worked out anew."""
        if self.answer is not None and self._source is not None:
            self.assess(self._source)

    def assess_file(self, path: Path, encoding: str = "") -> None:
        """Assesses a file."""
        self.assess(Source(path, encoding=encoding))

    def matter_changed(self) -> None:
        """The technologies of the matter may be others."""
        self.adding.matter_changed()

    def assess(self, source: Source) -> None:
        """Assesses in the background; the answer before goes when the new one is there."""
        engine, on = self._desk.engine, self._desk.session.matter.as_of
        if engine is None:
            text = translate("Assess", "The control lists are still being opened; try again in a moment.")
            self._desk.messages.tell(Message(text, WARNING))
            return
        name = source.path.name if source.path else translate("Assess", "the pasted text")
        self._ticket = self._desk.tasks.run(
            KEY,
            translate("Assess", "Assessing {name}").format(name=name),
            lambda ticket: assess_source(engine, source, on, ticket.report),
            lambda answer: self._have(source, answer),
            lambda error: self._refused(source, error),
        )
        self._show_work()

    def cancel(self) -> None:
        """Ends the work; the answer before stays."""
        self._desk.tasks.cancel(KEY)
        self._ended()

    def _try(self, number: int) -> None:
        self.form.take_text(EXAMPLES[number][1].in_language(self._desk.language))

    def _have(self, source: Source, answer: Assessment) -> None:
        self._ended()
        engine = self._desk.engine
        self._source, self.answer = source, answer
        if source.path is not None:
            self.form.empty()
        self.model.show(values_of(answer, engine) if engine else ())
        self._fill_list()
        self._show_answer()
        if self.isVisible():
            self.enter()

    def _refused(self, source: Source, error: BadInput) -> None:
        self._ended()
        path = source.path
        if path is None or source.encoding or CHINESE_TEXT not in error.problems[0].hint:
            self._desk.messages.bad_input(error)
            return
        text = translate("Assess", "{path} is not UTF-8. It may be a Chinese text of an older program.")
        self._desk.messages.tell(
            Message(
                text.format(path=path.name),
                WARNING,
                action_text=translate("Assess", "Read it as GB18030"),
                action=lambda: self.assess_file(path, CHINESE_TEXT),
            )
        )

    def _ended(self) -> None:
        self._ticket = None
        self._show_work()

    def _show_work(self) -> None:
        ticket = self._ticket
        busy = ticket is not None and not ticket.cancelled
        self.form.show_work(busy, ticket.done if ticket else 0, ticket.total if ticket else 0)

    def _new_name(self) -> str:
        """How a new technology would be called: after the file, or as the text begins."""
        answer, source = self.answer, self._source
        if source is not None and source.path is not None:
            return source.path.stem
        first = answer.sheet.passages[0].text if answer else ""
        return first[:24].split("。")[0].split("\n")[0].strip() or translate("Assess", "from the datasheet")

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for candidate in self.answer.candidates if self.answer else ():
            profile, language = candidate.profile, self._desk.language
            item = QListWidgetItem(f"{candidate.label}  {profile.entry.title.in_language(language)}")
            verdict = word(VERDICTS, candidate.verdict.value)
            state = word(STATES, candidate.state.value)
            told = f"{verdict} · {profile.catalogue.id} {profile.edition.id} · {state}"
            item.setData(MARK_ROLE, SIGNS[candidate.verdict.value])
            item.setData(ANSWER_ROLE, told)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {told}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)

    @property
    def candidate(self) -> Candidate | None:
        """The entry that is read."""
        row = self.list.currentRow()
        found = self.answer.candidates if self.answer else ()
        return found[row] if 0 <= row < len(found) else None

    def open_entry(self) -> None:
        """Enter on an entry opens it in 检索."""
        if self.candidate is not None:
            self._desk.entry_wanted.emit(self.candidate.profile.entry.id)

    def _show_answer(self) -> None:
        answer, some = self.answer, self.answer is not None
        self._found.setVisible(some)
        self.adding.setVisible(some)
        told = "" if answer is None else self._told_contradictions(answer)
        self._contradictions.setText(told)
        self._contradictions.setVisible(bool(told))
        self.list.setVisible(self.list.count() > 0)
        if answer is not None:
            on = translate("Assess", "as of {date}").format(date=answer.as_of)
            self._read.setText(f"{read_line(answer, Teller(self._desk.language))} · {on}")
            if self.model.rows and self.table.currentIndex().row() < 0:
                self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_candidate()
        self._show_sentence()

    def _told_contradictions(self, answer: Assessment) -> str:
        template = translate("Assess", "{name} has several values: {values}. None is chosen for you.")
        between = "；" if self._desk.language == "zh" else "; "
        return "\n".join(
            template.format(
                name=name.in_language(self._desk.language),
                values=between.join(dict.fromkeys(s.given.text for s in found)),
            )
            for name, found in answer.contradictory
        )

    def _show_candidate(self) -> None:
        if self.answer is None:
            self.view.show_nothing_yet(tuple(title for title, _text in EXAMPLES), self._try)
        else:
            self.view.show_candidate(self.answer, self.candidate)
        self.adding.show_candidate(self.candidate, self._new_name())

    def _show_sentence(self) -> None:
        row = self.table.currentIndex().row()
        value = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        if value is None:
            self.sentence.setText("")
            return
        language = self._desk.language
        page = translate("Assess", "(page {n})").format(n=value.page) if value.page else ""
        lines = (" ".join(value.sentence.split()), value.place.in_language(language), page)
        why = value.refused.in_language(language)
        self.sentence.setText("\n".join(filter(None, (" ".join(filter(None, lines)), why))))
