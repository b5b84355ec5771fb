"""Parties and sanctions (PTY-03 to PTY-07), hardship, suspension and transition (CHG-03 to CHG-05): what must be so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import all_texts, places_of, texts_of, words_of

from clause_library.markup import refs_in, variables_in, walk
from clause_library.model import LANGS, VARIANTS, MarkKind
from clause_library.store import Store, read_store

RIGHT = {"zh": "(情势变更|第五百三十三条)", "en": "(hardship|change of circumstances|Article 533)"}
WAIVERS = {
    "zh": re.compile(
        rf"{RIGHT['zh']}[^。；]{{0,30}}((?<!不)排除|不予适用|不适用|不得主张|不得援引|无权)"
        rf"|(?<!不)(排除|不适用)[^。；]{{0,20}}{RIGHT['zh']}"
        rf"|不得(请求|主张|援引)[^。；]{{0,20}}{RIGHT['zh']}"
    ),
    "en": re.compile(
        rf"(?i){RIGHT['en']}[^.;]{{0,60}}(is excluded|does not apply|shall not (apply|be (relied|invoked))|no right)"
        rf"|(exclud\w*|disappl\w*)[^.;]{{0,40}}{RIGHT['en']}"
        rf"|(neither|no) party shall (claim|invoke|rely on)[^.;]{{0,40}}{RIGHT['en']}"
        rf"|shall not (claim|invoke|rely on)[^.;]{{0,40}}{RIGHT['en']}"
    ),
}
SAVING = {"zh": "外国国家对中国公民、组织采取的歧视性限制措施", "en": "discriminatory restrictive measures"}
STEPS = ("个工作日内书面通知另一方", "⟨check_days⟩", "⟨apply_days⟩", "⟨replace_days⟩")
KNOWLEDGE = ("不论其是否知道", "知道或者应当知道的情况下", "实际知道的情况下")
KEPT = "第五百三十三条请求人民法院或者仲裁机构变更或者解除合同的权利不受影响"
WRONGFUL = ("没有上述书面依据而暂停", "没有书面依据而暂停", "不符合的，暂停的一方应当赔偿")


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def words(library: Store, clause_id: str, position: str, lang: str = "zh") -> str:
    return words_of(library.clauses[clause_id].variants[position].texts[lang])


def default_of(library: Store, clause_id: str, name: str) -> int:
    return int(library.clauses[clause_id].variables[name].default.zh)


def used_in(library: Store, clause_id: str, position: str) -> set[str]:
    return set(variables_in(library.clauses[clause_id].variants[position].texts["zh"]))


def test_the_foreign_statement_carries_the_saving_in_every_position_that_stands(library: Store) -> None:
    assert "PTY-08" in library.clauses["PTY-03"].depends
    for lang, saving in (
        ("zh", "外国国家对中国公民、组织采取的歧视性限制措施"),
        ("en", "discriminatory restrictive measures"),
    ):
        for name, blocks in texts_of(library.clauses["PTY-03"], lang):
            assert "PTY-08" in refs_in(blocks[-1:]), name
            assert saving in words_of(blocks), name
    for position in library.clauses["PTY-03"].variants:
        assert "阻断规则或者禁止令" in words(library, "PTY-03", position), position


def test_the_foreign_statement_is_fact_and_no_promise_to_follow_foreign_law(library: Store) -> None:
    texts = [(n, words_of(b)) for n, b in texts_of(library.clauses["PTY-03"], "zh")]
    assert places_of(texts, r"(?<!不是)(?<!不承诺)遵守[^。；]{0,6}(外国|美国|欧盟)") == []
    assert places_of(texts, r"美国|欧盟|联合国") == []
    for name, text in texts:
        assert "下列事实" in text, name
        assert "⟨foreign_checked_on⟩" in text, name
    exporter, balanced, counterparty = (words(library, "PTY-03", p) for p in VARIANTS)
    assert "不在任何其他日重复" in exporter
    assert "在本合同有效期内" not in exporter + balanced
    assert "不适用于以中国公民、组织为对象的措施" in counterparty
    assert "位于⟨foreign_place⟩以内的资金或者物项" in counterparty


@pytest.mark.parametrize("clause_id", ["PTY-03", "PTY-04", "PTY-05", "PTY-06", "PTY-07", "CHG-04"])
def test_no_position_requires_a_breach_of_blocking_rules(library: Store, clause_id: str) -> None:
    for lang, pattern in (("zh", "违反(对一方有约束力的)?阻断规则"), ("en", "breach (of )?Blocking Rules")):
        for name, blocks in texts_of(library.clauses[clause_id], lang):
            assert re.search(pattern, words_of(blocks)), name


def test_a_listing_alone_never_ends_the_contract_or_stops_payment(library: Store) -> None:
    pattern = r"(列名|列入[^。；]{0,20}名单)[^。；]{0,40}(?<!方)可以[^。；]{0,30}(解除|拒绝付款|停止付款)"
    texts = [t for t in all_texts(library, "zh") if not t[0].startswith("PTY-02")]
    assert places_of(texts, pattern) == []
    for position in VARIANTS:
        ladder = words(library, "PTY-07", position)
        assert "列名事件本身不产生停止履行、拒绝付款或者解除的权利" in ladder
        assert "任何一方不得仅因列名事件拒绝或者迟延付款" in ladder
        assert re.search(r"法律禁止自停止之日起持续超过⟨\w+⟩日", ladder), position
        assert "本身不构成停止履行、迟延付款或者解除本合同的事由" in words(library, "PTY-03", position)
        assert "a Listing Event does not in itself give a right" in words(library, "PTY-07", position, "en").replace(
            "A L", "a L"
        )


def test_the_ladder_climbs_in_order_and_ends_with_exit(library: Store) -> None:
    for position in VARIANTS:
        text = words(library, "PTY-07", position)
        steps = [
            text.index(word) for word in ("个工作日内书面通知另一方", "⟨check_days⟩", "⟨apply_days⟩", "⟨replace_days⟩")
        ]
        assert steps == sorted(steps), position
        assert text.index("⟨replace_days⟩") < text.index("⟨exercise_days⟩"), position
        assert "上述步骤先于关于合规解除的约定适用" in text, position
    days = [default_of(library, "PTY-07", name) for name in ("exit_days_short", "exit_days", "exit_days_long")]
    assert days == [30, 60, 90]
    for position, name in zip(VARIANTS, ("exit_days_short", "exit_days", "exit_days_long"), strict=True):
        assert name in used_in(library, "PTY-07", position)


def test_shares_and_days_of_disclosure_follow_the_position(library: Store) -> None:
    names = ("disclosure_pct_low", "disclosure_pct", "certificate_pct")
    assert [default_of(library, "PTY-04", name) for name in names] == [10, 25, 50]
    for position, name in zip(VARIANTS, names, strict=True):
        assert set(names) & used_in(library, "PTY-04", position) == {name}
    assert [default_of(library, "PTY-04", name) for name in ("update_days_short", "update_days")] == [5, 10]
    assert "合并计算" in words(library, "PTY-04", "exporter")
    assert "任何一方均无义务提交股东名册、股权图表" in words(library, "PTY-04", "counterparty")
    for position in ("exporter", "balanced"):
        assert "涉及自然人的披露限于姓名、持有比例和控制依据" in words(library, "PTY-04", position)


def test_channel_transactions_turn_on_a_different_state_of_mind_in_each_position(library: Store) -> None:
    for position, word in zip(VARIANTS, KNOWLEDGE, strict=True):
        assert word in words(library, "PTY-05", position)
        assert "不构成通道交易" in words(library, "PTY-05", position)
    assert "不得由外国国家机关或者其代表进行" in words(library, "PTY-05", "exporter")
    assert "shall not be made by a foreign state authority" in words(library, "PTY-05", "exporter", "en")
    assert "查阅" not in words(library, "PTY-05", "balanced") + words(library, "PTY-05", "counterparty")


def test_the_statutory_report_does_not_wait_for_contract_days(library: Store) -> None:
    for position, rhythm in zip(VARIANTS, ("每一日", "每次转移之日和每次付款之日", "续期之日"), strict=True):
        text = words(library, "PTY-06", position)
        assert rhythm in text
        assert "《出口管制法》第十六条立即向主管部门报告的义务，不受上述通知期限的影响" in text
    names = ("notice_days_short", "notice_days", "notice_days_long")
    assert [default_of(library, "PTY-06", name) for name in names] == [2, 5, 10]


def test_renegotiation_names_the_right_it_keeps(library: Store) -> None:
    clause = library.clauses["CHG-03"]
    for name, blocks in texts_of(clause, "zh"):
        assert KEPT in words_of(blocks[-1:]), name
        assert "均不排除或者限制该权利" in words_of(blocks[-1:]), name
    for name, blocks in texts_of(clause, "en"):
        assert "excludes or limits" in words_of(blocks[-1:]), name
    assert "⟨talk_days⟩" in words(library, "CHG-03", "exporter")
    assert "推定真实" in words(library, "CHG-03", "exporter")
    assert "专家程序不是行使该权利的前提" in words(library, "CHG-03", "balanced")
    assert default_of(library, "CHG-03", "adjust_talk_days") == 90
    assert "第五百六十二条约定的解除事由" in words(library, "CHG-03", "counterparty")
    assert default_of(library, "CHG-03", "threshold_high_pct") > default_of(library, "CHG-03", "threshold_pct")


def test_no_text_excludes_change_of_circumstances_in_other_words(library: Store) -> None:
    for lang in LANGS:
        found = [(name, m.group()) for name, text in all_texts(library, lang) for m in WAIVERS[lang].finditer(text)]
        assert found == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "本合同不适用《中华人民共和国民法典》第五百三十三条"),
        ("zh", "双方同意排除情势变更制度的适用"),
        ("zh", "任何一方不得主张情势变更"),
        ("zh", "情势变更的规定不适用于本合同"),
        ("en", "Article 533 of the Civil Code does not apply to this Agreement"),
        ("en", "The Parties exclude any claim of hardship"),
        ("en", "Neither Party shall rely on a change of circumstances"),
    ],
)
def test_the_search_for_exclusions_finds_them(lang: str, text: str) -> None:
    assert WAIVERS[lang].search(text)


@pytest.mark.parametrize("clause_id", ["CHG-03", "CHG-04", "CHG-05"])
def test_change_in_control_law_comes_first_and_force_majeure_second(library: Store, clause_id: str) -> None:
    for name, blocks in texts_of(library.clauses[clause_id], "zh"):
        order = r"首先适用本合同关于管制变化的约定[^。]*其次适用关于不可抗力的约定[^。]*的期间计入"
        assert re.search(order, words_of(blocks)), name
    for name, blocks in texts_of(library.clauses[clause_id], "en"):
        first = r"(Law apply first|follow first the provisions of this Agreement on Change in Control Law)"
        order = rf"{first}[^.]*second[^.]*counts towards"
        assert re.search(order, words_of(blocks)), name


def test_a_wrongful_suspension_is_a_breach_and_wages_go_on(library: Store) -> None:
    for position, wrong in zip(VARIANTS, WRONGFUL, strict=True):
        text = words(library, "CHG-04", position)
        assert wrong in text
        assert "不影响劳动报酬和劳动者的其他权利" in text
        assert "第五百二十七条" in text
        assert "服务水平" in text or position == "counterparty"
    assert "不设最长期限" in words(library, "CHG-04", "exporter")
    assert "独立于双方的执业律师" in words(library, "CHG-04", "counterparty")
    assert [default_of(library, "CHG-04", name) for name in ("suspend_days", "suspend_days_short")] == [90, 30]


def test_no_suspension_or_transition_forces_an_unlawful_transfer(library: Store) -> None:
    for position in ("balanced", "counterparty"):
        kept = "法律仍然禁止转移，或者应当取得的出口批准尚未取得的，不得恢复"
        assert kept in words(library, "CHG-04", position)
    assert "任何一方均无义务进行法律禁止的转移" in words(library, "CHG-04", "counterparty")
    assert "不得因此进行法律禁止的转移" in words(library, "CHG-05", "counterparty")


def test_the_transition_separates_transfers_and_discloses_drafts(library: Store) -> None:
    for position, middle in zip(VARIANTS, ("其余的转移：", "正在履行的转移：", "已到期的交付："), strict=True):
        text = words(library, "CHG-05", position)
        assert all(word in text for word in ("已完成的转移：", middle, "新的转移：", "⟨drafts_disclosed⟩"))
        assert "任何一方不得为规避清单修订而提前、集中或者虚假完成转移" in text
        assert "自施行之日起适用于尚未完成的转移" in text
    assert "不推定为不能预见" in words(library, "CHG-05", "balanced")
    assert default_of(library, "CHG-05", "recheck_days") == 20


@pytest.mark.parametrize("clause_id", ["PTY-04", "PTY-05", "PTY-06", "PTY-07", "CHG-04", "CHG-05"])
def test_exporter_relief_is_conspicuous_and_keeps_intent_and_gross_negligence(library: Store, clause_id: str) -> None:
    blocks = library.clauses[clause_id].variants["exporter"].texts["zh"]
    loud = "".join(m.value for m in walk(blocks) if m.kind is MarkKind.STRONG)
    assert "承担违约责任" in loud
    assert "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任，不受影响" in words_of(blocks)
