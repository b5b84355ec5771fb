"""`python -m catalogue assess FILE|-`: a datasheet -> quantities, terms, candidates with evidence; for people or JSON.

The hard problem: an empty answer reads like a clearance. So with nothing found (exit status 1) it says what was read,
what was looked for and in how much of each list. Rejected: "no match" alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from catalogue.commands import DONE, NO, Parser, common_options, day, file_path, print_json, whole
from catalogue.editions import IN_FORCE
from catalogue.engine import Engine

if TYPE_CHECKING:
    from catalogue.assessing.datasheet import Datasheet

ADVICE = "name a .pdf, .docx, .xlsx, .txt or .md file, or - for text on standard input"


def add_assess(commands: argparse._SubParsersAction[Parser], engine: Callable[[], Engine]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command to the parser of the catalogue floor."""

    def handler(options: argparse.Namespace, out: TextIO) -> int:
        return _assess(engine, options, out)

    parser = common_options(commands.add_parser("assess", help="a datasheet against all lists", epilog=ADVICE), handler)
    parser.add_argument("file", type=file_path, metavar="FILE|-", help="PDF, Word, Excel or text; - reads text")
    parser.add_argument("--edition", default=IN_FORCE, metavar="ID", help="an edition, in-force or all")
    parser.add_argument("--catalogue", default="", metavar="ID", help="one catalogue instead of all")
    parser.add_argument("--as-of", type=day, default=None, metavar="DATE", help="the day asked about (today)")
    parser.add_argument("--encoding", default="", metavar="NAME", help="of a text that is not UTF-8, such as gb18030")
    parser.add_argument("--limit", type=whole, default=10, metavar="N", help="show people at most N candidates (10)")


def _assess(engine: Callable[[], Engine], options: argparse.Namespace, out: TextIO) -> int:
    sheet = _sheet(options.file, options.encoding)
    asked = engine()
    on = options.as_of or dt.date.today()
    answer = asked.assess(sheet, as_of=on, edition=options.edition, catalogue=options.catalogue)
    lang = options.lang or "zh"
    if options.json:
        print_json(answer.as_json(lang), out)
    else:
        from catalogue.assessing.assesswords import assessment_lines

        for line in assessment_lines(answer, asked.library, lang, options.limit):
            out.write(f"{line}\n")
    return DONE if answer.candidates else NO


def _sheet(path: Path, encoding: str) -> Datasheet:
    from catalogue.assessing.datasheet import LARGEST_TEXT, PASTED, datasheet_from_bytes, read_datasheet
    from catalogue.textfiles import check_encoding

    check_encoding(encoding)
    if path == PASTED:
        return datasheet_from_bytes(sys.stdin.buffer.read(LARGEST_TEXT + 1), encoding)
    return read_datasheet(path, encoding)
