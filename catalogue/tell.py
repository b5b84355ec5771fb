"""Answers printed for people: plain text, one fact a line, Chinese first.

Takes result values, returns lines; decides nothing. Numbers keep the unit and the form their source prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from catalogue.editions import Located
from catalogue.model import Coverage, Edition, Entry, Point, Words
from catalogue.results import Classification, Finding, LimbResult, Match, Obligation, RegimeResult, SearchAnswer
from catalogue.wording import CHECKS, CONTROLS, OPERATORS, OUTCOMES, STATES, SUPPORT, VERDICTS


class Teller:
    """Lines in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, zh: str, en: str) -> str:
        """The text of this teller's language."""
        return en if self.lang == "en" else zh

    def word(self, words: Words) -> str:
        """The words in this teller's language."""
        return words.in_language(self.lang)

    def coverage(self, coverage: Coverage) -> str:
        """`cn-tech 2025-07: 26 of 132 (derived) entries, checked 2026-11-21`."""
        day = coverage.as_of.isoformat() if coverage.as_of else "?"
        return (
            self.say("收录范围：", "coverage: ")
            + self._extent(coverage)
            + self.say("，数据截至 ", ", data as of ")
            + day
        )

    def coverages(self, coverages: Iterable[Coverage]) -> Iterator[str]:
        """One line for all editions that were asked; nothing where none was."""
        extents = [self._extent(coverage) for coverage in coverages]
        if extents:
            yield self.say("收录范围：", "coverage: ") + self.say("；", "; ").join(extents)

    def _extent(self, coverage: Coverage) -> str:
        total = self.say("总数不明", "total unknown") if coverage.expected is None else str(coverage.expected)
        derived = self.say("（推算）", " (derived)") if coverage.derived else ""
        return f"{coverage.catalogue} {coverage.edition} {coverage.entries}/{total}{derived}"

    def search(self, answer: SearchAnswer) -> Iterator[str]:
        """One block per hit: code, control, title, edition, then the passage."""
        for hit in answer.hits:
            where = f"{hit.code or hit.id}{f'({hit.point})' if hit.point else ''}"
            yield (
                f"{where}  {self.word(CONTROLS[hit.control])}  {self.word(hit.title)}  "
                f"[{hit.catalogue} {hit.edition}, {self.word(STATES[hit.state])}]"
            )
            yield f"    {self._marked(hit.snippet, hit.spans)}"
        if not answer.hits:
            yield self.say("没有找到。", "Nothing found.")
            if answer.emptied_by:
                yield self.say(f"使结果为空的是：{answer.emptied_by}", f"What emptied the result: {answer.emptied_by}")
        if answer.suggestions:
            yield self.say("是不是想找：", "Did you mean: ") + ", ".join(answer.suggestions)
        if answer.total > len(answer.hits):
            yield self.say(f"共 {answer.total} 条，用 --limit 看更多", f"{answer.total} in all; --limit shows more")
        yield from self.coverages(answer.coverage)

    def _marked(self, text: str, spans: Iterable[tuple[int, int]]) -> str:
        marked, at = "", 0
        for start, end in spans:
            marked += text[at:start] + "«" + text[start:end] + "»"
            at = end
        return marked + text[at:]

    def limb(self, limb: LimbResult) -> str:
        """`探测距离 > 2 km：3.2 km，落入（1.6 倍）`."""
        mark = {True: self.say("满足", "met"), False: self.say("不满足", "not met"), None: self.say("未知", "unknown")}
        line = f"{self.word(limb.name)} {OPERATORS[limb.op]} {_value(limb.threshold)} {limb.unit}".rstrip()
        if limb.condition:
            line += f" [{self.word(limb.condition)}]"
        given = f"{limb.given_text} → " if limb.given_text else ""
        margin = (
            "" if limb.margin is None else self.say(f"（{_number(limb.margin)} 倍）", f" (x {_number(limb.margin)})")
        )
        return f"{line}: {given}{mark[limb.met]}{margin}"

    def match(self, match: Match) -> Iterator[str]:
        """The point, its verdict, its limbs."""
        where = f"{match.code or match.id}{f'({match.point})' if match.point else ''}"
        yield (
            f"{where}  {self.word(match.title)}  [{match.catalogue} {match.edition}, {self.word(STATES[match.state])}]"
            f"  {self.word(VERDICTS[match.verdict])}"
        )
        yield from (f"    {self.limb(limb)}" for limb in match.limbs)

    def entry(self, found: Located, rows: Iterable[tuple[Edition, Entry | None]]) -> Iterator[str]:
        """One entry in full with its place in every edition."""
        entry = found.entry
        yield f"{entry.label}  {self.word(CONTROLS[entry.control])}  {entry.title.zh}  {entry.title.en}".rstrip()
        yield f"{self.word(found.edition.title)}  ({found.edition.instrument}, {self.word(STATES[found.state])})"
        points = [found.point] if found.point else list(entry.points)
        for point in points:
            yield from self._point(point)
        if not entry.points:
            yield self.say("    （未收录控制要点）", "    (no control point is loaded)")
        if entry.notes:
            yield self.say("说明：", "Note: ") + self.word(entry.notes)
        yield self.say("来源：", "Source: ") + f"{entry.source} [{self.word(CHECKS[entry.checked])}]"
        for edition, other in rows:
            if other is not None:
                yield f"    {edition.id}: {other.code or '-'}  {self.word(other.title)}"

    def _point(self, point: Point) -> Iterator[str]:
        number = f"{point.no}. " if point.no else ""
        part = self.say("（来源只给出一部分）", " (the source gives only part)") if point.partial else ""
        yield f"    {number}{self.word(point.text)}{part} [{self.word(CHECKS[point.checked])}]"

    def classification(self, result: Classification) -> Iterator[str]:
        """Result, regimes with findings and questions, steps with dates and basis, warnings."""
        yield self.say("结论（中国法）：", "Result (PRC): ") + self.word(OUTCOMES[result.prc])
        yield self.say("全部制度中最严者：", "Strictest of all regimes: ") + self.word(OUTCOMES[result.overall])
        if result.decided_overall is not None:
            yield self.say("律师的决定：", "By decision of the lawyer: ") + self.word(OUTCOMES[result.decided_overall])
        for regime in result.regimes:
            yield from self._regime(regime)
        if result.obligations:
            yield self.say("步骤与期限：", "Steps and dates:")
        for step in result.obligations:
            yield from self._step(step)
        for warning in result.warnings:
            yield f"! {self.word(warning.text)}"
        yield self.word(SUPPORT)

    def _regime(self, regime: RegimeResult) -> Iterator[str]:
        yield f"[{regime.regime}] {self.word(OUTCOMES[regime.outcome])}" + (
            f"  ({regime.edition})" if regime.edition else ""
        )
        for finding in regime.entries:
            yield from self._finding(finding)
        for question in regime.open_questions:
            yield f"    ? {self.word(question.text)}"
        for warning in regime.warnings:
            yield f"    ! {self.word(warning.text)}"
        yield from (f"    {line}" for line in self.coverages(regime.coverage))

    def _finding(self, finding: Finding) -> Iterator[str]:
        where = f"{finding.code or finding.id}{f'({finding.point})' if finding.point else ''}"
        yield (
            f"    {finding.technology}: {where} {self.word(finding.title)}  {self.word(VERDICTS[finding.verdict])}"
            f"  [{finding.catalogue} {finding.edition}, {self.word(STATES[finding.state])}]"
        )
        yield from (f"        {self.limb(limb)}" for limb in finding.limbs)
        yield from (f"        · {self.word(reason)}" for reason in finding.reasons)

    def _step(self, step: Obligation) -> Iterator[str]:
        kinds = {"working": self.say("个工作日", " working days"), "calendar": self.say("日", " days")}
        days = f"{step.days}{kinds[step.day_kind]}" if step.days is not None and step.day_kind in kinds else ""
        due = self.say(f"截止 {step.due}", f"due {step.due}") if step.due else ""
        gate = self.say("【前置】", "[gate] ") if step.gate else ""
        tail = "；".join(p for p in (days, due) if p) if self.lang == "zh" else "; ".join(p for p in (days, due) if p)
        yield f"    {gate}{self.word(step.step)}" + (f" ({tail})" if tail else "")
        cited = [
            f"{self.word(b.instrument)} {b.article}".strip() + (self.say("（待核）", " (verify)") if b.verify else "")
            for b in step.basis
        ]
        if cited:
            yield self.say("        依据：", "        basis: ") + "; ".join(cited)
        if step.why and step.due is None:
            yield f"        {self.word(step.why)}"


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


def _value(value: Fraction | tuple[Fraction, Fraction]) -> str:
    return "–".join(map(_number, value)) if isinstance(value, tuple) else _number(value)
