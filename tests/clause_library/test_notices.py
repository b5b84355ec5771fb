"""A draft tells what `select` tells: gates, conflicts that remain, blanks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from catalogue.engine import open_engine
from catalogue.home import home_from
from catalogue.matterfile import read_matter
from catalogue.model import Words
from clause_library.engine import ClauseEngine, open_clause_engine
from clause_library.model import Conflict, Listed
from clause_library.notices import conflict_notices, lacking_notices
from clause_library.packing import Picked
from clause_library.word.report import DraftReport

SIGNING = "第五条 生效"
SENTENCE = "本合同自双方签字盖章之日起生效。"


def contract(path: Path, *, signing: bool = True, foreign: bool = False) -> Path:
    """A short typed contract of ours, with a signing sentence and a foreign-sanctions warranty where asked."""
    document = Document()
    document.add_paragraph("技术许可合同")
    texts = ["第一条 定义", "本合同中的词语按下列含义解释。", "第二条 许可", "许可方许可被许可方使用技术。"]
    texts += ["第三条 保证", "被许可方保证不受美国经济制裁。" if foreign else "被许可方保证依法经营。"]
    texts += ["第四条 不可抗力", "因不可抗力不能履行的，部分或者全部免除责任。"]
    texts += [SIGNING, SENTENCE if signing else "本合同一式两份。"]
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def drafted(root: Path, home: Path, template: Path, sample: str) -> tuple[ClauseEngine, DraftReport]:
    place = home_from({"CAVEAT_HOME": str(home)})
    engine, clauses = open_engine(place), open_clause_engine(place)
    matter = read_matter(root / "clause_library" / "samples" / f"{sample}.yaml")
    result = engine.classify(matter)
    selection = clauses.select(matter, result, contract=template)
    report = clauses.draft(matter, result, selection, template, template.with_name("out.docx"))
    return clauses, report


def test_the_gate_of_the_letter_of_intent_is_in_the_report(root: Path, home: Path, tmp_path: Path) -> None:
    _, report = drafted(root, home, contract(tmp_path / "c.docx"), "lidar-long-range")
    gates = [w for w in report.warnings if w.id == "G-01"]
    assert [(w.kind, w.severity) for w in gates] == [("gate", "error")]
    assert "意向书" in gates[0].text.zh
    assert gates[0].basis


def test_a_conflict_the_draft_repaired_is_not_reported(root: Path, home: Path, tmp_path: Path) -> None:
    _, report = drafted(root, home, contract(tmp_path / "c.docx"), "lidar-long-range")
    assert [c.id for c in report.replaced] == ["LIC-02"]
    assert not [w for w in report.warnings if w.id == "K-01"]


def test_a_conflict_that_remains_is_reported_with_its_words(root: Path, home: Path, tmp_path: Path) -> None:
    path = contract(tmp_path / "c.docx", foreign=True)
    _, report = drafted(root, home, path, "lidar-licence")
    found = [w for w in report.warnings if w.id == "K-04"]
    present = any(i.id == "PTY-08" for i in report.inserted)
    assert bool(found) is not present
    if found:
        assert "美国经济制裁" in found[0].text.zh


def test_blanks_are_named_by_their_labels(root: Path, home: Path, tmp_path: Path) -> None:
    clauses, report = drafted(root, home, contract(tmp_path / "c.docx"), "lidar-long-range")
    text = "\n".join(p.text for p in Document(report.output).paragraphs)
    blanks = [w for w in report.warnings if w.id == "blank"]
    labels = {v.label.zh for c in clauses.store.clauses.values() for v in c.variables.values()}
    assert bool(blanks) is ("【" in text)
    for notice in blanks:
        assert set(notice.text.zh.split("：", 1)[1].split("、")) <= labels


@pytest.mark.parametrize("replaced", [frozenset[int](), frozenset({0})])
def test_the_first_paragraph_counts_as_a_place(replaced: frozenset[int]) -> None:
    conflict = Conflict("K-01", "error", ("LIC-02",), Words("甲", "a"), "¶0 …", Words("乙", "b"), 0)
    assert len(conflict_notices([conflict], replaced)) == (0 if replaced else 1)


def test_a_clause_pack_names_the_gate_on_its_cover(root: Path, home: Path, tmp_path: Path) -> None:
    place = home_from({"CAVEAT_HOME": str(home)})
    engine, clauses = open_engine(place), open_clause_engine(place)
    matter = read_matter(root / "clause_library" / "samples" / "lidar-long-range.yaml")
    result = engine.classify(matter)
    target = tmp_path / "pack.docx"
    said = clauses.pack(matter, result, clauses.select(matter, result), target)
    assert "意向书" in said[0].zh
    assert any("前置条件" in p.text and "意向书" in p.text for p in Document(str(target)).paragraphs)


def test_mandatory_clauses_the_library_lacks_are_named_once() -> None:
    why = (Words("本条款库尚无本条", "not in this library"),)
    listed = (
        Listed("LIC-04", why, "mandatory"),
        Listed("PTY-01", why, "recommended"),
        Listed("ACC-06", why, "mandatory"),
        Listed("LIC-07", why),
    )
    (notice,) = lacking_notices(listed)
    assert notice.severity == "warning"
    assert "LIC-04、ACC-06" in notice.text.zh
    assert notice.text.en.endswith("LIC-04, ACC-06")
    assert lacking_notices(listed[1:2]) == ()


def test_an_undertaking_is_a_paper_of_its_own_and_not_put_into_the_contract(
    root: Path, home: Path, tmp_path: Path
) -> None:
    template = contract(tmp_path / "c.docx")
    clauses, report = drafted(root, home, template, "germline-editing")
    assert "SPC-03" not in [i.id for i in report.inserted]
    (told,) = [w for w in report.warnings if w.id == "separate-paper"]
    assert "pack --only DEF-01,SPC-03" in told.text.zh
    assert "pack --only DEF-01,SPC-03" in told.text.en
    matter = read_matter(root / "clause_library" / "samples" / "germline-editing.yaml")
    result = open_engine(home_from({"CAVEAT_HOME": str(home)})).classify(matter)
    selection = clauses.select(matter, result, contract=template)
    (chosen,) = [c for c in selection.clauses if c.id == "SPC-03"]
    assert any("单独成文" in w.zh for w in chosen.because)
    assert "SPC-03" not in [landing.clause.id for landing in clauses.plan(matter, result, selection, template).landings]
    paper = tmp_path / "paper.docx"
    clauses.pack(matter, result, selection, paper, picked=Picked(("SPC-03",)))
    assert any(clauses.store.title("SPC-03").zh in p.text for p in Document(str(paper)).paragraphs)


def test_an_undertaking_placed_by_hand_goes_in(root: Path, home: Path, tmp_path: Path) -> None:
    place = home_from({"CAVEAT_HOME": str(home)})
    clauses, template = open_clause_engine(place), contract(tmp_path / "c.docx")
    matter = read_matter(root / "clause_library" / "samples" / "germline-editing.yaml")
    result = open_engine(place).classify(matter)
    wishes = replace(clauses.options(matter), places={"SPC-03": 2})
    plan = clauses.plan(matter, result, clauses.select(matter, result, contract=template), template, wishes)
    assert "SPC-03" in [landing.clause.id for landing in plan.landings]
