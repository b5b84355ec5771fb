"""Own clauses in 条款: those there are with their faults, import and export through Word, comparison of libraries."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.own_room import refused
from gui.places.clause_door import Door
from gui.places.own_compare import OwnCompare
from gui.places.own_export import OwnExport
from gui.places.own_import import OwnImport
from gui.places.own_list import OwnList

LIST, IMPORT, EXPORT, COMPARE = range(4)


class OwnPage(QWidget):
    """The page with its sections."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__()
        self.setObjectName("ownPage")
        self._desk = desk
        self.list, self.taking = OwnList(desk, door), OwnImport(desk, door)
        self.giving, self.comparing = OwnExport(desk), OwnCompare(desk, door)
        self.sections = QTabWidget()
        self.sections.setObjectName("ownSections")
        self.sections.setDocumentMode(True)
        for section in (self.list, self.taking, self.giving, self.comparing):
            self.sections.addTab(section, "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sections)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        names = (
            translate("Own", "List and faults"),
            translate("Own", "Import from Word"),
            translate("Own", "Export to Word"),
            translate("Own", "Compare libraries"),
        )
        for at, name in enumerate(names):
            self.sections.setTabText(at, name)
        self.sections.setAccessibleName(translate("Own", "Own clauses: list, import, export, comparison"))
        for section in (self.list, self.taking, self.giving, self.comparing):
            section.retranslate()

    def show_deal(self, deal: Deal | None) -> None:
        """Draws the sections from the library in use."""
        self.list.show_store(deal.store if deal else None)
        self.taking.refresh()
        self.giving.show_deal(deal)
        self.comparing.refresh()

    def faults(self, deal: Deal | None) -> int:
        """How many own clauses are not used, or, where all are, how many faults were found."""
        return (len(refused(deal.store)) or len(deal.store.problems)) if deal else 0
