"""What stands around an entry, and what keeps short with many lists: editions by list, coverage, kinds of editions."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from catalogue.model import LICENCE_CATALOGUE, MEASURE
from gui.places.answer_words import edition_items
from gui.widgets.snippet_delegate import SnippetDelegate

Driver = Any


@pytest.fixture
def searching(sample: Driver) -> Driver:
    sample.window.show_place("search")
    return sample


def show(driver: Driver, query: str, catalogue: str, edition: str) -> None:
    place = driver.window.search
    place.ask(query)
    driver.settle()
    row = next(i for i, h in enumerate(place.model.hits) if (h.catalogue, h.edition) == (catalogue, edition))
    place.hits.setCurrentIndex(place.model.index(row, 0))
    driver.settle()


def press(driver: Driver, name: str) -> None:
    driver.window.search.reading.findChild(QPushButton, name).click()
    driver.settle()


def test_reasons_and_exceptions_stand_under_the_title(searching: Driver) -> None:
    show(searching, "code:1A002", "us-ccl", "2026-06")
    reading = searching.window.search.reading
    told = reading.findChild(QLabel, "readingMarks").text().splitlines()
    assert told[0].startswith("管制理由：NS 2")
    assert told[1].startswith("许可例外：")
    show(searching, "code:233914X", "cn-tech", "2025-07")
    assert reading.findChild(QLabel, "readingMarks") is None


def test_the_same_code_of_another_list_is_one_link_away(searching: Driver) -> None:
    show(searching, "code:1A002", "us-ccl", "2026-06")
    press(searching, "elsewhere_eu-dual-use")
    reading = searching.window.search.reading
    assert reading.located.catalogue.id == "eu-dual-use"
    assert "eu-dual-use 2025-11-15" in "\n".join(one.text() for one in reading.findChildren(QLabel))
    searching.window.search.step_history(-1)
    assert reading.located.catalogue.id == "us-ccl"


def test_the_licence_catalogue_stands_beside_and_leads_back(searching: Driver) -> None:
    show(searching, "code:1C117", "cn-dual-use", "2025-10")
    reading = searching.window.search.reading
    rows = "\n".join(one.text() for one in reading.findChild(object, "readingBeside").findChildren(QLabel))
    assert "不作判定依据" in rows
    assert "海关商品编号：2841.80.10.00" in rows
    press(searching, "beside_1C117.d.1")
    assert reading.located.edition.kind == LICENCE_CATALOGUE
    assert "许可证管理目录" in "\n".join(one.text() for one in reading.findChildren(QLabel))
    links = reading.findChild(object, "readingBeside").findChildren(QPushButton)
    links[0].click()
    searching.settle()
    assert reading.located.edition.kind == ""


def test_many_rows_are_shown_when_asked_for(searching: Driver) -> None:
    library = searching.desk.engine.library
    licence = library.catalogues["cn-dual-use"].edition("2026-licence")
    longest = max(licence.entries, key=lambda entry: len(entry.points))
    searching.window.search.open_code(longest.code)
    searching.settle()
    frame = searching.window.search.reading.findChild(object, "readingBeside")
    more = frame.findChild(QPushButton, "besideMore")
    before = len(frame.findChildren(QPushButton))
    more.click()
    searching.settle()
    assert len(frame.findChildren(QPushButton)) - before == len(longest.points) - 12


def test_a_digest_says_where_the_whole_text_is_and_opens_the_import(searching: Driver) -> None:
    show(searching, "code:1A002", "us-ccl", "2026-06")
    frame = searching.window.search.reading.findChild(object, "readingOfficial")
    assert "www.ecfr.gov" in "\n".join(one.text() for one in frame.findChildren(QLabel))
    press(searching, "importOfficial")
    data = searching.window.data
    assert searching.window.place is data
    assert data.sections.currentWidget() is data.importing
    assert data.importing.form.catalogue == "us-ccl"


def test_a_hit_says_of_which_list_it_is(searching: Driver) -> None:
    searching.window.search.ask("code:1A002")
    searching.settle()
    model = searching.window.search.model
    told = {model.index(row, 0).data() for row in range(model.rowCount())}
    assert any("us-ccl 2026-06" in line for line in told)
    assert any("eu-dual-use 2025-11-15" in line for line in told)
    assert isinstance(searching.window.search.hits.itemDelegate(), SnippetDelegate)


def test_editions_stand_under_their_list_and_follow_the_ticked_ones(searching: Driver) -> None:
    place = searching.window.search
    library = searching.desk.engine.library
    every = edition_items(library, (), "zh")
    assert [data for _, data in every[:2]] == ["in-force", "all"]
    assert sum(not data for _, data in every) == len(library.lists)
    place.ask("激光")
    searching.settle()
    place.facets.choices.add(("catalogue", "cn-tech"))
    place.facets.changed.emit()
    searching.settle()
    combo = place._edition
    assert [combo.itemData(i) for i in range(3, combo.count())] == [
        edition.id for edition in library.catalogues["cn-tech"].editions
    ]
    assert not combo.model().flags(combo.model().index(2, 0)) & Qt.ItemFlag.ItemIsEnabled
    combo.setCurrentIndex(combo.findData("2023"))
    searching.settle()
    assert {hit.edition for hit in place.model.hits} == {"2023"}
    place.facets.clear()
    searching.settle()
    assert combo.currentData() == "2023"


def test_coverage_of_many_lists_stays_one_line(searching: Driver) -> None:
    place = searching.window.search
    place.ask("laser")
    searching.settle()
    lists = {(hit.catalogue, hit.edition) for hit in place.model.hits}
    assert len(lists) > 3
    assert "另有" in place._status.text()
    assert place._status.text().count("项中已载") == 1
    assert place._status.toolTip().count("项中已载") > 3


def test_measures_and_licence_catalogues_are_told_as_such(sample: Driver) -> None:
    model = sample.window.data.model
    rows = {edition.id: row for row, (c, edition) in enumerate(model.rows) if c.id == "cn-dual-use"}
    assert model.index(rows["2025-70"], 1).data() == "2025-70 · 措施"
    assert model.index(rows["2025-70"], 3).data() == "–"
    assert model.index(rows["2026-licence"], 1).data() == "2026-licence · 许可证管理目录"
    assert model.index(rows["2026-licence"], 3).data().startswith("189 / 189")


def test_only_lists_are_compared(sample: Driver) -> None:
    sample.window.show_place("editions")
    room = sample.window.editions
    room.catalogue.setCurrentIndex(room.catalogue.findData("cn-dual-use"))
    sample.settle()
    offered = [room.before.itemData(i) for i in range(room.before.count())]
    kinds = {e.id: e.kind for e in room._chosen_catalogue().editions}
    assert not {kinds[one] for one in offered} & {MEASURE, LICENCE_CATALOGUE}
    assert room.found.before.entries
    assert room.found.after.entries
