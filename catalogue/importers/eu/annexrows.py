"""Lines of a list in the manner of Annex I, with their left edges -> paragraphs with codes and paths.

Values that flow: `Row`s in reading order become `Para`s; what stands outside every entry (front matter, general
notes, tables after the list) comes back in blocks, torn exponents as unplaced lines. The hard problem is which list a
label belongs to: `1.` may be the next item, the first of an item's own list, or a line of a note, and in a text export
the left edges drift from page to page. So two things must agree, the order of labels and the edge nearest to its
siblings; a label that fits neither goes on with the text before it. Rejected: levels by edge alone (drift), by labels
alone (notes count too).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from catalogue.importers.eu.annextree import Para
from catalogue.importers.pdf.pdflines import run_on
from catalogue.importers.reading import Unplaced
from catalogue.model import Words

_AMENDED = re.compile(r"►[A-Z]\d+\s?|◄")
"""Marks of amendments in a consolidated text."""
_FAR = 60
"""The column from which a bare number in a text is a page number."""
_ANNOUNCES = re.compile(r"\bfollowing\b.{0,12}[;,.]?$")
_JOINS = re.compile(r"[;,]\s*(?:and|or)$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line: its left edge, its text, the number of its page and of the line in it."""

    x: float
    text: str
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How one publication prints its list. `step` is about half the distance of two levels, in units of `Row.x`.

    `header` matches running heads and page numbers, `heading` a line that begins a group of entries, `ends` a line
    after which the list is over, `note` how notes begin.
    """

    code: re.Pattern[str]
    label: re.Pattern[str]
    note: re.Pattern[str]
    header: re.Pattern[str]
    heading: re.Pattern[str]
    ends: re.Pattern[str]
    continued: re.Pattern[str]
    margin: float
    step: float
    torn: re.Pattern[str] | None = None


@dataclass(slots=True)
class _Open:
    """A label that may still get siblings, and its left edge. `last`: an "and" or "or" before it announced the end."""

    label: str
    x: float
    last: bool = False


@dataclass(slots=True)
class _Draft:
    """A paragraph while its lines are gathered."""

    code: str
    path: tuple[str, ...]
    note: str
    text: str
    row: Row
    x: float = 0.0
    lists: list[_Open] = field(default_factory=list[_Open])


def following(label: str) -> str:
    """The label after this one: `3` -> `4`, `c` -> `d`, `z` -> `aa`."""
    if label.isdigit():
        return str(int(label) + 1)
    if label == "z":
        return "aa"
    return label[:-1] + _LETTERS[(_LETTERS.find(label[-1]) + 1) % 26]


class RowReader:
    """Takes rows one by one; `paras` and `outside` hold what they became."""

    def __init__(self, layout: Layout, words: frozenset[str] = frozenset()) -> None:
        self._layout = layout
        self._words = words
        self._drafts: list[_Draft] = []
        self._stack: list[_Open] = []
        self._note: _Draft | None = None
        self._outer: list[_Draft] = []
        self._code = ""
        self._last = ""
        self._seen: set[str] = set()
        self._over = False
        self._block: list[Row] = []
        self._blocks: list[str] = []
        self._jumps: list[str] = []
        self._strays: list[str] = []
        self.outside: list[Unplaced] = []

    def read(self, rows: Iterable[Row]) -> None:
        """Every row, in reading order."""
        for row in rows:
            text = _AMENDED.sub("", row.text).strip()
            if text and not self._is_head(row):
                self._take(replace(row, text=text))
        self._close_block()

    def _is_head(self, row: Row) -> bool:
        """A running head or a page number; where exponents may be torn off, a number counts only in the margin."""
        if self._layout.torn and self._code and row.text.isdigit() and row.x < _FAR:
            return False
        return bool(self._layout.header.fullmatch(row.text))

    @property
    def paras(self) -> tuple[Para, ...]:
        """The paragraphs so far, in printed order."""
        return tuple(Para(d.code, d.path, d.note, d.text, Words(_place_zh(d.row), _place(d.row))) for d in self._drafts)

    @property
    def blocks(self) -> tuple[str, ...]:
        """What stands between the entries: general notes, definitions, contents or tables, one text per page."""
        return tuple(self._blocks)

    @property
    def jumps(self) -> tuple[str, ...]:
        """Labels that came out of turn, with the code they stand under."""
        return tuple(self._jumps)

    @property
    def strays(self) -> tuple[str, ...]:
        """Beginnings of lines that look like labels and fit no list; they stay with the text before them."""
        return tuple(self._strays)

    def _take(self, row: Row) -> None:
        if self._seen and self._layout.ends.match(row.text):
            self._over, self._code = True, ""
        if self._layout.continued.fullmatch(row.text):
            return
        found = None if self._over or row.x > self._layout.margin else self._layout.code.match(row.text)
        if found and found["code"] not in self._seen and self._may_begin(found["code"]):
            self._begin(found["code"], found["text"], row)
        elif self._layout.heading.match(row.text) and (row.x <= self._layout.margin or row.text.isupper()):
            self._code = ""
            self._outside(row)
        elif not self._code:
            self._outside(row)
        elif self._layout.torn and self._layout.torn.fullmatch(row.text):
            why = Words("只有数字的一行：从原处脱落的指数", "a line of bare numbers: exponents torn from their places")
            self.outside.append(Unplaced(Words(_place_zh(row), _place(row)), row.text, why))
        else:
            self._inside(row)

    def _may_begin(self, code: str) -> bool:
        """The codes of a list ascend; a code out of turn at the margin is a reference that a line begins with."""
        return code > self._last or code[:2] != self._last[:2]

    def _begin(self, code: str, text: str, row: Row) -> None:
        self._close_block()
        self._seen.add(code)
        self._code = self._last = code
        self._stack, self._note, self._outer = [], None, []
        label = self._layout.label.match(text)
        first = label is not None and label["label"] in ("a", "1")
        self._drafts.append(_Draft(code, (), "", "" if first else text.strip(), row))
        if label is not None and first:
            edge = self._layout.margin + 2 * self._layout.step
            self._item(0, label["label"], _rest(label), Row(edge, text, row.page, row.line))

    def _outside(self, row: Row) -> None:
        if self._block and self._block[-1].page != row.page:
            self._close_block()
        self._block.append(row)

    def _close_block(self) -> None:
        if self._block:
            text = ""
            for row in self._block:
                text = run_on(text, row.text, self._words)
            self._blocks.append(text)
            self._block = []

    def _inside(self, row: Row) -> None:
        while self._note and row.x < self._note.x - self._layout.step:
            self._note = self._outer.pop() if self._outer else None
        note = self._layout.note.match(row.text)
        if note:
            self._open_note(note["note"], row)
            return
        label = self._layout.label.match(row.text)
        if label:
            depth = self._depth_of(label["label"], row)
            if depth is not None:
                self._item(depth, label["label"], _rest(label), row)
                return
            if self._note and row.x >= self._note.x - self._layout.step:
                self._count_in_note(label["label"], row)
            elif label["label"] not in ("a", "i"):
                self._strays.append(f"{self._code}: {row.text[:40]}")
        self._go_on(row.text)

    def _go_on(self, text: str) -> None:
        draft = self._note or self._drafts[-1]
        draft.text = run_on(draft.text, text, self._words)

    def _open_note(self, name: str, row: Row) -> None:
        path = tuple(item.label for item in self._stack if item.x < row.x - self._layout.step)
        if self._note and self._note.lists and row.x > self._note.x + self._layout.step / 2:
            self._outer.append(self._note)
            path = self._note.path
        self._note = _Draft(self._code, path, name, row.text, row, row.x)
        self._drafts.append(self._note)

    def _item(self, depth: int, label: str, text: str, row: Row) -> None:
        before = next(d for d in reversed(self._drafts) if not d.note)
        last = depth < len(self._stack) and bool(_JOINS.search(before.text))
        del self._stack[depth:]
        self._stack.append(_Open(label, row.x, last))
        self._note, self._outer = None, []
        self._drafts.append(_Draft(self._code, tuple(item.label for item in self._stack), "", "", row))
        inner = self._layout.label.match(text)
        if inner and inner["label"] in ("a", "1") and inner["label"].isdigit() != label.isdigit():
            self._item(
                depth + 1, inner["label"], _rest(inner), Row(row.x + 2 * self._layout.step, text, row.page, row.line)
            )
            return
        self._drafts[-1].text = text.strip()
        if text.startswith("Not used"):
            self._stack[-1].last = False

    def _depth_of(self, label: str, row: Row) -> int | None:
        """At which depth this label is an item; None where it is a line of a note, or no label at all."""
        places = self._places(label, row)
        if self._note and row.x >= self._note.x - self._layout.step:
            places = [depth for depth in places if not self._rather_note(label, row, depth)]
        if not places:
            return None
        return min(places, key=lambda depth: self._distance(depth, row))

    def _places(self, label: str, row: Row) -> list[int]:
        follows = [at for at, item in enumerate(self._stack) if following(item.label) == label]
        found = [at for at in follows if abs(self._stack[at].x - row.x) < 2 * self._layout.step]
        depth = len(self._stack)
        deeper = not self._stack or (
            self._stack[-1].label.isdigit() != label.isdigit()
            and (row.x > self._stack[-1].x + self._layout.step / 2 or self._drafts[-1].text.endswith(":"))
        )
        if label in ("a", "1") and deeper:
            found.append(depth)
        likely = [at for at in found if at == depth or not self._stack[at].last]
        astray = [at for at in follows if found and not self._stack[at].last]
        return likely or astray or found or self._jump(label, row)

    def _jump(self, label: str, row: Row) -> list[int]:
        """A label out of turn at the very edge of its siblings: a misprint of the list, told in the preview."""
        if self._note:
            return []
        for at, item in enumerate(self._stack):
            same = item.label.isdigit() == label.isdigit() and abs(item.x - row.x) < self._layout.step
            if same and _rank(item.label) < _rank(label) <= _rank(item.label) + 3:
                self._jumps.append(f"{self._code}: {item.label} -> {label}")
                return [at]
        return []

    def _distance(self, depth: int, row: Row) -> float:
        if depth < len(self._stack):
            return abs(self._stack[depth].x - row.x)
        return 0.0 if not self._stack else abs(self._stack[-1].x + 2 * self._layout.step - row.x)

    def _rather_note(self, label: str, row: Row, depth: int) -> bool:
        """Whether a label that could be an item belongs to the list of the open note."""
        note = self._note
        if note is None:
            return False
        item = _successor_in(note.lists, label, row.x)
        if item is not None:
            if depth < len(self._stack) and self._stack[depth].last:
                return True
            return abs(item.x - row.x) <= self._distance(depth, row)
        if label not in ("a", "1"):
            return False
        if not note.lists and _ANNOUNCES.search(note.text):
            return True
        return note.text.endswith(":") or (row.x > note.x + 3 * self._layout.step and not note.note.startswith("N."))

    def _count_in_note(self, label: str, row: Row) -> None:
        note = self._note
        if note is None:
            return
        item = _successor_in(note.lists, label, row.x)
        if item is not None:
            del note.lists[note.lists.index(item) + 1 :]
            item.label, item.x = label, row.x
        elif label in ("a", "1"):
            note.lists.append(_Open(label, row.x))


def _successor_in(lists: list[_Open], label: str, x: float) -> _Open | None:
    """The open list of a note that this label continues: the one whose edge is nearest, the inner one if equal."""
    fitting = [item for item in reversed(lists) if following(item.label) == label]
    return min(fitting, key=lambda item: round(abs(item.x - x)), default=None)


def _rest(label: re.Match[str]) -> str:
    """What follows a label on its line."""
    return (label["text"] or label["other"] or "").strip()


def _rank(label: str) -> int:
    return int(label) if label.isdigit() else sum(26**at * (ord(c) - 96) for at, c in enumerate(reversed(label)))


def _place(row: Row) -> str:
    return f"page {row.page}, line {row.line}"


def _place_zh(row: Row) -> str:
    return f"第{row.page}页第{row.line}行"
