"""Limbs joined to imported packs: headings inherited, hand-made limbs kept, verdicts, the real lists."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from catalogue.__main__ import main
from catalogue.measure import judge, pair, read_given
from catalogue.model import Catalogue, Check, Edition, Entry, Limb, LimbTree, Op, Point, Quantity, Words
from catalogue.packs import Library
from catalogue.results import Verdict
from catalogue.text import Normaliser
from catalogue.thresholds.joining import with_limbs
from catalogue.thresholds.quantities import with_quantities
from catalogue.thresholds.reader import Vocabulary, bundled_vocabulary
from catalogue.units import UnitTable

UNITS = UnitTable.read(Path(__file__).resolve().parents[2] / "catalogue" / "units.yaml")
VOCABULARY = Vocabulary.read(bundled_vocabulary(), UNITS)
NORMALISER = Normaliser()
HAND = LimbTree("all", (Limb("density", Op.GT, (Fraction(9),), "g/cm3"),))

LASERS = {
    "a": "Continuous wave lasers having any of the following:",
    "a.1": "Output wavelength exceeding 975 nm but not exceeding 1,150 nm and any of the following:",
    "a.1.a": "Output power exceeding 1 W; or",
    "a.1.b": "'Single transverse mode' output and output power exceeding 0.5 W;",
    "b": "Pulsed lasers having all of the following:",
    "b.1": "Peak power exceeding 5 kW; and",
    "b.2": "Pulse width less than 1 ns;",
    "c": "Mirrors having a diameter exceeding 1 m and meeting a bound of more than three kinds;",
    "d": "Alloys with a density exceeding 5 g/cm3;",
    "note": "Note: c does not control mirrors with a diameter exceeding 9 m.",
}


def catalogue(points: dict[str, str], **more: object) -> Catalogue:
    made = tuple(Point(no, Words(en=text), checked=Check.SECONDARY) for no, text in points.items())
    entry = Entry("t.1", "6A005", Words(en="Lasers, as follows:"), None, points=made, checked=Check.SECONDARY)
    entry = replace(entry, **more)  # type: ignore[arg-type]
    edition = Edition(
        "1", "t", Words("一"), "令1号", "in_force", effective=dt.date(2020, 1, 1), entries=(entry,), limbs_read=True
    )
    return Catalogue("t", Words("目录"), "control-list", "US", Words(), ".*", Words(), "", (edition,))


def joined(points: dict[str, str], **more: object) -> Catalogue:
    return with_limbs(catalogue(points, **more), VOCABULARY)


def point(of: Catalogue, no: str) -> Point:
    return next(p for p in of.editions[0].entries[0].points if p.no == no)


def verdict(of: Catalogue, no: str, *texts: str) -> Verdict:
    given = read_given(Library({"t": of}, (), ""), UNITS, NORMALISER, [pair(t) for t in texts])
    return judge(point(of, no), of.quantities, given)[0]


@pytest.fixture(scope="module")
def lasers() -> Catalogue:
    return joined(LASERS)


def test_limits_of_a_heading_hold_for_what_stands_below(lasers: Catalogue) -> None:
    assert [limb.quantity for limb in point(lasers, "a.1.a").tree.limbs()] == ["output_wavelength", "output_power"]
    assert verdict(lasers, "a.1.a", "output wavelength=1064 nm", "output power=2 W") is Verdict.CAPTURED
    assert verdict(lasers, "a.1.a", "output wavelength=500 nm", "output power=2 W") is Verdict.NOT_CAPTURED
    assert verdict(lasers, "a.1.a", "output power=2 W") is Verdict.OPEN


def test_words_beside_the_limits_keep_a_point_open(lasers: Catalogue) -> None:
    assert verdict(lasers, "a.1.b", "output wavelength=1064 nm", "output power=2 W") is Verdict.OPEN
    assert verdict(lasers, "a.1.b", "output power=0.1 W") is Verdict.NOT_CAPTURED


def test_all_of_the_following_takes_its_paragraphs_together(lasers: Catalogue) -> None:
    assert verdict(lasers, "b", "peak power=6 kW", "pulse width=0.5 ns") is Verdict.CAPTURED
    assert verdict(lasers, "b", "peak power=6 kW", "pulse width=5 ns") is Verdict.NOT_CAPTURED
    assert verdict(lasers, "b.1", "peak power=6 kW") is Verdict.OPEN


def test_what_is_unread_settles_nothing(lasers: Catalogue) -> None:
    assert point(lasers, "c").unread
    assert verdict(lasers, "c", "diameter=2 m") is Verdict.OPEN
    assert verdict(lasers, "c", "diameter=0.2 m") is Verdict.OPEN


def test_a_plain_point_decides_and_a_note_holds_nothing(lasers: Catalogue) -> None:
    assert verdict(lasers, "d", "density=6 g/cm3") is Verdict.CAPTURED
    assert verdict(lasers, "d", "density=4 g/cm3") is Verdict.NOT_CAPTURED
    assert point(lasers, "note").tree is None


def test_either_of_two_lists_is_never_taken_for_both() -> None:
    found = joined(
        {"a": "Tubes having a length exceeding 5 m or any of the following:", "a.1": "Wall thickness exceeding 2 mm;"}
    )
    assert verdict(found, "a", "length=1 m") is Verdict.OPEN
    assert [limb.quantity for limb in point(found, "a.1").tree.limbs()] == ["wall_thickness"]


def test_an_entry_whose_notes_take_something_out_captures_nothing_by_itself() -> None:
    found = joined({"a": LASERS["d"]}, notes=Words(en="Note: 6A005 does not control samples"))
    assert verdict(found, "a", "density=6 g/cm3") is Verdict.OPEN


def test_limbs_made_by_hand_stay() -> None:
    plain = catalogue({"a": LASERS["d"]})
    entry = plain.editions[0].entries[0]
    mine = replace(entry, points=(replace(entry.points[0], tree=HAND),))
    density = Quantity("density", Words("密度", "density"), "mass_density", ("合金密度",))
    held = replace(plain, editions=(replace(plain.editions[0], entries=(mine,)),), quantities={"density": density})
    assert with_limbs(held, VOCABULARY) == held


def test_names_of_both_lists_find_one_quantity() -> None:
    own = {"density": Quantity("density", Words("密度", "density"), "mass_density", ("合金密度",))}
    read = {"density": Quantity("density", Words("密度", "density"), "mass_density", ("bulk density",))}
    assert with_quantities(own, read)["density"].synonyms == ("合金密度", "bulk density")


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("limbs")
    for file, name, edition in (
        ("us/ccl_supp1_ecfr.xml", "us-ccl", "2026-06-30"),
        ("eu/annex_I_2021-821.json", "eu-dual-use", "2025-11-15"),
    ):
        words = ["import", str(shared / "data" / file), "--catalogue", name, "--edition", edition, "--replace"]
        assert main(words, {"CAVEAT_HOME": str(home)}, io.StringIO(), sys.stderr) == 0
    return {"CAVEAT_HOME": str(home)}


def test_one_name_finds_the_chinese_and_the_english_list(real: dict[str, str]) -> None:
    out = io.StringIO()
    words = ["measure", "极限抗拉强度=1300 MPa", "--as-of", "2026-11-21", "--json"]
    main(words, real, out, sys.stderr)
    matches = json.loads(out.getvalue())["matches"]
    assert {"cn-dual-use", "eu-dual-use"} <= {match["catalogue"] for match in matches}
    read = [limb for match in matches if match["catalogue"] == "eu-dual-use" for limb in match["limbs"]]
    assert {limb["checked"] for limb in read} == {"machine"}
    made = [limb for match in matches if match["catalogue"] == "cn-dual-use" for limb in match["limbs"]]
    assert "machine" not in {limb["checked"] for limb in made}


def test_people_see_that_the_program_read_a_limb(real: dict[str, str]) -> None:
    for lang, word in (("zh", "程序读出"), ("en", "read by the program")):
        out = io.StringIO()
        main(["measure", "output power=2 W", "--as-of", "2026-11-21", "--lang", lang], real, out, sys.stderr)
        assert word in out.getvalue()
    out = io.StringIO()
    main(["show", "6A005", "--catalogue", "us-ccl", "--json"], real, out, sys.stderr)
    points = {p["no"]: p for p in json.loads(out.getvalue())["points"]}
    assert points["a.1"]["limbs"]["all"][0]["checked"] == "machine"
