"""A reference to an entry or point, ready for a memo: catalogue, edition, instrument, code, title, point, state, day.

A located entry goes in with the day asked about, one line comes out, in Chinese or English. The hard problem: a
reference is read long after it was copied, so it says on which day the state was true. Rejected: a template per
catalogue; every list is cited by the same six facts.
"""

from __future__ import annotations

import datetime as dt

from catalogue.cards import field_name
from catalogue.editions import Located
from catalogue.model import Words
from catalogue.telling.wording import CARD_WORD, STATES


def cite(located: Located, lang: str, on: dt.date) -> str:
    """The reference in `lang` ("zh" or "en"); `on` is the day for which the state was asked."""
    return _english(located, on) if lang == "en" else _chinese(located, on)


def cited(located: Located, on: dt.date) -> dict[str, str]:
    """The reference in both languages, as `show --cite --json` prints it."""
    return {lang: cite(located, lang, on) for lang in ("zh", "en")}


def _chinese(located: Located, on: dt.date) -> str:
    edition = located.edition
    title = located.catalogue.title.in_language("zh").strip("《》")
    version = "，".join(part for part in (edition.title.in_language("zh"), edition.instrument) if part)
    place = _point(located, "控制要点{}", _field(located).zh)
    state = CARD_WORD.zh
    if not edition.is_card:
        state = f"{_since(located, '自{}起施行，', '{}的文本，')}{STATES[located.state].zh}"
    parts = (f"《{title}》（{version}）", _name(located, "zh"), *place)
    return "，".join(parts) + f"（{state}，以{on.isoformat()}为准）"


def _english(located: Located, on: dt.date) -> str:
    edition = located.edition
    title = located.catalogue.title.in_language("en")
    version = ", ".join(part for part in (edition.title.in_language("en"), edition.instrument) if part)
    place = _point(located, "control point {}", _field(located).en)
    state = CARD_WORD.en
    if not edition.is_card:
        state = f"{_since(located, 'effective {}, ', 'text of {}, ')}{STATES[located.state].en}"
    parts = (f"{title} ({version})", _name(located, "en"), *place)
    return ", ".join(parts) + f" ({state} as of {on.isoformat()})"


def _field(located: Located) -> Words:
    point = located.point
    return field_name(point.no) if located.edition.is_card and point is not None and point.no else Words()


def _name(located: Located, lang: str) -> str:
    """Code and title; of a paragraph the code as its list writes it: `1C117.c.2`, `VIII(h)(1)`."""
    entry, point = located.entry, located.point
    code = entry.code or ""
    if code and point is not None and point.no and not point.no.isdigit() and not located.edition.is_card:
        levels = point.no.split(".")
        code += "".join(f"({level})" for level in levels) if code.isalpha() else "".join(f".{one}" for one in levels)
    return " ".join(part for part in (code, entry.title.in_language(lang)) if part)


def _point(located: Located, words: str, field: str) -> tuple[str, ...]:
    """The control point where it has a number of its own; a paragraph's designation stands in the code."""
    point = located.point
    if point is None or not point.no:
        return ()
    if located.edition.is_card:
        return (field,)
    return (words.format(point.no),) if point.no.isdigit() or not located.entry.code else ()


def _since(located: Located, effective: str, text_of: str) -> str:
    """The day of effect, or of a consolidated text the day it is of; empty where neither is known."""
    day = located.edition.effective
    words = text_of if located.edition.consolidated else effective
    return words.format(day.isoformat()) if day else ""
