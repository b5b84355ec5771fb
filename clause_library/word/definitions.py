"""Terms the contract defines already, so that a clause does not define them again.

Values that flow: an opened contract becomes the terms it defines, with where; a clause of definitions loses the items
that would define one of them a second time, in both languages together. Rejected: leaving it to the reader; two
definitions of one word are two meanings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.model import Words
from clause_library.model import BlockKind, RenderedBlock, RenderedClause
from clause_library.word.bookmarks import read_present
from clause_library.word.document import ContractDocument, Paragraph
from clause_library.word.rules import WordRules

DEFINITION = re.compile(
    r"[“\"]([^”\"]{1,40})[”\"]\s*(?:系?指|的?含义)|以?下?简?称(?:为)?[“\"]([^”\"]{1,40})[”\"]"
    r"|[“\"]([A-Z][^”\"]{1,60})[”\"]\s*(?:\(or [^)]*\)\s*)?(?:means?|shall mean|has the meaning|will have)"
    r"|\((?:the\s+)?[“\"]([A-Z][^”\"]{1,60})[”\"]\)"
)
OUR_PARTIES = ("出口方", "接收方", "Exporter", "Recipient")
TERM = re.compile(r"^\s*[“\"](?:the |The )?([^”\"]+)[”\"]")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and the paragraph that defines it."""

    term: str
    paragraph: int


def find_definitions(paragraphs: Iterable[Paragraph]) -> Iterator[Definition]:
    """The terms defined in those paragraphs, in order."""
    for paragraph in paragraphs:
        for match in DEFINITION.finditer(paragraph.text):
            yield Definition(next(g for g in match.groups() if g), paragraph.index)


def known_terms(document: ContractDocument, rules: WordRules) -> frozenset[str]:
    """The terms the contract itself defines, and the party words it uses; our own paragraphs left out.

    Our own party words count only where the contract defines them: "Data Exporter" is not the Exporter.
    """
    ours = {p.index for present in read_present(document) for p in present.paragraphs}
    own = [p for p in document.paragraphs if p.index not in ours]
    defined = {d.term.removeprefix("the ") for d in find_definitions(own)}
    text = "\n".join(p.text for p in own)
    words = [w for names in rules.short_names.values() for w in names]
    words += [w for pair in rules.roles for side in (pair.gives, pair.takes) for w in (side.zh, side.en)]
    return frozenset(defined | {w for w in words if w in text and w not in OUR_PARTIES})


def without_known(clause: RenderedClause, known: frozenset[str]) -> tuple[RenderedClause, tuple[str, ...]]:
    """The clause without items that define a known term, and those terms. Items go in every language or in none."""
    if clause.host.topic != "T2":
        return clause, ()
    drop: dict[int, str] = {}
    for blocks in clause.blocks.values():
        for at, block in enumerate(blocks):
            term = _term(block)
            if term in known:
                drop.setdefault(at, term)
    if not drop:
        return clause, ()
    kept = {lang: tuple(b for at, b in enumerate(bs) if at not in drop) for lang, bs in clause.blocks.items()}
    return replace(clause, blocks=kept), tuple(drop[at] for at in sorted(drop))


def _term(block: RenderedBlock) -> str:
    match = TERM.match("".join(r.text for r in block.runs)) if block.kind is BlockKind.ITEM else None
    return match.group(1) if match else ""


def said(clause: RenderedClause, terms: tuple[str, ...]) -> Words:
    """What to tell the user about terms not defined again."""
    return Words(
        f"{clause.id}：合同已有“{'”“'.join(terms)}”的定义或称谓，未重复定义，请核对含义是否一致",
        f"{clause.id}: the contract already defines or names {', '.join(terms)}; not defined again, check the meaning",
    )
