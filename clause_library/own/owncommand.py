"""`import`, `export` and `compare` of `python -m clause_library`: own clauses through Word, two libraries side by side.

Handlers read, ask the parts of this package and print. `import` exits 1 where a row could not be placed, `compare`
where nothing differs.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from catalogue.commands import DONE, NO, Parser, common_options, file_path, print_json
from catalogue.comparing.worddiff import marked
from catalogue.home import Home
from catalogue.opening import check_suffix, check_target, write_atomically
from clause_library.own.carrying import OWN_FOLDER, Carried, library_at, read_carried, table_bytes
from clause_library.own.comparing import LibraryDifference, compare_clauses, compare_stores, told
from clause_library.own.importing import AtRow, write_clauses
from clause_library.store import read_store


def add_own_commands(commands: argparse._SubParsersAction[Parser], home: Home, here: Path) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the three commands; `here` is the bundled library."""
    desk = _Desk(home, here)
    take = common_options(commands.add_parser("import", help="own clauses from an edited Word table"), desk.take)
    take.add_argument("file", type=file_path, metavar="FILE.docx")
    take.add_argument("--into", type=file_path, default=None, metavar="DIR", help="instead of the user's folder")
    take.add_argument("--author", default="", help="who signs the clauses; else who saved the file last")
    take.add_argument("--preview", action="store_true", help="show what would change, write nothing")
    take.add_argument("--replace", action="store_true", help="replace own clauses; earlier versions are kept")
    give = common_options(commands.add_parser("export", help="clauses as a Word table to edit"), desk.give)
    give.add_argument("ids", nargs="*", metavar="ID", help="these clauses; all without any")
    give.add_argument("--output", type=file_path, required=True, metavar="FILE.docx")
    give.add_argument("--replace", action="store_true", help="replace an existing output")
    compare = common_options(commands.add_parser("compare", help="two clause libraries compared"), desk.compare)
    compare.add_argument("before", metavar="DIR", help="a library, a folder of own clauses, or 'bundled'")
    compare.add_argument("after", metavar="DIR")
    compare.add_argument("--output", type=file_path, default=None, metavar="FILE", help="a table: .docx or .xlsx")
    compare.add_argument("--replace", action="store_true", help="replace an existing output")


class _Desk:
    """The handlers."""

    def __init__(self, home: Home, here: Path) -> None:
        self._home = home
        self._here = here

    def take(self, options: argparse.Namespace, out: TextIO) -> int:
        folder: Path = options.into or self._home.packs / OWN_FOLDER
        store = read_store(self._here, options.into or self._home.packs)
        carried = read_carried(options.file, store, folder, today=dt.date.today(), author=options.author)
        written = () if options.preview else write_clauses(carried.found, folder, replacing=options.replace)
        lang = options.lang or "zh"
        if options.json:
            print_json(_import_json(carried, written, lang), out)
        else:
            _write(_import_lines(carried, written, lang), out)
        return NO if carried.unplaced else DONE

    def give(self, options: argparse.Namespace, out: TextIO) -> int:

        check_suffix(options.output, (".docx",))
        check_target(options.output, overwrite=options.replace)
        store = read_store(self._here, self._home.packs)
        wanted = store.order(store.clause(name).id for name in options.ids) if options.ids else tuple(store.clauses)
        write_atomically(options.output, table_bytes(store.clauses[n] for n in wanted))
        problems = [p.in_language(options.lang or "zh") for p in store.problems]
        if options.json:
            print_json({"output": str(options.output), "clauses": list(wanted), "warnings": problems}, out)
        else:
            _write([str(options.output), *(f"! {p}" for p in problems)], out)
        return DONE

    def compare(self, options: argparse.Namespace, out: TextIO) -> int:
        output: Path | None = options.output
        lang = options.lang or "zh"
        if output is not None:
            from catalogue.reports.saving import check_kind

            check_kind(output)
            check_target(output, overwrite=options.replace)
        stores = library_at(options.before, self._here), library_at(options.after, self._here)
        found = compare_stores(*stores)
        if output is not None:
            _save(found, (options.before, options.after), lang, output, replace=options.replace)
        problems = [p for store in stores for p in store.problems]
        if options.json:
            print_json(found.as_json() | {"problems": [p.as_json() for p in problems]}, out)
        else:
            lines = [str(output)] if output else told(found, lang)
            _write((*lines, *(f"! {p.in_language(lang)}" for p in problems)), out)
        return DONE if found.changes else NO


def _save(found: LibraryDifference, names: tuple[str, str], lang: str, output: Path, *, replace: bool) -> None:
    from catalogue.reports.saving import save_report
    from clause_library.own.comparison import difference_report

    save_report(difference_report(found, names, lang, dt.date.today()), output, replace=replace)


def _import_json(carried: Carried, written: tuple[Path, ...], lang: str) -> dict[str, object]:
    found = carried.found
    return {
        "changed": [
            {"id": e.clause.id, "version": e.clause.version, "author": e.clause.author, "new": e.before is None}
            for e in found.edited
        ],
        "unchanged": found.unchanged,
        "unplaced": [at.as_json(lang) for at in carried.unplaced],
        "notes": [at.as_json(lang) for at in carried.said],
        "written": [str(path) for path in written],
    }


def _import_lines(carried: Carried, written: tuple[Path, ...], lang: str) -> Iterator[str]:
    found = carried.found

    def say(zh: str, en: str) -> str:
        return en if lang == "en" else zh

    for edited in found.edited:
        clause = edited.clause
        yield f"{'~' if edited.before else '+'} {clause.id}  {clause.title.in_language(lang)}" + say(
            f"（第{clause.version}版）", f" (version {clause.version})"
        )
        for part in compare_clauses(edited.before, clause):
            yield f"    {part.place.in_language(lang)}"
            yield from (f"        {marked(line)}" for line in part.lines)
    for at in carried.said:
        yield "! " + placed(at, lang)
    for at in carried.unplaced:
        yield say("未能采用：", "not taken: ") + placed(at, lang)
    yield from (str(path) for path in written)
    yield say(
        f"{len(found.edited)}条有变化，{found.unchanged}条未变",
        f"{len(found.edited)} changed, {found.unchanged} unchanged",
    )


def placed(at: AtRow, lang: str) -> str:
    """What is said, with its row."""
    if not at.row:
        return at.text.in_language(lang)
    return (f"第{at.row}行：" if lang == "zh" else f"row {at.row}: ") + at.text.in_language(lang)


def _write(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")
