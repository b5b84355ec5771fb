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
from catalogue.model import Words
from catalogue.opening import check_suffix, check_target, write_atomically
from catalogue.problems import BadInput
from clause_library.own.comparing import LibraryDifference, compare_clauses, compare_stores, told
from clause_library.own.importing import AtRow, ClauseImport, TableImport, numbered, write_clauses
from clause_library.own.table import rows
from clause_library.store import Store, read_store

BUNDLED = "bundled"
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
        from clause_library.word.packs.clausetable import read_table

        read = read_table(options.file)
        folder: Path = options.into or self._home.packs / "clauses"
        store = read_store(self._here, options.into or self._home.packs)
        author = options.author or ("" if read.editor == "Caveat" else read.editor)
        found = TableImport(store, dt.date.today(), author).read(read.rows)
        unplaced = (*numbered(read.faults), *found.unplaced)
        written = () if options.preview else write_clauses(found, folder, replacing=options.replace)
        said = (*(AtRow(0, words) for words in read.told), *found.told)
        lang = options.lang or "zh"
        if options.json:
            print_json(_import_json(found, unplaced, said, written, lang), out)
        else:
            _write(_import_lines(found, unplaced, said, written, lang), out)
        return NO if unplaced else DONE

    def give(self, options: argparse.Namespace, out: TextIO) -> int:
        from clause_library.word.packs.clausetable import write_table

        check_suffix(options.output, (".docx",))
        check_target(options.output, overwrite=options.replace)
        store = read_store(self._here, self._home.packs)
        wanted = store.order(store.clause(name).id for name in options.ids) if options.ids else tuple(store.clauses)
        write_atomically(options.output, write_table(rows(store.clauses[n] for n in wanted), TITLE, LEAD))
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
        stores = self._library(options.before), self._library(options.after)
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

    def _library(self, name: str) -> Store:
        """A whole library, own clauses over the bundled one, or the bundled one."""
        folder = Path(name)
        if name == BUNDLED and not folder.is_dir():
            return read_store(self._here)
        if (folder / "matrix.yaml").is_file():
            return read_store(folder)
        if not any((*folder.glob("*.yaml"), *folder.glob("clauses/*.yaml"))):
            raise BadInput.because(
                "no clause library here",
                file=folder,
                hint=f"name a library, a folder of own clauses, or '{BUNDLED}'",
                zh="这里没有条款库",
                hint_zh=f"请指明条款库、自有条款文件夹，或写 {BUNDLED}（随附条款库）",
            )
        return read_store(self._here, folder)


def _save(found: LibraryDifference, names: tuple[str, str], lang: str, output: Path, *, replace: bool) -> None:
    from catalogue.reports.saving import save_report
    from clause_library.own.comparison import difference_report

    save_report(difference_report(found, names, lang, dt.date.today()), output, replace=replace)


def _import_json(
    found: ClauseImport, unplaced: Iterable[AtRow], said: Iterable[AtRow], written: tuple[Path, ...], lang: str
) -> dict[str, object]:
    return {
        "changed": [
            {"id": e.clause.id, "version": e.clause.version, "author": e.clause.author, "new": e.before is None}
            for e in found.edited
        ],
        "unchanged": found.unchanged,
        "unplaced": [at.as_json(lang) for at in unplaced],
        "notes": [at.as_json(lang) for at in said],
        "written": [str(path) for path in written],
    }


def _import_lines(
    found: ClauseImport, unplaced: Iterable[AtRow], said: Iterable[AtRow], written: tuple[Path, ...], lang: str
) -> Iterator[str]:
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
    for at in said:
        yield "! " + _placed(at, lang)
    for at in unplaced:
        yield say("未能采用：", "not taken: ") + _placed(at, lang)
    yield from (str(path) for path in written)
    yield say(
        f"{len(found.edited)}条有变化，{found.unchanged}条未变",
        f"{len(found.edited)} changed, {found.unchanged} unchanged",
    )


def _placed(at: AtRow, lang: str) -> str:
    if not at.row:
        return at.text.in_language(lang)
    return (f"第{at.row}行：" if lang == "zh" else f"row {at.row}: ") + at.text.in_language(lang)


def _write(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")
