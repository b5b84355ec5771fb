"""Across the table: the fallback ladder of a clause, what a move changes elsewhere, and what departs from the proposal.

Values that flow: a clause and its position become `Rung`s; a matter with one clause moved is selected again and the
two selections are compared into a `Move`; the user's choices become `Deviation`s. The hard problem is that a move is
never local: another position brings other references, triggers and conflicts, so the whole selection is made again
and only the difference is told. Rejected: a table of which clause touches which; it would be wrong after the first
clause of a firm's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.matter import ClauseChoices, Matter
from catalogue.model import Words
from catalogue.problems import BadInput, one_of, one_of_zh
from catalogue.results import Classification
from clause_library.model import VARIANTS, Clause, Conflict, Selection
from clause_library.positions import POSITIONS
from clause_library.select import OUT, select
from clause_library.store import Store


@dataclass(frozen=True, slots=True)
class Rung:
    """A position to retreat to, and what one gives up by taking it from the rung above."""

    position: str
    gives_up: Words

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """Position and price in one language."""
        return {"position": self.position, "gives_up": self.gives_up.in_language(lang)}


@dataclass(frozen=True, slots=True)
class Move:
    """What changes when one clause goes to another position (`out`: is left out).

    `brought` and `dropped` are clauses that come in or go out with it; `raised` and `settled` conflicts that appear or
    disappear. `now` is empty where the clause is not in after the move.
    """

    clause: str
    was: str
    now: str
    brought: tuple[str, ...]
    dropped: tuple[str, ...]
    raised: tuple[Conflict, ...]
    settled: tuple[Conflict, ...]
    ladder: tuple[Rung, ...]
    selection: Selection

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The form `move --json` prints."""
        return {
            "clause": self.clause,
            "was": self.was,
            "now": self.now,
            "brought": list(self.brought),
            "dropped": list(self.dropped),
            "raised": [c.as_json(lang) for c in self.raised],
            "settled": [c.as_json(lang) for c in self.settled],
            "ladder": [rung.as_json(lang) for rung in self.ladder],
        }


def ladder(clause: Clause, position: str) -> tuple[Rung, ...]:
    """The positions below `position`, next first; empty at the bottom, or where the clause has no such position."""
    rungs: list[Rung] = []
    seen = {position}
    while position in clause.variants:
        variant = clause.variants[position]
        position = variant.fallback
        if not position or position in seen:
            break
        seen.add(position)
        rungs.append(Rung(position, variant.gives_up))
    return tuple(rungs)


def with_choice(choices: ClauseChoices, clause: str, choice: str) -> ClauseChoices:
    """The choices with another one for this clause; "" for none of its own."""
    others = tuple(pair for pair in choices.chosen if pair[0] != clause)
    return replace(choices, chosen=(*others, (clause, choice)) if choice else others)


def move(
    matter: Matter,
    classification: Classification,
    store: Store,
    clause_id: str,
    choice: str,
    *,
    kinds: tuple[str, ...] = (),
    contract: tuple[tuple[int, str], ...] = (),
) -> Move:
    """What the deal looks like with the clause in another position; the matter itself is not changed.

    Raises BadInput for an unknown clause, position, or a position that this clause does not have.
    """
    clause = store.clause(clause_id)
    _check(clause, choice)
    before = select(matter, classification, store, kinds=kinds, contract=contract)
    moved = replace(matter, clauses=with_choice(matter.clauses, clause.id, choice))
    after = select(moved, classification, store, kinds=kinds, contract=contract)
    was, now = _positions(before), _positions(after)
    return Move(
        clause.id,
        was.get(clause.id, ""),
        now.get(clause.id, ""),
        tuple(name for name in now if name not in was),
        tuple(name for name in was if name not in now),
        _only_in(after, before),
        _only_in(before, after),
        ladder(clause, now.get(clause.id, "")),
        after,
    )


def _check(clause: Clause, choice: str) -> None:
    if choice not in (*VARIANTS, OUT):
        allowed = (*VARIANTS, OUT)
        raise BadInput.because(
            f"'{choice}' is not a position",
            field="position",
            hint=one_of(allowed),
            zh=f"“{choice}”不是立场",
            hint_zh=one_of_zh(allowed),
        )
    if choice in clause.absent:
        why = clause.absent[choice]
        raise BadInput.because(
            f"{clause.id} has no {POSITIONS[choice].en}: {why.en}",
            field="position",
            zh=f"{clause.id} 没有{POSITIONS[choice].zh}：{why.zh}",
        )


def _positions(selection: Selection) -> dict[str, str]:
    return {chosen.id: chosen.variant for chosen in selection.clauses}


def _only_in(one: Selection, other: Selection) -> tuple[Conflict, ...]:
    known = {(c.rule, c.place) for c in other.conflicts}
    return tuple(c for c in one.conflicts if (c.rule, c.place) not in known)


def told(conflicts: Iterable[Conflict], lang: str) -> list[str]:
    """One line for each conflict, with its place."""
    return [f"{c.rule} {c.text.in_language(lang)}" + (f" ({c.place})" if c.place else "") for c in conflicts]
