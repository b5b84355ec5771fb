"""Stepping through the matches of a query in an open text: each one is scrolled into sight and selected.

Values that flow: the texts of a column in the order they are read + the marker of the query -> places (widget, span).
The places are asked anew at every step, because the texts are refilled while a person types values. Rejected: keeping
widget references between steps; a refill would leave them dangling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtGui import QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from gui.widgets.passage import Passage

Marker = Callable[[str], tuple[tuple[int, int], ...]]
Place = tuple[QLabel | Passage, int, int]


class MatchSteps:
    """Where in the matches of one open entry the reader is."""

    def __init__(self) -> None:
        self._at = -1

    def restart(self) -> None:
        """A new entry: the next step shows its first match."""
        self._at = -1

    def step(self, column: QScrollArea, marker: Marker, by: int) -> int | None:
        """Selects the match `by` steps on, round the end; its number, or None where the entry holds none."""
        inside = column.widget()
        places = list(matches_in_order(inside, marker)) if inside is not None else []
        if not places:
            return None
        self._at = (self._at + by) % len(places) if self._at >= 0 or by > 0 else len(places) - 1
        for widget in {id(place[0]): place[0] for place in places}.values():
            _select(widget, 0, 0)
        widget, start, end = places[self._at]
        _select(widget, start, end)
        column.ensureWidgetVisible(widget, 20, 60)
        return self._at


def matches_in_order(inside: QWidget, marker: Marker) -> Iterator[Place]:
    """Every match in the labels and passages of a column, from top to bottom."""
    texts = [w for kind in (QLabel, Passage) for w in inside.findChildren(kind) if w.isVisibleTo(inside)]
    texts.sort(key=lambda w: (w.mapTo(inside, w.rect().topLeft()).y(), w.mapTo(inside, w.rect().topLeft()).x()))
    for widget in texts:
        for start, end in sorted(marker(_plain(widget))):
            yield widget, start, end


def _plain(widget: QLabel | Passage) -> str:
    if isinstance(widget, Passage):
        return widget.toPlainText()
    return QTextDocumentFragment.fromHtml(widget.text()).toPlainText() if "<" in widget.text() else widget.text()


def _select(widget: QLabel | Passage, start: int, end: int) -> None:
    if isinstance(widget, Passage):
        cursor = QTextCursor(widget.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        widget.setTextCursor(cursor)
    elif widget.textInteractionFlags():
        widget.setSelection(start, end - start)
