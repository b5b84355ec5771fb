"""The contract's own words for the parties and for itself, so that clauses speak its language.

Values that flow: an opened contract and the matter's parties become a mapping from our words (出口方, Exporter,
本合同) to the contract's (许可方, Licensor, 本协议). The hard problem is who of 甲方 and 乙方 exports: the names in
the parties' block say it, else the role word beside it. Rejected: taking the first party; in the official service
form the exporter is the second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from catalogue.matter import Matter
from clause_library.word.reading.layout import language_of
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.source.document import ContractDocument

OUR_WORDS = {
    "zh": ("出口方", "接收方", "本合同"),
    "en": ("Exporter", "Recipient", "this Agreement"),
}
BLOCK = 120


def terms(document: ContractDocument, matter: Matter, rules: WordRules | None = None) -> dict[tuple[str, str], str]:
    """(language, our word) -> the contract's word. Words the contract does not use are left out."""
    rules = rules or read_rules(bundled_rules())
    out: dict[tuple[str, str], str] = {}
    for lang in ("zh", "en"):
        texts = [p.text for p in document.paragraphs if language_of(p.text) == lang or _mixed(p.text)]
        if sum(map(len, texts)) < 200:
            continue
        exporter, recipient, self_name = OUR_WORDS[lang]
        roles = _roles(texts, matter, rules, lang)
        if roles:
            out[lang, exporter], out[lang, recipient] = roles
        own = _self_name(texts, rules.self_names.get(lang, ()), lang)
        if own:
            out[lang, self_name] = own
    return out


def _mixed(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]", text)) and bool(re.search(r"[A-Za-z]{4}", text))


def _self_name(texts: list[str], names: Iterable[str], lang: str) -> str:
    counts = Counter({n: sum(t.count(n) if lang == "zh" else _words(t, n) for t in texts) for n in names})
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if count else ""


def _words(text: str, name: str) -> int:
    return len(re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))


def _roles(texts: list[str], matter: Matter, rules: WordRules, lang: str) -> tuple[str, str] | None:
    """(exporter's word, recipient's word), None where the contract does not say who is who."""
    short = rules.short_names.get(lang, ())
    named = _by_name(texts, matter, _all_words(rules, lang))
    if named:
        return named
    pair = _by_role(texts, rules, lang)
    if pair is None:
        return None
    aliases = {word: _alias(texts, word, short) for word in pair}
    gives, takes = (aliases[w] or w for w in pair)
    if gives == takes:
        return pair
    return gives, takes


def _all_words(rules: WordRules, lang: str) -> tuple[str, ...]:
    words = [w.in_language(lang) for pair in rules.roles for w in (pair.gives, pair.takes)]
    return (*rules.short_names.get(lang, ()), *dict.fromkeys(words))


def _by_name(texts: list[str], matter: Matter, words: tuple[str, ...]) -> tuple[str, str] | None:
    """The words beside the names of the matter's exporter and recipient: the nearest, else those in brackets behind."""
    for reading in (_word_near, _word_behind):
        found: list[str] = []
        for role in ("exporter", "recipient"):
            party = matter.party(role)
            names = (party.name, party.name_en, *party.aliases) if party else ()
            found.append(next((w for n in names if n for t in texts if n in t and (w := reading(t, n, words))), ""))
        if all(found) and found[0] != found[1]:
            return found[0], found[1]
    return None


def _word_behind(text: str, name: str, words: tuple[str, ...]) -> str:
    """The party word in the brackets right behind a name: NAME (Party B)."""
    behind = re.match(r"[\s,，]*[（(]([^（）()]{1,40})[）)]", text[text.index(name) + len(name) :])
    return next((w for w in sorted(words, key=len, reverse=True) if behind and w in behind.group(1)), "")


def _word_near(text: str, name: str, words: tuple[str, ...]) -> str:
    """The party word closest to a name in one paragraph: 甲方：NAME, NAME (Provider)."""
    at = text.index(name)
    around = [(abs(m.start() - at), w) for w in words for m in re.finditer(re.escape(w), text[: at + len(name) + 40])]
    near = [(distance, words.index(w), w) for distance, w in around if distance <= BLOCK]
    return min(near)[2] if near else ""


def _by_role(texts: list[str], rules: WordRules, lang: str) -> tuple[str, str] | None:
    """The pair of role words the contract uses most, both of them."""
    scored: list[tuple[int, tuple[str, str]]] = []
    for pair in rules.roles:
        words = (pair.gives.in_language(lang), pair.takes.in_language(lang))
        counts = [sum(t.count(w) if lang == "zh" else _cased(t, w) for t in texts) for w in words]
        if all(counts):
            scored.append((min(counts), words))
    return max(scored, key=lambda s: s[0])[1] if scored else None


def _cased(text: str, word: str) -> int:
    return len(re.findall(rf"\b{re.escape(word)}\b", text))


def _alias(texts: list[str], word: str, short: tuple[str, ...]) -> str:
    """甲方 for 委托方 where the contract says 委托方（甲方） and goes on with 甲方."""
    pattern = re.compile(rf"{re.escape(word)}\s*[（(]\s*(?:以下简称)?[“\"]?({'|'.join(map(re.escape, short))})")
    for text in texts:
        match = pattern.search(text)
        if match and sum(t.count(match.group(1)) for t in texts) > sum(t.count(word) for t in texts) / 2:
            return match.group(1)
    return ""
