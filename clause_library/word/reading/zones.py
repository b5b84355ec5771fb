"""Where a contract is signed, where annexes begin and which headings only divide it.

Values that flow: paragraphs become places: the first line of a signature block, an annex heading, a division such as a
chapter. The hard problem is that the words of a signature block also open a contract (甲方：…) and stand in its
sentences; a block is a cluster of short lines without numbers after which no sentence of the contract follows.
Rejected: the first line that matches; it cuts a list of addresses off its article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Node

CLOSING = re.compile(
    r"以下无正文|本页无正文|(?:以下|本页)为?.{0,20}(?:签署页|签字页)|^.{0,16}(?:签署页|签字页)[）)]?$"
    r"|IN WITNESS WHEREOF"
    r"|signature page follows|no (?:further )?text (?:below|follows)|remainder of (?:this|the) page",
    re.IGNORECASE,
)
SIGNING = re.compile(
    r"[（(](?:盖章|签字|签名|公章|签章|签字或盖章|盖章或签字|签字盖章)[）)]"
    r"|^(?:单位|公司|企业)(?:名称|全称)?[（(]公?章[）)]"
    r"|^(?:授权代表|法定代表人|委托代理人).{0,12}[（(]?签"
    r"|^SIGNATURES?\b|^Signed\b|^Signature|^By\s*:|^(?:By|Name|Title|Date)\s*[:：]?\s*_{3,}|^Please sign"
    r"|^Agreed to as of|^Executed\b|^Agreed and accepted|^Accepted and agreed|^For and on behalf of"
    r"|^Authori[sz]ed (?:signature|signatory)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^[甲乙丙丁]方\s*[（(：:]"
    r"|^(?:授权代表|法定代表人|委托代理人|签字|签名|盖章|日期|签约日期|签署日期|签订日期|签约地点)\s*[/／（(：:]"
    r"|^Party [ABC]\s*[(:]|^(?:By|Name|Print name|Printed name|Title|Position|Date|Dated|Witness|Its)\s*[:：_]",
    re.IGNORECASE,
)
PARTY = (
    r"(?:(?:[甲乙丙丁中外买卖供需购售双各]|[\u4e00-\u9fff]{2,5})方|单位名称"
    r"|(?:出租|承租|转让|受让|许可|被许可|委托|受托|发包|承包|定作|承揽|出卖|买受|借款|贷款|让与)人)"
)
IN_BRACKETS = r"(?:[（(][^（）()]{1,10}[）)])?"
SPOKESMAN = rf"{IN_BRACKETS}(?:法定代表人|授权代表|委托代理人|代表人?|负责人|经办人)?{IN_BRACKETS}"
SIGNING_ZH = re.compile(
    rf"^{PARTY}{SPOKESMAN}(?:签字|签章|签名|盖章|签署){{1,2}}(?:人|处)?(?:[：:（(_＿\s]|$)|^签字[：:]|[（(]章[）)]"
)
LABEL_ZH = re.compile(rf"^{PARTY}{SPOKESMAN}[：:_＿]|^(?:见证人|订立合同人)[：:]")
ADDRESSES = re.compile(r"地址|联系方式|^通知|^Notices?$|^Address", re.IGNORECASE)
FOR_PARTIES = re.compile(r"代表|签字|签署|盖章|On behalf", re.IGNORECASE)
LEADING = re.compile(
    r"^By (?:signing|executing)\b|^The (?:parties|undersigned)\b.{0,60}\b(?:sign|execut)|^(?:AS WITNESS|Duly authori)"
    r"|^双方.{0,40}(?:签署|签字)如下|^兹证明",
    re.IGNORECASE,
)
ANNEX = re.compile(
    r"^(附件|附录|附表|附则表)\s*[一二三四五六七八九十\d：:（(]|^(附件|附录)$"
    r"|^(Annex|Exhibit|Schedule|Appendix|Attachment)\s+[A-Z\d]{1,4}\b(?!.*[.;]$)",
    re.IGNORECASE,
)
ABOUT_ANNEXES = re.compile(r"附件|附录|附表|组成部分|Annex|Exhibit|Schedule|Appendi|Attachment", re.IGNORECASE)
NAMED_PARTY = re.compile(
    r"公司$|\b(?:Inc|LLC|Ltd|Limited|GmbH|Corp|Co|plc|AG|B\.?V|S\.?A)\.?$|^[A-Z][A-Z .,&'’-]+[A-Z.]$"
)
TITLE = re.compile(
    r"^[\u4e00-\u9fffA-Za-z《》（）() ]{0,30}(?:合同|协议|协议书|合同书|保函|承诺书|备忘录|意向书)$"
    r"|^(?:[A-Z][\w’'-]* ){1,8}(?:Agreement|AGREEMENT|Addendum|ADDENDUM|Deed|DEED|Guarantee|GUARANTEE|Undertaking)$"
)
PART = re.compile(r"^(?:PART|CHAPTER|Part|Chapter)\s+(?:[A-Z\d]{1,3}|[IVX]+|One|Two|Three|Four|Five)\b")
DIVISIONS = ("第章", "第编", "第节")
SENTENCE_END = tuple("。；;.!?！？")
LINE = 100
ANNEX_LINE = 80
LONG = 40


def squeezed(paragraph: Paragraph) -> str:
    """The words with every stretch of blanks or line to fill in taken together."""
    drawn = re.sub(r"[\s\u3000\u2500-\u257f]+", " ", paragraph.words).strip()
    return re.sub(r"[_＿]{4,}", "___", re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff：:（(])", "", drawn))


def is_contents(document: ContractDocument, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line of a table of contents."""
    style = document.styles.styles.get(paragraph.style)
    named = style is not None and style.name.lower().startswith("toc")
    return named or bool(re.search(r"(?:\t|\.{4,}|…{2,})\s*\d{1,3}$", paragraph.words))


def is_closing(paragraph: Paragraph) -> bool:
    """Words that say the text is over: （以下无正文）, IN WITNESS WHEREOF."""
    return not paragraph.numbered and bool(CLOSING.search(squeezed(paragraph)))


def signs(paragraph: Paragraph) -> bool:
    """A line for a signature or seal, or words that say the text is over; a sentence or a numbered line is none."""
    if paragraph.numbered:
        return False
    words = squeezed(paragraph)
    sentence = len(words) > LONG and words.endswith(SENTENCE_END)
    marked = SIGNING.search(words) or SIGNING_ZH.search(words)
    return is_closing(paragraph) or (len(words) <= LINE and not sentence and bool(marked))


def is_annex(paragraph: Paragraph) -> bool:
    """A heading that begins an annex."""
    return not paragraph.label and len(paragraph.words) < ANNEX_LINE and bool(ANNEX.match(paragraph.words))


def is_title(paragraph: Paragraph) -> bool:
    """A line that can be the title of a paper: 补充协议, Guarantee Agreement."""
    return not paragraph.numbered and bool(TITLE.match(squeezed(paragraph)))


def short_line(paragraph: Paragraph) -> bool:
    """A blank, or a short line that is no sentence and carries no number: what signature blocks are made of."""
    words = squeezed(paragraph)
    return paragraph.blank or (not paragraph.numbered and len(words) <= LINE and not words.endswith(SENTENCE_END))


def is_division(paragraph: Paragraph) -> bool:
    """A heading above articles: 第三章, PART B."""
    if paragraph.typed is not None and paragraph.typed.form.family in DIVISIONS and not paragraph.label:
        return True
    return len(paragraph.words) < LINE and bool(PART.match(paragraph.words)) and not paragraph.label


def _labels(paragraph: Paragraph) -> bool:
    """A line of a signature block that names a party, a person or a date."""
    words = squeezed(paragraph)
    return bool(LABEL.match(words)) or (short_line(paragraph) and bool(LABEL_ZH.match(words)))


def signing_place(flow: Sequence[Paragraph], start: int, limit: int, head: str = "") -> int | None:
    """Where the signature block after `start` begins, None where there is none before `limit`.

    The parties' lines under a heading (`head`) on addresses are that article's, and no part of the block.
    """
    first = next((i for i in range(start, limit) if signs(flow[i])), None)
    if len(head) <= LONG and ADDRESSES.search(head):
        return first if first is None else _spoken_for(flow, start, first)
    if first is None:
        labels = [i for i in range(start, limit) if _labels(flow[i]) and not flow[i].numbered]
        return next((i for i in labels if all(short_line(p) for p in flow[i : _annex_from(flow, i, limit)])), None)
    return _block_start(flow, start, first)


def _spoken_for(flow: Sequence[Paragraph], start: int, signing: int) -> int:
    """Back over the lines right before the first signature line that say who signs."""
    begin = signing
    while begin > start and (flow[begin - 1].blank or FOR_PARTIES.search(flow[begin - 1].words)):
        begin -= 1
    return begin


def _annex_from(flow: Sequence[Paragraph], start: int, limit: int) -> int:
    return next((i for i in range(start, limit) if is_annex(flow[i])), limit)


def _block_start(flow: Sequence[Paragraph], start: int, signing: int) -> int:
    """Back over the party names, labels and leading words that belong to the first signature line."""
    begin = signing
    if is_closing(flow[signing]):
        return begin
    for place in range(signing - 1, start - 1, -1):
        paragraph = flow[place]
        if paragraph.blank:
            continue
        words = squeezed(paragraph)
        if LEADING.match(words) and not paragraph.numbered:
            return place
        if _labels(paragraph) or (len(words) <= LINE and NAMED_PARTY.search(words) and not paragraph.numbered):
            begin = place
        elif not short_line(paragraph):
            break
    return begin


def ending(flow: Sequence[Paragraph], start: int, limit: int, head: str) -> int:
    """Where the operative part is over: signature, annex or `limit`. `head` is the last article's heading.

    A list of annexes that leads to the signatures belongs to the last article where that article is about annexes.
    """
    signing = signing_place(flow, start, limit, head)
    annex = _annex_from(flow, start, limit)
    if signing is None or annex > signing:
        return annex if signing is None else signing
    listed = ABOUT_ANNEXES.search(head) and all(short_line(p) or is_annex(p) for p in flow[annex:signing])
    return signing if listed else annex


def signing_top(document: ContractDocument) -> tuple[int, Paragraph] | None:
    """(index in the body, first signature line) for a paper without articles: a paragraph or a table that signs.

    The first one behind the last sentence of the paper; a table that holds sentences as well as signatures counts too.
    """
    tops = document.blocks
    inside = {id(top): [p for p in document.paragraphs if p.top is top and not p.boxed] for top in tops}
    signing = [i for i, top in enumerate(tops) if any(_signs_at_all(p) for p in inside[id(top)])]
    annex = next(
        (i for i, t in enumerate(tops) if t.tag == "w:p" and any(is_annex(p) for p in inside[id(t)])), len(tops)
    )
    before = [i for i in signing if i < annex] or signing
    if not before:
        return None
    last_text = max(
        (i for i, t in enumerate(tops) if i not in signing and i < annex and _says(inside[id(t)])), default=-1
    )
    place = next((i for i in before if i > last_text), before[-1])
    line = next(p for p in inside[id(tops[place])] if _signs_at_all(p))
    while place > 0 and _leads(inside[id(tops[place - 1])], tops[place - 1]):
        place -= 1
    return place, line


def _signs_at_all(paragraph: Paragraph) -> bool:
    return signs(paragraph) and not LEADING.match(squeezed(paragraph))


def _says(paragraphs: Sequence[Paragraph]) -> bool:
    return any(len(squeezed(p)) > LONG and not short_line(p) for p in paragraphs)


def _leads(paragraphs: Sequence[Paragraph], top: Node) -> bool:
    words = [squeezed(p) for p in paragraphs]
    return top.tag == "w:p" and any(LEADING.match(w) or LABEL.match(w) or LABEL_ZH.match(w) for w in words)
