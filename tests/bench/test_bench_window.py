"""How soon the window is usable: from process start to a window with lists opened, matter judged and drawn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

LIMIT_S = 2.0
TRIES = 5


@pytest.mark.skipif(sys.platform == "win32", reason="the offscreen platform is measured on Linux and macOS")
def test_the_window_is_usable_within_two_seconds(root: Path, tmp_path: Path) -> None:
    """The best of a few starts; the first builds the caches and does not count."""
    picture = tmp_path / "window.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CAVEAT_HOME": str(tmp_path / "caveat")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "gui", "--screenshot", str(picture)]
    taken: list[float] = []
    for number in range(TRIES + 1):
        start = time.perf_counter()
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, timeout=60)
        if number:
            taken.append(time.perf_counter() - start)
        if taken and taken[-1] <= LIMIT_S:
            break
    assert min(taken) <= LIMIT_S, taken
