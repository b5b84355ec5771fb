"""Tracked changes by case: what a reader of the redline meets, and what stays somebody else's."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from word_redlines import AUTHOR, both_ways, check_laws, main_part
from word_revisions import W, accept, body_of, reject, texts
from word_runs import ZH, body
from word_samples import clause, package, para, write

from catalogue.model import Words
from clause_library.word.draft import draft_contract
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.report import DraftOptions
from clause_library.word.revising.comments import without_comments
from clause_library.word.revising.redline import redline
from clause_library.word.source.document import open_contract
from clause_library.word.source.xmltree import parse_part

OPTIONS = DraftOptions(author=AUTHOR, date=dt.date(2026, 11, 22))
TRACKED = replace(OPTIONS, redline=True, replace=True)
SPACE = re.compile(r"\s+")
OTHER = 'w:author="Other" w:date="2025-01-01T00:00:00Z"'


def said(red: bytes, kind: str, author: str = AUTHOR) -> list[str]:
    """The words of each insertion or deletion of ours."""
    name = "t" if kind == "ins" else "delText"
    nodes = [n for n in body_of(red).iter(f"{W}{kind}") if n.get(f"{W}author") == author]
    return [t for n in nodes if (t := "".join(x.text or "" for x in n.iter(f"{W}{name}")))]


def test_ct_01_the_sentence_replaced_and_the_numbers_that_move_are_tracked(tmp_path: Path) -> None:
    template = write(tmp_path, package(body()))
    clauses = (clause("LIC-02", "T13", "replace", items=0), clause("CHG-02", "T11"))
    old, red = both_ways(template, tmp_path, clauses, OPTIONS)
    assert any("本合同自双方签字盖章之日起生效" in t for t in said(red, "del"))
    assert any("条款LIC-02的正文" in t for t in said(red, "ins"))
    assert any("标题CHG-02" in t for t in said(red, "ins"))
    moved = [t for t in texts(accept(red)) if t.startswith("第五条")]
    assert moved
    assert texts(reject(red)) == texts(body_of(old))
    assert {"四", "五"} <= set(said(red, "del")) | set(said(red, "ins"))


def test_ct_07_a_corrected_reference_is_tracked_inside_its_sentence(tmp_path: Path) -> None:
    lines = list(ZH)
    lines[5] = "因不可抗力不能履行的，依照第四条处理。"
    template = write(tmp_path, package(body(tuple(lines))))
    _, red = both_ways(template, tmp_path, (clause("CHG-02", "T11"),), OPTIONS)
    holder = next(p for p in body_of(red).iter(f"{W}p") if "因不可抗力" in "".join(p.itertext()))
    assert [n.tag for n in holder if n.tag in (f"{W}ins", f"{W}del")] == [f"{W}del", f"{W}ins"]
    assert ["".join(n.itertext()) for n in holder if n.tag in (f"{W}ins", f"{W}del")] == ["四", "五"]


def test_ct_36_the_changes_of_others_stay_theirs(tmp_path: Path) -> None:
    theirs = (
        f'<w:p><w:r><w:t>双方应当</w:t></w:r><w:ins w:id="7" {OTHER}><w:r><w:t>依照第三条</w:t></w:r></w:ins>'
        f'<w:del w:id="8" {OTHER}><w:r><w:delText>严格</w:delText></w:r></w:del><w:r><w:t>保守秘密。</w:t></w:r></w:p>'
    )
    lines = body().replace("</w:p>", "</w:p>\n").split("\n")
    lines[3] = theirs
    template = write(tmp_path, package("".join(lines)))
    options = replace(OPTIONS, places={"CHG-02": 2})
    _, red = both_ways(template, tmp_path, (clause("CLS-03", "T9", "merge"), clause("CHG-02", "T11")), options)
    left = [n for n in body_of(red).iter(f"{W}ins", f"{W}del") if n.get(f"{W}author") == "Other"]
    assert {n.tag for n in left} == {f"{W}ins", f"{W}del"}
    assert "".join(left[-1].itertext()) == "严格"
    assert any("三" in t for t in said(red, "del"))
    assert any("标题CHG-02" in t for t in said(red, "ins"))


def test_ct_46_a_table_of_contents_is_marked_and_not_edited(tmp_path: Path) -> None:
    def run(inner: str) -> str:
        return f"<w:r>{inner}</w:r>"

    mark = '<w:fldChar w:fldCharType="{}"/>'
    first = run(mark.format("begin")) + run('<w:instrText> TOC \\o "1-1" </w:instrText>') + run(mark.format("separate"))
    contents = f"<w:p>{first}<w:r><w:t>第一条 标的</w:t></w:r></w:p><w:p><w:r><w:t>第二条 保密</w:t></w:r>"
    contents += run(mark.format("end")) + "</w:p>"
    template = write(tmp_path, package(contents + body()))
    _, red = both_ways(template, tmp_path, (clause("CHG-02", "T11"),), OPTIONS)
    before = b"".join(red.partition(b"TOC")[:1])
    assert b"w:ins " not in before


def test_the_same_contract_gives_the_same_bytes_and_no_clause_twice(tmp_path: Path) -> None:
    template = write(tmp_path, package(body()))
    clauses = (clause("LIC-02", "T13", "replace", items=0), clause("CHG-02", "T11"))
    names = [tmp_path / f"{n}.docx" for n in range(3)]
    for source, target in ((template, names[0]), (template, names[1]), (names[0], names[2])):
        draft_contract(source, target, clauses, TRACKED)
    assert names[0].read_bytes() == names[1].read_bytes() == names[2].read_bytes()


def test_a_rejected_clause_is_no_longer_there(tmp_path: Path) -> None:
    template = write(tmp_path, package(body()))
    output = tmp_path / "out.docx"
    draft_contract(template, output, (clause("CHG-02", "T11"),), TRACKED)
    document = open_contract(output)
    assert [p.id for p in read_present(document)] == ["CHG-02"]
    from lxml import etree

    root = reject(document.main.source, AUTHOR).getroottree()
    again = tmp_path / "rejected.docx"
    again.write_bytes(document.package.with_parts({document.main.name: etree.tostring(root)}).to_bytes())
    assert b"_Caveat_CHG_02" in etree.tostring(root)
    assert read_present(open_contract(again)) == ()
    report = draft_contract(again, tmp_path / "anew.docx", (clause("CHG-02", "T11"),), OPTIONS)
    assert [i.how for i in report.inserted] == ["new"]


@pytest.mark.parametrize("author", ['A "quoted" & <Co>', "张律师"])
def test_names_of_authors_are_kept(author: str) -> None:
    red = between(para("a b c"), para("a x c"), author)
    assert {n.get(f"{W}author") for n in body_of(red).iter(f"{W}ins", f"{W}del")} == {author}


def between(old: str, new: str, author: str = AUTHOR) -> bytes:
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    parts = [f"{head}{text}</w:body></w:document>".encode() for text in (old, new)]
    red = redline(*(parse_part("d", p) for p in parts), author, "2026-11-22T00:00:00Z")
    check_laws(*parts, red, author)
    return red


def test_text_taken_from_an_insertion_of_others_is_deleted_inside_it() -> None:
    theirs = f'<w:p><w:ins w:id="1" {OTHER}><w:r><w:t>{{}}</w:t></w:r></w:ins></w:p>'
    red = between(theirs.format("alpha beta gamma delta"), theirs.format("alpha gamma delta"))
    deletion = next(body_of(red).iter(f"{W}del"))
    assert deletion.getparent().get(f"{W}author") == "Other"


def test_text_put_into_an_insertion_of_others_splits_it() -> None:
    theirs = f'<w:p><w:ins w:id="1" {OTHER}><w:r><w:t>{{}}</w:t></w:r></w:ins></w:p>'
    red = between(theirs.format("alpha beta gamma"), theirs.format("alpha new words beta gamma"))
    own = next(n for n in body_of(red).iter(f"{W}ins") if n.get(f"{W}author") == AUTHOR)
    assert own.getparent().tag == f"{W}p"
    assert len({n.get(f"{W}id") for n in body_of(red).iter(f"{W}ins")}) == 3


def test_a_stored_result_is_tracked_inside_its_field() -> None:
    def field(result: str) -> str:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
        inner = mark.format("begin") + code + mark.format("separate")
        return f"<w:p>{inner}<w:r><w:t>{result}</w:t></w:r>{mark.format('end')}</w:p>"

    red = between(field("12"), field("13")).decode()
    assert red.count("fldChar ") == 3
    assert red.index("separate") < red.index("<w:del ") < red.index("<w:ins ") < red.index('"end"')
    assert "delInstrText" not in red


def test_a_new_last_paragraph_of_a_cell_leaves_no_empty_line() -> None:
    table = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl><w:p/>"
    first, last = para("first", '<w:jc w:val="center"/>'), para("last", '<w:ind w:left="1"/>')
    red = between(table.format(first), table.format(first + last))
    assert b"w:pPrChange" in red
    between(table.format(first + last), table.format(first))


def test_a_moved_bookmark_is_no_change() -> None:
    mark = '<w:bookmarkStart w:id="4" w:name="n"/><w:bookmarkEnd w:id="4"/>'
    red = between(f"<w:p>{mark}<w:r><w:t>a</w:t></w:r></w:p>", f"<w:p><w:r><w:t>a</w:t></w:r>{mark}</w:p>")
    assert b"<w:ins" not in red
    assert red.count(b"bookmarkStart") == 1


NOTES = {"CHG-02": (Words("标题", "Title"), Words("列入理由：限制类", "Why: restricted"))}


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


@pytest.mark.parametrize("tracked", [False, True])
def test_a_comment_stands_on_the_heading_once(tmp_path: Path, tracked: bool) -> None:
    template = write(tmp_path, package(body()))
    options = replace(TRACKED if tracked else OPTIONS, notes=NOTES)
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    report = draft_contract(template, first, (clause("CHG-02", "T11"),), options)
    assert "comments" in {w.id for w in report.warnings if w.kind == "drafting"}
    parts = parts_of(first)
    comments = parts["word/comments.xml"].decode()
    assert re.findall(r"<w:t [^>]*>([^<]*)<", comments) == ["CHG-02 标题", "列入理由：限制类"]
    assert b"/word/comments.xml" in parts["[Content_Types].xml"]
    assert b'Target="comments.xml"' in parts["word/_rels/document.xml.rels"]
    assert parts["word/document.xml"].count(b"commentReference") == 1
    draft_contract(first, second, (clause("CHG-02", "T11"),), options)
    assert second.read_bytes() == first.read_bytes()
    changed = replace(options, notes={"CHG-02": (Words("标题", "Title"), Words("新理由", "New"))}, replace=True)
    draft_contract(first, second, (clause("CHG-02", "T11"),), changed)
    assert parts_of(second)["word/comments.xml"].count("新理由".encode()) == 1
    assert parts_of(second)["word/document.xml"] == parts["word/document.xml"]
    if tracked:
        assert b"commentReference" not in _xml(reject(parts["word/document.xml"], AUTHOR))


def _xml(node: object) -> bytes:
    from lxml import etree

    return etree.tostring(node)


def test_comments_of_others_stay_when_ours_go(shared: Path, tmp_path: Path) -> None:
    template = shared / "docx" / "northstar-cloud-services-agreement.docx"
    output = tmp_path / "out.docx"
    draft_contract(template, output, (clause("CHG-02", "T11"),), replace(OPTIONS, notes=NOTES))
    before, after = parts_of(template)["word/comments.xml"], parts_of(output)["word/comments.xml"]
    assert after.startswith(before.rpartition(b"</")[0])
    document = open_contract(output)
    cleared = without_comments(document, document.package, ["CHG-02"])
    assert cleared.part("word/comments.xml") == before
    plain = tmp_path / "plain.docx"
    draft_contract(template, plain, (clause("CHG-02", "T11"),), OPTIONS)
    assert cleared.part("word/document.xml") == main_part(plain)


SETTINGS = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:settings>'


@pytest.mark.parametrize(
    ("inner", "now"),
    [
        ("<w:zoom/><w:compat/>", '<w:zoom/><w:updateFields w:val="true"/><w:compat/>'),
        ('<w:updateFields w:val="0"/>', '<w:updateFields w:val="true"/>'),
        ("<w:updateFields/>", "<w:updateFields/>"),
        ("", '<w:updateFields w:val="true"/>'),
        (None, '<w:updateFields w:val="true"/>'),
    ],
)
def test_fields_are_updated_only_when_asked(tmp_path: Path, inner: str | None, now: str) -> None:
    parts = {} if inner is None else {"settings": SETTINGS.format(inner)}
    template = write(tmp_path, package(body(), parts=parts))
    asked, plain = tmp_path / "1.docx", tmp_path / "2.docx"
    draft_contract(template, asked, (clause("CHG-02", "T11"),), replace(OPTIONS, update_fields=True))
    draft_contract(template, plain, (clause("CHG-02", "T11"),), OPTIONS)
    assert now in parts_of(asked)["word/settings.xml"].decode()
    assert parts_of(plain).get("word/settings.xml") == parts_of(template).get("word/settings.xml")


def test_a_comment_over_a_number_that_changes_stays_over_it(tmp_path: Path) -> None:
    """The mark stands ahead of the struck figure: rejecting leaves the comment where its author set it."""
    mark = '<w:commentRangeStart w:id="7"/>'
    behind = '<w:commentRangeEnd w:id="7"/>'
    commented = f"<w:p>{mark}<w:r><w:t>3. Disputes</w:t></w:r>{behind}</w:p>"
    inner = para("1. Scope") + para("Party A lets Party B use it.") + para("2. Term") + para("Two years.") + commented
    template = write(tmp_path, package(inner + para("Arbitration in Suzhou.")))
    _, red = both_ways(template, tmp_path, (clause("CHG-02", "T11"),), replace(TRACKED, anchors={"CHG-02": "after:1"}))
    text = red.decode()
    assert 0 < text.index(mark) < text.index("3</w:delText>") < text.index(behind)
