"""Dual-use measures that list no items: bans by destination, user or use, and the rule on PRC content abroad.

Values that flow: Review + records of `bans.yaml` and `extraterritorial.yaml` -> whether one reaches the matter, with
its questions and warnings on the sheet. The hard problem: each hangs on the state of an announcement on the decisive
day, and after a lapsed suspension that state is the lawyer's dated word; so the state is asked for in one place,
`state_on`, for what lists items and for what does not. Rejected: percentages and destinations in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from catalogue.editions import state_of
from catalogue.matter import Technology
from catalogue.model import Edition, Part, State, Words
from catalogue.numbers import exact_text
from catalogue.regimes.facts import Facts, share_of
from catalogue.regimes.review import Review, Sheet
from catalogue.results import Notice
from catalogue.rules import DutyRule, Measure
from catalogue.succession import state_of_part
from catalogue.telling.wording import STATES

CATALOGUE = "cn-dual-use"
BINDING = (
    State.IN_FORCE,
    State.STALE,
    State.SUSPENDED,
    State.UNKNOWN,
    State.STOPPED,
    State.SUPERSEDED,
    State.DRAFT,
)
"""States from the most binding on, for a deal of which it is not known on which of several days it was performed."""
ANSWERED = {"in_force": State.IN_FORCE, "suspended": State.SUSPENDED, "ended": State.STOPPED}


def measure_of(case: Review, edition: str) -> Measure | None:
    """The date-bounded rule an edition belongs to."""
    return next((m for m in case.rules.measures if (CATALOGUE, edition) in m.editions), None)


def state_on(case: Review, edition: Edition, paragraph: str = "") -> State:
    """The state of an announcement, or of a paragraph of it, on the decisive day, of several the most binding; where
    its end date is past, the state that a confirmation dated after that day gives it."""
    part = next((p for p in edition.parts if p.no == paragraph), None) if paragraph else None
    held = part or edition
    days = case.dates.decisive
    turns = [d for d in (held.effective, *(p.since for p in held.periods)) if d and min(days) < d < max(days)]
    states = (state_of_part(part, day) if part else state_of(edition, day) for day in (*days, *turns))
    state = min(states, key=BINDING.index)
    measure = measure_of(case, edition.id)
    if state is not State.STALE or measure is None:
        return state
    answer = case.decisions.of_rule(measure.id, measure.until)
    return ANSWERED[answer.answer] if answer else state


def tell_state(case: Review, sheet: Sheet, measure: Measure, state: State) -> None:
    """What is to be said of a date-bounded rule in this state: suspended, stale, or settled by whom and when."""
    until = measure.until.isoformat()
    values: dict[str, Words | str] = {"measure": measure.name, "until": until, "rule": measure.id}
    if state in (State.STALE, State.SUSPENDED):
        notice = case.rules.notice(state.value, case.matter.as_of, **values)
        basis = case.rules.basis(measure.basis, case.matter.as_of)
        sheet.notices.setdefault(measure.id, replace(notice, id=measure.id, basis=basis))
    if state is State.STALE:
        sheet.ask("measure_state", f"rule-{measure.id}", **values)


def tell_confirmations(case: Review, sheet: Sheet) -> None:
    """The notices of `confirmed_measures` on the sheet of the regime."""
    for notice in confirmed_measures(case):
        sheet.notices.setdefault(f"confirmed-{notice.text.zh}", notice)


def confirmed_measures(case: Review) -> Iterator[Notice]:
    """Whose dated word settles the state of a lapsed rule, or that a confirmation is dated too early to settle it.

    Told whatever the regimes found: a word that ends a measure also ends what would have been found of it.
    """
    day = case.dates.last
    for measure in case.rules.measures:
        found = case.decisions.about(f"rule:{measure.id}")
        if found is None or day <= measure.until or CATALOGUE not in {c for c, _ in measure.editions}:
            continue
        settles = case.decisions.of_rule(measure.id, measure.until) is not None
        yield case.rules.notice(
            "stale_settled" if settles else "stale_unsettled",
            case.matter.as_of,
            measure=measure.name,
            until=measure.until.isoformat(),
            rule=measure.id,
            by=found.by or "—",
            on=found.on.isoformat() if found.on else "—",
            state=STATES[ANSWERED[found.answer]],
        )


def banned(case: Review, sheet: Sheet, *, captured: bool = True) -> bool:
    """Whether a ban in force reaches the matter; bans that may reach it leave their question and a warning.

    While no item is captured a ban is never certain, but it is told and asked about all the same.
    """
    answers = [_reaches(case, sheet, ban, captured) for ban in case.rules.bans if ban.when.holds(case.facts)]
    return True in answers


def _reaches(case: Review, sheet: Sheet, ban: DutyRule, captured: bool) -> bool:
    name, _, paragraph = ban.id.partition("/")
    edition = _edition(case, name)
    if edition is None:
        return False
    state = state_on(case, edition, paragraph)
    if measure := measure_of(case, name):
        tell_state(case, sheet, measure, state)
    if state is not State.IN_FORCE:
        return False
    reached = True if ban.needed.holds(case.facts) else case.decisions.answer(ban.question)
    if reached is None:
        sheet.ask(ban.question)
    if reached is not False:
        sheet.notices.setdefault(ban.id, _of_ban(case, ban, edition, certain=captured and reached is True))
    return captured and reached is True


def _of_ban(case: Review, ban: DutyRule, edition: Edition, *, certain: bool) -> Notice:
    rule, day = "ban_in_force" if certain else "ban_possible", case.matter.as_of
    notice = case.rules.notice(rule, day, measure=edition.title, duty=ban.duty)
    return replace(notice, id=ban.id, basis=case.rules.basis(ban.basis, day))


def by_content(case: Review, sheet: Sheet) -> bool:
    """Whether a rule on foreign-made items with PRC content asks for a licence; one that may leaves its question."""
    called = [(rule, technology) for rule in case.rules.extraterritorial for technology in _reaching(case, rule)]
    return True in [_asks_for_licence(case, sheet, rule, technology) for rule, technology in called]


def _reaching(case: Review, rule: DutyRule) -> Iterator[Technology]:
    for technology in case.matter.technologies:
        facts: Facts = {**case.facts, "cn_content": frozenset({_content(case, technology)})}
        if rule.when.holds(facts):
            yield technology


def _content(case: Review, technology: Technology) -> str:
    """`reached` from the floor of the word list on, `below` it, `absent` where no share is given."""
    share = share_of(technology.cn_content_share)
    if share is None:
        return "absent"
    return "reached" if share >= _floor(case) else "below"


def _floor(case: Review) -> Fraction:
    return min(Fraction(word) for word in case.rules.word_lists["content_floor"])


def _asks_for_licence(case: Review, sheet: Sheet, rule: DutyRule, technology: Technology) -> bool:
    edition = _edition(case, rule.id)
    if edition is None:
        return False
    state = state_on(case, edition)
    if state is State.UNKNOWN:
        return False
    if measure := measure_of(case, rule.id):
        tell_state(case, sheet, measure, state)
    apart = tuple(p for p in edition.parts if p.no in rule.perhaps_in and state_on(case, edition, p.no) != state)
    sheet.warn(
        "content_rule_unplaced" if apart else "content_rule",
        f"content-{rule.id}#{technology.name}",
        technology=technology.name,
        share=technology.cn_content_share,
        measure=edition.title,
        floor=exact_text(_floor(case)),
        state=STATES[state],
        duty=rule.duty,
        **({"part": apart[0].text} if apart else {}),
    )
    if state is not State.IN_FORCE:
        return False
    if apart and not _in_force_by_text(case, sheet, edition, apart, technology):
        return False
    question = f"{rule.question}#{technology.name}"
    sheet.ask(rule.question, question, technology=technology.name)
    return case.decisions.answer(question) is True


def _in_force_by_text(
    case: Review, sheet: Sheet, edition: Edition, parts: tuple[Part, ...], technology: Technology
) -> bool:
    """Whether the lawyer says that the limb with the share applied; where it stands no source says, so he is asked."""
    question = f"content_limb#{technology.name}"
    sheet.ask("content_limb", question, technology=technology.name, measure=edition.title, part=parts[0].text)
    return case.decisions.answer(question) is True


def _edition(case: Review, name: str) -> Edition | None:
    catalogue = case.library.catalogues.get(CATALOGUE)
    return catalogue.edition(name) if catalogue else None
