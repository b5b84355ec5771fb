"""The manifest of a pack: strict reading, versions, names."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stick_packs import DAY, MANIFEST

from catalogue.problems import BadInput
from catalogue.stick.manifests import Version, is_catalogue_id, is_plain_name, read_manifest


def refused(data: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        read_manifest(data, "p.zip/caveat-pack.json")
    line = caught.value.in_language("zh")
    assert "\n" not in line
    assert any("一" <= sign <= "鿿" for sign in line)
    return str(caught.value)


def test_a_manifest_reads_back_as_it_was_written() -> None:
    assert read_manifest(MANIFEST.to_bytes(), "x") == MANIFEST
    assert list(json.loads(MANIFEST.to_bytes()))[:3] == ["format", "catalogue", "title"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m.update(format=2), "another format"),
        (lambda m: m.update(format=True), "another format"),
        (lambda m: m.update(note="x"), "unknown key 'note'"),
        (lambda m: m.pop("made_on"), "lacks 'made_on'"),
        (lambda m: m.update(made_on="2026-02-30"), "not a date"),
        (lambda m: m.update(version="2026.11.21"), "not written as"),
        (lambda m: m.update(version="2026.13.01.1"), "not written as"),
        (lambda m: m.update(version=7), "not a line of text"),
        (lambda m: m.update(title="a\nb"), "not a line of text"),
        (lambda m: m.update(catalogue="../up"), "not one"),
        (lambda m: m.update(catalogue="con"), "not one"),
        (lambda m: m.update(program_min="next"), "not one"),
        (lambda m: m.update(files={}), "not a list"),
        (lambda m: m.update(files=[1]), "not an object"),
        (lambda m: m.update(files=[]), "no pack.yaml"),
        (lambda m: m["files"][0].update(size=-1), "number of bytes"),
        (lambda m: m["files"][0].update(size=True), "number of bytes"),
        (lambda m: m["files"][0].update(size=1.0), "number of bytes"),
        (lambda m: m["files"][0].update(sha256="A" * 64), "not one"),
        (lambda m: m["files"][0].update(path="../a.yaml"), "may not stand"),
        (lambda m: m["files"].append(dict(m["files"][0], path="PACK.yaml")), "named twice"),
        (lambda m: m["files"].append(dict(m["files"][0], path="pack.yaml/a.md")), "both a file and a folder"),
    ],
)
def test_whatever_is_not_exactly_a_manifest_is_refused(change: Callable[[Any], Any], said: str) -> None:
    value = json.loads(MANIFEST.to_bytes())
    change(value)
    assert said in refused(json.dumps(value).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff\xfe{}",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"format": NaN}',
        b'{"format": 1, "format": 1}',
        b'{"format": 1' + b"0" * 5000 + b"}",
        b" " * (1024 * 1024 + 1),
    ],
)
def test_bytes_that_are_no_manifest_are_refused_in_one_line(data: bytes) -> None:
    assert refused(data)


@pytest.mark.parametrize(
    "name",
    [
        "/a.yaml",
        "a\\b.yaml",
        "../a.yaml",
        "a/../b.yaml",
        "./a.yaml",
        "a//b.yaml",
        ".a.yaml",
        "a.exe",
        "a.yaml ",
        "a.",
        "CON.yaml",
        "nul",
        "c:a.yaml",
        "a:b.yaml",
        "a/b/c/d/e.yaml",
        "caveat-pack.json",
        "a/caveat-pack.json",
        "e\u0301.yaml",
        "a\0.yaml",
        "a" * 200 + ".yaml",
        "",
        ".yaml",
    ],
)
def test_names_that_mean_another_file_somewhere_are_refused(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["pack.yaml", "2025-07.yaml", "SOURCE.md", "tables/a b.csv", "说明.md"])
def test_names_that_packs_use_are_taken(name: str) -> None:
    assert is_plain_name(name)


@given(st.text(max_size=30))
def test_a_plain_name_stays_below_its_folder(name: str) -> None:
    if is_plain_name(name):
        assert not name.startswith("/")
        assert not {"", ".", ".."} & set(name.split("/"))
        assert not set('\\:*?"<>|\0\n') & set(name)


@given(st.text(max_size=30))
def test_an_id_is_one_plain_segment(text: str) -> None:
    if is_catalogue_id(text):
        assert set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_versions_count_within_the_day_and_never_go_back() -> None:
    one = Version(DAY, 1)
    assert str(one) == "2026.11.21.1"
    assert one.next_on(DAY) == Version(DAY, 2)
    assert one.next_on(DAY + dt.timedelta(1)) == Version(DAY + dt.timedelta(1), 1)
    assert one.next_on(DAY - dt.timedelta(9)) == Version(DAY, 2)
    assert Version(DAY, 10) > Version(DAY, 9)
    assert Version.read("2026.11.21.10") == Version(DAY, 10)
    assert Version.read("2026.11.21.0") is None
    assert Version.read("2026.11.21.٣") is None


@given(st.dates(), st.integers(1, 999_999), st.dates())
def test_the_next_version_is_higher(day: dt.date, number: int, today: dt.date) -> None:
    version = Version(day, number)
    assert Version.read(f"{day.year:04}.{day.month:02}.{day.day:02}.{number}") == version
    assert version.next_on(today) > version


@pytest.mark.parametrize(
    ("least", "newer"), [("0.1.0", False), ("0.1", False), ("0.0.9", False), ("0.1.1", True), ("1.0", True)]
)
def test_a_pack_may_ask_for_a_later_program(least: str, newer: bool) -> None:
    value = json.loads(MANIFEST.to_bytes())
    value["program_min"] = least
    assert read_manifest(json.dumps(value).encode(), "x").needs_newer_than("0.1.0") is newer


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
    )
)
def test_hostile_values_anywhere_never_get_past(value: object) -> None:
    good = json.loads(MANIFEST.to_bytes())
    for key in good:
        try:
            read_manifest(json.dumps(good | {key: value}).encode(), "x")
        except BadInput:
            continue
        assert isinstance(value, str) or value == 1
