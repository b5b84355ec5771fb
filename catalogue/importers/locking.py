"""One import or installation at a time in one folder of packs.

The hard problem is the import that was killed: a file that says "somebody writes here" outlives its writer. So the
lock is the operating system's, held on an open file, and gone with the process. Rejected: a file with a process
number in it; numbers are given out again.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from catalogue.problems import BadInput

NAME = ".import.lock"


@contextmanager
def only_one(folder: Path) -> Generator[None]:
    """Holds the folder. Raises BadInput at once where another program (or thread) holds it."""
    with (folder / NAME).open("a+b") as stream:
        try:
            _lock(stream.fileno())
        except OSError:
            raise BadInput.because(
                "another import or installation is writing into this folder",
                file=folder,
                hint="wait until it has ended, then repeat this one",
                zh="另一项导入或安装正在写入该文件夹",
                hint_zh="请待其结束后重试",
            ) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
