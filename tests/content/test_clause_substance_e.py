"""What the clauses on use and onward transfer do: undertakings, savings, limits on a legal basis, licence-back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.conflicts import offending_sentences
from clause_library.markup import plain, refs_in, variables_in, walk
from clause_library.model import LANGS, VARIANTS, MarkKind
from clause_library.store import Store, read_store

USE = tuple(f"USE-0{n}" for n in range(1, 8))
EU_RULES = ("USE-04", "USE-05")


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def words(library: Store, clause_id: str, position: str, lang: str) -> str:
    return words_of(library.clauses[clause_id].variants[position].texts[lang])


@pytest.mark.parametrize("position", VARIANTS)
@pytest.mark.parametrize("clause_id", ["USE-01", "USE-02"])
def test_the_end_user_of_dual_use_items_promises_to_the_state_authority(
    library: Store, clause_id: str, position: str
) -> None:
    """Export Control Law 16 and DUR 24: a statutory duty that stands in every position (F-34)."""
    zh, en = (words(library, clause_id, position, lang) for lang in LANGS)
    assert "依照《出口管制法》第十六条和《两用物项条例》第二十四条" in zh
    assert re.search(r"未经(国务院商务主管部门|其)允许，不得擅自改变最终用途或者向任何第三方转让", zh)
    assert "under Article 16 of the Export Control Law and Article 24 of DUR" in en
    assert re.search(r"without (its )?leave", en)
    assert "department of commerce of the State Council" in en


@pytest.mark.parametrize("position", VARIANTS)
def test_the_certificate_keeps_its_statutory_name(library: Store, position: str) -> None:
    assert "最终用户和最终用途证明" in words(library, "USE-01", position, "zh")
    assert "end-user and end-use certificate" in words(library, "USE-01", position, "en")


@pytest.mark.parametrize("position", VARIANTS)
def test_weapons_of_mass_destruction_and_terrorism_are_excluded_by_every_position(
    library: Store, position: str
) -> None:
    zh, en = (words(library, "USE-01", position, lang) for lang in LANGS)
    for word in ("民用", "大规模杀伤性武器及其运载工具", "恐怖主义", "军事用途"):
        assert word in zh, word
    for word in ("civil", "weapons of mass destruction and their means of delivery", "terrorism", "military"):
        assert word in en, word


@pytest.mark.parametrize("position", VARIANTS)
@pytest.mark.parametrize("clause_id", ["USE-01", "USE-02", "USE-06"])
def test_consent_of_the_exporter_never_replaces_the_authority(library: Store, clause_id: str, position: str) -> None:
    """Where the end user or a main item changes, nothing happens before the new approval (F-33, T-074)."""
    zh, en = (words(library, clause_id, position, lang) for lang in LANGS)
    assert "新的出口批准" in zh
    assert re.search(r"取得(新的出口批准)?之前|已经取得", zh)
    assert "new Export Approval" in en


@pytest.mark.parametrize("position", VARIANTS)
@pytest.mark.parametrize("clause_id", ["USE-01", "USE-02", "USE-06"])
def test_no_contract_period_delays_a_report_that_the_law_requires_at_once(
    library: Store, clause_id: str, position: str
) -> None:
    zh, en = (words(library, clause_id, position, lang) for lang in LANGS)
    assert re.search(r"法律要求[^。]*立即向主管部门报告[^。]*不受[^。]*期限影响", zh)
    assert re.search(r"immediate report to the Competent Authority[^.]*irrespective of", en)


@pytest.mark.parametrize("position", VARIANTS)
@pytest.mark.parametrize("clause_id", ["USE-03", "USE-07"])
def test_limits_rest_on_a_stated_legal_basis(library: Store, clause_id: str, position: str) -> None:
    """A limit on territory or customers without a legal basis is an antitrust risk (C-19, K-11)."""
    clause = library.clauses[clause_id]
    variable = clause.variables["legal_basis"]
    assert variable.type == "text"
    assert not variable.default
    for lang in LANGS:
        assert "legal_basis" in variables_in(clause.variants[position].texts[lang])


@pytest.mark.parametrize("position", VARIANTS)
def test_scope_leaves_sales_improvement_and_challenge_free(library: Store, position: str) -> None:
    zh = words(library, "USE-07", position, "zh")
    assert "不限制接收方依法确定产品的数量、价格、渠道和市场" in zh
    assert "改进许可技术、取得竞争性技术或者对知识产权的有效性提出异议" in zh
    assert "不限制接收方依法销售" in words(library, "USE-03", position, "zh")


@pytest.mark.parametrize("position", VARIANTS)
def test_a_licence_back_is_equal_and_non_exclusive(library: Store, position: str) -> None:
    """Only a reciprocal licence-back (K-12, C-19, Foreign Trade Law 34)."""
    zh, en = (words(library, "USE-07", position, lang) for lang in LANGS)
    assert "对等的条件" in zh
    assert "任何一方不得要求另一方以不对等的条件返授" in zh
    assert re.search(r"(?<!非)独占|无偿|免费|排他", zh) is None
    assert "on equal terms" in en
    assert "Neither Party shall demand a licence-back on unequal terms" in en
    assert re.search(r"(?<!non-)\bexclusive|free of charge|royalty-free", en) is None


@pytest.mark.parametrize("clause_id", USE)
def test_no_conflict_rule_fires_on_our_own_words(library: Store, clause_id: str) -> None:
    """A contract with our clause in it is read again; K-10 is for employment papers, where USE-04 never stands."""
    for position, variant in library.clauses[clause_id].variants.items():
        for lang in LANGS:
            cells = [(0, plain(cell)) for block in variant.texts[lang] for cell in block.cells]
            for rule in library.conflict_rules:
                if rule.id != "K-10" or clause_id != "USE-04":
                    assert offending_sentences(rule, cells) == (), (rule.id, position, lang)


@pytest.mark.parametrize("position", VARIANTS)
@pytest.mark.parametrize("clause_id", EU_RULES)
def test_the_prc_saving_stands_beside_the_eu_rule(library: Store, clause_id: str, position: str) -> None:
    clause = library.clauses[clause_id]
    assert "PTY-08" in clause.depends
    assert clause.primary_language == "en"
    for lang in LANGS:
        assert "PTY-08" in refs_in(clause.variants[position].texts[lang])
    zh, en = (words(library, clause_id, position, lang) for lang in LANGS)
    assert "不要求任何一方实施外国国家对中国公民、组织采取的歧视性限制措施" in zh
    assert "discriminatory restrictive measures" in en
    assert "欧盟" in zh
    assert "833/2014" in zh
    assert "833/2014" in en
    assert "essential term" in en
    assert "必要条款" in zh


@pytest.mark.parametrize("position", VARIANTS)
def test_a_re_export_limit_saves_blocking_rules(library: Store, position: str) -> None:
    zh, en = (words(library, "USE-03", position, lang) for lang in LANGS)
    assert "遵守对其没有约束力的外国法律" in zh
    assert "违反阻断规则" in zh
    assert "breach Blocking Rules" in en


@pytest.mark.parametrize("clause_id", EU_RULES)
def test_the_eu_rules_are_cited_as_not_yet_verified(library: Store, clause_id: str) -> None:
    for basis in library.clauses[clause_id].basis:
        if "Regulation (E" in basis.instrument.en:
            assert basis.verify, (clause_id, basis.article)
    named = {b.article for b in library.clauses[clause_id].basis}
    assert {"USE-04": "12g", "USE-05": "12ga"}[clause_id] in named


@pytest.mark.parametrize("clause_id", EU_RULES)
def test_the_flow_of_an_import_is_not_called_a_transfer_out_of_the_prc(library: Store, clause_id: str) -> None:
    """A Transfer is defined as one out of the PRC; here the exporter sits in the EU."""
    for name, blocks in texts_of(library.clauses[clause_id], "en"):
        assert "Transfer" not in words_of(blocks), name
    for name, blocks in texts_of(library.clauses[clause_id], "zh"):
        assert "转移" not in words_of(blocks), name


def test_agreed_damages_stand_in_the_exporter_text_alone_and_beside_an_estimate(library: Store) -> None:
    """More than 30 per cent above the loss may be reduced, and the right to ask is kept (C-16, K-09)."""
    clause = library.clauses["USE-04"]
    assert clause.variables["ld_amount"].type == clause.variables["loss_estimate"].type == "amount"
    used = {p: set(variables_in(v.texts["en"])) for p, v in clause.variants.items()}
    assert {p for p, names in used.items() if "ld_amount" in names} == {"exporter"}
    assert "loss_estimate" in used["exporter"]
    assert "请求调整违约金的权利不受影响" in words(library, "USE-04", "exporter", "zh")
    assert "no liquidated damages" in words(library, "USE-04", "counterparty", "en")
    agreed, estimate = (float(clause.sample[n].zh.split()[0]) for n in ("ld_amount", "loss_estimate"))
    assert agreed <= estimate * 1.3


@pytest.mark.parametrize("clause_id", EU_RULES)
def test_a_right_to_terminate_names_its_period(library: Store, clause_id: str) -> None:
    for name, blocks in texts_of(library.clauses[clause_id], "zh"):
        text = words_of(blocks)
        assert "解除" in text, name
        assert re.search(r"⟨exercise_days⟩日内行使，逾期消灭", text), name


@pytest.mark.parametrize("clause_id", ["USE-01", "USE-02", "USE-03", "USE-06", "USE-07"])
def test_other_clauses_leave_termination_to_the_clause_on_it(library: Store, clause_id: str) -> None:
    """They may stand in employment papers or beside EXT-01; a second right to terminate would compete with it."""
    for name, blocks in texts_of(library.clauses[clause_id], "zh"):
        assert "解除" not in words_of(blocks), name


@pytest.mark.parametrize("position", VARIANTS)
def test_flow_down_is_no_consent_to_foreign_checks(library: Store, position: str) -> None:
    """DUR 38 (F-40): no promise to accept an on-site check of a foreign government."""
    assert "不构成对外国政府核查的同意" in words(library, "USE-06", position, "zh")
    assert "not consent to a check by a foreign government" in words(library, "USE-06", position, "en")


@pytest.mark.parametrize("clause_id", USE)
def test_an_exemption_of_the_exporter_is_conspicuous_and_keeps_intent(library: Store, clause_id: str) -> None:
    variant = library.clauses[clause_id].variants["exporter"]
    for lang, kept in (
        ("zh", "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任，不受影响"),
        ("en", "caused intentionally or by gross negligence, is not affected"),
    ):
        assert any(m.kind is MarkKind.STRONG for m in walk(variant.texts[lang])), lang
        assert kept in words_of(variant.texts[lang]), lang
