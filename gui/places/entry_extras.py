"""What stands around an entry in the reading pane: reasons and exceptions, customs codes, the licence catalogue's rows,
other lists with the same code, and where the whole text is to be had.

Values that flow: `Located` -> labels and links added to the pane's column; a link hands a place back through `go`. The
licence catalogue is another instrument: its rows stand in a frame of their own that says so, never among the points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from catalogue.editions import Located, also_in, locate
from catalogue.licences import beside, dotted
from catalogue.model import LICENCE_CATALOGUE, Entry, Point
from catalogue.packs import Library
from catalogue.telling.telllicence import customs_lines
from catalogue.telling.telllicence import label as place_label
from gui.desk import Desk
from gui.language import translate
from gui.places.place import button, card, label
from gui.words import CHECKS, STATES, word

MOST_ROWS = 12
MOST_PLACES = 4
Go = Callable[[Located], None]


def show_marks(body: QVBoxLayout, located: Located, language: str) -> None:
    """Reasons for control, licence exceptions and customs codes of the entry itself, where the list prints them."""
    text = "\n".join(_marks(located.entry, language))
    if text:
        made = label("muted", selectable=True)
        made.setObjectName("readingMarks")
        made.setText(text)
        body.addWidget(made)


def _marks(entry: Entry, language: str) -> Iterator[str]:
    mark = "；" if language == "zh" else "; "
    if entry.reasons:
        yield translate("Reading", "Reasons for control: {list}").format(list=mark.join(entry.reasons))
    if entry.exceptions:
        yield translate("Reading", "Licence exceptions: {list}").format(list=mark.join(entry.exceptions))
    if entry.customs:
        codes = mark.join(map(dotted, entry.customs))
        yield translate("Reading", "Customs codes: {list}").format(list=codes)
    if entry.unit:
        yield translate("Reading", "Unit: {unit}").format(unit=entry.unit)


def customs_notes(point: Point, language: str) -> tuple[str, ...]:
    """The customs codes of a point and how far they are settled, line by line."""
    return tuple(line.strip() for line in customs_lines(point, language))


def show_around(body: QVBoxLayout, desk: Desk, located: Located, go: Go) -> None:
    """Licence-catalogue rows, other lists with the code, and where the whole text is to be had."""
    engine = desk.engine
    if engine is None:
        return
    _show_beside(body, desk, located, go)
    _show_other_lists(body, desk, engine.library, located, go)
    _show_where_to_get(body, desk, located)


def _show_beside(body: QVBoxLayout, desk: Desk, located: Located, go: Go) -> None:
    whole = Located(located.catalogue, located.edition, located.state, located.entry, None)
    of_licence = located.edition.kind == LICENCE_CATALOGUE
    places = beside(whole, desk.session.matter.as_of)
    if not places and not of_licence:
        return
    frame, column = card()
    frame.setObjectName("readingBeside")
    heading, said = label("heading"), label("muted")
    if of_licence:
        heading.setText(translate("Reading", "In the list and announcements"))
        said.setText(
            translate("Reading", "A licence catalogue adds names, customs codes and conditions; it decides nothing.")
        )
    else:
        heading.setText(translate("Reading", "Beside it in the licence catalogue"))
        said.setText(translate("Reading", "Another instrument: for the application, it decides nothing."))
    column.addWidget(heading)
    column.addWidget(said)
    _rows(column, desk, places, MOST_ROWS, go)
    body.addWidget(frame)


def _rows(column: QVBoxLayout, desk: Desk, places: tuple[Located, ...], most: int, go: Go) -> None:
    for place in places[:most]:
        _row(column, desk, place, go)
    if len(places) > most:
        more = button("besideMore", lambda: _show_rest(column, desk, places[most:], more, go), "link")
        more.setText(translate("Reading", "Show {n} more rows").format(n=len(places) - most))
        column.addLayout(_at_left(more))


def _show_rest(column: QVBoxLayout, desk: Desk, places: tuple[Located, ...], more: QPushButton, go: Go) -> None:
    """Built apart and added whole: row by row, every one would lay out the pane anew."""
    more.hide()
    rest = QWidget()
    inside = QVBoxLayout(rest)
    inside.setContentsMargins(0, 0, 0, 0)
    for place in places:
        _row(inside, desk, place, go)
    column.addWidget(rest)
    first = rest.findChild(QPushButton)
    if first is not None:
        first.setFocus()


def _row(column: QVBoxLayout, desk: Desk, place: Located, go: Go) -> None:
    language, point = desk.language, place.point
    line = QHBoxLayout()
    link = button(f"beside_{place_label(place)}", lambda: go(place), "link")
    link.setText(place_label(place))
    link.setAccessibleName(f"{place_label(place)}, {place.edition.id}")
    line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
    text = (point.text if point and point.text else place.entry.title).in_language(language)
    told = label(selectable=True)
    told.setText(text)
    line.addWidget(told, 1)
    column.addLayout(line)
    checked = point.checked if point else place.entry.checked
    known = [f"{place.edition.id}, {word(STATES, place.state.value)}; {word(CHECKS, checked.value)}"]
    under = label("muted", selectable=True)
    under.setText("\n".join([*(customs_notes(point, language) if point else ()), *known]))
    column.addWidget(under)


def _show_other_lists(body: QVBoxLayout, desk: Desk, library: Library, located: Located, go: Go) -> None:
    as_of, code = desk.session.matter.as_of, located.entry.code or ""
    found = [locate(library, code, catalogue=other, as_of=as_of) for other in also_in(library, located)]
    places = [place for place in found if place is not None]
    if not places:
        return
    asked = label("muted")
    asked.setText(translate("Reading", "Other lists have this code too, for other items or the same:"))
    body.addWidget(asked)
    for place in places:
        link = button(f"elsewhere_{place.catalogue.id}", lambda place=place: go(place), "link")
        link.setText(f"{place.catalogue.id}  {place.entry.label}  {place.entry.title.in_language(desk.language)}")
        body.addLayout(_at_left(link))


def _show_where_to_get(body: QVBoxLayout, desk: Desk, located: Located) -> None:
    """For an entry whose text is not whole: the official publication, and the way to import it."""
    if located.entry.complete or located.edition.kind == LICENCE_CATALOGUE or not located.catalogue.official_at:
        return
    frame, column = card()
    frame.setObjectName("readingOfficial")
    said = label(selectable=True)
    said.setText(
        translate(
            "Reading",
            "This entry is not held word for word. The whole text is in the official publication, to fetch by hand:",
        )
    )
    column.addWidget(said)
    places = located.catalogue.official_at
    listed = label("muted", selectable=True)
    more = [translate("Reading", "and {n} more, listed under Import").format(n=len(places) - MOST_PLACES)]
    listed.setText("\n".join([*places[:MOST_PLACES], *(more if len(places) > MOST_PLACES else [])]))
    column.addWidget(listed)
    link = button("importOfficial", lambda: desk.import_wanted.emit(located.catalogue.id), "link")
    link.setText(translate("Reading", "Import a publication …"))
    column.addLayout(_at_left(link))
    body.addWidget(frame)


def _at_left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
