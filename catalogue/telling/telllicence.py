"""Customs codes and licence-catalogue rows in words and JSON: what `show` adds to an entry, its answer to digits.

Takes places, returns lines or plain values; decides nothing. A row whose customs code is not settled says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from catalogue.editions import Located
from catalogue.licences import CustomsHit, beside, dotted
from catalogue.model import LICENCE_CATALOGUE, Point, Words
from catalogue.telling.wording import CHECKS, STATES

_HOW = {
    "as_listed": Words("", ""),
    "by_layout": Words("按版面归入本行", "put to this row by the layout of the page"),
    "unsettled": Words("归属未定", "not settled which row it belongs to"),
    "elsewhere": Words("转录本与本行同栏，但不属本行", "in the same cell of the copy, but not this row's own"),
}
_NOT_SETTLED = Words("转录本同栏另列、归属未定：", "in the same cell of the copy, not settled: ")
_NOT_ITS_OWN = Words("转录本同栏另列、不属本行：", "in the same cell of the copy, not this row's own: ")
_ROWS = Words("许可证管理目录（另一文件，不作判定依据）：", "Licence catalogue (another instrument, decides nothing): ")
_PLACES = Words("清单及公告中的条目：", "In the list and announcements: ")
_BARE = Words(
    "许可证管理目录只补充编号的名称、海关商品编号和条件", "A licence catalogue adds names, customs codes and conditions"
)
MOST_ROWS = 12
"""Rows told in words; --json has all."""


def customs_lines(point: Point, lang: str) -> Iterator[str]:
    """The customs codes and the unit of a point."""
    if point.customs:
        how = _HOW.get(point.customs_how, Words()).in_language(lang)
        tail = f" [{how}]" if how else ""
        name = Words("海关商品编号：", "customs codes: ").in_language(lang)
        yield f"        {name}{', '.join(map(dotted, point.customs))}{tail}"
    if point.customs_listed:
        elsewhere = point.customs_how == "elsewhere"
        name = (_NOT_ITS_OWN if elsewhere else _NOT_SETTLED).in_language(lang)
        yield f"        {name}{', '.join(map(dotted, point.customs_listed))}"
    if point.unit:
        yield f"        {Words('计量单位：', 'unit: ').in_language(lang)}{point.unit}"


def beside_lines(found: Located, on: dt.date, lang: str) -> Iterator[str]:
    """For a place in a list its licence-catalogue rows with customs codes; for such a row its places in lists."""
    places = beside(found, on)
    licence = found.edition.kind == LICENCE_CATALOGUE
    if licence:
        yield f"! {_BARE.in_language(lang)}"
    if not places:
        return
    yield (_PLACES if licence else _ROWS).in_language(lang)
    for place in places[:MOST_ROWS]:
        yield f"    {_place(place, lang)}"
        if not licence and place.point:
            yield from customs_lines(place.point, lang)
    if len(places) > MOST_ROWS:
        more = Words(f"    共{len(places)}行，见 --json", f"    {len(places)} rows in all; see --json")
        yield more.in_language(lang)


def customs_answer_lines(digits: str, hits: Sequence[CustomsHit], on: dt.date, lang: str) -> Iterator[str]:
    """Every control code that a customs code leads to, with what the list holds under it."""
    yield Words(f"海关商品编号 {dotted(digits)}：", f"Customs code {dotted(digits)}:").in_language(lang)
    for hit in hits:
        how = _HOW.get(hit.how, Words()).in_language(lang)
        yield f"    {_place(hit.place, lang)}"
        yield f"        {', '.join(map(dotted, hit.codes))}{f' [{how}]' if how else ''}"
        yield from (f"        → {_place(place, lang)}" for place in beside(hit.place, on))
    yield Words(
        "海关商品编号只作参考：是否受管制看物项，不看编号。",
        "Customs codes are a guide only: what is controlled depends on the item, not on its code.",
    ).in_language(lang)


def _place(place: Located, lang: str) -> str:
    entry, point = place.entry, place.point
    state = STATES[place.state].in_language(lang)
    text = (point.text if point and point.text else entry.title).in_language(lang)
    checked = CHECKS[point.checked if point else entry.checked].in_language(lang)
    return f"{label(place)}  {text}  [{place.edition.id}, {state}; {checked}]"


def label(place: Located) -> str:
    """The code with its point."""
    number = place.point.no if place.point else None
    return f"{place.entry.label}.{number}" if number else place.entry.label


def beside_json(found: Located, on: dt.date) -> dict[str, object]:
    """What `show` adds: `customs` of the place, `licence_rows` of a list's place, `list_entries` of a licence row."""
    places = beside(found, on)
    licence = found.edition.kind == LICENCE_CATALOGUE
    points = [found.point] if found.point else list(found.entry.points)
    own = [code for p in points for code in p.customs]
    shown = [*found.entry.customs, *own, *(c for p in places if p.point and not licence for c in p.point.customs)]
    return {
        "customs": list(dict.fromkeys(shown)),
        "licence_rows": [] if licence else [place_json(place) for place in places],
        "list_entries": [place_json(place) for place in places] if licence else [],
    }


def place_json(place: Located) -> dict[str, object]:
    """A place with its text, customs codes and check level."""
    entry, point = place.entry, place.point
    return {
        "catalogue": place.catalogue.id,
        "edition": place.edition.id,
        "state": place.state,
        "id": entry.id,
        "code": entry.code,
        "point": point.no if point else None,
        "title": entry.title.zh,
        "title_en": entry.title.en,
        "text": point.text.zh if point else "",
        **customs_json(point),
        "source": point.source if point else entry.source,
        "checked": point.checked if point else entry.checked,
    }


def customs_json(point: Point | None) -> dict[str, object]:
    """The customs codes of a point, how each was put there, and the unit."""
    return {
        "customs": list(point.customs) if point else [],
        "customs_how": (point.customs_how or None) if point else None,
        "customs_listed": list(point.customs_listed) if point else [],
        "unit": (point.unit or None) if point else None,
    }


def customs_answer_json(digits: str, hits: Sequence[CustomsHit], on: dt.date) -> dict[str, object]:
    """The `show` answer to a customs code: every place, each with those beside it."""
    return {
        "customs": digits,
        "found": [
            {
                **place_json(hit.place),
                "matched": list(hit.codes),
                "doubtful": hit.doubtful,
                "matched_how": hit.how or None,
                "beside": [place_json(place) for place in beside(hit.place, on)],
            }
            for hit in hits
        ],
    }
