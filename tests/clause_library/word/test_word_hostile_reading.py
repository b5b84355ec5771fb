"""Faults a hostile reading found: places, numbers and references that a wrong contract could come of."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from word_samples import W, clause, every_clause, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.revising.tokens import read_tokens
from clause_library.word.source.document import MAX_CHARACTERS, open_contract
from clause_library.word.source.numerals import parse_zh
from clause_library.word.source.wording import Wording
from clause_library.word.source.xmltree import Node, parse_part


def drafted(
    folder: Path, body: str, *clauses: RenderedClause, options: DraftOptions | None = None
) -> tuple[list[str], DraftReport]:
    """The lines of the draft that hold words, and the report."""
    template, output = write(folder, package(body)), folder / "out.docx"
    report = draft_contract(template, output, clauses, options or DraftOptions())
    return [p.text for p in open_contract(output).paragraphs if not p.blank], report


KEPT = {
    "zh": (
        ("第一条 标的", "第二条 保密", "第二条之一 保密期限", "第二条之二 保密费", "第三条 争议解决"),
        "双方应当依照约定善意履行义务并且互相通知对方。",
        "第二条之三",
    ),
    "en": (
        ("11. Scope", "12. Confidentiality", "12A. Term", "12B. Fee", "13. Disputes"),
        "Each Party shall perform what it has promised to the other.",
        "12C.",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("after", [2, 3, 4])
def test_a_supplement_stands_behind_those_that_are_there(tmp_path: Path, lang: str, after: int) -> None:
    heads, body, label = KEPT[lang]
    text = "".join(para(h, "", "<w:b/>") + para(body) for h in heads)
    options = DraftOptions(numbering="keep", places={"LIC-04": after})
    lines, _ = drafted(tmp_path, text, clause("LIC-04", "T11"), options=options)
    order = [line for line in lines if line.startswith((*heads, label))]
    assert [*order[:4], *order[5:]] == list(heads)
    assert order[4].startswith(label)


EVENTS = (
    "第一条 标的",
    "甲方许可乙方使用技术，范围见附件一，双方应当遵守。",
    "第二条 不可抗力",
    "不可抗力是指不能预见、不能避免并不能克服的客观情况，包括下列事件：",
    "（一）地震、台风、水灾等自然灾害；",
    "（二）战争、动乱。",
    "发生不可抗力的一方应当及时通知对方，并在合理期限内提供下列证明。",
    "（三）公证机构的证明；",
    "（四）主管机关的证明。",
    "第三条 争议",
    "争议提交仲裁解决，与第二条第（四）项的证明有关的争议除外。",
    "（以下无正文）",
)


@pytest.mark.parametrize("numbering", ["renumber", "keep"])
def test_a_list_that_a_sentence_interrupts_gives_no_number_twice(tmp_path: Path, numbering: str) -> None:
    own = every_clause(names=("CHG-01",))[0]
    options = DraftOptions(numbering=numbering)
    lines, _ = drafted(tmp_path, "".join(para(line) for line in EVENTS), own, options=options)
    inside = lines[lines.index(EVENTS[2]) : lines.index(EVENTS[9])]
    numbers = [parse_zh(line[1 : line.index("）")]) for line in inside if line.startswith("（")]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) > 4
    proof = next(line for line in lines if line.endswith("主管机关的证明。"))
    assert next(line for line in lines if line.startswith("争议提交")) == EVENTS[10].replace("（四）", proof[:3])
    assert (proof == EVENTS[8]) == (numbering == "keep")
    back = tmp_path / "back.docx"
    draft_contract(tmp_path / "out.docx", back, (), DraftOptions(numbering=numbering, remove=("all",)))
    assert open_contract(back).main.source == open_contract(tmp_path / "contract.docx").main.source


def test_a_list_that_begins_again_keeps_its_numbers(tmp_path: Path) -> None:
    own = every_clause(names=("CHG-01",))[0]
    again = (*EVENTS[:7], "（一）公证机构的证明；", "（二）主管机关的证明；", "（三）其他证明。", *EVENTS[9:])
    lines, _ = drafted(tmp_path, "".join(para(line) for line in again), own)
    assert set(again[7:10]) <= set(lines)


LETTERED = (
    ("1. Scope", "See Section 2A of this Agreement and paragraph (a) of Section 3."),
    ("2. Confidentiality", "See Sections 2A and 3, Section 2A.1. Section 2B applies."),
    ("2A. Term", "2A.1 Each Party, under Section 2A.1, shall perform what it owes."),
    ("3. Disputes", "Under Sections 2 and 2A hereof, Section 2A of the Securities Act and Section 409A."),
)


def test_references_to_an_article_with_a_letter_follow_it(tmp_path: Path) -> None:
    text = "".join(para(head, "", "<w:b/>") + para(body) for head, body in LETTERED)
    options = DraftOptions(places={"LIC-04": 1})
    lines, report = drafted(tmp_path, text, clause("LIC-04", "T11", items=0), options=options)
    assert [line for line in lines if "Section" in line] == [
        "See Section 3A of this Agreement and paragraph (a) of Section 4.",
        "See Sections 3A and 4, Section 3A.1. Section 2B applies.",
        "3A.1 Each Party, under Section 3A.1, shall perform what it owes.",
        "Under Sections 3 and 3A hereof, Section 2A of the Securities Act and Section 409A.",
    ]
    told = [w.text.en for w in report.warnings if w.id == "reference-unclear"]
    assert len(told) == 1
    assert "Section 2B" in told[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_article_does_not_part_an_article_from_its_supplement(tmp_path: Path, lang: str) -> None:
    heads, body, _ = KEPT[lang]
    text = "".join(para(h, "", "<w:b/>") + para(body) for h in heads)
    lines, _ = drafted(tmp_path, text, clause("LIC-04", "T11"), options=DraftOptions(places={"LIC-04": 2}))
    order = [line for line in lines if line.startswith((*heads[:4], "第三条", "第四条", "13", "14"))]
    assert order[:4] == list(heads[:4])
    assert ["LIC-04" in line for line in order[4:]] == [True, False]


def sharing(folder: Path, words: str) -> tuple[str, list[str]]:
    """A sentence of 技术合同 as it stands once 第二条 became 第三条, and what is told of it as unclear."""
    heads = ("第一条 标的", "第二条 保密", "第三条 费用", "第四条 违约", "第五条 期限")
    text = para("技术合同") + "".join(para(h, "", "<w:b/>") + para(words) for h in heads)
    options = DraftOptions(places={"LIC-04": 1})
    lines, report = drafted(folder, text, clause("LIC-04", "T11", items=0), options=options)
    return lines[-1], [w.text.zh for w in report.warnings if w.id == "reference-unclear"][-1:]


@pytest.mark.parametrize(
    ("words", "unclear"),
    [
        ("依照附件三第四条、第五条办理。", True),
        ("依照附件三第四条第一款和第五条办理。", True),
        ("依照保密协议第四条、第五条办理。", True),
        ("依照附件三第四条办理。", False),
        ("依照《民法典》第五百六十二条、第五百六十三条办理。", False),
    ],
)
def test_an_owner_that_may_be_shared_is_told(tmp_path: Path, words: str, unclear: bool) -> None:
    line, told = sharing(tmp_path, words)
    assert line == words
    assert bool(told) == unclear


def test_the_contract_named_by_its_title_owns_the_whole_chain(tmp_path: Path) -> None:
    line, told = sharing(tmp_path, "依照《技术合同》第四条、第五条办理。")
    assert (line, told) == ("依照《技术合同》第五条、第六条办理。", [])


def test_the_look_of_a_run_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = '<w:fldChar w:fldCharType="begin"/>' * 50
    part = parse_part("d", f'<w:p xmlns:w="{W}"><w:r>{marks}<w:rPr><w:b/></w:rPr></w:r></w:p>'.encode())
    asked: list[str] = []
    before = Node.child

    def counting(node: Node, tag: str) -> Node | None:
        asked.append(tag)
        return before(node, tag)

    monkeypatch.setattr(Node, "child", counting)
    tokens = read_tokens(part, part.root.children)
    assert {t.formatting for t in tokens[:-1]} == {"<w:rPr><w:b/></w:rPr>"}
    assert asked.count("w:rPr") == 1


HARD = (
    "Section 3.2, ",
    "第一条、",
    "“技术”指",
    "（一）",
    "“",
    '"',
    "1",
    " ",
    "第一款、",
    "本合同自双方签字",
    "This Agreement takes effect ",
)


@pytest.mark.full
@pytest.mark.parametrize("words", HARD)
def test_the_longest_paragraph_of_hard_text_is_drafted_in_seconds(tmp_path: Path, words: str) -> None:
    english = words.isascii() and words.strip() != ""
    heads = ("1. Scope", "2. Force Majeure", "3. Disputes") if english else EVENTS[0:10:2][:2] + EVENTS[9:10]
    body = "Each Party shall perform what it has promised." if english else EVENTS[1]
    long = (words * (MAX_CHARACTERS // len(words)))[:MAX_CHARACTERS]
    text = "".join(para(h, "", "<w:b/>") + para(body) + (para(long) if n == 1 else "") for n, h in enumerate(heads))
    clauses = (clause("LIC-04", "T11", items=0), clause("CHG-01", "T12", "merge"), clause("DEF-01", "T2", "merge"))
    template = write(tmp_path, package(text))
    begun = time.process_time()
    draft_contract(template, tmp_path / "out.docx", clauses, DraftOptions(places={"LIC-04": 1}))
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("sign", ["甲", "&amp;", "\U0001f600", "&#x4e2d;", " "])
def test_words_change_at_the_same_place_in_a_long_text_as_in_a_short_one(tmp_path: Path, sign: str) -> None:
    for length in (4, 2000):
        run = f"<w:p><w:r><w:t>{sign * length}第三条{sign * 2}第三条</w:t></w:r></w:p>"
        document = open_contract(write(tmp_path, package(run)))
        paragraph = document.paragraphs[0]
        wording = Wording(document.main, paragraph)
        places = [n for n, c in enumerate(paragraph.text) if c == "三"]
        edits = dict.fromkeys(e for n in places for e in wording.edits(n, n + 1, "四"))
        changed = document.main.bytes_with(list(edits))
        space = ' xml:space="preserve"' if sign == " " else ""
        assert changed == document.main.source.replace("三".encode(), "四".encode()).replace(
            b"<w:t>", f"<w:t{space}>".encode()
        )
