"""The door of the desktop: options, and the decision whether there is a display, before Qt is asked for one."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from catalogue import __version__
from catalogue.commands import Parser
from catalogue.home import home_from
from catalogue.problems import BadInput

NO_DISPLAY = (
    "caveat: there is no display: set DISPLAY or WAYLAND_DISPLAY, or use `python -m catalogue` and"
    " `python -m clause_library` in the terminal"
)


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """True where a window can be shown: always on Windows and macOS, elsewhere with a display or a named platform."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))


def read_options(words: Sequence[str]) -> argparse.Namespace:
    """The options. Raises BadInput with one line for anything it does not know."""
    parser = Parser(prog="caveat", description="Caveat 慎约: workbench for technology-export contracts")
    parser.add_argument("matter", nargs="?", type=Path, help="a matter file to open")
    parser.add_argument("--sample", action="store_true", help="open the bundled sample matter")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="write a picture of the window and end")
    parser.add_argument("--version", action="version", version=f"caveat {__version__}")
    return parser.parse_args(list(words))


def entry() -> int:
    """Starts the window; exit status 2 with one line where that is impossible."""
    try:
        options = read_options(sys.argv[1:])
    except BadInput as error:
        print(f"caveat: {error}", file=sys.stderr)
        return 2
    if not has_display(os.environ, sys.platform):
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    from gui.app import Start, run

    start = Start(
        home=home_from(os.environ),
        today=dt.datetime.now(tz=dt.UTC).astimezone().date(),
        matter=options.matter,
        sample=options.sample or bool(options.screenshot),
        screenshot=options.screenshot,
    )
    return run(start, sys.argv[:1])


if __name__ == "__main__":
    sys.exit(entry())
