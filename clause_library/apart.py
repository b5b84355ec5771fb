"""Clauses that are a paper of their own: an undertaking one person signs does not go into the contract between firms.

Values that flow: a selection -> the clauses that go into the contract, and those that are printed apart, with what to
tell. The hard point is not to lose them: they stay in the selection with a reason, `pack` prints them, the report of a
draft names them. What the contract holds from an earlier draft, or what the user puts at a place by hand, goes in as
before. Rejected: leaving them out of the selection; nobody would write the undertaking.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import Chosen, Clause, Selection
from clause_library.store import Store

APART = Words(
    "单独成文的文件，不写入合同；用条款包（pack）打印", "a paper of its own, not part of the contract; printed by pack"
)
_ACTION = "separate"


def is_apart(action: str) -> bool:
    """Whether a clause that joins its host in this way is a paper of its own."""
    return action == _ACTION


def in_contract(selection: Selection, wanted: Collection[str]) -> tuple[Selection, tuple[Chosen, ...]]:
    """(what goes into the contract, what is printed apart). `wanted`: ids that go in whatever they are."""
    apart = tuple(c for c in selection.clauses if is_apart(c.placement.action) and c.id not in wanted)
    rest = tuple(c for c in selection.clauses if c not in apart)
    return (replace(selection, clauses=rest) if apart else selection), apart


def apart_notices(apart: Iterable[Chosen], store: Store) -> tuple[Notice, ...]:
    """One note for each clause that is not written into the contract because it is a paper of its own."""
    return tuple(_notice(store.clause(chosen.id)) for chosen in apart)


def _notice(clause: Clause) -> Notice:
    """With the clauses it rests on, whose text goes with it."""
    names = ",".join((*clause.depends, clause.id))
    text = Words(
        f"{clause.id}“{clause.title.zh}”是单独成文的文件，未写入合同；请用 pack --only {names} 打印，另行签署",
        f"{clause.id} “{clause.title.en}” is a paper of its own and was not put into the contract; print it with "
        f"pack --only {names} and have it signed apart",
    )
    return Notice("separate-paper", "drafting", "note", text)
