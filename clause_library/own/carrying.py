"""Own clauses carried through Word, and the libraries a comparison can name: what command line and window both do.

Values that flow: a table -> `Carried` (what would change, what is refused and why, what is worth knowing; nothing is
written) -> files; clauses -> the bytes of a table. The hard problem is leave: what is written must be what was shown,
and a file that came to stand there meanwhile was never shown. So a `Carried` names the own files it would replace,
and writing refuses any other. Rejected: reading the table again when it is written; the file may be another by then.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.model import Clause
from clause_library.own.importing import EARLIER, AtRow, ClauseImport, TableImport, numbered, write_clauses
from clause_library.own.table import TableRow, rows
from clause_library.schema import CLAUSE_ID
from clause_library.store import Store, read_store

Progress = Callable[[int, int], None]
"""Told how far it is, of how many; what it raises ends the work."""
BUNDLED = "bundled"
OWN_FOLDER = "clauses"
MADE_BY_US = "Caveat"
TITLE = Words("条款表", "Table of clauses")
LEAD = (
    Words(
        "一行一处：用途、各立场文本、让步、没有的立场、谈判要点。只改文字即可；删去的行视为未改。",
        "One row a part: purpose, text of each position, price of falling back, position that does not exist, "
        "negotiation note. Edit the words; a row taken out changes nothing.",
    ),
    Words(
        "〔变量：名称〕为变量，〔条款：LIC-03 第2项〕为引用，〔出口方〕为定义词语；粗体为醒目文字；"
        "以 • 开头的是项，•• 和 ••• 为下一级；｜分隔表格的各格；符号前加 \\ 即为普通文字。",
        "[variable: name], [clause: LIC-03 item 2] and [Exporter] (a defined term) are marks; bold words are "
        "conspicuous; • begins an item, •• and ••• the levels below; ｜ parts the cells of a table row; \\ before a "
        "sign makes it plain text.",
    ),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a table would change in `folder`. `replaced`: ids whose own files stand there already; `editor`: who saved
    the table last, where that was a person."""

    found: ClauseImport
    unplaced: tuple[AtRow, ...]
    said: tuple[AtRow, ...]
    folder: Path
    replaced: tuple[str, ...]
    editor: str


def read_carried(
    path: Path, store: Store, folder: Path, *, today: dt.date, author: str = "", progress: Progress | None = None
) -> Carried:
    """What the table changes in the library; nothing is written. Raises BadInput for what holds no such table."""
    from clause_library.word.packs.clausetable import read_table

    read = read_table(path)
    editor = "" if read.editor == MADE_BY_US else read.editor
    found = TableImport(store, today, author or editor).read(read.rows, progress)
    replaced = tuple(e.clause.id for e in found.edited if _file(folder, e.clause).exists())
    said = (*(AtRow(0, words) for words in read.told), *found.told)
    return Carried(found, (*numbered(read.faults), *found.unplaced), said, folder, replaced, editor)


def signed_by(carried: Carried, author: str) -> Carried:
    """The same, signed by someone else; unchanged without a name."""
    if not author:
        return carried
    edited = tuple(replace(e, clause=replace(e.clause, author=author)) for e in carried.found.edited)
    return replace(carried, found=replace(carried.found, edited=edited))


def write_carried(carried: Carried) -> tuple[Path, ...]:
    """Writes what was shown; what stood there is kept. Raises BadInput before anything is written where a file stands
    there now that was not there when the table was read."""
    now = [e.clause.id for e in carried.found.edited if _file(carried.folder, e.clause).exists()]
    fresh = [name for name in now if name not in carried.replaced]
    if fresh:
        raise BadInput.because(
            f"own clauses have been written meanwhile: {', '.join(fresh)}",
            file=carried.folder,
            hint="read the table again",
            zh=f"其间已有新写入的自有条款：{'、'.join(fresh)}",
            hint_zh="请重新读取该表",
        )
    return write_clauses(carried.found, carried.folder, replacing=True)


def _file(folder: Path, clause: Clause) -> Path:
    return folder / f"{clause.id}.yaml"


def table_bytes(clauses: Iterable[Clause], progress: Progress | None = None) -> bytes:
    """The clauses as a Word table to edit, with how to edit it above."""
    from clause_library.word.packs.clausetable import write_table

    chosen = tuple(clauses)
    made: list[TableRow] = []
    for at, clause in enumerate(chosen):
        if progress:
            progress(at, len(chosen))
        made.extend(rows((clause,)))
    return write_table(made, TITLE, LEAD)


def library_at(name: str, bundled: Path) -> Store:
    """A whole library, own clauses over the bundled one, or the bundled one; of a folder `earlier`, each clause as it
    was before its last import. Raises BadInput for what is none of these."""
    folder = Path(name)
    if name == BUNDLED and not folder.is_dir():
        return read_store(bundled)
    if (folder / "matrix.yaml").is_file():
        return read_store(folder)
    if not any((*folder.glob("*.yaml"), *folder.glob(f"{OWN_FOLDER}/*.yaml"))):
        raise BadInput.because(
            "no clause library here",
            file=folder,
            hint=f"name a library, a folder of own clauses, or '{BUNDLED}'",
            zh="这里没有条款库",
            hint_zh=f"请指明条款库、自有条款文件夹，或写 {BUNDLED}（随附条款库）",
        )
    return _earlier(folder, bundled) if folder.name == EARLIER else read_store(bundled, folder)


def _earlier(folder: Path, bundled: Path) -> Store:
    """The newest file kept of each clause, under the name a clause file bears, over the bundled library."""
    kept = sorted(folder.glob("*.yaml"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    newest = {name[0]: path for path in kept if (name := CLAUSE_ID.match(path.stem))}
    with tempfile.TemporaryDirectory() as beside:
        for name, path in newest.items():
            (Path(beside) / f"{name}.yaml").write_bytes(path.read_bytes())
        return read_store(bundled, Path(beside))
