"""`python -m catalogue recheck FOLDER`: an archive of matters, with spoilt files, other files, links and cancels."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from catalogue_desk import Answer, Desk
from docx import Document
from json_shapes import RECHECK, misfits
from openpyxl import load_workbook

from catalogue.__main__ import main
from catalogue.engine import Engine, open_engine
from catalogue.freeze import freeze
from catalogue.home import home_from
from catalogue.matterfile import MatterFile
from catalogue.recheck import recheck
from catalogue.recheckcommand import _Watch


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return open_engine(home_from({"CAVEAT_HOME": str(desk.home)}))


@pytest.fixture(scope="module")
def packed(engine: Engine, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One matter as frozen, one that changed since, one never frozen, two spoilt files, one that is no matter."""
    folder = tmp_path_factory.mktemp("packed") / "归档"
    samples = root / "clause_library" / "samples"
    (folder / "2026" / "深").mkdir(parents=True)
    for name, place in (("lidar-long-range", "2026/same.yaml"), ("lidar-licence", "2026/深/changed.yml")):
        file = MatterFile.open(samples / f"{name}.yaml")
        result = engine.classify(file.matter)
        file = freeze(file, result, engine.library, by="王", on=dt.date(2026, 11, 21), program="caveat")
        file.save(folder / place)
    changed = folder / "2026/深/changed.yml"
    changed.write_text(changed.read_text("utf-8").replace("探测距离: 210 m", "探测距离: 3 km"), encoding="utf-8")
    shutil.copy(samples / "germline-editing.yaml", folder / "never.yaml")
    (folder / "spoilt.yaml").write_text("matter: {as_of: 2026-11-20\n", encoding="utf-8")
    (folder / "wrong-unit.yaml").write_text(
        "matter: {as_of: 2026-11-20}\ntechnology: [{name: 激光雷达, measured: {探测距离: 3 kg}}]\n", encoding="utf-8"
    )
    (folder / "clause.yaml").write_text("id: LIC-01\n", encoding="utf-8")
    (folder / "notes.txt").write_text("matter:", encoding="utf-8")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "x.yaml").write_text("matter: [", encoding="utf-8")
    return folder


@pytest.fixture
def archive(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(packed, tmp_path / "归档"))


def rows_of(answer: Answer) -> dict[str, dict[str, Any]]:
    return {row["file"]: row for row in answer.value["matters"]}


def test_every_matter_is_a_row_and_a_spoilt_file_no_failure(desk: Desk, archive: Path) -> None:
    answer = desk.ask("recheck", archive, "--json", "--lang", "en")
    assert (answer.status, answer.err) == (1, "")
    assert list(misfits(answer.value, RECHECK, "")) == []
    rows = rows_of(answer)
    assert list(rows) == ["2026/same.yaml", "2026/深/changed.yml", "never.yaml", "spoilt.yaml", "wrong-unit.yaml"]
    assert [name for name, row in rows.items() if row["changed"]] == ["2026/深/changed.yml"]
    what = {c["what"]: (c["was"], c["is"], c["touches"]) for c in rows["2026/深/changed.yml"]["changed"]}
    assert what["prc"] == ("indeterminate", "restricted", ["cn-tech"])
    assert [name for name, row in rows.items() if row["problem"]] == ["spoilt.yaml", "wrong-unit.yaml"]
    assert "spoilt.yaml:2" in rows["spoilt.yaml"]["problem"]
    assert "wrong-unit.yaml:2" in rows["wrong-unit.yaml"]["problem"]
    assert rows["never.yaml"]["frozen"] is None
    assert rows["2026/same.yaml"]["frozen"]["by"] == "王"


def test_nothing_changed_is_zero_even_beside_a_file_that_cannot_be_read(desk: Desk, archive: Path) -> None:
    (archive / "2026/深/changed.yml").unlink()
    answer = desk.ask("recheck", archive, "--lang", "zh")
    assert answer.status == 0
    assert "案卷4个：有变化须由律师处理0个，无变化1个，未冻结1个，不能读取2个" in answer.out
    assert answer.out.count("\n? ") + answer.out.startswith("? ") == 2


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "! 冻结后有变化：结论（中国法）：未定 → 限制出口（涉及cn-tech）"),
        ("en", "! changed since: result (PRC): indeterminate -> restricted (touches cn-tech)"),
    ],
)
def test_people_read_what_was_what_is_and_what_it_touches(desk: Desk, archive: Path, lang: str, said: str) -> None:
    lines = desk.ask("recheck", archive, "--lang", lang).out.splitlines()
    assert f"    {said}" in lines
    assert lines[0].startswith("2026/深/changed.yml  2026-014  车载激光雷达技术许可")


def test_the_table_as_a_workbook_and_in_word(desk: Desk, archive: Path, tmp_path: Path) -> None:
    sheet, paper = tmp_path / "复核.xlsx", tmp_path / "recheck.docx"
    assert desk.ask("recheck", archive, "--output", sheet).out.endswith(f"{sheet}\n")
    assert desk.ask("recheck", archive, "--output", paper, "--lang", "en").status == 1
    rows = list(load_workbook(sheet).worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "文件"
    assert rows[1][0] == "须由律师处理 (1)"
    changed = [r for r in rows if r[0] == "2026/深/changed.yml"]
    assert ("结论（中国法）", "未定", "限制出口", "cn-tech") in [r[3:] for r in changed]
    assert all("2026-014" in str(r[1]) for r in changed)
    named = {r[0] for r in rows if r[0]}
    assert {"never.yaml", "spoilt.yaml", "wrong-unit.yaml", "2026/same.yaml"} <= named
    text = "\n".join(cell.text for table in Document(str(paper)).tables for cell in table._cells)
    assert "needs a lawyer (1)" in text


def test_links_are_not_followed(engine: Engine, archive: Path, tmp_path: Path, root: Path) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(root / "clause_library" / "samples", outside)
    try:
        os.symlink(outside, archive / "link")
        os.symlink(outside / "lidar-licence.yaml", archive / "link.yaml")
        os.symlink(archive, archive / "loop")
    except OSError:
        pytest.skip("this platform makes no links")
    assert len(recheck(archive, engine)) == 5


def test_folders_nested_without_end_are_a_row(engine: Engine, tmp_path: Path) -> None:
    deep = tmp_path.joinpath("top", *("d" for _ in range(40)))
    deep.mkdir(parents=True)
    (deep / "m.yaml").write_text("matter: {as_of: 2026-11-20}\n", encoding="utf-8")
    (row,) = recheck(tmp_path / "top", engine)
    assert "nested too deep" in str(row.problem)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "there is no such folder"),
        (("归档/never.yaml",), "there is no such folder"),
        (("归档", "--output", "x.pdf"), "neither a .docx nor an .xlsx"),
        (("归档", "--output", "归档"), "neither a .docx nor an .xlsx"),
        (("归档", "--output", "nowhere/x.xlsx"), "folder of the output does not exist"),
        (("归档", "--output", "there.xlsx"), "the output exists already"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    desk: Desk, archive: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(archive.parent)
    (archive.parent / "there.xlsx").write_bytes(b"mine")
    answer = desk.ask("recheck", *words, "--lang", "en")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err
    assert (archive.parent / "there.xlsx").read_bytes() == b"mine"


def test_an_empty_folder_has_nothing_to_tell(desk: Desk, tmp_path: Path) -> None:
    assert desk.json("recheck", tmp_path) == {"matters": []}


def test_progress_counts_every_file(engine: Engine, archive: Path) -> None:
    seen: list[tuple[int, int]] = []
    rows = recheck(archive, engine, lambda done, of: seen.append((done, of)))
    assert len(rows) == 5
    assert seen == [(n, 6) for n in range(1, 7)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_the_count_and_a_pipe_does_not() -> None:
    shown, piped = Terminal(), io.StringIO()
    for err in (shown, piped):
        watch = _Watch(err, "zh")
        for done in range(1, 26):
            watch(done, 25)
        watch.end()
    assert "\r10/25\r20/25\r25/25\r" in shown.getvalue()
    assert piped.getvalue() == ""


def test_ctrl_c_ends_with_one_line_and_writes_nothing(
    desk: Desk, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    classify = Engine.classify
    calls: list[object] = []

    def stopped(self: Engine, matter: object) -> object:
        calls.append(matter)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return classify(self, matter)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(Engine, "classify", stopped)
    out, err, output = io.StringIO(), Terminal(), tmp_path / "x.xlsx"
    words = ["recheck", str(archive), "--output", str(output), "--lang", "en"]
    status = main(words, {"CAVEAT_HOME": str(desk.home)}, out, err)
    assert (status, out.getvalue()) == (130, "")
    assert err.getvalue().splitlines()[-1].endswith("cancelled after 3/6; nothing was written")
    assert not output.exists()
