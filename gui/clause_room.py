"""What the clause room asks of the clause floor, without Qt: texts, form, conflicts, moves, repairs of one deal.

Values that flow: the judged matter, and the contract open in 起草 with its own selection, go in; rendered positions,
fields, moves and repairs come out. The hard problem is which selection counts: with a contract open it is the one made
with the contract's words, as long as it belongs to the same state of the matter. Rejected: each page asking the engine
by itself; two pages would show two states.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.results import Classification, Outcome
from clause_library.form import Field, blocks_with, fields_of_deal, filled
from clause_library.model import Chosen, Clause, Conflict, RenderedBlock, RenderedClause, Selection
from clause_library.negotiate import Move, move
from clause_library.render import render
from clause_library.repairs import Repair, repairs
from clause_library.store import Store
from gui.drafting import Preview
from gui.live import Judged

Numbered = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """One state of the deal. `selection` is None while the matter cannot be judged: the library is shown as it is."""

    store: Store
    matter: Matter
    classification: Classification
    selection: Selection | None
    words: Numbered = ()

    @classmethod
    def of(cls, store: Store, matter: Matter, judged: Judged | None, contract: Preview | None = None) -> Deal:
        """The deal as judged, with the open contract where that was read for the same state."""
        if judged is None:
            return cls(store, matter, unjudged(matter), None)
        if contract is None or contract.selection is None or contract.matter is not judged.matter:
            return cls(store, judged.matter, judged.classification, judged.selection)
        return cls(store, judged.matter, judged.classification, contract.selection, contract.words)

    @property
    def ids(self) -> tuple[str, ...]:
        """The clauses that are in."""
        return tuple(c.id for c in self.selection.clauses) if self.selection else ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the rules found."""
        return self.selection.conflicts if self.selection else ()

    def fields(self) -> tuple[Field, ...]:
        """The form of the whole deal; without a result, of the clauses the matter has values for."""
        typed = tuple(dict.fromkeys(key.partition(".")[0] for key, _ in self.matter.clauses.variables))
        return fields_of_deal(self.matter, self.classification, self.store, self.ids if self.selection else typed)

    def fields_of(self, clause: str) -> tuple[Field, ...]:
        """The blanks of one clause that is not in."""
        return fields_of_deal(self.matter, self.classification, self.store, (clause,))

    def rendered(self, clause: Clause, position: str) -> RenderedClause | None:
        """The clause in a position, filled in; None where it has no such position. Raises BadInput for a value."""
        if position not in clause.variants:
            return None
        chosen = self.selection.clauses if self.selection else ()
        mine = next((c for c in chosen if c.id == clause.id), None)
        one = replace(mine, variant=position) if mine else Chosen(clause.id, position, clause.priority, (), clause.host)
        alone = Selection((one,), (), (), ())
        return render(self.matter, self.classification, alone, self.store, ("zh", "en"))[0]

    def typed(self, field: Field, text: str) -> Deal:
        """The deal while a text is being typed."""
        return replace(self, matter=filled(self.matter, field, text))

    def excerpts(self, field: Field, positions: dict[str, str]) -> tuple[tuple[str, str, RenderedBlock], ...]:
        """(clause, language, block) wherever the field stands, in the positions that are chosen."""
        found: list[tuple[str, str, RenderedBlock]] = []
        for name in field.clauses:
            clause = self.store.clauses[name]
            made = self.rendered(clause, positions.get(name, next(iter(clause.variants))))
            if made is None:
                continue
            texts = clause.variants[made.variant].texts
            for lang in ("zh", "en"):
                found += [(name, lang, made.blocks[lang][at]) for at in blocks_with(texts[lang], field.variable.name)]
        return tuple(found)

    def move(self, clause: str, choice: str) -> Move:
        """What changes elsewhere when the clause goes to another position, `out` for left out."""
        return move(self.matter, self.classification, self.store, clause, choice, contract=self.words)

    def repairs(self, conflict: Conflict) -> tuple[Repair, ...]:
        """The choices that settle the conflict, each tried."""
        return repairs(conflict, self.matter, self.classification, self.store, self.words, self.selection)


def unjudged(matter: Matter) -> Classification:
    """A result that says nothing: for reading the library without a result."""
    none = Outcome.INDETERMINATE
    return Classification(matter.as_of, none, none, None, (), (), (), (), ())
