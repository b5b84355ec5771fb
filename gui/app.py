"""The composition root: builds everything once and hands it on through constructors.

The window is shown first, with an empty index of rooms that say the lists are being opened; the engines are opened
in the background and put on the desk when they are there.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QImageWriter
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
from gui.messages import ERROR, WARNING, Message, Messages
from gui.ports import FileChooser
from gui.recovery import Recovery
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


PREPARE_AFTER_S = 3.0
"""The index waits until the window is drawn and the matter judged; who searches sooner opens it then."""


def open_engines(home: Home) -> tuple[Engine, ClauseEngine]:
    """Both engines, over the bundled data and the user's own. Slow parts are imported here, off the GUI thread."""
    from catalogue.engine import open_engine
    from clause_library.engine import open_clause_engine

    engine = open_engine(home)
    later = threading.Timer(PREPARE_AFTER_S, engine.ready)
    later.daemon = True
    later.start()
    return engine, open_clause_engine(home)


def read_clauses(home: Home) -> ClauseEngine:
    """The clause library with the user's own clauses as they are now."""
    from clause_library.engine import open_clause_engine

    return open_clause_engine(home)


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
            start.today,
        )
        self._dress()
        self.matters = Matters(self.desk, start.today, Recovery(start.home.state))
        self.window = MainWindow(self.desk, self.matters)
        dialogs.parent = self.window
        self.settings.changed.connect(self._preferences_changed)
        self.settings.not_kept.connect(self._not_kept)
        self.desk.reopen_wanted.connect(self._reopen)
        self.desk.reread_wanted.connect(self._reread_clauses)
        self.desk.opened.connect(_spare_the_collector, Qt.ConnectionType.SingleShotConnection)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._preferences_changed())
        self.refused: BadInput | None = None
        self.keeper = CrashKeeper(start.home.state, self.desk.messages)

    def run(self) -> None:
        """Shows the window, puts a matter on the desk and starts opening the engines."""
        self.window.show()
        self._warn()
        self._first_matter()
        self._open_engines()
        if self._start.screenshot:
            self.desk.opened.connect(lambda: QTimer.singleShot(0, self._picture_when_quiet))

    def _reopen(self) -> None:
        """After packs were installed: until the new engines are there, the old ones answer, then they may go."""
        gc.unfreeze()
        self._open_engines()

    def _open_engines(self) -> None:
        home, opener = self._start.home, self._opener
        self.desk.tasks.run(
            "open",
            translate("Window", "Opening the control lists"),
            lambda _ticket: opener(home),
            lambda engines: self.desk.take_engines(*engines),
            self._not_opened,
        )

    def _reread_clauses(self) -> None:
        """After own clauses were written: the clause library alone is read anew."""
        home = self._start.home
        self.desk.tasks.run(
            "reread",
            translate("Window", "Reading the clauses anew"),
            lambda _ticket: read_clauses(home),
            self.desk.take_clauses,
            self.desk.messages.bad_input,
        )

    def _not_opened(self, problem: BadInput) -> None:
        gc.enable()
        self.desk.messages.bad_input(problem)

    def close(self) -> None:
        """Closes the window, which keeps its state and unsaved edits, and leaves the application as it was."""
        self.window.close()
        self.window.deleteLater()
        self.language.leave()

    def _first_matter(self) -> None:
        """What was asked for lies on the desk; else the newest kept edits, else the matter of the last time."""
        named = self._start.matter or self._start.sample
        self._put(self._named_matter)
        said = self.matters.take_over(onto_desk=not named)
        if not named and not self.desk.session.unsaved:
            self._put(self._last_matter)
        if said and self.refused:
            said = replace(said, text=f"{self.refused.in_language(self.desk.language)}\n{said.text}", tone=ERROR)
        if said:
            self.desk.messages.tell(said)
        elif self.refused:
            self.desk.messages.bad_input(self.refused)

    def _put(self, find: Callable[[], MatterFile | None]) -> None:
        try:
            file = find()
        except BadInput as error:
            self.refused = error
            return
        if file is not None:
            self.desk.session.start(file)

    def _named_matter(self) -> MatterFile | None:
        if self._start.matter:
            return MatterFile.open(self._start.matter)
        return sample_matter() if self._start.sample else None

    def _last_matter(self) -> MatterFile | None:
        last = self.settings.window.matter
        return MatterFile.open(Path(last)) if last and Path(last).exists() else None

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
            QTimer.singleShot(10, self._picture_when_quiet)
            return
        status = 0 if self._start.screenshot is None else _write_picture(self.window, self._start.screenshot)
        self.window.close()
        self._application.exit(status)


def _spare_the_collector() -> None:
    """The lists stay as long as the window does, so looking for waste need not walk through them at every turn."""
    gc.freeze()
    gc.enable()


def _write_picture(window: MainWindow, target: Path) -> int:
    """The exit status: 2, with one line on standard error, where the picture cannot be written."""
    writer = QImageWriter(str(target))
    if writer.write(window.grab().toImage()):
        return 0
    _complain(
        BadInput.because(
            f"the picture cannot be written ({writer.errorString()})",
            file=target,
            hint="name a .png file in a folder that is there and may be written",
        )
    )
    return 2


def _complain(error: BadInput) -> None:
    sys.stderr.write(f"caveat: {error}\n")


def _qt_says(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's own messages go to standard error, except what the offscreen platform says of windows in general."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"Qt: {text}\n")


def run(start: Start, words: list[str]) -> int:
    """Runs the program until its window closes; its exit status."""
    qInstallMessageHandler(_qt_says)
    gc.disable()  # until the lists are open: what is built at the start stays, and walking it takes a tenth of the time
    application = QApplication(words)
    program = Program(application, start)
    sys.excepthook = program.keeper
    program.run()
    if start.screenshot and program.refused:
        _complain(program.refused)
        program.close()
        return 2
    return application.exec()
