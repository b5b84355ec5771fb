"""Opens a local file or folder with the program the system has for it. Never an address of the network."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from catalogue.problems import BadInput
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message


def open_local(desk: Desk, path: Path) -> None:
    """Opens `path`; says so in a banner where it is gone or nothing opens it."""
    if not path.exists():
        desk.messages.bad_input(BadInput.because("the file is no longer there", file=path, zh="文件已不在原处"))
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        text = translate("Draft", "No program opens {path} here.")
        desk.messages.tell(Message(text.format(path=path), WARNING))
