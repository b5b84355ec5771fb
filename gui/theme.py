"""Colours: a TOML file -> `Theme` -> palette and style sheet.

Values that flow: colour names to "#RRGGBB" texts. The hard problem: the system's dark mode cannot be relied on
(several platforms ignore the request), so both themes are ours and the system is only asked which it prefers.
Rejected: deriving one theme from the other; contrast then fails in places nobody looks at.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

THEMES = ("light", "dark")
SIGNALS = ("prohibited", "restricted", "open", "clear")
_FOLDER = Path(__file__).resolve().parent / "themes"
_TOKEN = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its name and its colours as "#RRGGBB"."""

    name: str
    colours: dict[str, str]

    def colour(self, name: str) -> QColor:
        """The colour with this name; KeyError for an unknown one."""
        return QColor(self.colours[name])

    def palette(self) -> QPalette:
        """The Fusion palette of the theme."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "window"),
            (roles.WindowText, "text"),
            (roles.Base, "base"),
            (roles.AlternateBase, "raised"),
            (roles.Text, "text"),
            (roles.Button, "raised"),
            (roles.ButtonText, "text"),
            (roles.ToolTipBase, "raised"),
            (roles.ToolTipText, "text"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "accent_text"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.PlaceholderText, "muted"),
            (roles.Mid, "line"),
            (roles.Dark, "edge"),
            (roles.Light, "base"),
            (roles.Midlight, "raised"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette

    def style_sheet(self) -> str:
        """The style sheet with the theme's colours filled in."""
        template = (_FOLDER / "caveat.qss").read_text("utf-8")
        return _TOKEN.sub(lambda found: self.colours[found[1]], template)


def read_theme(name: str) -> Theme:
    """The bundled theme "light" or "dark"."""
    values = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return Theme(values["name"], dict(values["colours"]))


def preferred_theme(choice: str) -> str:
    """`choice` where it names a theme, else what the system prefers."""
    if choice in THEMES:
        return choice
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme is Qt.ColorScheme.Dark else "light"


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
