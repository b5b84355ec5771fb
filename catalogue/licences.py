"""The licence catalogue beside the list: which rows belong to a code, and which codes a customs code leads to.

Values that flow: a place in a list -> the rows of licence catalogues on its code, and back; digits of a customs
code -> the places that print it. The hard problem: the licence catalogue is another instrument, with names, customs
codes and conditions of its own, and must never stand in for the list. So a row is an entry of an edition of its own
kind that no rule looks at, tied to the list by the permanent id and the point alone. Rejected: writing its columns
into the list's entries; nobody could then say which instrument prints what.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.editions import Located, select_editions, state_of
from catalogue.model import LICENCE_CATALOGUE, Catalogue, Edition, Entry, Point
from catalogue.packs import Library
from catalogue.problems import BadInput, Problem

CUSTOMS_DIGITS = 10
"""Digits of a customs code of the PRC as the licence catalogue prints it."""
FEWEST_DIGITS = 4
"""Digits of a heading, the shortest customs code that is asked for."""

_ASKED = re.compile(r"[0-9](?:[. ]?[0-9])*")
_PRINTED = {True: re.compile(r"[0-9]{10}"), False: re.compile(r"[0-9]{8}(?:[0-9]{2})?")}
"""Customs codes as licence catalogues print them (True), and announcements, which also print tariff numbers."""


@dataclass(frozen=True, slots=True)
class CustomsHit:
    """A place that prints customs codes beginning with the digits; `doubtful` where they are not settled as its own.

    `how` is one of HOW_PLACED, or empty where the source says nothing of it.
    """

    place: Located
    codes: tuple[str, ...]
    doubtful: bool = False
    how: str = ""


def customs_digits(text: str) -> str:
    """`8456.11.00.90` or `845611` -> its digits; empty for what is no customs code."""
    plain = unicodedata.normalize("NFKC", text).strip()
    digits = re.sub(r"[. ]", "", plain) if _ASKED.fullmatch(plain) else ""
    return digits if FEWEST_DIGITS <= len(digits) <= CUSTOMS_DIGITS else ""


def dotted(code: str) -> str:
    """`8456110090` -> `8456.11.00.90`."""
    pairs = [code[i : i + 2] for i in range(FEWEST_DIGITS, len(code), 2)]
    return ".".join((code[:FEWEST_DIGITS], *pairs))


def by_customs(
    library: Library, digits: str, *, catalogue: str = "", edition: str = "in-force", as_of: dt.date
) -> tuple[CustomsHit, ...]:
    """Every entry or point that prints a customs code beginning with `digits`, settled rows first."""
    found: list[CustomsHit] = []
    for one, held, state in select_editions(library, catalogue=catalogue, edition=edition, as_of=as_of):
        for entry in held.entries:
            found += _hits(digits, Located(one, held, state, entry, None), entry)
    return tuple(sorted(found, key=lambda hit: hit.doubtful))


def _hits(digits: str, whole: Located, entry: Entry) -> Iterator[CustomsHit]:
    codes = _beginning(digits, entry.customs)
    if codes:
        yield CustomsHit(whole, codes)
    for point in entry.points:
        place = Located(whole.catalogue, whole.edition, whole.state, entry, point)
        own, printed = _beginning(digits, point.customs), _beginning(digits, point.customs_listed)
        if own:
            yield CustomsHit(place, own, how=point.customs_how)
        if printed:
            how = "elsewhere" if point.customs_how == "elsewhere" else "unsettled"
            yield CustomsHit(place, printed, doubtful=True, how=how)


def _beginning(digits: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that begin with the digits, and the tariff numbers that the digits begin with."""
    return tuple(code for code in codes if code.startswith(digits) or digits.startswith(code))


def unknown_customs(text: str) -> BadInput:
    """The complaint for a customs code that no edition prints."""
    return BadInput.because(
        f"no loaded edition prints the customs code '{text}'",
        field="CODE",
        hint="ask with its first four or six digits; not printed is not uncontrolled",
        zh=f"已载入的版次中没有印出海关商品编号“{text}”",
        hint_zh="可改按前四位或六位查找；未印出不等于不受管制",
    )


def beside(found: Located, on: dt.date) -> tuple[Located, ...]:
    """For a place in a list the rows of licence catalogues on its code; for such a row the places in lists."""
    of_licence = found.edition.kind == LICENCE_CATALOGUE
    places: list[Located] = []
    for edition in found.catalogue.editions:
        entry = edition.entry(found.entry.id)
        if entry is None or (edition.kind == LICENCE_CATALOGUE) == of_licence or not _compared(edition):
            continue
        state = state_of(edition, on)
        number = found.point.no if found.point else None
        points = (_nearest(entry, number),) if of_licence else _rows(entry, number)
        places += [Located(found.catalogue, edition, state, entry, point) for point in points]
    return tuple(places)


def _compared(edition: Edition) -> bool:
    return edition.lists_items or edition.kind == LICENCE_CATALOGUE


def _nearest(entry: Entry, number: str | None) -> Point | None:
    """The point of this number, else its nearest parent that is loaded; None for the entry itself."""
    points = {(p.no or "").casefold(): p for p in entry.points if p.no}
    return next((points[name] for name in _upwards(number) if name in points), None)


def _rows(entry: Entry, number: str | None) -> tuple[Point | None, ...]:
    """The rows on a designation: those of it and below it, else the nearest above, else the row on the whole entry."""
    if number is None:
        return entry.points
    wanted = number.casefold()
    under = tuple(p for p in entry.points if f"{p.no or ''}.".casefold().startswith(f"{wanted}."))
    if under:
        return under
    above = _nearest(entry, number) or next((p for p in entry.points if p.no is None), None)
    return (above,) if above else ()


def _upwards(number: str | None) -> Iterator[str]:
    """`c.2.b` -> `c.2.b`, `c.2`, `c`."""
    parts = (number or "").casefold().split(".") if number else []
    for count in range(len(parts), 0, -1):
        yield ".".join(parts[:count])


def licence_problems(catalogue: Catalogue, edition: Edition) -> Iterator[Problem]:
    """What is wrong with customs codes and licence catalogues: other digits, limbs, codes that stand in no list."""
    file, licence = f"{edition.catalogue}/{edition.id}.yaml", edition.kind == LICENCE_CATALOGUE
    for entry in edition.entries:
        if catalogue.jurisdiction == "CN":
            yield from _customs_problems(entry, file, _PRINTED[licence])
        if licence:
            yield from _row_problems(catalogue, entry, file)


def _customs_problems(entry: Entry, file: str, form: re.Pattern[str]) -> Iterator[Problem]:
    printed = ((entry.line, entry.customs), *((p.line, (*p.customs, *p.customs_listed)) for p in entry.points))
    for line, code in ((line, code) for line, codes in printed for code in codes):
        if not form.fullmatch(code):
            message = f"'{code}' of '{entry.label}' is no customs code"
            yield Problem(message, file, line, "customs", f"{CUSTOMS_DIGITS} digits, without dots")


def _row_problems(catalogue: Catalogue, entry: Entry, file: str) -> Iterator[Problem]:
    listed = {e.code for one in catalogue.editions if one.lists_items for e in one.entries}
    form = re.compile(rf"(?<![0-9A-Za-z]){catalogue.code_pattern}(?![0-9A-Za-z])") if catalogue.code_pattern else None
    for point in entry.points:
        for code in dict.fromkeys(m[0] for m in form.finditer(point.text.zh)) if form else ():
            if code not in listed:
                message = f"a row of '{entry.label}' refers to '{code}', which no list of this catalogue holds"
                yield Problem(message, file, point.line, "text", "load the entry, or mend the code")
        if point.tree is not None:
            message = f"a row of '{entry.label}' has limbs, and a licence catalogue decides nothing"
            yield Problem(message, file, point.line, "limbs", "put them to the list's entry")
    if not any(one.lists_items and one.entry(entry.id) for one in catalogue.editions):
        message = f"'{entry.label}' stands in no list of this catalogue"
        yield Problem(message, file, entry.line, "id", "a licence catalogue adds to codes of the list only")
