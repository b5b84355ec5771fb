"""Edits that no file holds, on disk until they are saved or thrown away.

Values that flow: a `MatterFile` with unsaved edits becomes one small JSON file (text, path, text on disk) named after
the instance that wrote it, and a `MatterFile` again in a later instance. The hard problem is several instances over
one folder: each holds a lock while it runs, and a starting one takes over only files whose owner is gone, by renaming
them to itself, so that two cannot take the same. Rejected: one file for all, which the last one to close decides.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLockFile

from catalogue.matterfile import MatterFile
from catalogue.opening import write_atomically
from catalogue.problems import BadInput

EARLIER_NAME = "unsaved-matter.yaml"


@dataclass(frozen=True, slots=True)
class Kept:
    """One matter with edits that no file holds. `written`: when they were kept, in local time."""

    path: Path
    file: MatterFile
    written: dt.datetime

    @property
    def name(self) -> str:
        """What people know the matter by; empty for one without title, number or file."""
        matter = self.file.matter
        return matter.title or matter.id or (self.file.path.name if self.file.path else "")


class Recovery:
    """The kept edits this instance answers for. `state` is where the program keeps its own files."""

    def __init__(self, state: Path) -> None:
        self.folder = state / "unsaved"
        self._earlier = state / EARLIER_NAME
        self._instance = uuid.uuid4().hex
        self._lock: QLockFile | None = None
        self._made = 0
        self._shelf: list[Path] = []

    def take_over(self) -> tuple[Path, ...]:
        """Takes every kept file whose instance no longer runs; the ones that cannot be read, which stay as they are."""
        unreadable: list[Path] = []
        for path in self._left_behind():
            if self.read(path) is None:
                unreadable.append(path)
            else:
                self._take(path)
        return tuple(unreadable)

    def kept(self) -> tuple[Kept, ...]:
        """The matters that can be brought back, newest first."""
        found = [kept for kept in map(self.read, self._shelf) if kept is not None]
        return tuple(sorted(found, key=lambda kept: kept.written, reverse=True))

    def read(self, path: Path) -> Kept | None:
        """The kept matter, None where the file is gone or cannot be read."""
        try:
            found = _parsed(path)
            text, stored, where = found["text"], found["stored"], found["path"]
            if not isinstance(text, str) or not isinstance(stored, str | None) or not isinstance(where, str):
                return None
            file = MatterFile.from_text(text, Path(where) if where else None, stored)
            return Kept(path, file, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone())
        except (OSError, ValueError, KeyError, BadInput):
            return None

    def keep(self, file: MatterFile, path: Path | None = None) -> Path:
        """Writes the edits to `path`, or to a new file, and says where. Raises BadInput when that is impossible."""
        target = path or self._fresh()
        kept = {"path": str(file.path or ""), "stored": file.stored, "text": file.text}
        if path and _parsed(path) == kept:
            return path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._hold()
            write_atomically(target, json.dumps(kept).encode("ascii"))
        except OSError as error:
            raise BadInput.because(
                f"this file cannot be written ({error.strerror})", file=target, zh=f"该文件无法写入（{error.strerror}）"
            ) from error
        if target not in self._shelf:
            self._shelf.append(target)
        return target

    def remove(self, path: Path) -> bool:
        """Forgets kept edits for good; False where the file cannot be removed."""
        if path in self._shelf:
            self._shelf.remove(path)
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return not path.exists()
        return True

    def release(self) -> None:
        """The instance ends: what it kept is free for the next start."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _left_behind(self) -> list[Path]:
        try:
            for lock in self.folder.glob("*.lock"):
                self._runs(lock.stem)  # trying a lock sweeps that of a dead instance
            found = sorted(p for p in self.folder.glob("*.json") if not self._runs(_owner(p)))
        except OSError:
            found = []
        return [*found, self._earlier] if self._earlier.is_file() else found

    def _runs(self, instance: str) -> bool:
        if instance == self._instance:
            return True
        lock = QLockFile(str(self._lock_path(instance)))
        lock.setStaleLockTime(0)
        return not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError

    def _take(self, path: Path) -> None:
        """Renames the file to this instance. Where nothing can be written it is used as it lies."""
        target = self._fresh()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._hold()
            path.rename(target)
        except FileNotFoundError:
            return  # another instance took it in the meantime
        except OSError:
            target = path
        self._shelf.append(target)

    def _fresh(self) -> Path:
        self._made += 1
        return self.folder / f"{self._instance}-{self._made}.json"

    def _hold(self) -> None:
        """Marks this instance as running."""
        if self._lock is None:
            self._lock = QLockFile(str(self._lock_path(self._instance)))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)

    def _lock_path(self, instance: str) -> Path:
        return self.folder / f"{instance}.lock"


def _owner(path: Path) -> str:
    return path.stem.rpartition("-")[0]


def _parsed(path: Path) -> dict[str, object]:
    """What the file says; empty where it cannot be read or says nothing of ours."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
