"""The steps as .ics and .xlsx: format, the same values in every place, ids that stay, both languages, ugly text."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from classify_desk import Desk, matter_text
from hypothesis import given
from hypothesis import strategies as st
from ics_reader import Calendar, read_ics

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.obligations import timed
from catalogue.problems import BadInput
from catalogue.results import Classification
from catalogue.stepfiles import HEADING, escaped, folded, ics_bytes, steps_sheet

UGLY = Matter(as_of=dt.date(2026, 11, 25), id="2026,014;a\\b", title="激光\n雷达" + "\x07", language="zh")
FILED = "approvals: {loi: {status: filed, filed_on: 2026-11-02}}"
FREE = (
    "contract: {effective_on: 2026-04-01}\n"
    "confirmations: [{about: 'regime:cn-tech', answer: free, by: 王, on: 2026-04-01, reason: 已查阅全文}]"
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.fixture(scope="module")
def restricted(desk: Desk) -> Classification:
    return desk.classify(matter_text(measured="{探测距离: 3 km}", rest=FILED))


@pytest.fixture(scope="module")
def free(desk: Desk) -> Classification:
    return desk.classify(matter_text("包装线", rest=FREE, as_of="2026-04-15"))


def events(calendar: Calendar) -> dict[str, str]:
    return {c.values["SUMMARY"]: c.values["DTSTART"] for c in calendar.components if c.kind == "VEVENT"}


def rows(data: bytes) -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    head, *body = sheet.iter_rows(values_only=True)
    return [{str(k): str(v or "") for k, v in zip(head, row, strict=True)} for row in body]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_calendar_and_workbook_hold_the_days_of_the_time_line(restricted: Classification, lang: str) -> None:
    steps = timed(restricted.obligations)
    calendar = read_ics(ics_bytes(restricted, lang, UGLY))
    left = [one.step for one in steps if not one.step.done]
    assert len(calendar.components) == len(left)
    for component, step in zip(calendar.components, left, strict=True):
        day = component.values.get("DTSTART")
        assert day == (f"{step.due:%Y%m%d}" if step.due else None)
        assert step.step.in_language(lang) in component.values["SUMMARY"]
        assert component.values["CATEGORIES"] == step.path.in_language(lang)
    table = rows(steps_sheet(restricted, lang, UGLY))
    due, start, name = (HEADING[n].in_language(lang) for n in (10, 9, 2))
    assert [(r[name], r[start], r[due]) for r in table] == [
        (s.step.in_language(lang), str(s.starts_on or ""), str(s.due or "")) for s in restricted.obligations
    ]
    assert {one.end for one in steps if one.step.due} >= {step.due for step in left if step.due}


def test_the_day_the_letter_is_due_is_an_event_with_its_law(restricted: Classification) -> None:
    (event,) = [c for c in read_ics(ics_bytes(restricted, "zh")).components if "意向书" in c.values["SUMMARY"]][:1]
    assert event.values["DTSTART"] == "20261214"
    told = event.values["DESCRIPTION"].splitlines()
    assert "期限：30个工作日，起算日 2026-11-02" in told
    assert any("技术进出口管理条例（2020-11-29文本） 32" in line for line in told)
    assert any("（待核）" in line for line in told)
    assert told[-1].startswith("本结果供律师判断")


def test_t064_the_sunday_is_the_day_and_the_warning_goes_with_it(free: Classification) -> None:
    calendar = read_ics(ics_bytes(free, "en"))
    (event,) = [c for c in calendar.components if c.values.get("DTSTART") == "20260531"]
    assert "day off" in event.values["DESCRIPTION"]
    (row,) = [r for r in rows(steps_sheet(free, "en")) if r["Due"] == "2026-05-31"]
    assert (row["Period"], row["Runs from"], row["State"]) == ("60 days", "2026-04-01", "to do")
    assert "day off" in row["Remarks"]
    assert "50,000" in row["Penalties"]


def test_a_step_without_a_day_is_a_task_that_says_why(restricted: Classification) -> None:
    calendar = read_ics(ics_bytes(restricted, "en"))
    (task,) = [c for c in calendar.components if "Authenticity review" in c.values["SUMMARY"]]
    assert task.kind == "VTODO"
    assert "approvals.licence.filed_on" in task.values["DESCRIPTION"]
    assert "first: " in task.values["DESCRIPTION"]


def test_what_is_done_is_in_the_workbook_only(restricted: Classification) -> None:
    assert "2026-11-02" in next(r["说明"] for r in rows(steps_sheet(restricted, "zh")) if r["状态"] == "已办")
    assert not [c for c in read_ics(ics_bytes(restricted, "zh")).components if "向所在地" in c.values["SUMMARY"]]


def test_order_and_parallel_paths_are_told(desk: Desk) -> None:
    text = matter_text(measured="{探测距离: 3 km}", rest=FILED, technology="state_secret: yes")
    table = rows(steps_sheet(desk.classify(text), "zh"))
    number = {row["步骤"][:6]: row["序号"] for row in table}
    order = {row["步骤"][:6]: row["先后"] for row in table}
    assert order["向所在地省级"] == f"在{number['办理国家秘密']}之后"
    assert f"在{number['贸易审查和技']}之内" in order["商务主管部门"]
    about = openpyxl.load_workbook(io.BytesIO(steps_sheet(desk.classify(text), "zh"))).worksheets[1]
    told = [str(row[0]) for row in about.iter_rows(values_only=True)]
    assert any("45个工作日 (30 + 15)" in line for line in told)
    assert any("26/132" in line for line in told)


def test_the_same_result_gives_the_same_bytes(restricted: Classification) -> None:
    assert ics_bytes(restricted, "zh", UGLY) == ics_bytes(restricted, "zh", UGLY)
    assert steps_sheet(restricted, "zh", UGLY) == steps_sheet(restricted, "zh", UGLY)


def test_ids_stay_when_days_move_and_differ_between_matters(desk: Desk, restricted: Classification) -> None:
    later = desk.classify(
        matter_text(measured="{探测距离: 3 km}", rest=FILED.replace("11-02", "11-03"), as_of="2026-11-24")
    )
    ids = [
        {c.values["SUMMARY"]: c.values["UID"] for c in read_ics(ics_bytes(result, "zh", matter)).components}
        for result, matter in ((restricted, UGLY), (later, UGLY), (restricted, replace(UGLY, id="2026-015")))
    ]
    assert ids[0] == ids[1]
    assert not set(ids[0].values()) & set(ids[2].values())
    assert events(read_ics(ics_bytes(restricted, "zh"))) != events(read_ics(ics_bytes(later, "zh")))


def test_ugly_names_are_escaped_and_never_a_formula(restricted: Classification) -> None:
    step = replace(restricted.obligations[1], step=Words('=HYPERLINK("x"), a;b\\n\r\nend'), done=False)
    result = replace(restricted, obligations=(step,))
    (task,) = read_ics(ics_bytes(result, "zh", UGLY)).components
    assert task.values["SUMMARY"].endswith('=HYPERLINK("x"), a;b\\n  end')
    sheet = openpyxl.load_workbook(io.BytesIO(steps_sheet(result, "zh", UGLY))).worksheets[0]
    assert sheet["C2"].data_type == "s"


def test_steps_that_hold_only_for_an_export_say_so(desk: Desk) -> None:
    text = matter_text(
        measured="{探测距离: 3 km}", rest=FILED, transfer="modes: [saas_api], direction: outbound, continuing: true"
    )
    summaries = [c.values["SUMMARY"] for c in read_ics(ics_bytes(desk.classify(text), "en")).components]
    assert any("if it is an export: " in summary for summary in summaries)


def test_no_step_left_is_refused_and_an_empty_table_is_none(restricted: Classification) -> None:
    empty = replace(restricted, obligations=())
    with pytest.raises(BadInput, match="no step is left"):
        ics_bytes(empty, "en")
    assert rows(steps_sheet(empty, "en")) == []


def test_the_last_day_of_the_calendar_is_written(restricted: Classification) -> None:
    step = replace(restricted.obligations[1], due=dt.date.max, done=False)
    (event,) = read_ics(ics_bytes(replace(restricted, obligations=(step,)), "en")).components
    assert event.values["DTSTART"] == "99991231"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_text_folds_and_comes_back(text: str) -> None:
    data = folded(f"SUMMARY:{escaped(text)}")
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and line.decode("utf-8") is not None for line in lines)
    whole = data.replace(b"\r\n ", b"")[:-2].decode("utf-8").removeprefix("SUMMARY:")
    assert whole == escaped(text)
