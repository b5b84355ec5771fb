"""How a place in the contract is cited: in its own words, with fields where the word processor counts.

Values that flow: the article, the steps below it (款, 项, (a)) and the blocks they stand on become a `Citation`, whose
pieces are words or fields. The hard problem is that a field shows what the level's own text says and no more: 第 and 条
or the word Article stand outside the field only where the level does not hold them, and a level such as 七、 cannot be
cited by a field at all. Rejected: one text per citation; a clause that joins an article is cited from its first to its
last paragraph, by two numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clause_library.model import RenderedBlock
from clause_library.word.reading.references import Reference
from clause_library.word.source.numerals import zh_number

TRAILING = "。.．、:：，, "
SPELLED = re.compile(r"[A-Za-z]{3,}\s+\S")
ZH_BELOW = re.compile(r"(?:\.\d+)*\s?条\s?第\s?[（(]?([一二三四五六七八九十百]+|\d+)[）)]?\s?([款项])")
OPENING_WORDS = 6
LEVEL, WHOLE, OWN = r"\r", r"\w", r"\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a citation; with a `block`, the number a field shows of that block of the clause, under `switch`."""

    text: str
    block: int | None = None
    switch: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as pieces in order. `number` is the article's number alone."""

    pieces: tuple[Piece, ...]
    number: str = ""

    @property
    def text(self) -> str:
        """The whole citation."""
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered level under an article: its number without closing sign, and whether it is one of the article's
    paragraphs rather than an item. `whole` says that the number holds the article's (7.1); `automatic` that a field
    can show it."""

    text: str
    ordinal: int
    paragraph: bool = False
    whole: bool = False
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered place: its steps and the block of the clause that carries the last of them."""

    steps: tuple[Step, ...]
    block: int


@dataclass(frozen=True, slots=True)
class Style:
    """How this contract cites: its language, its word for an article, the numerals of its 款 (empty: it says 项)."""

    lang: str
    word: str
    paragraphs: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The article cited: its label as printed and its number; `block` is its heading where that is ours and counted
    automatically, `automatic` that it is counted automatically at all."""

    label: str
    number: int
    block: int | None = None
    automatic: bool = False

    @property
    def bare(self) -> str:
        """The label without closing sign."""
        return self.label.strip(TRAILING)


def paragraph_numerals(references: Iterable[Reference]) -> str:
    """zh or arabic where the contract calls the numbered paragraphs of its articles 款, empty where it says 项."""
    found: Counter[str] = Counter()
    numerals: Counter[str] = Counter()
    for reference in references:
        match = ZH_BELOW.match(reference.paragraph.text, reference.end) if reference.word == "条" else None
        if match:
            found[match.group(2)] += 1
            numerals["arabic" if match.group(1).isdigit() else "zh"] += match.group(2) == "款"
    return numerals.most_common(1)[0][0] if found["款"] and found["款"] >= found["项"] else ""


def cite(style: Style, head: Head, place: Place | None = None, last: Place | None = None) -> Citation:
    """The citation of an article, of a place in it, or of the stretch from one place to another."""
    if style.lang == "zh":
        return Citation(_zh(style, head, place, last), _zh_article(head, None))
    return Citation(_en(style, head, place, last), head.bare or str(head.number))


def cite_recitals(lang: str) -> Citation:
    """Words before the first article."""
    return Citation((Piece("序言" if lang == "zh" else "the recitals"),))


def cite_title(style: Style, title: str) -> Citation:
    """A clause under a heading without a number, in a contract that does not number its articles."""
    if style.lang == "zh":
        return Citation((Piece(f"“{title}”一条"),))
    return Citation((Piece(f"the {style.word.lower()} headed “{title}”"),))


def cite_words(style: Style, head: Head, blocks: list[RenderedBlock], title: str) -> Citation:
    """Paragraphs without numbers that joined an article, by their opening words (Chinese: by their subject)."""
    if style.lang == "zh":
        return Citation((Piece(f"{_zh_article(head, None)}关于“{title}”的约定"),), _zh_article(head, None))
    article = "".join(p.text for p in _en(style, head, None, None))
    first, last = _opening(blocks[0]), _opening(blocks[-1])
    if len(blocks) == 1:
        return Citation((Piece(f"the paragraph of {article} beginning “{first}”"),), head.bare)
    return Citation((Piece(f"the paragraphs of {article} from “{first}” to “{last}”"),), head.bare)


def cite_paragraphs(style: Style, head: Head, first: int, last: int) -> Citation:
    """Paragraphs without numbers of a Chinese article, counted as statutes count them: 第二款至第七款."""
    words = "".join(_zh_range(f"第{zh_number(first)}款", f"第{zh_number(last)}款"))
    return Citation((Piece(_zh_article(head, None) + words),), _zh_article(head, None))


def _opening(block: RenderedBlock) -> str:
    words = "".join(r.text for r in block.runs if not r.ref).strip('“”" ')
    phrase = re.split(r"[,.;:”]", words)[0].split()
    return " ".join(phrase[:OPENING_WORDS])


def _zh_article(head: Head, whole: str | None) -> str:
    if whole is not None:
        return f"第{whole}条"
    if head.label.startswith("第"):
        return head.bare
    chinese = re.fullmatch(r"[一二三四五六七八九十百零]+", head.bare)
    return f"第{zh_number(head.number) if chinese else head.bare or head.number}条"


def _zh_range(first: str, last: str) -> tuple[str, ...]:
    return (first,) if first == last else (first, "至", last)


def _zh(style: Style, head: Head, place: Place | None, last: Place | None) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    if place is None or not any(s.whole for s in place.steps):
        pieces += _zh_head(head)
    if place is not None:
        pieces += _zh_steps(style, place)
    if last is not None and place is not None and last.steps and last.block != place.block:
        pieces += [Piece("至"), *_zh_step(style, last.steps[-1], last.block)]
    return tuple(pieces)


def _zh_steps(style: Style, place: Place) -> list[Piece]:
    """The levels below the article, from the one whose number holds the article's; only the last can be a field."""
    steps = place.steps
    begin = max((i for i, s in enumerate(steps) if s.whole), default=0)
    out: list[Piece] = []
    for at, step in enumerate(steps[begin:], start=begin + 1):
        out += _zh_step(style, step, place.block if at == len(steps) else None)
    return out


def _zh_head(head: Head) -> tuple[Piece, ...]:
    """The article; a field only where what the level shows is 第…条 or a bare numeral."""
    bare = head.label.rstrip(".")
    words = _zh_article(head, None)
    if head.block is None or not head.automatic:
        return (Piece(words),)
    if bare == words:
        return (Piece(words, head.block, LEVEL),)
    if f"第{bare}条" == words:
        return (Piece("第"), Piece(bare, head.block, LEVEL), Piece("条"))
    return (Piece(words),)


def _zh_step(style: Style, step: Step, block: int | None) -> tuple[Piece, ...]:
    field = block if step.automatic else None
    if step.whole:
        return (Piece("第"), Piece(step.text, field, WHOLE if field is not None else ""), Piece("条"))
    if step.paragraph and style.paragraphs:
        figure = zh_number(step.ordinal) if style.paragraphs == "zh" else str(step.ordinal)
        return (Piece(f"第{figure}款"),)
    if field is None:
        return (Piece(f"第{step.text}项"),)
    return (Piece("第"), Piece(step.text, field, OWN), Piece("项"))


def _en(style: Style, head: Head, place: Place | None, last: Place | None) -> tuple[Piece, ...]:
    shown, automatic = _en_number(head, place)
    block = place.block if place and place.steps else head.block
    switch = WHOLE if place and place.steps else LEVEL
    spelled = SPELLED.match(shown)
    first = Piece(shown, block if automatic else None, switch if automatic and block is not None else "")
    if last is None or place is None or last.block == place.block:
        return (first,) if spelled else (Piece(f"{style.word} "), first)
    end, end_automatic = _en_number(head, last)
    second = Piece(end, last.block if end_automatic else None, WHOLE if end_automatic else "")
    if spelled:
        return (first, Piece(" to "), second)
    return (Piece(f"{style.word}s "), first, Piece(" to "), second)


def _en_number(head: Head, place: Place | None) -> tuple[str, bool]:
    """What stands for the number (7.1(a), or Section 7.1 where the level spells it), and whether a field shows it."""
    steps = place.steps if place else ()
    begin = max((i for i, s in enumerate(steps) if s.whole), default=-1)
    whole = steps[begin].text if begin >= 0 else ""
    tail = "".join(s.text if s.text.startswith("(") else f"({s.text})" for s in steps[begin + 1 :])
    automatic = steps[-1].automatic if steps else head.automatic and head.block is not None
    return (whole or head.bare or str(head.number)) + tail, automatic
