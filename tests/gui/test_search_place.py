"""Search as you type, reading, and values that go to the matter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QToolButton

from catalogue.editions import Located
from catalogue.model import State
from catalogue.telling.tell import Teller
from gui.judging import quantity_named
from gui.places.point_cards import AT_A_TIME, AT_ONCE, PointCards, marked_html
from gui.widgets.limb_row import LimbRow
from gui.widgets.match_steps import matches_in_order
from gui.widgets.passage import Passage
from gui.widgets.snippet_delegate import editions_of, shifted
from gui.widgets.threshold_axis import SIDE

Driver = Any
NOT_FREE = "Not all entries are loaded: not found is not uncontrolled."


def compose(field: QLineEdit, preedit: str, commit: str = "") -> None:
    """What an input method sends; key clicks cannot type Chinese."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QGuiApplication.sendEvent(field, event)


def codes(driver: Driver) -> list[str | None]:
    return [hit.code for hit in driver.window.search.model.hits]


def rows(driver: Driver) -> dict[str, LimbRow]:
    return {
        row.quantity: row
        for row in driver.window.search.reading.findChildren(LimbRow)
        if row.isVisibleTo(driver.window)
    }


def enter(driver: Driver, quantity: str, text: str) -> None:
    field = rows(driver)[quantity].field
    field.setFocus()
    field.selectAll()
    field.insert(text)
    driver.qtbot.keyClick(field, Qt.Key.Key_Return)
    driver.settle()


@pytest.fixture
def lidar(sample: Driver) -> Driver:
    sample.window.show_place("search")
    compose(sample.window.search.query, "", "激光雷达")
    sample.settle()
    return sample


def test_results_follow_a_committed_text(lidar: Driver) -> None:
    assert codes(lidar)[0] == "233914X"
    assert lidar.window.search.reading.located.entry.code == "233914X"


def test_an_unfinished_composition_does_not_search(sample: Driver) -> None:
    sample.window.show_place("search")
    compose(sample.window.search.query, "jiguang")
    sample.qtbot.wait(150)
    assert codes(sample) == []
    assert sample.window.search.query.text() == ""


@pytest.mark.parametrize("query", ["233914x", "２３３９１４Ｘ", "鐳射雷達", "LiDAR"])
def test_other_spellings_find_the_same_entry(sample: Driver, query: str) -> None:
    sample.window.search.ask(query)
    sample.settle()
    assert codes(sample)[0] == "233914X"


def test_nothing_found_says_so_and_offers_something(sample: Driver) -> None:
    sample.window.search.ask("量子泡菜")
    sample.settle()
    texts = [w.text() for w in sample.window.search.findChildren(QLabel) if w.isVisibleTo(sample.window.search)]
    assert any("量子泡菜" in t for t in texts)
    assert sample.window.search.reading.located is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_found_warns_in_the_words_of_the_terminal(sample: Driver, language: str) -> None:
    settings = sample.desk.settings
    settings.prefer(replace(settings.preferences, language=language))
    sample.window.search.ask("量子泡菜")
    sample.qtbot.waitUntil(lambda: sample.window.search._answer is not None)
    sample.settle()
    terminal = list(Teller(language).search(sample.window.search._answer))
    texts = [w.text() for w in sample.window.search.findChildren(QLabel) if w.isVisibleTo(sample.window.search)]
    warning, coverage = terminal[-2:]
    assert warning in ("收录不全，没有找到不等于不受管制。", NOT_FREE)
    assert warning in texts
    assert coverage in texts
    assert "cn-tech" in coverage
    sample.window.search.ask("激光雷达")
    sample.settle()
    shown = [w.text() for w in sample.window.search.findChildren(QLabel) if w.isVisibleTo(sample.window.search)]
    assert warning not in shown


def test_the_empty_place_offers_three_examples_that_work(sample: Driver) -> None:
    place = sample.window.search
    sample.window.show_place("search")
    tries = [w for w in place.findChildren(QPushButton) if w.objectName().startswith("searchTry")]
    assert len(tries) == 3
    for text in [w.text() for w in tries]:
        place.ask(text)
        sample.settle()
        assert codes(sample), text


def test_arrows_and_enter_work_from_the_box(lidar: Driver) -> None:
    place = lidar.window.search
    first = place.hits.currentIndex().row()
    lidar.qtbot.keyClick(place.query, Qt.Key.Key_Down)
    assert place.hits.currentIndex().row() == first + 1
    lidar.qtbot.keyClick(place.query, Qt.Key.Key_Up)
    assert place.hits.currentIndex().row() == first
    lidar.qtbot.keyClick(place.query, Qt.Key.Key_Escape)
    lidar.settle()
    assert place.query.text() == ""


def test_alt_left_goes_back_to_the_entry_before(lidar: Driver) -> None:
    place = lidar.window.search
    lidar.qtbot.keyClick(place.query, Qt.Key.Key_Down)
    second = place.reading.located.entry.code
    assert second != "233914X"
    lidar.window.menus.actions["back"].trigger()
    assert place.reading.located.entry.code == "233914X"
    lidar.window.menus.actions["forward"].trigger()
    assert place.reading.located.entry.code == second


def test_a_typed_value_goes_to_the_matter_and_is_judged(lidar: Driver) -> None:
    enter(lidar, "detection_range", "3.2 km")
    technology = lidar.desk.session.matter.technologies[0]
    assert dict(technology.measured)["探测距离"] == "3.2 km"
    row = rows(lidar)["detection_range"].axis.row
    assert row is not None
    assert row.met is True
    assert row.given is not None
    assert row.given[0] > row.thresholds[0].at
    assert lidar.window.live.judged.classification.prc == "restricted"


def test_a_value_under_another_name_is_replaced_not_doubled(lidar: Driver) -> None:
    enter(lidar, "angular_resolution", "15 μrad")
    names = [name for name, _ in lidar.desk.session.matter.technologies[0].measured]
    quantities = lidar.window.search.reading.located.catalogue.quantities
    same = [n for n in names if (q := quantity_named(quantities, n)) and q.id == "angular_resolution"]
    assert len(same) == 1


def test_a_wrong_unit_is_told_at_its_field_and_the_others_stay(lidar: Driver) -> None:
    enter(lidar, "detection_range", "3 kg")
    field = rows(lidar)["detection_range"].field
    assert field.property("wrong") == "true"
    assert rows(lidar)["ranging_accuracy"].axis.row.met is False


def test_undo_takes_the_value_back_and_is_named(lidar: Driver) -> None:
    before = lidar.desk.session.matter
    enter(lidar, "detection_range", "3.2 km")
    assert "探测距离" in lidar.desk.session.undo_stack.undoText()
    lidar.window.menus.actions["undo"].trigger()
    assert lidar.desk.session.matter == before
    assert rows(lidar)["detection_range"].field.text() == "210 m"


def test_the_entry_is_added_once(lidar: Driver) -> None:
    button = lidar.window.search.reading.findChild(QPushButton, "addToMatter")
    lidar.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    lidar.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [e.code for e in lidar.desk.session.matter.technologies[0].entries] == ["233914X"]


def test_a_value_makes_a_technology_where_there_is_none(start: Any) -> None:
    driver = start()
    driver.window.search.ask("233914X")
    driver.settle()
    enter(driver, "detection_range", "3.2 km")
    technology = driver.desk.session.matter.technologies[0]
    assert technology.name == "激光雷达系统"
    assert dict(technology.measured) == {"探测距离": "3.2 km"}


def test_the_picture_says_what_it_shows(lidar: Driver) -> None:
    sentence = rows(lidar)["detection_range"].axis.accessibleName()
    assert "2 km" in sentence
    assert "210 m" in sentence


def test_source_check_and_coverage_stand_under_the_entry(lidar: Driver) -> None:
    text = lidar.window.search.reading.findChild(QLabel, "readingSource").text()
    assert "汉坤" in text
    assert "132" in text


def test_spans_are_marked_once_and_text_is_escaped() -> None:
    html = marked_html("a<b>雷达雷达", ((4, 6), (5, 8)), "G", "I")
    assert html.count("<span") == 2
    assert "a&lt;b&gt;" in html
    assert marked_html("abc", (), "G", "I") == "abc"


def test_a_late_match_is_shifted_into_sight() -> None:
    text, spans = shifted("x" * 100 + "雷达" + "y", ((100, 102),), 40)
    start, end = spans[0]
    assert text[start:end] == "雷达"
    assert end <= 40


def test_results_use_no_widget_per_row(lidar: Driver, root: Path) -> None:
    assert lidar.window.search.hits.uniformItemSizes()
    assert lidar.window.search.hits.indexWidget(lidar.window.search.model.index(0, 0)) is None


def test_dragging_the_marker_proposes_a_value_and_writes_it(lidar: Driver) -> None:
    axis = rows(lidar)["detection_range"].axis
    assert axis.row is not None
    assert axis.row.given is not None

    def at(share: float) -> QPoint:
        return QPoint(int(SIDE + share * (axis.width() - 2 * SIDE)), 20)

    lidar.qtbot.mousePress(axis, Qt.MouseButton.LeftButton, pos=at(axis.row.given[0]))
    lidar.qtbot.mouseMove(axis, at(0.9))
    lidar.qtbot.mouseRelease(axis, Qt.MouseButton.LeftButton, pos=at(0.9))
    lidar.settle()
    text = dict(lidar.desk.session.matter.technologies[0].measured)["探测距离"]
    assert text.endswith(" km")
    assert float(text.split()[0]) == pytest.approx(axis.row.value_at(axis.row.given[0]), rel=0.01)
    assert float(text.split()[0]) > 2
    assert lidar.window.live.judged.classification.prc == "restricted"


def test_a_match_in_our_own_note_is_told_from_one_in_the_list(sample: Driver) -> None:
    sample.window.search.query.setText("密码")
    sample.settle()
    model = sample.window.search.model
    lines = {model.hits[n].found_in: str(model.index(n, 0).data()) for n in range(len(model.hits))}
    assert "仅见于本库说明" in lines["note"]
    assert all("仅见于" not in line for where, line in lines.items() if where not in ("note", "industry"))


def test_the_passage_is_in_the_language_of_the_window(sample: Driver) -> None:
    settings = sample.desk.settings
    sample.window.search.query.setText("lidar")
    sample.settle()
    assert "激光" in sample.window.search.model.hits[0].snippet
    settings.prefer(replace(settings.preferences, language="en"))
    sample.settle()
    assert "激光" not in sample.window.search.model.hits[0].snippet


def tick(driver: Driver, facet: str, value: str) -> None:
    """Opens a facet's menu, ticks a value with the space bar, closes it."""
    bar = driver.window.search.facets
    menu = bar.findChild(QToolButton, f"facet_{facet}").menu()
    menu.popup(bar.mapToGlobal(QPoint(0, 20)))
    action = next(a for a in menu.actions() if a.text().split("\t")[0] == value)
    menu.setActiveAction(action)
    driver.qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible(), "ticking must not close the menu"
    driver.qtbot.keyClick(menu, Qt.Key.Key_Escape)
    driver.settle()


def counts(driver: Driver, facet: str) -> dict[str, int]:
    menu = driver.window.search.facets.findChild(QToolButton, f"facet_{facet}").menu()
    return {name: int(count) for name, count in (a.text().split("\t") for a in menu.actions())}


def test_a_facet_narrows_to_exactly_its_count(lidar: Driver) -> None:
    lidar.window.search.ask("技术")
    lidar.settle()
    offered = counts(lidar, "control")
    assert len(offered) > 1
    name, count = min(offered.items(), key=lambda item: item[1])
    tick(lidar, "control", name)
    answer = lidar.window.search._answer
    assert answer.total == count
    assert len({hit.control for hit in answer.hits}) == 1
    assert counts(lidar, "control") == offered, "the values of a facet keep their counts while one is chosen"
    clear = lidar.window.search.facets.findChild(QToolButton, "facetsClear")
    assert clear.isVisible()
    lidar.qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    lidar.settle()
    assert lidar.window.search._answer.total > count
    assert not clear.isVisible()


def test_order_by_code(lidar: Driver) -> None:
    combo = lidar.window.search.findChild(QComboBox, "sortHits")
    lidar.window.search.ask("激光")
    lidar.settle()
    combo.setCurrentIndex(combo.findData("code"))
    lidar.settle()
    tech = [hit.code for hit in lidar.window.search.model.hits if hit.catalogue == "cn-tech" and hit.code]
    assert tech == sorted(tech)
    assert len(tech) > 1


def test_the_editions_of_an_entry_are_told_together(lidar: Driver) -> None:
    combo = lidar.window.search.findChild(QComboBox, "filterEdition")
    combo.setCurrentIndex(combo.findData("all"))
    lidar.window.search.ask("203912X")
    lidar.settle()
    hit = lidar.window.search.model.hits[0]
    assert {also.edition for also in hit.also} >= {"2023"}
    assert editions_of(hit).startswith(f"{hit.edition} + ")


def test_a_wrong_character_is_offered_right_and_a_click_asks_it(sample: Driver) -> None:
    sample.window.search.ask("激光雷答")
    sample.settle()
    place = sample.window.search
    offered = [w for w in place.findChildren(QPushButton) if w.objectName().startswith(("searchTry", "searchNear"))]
    right = next(w for w in offered if w.text() == "激光雷达")
    right.click()
    sample.settle()
    assert codes(sample)[0] == "233914X"


def selected(driver: Driver) -> list[str]:
    reading = driver.window.search.reading
    labels = [w.selectedText() for w in reading.findChildren(QLabel) if w.hasSelectedText()]
    passages = [w.textCursor().selectedText() for w in reading.findChildren(Passage)]
    return [text for text in (*labels, *passages) if text]


def test_f3_walks_through_the_matches_of_the_open_entry_and_round_its_end(lidar: Driver) -> None:
    reading = lidar.window.search.reading
    inside = reading.findChild(QScrollArea, "readingColumn").widget()
    expected = list(matches_in_order(inside, reading._marker))
    assert len(expected) > 1
    shown = []
    for _ in range(len(expected) + 1):
        lidar.window.menus.actions["matchNext"].trigger()
        assert len(selected(lidar)) == 1
        shown += selected(lidar)
    assert shown[0] == shown[-1] == "激光雷达"
    assert [len(text) for text in shown[:-1]] == [end - start for _, start, end in expected]
    lidar.window.menus.actions["matchBefore"].trigger()
    assert selected(lidar) == [shown[-2]]


def test_the_citation_goes_to_the_clipboard_in_the_window_language(lidar: Driver) -> None:
    lidar.qtbot.mouseClick(
        lidar.window.search.reading.findChild(QPushButton, "copyCitation"), Qt.MouseButton.LeftButton
    )
    text = QGuiApplication.clipboard().text()
    assert "233914X" in text
    assert "激光雷达" in text
    assert "公告2025年第28号" in text
    settings = lidar.desk.settings
    settings.prefer(replace(settings.preferences, language="en"))
    lidar.settle()
    lidar.window.menus.actions["cite"].trigger()
    assert QGuiApplication.clipboard().text() != text
    assert "233914X" in QGuiApplication.clipboard().text()


def test_a_listed_name_leads_to_the_screening_and_an_ordinary_word_does_not(sample: Driver) -> None:
    search = sample.window.search
    sample.window.show_place("search")
    compose(search.query, "", "Lockheed Martin")
    sample.settle()
    link = search.findChild(QPushButton, "searchNames")
    assert "“Lockheed Martin”" in link.text()
    link.click()
    sample.settle()
    room = sample.window.data.screening
    assert room.isVisibleTo(sample.window)
    assert room.names.toPlainText() == "Lockheed Martin"
    assert any("Lockheed" in hit.matched for screened in room.answer[0] for hit in screened.hits)
    for ordinary in ("technology", "激光雷达", ""):
        search.query.setText(ordinary)
        sample.settle()
        assert [b for b in search.findChildren(QPushButton, "searchNames") if b.isVisibleTo(sample.window)] == []


def test_an_entry_of_many_points_is_there_at_once_and_whole_soon(sample: Driver) -> None:
    reading = sample.window.search.reading
    engine = sample.desk.engine
    located = next(
        Located(catalogue, edition, State.IN_FORCE, max(edition.entries, key=lambda e: len(e.points)), None)
        for catalogue in engine.library.catalogues.values()
        for edition in catalogue.editions
        if any(len(entry.points) > 20 for entry in edition.entries)
    )
    many = len(located.entry.points)
    reading.show_located(located)
    cards = reading.findChild(PointCards)
    assert len(cards.findChildren(Passage, "pointText")) == AT_ONCE
    assert not cards.complete
    sample.qtbot.waitUntil(lambda: cards.complete)
    shown = [passage.toPlainText() for passage in cards.findChildren(Passage, "pointText")]
    assert len(shown) == many
    reading.show_located(replace(located, point=located.entry.points[-1]))
    again = reading.findChildren(PointCards)[-1]
    assert again.complete, "the point asked for is there before the pane is shown"


def test_stepping_through_matches_waits_for_no_card(sample: Driver) -> None:
    search = sample.window.search
    sample.window.show_place("search")
    located = next(
        Located(catalogue, edition, State.IN_FORCE, entry, None)
        for catalogue in sample.desk.engine.library.catalogues.values()
        for edition in catalogue.editions
        for entry in edition.entries
        if len(entry.points) > AT_ONCE + AT_A_TIME
    )
    last = located.entry.points[-1].text.zh or located.entry.points[-1].text.en
    search.reading.show_located(located, lambda text: ((0, len(text)),) if text == last else ())
    search.step_match(1)
    assert search.reading.findChild(PointCards).complete
