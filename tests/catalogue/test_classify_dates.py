"""Classification: which edition decides on which day."""

from __future__ import annotations

import pytest
from classify_desk import Desk, matter_text, question_ids


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def test_a_completed_one_off_transfer_is_judged_on_its_last_delivery(desk: Desk) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: false"
    measured = "{探测距离: 3 km}"
    done = matter_text(
        measured=measured, transfer=transfer, rest="contract: {performed_by: 2023-06-01, status: performed}"
    )
    assert desk.classify(done).regimes[0].edition == "2020"
    running = done.replace("continuing: false", "continuing: true")
    assert desk.classify(running).regimes[0].edition == "2025-07"
    ahead = done.replace("2023-06-01", "2027-06-01")
    assert desk.classify(ahead).regimes[0].edition == "2025-07"


@pytest.mark.parametrize(
    ("mode", "editions"),
    [
        ("patent_assignment", {"2020"}),
        ("patent_licence", {"2020", "2023", "2025-07"}),
        ("know_how", {"2020", "2023", "2025-07"}),
        ("technical_service", {"2020", "2023", "2025-07"}),
    ],
)
def test_whether_something_goes_on_is_never_presumed_of_what_may_go_on(
    desk: Desk, mode: str, editions: set[str]
) -> None:
    rest = "contract: {performed_by: 2023-06-01, status: performed}"
    transfer = f"modes: [{mode}], direction: outbound"
    result = desk.classify(matter_text("传统建筑", entries="[085001J]", transfer=transfer, rest=rest))
    judged = {f.edition for f in result.regimes[0].entries if f.state != "draft"}
    assert judged == editions
    assert ("continuing" in question_ids(result)) is (len(editions) > 1)


def test_an_unknown_completion_day_judges_all_editions_and_the_stricter_decides(desk: Desk) -> None:
    transfer = "modes: [know_how], direction: outbound, continuing: false"
    rest = "contract: {date: 2025-01-10, status: performed}"
    text = matter_text("传统建筑", entries="[085001J]", transfer=transfer, rest=rest)
    result = desk.classify(text)
    assert result.prc == "prohibited"
    assert "performed_by" in question_ids(result)
    assert {f.edition for f in result.regimes[0].entries} == {"2023", "2025-07"}


def test_f86_an_amendment_between_contract_and_today_is_shown_with_its_difference(desk: Desk) -> None:
    rest = "contract: {date: 2025-01-10, status: performing}"
    measured = "{压实密度: 2.60 g/cc, 克容量: 161 mAh/g, 首效: 97.5 %}"
    result = desk.classify(matter_text("磷酸铁锂正极材料", measured=measured, rest=rest))
    assert result.prc == "restricted"
    warning = next(w for w in result.warnings if w.id == "F-86")
    assert "252604X(1) captured" in warning.text.en
    assert "no candidate" in warning.text.en
    later = desk.classify(matter_text(measured=measured, rest="contract: {date: 2026-12-15}"))
    assert not any(w.id.startswith("F-86") for w in later.warnings)


def test_a_day_before_every_loaded_edition_has_no_answer(desk: Desk) -> None:
    result = desk.classify(matter_text(measured="{探测距离: 3 km}", as_of="2007-01-01"))
    assert (result.prc, result.regimes[0].edition) == ("indeterminate", None)
    assert "no_edition" in question_ids(result)


def test_a_pending_draft_is_reported_and_never_decides(desk: Desk) -> None:
    result = desk.classify(matter_text(as_of="2023-06-01"))
    drafts = [f for f in result.regimes[0].entries if f.state == "draft"]
    assert [f.code for f in drafts] == ["214014X"]
    assert result.regimes[0].edition == "2020"
    assert any(w.id == "draft_pending" for w in result.regimes[0].warnings)
    assert result.prc == "indeterminate"
