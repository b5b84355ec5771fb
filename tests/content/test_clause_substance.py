"""What the clauses do: periods, exemptions, termination, effectiveness, changes of the law."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import all_clauses, all_texts, places_of, texts_of, words_of

from clause_library.markup import refs_in, walk
from clause_library.model import LANGS, VARIANTS, BlockKind, MarkKind
from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def test_statutory_periods_are_words_of_the_text_and_never_variables(library: Store) -> None:
    for position in VARIANTS:
        zh, en = (words_of(library.clauses["LIC-05"].variants[position].texts[lang]) for lang in LANGS)
        assert "30个工作日" in zh
        assert "15个工作日" in zh
        assert "30 Working Days" in en
        assert "15 Working Days" in en
        zh, en = (words_of(library.clauses["LIC-07"].variants[position].texts[lang]) for lang in LANGS)
        assert len(re.findall(r"60日", zh)) == 2
        assert len(re.findall(r"60 Days", en)) == 2
    exporter = library.clauses["PTY-08"].variants["exporter"].texts
    assert "30日内向国务院商务主管部门报告" in words_of(exporter["zh"])
    assert "within 30 Days" in words_of(exporter["en"])


def test_the_long_stop_cannot_undercut_the_statutory_days(library: Store) -> None:
    variable = library.clauses["LIC-05"].variables["long_stop_days"]
    assert variable.type == "working_days"
    assert variable.minimum == 30 + 15
    assert int(variable.default.zh) >= 2 * 45


def test_the_carve_out_holds_no_licence_wording(library: Store) -> None:
    clause = library.clauses["CLS-05"]
    for lang, pattern in (
        ("zh", r"许可证|许可意向书|出口批准|取得.{0,6}(批准|许可)"),
        ("en", r"(?i)licen[cs]|Approval|LOI"),
    ):
        for name, blocks in texts_of(clause, lang):
            assert re.search(pattern, words_of(blocks)) is None, name
    for name, blocks in texts_of(clause, "zh"):
        assert "不因任何一方的同意、付款或者承诺而进入" in words_of(blocks), name


@pytest.mark.parametrize(
    "clause_id", ["CHG-02", "EXT-01", "CHG-01", "CLS-05", "CLS-03", "LIC-01", "LIC-03", "LIC-05", "PTY-02"]
)
def test_exporter_exemptions_are_conspicuous(library: Store, clause_id: str) -> None:
    for lang in LANGS:
        marks = list(walk(library.clauses[clause_id].variants["exporter"].texts[lang]))
        assert any(mark.kind is MarkKind.STRONG for mark in marks), (clause_id, lang)


def test_a_sentence_that_frees_the_exporter_alone_is_conspicuous(library: Store) -> None:
    pattern = re.compile(r"出口方[^。；]{0,40}不承担|不退还[^。；]*价款|不予退还")
    for clause in all_clauses(library):
        for block in clause.variants["exporter"].texts["zh"]:
            loud = "".join(m.value for m in walk((block,)) if m.kind is MarkKind.STRONG)
            for match in pattern.finditer(words_of((block,))):
                assert match.group() in loud, f"{clause.id}: {match.group()}"


def test_an_exemption_keeps_intent_and_gross_negligence(library: Store) -> None:
    for clause_id in ("CHG-02", "EXT-01", "CLS-05", "LIC-05"):
        text = words_of(library.clauses[clause_id].variants["exporter"].texts["zh"])
        assert "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任" in text, clause_id


def test_change_of_circumstances_is_kept_and_never_waived(library: Store) -> None:
    for clause_id in ("CHG-01", "CHG-02"):
        for name, blocks in texts_of(library.clauses[clause_id], "zh"):
            assert re.search(r"第五百三十三条享有的权利不受影响", words_of(blocks)), name
    for name, blocks in texts_of(library.clauses["CHG-03"], "zh"):
        kept = r"第五百三十三条请求人民法院或者仲裁机构变更或者解除合同的权利不受影响"
        assert re.search(kept, words_of(blocks)), name
    zh, en = (all_texts(library, lang) for lang in LANGS)
    assert places_of(zh, r"放弃") == []
    assert places_of(en, r"(?i)waiv") == []
    assert places_of([t for t in zh if not t[0].startswith("CHG-03")], r"情势变更") == []
    assert places_of([t for t in en if not t[0].startswith("CHG-03")], r"(?i)hardship|change of circumstances") == []


def test_a_change_in_control_law_is_no_force_majeure_and_comes_first(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["CHG-02"], "zh"):
        assert "不以构成不可抗力为前提" in words_of(blocks), name
    for name, blocks in texts_of(library.clauses["CHG-01"], "zh"):
        assert "首先适用" in words_of(blocks), name
        assert "CHG-02" in refs_in(blocks), name
    long_stop, pause = (
        int(library.clauses[c].variables[v].default.zh)
        for c, v in (("CHG-01", "fm_stop_days"), ("CHG-02", "pause_days"))
    )
    assert pause <= long_stop


def test_termination_turns_on_a_legal_bar_and_names_its_period(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["EXT-01"], "zh"):
        text = words_of(blocks)
        assert "列入名单，本身不构成解除事由" in text, name
        assert "不得违反阻断规则" in text, name
        assert "《技术进出口管理条例》第四十条" in text, name
    for name, text in all_texts(library, "zh"):
        if re.search(r"通知(接收方|出口方|另一方)[^。；]{0,4}(立即)?解除", text):
            assert re.search(r"行使，逾期消灭|逾期该解除权消灭|⟨exercise_days⟩日内书面通知", text), name


def test_blocking_saving_stands_in_every_position(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["PTY-08"], "zh"):
        text = words_of(blocks)
        assert "外国国家对中国公民、组织采取的歧视性限制措施" in text, name
        assert "违反对一方有约束力的阻断规则的，本合同的任何内容均不要求该方" in text, name


def test_the_neutral_statement_names_no_foreign_list(library: Store) -> None:
    for lang in LANGS:
        for name, blocks in texts_of(library.clauses["PTY-01"], lang):
            assert (
                re.search(r"美国|欧盟|联合国|OFAC|SDN|Entity List|United States|European", words_of(blocks)) is None
            ), name


def test_effectiveness_waits_for_the_licence_and_registration_is_no_condition(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["LIC-02"], "zh"):
        assert re.search(r"自⟨licence_authority⟩就本合同颁发许可证之日起生效", words_of(blocks)), name
        assert "LIC-03" in refs_in(blocks), name
    for name, blocks in texts_of(library.clauses["LIC-07"], "zh"):
        assert "不是本合同生效的条件" in words_of(blocks), name


def test_the_bundle_lists_its_clauses_by_reference(library: Store) -> None:
    clause = library.clauses["LIC-03"]
    for name, blocks in [*texts_of(clause, "zh"), *texts_of(clause, "en")]:
        items = tuple(b for b in blocks if b.kind is BlockKind.ITEM)
        assert {"DEF-01", "LIC-03", "LIC-05", "CHG-02", "EXT-01"} <= set(refs_in(items)), name


def test_every_period_names_the_event_that_starts_it(library: Store) -> None:
    for name, text in all_texts(library, "zh"):
        for match in re.finditer(r"(⟨\w+⟩|\d+)(个工作日|日)(?!\d)", re.sub(r"\d+年\d+月\d+日|第\d+日", "", text)):
            sentence = re.split(r"[。；：\n]", match.string[: match.start()])[-1] + match.string[match.start() :][:30]
            assert re.search(r"自.*起|之后|通知后|超过|同一期限|日期限", sentence), f"{name}: {sentence}"
