"""The clause floor's composition root: the library read once, and the questions put to it with a matter.

Values that flow: matter + classification -> selection -> (contract opened, its words taken) -> rendered clauses ->
plan or draft, or a pack. Each method is one call after another of the parts that do the work; Word code is imported
only when a contract is touched. Rejected: letting the window join these steps; the command line would join them
again, differently.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue import __version__
from catalogue.fields import Fields
from catalogue.home import Home
from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.opening import check_suffix, check_target, write_atomically
from catalogue.problems import Problem
from catalogue.results import Classification
from catalogue.telling.wording import OUTCOMES
from catalogue.yamltext import read_yaml
from clause_library.apart import apart_notices, in_contract
from clause_library.derived import Derived, derived_values
from clause_library.listing import no_result
from clause_library.model import Chosen, RenderedClause, Selection
from clause_library.negotiate import Move, move
from clause_library.notices import notices
from clause_library.packindex import Indexed, check_index, index_bytes
from clause_library.packing import Packed, Picked, comment_lines, note_lines, pack_of, unbound_lines
from clause_library.positions import POSITIONS
from clause_library.render import render
from clause_library.select import select
from clause_library.store import Store, read_store

if TYPE_CHECKING:
    from clause_library.word.inspect import Inspection
    from clause_library.word.reading.layout import Layout
    from clause_library.word.reading.outline import Article
    from clause_library.word.rehearsal import Rehearsal
    from clause_library.word.report import DraftOptions, DraftReport
    from clause_library.word.source.document import ContractDocument
    from clause_library.word.writing.placement import Landing

HERE = Path(__file__).resolve().parent
_Clauses = tuple[RenderedClause, ...]
EVERYTHING = Picked()
"""What the result calls for, whole."""


@dataclass(frozen=True, slots=True)
class PackWishes:
    """How a clause pack is written. `lang` is zh, en or both; `index` the workbook beside it, where one is wanted."""

    lang: str = "zh"
    notes: bool = False
    overwrite: bool = False
    index: Path | None = None


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """Where every clause would land, before anything is written."""

    layout: Layout
    articles: tuple[Article, ...]
    landings: tuple[Landing, ...]
    warnings: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ClauseEngine:
    """The clause floor, ready to be asked. Read-only and safe to use from several threads."""

    store: Store
    families: dict[str, Words]

    def select(
        self,
        matter: Matter,
        classification: Classification,
        *,
        kinds: tuple[str, ...] = (),
        contract: Path | None = None,
    ) -> Selection:
        """Which clauses, and why; with a contract also the conflicts with its text."""
        numbered: tuple[tuple[int, str], ...] = ()
        if contract is not None:
            numbered = _own_words(contract)
        return select(matter, classification, self.store, kinds=kinds, contract=numbered)

    def move(
        self,
        matter: Matter,
        classification: Classification,
        clause_id: str,
        choice: str,
        *,
        kinds: tuple[str, ...] = (),
        contract: Path | None = None,
    ) -> Move:
        """What changes when one clause goes to another position; nothing is written."""
        words = _own_words(contract) if contract is not None else ()
        return move(matter, classification, self.store, clause_id, choice, kinds=kinds, contract=words)

    def words(self, contract: Path) -> tuple[tuple[int, str], ...]:
        """The contract's own paragraphs with their numbers, as `select` and `move` of the parts take them."""
        return _own_words(contract)

    def derived(self, matter: Matter, classification: Classification, selection: Selection) -> tuple[Derived, ...]:
        """Values that follow from the result for the clauses that are in, with their reasons."""
        return derived_values(matter, classification, (self.store.clause(c.id) for c in selection.clauses))

    def inspect(self, contract: Path) -> Inspection:
        """Outline, numbering, hosts and warnings of a contract."""
        from clause_library.word.inspect import inspect_contract

        return inspect_contract(contract)

    def plan(
        self,
        matter: Matter,
        classification: Classification,
        selection: Selection,
        contract: Path,
        options: DraftOptions | None = None,
    ) -> DraftPlan:
        """Where each clause lands in the contract and why; nothing is written."""
        from clause_library.word.draft import plan
        from clause_library.word.source.document import open_contract

        document = open_contract(contract)
        wishes = options or self.options(matter)
        part, apart = _in_contract(selection, document, wishes)
        clauses, layout = self._rendered(matter, classification, part, document)
        _, where = plan(document, clauses, wishes)
        told = (*where.notices, *apart_notices(apart, self.store))
        return DraftPlan(
            layout, layout.main.outline.articles, where.landings, (*(n.text for n in told), *where.warnings)
        )

    def draft(
        self,
        matter: Matter,
        classification: Classification,
        selection: Selection,
        contract: Path,
        output: Path,
        options: DraftOptions | None = None,
    ) -> DraftReport:
        """Writes `contract` with the clauses in it to `output`; its warnings begin with the conflicts that remain.

        `selection` is made with the contract, so that conflicts with its text are in it. Raises BadInput before
        anything is written.
        """
        from clause_library.word.draft import draft_contract
        from clause_library.word.source.document import open_contract

        check_suffix(output, (".docx", ".docm"))
        check_target(output, source=contract, overwrite=options.replace if options else False)
        document, wishes = open_contract(contract), options or self.options(matter)
        part, apart = _in_contract(selection, document, wishes)
        clauses, _ = self._rendered(matter, classification, part, document)
        if wishes.comments:
            wishes = replace(wishes, notes={c.id: comment_lines(self.store, c) for c in clauses})
        report = draft_contract(contract, output, clauses, wishes)
        return self._told(report, selection, clauses, apart, wishes)

    def rehearse(
        self,
        matter: Matter,
        classification: Classification,
        selection: Selection,
        contract: Path,
        options: DraftOptions | None = None,
        step: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> Rehearsal:
        """What `draft` would do with the contract, and its outline as it would be; nothing is written."""
        from clause_library.word.rehearsal import rehearse
        from clause_library.word.source.document import open_contract

        document, wishes = open_contract(contract), options or self.options(matter)
        part, apart = _in_contract(selection, document, wishes)
        clauses, _ = self._rendered(matter, classification, part, document)
        made = rehearse(document, clauses, wishes, step)
        return replace(made, report=self._told(made.report, selection, clauses, apart, wishes))

    def _told(
        self, report: DraftReport, selection: Selection, clauses: _Clauses, apart: tuple[Chosen, ...], did: DraftOptions
    ) -> DraftReport:
        """The report with what a lawyer must know first."""
        if "all" in (name.strip().lower() for name in did.remove):
            return report
        gone = {one.id for one in report.removed}
        left = tuple(c for c in clauses if c.id not in gone)
        done = frozenset(change.paragraph for change in (*report.replaced, *report.merged))
        said = (*notices(selection, left, self.store, done), *apart_notices(apart, self.store))
        return replace(report, warnings=(*said, *report.warnings))

    def supplement(
        self,
        matter: Matter,
        classification: Classification,
        selection: Selection,
        contract: Path,
        output: Path,
        options: DraftOptions | None = None,
    ) -> DraftReport:
        """Writes a supplementary agreement that puts the clauses beside `contract`, which is only read.

        Raises BadInput before anything is written.
        """
        from clause_library.word.source.document import open_contract
        from clause_library.word.supplement import SupplementMaker

        document, wishes = open_contract(contract), options or self.options(matter)
        part, apart = _in_contract(selection, document, wishes)
        clauses, _ = self._rendered(matter, classification, part, document)
        report = SupplementMaker(contract, matter).write(output, clauses, wishes, matter.as_of)
        said = (*notices(selection, clauses, self.store), *apart_notices(apart, self.store))
        return replace(report, warnings=(*said, *report.warnings))

    def options(self, matter: Matter) -> DraftOptions:
        """The options that follow from the matter alone."""
        from clause_library.word.report import DraftOptions

        return DraftOptions(
            library=__version__,
            status=matter.contract.status,
            cited_elsewhere=bool(matter.contract.cited_elsewhere),
            languages=matter.contract.languages,
            conspicuous=not matter.clauses.plain_exemptions,
            author=matter.author,
            date=matter.as_of,
        )

    def _rendered(
        self, matter: Matter, classification: Classification, selection: Selection, document: ContractDocument
    ) -> tuple[tuple[RenderedClause, ...], Layout]:
        """The clauses in the languages and the words of the document."""
        from clause_library.word.reading.layout import read_layout
        from clause_library.word.reading.rules import bundled_rules, read_rules
        from clause_library.word.reading.terms import terms

        rules = read_rules(bundled_rules())
        layout = read_layout(document, rules)
        langs = ("zh", "en") if layout.language == "both" else (layout.language,)
        words = terms(document, matter, rules)
        own = tuple(text for _, text in _own_paragraphs(document))
        return render(matter, classification, selection, self.store, langs, words, own), layout

    def pack(
        self,
        matter: Matter,
        classification: Classification,
        selection: Selection,
        output: Path,
        *,
        picked: Picked = EVERYTHING,
        lang: str = "zh",
        notes: bool = False,
        overwrite: bool = False,
        index: Path | None = None,
    ) -> tuple[Words, ...]:
        """Writes the clauses the result calls for, or those picked, as a clause pack; what the user should know.

        `lang` is zh, en or both; `index` the workbook beside it. Raises BadInput before anything is written.
        """
        wishes = PackWishes(lang, notes, overwrite, index)
        packed = pack_of(self.store, picked, selection, matter.clauses)
        title = Words(matter.title or matter.id, matter.title or matter.id)
        lines = self._cover(matter, classification, selection)
        part = replace(selection, clauses=packed.clauses)
        clauses = self._packed(matter, classification, part, packed, (title, lines), output, wishes)
        told = selection if not picked.by_hand else replace(selection, excluded=())
        return (*packed.warnings, *(notice.text for notice in notices(told, clauses, self.store)))

    def pack_without_matter(self, picked: Picked, output: Path, on: dt.date, wishes: PackWishes) -> tuple[Words, ...]:
        """Writes the clauses picked with defaults and marked blanks, dated `on`. Raises BadInput before writing."""
        matter = Matter(as_of=on)
        packed = pack_of(self.store, picked, None, matter.clauses)
        part = Selection(packed.clauses, (), (), ())
        cover = (Words(), unbound_lines(self.store, picked, on))
        clauses = self._packed(matter, no_result(), part, packed, cover, output, wishes)
        return (*packed.warnings, *(notice.text for notice in notices(part, clauses, self.store)))

    def _packed(
        self,
        matter: Matter,
        classification: Classification,
        part: Selection,
        packed: Packed,
        cover: tuple[Words, list[tuple[Words, Words]]],
        output: Path,
        wishes: PackWishes,
    ) -> tuple[RenderedClause, ...]:
        """Writes the document, then the index where one is asked for; both are checked before either is written."""
        from clause_library.word.packs.pack import PackSpec, build_pack

        check_suffix(output, (".docx",))
        check_target(output, overwrite=wishes.overwrite)
        if wishes.index is not None:
            check_index(wishes.index)
            check_target(wishes.index, overwrite=wishes.overwrite)
        langs = ("zh", "en") if wishes.lang == "both" else (wishes.lang,)
        clauses = render(matter, classification, part, self.store, langs)
        spec = PackSpec(
            title=cover[0],
            lines=tuple(cover[1]),
            clauses=clauses,
            families=self.families,
            lang=wishes.lang,
            made_on=matter.as_of,
            author=matter.author or "Caveat",
            positions=dict(POSITIONS),
            notes={c.id: note_lines(self.store, c) for c in clauses} if wishes.notes else {},
        )
        write_atomically(output, build_pack(spec))
        if wishes.index is not None:
            indexed = Indexed(self.store, self.families, packed, clauses, part, wishes.lang)
            write_atomically(wishes.index, index_bytes(wishes.index, indexed))
        return clauses

    def _cover(self, matter: Matter, classification: Classification, selection: Selection) -> list[tuple[Words, Words]]:
        lines = [
            (Words("案卷", "Matter"), Words(matter.id, matter.id)),
            (Words("基准日", "As of"), Words(_zh_date(matter.as_of), _en_date(matter.as_of))),
            (Words("研判结果（中国法）", "Result (PRC law)"), OUTCOMES[classification.prc]),
        ]
        if classification.decided_overall is not None:
            lines.append((Words("律师的决定", "Decision of the lawyer"), OUTCOMES[classification.decided_overall]))
        gates = (c for c in selection.conflicts if c.rule.startswith("G-"))
        lines += [(Words("前置条件", "Gate"), gate.text) for gate in gates]
        for coverage in classification.coverage:
            total = "?" if coverage.expected is None else str(coverage.expected)
            extent = f"{coverage.catalogue} {coverage.edition}: {coverage.entries}/{total}"
            day = coverage.as_of.isoformat() if coverage.as_of else "?"
            zh = extent + ("（总数为推算）" if coverage.derived else "") + f"，数据截至{day}"
            en = extent + (" (total derived)" if coverage.derived else "") + f", data as of {day}"
            lines.append((Words("数据范围", "Data"), Words(zh, en)))
        return lines


def _in_contract(
    selection: Selection, document: ContractDocument, options: DraftOptions
) -> tuple[Selection, tuple[Chosen, ...]]:
    """What goes into the contract, and what is a paper of its own; what is in it or placed by hand goes in."""
    from clause_library.word.reading.bookmarks import read_present

    return in_contract(
        selection, {*options.places, *options.anchors, *(present.id for present in read_present(document))}
    )


def _own_words(contract: Path) -> tuple[tuple[int, str], ...]:
    """The contract's own paragraphs with their places; clauses of an earlier draft are not the contract's words."""
    from clause_library.word.source.document import open_contract

    return _own_paragraphs(open_contract(contract))


def _own_paragraphs(document: ContractDocument) -> tuple[tuple[int, str], ...]:
    from clause_library.word.reading.bookmarks import read_present

    ours = {paragraph.index for present in read_present(document) for paragraph in present.paragraphs}
    return tuple((p.index, p.text) for p in document.paragraphs if p.index not in ours)


def _zh_date(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _en_date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def read_families(folder: Path, problems: list[Problem]) -> dict[str, Words]:
    """The names of the families by letter, in order."""
    top = Fields(read_yaml(folder / "families.yaml"), "the file", "families.yaml", problems)
    found: dict[str, Words] = {}
    for fields in top.blocks("families", "a family"):
        found[fields.text("id", required=True)] = fields.words("title", required=True)
        fields.finish()
    top.finish()
    return found


def open_clause_engine(home: Home) -> ClauseEngine:
    """The engine over the bundled library and the user's own clauses."""
    problems: list[Problem] = []
    families = read_families(HERE, problems)
    store = read_store(HERE, home.packs, home.cache)
    return ClauseEngine(replace(store, problems=(*store.problems, *problems)), families)
