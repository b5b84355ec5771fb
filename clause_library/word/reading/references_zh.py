"""Chinese references as typed: 第十二条第二款第（三）项, 第6.1款, 本条第二款, 第三、五条.

Values that flow: a paragraph becomes `Reference`s. The hard problem is the tail: 第一款、第二款 after a statute's
article belong to the statute, after our own article to it. Rejected: one pattern for all; chains share their head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.word.source.document import Paragraph
from clause_library.word.source.figures import Figure, Reference

HAN = "[一二三四五六七八九十百零〇两]+"
NUMBER = rf"(?:{HAN}|\d{{1,3}})"
ITEM = rf"(?:\d{{1,3}}(?:[.．]\d{{1,3}})+|{NUMBER})"
JOIN = r"\s?(?:[、，至到和及与或~～—–-]|以及)\s?"
HEAD = re.compile(
    rf"(?P<lead>第\s?)?(?<![\d.．A-Za-z￥¥$])(?P<list>{ITEM}(?:{JOIN}第?\s?{ITEM})*)\s?"
    r"(?P<unit>条款(?!项)|条(?![件例约款])|款|项(?!目))"
)
EACH = re.compile(ITEM)
PART = re.compile(
    rf"(?P<join>{JOIN})?(?:[的之中]\s?)?(?P<lead>第\s?)?(?P<open>[（(]\s?)?"
    rf"(?P<list>(?:{NUMBER}|[a-z])(?:[）)]?[、至到和及与或][（(]?{NUMBER})*)(?P<close>\s?[）)])?\s?(?P<unit>款|项(?!目))"
)
PART_EACH = re.compile(rf"{NUMBER}|[a-z]")
BEFORE_BARE = re.compile(r"(?:[依按照据见及和与、反合于在同议约定除有，（(]|本条|上述|下列|^)\s?$")
ELSEWHERE = re.compile(r"(?:[前上下后该此其][一二两]?[条款项]|[^本]条)的?\s?$")
LOOKED_BACK = 1000
"""Characters before a reference that may say whose it is; reading all of them takes time by the square."""
OWN = re.compile(r"(?:本|以上|上述)?(?:合同|协议|契约)(?:的|之|项下的?|中的?)?$")
FOREIGN = re.compile(
    r"(?:》|法典|(?<![方办做无依合违司执守手用])法|法律|条例|办法|规定|解释|细则|主合同|原合同|总合同|另案合同|公约|协定"
    r"|补充协议|附件[一二三四五六七八九十\d]*|附录[一二三四五六七八九十\d]*)"
    r"(?:》)?(?:[（(][^（）()]{0,12}[）)])?(?:的|之|中|中的)?"
    r"(?:第[^，。；]{1,8}条(?:第[^，。；]{1,8}[款项目])*[、和及与至或]?)*$"
)


def chinese(paragraph: Paragraph, head: int, titles: frozenset[str] = frozenset()) -> Iterator[Reference]:
    """The Chinese references of a paragraph whose own number ends at `head`; `titles` are the contract's own."""
    text = paragraph.text
    at = head
    while match := HEAD.search(text, at):
        at = match.end()
        figures = _figures(match)
        before = text[max(0, match.start() - LOOKED_BACK) : match.start()]
        if figures is None:
            continue
        itself = any(before.endswith(f"《{t}》") for t in titles)
        foreign = FOREIGN.search(before) is not None and not itself
        within = match.group("unit") != "条" and "." not in match.group("list").replace("．", ".")
        within = within and match.group("unit") != "条款"
        if within and (ELSEWHERE.search(before) or not BEFORE_BARE.search(before)):
            at = _tail_end(text, at)
            continue
        named = itself or (OWN.search(before) is not None and not foreign)
        unit = {"款": "paragraph", "项": "item"}.get(match.group("unit"), "article") if within else "article"
        heads = [Figure(f.start, f.end, f.text, unit) for f in figures]
        yield from (_one(paragraph, (f,), match, named, within, foreign) for f in heads[:-1])
        chains, at = _chains(text, at, heads[-1])
        for chain in chains:
            yield _one(paragraph, chain, match, named, within, foreign, at)


def _one(
    paragraph: Paragraph,
    figures: tuple[Figure, ...],
    match: re.Match[str],
    named: bool,
    within: bool,
    foreign: bool,
    end: int = 0,
) -> Reference:
    span = (match.start(), max(end, match.end()))
    return Reference(paragraph, figures, "条", span, named, within, foreign)


def _figures(match: re.Match[str]) -> list[Figure] | None:
    """The figures of a head; None where it is a quantity (三条, 2.5项), not a reference."""
    low = match.start("list")
    found = [Figure(low + m.start(), low + m.end(), m.group(0)) for m in EACH.finditer(match.group("list"))]
    decimal = any(re.search(r"[.．]", f.text) for f in found)
    if match.group("lead"):
        return found
    before = match.string[max(0, match.start() - 2) : match.start()]
    return found if decimal and re.search(r"[依按照据见及和与、反合于在同议约（(]\s?$", before) else None


def _chains(text: str, at: int, head: Figure) -> tuple[list[tuple[Figure, ...]], int]:
    """The parts named behind a head (第二款第（三）项, 第一款、第二款), each with what stands above it."""
    rank = {"article": 0, "paragraph": 1, "item": 2}
    chains: list[tuple[Figure, ...]] = []
    current: tuple[Figure, ...] = (head,)
    while match := _part(text, at):
        unit = "paragraph" if match.group("unit") == "款" else "item"
        above = tuple(f for f in current if rank[f.unit] < rank[unit])
        if match.group("join"):
            chains.append(current)
        elif len(above) < len(current):
            break
        low = match.start("list")
        each = [Figure(low + m.start(), low + m.end(), m.group(0), unit) for m in PART_EACH.finditer(match["list"])]
        chains += [(*above, f) for f in each[:-1]]
        current = (*above, each[-1])
        at = match.end()
    return [*chains, current], at


def _part(text: str, at: int) -> re.Match[str] | None:
    match = PART.match(text, at)
    bare = match is not None and not (match.group("lead") or (match.group("open") and match.group("close")))
    return None if bare else match


def _tail_end(text: str, at: int) -> int:
    while match := _part(text, at):
        at = match.end()
    return at
