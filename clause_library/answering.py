"""What the matter or the result already answers: a variable nobody filled in -> its value, with the reason.

Values that flow: matter, classification and the rule of a variable (`AnswerRule`) -> `Answer`. The hard problem is
honesty: a value is taken only where it follows for the whole contract. Several technologies that differ, an entry still
open in a deal decided free, a limb whose list may not be whole, a contract that settles the point itself: each leaves
the blank standing. Text in one language fills that language only, so that no Chinese words slip into an English clause.
Rejected: the likeliest value with a warning; nobody reads the warning once the blank is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from catalogue.matter import Matter, Technology
from catalogue.model import Control, State, Words
from catalogue.results import Classification, Finding, LimbResult, Outcome, Verdict
from clause_library.model import AnswerRule, Variable
from clause_library.triggers import ClassedTechnology, decided_technologies

_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；;\n]|(?<=[a-z)])\.\s")
_DRAFT = "draft_pending-"
_NONE = "none"
EMPTY = Words()


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that follows. `text` holds what there is in each language, and one language never stands for the
    other; empty where a default must not stand either. `why` is the reason."""

    text: Words
    why: Words


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a source is asked over."""

    matter: Matter
    classification: Classification
    rule: AnswerRule

    def word(self, key: str) -> Words:
        """What a key reads; empty where the rule has no word for it."""
        return dict(self.rule.words).get(key, EMPTY)

    @property
    def technology(self) -> Technology | None:
        """The only technology of the deal, where it was judged."""
        return self.matter.technologies[0] if len(self.matter.technologies) == 1 and self.judged else None

    @property
    def judged(self) -> tuple[ClassedTechnology, ...]:
        """The technologies judged with their classes; none without a result."""
        return decided_technologies(self.classification) if self.classification.technologies else ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The entries of PRC lists in force that capture the only technology; without any, those still open."""
        found = [
            e
            for r in self.classification.regimes
            if r.is_chinese
            for e in r.entries
            if self.technology and e.technology == self.technology.name
            if e.state is not State.DRAFT and e.decision != "overruled"
        ]
        captured = [e for e in found if e.verdict is Verdict.CAPTURED]
        return tuple(captured or [e for e in found if e.verdict is Verdict.OPEN])

    @property
    def free(self) -> bool:
        """The only technology is free, by the result or by the lawyer's decision."""
        return bool(self.technology) and self.judged[0].classes == ("F",)


Source = Callable[[_Asked], "Words | None"]
"""The value in both languages; None where the source has nothing to say and a default stands."""


def answer(
    variable: Variable, matter: Matter, classification: Classification, contract: Iterable[str] = ()
) -> Answer | None:
    """The value that follows for a variable; None where nothing answers it. `contract` are the paragraphs of the
    user's contract: what they settle is not answered, and a default for it does not stand either."""
    rule = variable.answer
    if rule is None:
        return None
    found = _SOURCES[rule.source](_Asked(matter, classification, rule))
    if found is None or (found and settled_by(rule, found, contract)):
        return None
    if variable.type == "choice" and found.zh not in dict(variable.choices):
        return None
    return Answer(found, rule.why)


def settled_by(rule: AnswerRule, value: Words, contract: Iterable[str]) -> bool:
    """Whether a sentence of the contract settles the point otherwise, or in words the program cannot hold against the
    value."""
    if not rule.contract:
        return False
    keys = {key for key, words in rule.words if words == value} | {"*"}
    signs = [re.compile(p, re.IGNORECASE) for p in rule.contract]
    fitting = [re.compile(p, re.IGNORECASE) for key, patterns in rule.fits if key in keys for p in patterns]
    sentences = (s for text in contract for s in _SENTENCE.split(text))
    return any(any(sign.search(s) for sign in signs) and not any(fit.search(s) for fit in fitting) for s in sentences)


def own_language(text: str, *, name: bool = False) -> Words:
    """`中文 | English` in both; else the language it is written in. A name in Latin letters serves in both."""
    zh, bar, en = (part.strip() for part in text.partition(" | "))
    if bar and zh and en:
        return Words(zh, en)
    text = text.strip()
    if _HAN.search(text):
        return Words(text, "")
    return Words(text if name else "", text)


def _listed(words: Iterable[Words]) -> Words:
    """Items parted by `;`; a language in which one of them has no words has no list."""
    items = tuple(dict.fromkeys(words))
    zh, en = [w.zh for w in items], [w.en for w in items]
    return Words(";".join(zh) if all(zh) else "", ";".join(en) if all(en) else "")


def _same(text: str) -> Words:
    return Words(text, text)


def _name(asked: _Asked) -> Words | None:
    return own_language(asked.technology.name, name=True) if asked.technology else None


def _form(asked: _Asked) -> Words | None:
    forms = asked.technology.form if asked.technology else ()
    return _listed(asked.word(f) for f in forms) or None


def _entry(asked: _Asked) -> Words | None:
    found = asked.findings
    if asked.free:
        return asked.word(_NONE) if not found else None
    items = [_titled(e) for e in found]
    return Words("、".join(w.zh for w in items), "; ".join(w.en for w in items)) if items else None


def _titled(finding: Finding) -> Words:
    """`233914X 激光雷达系统`."""
    label = finding.label if finding.code else ""
    return Words(*(f"{label} {finding.title.in_language(lang)}".strip() for lang in ("zh", "en")))


def _limbs(asked: _Asked, *, met: bool | None) -> Words | None:
    found = asked.findings
    if not found:
        return asked.word(_NONE) if asked.free else None
    if asked.free or not all(_whole(e) for e in found):
        return None
    several = len(found) > 1
    items = [_limb(e, limb, several=several) for e in found for limb in e.limbs if limb.met is met]
    return _listed(items) if items else asked.word(_NONE)


def _whole(finding: Finding) -> bool:
    """All that is open about an entry is a limb we can name."""
    undecided = {limb.quantity for limb in finding.limbs if limb.met is None}
    return bool(finding.limbs) and set(finding.unknown) <= undecided


def _limb(finding: Finding, limb: LimbResult, *, several: bool) -> Words:
    """The name of the limb, with its place among the limbs where another one has the same name."""
    same = [one for one in finding.limbs if one.name == limb.name]
    place = f"#{finding.limbs.index(limb) + 1} " if len(same) > 1 else ""
    head = f"{finding.label} " if several and finding.code else ""
    return Words(*(f"{head}{place}{limb.name.in_language(lang)}" for lang in ("zh", "en")))


def _class(asked: _Asked) -> Words | None:
    """The key of the class all technologies share; an open question beside any class but J leaves it unsettled."""
    keys = {_decisive(t.classes) for t in asked.judged}
    return asked.word(keys.pop()) or None if len(keys) == 1 else None


def _decisive(classes: tuple[str, ...]) -> str:
    held = set(classes)
    if {"X", "DU"} <= held and not held & {"J", "UNK"}:
        return "X+DU"
    return next((c for c in ("J", "UNK", "X", "DU", "F") if c in held), "")


def _approvals(asked: _Asked) -> Words | None:
    """Of all technologies together; nothing while one of them is open or prohibited."""
    classes = [set(t.classes) & {"J", "UNK", "X", "DU", "F"} for t in asked.judged]
    if not classes or any(not c or c & {"J", "UNK"} for c in classes):
        return None
    needed = [key for key in ("X", "DU") if any(key in c for c in classes)] or ["F"]
    return _listed(asked.word(key) for key in needed)


def _day_judged(asked: _Asked) -> Words | None:
    contract, day = asked.matter.contract, asked.classification.as_of
    signing = contract.signed_on or contract.date
    return _same(day.isoformat()) if asked.judged and (signing is None or day <= signing) else None


def _edition(asked: _Asked) -> Words | None:
    """The edition of the result; empty for one we have no words for, so that no other edition is named."""
    regime = asked.classification.regime("cn-tech")
    return asked.word(regime.edition) if regime is not None and regime.edition else None


def _excluded(asked: _Asked) -> Words | None:
    entries = (e for r in asked.classification.regimes for e in r.entries)
    found = [e for e in entries if e.control is Control.PROHIBITED and e.verdict is Verdict.CAPTURED]
    return _listed(_prohibited(e) for e in found) or None


def _prohibited(finding: Finding) -> Words:
    """`人类胚胎基因编辑方法（237301J 用于人的基因编辑技术）`."""
    zh, en = (f"{finding.code or ''} {finding.title.in_language(lang)}".strip() for lang in ("zh", "en"))
    return Words(f"{finding.technology}（{zh}）", f"{finding.technology} ({en})")


def _us_content(asked: _Asked) -> Words | None:
    items = [own_language(item, name=True) for t in asked.matter.technologies for item in t.us_content_items]
    return _listed(items) or None


def _dual_use_codes(asked: _Asked) -> Words | None:
    regime = asked.classification.regime("cn-dual-use")
    entries = regime.entries if regime is not None else ()
    codes = [e.label for e in entries if e.code and e.verdict is Verdict.CAPTURED and e.state is not State.DRAFT]
    codes = list(dict.fromkeys(codes))
    return Words("、".join(codes), ", ".join(codes)) or None


def _end_user(asked: _Asked) -> Words | None:
    named = [p for p in asked.matter.parties if p.role == "end_user"]
    if len(named) != 1:
        return None
    party, place = named[0], asked.word(named[0].country) or _same(named[0].country)
    names = Words(party.name, party.name_en or party.name)
    return Words(f"{names.zh}（{place.zh}）", f"{names.en} ({place.en})") if place else names


def _foreign_regime(asked: _Asked) -> Words | None:
    regime = _calling(asked)
    return asked.word(regime) or None if regime else None


def _calling(asked: _Asked) -> str:
    """The only foreign regime that calls for a licence."""
    foreign = [r for r in asked.classification.regimes if not r.is_chinese]
    calling = [r.regime for r in foreign if r.effective_outcome in (Outcome.LICENCE_REQUIRED, Outcome.PROHIBITED)]
    return calling[0] if len(calling) == 1 else ""


def _foreign_code(asked: _Asked) -> Words | None:
    technology, regime = asked.technology, _calling(asked)
    if technology is None:
        return None
    return _same({"us-ear": technology.eccn, "eu-dual-use": technology.annex_i}.get(regime, "")) or None


def _drafts(asked: _Asked) -> Words | None:
    """The drafts the result tells of; empty where one has no words of ours, so that "none" does not stand."""
    warnings = (*asked.classification.warnings, *(w for r in asked.classification.regimes for w in r.warnings))
    ids = dict.fromkeys(w.id.removeprefix(_DRAFT) for w in warnings if w.id.startswith(_DRAFT))
    return _listed(asked.word(i) for i in ids) if ids else None


def _by_law(asked: _Asked) -> Words | None:
    return asked.word(asked.matter.contract.governing_law) or None


def _other_language(asked: _Asked) -> Words | None:
    """Empty for a language we have no word for, or for two of them: the default would name another one."""
    others = [lang for lang in asked.matter.contract.languages if lang != "zh"]
    if not others:
        return None
    return asked.word(others[0]) if len(others) == 1 else EMPTY


def _licence_number(asked: _Asked) -> Words | None:
    return _same(asked.matter.licence.number or asked.matter.registration.number) or None


def _end_use(asked: _Asked) -> Words | None:
    return own_language(asked.matter.transfer.end_use) or None


_SOURCES: MappingProxyType[str, Source] = MappingProxyType(
    {
        "technology": _name,
        "form": _form,
        "entry": _entry,
        "limbs_met": partial(_limbs, met=True),
        "limbs_open": partial(_limbs, met=None),
        "class": _class,
        "approvals": _approvals,
        "day_judged": _day_judged,
        "edition": _edition,
        "excluded": _excluded,
        "us_content": _us_content,
        "licence_number": _licence_number,
        "dual_use_codes": _dual_use_codes,
        "end_user": _end_user,
        "end_use": _end_use,
        "foreign_regime": _foreign_regime,
        "foreign_code": _foreign_code,
        "drafts": _drafts,
        "governing_law": _by_law,
        "forum": _by_law,
        "other_language": _other_language,
    }
)
SOURCES = tuple(_SOURCES)
