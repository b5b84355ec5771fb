"""The door: options and the decision whether there is a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue import __version__
from gui.__main__ import has_display


def run(root: Path, tmp_path: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in hidden}
    environment |= {"CAVEAT_HOME": str(tmp_path / "caveat"), **variables}
    words = ("-m", "gui", *words)
    return subprocess.run(
        [sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_without_a_display_it_says_so_and_ends(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "display" in done.stderr


def test_version(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "--version")
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, f"caveat {__version__}", "")


def test_an_unknown_option_is_one_line(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "--colour")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_picture_of_the_window(root: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = run(root, tmp_path, "--screenshot", str(picture), QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("folder", ["/proc", "missing"])
def test_a_picture_that_cannot_be_written_is_one_line(root: Path, tmp_path: Path, folder: str) -> None:
    picture = tmp_path / folder / "x.png"
    done = run(root, tmp_path, "--screenshot", str(picture), QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(picture) in done.stderr


def test_a_picture_of_a_matter_that_is_not_there_is_one_line(root: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    words = (str(tmp_path / "nope.yaml"), "--screenshot", str(picture))
    done = run(root, tmp_path, *words, QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "nope.yaml" in done.stderr
    assert not picture.exists()


@pytest.mark.parametrize(
    ("variables", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_a_window_can_be_shown(variables: dict[str, str], platform: str, shown: bool) -> None:
    assert has_display(variables, platform) is shown
