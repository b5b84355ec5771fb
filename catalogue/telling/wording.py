"""The words for outcomes, states and checks, one for each meaning in each language (the glossary's words).

Command line, window and memo say the same thing with the same word.
"""

from __future__ import annotations

import datetime as dt

from catalogue.model import Check, Control, State, Words
from catalogue.results import Outcome, Verdict

OUTCOMES = {
    Outcome.PROHIBITED: Words("禁止出口", "prohibited"),
    Outcome.RESTRICTED: Words("限制出口", "restricted"),
    Outcome.LICENCE_REQUIRED: Words("须经许可", "licence required"),
    Outcome.INDETERMINATE: Words("未定", "indeterminate"),
    Outcome.FREE: Words("自由出口", "free"),
    Outcome.NOT_APPLICABLE: Words("不适用", "not applicable"),
}
CONTROLS = {
    Control.PROHIBITED: Words("禁止", "prohibited"),
    Control.RESTRICTED: Words("限制", "restricted"),
    Control.LICENCE: Words("许可", "licence"),
    Control.LISTED: Words("列名", "listed"),
    None: Words("未载管控类别", "control not stated"),
}
CARD_WORD = Words("资料卡", "card")
"""Said in place of a control and a count where an entry only tells about a regime."""
LICENCE_WORD = Words("许可证管理目录，", "licence catalogue,")
NO_ITEMS = Words("本身不列物项", "lists no items of its own")
"""Said in place of a count of an announcement that suspends others or limits destinations and users."""
STATES = {
    State.IN_FORCE: Words("现行有效", "in force"),
    State.DRAFT: Words("征求意见稿", "draft"),
    State.SUPERSEDED: Words("已被取代", "superseded"),
    State.SUSPENDED: Words("暂停施行", "suspended"),
    State.STALE: Words("期限已过，其后状态待确认", "end date passed, state to be confirmed"),
    State.STOPPED: Words("停止施行", "stopped"),
    State.UNKNOWN: Words("状态不明", "state unknown"),
}
VERDICTS = {
    Verdict.CAPTURED: Words("落入", "captured"),
    Verdict.OPEN: Words("待定", "open"),
    Verdict.NOT_CAPTURED: Words("未落入", "not captured"),
}
CHECKS = {
    Check.OFFICIAL: Words("据官方文本的公开转录", "from a public copy of the official text"),
    Check.ANNOUNCEMENT: Words("据公告的公开转录", "from a public copy of the announcement"),
    Check.SEED: Words("据已出版的论述", "from a published commentary or survey"),
    Check.SECONDARY: Words("二手来源", "secondary source"),
    Check.MACHINE: Words("程序读出", "read by the program"),
    Check.UNCHECKED: Words("未核对", "unchecked"),
}
EVENTS = {
    "added": Words("新增", "added"),
    "amended": Words("修改", "amended"),
    "deleted": Words("删除", "deleted"),
    "renumbered": Words("编号变更", "renumbered"),
    "renamed": Words("更名", "renamed"),
    "split": Words("拆分", "split"),
    "moved": Words("类别变更", "moved"),
    "not_adopted": Words("未采纳", "not adopted"),
}
"""What an edition did to an entry."""
FOUND_IN = {
    "customs": Words("海关商品编号：", "customs code: "),
    "note": Words("【仅见于本库说明】", "[in the note of this library only] "),
    "industry": Words("【仅见于行业】", "[in the industry only] "),
}
"""Said before a snippet where no control point, title or other name of the entry matched."""
OPERATORS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "eq": "=", "between": "∈"}
SUPPORT = Words(
    "本结果供律师判断时参考，不代替律师的判断。",
    "This supports a lawyer's judgement; it does not replace it.",
)


def data_day(day: dt.date | None) -> Words:
    """The day data is of; where the publication prints none and none was named, that, and how to name it."""
    if day is None:
        return Words("数据日期未记明（可导入时用 --edition 记明）", "no date given (name one with --edition at import)")
    return Words(f"数据截至 {day}", f"data as of {day}")
