"""The memo holds what the classification holds, in each language, as a sound Word document."""

from __future__ import annotations

import datetime as dt
import getpass
import platform
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from memo_desk import SEVERAL, MemoDesk, Paper

from catalogue.freeze import frozen_block
from catalogue.matter import Matter, Technology
from catalogue.matterfile import read_matter
from catalogue.model import Words
from catalogue.regimes.limbwords import threshold_text
from catalogue.results import Classification, Finding
from catalogue.telling.telllaw import citations
from catalogue.telling.wording import OUTCOMES, VERDICTS
from clause_library.memo.blocks import Block, Column, Grid, Heading, Items, Pairs, Para, Signature, joined, same
from clause_library.memo.labels import REGIMES, VALUES
from clause_library.memo.memo import memo_of

SAMPLES = ("lidar-licence", "lidar-long-range", "germline-editing", "conveyor-know-how", "recommender-saas")
MET = {True: ("满足", "met"), False: ("不满足", "not met"), None: ("未知", "unknown")}
PARTS = 12


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> MemoDesk:
    return MemoDesk.over(tmp_path_factory.mktemp("memos"))


@pytest.fixture(scope="module")
def matters(root: Path) -> dict[str, Matter | str]:
    found: dict[str, Matter | str] = {
        name: read_matter(root / "clause_library" / "samples" / f"{name}.yaml") for name in SAMPLES
    }
    return found | {"several": SEVERAL}


def squeezed(text: str) -> str:
    """Without line ends and doubled spaces: a text may stand in two paragraphs of a cell."""
    return re.sub(r"\s+", "", text)


def values_of(result: Classification) -> list[Words]:
    """Every text of the classification that a reader must find."""
    found = [OUTCOMES[r.outcome] for r in result.regimes]
    found += [question.text for r in result.regimes for question in r.open_questions]
    found += [question.would_settle for r in result.regimes for question in r.open_questions]
    found += [notice.text for notice in result.warnings] + [w.text for r in result.regimes for w in r.warnings]
    found += [reason for r in result.regimes for f in r.entries for reason in f.reasons]
    for step in result.obligations:
        found += [step.step, step.authority, step.form, *step.documents, step.why, step.heading]
        found += [Words(citations(step.basis, "zh", dated=True), citations(step.basis, "en", dated=True))]
        found += [same(day.isoformat()) for day in (step.due,) if day]
    for notice in (*result.warnings, *(w for r in result.regimes for w in r.warnings)):
        found.append(Words(citations(notice.basis, "zh", dated=True), citations(notice.basis, "en", dated=True)))
    return [words for words in found if words]


@pytest.mark.parametrize(
    ("name", "lang"), [*((name, "both") for name in (*SAMPLES, "several")), ("several", "zh"), ("several", "en")]
)
def test_every_text_of_the_classification_stands_in_the_memo(
    desk: MemoDesk, matters: dict[str, Matter | str], name: str, lang: str
) -> None:
    _, result = desk.classified(matters[name])
    text = squeezed(desk.memo(matters[name], lang, name).text)
    spoken = ("zh", "en") if lang == "both" else (lang,)
    missing = [
        w for words in values_of(result) for each in spoken if squeezed(w := words.in_language(each)) not in text
    ]
    assert missing == []


@pytest.mark.parametrize(("lang", "at"), [("zh", 0), ("en", 1)])
@pytest.mark.parametrize("name", ["lidar-licence", "several"])
def test_each_limb_is_a_row_with_its_result_in_words(
    desk: MemoDesk, matters: dict[str, Matter | str], name: str, lang: str, at: int
) -> None:
    _, result = desk.classified(matters[name])
    rows = {tuple(squeezed(cell) for cell in row) for row in desk.memo(matters[name], lang, name).rows()}
    limbs = [limb for regime in result.regimes for finding in regime.entries for limb in finding.limbs]
    assert limbs
    for limb in limbs:
        name_of, met = squeezed(limb.name.in_language(lang)), squeezed(MET[limb.met][at])
        threshold = squeezed(threshold_text(limb) + limb.condition.in_language(lang))
        given = squeezed(limb.given_text) or squeezed(("未给出", "not given")[at])
        found = [row for row in rows if row[1:5] == (name_of, threshold, given, met)]
        assert found, (limb.quantity, met)
        if limb.margin is not None:
            assert any(row[5] == f"{float(limb.margin):.6g}×" for row in found)


def test_findings_are_listed_with_list_edition_and_verdict(desk: MemoDesk) -> None:
    _, result = desk.classified(SEVERAL)
    rows = [tuple(squeezed(cell) for cell in row) for row in desk.memo(SEVERAL, "zh", "several").rows()]

    def row_of(finding: Finding) -> bool:
        label = f"{finding.code or finding.id}{f'({finding.point})' if finding.point else ''}"
        verdict = VERDICTS[finding.verdict].zh
        return any(r[0] == label and r[-1].startswith(verdict) and finding.edition in r[2] for r in rows if len(r) == 5)

    findings = [finding for regime in result.regimes for finding in regime.entries]
    assert len(findings) > 5
    assert [f.code for f in findings if not row_of(f)] == []


@pytest.mark.parametrize("lang", ["zh", "both"])
def test_the_headings_are_words_own_and_the_same_in_every_language(
    desk: MemoDesk, matters: dict[str, Matter | str], lang: str
) -> None:
    papers = [desk.memo(matters[name], lang, name) for name in ("germline-editing", "several")]
    for paper in papers:
        assert len(paper.headings(1)) == PARTS
        assert paper.headings(2)
        numbered = paper.document.styles["Heading 1"].element.find(f".//{qn('w:numPr')}")
        assert numbered is not None
    assert papers[0].headings(1) == papers[1].headings(1)


def test_both_is_one_document_with_chinese_first(desk: MemoDesk) -> None:
    zh, en, both = (desk.memo(SEVERAL, lang, "several").lines() for lang in ("zh", "en", "both"))
    assert len(both) < len(zh) + len(en)
    assert both.index("程序的判断（中国法）：禁止出口") + 1 == both.index(
        "Finding of the program (PRC law): prohibited"
    )
    assert [line for line in both if line].count("多项技术一揽子许可（第三稿）") == 2  # title and table, each once
    assert "结论摘要  Summary" in both


@pytest.mark.parametrize("lang", ["zh", "both"])
def test_tables_repeat_their_heading_and_keep_their_rows_whole(desk: MemoDesk, lang: str) -> None:
    document = desk.memo(SEVERAL, lang, "several").document
    headed = [t for t in document.tables if t._tbl.tr_lst[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert len(headed) > 8
    for table in document.tables:
        assert table.style.name == "Table Grid"
        order = [child.tag for child in table._tbl.tblPr]
        assert order.index(qn("w:tblCellMar")) < order.index(qn("w:tblLook"))
        for row in table._tbl.tr_lst:
            if sum(len(t.text or "") for t in row.iter(qn("w:t"))) < 900:
                assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_paper_fonts_and_language(desk: MemoDesk) -> None:
    document = desk.memo(SEVERAL, "both", "several").document
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    for name in ("Memo Text", "Memo Table", "Heading 1", "List Bullet", "Title"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("宋体", "黑体")
        assert fonts.get(qn("w:asciiTheme")) is None
    langs = {e.get(qn("w:eastAsia")) for e in document.styles.element.iter(qn("w:lang"))}
    assert langs == {"zh-CN"}
    assert "NUMPAGES" in section.footer._element.xml
    assert "2026-033" in section.header.paragraphs[0].text


def test_the_same_matter_gives_the_same_bytes_and_nothing_of_the_machine(desk: MemoDesk) -> None:
    first = desk.memo(SEVERAL, "both", "several").path.read_bytes()
    paper = desk.memo(SEVERAL, "both", "several", again=True)
    assert paper.path.read_bytes() == first
    core = paper.document.core_properties
    assert (core.author, core.last_modified_by, core.language) == ("王", "王", "zh-CN")
    assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None) == dt.datetime(2026, 11, 20)
    user, node = getpass.getuser(), platform.node()
    assert not any(word and len(word) > 4 and word in paper.xml for word in (user, node, str(paper.path.parent)))


def test_a_decision_for_free_is_printed_as_the_lawyers_and_never_as_the_programs(
    desk: MemoDesk, matters: dict[str, Matter | str]
) -> None:
    zh, en = (desk.memo(matters["conveyor-know-how"], lang, "conveyor") for lang in ("zh", "en"))
    row = next(r for r in en.rows() if r[0].endswith("(cn-tech)"))
    assert row[1] == "indeterminate"
    assert row[2] == "free by decision of 王, 2026-11-19, on 26/132 (derived) entries"
    headline = en.lines().index("Result (PRC law), by decision of the lawyer: free")
    assert "free by decision of 王, 2026-11-19, on 26/132 (derived) entries" in en.lines()[headline + 1]
    assert en.lines()[headline + 2] == "Finding of the program (PRC law): indeterminate"
    assert "程序的判断（中国法）：未定" in zh.lines()
    assert not any(line.startswith(("结论（中国法）：", "Result (PRC law):")) for line in (*zh.lines(), *en.lines()))
    assert "包装输送线调速诀窍: freely exportable technology (by decision of the lawyer)" in en.lines()
    assert any(h.endswith("自由出口（律师的决定；程序的判断：未定）") for h in zh.headings(2))
    assert ("制度：中国：禁止、限制出口技术目录（cn-tech）", "自由出口", "王", "2026-11-19") in [
        r[:4] for r in zh.rows()
    ]


def test_a_replaced_decision_is_kept_and_marked(desk: MemoDesk) -> None:
    rows = [r for r in desk.memo(SEVERAL, "zh", "several").rows() if len(r) == 5 and r[0].startswith("制度：")]
    assert [("取代" in r[1], r[2]) for r in rows] == [(True, "钱"), (False, "李")]
    assert any(
        r[0] == "判断：远距激光雷达 233914X" and r[2] == "赵" for r in desk.memo(SEVERAL, "zh", "several").rows()
    )


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ([("restricted", "2026-11-17"), ("prohibited", "2026-11-17")], ["同日", "同日"]),
        ([("restricted", "2026-11-17"), ("restricted", "2026-11-17")], ["", ""]),
        ([("free", "2026-11-16"), ("restricted", "2026-11-17"), ("free", "2026-11-17")], ["取代", "同日", "同日"]),
    ],
)
def test_decisions_of_one_day_that_differ_are_not_called_replaced(
    desk: MemoDesk, words: list[tuple[str, str]], marks: list[str]
) -> None:
    said = "\n".join(
        f"  - {{about: 'regime:cn-tech', answer: {answer}, by: 王{at}, on: {day}, reason: 意见}}"
        for at, (answer, day) in enumerate(words)
    )
    matter = SEVERAL[: SEVERAL.index("confirmations:")] + f"confirmations:\n{said}\n"
    rows = [r for r in desk.memo(matter, "zh").rows() if len(r) == 5 and r[0].startswith("制度：")]
    assert ["取代" if "取代" in r[1] else "同日" if "同日" in r[1] else "" for r in rows] == marks


def test_the_time_to_allow_stands_below_the_steps(desk: MemoDesk) -> None:
    zh, en = (desk.memo(SEVERAL, lang, "several").text for lang in ("zh", "en"))
    assert "长停日至少应留45个工作日" in zh
    assert "a long-stop date must leave at least 45 working days" in en


def test_missing_facts_are_named_and_not_assumed(desk: MemoDesk) -> None:
    text = desk.memo("matter: {as_of: 2026-11-20}", "both").text
    for words in (
        "案卷未写明技术。",
        "The matter names no technology.",
        "案卷未写明当事人，未作筛查。",
        "方向、目的地",
    ):
        assert words in text
    assert "中立" not in text


def test_listed_names_and_the_days_of_the_lists_are_told(desk: MemoDesk) -> None:
    lines = desk.memo(SEVERAL, "zh", "several").lines()
    assert any(line.startswith("【警示】") and "Rheinmetall Italia" in line for line in lines)
    assert any("出口管制管控名单" in line and re.search(r"截至20\d\d-\d\d-\d\d", line) for line in lines)


def test_what_changed_since_the_frozen_result_is_a_table(desk: MemoDesk) -> None:
    matter, result = desk.classified(SEVERAL)
    block = frozen_block(result, desk.engine.library, by="孙", on=dt.date(2026, 11, 21), program="caveat 0.1.0")
    unchanged = desk.memo(replace(matter, frozen=block), "zh")
    assert "由孙于2026-11-21冻结（caveat 0.1.0）。" in unchanged.lines()
    assert "冻结以后没有变化。" in unchanged.lines()
    later = replace(matter, frozen=block, technologies=matter.technologies[:1])
    rows = list(desk.memo(later, "en").rows())
    assert any(r[:3] == ("result (PRC)", "prohibited", "restricted") and "cn-tech" in r[3] for r in rows)


def test_sources_carry_instrument_extent_and_day(desk: MemoDesk) -> None:
    rows = [r for r in desk.memo(SEVERAL, "zh", "several").rows() if "cn-tech 2025-07" in r[0] and len(r) == 4]
    (row,) = [r for r in rows if "数据截至" in r[1]]
    assert "26/132" in row[2]
    assert "http" in row[3]


def test_fifty_technologies_long_texts_and_illegal_signs_make_a_sound_document(desk: MemoDesk) -> None:
    long = "很长的说明，" * 1700
    ugly = Technology(
        name="坏\x07字\x0b符\ufffe", description=f"{long}\x00末尾<&>]]>", measured=(("不明\x1f参数", "1"),)
    )
    many = tuple(Technology(name=f"技术{n}", description="激光雷达") for n in range(49))
    matter = Matter(
        dt.date(2026, 11, 20), id="长" * 300, title="题" * 300, author="人" * 300, technologies=(ugly, *many)
    )
    paper = desk.memo(matter, "both")
    text, xml = paper.text, paper.xml
    assert long in text
    assert "末尾<&>]]>" in text
    assert "坏字符" in text
    assert len(paper.headings(2)) > 100
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", xml)


def test_every_block_of_the_memo_speaks_both_languages(desk: MemoDesk) -> None:
    matter, result = desk.classified(SEVERAL)

    def told(block: Block) -> list[Words]:
        match block:
            case Heading(text) | Para(text):
                return [text]
            case Items(texts) | Signature(texts):
                return list(texts)
            case Pairs(rows):
                return [label for label, _ in rows]
            case Grid(columns, _):
                return [column.heading for column in columns if isinstance(column, Column)]

    blocks = memo_of(matter, result, desk.engine.library).blocks
    words = [w for block in blocks for w in told(block)]
    assert all(w.zh and w.en for w in words)
    assert all(w.zh and w.en for table in (*VALUES.values(), REGIMES) for w in table.values())


def test_joined_leaves_empty_parts_out() -> None:
    assert joined((Words(), same("a"), Words("乙", "b"))) == Words("a；乙", "a; b")


@pytest.mark.full
@pytest.mark.libreoffice
def test_libreoffice_reads_it_with_its_headings(desk: MemoDesk, tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice and poppler are not on this machine")
    paper: Paper = desk.memo(SEVERAL, "both", "several")
    words = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(paper.path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    done = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / f"{paper.path.stem}.pdf"), "-"], check=True, capture_output=True
    )
    text = done.stdout.decode("utf-8")
    for heading in ("一、结论摘要", "十二、本工具的限度", "Limits of this tool"):
        assert heading in text
    assert text.count("与限值之比") > 1
