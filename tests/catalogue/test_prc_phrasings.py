"""The wordings in which the ministries order a change, one by one, with technologies that do not exist.

The conventions are those of Announcements 38 of 2020 and 28 of 2025 of the Ministry of Commerce and the Ministry of
Science and Technology and their kin; the sentences here are ours.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
from prc_fixtures import source

from catalogue.importers.prc.announcement import read_announcement
from catalogue.importers.reading import Reading, Target, unwatched
from catalogue.model import Check, Control, Edition, Entry, Point, Words
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput

TEXTS = ("甲，功率大于1 kW", "乙", "丙", "丁")
ONE = Entry(
    "cn-tech.one",
    "230101X",
    Words("甲制备技术"),
    Control.RESTRICTED,
    points=tuple(Point(str(n), Words(t), source="公告", checked=Check.ANNOUNCEMENT) for n, t in enumerate(TEXTS, 1)),
    checked=Check.ANNOUNCEMENT,
    complete=True,
)
TWO = Entry("cn-tech.two", "230102J", Words("乙制备技术"), Control.PROHIBITED, points=(Point(None, Words("全文")),))
THREE = replace(ONE, id="cn-tech.three", code="230103X", title=Words("丙制备技术"))
BASE = Edition(
    "2023", "cn-tech", Words("目录"), "商务部 科技部公告2023年第57号", "in_force", expected=3, entries=(ONE, TWO, THREE)
)
HEAD = "商务部 科技部公告2026年第9号\n2026年1月2日\n"
ALL = [("1", TEXTS[0]), ("2", "乙"), ("3", "丙"), ("4", "丁")]


def applied(folder: Path, order: str) -> Reading:
    return read_announcement(source(folder, "a.txt", HEAD + order), Target("cn-tech", base=BASE), unwatched)


def edition_of(reading: Reading) -> Edition:
    assert reading.edition is not None
    return reading.edition


def own(reading: Reading) -> list[Entry]:
    return [e for e in edition_of(reading).entries if not e.inherited_from]


def points_of(entry: Entry) -> list[tuple[str | None, str]]:
    return [(p.no, p.text.zh) for p in entry.points]


A, AQ = "甲制备技术（编号：230101X）", "“甲制备技术”（编号：230101X）"


@pytest.mark.parametrize(
    "order",
    [
        "删去乙制备技术（编号：230102J）条目。",
        "删去“乙制备技术”（230102J）。",
        "一、删除禁止出口部分第1项“乙制备技术”（编号：230102J）。",
        "删除禁止出口部分第1项乙制备技术（编号：230102J）",
        "删除《目录》中禁止出口部分“乙制备技术”（编号：230102J）条目",
        "将“乙制备技术”（编号：230102J）从禁止出口部分中予以删除。",
        "将禁止出口部分第1项“乙制备技术”（编号：230102J）删去",
        "将乙制备技术（编号：230102J）条目予以删除",
        "取消“乙制备技术”（编号：230102J）条目。",
        "删除编号为230102J的技术条目",
        "删除“乙制备技术（编号：230102J）”条目",
        "在禁止出口部分，删去乙制备技术（编号：230102J）条目。",
        "一、删除以下禁止出口技术条目\n（一）乙制备技术（编号：230102J）",
        "一、取消下列条目：\n1．乙制备技术（编号：２３０１０２Ｊ）",
    ],
)
def test_an_entry_is_deleted(tmp_path: Path, order: str) -> None:
    reading = applied(tmp_path, order)
    assert [u.why.en for u in reading.unplaced] == []
    assert edition_of(reading).removes == ("cn-tech.two",)
    assert own(reading) == []


@pytest.mark.parametrize(
    "order",
    [
        "新增戊技术（编号：260101X）条目，控制要点：\n1．子\n2．丑",
        "新增“戊技术”（260101X），控制要点为：“1．子 2．丑”。",
        "在限制出口部分新增“戊技术”（260101X），控制要点为：“1．子\n2．丑”。",
        "五、新增限制出口技术条目：“戊技术（编号：260101X），控制要点：1．子；2．丑”。",
        "在《目录》限制出口部分中增加戊技术（编号：260101X）条目，控制要点如下：\n1．子\n2．丑",
        "增列“戊技术”（编号：260101X）条目，其控制要点为：“1．子；2．丑”",
        "新增一项限制出口技术条目：戊技术（编号：260101X），控制要点：1．子；2．丑",
        "在限制出口部分化学原料和化学制品制造业中新增戊技术（编号：260101X）条目，控制要点：1．子；2．丑",
        "二、新增以下限制出口技术条目\n戊技术（编号：260101X）\n控制要点：\n1. 子\n2. 丑",
    ],
)
def test_an_entry_is_added(tmp_path: Path, order: str) -> None:
    reading = applied(tmp_path, order)
    assert [u.why.en for u in reading.unplaced] == []
    (new,) = own(reading)
    assert (new.code, new.title.zh) == ("260101X", "戊技术")
    assert [(no, text.rstrip("；")) for no, text in points_of(new)] == [("1", "子"), ("2", "丑")]


@pytest.mark.parametrize("title", ["对流甲技术", "将来乙技术", "添加剂丙技术", "在线丁技术"])
def test_a_title_keeps_its_first_sign(tmp_path: Path, title: str) -> None:
    for order in (f"新增{title}（编号：260101X）条目，控制要点：1．子", f"新增“{title}”（260101X），控制要点为“1．子”"):
        assert [e.title.zh for e in own(applied(tmp_path, order))] == [title]


def test_a_verb_that_may_belong_to_the_title_is_handed_back(tmp_path: Path) -> None:
    reading = applied(tmp_path, "新增加热戊技术（编号：260101X）条目，控制要点：1．子")
    assert own(reading) == []
    assert "no title" in reading.unplaced[0].why.en


@pytest.mark.parametrize(
    ("order", "points"),
    [
        (f"在{AQ}项下新增控制要点：“5．戊”。", [*ALL, ("5", "戊")]),
        (f"在{AQ}中新增控制要点“5．戊”。", [*ALL, ("5", "戊")]),
        (f"在{A}条目中增加控制要点5：“戊”", [*ALL, ("5", "戊")]),
        (f"{A}新增控制要点5：戊", [*ALL, ("5", "戊")]),
        (f"将{A}增加一项控制要点，作为第5项：“戊”。", [*ALL, ("5", "戊")]),
        (f"将{A}增加控制要点5，内容为“戊”。", [*ALL, ("5", "戊")]),
        (f"在{AQ}控制要点中增加：“5．戊；6．己”", [*ALL, ("5", "戊；"), ("6", "己")]),
        (f"在{A}项下增设控制要点：\n5．戊\n6．己", [*ALL, ("5", "戊"), ("6", "己")]),
        (f"删除{AQ}控制要点2“乙”。", [ALL[0], *ALL[2:]]),
        (f"删除{AQ}控制要点“2．乙”。", [ALL[0], *ALL[2:]]),
        (f"删去{AQ}的控制要点第2项和第3项。", [ALL[0], ALL[3]]),
        (f"删去{A}条目中的控制要点2", [ALL[0], *ALL[2:]]),
        (f"对{A}条目的控制要点进行调整：将控制要点2、3删去。", [ALL[0], ALL[3]]),
        (f"取消{A}第2条控制要点", [ALL[0], *ALL[2:]]),
        (f"将{AQ}的控制要点2“乙”予以删除", [ALL[0], *ALL[2:]]),
        (f"将{AQ}控制要点第2点修改为“新乙”。", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (f"将{AQ}控制要点2“乙”修改为“2．新乙”。", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (f"将{A}控制要点2替换为：“新乙”", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (f"将{A}控制要点2变更为：新乙", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (f"将{A}第1条控制要点中的“1 kW”修改为“2 kW”。", [("1", "甲，功率大于2 kW"), *ALL[1:]]),
        (f"将限制出口部分第1项{AQ}的控制要点修改为：“1．子；2．丑”。", [("1", "子；"), ("2", "丑")]),
        (f"将《目录》中{AQ}的控制要点修改为：\n“1．子；\n2．丑。”", [("1", "子；"), ("2", "丑。")]),
        ("将编号230101X的控制要点2修改为“新乙”。", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (
            "三、修改以下技术条目\n甲制备技术（编号：230101X）\n将控制要点2修改为：新乙（强度≥4.8 MPa）\n"
            "删除控制要点3\n新增控制要点5：戊",
            [ALL[0], ("2", "新乙（强度≥4.8 MPa）"), ALL[3], ("5", "戊")],
        ),
        (
            f"对{A}作如下修改：\n（一）将控制要点第2项修改为：“新乙”；\n（二）删去控制要点第3项；\n（三）增加“戊”作为第5项。",
            [ALL[0], ("2", "新乙"), ALL[3], ("5", "戊")],
        ),
        (f"将{A}控制要点2修改为：“新乙”，并新增控制要点5：“戊”。", [ALL[0], ("2", "新乙"), *ALL[2:], ("5", "戊")]),
    ],
)
def test_points_are_changed(tmp_path: Path, order: str, points: list[tuple[str, str]]) -> None:
    reading = applied(tmp_path, order)
    assert [u.why.en for u in reading.unplaced] == []
    (one,) = own(reading)
    assert points_of(one) == points
    assert one.checked.decides


@pytest.mark.parametrize(
    ("order", "code", "title"),
    [
        (f"将{AQ}更名为“新甲技术”，编号修改为263101X。", "263101X", "新甲技术"),
        ("将编号230101X的技术名称修改为“新甲技术”。", "230101X", "新甲技术"),
        (f"{A}的技术名称由“甲制备技术”变更为“新甲技术”", "230101X", "新甲技术"),
        (f"将{A}条目名称调整为“新甲技术”，编号由230101X调整为263101X", "263101X", "新甲技术"),
        ("三、修改下列条目\n1.甲制备技术（编号：230101X）\n更名为“新甲技术”", "230101X", "新甲技术"),
    ],
)
def test_names_and_codes_are_changed(tmp_path: Path, order: str, code: str, title: str) -> None:
    reading = applied(tmp_path, order)
    assert [u.why.en for u in reading.unplaced] == []
    (one,) = own(reading)
    assert (one.id, one.code, one.title.zh) == ("cn-tech.one", code, title)
    assert points_of(one) == ALL


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("将编号999999X的技术名称修改为“新技术”。", "holds no entry 999999X"),
        (f"除{AQ}外，删去其余条目。", "not understood"),
        (f"删去{AQ}部分", "not understood"),
        (f"删去{AQ}项下内容", "not understood"),
        (f"暂不删去{AQ}条目。", "not understood"),
        (f"删去与{AQ}有关的条目。", "not understood"),
        (f"删除{AQ}控制要点2“丙”。", "not the text of the point named"),
        (f"删除{AQ}控制要点“戊”。", "not exactly one point"),
        (f"将{A}控制要点2修改为：新乙，原控制要点3、4依次顺延。", "not understood"),
        (f"删除{AQ}控制要点2和“丙制备技术”（编号：230103X）控制要点3。", "several entries"),
        (f"将{AQ}由限制出口调整为禁止出口。", "not understood"),
        (f"新增{AQ}条目，控制要点：1．子", "an entry 230101X already"),
    ],
)
def test_what_is_not_understood_changes_nothing(tmp_path: Path, order: str, why: str) -> None:
    reading = applied(tmp_path, order)
    assert edition_of(reading).events == ()
    assert edition_of(reading).removes == ()
    assert [why for u in reading.unplaced if why in u.why.en] == [why]


@pytest.mark.parametrize(
    ("order", "gone"),
    [
        (f"{AQ}不再列入目录。", ["cn-tech.one"]),
        (f"四、{AQ}不再列入《中国禁止出口限制出口技术目录》。", ["cn-tech.one"]),
        (f"{A}不再纳入目录管理。", ["cn-tech.one"]),
        (f"将{AQ}从目录中删除。", ["cn-tech.one"]),
        (f"将{AQ}移出目录。", ["cn-tech.one"]),
        ("五、将230101X、230103X从目录中删除。", ["cn-tech.one", "cn-tech.three"]),
        ("删除230101X和230103X条目。", ["cn-tech.one", "cn-tech.three"]),
        (f"将{A}、“丙制备技术”（编号：230103X）从本目录中删除。", ["cn-tech.one", "cn-tech.three"]),
    ],
)
def test_entries_are_taken_out_of_the_list(tmp_path: Path, order: str, gone: list[str]) -> None:
    reading = applied(tmp_path, order)
    assert [u.why.en for u in reading.unplaced] == []
    assert list(edition_of(reading).removes) == gone


@pytest.mark.parametrize(
    "order", [f"{AQ}不再列入限制出口部分。", f"{AQ}不再列入目录，另行公布。", "230101X参照230103X管理。"]
)
def test_what_is_more_than_taken_out_changes_nothing(tmp_path: Path, order: str) -> None:
    with contextlib.suppress(BadInput):  # no order at all is as good
        assert edition_of(applied(tmp_path, order)).removes == ()


def test_a_code_that_may_only_not_be_loaded_is_not_denied(tmp_path: Path) -> None:
    order = HEAD + "删除“丁技术”（编号：230109X）。"
    for base, why in ((BASE, "holds no entry 230109X"), (replace(BASE, expected=132), "not loaded (3 of 132 entries")):
        read = read_announcement(source(tmp_path, "a.txt", order), Target("cn-tech", base=base), unwatched)
        assert why in read.unplaced[0].why.en


def test_the_base_proposed_is_the_newest_list_adopted(tmp_path: Path) -> None:
    held = read_library(bundled_packs(), None, only="cn-tech").catalogues["cn-tech"]
    with pytest.raises(BadInput, match="--base 2025-07") as refused:
        read_announcement(source(tmp_path, "a.txt", HEAD), Target("cn-tech", held=held), unwatched)
    assert refused.value.problems[0].field == "--base"
