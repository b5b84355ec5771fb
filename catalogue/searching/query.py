"""What a person typed -> `Query` -> the same in its plainest spelling. Never raises.

A query is a row of groups that must all hold; a group is one clause, or several joined by OR, of which one
must hold. A clause is a word or a quoted text, in the text of an entry or in one field of it, wanted or
(`-`) unwanted. The hard problem: people type full-width signs, leave quotes open and search for things that
look like operators; every text must mean something, and `parse(str(q)) == q`. Rejected: brackets and
precedence rules; nobody in the field writes them, and a bracket is far more often part of a code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from catalogue.problems import BadInput
from catalogue.text import Normaliser

LONGEST_QUERY = 1000
"""Characters; beyond this the command line refuses a query."""


class In(StrEnum):
    """Where a clause looks. TEXT is the whole text of an entry."""

    TEXT = ""
    CODE = "code"
    CONTROL = "control"
    EDITION = "edition"
    INDUSTRY = "industry"


_FIELD_WORDS = {
    "code": In.CODE,
    "编号": In.CODE,
    "編號": In.CODE,
    "control": In.CONTROL,
    "管制": In.CONTROL,
    "edition": In.EDITION,
    "版本": In.EDITION,
    "industry": In.INDUSTRY,
    "行业": In.INDUSTRY,
    "行業": In.INDUSTRY,
}
_MINUS = "-－−–—﹣"
_QUOTES = '"＂“”„‟〝〞'
_COLONS = ":：﹕"
_PIECE = re.compile(
    rf"(?P<minus>[{_MINUS}])?"
    rf"(?:(?P<field>{'|'.join(_FIELD_WORDS)})\s*[{_COLONS}]\s*(?=[^\s{_COLONS}]))?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))",
    re.IGNORECASE,
)
_BARE_FIELD = re.compile(rf"(?:{'|'.join(_FIELD_WORDS)})[{_COLONS}]+", re.IGNORECASE)
_OR = ("OR", "ＯＲ")


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition. `quoted` text is looked for as it stands, without synonyms."""

    text: str
    field: In = In.TEXT
    unwanted: bool = False
    quoted: bool = False

    def __str__(self) -> str:
        """As it would be typed."""
        text = f'"{self.text}"' if self.quoted else self.text
        field = f"{self.field.value}:" if self.field else ""
        return f"{'-' if self.unwanted else ''}{field}{text}"


Group = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """All groups must hold; of a group, one clause must."""

    groups: tuple[Group, ...] = ()

    def __str__(self) -> str:
        """The plainest spelling; parsing it gives this query again."""
        return " ".join(spelled(group) for group in self.groups)

    @property
    def is_empty(self) -> bool:
        """True when nothing but operators and blanks was typed."""
        return not self.groups

    def values_of(self, field: In) -> tuple[str, ...]:
        """The wanted values of a field."""
        return tuple(c.text for g in self.groups for c in g if c.field is field and not c.unwanted)


def spelled(group: Group) -> str:
    """A group as it would be typed."""
    return " OR ".join(str(clause) for clause in group)


def parse(text: str) -> Query:
    """The query that `text` means. Whatever is given, something comes back; possibly an empty query."""
    groups: list[Group] = []
    joining = False
    for found in _PIECE.finditer(text):
        if found[0] in _OR:
            joining = bool(groups)
            continue
        clause = _clause(found)
        if clause is None:
            continue
        if joining:
            groups[-1] = (*groups[-1], clause)
        else:
            groups.append((clause,))
        joining = False
    return Query(tuple(groups))


def _clause(found: re.Match[str]) -> Clause | None:
    quoted = found["quoted"] is not None
    text: str = " ".join(found["quoted"].split()) if quoted else found["word"]
    if not quoted and (not text.strip(_MINUS) or _BARE_FIELD.fullmatch(text)):
        return None
    if not text:
        return None
    field = _FIELD_WORDS[found["field"].lower()] if found["field"] else In.TEXT
    return Clause(text, field, found["minus"] is not None, quoted)


def searchable(query: Query, normaliser: Normaliser) -> Query:
    """The query without clauses of which folding leaves nothing (control characters, zero-width signs)."""
    groups = (tuple(c for c in g if normaliser.normalise(c.text)) for g in query.groups)
    return Query(tuple(g for g in groups if g))


def check_query(text: str, normaliser: Normaliser) -> Query:
    """The query, for a door that must refuse what cannot be searched.

    Raises BadInput for more than 1,000 characters and where nothing is left to search for.
    """
    if len(text) > LONGEST_QUERY:
        raise BadInput.because(
            f"the query has {len(text):,} characters; at most {LONGEST_QUERY:,} are taken",
            field="QUERY",
            hint="search for a few words of it",
            zh=f"查询有{len(text):,}个字符；至多{LONGEST_QUERY:,}个",
            hint_zh="请只查其中几个词",
        )
    query = searchable(parse(text), normaliser)
    if query.is_empty:
        raise BadInput.because(
            "the query holds nothing to search for",
            field="QUERY",
            hint="give a word, a code or a filter such as control:prohibited",
            zh="查询中没有可查的内容",
            hint_zh="请写词语、编码，或 control:prohibited 之类的筛选",
        )
    return query
