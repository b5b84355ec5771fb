"""Paragraphs and tables of the PRC catalogue -> rows of entries, the same for Word, HTML and PDF.

Values that flow: `Block`s in reading order -> `Found`: one `Item` per code with its part, industry, title and control
lines, and everything that is no item, handed back with its place. The hard problem: every printing arranges the table
differently, so columns are known by their headings, the code column by the codes themselves, and never by position; a
row without a code carries on the item before only where its other cells are empty, merged or cut by a page break.
Rejected: reading by column number; one inserted column would silently shift every title by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from catalogue.importers.prc.blocks import CODE, Block, Cell, Line, Paragraph, Row, Table, clean, code_of, folded, glued
from catalogue.importers.reading import Refused, Unplaced
from catalogue.model import Control, Words

HEADINGS = {
    "serial": ("序号", "序", "No.", "条目序号"),
    "industry": ("行业领域", "行业", "所属行业", "领域", "行业名称", "所属行业领域", "行业类别"),
    "code": ("编号", "编码", "技术编号", "目录编号", "代码", "条目编号", "技术编码"),
    "title": ("技术名称", "名称", "技术条目名称", "条目名称", "技术项目名称", "技术条目"),
    "points": ("控制要点", "技术控制要点", "控制内容", "管制要点", "控制要点及参数", "控制要点内容"),
    "notes": ("备注", "说明", "注释"),
}
PART = re.compile(
    r"(?:第[一二]部分[:、.]?|\(?[一二]\)?[、.]?|附件[一二12]?[:、.]?)?(?:中国)?(禁止|限制)出口(?:的)?(?:类)?"
    r"(?:技术)?(?:部分|目录|条目|类)?(?:\(共?\d+项\))?"
)
NUMBERED = re.compile(r"(?:[（(][一二三四五六七八九十百]+[）)]|[一二三四五六七八九十百]+[、.．])\s*(.+)")
INDUSTRY_ENDS = ("业", "服务", "研究和试验发展", "活动", "发展")
NOTE = re.compile(r"(?:注\s*\d*\s*[:：.．、]|\[\d+\]|［\d+］|[*※①②③④⑤⑥⑦⑧⑨]).+")
CODE_HEAD = re.compile(r"\d{1,6}")
CATALOGUE_TITLE = "中国禁止出口限制出口技术目录"
LONGEST_HEADING = 48
SIDES = {"禁止": Control.PROHIBITED, "限制": Control.RESTRICTED}
LETTERS = {"J": Control.PROHIBITED, "X": Control.RESTRICTED}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as printed. `part` is None where no heading of a part stood before it."""

    code: str
    title: str
    industry: str
    part: Control | None
    lines: tuple[Line, ...]
    notes: str
    serial: str
    where: Words
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the tables held. `head` are the paragraphs before the first part or table: title, instrument, date."""

    items: tuple[Item, ...]
    head: tuple[Paragraph, ...]
    refused: tuple[Refused, ...]
    unplaced: tuple[Unplaced, ...]
    remarks: tuple[Words, ...]


@dataclass(slots=True)
class _Draft:
    """An entry while its rows are read."""

    code: str
    title: str
    industry: str
    part: Control | None
    where: Words
    serial: str
    lines: list[Line]
    notes: str
    text: str

    def item(self) -> Item:
        return Item(
            self.code,
            self.title,
            self.industry,
            self.part,
            tuple(self.lines),
            self.notes,
            self.serial,
            self.where,
            self.text,
        )


@dataclass(slots=True)
class _State:
    """Where the reading stands: the headings passed, the columns of the table, the entry that may be carried on."""

    part: Control | None = None
    heading: str = ""
    industry: str = ""
    columns: dict[str, int] = field(default_factory=dict[str, int])
    grid: int = 0
    started: bool = False
    draft: _Draft | None = None
    drafts: list[_Draft] = field(default_factory=list[_Draft])
    head: list[Paragraph] = field(default_factory=list[Paragraph])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    remarks: list[Words] = field(default_factory=list[Words])

    def hand_back(self, where: Words, text: str, zh: str, en: str) -> None:
        if text:
            self.unplaced.append(Unplaced(where, text, Words(zh, en)))


def find_items(blocks: Iterable[Block]) -> Found:
    """Every entry, and everything else handed back. Raises nothing: what cannot be read is in the result."""
    state = _State()
    furniture = 0
    for block in blocks:
        if isinstance(block, Table):
            _read_table(block, state)
        elif block.page_furniture:
            furniture += 1
        elif not state.started and part_of(block.text) is None:
            state.head.append(block)
        else:
            _read_heading(block.text, block.where, state)
    if furniture:
        said = f"{furniture} page numbers and running heads are left out"
        state.remarks.append(Words(f"略去页码、页眉{furniture}处", said))
    items, refused, unplaced = sound_items([draft.item() for draft in state.drafts])
    remarks = (*state.remarks, *serial_remarks(items))
    return Found(items, tuple(state.head), refused, (*state.unplaced, *unplaced), remarks)


def part_of(text: str) -> Control | None:
    """The side a heading opens: 禁止出口部分, 一、限制出口技术目录 and the like; None for any other text."""
    match = PART.fullmatch(folded(text))
    return SIDES[match.group(1)] if match else None


def industry_of(text: str) -> str:
    """The industry a heading names: any short numbered one, `（三）畜牧业` -> `畜牧业`, or a bare name that ends as
    those of the classification do; else ""."""
    plain = folded(text)
    if len(plain) > LONGEST_HEADING or re.search(r"[。;:!?“”]|\d\d", plain):
        return ""
    match = NUMBERED.fullmatch(text.strip())
    name = clean(match.group(1) if match else text)
    return name if match or name.endswith(INDUSTRY_ENDS) else ""


def headings_of(row: Row) -> dict[str, int]:
    """The columns a heading row names; {} for a row that is none: it must name two of code, title and points."""
    found: dict[str, int] = {}
    for cell in row.cells:
        plain = folded(cell.text)
        kind = next((k for k, names in HEADINGS.items() if plain in names), "")
        if kind:
            found.setdefault(kind, cell.column)
    return found if len({"code", "title", "points"} & found.keys()) >= 2 else {}


def _read_heading(text: str, where: Words, state: _State) -> None:
    part = part_of(text)
    if part is not None:
        state.part, state.heading, state.industry, state.started, state.draft = part, "", "", True, None
    elif industry := industry_of(text):
        state.heading = state.industry = industry
        state.draft = None
    elif NOTE.fullmatch(text.strip()):
        state.hand_back(
            where, text, "脚注或说明，不属于某一条目", "a footnote or explanation that belongs to no one entry"
        )
    elif folded(text) != CATALOGUE_TITLE:
        state.heading = state.industry = ""
        state.draft = None
        why = "text outside the tables that is no heading of a part or an industry; no industry is taken from above it"
        state.hand_back(where, text, "表格之外的文字，不是部分或行业标题；其后条目不沿用此前的行业", why)


def _read_table(table: Table, state: _State) -> None:
    state.started = True
    columns = _columns(table)
    if columns:
        state.columns, state.grid = columns, table.columns
    elif table.columns != state.grid:
        for row in table.rows:
            why = "its table has no headings that are known (编号, 技术名称, 控制要点)"
            state.hand_back(row.where, row.text, "该表没有可识别的表头（编号、技术名称、控制要点）", why)
        return
    for row in table.rows:
        if not headings_of(row):
            _read_row(row, table, state)


def _columns(table: Table) -> dict[str, int]:
    """Columns by the table's headings; the code column is where the codes stand, whatever its heading says."""
    named = next((found for row in table.rows if (found := headings_of(row))), dict[str, int]())
    counts = Counter(c.column for r in table.rows for c in r.cells if CODE.fullmatch(code_of(c.text)))
    if named and counts:
        best = counts.most_common(1)[0][0]
        named = {kind: column for kind, column in named.items() if column != best} | {"code": best}
    return named if {"code", "title", "points"} <= named.keys() else {}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The cells of one row by what they hold. `merged`: they carry on the cell above; `clash`: one covers several."""

    texts: dict[str, str]
    points: tuple[Line, ...]
    merged: frozenset[str]
    clash: bool

    def text(self, kind: str) -> str:
        return self.texts.get(kind, "")


def _parts(row: Row, columns: dict[str, int]) -> _Parts:
    texts: dict[str, str] = {}
    merged: set[str] = set()
    points: tuple[Line, ...] = ()
    covered: list[int] = []
    for kind, column in columns.items():
        cell = next((c for c in row.cells if _covers(c, column)), None)
        if cell is None:
            continue
        if cell.continued:
            merged.add(kind)
            continue
        texts[kind] = cell.text
        points = cell.lines if kind == "points" else points
        covered.extend([cell.column] if cell.text else [])
    return _Parts(texts, points, frozenset(merged), len(covered) != len(set(covered)))


def _covers(cell: Cell, column: int) -> bool:
    return cell.column <= column < cell.column + cell.span


def _read_row(row: Row, table: Table, state: _State) -> None:
    told = [c for c in row.cells if c.text and not c.continued]
    if len(told) == 1 and told[0].span >= table.columns > 1:
        _read_heading(told[0].text, row.where, state)
        return
    parts = _parts(row, state.columns)
    for cell in told:
        if not any(_covers(cell, column) for column in state.columns.values()):
            why = "its column has no heading that is known"
            state.hand_back(row.where, cell.text, "所在列没有可识别的表头", why)
    if parts.clash:
        why = "a cell covers several headings and cannot be divided"
        state.hand_back(row.where, row.text, "单元格跨越几个表头，无法分列", why)
        state.draft = None
    elif parts.text("code") and not _is_rest_of_code(parts, row, state):
        _begin(row, parts, state)
    elif any(parts.texts.values()):
        _carry_on(row, parts, state)


def _is_rest_of_code(parts: _Parts, row: Row, state: _State) -> bool:
    """A code cut by a page break: `2339` at the foot of one page, `14X` at the head of the next."""
    if state.draft is None or not row.after_break:
        return False
    head = state.draft.code
    return bool(CODE_HEAD.fullmatch(head) and CODE.fullmatch(head + code_of(parts.text("code"))))


def _begin(row: Row, parts: _Parts, state: _State) -> None:
    if parts.text("industry"):
        state.industry = parts.text("industry")
    elif "industry" in parts.texts and row.after_break and not state.heading and state.industry:
        code, industry = code_of(parts.text("code")), state.industry
        said = f"{code}: the industry '{industry}' is carried over from the page before, as merged cells are"
        state.remarks.append(Words(f"{code}：行业“{industry}”沿用上一页（合并单元格跨页）", said))
    elif "industry" not in parts.merged:
        state.industry = state.heading
    state.draft = _Draft(
        code=code_of(parts.text("code")),
        title=parts.text("title"),
        industry=state.industry,
        part=state.part,
        where=row.where,
        serial=folded(parts.text("serial")),
        lines=list(parts.points),
        notes=parts.text("notes"),
        text=row.text,
    )
    state.drafts.append(state.draft)


def _carry_on(row: Row, parts: _Parts, state: _State) -> None:
    """A row without a code of its own: more of the entry before, or handed back."""
    draft = state.draft
    alien = parts.text("serial") or (not row.after_break and (parts.text("title") or parts.text("industry")))
    if draft is None or alien:
        why = "a row without a code that does not carry on an entry before it"
        state.hand_back(row.where, row.text, "该行没有编号，也不是上一条目的续行", why)
        state.draft = None
        return
    if parts.text("title"):
        said = f"{draft.code}: its title is joined over a page break: {draft.title} + {parts.text('title')}"
        state.remarks.append(Words(f"{draft.code}：名称跨页，已相连：{draft.title} + {parts.text('title')}", said))
    draft.code = code_of(draft.code + parts.text("code"))
    draft.title = glued(draft.title, parts.text("title"))
    draft.industry = glued(draft.industry, parts.text("industry"))
    draft.notes = glued(draft.notes, parts.text("notes"))
    draft.text += f" | {row.text}"
    draft.lines.extend(parts.points)


def sound_items(items: Iterable[Item]) -> tuple[tuple[Item, ...], tuple[Refused, ...], tuple[Unplaced, ...]]:
    """The items a pack can hold; the others as refused codes with their reason, their whole row handed back."""
    kept: dict[str, Item] = {}
    refused: list[Refused] = []
    unplaced: list[Unplaced] = []
    for item in items:
        why = _fault(item, kept)
        if why:
            refused.append(Refused(item.where, item.code, why))
            unplaced.append(Unplaced(item.where, item.text, why))
        else:
            kept[item.code] = item
    return tuple(kept.values()), tuple(refused), tuple(unplaced)


def _fault(item: Item, kept: dict[str, Item]) -> Words:
    if not CODE.fullmatch(item.code):
        return Words("编号不是六位数字加J或X", "its code is not six digits and J or X")
    if item.part is not None and LETTERS[item.code[-1]] is not item.part:
        return Words(
            f"编号以{item.code[-1]}结尾，却在{'禁止' if item.part is Control.PROHIBITED else '限制'}出口部分",
            f"its code ends in {item.code[-1]} but it stands in the {item.part.value} part",
        )
    if item.code in kept:
        first = kept[item.code]
        said = f"this code stands first at {first.where.en} ({first.title}); that entry is kept"
        return Words(f"编号重复，首次见于{first.where.zh}（{first.title}），保留首次所见", said)
    return Words() if item.title else Words("没有技术名称", "it has no title")


def serial_remarks(items: Iterable[Item]) -> Iterator[Words]:
    """Breaks in the printed serial numbers, which may begin again with each part."""
    last, part = 0, None
    for item in items:
        if not item.serial:
            continue
        number = int(item.serial.rstrip(".、")) if item.serial.rstrip(".、").isdecimal() else -1
        if number != last + 1 and not (number == 1 and item.part is not part):
            yield Words(
                f"{item.code}：序号为{item.serial}，上一序号为{last}，请核对是否缺行",
                f"{item.code}: serial number {item.serial} follows {last}; look for a missing row",
            )
        last, part = (number if number > 0 else last + 1), item.part
