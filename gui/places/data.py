"""数据: what the answers rest on, and what can be done about it, in sections.

The section of packs: every loaded list with its editions, how much of each is there, its state today, where it comes
from and where the official publication is to be had, and the actions on packs. The sections of screening, of
imports and of rechecks stand beside it. A further section joins with `add_section`, a further action on packs with
`actions_row.add`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QTabWidget, QVBoxLayout, QWidget

from catalogue.editions import state_of
from catalogue.engine import Engine
from catalogue.model import MEASURE, Catalogue, Coverage, Edition, coverage_of
from gui.desk import Desk
from gui.language import translate
from gui.packing import BUNDLED, INSTALLED, OWN, Origin, PartyRow, origins, party_rows
from gui.places.importing import ImportRoom
from gui.places.lists import in_order
from gui.places.pack_actions import PackActions
from gui.places.place import Column, Place, framed, label, side_by_side
from gui.places.rechecking import RecheckRoom
from gui.places.screening import ScreeningRoom
from gui.words import STATES, card_word, date_text, edition_name, word

Index = QModelIndex | QPersistentModelIndex
COLUMNS = 6


class EditionsModel(QAbstractTableModel):
    """One row per edition."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: tuple[tuple[Catalogue, Edition], ...] = ()
        self._held: dict[tuple[str, str], Coverage] = {}

    def show(self, rows: tuple[tuple[Catalogue, Edition], ...], names: tuple[PartyRow, ...] = ()) -> None:
        """Replaces all rows; `names` are the lists of parties, which stand before the cards."""
        self.beginResetModel()
        lists = [row for row in rows if not row[1].is_card]
        cards = [row for row in rows if row[1].is_card]
        self.rows = (*lists, *((card, edition) for card, edition, _ in names), *cards)
        self._held = {(card.id, edition.id): coverage for card, edition, coverage in names}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """Rows at the top level only."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        """List, edition, state, entries, in effect, checked on."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """The column's name."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            translate("Data", "List"),
            translate("Data", "Edition"),
            translate("Data", "State"),
            translate("Data", "Entries loaded"),
            translate("Data", "In effect from"),
            translate("Data", "Data checked on"),
        )[section]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The text of a cell; the tool tip tells it whole."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        catalogue, edition = self.rows[index.row()]
        if edition.is_card:
            return self._card_row(catalogue, edition)[index.column()]
        coverage = self._held.get((catalogue.id, edition.id)) or coverage_of(edition)
        total = "?" if coverage.expected is None else str(coverage.expected)
        held = "–" if edition.kind == MEASURE else f"{coverage.entries} / {total}"
        derived = translate("Data", "(derived)") if coverage.derived else ""
        state = state_of(edition, self._desk.session.matter.as_of)
        return (
            catalogue.title.in_language(self._desk.language),
            edition_name(edition),
            word(STATES, state.value),
            f"{held} {derived}".strip(),
            date_text(edition.effective),
            date_text(edition.as_of),
        )[index.column()]

    def _card_row(self, catalogue: Catalogue, edition: Edition) -> tuple[str, ...]:
        """A card is in no state and counts as no part of a list."""
        language = self._desk.language
        told = card_word(language)
        title = catalogue.title.in_language(language)
        return (title, edition.id, told, "–", date_text(edition.effective), date_text(edition.as_of))


class DataPlace(Place):
    """The data room: what the answers rest on."""

    name = "data"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = EditionsModel(desk)
        self._origins: dict[str, Origin] = {}
        self._names: tuple[PartyRow, ...] = ()
        self._read_for: Engine | None = None
        self.table = QTableView()
        self.table.setObjectName("editions")
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._show_details())
        self._details = Column("dataDetails")
        self.actions_row = PackActions(desk)
        self.screening = ScreeningRoom(desk)
        self.importing = ImportRoom(desk)
        self.rechecking = RecheckRoom(desk)
        self.sections = QTabWidget()
        self.sections.setObjectName("dataSections")
        self.sections.setDocumentMode(True)
        self.add_section(self._packs())
        self.add_section(self.screening)
        self.add_section(self.importing)
        self.add_section(self.rechecking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sections)
        self.retranslate()
        self.refresh()

    def _packs(self) -> QWidget:
        section = QWidget()
        column = QVBoxLayout(section)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.actions_row)
        column.addWidget(side_by_side("dataSplit", (framed(self.table), 340), (self._details, 300), upright=True), 1)
        return section

    def add_section(self, section: QWidget) -> None:
        """One more section, behind the others; `retranslate` names it."""
        self.sections.addTab(section, "")

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.sections.setTabText(0, translate("Data", "Packs"))
        self.sections.setTabText(1, translate("Data", "Screening"))
        self.sections.setTabText(2, translate("Data", "Import"))
        self.sections.setTabText(3, translate("Data", "Recheck"))
        self.sections.tabBar().setAccessibleName(translate("Data", "Sections"))
        self.table.setAccessibleName(translate("Data", "Loaded lists and editions"))
        self.table.horizontalHeader().setAccessibleName(translate("Data", "Column headings"))
        self.actions_row.retranslate()
        self.screening.retranslate()
        self.importing.retranslate()
        self.rechecking.retranslate()

    def refresh(self) -> None:
        """Draws everything anew; the row chosen stays."""
        engine = self.desk.engine
        row = max(0, self.table.currentIndex().row())
        catalogues = in_order(engine.library) if engine else ()
        names = self._names if engine is self._read_for else ()
        self.model.show(tuple((c, e) for c in catalogues for e in c.editions), names)
        if self.model.rows:
            self.table.selectRow(min(row, len(self.model.rows) - 1))
        self._show_details()
        self.screening.refresh()
        self.importing.refresh()
        self.rechecking.refresh()

    def engine_opened(self) -> None:
        """New lists may be there."""
        self.refresh()
        if self.isVisible():
            self._read_packs()

    def matter_changed(self) -> None:
        """States depend on the matter's date."""
        self.table.viewport().update()

    def enter(self) -> None:
        """The table, the names to screen, or the import or the folder to recheck take the focus."""
        starts = (self.table.setFocus, self.screening.names.setFocus, self.importing.enter, self.rechecking.enter)
        starts[self.sections.currentIndex()]()
        self._read_packs()

    def open_import(self, catalogue: str) -> None:
        """Shows the section of imports with this list chosen."""
        self.sections.setCurrentWidget(self.importing)
        self.importing.open_for(catalogue)

    def open_screening(self, name: str) -> None:
        """Shows the section of screening and holds this name against the lists."""
        self.sections.setCurrentWidget(self.screening)
        self.screening.screen_name(name)

    def open_recheck(self, folder: Path) -> None:
        """Shows the section of rechecks and holds the matters of this folder against today's data."""
        self.sections.setCurrentWidget(self.rechecking)
        self.rechecking.recheck(folder)

    def _read_packs(self) -> None:
        """Where the packs come from and what the lists of names hold, once for each opening of the engines."""
        engine, home = self.desk.engine, self.desk.settings.home
        if engine is None or engine is self._read_for:
            return

        def work(_ticket: object) -> tuple[dict[str, Origin], tuple[PartyRow, ...]]:
            library = engine.library
            return origins(home, library), party_rows(library, engine.party_room.packs())

        def done(found: tuple[dict[str, Origin], tuple[PartyRow, ...]]) -> None:
            self._origins, self._names = found
            self._read_for = engine
            self.refresh()

        self.desk.tasks.run("packs", translate("Data", "Reading the packs"), work, done, self.desk.messages.bad_input)

    def _show_details(self) -> None:
        self._details.clear()
        engine, row = self.desk.engine, self.table.currentIndex().row()
        chosen = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        self.actions_row.choose(chosen[0].id if chosen else "")
        if engine is None:
            self._say("muted", translate("Data", "Opening the control lists …"))
        elif chosen:
            self._edition(*chosen)
        for problem in engine.library.problems if engine else ():
            self._say("bad", problem.in_language(self.desk.language))
        self._details.body.addStretch(1)

    def _edition(self, catalogue: Catalogue, edition: Edition) -> None:
        language = self.desk.language
        self._say("title", edition.title.in_language(language) or edition.id)
        if not edition.is_card:
            self._say("", edition.instrument)
        self._say(
            "muted", translate("Data", "Authority: {name}").format(name=catalogue.authority.in_language(language))
        )
        if edition.expected_split:
            self._say("muted", edition.expected_split.in_language(language))
        if edition.basis:
            why = edition.basis.in_language(language)
            self._say("muted", translate("Data", "Why it applies: {text}").format(text=why))
        if edition.notes:
            self._say("muted", edition.notes.in_language(language))
        if origin := self._origins.get(catalogue.id):
            self._say("", origin_text(origin))
        for place in catalogue.official_at:
            self._say("", translate("Data", "Official text, to fetch by hand: {place}").format(place=place))
        for source in edition.sources:
            self._say("muted", translate("Data", "Source: {text}").format(text=source))

    def _say(self, role: str, text: str) -> None:
        made = label(role, selectable=True)
        made.setText(text)
        self._details.body.addWidget(made)


def origin_text(origin: Origin) -> str:
    """Where a pack comes from, who signed it and whether it was changed, in words."""
    if origin.kind == BUNDLED:
        return translate("Data", "Pack: bundled with the program")
    if origin.kind == OWN:
        return translate("Data", "Pack: your own, not from an archive")
    if origin.kind != INSTALLED:
        return translate("Data", "Pack: its manifest or signature cannot be read; install it again")
    parts = [translate("Data", "Pack: installed, version {version}").format(version=origin.version)]
    if not origin.fingerprint:
        parts.append(translate("Data", "not signed"))
    elif origin.signer:
        known = translate("Data", "signed by {name}, fingerprint {fingerprint}")
        parts.append(known.format(name=origin.signer, fingerprint=origin.fingerprint))
    else:
        unknown = translate("Data", "signed with a key you do not trust, fingerprint {fingerprint}")
        parts.append(unknown.format(fingerprint=origin.fingerprint))
    if origin.changed:
        changed = translate("Data", "changed since: {files}")
        parts.append(changed.format(files=", ".join(origin.changed)))
    return " · ".join(parts)
