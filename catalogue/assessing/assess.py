"""From a datasheet to ranked candidate entries, each with its limbs and the sentences that speak for it.

Values that flow: `Datasheet` -> statements (`stated`) and subject (`subject`) -> scores (`ranking`) -> limbs judged as
`measure` judges them -> `Assessment`. The one hard problem: this is a list of what to read, and must not look like a
result. So words alone leave an entry `open`; limbs decide only by values whose name and number are certain; a measure
that is suspended or stale decides nothing; what the lists loaded do not cover is told with every answer.
Deterministic and offline: tables, counting and arithmetic, in a fixed order. Rejected: a model that was trained on
texts; nobody could say why it lists an entry.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from catalogue.assessing.datasheet import Datasheet
from catalogue.assessing.figures import Bound
from catalogue.assessing.lexicon import Lexicon, read_terms
from catalogue.assessing.phrases import sentence_at
from catalogue.assessing.profiles import Directory, LibraryTerms, Profile, entry_names
from catalogue.assessing.ranking import BAR, Score, score, with_limbs
from catalogue.assessing.stated import FAR, QuantityNames, Statement, contradictions
from catalogue.assessing.subject import Subject, SubjectReader, Term, denied_terms, kinds_of
from catalogue.assessing.weighed import Stated
from catalogue.compiled import Compiled
from catalogue.editions import IN_FORCE, select_editions
from catalogue.lostlimits import quantities_of
from catalogue.model import Coverage, Point, Quantity, State, Words, coverage_of
from catalogue.packs import Library
from catalogue.results import LimbResult, Tree, Verdict, json_number
from catalogue.text import Normaliser
from catalogue.units import UnitTable
from catalogue.verdicts import NEVER_DECIDING, judged

MOST_CANDIDATES = 25
MOST_SENTENCES = 4
MOST_PER_LIMB = 6
"""Values of one quantity that are shown for a limb; each stands among the quantities."""
LONGEST_SENTENCE = 300
_WEIGHT = MappingProxyType({Verdict.CAPTURED: 2, Verdict.OPEN: 1, Verdict.NOT_CAPTURED: 0})


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the datasheet, `limb` the number of the limb it speaks to, None for words of the topic.

    `span` is what is meant in the sentence; `met` the limb's answer.
    """

    text: str
    page: int | None
    limb: int | None
    span: tuple[int, int]
    place: Words = Words()
    met: bool | None = None

    def as_json(self, lang: str) -> dict[str, object]:
        return {
            "text": self.text,
            "page": self.page,
            "limb": self.limb,
            "span": list(self.span),
            "place": self.place.in_language(lang) or None,
            "met": self.met,
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry to read. `point` is the control point its verdict is about, None for the entry as a whole.

    `also` names other editions of the same catalogue that hold the code; `points` further points with a limb on a
    value of the datasheet, `open_points` those that nothing in it decides.
    """

    profile: Profile
    state: State
    point: str | None
    verdict: Verdict
    score: float
    limbs: tuple[LimbResult, ...] = ()
    tree: Tree | None = None
    unknown: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    also: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """`203912X(5)`."""
        entry = self.profile.entry
        return f"{entry.label}({self.point})" if self.point else entry.label

    def as_json(self, lang: str) -> dict[str, object]:
        entry = self.profile.entry
        return {
            "catalogue": self.profile.catalogue.id,
            "edition": self.profile.edition.id,
            "id": entry.id,
            "code": entry.code,
            "point": self.point,
            "title": entry.title.zh,
            "title_en": entry.title.en,
            "control": entry.control,
            "state": self.state,
            "verdict": self.verdict,
            "score": round(self.score, 4),
            "evidence": [e.as_json(lang) for e in self.evidence],
            "limbs": [limb.as_json() for limb in self.limbs],
            "tree": self.tree.as_json() if self.tree else None,
            "unknown": list(self.unknown),
            "points": list(self.points),
            "open_points": list(self.open_points),
            "also": list(self.also),
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a datasheet says and which entries to read for it. Nothing that scores under `bar` is listed."""

    sheet: Datasheet
    quantities: tuple[Statement, ...]
    terms: tuple[Term, ...]
    candidates: tuple[Candidate, ...]
    bar: float
    coverage: tuple[Coverage, ...]
    contradictory: tuple[tuple[Words, tuple[Statement, ...]], ...] = ()
    as_of: dt.date | None = field(default=None)

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The JSON form fixed in the product's documentation, with more keys beside it."""
        return {
            "quantities": [self._quantity(s, lang) for s in self.quantities],
            "candidates": [c.as_json(lang) for c in self.candidates],
            "bar": self.bar,
            "terms": [self._term(t, times, lang) for t, times in self.each_term()],
            "denied": [{**self._term(t, 1, lang), "sentence": said} for t, said in self.denied()],
            "contradictions": [
                {"name": name.zh, "name_en": name.en, "values": [s.given.text for s in found]}
                for name, found in self.contradictory
            ],
            "source": {
                "name": self.sheet.name,
                "pages": self.sheet.pages,
                "pages_without_text": self.sheet.skipped,
                "characters": self.sheet.characters,
            },
            "coverage": [row.as_json() for row in self.coverage],
        }

    def _quantity(self, statement: Statement, lang: str) -> dict[str, object]:
        passage = self.sheet.passages[statement.passage]
        measured = statement.measured
        value: object = None
        if measured is not None:
            low, high = json_number(measured.low), json_number(measured.high)
            value = [low, high] if measured.is_range else low
        return {
            "name": statement.name or None,
            "text": statement.text,
            "value": value,
            "unit": measured.unit if measured else None,
            "out_of": json_number(measured.scale) if measured and measured.scale is not None else None,
            "bound": statement.bound,
            "readings": [{"quantity": q.id, "name": q.name.zh, "name_en": q.name.en} for q in _once(statement)],
            "decides": statement.decides and bool(statement.quantities),
            "page": passage.page,
            "place": passage.place.in_language(lang) or None,
            "span": [statement.start, statement.end],
            "sentence": self.sentence(statement),
        }

    def sentence(self, statement: Statement) -> str:
        """The sentence or row the value stands in."""
        return _sentence(self.sheet, statement.passage, statement.start)[0]

    def denied(self) -> tuple[tuple[Term, str], ...]:
        """What the text says the product is not or has not, with the sentence; it counts for no entry."""
        return tuple((t, _sentence(self.sheet, t.passage, t.start)[0]) for t in denied_terms(self.terms))

    def each_term(self) -> Iterator[tuple[Term, int]]:
        """For each term the place where it weighs most, and how often it stands in the text."""
        best: dict[str, Term] = {}
        times = Counter(t.key for t in self.terms)
        for term in self.terms:
            if term.key not in best or term.weight > best[term.key].weight:
                best[term.key] = term
        yield from ((term, times[key]) for key, term in best.items())

    def _term(self, term: Term, times: int, lang: str) -> dict[str, object]:
        passage = self.sheet.passages[term.passage]
        return {
            "term": term.key,
            "text": passage.text[term.start : term.end],
            "page": passage.page,
            "place": passage.place.in_language(lang) or None,
            "span": [term.start, term.end],
            "weight": round(term.weight, 2),
            "times": times,
        }


class Assessor:
    """Assesses datasheets against one library. Holds no answer; safe to use from several threads once built."""

    def __init__(
        self,
        library: Library,
        units: UnitTable,
        normaliser: Normaliser,
        terms: Path | None = None,
        cache: Path | None = None,
    ) -> None:
        path = terms or bundled_terms()
        table = read_terms(path)
        groups = tuple(g for c in library.catalogues.values() for g in c.synonyms)
        lexicon = Lexicon(table, groups, entry_names(library), normaliser)
        self._library = library
        self._names = QuantityNames(library, units, normaliser)
        self._reader = SubjectReader(lexicon, table, normaliser)
        kept = Compiled(cache, "assess", LibraryTerms, (path,))
        self._directory = Directory(library, lexicon, kinds_of(table), normaliser, kept)

    def assess(self, sheet: Datasheet, *, as_of: dt.date, edition: str = IN_FORCE, catalogue: str = "") -> Assessment:
        """Quantities, terms and candidates, best first. Raises BadInput for an unknown edition or catalogue."""
        chosen = select_editions(self._library, catalogue=catalogue, edition=edition, as_of=as_of)
        statements = self._names.statements(sheet.passages)
        subject = self._reader.read(sheet.passages)
        work = _Work(sheet, Stated(statements), subject, self._directory)
        found = [
            candidate
            for one_catalogue, one_edition, state in chosen
            for profile in self._directory.profiles(one_catalogue.id, one_edition.id)
            if (candidate := work.candidate(profile, state)) is not None
        ]
        listed = tuple(_once_per_code(found))[:MOST_CANDIDATES]
        keys = {key for one in listed for key in score(one.profile, subject, self._directory).keys}
        return Assessment(
            sheet,
            statements,
            tuple(t for t in subject.terms if not t.word or t.key in keys),
            tuple(replace(c, evidence=work.evidence(c)) for c in listed),
            BAR,
            tuple(coverage_of(e) for _, e, _ in chosen if e.lists_items),
            contradictions(statements),
            as_of,
        )


@dataclass(frozen=True, slots=True)
class _Work:
    """One datasheet while entries are held against it."""

    sheet: Datasheet
    stated: Stated
    subject: Subject
    directory: Directory

    def candidate(self, profile: Profile, state: State) -> Candidate | None:
        """The entry with its best point, None under the bar."""
        found = score(profile, self.subject, self.directory)
        if with_limbs(found.value, 99, 99) < BAR:
            return None
        judged = [j for point in profile.entry.points if (j := self._judged(profile, point, state, found))]
        best = max(judged, key=lambda c: (_WEIGHT[c.verdict], c.score, -_place(profile, c.point)), default=None)
        plain = Candidate(profile, state, self._only_point(profile), Verdict.OPEN, found.value)
        if best is None or best.score < plain.score:
            best = plain
        if best.score < BAR:
            return None
        settled = {c.point for c in judged if c.verdict is not Verdict.OPEN}
        return replace(
            best,
            points=tuple(c.point for c in judged if c.point and c.point != best.point),
            open_points=tuple(
                p.no for p in profile.entry.points if p.no and p.no not in settled and p.no != best.point
            ),
        )

    def _only_point(self, profile: Profile) -> str | None:
        points = profile.entry.points
        return points[0].no if len(points) == 1 else None

    def _judged(self, profile: Profile, point: Point, state: State, found: Score) -> Candidate | None:
        """The point held against the values, None where it has no limb on any of them."""
        if point.tree is None:
            return None
        on = self.stated.on(profile.catalogue, quantities_of(point))
        if on is None:
            return None
        verdict, limbs, tree, unknown = judged(point, on.values)
        if state in NEVER_DECIDING and verdict is Verdict.CAPTURED:
            verdict = Verdict.OPEN
        met = sum(limb.met is True for limb in limbs)
        touched = sum(limb.met is not True and limb.quantity in on.quantities for limb in limbs)
        value = with_limbs(found.value, met, touched)
        return Candidate(profile, state, point.no, verdict, value, tuple(map(_plainly, limbs)), tree, unknown)

    def evidence(self, candidate: Candidate) -> tuple[Evidence, ...]:
        """The sentences that speak to its limbs, then those that name it."""
        limbs = tuple(self._of_limbs(candidate))
        return (*limbs, *self._of_words(candidate, {e.text for e in limbs}))

    def _of_limbs(self, candidate: Candidate) -> Iterator[Evidence]:
        for number, limb in enumerate(candidate.limbs):
            spoken = {s.given.text: s for s in reversed(self.stated.speaking_to(limb.quantity))}
            for statement in sorted(spoken.values(), key=lambda s: (s.passage, s.start))[:MOST_PER_LIMB]:
                yield self._evidence(statement.passage, statement.start, statement.end, number, limb.met)

    def _of_words(self, candidate: Candidate, told: set[str]) -> Iterator[Evidence]:
        found = score(candidate.profile, self.subject, self.directory)
        named = {candidate.profile.entry.code} if found.code else set[str | None]()
        wanted = (*(c for c in self.subject.codes if c.key in named), *self._best_places(found.keys[:6]))
        most = len(told) + MOST_SENTENCES
        for term in wanted:
            text = _sentence(self.sheet, term.passage, term.start)[0]
            if len(told) < most and text not in told and text:
                told.add(text)
                yield self._evidence(term.passage, term.start, term.end, None, None)

    def _best_places(self, keys: Sequence[str]) -> Iterator[Term]:
        """For each key the place where it weighs most; for a wider term that of the narrower one counts too."""
        for key in keys:
            said = (key, *self.subject.narrower.get(key, ()))
            places = [t for t in self.subject.terms if t.key in said and t.weight > 0]
            if places:
                yield max(places, key=lambda t: (t.weight, -t.passage, -t.start))

    def _evidence(self, passage: int, start: int, end: int, limb: int | None, met: bool | None) -> Evidence:
        text, begin = _sentence(self.sheet, passage, start)
        span = (max(0, start - begin), min(len(text), end - begin))
        where = self.sheet.passages[passage]
        return Evidence(text, where.page, limb, span, where.place, met)


def bundled_terms() -> Path:
    """The table of terms that comes with the program."""
    return Path(__file__).resolve().with_name("terms.yaml")


def _sentence(sheet: Datasheet, number: int, place: int) -> tuple[str, int]:
    """The sentence around a place and where it begins in its passage; cut where it is very long."""
    passage = sheet.passages[number]
    if passage.cells:
        start, end = 0, len(passage.text)
    else:
        start, end = sentence_at(passage.text, place)
    if end - start > LONGEST_SENTENCE:
        start = max(start, place - LONGEST_SENTENCE // 2)
        end = min(end, start + LONGEST_SENTENCE)
    text = passage.text[start:end]
    lead = len(text) - len(text.lstrip())
    return text.strip(), start + lead


def _plainly(limb: LimbResult) -> LimbResult:
    """A limb whose value was an open range shows the end that was stated."""
    if not isinstance(limb.given, tuple):
        return limb
    low, high = limb.given
    if abs(high) > FAR / 10**30:
        return replace(limb, given=low)
    return replace(limb, given=high) if abs(low) > FAR / 10**30 else limb


def _place(profile: Profile, point: str | None) -> int:
    return next((at for at, p in enumerate(profile.entry.points) if p.no == point), 0)


def _once(statement: Statement) -> Iterator[Quantity]:
    seen: set[str] = set()
    for quantity in statement.quantities:
        if quantity.id not in seen:
            seen.add(quantity.id)
            yield quantity


def _once_per_code(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Best first; of the editions of one code in one catalogue the best stands for the others, which it names."""
    ordered = sorted(
        found, key=lambda c: (-c.score, c.profile.catalogue.id, c.profile.entry.label, c.profile.edition.id)
    )
    groups: dict[tuple[str, str], list[Candidate]] = {}
    for one in ordered:
        groups.setdefault((one.profile.catalogue.id, one.profile.entry.label), []).append(one)
    for first, *others in groups.values():
        yield replace(first, also=tuple(o.profile.edition.id for o in others))


__all__ = ["BAR", "Assessment", "Assessor", "Bound", "Candidate", "Evidence"]
