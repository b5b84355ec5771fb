"""导入 in 数据: nothing is written before it was seen; refusals in the words of the form; cancel keeps all."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from catalogue.problems import BadInput
from gui.importing import in_window, plainly
from gui.messages import Message
from gui.places import importing
from gui.places.importing import ImportRoom

Driver = Any
TABLE = "编号,名称,控制要点\n1A002,琉璃茶壶,容量大于2升\n1A003,琉璃茶杯,容量大于1升\n,,没有编号的一行\n"
MAP = """\
of: entries
columns: {code: 编号, title: 名称, text: 控制要点}
edition: {id: 2026-01}
pack: {title: 自编清单, jurisdiction: XX, kind: control-list}
"""


@pytest.fixture
def room(sample: Driver, tmp_path: Path) -> ImportRoom:
    """The section with a table of an own list chosen, and the reopening of the engines only counted."""
    sample.window.show_place("data")
    sample.window.data.sections.setCurrentIndex(2)
    made: ImportRoom = sample.window.data.importing
    table, columns = tmp_path / "清单.csv", tmp_path / "map.yaml"
    table.write_text(TABLE, "utf-8")
    columns.write_text(MAP, "utf-8")
    sample.desk.chooser.publication, sample.desk.chooser.columns = table, columns
    made.form.choose_file()
    made.form.choose_columns()
    made.form.list.setEditText("mine")
    sample.settle()
    return made


def banner(driver: Driver) -> Message:
    message = driver.window.banner.message
    assert message is not None
    return message


def read(driver: Driver, room: ImportRoom) -> None:
    room.form.read()
    driver.settle()


def write(driver: Driver, room: ImportRoom) -> None:
    driver.qtbot.mouseClick(room.findChild(QPushButton, "writeImport"), Qt.MouseButton.LeftButton)
    driver.settle()


def folder(driver: Driver) -> Path:
    return driver.desk.settings.home.packs / "mine"


def test_the_preview_tells_everything_and_writes_nothing(sample: Driver, room: ImportRoom) -> None:
    read(sample, room)
    count, more = room.findChild(QLabel, "importCount"), room.findChild(QLabel, "importMore")
    assert count.text() == "mine 2026-01：找到2项（没有可对照的数目）"
    assert str(folder(sample) / "2026-01.yaml") in more.text()
    text = room.preview.text.toPlainText()
    assert "无处归入（1）\n    第4行  没有编号的一行  [没有编号]" in text
    assert "编号 → code" in text
    kinds = room.preview.kinds
    kinds.setCurrentIndex(kinds.findData("unplaced"))
    assert "code" not in room.preview.text.toPlainText()
    assert not folder(sample).exists()
    sample.window.switch_language()
    sample.settle()
    assert "mine 2026-01: 2 found" in count.text()
    assert "Without a place (1)\n    row 4" in room.preview.text.toPlainText()


def test_what_was_seen_is_written_once_and_opened_anew(sample: Driver, room: ImportRoom) -> None:
    opened: list[int] = []
    sample.desk.opened.connect(lambda: opened.append(1))
    read(sample, room)
    room.form.path.write_text("编号,名称\n9X999,换掉的文件\n", "utf-8")
    write(sample, room)
    assert "琉璃茶壶" in (folder(sample) / "2026-01.yaml").read_text("utf-8")
    assert str(folder(sample)) in banner(sample).text
    assert opened == [1]
    assert room.read is None
    room.form.path.write_text(TABLE, "utf-8")
    read(sample, room)
    write(sample, room)
    assert "未作改动" in banner(sample).text
    assert opened == [1]


def test_an_edition_held_otherwise_is_replaced_only_when_told(sample: Driver, room: ImportRoom) -> None:
    read(sample, room)
    write(sample, room)
    room.form.path.write_text(TABLE.replace("大于2升", "大于3升"), "utf-8")
    read(sample, room)
    assert "内容不同:  1A002  琉璃茶壶" in room.preview.text.toPlainText()
    write(sample, room)
    told = banner(sample)
    assert (told.tone, "--" in told.text) == ("warning", False)
    held = folder(sample) / "2026-01.yaml"
    assert "大于2升" in held.read_text("utf-8")
    sample.qtbot.mouseClick(sample.window.banner.findChild(QPushButton, "bannerAction"), Qt.MouseButton.LeftButton)
    sample.settle()
    assert "大于3升" in held.read_text("utf-8")


def test_a_changed_wish_takes_the_preview_away(sample: Driver, room: ImportRoom) -> None:
    read(sample, room)
    button = room.findChild(QPushButton, "writeImport")
    assert button.isVisible()
    room.form.edition.setText("2026-02")
    assert room.read is None
    assert not button.isVisible()


def test_refusals_name_the_fields_of_the_form(sample: Driver, room: ImportRoom) -> None:
    room.form.path.write_bytes(TABLE.encode("gb18030"))
    read(sample, room)
    assert banner(sample).tone == "error"
    assert "“编码” gb18030" in banner(sample).text
    assert "清单.csv:1" in banner(sample).text
    combo = room.findChild(QComboBox, "importEncoding")
    combo.setCurrentIndex(combo.findData("gb18030"))
    read(sample, room)
    assert room.read is not None
    room.form.list.setEditText("Not an id")
    read(sample, room)
    assert "不能作目录代号" in banner(sample).text
    room.form.choose_columns()
    assert room.form.columns is None
    room.form.choose_list("kr")
    read(sample, room)
    assert "“版本”" in banner(sample).text
    room.findChild(QLineEdit, "importEdition").setText("2026-03")
    read(sample, room)
    assert room.read is not None


def test_without_file_or_list_nothing_runs(sample: Driver, room: ImportRoom) -> None:
    room.form.list.setEditText("")
    room.form.read()
    assert "哪一清单" in banner(sample).text
    room.form.path = None
    room.form.read()
    assert "公布文件" in banner(sample).text
    assert not sample.desk.tasks.busy


def test_nothing_found_cannot_be_written(sample: Driver, room: ImportRoom) -> None:
    room.form.path.write_text("编号,名称,控制要点\n,,一行\n", "utf-8")
    read(sample, room)
    assert not room.findChild(QPushButton, "writeImport").isEnabled()
    assert "无可写入" in room.findChild(QLabel, "importCount").text()


def test_reading_shows_how_far_it_is_and_can_be_cancelled(
    sample: Driver, room: ImportRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(_wish: object, _packs: object, _today: object, progress: Any) -> None:
        progress(3, 10)
        begun.set()
        assert go.wait(10)
        progress(4, 10)
        pytest.fail("a cancelled reading went on")

    monkeypatch.setattr(importing, "read_wish", slow)
    room.form.read()
    assert begun.wait(10)
    sample.qtbot.waitUntil(lambda: room.form._bar.value() == 3, timeout=5_000)
    cancel = room.findChild(QPushButton, "cancelImport")
    assert cancel.isVisible()
    sample.qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    go.set()
    sample.settle()
    assert not cancel.isVisible()
    assert room.read is None
    assert room.findChild(QPushButton, "readPublication").isEnabled()


def test_the_list_tells_what_is_read_and_where_it_is_to_be_had(sample: Driver, room: ImportRoom) -> None:
    sample.desk.import_wanted.emit("us-ccl")
    sample.settle()
    assert sample.window.place is sample.window.data
    assert room.form.catalogue == "us-ccl"
    sample.qtbot.waitUntil(lambda: "eCFR XML" in room.form._reads.text(), timeout=20_000)
    assert "www.ecfr.gov" in room.form._official.text()
    room.form.copy_official()
    assert "www.ecfr.gov" in QGuiApplication.clipboard().text()
    room.form.choose_list("cn-tech")
    bases = [room.form.base.itemData(i) for i in range(room.form.base.count())]
    assert bases[0] == ""
    assert {"2020", "2023"} <= set(bases)
    room.form.choose_list("us-parties")
    assert not room.form.base.isEnabled()


def test_everything_has_a_name_and_is_reached_by_keyboard(sample: Driver, room: ImportRoom) -> None:
    read(sample, room)
    for widget in (*room.findChildren(QComboBox), room.form.edition, room.preview.text):
        assert widget.accessibleName(), widget.objectName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for made in room.findChildren(QPushButton):
        assert made.text()
        assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert room.preview.text.hasFocus()
    sample.qtbot.keyClick(room.preview.text, Qt.Key.Key_Tab)
    assert not room.preview.text.hasFocus()


def test_words_of_the_command_line_become_words_of_the_form() -> None:
    assert plainly("name its encoding with --encoding gb18030", "en") == "name its encoding with “Encoding” gb18030"
    assert plainly("请用 --map MAP.yaml 指明各列（见 README“导入”）", "zh") == "请用 “列映射” 指明各列"
    error = BadInput.because(
        "no", file="/a/b.csv", hint="python -m catalogue install b.csv", zh="不", hint_zh="见 README"
    )
    assert str(in_window(error)) == "b.csv: no"
    assert in_window(error).in_language("zh") == "b.csv: 不"
