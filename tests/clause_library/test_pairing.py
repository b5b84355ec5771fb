"""Kind of licence in two languages (CT-28): told over table cells and paragraphs in turn, silent where both agree."""

from __future__ import annotations

import pytest

from clause_library.conflicts import Situation, find_conflicts
from clause_library.pairing import Pair, pairs_of
from clause_library.store import bundled_library, read_store
from clause_library.triggers import Facts
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.writing.idiom import third_named

RULES = [rule for rule in read_store(bundled_library()).conflict_rules if rule.id == "N-02" and rule.signs.pairs]
WORDS = read_rules(bundled_rules())
SOLE = "2.1 许可方授予被许可方在德国的排他许可。"
EXCLUSIVE = "2.1 Licensor grants Licensee an exclusive licence in Germany."
EXCLUDING = "2.1 许可方授予被许可方在德国的独占实施许可。"
SOLE_EN = "2.1 Licensor grants Licensee a sole licence in Germany."
OTHER = "2.2 许可期限为5年。", "2.2 The licence runs for 5 years."


def fired(*texts: str) -> list[int | None]:
    situation = Situation(Facts({}, None, texts), tuple(enumerate(texts, 1)))
    return [conflict.paragraph for conflict in find_conflicts(RULES, situation)]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ((SOLE, EXCLUSIVE, *OTHER), [1]),
        ((EXCLUSIVE, SOLE, OTHER[1], OTHER[0]), [2]),
        ((EXCLUDING, SOLE_EN), [1]),
        ((OTHER[0], SOLE, OTHER[1], EXCLUSIVE), [2]),
        (("PATENT LICENCE", SOLE, EXCLUSIVE, *OTHER), [2]),
        (("1", SOLE, EXCLUSIVE, "2", *OTHER), [2]),
        (("许可方授予被许可方排他许可。 Licensor grants Licensee an exclusive licence.",), [1]),
        ((SOLE + "（Beispiel Sensorik GmbH & Co. KG Munich）", EXCLUSIVE, *OTHER), [1]),
        ((SOLE, EXCLUSIVE, "The term is stated in Annex 1."), [1]),
    ],
)
def test_two_languages_of_one_provision_that_disagree_are_told(texts: tuple[str, ...], places: list[int]) -> None:
    assert fired(*texts) == places


@pytest.mark.parametrize(
    "texts",
    [
        (SOLE, SOLE_EN, *OTHER),
        (EXCLUDING, EXCLUSIVE),
        (EXCLUDING, EXCLUSIVE, SOLE, SOLE_EN),
        (SOLE, SOLE_EN, EXCLUDING, EXCLUSIVE),
        ("PATENT LICENCE", EXCLUDING, EXCLUSIVE, "2.3 附件一为排他许可。", "2.3 Annex 1 is a sole licence."),
        (SOLE, "2.1 Licensor grants Licensee a non-exclusive licence."),
        (SOLE, "2.1 The courts of Berlin have exclusive jurisdiction."),
        (EXCLUDING, "2.1 Licensor may at its sole discretion grant further rights."),
        ("第三人取得的非排他许可不受影响。", "An exclusive licence needs consent."),
        (SOLE,),
        (EXCLUSIVE,),
    ],
)
def test_two_languages_that_agree_are_not_told(texts: tuple[str, ...]) -> None:
    assert fired(*texts) == []


def test_figures_say_which_paragraph_belongs_to_which() -> None:
    found = pairs_of(enumerate(("TITLE PAGE", "第1条 甲", "Article 1 Alpha", "第2条 乙", "Article 2 Beta")))
    assert found == (Pair(1, "第1条 甲", "Article 1 Alpha"), Pair(3, "第2条 乙", "Article 2 Beta"))


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("丙方应当付款。", "丙方交付。"), "丙方"),
        (("丁方为担保人。", "丁方承担责任。"), "丁方"),
        (("Party D guarantees payment.", "Party D pays."), "Party D"),
        (("第三方：上海某某担保有限公司",), "第三方"),
        (("上海某某担保有限公司（以下简称“第三方”）",), "第三方"),
        (("第三方（盖章）：",), "第三方"),
        (("Third Party: Example Guarantee Ltd.",), "Third Party"),
        (("Example Guarantee Ltd. (the “Third Party”)",), "Third Party"),
    ],
)
def test_a_third_party_is_one_the_contract_names(texts: tuple[str, ...], name: str) -> None:
    assert third_named(texts, WORDS) == name


@pytest.mark.parametrize(
    "texts",
    [
        ("未经同意不得向第三方披露。", "侵犯第三方权利的，由甲方负责。"),
        ("not to disclose to any third party", "claims of third parties: none are known"),
        ("Third Party Software: see Annex 2",),
        ("第三方：指合同当事人以外的人。",),
        ("第三方：______",),
        ("“Third Party” means any person other than a Party.",),
        ("丁方只出现一次。",),
        ("Party Delegates meet. Party Delegates vote.",),
    ],
)
def test_outsiders_are_no_third_party(texts: tuple[str, ...]) -> None:
    assert third_named(texts, WORDS) == ""
