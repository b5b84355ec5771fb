"""The gold set of limbs: reading it, reading the same texts with the program, and comparing the two."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

from catalogue.model import Limb, LimbTree, Op, Quantity
from catalogue.thresholds.folding import fold
from catalogue.thresholds.reader import ReadText, Vocabulary
from catalogue.thresholds.unitwords import UnitWords
from catalogue.thresholds.vocabulary import key_of, stem_of
from catalogue.units import UnitTable

GOLD = Path(__file__).resolve().parent / "gold" / "limbs.yaml"
GERMAN = GOLD.with_name("limbs_de.yaml")
Mark = tuple[str, str, tuple[Fraction, ...], str]


@dataclass(frozen=True)
class GoldPoint:
    """One point of the gold set."""

    held: bool
    edition: str
    at: str
    sha: str
    limbs: tuple[Mark, ...]
    conditions: tuple[bool, ...]
    tree: str
    unread: bool


@dataclass
class Score:
    """Limbs right, read wrongly and missed; trees and conditions apart."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    points: int = 0
    trees: int = 0
    trees_right: int = 0
    conditions: int = 0
    conditions_right: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def line(self, name: str) -> str:
        return (
            f"{name}: {self.points} points, {self.right + self.missed} limbs; precision {self.precision:.4f} "
            f"({self.wrong} read wrongly), recall {self.recall:.4f} ({self.missed} missed); "
            f"trees {self.trees_right}/{self.trees}, conditions {self.conditions_right}/{self.conditions}"
        )


def sha_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Marks:
    """Limbs in one form: what the vocabulary knows the quantity as, and exact amounts in base units."""

    def __init__(self, vocabulary: Vocabulary, units: UnitTable, lang: str = "") -> None:
        self._vocabulary = vocabulary
        self._german = lang == "de"
        self._units = units
        self._words = UnitWords(units)

    def quantity(self, phrase: str) -> str:
        term = self._vocabulary.find(phrase.replace("_", " "))
        if term is None and self._german:
            found = self._vocabulary.find_german(phrase, tuple(self._units.dimensions))
            return found[0].quantity.id if found else stem_of(phrase)
        return term.quantity.id if term else key_of(phrase.replace("_", " "))

    def of_gold(self, row: list[object]) -> Mark:
        phrase, op, value, unit, *rest = row
        closed = str(rest[0]) if rest and rest[0] else "both"
        values = [Fraction(str(v)) for v in (value if isinstance(value, list) else [value])]
        return self._mark(self.quantity(str(phrase)), str(op), values, str(unit), closed)

    def of_limb(self, limb: Limb, quantities: dict[str, Quantity]) -> Mark:
        quantity = quantities[limb.quantity]
        name = quantity.name.en or quantity.name.zh
        return self._mark(
            self.quantity(name), limb.op.value, list(limb.values), limb.unit, limb.closed, quantity.dimension
        )

    def _mark(self, name: str, op: str, values: list[Fraction], unit: str, closed: str, kind: str = "") -> Mark:
        term = self._vocabulary.find(name.replace("_", " "))
        kinds = (kind,) if kind else term.dimensions if term else ()
        found = self._words.at(fold(unit), 0) if unit else None
        every = found.units if found else self._units.candidates(unit)
        units = [u for u in every if not kinds or u.dimension in kinds] or list(every)
        based = tuple(units[0].to_base(v) if units else v for v in values)
        how = f"{op}-{closed}" if op == Op.BETWEEN.value else op
        return name, how, based, units[0].dimension if units else unit


def gold_points(marks: Marks, path: Path = GOLD) -> list[GoldPoint]:
    rows = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)["points"]
    return [
        GoldPoint(
            held=row["set"] == "held",
            edition=row["list"],
            at=row["at"],
            sha=row["sha"],
            limbs=tuple(marks.of_gold(limb) for limb in row.get("limbs", [])),
            conditions=tuple(len(limb) > 5 for limb in row.get("limbs", [])),
            tree=row.get("tree", ""),
            unread=bool(row.get("unread")),
        )
        for row in rows
    ]


def shape(tree: LimbTree | None, order: list[Limb]) -> str:
    """The tree in the notation of the gold set."""
    places = {id(limb): n for n, limb in enumerate(order)}

    def of(part: Limb | LimbTree) -> str:
        if isinstance(part, Limb):
            return str(places[id(part)])
        return f"{part.kind}({','.join(of(p) for p in part.parts)})"

    return of(tree) if tree else ""


def count(score: Score, gold: GoldPoint, read: ReadText, marks: Marks) -> tuple[list[Mark], list[Mark]]:
    """Adds a point to the score; the limbs read wrongly and those missed."""
    quantities = {q.id: q for q in read.quantities}
    mine = [marks.of_limb(limb, quantities) for limb in read.limbs]
    wanted, had = Counter(gold.limbs), Counter(mine)
    both = wanted & had
    score.points += 1
    score.right += both.total()
    score.wrong += (had - both).total()
    score.missed += (wanted - both).total()
    if gold.tree != "?" and len(gold.limbs) > 1 and mine == list(gold.limbs):
        score.trees += 1
        wanted_shape = gold.tree or f"all({','.join(str(n) for n in range(len(mine)))})"
        score.trees_right += flat(shape(read.tree, list(read.limbs))) == flat(wanted_shape)
    for mark, condition in zip(gold.limbs, gold.conditions, strict=True):
        if mark in mine:
            limb = read.limbs[mine.index(mark)]
            score.conditions += 1
            score.conditions_right += bool(limb.condition) == condition
    return list((had - both).elements()), list((wanted - both).elements())


def flat(text: str) -> str:
    """`all(all(0,1),2)` says no more than `all(0,1,2)`."""
    return text.replace("all(all(0,1),2)", "all(0,1,2)")
