"""Every place and state as a picture, in both languages, both themes and three sizes, written to `test-artefacts`.

One table names the states; each is also walked for cut texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from guarded_papers import guarded
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget

from catalogue.matter import NegotiationStep
from catalogue.model import Words
from clause_library.dealings import swap
from clause_library.own.carrying import table_bytes
from gui.arriving import arrival_of
from gui.draft_wishes import EXPLAINED, REDLINE, SUPPLEMENT
from gui.drafting import PROTECTED, write_sample
from gui.messages import ERROR, Message
from gui.places.own_page import COMPARE, EXPORT, IMPORT, LIST
from gui.widgets.timeline import TimelineView

Driver = Any
SIZES = ((1280, 800), (1600, 1000), (1100, 720))


def search(query: str) -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, _folder: Path) -> None:
        driver.window.show_place("search")
        driver.window.search.query.setText(query)

    return reach


def place(name: str) -> Callable[[Driver, Path], None]:
    return lambda driver, _folder: driver.window.show_place(name)


def limbs(driver: Driver, _folder: Path) -> None:
    search("激光雷达")(driver, _folder)
    driver.settle()
    driver.window.search.reading._column.verticalScrollBar().setValue(360)


def restricted(driver: Driver, _folder: Path) -> None:
    driver.window.show_place("classify")
    driver.desk.session.edit("range", lambda file: file.set_measured(0, "探测距离", "3.2 km"))
    driver.desk.session.edit("filed", lambda file: file.set(("approvals", "loi", "filed_on"), "2026-11-16"))


def steps(driver: Driver, _folder: Path) -> None:
    column = driver.window.classify.results
    column.ensureWidgetVisible(column.findChild(TimelineView), 0, 300)


def clauses(tab: int, view: str = "", position: str = "") -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, _folder: Path) -> None:
        driver.window.show_place("clauses")
        room = driver.window.clauses
        room.open_clause("LIC-05")
        room.page.show_view(view or "languages")
        if position:
            room.show_position(position)
        room.tabs.setCurrentIndex(tab)

    return reach


def logged(driver: Driver, folder: Path) -> None:
    step = NegotiationStep("LIC-05", "balanced", "counterparty", "对方律师 opposing counsel", note="换取预付款")
    driver.desk.session.edit("log", lambda file: swap(file, step))
    clauses(3)(driver, folder)


def clause_hits(driver: Driver, _folder: Path) -> None:
    driver.window.show_place("clauses")
    room = driver.window.clauses
    room.search.start()
    room.words.setText("许可证")


def own_clauses(section: int) -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, folder: Path) -> None:
        room = driver.window.clauses
        room.words.clear()
        room.search.scope.setCurrentIndex(0)
        driver.window.show_place("clauses")
        room.show_own(section)
        if section == IMPORT:
            store = driver.desk.clauses.store
            changed = replace(store.clauses["LIC-05"], title=Words("长停日", "Long stop"))
            table = folder / "clauses.docx"
            table.write_bytes(table_bytes((changed, store.clauses["LIC-02"])))
            room.own.taking.read(table)

    return reach


def outline(driver: Driver, folder: Path) -> None:
    driver.window.show_place("draft")
    driver.window.draft.open_contract(write_sample("patent-licence-zh", folder))


def written(driver: Driver, folder: Path) -> None:
    driver.desk.chooser.output = folder / "new.docx"
    driver.window.draft.produce()


def draft_way(way: str) -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, _folder: Path) -> None:
        room = driver.window.draft
        room.wish(replace(room.wishes, way=way, places={"PTY-01": 2}))
        driver.settle()
        room.list.go(room.preview.clause_row("PTY-01"))

    return reach


def earlier(driver: Driver, folder: Path) -> None:
    driver.window.draft.open_contract(folder / "new.docx")


def removal(driver: Driver, _folder: Path) -> None:
    room = driver.window.draft
    room.wish(room.wishes.taken("PTY-01"))
    driver.settle()
    room.list.go(room.preview.clause_row("PTY-01"))


def removal_of_all(driver: Driver, _folder: Path) -> None:
    driver.window.draft.all_out()


def protected(driver: Driver, folder: Path) -> None:
    room = driver.window.draft
    room.open_contract(guarded(write_sample("patent-licence-zh", folder), folder / "protected.docx", PROTECTED))


def editions(before: str, after: str, code: str) -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, _folder: Path) -> None:
        driver.window.show_place("editions")
        room = driver.window.editions
        room.choose(before, after)
        driver.settle()
        rows = [i for i in range(room.list.count()) if code in room.list.item(i).text()]
        room.list.setCurrentRow(rows[0])

    return reach


def fault(driver: Driver, _folder: Path) -> None:
    driver.window.show_place("draft")
    driver.desk.messages.tell(Message("合同.docx: is not a Word package", ERROR, details="zip magic missing"))


def packs(driver: Driver, _folder: Path) -> None:
    driver.window.data.sections.setCurrentIndex(0)
    driver.window.show_place("data")


def screening(driver: Driver, _folder: Path) -> None:
    driver.window.show_place("data")
    room = driver.window.data
    room.sections.setCurrentIndex(1)
    room.screening.names.setPlainText("Rheinmetall Italia\n莱茵金属集团\n好邻居面包房")
    room.screening.screen_typed()


def importing(driver: Driver, folder: Path) -> None:
    table = folder / "list.csv"
    table.write_text("编号,名称,控制要点\n1A002,琉璃茶壶,容量大于2升\n,,没有编号的一行\n", "utf-8")
    driver.window.data.open_import("kr")
    driver.window.show_place("data")
    form = driver.window.data.importing.form
    form.take_file(table)
    form.edition.setText("2026-01")
    form.read()


def licence_rows(driver: Driver, folder: Path) -> None:
    search("code:1C117")(driver, folder)
    driver.settle()
    place = driver.window.search
    row = next(i for i, hit in enumerate(place.model.hits) if hit.edition == "2025-10")
    place.hits.setCurrentIndex(place.model.index(row, 0))
    bar = place.reading._column.verticalScrollBar()
    driver.settle()
    bar.setValue(bar.maximum())


def data_import(driver: Driver, _folder: Path) -> None:
    driver.window.data.open_import("cn-tech")
    driver.window.show_place("data")


def section(number: int) -> Callable[[Driver, Path], None]:
    def reach(driver: Driver, _folder: Path) -> None:
        driver.window.show_place("classify")
        driver.window.classify.sections.setCurrentIndex(number)

    return reach


def datasheet(driver: Driver, folder: Path) -> None:
    sheet = folder / "datasheet.txt"
    sheet.write_text(
        "车载激光雷达。探测距离 210 m，测距精度约 2 cm，脉冲峰值功率 35 kW。\n远距型：探测距离 250 m。", "utf-8"
    )
    driver.window.classify.open_datasheet(sheet)
    driver.window.show_place("classify")
    driver.settle()
    driver.window.classify.datasheet.model.toggle(0)


def datasheet_nothing(driver: Driver, _folder: Path) -> None:
    driver.window.classify.datasheet._try(2)


def what_is_it(driver: Driver, folder: Path) -> None:
    driver.window.drops.arrive(arrival_of([folder / "paper.docx"]))


def rechecked(driver: Driver, folder: Path) -> None:
    archive = folder / "archive"
    archive.mkdir(exist_ok=True)
    driver.desk.session.file.save(archive / "a.yaml")
    (archive / "b.yaml").write_text("matter: {as_of: 2026-13-40}\n", "utf-8")
    driver.window.data.open_recheck(archive)
    driver.window.show_place("data")


STATES = MappingProxyType(
    {
        "search-empty": search(""),
        "search-results": search("激光雷达"),
        "search-limbs": limbs,
        "search-nothing": search("量子泡菜"),
        "search-card": search("BAFA"),
        "search-digest": search("1A002"),
        "search-licence-rows": licence_rows,
        "classify-datasheet-empty": section(1),
        "classify-datasheet": datasheet,
        "classify-datasheet-nothing": datasheet_nothing,
        "classify-what-is-it": what_is_it,
        "classify-open": section(0),
        "classify-restricted": restricted,
        "classify-steps": steps,
        "clauses-languages": clauses(0),
        "clauses-positions": clauses(0, "positions_both"),
        "clauses-move": clauses(0, position="counterparty"),
        "clauses-form": clauses(1),
        "clauses-conflicts": clauses(2),
        "clauses-table": logged,
        "clauses-hits": clause_hits,
        "clauses-own": own_clauses(LIST),
        "clauses-own-import": own_clauses(IMPORT),
        "clauses-own-export": own_clauses(EXPORT),
        "clauses-own-compare": own_clauses(COMPARE),
        "draft-empty": place("draft"),
        "draft-outline": outline,
        "draft-written": written,
        "draft-redline": draft_way(REDLINE),
        "draft-explained": draft_way(EXPLAINED),
        "draft-supplement": draft_way(SUPPLEMENT),
        "draft-earlier": earlier,
        "draft-removal": removal,
        "draft-removal-all": removal_of_all,
        "draft-protected": protected,
        "draft-fault": fault,
        "editions-changed": editions("2020", "2023", "086501X"),
        "editions-draft": editions("2022-draft", "2023", "233914X"),
        "editions-unknown": editions("2020", "2023", "050304J"),
        "data": packs,
        "data-screening": screening,
        "data-import": data_import,
        "data-import-preview": importing,
        "data-recheck": rechecked,
    }
)


def cut_texts(window: QWidget) -> Iterator[str]:
    """Buttons and one-line labels whose text does not fit; wrapped labels that are too low."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.width() == 0:
            continue
        if isinstance(widget, (QPushButton, QToolButton)):
            if widget.sizeHint().width() > widget.width() + 2:
                yield f"{widget.objectName()}: {widget.text()}"
        elif isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + 2:
                    yield f"{widget.objectName()}: {widget.text()[:60]}"
            elif widget.sizeHint().width() > widget.width() + 2 and not widget.property("elide"):
                yield f"{widget.objectName()}: {widget.text()[:60]}"


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("zh", "light"),
        ("en", "dark"),
        pytest.param("zh", "dark", marks=pytest.mark.full),
        pytest.param("en", "light", marks=pytest.mark.full),
    ],
)
def test_every_state_as_a_picture(start: Any, root: Path, tmp_path: Path, language: str, theme: str) -> None:
    driver = start(sample=True)
    settings = driver.desk.settings
    settings.prefer(replace(settings.preferences, language=language, theme=theme))
    driver.settle()
    folder = root / "test-artefacts" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    cut: list[str] = []
    for name, reach in STATES.items():
        driver.window.resize(*SIZES[0])
        reach(driver, tmp_path)
        driver.settle()
        for width, height in SIZES:
            driver.window.resize(width, height)
            QApplication.processEvents()
            driver.qtbot.wait(10)
            picture = driver.window.grab()
            assert picture.save(str(folder / f"{name}-{language}-{theme}-{width}x{height}.png"))
            cut += [f"{name} {width}: {text}" for text in cut_texts(driver.window)]
        driver.window.banner.withdraw()
    assert cut == []
