"""The library as lists and single texts: what the `list` and `show` commands and the clause place print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from catalogue.matter import ClauseChoices, Matter
from catalogue.problems import BadInput, one_of, one_of_zh
from catalogue.results import Classification, Outcome
from clause_library.model import (
    FAMILIES,
    LANGS,
    VARIANTS,
    BlockKind,
    Chosen,
    Clause,
    RenderedBlock,
    Selection,
    Variable,
)
from clause_library.own.overlay import own_words, retired_words
from clause_library.positions import position_words
from clause_library.render import render
from clause_library.store import Store
from clause_library.word.source.numerals import letter, roman, zh_number


class NoSuchPosition(Exception):
    """A clause has no text for a position; the message is the reason, in the language asked for."""


def list_clauses(store: Store, family: str = "") -> dict[str, object]:
    """The `list` answer. `family` is a letter A to L, or the three capitals of the ids; raises BadInput for others."""
    wanted = family_letter(store, family) if family else ""
    return {
        "clauses": [_row(c, store) for c in store.clauses.values() if not family or c.family == wanted],
        "problems": [p.as_json() for p in store.problems],
    }


def family_letter(store: Store, family: str) -> str:
    """The letter of a family named by it or by the three capitals of its ids; raises BadInput for another name."""
    letters = {row.id[:3]: row.family for row in store.matrix.values()}
    wanted = letters.get(family.upper(), family.upper())
    if wanted not in FAMILIES:
        known = (*FAMILIES, *letters)
        raise BadInput.because(
            f"there is no family '{family}'",
            field="--family",
            hint=one_of(known),
            zh=f"没有条款类“{family}”",
            hint_zh=one_of_zh(known),
        )
    return wanted


def _standing(clause: Clause, store: Store) -> dict[str, object]:
    """Whose text it is: `own` is empty, `added`, `replaces` or `refused` (faulty, the bundled text stands)."""
    known = store.own.get(clause.id)
    own = "" if known is None else "refused" if known.refused else "replaces" if known.replaces else "added"
    return {
        "own": own,
        "version": clause.version,
        "author": clause.author,
        "dated": clause.dated.isoformat() if clause.dated else None,
        "renamed": list(clause.renamed),
        "retired": {"zh": clause.retired.zh, "en": clause.retired.en} if clause.retired else None,
    }


def standing_lines(store: Store, clause: Clause, lang: str) -> list[str]:
    """Whose text it is, in words, and that and why it is retired."""
    words = own_words(clause, store.own)
    if clause.retired:
        words = (*words, retired_words(clause, store.renames.get(clause.id, "")))
    return [w.in_language(lang) for w in words]


def _row(clause: Clause, store: Store) -> dict[str, object]:
    return {
        "id": clause.id,
        "family": clause.family,
        "title": clause.title.zh,
        "title_en": clause.title.en,
        "variants": [v for v in VARIANTS if v in clause.variants],
        "langs": [lang for lang in LANGS if all(v.texts[lang] for v in clause.variants.values())],
        "priority": clause.priority,
        "effective": clause.effective,
        **_standing(clause, store),
    }


def show_clause(
    store: Store,
    clause_id: str,
    variant: str = "balanced",
    lang: str = "zh",
    matter: Matter | None = None,
    classification: Classification | None = None,
) -> dict[str, object]:
    """The `show` answer: the text with defaults and, where there is none, marked blanks; variables, legal basis.

    With a matter (and its result) its values and parties are filled in. Values of the sample are not shown here:
    somebody would copy them into a contract.

    Raises BadInput for an unknown clause, variant or language, NoSuchPosition with the reason for a
    position the clause does not have.
    """
    clause = store.clause(clause_id)
    for value, known, flag in ((variant, VARIANTS, "--variant"), (lang, LANGS, "--lang")):
        if value not in known:
            raise BadInput.because(
                f"'{value}' is not a value of {flag}",
                field=flag,
                hint=one_of(known),
                zh=f"“{value}”不是 {flag} 可取的值",
                hint_zh=one_of_zh(known),
            )
    if variant not in clause.variants:
        reason = clause.absent[variant].in_language(lang) if variant in clause.absent else ""
        raise NoSuchPosition(f"{clause.id} {position_words(variant).in_language(lang)}: {reason}")
    return {
        "id": clause.id,
        "variant": variant,
        "lang": lang,
        "title": clause.title.in_language(lang),
        "text": clause_text(store, clause, variant, lang, matter or Matter(as_of=dt.date.min), classification),
        "variables": [_variable(v, lang) for v in clause.variables.values()],
        "basis": [b.as_json() for b in clause.basis],
        **_standing(clause, store),
    }


def _variable(variable: Variable, lang: str) -> dict[str, object]:
    return {
        "name": variable.name,
        "type": variable.type,
        "label": variable.label.in_language(lang),
        "help": variable.help.in_language(lang),
        "default": variable.default.in_language(lang) or None,
        "min": variable.minimum,
        "max": variable.maximum,
        "choices": {key: words.in_language(lang) for key, words in variable.choices},
    }


def clause_text(
    store: Store,
    clause: Clause,
    variant: str,
    lang: str,
    matter: Matter | None = None,
    classification: Classification | None = None,
) -> str:
    """The clause as plain text, one block a line; filled in with sample values where no matter is given."""
    chosen = Chosen(clause.id, variant, clause.priority, (), clause.host)
    selection = Selection((chosen,), (), (), ())
    result = classification or no_result()
    filled = render(matter or _sample_matter(clause), result, selection, store, (lang,))
    return block_text(filled[0].blocks[lang], lang)


def block_text(blocks: Iterable[RenderedBlock], lang: str) -> str:
    """Blocks as lines. The item numbers are for reading only: a document gives its own."""
    counts = {BlockKind.ITEM: 0, BlockKind.ITEM2: 0, BlockKind.ITEM3: 0}
    levels = tuple(counts)
    lines: list[str] = []
    for block in blocks:
        text = " | ".join("".join(run.text for run in cell) for cell in block.cells)
        if block.kind in counts:
            level = levels.index(block.kind)
            counts[block.kind] += 1
            counts.update(dict.fromkeys(levels[level + 1 :], 0))
            text = f"{'  ' * (level + 1)}{_number(level, counts[block.kind], lang)}{text}"
        elif block.kind in (BlockKind.HEADING, BlockKind.PARA):
            counts = dict.fromkeys(levels, 0)
        lines.append(text)
    return "\n".join(lines)


def _number(level: int, n: int, lang: str) -> str:
    if lang == "zh":
        return (f"（{zh_number(n)}）", f"{n}. ", f"（{n}）")[level]
    return (f"({letter(n)}) ", f"({roman(n)}) ", f"({n}) ")[level]


def _sample_matter(clause: Clause) -> Matter:
    values = tuple(
        (f"{clause.id}.{name}", f"{words.zh} | {words.en}" if words.zh != words.en else words.zh)
        for name, words in clause.sample.items()
    )
    return Matter(as_of=dt.date.min, clauses=ClauseChoices(variables=values))


def no_result() -> Classification:
    """What stands for the result where there is no matter: nothing known."""
    outcome = Outcome.INDETERMINATE
    return Classification(dt.date.min, outcome, outcome, None, (), (), (), (), ())
