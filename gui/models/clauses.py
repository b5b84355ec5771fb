"""The clauses of a deal as rows: in the paper, offered, left out, each with its strength and reasons."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.model import Words
from clause_library.model import Clause, Selection

IN, OFFERED, OUT = "in", "offered", "out"


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the library. `status`: in, offered or out; `variant` is set for clauses that are in."""

    id: str
    family: str
    title: Words
    status: str
    variant: str
    priority: str
    because: tuple[Words, ...]


def clause_rows(clauses: dict[str, Clause], selection: Selection | None) -> tuple[ClauseRow, ...]:
    """Every clause of the library: those in first, then offered, then the rest; library order inside each."""
    rows: list[ClauseRow] = []
    chosen = {c.id: c for c in selection.clauses} if selection else {}
    offered = {c.id: c.because for c in selection.offered} if selection else {}
    excluded = {c.id: c.because for c in selection.excluded} if selection else {}
    for clause in clauses.values():
        if clause.id in chosen:
            one = chosen[clause.id]
            rows.append(ClauseRow(clause.id, clause.family, clause.title, IN, one.variant, one.priority, one.because))
        else:
            status = OFFERED if clause.id in offered else OUT
            because = offered.get(clause.id) or excluded.get(clause.id, ())
            rows.append(ClauseRow(clause.id, clause.family, clause.title, status, "", clause.priority, because))
    order = (IN, OFFERED, OUT)
    return tuple(sorted(rows, key=lambda row: order.index(row.status)))
