"""What a datasheet is about: its terms, each with a weight by where and how it is said, and its sentences.

Values that flow: passages -> `Term`s with their places -> weights by key. The hard problem: a description names many
things it is not: what it does without, what it is better than, what it is used for. So a term that the text denies
(`denial`) counts nothing, one behind a word of comparison little, one behind a word of use half; headings and the
first sentence count more, and in a long text a term said once counts less than the one it keeps coming back to.
Rejected: grammar; a clause is enough, and its limits can be explained to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from catalogue.assessing.datasheet import Passage
from catalogue.assessing.denial import DenialReader
from catalogue.assessing.lexicon import Lexicon, Mention, TermTable
from catalogue.assessing.phrases import CLAUSE_END, any_of, sentence_at
from catalogue.assessing.ratings import RatingReader
from catalogue.text import Folded, Normaliser

FIRST = 1.5
"""In the first clause; in the rest of the first sentence `OPENING`."""
OPENING = 1.2
HEADING = 1.3
OF_USE = 0.5
OF_PARTS = 0.5
BESIDE = 0.2
INSIDE = 0.35
WIDER = 0.75
_PLAIN_WORD = 0.4
_OFTEN = 4
_OTHERS = re.compile(r"\s*(?:other|another|其他|其它|同类)", re.IGNORECASE)
"""`unlike other lidars`: a thing that is compared with others of its kind is one."""
_CODE = re.compile(r"(?<![A-Za-z0-9])(?:\d[A-E]\d{3}|\d{6}[JX])(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Term:
    """A term at `[start:end]` of a passage as it is written there; `weight` 0 where the text denies it."""

    key: str
    passage: int
    start: int
    end: int
    weight: float
    word: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """All terms of a text, what each key weighs, and the codes of lists that are written in it."""

    terms: tuple[Term, ...]
    weights: dict[str, float]
    codes: tuple[Term, ...]
    kinds: frozenset[int] = frozenset()
    """Which of the table's kinds the text is about."""
    narrower: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """For a wider term the terms of the text by which it is there."""


class SubjectReader:
    """Reads terms out of passages with one lexicon."""

    def __init__(self, lexicon: Lexicon, table: TermTable, normaliser: Normaliser) -> None:
        self._lexicon = lexicon
        self._normaliser = normaliser
        self._denial = DenialReader(table.denial)
        self._ratings = RatingReader(table.ratings, table.beside_rating)
        self._uses = any_of(table.uses)
        self._parts = any_of(table.parts)
        self._beside = any_of(table.beside)
        self._kinds = kinds_of(table)

    def read(self, passages: Sequence[Passage]) -> Subject:
        """The subject of a text."""
        terms: list[Term] = []
        codes: list[Term] = []
        for number, passage in enumerate(passages):
            terms.extend(self._of_passage(passage, number, first=number == 0))
            codes.extend(Term(m[0].upper(), number, m.start(), m.end(), 1.0) for m in _CODE.finditer(passage.text))
        whole = "\n".join(p.text for p in passages)
        kinds = frozenset(n for n, (_, text) in enumerate(self._kinds) if text.search(whole))
        return Subject(tuple(terms), self._weights(terms), tuple(codes), kinds, self._narrower(terms))

    def _narrower(self, terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for key in dict.fromkeys(t.key for t in terms if t.weight > 0):
            for wide in self._lexicon.wider(key):
                found[wide] = (*found.get(wide, ()), key)
        return found

    def _of_passage(self, passage: Passage, number: int, *, first: bool) -> Iterator[Term]:
        folded = self._normaliser.fold(passage.text)
        scopes = tuple(self._scopes(passage.text))
        opening = sentence_at(passage.text, 0)[1] if first else 0
        clause = min(_first_clause(passage.text), opening)
        mentions = [_placed(m, folded) for m in self._lexicon.mentions(folded.text)]
        denied = self._denial.denied(passage.text, mentions)
        rated = tuple(self._ratings.stretches(passage.text))
        for mention in mentions:
            start, end = mention.start, mention.end
            if _inside(start, end, rated):
                continue
            weight = HEADING if passage.heading else FIRST if start < clause else OPENING if start < opening else 1.0
            weight *= min((factor for begin, until, factor in scopes if begin <= start < until), default=1.0)
            if _inside(start, end, denied):
                weight = 0.0
            yield Term(mention.key, number, start, end, weight * _kind(mention), mention.word)

    def _scopes(self, text: str) -> Iterator[tuple[int, int, float]]:
        """(from, to, factor) of the clauses behind words of comparison and use."""
        for pattern, factor in ((self._beside, BESIDE), (self._uses, OF_USE), (self._parts, OF_PARTS)):
            for found in pattern.finditer(text):
                if pattern is self._beside and _OTHERS.match(text, found.end()):
                    continue
                end = CLAUSE_END.search(text, found.end())
                yield found.end(), end.start() if end else len(text), factor

    def _weights(self, terms: Iterable[Term]) -> dict[str, float]:
        best: dict[str, float] = {}
        counts: dict[str, int] = {}
        for term in terms:
            if term.weight > 0:
                best[term.key] = max(best.get(term.key, 0.0), term.weight)
                counts[term.key] = counts.get(term.key, 0) + 1
        most = max(counts.values(), default=0)
        found = {key: weight * _share(counts[key], most) for key, weight in best.items()}
        for key, weight in list(found.items()):
            for wide in self._lexicon.wider(key):
                found[wide] = max(found.get(wide, 0.0), WIDER * weight)
        return found


def denied_terms(terms: Sequence[Term]) -> Iterator[Term]:
    """Each thing that a text denies, where it first does; not what is only a part of the word for it."""
    told: set[str] = set()
    reach = (-1, -1)
    for term in terms:
        if term.weight > 0 or term.word or (term.passage, term.end) <= reach:
            continue
        reach = (term.passage, term.end)
        if term.key not in told:
            told.add(term.key)
            yield term


def kinds_of(table: TermTable) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """(what titles of a kind say, what texts about it say) of each kind of the table."""
    return tuple((any_of(title), any_of(text)) for title, text in table.kinds)


def _first_clause(text: str) -> int:
    end = CLAUSE_END.search(text)
    return end.start() if end else len(text)


def _share(count: int, most: int) -> float:
    """In a text that says something often, what it says once is beside the point."""
    return 1.0 if most <= _OFTEN else 0.4 + 0.6 * min(1.0, 4 * count / most)


def _inside(start: int, end: int, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= start and end <= until for begin, until in stretches)


def _placed(mention: Mention, folded: Folded) -> Mention:
    """The mention with its place in the text as it is written."""
    start, end = folded.original_span(mention.start, mention.end)
    return replace(mention, start=start, end=end)


def _kind(mention: Mention) -> float:
    return (INSIDE if mention.nested else 1.0) * (_PLAIN_WORD if mention.word else 1.0)
