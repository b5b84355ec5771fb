"""What the window says of the firm's own clauses, without Qt: each with its state, each fault with its place.

Values that flow: a library -> `OwnRow`s and the line of the band; problems -> `Trouble`s with the place to jump to.
The hard problem is the place: a fault of a file names a field of it (`variants.balanced.zh.3`), while the lawyer looks
at a paragraph on a page, so both the words of the place and the way there are taken from the field. Rejected: showing
the file; who edits in Word has never seen it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.home import Home
from catalogue.model import Words
from catalogue.problems import Problem
from clause_library.engine import HERE
from clause_library.model import LANGS, VARIANTS, Clause
from clause_library.own.explain import place_words
from clause_library.own.overlay import own_words, stands
from clause_library.schema import CLAUSE_ID
from clause_library.store import Store
from clause_library.verify import ClauseLibraryVerification, verify_at

OVER, ADDED, REFUSED, RETIRED = "over", "added", "refused", "retired"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a clause: position, language and block (from 0), empty or None where it is not that narrow."""

    clause: str
    position: str = ""
    lang: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A clause of the user's folder. `state`: over (laid over ours), added, refused, retired; `why` where refused."""

    id: str
    title: Words
    state: str
    version: str
    author: str
    dated: str
    why: Words


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault in words: what it is about, where in it, what is wrong and what would mend it. `spot` to look at."""

    about: str
    place: Words
    text: Words
    spot: Spot | None


def own_rows(store: Store) -> tuple[OwnRow, ...]:
    """Every clause of the user's folder, in library order."""
    names = [*store.order(name for name in store.own if name in store.clauses)]
    names += sorted(name for name in store.own if name not in store.clauses)
    return tuple(_row(name, store) for name in names)


def _row(name: str, store: Store) -> OwnRow:
    own, clause = store.own[name], store.clauses.get(name)
    title = clause.title if clause else store.title(name)
    if own.refused or clause is None:
        told = trouble(own.refused[0], store).text if own.refused else Words()
        return OwnRow(name, title, REFUSED, "", "", "", told)
    state = RETIRED if clause.retired else OVER if own.replaces else ADDED
    return OwnRow(name, title, state, clause.version, clause.author, str(clause.dated or ""), clause.retired)


def standing(clause: Clause, store: Store) -> Words:
    """Whose text of a clause stands: version, author and day of the user's own, or why that is not used."""
    known = store.own.get(clause.id)
    if known is None:
        return Words()
    if known.refused:
        why = trouble(known.refused[0], store).text
        return Words(f"自有文本未采用，仍用随附文本：{why.zh}", f"your own text is not used, ours stands: {why.en}")
    return next(iter(own_words(clause, store.own)), Words())


def refused(store: Store) -> tuple[str, ...]:
    """The own clauses that are not used."""
    return tuple(row.id for row in own_rows(store) if row.state == REFUSED)


def signature(clause: Clause, lang: str) -> str:
    """Version, author and day of a clause, without brackets; empty where none is given."""
    return stands(clause).in_language(lang).strip(" ()（）")


def troubles(problems: Iterable[Problem], store: Store) -> tuple[Trouble, ...]:
    """The problems in words; those of own clauses first."""
    told = [trouble(problem, store) for problem in problems]
    return tuple(sorted(told, key=lambda one: one.about not in store.own))


def trouble(problem: Problem, store: Store) -> Trouble:
    """One problem in words, without the path of its file."""
    name = Path(problem.file).stem
    known = bool(CLAUSE_ID.fullmatch(name))
    bare = replace(problem, file="", line=0)
    text = Words(bare.in_language("zh"), bare.in_language("en"))
    spot = _spot(name, problem.field) if known and name in store.clauses else None
    return Trouble(name if known else Path(problem.file).name, place_words(problem.field), text, spot)


def _spot(clause: str, field: str) -> Spot:
    head, position, lang, block, *_ = (*field.split("."), "", "", "", "")
    if head not in ("variants", "absent") or position not in VARIANTS:
        return Spot(clause)
    there = head == "variants" and lang in LANGS
    return Spot(clause, position, lang if there else "", int(block) if there and block.isdigit() else None)


def check(home: Home) -> ClauseLibraryVerification:
    """All checks over the bundled library with what the user's folder lays over it."""
    return verify_at(None, HERE, home.packs)
