"""The clause library on disk -> one `Store`: clauses, matrix, packs, conflict rules, vocabulary, problems.

The bundled folder holds all of it; the user's folder may add or replace whole clauses (`clauses/ID.yaml`)
and conflict rules (`conflicts.yaml`, by id), never the matrix or the packs. A clause that has a fault is
left out with its problems and never takes another one down. With a cache folder each file is read once and
compiled for the next start, keyed by its bytes and by all that decides how it is read (`catalogue.compiled`).
Rejected: a database; a lawyer keeps these files in an editor and carries them on a stick.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from catalogue.compiled import Compiled
from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml
from clause_library.answerrules import answer_problems, read_answers, with_answers
from clause_library.conditions import Vocabulary, read_condition, read_vocabulary
from clause_library.conflictrules import ConflictRule, read_rules
from clause_library.model import CLASSES, EFFECTIVE, FAMILIES, HOST_ACTIONS, Clause, Condition, Host
from clause_library.own.following import Leading, follow, follow_condition, follow_ids, follow_rule, renames
from clause_library.own.overlay import Own, lay_over, stays
from clause_library.schema import CLAUSE_ID, PRIORITIES, STRENGTH_LETTERS, ClauseRecord, read_clause

HOW_READ = ("schema.py", "clausefields.py", "markup.py", "conditions.py", "facts.yaml")
"""What decides how a clause file is read: when one of these changes, what was compiled is no answer any more."""


@dataclass(frozen=True, slots=True)
class CompiledClause:
    """What reading a clause file gave: the record (None where there is none) and the complaints."""

    record: ClauseRecord | None
    faults: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One clause of the taxonomy, drafted or not: default priority, strength per contract kind, host."""

    id: str
    family: str
    title: Words
    effective: str
    priority: str
    kinds: dict[str, str]
    host: Host


@dataclass(frozen=True, slots=True)
class Pack:
    """What one class calls for. `never` holds for technologies of that class only."""

    technology_class: str
    always: tuple[str, ...]
    add: tuple[str, ...]
    never: tuple[str, ...]
    never_because: Words
    never_words: Words
    raises: tuple[str, ...]
    raises_because: Words

    @property
    def names(self) -> tuple[str, ...]:
        """Every clause the pack makes a candidate."""
        return (*self.always, *self.add)


@dataclass(frozen=True, slots=True)
class AddedKind:
    """A contract kind the program adds while a condition holds, with the question to the user."""

    when: Condition
    kind: str
    because: Words


@dataclass(frozen=True, slots=True)
class Opening:
    """A clause that opens the list while a condition holds."""

    when: Condition
    clause: str


@dataclass(frozen=True, slots=True)
class TermPair:
    """A word a contract may call otherwise, in both languages; `role` where it names a party."""

    words: Words
    role: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """The whole library. `clauses` are in library order; `records` keep the lines for verification."""

    clauses: dict[str, Clause]
    records: dict[str, ClauseRecord]
    matrix: dict[str, MatrixRow]
    packs: dict[str, Pack]
    openings: tuple[Opening, ...]
    added_kinds: tuple[AddedKind, ...]
    conflict_rules: tuple[ConflictRule, ...]
    terms: tuple[TermPair, ...]
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    own: dict[str, Own] = field(default_factory=dict[str, Own])
    """Clauses of the user's folder, used and refused."""
    renames: dict[str, str] = field(default_factory=dict[str, str])
    """Old ids and the clauses they are called now."""

    def clause(self, clause_id: str) -> Clause:
        """The clause with this id, old or present (any letter case). Raises BadInput that says what there is."""
        wanted = clause_id.upper()
        found = self.clauses.get(self.renames.get(wanted, wanted))
        if found is not None:
            return found
        row = self.matrix.get(clause_id.upper())
        message = f"{row.id} {row.title.zh} is not in this library yet" if row else f"there is no clause '{clause_id}'"
        message_zh = f"条款库尚无 {row.id} {row.title.zh}" if row else f"没有条款“{clause_id}”"
        raise BadInput.because(
            message,
            field="id",
            hint="the library has " + ", ".join(self.clauses),
            zh=message_zh,
            hint_zh="条款库现有：" + "、".join(self.clauses),
        )

    def title(self, clause_id: str) -> Words:
        """The title of a clause, drafted or not; its id where it is unknown."""
        known = self.clauses.get(self.renames.get(clause_id, clause_id)) or self.matrix.get(clause_id)
        return known.title if known else Words(clause_id, clause_id)

    def order(self, clause_ids: Iterable[str]) -> tuple[str, ...]:
        """Ids in library order: as in the matrix, the user's own clauses after their family."""
        rank = {clause_id: at for at, clause_id in enumerate(self.matrix)}
        families = {row.family: rank[row.id] for row in self.matrix.values()}

        def key(clause_id: str) -> tuple[float, str]:
            clause = self.clauses.get(clause_id)
            family = families.get(clause.family, len(rank)) + 0.5 if clause else len(rank)
            return (rank.get(clause_id, family), clause_id)

        return tuple(sorted(set(clause_ids), key=key))


def bundled_library() -> Path:
    """The folder of the library that ships with the program."""
    return Path(__file__).parent


def read_store(bundled: Path, user: Path | None = None, cache: Path | None = None) -> Store:
    """The library of `bundled`, overlaid with the user's. Never raises for a faulty clause: see `problems`.

    `cache` keeps the clauses in a form that loads fast; without it, or where it cannot be used, all files are read.

    Raises BadInput when a bundled table (matrix, packs, facts, conflicts, glossary) cannot be read.
    """
    problems: list[Problem] = []
    vocabulary = read_vocabulary(bundled / "facts.yaml")
    matrix = _matrix(bundled / "matrix.yaml", problems)
    packs_file = Fields(read_yaml(bundled / "packs.yaml"), "the packs", "packs.yaml", problems, "条款包表")
    packs = {name: _pack(name, fields) for name, fields in _named(packs_file.block("classes"))}
    openings = tuple(_opening(fields, vocabulary) for fields in packs_file.blocks("first"))
    added = tuple(_added_kind(fields, vocabulary) for fields in packs_file.blocks("added_kinds"))
    packs_file.finish()
    rules = read_rules(bundled / "conflicts.yaml", vocabulary, problems)
    beside = (*(bundled_library() / name for name in HOW_READ), bundled / "facts.yaml")
    compiled = Compiled(cache, "clauses", CompiledClause, beside)
    records = _clauses(bundled / "clauses", vocabulary, problems, compiled)
    own: dict[str, Own] = {}
    if user is not None:
        folder = user / "clauses" if (user / "clauses").is_dir() else user
        unread: dict[str, tuple[Problem, ...]] = {}
        above = _own_clauses(folder, vocabulary, problems, records, unread)
        records, own = lay_over(records, above, unread, problems)
        if (user / "conflicts.yaml").is_file():
            own_rules = read_rules(user / "conflicts.yaml", vocabulary, problems, "user/conflicts.yaml")
            named = {rule.id for rule in own_rules}
            rules = (*(rule for rule in rules if rule.id not in named), *own_rules)
    leading = renames(records)
    records = {name: follow(record, leading) for name, record in records.items()}
    if leading:
        packs = {name: _followed_pack(pack, leading) for name, pack in packs.items()}
        openings = tuple(Opening(follow_condition(o.when, leading), leading.get(o.clause, o.clause)) for o in openings)
        added = tuple(replace(a, when=follow_condition(a.when, leading)) for a in added)
        rules = tuple(follow_rule(rule, leading) for rule in rules)
    store = Store(
        {}, records, matrix, packs, openings, added, rules,
        _terms(bundled / "glossary.yaml", problems), vocabulary, tuple(problems), own, leading,
    )  # fmt: skip
    unordered = {name: record.clause for name, record in records.items()}
    answers = read_answers(bundled / "answers.yaml", problems)
    problems += answer_problems(answers, unordered, "answers.yaml")
    answered = with_answers(unordered, answers, lambda name: leading.get(name, name))
    return _with_clauses(replace(store, problems=tuple(problems)), answered)


def _followed_pack(pack: Pack, leading: Leading) -> Pack:
    """The pack by present ids."""
    lists = {name: follow_ids(getattr(pack, name), leading) for name in ("always", "add", "never", "raises")}
    return replace(pack, **lists)


def _with_clauses(store: Store, clauses: dict[str, Clause]) -> Store:
    loose = replace(store, clauses=clauses)
    return replace(loose, clauses={name: clauses[name] for name in loose.order(clauses)})


def _named(block: Fields) -> Iterable[tuple[str, Fields]]:
    names = block.keys()
    for name in names:
        yield name, block.block(name)


def _clauses(
    folder: Path, vocabulary: Vocabulary, problems: list[Problem], compiled: Compiled[CompiledClause]
) -> dict[str, ClauseRecord]:
    """The clauses of the library without a fault; a clause with one is reported and left out."""
    found: dict[str, ClauseRecord] = {}
    for path in _files(folder):
        read = compiled.read(path, partial(_compiled, path, vocabulary, f"clauses/{path.name}"))
        if read is None:
            continue
        problems += read.faults
        if read.record is not None and not read.faults:
            found[read.record.clause.id] = read.record
    return found


def _own_clauses(
    folder: Path,
    vocabulary: Vocabulary,
    problems: list[Problem],
    beneath: Mapping[str, ClauseRecord],
    unread: dict[str, tuple[Problem, ...]],
) -> dict[str, ClauseRecord]:
    """The user's clauses without a fault, read over those `beneath`; never compiled, for what lies beneath may change.

    One with a fault is reported and noted in `unread`.
    """
    found: dict[str, ClauseRecord] = {}
    for path in _files(folder):
        faults: list[Problem] = []
        record = read_clause(path, vocabulary, faults, f"{folder.name}/{path.name}", beneath)
        if record is not None and not faults:
            found[record.clause.id] = record
            continue
        name = record.clause.id if record else path.stem
        if name in beneath and faults:
            faults[0] = stays(faults[0], name)
        problems.extend(faults)
        if CLAUSE_ID.fullmatch(name):
            unread[name] = tuple(faults)
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml")) if folder.is_dir() else []


def _compiled(path: Path, vocabulary: Vocabulary, shown_as: str) -> CompiledClause:
    faults: list[Problem] = []
    record = read_clause(path, vocabulary, faults, shown_as)
    return CompiledClause(record, tuple(faults))


def _matrix(path: Path, problems: list[Problem]) -> dict[str, MatrixRow]:
    top = Fields(read_yaml(path), "the matrix", path.name, problems, "条款总表")
    columns = top.texts("columns")
    rows: dict[str, MatrixRow] = {}
    for name, fields in _named(top.block("clauses")):
        letters = fields.text("kinds", required=True).split()
        if len(letters) != len(columns) or any(letter not in STRENGTH_LETTERS for letter in letters):
            fields.complain("kinds", f"'kinds' of {name} needs {len(columns)} letters of M R O - X")
            letters = ["-"] * len(columns)
        rows[name] = MatrixRow(
            name,
            fields.choice("family", FAMILIES, required=True),
            fields.words("title", required=True),
            fields.choice("effective", EFFECTIVE, required=True),
            fields.choice("priority", PRIORITIES, required=True),
            {kind: STRENGTH_LETTERS[letter] for kind, letter in zip(columns, letters, strict=True)},
            Host(fields.text("topic"), fields.choice("action", HOST_ACTIONS, required=True), fields.words("note")),
        )
        fields.finish()
    top.finish()
    return rows


def _pack(name: str, fields: Fields) -> Pack:
    if name not in CLASSES:
        fields.complain(name, f"'{name}' is not a technology class", "one of: " + ", ".join(CLASSES))
    pack = Pack(
        name,
        fields.texts("always"),
        fields.texts("add"),
        fields.texts("never"),
        fields.words("never_because"),
        fields.words("never_words"),
        fields.texts("raises"),
        fields.words("raises_because"),
    )
    fields.finish()
    return pack


def _opening(fields: Fields, vocabulary: Vocabulary) -> Opening:
    opening = Opening(read_condition(fields, "when", vocabulary), fields.text("clause", required=True))
    fields.finish()
    return opening


def _added_kind(fields: Fields, vocabulary: Vocabulary) -> AddedKind:
    added = AddedKind(
        read_condition(fields, "when", vocabulary), fields.text("kind", required=True), fields.words("because")
    )
    fields.finish()
    return added


def _terms(path: Path, problems: list[Problem]) -> tuple[TermPair, ...]:
    top = Fields(read_yaml(path), "the glossary", path.name, problems, "词语表")
    pairs: list[TermPair] = []
    for fields in top.blocks("terms"):
        pairs.append(
            TermPair(Words(fields.text("zh", required=True), fields.text("en", required=True)), fields.text("role"))
        )
        fields.finish()
    top.finish()
    return tuple(pairs)
