"""The rules of the foreign regimes as data: what each asks, warns of and concludes, and of which kind of thing.

Values that flow: `regimes/foreign.yaml` -> `ForeignRules`; the facts of an item (a technology, a code, a cell of the
Country Chart, a country, a listed party, an owned party, or the whole matter) are held against the rules made for its
kind, in the order of the file. The hard problem: a doubt must stay a question and a lawyer's answer must settle it,
without a line of Python per article; so a rule names the question it asks, and says whether what it concludes waits for
a "yes" or holds until a "no" (`presumed`). Rejected: one function per foreign regime; no lawyer could read or correct
it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from catalogue.countrychart import UsTables, read_us_tables
from catalogue.fields import Fields
from catalogue.problems import BadInput, Problem
from catalogue.results import Outcome
from catalogue.when import When
from catalogue.yamltext import read_yaml

KINDS = ("head", "technology", "code", "cell", "country", "matter", "hit", "party", "outcome")
"""What a rule is held against, in the order the kinds are gone through."""
FILE = "foreign.yaml"


@dataclass(frozen=True, slots=True)
class ForeignRule:
    """One rule. `ask` is a question, `warn` a notice, `sets` facts that later rules of the same item see.

    With a question, `warn`, `sets` and `outcome` wait for the answer "yes"; `presumed`: they hold until it is "no".
    `since` and `until` bound the matter's day, `signed_since` and `signed_before` the day of the contract (one that is
    not known counts as late).
    """

    id: str
    regime: str
    each: str
    when: When
    ask: str = ""
    warn: str = ""
    outcome: Outcome | None = None
    presumed: bool = False
    sets: tuple[tuple[str, str], ...] = ()
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    signed_since: dt.date = dt.date.min
    signed_before: dt.date = dt.date.max

    def applies_on(self, day: dt.date, signed: dt.date | None) -> bool:
        """Whether the rule runs on a day, for a contract of another."""
        if not self.since <= day <= self.until:
            return False
        if signed is None:
            return self.signed_before == dt.date.max
        return self.signed_since <= signed < self.signed_before


@dataclass(frozen=True, slots=True)
class Phase:
    """From a day on, a date-bounded rule is in this state."""

    since: dt.date
    state: str


@dataclass(frozen=True, slots=True)
class ListKind:
    """How hits on a list are told apart: by the key of its section, or by a part of its id (`csl-2026-11-20-el`)."""

    kind: str
    sections: tuple[str, ...]
    parts: tuple[str, ...]
    programmes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ForeignRegime:
    """A regime: the list its codes stand in, the packs of its party lists, and what calls for it (any of `called`).

    `class_letters` is the class a technology carries under it, empty where it gives none.
    """

    id: str
    listed_in: str
    charted: bool
    packs: frozenset[str]
    called: tuple[When, ...]
    class_letters: str = ""


class ChartRoom:
    """The Country Chart and its tables, read at the first need: no matter without US facts waits for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def tables(self) -> UsTables:
        """The tables. Raises BadInput for any fault in them."""
        return read_us_tables(self._folder)


@dataclass(frozen=True, slots=True)
class ForeignRules:
    """All rules, with the words and numbers they rest on."""

    regimes: tuple[ForeignRegime, ...]
    rules: tuple[ForeignRule, ...]
    defaults: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    bands: dict[str, tuple[int, ...]]
    phases: dict[str, tuple[Phase, ...]]
    list_kinds: tuple[ListKind, ...]
    charts: ChartRoom

    def of(self, regime: str, each: str) -> tuple[ForeignRule, ...]:
        """The rules of a regime for one kind of thing, in the order of the file."""
        return tuple(r for r in self.rules if r.regime == regime and r.each == each)

    def phase(self, measure: str, day: dt.date) -> str:
        """The state the dates alone give a measure; `none` before its first day."""
        past = [p for p in self.phases.get(measure, ()) if p.since <= day]
        return past[-1].state if past else "none"


def read_foreign(folder: Path, charts: Path, questions: frozenset[str], notices: frozenset[str]) -> ForeignRules:
    """The rules of a folder. Raises BadInput with every fault: file, line, field."""
    problems: list[Problem] = []
    shown = f"regimes/{FILE}"
    top = Fields(read_yaml(folder / FILE, shown), "the rules of the foreign regimes", shown, problems)
    bands, phases = top.block("bands"), top.block("phases")
    lists = top.blocks("lists", "a kind of list")
    words, defaults = top.block("words"), top.block("defaults")
    rules = ForeignRules(
        regimes=tuple(_regime(f) for f in top.blocks("regimes", "a regime")),
        rules=tuple(_rule(f, questions, notices) for f in top.blocks("rules", "a rule")),
        defaults={name: frozenset(defaults.texts(name)) for name in defaults.keys()},  # noqa: SIM118
        words={name: frozenset(words.texts(name)) for name in words.keys()},  # noqa: SIM118 a reader, not a mapping
        bands={name: tuple(int(n) for n in bands.texts(name)) for name in bands.keys()},  # noqa: SIM118
        phases={name: _phases(phases, name) for name in phases.keys()},  # noqa: SIM118
        list_kinds=tuple(_list_kind(f) for f in lists),
        charts=ChartRoom(charts),
    )
    top.finish()
    if problems:
        raise BadInput(*problems)
    return rules


def _regime(fields: Fields) -> ForeignRegime:
    regime = ForeignRegime(
        fields.text("id", required=True),
        fields.text("listed_in", required=True),
        fields.flag("charted"),
        frozenset(fields.texts("packs")),
        tuple(_when(block) for block in fields.blocks("called", "a condition")),
        fields.text("class"),
    )
    fields.finish()
    return regime


def _when(block: Fields) -> When:
    return When(tuple((name, frozenset(block.texts(name))) for name in block.keys()))  # noqa: SIM118


def _rule(fields: Fields, questions: frozenset[str], notices: frozenset[str]) -> ForeignRule:
    sets = fields.block("sets")
    outcome = fields.choice("outcome", tuple(o.value for o in Outcome))
    rule = ForeignRule(
        id=fields.text("id", required=True),
        regime=fields.text("regime", required=True),
        each=fields.choice("each", KINDS, "matter"),
        when=_when(fields.block("when")),
        ask=fields.choice("ask", questions),
        warn=fields.choice("warn", notices),
        outcome=Outcome(outcome) if outcome else None,
        presumed=fields.flag("presumed"),
        sets=tuple((name, sets.text(name)) for name in sets.keys()),  # noqa: SIM118
        since=fields.date("since") or dt.date.min,
        until=fields.date("until") or dt.date.max,
        signed_since=fields.date("signed_since") or dt.date.min,
        signed_before=fields.date("signed_before") or dt.date.max,
    )
    fields.finish()
    return rule


def _phases(block: Fields, name: str) -> tuple[Phase, ...]:
    found: list[Phase] = []
    for one in block.blocks(name, "a phase"):
        found.append(Phase(one.date("since", required=True) or dt.date.max, one.text("state", required=True)))
        one.finish()
    return tuple(sorted(found, key=lambda p: p.since))


def _list_kind(fields: Fields) -> ListKind:
    kind = ListKind(
        fields.text("kind", required=True),
        fields.texts("sections"),
        fields.texts("parts"),
        frozenset(fields.texts("programmes")),
    )
    fields.finish()
    return kind
