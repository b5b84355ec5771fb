"""Announcements in the ministries' prose applied to a base edition; what does not fit is handed back whole."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from prc_fixtures import Layout, html_text, pdf_bytes, source

from catalogue.importcommand import read_publication
from catalogue.importers.installing import Place
from catalogue.importers.prc.announcement import FORMAT, read_announcement
from catalogue.importers.prc.catalogue import read_html, read_pdf, read_word
from catalogue.importers.prc.orders import numbers_of
from catalogue.importers.reading import Reading, Source, Target, twin_of, unwatched
from catalogue.model import Catalogue, Check, Control, Edition, Entry, Point, Words
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput


@pytest.fixture(scope="module")
def held() -> Catalogue:
    return read_library(bundled_packs(), None).catalogues["cn-tech"]


def edition_of(held: Catalogue, name: str) -> Edition:
    found = held.edition(name)
    assert found is not None
    return found


def entry_of(edition: Edition, code: str) -> Entry:
    found = edition.entry(code)
    assert found is not None
    return found


def points_text(entry: Entry) -> str:
    return "\n".join(f"{p.no}．{p.text.zh}" for p in entry.points if (p.no or "").isdecimal())


def july_2025(held: Catalogue) -> list[str]:
    """The change of July 2025 in the prose of Announcement 38 of 2020, the points as the pack holds them."""
    new = edition_of(held, "2025-07")
    return [
        "商务部 科技部公告2025年第28号",
        "现对目录内容作部分调整，予以公布。属于军民两用技术的，纳入出口管制管理。",
        "本公告自公布之日起施行。",
        "商务部 科技部",
        "2025年7月15日",
        "《中国禁止出口限制出口技术目录》调整内容",
        "一、禁止出口部分",
        "（一）建筑装饰、装修和其他建筑业",
        "1.删去中国传统建筑技术（编号：０８５００１Ｊ）条目。",
        "二、限制出口部分",
        "（一）化学原料和化学制品制造业",
        "2.新增电池正极材料制备技术（编号：252604X）条目，控制要点：",
        *points_text(entry_of(new, "252604X")).split("\n"),
        "（二）有色金属冶炼和压延加工业",
        f"3.将有色金属冶金技术（编号：083201X）增加控制要点：“{points_text(entry_of(new, '083201X'))}”。",
        "（三）建筑装饰、装修和其他建筑业",
        "4.删去中国传统建筑技术（编号：085001X）、建筑环境控制技术（编号：085002X）条目。",
    ]


def codes_after(reading: Reading, base: Edition) -> set[str]:
    """The codes of the amended edition, as the pack reader will inherit them."""
    edition = reading.edition
    assert edition is not None
    own = {entry.id for entry in edition.entries if not entry.inherited_from}
    inherited = [e.id for e in base.entries if e.id not in own and e.id not in edition.removes]
    assert inherited == [e.id for e in edition.entries if e.inherited_from]
    return {entry.code for entry in edition.entries if entry.code}


def check_july(reading: Reading, held: Catalogue) -> None:
    base, wanted = edition_of(held, "2023"), edition_of(held, "2025-07")
    edition = reading.edition
    assert edition is not None
    assert codes_after(reading, base) == {e.code for e in wanted.entries if e.code}
    assert (edition.id, edition.inherits, edition.amends) == ("2025-07", "2023", "2023")
    assert set(edition.removes) == set(wanted.removes)
    assert (edition.promulgated, edition.effective) == (wanted.promulgated, wanted.effective)
    assert (edition.expected, edition.expected_derived) == (132, True)
    told = {(e.kind, e.entry, e.code_from, e.code_to) for e in edition.events}
    assert told == {(e.kind, e.entry, e.code_from, e.code_to) for e in wanted.events}
    assert {e.date for e in edition.events} == {dt.date(2025, 7, 15)}
    cathode, old = entry_of(edition, "252604X"), entry_of(wanted, "252604X")
    assert cathode.id == old.id
    assert [(p.no, p.text.zh, p.tree) for p in cathode.points] == [(p.no, p.text.zh, p.tree) for p in old.points]
    assert cathode.industry.zh == old.industry.zh
    assert {p.checked for p in cathode.points} == {Check.ANNOUNCEMENT}
    lithium = entry_of(edition, "083201X")
    assert [p.no for p in lithium.points] == ["9", "10", "11", "12", "13"]
    assert not lithium.complete
    assert all("编号" not in u.text for u in reading.unplaced)


def test_july_2025_from_a_text(tmp_path: Path, held: Catalogue) -> None:
    given = source(tmp_path, "a.txt", "\n".join(july_2025(held)))
    target = Target("cn-tech", held=held, base=edition_of(held, "2023"))
    reading = read_announcement(given, target, unwatched)
    check_july(reading, held)
    assert [u.where.en for u in reading.unplaced] == ["line 2"]


def word_of(texts: list[str]) -> bytes:
    document = docx.Document()
    for text in texts:
        for line in text.split("\n"):
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_july_2025_from_word_and_a_page(tmp_path: Path, held: Catalogue) -> None:
    target = Target("cn-tech", held=held, base=edition_of(held, "2023"))
    texts = july_2025(held)
    check_july(read_word(source(tmp_path, "a.docx", word_of(texts)), target, unwatched), held)
    page = "".join(f"<p>{'<br>'.join(text.split(chr(10)))}</p>" for text in texts)
    check_july(read_html(source(tmp_path, "a.html", f"<meta charset=utf-8>{page}"), target, unwatched), held)


@pytest.mark.full
@pytest.mark.libreoffice
def test_july_2025_from_a_pdf(tmp_path: Path, held: Catalogue) -> None:
    target = Target("cn-tech", held=held, base=edition_of(held, "2023"))
    data = pdf_bytes(word_of(july_2025(held)), tmp_path / "pdf")
    check_july(read_pdf(source(tmp_path, "a.pdf", data), target, unwatched), held)


# single orders

ONE = Entry(
    "cn-tech.one",
    "230101X",
    Words("甲制备技术"),
    Control.RESTRICTED,
    points=tuple(Point(str(n), Words(t)) for n, t in enumerate(("甲，功率大于1 kW", "乙", "丙", "丁"), 1)),
    complete=True,
)
TWO = Entry("cn-tech.two", "230102J", Words("乙制备技术"), Control.PROHIBITED, points=(Point(None, Words("全文")),))
PART = replace(ONE, id="cn-tech.part", code="230103X", title=Words("丙制备技术"), complete=False)
BASE = Edition(
    "2023", "cn-tech", Words("目录"), "商务部 科技部公告2023年第57号", "in_force", expected=3, entries=(ONE, TWO, PART)
)
HEAD = "商务部 科技部公告2026年第9号\n2026年1月2日\n"


def applied(folder: Path, order: str) -> Reading:
    return read_announcement(source(folder, "a.txt", HEAD + order), Target("cn-tech", base=BASE), unwatched)


def outcome(reading: Reading) -> tuple[list[tuple[str | None, str]], list[str]]:
    edition = reading.edition
    assert edition is not None
    points = [(p.no, p.text.zh) for e in edition.entries if not e.inherited_from for p in e.points]
    return points, [e.kind for e in edition.events]


ALL = [("1", "甲，功率大于1 kW"), ("2", "乙"), ("3", "丙"), ("4", "丁")]


@pytest.mark.parametrize(
    ("order", "points"),
    [
        ("1.将甲制备技术（编号：230101X）控制要点2修改为：“新乙”。", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        ("将“甲制备技术”（编号：230101X）控制要点第2项修改为“2．新乙”", [ALL[0], ("2", "新乙"), *ALL[2:]]),
        (
            "将甲制备技术（编号：230101X）控制要点第1项中的“大于1 kW”修改为“大于2 kW”。",
            [("1", "甲，功率大于2 kW"), *ALL[1:]],
        ),
        ("将甲制备技术（编号：230101X）控制要点中的“1 kW”改为“2 kW”", [("1", "甲，功率大于2 kW"), *ALL[1:]]),
        ("删去甲制备技术（编号：230101X）控制要点第2项和第4项。", [ALL[0], ALL[2]]),
        ("将甲制备技术（编号：230101X）控制要点2至3删除", [ALL[0], ALL[3]]),
        ("将甲制备技术（编号：230101X）增加“戊”作为第5项。", [*ALL, ("5", "戊")]),
        ("将甲制备技术（编号：230101X）控制要点增加5.“戊”。", [*ALL, ("5", "戊")]),
        ("甲制备技术（编号：230101X）新增控制要点：\n5．戊\n6．己", [*ALL, ("5", "戊"), ("6", "己")]),
        (
            "将甲制备技术（编号：230101X）删除第2项，原第3项、第4项依次调整为第2项、第3项，增加“戊”作为第4项。",
            [ALL[0], ("2", "丙"), ("3", "丁"), ("4", "戊")],
        ),
        ("将甲制备技术（编号：230101X）控制要点修改为：\n1．子\n2．丑", [("1", "子"), ("2", "丑")]),
        (
            "对甲制备技术（编号：230101X）控制要点作如下修改：\n（1）将控制要点第2项修改为“新乙”；\n（2）删除第3项。",
            [ALL[0], ("2", "新乙"), ALL[3]],
        ),
    ],
)
def test_an_order_is_applied(tmp_path: Path, order: str, points: list[tuple[str, str]]) -> None:
    reading = applied(tmp_path, order)
    found, kinds = outcome(reading)
    assert found == points
    assert set(kinds) == {"amended"}
    assert reading.unplaced == ()


def test_codes_and_titles(tmp_path: Path) -> None:
    reading = applied(tmp_path, "将甲制备技术（编号：230101X）编号调整为263101X，名称修改为“新甲技术”。")
    assert reading.edition is not None
    one = entry_of(reading.edition, "263101X")
    assert (one.id, one.title.zh, one.renamed_from) == ("cn-tech.one", "新甲技术", ("230101X",))
    assert [(e.kind, e.code_from, e.code_to) for e in reading.edition.events] == [
        ("renumbered", "230101X", "263101X"),
        ("renamed", "230101X", "263101X"),
    ]
    assert reading.edition.id == "2026-01"


def test_headings_that_order(tmp_path: Path) -> None:
    reading = applied(
        tmp_path,
        "一、删除下列禁止出口技术条目\n1.乙制备技术（编号：230102J）\n二、新增下列限制出口技术条目\n（一）畜牧业\n"
        "1.戊技术（编号：260101X）\n控制要点：\n1．子\n2．丑\n三、修改下列条目\n1.甲制备技术（编号：230101X）\n控制要点：1．寅",
    )
    assert reading.edition is not None
    assert reading.edition.removes == ("cn-tech.two",)
    added = entry_of(reading.edition, "260101X")
    assert (added.industry.zh, [p.no for p in added.points]) == ("畜牧业", ["1", "2"])
    assert [p.text.zh for p in entry_of(reading.edition, "230101X").points] == ["寅"]
    assert reading.edition.expected == 3


@pytest.mark.parametrize(
    ("order", "why"),
    [
        ("删去某技术（编号：999999X）条目。", "holds no entry 999999X"),
        ("删去某技术（编号：230101X）条目。", "titles differ"),
        ("将甲制备技术（编号：230101X）控制要点第9项修改为“x”。", "has no point 9"),
        ("将丙制备技术（编号：230103X）控制要点第9项删除。", "point 9 of 230103X is not loaded"),
        ("将甲制备技术（编号：230101X）控制要点第1项中的“没有”修改为“有”。", "not found exactly once"),
        ("将甲制备技术（编号：230101X）增加“戊”作为第3项。", "there is a point 3 already"),
        ("新增甲制备技术（编号：230101X）条目，控制要点：1．一", "an entry 230101X already"),
        ("将甲制备技术（编号：230101X）编号调整为230103X。", "an entry 230103X already"),
        ("将甲制备技术（编号：230101X）控制要点1、3删去，其他序号依次调整。", "not understood"),
        ("将甲制备技术（编号：230101X）移至其他部分另行公布。", "not understood"),
        ("删去甲制备技术（编号：230101X）条目中的部分控制要点。", "not understood"),
        ("将甲制备技术（编号：230101X）和丙制备技术（编号：230103X）合并。", "not understood"),
        ("将甲制备技术（编号：230101X）原第2项至第4项调整为第3项至第4项。", "as many new numbers"),
        ("将甲制备技术（编号：230101X）原第2项调整为第3项。", "one number"),
        ("一、禁止出口部分\n1.新增戊技术（编号：260101X）条目，控制要点：一", "does not belong to the part"),
        ("对甲制备技术（编号：230101X）作如下修改：", "no entry or no change"),
    ],
)
def test_what_does_not_fit_is_handed_back_and_nothing_changes(tmp_path: Path, order: str, why: str) -> None:
    reading = applied(tmp_path, order)
    assert reading.edition is not None
    assert reading.edition.events == ()
    for entry in reading.edition.entries:
        held = BASE.entry(entry.id)
        assert held is not None
        assert [(p.no, p.text) for p in entry.points] == [(p.no, p.text) for p in held.points]
    assert reading.edition.removes == ()
    assert why in " / ".join(u.why.en for u in reading.unplaced)
    assert reading.edition.expected is None


def test_a_point_of_an_entry_held_in_part_is_taken_and_told(tmp_path: Path) -> None:
    reading = applied(tmp_path, "将丙制备技术（编号：230103X）控制要点第9项修改为“新的”。")
    assert outcome(reading)[0][-1] == ("9", "新的")
    assert any("was not loaded" in r.en for r in reading.remarks)


def test_a_wording_changed_in_part_is_as_sure_as_its_weaker_half(tmp_path: Path) -> None:
    reading = applied(tmp_path, "将甲制备技术（编号：230101X）控制要点第1项中的“1 kW”修改为“2 kW”。")
    assert reading.edition is not None
    assert entry_of(reading.edition, "230101X").points[0].checked is Check.UNCHECKED


def test_thresholds_that_go_with_the_old_wording_are_told(tmp_path: Path, held: Catalogue) -> None:
    order = "将信息处理技术（编号：086501X）控制要点第6项修改为“中译外翻译技术”。"
    given = source(tmp_path, "a.txt", HEAD + order)
    reading = read_announcement(given, Target("cn-tech", held=held, base=edition_of(held, "2023")), unwatched)
    assert reading.edition is not None
    assert entry_of(reading.edition, "086501X").points[0].tree is None
    assert any("thresholds of 1 point(s) fall away" in r.en for r in reading.remarks)


def test_new_entries_in_a_table(tmp_path: Path) -> None:
    new = Entry("x", "260101X", Words("戊技术"), Control.RESTRICTED, Words("畜牧业"), (Point("1", Words("子")),))
    page = html_text(
        (new,), Layout(part_rows=True), head=("商务部 科技部公告2026年第9号", "2026年1月2日", "一、新增下列条目")
    )
    reading = read_html(source(tmp_path, "a.html", page), Target("cn-tech", base=BASE), unwatched)
    assert reading.edition is not None
    found = entry_of(reading.edition, "260101X")
    assert (found.title.zh, found.industry.zh, found.points[0].text.zh) == ("戊技术", "畜牧业", "子")


def test_later_effect_and_draft(tmp_path: Path) -> None:
    reading = applied(tmp_path, "本公告自2026年3月1日起施行。\n删去甲制备技术（编号：230101X）条目。")
    assert reading.edition is not None
    assert (reading.edition.promulgated, reading.edition.effective) == (dt.date(2026, 1, 2), dt.date(2026, 3, 1))


def test_numbers() -> None:
    assert numbers_of("第3项、第5项至第7项") == (3, 5, 6, 7)


def test_refusals(tmp_path: Path) -> None:
    text = "删去甲制备技术（编号：230101X）条目。"
    with pytest.raises(BadInput, match="--base"):
        read_announcement(source(tmp_path, "a.txt", text), Target("cn-tech"), unwatched)
    with pytest.raises(BadInput, match="--encoding gb18030"):
        read_announcement(source(tmp_path, "a.txt", text.encode("gb18030")), Target("cn-tech", base=BASE), unwatched)
    with pytest.raises(BadInput, match="no clause here"):
        applied(tmp_path, "今天天气好。")
    with pytest.raises(BadInput, match="--edition"):
        read_announcement(source(tmp_path, "a.txt", text), Target("cn-tech", base=BASE), unwatched)
    in_gb = source(tmp_path, "a.txt", (HEAD + text).encode("gb18030"), "gb18030")
    assert read_announcement(in_gb, Target("cn-tech", base=BASE), unwatched).edition is not None


def test_only_plain_text_is_its_own_format() -> None:
    order = "删去甲技术（编号：２３０１０１Ｘ）"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert FORMAT.recognises(Source(Path("a.txt"), order.encode(encoding)))
    assert FORMAT.recognises(Source(Path("a.txt"), "《中国禁止出口限制出口\n技术目录》".encode()))
    assert not FORMAT.recognises(Source(Path("a.txt"), "删去第3项".encode()))
    assert not FORMAT.recognises(Source(Path("a.csv"), order.encode()))
    assert not FORMAT.recognises(Source(Path("a.txt"), b"<html>"))
    assert not FORMAT.recognises(Source(Path("a.pdf"), b"%PDF-"))


def announced(held: Catalogue, instrument: str, day: str = "2027年3月9日", edition: str = "") -> str:
    text = (
        f"商务部 科技部公告{instrument}\n本公告自公布之日起施行。\n{day}\n一、删去激光雷达系统（编号：233914X）条目。\n"
    )
    target = Target("cn-tech", edition, held=held, base=edition_of(held, "2025-07"))
    read = read_announcement(Source(Path("a.txt"), text.encode()), target, unwatched)
    assert read.edition is not None
    return read.edition.id


def test_two_announcements_of_one_month_have_ids_of_their_own(held: Catalogue) -> None:
    assert announced(held, "2027年第7号") == "2027-03"

    def with_one_more(of: Catalogue, name: str, instrument: str) -> Catalogue:
        one = Edition(name, "cn-tech", Words(name), instrument, "in_force", effective=dt.date(2027, 3, 9))
        return replace(of, editions=(*of.editions, one))

    first = with_one_more(held, "2027-03", "商务部 科技部公告2027年第7号")
    assert announced(first, "2027年第7号") == "2027-03"
    assert announced(first, "2027年第8号", "2027年3月20日") == "2027-8"
    second = with_one_more(first, "2027-8", "商务部 科技部公告2027年第8号")
    assert announced(second, "2027年第8号", "2027年3月20日") == "2027-8"
    assert announced(second, "2027年第9号", "2027年3月21日", "mine") == "mine"
    taken = with_one_more(first, "2027-8", "另一公告2027年第1号")
    assert announced(taken, "2027年第8号", "2027年3月20日") == "2027-no8"
    taken = with_one_more(taken, "2027-no8", "另一公告2027年第1号")
    with pytest.raises(BadInput, match="another announcement is held as '2027-no8'"):
        announced(taken, "2027年第8号", "2027年3月20日")


def test_an_id_is_not_another_but_for_a_nought(tmp_path: Path, held: Catalogue) -> None:
    def one(name: str, instrument: str) -> Catalogue:
        more = Edition(name, "cn-tech", Words(name), instrument, "in_force", effective=dt.date(2027, 6, 9))
        return replace(held, editions=(*held.editions, more))

    june = one("2027-06", "商务部 科技部公告2027年第5号")
    assert announced(june, "2027年第6号", "2027年6月20日") == "2027-no6"
    assert announced(one("2027-6", "商务部 科技部公告2027年第6号"), "2027年第5号", "2027年6月20日") == "2027-5"
    path = tmp_path / "a.txt"
    path.write_text(
        "商务部 科技部公告2027年第6号\n2027年5月9日\n一、删去激光雷达系统（编号：233914X）条目。\n", "utf-8"
    )
    for name, known in (("2027-6", "2027-06"), ("2027-06", "2027-6")):
        place = Place(tmp_path, one(known, "另一公告"), None, dt.date(2027, 7, 1))
        with pytest.raises(BadInput, match=f"'{name}' would be taken for '{known}'") as refused:
            read_publication(path, "cn-tech", place, edition=name, base="2025-07")
        assert refused.value.problems[0].field == "--edition"
    assert twin_of("2027-6", ["2027-06", "2027-16"]) == "2027-06"
    assert twin_of("2027-06-01", ["2027-06", "2027-06-01", "2026-6-1"]) == ""


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1．甲量≥100；2．乙度≥99.9%", [("1", "甲量≥100；"), ("2", "乙度≥99.9%")]),
        ("1．甲法 2．乙法", [("1", "甲法"), ("2", "乙法")]),
        ("1. 甲法; 2. 乙法。3. 丙法", [("1", "甲法;"), ("2", "乙法。"), ("3", "丙法")]),
        ("（1）甲法；（2）乙法", [("1", "甲法；"), ("2", "乙法")]),
        ("1、第1、2、3类；2、乙法", [("1", "第1、2、3类；"), ("2", "乙法")]),
        ("1．甲法：（1）子；（2）丑；2．波长2.5 μm", [("1", "甲法：（1）子；（2）丑；"), ("2", "波长2.5 μm")]),
        ("1．甲法\n2．符合表 3．的；3．丙法", [("1", "甲法"), ("2", "符合表 3．的；"), ("3", "丙法")]),
    ],
)
def test_points_that_share_a_line_are_points(tmp_path: Path, text: str, points: list[tuple[str, str]]) -> None:
    for order in (
        f"新增“戊技术”（编号：260101X），控制要点为：“{text}”。",
        f"将“甲制备技术”（编号：230101X）的控制要点修改为：“{text}”。",
        f"将“甲制备技术”（编号：230101X）的控制要点修改为：{text}",
    ):
        assert outcome(applied(tmp_path, order))[0] == points


@pytest.mark.parametrize(
    "text",
    [
        "1．甲法2．乙法",
        "1．甲法；3．丙法",
        "1．甲法：1．子；2．丑；2．乙法",
        "以下方法：1．甲法；2．乙法",
        "1．甲法；2．5G法",
    ],
)
def test_a_number_that_may_begin_a_point_or_not_is_handed_back(tmp_path: Path, text: str) -> None:
    reading = applied(tmp_path, f"新增“戊技术”（编号：260101X），控制要点为：“{text}”。")
    assert outcome(reading) == ([], [])
    assert "may begin a point or not" in reading.unplaced[0].why.en


@pytest.mark.parametrize("text", ["新乙；3．新丙", "2．新乙；3．新丙", "3．新丙", "（1）子；（2）丑"])
def test_the_new_text_of_one_point_is_one_point(tmp_path: Path, text: str) -> None:
    reading = applied(tmp_path, f"将甲制备技术（编号：230101X）控制要点第2项修改为“{text}”。")
    assert reading.edition is not None
    assert [p.no for p in entry_of(reading.edition, "230101X").points] == ["1", "2", "3", "4"]
    assert reading.edition.events == ()
    assert len(reading.unplaced) == 1


def decides(entry: Entry) -> bool:
    return entry.checked.decides or entry.complete or any(p.checked.decides or not p.partial for p in entry.points)


@pytest.mark.parametrize(
    ("orders", "open_codes", "sound"),
    [
        (
            "将甲制备技术（编号：230101X）控制要点第9项修改为“x”。\n删去乙制备技术（编号：230102J）条目。",
            "230101X",
            "230103X",
        ),
        ("删去别的技术（编号：230101X）条目。", "230101X", "230102J"),
        ("删去“甲制备技术”条目。\n将丙制备技术（编号：230103X）控制要点2修改为：“新乙”", "230101X", "230103X"),
        ("将甲制备技术（编号：230101X）和丙制备技术（编号：230103X）合并。", "230101X 230103X", "230102J"),
        ("对甲制备技术（编号：230101X）作如下修改：\n将控制要点第2项修改为“新乙”；\n删除第9项。", "230101X", "230103X"),
        ("对甲制备技术（编号：230101X）作如下修改：", "230101X", "230103X"),
        ("一、禁止出口部分\n1.删去甲制备技术（编号：230101X）条目。\n二、限制出口部分", "230101X", "230103X"),
        ("一、删去“甲制备技术”条目。", "230101X", "230103X"),
        ("对甲制备技术（编号：230101X）作如下修改：\n第二项中的有关内容相应修改。", "230101X", "230103X"),
    ],
)
def test_an_order_not_applied_is_carried_and_its_entries_decide_nothing(
    tmp_path: Path, orders: str, open_codes: str, sound: str
) -> None:
    reading = applied(tmp_path, orders + "\n新增己技术（编号：260102X）条目，控制要点：1．子")
    edition = reading.edition
    assert edition is not None
    for code in open_codes.split():
        touched = entry_of(edition, code)
        assert touched.inherited_from == ""
        assert not decides(touched)
        assert "商务部 科技部公告2026年第9号" in touched.notes.zh
        assert "decides nothing" in touched.notes.en
        assert (
            touched.title.zh in touched.notes.zh
            or "删除第9项" in touched.notes.zh
            or "相应修改" in touched.notes.zh
            or "别的技术" in touched.notes.zh
        )
    assert entry_of(edition, sound).notes == Words()
    assert entry_of(edition, "260102X").notes == Words()
    assert "not applied" in edition.notes.en
    assert edition.expected is None
    assert any(open_codes.split(maxsplit=1)[0] in r.en and "decide nothing" in r.en for r in reading.remarks)


def test_what_is_applied_whole_carries_no_note(tmp_path: Path) -> None:
    reading = applied(
        tmp_path,
        "本公告自公布之日起施行。\n现对目录作如下调整：\n将甲制备技术（编号：230101X）控制要点第2项修改为“新乙”。",
    )
    assert reading.edition is not None
    assert reading.edition.notes == Words()
    assert entry_of(reading.edition, "230101X").notes == Words()


def test_what_is_amended_twice_is_the_editions_own(tmp_path: Path) -> None:
    inherited = replace(BASE, entries=tuple(replace(e, inherited_from="2020") for e in BASE.entries))
    given = source(tmp_path, "a.txt", HEAD + "将甲制备技术（编号：230101X）控制要点第2项修改为“新乙”。")
    edition = read_announcement(given, Target("cn-tech", base=inherited), unwatched).edition
    assert edition is not None
    assert entry_of(edition, "230101X").inherited_from == ""
    assert entry_of(edition, "230103X").inherited_from == "2020"
