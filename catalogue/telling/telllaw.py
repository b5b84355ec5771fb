"""Lines about the law behind a result and about what changed since it was frozen.

Takes citations, steps and changes, returns text in one language. The JSON form of a change keeps its keys
(`regime cn-tech`), so that programs read one name; only people are told it in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from catalogue.matter import Matter
from catalogue.model import State, Words
from catalogue.obligations import longest_wait, waits
from catalogue.results import Basis, Obligation, Outcome, Verdict
from catalogue.telling.wording import OUTCOMES, STATES, VERDICTS

KINDS = {
    "prc": Words("结论（中国法）", "result (PRC)"),
    "overall": Words("全部制度中最严者", "strictest of all regimes"),
    "regime": Words("制度", "regime"),
    "finding": Words("判断", "finding"),
    "data": Words("目录数据", "data"),
    "edition": Words("版本", "edition"),
    "decision": Words("律师的决定", "decision of the lawyer"),
    "question": Words("未决问题", "open question"),
    "date": Words("步骤期限", "due date"),
    "party": Words("名单命中", "listed name"),
}
STANDING = {"applies": Words("适用", "applies"), "does not apply": Words("不适用", "does not apply")}
DIGEST = 64


def citations(basis: Iterable[Basis], lang: str, *, dated: bool = False) -> str:
    """`中华人民共和国技术进出口管理条例 33(2); …`; an excerpt says so. `dated`: with the day of the text cited."""
    return "; ".join(_citation(b, lang, dated) for b in basis)


def _citation(one: Basis, lang: str, dated: bool) -> str:
    day = Words(f"（{one.as_of}文本）", f" (text of {one.as_of})") if dated and one.as_of else Words()
    verify = Words("（待核）", " (verify)") if one.verify else Words()
    name = one.instrument.in_language(lang) + day.in_language(lang)
    return f"{name} {one.article}".strip() + verify.in_language(lang)


def papers(step: Obligation, lang: str) -> Iterator[str]:
    """Who, with which form and which documents; nothing where the step has none."""
    for label, several in (
        (Words("机关：", "authority: "), (step.authority,)),
        (Words("文书：", "form: "), (step.form,)),
        (Words("材料：", "documents: "), step.documents),
    ):
        told = [text for words in several if (text := words.in_language(lang))]
        if told:
            yield label.in_language(lang) + ("; " if lang == "en" else "；").join(told)


def wait_lines(steps: tuple[Obligation, ...], lang: str) -> Iterator[str]:
    """The statutory working days of each path, and the least a long-stop date must leave; nothing where none runs."""
    found = waits(steps)
    for wait in found:
        path, parts = wait.path.in_language(lang), " + ".join(str(step.days) for step in wait.steps)
        sum_of = f" ({parts})" if len(wait.steps) > 1 else ""
        left = Words(f"，尚余{wait.left}个", f", {wait.left} left") if wait.left != wait.days else Words()
        yield Words(
            f"{path}：法定期限合计{wait.days}个工作日{sum_of}{left.zh}",
            f"{path}: {wait.days} statutory working days{sum_of}{left.en}",
        ).in_language(lang)
    if any(wait.left for wait in found):
        beside = Words("（各路径并行）", " (the paths run side by side)") if len(found) > 1 else Words()
        yield Words(
            f"长停日至少应留{longest_wait(steps)}个工作日{beside.zh}",
            f"a long-stop date must leave at least {longest_wait(steps)} working days{beside.en}",
        ).in_language(lang)


def change_words(change: Mapping[str, object]) -> tuple[Words, Words, Words]:
    """What changed, what it was and what it is."""
    kind, _, what = str(change["what"]).partition(" ")
    word = KINDS.get(kind, Words(kind, kind))
    name = Words(f"{word.zh} {what}".strip(), f"{word.en} {what}".strip())
    was, now = (Words(_value(change[key], "zh"), _value(change[key], "en")) for key in ("was", "is"))
    return name, was, now


def change_line(change: Mapping[str, object], lang: str) -> str:
    """One change since the result was frozen, in words."""
    return ("! changed since: " if lang == "en" else "! 冻结后有变化：") + change_text(change, lang)


def change_text(change: Mapping[str, object], lang: str) -> str:
    """What changed, from what to what, and what it touches."""
    name, was, now = (words.in_language(lang) for words in change_words(change))
    told = touches_told(change, lang)
    if lang == "en":
        return f"{name}: {was} -> {now}" + (f" (touches {told})" if told else "")
    return f"{name}：{was} → {now}" + (f"（涉及{told}）" if told else "")


def touches(change: Mapping[str, object]) -> tuple[str, ...]:
    """The conclusions a change touches: codes, regimes, or the conclusion itself."""
    found = change.get("touches")
    return tuple(str(one) for one in cast("list[object]", found)) if isinstance(found, list) else ()


def touches_told(change: Mapping[str, object], lang: str) -> str:
    """What a change touches beside itself, in one line."""
    what = str(change["what"])
    return (", " if lang == "en" else "、").join(one for one in touches(change) if not what.endswith(one))


def frozen_lines(matter: Matter, by: str, on: dt.date, lang: str) -> Iterator[str]:
    """That the result was frozen, and which earlier one it took the place of."""
    yield f"frozen by {by} on {on}" if lang == "en" else f"结果已由{by}于{on}冻结"
    if matter.frozen:
        was = f"{matter.frozen.get('by', '—')}, {matter.frozen.get('on', '—')}"
        yield f"in place of the result frozen by {was}" if lang == "en" else f"取代了先前冻结的结果（{was}）"


def _value(value: object, lang: str) -> str:
    """An outcome, verdict or standing in words; of a digest its beginning, which is enough to tell two apart."""
    text = str(value or "—")
    words = {o.value: OUTCOMES[o] for o in Outcome} | {v.value: VERDICTS[v] for v in Verdict} | STANDING
    words |= {s.value: STATES[s] for s in State}
    if text in words:
        return words[text].in_language(lang)
    return f"{text[:12]}…" if len(text) == DIGEST and text.isalnum() else text
