"""The German export list (AWV, Anlage AL, Ausfuhrliste) as nested-list text -> edition `2022-03` of `de`.

Values that flow: the lines of Part I become `Row`s with their columns, then paragraphs and entries; notes and
definitions of the annex stand aside, the rest of the ordinance comes back as unplaced. The hard problem is a layout
that breaks a line at every index and exponent (`CO`, next line `2   ) zu`); such a line is joined again before
anything else. The text stands in German in the field for English, because a text here has a Chinese and an English
side only: the edition says so. Rejected: translating at import; it would be our wording, not the list's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.importers.eu.annexaside import OUTSIDE, Section, asides, said_of
from catalogue.importers.eu.annexrows import Layout, Row, RowReader
from catalogue.importers.eu.annextree import CATEGORIES, Manner, entries
from catalogue.importers.eu.remarks import told
from catalogue.importers.reading import Card, Format, Progress, Reading, Source, Target, Unplaced
from catalogue.importers.sourcetext import decoded
from catalogue.model import Check, Edition, Entry, Period, State, Words
from catalogue.problems import BadInput

CATALOGUE = "de"
EDITION = "2022-03"
LONGEST = 16 * 1024 * 1024
NUMBERS = tuple(f"{number:04}" for number in range(1, 23))
"""The numbers of Part I Section A, as the list's own table of contents prints them: 0001 to 0022."""

_SOURCE = "Außenwirtschaftsverordnung (BGBl. 2013 I S. 2865), Anlage AL (Ausfuhrliste)"
_ANNEX = re.compile(r"### Anlage \d+")
_BEFORE = Words("出口清单：第一部分之前的说明", "Ausfuhrliste: what stands before Part I")
_AFTER = Words("出口清单：第一部分之后的缩略语、定义和第二部分", "Ausfuhrliste: abbreviations, definitions and Part II")
_BEGINS = re.compile(r"\*\*A\*\*\s+\*\*Liste für Waffen")
_ENDS = re.compile(r"\*\*Verzeichnis der verwendeten Abkürzungen\*\*")
_SHIFTED = re.compile(r"\s*(?P<sign>[-−–+]?[0-9A-Za-z]{1,3})\s{3,}(?P<rest>.*)")
_KNOWN = "14.9.2021"
_OLD = Words(
    "这一副本所载为2021年9月的文本（2022年3月的副本），其后的修订未收入；不作现行清单使用。",
    "This copy holds the text of September 2021 (copy of March 2022) without later amendments; it is not used as the "
    "list in force.",
)
_UNKNOWN = Words(
    "文本自何日起施行由用户核对；其状态未知。",
    "From which day this text applies is for the user to check; its state is unknown.",
)
_NOTHING = re.compile(r"(?!)")
_LAYOUT = Layout(
    code=re.compile(r"(?P<code>\d{4}|\d[A-E]\d{3})\s+(?P<text>\S.*)"),
    label=re.compile(r"(?P<label>[a-z]{1,2}|\d{1,3})(?:\)|\.)(?:\s+(?P<text>\S.*)|$)(?P<other>)"),
    note=re.compile(r"(?P<note>(?:Ergänzende |Technische )?Anmerkung(?:en)?)(?:\s*\d+)?\s*:"),
    header=_NOTHING,
    heading=re.compile(r"\*\*B\*\*"),
    ends=_ENDS,
    continued=_NOTHING,
    margin=0.5,
    step=2.0,
)
_CARD = Card(
    title=Words("德国出口清单（Ausfuhrliste）", "German export list (Ausfuhrliste)"),
    kind="control-list",
    jurisdiction="DE",
    authority=Words("联邦经济与出口管制局（BAFA）", "Federal Office for Economic Affairs and Export Control (BAFA)"),
    code_pattern=r"\d{4}|\d[A-E]\d{3}",
    code_grammar=Words(
        "第一部分A节为四位数字（0001至0022）；B节为五位：类别一位数字、组别一位字母（A至E）、901至999。其后字母与数字逐级交替。",
        "Part I Section A: four digits (0001 to 0022); Section B: one digit for the category, one letter (A to E) and "
        "901 to 999; then letters and numbers in turn.",
    ),
    source=_SOURCE,
)


def recognises(source: Source) -> bool:
    """Whether this looks like the text of the Außenwirtschaftsverordnung."""
    head = source.data[:4096]
    return "Außenwirtschaftsverordnung".encode() in head and head.lstrip()[:1] not in (b"<", b"%", b"{")


def read_awv(source: Source, target: Target, progress: Progress) -> Reading:
    """Part I of the list. Raises BadInput for what does not hold it."""
    lines = decoded(source, LONGEST).splitlines()
    first = next((at for at, line in enumerate(lines) if _BEGINS.match(line)), None)
    if first is None:
        raise BadInput.because(
            "this text does not hold Part I of the Ausfuhrliste",
            file=source.path,
            hint="it must hold the heading that begins 'Liste für Waffen'",
            zh="这份文本里没有出口清单第一部分",
            hint_zh="应含以“Liste für Waffen”开头的标题",
        )
    last = next((at for at in range(first, len(lines)) if _ENDS.match(lines[at])), len(lines))
    reader = RowReader(_LAYOUT)
    reader.read(_rows(lines[first:last], first + 1))
    progress(1, 1)
    made = _edition(lines[:60], target.edition, source.path)
    manner = Manner(CATALOGUE, made.sources[0], Check.SECONDARY, industries=CATEGORIES)
    built = entries(reader.paras, manner)
    apart = asides((*_sections(lines, first, last), Section(OUTSIDE, reader.blocks)), manner)
    missing = [number for number in NUMBERS if not any(entry.code == number for entry in built.entries)]
    remarks = (*said_of(apart), *told(built, decimal_comma=True), _language())
    if missing:
        listed = ", ".join(missing)
        remarks += (Words(f"A节缺少编号：{listed}", f"numbers of Section A that are missing: {listed}"),)
    return Reading(
        catalogue=CATALOGUE,
        card=_CARD,
        edition=replace(made, entries=(*(_named(entry) for entry in built.entries), *apart)),
        refused=built.refused,
        unplaced=(*_around(lines, *_bounds(lines, first, last)), *reader.outside, *built.unplaced),
        remarks=remarks,
    )


def _rows(lines: list[str], first: int) -> Iterator[Row]:
    held: Row | None = None
    for number, line in enumerate(lines, start=first):
        shown = line.strip().lstrip("*").strip() if line.lstrip().startswith("*  ") else line.strip()
        shifted = _SHIFTED.fullmatch(line)
        if shifted and held:
            held = replace(held, text=held.text + shifted["sign"] + _spaced(shifted["rest"].strip()))
        elif shown:
            if held:
                yield held
            held = Row(len(line) - len(line.lstrip()), shown, 1, number)
    if held:
        yield held


def _spaced(rest: str) -> str:
    return rest if not rest or rest[0] in ".,;:)]“‘’-/" else f" {rest}"


def _bounds(lines: list[str], first: int, last: int) -> tuple[int, int]:
    """Where the annex with the list begins and ends; a text without headings of annexes ends with itself."""
    begin = next((at for at in range(first, -1, -1) if _ANNEX.match(lines[at])), first)
    end = next((at for at in range(last, len(lines)) if _ANNEX.match(lines[at])), len(lines))
    return begin, end


def _sections(lines: list[str], first: int, last: int) -> Iterator[Section]:
    begin, end = _bounds(lines, first, last)
    for title, part in ((_BEFORE, lines[begin:first]), (_AFTER, lines[last:end])):
        text = "\n".join("" if line.strip() == "##" else line.replace("**", "") for line in part)
        yield Section(title, tuple(re.split(r"\n\s*\n", text)))


def _around(lines: list[str], first: int, last: int) -> Iterator[Unplaced]:
    why = Words(
        "条例正文及其他附件，不属于出口清单",
        "the ordinance itself and other annexes: no part of the Ausfuhrliste",
    )
    for begin, end in ((0, first), (last, len(lines))):
        text = "\n".join(lines[begin:end]).strip()
        if text:
            yield Unplaced(Words(f"第{begin + 1}至{end}行", f"lines {begin + 1} to {end}"), text, why)


def _named(entry: Entry) -> Entry:
    """Section A has no categories: its numbers are the military list."""
    if entry.code and entry.code.isdigit():
        return replace(entry, industry=Words("武器、弹药和军用物资", "Weapons, ammunition and military goods"))
    return entry


def _language() -> Words:
    return Words(
        "原文为德文，照录于英文栏；未作翻译",
        "the wording is German as printed and stands in the field for English; nothing was translated",
    )


def _edition(head: list[str], wanted: str, path: Path) -> Edition:
    """The known text is filed as superseded; of another one nothing is known, so its state stays unknown."""
    state = next((line.removeprefix("Stand:").strip() for line in head if line.startswith("Stand:")), "")
    known = _KNOWN in state
    if not known and not wanted:
        raise BadInput.because(
            "this is another text of the ordinance than the one of September 2021",
            file=path,
            hint="name its edition: --edition YYYY-MM",
            zh="这不是2021年9月的条例文本",
            hint_zh="请写明版次：--edition 年-月",
        )
    name = wanted or EDITION
    why = _OLD if known else _UNKNOWN
    return Edition(
        id=name,
        catalogue=CATALOGUE,
        title=Words(f"德国出口清单第一部分，{name}的副本", f"German export list, Part I, copy of {name}"),
        instrument="Außenwirtschaftsverordnung, Anlage AL" + (" (BAnz AT 07.09.2021 V1)" if known else ""),
        status="in_force",
        periods=(Period(State.SUPERSEDED, None, None, why.en),) if known else (),
        basis=why,
        sources=(f"{_SOURCE}, {state or name}",),
        as_of=dt.date(2022, 3, 31) if known else None,
        notes=_language(),
    )


FORMAT = Format(
    id="de-awv-text",
    title=Words("德国《对外经济条例》出口清单文本", "German AWV, Ausfuhrliste as text"),
    catalogues=(CATALOGUE,),
    recognises=recognises,
    read=read_awv,
)
