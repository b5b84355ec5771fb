"""The drafting room's choices: undo, guarded files, annexes, what becomes of an earlier draft, who changed and when."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from guarded_papers import guarded
from PySide6.QtCore import QDate, Qt

from gui.draft_wishes import ALL, ANNEX, CLEAN, REDLINE, SUPPLEMENT
from gui.drafting import suggested_output, write_sample

Driver = Any


@pytest.fixture
def drafting(sample: Driver, tmp_path: Path) -> Driver:
    sample.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    sample.settle()
    sample.window.show_place("draft")
    return opened(sample, write_sample("patent-licence-zh", tmp_path))


def opened(driver: Driver, contract: Path) -> Driver:
    driver.window.draft.open_contract(contract)
    driver.settle()
    return driver


def written(driver: Driver, target: Path) -> Path:
    driver.desk.chooser.output = target
    driver.window.draft.produce()
    driver.settle()
    return target


def test_a_move_is_undone_and_done_again_and_does_not_edit_the_matter(drafting: Driver, tmp_path: Path) -> None:
    place, session = drafting.window.draft, drafting.desk.session
    unsaved, stack = session.unsaved, session.undo_stack
    session.save(tmp_path / "matter.yaml")
    place.place("PTY-01", 2)
    drafting.settle()
    assert unsaved
    assert not session.unsaved
    assert "PTY-01" in stack.undoText()
    place.wish(place.wishes.taken("LIC-02"))
    stack.undo()
    stack.undo()
    drafting.settle()
    assert place.wishes.places == {}
    assert place.preview.wishes == place.wishes
    stack.redo()
    drafting.settle()
    assert place.preview.rows[place.preview.clause_row("PTY-01")].after == 2

    place.place("PTY-01", 99)
    drafting.settle()
    assert drafting.window.banner.message.tone == "error"
    assert place.wishes.places == {"PTY-01": 2}
    stack.undo()
    assert place.wishes.places == {}
    steps = stack.count()
    drafting.settle()
    opened(drafting, write_sample("services-bilingual", tmp_path))
    before = place.wishes
    stack.redo()
    assert place.wishes == before
    assert stack.count() == steps - 1


@pytest.mark.parametrize(
    "guard", ["macros", *(pytest.param(x, marks=pytest.mark.full) for x in ("protected", "signed"))]
)
def test_a_guarded_file_is_written_only_after_a_choice(drafting: Driver, tmp_path: Path, guard: str) -> None:
    contract = guarded(drafting.window.draft.contract, tmp_path / "guarded.docx", guard)
    place = opened(drafting, contract).window.draft
    given = contract.read_bytes()
    box = place.guards.boxes[guard]
    assert (place.preview.guards, place.preview.held) == ((guard,), (guard,))
    assert not box.isChecked()
    assert box.accessibleDescription()
    target = tmp_path / ("copy.docm" if guard == "macros" else "copy.docx")
    written(drafting, target)
    assert not target.exists()
    drafting.qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 8)
    box.setChecked(True)
    drafting.settle()
    written(drafting, target)
    assert target.exists()
    assert drafting.desk.chooser.suggested.suffix == target.suffix
    assert contract.read_bytes() == given
    drafting.desk.session.undo_stack.undo()
    drafting.settle()
    assert place.preview.held == (guard,)
    assert not box.isChecked()


@pytest.mark.full
def test_a_supplement_to_a_guarded_file_needs_no_leave(drafting: Driver, tmp_path: Path) -> None:
    contract = guarded(drafting.window.draft.contract, tmp_path / "guarded.docx", "macros")
    place = opened(drafting, contract).window.draft
    combo = place.ways.way
    combo.setCurrentIndex(combo.findData(SUPPLEMENT))
    combo.activated.emit(combo.currentIndex())
    drafting.settle()
    assert place.preview.writable
    assert place.guards.isHidden()
    assert suggested_output(contract, SUPPLEMENT, macros=True).suffix == ".docx"
    assert suggested_output(contract, CLEAN, macros=True).suffix == ".docm"


@pytest.mark.full
def test_a_clause_becomes_an_annex_from_the_list_of_places(drafting: Driver) -> None:
    place = drafting.window.draft
    place.list.go(place.preview.clause_row("PTY-01"))
    combo = place.page.places
    combo.setCurrentIndex(combo.findData(ANNEX))
    combo.activated.emit(combo.currentIndex())
    drafting.settle()
    row = place.preview.rows[place.preview.clause_row("PTY-01")]
    assert row.how == "annex"
    assert combo.currentData() == ANNEX
    place.step(-1)
    drafting.settle()
    row = place.preview.rows[place.preview.clause_row("PTY-01")]
    assert (row.how, row.after) == ("new", max(r.ordinal for r in place.preview.articles))


@pytest.mark.full
def test_an_earlier_draft_says_what_stays_moves_and_goes(drafting: Driver, tmp_path: Path) -> None:
    place = drafting.window.draft
    output = written(drafting, tmp_path / "new.docx")
    with zipfile.ZipFile(output) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    text = parts["word/document.xml"].decode("utf-8")
    assert text.count("均不是受限方。") == 1
    parts["word/document.xml"] = text.replace("均不是受限方。", "均非受限方。").encode()
    with zipfile.ZipFile(tmp_path / "edited.docx", "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    opened(drafting, tmp_path / "edited.docx")
    count = len(place.preview.standing)
    assert place.preview.rows[place.preview.clause_row("PTY-01")].state == "edited"
    assert place.preview.rows[place.preview.clause_row("PTY-01")].eyes
    assert place.preview.states == {"same": count - 1, "edited": 1}
    place.wish(place.wishes.taken("PTY-01"))
    drafting.settle()
    assert place.preview.states["removed"] == 1
    assert not list(tmp_path.glob("*-2.docx"))
    place.wish(place.wishes.taken("PTY-01"))
    place.all_out()
    drafting.settle()
    assert place.wishes.remove == (ALL,)
    assert place.preview.states == {"removed": count}


@pytest.mark.full
def test_the_redline_carries_the_date_that_was_chosen(drafting: Driver, tmp_path: Path) -> None:
    place = drafting.window.draft
    assert place.ways.date.isHidden()
    combo = place.ways.way
    combo.setCurrentIndex(combo.findData(REDLINE))
    combo.activated.emit(combo.currentIndex())
    drafting.settle()
    assert not place.ways.date.isHidden()
    place.ways.date.setDate(QDate(2026, 3, 9))
    output = written(drafting, tmp_path / "redline.docx")
    with zipfile.ZipFile(output) as package:
        assert 'w:date="2026-03-09T00:00:00Z"' in package.read("word/document.xml").decode("utf-8")


@pytest.mark.full
def test_the_overview_leads_to_each_kind_of_change(drafting: Driver) -> None:
    column = drafting.window.draft.changes
    column.go("words-corrected")
    line = column._lines[column.list.currentIndex().row()]
    assert line.change.kind == "words-corrected"
