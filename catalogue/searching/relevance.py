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
from dataclasses import dataclass

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
_GENERIC_ENDS = tuple(w for w in _GENERIC if _HAN.match(w))
_HAN_GENERIC = re.compile("|".join(_GENERIC_ENDS))
_SHORTEST_LONG_RUN = 4


@dataclass(slots=True)
class EntryText:
    """An entry as texts are held against it: its folded names, and all of it when that is needed."""

    entry: Entry
    names: tuple[str, ...]
    cores: tuple[Needle, ...]
    named: str
    _whole: str | None = None

    def whole(self, normaliser: Normaliser) -> str:
        """The folded names and control points."""
        if self._whole is None:
            texts = (t for p in self.entry.points for t in (p.text.zh, p.text.en) if t)
            self._whole = "\n".join((*self.names, *map(normaliser.normalise, texts)))
        return self._whole


def entry_text(entry: Entry, normaliser: Normaliser) -> EntryText:
    """The entry with its names folded."""
    names = tuple(normaliser.normalise(n) for n in (entry.title.zh, entry.title.en, *entry.synonyms) if n)
    cores = tuple(Needle(core, whole=True) for core in map(_core, names) if len(core) > 1)
    return EntryText(entry, names, cores, "\n".join(names))


class EntryTexts:
    """The texts of the entries of one library, each folded at its first need and kept."""

    def __init__(self, normaliser: Normaliser) -> None:
        self._normaliser = normaliser
        self._kept: dict[int, EntryText] = {}

    def of(self, entry: Entry) -> EntryText:
        """The text of an entry, which is kept with it."""
        known = self._kept.get(id(entry))
        if known is None:
            known = self._kept[id(entry)] = entry_text(entry, self._normaliser)
        return known


class Topic:
    """A text that names a technology, ready to be held against entries. An empty text is about every entry.

    `texts` are those of the library whose entries it is held against, where they are kept.
    """

    def __init__(
        self,
        about: str,
        synonyms: Iterable[tuple[str, ...]] | Thesaurus,
        normaliser: Normaliser,
        texts: EntryTexts | None = None,
    ) -> None:
        self._normaliser = normaliser
        self._texts = texts
        self._text = normaliser.normalise(about).strip()
        thesaurus = synonyms if isinstance(synonyms, Thesaurus) else Thesaurus(synonyms, normaliser)
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
        text = entry_text(entry, self._normaliser)
        whole = text.whole(self._normaliser)
        return tuple(dict.fromkeys((*self._standing(whole), *self._named(text))))

    def covers(self, entry: Entry) -> bool:
        """True where the entry answers, or where no text was given."""
        if not self._text:
            return True
        text = self._texts.of(entry) if self._texts is not None else entry_text(entry, self._normaliser)
        # names first: they are few, and most entries that answer do so by one
        by_name = any(True for _ in self._standing(text.named)) or any(True for _ in self._named(text))
        return by_name or any(True for _ in self._standing(text.whole(self._normaliser)))

    def _standing(self, folded: str) -> Iterator[str]:
        """The runs asked about, and what means the same, that stand whole in a folded text."""
        yield from (n.text for n in self._needles if n.first(folded) >= 0)

    def _named(self, text: EntryText) -> Iterator[str]:
        """The names of the entry that stand in the text asked about, and parts of its runs that stand in a name."""
        yield from (core.text for core in text.cores if core.first(self._text) >= 0)
        yield from (p.text for p in self._parts if any(p.first(n) >= 0 for n in text.names))


def _terms(folded: str) -> Iterator[str]:
    """The telling runs of a text; where nothing tells, the runs as they are."""
    runs = _RUN.findall(folded)
    telling = [part for run in runs for part in _HAN_GENERIC.split(run) if len(part) > 1 and part not in _GENERIC]
    yield from telling or runs


def _core(name: str) -> str:
    """A folded name without the generic words at its end: 激光雷达系统 -> 激光雷达."""
    while name.endswith(_GENERIC_ENDS):
        name = next(name.removesuffix(word) for word in _GENERIC_ENDS if name.endswith(word))
    return name
