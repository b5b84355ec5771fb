"""The JSON other programs rely on: every answer held against its shape, on real answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from catalogue_desk import Desk
from json_shapes import (
    CHANGE,
    CLASSIFY,
    DECIDED,
    EDITIONS,
    MEASURE,
    OUTCOME,
    PACKS,
    SEARCH,
    SHOW,
    VERIFY,
    misfits,
    positive,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def samples(root: Path) -> list[Path]:
    return sorted((root / "clause_library" / "samples").glob("*.yaml"))


def test_the_check_itself_can_fail() -> None:
    assert misfits({"a": [{"b": True}]}, {"a": [{"b": int}]}, "") == [".a[0].b: True"]
    assert misfits({}, {"a": str}, "x") == ["x.a is missing"]
    assert misfits(float("nan"), positive, "n") == ["n: nan"]
    assert misfits("free ", OUTCOME, "o") == ["o: 'free '"]


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        (("packs",), PACKS),
        (("search", "激光雷达", "--edition", "all"), SEARCH),
        (("search", "技术", "--edition", "all", "--limit", "1000"), SEARCH),
        (("search", "激光雷打"), SEARCH),
        (("search", "雷达", "--as-of", "1990-01-01"), SEARCH),
        (("show", "233914X"), SHOW),
        (("show", "203912X(5)"), SHOW),
        (("measure", "探测距离=3.2 km", "测距精度=0.25 cm"), MEASURE),
        (("measure", "探测距离=1.5~2.5 km", "--edition", "all"), MEASURE),
        (("measure", "比容量=165 mAh/g", "--edition", "all"), MEASURE),
        (("measure", "探测距离=3.2 km", "--about", "水稻"), MEASURE),
        (("editions",), EDITIONS),
        (("editions", "--as-of", "2019-01-01"), EDITIONS),
        (("verify",), VERIFY),
    ],
)
def test_answers(desk: Desk, words: tuple[str, ...], shape: object) -> None:
    assert misfits(desk.json(*words), shape, words[0]) == []


def test_every_entry_shows(desk: Desk) -> None:
    hits = desk.json("search", "--limit", "1000", "--edition", "2025-07", "--", "-不存在的词")["hits"]
    assert len(hits) > 20
    for hit in hits[::4]:
        value = desk.json("show", hit["id"], "--edition", hit["edition"])
        assert misfits(value, SHOW, hit["id"]) == []
        assert (value["id"], value["code"]) == (hit["id"], hit["code"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_classify(desk: Desk, samples: list[Path], lang: str) -> None:
    assert samples
    for path in samples:
        value = desk.json("classify", path, "--lang", lang)
        assert misfits(value, CLASSIFY, path.stem) == []
        assert "changed" not in value
        for regime in value["regimes"]:
            assert regime["decided"] is None or misfits(regime["decided"], DECIDED, regime["regime"]) == []
        for step in value["obligations"]:
            if step["day_kind"] != "none" and step["due"] is None:
                assert step["why"], step
        assert all(w["text"] for w in value["warnings"])


def test_overall_is_the_strictest_of_all_and_prc_of_the_chinese_regimes(desk: Desk, samples: list[Path]) -> None:
    order = ["prohibited", "restricted", "licence_required", "indeterminate", "free", "not_applicable"]
    for path in samples:
        value = desk.json("classify", path)
        outcomes = {r["regime"]: r["outcome"] for r in value["regimes"]}
        assert value["overall"] == min(outcomes.values(), key=order.index)
        assert value["prc"] == min((o for r, o in outcomes.items() if r.startswith("cn-")), key=order.index)


def test_changed_of_a_frozen_matter(desk: Desk, samples: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    shutil.copy(next(p for p in samples if p.stem == "lidar-licence"), path)
    desk.ask("classify", path, "--freeze", "--by", "王")
    frozen = desk.json("classify", path)
    assert misfits(frozen, {**CLASSIFY, "changed": [CHANGE]}, "m") == []
    path.write_text(path.read_text("utf-8").replace("探测距离: 210 m", "探测距离: 3.2 km"), "utf-8")
    changed = desk.json("classify", path)["changed"]
    assert changed
    assert misfits(changed, [CHANGE], "changed") == []


def test_spans_mark_ascending_places_in_the_snippet(desk: Desk) -> None:
    for hit in desk.json("search", "技术 制造", "--edition", "all", "--limit", "200")["hits"]:
        places = [p for pair in hit["spans"] for p in pair]
        assert places == sorted(places)
        assert not places or places[-1] <= len(hit["snippet"])


def test_scores_fall(desk: Desk) -> None:
    scores = [h["score"] for h in desk.json("search", "技术", "--limit", "200")["hits"]]
    assert scores == sorted(scores, reverse=True)


def test_trees_number_the_limbs_in_printed_order(desk: Desk) -> None:
    for match in desk.json("measure", "比容量=165 mAh/g", "压实密度=2.6 g/cm3", "--edition", "all")["matches"]:
        assert leaves(match["tree"]) == list(range(len(match["limbs"])))
        assert set(match["unknown"]) == {limb["quantity"] for limb in match["limbs"] if limb["met"] is None}


def leaves(value: Any) -> list[int]:
    if isinstance(value, int):
        return [value]
    (parts,) = value.values()
    return [leaf for part in parts for leaf in leaves(part)]


def test_margins_are_given_by_threshold(desk: Desk) -> None:
    matches = desk.json("measure", "探测距离=3.2 km", "测距精度=0.25 cm", "角分辨率=0.1°", "--edition", "all")[
        "matches"
    ]
    found = [limb for m in matches for limb in m["limbs"] if limb["margin"] is not None]
    assert len(found) > 3
    for limb in found:
        assert limb["margin"] == pytest.approx(float(Fraction(limb["given"]) / Fraction(limb["threshold"])))


def test_a_range_has_no_margin(desk: Desk) -> None:
    (match,) = desk.json("measure", "探测距离=1.5~2.5 km", "--about", "激光雷达")["matches"]
    limb = next(x for x in match["limbs"] if x["quantity"] == "detection_range")
    assert (limb["given"], limb["met"], limb["margin"]) == ([1.5, 2.5], None, None)


def test_complete_only_where_all_is_there(desk: Desk) -> None:
    for row in desk.json("search", "技术", "--edition", "all")["coverage"]:
        if row["complete"]:
            assert row["entries"] == row["expected"]
            assert not row["derived"]


def test_controls_follow_the_letter_of_the_code(desk: Desk) -> None:
    letters: dict[str, Callable[[Any], bool]] = {"J": "prohibited".__eq__, "X": "restricted".__eq__}
    hits = desk.json("search", "技术", "--catalogue", "cn-tech", "--edition", "all", "--limit", "1000")["hits"]
    assert hits
    for hit in hits:
        if hit["code"] and hit["code"][-1] in letters:
            assert letters[hit["code"][-1]](hit["control"]), hit
    dual = desk.json("search", "技术 OR 设备", "--catalogue", "cn-dual-use", "--limit", "1000")["hits"]
    assert {h["control"] for h in dual} == {"licence"}
