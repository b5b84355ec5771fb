"""`python -m catalogue screen`: names from the command line or a file, the answer as lines, JSON or a workbook.

Values that flow: options -> `Asked` names -> `Screened` answers -> lines, JSON, `Sheet`s. The hard problem: "no hit"
reads like a clearance; so every answer names the lists it was held against, their dates and how much of each is
loaded. Rejected: an answer of names and scores alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO, cast

from catalogue.commands import DONE, NO, Parser, common_options, day, file_path, print_json
from catalogue.engine import Engine
from catalogue.model import State
from catalogue.opening import check_target, write_atomically
from catalogue.parties import ListNotice, PartyList, PartyPack, notice_state
from catalogue.problems import BadInput, Problem
from catalogue.reports.sheets import Sheet, workbook
from catalogue.screening.namefiles import read_names
from catalogue.screening.names import LONGEST
from catalogue.screening.screening import BAR, Asked, Screened, ScreenHit
from catalogue.telling.wording import CHECKS, STATES, data_day

NO_CLEARANCE = (
    "没有命中不等于可以交易：名单可能已更新、名称可能不同，控制人、最终用户仍须核实；命中也须核对是否同一主体。",
    "No hit is no clearance: lists change, names differ, owners and end users remain to be checked; and a hit may be "
    "another party of the same name.",
)
_LONGEST_REMARK = 400
ADVICE = "give names, or a file of them: screen --file LIST.csv"


def add_screen(commands: argparse._SubParsersAction[Parser], engine: Callable[[], Engine]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command to the parser of the catalogue floor."""

    def handler(options: argparse.Namespace, out: TextIO) -> int:
        return _screen(engine, options, out)

    parser = common_options(commands.add_parser("screen", help="names against party lists", epilog=ADVICE), handler)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a name; put it in quotes")
    parser.add_argument("--file", type=file_path, default=None, metavar="LIST", help="a .csv or .xlsx of names")
    parser.add_argument("--encoding", default="", metavar="NAME", help="of a CSV that is not UTF-8, such as gb18030")
    parser.add_argument("--country", default="", metavar="CC", help="the country of the names; orders equal hits only")
    parser.add_argument(
        "--address", default="", metavar="TEXT", help="the address of the names; orders equal hits only"
    )
    parser.add_argument("--output", type=file_path, default=None, metavar="RESULT.xlsx", help="write a workbook")
    parser.add_argument("--replace", action="store_true", help="write over an output that exists")
    parser.add_argument("--as-of", type=day, default=None, metavar="DATE", help="the day asked about (today)")


def _screen(engine: Callable[[], Engine], options: argparse.Namespace, out: TextIO) -> int:
    asked = _asked(options)
    if options.output is not None:
        if options.output.suffix.lower() != ".xlsx":
            raise BadInput.because(
                "the output is a workbook",
                file=options.output,
                hint="name it RESULT.xlsx",
                zh="输出是工作簿",
                hint_zh="请以 .xlsx 命名，如 结果.xlsx",
            )
        check_target(options.output, source=options.file, overwrite=options.replace)
    on = options.as_of or dt.date.today()
    screening = engine().party_room.open(on)
    lists = screening.screener.lists
    if not lists:
        reason = "; ".join(map(str, screening.problems)) or "no pack holds one"
        raise BadInput.because(
            f"no party list is loaded ({reason})",
            hint="the packs command shows what is",
            zh=f"没有载入任何名单（{reason}）",
            hint_zh="用 packs 命令查看已载入的数据",
        )
    answers = tuple(screening.screener.screen_all(asked, on))
    lang = options.lang or "zh"
    missing = screening.screener.not_loaded
    if options.output is not None:
        data = result_workbook(options.output, answers, lists, missing, on, lang)
        write_atomically(options.output, data)
    if options.json:
        print_json(_json(answers, lists, missing, screening.problems, on, options.output, lang), out)
    else:
        for line in _told(answers, lists, missing, screening.problems, on, options.output, lang):
            out.write(f"{line}\n")
    return DONE if any(answer.hits for answer in answers) else NO


def _asked(options: argparse.Namespace) -> tuple[Asked, ...]:
    """The names of the command line, then those of the file. Raises BadInput for none, an empty or an endless one."""
    country = options.country.strip().upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise BadInput.because(f"'{options.country[:20]}' is not a country code", hint="two letters, such as CN or DE")
    for name in options.names:
        if not name.strip():
            raise BadInput.because("a name is empty", hint=ADVICE)
        if len(name) > LONGEST:
            raise BadInput.because(f"a name has {len(name):,} characters; at most {LONGEST} are compared")
    address = " ".join(options.address.split())[:LONGEST]
    typed = tuple(Asked(" ".join(name.split()), country, address) for name in options.names)
    filed = read_names(options.file, options.encoding) if options.file is not None else ()
    if not typed and not filed:
        raise BadInput.because("there is no name to screen", hint=ADVICE)
    return typed + filed


def _json(
    answers: Sequence[Screened],
    lists: Sequence[PartyList],
    missing: Sequence[PartyPack],
    problems: Sequence[Problem],
    on: dt.date,
    output: Path | None,
    lang: str,
) -> dict[str, object]:
    return {
        "names": [_with_remarks(answer, lang) for answer in answers],
        "as_of": on.isoformat(),
        "bar": BAR,
        "coverage": [one.coverage.as_json() for one in lists],
        "stays": [stay_json(one, notice, on) for one in lists for notice in one.stays],
        "not_loaded": [pack.id for pack in missing],
        "note": NO_CLEARANCE[lang == "en"],
        "problems": [problem.as_json() for problem in problems],
        "output": str(output) if output else None,
    }


def _with_remarks(answer: Screened, lang: str) -> dict[str, object]:
    """The answer's form, each hit with what the list remarks beside the name."""
    found = answer.as_json(lang)
    rows = cast("list[dict[str, object]]", found["hits"])
    hits = [row | {"remarks": hit.party.remarks or None} for row, hit in zip(rows, answer.hits, strict=True)]
    return found | {"hits": hits}


def stay_json(one: PartyList, notice: ListNotice, on: dt.date) -> dict[str, object]:
    """A stay of a list: what is stayed, by which notice, its last day, and the state on the day asked."""
    last = notice.periods[-1] if notice.periods else None
    return {
        "list": one.pack,
        "list_id": one.id,
        "notice": notice.number,
        "provisions": last.basis if last else "",
        "until": last.until.isoformat() if last and last.until else None,
        "state": notice_state(notice, on).value,
    }


def stay_lines(lists: Sequence[PartyList], answers: Sequence[Screened], on: dt.date, lang: str) -> Iterator[str]:
    """Stays of the lists that were hit, and those whose last day is past, which may have changed the text."""
    hit = {(one.pack, one.list_id) for answer in answers for one in answer.hits}
    for one in lists:
        for notice in one.stays:
            state, last = notice_state(notice, on), notice.periods[-1]
            if state is not State.STALE and (one.pack, one.id) not in hit:
                continue
            told = STATES[state].in_language(lang)
            yield (
                f"{one.pack}  {last.basis}: stayed by {notice.number} until {last.until} ({told}); see the official one"
                if lang == "en"
                else f"{one.pack}  {last.basis}：{notice.number} 暂停施行至 {last.until}（{told}）；请核对官方文本"
            )


def not_loaded_line(pack: PartyPack, lang: str) -> str:
    """What is said of a list that nobody has imported: it was not asked, and how it comes in."""
    title, how = pack.title.in_language(lang), f"python -m catalogue import FILE --catalogue {pack.id}"
    return (
        f"{pack.id}  {title}: not loaded, not asked ({how})"
        if lang == "en"
        else f"{pack.id}  {title}：未导入，未对照（{how}）"
    )


def _told(
    answers: Sequence[Screened],
    lists: Sequence[PartyList],
    missing: Sequence[PartyPack],
    problems: Sequence[Problem],
    on: dt.date,
    output: Path | None,
    lang: str,
) -> Iterator[str]:
    english = lang == "en"
    hit = sum(bool(answer.hits) for answer in answers)
    for answer in answers if output is None else ():
        yield from _answer(answer, lang)
    if len(answers) > 1 or output:
        yield (
            f"{len(answers)} names, {hit} with hits (score {BAR} and above)"
            if english
            else f"共{len(answers)}个名称，{hit}个有命中（{BAR}分及以上）"
        )
    if output:
        yield f"written: {output}" if english else f"已写入：{output}"
    yield "Lists held against:" if english else "已对照的名单："
    yield from (f"    {_extent(one, lang)}" for one in lists)
    yield from (f"  ! {line}" for line in stay_lines(lists, answers, on, lang))
    yield from (f"  ! {not_loaded_line(pack, lang)}" for pack in missing)
    yield from (f"! {problem}" for problem in problems)
    yield NO_CLEARANCE[english]


def _extent(one: PartyList, lang: str) -> str:
    """`jp-parties 外国最终用户名单 835/835，数据截至 2026-07-20`."""
    english = lang == "en"
    total = str(one.expected) if one.expected is not None else ("total unknown" if english else "总数不明")
    as_of = ("，" if not english else ", ") + data_day(one.as_of).in_language(lang)
    return f"{one.pack}  {one.title.in_language(lang)}  {len(one.parties)}/{total}{as_of}"


def _answer(answer: Screened, lang: str) -> Iterator[str]:
    english = lang == "en"
    yield answer.asked.name
    if not answer.compared:
        none = ("没有可比对的内容（仅有公司形式或者符号）", "nothing to compare: a legal form or signs only")
        yield f"    {none[english]}"
    elif not answer.hits:
        yield "    no hit" if english else "    没有命中"
    for hit in answer.hits:
        name = "  ".join(dict.fromkeys(n for n in (hit.party.shown, hit.party.name.en) if n))
        state = STATES[hit.state].in_language(lang)
        since = f"{hit.listed_on} " if hit.listed_on else ""
        yield f"    {hit.score:.2f}  {name}  [{hit.list_title.in_language(lang)}, {state}]"
        yield f"          {hit.why.in_language(lang)}"
        yield f"          {since}{hit.notice}  [{CHECKS[hit.party.checked].in_language(lang)}]"
        if hit.party.remarks:
            yield f"          {'remark' if english else '备注'}: {hit.party.remarks[:_LONGEST_REMARK]}"
    if answer.more:
        yield f"    {_more_words(answer, english)}"


def _more_words(answer: Screened, english: bool) -> str:
    """What is said where a name has more hits than are held: give more of the name."""
    held, total = len(answer.hits), len(answer.hits) + answer.more
    return (
        f"! {answer.more} more hits: the best {held} of {total} are shown; give more of the name"
        if english
        else f"! 另有{answer.more}个命中：共{total}个，仅列出分值最高的{held}个；请写出更多名称"
    )


def result_workbook(
    path: Path,
    answers: Sequence[Screened],
    lists: Sequence[PartyList],
    missing: Sequence[PartyPack],
    on: dt.date,
    lang: str,
) -> bytes:
    """The workbook of a screening: its results, the lists held against and those that are not loaded."""
    return workbook(path, _sheets(answers, lists, missing, on, lang))


def _sheets(
    answers: Sequence[Screened], lists: Sequence[PartyList], missing: Sequence[PartyPack], on: dt.date, lang: str
) -> tuple[Sheet, ...]:
    english = lang == "en"
    heading = _COLUMNS_EN if english else _COLUMNS
    rows = tuple(row for answer in answers for row in _result_rows(answer, lang))
    held = tuple(
        (one.pack, one.title.in_language(lang), str(len(one.parties)), _number(one.expected), _number(one.as_of))
        for one in lists
    )
    held += tuple((not_loaded_line(pack, lang), "", "0", "", "") for pack in missing)
    notes = ((NO_CLEARANCE[english],), (f"{'State on' if english else '状态日期'} {on}",))
    return (
        Sheet("results" if english else "筛查结果", heading, rows, _WIDTHS),
        Sheet("lists" if english else "名单", _LISTS_EN if english else _LISTS, held + notes, (40, 40, 12, 12, 14)),
    )


def _result_rows(answer: Screened, lang: str) -> Iterator[tuple[str, ...]]:
    asked = (answer.asked.name, answer.asked.country)
    if not answer.hits:
        none = ("no hit", "没有命中") if answer.compared else ("nothing to compare", "没有可比对的内容")
        yield (*asked, none[lang != "en"])
    for hit in answer.hits:
        yield (*asked, *_hit_cells(hit, lang))
    if answer.more:
        yield (*asked, _more_words(answer, lang == "en"))


def _hit_cells(hit: ScreenHit, lang: str) -> tuple[str, ...]:
    return (
        hit.list_title.in_language(lang),
        f"{hit.score:.3f}",
        hit.party.shown,
        hit.party.name.en,
        hit.why.in_language(lang),
        STATES[hit.state].in_language(lang),
        _number(hit.listed_on),
        hit.notice,
        _number(hit.as_of),
        hit.party.country,
        ", ".join(hit.party.concern),
        "; ".join(hit.sources),
    )


def _number(value: object) -> str:
    return "" if value is None else str(value)


_COLUMNS = (
    *("所查名称", "国别", "名单", "分值", "名单所列名称", "英文名称", "理由", "状态", "列入日期", "公告", "数据截至"),
    *("名单所记国别", "关切", "来源"),
)
_COLUMNS_EN = (
    *("name asked", "country", "list", "score", "listed name", "in English", "why", "state", "listed on", "notice"),
    *("data as of", "listed country", "concern", "sources"),
)
_WIDTHS = (36, 8, 28, 8, 36, 36, 44, 12, 12, 32, 12, 10, 20, 60)
_LISTS = ("数据包", "名单", "已收录", "总数", "数据截至")
_LISTS_EN = ("pack", "list", "loaded", "total", "data as of")
