"""A card in the reading pane: what is told of a regime, by subject, each fact with the number of its source.

Values that flow: `Located` of a card -> labels in the pane's column. No control points, limbs or coverage here: a card
has none, and showing it in their form would look like a list that is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from catalogue.cards import field_name
from catalogue.editions import Located
from catalogue.model import Point
from gui.desk import Desk
from gui.language import translate
from gui.places.place import card, label
from gui.words import CHECKS, card_word, date_text, word

Marked = Callable[[str, str], QLabel]
"""Role and text -> a label with the words searched for marked."""


def show_card(body: QVBoxLayout, desk: Desk, located: Located, marked: Marked) -> None:
    """Adds the whole card to `body`."""
    language, entry = desk.language, located.entry
    head = QHBoxLayout()
    kind = label("heading", wrap=False)
    kind.setText(card_word(language))
    checked = label("muted", wrap=False)
    checked.setText(" ".join((translate("Data", "Data checked on"), date_text(located.edition.as_of))))
    head.addWidget(kind)
    head.addStretch(1)
    head.addWidget(checked)
    body.addLayout(head)
    body.addWidget(marked("title", entry.title.in_language(language)))
    other = entry.title.in_language("zh" if language == "en" else "en")
    body.addWidget(marked("muted", other))
    if entry.notes:
        body.addWidget(marked("muted", entry.notes.in_language(language)))
    numbers = source_numbers(entry.points)
    for name, points in groupby(entry.points, key=lambda p: field_name(p.no)):
        frame, column = card()
        heading = label("heading")
        heading.setText(name.in_language(language))
        column.addWidget(heading)
        for point in points:
            number = numbers[point.source, point.checked.value]
            column.addWidget(marked("", f"{point.text.in_language(language)} [{number}]"))
        body.addWidget(frame)
    sources = label("muted", selectable=True)
    sources.setObjectName("readingSource")
    sources.setText("\n".join(f"[{n}] {source} ({word(CHECKS, level)})" for (source, level), n in numbers.items()))
    body.addWidget(sources)


def source_numbers(points: tuple[Point, ...]) -> dict[tuple[str, str], int]:
    """A number for each source at its level of check, in the order they are first named."""
    pairs = dict.fromkeys((p.source, p.checked.value) for p in points)
    return {pair: number for number, pair in enumerate(pairs, 1)}
