"""The Commerce Country Chart, the Country Groups and the licence exceptions of the EAR, as data.

Values that flow: three YAML files of the pack `us-ccl` -> one frozen `UsTables`; a country and a reason for control ->
a `Cell`. The hard problem: an empty cell is no permission. So a cell is marked, empty or unsettled: unsettled where
other parts decide (`elsewhere`) or where the second source prints otherwise (`differs`), and every answer says which
rules an empty cell leaves untouched. Rejected: True and False; a reader would take False for leave to ship.

Source: 15 CFR Part 738 Supp. 1, Part 740 and its Supp. 1, eCFR of 2026-07-23.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh
from catalogue.yamltext import read_yaml

NEAR = 0.75
"""From where on a name typed is taken for a misspelt one of the chart."""
FILES = ("country-chart", "country-groups", "licence-exceptions")
EMPTY_IS_NO_LEAVE = Words(
    "空白格不等于无须许可：一般禁止四至十（第736部分）、第744、746部分和 ECCN 本身另指的规定仍须核对。",
    "An empty cell is no leave to ship: General Prohibitions 4 to 10 (part 736), parts 744 and 746 and whatever else "
    "the ECCN refers to must still be checked.",
)


class Cell(StrEnum):
    """What the chart says of one reason and one country."""

    MARKED = "marked"
    EMPTY = "empty"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One country: its ISO code, the columns with a mark, footnotes, and columns the second source prints otherwise.

    `elsewhere` names the part that decides in place of the chart, empty where the chart does.
    """

    code: str
    name: Words
    marks: tuple[str, ...]
    footnotes: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    elsewhere: Words = Words()

    def cell(self, column: str) -> Cell:
        """The cell of a column such as `NS 2`."""
        if self.elsewhere or column in self.differs:
            return Cell.UNSETTLED
        return Cell.MARKED if column in self.marks else Cell.EMPTY


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A Country Group and the ISO codes of its members."""

    id: str
    name: Words
    members: tuple[str, ...]


class Reach(StrEnum):
    """What the held texts say of an exception and a destination. None of them is leave to use it."""

    NAMED = "named"
    OUTSIDE = "outside"
    EXCLUDED = "excluded"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class LicenceException:
    """A licence exception: symbol, section of Part 740, what it is for, and the conditions the held texts name.

    `by_list`: only where an ECCN prints it. `groups` and `countries` are the destinations it is for, `excluded` the
    groups it leaves out, `sections` others that bear on it. `not_held` says what only the section itself tells.
    """

    symbol: str
    section: str
    name: Words
    not_held: Words
    by_list: bool = False
    groups: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    conditions: tuple[Words, ...] = ()

    def reach(self, code: str, groups: tuple[str, ...]) -> Reach:
        """Whether a country (ISO code) in these groups is named, left out, or not spoken of."""
        if set(groups) & set(self.excluded):
            return Reach.EXCLUDED
        if not (self.groups or self.countries):
            return Reach.NOT_HELD
        return Reach.NAMED if code in self.countries or set(groups) & set(self.groups) else Reach.OUTSIDE


@dataclass(frozen=True, slots=True)
class Limit:
    """A rule that shuts out every exception for certain parties, uses or items: its section and what it says."""

    section: str
    text: Words


@dataclass(frozen=True, slots=True)
class UsTables:
    """The three tables with their day, sources and the account of how the two sources of the chart differ."""

    columns: tuple[str, ...]
    rows: dict[str, ChartRow]
    follows: dict[str, tuple[str, str]]
    footnotes: dict[str, Words]
    differences: Words
    groups: tuple[CountryGroup, ...]
    exceptions: tuple[LicenceException, ...]
    as_of: dt.date | None
    citation: str
    sources: tuple[str, ...] = ()
    notes: Words = Words()
    exception_notes: Words = Words()
    limits: tuple[Limit, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def row(self, asked: str) -> tuple[ChartRow, str]:
        """(the row that governs a country, why another country's row does). Raises BadInput for an unknown one."""
        plain = " ".join(asked.split())
        code = plain.upper()
        if code in self.follows:
            governing, basis = self.follows[code]
            return self.rows[governing], basis
        found = self.rows.get(code) or next((r for r in self.rows.values() if _is_named(r, plain)), None)
        if found is None:
            names = [text for row in self.rows.values() for text in (row.name.en, row.name.zh) if _is_near(plain, text)]
            raise BadInput.because(
                f"the chart has no row '{asked}'",
                field="COUNTRY",
                hint=did_you_mean(plain, names) or "write an ISO code such as RU, or a name",
                zh=f"国家表中没有“{asked}”",
                hint_zh=did_you_mean_zh(plain, names) or "请写 ISO 代码（如 RU）或国名",
            )
        return found, ""

    def column(self, asked: str) -> str:
        """The column named `NS 2`, `ns2` or `NS Column 2`. Raises BadInput for another."""
        parts = re.fullmatch(r"\s*([A-Za-z]{2})\s*(?:column)?\s*(\d)\s*", asked, re.IGNORECASE)
        column = f"{parts[1].upper()} {parts[2]}" if parts else asked.strip()
        if column not in self.columns:
            known = ", ".join(self.columns)
            raise BadInput.because(
                f"the chart has no column '{asked}'",
                field="REASON",
                hint=f"its columns are: {known}",
                zh=f"国家表中没有“{asked}”这一列",
                hint_zh=f"各列为：{known}",
            )
        return column

    def groups_of(self, code: str) -> tuple[CountryGroup, ...]:
        """The groups a country is in."""
        return tuple(group for group in self.groups if code in group.members)


def _is_named(row: ChartRow, plain: str) -> bool:
    english = row.name.en.casefold()
    parts = [part.strip() for part in english.split(",")]
    turned = " ".join(reversed(parts))
    return plain.casefold() in (english, turned, row.name.zh, parts[0] if len(parts) == 1 else turned)


def read_us_tables(folder: Path) -> UsTables:
    """The tables in the folder of the pack us-ccl. Raises BadInput for any fault: half a chart must not be read."""
    problems: list[Problem] = []
    chart, groups, exceptions = (
        Fields(read_yaml(folder / f"{name}.yaml", f"us-ccl/{name}.yaml"), "the table", f"us-ccl/{name}.yaml", problems)
        for name in FILES
    )
    tables = _tables(chart, groups, exceptions)
    for top in (chart, groups, exceptions):
        top.text("citation", required=True)
        top.text("checked", required=True)
        top.texts("sources")
        top.date("as_of", required=True)
        top.finish()
    for group in tables.groups:
        problems.extend(
            Problem(f"'{code}' is in group {group.id} and no row of the chart", "us-ccl/country-groups.yaml")
            for code in group.members
            if code not in tables.rows and code != "US"
        )
    known = {group.id for group in tables.groups}
    for one in tables.exceptions:
        problems.extend(
            Problem(f"{one.symbol} names '{name}', which is no group", "us-ccl/licence-exceptions.yaml")
            for name in (*one.groups, *one.excluded)
            if name not in known
        )
        problems.extend(
            Problem(f"{one.symbol} names '{code}', which has no row of the chart", "us-ccl/licence-exceptions.yaml")
            for code in one.countries
            if code not in tables.rows
        )
    if problems:
        raise BadInput(*problems)
    return tables


def _tables(chart: Fields, groups: Fields, exceptions: Fields) -> UsTables:
    columns = chart.texts("columns")
    elsewhere = chart.block("elsewhere")
    other = {code: elsewhere.words(code) for code in elsewhere.keys()}  # noqa: SIM118 a reader, not a mapping
    footnotes = chart.block("footnotes")
    rows = [_row(f, columns, other) for f in chart.blocks("countries", "a country")]
    return UsTables(
        columns=columns,
        rows={row.code: row for row in rows},
        follows={f.text("code"): (f.text("row"), f.text("basis")) for f in chart.blocks("follows", "a territory")},
        footnotes={number: footnotes.words(number) for number in footnotes.keys()},  # noqa: SIM118
        differences=chart.words("differences", required=True),
        groups=tuple(_group(f) for f in groups.blocks("groups", "a group")),
        exceptions=tuple(_exception(f) for f in exceptions.blocks("exceptions", "an exception")),
        as_of=chart.date("as_of"),
        citation=chart.text("citation"),
        sources=chart.texts("sources"),
        notes=groups.words("notes"),
        exception_notes=exceptions.words("notes"),
        limits=tuple(_limit(f) for f in exceptions.blocks("limits", "a limit")),
    )


def _row(fields: Fields, columns: tuple[str, ...], elsewhere: dict[str, Words]) -> ChartRow:
    code = fields.text("code", required=True)
    row = ChartRow(
        code=code,
        name=fields.words("name", required=True),
        marks=fields.choices("marks", columns),
        footnotes=fields.texts("footnotes"),
        differs=fields.choices("differs", columns),
        elsewhere=elsewhere.get(code, Words()),
    )
    fields.finish()
    return row


def _group(fields: Fields) -> CountryGroup:
    group = CountryGroup(fields.text("id", required=True), fields.words("name", required=True), fields.texts("members"))
    fields.finish()
    return group


def _exception(fields: Fields) -> LicenceException:
    exception = LicenceException(
        symbol=fields.text("symbol", required=True),
        section=fields.text("section", required=True),
        name=fields.words("name", required=True),
        not_held=fields.words("not_held", required=True),
        by_list=fields.flag("by_list"),
        groups=fields.texts("groups"),
        excluded=fields.texts("excluded"),
        countries=fields.texts("countries"),
        sections=fields.texts("sections"),
        conditions=tuple(_words(f) for f in fields.blocks("conditions", "a condition")),
    )
    fields.finish()
    return exception


def _words(fields: Fields) -> Words:
    words = Words(fields.text("zh", required=True), fields.text("en", required=True))
    fields.finish()
    return words


def _limit(fields: Fields) -> Limit:
    limit = Limit(fields.text("section", required=True), fields.words("text", required=True))
    fields.finish()
    return limit


def _is_near(asked: str, name: str) -> bool:
    """Whether a name is a misspelling away; another country's name is worse than none."""
    return SequenceMatcher(None, asked.casefold(), name.casefold()).ratio() >= NEAR
