"""Is the clause library fit to be used? Every fault as a Problem with file, line, field and fix.

Reading (`schema`) has checked the form of each file; here the checks that look across: marks against
declarations, Chinese against English, clause against clause, record against matrix, packs and rules
against the taxonomy. Each check is a function over one clause, so that a message always has a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from clause_library.conditions import clauses_named, vocabulary_problems
from clause_library.conflictrules import ConflictRule
from clause_library.markup import plain, refs_in, split_ref, terms_in, variables_in
from clause_library.model import LANGS, VARIANTS, BlockKind, Clause, Variant
from clause_library.parity import differences, periods
from clause_library.schema import ClauseRecord
from clause_library.store import Store, read_store
from clause_library.variables import fault_of

_PERIOD_TYPES = ("days", "working_days", "months")
_RULE_ID = re.compile(r"[FCTPI]-\d{2,3}")
_IN = ("mandatory", "recommended", "optional")


@dataclass(frozen=True, slots=True)
class ClauseLibraryVerification:
    """What was checked, and everything found."""

    packs: int
    clauses: int
    texts: int
    problems: tuple[Problem, ...]

    def counted(self, lang: str) -> str:
        """What was checked, in one line."""
        if lang == "zh":
            return f"{self.clauses}条条款，{self.texts}份文本，{len(self.problems)}处问题"
        return f"{self.clauses} clauses, {self.texts} texts, {len(self.problems)} problems"

    def as_json(self) -> dict[str, object]:
        """The form `verify --json` prints."""
        return {
            "packs": self.packs,
            "clauses": self.clauses,
            "texts": self.texts,
            "problems": [p.as_json() for p in self.problems],
        }


def verify_store(store: Store, bundled: Path) -> ClauseLibraryVerification:
    """All checks over a library that has been read."""
    problems = [*store.problems, *vocabulary_problems(bundled / "facts.yaml"), *_tables(store)]
    for record in store.records.values():
        problems.extend(clause_problems(record, store))
    texts = sum(len(v.texts) for c in store.clauses.values() for v in c.variants.values())
    return ClauseLibraryVerification(len(store.packs), len(store.clauses), texts, tuple(problems))


def verify_at(folder: Path | None, bundled: Path, user: Path) -> ClauseLibraryVerification:
    """The checks `verify [DIR]` makes: of a whole library, of own clauses over the bundled library, or, without DIR, of
    the bundled library with what the user's folder lays over it. Raises BadInput as `verify_folder`."""
    if folder is None:
        return verify_store(read_store(bundled, user), bundled)
    if (folder / "matrix.yaml").is_file():
        return verify_store(read_store(folder), folder)
    return verify_folder(folder, bundled)


def verify_folder(folder: Path, bundled: Path) -> ClauseLibraryVerification:
    """All checks over the bundled library with the clauses of `folder` (or of its `clauses` room) laid over it.

    Raises BadInput when there is no such folder or it holds no clause file.
    """
    if not folder.is_dir():
        raise BadInput.because(
            "there is no such folder",
            file=folder,
            hint="name a folder of clause files",
            zh="没有这个文件夹",
            hint_zh="请指明条款文件所在的文件夹",
        )
    if not any((*folder.glob("*.yaml"), *folder.glob("clauses/*.yaml"))):
        raise BadInput.because(
            "the folder holds no clause file",
            file=folder,
            hint="one ID.yaml per clause",
            zh="文件夹里没有条款文件",
            hint_zh="每条一个“编号.yaml”",
        )
    return verify_store(read_store(bundled, folder), bundled)


def clause_problems(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    """Everything wrong with one clause, seen within the library."""
    for check in (_positions, _variables, _sample, _references, _dependencies, _matrix, _basis, _trigger, _terms):
        yield from check(record, store)
    for variant in record.clause.variants.values():
        yield from _parity(record, variant, store)
        yield from _shape(record, variant)


def _positions(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    for position in VARIANTS:
        if (position in clause.variants) == (position in clause.absent):
            yield record.problem("variants", f"'{position}' must stand in 'variants' or, with its reason, in 'absent'")
    for variant in clause.variants.values():
        field = f"variants.{variant.position}"
        if variant.fallback and (variant.fallback not in clause.variants or variant.fallback == variant.position):
            yield record.problem(field, f"the fallback '{variant.fallback}' is not another variant of {clause.id}")
        if variant.fallback and not (variant.gives_up.zh and variant.gives_up.en):
            yield record.problem(field, "a fallback needs 'gives_up' in both languages", "say what retreating costs")


def _variables(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    used: set[str] = set()
    for variant in clause.variants.values():
        for lang in LANGS:
            for name in variables_in(variant.texts[lang]):
                used.add(name)
                if name not in clause.variables:
                    field = f"variants.{variant.position}.{lang}"
                    yield record.problem(field, f"{{var:{name}}} is not declared", f"add '{name}' under 'variables'")
            yield from _units(record, variant, lang)
    for name, variable in clause.variables.items():
        field = f"variables.{name}"
        if name not in used:
            yield record.problem(field, f"'{name}' is declared and never used", "use it or remove it")
        if variable.minimum is not None and variable.maximum is not None and variable.minimum > variable.maximum:
            yield record.problem(field, "'min' is above 'max'")
        for lang in LANGS:
            fault = fault_of(variable, variable.default.in_language(lang)) if variable.default else None
            if fault:
                yield record.problem(field, f"the default: {fault.en}")
                break


def _units(record: ClauseRecord, variant: Variant, lang: str) -> Iterable[Problem]:
    """A variable that counts days must be followed by the unit of its type."""
    for at, block in enumerate(variant.texts[lang]):
        words = " | ".join(plain(cell) for cell in block.cells)
        units = {name.strip("⟨⟩"): unit for name, unit in periods(words, lang)}
        for name in variables_in([block]):
            variable = record.clause.variables.get(name)
            if variable and variable.type in _PERIOD_TYPES and units.get(name) != variable.type:
                field = f"variants.{variant.position}.{lang}.{at}"
                told = {"days": "日 / Days", "working_days": "个工作日 / Working Days", "months": "个月 / months"}
                yield record.problem(field, f"{{var:{name}}} counts {variable.type} but its unit does not follow it",
                                     f"write {told[variable.type]} right after it")  # fmt: skip


def _sample(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    for name, value in clause.sample.items():
        variable = clause.variables.get(name)
        if variable is None:
            yield record.problem("sample", f"the sample names '{name}', which is no variable of {clause.id}")
        elif fault := fault_of(variable, value.zh or value.en):
            yield record.problem("sample", f"the sample value of '{name}': {fault.en}")
    for name, variable in clause.variables.items():
        if not variable.default and name not in clause.sample and variable.type != "party":
            yield record.problem(f"variables.{name}", f"'{name}' has neither default nor sample value")


def _references(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause = record.clause
    for variant in clause.variants.values():
        for lang in LANGS:
            for value in sorted(set(refs_in(variant.texts[lang]))):
                field = f"variants.{variant.position}.{lang}"
                for message, hint in _reference_faults(clause, value, store):
                    yield record.problem(field, f"{{ref:{value}}}: {message}", hint)


def _reference_faults(clause: Clause, value: str, store: Store) -> Iterable[tuple[str, str]]:
    target, item = split_ref(value)
    if target != clause.id and target not in clause.depends:
        yield f"{target} is not in 'depends'", f"add {target} to 'depends', or do not refer to it"
    found = store.clauses.get(target)
    if found is None:
        yield f"{target} is not in this library", "a text may only refer to clauses of the library"
    elif item and any(item > _items(variant) for variant in found.variants.values()):
        yield f"not every variant of {target} has {item} items", "refer to the clause, or to an item all variants have"


def _items(variant: Variant) -> int:
    return sum(block.kind is BlockKind.ITEM for block in variant.texts["zh"])


def _dependencies(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause = record.clause
    for target in clause.depends:
        other = store.clauses.get(target)
        if other is None or target == clause.id:
            yield record.problem("depends", f"{target} is not another clause of this library")
            continue
        for kind, strength in clause.kinds.items():
            if strength in _IN and other.kinds[kind] not in _IN:
                yield record.problem(
                    "depends", f"in {kind} {clause.id} may stand but {target}, which it needs, may not", "drop it"
                )


def _matrix(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause, row = record.clause, store.matrix.get(record.clause.id)
    if row is None:
        return
    for kind, strength in row.kinds.items():
        if clause.kinds[kind] != strength:
            yield record.problem("kinds", f"{kind} is {clause.kinds[kind]} here and {strength} in the matrix")
    if (clause.host.topic, clause.host.action) != (row.host.topic, row.host.action):
        yield record.problem("host", f"the matrix puts {clause.id} at {row.host.topic}, {row.host.action}")
    if clause.family != row.family:
        yield record.problem("family", f"{clause.id} belongs to family {row.family}")
    if clause.effective != row.effective or clause.priority != row.priority:
        yield record.problem("id", f"the matrix says effective {row.effective}, priority {row.priority}")


def _basis(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    if not record.clause.basis:
        yield record.problem("basis", f"{record.clause.id} names no legal basis", "instrument, article and as_of")
    for at, basis in enumerate(record.clause.basis):
        if not (basis.instrument and basis.article and basis.as_of):
            yield record.problem(f"basis.{at}", "a citation needs instrument, article and as_of")
        if basis.fact and not _RULE_ID.fullmatch(basis.fact):
            yield record.problem(f"basis.{at}", f"'{basis.fact}' is not a fact id", "such as F-36 or C-07")


def _trigger(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    for name in clauses_named(record.clause.trigger):
        if name not in store.matrix and name not in store.clauses:
            yield record.problem("triggers", f"the trigger names {name}, which is no clause of the taxonomy")


def _terms(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    known = {lang: {_word(pair.words, lang).lower() for pair in store.terms} for lang in LANGS}
    for variant in record.clause.variants.values():
        for lang in LANGS:
            for word in sorted(set(terms_in(variant.texts[lang]))):
                if word.lower() not in known[lang]:
                    field = f"variants.{variant.position}.{lang}"
                    hint = "the glossary has " + ", ".join(_word(p.words, lang) for p in store.terms)
                    yield record.problem(field, f"{{term:{word}}} is not in the {lang} glossary", hint)


def _word(words: Words, lang: str) -> str:
    return words.en if lang == "en" else words.zh


def _parity(record: ClauseRecord, variant: Variant, store: Store) -> Iterable[Problem]:
    roles = {_word(p.words, lang).lower(): p.role for p in store.terms if p.role for lang in LANGS}
    for at, message in differences(variant.texts["zh"], variant.texts["en"], roles):
        field = f"variants.{variant.position}.en" + (f".{at}" if at >= 0 else "")
        yield record.problem(field, f"{message}", "make the two languages say the same")


def _shape(record: ClauseRecord, variant: Variant) -> Iterable[Problem]:
    for lang in LANGS:
        blocks = variant.texts[lang]
        field = f"variants.{variant.position}.{lang}"
        if not blocks or blocks[0].kind is not BlockKind.HEADING:
            yield record.problem(field, "a text starts with a heading")
        if sum(block.kind is BlockKind.HEADING for block in blocks) > 1:
            yield record.problem(field, "a text has one heading")


def _tables(store: Store) -> Iterable[Problem]:
    """Packs and rules name only clauses of the taxonomy or of the library."""
    known = {*store.matrix, *store.clauses}
    for pack in store.packs.values():
        for name in (*pack.names, *pack.never, *pack.raises):
            if name not in known:
                yield Problem(f"the pack {pack.technology_class} names {name}, which is no clause", "packs.yaml")
    for rule in store.conflict_rules:
        for name in (*rule.clauses, *_clauses_of_signs(rule), *clauses_named(rule.when)):
            if name not in known:
                yield Problem(f"rule {rule.id} names {name}, which is no clause", "conflicts.yaml", rule.line)


def _clauses_of_signs(rule: ConflictRule) -> Iterable[str]:
    signs = rule.signs
    yield from (*signs.clauses_in, *(name for name, _ in signs.positions), *(name for name, _ in signs.discloses))
    damages = signs.damages.variables if signs.damages else ()
    yield from (name.partition(".")[0] for name in (*signs.below_minimum, *signs.blank, *signs.above, *damages))
