"""Decimals that name a provision without the word for one: 本合同3.2, 第三条3.2款, "subject to 3.2 below".

Values that flow: a paragraph becomes `Reference`s beside those with a word. The hard problem is that 3.2 may as well be
a version or a rate: only where the contract or the article stands before it is it surely a reference; elsewhere it is
one to ask about (`shared`). Rejected: leaving them to the reader; a number that moved makes them wrong without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clause_library.word.reading.references_zh import FOREIGN, LOOKED_BACK, OWN
from clause_library.word.source.document import Paragraph
from clause_library.word.source.figures import Figure, Reference

ONE = r"\d{1,3}(?:[.．]\d{1,3}){1,4}"
ENDS = r"(?=\s*(?:[（(，,。；;、：:）)]|规定|约定|所|中|的|之|条|款|项|$))"
ZH = re.compile(rf"(?P<lead>第\s?)?(?<![\d.．A-Za-z￥¥$%])(?P<list>{ONE}(?:\s?[、和及与或至]\s?第?\s?{ONE})*){ENDS}")
EN = re.compile(
    rf"(?<=\s)(?P<list>{ONE}(?:(?:\s*,\s*|\s+)(?:and\s+|or\s+|to\s+)?{ONE})*)"
    r"(?=[,;)(]|\.?$|\.\s|\s+(?:above|below|hereof|herein|shall|will|is|are|appl(?:y|ies)|survives?|and|or)\b)"
)
EACH = re.compile(ONE)
BEHIND_ARTICLE = re.compile(r"第\s?[^\s，。；]{1,5}\s?条[的之中]?\s?$")
POINTING_ZH = re.compile(r"(?:[依按照据见在合反受及和与或于]|[（(])\s?$")
POINTING_EN = re.compile(r"\b(?:in|under|to|with|see|per|by)\s+$", re.IGNORECASE)


def bare(paragraph: Paragraph, head: int, others: list[Reference]) -> Iterator[Reference]:
    """The decimals that name a provision without a word for it, in a paragraph whose own number ends at `head`;
    `others` are the references it has with one."""
    taken = {f.start for r in others for f in r.figures}
    text = paragraph.text
    for pattern in (ZH, EN):
        for match in pattern.finditer(text, head):
            figures = [
                Figure(match.start("list") + m.start(), match.start("list") + m.end(), m.group(0))
                for m in EACH.finditer(match["list"])
            ]
            before = text[max(0, match.start() - LOOKED_BACK) : match.start()]
            if figures[0].start in taken or FOREIGN.search(before):
                continue
            sure = pattern is ZH and _sure(before, bool(match.group("lead")))
            if not sure and not (POINTING_ZH if pattern is ZH else POINTING_EN).search(before):
                continue
            taken |= {f.start for f in figures}
            named = OWN.search(before) is not None
            for figure in figures:
                yield Reference(
                    paragraph, (figure,), "条" if pattern is ZH else "", match.span(), named, False, not sure, not sure
                )


def _sure(before: str, lead: bool) -> bool:
    return lead or OWN.search(before) is not None or BEHIND_ARTICLE.search(before) is not None
