"""Answers as values, with the JSON form other programs rely on (fixed in the product's documentation).

Search hits, measurement matches, classification findings and obligations. No I/O, no rules.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from catalogue.model import Check, Control, Coverage, State, Words
from catalogue.outcomes import Outcome as Outcome
from catalogue.outcomes import Verdict as Verdict
from catalogue.outcomes import endless as endless
from catalogue.outcomes import json_number as json_number
from catalogue.outcomes import json_value
from catalogue.outcomes import strictest as strictest
from catalogue.searching.hits import Hit as Hit
from catalogue.searching.hits import SearchAnswer as SearchAnswer


@dataclass(frozen=True, slots=True)
class LimbResult:
    """One limb against what was given. `given` is in the limb's `unit`; `met` None is unknown.

    `threshold` is one number, or a (low, high) pair for BETWEEN. `margin` is given/threshold. `checked` is "machine"
    for a limb that the program read from the text. An end of `given` that is `endless` was left open by who stated it
    (≥ 200 m); JSON has null for it.
    """

    quantity: str
    name: Words
    op: str
    threshold: Fraction | tuple[Fraction, Fraction]
    unit: str
    given: Fraction | tuple[Fraction, Fraction] | None = None
    given_text: str = ""
    met: bool | None = None
    margin: Fraction | None = None
    condition: Words = Words()
    closed: str = "both"
    checked: Check = Check.OFFICIAL

    def as_json(self) -> dict[str, object]:
        return {
            "quantity": self.quantity,
            "name": self.name.zh,
            "name_en": self.name.en,
            "op": self.op,
            "threshold": json_value(self.threshold),
            "unit": self.unit,
            "given": json_value(self.given),
            "given_text": self.given_text or None,
            "met": self.met,
            "margin": json_number(self.margin),
            "checked": self.checked,
        }


@dataclass(frozen=True, slots=True)
class Tree:
    """How limb numbers combine: `kind` any/all over indexes into the flat limb list and trees."""

    kind: str
    parts: tuple[int | Tree, ...]

    def as_json(self) -> dict[str, object]:
        return {self.kind: [p.as_json() if isinstance(p, Tree) else p for p in self.parts]}


@dataclass(frozen=True, slots=True)
class Match:
    """One point against the measured values. `unknown` names the limbs not decided."""

    catalogue: str
    edition: str
    id: str
    code: str | None
    title: Words
    control: Control | None
    point: str | None
    state: State
    verdict: Verdict
    limbs: tuple[LimbResult, ...]
    tree: Tree | None
    unknown: tuple[str, ...]
    why: tuple[Words, ...] = ()
    """What keeps an open point open beside limbs that were not given, and what must be asked of any; for people."""

    def as_json(self) -> dict[str, object]:
        return {
            "catalogue": self.catalogue,
            "edition": self.edition,
            "id": self.id,
            "code": self.code,
            "point": self.point,
            "state": self.state,
            "verdict": self.verdict,
            "limbs": [limb.as_json() for limb in self.limbs],
            "tree": self.tree.as_json() if self.tree else None,
            "unknown": list(self.unknown),
        }


@dataclass(frozen=True, slots=True)
class Basis:
    """A citation: instrument, article, the date of the version cited, the fact id behind it and its tag.

    `verify` is true where the source was an excerpt or memory: shown with "verify" in memo and obligations.
    """

    instrument: Words
    article: str = ""
    as_of: dt.date | None = None
    fact: str = ""
    verify: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "instrument": self.instrument.zh,
            "instrument_en": self.instrument.en,
            "article": self.article,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "fact": self.fact,
            "verify": self.verify,
        }


@dataclass(frozen=True, slots=True)
class Notice:
    """kind: stale, coverage, gate, transfer, party, data, drafting; severity: error, warning, note."""

    id: str
    kind: str
    severity: str
    text: Words
    basis: tuple[Basis, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "kind": self.kind,
            "severity": self.severity,
            "text": self.text.in_language(lang),
            "basis": [b.as_json() for b in self.basis],
        }


@dataclass(frozen=True, slots=True)
class Question:
    """An open question and what an answer would settle.

    `settled_by`: `fact` (the matter must say it), `yes_no` (a confirmation "question:ID" answers it) or `no` (only a
    "no" does). `technology` and `quantity` name the measured value that is missing, where that is the question.
    """

    id: str
    text: Words
    would_settle: Words
    settled_by: str = "fact"
    technology: str = ""
    quantity: str = ""

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "text": self.text.in_language(lang),
            "would_settle": self.would_settle.in_language(lang),
        }


@dataclass(frozen=True, slots=True)
class Decided:
    """A lawyer's decision of a regime or a finding, beside the engine's outcome or verdict.

    `of_findings`: nobody decided the regime, but findings that the engine leaves open were confirmed.
    """

    outcome: Outcome
    by: str
    on: dt.date | None
    reason: str
    on_coverage: str = ""
    of_findings: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "outcome": self.outcome,
            "by": self.by,
            "on": self.on.isoformat() if self.on else None,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One catalogue point judged for one technology."""

    technology: str
    catalogue: str
    edition: str
    id: str
    code: str | None
    title: Words
    control: Control | None
    point: str | None
    state: State
    verdict: Verdict
    limbs: tuple[LimbResult, ...]
    tree: Tree | None
    reasons: tuple[Words, ...]
    unknown: tuple[str, ...] = ()
    decision: str = ""
    decided: Decided | None = None
    """What the lawyer's word makes of a point that the engine leaves open; never set where the engine decides."""

    @property
    def label(self) -> str:
        """`203912X(5)`: the code, or the id where no source gives one, with the point."""
        code = self.code or self.id
        return f"{code}({self.point})" if self.point else code

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "technology": self.technology,
            "catalogue": self.catalogue,
            "edition": self.edition,
            "id": self.id,
            "code": self.code,
            "point": self.point,
            "state": self.state,
            "verdict": self.verdict,
            "limbs": [limb.as_json() for limb in self.limbs],
            "reasons": [r.in_language(lang) for r in self.reasons],
            "decided": self.decided.as_json() if self.decided else None,
        }


CHINESE = "cn-"
"""How the ids of the regimes of PRC law begin."""


@dataclass(frozen=True, slots=True)
class RegimeResult:
    """What one legal regime says."""

    regime: str
    outcome: Outcome
    edition: str | None
    entries: tuple[Finding, ...] = ()
    open_questions: tuple[Question, ...] = ()
    warnings: tuple[Notice, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    decided: Decided | None = None

    @property
    def is_chinese(self) -> bool:
        """Whether it is a regime of PRC law; only these make the headline."""
        return self.regime.startswith(CHINESE)

    @property
    def effective_outcome(self) -> Outcome:
        """The lawyer's outcome where there is one, else the engine's."""
        return self.decided.outcome if self.decided else self.outcome

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "regime": self.regime,
            "outcome": self.outcome,
            "decided": self.decided.as_json() if self.decided else None,
            "edition": self.edition,
            "entries": [e.as_json(lang) for e in self.entries],
            "open_questions": [q.as_json(lang) for q in self.open_questions],
            "warnings": [w.as_json(lang) for w in self.warnings],
            "coverage": [c.as_json() for c in self.coverage],
        }


@dataclass(frozen=True, slots=True)
class Obligation:
    """One step. `day_kind`: working, calendar or none. `due` None: `why` says why, of a `done` step since when.

    `path` names the run of steps it belongs to, `after` the steps it waits for, `within` the step whose days it runs
    in. `not_before` is the day before which an unknown due date cannot lie. `assumed`: the date rests on a parameter.
    `cautions` are warnings about its dates, `penalties` what the law of the day threatens.
    """

    id: str
    step: Words
    authority: Words
    form: Words
    documents: tuple[Words, ...]
    days: int | None
    day_kind: str
    starts_on: dt.date | None
    due: dt.date | None
    why: Words
    gate: bool
    basis: tuple[Basis, ...]
    heading: Words = Words()
    done: bool = False
    path: Words = Words()
    after: tuple[str, ...] = ()
    within: str = ""
    not_before: dt.date | None = None
    assumed: bool = False
    penalties: tuple[Words, ...] = ()
    cautions: tuple[Notice, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "heading": self.heading.in_language(lang),
            "step": self.step.in_language(lang),
            "authority": self.authority.in_language(lang),
            "form": self.form.in_language(lang),
            "documents": [d.in_language(lang) for d in self.documents],
            "days": self.days,
            "day_kind": self.day_kind,
            "starts_on": self.starts_on.isoformat() if self.starts_on else None,
            "due": self.due.isoformat() if self.due else None,
            "why": self.why.in_language(lang),
            "gate": self.gate,
            "done": self.done,
            "basis": [b.as_json() for b in self.basis],
            "path": self.path.in_language(lang),
            "after": list(self.after),
            "within": self.within or None,
            "not_before": self.not_before.isoformat() if self.not_before else None,
            "assumed": self.assumed,
            "penalties": [p.in_language(lang) for p in self.penalties],
            "cautions": [c.text.in_language(lang) for c in self.cautions],
        }


@dataclass(frozen=True, slots=True)
class TechnologyClasses:
    """The classes (J X F DU US EU UNK) one technology carries."""

    name: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """The whole result of a matter. `prc` and `overall` are the engine's and never change by a decision."""

    as_of: dt.date
    prc: Outcome
    overall: Outcome
    decided_overall: Outcome | None
    technologies: tuple[TechnologyClasses, ...]
    regimes: tuple[RegimeResult, ...]
    obligations: tuple[Obligation, ...]
    warnings: tuple[Notice, ...]
    coverage: tuple[Coverage, ...]
    changed: tuple[dict[str, object], ...] | None = None
    listed: tuple[tuple[str, str], ...] | None = None
    """(name asked, list and name found; state) of every hit; None where no list was asked. Kept when frozen."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Union of all technologies' classes, in the order J X F DU US EU UNK."""
        present = {c for t in self.technologies for c in t.classes}
        return tuple(c for c in ("J", "X", "F", "DU", "US", "EU", "UNK") if c in present)

    def regime(self, regime_id: str) -> RegimeResult | None:
        """The result of one regime."""
        return next((r for r in self.regimes if r.regime == regime_id), None)

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        value: dict[str, object] = {
            "prc": self.prc,
            "overall": self.overall,
            "decided_overall": self.decided_overall,
            "technologies": [{"name": t.name, "classes": list(t.classes)} for t in self.technologies],
            "regimes": [r.as_json(lang) for r in self.regimes],
            "obligations": [o.as_json(lang) for o in self.obligations],
            "warnings": [w.as_json(lang) for w in self.warnings],
            "coverage": [c.as_json() for c in self.coverage],
        }
        if self.changed is not None:
            value["changed"] = list(self.changed)
        return value
