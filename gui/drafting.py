"""What the drafting room shows before anything is written: the contract's outline as it will be.

Values that flow: contract path + `Judged` -> `ClauseEngine` -> `Preview` of plain rows; no Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.opening import write_atomically
from catalogue.results import Notice
from clause_library.contractsource import read_sample, sample_contracts
from clause_library.model import Conflict, RenderedClause, Selection
from clause_library.select import select

if TYPE_CHECKING:
    from clause_library.engine import ClauseEngine
    from clause_library.word.writing.placement import Landing
    from gui.live import Judged

ARTICLE, CLAUSE = "article", "clause"
SAMPLES = Path(__file__).resolve().parents[1] / "clause_library" / "contracts"


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row of the outline: an article of the contract, or a clause landing there and why.

    `how` is new, merged, replaced, annex or kept; `replaces` holds the words of the contract that go.
    """

    kind: str
    label: str
    title: Words
    text: str = ""
    how: str = ""
    reason: Words = Words()
    replaces: str = ""
    clause: RenderedClause | None = None
    paragraphs: tuple[int, ...] = ()
    """Numbers of the contract's paragraphs, one for each line of `text`."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole outline, and what the user should know before writing."""

    rows: tuple[OutlineRow, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[Words, ...]
    selection: Selection | None = None
    """The clauses judged with the words of this contract."""
    words: tuple[tuple[int, str], ...] = ()
    matter: Matter | None = None
    """The state of the matter the outline was made for."""

    def row_of(self, paragraph: int) -> int:
        """The place of the article in which a paragraph of the contract stands; -1 where it stands in none."""
        return next((at for at, row in enumerate(self.rows) if paragraph in row.paragraphs), -1)

    @property
    def landing(self) -> tuple[OutlineRow, ...]:
        """The clauses only."""
        return tuple(row for row in self.rows if row.kind == CLAUSE)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, in numbers, with what the user should know."""

    output: Path
    inserted: int
    corrected: int
    renumbered: int
    warnings: tuple[Notice, ...]


def sample_contract_names(language: str) -> tuple[tuple[str, str], ...]:
    """(name, title) of each bundled sample contract."""
    found: list[tuple[str, str]] = []
    for path in sample_contracts(SAMPLES):
        title = read_sample(path).title
        found.append((path.stem, title.in_language(language)))
    return tuple(found)


def write_sample(name: str, folder: Path) -> Path:
    """Builds a bundled sample contract into `folder`; its path. Word is imported only here."""
    from clause_library.word.packs.builder import build_contract

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.docx"
    write_atomically(target, build_contract(read_sample(SAMPLES / f"{name}.yaml")))
    return target


def preview(engine: ClauseEngine, judged: Judged, contract: Path) -> Preview:
    """Where every clause lands in the contract. Raises BadInput for a contract that cannot be used."""
    matter, result = judged.matter, judged.classification
    words = engine.words(contract)
    selection = select(matter, result, engine.store, contract=words)
    plan = engine.plan(matter, result, selection, contract)
    outline = plan.layout.main.outline
    rows = [_landing_row(x) for x in plan.landings if x.after == 0]
    for article in plan.articles:
        inside = outline.inside(article)
        text = "\n".join(p.text for p in inside)
        numbers = tuple(p.index for p in inside)
        rows.append(OutlineRow(ARTICLE, article.label, Words(article.title), text, paragraphs=numbers))
        rows.extend(_landing_row(x) for x in plan.landings if x.after == article.ordinal)
    return Preview(tuple(rows), selection.conflicts, plan.warnings, selection, words, matter)


def write(engine: ClauseEngine, judged: Judged, contract: Path, target: Path) -> Written:
    """Writes the new contract to `target`; the contract itself is only read. Raises BadInput.

    A target that exists is replaced: whoever named it was asked by the system's dialog.
    """
    matter, result = judged.matter, judged.classification
    selection = engine.select(matter, result, contract=contract)
    options = replace(engine.options(matter), replace=True)
    report = engine.draft(matter, result, selection, contract, target, options)
    return Written(target, len(report.inserted), len(report.corrected), report.renumbered, report.warnings)


def _landing_row(landing: Landing) -> OutlineRow:
    clause = landing.clause
    gone = "\n".join(s.words for s in landing.sentences.values())
    return OutlineRow(CLAUSE, clause.id, clause.title, "", landing.how, landing.reason, gone, clause)
