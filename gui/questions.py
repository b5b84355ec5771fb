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

from catalogue.matter import Confirmation, Matter
from catalogue.matterfile import MatterFile, Place, Value
from catalogue.results import Classification, Question
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
    if question.quantity:
        return Asked(question.id, OPEN, TEXT, text, why, (), "", (), measured=question.quantity, technology=number)
    if question.settled_by != "fact":
        given = [c.answer for c in matter.confirmations if c.about == f"question:{question.id}"]
        return Asked(question.id, OPEN, TRISTATE, text, why, (), given[-1] if given else "", ("question", question.id))
    for fact in facts:
        if fact.place[-1] == question.id and not fact.answered:
            return replace(fact, id=question.id, group=OPEN, about="", text=text, why=why)
    return Asked(question.id, OPEN, NOTE, text, why, (), "", ())


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
            Asked(f"regime.{regime.regime}", DECISIONS, DECISION, text, why, OUTCOMES_TO_DECIDE, answer, place)
        )
    return tuple(asked)


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


def answer_question(file: MatterFile, asked: Asked, answer: Answer, by: str) -> MatterFile:
    """The file with the answer in it. Raises BadInput where the matter's schema does not take it."""
    place = asked.place
    if asked.measured:
        return file.set_measured(asked.technology, asked.measured, str(answer))
    if place[0] == "question":
        return file.add_confirmation(Confirmation(f"question:{place[1]}", str(answer), by, file.matter.as_of))
    if place[0] == "regime":
        outcome, decided_by, reason = answer
        return file.add_confirmation(Confirmation(f"regime:{place[1]}", outcome, decided_by, file.matter.as_of, reason))
    if place[0] == "parties":
        return _party(file, str(place[1]), str(place[2]), str(answer))
    return file.set(place, _stored(asked, answer))


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
