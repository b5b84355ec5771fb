"""Is the clause library fit to be used? Every fault as a Problem with file, line, field and fix.

Reading (`schema`) has checked the form of each file; `clausechecks` looks at each clause within the library; here packs
and rules are held against the taxonomy and everything found is put together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from catalogue.problems import BadInput, Problem
from clause_library.clausechecks import clause_problems
from clause_library.conditions import vocabulary_problems
from clause_library.own.following import ids_named
from clause_library.store import Store, read_store


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


def _tables(store: Store) -> Iterable[Problem]:
    """Packs and rules name only clauses of the taxonomy or of the library."""
    known = {*store.matrix, *store.clauses}
    for pack in store.packs.values():
        for name in (*pack.names, *pack.never, *pack.raises):
            if name not in known:
                yield Problem(
                    f"the pack {pack.technology_class} names {name}, which is no clause",
                    "packs.yaml",
                    message_zh=f"{pack.technology_class} 的条款包提到的 {name} 不是条款",
                )
    for rule in store.conflict_rules:
        for name in sorted(ids_named(rule)):
            if name not in known:
                yield Problem(
                    f"rule {rule.id} names {name}, which is no clause",
                    "conflicts.yaml",
                    rule.line,
                    message_zh=f"规则 {rule.id} 提到的 {name} 不是条款",
                )
