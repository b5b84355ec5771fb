"""Customs codes and the licence catalogue on the command line."""

from __future__ import annotations

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


DAY = ("--as-of", "2026-11-21")


@pytest.mark.parametrize("typed", ["8456301010", "8456.30.10.10", "845630", "８４５６３０"])
def test_a_customs_code_leads_to_control_codes(desk: Desk, typed: str) -> None:
    found = desk.json("show", typed, *DAY)["found"]
    assert [(f["code"], f["point"], f["edition"]) for f in found] == [
        ("2B201", "d", "2026-licence"),
    ]
    assert {p["edition"] for f in found for p in f["beside"]} == {"2024-51"}


def test_search_finds_it_too(desk: Desk) -> None:
    for typed in ("8456301010", "8456.30.10", "845630"):
        (hit,) = desk.json("search", typed, *DAY)["hits"]
        assert (hit["code"], hit["edition"]) == ("2B201", "2026-licence")
        start, end = hit["spans"][0]
        assert hit["snippet"][start:end] == typed


def test_a_control_code_shows_its_customs_codes_beside_the_list(desk: Desk) -> None:
    shown = desk.json("show", "1C117.c.2.b", *DAY)
    assert (shown["edition"], shown["points"][0]["no"]) == ("2025-10", "c.2.b")
    assert "8101940001" in shown["customs"]
    assert [(r["edition"], r["point"]) for r in shown["licence_rows"]] == [("2026-licence", "c")]
    row = desk.json("show", "2B350.a.1", *DAY)
    assert (row["edition"], row["points"][0]["unit"]) == ("2026-licence", "套/千克")
    assert [p["edition"] for p in row["list_entries"]] == ["2024-51"]
    assert "不作判定依据" in desk.ask("show", "2B201", *DAY).out
    assert "decides nothing" in desk.ask("show", "2B201", "--lang", "en", *DAY).out


def test_an_unknown_customs_code_is_refused_in_one_line(desk: Desk) -> None:
    answer = desk.ask("show", "9999.99")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert "not printed is not uncontrolled" in answer.err


def test_packs_name_kinds_counts_and_addresses(desk: Desk) -> None:
    packs = {p["catalogue"]: p for p in desk.json("packs")["packs"]}
    assert all(p["official_at"] for p in packs.values() if not p["catalogue"].startswith(("us-", "eu-")))
    editions = {e["id"]: e for e in packs["cn-dual-use"]["editions"]}
    licence, announcement = editions["2026-licence"], editions["2025-18"]
    assert (licence["kind"], licence["entries"], licence["points"]) == ("licence-catalogue", 189, 752)
    assert (announcement["entries"], announcement["expected"], announcement["derived"]) == (0, 7, True)
    assert editions["2024-51"]["whole"] < editions["2024-51"]["entries"]
    told = desk.ask("packs", "--lang", "en").out
    assert "https://www.meti.go.jp/press/2025/09/20250929006/20250929006.html" in told
    assert "lists no items of its own" in told


def test_editions_tell_the_state_of_a_paragraph(desk: Desk) -> None:
    rows = {r["id"]: r for r in desk.json("editions", "--catalogue", "cn-dual-use", *DAY)["editions"]}
    assert (rows["2024-46"]["state"], [p["state"] for p in rows["2024-46"]["parts"]]) == (
        "in_force",
        ["suspended"],
    )
    assert "第二款" in desk.ask("editions", "--catalogue", "cn-dual-use", *DAY).out


def test_a_licence_catalogue_is_compared_with_nothing(desk: Desk) -> None:
    answer = desk.ask("diff", "2024-51", "2026-licence")
    assert answer.status == 2
    assert "no edition of the list" in answer.err
