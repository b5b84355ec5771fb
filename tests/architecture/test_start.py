"""Set-up: what it makes, what it refuses, and that a failed set-up leaves nothing half-made behind."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest


@pytest.fixture
def scripts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Imports a script of packaging/ the way start.py does."""
    monkeypatch.syspath_prepend(str(root / "packaging"))

    def load(name: str) -> ModuleType:
        sys.modules.pop(name, None)
        module = __import__(name)
        monkeypatch.setitem(sys.modules, name, module)
        return module

    return load


def wheel(folder: Path, name: str) -> tuple[Path, str]:
    """A tiny wheel made here, and its sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-1.0-py3-none-any.whl"
    files = {
        f"{name}.py": "VALUE = 1\n",
        f"{name}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{name}-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in files.items():
            archive.writestr(member, text)
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{member},sha256={digest},{len(text)}\n"
        archive.writestr(f"{name}-1.0.dist-info/RECORD", record + f"{name}-1.0.dist-info/RECORD,,\n")
    return path, hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that is all pip may see."""
    links = tmp_path / "links"
    links.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return links


def constraints(tmp_path: Path, text: str) -> list[Path]:
    path = tmp_path / "constraints.txt"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_makes_an_environment_and_knows_it_again(
    tmp_path: Path, offline: Path, scripts: Callable[[str], ModuleType]
) -> None:
    _, digest = wheel(offline, "littlething")
    environment = scripts("environment").Environment(
        tmp_path, constraints(tmp_path, f"littlething==1.0 --hash=sha256:{digest}\n")
    )
    assert not environment.is_ready()
    environment.make(lambda text: None)
    assert environment.is_ready()
    done = subprocess.run([str(environment.python), "-c", "import littlething"], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("littlething==1.0 --hash=sha256:" + "0" * 64, "does not match its recorded hash"),
        ("not-there-at-all==9.9 --hash=sha256:" + "0" * 64, "connect this machine to the network once"),
    ],
)
def test_a_failed_install_says_what_to_do_and_leaves_nothing(
    tmp_path: Path, offline: Path, scripts: Callable[[str], ModuleType], line: str, words: str
) -> None:
    wheel(offline, "littlething")
    module = scripts("environment")
    environment = module.Environment(tmp_path, constraints(tmp_path, line + "\n"))
    with pytest.raises(module.SetUpError) as caught:
        environment.make(lambda text: None)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / ".venv").exists()
    assert not (tmp_path / ".venv.before").exists()


def test_a_failed_update_keeps_the_environment_before(
    tmp_path: Path, offline: Path, scripts: Callable[[str], ModuleType]
) -> None:
    _, digest = wheel(offline, "littlething")
    module = scripts("environment")
    good = constraints(tmp_path, f"littlething==1.0 --hash=sha256:{digest}\n")
    module.Environment(tmp_path, good).make(lambda text: None)
    bad = tmp_path / "bad.txt"
    bad.write_text("not-there-at-all==9.9 --hash=sha256:" + "0" * 64 + "\n", encoding="utf-8")
    with pytest.raises(module.SetUpError):
        module.Environment(tmp_path, [bad]).make(lambda text: None)
    assert module.Environment(tmp_path, good).is_ready()


def test_a_full_disk_is_said_before_anything_is_made(
    tmp_path: Path, scripts: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = scripts("environment")
    monkeypatch.setattr(module.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(module.SetUpError, match="free some space"):
        module.Environment(tmp_path, constraints(tmp_path, "")).make(lambda text: None)
    assert not (tmp_path / ".venv").exists()


def test_somebody_elses_environment_is_not_touched(tmp_path: Path, scripts: Callable[[str], ModuleType]) -> None:
    module = scripts("environment")
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine").write_text("x", encoding="ascii")
    with pytest.raises(module.SetUpError, match="not made by Caveat"):
        module.Environment(tmp_path, constraints(tmp_path, "")).make(lambda text: None)
    assert (tmp_path / ".venv" / "mine").exists()


def test_an_old_python_is_refused_in_one_line(
    scripts: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    module = scripts("environment")
    monkeypatch.setattr(module.sys, "version_info", (3, 9, 2))
    with pytest.raises(module.SetUpError, match=r"3\.11 or newer and this is Python 3\.9\.2"):
        module.check_python()


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: [Errno 28] No space left on device", "the disk is full"),
        ("Error: Permission denied: '/x'", "cannot be written"),
        ("The virtual environment was not created because ensurepip is not available.", "python3-venv"),
        ("boom\nERROR: something new", "ERROR: something new"),
    ],
)
def test_tool_output_becomes_one_line(scripts: Callable[[str], ModuleType], output: str, words: str) -> None:
    line = scripts("environment")._reason(output, "the libraries could not be installed")
    assert words in line
    assert "\n" not in line


def test_missing_libraries_are_found_with_ldd_and_named_as_packages(scripts: Callable[[str], ModuleType]) -> None:
    module = scripts("qtlibs")
    assert module.packages_for(["libGL.so.1", "libxcb-cursor.so.0", "libodd.so.1"]) == (
        ["libgl1", "libxcb-cursor0"],
        ["libodd.so.1"],
    )


def test_without_rights_and_without_leave_the_line_names_the_command(
    scripts: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = scripts("start")
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(start.sys, "stdin", None)
    with pytest.raises(start.SetUpError, match="sudo apt-get install libgl1"):
        start._install_packages(["libgl1"], False, "Qt misses the system libraries libGL.so.1")


def test_every_constraint_is_pinned_and_hashed(root: Path) -> None:
    for name in ("constraints-run.txt", "constraints-test.txt"):
        text = (root / "packaging" / name).read_text(encoding="utf-8")
        blocks = [b for b in text.replace("\\\n", " ").splitlines() if b.strip()]
        assert blocks
        for block in blocks:
            assert "==" in block.split()[0], block
            assert "--hash=sha256:" in block, block
        assert "://" not in text


def test_packaging_is_no_package(root: Path) -> None:
    assert not (root / "packaging" / "__init__.py").exists()
