"""The memo, the calendar and the workbook of steps leave the window as the files of the command line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

Driver = Any


@pytest.mark.parametrize(
    ("action", "suffix"), [("exportMemo", ".docx"), ("exportCalendar", ".ics"), ("exportSteps", ".xlsx")]
)
def test_the_state_on_the_screen_is_written(
    sample: Driver, answers: Any, tmp_path: Path, action: str, suffix: str
) -> None:
    target = tmp_path / f"out{suffix}"
    answers.output = target
    sample.window.menus.actions[action].trigger()
    sample.settle()
    data = target.read_bytes()
    steps = [step.step.zh for step in sample.window.live.judged.classification.obligations]
    if suffix == ".docx":
        document = Document(str(target))
        text = "\n".join(p.text for p in document.paragraphs)
        assert "备忘录" in text
        assert "Memorandum" in text
    elif suffix == ".ics":
        assert data.startswith(b"BEGIN:VCALENDAR\r\n")
        assert data.count(b"BEGIN:VEVENT") + data.count(b"BEGIN:VTODO") > 0
    else:
        book = load_workbook(io.BytesIO(data), read_only=True)
        shown = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
        assert any(step in shown for step in steps)
    assert suffix == ".ics" or zipfile.is_zipfile(target)


def test_a_name_without_the_suffix_gets_it_and_never_overwrites(sample: Driver, answers: Any, tmp_path: Path) -> None:
    held = tmp_path / "out.docx"
    held.write_bytes(b"somebody's")
    answers.output = tmp_path / "out"
    sample.window.menus.actions["exportMemo"].trigger()
    sample.settle()
    assert held.read_bytes() == b"somebody's"


def test_thinking_better_of_it_writes_nothing(sample: Driver, answers: Any, tmp_path: Path) -> None:
    answers.output = None
    for action in ("exportMemo", "exportCalendar", "exportSteps"):
        sample.window.menus.actions[action].trigger()
        sample.settle()
    assert sorted(tmp_path.rglob("*.docx")) == []
