"""One clause file -> one Clause, every fault with file, line, field and a likely fix.

What flows: YAML nodes with lines -> `ClauseRecord` (the clause and the lines of its fields, so that the
checks across clauses in `verify` can still point at a line). The hard problem is to read on after a
fault, so that a drafter sees all of them at once. Rejected: JSON Schema; its messages name no line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from catalogue.fields import Fields
from catalogue.matter import KINDS
from catalogue.model import Words
from catalogue.problems import BadInput, Problem, one_of, one_of_zh
from catalogue.results import Basis
from catalogue.yamltext import Mapping as Branch
from catalogue.yamltext import Node, Scalar, Sequence, read_yaml
from clause_library.clausefields import both_languages, read_basis, read_sample, read_variable
from clause_library.conditions import Vocabulary, read_condition
from clause_library.markup import parse_marks
from clause_library.model import (
    EFFECTIVE,
    FAMILIES,
    HOST_ACTIONS,
    HOST_LISTS,
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
from clause_library.positions import POSITIONS

CLAUSE_ID = re.compile(r"[A-Z]{3}-\d{2}")
STRENGTH_LETTERS: MappingProxyType[str, str] = MappingProxyType(
    dict(zip(("M", "R", "O", "-", "X"), STRENGTHS, strict=True))
)
PRIORITIES = STRENGTHS[:3]
LANGUAGE_WORDS: MappingProxyType[str, str] = MappingProxyType({"zh": "中文", "en": "英文"})
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

    def problem(self, field: str, message: str, hint: str = "", *, zh: str = "", hint_zh: str = "") -> Problem:
        """A problem at a field of this clause; the nearest enclosing field that has a line is used."""
        key = field
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return Problem(message, self.clause.file, self.lines.get(key, 1), field, hint, zh, hint_zh)


def read_clause(
    path: Path,
    vocabulary: Vocabulary,
    problems: list[Problem],
    shown_as: str = "",
    beneath: Mapping[str, ClauseRecord] = MappingProxyType({}),
) -> ClauseRecord | None:
    """The clause in a file; None when the file is not a clause at all. Faults go to `problems`.

    A file with only an id, `retired` and who says so retires the clause of that id among those `beneath`.
    """
    name = shown_as or path.name
    try:
        node = read_yaml(path, name)
    except BadInput as bad:
        problems.extend(bad.problems)
        return None
    if not isinstance(node, Branch):
        problems.append(
            Problem(
                "is not a clause",
                name,
                node.line,
                "",
                "a clause file starts with 'id: …'",
                "不是条款文件",
                "条款文件以“id: …”开头",
            )
        )
        return None
    return _ClauseReader(Fields(node, "a clause", name, problems, "条款"), vocabulary, name).read(path.stem, beneath)


class _ClauseReader:
    """Reads the fields of one clause, noting the line of each."""

    def __init__(self, fields: Fields, vocabulary: Vocabulary, name: str) -> None:
        self._fields = fields
        self._vocabulary = vocabulary
        self._name = name
        self._lines: dict[str, int] = {}

    def read(self, stem: str, beneath: Mapping[str, ClauseRecord]) -> ClauseRecord | None:
        f = self._fields
        clause_id = self._id(stem)
        if not clause_id:
            return None
        if clause_id in beneath and f.has("retired") and not f.has("variants"):
            return self._retirement(beneath[clause_id])
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
            sample=read_sample(sample),
            reviewed_on=reviewed.date("on"),
            valid_from=validity.date("from"),
            valid_until=validity.date("until"),
            file=self._name,
            version=f.text("version"),
            author=f.text("author"),
            dated=f.date("dated"),
            renamed=self._ids("renamed"),
            retired=self._retired(),
        )
        reviewed.texts("findings")
        for block in (notes, sample, reviewed, validity):
            block.finish()
        self._note_lines(("id", "family", "title", "kinds", "host", "depends", "basis", "triggers", "sample"))
        f.finish()
        return ClauseRecord(clause, self._lines)

    def _id(self, stem: str) -> str:
        clause_id = self._fields.text("id", required=True)
        if not CLAUSE_ID.fullmatch(clause_id):
            self._fields.complain(
                "id",
                f"'{clause_id}' is not a clause id",
                "three capitals, a dash, two digits: LIC-02",
                zh=f"“{clause_id}”不是条款编号",
                hint_zh="三个大写字母、连字符、两位数字：LIC-02",
            )
            return ""
        if clause_id != stem:
            self._fields.complain(
                "id",
                f"the id is {clause_id} but the file is named {stem}.yaml",
                f"name it {clause_id}.yaml",
                zh=f"编号为 {clause_id}，文件名却是 {stem}.yaml",
                hint_zh=f"请把文件名改为 {clause_id}.yaml",
            )
        return clause_id

    def _retired(self) -> Words:
        return both_languages(self._fields, "retired") if self._fields.has("retired") else Words()

    def _retirement(self, record: ClauseRecord) -> ClauseRecord:
        f = self._fields
        clause = replace(
            record.clause,
            file=self._name,
            version=f.text("version"),
            author=f.text("author"),
            dated=f.date("dated"),
            renamed=self._ids("renamed"),
            retired=self._retired(),
        )
        f.finish()
        return ClauseRecord(clause, {"retired": f.line_of("retired"), "id": f.line_of("id")})

    def _note_lines(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self._lines[key] = self._fields.line_of(key)

    def _both(self, key: str) -> Words:
        return both_languages(self._fields, key)

    def _trigger(self) -> Condition:
        if not self._fields.has("triggers"):
            self._fields.complain(
                "triggers",
                "a clause needs 'triggers'",
                "for any result: {always: true}",
                zh="缺少触发条件（triggers）",
                hint_zh="任何结果均适用的，写 {always: true}",
            )
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
            block.complain(
                "topic",
                f"'{topic}' is not a host topic",
                "T1 to T21",
                zh=f"“{topic}”不是合同议题",
                hint_zh="请写 T1 至 T21",
            )
        action, note = block.choice("action", HOST_ACTIONS, required=True), block.words("note")
        host = Host(topic, action, note, block.choice("joins", (*HOST_LISTS, ""), ""))
        block.finish()
        return host

    def _ids(self, key: str) -> tuple[str, ...]:
        ids = self._fields.texts(key)
        for value in ids:
            if not CLAUSE_ID.fullmatch(value):
                self._fields.complain(
                    key,
                    f"'{value}' is not a clause id",
                    "such as LIC-03",
                    zh=f"“{value}”不是条款编号",
                    hint_zh="例如 LIC-03",
                )
        return ids

    def _basis(self) -> tuple[Basis, ...]:
        found: list[Basis] = []
        for at, block in enumerate(self._fields.blocks("basis", "a legal basis", "法律依据")):
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
                block.complain(
                    name,
                    f"'{name}' is not a variable name",
                    "small letters, digits and _",
                    zh=f"“{name}”不是变量名",
                    hint_zh="只用小写字母、数字和下划线",
                )
            found[name] = read_variable(name, block.block(name, f"the variable '{name}'", f"变量“{name}”"))
        return found

    def _variants(self) -> dict[str, Variant]:
        block = self._fields.block("variants")
        found: dict[str, Variant] = {}
        names = block.keys()
        for position in names:
            if position not in VARIANTS:
                _no_position(block, position)
                continue
            self._lines[f"variants.{position}"] = block.line_of(position)
            fields = block.block(position, f"the variant '{position}'", POSITIONS[position].zh)
            texts = {lang: self._blocks(fields, lang, f"variants.{position}.{lang}") for lang in LANGS}
            found[position] = Variant(
                position, texts, fields.choice("fallback", (*VARIANTS, ""), ""), fields.words("gives_up")
            )
            fields.finish()
        return found

    def _blocks(self, fields: Fields, lang: str, field: str) -> tuple[Block, ...]:
        self._lines[field] = fields.line_of(lang)
        if not fields.has(lang):
            fields.complain(
                lang,
                f"{fields.what} has no {lang} text",
                f"add '{lang}:' with a list of blocks",
                zh=f"{fields.what_zh}没有{LANGUAGE_WORDS[lang]}文本",
                hint_zh=f"请补上“{lang}:”，下列各段",
            )
        blocks: list[Block] = []
        for at, node in enumerate(fields.nodes(lang)):
            self._lines[f"{field}.{at}"] = node.line
            block = self._block(node, f"{field}.{at}")
            if block is not None:
                blocks.append(block)
        return tuple(blocks)

    def _block(self, node: Node, field: str) -> Block | None:
        if not isinstance(node, Branch) or len(node.pairs) != 1:
            self._complain(node, field, "a block is one 'kind: text' line", one_of(BlockKind),
                           "每段写成一行“种类: 文字”", one_of_zh(BlockKind))  # fmt: skip
            return None
        word, content = next(iter(node.pairs.items()))
        if word not in tuple(BlockKind):
            self._complain(node, field, f"'{word}' is not a kind of block", one_of(BlockKind),
                           f"“{word}”不是段落的种类", one_of_zh(BlockKind))  # fmt: skip
            return None
        kind = BlockKind(word)
        nodes = content.items if isinstance(content, Sequence) else (content,)
        if (kind is BlockKind.ROW) != isinstance(content, Sequence):
            self._complain(node, field, "a row takes a list of cells, every other block one text",
                           zh="表格行（row）写成各格的列表，其他段落只写一段文字")  # fmt: skip
        cells = tuple(self._cell(cell, field) for cell in nodes)
        return Block(kind, cells)

    def _cell(self, node: Node, field: str) -> tuple[Mark, ...]:
        if not isinstance(node, Scalar) or not node.text.strip():
            self._complain(node, field, "a block needs a text", zh="这一段没有文字")
            return ()
        text = node.text.strip()
        marked = parse_marks(text)
        for fault in marked.faults:
            self._complain(node, field, fault.en, "see the marks a text may carry", fault.zh, "标记的写法见说明")
        if _TYPED_NUMBER.match(text):
            self._complain(node, field, f"'{text[:12]}' starts with a typed number", "numbers belong to the document",
                           f"“{text[:12]}”以手写编号开头", "编号由文件自动生成，请删去")  # fmt: skip
        return marked.marks

    def _complain(self, node: Node, field: str, message: str, hint: str = "", zh: str = "", hint_zh: str = "") -> None:
        self._fields.complain(field, message, hint, line=node.line, zh=zh, hint_zh=hint_zh)

    def _absent(self) -> dict[str, Words]:
        block = self._fields.block("absent")
        found: dict[str, Words] = {}
        names = block.keys()
        for position in names:
            if position not in VARIANTS:
                _no_position(block, position)
            found[position] = both_languages(block, position)
            self._lines[f"absent.{position}"] = block.line_of(position)
        return found


def _no_position(block: Fields, position: str) -> None:
    block.complain(
        position,
        f"'{position}' is not a position",
        one_of(VARIANTS),
        zh=f"“{position}”不是立场",
        hint_zh=one_of_zh(VARIANTS),
    )
