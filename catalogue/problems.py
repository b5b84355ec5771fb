"""The one way a fault in a file or a value is reported to a person.

Values that flow: `Problem` (what, where, what to do) is collected by readers and printed as one
line; `BadInput` carries one or more problems to the door (command line or window) that ends the
operation. Rejected: exceptions per file format; the door would have to know every format.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what it is, and what would mend it."""

    message: str
    file: str = ""
    line: int = 0
    field: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line: `cn-tech/2023.yaml:42: 'titel' is not a field of an entry; did you mean 'title'?`."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        text = "; ".join(part for part in (self.message, self.hint) if part)
        line = f"{place}: {text}" if place else text
        return " ".join(line.split())

    def as_json(self) -> dict[str, object]:
        """The form `verify --json` prints."""
        return {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "message": self.message,
            "hint": self.hint,
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
    ) -> BadInput:
        """The usual case: one problem."""
        return cls(Problem(message, str(file), line, field, hint))

    def __str__(self) -> str:
        more = len(self.problems) - 1
        tail = f" (and {more} more)" if more else ""
        return f"{self.problems[0]}{tail}"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """`did you mean 'title'?`, or an empty text when nothing is close."""
    known = sorted(set(choices))
    close = difflib.get_close_matches(word.lower(), [c.lower() for c in known], n=1, cutoff=0.6)
    if not close:
        return ""
    return f"did you mean '{next(c for c in known if c.lower() == close[0])}'?"


def one_of(choices: Iterable[str]) -> str:
    """`one of: a, b, c`."""
    return "one of: " + ", ".join(choices)
