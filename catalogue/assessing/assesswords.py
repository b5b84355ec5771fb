"""An assessment in lines for people, in either language: what was read, what was found, what to read and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.assessing.assess import Assessment, Candidate
from catalogue.assessing.stated import Statement
from catalogue.model import Words
from catalogue.packs import Library
from catalogue.results import Verdict
from catalogue.telling.tell import Teller
from catalogue.telling.wording import STATES, SUPPORT, VERDICTS

NO_CLEARANCE = Words(
    "没有找到不等于不受管制：清单收录不全，说明文字也可能没有写到受管制之处；须核对产品的名称、参数和用途。",
    "Not found is not free: the lists are not loaded in full, and a description may leave out what is controlled; "
    "check name, figures and use of the product.",
)
TO_READ = Words(
    "以下是应当查阅的条目，不是判定结果；只凭文字提到的均为待定。",
    "These are entries to read, not a result; what only words point to stays open.",
)
_MOST_QUANTITIES = 40
_LONGEST = 160
_MOST_POINTS = 12
_MOST_DENIED = 12


def assessment_lines(answer: Assessment, library: Library, lang: str, limit: int) -> Iterator[str]:
    """Every line of the answer."""
    teller = Teller(lang)
    yield read_line(answer, teller)
    yield from _quantities(answer, teller)
    yield from _contradictions(answer, teller)
    if answer.candidates:
        yield teller.say(
            f"候选条目{len(answer.candidates)}个（得分低于{answer.bar}的不列）：",
            f"candidate entries: {len(answer.candidates)} (none below a score of {answer.bar})",
        )
        yield teller.word(TO_READ)
        for candidate in answer.candidates[:limit]:
            yield from _candidate(candidate, teller)
        more = len(answer.candidates) - limit
        if more > 0:
            yield teller.say(f"…… 另有{more}个（--limit 或 --json）", f"… {more} more (--limit or --json)")
    else:
        yield from nothing_lines(answer, teller)
    yield from denied_lines(answer, teller)
    yield from teller.coverages(answer.coverage)
    yield from teller.left_out(library)
    yield teller.word(SUPPORT)


def read_line(answer: Assessment, teller: Teller) -> str:
    """What was read, and what of it could not be."""
    sheet = answer.sheet
    name = sheet.name if sheet.name != "-" else teller.say("粘贴的文字", "pasted text")
    pages = "" if sheet.pages is None else teller.say(f"{sheet.pages}页，", f"{sheet.pages} page(s), ")
    line = teller.say(
        f"已读：{name}，{pages}{sheet.characters}字符", f"read: {name}, {pages}{sheet.characters} characters"
    )
    if sheet.skipped:
        line += teller.say(
            f"；其中{sheet.skipped}页只有图片，未能读取",
            f"; {sheet.skipped} page(s) hold pictures only and were not read",
        )
    return line


def _quantities(answer: Assessment, teller: Teller) -> Iterator[str]:
    named = [s for s in answer.quantities if s.name]
    if not named:
        return
    known = sum(bool(s.quantities) for s in named)
    yield teller.say(
        f"带单位的数值{len(named)}个，其中{known}个对应目录中的物理量：",
        f"{len(named)} value(s) with a name, {known} of them of quantities of the lists:",
    )
    for statement in sorted(named, key=lambda s: not s.quantities)[:_MOST_QUANTITIES]:
        yield f"    {_value(statement, answer, teller)}"
    more = len(named) - _MOST_QUANTITIES
    if more > 0:
        yield teller.say(f"    …… 另有{more}个（--json）", f"    … {more} more (--json)")


def _value(statement: Statement, answer: Assessment, teller: Teller) -> str:
    page = answer.sheet.passages[statement.passage].page
    where = teller.say(f"（第{page}页）", f" (page {page})") if page else ""
    line = f"{statement.name} = {statement.given.text}{where}"
    names = tuple(dict.fromkeys(teller.word(q.name) for q in statement.quantities))
    if names:
        line += " → " + teller.say("、", ", ").join(names)
        if not statement.decides:
            line += teller.say("（名称或数值不确定，只作提示）", " (name or value uncertain: shown, never deciding)")
    return line


def _contradictions(answer: Assessment, teller: Teller) -> Iterator[str]:
    for name, found in answer.contradictory:
        values = teller.say("；", "; ").join(dict.fromkeys(s.given.text for s in found))
        yield teller.say(
            f"! {teller.word(name)}有几个值：{values}；均予保留，不作取舍",
            f"! several values for {teller.word(name)}: {values}; all are kept, none is chosen",
        )


def _candidate(candidate: Candidate, teller: Teller) -> Iterator[str]:
    profile = candidate.profile
    title = profile.entry.title
    yield (
        f"{candidate.label}  {teller.word(title)}  [{profile.catalogue.id} {profile.edition.id}, "
        f"{teller.word(STATES[candidate.state])}]  {teller.word(VERDICTS[candidate.verdict])}  ({candidate.score:.2f})"
    )
    for number, limb in enumerate(candidate.limbs):
        yield f"    {teller.limb(limb)}"
        said = (_quoted(e.text, e.page, teller) for e in candidate.evidence if e.limb == number)
        yield from (f"        {line}" for line in dict.fromkeys(said))
    for one in candidate.evidence:
        if one.limb is None:
            yield f"    {_quoted(one.text, one.page, teller)}"
    if candidate.points:
        yield teller.say("    另涉及要点 ", "    also points ") + _some(candidate.points, teller)
    if candidate.verdict is Verdict.NOT_CAPTURED and candidate.open_points:
        yield teller.say("    仍待定的要点：", "    points still open: ") + _some(candidate.open_points, teller)


def denied_lines(answer: Assessment, teller: Teller) -> Iterator[str]:
    """What the text denies, with the sentence that does, and that nothing was listed for it."""
    for term, said in answer.denied()[:_MOST_DENIED]:
        passage = answer.sheet.passages[term.passage]
        name = passage.text[term.start : term.end]
        told = teller.say(f"文中否认：{name}，不作候选依据。", f"denied in the text: {name}; it counts for no entry. ")
        yield told + _quoted(said, passage.page, teller)


def _some(points: Sequence[str], teller: Teller) -> str:
    more = "" if len(points) <= _MOST_POINTS else " …"
    return teller.say("、", ", ").join(points[:_MOST_POINTS]) + more


def _quoted(text: str, page: int | None, teller: Teller) -> str:
    short = text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
    where = teller.say(f"（第{page}页）", f" (page {page})") if page else ""
    return teller.say(f"“{short}”", f'"{short}"') + where


def nothing_lines(answer: Assessment, teller: Teller) -> Iterator[str]:
    """What an answer without a candidate says: what was looked for, what was found, and that this clears nothing."""
    terms = tuple(dict.fromkeys(t.key for t in answer.terms if not t.word and t.weight > 0))
    yield teller.say(
        f"没有条目达到列出的标准（得分{answer.bar}）。",
        f"No entry reaches the score from which entries are listed ({answer.bar}).",
    )
    if terms:
        yield teller.say("文中的技术词：", "technical terms in the text: ") + ", ".join(terms[:20])
    else:
        yield teller.say("文中没有所知的技术词。", "The text holds no technical term known here.")
    yield teller.word(NO_CLEARANCE)
