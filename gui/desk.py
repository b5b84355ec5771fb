"""What every room of the window is given: engines, matter, tasks, messages, settings, theme.

Built once by `app.py` and passed through constructors. The engines are opened in the background, so a room must
bear their absence: `engine` is None until `opened` fires.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.messages import Messages
from gui.ports import FileChooser
from gui.session import MatterSession
from gui.settings import Settings
from gui.tasks import Tasks
from gui.theme import Theme

if TYPE_CHECKING:
    from catalogue.engine import Engine
    from clause_library.engine import ClauseEngine


class Desk(QObject):
    """The things on the desk. `opened`: the engines are there, or new ones. `theme_changed`: repaint with `theme`.

    `reopen_wanted`: packs have changed, so whoever built the engines builds them anew. `import_wanted`: the official
    publication of this list shall be imported. `screen_wanted`: this name shall be held against the party lists.
    `matter_wanted`: the matter in this file shall be opened.
    `reread_wanted`: own clauses have changed, so the clause library is read anew; `library_changed`: it was.
    `paragraph_wanted`: this paragraph of the open contract shall be shown.
    """

    opened = Signal()
    reopen_wanted = Signal()
    theme_changed = Signal()
    entry_wanted = Signal(str)
    place_wanted = Signal(str)
    paragraph_wanted = Signal(int)
    import_wanted = Signal(str)
    screen_wanted = Signal(str)
    matter_wanted = Signal(str)
    reread_wanted = Signal()
    library_changed = Signal()

    def __init__(
        self,
        settings: Settings,
        tasks: Tasks,
        messages: Messages,
        chooser: FileChooser,
        theme: Theme,
        session: MatterSession,
        today: dt.date,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = tasks
        self.messages = messages
        self.chooser = chooser
        self.theme = theme
        self.session = session
        self.today = today
        self.engine: Engine | None = None
        self.clauses: ClauseEngine | None = None

    @property
    def language(self) -> str:
        """The language of the window, "zh" or "en"."""
        return self.settings.preferences.language

    def take_engines(self, engine: Engine, clauses: ClauseEngine) -> None:
        """Puts the opened engines on the desk."""
        self.engine, self.clauses = engine, clauses
        self.opened.emit()

    def take_clauses(self, clauses: ClauseEngine) -> None:
        """Puts a clause library read anew on the desk; the control lists stay as they are."""
        self.clauses = clauses
        self.library_changed.emit()

    def take_theme(self, theme: Theme) -> None:
        """Changes the theme."""
        self.theme = theme
        self.theme_changed.emit()
