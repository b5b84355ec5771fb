"""The matter at a glance, beside every place: facts, entries named, result so far, next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from catalogue.results import Classification, Outcome
from gui.desk import Desk
from gui.language import translate
from gui.live import LiveResult
from gui.places.place import Column, button, label, rule
from gui.places.reading import measured_text
from gui.widgets.signals import SignalMark
from gui.words import OUTCOMES, date_text, outcome_signal, word

WIDTH = 264


class MatterPanel(QFrame):
    """Shows the matter; changes nothing but opens what is clicked."""

    def __init__(self, desk: Desk, live: LiveResult) -> None:
        super().__init__()
        self.setObjectName("matterPanel")
        self.setProperty("role", "panel")
        self.setMinimumWidth(200)
        self._desk, self._live = desk, live
        self._column = Column("matterPanelColumn")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        desk.session.changed.connect(self.refresh)
        desk.theme_changed.connect(self.refresh)
        live.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draws the panel anew."""
        self._column.clear()
        body, matter = self._column.body, self._desk.session.matter
        self._line("heading", matter.title or translate("Matter", "Untitled matter"))
        self._line("muted", translate("Matter", "Judged as of {date}").format(date=date_text(matter.as_of)))
        body.addWidget(rule())
        self._result()
        body.addWidget(rule())
        for technology in matter.technologies:
            self._line("heading", technology.name)
            if technology.measured:
                self._line("muted", measured_text(technology))
            for entry in technology.entries:
                link = button(
                    f"panelEntry_{entry.code}", lambda code=entry.code: self._desk.entry_wanted.emit(code), "link"
                )
                link.setText(entry.code)
                body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if not matter.technologies:
            hint = translate("Matter", "No technology yet. Search for it and enter what the product does.")
            self._line("muted", hint)
        body.addStretch(1)

    def _line(self, role: str, text: str) -> QLabel:
        made = label(role)
        made.setText(text)
        self._column.body.addWidget(made)
        return made

    def _result(self) -> None:
        judged = self._live.judged
        self._line("muted", translate("Matter", "Result so far"))
        if judged is None:
            self._line("muted", translate("Matter", "Not yet judged."))
            return
        result = judged.classification
        outcome = result.decided_overall or result.overall
        line = QHBoxLayout()
        line.addWidget(SignalMark(self._desk.theme, outcome_signal(outcome), 18))
        text = label("heading")
        text.setObjectName("panelOutcome")
        text.setText(word(OUTCOMES, outcome.value))
        line.addWidget(text, 1)
        self._column.body.addLayout(line)
        self._line("muted", translate("Matter", "Next: {step}").format(step=self._next_step(result)))
        go = button("panelGoClassify", lambda: self._desk.place_wanted.emit("classify"), "link")
        go.setText(translate("Matter", "Open the classification"))
        self._column.body.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)

    def _next_step(self, result: Classification) -> str:
        language = self._desk.language
        for regime in result.regimes:
            if regime.open_questions and regime.outcome is result.prc is Outcome.INDETERMINATE:
                return regime.open_questions[0].text.in_language(language)
        if result.obligations:
            return result.obligations[0].step.in_language(language)
        return translate("Matter", "nothing open")
