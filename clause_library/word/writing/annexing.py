"""Clauses that are annexes: their numbers, the pointer in the contract's text, the line in its list of annexes.

Values that flow: landings that are annexes become numbered ones, with a `pointer` landing for the article that has to
name the annex, and notices where the contract has no such article or no list that can be continued. An undertaking that
is signed apart is attached as a form, listed, and pointed to by nothing else. Rejected: a pointer as an article of its
own; nobody reads the schedule from there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.model import Words
from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.hosts import MERGE_BAR, HostHit
from clause_library.word.reading.layout import Layout
from clause_library.word.reading.rules import WordRules
from clause_library.word.writing.annexes import Annexes, title_of

ACTIONS = ("annex", "separate")


@dataclass(frozen=True, slots=True)
class Pointer:
    """The sentence that names an annex, as a clause of one paragraph, and the article it joins."""

    clause: RenderedClause
    hit: HostHit
    topic: str


def pointer_to(
    clause: RenderedClause, number: int, layout: Layout, annexes: Annexes, rules: WordRules
) -> Pointer | None:
    """The pointer to an annex of that number; None where it needs none or no article of the contract can take it.

    An article that the user asked for as an annex binds nobody unless the contract points to it.
    """
    if clause.host.action == "separate":
        return None
    for topic in dict.fromkeys((rules.pointers.get(clause.id, "T3"), "T3")):
        hit = layout.main.hosts.best(topic)
        if hit is not None and hit.confidence >= MERGE_BAR:
            return Pointer(_sentence(clause, number, annexes, rules), hit, topic)
    return None


def _sentence(clause: RenderedClause, number: int, annexes: Annexes, rules: WordRules) -> RenderedClause:
    blocks: dict[str, tuple[RenderedBlock, ...]] = {}
    for lang in annexes.forms:
        words = rules.pointer.in_language(lang)
        words = words.replace("{title}", title_of(clause, lang)).replace("{annex}", annexes.label(lang, number))
        blocks[lang] = (RenderedBlock(BlockKind.PARA, ((Run(words),),)),)
    return replace(clause, blocks=blocks)


def reason_of(number: int, layout: Layout, annexes: Annexes) -> Words:
    """Why and where an annex stands, in words."""
    form = annexes.forms[layout.main.lang]
    label = annexes.label(layout.main.lang, number)
    if number > annexes.following:
        before = annexes.label(layout.main.lang, number - 1)
        return Words(f"作为{label}，接在{before}之后", f"{label}, behind {before}")
    if form.heading is not None:
        words = form.heading.words[:24]
        return Words(f"作为{label}，接在“{words}”之后", f"{label}, behind “{words}”")
    return Words(f"作为{label}，另起一页放在签署部分之后", f"{label}, on a page of its own behind the signatures")


def unpointed(clause: RenderedClause) -> Words:
    """What to tell where no article takes the pointer."""
    return Words(
        f"{clause.id}：未能认定合同的标的条款，正文中没有指向该附件的文字，请自行补入",
        f"{clause.id}: no article on the subject matter was recognised, so no text points to the annex; please add it",
    )


def unlisted(clause: RenderedClause) -> Words:
    """What to tell where the contract lists its annexes in words that cannot be continued."""
    return Words(
        f"{clause.id}：合同中附件清单的写法不便续写，请自行把该附件加入清单",
        f"{clause.id}: the contract’s list of annexes cannot be continued by itself; please add the annex to it",
    )
