"""The clauses of a deal as rows: in the paper, offered, left out, each with its strength, reasons and open matters.

Values that flow: library + selection + form -> rows; rows + `Filter` -> the rows to show. No Qt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from catalogue.model import Words
from clause_library.form import Field
from clause_library.model import Clause, Selection

IN, OFFERED, OUT = "in", "offered", "out"
DEVIATES, CONFLICT, MISSING, OWN = "deviates", "conflict", "missing", "own"
STATUSES = (IN, OFFERED, OUT)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the library. `status`: in, offered or out; `variant` is set for clauses that are in.

    `marks`: deviates (the user chose otherwise), conflict, missing (a blank is not filled in), own (the user's folder
    has a text).
    """

    id: str
    family: str
    title: Words
    status: str
    variant: str
    priority: str
    because: tuple[Words, ...]
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: a family, a status or mark, words of id or title; empty shows everything."""

    family: str = ""
    status: str = ""
    words: str = ""

    def takes(self, row: ClauseRow) -> bool:
        """Whether the row is shown."""
        if self.family and row.family != self.family:
            return False
        if self.status and self.status != row.status and self.status not in row.marks:
            return False
        text = f"{row.id} {row.title.zh} {row.title.en}".casefold()
        return all(word in text for word in self.words.casefold().split())


def clause_rows(
    clauses: dict[str, Clause],
    selection: Selection | None,
    fields: Iterable[Field] = (),
    own: Collection[str] = (),
) -> tuple[ClauseRow, ...]:
    """Every clause of the library: those in first, then offered, then the rest; library order inside each."""
    rows: list[ClauseRow] = []
    chosen = {c.id: c for c in selection.clauses} if selection else {}
    offered = {c.id: c.because for c in selection.offered} if selection else {}
    excluded = {c.id: c.because for c in selection.excluded} if selection else {}
    marks = _marks(selection, fields, own)
    for clause in clauses.values():
        about = marks.get(clause.id, frozenset())
        if clause.id in chosen:
            one = chosen[clause.id]
            rows.append(
                ClauseRow(clause.id, clause.family, clause.title, IN, one.variant, one.priority, one.because, about)
            )
        else:
            status = OFFERED if clause.id in offered else OUT
            because = offered.get(clause.id) or excluded.get(clause.id, ())
            rows.append(ClauseRow(clause.id, clause.family, clause.title, status, "", clause.priority, because, about))
    return tuple(sorted(rows, key=lambda row: STATUSES.index(row.status)))


def _marks(selection: Selection | None, fields: Iterable[Field], own: Collection[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {name: {OWN} for name in own}
    for deviation in selection.deviations if selection else ():
        found.setdefault(deviation.id, set()).add(DEVIATES)
    for conflict in selection.conflicts if selection else ():
        for name in conflict.clauses:
            found.setdefault(name, set()).add(CONFLICT)
    for field in fields:
        for name in field.clauses if field.missing else ():
            found.setdefault(name, set()).add(MISSING)
    return {name: frozenset(marks) for name, marks in found.items()}
