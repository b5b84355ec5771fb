"""`screen`: names and files in, lines, JSON and a workbook out, exit statuses, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_desk import Desk
from json_shapes import CHECKED, COVERAGE, STATE, TEXT, maybe_day, misfits

from catalogue.importers.tables.sheets import read_rows

SCREEN = {
    "names": [
        {
            "name": TEXT,
            "hits": [
                {
                    "list": TEXT,
                    "name": TEXT,
                    "name_en": TEXT,
                    "score": lambda score: 0 <= score <= 1,
                    "why": TEXT,
                    "state": STATE,
                    "as_of": maybe_day,
                    "listed_on": maybe_day,
                    "checked": CHECKED,
                }
            ],
        }
    ],
    "coverage": [COVERAGE],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


def test_the_json_has_its_documented_form(desk: Desk) -> None:
    answer = desk.json("screen", "Rheinmetall", "南京航空航天大學", "Haina Bakery")
    assert misfits(answer, SCREEN, "screen") == []
    first, second, third = answer["names"]
    assert (first["name"], first["hits"][0]["list"], first["hits"][0]["state"]) == (
        "Rheinmetall",
        "cn-parties",
        "in_force",
    )
    assert second["hits"][0]["list"] == "jp-parties"
    assert third["hits"] == []
    assert [row["catalogue"] for row in answer["coverage"]] == ["cn-parties"] * 4 + ["jp-parties"]
    assert not any(row["complete"] for row in answer["coverage"])


def test_exit_status_and_words(desk: Desk) -> None:
    found = desk.ask("screen", "Rheinmetall AG", "--lang", "en")
    assert found.status == 0
    assert "1.00  莱茵金属公司  Rheinmetall AG  [Export Control List of parties, in force]" in found.out
    assert "No hit is no clearance" in found.out
    none = desk.ask("screen", "海纳光学有限公司")
    assert none.status == 1
    assert "没有命中不等于可以交易" in none.out
    assert "835/835，数据截至 2026-07-20" in none.out
    assert desk.ask("screen", "有限公司").status == 1
    assert "仅有公司形式" in desk.ask("screen", "Co., Ltd.").out


def test_lists_that_are_not_loaded_are_named(desk: Desk) -> None:
    for words in (("Rheinmetall AG",), ("Haina Bakery",)):
        assert desk.json("screen", *words)["not_loaded"] == ["us-parties"]
        assert "us-parties  美国受限当事人名单：未导入，未对照" in desk.ask("screen", *words).out
        told = desk.ask("screen", *words, "--lang", "en").out
        assert "us-parties  United States lists of parties of concern: not loaded, not asked" in told


def test_an_address_is_told_and_changes_no_score(desk: Desk) -> None:
    plain = desk.json("screen", "Huawei Jishu")["names"][0]["hits"]
    with_address = desk.json("screen", "Huawei Jishu", "--address", "1 Nowhere Road")["names"][0]["hits"]
    assert [hit["score"] for hit in plain] == [hit["score"] for hit in with_address]


def test_the_day_asked_about(desk: Desk) -> None:
    def state(day: str) -> str:
        return desk.json("screen", "Echodyne", "--as-of", day)["names"][0]["hits"][0]["state"]

    assert [state(day) for day in ("2025-01-01", "2025-05-01", "2026-01-01")] == ["unknown", "in_force", "stopped"]


def test_a_file_in_and_a_workbook_out(desk: Desk, tmp_path: Path) -> None:
    names, result = tmp_path / "names.csv", tmp_path / "result.xlsx"
    names.write_text("名称,国别\n莱茵金属集团,DE\n=1+2 光学,\n有限公司,\n", encoding="utf-8")
    answer = desk.ask("screen", "--file", names, "--output", result)
    assert (answer.status, answer.err) == (0, "")
    rows = [cells for _, cells in read_rows(result)]
    assert rows[0][:4] == ["所查名称", "国别", "名单", "分值"]
    assert rows[1][:5] == ["莱茵金属集团", "DE", "出口管制管控名单", "0.990", "莱茵金属公司"]
    assert rows[2][:3] == ["=1+2 光学", "", "没有命中"]
    assert rows[3][2] == "没有可比对的内容"
    assert desk.ask("screen", "--file", result).status == 0
    again = desk.ask("screen", "--file", names, "--output", result)
    assert (again.status, again.out) == (2, "")
    assert "exists already; give another name, or --replace" in again.err
    assert desk.ask("screen", "--file", names, "--output", result, "--replace").status == 0


def test_the_same_workbook_twice_is_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    one, two = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for path in (one, two):
        assert desk.ask("screen", "Subaru", "--output", path, "--as-of", "2026-11-21").status == 0
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "there is no name to screen; give names, or a file"),
        ([""], "a name is empty"),
        (["x" * 10_000], "a name has 10,000 characters; at most 400 are compared"),
        (["x", "--country", "Germany"], "'Germany' is not a country code"),
        (["x", "--as-of", "2026-13-01"], "is not a date"),
        (["x", "--output", "r.docx"], "the output is a workbook; name it RESULT.xlsx"),
        (["--file", "nowhere.csv"], "nowhere.csv: there is no such file"),
    ],
)
def test_bad_input_is_one_line(desk: Desk, words: list[str], complaint: str) -> None:
    answer = desk.ask("screen", *words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert complaint in answer.err


def test_gb18030_is_refused_with_its_flag_and_read_with_it(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes("名称\n莱茵金属公司\n".encode("gb18030"))
    refused = desk.ask("screen", "--file", path)
    assert refused.status == 2
    assert "--encoding gb18030" in refused.err
    assert desk.json("screen", "--file", path, "--encoding", "gb18030")["names"][0]["hits"][0]["score"] == 1.0


def test_packs_list_the_party_lists(desk: Desk) -> None:
    packs = {p["catalogue"]: p for p in desk.json("packs")["packs"]}
    (japan,) = packs["jp-parties"]["editions"]
    assert packs["jp-parties"]["kind"] == "party-list"
    assert (japan["id"], japan["entries"], japan["expected"], japan["as_of"]) == ("2025-09-29", 835, 835, "2026-07-20")
    held = {e["id"]: e["entries"] for e in packs["cn-parties"]["editions"]}
    assert held == {"control-list": 153, "attention-list": 40, "unreliable-entities": 83, "countermeasures": 140}
    assert "jp-parties  日本外国最终用户名单" in desk.ask("packs").out


def test_search_and_editions_know_no_party_lists(desk: Desk) -> None:
    assert desk.ask("search", "Rheinmetall").status == 1
    assert not any("parties" in row["catalogue"] for row in desk.json("editions")["editions"])
    refused = desk.ask("search", "x", "--catalogue", "jp-parties")
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "screen NAME" in refused.err


def test_a_faulty_list_of_the_user_is_told(root: Path, tmp_path: Path) -> None:
    other = Desk(tmp_path / "home")
    pack = other.home / "packs" / "my-parties"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(
        "id: my-parties\ntitle: 我的名单\nkind: party-list\njurisdiction: CN\neditions: [one]\n", encoding="utf-8"
    )
    (pack / "one.yaml").write_text("id: one\nlist: 名单\nas_of: 2026-11-21\nparties: [{id: a}]\n", encoding="utf-8")
    answer = other.json("screen", "Subaru")
    assert any("my-parties/one.yaml" in problem["file"] for problem in answer["problems"])
    assert "! my-parties/one.yaml:4: a party needs" in other.ask("screen", "Subaru").out
    assert other.ask("verify", other.home / "packs").status == 1
    sample = root / "clause_library" / "samples" / "lidar-licence.yaml"
    assert other.ask("classify", sample, "--lang", "en").out.startswith("! 3 fault(s) in packs")


def test_classify_tells_a_listed_party(desk: Desk, root: Path, tmp_path: Path) -> None:
    text = (root / "clause_library" / "samples" / "lidar-licence.yaml").read_text("utf-8")
    at = text.index("parties:")
    matter = tmp_path / "matter.yaml"
    listed = "parties:\n  - {role: end_user, name: Rheinmetall AG, country: DE}\n"
    matter.write_text(text[:at] + listed + text[at + len("parties:\n") :], encoding="utf-8")
    warnings = desk.json("classify", matter)["warnings"]
    assert [w["kind"] for w in warnings if w["id"] in ("party_hit", "screened")][:2] == ["party", "party"]


def test_a_search_points_to_names_on_the_lists(desk: Desk) -> None:
    """`search` looks at no party; the words of a query that stand in listed names are counted."""
    found = desk.ask("search", "Rheinmetall", "--lang", "en")
    assert found.status == 1
    assert "have a name with these words" in found.out or "has a name with these words" in found.out
    assert "use screen" in found.out
    assert desk.json("search", "rheinmetall")["parties"] >= 1
    assert desk.json("search", "rheinmetall Quuxberg")["parties"] == 0
    assert desk.json("search", "code:203912X")["parties"] == 0
    assert "screen" not in desk.ask("search", "Quuxberg", "--lang", "en").out


def test_hits_beyond_the_most_are_told(desk: Desk) -> None:
    assert all("more" in name for name in desk.json("screen", "Rheinmetall", "Haina Bakery")["names"])
