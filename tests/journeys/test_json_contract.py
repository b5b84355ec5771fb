"""The JSON other programs rely on: every documented field with its type and allowed values, on real answers.

A shape is a plain value: a type or a tuple of types, a set of allowed words, a list of one shape for lists, a dict for
objects (every key must be there; more may be), or a function that answers true. `True` never passes for a number.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from catalogue_desk import Desk

NONE = type(None)
TEXT, MAYBE_TEXT = str, (str, NONE)
NUMBER, WHOLE, FLAG = (int, float), int, bool
STATE = {"in_force", "draft", "superseded", "suspended", "stale", "stopped", "unknown"}
CONTROL = {"prohibited", "restricted", "licence", "listed", None}
VERDICT = {"captured", "not_captured", "open"}
OUTCOME = {"prohibited", "restricted", "licence_required", "free", "indeterminate", "not_applicable"}
CLASS = {"J", "X", "F", "DU", "US", "EU", "UNK"}
REGIME = {"cn-tech", "cn-dual-use", "cn-parallel", "us-ear", "us-itar", "eu-dual-use", "uk", "de", "jp", "kr"}
CHECKED = {"official", "announcement", "seed", "secondary", "unchecked"}
OPERATOR = {"gt", "ge", "lt", "le", "eq", "between"}


def day(value: object) -> bool:
    return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value


def maybe_day(value: object) -> bool:
    return value is None or day(value)


def positive(value: object) -> bool:
    return fits(value, NUMBER) and value > 0  # type: ignore[operator]


def count(value: object) -> bool:
    return fits(value, WHOLE) and value >= 0  # type: ignore[operator]


def maybe_count(value: object) -> bool:
    return value is None or count(value)


def span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and 0 <= value[0] < value[1]


def one_or_two(value: object) -> bool:
    """A number, or a pair from low to high."""
    if isinstance(value, list):
        return len(value) == 2 and all(fits(v, NUMBER) for v in value) and value[0] <= value[1]
    return fits(value, NUMBER)


def maybe_one_or_two(value: object) -> bool:
    return value is None or one_or_two(value)


def tree(value: object) -> bool:
    """`{"any"|"all": [limb numbers or trees]}`."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((kind, parts),) = value.items()
    return kind in ("any", "all") and all(count(p) or tree(p) for p in parts)


def maybe_tree(value: object) -> bool:
    return value is None or tree(value)


def limb_tree(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict):
        return False
    if len(value) == 1:
        ((kind, parts),) = value.items()
        return kind in ("any", "all") and all(limb_tree(p) for p in parts)
    return fits(value, {"quantity": TEXT, "op": OPERATOR, "value": one_or_two, "unit": TEXT, "checked": CHECKED})


COVERAGE = {
    "catalogue": TEXT,
    "edition": TEXT,
    "entries": count,
    "expected": maybe_count,
    "complete": FLAG,
    "as_of": maybe_day,
    "derived": FLAG,
}
LIMB = {
    "quantity": TEXT,
    "name": TEXT,
    "name_en": TEXT,
    "op": OPERATOR,
    "threshold": one_or_two,
    "unit": TEXT,
    "given": maybe_one_or_two,
    "given_text": MAYBE_TEXT,
    "met": (FLAG, NONE),
    "margin": (int, float, NONE),
}
BASIS = {"instrument": TEXT, "instrument_en": TEXT, "article": TEXT, "as_of": maybe_day, "fact": TEXT, "verify": FLAG}
WARNING = {
    "id": TEXT,
    "kind": {"stale", "coverage", "gate", "transfer", "party", "data", "drafting"},
    "severity": {"error", "warning", "note"},
    "text": TEXT,
    "basis": [BASIS],
}
PACKS = {
    "packs": [
        {
            "catalogue": TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "kind": TEXT,
            "source": TEXT,
            "editions": [
                {
                    "id": TEXT,
                    "status": TEXT,
                    "effective": maybe_day,
                    "entries": count,
                    "expected": maybe_count,
                    "as_of": maybe_day,
                }
            ],
        }
    ]
}
SEARCH = {
    "query": TEXT,
    "hits": [
        {
            "catalogue": TEXT,
            "edition": TEXT,
            "id": TEXT,
            "code": MAYBE_TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "control": CONTROL,
            "state": STATE,
            "point": MAYBE_TEXT,
            "snippet": TEXT,
            "spans": [span],
            "score": positive,
        }
    ],
    "total": count,
    "took_ms": positive,
    "suggestions": [TEXT],
    "emptied_by": MAYBE_TEXT,
    "coverage": [COVERAGE],
}
SHOW = {
    "catalogue": TEXT,
    "edition": TEXT,
    "id": TEXT,
    "code": MAYBE_TEXT,
    "title": TEXT,
    "title_en": TEXT,
    "control": CONTROL,
    "state": STATE,
    "points": [{"no": MAYBE_TEXT, "text": TEXT, "limbs": limb_tree, "exclusions": [TEXT]}],
    "history": [{"edition": TEXT, "code": MAYBE_TEXT, "title": MAYBE_TEXT, "present": FLAG, "events": list}],
    "source": TEXT,
    "checked": CHECKED,
}
MEASURE = {
    "matches": [
        {
            "catalogue": TEXT,
            "edition": TEXT,
            "id": TEXT,
            "code": MAYBE_TEXT,
            "point": MAYBE_TEXT,
            "state": STATE,
            "verdict": VERDICT,
            "limbs": [LIMB],
            "tree": maybe_tree,
            "unknown": [TEXT],
        }
    ]
}
CLASSIFY = {
    "prc": OUTCOME,
    "overall": OUTCOME,
    "decided_overall": OUTCOME | {None},
    "technologies": [{"name": TEXT, "classes": [CLASS]}],
    "regimes": [
        {
            "regime": REGIME,
            "outcome": OUTCOME,
            "decided": (dict, NONE),
            "edition": MAYBE_TEXT,
            "entries": [
                {
                    "technology": TEXT,
                    "catalogue": TEXT,
                    "edition": TEXT,
                    "code": MAYBE_TEXT,
                    "point": MAYBE_TEXT,
                    "state": STATE,
                    "verdict": VERDICT,
                    "limbs": [LIMB],
                    "reasons": [TEXT],
                }
            ],
            "open_questions": [{"id": TEXT, "text": TEXT, "would_settle": TEXT}],
            "warnings": [WARNING],
            "coverage": [COVERAGE],
        }
    ],
    "obligations": [
        {
            "step": TEXT,
            "authority": TEXT,
            "form": TEXT,
            "documents": [TEXT],
            "days": maybe_count,
            "day_kind": {"working", "calendar", "none"},
            "starts_on": maybe_day,
            "due": maybe_day,
            "why": TEXT,
            "gate": FLAG,
            "basis": [BASIS],
        }
    ],
    "warnings": [WARNING],
    "coverage": [COVERAGE],
}
DECIDED = {"outcome": OUTCOME, "by": TEXT, "on": day, "reason": TEXT}
CHANGE = {"what": TEXT, "was": TEXT, "is": TEXT, "touches": [TEXT]}
EDITIONS = {
    "as_of": day,
    "editions": [
        {
            "catalogue": TEXT,
            "id": TEXT,
            "state": STATE,
            "from": maybe_day,
            "to": maybe_day,
            "instrument": TEXT,
            "basis": TEXT,
        }
    ],
}
VERIFY = {
    "packs": count,
    "clauses": count,
    "texts": count,
    "problems": [{"file": TEXT, "line": count, "field": TEXT, "message": TEXT, "hint": TEXT}],
}


def fits(value: object, shape: object) -> bool:
    """True where the value has the shape of a type, of several, of a set of words, or passes a check."""
    if isinstance(shape, set):
        return value in shape
    if isinstance(shape, (type, tuple)):
        allowed = shape if isinstance(shape, tuple) else (shape,)
        return type(value) in allowed
    if isinstance(shape, (dict, list)):
        return not list(misfits(value, shape, ""))
    assert callable(shape)
    return bool(shape(value))


def misfits(value: Any, shape: object, place: str) -> list[str]:
    """Where the value departs from the shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{place}: {value!r} is no object"]
        missing = [f"{place}.{key} is missing" for key in shape if key not in value]
        return missing + [m for k, s in shape.items() if k in value for m in misfits(value[k], s, f"{place}.{k}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: {value!r} is no list"]
        return [m for n, item in enumerate(value) for m in misfits(item, shape[0], f"{place}[{n}]")]
    return [] if fits(value, shape) else [f"{place}: {value!r}"]


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
