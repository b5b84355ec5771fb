"""Answers printed for people: plain text, one fact a line, Chinese first.

Takes result values, returns lines; decides nothing. Numbers keep the unit and the form their source prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from catalogue.cards import field_name
from catalogue.codes import code_in_words
from catalogue.editions import IN_FORCE, Chosen, Located
from catalogue.model import Check, Coverage, Edition, Entry, Point, Words
from catalogue.packs import Library
from catalogue.results import (
    Classification,
    Decided,
    Finding,
    Hit,
    LimbResult,
    Match,
    Notice,
    Obligation,
    RegimeResult,
    SearchAnswer,
    Tree,
    Verdict,
)
from catalogue.succession import state_of_part
from catalogue.telling.chain import Row, chain_lines
from catalogue.telling.limbtext import number_text, requirement
from catalogue.telling.telllaw import change_line, citations, papers, wait_lines
from catalogue.telling.telllicence import customs_lines
from catalogue.telling.tellpacks import as_of_words, extent_of
from catalogue.telling.wording import (
    CARD_WORD,
    CHECKS,
    CONTROLS,
    FOUND_IN,
    OUTCOMES,
    STATES,
    SUPPORT,
    VERDICTS,
)

_MOST_POINTS = 12
"""Further control points of a hit listed for people; JSON has all."""

_MOST_VALUES = 8
"""Values of a facet listed for people; JSON has all."""


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

    def left_out(self, library: Library) -> Iterator[str]:
        """One line where a pack or an edition could not be read, because an answer without it is poorer."""
        yield from self.stood_in(library)
        count = len(library.losses)
        if count:
            yield self.say(
                f"! 数据包有{count}处错误，相应版次未载入；用 packs 命令查看",
                f"! {count} fault(s) in packs; what they concern was left out; the packs command lists them",
            )

    def stood_in(self, library: Library) -> Iterator[str]:
        if library.stood_in:
            yield self.say(
                f"! 你的副本有误，未予采用，用的是程序自带的：{'、'.join(library.stood_in)}",
                f"! your copy was refused, the bundled one is used: {', '.join(library.stood_in)}",
            )

    def editions(self, chosen: Iterable[Chosen], as_of: dt.date) -> Iterator[str]:
        """What applies on the day: state, dates and instrument of every edition and measure."""
        yield self.say(f"{as_of}的状态：", f"State on {as_of}:")
        for _, edition, state in chosen:
            since = edition.effective.isoformat() if edition.effective else "—"
            if edition.consolidated:
                since = self.say(f"{since}的文本", f"text of {since}")
            until = edition.ended_on.isoformat() if edition.ended_on else ""
            yield f"{edition.catalogue}  {edition.id}  {self.word(STATES[state])}  {since} → {until}".rstrip()
            yield f"    {edition.instrument}  {extent_of(self, edition)}"
            if edition.basis:
                yield f"    {self.word(edition.basis)}{self._parts(edition, as_of)}"

    def _parts(self, edition: Edition, as_of: dt.date) -> str:
        """The state of each paragraph with days of its own, behind the basis of the whole."""
        told = (f"{self.word(p.text)}: {self.word(STATES[state_of_part(p, as_of)])}" for p in edition.parts)
        return "".join(self.say(f"；【{text}】", f" [{text}]") for text in told)

    def coverages(self, coverages: Sequence[Coverage]) -> Iterator[str]:
        """One line for all editions that were asked, a catalogue's measures summed up; nothing where none was."""
        by_catalogue: dict[str, list[Coverage]] = {}
        for coverage in coverages:
            by_catalogue.setdefault(coverage.catalogue, []).append(coverage)
        extents = [self._extents(name, rows) for name, rows in by_catalogue.items()]
        if extents:
            yield self.say("收录范围：", "coverage: ") + self.say("；", "; ").join(extents)

    def _extents(self, catalogue: str, rows: Sequence[Coverage]) -> str:
        if len(rows) == 1:
            return f"{catalogue} {rows[0].edition} {self.extent(rows[0])}"
        totals = [row.expected for row in rows]
        together = replace(
            rows[0],
            entries=sum(row.entries for row in rows),
            expected=None if None in totals else sum(n for n in totals if n is not None),
            derived=any(row.derived for row in rows),
        )
        return f"{catalogue} " + self.say(f"{len(rows)}个文件 ", f"{len(rows)} instruments ") + self.extent(together)

    def extent(self, coverage: Coverage) -> str:
        total = self.say("总数不明", "total unknown") if coverage.expected is None else str(coverage.expected)
        derived = self.say("（推算）", " (derived)") if coverage.derived else ""
        return f"{coverage.entries}/{total}{derived}"

    def search(self, answer: SearchAnswer) -> Iterator[str]:
        """One block per hit: code, control, title, edition, then the passage; further editions of it a line each."""
        before = ""
        for hit in answer.hits:
            indent = "    = " if hit.also and hit.id == before else ""
            before = hit.id
            where = f"{indent}{hit.code or hit.id}{f'({hit.point})' if hit.point else ''}"
            control = CARD_WORD if hit.card else CONTROLS[hit.control]
            state = "" if hit.card else f", {self.word(STATES[hit.state])}"
            yield f"{where}  {self.word(control)}  {self.word(hit.title)}  [{hit.catalogue} {hit.edition}{state}]"
            place = self.word(FOUND_IN.get(hit.found_in, Words()))
            yield f"    {place}{self._marked(hit.snippet, hit.spans)}"
            yield from self._other_points(hit)
        if not answer.hits:
            yield from self._nothing(answer)
        if answer.suggestions:
            yield self.say("是不是想找：", "Did you mean: ") + ", ".join(answer.suggestions)
        if answer.total > len(answer.hits):
            yield self.say(f"共 {answer.total} 条，用 --limit 看更多", f"{answer.total} in all; --limit shows more")
            yield from self._facets(answer)
        yield from self.coverages(answer.coverage)

    def _other_points(self, hit: Hit) -> Iterator[str]:
        """The further control points of an entry that hold the words."""
        others = [point for point in hit.points if point != hit.point]
        if others and hit.point:
            more = "" if len(others) <= _MOST_POINTS else f" … (+{len(others) - _MOST_POINTS})"
            listed = self.say("、", ", ").join(others[:_MOST_POINTS]) + more
            yield self.say("    另见要点 ", "    also in points ") + listed

    def _facets(self, answer: SearchAnswer) -> Iterator[str]:
        """A line per facet that tells the hits apart, with the values as --facet takes them."""
        for facet in answer.facets:
            if len(facet.counts) > 1:
                values = ", ".join(f"{one.value} {one.count}" for one in facet.counts[:_MOST_VALUES])
                more = f" … (+{len(facet.counts) - _MOST_VALUES})" if len(facet.counts) > _MOST_VALUES else ""
                yield f"    --facet {facet.name}=  {values}{more}"

    def _nothing(self, answer: SearchAnswer) -> Iterator[str]:
        yield self.say("没有找到。", "Nothing found.")
        if answer.emptied_by == f"edition:{IN_FORCE}":
            yield self.say(
                "现行版次中没有，其他版次中有：加 --edition all", "Not in force, but in other editions: --edition all"
            )
        elif answer.emptied_by:
            yield self.say(f"使结果为空的是：{answer.emptied_by}", f"What emptied the result: {answer.emptied_by}")
        if not all(row.complete for row in answer.coverage):
            yield self.say(
                "收录不全，没有找到不等于不受管制。", "Not all entries are loaded: not found is not uncontrolled."
            )

    def _marked(self, text: str, spans: Iterable[tuple[int, int]]) -> str:
        marked, at = "", 0
        for start, end in spans:
            marked += text[at:start] + "«" + text[start:end] + "»"
            at = end
        return marked + text[at:]

    def limb(self, limb: LimbResult) -> str:
        """`探测距离 > 2 km：3.2 km，落入（1.6 倍）`."""
        mark = {True: self.say("满足", "met"), False: self.say("不满足", "not met"), None: self.say("未知", "unknown")}
        line = f"{requirement(self.word(limb.name), limb)} {limb.unit}".rstrip()
        if limb.condition:
            line += f" [{self.word(limb.condition)}]"
        if limb.checked is Check.MACHINE:
            line += self.say("〔程序读出〕", " {read by the program}")
        given = f"{limb.given_text} → " if limb.given_text else ""
        margin = (
            ""
            if limb.margin is None
            else self.say(f"（限值的{number_text(limb.margin)}倍）", f" ({number_text(limb.margin)} x the limit)")
        )
        return f"{line}: {given}{mark[limb.met]}{margin}"

    def measure(self, matches: Sequence[Match], coverages: Sequence[Coverage] = ()) -> Iterator[str]:
        """Every match; a word where there is none, with how much of the lists was asked (`coverages`)."""
        for match in matches:
            yield from self.match(match)
        if not matches:
            yield self.say(
                "在已载入的数值条件中，没有控制要点涉及所给的数值。",
                "No control point asks for the values given, among the limits loaded.",
            )
            yield from self.coverages(coverages)
            yield self.say(
                "未载入的条目和未载入数值条件的要点没有比较，不等于不受管制。",
                "Entries that are not loaded, and points whose limits are not, were not compared: this clears nothing.",
            )
        yield self.word(SUPPORT)

    def match(self, match: Match) -> Iterator[str]:
        """The point, its verdict, its limbs."""
        where = f"{match.code or match.id}{f'({match.point})' if match.point else ''}"
        yield (
            f"{where}  {self.word(match.title)}  [{match.catalogue} {match.edition}, {self.word(STATES[match.state])}]"
            f"  {self.word(VERDICTS[match.verdict])}"
        )
        yield from self._limbs("    ", match.limbs, match.tree)
        if match.why:
            reasons = self.say("；", "; ").join(map(self.word, match.why))
            if match.verdict is Verdict.OPEN:
                yield self.say("    待定的原因：", "    why it stays open: ") + reasons
            else:
                yield self.say("    仍须澄清：", "    still to be settled: ") + reasons

    def _limbs(self, indent: str, limbs: Sequence[LimbResult], tree: Tree | None) -> Iterator[str]:
        """The limbs, after a word on how they combine where there are several."""
        if tree is not None and len(limbs) > 1:
            yield indent + self.joint(tree)
        yield from (f"{indent}{self.limb(limb)}" for limb in limbs)

    def joint(self, tree: Tree) -> str:
        """How the limbs of a point combine, in words."""
        if any(isinstance(part, Tree) for part in tree.parts):
            return self.say("各条件的关系：", "how the limbs combine: ") + self._formula(tree)
        if tree.kind == "any":
            return self.say("满足任一条件即落入：", "any one of these captures:")
        return self.say("须同时满足全部条件：", "all of these together capture:")

    def _formula(self, tree: Tree) -> str:
        """`1 且 (2 或 3)`, limbs numbered as they are listed."""
        word = self.say(" 或 ", " or ") if tree.kind == "any" else self.say(" 且 ", " and ")
        return word.join(f"({self._formula(p)})" if isinstance(p, Tree) else str(p + 1) for p in tree.parts)

    def entry(self, found: Located, rows: Iterable[Row]) -> Iterator[str]:
        """One entry in full with its history through the editions; a card with its facts and sources."""
        entry, edition = found.entry, found.edition
        control = CARD_WORD if edition.is_card else CONTROLS[entry.control]
        yield f"{entry.label}  {self.word(control)}  {entry.title.zh}  {entry.title.en}".rstrip()
        known = (
            as_of_words(self, edition) if edition.is_card else f"{edition.instrument}, {self.word(STATES[found.state])}"
        )
        yield f"{self.word(edition.title)}  ({known})"
        if code := code_in_words(found, self.lang):
            yield self.say("    编号的含义：", "    what the code says: ") + code
        points = (*entry.above(found.point), *entry.with_parts(found.point)) if found.point else entry.points
        yield from self._marks(entry)
        if edition.is_card:
            yield from self._facts(points)
        for point in () if edition.is_card else points:
            yield from self._point(point)
        if not entry.points:
            yield self.say("    （未收录控制要点）", "    (no control point is loaded)")
        if entry.notes:
            yield self.say("说明：", "Note: ") + self.word(entry.notes)
        if edition.is_card:
            return
        yield self.say("来源：", "Source: ") + f"{entry.source} [{self.word(CHECKS[entry.checked])}]"
        yield from chain_lines(rows, self.lang)

    def elsewhere(self, catalogues: Sequence[str]) -> Iterator[str]:
        """Where the same code stands in other lists."""
        if catalogues:
            names = self.say("、", ", ").join(catalogues)
            yield self.say(
                f"其他清单中也有此编号：{names}（用 --catalogue 查看）",
                f"Other lists have this code too: {names} (--catalogue)",
            )

    def _marks(self, entry: Entry) -> Iterator[str]:
        """Reasons for control and licence exceptions, where the list prints them."""
        if entry.reasons:
            yield self.say("    管制理由：", "    reasons for control: ") + self.say("；", "; ").join(entry.reasons)
        if entry.exceptions:
            yield self.say("    许可例外：", "    licence exceptions: ") + self.say("；", "; ").join(entry.exceptions)

    def _facts(self, points: Sequence[Point]) -> Iterator[str]:
        """The facts of a card, each with the number of its source, then the sources."""
        numbers: dict[str, int] = {}
        before = Words()
        for point in points:
            source = f"{point.source} [{self.word(CHECKS[point.checked])}]"
            number = numbers.setdefault(source, len(numbers) + 1)
            name = field_name(point.no)
            if name != before:
                yield f"  {self.word(name)}"
            before = name
            yield f"    {self.word(point.text)} [{number}]"
        yield from (f"[{number}] {source}" for source, number in numbers.items())

    def _point(self, point: Point) -> Iterator[str]:
        number = f"{point.no}. " if point.no else ""
        part = (
            self.say("（另有条件或者只载一部分）", " (further conditions, or only part held)") if point.partial else ""
        )
        yield f"    {number}{self.word(point.text)}{part} [{self.word(CHECKS[point.checked])}]"
        yield from customs_lines(point, self.lang)

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
        heading = Words()
        for step in result.obligations:
            if step.heading != heading:
                heading = step.heading
                yield f"  {self.word(heading) or self.say('无论如何', 'in any case')}{self.say('：', ':')}"
            yield from self._step(step)
        yield from (f"  {line}" for line in wait_lines(result.obligations, self.lang))
        told = {warning for regime in result.regimes for warning in regime.warnings}
        yield from (f"! {self.notice(warning)}" for warning in result.warnings if warning not in told)
        yield from self._changed(result)
        yield self.word(SUPPORT)

    def notice(self, notice: Notice) -> str:
        """The text with the articles it rests on."""
        cited = citations(notice.basis, self.lang, dated=True)
        return self.word(notice.text) + (self.say(f"（依据：{cited}）", f" (basis: {cited})") if cited else "")

    def _changed(self, result: Classification) -> Iterator[str]:
        if result.changed is None:
            return
        if not result.changed:
            yield self.say("与冻结的结果一致。", "Nothing changed since the result was frozen.")
        for change in result.changed:
            yield change_line(change, self.lang)

    def _regime(self, regime: RegimeResult) -> Iterator[str]:
        edition = f"  ({regime.edition})" if regime.edition else ""
        yield f"[{regime.regime}] {self.word(OUTCOMES[regime.outcome])}{edition}"
        if regime.decided:
            yield f"    {self.decided(regime.decided, regime.coverage)}"
        for finding in regime.entries:
            yield from self._finding(finding)
        for question in regime.open_questions:
            yield f"    ? {self.word(question.text)}"
        for warning in regime.warnings:
            yield f"    ! {self.notice(warning)}"
        yield from (f"    {line}" for line in self.coverages(regime.coverage))

    def decided(self, decided: Decided, coverage: Sequence[Coverage]) -> str:
        """`free by decision of 王, 2026-11-21, on 26 of 132 entries`, never as the program's finding."""
        day = decided.on.isoformat() if decided.on else "—"
        extents = [self.extent(row) for row in coverage]
        outcome = self.word(OUTCOMES[decided.outcome])
        seen = self.say("；", "; ").join(extents)
        line = self.say(f"{decided.by}决定（{day}）：{outcome}", f"{outcome} by decision of {decided.by}, {day}")
        return line + (self.say(f"，数据收录{seen}", f", on {seen} entries") if seen else "")

    def _finding(self, finding: Finding) -> Iterator[str]:
        where = finding.label
        title = self.word(finding.title)
        title = "" if title == where else f" {title}"
        yield (
            f"    {finding.technology}: {where}{title}  {self.word(VERDICTS[finding.verdict])}"
            f"  [{finding.catalogue} {finding.edition}, {self.word(STATES[finding.state])}]"
        )
        yield from self._limbs("        ", finding.limbs, finding.tree)
        yield from (f"        · {self.word(reason)}" for reason in finding.reasons)

    def _step(self, step: Obligation) -> Iterator[str]:
        kinds = {"working": self.say("个工作日", " working days"), "calendar": self.say("日", " days")}
        counted = step.days is not None and step.day_kind in kinds and not step.done
        days = f"{step.days}{kinds[step.day_kind]}" if counted else ""
        due = self.say(f"截止 {step.due}", f"due {step.due}") if step.due else self.word(step.why) if step.done else ""
        gate = self.say("【前置】", "[gate] ") if step.gate and not step.done else ""
        tail = "；".join(p for p in (days, due) if p) if self.lang == "zh" else "; ".join(p for p in (days, due) if p)
        yield f"    {gate}{self.word(step.step)}" + (f" ({tail})" if tail else "")
        yield from (f"        {line}" for line in papers(step, self.lang) if not step.done)
        if cited := citations(step.basis, self.lang, dated=True):
            yield self.say("        依据：", "        basis: ") + cited
        if step.why and not step.done:
            yield f"        {self.word(step.why)}"
