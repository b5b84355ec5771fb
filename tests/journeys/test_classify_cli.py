"""`python -m catalogue classify`, with and without `--freeze`, as its users meet it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from catalogue_desk import Desk

SAMPLES = {
    "lidar-licence": ("indeterminate", ("UNK",)),
    "lidar-long-range": ("restricted", ("X",)),
    "germline-editing": ("prohibited", ("J",)),
    "conveyor-know-how": ("indeterminate", ("F",)),
    "recommender-saas": ("indeterminate", ("X", "UNK")),
}


LAW = "中华人民共和国技术进出口管理条例"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture
def matter(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "案卷.yaml"
    shutil.copy(root / "clause_library" / "samples" / "lidar-licence.yaml", path)
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(desk: Desk, root: Path, name: str, lang: str) -> None:
    outcome, classes = SAMPLES[name]
    path = root / "clause_library" / "samples" / f"{name}.yaml"
    value = desk.json("classify", path, "--lang", lang)
    assert value["prc"] == outcome
    carried = {c for t in value["technologies"] for c in t["classes"]}
    assert set(classes) <= carried
    assert "changed" not in value
    people = desk.ask("classify", path, "--lang", lang)
    assert people.status == 0
    assert len(people.out.splitlines()) > 8
    assert people.out.count("本结果供律师" if lang == "zh" else "does not replace") == 1


def test_the_sample_licence_asks_for_the_three_unknown_limbs(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "lidar-licence.yaml")
    regime = value["regimes"][0]
    (finding,) = regime["entries"]
    unknown = {limb["quantity"] for limb in finding["limbs"] if limb["met"] is None}
    assert unknown == {"peak_power", "pulse_width", "angular_accuracy"}
    assert len(regime["open_questions"]) == 3
    assert all(q["would_settle"] for q in regime["open_questions"])


def test_beyond_the_range_limit_the_steps_follow_with_their_basis(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "lidar-long-range.yaml")
    steps = value["obligations"]
    told = " ".join(s["step"] for s in steps)
    assert all(word in told for word in ("意向书", "许可证", "生效"))
    assert all(s["basis"] for s in steps)
    cited = {(b["instrument"], b["article"]) for s in steps for b in s["basis"]}
    assert {(LAW, "32"), (LAW, "34(1)"), (LAW, "35")} <= cited
    assert {s["days"] for s in steps if s["day_kind"] == "working" and not s["within"]} == {30, 15}
    assert any(s["gate"] for s in steps)


def test_the_same_sample_with_the_longer_range_is_restricted(desk: Desk, matter: Path) -> None:
    matter.write_text(matter.read_text("utf-8").replace("探测距离: 210 m", "探测距离: 3.2 km"), "utf-8")
    assert desk.json("classify", matter)["prc"] == "restricted"


def test_a_lawyers_free_stands_beside_the_programs_answer(desk: Desk, root: Path) -> None:
    path = root / "clause_library" / "samples" / "conveyor-know-how.yaml"
    value = desk.json("classify", path)
    assert (value["prc"], value["overall"], value["decided_overall"]) == ("indeterminate", "indeterminate", "free")
    assert (
        "free by decision of 王, 2026-11-19, on 26/132 (derived) entries"
        in desk.ask("classify", path, "--lang", "en").out
    )


def test_conditional_steps_are_printed_under_their_heading(desk: Desk, root: Path) -> None:
    path = root / "clause_library" / "samples" / "recommender-saas.yaml"
    headings = {o["heading"] for o in desk.json("classify", path, "--lang", "en")["obligations"]}
    lines = desk.ask("classify", path, "--lang", "en").out.splitlines()
    assert headings == {"", "if it is an export"}
    assert "  if it is an export:" in lines
    assert "  in any case:" in lines


def test_a_code_of_one_announcement_is_not_asked_for_in_the_others(desk: Desk, matter: Path) -> None:
    text = matter.read_text("utf-8").replace("name: 车载激光雷达", "name: 钨镍铁合金生产技术")
    matter.write_text(text.replace("entries: []", "entries: [1E004]"), "utf-8")
    regime = next(r for r in desk.json("classify", matter)["regimes"] if r["regime"] == "cn-dual-use")
    assert regime["outcome"] == "licence_required"
    assert "1E004" in {e["code"] for e in regime["entries"]}
    assert not [q for q in regime["open_questions"] if q["id"].startswith("not_loaded")]


def test_a_code_that_nobody_knows_is_asked_about(desk: Desk, matter: Path) -> None:
    matter.write_text(matter.read_text("utf-8").replace("entries: []", "entries: [999999X]"), "utf-8")
    regime = desk.json("classify", matter)["regimes"][0]
    assert "999999X" in " ".join(q["text"] for q in regime["open_questions"])


def test_norway_is_a_country(desk: Desk, matter: Path) -> None:
    text = matter.read_text("utf-8").replace("country: DE", "country: NO").replace("destination: DE", "destination: NO")
    matter.write_text(text, "utf-8")
    value = desk.json("classify", matter)
    assert value["prc"] == "indeterminate"
    assert "de" not in {r["regime"] for r in value["regimes"]}


def test_one_prohibited_technology_makes_the_matter_prohibited(desk: Desk, root: Path) -> None:
    value = desk.json("classify", root / "clause_library" / "samples" / "germline-editing.yaml")
    assert value["prc"] == "prohibited"
    assert value["technologies"][0]["classes"] == ["J"]
    assert "UNK" in value["technologies"][1]["classes"]


def test_freezing_changes_the_frozen_block_and_nothing_else(desk: Desk, matter: Path) -> None:
    before = matter.read_text("utf-8")
    matter.chmod(0o640)
    assert desk.ask("classify", matter, "--freeze", "--by", "王律师").status == 0
    after = matter.read_text("utf-8")
    assert matter.stat().st_mode & 0o777 == 0o640
    head, tail = before.split("frozen: null\n")
    assert after.startswith(head + "frozen:\n")
    assert after.endswith(tail)
    block = after[len(head) : len(after) - len(tail)]
    assert "by: 王律师" in block
    assert all(line.startswith((" ", "frozen:")) for line in block.splitlines())
    assert "sha256: " in block
    assert os.listdir(matter.parent) == [matter.name]


def test_a_frozen_matter_says_that_nothing_changed(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    assert desk.json("classify", matter)["changed"] == []
    assert "与冻结的结果一致" in desk.ask("classify", matter).out


def test_freezing_twice_writes_the_same(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    once = matter.read_bytes()
    desk.ask("classify", matter, "--freeze", "--by", "王")
    assert matter.read_bytes() == once


def test_other_data_or_facts_show_as_changes(desk: Desk, matter: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    frozen = matter.read_text("utf-8")
    at = frozen.index("sha256: ") + len("sha256: ")
    other = "0" if frozen[at] != "0" else "1"
    matter.write_text(frozen[:at] + other + frozen[at + 1 :], "utf-8")
    (change,) = desk.json("classify", matter)["changed"]
    assert change["what"] == "data cn-tech/2025-07"
    assert change["was"] != change["is"]
    assert "233914X" in change["touches"]
    matter.write_text(frozen.replace("探测距离: 210 m", "探测距离: 3.2 km"), "utf-8")
    changed = {c["what"]: (c["was"], c["is"]) for c in desk.json("classify", matter)["changed"]}
    assert changed["prc"] == ("indeterminate", "restricted")
    assert "→" in desk.ask("classify", matter).out


def test_a_users_newer_data_shows_as_a_change(desk: Desk, matter: Path, root: Path, tmp_path: Path) -> None:
    desk.ask("classify", matter, "--freeze", "--by", "王")
    other = Desk(tmp_path / "other")
    pack = other.home / "packs" / "cn-tech"
    shutil.copytree(root / "catalogue" / "packs" / "cn-tech", pack)
    assert other.json("classify", matter)["changed"] == []
    edition = pack / "2025-07.yaml"
    text = edition.read_text("utf-8")
    if "探测距离（detection range）>2km" not in text:
        edition = pack / "2023.yaml"
        text = edition.read_text("utf-8")
    edition.write_text(text.replace("探测距离（detection range）>2km", "探测距离（detection range）>3km"), "utf-8")
    (change,) = other.json("classify", matter)["changed"]
    assert change["what"] == "data cn-tech/2025-07"


def test_freezing_needs_a_name_and_writes_nothing_without(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes()
    answer = desk.ask("classify", matter, "--freeze")
    assert answer.status == 2
    assert "--by NAME" in answer.err
    assert matter.read_bytes() == before


def test_a_read_only_matter_is_not_replaced(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes()
    matter.chmod(0o444)
    answer = desk.ask("classify", matter, "--freeze", "--by", "王")
    assert answer.status == 2
    assert "read-only" in answer.err
    assert matter.read_bytes() == before


def test_freezing_through_a_link_keeps_the_link(desk: Desk, matter: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(matter)
    assert desk.ask("classify", link, "--freeze", "--by", "王").status == 0
    assert link.is_symlink()
    assert "by: 王" in matter.read_text("utf-8")


def test_classify_without_freeze_writes_nothing(desk: Desk, matter: Path) -> None:
    before = matter.read_bytes(), matter.stat().st_mtime_ns
    desk.ask("classify", matter)
    assert (matter.read_bytes(), matter.stat().st_mtime_ns) == before


def test_classify_builds_no_index(matter: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert Desk(home).ask("classify", matter).status == 0
    assert not (home / "cache" / "search").exists()


def test_a_code_that_no_loaded_edition_holds_is_a_warning(desk: Desk, matter: Path) -> None:
    text = matter.read_text(encoding="utf-8")
    matter.write_text(text.replace("entries: []", "entries: ['999999X']"), encoding="utf-8")
    value = desk.json("classify", matter)
    (warning,) = [w for w in value["warnings"] if w["id"] == "unheld_code"]
    assert (warning["kind"], warning["severity"]) == ("data", "warning")
    assert "999999X" in warning["text"]
    assert value["prc"] == "indeterminate"
    assert "999999X" in desk.ask("classify", matter, "--lang", "en").out


def test_freezing_keeps_the_byte_order_mark(desk: Desk, matter: Path) -> None:
    marked = b"\xef\xbb\xbf" + matter.read_bytes().replace(b"\n", b"\r\n")
    matter.write_bytes(marked)
    assert desk.ask("classify", matter, "--freeze", "--by", "王").status == 0
    after = matter.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\xef\xbb\xbf") == 1
    assert after.count(b"\n") == after.count(b"\r\n") > marked.count(b"\n")
    kept = marked.partition(b"frozen:")[0]
    assert after.startswith(kept)
