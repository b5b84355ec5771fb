"""Commands of the catalogue run in the test's own process, over one CAVEAT_HOME."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.__main__ import main


@dataclass(frozen=True)
class Answer:
    """What one command printed and its exit status."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON answer."""
        return json.loads(self.out, parse_constant=_not_json)


class Desk:
    """Asks, and takes the answers apart."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def ask(self, *words: str | Path) -> Answer:
        """The command's answer."""
        out, err = io.StringIO(), io.StringIO()
        status = main([str(w) for w in words], {"CAVEAT_HOME": str(self.home)}, out, err)
        return Answer(status, out.getvalue(), err.getvalue())

    def json(self, *words: str | Path) -> Any:
        """The command's JSON; the test fails where it complained."""
        answer = self.ask(words[0], "--json", *words[1:])
        assert answer.err == ""
        return answer.value

    def codes(self, *words: str | Path) -> list[str]:
        """The codes a search finds, best first."""
        return [h["code"] for h in self.json("search", *words)["hits"]]


def _not_json(word: str) -> Any:
    raise AssertionError(f"{word} is no JSON")
