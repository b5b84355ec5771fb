"""One clause file -> one Clause, every fault with file, line, field and a likely fix.

What flows: YAML nodes with lines -> `ClauseRecord` (the clause and the lines of its fields, so that the
checks across clauses in `verify` can still point at a line). The hard problem is to read on after a
fault, so that a drafter sees all of them at once. Rejected: JSON Schema; its messages name no line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from catalogue.fields import Fields
from catalogue.matter import KINDS
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, one_of
from catalogue.results import Basis
from catalogue.yamltext import Mapping, Node, Scalar, Sequence, read_yaml
from clause_library.conditions import Vocabulary, read_condition
from clause_library.markup import parse_marks
from clause_library.model import (
    EFFECTIVE,
    FAMILIES,
    HOST_ACTIONS,
    LANGS,
    STRENGTHS,
    VARIANTS,
    Block,
    BlockKind,
    Clause,
    Condition,
    Host,
    Mark,
    Variable,
    Variant,
)

CLAUSE_ID = re.compile(r"[A-Z]{3}-\d{2}")
VARIABLE_TYPES = (
    *("text", "party", "date", "days", "working_days", "months"),
    *("percent", "amount", "number", "choice", "list"),
)
STRENGTH_LETTERS: MappingProxyType[str, str] = MappingProxyType(
    dict(zip(("M", "R", "O", "-", "X"), STRENGTHS, strict=True))
)
PRIORITIES = STRENGTHS[:3]
_VARIABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TYPED_NUMBER = re.compile(
    r"\s*(第[一二三四五六七八九十百零〇\d]+[条章节款项]|[（(][一二三四五六七八九十\da-z]{1,3}[)）]|[一二三四五六七八九十]{1,3}、"
    r"|\d+(\.\d+)*[.．、)）]\s*\S|(Article|Section|Clause) \d+\b(?![^.]{0,40} of the ))"
)
_TOPIC = re.compile(r"T([1-9]|1\d|2[01])")


@dataclass(frozen=True, slots=True)
class ClauseRecord:
    """A clause as read, and the line of each field (`variants.balanced.zh.2`, `variables.days`, …)."""

    clause: Clause
    lines: dict[str, int]

    def problem(self, field: str, message: str, hint: str = "") -> Problem:
        """A problem at a field of this clause; the nearest enclosing field that has a line is used."""
        key = field
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return Problem(message, self.clause.file, self.lines.get(key, 1), field, hint)


def read_clause(path: Path, vocabulary: Vocabulary, problems: list[Problem], shown_as: str = "") -> ClauseRecord | None:
    """The clause in a file; None when the file is not a clause at all. Faults go to `problems`."""
    name = shown_as or path.name
    try:
        node = read_yaml(path, name)
    except BadInput as bad:
        problems.extend(bad.problems)
        return None
    if not isinstance(node, Mapping):
        problems.append(Problem("is not a clause", name, node.line, "", "a clause file starts with 'id: …'"))
        return None
    return _ClauseReader(Fields(node, "a clause", name, problems), vocabulary, name).read(path.stem)


class _ClauseReader:
    """Reads the fields of one clause, noting the line of each."""

    def __init__(self, fields: Fields, vocabulary: Vocabulary, name: str) -> None:
        self._fields = fields
        self._vocabulary = vocabulary
        self._name = name
        self._lines: dict[str, int] = {}

    def read(self, stem: str) -> ClauseRecord | None:
        f = self._fields
        clause_id = f.text("id", required=True)
        if not CLAUSE_ID.fullmatch(clause_id):
            f.complain("id", f"'{clause_id}' is not a clause id", "three capitals, a dash, two digits: LIC-02")
            return None
        if clause_id != stem:
            f.complain("id", f"the id is {clause_id} but the file is named {stem}.yaml", f"name it {clause_id}.yaml")
        notes, sample, reviewed, validity = (f.block(key) for key in ("notes", "sample", "reviewed", "validity"))
        variables = self._variables()
        clause = Clause(
            id=clause_id,
            family=f.choice("family", FAMILIES, required=True),
            title=self._both("title"),
            purpose=self._both("purpose"),
            effective=f.choice("effective", EFFECTIVE, required=True),
            priority=f.choice("priority", PRIORITIES, required=True),
            primary_language=f.choice("primary_language", (*LANGS, "both"), "both"),
            trigger=self._trigger(),
            kinds=self._kinds(),
            host=self._host(),
            depends=self._ids("depends"),
            basis=self._basis(),
            stale_when=f.texts("stale_when"),
            variables=variables,
            variants=self._variants(),
            absent=self._absent(),
            negotiation=notes.words("negotiation"),
            sample=_sample(sample),
            reviewed_on=reviewed.date("on"),
            valid_from=validity.date("from"),
            valid_until=validity.date("until"),
            file=self._name,
        )
        reviewed.texts("findings")
        for block in (notes, sample, reviewed, validity):
            block.finish()
        self._note_lines(("id", "family", "title", "kinds", "host", "depends", "basis", "triggers", "sample"))
        f.finish()
        return ClauseRecord(clause, self._lines)

    def _note_lines(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self._lines[key] = self._fields.line_of(key)

    def _both(self, key: str) -> Words:
        return both_languages(self._fields, key)

    def _trigger(self) -> Condition:
        if not self._fields.has("triggers"):
            self._fields.complain("triggers", "a clause needs 'triggers'", "for any result: {always: true}")
        return read_condition(self._fields, "triggers", self._vocabulary)

    def _kinds(self) -> dict[str, str]:
        block = self._fields.block("kinds")
        words = (*STRENGTHS, *STRENGTH_LETTERS)
        found = {kind: block.choice(kind, words, "not_offered", required=True) for kind in KINDS}
        block.finish()
        return {kind: STRENGTH_LETTERS.get(word, word) for kind, word in found.items()}

    def _host(self) -> Host:
        block = self._fields.block("host")
        topic = block.text("topic", required=True)
        if topic and not _TOPIC.fullmatch(topic):
            block.complain("topic", f"'{topic}' is not a host topic", "T1 to T21")
        host = Host(topic, block.choice("action", HOST_ACTIONS, required=True), block.words("note"))
        block.finish()
        return host

    def _ids(self, key: str) -> tuple[str, ...]:
        ids = self._fields.texts(key)
        for value in ids:
            if not CLAUSE_ID.fullmatch(value):
                self._fields.complain(key, f"'{value}' is not a clause id", "such as LIC-03")
        return ids

    def _basis(self) -> tuple[Basis, ...]:
        found: list[Basis] = []
        for at, block in enumerate(self._fields.blocks("basis", "a legal basis")):
            self._lines[f"basis.{at}"] = block.line
            found.append(read_basis(block))
        return tuple(found)

    def _variables(self) -> dict[str, Variable]:
        block = self._fields.block("variables")
        found: dict[str, Variable] = {}
        names = block.keys()
        for name in names:
            self._lines[f"variables.{name}"] = block.line_of(name)
            if not _VARIABLE_NAME.fullmatch(name):
                block.complain(name, f"'{name}' is not a variable name", "small letters, digits and _")
            found[name] = _variable(name, block.block(name, f"the variable '{name}'"))
        return found

    def _variants(self) -> dict[str, Variant]:
        block = self._fields.block("variants")
        found: dict[str, Variant] = {}
        names = block.keys()
        for position in names:
            if position not in VARIANTS:
                block.complain(position, f"'{position}' is not a position", one_of(VARIANTS))
                continue
            self._lines[f"variants.{position}"] = block.line_of(position)
            fields = block.block(position, f"the variant '{position}'")
            texts = {lang: self._blocks(fields, lang, f"variants.{position}.{lang}") for lang in LANGS}
            found[position] = Variant(
                position, texts, fields.choice("fallback", (*VARIANTS, ""), ""), fields.words("gives_up")
            )
            fields.finish()
        return found

    def _blocks(self, fields: Fields, lang: str, field: str) -> tuple[Block, ...]:
        self._lines[field] = fields.line_of(lang)
        if not fields.has(lang):
            fields.complain(lang, f"{fields.what} has no {lang} text", f"add '{lang}:' with a list of blocks")
        blocks: list[Block] = []
        for at, node in enumerate(fields.nodes(lang)):
            self._lines[f"{field}.{at}"] = node.line
            block = self._block(node, f"{field}.{at}")
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def _block(self, node: Node, field: str) -> Block | None:
        if not isinstance(node, Mapping) or len(node.pairs) != 1:
            self._complain(node, field, "a block is one 'kind: text' line", one_of(BlockKind))
            return None
        word, content = next(iter(node.pairs.items()))
        if word not in tuple(BlockKind):
            self._complain(node, field, f"'{word}' is not a kind of block", one_of(BlockKind))
            return None
        kind = BlockKind(word)
        nodes = content.items if isinstance(content, Sequence) else (content,)
        if (kind is BlockKind.ROW) != isinstance(content, Sequence):
            self._complain(node, field, "a row takes a list of cells, every other block one text")
        cells = tuple(self._cell(cell, field) for cell in nodes)
        return Block(kind, cells)

    def _cell(self, node: Node, field: str) -> tuple[Mark, ...]:
        if not isinstance(node, Scalar) or not node.text.strip():
            self._complain(node, field, "a block needs a text")
            return ()
        text = node.text.strip()
        marked = parse_marks(text)
        for fault in marked.faults:
            self._complain(node, field, fault, "see the marks a text may carry")
        if _TYPED_NUMBER.match(text):
            self._complain(node, field, f"'{text[:12]}' starts with a typed number", "numbers belong to the document")
        return marked.marks

    def _complain(self, node: Node, field: str, message: str, hint: str = "") -> None:
        self._fields.complain(field, message, hint, line=node.line)

    def _absent(self) -> dict[str, Words]:
        block = self._fields.block("absent")
        found: dict[str, Words] = {}
        names = block.keys()
        for position in names:
            if position not in VARIANTS:
                block.complain(position, f"'{position}' is not a position", one_of(VARIANTS))
            found[position] = both_languages(block, position)
            self._lines[f"absent.{position}"] = block.line_of(position)
        return found


def both_languages(fields: Fields, key: str) -> Words:
    """A required text in Chinese and English."""
    words = fields.words(key, required=True)
    if bool(words.zh) != bool(words.en):
        fields.complain(key, f"'{key}' lacks its {'English' if words.zh else 'Chinese'} text", "write {zh: …, en: …}")
    return words


def read_basis(fields: Fields) -> Basis:
    """One citation: instrument, article, date of the version cited, fact id."""
    basis = Basis(
        both_languages(fields, "instrument"),
        fields.text("article", required=True),
        fields.date("as_of", required=True),
        fields.text("fact"),
        fields.flag("verify"),
    )
    fields.finish()
    return basis


def _variable(name: str, fields: Fields) -> Variable:
    default = fields.words("default")
    choices = fields.block("choices")
    options = choices.keys()
    variable = Variable(
        name,
        fields.choice("type", VARIABLE_TYPES, "text", required=True),
        both_languages(fields, "label"),
        both_languages(fields, "help"),
        default if default.en else Words(default.zh, default.zh),
        fields.text("unit"),
        fields.whole("min"),
        fields.whole("max"),
        tuple((key, both_languages(choices, key)) for key in options),
        fields.texts("min_of"),
    )
    if (variable.type == "choice") != bool(variable.choices):
        fields.complain("choices", "'choices' go with type choice, and only with it")
    fields.finish()
    return variable


def _sample(fields: Fields) -> dict[str, Words]:
    block = fields.block("variables")
    names = block.keys()
    words = {name: block.words(name) for name in names}
    return {name: value if value.en else Words(value.zh, value.zh) for name, value in words.items()}
