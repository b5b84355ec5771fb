"""Where Caveat keeps its own files: `CAVEAT_HOME`, or the platform's own places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

ROOMS = ("packs", "cache", "config", "state", "trust")


@dataclass(frozen=True, slots=True)
class Home:
    """The user's folders. None need exist; whoever writes makes what it needs."""

    packs: Path
    cache: Path
    config: Path
    state: Path
    trust: Path


def home_from(environment: Mapping[str, str]) -> Home:
    """The folders under `CAVEAT_HOME` where it is set, else the platform's."""
    root = environment.get("CAVEAT_HOME", "").strip()
    if root:
        return Home(*(Path(root).expanduser().resolve() / room for room in ROOMS))
    dirs = PlatformDirs("caveat", appauthor=False)
    data = Path(dirs.user_data_path)
    return Home(
        packs=data / "packs",
        cache=Path(dirs.user_cache_path),
        config=Path(dirs.user_config_path),
        state=Path(dirs.user_state_path),
        trust=data / "trust",
    )
