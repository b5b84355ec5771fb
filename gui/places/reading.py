"""The reading pane: one entry of one edition, its points and limbs against the product, history, source, coverage.

Values that flow: `Located` + the matter's measured values -> labels, rows and pictures; a typed value -> an edit of
the matter. The hard problem is keeping the field a person types in alive while every edit changes the values
around it: the pane is built once per entry and only refilled afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalogue.codes import code_in_words
from catalogue.editions import Located, history, state_of
from catalogue.matter import Technology
from catalogue.matterfile import MatterFile
from catalogue.model import State, coverage_of
from catalogue.problems import BadInput
from catalogue.telling.citation import cite
from gui.desk import Desk
from gui.judging import JudgedEntry, judge_entry, name_to_write
from gui.language import translate
from gui.messages import Message
from gui.places.entry_extras import show_around, show_marks
from gui.places.place import Column, button, label
from gui.places.point_cards import Marker, PointCards, marked_html
from gui.places.regime_card import show_card
from gui.widgets.edition_strip import EditionStrip, Stop
from gui.widgets.match_steps import MatchSteps
from gui.widgets.signals import SignalMark
from gui.words import CHECKS, CONTROLS, SIGNAL_OF_CONTROL, STATES, edition_name, word


class ReadingPane(QWidget):
    """Shows an entry. `marker` finds the words searched for in any text of it; `place_wanted` tells a link pressed."""

    place_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("reading")
        self._desk = desk
        self.located: Located | None = None
        self._marker: Marker = lambda _text: ()
        self._cards: PointCards | None = None
        self._column = Column("readingColumn")
        self._technology = QComboBox()
        self._technology.setObjectName("readingTechnology")
        self._technology.currentIndexChanged.connect(lambda _index: self._refill())
        self._add = button("addToMatter", self._add_to_matter, "primary")
        self._cite = button("copyCitation", self.copy_citation)
        self._matches = MatchSteps()
        self._technology_label = label("muted", wrap=False)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        bar.addWidget(self._technology_label)
        bar.addWidget(self._technology, 1)
        bar.addWidget(self._cite)
        bar.addWidget(self._add)
        self._bar = QWidget()
        self._bar.setLayout(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._column, 1)
        desk.session.changed.connect(self._matter_changed)
        self.retranslate()
        self._build()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._technology_label.setText(translate("Reading", "Technology"))
        self._technology.setAccessibleName(translate("Reading", "Technology of the matter the values belong to"))
        self._add.setText(translate("Reading", "Add to the matter"))
        self._cite.setText(translate("Reading", "Copy citation"))
        self._cite.setToolTip(
            translate("Reading", "List, edition, instrument, code, title and point, ready for a memo")
        )

    def show_located(self, located: Located | None, marker: Marker | None = None) -> None:
        """Shows an entry, or what the pane is for when None."""
        self.located = located
        self._marker = marker or (lambda _text: ())
        self._build()

    def copy_citation(self) -> None:
        """Puts the citation of the open entry or point on the clipboard, in the window's language."""
        if self.located is None:
            return
        text = cite(self.located, self._desk.language, self._desk.session.matter.as_of)
        QGuiApplication.clipboard().setText(text)
        self._desk.messages.tell(Message(translate("Reading", "Copied: {text}").format(text=text)))

    def step_match(self, by: int) -> None:
        """Shows and selects the next match of the query in the open entry, or the one before."""
        if self._cards is not None:
            self._cards.complete_now()
        self._matches.step(self._column, self._marker, by)

    def refresh(self) -> None:
        """Draws everything anew."""
        self.retranslate()
        self._build()

    @property
    def _measured(self) -> tuple[tuple[str, str], ...]:
        technologies = self._desk.session.matter.technologies
        index = self._technology.currentIndex()
        return technologies[index].measured if 0 <= index < len(technologies) else ()

    def _build(self) -> None:
        self._column.clear()
        self._matches.restart()
        self._cards = None
        self._fill_technologies()
        self._bar.setVisible(self.located is not None and not self.located.edition.is_card)
        if self.located is None:
            self._column.body.addStretch(1)
            hint = label("muted")
            hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
            hint.setText(
                translate("Reading", "Choose a result to read its control points and compare the product with them.")
            )
            self._column.body.addWidget(hint)
            self._column.body.addStretch(2)
            return
        if self.located.edition.is_card:
            show_card(self._column.body, self._desk, self.located, self._marked)
        else:
            self._build_head(self.located)
            self._build_points(self.located)
            self._build_foot(self.located)
            show_around(self._column.body, self._desk, self.located, self.place_wanted.emit)
        self._column.body.addStretch(1)
        self._column.verticalScrollBar().setValue(0)

    def _build_head(self, located: Located) -> None:
        desk, entry = self._desk, located.entry
        control = entry.control.value if entry.control else ""
        line = QHBoxLayout()
        line.addWidget(SignalMark(desk.theme, SIGNAL_OF_CONTROL[control], 20))
        code = label("title", wrap=False, selectable=True)
        code.setText(entry.code or translate("Reading", "no code in the sources"))
        code.setObjectName("readingCode")
        in_words = code_in_words(located, desk.language)
        code.setToolTip(in_words)
        code.setAccessibleDescription(in_words)
        line.addWidget(code)
        word_label = label("heading", wrap=False)
        word_label.setText(word(CONTROLS, control))
        line.addWidget(word_label)
        line.addStretch(1)
        edition = label("muted", wrap=False)
        edition.setText(f"{located.catalogue.id} {edition_name(located.edition)} · {word(STATES, located.state.value)}")
        line.addWidget(edition)
        body = self._column.body
        body.addLayout(line)
        first, second = (entry.title.en, entry.title.zh) if desk.language == "en" else (entry.title.zh, entry.title.en)
        body.addWidget(self._marked("title", first or second))
        if first and second:
            body.addWidget(self._marked("muted", second))
        if entry.industry:
            industry = label("muted")
            industry.setText(entry.industry.in_language(desk.language))
            body.addWidget(industry)
        show_marks(body, located, desk.language)
        if len(located.catalogue.editions) > 1:
            strip = EditionStrip(desk.theme)
            stops = self._stops(located)
            words = ", ".join(f"{s.edition}: {s.code or '–'}" for s in stops)
            strip.show_stops(stops, desk.theme, translate("Reading", "Editions: {list}").format(list=words))
            body.addWidget(strip)

    def _marked(self, role: str, text: str) -> QLabel:
        made = label(role, selectable=True)
        made.setTextFormat(Qt.TextFormat.RichText)
        colours = self._desk.theme.colours
        made.setText(marked_html(text, self._marker(text), colours["mark"], colours["mark_text"]))
        return made

    def _stops(self, located: Located) -> tuple[Stop, ...]:
        as_of = self._desk.session.matter.as_of
        stops: list[Stop] = []
        for edition, entry, _events in history(located.catalogue, located.entry.id):
            draft = state_of(edition, as_of) is State.DRAFT
            code = (entry.code or "·") if entry else ""
            stops.append(Stop(edition.id, code, entry is not None, edition.id == located.edition.id, draft))
        present = [i for i, stop in enumerate(stops) if stop.present]
        near = [i for i in range(len(stops)) if present[0] - 2 <= i <= present[-1] + 2] if present else []
        return tuple(stops[i] for i in near)

    def _build_points(self, located: Located) -> None:
        judged = self._judged(located)
        if judged is None:
            return
        if not judged.points:
            empty = label("muted")
            empty.setText(translate("Reading", "The sources name this entry but give none of its control points."))
            self._column.body.addWidget(empty)
        self._cards = PointCards(self._desk, self._entered)
        self._column.body.addWidget(self._cards)
        control = located.entry.control.value if located.entry.control else None
        self._cards.show_entry(judged, control, self._marker, located.point.no if located.point else None)

    def _judged(self, located: Located) -> JudgedEntry | None:
        if self._desk.engine is None:
            return None
        quantities, lang = located.catalogue.quantities, self._desk.language
        return judge_entry(self._desk.engine, located.entry, quantities, self._measured, lang)

    def _build_foot(self, located: Located) -> None:
        language, entry = self._desk.language, located.entry
        lines: list[str] = []
        if entry.notes:
            lines.append(translate("Reading", "Notes: {text}").format(text=entry.notes.in_language(language)))
        if not entry.complete:
            lines.append(translate("Reading", "Not all control points of this entry are loaded."))
        if entry.renamed_from:
            codes = ", ".join(entry.renamed_from)
            lines.append(translate("Reading", "Earlier codes: {codes}").format(codes=codes))
        lines.append(translate("Reading", "Source: {text}").format(text=entry.source))
        lines.append(translate("Reading", "Level of check: {text}").format(text=word(CHECKS, entry.checked.value)))
        lines.append(translate("Reading", "Instrument: {text}").format(text=located.edition.instrument))
        lines.append(coverage_line(located))
        foot = label("muted", selectable=True)
        foot.setObjectName("readingSource")
        foot.setText("\n".join(lines))
        self._column.body.addWidget(foot)

    def _refill(self) -> None:
        if self.located is None or self.located.edition.is_card:
            return
        judged = self._judged(self.located)
        if judged is None:
            return
        if self._cards is not None:
            self._cards.refill(judged)

    def _fill_technologies(self) -> None:
        names = [t.name for t in self._desk.session.matter.technologies]
        index = max(0, self._technology.currentIndex())
        self._technology.blockSignals(True)
        self._technology.clear()
        self._technology.addItems(names or [translate("Reading", "(a new one, named after this entry)")])
        self._technology.setCurrentIndex(min(index, max(0, len(names) - 1)))
        self._technology.blockSignals(False)

    def _matter_changed(self) -> None:
        self._fill_technologies()
        self._refill()

    def _with_technology(self, file: MatterFile) -> tuple[MatterFile, int]:
        """The file with a technology to write to, and its number."""
        if file.matter.technologies:
            return file, max(0, self._technology.currentIndex())
        title = self.located.entry.title.in_language(file.matter.language) if self.located else ""
        return file.add_technology(title), 0

    def _entered(self, quantity_id: str, text: str) -> None:
        if self.located is None:
            return
        quantities = self.located.catalogue.quantities
        quantity = quantities[quantity_id]
        language = self._desk.session.matter.language

        def change(file: MatterFile) -> MatterFile:
            file, number = self._with_technology(file)
            measured = file.matter.technologies[number].measured
            return file.set_measured(number, name_to_write(quantity, measured, quantities, language), text)

        name = quantity.name.in_language(self._desk.language)
        self._edit(translate("Reading", "value of {name}").format(name=name), change)

    def _add_to_matter(self) -> None:
        if self.located is None:
            return
        entry = self.located.entry
        point = self.located.point.no if self.located.point else None

        def change(file: MatterFile) -> MatterFile:
            file, number = self._with_technology(file)
            return file.add_entry(number, entry.label, point)

        self._edit(translate("Reading", "add {code}").format(code=entry.label), change)

    def _edit(self, name: str, change: Callable[[MatterFile], MatterFile]) -> None:
        try:
            self._desk.session.edit(name, change)
        except BadInput as error:
            self._desk.messages.bad_input(error)


def coverage_line(located: Located) -> str:
    """`26 of 132 entries of 2025-07 are loaded (the total is derived).`"""
    coverage = coverage_of(located.edition)
    if coverage.expected is None:
        template = translate("Reading", "{n} entries of {edition} are loaded; nobody prints how many there are.")
    elif coverage.derived:
        template = translate("Reading", "{n} of {total} entries of {edition} are loaded (the total is derived).")
    else:
        template = translate("Reading", "{n} of {total} entries of {edition} are loaded.")
    return template.format(n=coverage.entries, total=coverage.expected, edition=coverage.edition)


def measured_text(technology: Technology) -> str:
    """`探测距离 210 m; 测距精度 3 cm`."""
    return "; ".join(f"{name} {text}" for name, text in technology.measured)
