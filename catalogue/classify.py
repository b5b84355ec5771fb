"""The order of review over the regimes -> `Classification`.

Values that flow: Matter -> facts -> technology catalogue, dual use, parallel duties, foreign overlays -> outcomes,
classes, steps, warnings. The hard problem: no settled regime may hide an open question of another, and no decision of
the lawyer may change what the engine found; so every regime stands beside the others and `decided` beside `outcome`.
Rejected: one answer for the whole matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from catalogue.candidates import CodeBook, topic_of
from catalogue.freeze import Digests, changes
from catalogue.matter import Matter, Technology
from catalogue.measure import Given, read_given
from catalogue.model import Quantity, Words
from catalogue.obligations import cautions, obligations
from catalogue.packs import Library
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh
from catalogue.quantity import Measured, UnitTable
from catalogue.regimes import cn_dual_use, cn_parallel, cn_technology, overlays
from catalogue.regimes.decisions import Decisions
from catalogue.regimes.facts import Facts, facts_of
from catalogue.regimes.reaching import confirmed_measures
from catalogue.regimes.review import Review
from catalogue.regimes.screened import listed, names_held, screened
from catalogue.regimes.unheld import unheld
from catalogue.results import (
    Classification,
    Finding,
    Notice,
    Obligation,
    Outcome,
    Question,
    RegimeResult,
    TechnologyClasses,
    Verdict,
    strictest,
)
from catalogue.rules import Rules
from catalogue.screening.screening import Screener
from catalogue.searching.relevance import Topic
from catalogue.sizes import each_axis
from catalogue.telling.wording import OUTCOMES
from catalogue.text import Normaliser
from catalogue.workdays import WorkCalendar

NAMELESS = Problem(
    "a measured value needs the name of its quantity",
    field="measured",
    hint="write 探测距离: 3.2 km",
    message_zh="数值前缺少参数名称",
    hint_zh="请写成 探测距离: 3.2 km",
)
IF_EXPORT = Words("如果构成技术出口", "if it is an export")
CLASS_OF = {Outcome.PROHIBITED: "J", Outcome.RESTRICTED: "X", Outcome.FREE: "F"}
ORDER = ("J", "X", "F", "DU", "US", "EU", "UNK")


def classify(
    matter: Matter,
    library: Library,
    units: UnitTable,
    normaliser: Normaliser,
    calendar: WorkCalendar,
    rules: Rules,
    screener: Screener | None = None,
    digests: Digests | None = None,
) -> Classification:
    """The whole result of a matter; its parties are held against the lists of `screener`.

    Raises BadInput for a measured value that cannot be read.
    """
    given, asked = _given(matter, library, units, normaliser, rules)
    case = _case(matter, library, normaliser, rules, screener, given)
    regimes = _with_questions(_regimes(case), asked)
    facts = _result_facts(case, regimes)
    conditional = _conditional(case, regimes[0])
    steps = _steps(case, facts, calendar, conditional)
    decided = [r.effective_outcome for r in regimes] if any(r.decided for r in regimes) else []
    result = Classification(
        as_of=matter.as_of,
        prc=strictest([r.outcome for r in regimes if r.is_chinese]),
        overall=strictest([r.outcome for r in regimes]),
        decided_overall=strictest(decided) if decided else None,
        technologies=tuple(_classes(t, regimes, rules, conditional) for t in matter.technologies),
        regimes=regimes,
        obligations=steps,
        warnings=_warnings(case, regimes, facts, steps, screener),
        coverage=tuple(dict.fromkeys(c for r in regimes for c in r.coverage)),
        listed=listed(case, screener),
    )
    return replace(result, changed=changes(matter, result, library, digests)) if matter.frozen else result


def _case(
    matter: Matter,
    library: Library,
    normaliser: Normaliser,
    rules: Rules,
    screener: Screener | None,
    given: dict[str, tuple[Given, ...]],
) -> Review:
    """The matter with what every regime asks of it, worked out once."""
    named = any(technology.entries for technology in matter.technologies)
    return Review(
        matter=matter,
        library=library,
        rules=rules,
        normaliser=normaliser,
        facts=facts_of(matter),
        decisions=Decisions.of(matter),
        given=given,
        topics=_topics(matter, library, normaliser),
        held_names=names_held(matter, screener),
        books={c.id: CodeBook.of(c) for c in library.lists.values()} if named else {},
    )


def _warnings(
    case: Review,
    regimes: tuple[RegimeResult, ...],
    facts: Facts,
    steps: tuple[Obligation, ...],
    screener: Screener | None,
) -> tuple[Notice, ...]:
    """The warnings of the whole result: what follows from facts, dates, decisions and names, then those of regimes."""
    return _once(
        (
            *case.rules.following(facts, case.matter.as_of),
            *cautions(steps),
            *_decided_notices(case, regimes),
            *screened(case, screener),
            *unheld(case, regimes),
            *confirmed_measures(case),
            *(w for regime in regimes for w in regime.warnings if w.severity != "note" or w.kind == "stale"),
        )
    )


def _steps(case: Review, facts: Facts, calendar: WorkCalendar, conditional: bool) -> tuple[Obligation, ...]:
    """The steps that follow; those that hold only if the deal is an export say so in their heading."""
    steps = obligations(case.matter, facts, case.rules, calendar)
    if not conditional:
        return steps
    open_facts = {**facts, "route": frozenset({Outcome.INDETERMINATE.value})}
    anyway = {step.id for step in case.rules.steps if step.when.holds(open_facts)}
    return tuple(step if step.id in anyway else replace(step, heading=IF_EXPORT) for step in steps)


def _topics(matter: Matter, library: Library, normaliser: Normaliser) -> dict[tuple[str, str], Topic]:
    catalogues = [library.catalogues[c] for c in (cn_technology.REGIME, cn_dual_use.REGIME) if c in library.catalogues]
    return {(t.name, c.id): topic_of(t, c, normaliser) for t in matter.technologies for c in catalogues}


def _regimes(case: Review) -> tuple[RegimeResult, ...]:
    technology = cn_technology.review(case)
    dual_use = cn_dual_use.review(case)
    parallel = cn_parallel.review(case, _routes(case, technology))
    called = (technology, dual_use, parallel, *overlays.review(case))
    return tuple(r for r in called if r is not None)


def _given(
    matter: Matter, library: Library, units: UnitTable, normaliser: Normaliser, rules: Rules
) -> tuple[dict[str, tuple[Given, ...]], tuple[Question, ...]]:
    """The measured values of every technology, and the questions about names that no catalogue uses."""
    written = [n for c in library.catalogues.values() for q in c.quantities.values() for n in q.all_names]
    named = _by_name(library, normaliser)
    given: dict[str, tuple[Given, ...]] = {}
    asked: list[Question] = []
    problems: list[Problem] = []
    for technology in matter.technologies:
        read: list[Given] = []
        lines = technology.measured_lines or (0,) * len(technology.measured)
        pairs = zip(technology.measured, lines, strict=True)
        for (name, text), line in ((axis, line) for pair, line in pairs for axis in each_axis(*pair, units)):
            meaning = named.get(normaliser.normalise(name))
            if not name.strip():
                problems.append(replace(NAMELESS, file=matter.file, line=line))
            elif meaning is None:
                asked.append(_unknown_name(technology, name, text, written, rules))
            else:
                try:
                    read += read_given(_only(library, meaning), units, normaliser, [(name, text)])
                except BadInput as bad:
                    problems += [
                        replace(p, file=matter.file, line=line, field=f"measured.{name}") for p in bad.problems
                    ]
        given[technology.name] = tuple(read)
        asked += _two_values(technology, given[technology.name], rules)
    if problems:
        raise BadInput(*problems)
    return given, tuple(asked)


def _unknown_name(technology: Technology, name: str, text: str, written: list[str], rules: Rules) -> Question:
    """Which quantity is meant by a name that no catalogue uses."""
    meant = Words(did_you_mean_zh(name, written), did_you_mean(name, written))
    values = {"technology": technology.name, "name": name, "value": text, "meant": meant}
    return rules.ask("unknown_quantity", f"unknown_quantity-{name}#{technology.name}", **values)


def _by_name(library: Library, normaliser: Normaliser) -> dict[str, dict[str, dict[str, Quantity]]]:
    """For every name of a quantity the quantities that go by it, by catalogue."""
    found: dict[str, dict[str, dict[str, Quantity]]] = {}
    for catalogue in library.catalogues.values():
        for quantity in catalogue.quantities.values():
            for name in dict.fromkeys(map(normaliser.normalise, quantity.all_names)):
                found.setdefault(name, {}).setdefault(catalogue.id, {})[quantity.id] = quantity
    return found


def _only(library: Library, quantities: dict[str, dict[str, Quantity]]) -> Library:
    """The library cut down to some quantities: values of a known name need not be looked up among all names again."""
    held = {key: replace(library.catalogues[key], quantities=found) for key, found in quantities.items()}
    return replace(library, catalogues=held)


def _two_values(technology: Technology, given: tuple[Given, ...], rules: Rules) -> list[Question]:
    """A question for every quantity that is given twice with different values."""
    shown: dict[str, list[str]] = {}
    meant: dict[str, set[object]] = {}
    names: dict[str, Words] = {}
    for one in given:
        for reading in one.readings:
            shown.setdefault(reading.quantity.id, []).append(f"{one.name} {one.text}")
            meant.setdefault(reading.quantity.id, set()).add(_value(one, reading.measured))
            names[reading.quantity.id] = reading.quantity.name
    asked: list[Question] = []
    for quantity in (q for q, values in meant.items() if len(values) > 1):
        question_id, values = f"two_values-{quantity}#{technology.name}", "、".join(dict.fromkeys(shown[quantity]))
        values_of = {"technology": technology.name, "name": names[quantity], "values": values}
        asked.append(rules.ask("two_values", question_id, **values_of))
    return asked


def _value(given: Given, measured: Measured) -> object:
    """What a value means, whatever unit it is written in: its ends in the base unit and the condition stated."""
    unit = given.units.find(measured.unit, measured.dimension)
    ends = (measured.low, measured.high)
    in_base = tuple(map(unit.to_base, ends)) if unit else (measured.unit, *ends)
    return measured.dimension, in_base, measured.condition


def _with_questions(regimes: tuple[RegimeResult, ...], asked: tuple[Question, ...]) -> tuple[RegimeResult, ...]:
    """Questions about the measured values belong to the first regime; they keep it from being free."""
    if not asked:
        return regimes
    first = regimes[0]
    outcome = Outcome.INDETERMINATE if first.outcome is Outcome.FREE else first.outcome
    first = replace(first, outcome=outcome, open_questions=(*first.open_questions, *asked))
    return (first, *regimes[1:])


def _routes(case: Review, technology: RegimeResult) -> frozenset[str]:
    """The outcomes steps follow, of every technology: a prohibited one does not hide what a restricted one needs."""
    conditional = _conditional(case, technology)
    classes = {c for t in case.matter.technologies for c in _catalogue_classes(t, technology, conditional)}
    outcome_of = {letter: outcome for outcome, letter in CLASS_OF.items()} | {"UNK": Outcome.INDETERMINATE}
    return frozenset(outcome_of[c].value for c in classes) or frozenset({technology.effective_outcome.value})


def _conditional(case: Review, technology: RegimeResult) -> bool:
    """True while it is open whether the deal is a transfer at all, and nobody decided."""
    return cn_technology.is_conditional(case.matter, case) and not technology.decided


def _deciding(entries: Iterable[Finding]) -> list[Finding]:
    return [f for f in entries if f.state != "draft"]


def _result_facts(case: Review, regimes: tuple[RegimeResult, ...]) -> Facts:
    """The facts of the matter with what the regimes made of them."""
    routes = _routes(case, regimes[0])
    dual_use = next((r.effective_outcome.value for r in regimes if r.regime == cn_dual_use.REGIME), "absent")
    return {
        **case.facts,
        "route": routes,
        "dual_use": frozenset({dual_use}),
        "duty": cn_parallel.needed(case, routes),
        "outbound": frozenset({"no" if case.matter.transfer.direction == "inbound" else "yes"}),
    }


def _classes(
    technology: Technology, regimes: tuple[RegimeResult, ...], rules: Rules, conditional: bool
) -> TechnologyClasses:
    """J, X, F, UNK from the catalogue, DU from the dual-use regime, those of foreign regimes as their rules say."""
    classes = set(_catalogue_classes(technology, regimes[0], conditional))
    letters = {regime.id: regime.class_letters for regime in rules.foreign.regimes}
    for regime in regimes[1:]:
        if regime.regime == cn_dual_use.REGIME:
            classes |= _dual_use_classes(technology, regime)
        classes.add(letters.get(regime.regime, ""))
    return TechnologyClasses(technology.name, tuple(c for c in ORDER if c in classes))


def _catalogue_classes(technology: Technology, regime: RegimeResult, conditional: bool) -> tuple[str, ...]:
    own = [f for f in _deciding(regime.entries) if f.technology == technology.name]
    met = [f.control for f in own if f.verdict is Verdict.CAPTURED and f.control in ("prohibited", "restricted")]
    words = [f.decided.outcome for f in own if f.decided] if regime.decided and regime.decided.of_findings else []
    found = strictest([*(Outcome(control.value) for control in met if control), *words])
    if regime.decided and not regime.decided.of_findings:
        return _decided_class(found, regime.decided.outcome)
    if regime.outcome is Outcome.NOT_APPLICABLE:
        return ()
    if found in CLASS_OF:
        return (CLASS_OF[found], "UNK") if conditional else (CLASS_OF[found],)
    return ("F",) if regime.outcome is Outcome.FREE else ("UNK",)


def _decided_class(found: Outcome, decided: Outcome) -> tuple[str, ...]:
    """The decided class; a technology found milder than the decision keeps its own, never a stricter one."""
    milder_found = found in CLASS_OF and found.rank > decided.rank
    outcome = found if milder_found else decided
    if outcome is Outcome.INDETERMINATE:
        return ("UNK",)
    return (CLASS_OF[outcome],) if outcome in CLASS_OF else ()


def _dual_use_classes(technology: Technology, regime: RegimeResult) -> set[str]:
    outcome = regime.effective_outcome
    if outcome in (Outcome.LICENCE_REQUIRED, Outcome.PROHIBITED):
        named = {f.technology for f in regime.entries if f.verdict is Verdict.CAPTURED or f.decided}
        return {"DU"} if not named or technology.name in named else set()
    about = {f.technology for f in regime.entries if f.verdict is not Verdict.NOT_CAPTURED}
    return {"UNK"} if outcome is Outcome.INDETERMINATE and technology.name in about else set()


def _decided_notices(case: Review, regimes: tuple[RegimeResult, ...]) -> Iterable[Notice]:
    """`free by decision of 王, 2026-11-21, on 26 of 132 entries`, never as the program's finding."""
    for regime in regimes:
        if not regime.decided:
            continue
        decided = regime.decided
        entries = "; ".join(f"{c.entries} / {'?' if c.expected is None else c.expected}" for c in regime.coverage)
        yield case.rules.notice(
            "regime_decided",
            case.matter.as_of,
            regime=regime.regime,
            by=decided.by,
            on=decided.on.isoformat() if decided.on else "—",
            outcome=OUTCOMES[decided.outcome],
            reason=decided.reason,
            coverage=entries or "0",
            engine=OUTCOMES[regime.outcome],
        )


def _once(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Each notice once, errors first, else in order."""
    rank = ("error", "warning", "note")
    unique = dict.fromkeys(notices)
    return tuple(sorted(unique, key=lambda n: rank.index(n.severity)))
