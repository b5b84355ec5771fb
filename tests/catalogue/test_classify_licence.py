"""The licence catalogue and names without text never decide a classification."""

from __future__ import annotations

import pytest
from classify_desk import Desk, matter_text

from catalogue.model import State
from catalogue.results import Outcome, Verdict


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.mark.parametrize("code", ["3A230", "2B350.a.1", "1C351.a.1", "1C902.a.1", "cn-dual-use.2B206"])
def test_a_code_held_by_name_stays_open_whatever_the_licence_catalogue_prints(desk: Desk, code: str) -> None:
    dual = desk.classify(matter_text("某项设备", entries=f"['{code}']")).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is Outcome.INDETERMINATE
    assert {(f.edition, f.verdict, f.state) for f in dual.entries} == {("2024-51", Verdict.OPEN, State.IN_FORCE)}
    assert {c.edition for c in dual.coverage} == {"2024-51"}


def test_whole_text_lets_the_lawyer_name_a_point(desk: Desk) -> None:
    dual = desk.classify(matter_text("编织机附件", entries="['1B101.c']")).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is Outcome.LICENCE_REQUIRED


@pytest.mark.parametrize(
    ("measured", "outcome"),
    [
        ("{抽气口孔径: 400 mm, 抽气速率: 16 m3/s, 极限真空: 0.01 Pa}", Outcome.LICENCE_REQUIRED),
        ("{抽气口孔径: 400 mm, 抽气速率: 14 m3/s, 极限真空: 0.01 Pa}", Outcome.INDETERMINATE),
        ("{抽气口孔径: 400 mm}", Outcome.INDETERMINATE),
    ],
)
def test_printed_numbers_decide(desk: Desk, measured: str, outcome: Outcome) -> None:
    dual = desk.classify(matter_text("真空泵", measured=measured)).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is outcome


def test_a_customs_code_names_nothing(desk: Desk) -> None:
    dual = desk.classify(matter_text("车床", entries="['8456301010']")).regime("cn-dual-use")
    assert dual is None or all(f.verdict is not Verdict.CAPTURED for f in dual.entries)


def test_an_item_of_a_licence_edition_is_looked_up_in_the_list(desk: Desk) -> None:
    named = "[{catalogue: cn-dual-use, code: 2B231, edition: 2026-licence}]"
    dual = desk.classify(matter_text("泵", entries=named)).regime("cn-dual-use")
    assert dual is not None
    assert {f.edition for f in dual.entries} == {"2024-51"}


ROW = "catalogue: cn-dual-use, code: 1B101, point: c, edition: 2026-licence"
SIGNED = "decision: confirmed, by: 王, on: 2026-11-20, reason: 已查阅"


@pytest.mark.parametrize("row", [ROW, f"{ROW}, {SIGNED}"])
def test_a_named_or_confirmed_row_never_captures_by_itself(desk: Desk, row: str) -> None:
    dual = desk.classify(matter_text("编织机附件", entries=f"[{{{row}}}]")).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is Outcome.INDETERMINATE
    assert {(f.edition, f.point, f.verdict) for f in dual.entries} == {("2024-51", "c", Verdict.OPEN)}
    told = " ".join(r.zh for f in dual.entries for r in f.reasons)
    assert "许可证管理目录" in told
    assert "两用物项出口管制清单" in told
    assert dual.open_questions


@pytest.mark.parametrize("order", [1, -1])
def test_naming_the_list_beside_the_row_still_captures(desk: Desk, order: int) -> None:
    both = ", ".join([f"{{{ROW}}}", "1B101.c"][::order])
    dual = desk.classify(matter_text("编织机附件", entries=f"[{both}]")).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is Outcome.LICENCE_REQUIRED


def test_numbers_of_a_named_row_are_judged_by_the_list_and_both_are_told(desk: Desk) -> None:
    measured = "{抽气口孔径: 400 mm, 抽气速率: 16 m3/s, 极限真空: 0.01 Pa}"
    named = "[{catalogue: cn-dual-use, code: 2B231, edition: 2026-licence}]"
    dual = desk.classify(matter_text("真空泵", measured=measured, entries=named)).regime("cn-dual-use")
    assert dual is not None
    assert dual.outcome is Outcome.LICENCE_REQUIRED
    captured = next(f for f in dual.entries if f.verdict is Verdict.CAPTURED)
    told = " ".join(r.en for r in captured.reasons)
    assert "Licence catalogue 2026" in told
    assert captured.limbs
