"""The eCFR's XML as texts: superscripts kept, hostile and foreign files refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ecfr_papers import CCL_HEAD, ccl, p, source, usml

from catalogue.editions import Located
from catalogue.importcommand import read_publication
from catalogue.importers.installing import Place
from catalogue.importers.reading import Reader, Source, Target, unwatched
from catalogue.importers.us.ecfr import PICTURE, is_doubtful, issued_on, read_tree, text_of
from catalogue.importers.us.ecfr_ccl import FORMAT as CCL
from catalogue.importers.us.ecfr_ccl import read_ccl
from catalogue.importers.us.ecfr_editions import provision_until
from catalogue.importers.us.ecfr_usml import FORMAT as USML
from catalogue.importers.us.ecfr_usml import read_usml
from catalogue.model import Catalogue, Edition, Entry, Part, Period, Point, State, Words
from catalogue.problems import BadInput
from catalogue.succession import state_of_part
from catalogue.telling.telldates import dated_json, dated_lines


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("2 × 10\n<SU>8</SU> Hz", "2 × 10⁸ Hz"),
        ('1 × 10<E T="51">−</E>\n<SU>10</SU> errors', "1 × 10⁻¹⁰ errors"),
        ('1 × 10<E T="51">−4</E>;', "1 × 10⁻⁴;"),
        ('<I>10</I><E T="53">12</E> operations', "10¹² operations"),
        ("8.41 × 10<sup>5</sup> Ns", "8.41 × 10⁵ Ns"),
        ('8.41 × 10<E T="51">^</E>5 newton', "8.41 × 10⁵ newton"),
        ("Tera (10^12)", "Tera (10¹²)"),
        ("17.5 g/cm\n<SU>3</SU>;", "17.5 g/cm³;"),
        ("levels: 2\n<SU>n</SU>", "levels: 2ⁿ"),
        ("helium-3 (\n<SU>3</SU>He)", "helium-3 (³He)"),
        ('K<E T="51">2.65</E>', "K^(2.65)"),
        ('TiB<E T="52">2</E>', "TiB2"),
        ("2<FR>1/2</FR> inches", "2 1/2 inches"),
        ("a<br/>b", "a b"),
    ],
)
def test_raised_signs_are_kept(xml: str, text: str) -> None:
    assert text_of(read_tree(source(f"<P>{xml}</P>"))) == text


def test_a_power_of_another_base_and_a_picture_are_doubtful() -> None:
    assert is_doubtful("more than 5 × 104⁻⁴; or")
    assert is_doubtful(f"by {PICTURE}")
    assert not any(map(is_doubtful, ("5 × 10⁻⁴", "a 2ⁿ step", "8 inches × 8 inches", "10 x 20 mm²", "3 × 10⁸ Hz")))


def test_a_picture_is_named_where_it_stands() -> None:
    assert text_of(read_tree(source('<P>by <img src="x.gif"/> where</P>'))) == f"by {PICTURE} where"


@pytest.mark.parametrize(
    "hostile",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        "<!DOCTYPE a><a/>".encode("utf-16"),
        b"<a><b></a>",
        b"<a>\xff\xfe</a>",
        b"\x00\x01",
        b"",
        b"<a>&undefined;</a>",
        b"<P>" + b"<I>" * 400 + b"x" + b"</I>" * 400 + b"</P>",
    ],
)
def test_hostile_and_broken_files_are_refused_in_one_line(hostile: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_tree(source(hostile))
    for lang in ("zh", "en"):
        told = refused.value.in_language(lang)
        assert told.startswith("list.xml")
        assert "\n" not in told


def test_chinese_text_saved_as_gb18030_is_refused() -> None:
    with pytest.raises(BadInput):
        read_tree(source('<?xml version="1.0" encoding="UTF-8"?><P>清单</P>'.encode("gb18030")))


@pytest.mark.parametrize("read", [read_ccl, read_usml])
def test_another_part_is_refused_by_name(read: object) -> None:
    with pytest.raises(BadInput, match="holds no"):
        read(source("<DIV5><DIV8 N='121.9'><P>x</P></DIV8></DIV5>"), Target("us-ccl"), unwatched)  # type: ignore[operator]


def test_the_files_are_told_apart() -> None:
    assert CCL.recognises(ccl(p("x")))
    assert not USML.recognises(ccl(p("x")))
    assert USML.recognises(usml().__class__(usml().path, b'<DIV5 hierarchy_metadata="22 CFR Part 121">'))
    assert not CCL.recognises(source("no markup, but Part 774"))


def test_the_day_of_issue_names_the_edition() -> None:
    metadata = 'hierarchy_metadata=\'{"path":"/on/2026-07-23/title-15/part-774"}\''
    dated = ccl(p("x"), head=CCL_HEAD.replace("<DIV9", f"<DIV9 {metadata}"))
    assert issued_on(read_tree(dated)) == dt.date(2026, 7, 23)
    edition = read_ccl(dated, Target("us-ccl"), unwatched).edition
    assert edition is not None
    assert (edition.id, edition.as_of) == ("2026-07-23", dt.date(2026, 7, 23))


@pytest.mark.parametrize(("read", "file"), [(read_ccl, ccl(p("x"))), (read_usml, usml(p("x")))])
def test_without_a_day_the_user_must_name_it(read: Reader, file: Source) -> None:
    with pytest.raises(BadInput, match="does not say of which day") as refused:
        read(file, Target("us-ccl"), unwatched)
    assert refused.value.problems[0].field == "--edition"
    named = read(file, Target("us-ccl", "2025-11-30"), unwatched).edition
    assert named is not None
    assert (named.id, named.effective) == ("2025-11-30", dt.date(2025, 11, 30))
    for name in ("latest", "2025-11"):
        with pytest.raises(BadInput, match="is none") as refused:
            read(file, Target("us-ccl", name), unwatched)
        assert refused.value.problems[0].field == "--edition"


def test_a_month_is_a_day_only_where_it_is_held_with_one() -> None:
    known = Edition("2025-11", "us-ccl", Words("x"), "x", "in_force", effective=dt.date(2025, 11, 4))
    held = Catalogue("us-ccl", Words("x"), "control-list", "US", Words("x"), ".*", Words(), "x", (known,))
    edition = read_ccl(ccl(p("x")), Target("us-ccl", "2025-11", held=held), unwatched).edition
    assert edition is not None
    assert edition.effective == dt.date(2025, 11, 4)


def test_data_are_never_of_a_day_to_come(tmp_path: Path) -> None:
    file = tmp_path / "ccl.xml"
    file.write_bytes(ccl(p("x")).data)
    place = Place(tmp_path / "packs", None, None, dt.date(2025, 11, 4))
    edition = read_publication(file, "us-ccl", place, edition="2025-11-30").edition
    assert edition is not None
    assert (edition.effective, edition.as_of) == (dt.date(2025, 11, 30), dt.date(2025, 11, 4))


def test_a_file_of_another_day_than_the_edition_named_is_told() -> None:
    metadata = 'hierarchy_metadata=\'{"path":"/on/2026-07-23/title-15/part-774"}\''
    dated = ccl(p("x"), head=CCL_HEAD.replace("<DIV9", f"<DIV9 {metadata}"))
    same = read_ccl(dated, Target("us-ccl", "2026-07"), unwatched)
    other = read_ccl(dated, Target("us-ccl", "2026-06-30"), unwatched)
    assert not any("is of 2026-07-23" in remark.en for remark in same.remarks)
    assert any("is of 2026-07-23" in remark.en for remark in other.remarks)
    assert other.edition is not None
    assert other.edition.effective == dt.date(2026, 7, 23)


NOTE = (
    "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>At 1 FR 1, § 121.1, under Category VIII, was amended by revising "
    "the note to paragraph (h)(1), effective from Dec. 4, 2023, until Dec. 1, 2024. {more}</PSPACE></EFFDNOT>"
)


@pytest.mark.parametrize(
    ("more", "last"),
    [("", dt.date(2024, 12, 1)), ("The effective period was extended to Dec. 1, 2026.", dt.date(2026, 12, 1))],
)
def test_a_note_in_effect_until_a_day_is_a_part_with_a_last_day(more: str, last: dt.date) -> None:
    body = "<HD1>Category VIII—Aircraft</HD1>", p("(h) Parts:"), p("(1) Wings")
    read = read_usml(usml(*body, after=NOTE.format(more=more)), Target("us-usml", "2023-12-05"), unwatched)
    assert read.edition is not None
    (part,) = read.edition.parts
    assert part.no == "VIII.h.1"
    assert state_of_part(part, dt.date(2023, 12, 3)) is State.UNKNOWN
    assert state_of_part(part, last) is State.IN_FORCE
    assert state_of_part(part, last + dt.timedelta(1)) is State.STALE


def test_a_note_without_a_last_day_is_no_part() -> None:
    assert provision_until("VIII", Words("x"), "was amended, effective Nov. 26, 2024.") is None


def test_what_is_shown_of_a_place_is_its_own_part_or_one_above_or_below() -> None:
    points = Point("h", Words("a")), Point("h.1", Words("b")), Point("h.10", Words("c")), Point("h.1.i", Words("d"))
    entry = Entry("us-usml.VIII", "VIII", Words("x"), None, points=points)
    part = Part("VIII.h.1", Words("说", "said"), None, (Period(State.IN_FORCE, None, dt.date(2026, 12, 1), "FR"),))
    edition = Edition("e", "us-usml", Words("x"), "x", "in_force", entries=(entry,), parts=(part,))
    card = Catalogue("us-usml", Words("x"), "control-list", "US", Words(), ".*", Words(), "", editions=(edition,))

    def shown(point: Point | None, day: str) -> list[str]:
        place = Located(card, edition, State.IN_FORCE, entry, point)
        return list(dated_lines(place, dt.date.fromisoformat(day), "en"))

    assert [bool(shown(point, "2026-12-02")) for point in (None, *points)] == [True, True, True, False, True]
    assert shown(points[1], "2026-12-01")[0].startswith("  VIII.h.1: said, until 2026-12-01 (in force)")
    assert shown(points[1], "2026-12-02")[0].startswith("! VIII.h.1: said, until 2026-12-01; past on 2026-12-02")
    found = Located(card, edition, State.IN_FORCE, entry, points[1])
    (told,) = dated_json(found, dt.date(2026, 12, 2))["parts"]  # type: ignore[misc]
    assert (told["no"], told["state"]) == ("VIII.h.1", "stale")


def test_reading_can_be_cancelled() -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_ccl(ccl(p("x")), Target("us-ccl", "2026-06-30"), stop)
