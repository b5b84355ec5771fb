"""Where a user says a clause shall stand: an anchor in words becomes a place in this contract.

Values that flow: 第十条, 12, Article 7, T12, after:…, before:…, start, end or annex, and a column of the contract,
become the ordinal of the article to follow (0: before the first) or `ANNEX`. The hard problem is a bare figure: it is
the number an article prints, and the ordinal only where no article prints it; a lawyer reads the page. Command line
and window ask here. Rejected: taking the nearest match; a clause in a wrong place is worse than a question.
"""

from __future__ import annotations

import re

from catalogue.problems import BadInput
from clause_library.word.reading.hosts import MERGE_BAR
from clause_library.word.reading.layout import Column
from clause_library.word.reading.outline import Article
from clause_library.word.reading.rules import WordRules
from clause_library.word.source.figures import value_of

ANNEX = -1
START = ("0", "start")
SHOWN = 10
SIDES = re.compile(r"(after|before)\s*[:：]\s*(.*)", re.IGNORECASE)
WORDED = re.compile(r"(?:第\s*(?P<zh>[^条章节]+?)\s*条?|(?:article|section|clause)\s+(?P<en>\S+))", re.IGNORECASE)


def place_of(clause_id: str, anchor: str, column: Column, rules: WordRules) -> int:
    """The ordinal of the article to follow, or `ANNEX`. Raises BadInput for an anchor the contract does not have."""
    text = anchor.strip()
    if text.casefold() in START:
        return 0
    if text.casefold() == "end":
        return len(column.outline.articles)
    if text.casefold() == "annex":
        return ANNEX
    sided = SIDES.fullmatch(text)
    side, name = (sided.group(1).casefold(), sided.group(2).strip()) if sided else ("after", text)
    found = _articles(name, column, rules)
    if len(found) != 1:
        raise _refused(f"{clause_id}={anchor}", found, column)
    return found[0].ordinal - (side == "before")


def _articles(name: str, column: Column, rules: WordRules) -> list[Article]:
    """The articles an anchor may mean; the contract's own numbers come first."""
    articles = column.outline.articles
    if re.fullmatch(r"T\d{1,2}", name, re.IGNORECASE):
        hit = column.hosts.best(name.upper()) if rules.topic(name.upper()) else None
        sure = hit is not None and hit.confidence >= MERGE_BAR
        return [h.article for h in (hit, *column.hosts.rivals(name.upper()))] if hit is not None and sure else []
    printed = [a for a in articles if _bare(a.label) == _bare(name)]
    if printed:
        return printed
    worded = WORDED.fullmatch(name.strip())
    figure = (worded.group("zh") or worded.group("en")) if worded else name
    value = value_of(_bare(figure))
    numbered = [a for a in articles if value and _number(a.label) == value]
    if numbered or worded or not name.isdecimal():
        return numbered
    return [a for a in articles if a.ordinal == int(name)]


def _bare(label: str) -> str:
    return re.sub(r"[\s\u3000]+", "", label).strip("（）()、.．。:：").casefold()


def _number(label: str) -> int:
    """The one figure a label shows, 0 where it shows more than one (12.1, 第五条之一)."""
    plain = _bare(label)
    worded = re.fullmatch(r"第(.+)条|(?:article|section|clause)(\S+)", plain)
    figure = (worded.group(1) or worded.group(2)) if worded else plain
    return value_of(figure.upper() if figure.isascii() else figure)


def _refused(text: str, found: list[Article], column: Column) -> BadInput:
    articles = found or column.outline.articles
    shown = [f"{a.label.strip() or a.ordinal} {a.title[:24]}".strip() for a in articles[:SHOWN]]
    more = len(articles) - len(shown)
    zh, en = "；".join(shown), "; ".join(shown)
    zh, en = (f"{zh}；另有{more}条", f"{en}; {more} more") if more else (zh, en)
    if found:
        return BadInput.because(
            f"{text}: several articles fit: {en}", field="--place", zh=f"{text}：不止一条符合：{zh}"
        )
    return BadInput.because(
        f"{text}: the contract has no article there",
        field="--place",
        hint=f"there are: {en or 'no numbered articles'}; start, end and annex go anywhere",
        zh=f"{text}：合同没有这一条",
        hint_zh=f"合同有：{zh or '没有编号的条款'}；start、end、annex 总可使用",
    )
