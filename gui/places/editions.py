"""沿革: two editions of a list side by side, entry by entry, with the words that changed, and the table to hand over.

Values that flow: catalogue and two editions -> `compare` in the background -> rows on the left, the chosen entry's two
texts on the right. Coverage of both editions stands above the rows, because a row that is missing may only not be
loaded. Rejected: one long page of all differences; nobody finds one entry in it by keyboard.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from catalogue.comparing.changes import Difference
from catalogue.comparing.differences import compare
from catalogue.model import Catalogue, Coverage, Edition
from gui.desk import Desk
from gui.edition_rows import CHANGED, UNLOADED, DifferenceRow, PageWriter, rows_of
from gui.language import translate
from gui.messages import Message
from gui.places.lists import in_order
from gui.places.opening import open_local
from gui.places.place import Place, button, label, one_line_rows, side_by_side

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
EVERYTHING = ""
FILTERS = (EVERYTHING, "added", "deleted", CHANGED, UNLOADED)


class EditionsPlace(Place):
    """The room of editions."""

    name = "editions"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Difference | None = None
        self.catalogue = self._choice("comparedCatalogue", 8)
        self.before = self._choice("comparedFrom", 9)
        self.after = self._choice("comparedTo", 9)
        self.filter = self._choice("comparedFilter", 9)
        self._arrow = label("", wrap=False)
        self._arrow.setText("→")
        self._export = button("exportComparison", self.export, "primary")
        self._coverage = label("muted")
        self.list = one_line_rows(QListWidget())
        self.list.setObjectName("differences")
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_row())
        self._page = QTextBrowser()
        self._page.setObjectName("differenceTexts")
        self._page.setProperty("role", "reading")
        self._page.setOpenLinks(False)
        self._arrange()
        self.catalogue.currentIndexChanged.connect(lambda _index: self._fill_editions())
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(lambda _index: self._compare())
        self.filter.currentIndexChanged.connect(lambda _index: self._fill())
        self.retranslate()
        self.refresh()

    def _choice(self, name: str, letters: int) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(letters)
        return made

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 4)
        self.catalogue.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        top.addWidget(self.catalogue, 1)
        for widget in (self.before, self._arrow, self.after, self.filter, self._export):
            top.addWidget(widget)
        said = QHBoxLayout()
        said.setContentsMargins(12, 0, 12, 8)
        said.addWidget(self._coverage)
        left, right = QWidget(), QWidget()
        for holder, inside in ((left, self.list), (right, self._page)):
            column = QVBoxLayout(holder)
            column.setContentsMargins(12, 0, 8, 12)
            column.addWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(top)
        outer.addLayout(said)
        outer.addWidget(side_by_side("editionsSplit", (left, 320), (right, 640)), 1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._export.setText(translate("Editions", "Write the table …"))
        self.catalogue.setAccessibleName(translate("Editions", "List"))
        self.before.setAccessibleName(translate("Editions", "Edition to start from"))
        self.after.setAccessibleName(translate("Editions", "Edition to compare with"))
        self.filter.setAccessibleName(translate("Editions", "Which differences are listed"))
        self.list.setAccessibleName(translate("Editions", "Entries that differ"))
        self._page.setAccessibleName(translate("Editions", "Both texts side by side"))
        names = (
            translate("Editions", "Everything"),
            translate("Editions", "Added"),
            translate("Editions", "Deleted"),
            translate("Editions", "Changed"),
            translate("Editions", "Not loaded"),
        )
        chosen = max(0, self.filter.currentIndex())
        self._put(self.filter, list(zip(names, FILTERS, strict=True)), FILTERS[chosen])

    def _put(self, choice: QComboBox, items: list[tuple[str, str]], chosen: str) -> None:
        """New items without a word to anybody."""
        choice.blockSignals(True)
        choice.clear()
        for text, value in items:
            choice.addItem(text, value)
            choice.setItemData(choice.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        choice.setCurrentIndex(max(0, choice.findData(chosen)))
        choice.blockSignals(False)

    def refresh(self) -> None:
        """Draws everything anew; the list and the editions chosen stay."""
        engine = self.desk.engine
        if engine is None:
            self._coverage.setText(translate("Editions", "Opening the control lists …"))
            self._export.setEnabled(False)
            return
        language = self.desk.language
        listed = [c for c in in_order(engine.library) if len(_lists(c)) > 1]
        kept = self.catalogue.currentData() or (listed[0].id if listed else "")
        self._put(self.catalogue, [(c.title.in_language(language), c.id) for c in listed], kept)
        if self.before.count() == 0:
            self._fill_editions()
        else:
            self._fill()

    def engine_opened(self) -> None:
        """Lists and editions may have come or gone; those chosen stay where they are still there."""
        self.refresh()
        chosen = self._chosen_catalogue()
        if chosen is not None and self.found is not None:
            items = [(edition.id, edition.id) for edition in _lists(chosen)]
            for choice in (self.before, self.after):
                self._put(choice, items, choice.currentData() or "")
            self._compare()

    def enter(self) -> None:
        """The list takes the focus."""
        self.list.setFocus()

    def _chosen_catalogue(self) -> Catalogue | None:
        engine = self.desk.engine
        return engine.library.catalogues.get(self.catalogue.currentData() or "") if engine else None

    def _fill_editions(self) -> None:
        """The editions of the chosen list; the newest is compared with the one before it."""
        chosen = self._chosen_catalogue()
        if chosen is None:
            return
        editions = _lists(chosen)
        items = [(edition.id, edition.id) for edition in editions]
        lasting = [edition.id for edition in editions if edition.status != "draft" and edition.entries]
        pair = lasting[-2:] if len(lasting) > 1 else [editions[0].id, editions[-1].id]
        self._put(self.before, items, pair[0])
        self._put(self.after, items, pair[1])
        self._compare()

    def choose(self, before: str, after: str) -> None:
        """Compares these two editions of the chosen list."""
        self.before.setCurrentIndex(self.before.findData(before))
        self.after.setCurrentIndex(self.after.findData(after))

    def _editions(self) -> tuple[Catalogue, Edition, Edition] | None:
        chosen = self._chosen_catalogue()
        if chosen is None:
            return None
        pair = [chosen.edition(choice.currentData() or "") for choice in (self.before, self.after)]
        return (chosen, pair[0], pair[1]) if pair[0] and pair[1] else None

    def _compare(self) -> None:
        engine, asked = self.desk.engine, self._editions()
        if engine is None or asked is None:
            return
        catalogue, before, after = asked
        units = engine.units
        self.desk.tasks.run(
            "compare",
            translate("Editions", "Comparing the editions"),
            lambda _ticket: compare(catalogue, before, after, units),
            self._compared,
            self.desk.messages.bad_input,
        )

    def _compared(self, found: Difference) -> None:
        self.found = found
        self._fill()

    def _fill(self) -> None:
        """The rows the filter lets through, the chosen one kept where it is still there."""
        found = self.found
        self._export.setEnabled(found is not None)
        if found is None:
            return
        self._coverage.setText(self._extent(found))
        wanted = self.filter.currentData() or EVERYTHING
        row_before = self.list.currentRow()
        rows = [row for row in rows_of(found, self.desk.language) if wanted in (EVERYTHING, row.group)]
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(row.text)
            item.setToolTip(row.heading)
            item.setData(ROW_ROLE, row)
            self.list.addItem(item)
        self.list.setCurrentRow(row_before if 0 <= row_before < len(rows) else 0)
        self.list.blockSignals(False)
        self._show_row()

    def _extent(self, found: Difference) -> str:
        """Coverage of both editions and how many rows there are of each kind."""
        parts = [self._coverage_text(coverage) for coverage in found.coverage]
        counts = translate("Editions", "{added} added, {deleted} deleted, {changed} changed, {unknown} not loaded")
        parts.append(
            counts.format(
                added=len(found.added),
                deleted=len(found.deleted),
                changed=len(found.changed),
                unknown=len(found.unknown),
            )
        )
        if found.beside:
            parts.append(
                translate(
                    "Editions", "These instruments stand beside each other; entries of only one are no difference."
                )
            )
        return " · ".join(parts)

    def _coverage_text(self, coverage: Coverage) -> str:
        total = "?" if coverage.expected is None else str(coverage.expected)
        derived = translate("Editions", "(derived)") if coverage.derived else ""
        text = translate("Editions", "{edition}: {held} of {total} entries loaded {derived}")
        return text.format(edition=coverage.edition, held=coverage.entries, total=total, derived=derived).strip()

    def _show_row(self) -> None:
        item = self.list.currentItem()
        row: DifferenceRow | None = item.data(ROW_ROLE) if item else None
        if self.found is None or row is None:
            nothing = translate("Editions", "No difference is known.")
            self._page.setPlainText(nothing)
            self._page.setAccessibleDescription(nothing)
            return
        page = PageWriter(self.found, self.desk.language, self.desk.theme).page(row)
        self._page.setHtml(page.html)
        self._page.setAccessibleDescription(page.plain)

    def export(self) -> None:
        """Writes the comparison as a Word or spreadsheet table, off this thread; the person chose file and kind."""
        found, language, today = self.found, self.desk.language, self.desk.session.matter.as_of
        if found is None:
            return
        path = self.desk.chooser.table_to_write(Path(f"{found.catalogue.id} {found.before.id} - {found.after.id}.docx"))
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".docx")

        def work(_ticket: object) -> Path:
            from catalogue.reports.comparison import comparison_report
            from catalogue.reports.saving import save_report

            save_report(comparison_report(found, language, today), target, replace=True)
            return target

        self.desk.tasks.run(
            "table", translate("Editions", "Writing the table"), work, self._written, self.desk.messages.bad_input
        )

    def _written(self, path: Path) -> None:
        text = translate("Editions", "{path} is written.").format(path=path.name)
        self.desk.messages.tell(
            Message(text, action_text=translate("Editions", "Open it"), action=lambda: open_local(self.desk, path))
        )


def _lists(catalogue: Catalogue) -> tuple[Edition, ...]:
    """What can be compared: licence catalogues, measures and cards hold no list."""
    return tuple(edition for edition in catalogue.editions if edition.lists_items)
