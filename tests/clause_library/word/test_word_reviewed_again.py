"""A paper somebody negotiated after our draft: what once was lost without a word."""

from __future__ import annotations

import zipfile
from pathlib import Path

from word_runs import body, texts
from word_samples import every_clause, package, write

from clause_library.word.draft import draft_contract
from clause_library.word.reading.bookmarks import figures_of
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract


def edited(path: Path, out: Path, was: str, now: str) -> Path:
    """The package with words of the main part changed, as by hand."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                assert was.encode() in data
                data = data.replace(was.encode(), now.encode())
            target.writestr(info, data)
    return out


def test_a_period_negotiated_by_hand_is_an_edit_and_is_kept(tmp_path: Path) -> None:
    clauses = every_clause(names=("CHG-02",))
    template = write(tmp_path, package(body()))
    draft_contract(template, tmp_path / "one.docx", clauses, DraftOptions())
    hand = edited(tmp_path / "one.docx", tmp_path / "hand.docx", "10个工作日", "25个工作日")
    report = draft_contract(hand, tmp_path / "two.docx", clauses, DraftOptions())
    assert texts(open_contract(tmp_path / "two.docx")) == texts(open_contract(hand))
    assert "edited-by-hand" in {n.id for n in report.warnings}
    report = draft_contract(hand, tmp_path / "none.docx", (), DraftOptions(remove=("all",)))
    assert "25个工作日" in report.removed[0].text


def test_figures_are_amounts_and_no_citations() -> None:
    assert figures_of(["自第3.1条第（四）项起30日内"]) == figures_of(["自第5.2条第（二）项起30日内"])
    assert figures_of(["within thirty (30) days of Section 3.2"]) == figures_of(
        ["within thirty (30) days of Section 4.2"]
    )
    for one, other in (("15日", "30日"), ("三十日", "六十日"), ("30%", "40%"), ("USD 100", "USD 900"), ("2倍", "3倍")):
        assert figures_of([one]) != figures_of([other])
    assert figures_of(["(15) business days"]) != figures_of(["(20) business days"])
