"""What of the clause library is searched: every text of every position and language, titles, purposes and notes.

Values that flow: `Store` -> the texts a reader meets, each with its place -> a corpus of the search engine of the
catalogues. A row is one text (clause, position, language) or what is said about a clause in one language; its control
points are the blocks, so that a hit names the block it stands in. The hard problem: what is found must be what is
shown, so texts are filled in as `show` fills them (defaults, marked blanks, titles for references) before they are
searched. Rejected: the raw texts with their marks; 120个工作日 would then be found nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.matter import Matter
from catalogue.model import Catalogue, Edition, Entry, Point, Words
from catalogue.searching.corpus import Corpus, Passage, Row, Worth, row_of
from catalogue.text import Normaliser
from clause_library.listing import no_result
from clause_library.model import LANGS, VARIANTS, Chosen, Clause, Selection
from clause_library.render import render
from clause_library.store import Store

ABOUT = "about"
TITLE, PURPOSE, NEGOTIATION, VARIABLE, GIVES_UP, ABSENT = (
    *("title", "purpose", "negotiation", "variable"),
    *("gives_up", "absent"),
)
FORM = "clauses-1"
"""Changes when rows are made differently: an index of other rows is never opened."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row before it is folded. `variant` is empty for what is said about a clause; `parts` are the kind of each
    text (its block, or what it says) and the text."""

    clause: Clause
    variant: str
    lang: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClauseCorpus:
    """The rows and, by their numbers, what they are."""

    corpus: Corpus
    sources: tuple[Source, ...]


def clause_corpus(store: Store, normaliser: Normaliser) -> ClauseCorpus:
    """Every row of the library, in library order; what is said about a clause before its texts."""
    sources = tuple(source for clause in store.clauses.values() for source in _sources(clause, store))
    editions = tuple(dict.fromkeys((s.clause.family, _edition_id(s)) for s in sources))
    places = {edition: at for at, edition in enumerate(editions)}
    catalogues = {s.clause.family: _catalogue(s.clause.family) for s in sources}
    rows: list[Row] = []
    digest = hashlib.sha256(FORM.encode())
    for number, source in enumerate(sources):
        family, edition = source.clause.family, _edition_id(source)
        named = (catalogues[family], Edition(edition, family, Words(), "", "in_force"), _entry(source))
        row = row_of((number, places[family, edition]), named, _passages(source), normaliser)
        rows.append(row)
        digest.update(f"\0{source.clause.id}\0{edition}\0{row.folded}".encode("utf-8", "surrogatepass"))
    return ClauseCorpus(Corpus(tuple(rows), editions, digest.hexdigest()), sources)


def _sources(clause: Clause, store: Store) -> Iterator[Source]:
    for lang in LANGS:
        yield Source(clause, "", lang, tuple((kind, w.in_language(lang)) for kind, w in _about(clause)))
    for variant in (v for v in VARIANTS if v in clause.variants):
        chosen = Chosen(clause.id, variant, clause.priority, (), clause.host)
        selection = Selection((chosen,), (), (), ())
        filled = render(Matter(as_of=dt.date.min), no_result(), selection, store, LANGS)[0]
        for lang in LANGS:
            texts = (
                " | ".join("".join(run.text for run in cell) for cell in block.cells) for block in filled.blocks[lang]
            )
            yield Source(clause, variant, lang, tuple((str(at), text) for at, text in enumerate(texts, 1)))


def _about(clause: Clause) -> Iterator[tuple[str, Words]]:
    yield TITLE, clause.title
    yield PURPOSE, clause.purpose
    yield NEGOTIATION, clause.negotiation
    for position in VARIANTS:
        if position in clause.variants:
            yield f"{GIVES_UP}:{position}", clause.variants[position].gives_up
        if position in clause.absent:
            yield f"{ABSENT}:{position}", clause.absent[position]
    for variable in clause.variables.values():
        yield f"{VARIABLE}:{variable.name}", variable.label
        yield f"{VARIABLE}:{variable.name}", variable.help


def _edition_id(source: Source) -> str:
    return f"{source.variant or ABOUT}-{source.lang}"


def _catalogue(family: str) -> Catalogue:
    return Catalogue(family, Words(), "clauses", "", Words(), "", Words(), "")


def _entry(source: Source) -> Entry:
    points = tuple(Point(kind, Words(text, text)) for kind, text in source.parts)
    return Entry(source.clause.id, None, source.clause.title, None, points=points)


def _passages(source: Source) -> Iterator[Passage]:
    for place, (kind, text) in enumerate(source.parts):
        worth = Worth.TITLE if kind == TITLE else Worth.POINT
        yield Passage(worth, text, place, source.lang)
