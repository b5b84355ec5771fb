"""Conflict rules over a deal: facts, chosen clauses and the user's own contract in, fired rules out.

The rules are data (`conflicts.yaml`); this module only looks for their signs. The hard problem is that a
contract says the same thing in many ways, so signs are patterns over single sentences, and a sentence
that already carries the saving words does not fire. Rejected: one function per rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from catalogue.model import Words
from clause_library.conflictrules import ConflictRule, DamagesSign
from clause_library.model import Conflict
from clause_library.money import Amount, amounts_in, parse_amount
from clause_library.pairing import disagreeing
from clause_library.triggers import Facts, holds

_SENTENCE_END = re.compile(r"(?<=[。；;！？])|(?<=[a-z0-9)”’\"])\.\s+(?=[A-Z“‘\"(])")
_EXCERPT = 60
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_ENOUGH_HAN, _ENOUGH_WORDS = 8, 6
"""A paragraph speaks Chinese, or English, from so many characters, or words, on."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A value under its derived minimum."""

    value: str
    minimum: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What rules are judged over. `facts` carries the clause ids that are in (or were asked for and refused);
    `paragraphs` are those of the user's contract with their numbers; `shortfalls` and `values` (the text that stands,
    given or default, empty when none) go by CLAUSE.variable, `given` holds only what the user gave; `positions` by
    clause; `stale` names what is out of date, in words; `plain`: exemptions are not printed conspicuously."""

    facts: Facts
    paragraphs: tuple[tuple[int, str], ...] = ()
    shortfalls: Mapping[str, Shortfall] | None = None
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    positions: Mapping[str, str] = field(default_factory=dict[str, str])
    stale: tuple[Words, ...] = ()
    plain: bool = False

    def value(self, name: str) -> str:
        """The value of `CLAUSE.variable`, or of a bare variable in whatever clause uses it."""
        if name in self.values:
            return self.values[name]
        return next((v for key, v in self.values.items() if key.endswith(f".{name}") and v), "")


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One sign seen: where, and what to add to the words of the rule."""

    place: str = ""
    more: Words = Words()
    paragraph: int | None = None


def find_conflicts(rules: Iterable[ConflictRule], situation: Situation) -> tuple[Conflict, ...]:
    """Every conflict, in the order of the rules; one for each offending paragraph of the contract."""
    found = (
        _conflict(rule, sighting, situation)
        for rule in rules
        if holds(rule.when, situation.facts)
        for sighting in _sightings(rule, situation)
    )
    return tuple(dict.fromkeys(found))


def _sightings(rule: ConflictRule, situation: Situation) -> Iterator[_Sighting]:
    signs = rule.signs
    if not signs:
        yield _Sighting()
        return
    chosen = situation.facts.words.get("clause", frozenset[str]())
    if any(name in chosen for name in signs.clauses_in):
        yield _Sighting()
    for name, position in signs.positions:
        if name in chosen and situation.positions.get(name) == position:
            yield _Sighting(name)
    yield from _in_contract(rule, situation)
    yield from _in_values(rule, situation)
    if signs.damages is not None:
        yield from _damages(signs.damages, situation)
    if signs.plain and situation.plain:
        yield _Sighting()
    if signs.stale:
        yield from (_Sighting(more=Words(f"：{w.zh}", f": {w.en}")) for w in situation.stale)


def _in_contract(rule: ConflictRule, situation: Situation) -> Iterator[_Sighting]:
    said = offending_sentences(rule, situation.paragraphs)
    for number, sentence in said:
        yield _Sighting(f"¶{number} {_excerpt(sentence)}", paragraph=number)
    if rule.signs.pairs:
        known = {number for number, _ in said}
        found = disagreeing(rule.signs.pairs, situation.paragraphs)
        yield from (_Sighting(f"¶{n} {_excerpt(s)}", paragraph=n) for n, s in found if n not in known)
    texts = [text for _, text in situation.paragraphs]
    if texts and rule.signs.lacks and not any(_matches(rule.signs.lacks, text) for text in texts):
        yield _Sighting()
    if texts and rule.signs.one_language and len(languages_of(texts)) < 2:
        yield _Sighting()


def _in_values(rule: ConflictRule, situation: Situation) -> Iterator[_Sighting]:
    signs = rule.signs
    for name in signs.below_minimum:
        short = (situation.shortfalls or {}).get(name)
        if short is not None:
            yield _Sighting(name, _figures(short))
    yield from (_Sighting(name) for name in signs.blank if name in situation.values and not situation.values[name])
    if signs.above and _number(signs.above[0], situation) > _number(signs.above[1], situation) > 0:
        first, second = (f"{name}: {situation.values[name]}" for name in signs.above)
        yield _Sighting(signs.above[0], Words(f"（{first}；{second}）", f" ({first}; {second})"))
    for clause, pattern in signs.discloses:
        for name, value in situation.given.items():
            if name.startswith(f"{clause}.") and pattern.search(value):
                yield _Sighting(name)


def _number(name: str, situation: Situation) -> int:
    text = situation.values.get(name, "")
    return int(text) if text.isdigit() else 0


def _damages(sign: DamagesSign, situation: Situation) -> Iterator[_Sighting]:
    """Agreed damages of chosen clauses and of the contract, each against the estimate."""
    estimate = parse_amount(situation.value(sign.estimate)) if situation.value(sign.estimate) else None
    for name in sign.variables:
        if name in situation.values:
            agreed = parse_amount(situation.values[name])
            yield from _against(name, None, (agreed,) if agreed else (), estimate, sign.percent)
    for number, text in situation.paragraphs:
        for sentence in sentences(text):
            if _matches(sign.sentences, sentence):
                place = f"¶{number} {_excerpt(sentence)}"
                yield from _against(place, number, amounts_in(sentence), estimate, sign.percent)


def _against(
    place: str, paragraph: int | None, agreed: tuple[Amount, ...], estimate: Amount | None, percent: int
) -> Iterator[_Sighting]:
    if estimate is None:
        yield _Sighting(place, Words("（案卷没有记录损失估计）", " (the matter records no loss estimate)"), paragraph)
        return
    comparable = [a for a in agreed if a.currency == estimate.currency]
    if not comparable:
        more = Words("（与记录的损失估计无法直接比较）", " (cannot be compared with the recorded loss estimate)")
        yield _Sighting(place, more, paragraph)
        return
    highest = max(comparable, key=lambda amount: amount.value)
    if highest.value * 100 > estimate.value * (100 + percent):
        over = f"{_money(highest)} > {_money(estimate)} + {percent}%"
        yield _Sighting(place, Words(f"（{over}）", f" ({over})"), paragraph)


def _money(amount: Amount) -> str:
    return f"{amount.value:,} {amount.currency}"


def languages_of(texts: Iterable[str]) -> frozenset[str]:
    """The languages in which whole paragraphs of a contract are written: zh, en."""
    found: set[str] = set()
    for text in texts:
        han, words = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
        if han >= _ENOUGH_HAN:
            found.add("zh")
        if words >= _ENOUGH_WORDS and words > han:
            found.add("en")
    return frozenset(found)


def offending_sentences(rule: ConflictRule, paragraphs: Iterable[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
    """(paragraph number, sentence) wherever a pattern of the rule matches and no saving word stands beside it."""
    numbered = tuple(paragraphs)
    if any(_matches(rule.settled, text) for _, text in numbered):
        return ()
    found: list[tuple[int, str]] = []
    for number, text in numbered:
        for sentence in sentences(text):
            if _matches(rule.signs.contract, sentence) and not _matches(rule.unless, sentence):
                found.append((number, sentence))
    return tuple(found)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, parted at Chinese and English sentence ends."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def _matches(patterns: Iterable[re.Pattern[str]], sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in patterns)


def _excerpt(sentence: str) -> str:
    return sentence if len(sentence) <= _EXCERPT else sentence[: _EXCERPT - 1] + "…"


def _figures(short: Shortfall) -> Words:
    return Words(f"（现为{short.value}，最少{short.minimum}）", f" (now {short.value}, least {short.minimum})")


def _conflict(rule: ConflictRule, sighting: _Sighting, situation: Situation) -> Conflict:
    chosen = situation.facts.words.get("clause", frozenset[str]())
    involved = tuple(name for name in rule.clauses if name in chosen) or rule.clauses
    zh = "".join(f"（{old} 现为 {new}）" for old, new in rule.earlier)
    en = "".join(f" ({old} is now {new})" for old, new in rule.earlier)
    text = Words(rule.text.zh + sighting.more.zh + zh, rule.text.en + sighting.more.en + en)
    return Conflict(rule.id, rule.severity, involved, text, sighting.place, rule.repair, sighting.paragraph, rule.basis)
