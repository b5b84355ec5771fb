"""Which quantity a German bound is about: the noun before it with its adjectives, or the material it measures.

Values that flow: text, bound, where its clause begins -> `Named` or None. The one hard problem: German writes a
quantity as one long noun and bends its adjectives (mit einer mittleren Partikelgröße), so words are compared without
their endings, and a noun outside the vocabulary counts only where its last part is one that quantities end in.
Rejected: parting compounds by a word list; Gesamtgewicht, Leergewicht and zulässiges Gesamtgewicht are three.
"""

from __future__ import annotations

import re

from catalogue.thresholds.bounds import Bound
from catalogue.thresholds.naming import Named, of_term, own_dimension, own_words, possible
from catalogue.thresholds.vocabulary import Vocabulary, stem_of

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*|\S")
_TRAILING = frozenset("von beträgt ist sind auf zu in liegt liegend".split())
_NO_ADJECTIVE = frozenset(
    "der die das den dem des ein eine einer einem einen eines mit und oder von bei für aus in im zu zur zum auf als "
    "sowie jeder jede allen alle ihre ihrer seine seiner deren dessen diese dieser keine keiner folgende folgenden "
    "erfasste erfassten erfasster andere anderen anderer mehrere mehreren beide beiden enthalten "
    "weisen besitzen".split()
)
_QUALIFIERS = frozenset(
    stem_of(w)
    for w in "maximale minimale nominale höchste niedrigste größte kleinste stabile gleichförmige konstante".split()
)
_NEGATED = frozenset("kein keine keinen keiner nicht ohne weder noch".split())
_MOST_ADJECTIVES = 3
_HEADS = tuple(
    "geschwindigkeit druck größe gehalt anteil konzentration dichte temperatur punkt leistung länge breite höhe tiefe "
    "dicke durchmesser radius fläche oberfläche volumen kapazität masse gewicht last kraft moment spannung strom "
    "stärke frequenz wellenlänge zeit dauer rate grad verhältnis zahl wert energie impuls weite entfernung abstand "
    "genauigkeit auflösung empfindlichkeit fähigkeit festigkeit dehnung modul härte viskosität reinheit force drehzahl "
    "beschleunigung winkel wirkungsgrad hubraum kaliber dosis aktivität breite funktionalität".split()
)
_UNDER = re.compile(r"\s+bei\s+(?:einer\s+\w+\s+von\s+)?[0-9][0-9.,]*\s?[^\s,;]{1,6}\s*$")
_BARE_ENDS = re.compile(r"\s*(?:[,;.):]|$|(?:und|oder|bei|mit|wie|in|für|sowie)\b)")
"""What may follow a number without a unit; anything else may be a unit nobody knows."""
_IN_NOUN = re.compile(r"(?:Mindest|Höchst)(?!ens)(?P<noun>[a-zäöüß]+)\s+von\b")
"""The comparison is a part of the noun: eine Mindestkonzentration von 70 %."""
_CONTAINS = re.compile(r"\b(?:enthält|enthalten|enthaltend|enthaltende[nrs]?)\s*$", re.IGNORECASE)
_MATERIAL = re.compile(r"\s*(?:\(?Gewichtsprozent\)?\s+|an\s+)?(?P<what>[A-ZÄÖÜ][a-zäöüß]{2,30})")
_REACH = 160


def quantity_of(text: str, bound: Bound, clause: int, clause_end: int, vocabulary: Vocabulary) -> Named | None:
    """The quantity of a bound in a folded text in its own letter case."""
    if not bound.dimensions and not _BARE_ENDS.match(text, bound.end):
        return None
    least = _IN_NOUN.match(text, bound.at)
    if least:
        noun = (least["noun"].capitalize(), least.start("noun"), least.end("noun"))
        return _of_noun([noun], bound, vocabulary)
    stop = bound.at
    measured = _UNDER.search(text, max(clause, stop - _REACH), stop)
    words = _words(text, clause, measured.start() if measured else stop)
    while words and words[-1][0] in _TRAILING:
        words.pop()
    if any(word in _NEGATED for word, _, _ in words[-5:]):
        return None
    if not words or not words[-1][0][0].isupper():
        return _content(text, bound, clause_end)
    return _of_noun(words, bound, vocabulary)


def _words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The last words of a clause with their places; a sign is a word that is no letter."""
    begin = max(start, end - _REACH)
    found = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text, begin, end)]
    return found[1:] if begin > start else found


def _of_noun(words: list[tuple[str, int, int]], bound: Bound, vocabulary: Vocabulary) -> Named | None:
    """The noun that ends these words, with every adjective before it: a noun without them may mean another thing."""
    first = len(words) - 1
    while first and len(words) - first <= _MOST_ADJECTIVES and _is_adjective(words[first - 1][0]):
        first -= 1
    while first < len(words) - 1 and stem_of(words[first][0]) in _QUALIFIERS:
        first += 1
    phrase = " ".join(word for word, _, _ in words[first:])
    start, end = words[first][1], words[-1][2]
    known = vocabulary.find_german(phrase, possible(bound))
    if known:
        return of_term(known[0], known[1], start, end)
    noun = words[-1][0].lower()
    if not noun.endswith(_HEADS) or own_dimension(bound, phrase) is None:
        return None
    return own_words(phrase, bound, start, end, chinese=False)


def _is_adjective(word: str) -> bool:
    return (
        word.islower() and len(word) > 4 and word.endswith(("e", "er", "en", "es", "em")) and word not in _NO_ADJECTIVE
    )


def _content(text: str, bound: Bound, stop: int) -> Named | None:
    """`enthalten mehr als 0,5 % Bor`: the content of what is named behind."""
    if "ratio" not in bound.dimensions or not _CONTAINS.search(text[max(0, bound.at - 24) : bound.at]):
        return None
    found = _MATERIAL.match(text, bound.end, min(len(text), stop))
    if not found:
        return None
    return own_words(f"{found['what']}gehalt", bound, found.start("what"), found.end("what"), chinese=False)
