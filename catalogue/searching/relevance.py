"""Whether an entry is about the technology somebody names or describes.

Values that flow: free text -> `Topic` -> the words of an entry that answer to it. The hard problem: Chinese text has
no spaces, so "a word" cannot be cut out safely. An entry answers when one of its names stands in the text, when a
whole run of the text (or what the packs say means the same) stands in the entry, or when three signs in a row of a
longer run stand in one of its names. Rejected: a segmenter, which loses legal terms; two signs in a row, which make
every radar a lidar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.model import Entry
from catalogue.searching.thesaurus import Needle, Thesaurus
from catalogue.text import CJK, Normaliser

_RUN = re.compile(rf"[{CJK}]+|[^\W{CJK}]+(?:[-&][^\W{CJK}]+)*")
_HAN = re.compile(rf"[{CJK}]+")
_GENERIC = (
    *("技术", "系统", "方法", "设备", "装置", "工艺", "产品", "生产", "制造", "制备", "设计", "控制", "应用", "材料"),
    *("用于", "以及", "相关", "包括", "具有", "进行", "开发", "研发", "项目", "公司", "许可", "转让", "出口", "服务"),
    *("the", "and", "for", "with", "of", "in", "to", "on", "or", "an", "by", "its", "is", "as", "at", "from", "that"),
    *("system", "systems", "technology", "technologies", "technique", "method", "device", "equipment", "product"),
    *("design", "production", "manufacture", "manufacturing", "preparation", "control", "process", "material", "use"),
)
_HAN_GENERIC = re.compile("|".join(w for w in _GENERIC if _HAN.match(w)))
_SHORTEST_LONG_RUN = 4


class Topic:
    """A text that names a technology, ready to be held against entries. An empty text is about every entry."""

    def __init__(self, about: str, synonyms: Iterable[tuple[str, ...]], normaliser: Normaliser) -> None:
        self._normaliser = normaliser
        self._text = normaliser.normalise(about).strip()
        thesaurus = Thesaurus(synonyms, normaliser)
        terms = tuple(_terms(self._text))
        named = tuple(m for m in thesaurus.members if Needle(m, whole=True).first(self._text) >= 0)
        others = (n.text for term in (*terms, *named) for n in thesaurus.others(term))
        self._needles = tuple(Needle(t, whole=True) for t in dict.fromkeys((*terms, *named, *others)))
        self._parts = tuple(
            Needle(term[i : i + 3])
            for term in terms
            if len(term) >= _SHORTEST_LONG_RUN and _HAN.fullmatch(term)
            for i in range(len(term) - 2)
        )

    def __bool__(self) -> bool:
        return bool(self._text)

    def answers(self, entry: Entry) -> tuple[str, ...]:
        """The folded words by which `entry` answers to the text; empty where it does not (or nothing was asked)."""
        fold = self._normaliser.normalise
        names = [fold(n) for n in (entry.title.zh, entry.title.en, *entry.synonyms) if n]
        whole = "\n".join((*names, *(fold(t) for p in entry.points for t in (p.text.zh, p.text.en) if t)))
        found = [n.text for n in self._needles if n.first(whole) >= 0]
        found += [n for n in map(_core, names) if len(n) > 1 and Needle(n, whole=True).first(self._text) >= 0]
        found += [p.text for p in self._parts if any(p.first(n) >= 0 for n in names)]
        return tuple(dict.fromkeys(found))

    def covers(self, entry: Entry) -> bool:
        """True where the entry answers, or where no text was given."""
        return not self._text or bool(self.answers(entry))


def _terms(folded: str) -> Iterator[str]:
    """The telling runs of a text; where nothing tells, the runs as they are."""
    runs = _RUN.findall(folded)
    telling = [part for run in runs for part in _HAN_GENERIC.split(run) if len(part) > 1 and part not in _GENERIC]
    yield from telling or runs


def _core(name: str) -> str:
    """A folded name without the generic words at its end: 激光雷达系统 -> 激光雷达."""
    while True:
        shorter = next((name[: -len(w)] for w in _GENERIC if _HAN.match(w) and name.endswith(w)), name)
        if shorter == name:
            return name
        name = shorter
