"""`python -m catalogue recheck FOLDER [--output FILE.xlsx|.docx]`: an archive of matters against today's data.

Prints what needs a lawyer, or writes it as a table; a terminal sees how far the work is, and Ctrl-C ends it with one
line. Exit status 1: something changed in at least one matter. A file that cannot be read is a row and no failure.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from catalogue.commands import DONE, INTERRUPTED, NO, Parser, common_options, file_path, print_json
from catalogue.engine import Engine
from catalogue.opening import check_target
from catalogue.recheck import Rechecked, check_folder, recheck
from catalogue.telling.tell import Teller
from catalogue.telling.telllaw import change_line
from catalogue.telling.wording import SUPPORT

TOLD_EVERY = 10
"""Matters between two reports of progress."""


class _Watch:
    """Progress on a terminal, one line that is written over; silent elsewhere."""

    def __init__(self, err: TextIO, lang: str) -> None:
        self._err = err
        self._lang = lang
        self._shown = err.isatty()
        self.done, self.of = 0, 0

    def __call__(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        if self._shown and (done % TOLD_EVERY == 0 or done == of):
            self._err.write(f"\r{done}/{of}")
            self._err.flush()

    def end(self) -> None:
        if self._shown and self.of:
            self._err.write("\r" + " " * (2 * len(str(self.of)) + 1) + "\r")

    def cancelled(self) -> int:
        """One line, and the exit status of an interrupted command."""
        self.end()
        count = f"{self.done}/{self.of}"
        zh, en = f"已取消（{count}），未写出任何文件", f"cancelled after {count}; nothing was written"
        self._err.write(f"{zh if self._lang == 'zh' else en}\n")
        return INTERRUPTED


def add_recheck(
    commands: argparse._SubParsersAction[Parser],  # pyright: ignore[reportPrivateUsage]
    engine: Callable[[], Engine],
    err: TextIO,
) -> None:
    """Adds the command; progress goes to `err`."""

    def handler(options: argparse.Namespace, out: TextIO) -> int:
        watch = _Watch(err, options.lang or "zh")
        try:
            return _recheck(engine, options, out, watch)
        except KeyboardInterrupt:
            return watch.cancelled()

    parser = commands.add_parser("recheck", help="frozen matters of a folder against today's data")
    common_options(parser, handler)
    parser.add_argument("folder", type=file_path, metavar="FOLDER", help="a folder of matter files")
    parser.add_argument("--output", type=file_path, default=None, metavar="FILE", help="a table: .xlsx or .docx")
    parser.add_argument("--replace", action="store_true", help="write over an output that exists")


def _recheck(engine: Callable[[], Engine], options: argparse.Namespace, out: TextIO, watch: _Watch) -> int:
    output: Path | None = options.output
    lang = options.lang or "zh"
    check_folder(options.folder)
    if output is not None:
        _check_output(output, replace=options.replace)
    rows = recheck(options.folder, engine(), watch)
    watch.end()
    if output is not None:
        from catalogue.reports.rechecked import rechecked_report
        from catalogue.reports.saving import save_report

        save_report(rechecked_report(rows, lang, dt.date.today()), output, replace=options.replace)
    if options.json:
        print_json({"matters": [row.as_json(lang) for row in rows]}, out)
    else:
        for line in (*_lines(rows, lang), *((str(output),) if output else ())):
            out.write(f"{line}\n")
    return NO if any(row.needs_lawyer for row in rows) else DONE


def _check_output(output: Path, *, replace: bool) -> None:
    from catalogue.reports.saving import check_kind

    check_kind(output)
    check_target(output, overwrite=replace)


def _lines(rows: Sequence[Rechecked], lang: str) -> Iterator[str]:
    """What needs a lawyer, what cannot be read, then the counts."""
    say = Teller(lang).say
    for row in rows:
        if row.needs_lawyer:
            yield f"{row.file}  {row.id}  {row.title}".rstrip()
            yield say(f"    由{row.frozen_by}于{row.frozen_on}冻结", f"    frozen by {row.frozen_by}, {row.frozen_on}")
            yield from (f"    {change_line(change, lang)}" for change in row.changed or ())
        elif row.problem:
            yield f"? {row.problem.in_language(lang)}"
    changed = sum(row.needs_lawyer for row in rows)
    unread = sum(row.problem is not None for row in rows)
    never = sum(row.changed is None and row.problem is None for row in rows)
    yield say(
        f"案卷{len(rows)}个：有变化须由律师处理{changed}个，无变化{len(rows) - changed - unread - never}个，"
        f"未冻结{never}个，不能读取{unread}个",
        f"{len(rows)} matters: {changed} changed and need a lawyer, {len(rows) - changed - unread - never} unchanged, "
        f"{never} never frozen, {unread} not readable",
    )
    yield SUPPORT.in_language(lang)
