"""`assess` as a user calls it: files and pasted text, both languages, exit statuses, the JSON others rely on."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue_desk import Answer, Desk
from json_shapes import ASSESS, misfits

SHEET = """# AT 车载激光雷达
| 参数 | 数值 |
|---|---|
| 探测距离 | 2.5 km |
| 测距精度 | ±3 cm |
| 工作温度 | -40~85 ℃ |
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.md"
    path.write_text(SHEET, encoding="utf-8")
    return path


def pasted(desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, *words: str) -> Answer:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    return desk.ask("assess", "-", *words)


def test_a_datasheet_gives_candidates_with_limbs_and_their_sentences(desk: Desk, sheet: Path) -> None:
    answer = desk.json("assess", sheet, "--as-of", "2026-11-21")
    assert misfits(answer, ASSESS, "") == []
    first = answer["candidates"][0]
    assert (first["catalogue"], first["code"], first["verdict"]) == ("cn-tech", "233914X", "captured")
    said = {
        first["limbs"][e["limb"]]["quantity"]: (e["text"], e["met"]) for e in first["evidence"] if e["limb"] is not None
    }
    assert said["detection_range"] == ("探测距离 | 2.5 km", True)
    assert said["ranging_accuracy"] == ("测距精度 | ±3 cm", False)
    assert [q["text"] for q in answer["quantities"]] == ["2.5 km", "±3 cm", "-40~85 ℃"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ("候选条目", "233914X", "满足", "不满足", "不代替律师")), ("en", ("candidate entries", "not met", "open"))],
)
def test_people_read_it_in_both_languages(desk: Desk, sheet: Path, lang: str, words: tuple[str, ...]) -> None:
    answer = desk.ask("assess", sheet, "--lang", lang)
    assert answer.status == 0
    assert all(word in answer.out for word in words)


def test_pasted_text_and_an_item_that_no_list_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = pasted(desk, monkeypatch, "六旋翼无人机，续航时间 65 分钟。".encode())
    assert (found.status, "9A012" in found.out) == (0, True)
    empty = pasted(desk, monkeypatch, "人体工学办公椅，承重 150 kg。".encode())
    assert empty.status == 1
    assert "没有找到不等于不受管制" in empty.out
    assert "收录范围" in empty.out
    assert pasted(desk, monkeypatch, b"Office chair, 150 kg.", "--json").value["candidates"] == []
    english = pasted(desk, monkeypatch, b"Office chair, 150 kg.", "--lang", "en")
    assert "Not found is not free" in english.out


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"", (), "no text on standard input"),
        ("激光".encode("gb18030"), (), "--encoding gb18030"),
        (b"x" * 8_000_001, (), "larger than"),
        (b"%PDF-1.4 ...", (), "looks like a .pdf"),
        (b"lidar", ("--edition", "2099"), "there is no edition"),
        (b"lidar", ("--catalogue", "none"), "none"),
        (b"lidar", ("--encoding", "latin"), "encoding"),
        (b"lidar", ("--as-of", "soon"), "not a date"),
    ],
)
def test_bad_input_ends_in_one_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, words: tuple[str, ...], line: str
) -> None:
    answer = pasted(desk, monkeypatch, data, *words)
    assert (answer.status, answer.out) == (2, "")
    assert line in answer.err
    assert answer.err.count("\n") == 1


def test_an_earlier_edition_and_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "无人机，续航时间 65 分钟。".encode()
    now = pasted(desk, monkeypatch, text, "--json", "--catalogue", "cn-tech").value
    then = pasted(desk, monkeypatch, text, "--json", "--catalogue", "cn-tech", "--edition", "2008").value
    assert {c["edition"] for c in now["candidates"]} == {"2025-07"}
    assert {c["edition"] for c in then["candidates"]} <= {"2008"}


def test_as_a_process(root: Path, sheet: Path, tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(root), "CAVEAT_HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "assess", "-"],
        input=SHEET.encode(),
        cwd=root,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "233914X" in done.stdout.decode()
