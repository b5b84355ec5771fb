"""Positions as a table in step, rows and filters of the clause list: without a window."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest

from catalogue.matter import Matter
from clause_library.model import VARIANTS
from clause_library.store import bundled_library, read_store
from gui.clause_room import Deal, unjudged
from gui.clause_steps import Look, Side, item_marks, languages_html, positions_html
from gui.models.clauses import Filter, clause_rows
from gui.theme import read_theme

STORE = read_store(bundled_library())
MATTER = Matter(as_of=dt.date(2026, 11, 20))
DEAL = Deal(STORE, MATTER, unjudged(MATTER), None)
LOOK = Look(read_theme("light"), (120, 110))


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("\xa0", "")


def sides(name: str, current: str) -> tuple[Side, ...]:
    clause = STORE.clauses[name]
    made = []
    for position in VARIANTS:
        absent = clause.absent[position].zh if position in clause.absent else ""
        made.append(Side(position, DEAL.rendered(clause, position), absent, position == current))
    return tuple(made)


@pytest.mark.parametrize("name", list(STORE.clauses))
def test_no_word_is_lost_in_any_view(name: str) -> None:
    clause = STORE.clauses[name]
    for current in clause.variants:
        told = sides(name, current)
        html = plain(positions_html(told, ("zh", "en"), LOOK))
        for side in told:
            if side.clause is None:
                assert side.absent in html
                continue
            for lang in ("zh", "en"):
                for block in side.clause.blocks[lang]:
                    for cell in block.cells:
                        words = "".join(f"[{r.ref}{f'#{r.item}' if r.item else ''}]" if r.ref else r.text for r in cell)
                        assert words.replace("\xa0", "") in html
        both = plain(languages_html(told[VARIANTS.index(current)].clause, ("中文", "English"), LOOK))  # type: ignore[arg-type]
        assert both.startswith("中文English")


def test_only_what_differs_is_marked_and_the_shown_position_is_not() -> None:
    html = positions_html(sides("LIC-05", "balanced"), ("zh",), LOOK)
    rows = html.split("<tr>")[3:]
    assert any("<u style" in row for row in rows)
    for row in rows:
        cells = row.split("<td")[1:]
        assert "<u style" not in cells[1]
    alike = (sides("LIC-05", "balanced")[1], Side("same", sides("LIC-05", "balanced")[1].clause))
    assert "<u style" not in positions_html(alike, ("zh",), LOOK)


def test_words_that_go_are_struck_through_only_where_wanted() -> None:
    told = sides("LIC-05", "balanced")
    assert "<s " not in positions_html(told, ("zh",), LOOK)
    assert "<s " in positions_html(told, ("zh",), Look(LOOK.theme, LOOK.heights, struck=True))


def test_only_an_absent_position_shows_its_reason() -> None:
    told = plain(positions_html((Side("相对方立场", None, "法定生效不可变更", current=True),), ("zh",), LOOK))
    assert "法定生效不可变更" in told


def test_items_are_numbered_in_each_language() -> None:
    clause = next(c for c in STORE.clauses.values() if c.id == "LIC-05")
    made = DEAL.rendered(clause, "balanced")
    assert made is not None
    zh, en = item_marks(made.blocks["zh"], "zh"), item_marks(made.blocks["en"], "en")
    assert "（一）" in zh
    assert "(a) " in en
    assert [bool(m) for m in zh] == [bool(m) for m in en]


def test_the_filter_takes_family_status_and_words() -> None:
    rows = clause_rows(STORE.clauses, None)
    assert {r.status for r in rows} == {"out"}
    assert {r.family for r in rows if Filter(family="C").takes(r)} == {"C"}
    assert "LIC-05" in [r.id for r in rows if Filter(words="long-stop DATE").takes(r)]
    assert "LIC-02" not in [r.id for r in rows if Filter(words="long-stop DATE").takes(r)]
    assert not [r for r in rows if Filter(status="conflict").takes(r)]
    assert len([r for r in rows if Filter().takes(r)]) == len(STORE.clauses)
