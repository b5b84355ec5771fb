"""The control points of one entry in two editions: paired, marked word by word, thresholds compared.

A point or a word that one side lacks is called deleted (or added) only where that side is loaded whole; otherwise
the point is `not_loaded` there and the words prove nothing. The Chinese decides where both sides have it, because
the English of a Chinese catalogue is a rendering of ours. Rejected: comparing renderings, which change with the
translator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from catalogue.comparing.changes import ADDED, AMENDED, DELETED, IN_PART, RENUMBERED, UNLOADED, PointChange, soft
from catalogue.comparing.limbdiff import LimbChange, limb_changes
from catalogue.comparing.pairing import pair_points
from catalogue.comparing.worddiff import SAME, Segment, plain, word_segments
from catalogue.model import Check, Edition, Entry, Point, Quantity, Words
from catalogue.units import UnitTable


def point_changes(
    before: Entry, after: Entry, editions: tuple[Edition, Edition], quantities: dict[str, Quantity], units: UnitTable
) -> Iterator[PointChange]:
    """Every point of both entries. `editions` are the earlier and the later one."""
    for earlier, later in pair_points(before.points, after.points):
        if earlier is not None and later is not None:
            yield _both(earlier, later, quantities, units)
        elif later is not None:
            known = before.complete
            yield one_sided(None, later, ADDED if known else UNLOADED, "" if known else editions[0].id)
        else:
            known = after.complete
            yield one_sided(earlier, None, DELETED if known else UNLOADED, "" if known else editions[1].id)


def same_words(one: Words, other: Words) -> bool:
    """Equal wording; the Chinese decides where both have it."""
    if one.zh and other.zh:
        return plain(one.zh) == plain(other.zh)
    return plain(one.en) == plain(other.en)


def one_sided(before: Point | None, after: Point | None, kind: str, missing_in: str) -> PointChange:
    """A point of one side only; its whole text is marked where it is added or deleted."""
    text = (after or before or Point(None, Words())).text
    op = kind if kind in (ADDED, DELETED) else SAME
    zh, en = ((Segment(op, words),) if words else () for words in (text.zh, text.en))
    return PointChange(before, after, (kind,), zh, en, (), missing_in)


def turned(point: PointChange) -> PointChange:
    """The same point read from the later edition to the earlier one."""
    swap = {ADDED: DELETED, DELETED: ADDED}
    kinds = tuple(swap.get(kind, kind) for kind in point.kinds)
    if point.before is None or point.after is None:
        return one_sided(point.after, point.before, kinds[0], point.missing_in)
    zh, en = (() if point.in_part else _marked(lang, point.after, point.before) for lang in ("zh", "en"))
    limbs = tuple(LimbChange(limb.quantity, limb.name, limb.after, limb.before) for limb in point.limbs)
    return replace(point, before=point.after, after=point.before, kinds=kinds, zh=zh, en=en, limbs=limbs)


def _both(before: Point, after: Point, quantities: dict[str, Quantity], units: UnitTable) -> PointChange:
    """Words are marked only where both texts are whole: of a text given in part, no word is known to be new or gone."""
    kinds: list[str] = []
    if before.no != after.no and _printed(before.no) and _printed(after.no):
        kinds.append(RENUMBERED)
    whole = not soft(before) and not soft(after)
    zh, en = (_marked(lang, before, after) if whole else () for lang in ("zh", "en"))
    if same_words(before.text, after.text):
        return PointChange(before, after, tuple(kinds), zh, en)
    found = limb_changes(before, after, quantities, units)
    limbs = tuple(limb for limb in found if _proven_limb(limb, before, after))
    kinds.append(AMENDED if whole or limbs else IN_PART)
    return PointChange(before, after, tuple(kinds), zh, en, limbs)


def _marked(lang: str, before: Point, after: Point) -> tuple[Segment, ...]:
    earlier, later = (point.text.zh if lang == "zh" else point.text.en for point in (before, after))
    return word_segments(earlier, later) if earlier and later else ()


def _printed(number: str | None) -> bool:
    """Whether a source prints this designation; roman numerals are ours."""
    return number is not None and not re.fullmatch(r"[ivx]+", number)


def _proven_limb(limb: LimbChange, before: Point, after: Point) -> bool:
    """Whether a threshold is known to differ: both sides checked, and neither missing from a text given in part."""
    for found, point in ((limb.before, before), (limb.after, after)):
        if soft(point) if found is None else found.checked is Check.UNCHECKED:
            return False
    return not (soft(before) or soft(after)) or not _only_condition(limb)


def _only_condition(limb: LimbChange) -> bool:
    """Whether all that differs is a condition one side does not print."""
    if limb.before is None or limb.after is None:
        return False
    bare = [replace(side, condition=Words(), checked=Check.OFFICIAL, span=None) for side in (limb.before, limb.after)]
    return bare[0] == bare[1] and not (limb.before.condition and limb.after.condition)
