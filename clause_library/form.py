"""The variables of a whole deal as one form: each asked once, whatever number of clauses uses it.

Values that flow: matter, result and the clauses that are in become `Field`s; a typed text goes back into the matter
under every key the field stands for. The hard problem is sameness: `notice_days` is ten Working Days of one notice and
seven Days of another, so only variables that agree in name, type, label, default and bounds share a field. Rejected:
one field for each name; it would print one party's cure period as the other's notice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.results import Classification
from clause_library.derived import derived_values, settled
from clause_library.model import Block, Clause, MarkKind, Variable
from clause_library.store import Store
from clause_library.variables import Value, fault_of, in_words, values_of

Sameness = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One blank of the deal. `clauses` use it; `keys` are where the matter keeps it.

    `typed` is what the matter says, empty where the default stands; `shown` how it reads in the contract, empty while
    it is missing; `fault` what is wrong with it; `least` the derived minimum; `why` the reason of that minimum, or of a
    value that matter or result answered.
    """

    variable: Variable
    clauses: tuple[str, ...]
    keys: tuple[str, ...]
    typed: str
    shown: Words
    fault: Words = Words()
    least: int | None = None
    least_words: Words = Words()
    why: Words = Words()

    @property
    def id(self) -> str:
        """A name of its own within the form."""
        return f"{self.clauses[0]}.{self.variable.name}"

    @property
    def missing(self) -> bool:
        """Nothing was given and there is no default."""
        return not self.shown and not self.typed


def fields_of_deal(
    matter: Matter, classification: Classification, store: Store, clauses: Iterable[str]
) -> tuple[Field, ...]:
    """Every variable of these clauses, in their order, each once; a faulty value is told at its field."""
    records = [store.clauses[name] for name in clauses if name in store.clauses]
    minima = {(d.clause, d.variable): d for d in derived_values(matter, classification, records) if not d.fills}
    everywhere = _everywhere(store)
    users: dict[tuple[str, Sameness, str], list[Clause]] = {}
    for clause in records:
        for variable in clause.variables.values():
            key = (variable.name, _sameness(variable), _typed(matter, clause.id, variable.name))
            users.setdefault(key, []).append(clause)
    made: list[Field] = []
    for (name, _, _), sharing in users.items():
        variable = sharing[0].variables[name]
        shown, why, fault = _shown(sharing[0], variable, matter, classification)
        ids = tuple(clause.id for clause in sharing)
        least = next((minima[i, variable.name] for i in ids if (i, variable.name) in minima), None)
        made.append(
            Field(
                variable,
                ids,
                _keys(variable, ids, shared=len(everywhere[variable.name]) == 1 and len(sharing) > 1),
                _typed(matter, ids[0], variable.name),
                shown,
                fault,
                _number(least.value.en) if least else None,
                least.value if least else Words(),
                least.why if least else why,
            )
        )
    return tuple(made)


def _sameness(variable: Variable) -> Sameness:
    return (
        variable.name,
        variable.type,
        variable.label,
        variable.default,
        variable.minimum,
        variable.maximum,
        variable.choices,
        variable.minimum_of,
    )


def _everywhere(store: Store) -> dict[str, set[Sameness]]:
    found: dict[str, set[Sameness]] = {}
    for clause in store.clauses.values():
        for variable in clause.variables.values():
            found.setdefault(variable.name, set()).add(_sameness(variable))
    return found


def _keys(variable: Variable, ids: tuple[str, ...], *, shared: bool) -> tuple[str, ...]:
    """The bare name where it means one thing in the whole library, so that a clause added later follows it."""
    return (variable.name,) if shared else tuple(f"{name}.{variable.name}" for name in ids)


def _number(text: str) -> int | None:
    head = text.partition(" ")[0]
    return int(head) if head.isdigit() else None


def _typed(matter: Matter, clause: str, name: str) -> str:
    values = dict(matter.clauses.variables)
    return values.get(f"{clause}.{name}", values.get(name, ""))


def _shown(
    clause: Clause, variable: Variable, matter: Matter, classification: Classification
) -> tuple[Words, Words, Words]:
    """(how it reads in the contract, why where it was answered, what is wrong with it)."""
    alone = replace(clause, variables={variable.name: variable})
    try:
        value = settled(values_of(alone, matter)[variable.name], matter, classification)
    except BadInput:
        typed = _typed(matter, clause.id, variable.name)
        return Words(), Words(), _fault(variable, typed)
    return _words(value, matter), value.why, Words()


def _words(value: Value, matter: Matter) -> Words:
    return Words(in_words(value, "zh", matter), in_words(value, "en", matter))


def _fault(variable: Variable, text: str) -> Words:
    parts = [part.strip() for part in text.split(" | ")] if " | " in text else [text.strip()]
    return next((fault for part in parts if (fault := fault_of(variable, part))), Words())


def fault_in(field: Field, text: str) -> Words:
    """What is wrong with a text typed into this field; empty when nothing is, or when it is emptied."""
    return _fault(field.variable, text) if text.strip() else Words()


def fill(file: MatterFile, field: Field, text: str) -> MatterFile:
    """The matter with this text under every key of the field; "" goes back to the default.

    Keys of single clauses that would hide the shared one are taken out.
    """
    known = dict(file.matter.clauses.variables)
    stale = {f"{name}.{field.variable.name}" for name in field.clauses} - set(field.keys)
    for key in sorted(stale & set(known)):
        file = file.set_variable(key, "")
    if not text.strip() and field.variable.name in known and field.variable.name not in field.keys:
        file = file.set_variable(field.variable.name, "")
    for key in field.keys:
        file = file.set_variable(key, text.strip())
    return file


def filled(matter: Matter, field: Field, text: str) -> Matter:
    """The matter as `fill` would leave it, as a value: for showing a text while it is typed."""
    keys = set(field.keys) | {f"{name}.{field.variable.name}" for name in field.clauses}
    others = tuple(pair for pair in matter.clauses.variables if pair[0] not in keys)
    added = tuple((key, text.strip()) for key in field.keys) if text.strip() else ()
    return replace(matter, clauses=replace(matter.clauses, variables=(*others, *added)))


def blocks_with(blocks: tuple[Block, ...], variable: str) -> tuple[int, ...]:
    """The places of the blocks in which a variable stands."""
    return tuple(at for at, block in enumerate(blocks) if _stands(block, variable))


def _stands(block: Block, variable: str) -> bool:
    marks = [inner for cell in block.cells for mark in cell for inner in (mark, *mark.inner)]
    return any(mark.kind is MarkKind.VAR and mark.value == variable for mark in marks)
