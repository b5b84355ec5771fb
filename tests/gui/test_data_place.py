"""数据: packs installed, exported and checked; names screened; every refusal with the choice that lifts it."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from catalogue.packs import bundled_packs
from catalogue.stick.archives import archive_bytes, read_archive
from catalogue.stick.exporting import export, save
from catalogue.stick.manifests import Manifest, Version, files_of
from catalogue.stick.signatures import fingerprint
from catalogue.stick.trust import make_key
from gui.app import open_engines
from gui.messages import Message
from gui.places.data import DataPlace

Driver = Any
DAY = dt.date(2026, 11, 21)
CARD = """\
id: mine
title: {zh: 自编清单, en: our own list}
kind: control-list
jurisdiction: XX
source: written for this test
editions: ["2026-01", "2026-02"]
"""
EDITION = """\
id: "{0}"
title: {{zh: 第一版, en: first edition}}
instrument: our own
status: in_force
effective: {0}-01
as_of: 2026-11-21
sources: [written for this test]
entries:
  - {{id: mine.teapot, code: 1A002, title: {{zh: 琉璃茶壶, en: teapot}}, checked: unchecked, source: our own words}}
"""


@pytest.fixture
def room(sample: Driver) -> DataPlace:
    sample.window.show_place("data")
    sample.settle()
    return sample.window.data


def pack(folder: Path, driver: Driver, catalogue: str = "de", key: Path | None = None) -> Path:
    """An archive of a bundled pack."""
    path = folder / f"{catalogue}.zip"
    save(export(catalogue, driver.desk.settings.home, bundled_packs(), on=DAY, key=key), path, overwrite=True)
    return path


def banner(driver: Driver) -> Message:
    message = driver.window.banner.message
    assert message is not None
    return message


def press(driver: Driver) -> None:
    driver.qtbot.mouseClick(driver.window.banner.findChild(QPushButton, "bannerAction"), Qt.MouseButton.LeftButton)
    driver.settle()


def test_an_unsigned_pack_is_installed_after_a_plain_warning_and_applies_at_once(
    sample: Driver, room: DataPlace, tmp_path: Path
) -> None:
    opened: list[int] = []
    sample.desk.opened.connect(lambda: opened.append(1))
    sample.desk.chooser.pack = pack(tmp_path, sample)
    room.actions_row.install()
    sample.settle()
    packs = sample.desk.settings.home.packs
    assert (banner(sample).tone, "没有签名" in banner(sample).text) == ("warning", True)
    assert "--" not in banner(sample).text
    assert not (packs / "de").exists()
    press(sample)
    assert (packs / "de" / "pack.yaml").exists()
    assert "已安装 de" in banner(sample).text
    assert opened == [1]
    room.actions_row.install()
    sample.settle()
    press(sample)
    assert "未作改动" in banner(sample).text
    assert opened == [1]


def test_every_room_answers_from_the_installed_pack_without_a_restart(
    sample: Driver, room: DataPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An own catalogue arrives on a stick: it is searched, listed and compared as soon as it is installed."""
    monkeypatch.setattr(sample.program, "_opener", open_engines)
    contents = {"pack.yaml": CARD.encode(), **{f"{n}.yaml": EDITION.format(n).encode() for n in ("2026-01", "2026-02")}}
    manifest = Manifest("mine", "自编清单", Version(DAY, 1), DAY, "0.1.0", files_of(contents))
    path = tmp_path / "mine.zip"
    path.write_bytes(archive_bytes(manifest.to_bytes(), contents, None))
    room.actions_row.install_from(path)
    sample.settle()
    press(sample)
    sample.qtbot.waitUntil(lambda: "mine" in sample.desk.engine.library.catalogues, timeout=60_000)
    sample.settle()
    assert ("自编清单", "2026-02") in {
        (room.model.index(r, 0).data(), room.model.index(r, 1).data()) for r in range(room.model.rowCount())
    }
    sample.window.show_place("search")
    sample.window.search.query.setText("琉璃茶壶")
    sample.settle()
    assert sample.window.search.model.hits[0].code == "1A002"
    sample.window.show_place("editions")
    editions = sample.window.editions
    assert editions.before.currentData() == "2023"
    assert editions.catalogue.findData("mine") >= 0
    assert editions.found.catalogue is sample.desk.engine.library.catalogues["cn-tech"]


def test_leave_is_given_to_the_archive_that_was_shown(sample: Driver, room: DataPlace, tmp_path: Path) -> None:
    """The file on the stick is exchanged between the question and the answer."""
    _, key = make_key(tmp_path / "a.pem")
    make_key(tmp_path / "b.pem")
    path = pack(tmp_path, sample, key=tmp_path / "a.pem")
    shown = read_archive(path)
    room.actions_row.install_from(path)
    sample.settle()
    assert fingerprint(key) in banner(sample).text
    assert not sample.desk.settings.home.trust.exists()
    pack(tmp_path, sample, key=tmp_path / "b.pem")
    press(sample)
    folder = sample.desk.settings.home.packs / "de"
    assert shown.signature is not None
    assert (folder / "caveat-pack.sig").read_bytes() == shown.signature.to_bytes()
    assert len(list(sample.desk.settings.home.trust.iterdir())) == 1


def test_what_nobody_may_allow_comes_without_a_choice(sample: Driver, room: DataPlace, tmp_path: Path) -> None:
    path = pack(tmp_path, sample)
    path.write_bytes(path.read_bytes()[:-20])
    room.actions_row.install_from(path)
    sample.settle()
    assert (banner(sample).tone, banner(sample).action) == ("error", None)
    sample.desk.chooser.pack = None
    room.actions_row.install()
    assert not sample.desk.tasks.busy


def test_an_own_pack_is_replaced_only_when_told(sample: Driver, room: DataPlace, tmp_path: Path) -> None:
    path = pack(tmp_path, sample)
    own = sample.desk.settings.home.packs / "de"
    own.mkdir(parents=True)
    (own / "note.md").write_text("mine", "utf-8")
    room.actions_row.install_from(path)
    sample.settle()
    press(sample)
    assert "自制" in banner(sample).text
    assert (own / "note.md").exists()
    press(sample)
    assert not (own / "note.md").exists()


def test_the_chosen_pack_is_exported_with_and_without_a_signature(
    sample: Driver, room: DataPlace, tmp_path: Path
) -> None:
    chooser = sample.desk.chooser
    chooser.key = tmp_path / "Office"
    room.actions_row.new_key()
    assert "Office.pem" in banner(sample).text
    room.actions_row.new_key()
    assert banner(sample).tone == "error"
    chooser.key, chooser.output = tmp_path / "Office.pem", tmp_path / "out"
    room.table.selectRow(next(r for r, (c, _) in enumerate(room.model.rows) if c.id == "jp"))
    room.actions_row.export()
    sample.settle()
    assert chooser.suggested == Path("jp.zip")
    assert "未签名" in banner(sample).text
    assert read_archive(tmp_path / "out.zip").signature is None
    chooser.output = tmp_path / "out.zip"
    room.actions_row.export_signed()
    sample.settle()
    signed = read_archive(tmp_path / "out.zip").signature
    assert signed is not None
    assert fingerprint(signed.key) in banner(sample).text


def test_the_check_lists_what_is_wrong(sample: Driver, room: DataPlace, tmp_path: Path) -> None:
    home = sample.desk.settings.home
    (home.packs / "mine").mkdir(parents=True)
    (home.packs / "mine" / "pack.yaml").write_text("id: yours\n", "utf-8")
    room.actions_row.check()
    sample.qtbot.waitUntil(lambda: not sample.desk.tasks.busy, timeout=60_000)
    sample.settle()
    assert banner(sample).tone == "warning"
    assert "mine/pack.yaml:1" in banner(sample).details


def test_lists_of_names_stand_among_the_packs_with_what_they_hold(sample: Driver, room: DataPlace) -> None:
    rows = {(c.id, e.id): n for n, (c, e) in enumerate(room.model.rows)}
    row = rows["jp-parties", "2025-09-29"]
    assert room.model.index(row, 3).data() == "835 / 835"
    room.table.selectRow(row)
    assert room.actions_row.catalogue == "jp-parties"
    told = [one.text() for one in room._details.findChildren(QLabel)]
    assert "数据包：程序自带" in told


def ask(driver: Driver, room: DataPlace, *names: str) -> list[tuple[str, ...]]:
    room.sections.setCurrentIndex(1)
    room.screening.names.setPlainText("\n".join(names))
    room.screening.screen_typed()
    driver.settle()
    model = room.screening.model
    return [tuple(model.index(r, c).data() for c in range(model.columnCount())) for r in range(model.rowCount())]


def test_typed_names_are_screened_and_a_miss_is_said(sample: Driver, room: DataPlace) -> None:
    rows = ask(sample, room, "莱茵金属集团", "", "  好邻居 面包房 ", "Co., Ltd.")
    assert [r[0] for r in rows] == ["莱茵金属集团", "好邻居 面包房", "Co., Ltd."]
    assert rows[0][1] == "0.99"
    assert "Rheinmetall" in rows[0][2]
    assert [r[2] for r in rows[1:]] == ["没有命中", "没有可比对的内容"]
    assert rows[0][6]
    assert room.screening.hit.text().startswith(rows[0][6])
    assert "没有命中不等于可以交易" in room.screening._clearance.text()
    assert "835/835" in room.screening._held.text()
    sample.window.switch_language()
    sample.settle()
    assert room.screening.model.index(1, 2).data() == "no hit"
    assert "no clearance" in room.screening._clearance.text()


def test_a_list_that_nobody_imported_is_one_press_from_its_import(sample: Driver, room: DataPlace) -> None:
    ask(sample, room, "莱茵金属集团")
    assert "未导入，未对照：" in room.screening._held.text()
    assert "python" not in room.screening._held.text()
    room.findChild(QPushButton, "importMissing").click()
    sample.settle()
    assert room.sections.currentWidget() is room.importing
    assert room.importing.form.catalogue == "us-parties"


def test_nothing_and_too_much_are_told(sample: Driver, room: DataPlace) -> None:
    assert ask(sample, room, " ", "") == []
    assert "没有待筛查的名称" in banner(sample).text
    assert ask(sample, room, "a", "b" * 500) == []
    assert "第2行" in banner(sample).text


def test_a_list_is_screened_and_the_result_saved(sample: Driver, room: DataPlace, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("名称,国别\n莱茵金属集团,DE\n好邻居面包房,CN\n", "gb18030")
    sample.desk.chooser.names = names
    room.screening.open_list()
    sample.settle()
    assert "GB18030" in banner(sample).action_text
    press(sample)
    assert len(room.screening.model.rows) == 2
    sample.desk.chooser.output = tmp_path / "result"
    room.screening.save()
    sample.settle()
    assert zipfile.is_zipfile(tmp_path / "result.xlsx")
    assert "result.xlsx" in banner(sample).text
    room.screening.save()
    sample.settle()
    assert banner(sample).tone == "error"
    sample.desk.chooser.output = tmp_path / "result.xlsx"
    room.screening.save()
    sample.settle()
    assert banner(sample).tone == "note"
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    room.screening.screen_file(tmp_path / "bad.csv")
    sample.settle()
    assert banner(sample).tone == "error"


def test_a_cancelled_screening_leaves_the_result_before(sample: Driver, room: DataPlace) -> None:
    before = ask(sample, room, "莱茵金属集团")
    room.screening.names.setPlainText("\n".join(f"Firm {n} of Springfield" for n in range(4000)))
    room.screening.screen_typed()
    assert sample.desk.tasks.busy
    sample.desk.tasks.cancel("screen")
    sample.settle()
    assert room.screening.model.rowCount() == len(before)


def test_everything_is_reached_by_keyboard_and_has_a_name(sample: Driver, room: DataPlace) -> None:
    bar = room.sections.tabBar()
    bar.setFocus()
    sample.qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert room.sections.currentIndex() == 1
    sample.window.show_place("data")
    assert room.screening.names.hasFocus()
    sample.qtbot.keyClick(room.screening.names, Qt.Key.Key_Tab)
    assert not room.screening.names.hasFocus()
    for widget in (room.screening.names, room.screening.table, room.table, bar):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    for made in room.findChildren(QPushButton):
        assert made.text()
        assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
