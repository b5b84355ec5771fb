"""Every clause as it reads, held word for word: a change of a text is a change of its file in `golden/`.

The files hold each position and language with the sample values of the clause. To renew them after a change that is
meant, run this module once with CAVEAT_WRITE_GOLDEN=1 and read the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clause_library.listing import clause_text
from clause_library.model import LANGS, VARIANTS, Clause
from clause_library.store import Store, bundled_library, read_store

GOLDEN = Path(__file__).with_name("golden")
RENEW = "CAVEAT_WRITE_GOLDEN"
HOW = f"where the change is meant: {RENEW}=1 python -m pytest tests/content/test_clause_golden.py, then read the diff"
IDS = sorted(path.stem for path in (bundled_library() / "clauses").glob("*.yaml"))


def golden_text(clause: Clause, store: Store) -> str:
    """The clause with its sample values in every position and language; the reason where a position is absent."""
    parts = [f"{clause.id}  {clause.title.zh} / {clause.title.en}"]
    for variant in VARIANTS:
        for lang in LANGS:
            head = f"== {variant} {lang} =="
            if variant in clause.variants:
                parts.append(f"{head}\n{clause_text(store, clause, variant, lang)}")
            else:
                reason = clause.absent[variant].in_language(lang) if variant in clause.absent else ""
                parts.append(f"{head}\n-- {reason}")
    return "\n\n".join(parts) + "\n"


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


@pytest.fixture(scope="module", autouse=True)
def renewed(store: Store) -> None:
    """Writes the files anew where that was asked for; files of clauses that are gone go too."""
    if os.environ.get(RENEW) != "1":
        return
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.txt"):
        if path.stem not in store.clauses:
            path.unlink()
    for clause in store.clauses.values():
        (GOLDEN / f"{clause.id}.txt").write_text(golden_text(clause, store), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("clause_id", IDS)
def test_the_text_is_the_one_kept(store: Store, clause_id: str) -> None:
    path = GOLDEN / f"{clause_id}.txt"
    assert path.exists(), f"no golden file of {clause_id} is kept; {HOW}"
    kept = path.read_text(encoding="utf-8").replace("\r\n", "\n").splitlines()
    now = golden_text(store.clauses[clause_id], store).splitlines()
    changed = next((at for at, pair in enumerate(zip(kept, now, strict=False), 1) if pair[0] != pair[1]), None)
    place = changed or min(len(kept), len(now)) + 1
    assert now == kept, f"{path.name}:{place} differs; {HOW}"


def test_every_file_is_of_a_clause_and_every_clause_has_one(store: Store) -> None:
    kept = {path.stem for path in GOLDEN.glob("*.txt")}
    assert kept == set(store.clauses), f"files without clause or clauses without file; {HOW}"


def test_a_changed_word_is_seen(store: Store) -> None:
    clause = store.clauses["LIC-05"]
    text = golden_text(clause, store)
    assert text.count("== ") == len(VARIANTS) * len(LANGS)
    assert "{" not in text
    assert golden_text(clause, store) == text
    assert "____" not in text, "a sample value is missing"
