"""What the US tables say of a code and a country, in words: one line per country, candidates of exceptions.

Values that flow: tables + judged code -> reasons of the finding and values for the texts of the rules. Rejected: telling
only what is marked; a lawyer must see which columns were looked at and found empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.countrychart import UsTables
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


def country_values(tables: UsTables | None, country: str, roles: tuple[str, ...]) -> dict[str, Words | str]:
    """Name, roles, groups and footnotes of a country for the texts of the rules."""
    row, basis = row_of(tables, country) if tables else (None, "")
    own = row is not None and row.code == country
    name = Words(f"{row.name.zh}（{country}）", f"{row.name.en} ({country})") if row and own else Words(country, country)
    groups = tuple(g for g in tables.groups_of(country)) if tables else ()
    zh = "、".join(ROLES[r].zh for r in roles)
    en = ", ".join(ROLES[r].en for r in roles)
    return {
        "country": name,
        "roles": Words(zh, en),
        "groups": ", ".join(g.id for g in groups) or "—",
        "row_basis": basis or "—",
        "elsewhere": row.elsewhere if row else "—",
        "footnotes": Words(
            "；".join(tables.footnotes[n].zh for n in row.footnotes), "; ".join(tables.footnotes[n].en for n in row.footnotes)
        )
        if tables and row
        else "—",
    }


def candidates_told(tables: UsTables, found: tuple[Candidate, ...], country: str) -> dict[str, Words | str]:
    """The exceptions to consider and those no list prints, and the rules that shut all of them out."""
    rest = "、".join(f"{one.symbol} § {one.section}" for one in others(tables, country))
    none = Words("清单未印可考虑的例外", "the entry prints none to consider")
    told = Words("；".join(c.told("zh") for c in found), "; ".join(c.told("en") for c in found)) if found else none
    return {
        "candidates": told,
        "others": Words(rest, rest.replace("、", ", ")),
        "symbols": ", ".join(c.exception.symbol for c in found) or "—",
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
