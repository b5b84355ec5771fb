"""The steps of a result as files of other programs: a calendar (.ics, RFC 5545) and a workbook (.xlsx).

Values that flow: Classification -> `timed` steps, the same that the time line draws -> bytes, the same for the same
result. The hard problem: a calendar only knows days, and many steps have none yet; a step with a due day is an all-day
event on it, one without is a task (VTODO) that carries the reason, and nothing gets a day that was not worked out. What
is done is in the workbook only. Rejected: a library for the calendar; the writer is forty lines, and what matters
(octets of a folded line, escaping, ids that stay the same so that a second import moves an event) is tested here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.obligations import TimedStep, timed
from catalogue.problems import BadInput
from catalogue.reports.sheets import Sheet, workbook
from catalogue.reports.table import clean
from catalogue.results import Classification, Obligation
from catalogue.telling.tell import Teller
from catalogue.telling.telllaw import citations, papers, wait_lines
from catalogue.telling.wording import OUTCOMES, SUPPORT

LONGEST_LINE = 75
"""Octets of a line of an .ics file without its end; RFC 5545, 3.1."""
NAMES = uuid.UUID("6f0f6c0e-3b0a-5d5c-9a51-8c2f4d3f7a10")
PRODUCT = "-//Caveat//Steps and dates//ZH"
HEADING = (
    Words("序号", "No."),
    Words("路径", "Path"),
    Words("步骤", "Step"),
    Words("前置", "Gate"),
    Words("状态", "State"),
    Words("机关", "Authority"),
    Words("文书", "Form"),
    Words("材料", "Documents"),
    Words("期限", "Period"),
    Words("起算日", "Runs from"),
    Words("截止日", "Due"),
    Words("说明", "Remarks"),
    Words("先后", "Order"),
    Words("罚则", "Penalties"),
    Words("依据（版本）", "Basis (version)"),
)
WIDTHS = (6, 16, 44, 7, 9, 24, 24, 34, 14, 12, 12, 44, 18, 50, 50)
STATES = {
    "done": Words("已办", "done"),
    "overdue": Words("已过", "gone by"),
    "dated": Words("待办", "to do"),
    "undated": Words("日期未定", "no date yet"),
}
NO_STEPS = Words("没有待办的步骤，未写日历文件", "no step is left to put into a calendar")


def ics_bytes(result: Classification, lang: str, matter: Matter | None = None) -> bytes:
    """The steps that are not done as a calendar. `matter` names it and keeps the ids of two matters apart.

    Raises BadInput where no step is left: a calendar without a component is none.
    """
    steps = [one for one in timed(result.obligations) if not one.step.done]
    if not steps:
        raise BadInput.because(NO_STEPS.en, hint="leave out --ics", zh=NO_STEPS.zh, hint_zh="请去掉 --ics")
    key, say = _key(result, matter), Teller(lang).say
    name = f"{_title(result, matter)} {say('步骤与期限', 'steps and dates')}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    lines += [_text("X-WR-CALNAME", name), _text("X-WR-CALDESC", *_about(result, lang))]
    for one in steps:
        lines += _component(one, result, lang, key)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def steps_sheet(result: Classification, lang: str, matter: Matter | None = None) -> bytes:
    """All steps as a workbook: one sheet of steps and dates, one that says what they rest on."""
    say = Teller(lang).say
    steps = timed(result.obligations)
    numbers = {one.step.id: one.number for one in steps}
    rows = tuple(_row(one, result.as_of, numbers, lang) for one in steps)
    heading = tuple(words.in_language(lang) for words in HEADING)
    about = tuple((line,) for line in (_title(result, matter), *_about(result, lang)))
    sheets = (
        Sheet(say("步骤与期限", "Steps and dates"), heading, rows, WIDTHS),
        Sheet(say("说明", "About"), (say("步骤与期限", "Steps and dates"),), about, (120,)),
    )
    return workbook(Path("steps.xlsx"), sheets)


def folded(line: str) -> bytes:
    """A content line with its end, broken so that no line passes 75 octets and no character is cut."""
    parts: list[bytes] = [b""]
    for sign in line:
        octets = sign.encode("utf-8")
        if len(parts[-1]) + len(octets) > LONGEST_LINE:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"


def escaped(text: str) -> str:
    """A text as a value of RFC 5545, 3.3.11; line ends and signs no file takes are gone already."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _text(name: str, *lines: str) -> str:
    return f"{name}:" + "\\n".join(escaped(clean(line)) for line in lines)


def _component(one: TimedStep, result: Classification, lang: str, key: str) -> Iterator[str]:
    """An all-day event on the due day, or a task where there is none."""
    step = one.step
    kind = "VEVENT" if step.due else "VTODO"
    yield f"BEGIN:{kind}"
    yield f"UID:{uuid.uuid5(NAMES, chr(10).join((key, step.id)))}"
    yield f"DTSTAMP:{_compact(result.as_of)}T000000Z"
    if step.due:
        yield f"DTSTART;VALUE=DATE:{_compact(step.due)}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield "STATUS:NEEDS-ACTION"
    yield _text("SUMMARY", _summary(step, lang))
    yield _text("DESCRIPTION", *_description(step, result, lang))
    if step.path:
        yield _text("CATEGORIES", step.path.in_language(lang))
    yield f"END:{kind}"


def _compact(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _summary(step: Obligation, lang: str) -> str:
    say = Teller(lang).say
    gate = say("【前置】", "[gate] ") if step.gate else ""
    due = say("截止：", "Due: ") if step.due else ""
    return f"{gate}{due}{_step_text(step, lang)}"


def _step_text(step: Obligation, lang: str) -> str:
    """The step, under its heading where it holds only if the deal is an export."""
    heading = step.heading.in_language(lang)
    join = "：" if lang == "zh" else ": "
    return f"{heading}{join}{step.step.in_language(lang)}" if heading else step.step.in_language(lang)


def _description(step: Obligation, result: Classification, lang: str) -> Iterator[str]:
    say = Teller(lang).say
    yield from papers(step, lang)
    if period := _period(step, lang):
        since = say(f"，起算日 {step.starts_on}", f", from {step.starts_on}") if step.starts_on else ""
        yield say("期限：", "period: ") + period + since
    yield from _remarks(step, lang)
    by_id = {other.id: other.step.in_language(lang) for other in result.obligations if not other.done}
    if before := [by_id[name] for name in step.after if name in by_id]:
        yield say("须先：", "first: ") + say("；", "; ").join(before)
    yield from (penalty.in_language(lang) for penalty in step.penalties)
    yield say("依据：", "basis: ") + citations(step.basis, lang, dated=True)
    yield SUPPORT.in_language(lang)


def _period(step: Obligation, lang: str) -> str:
    if step.days is None:
        return ""
    kind = {"working": ("个工作日", " working days"), "calendar": ("日", " days")}.get(step.day_kind, ("", ""))
    return f"{step.days}{kind[lang == 'en']}"


def _remarks(step: Obligation, lang: str) -> Iterator[str]:
    """Why there is no date, what a date rests on, and what to know about it."""
    if step.why:
        yield step.why.in_language(lang)
    yield from (caution.text.in_language(lang) for caution in step.cautions)


def _row(one: TimedStep, as_of: dt.date, numbers: dict[str, int], lang: str) -> tuple[str, ...]:
    step = one.step
    return (
        str(one.number),
        step.path.in_language(lang),
        _step_text(step, lang),
        Teller(lang).say("是", "yes") if step.gate else "",
        STATES[_state(step, as_of)].in_language(lang),
        step.authority.in_language(lang),
        step.form.in_language(lang),
        "\n".join(paper.in_language(lang) for paper in step.documents),
        _period(step, lang),
        step.starts_on.isoformat() if step.starts_on else "",
        step.due.isoformat() if step.due else "",
        "\n".join(_remarks(step, lang)),
        _order(step, numbers, lang),
        "\n".join(penalty.in_language(lang) for penalty in step.penalties),
        citations(step.basis, lang, dated=True),
    )


def _state(step: Obligation, as_of: dt.date) -> str:
    if step.done:
        return "done"
    if step.due is None:
        return "undated"
    return "overdue" if step.due < as_of else "dated"


def _order(step: Obligation, numbers: dict[str, int], lang: str) -> str:
    """After which rows, and within which."""
    say = Teller(lang).say
    before = [str(numbers[name]) for name in step.after if name in numbers]
    after = say(f"在{'、'.join(before)}之后", f"after {', '.join(before)}") if before else ""
    within = say(f"在{numbers[step.within]}之内", f"within {numbers[step.within]}") if step.within in numbers else ""
    return "\n".join(part for part in (after, within) if part)


def _about(result: Classification, lang: str) -> Iterator[str]:
    """The day, the result, the waiting times, the data it rests on."""
    teller = Teller(lang)
    yield teller.say(f"基准日 {result.as_of}", f"as of {result.as_of}")
    yield teller.say("结论（中国法）：", "Result (PRC): ") + teller.word(OUTCOMES[result.prc])
    if result.decided_overall is not None:
        yield teller.say("律师的决定：", "By decision of the lawyer: ") + teller.word(OUTCOMES[result.decided_overall])
    yield from wait_lines(result.obligations, lang)
    yield from teller.coverages(result.coverage)
    yield SUPPORT.in_language(lang)


def _key(result: Classification, matter: Matter | None) -> str:
    names = "\n".join(technology.name for technology in result.technologies)
    return (matter.id or matter.title if matter else "") or names


def _title(result: Classification, matter: Matter | None) -> str:
    named = f"{matter.id} {matter.title}".strip() if matter else ""
    return named or "、".join(technology.name for technology in result.technologies)
