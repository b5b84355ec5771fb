from __future__ import annotations

import pytest
from classify_desk import Desk, matter_text

from catalogue.matter import REGIMES
from catalogue.matterschema import parse_matter
from catalogue.problems import BadInput
from catalogue.results import Notice, Outcome
from catalogue.rules import bundled_rules, read_rules


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


def data_warnings(desk: Desk, text: str) -> dict[str, Notice]:
    return {w.id: w for w in desk.classify(text).warnings if w.id.startswith(("unheld", "idle"))}


@pytest.mark.parametrize(
    ("entries", "warning", "named"),
    [
        ("[{code: 233914X, catalogue: zz}]", "unheld_catalogue", "zz"),
        ("['999999X']", "unheld_code", "999999X"),
        ("['5A999']", "unheld_code", "5A999"),
        ("[foo]", "unheld_code", "foo"),
        ("[{code: 233914X, edition: '1999'}]", "unheld_edition", "1999"),
        ("['233914X(9)']", "unheld_point", "9"),
        ("[{code: 203912X, point: '77'}]", "unheld_point", "77"),
    ],
)
def test_what_no_loaded_edition_holds_is_named_and_clears_nothing(
    desk: Desk, entries: str, warning: str, named: str
) -> None:
    text = matter_text("某技术", entries=entries)
    told = data_warnings(desk, text)
    assert set(told) == {warning}
    assert (told[warning].kind, told[warning].severity) == ("data", "warning")
    assert all(named in words for words in (told[warning].text.zh, told[warning].text.en))
    assert desk.classify(text).prc not in (Outcome.FREE, Outcome.NOT_APPLICABLE)


@pytest.mark.parametrize(
    "entries",
    [
        "['233914X']",
        "['２３３９１４Ｘ']",
        "['214012X']",
        "['203912X(5)']",
        "[{code: 203912X, point: '5', catalogue: cn-tech, edition: '2023'}]",
        "[cn-tech.lidar]",
        "['1C117.c.2.b']",
    ],
)
def test_codes_of_any_loaded_edition_are_not_complained_about(desk: Desk, entries: str) -> None:
    assert data_warnings(desk, matter_text("某技术", entries=entries)) == {}


def test_decisions_that_meet_nothing_are_told(desk: Desk) -> None:
    rest = (
        "confirmations:\n"
        "  - {about: 'regime:kr', answer: free, by: 王, on: 2026-11-01, reason: 无}\n"
        "  - {about: 'rule:F-999', answer: ended}\n"
        "  - {about: 'regime:cn-tech', answer: free, by: 王, on: 2026-11-01, reason: 无}\n"
        "  - {about: 'rule:F-90', answer: ended, by: 王, on: 2026-11-12}\n"
    )
    told = data_warnings(desk, matter_text(rest=rest))
    assert {key: notice.text.zh.split("“")[1].split("”")[0] for key, notice in told.items()} == {
        "idle_regime": "kr",
        "idle_rule": "F-999",
    }


def test_a_decision_about_an_unknown_regime_is_refused() -> None:
    text = (
        "matter: {as_of: 2026-11-20}\nconfirmations:\n"
        "  - {about: 'regime:%s', answer: free, by: 王, on: 2026-11-01, reason: 无}"
    )
    with pytest.raises(BadInput, match="'mars' is not a regime") as caught:
        parse_matter(text % "mars", "m.yaml")
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (3, "about")
    assert "cn-dual-use" in problem.hint
    with pytest.raises(BadInput, match="did you mean 'cn-tech'"):
        parse_matter(text % "cn-tek", "m.yaml")


def test_every_regime_there_is_can_be_decided_about() -> None:
    cards = {card.regime for card in read_rules(bundled_rules()).cards}
    assert cards | {"cn-tech", "cn-dual-use", "cn-parallel", "us-ear", "eu-dual-use"} == set(REGIMES)
