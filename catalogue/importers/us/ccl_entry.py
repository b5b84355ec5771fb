"""One ECCN of the Commerce Control List while it is read, and as an entry afterwards.

Values that flow: a `Draft` collects reasons, exceptions, items and notes in printed order; `entry_of` settles whose
note is whose and gives the `Entry`. The hard problem: what an entry excludes is printed before, between and after its
items; it is settled only when all items are known. Rejected: building entries line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from catalogue.importers.reading import Card
from catalogue.importers.us.ccl_parts import Block, are_named
from catalogue.importers.us.designators import Marked
from catalogue.importers.us.ecfr import PICTURE, is_doubtful
from catalogue.importers.us.ecfr_editions import EcfrList
from catalogue.importers.us.listnotes import Notes, ccl_places
from catalogue.model import Check, Control, Entry, Point, Words

CCL = EcfrList(
    catalogue="us-ccl",
    title=Words("商业管制清单（CCL）", "Commerce Control List"),
    instrument="15 CFR Part 774, Supplement No. 1",
    source="15 CFR Part 774, Supplement No. 1 (Commerce Control List), eCFR XML, https://www.ecfr.gov",
)
CARD = Card(
    title=Words("美国商业管制清单（CCL）", "United States Commerce Control List"),
    kind="control-list",
    jurisdiction="US",
    authority=Words("美国商务部工业与安全局（BIS）", "Bureau of Industry and Security, Department of Commerce"),
    code_pattern=r"\d[A-E]\d{3}",
    code_grammar=Words(
        "ECCN：类别一位数字（0至9）、产品组一位字母（A至E）、三位数字；其下为字母与数字逐级交替的项。",
        "ECCN: one digit for the category (0 to 9), one letter for the product group (A to E), three digits; below it "
        "paragraphs of letters and numbers in turn.",
    ),
    source=CCL.source,
    official_at=("15 CFR Part 774, Supplement No. 1 (text and XML): www.ecfr.gov, Title 15, Part 774",),
)

_NUMBERED = re.compile(r"(?P<no>\d{1,2})\.\s+(?P<rest>.*)", re.DOTALL)


@dataclass(slots=True)
class Draft:
    """An ECCN while it is read."""

    code: str
    title: str
    line: int
    industry: str
    notes: Notes
    block: Block = Block.HEADING
    reasons: list[str] = field(default_factory=list[str])
    exceptions: list[str] = field(default_factory=list[str])
    points: list[Point] = field(default_factory=list[Point])
    last: tuple[str, ...] = ()
    in_heading: bool = False
    continues: str = ""

    @property
    def behind(self) -> str | None:
        """The point that was read last."""
        return self.points[-1].no if self.points else None


def numbered_item(draft: Draft, text: str) -> Marked | None:
    """`1. text` under a lettered item is its paragraph 1."""
    found = _NUMBERED.fullmatch(text)
    if not found or not draft.last:
        return None
    base = draft.last if draft.last[-1].isalpha() else draft.last[:-1]
    return Marked((*base, found["no"]), found["rest"])


def point_of(no: str | None, text: str, *, partial: bool = False) -> Point:
    doubtful = partial or is_doubtful(text)
    return Point(no, Words(en=text), source=CCL.source, checked=Check.SECONDARY, partial=doubtful)


def doubts_of(code: str, points: tuple[Point, ...]) -> Iterator[Words]:
    for point in points:
        if is_doubtful(point.text.en) and PICTURE not in point.text.en:
            where = f"{code}.{point.no}" if point.no else code
            yield Words(
                f"{where}：乘方的底数不是10，疑为误印，按原样保留",
                f"{where}: a power of another base than 10 looks misprinted; kept as printed",
            )


def entry_of(draft: Draft, points: tuple[Point, ...], notes: Words) -> Entry:
    """The entry. Without a reason for control it is listed only: left to the ITAR or to another ECCN."""
    calls = bool(draft.reasons) or are_named(notes.en)
    return Entry(
        id=f"{CCL.catalogue}.{draft.code}",
        code=draft.code,
        title=Words(en=draft.title),
        control=Control.LICENCE if calls else Control.LISTED,
        industry=Words(en=draft.industry),
        points=points,
        notes=notes,
        source=CCL.source,
        checked=Check.SECONDARY,
        complete=not any(point.partial for point in points),
        line=draft.line,
        reasons=tuple(dict.fromkeys(draft.reasons)),
        exceptions=tuple(draft.exceptions),
    )


def with_note(entry: Entry, text: str) -> Entry:
    """The entry with a note on the category: an exclusion of its own text where it excludes, else a line of notes."""
    notes = Notes(ccl_places(entry.code or ""), lines=entry.notes.en.split("\n") if entry.notes.en else [])
    notes.add("", tuple(text.split("\n")), None)
    settled, lines = notes.settled(entry.points, point_of(None, entry.title.en))
    return replace(entry, points=settled, notes=lines)
