"""What a memo is made of, before anybody decides how Word shows it: frozen values in two languages, no I/O."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model import Words


def same(text: str) -> Words:
    """A text that reads alike in both languages: a name, a code, a date, what the user typed."""
    return Words(text, text)


def joined(parts: Iterable[Words], zh: str = "；", en: str = "; ") -> Words:
    """The parts in one line, empty ones left out."""
    told = [part for part in parts if part]
    return Words(zh.join(p.in_language("zh") for p in told), en.join(p.in_language("en") for p in told))


def labelled(label: Words, text: Words) -> Words:
    """`依据：…` / `Basis: …`."""
    return Words(
        f"{label.in_language('zh')}：{text.in_language('zh')}", f"{label.in_language('en')}: {text.in_language('en')}"
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document's outline. `level` 1 to 3."""

    text: Words
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `kind`: text, strong (a result), note (small) or lead (small, kept with what follows)."""

    text: Words
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Items:
    """A bulleted list."""

    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and what stands behind them, in two columns without a heading row."""

    rows: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width of the page."""

    heading: Words
    share: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading row that Word repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to sign on, a label each."""

    labels: tuple[Words, ...]


Block = Heading | Para | Items | Pairs | Grid | Signature


@dataclass(frozen=True, slots=True)
class Memo:
    """The whole memo. `title` and `subtitle` open it, `running` stands at the head of every page."""

    title: Words
    subtitle: Words
    running: Words
    author: str
    blocks: tuple[Block, ...]
