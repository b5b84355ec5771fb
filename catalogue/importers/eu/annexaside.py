"""General notes, definitions and tables of a list: words that belong to no item -> entries that stand aside.

Values that flow: a `Section` (its heading and paragraphs) becomes an entry without code and control, one point per
paragraph, so that search covers every sentence of the publication. The hard problem is to add them without adding to
the list: `Entry.aside` keeps them out of every count and comparison. Rejected: entries of the list's own kind; then
384 of 384 would read 420 of 384.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.entryschema import MAX_POINTS
from catalogue.importers.eu.annextree import Manner
from catalogue.model import Entry, Point, Words

OUTSIDE = Words(
    "条目之外的文字：总注、定义、目录、附表", "Text outside the entries: notes, definitions, contents, tables"
)
LONGEST_ID = 60
_NOT_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a publication that lists nothing: its heading and its paragraphs in printed order."""

    title: Words
    paragraphs: tuple[str, ...]


def asides(sections: Iterable[Section], manner: Manner) -> tuple[Entry, ...]:
    """One entry per section in printed order; a section with more paragraphs than an entry may hold gives several."""
    made: dict[str, Entry] = {}
    for section in sections:
        said = [text for paragraph in section.paragraphs if (text := " ".join(paragraph.split()))]
        for at in range(0, len(said), MAX_POINTS):
            name = _free(f"{manner.catalogue}.{_slug(section.title.en)}", made)
            made[name] = Entry(
                id=name,
                code=None,
                title=section.title,
                control=None,
                points=_points(said[at : at + MAX_POINTS], at, manner),
                source=manner.source,
                checked=manner.checked,
                aside=True,
            )
    return tuple(made.values())


def said_of(made: Sequence[Entry]) -> tuple[Words, ...]:
    """The remark about entries that stand aside; none where there are none."""
    if not made:
        return ()
    number = sum(len(entry.points) for entry in made)
    return (
        Words(
            f"总注、定义和附表另存为{len(made)}个不带编号的条目（{number}段），可以检索，不是清单的物项，不计入数目",
            f"general notes, definitions and tables are kept as {len(made)} entries without a code ({number} "
            "paragraphs): they can be searched, are no items of the list and are not counted",
        ),
    )


def _points(said: Sequence[str], before: int, manner: Manner) -> tuple[Point, ...]:
    return tuple(
        Point(str(before + number), Words(en=text), source=manner.source, checked=manner.checked)
        for number, text in enumerate(said, start=1)
    )


def _slug(title: str) -> str:
    return _NOT_ID.sub("-", title.lower()).strip("-")[:LONGEST_ID].rstrip("-") or "notes"


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where it is taken."""
    known, number = set(taken), 1
    while (one := name if number == 1 else f"{name}-{number}") in known:
        number += 1
    return one
