"""Conflict rules as read from `conflicts.yaml` (ids K-01 to K-26 of the taxonomy, and the user's own).

A rule is a condition, the signs by which the conflict shows, and the words for the user. What cannot be
said with these fields does not belong in the file: there is no hook for code. One id may stand more than
once, where the same conflict shows in several ways with conditions of their own. Rejected: signs as free
expressions; a knowledge lawyer must be able to read a rule aloud.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import fields as fields_of
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import Problem
from catalogue.results import Basis
from catalogue.yamltext import read_yaml
from clause_library.clausefields import both_languages, read_basis
from clause_library.conditions import Vocabulary, read_condition
from clause_library.model import VARIANTS, Condition

SEVERITIES = ("error", "warning", "note")
RULE_ID = re.compile(r"[A-Z]-\d{2}")
_NAME = re.compile(r"[A-Z]{3}-\d{2}\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class DamagesSign:
    """Agreed damages against the loss estimate of the matter (Civil Code 585; SPC Interpretation 64, 65).

    `variables` hold agreed amounts, `estimate` is the variable of the recorded estimate, `percent` how far an amount
    may exceed it; `sentences` find agreed damages in the user's contract.
    """

    variables: tuple[str, ...]
    estimate: str
    percent: int
    sentences: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class PairSign:
    """What must not stand in the Chinese and the English of one provision; words of `unless` in the text of their
    language say that the other kind is meant there too, and then it is no sign."""

    zh: tuple[re.Pattern[str], ...]
    en: tuple[re.Pattern[str], ...]
    zh_unless: tuple[re.Pattern[str], ...] = ()
    en_unless: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """By what a conflict shows. Any one of them fires the rule; without any, the condition alone does.

    `clauses_in`: one of these clauses is in. `positions`: a clause is in, in this position. `contract`: a sentence of
    the user's contract matches. `pairs`: the Chinese and the English of one provision match one pattern each. `lacks`:
    the contract is there and no paragraph matches.
    `below_minimum`: a variable is under its derived minimum. `blank`: a variable has no value. `above`: the first
    variable is greater than the second. `discloses`: a value given to a variable of the clause matches a pattern.
    `damages`: see there. `plain`: exemptions are not printed conspicuously. `one_language`: the contract speaks one
    language only. `stale`: a chosen clause, or a rule behind the result, is out of date. `drafting`: the draft itself
    finds it, because only the draft knows what stands beside what.
    """

    clauses_in: tuple[str, ...] = ()
    positions: tuple[tuple[str, str], ...] = ()
    contract: tuple[re.Pattern[str], ...] = ()
    pairs: tuple[PairSign, ...] = ()
    lacks: tuple[re.Pattern[str], ...] = ()
    below_minimum: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    discloses: tuple[tuple[str, re.Pattern[str]], ...] = ()
    damages: DamagesSign | None = None
    plain: bool = False
    one_language: bool = False
    stale: bool = False
    drafting: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields_of(self))


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """One rule: it fires when `when` holds and one of its signs is there.

    A sentence that also matches `unless` is no sign, and neither is any sentence of a contract in which some paragraph
    matches `settled`.
    """

    id: str
    severity: str
    clauses: tuple[str, ...]
    when: Condition
    text: Words
    repair: Words
    signs: Signs = Signs()
    unless: tuple[re.Pattern[str], ...] = ()
    settled: tuple[re.Pattern[str], ...] = ()
    basis: tuple[Basis, ...] = ()
    line: int = 0
    earlier: tuple[tuple[str, str], ...] = ()
    """(old id it was written with, present id), where its clauses go by other ids now."""


def read_rules(
    path: Path, vocabulary: Vocabulary, problems: list[Problem], shown_as: str = ""
) -> tuple[ConflictRule, ...]:
    """The rules of a file, in order. Faults go to `problems`; an unreadable file raises BadInput."""
    top = Fields(read_yaml(path, shown_as), "the conflict rules", shown_as or path.name, problems, "冲突规则")
    rules = tuple(_rule(fields, vocabulary) for fields in top.blocks("rules", "a conflict rule", "冲突规则"))
    top.finish()
    return rules


def _rule(fields: Fields, vocabulary: Vocabulary) -> ConflictRule:
    rule_id = fields.text("id", required=True)
    if not RULE_ID.fullmatch(rule_id):
        fields.complain("id", f"'{rule_id}' is not a rule id", "a capital, a dash, two digits: K-01",
                        zh=f"“{rule_id}”不是规则编号", hint_zh="一个大写字母、连字符、两位数字：K-01")  # fmt: skip
    rule = ConflictRule(
        id=rule_id,
        severity=fields.choice("severity", SEVERITIES, "warning", required=True),
        clauses=fields.texts("clauses"),
        when=read_condition(fields, "when", vocabulary),
        text=both_languages(fields, "text"),
        repair=both_languages(fields, "repair"),
        signs=_signs(fields),
        unless=_patterns(fields, "unless"),
        settled=_patterns(fields, "settled"),
        basis=tuple(read_basis(block) for block in fields.blocks("basis", "a legal basis", "法律依据")),
        line=fields.line,
    )
    fields.finish()
    return rule


def _signs(fields: Fields) -> Signs:
    return Signs(
        clauses_in=fields.texts("with"),
        positions=_positions(fields),
        contract=_patterns(fields, "contract"),
        pairs=_pairs(fields),
        lacks=_patterns(fields, "lacks"),
        below_minimum=_names(fields, "below_minimum"),
        blank=_names(fields, "blank"),
        above=_pair(fields),
        discloses=_discloses(fields),
        damages=_damages(fields),
        plain=fields.flag("plain"),
        one_language=fields.flag("one_language"),
        stale=fields.flag("stale"),
        drafting=fields.flag("drafting"),
    )


def _pairs(fields: Fields) -> tuple[PairSign, ...]:
    """`pairs: [{zh: …, en: …, zh_unless: …, en_unless: …}]`; a pair without both languages is complained of."""
    found: list[PairSign] = []
    for block in fields.blocks("pairs", "a pair of patterns", "一对检索式"):
        zh, en, *unless = (_patterns(block, key) for key in ("zh", "en", "zh_unless", "en_unless"))
        if zh and en:
            found.append(PairSign(zh, en, unless[0], unless[1]))
        else:
            block.complain("pairs", "a pair needs 'zh' and 'en'", zh="一对检索式须有 zh 和 en")
        block.finish()
    return tuple(found)


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    names = fields.texts(key)
    for name in names:
        if not _NAME.fullmatch(name):
            fields.complain(key, f"'{name}' is not a variable of a clause", "such as LIC-05.long_stop_days",
                            zh=f"“{name}”不是条款的变量", hint_zh="例如 LIC-05.long_stop_days")  # fmt: skip
    return names


def _pair(fields: Fields) -> tuple[str, ...]:
    names = _names(fields, "above")
    if names and len(names) != 2:
        fields.complain("above", "'above' takes two variables", "[the greater, the one it must not exceed]",
                        zh="“above”写两个变量", hint_zh="[较大者, 不得超过的一个]")  # fmt: skip
    return names


def _positions(fields: Fields) -> tuple[tuple[str, str], ...]:
    block = fields.block("positions")
    names = block.keys()
    return tuple((name, block.choice(name, VARIANTS, required=True)) for name in names)


def _discloses(fields: Fields) -> tuple[tuple[str, re.Pattern[str]], ...]:
    block = fields.block("discloses")
    names = block.keys()
    return tuple((name, pattern) for name in names for pattern in _patterns(block, name))


def _damages(fields: Fields) -> DamagesSign | None:
    if not fields.has("damages"):
        return None
    block = fields.block("damages")
    percent = block.whole("percent")
    sign = DamagesSign(
        _names(block, "variables"),
        block.text("estimate", required=True),
        percent if percent is not None else 0,
        _patterns(block, "sentences"),
    )
    block.finish()
    return sign


def _patterns(fields: Fields, key: str) -> tuple[re.Pattern[str], ...]:
    found: list[re.Pattern[str]] = []
    for text in fields.texts(key):
        try:
            found.append(re.compile(text, re.IGNORECASE))
        except re.error as error:
            fields.complain(
                key, f"'{text[:30]}' is not a pattern ({error})", zh=f"“{text[:30]}”不是有效的检索式（{error}）"
            )
    return tuple(found)
