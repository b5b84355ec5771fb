"""Drafting again: clauses of an earlier run updated, kept where edited by hand, never doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from word_runs import body, texts
from word_samples import clause, package, write

from clause_library.model import RenderedClause, Run
from clause_library.word.draft import draft_contract
from clause_library.word.reading.bookmarks import read_present, read_records
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract


def test_running_again_keeps_hand_edits_and_adds_what_is_new(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, edited, out = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    opened = open_contract(made)
    changed = opened.main.source.replace("LIC-04事项1".encode(), "双方另行商定的事项".encode())
    edited.write_bytes(opened.package.with_parts({opened.main.name: changed}).to_bytes())
    assert [p.edited for p in read_present(open_contract(edited))] == [True]
    report = draft_contract(
        edited, out, (clause("LIC-04", "T11"), clause("LIC-06", "T11", ref="LIC-04")), DraftOptions()
    )
    lines = texts(open_contract(out))
    assert sum("标题LIC-04" in t for t in lines) == 1
    assert "（一）双方另行商定的事项" in lines
    assert "第四条 标题LIC-06" in lines
    assert "条款LIC-06的正文第三条。" in lines
    assert {i.id: i.how for i in report.inserted} == {"LIC-04": "kept", "LIC-06": "new"}
    assert "edited-by-hand" in {w.id for w in report.warnings}
    assert {r.id for r in read_records(open_contract(out).package)} == {"LIC-04", "LIC-06"}


def test_running_again_updates_words_in_place(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, out = tmp_path / "1.docx", tmp_path / "2.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    now = clause("LIC-04", "T11")
    changed = replace(now.blocks["zh"][1], cells=((Run("条款LIC-04改写后的正文"),),))
    now = replace(now, blocks={**now.blocks, "zh": (now.blocks["zh"][0], changed, *now.blocks["zh"][2:])})
    report = draft_contract(made, out, (now,), DraftOptions())
    before, after = texts(open_contract(made)), texts(open_contract(out))
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("条款LIC-04的正文", "条款LIC-04改写后的正文")
    ]
    assert [w.id for w in report.warnings] == ["updated"]
    assert not read_present(open_contract(out))[0].edited


def test_another_position_of_a_present_clause_takes_its_place(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, out, once = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    draft_contract(first, made, (clause("LIC-04", "T11"),), DraftOptions())
    other = replace(clause("LIC-04", "T11", items=3), variant="exporter")
    report = draft_contract(made, out, (other,), DraftOptions())
    draft_contract(first, once, (other,), DraftOptions())
    assert once.read_bytes() == out.read_bytes()
    assert report.warnings[0].id == "swapped"


def test_a_changed_figure_is_an_update_and_a_year_behind_a_number_is_none(tmp_path: Path) -> None:
    first = write(tmp_path, package(body()), "in.docx")
    made, same, out = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"

    def worded(days: int) -> RenderedClause:
        one = clause("LIC-04", "T11")
        first_words = replace(one.blocks["zh"][1], cells=((Run("2026年3月1日起施行的规定适用。"),),))
        second = replace(one.blocks["zh"][2], cells=((Run(f"一方应当在{days}日内通知；"),),))
        return replace(one, blocks={**one.blocks, "zh": (one.blocks["zh"][0], first_words, second)})

    draft_contract(first, made, (worded(10),), DraftOptions())
    report = draft_contract(made, same, (worded(10),), DraftOptions())
    assert {w.id for w in report.warnings} == {"already-present"}
    assert made.read_bytes() == same.read_bytes()
    report = draft_contract(made, out, (worded(15),), DraftOptions())
    assert {w.id for w in report.warnings} == {"updated"}
    assert "（一）一方应当在15日内通知；" in texts(open_contract(out))
