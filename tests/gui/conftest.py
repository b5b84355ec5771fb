"""The window under test: offscreen, fonts from a package, engines opened once, a chooser that answers by itself."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pylopdf_fonts_zh_cn
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from catalogue.home import Home, home_from
from gui.app import Program, Start, open_engines

TODAY = dt.date(2026, 11, 21)
Opener = Callable[[Home], Any]


def pytest_configure(config: pytest.Config) -> None:
    """What the offscreen platform says of windows in general."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


@dataclass
class Answers:
    """A `FileChooser` that gives the paths it was told."""

    matter: Path | None = None
    save: Path | None = None
    contract: Path | None = None
    output: Path | None = None
    suggested: Path | None = None
    pack: Path | None = None
    key: Path | None = None
    names: Path | None = None
    publication: Path | None = None
    columns: Path | None = None
    datasheet: Path | None = None
    folder: Path | None = None

    def matter_to_open(self) -> Path | None:
        return self.matter

    def matter_to_save(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.save

    def contract_to_open(self) -> Path | None:
        return self.contract

    def table_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def log_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def pack_to_open(self) -> Path | None:
        return self.pack

    def pack_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def key_to_open(self) -> Path | None:
        return self.key

    def key_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.key

    def clause_table_to_open(self) -> Path | None:
        return self.publication

    def clause_table_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def library_to_open(self) -> Path | None:
        return self.folder

    def names_to_open(self) -> Path | None:
        return self.names

    def publication_to_open(self) -> Path | None:
        return self.publication

    def datasheet_to_open(self) -> Path | None:
        return self.datasheet

    def folder_of_matters(self) -> Path | None:
        return self.folder

    def columns_to_open(self) -> Path | None:
        return self.columns

    def sheet_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def calendar_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output

    def output_to_write(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.output


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> None:
    """The same Chinese fonts on every machine."""
    for path in sorted(Path(pylopdf_fonts_zh_cn.__file__).parent.glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


@pytest.fixture(scope="session")
def opener(tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Opens the engines once for all tests."""
    engines = open_engines(home_from({"CAVEAT_HOME": str(tmp_path_factory.mktemp("engines"))}))
    return lambda _home: engines


@pytest.fixture
def user_home(tmp_path: Path) -> Home:
    return home_from({"CAVEAT_HOME": str(tmp_path / "caveat")})


@pytest.fixture
def answers() -> Answers:
    return Answers()


class Driver:
    """The program and the few moves tests make with it."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program, self.qtbot = program, qtbot
        self.window, self.desk = program.window, program.desk

    def settle(self) -> None:
        """Waits until nothing runs and the result is up to date."""
        self.qtbot.wait(60)
        self.qtbot.waitUntil(self._quiet, timeout=60_000)
        self.qtbot.wait(20)

    def _quiet(self) -> bool:
        opened = self.desk.engine is not None
        return opened and not self.desk.tasks.busy and not self.window.live.outdated


@pytest.fixture
def start(
    qapp: QApplication, qtbot: QtBot, fonts: None, opener: Opener, user_home: Home, answers: Answers
) -> Iterator[Callable[..., Driver]]:
    """Starts the program; every started one is closed at the end."""
    started: list[Driver] = []

    def begin(**options: Any) -> Driver:
        program = Program(qapp, Start(user_home, TODAY, **options), answers, opener)
        driver = Driver(program, qtbot)
        started.append(driver)
        program.window.resize(1280, 800)
        program.run()
        driver.settle()
        return driver

    yield begin
    for driver in started:
        driver.program.close()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sample(start: Callable[..., Driver]) -> Driver:
    """The program with the sample matter on the desk."""
    return start(sample=True)
