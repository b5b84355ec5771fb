"""Runs the built program as a user's machine would, without network where the system lets us, and looks at it.

Version, search, the sample journey in the terminal with its .docx, the window offscreen with a screenshot.
Any line on standard error that is not expected fails the test.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "dist" / "caveat" / ("caveat.exe" if os.name == "nt" else "caveat")
EXPECTED_ON_STDERR = ("This plugin does not support propagateSizeHints()",)
TIMEOUT = 120


class Failed(Exception):
    """One line: what the built program did wrong."""


def run(words: list, home: Path) -> str:
    """Standard output of the program. Raises Failed on a wrong exit status or an unexpected line."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    variables.update(CAVEAT_HOME=str(home), QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8")
    done = subprocess.run(
        [*_without_network(), str(PROGRAM), *words],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    odd = [line for line in done.stderr.splitlines() if not any(known in line for known in EXPECTED_ON_STDERR)]
    if done.returncode or odd:
        raise Failed(f"caveat {' '.join(words)}: exit {done.returncode}, {odd[:3] or 'nothing'} on standard error")
    return done.stdout


def _without_network() -> list:
    """`unshare -n` where it is there and allowed: a namespace that has no network interface."""
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode:
        return []
    return [unshare, "-n"]


def check(said: bool, what: str) -> None:
    """Prints what holds; raises Failed for what does not."""
    if not said:
        raise Failed(what + ": no")
    print("caveat: " + what)


def main() -> int:
    """0 when everything holds, 1 with one line otherwise."""
    if not PROGRAM.exists():
        print(f"caveat: {PROGRAM} is not there: run packaging/build.py first", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        try:
            _walk(Path(folder))
        except (Failed, subprocess.TimeoutExpired, OSError, ValueError) as error:
            print(f"caveat: {error}", file=sys.stderr)
            return 1
    return 0


def _walk(folder: Path) -> None:
    home = folder / "home"
    check(run(["--version"], home).startswith("caveat "), "the built program says its version")
    answer = json.loads(run(["catalogue", "search", "激光雷达", "--json"], home))
    check(answer["hits"][0]["code"] == "233914X", "searching 激光雷达 finds 233914X first")
    output = folder / "journey.docx"
    run(["clause_library", "journey", "--output", str(output)], home)
    with zipfile.ZipFile(output) as package:
        check(package.testzip() is None, "the sample journey writes a sound .docx")
        text = package.read("word/document.xml").decode("utf-8")
    check("_Caveat_" in text, "the .docx holds the inserted clauses")
    picture = folder / "window.png"
    run(["--screenshot", str(picture)], home)
    check(picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 10_000, "the window shows itself")


if __name__ == "__main__":
    sys.exit(main())
