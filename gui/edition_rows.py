"""Rows and reading text of a comparison of two editions, from values to what the room shows.

A row is one entry with the word for what happened to it; its text is two columns, the earlier edition and the later
one. Added words are underlined, deleted words struck through, on a tint of the theme: never by colour alone. `plain`
is the same in words, for a screen reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from catalogue.comparing.changes import KIND_WORDS, Difference, EntryChange, EntryRow, PointChange
from catalogue.comparing.worddiff import ADDED, DELETED, Segment, marked
from catalogue.model import Edition, Point
from catalogue.telling.telldiff import codes_told, event_told, kinds_told, named, numbers_told
from catalogue.telling.wording import CONTROLS
from gui.language import translate
from gui.theme import Theme

CHANGED, UNLOADED = "changed", "not_loaded"
SIGNS = {ADDED: "＋", DELETED: "－", CHANGED: "～", UNLOADED: "？"}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One entry of the list. `group`: added, deleted, changed or not_loaded."""

    group: str
    value: EntryRow | EntryChange
    heading: str
    kinds: str

    @property
    def text(self) -> str:
        """Two lines: code and title, then what happened."""
        return f"{SIGNS[self.group]} {self.heading}\n      {self.kinds}"


def rows_of(found: Difference, language: str) -> tuple[DifferenceRow, ...]:
    """Every row: added, deleted, changed, then what is not loaded."""
    return tuple(_rows(found, language))


def _rows(found: Difference, language: str) -> Iterator[DifferenceRow]:
    for group, rows in ((ADDED, found.added), (DELETED, found.deleted)):
        for row in rows:
            yield DifferenceRow(group, row, _heading(row, language), KIND_WORDS[group].in_language(language))
    for change in found.changed:
        codes = codes_told(change) if change.code_from or change.code_to else ""
        heading = f"{codes}  {named(change.title_to, change.control_to, language)}".strip()
        yield DifferenceRow(CHANGED, change, heading, kinds_told(change.kinds, language))
    for row in found.unknown:
        missing = translate("Editions", "not loaded in {edition}").format(edition=row.missing_in)
        yield DifferenceRow(UNLOADED, row, _heading(row, language), missing)


def _heading(row: EntryRow, language: str) -> str:
    return f"{row.code or ''}  {named(row.title, row.control, language)}".strip()


@dataclass(frozen=True, slots=True)
class Page:
    """What the reading pane shows of one row, and the same in plain words."""

    html: str
    plain: str


class PageWriter:
    """Writes the page of a row."""

    def __init__(self, found: Difference, language: str, theme: Theme) -> None:
        self._found, self._language, self._theme = found, language, theme
        self._plain: list[str] = []

    def page(self, row: DifferenceRow) -> Page:
        """Title, what happened and says so, both texts side by side."""
        self._plain = [row.heading, row.kinds]
        lines = [f"<h3>{escape(row.heading)}</h3>", f"<p><b>{escape(row.kinds)}</b></p>"]
        if isinstance(row.value, EntryChange):
            lines += self._change(row.value)
        else:
            lines += self._single(row.value, row.group)
        return Page("".join(lines), "\n".join(self._plain))

    def _change(self, row: EntryChange) -> Iterator[str]:
        sides = (row.control_from, row.control_to)
        if all(sides) and sides[0] is not sides[1]:
            yield self._said(" → ".join(CONTROLS[side].in_language(self._language) for side in sides))
        if "renamed" in row.kinds:
            yield self._said(" → ".join(t.in_language(self._language) for t in (row.title_from, row.title_to)))
        for event in row.events:
            yield self._said(event_told(event, self._language))
        if row.points:
            yield self._table([self._point(point) for point in row.points])
        else:
            yield self._said(translate("Editions", "No control point of this entry is loaded in either edition."))
        yield from (self._said(source, muted=True) for source in row.sources)

    def _single(self, row: EntryRow, group: str) -> Iterator[str]:
        if row.witness is not None:
            yield self._said(event_told(row.witness, self._language))
        if group == UNLOADED:
            template = translate(
                "Editions", "Whether this entry stands in {edition} is not known: that edition is loaded in part."
            )
            yield self._said(template.format(edition=row.missing_in))
        if row.entry and row.entry.points:
            earlier = row.entry in self._found.before.entries
            yield self._table([self._lone(point, group, earlier) for point in row.entry.points])
        if row.source:
            yield self._said(row.source, muted=True)
        if group == UNLOADED:
            for edition in (self._found.before, self._found.after):
                if edition.notes:
                    yield self._said(f"{edition.id}: {edition.notes.in_language(self._language)}", muted=True)

    def _said(self, text: str, *, muted: bool = False) -> str:
        self._plain.append(text)
        colour = f' style="color:{self._theme.colours["muted"]}"' if muted else ""
        return f"<p{colour}>{escape(text)}</p>"

    def _table(self, rows: list[str]) -> str:
        line = self._theme.colours["line"]
        heads = "".join(
            f'<th align="left" width="{width}%">{escape(text)}</th>'
            for text, width in (("", 20), (self._found.before.id, 40), (self._found.after.id, 40))
        )
        return (
            f'<table width="100%" cellpadding="6" cellspacing="0" border="1" style="margin-top:8px;margin-bottom:8px;'
            f'border-collapse:collapse;border-style:solid;border-color:{line}"><tr>{heads}</tr>{"".join(rows)}</table>'
        )

    def _row(self, number: str, before: str, after: str) -> str:
        cells = (escape(number).replace("\n", "<br>"), before, after)
        return "<tr>" + "".join(f'<td valign="top">{cell}</td>' for cell in cells) + "</tr>"

    def _lone(self, point: Point, group: str, earlier: bool) -> str:
        text = point.text.in_language(self._language)
        op = group if group in (ADDED, DELETED) else ""
        self._plain.append(marked((Segment(op, text),)) if op else text)
        html = self._run(text, op)
        return self._row(point.no or "", html if earlier else "", "" if earlier else html)

    def _point(self, point: PointChange) -> str:
        kinds = kinds_told(point.kinds, self._language)
        before = self._side(point, point.before, ADDED, self._found.before)
        after = self._side(point, point.after, DELETED, self._found.after)
        texts = [side.text.in_language(self._language) for side in (point.before, point.after) if side]
        limbs = [limb.told(self._language) for limb in point.limbs]
        words = " ".join(marked(segments) for segments in self._segments(point)) or " → ".join(texts)
        self._plain.append(f"({numbers_told(point)}) {kinds} {words} {' '.join(limbs)}".strip())
        after += "".join(f"<br><b>{escape(limb)}</b>" for limb in limbs)
        return self._row(f"{numbers_told(point)}\n{kinds}".strip(), before, after)

    def _segments(self, point: PointChange) -> list[tuple[Segment, ...]]:
        """The marked wordings: the official Chinese, in an English window under the English rendering."""
        wanted = (point.en, point.zh) if self._language == "en" else (point.zh or point.en,)
        return [segments for segments in wanted if segments]

    def _side(self, point: PointChange, text: Point | None, hidden: str, edition: Edition) -> str:
        if text is None:
            missing = translate("Editions", "not loaded in {edition}").format(edition=edition.id)
            return f"<i>{escape(missing)}</i>" if point.missing_in == edition.id else ""
        wordings = self._segments(point)
        if not wordings:
            return escape(text.text.in_language(self._language))
        return "<br>".join("".join(self._run(s.text, s.op) for s in w if s.op != hidden) for w in wordings)

    def _run(self, text: str, op: str) -> str:
        colours = self._theme.colours
        if op == ADDED:
            style = f"background:{colours['accent_soft']};text-decoration:underline"
        elif op == DELETED:
            style = f"background:{colours['prohibited_soft']};text-decoration:line-through"
        else:
            return escape(text)
        return f'<span style="{style}">{escape(text)}</span>'
