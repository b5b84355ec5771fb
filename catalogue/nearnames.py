"""Names of quantities near to one that no catalogue uses: by its characters, by its sound, as a part of a longer name.

Values that flow: a name as typed + the quantities -> the few printed names nearest to it, best first. The one hard
problem: a slip of a Chinese input method changes a character and keeps the sound (测据精度), a slip of a finger
changes a letter, and a person may type the sound alone (cejujingdu); so each known name is held against the typed one
in characters and in sounds, and the better of the two counts. Rejected: taking the nearest name for the one that was
meant; it is only asked about.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.model import Quantity, Words
from catalogue.pinyin import sound_key
from catalogue.text import Normaliser

CLOSE = 0.62
SOUNDS_ALIKE = 85
"""Of 100: below this two names merely share some letters of their pinyin (yanse, yanshenlü)."""

_AS_GOOD = 0.08
_SOUND = 0.97
"""What being alike in sound is worth beside being alike in characters."""

_PART = 0.6
"""What a part of a name is worth before its length counts."""

Scored = tuple[float, str]


def near_names(name: str, quantities: Iterable[Quantity], normaliser: Normaliser, most: int = 3) -> tuple[str, ...]:
    """At most `most` printed names, one of each quantity, that may have been meant; empty where none is near."""
    typed = normaliser.normalise(name)
    if not typed:
        return ()
    sound = _sound(typed)
    best: dict[tuple[str, str], Scored] = {}
    for quantity in quantities:
        for printed in quantity.all_names:
            scored = (_likeness(typed, sound, normaliser.normalise(printed)), printed)
            key = (quantity.id, quantity.dimension)
            if key not in best or scored[0] > best[key][0]:
                best[key] = scored
    ranked = sorted(best.values(), key=lambda s: (-s[0], len(s[1]), s[1]))
    near = [printed for score, printed in ranked if score >= CLOSE and score >= ranked[0][0] - _AS_GOOD]
    return tuple(dict.fromkeys(near))[:most]


def asked_about(names: Iterable[str]) -> Words:
    """是否应为“测距精度”？ / did you mean '测距精度'? Empty where there are no names."""
    several = tuple(names)
    if not several:
        return Words()
    zh, en = [f"“{name}”" for name in several], [f"'{name}'" for name in several]
    return Words(f"是否应为{_listed(zh, '、', '或')}？", f"did you mean {_listed(en, ', ', ' or ')}?")


def _listed(words: list[str], comma: str, last: str) -> str:
    return last.join(filter(None, (comma.join(words[:-1]), words[-1])))


def _sound(text: str) -> str:
    return sound_key(text).replace(" ", "")


def _likeness(typed: str, sound: str, known: str) -> float:
    """0 to 1."""
    from rapidfuzz import fuzz

    whole = fuzz.ratio(typed, known) / 100
    heard = 0 if known.isascii() else _SOUND * fuzz.ratio(sound, _sound(known), score_cutoff=SOUNDS_ALIKE) / 100
    part = 0.0
    shorter, longer = sorted((typed, known), key=len)
    if len(shorter) >= 2 and (shorter in longer):
        part = _PART + (1 - _PART) * len(shorter) / len(longer)
    return max(whole, heard, part)
