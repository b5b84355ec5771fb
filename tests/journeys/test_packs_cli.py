"""`packs`, `editions` and `verify`, and the packs of the user."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


def test_packs_say_how_far_they_go(desk: Desk) -> None:
    packs = {p["catalogue"]: p for p in desk.json("packs")["packs"]}
    editions = {e["id"]: e for e in packs["cn-tech"]["editions"]}
    assert {k: e["expected"] for k, e in editions.items()} == {
        "2001": None,
        "2008": 150,
        "2020": 164,
        "2022-draft": 139,
        "2023": 134,
        "2025-01-draft": 132,
        "2025-07": 132,
    }
    assert not any(e["complete"] for e in editions.values())
    assert "26/132（推算）" in desk.ask("packs").out


def test_editions_in_order_of_the_day(desk: Desk) -> None:
    rows = {r["id"]: r for r in desk.json("editions", "--catalogue", "cn-tech", "--as-of", "2025-07-14")["editions"]}
    assert rows["2023"]["state"] == "in_force"
    after = {r["id"]: r for r in desk.json("editions", "--catalogue", "cn-tech", "--as-of", "2025-07-15")["editions"]}
    assert (after["2023"]["state"], after["2025-07"]["state"]) == ("superseded", "in_force")
    assert "in force" in desk.ask("editions", "--lang", "en").out


def test_the_bundled_packs_are_clean(desk: Desk, root: Path) -> None:
    answer = desk.ask("verify", "--json")
    assert (answer.status, answer.value["problems"]) == (0, [])
    assert answer.value["packs"] == len(list((root / "catalogue" / "packs").iterdir()))


def test_verify_names_file_line_and_field_of_a_fault(desk: Desk, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "catalogue" / "packs", tmp_path / "packs")
    card = tmp_path / "packs" / "cn-tech" / "pack.yaml"
    card.write_text(card.read_text("utf-8") + "\nsauce: tomato\n", "utf-8")
    answer = desk.ask("verify", tmp_path / "packs", "--json")
    assert answer.status == 1
    (problem, *_) = answer.value["problems"]
    assert problem["file"].endswith("pack.yaml")
    assert problem["line"] > 1
    assert problem["field"] == "sauce"


def test_one_bad_edition_of_the_user_is_named_and_takes_nothing_down(root: Path, tmp_path: Path) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "cn-tech"
    shutil.copytree(root / "catalogue" / "packs" / "cn-tech", pack)
    edition = pack / "2020.yaml"
    edition.write_text(edition.read_text("utf-8") + "\nbroken: [\n", "utf-8")
    assert other.codes("激光雷达")[0] == "233914X"
    assert "2020.yaml" in other.ask("packs").out
    assert any("2020.yaml" in p["file"] for p in other.json("packs")["problems"])
    told = "! 你的副本有误，未予采用，用的是程序自带的：cn-tech/2020"
    for words in (("search", "激光雷达"), ("measure", "探测距离=3 km"), ("packs",)):
        answer = other.ask(*words).out
        assert told in answer.splitlines()
        assert "未载入；用 packs 命令" not in answer
    english = other.ask("search", "激光雷达", "--lang", "en").out
    assert "! your copy was refused, the bundled one is used: cn-tech/2020" in english.splitlines()


def test_a_wholly_broken_copy_of_a_bundled_pack_is_told_by_search(root: Path, tmp_path: Path) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "cn-tech"
    shutil.copytree(root / "catalogue" / "packs" / "cn-tech", pack)
    (pack / "pack.yaml").write_text("title: {zh: x\n", "utf-8")
    lines = other.ask("search", "激光雷达").out.splitlines()
    assert "! 你的副本有误，未予采用，用的是程序自带的：cn-tech" in lines
    assert other.codes("激光雷达")[0] == "233914X"


@pytest.mark.parametrize("card", ["title: {zh: x\n", "", None])
def test_a_pack_of_the_users_own_that_is_wholly_broken_is_told_by_search(tmp_path: Path, card: str | None) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "2023.yaml").write_text("id: '2023'\n", "utf-8")
    if card is not None:
        (pack / "pack.yaml").write_text(card, "utf-8")
    assert "相应版次未载入；用 packs 命令查看" in other.ask("search", "激光雷达").out
    assert "! mine" in other.ask("packs").out


@pytest.mark.parametrize("broken", ["pack.yaml", "2020.yaml"])
def test_a_pack_that_cannot_be_read_at_all_is_named_and_takes_nothing_down(
    root: Path, tmp_path: Path, broken: str
) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / broken).mkdir()
    if broken != "pack.yaml":
        card = (root / "catalogue" / "packs" / "cn-tech" / "pack.yaml").read_text("utf-8")
        (pack / "pack.yaml").write_text(card.replace("id: cn-tech", "id: mine"), "utf-8")
    assert other.codes("激光雷达")[0] == "233914X"
    assert f"mine/{broken}" in other.ask("packs").out
    assert other.ask("verify", pack.parent).status == 1


def test_english_editions_say_in_english_why_they_apply(desk: Desk) -> None:
    lines = desk.ask("editions", "--lang", "en").out.splitlines()
    reasons = lines[3::3]
    assert len(reasons) == len(desk.json("editions")["editions"])
    assert not [line for line in reasons if any("一" <= sign <= "鿿" for sign in line)]
    assert all(row["basis"] and row["basis_en"] for row in desk.json("editions")["editions"])


@pytest.mark.parametrize(
    "words", [("packs",), ("editions",), ("verify",), ("measure", "探测距离=3 km"), ("show", "233914X")]
)
def test_commands_that_do_not_search_build_no_index(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert Desk(tmp_path).ask(*words).status == 0
    assert not (tmp_path / "cache" / "search").exists()
