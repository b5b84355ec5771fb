"""Chosen clauses -> filled-in blocks per language, ready for a document.

Selection, values and the document's own words come in; blocks of plain runs go out: a run is words, a
reference whose number the document supplies, or a marked blank. Braces never leave this module. The hard
problem is that the words follow the document (许可方 for 出口方) while the law stays ours. Rejected:
numbering here; only the document knows its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from catalogue.matter import Matter
from catalogue.results import Classification
from clause_library.derived import settled
from clause_library.markup import split_ref
from clause_library.model import Block, Chosen, Clause, Mark, MarkKind, RenderedBlock, RenderedClause, Run, Selection
from clause_library.store import Store
from clause_library.variables import Value, in_words, values_of

Terms = Mapping[tuple[str, str], str]
"""(language, library term) -> the word the document uses; a term that is not there keeps its own word."""


@dataclass(frozen=True, slots=True)
class _Fill:
    """Everything needed to fill in one clause in one language."""

    lang: str
    values: Mapping[str, Value]
    matter: Matter
    terms: Terms
    present: frozenset[str]
    store: Store


def render(
    matter: Matter,
    classification: Classification,
    selection: Selection,
    store: Store,
    langs: tuple[str, ...],
    terms: Terms | None = None,
    contract: tuple[str, ...] = (),
) -> tuple[RenderedClause, ...]:
    """The chosen clauses in the order of the selection, in each of `langs`; `contract` are the own paragraphs of the
    contract they go into, where there is one.

    Raises BadInput for a value of the matter that does not fit its variable.
    """
    present = frozenset(c.id for c in selection.clauses)
    made: list[RenderedClause] = []
    for chosen in selection.clauses:
        clause = store.clauses[chosen.id]
        given = values_of(clause, matter)
        values = {name: settled(value, matter, classification, contract) for name, value in given.items()}
        made.append(_render(clause, chosen, values, matter, store, langs, terms or {}, present))
    return tuple(made)


def _render(
    clause: Clause,
    chosen: Chosen,
    values: Mapping[str, Value],
    matter: Matter,
    store: Store,
    langs: tuple[str, ...],
    terms: Terms,
    present: frozenset[str],
) -> RenderedClause:
    texts = clause.variants[chosen.variant].texts
    blocks = {lang: _blocks(texts[lang], _Fill(lang, values, matter, terms, present, store)) for lang in langs}
    marked = {m.value for lang in langs for m in _marks(texts[lang]) if m.kind is MarkKind.VAR}
    used = {name: value for name, value in values.items() if name in marked}
    return RenderedClause(
        id=clause.id,
        family=clause.family,
        variant=chosen.variant,
        title=clause.title,
        host=chosen.placement,
        effective=clause.effective,
        blocks=blocks,
        missing=tuple(f"{clause.id}.{name}" for name, v in used.items() if not all(v.in_language(x) for x in langs)),
        answered=tuple((name, v.text, v.why) for name, v in used.items() if v.why and v.text != v.variable.default),
        because=chosen.because,
        basis=clause.basis,
    )


def _marks(blocks: Iterable[Block]) -> Iterable[Mark]:
    for block in blocks:
        for cell in block.cells:
            for mark in cell:
                yield mark
                yield from mark.inner


def _blocks(blocks: tuple[Block, ...], fill: _Fill) -> tuple[RenderedBlock, ...]:
    return tuple(RenderedBlock(b.kind, tuple(_joined(_runs(cell, fill)) for cell in b.cells)) for b in blocks)


def _runs(marks: Iterable[Mark], fill: _Fill) -> Iterable[Run]:
    for mark in marks:
        if mark.kind is MarkKind.STRONG:
            yield from (replace(run, strong=True) for run in _runs(mark.inner, fill))
        else:
            yield _run(mark, fill)


def _run(mark: Mark, fill: _Fill) -> Run:
    if mark.kind is MarkKind.VAR:
        return _value_run(mark.value, fill)
    if mark.kind is MarkKind.REF:
        return _reference(mark.value, fill)
    return Run(term_word(mark.value, fill.lang, fill.terms) if mark.kind is MarkKind.TERM else mark.value)


def _value_run(name: str, fill: _Fill) -> Run:
    value = fill.values.get(name)
    words = in_words(value, fill.lang, fill.matter) if value else ""
    if words:
        return Run(words if value is None or value.given else _in_terms(words, fill))
    label = value.variable.label.in_language(fill.lang) if value else name
    return Run(f"【____（{label}）】" if fill.lang == "zh" else f"[____ ({label})]", blank=True)


def _in_terms(words: str, fill: _Fill) -> str:
    """A default in the document's words for the parties and for itself; what the user typed stays as typed."""
    for (lang, ours), theirs in fill.terms.items():
        if lang == fill.lang:
            pattern = re.escape(ours) if lang == "zh" else rf"(?<![\w-]){re.escape(ours)}(?![\w-])"
            words = re.sub(pattern, lambda _, word=theirs: word, words)
    return words


def _reference(value: str, fill: _Fill) -> Run:
    """A reference the document numbers (its words until then: the title); plain words for a clause not in the paper."""
    clause, item = split_ref(value)
    title = fill.store.title(clause).in_language(fill.lang)
    words = f"“{title}”条款" if fill.lang == "zh" else f"the article “{title}”"
    return Run(words, ref=clause, item=item) if clause in fill.present else Run(words)


def term_word(term: str, lang: str, terms: Terms) -> str:
    """The document's word for a term, with a capital first letter where the term has one it lacks."""
    if (lang, term) in terms:
        return terms[(lang, term)]
    lowered = term[:1].lower() + term[1:]
    if (lang, lowered) in terms:
        word = terms[(lang, lowered)]
        return word[:1].upper() + word[1:]
    return term


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbouring plain runs as one; references and blanks stay alone."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        plain = not (run.ref or run.blank)
        if last and plain and not (last.ref or last.blank) and last.strong == run.strong:
            joined[-1] = replace(last, text=last.text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
