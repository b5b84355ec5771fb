"""What matter and result answer: filled in with its reason, blank where it does not follow, never before the user."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from library_samples import a_classification, a_matter

from catalogue.matter import Matter, Party, Technology
from catalogue.model import Control, State, Words
from catalogue.outcomes import Outcome
from catalogue.results import Classification, Finding, LimbResult, Notice, RegimeResult, Verdict
from clause_library.answering import own_language
from clause_library.answerrules import answer_problems, read_answers
from clause_library.derived import derived_values, settled
from clause_library.listing import no_result
from clause_library.model import Chosen, Selection
from clause_library.notices import notices
from clause_library.render import render
from clause_library.store import bundled_library, read_store
from clause_library.variables import Value, in_words, values_of

STORE = read_store(bundled_library())


def value(name: str, matter: Matter, result: Classification, *contract: str) -> Value:
    clause, _, variable = name.partition(".")
    return settled(values_of(STORE.clauses[clause], matter)[variable], matter, result, contract)


def limb(name: str, met: bool | None) -> LimbResult:
    return LimbResult(name, Words(f"{name}值", name), ">", Fraction(2), "km", met=met)


def entry(*limbs: LimbResult, verdict: Verdict = Verdict.CAPTURED, unknown: tuple[str, ...] = ()) -> Finding:
    title = Words("激光雷达系统", "lidar systems")
    return Finding("技术1", "cn-tech", "2025-07", "lidar", "233914X", title, Control.RESTRICTED, None, State.IN_FORCE,
                   verdict, limbs, None, (), unknown)  # fmt: skip


def deal(*classes: tuple[str, ...], entries: tuple[Finding, ...] = ()) -> tuple[Matter, Classification]:
    names = [Technology(f"技术{n}", form=("document", "teaching")) for n, _ in enumerate(classes, 1)]
    result = a_classification(*classes)
    result = replace(result, regimes=(replace(result.regimes[0], entries=entries),))
    return replace(a_matter("PL"), technologies=tuple(names)), result


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ((("X",),), "restricted"),
        ((("X", "DU"),), "restricted_dual_use"),
        ((("DU", "F"),), "dual_use"),
        ((("F",),), "free"),
        ((("J", "UNK"),), "prohibited"),
        ((("X", "UNK"),), "unsettled"),
        ((("F", "UNK"),), "unsettled"),
        ((("X",), ("X",)), "restricted"),
        ((("X",), ("F",)), ""),
        ((("US",),), ""),
        ((), ""),
    ],
)
def test_the_class_is_filled_in_where_all_technologies_share_it(
    classes: tuple[tuple[str, ...], ...], expected: str
) -> None:
    for name in ("DEF-02.class_result", "CLS-01.class_result"):
        assert value(name, *deal(*classes)).text.zh == expected


def test_what_the_user_types_counts_first() -> None:
    matter, result = deal(("X",))
    typed = replace(matter, clauses=replace(matter.clauses, variables=(("CLS-01.class_result", "unsettled"),)))
    assert value("CLS-01.class_result", typed, result).text.zh == "unsettled"
    assert value("DEF-02.class_result", typed, result).text.zh == "restricted"


def test_entry_and_limbs_come_from_the_result_by_name_only() -> None:
    found = entry(limb("range", True), limb("power", None), limb("width", False), unknown=("power",))
    matter, result = deal(("X",), entries=(found,))
    assert value("DEF-02.catalogue_entry", matter, result).text == Words(
        "233914X 激光雷达系统", "233914X lidar systems"
    )
    assert value("DEF-02.limbs_met", matter, result).text == Words("range值", "range")
    assert value("DEF-02.limbs_open", matter, result).text == Words("power值", "power")
    assert value("DEF-02.tech_name", matter, result).text.zh == "技术1"
    assert value("DEF-02.tech_form", matter, result).text == Words("文件;讲授", "documents;teaching")


@pytest.mark.parametrize("found", [entry(), entry(limb("range", True), unknown=("a purpose nobody confirmed",))])
def test_limbs_that_may_not_be_all_of_them_are_not_listed(found: Finding) -> None:
    matter, result = deal(("X",), entries=(found,))
    assert value("DEF-02.catalogue_entry", matter, result).text
    assert value("DEF-02.limbs_met", matter, result).missing
    assert value("DEF-02.limbs_open", matter, result).missing


def test_a_free_technology_is_not_listed_unless_an_entry_is_still_open() -> None:
    assert value("DEF-02.catalogue_entry", *deal(("F",))).text == Words("未列入", "not listed")
    assert value("DEF-02.limbs_open", *deal(("F",))).text.en == "none"
    still = deal(("F",), entries=(entry(limb("range", None), verdict=Verdict.OPEN, unknown=("range",)),))
    assert value("DEF-02.catalogue_entry", *still).missing
    assert value("DEF-02.limbs_open", *still).missing


def test_several_technologies_take_rows_of_their_own() -> None:
    assert value("DEF-02.tech_name", *deal(("X",), ("X",))).missing


def test_text_in_one_language_never_stands_in_the_other() -> None:
    matter, result = deal(("X",))
    matter = replace(matter, transfer=replace(matter.transfer, end_use="港口障碍物探测"))
    found = value("USE-01.end_use", matter, result)
    assert (in_words(found, "zh", matter), in_words(found, "en", matter)) == ("港口障碍物探测", "")
    chosen = Chosen("USE-01", "balanced", "mandatory", (), STORE.clauses["USE-01"].host)
    part = Selection((chosen,), (), (), ())
    (zh,) = render(matter, result, part, STORE, ("zh",))
    (en,) = render(matter, result, part, STORE, ("en",))
    assert "USE-01.end_use" not in zh.missing
    assert "USE-01.end_use" in en.missing
    assert "____ (End Use)" in "".join(run.text for block in en.blocks["en"] for run in block.runs)
    assert own_language("甲 | A") == Words("甲", "A")
    assert own_language("X200", name=True) == Words("X200", "X200")


def test_the_end_user_is_one_the_matter_names_and_no_other_party() -> None:
    matter, result = deal(("X",))
    assert value("USE-02.end_user", matter, result).missing
    named = replace(matter, parties=(*matter.parties, Party("end_user", "某厂", "DE", "Werk GmbH")))
    assert value("USE-02.end_user", named, result).text == Words("某厂（德国）", "Werk GmbH (Germany)")


def test_the_approvals_are_those_of_all_technologies() -> None:
    assert value("CLS-01.required_approvals", *deal(("X",), ("DU",))).text.zh.count(";") == 2
    assert value("CLS-01.required_approvals", *deal(("F",))).text.en == "none"
    assert value("CLS-01.required_approvals", *deal(("X",), ("UNK",))).missing


def test_an_edition_without_words_of_ours_is_no_other_edition() -> None:
    matter, result = deal(("X",))
    assert "第28号" in value("DEF-01.catalogue_edition", matter, result).text.zh
    older = replace(result, regimes=(replace(result.regimes[0], edition="2020"),))
    assert "第38号" in value("DEF-01.catalogue_edition", matter, older).text.zh
    imported = replace(result, regimes=(replace(result.regimes[0], edition="2027"),))
    assert value("DEF-01.catalogue_edition", matter, imported).missing


def test_a_pending_draft_is_named_and_never_none() -> None:
    matter, result = deal(("X",))
    assert value("CHG-05.drafts_disclosed", matter, result).text.zh == "无"

    def pending(name: str) -> Classification:
        return replace(result, warnings=(Notice(f"draft_pending-{name}", "data", "warning", Words("甲", "A")),))

    assert "2025年1月" in value("CHG-05.drafts_disclosed", matter, pending("2025-01-draft")).text.zh
    assert value("CHG-05.drafts_disclosed", matter, pending("2028-draft")).missing


def law(matter: Matter, name: str) -> Matter:
    return replace(matter, contract=replace(matter.contract, governing_law=name))


def test_law_and_forum_follow_the_matter_and_no_other_word() -> None:
    matter, result = deal(("X",))
    assert value("BLR-01.governing_law", matter, result).text.zh == "中华人民共和国法律"
    assert value("BLR-02.neutral_seat", matter, result).text == Words("北京市", "Beijing")
    assert value("BLR-01.governing_law", law(matter, "SG"), result).text.en == "the laws of Singapore"
    assert value("BLR-02.neutral_seat", law(matter, "SG"), result).missing
    for unsaid in ("", "US"):
        assert value("BLR-01.governing_law", law(matter, unsaid), result).missing
        assert value("BLR-02.neutral_institution", law(matter, unsaid), result).missing


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("本合同适用中华人民共和国法律。", True),
        ("本合同适用德国法律。", False),
        ("This Agreement is governed by the laws of Germany.", False),
        ("This Agreement is governed by the laws of the PRC.", True),
        ("本合同适用____法律。", True),
        ("双方应当遵守保密义务。", True),
        ("双方应当遵守适用的数据保护法律。", True),
        ("本协议的订立、效力和解释受香港特别行政区法律管辖。", False),
    ],
)
def test_a_law_the_contract_names_is_not_overturned(text: str, kept: bool) -> None:
    matter, result = deal(("X",))
    assert value("BLR-01.governing_law", matter, result, text).missing is not kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("争议提交香港国际仲裁中心仲裁，裁决可以强制执行。", False),
        ("由甲方所在地有管辖权的人民法院管辖。", False),
        ("Disputes shall be finally settled by arbitration in Singapore.", False),
        ("双方应当友好协商。", True),
    ],
)
def test_a_forum_the_contract_names_is_not_overturned(text: str, kept: bool) -> None:
    matter, result = deal(("X",))
    for name in ("BLR-02.neutral_institution", "BLR-02.neutral_seat"):
        assert value(name, matter, result, text).missing is not kept


def test_the_day_of_the_assessment_is_no_later_than_signing() -> None:
    matter, result = deal(("X",))
    assert value("DEF-02.assessed_on", matter, result).text.zh == result.as_of.isoformat()
    before = replace(matter, contract=replace(matter.contract, date=result.as_of - dt.timedelta(1)))
    assert value("DEF-02.assessed_on", before, result).missing


def test_the_foreign_licence_is_of_the_only_regime_that_calls_for_one() -> None:
    matter, result = deal(("X", "US"))
    matter = replace(matter, technologies=(replace(matter.technologies[0], eccn="6E001"),))
    us, eu = (RegimeResult(name, Outcome.LICENCE_REQUIRED, None) for name in ("us-ear", "eu-dual-use"))
    one = replace(result, regimes=(*result.regimes, us))
    assert value("LIC-09.eccn", matter, one).text.en == "6E001"
    assert "《出口管理条例》" in value("LIC-09.foreign_regime", matter, one).text.zh
    both = replace(result, regimes=(*result.regimes, us, eu))
    assert value("LIC-09.foreign_regime", matter, both).missing


def test_without_a_result_nothing_is_answered() -> None:
    bare = Matter(as_of=dt.date(2026, 11, 22))
    for clause in STORE.clauses.values():
        for one in values_of(clause, bare).values():
            assert settled(one, bare, no_result()) == one


def test_answers_are_told_with_their_reasons_and_once() -> None:
    matter, result = deal(("X",))
    found = [d for d in derived_values(matter, result, STORE.clauses.values()) if d.fills]
    assert len({(d.variable, d.value) for d in found}) == len(found)
    classes = next(d for d in found if d.variable == "class_result")
    assert classes.value == Words("限制出口技术", "Restricted Technology")
    assert "研判结果" in classes.why.zh
    part = Selection((Chosen("CLS-01", "balanced", "mandatory", (), STORE.clauses["CLS-01"].host),), (), (), ())
    (told,) = [n for n in notices(part, render(matter, result, part, STORE, ("zh", "en")), STORE) if n.id == "answered"]
    assert "分类结论：限制出口技术" in told.text.zh
    assert "Result of classification: Restricted Technology" in told.text.en


def test_every_rule_names_variables_there_are() -> None:
    answers = read_answers(bundled_library() / "answers.yaml", [])
    assert answers
    assert all(a.rule.why.zh and a.rule.why.en for a in answers)
    assert not list(answer_problems(answers, STORE.clauses, "answers.yaml"))
    lost = replace(answers[0], variable="nothing")
    (problem,) = answer_problems([lost], STORE.clauses, "answers.yaml")
    assert "has no variable" in problem.message
