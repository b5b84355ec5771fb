"""The rules names are folded by, read from `names.yaml`: legal forms, look-alikes, ordinary words, other scripts.

Values that flow: YAML -> texts folded as every name is folded -> `NameRules`. The hard problem: a rule that is folded
otherwise than the names it is held against never applies; so the one normaliser goes in with the file. Rejected:
rules written in folded form; nobody could read or mend them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catalogue.fields import Fields
from catalogue.problems import BadInput, Problem
from catalogue.screening.scripts import Scripts
from catalogue.text import Normaliser
from catalogue.yamltext import read_yaml


@dataclass(frozen=True, slots=True)
class NameRules:
    """The data of `names.yaml`, folded."""

    phrases: frozenset[tuple[str, ...]]
    anywhere: frozenset[str]
    single: frozenset[str]
    han: tuple[str, ...]
    little: frozenset[str]
    light: frozenset[str]
    ordinary: frozenset[str]
    same: dict[str, str]
    letters: dict[int, str]
    russian: dict[int, str]
    names: dict[str, str]
    titles: frozenset[str]
    generations: frozenset[str]
    particles: frozenset[str]
    scripts: Scripts
    rendered: dict[str, str]
    rendered_places: dict[str, str]


def bundled_name_rules() -> Path:
    """The file that ships with the program."""
    return Path(__file__).resolve().parent / "names.yaml"


def read_name_rules(path: Path, normaliser: Normaliser) -> NameRules:
    """The rules in `path`. Raises BadInput naming the line at fault."""
    problems: list[Problem] = []
    top = Fields(read_yaml(path, path.name), "the rules of names", path.name, problems)
    alike = top.block("look_alikes", "the look-alikes")
    letters = _pairs_of(alike)
    letters |= {ord(pair[0]): pair[1] for pair in top.text("japanese").split() if len(pair) == 2}
    russian = {ord(letter): top_letter for letter, top_letter in _letters(top.block("cyrillic")).items()}

    def folded(text: str) -> str:
        return normaliser.normalise(text).translate(letters)

    little = frozenset(folded(top.text("little_words")).split())
    forms = [
        tuple(joined_letters([w for w in folded(form).split() if w not in little])) for form in top.texts("legal_forms")
    ]
    same = _same_words(top.block("same_words"), folded)
    rules = NameRules(
        phrases=frozenset(f for f in forms if len(f) > 1),
        anywhere=frozenset(folded(top.text("legal_words")).split()),
        single=frozenset(f[0] for f in forms if len(f) == 1),
        han=tuple(sorted({folded(f) for f in top.text("legal_forms_han").split()}, key=len, reverse=True)),
        little=little,
        light=frozenset(same.get(w, w) for key in ("light_words", "places") for w in top.text(key).split()),
        ordinary=frozenset(same.get(w, w) for w in top.text("ordinary").split()),
        same=same,
        letters=letters,
        russian=russian,
        names={name: group.split()[0] for group in top.texts("romanised") for name in group.split()},
        titles=frozenset(top.text("titles").split()),
        generations=frozenset(top.text("generations").split()),
        scripts=_read_scripts(top),
        particles=frozenset(top.text("particles").split()),
        rendered=_words_of(top.block("rendered", "the Chinese words in English")),
        rendered_places=_words_of(top.block("rendered_places", "the Chinese places in English")),
    )
    top.finish()
    if problems:
        raise BadInput(*problems)
    return rules


def joined_letters(words: list[str]) -> list[str]:
    """Single letters that stand side by side as one word: `s p a` is `spa`."""
    joined: list[str] = []
    open_run = False
    for word in words:
        single = len(word) == 1 and word.isalpha()
        if single and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = single
    return joined


def _read_scripts(top: Fields) -> Scripts:
    hangul = top.block("hangul", "the letters of Hangul")
    first, middle, last = (tuple(hangul.text(key, required=True).split()) for key in ("first", "middle", "last"))
    if (len(first), len(middle), len(last)) != (19, 21, 28):
        hangul.complain("first", "Hangul has 19 first, 21 middle and 28 last letters")
    hangul.finish()
    kana, arabic = ({pair[0]: pair[1:] for pair in top.text(key).split()} for key in ("kana", "arabic"))
    return Scripts(frozenset(top.text("pinyin").split()), first, middle, last, kana, arabic)


def _words_of(block: Fields) -> dict[str, str]:
    return {word: block.text(word) for word in block.keys()}  # noqa: SIM118  (it notes the keys as known)


def _pairs_of(block: Fields) -> dict[int, str]:
    found: dict[int, str] = {}
    for script in block.keys():  # noqa: SIM118  (it notes the keys as known)
        for letter, instead in _letters(block.block(script)).items():
            found[ord(letter)] = instead
    return found


def _letters(block: Fields) -> dict[str, str]:
    """Letter -> what stands instead; complains of a key of several letters."""
    found: dict[str, str] = {}
    for letter in block.keys():  # noqa: SIM118
        if len(letter) == 1:
            found[letter] = block.text(letter)
        else:
            block.complain(letter, f"'{letter}' is not one letter", "one letter before the colon")
    return found


def _same_words(block: Fields, folded: Callable[[str], str]) -> dict[str, str]:
    return {
        folded(other).replace("'", "").replace("-", ""): folded(word)
        for word in block.keys()  # noqa: SIM118
        for other in block.text(word).split()
    }
