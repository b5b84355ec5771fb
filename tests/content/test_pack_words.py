"""What the packs say to people is there in both languages."""

from __future__ import annotations

import re

import pytest

from catalogue.model import Edition
from catalogue.packs import bundled_packs, read_library

EDITIONS = [e for c in read_library(bundled_packs()).catalogues.values() for e in c.editions]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: f"{e.catalogue}-{e.id}")
def test_why_an_edition_applies_is_said_in_both_languages(edition: Edition) -> None:
    assert HAN.search(edition.basis.zh)
    assert edition.basis.en
    assert not HAN.search(edition.basis.en)
    dates = re.compile(r"\d{4}-\d{2}-\d{2}")
    assert set(dates.findall(edition.basis.en)) == set(dates.findall(edition.basis.zh))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: f"{e.catalogue}-{e.id}")
def test_titles_are_in_both_languages(edition: Edition) -> None:
    assert edition.title.zh
    assert edition.title.en
