"""Where each clause lands in the contract, and why, before anything is written.

Values that flow: a `Layout` and rendered clauses become a `Plan` of `Landing`s in document order. The order of
preference is the contract's own marks, then the article that covers the topic, then a new article beside a
neighbouring topic, always before signatures and annexes. The hard problem is a contract whose last article is its
effectiveness clause: "at the end" is then wrong. Rejected: one fixed order of topics; contracts differ.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.reading.effectiveness import (
    Effect,
    find_effects,
    left_notice,
    replaceable,
    settles_effect,
)
from clause_library.word.reading.hosts import MERGE_BAR, NEAR_BAR, HostHit
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.outline import Outline
from clause_library.word.reading.rules import WordRules
from clause_library.word.reading.spots import Spot, find_spots
from clause_library.word.reading.zones import signing_top, signs, squeezed
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.xmltree import Node
from clause_library.word.writing.anchors import ANNEX
from clause_library.word.writing.annexes import Annexes, read_annexes
from clause_library.word.writing.annexing import ACTIONS, pointer_to, reason_of, unlisted, unpointed
from clause_library.word.writing.landings import Landing, Plan
from clause_library.word.writing.merging import merge

MERGING = ("merge", "amend")
RECITALS = ("recital",)
LIBRARY_LAST = ("PTY-08",)


def make_plan(
    document: ContractDocument,
    layout: Layout,
    clauses: tuple[RenderedClause, ...],
    rules: WordRules,
    places: dict[str, int] | None = None,
    standing: str = "",
    *,
    keep: bool = False,
) -> Plan:
    """Where every clause goes. `places` overrides: clause id to the ordinal of the article it shall follow.

    `standing` is the clause on effectiveness that an earlier run put in, empty for none; with `keep` no number moves.
    """
    planner = _Planner(document, layout, rules, places or {})
    landings = planner.after_effectiveness([planner.land(clause) for clause in clauses])
    planner.warn_of_unused()
    planner.warn_of_cover(document, landings)
    planner.warn_of_same_subject(landings)
    notices = planner.left_effects(landings, standing)
    order = {topic.id: number for number, topic in enumerate(rules.topics)}
    numbered = sorted(enumerate(landings), key=lambda pair: planner.sort_key(pair[0], pair[1], order))
    ordered, said = merge(document, layout, [landing for _, landing in numbered], rules, keep=keep)
    planner.warnings += said
    annexes = read_annexes(document, layout) if any(x.how == "annex" for x in ordered) else None
    if annexes is None:
        return Plan(tuple(ordered), tuple(planner.warnings), notices)
    landed, pointers = planner.number_annexes(ordered, annexes)
    return Plan(tuple(landed), tuple(planner.warnings), notices, tuple(pointers), annexes)


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
        self.effects: tuple[Effect, ...] = find_effects(document, layout, rules)
        self.end: Words = end_words(document, self.outline)

    def land(self, clause: RenderedClause) -> Landing:
        topic = clause.host.topic
        if self.places.get(clause.id) == ANNEX:
            return Landing(clause, "annex", len(self.outline.articles), Words(), topic, 1.0)
        if clause.id in self.places:
            after = self._asked(clause.id)
            reason = Words("按用户指定的位置插入", "placed where the user asked")
            return Landing(clause, "new", after, reason, topic, 1.0)
        spot = self._spot_for(clause)
        if spot is not None:
            reason = Words("模板为本条款标明了位置", "the template marks this place")
            return Landing(clause, "new", self._article_before(spot.node), reason, topic, 1.0, spot)
        if clause.host.action in RECITALS:
            reason = (
                Words("作为序言段落，放在第一条之前", "a recital, before the first article")
                if self.outline.articles
                else Words(
                    f"作为序言段落，放在其他条款之前，{self.end.zh}",
                    f"a recital, before the other clauses, {self.end.en}",
                )
            )
            return Landing(clause, "merged", 0, reason, topic, 1.0)
        if clause.host.action in ACTIONS:
            return Landing(clause, "annex", len(self.outline.articles), Words(), topic, 1.0)
        landing = self._replace(clause) if settles_effect(clause) else None
        return landing or self._by_topic(clause)

    def number_annexes(self, landings: list[Landing], annexes: Annexes) -> tuple[list[Landing], list[Landing]]:
        """The landings with annexes numbered in their order, and the sentences that name them."""
        out: list[Landing] = []
        pointers: list[Landing] = []
        number = annexes.following
        for landing in landings:
            if landing.how != "annex":
                out.append(landing)
                continue
            reason = reason_of(number, self.layout, annexes)
            out.append(replace(landing, annex=number, reason=reason))
            found = pointer_to(landing.clause, number, self.layout, annexes, self.rules)
            if found is not None:
                after = found.hit.article.ordinal
                pointers.append(Landing(found.clause, "pointer", after, Words(), found.topic, found.hit.confidence))
            elif landing.clause.host.action != "separate":
                self.warnings.append(unpointed(landing.clause))
            if annexes.listed and len(annexes.entries) < len(self.layout.columns):
                self.warnings.append(unlisted(landing.clause))
            number += 1
        return out, pointers

    def _asked(self, clause_id: str) -> int:
        """The article the user named. Raises BadInput where the contract has no such article."""
        after, last = self.places[clause_id], len(self.outline.articles)
        if not 0 <= after <= last:
            raise BadInput.because(
                f"{clause_id}={after}: the contract has no article {after}",
                field="--place",
                hint=f"name an article from 1 to {last}, or 0 for before the first",
                zh=f"{clause_id}={after}：合同没有第{after}条",
                hint_zh=f"请写 1 至 {last} 之间的条号；0 表示置于第一条之前",
            )
        return after

    def _by_topic(self, clause: RenderedClause) -> Landing:
        """Inside the one article on the topic; a new article where there is none, or where several fit."""
        hit = self.column.hosts.best(clause.host.topic)
        sure = hit is not None and hit.confidence >= MERGE_BAR
        if hit is None or not sure:
            return self._beside_neighbour(clause)
        rivals = self.column.hosts.rivals(clause.host.topic)
        if clause.host.action in (*MERGING, "replace"):
            if not rivals:
                return self._join(clause, hit, "merged", Words("并入", "joins"))
            self._warn_of_rivals(clause, (hit, *rivals))
            last = max((hit, *rivals), key=lambda h: h.article.ordinal)
            return self._join(clause, last, "new", Words("另立一条，紧接", "a new article right after"))
        if self._may_follow(clause, hit):
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

    def _warn_of_rivals(self, clause: RenderedClause, hits: tuple[HostHit, ...]) -> None:
        labels = [h.article.label for h in sorted(hits, key=lambda h: h.article.ordinal)]
        zh, en = "、".join(labels), ", ".join(labels)
        self.warnings.append(
            Words(
                f"{clause.id}：{zh} 均可能是其主题所在，未并入任何一条，另立一条紧接其后，请核对",
                f"{clause.id}: {en} all fit its topic; it joins none and follows them as an article, please check",
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
        """The effectiveness sentence gives way where it can in every language of the contract."""
        found = {c.lang: e.sentence for c in self.layout.columns if (e := replaceable(self.effects, c.lang))}
        main = found.get(self.column.lang)
        if main is None or len(found) < len(self.layout.columns):
            return None
        place = self.outline.paragraphs.index(main.paragraph)
        article = self.outline.article_at(place)
        reason = Words(
            f"替换原有的生效约定：{main.words[:40]}", f"replaces the effectiveness sentence: {main.words[:60]}"
        )
        after = article.ordinal if article else len(self.outline.articles)
        return Landing(clause, "replaced", after, reason, clause.host.topic, 1.0, None, found)

    def after_effectiveness(self, landings: list[Landing]) -> list[Landing]:
        """What goes with the clause on effectiveness follows it, wherever that stands."""
        first = next((x for x in landings if settles_effect(x.clause) and x.spot is None), None)
        if first is None:
            return landings
        reason = Words(f"另立一条，接在{first.clause.id}之后", f"a new article after {first.clause.id}")
        return [
            replace(x, after=first.after, reason=reason)
            if x.clause.host.action == "add" and x.topic == first.topic and self._is_free(x) and x.after != first.after
            else x
            for x in landings
        ]

    def _is_free(self, landing: Landing) -> bool:
        return landing.how == "new" and landing.spot is None and landing.clause.id not in self.places

    def left_effects(self, landings: list[Landing], standing: str) -> tuple[Notice, ...]:
        """Every sentence on effectiveness that stays beside the clause on it (K-01)."""
        first = next((x for x in landings if settles_effect(x.clause)), None)
        name = first.clause.id if first else standing
        gone = [s for x in landings for s in x.sentences.values()]
        return tuple(left_notice(name, e) for e in self.effects if e.sentence not in gone) if name else ()

    def warn_of_cover(self, document: ContractDocument, landings: list[Landing]) -> None:
        """A paper signed on its cover page has its articles behind the signatures."""
        if not (landings and self.outline.articles) or self.layout.rows:
            return
        first = self.outline.paragraphs[self.outline.articles[0].first].index
        signing = [p for p in document.paragraphs if signs(p)]
        if signing and all(p.index < first for p in signing):
            self.warnings.append(
                Words(
                    "签署栏在条款之前的封面页上；条款插在其后的正文条款之中，请核对封面页是否将其纳入合同",
                    "the signatures stand on a cover page before the articles; the clauses go into the articles behind "
                    "it, check that the cover page makes them part of the contract",
                )
            )

    def warn_of_same_subject(self, landings: list[Landing]) -> None:
        """New articles on a subject that the contract deals with in a paragraph of an article on other matters."""
        for topic in dict.fromkeys(x.topic for x in landings if x.how == "new"):
            hit = self.column.hosts.best(topic)
            inside = self.column.hosts.inside(topic)
            if not inside or (hit is not None and hit.confidence >= MERGE_BAR):
                continue
            names = [x.clause.id for x in landings if x.topic == topic and x.how == "new"]
            places = [f"{b.label.strip() or b.article.label} ({b.words})" for b in inside]
            self.warnings.append(
                Words(
                    f"{'、'.join(names)}：合同{'、'.join(places)}在其他条文中也约定了同一主题，现与新条并存，请核对两处是否一致",
                    f"{', '.join(names)}: {', '.join(places)} deal with the same subject inside articles on other "
                    "matters; both stand now, check that they agree",
                )
            )

    def _beside_neighbour(self, clause: RenderedClause) -> Landing:
        topic = self.rules.topic(clause.host.topic)
        articles = self.outline.articles
        for name in topic.before if topic else ():
            hit = self.column.hosts.best(name)
            bar = MERGE_BAR if name == "T3" else NEAR_BAR
            if hit and hit.confidence >= bar and (name == "T3" or hit.article.ordinal * 2 > len(articles)):
                return self._near(clause, hit, hit.article.ordinal - 1, Words("之前", "before"))
        for name in topic.after if topic else ():
            hit = self.column.hosts.best(name)
            if hit and hit.confidence >= MERGE_BAR:
                return self._near(clause, hit, hit.article.ordinal, Words("之后", "after"))
        none = Words("合同没有相关主题的条款", "no article on a related topic")
        none = none if articles else Words("未识别出带编号的条款", "no numbered articles were recognised")
        reason = Words(f"{none.zh}，另立一条，{self.end.zh}", f"{none.en}: a new one, {self.end.en}")
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
            {"replaced": 0, "merged": 1, "annex": 3}.get(landing.how, 2),
            place,
            topic,
            landing.clause.id in LIBRARY_LAST,
            number,
        )


def end_words(document: ContractDocument, outline: Outline) -> Words:
    """Where the end of the operative part is, in words: before what, or at the end of the file."""
    closing = next((p for p in outline.paragraphs[outline.stop :] if not p.blank), None) if outline.articles else None
    if closing is None and outline.articles:
        last = outline.paragraphs[outline.articles[-1].last].index
        closing = next((p for p in document.paragraphs if p.index > last and p.cell and signs(p)), None)
    elif closing is None:
        found = signing_top(document)
        closing = found[1] if found else None
    if closing is None:
        return Words("放在文末（未见签署部分）", "at the end of the file, where no signature block was found")
    words = squeezed(closing)[:40]
    return Words(f"放在“{words}”之前", f"placed before “{words}”")
