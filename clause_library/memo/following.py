"""What follows: parties screened, steps with dates, gates and warnings, and the questions that are still open.

Classification -> blocks, in the order a lawyer works them off.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.results import Classification, Notice, Obligation
from catalogue.telling.telllaw import citations, papers, wait_lines
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Para, joined, labelled, same
from clause_library.memo.labels import NONE, SEVERITIES, regime_name
from clause_library.memo.outcome import notice_words

STEPS = (
    Column(Words("序号", "No."), 1.1),
    Column(Words("步骤", "Step"), 4.2),
    Column(Words("机关、文书与材料", "Authority, form, documents"), 4),
    Column(Words("期限与日期", "Count and date"), 2.8),
    Column(Words("依据", "Basis"), 4.5),
)
QUESTIONS = (
    Column(Words("序号", "No."), 1.3),
    Column(Words("制度", "Regime"), 3),
    Column(Words("问题", "Question"), 6.4),
    Column(Words("如何解决", "What would settle it"), 5.6),
)
DAYS = {"working": Words("个工作日", " working days"), "calendar": Words("日", " days")}
GATE = Words("【前置】", "[gate] ")


def parties(matter: Matter, result: Classification) -> Iterator[Block]:
    """The part `Parties screened`: hits, then the lists that were asked with their dates."""
    yield Heading(Words("当事人筛查", "Parties screened"))
    if not matter.parties:
        yield Para(Words("案卷未写明当事人，未作筛查。", "The matter names no party; nothing was screened."))
        return
    told = [notice for notice in _every(result) if notice.kind == "party"]
    hits = [n for n in told if n.severity != "note"]
    names = dict.fromkeys(n for p in matter.parties for n in (p.name, p.name_en, *p.aliases) if n)
    owners = dict.fromkeys(o.name for p in matter.parties for o in p.owners)
    asked = joined(map(same, (*names, *owners)), "、", ", ")
    yield Para(labelled(Words("所筛查的名称", "Names screened"), asked))
    if hits:
        yield Items(tuple(map(_graded, hits)))
    if result.listed == ():
        yield Para(
            Words(
                "没有达到提示标准的名称；没有命中不等于可以放行。",
                "No name reached the bar at which a listing is shown; no hit is no clearance.",
            )
        )
    for notice in told:
        if notice not in hits:
            yield Para(notice_words(notice), "note")


def _every(result: Classification) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys((*result.warnings, *(w for regime in result.regimes for w in regime.warnings))))


def steps(result: Classification) -> Iterator[Block]:
    """The part `Steps and dates`, under the headings the steps carry."""
    yield Heading(Words("步骤与期限", "Steps and dates"))
    if not result.obligations:
        yield Para(labelled(Words("由本结论引出的步骤", "Steps that follow from this result"), NONE))
    numbered = list(enumerate(result.obligations, 1))
    headings = dict.fromkeys(step.heading for step in result.obligations)
    for heading in headings:
        if len(headings) > 1 or heading:
            yield Heading(heading or Words("无论如何", "In any case"), 2)
        yield Grid(STEPS, tuple(_step(at, step) for at, step in numbered if step.heading == heading))
    if waiting := tuple(map(Words, *(wait_lines(result.obligations, lang) for lang in ("zh", "en")))):
        yield Para(Words("须留出的时间", "Time to allow"), "lead")
        yield Items(waiting)


def _step(at: int, step: Obligation) -> tuple[Words, ...]:
    gate = GATE if step.gate and not step.done else Words()
    done = Words("【已完成】", "[done] ") if step.done else Words()
    name = Words(
        gate.zh + done.zh + step.step.in_language("zh"),
        gate.en + done.en + step.step.in_language("en"),
    )
    who = Words("\n".join(papers(step, "zh")), "\n".join(papers(step, "en")))
    basis = Words(citations(step.basis, "zh", dated=True), citations(step.basis, "en", dated=True))
    return same(str(at)), name, who or same("—"), _when(step), basis or same("—")


def _when(step: Obligation) -> Words:
    """Count, start, due date; where no date can be had, why."""
    parts: list[Words] = []
    if step.days is not None and step.day_kind in DAYS:
        unit = DAYS[step.day_kind]
        parts.append(Words(f"{step.days}{unit.zh}", f"{step.days}{unit.en}"))
    if step.starts_on and step.starts_on != step.due:
        parts.append(labelled(Words("起算", "from"), same(step.starts_on.isoformat())))
    if step.due:
        parts.append(labelled(Words("截止", "due"), same(step.due.isoformat())))
    if step.why:
        parts.append(step.why)
    return joined(parts, "\n", "\n") or same("—")


def warnings(result: Classification) -> Iterator[Block]:
    """The part `Gates and warnings`: the gates among the steps, then the warnings with their bases, errors first."""
    yield Heading(Words("前置条件与警示", "Hard gates and warnings"))
    gates = [
        labelled(step.heading, step.step) if step.heading else step.step
        for step in result.obligations
        if step.gate and not step.done
    ]
    if gates:
        yield Para(
            Words("以下各项完成以前，不得进行其后的步骤：", "Until each of these is done, nothing after it may be:")
        )
        yield Items(tuple(gates))
    regimes = {notice for regime in result.regimes for notice in regime.warnings if notice.severity != "error"}
    told = [notice for notice in _every(result) if notice.kind != "party" and notice not in regimes]
    if regimes:
        yield Para(
            Words("只关乎一个制度的警示列于该制度之下。", "Warnings of one regime alone stand under that regime."),
            "note",
        )
    for severity in SEVERITIES:
        graded = [notice for notice in told if notice.severity == severity]
        if graded:
            yield Heading(SEVERITIES[severity], 2)
            yield Items(tuple(map(notice_words, graded)))
    if not gates and not told:
        yield Para(NONE)


def _graded(notice: Notice) -> Words:
    """The warning with its level in words."""
    level, text = SEVERITIES.get(notice.severity, same(notice.severity)), notice_words(notice)
    return Words(f"【{level.zh}】{text.zh}", f"[{level.en}] {text.en}")


def questions(result: Classification) -> Iterator[Block]:
    """The part `Open questions`, each with what would settle it."""
    yield Heading(Words("未决问题", "Open questions"))
    asked = [(regime.regime, question) for regime in result.regimes for question in regime.open_questions]
    if not asked:
        yield Para(NONE)
        return
    rows = (
        (same(str(at)), regime_name(regime), question.text, question.would_settle or same("—"))
        for at, (regime, question) in enumerate(asked, 1)
    )
    yield Grid(QUESTIONS, tuple(rows))
