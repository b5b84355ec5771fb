"""The log of moves: one edit with the choice, a table and lines of text for people."""

from __future__ import annotations

import datetime as dt
import io

import docx

from catalogue.matter import NegotiationStep
from catalogue.matterfile import MatterFile
from catalogue.reports.word_table import word_bytes
from clause_library.dealings import log_lines, log_report, log_rows, swap
from clause_library.store import bundled_library, read_store

STORE = read_store(bundled_library())
DAY = dt.date(2026, 11, 21)
STEP = NegotiationStep("LIC-05", "balanced", "counterparty", "对方律师", DAY, "换取\t预付款\n提高")
FILE = swap(MatterFile.new(DAY), STEP)


def test_choice_and_log_are_one_edit() -> None:
    assert dict(FILE.matter.clauses.chosen) == {"LIC-05": "counterparty"}
    assert [s.now for s in FILE.matter.clauses.log] == ["counterparty"]
    assert swap(FILE, NegotiationStep("LIC-05", "counterparty", "out")).matter.clauses.log[-1].now == "out"


def test_the_log_reads_in_both_languages() -> None:
    zh, en = log_rows(FILE.matter, STORE, "zh")[0], log_rows(FILE.matter, STORE, "en")[0]
    assert zh[0] == en[0] == "2026-11-21"
    assert zh[2:4] == ("平衡立场", "相对方立场")
    assert en[2:4] == ("balanced position", "counterparty's position")
    assert "许可长停日" in zh[1]
    lines = log_lines(FILE.matter, STORE, "en").splitlines()
    assert len(lines) == 2
    assert lines[1].split("\t")[-1] == "换取 预付款 提高"


def test_a_move_of_a_clause_the_library_lacks_is_still_told() -> None:
    file = swap(MatterFile.new(DAY), NegotiationStep("ZZZ-99", "", "out"))
    assert log_rows(file.matter, STORE, "zh")[0][2:4] == ("未列入", "不列入")


def test_the_log_is_a_word_table() -> None:
    document = docx.Document(io.BytesIO(word_bytes(log_report(FILE.matter, STORE, "zh", DAY))))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "提出人" in cells
    assert "对方律师" in cells
