"""Where each clause lands in the contract, and why, before anything is written.

Values that flow: a `Layout` and rendered clauses become a `Plan` of `Landing`s in document order. The order of
preference is the contract's own marks, then the article that covers the topic, then a new article beside a
neighbouring topic, always before signatures and annexes. The hard problem is a contract whose last article is its
effectiveness clause: "at the end" is then wrong. Rejected: one fixed order of topics; contracts differ.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from catalogue.model import Words
from clause_library.model import RenderedClause
from clause_library.word.document import ContractDocument, Paragraph
from clause_library.word.hosts import MERGE_BAR, HostHit
from clause_library.word.layout import Column, Layout
from clause_library.word.outline import Outline, continues
from clause_library.word.rules import WordRules
from clause_library.word.xmltree import Node

MARK = re.compile(r"^\s*\{\{\s*clauses?(?::([A-Z]{3}-\d{2}|[A-L]))?\s*\}\}\s*$")
MERGING = ("merge", "amend")
RECITALS = ("recital", "separate")
LIBRARY_LAST = ("PTY-08",)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place the template marks for a clause: a paragraph to replace, a control to fill, or a bookmark to follow."""

    kind: str
    wanted: str
    paragraph: Paragraph | None
    node: Node


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the contract that a clause replaces: paragraph and span; `tail` is what they also say and is kept.

    `rest` holds the stretches of the lines that follow where a form breaks the sentence over several paragraphs.
    """

    paragraph: Paragraph
    start: int
    end: int
    tail: str = ""
    rest: tuple[tuple[Paragraph, int], ...] = ()

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.paragraph.text[self.start : self.end] + "".join(p.text[:end] for p, end in self.rest)


@dataclass(frozen=True, slots=True)
class Landing:
    """Where one clause lands. `how` is new, merged, replaced or kept.

    `after` is the ordinal of the article it follows or joins (0: before the first); `sentences` per language are
    what it replaces; `topic`, `confidence` and `reason` say why.
    """

    clause: RenderedClause
    how: str
    after: int
    reason: Words
    topic: str = ""
    confidence: float = 0.0
    spot: Spot | None = None
    sentences: dict[str, Sentence] = field(default_factory=dict[str, Sentence])


@dataclass(frozen=True, slots=True)
class Plan:
    """All landings in document order, what to tell the user, and the clauses already in the paper."""

    landings: tuple[Landing, ...]
    warnings: tuple[Words, ...]

    def of(self, clause_id: str) -> Landing | None:
        """The landing of a clause."""
        return next((x for x in self.landings if x.clause.id == clause_id), None)


def find_spots(document: ContractDocument) -> tuple[Spot, ...]:
    """The places the template marks, in document order. A placeholder split over runs is one placeholder."""
    spots: list[Spot] = []
    for paragraph in document.paragraphs:
        match = MARK.match(paragraph.text)
        if match and not paragraph.boxed and paragraph.control is None:
            spots.append(Spot("placeholder", match.group(1) or "*", paragraph, paragraph.node))
    for node in document.body.walk():
        if node.tag == "w:sdt":
            properties = node.child("w:sdtPr")
            tag = (properties.value("w:tag") if properties else "") or ""
            match = re.fullmatch(r"clauses?:([A-Z]{3}-\d{2}|[A-L])", tag)
            if match and node.parent is document.body:
                spots.append(Spot("control", match.group(1), None, node))
        elif node.tag == "w:bookmarkStart":
            match = re.fullmatch(r"clause_([A-Z]{3})[-_](\d{2})", node.get("w:name"))
            holder = next((p for p in document.paragraphs if p.node in (node.parent, *node.ancestors())), None)
            if match and holder is not None and holder.cell is None:
                spots.append(Spot("bookmark", f"{match.group(1)}-{match.group(2)}", holder, holder.node))
    return tuple(sorted(spots, key=lambda s: s.node.start))


def make_plan(
    document: ContractDocument,
    layout: Layout,
    clauses: tuple[RenderedClause, ...],
    rules: WordRules,
    places: dict[str, int] | None = None,
) -> Plan:
    """Where every clause goes. `places` overrides: clause id to the ordinal of the article it shall follow."""
    planner = _Planner(document, layout, rules, places or {})
    landings = [planner.land(clause) for clause in clauses]
    planner.warn_of_unused()
    order = {topic.id: number for number, topic in enumerate(rules.topics)}
    numbered = sorted(enumerate(landings), key=lambda pair: planner.sort_key(pair[0], pair[1], order))
    return Plan(tuple(landing for _, landing in numbered), tuple(planner.warnings))


class _Planner:
    """Decides one clause after another; remembers which marks are taken and what to warn of."""

    def __init__(self, document: ContractDocument, layout: Layout, rules: WordRules, places: dict[str, int]) -> None:
        self.layout = layout
        self.column: Column = layout.main
        self.outline: Outline = self.column.outline
        self.rules = rules
        self.places = places
        self.spots = find_spots(document) if not layout.rows else ()
        self.taken: list[Spot] = []
        self.warnings: list[Words] = []

    def land(self, clause: RenderedClause) -> Landing:
        topic = clause.host.topic
        if clause.id in self.places:
            after = min(max(self.places[clause.id], 0), len(self.outline.articles))
            reason = Words("按用户指定的位置插入", "placed where the user asked")
            return Landing(clause, "new", after, reason, topic, 1.0)
        spot = self._spot_for(clause)
        if spot is not None:
            reason = Words("模板为本条款标明了位置", "the template marks this place")
            return Landing(clause, "new", self._article_before(spot.node), reason, topic, 1.0, spot)
        if clause.host.action in RECITALS:
            reason = Words("作为序言段落，放在第一条之前", "a recital, before the first article")
            return Landing(clause, "merged", 0, reason, topic, 1.0)
        landing = self._replace(clause) if clause.host.action == "replace" else None
        return landing or self._by_topic(clause)

    def _by_topic(self, clause: RenderedClause) -> Landing:
        hit = self.column.hosts.best(clause.host.topic)
        self._warn_of_rivals(clause, hit)
        if hit is not None and hit.confidence >= MERGE_BAR and clause.host.action in (*MERGING, "replace"):
            return self._join(clause, hit, "merged", Words("并入", "joins"))
        if hit is not None and hit.confidence >= MERGE_BAR and self._may_follow(clause, hit):
            return self._join(clause, hit, "new", Words("另立一条，紧接", "a new article right after"))
        return self._beside_neighbour(clause)

    def _join(self, clause: RenderedClause, hit: HostHit, how: str, verb: Words) -> Landing:
        title = f"{hit.article.label} {hit.article.title[:24]}"
        reason = Words(
            f"{verb.zh}{title}（因“{hit.words}”认定为同一主题）",
            f"{verb.en} {title} (same subject, by “{hit.words}”)",
        )
        return Landing(clause, how, hit.article.ordinal, reason, clause.host.topic, hit.confidence)

    def _may_follow(self, clause: RenderedClause, hit: HostHit) -> bool:
        late = hit.article.ordinal * 2 >= len(self.outline.articles)
        return clause.host.topic in ("T11", "T12", "T15", "T16") or late

    def _warn_of_rivals(self, clause: RenderedClause, hit: HostHit | None) -> None:
        rivals = self.column.hosts.rivals(clause.host.topic) if hit else ()
        if hit and rivals:
            labels = "、".join(r.article.label for r in (hit, *rivals))
            listed = labels.replace("、", ", ")
            self.warnings.append(
                Words(
                    f"{clause.id}：{labels} 均可能是其主题所在，已取 {hit.article.label}，请核对",
                    f"{clause.id}: {listed} all fit its topic; {hit.article.label} was taken, please check",
                )
            )

    def _spot_for(self, clause: RenderedClause) -> Spot | None:
        for wanted in (clause.id, clause.family, "*"):
            found = next((s for s in self.spots if s.wanted == wanted), None)
            if found is not None:
                self.taken.append(found)
                return found
        return None

    def warn_of_unused(self) -> None:
        """Marks the template has for clauses that do not go in stay where they are."""
        for spot in self.spots:
            if spot not in self.taken and spot.kind != "bookmark":
                text = f"{{{{clauses:{spot.wanted}}}}}" if spot.paragraph is None else spot.paragraph.text.strip()
                self.warnings.append(
                    Words(f"模板标记 {text} 没有对应条款，保留原样", f"no clause for the template's mark {text}; left")
                )

    def _article_before(self, node: Node) -> int:
        paragraphs = self.outline.paragraphs
        before = [a.ordinal for a in self.outline.articles if paragraphs[a.first].node.start < node.start]
        return before[-1] if before else 0

    def _replace(self, clause: RenderedClause) -> Landing | None:
        """The effectiveness sentence, found in the main column and, where there is one, in the other."""
        found = {c.lang: s for c in self.layout.columns if (s := find_sentence(c, self.rules))}
        main = found.get(self.column.lang)
        if main is None:
            return None
        if not main.tail and any(w in main.words for w in self.rules.unless.get(self.column.lang, ())):
            self.warnings.append(
                Words(
                    f"{clause.id}：原有“{main.words[:60]}”除生效外还约定了其他内容，未予替换，请改写（K-01）",
                    f"{clause.id}: “{main.words[:80]}” settles more than effectiveness and was left; reword it (K-01)",
                )
            )
            return None
        if len(found) < len(self.layout.columns):
            return None
        place = self.outline.paragraphs.index(main.paragraph)
        article = self.outline.article_at(place)
        reason = Words(
            f"替换原有“签署即生效”的约定：{main.words[:40]}", f"replaces the effectiveness sentence: {main.words[:60]}"
        )
        after = article.ordinal if article else len(self.outline.articles)
        return Landing(clause, "replaced", after, reason, clause.host.topic, 1.0, None, found)

    def _beside_neighbour(self, clause: RenderedClause) -> Landing:
        topic = self.rules.topic(clause.host.topic)
        articles = self.outline.articles
        for name in topic.before if topic else ():
            hit = self.column.hosts.best(name)
            if hit and hit.confidence >= 0.55 and (name == "T3" or hit.article.ordinal * 2 > len(articles)):
                return self._near(clause, hit, hit.article.ordinal - 1, Words("之前", "before"))
        for name in topic.after if topic else ():
            hit = self.column.hosts.best(name)
            if hit and hit.confidence >= MERGE_BAR:
                return self._near(clause, hit, hit.article.ordinal, Words("之后", "after"))
        reason = Words(
            "合同没有相关主题的条款，作为新条插在正文末尾、签署部分之前",
            "the contract has no article on a related topic: a new one at the end, before the signatures",
        )
        return Landing(clause, "new", len(articles), reason, clause.host.topic, 0.0)

    def _near(self, clause: RenderedClause, hit: HostHit, after: int, side: Words) -> Landing:
        title = f"{hit.article.label} {hit.article.title[:24]}"
        reason = Words(
            f"合同没有该主题的条款，另立一条，放在{title}{side.zh}",
            f"no article on this topic: a new one, {side.en} {title}",
        )
        return Landing(clause, "new", after, reason, clause.host.topic, round(hit.confidence / 2, 3))

    def sort_key(self, number: int, landing: Landing, order: dict[str, int]) -> tuple[object, ...]:
        """Document order: by article, joining before new ones, then by mark, topic and library order."""
        place = landing.spot.node.start if landing.spot else 0
        topic = order.get(landing.topic, len(order))
        return (
            landing.after,
            {"replaced": 0, "merged": 1}.get(landing.how, 2),
            place,
            topic,
            landing.clause.id in LIBRARY_LAST,
            number,
        )


def find_sentence(column: Column, rules: WordRules) -> Sentence | None:
    """The sentence that makes the contract effective on signature, the article on term and effect searched first."""
    outline = column.outline
    host = column.hosts.best("T13")
    articles = sorted(outline.articles, key=lambda a: host is None or a.ordinal != host.article.ordinal)
    for article in articles:
        inside = outline.inside(article)
        for at, paragraph in enumerate(inside):
            if at and continues(inside[at - 1], paragraph):
                continue
            found = _sentence_at(inside[at:], rules, column.lang)
            if found:
                return found
    return None


def _sentence_at(lines: tuple[Paragraph, ...], rules: WordRules, lang: str) -> Sentence | None:
    """The sentence in a paragraph and the lines that go on with it."""
    first = lines[0]
    more: list[Paragraph] = []
    for before, line in itertools.pairwise(lines):
        if not continues(before, line):
            break
        more.append(line)
    text = first.text + "".join(p.text for p in more)
    start = first.typed.text_at if first.typed and not first.label else 0
    for pattern in rules.effectiveness.get(lang, ()):
        match = pattern.search(text, start)
        if match and match.start() < len(first.text):
            low = match.start() + len(match.group(0)) - len(match.group(0).lstrip())
            rest: list[tuple[Paragraph, int]] = []
            left = match.end() - len(first.text)
            for line in more:
                if left <= 0:
                    break
                rest.append((line, min(left, len(line.text))))
                left -= len(line.text)
            return Sentence(first, low, min(match.end(), len(first.text)), _tail(match, rules, lang), tuple(rest))
    return None


def _tail(match: re.Match[str], rules: WordRules, lang: str) -> str:
    """What the sentence goes on to say after effectiveness, as a sentence of its own; empty for nothing."""
    for pattern in rules.and_then.get(lang, ()):
        more = pattern.search(match.group(0))
        if more:
            subject = match.group("subject") or ""
            return (f" {subject} " if lang == "en" else subject) + more.group("rest")
    return ""
