"""The clause room: choosing, positions in step, the form, conflicts with repairs, moves, the log."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from gui.drafting import write_sample
from gui.places.clauses import CONFLICTS, FORM, TABLE, TEXT

Driver = Any


@pytest.fixture
def restricted(sample: Driver) -> Driver:
    sample.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    sample.settle()
    sample.window.show_place("clauses")
    return sample


def choose(driver: Driver, clause: str) -> None:
    driver.window.clauses.open_clause(clause)
    driver.settle()
    assert driver.window.clauses._clause().id == clause


def text(driver: Driver) -> str:
    return driver.window.clauses.page.text.toPlainText()


def click(driver: Driver, kind: type, name: str) -> None:
    found = driver.window.clauses.findChild(kind, name)
    assert found is not None, name
    driver.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
    driver.settle()


def words(widget: Any) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def chosen(driver: Driver) -> dict[str, str]:
    return dict(driver.desk.session.matter.clauses.chosen)


def trigger(driver: Driver, action: str) -> None:
    driver.window.menus.actions[action].trigger()
    driver.settle()


def test_the_clauses_of_a_restricted_deal_are_in(restricted: Driver) -> None:
    place = restricted.window.clauses
    inside = {row.id for row in place._rows.values() if row.status == "in"}
    assert {"DEF-01", "LIC-01", "LIC-02", "LIC-03", "LIC-05"} <= inside
    assert len(place._rows) == len(restricted.desk.clauses.store.clauses)


def test_filters_narrow_the_list_and_a_jump_takes_them_away(restricted: Driver) -> None:
    place = restricted.window.clauses
    place.words.setText("lic-0")
    assert set(place._rows) == {name for name in restricted.desk.clauses.store.clauses if name.startswith("LIC-0")}
    place._status.setCurrentIndex(place._status.findData("missing"))
    assert "LIC-01" in place._rows
    assert "LIC-02" not in place._rows
    place._family.setCurrentIndex(place._family.findData("H"))
    assert place._rows == {}
    assert not place.page.choose.isVisibleTo(place)
    choose(restricted, "EXT-01")
    assert place.words.text() == ""
    assert len(place._rows) == len(restricted.desk.clauses.store.clauses)


def test_the_library_can_be_read_without_a_matter(start: Any) -> None:
    driver = start()
    driver.window.show_place("clauses")
    choose(driver, "LIC-02")
    assert "生效" in text(driver)
    assert "{" not in text(driver)


def test_positions_stand_side_by_side_with_differences_marked(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    assert "自签署日起" in text(restricted)
    assert "from the Signing Date" in text(restricted)
    page = restricted.window.clauses.page
    page.show_view("positions_zh")
    assert text(restricted).count("长停日与不获批准") == 3
    assert "effect" not in text(restricted)
    marked = page.text.toHtml().count("background-color:#e3edf7")
    assert marked > 5
    page.show_view("positions_both")
    assert text(restricted).count("Long-Stop Date and Consequences") == 3
    plain = text(restricted)
    page.toggle_struck()
    assert len(text(restricted)) > len(plain)


def test_space_and_arrows_show_and_enter_chooses_a_position(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    place = restricted.window.clauses
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Space)
    assert place._position == "counterparty"
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Left)
    assert place._position == "balanced"
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Right)
    assert chosen(restricted) == {}
    restricted.qtbot.keyClick(place.list, Qt.Key.Key_Return)
    restricted.settle()
    assert chosen(restricted) == {"LIC-05": "counterparty"}
    assert place._rows["LIC-05"].variant == "counterparty"
    assert "deviates" in place._rows["LIC-05"].marks
    trigger(restricted, "undo")
    assert place._rows["LIC-05"].variant == "balanced"


def test_a_clause_can_be_left_out_and_put_back(restricted: Driver) -> None:
    choose(restricted, "PTY-01")
    click(restricted, QPushButton, "clauseOut")
    assert restricted.window.clauses._rows["PTY-01"].status != "in"
    click(restricted, QPushButton, "clauseOut")
    assert restricted.window.clauses._rows["PTY-01"].status == "in"


def test_a_position_that_is_not_there_says_why(restricted: Driver) -> None:
    store = restricted.desk.clauses.store
    found = next((c.id, p) for c in store.clauses.values() for p in c.absent)
    choose(restricted, found[0])
    restricted.window.clauses.show_position(found[1])
    why = store.clauses[found[0]].absent[found[1]].zh
    assert why[:12] in text(restricted)
    assert not restricted.window.clauses.page.choose.isEnabled()


def test_a_value_is_shown_while_typed_and_used_everywhere(restricted: Driver) -> None:
    choose(restricted, "LIC-02")
    form = restricted.window.clauses.page.form
    field = form.findChild(QLineEdit, "variable_licence_authority")
    field.setFocus()
    field.clear()
    restricted.qtbot.keyClicks(field, "X")
    assert "本合同自X就本合同颁发许可证" in text(restricted).replace("\n", "")
    assert restricted.desk.session.matter.clauses.variables == ()
    field.setText("上海市商务委员会")
    restricted.qtbot.keyClick(field, Qt.Key.Key_Return)
    restricted.settle()
    assert dict(restricted.desk.session.matter.clauses.variables) == {"licence_authority": "上海市商务委员会"}
    choose(restricted, "DEF-01")
    assert "上海市商务委员会" in text(restricted)


def test_a_faulty_value_is_told_in_place_and_never_kept(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    form = restricted.window.clauses.page.form
    field = form.findChild(QLineEdit, "variable_long_stop_days")
    field.setFocus()
    field.setText("")
    restricted.qtbot.keyClicks(field, "9999")
    restricted.qtbot.keyClick(field, Qt.Key.Key_Return)
    restricted.settle()
    assert "400" in words(form)
    assert field.property("wrong") is True
    assert restricted.desk.session.matter.clauses.variables == ()


def test_the_form_asks_each_value_once_and_says_what_is_missing(restricted: Driver) -> None:
    place = restricted.window.clauses
    trigger(restricted, "clauseForm")
    assert place.tabs.currentIndex() == FORM
    fields = place.form.form.fields
    assert len({f.id for f in fields}) == len(fields)
    missing = [f for f in fields if f.missing]
    assert missing
    assert f"({len(missing)})" in place.tabs.tabText(FORM)
    assert "45个工作日" in words(place.form)
    place.form._only.setChecked(True)
    assert all(f.missing for f in place.form.form.fields)
    trigger(restricted, "clauseMissing")
    assert "loi" in place.form._field.variable.name
    assert "【____" in place.form.passages.toPlainText()


def test_conflicts_lead_to_their_places_and_can_be_repaired(restricted: Driver, tmp_path: Path) -> None:
    place, session = restricted.window.clauses, restricted.desk.session
    session.edit(
        "out", lambda file: file.set(("clauses", "plain_exemptions"), True).set(("contract", "standard_form"), True)
    )
    restricted.settle()
    trigger(restricted, "clauseConflicts")
    assert place.tabs.currentIndex() == CONFLICTS
    assert "K-13" in words(place.conflicts)
    repair = next(b for b in place.conflicts.findChildren(QPushButton) if b.objectName().startswith("repair_K-13"))
    restricted.qtbot.mouseClick(repair, Qt.MouseButton.LeftButton)
    restricted.settle()
    assert session.matter.clauses.plain_exemptions is False
    assert "K-13" not in {c.rule for c in place.deal.conflicts}
    trigger(restricted, "undo")
    assert "K-13" in {c.rule for c in place.deal.conflicts}
    jump = next(b for b in place.conflicts.findChildren(QPushButton) if b.objectName() == "jumpClause_LIC-01")
    restricted.qtbot.mouseClick(jump, Qt.MouseButton.LeftButton)
    assert place._clause().id == "LIC-01"
    assert place.tabs.currentIndex() == TEXT


def test_a_conflict_with_the_contract_leads_to_its_paragraph(restricted: Driver, tmp_path: Path) -> None:
    window = restricted.window
    window.draft.open_contract(write_sample("patent-licence-zh", tmp_path))
    restricted.settle()
    effect = next(c for c in window.clauses.deal.conflicts if c.rule == "K-01")
    trigger(restricted, "clauseConflicts")
    click(restricted, QPushButton, f"jumpParagraph_{effect.paragraph}")
    assert window.place is window.draft
    assert "▶ 1. 本合同自双方签字并盖章之日起生效" in window.draft.page.text.toPlainText()
    assert "生效" in window.draft.list.currentIndex().data()


def test_a_move_says_what_changes_and_is_logged_with_the_choice(restricted: Driver, tmp_path: Path) -> None:
    choose(restricted, "LIC-05")
    place = restricted.window.clauses
    assert place.swap.isHidden()
    trigger(restricted, "clauseFallBack")
    fallback = place._position
    assert fallback != "balanced"
    assert not place.swap.isHidden()
    assert "放弃" in words(place.swap)
    place.swap.by.setText("对方律师")
    place.swap.note.setText("换取预付款")
    click(restricted, QPushButton, "clauseLog")
    step = restricted.desk.session.matter.clauses.log[-1]
    assert (step.clause, step.was, step.now, step.by, step.note) == (
        "LIC-05",
        "balanced",
        fallback,
        "对方律师",
        "换取预付款",
    )
    assert chosen(restricted) == {"LIC-05": fallback}
    assert place.tabs.tabText(TABLE).endswith("(1)")
    trigger(restricted, "clauseNegotiation")
    restricted.desk.chooser.output = tmp_path / "log.docx"
    click(restricted, QPushButton, "exportLog")
    with zipfile.ZipFile(tmp_path / "log.docx") as package:
        assert "对方律师" in package.read("word/document.xml").decode("utf-8")
    restricted.desk.chooser.output = tmp_path / "log.txt"
    click(restricted, QPushButton, "exportLog")
    assert "换取预付款" in (tmp_path / "log.txt").read_text("utf-8")
    click(restricted, QPushButton, "copyLog")
    assert "对方律师" in QGuiApplication.clipboard().text()
    trigger(restricted, "undo")
    assert restricted.desk.session.matter.clauses.log == ()
    assert chosen(restricted) == {}


def test_the_profile_moves_a_family_and_deviations_can_be_withdrawn(restricted: Driver) -> None:
    place = restricted.window.clauses
    trigger(restricted, "clauseNegotiation")
    box = place.table.findChild(QComboBox, "family_C")
    box.setCurrentIndex(box.findData("exporter"))
    box.activated.emit(box.currentIndex())
    restricted.settle()
    assert restricted.desk.session.matter.clauses.families == (("C", "exporter"),)
    assert {r.variant for r in place._rows.values() if r.family == "C" and r.status == "in"} == {"exporter"}
    restricted.desk.session.edit("own", lambda file: file.choose_clause("LIC-05", "counterparty"))
    restricted.settle()
    click(restricted, QPushButton, "withdraw_LIC-05")
    assert chosen(restricted) == {}
    place._all_position.setCurrentIndex(place._all_position.findData("counterparty"))
    place._all_position.activated.emit(place._all_position.currentIndex())
    restricted.settle()
    store = restricted.desk.clauses.store
    inside = [r for r in place._rows.values() if r.status == "in"]
    others = [r for r in inside if r.family != "C" and "counterparty" in store.clauses[r.id].variants]
    assert {r.variant for r in others} == {"counterparty"}
    assert {r.variant for r in inside if r.family == "C"} == {"exporter"}


def test_reasons_and_law_stand_beside_the_clause(restricted: Driver) -> None:
    choose(restricted, "LIC-02")
    told = words(restricted.window.clauses.why)
    assert "技术进出口管理条例" in told
    assert "35" in told
    assert "2020-11-29" in told
    assert "有效期" in told


def test_edits_of_the_room_are_made_only_in_its_sight(restricted: Driver) -> None:
    choose(restricted, "PTY-01")
    restricted.window.show_place("search")
    trigger(restricted, "clauseToggle")
    assert restricted.window.place is restricted.window.clauses
    assert chosen(restricted) == {}
    trigger(restricted, "clauseToggle")
    assert chosen(restricted) == {"PTY-01": "out"}
    choose(restricted, "PTY-01")
    trigger(restricted, "clauseWithdraw")
    assert chosen(restricted) == {}


def test_the_pack_is_written(restricted: Driver, tmp_path: Path) -> None:
    restricted.desk.chooser.output = tmp_path / "pack.docx"
    click(restricted, QPushButton, "clausePack")
    with zipfile.ZipFile(tmp_path / "pack.docx") as package:
        assert "许可证" in package.read("word/document.xml").decode("utf-8")
    assert restricted.window.banner.message is not None
    assert "pack.docx" in restricted.window.banner.message.text


def test_what_is_half_typed_is_kept_when_another_clause_is_shown(restricted: Driver) -> None:
    choose(restricted, "LIC-05")
    form = restricted.window.clauses.page.form
    field = form.findChild(QLineEdit, "variable_extension_days")
    field.setFocus()
    restricted.qtbot.keyClicks(field, "55")
    choose(restricted, "LIC-02")
    assert dict(restricted.desk.session.matter.clauses.variables) == {"LIC-05.extension_days": "55"}


def test_a_matter_with_a_faulty_value_can_be_mended_in_the_form(restricted: Driver) -> None:
    place = restricted.window.clauses
    restricted.desk.session.edit("bad", lambda file: file.set_variable("LIC-05.long_stop_days", "viele"))
    restricted.settle()
    assert restricted.window.live.judged is None
    trigger(restricted, "clauseForm")
    assert "viele" in words(place.form)
    field = place.form.findChild(QLineEdit, "variable_long_stop_days")
    field.setFocus()
    field.setText("180")
    restricted.qtbot.keyClick(field, Qt.Key.Key_Return)
    restricted.settle()
    assert restricted.window.live.judged is not None
