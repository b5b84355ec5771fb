"""What changed in an archive of matters as a table: what needs a lawyer first, then what could not be read.

Values that flow: `Rechecked` rows -> `Report`. Each change is a row of its own that names its matter again, so that a
sorted or filtered sheet loses nothing. Matters that were never frozen and those without a change close the table, so
that a reader can see that nothing was left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from catalogue.recheck import Rechecked
from catalogue.reports.table import Column, Report, Row, cell
from catalogue.telling.tell import Teller
from catalogue.telling.telllaw import change_words, touches
from catalogue.telling.wording import SUPPORT

WIDTHS = (4.6, 4.6, 2.6, 5.2, 2.6, 2.6, 3.5)


def rechecked_report(rows: Sequence[Rechecked], lang: str, made_on: dt.date) -> Report:
    """The table in one language."""
    say = Teller(lang).say
    headings = (
        say("文件", "File"),
        say("案卷", "Matter"),
        say("冻结", "Frozen"),
        say("变化", "What changed"),
        say("冻结时", "When frozen"),
        say("现在", "Now"),
        say("涉及的结论", "Touches"),
    )
    changed = [row for row in rows if row.needs_lawyer]
    return Report(
        title=say("案卷复核", "Matters rechecked"),
        lead=(
            say(
                f"共{len(rows)}个文件，{len(changed)}个有变化，须由律师处理。",
                f"{len(rows)} files, of which {len(changed)} changed and need a lawyer.",
            ),
        ),
        columns=tuple(Column(text, width) for text, width in zip(headings, WIDTHS, strict=True)),
        rows=tuple(_rows(rows, lang)),
        foot=(say(f"制表日期：{made_on}", f"Made on {made_on}"), SUPPORT.in_language(lang)),
        lang=lang,
        made_on=made_on,
        sheet=say("案卷复核", "Recheck"),
    )


def _rows(rows: Sequence[Rechecked], lang: str) -> Iterator[Row]:
    say = Teller(lang).say
    groups = (
        (say("须由律师处理", "needs a lawyer"), [r for r in rows if r.needs_lawyer]),
        (say("不能读取", "not readable"), [r for r in rows if r.problem]),
        (say("未冻结，没有可比的结果", "never frozen, nothing to compare"), [r for r in rows if _is_unfrozen(r)]),
        (say("没有变化", "unchanged"), [r for r in rows if r.changed == ()]),
    )
    for name, found in groups:
        if found:
            yield Row((cell(f"{name} ({len(found)})", bold=True),), "section")
        for row in found:
            yield from _matter(row, lang)


def _is_unfrozen(row: Rechecked) -> bool:
    return row.changed is None and row.problem is None


def _matter(row: Rechecked, lang: str) -> Iterator[Row]:
    head = (
        cell(row.file),
        cell(*(text for text in (row.id, row.title) if text)),
        cell(*(text for text in (row.frozen_by, row.frozen_on) if text)),
    )
    if row.problem:
        yield Row((*head, cell(row.problem.in_language(lang)), (), (), ()))
    elif not row.changed:
        yield Row((*head, (), (), (), ()))
    for change in row.changed or ():
        what, was, now = (cell(words.in_language(lang)) for words in change_words(change))
        yield Row((*head, what, was, now, cell(*touches(change))))
