"""The names quantities go by in three languages -> the quantity, read from `vocabulary.yaml`.

Values that flow: file and unit table -> `Vocabulary`, asked by phrase and by the dimensions a unit may have,
answering a `Term`. The one hard problem: lists print one quantity in many ways (output wavelengths, "Output
wavelength", a maximum output wavelength) and one word for several (resolution in metres and in bits), so names are
compared in one form and a term always answers for a dimension. Rejected: guessing by likeness; a limit on the wrong
quantity is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Quantity, Words
from catalogue.problems import BadInput, Problem
from catalogue.thresholds.comparing import Comparing
from catalogue.thresholds.folding import fold, lowered
from catalogue.thresholds.unitwords import UnitWords
from catalogue.units import UnitTable
from catalogue.yamltext import read_yaml

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_STEM = re.compile(r"(?<=\w{4})(?:e[nmrs]?|n|s)$")
_SAME = {
    "fibre": "fiber",
    "metre": "meter",
    "aluminum": "aluminium",
    "calibre": "caliber",
    "synthesised": "synthesized",
}
_PLURALS = {"radii": "radius", "axes": "axis", "densities": "density", "series": "series", "apparatus": "apparatus"}


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity of the vocabulary, the dimensions it is printed in, and which way "better" points for it."""

    quantity: Quantity
    dimensions: tuple[str, ...]
    better: str = ""
    german: tuple[str, ...] = ()

    def in_dimension(self, dimension: str) -> Quantity:
        """The quantity as it is meant in one of its dimensions; the first is the plain one."""
        if dimension == self.quantity.dimension:
            return self.quantity
        return replace(self.quantity, id=f"{self.quantity.id}_{dimension}", dimension=dimension)


class Vocabulary:
    """Every known name. Immutable once read."""

    def __init__(self, terms: tuple[Term, ...], qualifiers: tuple[str, ...], units: UnitTable) -> None:
        self.terms = terms
        self.units = units
        self.unit_words = UnitWords(units)
        self.comparing = {lang: Comparing(lang) for lang in ("zh", "en", "de")}
        self._by_key: dict[str, Term] = {}
        self._qualifiers = frozenset(key_of(q) for q in qualifiers)
        self._zh_qualifiers = tuple(sorted((q for q in qualifiers if not q.isascii()), key=len, reverse=True))
        for term in terms:
            for name in term.quantity.all_names:
                self._by_key.setdefault(key_of(name.replace("_", " ")), term)
        self._by_stems = {stem_of(name): term for term in terms for name in term.german}
        self.longest = max((len(key) for key in self._by_key if not key.isascii()), default=0)

    @classmethod
    def read(cls, path: Path, units: UnitTable) -> Vocabulary:
        """The vocabulary in a YAML file. Raises BadInput naming file and line of every fault."""
        problems: list[Problem] = []
        top = Fields(read_yaml(path), "the vocabulary", path.name, problems)
        block = top.block("qualifiers", "the qualifiers")
        qualifiers = (*block.texts("en"), *block.texts("zh"))
        block.finish()
        german = {f.text("id", required=True): f for f in top.blocks("german", "the German names of a quantity")}
        terms = tuple(_read_term(f, german) for f in top.blocks("quantities", "a quantity"))
        for ident, block in german.items():
            block.complain("id", f"there is no quantity '{ident}'", zh=f"没有物理量“{ident}”")
        top.finish()
        if problems:
            raise BadInput(*problems)
        return cls(terms, qualifiers, units)

    def find(self, phrase: str) -> Term | None:
        """The term that goes by this phrase, with or without qualifying words before it."""
        key = key_of(phrase)
        found = self._by_key.get(key)
        while found is None and key:
            shorter = self._unqualified(key)
            if shorter == key:
                return None
            key = shorter
            found = self._by_key.get(key)
        return found

    def find_german(self, phrase: str, dimensions: tuple[str, ...]) -> tuple[Term, str] | None:
        """The term of a German phrase, whatever the endings of its words, with the dimension it is printed in."""
        term = self._by_stems.get(stem_of(phrase))
        return next(((term, d) for d in term.dimensions if d in dimensions), None) if term else None

    def _unqualified(self, key: str) -> str:
        words = key.split(" ")
        for count in (3, 2, 1):
            if len(words) > count and " ".join(words[:count]) in self._qualifiers:
                return " ".join(words[count:])
        for qualifier in self._zh_qualifiers:
            if key.startswith(qualifier) and len(key) > len(qualifier):
                return key[len(qualifier) :]
        return key

    def find_in(self, phrase: str, dimensions: tuple[str, ...]) -> tuple[Term, str] | None:
        """The term of a phrase with the one of these dimensions that it is printed in."""
        term = self.find(phrase)
        if term is None:
            return None
        return next(((term, d) for d in term.dimensions if d in dimensions), None)


def key_of(name: str) -> str:
    """What names are compared by: small letters, single blanks, the last word singular, one spelling."""
    folded = lowered(fold(name))
    if not folded.isascii() and re.search(r"[\u4e00-\u9fff]", folded):
        return re.sub(r"\s+", "", folded)
    words = [_SAME.get(singular(w), singular(w)) for w in _WORD.findall(folded.replace("-", " "))]
    return " ".join(words)


def stem_of(phrase: str) -> str:
    """German words in small letters without the endings of case and number: mittleren Partikelgrößen."""
    return " ".join(_STEM.sub("", word) for word in re.findall(r"[^\W\d_]+", lowered(fold(phrase))))


def singular(word: str) -> str:
    """An English word without its plural ending."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) and len(word) > 3:
        return word[:-1]
    return word


def _read_term(fields: Fields, german: dict[str, Fields]) -> Term:
    dimension = fields.text("dimension", required=True)
    quantity = Quantity(
        id=fields.text("id", required=True),
        name=Words(fields.text("zh", required=True), fields.text("en", required=True)),
        dimension=dimension,
        synonyms=fields.texts("also"),
    )
    also = german.pop(quantity.id, None)
    names = also.texts("de") if also else ()
    if also:
        also.finish()
    better = fields.choice("better", ("less", "more"))
    term = Term(quantity, (dimension, *fields.texts("more")), better, names)
    fields.finish()
    return term
