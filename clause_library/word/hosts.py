"""Which article of the contract already covers which topic.

Values that flow: an `Outline` and the topics' words become `HostHit`s with a confidence from 0 to 1. The hard problem
is an article without a heading: its opening words say what it is about, but less surely. Rejected: searching whole
articles; every article mentions payment somewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clause_library.word.outline import Article, Outline
from clause_library.word.rules import Topic, WordRules

MERGE_BAR = 0.59
OPENING = 40


@dataclass(frozen=True, slots=True)
class HostHit:
    """An article that covers a topic, and the words that say so."""

    topic: str
    article: Article
    confidence: float
    words: str


@dataclass(frozen=True, slots=True)
class Hosts:
    """All hits, best first within a topic."""

    hits: tuple[HostHit, ...]

    def best(self, topic: str) -> HostHit | None:
        """The article that covers a topic best; None where none does."""
        return next((h for h in self.hits if h.topic == topic), None)

    def rivals(self, topic: str) -> tuple[HostHit, ...]:
        """Other articles that cover the topic as well as the best one does."""
        of_topic = [h for h in self.hits if h.topic == topic]
        return tuple(h for h in of_topic[1:] if h.confidence >= of_topic[0].confidence)

    def topic_of(self, article: Article) -> str:
        """The topic an article covers best, empty where none fits."""
        own = [h for h in self.hits if h.article.ordinal == article.ordinal]
        return max(own, key=lambda h: h.confidence).topic if own else ""


def find_hosts(outline: Outline, rules: WordRules, lang: str) -> Hosts:
    """Every article matched with every topic in one language."""
    hits: list[HostHit] = []
    for article in outline.articles:
        opening = _opening(outline, article)
        hits += [h for topic in rules.topics if (h := _match(topic, article, opening, lang))]
    hits.sort(key=lambda h: (-h.confidence, h.article.ordinal))
    return Hosts(tuple(hits))


def _opening(outline: Outline, article: Article) -> str:
    if article.headed:
        return article.title
    following = outline.paragraphs[article.first + 1].words if article.last > article.first else ""
    return (article.title if len(article.title) >= OPENING else article.title + following)[:OPENING]


def _match(topic: Topic, article: Article, opening: str, lang: str) -> HostHit | None:
    best: HostHit | None = None
    for rank, cue in enumerate(topic.words.get(lang, ())):
        confidence = _confidence(cue, article, opening, lang)
        confidence -= 0.005 * min(rank, 9)
        if confidence > 0 and (best is None or confidence > best.confidence):
            best = HostHit(topic.id, article, round(confidence, 3), cue)
    return best


def _confidence(cue: str, article: Article, opening: str, lang: str) -> float:
    """1 for a heading that is the cue, less for one that holds it, less again for an opening that does."""
    if lang == "zh":
        found, whole = cue in opening, opening.strip("：: 条款的") == cue
    else:
        found = re.search(rf"\b{re.escape(cue)}\b", opening, re.IGNORECASE) is not None
        whole = opening.strip(" .:").casefold() == cue.casefold()
    if not found:
        return 0.0
    if article.headed:
        return 1.0 if whole else 0.7 + 0.2 * len(cue) / max(len(opening), 1)
    return 0.6 + 0.2 * len(cue) / max(len(opening), 1)
