"""What the clauses on approvals (LIC-04, 06, 08, 09, 10) and on special deals (SPC) do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.markup import refs_in, terms_in, walk
from clause_library.model import LANGS, VARIANTS, MarkKind
from clause_library.store import Store, read_store

APPROVALS = ("LIC-04", "LIC-06", "LIC-08", "LIC-09", "LIC-10")
DEALS = ("SPC-01", "SPC-02", "SPC-03")


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def all_hold(library: Store, clause_id: str, zh: str, en: str) -> None:
    """Both patterns stand in every position of the clause."""
    for lang, pattern in (("zh", zh), ("en", en)):
        for name, blocks in texts_of(library.clauses[clause_id], lang):
            assert re.search(pattern, words_of(blocks)), f"{name}: {pattern}"


def none_holds(library: Store, clause_id: str, zh: str, en: str) -> None:
    for lang, pattern in (("zh", zh), ("en", en)):
        for name, blocks in texts_of(library.clauses[clause_id], lang):
            assert re.search(pattern, words_of(blocks)) is None, f"{name}: {pattern}"


@pytest.mark.parametrize("clause_id", APPROVALS + DEALS)
def test_the_clause_stands_in_three_positions(library: Store, clause_id: str) -> None:
    assert set(library.clauses[clause_id].variants) == set(VARIANTS)


@pytest.mark.parametrize("clause_id", ["LIC-08", "LIC-09", "LIC-10"])
def test_one_licence_never_stands_for_another(library: Store, clause_id: str) -> None:
    all_hold(library, clause_id, "一项不替代另一项", "[Nn]one replaces another")
    none_holds(library, clause_id, "即视为(已)?取得|同时视为", "deemed to (be|have been) obtained")


def test_the_dual_use_licence_is_no_condition_of_effectiveness(library: Store) -> None:
    all_hold(library, "LIC-08", "先决条件，不是本合同生效的条件", "not a condition of the effectiveness of")
    none_holds(library, "LIC-08", "许可证件颁发之日起生效", "takes effect on the day .{0,30}Dual-Use Licence")


def test_the_dual_use_periods_are_words_of_the_law(library: Store) -> None:
    for zh, en in (
        ("45个工作日期限自受理之日起", "45 Working Days for the decision"),
        ("单项许可的有效期不超过1年", "single licence is valid for not more than 1 year"),
        ("通用许可的有效期不超过3年", "general licence for not more than 3 years"),
        ("不包括鉴别、征询专家意见和实地核查的时间", "excludes the time for appraisal, expert opinions and on-site"),
    ):
        all_hold(library, "LIC-08", zh, en)
    variables = library.clauses["LIC-08"].variables
    assert variables["long_stop_days"].minimum == 45
    assert variables["renewal_days"].minimum == 45
    assert "validity" not in variables


def test_a_contract_that_outlives_the_licence_is_renewed_and_waits(library: Store) -> None:
    all_hold(
        library,
        "LIC-08",
        "有效期届满之后仍将转移的.*⟨renewal_days⟩个工作日.*取得之前不得转移",
        "will continue after expiry.*obtained,? no Transfer|until it is obtained no Transfer",
    )


def test_the_end_user_promises_what_the_law_asks(library: Store) -> None:
    all_hold(
        library,
        "LIC-08",
        "未经国务院商务主管部门允许，不得擅自改变最终用途或者向任何第三方转让",
        "without leave of the department of commerce of the State Council, it shall not change the End Use",
    )


def test_changes_of_key_items_stop_the_transfer(library: Store) -> None:
    all_hold(
        library,
        "LIC-06",
        "种类、出口目的国家和地区、最终用户或者最终用途的，出口方应当重新申请许可、交回原两用物项出口许可证件并停止转移",
        "apply for a new licence, hand back the former dual-use export licence and stop every Transfer",
    )
    all_hold(library, "LIC-06", "20个工作日期限", "period of 20 Working Days for the decision")


def test_a_changed_licence_works_from_its_new_issue_and_registration_does_not(library: Store) -> None:
    all_hold(library, "LIC-06", "变更自重新颁发许可证之日起生效", "on the day the Export Licence is issued anew")
    none_holds(library, "LIC-06", "变更自(重新)?登记之日起生效", "takes effect on (the )?registration")
    for position in ("balanced", "counterparty"):
        assert "重新登记不是变更生效的条件" in words_of(library.clauses["LIC-06"].variants[position].texts["zh"])


def test_performance_stays_within_the_scope_approved(library: Store) -> None:
    all_hold(
        library,
        "LIC-06",
        "接收方不得在该范围以外(取得或者)?使用许可技术",
        "Recipient shall not (obtain or )?use the Technology outside it",
    )


def test_the_filing_duty_binds_before_effectiveness_and_is_no_promise_of_the_outcome(library: Store) -> None:
    all_hold(
        library, "LIC-04", "自签署日起对双方具有约束力，不以本合同生效为条件", "bind the Parties from the Signing Date"
    )
    all_hold(
        library,
        "LIC-04",
        "审查结果不由出口方控制|不予批准(或者延长审查)?本身不构成违约",
        "outside the control of|is not in itself a breach",
    )
    none_holds(library, "LIC-04", "保证(取得|获得)(出口批准|许可证)", "(guarantees|warrants) (to obtain|the issue)")


def test_nobody_deceives_the_authority(library: Store) -> None:
    all_hold(library, "LIC-04", "不得以欺骗或者其他不正当手段办理监管手续", "neither Party shall use deception")


@pytest.mark.parametrize("clause_id", ["LIC-09", "SPC-02"])
def test_a_foreign_rule_carries_the_prc_savings(library: Store, clause_id: str) -> None:
    all_hold(
        library,
        clause_id,
        "不承诺接受外国政府的访问或者现场核查",
        "(no Party promises|do not promise) to accept visits or on-site checks",
    )
    all_hold(
        library,
        clause_id,
        "未经中国主管机关批准，?(任何一方)?不得向外国司法或者执法机构提供存储于中国境内的数据",
        "without approval of the PRC authority in charge, supply data stored in the PRC",
    )
    all_hold(library, clause_id, "违反对一方有约束力的阻断规则的", "would breach Blocking Rules that bind a Party")


def test_the_foreign_licence_reaches_the_named_part_only(library: Store) -> None:
    all_hold(library, "LIC-09", "仅适用于外国管制部分", "apply to the Foreign-Controlled Part only")
    all_hold(library, "LIC-09", "不构成遵守外国制裁的承诺", "are not a promise to comply with foreign Sanctions")
    all_hold(library, "LIC-09", "未经其同意不得接受或者承诺接受", "shall not accept or promise to accept it")
    none_holds(library, "LIC-09", "应当遵守[^。；]{0,12}制裁", "shall comply with[^.;]{0,30}Sanctions")


def test_the_parallel_approvals_are_listed_and_gate_the_transfer_alone(library: Store) -> None:
    for zh, en in (
        ("知识产权对外转让审查", "outward transfer of intellectual property"),
        ("实际控制人变更或者独占许可", "change of actual controller or an exclusive licence"),
        ("利用财政性资金设立的科学技术计划项目", "science and technology programme set up with public funds"),
        ("向外国申请专利的", "applies abroad for a patent"),
        ("数据出境", "data leaving the PRC"),
        ("外商投资安全审查", "security review of foreign investment"),
        ("不是本合同生效的条件，法律另有规定的除外", "except where the law provides otherwise"),
    ):
        all_hold(library, "LIC-10", zh, en)


@pytest.mark.parametrize("clause_id", ["LIC-08", "LIC-09", "LIC-10", "SPC-01"])
def test_who_must_prove_moves_with_the_position(library: Store, clause_id: str) -> None:
    texts = {p: words_of(library.clauses[clause_id].variants[p].texts["zh"]) for p in VARIANTS}
    assert re.search("应当.{0,30}证明该结果不可归责于出口方", texts["counterparty"])
    for position in ("exporter", "balanced"):
        assert "证明该结果不可归责" not in texts[position], position


@pytest.mark.parametrize("clause_id", ["LIC-04", "LIC-06", "LIC-08", "LIC-09", "LIC-10", "SPC-01", "SPC-02"])
def test_the_exporter_text_marks_its_relief_and_keeps_the_carve_out(library: Store, clause_id: str) -> None:
    texts = library.clauses[clause_id].variants["exporter"].texts
    for lang in LANGS:
        assert any(mark.kind is MarkKind.STRONG for mark in walk(texts[lang])), lang
    assert "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任" in words_of(texts["zh"])
    assert "caused intentionally or by gross negligence" in words_of(texts["en"])


@pytest.mark.parametrize("clause_id", ["LIC-04", "LIC-08", "LIC-09", "LIC-10", "SPC-02"])
def test_what_runs_before_the_licence_says_that_it_binds_from_signature(library: Store, clause_id: str) -> None:
    for lang in LANGS:
        for name, blocks in texts_of(library.clauses[clause_id], lang):
            last = words_of(blocks[-1:])
            assert clause_id not in refs_in(blocks), f"{name}: a merged clause has no number of its own"
            assert re.search("自签署日起对双方具有约束力|from the Signing Date", last), name


@pytest.mark.parametrize("clause_id", ["LIC-08", "LIC-09"])
def test_an_exit_never_ends_an_employment(library: Store, clause_id: str) -> None:
    all_hold(library, clause_id, "劳动关系不受影响", "the employment is not affected")
    assert library.clauses[clause_id].kinds["EM"] == "optional"


def test_a_contribution_waits_for_approval_and_appraisal(library: Store) -> None:
    for zh, en in (
        ("禁止出口技术不得作为出资", "Prohibited Technology shall not be contributed"),
        ("取得许可意向书和许可证", "Export LOI and the Export Licence have been obtained"),
        ("公司法》第四十八条", "Article 48 of the Company Law"),
        ("公司法》第四十九条", "Article 49 of the Company Law"),
        ("股东依法对目标公司承担的出资责任不受影响", "liability that a shareholder by law bears to the Company"),
        ("章程和登记文件不得载有出资技术的技术内容", "shall not contain technical content of the Contributed"),
    ):
        all_hold(library, "SPC-01", zh, en)


def test_cash_is_a_choice_then_a_default_then_a_duty(library: Store) -> None:
    texts = {p: words_of(library.clauses["SPC-01"].variants[p].texts["zh"]) for p in VARIANTS}
    assert "出口方可以自该期限届满或者收到该决定之日起⟨election_days⟩日内选择以相同金额的货币出资" in texts["exporter"]
    assert "逾期未缴纳的，相应减少其认缴的出资" in texts["balanced"]
    assert "出口方应当自该期限届满或者收到该决定之日起⟨cash_days⟩日内以货币缴纳相同金额" in texts["counterparty"]
    assert "受让接收方持有的目标公司股权" in texts["counterparty"]


def test_the_alternatives_come_before_the_exit_at_the_long_stop(library: Store) -> None:
    all_hold(
        library,
        "SPC-01",
        "其他批准未取得、被拒绝而解除本合同或者受影响的部分的权利",
        "come before any right to terminate this Agreement or the Affected Part",
    )
    all_hold(library, "SPC-01", "在此之前书面决定不予批准的", "refuses approval in writing before that")


def test_the_firewall_fits_a_recipient_that_is_itself_the_company(library: Store) -> None:
    all_hold(library, "SPC-02", "接收方自身是被投资公司的", "Where the Recipient is itself the Investee")
    all_hold(library, "SPC-02", "不得受雇于接收方或者其关联方", "shall not be employed by the Recipient")


def test_the_firewall_keeps_statutory_rights_and_the_content_inside(library: Store) -> None:
    all_hold(
        library,
        "SPC-02",
        "法律规定的股东查阅权和董事职权，应当以不构成转移的方式行使",
        "shall be exercised in a manner that is not a Transfer",
    )
    all_hold(
        library, "SPC-02", "防火墙人员不得向投资方人员披露所去除的内容", "Clean Team shall not disclose to Investor"
    )
    all_hold(library, "SPC-02", "完成之前不得实施投资", "investment shall not be carried out before it is completed")
    for position in ("balanced", "counterparty"):
        text = words_of(library.clauses["SPC-02"].variants[position].texts["zh"])
        assert "应当先取得出口批准" in text
        assert "属于禁止出口技术的，不得提供" in text


def test_an_employee_owes_no_liquidated_damages_and_no_new_end_of_employment(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["SPC-03"], "zh"):
        text = words_of(blocks)
        assert re.findall("(.{10})违约金", text) == ["不约定由承诺人承担的"], name
        assert "不在法律规定之外增加解除或者终止劳动合同的情形" in text, name
        assert re.search("可以(书面通知承诺人)?解除", text) is None, name
    for name, blocks in texts_of(library.clauses["SPC-03"], "en"):
        assert re.findall(r"(\w+ \w+) liquidated damages", words_of(blocks)) == ["for no"], name


def test_the_undertaking_is_between_employer_and_employee_alone(library: Store) -> None:
    for lang, recipient in (("zh", "接收方"), ("en", "Recipient")):
        for name, blocks in texts_of(library.clauses["SPC-03"], lang):
            assert recipient not in terms_in(blocks), name
            assert recipient not in words_of(blocks), name


def test_the_undertaking_keeps_to_labour_law(library: Store) -> None:
    for zh, en in (
        ("不设定竞业限制；另行约定的，期限不得超过2年，并应当按月给予经济补偿", "not last longer than 2 years"),
        ("工作时间内免费培训承诺人，该培训不约定服务期", "training creates no service period"),
        ("不限制承诺人依法向国家机关报告", "does not restrict the Assignee in reporting"),
        ("依法制定并已公示或者告知承诺人", "made according to law and published or made known"),
        ("应当依法立即向国务院商务主管部门报告", "report it immediately to the department of commerce"),
    ):
        all_hold(library, "SPC-03", zh, en)
    for position in ("balanced", "counterparty"):
        assert "劳动合同约定的工资" in words_of(library.clauses["SPC-03"].variants[position].texts["zh"])


def test_what_follows_a_refused_licence_stands_in_one_place(library: Store) -> None:
    all_hold(library, "LIC-05", "无责清理的约定不重复适用", "no-fault settlement do not apply in addition")
    all_hold(library, "LIC-05", "托管款项的退还另有约定的，适用该约定", "sums held in escrow, that provision applies")
    for clause in ("LIC-08", "LIC-09", "LIC-10"):
        all_hold(
            library,
            clause,
            "先于本合同关于不可抗力和合规解除的约定适用",
            "before the provisions of this Agreement on force",
        )


def test_the_bundle_names_payment_before_the_licence_and_liability(library: Store) -> None:
    all_hold(
        library, "LIC-03", "预付款和托管、不可抗力、违约责任和赔偿", "prepayment and escrow, force majeure, liability"
    )


def test_what_arises_after_signature_does_not_meet_an_elapsed_long_stop(library: Store) -> None:
    for clause in ("LIC-04", "LIC-08", "LIC-09", "LIC-10"):
        all_hold(
            library,
            clause,
            "申请的原因在签署日之后发生的，包括研究开发形成新的成果，",
            "arises after the Signing Date, including a new result of research and development",
        )


def test_results_of_development_are_classified_added_and_published_only_then(library: Store) -> None:
    for clause, zh, en in (
        (
            "CLS-01",
            "签署日尚不存在的研究开发成果不在签署日所作的分类之内",
            "does not exist on the Signing Date is outside",
        ),
        ("DEF-02", "在其分类作出之后补入技术清单", "added to the Schedule once it is classified"),
        ("USE-07", "以论文、开源发布、标准文件或者专利申请公开", "by a paper, an open-source release, a standard"),
        ("USE-07", "取得之前不得转移或者公开", "the Transfer or publication shall not take place before"),
        ("USE-07", "不论改进由谁享有均适用", "apply whoever owns the Improvement"),
        ("EXT-02", "退出不改变此前形成的研究开发成果的归属", "does not change the ownership of results"),
        ("DEF-01", "同样适用于使用费、服务费以及研究开发经费和报酬", "funding and remuneration for research"),
        ("DEF-03", "同样适用于两用物项清单的版本", "in the same way to versions of the Dual-Use List"),
    ):
        all_hold(library, clause, zh, en)


def test_the_bundle_names_what_is_due_before_the_licence(library: Store) -> None:
    all_hold(library, "LIC-03", "接收方提供的信息、所有权和控制的披露", "disclosure of ownership and Control")
    all_hold(
        library, "LIC-03", "数据出境手续、内部合规制度", "formalities for data leaving the PRC, internal compliance"
    )


def test_hosted_and_licensed_papers_leave_no_second_answer(library: Store) -> None:
    for clause, zh, en in (
        (
            "ACC-03",
            "仍可以取回其提交的、不含技术内容的数据，法律禁止的除外",
            "may still retrieve the data that it submitted",
        ),
        ("ACC-06", "方式和技术资料完整性的其他约定", "and on the completeness of the Technical Documents"),
        (
            "LIC-06",
            "包括自动续展，属于合同期限的变更，重新办理完成之前不生效",
            "automatic renewal included, is a change",
        ),
    ):
        all_hold(library, clause, zh, en)
    for position in ("exporter", "balanced"):
        texts = library.clauses["EXT-05"].variants[position].texts
        assert "另定的期限较短的，适用上述期限" in words_of(texts["zh"]), position
        assert "sets a shorter period for Controlled Technology" in words_of(texts["en"]), position
    for position in ("balanced", "counterparty"):
        texts = library.clauses["EXT-02"].variants[position].texts
        assert "按期间计费的服务" in words_of(texts["zh"]), position
        assert "services charged by time" in words_of(texts["en"]), position
