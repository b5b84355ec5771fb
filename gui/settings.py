"""What the user prefers (language, theme, reading font) and how the window stood; kept as two small JSON files.

Preferences live in `Home.config`, the window's state in `Home.state`; both may be deleted at any moment. A file
that cannot be read counts as absent, and the caller is told so. Rejected: QSettings, which writes outside the
user's Caveat folder on two platforms.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from catalogue.home import Home

LANGUAGES = ("zh", "en")
MAX_RECENT = 8


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's choices. `theme`: light, dark or system."""

    language: str = "zh"
    theme: str = "system"
    serif: bool = False
    text_size: int = 10


@dataclass(frozen=True, slots=True)
class WindowState:
    """How the window stood: Qt's own geometry and splitter states as hex texts."""

    geometry: str = ""
    splitters: dict[str, str] = field(default_factory=dict[str, str])
    place: str = "search"
    panel_open: bool = True
    recent: tuple[str, ...] = ()
    matter: str = ""


class Settings(QObject):
    """Reads and writes both files. `changed`: a preference is new; `not_kept`: a file could not be written."""

    changed = Signal()
    not_kept = Signal(object)

    def __init__(self, home: Home) -> None:
        super().__init__()
        self.home = home
        self._preferences_file = home.config / "preferences.json"
        self._window_file = home.state / "window.json"
        self.samples_folder = home.cache / "samples"
        self.unreadable: list[Path] = []
        self.preferences = Preferences(**self._read(self._preferences_file, Preferences))
        state = self._read(self._window_file, WindowState)
        state["recent"] = tuple(str(r) for r in state.get("recent", ()))
        self.window = WindowState(**state)

    def prefer(self, preferences: Preferences) -> None:
        """Takes and keeps new preferences."""
        if preferences != self.preferences:
            self.preferences = preferences
            self._keep(self._preferences_file, asdict(preferences))
            self.changed.emit()

    def keep_window(self, state: WindowState) -> None:
        """Keeps how the window stands."""
        self.window = state
        self._keep(self._window_file, asdict(state))

    def _keep(self, path: Path, value: dict[str, Any]) -> None:
        if not keep_text(path, json.dumps(value, ensure_ascii=False, indent=1)):
            self.not_kept.emit(path)

    def _read(self, path: Path, kind: type[Preferences] | type[WindowState]) -> dict[str, Any]:
        if not path.exists():
            return {}
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            self.unreadable.append(path)
            return {}
        if not isinstance(found, dict):
            self.unreadable.append(path)
            return {}
        defaults = kind()
        good: dict[str, Any] = {}
        for each in fields(kind):
            default = getattr(defaults, each.name)
            wanted = (list, tuple) if isinstance(default, tuple) else type(default)
            if isinstance(found.get(each.name), wanted):
                good[each.name] = found[each.name]
        if good.get("language", "zh") not in LANGUAGES:
            del good["language"]
        return good


def keep_text(path: Path, text: str) -> bool:
    """Writes a small file of the program's own beside and renames it; False where the folder cannot be written."""
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8")
        beside.replace(path)
    except OSError:
        return False
    return True


def with_recent(recent: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """`recent` with `path` first, each path once, at most MAX_RECENT."""
    newest = str(path)
    return (newest, *(r for r in recent if r != newest))[:MAX_RECENT]
