"""What becomes of a landing once the lines of the contract are looked at: lists joined, sentences amended.

Values that flow: landings in document order become landings with a `Join` and its reason, and what to tell the user.
Rejected: deciding it while writing; the plan shown before must be what is written.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Words
from clause_library.word.reading.layout import Layout
from clause_library.word.reading.rules import WordRules
from clause_library.word.source.document import ContractDocument
from clause_library.word.writing.amending import exceptions, pointers
from clause_library.word.writing.joining import joined
from clause_library.word.writing.joins import Join, Touch
from clause_library.word.writing.landings import Landing

LISTED = Words("；各项并入该条已有的清单", "; its items join the list that stands there")
DEFINED = Words("；各定义按该条已有的次序插入", "; each definition goes to its place there")
SENTENCE = Words("；各项并入列举的语句", "; its items join the sentence that lists them")
AMENDED = Words("；原有责任限制的约定前加注例外", "; an exception is put before the limits of liability that stand")
POINTED = Words("；原解除情形中加注所见条款", "; the case in the termination article points to it")


def merge(
    document: ContractDocument, layout: Layout, landings: list[Landing], rules: WordRules, *, keep: bool
) -> tuple[list[Landing], list[Words]]:
    """The landings with what they have to do with lines of the contract, and warnings."""
    out: list[Landing] = []
    warnings: list[Words] = []
    taken: list[tuple[int, str]] = []
    for landing in landings:
        now = landing if (landing.after, landing.topic) in taken else _onto(document, layout, landing, rules, keep=keep)
        if now.join is not None and now.join.targets:
            taken.append((landing.after, landing.topic))
        touches, warning = exceptions(layout, now.clause, rules)
        warnings += [warning] if warning.zh else []
        now = _with(now, touches, AMENDED)
        if now.how == "new":
            now = _with(now, pointers(layout, now.clause, rules.mentions), POINTED)
        out.append(now)
    return out, warnings


def _onto(document: ContractDocument, layout: Layout, landing: Landing, rules: WordRules, *, keep: bool) -> Landing:
    if landing.how != "merged":
        return landing
    found = joined(document, layout, landing.clause, landing.after, rules, keep=keep)
    if found is None:
        return landing
    words = DEFINED if landing.topic == "T2" else LISTED if found.join.targets else SENTENCE
    return replace(landing, clause=found.clause, join=found.join, reason=_and(landing.reason, words))


def _with(landing: Landing, touches: tuple[Touch, ...], words: Words) -> Landing:
    if not touches:
        return landing
    join = landing.join or Join()
    return replace(landing, join=replace(join, touches=(*join.touches, *touches)), reason=_and(landing.reason, words))


def _and(reason: Words, more: Words) -> Words:
    return Words(reason.zh + more.zh, reason.en + more.en)
