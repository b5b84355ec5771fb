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


def window_font(base: QFont, size: int) -> QFont:
    """The system's font followed by the Chinese fallbacks that are installed."""
    present = set(QFontDatabase.families())
    font = QFont(base)
    font.setFamilies([*base.families(), *(f for f in SANS if f in present)])
    font.setPointSize(size)
    return font


def reading_style(serif: bool) -> str:
    """The style sheet line that sets passages of law and clauses in a Song face; empty for sans."""
    present = set(QFontDatabase.families())
    faces = [f for f in SERIF if f in present]
    if not serif or not faces:
        return ""
    families = ", ".join(f'"{f}"' for f in faces)
    return f'QTextEdit[role="passage"], QTextBrowser {{ font-family: {families}; }}'


def shows_chinese(font: QFont) -> bool:
    """False where Chinese would be empty boxes."""
    if QFontMetrics(font).inFontUcs4(PROBE):
        return True
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
