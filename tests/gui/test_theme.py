"""Contrast of both themes, computed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gui.theme import SIGNALS, THEMES, contrast, preferred_theme, read_theme

GROUNDS = ("window", "base", "raised")
TEXTS = ("text", "muted", "accent", *SIGNALS)
PAIRS = (
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *((text, ground) for text in ("text", "muted") for ground in ("accent_soft",)),
    *((signal, f"{signal}_soft") for signal in SIGNALS),
    *(("text", f"{signal}_soft") for signal in SIGNALS),
    *((ink, "shade") for ink in ("text", "accent", "prohibited")),
    ("accent_text", "accent"),
    ("mark_text", "mark"),
)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_reads_on_its_ground(name: str, text: str, ground: str) -> None:
    colours = read_theme(name).colours
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_are_seen(name: str, ground: str) -> None:
    colours = read_theme(name).colours
    assert contrast(colours["edge"], colours[ground]) >= 3


def test_contrast_is_the_published_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_names_only_colours_there_are(name: str) -> None:
    sheet = read_theme(name).style_sheet()
    assert not re.findall(r"@\w+", sheet)
    assert "QPushButton" in sheet


def test_no_colour_is_written_into_code(root: Path) -> None:
    wrong = [
        f"{path.name}: {found}"
        for path in (root / "gui").rglob("*.py")
        for found in re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))
    ]
    assert wrong == []


def test_a_named_theme_wins_over_the_system(qapp: object) -> None:
    assert preferred_theme("dark") == "dark"
    assert preferred_theme("light") == "light"
    assert preferred_theme("system") in THEMES
