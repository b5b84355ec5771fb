"""What the clauses on access, people and data do: the technology licence, people, records, employment papers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import places_of, texts_of, words_of

from clause_library.markup import walk
from clause_library.model import LANGS, VARIANTS, Clause, MarkKind
from clause_library.store import Store, read_store

ACCESS = ("ACC-01", "ACC-02", "ACC-03", "ACC-04", "ACC-05", "ACC-06", "ACC-07")
EMPLOYMENT = {"zh": "劳动合同或者派驻协议", "en": "employment contract or a secondment agreement"}


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def texts(clause: Clause) -> list[tuple[str, str]]:
    return [(name, words_of(blocks)) for lang in LANGS for name, blocks in texts_of(clause, lang)]


def holds(clause: Clause, zh: str, en: str) -> None:
    """Every position says so in both languages."""
    for lang, words in (("zh", zh), ("en", en)):
        for name, blocks in texts_of(clause, lang):
            assert words in words_of(blocks), f"{name}: {words}"


def block_with(clause: Clause, position: str, lang: str, words: str) -> str:
    """The one block that has these words."""
    found = [text for block in clause.variants[position].texts[lang] if words in (text := words_of((block,)))]
    assert len(found) == 1, f"{clause.id} {position} {lang}: {words}"
    return found[0]


@pytest.mark.parametrize("clause_id", ACCESS)
def test_an_exporter_exemption_is_loud_and_carved_out_in_the_same_block(library: Store, clause_id: str) -> None:
    clause = library.clauses[clause_id]
    for lang, kept in (("zh", "故意或者因重大过失造成"), ("en", "intentionally or by gross negligence")):
        loud = [
            block
            for block in clause.variants["exporter"].texts[lang]
            if any(mark.kind is MarkKind.STRONG for mark in walk((block,)))
        ]
        assert len(loud) == 1, clause_id
        assert kept in words_of(tuple(loud)), clause_id
    for position in ("balanced", "counterparty"):
        for lang in LANGS:
            marks = walk(clause.variants[position].texts[lang])
            assert not any(mark.kind is MarkKind.STRONG for mark in marks), f"{clause_id} {position}"


@pytest.mark.parametrize("clause_id", [c for c in ACCESS if c != "ACC-06"])
def test_in_an_employment_paper_there_are_no_liquidated_damages(library: Store, clause_id: str) -> None:
    clause = library.clauses[clause_id]
    assert clause.kinds["EM"] in {"mandatory", "recommended", "optional"}
    for position in VARIANTS:
        zh = block_with(clause, position, "zh", EMPLOYMENT["zh"])
        en = block_with(clause, position, "en", EMPLOYMENT["en"])
        assert re.search(r"不得据此约定由接收方承担的违约金|不设违约金", zh), position
        assert re.search(r"shall not on this ground provide for liquidated damages|no liquidated damages apply", en)
        if position == "exporter":
            assert "不得援引上述免除责任的约定" in zh
            assert re.search(r"(shall not|or) rely on the above exclusion of liability", en)


def test_a_protocol_that_cannot_stand_in_an_employment_paper_does_not_speak_of_one(library: Store) -> None:
    clause = library.clauses["ACC-06"]
    assert clause.kinds["EM"] == "not_offered"
    assert places_of(texts(clause), "劳动合同|employment") == []


@pytest.mark.parametrize("clause_id", ["ACC-01", "ACC-02"])
def test_access_never_turns_on_nationality_alone(library: Store, clause_id: str) -> None:
    clause = library.clauses[clause_id]
    holds(
        clause,
        "不得仅以国籍、民族、种族、性别或者宗教信仰为由",
        "on nationality, ethnic origin, race, sex or religious belief alone"
        if clause_id == "ACC-02"
        else "nationality, ethnic origin, race, sex or religious belief alone",
    )
    for position in VARIANTS:
        zh = block_with(clause, position, "zh", "不得仅以国籍")
        assert "出口批准的范围" in zh
        assert "岗位职责" in zh
    control = library.clauses["ACC-01"]
    holds(control, "《中华人民共和国劳动合同法》第四条", "Article 4 of the Labour Contract Law of the PRC")


def test_release_to_a_foreign_person_waits_for_approval_under_the_statute(library: Store) -> None:
    clause = library.clauses["ACC-02"]
    holds(clause, "《出口管制法》第二条的规定不因该判定而改变", "Article 2 of the Export Control Law is not altered")
    for name, blocks in texts_of(clause, "zh"):
        assert re.search(r"(审查期间|取得之前)不得开放(该)?接触", words_of(blocks)), name


@pytest.mark.parametrize("clause_id", ["ACC-02", "ACC-04"])
def test_a_foreign_rule_carries_the_saving_in_the_same_block(library: Store, clause_id: str) -> None:
    for position in VARIANTS:
        zh = block_with(library.clauses[clause_id], position, "zh", "其他法域的出口管制法律")
        en = block_with(library.clauses[clause_id], position, "en", "export control laws of another jurisdiction")
        assert "不要求任何一方违反对其有约束力的阻断规则" in zh
        assert "nothing above requires a Party to act contrary to Blocking Rules" in en
        if clause_id == "ACC-02":
            assert "外国国家对中国公民、组织采取的歧视性限制措施" in zh


def test_a_compliance_suspension_is_outside_the_service_level(library: Store) -> None:
    holds(
        library.clauses["ACC-03"],
        "不计入可用性和其他服务水平的计算",
        "left out of the calculation of availability and of other service levels",
    )


def test_a_release_of_source_code_is_a_transfer_that_waits_for_approval(library: Store) -> None:
    clause = library.clauses["ACC-03"]
    for position in VARIANTS:
        zh = block_with(clause, position, "zh", "保管人" if position != "counterparty" else "保管；")
        assert "按照转移处理" in zh
        assert "取得之前不得释放" in zh or "取得应当取得的出口批准之前不得释放" in zh
        assert "is treated as a Transfer and shall not take place before" in words_of(
            clause.variants[position].texts["en"]
        )
    for name, blocks in texts_of(clause, "zh"):
        assert re.search(r"不得以逆向工程", words_of(blocks)), name
        assert "法律允许且不得以合同排除的行为除外" in words_of(blocks), name


def test_assistance_stays_within_its_topics_and_no_one_leaves_before_approval(library: Store) -> None:
    clause = library.clauses["ACC-04"]
    holds(clause, "口头说明与书面资料适用同一范围", "same scope applies to oral explanation and to written documents")
    for name, blocks in texts_of(clause, "zh"):
        assert re.search(r"取得技术协助依法应当取得的出口批准|技术协助依法应当取得的出口批准和", words_of(blocks)), name
        assert "之前不得派出人员" in words_of(blocks), name
        assert "其他约定中的协助义务以该范围为限" in words_of(blocks), name


def test_data_formalities_run_beside_the_technology_licence(library: Store) -> None:
    clause = library.clauses["ACC-05"]
    holds(
        clause,
        "数据手续与出口批准并行办理，互不代替；完成其中一项不视为完成另一项",
        "are handled in parallel and neither replaces the other; completion of one is not completion of the other",
    )
    holds(clause, "《中华人民共和国数据安全法》第二十五条", "Article 25 of the Data Security Law of the PRC")
    holds(
        clause,
        "依照《中华人民共和国数据安全法》第三十六条，未经中国主管机关批准不得提供",
        "under Article 36 of the Data Security Law of the PRC such data shall not be supplied without approval",
    )


def test_the_delivery_list_equals_the_list_filed_for_the_licence(library: Store) -> None:
    clause = library.clauses["ACC-06"]
    for name, blocks in texts_of(clause, "zh"):
        text = words_of(blocks)
        filed = "交付清单应当与依照《技术进出口管理条例》第三十四条提交主管部门的技术资料出口清单一致"
        assert filed in text, name
        assert "未列入该清单的，不得交付" in text, name
        assert "依法应当取得出口批准的，取得之前不得交付" in text, name
        assert "《技术进出口管理条例》第四十条重新办理许可" in text, name
    holds(clause, "不一致的，以上述约定为准", "the above prevails")
    holds(clause, "第三十四条", "Article 34 of TIER")


def test_a_purge_leaves_out_the_records_that_the_law_keeps(library: Store) -> None:
    clause = library.clauses["ACC-07"]
    holds(
        clause,
        "法律要求留存的合同、审批、交付、接触和清除记录不予清除",
        "Records of the contract, of approvals, deliveries, access and purge that the law requires to be kept are not",
    )
    holds(clause, "依照《两用物项条例》保存不少于5年", "kept for not less than 5 years as DUR provides")
    holds(clause, "保全解除后清除", "the purge follows when the preservation is lifted")
    assert places_of(texts(clause), r"⟨\w+⟩\s*(年|years)") == []


def test_a_purge_spares_who_keeps_a_right_to_use(library: Store) -> None:
    holds(library.clauses["ACC-07"], "没有继续使用的权利的", "has no right to go on using")


def test_access_records_of_dual_use_exports_can_be_kept_five_years(library: Store) -> None:
    for clause_id in ("ACC-01", "ACC-03"):
        variable = library.clauses[clause_id].variables["log_months"]
        assert int(variable.default.zh) >= 5 * 12
        holds(library.clauses[clause_id], "法律规定更长期限的，从其规定", "or longer where the law so requires")
    assert (
        library.clauses["ACC-01"].variables["log_months"].label
        == library.clauses["ACC-03"].variables["log_months"].label
    )
