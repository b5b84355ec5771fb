"""Paragraphs of a list in the manner of Annex I -> entries with points; flattened exponents repaired by rule.

Values that flow: readers give `Para`s (code, path of labels, what it is, text, place); `entries` makes one `Entry` per
code, one `Point` per path (`c.2.b`), exclusions where a note says that something is not controlled, and a point of its
own for every other note (`c.note-1`). The hard problem is an exponent that a text export flattened: 2 × 108 Hz is
2 × 10⁸ Hz, but 2 × 105 mm may be two lengths. So only what cannot be a plain number is repaired, every repair is
listed, and a doubtful number stays as printed and makes its point partial. Rejected: repairing by the size of numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from catalogue.importers.reading import Refused, Unplaced
from catalogue.model import Catalogue, Check, Control, Entry, Point, Words

CODE = re.compile(r"\d[A-E]\d{3}")
CATEGORIES = {
    "0": Words("核材料、设施和设备", "Nuclear materials, facilities and equipment"),
    "1": Words("特殊材料及相关设备", "Special materials and related equipment"),
    "2": Words("材料加工", "Materials processing"),
    "3": Words("电子", "Electronics"),
    "4": Words("计算机", "Computers"),
    "5": Words("电信和信息安全", "Telecommunications and information security"),
    "6": Words("传感器和激光器", "Sensors and lasers"),
    "7": Words("导航和航空电子", "Navigation and avionics"),
    "8": Words("船舶", "Marine"),
    "9": Words("航空航天与推进", "Aerospace and propulsion"),
}
_NOT_CONTROLLED = re.compile(
    r"\b(?:do(?:es)? not (?:control|apply)|is not controlled|are not controlled)\b|\berfass(?:t|en) (?:nicht|keine)\b",
    re.I,
)
_RESERVED = re.compile(r"\(?(?:not used|nicht belegt|weggefallen)\)?[.;,]?(?:\s(?:and|or|und|oder))?", re.I)
"""A number that is printed and lists nothing."""
_SUPERSCRIPT = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_FLAT = re.compile(
    r"(?P<coefficient>(?<![\d.,])\d+(?:[.,]\d+)?\s?[×x·]\s?)10\s?(?P<power>[-−–]\s?\d{1,2}|[1-9]\d?)(?![\d.,]\d|\d)"
    r"(?P<after>\s?(?:mm|cm)\b(?![²³2-3]))?"
)
_FLAT_MINUS = re.compile(r"(?<![\d.,/×x·-])\b10\s?(?P<power>[-−–][1-9])(?![\d.,]\d|\d)(?=\s*[A-Za-zμΩ%])")
_DEGREE = re.compile(r"(?P<number>\d) ?[oº](?=C\b)")
_DOUBTFUL = re.compile(
    r"(?:\d\s?[×x]\s?10(?=\s?(?:[a-zA-Z;)]|$))(?!\s?(?:mm|cm)\b)|(?<![\d.,/A-Z-])\b10(?:[4-9]|1\d|2\d)(?=\s(?:neutrons|n/|bits?\b|Hz|ohms?|V/|cm|m\b|rad|Gy|Pa\b|particles|ions|W/))"
    r"|(?<![\d.,/A-Z-])\b10[-−–][12]\d(?=\s*(?:mbar|Pa|m\b|g\b|s\b|cm|F/)))"
)


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph: the code it stands under, the labels above it, `note` (its printed name) or "", and its text."""

    code: str
    path: tuple[str, ...]
    note: str
    text: str
    where: Words


@dataclass(frozen=True, slots=True)
class Built:
    """What paragraphs became."""

    entries: tuple[Entry, ...]
    refused: tuple[Refused, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    repairs: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How the entries of one publication are made: their ids, how far they are checked, their industries."""

    catalogue: str
    source: str
    checked: Check
    control: Control = Control.LICENCE
    industries: Mapping[str, Words] = field(default_factory=lambda: CATEGORIES)
    flattened: bool = True
    complete: bool = True
    repeats_go_on: bool = False
    """Whether a path that comes again goes on with its paragraph (tables), instead of being a fault."""


def mend(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text with flattened exponents raised, what was repaired (`2 × 108 -> 2 × 10⁸`), and what stays doubtful."""
    repairs: list[str] = []
    doubts: list[str] = []

    def raised(found: re.Match[str]) -> str:
        parts = found.groupdict()
        power = "".join(parts["power"].split())
        if parts.get("after") and len(power) == 1:
            doubts.append(found[0])
            return found[0]
        mended = f"{parts.get('coefficient') or ''}10{power.translate(_SUPERSCRIPT)}{parts.get('after') or ''}"
        repairs.append(f"{found[0]} -> {mended}")
        return mended

    def degree(found: re.Match[str]) -> str:
        repairs.append(f"{found[0]}C -> {found['number']}°C")
        return f"{found['number']}°"

    mended = _DEGREE.sub(degree, _FLAT_MINUS.sub(raised, _FLAT.sub(raised, text)))
    doubts.extend(found[0] for found in _DOUBTFUL.finditer(mended))
    return mended, tuple(repairs), tuple(doubts)


def entries(paras: Iterable[Para], manner: Manner) -> Built:
    """One entry per code in printed order. A path printed twice is handed back as unplaced with its text."""
    grouped: dict[str, list[Para]] = {}
    for para in paras:
        grouped.setdefault(para.code, []).append(para)
    made: list[Entry] = []
    refused: list[Refused] = []
    unplaced: list[Unplaced] = []
    repairs: list[str] = []
    doubtful: list[str] = []
    for code, own in grouped.items():
        heading = next((p for p in own if not p.path and not p.note), None)
        if heading is None:
            why = Words("条目没有标题行", "the entry has no heading")
            refused.append(Refused(own[0].where, code, why))
            unplaced.extend(Unplaced(p.where, p.text, why) for p in own)
            continue
        built = _Entry(code, heading, manner)
        for para in own:
            if para is not heading:
                built.add(para)
        made.append(built.entry())
        unplaced.extend(built.unplaced)
        repairs.extend(built.repairs)
        doubtful.extend(built.doubtful)
    unused = tuple(place for entry in made for place in _reserved(entry))
    return Built(tuple(made), tuple(refused), tuple(unplaced), tuple(repairs), tuple(doubtful), unused)


def _reserved(entry: Entry) -> Iterator[str]:
    """The places of the entry that are printed as not used."""
    if entry.control is None:
        yield entry.label
        return
    yield from (
        f"{entry.label}.{point.no}" for point in entry.points if point.no and _RESERVED.fullmatch(point.text.en)
    )


class _Entry:
    """One entry while it is made."""

    def __init__(self, code: str, heading: Para, manner: Manner) -> None:
        self._code = code
        self._manner = manner
        self.unplaced: list[Unplaced] = []
        self.repairs: list[str] = []
        self.doubtful: list[str] = []
        self._points: dict[str, Point] = {}
        self._excluded: dict[str, list[Words]] = {}
        self._seen: Counter[str] = Counter()
        self._heading = self._text(heading)
        self._heading_doubtful = bool(self.doubtful)

    def _text(self, para: Para) -> str:
        text = " ".join(para.text.split())
        if not self._manner.flattened:
            return text
        text, repairs, doubts = mend(text)
        place = ".".join((para.code, *para.path))
        self.repairs.extend(f"{place}: {repair}" for repair in repairs)
        self.doubtful.extend(f"{place}: {doubt}" for doubt in doubts)
        return text

    def add(self, para: Para) -> None:
        before = len(self.doubtful)
        text = self._text(para)
        number = ".".join(para.path)
        if para.note and _NOT_CONTROLLED.search(text):
            self._excluded.setdefault(number, []).append(Words(en=text))
            return
        if para.note:
            number = self._note_number(number, para.note)
        elif number in self._points and self._manner.repeats_go_on:
            known = self._points[number]
            self._points[number] = replace(known, text=Words(en=f"{known.text.en} {text}"))
            return
        elif number in self._points or not number:
            why = Words("同一编号出现两次", "this number is printed twice")
            self.unplaced.append(Unplaced(para.where, text, why))
            return
        self._points[number] = Point(
            number,
            Words(en=text),
            source=self._manner.source,
            checked=self._manner.checked,
            partial=len(self.doubtful) > before,
        )

    def _note_number(self, number: str, note: str) -> str:
        kind = "nb" if note.startswith(("N.B", "Erg")) else "technical-note" if note.startswith("Tech") else "note"
        stem = f"{number}.{kind}" if number else kind
        self._seen[stem] += 1
        return f"{stem}-{self._seen[stem]}" if self._seen[stem] > 1 else stem

    def entry(self) -> Entry:
        points = [replace(p, exclusions=tuple(self._excluded.pop(p.no or "", ()))) for p in self._points.values()]
        left = tuple(words for found in self._excluded.values() for words in found)
        items = [p for p in points if p.no and not _is_note(p.no)]
        reserved = not items and bool(_RESERVED.fullmatch(self._heading))
        if left or (self._heading and not items):
            own = Point(
                None,
                Words(en=self._heading),
                None,
                left,
                self._manner.source,
                self._manner.checked,
                self._heading_doubtful,
            )
            points.insert(0, own)
        return Entry(
            id=f"{self._manner.catalogue}.{self._code.lower()}",
            code=self._code,
            title=Words(en=self._heading or (items[0].text.en if items else self._code)),
            control=None if reserved else self._manner.control,
            industry=self._manner.industries.get(self._code[:1], Words()),
            points=tuple(points),
            source=self._manner.source,
            checked=self._manner.checked,
            complete=self._manner.complete and not self.doubtful and not self.unplaced,
        )


def _is_note(number: str) -> bool:
    return any(part in number for part in ("note", "nb"))


def with_names(made: tuple[Entry, ...], held: Catalogue | None) -> tuple[Entry, ...]:
    """The entries with the short names of the edition held: our Chinese name as title, our English one as a synonym.

    Importing again what is held already gives the same names."""
    known = {entry.code: entry for edition in (held.editions if held else ()) for entry in edition.entries}
    return tuple(_named(entry, known.get(entry.code)) for entry in made)


def _named(entry: Entry, known: Entry | None) -> Entry:
    if known is None or not known.title.zh:
        return entry
    same = known.title.en in ("", entry.title.en)
    synonyms = known.synonyms if same else tuple(dict.fromkeys((known.title.en, *known.synonyms)))
    return replace(entry, title=Words(known.title.zh, entry.title.en), synonyms=synonyms)
