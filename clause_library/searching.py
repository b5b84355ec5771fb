"""Search inside the clause library with the engine of the catalogues: from query text to hits that name their block.

Values that flow: text -> `Query` -> `Plan` -> rows -> `ClauseAnswer`. The hard problem: a clause is one thing in many
rows, so what is found must be ranked by where it stands (title, then text) and kept apart by position and language,
and a clause of which the title holds a word must come before those that only use it. Rejected: one row for a clause;
words of two positions would be found together although no text holds both.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.model import Words
from catalogue.searching.bits import flags, numbers_in
from catalogue.searching.filters import Filters
from catalogue.searching.index import Index, open_index
from catalogue.searching.nearforms import NearForms
from catalogue.searching.plan import Plan, Planner, Step
from catalogue.searching.query import Clause as Condition
from catalogue.searching.query import Group, In, Query, parse, searchable, spelled
from catalogue.searching.ranking import bonus_of, scores_of
from catalogue.searching.snippets import extract
from catalogue.searching.suggest import Known, known_words, nearest
from catalogue.searching.thesaurus import Thesaurus
from catalogue.text import Normaliser
from clause_library.searchrows import ClauseCorpus, Source, clause_corpus
from clause_library.store import Store

MOST_SUGGESTIONS = 5
IN_TITLE = 5.0
"""What a row gains for every word that its clause's title holds."""
_CLAUSE_ID = re.compile(r"[a-z]{3}-\d{2}")


@dataclass(frozen=True, slots=True)
class ClauseHit:
    """One text, or what is said about a clause, that holds the query.

    `where` is `text`, `title`, `purpose`, `negotiation`, `gives_up`, `absent` or `variable`; `name` the position or
    variable it speaks of; `block` the place of the snippet's block in the text, from 1, None outside of texts;
    `blocks` all blocks that hold any of the words. `spans` are positions in `snippet`.
    """

    id: str
    family: str
    title: Words
    variant: str
    lang: str
    where: str
    name: str
    block: int | None
    blocks: tuple[int, ...]
    snippet: str
    spans: tuple[tuple[int, int], ...]
    score: float

    def as_json(self) -> dict[str, object]:
        """The form `search --json` prints."""
        return {
            "id": self.id,
            "family": self.family,
            "title": self.title.zh,
            "title_en": self.title.en,
            "variant": self.variant or None,
            "lang": self.lang,
            "where": self.where,
            "name": self.name or None,
            "block": self.block,
            "blocks": list(self.blocks),
            "snippet": self.snippet,
            "spans": [list(span) for span in self.spans],
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """A page of hits, how many there are, and what was meant where there are none."""

    query: str
    hits: tuple[ClauseHit, ...]
    total: int
    took_ms: float
    suggestions: tuple[str, ...] = ()
    emptied_by: str | None = None

    def as_json(self) -> dict[str, object]:
        """The form `search --json` prints."""
        return {
            "query": self.query,
            "hits": [hit.as_json() for hit in self.hits],
            "total": self.total,
            "took_ms": self.took_ms,
            "suggestions": list(self.suggestions),
            "emptied_by": self.emptied_by,
        }


class ClauseDesk:
    """Answers searches over one clause library. Holds no answer; safe to ask from several threads."""

    def __init__(
        self,
        rows: ClauseCorpus,
        index: Index,
        normaliser: Normaliser,
        timer: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._rows, self._sources = rows.corpus.rows, rows.sources
        self._index, self._normaliser, self._timer = index, normaliser, timer
        self._planner = Planner(index, Thesaurus((), normaliser), normaliser, Filters(index, normaliser))
        self._near = NearForms(index)
        self._titles = [normaliser.normalise(f"{s.clause.title.zh}\n{s.clause.title.en}") for s in self._sources]
        self._ids = frozenset(normaliser.normalise(s.clause.id) for s in self._sources)

    def search(
        self, text: str, *, family: str = "", variant: str = "", lang: str = "", limit: int = 20
    ) -> ClauseAnswer:
        """The best `limit` hits of a family, a position and a language, each where it is given.

        A clause id in the query narrows to that clause. A position leaves out what is said about clauses.
        """
        started = self._timer()
        query = self._with_ids(searchable(parse(text), self._normaliser))
        within = self._within(family, variant, lang)
        plan = self._planner.plan(query)
        found = 0 if query.is_empty else plan.rows(within)
        hits = tuple(self._hit(number, score, plan) for number, score in self._ranked(found, plan)[:limit])
        filters = " ".join(f"{n}:{v}" for n, v in (("family", family), ("variant", variant), ("lang", lang)) if v)
        emptied = self._emptied_by(plan, within, filters) if not found and not query.is_empty else None
        offered = self._suggestions(query, emptied, within) if emptied else ()
        took = round((self._timer() - started) * 1000, 3)
        return ClauseAnswer(text, hits, found.bit_count(), took, offered, emptied)

    def _with_ids(self, query: Query) -> Query:
        """A word that is the id of a clause names it: `LIC-05 利息` asks for 利息 in LIC-05."""

        def named(clause: Condition) -> Condition:
            folded = self._normaliser.normalise(clause.text)
            known = clause.field is In.TEXT and not clause.quoted and _CLAUSE_ID.fullmatch(folded)
            return replace(clause, field=In.CODE) if known and folded in self._ids else clause

        return Query(tuple(tuple(named(clause) for clause in group) for group in query.groups))

    def _within(self, family: str, variant: str, lang: str) -> int:
        return flags(
            (not family or s.clause.family == family)
            and (not variant or s.variant == variant)
            and (not lang or s.lang == lang)
            for s in self._sources
        )

    def _ranked(self, found: int, plan: Plan) -> list[tuple[int, float]]:
        """Best first; of equals in library order."""
        numbers = list(numbers_in(found))
        terms = plan.terms
        scores = scores_of([self._rows[i] for i in numbers], terms)
        ranked: list[tuple[int, float]] = []
        for number, score in zip(numbers, scores, strict=True):
            titled = sum(any(n.text in self._titles[number] for n in term.needles) for term in terms)
            ranked.append((number, round(score + bonus_of(self._rows[number], terms) + IN_TITLE * titled, 3)))
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _hit(self, number: int, score: float, plan: Plan) -> ClauseHit:
        source = self._sources[number]
        best = extract(self._rows[number], plan, self._normaliser, source.lang)
        where, block, name = _place(source, best.point)
        blocks = tuple(dict.fromkeys(int(p) for p in best.points)) if source.variant else ()
        clause = source.clause
        return ClauseHit(
            clause.id, clause.family, clause.title, source.variant, source.lang, where, name,
            block, blocks, best.snippet, best.spans, score,
        )  # fmt: skip

    def _emptied_by(self, plan: Plan, within: int, filters: str) -> str:
        """The first word that finds nothing at all, else the filters, else the word that leaves nothing."""
        every = self._index.corpus.all_rows
        for step in plan.steps:
            if not step.rows(every):
                return step.spelling
        if plan.rows(every):
            return filters
        return self._last_left(plan.steps, within)

    def _last_left(self, steps: tuple[Step, ...], within: int) -> str:
        for step in steps:
            within = step.rows(within)
            if not within:
                return step.spelling
        return steps[-1].spelling

    def _suggestions(self, query: Query, emptied: str, within: int) -> tuple[str, ...]:
        """The query with the failing word replaced by a near form, where that finds something."""
        failing = next((g for g in query.groups if spelled(g) == emptied and _is_word(g)), None)
        if failing is None:
            return ()
        word = self._normaliser.normalise(failing[0].text)
        near = [form for form, _ in self._near.of(word, within)]
        near += nearest(word, self._known(), 4 * MOST_SUGGESTIONS)
        offered: dict[str, str] = {}
        for form in near:
            clause = Condition(form, quoted=" " in form)
            other = Query(tuple((clause,) if g is failing else g for g in query.groups))
            if self._planner.plan(other).rows(within):
                offered.setdefault(self._normaliser.normalise(form), str(other))
            if len(offered) == MOST_SUGGESTIONS:
                break
        return tuple(offered.values())

    def _known(self) -> tuple[Known, ...]:
        titles = dict.fromkeys(s.clause.title.in_language(s.lang) for s in self._sources)
        return known_words(titles, self._normaliser)


def _is_word(group: Group) -> bool:
    return len(group) == 1 and group[0].field is In.TEXT and not group[0].unwanted


def _place(source: Source, point: str | None) -> tuple[str, int | None, str]:
    """What the snippet is of, its block, and the position or variable it speaks of."""
    if source.variant:
        return "text", int(point) if point else None, ""
    where, _, name = (point or "title").partition(":")
    return where, None, name


def open_clause_desk(store: Store, cache: Path | None, normaliser: Normaliser | None = None) -> ClauseDesk:
    """The desk over this library, its index kept under `cache` in a room of its own, or in memory without one."""
    folding = normaliser or Normaliser()
    rows = clause_corpus(store, folding)
    return ClauseDesk(rows, open_index(cache / "clause-search" if cache else None, rows.corpus), folding)
