"""`python -m catalogue`: packs, search, show, measure, classify, recheck, assess, screen, editions, diff, chart,
import, verify, export, install, key.

Each handler asks the engine and prints the answer, as JSON where asked; commands and fields are documented in
the README. Exit status 1 means the answer is "no": nothing found, nothing captured, problems found.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TextIO

from catalogue import __version__
from catalogue.assessing.assesscommand import add_assess
from catalogue.chartcommand import add_chart
from catalogue.commands import (
    DONE,
    NO,
    Parser,
    common_options,
    day,
    entry_point,
    file_path,
    new_parser,
    print_json,
    run,
    spoken_language,
    whole,
)
from catalogue.comparing.diffcommand import add_diff
from catalogue.comparing.sidebyside import side_by_side, side_lines
from catalogue.editions import ALL, IN_FORCE, also_in, history, locate, select_editions, unknown_code
from catalogue.engine import Engine, open_engine
from catalogue.freeze import freeze
from catalogue.given import pair
from catalogue.home import Home, home_from
from catalogue.importcommand import add_import
from catalogue.licences import by_customs, customs_digits, unknown_customs
from catalogue.matterfile import MatterFile
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput
from catalogue.recheckcommand import add_recheck
from catalogue.reports.table import clean
from catalogue.results import Verdict
from catalogue.screening.screencommand import add_screen
from catalogue.searching.facets import NAMES as FACETS
from catalogue.searching.facets import choice
from catalogue.searching.ordering import RELEVANCE, SORTS
from catalogue.searching.query import check_query
from catalogue.stepcommand import add_step_files, check_step_files, write_step_files
from catalogue.stick.stickcommand import add_stick, verify_archive
from catalogue.telling.citation import cite, cited
from catalogue.telling.limbtext import unbounded
from catalogue.telling.shown import edition_json, entry_json, pack_json, party_pack_json
from catalogue.telling.tell import Teller
from catalogue.telling.telldates import dated_json, dated_lines
from catalogue.telling.telllaw import frozen_lines
from catalogue.telling.telllicence import beside_json, beside_lines, customs_answer_json, customs_answer_lines
from catalogue.telling.tellpacks import listed_names, packs_lines
from catalogue.verify import verify

QUERY_ADVICE = 'a query that begins with - follows --, as in: search -- "-车载 雷达"'
VALUE_ADVICE = 'write values as NAME=VALUE UNIT, for example "探测距离=3.2 km"'


def main(arguments: Sequence[str], environment: Mapping[str, str], out: TextIO, err: TextIO) -> int:
    """Runs one command; the exit status."""
    home = home_from(environment)
    parser = _parser(lambda: open_engine(home), home, err)
    return run(parser, arguments, out, err, spoken_language(arguments, environment))


def entry() -> int:
    """The console script."""
    return entry_point(main)


def _parser(engine: Callable[[], Engine], home: Home, err: TextIO) -> Parser:
    parser, commands = new_parser("caveat-catalogue", "Control catalogues: search, measure, classify.")

    def library() -> Library:
        return read_library(bundled_packs(), home.packs, home.cache)

    door = _Door(engine, library, home)
    common_options(commands.add_parser("packs", help="what is loaded"), door.packs)
    search = common_options(commands.add_parser("search", help="full text", epilog=QUERY_ADVICE), door.search)
    search.add_argument("query", metavar="QUERY", help='words, "a phrase", -without, a OR b, code: control: industry:')
    search.add_argument("--control", default="", metavar="LEVEL", help="prohibited, restricted, licence or listed")
    search.add_argument("--limit", type=whole, default=20, metavar="N", help="at most N hits (20)")
    search.add_argument(
        "--facet",
        type=choice,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"narrow by {', '.join(FACETS)}; repeatable: two values of one widen, two facets narrow",
    )
    search.add_argument("--sort", choices=SORTS, default=RELEVANCE, help="order of the hits (relevance)")
    _edition_options(search)
    show = common_options(commands.add_parser("show", help="one entry or control point"), door.show)
    show.add_argument(
        "code", metavar="CODE", help="a code, id, point or customs code: 233914X, 203912X(5), 8456.11.00.90"
    )
    show.add_argument("--cite", action="store_true", help="one line to cite it by: list, edition, code, title, point")
    _edition_options(show, default="")
    measure = commands.add_parser("measure", help="measured values against thresholds", epilog=VALUE_ADVICE)
    measure.mixed = True
    common_options(measure, door.measure)
    measure.add_argument("values", nargs="+", metavar="NAME=VALUE UNIT")
    measure.add_argument("--about", default="", metavar="TEXT", help="only entries that answer to these words")
    measure.add_argument(
        "--edition", action="append", metavar="ID", help="an edition, in-force or all; repeated: side by side"
    )
    _catalogue_and_day(measure)
    classify = common_options(commands.add_parser("classify", help="a matter file"), door.classify)
    classify.add_argument("matter", type=file_path, metavar="MATTER.yaml")
    classify.add_argument("--freeze", action="store_true", help="write the result into the matter")
    classify.add_argument("--by", default="", metavar="NAME", help="who freezes")
    add_step_files(classify)
    add_assess(commands, engine)
    add_recheck(commands, engine, err)
    add_screen(commands, engine)
    editions = common_options(commands.add_parser("editions", help="what applies on a date"), door.editions)
    _catalogue_and_day(editions)
    add_diff(commands, library)
    add_import(commands, home.packs)
    add_chart(commands, bundled_packs())
    verify = common_options(commands.add_parser("verify", help="check packs"), door.verify)
    verify.add_argument(
        "folder", nargs="?", type=file_path, metavar="DIR|PACK.zip", help="a folder of packs, or a pack"
    )
    add_stick(commands, home)
    return parser


def _edition_options(parser: argparse.ArgumentParser, default: str = IN_FORCE) -> None:
    parser.add_argument("--edition", default=default, metavar="ID", help="an edition, in-force or all")
    _catalogue_and_day(parser)


def _catalogue_and_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--catalogue", default="", metavar="ID", help="one catalogue instead of all")
    parser.add_argument("--as-of", type=day, default=None, metavar="DATE", help="the day asked about (today)")


class _Door:
    """The handlers. The engine is opened by the first that needs it."""

    def __init__(self, engine: Callable[[], Engine], library: Callable[[], Library], home: Home) -> None:
        self._open = engine
        self._library = library
        self._home = home

    def packs(self, options: argparse.Namespace, out: TextIO) -> int:
        library = self._library()
        parties, faults = read_parties(library.party_cards.values())
        problems = (*library.problems, *faults)
        if options.json:
            packs = [*(pack_json(c) for c in library.catalogues.values()), *map(party_pack_json, parties)]
            print_json({"packs": packs, "problems": [p.as_json() for p in problems]}, out)
        else:
            _print(packs_lines(Teller(options.lang or "zh"), replace(library, problems=problems), parties), out)
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
            lang=options.lang or "zh",
            facets=options.facet,
            sort=options.sort,
        )
        parties = engine.parties_holding(options.query)
        if options.json:
            print_json(answer.as_json() | {"parties": parties}, out)
        else:
            teller = Teller(options.lang or "zh")
            _print((*teller.search(answer), *listed_names(teller, parties), *teller.left_out(engine.library)), out)
        return DONE if answer.hits else NO

    def show(self, options: argparse.Namespace, out: TextIO) -> int:
        library = self._library()
        as_of = options.as_of or _today()
        catalogue, edition = options.catalogue, options.edition
        found = locate(library, options.code, catalogue=catalogue, edition=edition, as_of=as_of)
        digits = customs_digits(options.code) if found is None else ""
        if digits:
            return self._show_customs(library, digits, options, out)
        if found is None:
            raise unknown_code(library, options.code, catalogue=catalogue, edition=edition, as_of=as_of)
        if options.json:
            cited_too = {"citation": cited(found, as_of)} if options.cite else {}
            more = {**beside_json(found, as_of), **dated_json(found, as_of)}
            print_json({**entry_json(found), **more, **cited_too}, out)
        elif options.cite:
            _print([cite(found, options.lang or "zh", as_of)], out)
        else:
            lang = options.lang or "zh"
            rows = history(found.catalogue, found.entry.id)
            teller = Teller(lang)
            elsewhere = teller.elsewhere(also_in(library, found))
            more = (*dated_lines(found, as_of, lang), *beside_lines(found, as_of, lang))
            _print((*teller.entry(found, rows), *more, *elsewhere), out)
        return DONE

    def _show_customs(self, library: Library, digits: str, options: argparse.Namespace, out: TextIO) -> int:
        as_of, edition = options.as_of or _today(), options.edition or IN_FORCE
        hits = by_customs(library, digits, catalogue=options.catalogue, edition=edition, as_of=as_of)
        if not hits:
            raise unknown_customs(options.code)
        if options.json:
            print_json(customs_answer_json(digits, hits, as_of), out)
        else:
            _print(customs_answer_lines(digits, hits, as_of, options.lang or "zh"), out)
        return DONE

    def measure(self, options: argparse.Namespace, out: TextIO) -> int:
        engine = self._open()
        pairs, as_of = [pair(text) for text in options.values], options.as_of or _today()
        editions = tuple(dict.fromkeys(options.edition or [IN_FORCE]))
        matches = engine.measure_editions(
            pairs, editions, as_of=as_of, about=options.about, catalogue=options.catalogue
        )
        asked = tuple(
            dict.fromkeys(
                one
                for edition in editions
                for one in engine.measured(as_of=as_of, catalogue=options.catalogue, edition=edition)
            )
        )
        rows = ()
        if len(editions) > 1:
            rows = side_by_side(matches, engine.chosen(editions, as_of=as_of, catalogue=options.catalogue))
        if options.json:
            beside = {"side_by_side": [row.as_json() for row in rows]} if len(editions) > 1 else {}
            answer: dict[str, object] = {
                "matches": [m.as_json() for m in matches],
                "coverage": [one.as_json() for one in asked],
                **beside,
            }
            if left := engine.sizes_left_out(pairs):
                answer["unbounded"] = list(left)
            print_json(answer, out)
        else:
            teller = Teller(options.lang or "zh")
            lines = (*side_lines(rows, teller.lang), *teller.measure(matches, asked), *teller.left_out(engine.library))
            lines += unbounded(engine.sizes_left_out(pairs), teller.lang)
            _print(lines, out)
        return DONE if any(m.verdict is Verdict.CAPTURED for m in matches) else NO

    def classify(self, options: argparse.Namespace, out: TextIO) -> int:
        if options.freeze and not clean(options.by).strip():
            raise BadInput.because(
                "--freeze needs to know who freezes",
                field="--by",
                hint="add --by NAME",
                zh="--freeze 须写明由谁冻结",
                hint_zh="请加 --by 姓名",
            )
        check_step_files(options)
        engine = self._open()
        file = MatterFile.open(options.matter)
        result, by, on = engine.classify(file.matter), clean(options.by).strip(), _today()
        lang = options.lang or file.matter.language
        written = [str(path) for path in write_step_files(options, file.matter, result, lang)]
        if options.freeze:
            freeze(file, result, engine.library, by=by, on=on, program=f"caveat {__version__}").save()
        if options.json:
            print_json(result.as_json(lang) | ({"written": written} if written else {}), out)
        else:
            teller = Teller(lang)
            faults = engine.party_room.open(file.matter.as_of).problems if file.matter.parties else ()
            library = replace(engine.library, problems=(*engine.library.problems, *faults))
            files = [teller.say(f"已写入 {path}", f"written: {path}") for path in written]
            _print((*teller.left_out(library), *teller.classification(result), *files), out)
            _print(frozen_lines(file.matter, by, on, lang) if options.freeze else (), out)
        return DONE

    def editions(self, options: argparse.Namespace, out: TextIO) -> int:
        library = self._library()
        as_of = options.as_of or _today()
        every = select_editions(library, catalogue=options.catalogue, edition=ALL, as_of=as_of)
        chosen = [c for c in every if options.catalogue or not c[1].is_card]
        if options.json:
            rows = [edition_json(edition, state, as_of) for _, edition, state in chosen]
            print_json({"as_of": as_of.isoformat(), "editions": rows}, out)
        else:
            _print(Teller(options.lang or "zh").editions(chosen, as_of), out)
        return DONE

    def verify(self, options: argparse.Namespace, out: TextIO) -> int:
        folder = options.folder or bundled_packs()
        if folder.is_file():
            return verify_archive(folder, self._home, options.lang or "zh", options.json, out)
        if not folder.is_dir():
            raise BadInput.because(
                "there is no such folder",
                file=folder,
                hint="name a folder of packs",
                zh="没有这个文件夹",
                hint_zh="请指明数据包所在的文件夹",
            )
        own = (folder / "pack.yaml").is_file()
        packs, problems = verify(folder.resolve().parent, folder.resolve().name) if own else verify(folder)
        if not packs and not problems:
            raise BadInput.because(
                "there is no pack in this folder",
                file=folder,
                hint="name a folder of packs",
                zh="这个文件夹中没有数据包",
                hint_zh="请指明数据包所在的文件夹",
            )
        if options.json:
            print_json({"packs": packs, "clauses": 0, "texts": 0, "problems": [p.as_json() for p in problems]}, out)
        else:
            teller = Teller(options.lang or "zh")
            _print((p.in_language(options.lang or "en") for p in problems), out)
            out.write(
                teller.say(f"数据包{packs}个，问题{len(problems)}处\n", f"packs: {packs}, problems: {len(problems)}\n")
            )
        return NO if problems else DONE


def _today() -> dt.date:
    return dt.date.today()


def _print(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(entry())
