"""Facets with exact counts, sorting by code, and the editions of an entry standing together."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_library import TODAY, small_library

from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput
from catalogue.results import SearchAnswer
from catalogue.searching.codeorder import natural_key
from catalogue.searching.corpus import corpus_of
from catalogue.searching.facets import NAMES, choice
from catalogue.searching.index import memory_index
from catalogue.searching.search import SearchDesk
from catalogue.text import Normaliser

NORMALISER = Normaliser()
SMALL = small_library()
DESK = SearchDesk(SMALL, memory_index(corpus_of(SMALL, NORMALISER)), NORMALISER)
SHIPPED = read_library(bundled_packs())
SHIPPED_DESK = SearchDesk(SHIPPED, memory_index(corpus_of(SHIPPED, NORMALISER)), NORMALISER)


def ask(text: str, **how: Any) -> SearchAnswer:
    return DESK.search(text, as_of=TODAY, **how)


def counts(answer: SearchAnswer, name: str) -> dict[str, int]:
    return next({c.value: c.count for c in f.counts} for f in answer.facets if f.name == name)


def test_counts_are_of_all_hits_not_of_the_page() -> None:
    answer = ask("技术", edition="all", limit=1)
    assert counts(answer, "catalogue") == {"cn-tech": 4}
    assert counts(answer, "edition") == {"cn-tech/2025-07": 2, "cn-tech/2020": 2}
    assert counts(answer, "control") == {"restricted": 2, "prohibited": 1, "unknown": 1}
    assert counts(answer, "regime") == {"CN": 4}
    assert counts(answer, "thresholds") == {"no": 4}
    assert [f.name for f in answer.facets] == list(NAMES)


def test_a_chosen_facet_narrows_and_keeps_its_other_values_in_sight() -> None:
    answer = ask("技术", edition="all", facets=[("control", "prohibited")])
    assert [h.code for h in answer.hits] == ["237301J"]
    assert counts(answer, "control") == {"restricted": 2, "prohibited": 1, "unknown": 1}
    assert counts(answer, "edition") == {"cn-tech/2025-07": 1}
    wider = ask("技术", edition="all", facets=[("control", "prohibited"), ("control", "限制")])
    assert wider.total == 3
    none = ask("技术", edition="all", facets=[("control", "prohibited"), ("edition", "2020")])
    assert (none.total, none.emptied_by) == (0, "control=prohibited edition=2020")


@given(
    st.sampled_from(["技术", "a", "1", "设备", "激光", "-技术"]),
    st.lists(st.sampled_from([(f, i) for f in NAMES for i in range(4)]), max_size=3, unique=True),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40)
def test_each_count_is_what_choosing_the_value_gives(
    text: str, picks: list[tuple[str, int]], chance: random.Random
) -> None:
    every = SHIPPED_DESK.search(text, as_of=TODAY, edition="all", limit=1)
    values = {f.name: [c.value for c in f.counts] for f in every.facets}
    chosen = [(name, values[name][i]) for name, i in picks if i < len(values[name])]
    answer = SHIPPED_DESK.search(text, as_of=TODAY, edition="all", limit=1, facets=chosen)
    for facet in answer.facets:
        others = [c for c in chosen if c[0] != facet.name]
        one = chance.choice(facet.counts) if facet.counts else None
        if one:
            again = [*others, (facet.name, one.value)]
            told = SHIPPED_DESK.search(text, as_of=TODAY, edition="all", limit=1, facets=again).total
            assert told == one.count, (facet.name, one.value)


def test_the_category_of_a_code_stands_for_an_industry() -> None:
    answer = SHIPPED_DESK.search("镓", as_of=TODAY, catalogue="cn-dual-use")
    assert "专用材料和相关设备、化学制品、微生物和毒素" in counts(answer, "industry") or "电子" in counts(
        answer, "industry"
    )


@pytest.mark.parametrize("written", [("colour", "red"), ("control", "forbidden"), ("edition", "1999")])
def test_an_unknown_facet_or_value_is_refused(written: tuple[str, str]) -> None:
    with pytest.raises(BadInput):
        ask("技术", facets=[written])


@pytest.mark.parametrize("text", ["control", "control=", "=", ""])
def test_a_choice_is_written_name_equals_value(text: str) -> None:
    with pytest.raises(BadInput):
        choice(text) if text != "=" else ask("技术", facets=[choice("=x")])


def test_sorted_by_code_numbers_count_as_numbers() -> None:
    codes = ["3C10", "3C9", "1a5", "203912X", "0A001"]
    assert sorted(codes, key=natural_key) == ["0A001", "1a5", "3C9", "3C10", "203912X"]
    found = [h.code for h in ask("技术", edition="all", sort="code", limit=9).hits]
    assert found == ["203912X", "214012X", "237301J", None]
    assert [h.code for h in ask("技术", edition="all", sort="code", limit=1).hits] == ["203912X"]


def test_editions_of_an_entry_stand_together_and_name_each_other() -> None:
    hits = ask("技术", edition="all").hits
    drones = [i for i, h in enumerate(hits) if h.id == "cn-tech.drone"]
    assert drones == list(range(drones[0], drones[0] + 2))
    first, second = (hits[i] for i in drones)
    assert [(o.edition, o.code) for o in first.also] == [(second.edition, second.code)]
    assert [o.edition for o in second.also] == [first.edition]
    assert ask("技术").hits[0].also == (), "only where all editions are asked"


@given(st.text(alphabet="激光技术设备1234aeion().，JX", min_size=1, max_size=2), st.integers(1, 25), st.booleans())
def test_the_short_way_to_the_best_rows_gives_what_the_long_way_gives(text: str, limit: int, every: bool) -> None:
    """One page is picked from a few promising rows; a page of everything ranks each."""
    how = {"as_of": TODAY, "edition": "2023" if every else "in-force"}
    whole = SHIPPED_DESK.search(f'"{text}"', limit=1000, **how)
    page = SHIPPED_DESK.search(f'"{text}"', limit=limit, **how)
    assert page.hits == whole.hits[:limit]
