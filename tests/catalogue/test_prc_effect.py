"""From when an announcement applies: only a plain sentence about the whole of it gives a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from prc_fixtures import source

from catalogue.editions import state_of
from catalogue.importers.prc.announcement import read_announcement
from catalogue.importers.reading import Reading, Target, unwatched
from catalogue.model import Check, Control, Edition, Entry, Period, Point, State, Words

ONE = Entry(
    "cn-tech.one",
    "230101X",
    Words("甲制备技术"),
    Control.RESTRICTED,
    points=(Point("1", Words("甲"), source="公告", checked=Check.ANNOUNCEMENT),),
    checked=Check.ANNOUNCEMENT,
    complete=True,
)
TWO = Entry("cn-tech.two", "230102X", Words("乙制备技术"), Control.RESTRICTED, points=ONE.points)
BASE = Edition("2023", "cn-tech", Words("目录"), "公告2023年第57号", "in_force", expected=2, entries=(ONE, TWO))
ORDERS = "一、删除“乙制备技术”（编号：230102X）。\n二、将“甲制备技术”（编号：230101X）控制要点第1项修改为“新甲”。\n"
SIGNED = dt.date(2027, 6, 1)


def read(folder: Path, effect: str, signed: str = "2027年6月1日") -> Reading:
    text = f"商务部 科技部公告2027年第41号\n{ORDERS}{effect}\n商务部 科技部\n{signed}\n"
    return read_announcement(source(folder, "a.txt", text), Target("cn-tech", base=BASE), unwatched)


def edition_of(reading: Reading) -> Edition:
    assert reading.edition is not None
    return reading.edition


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("本公告自公布之日起施行。", SIGNED),
        ("三、本公告自发布之日起正式实施。", SIGNED),
        ("现予公布，自2027年7月1日起施行。", dt.date(2027, 7, 1)),
        ("本公告自2027年7月1日0时起施行。", dt.date(2027, 7, 1)),
        ("以上调整自二〇二七年七月一日起执行。", dt.date(2027, 7, 1)),
        ("本公告自2027年7月1日起施行，商务部 科技部公告2020年第38号同时废止。", dt.date(2027, 7, 1)),
        ("本公告自公布之日起30日后施行。", dt.date(2027, 7, 1)),
        ("本公告自公布之日起三十日后施行。", dt.date(2027, 7, 1)),
    ],
)
def test_one_plain_sentence_gives_the_day(tmp_path: Path, sentence: str, day: dt.date) -> None:
    for reading in (read(tmp_path, sentence), read(tmp_path, sentence, "二〇二七年六月一日")):
        edition = edition_of(reading)
        assert (edition.id, edition.promulgated, edition.effective) == ("2027-06", SIGNED, day)
        assert (reading.unplaced, edition.notes) == ((), Words())
    counted = any("counted" in words.en for words in reading.remarks)
    assert counted == ("日后" in sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "本公告自公布之日起施行，有效期至2028年12月31日。",
        "本公告自公布之日起施行。\n本公告有效期至2028年12月31日。",
        "本公告自2027年6月1日起施行至2028年12月31日。",
        "本公告自公布之日起施行，至2028年12月31日止。",
    ],
)
def test_an_end_is_an_end(tmp_path: Path, sentence: str) -> None:
    reading = read(tmp_path, sentence)
    edition = edition_of(reading)
    end = dt.date(2028, 12, 31)
    assert (edition.id, edition.effective) == ("2027-06", SIGNED)
    assert [(p.state, p.since, p.until) for p in edition.periods] == [(State.IN_FORCE, SIGNED, end)]
    assert isinstance(edition.periods[0], Period)
    assert [state_of(edition, day) for day in (SIGNED, end, end + dt.timedelta(1))] == [
        State.IN_FORCE,
        State.IN_FORCE,
        State.STALE,
    ]
    assert any("2028-12-31" in words.zh for words in reading.remarks)


@pytest.mark.parametrize(
    "sentence",
    [
        "本公告自2027年9月1日起施行，第二条自2027年12月1日起施行。",
        "本公告自2027年9月1日起施行，其中第二条第（一）项自2027年12月1日起施行。",
        "第一条自2027年9月1日起施行，第二条自公布之日起施行。",
        "本公告自2027年9月1日起施行。第二条自2027年12月1日起施行。",
        "本公告自2027年9月1日起施行。\n本公告自2027年10月1日起施行。",
        "本公告自公布之日起30个工作日后施行。",
        "本公告自公布之日起施行，有效期2年。",
        "本公告自公布之日起施行，第一条有效期至2028年12月31日。",
        "本公告的施行日期另行公布。",
        "本公告有效期至2028年12月31日。",
        "本公告自2027年9月31日起施行。",
        "本公告自2027年9月1日起施行，上述目录自2027年12月31日起同时废止。",
        "本公告自公布之日起施行。其中“甲制备技术”（编号：230101X）自2027年12月1日起施行。",
        "本公告自公布之日起施行。\n“乙制备技术”（编号：230102X）的删除自2027年12月1日起施行。",
    ],
)
def test_what_is_not_one_day_for_the_whole_gives_none(tmp_path: Path, sentence: str) -> None:
    reading = read(tmp_path, sentence)
    edition = edition_of(reading)
    assert (edition.promulgated, edition.effective, edition.periods) == (SIGNED, None, ())
    assert state_of(edition, dt.date(2029, 1, 1)) is State.UNKNOWN
    assert "施行日期未定" in edition.notes.zh
    touched = edition.entry("230101X")
    assert touched is not None
    assert "not settled" in touched.notes.en
    assert any("not settled" in words.en for words in reading.remarks)
    last = sentence.rstrip("。").split("，")[-1].split("\n")[-1].split("。")[-1]
    told = "".join(one.text for one in reading.unplaced) + edition.notes.zh
    assert last.replace("（", "(").replace("）", ")").replace("：", ":") in told.replace("（", "(").replace(
        "）", ")"
    ).replace("：", ":")


def test_no_sentence_of_effect_is_no_day(tmp_path: Path) -> None:
    reading = read(tmp_path, "特此公告。")
    edition = edition_of(reading)
    assert (edition.promulgated, edition.effective) == (SIGNED, None)
    assert "no day of effect was read" in edition.notes.en
    assert any("no day of effect was read" in words.en for words in reading.remarks)


def test_a_day_in_the_preamble_is_not_the_signature(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "根据自2024年12月1日起施行的《两用物项出口管制条例》，现予公布。\n本公告自公布之日起施行。"
    )
    assert edition_of(reading).promulgated == SIGNED
