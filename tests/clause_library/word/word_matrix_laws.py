"""The laws of drafting in steps, for any contract and any clauses: tracked, taken out again, moved, drafted twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from word_laws import cited_articles, counted, unique_ids, whole_ranges
from word_redlines import AUTHOR, check_laws, main_part
from word_touching import all_out, drafted_in_memory, parts_of

from clause_library.model import RenderedClause
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument, open_contract

OPTIONS = DraftOptions(author=AUTHOR, date=dt.date(2026, 11, 22))
TRACKED = replace(OPTIONS, redline=True)
Clauses = tuple[RenderedClause, ...]


@dataclass(frozen=True)
class Drafted:
    """A template, its clean draft in a file beside it, and the report."""

    template: Path
    output: Path
    report: DraftReport
    clauses: Clauses

    def opened(self, source: Path, name: str) -> ContractDocument:
        """A copy of the template or the output, for the next step to write over."""
        path = self.output.with_name(name)
        path.write_bytes(source.read_bytes())
        return open_contract(path)


def drafted_in_steps(template: Path, clauses: Clauses) -> Drafted:
    """The contract drafted without the tracked changes of its own draft."""
    output = template.with_name("out.docx")
    output.write_bytes(template.read_bytes())
    _, report = drafted_in_memory(open_contract(output), clauses)
    return Drafted(template, output, report, clauses)


def tracked(made: Drafted) -> Path:
    """Rejecting the redline is the template, accepting it the clean draft; the same redline comes of itself again."""
    red, report = drafted_in_memory(made.opened(made.template, "red.docx"), made.clauses, TRACKED)
    assert replace(report, output="") == replace(made.report, output="")
    check_laws(main_part(made.template), main_part(made.output), red.main.source)
    unique_ids(made.template, red.path)
    whole_ranges(made.template, red.path)
    return red.path


def kept_in_redline(red: Path, clauses: Clauses) -> None:
    """A redline drafted again, tracked or not, keeps what is there, to the byte."""
    for options in (OPTIONS, TRACKED):
        path = red.with_name("again.docx")
        path.write_bytes(red.read_bytes())
        before = open_contract(path)
        again, report = drafted_in_memory(before, clauses, options)
        assert {i.how for i in report.inserted} == {"kept"}, {i.id: i.how for i in report.inserted if i.how != "kept"}
        assert parts_of(again) == parts_of(before)


def taken_out(made: Drafted) -> None:
    """Without our clauses every part is what it was, byte for byte."""
    bare, report = all_out(made.opened(made.output, "bare.docx"))
    assert parts_of(bare) == parts_of(open_contract(made.template))
    assert {r.id for r in report.removed} == {i.id for i in made.report.inserted}


def moved(made: Drafted, figure: Callable[[str], int]) -> None:
    """One article of ours moved to the end: numbers and citations follow, tracked or not, and back it is as before."""
    one = next(i for i in made.report.inserted if i.how == "new")
    options = replace(OPTIONS, anchors={one.id: "end"})
    after, report = drafted_in_memory(made.opened(made.output, "moved.docx"), made.clauses, options)
    assert [w.text.en.split()[0] for w in report.warnings if w.id == "moved"] == [one.id]
    counted(after)
    cited_articles(after, figure)
    unique_ids(made.template, after.path)
    whole_ranges(made.template, after.path)
    red, _ = drafted_in_memory(made.opened(made.output, "red.docx"), made.clauses, replace(options, redline=True))
    check_laws(main_part(made.output), after.main.source, red.main.source)
    again, second = drafted_in_memory(made.opened(after.path, "again.docx"), made.clauses, options)
    assert {i.how for i in second.inserted} == {"kept"}
    assert parts_of(again) == parts_of(after)
    bare, _ = all_out(made.opened(after.path, "bare.docx"))
    assert parts_of(bare) == parts_of(open_contract(made.template))
