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
