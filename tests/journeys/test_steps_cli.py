"""`classify --ics FILE --xlsx FILE` as its users meet it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture
def matter(root: Path, tmp_path: Path) -> Path:
    """A restricted matter whose letter of intent was asked for."""
    text = (root / "clause_library" / "samples" / "lidar-long-range.yaml").read_text("utf-8")
    assert "loi: {status: none}" in text
    path = tmp_path / "案卷.yaml"
    path.write_text(text.replace("loi: {status: none}", "loi: {status: filed, filed_on: 2026-11-02}"), "utf-8")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_files_are_written_and_named(desk: Desk, matter: Path, lang: str) -> None:
    ics, xlsx = matter.with_name("步骤.ics"), matter.with_name("步骤.xlsx")
    told = desk.ask("classify", matter, "--ics", ics, "--xlsx", xlsx, "--lang", lang)
    assert told.status == 0
    assert [line for line in told.out.splitlines() if line.endswith((".ics", ".xlsx"))] == [
        f"{'已写入 ' if lang == 'zh' else 'written: '}{path}" for path in (ics, xlsx)
    ]
    assert b"DTSTART;VALUE=DATE:20261214" in ics.read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.read_bytes())).worksheets[0]
    assert "2026-12-14" in {cell.value for row in sheet.iter_rows() for cell in row}
    due = {o["due"] for o in desk.json("classify", matter, "--lang", lang)["obligations"]}
    assert "2026-12-14" in due


def test_json_names_what_was_written(desk: Desk, matter: Path) -> None:
    assert "written" not in desk.json("classify", matter)
    ics = matter.with_name("a.ics")
    assert desk.json("classify", matter, "--ics", ics)["written"] == [str(ics)]


def test_nothing_is_overwritten_unasked(desk: Desk, matter: Path) -> None:
    ics, xlsx = matter.with_name("a.ics"), matter.with_name("a.xlsx")
    ics.write_text("mine")
    told = desk.ask("classify", matter, "--ics", ics, "--xlsx", xlsx)
    assert (told.status, told.out, ics.read_text()) == (2, "", "mine")
    assert "--replace" in told.err
    assert not xlsx.exists()
    assert desk.ask("classify", matter, "--ics", ics, "--xlsx", xlsx, "--replace").status == 0
    assert ics.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ics", "{folder}/steps.txt"], "must end in .ics"),
        (["--xlsx", "{folder}/steps.ics"], "must end in .xlsx"),
        (["--ics", "{folder}/none/steps.ics"], "does not exist"),
        (["--ics", "{folder}"], "must end in .ics"),
        (["--ics", ""], "a file is needed"),
    ],
)
def test_a_wrong_target_is_refused_in_one_line(desk: Desk, matter: Path, words: list[str], said: str) -> None:
    told = desk.ask("classify", matter, *(word.format(folder=matter.parent) for word in words))
    assert told.status == 2
    assert len(told.err.splitlines()) == 1
    assert said in told.err


def test_a_bad_matter_writes_nothing(desk: Desk, matter: Path) -> None:
    matter.write_text(matter.read_text("utf-8").replace("as_of: 2", "as_off: 2"), "utf-8")
    ics = matter.with_name("a.ics")
    assert desk.ask("classify", matter, "--ics", ics).status == 2
    assert not ics.exists()


def test_people_are_told_the_statutory_days_in_all(desk: Desk, matter: Path) -> None:
    assert "45 statutory working days (30 + 15)" in desk.ask("classify", matter, "--lang", "en").out
    assert "长停日至少应留45个工作日" in desk.ask("classify", matter).out
