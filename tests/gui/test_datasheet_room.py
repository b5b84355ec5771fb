"""产品说明书: dropped, chosen or pasted; read, opened in 检索, added to the matter, undone."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from catalogue.engine import Engine
from catalogue.importers.pdf import pdfpages

Driver = Any
SHEET = (
    "车载激光雷达。探测距离 210 m，测距精度约 2 cm，脉冲峰值功率为 35 kW，脉冲宽度≤3 ns。\n远距型号：探测距离 250 m。\n"
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "说明书.txt"
    path.write_text(SHEET, "utf-8")
    return path


def drop(driver: Driver, *paths: Path, url: str = "") -> bool:
    """Files let go over the window, as the system does it; whether the window took them."""
    mime = QMimeData()
    mime.setUrls([QUrl(url)] if url else [QUrl.fromLocalFile(str(p)) for p in paths])
    args = (Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    handle = driver.window.windowHandle()
    entered = QDragEnterEvent(QPoint(300, 200), *args)
    QApplication.sendEvent(handle, entered)
    QApplication.sendEvent(handle, QDropEvent(QPointF(300, 200), *args, QEvent.Type.Drop))
    driver.settle()
    return entered.isAccepted()


def room(driver: Driver) -> Any:
    return driver.window.classify.datasheet


def seen(widget: Any) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisibleTo(widget))


def press(driver: Driver, name: str) -> None:
    QApplication.processEvents()
    button = next(b for b in driver.window.findChildren(QPushButton, name) if b.isVisible())
    assert button.isEnabled(), name
    button.setFocus()
    driver.qtbot.keyClick(button, Qt.Key.Key_Space)
    driver.settle()


def test_a_dropped_datasheet_is_assessed_wherever_it_is_dropped(sample: Driver, sheet: Path) -> None:
    sample.window.show_place("search")
    assert drop(sample, sheet)
    assert sample.window.place.name == "classify"
    assert room(sample).isVisible()
    assert room(sample).candidate.label == "233914X"
    assert "已读：说明书.txt" in seen(room(sample))
    assert sample.window.search.query.text() == ""


def test_each_limb_says_met_or_not_and_quotes_the_sentence(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    text = seen(room(sample).view)
    for part in ("脉冲峰值功率  > 30 kW", "满足 ×1.17", "不满足", "未知", "“车载激光雷达。"[:7], "说明书没有写到。"):
        assert part in text, part
    assert "不是判定结果" in text
    assert "探测距离有几个值：210 m；250 m" in seen(room(sample))


def test_a_value_is_ticked_by_space_and_goes_to_the_matter_with_the_entry(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    before = sample.desk.session.file.text
    here = room(sample)
    row = next(n for n, v in enumerate(here.model.rows) if v.text == "35 kW")
    here.table.setCurrentIndex(here.model.index(row, 2))
    sample.qtbot.keyClick(here.table, Qt.Key.Key_Space)
    assert [v.text for v in here.model.ticked] == ["35 kW"]
    assert "35 kW" in here.adding.told.text()
    press(sample, "datasheetAdd")
    technology = sample.desk.session.matter.technologies[0]
    assert "233914X" in [e.code for e in technology.entries]
    assert dict(technology.measured)["脉冲峰值功率"] == "35 kW"
    assert dict(technology.measured)["探测距离"] == "210 m"
    assert sample.window.live.judged.classification.prc == "restricted"
    assert here.model.ticked == ()
    assert sample.desk.session.undo_stack.undoText() == "233914X（据说明书）"
    press(sample, "bannerAction")
    assert sample.desk.session.file.text == before


def test_a_value_the_matter_holds_otherwise_is_asked_about(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    here = room(sample)
    here.model.toggle(next(n for n, v in enumerate(here.model.rows) if v.text == "250 m"))
    press(sample, "datasheetAddValues")
    assert dict(sample.desk.session.matter.technologies[0].measured)["探测距离"] == "210 m"
    assert "案卷中探测距离为210 m" in sample.window.banner.message.text
    press(sample, "bannerAction")
    assert dict(sample.desk.session.matter.technologies[0].measured)["探测距离"] == "250 m"


def test_an_entry_opens_in_search(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    here = room(sample)
    here.list.setCurrentRow(1)
    press(sample, "candidateOpen")
    assert sample.window.place.name == "search"
    located = sample.window.search.reading.located
    assert located.entry.id == here.candidate.profile.entry.id
    sample.window.show_place("classify")
    sample.qtbot.keyClick(here.list, Qt.Key.Key_Return)
    assert sample.window.place.name == "search"


def test_a_pasted_text_without_a_candidate_shows_the_documented_answer(sample: Driver) -> None:
    sample.window.show_place("classify")
    sample.window.classify.sections.setCurrentIndex(1)
    press(sample, "datasheetAssess")
    assert "没有可评估的文字" in sample.window.banner.message.text
    press(sample, "datasheetTry2")
    text = seen(room(sample).view)
    assert "没有条目达到列出的标准" in text
    assert "没有找到不等于不受管制" in text
    assert not room(sample).list.isVisible()
    assert not room(sample).adding.add.isVisible()


def test_a_word_file_is_asked_about_and_opened_as_either(sample: Driver, tmp_path: Path) -> None:
    path = tmp_path / "文件.docx"
    paper = Document()
    paper.add_paragraph("第一条 技术")
    paper.add_paragraph("车载激光雷达，探测距离 210 m。")
    paper.save(str(path))
    drop(sample, path)
    assert "文件.docx" in sample.window.banner.message.text
    assert room(sample).answer is None
    assert sample.window.draft.contract is None
    press(sample, "bannerAction")
    assert room(sample).answer.sheet.name == "文件.docx"
    drop(sample, path)
    press(sample, "bannerOther")
    assert sample.window.place.name == "draft"
    assert sample.window.draft.contract == path


def test_work_is_shown_and_cancelled_and_the_answer_before_stays(
    sample: Driver, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(sample, sheet)
    kept = room(sample).answer
    go_on = threading.Event()
    real = Engine.assess

    def slow(self: Any, *args: Any, **options: Any) -> Any:
        go_on.wait(10)
        return real(self, *args, **options)

    monkeypatch.setattr(Engine, "assess", slow)
    sample.window.classify.datasheet.assess_file(sheet)
    cancel = sample.window.findChild(QPushButton, "datasheetCancel")
    sample.qtbot.waitUntil(cancel.isVisible)
    assert room(sample).form._bar.isVisible()
    sample.qtbot.mouseClick(cancel, LEFT)
    go_on.set()
    sample.settle()
    assert not cancel.isVisible()
    assert room(sample).answer is kept


def test_cancelling_a_pdf_ends_the_process_that_reads_it(
    sample: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def kept(*args: Any, **options: Any) -> Any:
        started.append(real(*args, **options))
        return started[-1]

    monkeypatch.setattr(pdfpages, "command", lambda limits: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(subprocess, "Popen", kept)
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"%PDF-1.4 nothing is read of it")
    sample.window.classify.datasheet.assess_file(path)
    sample.qtbot.waitUntil(lambda: bool(started))
    assert started[0].poll() is None
    room(sample).cancel()
    sample.qtbot.waitUntil(lambda: started[0].returncode is not None)
    sample.settle()
    assert room(sample).answer is None


def test_the_answer_follows_the_language(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    sample.window.switch_language()
    sample.settle()
    text = seen(room(sample))
    assert "met ×1.17" in text
    assert "These are entries to read, not a result" in text
    assert "None is chosen for you" in text


def test_a_matter_without_technology_gets_one_named_before_it_is_added(start: Any, sheet: Path) -> None:
    driver = start()
    drop(driver, sheet)
    assert room(driver).adding.technology.currentText() == "新增：说明书"
    press(driver, "datasheetAdd")
    assert [t.name for t in driver.desk.session.matter.technologies] == ["说明书"]
    assert driver.desk.session.matter.technologies[0].measured == ()


def test_what_cannot_be_ticked_is_not_and_two_values_stop_the_buttons(sample: Driver, sheet: Path) -> None:
    drop(sample, sheet)
    here = room(sample)
    row = next(n for n, v in enumerate(here.model.rows) if v.text.startswith("≈"))
    here.table.setCurrentIndex(here.model.index(row, 0))
    sample.qtbot.keyClick(here.table, Qt.Key.Key_Space)
    assert here.model.ticked == ()
    assert here.model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) is None
    assert "不是数值" in here.sentence.text() or "约数" in here.sentence.text()
    for row, value in enumerate(here.model.rows):
        if value.text in ("210 m", "250 m"):
            here.model.toggle(row)
    assert "探测距离选了两个值" in here.adding.told.text()
    assert not here.adding.add.isEnabled()
    assert not here.adding.add_values.isEnabled()


def test_what_is_not_taken_says_why_and_a_matter_is_opened(sample: Driver, tmp_path: Path) -> None:
    before = sample.desk.session.file.text
    for names, told in ((("a.pdf", "b.pdf"), "逐个拖入"), (("a.png",), "不能读取a.png")):
        drop(sample, *(tmp_path / name for name in names))
        assert told in sample.window.banner.message.text
    drop(sample, url="https://example.com/a.pdf")
    assert "不是本机上的文件" in sample.window.banner.message.text
    mime = QMimeData()
    mime.setText("激光雷达")
    event = QDragEnterEvent(QPoint(300, 200), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    assert not sample.window.drops.eventFilter(sample.window, event)
    assert room(sample).answer is None
    path = tmp_path / "另一案.yaml"
    path.write_text(before.replace(sample.desk.session.matter.title, "另一案"), "utf-8")
    drop(sample, path)
    assert sample.desk.session.matter.title == "另一案"
    assert sample.desk.session.path == path


def test_the_menu_asks_and_what_cannot_be_read_is_refused_in_one_line(
    sample: Driver, answers: Any, tmp_path: Path
) -> None:
    sample.window.menus.actions["assess"].trigger()
    assert room(sample).answer is None
    answers.datasheet = tmp_path / "坏.pdf"
    answers.datasheet.write_bytes(b"%PDF-1.7 nothing")
    sample.window.menus.actions["assess"].trigger()
    sample.settle()
    assert "坏.pdf" in sample.window.banner.message.text
    assert room(sample).answer is None
    old = tmp_path / "旧.txt"
    old.write_bytes(SHEET.encode("gb18030"))
    drop(sample, old)
    assert room(sample).answer is None
    assert "GB18030" in sample.window.banner.message.action_text
    press(sample, "bannerAction")
    assert room(sample).candidate.label == "233914X"
