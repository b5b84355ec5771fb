"""Words put in and taken out: both texts come back whole, numbers and words are never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.comparing.worddiff import ADDED, DELETED, Segment, likeness, marked, plain, word_segments

TEXTS = st.text(alphabet="中英文译外翻技术、（）>4.5 km分a b", max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    segments = word_segments(before, after)
    assert "".join(s.text for s in segments if s.op != DELETED) == after
    assert plain("".join(s.text for s in segments if s.op != ADDED)) == plain(before)
    assert all(s.text for s in segments)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("中英文翻译技术", "中译外翻译技术", "中［-英文-］［+译外+］翻译技术"),
        ("运算次数≥1300亿次", "运算次数≥97万亿次", "运算次数≥［-1300-］［+97万+］亿次"),
        ("速率≥10Gbps", "速率≥500Gbps", "速率≥［-10-］［+500+］Gbps"),
        ("density > 2.1 g/cc", "density > 1.2 g/cc", "density > ［-2.1-］［+1.2+］ g/cc"),
        ("drone engines", "drone sensors", "drone ［-engines-］［+sensors+］"),
        ("高可靠通信、适航及空域管理", "高可靠通信及空域管理", "高可靠通信［-、适航-］及空域管理"),
        ("（一）", "(一)", "(一)"),
    ],
)
def test_marks_of_real_changes(before: str, after: str, shown: str) -> None:
    assert marked(word_segments(before, after)) == shown


def test_equal_texts_are_one_segment() -> None:
    assert word_segments("无人机", "无人机") == (Segment("same", "无人机"),)
    assert word_segments("", "") == ()


def test_superscripts_are_not_plain_digits() -> None:
    assert plain("10⁶") != plain("106")


def test_likeness_sees_a_head_inside_another() -> None:
    assert likeness("语音合成技术（包括语料库设计）", "专门用于汉语的语音合成技术") >= 0.75
    assert likeness("汉字、语音识别技术", "智能汉字语音开发工具技术") < 0.75


def test_two_notes_are_not_alike_for_being_notes() -> None:
    one = "Technical Notes: 1. 'Spurious Free Dynamic Range' is the ratio of the input to the largest harmonic"
    other = "Technical Notes: For the purposes of 3A001.a.: 1. 'Film type circuit' means an array formed by deposition"
    assert likeness(one, other) < 0.75
    assert likeness("注：激光雷达的测距精度", "注：人工智能交互界面") < 0.75
    assert likeness("Note: Chips include the following", "Note: Chips include the following:") > 0.9
    assert (
        likeness("Technical Note: When N is 1024", "Technical Note: For the purposes of 3A001.a.12., when N is 1024")
        > 0.9
    )
