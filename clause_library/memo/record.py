"""The record: decisions with who, when and why, what changed since a frozen result, sources, limits, signatures.

Matter + Classification + Library -> blocks. Which of several decisions stands is asked of `Decisions`, as the
classification asks it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from catalogue.matter import Confirmation, Matter
from catalogue.model import Edition, Words
from catalogue.packs import Library
from catalogue.regimes.decisions import Decisions
from catalogue.results import Classification, Outcome
from catalogue.telling.telllaw import change_words, touches
from catalogue.telling.wording import OUTCOMES, SUPPORT, data_day
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Para, Signature, joined, labelled, same
from clause_library.memo.labels import ABOUT, ANSWERS, NONE, both, regime_name

DECISIONS = (
    Column(Words("所决定的事项", "About"), 5),
    Column(Words("决定", "Decision"), 2.4),
    Column(Words("何人", "By"), 2),
    Column(Words("何时", "On"), 2.2),
    Column(Words("理由", "Reason"), 4.4),
)
CHANGES = (
    Column(Words("变化", "What changed"), 5),
    Column(Words("冻结时", "When frozen"), 3),
    Column(Words("现在", "Now"), 3),
    Column(Words("涉及", "Touches"), 5),
)
SOURCES = (
    Column(Words("清单与版次", "List and edition"), 3.4),
    Column(Words("文件", "Instrument"), 4.4),
    Column(Words("收录", "Coverage"), 2.4),
    Column(Words("来源", "Sources"), 5.8),
)
REPLACED = Words("（已被其后的决定取代）", "(replaced by a later decision)")
CONTRADICTED = Words("（同日另有不同的决定，均不采用）", "(another decision of that day differs; none is taken)")
NOT_SAID = Words("未写明", "not said")
LIMITS = (
    SUPPORT,
    Words(
        "数据未收录的条目不在判断之内；收录不全时，程序不作出“自由出口”的结论。",
        "Entries that are not loaded were not judged; where coverage is incomplete the program never concludes “free”.",
    ),
    Words(
        "事实和数值由案卷提供，未经程序核实；判断以案卷的基准日为准，此后的法律变化不在其内。",
        "Facts and values are those of the matter and were not verified by the program; the result is of the matter's "
        "own date, and changes of the law after it are not in it.",
    ),
    Words(
        "标有“待核”的依据取自摘录或二手来源，引用前须核对原文。",
        "A basis marked “verify” comes from an excerpt or a secondary source and is to be checked before it is cited.",
    ),
    Words(
        "名单筛查比对的是名称的相似程度；同名不等于同一主体，没有命中也不等于不在名单上。",
        "Screening compares names: the same name is not the same person, and a name not found is no clearance.",
    ),
)


def decisions(matter: Matter) -> Iterator[Block]:
    """The part `Decisions`: every one, the one that no longer stands marked as such."""
    yield Heading(Words("律师的决定", "Decisions of the lawyer"))
    rows = (*(_row(matter, c) for c in matter.confirmations), *_beside_entries(matter))
    if not rows:
        yield Para(Words("案卷中没有记载决定。", "The matter records no decision."))
        return
    yield Grid(DECISIONS, rows)


def _row(matter: Matter, decision: Confirmation) -> tuple[Words, ...]:
    kind, _, what = decision.about.partition(":")
    about = regime_name(what) if kind == "regime" else same(what)
    answer = joined((_answer(kind, decision.answer), _standing(matter, decision)), "\n", "\n")
    return (labelled(ABOUT.get(kind, same(kind)), about), answer, *_signed(decision))


def _standing(matter: Matter, decision: Confirmation) -> Words:
    """Why a decision does not stand: another of the same day contradicts it, or a later one replaced it."""
    newest = Decisions.of(matter).about(decision.about)
    if newest is not None:
        return Words() if newest.on == decision.on else REPLACED
    last = max(_day(c) for c in matter.confirmations if c.about.casefold() == decision.about.casefold())
    return CONTRADICTED if _day(decision) == last else REPLACED


def _day(decision: Confirmation) -> dt.date:
    return decision.on or dt.date.min


def _beside_entries(matter: Matter) -> Iterator[tuple[Words, ...]]:
    for technology in matter.technologies:
        for named in technology.entries:
            if named.decision:
                point = f"({named.point})" if named.point else ""
                about = labelled(ABOUT["finding"], same(f"{technology.name} {named.code}{point}"))
                decision = Confirmation("", named.decision, named.by, named.on, named.reason)
                yield (about, _answer("finding", named.decision), *_signed(decision))


def _signed(decision: Confirmation) -> tuple[Words, ...]:
    return (
        same(decision.by) if decision.by else NOT_SAID,
        same(decision.on.isoformat()) if decision.on else NOT_SAID,
        same(decision.reason) if decision.reason else NOT_SAID,
    )


def _answer(kind: str, answer: str) -> Words:
    if kind == "regime":
        return OUTCOMES[Outcome(answer)]
    return ANSWERS.get(answer.casefold(), same(answer))


def changed(matter: Matter, result: Classification) -> Iterator[Block]:
    """The part `Since the frozen result`: when and by whom it was frozen, and what differs now."""
    yield Heading(Words("与冻结结果的比较", "Compared with the frozen result"))
    if matter.frozen is None or result.changed is None:
        yield Para(Words("案卷没有冻结的结果。", "The matter holds no frozen result."))
        return
    by, on, program = (str(matter.frozen.get(key) or "—") for key in ("by", "on", "program"))
    yield Para(Words(f"由{by}于{on}冻结（{program}）。", f"Frozen by {by} on {on} ({program})."))
    if not result.changed:
        yield Para(Words("冻结以后没有变化。", "Nothing changed since."))
        return
    yield Grid(CHANGES, tuple(_change(change) for change in result.changed))


def _change(change: Mapping[str, object]) -> tuple[Words, ...]:
    name, was, now = change_words(change)
    return name, was, now, joined(map(same, touches(change)), "、", ", ") or same("—")


def sources(result: Classification, library: Library) -> Iterator[Block]:
    """The part `Sources and data dates`: every edition used, with its instrument, extent, day and sources."""
    yield Heading(Words("来源与数据日期", "Sources and data dates"))
    if lost := left_out(library):
        yield Para(lost, "strong")
    covered = {(row.catalogue, row.edition): row for row in result.coverage}
    used = [(f.catalogue, f.edition) for regime in result.regimes for f in regime.entries]
    rows: list[tuple[Words, ...]] = []
    for key in dict.fromkeys((*covered, *used)):
        catalogue = library.catalogues.get(key[0])
        edition = catalogue.edition(key[1]) if catalogue else None
        if edition is None:
            continue
        row = covered.get(key)
        told = both(lambda teller, row=row: teller.extent(row)) if row else same("—")
        rows.append((_named(edition), _instrument(edition), told, _sources(edition)))
    if not rows:
        yield Para(Words("没有使用清单数据。", "No list data was used."))
        return
    yield Grid(SOURCES, tuple(rows))


def left_out(library: Library) -> Words:
    """What could not be read of the data, so that the memo is poorer for it; empty where all was."""
    return both(lambda teller: "\n".join(line.removeprefix("! ") for line in teller.left_out(library)))


def _named(edition: Edition) -> Words:
    return joined((edition.title, same(f"{edition.catalogue} {edition.id}")), "\n", "\n")


def _instrument(edition: Edition) -> Words:
    since = edition.effective.isoformat() if edition.effective else ""
    effective = labelled(Words("施行", "effective"), same(since)) if since else Words()
    return joined((same(edition.instrument), effective, data_day(edition.as_of)), "\n", "\n")


def _sources(edition: Edition) -> Words:
    return same("\n".join(edition.sources)) if edition.sources else NONE


def limits() -> Iterator[Block]:
    """The part `Limits`, and the lines to sign on."""
    yield Heading(Words("本工具的限度", "Limits of this tool"))
    yield Items(LIMITS)
    yield Signature((Words("复核律师签字", "Signed by the reviewing lawyer"), Words("日期", "Date")))
