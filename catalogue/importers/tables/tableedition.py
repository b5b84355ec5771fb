"""What a table does not print of itself: the card of its pack, and the edition it is.

Values that flow: the column map and the user's wish -> `Card` and an `Edition` without entries. The hard problem is the
day: a table prints none, and an edition of no known day is in force on no day. The map may say it, and an edition that
the user names by a day (2026-01-05) is of that day. Rejected: the day of import; a month is no day either.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from catalogue.importers.reading import Card, Source, Target
from catalogue.importers.tables.columns import PARTIES, ColumnMap
from catalogue.model import Edition, Words
from catalogue.problems import BadInput

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def card_of(target: Target, asked: ColumnMap) -> Card:
    """What the map says of the list, else what the pack held says of itself."""
    if asked.card is not None:
        return asked.card
    held = target.held or target.parties
    if held is None:
        raise BadInput.because(
            f"there is no catalogue '{target.catalogue}' yet, and no column map says what it is",
            field="--catalogue",
            hint="write 'pack: {title: …, jurisdiction: …}' into the map",
            zh=f"尚无目录“{target.catalogue}”，列映射也未说明其为何物",
            hint_zh="请在映射中写 pack: {title: …, jurisdiction: …}",
        )
    pattern = getattr(held, "code_pattern", ".*")
    kind = "party-list" if target.held is None else "control-list"
    return Card(held.title, kind, held.jurisdiction, held.authority, pattern, source=held.source)


def edition_of(source: Source, target: Target, asked: ColumnMap, card: Card) -> Edition:
    """The edition without entries: as the map says it, the id as the user says it. Of a list of items an id that is a
    day is the first day of effect where the map names none."""
    given = asked.edition or Edition("", target.catalogue, Words(), "", "in_force")
    name = target.edition or given.id
    if not name:
        raise BadInput.because(
            "a table does not say which edition it is",
            file=source.path,
            field="--edition",
            hint="add --edition ID, such as the day of the list: --edition 2026-03-01",
            zh="表格本身不说明是哪一版次",
            hint_zh="请加 --edition 版次，例如清单日期：--edition 2026-03-01",
        )
    if given.title:
        title = given.title
    else:
        title = Words(f"{card.title.in_language('zh')}（{name}）", f"{card.title.in_language('en')} ({name})")
    day = given.effective or (day_of_id(name) if asked.of != PARTIES else None)
    told_source = asked.source or f"{title.in_language('zh')}，{source.path.name}"
    return replace(
        given,
        id=name,
        effective=None if given.status == "draft" else day,
        title=title,
        instrument=given.instrument or title.in_language("zh"),
        sources=(told_source,),
    )


def day_of_id(name: str) -> dt.date | None:
    """The day that the id of an edition is; None for a month, a year, a number or no real day."""
    try:
        return dt.date.fromisoformat(name) if _DAY.fullmatch(name) else None
    except ValueError:
        return None
