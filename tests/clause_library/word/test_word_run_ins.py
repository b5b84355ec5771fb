"""Titles on the line of the text: 第三条 保密：双方……, 3. Term. It …; drafted so, drafted again, tracked, taken out."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from word_matrix import built, cases
from word_matrix_laws import drafted_in_steps, kept_in_redline, moved, taken_out, tracked
from word_places import BOLD, ours, run, texts, zh
from word_samples import clause, fourteen, package, para, write
from word_touching import drafted_in_memory

sys.path.insert(0, str(Path(__file__).resolve().parent))

from test_word_matrix import figure, restricted

from catalogue.model import Words
from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument, open_contract

ONE = clause("EXT-01", "T12")
TOLD = ("甲方应当在三十日内交付全部图纸，并由双方清点。", "乙方应当在收到图纸后支付价款，逾期计收利息。")
SAID = ("The Supplier delivers all drawings within thirty days.", "The Customer pays the price within thirty days.")
FORMS = ("条-run-in single", "1.-run-in single")


def runs(*pairs: tuple[str, str]) -> str:
    """A paragraph of runs with their marks."""
    return "<w:p>" + "".join(para(t, "", m).removeprefix("<w:p>").removesuffix("</w:p>") for t, m in pairs) + "</w:p>"


def chinese(*titles: str, close: str = "：", gap: str = "", marks: str = BOLD) -> str:
    return "".join(
        runs((f"第{'一二三四'[n]}条 ", ""), (title + close, marks), (gap + TOLD[n % 2], ""))
        for n, title in enumerate(titles)
    )


def english(*titles: str, marks: str = BOLD) -> str:
    return "".join(
        runs((f"{n + 1}. ", ""), (f"{title}.", marks), (f" {SAID[n % 2]}", "")) for n, title in enumerate(titles)
    )


def again(folder: Path, *clauses: RenderedClause) -> DraftReport:
    """The draft drafted again, which must change no byte."""
    report = draft_contract(folder / "out.docx", folder / "again.docx", clauses, DraftOptions())
    assert {i.how for i in report.inserted} == {"kept"}
    assert (folder / "again.docx").read_bytes() == (folder / "out.docx").read_bytes()
    return report


def bold(document: ContractDocument, index: int) -> str:
    pieces = document.paragraphs[index].pieces
    return "".join(p.text for p in pieces if "w:b/" in document.main.xml(p.node.parent))


def plain(name: str) -> bytes:
    """A contract of the matrix with its titles in the look of its text."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built(cases()[name]))) as source, zipfile.ZipFile(sink, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            target.writestr(member, data.replace(b"<w:b/>", b"") if member.filename == "word/document.xml" else data)
    return sink.getvalue()


@pytest.mark.parametrize(("close", "gap"), [("：", ""), ("", "：")])
def test_a_bold_title_on_the_line_of_the_text(tmp_path: Path, close: str, gap: str) -> None:
    data = package(chinese("交付", "价款", "份数", close=close, gap=gap))
    document, _ = run(tmp_path, data, ONE)
    head = next(i for i in ours(document) if "标题EXT-01：条款EXT-01的正文" in document.paragraphs[i].text)
    assert document.paragraphs[head].text.startswith("第三条 ")
    assert bold(document, head) == f"标题EXT-01{close}"
    again(tmp_path, ONE)


def test_a_title_in_the_look_of_its_text(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(chinese("交付", "价款", "违约责任", "保密", marks="")), ONE)
    assert any(t.endswith("条 标题EXT-01：条款EXT-01的正文") for t in texts(document))
    again(tmp_path, ONE)


def test_titles_that_only_some_articles_have(tmp_path: Path) -> None:
    """As order forms have them: one article in three says what it has to say without a title."""
    lines = (
        "一、交货方式：由供方送货。",
        "二、验收：按图纸验收。",
        "三、如需提供担保，另立担保书。",
        "四、违约责任：协商解决。",
    )
    lines += ("五、保密：双方应当保密。", "六、本合同一式两份，双方各执一份。")
    document, _ = run(tmp_path, package(zh("产品购销合同", *lines)), ONE)
    assert any("、标题EXT-01：条款EXT-01的正文" in t for t in texts(document))
    again(tmp_path, ONE)


@pytest.mark.parametrize("marks", [BOLD, ""])
def test_an_english_title_on_the_line_of_the_text(tmp_path: Path, marks: str) -> None:
    data = package(english("Delivery", "Payment", "Confidentiality", "Termination", marks=marks))
    document, _ = run(tmp_path, data, ONE)
    head = next(i for i in ours(document) if "Text of EXT-01" in document.paragraphs[i].text)
    assert ". Heading EXT-01. Text of EXT-01" in document.paragraphs[head].text
    assert bold(document, head) == ("Heading EXT-01." if marks else "")
    again(tmp_path, ONE)


def test_titles_in_capitals(tmp_path: Path) -> None:
    document, _ = run(tmp_path, package(english("DELIVERY", "PAYMENT", "CONFIDENTIALITY", "TERMINATION")), ONE)
    assert any(". HEADING EXT-01. Text of EXT-01" in t for t in texts(document))
    again(tmp_path, ONE)


@pytest.mark.parametrize("closes", ["：", "。"])
def test_a_sentence_with_a_colon_is_no_title(tmp_path: Path, closes: str) -> None:
    lines = (f"第一条 甲方保证{closes}图纸没有任何第三人的权利。", f"第二条 乙方保证{closes}按期支付全部价款和利息。")
    document, _ = run(tmp_path, package(zh(*lines)), ONE)
    assert any(t.endswith("条 条款EXT-01的正文") for t in texts(document))
    again(tmp_path, ONE)


def test_another_title_is_brought_up_to_date_in_its_look(tmp_path: Path) -> None:
    run(tmp_path, package(chinese("交付", "价款", "份数")), ONE)
    other = replace(ONE, title=Words("出口管制", "Export Control"))
    path = tmp_path / "out.docx"
    document, report = drafted_in_memory(open_contract(path), (other,))
    head = next(i for i in ours(document) if "EXT-01的正文" in document.paragraphs[i].text)
    assert document.paragraphs[head].text == "第三条 出口管制：条款EXT-01的正文"
    assert bold(document, head) == "出口管制："
    assert "edited-by-hand" not in {w.id for w in report.warnings}


@pytest.mark.parametrize("was", ["标题EXT-01", "的正文"])
def test_a_hand_edit_of_title_or_text_is_seen(tmp_path: Path, was: str) -> None:
    document, _ = run(tmp_path, package(chinese("交付", "价款", "份数")), ONE)
    source = document.main.source.replace(was.encode(), "另行约定的内容".encode())
    path = write(tmp_path, document.package.with_parts({document.main.name: source}).to_bytes(), "edited.docx")
    _, report = drafted_in_memory(open_contract(path), (ONE,))
    assert [w.id for w in report.warnings] == ["edited-by-hand"]


def test_titles_in_steps(tmp_path: Path) -> None:
    data = package(chinese("交付", "价款", "违约责任", "保密", marks=""))
    in_steps(tmp_path, data, (ONE, clause("LIC-02", "T13", ref="EXT-01")), FORMS[0])


@pytest.mark.full
@pytest.mark.parametrize("pack", [fourteen, restricted])
@pytest.mark.parametrize("name", [n for n in sorted(cases()) if "run-in" in n])
def test_titles_of_every_clause_in_steps(
    tmp_path: Path, name: str, pack: Callable[[], tuple[RenderedClause, ...]]
) -> None:
    in_steps(tmp_path, built(cases()[name]), pack(), name)


@pytest.mark.full
@pytest.mark.parametrize("name", FORMS)
def test_titles_in_the_look_of_the_text_in_steps(tmp_path: Path, name: str) -> None:
    in_steps(tmp_path, plain(name), restricted(), name)


def in_steps(folder: Path, data: bytes, clauses: tuple[RenderedClause, ...], name: str) -> None:
    """Every law of drafting in steps, and each new article has its title on its line."""
    made = drafted_in_steps(write(folder, data), clauses)
    document = open_contract(made.output)
    kept, report = drafted_in_memory(made.opened(made.output, "again.docx"), clauses)
    assert {i.how for i in report.inserted} == {"kept"}
    assert kept.main.source == document.main.source
    titles = {c.id: c.title for c in clauses}
    new = [titles[i.id] for i in made.report.inserted if i.how == "new"]
    assert new
    for title in new:
        own = f"{title.zh}：" if name.startswith("条") else f"{title.en}. "
        assert any(p.words.startswith(own) and len(p.words) > len(own) for p in document.paragraphs), own
    kept_in_redline(tracked(made), clauses)
    taken_out(made)
    moved(made, figure)
