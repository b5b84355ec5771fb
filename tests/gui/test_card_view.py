"""A card in the window: among the hits, in the reading pane, in the data room; and the words of a code."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from gui.models.hits import hit_line
from gui.places.data import COLUMNS

Driver = Any


def texts(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_card_is_read_without_control_points_or_values(start: Any) -> None:
    driver: Driver = start(sample=True)
    place = driver.window.search
    driver.window.show_place("search")
    place.query.setText("Ausfuhrliste")
    driver.settle()
    hit = place.model.hits[0]
    assert hit.card
    assert hit_line(hit, "en") == "Card · Export controls of Germany · de"
    reading = place.reading
    assert reading.located.entry.id == "de"
    assert not reading._bar.isVisible()
    told = texts(reading)
    assert "主管机关" in told
    assert "本卡不参与判定" in told
    assert "控制要点" not in told
    assert "[1] " in reading.findChild(QLabel, "readingSource").text()
    driver.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    driver.settle()
    place.query.setText("233914X")
    driver.settle()
    assert reading._bar.isVisible()


def test_the_code_is_explained_where_it_stands(start: Any) -> None:
    driver: Driver = start(sample=True)
    driver.window.show_place("search")
    driver.window.search.query.setText("code:3C902")
    driver.settle()
    code = driver.window.search.reading.findChild(QLabel, "readingCode")
    assert "行业领域，电子" in code.toolTip()
    assert code.accessibleDescription() == code.toolTip()


def test_the_data_room_counts_no_card(start: Any) -> None:
    driver: Driver = start(sample=True)
    model = driver.window.data.model
    rows = {
        catalogue.id: [model.data(model.index(row, column)) for column in range(COLUMNS)]
        for row, (catalogue, edition) in enumerate(model.rows)
        if edition.is_card
    }
    assert rows["uk"] == ["英国出口管制制度", "2026-11-21", "资料卡", "–", "–", "2026-11-21"]
    assert [c.id for c, _ in model.rows][-1] == "wassenaar"
    assert not set(rows) & set(driver.desk.engine.library.lists)
