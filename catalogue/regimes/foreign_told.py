"""What the US tables say of a code and a country, in words: one line per country, candidates of exceptions.

Values that flow: tables + judged code -> reasons of the finding and values for the texts of the rules. Rejected:
telling only what is marked; a lawyer must see which columns were looked at and found empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.countrychart import ChartRow, UsTables
from catalogue.model import Words
from catalogue.regimes.foreign_codes import Judged
from catalogue.regimes.foreign_facts import ROLES, receiving_countries
from catalogue.regimes.review import Review
from catalogue.regimes.us_chart import Candidate, cells, others, row_of
from catalogue.results import Finding

CELLS = {
    "marked": Words("有标记", "marked"),
    "empty": Words("空白", "empty"),
    "differs": Words("两来源不一致", "the two sources differ"),
    "no_column": Words("无对应列，见所指条款", "no column; see the section"),
}
SCOPES = {
    "covered": Words(),
    "part": Words("（仅部分项）", " (part of the entry only)"),
    "outside": Words("（不及于所列项）", " (not for the paragraph named)"),
}


def country_values(tables: UsTables, country: str, roles: tuple[str, ...]) -> dict[str, Words | str]:
    """Name, roles, groups and footnotes of a country for the texts of the rules."""
    row, _ = row_of(tables, country)
    notes = [tables.footnotes[number] for number in row.footnotes] if row else []
    return {
        "country": _name(row, country),
        "roles": Words("、".join(ROLES[r].zh for r in roles), ", ".join(ROLES[r].en for r in roles)),
        "groups": ", ".join(group.id for group in tables.groups_of(country)) or "—",
        "elsewhere": row.elsewhere if row else "—",
        "footnotes": Words("；".join(n.zh for n in notes), "; ".join(n.en for n in notes)) if notes else "—",
    }


def _name(row: ChartRow | None, country: str) -> Words:
    """`中国（CN）`; `HK（适用中国一行）` where another row governs; the bare code where there is no row."""
    if row is None:
        return Words(country, country)
    if row.code != country:
        return Words(f"{country}（适用{row.name.zh}一行）", f"{country} (row of {row.name.en})")
    return Words(f"{row.name.zh}（{country}）", f"{row.name.en} ({country})")


def candidates_told(tables: UsTables, found: tuple[Candidate, ...], country: str) -> dict[str, Words | str]:
    """The exceptions to consider and those no list prints, and the rules that shut all of them out."""
    beside = others(tables, country)
    rest = "、".join(f"{one.symbol} § {one.section}" for one in beside)
    printed = ", ".join(c.exception.symbol for c in found) or "—"
    symbols = ", ".join(one.symbol for one in beside)
    none = Words("清单未印可考虑的例外", "the entry prints none to consider")
    told = Words("；".join(c.told("zh") for c in found), "; ".join(c.told("en") for c in found)) if found else none
    return {
        "candidates": told,
        "others": Words(rest, rest.replace("、", ", ")),
        "symbols": Words(f"{printed}；清单不印的：{symbols}", f"{printed}; not printed by the list: {symbols}"),
    }


def chart_told(case: Review, tables: UsTables | None, one: Judged) -> Finding:
    """The finding with one reason per receiving country."""
    if tables is None or one.entry is None or not one.entry.reasons:
        return one.finding
    lines = tuple(_lines(case, tables, one))
    return replace(one.finding, reasons=(*one.finding.reasons, *lines))


def _lines(case: Review, tables: UsTables, one: Judged) -> Iterator[Words]:
    for country in receiving_countries(case.matter):
        row, basis = row_of(tables, country)
        if row is None or one.entry is None:
            continue
        values = country_values(tables, country, ())
        if row.elsewhere:
            yield case.rules.reason("us_row_elsewhere", **values)
            continue
        groups = cells(tables, one.entry, one.finding.point, country)
        zh, en = (
            ("；" if lang == "zh" else "; ").join(
                f"{CELLS[g.cell].in_language(lang)}{SCOPES[g.scope].in_language(lang) if g.scope != 'covered' else ''}"
                f"{'：' if lang == 'zh' else ': '}{g.shown.in_language(lang)}"
                for g in groups
            )
            for lang in ("zh", "en")
        )
        day = tables.as_of.isoformat() if tables.as_of else "?"
        because = Words(f"，依据：{basis}", f" ({basis})") if basis else Words()
        yield case.rules.reason("us_row", **values, cells=Words(zh, en), as_of=day, because=because)
