"""The result: the summary that opens the memo, and each regime apart with its reasons and bases.

Classification -> blocks. The program's finding and the lawyer's decision stand in columns of their own, so that
neither can be read as the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.model import Coverage, Words
from catalogue.results import Classification, Finding, Notice, RegimeResult, TechnologyClasses, Verdict, strictest
from catalogue.telling.wording import OUTCOMES, VERDICTS, data_day
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Para, joined, labelled, same
from clause_library.memo.labels import CLASSES, NONE, both, regime_name

NO_DECISION = Words("律师尚未决定", "no decision of a lawyer yet")


def summary(result: Classification) -> Iterator[Block]:
    """The part `Summary`: the headline, who decided otherwise, every regime in a row, what is open."""
    yield Heading(Words("结论摘要", "Summary"))
    yield from _headline(result)
    yield Grid(
        (
            Column(Words("制度", "Regime"), 4.2),
            Column(Words("程序的判断", "Finding of the program"), 2.6),
            Column(Words("律师的决定", "Decision of the lawyer"), 4.4),
            Column(Words("版次与数据收录（n/N）", "Edition and coverage (n of N)"), 4.8),
        ),
        tuple(_row(regime) for regime in result.regimes),
    )
    if result.technologies:
        yield Items(tuple(_classes(t, result) for t in result.technologies))
    yield Para(_counts(result))


def _headline(result: Classification) -> Iterator[Block]:
    """The result under PRC law; where a lawyer decided, his decision with his name, then the program's own finding."""
    chinese = [regime for regime in result.regimes if regime.is_chinese]
    if any(regime.decided for regime in chinese):
        label = Words("结论（中国法），依律师的决定", "Result (PRC law), by decision of the lawyer")
        yield Para(labelled(label, OUTCOMES[strictest([regime.effective_outcome for regime in chinese])]), "strong")
        yield Items(tuple(labelled(regime_name(r.regime), _decision(r)) for r in chinese if r.decided))
        yield Para(labelled(Words("程序的判断（中国法）", "Finding of the program (PRC law)"), OUTCOMES[result.prc]))
    else:
        yield Para(labelled(Words("结论（中国法）", "Result (PRC law)"), OUTCOMES[result.prc]), "strong")
    yield Para(labelled(Words("全部制度中最严者", "Strictest of all regimes"), OUTCOMES[result.overall]))
    if result.decided_overall is not None:
        by = Words("律师决定后的最严者", "Strictest after the decisions of the lawyer")
        yield Para(labelled(by, OUTCOMES[result.decided_overall]))


def _row(regime: RegimeResult) -> tuple[Words, ...]:
    return regime_name(regime.regime), OUTCOMES[regime.outcome], _decision(regime), _extents(regime)


def _decision(regime: RegimeResult) -> Words:
    decided = regime.decided
    return both(lambda teller: teller.decided(decided, regime.coverage)) if decided else NO_DECISION


def _extents(regime: RegimeResult) -> Words:
    rows = regime.coverage
    if not rows:
        return same(regime.edition) if regime.edition else same("—")
    return joined((extent(row) for row in rows), "\n", "\n")


def extent(row: Coverage) -> Words:
    """`cn-tech 2025-07：26/132（推算）`."""
    told = both(lambda teller: teller.extent(row))
    return labelled(same(f"{row.catalogue} {row.edition}"), told)


def _classes(technology: TechnologyClasses, result: Classification) -> Words:
    """The classes of a technology; what follows from a decision about the catalogue says so."""
    words = joined((CLASSES.get(c, same(c)) for c in technology.classes), "、", ", ")
    told = labelled(same(technology.name), words or Words("未列入任何类别", "no class"))
    if any(regime.decided for regime in result.regimes if regime.regime == "cn-tech"):
        return Words(f"{told.zh}（依律师的决定）", f"{told.en} (by decision of the lawyer)")
    return told


def _counts(result: Classification) -> Words:
    questions = sum(len(regime.open_questions) for regime in result.regimes)
    errors = sum(notice.severity == "error" for notice in result.warnings)
    gates = sum(step.gate and not step.done for step in result.obligations)
    return Words(
        f"未决问题{questions}项，未满足的前置步骤{gates}项，错误级警示{errors}项，均在下文逐项列出。",
        f"Open questions: {questions}; gates not yet passed: {gates}; warnings of the level error: {errors}; "
        "each is set out below.",
    )


def regimes(result: Classification) -> Iterator[Block]:
    """The part `Result per regime`."""
    yield Heading(Words("各制度的结论、理由与依据", "Result per regime, reasons and bases"))
    for regime in result.regimes:
        yield Heading(labelled(regime_name(regime.regime), _standing(regime)), 2)
        if regime.decided:
            yield Para(_decision(regime), "strong")
            yield Para(labelled(Words("决定的理由", "Reason for the decision"), same(regime.decided.reason)))
        if regime.edition:
            yield Para(labelled(Words("适用版次", "Edition applied"), same(regime.edition)))
        yield from _grounds(regime)
        for row in regime.coverage:
            told = joined((extent(row), data_day(row.as_of)), "，", ", ")
            yield Para(labelled(Words("数据收录", "Coverage"), told), "note")


def _standing(regime: RegimeResult) -> Words:
    """The outcome; of a decided regime the decision, and the program's finding in brackets."""
    found = OUTCOMES[regime.outcome]
    if regime.decided is None:
        return found
    decided = OUTCOMES[regime.decided.outcome]
    return Words(
        f"{decided.zh}（律师的决定；程序的判断：{found.zh}）",
        f"{decided.en} (decision of the lawyer; finding of the program: {found.en})",
    )


def _grounds(regime: RegimeResult) -> Iterator[Block]:
    """What the result rests on: captured entries with their reasons, open ones by code, warnings with bases."""
    captured = (_ground(f) for f in regime.entries if f.verdict is Verdict.CAPTURED)
    still_open = tuple(_open_codes(regime))
    grounds = (*captured, *still_open, *(notice_words(w) for w in regime.warnings))
    if grounds:
        yield Items(grounds)
    count = len(regime.open_questions)
    if count:
        yield Para(Words(f"未决问题{count}项，见“未决问题”。", f"{count} open question(s), see “Open questions”."))
    elif not grounds:
        yield Para(labelled(Words("其他理由", "Further grounds"), NONE))


def _ground(finding: Finding) -> Words:
    """`技术：233914X 激光雷达：落入（理由…）`."""
    title = finding.title.in_language
    head = Words(
        f"{finding.technology}：{finding.label} {title('zh')}：{VERDICTS[finding.verdict].zh}",
        f"{finding.technology}: {finding.label} {title('en')}: {VERDICTS[finding.verdict].en}",
    )
    why = joined(finding.reasons)
    return Words(f"{head.zh}（{why.zh}）", f"{head.en} ({why.en})") if why else head


def _open_codes(regime: RegimeResult) -> Iterator[Words]:
    """One line per technology with its open entries; their reasons stand at the comparison."""
    found = [f for f in regime.entries if f.verdict is Verdict.OPEN]
    for name in dict.fromkeys(f.technology for f in found):
        codes = joined((same(f.label) for f in found if f.technology == name), "、", ", ")
        word = VERDICTS[Verdict.OPEN]
        yield labelled(labelled(same(name), word), codes)


def notice_words(notice: Notice) -> Words:
    """The text of a warning with the articles it rests on."""
    return both(lambda teller: teller.notice(notice))
