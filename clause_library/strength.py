"""How strongly a clause stands in a paper: its cell for the contract kinds, raised by statutory duties.

Kinds of one paper are joined by the strongest cell, `never` before all. Employment beside other kinds is
a paper of its own, so that its prohibitions do not empty the service contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model import Words
from clause_library.store import Store
from clause_library.triggers import ClassedTechnology

_ORDER = ("never", "mandatory", "recommended", "optional", "not_offered")
_EMPLOYMENT = "EM"
_WORDS = (
    ("mandatory", Words("必备", "mandatory")),
    ("recommended", Words("推荐", "recommended")),
    ("optional", Words("可选", "optional")),
    ("not_offered", Words("不提供", "not offered")),
    ("never", Words("不得列入", "must not be inserted")),
)


@dataclass(frozen=True, slots=True)
class Strength:
    """The word of the cell and where it comes from."""

    word: str
    because: tuple[Words, ...]


def papers(kinds: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The papers a list of kinds makes: one, or employment apart from the rest; the first kind's paper first."""
    rest = tuple(k for k in kinds if k != _EMPLOYMENT)
    if not rest or len(rest) == len(kinds):
        return (kinds,) if kinds else ()
    return ((_EMPLOYMENT,), rest) if kinds[0] == _EMPLOYMENT else (rest, (_EMPLOYMENT,))


def strength_of(
    name: str,
    store: Store,
    kinds: tuple[str, ...],
    asked_kinds: tuple[str, ...],
    technologies: Iterable[ClassedTechnology],
) -> Strength:
    """The strength of a clause of the library or the taxonomy. `asked_kinds` are those the user named: where a kind
    the program added decides, the question to the user is among the reasons."""
    word, kind = _cell(name, store, kinds)
    because = [_reason(word, kind, store)]
    if asked_kinds != kinds and _cell(name, store, asked_kinds)[0] != word:
        because.extend(a.because for a in store.added_kinds if a.kind == kind)
    for pack in _raising(name, store, technologies):
        if word in ("recommended", "optional", "mandatory"):
            word = "mandatory"
            because.append(pack)
    return Strength(word, tuple(because))


def _cell(name: str, store: Store, kinds: tuple[str, ...]) -> tuple[str, str]:
    """(strength, the kind that gives it); the clause's own priority where no kind is known."""
    known = store.clauses.get(name) or store.matrix.get(name)
    if known is None:
        return "not_offered", ""
    cells = [(known.kinds.get(kind, "not_offered"), kind) for kind in kinds]
    return min(cells, key=lambda cell: _ORDER.index(cell[0]), default=(known.priority, ""))


def _raising(name: str, store: Store, technologies: Iterable[ClassedTechnology]) -> list[Words]:
    classes = {c for t in technologies for c in t.classes}
    return [p.raises_because for c, p in store.packs.items() if c in classes and name in p.raises]


def _reason(word: str, kind: str, store: Store) -> Words:
    strength = dict(_WORDS)[word]
    if not kind:
        return Words(f"未定合同种类，按条款自身强度：{strength.zh}", f"no contract kind given; by itself {strength.en}")
    title = store.vocabulary.words_for("kind", kind)
    return Words(f"{title.zh}（{kind}）合同：{strength.zh}", f"{title.en} ({kind}): {strength.en}")
