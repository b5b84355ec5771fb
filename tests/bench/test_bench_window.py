"""How soon the window is usable: from process start to a window with lists opened, matter judged and drawn.

The rival of the same run is the least a Qt program can do: an empty window, shown, drawn and closed. Two seconds are
the goal where the empty window takes 0.13; on a machine that is slow at the moment the same multiple of it counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIMIT_S, RATIO = 2.0, 15.0
TRIES = 5

EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: (window.grab().save(sys.argv[1]), application.quit()))
application.exec()
"""


def seconds(command: list[str], root: Path, home: Path) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CAVEAT_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start


@pytest.mark.skipif(sys.platform == "win32", reason="the offscreen platform is measured on Linux and macOS")
def test_the_window_is_usable_within_two_seconds(root: Path, tmp_path: Path) -> None:
    """The best of a few starts; the first builds the caches and does not count."""
    picture, home = str(tmp_path / "window.png"), tmp_path / "caveat"
    ours, empty = [sys.executable, "-m", "gui", "--screenshot", picture], [sys.executable, "-c", EMPTY_WINDOW, picture]
    seconds(ours, root, home)
    seconds(empty, root, home)
    taken: list[tuple[float, float]] = []
    for _ in range(TRIES):
        taken.append((seconds(ours, root, home), seconds(empty, root, home)))
        if min(one for one, _ in taken) <= LIMIT_S:
            return
    assert any(one <= RATIO * other for one, other in taken), taken
