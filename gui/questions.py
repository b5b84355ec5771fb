"""The questions of the classification room, in the order of review: what each fact is, why it is asked, how it is
answered, and what the matter says so far.

Values that flow: `Matter` (+ `Classification`) -> `Asked`; an answer -> an edit of the matter file. The matter's
own schema judges every answer; nothing is judged here. Rejected: a form bound to widgets by hand; a fact added
to the matter would need five places to change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from catalogue.matter import Confirmation, Matter
from catalogue.matterfile import MatterFile, Place, Value
from catalogue.results import Classification, Question
from gui.facts import COUNTRY, FACTS, MATTER_FACTS, OPEN, TECHNOLOGY_FACTS, TEXT, TRISTATE, WORDS, YES_NO, Fact

Answer = str | tuple[str, ...]
_T = "Questions"


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
        """True when the matter holds an answer."""
        return bool(self.answer)


def word_for(value: str) -> str:
    """A stored word in the window's language."""
    return QCoreApplication.translate(_T, WORDS[value]) if value in WORDS else value


def questions_of(matter: Matter, result: Classification | None, language: str) -> tuple[Asked, ...]:
    """All questions: those the result still waits for first, then the facts in order of review."""
    asked: list[Asked] = []
    if result is not None:
        for regime in result.regimes:
            asked.extend(_open(question, matter, result, language) for question in regime.open_questions)
    answers = _answers(matter)
    asked.extend(_from(fact, fact.place, answers, "") for fact in MATTER_FACTS)
    for number, technology in enumerate(matter.technologies):
        for fact in TECHNOLOGY_FACTS:
            asked.append(_from(fact, ("technology", number, *fact.place), answers, technology.name))
    asked.extend(_from(fact, fact.place, answers, "") for fact in FACTS)
    seen: set[str] = set()
    return tuple(a for a in asked if not (a.id in seen or seen.add(a.id)))


def _from(fact: Fact, place: Place, answers: dict[Place, Answer], about: str) -> Asked:
    text = QCoreApplication.translate(_T, fact.text)
    why = QCoreApplication.translate(_T, fact.why)
    identity = ".".join(str(step) for step in place)
    return Asked(identity, fact.group, fact.kind, text, why, fact.words, answers.get(place, ""), place, about)


def _open(question: Question, matter: Matter, result: Classification, language: str) -> Asked:
    """A question of the engine: a missing measured value where it is one, else a decision to be recorded."""
    text, why = question.text.in_language(language), question.would_settle.in_language(language)
    missing = _missing_limb(question.id, result)
    if missing:
        technology, quantity = missing
        number = next((i for i, t in enumerate(matter.technologies) if t.name == technology), 0)
        return Asked(question.id, OPEN, TEXT, text, why, (), "", (), measured=quantity, technology=number)
    given = [c.answer for c in matter.confirmations if c.about == f"question:{question.id}"]
    kept = given[-1] if given else ""
    return Asked(question.id, OPEN, TRISTATE, text, why, (), kept, ("question", question.id))


def _missing_limb(question_id: str, result: Classification) -> tuple[str, str] | None:
    """(technology, quantity name) where the question asks for a value that was not given."""
    head, _, technology = question_id.partition("#")
    parts = set(re.split(r"[-/.:]", head))
    for regime in result.regimes:
        for finding in regime.entries:
            if technology not in ("", finding.technology):
                continue
            for limb in finding.limbs:
                if limb.given is None and limb.quantity in parts:
                    return finding.technology, limb.name.zh or limb.quantity
    return None


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
        ("contract", "date"): contract.date.isoformat() if contract.date else "",
        ("contract", "governing_law"): contract.governing_law,
        ("contract", "royalty"): _yes_no(contract.royalty),
        ("approvals", "loi", "status"): matter.loi.status,
        ("approvals", "licence", "status"): matter.licence.status,
        ("approvals", "registration", "status"): matter.registration.status,
    }
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


def _known(value: str) -> str:
    return "" if value == "unknown" else value


def answer_question(file: MatterFile, asked: Asked, answer: Answer, by: str) -> MatterFile:
    """The file with the answer in it. Raises BadInput where the matter's schema does not take it."""
    place = asked.place
    if asked.measured:
        return file.set_measured(asked.technology, asked.measured, str(answer))
    if place[0] == "question":
        decision = Confirmation(f"question:{place[1]}", str(answer), by, file.matter.as_of)
        return file.add_confirmation(decision)
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
