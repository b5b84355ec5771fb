"""`chart` and what `show` tells of a United States entry, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_desk import Desk


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk(home)


def test_a_row_in_both_languages(desk: Desk) -> None:
    chinese, english = desk.ask("chart", "中国"), desk.ask("chart", "China", "--lang", "en")
    assert chinese.status == english.status == 0
    assert "有标记的列：CB 1, CB 2, CB 3, NP 1, NP 2, NS 1" in chinese.out
    assert "D:5 武器禁运" in chinese.out
    assert "空白格不等于无须许可" in chinese.out
    assert "An empty cell is no leave to ship" in english.out
    assert "Columns in which the two sources differ: CC 2" in english.out


@pytest.mark.parametrize(
    ("words", "status", "cell"),
    [
        (("RU", "NS 2"), 0, "marked"),
        (("Canada", "NS2"), 1, "empty"),
        (("IR", "NS 1"), 0, "unsettled"),
        (("CN", "CC 2"), 0, "unsettled"),
        (("HK", "NS 2"), 0, "marked"),
        (("DE",), 0, None),
    ],
)
def test_the_answer_for_other_programs(desk: Desk, words: tuple[str, ...], status: int, cell: str | None) -> None:
    answer = desk.ask("chart", *words, "--json")
    assert answer.status == status
    assert answer.value["cell"] == cell
    assert answer.value["as_of"] == "2026-07-23"
    assert answer.value["sources"]


def test_exceptions_are_told_with_what_is_not_held(desk: Desk) -> None:
    told = desk.ask("chart", "CN", "--exceptions")
    assert told.status == 0
    assert "目的地不在所指范围内" in told.out
    assert told.out.count("未收录：") == 28
    english = desk.ask("chart", "IR", "--exceptions", "--lang", "en")
    assert "leaves this destination out" in english.out
    value = desk.ask("chart", "CN", "--exceptions", "--json").value
    reached = {one["symbol"]: one["destination"] for one in value["exceptions"]}
    assert (reached["GBS"], reached["STA"], reached["LVS"]) == ("outside", "outside", "not_held")
    assert "exceptions" not in desk.ask("chart", "CN", "--json").value


@pytest.mark.parametrize("words", [("Narnia",), ("CN", "XY 3"), ("",)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_in_the_chart_is_refused_in_one_line(desk: Desk, words: tuple[str, ...], lang: str) -> None:
    answer = desk.ask("chart", *words, "--lang", lang)
    assert (answer.status, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
    assert ("国家表" in answer.err) is (lang == "zh")


def test_show_tells_reasons_and_exceptions(desk: Desk) -> None:
    told = desk.ask("show", "3A001", "--catalogue", "us-ccl")
    assert told.status == 0
    assert "管制理由：" in told.out
    assert "NS 2" in told.out
    assert "许可例外：LVS: conditional" in told.out
    value = desk.ask("show", "3A001", "--catalogue", "us-ccl", "--json").value
    assert "AT 1" in value["reasons"]
    assert "GBS: conditional" in value["exceptions"]
    assert "LPP: yes for 3A001.z.1.a, z.2.a, z.3.a, z.4.a" in value["exceptions"]
    assert value["title_en"] == "Electronic components"


def test_a_code_of_two_lists_names_the_other(desk: Desk) -> None:
    told = desk.ask("show", "1C117")
    assert told.out.startswith("1C117")
    assert "us-ccl" in told.out.splitlines()[-1]


def test_a_paragraph_of_the_munitions_list(desk: Desk) -> None:
    told = desk.ask("show", "VIII(h)", "--lang", "en")
    assert told.status == 0
    assert "h. Aircraft parts, equipment and systems" in told.out
    assert desk.ask("search", "VIII(h)", "--catalogue", "us-usml", "--json").value["hits"][0]["code"] == "VIII"
