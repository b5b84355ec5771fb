"""The one way a fault in a file or a value is reported to a person.

Values that flow: `Problem` (what, where, what to do) is collected by readers and printed as one
line; `BadInput` carries one or more problems to the door (command line or window) that ends the
operation. Each can be told in English, which programs and logs read, and in Chinese, where its writer gave the
words. Rejected: exceptions per file format; the door would have to know every format.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what it is, and what would mend it. Chinese words that are empty fall back to English."""

    message: str
    file: str = ""
    line: int = 0
    field: str = ""
    hint: str = ""
    message_zh: str = ""
    hint_zh: str = ""

    def __str__(self) -> str:
        """One line: `cn-tech/2023.yaml:42: 'titel' is not a field of an entry; did you mean 'title'?`."""
        return self.in_language("en")

    def in_language(self, lang: str) -> str:
        """The same line with its words in `lang` ("zh" or "en"); names and values stay as they were typed."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        if lang == "zh" and self.message_zh:
            text = "；".join(part for part in (self.message_zh, self.hint_zh or self.hint) if part)
        else:
            text = "; ".join(part for part in (self.message, self.hint) if part)
        line = f"{place}: {text}" if place else text
        return " ".join(line.split())

    def as_json(self) -> dict[str, object]:
        """The form `verify --json` prints. `message_zh` and `hint_zh` are empty where only English was written."""
        return {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "message": self.message,
            "hint": self.hint,
            "message_zh": self.message_zh,
            "hint_zh": self.hint_zh,
        }


class BadInput(Exception):
    """What the user gave cannot be used. Ends the operation with exit status 2 and one clear line."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("BadInput needs at least one problem")
        super().__init__(str(problems[0]))
        self.problems: tuple[Problem, ...] = problems

    @classmethod
    def because(
        cls,
        message: str,
        *,
        file: Path | str = "",
        line: int = 0,
        field: str = "",
        hint: str = "",
        zh: str = "",
        hint_zh: str = "",
    ) -> BadInput:
        """The usual case: one problem. `zh` and `hint_zh` say message and hint in Chinese."""
        return cls(Problem(message, str(file), line, field, hint, zh, hint_zh))

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, lang: str) -> str:
        """The first problem in `lang` ("zh" or "en"), and how many more there are."""
        more = len(self.problems) - 1
        tail = (f"（另有{more}处）" if lang == "zh" else f" (and {more} more)") if more else ""
        return f"{self.problems[0].in_language(lang)}{tail}"


def _closest(word: str, choices: Iterable[str], alike: float) -> str:
    known = sorted(set(choices))
    close = difflib.get_close_matches(word.lower(), [c.lower() for c in known], n=1, cutoff=alike)
    return next(c for c in known if c.lower() == close[0]) if close else ""


def did_you_mean(word: str, choices: Iterable[str], alike: float = 0.6) -> str:
    """`did you mean 'title'?`, or an empty text when nothing is alike (0 to 1) enough."""
    close = _closest(word, choices, alike)
    return f"did you mean '{close}'?" if close else ""


def did_you_mean_zh(word: str, choices: Iterable[str], alike: float = 0.6) -> str:
    """The same question in Chinese."""
    close = _closest(word, choices, alike)
    return f"是否应为“{close}”？" if close else ""


def one_of(choices: Iterable[str]) -> str:
    """`one of: a, b, c`."""
    return "one of: " + ", ".join(choices)


def one_of_zh(choices: Iterable[str]) -> str:
    """The same list in Chinese."""
    return "可写：" + "、".join(choices)
