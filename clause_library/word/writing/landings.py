"""Where clauses land, as values: one landing per clause, all of them as a plan.

Values that flow: none; these are the plan the window shows and the draft writes. Rejected: offsets in the plan; the
user may still move a clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.reading.effectiveness import Sentence
from clause_library.word.reading.spots import Spot
from clause_library.word.writing.annexes import Annexes
from clause_library.word.writing.joins import Join


@dataclass(frozen=True, slots=True)
class Landing:
    """Where one clause lands. `how` is new, merged, replaced, annex or kept; `pointer` is the sentence that names an
    annex, whose number is `annex`.

    `after` is the ordinal of the article it follows or joins (0: before the first); `sentences` per language are
    what it replaces; `topic`, `confidence` and `reason` say why.
    """

    clause: RenderedClause
    how: str
    after: int
    reason: Words
    topic: str = ""
    confidence: float = 0.0
    spot: Spot | None = None
    sentences: dict[str, Sentence] = field(default_factory=dict[str, Sentence])
    annex: int = 0
    join: Join | None = None
    """What it has to do with lines of the contract: lists it joins, sentences it amends."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All landings in document order and what to tell the user; `notices` are what must not be overlooked (K-01).

    `pointers` are sentences in the contract's articles that name the annexes; `annexes` what it does with its own.
    """

    landings: tuple[Landing, ...]
    warnings: tuple[Words, ...]
    notices: tuple[Notice, ...] = ()
    pointers: tuple[Landing, ...] = ()
    annexes: Annexes | None = None

    @property
    def written(self) -> Plan:
        """The plan with the pointers among the landings, each behind what else joins its article."""
        rank = {"replaced": 0, "merged": 1, "pointer": 2}
        every = sorted((*self.landings, *self.pointers), key=lambda x: (x.after, rank.get(x.how, 3)))
        return replace(self, landings=tuple(every), pointers=())

    def of(self, clause_id: str) -> Landing | None:
        """The landing of a clause."""
        return next((x for x in self.landings if x.clause.id == clause_id), None)
