"""Steps as rules: who, where, with which papers, in how many days from which date, beside and after which others.

Values that flow: records of `regimes/steps.yaml`, `paths.yaml` and `parameters.yaml` -> `StepRule`, `Path`,
`Parameter`. The hard problem: steps run on parallel paths and wait for one another, and the shortest time a deal needs
is the longest chain, not the sum of everything; so a step names the steps it comes `after`, and the step `within` whose
days it runs. Only earlier steps may be named, so that no ring can be written. Rejected: one order for all steps; it
would add 45 working days of a dual-use licence to those of a technology licence that is asked for at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalogue.fields import Fields
from catalogue.grounds import Citation
from catalogue.model import Words
from catalogue.when import FactWords, When
from catalogue.yamltext import Scalar

DAY_KINDS = ("working", "calendar", "none")
COUNTS = ("after", "before")
DONE = Words("已办（{date}）", "done ({date})")
LONGEST_PERIOD = 600
"""Months of a parameter; a mistyped figure must not leave the calendar."""


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A paper a step needs; `when` says of which deals, where not of all."""

    name: Words
    when: When = When()


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step. `done` says when it is behind; `counts` whether the days run on from `starts` or back from it."""

    id: str
    when: When
    step: Words
    authority: Words
    form: Words
    documents: tuple[DocumentRule, ...]
    days: int | None
    day_kind: str
    starts: str
    why: Words
    gate: bool
    basis: tuple[Citation, ...]
    done: When | None = None
    done_on: str = ""
    done_text: Words = DONE
    path: str = ""
    after: tuple[str, ...] = ()
    within: str = ""
    counts: str = "after"
    penalties: tuple[str, ...] = ()

    def papers(self, facts: FactWords) -> tuple[Words, ...]:
        """The documents the facts call for."""
        return tuple(paper.name for paper in self.documents if paper.when.holds(facts))


@dataclass(frozen=True, slots=True)
class Path:
    """A run of steps that goes on beside the others."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class Parameter:
    """A period the sources do not settle, in months: the date `gives`, where the matter has none, from another date."""

    id: str
    name: Words
    months: int
    gives: str
    runs_from: str
    text: Words
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StepReader:
    """Reads the records; `when` and `basis` are the readers of all rules, `known` the ids they may name."""

    when: Callable[[Fields, str], When]
    basis: Callable[..., tuple[Citation, ...]]
    paths: frozenset[str]
    notices: frozenset[str]

    def steps(self, records: Iterable[Fields]) -> tuple[StepRule, ...]:
        """The steps in their order; each may name only those before it."""
        found: list[StepRule] = []
        for record in records:
            found.append(self._step(record, tuple(step.id for step in found)))
        return tuple(found)

    def _step(self, fields: Fields, earlier: tuple[str, ...]) -> StepRule:
        rule = StepRule(
            id=fields.text("id"),
            when=self.when(fields, "when"),
            step=fields.words("step", required=True),
            authority=fields.words("authority"),
            form=fields.words("form"),
            documents=tuple(self._document(block) for block in fields.blocks("documents", "a document")),
            days=fields.whole("days"),
            day_kind=fields.choice("day_kind", DAY_KINDS, "none"),
            starts=fields.text("starts"),
            why=fields.words("why"),
            gate=fields.flag("gate"),
            basis=self.basis(fields, required=True),
            done=self.when(fields, "done") if fields.has("done") else None,
            done_on=fields.text("done_on"),
            done_text=fields.words("done_text") or DONE,
            path=fields.choice("path", self.paths),
            after=fields.choices("after", earlier),
            within=fields.choice("within", earlier),
            counts=fields.choice("counts", COUNTS, "after"),
            penalties=fields.choices("penalties", self.notices),
        )
        fields.finish()
        return rule

    def _document(self, block: Fields) -> DocumentRule:
        if isinstance(block.node, Scalar):
            return DocumentRule(Words(block.node.text))
        when = self.when(block, "when") if block.has("when") else When()
        rule = DocumentRule(Words(block.text("zh", required=True), block.text("en", required=True)), when)
        block.finish()
        return rule

    def parameter(self, fields: Fields) -> Parameter:
        """One period, in months."""
        months = fields.whole("months", required=True) or 0
        if not 0 < months <= LONGEST_PERIOD:
            fields.complain("months", f"a period is 1 to {LONGEST_PERIOD} months")
        rule = Parameter(
            fields.text("id"),
            fields.words("name", required=True),
            min(months, LONGEST_PERIOD),
            fields.text("gives", required=True),
            fields.text("runs_from", required=True),
            fields.words("text", required=True),
            self.basis(fields, required=True),
        )
        fields.finish()
        return rule


def read_path(fields: Fields) -> Path:
    """One path."""
    path = Path(fields.text("id"), fields.words("name", required=True))
    fields.finish()
    return path
