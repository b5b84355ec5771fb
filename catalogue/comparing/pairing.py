"""Which entry of one edition is which entry of the other, and the same for control points.

Entries pair by their permanent id; then by an event that links two codes (moved, renamed, renumbered, split), by a
code named in `renamed_from`, by an equal code, by a title that stands once on each side. The hard problem: points
carry the numbers of their edition, so point 7 of one text may be point 6 of the other. So wordings pair first and an
equal number only tips the balance. Roman numerals are ours (the source prints none) and weigh nothing.
Rejected: pairing points by number alone, which turns one deleted point into eighteen amended ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from catalogue.comparing.worddiff import likeness, plain
from catalogue.model import Entry, Event, Point, Words

LINKS = ("moved", "renamed", "renumbered", "split")
ALIKE, ALIKE_SAME_NUMBER, NUMBER_BONUS = 0.75, 0.4, 0.1
"""From where on two wordings are one point: alone, and with the same printed number (or one shifted as next to it)."""
SURE = 0.9
"""From where on two wordings of one number need no comparison with the rest."""

_OURS = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry in both editions, and the kinds of the events that link them where the ids differ."""

    before: Entry
    after: Entry
    kinds: tuple[str, ...] = ()


def pair_entries(before: Sequence[Entry], after: Sequence[Entry], events: Iterable[Event]) -> list[Pair]:
    """Every pair, in the later edition's order. One earlier entry may stand in several pairs where it was split."""
    by_id = {entry.id: entry for entry in before}
    pairs = {entry.id: Pair(by_id[entry.id], entry) for entry in after if entry.id in by_id}
    linked = [event for event in events if event.kind in LINKS and event.code_from]
    for entry in after:
        found = None if entry.id in pairs else _linked(entry, before, linked)
        if found is not None:
            pairs[entry.id] = found
    for sign in (_code, _title):
        _pair_by(sign, before, after, pairs)
    return [pairs[entry.id] for entry in after if entry.id in pairs]


def _linked(entry: Entry, before: Sequence[Entry], events: Sequence[Event]) -> Pair | None:
    """The earlier entry that an event or `renamed_from` names for this one."""
    for event in events:
        if entry.id == event.entry or (entry.code and entry.code == event.code_to):
            source = next((e for e in before if event.code_from in (e.code, e.id)), None)
            if source is not None:
                return Pair(source, entry, (event.kind,))
    source = next((e for e in before if e.code and e.code in entry.renamed_from), None)
    return Pair(source, entry) if source is not None else None


def _code(entry: Entry) -> str:
    return entry.code or ""


def _title(entry: Entry) -> str:
    return f"{plain(entry.title.zh or entry.title.en)} {entry.control}" if entry.title else ""


def _pair_by(
    sign: Callable[[Entry], str], before: Sequence[Entry], after: Sequence[Entry], pairs: dict[str, Pair]
) -> None:
    """Pairs the entries still alone whose sign stands exactly once among those of each side."""
    taken = {pair.before.id for pair in pairs.values()}
    earlier = _once(sign, [entry for entry in before if entry.id not in taken])
    later = _once(sign, [entry for entry in after if entry.id not in pairs])
    pairs.update({entry.id: Pair(earlier[key], entry) for key, entry in later.items() if key in earlier})


def _once(sign: Callable[[Entry], str], entries: Sequence[Entry]) -> dict[str, Entry]:
    keys = [sign(entry) for entry in entries]
    times = Counter(keys)
    return {key: entry for key, entry in zip(keys, entries, strict=True) if key and times[key] == 1}


def pair_points(before: Sequence[Point], after: Sequence[Point]) -> list[tuple[Point | None, Point | None]]:
    """Points of both texts: pairs and new ones in the later order, each lost one after its earlier neighbour."""
    partner = _partners(before, after)
    rows: list[tuple[Point | None, Point | None]] = [
        (before[partner[at]] if at in partner else None, point) for at, point in enumerate(after)
    ]
    for at, point in enumerate(before):
        if at not in partner.values():
            rows.insert(_place(rows, before, at), (point, None))
    return rows


def _place(rows: Sequence[tuple[Point | None, Point | None]], before: Sequence[Point], at: int) -> int:
    """Where a lost point is listed: right after the row of the point before it."""
    if at == 0:
        return 0
    previous = before[at - 1]
    return next(i for i, (earlier, _) in enumerate(rows) if earlier is previous) + 1


def _partners(before: Sequence[Point], after: Sequence[Point]) -> dict[int, int]:
    """Index of the later point -> index of the earlier one: equal wordings first, then the most alike."""
    if len(before) == len(after) == 1 and before[0].no == after[0].no:
        return {0: 0}
    found = _equal(before, after)
    taken = set(found.values())
    by_number = {point.no: i for i, point in enumerate(before) if point.no and i not in taken}
    for j, point in enumerate(after):
        i = by_number.get(point.no or "", -1) if j not in found else -1
        if i >= 0 and i not in taken and _alike(before[i].text, point.text) >= SURE:
            found[j] = i
            taken.add(i)
    alike = {
        (j, i): _alike(earlier.text, later.text)
        for i, earlier in enumerate(before)
        for j, later in enumerate(after)
        if i not in taken and j not in found
    }
    scores = [(-_score(value, before[i], after[j]), j, i) for (j, i), value in alike.items()]
    for score, j, i in sorted(scores):
        if score and j not in found and i not in taken:
            found[j] = i
            taken.add(i)
    for (j, i), value in alike.items():
        if value >= ALIKE_SAME_NUMBER and j not in found and i not in taken and _shifted(i, j, found, before, after):
            found[j] = i
            taken.add(i)
    return found


def _equal(before: Sequence[Point], after: Sequence[Point]) -> dict[int, int]:
    """Points of the same wording; of several, the one of the same number."""
    waiting: dict[str, list[int]] = {}
    for i, point in enumerate(before):
        waiting.setdefault(plain(point.text.zh or point.text.en), []).append(i)
    found: dict[int, int] = {}
    for exact in (True, False):
        for j, point in enumerate(after):
            same = waiting.get(plain(point.text.zh or point.text.en), [])
            chosen = next((i for i in same if not exact or before[i].no == point.no), None)
            if j not in found and chosen is not None:
                found[j] = chosen
                same.remove(chosen)
    return found


def _score(alike: float, earlier: Point, later: Point) -> float:
    """0 where the two are not one point."""
    same_number = bool(earlier.no) and earlier.no == later.no and not _OURS.fullmatch(earlier.no or "")
    if alike < (ALIKE_SAME_NUMBER if same_number else ALIKE):
        return 0.0
    return alike + (NUMBER_BONUS if same_number else 0.0)


def _shifted(i: int, j: int, found: dict[int, int], before: Sequence[Point], after: Sequence[Point]) -> bool:
    """Whether the numbers of the two differ as those of the paired points next to them do (7 -> 6 beside 8 -> 7)."""
    step = _step(before[i], after[j])
    beside = ((i - 1, j - 1), (i + 1, j + 1))
    return step is not None and any(found.get(m) == k and _step(before[k], after[m]) == step for k, m in beside)


def _step(earlier: Point, later: Point) -> int | None:
    if earlier.no and later.no and earlier.no.isdecimal() and later.no.isdecimal():
        return int(later.no) - int(earlier.no)
    return None


def _alike(one: Words, other: Words) -> float:
    """How alike the wordings are in the language both have."""
    earlier, later = (one.zh, other.zh) if one.zh and other.zh else (one.en, other.en)
    if not earlier or not later:
        return 0.0
    return 1.0 if plain(earlier) == plain(later) else likeness(earlier, later)
