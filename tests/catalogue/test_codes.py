"""What a code says, part by part, and what is refused in its grammar."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.codes import explain_code
from catalogue.model import Catalogue, CodePart, Words
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def dual_use() -> Catalogue:
    return read_library(bundled_packs()).catalogues["cn-dual-use"]


@pytest.mark.parametrize(
    ("code", "texts", "meanings"),
    [
        ("3C902", ["3", "C", "9", "02"], ["electronics", "materials", "other grounds of national security", ""]),
        ("1E001.b", ["1", "E", "0", "01", "b"], [None, "technology", "conventional arms", "", ""]),
        ("1C117.c.2.b", ["1", "C", "1", "17", "c.2.b"], None),
        ("1C117(c.2.b)", ["1", "C", "1", "17", "c.2.b"], None),
        ("6A225", ["6", "A", "2", "25"], ["sensors and lasers", None, "nuclear non-proliferation", ""]),
        ("2B350", ["2", "B", "3", "50"], ["materials processing", None, "chemical and biological weapons", ""]),
        ("1C450", ["1", "C", "4", "50"], [None, None, "monitored chemicals", ""]),
        ("0A503", ["0", "A", "5", "03"], ["other items", None, "temporary control", ""]),
        ("９Ａ０１２", ["9", "A", "0", "12"], ["aerospace and propulsion", None, None, ""]),
    ],
)
def test_each_part_of_a_code_says_what_it_means(
    dual_use: Catalogue, code: str, texts: list[str], meanings: list[str | None] | None
) -> None:
    parts = explain_code(dual_use, code)
    assert [p.text for p in parts] == texts
    for part, meaning in zip(parts, meanings or [], strict=False):
        assert meaning is None or part.meaning.en == meaning


@pytest.mark.parametrize("code", ["", "233914X", "9A01", "1F001", "EAR99", "cn-dual-use.x"])
def test_what_is_no_code_of_the_list_is_not_explained(dual_use: Catalogue, code: str) -> None:
    assert explain_code(dual_use, code) == ()


def test_an_unknown_character_stands_without_a_meaning(dual_use: Catalogue) -> None:
    parts = explain_code(dual_use, "1C801")
    assert [(p.text, bool(p.meaning)) for p in parts] == [("1", True), ("C", True), ("8", False), ("01", False)]
    assert parts[2].in_words("zh") == "8：管制原因"


def test_every_base_code_of_the_pack_is_explained_in_both_languages(dual_use: Catalogue) -> None:
    codes = {entry.code for edition in dual_use.editions for entry in edition.entries if entry.code}
    assert len(codes) > 20
    for code in codes:
        parts = explain_code(dual_use, code)
        assert "".join(p.text for p in parts) == code
        assert all(p.meaning.zh and p.meaning.en for p in parts[:3]), code
        assert all(p.name.zh and p.name.en for p in parts)


def test_words_of_a_part(dual_use: Catalogue) -> None:
    first = explain_code(dual_use, "3C902")[0]
    assert (first.in_words("zh"), first.in_words("en")) == ("3：行业领域，电子", "3: field of industry, electronics")


def test_a_catalogue_without_a_grammar_explains_nothing() -> None:
    tech = read_library(bundled_packs()).catalogues["cn-tech"]
    assert tech.code_parts == ()
    assert explain_code(tech, "233914X") == ()


def test_faults_of_the_grammar_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "id: t\ntitle: {zh: 甲, en: A}\nkind: control-list\njurisdiction: CN\neditions: []\n", "utf-8"
    )
    text = (
        "source: s\nparts:\n  - {name: {zh: 甲, en: a}, length: 0}\n"
        "  - name: {zh: 乙}\n    length: 1\n    meanings: {AB: {zh: 丙}}\n"
    )
    (folder / "code.yaml").write_text(text, "utf-8")
    found = {(p.line, p.field) for p in read_library(tmp_path).problems}
    assert found == {(3, "length"), (6, "AB")}
    assert "t" not in read_library(tmp_path).catalogues


def test_the_last_part_takes_all_that_follows() -> None:
    parts = (CodePart(Words("头", "head"), 2), CodePart(Words("级", "levels"), 0))
    none = Words()
    catalogue = Catalogue("t", none, "control-list", "CN", none, r"[A-Z]{2}", none, "", code_parts=parts)
    assert [p.text for p in explain_code(catalogue, "AB.1.a")] == ["AB", "1.a"]
