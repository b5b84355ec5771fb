"""Any list as a table (CSV, XLSX, JSON) with a column map -> `Reading`: entries, or names.

Values that flow: source -> rows (`tablerows`) -> the heading row (`columns`) -> rows by field -> `Entry`s here,
`Party`s in `tableparties`. The hard problem: a row is not an entry. A list repeats its heading on every page, gives a
code on the first row of a block only, the same code on twenty rows, one a paragraph, or each paragraph under a code of
its own (`1C117.d`). So rows of one code make one entry and their paragraphs its points, a code with levels behind it
names a point of its entry; cells repeat the cell above only where the map says so; a row that fits nowhere
is handed back. What a table does not say of itself (its day, its instrument, how far it was checked) the map says;
without it the facts stay unchecked, are shown and decide nothing. Rejected: taking a title for a new entry where the
code is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.editions import parse_code
from catalogue.importers.reading import Card, Format, Progress, Reading, Refused, Source, Target, Unplaced
from catalogue.importers.tables.columns import (
    ENTRIES,
    PARTIES,
    ColumnMap,
    Headings,
    guess,
    heading_row,
    key,
    no_headings,
    read_columns,
    read_headings,
    told,
)
from catalogue.importers.tables.partylists import STATUS, read_table_words
from catalogue.importers.tables.sheets import Row
from catalogue.importers.tables.tablecells import first_line, in_slots, parted
from catalogue.importers.tables.tableedition import card_of, edition_of
from catalogue.importers.tables.tablelines import Line, Table
from catalogue.importers.tables.tableparties import read_parties
from catalogue.importers.tables.tablerows import grids, is_table
from catalogue.model import Control, Edition, Entry, Point, Words

HEADING_WITHIN = 40
"""Rows among which the heading is looked for."""


KEPT = Words(
    "沿用此前导入时保存的列映射；其中关于版次的日期、核验程度和完整与否不沿用",
    "read by the column map kept from an earlier import; what it says of an edition (days, level of check, whether it "
    "is whole) is not taken over",
)


def read_table(source: Source, target: Target, progress: Progress) -> Reading:
    """The list in a table. Raises BadInput for no table, no headings, or a list nobody says anything about."""
    known = read_headings()
    asked = read_columns(target.columns, target.catalogue) if target.columns is not None else None
    stripped = asked is not None and target.kept and not _of_held_edition(target)
    if asked is not None and stripped:
        asked = asked.for_another_file()
    of = asked.of if asked is not None else PARTIES if target.parties is not None else ENTRIES
    table = _table(source, asked, of, known)
    if stripped:
        table = replace(table, remarks=(KEPT, *table.remarks))
    card = card_of(target, table.asked)
    edition = edition_of(source, target, table.asked, card)
    if of == PARTIES:
        return read_parties(table, target, card, edition, progress)
    return _entries(table, target, card, edition, known, progress)


FORMAT = Format(
    "table",
    Words("表格（CSV、XLSX、JSON），按标题或列映射识别各列", "table (CSV, XLSX, JSON) by headings or a column map"),
    (),
    is_table,
    read_table,
)


def _of_held_edition(target: Target) -> bool:
    """Whether the edition asked for is held already: then the map kept with it was written for it."""
    lists = target.parties.files if target.parties is not None else {}
    editions = target.held.editions if target.held is not None else ()
    return bool(target.edition) and (target.edition in lists or any(one.id == target.edition for one in editions))


def _table(source: Source, asked: ColumnMap | None, of: str, known: Headings) -> Table:
    words = read_table_words()
    for rows in grids(source, asked.sheet if asked is not None else ""):
        for at, (number, cells) in enumerate(rows[:HEADING_WITHIN]):
            if asked is not None and asked.header and asked.header != number:
                continue
            used = asked if asked is not None else guess(cells, of, words.described(cells, of, known))
            places = heading_row(cells, used) if used is not None else None
            if used is not None and places is not None:
                return _lines(rows, at, used, places)
    raise no_headings(source.path, asked, of, known)


def _lines(rows: Sequence[Row], at: int, asked: ColumnMap, places: Mapping[str, tuple[int, ...]]) -> Table:
    heading = rows[at][1]
    places = {**places, **read_table_words().told_column(heading, asked.of, places)}
    before = [
        Unplaced(
            Words(f"第{n}行", f"row {n}"), " | ".join(filter(None, cells)), Words("在标题行之前", "above the headings")
        )
        for n, cells in rows[:at]
    ]
    lines: list[Line] = []
    repeated = 0
    above: dict[str, str] = {}
    for number, cells in rows[at + 1 :]:
        if [key(cell) for cell in cells if cell] == [key(cell) for cell in heading if cell]:
            repeated += 1
            continue
        whole = " | ".join(filter(None, cells))
        if any(cells[len(heading) :]):
            why = Words("比标题行多出单元格", "has more cells than the heading")
            before.append(Unplaced(Words(f"第{number}行", f"row {number}"), whole, why))
            continue
        texts = {name: _joined(cells, columns) for name, columns in places.items()}
        for name in asked.fill_down:
            texts[name] = above[name] = texts.get(name) or above.get(name, "")
        lines.append(Line(number, texts, whole))
    used = {place for columns in places.values() for place in columns}
    remarks = told(asked, [cell for place, cell in enumerate(heading) if cell and place not in used])
    if repeated:
        remarks += (Words(f"重复的标题行{repeated}处，未作条目", f"{repeated} repeated heading rows, no entries"),)
    return Table(asked, tuple(lines), tuple(before), remarks)


def _joined(cells: Sequence[str], places: Sequence[int]) -> str:
    return "\n".join(cells[place] for place in places if place < len(cells) and cells[place])


@dataclass(slots=True)
class _Draft:
    """An entry while its rows are gathered."""

    first: Line
    entry: Entry
    points: list[Point] = field(default_factory=list[Point])
    own_row: bool = True


def _entries(
    table: Table, target: Target, card: Card, edition: Edition, known: Headings, progress: Progress
) -> Reading:
    work = _Gathering(table.asked, target, card, edition.sources[0], known)
    for done, line in enumerate(table.lines):
        if done % 500 == 0:
            progress(done, len(table.lines))
        work.take(line)
    progress(len(table.lines), len(table.lines))
    return Reading(
        catalogue=target.catalogue,
        card=card,
        edition=replace(edition, entries=tuple(work.entries())),
        expected=edition.expected,
        refused=tuple(work.refused),
        unplaced=(*table.unplaced, *work.unplaced),
        remarks=(*table.remarks, *work.remarks()),
    )


class _Gathering:
    """Rows into entries."""

    def __init__(self, asked: ColumnMap, target: Target, card: Card, source: str, known: Headings) -> None:
        self.asked, self.source = asked, source
        self.catalogue = target.catalogue
        self.grammar = re.compile(card.code_pattern)
        self.controls = {**known.controls, **asked.controls}
        editions = target.held.editions if target.held is not None else ()
        self.held = {entry.code: entry for one in editions for entry in one.entries if entry.code}
        self.drafts: dict[str, _Draft] = {}
        self.refused: list[Refused] = []
        self.unplaced: list[Unplaced] = []
        self.untitled = 0
        self.words = read_table_words()
        self.lines: list[Line] = []

    def take(self, line: Line) -> None:
        """Places one row, or notes why it has no place."""
        code = self._cell(line, "code")
        self.lines.append(line)
        if not code:
            self._leave(line, "没有编号", "has no code")
        elif not self.grammar.fullmatch(code):
            self._beneath(line, code)
        elif code in self.drafts and self.drafts[code].own_row:
            self._more(line, self.drafts[code])
        else:
            self._first(line, code)

    def entries(self) -> Iterator[Entry]:
        states: dict[str, list[str]] = {}
        for line in self.lines:
            if state := line.cells.get(STATUS, ""):
                states.setdefault(self._base(line), []).append(state)
        for code, draft in self.drafts.items():
            entry = replace(draft.entry, points=tuple(draft.points))
            yield self.words.in_states(entry, states.get(code, ()))

    def _base(self, line: Line) -> str:
        code = self._cell(line, "code")
        return code if code in self.drafts else parse_code(code)[0]

    def remarks(self) -> Iterator[Words]:
        bare = sum(not draft.own_row for draft in self.drafts.values())
        if bare:
            yield Words(
                f"{bare}个条目没有自己的行，只有其要点：以所载名称或首个要点为名称",
                f"{bare} entries have no row of their own, only their points: titled as held, or after the first point",
            )
        if self.untitled:
            yield Words(
                f"{self.untitled}个条目没有名称列，以正文首行为名称",
                f"{self.untitled} entries have no title; the first line of their text stands for it",
            )
        yield from self.words.state_remark(line.cells.get(STATUS, "") for line in self.lines)
        if not self.asked.checked.decides:
            yield Words(
                "未声明核对程度：条目显示而不作结论（可在列映射中写 checked）",
                "no check level is given: entries are shown and decide nothing (write 'checked' in the map)",
            )

    def _first(self, line: Line, code: str) -> None:
        control = self._control(line)
        text, title = self._text(line, "text"), self._text(line, "title")
        if text and not title:
            title = Words(first_line(text.zh), first_line(text.en))
            self.untitled += 1
        if not title:
            self._leave(line, "没有名称，也没有正文", "has neither a title nor a text")
        elif control is None:
            self._unknown_control(line, code)
        else:
            entry = Entry(
                id=self._id(code),
                code=code,
                title=title,
                control=control,
                industry=self._text(line, "industry"),
                synonyms=self._list(line, "synonyms"),
                notes=self._text(line, "notes"),
                source=self._cell(line, "source") or self.source,
                checked=self.asked.checked,
                complete=self.asked.complete,
                customs=self._list(line, "customs"),
                unit=self._cell(line, "unit"),
                reasons=self._list(line, "reasons"),
                exceptions=self._list(line, "exceptions"),
            )
            beneath = self.drafts[code].points if code in self.drafts else []
            self.drafts[code] = _Draft(line, entry)
            self._point(line, self.drafts[code])
            self.drafts[code].points += beneath

    def _beneath(self, line: Line, code: str) -> None:
        """A row whose code is an entry's with levels behind it: a point of that entry, which it makes where missing."""
        base, levels = parse_code(code)
        if levels is None or not self.grammar.fullmatch(base):
            why = Words("不合本目录的编号规则", "does not fit the codes of this catalogue")
            self.refused.append(Refused(line.where, code, why))
            return
        control = self._control(line)
        if control is None:
            self._unknown_control(line, code)
            return
        if base not in self.drafts:
            self.drafts[base] = _Draft(line, self._bare(line, base, control), own_row=False)
        self._point(line, self.drafts[base], levels)

    def _bare(self, line: Line, base: str, control: Control) -> Entry:
        """The entry of a point that stands before the entry's own row, or without one."""
        text = self._text(line, "title") or self._text(line, "text")
        first = Words(first_line(text.zh), first_line(text.en))
        return Entry(
            id=self._id(base),
            code=base,
            title=self.held[base].title if base in self.held else first or Words("", base),
            control=control,
            industry=self._text(line, "industry"),
            source=self._cell(line, "source") or self.source,
            checked=self.asked.checked,
            reasons=self._list(line, "reasons"),
        )

    def _unknown_control(self, line: Line, code: str) -> None:
        why = Words("管制类别无法识别", "the kind of control is not known; say it under 'values' in the map")
        self.refused.append(Refused(line.where, code, why))

    def _text(self, line: Line, name: str) -> Words:
        return in_slots(self._cell(line, name), self._cell(line, f"{name}_en"))

    def _more(self, line: Line, draft: _Draft) -> None:
        """A further row of a code: one more point, if it says nothing else than the first row does."""
        title, number = line.cells.get("title", ""), draft.first.number
        if title and key(title) != key(draft.first.cells.get("title", "")):
            self._leave(
                line, f"编号已见于第{number}行，名称不同", f"its code stands in row {number} with another title"
            )
        elif not self._cell(line, "text") and not self._cell(line, "text_en"):
            self._leave(
                line, f"编号已见于第{number}行，且无正文", f"its code stands in row {number}, and it has no text"
            )
        else:
            self._point(line, draft)

    def _point(self, line: Line, draft: _Draft, levels: str = "") -> None:
        """The row's paragraph as a point; `levels` are those behind its code, whose customs codes are the point's."""
        text = self._text(line, "text") or (self._text(line, "title") if levels else Words())
        number = levels or self._cell(line, "point") or None
        if not text:
            if levels:
                self._leave(line, "没有名称，也没有正文", "has neither a title nor a text")
            return
        if any(point.no == number for point in draft.points):
            told_as = number or "（无号）"
            why = f"the control point '{number or 'without a number'}' stands already in this entry"
            self._leave(line, f"本条目已有要点{told_as}", why)
            return
        customs = self._list(line, "customs") if levels else ()
        draft.points.append(
            Point(
                number,
                text,
                source=draft.entry.source,
                checked=self.asked.checked,
                customs=customs,
                customs_how="as_listed" if customs else "",
                unit=self._cell(line, "unit") if levels else "",
            )
        )

    def _leave(self, line: Line, zh: str, en: str) -> None:
        self.unplaced.append(Unplaced(line.where, line.whole, Words(zh, en)))

    def _cell(self, line: Line, name: str) -> str:
        return line.cells.get(name, "") or self.asked.constants.get(name, "")

    def _list(self, line: Line, name: str) -> tuple[str, ...]:
        return parted(self._cell(line, name), self.asked, name)

    def _control(self, line: Line) -> Control | None:
        """What the row says, licence where the list has no such column; None for a word that is not known."""
        word = self._cell(line, "control")
        return self.controls.get(key(word)) if word else Control.LICENCE

    def _id(self, code: str) -> str:
        """The permanent id the code has in the editions held, else one made of it."""
        made = f"{self.catalogue}.{re.sub(r'[^0-9a-z.]+', '-', code.casefold()).strip('-') or 'x'}"
        found = self.held[code].id if code in self.held else made
        taken = (
            {draft.entry.id for other, draft in self.drafts.items() if other != code} if found == made else set[str]()
        )
        return f"{made}-{len(self.drafts)}" if found in taken else found
