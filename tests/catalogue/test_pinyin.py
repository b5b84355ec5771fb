"""Sounds of characters: every reading, no tones, and the phrases of the library never loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.pinyin import sound_key, syllables


def test_every_reading_is_given_without_tones() -> None:
    assert syllables("曾长女") == (("ceng", "zeng"), ("zhang", "chang"), ("nv", "ru"))


def test_what_is_no_chinese_character_reads_as_itself() -> None:
    assert syllables("A光5,") == (("a",), ("guang",), ("5",), (",",))
    assert syllables("") == ()


@pytest.mark.parametrize(("word", "other"), [("激光", "机光"), ("雷达", "雷打"), ("漁網", "渔网"), ("绿", "綠")])
def test_words_that_sound_alike_have_one_key(word: str, other: str) -> None:
    assert sound_key(word) == sound_key(other)


def test_words_that_sound_different_have_different_keys() -> None:
    assert sound_key("激光") != sound_key("极管")


def test_phrases_are_not_loaded_and_the_environment_stays(root: Path) -> None:
    code = (
        "import os, sys; before = dict(os.environ); import catalogue.pinyin as p; assert 'pypinyin' not in sys.modules;"
        "p.syllables('长'); assert 'pypinyin.phrases_dict' not in sys.modules; assert dict(os.environ) == before"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
