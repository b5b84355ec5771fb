"""The user's clauses over the bundled ones: which text stands and what is said about it (old ids: `following`).

Values that flow: bundled records and the user's -> the records that stand, and an `Own` for every clause of the user's
folder. The hard problem: a clause with a fault must never take the place of a sound one, and whoever drafts must learn
of both. So an own clause that nothing could be drafted with (a variable nobody declared, a reference or a need that
leads nowhere) is refused whole and the bundled one stays. Rejected: merging field by field; nobody could say afterwards
whose sentence stands in the contract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.problems import Problem
from clause_library.markup import refs_in, split_ref, variables_in
from clause_library.model import LANGS, Clause, Variant
from clause_library.own.following import renames
from clause_library.schema import ClauseRecord


@dataclass(frozen=True, slots=True)
class Own:
    """A clause of the user's folder. `replaces`: it is laid over a bundled one; `refused`: why it is not used."""

    replaces: bool
    refused: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What makes a clause unusable, and where."""

    field: str
    message: Words
    hint: Words


def faults(clause: Clause, known: Mapping[str, Clause]) -> Iterator[Fault]:
    """Why nothing could be drafted with the clause; `known` are all clauses of the library."""
    if not clause.variants:
        yield Fault("variants", Words(f"{clause.id} 没有任何立场的文本", f"{clause.id} has no position"), Words())
    for target in clause.depends:
        if target == clause.id or target not in known:
            message = Words(
                f"所依赖的 {target} 不是条款库里的另一条", f"{target} is not another clause of this library"
            )
            yield Fault("depends", message, Words())
    for variant in clause.variants.values():
        for lang in LANGS:
            yield from _loose_ends(clause, variant, lang, known)


def _loose_ends(clause: Clause, variant: Variant, lang: str, known: Mapping[str, Clause]) -> Iterator[Fault]:
    field = f"variants.{variant.position}.{lang}"
    for name in dict.fromkeys(variables_in(variant.texts[lang])):
        if name not in clause.variables:
            yield Fault(
                field,
                Words(f"用了未定义的变量“{name}”", f"{{var:{name}}} is not declared"),
                Words(f"请在 variables 下补上“{name}”", f"add '{name}' under 'variables'"),
            )
    for target in dict.fromkeys(split_ref(ref)[0] for ref in refs_in(variant.texts[lang])):
        if target not in known:
            yield Fault(
                field,
                Words(f"引用了 {target}，而条款库里没有该条", f"{{ref:{target}}}: {target} is not in this library"),
                Words("只能引用条款库里的条款", "a text may only refer to clauses of the library"),
            )


def lay_over(
    beneath: Mapping[str, ClauseRecord],
    above: Mapping[str, ClauseRecord],
    unread: Mapping[str, tuple[Problem, ...]],
    problems: list[Problem],
) -> tuple[dict[str, ClauseRecord], dict[str, Own]]:
    """The records that stand, and what became of each own clause. `unread`: files that hold no sound clause."""
    own = {name: Own(name in beneath, refused) for name, refused in unread.items()}
    standing = dict(above)
    while refused := dict(_unsound(beneath, standing)):
        for name, found in refused.items():
            del standing[name]
            told = (found[0] if name not in beneath else stays(found[0], name), *found[1:])
            problems.extend(told)
            own[name] = Own(name in beneath, told)
    own |= {name: Own(name in beneath) for name in standing}
    return {**beneath, **standing}, own


def _unsound(
    beneath: Mapping[str, ClauseRecord], above: Mapping[str, ClauseRecord]
) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    records = {**beneath, **above}
    known = {name: record.clause for name, record in records.items()}
    known |= {old: known[new] for old, new in renames(records).items()}
    for name, record in above.items():
        found = tuple(
            record.problem(f.field, f.message.en, f.hint.en, zh=f.message.zh, hint_zh=f.hint.zh)
            for f in faults(record.clause, known)
        )
        if found and not record.clause.retired:
            yield name, found


def stays(problem: Problem, name: str) -> Problem:
    """The problem with the note that the bundled clause goes on standing."""
    return replace(
        problem,
        hint="; ".join(part for part in (problem.hint, f"until then the bundled {name} stands") if part),
        hint_zh="；".join(part for part in (problem.hint_zh or problem.hint, f"改正之前仍用随附的 {name}") if part),
    )


def named_by(matter: Matter) -> frozenset[str]:
    """Every clause id the matter makes a choice or gives a value for."""
    values = (key.partition(".")[0] for key, _ in matter.clauses.variables if "." in key)
    return frozenset((*(name for name, _ in matter.clauses.chosen), *values))


def stands(clause: Clause) -> Words:
    """Version, author and day as a bracket; empty where none is given."""
    zh = (f"第{clause.version}版" if clause.version else "", clause.author, str(clause.dated or ""))
    en = (f"version {clause.version}" if clause.version else "", clause.author, str(clause.dated or ""))
    texts = "，".join(p for p in zh if p), ", ".join(p for p in en if p)
    return Words(f"（{texts[0]}）", f" ({texts[1]})") if texts[0] else Words()


def own_words(clause: Clause, own: Mapping[str, Own]) -> tuple[Words, ...]:
    """Whose text stands: nothing for a bundled clause without an own one beside it."""
    known = own.get(clause.id)
    if known is None:
        return ()
    if known.refused:
        told = known.refused[0]
        return (
            Words(
                f"自有文本有错，未采用，仍用随附文本：{told.in_language('zh')}",
                f"the firm's own text has a fault and is not used, the bundled one stands: {told}",
            ),
        )
    who = stands(clause)
    if clause.retired:
        return (Words(f"由自有条款文件停用{who.zh}", f"retired by the firm's own file{who.en}"),)
    if known.replaces:
        return (
            Words(f"采用自有文本{who.zh}，代替随附文本", f"the firm's own text{who.en} in place of the bundled one"),
        )
    return (Words(f"自有条款{who.zh}", f"a clause of the firm's own{who.en}"),)


def retired_words(clause: Clause, successor: str) -> Words:
    """That and why the clause is no longer used, and what took its place."""
    zh = f"本条已停用：{clause.retired.zh}" + (f"；改用 {successor}" if successor else "")
    return Words(zh, f"retired: {clause.retired.en}" + (f"; {successor} took its place" if successor else ""))


def renamed_words(clause: Clause, matter: Matter) -> tuple[Words, ...]:
    """The old ids under which the matter speaks of this clause."""
    old = [name for name in clause.renamed if name in named_by(matter)]
    if not old:
        return ()
    zh = f"案卷按旧编号 {'、'.join(old)} 提到本条；其选择和取值已用于本条"
    return (Words(zh, f"the matter names it {', '.join(old)}, its earlier id; choice and values count for it"),)
