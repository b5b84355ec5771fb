"""The lines of a 控制要点 cell -> control points, each with the number the catalogue prints.

Values that flow: `Line`s -> `Point`s and remarks. The hard problem: `1．`, `（1）` and `①` are points in one entry and
sub-points in another. The first number of the cell decides which form counts; every other form stays in the text. A
number of that form that does not go up stays in the text too and is told, and a gap in the numbers is told; nothing
is renumbered. Rejected: splitting at every number; a sub-list would become points of the law that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.importers.prc_blocks import Line, clean, folded, joined
from catalogue.model import Check, Point, Words

FORMS = (
    ("dot", re.compile(r"\s*([0-9０-９]{1,2})\s*(?:[．、]|[.](?![0-9０-９]))\s*")),
    ("bracket", re.compile(r"\s*[（(]\s*([0-9０-９]{1,2})\s*[）)]\s*[、.．]?\s*")),
    ("roman", re.compile(r"\s*(i{1,3}|iv|vi{0,3}|ix)\s*[．、.]\s*")),
)
LETTERED = ("roman",)


@dataclass(frozen=True, slots=True)
class Split:
    """The points of one cell, and what must be told about their numbers."""

    points: tuple[Point, ...]
    remarks: tuple[Words, ...]


@dataclass(slots=True)
class _Open:
    no: str | None
    lines: list[Line]


def split_points(lines: Iterable[Line], source: str, label: str) -> Split:
    """Points in printed order; text before the first number is the entry's own (`no` None). `label` names the entry."""
    found: list[_Open] = []
    remarks: list[Words] = []
    form = ""
    for line in lines:
        last = _last(found)
        form, number, rest = _number(line, form, at_start=not found)
        if number is not None and form == "bracket" and not line.hard and found and not _is_next(number, found, last):
            remarks.append(_doubtful(label, number))
            number = None
        if number is None or (last is not None and number.isdigit() and int(number) <= last):
            if number is not None:
                remarks.append(_not_rising(label, number))
            _append(found, line)
        else:
            if number.isdigit() and int(number) != (last or 0) + 1:
                remarks.append(_gap(label, number, last))
            found.append(_Open(number, [Line(rest)] if rest else []))
    points = tuple(Point(one.no, Words(joined(one.lines)), source=source, checked=Check.OFFICIAL) for one in found)
    remarks.extend(_empty(label, one.no or "") for one in points if not one.text)
    return Split(tuple(p for p in points if p.text), tuple(remarks))


def _append(found: list[_Open], line: Line) -> None:
    if not found:
        found.append(_Open(None, []))
    found[-1].lines.append(line)


def _is_next(number: str, found: list[_Open], last: int | None) -> bool:
    """True for the number that is due, where the point before holds no such number inside its text."""
    inside = re.search(r"[（(]\s*[0-9０-９]{1,2}\s*[）)]", joined(found[-1].lines))
    return int(number) == (last or 0) + 1 and inside is None


def _last(found: list[_Open]) -> int | None:
    return next((int(one.no) for one in reversed(found) if one.no and one.no.isdigit()), None)


def _number(line: Line, form: str, *, at_start: bool) -> tuple[str, str | None, str]:
    """(form, number, text after it); the number is None where the line begins none of the cell's own form."""
    for name, pattern in FORMS:
        if form and not _fits(name, form):
            continue
        match = pattern.match(line.text)
        if match is None or not _may_begin(name, line, form, at_start=at_start):
            continue
        number = folded(match.group(1))
        number = number if name in LETTERED else str(int(number))
        if number == "0":
            continue
        return name, number, clean(line.text[match.end() :])
    return form, None, line.text


def _fits(name: str, form: str) -> bool:
    """After roman numerals figures may follow; they mark points whose number nobody printed, before numbered ones."""
    return name == form or (form in LETTERED and name == "dot")


def _may_begin(name: str, line: Line, form: str, *, at_start: bool) -> bool:
    """A roman numeral is a number only in the first line, where no sub-list can be; the first `（1）` of a cell needs a
    meant line, because an unnumbered text may wrap before one."""
    if name in LETTERED:
        return form in LETTERED or (at_start and not line.text.lstrip()[1:2].isalpha())
    return line.hard or name == "dot" or at_start or form == name


def _not_rising(label: str, number: str) -> Words:
    return Words(
        f"{label}：行首编号“{number}”不大于前一要点，留在该要点文本内，请核对",
        f"{label}: the number {number} at the head of a line does not go up; it stays in the text of the point before",
    )


def _doubtful(label: str, number: str) -> Words:
    return Words(
        f"{label}：行首“（{number}）”可能是要点，也可能是上一行的延续，留在文本内，请核对",
        f"{label}: ({number}) at the head of a full line's continuation may be a point or not; it stays in the text",
    )


def _gap(label: str, number: str, last: int | None) -> Words:
    return Words(
        f"{label}：控制要点序号由{last or 0}跳至{number}，请核对",
        f"{label}: control points go from {last or 0} to {number}; compare with the publication",
    )


def _empty(label: str, number: str) -> Words:
    return Words(
        f"{label}：第{number}点没有文本，未收入", f"{label}: control point {number} has no text and is left out"
    )
