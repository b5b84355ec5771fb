"""A matter file as a user writes it, classified by the engine a user opens, and its answer in JSON and in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalogue.engine import Engine, open_engine
from catalogue.given import pair
from catalogue.home import home_from
from catalogue.matterfile import read_matter
from catalogue.results import Classification, Finding
from catalogue.telling.tell import Teller


@dataclass(frozen=True)
class Case:
    """One classified matter: the result, its JSON, and what is printed for people in both languages."""

    result: Classification
    json: Any
    zh: str
    en: str

    @property
    def prc(self) -> str:
        """The outcome under Chinese law."""
        return self.json["prc"]

    def regime(self, name: str) -> Any:
        """The JSON of one regime; None where it is not called for."""
        return next((r for r in self.json["regimes"] if r["regime"] == name), None)

    def finding(self, code: str, point: str | None = None, regime: str = "cn-tech", state: str = "") -> Finding:
        """The finding about a code and point, in a state where one is given."""
        found = self.result.regime(regime)
        assert found is not None
        (one,) = [
            f
            for f in found.entries
            if f.code == code and f.point == point and (f.state.value == state or (not state and f.state != "draft"))
        ]
        return one

    def codes(self, state: str = "") -> set[str]:
        """The codes (ids where there is none) of the catalogue's findings: of a state, else all but the draft's."""
        entries = self.result.regimes[0].entries
        return {f.code or f.id for f in entries if (f.state.value == state if state else f.state != "draft")}

    def asked(self, regime: str = "cn-tech") -> list[str]:
        """The ids of a regime's open questions, without the technology they name."""
        found = self.regime(regime)
        return [q["id"].partition("#")[0] for q in found["open_questions"]] if found else []

    def told(self) -> set[str]:
        """The ids of all warnings."""
        return {w["id"] for w in self.json["warnings"]} | {w["id"] for r in self.json["regimes"] for w in r["warnings"]}


@dataclass(frozen=True)
class LawDesk:
    """Writes matter files into a folder and has them classified."""

    engine: Engine
    folder: Path

    @classmethod
    def over(cls, folder: Path) -> LawDesk:
        """The desk with the bundled data and an empty home."""
        return cls(open_engine(home_from({"CAVEAT_HOME": str(folder / "home")})), folder)

    def classify(self, text: str) -> Case:
        """The case of a matter's text, by way of a file."""
        path = self.folder / "案卷.yaml"
        path.write_text(text, encoding="utf-8")
        result = self.engine.classify(read_matter(path))
        zh, en = ("\n".join(Teller(lang).classification(result)) for lang in ("zh", "en"))
        return Case(result, result.as_json("zh"), zh, en)

    def measure(
        self, *values: str, edition: str = "in-force", on: str = "2026-11-20", about: str = ""
    ) -> dict[str, str]:
        """`code(point) -> verdict` of the technology catalogue for values as typed on the command line."""
        matches = self.engine.measure(
            [pair(value) for value in values],
            as_of=dt.date.fromisoformat(on),
            catalogue="cn-tech",
            edition=edition,
        )
        return {f"{m.code or m.id}{f'({m.point})' if m.point else ''}": m.verdict.value for m in matches}
