"""Rows of a table of names -> one party list.

The hard problem: a list's columns of names are in whatever script the list is in, and its dates are written as the
country writes them. A name goes into the slot of its script; a date whose order of day and month cannot be told is
refused and the party is kept without it, because a name that is missing reads like a clearance. Rejected: leaving out
the row.
"""

from __future__ import annotations

import datetime as dt
import re

from catalogue.importers.reading import Card, Progress, Reading, Refused, Target, Unplaced
from catalogue.importers.table import Line, Table
from catalogue.importers.tablecells import parted
from catalogue.model import Edition, Words
from catalogue.parties import ListNotice, Party, PartyList

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_OTHER = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_parties(table: Table, target: Target, card: Card, edition: Edition, progress: Progress) -> Reading:
    """The list. Rows without a name are handed back."""
    work = _Names(table, edition)
    for done, line in enumerate(table.lines):
        if done % 500 == 0:
            progress(done, len(table.lines))
        work.take(line)
    progress(len(table.lines), len(table.lines))
    one = PartyList(
        id=edition.id,
        pack=target.catalogue,
        title=edition.title,
        authority=card.authority,
        status=edition.status,
        effective=edition.effective,
        as_of=edition.as_of or edition.effective or _day(edition.id) or max(work.days, default=None),
        expected=edition.expected,
        notices=work.notices,
        parties=tuple(work.parties),
        copies={"file": edition.sources[0]},
        notes=edition.notes,
    )
    return Reading(
        catalogue=target.catalogue,
        card=card,
        lists=(one,),
        expected=edition.expected,
        refused=tuple(work.refused),
        unplaced=(*table.unplaced, *work.unplaced),
        remarks=table.remarks,
    )


class _Names:
    """Rows into parties and the notices that list them."""

    def __init__(self, table: Table, edition: Edition) -> None:
        self.asked, self.edition = table.asked, edition
        self.parties: list[Party] = []
        self.notices: dict[str, ListNotice] = {}
        self.refused: list[Refused] = []
        self.unplaced: list[Unplaced] = []
        self.days: list[dt.date] = []
        self.ids: set[str] = set()

    def take(self, line: Line) -> None:
        zh, en, other = _slots(self._cell(line, "name"), self._cell(line, "name_zh"), self._cell(line, "name_en"))
        if not (zh or en or other):
            self.unplaced.append(Unplaced(line.where, line.whole, Words("没有名称", "has no name")))
            return
        address, country = self._cell(line, "address"), self._cell(line, "country")
        self.parties.append(
            Party(
                id=self._id(line),
                name=Words(zh, en),
                other=other,
                aliases=parted(self._cell(line, "aliases"), self.asked, "aliases"),
                country=country.upper() if re.fullmatch("[A-Za-z]{2}", country) else country,
                addresses=(address,) if address else (),
                notice=self._notice(line),
                copies=("file",),
                checked=self.asked.checked,
                remarks=self._cell(line, "remarks"),
            )
        )

    def _cell(self, line: Line, name: str) -> str:
        return " ".join((line.cells.get(name, "") or self.asked.constants.get(name, "")).split("\n")).strip()

    def _id(self, line: Line) -> str:
        """The list's own number where it has one and it is free, else the number of the row."""
        own = self._cell(line, "code")
        found = own if own and own not in self.ids else f"row-{line.number}"
        self.ids.add(found)
        return found

    def _notice(self, line: Line) -> str:
        """The notice that lists the party, one for each instrument and day."""
        printed, instrument = self._cell(line, "listed"), self._cell(line, "notice")
        day = _day(printed)
        if printed and day is None:
            why = Words("日期无法识别；名称保留，列入日期从缺", "the date cannot be told; the name is kept without it")
            self.refused.append(Refused(line.where, printed, why))
        name = " ".join(part for part in (instrument, day.isoformat() if day else "") if part) or "list"
        if day is not None:
            self.days.append(day)
        number = instrument or self.edition.instrument
        effective = day or self.edition.effective
        self.notices.setdefault(name, ListNotice(name, number, None, effective, sources=self.edition.sources))
        return name


def _slots(name: str, zh: str, en: str) -> tuple[str, str, str]:
    """(Chinese, English, other): a name without a language of its own by its script."""
    if not name:
        return zh, en, ""
    if _OTHER.search(name):
        return zh, en, name
    if _HAN.search(name):
        return (zh or name), en, ("" if not zh or zh == name else name)
    return zh, (en or name), ("" if not en or en == name else name)


def _day(text: str) -> dt.date | None:
    """The day, where the order of its parts is plain: year first, or D.M.YYYY with points."""
    first, last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
    if first is None and last is None:
        return None
    year, month, day = first.groups() if first is not None else (last[3], last[2], last[1]) if last else ("", "", "")
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
