"""How a contract writes the titles of its articles: in capitals, with a full stop, or not at all.

Values that flow: an outline becomes `Titles`. The hard problem is an article that begins with a sentence: its opening
looks like a title and says nothing about how titles are written. Rejected: the share of all articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clause_library.word.reading.outline import Outline
from clause_library.word.source.document import Paragraph
from clause_library.word.source.typed import read_typed

FEW = 4


@dataclass(frozen=True, slots=True)
class Titles:
    """`upper`: in capitals; `full_stop`: closed by one; `given` is false where articles begin with their text."""

    upper: bool
    full_stop: bool
    given: bool


def read_titles(outline: Outline) -> Titles:
    """How most titles of the outline are written; titles are given where at least one article in four has one."""
    headed = [a.title for a in outline.articles if a.headed]
    english = [t for t in headed if re.search("[A-Za-z]{3}", t)]
    capital = [t for t in english if all(w[0].isupper() for w in re.findall(r"[A-Za-z]{4,}", t))] or english
    upper = sum(t == t.upper() for t in english)
    stops = sum(t.rstrip().endswith(".") for t in capital)
    return Titles(
        upper * 2 > len(english) > 0, stops * 2 > len(capital) > 0, len(headed) * FEW >= len(outline.articles)
    )


def prints_like_article(paragraph: Paragraph, outline: Outline) -> bool:
    """Whether a list prints the numbers that the articles type; such a line is no item of an article."""
    shown = read_typed(paragraph.label) if paragraph.label and outline.scheme.mechanism == "typed" else None
    return shown is not None and shown.key == outline.scheme.key
