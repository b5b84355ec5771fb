"""Chinese references as typed: 第十二条第二款第（三）项, 第6.1款, 本条第二款, 第三、五条.

Values that flow: a paragraph becomes `Reference`s. The hard problem is the tail: 第一款、第二款 after a statute's
article belong to the statute, after our own article to it. Rejected: one pattern for all; chains share their head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clause_library.word.source.document import Paragraph
from clause_library.word.source.figures import Figure, Reference

HAN = "[一二三四五六七八九十百零〇两]+"
NUMBER = rf"(?:{HAN}|\d{{1,3}})"
ITEM = rf"(?:\d{{1,3}}(?:[.．]\d{{1,3}})+|{NUMBER})"
JOIN = r"\s?(?:[、，至到和及与或~～—–-]|以及)\s?"
PROVISION = r"条(?!件|款|例(?!外|如)|约(?!定|束))"
HEAD = re.compile(
    rf"(?P<lead>第\s?)?(?<![\d.．A-Za-z￥¥$])(?P<list>{ITEM}(?:{JOIN}第?\s?{ITEM})*)\s?"
    rf"(?P<unit>条款(?!项)|{PROVISION}|款|项(?!目))"
)
UNITS = ("条", "款", "项")
CHAPTER = re.compile(rf"(?P<chapter>第\s?{NUMBER}\s?|本)章(?:(?P<gap>[的之中]?)(?P<part>第\s?{NUMBER}\s?)条)?")
EACH = re.compile(ITEM)
PART = re.compile(
    rf"(?P<join>{JOIN})?(?:[的之中]\s?)?(?P<lead>第\s?)?(?P<open>[（(]\s?)?"
    rf"(?P<list>(?:{NUMBER}|[a-z])(?:[）)]?[、至到和及与或][（(]?{NUMBER})*)(?P<close>\s?[）)])?\s?(?P<unit>款|项(?!目))"
)
PART_EACH = re.compile(rf"{NUMBER}|[a-z]")
BEFORE_BARE = re.compile(r"(?:[依按照据见及和与、反合于在同议约定除有，（(]|本条|上述|下列|^)\s?$")
ELSEWHERE = re.compile(r"(?:[前上下后该此其][一二两]?[条款项]|[^本]条)的?\s?$")
NEAR, LOOKED_BACK = 40, 1000
"""Characters before a reference that may say whose it is; reading all of them takes time by the square."""
OWN = re.compile(r"(?:本|以上|上述)?(?:合同|协议|契约)(?:的|之|项下的?|中的?)?$")
FOREIGN = re.compile(
    r"(?:》|法典|(?<![方办做无依合违司执守手用])法|法律|条例|办法|规定|解释|细则|主合同|原合同|总合同|另案合同|公约|协定"
    r"|补充协议|附[件录表][一二三四五六七八九十\dA-Z]*)"
    r"[》」』”\"]?(?:[（(][^（）()]{0,12}[）)])?(?:的|之|中|中的)?(?:第[^，。；]{1,6}[编章节卷])*"
    r"(?:第[^，。；]{1,8}条(?:第[^，。；]{1,8}[款项目])*[、和及与至或]?)*$"
)
KIND = (
    r"(?:保密|框架|补充|采购|销售|买卖|购销|服务|技术|咨询|开发|研发|转让|许可|授权|合作|委托|劳动|聘用|租赁|借款|贷款|担保|保证"
    r"|质押|抵押|投资|股东|股权|增资|代理|经销|分销|供货|供应|加工|承揽|工程|施工|质量|意向|战略|竞业限制|数据处理|设备|专利|商标"
    r"|软件|实施|出口|进口|引进|分|子|前|旧|另一|其他|该|此)"
)
COMPOUND = re.compile(
    rf"(?P<own>本)?(?P<name>{KIND}(?:[与和及、]?{KIND})*(?:合同|协议|契约))书?(?:的|之|项下的?|中的?)?$"
)
DOUBT = re.compile(
    r"(?:(?:通用|专用|标准|特殊|特别|补充|一般)条款|规则|准则|章程|备忘录|指南|指引|公告|通则|通知|决定|承诺函|意向书|说明书|订单"
    r"|号[）)〕]?令?|[A-Z][A-Za-z]*[A-Z/\d][\w/.\-— ]*)(?:的|之|中|中的)?$"
)
BEHIND = re.compile(rf"第[^，。；]{{1,12}}条{JOIN}$")
CHAIN = re.compile(r"(?:第[^第，。；]{1,8}条(?:第[^第，。；]{1,8}[款项目])*(?:\s?[、至到和及与或]|以及)\s?)+$")
"""What stands between an owner and a reference that may share it: 附件三第四条、第五条."""
COUNTED = ("意见", "建议", "措施", "原则", "理由", "要求", "生产线")


def by_chapters(text: str) -> str:
    """The text of a contract whose articles are called 章, as one whose articles are called 条 would write it.

    第七章第二条 reads 第七条第二款 and 本章第二条 本条第二款; every sign stays in its place.
    """
    return CHAPTER.sub(lambda m: f"{m['chapter']}条{m['gap']}{m['part']}款" if m["part"] else f"{m['chapter']}条", text)


def chinese(
    paragraph: Paragraph, head: int, titles: frozenset[str] = frozenset(), *, chapters: bool = False
) -> Iterator[Reference]:
    """The Chinese references of a paragraph whose own number ends at `head`; `titles` are the contract's own.

    `chapters`: what the contract cites as its articles are chapters.
    """
    text = by_chapters(paragraph.text) if chapters else paragraph.text
    if not any(unit in text for unit in UNITS):
        return
    at = head
    while match := HEAD.search(text, at):
        at = match.end()
        own = _figures(match)
        before = text[max(0, match.start() - LOOKED_BACK) : match.start()]
        if own is None:
            later = text.find("第", match.start() + 1, match.end())
            at = later if later > 0 else at
            continue
        chain = CHAIN.search(before)
        root = before[: chain.start()] if chain else before
        itself = any(root.endswith(f"《{t}》") for t in titles)
        doubtful = _doubtful(root, titles)
        other = FOREIGN.search(before) is not None
        foreign = (other or doubtful) and not itself
        within = match.group("unit") != "条" and "." not in match.group("list").replace("．", ".")
        within = within and match.group("unit") != "条款"
        near = before[-NEAR:]
        if within and (ELSEWHERE.search(near) or not BEFORE_BARE.search(near)):
            at = _tail_end(text, at)
            continue
        named = itself or (OWN.search(near) is not None and not foreign)
        unit = {"款": "paragraph", "项": "item"}.get(match.group("unit"), "article") if within else "article"
        heads = [Figure(f.start, f.end, f.text, unit) for f in own]
        every = [(f,) for f in heads[:-1]]
        chains, tail = _chains(text, at, heads[-1])
        for figures, end in [*((c, 0) for c in every), *((c, tail) for c in chains)]:
            one = _one(paragraph, figures, match, named, within, foreign, end)
            yield replace(one, shared=foreign and (not other or chain is not None))
        at = tail


def _doubtful(before: str, titles: frozenset[str]) -> bool:
    """Whether what stands before names a paper that may be another: 技术服务合同 where that is not its title."""
    match = COMPOUND.search(before)
    if match:
        return not (match.group("own") or any(match.group("name") in t for t in titles))
    return DOUBT.search(before) is not None


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
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    if match.group("unit") == "条" and BEHIND.search(before):
        return None if match.string.startswith(COUNTED, match.end()) else found
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
