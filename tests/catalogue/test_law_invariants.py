"""What must hold of every classification, tried on generated matters.

Matters are made of the words a file may hold and written as a file. Most tries run over the bundled data, where nothing
can be free; a library whose one edition is whole and official makes `free` reachable, so that its conditions are tried
on both sides.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pytest
from classify_desk import Desk
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from catalogue.matter import CONTRACT_STATUSES, DIRECTIONS, KINDS, MODES, REGIMES, ROLES, STAGES, TRISTATE
from catalogue.measure import Given, judge, read_given
from catalogue.model import Catalogue, Check, Op, Point
from catalogue.numbers import exact_text
from catalogue.problems import BadInput
from catalogue.results import Classification, Outcome, Verdict, strictest

TRIES = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
Facts = dict[str, Any]

NAMES = (
    "车载激光雷达",
    "无人机载荷",
    "磷酸铁锂正极材料",
    "胚胎编辑",
    "某陀螺仪",
    "个性化推荐",
    "传统建筑技术",
    "纸箱包装线",
)
MEASURED = {
    "探测距离": ("210 m", "2 km", "3.2 km", "1.5~2.5 km"),
    "脉宽": ("0.9 ns", "1 ns", "5000 ps"),
    "峰值功率": ("1 kW", "31 kW"),
    "角准度": ("0.0022°", "1°"),
    "角分辨率": ("0.1°", "10 μrad"),
    "测距精度": ("3 cm", "1 mm"),
    "压实密度": ("2.6 g/cc @ 220 MPa", "2.52 g/cm3", "2.6 g/cc @ 300 MPa"),
    "克容量": ("157 mAh/g", "161 mAh/g"),
    "首效": ("97.5 %", "90 %"),
    "漂移率": ("0.3 °/h", "0.8 °/h"),
    "翻译得分": ("4.6/5", "4.9/5 @ 外译中"),
    "奇异度": ("3 m",),
}
CODES = ("233914X", "214014X", "237301J", "203912X(4)", "056101X(7)", "252604X", "7A102", "9A012.b.2", "3C901", "ZZ-9")
COUNTRIES = ("CN", "US", "DE", "JP", "HK", "SG", "GB", "KR")
ANSWERS = ("yes", "no", "是", "也许")
DAYS = (st.dates(dt.date(2000, 1, 1), dt.date(2029, 12, 31)) | st.dates()).map(dt.date.isoformat)
ABOUT = (
    *(f"rule:{rule}" for rule in ("F-90", "F-91", "F-92")),
    *(f"question:mode-{mode}" for mode in ("saas_api", "share_deal", "other", "publication", "secondment")),
    *(f"question:{name}" for name in ("outward_ip", "state_funded", "foreign_filing", "ban_japan")),
    *(f"question:content_61#{name}" for name in ("胚胎编辑", "某陀螺仪")),
    *(
        f"question:is_it-{code}#{name}"
        for code, name in zip(("237301J", "7A102"), ("胚胎编辑", "某陀螺仪"), strict=True)
    ),
    *(f"finding:cn-tech/2025-07/{code}" for code in ("233914X", "237301J", "252604X/2")),
    "finding:cn-dual-use/2024-51/9A012/b.2",
    *(f"regime:{regime}" for regime in REGIMES),
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.bundled()


@pytest.fixture(scope="module")
def whole(desk: Desk) -> Desk:
    """A desk whose newest edition of the technology catalogue holds the lidar entry alone, whole and official."""
    technology = desk.library.catalogues["cn-tech"]
    newest = technology.editions[-1]
    lidar = newest.entry("233914X")
    assert lidar is not None
    points = tuple(replace(p, checked=Check.OFFICIAL) for p in lidar.points)
    full = replace(lidar, checked=Check.OFFICIAL, complete=True, points=points)
    edition = replace(newest, entries=(full,), expected=1, expected_derived=False)
    catalogues = {**desk.library.catalogues, "cn-tech": replace(technology, editions=(edition,))}
    return replace(desk, library=replace(desk.library, catalogues=catalogues))


def optional(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some(*words: str) -> st.SearchStrategy[Any]:
    return optional(st.sampled_from(words))


def without_none(block: Facts) -> Facts:
    return {key: value for key, value in block.items() if value is not None}


@st.composite
def technologies(draw: st.DrawFn, name: str) -> Facts:
    measured = draw(st.lists(st.sampled_from(sorted(MEASURED)), unique=True, max_size=4))
    decision = {"decision": draw(st.sampled_from(("confirmed", "overruled", "open"))), "by": "王", "reason": "试"}
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2))
    entries = [{"code": code, **decision, "on": draw(DAYS)} if draw(st.booleans()) else code for code in codes]
    flags = {key: draw(some(*TRISTATE)) for key in ("state_secret", "cryptography", "important_data", "personal_data")}
    return without_none(
        {
            "name": name,
            "measured": {key: draw(st.sampled_from(MEASURED[key])) for key in measured},
            "entries": entries,
            "stage": draw(some(*STAGES)),
            "public_domain": draw(optional(st.booleans())),
            "origin": draw(st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=2)),
            "patent_status": draw(some("none", "pending", "granted")),
            "software_copyright": draw(optional(st.booleans())),
            "cn_content_share": draw(some("0 %", "0.1 %", "12 %")),
            **flags,
        }
    )


@st.composite
def confirmations(draw: st.DrawFn) -> Facts:
    about = draw(st.sampled_from(ABOUT))
    words = {
        "rule": ("in_force", "suspended", "ended"),
        "question": ANSWERS,
        "finding": ("confirmed", "overruled", "open"),
        "regime": tuple(outcome.value for outcome in Outcome),
    }[about.partition(":")[0]]
    day = draw(st.sampled_from(("2026-11-15", "2026-11-15", "2026-11-09", "2023-01-01")) | DAYS)
    return {"about": about, "answer": draw(st.sampled_from(words)), "by": "王", "on": day, "reason": "试"}


@st.composite
def matters(draw: st.DrawFn, *, decided: bool = True) -> Facts:
    """The facts of a legal matter; with `decided` also confirmations."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2))
    words = {key: draw(some(*TRISTATE)) for key in ("military_end_use", "wmd_risk")}
    flags = ("continuing", "intra_group", "state_funded", "change_of_controller", "informed_by_authority", "exclusive")
    owner = {"name": "乙控股", "country": draw(st.sampled_from(COUNTRIES)), "controls": draw(st.booleans())}
    party = st.fixed_dictionaries(
        {"role": st.sampled_from(ROLES), "name": st.just("甲公司"), "country": st.sampled_from(COUNTRIES)}
    )
    return {
        "matter": {"as_of": draw(DAYS)},
        "technology": [draw(technologies(name)) for name in names],
        "transfer": without_none(
            {
                "modes": draw(st.lists(st.sampled_from(MODES), unique=True, max_size=3)),
                "direction": draw(some(*DIRECTIONS)),
                "destination": draw(some(*COUNTRIES)),
                "reexport_to": draw(st.lists(st.sampled_from(COUNTRIES), unique=True, max_size=1)),
                **words,
                **{key: draw(optional(st.booleans())) for key in flags},
            }
        ),
        "contract": without_none(
            {
                "kind": draw(some(*KINDS)),
                "status": draw(some(*CONTRACT_STATUSES)),
                **{key: draw(optional(DAYS)) for key in ("date", "signed_on", "effective_on", "performed_by")},
            }
        ),
        "parties": [{**one, "owners": [owner]} for one in draw(st.lists(party, max_size=2))],
        "confirmations": draw(st.lists(confirmations(), max_size=4)) if decided else [],
    }


def classified(desk: Desk, facts: Facts) -> Classification:
    return desk.classify(json.dumps(facts, ensure_ascii=False))


def shown(result: Classification) -> object:
    """What a result says, without the order and the words in which it says it."""
    return (
        (result.prc, result.overall, result.decided_overall),
        {(t.name, t.classes) for t in result.technologies},
        {(r.regime, r.outcome, r.effective_outcome, r.edition) for r in result.regimes},
        {
            (r.regime, f.technology, f.catalogue, f.edition, f.id, f.point, f.state, f.verdict, bool(f.decided))
            for r in result.regimes
            for f in r.entries
        },
        {(r.regime, q.id) for r in result.regimes for q in r.open_questions},
        {(r.regime, w.id) for r in result.regimes for w in r.warnings} | {("", w.id) for w in result.warnings},
        {(o.id, o.due, o.done) for o in result.obligations},
    )


def check_no_wrong_free(result: Classification) -> None:
    for regime in result.regimes:
        if regime.outcome is not Outcome.FREE:
            continue
        assert regime.regime == "cn-tech"
        assert regime.coverage
        assert all(c.complete for c in regime.coverage)
        assert not regime.open_questions
        assert {f.verdict for f in regime.entries if f.state != "draft"} <= {Verdict.NOT_CAPTURED}
        assert not any(w.kind == "stale" and w.severity != "note" for w in regime.warnings)


def check_strictest(result: Classification) -> None:
    assert result.overall is strictest([r.outcome for r in result.regimes])
    assert result.prc is strictest([r.outcome for r in result.regimes if r.regime.startswith("cn-")])
    decided = [r.effective_outcome for r in result.regimes] if any(r.decided for r in result.regimes) else []
    assert result.decided_overall == (strictest(decided) if decided else None)


def check_open_is_asked(result: Classification) -> None:
    for regime in result.regimes:
        assert regime.open_questions or regime.outcome is not Outcome.INDETERMINATE, regime.regime


MILDER = (Outcome.FREE, Outcome.NOT_APPLICABLE)


def check_mild_names_its_rule(result: Classification) -> None:
    """What is free or not applicable says by which rule, with its basis or the lawyer's dated word."""
    for regime in result.regimes:
        if regime.outcome in MILDER and not regime.decided:
            assert any(w.basis for w in regime.warnings) or any(w.id == "F-87" for w in result.warnings), regime


def check_all(result: Classification) -> None:
    check_no_wrong_free(result)
    check_strictest(result)
    check_open_is_asked(result)
    check_mild_names_its_rule(result)
    for lang in ("zh", "en"):
        text = json.dumps(result.as_json(lang), ensure_ascii=False)
        assert "{" not in "".join(w.text.in_language(lang) for w in result.warnings)
        assert text


@TRIES
@given(facts=matters())
def test_any_legal_matter_is_answered_and_no_free_is_wrong(desk: Desk, facts: Facts) -> None:
    result = classified(desk, facts)
    assert Outcome.FREE not in {r.outcome for r in result.regimes}
    check_all(result)


@pytest.mark.full
@MANY
@given(facts=matters())
def test_any_legal_matter_tried_often(desk: Desk, facts: Facts) -> None:
    check_all(classified(desk, facts))


LIDAR_VALUES = {
    "脉宽": ("0.9 ns", "5 ns"),
    "峰值功率": ("1 kW", "31 kW"),
    "探测距离": ("200 m", "3 km", "1.5~2.5 km"),
    "角准度": ("1°", "10 μrad"),
    "角分辨率": ("1°", "10 μrad"),
    "测距精度": ("3 cm", "1 mm"),
    "奇异度": ("1",),
}


@st.composite
def near_free(draw: st.DrawFn) -> Facts:
    """A matter that is one or two facts away from being free."""
    ordinary = {name: values[0] for name, values in LIDAR_VALUES.items() if name != "奇异度"} | {"脉宽": "5 ns"}
    for name in draw(st.lists(st.sampled_from(sorted(LIDAR_VALUES)), max_size=2)):
        value = draw(st.sampled_from((None, *LIDAR_VALUES[name])))
        ordinary.pop(name, None) if value is None else ordinary.update({name: value})
    mode, direction = draw(st.sampled_from(("know_how", "saas_api", None))), draw(st.sampled_from(("outbound", None)))
    entries = draw(st.lists(st.sampled_from(("233914X", "ZZ-9", "7A102")), max_size=1))
    return {
        "matter": {"as_of": "2026-11-20"},
        "technology": [{"name": "车载激光雷达", "measured": ordinary, "entries": entries}],
        "transfer": without_none({"modes": [mode] if mode else [], "direction": direction, "continuing": True}),
    }


@TRIES
@given(facts=near_free())
def test_free_is_reached_on_whole_data_only_with_nothing_open(whole: Desk, facts: Facts) -> None:
    result = classified(whole, facts)
    check_all(result)
    technology = facts["technology"][0]
    nothing_open = (
        set(technology["measured"]) == set(LIDAR_VALUES) - {"奇异度"}
        and facts["transfer"].get("modes") == ["know_how"]
        and facts["transfer"].get("direction") == "outbound"
        and not {"3 km", "31 kW", "0.9 ns", "10 μrad", "1 mm", "1.5~2.5 km"} & set(technology["measured"].values())
        and "ZZ-9" not in technology["entries"]
    )
    assert (result.regimes[0].outcome is Outcome.FREE) is nothing_open
    assert ("F" in result.classes) is nothing_open


def test_a_confirmed_point_that_its_parents_limits_contradict_is_asked_of_nobody_and_never_free(whole: Desk) -> None:
    """No question is left and all is loaded, yet the program and the lawyer differ: that is for a lawyer to settle."""
    technology = whole.library.catalogues["cn-tech"]
    edition = technology.editions[0]
    (lidar,) = edition.entries
    parent = replace(lidar.points[0], no="1")
    below = replace(parent, no="1.a", tree=None)
    entries = (replace(lidar, points=(parent, below)),)
    catalogues = {
        **whole.library.catalogues,
        "cn-tech": replace(technology, editions=(replace(edition, entries=entries),)),
    }
    desk = replace(whole, library=replace(whole.library, catalogues=catalogues))
    ordinary = {name: values[0] for name, values in LIDAR_VALUES.items() if name != "奇异度"} | {"脉宽": "5 ns"}
    named = {"code": "233914X", "point": "1.a", "decision": "confirmed", "by": "王", "on": "2026-11-20", "reason": "试"}
    result = classified(
        desk,
        {
            "matter": {"as_of": "2026-11-20"},
            "technology": [{"name": "车载激光雷达", "measured": ordinary, "entries": [named]}],
            "transfer": {"modes": ["know_how"], "direction": "outbound", "continuing": True, "exclusive": False},
        },
    )
    found = {f.point: f.verdict.value for f in result.regimes[0].entries}
    assert found == {"1": "not_captured", "1.a": "open"}
    assert result.regimes[0].coverage[0].complete
    assert result.regimes[0].outcome is Outcome.INDETERMINATE


def settled(result: Classification) -> bool:
    return result.prc in MILDER


FURTHER: tuple[tuple[str, Any], ...] = (
    *(("direction", direction) for direction in DIRECTIONS),
    *(("modes", [mode]) for mode in MODES),
    *((key, value) for key in ("continuing", "intra_group", "exclusive", "state_funded") for value in (True, False)),
    *((key, word) for key in ("military_end_use", "wmd_risk") for word in TRISTATE),
)


@TRIES
@given(facts=near_free(), more=st.lists(st.sampled_from(FURTHER), min_size=1, max_size=2), word=confirmations())
def test_a_further_fact_makes_nothing_free_without_naming_the_rule(
    whole: Desk, facts: Facts, more: list[tuple[str, Any]], word: Facts
) -> None:
    before = classified(whole, facts)
    added = {**facts, "transfer": {**facts["transfer"], **dict(more)}, "confirmations": [word]}
    after = classified(whole, added)
    check_all(after)
    if before.prc is Outcome.INDETERMINATE and settled(after):
        named = [w for r in after.regimes for w in r.warnings if w.basis] + [w for w in after.warnings if w.basis]
        assert named


@TRIES
@given(facts=matters(), chance=st.randoms(use_true_random=False))
def test_no_order_of_facts_changes_anything(desk: Desk, facts: Facts, chance: Any) -> None:
    assert shown(classified(desk, facts)) == shown(classified(desk, shuffled(facts, chance)))


def shuffled(value: Any, chance: Any) -> Any:
    """The same facts with every list and every block in another order."""
    if isinstance(value, dict):
        pairs = [(key, shuffled(item, chance)) for key, item in value.items()]
        chance.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        items = [shuffled(item, chance) for item in value]
        chance.shuffle(items)
        return items
    return value


# --- points against values, over every point of the bundled packs that has limbs


@dataclass(frozen=True, repr=False)
class Places:
    """Every point with limbs, with its catalogue cut down to the quantities of the point."""

    all: tuple[tuple[Catalogue, Point], ...]


@pytest.fixture(scope="module")
def places(desk: Desk) -> Places:
    found = (
        (replace(catalogue, quantities={limb.quantity: catalogue.quantities[limb.quantity] for limb in limbs}), point)
        for catalogue in desk.library.catalogues.values()
        for edition in catalogue.editions
        for entry in edition.entries
        for point in entry.points
        if point.tree is not None and (limbs := tuple(point.tree.limbs()))
    )
    return Places(tuple(found))


def written(value: Fraction) -> str:
    return exact_text(value)


STEPS = (Fraction(-1, 2), Fraction(-1, 1000), Fraction(0), Fraction(1, 1000), Fraction(1))
TOWARDS = {Op.GT: 1, Op.GE: 1, Op.LT: -1, Op.LE: -1}
RANK = (Verdict.NOT_CAPTURED, Verdict.OPEN, Verdict.CAPTURED)


def values_near(catalogue: Catalogue, point: Point, steps: list[Fraction]) -> dict[str, Fraction]:
    """One value per quantity of the point, near the threshold of its first limb, in that limb's unit."""
    found: dict[str, Fraction] = {}
    limbs = list(point.tree.limbs()) if point.tree else []
    for limb, step in zip(limbs, steps * len(limbs), strict=False):
        quantity = catalogue.quantities[limb.quantity]
        value = limb.values[0] + abs(limb.values[0]) * step
        found.setdefault(limb.quantity, min(value, quantity.maximum) if quantity.maximum else value)
    return found


def given_of(desk: Desk, catalogue: Catalogue, point: Point, values: dict[str, Fraction]) -> tuple[Given, ...]:
    units = {limb.quantity: limb.unit for limb in reversed(list(point.tree.limbs()))} if point.tree else {}
    held = replace(desk.library, catalogues={catalogue.id: catalogue})
    pairs = [(quantity, f"{written(value)} {units[quantity]}") for quantity, value in values.items()]
    try:
        return read_given(held, desk.units, desk.normaliser, pairs)
    except BadInput as bad:
        if "lies below" not in str(bad):
            raise
        reject()  # below absolute zero: no such value is ever judged


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=6))
def test_a_stricter_value_never_gives_a_milder_verdict(
    desk: Desk, places: Places, data: st.DataObject, steps: list[Fraction]
) -> None:
    catalogue, point = places.all[data.draw(st.integers(0, len(places.all) - 1))]
    assert point.tree is not None
    values = values_near(catalogue, point, steps)
    moved = data.draw(st.sampled_from(sorted(values)))
    ways = {TOWARDS.get(limb.op, 0) for limb in point.tree.limbs() if limb.quantity == moved}
    assume(len(ways) == 1 and ways != {0})
    by = abs(values[moved]) * data.draw(st.sampled_from(STEPS[3:])) * ways.pop()
    quantity = catalogue.quantities[moved]
    stricter = {**values, moved: values[moved] + by}
    assume(stricter[moved] > 0 and (quantity.maximum is None or stricter[moved] <= quantity.maximum))
    first, second = (
        judge(point, catalogue.quantities, given_of(desk, catalogue, point, one))[0] for one in (values, stricter)
    )
    assert RANK.index(second) >= RANK.index(first)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), steps=st.lists(st.sampled_from(STEPS), min_size=3, max_size=6))
def test_another_unit_never_changes_a_verdict(
    desk: Desk, places: Places, data: st.DataObject, steps: list[Fraction]
) -> None:
    catalogue, point = places.all[data.draw(st.integers(0, len(places.all) - 1))]
    assert point.tree is not None
    values = values_near(catalogue, point, steps)
    plain = given_of(desk, catalogue, point, values)
    other = tuple(in_other_unit(desk, catalogue, one, data) for one in plain)
    first, second = (judge(point, catalogue.quantities, one) for one in (plain, other))
    assert (first[0], [limb.met for limb in first[1]]) == (second[0], [limb.met for limb in second[1]])


def in_other_unit(desk: Desk, catalogue: Catalogue, one: Given, data: st.DataObject) -> Given:
    """The value typed in another unit of its dimension, where its digits end there; else as it is."""
    reading = one.readings[0]
    unit = desk.units.find(reading.measured.unit, reading.measured.dimension)
    kind = desk.units.dimensions[reading.measured.dimension]
    assert unit is not None
    another = data.draw(st.sampled_from(kind.units))
    value = another.from_base(unit.to_base(reading.measured.low))
    ends = value.denominator
    for prime in (2, 5):
        while ends % prime == 0:
            ends //= prime
    if ends != 1 or not another.symbol or len(written(value)) > 30:
        return one
    held = replace(desk.library, catalogues={catalogue.id: catalogue})
    text = f"{written(value)} {another.symbol}"
    return read_given(held, desk.units, desk.normaliser, [(one.name, text)])[0]
