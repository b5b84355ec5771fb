"""Two wordings -> segments that are the same, added or deleted; and how alike two wordings are.

The values: a pair of texts becomes a tuple of `Segment`s whose "same" and "added" parts spell the later text and
whose "same" and "deleted" parts spell the earlier one. The hard problem: Chinese has no spaces, so a Han character
is a word here, while a number or a Latin word is one token whole (1300 -> 97 is one replacement, not three). A lone
character that two changes happen to share is folded into them: nobody reads 中[-英文-]译[+外+] word by word.
Rejected: differences by character; they cut numbers and English words in the middle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, DELETED = "same", "added", "deleted"
SHORTEST_HEAD = 5
"""Characters a head must have before its standing inside another one means anything."""
UNLIKE = 0.3
"""Wordings less alike than this count as not alike at all, which is cheap to see."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-zµμ]+(?:['’-][A-Za-z]+)*|\s+|.", re.DOTALL)
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xB5: 0x3BC}
_LABEL = re.compile(
    r"^\s*(?:(?:technical\s+)?notes?|n\.?\s?b\.?|技术(?:说明|注释)|注释?|说明)\s*\d*\s*[.:：]\s*"
    r"(?:\d+\.\s*)?(?:for the purposes? of [^:,]{1,40}[:,]\s*)?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[（(：:。]")
_STRAY = re.compile(r"[\W_]*\w?[\W_]*")

Run = tuple[bool, list[str], list[str]]
"""Whether the tokens are the same on both sides; those of the earlier text; those of the later one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and whether it is the same, added or deleted."""

    op: str
    text: str

    def as_json(self) -> dict[str, object]:
        return {"op": self.op, "text": self.text}


def plain(text: str) -> str:
    """The text without spaces, full-width signs as half-width: what is compared. Superscripts stay what they are."""
    return "".join(text.translate(_WIDTH).split())


def word_segments(before: str, after: str) -> tuple[Segment, ...]:
    """The later text with what was taken out and put in, in reading order: of one replacement, the deletion first."""
    earlier, later = _TOKEN.findall(before), _TOKEN.findall(after)
    folded = [[token.translate(_WIDTH) for token in side] for side in (earlier, later)]
    runs: list[Run] = []
    for tag, i, j, k, m in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        runs.append((tag == "equal", earlier[i:j], later[k:m]))
    return _segments(_without_strays(runs))


def _without_strays(runs: list[Run]) -> list[Run]:
    """Changes joined over a shared character that stands alone between two replacements."""
    joined: list[Run] = []
    for at, (same, earlier, later) in enumerate(runs):
        between = same and 0 < at < len(runs) - 1
        stray = between and _STRAY.fullmatch("".join(later)) and _both_sides(runs[at - 1], runs[at + 1])
        if same and not stray:
            joined.append((True, earlier, later))
        elif joined and not joined[-1][0]:
            _, before, after = joined.pop()
            joined.append((False, before + earlier, after + later))
        else:
            joined.append((False, earlier, later))
    return joined


def _both_sides(one: Run, other: Run) -> bool:
    """Whether the two changes together take out and put in: only then does a shared character mislead."""
    return bool((one[1] or other[1]) and (one[2] or other[2]))


def _segments(runs: list[Run]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for same, earlier, later in runs:
        if same:
            found.append(Segment(SAME, "".join(later)))
            continue
        if earlier:
            found.append(Segment(DELETED, "".join(earlier)))
        if later:
            found.append(Segment(ADDED, "".join(later)))
    return tuple(found)


def likeness(one: str, other: str) -> float:
    """0 to 1: the best of the whole wordings' ratio, that of their heads (before a bracket or colon), and 0.8 where
    the shorter head stands whole in the longer one (语音合成技术 in 专门用于汉语的语音合成技术). What only says that a
    note follows (Technical Note:, For the purposes of 3A001.a.:) counts for nothing: every note begins so."""
    one, other = (_LABEL.sub("", text) or text for text in (one, other))
    whole = _ratio(plain(one), plain(other))
    heads = sorted((plain(_HEAD.split(text)[0]) for text in (one, other)), key=len)
    within = 0.8 if len(heads[0]) >= SHORTEST_HEAD and heads[0] in heads[1] else 0.0
    return max(whole, 0.95 * _ratio(heads[0], heads[1]), within)


def _ratio(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < UNLIKE or matcher.quick_ratio() < UNLIKE:
        return 0.0
    return matcher.ratio()


def marked(segments: tuple[Segment, ...]) -> str:
    """The segments on a terminal: `中［-英文-］［+译外+］翻译技术`."""
    signs = {SAME: ("", ""), ADDED: ("［+", "+］"), DELETED: ("［-", "-］")}
    return "".join(f"{signs[s.op][0]}{s.text}{signs[s.op][1]}" for s in segments)
