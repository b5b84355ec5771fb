"""What the readers of United States party lists share: their card, countries, days and the names of one text.

Values that flow: words of a publication -> country codes, dates, names. The hard problem: the lists write countries,
days and aliases in a dozen ways; what is read wrongly here would be wrong in every list. So each reader of a word
gives nothing where it is not sure, and its caller reports the line. Rejected: guessing the country from an address.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from catalogue.fields import Fields
from catalogue.importers.reading import Card, Source
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml

CATALOGUE = "us-parties"
LARGEST = 100 * 1024 * 1024
CARD = Card(
    title=Words("美国受限当事人名单", "United States lists of parties of concern"),
    kind="party-list",
    jurisdiction="US",
    authority=Words("美国商务部、财政部和国务院", "US Departments of Commerce, the Treasury and State"),
    source="15 CFR Part 744, Supplements No. 4, 6 and 7; Consolidated Screening List; OFAC SDN list",
    official_at=(
        "www.ecfr.gov, Title 15, Part 744",
        "https://www.bis.gov/entity-list",
        "https://www.trade.gov/consolidated-screening-list",
        "https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas",
    ),
)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_WRITTEN = re.compile(r"([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})")


def text_of(source: Source) -> str:
    """The text of a CSV or JSON file. Raises BadInput for another encoding, NUL signs and endless files."""
    if len(source.data) > LARGEST:
        raise BadInput.because(
            f"this file has more than {LARGEST // 2**20} MB",
            file=source.path,
            hint="give the published list itself",
            zh=f"文件超过 {LARGEST // 2**20} MB",
            hint_zh="请直接使用官方发布的名单文件",
        )
    encoding = source.encoding or "utf-8-sig"
    try:
        text = source.data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise BadInput.because(
            f"this file is not {encoding.removesuffix('-sig').upper()} text",
            file=source.path,
            hint="name its encoding with --encoding",
            zh=f"文件不是 {encoding.removesuffix('-sig').upper()} 编码",
            hint_zh="请用 --encoding 指明编码",
        ) from None
    if "\0" in text:
        raise BadInput.because(
            "this file holds NUL signs and is no text", file=source.path, zh="文件含 NUL 字符，不是文本"
        )
    return text


def countries() -> dict[str, str]:
    """Country names as the lists print them, in capitals -> ISO 3166-1 codes (`countries.yaml` beside this module)."""
    path = Path(__file__).resolve().parent / "countries.yaml"
    problems: list[Problem] = []
    top = Fields(read_yaml(path, path.name), "the names of countries", path.name, problems)
    found = {
        name.strip().upper(): code
        for code in top.keys()  # noqa: SIM118  (it notes the keys as known)
        for name in top.text(code).split("|")
    }
    if problems:
        raise BadInput(*problems)
    return found


def day_in(text: str) -> dt.date | None:
    """The ISO day an edition's id holds: `2026-07-23`, `sdn-2022-01-31`; None without one."""
    found = _DAY.search(text)
    return _iso(found[0]) if found else None


def printed_day(text: str) -> dt.date | None:
    """A day as the Federal Register citations write it: `11/21/11`, `8/20/2020`, `October 9, 2020`, `2011-08-15`."""
    if slashed := _SLASHED.search(text):
        month, day, year = map(int, slashed.groups())
        return _date(year if year > 99 else (1900 if year > 60 else 2000) + year, month, day)
    if written := _WRITTEN.search(text):
        name = written[1][:3].lower()
        return _date(int(written[3]), _MONTHS.index(name) + 1, int(written[2])) if name in _MONTHS else None
    return day_in(text)


def _iso(text: str) -> dt.date | None:
    year, month, day = map(int, text.split("-"))
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def slug(text: str) -> str:
    """A key of small letters, figures and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
