"""Preferences and window state on disk."""

from __future__ import annotations

import json

import pytest

from catalogue.home import Home
from gui.settings import Preferences, Settings, WindowState, with_recent


def test_they_come_back(user_home: Home, qapp: object) -> None:
    Settings(user_home).prefer(Preferences("en", "dark", True, 12))
    Settings(user_home).keep_window(WindowState("00ff", {"windowSplit": "aa"}, "draft", False, ("a.yaml",), "a.yaml"))
    again = Settings(user_home)
    assert again.preferences == Preferences("en", "dark", True, 12)
    assert again.window == WindowState("00ff", {"windowSplit": "aa"}, "draft", False, ("a.yaml",), "a.yaml")


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", '"text"'])
def test_a_damaged_file_counts_as_absent_and_is_named(user_home: Home, qapp: object, text: str) -> None:
    path = user_home.config / "preferences.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    settings = Settings(user_home)
    assert settings.preferences == Preferences()
    assert settings.unreadable == [path]


def test_values_of_a_wrong_kind_are_left_out(user_home: Home, qapp: object) -> None:
    path = user_home.config / "preferences.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"language": "fr", "theme": 3, "serif": True, "colour": "red"}), "utf-8")
    assert Settings(user_home).preferences == Preferences(serif=True)


def test_recent_files_are_few_and_single() -> None:
    recent: tuple[str, ...] = ()
    for number in [*range(12), 5]:
        recent = with_recent(recent, f"{number}.yaml")  # type: ignore[arg-type]
    assert recent[0] == "5.yaml"
    assert len(recent) == len(set(recent)) == 8


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(user_home: Home, qapp: object) -> None:
    user_home.config.parent.mkdir(parents=True)
    user_home.config.write_text("a file where the folder should be", "utf-8")
    settings, failed = Settings(user_home), []
    settings.not_kept.connect(failed.append)
    settings.prefer(Preferences(theme="dark"))
    assert settings.preferences.theme == "dark"
    assert failed == [user_home.config / "preferences.json"]
