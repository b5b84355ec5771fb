"""The middle of the drafting room: the affected part as it will be, and where the chosen clause shall go."""

from __future__ import annotations

import re
from itertools import zip_longest

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from catalogue.results import Notice
from gui.clause_steps import Look, languages_html
from gui.clause_text import clause_html
from gui.desk import Desk
from gui.draft_wishes import ALL, ANNEX, SUPPLEMENT
from gui.drafting import ARTICLE, CLAUSE, LEFT, TAKEN, OutlineRow, Preview
from gui.language import translate
from gui.places.draft_words import how_row, place_text, sure_text
from gui.places.place import button
from gui.places.point_cards import marked_html
from gui.widgets.passage import reading_heights

GIVEN = "\u200b"
HAN = re.compile(r"[\u4e00-\u9fff]")


class DraftPage(QWidget):
    """`place_wanted`: this clause shall follow this article (None: as proposed). `toggled`: out, or in again.
    `taken`: this clause of an earlier draft out of the file, or kept after all."""

    place_wanted = Signal(str, object)
    toggled = Signal(str)
    taken = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._row: OutlineRow | None = None
        self._told: tuple[Notice, ...] = ()
        self.text = QTextBrowser()
        self.text.setObjectName("draftPage")
        self.text.setProperty("role", "reading")
        self.text.setOpenLinks(False)
        self.places = QComboBox()
        self.places.setObjectName("draftPlaces")
        self.places.setMinimumContentsLength(12)
        self.places.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.places.activated.connect(self._placed)
        self.back = button("placeBack", lambda: self._ask(None))
        self.out = button("leaveOut", self._toggle)
        self.take = button("takeOut", self._take)
        self._strip = QWidget()
        line = QHBoxLayout(self._strip)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.places, 1)
        line.addWidget(self.back)
        line.addWidget(self.out)
        line.addWidget(self.take)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 12)
        column.addWidget(self._strip)
        column.addWidget(self.text, 1)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.text.setAccessibleName(translate("Draft", "The affected part"))
        self.places.setAccessibleName(translate("Draft", "Place of the clause"))
        self.places.setToolTip(translate("Draft", "Move the clause to another article (Alt+Up, Alt+Down, or drag it)"))
        self.back.setText(translate("Draft", "As proposed"))
        self.back.setAccessibleName(translate("Draft", "Back to the proposed place"))

    def show_row(self, row: OutlineRow | None, preview: Preview | None) -> None:
        """Draws a row; nothing where there is none."""
        self._row = row
        self._told = preview.told_of(row.label) if row and preview and row.kind == CLAUSE else ()
        self._show_strip(row, preview)
        self.text.setHtml(self._html(row) if row else "")

    def show_given(self, words: str, *, marked: bool) -> None:
        """A part of the contract as given; lines that begin with `GIVEN` are marked, all of them with `marked`."""
        colours = self._desk.theme.colours
        pieces: list[str] = []
        for line in words.split("\n"):
            shown = marked_html(line.removeprefix(GIVEN), (), "", "")
            if marked or line.startswith(GIVEN):
                style = f"background-color:{colours['mark']};color:{colours['mark_text']}"
                shown = f'<span style="{style}">▶ {shown}</span>'
            pieces.append(f'<p style="line-height:150%; margin:0 0 6px 0">{shown}</p>')
        self.text.setHtml("".join(pieces))
        self.text.setFocus()

    def _show_strip(self, row: OutlineRow | None, preview: Preview | None) -> None:
        self._strip.setVisible(row is not None and row.kind != ARTICLE)
        if row is None or row.kind == ARTICLE or preview is None:
            return
        language, inside = self._desk.language, row.kind == CLAUSE
        with QSignalBlocker(self.places):
            self.places.clear()
            self.places.addItem(translate("Draft", "before the first article"), 0)
            for one in sorted(preview.articles, key=lambda r: r.ordinal):
                if one.label != row.label:
                    self.places.addItem(place_text(one, language), one.ordinal)
            self.places.addItem(translate("Draft", "as an annex, after the signatures"), ANNEX)
            annex = row.how == "annex" or preview.wishes.places.get(row.label) == ANNEX
            self.places.setCurrentIndex(self.places.findData(ANNEX if annex else row.after))
        self.places.setEnabled(inside)
        self.back.setVisible(inside)
        self.back.setEnabled(row.asked)
        gone = row.kind == TAKEN
        self.places.setVisible(not gone)
        self.out.setVisible(row.kind == LEFT or (inside and row.label not in preview.standing))
        apart = preview.wishes.way == SUPPLEMENT
        self.take.setVisible(not apart and (gone or row.label in preview.standing))
        self.take.setEnabled(ALL not in preview.wishes.remove)
        self.take.setText(translate("Draft", "Keep it in") if gone else translate("Draft", "Take out of the file"))
        self.out.setText(translate("Draft", "Leave out") if inside else translate("Draft", "Put back in"))

    def _placed(self, at: int) -> None:
        self._ask(int(self.places.itemData(at)))

    def _ask(self, after: int | None) -> None:
        if self._row is not None and self._row.kind == CLAUSE:
            self.place_wanted.emit(self._row.label, after)

    def _toggle(self) -> None:
        if self._row is not None and self._row.kind in (CLAUSE, LEFT):
            self.toggled.emit(self._row.label)

    def _take(self) -> None:
        if self._row is not None:
            self.taken.emit(self._row.label)

    def _html(self, row: OutlineRow) -> str:
        if row.kind == CLAUSE:
            return self._clause_html(row)
        if row.kind == LEFT:
            text = translate("Draft", "You left this clause out of the deal.")
            return f"<p>{text}</p>"
        if row.kind == TAKEN:
            return self._taken_html(row)
        return self._article_html(row)

    def _taken_html(self, row: OutlineRow) -> str:
        said = translate(
            "Draft", "This clause of an earlier draft goes; numbers and references go back to what they were."
        )
        words = "".join(self._line(text, "") for column in row.columns for text, _ in column if text)
        heading = translate("Draft", "Somebody had edited it. Its words:")
        return f"<p>{said}</p>" + (f"<p>{heading}</p>{words}" if words else "")

    def _article_html(self, row: OutlineRow) -> str:
        """The article as it will be, ours tinted; two languages stand beside each other, paragraph by paragraph."""
        width = 100 // max(1, len(row.columns))
        lines: list[str] = []
        for facing in zip_longest(*row.columns, fillvalue=("", "")):
            cells = "".join(f'<td width="{width}%" valign="top">{self._line(*one)}</td>' for one in facing)
            lines.append(f"<tr>{cells}</tr>")
        return f'<table width="100%" cellspacing="0" cellpadding="4">{"".join(lines)}</table>'

    def _line(self, text: str, clause: str) -> str:
        shown = marked_html(text, (), "", "")
        if clause:
            ground = self._desk.theme.colours["accent_soft"]
            shown = f'<span style="background-color:{ground}">＋ {shown}</span>'
        height = reading_heights(self.text.font())[0 if HAN.search(text) else 1]
        return f'<p style="line-height:{height}%; margin:0">{shown}</p>'

    def _clause_html(self, row: OutlineRow) -> str:
        language = self._desk.language
        sure = "" if row.asked else sure_text(row.confidence)
        about = " · ".join(x for x in (how_row(row), sure) if x)
        pieces = [f"<p><b>{about}</b></p>"]
        if self._told:
            heading = translate("Draft", "Please look at:")
            said = "".join(f"<br>▲ {marked_html(w.text.in_language(language), (), '', '')}" for w in self._told)
            pieces.append(f"<p>{heading}{said}</p>")
        if row.reason:
            pieces.append(f"<p>{marked_html(row.reason.in_language(language), (), '', '')}</p>")
        if row.because:
            heading = translate("Draft", "Why it is in:")
            said = "".join(f"<br>· {marked_html(b.in_language(language), (), '', '')}" for b in row.because)
            pieces.append(f"<p>{heading}{said}</p>")
        if row.replaces:
            heading = translate("Draft", "These words of the contract go:")
            pieces.append(f"<p>{heading}<br><s>{marked_html(row.replaces, (), '', '')}</s></p>")
        return "".join([*pieces, "<hr>", self._words(row)])

    def _words(self, row: OutlineRow) -> str:
        """The clause: languages in step; what stands in the file already is shown as it stands."""
        clause = row.clause
        if clause is None:
            return "".join(self._line(text, "") for column in row.columns for text, _ in column)
        theme, heights = self._desk.theme, reading_heights(self.text.font())
        if all(clause.blocks.get(lang) for lang in ("zh", "en")):
            return languages_html(clause, ("中文", "English"), Look(theme, heights))
        return "".join(clause_html(clause, lang, theme, heights) for lang in ("zh", "en") if clause.blocks.get(lang))
