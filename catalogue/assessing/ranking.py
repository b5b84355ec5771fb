"""How well an entry answers to what a datasheet is about: one number, and the terms it rests on.

Values that flow: `Subject` + `Profile` -> `Score`. A term that both share adds (its weight in the text) x (its rarity
among all entries)^2 x (its weight in the entry); a term in the entry's name counts more than one in its control
points, and the sum is scaled by how much of one name of the entry the text answers to, so that 钢 alone does not bring
up 马氏体时效钢. Limbs that are met raise the score, limbs never make one: a width in millimetres says nothing about
what a thing is. An entry's own code written in the text outweighs all.

`BAR` is the score below which nothing is listed. It was set on the descriptions and everyday products of the tests
that served for developing: the highest score of an everyday product, with a margin; the tests print where the others
fall. Rejected: the best ten whatever they score; an office chair would then always be a controlled item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.assessing.profiles import Directory, Profile
from catalogue.assessing.subject import Subject

BAR = 0.3
CODE_WRITTEN = 2.0
PLAIN_COVER = 0.25
"""What is left of the sum where no name of the entry is answered to."""
OTHER_KIND = 0.6
"""For an entry of software, technology or tooling where the text is about none."""
RARITY = 1.5
PER_LIMB_MET = 0.15
PER_LIMB_TOUCHED = 0.05
MOST_FROM_LIMBS = 0.6


@dataclass(frozen=True, slots=True)
class Score:
    """The score of an entry and the keys it rests on, the weightiest first. `code` is true where it is named."""

    value: float
    keys: tuple[str, ...]
    code: bool = False


def score(profile: Profile, subject: Subject, directory: Directory) -> Score:
    """The score of an entry before its limbs are looked at; 0 where nothing is shared."""
    shared: dict[str, float] = {}
    for key, weight in subject.weights.items():
        own = profile.weights.get(key)
        if own:
            shared[key] = weight * own * directory.rarity(key) ** RARITY
    code = profile.entry.code is not None and any(c.key == profile.entry.code for c in subject.codes)
    if not shared:
        return Score(CODE_WRITTEN if code else 0.0, (), code)
    cover = max((_cover(name, subject.weights, directory) for name in profile.names), default=0.0)
    value = sum(shared.values()) * (PLAIN_COVER + (1 - PLAIN_COVER) * cover)
    if profile.kind is not None and profile.kind not in subject.kinds:
        value *= OTHER_KIND
    keys = tuple(sorted(shared, key=lambda k: (-shared[k], k)))
    return Score(value + (CODE_WRITTEN if code else 0.0), keys, code)


def with_limbs(value: float, met: int, touched: int) -> float:
    """The score raised by limbs that are met and, less, by limbs about which the text gives a value."""
    return value * (1 + min(MOST_FROM_LIMBS, PER_LIMB_MET * met + PER_LIMB_TOUCHED * touched))


def _cover(name: Mapping[str, float], weights: Mapping[str, float], directory: Directory) -> float:
    """How much of a name the text answers to, from 0 to 1, rare terms counting more."""
    whole = sum(weight * directory.rarity(key) for key, weight in name.items())
    if not whole:
        return 0.0
    answered = sum(w * directory.rarity(k) * min(1.0, weights.get(k, 0.0)) for k, w in name.items())
    return answered / whole
