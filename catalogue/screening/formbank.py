"""The forms of all listed names, findable by word, by letters, by neighbouring words and by how they begin.

Values that flow: (party, name, form) -> `Listed` forms with the weight of each -> places of forms for a key. The hard
problem: whoever screens one Latin name must not wait for the sounds of every Chinese one. So the forms as written and
the forms as spoken are banks of their own, and a bank of sounds is made when somebody first asks by sound. Rejected:
one bank for all; half the time to open the lists went into pinyin that most names never ask for.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.screening.likeness import WHOLE_HAN, WHOLE_WORDS, PartyUnits, Weights
from catalogue.screening.names import Form, NameFolder


@dataclass(frozen=True, slots=True)
class Listed:
    """One form of one name of one party, with its units and what they weigh together."""

    form: Form
    name: str
    party: int
    units: tuple[str, ...]
    total: float


class FormBank:
    """Forms by their keys. `firms` says of each party under which name it counts once. Read-only after it is made."""

    def __init__(self, forms: Iterable[tuple[int, str, Form]], firms: Sequence[str], folder: NameFolder) -> None:
        weighed = [(party, name, form, form.units) for party, name, form in forms]
        self.weights = Weights(_units_of_firms(weighed, firms, folder), folder.light, folder.ordinary)
        total = self.weights.total
        self.listed = [Listed(form, name, party, units, total(units)) for party, name, form, units in weighed]
        self.postings: dict[str, list[int]] = {}
        self._exact: dict[str, list[int]] = {}
        self._pairs: dict[str, list[int]] = {}
        self._beginnings: list[tuple[str, int]] = []
        self._han: list[tuple[str, int]] = []
        for place, one in enumerate(self.listed):
            self._enter(place, one)
        self._beginnings.sort()
        self._han.sort()

    def _enter(self, place: int, one: Listed) -> None:
        form, letters = one.form, one.form.letters
        for unit in dict.fromkeys(one.units):
            self.postings.setdefault(unit, []).append(place)
        for key in {form.joined, letters, form.bag}:
            self._exact.setdefault(key, []).append(place)
        for first, second in zip(form.words, form.words[1:], strict=False):
            self._pairs.setdefault(first + second, []).append(place)
        if not form.spoken:
            self._beginnings.append((letters, place))
        if form.han:
            self._han.append((form.han, place))

    def certain(self, form: Form) -> Iterator[int]:
        """Forms of the same letters, those that part or join two words where this one does not, and beginnings."""
        yield from self._exact.get(form.joined, ())
        yield from self._exact.get(form.letters, ())
        yield from self._exact.get(form.bag, ())
        yield from self._whole_before(form)
        yield from self.postings.get(self.weights.group_named(form.units), ())
        for word in form.words:
            yield from self._pairs.get(word, ())
        for one, other in zip(form.words, form.words[1:], strict=False):
            yield from self.postings.get(one + other, ())

    def beginning_with(self, letters: str) -> Iterator[int]:
        """Forms whose letters begin with these."""
        return _from(self._beginnings, letters)

    def _whole_before(self, form: Form) -> Iterator[int]:
        """Forms that are the beginning of this one, and Han forms that begin with it."""
        for end in range(WHOLE_WORDS, len(form.words)):
            yield from self._exact.get("".join(form.words[:end]), ())
        for end in range(WHOLE_HAN, len(form.han)):
            yield from self._exact.get(form.han[:end], ())
        if len(form.han) >= WHOLE_HAN:
            yield from _from(self._han, form.han)


def _from(ordered: list[tuple[str, int]], text: str) -> Iterator[int]:
    at = bisect.bisect_left(ordered, (text, -1))
    while at < len(ordered) and ordered[at][0].startswith(text):
        yield ordered[at][1]
        at += 1


def _units_of_firms(
    weighed: Iterable[tuple[int, str, Form, tuple[str, ...]]], firms: Sequence[str], folder: NameFolder
) -> Iterator[PartyUnits]:
    """What each firm's names are made of; one that stands on several lists under one name counts once."""
    found: dict[str, tuple[set[str], set[str]]] = {firm: (set(), set()) for firm in firms}
    for party, _, form, parts in weighed:
        units, leading = found[firms[party]]
        units.update(parts)
        if not form.spoken and (first := folder.leading(parts)):
            leading.add(first)
    return (PartyUnits(frozenset(units), frozenset(leading)) for units, leading in found.values())
