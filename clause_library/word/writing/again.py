"""Drafting into a paper that has clauses of ours: brought up to date, moved, exchanged or taken out.

Values that flow: a document, rendered clauses and wishes become the same draft as if it were the first. A paper that
nobody touched since our last draft goes back to what it was and is drafted anew, so that a draft in two steps equals
the draft in one. A paper somebody worked on is changed where it must be: words in place, clauses out and in again
one by one, what is edited by hand left. The hard problem is to know which of the two it is; the digest of the whole
main part says so. Rejected: always anew (formatting and moves of the user would be lost), always in place (numbers of
lists, definitions and annexes would depend on the order of the steps).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.reading.bookmarks import NAME, Present, read_present, records_name, undo_of
from clause_library.word.reading.layout import Layout
from clause_library.word.reading.provisions import follow
from clause_library.word.reading.undoing import Undo, source_digest
from clause_library.word.report import DraftOptions, DraftReport, drafting_notice
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.writing.anchors import ANNEX
from clause_library.word.writing.remembering import as_it_was
from clause_library.word.writing.removing import Taken, changes, take_out, untouched

ALL = "all"
STATES = {
    "same": ("already-present", "已在合同中，未重复插入", "is already present; not inserted again"),
    "updated": ("updated", "已在合同中，文字已更新", "was already present; its words were updated"),
    "swapped": ("swapped", "已换为另一版本", "was exchanged for another version"),
    "moved": ("moved", "已移到指定的位置", "was moved to the place asked for"),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draft in memory: the document made, its report, what could not be changed in place, and where each paragraph
    of the document drafted into went (by index). `langs` are the languages of its columns."""

    data: bytes
    report: DraftReport
    reshaped: tuple[str, ...]
    langs: tuple[str, ...]
    after: Callable[[], tuple[ContractDocument, dict[int, Paragraph]]]


Draw = Callable[[ContractDocument, tuple[RenderedClause, ...], DraftOptions], Drawn]


def is_again(document: ContractDocument) -> bool:
    """Whether an earlier draft left anything in the paper, be it an empty bookmark."""
    marks = (n.get("w:name") for n in document.main.bookmarks)
    return bool(records_name(document.package)) or any(NAME.match(name) for name in marks)


def leaving(present: tuple[Present, ...], remove: tuple[str, ...]) -> frozenset[str]:
    """The clauses to take out. Raises BadInput for one the paper does not have."""
    known = [p.id for p in present]
    asked = {r.strip().upper() for r in remove}
    if ALL.upper() in asked:
        return frozenset(known)
    lacking = sorted(asked - set(known))
    if lacking:
        listed_zh, listed = "、".join(known) or "没有", ", ".join(known) or "none"
        raise BadInput.because(
            f"{', '.join(lacking)}: no such clause of ours in this contract",
            field="--remove",
            hint=f"there are: {listed}",
            zh=f"{'、'.join(lacking)}：合同中没有由本程序插入的这一条款",
            hint_zh=f"合同中有：{listed_zh}",
        )
    return frozenset(asked)


@dataclass(slots=True)
class Again:
    """One more draft of a paper. `places` are ordinals in the paper as it is given; `draw` makes an ordinary draft."""

    document: ContractDocument
    layout: Layout
    clauses: tuple[RenderedClause, ...]
    options: DraftOptions
    draw: Draw

    def run(self) -> tuple[bytes, DraftReport]:
        """The new package and the report."""
        present = read_present(self.document)
        gone = leaving(present, self.options.remove)
        wanted = () if self._all else tuple(c for c in self.clauses if c.id not in gone)
        undo = undo_of(self.document.package)
        there = {p.id for p in present} - gone
        heard = {k for k, v in undo.places.items() if v.words == self.options.asked(k)}
        moves = {k: v for k, v in self.options.places.items() if k in there - heard}
        held = {p.id for p in present if p.edited}
        if self._all:
            return self._without(take_out(self.document, self.layout, gone))
        changed = self._changed(present, wanted, moves) or gone
        if not changed:
            drawn = self.draw(self.document, wanted, replace(self.options, remove=()))
            if not drawn.reshaped:
                return drawn.data, drawn.report
        whole = {p.id for p in present} - gone <= {c.id for c in wanted}
        if whole and not held - gone and untouched(self.document, undo):
            anew = self._anew(present, wanted, undo, gone, moves)
            if anew is not None:
                return anew
        return self._in_place(present, wanted, gone, moves, held)

    @property
    def _all(self) -> bool:
        return any(r.strip().lower() == ALL for r in self.options.remove)

    def _changed(self, present: tuple[Present, ...], wanted: tuple[RenderedClause, ...], moves: dict[str, int]) -> bool:
        variants = {p.id: p.variant for p in present}
        return bool(moves) or any(variants.get(c.id) != c.variant for c in wanted)

    def _without(self, taken: Taken) -> tuple[bytes, DraftReport]:
        """The paper with no clause of ours: nothing else is written."""
        if taken.document.package.members == self.document.package.members:
            text = Words("合同中没有由本程序插入的条款", "the contract has no clause of ours")
            return as_it_was(self.document), DraftReport("", warnings=(drafting_notice("nothing-to-remove", text),))
        report = self._compared(taken, taken.document, lambda p: p, {})
        return taken.document.package.to_bytes(), replace(report, warnings=taken.notices, removed=taken.removed)

    def _anew(
        self,
        present: tuple[Present, ...],
        wanted: tuple[RenderedClause, ...],
        undo: Undo,
        gone: frozenset[str],
        moves: dict[str, int],
    ) -> tuple[bytes, DraftReport] | None:
        """From the paper as it was; None where it cannot be had, or a place asked for is beside a clause of ours."""
        taken = take_out(self.document, self.layout, frozenset(p.id for p in present))
        if source_digest(taken.document.main.source) != undo.before:
            return None
        heard = {k for k in undo.places if k not in moves}
        fresh = {k: v for k, v in self.options.places.items() if k not in heard}
        if any(self._is_ours(v, taken) for v in fresh.values()):
            return None
        options = replace(
            self.options,
            places={k: undo.places[k].after for k in heard} | {k: self._ordinal(v, taken) for k, v in fresh.items()},
            anchors={k: undo.places[k].words for k in heard} | {k: self.options.asked(k) for k in fresh},
            numbering=self.options.numbering or undo.numbering,
            remove=(),
        )
        drawn = self.draw(taken.document, wanted, options)
        made, after = drawn.after()
        report = self._compared(
            taken, made, lambda p: after.get(p.index), {c.paragraph: c.id for c in drawn.report.replaced}
        )
        states = self._states(present, made, moves, gone)
        inserted = tuple(
            replace(i, how="kept") if states.get(i.id) in ("same", "updated") else i for i in drawn.report.inserted
        )
        warnings = (*_told(states), *drawn.report.warnings, *taken.notices)
        removed = tuple(r for r in taken.removed if r.id in gone)
        return drawn.data, replace(
            drawn.report,
            inserted=inserted,
            replaced=report.replaced,
            corrected=report.corrected,
            renumbered=report.renumbered,
            moved=report.moved,
            warnings=warnings,
            removed=removed,
        )

    def _in_place(
        self,
        present: tuple[Present, ...],
        wanted: tuple[RenderedClause, ...],
        gone: frozenset[str],
        moves: dict[str, int],
        held: set[str],
    ) -> tuple[bytes, DraftReport]:
        """What must go goes, what must change goes and comes again where it stood; the rest stays as it is."""
        variants = {c.id: c.variant for c in wanted}
        other = {p.id for p in present if p.id in variants and variants[p.id] != p.variant}
        leave = _with_citing(gone | ((other | set(moves)) - held), wanted, {p.id for p in present} - held)
        drawn, taken = self._redrawn(present, wanted, leave, held, moves)
        if set(drawn.reshaped) - held - leave:
            other |= set(drawn.reshaped)
            leave = _with_citing(leave | (set(drawn.reshaped) - held), wanted, {p.id for p in present} - held)
            drawn, taken = self._redrawn(present, wanted, leave, held, moves)
        made, after = drawn.after()
        states = self._states(tuple(p for p in present if p.id in leave), made, moves, gone)
        states |= {i: "swapped" for i, state in states.items() if i in other and state == "updated"}
        report = self._compared(
            taken, made, lambda p: after.get(p.index), {c.paragraph: c.id for c in drawn.report.replaced}
        )
        stuck = [_unmoved(i) for i in sorted(set(moves) & held)]
        inserted = tuple(
            replace(i, how="kept") if states.get(i.id) in ("same", "updated") else i for i in drawn.report.inserted
        )
        return drawn.data, replace(
            drawn.report,
            inserted=inserted,
            replaced=report.replaced,
            corrected=report.corrected,
            renumbered=report.renumbered,
            moved=report.moved,
            warnings=(*_told(states), *stuck, *drawn.report.warnings, *taken.notices),
            removed=tuple(r for r in taken.removed if r.id in gone),
        )

    def _redrawn(
        self,
        present: tuple[Present, ...],
        wanted: tuple[RenderedClause, ...],
        leave: frozenset[str],
        held: set[str],
        moves: dict[str, int],
    ) -> tuple[Drawn, Taken]:
        taken = take_out(self.document, self.layout, leave)
        taken = taken if taken.edits else replace(taken, document=self.document)
        stood = {p.id: at for p in present if p.id in leave and (at := self._stood(p)) is not None}
        asked = {
            k: self._ordinal(v, taken) for k, v in {**self.options.places, **stood, **moves}.items() if k not in held
        }
        return self.draw(taken.document, wanted, replace(self.options, places=asked, remove=())), taken

    def _stood(self, present: Present) -> int | None:
        """The ordinal of the article before a clause that is an article of its own; None for one inside another's."""
        outline = self.layout.main.outline
        own = {p.index for p in present.paragraphs}
        found = next((a for a in outline.articles if outline.paragraphs[a.first].index in own), None)
        return found.ordinal - 1 if found is not None else None

    def _ordinal(self, ordinal: int, taken: Taken) -> int:
        """An article's ordinal in the paper without what was taken out."""
        if ordinal == ANNEX:
            return ANNEX
        outline = self.layout.main.outline
        return sum(outline.paragraphs[a.first].index not in taken.gone for a in outline.articles[:ordinal])

    def _is_ours(self, ordinal: int, taken: Taken) -> bool:
        """Whether the article to follow is one of ours, which is not there in the paper as it was."""
        outline = self.layout.main.outline
        articles = outline.articles[ordinal - 1 : ordinal] if ordinal > 0 else ()
        return any(outline.paragraphs[a.first].index in taken.gone for a in articles)

    def _compared(
        self,
        taken: Taken,
        made: ContractDocument,
        then: Callable[[Paragraph], Paragraph | None],
        replaced: dict[int, str],
    ) -> DraftReport:
        """What differs between the paper as given and as made, paragraph by paragraph of its own."""
        between = follow(self.document, taken.edits, taken.document.paragraphs)
        pairs: list[tuple[Paragraph, Paragraph]] = []
        by: dict[int, str] = {}
        for paragraph in self.document.paragraphs:
            middle = between.get(paragraph.index) if paragraph.index not in taken.gone else None
            last = then(middle) if middle is not None else None
            if middle is not None and last is not None:
                pairs.append((paragraph, last))
                if middle.index in replaced:
                    by[paragraph.index] = replaced[middle.index]
        found, renumbered = changes(self.document, pairs, made)
        return DraftReport(
            "",
            replaced=tuple(replace(c, id=by[c.paragraph]) for c in found if c.paragraph in by),
            corrected=tuple(c for c in found if c.paragraph not in by),
            renumbered=len(renumbered),
            moved=tuple(renumbered),
        )

    def _states(
        self, present: tuple[Present, ...], made: ContractDocument, moves: dict[str, int], gone: frozenset[str]
    ) -> dict[str, str]:
        now = {p.id: p for p in read_present(made)}
        out: dict[str, str] = {}
        for before in present:
            after = now.get(before.id)
            if after is None or before.id in gone:
                continue
            one, two = before.record, after.record
            same = one is not None and two is not None and (one.digest, one.figures) == (two.digest, two.figures)
            swapped = "swapped" if after.variant != before.variant else "same" if same else "updated"
            out[before.id] = "moved" if before.id in moves else swapped
        return out


def _with_citing(
    leave: frozenset[str] | set[str], wanted: tuple[RenderedClause, ...], free: set[str]
) -> frozenset[str]:
    """With those, every clause present that cites one of them, and so on: its words change with what it cites."""
    out = set(leave)
    cites = {
        c.id: {r.ref for blocks in c.blocks.values() for b in blocks for x in b.cells for r in x if r.ref}
        for c in wanted
    }
    while more := {i for i, refs in cites.items() if i in free and i not in out and refs & out}:
        out |= more
    return frozenset(out)


def _told(states: dict[str, str]) -> tuple[Notice, ...]:
    """One note for each clause that was there before."""
    out: list[Notice] = []
    for clause_id, state in sorted(states.items()):
        name, zh, en = STATES[state]
        out.append(drafting_notice(name, Words(f"{clause_id} {zh}", f"{clause_id} {en}"), "note"))
    return tuple(out)


def _unmoved(clause_id: str) -> Notice:
    text = Words(f"{clause_id} 曾被人工修改，未予移动", f"{clause_id} was edited by hand and stays where it is")
    return drafting_notice("edited-by-hand", text)
