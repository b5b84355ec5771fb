"""Cards and the words of a code on the command line, and the card a classification points to."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


def test_a_card_is_searched_shown_and_listed(desk: Desk) -> None:
    (hit, *_) = desk.json("search", "BAFA")["hits"]
    assert (hit["catalogue"], hit["id"], hit["code"], hit["control"]) == ("de", "de", None, "listed")
    told = desk.ask("search", "BAFA").out
    assert "de(authority)  资料卡" in told
    assert "de 2026" not in told.splitlines()[-1]
    shown = desk.ask("show", "de").out
    assert all(word in shown for word in ("法律依据", "主管机关", "Ausfuhrliste", "本卡不参与判定", "[1] "))
    assert "BAFA" in desk.ask("show", "de(authority)", "--lang", "en").out
    lines = desk.ask("packs").out.splitlines()
    assert "资料卡" in lines[lines.index("de  德国出口管制制度") + 1]


def test_the_json_of_a_card_has_source_and_level_for_each_fact(desk: Desk) -> None:
    shown = desk.json("show", "jp")
    assert (shown["control"], shown["code"], shown["code_parts"]) == ("listed", None, [])
    assert all(p["source"] and p["checked"] and p["text"] and p["text_en"] for p in shown["points"])


def test_editions_lists_cards_only_where_they_are_asked_for(desk: Desk) -> None:
    rows = desk.json("editions")["editions"]
    assert "cn-tech" in {r["catalogue"] for r in rows}
    assert not {"uk", "cn-others", "wassenaar"} & {r["catalogue"] for r in rows}
    (row,) = desk.json("editions", "--catalogue", "uk")["editions"]
    assert (row["state"], row["from"], row["to"]) == ("in_force", None, None)


def test_show_explains_the_code(desk: Desk) -> None:
    shown = desk.ask("show", "1C117.c").out
    assert "编号的含义：1：行业领域，专用材料和相关设备、化学制品、微生物和毒素；C：物项类型，材料" in shown
    assert "what the code says: 1: field of industry" in desk.ask("show", "1C117", "--lang", "en").out
    parts = desk.json("show", "1C117")["code_parts"]
    assert [(p["text"], p["meaning_en"]) for p in parts[1:3]] == [
        ("C", "materials"),
        ("1", "delivery systems of weapons of mass destruction"),
    ]
    assert "编号的含义" not in desk.ask("show", "233914X").out


@pytest.mark.parametrize(("country", "card"), [("GB", "uk"), ("DE", "de"), ("JP", "jp"), ("KR", "kr")])
def test_a_regime_whose_list_is_not_loaded_names_its_card(desk: Desk, tmp_path: Path, country: str, card: str) -> None:
    matter = tmp_path / "m.yaml"
    matter.write_text(
        "matter: {as_of: 2026-11-20}\ntechnology:\n  - {name: 车载激光雷达}\n"
        f"parties:\n  - {{role: recipient, name: B, country: {country}}}\n",
        "utf-8",
    )
    result = desk.json("classify", matter, "--lang", "zh")
    (regime,) = [r for r in result["regimes"] if r["regime"] == card]
    assert (regime["outcome"], regime["coverage"], regime["entries"]) == ("indeterminate", [], [])
    assert any(w["text"].endswith(f"见资料卡 {card}") for w in regime["warnings"])
    assert {c["catalogue"] for c in result["coverage"]} <= {"cn-tech", "cn-dual-use"}


@pytest.mark.parametrize("code", ["jp", "de", "cn-others.military", "BAFA"])
def test_a_card_is_no_entry_a_matter_can_name(desk: Desk, tmp_path: Path, code: str) -> None:
    matter = tmp_path / "m.yaml"
    matter.write_text(
        f"matter: {{as_of: 2026-11-20}}\ntechnology:\n  - {{name: 某技术, entries: ['{code}']}}\n", "utf-8"
    )
    result = desk.json("classify", matter)
    assert any(w["id"] == "unheld_code" for w in result["warnings"])
    assert [f for r in result["regimes"] for f in r["entries"]] == []
