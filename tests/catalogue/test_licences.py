"""Licence-catalogue rows beside a list: tied by id and point, found by customs code, never deciding."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from catalogue.editions import Located, history, locate, state_of
from catalogue.licences import beside, by_customs, customs_digits, dotted, licence_problems, unknown_customs
from catalogue.model import (
    LICENCE_CATALOGUE,
    MEASURE,
    Catalogue,
    Control,
    Edition,
    Entry,
    Limb,
    LimbTree,
    Op,
    Period,
    Point,
    State,
    Words,
)
from catalogue.packs import Library
from catalogue.telling.telllicence import (
    beside_json,
    beside_lines,
    customs_answer_json,
    customs_answer_lines,
    customs_lines,
)

TODAY = dt.date(2026, 11, 21)
LATHES, MILLS = "8458110010", "8459610010"


def entry(code: str, *points: Point, customs: tuple[str, ...] = ()) -> Entry:
    return Entry(
        f"own.{code}", code, Words(f"物项{code}", f"item {code}"), Control.LICENCE, points=points, customs=customs
    )


def edition(edition_id: str, *entries: Entry, kind: str = "", since: int = 2024, until: int = 0) -> Edition:
    first = dt.date(since, 1, 1)
    last = dt.date(until, 12, 31) if until else None
    periods = (Period(State.IN_FORCE, first, last, "basis"),) if last else ()
    return Edition(
        edition_id, "own", Words(edition_id), edition_id, "in_force", effective=first, kind=kind, entries=entries,
        periods=periods,
    )  # fmt: skip


LIST = edition("list", entry("2B201", Point("a", Words("车床")), Point("b", Words("铣床"))), entry("2B999"))
ROWS = edition(
    "rows",
    entry(
        "2B201",
        Point("a.1", Words("数控车床"), customs=(LATHES,), customs_how="as_listed", unit="台"),
        Point("a.2", Words("其他车床"), customs_listed=(MILLS,), customs_how="unsettled"),
        Point("b", Words("铣床（见2B201.a）"), customs=(MILLS,), customs_how="by_layout"),
    ),
    kind=LICENCE_CATALOGUE,
    since=2026,
    until=2026,
)
ORDER = edition("order", kind=MEASURE)
OWN = Catalogue(
    "own", Words("自有"), "control-list", "CN", Words(), r"\d[A-E]\d{3}", Words(), "a source", (LIST, ROWS, ORDER)
)
LIBRARY = Library({"own": OWN}, (), "own")


def found(code: str, edition: str = "") -> Located:
    place = locate(LIBRARY, code, edition=edition, as_of=TODAY)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("8458110010", "8458110010"),
        ("8458.11.00.10", "8458110010"),
        ("8458 1100 10", "8458110010"),
        ("８４５８．１１", "845811"),
        ("8458", "8458"),
        ("845", ""),
        ("84581100100", ""),
        ("2B201", ""),
        ("8458..11", ""),
        ("", ""),
    ],
)
def test_customs_codes_in_every_hand(text: str, digits: str) -> None:
    assert customs_digits(text) == digits


def test_dots_stand_where_customs_puts_them() -> None:
    assert (dotted("8458110010"), dotted("85076000"), dotted("845811")) == ("8458.11.00.10", "8507.60.00", "8458.11")


def test_the_list_goes_before_the_licence_catalogue() -> None:
    assert found("2B201").edition.id == "list"
    assert found("2B201.b").edition.id == "list"
    assert found("2B201.a.1").edition.id == "rows"
    assert found("2B201", "rows").edition.id == "rows"


def test_rows_of_a_place_and_back() -> None:
    def numbers(code: str, edition: str = "") -> list[str | None]:
        return [p.point.no if p.point else None for p in beside(found(code, edition), TODAY)]

    assert numbers("2B201") == ["a.1", "a.2", "b"]
    assert numbers("2B201.a") == ["a.1", "a.2"]
    assert numbers("2B201.b") == ["b"]
    assert numbers("2B201.a.1") == ["a"]
    assert numbers("2B201", "rows") == [None]
    assert numbers("2B999") == []


def test_a_customs_code_finds_its_codes_settled_rows_first() -> None:
    hits = by_customs(LIBRARY, MILLS, as_of=TODAY)
    assert [(h.place.point.no, h.codes, h.doubtful) for h in hits if h.place.point] == [
        ("b", (MILLS,), False),
        ("a.2", (MILLS,), True),
    ]
    assert [len(by_customs(LIBRARY, digits, as_of=TODAY)) for digits in ("84", "8458", LATHES, "9999")] == [3, 1, 1, 0]


def test_each_code_says_how_it_came_to_its_row() -> None:
    row = Point("a", Words("车床"), customs=(LATHES,), customs_how="by_layout", customs_listed=(MILLS,))
    other = Point("b", Words("软件"), customs_listed=("2844100010",), customs_how="elsewhere")
    library = Library({"own": replace(OWN, editions=(edition("list", entry("2B201", row, other)),))}, (), "own")

    def hows(digits: str) -> list[tuple[str, bool]]:
        return [(h.how, h.doubtful) for h in by_customs(library, digits, as_of=TODAY)]

    assert hows("8458") == [("by_layout", False)]
    assert hows("8459") == [("unsettled", True)]
    assert hows("2844") == [("elsewhere", True)]
    hits = by_customs(library, "2844", as_of=TODAY)
    assert any("not this row's own" in line for line in customs_answer_lines("2844", hits, TODAY, "en"))
    assert "不属本行：2844" in "\n".join(customs_lines(other, "zh"))


def test_a_tariff_number_is_found_by_the_longer_code() -> None:
    battery = edition("list", entry("3A001", Point(None, Words("电池"), customs=("85076000",))))
    library = Library({"own": replace(OWN, editions=(battery,))}, (), "own")
    assert [h.codes for h in by_customs(library, "8507600010", as_of=TODAY)] == [("85076000",)]


def test_an_entry_of_another_list_may_carry_the_code_itself() -> None:
    library = Library({"own": replace(OWN, editions=(edition("list", entry("2B201", customs=(LATHES,))),))}, (), "own")
    (hit,) = by_customs(library, "8458", as_of=TODAY)
    assert hit.place.point is None


def test_past_its_year_the_catalogue_is_stale() -> None:
    assert state_of(ROWS, dt.date(2025, 12, 31)) is State.UNKNOWN
    assert state_of(ROWS, dt.date(2026, 12, 31)) is State.IN_FORCE
    assert state_of(ROWS, dt.date(2027, 1, 1)) is State.STALE


def test_the_history_of_an_entry_is_that_of_the_list() -> None:
    assert [e.id for e, _, _ in history(OWN, "own.2B201")] == ["list"]


def test_words_and_json_say_the_same() -> None:
    lines = "\n".join(beside_lines(found("2B201.a"), TODAY, "en"))
    assert "8458.11.00.10" in lines
    assert "not settled: 8459.61.00.10" in lines
    assert "unit: 台" in lines
    value = beside_json(found("2B201.a"), TODAY)
    assert value["customs"] == [LATHES]
    assert [row["point"] for row in value["licence_rows"]] == ["a.1", "a.2"]  # type: ignore[index, union-attr]
    back = beside_json(found("2B201", "rows"), TODAY)
    assert [row["edition"] for row in back["list_entries"]] == ["list"]  # type: ignore[index, union-attr]
    assert back["customs"] == [LATHES, MILLS]
    assert "decides" not in "\n".join(beside_lines(found("2B201", "rows"), TODAY, "en"))


def test_the_answer_to_a_customs_code() -> None:
    hits = by_customs(LIBRARY, MILLS, as_of=TODAY)
    told = list(customs_answer_lines(MILLS, hits, TODAY, "zh"))
    assert told[0] == "海关商品编号 8459.61.00.10："
    assert any("归属未定" in line for line in told)
    assert any(line.strip().startswith("→ 2B201.b") for line in told)
    value = customs_answer_json(MILLS, hits, TODAY)
    first = value["found"][0]  # type: ignore[index]
    assert (first["code"], first["point"], first["matched"], first["doubtful"]) == ("2B201", "b", [MILLS], False)
    assert [p["edition"] for p in first["beside"]] == ["list"]


def test_an_unknown_customs_code_is_not_called_free() -> None:
    complaint = unknown_customs("9999").problems[0]
    assert "not printed is not uncontrolled" in complaint.hint


def test_what_is_wrong_with_a_licence_catalogue_is_named() -> None:
    limb = LimbTree("all", (Limb("length", Op.GT, (), "m"),))
    bad = edition(
        "bad",
        entry("2B201", Point("a", Words("数控"), customs=("84581100",)), Point("b", Words("见1C999"), limb)),
        entry("9A999", customs=(LATHES,)),
        kind=LICENCE_CATALOGUE,
    )
    told = [p.message for p in licence_problems(OWN, bad)]
    assert told == [
        "'84581100' of '2B201' is no customs code",
        "a row of '2B201' refers to '1C999', which no list of this catalogue holds",
        "a row of '2B201' has limbs, and a licence catalogue decides nothing",
        "'9A999' stands in no list of this catalogue",
    ]
    assert list(licence_problems(OWN, ROWS)) == []
    assert list(licence_problems(OWN, edition("more", entry("3A001", customs=("85076000",))))) == []
