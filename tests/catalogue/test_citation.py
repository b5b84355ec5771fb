"""A reference names catalogue, edition, instrument, code, title, point, and the day its state is true of."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest

from catalogue.__main__ import main
from catalogue.editions import locate
from catalogue.packs import bundled_packs, read_library
from catalogue.telling.citation import cite

ON = dt.date(2026, 11, 21)
LIBRARY = read_library(bundled_packs())


def cited(code: str, lang: str, **where: str) -> str:
    found = locate(LIBRARY, code, as_of=ON, **where)
    assert found is not None
    return cite(found, lang, ON)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_fact_is_named(lang: str) -> None:
    line = cited("203912X(5)", lang)
    found = locate(LIBRARY, "203912X(5)", as_of=ON)
    assert found is not None
    facts = [found.catalogue.title, found.edition.title, found.entry.title]
    assert all(one.in_language(lang).strip("《》") in line for one in facts)
    assert found.edition.instrument in line
    assert "203912X" in line
    assert "2026-11-21" in line
    assert ("控制要点5" if lang == "zh" else "control point 5") in line
    assert "\n" not in line


def test_the_state_is_that_of_the_edition_cited() -> None:
    assert "现行有效" in cited("233914X", "zh")
    assert "已被取代" in cited("203912X", "zh", edition="2023")
    assert "superseded" in cited("203912X", "en", edition="2023")


def test_every_loaded_entry_can_be_cited() -> None:
    for catalogue in LIBRARY.catalogues.values():
        for edition in catalogue.editions:
            for entry in edition.entries:
                where = {"catalogue": catalogue.id, "edition": edition.id}
                for lang in ("zh", "en"):
                    line = cited(entry.id, lang, **where)
                    assert entry.title.in_language(lang) in line
                    assert "None" not in line


def test_the_command_prints_one_line(home: object) -> None:
    out = io.StringIO()
    words = ["show", "203912X(5)", "--cite", "--as-of", "2026-11-21"]
    assert main(words, {"CAVEAT_HOME": str(home)}, out, io.StringIO()) == 0
    assert out.getvalue() == cited("203912X(5)", "zh") + "\n"
    out = io.StringIO()
    assert main([*words, "--json"], {"CAVEAT_HOME": str(home)}, out, io.StringIO()) == 0
    assert json.loads(out.getvalue())["citation"] == {k: cited("203912X(5)", k) for k in ("zh", "en")}


def test_a_consolidated_text_is_cited_by_its_day_and_says_no_day_of_effect() -> None:
    chinese, english = cited("3A001", "zh", catalogue="us-ccl"), cited("3A001", "en", catalogue="us-ccl")
    assert "2026-06-30的文本" in chinese
    assert "施行" not in chinese
    assert "text of 2026-06-30" in english
    assert "effective" not in english
    assert "自2025-07-15起施行" in cited("233914X", "zh")


def test_a_paragraph_is_cited_as_its_list_writes_it() -> None:
    assert "1C117.c.2 " in cited("1C117.c.2", "zh")
    assert "控制要点" not in cited("1C117.c.2", "zh")
    category = locate(LIBRARY, "VIII(h)", catalogue="us-usml", as_of=ON)
    assert category is not None
    assert "VIII(h) " in cite(category, "en", ON)
