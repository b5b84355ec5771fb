"""Facts of a deal, from matter and classification, and whether a clause's condition holds for them.

`Facts` maps each fact of `facts.yaml` to the words that are true of the deal. A fact nobody gave is the
word `unknown`, which no trigger matches unless it names it: an unknown never makes a clause disappear,
because packs name clauses too. Rejected: three-valued conditions; a clause is in or out, and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from catalogue.matter import Matter
from catalogue.model import State, Words
from catalogue.regimes.approvals import licence_status, loi_status, signing
from catalogue.results import Classification, Finding, Outcome, RegimeResult
from clause_library.conditions import Vocabulary
from clause_library.model import CLASSES, Condition

PRC_CLASSES = ("J", "X", "UNK", "F")
"""Strictest first."""
_COMPARISONS = re.compile(r"(>=|<=|>|<|=)?(\d{1,4})")


@dataclass(frozen=True, slots=True)
class ClassedTechnology:
    """One technology with the classes it carries after the lawyer's decisions."""

    name: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the deal. `contract` holds the paragraphs of the user's contract, empty when none is given."""

    words: Mapping[str, frozenset[str]]
    term_months: int | None = None
    contract: tuple[str, ...] = ()

    def with_words(self, fact: str, words: Iterable[str]) -> Facts:
        """The same facts but for one."""
        return Facts({**self.words, fact: frozenset(words)}, self.term_months, self.contract)


def facts_of(
    matter: Matter,
    classification: Classification,
    vocabulary: Vocabulary,
    *,
    kinds: tuple[str, ...],
    contract: tuple[str, ...] = (),
) -> Facts:
    """Every fact of the deal except `clause`, which selection adds as it goes."""
    transfer, paper = matter.transfer, matter.contract
    exporter = matter.party("exporter")
    classes = {c for t in decided_technologies(classification) for c in t.classes}
    words: dict[str, Iterable[str]] = {
        "class": classes,
        "kind": kinds,
        "side": (transfer.side,),
        "prc_party": _truth(matter.prc_party if any(p.country for p in matter.parties) else None),
        "eu_exporter": _truth(_in_union(exporter.country, vocabulary) if exporter else None),
        "destination": (transfer.destination or "unknown",),
        "exclusive": _truth(transfer.licence_kind == "exclusive" if transfer.licence_kind else None),
        "state_funded": _truth(transfer.state_funded),
        "continuing": _truth(transfer.continuing),
        "standard_form": _truth(paper.standard_form),
        "languages_many": _truth(len(paper.languages) > 1 if paper.languages else None),
        "foreign_law": _truth(paper.governing_law != "CN" if paper.governing_law else None),
        "loi": (loi_status(matter) if matter.loi.status else "unknown",),
        "licence": (licence_status(matter) if matter.licence.status else "unknown",),
        "signing": (signing(matter),),
        "draft_pending": _truth(
            _noticed("draft_pending", classification, vocabulary)
            or _has_finding(classification, lambda e: e.state is State.DRAFT)
        ),
        "party_listed": _truth(_noticed("party_listed", classification, vocabulary) or None),
        "owner_known": _truth(any(p.owners for p in matter.parties)),
        "form": {f for t in matter.technologies for f in t.form},
        "data": (_data(matter),),
        "price": (paper.price or ("royalty" if paper.royalty else "unknown"),),
        "paper": (paper.paper,),
    }
    frozen = {name: frozenset(values) for name, values in words.items()}
    return Facts(frozen, paper.term_months, contract)


def _truth(value: bool | None) -> tuple[str, ...]:
    return ("unknown",) if value is None else ("yes" if value else "no",)


def _in_union(country: str, vocabulary: Vocabulary) -> bool | None:
    return country in vocabulary.european_union if country else None


def _data(matter: Matter) -> str:
    flags = [t.flags.get(f, "unknown") for t in matter.technologies for f in ("personal_data", "important_data")]
    if "yes" in flags:
        return "yes"
    return "no" if flags and all(f == "no" for f in flags) else "unknown"


def _noticed(fact: str, classification: Classification, vocabulary: Vocabulary) -> bool:
    """The classification carries one of the notices that make the fact true."""
    signs = vocabulary.facts[fact].notices if fact in vocabulary.facts else ()
    notices = [*classification.warnings, *(w for r in classification.regimes for w in r.warnings)]
    return any(n.id.startswith(sign) for n in notices for sign in signs)


def _has_finding(classification: Classification, wanted: Callable[[Finding], bool]) -> bool:
    return any(wanted(e) for r in classification.regimes for e in r.entries)


def decided_technologies(classification: Classification) -> tuple[ClassedTechnology, ...]:
    """The technologies with their classes, following the lawyer's decision where there is one.

    A decided outcome of the technology catalogue brings stricter technologies down to its class; where
    none carries it then, the unsettled ones take it, or all. A matter without technologies is unsettled.
    """
    found = [(t.name, frozenset(t.classes)) for t in classification.technologies] or [("", frozenset({"UNK"}))]
    sets = [classes for _, classes in found]
    decided = classification.regime("cn-tech")
    if decided is not None and decided.decided is not None:
        sets = _decide_catalogue(sets, decided.decided.outcome, _others_open(classification))
    dual_use = classification.regime("cn-dual-use")
    if dual_use is not None and dual_use.decided is not None:
        sets = _decide_dual_use(sets, dual_use)
    names = [name for name, _ in found]
    return tuple(
        ClassedTechnology(name, tuple(c for c in CLASSES if c in classes))
        for name, classes in zip(names, sets, strict=True)
    )


def _others_open(classification: Classification) -> bool:
    """Another PRC regime is still open, so its UNK stays whatever was decided about the catalogue."""
    others = [r for r in classification.regimes if r.is_chinese and r.regime != "cn-tech"]
    return any(r.effective_outcome is Outcome.INDETERMINATE for r in others)


def _decide_catalogue(sets: list[frozenset[str]], outcome: Outcome, others_open: bool) -> list[frozenset[str]]:
    target = _class_of(outcome)
    old = [next((c for c in PRC_CLASSES if c in classes), "") for classes in sets]
    if not target:
        new = ["" for _ in old]
    else:
        rank = PRC_CLASSES.index(target)
        new = [target if c and PRC_CLASSES.index(c) < rank else c for c in old]
        if target not in new:
            raised = "UNK" if "UNK" in new else None
            new = [target if raised in (None, c) else c for c in new]
    kept = {"UNK"} if others_open else set[str]()
    return [
        frozenset((classes - set(PRC_CLASSES)) | (classes & kept) | ({c} if c else set[str]()))
        for classes, c in zip(sets, new, strict=True)
    ]


def _class_of(outcome: Outcome) -> str:
    pairs = (
        (Outcome.PROHIBITED, "J"),
        (Outcome.RESTRICTED, "X"),
        (Outcome.LICENCE_REQUIRED, "X"),
        (Outcome.INDETERMINATE, "UNK"),
        (Outcome.FREE, "F"),
    )
    return dict(pairs).get(outcome, "")


def _decide_dual_use(sets: list[frozenset[str]], regime: RegimeResult) -> list[frozenset[str]]:
    called = regime.effective_outcome in (Outcome.LICENCE_REQUIRED, Outcome.PROHIBITED)
    if not called:
        return [classes - {"DU"} for classes in sets]
    return sets if any("DU" in classes for classes in sets) else [classes | {"DU"} for classes in sets]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether the condition is true of the deal."""
    if condition.op == "always":
        return True
    if condition.op == "not":
        return not holds(condition.parts[0], facts)
    if condition.op in ("any", "all"):
        return (any if condition.op == "any" else all)(holds(part, facts) for part in condition.parts)
    return bool(_met(condition, facts))


def _met(condition: Condition, facts: Facts) -> tuple[str, ...]:
    """The values of an `is` condition that are true of the deal."""
    if condition.fact == "contract_has":
        return tuple(w for w in condition.values if any(w.casefold() in p.casefold() for p in facts.contract))
    if condition.fact == "term_months":
        return tuple(v for v in condition.values if _compare(v, facts.term_months))
    true_words = facts.words.get(condition.fact, frozenset[str]())
    return tuple(v for v in condition.values if v in true_words)


def _compare(written: str, months: int | None) -> bool:
    match = _COMPARISONS.fullmatch(written)
    if match is None or months is None:
        return written == "unknown" and months is None
    sign, number = match[1] or "=", int(match[2])
    answers = {
        ">": months > number,
        ">=": months >= number,
        "<": months < number,
        "<=": months <= number,
        "=": months == number,
    }
    return answers[sign]


def reasons(condition: Condition, facts: Facts, vocabulary: Vocabulary) -> tuple[Words, ...]:
    """The facts that make a condition true, in words; empty when it is false."""
    if not holds(condition, facts):
        return ()
    if condition.op in ("any", "all"):
        found = tuple(r for part in condition.parts for r in reasons(part, facts, vocabulary))
        return tuple(dict.fromkeys(found))
    if condition.op != "is":
        return ()
    name = vocabulary.facts[condition.fact].label if condition.fact in vocabulary.facts else Words(condition.fact)
    met = [_value_words(condition.fact, v, vocabulary) for v in _met(condition, facts)]
    zh, en = "、".join(w.zh for w in met), ", ".join(w.en for w in met)
    if condition.earlier:
        old = "、".join(condition.earlier), ", ".join(condition.earlier)
        zh, en = f"{zh}（条件写的是旧编号 {old[0]}）", f"{en} (written with the earlier id {old[1]})"
    return (Words(f"{name.zh}：{zh}", f"{name.en}: {en}"),)


def _value_words(fact: str, value: str, vocabulary: Vocabulary) -> Words:
    if vocabulary.facts[fact].sort == "yes_no":
        return {"yes": Words("是", "yes"), "no": Words("否", "no")}.get(value, Words("不详", "unknown"))
    words = vocabulary.words_for(fact, value)
    return Words(f"{words.zh}（{value}）", f"{words.en} ({value})") if fact == "class" else words
