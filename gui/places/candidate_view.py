"""An entry that a datasheet leads to: its limbs, each met, not met or unknown, with the sentences that say so.

Values that flow: `Candidate` -> labels in a column; no candidate at all -> the words of the command line for an empty
answer. Words alone are shown apart from limbs, so that nobody takes a topic for a measured value.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from catalogue.assessing.assess import Assessment, Candidate, Evidence
from catalogue.assessing.assesswords import TO_READ, denied_lines, nothing_lines
from catalogue.model import Words
from catalogue.results import LimbResult, Verdict
from catalogue.telling.tell import Teller
from catalogue.telling.wording import SUPPORT
from gui.desk import Desk
from gui.language import translate
from gui.places.place import Column, button, card, in_line, label
from gui.widgets.signals import SignalMark
from gui.words import STATES, VERDICTS, limb_mark, margin_text, met_text, requirement_text, verdict_signal, word

MOST_POINTS = 12


class CandidateView(Column):
    """The reading column of the section 产品说明书."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("candidateView")
        self._desk = desk

    def show_nothing_yet(self, examples: tuple[Words, ...], begin: Callable[[int], None]) -> None:
        """What to do, before anything was assessed; `begin` takes the number of the example pressed."""
        self.clear()
        self._say("title", translate("Assess", "From a datasheet to the entries to read"))
        self._say(
            "",
            translate(
                "Assess",
                "PDF, Word, Excel or text, in Chinese or English. The program finds the values with their names and "
                "the entries they may fall under, and shows the sentence behind each answer. Nothing goes to the "
                "matter unless you add it.",
            ),
        )
        self._say("muted", translate("Assess", "Try one of these:"))
        for number, title in enumerate(examples):
            made = button(f"datasheetTry{number}", lambda number=number: begin(number), "link")
            made.setText(title.in_language(self._desk.language))
            self.body.addWidget(made)
        self.body.addStretch(1)

    def show_candidate(self, answer: Assessment, candidate: Candidate | None) -> None:
        """An entry, or where there is none the words for that; then terms and how much of the lists was there."""
        self.clear()
        teller = Teller(self._desk.language)
        if candidate is None:
            for number, line in enumerate(nothing_lines(answer, teller)):
                self._say("heading" if number == 0 else "", line)
        else:
            self._candidate(candidate)
        self._terms(answer)
        for line in denied_lines(answer, teller):
            self._say("muted", line)
        for line in teller.coverages(answer.coverage):
            self._say("muted", line)
        self._say("muted", teller.word(SUPPORT))
        self.body.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _candidate(self, candidate: Candidate) -> None:
        desk, profile = self._desk, candidate.profile
        language, entry = desk.language, profile.entry
        control = entry.control.value if entry.control else None
        open_entry = button("candidateOpen", lambda: desk.entry_wanted.emit(entry.id), "link")
        open_entry.setText(candidate.label)
        open_entry.setToolTip(translate("Assess", "Open in Search"))
        open_entry.setAccessibleName(translate("Assess", "Open {code} in Search").format(code=candidate.label))
        verdict = label("heading", wrap=False)
        verdict.setObjectName("candidateVerdict")
        verdict.setText(word(VERDICTS, candidate.verdict.value))
        mark = SignalMark(desk.theme, verdict_signal(candidate.verdict, control), 16)
        self.body.addLayout(in_line(mark, open_entry, None, verdict))
        self._say("title", entry.title.in_language(language))
        catalogue = profile.catalogue.title.in_language(language)
        self._say("muted", f"{catalogue} · {profile.edition.id} · {word(STATES, candidate.state.value)}")
        if candidate.also:
            more = translate("Assess", "Also in the editions {list}.")
            self._say("muted", more.format(list=", ".join(candidate.also)))
        self._say("muted", TO_READ.in_language(language))
        for number, limb in enumerate(candidate.limbs):
            self._limb(limb, tuple(e for e in candidate.evidence if e.limb == number))
        self._points(candidate)
        self._words(tuple(e for e in candidate.evidence if e.limb is None))

    def _limb(self, limb: LimbResult, said: tuple[Evidence, ...]) -> None:
        frame, column = card()
        frame.setObjectName(f"candidateLimb_{limb.quantity}")
        signal = "open" if limb.met is None else "restricted" if limb.met else "clear"
        name = label(selectable=True)
        name.setText(requirement_text(limb, self._desk.language))
        answer = label("heading", wrap=False)
        answer.setText(" ".join(part for part in (met_text(limb), margin_text(limb)) if part))
        column.addLayout(in_line(SignalMark(self._desk.theme, signal, 14), name, answer))
        if machine := limb_mark(limb):
            column.addWidget(_muted(machine))
        for text in dict.fromkeys(self._quoted(e) for e in said):
            column.addWidget(_muted(text))
        if not said:
            column.addWidget(_muted(translate("Assess", "The datasheet says nothing of it.")))
        self.body.addWidget(frame)

    def _words(self, said: tuple[Evidence, ...]) -> None:
        if said:
            self._say("heading", translate("Assess", "Words that lead here"))
        for text in dict.fromkeys(self._quoted(e) for e in said):
            self._say("", text)

    def _points(self, candidate: Candidate) -> None:
        if candidate.points:
            told = translate("Assess", "Also points {list}")
            self._say("muted", told.format(list=_some(candidate.points)))
        if candidate.open_points and candidate.verdict is Verdict.NOT_CAPTURED:
            told = translate("Assess", "Points still open: {list}")
            self._say("muted", told.format(list=_some(candidate.open_points)))

    def _terms(self, answer: Assessment) -> None:
        terms = dict.fromkeys(
            answer.sheet.passages[t.passage].text[t.start : t.end]
            for t, _times in answer.each_term()
            if t.weight > 0 and not t.word
        )
        if terms:
            self._say("heading", translate("Assess", "Terms found"))
            between = "、" if self._desk.language == "zh" else ", "
            self._say("", between.join(terms))

    def _quoted(self, said: Evidence) -> str:
        page = translate("Assess", "(page {n})").format(n=said.page) if said.page else ""
        text = " ".join(said.text.split())
        text = f"“{text}”" if self._desk.language == "zh" else f'"{text}"'
        return " ".join(part for part in (text, said.place.in_language(self._desk.language), page) if part)

    def _say(self, role: str, text: str) -> None:
        made = label(role, selectable=True)
        made.setText(text)
        self.body.addWidget(made)


def _muted(text: str) -> QLabel:
    made = label("muted", selectable=True)
    made.setText(text)
    return made


def _some(points: tuple[str, ...]) -> str:
    return ", ".join(points[:MOST_POINTS]) + (" …" if len(points) > MOST_POINTS else "")
