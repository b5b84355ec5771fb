"""A reference to an entry or point, ready for a memo: catalogue, edition, instrument, code, title, point, state, day.

A located entry goes in with the day asked about, one line comes out, in Chinese or English. The hard problem: a
reference is read long after it was copied, so it says on which day the state was true. Rejected: a template per
catalogue; every list is cited by the same six facts.
"""

from __future__ import annotations

import datetime as dt

from catalogue.cards import field_name
from catalogue.editions import Located
from catalogue.telling.wording import CARD_WORD, STATES


def cite(located: Located, lang: str, on: dt.date) -> str:
    """The reference in `lang` ("zh" or "en"); `on` is the day for which the state was asked."""
    return _english(located, on) if lang == "en" else _chinese(located, on)


def cited(located: Located, on: dt.date) -> dict[str, str]:
    """The reference in both languages, as `show --cite --json` prints it."""
    return {lang: cite(located, lang, on) for lang in ("zh", "en")}


def _chinese(located: Located, on: dt.date) -> str:
    edition, entry = located.edition, located.entry
    title = located.catalogue.title.in_language("zh").strip("《》")
    version = "，".join(part for part in (edition.title.in_language("zh"), edition.instrument) if part)
    name = " ".join(part for part in (entry.code or "", entry.title.in_language("zh")) if part)
    parts = [f"《{title}》（{version}）", name]
    if located.point is not None and located.point.no:
        parts.append(field_name(located.point.no).zh if edition.is_card else f"控制要点{located.point.no}")
    state = CARD_WORD.zh if edition.is_card else f"{_since(located, '自{}起施行，')}{STATES[located.state].zh}"
    return "，".join(parts) + f"（{state}，以{on.isoformat()}为准）"


def _english(located: Located, on: dt.date) -> str:
    edition, entry = located.edition, located.entry
    version = ", ".join(part for part in (edition.title.in_language("en"), edition.instrument) if part)
    name = " ".join(part for part in (entry.code or "", entry.title.in_language("en")) if part)
    parts = [f"{located.catalogue.title.in_language('en')} ({version})", name]
    if located.point is not None and located.point.no:
        parts.append(field_name(located.point.no).en if edition.is_card else f"control point {located.point.no}")
    state = CARD_WORD.en if edition.is_card else f"{_since(located, 'effective {}, ')}{STATES[located.state].en}"
    return ", ".join(parts) + f" ({state} as of {on.isoformat()})"


def _since(located: Located, words: str) -> str:
    day = located.edition.effective
    return words.format(day.isoformat()) if day else ""
