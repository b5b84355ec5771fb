"""The book of limits: the same answers with it as without, and never another library's."""

from __future__ import annotations

import pytest
from measure_desk import DENSE, FAR, NORMALISER, SHORT, TABLE, TODAY, library, point, values

from catalogue.given import QuantitiesByName, read_given
from catalogue.limitbook import LimitBook
from catalogue.measure import measure
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.searching.relevance import EntryTexts, Topic

BUNDLED = read_library(bundled_packs())
BOOK = LimitBook(BUNDLED, NORMALISER)
PAIRS = (
    [("探测距离", "3.2 km"), ("测距精度", "0.25 cm")],
    [("极限抗拉强度", "1300 MPa")],
    [("最大持续功率", "20 kW"), ("最大持续功率", "40 kW")],
    [("压实密度", "2.6 g/cc @ 220 MPa"), ("克容量", "158~170 mAh/g")],
)


@pytest.mark.parametrize("pairs", PAIRS)
@pytest.mark.parametrize("about", ["", "激光雷达", "车载激光雷达系统 laser", "zzz"])
@pytest.mark.parametrize("edition", ["in-force", "all"])
def test_a_kept_book_changes_no_answer(pairs: list[tuple[str, str]], about: str, edition: str) -> None:
    kept = read_given(BUNDLED, TABLE, NORMALISER, pairs, BOOK.names)
    assert kept == read_given(BUNDLED, TABLE, NORMALISER, pairs)
    asked = {"about": about, "edition": edition, "as_of": TODAY}
    with_book = measure(BUNDLED, TABLE, NORMALISER, kept, book=BOOK, **asked)  # type: ignore[arg-type]
    assert with_book == measure(BUNDLED, TABLE, NORMALISER, kept, **asked)  # type: ignore[arg-type]
    assert about or with_book


def test_a_book_of_another_library_is_not_asked() -> None:
    near, far = library(point(SHORT)), library(point(FAR, DENSE))
    book = LimitBook(near, NORMALISER)
    given = values("距离=3 km", of=far)
    (match,) = measure(far, TABLE, NORMALISER, given, as_of=TODAY, book=book)
    assert [limb.quantity for limb in match.limbs] == ["distance", "density"]
    with pytest.raises(BadInput, match="no quantity '距离'"):
        read_given(BUNDLED, TABLE, NORMALISER, [("距离", "3 km")], QuantitiesByName(far, NORMALISER))


def test_points_come_in_the_order_of_the_edition_and_once() -> None:
    held = library(point(FAR, SHORT), point(SHORT), point(FAR))
    (catalogue,) = held.catalogues.values()
    limits = LimitBook(held, NORMALISER).limits(catalogue, catalogue.editions[0])
    assert limits.on(("width", "distance")) == list(limits.points)
    assert [p.tree and len(p.tree.parts) for _, p in limits.on(("distance",))] == [2, 1]
    assert limits.on(("share",)) == []


@pytest.mark.parametrize("text", ["激光雷达", "laser scanner", "无人机载荷系统", "技术", "a", "", "fibre optic gyro"])
def test_an_entry_is_covered_where_it_answers(text: str) -> None:
    texts = EntryTexts(NORMALISER)
    for catalogue in BUNDLED.catalogues.values():
        plain = Topic(text, catalogue.synonyms, NORMALISER)
        kept = Topic(text, catalogue.synonyms, NORMALISER, texts)
        for edition in catalogue.editions[-2:]:
            for entry in edition.entries:
                answers = bool(plain.answers(entry)) or not text
                assert plain.covers(entry) == kept.covers(entry) == kept.covers(entry) == answers
