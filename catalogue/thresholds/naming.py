"""A quantity found for a bound, and the names that dimensions give where a text prints none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.model import Quantity, Words
from catalogue.thresholds.bounds import Bound
from catalogue.thresholds.vocabulary import Term, Vocabulary, key_of

UNIT_FREE = ("number", "ratio", "count", "operations", "score")
"""Dimensions a number without a unit may be of."""
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
AMBIGUOUS = frozenset(("acceleration", "temperature_difference", "mass"))


@dataclass(frozen=True, slots=True)
class Named:
    """The quantity of a bound, which way better points for it, and where its words stand."""

    quantity: Quantity
    dimension: str
    better: str
    start: int
    end: int


def possible(bound: Bound) -> tuple[str, ...]:
    """The dimensions a bound may be in."""
    return bound.dimensions or UNIT_FREE


def of_term(term: Term, dimension: str, start: int, end: int) -> Named:
    """A quantity of the vocabulary."""
    return Named(term.in_dimension(dimension), dimension, term.better, start, end)


def own_words(phrase: str, bound: Bound, start: int, end: int, *, chinese: bool) -> Named | None:
    """A quantity outside the vocabulary, under its own words and the dimension of its unit."""
    dimension = own_dimension(bound, phrase)
    if dimension is None:
        return None
    return Named(_named_by(phrase, dimension, chinese=chinese), dimension, "", start, end)


def _named_by(phrase: str, dimension: str, *, chinese: bool) -> Quantity:
    """A quantity called by a phrase of the text, in the form names are compared in."""
    key = key_of(phrase)
    name = Words(key, "") if chinese else Words("", key)
    plain = key if chinese else re.sub(r"[^a-z0-9]+", "_", key.translate(_PLAIN)).strip("_")
    return Quantity(plain, name, dimension)


def own_dimension(bound: Bound, phrase: str = "") -> str | None:
    """The one dimension of a bound's unit; None where the spelling means several things."""
    if not bound.dimensions:
        return "number"
    kinds = set(bound.dimensions)
    if kinds == {"temperature", "temperature_difference"}:
        return "temperature_difference" if re.search(r"differ|uniform|温差|均匀", phrase) else "temperature"
    if len(kinds) > 1 and kinds & AMBIGUOUS:
        return None
    return bound.dimensions[0]


def content_of(
    material: str, vocabulary: Vocabulary, bound: Bound, start: int, end: int, *, chinese: bool
) -> Named | None:
    """The content of a material: `nickel content`, 镍含量."""
    if "ratio" not in bound.dimensions and "mass" not in bound.dimensions:
        return None
    dimension = "ratio" if "ratio" in bound.dimensions else "mass"
    phrase = f"{material}含量" if chinese else f"{material} content"
    known = vocabulary.find_in(phrase, (dimension,))
    if known:
        return of_term(known[0], known[1], start, end)
    return Named(_named_by(phrase, dimension, chinese=chinese), dimension, "", start, end)
