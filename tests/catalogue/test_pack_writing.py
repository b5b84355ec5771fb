"""What is written as a pack is what is read again, whatever the texts look like."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.entryschema import read_edition, read_quantity
from catalogue.fields import Fields
from catalogue.importers.writing import card_text, edition_text, list_text, quantities_text, synonyms_text
from catalogue.model import (
    EDITION_KINDS,
    HOW_PLACED,
    Catalogue,
    Check,
    Control,
    Edition,
    Entry,
    Event,
    Limb,
    LimbTree,
    Op,
    Part,
    Period,
    Point,
    Quantity,
    State,
    Words,
)
from catalogue.packs import bundled_packs, read_library
from catalogue.parties import CONCERNS, ListNotice, Party, PartyCard, PartyList
from catalogue.partypacks import read_parties
from catalogue.patterns import LONGEST_CODE
from catalogue.problems import BadInput
from catalogue.yamltext import parse_yaml

UGLY = (
    *(
        "null",
        "~",
        "NO",
        "1.10",
        "5E002",
        "a: b",
        '"',
        "'",
        "- a",
        "#c",
        "[x",
        "{x",
        "&x",
        "*x",
        "!x",
        "%x",
        "@x",
        "`x",
    ),
    *(">x", "|x", "?", "=", "<<", "a\nb", "a\n\n b", "a\tb", "a\x85b", "a\u2028b", "\ufeffx", "é😀", "a #b", "x" * 300),
    *("激光：“雷达”", "0x1F", "2026-11-21", "true", "a\r\nb", "---", "...", "a\\nb", "\u200b", "ﬁ", "a\x92b"),
)
signs = st.characters(exclude_categories=("Cs", "Cc"))
texts = st.one_of(st.sampled_from(UGLY), st.text(signs, min_size=1, max_size=12)).map(str.strip).filter(bool)
maybe = st.one_of(st.just(""), texts)
words = st.builds(Words, maybe, maybe)
titles = st.builds(Words, texts, maybe)
days = st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)))
numbers = st.builds(
    lambda digits, places: Fraction(digits) / 10**places, st.integers(-(10**12), 10**12), st.integers(0, 9)
)
checks = st.sampled_from(Check)
tuples = st.lists(texts, max_size=3).map(tuple)
QUANTITIES = {"reach": Quantity("reach", Words("距离", "reach"), "length")}


@st.composite
def limbs(draw: st.DrawFn) -> Limb:
    op = draw(st.sampled_from(Op))
    values = sorted(draw(st.lists(numbers, min_size=1 + (op is Op.BETWEEN), max_size=1 + (op is Op.BETWEEN))))
    span = draw(st.one_of(st.none(), st.tuples(st.integers(0, 99), st.integers(0, 99))))
    closed = draw(st.sampled_from(("both", "left", "right", "none")))
    return Limb("reach", op, tuple(values), draw(maybe), closed, draw(words), draw(checks), span)


def trees(children: st.SearchStrategy[Limb | LimbTree]) -> st.SearchStrategy[LimbTree]:
    parts = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.builds(LimbTree, st.sampled_from(("any", "all")), parts)


points = st.builds(
    Point,
    no=st.one_of(st.none(), texts),
    text=titles,
    tree=st.one_of(st.none(), trees(st.one_of(limbs(), trees(limbs())))),
    exclusions=st.lists(titles, max_size=2).map(tuple),
    source=maybe,
    checked=checks,
    partial=st.booleans(),
    customs=tuples,
    customs_how=st.sampled_from(("", *HOW_PLACED)),
    customs_listed=tuples,
    unit=maybe,
)
items = st.builds(
    Entry,
    id=texts,
    code=st.one_of(st.none(), texts.filter(lambda text: len(text) <= LONGEST_CODE)),
    title=titles,
    control=st.one_of(st.none(), st.sampled_from(Control)),
    industry=words,
    points=st.lists(points, max_size=3, unique_by=lambda p: p.no).map(tuple),
    synonyms=tuples,
    renamed_from=tuples,
    notes=words,
    source=texts,
    checked=checks,
    complete=st.booleans(),
    customs=tuples,
    unit=maybe,
    reasons=tuples,
    exceptions=tuples,
)
entries = st.one_of(items, items.map(lambda entry: replace(entry, code=None, control=None, aside=True)))
events = st.builds(
    Event,
    kind=st.sampled_from(("added", "amended", "deleted", "moved")),
    entry=texts,
    date=days,
    instrument=texts,
    note=words,
    source=texts,
    code_from=maybe,
    code_to=maybe,
    title=words,
    checked=checks,
    not_loaded=st.booleans(),
)
periods = st.builds(Period, st.sampled_from(State), days, days, texts)
editions = st.builds(
    Edition,
    id=texts,
    catalogue=st.just("t"),
    title=titles,
    instrument=texts,
    status=st.sampled_from(("in_force", "draft")),
    promulgated=days,
    effective=days,
    superseded_on=days,
    periods=st.lists(periods, max_size=2).map(tuple),
    kind=st.sampled_from(("", *EDITION_KINDS)),
    parts=st.lists(st.builds(Part, texts, titles, days, st.lists(periods, max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    amends=maybe,
    inherits=maybe,
    removes=tuples,
    expected=st.one_of(st.none(), st.integers(0, 10_000)),
    expected_derived=st.booleans(),
    expected_split=words,
    entries=st.lists(entries, max_size=3, unique_by=(lambda e: e.id, lambda e: e.code or e.id)).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    sources=tuples,
    basis=words,
    as_of=st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1)),
    notes=words,
)


def read(text: str) -> Edition:
    faults: list[object] = []
    edition = read_edition(
        Fields(parse_yaml(text, "t/e.yaml"), "an edition", "t/e.yaml", faults), "t", "(?s).*", QUANTITIES
    )  # type: ignore[arg-type]
    assert faults == []
    return edition


def without_lines(edition: Edition) -> Edition:
    entries = [replace(e, line=0, points=tuple(replace(p, line=0) for p in e.points)) for e in edition.entries]
    return replace(edition, entries=tuple(entries), events=tuple(replace(e, line=0) for e in edition.events))


@given(editions)
def test_an_edition_comes_back(edition: Edition) -> None:
    assert without_lines(read(edition_text(edition))) == edition


@pytest.mark.parametrize("ugly", [u for u in UGLY if u.strip() == u])
def test_every_ugly_text_comes_back(ugly: str) -> None:
    code = ugly[:LONGEST_CODE]
    entry = Entry("e", code, Words(ugly, ugly), None, points=(Point(ugly, Words(ugly)),), synonyms=(ugly,), source=ugly)
    edition = Edition(
        "e", "t", Words(ugly), ugly, "draft", as_of=dt.date(2026, 1, 1), entries=(entry,), sources=(ugly,)
    )
    found = read(edition_text(edition)).entries[0]
    assert (found.code, found.title, found.synonyms, found.source) == (code, Words(ugly, ugly), (ugly,), ugly)
    assert (found.points[0].no, found.points[0].text.zh) == (ugly, ugly)


def test_the_bundled_editions_come_back() -> None:
    for catalogue in read_library(bundled_packs()).catalogues.values():
        for edition in catalogue.editions:
            faults: list[object] = []
            node = parse_yaml(edition_text(edition), "e")
            fields = Fields(node, "an edition", "e", faults)  # type: ignore[arg-type]
            again = read_edition(fields, catalogue.id, catalogue.code_pattern, catalogue.quantities)
            own = tuple(e for e in edition.entries if not e.inherited_from)
            assert (faults, without_lines(again)) == (
                [],
                without_lines(replace(edition, entries=own, replaced_on=None, replaced_by="")),
            )


parties = st.builds(
    Party,
    id=texts,
    name=st.builds(Words, texts, maybe),
    other=maybe,
    aliases=tuples,
    country=maybe,
    addresses=tuples,
    notice=st.just("n"),
    concern=st.lists(st.sampled_from(CONCERNS), max_size=2).map(tuple),
    copies=st.sampled_from(((), ("k",))),
    checked=checks,
    section=st.sampled_from(("", "s")),
    sort=maybe,
    programmes=tuples,
    licence=maybe,
    policy=maybe,
    later=st.sampled_from(((), ("n",))),
    remarks=maybe,
)
notices = st.builds(
    ListNotice,
    id=st.just("n"),
    number=texts,
    published=days,
    effective=days,
    expected=st.one_of(st.none(), st.integers(0, 999)),
    periods=st.lists(periods, max_size=2).map(tuple),
    sources=tuples,
)


@given(st.lists(parties, max_size=4, unique_by=lambda p: p.id).map(tuple), notices, words, texts, days)
def test_a_party_list_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    held: tuple[Party, ...],
    notice: ListNotice,
    notes: Words,
    key: str,
    day: dt.date | None,
) -> None:
    one = PartyList(
        "l",
        "p",
        Words("名单"),
        Words("部"),
        "draft",
        day,
        dt.date(2026, 1, 1),
        3,
        {"n": notice},
        held,
        {"k": key},
        notes,
        {"s": Words("一部", "part")},
    )
    path = tmp_path_factory.mktemp("p") / "l.yaml"
    path.write_text(list_text(one), encoding="utf-8", newline="")
    (pack,), problems = read_parties([PartyCard("p", Words("p"), "CN", Words(), "s", {"l": path})])
    assert problems == ()
    (found,) = pack.lists
    plain = tuple(replace(party, line=0) for party in found.parties)
    assert replace(found, parties=plain, notices={k: replace(n, line=0) for k, n in found.notices.items()}) == one


@given(st.builds(Quantity, texts, titles, texts, tuples, st.one_of(st.none(), numbers)))
def test_quantities_come_back(quantity: Quantity) -> None:
    faults: list[object] = []
    top = Fields(parse_yaml(quantities_text({quantity.id: quantity}), "q"), "the file", "q", faults)  # type: ignore[arg-type]
    assert [read_quantity(f) for f in top.blocks("quantities")] == [quantity]
    assert faults == []


def test_a_card_comes_back(tmp_path: Path) -> None:
    card = Catalogue(
        "p",
        Words("一", "one"),
        "control-list",
        "EU",
        Words("x"),
        r"\d[A-E]\d{3}",
        Words("", "1C117"),
        "s",
        official_at=("a: b",),
    )
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "pack.yaml").write_text(card_text(card, []), encoding="utf-8")
    (folder / "synonyms.yaml").write_text(synonyms_text([("无人机", "UAV")]), encoding="utf-8")
    found = read_library(tmp_path).catalogues["p"]
    assert found == replace(card, synonyms=(("无人机", "UAV"),))


@pytest.mark.parametrize("sign", ["\0", "\x07", "\x1b", "\x7f"])
def test_control_signs_are_refused_with_their_place(sign: str) -> None:
    entry = Entry("e", None, Words(f"激光{sign}雷达"), None, source="s")
    edition = Edition("2023", "t", Words("x"), "x", "draft", entries=(entry,))
    with pytest.raises(BadInput, match=rf"t/2023.yaml: a text holds the control sign U\+{ord(sign):04X}"):
        edition_text(edition)


def test_a_third_is_no_decimal() -> None:
    limb = Limb("reach", Op.GT, (Fraction(1, 3),), "m")
    entry = Entry("e", "1A", Words("x"), None, points=(Point(None, Words("x"), LimbTree("all", (limb,))),), source="s")
    with pytest.raises(BadInput, match="1/3 of '1A' cannot be written as a decimal"):
        edition_text(Edition("e", "t", Words("x"), "x", "draft", entries=(entry,)))


def test_spaces_around_a_text_go_and_those_inside_stay() -> None:
    entry = Entry("e", None, Words("  a  b \n"), None, source=" s ")
    assert read(
        edition_text(Edition("e", "t", Words("x"), "x", "draft", as_of=dt.date(2026, 1, 1), entries=(entry,)))
    ).entries[0].title == Words("a  b")
