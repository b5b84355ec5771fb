"""Freezing the result of the matter on the desk, and what a matter holds frozen. No widgets.

Values that flow: the judged state + a name -> the frozen block, made in the background (a digest of every list takes a
while) -> one edit of the matter, which can be undone. The hard problem is time: what is signed must be what was on the
screen, so the block is put into the matter only where the matter is still the one that was judged. Rejected: freezing
into the file at once, as the command line does; the window writes a matter when it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from catalogue import __version__
from catalogue.freeze import frozen_block
from catalogue.matter import Matter
from catalogue.problems import BadInput
from catalogue.reports.table import clean
from catalogue.results import Classification
from catalogue.telling.telllaw import change_text
from gui.desk import Desk
from gui.language import translate
from gui.live import LiveResult
from gui.messages import WARNING, Message

KEY = "freeze"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a matter holds frozen: by whom, when, the outcomes, and how much of the lists it rests on."""

    by: str
    on: str
    prc: str
    overall: str
    findings: int
    editions: int


def frozen_of(matter: Matter) -> Frozen | None:
    """What is frozen, None where nothing is."""
    block = matter.frozen
    if not block:
        return None
    result = block.get("result")
    held: Mapping[str, object] = result if isinstance(result, Mapping) else {}
    findings, data = held.get("findings"), block.get("data")
    return Frozen(
        str(block.get("by") or "–"),
        str(block.get("on") or "–"),
        str(held.get("prc") or ""),
        str(held.get("overall") or ""),
        len(findings) if isinstance(findings, Mapping) else 0,
        len(data) if isinstance(data, list | tuple) else 0,
    )


def changes_told(result: Classification | None, language: str) -> tuple[str, ...]:
    """What changed since the result was frozen, in the words of the command line; none where nothing did."""
    changed = (result.changed or ()) if result else ()
    return tuple(change_text(change, language) for change in changed)


class Freezing(QObject):
    """Freezes. `live` holds the state on the screen."""

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__(desk)
        self._desk, self._live = desk, live

    @property
    def ready(self) -> bool:
        """Whether the result on the screen is that of the matter on the desk."""
        judged = self._live.judged
        return judged is not None and not self._live.outdated and self._desk.engine is not None

    def freeze(self, by: str, done: Callable[[], None]) -> None:
        """Freezes the result on the screen in this name; `done` once it stands in the matter."""
        judged, engine, today = self._live.judged, self._desk.engine, self._desk.today
        if judged is None or engine is None or not self.ready:
            text = translate("Freeze", "The result is still being worked out; try again in a moment.")
            self._desk.messages.tell(Message(text, WARNING))
            return
        name, program = clean(by).strip(), f"caveat {__version__}"

        def work(_ticket: object) -> dict[str, object]:
            return frozen_block(judged.classification, engine.library, by=name, on=today, program=program)

        def landed(block: dict[str, object]) -> None:
            if self._desk.session.matter != judged.matter:
                text = translate("Freeze", "The matter was edited meanwhile; nothing was frozen. Freeze it again.")
                self._desk.messages.tell(Message(text, WARNING))
                return
            self._put(block)
            done()

        self._desk.tasks.run(KEY, translate("Freeze", "Freezing the result"), work, landed, self._failed)

    def _put(self, block: dict[str, object]) -> None:
        try:
            title = translate("Freeze", "Freeze the result")
            self._desk.session.edit(title, lambda file: file.set(("frozen",), block))  # pyright: ignore[reportArgumentType]
        except BadInput as error:
            self._failed(error)

    def _failed(self, error: BadInput) -> None:
        self._desk.messages.bad_input(error)
