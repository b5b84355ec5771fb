"""From query text to ranked hits with marked snippets: the desk that joins index, plan, rank and snippet.

Values that flow: text -> `Query` -> `Plan` -> rows of the chosen editions -> `SearchAnswer`. The hard problem:
an empty answer must say why. So where nothing is found the desk asks again without the editions, the
catalogue and the control, then word by word, and names the first that emptied it, with words near to it that
do find something. Rejected: widening the search by itself; an answer from an edition out of force must be
asked for.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from catalogue.editions import ALL, HOME, IN_FORCE, select_editions
from catalogue.model import LICENCE_CATALOGUE, Coverage, Edition, Entry, State, coverage_of
from catalogue.packs import Library
from catalogue.problems import BadInput, one_of, one_of_zh
from catalogue.searching.corpus import Row, reading_order
from catalogue.searching.facets import Choice, Facets, rows_of
from catalogue.searching.filters import Filters, control_named, edition_named
from catalogue.searching.hits import Also, Hit, Place, SearchAnswer
from catalogue.searching.index import Index
from catalogue.searching.nearforms import NearForms
from catalogue.searching.ordering import RELEVANCE, Ordering, Placed, Standing
from catalogue.searching.plan import Plan, Planner
from catalogue.searching.postings import control_column, edition_column
from catalogue.searching.query import Clause, Group, In, Query, parse, searchable
from catalogue.searching.snippets import Span, extract, matches_in
from catalogue.searching.suggest import Known, known_words, nearest
from catalogue.searching.thesaurus import Thesaurus
from catalogue.text import FIRST_CJK, Normaliser

MOST_SUGGESTIONS = 5
_FEW, _MANY = 2, 10
"""Up to so few rows found, a near form held by so many times as many rows (and by so many) is offered beside them."""

_DOUBTFUL = ("point", "industry", "note")
"""What was found in a code, a title or another name was not misspelt."""

_LONGEST_DOUBTED = 4
"""A longer run of Chinese characters that stands in a text was hardly typed by mistake."""

_LONGEST_KNOWN = 40
"""Longer titles are no words that a slip could have meant."""

_NOT_IN_FORCE = 0.95
"""The share of a score that counts in an edition that is not in force: it yields where two are nearly alike."""

_STATE_ORDER = (
    State.IN_FORCE,
    State.SUSPENDED,
    State.STALE,
    State.DRAFT,
    State.UNKNOWN,
    State.SUPERSEDED,
    State.STOPPED,
)


@dataclass(frozen=True, slots=True)
class _Scope:
    """The editions asked with their states, how they stand to each other, and their rows as bits."""

    states: dict[tuple[str, str], State]
    standing: Standing
    rows: int

    def state(self, row: Row) -> State:
        """The state of the row's edition."""
        return self.states[row.catalogue.id, row.edition.id]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked beside the words."""

    catalogue: str
    edition: str
    as_of: dt.date
    control: str


def _day(edition: Edition) -> int:
    return (edition.effective or edition.promulgated or dt.date.min).toordinal()


class SearchDesk:
    """Answers searches over one library. Holds no answer; safe to ask from several threads."""

    def __init__(
        self, library: Library, index: Index, normaliser: Normaliser, timer: Callable[[], float] = time.perf_counter
    ) -> None:
        self._library = library
        self._index = index
        self._rows = index.corpus.rows
        self._near = NearForms(index)
        self._facets = Facets(index.corpus, normaliser)
        self._normaliser = normaliser
        self._timer = timer
        groups = tuple(g for c in library.catalogues.values() for g in c.synonyms)
        self._groups = groups
        self._known_words: tuple[Known, ...] | None = None
        filters = Filters(index, normaliser)
        self._ordering = Ordering(self._rows, filters.code)
        self._planner = Planner(index, Thesaurus(groups, normaliser), normaliser, filters)
        self._coverage = {
            (c.id, e.id): coverage_of(e) for c in library.lists.values() for e in c.editions if e.lists_items
        }

    def prepare(self) -> None:
        """Makes what the first query without a hit would wait for: words, titles and sounds for near forms."""
        self._near.prepare()
        self._known()

    def search(
        self,
        text: str,
        *,
        catalogue: str = "",
        edition: str = IN_FORCE,
        as_of: dt.date,
        control: str = "",
        limit: int = 20,
        lang: str = "zh",
        facets: Sequence[Choice] = (),
        sort: str = RELEVANCE,
    ) -> SearchAnswer:
        """The best `limit` hits for any text; an empty query finds nothing. Snippets are in `lang` where it matches.

        An `edition:` in the query replaces the default `in-force`. With `edition="all"` the editions of an entry
        stand together and name each other. `facets` narrow the answer; `sort` is `relevance` or `code`.
        Raises BadInput for an unknown catalogue, edition, control or facet; never for the text.
        """
        started = self._timer()
        query = searchable(parse(text), self._normaliser)
        asked = _Asked(catalogue, edition, as_of, control)
        scope = self._scope(query, asked)
        chosen = self._facets.chosen(facets)
        plan = self._planner.plan(query)
        unnarrowed = 0 if query.is_empty else plan.rows(scope.rows)
        found = unnarrowed & rows_of(chosen)
        page = self._ordering.page(found, plan.terms, scope.standing, limit, sort=sort, grouped=edition == ALL)
        hits = tuple(self._hit(placed, plan, scope, lang) for placed in page)
        nothing = not found and not query.is_empty
        emptied_by = self._emptied_by(query, plan, asked, facets if unnarrowed else ()) if nothing else None
        failed = emptied_by in {step.spelling for step in plan.steps}
        doubtful = 0 < found.bit_count() <= _FEW and all(hit.found_in in _DOUBTFUL for hit in hits)
        suggestions = self._suggestions(query, found, emptied_by, scope) if failed or doubtful else ()
        counts = self._facets.counted(unnarrowed, chosen)
        took = round((self._timer() - started) * 1000, 3)
        return SearchAnswer(
            text, hits, found.bit_count(), took, suggestions, emptied_by, self._coverage_of(scope), counts
        )

    def matches_in(self, query: Query | str, text: str) -> tuple[Span, ...]:
        """Where the words of a query (and their synonyms) stand in any text: ascending positions in it."""
        asked = parse(query) if isinstance(query, str) else query
        plan = self._planner.plan(searchable(asked, self._normaliser))
        return matches_in(text, plan.needles, self._normaliser)

    def places_in(self, query: Query | str, entry: Entry) -> tuple[Place, ...]:
        """Where the words of a query stand in an entry: one place per match, in the order in which it is read.

        For stepping through the open text, from one match to the next.
        """
        return tuple(
            Place(passage.text, passage.worth.name.lower(), passage.point, span)
            for passage in reading_order(entry)
            for span in self.matches_in(query, passage.text)
        )

    def _scope(self, query: Query, asked: _Asked) -> _Scope:
        named = [v for v in query.values_of(In.EDITION) if v.strip().casefold() != IN_FORCE]
        edition = ALL if named and asked.edition == IN_FORCE else asked.edition
        chosen = select_editions(self._library, catalogue=asked.catalogue, edition=edition, as_of=asked.as_of)
        if named:
            chosen = tuple(c for c in chosen if any(edition_named(c[1].id, name) for name in named))
        states = {(c.id, e.id): state for c, e, state in chosen}
        rows = 0
        for catalogue_id, edition_id in states:
            rows |= self._index.column(edition_column(catalogue_id, edition_id))
        if asked.control:
            rows &= self._with_control(asked.control)
        order = {
            (c.id, e.id): (_STATE_ORDER.index(state), c.jurisdiction != HOME, e.kind == LICENCE_CATALOGUE, -_day(e))
            for c, e, state in chosen
        }
        places = {place: rank for rank, place in enumerate(sorted(set(order.values())))}
        every = self._index.corpus.editions
        ranks = [places[order[key]] if key in order else 0 for key in every]
        shares = [1.0 if states.get(key) in (None, State.IN_FORCE) else _NOT_IN_FORCE for key in every]
        return _Scope(states, Standing(ranks, shares), rows)

    def _with_control(self, text: str) -> int:
        control = control_named(text, self._normaliser)
        if control is None:
            known = one_of(("prohibited", "restricted", "licence", "listed"))
            raise BadInput.because(
                f"there is no control '{text}'",
                field="--control",
                hint=known,
                zh=f"没有管制程度“{text}”",
                hint_zh=one_of_zh(("prohibited", "restricted", "licence", "listed")),
            )
        return self._index.column(control_column(control))

    def _hit(self, placed: Placed, plan: Plan, scope: _Scope, lang: str) -> Hit:
        row = placed.row
        best = extract(row, plan, self._normaliser, lang)
        entry = row.entry
        also = (Also(r.edition.id, r.entry.code, r.entry.title, r.entry.control, scope.state(r)) for r in placed.also)
        return Hit(
            catalogue=row.catalogue.id,
            edition=row.edition.id,
            id=entry.id,
            code=entry.code,
            title=entry.title,
            control=entry.control,
            state=scope.state(row),
            point=best.point,
            snippet=best.snippet,
            spans=best.spans,
            score=placed.score,
            found_in=best.worth.name.lower(),
            card=row.edition.is_card,
            also=tuple(also),
            points=best.points,
        )

    def _coverage_of(self, scope: _Scope) -> tuple[Coverage, ...]:
        return tuple(self._coverage[key] for key in scope.states if key in self._coverage)

    def _emptied_by(self, query: Query, plan: Plan, asked: _Asked, facets: Sequence[Choice]) -> str:
        """The filter beside the words without which something is found, else the word."""
        if facets:
            return " ".join(f"{name}={value}" for name, value in facets)
        wider = (
            (f"edition:{asked.edition}", replace(asked, edition=ALL)),
            (f"catalogue:{asked.catalogue}", replace(asked, catalogue="")),
            (f"control:{asked.control}", replace(asked, control="")),
            (f"edition:{asked.edition}", replace(asked, catalogue="", edition=ALL, control="")),
        )
        for name, without in wider:
            if without != asked and plan.rows(self._scope(query, without).rows):
                return name
        return self._emptying_step(plan)

    def _emptying_step(self, plan: Plan) -> str:
        """The first group that finds nothing anywhere, else the first that leaves nothing of those before it."""
        every = self._index.corpus.all_rows
        for step in plan.steps:
            if not step.rows(every):
                return step.spelling
        left = every
        for step in plan.steps:
            left = step.rows(left)
            if not left:
                return step.spelling
        return plan.steps[-1].spelling

    def _suggestions(self, query: Query, found: int, emptied_by: str | None, scope: _Scope) -> tuple[str, ...]:
        """The query with a word replaced by a near form; those only that find something.

        Where nothing was found: for the word that failed, forms one slip away, then titles and synonyms like it.
        Where few rows were, and in no name: forms that many times as many rows hold, for a query of one word.
        """
        groups = [g for g in query.groups if g[0].field is In.TEXT and not g[0].unwanted]
        if found and any(len(g) > 1 for g in (query.groups, *query.groups)):
            return ()
        failing = next((g for g in groups if str(Query((g,))) == emptied_by), groups[0] if groups else None)
        if failing is None:
            return ()
        word = self._normaliser.mainland(failing[0].text)
        least = max(_MANY, _MANY * found.bit_count()) if found else 1
        if found and len(word) > _LONGEST_DOUBTED and word[0] >= FIRST_CJK:
            return ()
        near = [form for form, count in self._near.of(word, scope.rows) if count >= least]
        if not found:
            near += nearest(word, self._known(), 4 * MOST_SUGGESTIONS)
        return self._offered(query, failing, near, scope)

    def _offered(self, query: Query, failing: Group, near: Sequence[str], scope: _Scope) -> tuple[str, ...]:
        """Of the near words the first few with which the query finds something; each form once."""
        offered: dict[str, str] = {}
        for form in near:
            folded = self._normaliser.normalise(form)
            if folded in offered:
                continue
            clause = Clause(form, quoted=" " in form)
            other = Query(tuple((clause,) if g is failing else g for g in query.groups))
            if self._planner.plan(other).rows(scope.rows):
                offered[folded] = str(other)
            if len(offered) == MOST_SUGGESTIONS:
                break
        return tuple(offered.values())

    def _known(self) -> tuple[Known, ...]:
        """Every synonym and title there is, made ready at the first need."""
        if self._known_words is None:
            entries = (row.entry for row in self._rows)
            every = (text for e in entries for text in (e.title.zh, e.title.en, *e.synonyms))
            titles = (text for text in every if 0 < len(text) <= _LONGEST_KNOWN)
            synonyms = (member for group in self._groups for member in group)
            self._known_words = known_words((*synonyms, *titles), self._normaliser)
        return self._known_words
