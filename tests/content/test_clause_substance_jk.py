"""Assurance and boilerplate: retention, checks, reports, foreign requests, diligence, law, forum, language, filings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.markup import walk
from clause_library.model import LANGS, BlockKind, MarkKind
from clause_library.store import Store, read_store

OURS = (*(f"ASR-0{n}" for n in range(1, 7)), *(f"BLR-0{n}" for n in range(1, 7)))


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def lacking(library: Store, clause_id: str, patterns: dict[str, str]) -> list[str]:
    """The texts of a clause in which the pattern of their language is not found."""
    found = [(lang, name, words_of(b)) for lang in LANGS for name, b in texts_of(library.clauses[clause_id], lang)]
    return [name for lang, name, text in found if lang in patterns and not re.search(patterns[lang], text)]


def holding(library: Store, clause_id: str, patterns: dict[str, str]) -> list[str]:
    """The texts of a clause in which the pattern of their language is found."""
    found = [(lang, name, words_of(b)) for lang in LANGS for name, b in texts_of(library.clauses[clause_id], lang)]
    return [name for lang, name, text in found if lang in patterns and re.search(patterns[lang], text)]


@pytest.mark.parametrize("clause_id", OURS)
def test_three_positions_stand_and_nothing_is_absent(library: Store, clause_id: str) -> None:
    clause = library.clauses[clause_id]
    assert list(clause.variants) == ["exporter", "balanced", "counterparty"]
    assert clause.absent == {}


def test_dual_use_records_are_kept_for_at_least_five_years_in_words(library: Store) -> None:
    statute = {"zh": r"《两用物项条例》第二十七条.{0,60}不少于5年", "en": r"Article 27 of DUR.{0,90}at least 5 years"}
    assert lacking(library, "ASR-02", statute) == []
    years = library.clauses["ASR-02"].variables["record_years"]
    assert years.minimum == 5
    assert int(years.default.zh) >= 5


def test_records_survive_the_purge_but_keep_no_technology(library: Store) -> None:
    purge = {"zh": r"返还和删除技术资料的约定不妨碍保存", "en": r"return and deletion .{0,40}do not stand in the way"}
    empty = {
        "zh": r"记录不得含有受控技术的技术内容",
        "en": r"records shall not contain the technical content of Controlled",
    }
    assert lacking(library, "ASR-02", purge) == []
    assert lacking(library, "ASR-02", empty) == []


@pytest.mark.parametrize("clause_id", ["ASR-03", "ASR-05"])
def test_foreign_on_site_checks_are_reported_and_neither_accepted_nor_promised(library: Store, clause_id: str) -> None:
    rule = {
        "zh": r"应当立即向国务院商务主管部门报告；未经国务院商务主管部门同意，不得接受或者承诺接受",
        "en": r"report it to the department of commerce of the State Council at once; without the consent of that "
        r"department it shall not accept the request or promise to accept it",
    }
    assert lacking(library, clause_id, rule) == []


def test_a_commercial_audit_lets_no_foreign_official_in_and_serves_the_authority(library: Store) -> None:
    out = {
        "zh": r"外国政府的官员及其委托的人不得参加",
        "en": r"officials of a foreign government .{0,60}shall not take part",
    }
    authority = {"zh": r"主管部门依法开展最终用户和最终用途核查的，接收方应当", "en": r"the Recipient shall cooperate"}
    assert lacking(library, "ASR-03", out) == []
    assert lacking(library, "ASR-03", authority) == []
    assert holding(library, "ASR-03", {"zh": r"可以进入使用"}) == ["ASR-03 exporter zh"]


def test_statutory_reports_wait_for_nobody(library: Store) -> None:
    core = {
        "zh": r"《出口管制法》第十六条和《两用物项条例》第二十五条.*第三十八条.*不得以通知、协商或者另一方的同意为前提",
        "en": r"Article 16 of the Export Control Law and Article 25 of DUR.*Article 38.*not be made subject to notice",
    }
    assert lacking(library, "ASR-04", core) == []
    prior = {"zh": r"应当先书面通知另一方", "en": r"shall first notify the other Party"}
    assert holding(library, "ASR-04", prior) == ["ASR-04 counterparty zh", "ASR-04 counterparty en"]
    bound = {"zh": r"法律没有规定立即报告，也没有规定报告期限的", "en": r"neither an immediate duty nor a period"}
    assert holding(library, "ASR-04", bound) == ["ASR-04 counterparty zh", "ASR-04 counterparty en"]
    assert holding(library, "ASR-04", {"zh": r"阻断外国法律与措施不当域外适用办法》第五条.{0,10}同样"}) == [
        "ASR-04 counterparty zh"
    ]


def test_data_in_the_prc_goes_to_no_foreign_body_without_approval(library: Store) -> None:
    rule = {"zh": r"未经中国主管机关批准", "en": r"without approval of the competent organ of the PRC"}
    for clause_id in ("ASR-05", "BLR-04"):
        assert lacking(library, clause_id, rule) == []


@pytest.mark.parametrize("clause_id", ["ASR-01", "ASR-04", "ASR-05", "BLR-01", "BLR-02", "BLR-04"])
def test_a_duty_under_foreign_rules_stops_at_blocking_rules(library: Store, clause_id: str) -> None:
    clause = {"zh": r"阻断规则|未经中国主管机关批准", "en": r"Blocking Rules|without approval of the competent organ"}
    assert lacking(library, clause_id, clause) == []


def test_diligence_collects_nothing_for_discriminatory_measures(library: Store) -> None:
    rule = {
        "zh": r"对中国公民、组织采取的歧视性限制措施",
        "en": r"discriminatory restrictive measures that a foreign state takes",
    }
    assert lacking(library, "ASR-06", rule) == []
    withheld = {
        "zh": r"因法律不允许而不提供信息的，不构成违约",
        "en": r"It is no breach, .{0,60}not to provide information",
    }
    assert lacking(library, "ASR-06", withheld) == []
    decree = [b for b in library.clauses["ASR-06"].basis if "产业链" in b.instrument.zh]
    assert [b.verify for b in decree] == [True]


def test_whatever_law_is_chosen_prc_mandatory_rules_and_the_licence_date_stay(library: Store) -> None:
    saved = {
        "zh": r"中国的出口管制法律，包括关于批准、登记和合同生效的规定",
        "en": r"PRC Export Control Laws, including",
    }
    licence = {
        "zh": r"限制出口技术的技术出口合同自许可证颁发之日起生效",
        "en": r"takes effect on the day the Export Licence is issued",
    }
    assert lacking(library, "BLR-01", saved) == []
    assert lacking(library, "BLR-01", licence) == []
    assert holding(library, "BLR-01", {"zh": r"适用中国法律；"}) == ["BLR-01 exporter zh"]
    assert holding(library, "BLR-01", {"zh": r"适用接收方主营业地的法律"}) == ["BLR-01 counterparty zh"]


def test_refusals_are_not_arbitrated_and_no_award_breaks_the_law(library: Store) -> None:
    scope = {"zh": r"行政决定不属于仲裁的范围", "en": r"outside the scope of the arbitration"}
    award = {"zh": r"不得裁令一方违反出口管制法律", "en": r"shall not order a Party to breach Export Control Laws"}
    suit = {"zh": r"不限制任何一方依照阻断规则向人民法院起诉", "en": r"does not restrict the right of a Party to sue"}
    for rule in (scope, award, suit):
        assert lacking(library, "BLR-02", rule) == []
    assert library.clauses["BLR-02"].kinds["EM"] == "never"


def test_each_position_has_its_own_prevailing_text_and_files_chinese(library: Store) -> None:
    zh = {name: words_of(blocks) for name, blocks in texts_of(library.clauses["BLR-03"], "zh")}
    assert "不一致时以中文文本为准" in zh["BLR-03 exporter zh"]
    assert "两种文本具有同等效力，其使用的词句推定具有相同含义" in zh["BLR-03 balanced zh"]
    assert "相关条款、性质、目的以及诚信原则" in zh["BLR-03 balanced zh"]
    assert "不一致时以⟨other_language⟩文本为准" in zh["BLR-03 counterparty zh"]
    filed = {
        "zh": r"提交本合同的中文文本，没有中文文本的",
        "en": r"the Chinese text of this Agreement or, where there is none",
    }
    courts = {"zh": r"人民法院审理案件使用中文", "en": r"People’s courts conduct proceedings in Chinese"}
    sham = {"zh": r"不得为提交而另行订立内容不同的文本", "en": r"no Party shall make a text of different content"}
    for rule in (filed, courts, sham):
        assert lacking(library, "BLR-03", rule) == []


def test_filings_are_no_breach_of_confidence_and_no_leave_to_transfer(library: Store) -> None:
    for rule in (
        {"zh": r"保密约定，不限制", "en": r"do not restrict"},
        {"zh": r"上述例外不构成转移受控技术的批准", "en": r"exceptions are no approval of a Transfer"},
        {"zh": r"此前签署的保密协议", "en": r"non-disclosure agreements that the Parties signed before"},
    ):
        assert lacking(library, "BLR-04", rule) == []
    notice = {"zh": r"无义务事先通知接收方"}
    assert holding(library, "BLR-04", notice) == ["BLR-04 exporter zh"]
    full = {"zh": r"主管部门要求完整文本", "en": r"asks for the full text"}
    assert holding(library, "BLR-04", full) == ["BLR-04 counterparty zh", "BLR-04 counterparty en"]


def test_nobody_gets_access_through_an_assignment_before_the_approvals(library: Store) -> None:
    gate = {
        "zh": r"在下列手续完成之前，不得使受让人或者新的控制人接触",
        "en": r"shall not be given access .{0,40}before",
    }
    again = {
        "zh": r"《技术进出口管理条例》第四十条重新办理",
        "en": r"fresh licence or registration under Article 40 of TIER",
    }
    money = {"zh": r"金钱债权的转让不受上述限制", "en": r"assignment of money claims is not restricted"}
    for rule in (gate, again, money):
        assert lacking(library, "BLR-05", rule) == []


def test_notice_and_explanation_leave_a_record_that_is_no_waiver_of_the_law(library: Store) -> None:
    for lang in LANGS:
        for name, blocks in texts_of(library.clauses["BLR-06"], lang):
            items = [b for b in blocks if b.kind is BlockKind.ITEM]
            used = {m.value for b in items for m in walk((b,)) if m.kind is MarkKind.VAR}
            assert used == {"clauses_marked", "explained_on", "explained_by", "signatory_ack"}, name
    law = {
        "zh": r"不排除《中华人民共和国民法典》第四百九十六条和第四百九十七条",
        "en": r"does not exclude Articles 496 and 497",
    }
    assert lacking(library, "BLR-06", law) == ["BLR-06 counterparty zh", "BLR-06 counterparty en"]
    proof = {"zh": r"出口方应当证明其已经提示和说明", "en": r"shall prove notice and explanation"}
    assert holding(library, "BLR-06", proof) == ["BLR-06 counterparty zh", "BLR-06 counterparty en"]
    parts = {"zh": r"不影响其他部分效力的，其他部分仍然有效", "en": r"the remainder stays valid"}
    assert lacking(library, "BLR-06", parts) == []


@pytest.mark.parametrize("clause_id", ["ASR-04", "ASR-05", "BLR-04", "BLR-05", "BLR-06"])
def test_exporter_exemptions_are_marked_and_keep_what_may_not_be_excluded(library: Store, clause_id: str) -> None:
    texts = library.clauses[clause_id].variants["exporter"].texts
    kept = {
        "zh": "造成接收方人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任，不受影响",
        "en": "for loss of property of the Recipient caused intentionally or by gross negligence, is not affected",
    }
    for lang in LANGS:
        marked = [b for b in texts[lang] if any(m.kind is MarkKind.STRONG for m in walk((b,)))]
        assert len(marked) == 1, lang
        assert kept[lang] in words_of((marked[0],)), lang


def test_the_commercial_check_is_the_exporters_and_routine_disclosures_take_no_notice(library: Store) -> None:
    own = {
        "zh": r"出口方进行或者委托进行的核查是双方之间的商业核查",
        "en": r"check that the Exporter makes or has made",
    }
    assert lacking(library, "ASR-03", own) == []
    free = {"zh": r"上述通知的约定不适用于向税务", "en": r"does not apply to disclosures to tax"}
    assert holding(library, "BLR-04", free) == ["BLR-04 balanced zh", "BLR-04 balanced en"]


def test_an_employee_bears_no_cost_and_no_licence_decides_on_the_employment(library: Store) -> None:
    rules = {
        "ASR-02": {"zh": r"派驻协议的，上述记录由出口方保存", "en": r"agreement, the Exporter keeps these records"},
        "ASR-05": {"zh": r"由出口方确定答复途径", "en": r"the Exporter shall settle the channel"},
        "BLR-01": {"zh": r"劳动合同和派驻协议的效力不以许可证为条件", "en": r"does not depend on the Export Licence"},
        "BLR-03": {"zh": r"本合同的翻译费用由出口方承担", "en": r"cost of translating this Agreement is borne by"},
        "BLR-06": {"zh": r"其劳动合同和依法制定的规章制度不受影响", "en": r"employment contract and the company rules"},
    }
    for clause_id, rule in rules.items():
        assert lacking(library, clause_id, rule) == [], clause_id
