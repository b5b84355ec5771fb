"""The private Python environment `.venv`: made whole or not at all, and recognised in a moment when it is there.

The hard problem: a set-up that stops half-way must not look finished. So a stamp with the hash of what was
asked for is written last; an environment in the making carries a mark; whatever fails removes what it made and
puts back what was there before. Standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEEDED_BYTES = 1_500_000_000
STAMP = "caveat-environment"
MAKING = "caveat-making"


class SetUpError(Exception):
    """Set-up cannot go on; the text is one line that says what to do."""


def check_python() -> None:
    """Raises SetUpError for a Python that is too old."""
    if sys.version_info < OLDEST:
        have = ".".join(str(n) for n in sys.version_info[:3])
        raise SetUpError(
            "Caveat needs Python 3.11 or newer and this is Python " + have + ": install a newer one and start with it"
        )


class Environment:
    """The environment of one checkout for one set of constraints files."""

    def __init__(self, root: Path, constraints: list) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.constraints = constraints

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def site_packages(self) -> Path:
        """Where its libraries are."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        return self.folder / "lib" / "python{}.{}".format(*sys.version_info[:2]) / "site-packages"

    def wanted(self) -> str:
        """Hash of the Python version and of every constraints file asked for, one line each."""
        lines = ["{}.{}".format(*sys.version_info[:2])]
        lines += [hashlib.sha256(path.read_bytes()).hexdigest() for path in self.constraints]
        return "\n".join(lines) + "\n"

    def is_ready(self) -> bool:
        """True when the environment holds at least what is asked for."""
        stamp = self.folder / STAMP
        if not stamp.exists() or not self.python.exists():
            return False
        have = stamp.read_text(encoding="ascii").split()
        return all(line in have for line in self.wanted().split())

    def make(self, say) -> None:
        """Makes the environment. On failure nothing of it stays and the one before is put back."""
        before = self._set_aside()
        try:
            self._check_space()
            self._create(say)
            self._install(say)
            (self.site_packages / "caveat.pth").write_text(str(self.root) + "\n", encoding="utf-8")
            (self.folder / STAMP).write_text(self.wanted(), encoding="ascii")
            (self.folder / MAKING).unlink()
        except BaseException:
            self._remove(self.folder)
            if before is not None:
                before.rename(self.folder)
            raise
        if before is not None:
            self._remove(before)

    def _set_aside(self):
        """The earlier environment under another name, None when there is none worth keeping."""
        if not self.folder.exists():
            return None
        if (self.folder / MAKING).exists():
            self._remove(self.folder)
            return None
        if not (self.folder / STAMP).exists():
            raise SetUpError(str(self.folder) + " was not made by Caveat: move it away, then start again")
        before = self.folder.with_name(".venv.before")
        self._remove(before)
        self.folder.rename(before)
        return before

    def _check_space(self) -> None:
        free, needed = shutil.disk_usage(self.root).free / 1e9, NEEDED_BYTES / 1e9
        if free < needed:
            raise SetUpError(
                f"the disk has {free:.1f} GB left and the set-up needs {needed:.1f} GB: free some space first"
            )

    def _create(self, say) -> None:
        say("making the environment in " + str(self.folder))
        self.folder.mkdir()
        (self.folder / MAKING).write_text("", encoding="ascii")
        done = _run([sys.executable, "-m", "venv", str(self.folder)])
        if done.returncode:
            raise SetUpError(_reason(done.stdout, "the environment could not be made"))

    def _install(self, say) -> None:
        for path in self.constraints:
            say("installing the libraries of packaging/" + path.name + " (needs the network once)")
            command = [str(self.python), "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-input"]
            command += ["--only-binary", ":all:", "--retries", "2", "--disable-pip-version-check", "-r", str(path)]
            done = _run(command)
            if done.returncode:
                raise SetUpError(_reason(done.stdout, "the libraries could not be installed"))

    def _remove(self, folder: Path) -> None:
        if folder.exists():
            shutil.rmtree(folder)


def _run(command: list):
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME")}
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=clean,
        check=False,
    )


KNOWN_REASONS = (
    (
        ("do not match the hashes", "hashes are required"),
        "a downloaded library does not match its recorded hash: do not use this network; try another one, "
        "and report it if it happens again",
    ),
    (("no space left on device", "errno 28"), "the disk is full: free some space, then start again"),
    (
        ("ensurepip is not", "no module named ensurepip", "no module named venv"),
        "this Python cannot make environments: install its venv package "
        "(Debian and Ubuntu: apt-get install python3-venv), then start again",
    ),
    (
        ("could not find a version", "no matching distribution", "connection", "temporary failure in name resolution"),
        "the libraries could not be fetched and none are cached: connect this machine to the network once, "
        "then start again",
    ),
    (("permission denied", "errno 13"), "this folder cannot be written: start from a copy in a folder of your own"),
)


def _reason(output: str, otherwise: str) -> str:
    """One line for people out of a tool's output."""
    lowered = output.lower()
    for words, line in KNOWN_REASONS:
        if any(word in lowered for word in words):
            return line
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()] or lines
    return otherwise + (": " + errors[-1] if errors else "")
