"""Rows of a table of names -> party lists: one for each list the rows name, else one.

The hard problem: a list's columns of names are in whatever script the list is in, its dates are written as the country
writes them, and copies shift cells: a name may stand behind the country, and a column of countries may give the country
of the list. A name goes into the slot of its script; a date whose order of day and month cannot be told is refused and
the party is kept without it; a row without a name whose address begins with a country keeps what stands behind it as
its name. Everything of the kind is told, because a name that is missing reads like a clearance. A list that gives no
dates says no more, and no less, than who stands on it. Rejected: leaving out the row.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from catalogue.importers.reading import Card, Progress, Reading, Refused, Target, Unplaced
from catalogue.importers.tables.partylists import DATASET, KnownLists, known_lists, with_states
from catalogue.importers.tables.tablecells import parted
from catalogue.importers.tables.tablelines import Line, Table
from catalogue.importers.us.usparties import countries, slug
from catalogue.model import Edition, Period, State, Words
from catalogue.parties import CONCERNS, ListNotice, Party, PartyList

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_OTHER = re.compile("[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CONCERN = dict(
    zip(
        CONCERNS,
        (
            re.compile(r"biological|生物|\bB\b", re.I),
            re.compile(r"chemical|化学|\bC\b", re.I),
            re.compile(r"missile|ミサイル|导弹|\bM\b", re.I),
            re.compile(r"nuclear|核|\bN\b", re.I),
            re.compile(r"conventional|通常兵器|常规武器|\bCW\b", re.I),
        ),
        strict=True,
    )
)
_OF_CONCERN = re.compile("懸念|concern|关切", re.I)


def read_parties(table: Table, target: Target, card: Card, edition: Edition, progress: Progress) -> Reading:
    """The lists. Rows without a name are handed back."""
    work = _Names(table, edition, card.jurisdiction, known_lists(target))
    for done, line in enumerate(table.lines):
        if done % 500 == 0:
            progress(done, len(table.lines))
        work.take(line)
    progress(len(table.lines), len(table.lines))
    lists = tuple(_list(one, number, work, target, card) for number, one in enumerate(work.lists.values(), 1))
    return Reading(
        catalogue=target.catalogue,
        card=card,
        lists=lists or (_list(_List("", ""), 1, work, target, card),),
        expected=edition.expected,
        refused=tuple(work.refused),
        unplaced=(*table.unplaced, *work.unplaced),
        remarks=(*table.remarks, *work.remarks()),
    )


class _List:
    """The rows of one list."""

    def __init__(self, key: str, title: str, held: PartyList | None = None, dataset: str = "") -> None:
        self.key, self.title, self.held, self.dataset = key, title, held, dataset
        self.parties: list[Party] = []
        self.notices: dict[str, ListNotice] = {}
        self.days: list[dt.date] = []


def _list(one: _List, number: int, work: _Names, target: Target, card: Card) -> PartyList:
    edition, several = work.edition, len(work.lists) > 1
    title = edition.title
    called = one.key
    if several:
        called = one.held.id if one.held is not None else one.key
        name = one.title or one.key
        title = Words(name, "") if _HAN.search(name) else Words("", name)
        title = one.held.title if one.held is not None else title
    if one.dataset:
        called = f"{called}-{one.dataset}"
        title = Words(*(f"{text} [{one.dataset}]" if text else "" for text in (title.zh, title.en)))
    notices = one.notices
    if work.tells_notices:
        notices, unknown = with_states(notices, one.held)
        work.stateless += unknown
    return PartyList(
        id=f"{edition.id}-{slug(called) or number}" if several else edition.id,
        pack=target.catalogue,
        title=title,
        authority=card.authority,
        status=edition.status,
        effective=edition.effective,
        as_of=edition.as_of or edition.effective or _day(edition.id) or max(one.days, default=None),
        expected=None if several else edition.expected,
        notices=notices,
        parties=tuple(one.parties),
        copies={"file": edition.sources[0]},
        notes=edition.notes,
    )


class _Names:
    """Rows into lists, their parties and the notices that list them."""

    def __init__(self, table: Table, edition: Edition, jurisdiction: str, known: KnownLists) -> None:
        self.asked, self.edition, self.known = table.asked, edition, known
        self.tells_notices = any(line.cells.get("notice") for line in table.lines)
        self.datasets = sorted({line.cells[DATASET] for line in table.lines if line.cells.get(DATASET)})
        self.stateless = 0
        self.lists: dict[str, _List] = {}
        self.refused: list[Refused] = []
        self.unplaced: list[Unplaced] = []
        self.ids: set[str] = set()
        self.codes = countries()
        self.behind_country = 0
        given = {self._country(self._cell(line, "country")) for line in table.lines}
        self.own_country = given.pop() if len(table.lines) > 1 and given == {jurisdiction} else ""

    def take(self, line: Line) -> None:
        """Places one row, or notes why it has no place."""
        addresses = parted(self._cell(line, "address"), self.asked, "address")
        zh, en, other = _slots(self._cell(line, "name"), self._cell(line, "name_zh"), self._cell(line, "name_en"))
        places = [self._place(address) for address in addresses]
        if not (zh or en or other):
            name = next((name for _, name in places if name), "")
            if not name:
                self.unplaced.append(Unplaced(line.where, line.whole, Words("没有名称", "has no name")))
                return
            zh, en, other = _slots(name, "", "")
            addresses = tuple(a for a, (_, behind) in zip(addresses, places, strict=True) if behind != name)
            self.behind_country += 1
        remarks, concern = self._cell(line, "remarks"), self._cell(line, "concern")
        one = self._list(line)
        one.parties.append(
            Party(
                id=self._id(line),
                name=Words(zh, en),
                other=other,
                aliases=parted(self._cell(line, "aliases"), self.asked, "aliases"),
                country=next((code for code, _ in places if code), "") or self._stated(line),
                addresses=tuple(a for a in addresses if a.upper() not in self.codes),
                notice=self._notice(line, one),
                concern=_concerns(concern) or (_concerns(remarks) if _OF_CONCERN.search(remarks) else ()),
                copies=("file",),
                checked=self.asked.checked,
                sort=self._cell(line, "sort"),
                remarks=remarks,
            )
        )

    def remarks(self) -> Iterator[Words]:
        """What was mended, what is not the party's, and what the table does not tell. Ask when the lists are made."""
        if self.stateless:
            n = self.stateless
            yield Words(
                f"表中没有状态栏：{n}份公告的状态记为不明；与所载公告相同的，沿用所载状态",
                f"no column tells a state: {n} notices are of unknown state; one that is held keeps the state held",
            )
        if len(self.datasets) > 1:
            names = ", ".join(self.datasets)
            yield Words(
                f"文件含{len(self.datasets)}个数据集（{names}），各成名单，未合并；同一名称可能在两处出现",
                f"the file holds {len(self.datasets)} data sets ({names}); each has lists of its own, and one name may "
                "stand in both",
            )
        if self.behind_country:
            n = self.behind_country
            yield Words(
                f"{n}行没有名称，地址栏中国名之后有文字：作为名称读入，请核对",
                f"{n} rows have no name, and words behind the country in the address: read as the name, to be checked",
            )
        if self.own_country:
            yield Words(
                f"国别栏各行均为 {self.own_country}，即名单所属国，不作为当事人国别",
                f"the country is {self.own_country} in every row: that of the list, not taken for the parties'",
            )

    def _cell(self, line: Line, name: str) -> str:
        joined = line.cells.get(name, "") or self.asked.constants.get(name, "")
        return joined.strip() if name == "aliases" else " ".join(joined.split("\n")).strip()

    def _country(self, text: str) -> str:
        return text.upper() if re.fullmatch("[A-Za-z]{2}", text) else self.codes.get(text.upper(), text)

    def _stated(self, line: Line) -> str:
        """The country the row states, none where the column gives the country of the list."""
        return "" if self.own_country else self._country(self._cell(line, "country"))

    def _place(self, address: str) -> tuple[str, str]:
        """(country, what stands behind it) of an address that is a country's name or begins with one."""
        words = address.split()
        for at in range(len(words), 0, -1):
            code = self.codes.get(" ".join(words[:at]).upper())
            if code:
                return code, " ".join(words[at:])
        return "", ""

    def _list(self, line: Line) -> _List:
        called = self._cell(line, "list") or self._cell(line, "list_title")
        dataset = line.cells.get(DATASET, "") if len(self.datasets) > 1 else ""
        held = self.known.called(called) or self.known.called(self._cell(line, "list_title"))
        name = f"{held.id if held is not None else called} {dataset}".strip()
        return self.lists.setdefault(name, _List(called, self._cell(line, "list_title"), held, dataset))

    def _id(self, line: Line) -> str:
        """The list's own number where it has one and it is free, else the number of the row."""
        own = self._cell(line, "code")
        found = own if own and own not in self.ids else f"row-{line.number}"
        self.ids.add(found)
        return found

    def _notice(self, line: Line, one: _List) -> str:
        """The notice that lists the party, one for each instrument and day."""
        instrument, source = self._cell(line, "notice"), self._cell(line, "source")
        published, effective = self._date(line, "published", one), self._date(line, "effective", one)
        effective = effective or self._date(line, "listed", one)
        self._date(line, "as_of", one)
        day = effective or published
        name = " ".join(part for part in (instrument, day.isoformat() if day else "") if part) or "list"
        number = instrument or self.edition.instrument
        effective = effective or (None if published else self.edition.effective)
        listed = Period(State.IN_FORCE, None, None, "the list names the party")
        periods = () if published or effective or self.edition.status != "in_force" else (listed,)
        sources = tuple(dict.fromkeys(filter(None, (*self.edition.sources, source))))
        held = one.notices.get(name)
        if held is None:
            one.notices[name] = ListNotice(name, number, published, effective, periods=periods, sources=sources)
        return name

    def _date(self, line: Line, field: str, one: _List) -> dt.date | None:
        """The day of a cell; one whose parts cannot be told is refused."""
        printed = self._cell(line, field)
        day = _day(printed)
        if printed and day is None:
            why = Words("日期无法识别；名称保留，日期从缺", "the date cannot be told; the name is kept without it")
            self.refused.append(Refused(line.where, printed, why))
        if day is not None:
            one.days.append(day)
        return day


def _concerns(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _CONCERN.items() if pattern.search(text))


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
