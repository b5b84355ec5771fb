from __future__ import annotations

from pathlib import Path

import pytest

import catalogue
from catalogue.countries import read_codes
from catalogue.matterschema import parse_matter
from catalogue.problems import BadInput

HEAD = "matter: {as_of: 2026-11-20}\n"
PLACES = {
    "origin": "technology: [{name: 雷达, origin: [CN, %s]}]",
    "destination": "transfer: {destination: %s}",
    "reexport_to": "transfer: {reexport_to: [%s]}",
    "country": "parties: [{role: exporter, name: 甲, country: %s}]",
    "owner": "parties: [{role: exporter, name: 甲, owners: [{name: 乙, country: %s}]}]",
}


def test_the_list_is_the_whole_of_iso_3166_1() -> None:
    codes, _ = read_codes(Path(catalogue.__file__).parent / "countries.yaml")
    assert len(codes - {"XK"}) == 249
    assert {"CN", "HK", "MO", "TW", "NO", "XK"} <= codes
    assert codes.isdisjoint({"XX", "UK", "EU"})


@pytest.mark.parametrize("code", ["CN", "NO", "HK", "TW", "XK"])
@pytest.mark.parametrize("place", PLACES)
def test_assigned_codes_are_taken(place: str, code: str) -> None:
    parse_matter(HEAD + PLACES[place] % code, "m.yaml")


@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_country_is_refused_with_line_field_and_fix(place: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_matter(HEAD + PLACES[place] % "XX", "m.yaml")
    (problem,) = caught.value.problems
    field = "country" if place == "owner" else place
    assert (problem.file, problem.line, problem.field) == ("m.yaml", 2, field)
    assert "'XX' is not a country code" in problem.message
    assert "ISO 3166" in problem.hint


@pytest.mark.parametrize(("written", "meant"), [("UK", "GB"), ("China", "CN"), ("cn", "CN"), ("eu", "member state")])
def test_the_likely_code_is_named(written: str, meant: str) -> None:
    with pytest.raises(BadInput, match=meant):
        parse_matter(HEAD + PLACES["destination"] % written, "m.yaml")


def test_a_faulty_list_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "countries.yaml"
    path.write_text("also: XK\n", encoding="utf-8")
    with pytest.raises(BadInput, match="codes"):
        read_codes(path)
