"""The record of a draft: every clause with its reasons, every changed paragraph, and for whose eyes it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from word_runs import body, run
from word_samples import clause, package

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.draftlog import DraftLog, check_log, write_log
from clause_library.model import Chosen, Host, Selection
from clause_library.store import bundled_library, read_store
from clause_library.word.source.document import open_contract


def test_a_log_tells_every_clause_and_every_changed_paragraph(tmp_path: Path) -> None:
    store = read_store(bundled_library())
    _, report = run(tmp_path, package(body()), clause("PTY-06", "T9"))
    because = Words("触发条件成立：受限方", "a fact holds: restricted party")
    chosen = Chosen("PTY-06", "balanced", "mandatory", (because,), Host("T9", "new"), store.clause("PTY-06").basis)
    selection = Selection((chosen,), (), (), ())
    log = DraftLog(report, selection, store, tmp_path / "contract.docx", "M-1", dt.date(2026, 11, 20))
    write_log(log, tmp_path / "log.docx", ("zh", "en"))
    text = "\n".join(p.text for p in open_contract(tmp_path / "log.docx").paragraphs)
    assert because.zh in text
    assert because.en in text
    assert "依据：" in text
    assert report.moved
    assert report.renumbered == len(report.moved)
    for change in (*report.corrected, *report.moved):
        assert change.was in text
        assert change.now in text
        assert str(change.paragraph + 1) in text.split("\n")
    assert "不应随合同交付对方" in text


def test_a_log_is_not_written_over_the_contract_or_the_draft(tmp_path: Path) -> None:
    for name in ("contract.docx", "out.docx", "old.docx"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("contract.docx", "old.docx", "log.pdf"):
        with pytest.raises(BadInput):
            check_log(
                tmp_path / name, contract=tmp_path / "contract.docx", output=tmp_path / "out.docx", overwrite=False
            )
    with pytest.raises(BadInput):
        check_log(
            tmp_path / "out.docx", contract=tmp_path / "contract.docx", output=tmp_path / "out.docx", overwrite=True
        )
