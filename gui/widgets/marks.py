"""Words marked in a reading pane, and the way to a cell of its table.

Values that flow: words + (row, column) -> extra selections and a place in sight. Marks are laid over the text, never
into it, so that what is copied is the clause alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from gui.theme import Theme

MOST_MARKS = 300


def show_place(
    pane: QTextBrowser, theme: Theme, words: tuple[str, ...], row: int | None, column: int, *, go: bool
) -> None:
    """Marks the words; with `go`, brings the first of them in the cell, else the cell, else the first of all in
    sight. `row` None is no cell."""
    look = QTextCharFormat()
    look.setBackground(theme.colour("mark"))
    look.setForeground(theme.colour("mark_text"))
    found = [cursor for word in words for cursor in _places(pane.document(), word)]
    selections: list[QTextEdit.ExtraSelection] = []
    for cursor in found[:MOST_MARKS]:
        one = QTextEdit.ExtraSelection()
        one.cursor, one.format = cursor, look
        selections.append(one)
    pane.setExtraSelections(selections)
    if go:
        _bring(pane, _cell(pane.document(), row, column), sorted(found, key=lambda c: c.selectionStart()))


def _places(document: QTextDocument, word: str) -> Iterator[QTextCursor]:
    cursor = document.find(word, 0)
    while not cursor.isNull():
        yield QTextCursor(cursor)
        cursor = document.find(word, cursor)


def _cell(document: QTextDocument, row: int | None, column: int) -> tuple[int, int] | None:
    """First and last position of a cell of the first table."""
    table = next((f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)), None)
    if row is None or table is None or row >= table.rows() or column >= table.columns():
        return None
    cell = table.cellAt(row, column)
    return cell.firstPosition(), cell.lastPosition()


def _bring(pane: QTextBrowser, cell: tuple[int, int] | None, found: list[QTextCursor]) -> None:
    inside = [c.selectionStart() for c in found if cell is None or cell[0] <= c.selectionStart() <= cell[1]]
    if not inside and cell is None:
        return
    cursor = pane.textCursor()
    cursor.setPosition(inside[0] if inside or cell is None else cell[0])
    pane.setTextCursor(cursor)
    bar = pane.verticalScrollBar()
    bar.setValue(bar.value() + pane.cursorRect(cursor).top() - pane.viewport().height() // 3)
