"""`import`: a publication in, a preview, a pack in the user's folder; one line and exit status 2 for what is none."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from catalogue_desk import Desk
from openpyxl import Workbook

from catalogue.packs import read_library

LIST = "编号,名称,控制要点\n9A701,试验雷达,探测距离大于 3 km\n9A702,试验声呐,频率小于 5 Hz\n"
MAP = """
columns: {code: 编号, title: 名称, text: 控制要点}
source: 试验公告（2026-03-01）
checked: official
complete: true
pack:
  title: {zh: 试验清单, en: Trial list}
  jurisdiction: XX
  code_pattern: '\\d[A-E]\\d{3}'
  source: 试验公告
edition: {effective: 2026-03-01, expected_entries: 2}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def written(folder: Path, data: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def tree(desk: Desk) -> dict[str, bytes]:
    packs = desk.home / "packs"
    return {str(p.relative_to(packs)): p.read_bytes() for p in sorted(packs.rglob("*")) if p.is_file()}


def test_a_list_is_previewed_imported_searched_and_measured(desk: Desk, tmp_path: Path) -> None:
    path, columns = written(tmp_path, LIST), written(tmp_path, MAP, "map.yaml")
    words = ["import", path, "--catalogue", "trial", "--edition", "2026-03-01"]
    seen = desk.json(*words, "--map", columns, "--preview")
    assert (seen["catalogue"], seen["edition"], seen["found"], seen["expected"]) == ("trial", "2026-03-01", 2, 2)
    assert (seen["refused"], seen["unplaced"], seen["written"]) == ([], [], None)
    assert not (desk.home / "packs").exists()
    done = desk.json(*words, "--map", columns)
    assert done["written"] == str(desk.home / "packs" / "trial")
    assert (desk.home / "packs" / "trial" / "columns.yaml").is_file()
    assert desk.codes("试验雷达") == ["9A701"]
    assert desk.ask("verify", desk.home / "packs").status == 0
    before = tree(desk)
    again = desk.json(*words)  # the map was kept
    assert (again["written"], again["unchanged"]) == (None, True)
    assert tree(desk) == before
    other = written(tmp_path, LIST.replace("3 km", "4 km"))
    refused = desk.ask(*words)
    assert (refused.status, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "--replace" in refused.err
    assert tree(desk) == before
    assert desk.json("import", other, *words[2:], "--replace")["changes"] == [
        {"kind": "amended", "code": "9A701", "code_from": None, "title": "试验雷达", "title_en": ""}
    ]


def test_the_words(desk: Desk, tmp_path: Path) -> None:
    path, columns = written(tmp_path, LIST + "乱,丁,戊\n脚注\n"), written(tmp_path, MAP, "map.yaml")
    words = ["import", path, "--catalogue", "trial", "--edition", "2026-03-01", "--map", columns]
    chinese = desk.ask(*words, "--preview").out
    assert "trial 2026-03-01：2/2（文件所印数目），2个要点" in chinese
    assert "第4行 乱 不合本目录的编号规则" in chinese
    assert "没有已载入的版次可对照" in chinese
    assert "将写入" in chinese
    english = desk.ask(*words, "--lang", "en")
    assert english.status == 0
    assert "row 4 乱 does not fit the codes of this catalogue" in english.out
    assert "written: " in english.out
    assert "changes nothing" in desk.ask(*words, "--lang", "en").out


def test_into_another_folder(desk: Desk, tmp_path: Path) -> None:
    path, columns = written(tmp_path, LIST), written(tmp_path, MAP, "map.yaml")
    folder = tmp_path / "mine"
    words = ["import", path, "--catalogue", "trial", "--edition", "1", "--map", columns, "--into", folder]
    assert desk.ask(*words).status == 0
    assert (folder / "trial" / "1.yaml").is_file()
    assert not (desk.home / "packs").exists()
    assert desk.ask("verify", folder).status == 0


def test_the_programs_folder_is_refused(desk: Desk, root: Path, tmp_path: Path) -> None:
    path, columns = written(tmp_path, LIST), written(tmp_path, MAP, "map.yaml")
    words = ["import", path, "--catalogue", "trial", "--edition", "1", "--map", columns]
    refused = desk.ask(*words, "--into", root / "catalogue" / "packs")
    assert (refused.status, refused.out) == (2, "")
    assert "the program's own folder" in refused.err
    assert not (root / "catalogue" / "packs" / "trial").exists()


def test_nothing_found_is_status_one(desk: Desk, tmp_path: Path) -> None:
    path, columns = written(tmp_path, "编号,名称,控制要点\n,甲,乙\n"), written(tmp_path, MAP, "map.yaml")
    answer = desk.ask("import", path, "--catalogue", "trial", "--edition", "1", "--map", columns)
    assert (answer.status, answer.err) == (1, "")
    assert "未找到任何条目，未写入" in answer.out
    assert not (desk.home / "packs").exists()


def test_names_are_imported_and_screened(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "名称,国别,列入日期\n试验光学公司,CN,2026-01-02\n", "names.csv")
    columns = written(
        tmp_path,
        "of: parties\ncolumns: {name: 名称, country: 国别, listed: 列入日期}\nchecked: secondary\n"
        "pack: {title: 试验名单, jurisdiction: XX, kind: party-list, source: 试验公告}\n",
        "map.yaml",
    )
    words = ["import", path, "--catalogue", "trial-parties", "--edition", "2026-01-02", "--map", columns]
    assert desk.json(*words)["found"] == 1
    (hit,) = desk.json("screen", "试验光学公司")["names"][0]["hits"]
    assert (hit["list"], hit["state"]) == ("trial-parties", "in_force")
    assert desk.ask("verify", desk.home / "packs").status == 0
    assert desk.json(*words)["unchanged"] is True


def packed(parts: dict[str, str | bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return sink.getvalue()


def book() -> dict[str, str | bytes]:
    made = Workbook()
    assert made.active is not None
    made.active.append(["编号", "名称"])
    sink = io.BytesIO()
    made.save(sink)
    with zipfile.ZipFile(io.BytesIO(sink.getvalue())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


BAD = {
    "empty.csv": (b"", "this file is empty"),
    "gb.csv": (LIST.encode("gb18030"), "--encoding gb18030"),
    "nul.csv": (b"code,title\n1A001,\0", "NUL signs"),
    "cut.csv": ('编号,名称\n9A701,"试'.encode(), "not a whole CSV table"),
    "odd.csv": (b"a,b\nc,d\n", "no row of this table"),
    "cut.json": (b'[{"code": 1', "not valid JSON"),
    "cut.xlsx": (packed(book())[:2000], "damaged"),
    "word.xlsx": (packed({"word/document.xml": "<x/>"}), "not an .xlsx workbook"),
    "entity.xlsx": (packed(book() | {SHEET: sheet("", '<!DOCTYPE x [<!ENTITY a "b">]>')}), "DOCTYPE"),
    "bomb.xlsx": (packed(book() | {SHEET: sheet("<row/>" * 8_000_000)}), "unpacks to"),
    "formula.xlsx": (
        packed(book() | {SHEET: sheet('<row r="1"><c r="B1"><f>A1</f><v>1</v></c></row>')}),
        "cell B1 holds a formula",
    ),
    "far.xlsx": (
        packed(book() | {SHEET: sheet('<row r="900000000"><c r="A900000000"><v>1</v></c></row>')}),
        "no row of this table",
    ),
    "pack.zip": (packed({"caveat-pack.json": "{}"}), "this is a pack: use install"),
    "readme.md": (b"# Hello", "none that is understood for 'us-ccl'"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_one_line_and_change_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    data, complaint = BAD[name]
    path = written(tmp_path, data, name)
    for lang in ("en", "zh"):
        answer = desk.ask("import", path, "--catalogue", "us-ccl", "--edition", "1", "--lang", lang)
        assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
        assert name in answer.err
        if lang == "en":
            assert complaint in answer.err
        else:
            assert any("\u4e00" <= sign <= "\u9fff" for sign in answer.err)
    assert not (desk.home / "packs").exists() or not tree(desk)


def test_a_gigabyte_is_refused_unread(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        os.truncate(stream.fileno(), 1024**3)
    answer = desk.ask("import", path, "--catalogue", "us-ccl", "--edition", "1", "--lang", "en")
    assert (answer.status, answer.err.count("\n")) == (2, 1)
    assert "this file has 1,073 MB; at most 209 MB are read" in answer.err


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--catalogue", "../x"], "cannot be the id of a catalogue"),
        (["--catalogue", "trial", "--edition", "../x"], "cannot be the id of an edition"),
        (["--catalogue", "trial", "--edition", "pack"], "cannot be the id of an edition"),
        (["--catalogue", "trial", "--edition", "1"], "there is no catalogue 'trial' yet"),
        (["--catalogue", "cn-tech", "--edition", "1", "--base", "1999"], "there is no edition '1999' to amend"),
        (["--catalogue", "cn-tech", "--edition", "1", "--encoding", "latin"], "not an encoding read here"),
        (["--catalogue", "cn-tech", "--map", "nowhere.yaml"], "there is no such file"),
        ([], "--catalogue"),
    ],
)
def test_bad_words_are_one_line(desk: Desk, tmp_path: Path, words: list[str], complaint: str) -> None:
    path = written(tmp_path, LIST)
    answer = desk.ask("import", path, *words)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert complaint in answer.err


def test_a_missing_file_and_a_folder(desk: Desk, tmp_path: Path) -> None:
    assert "no such file" in desk.ask("import", tmp_path / "x.csv", "--catalogue", "us-ccl").err
    assert "folder" in desk.ask("import", tmp_path, "--catalogue", "us-ccl").err


def test_a_kept_map_carries_no_day_of_one_edition_into_the_next(desk: Desk, tmp_path: Path) -> None:
    columns = written(tmp_path, MAP, "map.yaml")
    words = ["import", written(tmp_path, LIST), "--catalogue", "trial", "--edition"]
    desk.json(*words, "2026-03-01", "--map", columns)
    desk.json(*words, "2026-09-01")
    states = {e["id"]: (e["from"], e["state"]) for e in desk.json("editions", "--catalogue", "trial")["editions"]}
    assert states["2026-03-01"][0] == "2026-03-01"
    assert states["2026-09-01"] == ("2026-09-01", "in_force"), "its own day, not the one the map was written for"
    held = read_library(desk.home / "packs").catalogues["trial"].editions
    assert {(e.id, entry.checked.value) for e in held for entry in e.entries} == {
        ("2026-03-01", "official"),
        ("2026-09-01", "unchecked"),
    }
    assert "沿用此前导入时保存的列映射" in desk.ask(*words, "2026-12-01", "--preview").out
