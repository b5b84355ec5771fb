"""A comparison of two editions as a table: code, entry and point, what happened, both wordings, what says so.

Values that flow: `Difference` -> `Report`. Deleted words stay in the earlier column and are struck through, added
words stand in the later one and are underlined, so each column reads as its edition. What is not loaded has its own
section with that heading: a reader who copies one row must not take it for a deletion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from catalogue.comparing.changes import IN_PART, KIND_WORDS, Difference, EntryChange, EntryRow, PointChange
from catalogue.comparing.worddiff import ADDED, DELETED
from catalogue.model import Edition, Point
from catalogue.reports.table import Cell, Column, Report, Row, Run, cell, clean, side
from catalogue.telling.tell import Teller
from catalogue.telling.telldiff import codes_told, event_told, kinds_told, named, numbers_told
from catalogue.telling.wording import CHECKS, CONTROLS, SUPPORT

WIDTHS = (2.6, 4.2, 2.4, 6.2, 6.2, 4.1)


def comparison_report(found: Difference, lang: str, made_on: dt.date) -> Report:
    """The table of a comparison in one language."""
    return _Writing(found, lang).report(made_on)


class _Writing:
    def __init__(self, found: Difference, lang: str) -> None:
        self.found, self.lang, self.teller = found, lang, Teller(lang)

    def report(self, made_on: dt.date) -> Report:
        say, found = self.teller.say, self.found
        headings = (
            say("编号", "Code"),
            say("条目与控制要点", "Entry and control point"),
            say("变化", "Change"),
            found.before.id,
            found.after.id,
            say("其间沿革", "In between") if found.backward else say("依据", "Basis"),
        )
        title = self.teller.word(found.catalogue.title)
        return Report(
            title=f"{title} {found.before.id} → {found.after.id}",
            lead=tuple(self._lead()),
            columns=tuple(Column(clean(text), width) for text, width in zip(headings, WIDTHS, strict=True)),
            rows=tuple(self._rows()),
            foot=tuple(clean(line) for line in self._foot(made_on)),
            lang=self.lang,
            made_on=made_on,
            sheet=clean(f"{found.before.id} - {found.after.id}"),
        )

    def _lead(self) -> Iterator[str]:
        say, found = self.teller.say, self.found
        for edition in (found.before, found.after):
            yield (
                clean(f"{edition.id}：{self.teller.word(edition.title)}（{edition.instrument}）")
                if (self.lang == "zh")
                else clean(f"{edition.id}: {self.teller.word(edition.title)} ({edition.instrument})")
            )
        counts = (len(found.added), len(found.deleted), len(found.changed), len(found.unknown))
        yield say(
            "新增{}项，删除{}项，修改{}项；未载入、不能判断{}项。".format(*counts),
            "{} added, {} deleted, {} changed; {} not loaded and undecided.".format(*counts),
        )
        yield say(
            "删除的文字加删除线，增加的文字加下划线。", "Deleted words are struck through, added words underlined."
        )
        if found.beside:
            yield say(
                "两份文件并行，互不取代；仅见于一份文件的条目不是删除或新增，未列出。",
                "The two instruments stand beside each other; entries of only one are neither deleted nor added and "
                "are not listed.",
            )

    def _rows(self) -> Iterator[Row]:
        found = self.found
        for kind, rows in (("added", found.added), ("deleted", found.deleted)):
            if rows:
                yield self._section(self.teller.word(KIND_WORDS[kind]), len(rows))
            for row in rows:
                yield from self._one_sided(row, kind)
        if found.changed:
            yield self._section(self.teller.say("修改", "changed"), len(found.changed))
        for change in found.changed:
            yield from self._changed(change)
        if found.unknown:
            yield self._section(self.teller.say("未载入，不能判断", "not loaded, undecided"), len(found.unknown))
        for row in found.unknown:
            yield self._unknown(row)

    def _section(self, name: str, count: int) -> Row:
        text = f"{name}（{count}）" if self.lang == "zh" else f"{name.capitalize()} ({count})"
        return Row((cell(text, bold=True),), "section")

    def _one_sided(self, row: EntryRow, kind: str) -> Iterator[Row]:
        basis = cell(event_told(row.witness, self.lang)) if row.witness else cell(row.source)
        what = cell(self.teller.word(KIND_WORDS[kind]))
        yield Row((cell(row.code or "—"), self._title(row), what, (), (), basis), "entry")
        points = row.entry.points if row.entry else ()
        earlier_side = (row.entry in self.found.before.entries) if row.entry else False
        for point in points:
            text: Cell = ((Run(clean(self._text(point)), ADDED if kind == "added" else DELETED),),)
            sides = (text, ()) if earlier_side else ((), text)
            yield Row((cell(point.no or "—"), (), (), *sides, cell(self._checked(point))))

    def _title(self, row: EntryRow) -> Cell:
        return cell(named(row.title, row.control, self.lang), bold=True)

    def _unknown(self, row: EntryRow) -> Row:
        missing = self.teller.say("未载入", "not loaded")
        both = [missing if edition.id == row.missing_in else "" for edition in (self.found.before, self.found.after)]
        if not any(row.entry in edition.entries for edition in (self.found.before, self.found.after)):
            both = [text or self.teller.say("不在其中", "not in it") for text in both]
        basis = cell(event_told(row.witness, self.lang)) if row.witness else cell(row.source)
        return Row((cell(row.code or "—"), self._title(row), cell(missing), cell(both[0]), cell(both[1]), basis))

    def _changed(self, row: EntryChange) -> Iterator[Row]:
        titles = [self.teller.word(row.title_from), self.teller.word(row.title_to)]
        names = titles if "renamed" in row.kinds else ["", ""]
        sides = [row.control_from, row.control_to]
        if row.control_from is not row.control_to:
            names = [f"{n} {self.teller.word(CONTROLS[c])}".strip() for n, c in zip(names, sides, strict=True)]
        basis = tuple(event_told(event, self.lang) for event in row.events) or row.sources[:1]
        head = (
            cell(codes_told(row) if row.code_from or row.code_to else "—"),
            cell(named(row.title_to, row.control_to, self.lang), bold=True),
            cell(kinds_told(row.kinds, self.lang)),
            cell(names[0]),
            cell(names[1]),
            cell(*basis),
        )
        yield Row(head, "entry")
        yield from (self._point(point) for point in row.changed_points)

    def _point(self, point: PointChange) -> Row:
        say = self.teller.say
        what = [kinds_told(point.kinds, self.lang)]
        if point.in_part and IN_PART not in point.kinds:
            what.append(say("来源只给出一部分", "the source gives only part"))
        missing = cell(say(f"（{point.missing_in}未载入）", f"(not loaded in {point.missing_in})"))
        before = self._wording(point, point.before, ADDED) or (missing if point.missing_in else ())
        after = self._wording(point, point.after, DELETED) or (missing if point.missing_in else ())
        limbs = cell(*(limb.told(self.lang) for limb in point.limbs))
        checks = cell(*dict.fromkeys(self._checked(p) for p in (point.before, point.after) if p is not None))
        return Row((cell(numbers_told(point)), limbs, cell(*what), before, after, checks))

    def _wording(self, point: PointChange, text: Point | None, hidden: str) -> Cell:
        """One side's wording: the official Chinese, and under it the English rendering in an English table."""
        if text is None:
            return ()
        chosen = [point.en, point.zh] if self.lang == "en" else [point.zh or point.en]
        lines = tuple(side(segments, hidden) for segments in chosen if segments)
        return lines or cell(self._text(text))

    def _text(self, point: Point) -> str:
        return self.teller.word(point.text)

    def _checked(self, point: Point) -> str:
        return self.teller.word(CHECKS[point.checked])

    def _foot(self, made_on: dt.date) -> Iterator[str]:
        say = self.teller.say
        yield from self.teller.coverages([self.found.coverage[0]])
        yield from self.teller.coverages([self.found.coverage[1]])
        for edition in (self.found.before, self.found.after):
            yield from self._sources(edition)
        yield say(f"制表日期：{made_on}", f"Made on {made_on}")
        yield self.teller.word(SUPPORT)

    def _sources(self, edition: Edition) -> Iterator[str]:
        note = self.teller.word(edition.notes)
        if note:
            yield f"{edition.id}: {note}"
        if edition.sources:
            yield self.teller.say(f"{edition.id}的来源：", f"Sources of {edition.id}: ") + "; ".join(edition.sources)
