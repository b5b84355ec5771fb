"""An edited table of clauses -> own-clause files in the user's folder.

Values that flow: rows -> edits of one clause each -> the clause as it would be -> a YAML file, beside an account of
what was written, what stayed and which row could not be placed and why. The hard problem: the table holds a part of a
clause only, and a lawyer changes a part of the table only. So every clause starts from the one the library holds, a row
that is missing changes nothing, and a clause with a fault is not written at all, nor one that is as it was: importing
twice changes nothing. Rejected: taking the rows for the whole truth; a deleted row would delete a position.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.matter import KINDS
from catalogue.model import Words
from catalogue.opening import write_atomically
from catalogue.problems import BadInput, Problem
from clause_library.clausechecks import clause_problems
from clause_library.markup import refs_in, split_ref, variables_in
from clause_library.model import LANGS, VARIANTS, Clause, Condition, Host, Variant
from clause_library.own.cellmarks import CellReader
from clause_library.own.explain import place_words
from clause_library.own.overlay import faults
from clause_library.own.table import Part, TableRow, part_of
from clause_library.own.written import clause_yaml
from clause_library.schema import CLAUSE_ID, ClauseRecord, read_clause
from clause_library.store import Store

EARLIER = "earlier"
"""The folder beside the own clauses that keeps what an import replaced."""


@dataclass(frozen=True, slots=True)
class AtRow:
    """Something to say about a row; 0 where it is about none."""

    row: int
    text: Words

    def as_json(self, lang: str) -> dict[str, object]:
        return {"row": self.row or None, "text": self.text.in_language(lang)}


@dataclass(frozen=True, slots=True)
class Edited:
    """A clause that an import changes; `before` is None for a new one."""

    clause: Clause
    before: Clause | None
    row: int


@dataclass(frozen=True, slots=True)
class ClauseImport:
    """What a table would change. `unplaced` rows are not taken, `told` is said of rows that are."""

    edited: tuple[Edited, ...]
    unchanged: int
    unplaced: tuple[AtRow, ...]
    told: tuple[AtRow, ...]


@dataclass(slots=True)
class _Edits:
    """The rows of one clause as they were understood."""

    id: str
    row: int
    titles: dict[tuple[str, ...], int] = field(default_factory=dict[tuple[str, ...], int])
    parts: dict[tuple[str, str], tuple[Part, TableRow]] = field(
        default_factory=dict[tuple[str, str], "tuple[Part, TableRow]"]
    )


class TableImport:
    """Reads the rows of a table against a library."""

    def __init__(self, store: Store, today: dt.date, author: str) -> None:
        self._store = store
        self._today = today
        self._author = author
        self._unplaced: list[AtRow] = []
        self._told: list[AtRow] = []

    def read(self, rows: Iterable[TableRow], progress: Callable[[int, int], None] | None = None) -> ClauseImport:
        """What the rows change; nothing is written. `progress` is told after how many clauses, and may end it."""
        edited: list[Edited] = []
        unchanged = 0
        collected = self._collected(rows)
        for done, edits in enumerate(collected.values()):
            if progress:
                progress(done, len(collected))
            before = self._store.clauses.get(edits.id)
            failed, said = len(self._unplaced), len(self._told)
            clause = self._edited(edits, before)
            if clause is None or len(self._unplaced) > failed:
                del self._told[said:]
                continue
            if before is not None and clause == before:
                unchanged += 1
                continue
            clause = self._signed(clause, before)
            if self._sound(clause, edits):
                edited.append(Edited(clause, before, edits.row))
        unplaced, told = (tuple(sorted(said, key=lambda at: at.row)) for said in (self._unplaced, self._told))
        return ClauseImport(tuple(edited), unchanged, unplaced, told)

    def _refuse(self, row: int, zh: str, en: str) -> None:
        self._unplaced.append(AtRow(row, Words(zh, en)))

    def _collected(self, rows: Iterable[TableRow]) -> dict[str, _Edits]:
        found: dict[str, _Edits] = {}
        for row in rows:
            if not any(row.words(name) for name in row.cells):
                continue
            name, part = row.words("id").upper(), part_of(row.words("position"))
            name = self._store.renames.get(name, name)
            if not CLAUSE_ID.fullmatch(name):
                self._refuse(row.number, f"“{row.words('id')}”不是条款编号（例如 LIC-02）",
                             f"'{row.words('id')}' is not a clause id (such as LIC-02)")  # fmt: skip
                continue
            edits = found.setdefault(name, _Edits(name, row.number))
            title = tuple(p.text.strip() for p in row.cells.get("title", ()) if p.text.strip())
            if title:
                edits.titles.setdefault(title, row.number)
            if part is None:
                self._refuse(row.number, f"看不出“{row.words('position')}”是哪个立场",
                             f"'{row.words('position')}' names no position")  # fmt: skip
            elif (part.name, part.position) in edits.parts:
                first = edits.parts[part.name, part.position][1].number
                self._refuse(row.number, f"与第{first}行是同一处", f"the same place as row {first}")
            else:
                edits.parts[part.name, part.position] = (part, row)
        return found

    def _edited(self, edits: _Edits, before: Clause | None) -> Clause | None:
        clause = before or self._new(edits)
        if clause is None:
            return None
        clause = self._titled(clause, edits)
        for part, row in edits.parts.values():
            clause = self._with_part(clause, part, row, edits)
        return self._tidied(clause, before, edits)

    def _new(self, edits: _Edits) -> Clause | None:
        """A clause of the firm's own, placed as its family is; it applies to any result until told otherwise."""
        like = next((row for row in self._store.matrix.values() if row.id[:3] == edits.id[:3]), None)
        if like is None:
            known = dict.fromkeys(name[:3] for name in self._store.matrix)
            self._refuse(edits.row, f"新条款的编号须以条款类的字母开头：{'、'.join(known)}",
                         f"a new clause begins with the letters of a family: {', '.join(known)}")  # fmt: skip
            return None
        if not edits.titles or ("purpose", "") not in edits.parts:
            self._refuse(edits.row, f"{edits.id} 是新条款，须有标题和一行“用途”",
                         f"{edits.id} is new: it needs a title and a row 'purpose'")  # fmt: skip
            return None
        text = Words(
            f"{edits.id} 为新条款：列为可选，任何结果均适用；触发条件、合同种类和法律依据须另行补上",
            f"{edits.id} is new: optional, for any result; triggers, kinds and legal basis are still to be given",
        )
        self._told.append(AtRow(edits.row, text))
        return Clause(
            id=edits.id, family=like.family, title=Words(), purpose=Words(), effective="both", priority="optional",
            trigger=Condition("always"), kinds=dict.fromkeys(KINDS, "optional"),
            host=Host(like.host.topic, like.host.action), depends=(), basis=(), stale_when=(), variables={},
            variants={}, absent={}, negotiation=Words(),
        )  # fmt: skip

    def _titled(self, clause: Clause, edits: _Edits) -> Clause:
        for title, row in edits.titles.items():
            if len(edits.titles) > 1 and title != (clause.title.zh, clause.title.en):
                self._told.append(AtRow(row, Words("采用本行的标题", "the title is taken from this row")))
            if title == (clause.title.zh, clause.title.en):
                continue
            if len(title) != 2:
                self._refuse(row, "标题须为两段：中文一段、英文一段", "a title has two paragraphs: Chinese, English")
                continue
            clause = replace(clause, title=Words(*title))
        return clause

    def _with_part(self, clause: Clause, part: Part, row: TableRow, edits: _Edits) -> Clause:
        words = Words(row.words("zh"), row.words("en"))
        if bool(words.zh) != bool(words.en):
            lacking = Words("英文", "English") if words.zh else Words("中文", "Chinese")
            self._refuse(row.number, f"缺少{lacking.zh}", f"the {lacking.en} is missing")
            return clause
        if part.name == "text":
            return self._with_text(clause, part.position, row) if words else clause
        if part.name == "gives_up":
            return self._with_price(clause, part, row, words)
        if part.name == "absent":
            return self._without_position(clause, part.position, row, edits)
        if part.name == "purpose" and not words:
            self._refuse(row.number, "用途不能为空", "the purpose cannot be empty")
            return clause
        changed = {"purpose": "purpose", "negotiation": "negotiation", "retired": "retired"}[part.name]
        return replace(clause, **{changed: words})

    def _with_text(self, clause: Clause, position: str, row: TableRow) -> Clause:
        faulty: list[Words] = []
        texts = {lang: CellReader(lang, clause.variables, faulty).blocks(row.cells.get(lang, ())) for lang in LANGS}
        for fault in dict.fromkeys(faulty):
            self._refuse(row.number, fault.zh, fault.en)
        old = clause.variants.get(position, Variant(position, {}))
        kept = {**clause.variants, position: replace(old, texts=texts)}
        variants = {name: kept[name] for name in VARIANTS if name in kept}
        absent = {name: why for name, why in clause.absent.items() if name != position}
        return replace(clause, variants=variants if list(kept) != list(clause.variants) else kept, absent=absent)

    def _with_price(self, clause: Clause, part: Part, row: TableRow, words: Words) -> Clause:
        variant = clause.variants.get(part.position)
        if variant is None:
            self._refuse(row.number, "没有这个立场的文本", "there is no text of this position")
            return clause
        priced = replace(variant, fallback=part.fallback, gives_up=words)
        return replace(clause, variants={**clause.variants, part.position: priced})

    def _without_position(self, clause: Clause, position: str, row: TableRow, edits: _Edits) -> Clause:
        """The reason why a position must not exist; its text goes where the row of the text was emptied."""
        words = Words(row.words("zh"), row.words("en"))
        if not words:
            return clause
        text = edits.parts.get(("text", position))
        emptied = text is not None and not text[1].words("zh")
        if not emptied and (text is not None or position in clause.variants):
            self._refuse(row.number, "同一立场既有文本又说没有", "the position has a text and is said not to exist")
            return clause
        variants = {name: v for name, v in clause.variants.items() if name != position}
        return replace(clause, variants=variants, absent={**clause.absent, position: words})

    def _tidied(self, clause: Clause, before: Clause | None, edits: _Edits) -> Clause:
        """Needs and variables follow the texts: what is newly referred to is needed, what nothing uses is gone."""
        texts = [blocks for v in clause.variants.values() for blocks in v.texts.values()]
        referred = dict.fromkeys(split_ref(r)[0] for blocks in texts for r in refs_in(blocks))
        needs = tuple(name for name in referred if name != clause.id and name not in clause.depends)
        used = {name for blocks in texts for name in variables_in(blocks)}
        earlier = [b for v in (before.variants if before else {}).values() for b in v.texts.values()]
        dropped = {name for blocks in earlier for name in variables_in(blocks)} - used
        if needs:
            self._say(edits, f"新引用 {'、'.join(needs)}，已列为所依赖的条款",
                      f"now refers to {', '.join(needs)}, which it needs from now on")  # fmt: skip
        if dropped:
            labels = [clause.variables[name].label for name in sorted(dropped)]
            self._say(edits, f"变量不再使用，已去掉：{'、'.join(w.zh for w in labels)}",
                      f"variables no longer used and removed: {', '.join(w.en for w in labels)}")  # fmt: skip
        return replace(
            clause,
            depends=(*clause.depends, *needs),
            variables={name: v for name, v in clause.variables.items() if name not in dropped},
            sample={name: v for name, v in clause.sample.items() if name not in dropped},
        )

    def _say(self, edits: _Edits, zh: str, en: str) -> None:
        self._told.append(AtRow(edits.row, Words(f"{edits.id} {zh}", f"{edits.id} {en}")))

    def _signed(self, clause: Clause, before: Clause | None) -> Clause:
        """Version raised, author and day set; a review of the earlier text no longer holds."""
        version = raised(before.version) if before else "1"
        signed = replace(clause, version=version, author=self._author, dated=self._today, reviewed_on=None)
        return replace(signed, file=f"clauses/{clause.id}.yaml")

    def _sound(self, clause: Clause, edits: _Edits) -> bool:
        """Whether the file would be read back without a fault; what `verify` says beyond that is told."""
        record, problems = self._read_back(clause)
        known = {**self._store.clauses, clause.id: clause}
        if record is not None and not problems:
            found = faults(clause, known)
            problems = [Problem(f.message.en, field=f.field, message_zh=f.message.zh) for f in found]
        for problem in problems:
            self._unplaced.append(_at(edits, problem))
        if problems or record is None:
            return False
        seen: set[AtRow] = set()
        for problem in clause_problems(record, replace(self._store, clauses=known)):
            seen.add(_at(edits, problem))
        self._told.extend(sorted(seen, key=lambda at: (at.row, at.text.en)))
        return True

    def _read_back(self, clause: Clause) -> tuple[ClauseRecord | None, list[Problem]]:
        problems: list[Problem] = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{clause.id}.yaml"
            path.write_text(clause_yaml(clause), encoding="utf-8")
            return read_clause(path, self._store.vocabulary, problems), problems


def _at(edits: _Edits, problem: Problem) -> AtRow:
    """The problem at the row of the text it is about."""
    head, *rest = problem.field.split(".")
    key = {"variants": "text", "absent": "absent", "purpose": "purpose"}.get(head, "")
    known = edits.parts.get((key, rest[0] if rest else ""))
    place = place_words(problem.field)
    bare = replace(problem, file="", line=0)
    zh, en = bare.in_language("zh"), bare.in_language("en")
    text = Words(f"{edits.id} {place.zh}：{zh}", f"{edits.id} {place.en}: {en}")
    return AtRow(known[1].number if known else edits.row, text)


def raised(version: str) -> str:
    """The version after this one: its last number plus one."""
    head, number = version.rstrip("0123456789"), version[len(version.rstrip("0123456789")) :]
    return f"{head}{int(number) + 1}" if number else f"{version}.1" if version else "1"


def write_clauses(found: ClauseImport, folder: Path, *, replacing: bool) -> tuple[Path, ...]:
    """Writes each changed clause as ID.yaml; what stood there is kept in `earlier`. Raises BadInput before anything is
    written where a file stands already and may not be replaced."""
    paths = [folder / f"{edited.clause.id}.yaml" for edited in found.edited]
    if not replacing and (taken := [p for p in paths if p.exists()]):
        names = ", ".join(p.name for p in taken)
        raise BadInput.because(
            f"own clauses would be replaced: {names}",
            file=folder,
            hint="add --replace; the earlier versions are kept",
            zh=f"将替换已有的自有条款：{names}",
            hint_zh="请加 --replace；原有版本会保留",
        )
    for path, edited in zip(paths, found.edited, strict=True):
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists():
            _keep(path, edited.before)
        write_atomically(path, clause_yaml(edited.clause).encode("utf-8"))
    return tuple(paths)


def _keep(path: Path, before: Clause | None) -> None:
    kept = path.parent / EARLIER
    kept.mkdir(exist_ok=True)
    stem = f"{path.stem}-v{before.version}" if before and before.version else path.stem
    names = (kept / f"{stem}{f'-{n}' if n else ''}.yaml" for n in range(10_000))
    write_atomically(next(name for name in names if not name.exists()), path.read_bytes())


def numbered(faulty: Sequence[tuple[int, Words]]) -> tuple[AtRow, ...]:
    """Rows that could not even be read."""
    return tuple(AtRow(row, words) for row, words in faulty)
