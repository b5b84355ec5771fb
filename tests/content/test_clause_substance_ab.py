"""Schedule, Catalogue version, hierarchy of regimes, classification and information: what each text must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from clause_reading import texts_of, words_of

from clause_library.markup import walk
from clause_library.model import LANGS, VARIANTS, Block, BlockKind, MarkKind
from clause_library.store import Store, read_store

OURS = ("DEF-02", "DEF-03", "DEF-04", "CLS-01", "CLS-02", "CLS-04", "CLS-06")
NO_DISCRIMINATION = {
    "zh": "均不得依据本合同执行或者协助执行外国国家对中国公民、组织采取的歧视性限制措施",
    "en": "carry out, or assist in carrying out, discriminatory restrictive measures that a foreign state takes",
}
NO_BREACH_OF_BLOCKING = {
    "zh": "本合同的任何内容均不要求一方违反对其有约束力的阻断规则",
    "en": "nothing in this Agreement requires a Party to breach Blocking Rules that bind it",
}
CARVE_OUT = {
    "zh": "造成接收方人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任，不受影响",
    "en": "for personal injury of the Recipient, and for loss of property of the Recipient caused intentionally or by "
    "gross negligence, is not affected",
}


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def _words(library: Store, clause_id: str, position: str, lang: str = "zh") -> str:
    return words_of(library.clauses[clause_id].variants[position].texts[lang])


def _every(library: Store, clause_id: str, lang: str = "zh") -> Iterator[tuple[str, str]]:
    for name, blocks in texts_of(library.clauses[clause_id], lang):
        yield name, words_of(blocks)


def _rows(blocks: tuple[Block, ...]) -> list[Block]:
    return [block for block in blocks if block.kind is BlockKind.ROW]


@pytest.mark.parametrize("clause_id", OURS)
def test_all_three_positions_stand(library: Store, clause_id: str) -> None:
    assert set(library.clauses[clause_id].variants) == set(VARIANTS)


@pytest.mark.parametrize("clause_id", ["DEF-02", "DEF-03", "DEF-04", "CLS-01", "CLS-02", "CLS-04", "CLS-06"])
@pytest.mark.parametrize("lang", LANGS)
def test_an_exporter_exemption_is_conspicuous_and_keeps_the_statutory_carve_out(
    library: Store, clause_id: str, lang: str
) -> None:
    blocks = library.clauses[clause_id].variants["exporter"].texts[lang]
    assert any(mark.kind is MarkKind.STRONG for mark in walk(blocks))
    assert CARVE_OUT[lang] in words_of(blocks)
    for position in ("balanced", "counterparty"):
        others = library.clauses[clause_id].variants[position].texts[lang]
        assert not any(mark.kind is MarkKind.STRONG for mark in walk(others)), position


def test_the_schedule_is_a_table_of_marked_variables_under_a_heading_row(library: Store) -> None:
    for lang in LANGS:
        for name, blocks in texts_of(library.clauses["DEF-02"], lang):
            head, row = _rows(blocks)
            assert len(head.cells) == len(row.cells), name
            assert not any(mark.kind is MarkKind.VAR for mark in walk((head,))), name
            assert all(any(mark.kind is MarkKind.VAR for mark in cell) for cell in row.cells), name


def test_the_schedule_holds_no_controlled_parameters_and_says_so(library: Store) -> None:
    for name, text in _every(library, "DEF-02"):
        assert "清单不得载明受控的参数值、源代码或者其他受控技术的内容" in text, name
    for name, text in _every(library, "DEF-02", "en"):
        assert "shall not state controlled parameter values, source code or other content" in text, name
    assert not any(re.search(r"param|value|measured", name) for name in library.clauses["DEF-02"].variables)


def test_an_unsettled_result_is_offered_and_bars_the_transfer(library: Store) -> None:
    for clause_id in ("DEF-02", "CLS-01"):
        result = library.clauses[clause_id].variables["class_result"]
        assert "unsettled" in dict(result.choices), clause_id
        assert not result.default, "a result is decided, never assumed"
    for name, text in _every(library, "DEF-02"):
        assert "分类结论为分类未定的技术，在分类确定之前按受控技术对待，不得转移" in text, name
    assert "分类结论为分类未定的，出口方不得转移" in _words(library, "CLS-01", "counterparty")


def test_the_two_clauses_of_classification_offer_the_same_results(library: Store) -> None:
    schedule, statement = (library.clauses[i].variables["class_result"] for i in ("DEF-02", "CLS-01"))
    assert schedule.choices == statement.choices


def test_the_documents_of_the_schedule_are_those_filed_for_the_licence(library: Store) -> None:
    for name, text in _every(library, "DEF-02"):
        assert re.search(r"《技术进出口管理条例》第三十四条提交的技术资料出口清单一致", text), name
        assert "未列入该清单的技术资料不得转移" in text, name


def test_the_reliance_on_the_schedule_moves_with_the_position(library: Store) -> None:
    assert "不是对主管部门认定的保证" in _words(library, "DEF-02", "exporter")
    assert "经合理核查所知" in _words(library, "DEF-02", "balanced")
    assert "保证技术清单的分类在签署日真实、准确，接收方可以信赖该分类" in _words(library, "DEF-02", "counterparty")


@pytest.mark.parametrize("position", VARIANTS)
def test_the_version_clause_agrees_with_the_definition_of_the_catalogue(library: Store, position: str) -> None:
    """Moving, split or static, in the definition and in the clause alike."""
    found = re.search(r"“目录”指[^\n]*", _words(library, "DEF-01", position))
    assert found is not None
    definition, opening = found.group(), _words(library, "DEF-03", position).split("\n")[1]
    if position == "exporter":
        assert "在有关转移发生之日有效的版本" in definition
        assert "全部义务适用有关转移发生之日有效的目录版本" in opening
    elif position == "balanced":
        assert re.search(r"签署日有效的版本，即⟨catalogue_edition⟩，其他义务适用有关转移发生之日有效的版本", definition)
        assert re.search(r"分类陈述和技术清单适用签署日有效的目录版本，即⟨catalogue_edition⟩", opening)
        assert "其他义务，适用有关转移发生之日有效的版本" in opening
    else:
        for text in (definition, opening):
            assert "签署日有效的" in text
            assert re.search(r"修订作为管制变化处理，但依法自施行之日起适用于有关转移的", text)
    definitions, clause = (library.clauses[i].variables["catalogue_edition"] for i in ("DEF-01", "DEF-03"))
    assert definitions == clause == library.clauses["DEF-02"].variables["catalogue_edition"]


def test_no_version_clause_freezes_the_law_or_reopens_a_completed_transfer(library: Store) -> None:
    for name, text in _every(library, "DEF-03"):
        assert "管制变化处理" in text, name
        assert "已经依法完成的转移，不因其后施行的目录版本而成为对本合同的违反" in text, name
        assert "编号、顺序或者名称变更而控制要点未变的" in text, name
    assert "法律禁止转移" in _words(library, "DEF-03", "counterparty")


@pytest.mark.parametrize("clause_id", ["DEF-04", "CLS-06"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_clause_on_foreign_rules_carries_the_saving_in_every_position(
    library: Store, clause_id: str, lang: str
) -> None:
    for name, text in _every(library, clause_id, lang):
        assert NO_DISCRIMINATION[lang] in text, name
        assert NO_BREACH_OF_BLOCKING[lang] in text, name


def test_the_hierarchy_moves_from_prc_first_to_a_procedure_to_the_stricter_export_rule(library: Store) -> None:
    exporter, balanced, counterparty = (_words(library, "DEF-04", position) for position in VARIANTS)
    assert "应当首先遵守中国的出口管制法律" in exporter
    assert "善意协商同时符合有关法律的履行办法" in balanced
    assert "不因另一方受其他法律约束而负有遵守该法律的义务" in balanced
    assert "制裁不属于本约定所称的出口管制法律" in counterparty
    assert "遵守较严的规定将使一方违反对其有约束力的法律的，该方无义务遵守" in counterparty
    assert "较严" not in exporter + balanced
    for name, text in _every(library, "DEF-04"):
        assert "法律适用、争议解决和责任限额的约定不因此改变" in text, name
    assert "PTY-08" not in library.clauses["DEF-04"].depends, "the saving stands in the text itself"


def test_the_duty_to_identify_stays_with_the_exporter_against_the_state(library: Store) -> None:
    for name, text in _every(library, "CLS-01"):
        assert re.search(r"法定义务，不因本合同的约定转移给接收方", text), name
    assert "应当向主管部门咨询" in _words(library, "CLS-01", "balanced")
    assert "行政处罚由受处罚的一方自行承担" in _words(library, "CLS-01", "counterparty")


def test_the_burden_of_a_wrong_class_moves_with_the_position(library: Store) -> None:
    exporter, balanced, counterparty = (_words(library, "CLS-01", position) for position in VARIANTS)
    assert "是对分类的意见" in exporter
    assert "未尽合理注意致使分类错误的，应当赔偿接收方的直接损失" in balanced
    assert "不论有无过错" in counterparty
    assert "出口方证明错误系由接收方提供的信息所致的除外" in counterparty
    assert "保证" not in balanced


def test_information_is_confidential_and_never_against_a_law_that_binds(library: Store) -> None:
    for name, text in _every(library, "CLS-02"):
        assert "任何一方均不得请求另一方提供对其有约束力的法律禁止提供的信息" in text, name
        assert "应当对上述信息保密" in text, name
    for position in ("balanced", "counterparty"):
        assert "个人信息以办理申请所必要的范围为限" in _words(library, "CLS-02", position)
    exporter, balanced, counterparty = (_words(library, "CLS-02", position) for position in VARIANTS)
    assert "和每次转移之日" in exporter
    assert "每次转移之日" not in balanced + counterparty
    assert "据其所知" in counterparty
    assert "明知信息不真实而提供的" in counterparty


def test_reclassification_turns_on_wider_events_the_nearer_the_exporter(library: Store) -> None:
    counts = [
        sum(block.kind is BlockKind.ITEM for block in library.clauses["CLS-04"].variants[position].texts["zh"])
        for position in VARIANTS
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2]
    exporter, balanced, counterparty = (_words(library, "CLS-04", position) for position in VARIANTS)
    assert "自动停止转移" in exporter
    assert "仅因修订草案公开征求意见而重新分类的，不停止转移" in balanced
    assert "征求意见" not in counterparty
    assert "《技术进出口管理条例》第四十条或者《两用物项条例》第十八条" in counterparty
    for name, text in _every(library, "CLS-04"):
        assert "（以下称“待核部分”）" in text, name
        assert "应当取得出口批准或者重新办理许可的，待核部分在取得或者办理之前不得转移" in text, name


def test_article_49_is_not_self_executing_and_no_percentage_is_promised(library: Store) -> None:
    for lang in LANGS:
        for name, text in _every(library, "CLS-06", lang):
            assert re.search(r"\d\s*%|百分之", text) is None, name
    for name, text in _every(library, "CLS-06"):
        assert re.search(r"第四十九条[^。]*作出的?要求", text), name
        assert "不表明外国法律对任何一方有约束力，也不表明同意接受外国政府的现场核查" in text, name
    assert "没有该要求的，接收方不因本约定负有上述义务" in _words(library, "CLS-06", "exporter")
    assert "主管部门未作出上述要求的，《两用物项条例》第四十九条不因本合同对接收方产生义务" in _words(
        library, "CLS-06", "balanced"
    )
    assert "⟨art49_notice⟩" in _words(library, "CLS-06", "counterparty")


def test_the_suspended_announcement_is_marked_and_its_state_is_never_assumed(library: Store) -> None:
    clause = library.clauses["CLS-06"]
    assert any("2026年11月10日" in words and "10 November 2026" in words for words in clause.stale_when)
    assert not clause.variables["rule_state"].default
    assert not clause.variables["art49_notice"].default
    assert all(basis.verify for basis in clause.basis if not basis.instrument.zh.startswith("中华人民共和国"))


def test_words_that_several_clauses_use_are_defined(library: Store) -> None:
    for zh, en in (
        ("“控制要点”指", "“Control Point” means"),
        (
            "“国务院商务主管部门”指中国商务部",
            "“the department of commerce of the State Council” means the Ministry of Commerce",
        ),
        ("（包括《两用物项条例》规定的出口凭证）", "(including an export certificate under DUR)"),
        (
            "属于出口管制法律的，还包括依照该法律构成出口、再出口",
            "it also includes an act that is an export, a re-export",
        ),
    ):
        for lang, words in (("zh", zh), ("en", en)):
            for name, blocks in texts_of(library.clauses["DEF-01"], lang):
                assert words in words_of(blocks), f"{name}: {words}"


def test_one_rule_settles_which_version_of_the_catalogue_applies(library: Store) -> None:
    for name, text in _every(library, "DEF-01"):
        assert "就适用的版本另有约定的，适用该约定" in text, name
