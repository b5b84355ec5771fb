"""Conditions of triggers and conflict rules: their words (facts.yaml) and their YAML form.

`Vocabulary` lists every fact a condition may ask about and the values it takes, with names in both
languages for the reasons shown to the user. A condition is `{fact: value}`, `{fact: [values]}`,
`{any: […]}`, `{all: […]}`, `{not: …}` or `{always: true}`. Rejected: expressions in a small language;
lawyers maintain these files and a closed form can be checked word by word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import Problem, did_you_mean, did_you_mean_zh, one_of, one_of_zh
from catalogue.rules import bundled_rules, read_word_lists
from catalogue.yamltext import Mapping, Node, Sequence, read_yaml
from clause_library.model import Condition

SORTS = ("words", "yes_no", "months", "country", "clause", "text")
YES_NO = ("yes", "no", "unknown")
_MONTHS = re.compile(r"(>=|<=|>|<|=)?\d{1,4}|unknown")
_SORT_FORMS = MappingProxyType(
    {
        "months": (_MONTHS, Words("请写成 >6、>=12、<3 或 unknown", "write it as >6, >=12, <3 or unknown")),
        "country": (
            re.compile(r"[A-Z]{2}|unknown"),
            Words("请写两个字母的国家代码或 unknown", "write a two-letter country code or unknown"),
        ),
        "clause": (re.compile(r"[A-Z]{3}-\d{2}"), Words("请写条款编号，如 LIC-02", "write a clause id such as LIC-02")),
        "text": (re.compile(r".+"), Words("请写要找的词语", "write the words to look for")),
    }
)
_TRUE_SPELLINGS = MappingProxyType({"true": "yes", "false": "no"})


@dataclass(frozen=True, slots=True)
class FactName:
    """One fact a condition may ask about."""

    name: str
    sort: str
    label: Words
    values: dict[str, Words]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All facts, and the countries of the European Union (for `eu_exporter`)."""

    facts: dict[str, FactName]
    european_union: frozenset[str]

    def words_for(self, fact: str, value: str) -> Words:
        """A value in words; the value itself where it has no name."""
        known = self.facts[fact].values.get(value) if fact in self.facts else None
        return known or Words(zh=value, en=value)


def read_vocabulary(path: Path, rules: Path | None = None) -> Vocabulary:
    """The facts of `facts.yaml`, with the country lists of the rules folder (default: the bundled one).

    Raises BadInput when a file cannot be read; faults of form are left to `vocabulary_problems`.
    """
    lists = read_word_lists(rules or bundled_rules())
    return _vocabulary(path, lists.get("eu_countries", frozenset()), [])


def vocabulary_problems(path: Path) -> tuple[Problem, ...]:
    """What is wrong with the file."""
    problems: list[Problem] = []
    _vocabulary(path, frozenset(), problems)
    return tuple(problems)


def _vocabulary(path: Path, european_union: frozenset[str], problems: list[Problem]) -> Vocabulary:
    top = Fields(read_yaml(path), "the list of facts", path.name, problems, "事实表")
    block = top.block("facts")
    facts: dict[str, FactName] = {}
    names = block.keys()
    for name in names:
        fields = block.block(name)
        values = fields.block("values")
        value_names = values.keys()
        facts[name] = FactName(
            name,
            fields.choice("sort", SORTS, required=True),
            fields.words("label", required=True),
            {value: values.words(value) for value in value_names},
            fields.texts("notices"),
        )
        fields.finish()
    top.finish()
    return Vocabulary(facts, european_union)


def read_condition(fields: Fields, key: str, vocabulary: Vocabulary) -> Condition:
    """The condition under `key`; `always` when absent. Faults are noted in `fields`."""
    node = fields.get(key)
    if node is None:
        return Condition("always")
    return _condition(node, Reader(fields.file, fields.problems, vocabulary, key))


@dataclass(frozen=True, slots=True)
class Reader:
    """Where complaints go while a condition is read."""

    file: str
    problems: list[Problem]
    vocabulary: Vocabulary
    field: str

    def complain(self, node: Node, message: str, hint: str = "", zh: str = "", hint_zh: str = "") -> None:
        """Notes a problem at the node, in both languages."""
        self.problems.append(Problem(message, self.file, node.line, self.field, hint, zh, hint_zh))


def _condition(node: Node, reader: Reader) -> Condition:
    if not isinstance(node, Mapping) or len(node.pairs) != 1:
        reader.complain(node, "a condition has exactly one key", "combine several with all: […] or any: […]",
                        "一个条件只写一个键", "几个条件用 all: […]（均成立）或 any: […]（任一成立）合并")  # fmt: skip
        return Condition("any")
    key, value = next(iter(node.pairs.items()))
    if key == "always":
        return Condition("always")
    if key == "not":
        return Condition("not", parts=(_condition(value, reader),))
    if key in ("any", "all"):
        if not isinstance(value, Sequence):
            reader.complain(value, f"'{key}' takes a list of conditions", "start each with '- '",
                            f"“{key}”之下写条件的列表", "每个以“- ”开头")  # fmt: skip
            return Condition("any")
        return Condition(key, parts=tuple(_condition(part, reader) for part in value.items))
    return _fact(key, node, value, reader)


def _fact(name: str, node: Node, value: Node, reader: Reader) -> Condition:
    fact = reader.vocabulary.facts.get(name)
    if fact is None:
        known = (*reader.vocabulary.facts, "any", "all", "not", "always")
        reader.complain(node, f"'{name}' is not a fact a condition may ask about", did_you_mean(name, known),
                        f"条件不能问“{name}”这个事实", did_you_mean_zh(name, known))  # fmt: skip
        return Condition("any")
    holder = Fields(Mapping({name: value}, {name: value.line}, value.line), name, reader.file, reader.problems)
    values = tuple(_TRUE_SPELLINGS.get(v, v) if fact.sort == "yes_no" else v for v in holder.texts(name))
    if not values:
        reader.complain(value, f"'{name}' needs a value", zh=f"“{name}”须有取值")
    for wrong in _wrong_values(fact, values):
        reader.complain(value, f"'{wrong[0]}' is not a value of '{name}'", wrong[1].en,
                        f"“{wrong[0]}”不是“{name}”可取的值", wrong[1].zh)  # fmt: skip
    return Condition("is", name, values)


def _wrong_values(fact: FactName, values: Iterable[str]) -> Iterable[tuple[str, Words]]:
    if fact.sort in ("words", "yes_no"):
        known = YES_NO if fact.sort == "yes_no" else tuple(fact.values)
        return [(v, Words(one_of_zh(known), one_of(known))) for v in values if v not in known]
    form, hint = _SORT_FORMS[fact.sort]
    return [(v, hint) for v in values if not form.fullmatch(v)]


def clauses_named(condition: Condition) -> tuple[str, ...]:
    """Every clause id the condition asks about."""
    own = condition.values if condition.fact == "clause" else ()
    return (*own, *(name for part in condition.parts for name in clauses_named(part)))
