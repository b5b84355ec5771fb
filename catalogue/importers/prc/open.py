"""Orders of an announcement that could not be applied, as the amended edition must carry them.

Values that flow: an order handed back -> `OpenOrder` with the entries it may concern -> the edition's note, and those
entries with a note, incomplete, their points partial and unchecked, so that they are shown with the warning and decide
nothing. The hard problem is whom a half understood order concerns: every entry whose code it prints, else every one
whose title it holds; one entry too many stays open, never one too few. Rejected: telling it in the preview alone; the
pack is read long after the preview is forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalogue.importers.prc.blocks import folded
from catalogue.importers.prc.orders import CODE, GONE, NEW, bare
from catalogue.importers.reading import Unplaced
from catalogue.lostlimits import lost_points
from catalogue.model import Check, Entry, Words

ORDERS = re.compile(rf"{GONE}|{NEW}|修改|调整|变更|更名|改名|改称|替换|修订")
SHORTEST_TITLE = 4
LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order not applied: its text, why, and the ids of the entries it may concern."""

    text: str
    why: Words
    entries: tuple[str, ...]

    @property
    def told(self) -> Words:
        """The order's words and the reason, for a note."""
        flat = re.sub(r"\s+", " ", self.text).strip()
        short = flat if len(flat) <= LONGEST_QUOTE else f"{flat[:LONGEST_QUOTE]}…"
        return Words(f"“{short}”（{self.why.zh}）", f"'{short}' ({self.why.en})")


def looks_like_order(unplaced: Unplaced, entries: Iterable[Entry]) -> bool:
    """True for a text handed back that changes something: it names an entry, or quotes, and prints a verb of change;
    a code alone is enough."""
    plain = bare(unplaced.text)
    if re.search(CODE, plain):
        return True
    if not ORDERS.search(plain):
        return False
    return "“" in plain or '"' in plain or any(True for _ in _titled(plain, entries))


def concerned(text: str, codes: Sequence[str], entries: Sequence[Entry]) -> tuple[str, ...]:
    """Ids of the entries that an order may concern: by the codes given and printed, else by the titles it holds."""
    plain = bare(text)
    named = {*codes, *re.findall(CODE, plain)}
    by_code = [entry.id for entry in entries if entry.code in named]
    return tuple(dict.fromkeys(by_code or _titled(plain, entries)))


def _titled(plain: str, entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        title = folded(entry.title.zh)
        if len(title) >= SHORTEST_TITLE and title in plain:
            yield entry.id


def held_open(entry: Entry, orders: Iterable[OpenOrder], instrument: str) -> Entry:
    """The entry with its open orders told, and nothing in it that decides."""
    told = [order.told for order in orders]
    zh = f"{instrument}中有未能适用的内容，本条现行文本未定，不作结论："
    en = f"not every order of {instrument} could be applied; this entry decides nothing until its text is settled: "
    note = Words(zh + "；".join(t.zh for t in told), en + "; ".join(t.en for t in told))
    points = tuple(replace(point, partial=True, checked=Check.UNCHECKED) for point in entry.points)
    return replace(
        entry,
        points=points,
        notes=Words(f"{entry.notes.zh} {note.zh}".strip(), f"{entry.notes.en} {note.en}".strip()),
        checked=Check.UNCHECKED,
        complete=False,
    )


def edition_note(orders: Sequence[OpenOrder], instrument: str) -> Words:
    """What the edition says of the orders not applied; empty where there is none."""
    if not orders:
        return Words()
    zh, en = "；".join(o.told.zh for o in orders), "; ".join(o.told.en for o in orders)
    return Words(
        f"{instrument}中有{len(orders)}处未能适用，本版次不完整：{zh}",
        f"{len(orders)} orders of {instrument} are not applied; this edition is not whole: {en}",
    )


def without_limits(before: Entry, entry: Entry, instrument: str) -> tuple[Entry, tuple[Words, ...]]:
    """The amended entry with the points marked and noted whose limits fell away with their old wording, and the
    remark on them; the entry as it is where none did."""
    lost = dict.fromkeys(point.no for point, _ in lost_points(before, entry))
    if not lost:
        return entry, ()
    numbers = ", ".join(no for no in lost if no)
    zh = f"{instrument}修改后，{f'要点{numbers}' if numbers else '本条'}的数值条件尚未载入，以条文所印数字为准"
    of = f"point {numbers}" if numbers else "the entry"
    en = f"amended by {instrument}: the limits of {of} are not loaded; see the figures it prints"
    notes = Words(f"{entry.notes.zh} {zh}".strip(), f"{entry.notes.en} {en}".strip())
    points = tuple(replace(point, partial=True) if point.no in lost else point for point in entry.points)
    remark = Words(
        f"{entry.code}：{len(lost)}个要点的数值条件随原文失效，未沿用",
        f"{entry.code}: the thresholds of {len(lost)} point(s) fall away with their old wording",
    )
    return replace(entry, points=points, notes=notes), (remark,)
