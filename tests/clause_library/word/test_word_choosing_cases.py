"""Legal cases T-0nn and contract cases CT-nn: choosing and drafting through the engines, over small contracts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from word_samples import clause, package, para, write

from catalogue.engine import Engine, open_engine
from catalogue.home import home_from
from catalogue.matter import Matter
from catalogue.matterfile import read_matter
from catalogue.model import Check
from catalogue.packs import Library
from catalogue.results import Classification
from clause_library.engine import ClauseEngine, open_clause_engine
from clause_library.model import BlockKind, Conflict, RenderedBlock, Run, Selection
from clause_library.word.reading.terms import terms
from clause_library.word.report import DraftReport
from clause_library.word.source.document import open_contract
from clause_library.word.writing.idiom import for_many

MATTERS = Path(__file__).parents[1] / "matters"
OPENING = "许可方（甲方）：苏州示例光电科技有限公司；被许可方（乙方）：示例传感股份公司（泰国）。"
PAPER = (
    OPENING,
    "第一条 合同标的",
    "甲方许可乙方使用专利和技术资料，许可方式为普通许可，范围见附件一，双方应当遵守。",
    "第二条 保密",
    "双方应当对在履行本合同过程中知悉的对方的技术资料和商业信息承担保密义务，未经对方书面同意不得向他人披露。",
    "第三条 价款",
    "乙方应当在本合同生效之日起三十日内向甲方支付许可费，支付方式为银行转账，税费依照法律规定承担。",
    "第四条 违约责任",
    "一方违反本合同约定的，应当承担违约责任，赔偿对方因此受到的损失。",
    "第五条 其他",
    "本合同一式四份，双方各执两份，具有同等效力。",
)


@dataclass(frozen=True)
class Desk:
    """Both engines, one matter after another."""

    engine: Engine
    clauses: ClauseEngine
    folder: Path

    def matter(self, name: str) -> tuple[Matter, Classification]:
        matter = read_matter(MATTERS / f"{name}.yaml")
        return matter, self.classify(matter, whole=name == "free")

    def classify(self, matter: Matter, *, whole: bool = False) -> Classification:
        return (replace(self.engine, library=whole_library(self.engine)) if whole else self.engine).classify(matter)

    def select(self, matter: Matter, result: Classification, *lines: str) -> Selection:
        contract = self.contract(*lines) if lines else None
        return self.clauses.select(matter, result, contract=contract)

    def contract(self, *lines: str) -> Path:
        return write(self.folder, package("".join(para(line) for line in lines)))

    def draft(self, matter: Matter, result: Classification, *lines: str) -> tuple[DraftReport, list[str]]:
        """The report and the new paragraphs of the draft."""
        selection = self.select(matter, result, *lines)
        output = self.folder / "draft.docx"
        options = replace(self.clauses.options(matter), replace=True)
        report = self.clauses.draft(matter, result, selection, self.folder / "contract.docx", output, options)
        return report, [p.text for p in open_contract(output).paragraphs if p.text not in lines]


def whole_library(engine: Engine) -> Library:
    """The Catalogue as a user has it who imported all of it: the lidar entry stands for the whole."""
    technology = engine.library.catalogues["cn-tech"]
    newest = technology.editions[-1]
    lidar = newest.entry("233914X")
    assert lidar is not None
    points = tuple(replace(p, checked=Check.OFFICIAL) for p in lidar.points)
    full = replace(lidar, checked=Check.OFFICIAL, complete=True, points=points)
    edition = replace(newest, entries=(full,), expected=1, expected_derived=False)
    catalogues = {**engine.library.catalogues, "cn-tech": replace(technology, editions=(edition,))}
    return replace(engine.library, catalogues=catalogues)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, ClauseEngine]:
    home = home_from({"CAVEAT_HOME": str(tmp_path_factory.mktemp("home"))})
    return open_engine(home), open_clause_engine(home)


@pytest.fixture
def desk(engines: tuple[Engine, ClauseEngine], tmp_path: Path) -> Desk:
    return Desk(*engines, tmp_path)


def rule(selection: Selection, name: str, place: str = "") -> Conflict:
    found = [c for c in selection.conflicts if c.rule == name and place in c.place]
    assert found, [c.rule for c in selection.conflicts]
    return found[0]


def rules(selection: Selection) -> set[str]:
    return {c.rule for c in selection.conflicts}


def articles(conflict: Conflict) -> set[str]:
    return {basis.article for basis in conflict.basis}


def in_or_called(selection: Selection) -> dict[str, str]:
    """Priorities of what is in, and of what is called for and not written yet."""
    lacking = {e.id: e.lacking for e in selection.excluded if e.lacking}
    return lacking | {c.id: c.priority for c in selection.clauses}


def why(selection: Selection, name: str) -> str:
    items = (*selection.clauses, *selection.offered, *selection.excluded)
    return "；".join(w.zh for i in items if i.id == name for w in i.because)


def of_kind(matter: Matter, *kinds: str) -> Matter:
    return replace(matter, contract=replace(matter.contract, kinds=kinds))


def choosing(matter: Matter, **chosen: str) -> Matter:
    picks = tuple((name.replace("_", "-"), variant) for name, variant in chosen.items())
    return replace(matter, clauses=replace(matter.clauses, chosen=picks))


def test_t060_without_a_letter_of_intent_every_output_says_so_and_is_made_with_lic_01_first(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    selection = desk.select(matter, result, *PAPER)
    gate = rule(selection, "G-01")
    assert (gate.severity, articles(gate)) == ("error", {"33(2)"})
    assert selection.clauses[0].id == "LIC-01"
    report, _ = desk.draft(matter, result, *PAPER)
    (told,) = [w for w in report.warnings if w.id == "G-01"]
    assert told.severity == "error"
    assert "第三十三条第二款" in told.text.zh
    assert (desk.folder / "draft.docx").exists()
    pack = desk.folder / "pack.docx"
    notices = desk.clauses.pack(matter, result, selection, pack)
    assert any("第三十三条第二款" in words.zh for words in notices)
    with zipfile.ZipFile(pack) as held:
        assert "第三十三条第二款" in held.read("word/document.xml").decode()


def test_t062_registration_as_a_condition_of_effect_is_flagged_and_left_to_the_parties(desk: Desk) -> None:
    matter, result = desk.matter("free")
    sentence = "本合同自登记之日起生效。"
    flag = rule(desk.select(matter, result, *PAPER, "第六条 生效", sentence), "K-02")
    assert (flag.severity, articles(flag), flag.clauses) == ("warning", {"36"}, ("LIC-07",))
    desk.draft(matter, result, *PAPER, "第六条 生效", sentence)
    assert sentence in [p.text for p in open_contract(desk.folder / "draft.docx").paragraphs]


def test_t063_a_licence_condition_for_prohibited_technology_is_refused_and_the_carve_out_offered(desk: Desk) -> None:
    matter, result = desk.matter("prohibited")
    selection = desk.select(choosing(matter, LIC_02="balanced"), result)
    assert "LIC-02" not in {c.id for c in selection.clauses}
    assert "未予采纳" in why(selection, "LIC-02")
    assert [(d.id, d.kind) for d in selection.deviations] == [("LIC-02", "refused")]
    assert "CLS-05" in rule(selection, "K-03").repair.zh
    assert {c.id: c.priority for c in selection.clauses}["CLS-05"] == "mandatory"


def test_t068_a_waiver_of_change_of_circumstances_is_void(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    found = rule(desk.select(matter, result, *PAPER, "双方放弃情势变更。"), "K-07")
    assert found.severity == "error"
    assert "无效" in found.text.zh
    assert "32(4)" in articles(found)


def test_t070_consent_to_checks_by_a_foreign_authority_is_an_error(desk: Desk) -> None:
    matter, result = desk.matter("dual-use")
    words = "The Licensee shall permit BIS on-site end-use checks."
    found = rule(desk.select(matter, result, *PAPER, words), "K-06", "¶")
    assert (found.severity, articles(found)) == ("error", {"38"})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("乙方保证遵守美国制裁法律。", "N-05"),
        ("The Licensee represents that it complies with U.S. sanctions.", "N-05"),
        ("任何一方均不是特别指定国民。", "K-04"),
    ],
)
def test_t071_a_foreign_sanctions_warranty_of_a_prc_party_is_told_and_gets_its_saving(
    desk: Desk, words: str, expected: str
) -> None:
    """Where the clauses chosen bring PTY-08, the warranty is a warning; where nothing does, an error."""
    matter, result = desk.matter("free")
    selection = desk.select(matter, result, *PAPER, words)
    found = rule(selection, expected)
    assert articles(found) == {"12"}
    assert ("PTY-08" in {c.id for c in selection.clauses}) == (expected == "N-05")
    clean = rules(desk.select(matter, result, *PAPER, "双方应当遵守适用的法律。"))
    assert not {"K-04", "N-05"} & clean
    saved = words[:-1] + ("，但阻断规则禁止的除外。" if words[0] > "z" else " except where blocking rules forbid it.")
    assert not {"K-04", "N-05"} & rules(desk.select(matter, result, *PAPER, saved))


def test_t076_liquidated_damages_of_a_secondee_are_void(desk: Desk) -> None:
    matter, result = desk.matter("employment")
    found = rule(
        desk.select(matter, result, *PAPER, "派驻人员带走技术文件的，应当向用人单位支付违约金10万元。"), "K-10"
    )
    assert (found.severity, articles(found)) == ("error", {"25"})


def test_t077_a_european_licensor_of_know_how_brings_its_ban_and_the_saving_of_the_other_side(desk: Desk) -> None:
    matter, result = desk.matter("eu-nexus")
    selection = desk.select(matter, result)
    called = in_or_called(selection)
    assert called["USE-05"] == "mandatory"
    assert called["PTY-08"] == "mandatory"
    assert "PTY-08" in {c.id for c in selection.clauses}
    assert "eu_12ga" in {w.id for r in (result, *result.regimes) for w in r.warnings}


def test_ct13_new_clauses_are_offered_for_the_list_of_surviving_articles(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    survival = "本合同终止后，第二条、第四条继续有效。"
    report, _ = desk.draft(matter, result, *PAPER, "第六条 存续", survival)
    numbers = {i.id: i.number for i in report.inserted}
    (offer,) = [w for w in report.warnings if w.id == "survival"]
    assert "第二条、第四条" in offer.text.zh
    for name in {"ACC-07", "ASR-02", "EXT-05", "EXT-02"} & set(numbers):
        assert f"{name}（{numbers[name]}）" in offer.text.zh
        assert f"{name} ({numbers[name]})" in offer.text.en
    assert {"EXT-05", "EXT-02"} <= set(numbers)
    report, _ = desk.draft(matter, result, *PAPER, "第六条 引用", "依照第二条、第四条办理。")
    assert not [w for w in report.warnings if w.id == "survival"]


def test_ct19_no_term_of_the_clauses_is_left_undefined_and_none_is_defined_twice(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    own = "本合同中，“技术”指附件一所列技术；“技术资料”指附件二所列文件。"
    _, plain = desk.draft(matter, result, *PAPER)
    terms = {m[1] for line in plain for m in re.finditer(r"“([^”]+)”指", line)}
    assert {"技术资料", "受控技术", "出口批准"} <= terms
    report, new = desk.draft(matter, result, *PAPER[:3], "第二条 定义", own, *PAPER[5:])
    text = "\n".join(new)
    assert [t for t in terms if t in text and f"“{t}”" not in text + own] == []
    assert not [line for line in new if "“技术资料”指" in line]
    assert any("技术资料" in w.text.zh and "未重复定义" in w.text.zh for w in report.warnings)


def test_ct20_clauses_call_the_paper_what_it_calls_itself(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    _, new = desk.draft(matter, result, *(line.replace("本合同", "本协议") for line in PAPER))
    text = "\n".join(new)
    assert "本协议" in text
    assert "本合同" not in text


def test_ct21_party_b_is_the_exporter_where_the_technology_flows_from_it(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    matter = of_kind(matter, "TS")
    opening = "委托方（甲方）：示例传感股份公司（泰国）；受托方（乙方）：苏州示例光电科技有限公司。"
    _, new = desk.draft(matter, result, opening, *PAPER[1:])
    text = "\n".join(new)
    assert "出口方" not in text
    assert "接收方" not in text
    filing = [line for line in new if "申请" in line and "许可" in line and "应当" in line]
    assert any("乙方应当" in line for line in filing)
    assert not any("甲方应当" in line and "提出申请" in line for line in filing)


def test_ct21_party_words_in_brackets_behind_the_names_in_one_sentence(desk: Desk) -> None:
    matter, _ = desk.matter("restricted")
    exporter, recipient = (
        replace(p, name_en=n) for p, n in zip(matter.parties, ("Shili Photonics Ltd.", "Sample Co."), strict=True)
    )
    matter = replace(matter, parties=(exporter, recipient))
    lines = (
        "This Agreement is made between Sample Co. (Party A) and Shili Photonics Ltd. (Party B).",
        *["x " * 80] * 2,
    )
    desk.contract(*lines)
    words = terms(open_contract(desk.folder / "contract.docx"), matter)
    assert (words["en", "Exporter"], words["en", "Recipient"]) == ("Party B", "Party A")


def test_ct22_in_a_paper_of_three_each_party_is_bound_and_the_user_told(desk: Desk) -> None:
    matter, result = desk.matter("prohibited")
    third = ("丙方：示例研究院。", "甲方、乙方和丙方共同开发，丙方负责测试。")
    opening = "研究开发方（甲方）：浙江示例生物科技有限公司；委托方（乙方）：示例生命科学私人有限公司（新加坡）。"
    report, new = desk.draft(matter, result, opening, *third, *PAPER[1:])
    text = "\n".join(new)
    assert "每一方向其他各方陈述" in text
    assert "双方" not in text
    assert "另一方" not in text
    assert "more-parties" in {w.id for w in report.warnings}
    report, new = desk.draft(matter, result, opening, *PAPER[1:])
    assert "每一方向另一方陈述" in "\n".join(new)
    assert "more-parties" not in {w.id for w in report.warnings}


@pytest.mark.parametrize(
    ("two", "many"),
    [
        ("Neither Party is liable.", "No Party is liable."),
        ("Either Party may notify the other Party in writing.", "Any Party may notify each other Party in writing."),
        ("Where the other Party objects, both Parties meet.", "Where another Party objects, all Parties meet."),
        ("a statement of the other Party is untrue", "a statement of another Party is untrue"),
        ("The other Party shall cooperate.", "Each other Party shall cooperate."),
        ("notify the other Party this day", "notify each other Party this day"),
        ("borne in equal halves", "borne in equal shares"),
    ],
)
def test_ct22_words_of_two_parties_become_words_of_many(two: str, many: str) -> None:
    block = RenderedBlock(BlockKind.PARA, ((Run(two),),))
    given = replace(clause("LIC-04", "T11"), blocks={"en": (block,)})
    assert for_many(given).blocks["en"][0].runs[0].text == many


@pytest.mark.parametrize("name", ["LIC-02", "EXT-01", "RSK-03", "BLR-02"])
def test_ct26_an_employment_paper_refuses_what_labour_law_forbids_with_the_reason(desk: Desk, name: str) -> None:
    matter, result = desk.matter("employment")
    selection = desk.select(choosing(matter, **{name.replace("-", "_"): "balanced"}), result)
    assert name not in {c.id for c in selection.clauses}
    assert "劳动、派驻（EM）合同：不得列入" in why(selection, name)
    assert [(d.id, d.kind) for d in selection.deviations] == [(name, "refused")]


def test_ct28_a_kind_of_licence_that_differs_between_languages_or_from_the_matter_is_an_error(desk: Desk) -> None:
    matter, result = desk.matter("restricted")
    both = desk.select(matter, result, *PAPER, "甲方授予乙方排他许可（exclusive license）。")
    assert rule(both, "N-02").severity == "error"
    exclusive = replace(matter, transfer=replace(matter.transfer, licence_kind="exclusive", exclusive=True))
    result = desk.classify(exclusive)
    assert "N-02" in rules(desk.select(exclusive, result, *PAPER, "甲方授予乙方排他许可。"))
    assert "N-02" not in rules(desk.select(exclusive, result, *PAPER, "甲方授予乙方独占许可。"))


def test_ct29_a_patent_licence_that_names_no_kind_counts_as_non_exclusive_and_is_asked_about(desk: Desk) -> None:
    matter, _ = desk.matter("restricted")
    matter = replace(matter, transfer=replace(matter.transfer, licence_kind="", exclusive=None))
    result = desk.classify(matter)
    silent = tuple(line.replace("许可方式为普通许可，", "") for line in PAPER)
    found = rule(desk.select(matter, result, *silent), "N-03")
    assert found.severity == "note"
    assert "普通" in found.text.zh
    assert "写明" in found.repair.zh
    assert "N-03" not in rules(desk.select(matter, result, *PAPER))


def test_ct31_research_without_a_rule_on_know_how_results_is_warned_about(desk: Desk) -> None:
    matter, result = desk.matter("prohibited")
    found = rule(desk.select(matter, result, *PAPER), "N-04")
    assert (found.severity, articles(found)) == ("warning", {"861"})
    assert "N-04" not in rules(desk.select(matter, result, *PAPER, "研究开发成果归甲方所有。"))


def test_ct32_hosted_software_of_unsettled_class_is_watched_and_not_made_to_wait_for_a_licence(desk: Desk) -> None:
    matter, result = desk.matter("indeterminate")
    selection = desk.select(matter, result)
    called = in_or_called(selection)
    assert result.classes == ("UNK",)
    assert {n: called[n] for n in ("CHG-04", "CLS-04")} == {"CHG-04": "mandatory", "CLS-04": "mandatory"}
    if "ACC-03" in desk.clauses.store.clauses:
        assert called["ACC-03"] == "mandatory"
    assert "LIC-02" not in called


def test_ct33_equity_with_a_change_of_controller_brings_the_parallel_review_and_the_unwind(desk: Desk) -> None:
    matter, result = desk.matter("restricted-dual-use")
    selection = desk.select(matter, result)
    chosen = {c.id: c.priority for c in selection.clauses}
    assert (chosen["LIC-10"], chosen["EXT-04"]) == ("mandatory", "mandatory")
    assert "ip-transfer-review" in {o.id for o in result.obligations}
    _, new = desk.draft(matter, result, *PAPER)
    assert "知识产权对外转让审查" in "\n".join(new)


def test_ct34_a_single_licence_of_a_year_and_ten_years_of_service(desk: Desk) -> None:
    matter, result = desk.matter("dual-use")
    found = rule(desk.select(matter, result, *PAPER), "K-16")
    assert (found.severity, articles(found), found.clauses) == ("warning", {"15"}, ("LIC-08",))
    report, new = desk.draft(matter, result, *PAPER)
    assert "K-16" in {w.id for w in report.warnings}
    assert any("有效期" in line and ("重新" in line or "届满" in line) for line in new)
    short = replace(matter, contract=replace(matter.contract, term_months=12))
    assert "K-16" not in rules(desk.select(short, result, *PAPER))


@pytest.mark.parametrize("words", ["双方已签署合作意向书。", "The Parties signed a letter of intent in May."])
def test_ct45_a_commercial_letter_of_intent_beside_the_export_loi(desk: Desk, words: str) -> None:
    matter, result = desk.matter("restricted")
    assert rule(desk.select(matter, result, *PAPER, words), "N-01").severity == "warning"
    assert "N-01" not in rules(desk.select(matter, result, *PAPER, "双方已取得技术出口许可意向书。"))
