"""What a draft changed, as a Word document for the file: clause by clause and paragraph by paragraph.

Values that flow: `DraftReport` + the selection it was drafted from -> `Memo` blocks -> .docx. The hard problem is that
a log goes into the file and not across the table: it says why each clause is there, so it says of itself what it is.
Rejected: comparing the two contracts anew; the log must tell what the draft knew, and numbers that moved would look
like changed words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalogue.model import Words
from catalogue.opening import check_suffix, check_target, write_atomically
from catalogue.telling.telllaw import citations
from clause_library.memo.blocks import Block, Column, Grid, Heading, Memo, Pairs, Para, joined, same
from clause_library.model import Chosen, Selection
from clause_library.packing import POSITIONS
from clause_library.store import Store
from clause_library.telling import HOW, SEVERITIES, one_each
from clause_library.word.report import Change, DraftReport, Inserted

TITLE = Words("合同改动记录", "Record of changes to the contract")
OWN_USE = Words(
    "本记录载明各条款列入的理由，供内部存档，不应随合同交付对方；支持而不代替律师的判断。",
    "This record says why each clause is there. It is for the file and should not go to the other side with the "
    "contract; it supports a lawyer's judgement and does not replace it.",
)
NONE = Words("无。", "None.")
CLAUSES = (
    Column(Words("条款", "Clause"), 22),
    Column(Words("位置", "Place"), 26),
    Column(Words("列入理由", "Why it is in"), 52),
)
CHANGES = (
    Column(Words("原文段落", "Paragraph"), 12),
    Column(Words("原文", "Was"), 40),
    Column(Words("现文", "Is"), 40),
    Column(Words("原因", "Why"), 16),
)


@dataclass(frozen=True, slots=True)
class DraftLog:
    """What the log of one draft is made from."""

    report: DraftReport
    selection: Selection
    store: Store
    contract: Path
    matter: str
    on: dt.date
    author: str = "Caveat"


def check_log(path: Path, *, contract: Path, output: Path, overwrite: bool) -> None:
    """Raises BadInput where the log must not be written: another suffix, or a file that is part of the draft."""
    check_suffix(path, (".docx",))
    check_target(path, source=contract, overwrite=overwrite)
    check_target(path, source=output, overwrite=True)


def write_log(log: DraftLog, path: Path, langs: tuple[str, ...]) -> None:
    """Writes the log to `path` in these languages, Chinese first. Raises BadInput where it cannot be written."""
    from clause_library.word.packs.paper import build_memo

    write_atomically(path, build_memo(log_memo(log), langs, log.on))


def log_memo(log: DraftLog) -> Memo:
    """The log as blocks in both languages."""
    return Memo(TITLE, same(log.contract.name), same(log.contract.name), log.author, tuple(_blocks(log)))


def _blocks(log: DraftLog) -> Iterable[Block]:
    report = log.report
    yield Para(OWN_USE, "note")
    yield Pairs(
        (
            (Words("案卷", "Matter"), same(log.matter)),
            (Words("合同", "Contract"), same(log.contract.name)),
            (Words("写出的文件", "Written"), same(Path(report.output).name)),
            (Words("日期", "Date"), same(log.on.isoformat())),
        )
    )
    yield Heading(Words("列入的条款", "Clauses in the paper"))
    yield from _grid(CLAUSES, [_clause(log, row) for row in report.inserted])
    for title, changes, why in (
        (Words("替换的文字", "Words replaced"), report.replaced, Words("由条款代替", "a clause takes their place")),
        (Words("并入所及的段落", "Paragraphs merged into"), report.merged, Words("条款并入", "a clause joins")),
        (Words("更正的引用", "References corrected"), report.corrected, Words("所引编号已变动", "what it cites moved")),
        (Words("顺延的编号", "Numbers that moved"), report.moved, Words("前面新增条文", "articles were added before")),
        (Words("加注书签的段落", "Paragraphs bookmarked"), report.bookmarked, Words("供引用", "to be cited")),
    ):
        yield Heading(title)
        yield from _grid(CHANGES, [_change(change, why) for change in changes])
    yield Heading(Words("须注意的事项", "What to look at"))
    rows = [(SEVERITIES[n.severity], n.text) for n in report.warnings]
    yield Pairs(tuple(rows)) if rows else Para(NONE)


def _grid(columns: tuple[Column, ...], rows: list[tuple[Words, ...]]) -> Iterable[Block]:
    yield Grid(columns, tuple(rows)) if rows else Para(NONE)


def _clause(log: DraftLog, row: Inserted) -> tuple[Words, ...]:
    position = POSITIONS.get(row.variant, same(row.variant))
    title = log.store.title(row.id)
    name = Words(f"{row.id} {title.zh}（{position.zh}）", f"{row.id} {title.en} ({position.en})")
    place = joined((same(row.number), row.reason or HOW.get(row.how, same(row.how))), " ", " ")
    chosen = next((c for c in log.selection.clauses if c.id == row.id), None)
    return name, place, _why(chosen)


def _why(chosen: Chosen | None) -> Words:
    """Reasons and legal basis; a clause that only an earlier draft put in has none of this selection."""
    if chosen is None:
        return Words("由先前的起草写入，本次选择未包含", "put in by an earlier draft; not in this selection")
    zh, en = (citations(one_each(chosen.basis, comma), lang) for comma, lang in (("、", "zh"), (", ", "en")))
    basis = Words(f"依据：{zh}", f"Basis: {en}") if zh else Words()
    return joined((*chosen.because, basis))


def _change(change: Change, why: Words) -> tuple[Words, ...]:
    reason = Words(f"{change.id} {why.zh}".strip(), f"{change.id} {why.en}".strip())
    return same(str(change.paragraph + 1)), same(change.was), same(change.now), reason
