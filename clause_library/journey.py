"""The sample journey from end to end without a screen: search, measure, classify, select, draft, pack.

It asks the same engines as the window, on a bundled matter and a bundled contract, prints each step for people and
writes the contract with its clauses and a clause pack. The built program's smoke test runs it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from catalogue.engine import Engine, open_engine
from catalogue.home import Home
from catalogue.matterfile import read_matter
from catalogue.opening import check_suffix, write_atomically
from catalogue.telling.tell import Teller
from clause_library.contractsource import read_sample
from clause_library.engine import HERE, ClauseEngine, open_clause_engine
from clause_library.telling import ClauseTeller

QUERY = "激光雷达"
VALUES = (("探测距离", "3.2 km"), ("测距精度", "0.25 cm"))
MATTER = "lidar-long-range.yaml"
CONTRACT = "patent-licence-zh"


def walk(home: Home, output: Path, lang: str, out: TextIO | None) -> dict[str, object]:
    """Walks the journey, printing to `out` where there is one; what each step gave, and the files written."""
    check_suffix(output, (".docx",))
    engine, clauses = open_engine(home), open_clause_engine(home)
    output.parent.mkdir(parents=True, exist_ok=True)
    return _Journey(engine, clauses, Teller(lang), ClauseTeller(lang), out).walk(output)


class _Journey:
    """One walk."""

    def __init__(
        self, engine: Engine, clauses: ClauseEngine, teller: Teller, clause_teller: ClauseTeller, out: TextIO | None
    ) -> None:
        self._engine, self._clauses = engine, clauses
        self._teller, self._clause_teller = teller, clause_teller
        self._out = out

    def walk(self, output: Path) -> dict[str, object]:
        say = self._teller.say
        matter = read_matter(HERE / "samples" / MATTER)
        self._title(1, say(f"检索“{QUERY}”", f"Search {QUERY}"))
        answer = self._engine.search(QUERY, as_of=matter.as_of, limit=3)
        self._lines(self._teller.search(answer))
        self._title(2, say("代入产品参数", "Measure the product"))
        matches = self._engine.measure(VALUES, as_of=matter.as_of, about=QUERY)
        for match in matches:
            self._lines(self._teller.match(match))
        self._title(3, say(f"研判案卷“{matter.title}”", f"Classify the matter {matter.title}"))
        result = self._engine.classify(matter)
        self._lines(self._teller.classification(result))
        template = self._template(output)
        self._title(4, say("选择条款", "Choose clauses"))
        selection = self._clauses.select(matter, result, contract=template)
        self._lines(self._clause_teller.selection(selection, self._clauses.store))
        self._title(5, say(f"插入合同 {template.name}", f"Insert into {template.name}"))
        wishes = self._clauses.options(matter)
        report = self._clauses.draft(matter, result, selection, template, _free(output), wishes)
        self._lines(self._clause_teller.report(report.as_json(self._teller.lang)))
        pack = _free(output.with_name(output.stem + "-pack.docx"))
        self._title(6, say("导出条款包", "Export the clause pack"))
        self._clauses.pack(matter, result, selection, pack, lang="both")
        self._lines([say("已写出：", "written: ") + str(pack)])
        return {
            "search": answer.as_json(),
            "measure": [m.as_json() for m in matches],
            "classify": {"prc": result.prc, "overall": result.overall},
            "select": [c.id for c in selection.clauses],
            "draft": report.as_json(self._teller.lang),
            "pack": str(pack),
        }

    def _template(self, output: Path) -> Path:
        """The bundled contract, built beside the output."""
        from clause_library.word.packs.builder import build_contract

        template = _free(output.with_name(f"{CONTRACT}.docx"))
        write_atomically(template, build_contract(read_sample(HERE / "contracts" / f"{CONTRACT}.yaml")))
        return template

    def _title(self, step: int, text: str) -> None:
        if self._out is not None:
            self._out.write(f"\n{step}. {text}\n")

    def _lines(self, lines: Iterable[str]) -> None:
        if self._out is not None:
            for line in lines:
                self._out.write(f"{line}\n")


def _free(path: Path) -> Path:
    """The path, or the first numbered one beside it that is not taken: nothing is ever overwritten."""
    candidate, at = path, 1
    while candidate.exists():
        at += 1
        candidate = path.with_name(f"{path.stem}-{at}{path.suffix}")
    return candidate
