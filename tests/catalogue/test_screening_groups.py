"""Groups of listed firms, branches of them and short forms: names made up here, and those of the bundled lists."""

from __future__ import annotations

import party_desk as desk
import pytest

from catalogue.model import Words
from catalogue.parties import Party, PartyList, PartyPack
from catalogue.screening.screening import MOST_HITS, RENDERED, Screener

BRANCHES = "Peru Chile Kenya Ghana Oslo Lima Quito Sofia Riga Bern Porto Davos Tampa Perth Delhi Basel Split Hanoi"
FIRMS = (
    "Amber Birch Cedar Delph Elder Fennel Garnet Hazel Indigo Jasper Kelp Larch Maple Nettle Olive Pine Quince Rowan"
)


def screener_of(*names: str) -> Screener:
    parties = tuple(Party(f"p{n}", Words("", name)) for n, name in enumerate(names))
    one = PartyList("list", "xx-parties", Words("名单", "List"), parties=parties)
    return Screener((PartyPack("xx-parties", Words("名单", "Lists"), "XX", Words(), "", (one,)),), desk.folder())


@pytest.fixture(scope="module")
def group() -> Screener:
    """A group of eighteen firms under one name, and eighteen research institutes that share an ordinary word."""
    affiliates = [f"Zornwald Cable {place} Ltd" for place in BRANCHES.split()]
    return screener_of(*affiliates, *(f"National {firm} Textile Works" for firm in FIRMS.split()))


@pytest.fixture(scope="module")
def bundled() -> Screener:
    return desk.bundled_screener()


def test_a_groups_name_alone_finds_the_group(group: Screener) -> None:
    assert len(desk.ask(group, "Zornwald").hits) == 18
    assert len(desk.ask(group, "Zornwald Cable").hits) == 18


def test_an_ordinary_word_names_no_group(group: Screener) -> None:
    assert desk.ask(group, "National").hits == ()
    assert desk.ask(group, "National Textile").hits == ()
    assert desk.ask(group, "National Glass Works").hits == ()


def test_a_party_on_three_lists_is_one_firm() -> None:
    thrice = screener_of(*["Brontex"] * 3, *(f"{firm} Works" for firm in FIRMS.split()))
    once = screener_of("Brontex", *(f"{firm} Works" for firm in FIRMS.split()))
    asked = "Brontex Nautilus"
    assert desk.ask(thrice, asked).hits[0].score == desk.ask(once, asked).hits[0].score


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Raytheon Missile and Defense", "Raytheon Missiles & Defense"),
        ("Raytheon Missile & Defence", "Raytheon Missiles & Defense"),
        ("Skydio Deutschland GmbH", "Skydio"),
        ("Illumina Deutschland GmbH", "Illumina"),
        ("因美纳(中国)科学器材有限公司", "Illumina"),
        ("三菱重工", "三菱重工海事系统株式会社"),
        ("Harbin Institute of Technology, Weihai", "Harbin Institute of Technology"),
    ],
)
def test_branches_plurals_and_short_forms_of_bundled_names(bundled: Screener, name: str, listed: str) -> None:
    hits = desk.ask(bundled, name).hits
    assert any(listed in known for hit in hits for known in hit.party.names), [hit.matched for hit in hits]


def test_the_listed_name_itself_comes_before_its_sisters(bundled: Screener) -> None:
    assert "Missiles" in desk.ask(bundled, "Raytheon Missile and Defense").hits[0].party.name.en


def test_hits_beyond_the_most_are_counted(group: Screener) -> None:
    many = screener_of(*(f"Zornwald {one} {two}" for one in FIRMS.split() for two in BRANCHES.split()[:4]))
    answer = desk.ask(many, "Zornwald")
    assert len(answer.hits) == MOST_HITS
    assert answer.more == 72 - MOST_HITS
    assert answer.as_json()["more"] == 72 - MOST_HITS
    assert desk.ask(group, "Zornwald").more == 0


def test_a_chinese_name_finds_the_english_one_by_sound_and_translation() -> None:
    listed = [
        *(f"Huawei {what} Co., Ltd." for what in ("Technologies", "Cloud", "Device", "Machine", "Marine")),
        "Shanghai Haina Precision Machinery Research Institute",
        "Zhejiang Dahua Trading",
    ]
    screener = screener_of(*listed)
    for asked in ("华为", "华为技术有限公司", "华为（上海）技术有限公司"):
        (first, *_) = desk.ask(screener, asked).hits
        assert first.matched.startswith("Huawei")
        assert first.score <= RENDERED
        assert "译文" in first.why.zh
    (found,) = desk.ask(screener, "上海海纳精密机械研究所").hits
    assert found.matched == listed[-2]


def test_strangers_of_the_same_ordinary_chinese_words_are_not_found() -> None:
    screener = screener_of("Shenzhen Kestrel Technology Co., Ltd.", "Wang Wei", "Beijing Institute of Machinery")
    for asked in ("深圳市海纳科技有限公司", "深圳市凯斯特瑞科技有限公司", "王伟", "科技", "北京"):
        assert desk.ask(screener, asked).hits == (), asked


@pytest.mark.parametrize(
    ("listed", "acronym"),
    [
        ("Pakistan Institute of Nuclear Science and Technology (PINSTECH)", "PINSTECH"),
        ("National Institute of Lasers and Optronics (NILOP)", "NILOP"),
    ],
)
def test_an_acronym_of_beginnings_in_brackets_is_a_name(listed: str, acronym: str) -> None:
    (hit,) = desk.ask(screener_of(listed, "Haina Optics"), acronym).hits
    assert hit.matched == listed


def test_a_word_in_brackets_is_no_acronym() -> None:
    screener = screener_of("Kestrel Machine Trading (Iran)", "Nordic Industrial Research (Nordic)")
    for asked in ("Iran", "Nordic"):
        assert all(hit.score < 0.99 for hit in desk.ask(screener, asked).hits)
