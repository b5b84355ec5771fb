"""A comparison of two editions printed for people: plain lines in one language, insertions and deletions in brackets.

Takes a `Difference`, returns lines; decides nothing. The official wording is Chinese, so an English answer shows the
marked Chinese beside the marked rendering. Coverage comes before the rows, because every row rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from catalogue.comparing.changes import IN_PART, KIND_WORDS, Difference, EntryChange, EntryRow, PointChange
from catalogue.comparing.worddiff import marked
from catalogue.model import Control, Event, Words
from catalogue.telling.tell import Teller
from catalogue.telling.wording import CONTROLS, SUPPORT


def tell_difference(found: Difference, lang: str) -> Iterator[str]:
    """Every row of the comparison, what is not known, and the coverage."""
    yield from _Telling(found, lang).lines()


def kinds_told(kinds: Sequence[str], lang: str) -> str:
    """`改号、修改` / `renumbered, amended`."""
    return ("、" if lang == "zh" else ", ").join(KIND_WORDS[kind].in_language(lang) for kind in kinds)


def codes_told(row: EntryChange) -> str:
    """`056101X → 086501X`, one code where it stayed, the id where no source gives one."""
    codes = [code for code in (row.code_from, row.code_to) if code]
    if not codes:
        return row.id
    if row.code_from == row.code_to:
        return codes[0]
    return f"{row.code_from or '—'} → {row.code_to or '—'}"


def numbers_told(point: PointChange) -> str:
    """`7 → 6`, or the one designation; a dash for a text without one."""
    before, after = (side.no or "—" if side else None for side in (point.before, point.after))
    if before is None or after is None or before == after:
        return before or after or "—"
    return f"{before} → {after}"


def named(title: Words, control: Control | None, lang: str) -> str:
    """`计算机网络技术（禁止）`: the title with its side, because both sides may carry one title."""
    text = title.in_language(lang)
    if control is None:
        return text
    side = CONTROLS[control].in_language(lang)
    return f"{text}（{side}）" if lang == "zh" else f"{text} ({side})"


def event_told(event: Event, lang: str) -> str:
    """`公告2023年第57号（2023-12-21）：删除：…`, the instrument, its day, what it did and the words of the note."""
    day = event.date.isoformat() if event.date else ""
    kind = KIND_WORDS[event.kind].in_language(lang) if event.kind in KIND_WORDS else event.kind
    note = event.note.in_language(lang)
    if lang == "zh":
        return f"{event.instrument}（{day}）{kind}" + (f"：{note}" if note else "")
    return f"{event.instrument} ({day}), {kind}" + (f": {note}" if note else "")


class _Telling:
    def __init__(self, found: Difference, lang: str) -> None:
        self.found, self.lang, self.teller = found, lang, Teller(lang)

    def lines(self) -> Iterator[str]:
        say, found = self.teller.say, self.found
        yield f"{self.teller.word(found.catalogue.title)}{say('：', ': ')}{found.before.id} → {found.after.id}"
        yield from self.teller.coverages([found.coverage[0]])
        yield from self.teller.coverages([found.coverage[1]])
        if found.backward:
            yield say(
                f"! 由后往前比较：“新增”指仅见于较早的{found.after.id}，“删除”指仅见于较晚的{found.before.id}；"
                "所注沿革按时间先后。",
                f"! Read backward: added means only in the earlier {found.after.id}, deleted only in the later "
                f"{found.before.id}; the history noted beside them runs forward.",
            )
        if found.beside:
            yield self._beside(found.beside)
        if not found.differs:
            yield say("未见差异。", "No difference is known.")
        yield from self._section("added", found.added)
        yield from self._section("deleted", found.deleted)
        if found.changed:
            yield say(f"修改（{len(found.changed)}）", f"Changed ({len(found.changed)})")
        for row in found.changed:
            yield from self._changed(row)
        yield from self._unknown()
        if found.same:
            yield say(
                f"两版均载入、就所载内容未见差异的条目：{found.same}",
                f"Entries of both editions without a difference in what is loaded: {found.same}",
            )
        yield self.teller.word(SUPPORT)

    def _beside(self, counts: tuple[int, int]) -> str:
        one, other = self.found.before.id, self.found.after.id
        return self.teller.say(
            f"! 两份文件并行，互不取代：仅见于{one}的{counts[0]}项、仅见于{other}的{counts[1]}项不是删除或新增。",
            f"! The two instruments stand beside each other, neither replaces the other: {counts[0]} entries only in "
            f"{one} and {counts[1]} only in {other} are neither deleted nor added.",
        )

    def _section(self, kind: str, rows: Sequence[EntryRow]) -> Iterator[str]:
        if rows:
            heading = self.teller.word(KIND_WORDS[kind])
            yield f"{heading}（{len(rows)}）" if self.lang == "zh" else f"{heading.capitalize()} ({len(rows)})"
        for row in rows:
            sign = "+" if kind == "added" else "-"
            yield f"  {sign} {self._entry(row)}"
            yield from self._witness(row)

    def _entry(self, row: EntryRow) -> str:
        return f"{row.code or row.id}  {named(row.title, row.control, self.lang)}"

    def _witness(self, row: EntryRow) -> Iterator[str]:
        if row.witness is not None:
            basis = self.teller.say("      依据：", "      basis: ")
            history = self.teller.say("      其间沿革：", "      what happened in between: ")
            yield (history if self.found.backward else basis) + event_told(row.witness, self.lang)

    def _changed(self, row: EntryChange) -> Iterator[str]:
        title = named(row.title_to, row.control_to, self.lang)
        if "renamed" in row.kinds:
            title = f"{self.teller.word(row.title_from)} → {title}"
        yield f"  {codes_told(row)}  {title}  [{kinds_told(row.kinds, self.lang)}]"
        if row.control_from and row.control_to and row.control_from is not row.control_to:
            yield f"      {' → '.join(self.teller.word(CONTROLS[c]) for c in (row.control_from, row.control_to))}"
        for point in row.changed_points:
            yield from self._point(point)
        for event in row.events:
            if event.note or not row.changed_points:
                yield self.teller.say("      说明：", "      note: ") + event_told(event, self.lang)

    def _point(self, point: PointChange) -> Iterator[str]:
        say = self.teller.say
        what = kinds_told(point.kinds, self.lang)
        if point.missing_in:
            what = say(f"{point.missing_in}未载入", f"not loaded in {point.missing_in}")
        if point.in_part and IN_PART not in point.kinds:
            what += say("，来源只给出一部分", ", the source gives only part")
        wanted = (point.en, point.zh) if self.lang == "en" else (point.zh or point.en,)
        texts = [marked(segments) for segments in wanted if segments] or self._plain(point)
        yield f"      ({numbers_told(point)}) [{what}] {texts[0]}"
        yield from (f"          {text}" for text in texts[1:])
        yield from (f"          {limb.told(self.lang)}" for limb in point.limbs)

    def _plain(self, point: PointChange) -> list[str]:
        """Both wordings without marks, each with its edition."""
        sides = ((self.found.before, point.before), (self.found.after, point.after))
        return [f"{d.id}{self.teller.say('：', ': ')}{self.teller.word(p.text)}" for d, p in sides if p is not None]

    def _unknown(self) -> Iterator[str]:
        say = self.teller.say
        rows = sorted(self.found.unknown, key=lambda row: row.missing_in != self.found.after.id)
        for edition, group in groupby(rows, key=lambda row: row.missing_in):
            listed = list(group)
            yield say(
                f"{edition}未载入，不能判断（{len(listed)}）", f"Not loaded in {edition}, undecided ({len(listed)})"
            )
            yield from (f"  ? {self._entry(row)}" for row in listed)
        if rows:
            for held in (self.found.before, self.found.after):
                if held.notes:
                    yield say(f"{held.id}的说明：", f"Note on {held.id}: ") + self.teller.word(held.notes)
