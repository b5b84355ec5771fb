"""The result that follows the matter: classification and clause selection, kept up to date in the background.

Values that flow: `Matter` -> `Classification` -> `Selection`, both in one run, so that no room ever shows clauses
of one state beside the result of another. A run for an older state is dropped by `Tasks`.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from catalogue.matter import Matter
from catalogue.problems import BadInput
from catalogue.results import Classification
from clause_library.model import Selection
from gui.desk import Desk
from gui.language import translate
from gui.messages import ERROR, Message

SETTLE_MS = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """One state of the matter with what follows from it."""

    matter: Matter
    classification: Classification
    selection: Selection


class LiveResult(QObject):
    """`judged` is the newest result; `outdated` is True while a newer one is being worked out."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.judged: Judged | None = None
        self.outdated = True
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._start)
        desk.session.changed.connect(self._wanted)
        desk.opened.connect(self._start_now)
        desk.library_changed.connect(self._start_now)

    def _wanted(self) -> None:
        self.outdated = True
        self._settle.start()

    def _start_now(self) -> None:
        """What newly opened lists say of the matter is wanted at once; nobody is typing."""
        self.outdated = True
        self._settle.stop()
        self._start()

    def _start(self) -> None:
        engine, clauses = self._desk.engine, self._desk.clauses
        if engine is None or clauses is None:
            return
        matter = self._desk.session.matter

        def work(_ticket: object) -> Judged:
            classification = engine.classify(matter)
            return Judged(matter, classification, clauses.select(matter, classification))

        self._desk.tasks.run("classify", translate("Live", "Classifying"), work, self._done, self._failed)

    def _done(self, judged: Judged) -> None:
        self.judged, self.outdated = judged, False
        self.changed.emit()

    def _failed(self, error: BadInput) -> None:
        self.judged, self.outdated = None, False
        template = translate("Live", "The matter cannot be judged: {problem}")
        self._desk.messages.tell(Message(template.format(problem=error), ERROR))
        self.changed.emit()
