"""An official publication on its way into a pack, as the section 导入 handles it. No Qt.

Values that flow: what the form says (`Wish`) -> `Read`: the reading, its preview and that preview in words of both
languages -> `Installed`. All of it takes time and runs in the background; the reading that was shown is the one that
is written, whatever the file has become meanwhile. The hard problem is the words: reasons are written for the command
line, and a person at a form is not helped by `--encoding`. So every option named in them is replaced by the field of
the form that means the same. Rejected: catching each reason and writing it anew.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from catalogue.model import Edition, Words
from catalogue.packs import Library
from catalogue.problems import BadInput
from gui.places.lists import in_order

if TYPE_CHECKING:
    from catalogue.importers.installing import Installed, Place
    from catalogue.importers.preview import Change, Preview
    from catalogue.importers.reading import Progress

LANGUAGES = ("zh", "en")
ENCODINGS = ("gb18030", "big5", "utf-16", "shift_jis", "euc-kr", "cp1252", "cp1251")
"""Of texts that are not UTF-8: those the publications known here come in."""
FIELDS = MappingProxyType(
    {
        "--catalogue": Words("清单", "List"),
        "--edition": Words("版本", "Edition"),
        "--base": Words("所修改的版本", "Amends"),
        "--encoding": Words("编码", "Encoding"),
        "--map": Words("列映射", "Column map"),
    }
)
"""What an option of the command line is called on the form."""
_FOR_THE_TERMINAL = re.compile(r"--(?:into|preview|replace|json)|python -m|README")
_ASIDE = re.compile(r"\s*[（(][^（()）]*README[^（()）]*[)）]|\s*MAP\.yaml")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be read and as what. Empty fields leave it to the publication."""

    path: Path
    catalogue: str
    edition: str = ""
    base: str = ""
    encoding: str = ""
    columns: Path | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind: refused, unplaced, changes or remarks."""

    name: str
    lines: tuple[str, ...]


Told = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A publication as read: nothing is written yet. `told` holds the groups by language."""

    wish: Wish
    place: Place
    preview: Preview
    told: MappingProxyType[str, Told]


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A list that can be chosen: its id, title, where its official publication is to be had, and its editions."""

    id: str
    title: Words
    official_at: tuple[str, ...]
    editions: tuple[Edition, ...] = ()


def list_choices(library: Library) -> tuple[ListChoice, ...]:
    """Every list and every pack of names held."""
    lists = (
        ListChoice(c.id, c.title, c.official_at, tuple(e for e in c.editions if e.lists_items))
        for c in in_order(library)
    )
    names = (ListChoice(c.id, c.title, c.official_at) for c in library.party_cards.values())
    return (*lists, *names)


Publications = tuple[tuple[tuple[str, ...], Words], ...]
"""For each format the catalogues it serves (none: any) and what it is called."""


def publications() -> Publications:
    """Every publication that is understood. Loads the readers, which takes a moment."""
    from catalogue.importers.registry import formats

    return tuple((one.catalogues, one.title) for one in formats())


def read_wish(wish: Wish, packs: Path, today: dt.date, progress: Progress) -> Read:
    """Reads the publication; nothing is written. Raises BadInput, and what `progress` raises to cancel."""
    from catalogue.importcommand import check_names, place_for, read_publication, saved_columns
    from catalogue.importers.installing import check_place
    from catalogue.importers.preview import preview

    check_names(wish.catalogue, wish.edition)
    check_place(packs)
    place = place_for(wish.catalogue, packs, today)
    progress(0, 0)
    reading = read_publication(
        wish.path,
        wish.catalogue,
        place,
        edition=wish.edition,
        base=wish.base,
        columns=wish.columns or saved_columns(packs, wish.catalogue),
        mapped=wish.columns is not None,
        encoding=wish.encoding,
        progress=progress,
    )
    progress(0, 0)
    shown = preview(reading, place)
    progress(0, 0)
    return Read(wish, place, shown, MappingProxyType({lang: tuple(_groups(shown, lang)) for lang in LANGUAGES}))


def write(read: Read, *, replacing: bool, progress: Progress) -> Installed:
    """Writes what was read as a pack in the user's folder. Raises BadInput, and then nothing has changed."""
    from catalogue.importers.installing import install

    return install(read.preview.reading, read.place, replacing=replacing, columns=read.wish.columns, progress=progress)


REFUSED, UNPLACED, CHANGES, REMARKS = "refused", "unplaced", "changes", "remarks"


def _groups(shown: Preview, lang: str) -> Iterator[Group]:
    reading = shown.reading
    yield Group(
        REFUSED, tuple(_spaced(r.where.in_language(lang), r.code, r.why.in_language(lang)) for r in reading.refused)
    )
    placeless = (_spaced(u.where.in_language(lang), u.text, f"[{u.why.in_language(lang)}]") for u in reading.unplaced)
    yield Group(UNPLACED, tuple(placeless))
    yield Group(REMARKS, tuple(plainly(one.in_language(lang), lang) for one in reading.remarks))
    yield Group(CHANGES, tuple(_change(one, lang) for one in shown.changes))


def _change(change: Change, lang: str) -> str:
    from catalogue.importers.preview import KINDS

    code = f"{change.code_from} → {change.code}" if change.code_from else change.code
    return _spaced(f"{KINDS[change.kind].in_language(lang)}:", code, change.title.in_language(lang))


def _spaced(*parts: str) -> str:
    return "  ".join(" ".join(part.split()) for part in parts if part)


def plainly(text: str, lang: str) -> str:
    """The text with options of the command line told as fields of the form."""
    quoted = "“{}”"
    for option, name in FIELDS.items():
        text = text.replace(option, quoted.format(name.in_language(lang)))
    return _ASIDE.sub("", text)


def in_window(error: BadInput) -> BadInput:
    """The same reasons without the command line and without the folder of the file."""
    return BadInput(
        *(
            replace(
                problem,
                file=Path(problem.file).name,
                message=plainly(problem.message, "en"),
                message_zh=plainly(problem.message_zh, "zh"),
                hint=_hint(problem.hint, "en"),
                hint_zh=_hint(problem.hint_zh, "zh"),
            )
            for problem in error.problems
        )
    )


def _hint(text: str, lang: str) -> str:
    """A hint that only helps at the command line is left out."""
    text = _ASIDE.sub("", text)
    return "" if _FOR_THE_TERMINAL.search(text) else plainly(text, lang)
