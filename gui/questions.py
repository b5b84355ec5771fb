"""The questions of the classification room, in the order of review: what each fact is, why it is asked, how it is
answered, and what the matter says so far.

Values that flow: `Matter` (+ `Classification`) -> `Asked`; an answer -> an edit of the matter file. The matter's
own schema judges every answer; nothing is judged here. Rejected: a form bound to widgets by hand; a fact added
to the matter would need five places to change.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from catalogue.matter import DECISIONS as WORDS_ON_FINDINGS
from catalogue.matter import Confirmation, Matter
from catalogue.matterfile import MatterFile, Place, Value
from catalogue.matterschema import RULE_ANSWERS
from catalogue.regimes.decisions import Decisions
from catalogue.results import Classification, Finding, Question
from gui.facts import (
    COUNTRY,
    DECISION,
    DECISIONS,
    FACTS,
    MATTER_FACTS,
    NOTE,
    OPEN,
    TECHNOLOGY_FACTS,
    TEXT,
    TRISTATE,
    WORDS,
    YES_NO,
    Fact,
)
from gui.words import OUTCOMES, REGIMES, word

Answer = str | tuple[str, ...]
_T = "Questions"
_RULE = "rule-"
"""How the engine's question about a lapsed rule begins; the rule's id follows."""
OUTCOMES_TO_DECIDE = tuple(OUTCOMES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as shown: `id` is stable, `answer` what the matter says ("" for nothing yet)."""

    id: str
    group: str
    kind: str
    text: str
    why: str
    words: tuple[str, ...]
    answer: Answer
    place: Place
    about: str = ""
    measured: str = ""
    technology: int = 0

    @property
    def answered(self) -> bool:
        """True when the matter holds an answer; of a decision, when an outcome was chosen."""
        return bool(self.answer[0] if self.kind == DECISION else self.answer)


def word_for(value: str) -> str:
    """A stored word in the window's language."""
    return QCoreApplication.translate(_T, WORDS[value]) if value in WORDS else value


def decision_word(value: str) -> str:
    """What was decided, in the window's language: an outcome for a regime, a word on a finding."""
    return word(OUTCOMES, value) if value in OUTCOMES else word_for(value)


def decision_on(regime: str) -> str:
    """The id of the question what the lawyer decides for a regime."""
    return f"regime.{regime}"


def decision_on_finding(finding: Finding) -> str:
    """The id of the question what the lawyer says of a finding."""
    return about_finding(finding).replace(":", ".", 1)


def about_finding(finding: Finding) -> str:
    """What a confirmation of it is about, as the matter file writes it."""
    place = (finding.catalogue, finding.edition, finding.code or finding.id, finding.point)
    return "finding:" + "/".join(part for part in place if part)


def word_on_finding(matter: Matter, finding: Finding) -> Confirmation | None:
    """The lawyer's newest word on a finding, with who, when and why; None where there is none, or two that differ."""
    keys = tuple(key for key in (finding.code, finding.id) if key)
    return Decisions.of(matter).of_finding(finding.catalogue, finding.edition, keys, finding.point, None)


def questions_of(matter: Matter, result: Classification | None, language: str) -> tuple[Asked, ...]:
    """All questions: those the result still waits for first, then the facts in order of review."""
    asked: list[Asked] = []
    answers = _answers(matter)
    asked.extend(_from(fact, fact.place, answers, "") for fact in MATTER_FACTS)
    for number, technology in enumerate(matter.technologies):
        for fact in TECHNOLOGY_FACTS:
            asked.append(_from(fact, ("technology", number, *fact.place), answers, technology.name))
    asked.extend(_from(fact, fact.place, answers, "") for fact in FACTS)
    if result is None:
        return tuple(asked)
    facts = tuple(asked)
    waiting: dict[str, Asked] = {}
    for regime in result.regimes:
        for question in regime.open_questions:
            waiting.setdefault(question.id, _open(question, matter, facts, language))
    return (*waiting.values(), *facts, *_decisions(result, matter))


def _from(fact: Fact, place: Place, answers: dict[Place, Answer], about: str) -> Asked:
    text = QCoreApplication.translate(_T, fact.text)
    why = QCoreApplication.translate(_T, fact.why)
    identity = ".".join(str(step) for step in place)
    return Asked(identity, fact.group, fact.kind, text, why, fact.words, answers.get(place, ""), place, about)


def _open(question: Question, matter: Matter, facts: tuple[Asked, ...], language: str) -> Asked:
    """A question of the engine, put so that its answer settles it: a missing value, a fact, a yes or no, or else a
    note that only the official text or a decision of the lawyer can answer."""
    text, why = question.text.in_language(language), question.would_settle.in_language(language)
    number = next((i for i, t in enumerate(matter.technologies) if t.name == question.technology), 0)
    if question.id.startswith(_RULE):
        return _rule(question.id.removeprefix(_RULE), question, matter, language)
    if question.quantity:
        return Asked(question.id, OPEN, TEXT, text, why, (), "", (), measured=question.quantity, technology=number)
    if question.settled_by != "fact":
        given = [c.answer for c in matter.confirmations if c.about == f"question:{question.id}"]
        return Asked(question.id, OPEN, TRISTATE, text, why, (), given[-1] if given else "", ("question", question.id))
    for fact in facts:
        if fact.place[-1] == question.id and not fact.answered:
            return replace(fact, id=question.id, group=OPEN, about="", text=text, why=why)
    return Asked(question.id, OPEN, NOTE, text, why, (), "", ())


def _rule(rule: str, question: Question, matter: Matter, language: str) -> Asked:
    """What became of a measure whose days are over: only a dated word says so."""
    found = Decisions.of(matter).about(f"rule:{rule}")
    answer = (found.answer, found.by, found.reason) if found else ("", matter.author, "")
    why = QCoreApplication.translate(
        "Questions", "Look it up with the authority that issued it. Your answer is kept with your name and the day."
    )
    text = question.text.in_language(language)
    return Asked(question.id, OPEN, DECISION, text, why, RULE_ANSWERS, answer, ("rule", rule))


def _decisions(result: Classification, matter: Matter) -> tuple[Asked, ...]:
    """One question per regime: what the lawyer decides, by whom and why."""
    asked: list[Asked] = []
    for regime in result.regimes:
        decided = regime.decided if regime.decided and not regime.decided.of_findings else None
        answer = (decided.outcome.value, decided.by, decided.reason) if decided else ("", matter.author, "")
        name = word(REGIMES, regime.regime)
        text = QCoreApplication.translate("Questions", "What do you decide for {regime}?").format(regime=name)
        why = QCoreApplication.translate(
            "Questions",
            "Your decision stands beside the program's result and never replaces it. Clauses and steps follow it.",
        )
        place = ("regime", regime.regime)
        asked.append(
            Asked(decision_on(regime.regime), DECISIONS, DECISION, text, why, OUTCOMES_TO_DECIDE, answer, place)
        )
    findings = {about_finding(f): f for regime in result.regimes for f in regime.entries}
    return (*asked, *(_finding(finding, matter) for finding in findings.values()))


def _finding(finding: Finding, matter: Matter) -> Asked:
    """What the lawyer says of one point that was judged."""
    found = word_on_finding(matter, finding)
    answer = (found.answer, found.by, found.reason) if found else (finding.decision, matter.author, "")
    code = finding.code or finding.id
    text = QCoreApplication.translate("Questions", "What do you say of {code}?").format(
        code=f"{code}({finding.point})" if finding.point else code
    )
    why = QCoreApplication.translate(
        "Questions",
        "Your word on this point is kept with your name, the day and the reason. A measured limit never changes by it.",
    )
    about = about_finding(finding)
    return Asked(
        decision_on_finding(finding), DECISIONS, DECISION, text, why, WORDS_ON_FINDINGS, answer, ("finding", about)
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _answers(matter: Matter) -> dict[Place, Answer]:
    transfer, contract = matter.transfer, matter.contract
    found: dict[Place, Answer] = {
        ("matter", "title"): matter.title,
        ("matter", "as_of"): matter.as_of.isoformat(),
        ("matter", "author"): matter.author,
        ("transfer", "modes"): transfer.modes,
        ("transfer", "direction"): transfer.direction,
        ("transfer", "destination"): transfer.destination,
        ("transfer", "licence_kind"): transfer.licence_kind,
        ("transfer", "continuing"): _yes_no(transfer.continuing),
        ("transfer", "intra_group"): _yes_no(transfer.intra_group),
        ("transfer", "state_funded"): _yes_no(transfer.state_funded),
        ("transfer", "end_use"): transfer.end_use,
        ("transfer", "military_end_use"): _known(transfer.military_end_use),
        ("transfer", "wmd_risk"): _known(transfer.wmd_risk),
        ("contract", "kind"): contract.kinds,
        ("contract", "status"): contract.status,
        ("contract", "date"): _day(contract.date),
        ("contract", "performed_by"): _day(contract.performed_by),
        ("contract", "governing_law"): contract.governing_law,
        ("contract", "royalty"): _yes_no(contract.royalty),
        ("approvals", "loi", "status"): matter.loi.status,
        ("approvals", "licence", "status"): matter.licence.status,
        ("approvals", "registration", "status"): matter.registration.status,
    }
    for name, approval in (("loi", matter.loi), ("licence", matter.licence)):
        found[("approvals", name, "filed_on")] = _day(approval.filed_on)
        found[("approvals", name, "issued_on")] = _day(approval.issued_on)
    for role in ("exporter", "recipient"):
        party = matter.party(role)
        found[("parties", role, "name")] = party.name if party else ""
        found[("parties", role, "country")] = party.country if party else ""
    for number, technology in enumerate(matter.technologies):
        found[("technology", number, "name")] = technology.name
        found[("technology", number, "description")] = technology.description
        found[("technology", number, "stage")] = technology.stage
        found[("technology", number, "origin")] = ", ".join(technology.origin)
        found[("technology", number, "public_domain")] = _yes_no(technology.public_domain)
        for flag in ("state_secret", "important_data", "personal_data"):
            found[("technology", number, flag)] = _known(technology.flags.get(flag, ""))
    return found


def _day(value: dt.date | None) -> str:
    return value.isoformat() if value else ""


def _known(value: str) -> str:
    return "" if value == "unknown" else value


def answer_question(file: MatterFile, asked: Asked, answer: Answer, by: str, on: dt.date) -> MatterFile:
    """The file with the answer in it; `by` whom and `on` which day is kept with decisions.

    Raises BadInput where the matter's schema does not take it.
    """
    place = asked.place
    if asked.measured:
        return file.set_measured(asked.technology, asked.measured, str(answer))
    if place[0] == "question":
        return _with_word(file, Confirmation(f"question:{place[1]}", str(answer), by, on))
    if place[0] in ("regime", "rule", "finding"):
        outcome, decided_by, reason = answer
        about = str(place[1]) if place[0] == "finding" else f"{place[0]}:{place[1]}"
        return _with_word(file, Confirmation(about, outcome, decided_by, on, reason))
    if place[0] == "parties":
        return _party(file, str(place[1]), str(place[2]), str(answer))
    return file.set(place, _stored(asked, answer))


def _with_word(file: MatterFile, said: Confirmation) -> MatterFile:
    """The file with the decision; what the same person said of the same thing on the same day gives way to it.

    Two words of one day that differ would be no answer. Undo brings the earlier one back.
    """
    for number, one in enumerate(file.matter.confirmations):
        if (one.about.casefold(), one.by, one.on) == (said.about.casefold(), said.by, said.on):
            return file.replace_confirmation(number, said)
    return file.add_confirmation(said)


def _stored(asked: Asked, answer: Answer) -> Value:
    """The answer in the form the matter file keeps it."""
    if isinstance(answer, tuple):
        return answer
    if asked.kind == YES_NO:
        return {"yes": True, "no": False}.get(answer)
    if asked.place[-1] == "origin":
        return tuple(c.strip().upper() for c in answer.replace("，", ",").split(",") if c.strip())
    return (answer.upper() if asked.kind == COUNTRY else answer) or None


def _party(file: MatterFile, role: str, key: str, value: str) -> MatterFile:
    value = value.upper() if key == "country" else value
    for number, party in enumerate(file.matter.parties):
        if party.role == role:
            return file.set(("parties", number, key), value or None)
    return file.add(("parties",), {"role": role, key: value})
