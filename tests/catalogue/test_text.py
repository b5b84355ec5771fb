"""Folding: what it joins, what it keeps apart, and the way back to the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.text import Normaliser

NORMALISER = Normaliser()
ALPHABET = "激光雷達达乾著aAzé 5０μµΩΩ°º℃㎛²⁻×-－“,，（)\u200b\u0301\t\n\u3000한かガx"
mixed = st.text(alphabet=ALPHABET, max_size=40) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("激光雷達", "激光雷达"),
        ("２３３９１４Ｘ", "233914x"),
        ("40 μrad", "40µrad"),
        ("10 Ω", "10Ω"),
        ("500 Gbps", "500gbps"),
        ("50×10⁻⁶m", "50x10-6m"),
        ("mm²", "mm2"),
        ("20 ℃", "20°c"),
        ("20 º C", "20°C"),
        ("（5） 波长", "(5)波长"),
        ("１～２", "1~2"),
        ("“深度”，包", '"深度",包'),
        ("≧ 3", "≥3"),
        ("soft\u00adware", "software"),
        ("激\u200b光", "激光"),
        ("Fabry–Pérot", "fabry-perot"),
        ("激光\n雷达", "激光雷达"),
        ("laser \t radar", "LASER RADAR"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert NORMALISER.normalise(one) == NORMALISER.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is sue", "issue"),
        ("1 000", "1000"),
        ("≠", "="),
        ("≮", "<"),
        ("part 774", "part774"),
        ("1C117", "1C11"),
        ("激光", "雷达"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert NORMALISER.normalise(one) != NORMALISER.normalise(other)


def test_a_lone_surrogate_and_an_empty_text_fold_to_nothing() -> None:
    assert NORMALISER.normalise("\ud800\u200b  ") == ""
    assert NORMALISER.fold("").original_span(0, 0) == (0, 0)


def test_spans_lead_back_to_what_was_printed() -> None:
    text = "測距 精度  小于 ２ ㎜，e\u0301"
    folded = NORMALISER.fold(text)
    start = folded.text.index("2mm")
    assert text[slice(*folded.original_span(start, start + 3))] == "２ ㎜"
    start = folded.text.index("测距精度")
    assert text[slice(*folded.original_span(start, start + 4))] == "測距 精度"
    assert text[slice(*folded.original_span(len(folded.text) - 1, len(folded.text)))] == "e\u0301"


@settings(max_examples=400)
@given(mixed)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = NORMALISER.normalise(text)
    assert NORMALISER.normalise(once) == once


@settings(max_examples=400)
@given(mixed)
def test_fold_is_normalise_with_valid_places(text: str) -> None:
    folded = NORMALISER.fold(text)
    assert folded.text == NORMALISER.normalise(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)


@settings(max_examples=400)
@given(mixed, st.integers(0, 40), st.integers(0, 40))
def test_what_can_be_copied_out_of_a_text_is_found_in_it(text: str, one: int, other: int) -> None:
    piece = text[min(one, other) : max(one, other)]
    assert NORMALISER.normalise(piece) in NORMALISER.normalise(text)


@pytest.mark.parametrize(
    ("text", "mainland"),
    [
        ("軟體", "软件"),
        ("雷射雷達", "激光雷达"),
        ("鐳射雷達", "激光雷达"),
        ("程序", "程序"),
        ("软件\ud800", "软件"),
        ("", ""),
    ],
)
def test_words_of_hong_kong_and_taiwan(text: str, mainland: str) -> None:
    assert NORMALISER.mainland(text) == mainland


@pytest.mark.parametrize(
    ("typed", "printed"), [("10^8", "10⁸"), ("10^-6", "10⁻⁶"), ("cm^3", "cm³"), ("10^(8)", "10(8)")]
)
def test_a_caret_is_a_raised_digit(typed: str, printed: str) -> None:
    assert NORMALISER.normalise(typed) == NORMALISER.normalise(printed)
