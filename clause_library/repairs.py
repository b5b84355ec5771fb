"""Conflicts that a choice can settle: which clause to bring in, which value or position to change.

Values that flow: a conflict and the deal become candidates; each is tried by selecting again, and those after which
the conflict is gone become `Repair`s, with the rules they would raise in turn. The hard problem is honesty: the words
of a rule name a repair, but only a trial knows whether it works in this deal. Rejected: repairs written into the
rules as data; they would be offered where a class forbids the clause or another conflict takes the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from catalogue.results import Classification
from clause_library.conflictrules import ConflictRule
from clause_library.model import VARIANTS, Clause, Conflict, Selection
from clause_library.negotiate import with_choice
from clause_library.select import OUT, select
from clause_library.store import Store
from clause_library.variables import derived_minimum, values_of

VALUE, POSITION, BRING_IN, LEAVE_OUT, PRINT = "value", "position", "bring_in", "leave_out", "print"
Numbered = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A choice that settles a conflict. `to` is the position or the value; `raises` names rules that would fire
    instead, empty where none does."""

    kind: str
    clause: str = ""
    variable: str = ""
    to: str = ""
    raises: tuple[str, ...] = ()


def repairs(
    conflict: Conflict,
    matter: Matter,
    classification: Classification,
    store: Store,
    contract: Numbered = (),
    before: Selection | None = None,
) -> tuple[Repair, ...]:
    """The choices after which the conflict is gone, milder ones first; leaving a clause out only where nothing else
    helps. Gates are facts, not choices: they have none. `before` saves the first selection where it is known."""
    if conflict.rule.startswith("G-"):
        return ()
    now = before or select(matter, classification, store, contract=contract)
    found: list[Repair] = []
    for repair in _candidates(conflict, matter, classification, store, now):
        if repair.kind == LEAVE_OUT and found:
            break
        try:
            after = select(chosen_in(matter, repair), classification, store, contract=contract)
        except BadInput:
            continue
        if _key(conflict) not in {_key(c) for c in after.conflicts}:
            known = {_key(c) for c in now.conflicts}
            raised = tuple(dict.fromkeys(c.rule for c in after.conflicts if _key(c) not in known))
            found.append(replace(repair, raises=raised))
    return tuple(sorted(found, key=lambda repair: bool(repair.raises)))


def _key(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.rule, conflict.place, conflict.text.en


def _candidates(
    conflict: Conflict, matter: Matter, classification: Classification, store: Store, now: Selection
) -> Iterator[Repair]:
    rules = [rule for rule in store.conflict_rules if rule.id == conflict.rule and rule.text.en in conflict.text.en]
    chosen = {c.id: c for c in now.clauses}
    if any(rule.signs.plain for rule in rules):
        yield Repair(PRINT)
    yield from _values(rules, conflict, matter, classification, store)
    named = tuple(dict.fromkeys(name for rule in rules for name in (*rule.clauses, *rule.signs.clauses_in)))
    held = [name for name in named if name in store.clauses]
    for name in held:
        if name not in chosen:
            yield Repair(BRING_IN, name, to=_proposed(matter, store.clauses[name]))
    for name in held:
        if name in chosen:
            others = (p for p in VARIANTS if p in store.clauses[name].variants and p != chosen[name].variant)
            yield from (Repair(POSITION, name, to=position) for position in others)
    for name in held:
        if name in chosen and chosen[name].priority != "mandatory":
            yield Repair(LEAVE_OUT, name, to=OUT)


def _values(
    rules: Iterable[ConflictRule], conflict: Conflict, matter: Matter, classification: Classification, store: Store
) -> Iterator[Repair]:
    name, dot, variable = conflict.place.partition(".")
    clause = store.clauses.get(name)
    if not dot or clause is None or variable not in clause.variables:
        return
    least = derived_minimum(clause.variables[variable], classification)
    for rule in rules:
        if conflict.place in rule.signs.below_minimum and least is not None:
            yield Repair(VALUE, name, variable, str(least))
        if rule.signs.above and conflict.place == rule.signs.above[0]:
            yield Repair(VALUE, name, variable, _value(rule.signs.above[1], matter, store))


def _value(place: str, matter: Matter, store: Store) -> str:
    name, _, variable = place.partition(".")
    return values_of(store.clause(name), matter)[variable].text.zh


def _proposed(matter: Matter, clause: Clause) -> str:
    wanted = dict(matter.clauses.families).get(clause.family, matter.clauses.position)
    return wanted if wanted in clause.variants else next(v for v in ("balanced", *VARIANTS) if v in clause.variants)


def chosen_in(matter: Matter, repair: Repair) -> Matter:
    """The matter with the repair made, as a value."""
    clauses = matter.clauses
    if repair.kind == PRINT:
        clauses = replace(clauses, plain_exemptions=False)
    elif repair.kind == VALUE:
        key = f"{repair.clause}.{repair.variable}"
        others = tuple(pair for pair in clauses.variables if pair[0] != key)
        clauses = replace(clauses, variables=(*others, (key, repair.to)))
    else:
        clauses = with_choice(clauses, repair.clause, repair.to)
    return replace(matter, clauses=clauses)


def make(file: MatterFile, repair: Repair) -> MatterFile:
    """The matter file with the repair made."""
    if repair.kind == PRINT:
        return file.set(("clauses", "plain_exemptions"), False)
    if repair.kind == VALUE:
        return file.set_variable(f"{repair.clause}.{repair.variable}", repair.to)
    return file.choose_clause(repair.clause, repair.to)
