"""`pack`: clauses as a document of their own, by result, by family or hand-picked, with an index beside it.

Options come in, an answer goes out. Without a matter the clauses are named by `--only` or `--family`; then values
nobody gave are marked blanks and the position is `--variant`, balanced where it is not given.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from typing import TextIO

from catalogue.commands import DONE, Parser, common_options, file_path, print_json
from catalogue.engine import open_engine
from catalogue.home import Home
from catalogue.matter import KINDS
from catalogue.matterfile import read_matter
from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.engine import ClauseEngine, PackWishes, open_clause_engine
from clause_library.model import LANGS
from clause_library.packing import Picked, read_picked


def add_pack(commands: argparse._SubParsersAction[Parser], home: Home) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command to the program."""

    def handler(options: argparse.Namespace, out: TextIO) -> int:
        return _pack(options, home, out)

    parser = commands.add_parser("pack", help="clauses as a document of their own")
    common_options(parser, handler, (*LANGS, "both"))
    parser.add_argument("matter", type=file_path, nargs="?", metavar="MATTER.yaml", help="not needed with --only")
    parser.add_argument("--kind", default="", choices=("", *KINDS), help="the kind of this paper")
    parser.add_argument("--output", type=file_path, required=True, metavar="PACK.docx", help="the document to write")
    parser.add_argument("--only", default="", metavar="ID,...", help="these clauses, or all of the library: all")
    parser.add_argument(
        "--family", default="", metavar="F,...", help="families, by letter or by the capitals of the ids"
    )
    parser.add_argument("--variant", default="", help="every text in this position, where there is one")
    parser.add_argument("--notes", action="store_true", help="with internal notes: purpose, reasons, fallback, law")
    parser.add_argument("--index", type=file_path, default=None, metavar="INDEX.xlsx", help="a table of the clauses")
    parser.add_argument("--replace", action="store_true", help="replace existing outputs")


def _pack(options: argparse.Namespace, home: Home, out: TextIO) -> int:
    engine = open_clause_engine(home)
    picked = read_picked(engine.store, options.only, options.family, options.variant)
    lang, warnings = _written(options, home, engine, picked)
    spoken = "zh" if lang == "both" else lang
    texts = [w.in_language(spoken) for w in warnings]
    written = [str(options.output)] + ([str(options.index)] if options.index else [])
    if options.json:
        value: dict[str, object] = {"output": written[0], "warnings": texts}
        print_json(value | ({"index": written[1]} if options.index else {}), out)
    else:
        _write([*written, *(f"! {text}" for text in texts)], out)
    return DONE


def _written(
    options: argparse.Namespace, home: Home, engine: ClauseEngine, picked: Picked
) -> tuple[str, tuple[Words, ...]]:
    """The language written in, and what the user should know."""
    if options.matter is None:
        if not picked.by_hand:
            raise BadInput.because(
                "a pack needs a matter, or clauses by hand",
                hint="name MATTER.yaml, or --only ID,... or --family F",
                zh="条款包需要案卷，或者手选的条款",
                hint_zh="请给出 案卷.yaml，或者 --only 编号,…，或者 --family 类",
            )
        wishes = PackWishes(options.lang or "zh", options.notes, options.replace, options.index)
        return wishes.lang, engine.pack_without_matter(picked, options.output, dt.date.today(), wishes)
    matter = read_matter(options.matter)
    classification = open_engine(home).classify(matter)
    selection = engine.select(matter, classification, kinds=(options.kind,) if options.kind else ())
    lang = options.lang or matter.language
    warnings = engine.pack(
        matter,
        classification,
        selection,
        options.output,
        picked=picked,
        lang=lang,
        notes=options.notes,
        overwrite=options.replace,
        index=options.index,
    )
    return lang, warnings


def _write(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")
