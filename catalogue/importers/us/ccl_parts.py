"""The printed blocks of an ECCN: which label a line carries, and what the requirements table says as reasons.

Values that flow: a line of text becomes a `Labelled` (label and rest), a row of the table one or more reasons such as
`NS 1`, `RS 1: 3A001.b.2` or `UN: entire entry; See § 746.1`. The hard problem: the same blocks are set in different
tags and words from entry to entry ("Related Controls", "Related controls", "Items" without a colon), so they are known
by their words alone. Rejected: knowing them by tag; a fifth of the entries would lose a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Block(Enum):
    """Where in an entry the reader is."""

    HEADING = auto()
    REQUIREMENTS = auto()
    EXCEPTIONS = auto()
    STA = auto()
    REPORTING = auto()
    LIST = auto()
    ITEMS = auto()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that begins with a label: what the label is (as printed in the singular) and the text after it."""

    label: str
    rest: str


_BLOCKS = (
    (Block.REQUIREMENTS, re.compile(r"License Requirements?:?")),
    (Block.EXCEPTIONS, re.compile(r"(?:List Based )?License Exceptions\s*(?:\(See [^)]*\))?:?", re.IGNORECASE)),
    (Block.STA, re.compile(r"Special Conditions for (?:STA|Strategic Trade Authorization \(STA\)):?", re.IGNORECASE)),
    (Block.REPORTING, re.compile(r"Reporting Requirements:?")),
    (Block.LIST, re.compile(r"List of Items Controlled:?")),
)
EXCEPTIONS = ("LVS", "GBS", "TSR", "CIV", "IEC", "AIA", "ACM", "NAC/ACA", "LPP", "ACE", "ENC", "APP", "HBM", "STA")
_EXCEPTION = re.compile(rf"(?P<label>{'|'.join(EXCEPTIONS)})\s*:\s*(?P<rest>.*)", re.DOTALL)
_LABELS = re.compile(
    r"(?P<label>Reasons? for Control|Related Controls?|Related Definitions?|ECCN Controls|Special Reporting|"
    r"License Requirements? Notes?|License Exceptions Note|Reporting Requirements|Unit|Items)\b"
    r"\s*(?P<colon>:?)\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_IN_HEADING = re.compile(
    r"(?:The lists? of items controlled (?:is|are|in) contained in (?:the|this) ECCN headings?\.?)", re.I
)

_WHO = r"[A-Z]{2}(?:\s*(?:,|and)\s*[A-Z]{2})*|Russian industry sector sanctions?"
_APPLIES = re.compile(rf"(?P<who>{_WHO})\s+(?:applies|apply)\b(?:\s+to\b)?:?,?\s*(?P<scope>.*)", re.DOTALL)
_NEXT_SCOPE = re.compile(r"(?<=entry)\s+(?=[A-Z]{2} applies)")
_COLUMN = re.compile(r"(?P<who>[A-Z]{2})?\s*Columns?\s*(?P<number>\d)\b[.,]?\s*(?P<rest>.*)", re.DOTALL)
_IN_SCOPE = re.compile(r"\s+(?P<column>[A-Z]{2} Column \d\.?)$")
_IN_PASSING = re.compile(r"\d[A-E]\d{3} \w+ (?:are|is) subject to (?P<who>[A-Z]{2}) ?(?P<number>\d) controls\b")
_FIRST_SENTENCE = re.compile(
    r"(?P<scope>.*?)\.\s+(?P<rest>(?:A license|The Commerce|For licens|See §|License|Accordingly).*)", re.DOTALL
)


def block_of(text: str) -> tuple[Block, str] | None:
    """The block this line opens and what follows on the same line; None where it opens none."""
    for block, pattern in _BLOCKS:
        if pattern.fullmatch(text):
            return block, ""
        found = pattern.match(text) if block in (Block.LIST, Block.REPORTING) else None
        if found and text[found.end() :].startswith((" a.", " See §")):
            return block, text[found.end() :].strip()
    return None


def labelled(text: str) -> Labelled | None:
    """The line with its label; None where it carries none."""
    exception = _EXCEPTION.fullmatch(text)
    if exception:
        return Labelled(exception["label"], exception["rest"].strip())
    found = _LABELS.match(text)
    if not found:
        return None
    label, rest = _printed_label(found["label"]), found["rest"].strip()
    bare = label == "Items" and (not rest or rest.startswith("a."))
    if not (found["colon"] or bare or (label.startswith("Related") and rest.startswith(("See", "(1)")))):
        return None
    return Labelled(label, rest)


def _printed_label(label: str) -> str:
    """One spelling for each label."""
    words = label.title().replace("For", "for").replace("Eccn", "ECCN")
    if words.startswith("Reason"):
        return "Reason for Control"
    return words if words.endswith(("s", "Note", "Reporting", "Unit")) else f"{words}s"


def is_in_heading(text: str) -> bool:
    """True for the sentence that the items stand in the heading."""
    return bool(_IN_HEADING.fullmatch(text.strip()))


def reasons_of(cells: list[str]) -> list[str] | None:
    """The reasons one row of the requirements table gives; None where it cannot be read as one.

    A row is a scope ("NS applies to entire entry") and what it calls for ("NS Column 1", or words where the
    Country Chart has no column for it). A row of one cell holds both.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        split = _IN_SCOPE.search(filled[0])
        filled = [filled[0][: split.start()], split["column"]] if split else [filled[0], ""]
    if len(filled) != 2:
        return None
    read = [_APPLIES.fullmatch(scope) for scope in _NEXT_SCOPE.split(filled[0])]
    found = [one for one in read if one]
    return (
        [r for one in found for r in _reasons(one["who"], one["scope"], filled[1])] if len(found) == len(read) else None
    )


def reasons_in_words(text: str) -> list[str] | None:
    """The reasons of a paragraph that stands in place of the table; None where it is no such paragraph."""
    plain = re.sub(r"^(?:Controls?(?:\(s\))?|Country Chart)\s*[.:]\s*", "", text)
    found = _APPLIES.fullmatch(plain)
    if not found:
        return None
    return list(_reasons(found["who"], found["scope"], ""))


def reasons_in_passing(text: str) -> list[str]:
    """The reason a sentence of explanation names (the entries 0A521 to 0E521 have no table); the sentence stays."""
    found = _IN_PASSING.match(text)
    return [f"{found['who']} {found['number']}"] if found else []


def are_named(text: str) -> bool:
    """True for the letters of the line `Reason for Control: NS, AT`, which some entries print empty."""
    return bool(re.search(r"^Reason for Control: .*[A-Z]{2}\b", text, re.MULTILINE))


def _reasons(who: str, scope: str, wanted: str) -> Iterator[str]:
    sentence = None if wanted else _FIRST_SENTENCE.fullmatch(scope)
    if sentence:
        scope, wanted = sentence["scope"], sentence["rest"]
    columns = {c["who"] or "": c for part in _columns(wanted) if (c := _COLUMN.fullmatch(part))}
    names = re.findall(r"[A-Z]{2}", who) if who.isupper() or "and" in who or "," in who else [who]
    where = scope.strip().rstrip(".").rstrip()
    for name in names:
        column = columns.get(name) or columns.get("")
        yield _told(name, where, column["number"], column["rest"]) if column else _told(name, where, "", wanted)


def _columns(wanted: str) -> list[str]:
    """`NP Column 1 AT Column 1` names two columns."""
    parts = re.split(r"(?<=\d)[.;]?\s+(?=[A-Z]{2} Column)", wanted.strip())
    return [part.strip() for part in parts]


def _told(name: str, where: str, number: str, rest: str) -> str:
    """`NS 1`, `NS 1: scope`, `UN: scope; what is required`; an entire entry with a column needs no scope."""
    head = f"{name} {number}".strip()
    if where.casefold() == "the entire entry":
        where = "entire entry"
    entire = where.casefold() in ("entire entry", "")
    scope = "" if entire and number else where
    tail = "; ".join(part for part in (scope, rest.strip()) if part)
    return f"{head}: {tail}" if tail else head
