"""Drafting: the outline before, the file after, the contract untouched."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from gui.draft_wishes import EXPLAINED, REDLINE, SUPPLEMENT
from gui.drafting import (
    ARTICLE,
    CLAUSE,
    LEFT,
    TAKEN,
    change_rows,
    sample_contract_names,
    write_sample,
)

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
    restricted.window.draft.result.open_output()
    assert len(asked) == 1
    assert restricted.window.banner.message.tone == "error"


def pressed(driver: Driver, name: str) -> None:
    button = driver.window.draft.findChild(QPushButton, name)
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()


def way(driver: Driver, choice: str) -> None:
    combo = driver.window.draft.ways.way
    combo.setCurrentIndex(combo.findData(choice))
    combo.activated.emit(combo.currentIndex())
    driver.settle()


def test_a_clause_is_moved_by_key_list_and_drag_and_goes_back(restricted: Driver, contract: Path) -> None:
    place = opened(restricted, contract).window.draft
    proposed = _row(place, "PTY-01")
    place.list.go(place.preview.clause_row("PTY-01"))
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    restricted.settle()
    row = _row(place, "PTY-01")
    assert (row.after, row.how, row.asked) == (proposed.after - 1, "new", True)
    assert place.current().label == "PTY-01"

    combo = place.page.places
    combo.setCurrentIndex(combo.findData(2))
    combo.activated.emit(combo.currentIndex())
    restricted.settle()
    row = _row(place, "PTY-01")
    later = place.preview.rows[place.preview.clause_row("PTY-01") + 1 :]
    assert (row.after, row.then) == (2, ("第三条",))
    assert next(r for r in later if r.kind == ARTICLE).then == ("第四条",)
    assert any(r.moved for r in later)

    carried = place.model.mimeData([place.model.index(place.preview.clause_row("PTY-01"), 0)])
    fifth = next(at for at, r in enumerate(place.preview.rows) if r.ordinal == 5)
    place.model.dropMimeData(carried, Qt.DropAction.MoveAction, fifth, 0, QModelIndex())
    restricted.settle()
    assert _row(place, "PTY-01").after == 4

    pressed(restricted, "placeBack")
    row = _row(place, "PTY-01")
    assert (row.after, row.how, row.asked) == (proposed.after, proposed.how, False)


def _row(place: Any, clause: str) -> Any:
    return place.preview.rows[place.preview.clause_row(clause)]


@pytest.mark.full
def test_a_clause_left_out_can_be_put_back_and_undone(restricted: Driver, contract: Path) -> None:
    place = opened(restricted, contract).window.draft
    place.list.go(place.preview.clause_row("PTY-01"))
    pressed(restricted, "leaveOut")
    assert _row(place, "PTY-01").kind == LEFT
    assert place.current().label == "PTY-01"
    pressed(restricted, "leaveOut")
    assert _row(place, "PTY-01").kind == CLAUSE
    restricted.desk.session.undo_stack.undo()
    restricted.settle()
    assert _row(place, "PTY-01").kind == LEFT


def test_what_was_shown_is_what_is_written(restricted: Driver, contract: Path, tmp_path: Path) -> None:
    place = opened(restricted, contract).window.draft
    place.place("PTY-01", 2)
    restricted.settle()
    shown = place.preview
    restricted.desk.chooser.output = tmp_path / "new.docx"
    place.produce()
    restricted.settle()
    assert place.written.changes == change_rows(shown)
    change = next(c for c in place.changes.changes() if c.kind == "words-moved")
    place.changes.choose(change)
    assert place.current().moved
    restricted.desk.chooser.output = tmp_path / "log.docx"
    pressed(restricted, "saveLog")
    with zipfile.ZipFile(tmp_path / "log.docx") as package:
        assert "按用户指定的位置插入" in package.read("word/document.xml").decode("utf-8")

    place.open_contract(tmp_path / "new.docx")
    restricted.settle()
    assert set(place.preview.standing) == {r.label for r in place.preview.landing}
    assert {r.how for r in place.preview.landing} == {"kept"}
    assert restricted.desk.chooser.suggested.name == "new-改动记录.docx"


@pytest.mark.full
def test_a_redline_carries_the_author_and_an_explanation_warns(
    restricted: Driver, contract: Path, tmp_path: Path
) -> None:
    place = opened(restricted, contract).window.draft
    way(restricted, REDLINE)
    place.ways.author.setText("王律师")
    restricted.desk.chooser.output = tmp_path / "redline.docx"
    place.produce()
    restricted.settle()
    with zipfile.ZipFile(tmp_path / "redline.docx") as package:
        assert 'w:author="王律师"' in package.read("word/document.xml").decode("utf-8")
    way(restricted, EXPLAINED)
    assert "请勿交给对方" in place.ways.hint.text()
    restricted.desk.chooser.output = tmp_path / "explained.docx"
    place.produce()
    restricted.settle()
    with zipfile.ZipFile(tmp_path / "explained.docx") as package:
        assert "word/comments.xml" in package.namelist()
    assert any(w.id == "comments" for w in place.written.warnings)


@pytest.mark.full
def test_a_supplement_leaves_the_contract_as_it_is(restricted: Driver, contract: Path, tmp_path: Path) -> None:
    place = opened(restricted, contract).window.draft
    way(restricted, SUPPLEMENT)
    assert not any(row.moved for row in place.preview.rows)
    assert place.ways.numbering.isHidden()
    restricted.desk.chooser.output = tmp_path / "supplement.docx"
    place.produce()
    restricted.settle()
    assert restricted.desk.chooser.suggested.name == f"{contract.stem}-supplement.docx"
    assert any(w.id == "supplement" for w in place.written.warnings)


def test_a_place_the_contract_does_not_have_leaves_the_outline_as_it_was(restricted: Driver, contract: Path) -> None:
    place = opened(restricted, contract).window.draft
    before = place.preview
    place.place("PTY-01", 99)
    restricted.settle()
    assert restricted.window.banner.message.tone == "error"
    assert place.preview is before
    assert not place.wishes.places


@pytest.mark.full
def test_clauses_of_an_earlier_draft_are_taken_out(restricted: Driver, contract: Path, tmp_path: Path) -> None:
    place = opened(restricted, contract).window.draft
    restricted.desk.chooser.output = tmp_path / "new.docx"
    place.produce()
    restricted.settle()
    place.open_contract(tmp_path / "new.docx")
    restricted.settle()
    place.list.go(place.preview.clause_row("PTY-01"))
    pressed(restricted, "takeOut")
    assert _row(place, "PTY-01").kind == TAKEN
    assert any(c.kind == "removed" for c in place.changes.changes())
    place.list.go(place.preview.clause_row("PTY-01"))
    pressed(restricted, "takeOut")
    assert _row(place, "PTY-01").kind == CLAUSE
    pressed(restricted, "allOut")
    assert not place.preview.landing
    restricted.desk.chooser.output = tmp_path / "back.docx"
    place.produce()
    restricted.settle()
    with zipfile.ZipFile(contract) as before, zipfile.ZipFile(tmp_path / "back.docx") as after:
        assert before.read("word/document.xml") == after.read("word/document.xml")
