"""Questions, answers, and the live result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLabel, QLineEdit, QPushButton

from gui.questions import answer_question, questions_of
from gui.widgets.timeline import TimelineView

Driver = Any


def pick(driver: Driver, question: str) -> None:
    driver.window.show_place("classify")
    driver.window.classify._select(question)
    driver.settle()


def answer(driver: Driver, question: str, value: str) -> None:
    pick(driver, question)
    card = driver.window.classify.card
    field = card.findChild(QLineEdit, "answer_text")
    if field is not None and field.isVisibleTo(card):
        field.setText(value)
        driver.qtbot.keyClick(field, Qt.Key.Key_Return)
    else:
        button = card.findChild(QAbstractButton, f"answer_{value}")
        button.setFocus()
        driver.qtbot.keyClick(button, Qt.Key.Key_Space)
    driver.settle()


def shown(driver: Driver) -> str:
    column = driver.window.classify.results
    return "\n".join(w.text() for w in column.findChildren(QLabel) if w.isVisibleTo(column))


def test_the_sample_is_not_settled_and_asks_for_three_values(sample: Driver) -> None:
    asked = [a for a in sample.window.classify._asked.values() if a.measured]
    assert {a.measured for a in asked} == {"脉冲峰值功率", "脉冲宽度", "角准度"}
    sample.window.show_place("classify")
    assert sample.window.classify.results.findChild(QLabel, "overallOutcome").text() == "未定"


def test_a_missing_value_answered_here_changes_the_result(sample: Driver) -> None:
    power = next(a for a in sample.window.classify._asked.values() if a.measured == "脉冲峰值功率")
    answer(sample, power.id, "35 kW")
    assert dict(sample.desk.session.matter.technologies[0].measured)["脉冲峰值功率"] == "35 kW"
    assert sample.window.live.judged.classification.prc == "restricted"
    assert sample.window.classify.results.findChild(QLabel, "overallOutcome").text() == "限制"
    assert "×1.17" in shown(sample)


def test_a_value_in_a_wrong_unit_is_complained_about_or_stays_open(sample: Driver) -> None:
    power = next(a for a in sample.window.classify._asked.values() if a.measured == "脉冲峰值功率")
    answer(sample, power.id, "35 km")
    assert sample.window.live.judged is None or sample.window.live.judged.classification.prc == "indeterminate"


@pytest.mark.parametrize(
    ("question", "value", "read"),
    [
        ("transfer.direction", "inbound", lambda m: m.transfer.direction),
        ("transfer.state_funded", "yes", lambda m: "yes" if m.transfer.state_funded else "no"),
        ("transfer.destination", "FR", lambda m: m.transfer.destination),
        ("contract.date", "2027-01-15", lambda m: m.contract.date.isoformat()),
        ("parties.recipient.country", "FR", lambda m: m.party("recipient").country),
        ("matter.title", "某某案", lambda m: m.title),
    ],
)
def test_answers_go_to_the_matter(sample: Driver, question: str, value: str, read: Any) -> None:
    answer(sample, question, value)
    assert read(sample.desk.session.matter) == value
    sample.window.menus.actions["undo"].trigger()
    assert read(sample.desk.session.matter) != value


def test_a_bad_date_is_complained_about_and_changes_nothing(sample: Driver) -> None:
    before = sample.desk.session.file.text
    answer(sample, "contract.date", "2026-02-30")
    assert sample.desk.session.file.text == before
    complaint = sample.window.classify.card.findChild(QLabel, "questionComplaint")
    assert "2026-02-30" in complaint.text()


def test_several_ways_of_transfer_can_be_ticked(sample: Driver) -> None:
    pick(sample, "transfer.modes")
    card = sample.window.classify.card
    box = card.findChild(QAbstractButton, "answer_technical_service")
    sample.qtbot.keyClick(box, Qt.Key.Key_Space)
    sample.qtbot.mouseClick(card.findChild(QPushButton, "questionTake"), Qt.MouseButton.LeftButton)
    assert set(sample.desk.session.matter.transfer.modes) == {"patent_licence", "know_how", "technical_service"}


def test_every_fact_can_be_asked_of_an_empty_matter(start: Any) -> None:
    """Each question of an empty matter takes one of its own words, and the matter keeps it."""
    driver = start()
    file = driver.desk.session.file
    samples = {"text": "某", "date": "2026-12-15", "country": "DE", "yes_no": "yes", "tristate": "yes"}
    for asked in questions_of(file.matter, None, "zh"):
        value: Any = asked.words[0] if asked.words else samples[asked.kind]
        if asked.kind == "many":
            value = (value,)
        after = answer_question(file, asked, value, "", file.matter.as_of)
        again = next(a for a in questions_of(after.matter, None, "zh") if a.id == asked.id)
        assert again.answer == value, asked.id


def test_restricted_shows_steps_with_law_and_a_time_line(sample: Driver) -> None:
    power = next(a for a in sample.window.classify._asked.values() if a.measured == "脉冲峰值功率")
    answer(sample, power.id, "35 kW")
    text = shown(sample)
    assert "意向书" in text
    assert "技术进出口管理条例" in text
    timeline = sample.window.classify.results.findChild(TimelineView)
    assert timeline is not None
    assert timeline.accessibleDescription()


def test_an_entry_in_the_result_opens_in_the_search_room(sample: Driver) -> None:
    sample.window.show_place("classify")
    link = sample.window.classify.results.findChild(QPushButton, "finding_233914X")
    sample.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert sample.window.place.name == "search"
    assert sample.window.search.reading.located.entry.code == "233914X"


def test_the_lawyers_decision_stands_beside_the_result(sample: Driver) -> None:
    pick(sample, "regime.cn-tech")
    card = sample.window.classify.card
    card.findChild(QAbstractButton, "answer_restricted").click()
    card.findChild(QLineEdit, "decidedBy").setText("王")
    take = card.findChild(QPushButton, "questionTake")
    sample.qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    assert card.findChild(QLabel, "questionComplaint").text(), "a decision without a reason is refused"
    card.findChild(QLineEdit, "decidedWhy").setText("已核对官方文本")
    sample.qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    sample.settle()
    regime = sample.window.live.judged.classification.regime("cn-tech")
    assert regime.outcome == "indeterminate"
    assert regime.decided.outcome == "restricted"
    assert "已核对官方文本" in shown(sample)


def test_a_question_only_the_official_text_answers_is_a_note(start: Any) -> None:
    driver = start()
    driver.desk.session.edit("technology", lambda file: file.add_technology("没有候选的技术"))
    driver.settle()
    note = next(a for a in driver.window.classify._asked.values() if a.kind == "note")
    pick(driver, note.id)
    card = driver.window.classify.card
    assert card.findChild(QLabel, "questionText").text() == note.text
    assert not card.findChild(QPushButton, "questionTake").isVisible()


def test_an_open_question_about_a_fact_is_answered_as_that_fact(start: Any) -> None:
    driver = start()
    driver.settle()
    assert driver.window.classify._asked["modes"].kind == "many"
    pick(driver, "modes")
    box = driver.window.classify.card.findChild(QAbstractButton, "answer_know_how")
    driver.qtbot.keyClick(box, Qt.Key.Key_Space)
    take = driver.window.classify.card.findChild(QPushButton, "questionTake")
    driver.qtbot.mouseClick(take, Qt.MouseButton.LeftButton)
    driver.settle()
    assert driver.desk.session.matter.transfer.modes == ("know_how",)
    assert "modes" not in driver.window.classify._asked


def test_no_second_window_ever_flashes_up(sample: Driver) -> None:
    sample.window.show_place("classify")
    sample.desk.session.edit("filed", lambda file: file.set(("approvals", "loi", "filed_on"), "2026-11-18"))
    sample.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    sample.settle()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [sample.window]
    assert sample.window.isActiveWindow()


def decide(driver: Driver, question: str, word: str, by: str, reason: str) -> None:
    driver.window.show_place("classify")
    driver.window.classify.decide(question)
    card = driver.window.classify.card
    card.findChild(QAbstractButton, f"answer_{word}").setChecked(True)
    for name, text in (("decidedBy", by), ("decidedWhy", reason)):
        card.findChild(QLineEdit, name).setText(text)
    driver.qtbot.mouseClick(card.findChild(QPushButton, "questionTake"), Qt.MouseButton.LeftButton)
    driver.settle()


def test_a_finding_is_overruled_with_name_day_and_reason_or_not_at_all(sample: Driver, tmp_path: Path) -> None:
    power = next(a for a in sample.window.classify._asked.values() if a.measured == "脉冲峰值功率")
    answer(sample, power.id, "35 kW")
    before = sample.desk.session.file.text
    link = sample.window.classify.results.findChild(QPushButton, "decide_finding.cn-tech/2025-07/233914X")
    sample.qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert sample.window.classify.card.asked.place == ("finding", "finding:cn-tech/2025-07/233914X")
    for by, reason in (("王", ""), ("", "样机数据有误"), ("王", "  ")):
        decide(sample, "finding.cn-tech/2025-07/233914X", "overruled", by, reason)
        assert sample.desk.session.file.text == before
        assert sample.window.classify.card.findChild(QLabel, "questionComplaint").text()
    decide(sample, "finding.cn-tech/2025-07/233914X", "overruled", "王", "样机数据有误")
    kept = sample.desk.session.matter.confirmations[-1]
    assert (kept.about, kept.answer, kept.by, kept.reason) == (
        "finding:cn-tech/2025-07/233914X",
        "overruled",
        "王",
        "样机数据有误",
    )
    assert kept.on == sample.desk.today
    assert "否定：王，2026-11-21，理由：样机数据有误" in shown(sample)
    sample.desk.chooser.output = tmp_path / "memo.docx"
    sample.window.exports.memo()
    sample.settle()
    paper = Document(str(tmp_path / "memo.docx"))
    cells = [c.text for t in paper.tables for row in t.rows for c in row.cells]
    told = "\n".join([p.text for p in paper.paragraphs] + cells)
    assert "样机数据有误" in told
    assert "否定" in told
    decide(sample, "finding.cn-tech/2025-07/233914X", "confirmed", "王", "数据已复测")
    words = [c for c in sample.desk.session.matter.confirmations if c.about.startswith("finding:")]
    assert [(c.answer, c.reason) for c in words] == [("confirmed", "数据已复测")]
    sample.desk.session.undo_stack.undo()
    sample.desk.session.undo_stack.undo()
    assert sample.desk.session.file.text == before


def test_a_regime_decided_keeps_the_program_s_result_beside_it(sample: Driver) -> None:
    decide(sample, "regime.cn-tech", "free", "王", "主管部门书面答复")
    text = shown(sample)
    assert "程序的判断：未定" in text
    assert "主管部门书面答复" in text
    assert sample.window.live.judged.classification.regime("cn-tech").outcome == "indeterminate"


def test_a_lapsed_measure_stands_in_a_band_and_is_settled_by_a_dated_word(sample: Driver) -> None:
    measured = {"压实密度": "2.52 g/cc", "克容量": "157 mAh/g"}
    for place, value in (("name", "磷酸铁锂正极材料"), ("description", ""), ("measured", measured)):
        sample.desk.session.edit(place, lambda f, p=place, v=value: f.set(("technology", 0, p), v))
    sample.settle()
    results = sample.window.classify.results
    band = results.findChild(QFrame, "staleBand")
    assert "2026-11-10" in band.accessibleDescription()
    assert "没有找到不等于自由出口" in results.findChild(QFrame, "coverageBand").accessibleName()
    decide(sample, "rule-F-90", "in_force", "王", "商务部公告")
    kept = sample.desk.session.matter.confirmations[-1]
    assert (kept.about, kept.answer, kept.on) == ("rule:F-90", "in_force", sample.desk.today)
    assert sample.window.live.judged.classification.regime("cn-dual-use").outcome == "licence_required"
    assert "rule-F-90" not in sample.window.classify._asked
    assert [b for b in results.findChildren(QFrame, "staleBand") if b.isVisibleTo(results)] == []
