"""Small turns of the contract's own words: whether its party words take the article, and how many parties it has.

Values that flow: an opened contract becomes the party words it writes without "the"; clauses lose the article before
them. A paper with a third party turns 双方 into 各方 and "the other Party" into "each other Party". Rejected: a second
text of every clause; "the Provider" and "Provider" differ by a word of the contract's, not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clause_library.model import RenderedBlock, RenderedClause
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.rules import WordRules
from clause_library.word.source.document import ContractDocument

FEW = 3
THIRD = 2
"""Place of the third party among the short names (丙方, Party C); those behind it are of further parties."""
NAMED_THIRD = re.compile(
    r"^\s*第三方(?:（[^）]{1,20}）)?\s*[：:]\s*(?!系?指|是指|包括|任何)[^\s_，。；]{4,}"
    r"|^\s*第三方(?:代表)?\s*[（(](?:盖章|签字|签章|公章)"
    r"|(?:以下|下)(?:简)?称[为作]?\s*[“\"]第三方[”\"]"
    r"|^\s*(?:The )?Third Party(?: \([^)]{1,30}\))?\s*:\s*(?!Means|Any)[A-Z]\w+"
    r"|\((?:hereinafter |hereafter )?(?:referred to as |called )?(?:the )?[“\"]Third Party[”\"]\)"
)
"""How a contract makes “第三方” or “Third Party” one of its own parties; everywhere else the words mean outsiders."""
MANY = {
    "zh": (("双方", "各方"), ("另一方", "其他各方"), ("各方各承担一半", "各方平均承担")),
    "en": (
        (r"\b[Bb]oth ([Pp]arties)\b", r"all \1"),
        (r"\b[Nn]either Party\b", "no Party"),
        (r"\b[Ee]ither Party\b", "any Party"),
        (r"\bthe other Party(?= (?:\w{2,}s|is|can)\b(?<! this)(?<! its))", "another Party"),
        (r"\b((?<!consent )of|binds|binding|for|from) the other Party\b", r"\1 another Party"),
        (r"\b[Tt]he other Party\b", "each other Party"),
        (r"\bin equal halves\b", "in equal shares"),
    ),
}
"""What is said of two parties, and the same of any number: patterns, the verb staying in the number it has."""


def bare_names(document: ContractDocument, rules: WordRules) -> frozenset[str]:
    """English party words the contract writes without the article; Party A and Party B always are."""
    ours = {p.index for present in read_present(document) for p in present.paragraphs}
    text = "\n".join(p.text for p in document.paragraphs if p.index not in ours)
    words = {w.en for pair in rules.roles for w in (pair.gives, pair.takes)}
    return frozenset({w for w in words if _is_bare(text, w)} | set(rules.short_names.get("en", ())))


def _is_bare(text: str, word: str) -> bool:
    if text.count(word) < FEW:
        return False
    total = len(re.findall(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))
    with_article = len(re.findall(rf"\b(?:[Tt]he|THE|[Aa]n?|[Ee]ach|[Aa]ny)\s+{re.escape(word)}(?![\w-])", text))
    return total >= FEW and with_article * 5 < total


def without_articles(clause: RenderedClause, names: frozenset[str]) -> RenderedClause:
    """The clause with the article dropped before those words, in its English text."""
    if not names or "en" not in clause.blocks:
        return clause
    listed = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"\b[Tt]he ({listed})(?![\w-])")
    blocks = tuple(_block(b, pattern) for b in clause.blocks["en"])
    return replace(clause, blocks={**clause.blocks, "en": blocks})


def third_party(document: ContractDocument, rules: WordRules) -> str:
    """The name of a third party, where the contract's own words use one; empty for a paper of two."""
    ours = {p.index for present in read_present(document) for p in present.paragraphs}
    return third_named((p.text for p in document.paragraphs if p.index not in ours), rules)


def third_named(texts: Iterable[str], rules: WordRules) -> str:
    """The short name of a third or further party used more than once, or “第三方”, “Third Party” where it is named as
    a party."""
    own = tuple(texts)
    text = "\n".join(own)
    further = (name for names in rules.short_names.values() for name in names[THIRD:])
    short = next((n for n in further if len(re.findall(rf"{re.escape(n)}(?![A-Za-z])", text)) > 1), "")
    if short:
        return short
    named = next((found for t in own if (found := NAMED_THIRD.search(t))), None)
    return ("第三方" if "第三方" in named.group() else "Third Party") if named else ""


def for_many(clause: RenderedClause) -> RenderedClause:
    """The clause in words that hold for three parties and more."""

    def told(text: str, lang: str) -> str:
        for two, many in MANY.get(lang, ()):
            text = re.sub(two, lambda m, many=many: _as_begun(m.group(0), m.expand(many)), text)
        return text

    blocks = {
        lang: tuple(
            replace(b, cells=tuple(tuple(replace(r, text=told(r.text, lang)) for r in cell) for cell in b.cells))
            for b in found
        )
        for lang, found in clause.blocks.items()
    }
    return replace(clause, blocks=blocks)


def _as_begun(was: str, now: str) -> str:
    """The new words with a capital where the old ones had one."""
    return now[:1].upper() + now[1:] if was[:1].isupper() else now


def _block(block: RenderedBlock, pattern: re.Pattern[str]) -> RenderedBlock:
    cells = tuple(tuple(replace(r, text=pattern.sub(r"\1", r.text)) for r in cell) for cell in block.cells)
    return replace(block, cells=cells)
