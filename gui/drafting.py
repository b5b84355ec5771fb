"""What the drafting room shows before anything is written: the contract's outline as it will be, and what changes.

Values that flow: contract path + `Judged` + `Wishes` -> `ClauseEngine.rehearse` -> `Preview` of plain rows; the same
wishes -> `write`. The hard problem is that what is shown must be what is written: both go through one `options` and
one engine, and the rows are read from a draft made in memory. Rejected: a plan drawn for the screen alone. No Qt here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
from gui.draft_wishes import CLEAN, SUPPLEMENT, Signature, Wishes
from gui.excerpts import excerpt

if TYPE_CHECKING:
    from clause_library.engine import ClauseEngine
    from clause_library.word.rehearsal import Foreseen
    from clause_library.word.report import DraftReport
    from gui.live import Judged

ARTICLE, CLAUSE, LEFT, TAKEN = "article", "clause", "left", "taken"
SAMPLES = Path(__file__).resolve().parents[1] / "clause_library" / "contracts"
MARK = "-caveat"
PROTECTED, SIGNED_FILE, MACROS = "protected", "signed", "macros"
SURE = 0.8
"""How sure a place is that nobody need look at."""
NAME = re.compile(r"\b[A-Z]{3}-\d{2}\b")
STATES = {
    "edited-by-hand": "edited",
    "updated": "updated",
    "swapped": "swapped",
    "other-version": "swapped",
    "moved": "moved",
    "already-present": "same",
}
"""What the report's notices call the states of clauses of an earlier draft."""
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row of the outline: an article of the contract, a clause landing there and why, or a clause left out.

    `now` and `then` are the numbers by language; `how` is new, merged, replaced, annex or kept; `replaces` holds the
    words of the contract that go; `columns` are (text, clause) of an article as it will be, one column a language;
    `beside` are the paragraphs of its second language; `asked`: the user's place.
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
    now: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    ordinal: int = 0
    after: int = 0
    confidence: float | None = None
    because: tuple[Words, ...] = ()
    columns: tuple[tuple[tuple[str, str], ...], ...] = ()
    beside: tuple[int, ...] = ()
    asked: bool = False
    eyes: bool = False
    """Whether a warning speaks of the clause, or its place is a guess."""
    state: str = ""
    """What becomes of a clause of an earlier draft: same, updated, swapped, moved, edited or reshaped."""

    @property
    def moved(self) -> bool:
        """Whether the article's number changes."""
        return self.kind == ARTICLE and self.now != self.then


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the list of changes. `kind` is inserted, merged, replaced, corrected, moved, bookmarked or warning;
    `row` the place in the outline to jump to (-1: none), `paragraph` that of the contract."""

    kind: str
    what: Words
    where: str = ""
    why: Words = Words()
    row: int = -1
    paragraph: int | None = None
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole outline, what would change, and what the user should know before writing."""

    rows: tuple[OutlineRow, ...]
    conflicts: tuple[Conflict, ...]
    warnings: tuple[Notice, ...]
    selection: Selection | None = None
    """The clauses judged with the words of this contract."""
    words: tuple[tuple[int, str], ...] = ()
    matter: Matter | None = None
    """The state of the matter the outline was made for."""
    wishes: Wishes = Wishes()
    report: DraftReport | None = None
    standing: tuple[str, ...] = ()
    """Clauses that an earlier draft put in."""
    changes: tuple[ChangeRow, ...] = ()
    """What writing would do."""
    guards: tuple[str, ...] = ()
    """Why the contract is not copied unless the user allows it: protected, signed, macros."""
    protection: str = ""
    """The kind of editing the contract's protection leaves open, as Word names it."""

    @property
    def held(self) -> tuple[str, ...]:
        """The guards that the user has not allowed; a supplement touches none of them."""
        free = self.wishes.way == SUPPLEMENT
        return () if free else tuple(g for g in self.guards if g not in self.wishes.allowed)

    @property
    def states(self) -> dict[str, int]:
        """How many clauses of an earlier draft are in each state."""
        found = [row.state for row in self.rows if row.state]
        return {state: found.count(state) for state in (*STATES.values(), "removed") if state in found}

    @property
    def writable(self) -> bool:
        """Whether there is anything to write."""
        return not self.held and any(row.kind in (CLAUSE, TAKEN) for row in self.rows)

    def told_of(self, clause: str) -> tuple[Notice, ...]:
        """The warnings that name a clause."""
        return tuple(w for w in self.warnings if w.severity != "note" and clause in NAME.findall(w.text.zh))

    def row_of(self, paragraph: int) -> int:
        """The place of the article in which a paragraph of the contract stands; -1 where it stands in none."""
        return next((at for at, row in enumerate(self.rows) if paragraph in (*row.paragraphs, *row.beside)), -1)

    def clause_row(self, clause: str) -> int:
        """The place of a clause's row; -1 where it has none."""
        return next((at for at, row in enumerate(self.rows) if row.kind != ARTICLE and row.label == clause), -1)

    @property
    def landing(self) -> tuple[OutlineRow, ...]:
        """The clauses only."""
        return tuple(row for row in self.rows if row.kind == CLAUSE)

    @property
    def articles(self) -> tuple[OutlineRow, ...]:
        """Everything a clause may be put behind: the articles of the contract as given."""
        return tuple(row for row in self.rows if row.ordinal > 0)

    def ordinal_before(self, at: int, clause: str = "") -> int:
        """The article of the contract that stands last before the row `at`; the clause itself does not count."""
        return next((r.ordinal for r in reversed(self.rows[:at]) if r.ordinal > 0 and r.label != clause), 0)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, with everything needed for a record of it."""

    output: Path
    report: DraftReport
    selection: Selection
    matter: Matter
    contract: Path
    changes: tuple[ChangeRow, ...] = ()
    wishes: Wishes = Wishes()

    @property
    def inserted(self) -> int:
        """How many clauses are in the paper."""
        return len(self.report.inserted)

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What the user should know."""
        return self.report.warnings


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


def suggested_output(contract: Path, way: str, *, macros: bool = False) -> Path:
    """A name beside the contract that says what the file is; a second draft of an output gets a number.

    `macros`: the contract carries some, so that its copy must be a .docm.
    """
    stem, mark = contract.stem, MARK if way == CLEAN else f"-{way}"
    base = stem if stem.endswith(mark) else f"{stem}{mark}"
    names = (base, *(f"{base}-{number}" for number in range(2, 100)))
    macros = macros or contract.suffix.lower() == ".docm"
    suffix = ".docm" if way != SUPPLEMENT and macros else ".docx"
    return next((p for n in names if (p := contract.with_name(n + suffix)) != contract), contract)


def preview(
    engine: ClauseEngine,
    judged: Judged,
    contract: Path,
    wishes: Wishes | None = None,
    step: Step = lambda _done, _total: None,
) -> Preview:
    """Where every clause lands in the contract. Raises BadInput for a contract that cannot be used."""
    wishes = wishes or Wishes()
    matter, result = judged.matter, judged.classification
    words = engine.words(contract)
    step(0, 0)
    selection = select(matter, result, engine.store, contract=words)
    made = engine.rehearse(matter, result, selection, contract, wishes.options(engine.options(matter)), step)
    because = {c.id: c.because for c in selection.clauses}
    rows = [_row(engine, each, because, wishes) for each in made.rows]
    out = [name for name, choice in matter.clauses.chosen if choice == "out" and name in engine.store.clauses]
    rows += [OutlineRow(LEFT, name, engine.store.title(name)) for name in out]
    gone = made.report.removed
    rows += [
        OutlineRow(TAKEN, x.id, engine.store.title(x.id), columns=(((x.text, ""),),), state="removed") for x in gone
    ]
    guards = made.guards
    held = ((PROTECTED, guards.protection), (SIGNED_FILE, guards.signed), (MACROS, guards.macros))
    shown = Preview(
        tuple(_with_states(rows, made.report.warnings)),
        selection.conflicts,
        made.report.warnings,
        selection,
        words,
        matter,
        wishes,
        made.report,
        made.standing,
        guards=tuple(name for name, there in held if there),
        protection=guards.protection,
    )
    return replace(shown, changes=change_rows(shown))


def _with_states(rows: list[OutlineRow], warnings: tuple[Notice, ...]) -> Iterator[OutlineRow]:
    """The rows with what the report says of clauses that were there already, and with what needs the user's eyes."""
    states = {name: STATES[w.id] for w in warnings if w.id in STATES for name in NAME.findall(w.text.zh)}
    named = {name for w in warnings if w.severity != "note" for name in NAME.findall(w.text.zh)}
    for row in rows:
        if row.kind != CLAUSE:
            yield row
            continue
        unsure = row.confidence is not None and row.confidence < SURE and not row.asked
        yield replace(row, state=states.get(row.label, ""), eyes=unsure or row.label in named)


def _row(engine: ClauseEngine, seen: Foreseen, because: dict[str, tuple[Words, ...]], wishes: Wishes) -> OutlineRow:
    if seen.kind == ARTICLE:
        if wishes.way == SUPPLEMENT:
            seen = seen.as_given
        first = Words(seen.titles[0]) if seen.titles else Words()
        texts = tuple(text for _, text in seen.paragraphs)
        return OutlineRow(
            ARTICLE,
            next(iter(seen.now), ""),
            first,
            "\n".join(texts),
            paragraphs=tuple(number for number, _ in seen.paragraphs),
            now=seen.now,
            then=seen.then,
            titles=seen.titles,
            ordinal=seen.ordinal,
            columns=tuple(tuple((x.text, x.clause) for x in column) for column in seen.columns),
            beside=seen.beside,
        )
    landing, inserted = seen.landing, seen.inserted
    gone = "\n".join(s.words for s in landing.sentences.values()) if landing else ""
    return OutlineRow(
        CLAUSE,
        seen.id,
        engine.store.title(seen.id),
        how=inserted.how if inserted else landing.how if landing else "kept",
        reason=landing.reason if landing else inserted.reason if inserted else Words(),
        replaces=gone,
        clause=landing.clause if landing else None,
        then=() if wishes.way == SUPPLEMENT else seen.then,
        ordinal=seen.ordinal,
        after=seen.after,
        confidence=landing.confidence if landing else None,
        because=because.get(seen.id, ()),
        asked=seen.id in wishes.places,
        columns=(tuple((text, seen.id) for text in seen.texts),),
    )


def write(
    engine: ClauseEngine, judged: Judged, shown: Preview, contract: Path, target: Path, by: Signature | None = None
) -> Written:
    """Writes what was shown to `target`; the contract itself is only read. Raises BadInput.

    `by` stands beside tracked changes and comments; what it leaves open is the matter's.

    A target that exists is replaced: whoever named it was asked by the system's dialog.
    """
    matter, result, wishes = judged.matter, judged.classification, shown.wishes
    selection = engine.select(matter, result, contract=contract)
    usual = engine.options(matter)
    by = by or Signature()
    signed = {"author": by.author.strip() or usual.author, "date": by.date or usual.date}
    options = replace(wishes.options(usual), replace=True, **signed)
    make = engine.supplement if wishes.way == SUPPLEMENT else engine.draft
    report = make(matter, result, selection, contract, target, options)
    return Written(target, report, selection, matter, contract, change_rows(shown, report), wishes)


def write_log_of(engine: ClauseEngine, written: Written, path: Path, language: str) -> Path:
    """Writes the record of what was drafted as a Word document. Raises BadInput; a file there is replaced."""
    from clause_library.draftlog import DraftLog, check_log, write_log

    check_log(path, contract=written.contract, output=written.output, overwrite=True)
    matter = written.matter
    name, author = matter.title or matter.id, matter.author or "Caveat"
    log = DraftLog(written.report, written.selection, engine.store, written.contract, name, matter.as_of, author)
    write_log(log, path, (language,))
    return path


def change_rows(shown: Preview, report: DraftReport | None = None) -> tuple[ChangeRow, ...]:
    """Everything the draft does, in the order a reader wants it: warnings, clauses, words, references, numbers."""
    report = report or shown.report
    if report is None:
        return ()
    places = {p: at for at, row in enumerate(shown.rows) for p in (*row.paragraphs, *row.beside)}
    found = [
        ChangeRow("warning", warning.text, severity=warning.severity, row=_warned(shown, warning.text.zh))
        for warning in report.warnings
        if warning.severity != "note"
    ]
    for one in report.inserted:
        row = shown.clause_row(one.id)
        title = shown.rows[row].title if row >= 0 else Words()
        name = Words(f"{one.id} {title.zh}", f"{one.id} {title.en}")
        found.append(ChangeRow(one.how, name, one.number or one.after, one.reason, row))
    for gone in report.removed:
        row = shown.clause_row(gone.id)
        title = shown.rows[row].title if row >= 0 else Words()
        found.append(ChangeRow("removed", Words(f"{gone.id} {title.zh}", f"{gone.id} {title.en}"), row=row))
    for kind, changes in (
        ("merged", report.merged),
        ("replaced", report.replaced),
        ("corrected", report.corrected),
        ("moved", report.moved),
    ):
        for change in changes:
            row = places.get(change.paragraph, -1)
            place = shown.rows[row] if row >= 0 else None
            cut = excerpt(change.was, change.now)
            where = next(iter(place.then or place.now), "") if place else ""
            found.append(
                ChangeRow(f"words-{kind}", Words(cut, cut), where, Words(change.id, change.id), row, change.paragraph)
            )
    found += [
        ChangeRow("note", warning.text, severity="note", row=_warned(shown, warning.text.zh))
        for warning in report.warnings
        if warning.severity == "note"
    ]
    return tuple(found)


def _warned(shown: Preview, text: str) -> int:
    """The row of the first clause that a warning names."""
    at = {row.label: at for at, row in enumerate(shown.rows) if row.kind == CLAUSE}
    return next((at[name] for name in NAME.findall(text) if name in at), -1)
