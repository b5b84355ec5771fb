"""Clauses that join what an article has: lists of events and cases, definitions in order, limits of liability."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_runs import body, plain, run, shown, texts
from word_samples import clause, every_clause, listed, numbering, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.reading.bookmarks import read_present, read_records
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

NAMES = ("CHG-01", "CHG-02", "RSK-02", "EXT-01", "DEF-01", "LIC-04")
SCOPE = ("第一条 标的", "甲方许可乙方使用技术，范围见附件一，双方应当遵守。")
EVENTS = (
    "第二条 不可抗力",
    "不可抗力是指不能预见、不能避免并不能克服的客观情况，包括下列事件：",
    "（一）地震、台风、水灾等自然灾害；",
    "（二）战争、动乱。",
    "发生不可抗力的一方应当及时通知对方。",
)
END = ("第三条 争议", "争议提交仲裁解决，仲裁裁决是终局的。", "（以下无正文）")


@pytest.fixture(scope="module")
def library() -> dict[str, RenderedClause]:
    return {c.id: c for c in every_clause(names=NAMES)}


def again(folder: Path, *clauses: RenderedClause, options: DraftOptions | None = None) -> None:
    """A second draft of what the first wrote changes nothing and finds nothing edited."""
    first, second = folder / "out.docx", folder / "again.docx"
    report = draft_contract(first, second, clauses, options or DraftOptions())
    assert first.read_bytes() == second.read_bytes()
    assert {i.how for i in report.inserted} == {"kept"}
    assert not {"edited-by-hand", "other-version", "updated"} & {w.id for w in report.warnings}


def test_ct23_events_join_the_list_in_its_style(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    document, report = run(tmp_path, package(body((*SCOPE, *EVENTS, *END))), library["CHG-01"])
    out = texts(document)
    at = out.index("（二）战争、动乱；")
    assert [t[:3] for t in out[at + 1 : at + 5]] == ["（三）", "（四）", "（五）", "（六）"]
    assert [t[-1] for t in out[at : at + 5]] == ["；", "；", "；", "；", "。"]
    assert out[at + 5] == EVENTS[-1]
    assert out[at + 6].startswith("上述第二条第（三）项至第（六）项所列事件对一方有约束力")
    assert sum("不可抗力" in t and t.startswith("第") for t in out) == 1
    assert not any(t.endswith("：") for t in out[at:])
    assert [(c.id, c.was, c.now) for c in report.merged] == [("CHG-01", "（二）战争、动乱。", "（二）战争、动乱；")]
    assert [i.how for i in report.inserted] == ["merged"]
    again(tmp_path, library["CHG-01"])


def test_what_was_changed_is_remembered_under_our_bookmark(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    document, _ = run(tmp_path, package(body((*SCOPE, *EVENTS, *END))), library["CHG-01"])
    record = next(r for r in read_records(document.package) if r.id == "CHG-01")
    assert [r.was for r in record.replaced] == ["（二）战争、动乱。"]
    marks = [n for n in document.body.walk() if n.get("w:name") == record.replaced[0].bookmark]
    held = [p.text for p in document.paragraphs if any(p.node is a for n in marks for a in n.ancestors())]
    assert held == ["（二）战争、动乱；"]
    assert "（二）战争、动乱；" not in [p.text for one in read_present(document) for p in one.paragraphs]


def test_ct23_automatic_items_count_on_by_themselves(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    lists = numbering(("japaneseCounting", "%1、"), ("decimal", "（%2）"))
    text = listed("标的", 1) + para(SCOPE[1]) + listed("不可抗力", 1) + para(EVENTS[1])
    text += listed("地震；", 1, 1) + listed("战争。", 1, 1) + para(EVENTS[-1]) + listed("争议解决", 1) + para(END[1])
    document, _ = run(tmp_path, package(text, parts={"numbering": lists}), library["CHG-01"])
    out = shown(document)
    at = out.index("（2） 战争；")
    assert [t[:3] for t in out[at + 1 : at + 5]] == ["（3）", "（4）", "（5）", "（6）"]
    own = next(p for p in document.paragraphs if p.label == "（3）")
    assert (own.num_id, own.ilvl) == ("1", 1)
    lead = next(p for p in document.paragraphs if "所列事件对一方" in p.text)
    assert "REF _Caveat_CHG_01_b_2 " in document.main.xml(lead.node) or "第二条第（3）项至第（6）项" in lead.text
    again(tmp_path, library["CHG-01"])


def test_events_join_one_sentence_under_a_name(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    sentence = "不可抗力包括但不限于地震、台风、战争等情形，受影响的一方应当及时通知对方。"
    document, report = run(tmp_path, package(body((*SCOPE, EVENTS[0], sentence, *END))), library["CHG-01"])
    out = texts(document)
    line = next(t for t in out if t.startswith("不可抗力包括但不限于"))
    assert line.startswith("不可抗力包括但不限于地震、台风、战争，以及管制事件（即目录或者两用物项清单的调整")
    assert line.endswith("）等情形，受影响的一方应当及时通知对方。")
    assert any("管制事件对一方有约束力且不可归责于该方的" in t for t in out)
    assert not any("下列事件" in t for t in out)
    assert [c.now for c in report.merged] == [line]
    again(tmp_path, library["CHG-01"])


ENGLISH = (
    "1. Scope",
    "1.1 The Supplier supplies the technology to the Customer.",
    "2. Force Majeure",
    "2.1 Neither party is liable for delay caused by force majeure, which includes the following events:",
    "(a) fire or flood;",
    "(b) war; or",
    "(c) acts of government.",
    "2.2 The affected party shall give notice, see Section 2.1(c).",
    "3. Termination",
    "3.1 Either party may terminate this Agreement if:",
    "(a) the other party is in material breach; or",
    "(b) the other party is insolvent.",
    "3.2 Notice shall be given in writing.",
    "4. Liability",
    "4.1 The total liability of each party shall not exceed the price.",
    "5. Disputes",
    "5.1 Disputes go to arbitration under Section 3.2.",
)


def english(lines: tuple[str, ...] = ENGLISH) -> str:
    return "".join(para(t, "", "<w:b/>" if t[1:3] == ". " and len(t) < 20 else "") for t in lines)


def test_english_lists_keep_their_joining_word(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    document, report = run(tmp_path, package(english()), library["CHG-01"], library["EXT-01"])
    out = texts(document)
    at = out.index("(b) war;")
    assert out[at + 1] == "(c) acts of government;"
    assert [t[:3] for t in out[at + 2 : at + 6]] == ["(d)", "(e)", "(f)", "(g)"]
    assert out[at + 4].endswith("; or")
    assert out[at + 5].endswith(".")
    assert out[at + 6].startswith("2.2 The affected party")
    assert any("the events listed in Sections 2.1(d) to 2.1(g)" in t for t in out)
    cases = out.index("(b) the other party is insolvent;")
    assert [t[:3] for t in out[cases + 1 : cases + 4]] == ["(c)", "(d)", "(e)"]
    assert any(t.startswith("3.3 In any of the cases listed in Sections 3.1(c) to 3.1(e) a Party") for t in out)
    assert "5.1 Disputes go to arbitration under Section 3.2." in out
    assert {c.id for c in report.merged} == {"CHG-01", "EXT-01"}
    again(tmp_path, library["CHG-01"], library["EXT-01"])


def test_two_lists_that_fit_are_left_alone(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    lines = (*SCOPE, *EVENTS[:4], "受影响的一方有权主张下列事由：", "（一）迟延；", "（二）减损。", *END)
    document, report = run(tmp_path, package(body(lines)), library["CHG-01"])
    assert "（二）战争、动乱。" in texts(document)
    assert report.merged == ()


def test_ct24_a_case_on_the_subject_points_to_the_new_article(
    tmp_path: Path, library: dict[str, RenderedClause]
) -> None:
    lines = (
        *SCOPE,
        "第二条 双方确定，出现下列情形，致使本合同的履行成为不必要或不可能的，可以解除本合同：",
        "1．发生不可抗力；",
        "2．一方严重违约。",
        "第三条 本合同经双方签字盖章后生效。",
        "（以下无正文）",
    )
    document, report = run(tmp_path, package(body(lines)), library["CHG-01"])
    out = texts(document)
    assert "1．发生不可抗力（见第三条）；" in out
    assert out.index("第四条 本合同经双方签字盖章后生效。") > next(
        n for n, t in enumerate(out) if t.startswith("第三条")
    )
    assert [(c.id, c.now) for c in report.merged] == [("CHG-01", "1．发生不可抗力（见第三条）；")]
    assert [(i.how, i.number) for i in report.inserted] == [("new", "第三条")]
    again(tmp_path, library["CHG-01"])


def test_ct25_the_cap_yields_and_no_second_rule_stands_against_it(
    tmp_path: Path, library: dict[str, RenderedClause]
) -> None:
    cap = "任何一方的累计赔偿责任不超过合同总价。任何一方不承担间接损失的赔偿责任。违约方应当支付违约金。"
    lines = (*SCOPE, "第二条 违约责任", cap, *END)
    document, report = run(tmp_path, package(body(lines)), library["RSK-02"])
    own = "除第二条第二款至第五款另有约定外，"
    now = f"{own}任何一方的累计赔偿责任不超过合同总价。{own}任何一方不承担间接损失的赔偿责任。违约方应当支付违约金。"
    assert now in texts(document)
    assert [(c.id, c.was, c.now) for c in report.merged] == [("RSK-02", cap, now)]
    assert read_records(document.package)[0].replaced[0].was == cap
    again(tmp_path, library["RSK-02"])


@pytest.mark.parametrize(
    ("sentence", "now"),
    [
        (
            "4.1 Cap. In no event shall either party be liable for indirect loss.",
            "4.1 Cap. Except as set out in Sections 4.2 to 4.5, in no event shall either party be liable for indirect "
            "loss.",
        ),
        (
            "4.1 IN NO EVENT SHALL EITHER PARTY BE LIABLE FOR CONSEQUENTIAL LOSS.",
            "4.1 EXCEPT AS SET OUT IN Sections 4.2 to 4.5, IN NO EVENT SHALL EITHER PARTY BE LIABLE FOR CONSEQUENTIAL "
            "LOSS.",
        ),
        (
            "4.1 Except for fraud, liability shall not exceed the price.",
            "4.1 Subject to Sections 4.2 to 4.5, except for fraud, liability shall not exceed the price.",
        ),
        ("4.1 Each party keeps its insurance.", "4.1 Each party keeps its insurance."),
    ],
)
def test_ct25_in_english(tmp_path: Path, library: dict[str, RenderedClause], sentence: str, now: str) -> None:
    lines = (*ENGLISH[:14], sentence, *ENGLISH[15:])
    document, report = run(tmp_path, package(english(lines)), library["RSK-02"])
    assert now in texts(document)
    assert len(report.merged) == (sentence != now)
    again(tmp_path, library["RSK-02"])


def test_a_cap_that_is_renumbered_and_cites_what_moved_is_reported_once(
    tmp_path: Path, library: dict[str, RenderedClause]
) -> None:
    lines = (*ENGLISH[:14], "4.1 Subject to Section 5.1, liability shall not exceed the price.", *ENGLISH[15:])
    document, report = run(tmp_path, package(english(lines)), library["RSK-02"], clause("LIC-04", "T11"))
    now = "5.1 Subject to Sections 5.2 to 5.5, subject to Section 6.1, liability shall not exceed the price."
    if now not in texts(document):
        now = now.replace("5.", "4.").replace("Section 6.1", "Section 5.1")
    assert [c.now for c in report.merged] == [now]
    assert not {c.paragraph for c in report.merged} & {c.paragraph for c in report.corrected}


DEFINED = (
    "1. Definitions",
    "1.1 “Affiliate” means a company under common control.",
    "1.2 “Materials” means the documents in Annex 1.",
    "1.3 “Services” means the services in Annex 1.",
    "2. Scope",
    "2.1 The Supplier supplies the Services (Section 1.3) and the Materials.",
)


def test_definitions_go_by_the_alphabet(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    document, report = run(tmp_path, package(english(DEFINED)), library["DEF-01"])
    out = texts(document)
    inside = out[1 : out.index("2. Scope")]
    terms = [t.split("“")[1].split("”")[0].removeprefix("the ").casefold() for t in inside]
    assert terms == sorted(terms)
    assert [t.split(" ")[0] for t in inside] == [f"1.{n}" for n in range(1, len(inside) + 1)]
    moved = next(t.split(" ")[0] for t in inside if "“Services”" in t)
    assert out[-1] == f"2.1 The Supplier supplies the Services (Section {moved}) and the Materials."
    assert report.renumbered == 3
    again(tmp_path, library["DEF-01"])


def test_definitions_without_order_go_behind_the_last(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    lines = (DEFINED[0], DEFINED[3].replace("1.3", "1.1"), DEFINED[2], DEFINED[1].replace("1.1", "1.3"), *DEFINED[4:])
    document, report = run(tmp_path, package(english(lines)), library["DEF-01"])
    out = texts(document)
    assert out[1:4] == list(lines[1:4])
    assert out[4].startswith("1.4 “")
    assert report.renumbered == 0
    again(tmp_path, library["DEF-01"])


def test_definitions_keep_numbers_where_numbers_are_kept(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    options = DraftOptions(numbering="keep")
    document, report = run(tmp_path, package(english(DEFINED)), library["DEF-01"], options=options)
    assert texts(document)[1:4] == list(DEFINED[1:4])
    assert (report.renumbered, report.corrected) == (0, ())
    again(tmp_path, library["DEF-01"], options=options)


def test_chinese_definitions_without_numbers_stay_in_order(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    lines = ("第一条 定义", "“资料”指附件一所列的文件。", "“产品”指附件二所列的产品。", *EVENTS[:1], SCOPE[1], *END)
    document, _ = run(tmp_path, package(body(lines)), library["DEF-01"])
    out = texts(document)
    assert out[1:3] == list(lines[1:3])
    assert all(t.startswith("“") for t in out[3 : out.index("第二条 不可抗力")])
    again(tmp_path, library["DEF-01"])


def test_definitions_in_a_table_get_rows(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{para(c)}</w:tc>' for c in cells)}</w:tr>"

    rows = row("Term", "Meaning") + row("Affiliate", "a company under common control") + row("Materials", "documents")
    rows += row("Services", "the services in Annex 1")
    text = para("1. Definitions", "", "<w:b/>") + para("In this Agreement these words have these meanings.")
    text += f"<w:tbl><w:tblPr/>{rows}</w:tbl>" + english(DEFINED[4:]) + english(ENGLISH[13:])
    document, _ = run(tmp_path, package(text), library["DEF-01"])
    table = next(n for n in document.body.children if n.tag == "w:tbl")
    cells = [[p.text for p in document.paragraphs if p.cell is c] for c in table.walk() if c.tag == "w:tc"]
    terms = [c[0] for c in cells[2::2]]
    assert terms == sorted(terms, key=lambda t: t.removeprefix("the ").casefold())
    assert {"Affiliate", "Catalogue", "Materials", "Transfer"} <= set(terms)
    assert cells[2 * (terms.index("Export LOI") + 1) + 1][0].startswith("the Technology Export Letter of Intent")
    again(tmp_path, library["DEF-01"])


PAIRS = (
    ("第一条 标的", "Article 1 Scope"),
    ("甲方许可乙方使用本合同约定的技术。", "Party A licenses the technology to Party B."),
    ("第二条 不可抗力", "Article 2 Force Majeure"),
    ("不可抗力指不能预见的情况，包括下列事件：", "Force majeure means and includes the following events:"),
    ("（一）地震；", "(a) earthquake;"),
    ("（二）战争。", "(b) war."),
    ("受影响的一方应当及时通知对方。", "The affected Party shall notify the other Party."),
    ("第三条 违约责任", "Article 3 Liability"),
    ("赔偿责任总额不超过合同总价。", "The liability of either Party shall not exceed the price."),
    ("第四条 争议解决", "Article 4 Disputes"),
    ("争议提交仲裁，适用第三条。", "Disputes go to arbitration under Article 3."),
)


def cell(*lines: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(para(t) for t in lines)}</w:tc>"


def bilingual(kind: str) -> str:
    if kind == "alternating":
        return "".join(para(a) + para(b) for a, b in PAIRS)
    groups = [PAIRS[n : n + 1] for n in range(len(PAIRS))]
    if kind == "articles":
        groups = [PAIRS[0:2], PAIRS[2:7], PAIRS[7:9], PAIRS[9:11]]
    rows = (f"<w:tr>{cell(*(a for a, _ in g))}{cell(*(b for _, b in g))}</w:tr>" for g in groups)
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize("kind", ["rows", "articles", "alternating"])
def test_ct16_both_languages_join_or_none(tmp_path: Path, library: dict[str, RenderedClause], kind: str) -> None:
    document, report = run(tmp_path, package(bilingual(kind)), library["CHG-01"], library["RSK-02"])
    out = texts(document)
    zh, en = out.index("（二）战争；"), out.index("(b) war;")
    step = 1 if kind == "articles" else 2
    assert [out[zh + step * n][:3] for n in range(1, 5)] == ["（三）", "（四）", "（五）", "（六）"]
    assert [out[en + step * n][:3] for n in range(1, 5)] == ["(c)", "(d)", "(e)", "(f)"]
    assert [c.id for c in report.merged] == ["CHG-01"] * 2 + ["RSK-02"] * 2
    again(tmp_path, library["CHG-01"], library["RSK-02"])


def test_lists_that_do_not_face_each_other_are_left(tmp_path: Path, library: dict[str, RenderedClause]) -> None:
    pairs = [p for p in PAIRS if p[0] != "（一）地震；"]
    pairs[4] = ("（一）战争。", "(a) war.")
    text = "".join(para(a) + para(b) for a, b in pairs)
    document, report = run(tmp_path, package(text), library["CHG-01"])
    assert {"（一）战争。", "(a) war."} <= set(texts(document))
    assert report.merged == ()


@settings(
    deadline=None,
    max_examples=25,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.lists(st.sampled_from("；。,"), min_size=2, max_size=4),
    st.sampled_from(("（一）", "1.", "（1）")),
    st.booleans(),
    st.booleans(),
)
def test_any_list_goes_on_and_a_second_draft_finds_it(
    tmp_path_factory: pytest.TempPathFactory,
    library: dict[str, RenderedClause],
    stops: list[str],
    form: str,
    behind: bool,
    keep: bool,
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    marks = {"（一）": "（一）（二）（三）（四）".replace("）", "）|").split("|"), "1.": ["1.", "2.", "3.", "4."]}
    numbers = marks.get(form) or ["（1）", "（2）", "（3）", "（4）"]
    items = [f"{number}事项{at}{stop}" for at, (number, stop) in enumerate(zip(numbers, stops, strict=False))]
    lines = (*SCOPE, *EVENTS[:2], *items, *(EVENTS[4:] if behind else ()), *END)
    options = DraftOptions(numbering="keep" if keep else "renumber")
    document, report = run(folder, package(body(lines)), library["CHG-01"], options=options)
    out = texts(document)
    start = out.index(EVENTS[1])
    members = out[start + 1 : start + 1 + len(items) + 4]
    assert [m[: len(form)] for m in members[: len(items)]] == [i[: len(form)] for i in items]
    assert len({m.split("事项")[0][:3] for m in members}) == len(members)
    assert len(report.merged) <= 1
    again(folder, library["CHG-01"], options=options)


def test_the_plain_helpers_agree(tmp_path: Path) -> None:
    """A paper of plain lines without any list takes a clause behind its article as before."""
    template = write(tmp_path, package(plain("1. Scope", "The Supplier supplies.", "2. Notices", "By post.")))
    report = draft_contract(template, tmp_path / "out.docx", (clause("CHG-01", "T12", "merge"),), DraftOptions())
    assert report.merged == ()
    assert open_contract(tmp_path / "out.docx").paragraphs
