"""`python -m catalogue`: packs, search, show, measure, classify, editions, verify.

Each handler asks the engine and prints the answer, as JSON where asked; commands and fields are documented in
the README. Exit status 1 means the answer is "no": nothing found, nothing captured, problems found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from catalogue import __version__
from catalogue.commands import DONE, NO, Parser, common_options, day, entry_point, new_parser, print_json, run, whole
from catalogue.editions import ALL, IN_FORCE, history, locate, select_editions, unknown_code
from catalogue.engine import Engine, open_engine
from catalogue.freeze import freeze
from catalogue.home import home_from
from catalogue.matterfile import MatterFile, read_matter
from catalogue.model import Edition, coverage_of
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.query import check_query
from catalogue.results import Verdict
from catalogue.shown import entry_json, pack_json
from catalogue.tell import Teller
from catalogue.verify import verify

CONTROLS = ("prohibited", "restricted", "licence", "listed")


def main(arguments: Sequence[str], environment: Mapping[str, str], out: TextIO, err: TextIO) -> int:
    """Runs one command; the exit status."""
    return run(_parser(lambda: open_engine(home_from(environment)), home_from(environment).packs), arguments, out, err)


def entry() -> int:
    """The console script."""
    return entry_point(main)


def _parser(engine: Callable[[], Engine], user_packs: Path) -> Parser:
    parser, commands = new_parser("caveat-catalogue", "Control catalogues: search, measure, classify.")
    door = _Door(engine, user_packs)
    common_options(commands.add_parser("packs", help="what is loaded"), door.packs)
    search = common_options(commands.add_parser("search", help="full text"), door.search)
    search.add_argument("query")
    search.add_argument("--control", default="", choices=("", *CONTROLS))
    search.add_argument("--limit", type=whole, default=20)
    _edition_options(search)
    show = common_options(commands.add_parser("show", help="one entry or control point"), door.show)
    show.add_argument("code")
    _edition_options(show, default="")
    measure = common_options(commands.add_parser("measure", help="measured values against thresholds"), door.measure)
    measure.add_argument("values", nargs="+", metavar="NAME=VALUE UNIT")
    measure.add_argument("--about", default="")
    _edition_options(measure)
    classify = common_options(commands.add_parser("classify", help="a matter file"), door.classify)
    classify.add_argument("matter", type=Path)
    classify.add_argument("--freeze", action="store_true", help="write the result into the matter")
    classify.add_argument("--by", default="", help="who freezes")
    editions = common_options(commands.add_parser("editions", help="what applies on a date"), door.editions)
    editions.add_argument("--catalogue", default="")
    editions.add_argument("--as-of", type=day, default=None)
    verify = common_options(commands.add_parser("verify", help="check packs"), door.verify)
    verify.add_argument("folder", nargs="?", type=Path, default=None)
    return parser


def _edition_options(parser: argparse.ArgumentParser, default: str = IN_FORCE) -> None:
    parser.add_argument("--catalogue", default="")
    parser.add_argument("--edition", default=default)
    parser.add_argument("--as-of", type=day, default=None)


class _Door:
    """The handlers. The engine is opened by the first that needs it."""

    def __init__(self, engine: Callable[[], Engine], user_packs: Path) -> None:
        self._open = engine
        self._user_packs = user_packs

    def packs(self, options: argparse.Namespace, out: TextIO) -> int:
        library = read_library(bundled_packs(), self._user_packs)
        if options.json:
            print_json({"packs": [pack_json(c) for c in library.catalogues.values()]}, out)
            return DONE
        teller = Teller(options.lang or "zh")
        for catalogue in library.catalogues.values():
            out.write(f"{catalogue.id}  {teller.word(catalogue.title)}\n")
            for edition in catalogue.editions:
                out.write(f"    {edition.id}  {teller.coverage(coverage_of(edition))}\n")
        for problem in library.problems:
            out.write(f"! {problem}\n")
        return DONE

    def search(self, options: argparse.Namespace, out: TextIO) -> int:
        engine = self._open()
        check_query(options.query, engine.normaliser)
        answer = engine.search(
            options.query,
            as_of=options.as_of or _today(),
            catalogue=options.catalogue,
            edition=options.edition,
            control=options.control,
            limit=options.limit,
        )
        if options.json:
            print_json(answer.as_json(), out)
        else:
            _print(Teller(options.lang or "zh").search(answer), out)
        return DONE if answer.hits else NO

    def show(self, options: argparse.Namespace, out: TextIO) -> int:
        library = read_library(bundled_packs(), self._user_packs)
        as_of = options.as_of or _today()
        found = locate(library, options.code, catalogue=options.catalogue, edition=options.edition, as_of=as_of)
        if found is None:
            raise unknown_code(library, options.code)
        if options.json:
            print_json(entry_json(found), out)
        else:
            rows = ((edition, entry) for edition, entry, _ in history(found.catalogue, found.entry.id))
            _print(Teller(options.lang or "zh").entry(found, rows), out)
        return DONE

    def measure(self, options: argparse.Namespace, out: TextIO) -> int:
        matches = self._open().measure(
            [_pair(text) for text in options.values],
            as_of=options.as_of or _today(),
            about=options.about,
            catalogue=options.catalogue,
            edition=options.edition,
        )
        if options.json:
            print_json({"matches": [m.as_json() for m in matches]}, out)
        else:
            teller = Teller(options.lang or "zh")
            for match in matches:
                _print(teller.match(match), out)
            if not matches:
                out.write(teller.say("没有控制要点涉及所给的数值。\n", "No control point asks for the values given.\n"))
        return DONE if any(m.verdict is Verdict.CAPTURED for m in matches) else NO

    def classify(self, options: argparse.Namespace, out: TextIO) -> int:
        if options.freeze and not options.by:
            raise BadInput.because("--freeze needs to know who freezes", field="--by", hint="add --by NAME")
        engine = self._open()
        matter = read_matter(options.matter)
        result = engine.classify(matter)
        if options.freeze:
            file = MatterFile.open(options.matter)
            program = f"caveat {__version__}"
            freeze(file, result, engine.library, by=options.by, on=matter.as_of, program=program).save()
        lang = options.lang or matter.language
        if options.json:
            print_json(result.as_json(lang), out)
        else:
            _print(Teller(lang).classification(result), out)
        return DONE

    def editions(self, options: argparse.Namespace, out: TextIO) -> int:
        library = read_library(bundled_packs(), self._user_packs)
        as_of = options.as_of or _today()
        chosen = select_editions(library, catalogue=options.catalogue, edition=ALL, as_of=as_of)
        rows = [_edition_row(edition, state.value) for _, edition, state in chosen]
        if options.json:
            print_json({"as_of": as_of.isoformat(), "editions": rows}, out)
        else:
            for row in rows:
                out.write("  ".join(str(v) for v in row.values() if v) + "\n")
        return DONE

    def verify(self, options: argparse.Namespace, out: TextIO) -> int:
        folder = options.folder or bundled_packs()
        if not folder.is_dir():
            raise BadInput.because("there is no such folder", file=folder, hint="name a folder of packs")
        packs, problems = verify(folder)
        if options.json:
            print_json({"packs": packs, "clauses": 0, "texts": 0, "problems": [p.as_json() for p in problems]}, out)
        else:
            _print((str(p) for p in problems), out)
            out.write(f"{packs} packs, {len(problems)} problems\n")
        return NO if problems else DONE


def _edition_row(edition: Edition, state: str) -> dict[str, object]:
    return {
        "catalogue": edition.catalogue,
        "id": edition.id,
        "state": state,
        "from": edition.effective.isoformat() if edition.effective else None,
        "to": edition.superseded_on.isoformat() if edition.superseded_on else None,
        "instrument": edition.instrument,
        "basis": edition.basis,
    }


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        name, equals, value = text.partition("＝")
    if not equals or not name.strip():
        hint = 'write NAME=VALUE UNIT, for example "探测距离=3.2 km"'
        raise BadInput.because(f"'{text[:80]}' is not a measured value", hint=hint)
    return name.strip(), value.strip()


def _today() -> dt.date:
    return dt.date.today()


def _print(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(entry())
