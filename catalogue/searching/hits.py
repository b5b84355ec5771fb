"""The answer to a search as values, with its JSON form (fixed in the product's documentation)."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.model import Control, Coverage, State, Words
from catalogue.searching.facets import Facet, facets_json


@dataclass(frozen=True, slots=True)
class Also:
    """The same entry in another edition that was found as well."""

    edition: str
    code: str | None
    title: Words
    control: Control | None
    state: State

    def as_json(self) -> dict[str, object]:
        return {
            "edition": self.edition,
            "code": self.code,
            "title": self.title.zh,
            "title_en": self.title.en,
            "control": self.control,
            "state": self.state,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """A match in an open entry: the text it stands in, what that is, its control point's place, positions in it."""

    text: str
    found_in: str
    point: int | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. `spans` are (start, end) positions in `snippet`; `found_in` says what the snippet is of:
    `code`, `point_code`, `title`, `former_code`, `synonym`, `point`, `industry` or `note`. A `card` is of no list.
    `also` are the other editions of the entry that were found, where all editions were asked; they stand next to it.
    `points` are the control points that hold any of the words, of which the snippet shows the best."""

    catalogue: str
    edition: str
    id: str
    code: str | None
    title: Words
    control: Control | None
    state: State
    point: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]
    score: float
    found_in: str = ""
    card: bool = False
    also: tuple[Also, ...] = ()
    points: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "catalogue": self.catalogue,
            "edition": self.edition,
            "id": self.id,
            "code": self.code,
            "title": self.title.zh,
            "title_en": self.title.en,
            "control": self.control,
            "state": self.state,
            "point": self.point,
            "snippet": self.snippet,
            "spans": [list(span) for span in self.spans],
            "score": self.score,
            "also": [other.as_json() for other in self.also],
            "points": list(self.points),
        }


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits and what the user should know about them."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    suggestions: tuple[str, ...]
    emptied_by: str | None
    coverage: tuple[Coverage, ...]
    facets: tuple[Facet, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "query": self.query,
            "hits": [hit.as_json() for hit in self.hits],
            "total": self.total,
            "took_ms": self.took_ms,
            "suggestions": list(self.suggestions),
            "emptied_by": self.emptied_by,
            "coverage": [c.as_json() for c in self.coverage],
            "facets": facets_json(self.facets),
        }
