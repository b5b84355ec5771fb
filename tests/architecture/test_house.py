"""The house rules as tests: arrows, libraries by room, module size, no shared mutable state, no network."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

FLOORS = ("catalogue", "clause_library", "gui")
MAX_LINES = 400
ROOMS = {
    "PySide6": ("gui/*",),
    "shiboken6": ("gui/*",),
    "whoosh": ("catalogue/searching/index.py",),
    "lxml": ("catalogue/opening.py", "catalogue/importers/*", "clause_library/word/*"),
    "docx": ("catalogue/importers/*", "catalogue/assess/*", "catalogue/reports/*", "clause_library/word/*"),
    "openpyxl": ("catalogue/importers/*", "catalogue/reports/*"),
    "pypdfium2": ("catalogue/importers/*", "catalogue/assess/*"),
    "opencc": ("catalogue/text.py",),
    "pypinyin": ("catalogue/pinyin.py",),
    "cryptography": ("catalogue/stick/signatures.py",),
    "defusedxml": ("catalogue/opening.py", "catalogue/importers/*"),
    "ruamel": ("catalogue/matterfile.py",),
    "yaml": ("catalogue/yamltext.py",),
    "platformdirs": ("catalogue/home.py",),
    "zipfile": (
        "catalogue/opening.py",
        "catalogue/stick/archives.py",
        "catalogue/importers/*",
        "clause_library/word/*",
    ),
}
NETWORK = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "asyncio", "PySide6.QtNetwork")
MUTABLE_CALLS = ("list", "dict", "set", "defaultdict", "OrderedDict", "Counter", "deque")
MUTATORS = ("append", "extend", "insert", "add", "update", "setdefault", "pop", "clear", "remove", "discard", "popitem")


def modules(root: Path) -> list[Path]:
    return sorted(p for floor in FLOORS for p in (root / floor).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def belongs(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_arrows_never_point_up(root: Path) -> None:
    wrong = []
    for path in modules(root):
        floor = path.relative_to(root).parts[0]
        above = FLOORS[FLOORS.index(floor) + 1 :]
        wrong += [f"{path.name}:{line} {n}" for n, line in imported(path) if any(belongs(n, a) for a in above)]
    assert wrong == []


@pytest.mark.parametrize("library", sorted(ROOMS))
def test_each_library_stays_in_its_room(root: Path, library: str) -> None:
    wrong = []
    for path in modules(root):
        place = path.relative_to(root).as_posix()
        if any(fnmatch(place, room) for room in ROOMS[library]):
            continue
        wrong += [f"{place}:{line} imports {name}" for name, line in imported(path) if belongs(name, library)]
    assert wrong == []


def test_nothing_imports_the_network(root: Path) -> None:
    wrong = [
        f"{path.relative_to(root)}:{line} {name}"
        for path in modules(root)
        for name, line in imported(path)
        if any(belongs(name, n) for n in NETWORK)
    ]
    assert wrong == []


def test_modules_are_short(root: Path) -> None:
    files = [*modules(root), *(root / "packaging").glob("*.py")]
    long = {
        str(p.relative_to(root)): n for p in files if (n := len(p.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [str(p.relative_to(root)) for p in modules(root) if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []


def _mutable(value: ast.expr | None) -> bool:
    if isinstance(value, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)):
        return True
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in MUTABLE_CALLS


def _module_names(tree: ast.Module) -> Iterator[tuple[str, ast.expr | None]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from ((t.id, node.value) for t in node.targets if isinstance(t, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node.value


def _changed_names(tree: ast.Module) -> Iterator[str]:
    """Names some statement inside a function rebinds or changes in place."""
    for function in ast.walk(tree):
        if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Global):
                yield from node.names
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in MUTATORS and isinstance(node.func.value, ast.Name):
                    yield node.func.value.id
            elif (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, (ast.Store, ast.Del))
                and isinstance(node.value, ast.Name)
            ):
                yield node.value.id


def test_no_module_holds_mutable_state(root: Path) -> None:
    wrong = []
    for path in modules(root):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        changed = set(_changed_names(tree))
        for name, value in _module_names(tree):
            shouted = name.strip("_").isupper() or name == "__all__"
            if (_mutable(value) and not shouted) or (shouted and name in changed):
                wrong.append(f"{path.relative_to(root)}: {name}")
    assert wrong == []


def test_no_function_is_a_hidden_store(root: Path) -> None:
    """functools caches are module state by another name."""
    wrong = [
        f"{path.relative_to(root)}:{line} {name}"
        for path in modules(root)
        for name, line in imported(path)
        if name in ("functools.cache", "functools.lru_cache")
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "words",
    [
        ["-m", "catalogue", "search", "激光雷达", "--json"],
        ["-m", "clause_library", "list", "--json"],
        ["-c", "import catalogue.engine, clause_library.engine"],
    ],
)
def test_no_socket_is_opened(root: Path, home: Path, tmp_path: Path, words: list[str]) -> None:
    """Runs a command in a Python that ends with status 99 at the first socket."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "def hook(event, args):\n"
        "    if event.startswith('socket.'):\n"
        "        os.write(2, event.encode())\n"
        "        os._exit(99)\n"
        "sys.addaudithook(hook)\n",
        encoding="utf-8",
    )
    environment = {"PYTHONPATH": f"{tmp_path}:{root}", "CAVEAT_HOME": str(home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_socket_guard_itself_works(root: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\nsys.addaudithook(lambda e, a: os._exit(99) if e.startswith('socket.') else None)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env={"PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
    )
    assert done.returncode == 99


def test_files_name_no_machine_registry_or_workplace(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a git checkout")
    words = ("files.python" + "hosted", "pypi.org" + "/simple", "deb." + "debian", "--index" + "-url", "seed" + " 00")
    wrong = []
    for name in filter(None, listed.stdout.split("\0")):
        path = root / name
        if path.is_file() and path.suffix in (".py", ".md", ".yaml", ".toml", ".txt", ".spec", ""):
            text = path.read_text(encoding="utf-8", errors="replace")
            wrong += [f"{name}: {word}" for word in words if word in text]
    assert wrong == []


def test_every_room_is_a_package_that_is_installed(root: Path) -> None:
    """A room that pyproject.toml does not name is not there for whoever installs the program."""
    named = set(tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    rooms = {
        ".".join(path.parent.relative_to(root).parts)
        for floor in ("catalogue", "clause_library", "gui")
        for path in (root / floor).rglob("__init__.py")
    }
    assert rooms == named
