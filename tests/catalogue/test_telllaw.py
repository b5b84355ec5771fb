"""What is told of the law behind a result, and of changes, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from classify_desk import Desk, matter_text

from catalogue.model import Coverage
from catalogue.telling.tell import Teller
from catalogue.telling.telllaw import change_line


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def told(desk: Desk, lang: str) -> list[str]:
    return list(Teller(lang).classification(desk.classify(matter_text(measured="{探测距离: 3 km}"))))


@pytest.mark.parametrize(
    ("lang", "gate", "penalty"),
    [
        (
            "zh",
            "（依据：中华人民共和国技术进出口管理条例（2020-11-29文本） 33(2)）",
            "对外贸易法（2026-03-01文本） 73）",
        ),
        ("en", "Export (text of 2020-11-29) 33(2))", "Foreign Trade Law of the PRC (text of 2026-03-01) 73)"),
    ],
)
def test_gates_and_penalties_name_their_articles_and_the_text_they_stand_in(
    desk: Desk, lang: str, gate: str, penalty: str
) -> None:
    warnings = [line for line in told(desk, lang) if line.startswith("! ")]
    assert any(line.endswith(gate) for line in warnings)
    assert any(line.endswith(penalty) for line in warnings)


@pytest.mark.parametrize(
    ("derived", "zh", "en"),
    [
        ((True, False), "199/199（推算）", "199/199 (derived)"),
        ((False, False), "199/199", "199/199"),
    ],
)
def test_a_sum_of_editions_is_derived_where_one_of_them_is(derived: tuple[bool, bool], zh: str, en: str) -> None:
    day = dt.date(2026, 11, 21)
    rows = [
        Coverage("cn-dual-use", edition, entries, entries, complete=False, as_of=day, derived=one)
        for edition, entries, one in zip(("2024-51", "2025-10"), (189, 10), derived, strict=True)
    ]
    assert list(Teller("zh").coverages(rows)) == [f"收录范围：cn-dual-use 2个文件 {zh}"]
    assert list(Teller("en").coverages(rows)) == [f"coverage: cn-dual-use 2 instruments {en}"]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ("机关：省级商务主管部门", "文书：技术出口许可证申请", "材料：技术出口许可意向书；合同副本；")),
        ("en", ("authority: Provincial commerce", "form: Application for the", "documents: Letter of intent; Copy of")),
    ],
)
def test_steps_name_authority_form_and_documents(desk: Desk, lang: str, lines: tuple[str, ...]) -> None:
    stripped = [line.strip() for line in told(desk, lang)]
    for wanted in lines:
        assert any(line.startswith(wanted) for line in stripped), wanted


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (
            {"what": "regime cn-tech", "was": "free", "is": "restricted"},
            "! 冻结后有变化：制度 cn-tech：自由出口 → 限制出口",
            "! changed since: regime cn-tech: free -> restricted",
        ),
        (
            {"what": "finding 雷达: cn-tech/2025-07/233914X", "was": "", "is": "captured"},
            "! 冻结后有变化：判断 雷达: cn-tech/2025-07/233914X：— → 落入",
            "! changed since: finding 雷达: cn-tech/2025-07/233914X: — -> captured",
        ),
        (
            {"what": "edition cn-tech/2023", "was": "applies", "is": "does not apply"},
            "! 冻结后有变化：版本 cn-tech/2023：适用 → 不适用",
            "! changed since: edition cn-tech/2023: applies -> does not apply",
        ),
        (
            {"what": "data cn-tech/2025-07", "was": "a" * 64, "is": "b" * 64},
            "! 冻结后有变化：目录数据 cn-tech/2025-07：aaaaaaaaaaaa… → bbbbbbbbbbbb…",
            "! changed since: data cn-tech/2025-07: aaaaaaaaaaaa… -> bbbbbbbbbbbb…",
        ),
    ],
)
def test_a_change_is_told_in_the_language_of_the_matter(change: dict[str, object], zh: str, en: str) -> None:
    assert (change_line(change, "zh"), change_line(change, "en")) == (zh, en)
