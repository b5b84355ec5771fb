"""The composition root: builds everything once and hands it on through constructors.

The window is shown first, with an empty index of rooms that say the lists are being opened; the engines are opened
in the background and put on the desk when they are there.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from catalogue import __version__
from catalogue.home import Home
from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput
from gui.chooser import DialogChooser
from gui.crash import CrashKeeper
from gui.desk import Desk
from gui.fonts import reading_style, shows_chinese, window_font
from gui.language import Language, translate
from gui.matters import Matters, sample_matter
from gui.messages import WARNING, Message, Messages
from gui.ports import FileChooser
from gui.session import MatterSession
from gui.settings import Settings
from gui.tasks import Tasks
from gui.theme import preferred_theme, read_theme
from gui.window import MainWindow

if TYPE_CHECKING:
    from catalogue.engine import Engine
    from clause_library.engine import ClauseEngine


@dataclass(frozen=True, slots=True)
class Start:
    """How the program was started: what lies on the desk first, and where a picture of the window goes."""

    home: Home
    today: dt.date
    matter: Path | None = None
    sample: bool = False
    screenshot: Path | None = None


def open_engines(home: Home) -> tuple[Engine, ClauseEngine]:
    """Both engines, over the bundled data and the user's own. Slow parts are imported here, off the GUI thread."""
    from catalogue.engine import open_engine
    from clause_library.engine import open_clause_engine

    engine = open_engine(home).ready()
    return engine, open_clause_engine(home)


class Program:
    """The running program: application, desk, window."""

    def __init__(
        self,
        application: QApplication,
        start: Start,
        chooser: FileChooser | None = None,
        opener: Callable[[Home], tuple[Engine, ClauseEngine]] = open_engines,
    ) -> None:
        self._application, self._start, self._opener = application, start, opener
        application.setApplicationName("Caveat")
        application.setApplicationVersion(__version__)
        application.setStyle("Fusion")
        self._base_font = application.font()
        self.settings = Settings(start.home)
        self.language = Language(application)
        self.language.use(self.settings.preferences.language)
        theme = read_theme(preferred_theme(self.settings.preferences.theme))
        dialogs = DialogChooser()
        self.desk = Desk(
            self.settings,
            Tasks(),
            Messages(),
            chooser or dialogs,
            theme,
            MatterSession(MatterFile.new(start.today, language=self.settings.preferences.language)),
        )
        self._dress()
        self.matters = Matters(self.desk, start.today)
        self.window = MainWindow(self.desk, self.matters)
        dialogs.parent = self.window
        self.settings.changed.connect(self._preferences_changed)
        self.settings.not_kept.connect(self._not_kept)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._preferences_changed())
        self.keeper = CrashKeeper(start.home.state, self.desk.messages)

    def run(self) -> None:
        """Shows the window, puts a matter on the desk and starts opening the engines."""
        self.window.show()
        self._first_matter()
        self._warn()
        home, opener = self._start.home, self._opener
        self.desk.tasks.run(
            "open",
            translate("Window", "Opening the control lists"),
            lambda _ticket: opener(home),
            lambda engines: self.desk.take_engines(*engines),
            self.desk.messages.bad_input,
        )
        if self._start.screenshot:
            self.desk.opened.connect(lambda: QTimer.singleShot(0, self._picture_when_quiet))

    def close(self) -> None:
        """Closes the window, which keeps its state and unsaved edits, and leaves the application as it was."""
        self.window.close()
        self.window.deleteLater()
        self.language.leave()

    def _first_matter(self) -> None:
        try:
            if self._start.matter:
                self.desk.session.start(MatterFile.open(self._start.matter))
            elif self._start.sample:
                self.desk.session.start(sample_matter())
            elif not self.matters.restore() and self.settings.window.matter:
                last = Path(self.settings.window.matter)
                if last.exists():
                    self.desk.session.start(MatterFile.open(last))
        except BadInput as error:
            self.desk.messages.bad_input(error)

    def _warn(self) -> None:
        if not shows_chinese(self._application.font()):
            self.desk.messages.tell(
                Message(
                    "No font for Chinese is installed. Install fonts-noto-cjk or fonts-wqy-microhei, then start again.",
                    WARNING,
                )
            )
        for path in self.settings.unreadable:
            text = translate("Window", "{path} cannot be read and was not used.")
            self.desk.messages.tell(Message(text.format(path=path), WARNING))

    def _not_kept(self, path: Path) -> None:
        text = translate("Window", "{path} cannot be written; this choice lasts until the window closes.")
        self.desk.messages.tell(Message(text.format(path=path), WARNING))

    def _dress(self) -> None:
        preferences = self.settings.preferences
        self._application.setFont(window_font(self._base_font, preferences.text_size))
        self._application.setPalette(self.desk.theme.palette())
        self._application.setStyleSheet(self.desk.theme.style_sheet() + reading_style(preferences.serif))

    def _preferences_changed(self) -> None:
        self.language.use(self.settings.preferences.language)
        self.desk.take_theme(read_theme(preferred_theme(self.settings.preferences.theme)))
        self._dress()

    def _picture_when_quiet(self) -> None:
        """Writes the picture once nothing runs any more, and ends the program."""
        if self.desk.tasks.busy or self.window.live.outdated:
            QTimer.singleShot(50, self._picture_when_quiet)
            return
        target = self._start.screenshot
        saved = target is not None and self.window.grab().save(str(target))
        self.window.close()
        self._application.exit(0 if saved else 2)


def _qt_says(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's own messages go to standard error, except what the offscreen platform says of windows in general."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"Qt: {text}\n")


def run(start: Start, words: list[str]) -> int:
    """Runs the program until its window closes; its exit status."""
    qInstallMessageHandler(_qt_says)
    application = QApplication(words)
    program = Program(application, start)
    sys.excepthook = program.keeper
    program.run()
    return application.exec()
