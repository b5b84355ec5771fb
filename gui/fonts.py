"""Which fonts the window uses, and whether Chinese can be shown at all.

A missing Chinese font shows empty boxes without any error, so one common character is looked up at the start.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

SANS = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)
SERIF = ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")
PROBE = ord("慎")


def window_font(base: QFont, size: int, *, serif: bool = False) -> QFont:
    """The system's font followed by Chinese fallbacks; with `serif` the Song faces lead."""
    present = set(QFontDatabase.families())
    if serif:
        families = [f for f in SERIF if f in present] + [f for f in SANS if f in present]
    else:
        families = [*base.families(), *(f for f in SANS if f in present)]
    font = QFont(base)
    if families:
        font.setFamilies(families)
    font.setPointSize(size)
    return font


def shows_chinese(font: QFont) -> bool:
    """False where Chinese would be empty boxes."""
    if QFontMetrics(font).inFontUcs4(PROBE):
        return True
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
