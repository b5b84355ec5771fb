"""Candidate entries, technology by technology, each limb against the value given.

Finding -> blocks. A limb's result is a word in a column of its own, never a colour alone; a limb without a value says
so in the column of values.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.model import Words
from catalogue.regimes.limbwords import threshold_text
from catalogue.results import Classification, Finding, LimbResult, json_number
from catalogue.telling.wording import CONTROLS, STATES, VERDICTS
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Para, joined, same
from clause_library.memo.labels import ANSWERS, both

MET = {True: Words("满足", "met"), False: Words("不满足", "not met"), None: Words("未知", "unknown")}
NOT_GIVEN = Words("未给出", "not given")
OVERVIEW = (
    Column(Words("条目", "Entry"), 2.6),
    Column(Words("名称", "Title"), 5.4),
    Column(Words("清单、版次、状态", "List, edition, state"), 4),
    Column(Words("管控", "Control"), 1.8),
    Column(Words("判断", "Verdict"), 2.2),
)
BY_WORD = (
    Column(Words("条目", "Entry"), 3),
    Column(Words("判断", "Verdict"), 2.6),
    Column(Words("理由", "Reasons"), 10.4),
)
LIMBS = (
    Column(Words("序号", "No."), 1.3),
    Column(Words("参数", "Quantity"), 4.6),
    Column(Words("限值", "Threshold"), 3.4),
    Column(Words("所给数值", "Value given"), 2.9),
    Column(Words("结果", "Result"), 1.9),
    Column(Words("与限值之比", "Value / limit"), 2.1),
)


def entries(result: Classification) -> Iterator[Block]:
    """The part `Candidate entries`."""
    yield Heading(Words("候选条目与逐项比对", "Candidate entries, limb by limb"))
    found = [finding for regime in result.regimes for finding in regime.entries]
    names = dict.fromkeys((*(t.name for t in result.technologies), *(f.technology for f in found)))
    if not names:
        yield Para(
            Words("案卷未写明技术，没有可比对的条目。", "The matter names no technology; there is nothing to compare.")
        )
    for name in names:
        yield Heading(same(name), 2)
        own = [finding for finding in found if finding.technology == name]
        if not own:
            yield Para(
                Words(
                    "已载入的数据中没有与之相近的条目；没有找到不等于不受管制。",
                    "Nothing among the loaded data resembles it; not found is not uncontrolled.",
                )
            )
            continue
        yield Grid(OVERVIEW, tuple(map(_overview, own)))
        for finding in own:
            if finding.limbs:
                yield from _compared(finding)
        yield from _judged_by_word([finding for finding in own if not finding.limbs and finding.reasons])


def _overview(finding: Finding) -> tuple[Words, ...]:
    state = STATES[finding.state]
    where = f"{finding.catalogue} {finding.edition}"
    return (
        same(finding.label),
        finding.title,
        Words(f"{where}，{state.zh}", f"{where}, {state.en}"),
        CONTROLS[finding.control],
        verdict(finding),
    )


def verdict(finding: Finding) -> Words:
    """The verdict, with the lawyer's decision about the finding beside it."""
    if not finding.decision:
        return VERDICTS[finding.verdict]
    decided = ANSWERS.get(finding.decision, same(finding.decision))
    word = VERDICTS[finding.verdict]
    return Words(f"{word.zh}（律师：{decided.zh}）", f"{word.en} (lawyer: {decided.en})")


def _compared(finding: Finding) -> Iterator[Block]:
    """A point with numeric limits: each limb in a row, then the reasons."""
    title = finding.title.in_language
    code, told = finding.label, verdict(finding)
    yield Heading(Words(f"{code} {title('zh')}：{told.zh}", f"{code} {title('en')}: {told.en}"), 3)
    tree = finding.tree
    if tree is not None and len(finding.limbs) > 1:
        yield Para(both(lambda teller: teller.joint(tree)), "lead")
    yield Grid(LIMBS, tuple(_limb(at, limb) for at, limb in enumerate(finding.limbs, 1)))
    if finding.reasons:
        yield Items(finding.reasons)


def _judged_by_word(found: list[Finding]) -> Iterator[Block]:
    """Points without numeric limits, with the reasons of their verdicts."""
    if not found:
        return
    yield Heading(Words("没有数值可比的条目", "Entries without numbers to compare"), 3)
    rows = ((same(f.label), verdict(f), joined(f.reasons, "\n", "\n")) for f in found)
    yield Grid(BY_WORD, tuple(rows))


def _limb(at: int, limb: LimbResult) -> tuple[Words, ...]:
    return (
        same(str(at)),
        limb.name if limb.name else same(limb.quantity),
        joined((same(threshold_text(limb).strip()), limb.condition), "\n", "\n"),
        same(limb.given_text) if limb.given_text else NOT_GIVEN,
        MET[limb.met],
        _margin(limb),
    )


def _margin(limb: LimbResult) -> Words:
    number = json_number(limb.margin)
    return same("—" if number is None else f"{number:.6g} ×")
