"""The live result: headline, a card per regime with entries, limbs, law and open points, then steps and dates."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from catalogue.results import Basis, Classification, Finding, LimbResult, Notice, Obligation, RegimeResult
from catalogue.telling.tell import Teller
from gui.desk import Desk
from gui.freezing import changes_told
from gui.language import translate
from gui.places.place import Column, button, card, in_line, label
from gui.questions import decision_on, decision_on_finding, decision_word, word_on_finding
from gui.widgets.band import Band
from gui.widgets.signals import SignalMark
from gui.widgets.timeline import TimelineView
from gui.widgets.timeline_layout import layout as timeline_layout
from gui.words import (
    OUTCOMES,
    REGIMES,
    STATES,
    VERDICTS,
    date_text,
    limb_mark,
    margin_text,
    met_text,
    outcome_signal,
    threshold_text,
    verdict_signal,
    word,
)

SEVERITY_SIGNAL = (("error", "prohibited"), ("warning", "restricted"), ("note", "clear"))


class ResultsColumn(Column):
    """Shows a `Classification`. `decide_wanted` carries the id of the question that a link leads to."""

    decide_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__("resultsColumn")
        self._desk = desk

    def show_result(self, result: Classification | None, outdated: bool) -> None:
        """Draws the column anew."""
        kept = self.verticalScrollBar().value()
        self.clear()
        if result is None:
            hint = label("muted")
            hint.setText(translate("Classify", "The result appears here as soon as the matter is judged."))
            self.body.addWidget(hint)
            self.body.addStretch(1)
            return
        self._headline(result, outdated)
        self._bands(result)
        for notice in result.warnings:
            if notice.severity == "error":
                self._notice(self.body, notice)
        for regime in result.regimes:
            self._regime(regime)
        self._steps(result)
        self._further(result)
        once = label("muted")
        once.setText(translate("Classify", "This supports a lawyer's judgement; it does not replace it."))
        self.body.addWidget(once)
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(kept)

    def _headline(self, result: Classification, outdated: bool) -> None:
        outcome = result.decided_overall or result.overall
        line = QHBoxLayout()
        line.addWidget(SignalMark(self._desk.theme, outcome_signal(outcome), 22))
        head = label("title", selectable=True)
        head.setObjectName("overallOutcome")
        head.setText(word(OUTCOMES, outcome.value))
        line.addWidget(head, 1)
        if outdated:
            line.addWidget(_muted(translate("Classify", "being updated …")))
        self.body.addLayout(line)
        prc = translate("Classify", "PRC law: {prc}. All regimes: {overall}. Judged as of {date}.")
        text = prc.format(
            prc=word(OUTCOMES, result.prc.value),
            overall=word(OUTCOMES, result.overall.value),
            date=date_text(result.as_of),
        )
        self.body.addWidget(_muted(text))

    def _bands(self, result: Classification) -> None:
        """What concerns the whole: changes since it was frozen, measures past their end date, lists loaded in part."""
        language = self._desk.language
        if changed := changes_told(result, language):
            heading = translate("Classify", "Changed since the result was frozen")
            self.body.addWidget(Band("changedBand", self._desk.theme, heading, changed, hatched=False))
        lapsed = (n for n in result.warnings if n.kind == "stale" and n.severity != "note")
        stale = tuple(dict.fromkeys(n.text.in_language(language) for n in lapsed))
        if stale:
            heading = translate("Classify", "Past its end date, and what followed is not known")
            self.body.addWidget(Band("staleBand", self._desk.theme, heading, stale, hatched=True))
        partly = tuple(c for c in result.coverage if not c.complete)
        if partly:
            heading = translate("Classify", "Not everything is loaded: what is not found is not free")
            lines = tuple(Teller(language).coverages(partly))
            self.body.addWidget(Band("coverageBand", self._desk.theme, heading, lines, hatched=False))

    def _regime(self, regime: RegimeResult) -> None:
        frame, column = card()
        frame.setObjectName(f"regime_{regime.regime}")
        line = QHBoxLayout()
        outcome = regime.effective_outcome
        line.addWidget(SignalMark(self._desk.theme, outcome_signal(outcome), 16))
        name = label("heading")
        name.setText(word(REGIMES, regime.regime))
        line.addWidget(name, 1)
        state = label("heading", wrap=False)
        state.setText(word(OUTCOMES, outcome.value))
        line.addWidget(state)
        column.addLayout(line)
        if regime.decided:
            template = translate("Classify", "By decision of {by}, {on}: {reason}")
            decided = regime.decided
            column.addWidget(_muted(template.format(by=decided.by, on=date_text(decided.on), reason=decided.reason)))
            program = translate("Classify", "The program's own result: {outcome}")
            column.addWidget(_muted(program.format(outcome=word(OUTCOMES, regime.outcome.value))))
        for finding in regime.entries:
            self._finding(column, finding)
        for question in regime.open_questions:
            text = translate("Classify", "Open: {question}")
            column.addWidget(_plain(text.format(question=question.text.in_language(self._desk.language))))
        for notice in regime.warnings:
            self._notice(column, notice)
        for coverage in regime.coverage:
            total = coverage.expected if coverage.expected is not None else "?"
            text = translate("Classify", "Coverage: {catalogue} {edition}, {n} of {total} entries.")
            column.addWidget(
                _muted(
                    text.format(catalogue=coverage.catalogue, edition=coverage.edition, n=coverage.entries, total=total)
                )
            )
        column.addLayout(in_line(self._decide(decision_on(regime.regime), word(REGIMES, regime.regime)), None))
        self.body.addWidget(frame)

    def _decide(self, question_id: str, what: str) -> QPushButton:
        """The link to what the lawyer decides of this."""
        made = button(f"decide_{question_id}", lambda: self.decide_wanted.emit(question_id), "link")
        made.setText(translate("Classify", "Decide …"))
        made.setAccessibleName(translate("Classify", "Decide on {what}").format(what=what))
        return made

    def _word_on(self, finding: Finding) -> str:
        """What the lawyer said of the finding, with who, when and why where the matter says so."""
        found = word_on_finding(self._desk.session.matter, finding)
        if found is not None:
            template = translate("Classify", "{word} by {by}, {on}: {reason}")
            on = date_text(found.on)
            return template.format(word=decision_word(found.answer), by=found.by or "–", on=on, reason=found.reason)
        said = translate("Classify", "The lawyer's word: {word}")
        return said.format(word=decision_word(finding.decision)) if finding.decision else ""

    def _finding(self, column: QVBoxLayout, finding: Finding) -> None:
        language = self._desk.language
        line = QHBoxLayout()
        control = finding.control.value if finding.control else None
        line.addWidget(SignalMark(self._desk.theme, verdict_signal(finding.verdict, control), 14))
        code = finding.code or finding.id
        open_entry: Callable[[], None] = lambda: self._desk.entry_wanted.emit(code)  # noqa: E731
        link = button(f"finding_{code}", open_entry, "link")
        link.setText(f"{code}({finding.point})" if finding.point else code)
        line.addWidget(link)
        title = label()
        title.setText(finding.title.in_language(language))
        line.addWidget(title, 1)
        verdict = label(wrap=False)
        verdict.setText(word(VERDICTS, finding.verdict.value))
        line.addWidget(verdict)
        line.addWidget(self._decide(decision_on_finding(finding), code))
        column.addLayout(line)
        if said := self._word_on(finding):
            column.addWidget(_muted(said))
        if finding.state.value != "in_force":
            column.addWidget(_muted(f"{finding.edition}: {word(STATES, finding.state.value)}"))
        if finding.limbs:
            column.addWidget(_limb_table(finding.limbs, language))
        for reason in finding.reasons:
            column.addWidget(_muted(reason.in_language(language)))

    def _notice(self, column: QVBoxLayout, notice: Notice) -> None:
        line = QHBoxLayout()
        signal = dict(SEVERITY_SIGNAL).get(notice.severity, "open")
        mark = SignalMark(self._desk.theme, signal, 14)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        text = notice.text.in_language(self._desk.language)
        law = basis_text(notice.basis, self._desk.language)
        line.addWidget(_plain(f"{text}\n{law}" if law else text), 1)
        column.addLayout(line)

    def _further(self, result: Classification) -> None:
        """Warnings and notes that no regime's card has shown."""
        shown = {n.text for r in result.regimes for n in r.warnings}
        rest = [n for n in result.warnings if n.severity != "error" and n.text not in shown]
        if rest:
            heading = label("heading")
            heading.setText(translate("Classify", "To be kept in mind"))
            self.body.addWidget(heading)
        for notice in rest:
            self._notice(self.body, notice)

    def _steps(self, result: Classification) -> None:
        if not result.obligations:
            return
        engine = self._desk.engine
        heading = label("heading")
        heading.setText(
            result.obligations[0].heading.in_language(self._desk.language) or translate("Classify", "Steps and dates")
        )
        self.body.addWidget(heading)
        if engine is not None:
            calendar = engine.calendar

            def day_off(day: object) -> bool | None:
                working = calendar.is_working(day)  # type: ignore[arg-type]
                return None if working is None else not working

            picture = TimelineView(self._desk.theme)
            timeline = timeline_layout(result.obligations, result.as_of, day_off)
            picture.show_timeline(timeline, self._desk.theme, self._desk.language)
            self.body.addWidget(picture)
            if not timeline.dated:
                picture.hide()
        for number, step in enumerate(result.obligations, 1):
            self.body.addWidget(_plain(step_text(number, step, self._desk.language)))


def _muted(text: str) -> QLabel:
    made = label("muted", selectable=True)
    made.setText(text)
    return made


def _plain(text: str) -> QLabel:
    made = label(selectable=True)
    made.setText(text)
    return made


def _limb_table(limbs: tuple[LimbResult, ...], language: str) -> QLabel:
    """The limbs as a table; the same values as the pictures."""
    head = (
        translate("Classify", "Limb"),
        translate("Classify", "Threshold"),
        translate("Classify", "Entered"),
        translate("Classify", "Result"),
    )
    widths = (30, 24, 20, 26)
    top = (f'<td width="{w}%"><small>{escape(h)}</small></td>' for w, h in zip(widths, head, strict=True))
    rows = ["<tr>" + "".join(top) + "</tr>"]
    for limb in limbs:
        answer = " ".join(p for p in (met_text(limb), margin_text(limb)) if p)
        condition = limb.condition.in_language(language)
        named = " ".join(part for part in (limb.name.in_language(language), condition) if part)
        cells = (named, threshold_text(limb), limb.given_text or "–", answer)
        rows.append("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>")
        if machine := limb_mark(limb):
            rows.append(f'<tr><td colspan="4"><small>{escape(machine)}</small></td></tr>')
    made = label(selectable=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText(f'<table width="100%" cellspacing="0" cellpadding="2">{"".join(rows)}</table>')
    return made


def step_text(number: int, step: Obligation, language: str) -> str:
    """One step with authority, days, due date or the reason there is none, and its law."""
    lines = [f"{number}. {step.step.in_language(language)}"]
    if step.gate:
        lines[0] += " · " + translate("Classify", "gate")
    where = " · ".join(w.in_language(language) for w in (step.authority, step.form) if w)
    if where:
        lines.append(where)
    if step.days is not None:
        kind = {
            "working": translate("Classify", "{n} working days"),
            "calendar": translate("Classify", "{n} days"),
        }.get(step.day_kind, "{n}")
        lines.append(kind.format(n=step.days))
    if step.due:
        lines.append(translate("Classify", "due {date}").format(date=date_text(step.due)))
    if step.why:
        lines.append(step.why.in_language(language))
    law = basis_text(step.basis, language)
    if law:
        lines.append(law)
    return "\n   ".join(lines)


def basis_text(basis: tuple[Basis, ...], language: str) -> str:
    """Citations: instrument, article, date of the version; those resting on an excerpt say so."""
    parts: list[str] = []
    for each in basis:
        text = each.instrument.in_language(language)
        if each.article:
            text = translate("Classify", "{instrument}, art. {article}").format(instrument=text, article=each.article)
        if each.as_of:
            text += f" ({each.as_of.isoformat()})"
        if each.verify:
            text += " " + translate("Classify", "[verify]")
        parts.append(text)
    return "; ".join(parts)
