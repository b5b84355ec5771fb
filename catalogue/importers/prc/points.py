"""The lines of a 控制要点 cell -> control points, each with the number the catalogue prints.

Values that flow: `Line`s -> `Point`s and remarks. The hard problem: `1．`, `（1）` and `①` are points in one entry and
sub-points in another. The first number of the cell decides which form counts; every other form stays in the text. A
number of that form that does not go up stays in the text too and is told, and a gap in the numbers is told; nothing
is renumbered. Inside a line of an announcement (“1．…；2．…”) a number begins a point only where it is the one due,
is written as the first one is, and stands after the end of a clause; any other that could begin one makes the whole
`doubtful`, and the order is then not applied. Rejected: splitting at every number; a sub-list would become points of
the law that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.importers.prc.blocks import Line, clean, folded, joined
from catalogue.model import Check, Point, Words

FORMS = (
    ("dot", re.compile(r"\s*([0-9０-９]{1,2})\s*(?:[．、]|[.](?![0-9０-９]))\s*")),
    ("bracket", re.compile(r"\s*[（(]\s*([0-9０-９]{1,2})\s*[）)]\s*[、.．]?\s*")),
    ("roman", re.compile(r"\s*(i{1,3}|iv|vi{0,3}|ix)\s*[．、.]\s*")),
)
LETTERED = ("roman",)
INSIDE = {
    "dot": re.compile(r"(?<![0-9０-９])([0-9０-９]{1,2})\s*[．.](?!\s*$)"),
    "comma": re.compile(r"(?<![0-9０-９])([0-9０-９]{1,2})、(?!\s*$)"),
    "bracket": re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[）)]"),
}
"""Numbers inside a line, by the sign of the first one."""
NO_BEGINNING = re.compile(r"[A-Za-z0-9０-９第图表式例注条款项类节章号.．\-–—/±×≤≥<>＜＞=＝约为至到和及或、]\s*$")
"""Before a number that is a figure, a reference or part of a name."""
CLAUSE_END = re.compile(r"[；;。]\s*$|[^\s,，、:：]\s+$")


@dataclass(frozen=True, slots=True)
class Split:
    """The points of one cell, and what must be told about their numbers."""

    points: tuple[Point, ...]
    remarks: tuple[Words, ...]
    doubtful: bool = False


@dataclass(slots=True)
class _Open:
    no: str | None
    lines: list[Line]


def split_points(lines: Iterable[Line], source: str, label: str, *, inside: bool = False) -> Split:
    """Points in printed order; text before the first number is the entry's own (`no` None). `label` names the entry.

    `inside`: points may begin inside a line too, as in the running text of an announcement; in a table they do not.
    """
    found: list[_Open] = []
    lines, remarks, doubtful = _broken(tuple(lines), label) if inside else (lines, [], False)
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
    return Split(tuple(p for p in points if p.text), tuple(remarks), doubtful)


def _broken(lines: tuple[Line, ...], label: str) -> tuple[tuple[Line, ...], list[Words], bool]:
    """The lines, each broken where a point begins inside it; what must be told; True, and none broken, on a doubt."""
    sign, due = _sign(lines[0].text) if lines else ("", 0)
    broken: list[Line] = []
    told: list[Words] = []
    doubts: list[Words] = []
    for at, line in enumerate(lines):
        _, number, _ = _number(line, "bracket" if sign == "bracket" else "dot" if sign else "", at_start=at == 0)
        if number is not None and number.isdigit() and (int(number) >= due):
            due = int(number) + 1
        ends, due, unsure = _beginnings(line.text, sign, due)
        starts = [0, *ends]
        parts = [clean(line.text[a:b]) for a, b in zip(starts, [*ends, len(line.text)], strict=True)]
        broken.extend([Line(parts[0], line.hard, line.tight) if ends else line, *map(Line, parts[1:])])
        told.extend(_inside(label, clean(line.text[end:])[:20]) for end in ends)
        doubts.extend(_left_inside(label, number) for number in unsure)
    return (lines, doubts, True) if doubts else (tuple(broken), told, False)


def _sign(text: str) -> tuple[str, int]:
    """(the sign of the number at the head of the first line, that number); ("", 0) where there is none."""
    for name in ("dot", "bracket"):
        match = dict(FORMS)[name].match(text)
        if match:
            number = int(folded(match.group(1)))
            return ("comma" if name == "dot" and "、" in match.group() else name), number
    return "", 0


def _beginnings(text: str, sign: str, due: int) -> tuple[list[int], int, list[str]]:
    """Where points begin inside a line, the number due after it, and the numbers that may begin a point or not."""
    ends: list[int] = []
    unsure: list[str] = []
    for match in INSIDE[sign or "dot"].finditer(text):
        before, after = text[: match.start()], text[match.end() :].lstrip()
        decimal = after[:1].isdigit() and sign != "bracket"
        ended = CLAUSE_END.search(before) is not None and not NO_BEGINNING.search(before)
        if not before.strip() or (decimal and not ended) or (NO_BEGINNING.search(before) and not ended):
            continue
        number = int(folded(match.group(1)))
        if ended and number == due and sign and not decimal:
            ends.append(match.start())
            due += 1
        elif ended or sign == "dot" or (sign == "bracket" and number == due):
            unsure.append(str(number))
    return ends, due, unsure


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


def _inside(label: str, text: str) -> Words:
    return Words(
        f"{label}：同一行内“{text}”作为单独要点分开，请核对",
        f"{label}: '{text}' inside a line is taken as a point of its own; compare with the publication",
    )


def _left_inside(label: str, number: str) -> Words:
    return Words(
        f"{label}：行内编号“{number}”不能确定是否另起要点，留在文本内，请核对",
        f"{label}: the number {number} inside a line may begin a point or not; it stays in the text",
    )


def _empty(label: str, number: str) -> Words:
    return Words(
        f"{label}：第{number}点没有文本，未收入", f"{label}: control point {number} has no text and is left out"
    )
