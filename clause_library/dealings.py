"""The negotiation log: a swap written down with who and why, and the log as a table for people.

Values that flow: a swap -> one edit of the matter that changes the position and logs it; the log -> `Report` or lines
of text. The hard problem is that log and choice must never part, so both are one edit and one undo. Rejected: a log
kept by the window; the matter file is what travels with the deal.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

from catalogue.matter import Matter, NegotiationStep
from catalogue.matterfile import MatterFile
from catalogue.model import Words
from catalogue.reports.table import Column, Report, Row, cell
from clause_library.positions import position_words
from clause_library.select import OUT
from clause_library.store import Store

_HEADINGS = (
    (Words("日期", "Date"), 2.6),
    (Words("条款", "Clause"), 6.4),
    (Words("原立场", "From"), 3.0),
    (Words("新立场", "To"), 3.0),
    (Words("提出人", "By"), 3.2),
    (Words("说明", "Note"), 7.5),
)

NOWHERE = MappingProxyType({OUT: Words("不列入", "left out"), "": Words("未列入", "not in")})


def swap(file: MatterFile, step: NegotiationStep) -> MatterFile:
    """The matter with the position changed and the move logged, in one edit."""
    return file.choose_clause(step.clause, step.now).log_move(step)


def log_rows(matter: Matter, store: Store, lang: str) -> tuple[tuple[str, ...], ...]:
    """Date, clause, from, to, by, note of each move, oldest first, in words."""
    return tuple(
        (
            step.on.isoformat() if step.on else "",
            f"{step.clause} {store.title(step.clause).in_language(lang)}",
            position_word(step.was, lang),
            position_word(step.now, lang),
            step.by,
            step.note,
        )
        for step in matter.clauses.log
    )


def position_word(position: str, lang: str) -> str:
    """The position, or that there is none, in words; what is neither stays as it is."""
    return NOWHERE.get(position, position_words(position)).in_language(lang)


def log_lines(matter: Matter, store: Store, lang: str) -> str:
    """The log as text, one move a line, parted by tabs, with headings."""
    rows = (tuple(words.in_language(lang) for words, _ in _HEADINGS), *log_rows(matter, store, lang))
    return "".join("\t".join(" ".join(text.split()) for text in row) + "\n" for row in rows)


def log_report(matter: Matter, store: Store, lang: str, made_on: dt.date) -> Report:
    """The log as a table."""
    name = matter.title or matter.id
    return Report(
        title=Words("谈判记录", "Negotiation log").in_language(lang),
        lead=(name,) if name else (),
        columns=tuple(Column(words.in_language(lang), width) for words, width in _HEADINGS),
        rows=tuple(Row(tuple(cell(text) for text in row)) for row in log_rows(matter, store, lang)),
        foot=(),
        lang=lang,
        made_on=made_on,
        sheet=Words("谈判记录", "Negotiation log").in_language(lang),
    )
