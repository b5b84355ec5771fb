"""The control points of an entry as cards: text, limbs with fields for the product's values, notes.

Values that flow: `JudgedEntry` -> one `PointCard` per point, built once and refilled in place. The hard problem: an
entry of two hundred points takes a second to build, and the window must answer meanwhile. So the first cards, and
those up to the point asked for, are built at once and the rest a few at a time between events. Rejected: a list view
with painted rows; a person types into these cards.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.desk import Desk
from gui.judging import JudgedEntry, JudgedPoint
from gui.language import translate
from gui.places.entry_extras import customs_notes
from gui.places.place import card, label
from gui.widgets.limb_row import LimbRow
from gui.widgets.passage import Passage
from gui.widgets.signals import SignalMark
from gui.words import CHECKS, VERDICTS, verdict_signal, word

AT_ONCE, AT_A_TIME = 12, 6
"""Cards built before the pane is shown, and between two events after it."""

Marker = Callable[[str], tuple[tuple[int, int], ...]]


def marked_html(text: str, spans: tuple[tuple[int, int], ...], ground: str, ink: str) -> str:
    """The text as HTML with the spans marked; overlapping spans are joined."""
    pieces: list[str] = []
    at = 0
    for first, end in sorted(spans):
        start = max(first, at)
        if start >= end:
            continue
        pieces.append(escape(text[at:start]))
        pieces.append(f'<span style="background-color:{ground};color:{ink}">{escape(text[start:end])}</span>')
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces).replace("\n", "<br>")


class PointCard:
    """The widgets of one control point, refilled in place."""

    def __init__(self, desk: Desk, judged: JudgedPoint, enter: Callable[[str, str], None]) -> None:
        self.frame, column = card()
        self.heading = label("heading", wrap=False)
        self.mark = SignalMark(desk.theme, size=14)
        self.verdict = label(wrap=False)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.mark)
        head.addWidget(self.verdict)
        column.addLayout(head)
        self.text, self.other = Passage("pointText"), label("muted", selectable=True)
        column.addWidget(self.text)
        column.addWidget(self.other)
        self.kind = label("muted")
        column.addWidget(self.kind)
        self.rows = [LimbRow(desk.theme, limb.quantity) for limb in judged.limbs]
        for row in self.rows:
            row.entered.connect(enter)
            column.addWidget(row)
        self.notes = label("muted", selectable=True)
        column.addWidget(self.notes)

    def fill(self, desk: Desk, judged: JudgedPoint, whole: JudgedEntry, control: str | None, marker: Marker) -> None:
        """Shows the point as judged."""
        point, language = judged.point, desk.language
        if point.no:
            self.heading.setText(translate("Reading", "Control point {number}").format(number=point.no))
        else:
            self.heading.setText(translate("Reading", "Control point"))
        first, second = (point.text.en, point.text.zh) if language == "en" else (point.text.zh, point.text.en)
        shown = first or second
        html = marked_html(shown, marker(shown), desk.theme.colours["mark"], desk.theme.colours["mark_text"])
        self.text.say(html, shown, 160 if shown == point.text.zh else 140)
        self.other.setText(second if first else "")
        self.other.setVisible(bool(first and second))
        self.mark.setVisible(bool(judged.limbs))
        self.verdict.setVisible(bool(judged.limbs))
        self.mark.show_signal(desk.theme, verdict_signal(judged.verdict, control))
        self.verdict.setText(word(VERDICTS, judged.verdict.value))
        self._fill_limbs(desk, judged, whole)
        notes = [e.in_language(language) for e in point.exclusions]
        if point.partial:
            notes.append(
                translate("Reading", "Further conditions apply or only part is held, so limbs that are met stay open.")
            )
        if not point.checked.decides:
            notes.append(word(CHECKS, point.checked.value))
        notes += customs_notes(point, language)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _fill_limbs(self, desk: Desk, judged: JudgedPoint, whole: JudgedEntry) -> None:
        if len(judged.limbs) > 1:
            any_text = translate("Reading", "Any one of these is enough. Enter what the product does:")
            all_text = translate("Reading", "All of these must be met. Enter what the product does:")
            self.kind.setText(any_text if judged.kind == "any" else all_text)
        elif judged.limbs:
            self.kind.setText(translate("Reading", "Enter what the product does:"))
        self.kind.setVisible(bool(judged.limbs))
        for row, limb in zip(self.rows, judged.limbs, strict=True):
            typed = whole.typed.get(limb.quantity, "")
            row.show_limb(limb, typed, whole.complaints.get(limb.quantity, ""), desk.theme, desk.language)


class PointCards(QWidget):
    """The cards of one entry, in the order of its points."""

    def __init__(self, desk: Desk, enter: Callable[[str, str], None]) -> None:
        super().__init__()
        self._desk, self._enter = desk, enter
        self._judged: JudgedEntry | None = None
        self._control: str | None = None
        self._marker: Marker = lambda _text: ()
        self._cards: list[PointCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(lambda: self._build(AT_A_TIME))

    def show_entry(self, judged: JudgedEntry, control: str | None, marker: Marker, until: str | None) -> None:
        """Builds the first cards, at least those up to the point `until`; the rest follows."""
        self._judged, self._control, self._marker = judged, control, marker
        numbers = [point.point.no for point in judged.points]
        self._build(max(AT_ONCE, numbers.index(until) + 1 if until in numbers else 0))
        if not self.complete:
            self._turn.start()

    @property
    def complete(self) -> bool:
        """Whether every point has its card."""
        return self._judged is None or len(self._cards) == len(self._judged.points)

    def complete_now(self) -> None:
        """Builds what is left; for whoever looks through the whole entry."""
        if self._judged is not None:
            self._build(len(self._judged.points))

    def refill(self, judged: JudgedEntry) -> None:
        """Shows the same points as judged anew."""
        self._judged = judged
        for made, point in zip(self._cards, judged.points, strict=False):
            made.fill(self._desk, point, judged, self._control, self._marker)

    def _build(self, count: int) -> None:
        judged = self._judged
        if judged is None:
            return
        for point in judged.points[len(self._cards) : len(self._cards) + count]:
            made = PointCard(self._desk, point, self._enter)
            made.fill(self._desk, point, judged, self._control, self._marker)
            self._cards.append(made)
            self._column.addWidget(made.frame)
        if self.complete:
            self._turn.stop()
