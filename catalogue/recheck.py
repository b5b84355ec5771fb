"""A folder of matters held against today's data: what changed since each was frozen, and what could not be read.

Values that flow: folder -> matter files -> each classified on its own `as_of` -> `Rechecked` rows in the order of their
names. Only `frozen` is compared; a matter that was never frozen has nothing to compare and says so. The hard problem:
one spoilt file must not hide the others, so whatever is wrong with a file is its row. Links are not followed, so that
nothing outside the folder is read, and the number of files is bounded. Rejected: comparing the data alone and skipping
the classification; rules, party lists and the calendar change results too. Rejected: a second process; starting one
costs as much as three hundred matters.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.engine import Engine
from catalogue.importers.reading import Progress, unwatched
from catalogue.matterfile import MatterFile
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import Mapping, read_yaml

SUFFIXES = (".yaml", ".yml")
MOST_FILES = 50_000
DEEPEST = 32


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One file. `changed` None: nothing to compare, because it was never frozen or cannot be read (`problem`)."""

    file: str
    id: str = ""
    title: str = ""
    frozen_by: str = ""
    frozen_on: str = ""
    changed: tuple[dict[str, object], ...] | None = None
    problem: BadInput | None = None

    @property
    def needs_lawyer(self) -> bool:
        """Something differs from what was frozen."""
        return bool(self.changed)

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The form the product's documentation fixes, and by whom and when it was frozen (null: never)."""
        frozen = {"by": self.frozen_by, "on": self.frozen_on} if self.changed is not None else None
        problem = self.problem.in_language(lang) if self.problem else None
        return {"file": self.file, "changed": list(self.changed or ()), "problem": problem, "frozen": frozen}


def recheck(folder: Path, engine: Engine, progress: Progress = unwatched) -> tuple[Rechecked, ...]:
    """A row for every matter under the folder. Raises BadInput where the folder itself cannot be read."""
    places = tuple(_places(folder))
    rows: list[Rechecked] = []
    for done, place in enumerate(places, 1):
        rows += _row(place, folder, engine)
        progress(done, len(places))
    return tuple(rows)


def check_folder(folder: Path) -> None:
    """Refuses, before any work, what is no folder."""
    if not folder.is_dir():
        raise BadInput.because(
            "there is no such folder",
            file=folder,
            hint="name a folder of matters",
            zh="没有这个文件夹",
            hint_zh="请指明存放案卷的文件夹",
        )


def _row(place: Path | Rechecked, folder: Path, engine: Engine) -> Iterator[Rechecked]:
    """The row of a file; none for a YAML file that is no matter."""
    if isinstance(place, Rechecked):
        yield place
        return
    name = place.relative_to(folder).as_posix()
    try:
        matter = MatterFile.open(place).matter
        changed = engine.classify(matter).changed
    except BadInput as bad:
        if not _is_something_else(place):
            yield Rechecked(name, problem=_told_by(bad, name))
        return
    frozen = matter.frozen or {}
    by, on = (str(frozen.get(key) or "") for key in ("by", "on"))
    yield Rechecked(name, matter.id, matter.title, by, on, changed)


def _told_by(bad: BadInput, name: str) -> BadInput:
    """The first complaint with the file named as in its row."""
    first = bad.problems[0]
    return BadInput(
        Problem(first.message, name, first.line, first.field, first.hint, first.message_zh, first.hint_zh),
        *bad.problems[1:],
    )


def _is_something_else(place: Path) -> bool:
    """True for sound YAML without a `matter`: a pack, a clause, a setting."""
    try:
        node = read_yaml(place)
    except BadInput:
        return False
    return not isinstance(node, Mapping) or "matter" not in node.pairs


def _places(folder: Path) -> Iterator[Path | Rechecked]:
    """The YAML files under the folder, by name; a folder in it that cannot be read or lies too deep is a row."""
    check_folder(folder)
    for count, place in enumerate(_walk(folder, folder, 0), 1):
        if count > MOST_FILES:
            raise BadInput.because(
                f"more than {MOST_FILES:,} files",
                file=folder,
                hint="name a smaller folder",
                zh=f"文件超过{MOST_FILES:,}个",
                hint_zh="请指明较小的文件夹",
            )
        yield place


def _walk(folder: Path, top: Path, depth: int) -> Iterator[Path | Rechecked]:
    name = folder.relative_to(top).as_posix()
    if depth > DEEPEST:
        yield Rechecked(name, problem=BadInput.because("folders are nested too deep", file=name, zh="文件夹嵌套过深"))
        return
    try:
        with os.scandir(folder) as found:
            items = sorted(found, key=lambda item: item.name)
    except OSError as error:
        if depth == 0:
            raise
        reason = error.strerror or str(error)
        bad = BadInput.because(
            f"this folder cannot be read ({reason})", file=name, zh=f"无法读取这个文件夹（{reason}）"
        )
        yield Rechecked(name, problem=bad)
        return
    for item in items:
        if item.name.startswith("."):
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _walk(folder / item.name, top, depth + 1)
        elif item.is_file(follow_symlinks=False) and item.name.lower().endswith(SUFFIXES):
            yield folder / item.name
