"""The Country Chart held against the reasons for control of a code: cells of a country, and exceptions to consider.

Values that flow: an entry's printed reasons (`NS 1: 3A001.b`) + a row of the chart -> `Cell`s grouped by what the chart
says and by whether the reason covers the point named. The hard problem: a reason may cover a part of the entry only,
told in paragraphs or in words. Paragraphs are compared where the lawyer named a point; all else is `part`, a question.
Rejected: reading "in part" as the whole (a licence that nobody needs) or as nothing (one that somebody does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.countrychart import Cell, ChartRow, LicenceException, Reach, UsTables
from catalogue.model import Entry, Words
from catalogue.problems import BadInput

PRINTED = (
    ("conditional", "有条件"),
    ("restricted", "受限"),
    ("yes except", "可考虑，但除"),
    ("yes for", "可考虑，限于"),
    ("yes", "可考虑"),
)
_REASON = re.compile(r"(?P<kind>[A-Z]{2})(?: (?P<number>\d))?\s*(?::\s*(?P<rest>.*))?", re.DOTALL)
_PARAGRAPH = re.compile(r"(?P<code>\d[A-E]\d{3})?\.?(?P<point>[a-z]+(?:\.[0-9a-z]+)*)?")
_YES_FOR = re.compile(r"yes,? for (.*?)\.?", re.IGNORECASE)
_SECTION = re.compile(r"§§? ?\d")
_WHOLE = re.compile(r"(?:entire entry|the entire entry)?[\s.;,]*", re.IGNORECASE)
NOT_GIVEN = ("N/A", "NO")
IN_WORDS = "in part"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for control: its column of the chart (empty where it has none), what it covers, the section named."""

    kind: str
    column: str
    scope: str
    section: str

    @property
    def shown(self) -> str:
        """`NS 1 (3A001.b)`, as a lawyer reads it; that a scope is in words is said around it."""
        parts = "; ".join(part for part in (self.scope, self.section) if part and part != IN_WORDS)
        name = self.column or self.kind
        return f"{name} ({parts})" if parts else name


def reasons_of(entry: Entry) -> tuple[Reason, ...]:
    """The reasons an entry prints."""
    return tuple(_reason(text) for text in entry.reasons)


def _reason(text: str) -> Reason:
    found = _REASON.fullmatch(text.strip())
    if found is None:
        return Reason(text, "", "", "")
    parts = [part.strip() for part in (found["rest"] or "").split(";")]
    section = "; ".join(part for part in parts if _SECTION.search(part))
    scope = "; ".join(part for part in parts if part and not _SECTION.search(part))
    column = f"{found['kind']} {found['number']}" if found["number"] else ""
    return Reason(found["kind"], column, "" if _WHOLE.fullmatch(scope) else scope, section)


def covers(reason: Reason, code: str, point: str | None) -> str:
    """`covered`, `outside`, or `part` where paragraphs or words leave it open."""
    if not reason.scope:
        return "covered"
    inverted = reason.scope.startswith("except ")
    points = _paragraphs(reason.scope.removeprefix("except "), code)
    if points is None or point is None:
        return "part"
    inside = any(point == one or point.startswith(f"{one}.") for one in points)
    if not inside and any(one.startswith(f"{point}.") for one in points):
        return "part"
    return "outside" if inside == inverted else "covered"


def _paragraphs(scope: str, code: str) -> tuple[str, ...] | None:
    """The paragraphs a scope lists; None where it says anything else."""
    points: list[str] = []
    for part in scope.split(","):
        found = _PARAGRAPH.fullmatch(part.strip())
        if not found or not found["point"] or (found["code"] and found["code"] != code):
            return None
        points.append(found["point"])
    return tuple(points)


def holds_point(entry: Entry, point: str) -> bool:
    """Whether a paragraph, one above it or one below it, is loaded with the entry or named by its reasons."""
    code = entry.code or ""
    named = [p for r in reasons_of(entry) for p in _paragraphs(r.scope.removeprefix("except "), code) or ()]
    known = [*(p.no for p in entry.points if p.no), *named]
    return any(f"{one}.".startswith(f"{point}.") or f"{point}.".startswith(f"{one}.") for one in known)


@dataclass(frozen=True, slots=True)
class ChartCells:
    """Reasons of one entry for one country that the chart answers alike."""

    cell: str
    scope: str
    reasons: tuple[Reason, ...]

    @property
    def shown(self) -> Words:
        """The reasons, joined."""
        return Words("、".join(r.shown for r in self.reasons), ", ".join(r.shown for r in self.reasons))


def row_of(tables: UsTables, country: str) -> tuple[ChartRow | None, str]:
    """The row that governs a country and why another country's does; None where the chart has none."""
    try:
        return tables.row(country)
    except BadInput:
        return None, ""


def cells(tables: UsTables, entry: Entry, point: str | None, country: str) -> tuple[ChartCells, ...]:
    """What the chart says of each reason of the entry for a country; a paragraph nobody holds rules no reason out."""
    row, _ = row_of(tables, country)
    point = point if point and holds_point(entry, point) else None
    grouped: dict[tuple[str, str], list[Reason]] = {}
    for reason in reasons_of(entry):
        key = (_cell(tables, row, reason), covers(reason, entry.code or "", point))
        grouped.setdefault(key, []).append(reason)
    return tuple(ChartCells(cell, scope, tuple(reasons)) for (cell, scope), reasons in grouped.items())


def _cell(tables: UsTables, row: ChartRow | None, reason: Reason) -> str:
    if row is None:
        return "no_row"
    if row.elsewhere:
        return "elsewhere"
    if reason.column not in tables.columns:
        return "no_column"
    cell = row.cell(reason.column)
    return "differs" if cell is Cell.UNSETTLED else cell.value


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exception that may be considered, and what the ECCN prints of it (empty where it prints nothing)."""

    exception: LicenceException
    printed: str

    def told(self, lang: str) -> str:
        """Symbol, section, what is printed, the conditions held and what is not held."""
        one, zh = self.exception, lang == "zh"
        conditions = ("；" if zh else "; ").join(words.in_language(lang) for words in one.conditions)
        lacking = one.not_held.in_language(lang)
        parts = (printed_words(self.printed, lang), conditions, f"未收录：{lacking}" if zh else f"not held: {lacking}")
        told = ("；" if zh else "; ").join(part for part in parts if part)
        return f"{one.symbol} § {one.section}（{told}）" if zh else f"{one.symbol} § {one.section} ({told})"


def printed_words(printed: str, lang: str) -> str:
    """What the ECCN prints of an exception; in Chinese with its few words put into Chinese."""
    if lang == "en":
        return printed
    return next((zh + printed[len(en) :] for en, zh in PRINTED if printed.startswith(en)), printed)


def exception_candidates(tables: UsTables, entry: Entry, point: str | None, country: str) -> tuple[Candidate, ...]:
    """The exceptions the ECCN prints as open and that do not leave the country out; never that one may be used."""
    printed = dict(_printed(entry))
    groups = tuple(group.id for group in tables.groups_of(country))
    found: list[Candidate] = []
    for one in tables.exceptions:
        said = printed.get(one.symbol, "")
        shut = said.upper().startswith(NOT_GIVEN) or (one.by_list and not said) or _is_elsewhere(said, entry, point)
        if not shut and one.reach(country, groups) not in (Reach.EXCLUDED, Reach.OUTSIDE) and (said or _is_named(one)):
            found.append(Candidate(one, said))
    return tuple(found)


def others(tables: UsTables, country: str) -> tuple[LicenceException, ...]:
    """Exceptions no list prints and whose destinations are not held: § 740.9 and the like."""
    groups = tuple(group.id for group in tables.groups_of(country))
    return tuple(
        one
        for one in tables.exceptions
        if not one.by_list and not _is_named(one) and one.reach(country, groups) is Reach.NOT_HELD
    )


def _is_elsewhere(said: str, entry: Entry, point: str | None) -> bool:
    """Whether what is printed is for other paragraphs than the one named."""
    limited = _YES_FOR.fullmatch(said)
    return limited is not None and covers(Reason("", "", limited[1], ""), entry.code or "", point) == "outside"


def _is_named(one: LicenceException) -> bool:
    return bool(one.groups or one.countries)


def _printed(entry: Entry) -> Iterator[tuple[str, str]]:
    """(symbol, what is printed); `NAC/ACA` stands for both."""
    for text in entry.exceptions:
        symbols, _, said = text.partition(":")
        for symbol in symbols.split("/"):
            yield symbol.strip(), said.strip()
