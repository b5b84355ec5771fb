"""The rows of the clause list: headings, and clauses with their marks and whose text they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QListWidgetItem

from clause_library.store import Store
from gui.clause_room import Deal
from gui.desk import Desk
from gui.language import translate
from gui.models.clauses import CONFLICT, DEVIATES, IN, MISSING, OFFERED, OUT, OWN, ClauseRow
from gui.own_room import signature
from gui.words import PRIORITIES, position_name, word

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1


def statuses() -> list[tuple[str, str]]:
    """What the list can be narrowed to."""
    return [
        (translate("Clauses", "The whole library"), ""),
        (translate("Clauses", "In the contract"), IN),
        (translate("Clauses", "Offered"), OFFERED),
        (translate("Clauses", "Left out"), OUT),
        (translate("Clauses", "With a conflict"), CONFLICT),
        (translate("Clauses", "With something missing"), MISSING),
        (translate("Clauses", "Other than proposed"), DEVIATES),
        (translate("Clauses", "Your own"), OWN),
    ]


def counted(rows: tuple[ClauseRow, ...]) -> str:
    """How many clauses are in, offered and left out."""
    numbers = {status: sum(row.status == status for row in rows) for status in (IN, OFFERED, OUT)}
    template = translate("Clauses", "{inside} in · {offered} offered · {out} left out")
    return template.format(inside=numbers[IN], offered=numbers[OFFERED], out=numbers[OUT])


def heading_item(desk: Desk, status: str) -> QListWidgetItem:
    """A heading, which cannot be chosen."""
    names = {
        IN: translate("Clauses", "In the contract"),
        OFFERED: translate("Clauses", "Offered"),
        OUT: translate("Clauses", "Left out"),
    }
    item = QListWidgetItem(names[status])
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    item.setForeground(QColor(desk.theme.colours["muted"]))
    return item


def row_item(desk: Desk, row: ClauseRow, deal: Deal | None) -> QListWidgetItem:
    """A clause: number and title, below what is open about it, its position and whose text it is."""
    language, store = desk.language, deal.store if deal else None
    marks = {
        CONFLICT: translate("Clauses", "conflict"),
        MISSING: translate("Clauses", "to fill in"),
        DEVIATES: translate("Clauses", "own choice"),
    }
    whose = whose_text(row.id, store, language) if store else ""
    parts = [whose] if whose else []
    parts += [text for mark, text in marks.items() if mark in row.marks]
    if row.status == IN:
        parts += [position_name(row.variant, language), word(PRIORITIES, row.priority)]
    title = f"{row.id}  {row.title.in_language(language)}"
    item = QListWidgetItem(f"{title}\n    {' · '.join(parts)}" if parts else title)
    item.setData(ID_ROLE, row.id)
    who = signature(store.clauses[row.id], language) if store and whose else ""
    item.setToolTip("\n".join(part for part in (row.title.in_language(language), f"{whose} {who}".strip()) if part))
    if row.status != IN:
        item.setForeground(QColor(desk.theme.colours["muted"]))
    return item


def whose_text(clause: str, store: Store, language: str) -> str:
    """Whose text stands, where the user's folder has one; empty for ours alone."""
    known = store.own.get(clause)
    if known is None:
        return ""
    if known.refused:
        return translate("Clauses", "own text not used")
    version = store.clauses[clause].version
    if known.replaces:
        text = translate("Clauses", "own text {version}") if version else translate("Clauses", "own text")
    else:
        text = translate("Clauses", "own clause {version}") if version else translate("Clauses", "own clause")
    return text.format(version=f"第{version}版" if language == "zh" else f"v{version}")


def refill(box: QComboBox, items: list[tuple[str, str]]) -> None:
    """New words in a box, the same choice kept."""
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, data in items:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(kept)))
    box.blockSignals(False)
