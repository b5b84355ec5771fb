"""Old ids: where each leads, and everything that names one turned to the clause it is called now.

Values that flow: records -> `renames` (old id -> present id) -> records, conditions and conflict rules that name
present ids only; what was turned keeps the old id for the note shown beside it. The hard point: a clause renamed must
not drop out of a trigger, a pack, a rule or a need in silence. Rejected: asking for the present id wherever ids are
compared; the next place to compare them would forget to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from catalogue.matter import Matter
from clause_library.conditions import clauses_named
from clause_library.conflictrules import ConflictRule, Signs
from clause_library.markup import refs_in, split_ref
from clause_library.model import Block, Condition, Mark, MarkKind
from clause_library.schema import ClauseRecord

Leading = Mapping[str, str]
"""Old id -> present id."""


def renames(records: Mapping[str, ClauseRecord]) -> dict[str, str]:
    """Old id -> the clause it is called now. An old id under which a clause still stands leads to that clause."""
    live = {name for name, record in records.items() if not record.clause.retired}
    first = {old: name for name, r in records.items() if name in live for old in r.clause.renamed if old not in live}
    retired = {o: n for n, r in records.items() if n not in live for o in r.clause.renamed if o not in live}
    chain = {**retired, **first}
    found: dict[str, str] = {}
    for old in chain:
        new, seen = old, {old}
        while new not in live and (after := chain.get(new, "")) and after not in seen:
            seen.add(after)
            new = after
        if new != old:
            found[old] = new
    return found


def follow(record: ClauseRecord, leading: Leading) -> ClauseRecord:
    """The record with needs, references and trigger by old ids turned to the present ones."""
    clause = replace(record.clause, trigger=follow_condition(record.clause.trigger, leading))
    named = {*clause.depends, *(split_ref(r)[0] for v in clause.variants.values() for r in refs_in(v.texts["zh"]))}
    if not named & leading.keys():
        return record if clause.trigger == record.clause.trigger else replace(record, clause=clause)
    variants = {
        position: replace(v, texts={lang: _followed(blocks, leading) for lang, blocks in v.texts.items()})
        for position, v in clause.variants.items()
    }
    depends = dict.fromkeys(leading.get(name, name) for name in clause.depends)
    needs = tuple(name for name in depends if name != clause.id)
    return replace(record, clause=replace(clause, depends=needs, variants=variants))


def _followed(blocks: Iterable[Block], leading: Leading) -> tuple[Block, ...]:
    return tuple(
        replace(block, cells=tuple(tuple(_mark(m, leading) for m in cell) for cell in block.cells)) for block in blocks
    )


def _mark(mark: Mark, leading: Leading) -> Mark:
    if mark.kind is MarkKind.REF:
        name, sign, item = mark.value.partition("#")
        return replace(mark, value=leading.get(name, name) + sign + item)
    return replace(mark, inner=tuple(_mark(m, leading) for m in mark.inner)) if mark.inner else mark


def followed_choices(matter: Matter, leading: Leading) -> dict[str, str]:
    """The choices of the matter by present ids; one made under the present id counts before one under an old id."""
    chosen = dict(matter.clauses.chosen)
    moved = {leading[old]: choice for old, choice in chosen.items() if old in leading}
    return {**moved, **{name: choice for name, choice in chosen.items() if name not in leading}}


def follow_ids(names: Iterable[str], leading: Leading) -> tuple[str, ...]:
    """The names by present ids, each once."""
    return tuple(dict.fromkeys(leading.get(name, name) for name in names))


def follow_condition(condition: Condition, leading: Leading) -> Condition:
    """The condition with clauses asked about by present ids; it keeps the old ids for its reason."""
    if condition.parts:
        return replace(condition, parts=tuple(follow_condition(part, leading) for part in condition.parts))
    old = tuple(name for name in condition.values if name in leading) if condition.fact == "clause" else ()
    return replace(condition, values=follow_ids(condition.values, leading), earlier=old) if old else condition


def follow_rule(rule: ConflictRule, leading: Leading) -> ConflictRule:
    """The conflict rule by present ids; `earlier` tells which old ids it was written with."""
    signs = rule.signs
    moved = Signs(
        clauses_in=follow_ids(signs.clauses_in, leading),
        positions=tuple((leading.get(name, name), position) for name, position in signs.positions),
        contract=signs.contract,
        pairs=signs.pairs,
        lacks=signs.lacks,
        below_minimum=_values(signs.below_minimum, leading),
        blank=_values(signs.blank, leading),
        above=_values(signs.above, leading),
        discloses=tuple((leading.get(name, name), pattern) for name, pattern in signs.discloses),
        damages=signs.damages
        and replace(
            signs.damages,
            variables=_values(signs.damages.variables, leading),
            estimate=_value(signs.damages.estimate, leading),
        ),
        plain=signs.plain,
        one_language=signs.one_language,
        stale=signs.stale,
        drafting=signs.drafting,
    )
    when, clauses = follow_condition(rule.when, leading), follow_ids(rule.clauses, leading)
    if (when, clauses, moved) == (rule.when, rule.clauses, rule.signs):
        return rule
    earlier = tuple((old, new) for old, new in leading.items() if old in ids_named(rule))
    return replace(rule, when=when, clauses=clauses, signs=moved, earlier=earlier)


def _values(names: Iterable[str], leading: Leading) -> tuple[str, ...]:
    return tuple(_value(name, leading) for name in names)


def _value(name: str, leading: Leading) -> str:
    """`LIC-05.long_stop_days` by the present id; a bare variable stays."""
    clause, dot, variable = name.partition(".")
    return f"{leading.get(clause, clause)}.{variable}" if dot else name


def ids_named(rule: ConflictRule) -> frozenset[str]:
    """Every clause id a rule names, in its condition, its signs and its list."""
    signs = rule.signs
    damages = (*signs.damages.variables, signs.damages.estimate) if signs.damages else ()
    values = (*signs.below_minimum, *signs.blank, *signs.above, *damages)
    pairs = (*signs.positions, *signs.discloses)
    return frozenset(
        (
            *rule.clauses,
            *clauses_named(rule.when),
            *signs.clauses_in,
            *(name for name, _ in pairs),
            *(value.partition(".")[0] for value in values if "." in value),
        )
    )
