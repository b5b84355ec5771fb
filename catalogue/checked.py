"""A matter whose measured values can all be read, or a complaint that names file and line.

Values that flow: path -> Matter, each measured value tried against the quantities of its name. The hard problem: a
matter holds values as plain text without places, because most readers of it have no unit table; so the lines are
looked up in the file again, and only when something is wrong. Rejected: places in the Matter value; every copy made
in the window would carry lines of a file that has changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.given import quantities_named, read_given
from catalogue.matter import Matter
from catalogue.matterfile import read_matter
from catalogue.packs import Library
from catalogue.problems import BadInput, Problem
from catalogue.text import Normaliser
from catalogue.units import UnitTable
from catalogue.yamltext import Mapping, Node, Sequence, read_yaml


def read_checked_matter(path: Path, library: Library, units: UnitTable, normaliser: Normaliser) -> Matter:
    """The matter in the file. Raises BadInput naming file and line, for measured values too.

    A name that no catalogue uses is no fault here: classifying asks about it.
    """
    matter = read_matter(path)
    faults = tuple(_faults(matter, library, units, normaliser))
    if faults:
        tree = read_yaml(path, str(path))
        raise BadInput(*(replace(p, file=str(path), line=_line(tree, place)) for place, p in faults))
    return matter


def _faults(
    matter: Matter, library: Library, units: UnitTable, normaliser: Normaliser
) -> Iterator[tuple[tuple[int, str], Problem]]:
    for number, technology in enumerate(matter.technologies):
        for name, text in technology.measured:
            if not quantities_named(library, normaliser, name):
                continue
            try:
                read_given(library, units, normaliser, [(name, text)])
            except BadInput as bad:
                yield (number, name), bad.problems[0]


def _line(tree: Node, place: tuple[int, str]) -> int:
    """The line of a measured value of the technology with this number; 0 where the file no longer has it."""
    number, name = place
    technologies = tree.pairs.get("technology") if isinstance(tree, Mapping) else None
    if not isinstance(technologies, Sequence) or number >= len(technologies.items):
        return 0
    technology = technologies.items[number]
    measured = technology.pairs.get("measured") if isinstance(technology, Mapping) else None
    return measured.key_lines.get(name, 0) if isinstance(measured, Mapping) else 0
