"""What happens to a fault of the program itself: written to a file, told in a banner, never silent.

The file holds the traceback and the version, nothing of the matter's text.
"""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from pathlib import Path
from types import TracebackType

from catalogue import __version__
from gui.language import translate
from gui.messages import ERROR, Message, Messages


class CrashKeeper:
    """Installed as `sys.excepthook` while the window lives."""

    def __init__(self, folder: Path, messages: Messages) -> None:
        self._folder = folder
        self._messages = messages

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keeps the report and tells the user where it is."""
        text = "".join(traceback.format_exception(kind, error, trace))
        now = dt.datetime.now(dt.UTC)
        path = self._folder / f"fault-{now:%Y%m%d-%H%M%S}.txt"
        sys.stderr.write(text)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(f"Caveat {__version__}\n{text}", "utf-8")
            template = translate("Crash", "Caveat made a mistake; your matter is unchanged. The report is in {path}.")
        except OSError:
            template = translate("Crash", "Caveat made a mistake; your matter is unchanged. {path} cannot be written.")
        self._messages.tell(Message(template.format(path=path), ERROR, details=text))
