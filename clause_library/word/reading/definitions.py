"""Terms the contract defines already, so that a clause does not define them again.

Values that flow: an opened contract becomes the terms it defines, with where; a clause of definitions loses the items
that would define one of them a second time, in both languages together. Rejected: leaving it to the reader; two
definitions of one word are two meanings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.model import Words
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.layout import cells_of, table_rows
from clause_library.word.reading.lists import CELL_HEAD, CELL_TERM
from clause_library.word.reading.rules import WordRules
from clause_library.word.source.document import ContractDocument, Paragraph

DEFINITION = re.compile(
    r"[“\"]([^”\"]{1,40})[”\"]\s*(?:[（(][^）)]*[）)]\s*)?(?:一词|[，,：:])?\s*(?:(?:是|系|即|应|意|均|特)?指|的?含义|意为)"
    r"|称(?:为|作)?[：:]?\s*[“\"]([^”\"]{1,40})[”\"]"
    r"|(?:以下|下文)(?:统|合|均)?简?称(?:为|作)?[：:]?\s*([\u4e00-\u9fff]{1,10})(?=[）)；;，,。．])"
    r"|^[\s\u3000]*(?:[\d０-９]{1,2}(?:[.．][\d０-９]{1,2})*[.．、]?|[（(][\d０-９一二三四五六七八九十]{1,3}[）)])[\s\u3000]*"
    r"([\u4e00-\u9fff]{2,12}?)[：:，,]?(?:是|系)?指(?![定导示标明出挥令派数南控责引教纹])"
    r"|^\s*([\u4e00-\u9fff]{2,12})\s?[：:]\s?[系是]?指(?![定导示标明出挥令派数南控责引教纹])"
    r"|[“\"](?:the |The )?([A-Z][^”\"]{1,60})[”\"]:?\s*(?:\(or [^)]*\)\s*)?"
    r"(?:means?|shall mean|refers? to|is defined as|ha(?:s|ve) the meaning|will have)"
    r"|\((?:the\s+)?[“\"]([A-Z][^”\"]{1,60})[”\"]\)|[（(][“\"]([^”\"]{1,20})[”\"][）)]"
)
CELL_MEANING = re.compile(r"^\s*(?:[系是意]?指|means?\b|shall mean\b|ha(?:s|ve) the meaning\b)", re.IGNORECASE)
OUR_PARTIES = ("出口方", "接收方", "Exporter", "Recipient")
TERM = re.compile(r"^\s*[“\"](?:the |The )?([^”\"]+)[”\"]")
ANOTHER = re.compile(r"(?<=；)(?=“)|(?<=; )(?=“)")
GIVES_MEANING = re.compile(
    r"[“\"]([^”\"]{1,40})[”\"][^“”\"。.]{0,60}?(?:means?\b|shall mean|系?指)"
    r"|所称(?:的)?[“\"]?([^，。“”\"]{2,12})[”\"]?，(?:系)?指"
)


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


def _in_tables(document: ContractDocument, own: Iterable[Paragraph]) -> Iterator[str]:
    """The terms that those paragraphs define in tables of two columns, term and meaning."""
    texts: dict[int, list[str]] = {}
    for paragraph in own:
        if paragraph.cell is not None:
            texts.setdefault(id(paragraph.cell), []).append(paragraph.text)
    for table in (b for b in document.blocks if b.tag == "w:tbl"):
        pairs = [["\n".join(texts.get(id(c), [])) for c in cells_of(row)] for row in table_rows(table)]
        pairs = [p for p in pairs if len(p) == 2]
        headed = bool(pairs) and all(CELL_HEAD.match(text.strip()) for text in pairs[0])
        for term, meaning in pairs[headed:]:
            match = CELL_TERM.match(term)
            if match and (headed or CELL_MEANING.match(meaning)):
                yield match.group(1).strip()


def same_term(one: str, other: str) -> bool:
    """Whether two terms are one word: small letters, the article and the plural apart."""
    return _bare(one) == _bare(other)


def _bare(term: str) -> str:
    plain = term.casefold().removeprefix("the ").strip()
    return plain.removesuffix("s") if plain.isascii() and len(plain) > 3 else plain


def defined_in(text: str) -> tuple[str, ...]:
    """The terms to which a paragraph of a clause gives a meaning."""
    return tuple(next(g for g in m.groups() if g) for m in GIVES_MEANING.finditer(text))


def known_terms(document: ContractDocument, rules: WordRules) -> frozenset[str]:
    """The terms the contract itself defines, and the party words it uses; our own paragraphs left out.

    Our own party words count only where the contract defines them: "Data Exporter" is not the Exporter.
    """
    ours = {p.index for present in read_present(document) for p in present.paragraphs}
    own = [p for p in document.paragraphs if p.index not in ours]
    defined = {d.term.removeprefix("the ") for d in find_definitions(own)} | set(_in_tables(document, own))
    text = "\n".join(p.text for p in own)
    words = [w for names in rules.short_names.values() for w in names]
    words += [w for pair in rules.roles for side in (pair.gives, pair.takes) for w in (side.zh, side.en)]
    return frozenset(defined | {w for w in words if w in text and w not in OUR_PARTIES})


def without_known(clause: RenderedClause, known: frozenset[str]) -> tuple[RenderedClause, tuple[str, ...]]:
    """The clause without what defines a known term, and those terms. It goes in every language or in none.

    An item that defines two terms loses the one the contract has.
    """
    if clause.host.topic != "T2":
        return clause, ()
    bare = {_bare(k) for k in known}
    drop: dict[tuple[int, int], str] = {}
    for blocks in clause.blocks.values():
        for at, block in enumerate(blocks):
            for part, runs in enumerate(_parts(block)):
                term = _term(runs)
                if _bare(term) in bare:
                    drop.setdefault((at, part), term)
    if not drop:
        return clause, ()
    kept = {lang: tuple(_kept(blocks, drop, lang)) for lang, blocks in clause.blocks.items()}
    return replace(clause, blocks=kept), tuple(drop[key] for key in sorted(drop))


def _parts(block: RenderedBlock) -> list[tuple[Run, ...]]:
    """The runs of an item, divided where a second term begins (“控制”指……；“关联方”指……)."""
    if block.kind is not BlockKind.ITEM or len(block.cells) != 1:
        return []
    text = "".join(r.text for r in block.runs)
    cuts = [0, *(m.start() for m in ANOTHER.finditer(text)), len(text)]
    return [_between(block.runs, low, high) for low, high in itertools.pairwise(cuts)]


def _between(runs: Iterable[Run], low: int, high: int) -> tuple[Run, ...]:
    out: list[Run] = []
    at = 0
    for run in runs:
        piece = run.text[max(low - at, 0) : max(high - at, 0)]
        if piece or (run.ref and low <= at < high):
            out.append(replace(run, text=piece))
        at += len(run.text)
    return tuple(out)


def _kept(blocks: Iterable[RenderedBlock], drop: dict[tuple[int, int], str], lang: str) -> Iterator[RenderedBlock]:
    for at, block in enumerate(blocks):
        parts = _parts(block)
        left = [p for number, p in enumerate(parts) if (at, number) not in drop]
        if len(left) == len(parts):
            yield block
        elif left:
            runs = [run for part in left for run in part]
            stop = "。" if lang == "zh" else "."
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip("；; ").rstrip(stop) + stop)
            yield replace(block, cells=(tuple(runs),))


def _term(runs: Iterable[Run]) -> str:
    match = TERM.match("".join(r.text for r in runs))
    return match.group(1) if match else ""


def said(clause: RenderedClause, terms: tuple[str, ...]) -> Words:
    """What to tell the user about terms not defined again."""
    return Words(
        f"{clause.id}：合同已有“{'”“'.join(terms)}”的定义或称谓，未重复定义，请核对含义是否一致",
        f"{clause.id}: the contract already defines or names {', '.join(terms)}; not defined again, check the meaning",
    )
