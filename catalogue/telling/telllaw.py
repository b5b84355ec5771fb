"""Lines about the law behind a result and about what changed since it was frozen.

Takes citations, steps and changes, returns text in one language. The JSON form of a change keeps its keys
(`regime cn-tech`), so that programs read one name; only people are told it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalogue.model import Words
from catalogue.obligations import longest_wait, waits
from catalogue.results import Basis, Obligation, Outcome, Verdict
from catalogue.telling.wording import OUTCOMES, VERDICTS

KINDS = {
    "prc": Words("结论（中国法）", "result (PRC)"),
    "overall": Words("全部制度中最严者", "strictest of all regimes"),
    "regime": Words("制度", "regime"),
    "finding": Words("判断", "finding"),
    "data": Words("目录数据", "data"),
    "edition": Words("版本", "edition"),
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


def change_line(change: Mapping[str, object], lang: str) -> str:
    """One change since the result was frozen, in words."""
    kind, _, what = str(change["what"]).partition(" ")
    name = f"{KINDS[kind].in_language(lang) if kind in KINDS else kind} {what}".strip()
    was, now = (_value(change[key], lang) for key in ("was", "is"))
    return f"! changed since: {name}: {was} -> {now}" if lang == "en" else f"! 冻结后有变化：{name}：{was} → {now}"


def _value(value: object, lang: str) -> str:
    """An outcome, verdict or standing in words; of a digest its beginning, which is enough to tell two apart."""
    text = str(value or "—")
    words = {o.value: OUTCOMES[o] for o in Outcome} | {v.value: VERDICTS[v] for v in Verdict} | STANDING
    if text in words:
        return words[text].in_language(lang)
    return f"{text[:12]}…" if len(text) == DIGEST and text.isalnum() else text
