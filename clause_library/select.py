"""Which clauses a deal needs, which are offered, which are left out, and why.

Matter and classification -> candidates (own trigger or a pack of a class) -> strength (the cell of the
contract kind) -> choices of the user -> dependencies -> conflicts. The hard problem is that one matter
may hold several technologies: a class may forbid what another demands, so candidates are found per
technology and joined. Rejected: scoring; a lawyer must be able to retrace each step on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, did_you_mean, one_of
from catalogue.results import Classification
from clause_library.apart import APART, is_apart
from clause_library.conflicts import Shortfall, Situation, find_conflicts
from clause_library.derived import settled
from clause_library.model import VARIANTS, Chosen, Clause, Deviation, Listed, Selection
from clause_library.own.following import followed_choices
from clause_library.own.overlay import named_by, own_words, renamed_words, retired_words
from clause_library.positions import position_words
from clause_library.store import Store
from clause_library.strength import Strength, papers, strength_of
from clause_library.triggers import ClassedTechnology, Facts, decided_technologies, facts_of, holds, reasons
from clause_library.variables import derived_minimum, values_of

_ROUNDS = 12
_LEFT_OUT = Words("按你的选择不列入", "left out by your choice")
_KEPT = Words("你选择不用，但本条为必备，仍予列入", "you chose to leave it out; it is mandatory and stays")
_ADDED = Words("可选条款，按你的选择列入", "an optional clause, in by your choice")
_REFUSED = Words("你选用了本条，未予采纳，理由见未列入的条款", "you chose it; not followed, see the clauses left out")
_NAMED_RETIRED = Words("案卷提到本条，未予采纳", "the matter names it; not followed")
OUT = "out"
"""The choice that leaves a clause out."""


@dataclass(frozen=True, slots=True)
class Deal:
    """All that selection reads, and nothing it changes."""

    store: Store
    matter: Matter
    classification: Classification
    technologies: tuple[ClassedTechnology, ...]
    kinds: tuple[str, ...]
    asked_kinds: tuple[str, ...]
    facts: Facts
    choices: dict[str, str]

    @property
    def classes(self) -> frozenset[str]:
        """Every class of any technology."""
        return frozenset(c for t in self.technologies for c in t.classes)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one clause: in, offered or excluded."""

    id: str
    fate: str
    because: tuple[Words, ...]
    priority: str = ""
    refused: bool = False
    """Asked for by the user and refused because a class forbids it."""
    left_out: bool = False
    """Would be in, but for the user's choice."""
    lacking: str = ""
    """The priority of a clause that is called for and not in this library."""


def select(
    matter: Matter,
    classification: Classification,
    store: Store,
    *,
    kinds: tuple[str, ...] = (),
    contract: tuple[tuple[int, str], ...] = (),
) -> Selection:
    """The selection for one paper. `kinds` are the kinds of that paper (default: the matter's, the first paper of
    `papers`); `contract` the numbered paragraphs of the user's contract, where there is one.

    Raises BadInput for a choice or a value of the matter that cannot be followed.
    """
    deal = _deal(matter, classification, store, kinds, tuple(text for _, text in contract))
    verdicts = _settle(deal)
    ids_in = [v.id for v in verdicts.values() if v.fate == "in"]
    chosen = tuple(_chosen(deal, verdicts[name]) for name in _in_order(deal, ids_in))
    refused = [v.id for v in verdicts.values() if v.refused]
    situation = _situation(deal, chosen, refused, contract)
    return Selection(
        chosen,
        _listed(deal, verdicts, "offered"),
        _listed(deal, verdicts, "excluded"),
        find_conflicts(store.conflict_rules, situation),
        tuple(_deviations(deal, verdicts)),
    )


def _deal(
    matter: Matter, classification: Classification, store: Store, kinds: tuple[str, ...], contract: tuple[str, ...]
) -> Deal:
    asked = kinds or next(iter(papers(matter.contract.kinds)), ())
    facts = facts_of(matter, classification, store.vocabulary, kinds=asked, contract=contract)
    added = tuple(a.kind for a in store.added_kinds if holds(a.when, facts))
    choices = followed_choices(matter, store.renames)
    problems = tuple(_choice_problems(store, choices))
    if problems:
        raise BadInput(*problems)
    technologies = decided_technologies(classification)
    every = (*asked, *added)
    return Deal(store, matter, classification, technologies, every, asked, facts.with_words("kind", every), choices)


def _choice_problems(store: Store, choices: dict[str, str]) -> Iterable[Problem]:
    for name, choice in choices.items():
        field = f"clauses.chosen.{name}"
        if name not in store.matrix and name not in store.clauses:
            hint = did_you_mean(name, (*store.matrix, *store.clauses))
            yield Problem(f"{field}: there is no clause '{name}'", field=field, hint=hint)
        elif choice not in (*VARIANTS, OUT):
            yield Problem(f"{field}: '{choice}' is not a variant", field=field, hint=one_of((*VARIANTS, OUT)))


def _settle(deal: Deal) -> dict[str, Verdict]:
    """Rounds until triggers that ask about other clauses change nothing more."""
    seen: list[frozenset[str]] = [frozenset()]
    verdicts: dict[str, Verdict] = {}
    for _ in range(_ROUNDS):
        facts = deal.facts.with_words("clause", seen[-1])
        verdicts = {name: _judge(name, deal, facts) for name in _universe(deal)}
        _add_dependencies(deal, verdicts)
        ids_in = frozenset(v.id for v in verdicts.values() if v.fate == "in")
        if ids_in in seen:
            break
        seen.append(ids_in)
    return verdicts


def _universe(deal: Deal) -> tuple[str, ...]:
    """Clauses of the library, clauses of the packs called for, and clauses the user named."""
    named = [name for c in deal.classes for name in deal.store.packs[c].names if c in deal.store.packs]
    return deal.store.order((*deal.store.clauses, *named, *deal.choices))


def _judge(name: str, deal: Deal, facts: Facts) -> Verdict:
    because, refusals = _candidacy(name, deal, facts)
    if name in deal.store.clauses and deal.store.clauses[name].retired:
        return _retired(name, deal, because)
    choice = deal.choices.get(name, "")
    if not because:
        asked = choice not in ("", OUT)
        why = refusals or (Words("本次研判结果不要求本条", "this result does not call for the clause"),)
        if asked:
            why = (*_forbidding(name, deal), *why)
        note = (Words("你选用了本条，未予采纳", "you chose it; the choice was not followed"),) if asked else ()
        return Verdict(name, "excluded", (*why, *note), refused=asked and bool(refusals))
    strength = strength_of(name, deal.store, deal.kinds, deal.asked_kinds, deal.technologies)
    because = (*because, *strength.because)
    if strength.word in ("never", "not_offered"):
        return Verdict(name, "excluded", because)
    if name not in deal.store.clauses:
        missing = Words("本条款库尚无本条", "not in this library")
        return Verdict(name, "excluded", (missing, *because), lacking=strength.word)
    return _follow_choice(name, choice, strength, because)


def _retired(name: str, deal: Deal, because: tuple[Words, ...]) -> Verdict:
    """Never in; where it is called for and nothing took its place, it is lacking."""
    successor = deal.store.renames.get(name, "")
    why = retired_words(deal.store.clauses[name], successor)
    named = (_NAMED_RETIRED,) if not successor and name in named_by(deal.matter) else ()
    lacking = ""
    if because and not successor:
        lacking = strength_of(name, deal.store, deal.kinds, deal.asked_kinds, deal.technologies).word
    return Verdict(name, "excluded", (why, *named), lacking=lacking)


def _forbidding(name: str, deal: Deal) -> tuple[Words, ...]:
    """Why a clause somebody asked for must never stand in a paper of these kinds."""
    strength = strength_of(name, deal.store, deal.kinds, deal.asked_kinds, deal.technologies)
    return strength.because if strength.word == "never" else ()


def _follow_choice(name: str, choice: str, strength: Strength, because: tuple[Words, ...]) -> Verdict:
    if choice == OUT:
        if strength.word != "mandatory":
            return Verdict(name, "excluded", (_LEFT_OUT, *because), left_out=strength.word == "recommended")
        return Verdict(name, "in", (*because, _KEPT), strength.word)
    if strength.word == "optional" and not choice:
        return Verdict(name, "offered", because, strength.word)
    return Verdict(name, "in", because, strength.word)


def _candidacy(name: str, deal: Deal, facts: Facts) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """(why it is a candidate, why a class forbids it): the second counts only where the first is empty."""
    because: list[Words] = []
    refusals: list[Words] = []
    clause = deal.store.clauses.get(name)
    names = {name, *(clause.renamed if clause else ())}
    for technology in deal.technologies:
        packs = [deal.store.packs[c] for c in technology.classes if c in deal.store.packs]
        forbidding = [p.never_because for p in packs if names & {*p.never}]
        if forbidding:
            refusals.extend(forbidding)
            continue
        for pack in packs:
            if names & {*pack.names}:
                word = deal.store.vocabulary.words_for("class", pack.technology_class)
                code = pack.technology_class
                because.append(Words(f"{word.zh}（{code}）的条款包列有本条", f"in the pack for {word.en} ({code})"))
        if clause is not None:
            because.extend(_trigger_reasons(clause, deal, facts.with_words("class", technology.classes)))
    return tuple(dict.fromkeys(because)), tuple(dict.fromkeys(refusals))


def _trigger_reasons(clause: Clause, deal: Deal, facts: Facts) -> Iterable[Words]:
    if not holds(clause.trigger, facts):
        return
    found = reasons(clause.trigger, facts, deal.store.vocabulary)
    if not found:
        yield Words("任何结果均适用", "applies to any result")
        return
    zh, en = "；".join(r.zh for r in found), "; ".join(r.en for r in found)
    yield Words(f"触发条件成立：{zh}", f"its trigger holds: {en}")


def _add_dependencies(deal: Deal, verdicts: dict[str, Verdict]) -> None:
    """Brings in what chosen clauses need; a clause whose need cannot be met goes out with the reason."""
    blocked: set[str] = set()
    waiting = [v.id for v in verdicts.values() if v.fate == "in"]
    while waiting:
        name = waiting.pop()
        for need in _unmet(name, deal, verdicts):
            strength = strength_of(need, deal.store, deal.kinds, deal.asked_kinds, deal.technologies)
            if need in blocked or strength.word in ("never", "not_offered") or _unavailable(need, deal):
                why = Words(f"本条以 {need} 为前提，而 {need} 不得列入", f"it needs {need}, which cannot stand here")
                lacking = verdicts[name].priority if _gone(need, deal) else ""
                told = (why, *verdicts[name].because)
                verdicts[name] = replace(verdicts[name], fate="excluded", because=told, lacking=lacking)
                blocked.add(name)
                waiting = [v.id for v in verdicts.values() if v.fate == "in"]
                break
            because = Words(f"{name} 以本条为前提", f"{name} needs it")
            verdicts[need] = Verdict(need, "in", (because, *strength.because), strength.word)
            waiting.append(need)


def _unmet(name: str, deal: Deal, verdicts: dict[str, Verdict]) -> tuple[str, ...]:
    """What a clause that is in needs and has not."""
    if verdicts[name].fate != "in":
        return ()
    needs = deal.store.clauses[name].depends
    return tuple(n for n in needs if n not in verdicts or verdicts[n].fate != "in")


def _gone(name: str, deal: Deal) -> bool:
    clause = deal.store.clauses.get(name)
    return clause is not None and bool(clause.retired)


def _unavailable(name: str, deal: Deal) -> bool:
    """The clause is not drafted, or every technology carries a class that forbids it."""
    packs = deal.store.packs
    forbidden = all(any(name in packs[c].never for c in t.classes if c in packs) for t in deal.technologies)
    return forbidden or name not in deal.store.clauses or _gone(name, deal)


def _in_order(deal: Deal, ids: list[str]) -> tuple[str, ...]:
    """Library order, after the clauses that open the list."""
    first = [o.clause for o in deal.store.openings if o.clause in ids and holds(o.when, deal.facts)]
    return (*first, *(name for name in deal.store.order(ids) if name not in first))


def _chosen(deal: Deal, verdict: Verdict) -> Chosen:
    clause = deal.store.clauses[verdict.id]
    wanted = deal.choices.get(verdict.id, "")
    position = _proposed(deal, clause)
    wanted = wanted if wanted in VARIANTS else position
    variant, note = _variant(clause, wanted, position)
    host = clause.host
    apart = (APART,) if is_apart(host.action) else ()
    because = (*verdict.because, *note, *apart, *_standing(clause, deal))
    return Chosen(clause.id, variant, verdict.priority, because, host, clause.basis)


def _standing(clause: Clause, deal: Deal) -> tuple[Words, ...]:
    """Whose text it is, and under which old id the matter speaks of it."""
    return (*own_words(clause, deal.store.own), *renamed_words(clause, deal.matter))


def _proposed(deal: Deal, clause: Clause) -> str:
    """The position of the profile for this family, else of the whole matter."""
    return dict(deal.matter.clauses.families).get(clause.family, deal.matter.clauses.position)


def _deviations(deal: Deal, verdicts: dict[str, Verdict]) -> Iterable[Deviation]:
    for name in deal.store.order(deal.choices):
        choice, verdict, clause = deal.choices[name], verdicts[name], deal.store.clauses.get(name)
        proposed = _proposed(deal, clause) if clause else ""
        if verdict.fate != "in":
            if choice == OUT and not verdict.left_out:
                continue
            kind, text = ("left_out", _LEFT_OUT) if verdict.left_out else ("refused", _REFUSED)
        elif choice == OUT:
            kind, text = "kept", _KEPT
        elif verdict.priority == "optional":
            kind, text = "added", _ADDED
        elif choice != proposed:
            kind, text = "position", _moved(proposed, choice)
        else:
            continue
        yield Deviation(name, kind, proposed, choice, text)


def _moved(proposed: str, choice: str) -> Words:
    was, now = position_words(proposed), position_words(choice)
    return Words(f"原定{was.zh}，改用{now.zh}", f"{now.en} instead of the {was.en}")


def _variant(clause: Clause, wanted: str, position: str) -> tuple[str, tuple[Words, ...]]:
    if wanted not in clause.variants:
        instead = next(v for v in ("balanced", *VARIANTS) if v in clause.variants)
        why = clause.absent.get(wanted, Words())
        no, one = position_words(wanted), position_words(instead)
        zh = f"本条没有{no.zh}，改用{one.zh}：{why.zh}"
        return instead, (Words(zh, f"it has no {no.en}, the {one.en} instead: {why.en}"),)
    if wanted != position:
        chosen, proposed = position_words(wanted), position_words(position)
        zh = f"按你的选择用{chosen.zh}（原定{proposed.zh}）"
        return wanted, (Words(zh, f"{chosen.en} by your choice (proposed: {proposed.en})"),)
    return wanted, ()


def _situation(
    deal: Deal, chosen: tuple[Chosen, ...], refused: list[str], contract: tuple[tuple[int, str], ...]
) -> Situation:
    """What the conflict rules are judged over."""
    ids = [c.id for c in chosen]
    values = {
        f"{name}.{value.variable.name}": settled(value, deal.matter, deal.classification, deal.facts.contract)
        for name in ids
        for value in values_of(deal.store.clauses[name], deal.matter).values()
    }
    return Situation(
        deal.facts.with_words("clause", (*ids, *refused)),
        contract,
        _shortfalls(deal, ids),
        values={name: value.text.zh for name, value in values.items()},
        given={name: value.text.zh for name, value in values.items() if value.given},
        positions={c.id: c.variant for c in chosen},
        stale=tuple(_stale(deal, ids)),
        plain=deal.matter.clauses.plain_exemptions,
    )


def _stale(deal: Deal, ids: Iterable[str]) -> Iterable[Words]:
    """Rules behind the result that are out of date and that nobody has confirmed, and clauses past their day."""
    for warning in deal.classification.warnings:
        if warning.kind == "stale" and warning.severity != "note":
            yield warning.text
    for name in ids:
        until = deal.store.clauses[name].valid_until
        if until is not None and deal.matter.as_of > until:
            title = deal.store.clauses[name].title
            yield Words(f"{name} {title.zh}（截至{until}）", f"{name} {title.en} (valid until {until})")


def _shortfalls(deal: Deal, ids: Iterable[str]) -> dict[str, Shortfall]:
    found: dict[str, Shortfall] = {}
    for name in ids:
        for value in values_of(deal.store.clauses[name], deal.matter).values():
            least = derived_minimum(value.variable, deal.classification)
            if least is not None and value.text.zh.isdigit() and int(value.text.zh) < least:
                found[f"{name}.{value.variable.name}"] = Shortfall(value.text.zh, least)
    return found


def _listed(deal: Deal, verdicts: dict[str, Verdict], fate: str) -> tuple[Listed, ...]:
    ids = deal.store.order(v.id for v in verdicts.values() if v.fate == fate)
    return tuple(_one_listed(deal, verdicts[name]) for name in ids)


def _one_listed(deal: Deal, verdict: Verdict) -> Listed:
    """A clause left out says whose text it is only where it is offered; an old id in the matter is always told."""
    clause = deal.store.clauses.get(verdict.id)
    said = () if clause is None else _standing(clause, deal)
    if clause is not None and verdict.fate != "offered":
        said = renamed_words(clause, deal.matter)
    basis = clause.basis if clause is not None else ()
    return Listed(verdict.id, (*verdict.because, *said), verdict.lacking, basis)
