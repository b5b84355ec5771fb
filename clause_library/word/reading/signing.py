"""Whether the paper has been signed: a date that somebody filled in beside the signatures.

Values that flow: an opened contract becomes the line with the date, or none. The hard problem is a form's blank date,
which says that nobody signed; only a year, a month and a day together, on a line of the signature block, count.
Rejected: any date in the paper; a contract names many.
"""

from __future__ import annotations

import re

from clause_library.word.reading.layout import Layout
from clause_library.word.reading.zones import signs
from clause_library.word.source.document import ContractDocument, Paragraph

DATE = (
    r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
    r"|\d{4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}|\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]{2,8},?\s\d{4}|[A-Z][a-z]{2,8}\s\d{1,2}(?:st|nd|rd|th)?,\s?\d{4}"
)
DATED = re.compile(
    r"(?:^|[\s　）):：])(?:(?:签订|签署|签约|签字|盖章)?(?:日期|时间|日)|[Dd]ated?|DATE|[Ss]igned on|Date of signature)"
    rf"\s*[:：]?\s*(?:{DATE})"
    rf"|^\s*(?:{DATE})\s*$"
)
LINES = 60


def dated_signature(document: ContractDocument, layout: Layout) -> Paragraph | None:
    """The line of the signature block that bears a whole date; None where the paper bears none."""
    ends = [c.outline.paragraphs[c.outline.articles[-1].last].index for c in layout.columns if c.outline.articles]
    if not ends:
        return None
    block = document.paragraphs[max(ends) + 1 : max(ends) + 1 + LINES]
    first = next((at for at, p in enumerate(block) if signs(p)), None)
    if first is None:
        return None
    return next((p for p in block[first:] if len(p.text) <= 120 and DATED.search(p.text)), None)
