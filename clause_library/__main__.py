"""`python -m clause_library`: list, show, search, select, move, inspect, draft, pack, memo, verify, journey; for own
clauses import, export, compare (`own/owncommand`).

Handlers open the engines, ask and print; commands, flags and fields are documented in the README. No command ever
asks a question: what needs leave is refused with the flag that gives it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

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
)
from catalogue.engine import Engine, open_engine
from catalogue.home import Home, home_from
from catalogue.matter import KINDS, Matter
from catalogue.matterfile import read_matter
from catalogue.problems import BadInput
from catalogue.results import Classification
from clause_library.draftlog import DraftLog, check_log, write_log
from clause_library.engine import HERE, ClauseEngine, open_clause_engine
from clause_library.journey import walk
from clause_library.listing import NoSuchPosition, list_clauses, show_clause
from clause_library.memo import check_memo_target, write_memo
from clause_library.memo.memo import LANGS as MEMO_LANGS
from clause_library.model import LANGS, VARIANTS, Selection
from clause_library.own.explain import explain
from clause_library.own.owncommand import add_own_commands
from clause_library.packcommand import add_pack
from clause_library.searchcommand import add_search
from clause_library.select import OUT
from clause_library.telling import ClauseTeller
from clause_library.verify import verify_at


def main(arguments: Sequence[str], environment: Mapping[str, str], out: TextIO, err: TextIO) -> int:
    """Runs one command; the exit status."""
    try:
        return run(_parser(home_from(environment)), arguments, out, err, spoken_language(arguments, environment))
    except NoSuchPosition as reason:
        err.write(f"{reason}\n")
        return NO


def entry() -> int:
    """The console script."""
    return entry_point(main)


def _parser(home: Home) -> Parser:
    parser, commands = new_parser("caveat-clauses", "Clauses: list, show, search, select, draft into Word, pack, memo.")
    door = _Door(home)
    listing = common_options(commands.add_parser("list", help="the clauses of the library"), door.list)
    listing.add_argument("--family", default="")
    show = common_options(commands.add_parser("show", help="one clause in one position"), door.show)
    show.add_argument("id")
    show.add_argument("--variant", default="balanced")
    show.add_argument("--matter", type=file_path, default=None, metavar="MATTER.yaml", help="fill the text in from it")
    select = common_options(commands.add_parser("select", help="the clauses a matter calls for"), door.select)
    _matter_option(select)
    move = common_options(commands.add_parser("move", help="what changes with another position"), door.move)
    _matter_option(move)
    move.add_argument("id", metavar="ID", help="the clause that moves")
    move.add_argument("--to", required=True, choices=(*VARIANTS, OUT), help="the position it goes to")
    move.add_argument("--template", type=Path, default=None, help="the contract, for conflicts with its text")
    inspect = common_options(commands.add_parser("inspect", help="how a contract is built"), door.inspect)
    inspect.add_argument("contract", type=file_path)
    _draft_options(common_options(commands.add_parser("draft", help="clauses into a contract"), door.draft))
    add_pack(commands, home)
    add_search(commands, home)
    memo = commands.add_parser("memo", help="the classification as a memorandum (.docx)")
    common_options(memo, door.memo, (*LANGS, "both"))
    memo.add_argument("matter", type=file_path, metavar="MATTER.yaml", help="the matter; its language is the default")
    memo.add_argument("--output", type=file_path, required=True, metavar="MEMO.docx", help="the memorandum to write")
    memo.add_argument("--replace", action="store_true", help="replace an existing output")
    verify = common_options(commands.add_parser("verify", help="check the library"), door.verify)
    verify.add_argument("folder", nargs="?", type=Path, default=None, help="a library, or a folder of own clauses")
    add_own_commands(commands, home, HERE)
    journey = common_options(commands.add_parser("journey", help="the sample journey, end to end"), door.journey)
    journey.add_argument("--output", type=Path, default=None)
    return parser


def _matter_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("matter", type=file_path)
    parser.add_argument("--kind", default="", choices=("", *KINDS), help="the kind of this paper")


def _draft_options(parser: argparse.ArgumentParser) -> None:
    _matter_option(parser)
    parser.add_argument("--template", type=file_path, required=True)
    parser.add_argument("--output", type=file_path, required=True)
    parser.add_argument("--replace", action="store_true", help="replace an existing output")
    parser.add_argument("--numbering", choices=("renumber", "keep"), default="")
    legal = "set levels that would print 一.1 to Arabic figures"
    parser.add_argument("--fix-legal-numbers", action="store_true", help=legal)
    parser.add_argument(
        "--supplement", action="store_true", help="a supplementary agreement; the contract stays as it is"
    )
    parser.add_argument("--log", type=Path, help="also a .docx that says what was changed, where and why")
    parser.add_argument("--redline", action="store_true", help="every change as a tracked change")
    parser.add_argument(
        "--author", default="", metavar="NAME", help="of changes and comments; else the matter's author"
    )
    parser.add_argument("--date", type=day, default=None, help="of changes and comments; else the matter's as_of")
    parser.add_argument("--comments", action="store_true", help="explain each clause in a comment, for your side alone")
    parser.add_argument("--update-fields", action="store_true", help="Word offers to update all fields on opening")
    anchor_help = "where a clause goes: 第十条, 12, Article 7, T12, after:…, before:…, start, end, annex"
    parser.add_argument("--place", action="append", default=[], metavar="ID=ANCHOR", help=anchor_help)
    remove_help = "take a clause of an earlier draft out, or all of them and write nothing else"
    parser.add_argument("--remove", action="append", default=[], metavar="ID|all", help=remove_help)
    for guard in ("protected", "signed", "macros"):
        parser.add_argument(f"--allow-{guard}", action="store_true")


class _Door:
    """The handlers."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def list(self, options: argparse.Namespace, out: TextIO) -> int:
        engine = open_clause_engine(self._home)
        value = list_clauses(engine.store, options.family)
        if options.json:
            print_json(value, out)
        else:
            _write(ClauseTeller(options.lang or "zh").list(engine.store, options.family), out)
        return DONE

    def show(self, options: argparse.Namespace, out: TextIO) -> int:
        lang = options.lang or "zh"
        matter = read_matter(options.matter) if options.matter else None
        result = open_engine(self._home).classify(matter) if matter else None
        store = open_clause_engine(self._home).store
        value = show_clause(store, options.id, options.variant, lang, matter, result)
        if options.json:
            print_json(value, out)
        else:
            _write(ClauseTeller(lang).shown(store, value, options.id.upper()), out)
        return DONE

    def select(self, options: argparse.Namespace, out: TextIO) -> int:
        engine = open_clause_engine(self._home)
        matter, _, selection = self._selected(engine, options)
        lang = options.lang or matter.language
        if options.json:
            print_json(selection.as_json(lang), out)
        else:
            _write(ClauseTeller(lang).selection(selection, engine.store), out)
        return DONE

    def _selected(
        self, clauses: ClauseEngine, options: argparse.Namespace, contract: Path | None = None
    ) -> tuple[Matter, Classification, Selection]:
        engine: Engine = open_engine(self._home)
        matter = read_matter(options.matter)
        classification = engine.classify(matter)
        kinds = (options.kind,) if options.kind else ()
        return matter, classification, clauses.select(matter, classification, kinds=kinds, contract=contract)

    def move(self, options: argparse.Namespace, out: TextIO) -> int:
        engine = open_clause_engine(self._home)
        matter = read_matter(options.matter)
        classification = open_engine(self._home).classify(matter)
        kinds = (options.kind,) if options.kind else ()
        found = engine.move(matter, classification, options.id, options.to, kinds=kinds, contract=options.template)
        lang = options.lang or matter.language
        if options.json:
            print_json(found.as_json(lang), out)
        else:
            _write(ClauseTeller(lang).move(found, engine.store), out)
        return DONE

    def inspect(self, options: argparse.Namespace, out: TextIO) -> int:
        from clause_library.word.inspect import inspect_contract

        inspection = inspect_contract(options.contract)
        if options.json:
            print_json(inspection.as_json(options.lang or "zh"), out)
        else:
            _write(ClauseTeller(options.lang or "zh").inspection(inspection.as_json(options.lang or "zh")), out)
        return DONE

    def draft(self, options: argparse.Namespace, out: TextIO) -> int:
        if options.supplement:
            _refuse_beside_supplement(options)
        engine = open_clause_engine(self._home)
        matter, classification, selection = self._selected(engine, options, options.template)
        usual = engine.options(matter)
        wishes = replace(
            usual,
            numbering=options.numbering,
            legal_numbers=options.fix_legal_numbers,
            replace=options.replace,
            allow_protected=options.allow_protected,
            allow_signed=options.allow_signed,
            allow_macros=options.allow_macros,
            redline=options.redline,
            comments=options.comments,
            update_fields=options.update_fields,
            author=options.author.strip() or usual.author,
            date=options.date or usual.date,
            anchors=dict(_place(text, engine) for text in options.place),
            remove=tuple(options.remove),
        )
        if options.log is not None:
            check_log(options.log, contract=options.template, output=options.output, overwrite=options.replace)
        write = engine.supplement if options.supplement else engine.draft
        report = write(matter, classification, selection, options.template, options.output, wishes)
        lang = options.lang or matter.language
        if options.log is not None:
            name, author = matter.title or matter.id, matter.author or "Caveat"
            log = DraftLog(report, selection, engine.store, options.template, name, matter.as_of, author)
            write_log(log, options.log, (lang,))
        if options.json:
            print_json(report.as_json(lang), out)
        else:
            _write(ClauseTeller(lang).report(report.as_json(lang)), out)
        return DONE

    def memo(self, options: argparse.Namespace, out: TextIO) -> int:
        check_memo_target(options.output, options.matter, overwrite=options.replace)
        matter = read_matter(options.matter)
        engine: Engine = open_engine(self._home)
        lang = options.lang or matter.language
        report = write_memo(
            matter,
            engine.classify(matter),
            engine.library,
            MEMO_LANGS[lang],
            options.output,
            overwrite=options.replace,
        )
        spoken = "zh" if lang == "both" else lang
        if options.json:
            print_json(report.as_json(spoken), out)
        else:
            _write([str(report.output), *(f"! {w.in_language(spoken)}" for w in report.warnings)], out)
        return DONE

    def verify(self, options: argparse.Namespace, out: TextIO) -> int:
        found = verify_at(options.folder, HERE, self._home.packs)
        lang = options.lang or "zh"
        if options.json:
            print_json(found.as_json(), out)
        else:
            _write((explain(p, lang) for p in found.problems), out)
            out.write(f"{found.counted(lang)}\n")
        return NO if found.problems else DONE

    def journey(self, options: argparse.Namespace, out: TextIO) -> int:
        output = options.output or self._home.state / "sample" / "journey.docx"
        value = walk(self._home, output, options.lang or "zh", out if not options.json else None)
        if options.json:
            print_json(value, out)
        return DONE


def _refuse_beside_supplement(options: argparse.Namespace) -> None:
    """Raises BadInput for flags that change the contract, which a supplement leaves as it is."""
    names = ("redline", "comments", "remove", "place", "update_fields", "fix_legal_numbers", "numbering")
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(options, name)]
    if given:
        raise BadInput.because(
            f"a supplement does not change the contract, so {', '.join(given)} means nothing",
            field="--supplement",
            hint="leave it out, or draft into the contract without --supplement",
            zh=f"补充协议不改动原合同，{'、'.join(given)} 不适用",
            hint_zh="请去掉该选项，或者不加 --supplement 直接起草",
        )


def _place(text: str, engine: ClauseEngine) -> tuple[str, str]:
    """Clause and anchor. Whether the contract has such a place is known once it is read."""
    name, equals, anchor = text.partition("=")
    if not equals or not anchor.strip():
        raise BadInput.because(
            f"'{text}' is not a place",
            field="--place",
            hint="write LIC-02=3 or LIC-02=before:T12",
            zh=f"“{text}”不是位置",
            hint_zh="请写 LIC-02=第三条，即置于第三条之后；或 LIC-02=before:T12",
        )
    return engine.store.clause(name.strip().upper()).id, anchor.strip()


def _write(lines: Iterable[str], out: TextIO) -> None:
    for line in lines:
        out.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(entry())
