"""The digests of the two United States lists: every code, names of our own, figures, and none of the lists' wording."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.editions import also_in, locate, parse_code
from catalogue.importers.reading import Source, Target, unwatched
from catalogue.importers.us.ecfr_ccl import read_ccl
from catalogue.importers.us.ecfr_usml import read_usml
from catalogue.model import Check, Control, Edition, Words, coverage_of
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.searching.corpus import corpus_of, point_codes
from catalogue.searching.index import memory_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

LIBRARY = read_library(bundled_packs())
TODAY = dt.date(2026, 11, 21)
HAN = re.compile(r"[\u4e00-\u9fff]")
FIGURES = re.compile(r"(?:[<>≤≥] ?[±+−]?[\d.]|[\d.]+[^;]* – )")
OWN_WORDS = 6
"""A name that shares this many words in a row with the list would be its wording."""


def digest(catalogue: str) -> Edition:
    (edition,) = LIBRARY.catalogues[catalogue].editions
    return edition


@pytest.fixture(scope="module")
def lists(shared: Path) -> dict[str, Edition]:
    folder = shared / "data/us"
    readers = {"us-ccl": (read_ccl, "ccl_supp1_ecfr.xml"), "us-usml": (read_usml, "title-22_part-121.xml")}
    found: dict[str, Edition] = {}
    for catalogue, (read, name) in readers.items():
        path = folder / name
        target = Target(catalogue, digest(catalogue).id, held=LIBRARY.catalogues[catalogue])
        edition = read(Source(path, path.read_bytes()), target, unwatched).edition
        assert edition is not None
        found[catalogue] = edition
    return found


def names(edition: Edition) -> Iterator[Words]:
    for entry in edition.entries:
        yield entry.title
        yield from (point.text for point in entry.points)


def test_the_editions_and_their_extent() -> None:
    assert LIBRARY.problems == ()
    assert (digest("us-ccl").id, len(digest("us-ccl").entries)) == ("2026-06", 638)
    assert (digest("us-usml").id, len(digest("us-usml").entries)) == ("2026-07-23", 21)
    for catalogue in ("us-ccl", "us-usml"):
        edition = digest(catalogue)
        assert edition.expected is None
        assert coverage_of(edition).complete is False
        assert not any(entry.complete for entry in edition.entries)
        assert {entry.control for entry in edition.entries if entry.reasons} == {Control.LICENCE}
        assert {entry.checked for entry in edition.entries} == {Check.SECONDARY}


@pytest.mark.parametrize("catalogue", ["us-ccl", "us-usml"])
def test_points_are_partial_and_have_no_limbs(catalogue: str) -> None:
    points = [point for entry in digest(catalogue).entries for point in entry.points]
    assert points
    assert all(point.partial and point.tree is None for point in points)


@pytest.mark.parametrize("catalogue", ["us-ccl", "us-usml"])
def test_every_name_is_in_both_languages(catalogue: str) -> None:
    for entry in digest(catalogue).entries:
        assert HAN.search(entry.title.zh), entry.code
        assert entry.title.en, entry.code
        assert not HAN.search(entry.title.en), entry.code
    titles = [entry.title for entry in digest(catalogue).entries]
    assert len({title.zh for title in titles}) == len({title.en for title in titles}) == len(titles)


def test_a_point_of_the_ccl_is_figures_only() -> None:
    for entry in digest("us-ccl").entries:
        for point in entry.points:
            assert all(FIGURES.match(part) for part in point.text.zh.split("; ")), (entry.code, point.no)
            assert not point.text.en
            assert not HAN.search(point.text.zh)


@pytest.mark.parametrize("catalogue", ["us-ccl", "us-usml"])
def test_codes_are_those_of_the_list(catalogue: str, lists: dict[str, Edition]) -> None:
    whole = {entry.code: {point.no for point in entry.points} for entry in lists[catalogue].entries}
    assert [entry.code for entry in digest(catalogue).entries] == list(whole)
    for entry in digest(catalogue).entries:
        assert {point.no for point in entry.points} <= whole[entry.code] | {None}, entry.code


def test_every_paragraph_of_the_usml_that_is_not_reserved_has_a_name(lists: dict[str, Edition]) -> None:
    for entry, own in zip(lists["us-usml"].entries, digest("us-usml").entries, strict=True):
        wanted = {point.no for point in entry.points if point.no and "." not in point.no}
        held = {point.no for point in own.points if HAN.search(point.text.zh)}
        assert held == wanted, entry.code


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?|\.\d+", text.replace(",", ""))


@pytest.mark.parametrize("catalogue", ["us-ccl", "us-usml"])
def test_every_figure_stands_in_the_list(catalogue: str, lists: dict[str, Edition]) -> None:
    texts = {(e.code, p.no): p.text.en for e in lists[catalogue].entries for p in e.points}
    titles = {e.code: e.title.en for e in lists[catalogue].entries}
    for entry in digest(catalogue).entries:
        for point in entry.points:
            printed = texts.get((entry.code, point.no), titles[entry.code] if entry.code else "")
            raised = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
            assert set(numbers(point.text.zh)) <= set(numbers(printed)), (entry.code, point.no)
            assert set(raised.findall(point.text.zh)) <= set(raised.findall(printed)), (entry.code, point.no)


@pytest.mark.parametrize("catalogue", ["us-ccl", "us-usml"])
def test_no_name_is_the_wording_of_the_list(catalogue: str, lists: dict[str, Edition]) -> None:
    def words(text: str) -> str:
        return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))

    printed = "\0".join(
        words(t) for e in lists[catalogue].entries for t in (e.title.en, *(p.text.en for p in e.points))
    )
    for name in names(digest(catalogue)):
        own = words(name.en).split()
        runs = (" ".join(own[i : i + OWN_WORDS]) for i in range(len(own) - OWN_WORDS + 1))
        assert not any(run in printed for run in runs if not any(sign.isdigit() for sign in run)), name.en


def test_reasons_for_control(lists: dict[str, Edition]) -> None:
    for entry, whole in zip(digest("us-ccl").entries, lists["us-ccl"].entries, strict=True):
        own = {re.split("[ :]", reason)[0] for reason in entry.reasons} - {"RU"}
        printed = {re.split("[ :]", reason)[0] for reason in whole.reasons if reason[:2].isupper()}
        assert printed <= own, entry.code
    entry = digest("us-ccl").entry("5A002")
    assert entry is not None
    assert entry.reasons[0] == "NS 1"
    assert "AT 1" in entry.reasons


REFERENCE = re.compile(r"\d[A-E]\d{3}|\.[a-z]\b(?:\.[a-z0-9]+)*")
SECTION = re.compile(r"\d{3}\.\d+(?:\([a-zA-Z0-9]+\))*")
MISPRINTED = {"764.1(b)": "746.1(b)"}


def head(reason: str) -> str:
    """`NS 1` of a reason; the sanctions on an industry sector are `RU` in the digest."""
    found = re.match(r"(?:[A-Z]{2}|Russian)(?: \d)?(?=:|$| )", reason)
    return found[0].replace("Russian", "RU") if found else reason


def scope_of(reason: str) -> str:
    """What the list says the reason applies to, empty for the entire entry."""
    told = reason.partition(": ")[2]
    scope = re.sub(r"^entire entry(?: \(refer to .*\))?(?=$|;|\.(?: A |$))", "", told)
    return "" if scope != told or told.startswith("unless ") else scope.partition("; ")[0]


def test_each_reason_says_what_the_list_says(lists: dict[str, Edition]) -> None:
    compared = 0
    for entry, whole in zip(digest("us-ccl").entries, lists["us-ccl"].entries, strict=True):
        own = [reason for reason in entry.reasons if not reason.endswith("named only")]
        printed = list(whole.reasons)
        assert list(dict.fromkeys(map(head, own))) == list(dict.fromkeys(map(head, printed))), entry.code
        if len(own) != len(printed):
            continue
        for short, long in zip(own, printed, strict=True):
            compared += 1
            scope, where = scope_of(long), (entry.code, short, long[:80])
            said = re.sub(r"(?:; )?§.*", "", short.partition(":")[2]).strip()
            assert head(short) == head(long), where
            assert bool(said) == bool(scope and not scope.startswith("See §")), where
            if said and said != "in part":
                assert ("except" in said) == ("except" in scope), where
                assert set(REFERENCE.findall(said)) <= set(REFERENCE.findall(scope.replace(". ", "."))), where
            printed_sections = {MISPRINTED.get(one, one) for one in SECTION.findall(long)}
            assert {MISPRINTED.get(one, one) for one in SECTION.findall(short)} <= printed_sections, where
    assert compared > 1_500


def test_what_calls_for_no_licence_says_why() -> None:
    bare = [entry for entry in digest("us-ccl").entries if entry.control is Control.LISTED]
    assert len(bare) == 44
    assert not any(entry.reasons for entry in bare)
    assert all(entry.notes.zh and entry.notes.en for entry in bare)
    assert sum("ITAR" in entry.notes.en for entry in bare) == 32


def test_licence_exceptions_are_never_better_than_printed(lists: dict[str, Edition]) -> None:
    compared = 0
    for entry, whole in zip(digest("us-ccl").entries, lists["us-ccl"].entries, strict=True):
        printed: dict[str, str] = {}
        for text in whole.exceptions:
            symbol, _, rest = text.partition(":")
            printed[symbol] = f"{printed.get(symbol, '')} {rest.strip().rstrip('. ').replace(',', '')}".strip()
        assert {own.partition(":")[0] for own in entry.exceptions} == set(printed), entry.code
        for own in entry.exceptions:
            symbol, _, value = own.partition(": ")
            text, where = printed[symbol], (entry.code, own)
            compared += 1
            if value in ("N/A", "yes", "no") or re.fullmatch(r"\$\d+", value):
                plain = re.sub(r"^(?:Yes:? ?)?\$ ?", "$", text)
                assert value.casefold() == plain.casefold() or symbol == "STA", where
            elif value != "conditional":
                assert set(re.findall(r"\$\d+", value)) == set(re.findall(r"\$\d+", text.replace("$ ", "$"))), where
                assert set(REFERENCE.findall(value)) <= set(REFERENCE.findall(text)), where
                assert set(re.findall(r"[AE]:\d|\(c\)\(\d\)", value)) <= set(
                    re.findall(r"[AE]:\d|\(c\)\(\d\)", text)
                ), where
                limited = re.search(r"except|N/A|not be used", text.split("; N/A for all other")[0])
                assert bool(limited) <= bool(re.search("except|N/A|restricted", value)), where
    assert compared > 1_200


def with_imported(lists: dict[str, Edition]) -> Library:
    catalogues = dict(LIBRARY.catalogues)
    for name, edition in lists.items():
        catalogues[name] = replace(catalogues[name], editions=(edition,))
    return replace(LIBRARY, catalogues={name: catalogues[name] for name in lists})


def test_an_import_takes_the_digest_s_place_and_its_sentences_are_found(lists: dict[str, Edition]) -> None:
    for name, edition in lists.items():
        assert edition.id == digest(name).id
    normaliser = Normaliser()
    library = with_imported(lists)
    desk = SearchDesk(library, memory_index(corpus_of(library, normaliser)), normaliser)
    for query, code, point in (
        ("Insulator Semiconductors", "3A001", "a.1.c"),
        ("wind gusts", "9A012", "a.1.b"),
        ("technology demonstrators", "VIII", "h.1.ii"),
        ("电子元器件", "3A001", None),
    ):
        hits = desk.search(query, as_of=TODAY).hits
        assert (hits[0].code, hits[0].point) == (code, point)
    (hit,) = desk.search('"VIII(h)(1)(ii)"', as_of=TODAY).hits[:1]
    assert (hit.code, hit.point) == ("VIII", "h.1.ii")


def test_codes_of_the_munitions_list_as_lawyers_write_them(lists: dict[str, Edition]) -> None:
    assert parse_code("VIII(h)(1)(i)") == ("VIII", "h.1.i")
    assert parse_code("203912X(5)") == ("203912X", "5")
    library = with_imported(lists)
    found = locate(library, "viii(h)(1)", as_of=TODAY)
    assert found is not None
    assert found.point is not None
    assert found.point.no == "h.1"
    assert point_codes(found.entry, "h.1") == ("VIII(h)(1)", "VIII.h.1")


def test_a_code_of_several_lists_is_the_chinese_one_first() -> None:
    found = locate(LIBRARY, "1C117", as_of=TODAY)
    assert found is not None
    assert found.catalogue.id == "cn-dual-use"
    assert "us-ccl" in also_in(LIBRARY, found)
    foreign = locate(LIBRARY, "1C117", catalogue="us-ccl", as_of=TODAY)
    assert foreign is not None
    assert foreign.catalogue.id == "us-ccl"
