"""A clause as the YAML of its file: what `schema` reads back as the same clause.

Values that flow: `Clause` -> plain texts, lists and blocks -> YAML. The findings of a review are not written: who edits
a text has not reviewed it. Rejected: patching the file that was read; a clause from a Word table has none.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.model import Words
from catalogue.results import Basis
from catalogue.yamltext import Plain, dump_yaml
from clause_library.model import Block, BlockKind, Clause, Condition, Mark, MarkKind, Variable, Variant

_SHORT = (("mandatory", "M"), ("recommended", "R"), ("optional", "O"), ("not_offered", "-"), ("never", "X"))


def clause_yaml(clause: Clause) -> str:
    """The clause file."""
    return dump_yaml(clause_plain(clause))


def clause_plain(clause: Clause) -> dict[str, Plain]:
    """The clause as plain texts, lists and blocks."""
    value: dict[str, Plain] = {"id": clause.id, "family": clause.family}
    value |= {key: text for key, text in (("version", clause.version), ("author", clause.author)) if text}
    if clause.dated:
        value["dated"] = clause.dated.isoformat()
    if clause.renamed:
        value["renamed"] = list(clause.renamed)
    if clause.retired:
        value["retired"] = _words(clause.retired)
    value |= {
        "title": _words(clause.title),
        "purpose": _words(clause.purpose),
        "effective": clause.effective,
        "priority": clause.priority,
        "primary_language": clause.primary_language,
        "triggers": condition_plain(clause.trigger),
        "kinds": {kind: dict(_SHORT)[word] for kind, word in clause.kinds.items()},
        "host": {
            "topic": clause.host.topic,
            "action": clause.host.action,
            **({"joins": clause.host.joins} if clause.host.joins else {}),
            **_noted("note", clause.host.note),
        },
        "depends": list(clause.depends),
        "basis": [_basis(basis) for basis in clause.basis],
        "stale_when": list(clause.stale_when),
        "variables": {name: _variable(variable) for name, variable in clause.variables.items()},
        "variants": {position: _variant(variant) for position, variant in clause.variants.items()},
        "absent": {position: _words(why) for position, why in clause.absent.items()},
        "notes": _noted("negotiation", clause.negotiation),
        "sample": {"variables": {name: _words(words) for name, words in clause.sample.items()}},
        "validity": {
            key: day.isoformat() for key, day in (("from", clause.valid_from), ("until", clause.valid_until)) if day
        },
    }
    if clause.reviewed_on:
        value["reviewed"] = {"on": clause.reviewed_on.isoformat()}
    return value


def _words(words: Words) -> dict[str, Plain]:
    return {"zh": words.zh, "en": words.en}


def _noted(key: str, words: Words) -> dict[str, Plain]:
    return {key: _words(words)} if words else {}


def condition_plain(condition: Condition) -> dict[str, Plain]:
    """A condition in the form it is written in."""
    if condition.op == "always":
        return {"always": "true"}
    if condition.op == "not":
        return {"not": condition_plain(condition.parts[0])}
    if condition.op == "is":
        return {condition.fact: list(condition.values)}
    return {condition.op: [condition_plain(part) for part in condition.parts]}


def _basis(basis: Basis) -> dict[str, Plain]:
    value: dict[str, Plain] = {"instrument": _words(basis.instrument), "article": basis.article}
    if basis.as_of:
        value["as_of"] = basis.as_of.isoformat()
    if basis.fact:
        value["fact"] = basis.fact
    return value | ({"verify": "true"} if basis.verify else {})


def _variable(variable: Variable) -> dict[str, Plain]:
    value: dict[str, Plain] = {
        "type": variable.type,
        "label": _words(variable.label),
        "help": _words(variable.help),
        **_noted("default", variable.default),
    }
    if variable.unit:
        value["unit"] = variable.unit
    bounds = (("min", variable.minimum), ("max", variable.maximum))
    value |= {key: str(number) for key, number in bounds if number is not None}
    if variable.choices:
        value["choices"] = {key: _words(words) for key, words in variable.choices}
    return value | ({"min_of": list(variable.minimum_of)} if variable.minimum_of else {})


def _variant(variant: Variant) -> dict[str, Plain]:
    value: dict[str, Plain] = {lang: [_block(b) for b in blocks] for lang, blocks in variant.texts.items()}
    value["fallback"] = variant.fallback
    return value | _noted("gives_up", variant.gives_up)


def _block(block: Block) -> dict[str, Plain]:
    cells = [marked_text(cell) for cell in block.cells]
    return {str(block.kind): [*cells] if block.kind is BlockKind.ROW else cells[0]}


def marked_text(marks: Iterable[Mark]) -> str:
    """Marks as they are written in a clause file."""
    return "".join(_mark(mark) for mark in marks)


def _mark(mark: Mark) -> str:
    if mark.kind is MarkKind.STRONG:
        return f"{{strong:{marked_text(mark.inner)}}}"
    return mark.value if mark.kind is MarkKind.TEXT else f"{{{mark.kind}:{mark.value}}}"
