"""The catalogue's command as a process: help, homes that cannot be written, encodings, pipes, full disks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from catalogue_desk import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("words", [("--help",), ("search", "--help"), ("measure", "-h")])
def test_help_goes_to_the_output(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.ask(*words)
    assert (answer.status, answer.err) == (0, "")
    assert "usage:" in answer.out


@pytest.mark.parametrize(
    "words", [(), ("nope",), ("packs", "extra"), ("search",), ("search", "a", "--lang", "fr"), ("measure",)]
)
def test_a_wrong_command_is_one_line(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk.ask(*words)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("name", ["a file", "below a file", "nowhere that can be made"])
def test_a_home_that_cannot_be_written_still_answers(tmp_path: Path, name: str) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    homes = {"a file": blocked, "below a file": blocked / "home", "nowhere that can be made": Path("/proc/caveat")}
    if name.startswith("nowhere") and not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    assert Desk(homes[name]).codes("激光雷达")[0] == "233914X"
    assert blocked.read_text() == "x"


def test_a_read_only_home_still_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    assert Desk(home).codes("激光雷达")[0] == "233914X"
    home.chmod(0o755)


def run(root: Path, home: Path, *words: str | bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "CAVEAT_HOME": str(home), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "catalogue", *words]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, timeout=60, **more)


def test_the_process_speaks_utf8_under_any_locale(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "search", "激光雷达", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["hits"][0]["code"] == "233914X"


def test_the_process_ends_with_one_line_for_a_missing_file(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "classify", str(tmp_path / "没有.yaml"))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode("utf-8").count("\n") == 1
    assert "没有.yaml" in done.stderr.decode("utf-8")


def test_bytes_that_are_no_text_are_answered_in_json(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, "search", "--json", "激光".encode() + b"\xff")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["query"].startswith("激光")


def test_a_full_disk_is_one_line(root: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    environment = {**os.environ, "CAVEAT_HOME": str(tmp_path)}
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "catalogue", "packs"]
        done = subprocess.run(
            command, cwd=root, env=environment, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").count("\n") == 1


def test_a_reader_that_leaves_early_is_no_fault(root: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "CAVEAT_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "catalogue", "search", "技术", "--edition", "all", "--limit", "500", "--json"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) in (0, 1)
