"""What both United States lists share as editions: the day they stand for, names kept from the digest, dates to come.

Values that flow: a list's fixed facts (`EcfrList`), the day a file names, and entries become an `Edition`. The hard
problem: an eCFR file often does not say of which day it is. Then the user's `--edition` must say it; otherwise the
file is refused. Rejected: the day of import, which would date an old file as new, and the day of the program's own
digest, which would take a later file for that one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.importers.reading import Source, Target
from catalogue.model import Catalogue, Edition, Entry, Part, Period, State, Words
from catalogue.problems import BadInput

_ID = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)})[a-z]*\.? (?P<day>\d{{1,2}}), (?P<year>20\d\d)\b")


_ENDS = re.compile(rf"\b(?:until|through|extended to|expires? on) {_DAY.pattern}")
_BEGINS = re.compile(rf"\beffective (?:from |on )?{_DAY.pattern}")


@dataclass(frozen=True, slots=True)
class EcfrList:
    """The fixed facts of one list."""

    catalogue: str
    title: Words
    instrument: str
    source: str

    def edition(
        self, edition_id: str, day: dt.date, entries: tuple[Entry, ...], general: str, parts: Iterable[Part] = ()
    ) -> Edition:
        """The edition of that day. The list prints no number of its entries, so none is expected.

        `parts` are provisions that end on a day the publication prints (`provision_until`).
        """
        return Edition(
            id=edition_id,
            catalogue=self.catalogue,
            title=self.title,
            instrument=self.instrument,
            status="in_force",
            promulgated=None,
            effective=day,
            entries=entries,
            sources=(self.source,),
            basis=Words(
                "eCFR 当日合并文本；施行起点为文本日期",
                "the eCFR's consolidated text of that day; effective from the day of the text",
            ),
            as_of=day,
            consolidated=True,
            parts=tuple(parts),
            notes=Words(
                "由用户提供的 eCFR XML 导入；eCFR 为权威但非官方的合并文本，故核验程度记为“二手来源”。"
                "清单不印条目总数，覆盖率不作比较。",
                "Imported from the user's eCFR XML, an authoritative but unofficial consolidation, hence the check "
                "level `secondary`. The list prints no total, so no coverage is computed."
                + (f"\n{general}" if general else ""),
            ),
        )


def named_day(
    fixed: EcfrList, source: Source, target: Target, issued: dt.date | None
) -> tuple[str, dt.date, tuple[Words, ...]]:
    """(edition id, its day, remarks): the user's id, else the file's own day. Raises BadInput where neither says it."""
    edition_id = target.edition or (issued.isoformat() if issued else "")
    day = issued or _day_of(edition_id) or _held_day(edition_id, target.held)
    if not edition_id:
        raise BadInput.because(
            f"the file does not say of which day it is, and an edition of {fixed.catalogue} is named after its day",
            file=source.path,
            field="--edition",
            hint="name the day it was taken from the eCFR, for example --edition 2026-07-23",
            zh=f"文件未写明日期，而 {fixed.catalogue} 的版次以日期命名",
            hint_zh="请用 --edition 指明取自 eCFR 的年月日，例如 --edition 2026-07-23",
        )
    if day is None:
        raise BadInput.because(
            f"the file names no day, and '{edition_id}' is none",
            file=source.path,
            field="--edition",
            hint="name the edition by the day it was taken from the eCFR, such as --edition 2026-07-23",
            zh=f"文件未写明日期，“{edition_id}”也不是年月日",
            hint_zh="请以取自 eCFR 的年月日命名版次，如 --edition 2026-07-23",
        )
    if issued and _ID.fullmatch(edition_id) and edition_id != issued.isoformat()[: len(edition_id)]:
        remark = Words(
            f"文件写明的日期是 {issued}，与版次编号 {edition_id} 不同；以文件日期为施行起点",
            f"the file is of {issued}, not of {edition_id}; it is in force from the day of the file",
        )
        return edition_id, day, (remark,)
    return edition_id, day, ()


def _day_of(edition_id: str) -> dt.date | None:
    """The day an edition id names; None for a month, whose days are not all the same text, nor all past."""
    found = _ID.fullmatch(edition_id)
    if not found or not found[3]:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _held_day(edition_id: str, held: Catalogue | None) -> dt.date | None:
    """The day that the edition held under this id already has."""
    known = held.edition(edition_id) if held is not None else None
    return known.effective if known is not None else None


def with_held_names(entries: tuple[Entry, ...], held: Catalogue | None) -> tuple[Entry, ...]:
    """The entries with the Chinese names and synonyms that a held edition has for the same code.

    The held English short name and the Chinese names of paragraphs become synonyms: a point's own text stays the
    publication's. Importing a second time changes nothing.
    """
    known: dict[str, Entry] = {}
    for edition in held.editions if held else ():
        known.update((entry.code, entry) for entry in edition.entries if entry.code)
    return tuple(_named(entry, known.get(entry.code or "")) for entry in entries)


def _named(entry: Entry, held: Entry | None) -> Entry:
    if held is None:
        return entry
    short = (held.title.en,) if held.title.en and held.title.en != entry.title.en else ()
    names = tuple(p.text.zh for p in held.points if p.text.zh and p.text.zh != p.text.en)
    return replace(
        entry,
        title=Words(held.title.zh, entry.title.en),
        industry=Words(held.industry.zh, entry.industry.en or held.industry.en),
        synonyms=tuple(dict.fromkeys((*held.synonyms, *short, *names))),
    )


def dates_to_come(entries: tuple[Entry, ...], day: dt.date) -> Iterator[Words]:
    """A remark for every entry whose text names a day after the edition's: something ends or begins there."""
    for entry in entries:
        texts = (
            entry.notes.en,
            *(p.text.en for p in entry.points),
            *(x.en for p in entry.points for x in p.exclusions),
        )
        days = sorted({later for text in texts for later in _days_in(text) if later > day})
        if days:
            listed = ", ".join(later.isoformat() for later in days)
            yield Words(
                f"{entry.code}：文本写有尚未到来的日期 {listed}", f"{entry.code}: its text names days to come, {listed}"
            )


def provision_until(place: str, about: Words, text: str) -> Part | None:
    """The provision of `place` (`VIII.h.1`) as a part with its days, where the note prints until when it is in effect.

    An extension printed later in the note counts: the last day is the latest one. Part.periods include both days.
    """
    ends = [day for found in _ENDS.finditer(text) for day in _days_in(found[0])]
    if not ends:
        return None
    begins = [day for found in _BEGINS.finditer(text) for day in _days_in(found[0])]
    first = min(begins, default=None)
    return Part(place, about, first, (Period(State.IN_FORCE, first, max(ends), text),))


def _days_in(text: str) -> Iterator[dt.date]:
    for found in _DAY.finditer(text):
        month = next(i for i, name in enumerate(_MONTHS, 1) if name == found["month"])
        try:
            yield dt.date(int(found["year"]), month, int(found["day"]))
        except ValueError:
            continue
