"""What the user asks of a draft: the way out, numbers, places, what goes, and what may be copied all the same.

Values that flow: choices of the drafting room -> `Wishes` -> `DraftOptions`. Each change of them is one step that undo
takes back; they belong to one contract and are forgotten with it. Rejected: places kept in the matter; they are
ordinals of one file and mean nothing in the next. No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from clause_library.word.report import DraftOptions

ALL = "all"
CLEAN, REDLINE, EXPLAINED, SUPPLEMENT = "clean", "redline", "explained", "supplement"
SIGNED = (REDLINE, EXPLAINED)
"""Ways in which changes or comments carry a name."""
RENUMBER, KEEP = "renumber", "keep"
ANNEX = -1
"""The place of a clause that shall be an annex."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose tracked changes and comments they are, and of which day."""

    author: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for. `places`: clause to the ordinal of the article it shall follow, or `ANNEX`; `numbering`
    empty: as the contract's status calls for. `remove`: clauses of an earlier draft to take out, or all of them.
    `allowed`: guards of the file (protected, signed, macros) that shall not keep it from being copied."""

    way: str = CLEAN
    numbering: str = ""
    places: dict[str, int] = field(default_factory=dict[str, int])
    remove: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def taken(self, clause: str) -> Wishes:
        """With a clause of an earlier draft taken out, or kept again."""
        kept = tuple(x for x in self.remove if x != clause)
        return replace(self, remove=kept if clause in self.remove else (*self.remove, clause))

    def placed(self, clause: str, after: int | None) -> Wishes:
        """With a place for a clause, or with none (the program's own)."""
        others = {k: v for k, v in self.places.items() if k != clause}
        return replace(self, places=others if after is None else {**others, clause: after})

    def allowing(self, guard: str, *, allowed: bool) -> Wishes:
        """With a guard of the file overruled, or heeded again."""
        others = tuple(x for x in self.allowed if x != guard)
        return replace(self, allowed=(*others, guard) if allowed else others)

    def options(self, usual: DraftOptions) -> DraftOptions:
        """The options that follow from the matter with these wishes."""
        numbering = KEEP if self.way == SUPPLEMENT else self.numbering
        return replace(
            usual,
            numbering=numbering,
            places=dict(self.places),
            remove=() if self.way == SUPPLEMENT else self.remove,
            redline=self.way == REDLINE,
            comments=self.way == EXPLAINED,
            allow_protected="protected" in self.allowed,
            allow_signed="signed" in self.allowed,
            allow_macros="macros" in self.allowed,
        )
