"""`classify --ics FILE --xlsx FILE`: where the steps of a result become files, refused before any work is done."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from catalogue.commands import file_path
from catalogue.matter import Matter
from catalogue.opening import check_target, write_atomically
from catalogue.problems import BadInput
from catalogue.results import Classification


def add_step_files(parser: argparse.ArgumentParser) -> None:
    """The options that name the files."""
    parser.add_argument("--ics", type=file_path, default=None, metavar="FILE", help="write the steps as a calendar")
    parser.add_argument("--xlsx", type=file_path, default=None, metavar="FILE", help="write the steps as a workbook")
    parser.add_argument("--replace", action="store_true", help="write over a file that exists")


def check_step_files(options: argparse.Namespace) -> None:
    """Refuses a file of another kind, one that exists, the matter itself, or the same file twice."""
    for suffix, path in _asked(options):
        if path.suffix.lower() != suffix:
            raise BadInput.because(
                f"the name of this file must end in {suffix}",
                file=path,
                field=f"--{suffix[1:]}",
                hint=f"name it {path.stem or 'steps'}{suffix}",
                zh=f"文件名须以 {suffix} 结尾",
                hint_zh=f"如 {path.stem or 'steps'}{suffix}",
            )
        check_target(path, source=options.matter, overwrite=options.replace)


def write_step_files(options: argparse.Namespace, matter: Matter, result: Classification, lang: str) -> list[Path]:
    """Writes what was asked for; the files written. All are made before the first is written."""
    from catalogue.stepfiles import ics_bytes, steps_sheet

    made = {".ics": ics_bytes, ".xlsx": steps_sheet}
    files = [(path, made[suffix](result, lang, matter)) for suffix, path in _asked(options)]
    for path, data in files:
        write_atomically(path, data)
    return [path for path, _ in files]


def _asked(options: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    for suffix, path in ((".ics", options.ics), (".xlsx", options.xlsx)):
        if path is not None:
            yield suffix, path
