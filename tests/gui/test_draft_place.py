"""Drafting: the outline before, the file after, the contract untouched."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from gui.drafting import CLAUSE, sample_contract_names, write_sample

Driver = Any


@pytest.fixture
def restricted(sample: Driver) -> Driver:
    sample.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    sample.settle()
    sample.window.show_place("draft")
    return sample


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    return write_sample("patent-licence-zh", tmp_path)


def opened(driver: Driver, contract: Path) -> Driver:
    driver.desk.chooser.contract = contract
    button = driver.window.draft.findChild(QPushButton, "openContract")
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()
    return driver


def test_three_sample_contracts_can_be_tried(restricted: Driver) -> None:
    links = [w for w in restricted.window.draft.findChildren(QPushButton) if w.objectName().startswith("sample_")]
    assert len(links) == len(sample_contract_names("zh")) == 3
    restricted.qtbot.mouseClick(links[0], Qt.MouseButton.LeftButton)
    restricted.settle()
    assert restricted.window.draft.preview is not None
    assert restricted.window.draft.contract.parent == restricted.desk.settings.samples_folder


def test_every_clause_has_a_row_with_a_reason(restricted: Driver, contract: Path) -> None:
    opened(restricted, contract)
    preview = restricted.window.draft.preview
    chosen = {c.id for c in restricted.window.live.judged.selection.clauses}
    landed = {row.label for row in preview.landing}
    assert chosen <= landed
    assert landed - chosen <= {"USE-06"}  # called for by words on sub-licences in the contract itself
    assert all(row.reason for row in preview.landing)
    assert any(row.kind != CLAUSE and row.title.zh for row in preview.rows)


def test_the_replaced_sentence_is_shown(restricted: Driver, contract: Path) -> None:
    opened(restricted, contract)
    row = next(r for r in restricted.window.draft.preview.landing if r.label == "LIC-02")
    assert row.how == "replaced"
    assert "生效" in row.replaces


def test_the_outline_follows_the_matter(restricted: Driver, contract: Path) -> None:
    opened(restricted, contract)
    restricted.desk.session.edit("out", lambda file: file.choose_clause("PTY-01", "out"))
    restricted.settle()
    restricted.settle()
    assert "PTY-01" not in {row.label for row in restricted.window.draft.preview.landing}


def test_the_new_contract_is_written_and_the_old_one_is_not(restricted: Driver, contract: Path, tmp_path: Path) -> None:
    opened(restricted, contract)
    before = hashlib.sha256(contract.read_bytes()).hexdigest()
    target = tmp_path / "out" / "new.docx"
    target.parent.mkdir()
    restricted.desk.chooser.output = target
    restricted.qtbot.mouseClick(restricted.window.draft.findChild(QPushButton, "produce"), Qt.MouseButton.LeftButton)
    restricted.settle()
    with zipfile.ZipFile(target) as package:
        assert "_Caveat_LIC_02" in package.read("word/document.xml").decode("utf-8")
    assert hashlib.sha256(contract.read_bytes()).hexdigest() == before
    assert restricted.desk.chooser.suggested != contract
    assert restricted.window.draft.written.inserted == len(restricted.window.draft.preview.landing)


def test_the_contract_itself_is_refused_as_output(restricted: Driver, contract: Path) -> None:
    opened(restricted, contract)
    before = contract.read_bytes()
    restricted.desk.chooser.output = contract
    restricted.qtbot.mouseClick(restricted.window.draft.findChild(QPushButton, "produce"), Qt.MouseButton.LeftButton)
    restricted.settle()
    assert contract.read_bytes() == before
    assert restricted.window.banner.message.tone == "error"


def test_a_failed_run_does_not_show_what_an_earlier_one_wrote(
    restricted: Driver, contract: Path, tmp_path: Path
) -> None:
    place = opened(restricted, contract).window.draft
    restricted.desk.chooser.output = tmp_path / "new.docx"
    place.produce()
    restricted.settle()
    assert place.changes.findChild(QPushButton, "openOutput") is not None
    restricted.desk.chooser.output = tmp_path / "missing" / "new.docx"
    place.produce()
    restricted.settle()
    assert restricted.window.banner.message.tone == "error"
    assert place.written is None
    assert place.changes.findChild(QPushButton, "openOutput") is None


def test_a_file_that_is_no_contract_is_refused_in_one_line(restricted: Driver, tmp_path: Path) -> None:
    wrong = tmp_path / "note.docx"
    wrong.write_text("plain text", "utf-8")
    opened(restricted, wrong)
    assert restricted.window.banner.message.tone == "error"
    assert "note.docx" in restricted.window.banner.message.text
    assert restricted.window.draft.preview is None


def test_the_output_is_opened_as_a_local_file_only(
    restricted: Driver, contract: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(asked.append(url)) or True)
    opened(restricted, contract)
    restricted.desk.chooser.output = tmp_path / "new.docx"
    restricted.window.draft.produce()
    restricted.settle()
    restricted.qtbot.mouseClick(restricted.window.draft.findChild(QPushButton, "openOutput"), Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in asked] == [str(tmp_path / "new.docx")]
    (tmp_path / "new.docx").unlink()
    restricted.window.draft.open_output()
    assert len(asked) == 1
    assert restricted.window.banner.message.tone == "error"
