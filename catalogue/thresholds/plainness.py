"""Whether a text says nothing beside the name of an item and its limits.

Values that flow: text and its reading -> true or false. The one hard problem: limits that are met capture an item
only if nothing else is asked; a purpose, a material or a manner beside them must be confirmed by a person. So a text
is plain only if what is left of it, once limits and the words of lists are taken out, is a name. Rejected: a list of
words that harm.
"""

from __future__ import annotations

import re

from catalogue.thresholds.limbs import Reading
from catalogue.thresholds.regions import Regions

_PURPOSE = re.compile(
    r"design|modif|capab|usable|intended|for\s+use|used\s+(?:in|for)|other\s+than|\bnot\b|\bwithout\b|\busing\b|employ|incorporat|made\s+(?:of|from)|"
    r"consist|specially|suitable|\bwhen\b|\bwhile\b|\bif\b|require|qualified|specified\s+(?:by|in)|controlled\s+(?:by|in)|contain|compos|embed|provid|rated|"
    r"konstruiert|entwickelt|geeignet|geändert|fähig|bestimm|formulier|\bhergestellt|erfass|\bnicht\b|\bohne\b|\baus\b|\bfür\b|\bzu[rm]?\b|\bwenn\b|"
    r"soweit|sofern|\bander|verwend|enth[aä]lt|\bbesteh|\bbei\b|während|\bnach\b|"
    r"用于|专门|设计|制造|能够|可|适用|未|非|由|采用|使用|装有|带有|具备|制成|管制|除|同时输出|在[^，；]*下"
)
_LIST_WORDS = re.compile(
    r"(?:(?:,\s)?(?:and\s|or\s)?(?:having\s|with\s|that\s+have\s|has\s|have\s)?(?:(?:any|all|both|either|one\s+or\s+more)\s+of\s+the\s+following(?:\s+characteristics|\s+properties)?|"
    r"the\s+following\s+characteristics|as\s+follows)(?:\s*\(see[^)]*\))?)|(?:具有|符合|满足|同时){0,3}(?:以下|下述|下列)?(?:任一|任何一种|所有|全部|两种)(?:特性|条件|特征)的?|同时满足|(?:mit\s+)?(?:einer|allen)\s+(?:der\s+)?folgenden(?:\s+eigenschaften)?|wie\s+folgt"
)
_LINKS = re.compile(
    r"\b(?:and|or|having|with|an?|the|but|of|is|are|to|at|by\s+weight|by\s+mass|und|oder|mit|eine[rmns]?|ein|von|de[rsmn]|die|das|ist)\b|[\W_]|且|和|并且|以及|或|的|[a-z0-9]{1,2}(?=[.．])"
)
_LEADS = re.compile(r"(?:\band|\bor|\bwith|\bund|\boder|,|且|并|，|；|;)\W*$")
_HEADS_NAME = re.compile(r"(?:\bhaving(?:\s+an?)?|\bwith(?:\s+an?)?|\bof|\bmit(?:\s+eine[rm])?|具有|具备)\W*$")
_LONGEST_NAME = 60
_REACH = 200


def is_plain(low: str, lang: str, reading: Reading, regions: Regions) -> bool:
    """True where nothing stands beside the item's name, its limits, their conditions and the words of lists."""
    if regions.exclusions:
        return False
    taken = sorted([(p.start, p.end) for p in reading.placed] + list(reading.conditions))
    first = taken[0][0] if taken else len(low)
    pieces: list[str] = []
    at = 0
    for start, end in taken:
        pieces.append(low[at : max(at, start)])
        at = max(at, end)
    pieces.append(low[at:])
    before = _single(low[:first])
    name, behind = _bare(pieces[0]), _bare(" ".join(pieces[1:]))
    if _PURPOSE.search(name) or _PURPOSE.search(behind):
        return False
    beside = (
        bool(taken) and bool(_LEADS.search(before)) and bool(_LINKS.sub("", name)) and not _HEADS_NAME.search(before)
    )
    if beside or len(name) > 4 * _LONGEST_NAME:
        return False
    words = _LINKS.sub("", behind)
    if lang == "zh":
        return len(words) <= _LONGEST_NAME and not re.search(r"[，；]\s*[\u4e00-\u9fff]{3,}", behind)
    return not words


def _single(text: str) -> str:
    """The end of a text with single blanks."""
    return " ".join(text.split())[-_REACH:]


def _bare(text: str) -> str:
    """A text with single blanks and without the words of lists."""
    return _LIST_WORDS.sub(" ", " ".join(text.split()))
