"""Texts of the sample contracts the program ships, as values: `contracts/*.yaml` -> `SampleContract`.

The contracts are ours, written so that the journey meets what real ones do: typed 第X条 numbers with typed
references, automatic multilevel numbers, and a two-column bilingual table. The files hold words only; numbers,
fonts and layout are made by `word.builder`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml

LAYOUTS = ("typed", "automatic", "columns")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph under an article; level 1 is numbered below the heading, 2 below that, 0 not at all."""

    words: Words
    level: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A heading and what stands under it."""

    heading: Words
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SampleContract:
    """One sample contract."""

    id: str
    layout: str
    kind: str
    languages: tuple[str, ...]
    title: Words
    number: Words
    preamble: tuple[Words, ...]
    articles: tuple[Article, ...]
    closing: Words
    signature: tuple[Words, ...]
    annexes: tuple[Article, ...]


def sample_contracts(folder: Path) -> tuple[Path, ...]:
    """The files of the sample contracts, by name."""
    return tuple(sorted(folder.glob("*.yaml")))


def read_sample(path: Path) -> SampleContract:
    """The sample contract in `path`. Raises BadInput naming file, line and field."""
    problems: list[Problem] = []
    fields = Fields(read_yaml(path), "a sample contract", path.name, problems)
    sample = SampleContract(
        id=fields.text("id", required=True),
        layout=fields.choice("layout", LAYOUTS, required=True),
        kind=fields.text("kind", required=True),
        languages=fields.choices("languages", ("zh", "en")),
        title=fields.words("title", required=True),
        number=fields.words("number"),
        preamble=tuple(_words(f) for f in fields.blocks("preamble")),
        articles=tuple(_article(f) for f in fields.blocks("articles", "an article")),
        closing=fields.words("closing"),
        signature=tuple(_words(f) for f in fields.blocks("signature")),
        annexes=tuple(_article(f) for f in fields.blocks("annexes", "an annex")),
    )
    fields.finish()
    if problems:
        raise BadInput(*problems)
    return sample


def _words(fields: Fields) -> Words:
    words = Words(zh=fields.text("zh"), en=fields.text("en"))
    fields.finish()
    return words


def _article(fields: Fields) -> Article:
    article = Article(fields.words("heading", required=True), tuple(_line(f) for f in fields.blocks("body", "a line")))
    fields.finish()
    return article


def _line(fields: Fields) -> Line:
    level = fields.whole("level", 0) or 0
    return Line(_words(fields), level)
