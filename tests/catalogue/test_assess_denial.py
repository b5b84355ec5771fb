"""What a text denies counts for no entry, and what only looks like a denial does not hide one."""

from __future__ import annotations

import io

import pytest
from assess_desk import assessed, assessor, descriptions, rank
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.assessing.assess import Assessor
from catalogue.assessing.assesswords import assessment_lines
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def desk() -> Assessor:
    return assessor()


def counted(desk: Assessor, text: str) -> set[str]:
    """The terms that count for ranking."""
    return {t.key for t in assessed(desk, text).terms if t.weight > 0 and not t.word}


DENIED = [
    "这不是激光雷达，是一款超声波产品。",
    "本产品不是激光雷达。",
    "本品并非任何形式的激光雷达。",
    "采用超声波，而不是激光雷达。",
    "本产品不含激光雷达。",
    "无需激光雷达即可避障。",
    "区别于激光雷达，本产品采用超声波。",
    "不同于激光雷达，它靠超声波。",
    "无激光雷达方案",
    "激光雷达除外。",
    "激光雷达不包含在内。",
    "不仅不含激光雷达，而且不联网。",
    "不是激光雷达，不能测距。",
    "This is not a lidar.",
    "This product isn't a lidar.",
    "It does not contain any kind of lidar.",
    "It doesn’t use or contain lidar.",
    "Works without lidar.",
    "Unlike lidar, it uses ultrasound.",
    "It uses ultrasound instead, and no lidar.",
    "The lidar is not included.",
    "A lidar-free vacuum cleaner.",
    "It is NOT A LIDAR!",
    "产品不包括：激光雷达",
    "lidar (not included)",
    "It has no moving parts and no lidar.",
]


@pytest.mark.parametrize("text", DENIED)
def test_a_denied_term_counts_nothing_and_is_told(desk: Assessor, text: str) -> None:
    answer = assessed(desk, text)
    assert not counted(desk, text) & {"lidar", "laser", "radar"}
    assert "233914X" not in {c.profile.entry.label for c in answer.candidates}
    assert "lidar" in {term.key for term, _ in answer.denied()}
    assert all(said in text for _, said in answer.denied())


STANDING = [
    "不仅含激光雷达，而且含相机。",
    "不只是激光雷达。",
    "不限于激光雷达。",
    "并非没有激光雷达。",
    "不是不含激光雷达。",
    "没有激光雷达就不能行驶。",
    "没有激光雷达，车辆无法行驶。",
    "如果不带激光雷达，则功能受限。",
    "这不是激光雷达吗？",
    "这不是普通的激光雷达。",
    "不含稀土的激光雷达。",
    "无需校准的激光雷达。",
    "不同于其他激光雷达，量程更远。",
    "没有激光雷达能与之媲美。",
    "Not only a lidar but also a camera.",
    "It is not without a lidar.",
    "Whether or not lidar is fitted, it maps.",
    "Isn't this a lidar?",
    "This is not a conventional lidar.",
    "If no lidar is fitted, it stops.",
    "Without lidar it cannot drive.",
    "No lidar sees farther than ours.",
    "No GPS and a lidar with 300 m range.",
    "It does not affect the lidar.",
    "It does not work without a lidar.",
    "Do not use the lidar near fire.",
    "Without removing the cover of the lidar.",
    "Unlike other lidars it has no moving parts.",
    "A gallium-free lidar.",
    "It does not contain gallium, the lidar is solid-state.",
]


@pytest.mark.parametrize("text", STANDING)
def test_what_only_looks_like_a_denial_leaves_the_term(desk: Assessor, text: str) -> None:
    assert "lidar" in counted(desk, text)
    assert "lidar" not in {term.key for term, _ in assessed(desk, text).denied()}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("不含激光雷达、陀螺仪和惯性导航。", set[str]()),
        ("It contains neither a lidar nor a gyro.", set[str]()),
        ("It has no lidar or gyro.", set[str]()),
        ("It has no GPS and a lidar.", {"lidar"}),
        ("这不是激光雷达而是陀螺仪。", {"gyro"}),
        ("It is not a lidar but a gyro.", {"gyro"}),
        ("不含激光雷达的陀螺仪。", {"gyro"}),
        ("不含激光雷达，含陀螺仪。", {"gyro"}),
    ],
)
def test_how_far_a_denial_reaches(desk: Assessor, text: str, left: set[str]) -> None:
    assert counted(desk, text) == left


def test_a_term_denied_here_and_said_there_counts_and_both_are_told(desk: Assessor) -> None:
    answer = assessed(desk, "本款不含激光雷达。\n选配版本带激光雷达。")
    assert "lidar" in {t.key for t in answer.terms if t.weight > 0}
    assert [said for _, said in answer.denied()] == ["本款不含激光雷达。"]


@pytest.mark.parametrize(("lang", "told"), [("zh", "文中否认：激光雷达"), ("en", "denied in the text: 激光雷达")])
def test_the_answer_tells_what_is_denied(desk: Assessor, lang: str, told: str) -> None:
    answer = assessed(desk, "这不是激光雷达。")
    out = io.StringIO("\n".join(assessment_lines(answer, read_library(bundled_packs(), None), lang, 10)))
    assert any(line.startswith(told) and "这不是激光雷达。" in line for line in out)
    row = answer.as_json(lang)["denied"]
    assert isinstance(row, list)
    assert [(one["term"], one["sentence"]) for one in row] == [("lidar", "这不是激光雷达。")]


def test_a_description_with_its_own_denial_behind_it_keeps_its_entry(desk: Assessor) -> None:
    """What is said in one sentence is not taken away by the next."""
    for described in descriptions("develop")[:10]:
        before = rank(assessed(desk, described.text), described.entries)
        after = rank(assessed(desk, f"{described.text} 本产品不含办公椅。"), described.entries)
        assert (before is None) == (after is None)


@given(st.text(alphabet="不是没有含非无仅激光雷达陀螺仪的和、，。？ notwiuarldg", max_size=60))
@settings(max_examples=30, deadline=None)
def test_any_text_is_read_and_what_is_denied_stands_in_it(desk: Assessor, text: str) -> None:
    if not text.strip():
        return
    for term, said in assessed(desk, f"产品{text}").denied():
        assert term.weight == 0
        assert said


PLAIN_CLASSES = [
    "户外终端，防护等级IP67。",
    "整机防护达IP68，抗冲击IK10",
    "IP67级防护，防水防尘",
    "外壳防护 IP 66 / IK10",
    "Protection class IPX7, impact IK08",
    "NEMA 4X enclosure, ingress protection IP69K",
]


@pytest.mark.parametrize("text", PLAIN_CLASSES)
def test_a_protection_class_names_no_goods(desk: Assessor, text: str) -> None:
    assert [c.label for c in assessed(desk, text).candidates] == []


def test_protective_goods_are_found_beside_a_protection_class(desk: Assessor) -> None:
    def terms(text: str) -> set[str]:
        return counted(desk, text)

    assert "protective suit" in terms("防护服，防护等级IP67")
    assert terms("个人防护面具，防护等级IP67") == terms("个人防护面具")
