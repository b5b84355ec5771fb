"""The conflict rules K-05 to K-26 and N-01 to N-04: each on words that show the conflict and on words that do not."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from catalogue.model import Words
from clause_library.conflicts import Situation, find_conflicts, languages_of
from clause_library.model import Conflict
from clause_library.money import Amount, amounts_in
from clause_library.store import bundled_library, read_store
from clause_library.triggers import Facts

RULES = read_store(bundled_library()).conflict_rules
CN: dict[str, tuple[str, ...]] = {"prc_party": ("yes",)}


def fired(name: str, *texts: str, months: int | None = None, facts: Any = None, **situation: Any) -> list[Conflict]:
    words = {key: frozenset(values) for key, values in (facts or {}).items()}
    known = Situation(Facts(words, months, texts), tuple(enumerate(texts, 1)), **situation)
    return list(find_conflicts([rule for rule in RULES if rule.id == name], known))


FIRES: list[tuple[str, dict[str, tuple[str, ...]], str]] = [
    ("K-05", CN, "被许可方被列入任何国家的制裁名单的，许可方有权立即解除本合同。"),
    ("K-05", CN, "一方有权在另一方被列入美国实体清单后终止本协议。"),
    ("K-05", CN, "Licensor may terminate this Agreement if Licensee is listed on any sanctions list."),
    ("K-05", CN, "If a Party becomes the subject of U.S. sanctions, the other Party may terminate at once."),
    ("K-06", CN, "被许可方同意外国政府人员到现场核查技术的使用情况。"),
    ("K-06", CN, "被许可方应当允许美国商务部工业与安全局进行最终用途现场核查。"),
    ("K-06", CN, "Licensee shall permit BIS on-site end-use checks."),
    ("K-06", CN, "The Recipient will permit government officials to verify the use of the software."),
    ("K-07", {}, "双方放弃主张情势变更的权利。"),
    ("K-07", {}, "双方约定不适用《民法典》第五百三十三条。"),
    ("K-07", {}, "The Parties waive any right to rely on hardship or change of circumstances."),
    ("K-07", {"foreign_law": ("unknown",)}, "Article 533 of the Civil Code is excluded."),
    ("K-10", {"kind": ("EM",)}, "乙方擅自携带技术资料的，应当向甲方支付违约金50万元。"),
    ("K-10", {"kind": ("EM",)}, "The Employee shall pay liquidated damages of USD 50,000."),
    ("K-11", {}, "被许可方不得向东南亚地区销售合同产品。"),
    ("K-11", {}, "Licensee shall not sell the Products in any territory other than France."),
    ("K-12", {}, "被许可方对技术作出的改进应当无偿许可给许可方使用。"),
    ("K-12", {}, "后续改进归许可方独家所有。"),
    ("K-12", {}, "Licensee shall grant to Licensor an exclusive, royalty-free licence to all improvements."),
    ("K-14", {"clause": ("CHG-02",)},
     "不可抗力包括法律法规的变化，持续超过90日的，任何一方可以解除合同。"),
    ("K-20", {"clause": ("ASR-02",)}, "合同终止后，乙方应当销毁全部技术资料及其副本。"),
    ("K-20", {"clause": ("ASR-02",)}, "Upon expiry Licensee shall destroy all copies of the documents."),
    ("K-21", {"clause": ("ACC-03",)}, "服务可用性不低于99.9%。"),
    ("K-21", {"clause": ("LIC-06",)}, "触发条件成就时，托管机构将源代码托管材料释放给客户。"),
    ("K-21", {"clause": ("CHG-04",)}, "Provider guarantees an uptime of 99.95 per cent per month."),
    ("K-22", {}, "合同签订后五日内，甲方支付定金30万元。"),
    ("K-23", {"clause": ("RSK-02",)}, "任何一方的赔偿责任累计不超过合同总价。"),
    ("K-23", {"clause": ("RSK-02",)}, "In no event shall either Party be liable for indirect or consequential loss."),
    ("K-23", {"clause": ("RSK-02",)}, "The aggregate liability of the Supplier shall not exceed the fees paid."),
    ("K-23", {"clause": ("RSK-02",)}, "Each party's total liability will not be more than the fees."),
    ("K-23", {"clause": ("RSK-02",)}, "Each Party's total aggregate liability in a year is no more than £100,000."),
    ("K-25", {}, "依照《对外贸易法》第十五条办理合同登记。"),
    ("K-25", {}, "技术属于《中华人民共和国对外贸易法》第十六条规定的限制出口情形。"),
    ("K-25", {}, "registration under Article 15 of the Foreign Trade Law"),
    ("N-01", {"class": ("X",)}, "双方于2026年3月签订合作意向书。"),
    ("N-01", {"class": ("UNK",)}, "The Parties signed a letter of intent in March."),
    ("N-02", {}, "许可方式为排他许可（exclusive licence）。"),
]  # fmt: skip
SILENT: list[tuple[str, dict[str, tuple[str, ...]], str]] = [
    ("K-05", CN, "法律禁止一方履行的，任何一方可以解除本合同；列入外国名单本身不构成解除事由。"),
    ("K-05", CN, "一方破产的，另一方可以解除本合同。"),
    ("K-05", {"prc_party": ("no",)}, "Licensor may terminate if Licensee is listed on any sanctions list."),
    ("K-06", CN, "任何一方未经国务院商务主管部门同意，不得接受外国政府的现场核查。"),
    ("K-06", CN, "Licensee shall permit Licensor to audit its books once a year."),
    ("K-06", {"prc_party": ("no",)}, "Licensee shall permit BIS on-site end-use checks."),
    ("K-07", {}, "一方依照《民法典》第五百三十三条享有的权利不受影响。"),
    ("K-07", {"foreign_law": ("yes",)}, "The Parties waive any right to rely on hardship."),
    ("K-07", {}, "发生情势变更的，双方应当重新协商。"),
    ("K-10", {"kind": ("EM",)}, "乙方违反竞业限制约定的，应当支付违约金10万元。"),
    ("K-10", {"kind": ("TS",)}, "乙方逾期的，应当支付违约金5万元。"),
    ("K-11", {}, "被许可方不得违反出口管制法律向任何国家销售合同产品。"),
    ("K-12", {}, "双方对等地许可对方使用各自的改进，并支付合理费用；改进成果无偿归各自所有的部分另行协商。"),
    ("K-12", {}, "Each Party grants the other a reciprocal royalty-free licence to improvements."),
    ("K-14", {"clause": ("CHG-02",)}, "不可抗力持续超过90日的，任何一方可以解除合同。"),
    ("K-20", {"clause": ("ASR-02",)}, "合同终止后，乙方应当销毁全部资料，法律要求保存的记录除外。"),
    ("K-20", {"clause": ("ACC-07",)}, "合同终止后，乙方应当销毁全部资料。"),
    ("K-21", {"clause": ("ACC-03",)}, "服务可用性不低于99.9%，为遵守出口管制法律而暂停的时间除外。"),
    ("K-21", {"clause": ("LIC-02",)}, "服务可用性不低于99.9%。"),
    ("K-22", {}, "支付定金30万元；收受定金一方违约的，应当双倍返还。"),
    ("K-22", {}, "甲方支付预付款30万元。"),
    ("K-23", {"clause": ("RSK-02",)}, "赔偿责任累计不超过合同总价，违反出口管制法律的责任除外。"),
    ("K-23", {"clause": ("RSK-01",)}, "赔偿责任累计不超过合同总价。"),
    ("K-25", {}, "依照《对外贸易法》第十七条第三款办理合同登记。"),
    ("K-25", {}, "技术属于《对外贸易法》第十八条规定的限制出口情形。"),
    ("K-25", {}, "依照《民法典》第十五条。"),
    ("N-01", {"class": ("X",)}, "出口方已取得技术出口许可意向书。"),
    ("N-01", {"class": ("F",)}, "双方签订合作意向书。"),
    ("N-02", {}, "许可方式为独占许可（exclusive licence）。"),
    ("N-02", {}, "许可方式为排他许可（sole licence）。"),
]


@pytest.mark.parametrize(("name", "facts", "text"), FIRES)
def test_fires(name: str, facts: dict[str, tuple[str, ...]], text: str) -> None:
    found = fired(name, "其他约定。", text, facts=facts)
    assert len(found) == 1
    assert found[0].paragraph == 2
    assert found[0].place.startswith("¶2 ")
    assert found[0].repair.zh
    assert found[0].repair.en


@pytest.mark.parametrize(("name", "facts", "text"), SILENT)
def test_stays_silent(name: str, facts: dict[str, tuple[str, ...]], text: str) -> None:
    assert fired(name, text, facts=facts) == []


def test_every_rule_of_the_taxonomy_is_there() -> None:
    assert {f"K-{n:02}" for n in range(1, 27)} <= {rule.id for rule in RULES}


def test_k06_wants_the_filter_beside_checks_of_our_own() -> None:
    assert len(fired("K-06", facts={**CN, "clause": ("ASR-03",)})) == 1
    assert fired("K-06", facts={**CN, "clause": ("ASR-03", "ASR-05")}) == []


def test_k08_needs_a_pending_draft() -> None:
    assert len(fired("K-08", facts={"clause": ("CHG-01",), "draft_pending": ("yes",)})) == 1
    assert fired("K-08", facts={"clause": ("CHG-01",), "draft_pending": ("no",)}) == []
    assert fired("K-08", facts={"clause": ("CHG-02",), "draft_pending": ("yes",)}) == []


@pytest.mark.parametrize(
    ("agreed", "estimate", "told"),
    [
        ("1300000 CNY", "1000000 CNY", ""),
        ("1300000.01 CNY", "1000000 CNY", "1,300,000.01 CNY"),
        ("1300000 USD", "1000000 CNY", "cannot be compared"),
        ("1300000 CNY", "", "records no loss estimate"),
    ],
)
def test_k09_compares_agreed_damages_with_the_estimate(agreed: str, estimate: str, told: str) -> None:
    values = {"RSK-03.ld_amount": agreed, "RSK-03.loss_estimate": estimate}
    found = fired("K-09", values=values)
    assert [told in conflict.text.en for conflict in found] == ([True] if told else [])


def test_k09_reads_agreed_damages_in_the_contract() -> None:
    values = {"RSK-03.loss_estimate": "1000000 CNY"}
    assert fired("K-09", "违约方应当支付违约金人民币130万元。", values=values) == []
    (conflict,) = fired("K-09", "违约方应当支付违约金人民币131万元。", values=values)
    assert "1,310,000 CNY > 1,000,000 CNY + 30%" in conflict.text.zh
    (bare,) = fired("K-09", "违约方应当按合同价款的20%支付违约金。", values=values)
    assert "无法直接比较" in bare.text.zh
    assert fired("K-09", "违约方应当支付违约金人民币131万元。", values=values, facts={"foreign_law": ("yes",)}) == []


def test_k11_asks_for_the_legal_basis_of_a_limit() -> None:
    assert len(fired("K-11", values={"USE-03.legal_basis": ""})) == 1
    assert fired("K-11", values={"USE-03.legal_basis": "出口管制法第十六条"}) == []
    assert fired("K-11", values={}) == []


@pytest.mark.parametrize(("plain", "form", "count"), [(True, "yes", 1), (True, "no", 0), (False, "yes", 0)])
def test_k13_fires_where_exemptions_are_printed_plainly(plain: bool, form: str, count: int) -> None:
    assert len(fired("K-13", plain=plain, facts={"standard_form": (form,)})) == count


@pytest.mark.parametrize(("pause", "stop", "count"), [("90", "60", 1), ("60", "60", 0), ("60", "90", 0), ("", "60", 0)])
def test_k14_keeps_the_order_of_the_two_periods(pause: str, stop: str, count: int) -> None:
    values = {"CHG-02.pause_days": pause, "CHG-01.fm_stop_days": stop}
    assert len(fired("K-14", values=values, facts={"clause": ("CHG-01", "CHG-02")})) == count


@pytest.mark.parametrize(("months", "count"), [(12, 0), (13, 1), (120, 1), (None, 0)])
def test_k16_fires_for_terms_longer_than_a_single_licence(months: int | None, count: int) -> None:
    assert len(fired("K-16", months=months, facts={"clause": ("LIC-08",)})) == count
    assert fired("K-16", months=120, facts={"clause": ("LIC-02",)}) == []


def test_k17_fires_for_a_frozen_catalogue_and_continuing_performance() -> None:
    facts = {"clause": ("DEF-03",), "continuing": ("yes",)}
    assert len(fired("K-17", facts=facts, positions={"DEF-03": "counterparty"})) == 1
    assert fired("K-17", facts=facts, positions={"DEF-03": "balanced"}) == []
    assert fired("K-17", facts={**facts, "continuing": ("no",)}, positions={"DEF-03": "counterparty"}) == []


@pytest.mark.parametrize(
    ("value", "count"), [("测距 210 m", 1), ("精度 3 厘米", 1), ("控制要点5；文件 CT-17", 0), ("第 3 版图纸", 0)]
)
def test_k18_fires_for_figures_with_units_in_the_schedule(value: str, count: int) -> None:
    found = fired("K-18", given={"DEF-02.technology": value, "LIC-05.note": "9 m"}, facts={"clause": ("DEF-02",)})
    assert len(found) == count


def test_k19_fires_where_one_text_of_two_is_missing() -> None:
    zh, en = "本合同由双方在北京签订并自生效之日起履行。", "This Agreement is made between the parties named below."
    assert len(fired("K-19", zh, facts={"languages_many": ("yes",)})) == 1
    assert fired("K-19", zh, en, facts={"languages_many": ("yes",)}) == []
    assert fired("K-19", zh, facts={"languages_many": ("no",)}) == []
    assert languages_of([zh, "OK"]) == frozenset({"zh"})


def test_k26_names_what_is_out_of_date() -> None:
    (conflict,) = fired("K-26", stale=(Words("暂停已届满", "the suspension has ended"),))
    assert conflict.text.zh.endswith("：暂停已届满")
    assert fired("K-26") == []


@pytest.mark.parametrize(("name", "facts", "text"), [
    ("N-03", {"kind": ("PL",), "exclusive": ("unknown",)}, "许可方许可被许可方实施专利。"),
    ("N-04", {"kind": ("RD",)}, "研究开发方应当按期完成开发。"),
])  # fmt: skip
def test_silence_of_the_contract_is_told(name: str, facts: dict[str, tuple[str, ...]], text: str) -> None:
    assert len(fired(name, text, facts=facts)) == 1
    assert fired(name, facts=facts) == []
    said = {"N-03": "许可方式为普通许可。", "N-04": "技术成果归委托方所有。"}[name]
    assert fired(name, text, said, facts=facts) == []
    assert fired(name, text, facts={**facts, "kind": ("SA",)}) == []


def test_sums_of_money_in_sentences() -> None:
    assert amounts_in("人民币1,234.50元和500万美元") == (
        Amount("CNY", Decimal("1234.50")),
        Amount("USD", Decimal(5_000_000)),
    )
    assert amounts_in("EUR 2.5 million; 20 %") == (Amount("EUR", Decimal(2_500_000)),)
    assert amounts_in("第20条，30日，2026年") == ()


def test_a_rule_without_signs_fires_by_its_condition_and_one_with_signs_does_not() -> None:
    rule = next(rule for rule in RULES if rule.id == "K-16")
    facts = Facts({"clause": frozenset({"LIC-08"})}, 24)
    assert len(find_conflicts([rule], Situation(facts))) == 1
    signed = dataclasses.replace(rule, signs=dataclasses.replace(rule.signs, stale=True))
    assert find_conflicts([signed], Situation(facts)) == ()
