"""Every text of the window is translated, and the compiled file is that of the source."""

from __future__ import annotations

import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

HAN = re.compile(r"[㐀-鿿]")
SAME_IN_BOTH = ("{technology}: {question}",)


def messages(path: Path) -> Iterator[tuple[str, str, str, str]]:
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            kind = translation.get("type", "")
            yield context.findtext("name", ""), message.findtext("source", ""), translation.text or "", kind


def tool(name: str) -> str:
    path = Path(sys.executable).parent / name
    found = str(path) if path.exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed beside PySide6")
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_a_chinese_translation(root: Path) -> None:
    for context, source, chinese, kind in messages(root / "gui/i18n/caveat_zh.ts"):
        assert chinese, f"{context}: {source}"
        assert not kind, f"{context}: {source} is {kind}"
        assert HAN.search(chinese) or source in SAME_IN_BOTH, f"{context}: {source} -> {chinese}"


def test_placeholders_are_the_same(root: Path) -> None:
    for context, source, chinese, _ in messages(root / "gui/i18n/caveat_zh.ts"):
        assert places(source) == places(chinese), f"{context}: {source}"


def test_the_source_file_holds_every_text_of_the_code(root: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [str(p) for p in sorted((root / "gui").rglob("*.py"))]
    subprocess.run([tool("pyside6-lupdate"), *files, "-ts", str(fresh)], check=True, capture_output=True)
    wanted = {(c, s) for c, s, _, _ in messages(fresh)}
    held = {(c, s) for c, s, _, _ in messages(root / "gui/i18n/caveat_zh.ts")}
    assert wanted == held


def test_the_compiled_file_is_up_to_date(root: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "caveat_zh.qm"
    source = root / "gui/i18n/caveat_zh.ts"
    subprocess.run([tool("pyside6-lrelease"), str(source), "-qm", str(fresh)], check=True, capture_output=True)
    assert fresh.read_bytes() == (root / "gui/i18n/caveat_zh.qm").read_bytes()


def test_no_english_word_is_shown_without_translation(root: Path) -> None:
    """A literal with a blank handed straight to setText would bypass the translators."""
    bare = re.compile(r'set(?:Text|Title|ToolTip|PlaceholderText|AccessibleName)\(\s*"[^"]*[A-Za-z] [A-Za-z]')
    wrong = [p.name for p in (root / "gui").rglob("*.py") if bare.search(p.read_text("utf-8"))]
    assert wrong == []


def test_help_pages_exist_in_both_languages(root: Path) -> None:
    pages = {p.name for p in (root / "gui/help").glob("*.md")}
    places = ("search", "classify", "clauses", "draft", "editions", "data")
    assert pages == {f"{n}.{lang}.md" for n in places for lang in ("zh", "en")}
