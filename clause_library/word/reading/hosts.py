"""Which article of the contract already covers which topic.

Values that flow: an `Outline` and the topics' words become `HostHit`s with a confidence from 0 to 1, and `Below`s for
paragraphs inside an article that carry a heading of their own. The hard problem is an article that only mentions the
topic: “Termination Assistance” is not about termination; its heading must be the topic's words, alone or joined to
others. Rejected: a heading that contains the word; searching whole articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from clause_library.word.reading.outline import Article, Outline
from clause_library.word.reading.rules import Topic, WordRules
from clause_library.word.source.document import Paragraph

MERGE_BAR = 0.59
NEAR_BAR = 0.5
OPENED = 0.65
MENTION = 40
OPENING = {"zh": 60, "en": 140}
EDGES = " \t\u00a0\u3000.:：。;；,，、-–—“”\"'"
JOINTS = {"zh": re.compile(r"[与和及、，,/&＆]|以及"), "en": re.compile(r"\s*(?:&|,|;|/|\band\b)\s*", re.IGNORECASE)}
RUN_IN = {
    "zh": re.compile(r"^([\u4e00-\u9fff、（）]{2,16})(?:[：:。]|[ \u3000]+)(?=\S)"),
    "en": re.compile(r"^([A-Z][\w&,’'()/ -]{1,60}?)(?:\.|:|\s[–—-])(?=\s+\S)"),
}
RUN_IN_WORDS = 8
SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])")
"""Blanks that spread a short Chinese heading (保　密)."""


@dataclass(frozen=True, slots=True)
class HostHit:
    """An article that covers a topic, and the words that say so."""

    topic: str
    article: Article
    confidence: float
    words: str


@dataclass(frozen=True, slots=True)
class Below:
    """A paragraph inside an article whose own heading, run into its text, is a topic's (13.12 Force Majeure.)."""

    topic: str
    article: Article
    paragraph: Paragraph
    words: str

    @property
    def label(self) -> str:
        """Its number, empty for none."""
        typed = self.paragraph.typed
        return self.paragraph.label or (self.paragraph.text[typed.start : typed.end] if typed else "")


@dataclass(frozen=True)
class Hosts:
    """All hits, best first within a topic; `below` are paragraphs on a topic inside articles on another."""

    hits: tuple[HostHit, ...]
    below: tuple[Below, ...] = ()

    def best(self, topic: str) -> HostHit | None:
        """The article that covers a topic best; None where none does."""
        return next((h for h in self.hits if h.topic == topic), None)

    def rivals(self, topic: str) -> tuple[HostHit, ...]:
        """Other articles that cover the topic as well as the best one does."""
        of_topic = [h for h in self.hits if h.topic == topic]
        return tuple(h for h in of_topic[1:] if h.confidence >= max(of_topic[0].confidence, MERGE_BAR))

    def of_article(self, article: Article) -> tuple[HostHit, ...]:
        """Every topic an article covers."""
        return self._by_article.get(article.ordinal, ())

    @cached_property
    def _by_article(self) -> dict[int, tuple[HostHit, ...]]:
        found: dict[int, tuple[HostHit, ...]] = {}
        for hit in self.hits:
            found[hit.article.ordinal] = (*found.get(hit.article.ordinal, ()), hit)
        return found

    def topic_of(self, article: Article) -> str:
        """The topic an article covers best, empty where none fits."""
        own = self.of_article(article)
        return max(own, key=lambda h: h.confidence).topic if own else ""

    def inside(self, topic: str) -> tuple[Below, ...]:
        """The paragraphs on a topic inside articles on another."""
        return tuple(b for b in self.below if b.topic == topic)


def find_hosts(outline: Outline, rules: WordRules, lang: str) -> Hosts:
    """Every article matched with every topic in one language."""
    subjects = _Subjects(rules, lang)
    hits: list[HostHit] = []
    below: list[Below] = []
    for article in outline.articles:
        found = list(subjects.hits(article, _opening(outline, article, lang)))
        own = {h.topic for h in found if h.confidence >= MERGE_BAR}
        hits += found
        below += [b for p in outline.inside(article)[1:] for b in subjects.below(article, p) if b.topic not in own]
    hits.sort(key=lambda h: (-h.confidence, h.article.ordinal))
    return Hosts(tuple(hits), tuple(below))


def _opening(outline: Outline, article: Article, lang: str) -> str:
    """The first words of an article: its heading, or the text of its first lines."""
    if article.headed:
        return article.title
    lines = [p.words for p in outline.inside(article)[:3]]
    return "".join(lines)[: OPENING[lang]]


def _opened(opening: str) -> str:
    return SPREAD.sub("", opening)[:MENTION]


def run_in_heading(text: str, lang: str) -> str:
    """The heading a paragraph begins with before its text goes on, empty for none."""
    match = RUN_IN[lang].match(text)
    heading = match.group(1) if match else ""
    return heading if len(heading.split()) <= RUN_IN_WORDS else ""


class _Subjects:
    """Compares headings and openings with the topics in one language."""

    def __init__(self, rules: WordRules, lang: str) -> None:
        self.rules = rules
        self.lang = lang
        self.cues = {t.id: [(c, self._folded(c)) for c in t.words.get(lang, ())] for t in rules.topics}
        self.spelled = ("", (frozenset[str](), frozenset[str]()))
        self.mentions = {t.id: [(c, self._mention(c)) for c in t.words.get(lang, ())] for t in rules.topics}
        self.openings = [p for t in rules.topics for p in t.opening.get(lang, ())]
        every = "|".join(pattern.pattern for cues in self.mentions.values() for _, pattern in cues)
        self.any_mention = re.compile(every or "$^", re.IGNORECASE)
        self.any_cue = frozenset(folded for cues in self.cues.values() for _, folded in cues)

    def hits(self, article: Article, opening: str) -> Iterator[HostHit]:
        """The article as a host of every topic it fits; most articles fit none and are asked once."""
        heading = opening if article.headed else run_in_heading(opening, self.lang)
        opened = not article.headed and any(p.search(opening) for p in self.openings)
        if opened or self._named(heading) or self.any_mention.search(_opened(opening)):
            yield from (h for topic in self.rules.topics if (h := self.hit(topic, article, opening)))

    def _named(self, heading: str) -> bool:
        """Whether a heading is a word of any topic."""
        return any(not self.any_cue.isdisjoint(forms) for forms in self._forms(heading))

    def _forms(self, heading: str) -> tuple[frozenset[str], frozenset[str]]:
        if self.spelled[0] != heading:
            self.spelled = heading, self._spelled(heading)
        return self.spelled[1]

    def _mention(self, cue: str) -> re.Pattern[str]:
        return re.compile(re.escape(cue) if self.lang == "zh" else rf"\b{re.escape(cue)}\b", re.IGNORECASE)

    def hit(self, topic: Topic, article: Article, opening: str) -> HostHit | None:
        """The article as a host of the topic."""
        heading = opening if article.headed else run_in_heading(opening, self.lang)
        found = self.whole(topic, heading)
        if found is None and not article.headed:
            found = self._opened(topic, opening)
        found = found or self._mentioned(topic, opening)
        return HostHit(topic.id, article, round(found[0], 3), found[1]) if found else None

    def below(self, article: Article, paragraph: Paragraph) -> Iterator[Below]:
        """The topics of a paragraph with a heading of its own."""
        heading = run_in_heading(paragraph.words, self.lang)
        for topic in self.rules.topics if heading and paragraph.numbered and self._named(heading) else ():
            found = self.whole(topic, heading)
            if found:
                yield Below(topic.id, article, paragraph, found[1])

    def whole(self, topic: Topic, heading: str) -> tuple[float, str] | None:
        """(confidence, word) where the heading is one of the topic's words, alone (1) or joined to others (0.85)."""
        for confidence, spelled in zip((1.0, 0.85), self._forms(heading), strict=True):
            for rank, (cue, folded) in enumerate(self.cues[topic.id]):
                if folded in spelled:
                    return confidence - 0.005 * min(rank, 9), cue
        return None

    def _spelled(self, heading: str) -> tuple[frozenset[str], frozenset[str]]:
        """The forms of a heading, and of each of the subjects it joins; every topic is held against the same ones."""
        parts = [p for p in JOINTS[self.lang].split(heading) if p.strip()] if heading else []
        whole, joined = (
            frozenset(self._folded(form) for part in forms for form in self._plainer(part)) - {""}
            for forms in ([heading], parts if len(parts) > 1 else [])
        )
        return whole, joined

    def _opened(self, topic: Topic, opening: str) -> tuple[float, str] | None:
        matches = (p.search(opening) for p in topic.opening.get(self.lang, ()))
        return next(((OPENED, m.group(0)) for m in matches if m), None)

    def _mentioned(self, topic: Topic, opening: str) -> tuple[float, str] | None:
        """A neighbour at most: the opening holds one of the topic's words."""
        opening = _opened(opening)
        for cue, pattern in self.mentions[topic.id]:
            if pattern.search(opening):
                return NEAR_BAR + 0.05 * len(cue) / max(len(opening), 1), cue
        return None

    def _plainer(self, heading: str) -> Iterator[str]:
        """The heading, and the heading without the words that only name the paper or the kind of provision."""
        text = SPREAD.sub("", heading.strip(EDGES))
        yield text
        for _ in range(3):
            for pattern in self.rules.plain.get(self.lang, ()):
                shorter = pattern.sub("", text).strip(EDGES)
                if shorter and shorter != text:
                    text = shorter
                    yield text

    def _folded(self, text: str) -> str:
        return re.sub(r"[\s\u3000]+", " ", text.strip(EDGES)).casefold()
