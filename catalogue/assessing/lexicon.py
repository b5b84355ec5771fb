"""The technical terms that a text names, whatever language and spelling it names them in.

Values that flow: a folded text -> `Mention`s: keys of terms with their places. A key stands for one thing in both
languages (`lidar` for 激光雷达, 镭射雷达 and laser radar); it comes from a table of our own (`terms.yaml`), from the
packs' synonym groups and from the names of the entries themselves. The hard problem: Chinese has no spaces, and a
long term holds short ones (激光雷达 is neither a laser nor a radar). So every term is found at every place, and one
inside a longer one is marked `nested` and counts for less. Words that no term covers are kept as plain words (Latin
stems, three Chinese signs in a row), which count for little. Rejected: a segmenter, which loses legal terms; a model
of language, which nobody can check.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.text import CJK, Normaliser
from catalogue.yamltext import read_yaml

_HAN = re.compile(rf"[{CJK}]")
_HAN_RUN = re.compile(rf"[{CJK}]+")
_LATIN_WORD = re.compile(rf"[^\W_{CJK}]+")
_SPELLINGS = (
    ("fibre", "fiber"),
    ("aluminium", "aluminum"),
    ("sulph", "sulf"),
    ("vapour", "vapor"),
    ("colour", "color"),
    ("armour", "armor"),
    ("centre", "center"),
    ("metre", "meter"),
    ("analogue", "analog"),
    ("catalogue", "catalog"),
    ("gyroscope", "gyro"),
    ("plough", "plow"),
    ("isation", "ization"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ising", "izing"),
)
"""British and American spellings of one word, as one."""
_SIBILANTS = ("ses", "xes", "zes", "ches", "shes")
_LONGEST_NAME = 5
"""Words of an entry's name that make a term of their own at most; Chinese signs: twice as many."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A term at a place of a folded text. `nested`: inside a longer term; `word`: of no table, a plain word."""

    key: str
    start: int
    end: int
    nested: bool = False
    word: bool = False


@dataclass(frozen=True, slots=True)
class DenialWords:
    """Words by which a text says what a thing is not, and words that only look like it.

    `without` and `unlike` stand before what they deny, `verbs` behind "does not", `behind` behind what they deny;
    `articles` may stand between. `seeming` denies nothing; nor does a denial behind one of `conditions`, nor one before
    `unable`; one of `lacking` reaches over the sentence for that, and denies nothing before one of `boasts`.
    """

    without: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    seeming: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    unable: tuple[str, ...] = ()
    boasts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermTable:
    """What `terms.yaml` holds: groups of words for one thing with the wider things they are, and words of grammar.

    `kinds` are kinds of items that lists keep apart (software, technology): words of their titles, and words of a text
    that is about such an item.
    """

    groups: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    generic: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()
    beside_rating: tuple[str, ...] = ()
    denial: DenialWords = DenialWords()
    kinds: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def read_terms(path: Path) -> TermTable:
    """The table. Raises BadInput naming file and line of every fault."""
    problems: list[Problem] = []
    top = Fields(read_yaml(path), "the table of terms", path.name, problems)
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    known: set[str] = set()
    for block in top.blocks("terms", "a term"):
        forms = (*block.texts("en"), *block.texts("zh"))
        under = block.texts("under")
        for wide in under:
            if wide not in known:
                block.complain("under", f"'{wide}' is the first word of no term above")
        if not forms:
            block.complain("en", "a term needs words in 'en' or 'zh'")
        else:
            groups.append((forms, under))
            known.add(forms[0])
        block.finish()
    lists = {name: top.texts(name) for name in ("generic", "uses", "parts", "beside", "ratings", "beside_rating")}
    denying = top.block("denial", "the words of denial")
    denial = DenialWords(**{f.name: denying.texts(f.name) for f in fields(DenialWords)})
    denying.finish()
    kinds: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for block in top.blocks("kinds", "a kind"):
        kinds.append((block.texts("title"), block.texts("text")))
        block.finish()
    top.finish()
    if problems:
        raise BadInput(*problems)
    return TermTable(tuple(groups), **lists, denial=denial, kinds=tuple(kinds))


def stem(word: str) -> str:
    """A folded Latin word without plural and regional spelling: `fibres` -> `fiber`."""
    for spelling, other in _SPELLINGS:
        if spelling in word:
            word = word.replace(spelling, other)
    if len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANTS):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


class _Stems(dict[str, str]):
    """Word -> stem, each reckoned once."""

    def __missing__(self, word: str) -> str:
        self[word] = found = stem(word)
        return found


class Lexicon:
    """Every term by its words. Immutable once built."""

    def __init__(
        self,
        table: TermTable,
        synonyms: Iterable[tuple[str, ...]],
        names: Iterable[Words],
        normaliser: Normaliser,
    ) -> None:
        self._normaliser = normaliser
        self._stems = _Stems()
        self._latin: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._han: dict[str, list[tuple[str, str]]] = {}
        self._keys: dict[object, str] = {}
        self._shown: dict[str, str] = {}
        self._wider: dict[str, tuple[str, ...]] = {}
        fold = normaliser.normalise
        self._generic_han = tuple(
            sorted((g for g in map(fold, table.generic) if _HAN.search(g)), key=len, reverse=True)
        )
        self._generic_signs = re.compile("|".join(map(re.escape, self._generic_han)) or "(?!)")
        self._generic = frozenset(stem(g) for g in map(fold, table.generic) if not _HAN.search(g))
        for forms, under in table.groups:
            key = self._add_all(forms)
            self._wider[key] = tuple(u for u in under if u)
        for group in synonyms:
            self._add_all(group)
        for name in names:
            for form in self.cores(name):
                self._add_all((form,))
        for entries in (*self._latin.values(), *self._han.values()):
            entries.sort(key=lambda pair: -len(pair[0]))
        self._first_signs = re.compile(f"[{re.escape(''.join(self._han))}]" if self._han else "(?!)")

    def _add_all(self, forms: Iterable[str]) -> str:
        """Adds words for one thing; the key of the first that is known already, else the first."""
        folded = [f for f in map(self._normaliser.normalise, forms) if f]
        marks = [self._mark(f) for f in folded]
        key = next((self._keys[m] for m in marks if m in self._keys), folded[0] if folded else "")
        for form, mark in zip(folded, marks, strict=True):
            if not mark or mark in self._keys or mark in self._generic:
                continue
            self._keys[mark] = key
            self._shown.setdefault(key, form)
            if isinstance(mark, str):
                self._han.setdefault(mark[0], []).append((mark, key))
            else:
                self._latin.setdefault(mark[0], []).append((mark, key))
        return key

    def _mark(self, folded: str) -> tuple[str, ...] | str:
        """What a form is found by: its stems, or the text itself where it has Chinese signs."""
        if _HAN.search(folded):
            return folded if folded not in self._generic_han else ""
        stems = tuple(stem(w) for w in _LATIN_WORD.findall(folded))
        return stems if any(s not in self._generic for s in stems) else ""

    def wider(self, key: str) -> tuple[str, ...]:
        """The wider things a term is one of: a lidar is under radar."""
        return tuple(self._keys.get(self._mark(self._normaliser.normalise(w)), w) for w in self._wider.get(key, ()))

    def cores(self, name: Words) -> Iterator[str]:
        """The terms in an entry's name: its parts without brackets and the generic words around them."""
        for part in re.split(r"[,;、，；和与及或（()）“”\"]|以及", name.zh):
            yield from self._han_core(self._normaliser.normalise(part))
        for part in re.split(r"[,;()]|\band\b|\bor\b|\bof\b|\bfor\b|\bwith\b|\bin\b", name.en):
            words = [w for w in _LATIN_WORD.findall(self._normaliser.normalise(part)) if stem(w) not in self._generic]
            if 1 < len(words) <= _LONGEST_NAME:
                yield " ".join(words)

    def _han_core(self, part: str) -> Iterator[str]:
        before = ""
        while part != before and (part.endswith(self._generic_han) or part.startswith(self._generic_han)):
            before = part
            for generic in self._generic_han:
                part = part.removesuffix(generic).removeprefix(generic) if part != generic else ""
        if 1 < len(part) <= 2 * _LONGEST_NAME and _HAN.search(part):
            yield part

    def mentions(self, folded: str) -> list[Mention]:
        """Every term and plain word of a folded text, in order of place."""
        words = self._words(folded)
        terms = self._terms(folded, words)
        plain = self._plain(folded, words, [(m.start, m.end) for m in terms])
        loose = [Mention(key, start, end, word=True) for start, end, key in plain]
        return sorted([*terms, *loose], key=lambda m: (m.start, -m.end))

    def counts(self, folded: str) -> Counter[str]:
        """How often each term and plain word stands in a folded text."""
        words = self._words(folded)
        found = [*self._latin_terms(words), *self._han_terms(folded)]
        plain = self._plain(folded, words, [(start, end) for start, end, _ in found])
        return Counter([key for _, _, key in (*found, *plain)])

    def terms(self, folded: str) -> list[Mention]:
        """The terms alone, those inside others left out."""
        return [m for m in self._terms(folded, self._words(folded)) if not m.nested]

    def _words(self, folded: str) -> list[tuple[int, int, str]]:
        return [(m.start(), m.end(), self._stems[m[0]]) for m in _LATIN_WORD.finditer(folded)]

    def _terms(self, folded: str, words: list[tuple[int, int, str]]) -> list[Mention]:
        found = [*self._latin_terms(words), *self._han_terms(folded)]
        found.sort(key=lambda m: (m[0], -m[1]))
        terms: list[Mention] = []
        reach = -1
        for start, end, key in found:
            terms.append(Mention(key, start, end, nested=end <= reach))
            reach = max(reach, end)
        return terms

    def _latin_terms(self, words: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
        stems = [w[2] for w in words]
        for at, (start, _, first) in enumerate(words):
            for form, key in self._latin.get(first, ()):
                if tuple(stems[at : at + len(form)]) == form:
                    yield start, words[at + len(form) - 1][1], key

    def _han_terms(self, folded: str) -> Iterator[tuple[int, int, str]]:
        for first in self._first_signs.finditer(folded):
            at = first.start()
            for form, key in self._han[first[0]]:
                if folded.startswith(form, at):
                    yield at, at + len(form), key

    def _plain(
        self, folded: str, words: list[tuple[int, int, str]], covered: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        inside = bytearray(len(folded))
        for start, end in covered:
            inside[start:end] = b"\1" * (end - start)
        for start, end, word in words:
            if not inside[start] and len(word) > 2 and word not in self._generic and not word[0].isdigit():
                yield start, end, word
        for generic in self._generic_signs.finditer(folded):
            inside[generic.start() : generic.end()] = b"\1" * (generic.end() - generic.start())
        for run in _HAN_RUN.finditer(folded):
            for at in range(run.start(), run.end() - 2):
                if not any(inside[at : at + 3]):
                    yield at, at + 3, folded[at : at + 3]

    def key_of(self, form: str) -> str:
        """The key of a word as it is added, "" where it is of no table."""
        return self._keys.get(self._mark(self._normaliser.normalise(form)), "")
