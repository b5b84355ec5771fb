"""Which Chinese and English paragraphs of a contract say the same provision, and where the two disagree.

Values that flow: numbered paragraphs in reading order -> runs of one language -> pairs of texts -> the places where the
Chinese matches one pattern of a `PairSign` and the English the other. Cells of a table row are read one after the
other, so two columns, rows for whole articles and paragraphs taking turns are all runs that alternate. The hard problem
is which run belongs to which: a title in one language alone must not shift every pair, so the order whose pairs share
more figures counts. Rejected: any Chinese against any English sentence near it; the article before would answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from clause_library.conflictrules import PairSign

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FIGURE = re.compile(r"\d+")
_PARTS = re.compile(r"(?<=[。；;！？])|(?<=[.;])\s+")
_SENTENCE = 4
"""Characters, or words, from which on a part of a paragraph says something in a language."""
LONGEST = 8
"""Paragraphs of a run up to which runs of unequal length are still held against each other as a whole."""

Numbered = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """One provision in both languages; `number` is the paragraph of the Chinese."""

    number: int
    zh: str
    en: str


def disagreeing(signs: Iterable[PairSign], paragraphs: Iterable[Numbered]) -> tuple[Numbered, ...]:
    """(paragraph, Chinese text) wherever the two languages of a provision match one pattern each of a sign."""
    wanted, numbered = tuple(signs), tuple(paragraphs)
    if not any(_may(sign, numbered) for sign in wanted):
        return ()
    pairs = pairs_of(numbered)
    found = ((p.number, p.zh) for p in pairs for sign in wanted if _disagrees(sign, p))
    return tuple(dict.fromkeys(found))


def _may(sign: PairSign, numbered: tuple[Numbered, ...]) -> bool:
    texts = [text for _, text in numbered]
    return any(_hit(sign.zh, text) for text in texts) and any(_hit(sign.en, text) for text in texts)


def _disagrees(sign: PairSign, pair: Pair) -> bool:
    saved = _hit(sign.zh_unless, pair.zh) or _hit(sign.en_unless, pair.en)
    return not saved and _hit(sign.zh, pair.zh) and _hit(sign.en, pair.en)


def _hit(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def pairs_of(paragraphs: Iterable[Numbered]) -> tuple[Pair, ...]:
    """The provisions that stand there in both languages, in reading order."""
    spoken = [(language, one) for one in paragraphs if (language := _language(one[1]))]
    within = tuple(_split(one) for language, one in spoken if language == "both")
    runs = [
        (language, tuple(one for _, one in group))
        for language, group in groupby((s for s in spoken if s[0] != "both"), key=lambda s: s[0])
    ]
    return (*within, *_best(runs))


def _language(text: str) -> str:
    """zh, en, both for a paragraph with sentences of each; empty for figures and blanks. One Han character weighs as
    much as three letters, so that a name in the other language changes nothing."""
    han, letters = len(_HAN.findall(text)), len(_LETTER.findall(text))
    if not han:
        return "en" if letters > 1 else ""
    apart = [part for part in _PARTS.split(text) if not _HAN.search(part) and part[:1] not in "（("]
    if han >= _SENTENCE and any(len(_WORD.findall(part)) >= _SENTENCE for part in apart):
        return "both"
    return "zh" if han * 3 > letters else "en"


def _split(one: Numbered) -> Pair:
    """The sentences of each language of a paragraph that holds both."""
    number, text = one
    parts = [part for part in _PARTS.split(text) if part]
    zh = "".join(part for part in parts if _HAN.search(part))
    return Pair(number, zh, " ".join(part for part in parts if not _HAN.search(part)))


_Run = tuple[str, tuple[Numbered, ...]]


def _best(runs: list[_Run]) -> tuple[Pair, ...]:
    """The pairs of the order that shares more figures; of the order of the first run where both share as many."""
    if len(runs) < 2:
        return ()
    first = runs[0][0]
    orders = (first, "en" if first == "zh" else "zh")
    found = [tuple(_joined(runs, order)) for order in orders]
    shared = [sum(map(_shared, pairs)) for pairs in found]
    return found[1] if shared[1] > shared[0] else found[0]


def _joined(runs: list[_Run], leading: str) -> Iterator[Pair]:
    """Each run of the leading language with the one behind it."""
    for (language, one), (_, other) in pairwise(runs):
        if language == leading:
            yield from _facing(one, other) if language == "zh" else _facing(other, one)


def _facing(zh: tuple[Numbered, ...], en: tuple[Numbered, ...]) -> Iterator[Pair]:
    """Paragraph against paragraph; short runs of unequal length as a whole, at the first Chinese paragraph."""
    if len(zh) == len(en):
        yield from (Pair(number, text, other) for (number, text), (_, other) in zip(zh, en, strict=True))
    elif max(len(zh), len(en)) <= LONGEST:
        yield Pair(zh[0][0], " ".join(text for _, text in zh), " ".join(text for _, text in en))


def _shared(pair: Pair) -> int:
    return len({*_FIGURE.findall(pair.zh)} & {*_FIGURE.findall(pair.en)})
