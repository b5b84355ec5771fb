"""Lines about the law behind a result and about what changed since it was frozen.

Takes citations, steps and changes, returns text in one language. The JSON form of a change keeps its keys
(`regime cn-tech`), so that programs read one name; only people are told it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalogue.model import Words
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


def citations(basis: Iterable[Basis], lang: str) -> str:
    """`中华人民共和国技术进出口管理条例 33(2); …`; what rests on an excerpt says so."""
    verify = " (verify)" if lang == "en" else "（待核）"
    return "; ".join(f"{b.instrument.in_language(lang)} {b.article}".strip() + verify * b.verify for b in basis)


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


def change_words(change: Mapping[str, object]) -> tuple[Words, Words, Words]:
    """What changed, what it was and what it is."""
    kind, _, what = str(change["what"]).partition(" ")
    word = KINDS.get(kind, Words(kind, kind))
    name = Words(f"{word.zh} {what}".strip(), f"{word.en} {what}".strip())
    was, now = (Words(_value(change[key], "zh"), _value(change[key], "en")) for key in ("was", "is"))
    return name, was, now


def change_line(change: Mapping[str, object], lang: str) -> str:
    """One change since the result was frozen, in words."""
    name, was, now = (words.in_language(lang) for words in change_words(change))
    return f"! changed since: {name}: {was} -> {now}" if lang == "en" else f"! 冻结后有变化：{name}：{was} → {now}"


def _value(value: object, lang: str) -> str:
    """An outcome, verdict or standing in words; of a digest its beginning, which is enough to tell two apart."""
    text = str(value or "—")
    words = {o.value: OUTCOMES[o] for o in Outcome} | {v.value: VERDICTS[v] for v in Verdict} | STANDING
    if text in words:
        return words[text].in_language(lang)
    return f"{text[:12]}…" if len(text) == DIGEST and text.isalnum() else text
