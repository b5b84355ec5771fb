"""What all rooms share: they are told of language, theme, matter and engine, and redraw themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.desk import Desk


class Place(QWidget):
    """A room. `name` is its object name, the key of its help page and of its remembered splitter."""

    name = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName(self.name)
        desk.opened.connect(self.engine_opened)
        desk.theme_changed.connect(self.refresh)
        desk.session.changed.connect(self.matter_changed)

    def retranslate(self) -> None:
        """Sets every fixed text in the window's language."""

    def refresh(self) -> None:
        """Draws everything anew from the values held."""

    def engine_opened(self) -> None:
        """The engines are there."""
        self.refresh()

    def matter_changed(self) -> None:
        """The matter has new values."""

    def enter(self) -> None:
        """The place was chosen: puts the focus where work starts."""

    def splitters(self) -> tuple[QSplitter, ...]:
        """What the window remembers."""
        return tuple(self.findChildren(QSplitter))

    def changeEvent(self, event: QEvent) -> None:
        """Language changes arrive here."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)


def label(role: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """A label with a role of the style sheet."""
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def button(name: str, pressed: Callable[[], object], role: str = "") -> QPushButton:
    """A push button with an object name and a role."""
    made = QPushButton()
    made.setObjectName(name)
    made.setProperty("role", role)
    made.clicked.connect(lambda _checked=False: pressed())
    made.setAutoDefault(True)
    return made


def card() -> tuple[QFrame, QVBoxLayout]:
    """A framed block and the column inside it."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 12)
    column.setSpacing(8)
    return frame, column


def in_line(*parts: QWidget | None) -> QHBoxLayout:
    """The widgets side by side; a wrapped label takes the room that is left, and so does None, which is a gap."""
    line = QHBoxLayout()
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part, 1 if isinstance(part, QLabel) and part.wordWrap() else 0)
    return line


def rule() -> QFrame:
    """A thin line between blocks."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def framed(widget: QWidget) -> QWidget:
    """The widget with air around it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(12, 12, 8, 12)
    column.addWidget(widget)
    return holder


def one_line_rows(rows: QListWidget) -> QListWidget:
    """The list with rows elided at its edge, never scrolling sideways."""
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.setProperty("role", "rows")
    rows.setTextElideMode(Qt.TextElideMode.ElideRight)
    rows.setMinimumWidth(180)
    return rows


def side_by_side(name: str, *parts: tuple[QWidget, int], upright: bool = False) -> QSplitter:
    """The widgets in a splitter, each with its share of the room, kept when the window grows or shrinks."""
    split = QSplitter(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    split.setObjectName(name)
    split.setChildrenCollapsible(False)
    for number, (widget, share) in enumerate(parts):
        split.addWidget(widget)
        split.setStretchFactor(number, share)
    split.setSizes([share for _, share in parts])
    return split


def rows_to_choose(table: QTableView, widths: tuple[int, ...] = ()) -> None:
    """Makes a table a list of rows, one of which is chosen: no grid, one line each, columns the user may widen."""
    table.verticalHeader().hide()
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, width in enumerate(widths):
        header.resizeSection(column, width)


class Column(QScrollArea):
    """A scrolling column whose content is built anew from values."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self.setWidget(self._inside)
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(16, 12, 16, 16)
        self.body.setSpacing(8)
        self._inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def clear(self) -> None:
        """Takes everything out."""
        clear_layout(self.body)


def clear_layout(layout: QLayout) -> None:
    """Removes and deletes every widget of a layout, sub-layouts included."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
