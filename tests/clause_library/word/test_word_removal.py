"""Clauses taken out again (CT-47), drafted twice (CT-48), exchanged and moved, in papers others worked on since."""

from __future__ import annotations

import functools
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from word_papers import Paper
from word_papers import built as built_paper
from word_runs import body, shown, texts
from word_samples import clause, package, para, write
from word_samples import fourteen as read_fourteen
from word_touching import (
    all_out,
    as_redline,
    drafted_in_memory,
    of_the_first_version,
    parts_of,
    saved_elsewhere,
    typed_into,
    with_main,
)

from catalogue.problems import BadInput
from clause_library.contractsource import read_sample
from clause_library.model import RenderedClause
from clause_library.word.packs.builder import build_contract
from clause_library.word.reading.bookmarks import read_present, records_name
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument, open_contract

REAL = [
    "技术服务合同.docx",
    "northstar-cloud-services-agreement.docx",
    "common-paper-data-processing-agreement.docx",
    "docx4j_IndividualContributor.docx",
    "Core_Terms_v3.0.2_(DA).docx",
    "Call-Off_Schedule_10_-_Exit_Management_(DA).docx",
    "bonterms-professional-services-agreement.docx",
    "common-paper-csa-with-sla.docx",
    "article-section-isLgl.docx",
    "iterable_numbering.docx",
    "005-InsertedNumberedParagraph.docx",
    "sdt_cell.docx",
]
SAMPLES = ["patent-licence-zh", "know-how-licence-en", "services-bilingual"]
QUICK = (REAL[0], REAL[9], REAL[11])
THREE = (clause("LIC-04", "T11"), clause("LIC-06", "T11", ref="LIC-04"), clause("LIC-02", "T13", "replace", items=0))


@functools.cache
def fourteen() -> tuple[RenderedClause, ...]:
    return read_fourteen()


def copied(source: Path, folder: Path) -> ContractDocument:
    """The contract from a copy: the source stays as it is."""
    path = folder / "paper.docx"
    path.write_bytes(source.read_bytes())
    return open_contract(path)


def small(folder: Path, data: bytes = b"") -> ContractDocument:
    return open_contract(write(folder, data or package(body()), "paper.docx"))


@pytest.mark.parametrize("name", [pytest.param(n, marks=() if n in QUICK else pytest.mark.full) for n in REAL])
def test_ct_47_real_contracts_get_every_part_back(shared: Path, tmp_path: Path, name: str) -> None:
    original = copied(shared / "docx" / name, tmp_path)
    made, _ = drafted_in_memory(original, fourteen())
    assert parts_of(made) != parts_of(original)
    bare, report = all_out(made)
    assert parts_of(bare) == parts_of(original)
    assert {r.id for r in report.removed} == {c.id for c in fourteen()}


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.full if n != SAMPLES[0] else ()) for n in SAMPLES])
def test_ct_47_the_products_own_samples_get_every_part_back(root: Path, tmp_path: Path, name: str) -> None:
    sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
    original = small(tmp_path, build_contract(sample))
    made, _ = drafted_in_memory(original, fourteen())
    bare, _ = all_out(made)
    assert parts_of(bare) == parts_of(original)
    elsewhere, report = all_out(saved_elsewhere(drafted_in_memory(bare, fourteen())[0]))
    assert shown(elsewhere) == shown(original)
    assert not records_name(elsewhere.package)
    assert not report.warnings


def test_ct_48_a_second_run_says_so_and_doubles_nothing(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE)
    again, report = drafted_in_memory(made, THREE)
    assert parts_of(again) == parts_of(made)
    told = {w.id: w.text.en for w in report.warnings if w.id == "already-present"}
    assert told
    assert {i.how for i in report.inserted} == {"kept"}


def test_two_steps_are_as_good_as_one(tmp_path: Path) -> None:
    original = small(tmp_path)
    once, _ = drafted_in_memory(original, THREE)
    for first in ((THREE[1],), (THREE[2],), (THREE[0], THREE[2])):
        step, _ = drafted_in_memory(original, first)
        then, report = drafted_in_memory(step, THREE)
        assert parts_of(then) == parts_of(once)
        assert {i.id for i in report.inserted if i.how == "kept"} == {c.id for c in first}


def test_one_clause_out_is_as_if_it_had_never_been_in(tmp_path: Path) -> None:
    original = small(tmp_path)
    every, _ = drafted_in_memory(original, THREE)
    without, _ = drafted_in_memory(original, THREE[1:])
    out, report = drafted_in_memory(every, THREE, DraftOptions(remove=("LIC-04",)))
    assert parts_of(out) == parts_of(without)
    assert [r.id for r in report.removed] == ["LIC-04"]
    assert report.renumbered == 2
    assert [c.now[-18:] for c in report.corrected] == ["守秘密，并依照第四条第（一）项处理。"]


def test_a_swap_is_the_same_done_twice_and_stands_where_the_first_stood(tmp_path: Path) -> None:
    other = replace(clause("LIC-04", "T11", items=4), variant="counterparty")
    made, _ = drafted_in_memory(small(tmp_path), (THREE[0],), DraftOptions(places={"LIC-04": 1}))
    swapped, report = drafted_in_memory(made, (other,))
    assert [p.variant for p in read_present(swapped)] == ["counterparty"]
    assert texts(swapped).index("第二条 标题LIC-04") == texts(made).index("第二条 标题LIC-04")
    assert report.warnings[0].id == "swapped"
    assert parts_of(drafted_in_memory(swapped, (other,))[0]) == parts_of(swapped)
    back, _ = drafted_in_memory(swapped, (THREE[0],))
    assert parts_of(back) == parts_of(made)


def test_a_clause_moves_and_a_repeated_wish_moves_nothing(tmp_path: Path) -> None:
    original = small(tmp_path)
    made, _ = drafted_in_memory(original, THREE)
    wish = DraftOptions(anchors={"LIC-04": "第一条"})
    moved, report = drafted_in_memory(made, THREE, wish)
    assert "moved" in {w.id for w in report.warnings}
    assert parts_of(moved) == parts_of(drafted_in_memory(original, THREE, wish)[0])
    assert parts_of(drafted_in_memory(moved, THREE, wish)[0]) == parts_of(moved)
    assert parts_of(drafted_in_memory(moved, THREE)[0]) == parts_of(moved)
    assert parts_of(all_out(moved)[0]) == parts_of(original)


def test_hand_edits_stay_through_swap_and_move_and_go_only_by_name(tmp_path: Path) -> None:
    original = small(tmp_path)
    made, _ = drafted_in_memory(original, THREE)
    edited = typed_into(made, "LIC-04事项1", "双方另行商定的事项")
    other = (replace(THREE[0], variant="exporter"), *THREE[1:])
    kept, report = drafted_in_memory(edited, other, DraftOptions(places={"LIC-04": 1}))
    assert "（一）双方另行商定的事项" in texts(kept)
    assert "edited-by-hand" in {w.id for w in report.warnings}
    assert texts(kept) == texts(edited)
    bare, report = all_out(edited)
    assert parts_of(bare) == parts_of(original)
    assert "双方另行商定的事项" in next(r.text for r in report.removed if r.id == "LIC-04")
    assert "removed-edited" in {w.id for w in report.warnings}
    out, _ = drafted_in_memory(edited, THREE[1:], DraftOptions(remove=("LIC-06",)))
    assert "（一）双方另行商定的事项" in texts(out)
    assert not any("LIC-06" in t for t in texts(out))
    assert [t for t in texts(out) if t.startswith("第五条")] == ["第五条 生效"]


def test_what_others_wrote_meanwhile_stays_and_counts_on(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE[:2])
    added = para("第七条 通知", '<w:ind w:firstLineChars="200"/>') + para("通知依照第六条办理，书面发出。")
    source = made.main.source.decode()
    at = source.rindex("<w:p>", 0, source.index("（以下无正文）"))
    theirs = with_main(made, (source[:at] + added + source[at:]).encode())
    theirs = typed_into(theirs, "双方应当依照《民法典》", "双方均应当依照《民法典》")
    bare, report = all_out(theirs)
    lines = texts(bare)
    assert "第五条 通知" in lines
    assert "通知依照第四条办理，书面发出。" in lines
    assert "双方均应当依照《民法典》第五百零一条保守秘密，并依照第三条第（一）项处理。" in lines
    assert not report.removed[0].text


def test_a_reference_somebody_typed_to_what_goes_is_told(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE[:1])
    label = next(t for t in texts(made) if "标题LIC-04" in t)[:3]
    theirs = typed_into(made, "范围见附件一", f"例外见{label}，范围见附件一")
    bare, report = all_out(theirs)
    assert "reference-removed" in {w.id for w in report.warnings}
    assert f"甲方许可乙方使用技术，例外见{label}，范围见附件一，双方应当遵守。" in texts(bare)


def test_what_cites_an_exchanged_clause_follows_it_in_a_touched_paper(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE)
    other = (replace(THREE[0], variant="exporter"), *THREE[1:])
    once, _ = drafted_in_memory(small(tmp_path), other)
    swapped, report = drafted_in_memory(saved_elsewhere(drafted_in_memory(small(tmp_path), THREE)[0]), other)
    assert shown(swapped) == shown(once)
    assert {w.id for w in report.warnings} >= {"swapped", "already-present"}
    assert shown(made) == shown(swapped)


def test_a_paper_of_the_first_version_is_settled_by_its_text(tmp_path: Path) -> None:
    original = small(tmp_path)
    made, _ = drafted_in_memory(original, THREE)
    bare, _ = all_out(of_the_first_version(made))
    assert shown(bare) == shown(original)


def test_a_redline_is_taken_back_with_its_marks(tmp_path: Path) -> None:
    original = small(tmp_path)
    made, _ = drafted_in_memory(original, THREE)
    line = as_redline(made)
    assert {p.id for p in read_present(line)} == {c.id for c in THREE}
    bare, report = all_out(line)
    assert texts(bare) == texts(original)
    assert b"w:ins" not in bare.main.source
    assert b"w:del" not in bare.main.source
    assert not report.warnings


def test_an_empty_bookmark_of_ours_is_no_clause(tmp_path: Path) -> None:
    original = small(tmp_path)
    mark = '<w:bookmarkStart w:id="77" w:name="_Caveat_LIC_04_b_2"/><w:bookmarkEnd w:id="77"/>'
    source = original.main.source.decode()
    at = source.index("</w:p>")
    stale = with_main(original, (source[:at] + mark + source[at:]).encode())
    assert not read_present(stale)
    made, report = drafted_in_memory(stale, (THREE[0],))
    assert [i.how for i in report.inserted] == ["new"]
    assert made.main.source.count(b'"_Caveat_LIC_04_b_2"') == 1
    with pytest.raises(BadInput, match="no such clause"):
        drafted_in_memory(stale, (), DraftOptions(remove=("LIC-04",)))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [SAMPLES[0], SAMPLES[2]])
def test_clauses_are_found_and_go_after_another_program_saved_the_paper(root: Path, tmp_path: Path, name: str) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not on this machine")
    sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
    original = small(tmp_path, build_contract(sample))
    plain = resaved(original.path, tmp_path / "plain")
    drafted_in_memory(original, fourteen())
    saved = resaved(original.path, tmp_path / "saved")
    assert {p.id for p in read_present(saved)} == {c.id for c in fourteen()}
    assert not any(p.edited for p in read_present(saved))
    _, report = drafted_in_memory(saved, fourteen())
    assert {i.how for i in report.inserted} == {"kept"}
    bare, report = all_out(saved)
    assert [t for t in shown(bare) if t] == [t for t in shown(plain) if t]
    assert b"_Caveat_" not in bare.main.source
    assert not records_name(bare.package)


def resaved(path: Path, folder: Path) -> ContractDocument:
    """The paper as LibreOffice writes it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx", "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    return open_contract(folder / path.name)


@pytest.mark.parametrize("inner", ["{{clause:LIC-04}}", "{{clauses}}"])
def test_a_placeholder_stands_again(tmp_path: Path, inner: str) -> None:
    original = small(tmp_path, package(body() + para(inner) + body(("第五条 附则", "其他。"))))
    made, _ = drafted_in_memory(original, THREE)
    assert inner not in texts(made)
    assert parts_of(all_out(made)[0]) == parts_of(original)
    assert shown(all_out(saved_elsewhere(drafted_in_memory(original, THREE)[0]))[0]) == shown(original)


def test_a_clause_that_is_not_there_cannot_be_taken_out(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE[:1])
    with pytest.raises(BadInput, match=r"LIC-06: no such clause.*LIC-04"):
        drafted_in_memory(made, THREE, DraftOptions(remove=("LIC-06",)))
    nothing, report = all_out(all_out(made)[0])
    assert [w.id for w in report.warnings] == ["nothing-to-remove"]
    assert not read_present(nothing)


def test_what_reaches_beyond_our_paragraphs_stays(tmp_path: Path) -> None:
    made, _ = drafted_in_memory(small(tmp_path), THREE[:1])
    source = made.main.source.decode()
    start, end = '<w:bookmarkStart w:id="900" w:name="user"/>', '<w:bookmarkEnd w:id="900"/>'
    at = source.index("条款LIC-04的正文")
    inside = source.index("</w:p>", at)
    source = source[:inside] + start + source[inside:]
    close = source.index("</w:p>", source.index("第五条"))
    theirs = with_main(made, (source[:close] + end + source[close:]).encode())
    bare, _ = all_out(theirs)
    assert bare.main.source.count(b'w:id="900"') == 2
    assert not any("LIC-04" in t for t in texts(bare))


def law(paper: Paper, clauses: tuple[RenderedClause, ...], first: frozenset[str], keep: bool, folder: Path) -> None:
    """Two steps equal one, a removal undoes its insertion, all out is the original; in touched papers by the text."""
    options = DraftOptions(numbering="keep" if keep else "renumber")
    original = small(folder, built_paper(paper))
    some = tuple(c for c in clauses if c.id in first)
    both, _ = drafted_in_memory(original, clauses, options)
    step = drafted_in_memory(original, some, options)[0] if some else original
    assert parts_of(drafted_in_memory(step, clauses, options)[0]) == parts_of(both)
    names = tuple(c.id for c in clauses if c.id not in first)
    if names:
        back, _ = drafted_in_memory(both, clauses, replace(options, remove=names))
        assert parts_of(back) == parts_of(step)
    assert parts_of(all_out(both)[0]) == parts_of(original)
    touched = saved_elsewhere(both)
    if names and some:
        back, _ = drafted_in_memory(touched, clauses, replace(options, remove=names))
        assert sorted(shown(back)) == sorted(shown(step))
    assert shown(all_out(saved_elsewhere(both))[0]) == shown(original)
