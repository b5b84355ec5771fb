"""`search`: words inside the clause library, in every position and language.

Options come in, an answer goes out; exit status 1 where nothing is found, with near forms of the word that failed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TextIO

from catalogue.commands import DONE, NO, Parser, common_options, print_json, whole
from catalogue.home import Home
from catalogue.searching.query import check_query
from catalogue.text import Normaliser
from clause_library.engine import open_clause_engine
from clause_library.listing import family_letter
from clause_library.model import LANGS, VARIANTS
from clause_library.positions import POSITIONS
from clause_library.searching import ClauseAnswer, ClauseHit, open_clause_desk

WHERE = {
    "title": ("标题", "title"),
    "purpose": ("用途", "purpose"),
    "negotiation": ("谈判提示", "negotiation note"),
    "gives_up": ("退让的代价", "price of the fallback"),
    "absent": ("不设该立场的理由", "why a position is absent"),
    "variable": ("变量", "variable"),
}


def add_search(commands: argparse._SubParsersAction[Parser], home: Home) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command to the program."""

    def handler(options: argparse.Namespace, out: TextIO) -> int:
        return _search(options, home, out)

    parser = commands.add_parser("search", help="words inside the clauses, their titles and notes")
    common_options(parser, handler, (*LANGS, "both"))
    parser.add_argument("query", metavar="QUERY", help="words; a clause id narrows to it, quotes keep a phrase")
    parser.add_argument("--family", default="", metavar="F", help="one family")
    parser.add_argument("--variant", default="", choices=("", *VARIANTS), help="texts in one position")
    parser.add_argument("--limit", type=whole, default=20, metavar="N", help="at most so many hits")


def _search(options: argparse.Namespace, home: Home, out: TextIO) -> int:
    normaliser = Normaliser()
    check_query(options.query, normaliser)
    store = open_clause_engine(home).store
    family = family_letter(store, options.family) if options.family else ""
    searched = "" if options.lang in (None, "both") else options.lang
    desk = open_clause_desk(store, home.cache, normaliser)
    answer = desk.search(options.query, family=family, variant=options.variant, lang=searched, limit=options.limit)
    if options.json:
        print_json(answer.as_json(), out)
    else:
        out.writelines(f"{line}\n" for line in _told(answer, "en" if options.lang == "en" else "zh"))
    return DONE if answer.hits else NO


def _told(answer: ClauseAnswer, lang: str) -> Iterator[str]:
    """A line for each clause, its places below; matches between ［ and ］."""
    zh = lang == "zh"
    if not answer.hits:
        yield f"没有找到：{answer.query}" if zh else f"nothing found: {answer.query}"
        if answer.emptied_by and answer.emptied_by != answer.query:
            yield ("没有结果是因为：" if zh else "emptied by: ") + answer.emptied_by
        if answer.suggestions:
            yield ("是不是要找：" if zh else "did you mean: ") + ("、" if zh else ", ").join(answer.suggestions)
        return
    last = ""
    for hit in answer.hits:
        if hit.id != last:
            last = hit.id
            yield f"{hit.id}  {hit.title.in_language(lang)}"
        yield f"    {_where(hit, lang)}  {_marked(hit)}"
    if answer.total > len(answer.hits):
        yield f"共{answer.total}处，显示{len(answer.hits)}处" if zh else f"{len(answer.hits)} of {answer.total} shown"


def _where(hit: ClauseHit, lang: str) -> str:
    zh = lang == "zh"
    if not hit.variant:
        named = WHERE[hit.where][0 if zh else 1]
        position = POSITIONS[hit.name].in_language(lang) if hit.name in POSITIONS else hit.name
        return f"[{named}{f' {position}' if position else ''} {hit.lang}]"
    block = f"第{hit.block}段" if zh else f"block {hit.block}"
    return f"[{POSITIONS[hit.variant].in_language(lang)} {hit.lang} {block}]"


def _marked(hit: ClauseHit) -> str:
    text, end = "", 0
    for start, stop in hit.spans:
        text += f"{hit.snippet[end:start]}［{hit.snippet[start:stop]}］"
        end = stop
    return text + hit.snippet[end:]
