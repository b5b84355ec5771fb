"""The door of this room: the text of a control point -> its limbs, how they combine, and what was not read.

Values that flow: text -> folded text of the same length -> regions (asides, exclusions, notes) -> numbers with units
-> bounds -> limbs with quantity and condition -> tree by lists, headings and connecting words -> `ReadText`. The hard
problem of the room: a limit read wrongly decides a case wrongly, a limit not read only leaves it open; so whatever
bounds and was not understood is `unread`, and who judges must leave what rests on it open. Rejected: a trained model
(nobody can say why it read what it read) and one grammar for the whole sentence (the lists break every grammar).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.model import Limb, LimbTree, Quantity
from catalogue.thresholds.bounds import bounds_in
from catalogue.thresholds.folding import fold, lowered
from catalogue.thresholds.limbs import NOTHING, LimbReader, Reading
from catalogue.thresholds.plainness import is_plain
from catalogue.thresholds.regions import Regions, regions_of
from catalogue.thresholds.shipped import bundled_vocabulary
from catalogue.thresholds.stretches import Stretches
from catalogue.thresholds.structure import Node, structure_of
from catalogue.thresholds.trees import tree_of
from catalogue.thresholds.values import COMMA, POINT, UNKNOWN, decimals_of, values_in
from catalogue.thresholds.vocabulary import Vocabulary

__all__ = ["COMMA", "POINT", "UNKNOWN", "ReadText", "Vocabulary", "bundled_vocabulary", "decimals_of", "read_limbs"]

_NUMERIC = re.compile(
    r"[0-9]|分之|[于过]\s?[一二两三四五六七八九十百千]|\b(?:than|exceed\w*|least|most|over|below)\s+[a-z]",
    re.IGNORECASE,
)
MAX_TEXT = 400_000
_COMPARES_EN = re.compile(
    r"\b(?:exceed(?:s|ing|ed)?|(?:greater|more|less|lower|higher|better|fewer|larger|smaller|longer|shorter|faster)\s*"
    r"(?:\([a-z]+\)\s*)?than|at\s+least|at\s+most|or\s+(?:more|less|greater|higher|lower|better)|equal\s+to)\b|[<>≥≤±]"
)
_COMPARES_ZH = re.compile(
    r"大于|小于|超过|不低于|不高于|不少于|少于|多于|优于|高于|低于|(?<![以])以上(?!任|所|两|各|条|特|述)|(?<![以])以下(?!任|所|两|各|条|特|述|简)|至少|[<>≥≤±]"
)
_COMPARES_DE = re.compile(
    r"\b(?:größer|kleiner|(?:mehr|weniger|höher|niedriger|geringer|länger|kürzer|besser)\s+als|mindest|höchst(?!e)|maximal\s+[0-9]|"
    r"oder\s+(?:mehr|weniger|höher|länger|kürzer|besser)\b|(?:über|unter|oberhalb|unterhalb|bis\s+zu)\s+(?:von\s+)?[0-9])|[<>≥≤±]"
)
_COMPARES = {"zh": _COMPARES_ZH, "en": _COMPARES_EN, "de": _COMPARES_DE}


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read from a text.

    `limbs` in printed order are those of `tree`, `quantities` theirs; `unread` are stretches that bound something and
    were not understood, `exclusions` stretches that take something out; `plain`: only a name and its limits.
    """

    tree: LimbTree | None
    limbs: tuple[Limb, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    exclusions: tuple[tuple[int, int], ...] = ()
    note: bool = False
    plain: bool = False


def read_limbs(text: str, lang: str, vocabulary: Vocabulary, decimal: str = UNKNOWN) -> ReadText:
    """The limbs of a control text in "zh", "en" or "de". Never raises; what cannot be read surely is in `unread`.

    `decimal` says how the source writes decimals (POINT, COMMA); without it the text itself must show it.
    """
    if len(text) > MAX_TEXT:
        return ReadText(None, unread=((0, len(text)),))
    folded = fold(text)
    regions = regions_of(folded, text, lang)
    if regions.note:
        return ReadText(None, note=True)
    low = lowered(regions.text)
    if not _NUMERIC.search(regions.text):
        return ReadText(
            None,
            unread=tuple(_unused(low, lang, NOTHING, regions)),
            exclusions=regions.exclusions,
            plain=is_plain(low, lang, NOTHING, regions),
        )
    values = values_in(regions.text, vocabulary.unit_words, decimal or _decimal_of(text))
    found = bounds_in(regions.text, values, vocabulary.comparing[lang])
    root = structure_of(regions.text)
    reader = LimbReader(regions.text, low, text, lang, regions, vocabulary)
    reading = reader.read(found.bounds, found.loose, tuple(_starts(root)))
    tree, unsure = tree_of(root, reading, regions.text, lang)
    unread = sorted({*reading.unread, *unsure, *_unused(low, lang, reading, regions)})
    quantities = tuple({p.quantity.id: p.quantity for p in reading.placed}.values())
    limbs = tuple(p.limb for p in reading.placed)
    plain = is_plain(low, lang, reading, regions)
    return ReadText(tree, limbs, quantities, _merged(unread), regions.exclusions, plain=plain)


def _decimal_of(text: str) -> str:
    """How the text itself writes decimals; nothing said means groups of three digits are thousands."""
    return decimals_of(iter((text,)))


def _starts(node: Node) -> list[int]:
    """Where parts of the text's lists begin, and where their headings end."""
    found = [node.start, node.head_end]
    for part in node.parts:
        found.extend(_starts(part))
    return found


def _unused(low: str, lang: str, reading: Reading, regions: Regions) -> list[tuple[int, int]]:
    """Comparison words that no limb, condition or exclusion holds."""
    taken = [(p.start, p.end) for p in reading.placed] + list(reading.conditions) + list(reading.unread)
    taken += list(regions.exclusions)
    held = Stretches(taken)
    return [(m.start(), m.end()) for m in _COMPARES[lang].finditer(low) if not held.hold(m.start())]


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
