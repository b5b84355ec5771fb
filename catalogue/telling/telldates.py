"""What `show` says of provisions with days of their own: since when, until when, and that such a day is past.

Values that flow: the place shown -> the `Part`s of its edition that concern it -> their state on the day asked about.
The hard problem: past its printed last day a text still stands in the copy held, and reads as law. So it is said where
the text is shown, on every day before and after. Rejected: hiding the text; what followed is not known here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from catalogue.editions import Located
from catalogue.model import Part, State, Words
from catalogue.succession import state_of_part
from catalogue.telling.shown import part_json
from catalogue.telling.wording import STATES

_PAST = Words(
    "! {no}：{text}，至{until}；至{on}已届满，其后如何本库不知，请核对现行文本",
    "! {no}: {text}, until {until}; past on {on}, and what followed is not known here: check the text now in force",
)
_RUNNING = Words("  {no}：{text}，至{until}（{state}）", "  {no}: {text}, until {until} ({state})")


def dated_parts(found: Located) -> tuple[Part, ...]:
    """The parts of the edition that are the entry, the point shown, or a paragraph above or below it."""
    code = found.entry.code or found.entry.id
    shown = f"{code}.{found.point.no}" if found.point is not None and found.point.no else code
    return tuple(
        part
        for part in found.edition.parts
        if f"{part.no}.".startswith(f"{shown}.") or f"{shown}.".startswith(f"{part.no}.")
    )


def dated_lines(found: Located, on: dt.date, lang: str) -> Iterator[str]:
    """One line for every such part, a warning where its last day is past; then what says so."""
    for part in dated_parts(found):
        state = state_of_part(part, on)
        days = [period.until for period in part.periods if period.until is not None]
        line = _PAST if state is State.STALE else _RUNNING
        until = max(days).isoformat() if days else "—"
        text, word = part.text.in_language(lang), STATES[state].in_language(lang)
        yield line.in_language(lang).format(no=part.no, text=text, until=until, on=on, state=word)
        yield from (f"    {period.basis}" for period in part.periods)


def dated_json(found: Located, on: dt.date) -> dict[str, object]:
    """`parts` of the `show` answer, in the form `editions` has."""
    return {"parts": [part_json(part, on) for part in dated_parts(found)]}
