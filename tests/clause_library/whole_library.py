"""The library once every row of the matrix is written: rows without a clause borrow the text of another."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from clause_library.store import bundled_library, read_store


def whole_library(folder: Path) -> Path:
    """A copy of the bundled library with a clause for every row of the matrix."""
    bundled = bundled_library()
    (folder / "clauses").mkdir(parents=True)
    for path in bundled.glob("*.yaml"):
        shutil.copy(path, folder)
    written = sorted((bundled / "clauses").glob("*.yaml"))
    for path in written:
        shutil.copy(path, folder / "clauses")
    lacking = [name for name in read_store(bundled).matrix if not (folder / "clauses" / f"{name}.yaml").exists()]
    for at, name in enumerate(lacking):
        text = written[at % len(written)].read_text(encoding="utf-8")
        (folder / "clauses" / f"{name}.yaml").write_text(
            re.sub(r"(?m)^id: \S+", f"id: {name}", text, count=1), encoding="utf-8"
        )
    return folder
