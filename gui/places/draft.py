"""起草: the contract's outline as it will be on the left, the affected text in the middle, the changes on the right.

Values that flow: contract path + result -> `preview` in the background -> rows; the button writes a new file and
never the contract itself. Nothing is written before the outline was shown.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from catalogue.problems import BadInput
from gui.clause_text import clause_html
from gui.desk import Desk
from gui.drafting import CLAUSE, OutlineRow, Preview, Written, preview, sample_contract_names, write, write_sample
from gui.language import translate
from gui.live import LiveResult
from gui.messages import Message
from gui.places.draft_changes import DraftChanges, how_text
from gui.places.opening import open_local
from gui.places.place import Column, Place, button, label, one_line_rows, side_by_side
from gui.places.point_cards import marked_html
from gui.widgets.passage import reading_heights

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class DraftPlace(Place):
    """The drafting room."""

    name = "draft"
    planned = Signal()

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._live = live
        self.contract: Path | None = None
        self.preview: Preview | None = None
        self.written: Written | None = None
        self._open = button("openContract", self.choose_contract)
        self._path = label("muted", wrap=False)
        self._produce = button("produce", self.produce, "primary")
        self.list = one_line_rows(QListWidget())
        self.list.setObjectName("draftOutline")
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_row())
        self._page = QTextBrowser()
        self._page.setObjectName("draftPage")
        self._page.setProperty("role", "reading")
        self._page.setOpenLinks(False)
        self.changes = DraftChanges(desk, self.open_output, self.open_folder)
        self._empty = Column("draftEmpty")
        self._body = QStackedWidget()
        self._arrange()
        live.changed.connect(self._plan)
        self.retranslate()
        self.refresh()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.addWidget(self._open)
        top.addWidget(self._path, 1)
        top.addWidget(self._produce)
        left, middle = QWidget(), QWidget()
        for holder, inside in ((left, self.list), (middle, self._page)):
            column = QVBoxLayout(holder)
            column.setContentsMargins(12, 0, 8, 12)
            column.addWidget(inside)
        split = side_by_side("draftSplit", (left, 320), (middle, 400), (self.changes, 240))
        self._body.addWidget(split)
        self._body.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addWidget(self._body, 1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._open.setText(translate("Draft", "Open a contract …"))
        self._produce.setText(translate("Draft", "Write the new contract …"))
        self.list.setAccessibleName(translate("Draft", "The contract as it will be"))
        self._page.setAccessibleName(translate("Draft", "The affected part"))

    def refresh(self) -> None:
        """Draws everything anew."""
        self._path.setText(self.contract.name if self.contract else "")
        self._path.setToolTip(str(self.contract or ""))
        self._produce.setEnabled(bool(self.preview and self.preview.landing))
        if self.contract is None:
            self._show_empty()
        else:
            self._fill()

    def engine_opened(self) -> None:
        """The engines are there."""
        self._plan()

    def enter(self) -> None:
        """The outline, or the button that opens a contract, takes the focus."""
        (self.list if self.preview else self._open).setFocus()

    def _show_empty(self) -> None:
        self._body.setCurrentWidget(self._empty)
        self._empty.clear()
        hint = label("muted")
        hint.setText(
            translate(
                "Draft",
                "Open your Word contract to see where each clause will stand. "
                "The file itself is never changed. Or try one of these:",
            )
        )
        self._empty.body.addWidget(hint)
        for name, title in sample_contract_names(self.desk.language):
            link = button(f"sample_{name}", lambda name=name: self.open_sample(name), "link")
            link.setText(title)
            self._empty.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty.body.addStretch(1)

    def choose_contract(self) -> None:
        """Asks for a contract."""
        path = self.desk.chooser.contract_to_open()
        if path:
            self.open_contract(path)

    def open_sample(self, name: str) -> None:
        """Builds one of the bundled sample contracts into the cache folder and opens it."""
        folder = self.desk.settings.samples_folder
        self.desk.tasks.run(
            "sample",
            translate("Draft", "Building the sample contract"),
            lambda _ticket: write_sample(name, folder),
            self.open_contract,
            self.desk.messages.bad_input,
        )

    def open_contract(self, path: Path) -> None:
        """Plans the clauses into a contract."""
        self.contract, self.preview, self.written = path, None, None
        self.refresh()
        self.planned.emit()
        self._plan()

    def show_paragraph(self, number: int) -> None:
        """Shows the article in which a paragraph of the contract stands, with the paragraph marked."""
        if self.preview is None:
            return
        at = self.preview.row_of(number)
        words = dict(self.preview.words).get(number, "")
        if at >= 0:
            self.list.setCurrentRow(at)
            row = self.preview.rows[at]
            words = "\n".join(
                ("\u200b" if n == number else "") + t
                for n, t in zip(row.paragraphs, row.text.split("\n"), strict=False)
            )
        self._page.setHtml(self._paragraph_html(words, marked=at < 0))
        self._page.setFocus()

    def _paragraph_html(self, text: str, *, marked: bool) -> str:
        colours = self.desk.theme.colours
        pieces: list[str] = []
        for line in text.split("\n"):
            shown = marked_html(line.removeprefix("\u200b"), (), "", "")
            if marked or line.startswith("\u200b"):
                shown = (
                    f'<span style="background-color:{colours["mark"]};color:{colours["mark_text"]}">▶ {shown}</span>'
                )
            pieces.append(f'<p style="line-height:150%; margin:0 0 6px 0">{shown}</p>')
        return "".join(pieces)

    def _plan(self) -> None:
        engine, judged, contract = self.desk.clauses, self._live.judged, self.contract
        if engine is None or judged is None or contract is None:
            return
        self.desk.tasks.run(
            "plan",
            translate("Draft", "Reading the contract"),
            lambda _ticket: preview(engine, judged, contract),
            self._planned,
            self._refused,
        )

    def _planned(self, made: Preview) -> None:
        self.preview = made
        self.refresh()
        self.planned.emit()

    def _refused(self, error: BadInput) -> None:
        self.contract, self.preview, self.written = None, None, None
        self.planned.emit()
        self.desk.messages.bad_input(error)
        self.refresh()

    def _fill(self) -> None:
        self._body.setCurrentIndex(0)
        row_before = self.list.currentRow()
        self.list.clear()
        rows = self.preview.rows if self.preview else ()
        for row in rows:
            self._add_row(row)
        if not rows:
            self.list.addItem(translate("Draft", "Reading the contract …"))
            self._page.setHtml("")
        else:
            first = next((i for i, r in enumerate(rows) if r.kind == CLAUSE), 0)
            self.list.setCurrentRow(row_before if 0 <= row_before < len(rows) else first)
        self.changes.show_changes(self.preview, self.written)

    def _add_row(self, row: OutlineRow) -> None:
        language = self.desk.language
        title = row.title.in_language(language)
        if row.kind == CLAUSE:
            item = QListWidgetItem(f"    ＋ {row.label}  {title}\n        {how_text(row.how)}")
            item.setBackground(QColor(self.desk.theme.colours["accent_soft"]))
        else:
            item = QListWidgetItem(f"{row.label} {title}".strip())
            item.setToolTip(title)
        item.setData(ROW_ROLE, row)
        self.list.addItem(item)

    def _show_row(self) -> None:
        item = self.list.currentItem()
        row = item.data(ROW_ROLE) if item else None
        if not isinstance(row, OutlineRow):
            return
        self._page.setHtml(self._row_html(row))

    def _row_html(self, row: OutlineRow) -> str:
        colours, language = self.desk.theme.colours, self.desk.language
        if row.kind != CLAUSE or row.clause is None:
            return f'<p style="line-height:150%">{marked_html(row.text, (), colours["mark"], colours["mark_text"])}</p>'
        why = marked_html(row.reason.in_language(language), (), "", "")
        pieces = [f"<p><b>{how_text(row.how)}</b></p><p>{why}</p>"]
        if row.replaces:
            gone = marked_html(row.replaces, (), "", "")
            heading = translate("Draft", "These words of the contract go:")
            pieces.append(f"<p>{heading}<br><s>{gone}</s></p>")
        pieces.append("<hr>")
        for lang in ("zh", "en"):
            if row.clause.blocks.get(lang):
                pieces.append(clause_html(row.clause, lang, self.desk.theme, reading_heights(self._page.font())))
                pieces.append("<hr>")
        return "".join(pieces[:-1])

    def produce(self) -> None:
        """Asks where the new contract goes, and writes it."""
        engine, judged, contract = self.desk.clauses, self._live.judged, self.contract
        if engine is None or judged is None or contract is None or self.preview is None:
            return
        suggested = contract.with_name(f"{contract.stem}-caveat.docx")
        target = self.desk.chooser.output_to_write(suggested)
        if target is None:
            return
        self.written = None
        self.refresh()
        self._produce.setEnabled(False)
        self.desk.tasks.run(
            "draft",
            translate("Draft", "Writing the new contract"),
            lambda _ticket: write(engine, judged, contract, target),
            self._produced,
            self._not_produced,
        )

    def _produced(self, written: Written) -> None:
        self.written = written
        self.refresh()
        text = translate("Draft", "Written: {path}").format(path=written.output.name)
        self.desk.messages.tell(
            Message(text, action_text=translate("Draft", "Open the document"), action=self.open_output)
        )

    def _not_produced(self, error: BadInput) -> None:
        self.refresh()
        self.desk.messages.bad_input(error)

    def open_output(self) -> None:
        """Opens the written file with the system's word processor."""
        if self.written:
            open_local(self.desk, self.written.output)

    def open_folder(self) -> None:
        """Opens the folder of the written file."""
        if self.written:
            open_local(self.desk, self.written.output.parent)
