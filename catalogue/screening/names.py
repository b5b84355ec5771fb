"""Names of parties folded into comparable forms: legal forms aside, look-alike letters exchanged, words told apart.

Values that flow: name -> folded text (the one `Normaliser`) -> words and Han runs -> `Form`s. The hard problem: a name
comes whole, with a short form or a second script in brackets, or in two scripts side by side, and each part may be
what another person writes. So a listed name gives several forms; a name that is asked gives fewer, because an
abbreviation alone is nobody's name. What legal forms, look-alikes and short words there are is data (`names.yaml`).
Chinese is compared by its sound as well where one side writes it in pinyin, other scripts by tables of their letters
(`scripts`). Rejected: one reading for every Chinese character; a name may be read in several ways, and the first few
are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.pinyin import syllables
from catalogue.problems import BadInput, Problem
from catalogue.screening.scripts import Scripts, pairs, spoken
from catalogue.text import CJK, Normaliser
from catalogue.yamltext import read_yaml

LONGEST = 400
"""Characters of a name that are compared; what is longer is no name."""

_MOST_INITIALS = 4
_VOWELS = re.compile("[aeiou]")
_BRACKETS = re.compile(r"[(\[{<]([^()\[\]{}<>]*)[)\]}>]")
_RUNS = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+")
_DOTTED = re.compile(rf"(?<![^\W_])([^\W\d_{CJK}])\.(?=[^\W\d_{CJK}](?![^\W_]))")
_APOSTROPHE = re.compile(r"(?<=\w)['`´](?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)['`´]s\b")
_WIDE = re.compile(rf"[{CJK}]")
_WIDE_RUN = re.compile(rf"[{CJK}]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One comparable form: Latin and other `words`, the Han text `han`, both without legal forms; `whole` with them.

    A `spoken` form has pairs of pinyin syllables for words.
    """

    words: tuple[str, ...]
    han: str
    whole: str
    spoken: bool = False

    @property
    def joined(self) -> str:
        """All letters in order, without spaces."""
        return "".join(self.words) + self.han

    @property
    def letters(self) -> str:
        """All letters of the name as it was written, legal forms with them, without spaces."""
        return self.whole.replace(" ", "")

    @property
    def bag(self) -> str:
        """All words of the name as it was written, in the order of the alphabet."""
        return " ".join(sorted(self.whole.split()))

    @property
    def units(self) -> tuple[str, ...]:
        """What weighs: each word, and each pair of neighbouring Han characters (a lone one by itself)."""
        pairs = tuple(self.han[i : i + 2] for i in range(len(self.han) - 1)) or tuple(self.han)
        return (*self.words, *pairs)


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


class NameFolder:
    """Folds names by the rules. Read-only after it is made."""

    def __init__(self, rules: NameRules, normaliser: Normaliser) -> None:
        self._rules = rules
        self._normaliser = normaliser
        self._longest_phrase = max((len(p) for p in rules.phrases), default=1)
        self.light = rules.light | rules.single
        """Words that weigh little: what many firms add to their name, and legal forms that stand inside one."""
        self.ordinary = rules.ordinary | rules.names.keys() | rules.particles
        """Words that name no group however many listed names they lead: ordinary ones, and names of persons."""

    @property
    def variants(self) -> dict[str, str]:
        """Words written short or in several forms -> the form they are compared in; legal forms -> nothing."""
        return self._rules.same | dict.fromkeys(self._rules.anywhere, "")

    @property
    def names(self) -> dict[str, str]:
        """Romanised names -> the first of those that stand for the same one."""
        return self._rules.names

    @property
    def legal_words(self) -> frozenset[str]:
        """Legal forms of one word that are taken off the ends of a name."""
        return self._rules.single

    @property
    def particles(self) -> frozenset[str]:
        """Small words that belong to the name behind them."""
        return self._rules.particles

    def leading(self, units: Iterable[str]) -> str:
        """The first unit that is not light; empty where there is none."""
        return next((unit for unit in units if unit not in self.light), "")

    def listed(self, name: str) -> tuple[Form, ...]:
        """Every form of a listed name as it is written, with what stands in brackets as a form of its own."""
        text = self._folded(name)
        outer = _BRACKETS.sub(" ", text)
        texts = [text, outer, *_scripts(outer)]
        texts += [inner for inner in _BRACKETS.findall(text) if self._stands_alone(inner, outer)]
        return self._forms(texts, name)

    def heard(self, form: Form, mark: str) -> tuple[Form, ...]:
        """How a listed form is spoken in Chinese: one of Han text for the mark `h`, one of pinyin for `l`."""
        return self._spoken((form,), han="h", latin="l") if bool(form.han) == (mark == "h") else ()

    def asked(self, name: str) -> tuple[Form, ...]:
        """The forms under which somebody's name is looked for. None for a name that says nothing."""
        text = self._folded(name)
        outer = _BRACKETS.sub(" ", text)
        inner = [i for i in _BRACKETS.findall(text) if len(_WIDE.findall(i)) >= 4 or len(i.split()) >= 2]
        forms = self._forms([text, outer, *_scripts(outer), *inner, *self._other_scripts(outer)], name)
        whole = forms[0].whole if forms else ""
        bare = tuple(replace(self._form(one), whole=whole) for one in self._without_titles(outer))
        return (*forms, *(one for one in bare if one.words), *self._spoken(forms, han="l", latin="h"))

    def _other_scripts(self, text: str) -> list[str]:
        """Hangul, kana and Arabic letters in Latin ones, Arabic without the vowels it may have as well."""
        latin = self._rules.scripts.latin(_WIDE_RUN.sub(lambda run: self._core(run[0]), text))
        if not latin:
            return []
        bare = " ".join(word[:1] + _VOWELS.sub("", word[1:]) for word in latin.split())
        return [latin, bare] if any(letter in self._rules.scripts.arabic for letter in text) else [latin]

    def _spoken(self, forms: tuple[Form, ...], *, han: str, latin: str) -> tuple[Form, ...]:
        """How the forms are spoken in Chinese: those of Han text alone, and those whose every word is pinyin."""
        ways: list[tuple[str, tuple[str, ...], str]] = []
        for form in forms:
            if form.han and not form.words:
                ways += [(han, way, form.whole) for way in spoken(form.han, syllables)]
            elif not form.han and all(word.isascii() for word in form.words):
                ways.append((latin, self._rules.scripts.parted(form.words), form.whole))
        return tuple(
            dict.fromkeys(Form(pairs(way, mark), "", f"{mark} {whole}", True) for mark, way, whole in ways if way)
        )

    def initialled(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The initials of a name and its other words: `J. M. Smith` gives (j, m) and (smith,). None without both."""
        runs = [run for run in _RUNS.findall(_BRACKETS.sub(" ", self._folded(name))) if not _WIDE.match(run)]
        initials = tuple(run for run in runs if len(run) == 1 and run.isalpha())
        others = self.plain(run for run in runs if len(run) > 1)
        return (initials, others) if 1 <= len(initials) <= _MOST_INITIALS and others else None

    def plain(self, words: Iterable[str]) -> tuple[str, ...]:
        """Words in the form they are compared in, those aside that are legal forms wherever they stand."""
        kept = (self._rules.same.get(word, word) for word in words if word not in self._rules.little)
        return tuple(word for word in kept if word not in self._rules.anywhere)

    def _without_titles(self, text: str) -> list[str]:
        """The text without titles before and generations behind it, where something remains and was taken."""
        words = text.replace(".", " ").replace(",", " ").split()
        kept = list(words)
        while kept and kept[0] in self._rules.titles:
            kept.pop(0)
        while kept and kept[-1] in self._rules.generations:
            kept.pop()
        return [" ".join(kept)] if kept and len(kept) < len(words) else []

    def _forms(self, texts: list[str], name: str) -> tuple[Form, ...]:
        found = [self._form(text) for text in dict.fromkeys(texts)]
        if not name.isascii() and _mostly_russian(name):
            found.append(self._form(self._fold(self._plain(name).translate(self._rules.russian))))
        return tuple(dict.fromkeys(form for form in found if form.words or form.han))

    def _folded(self, name: str) -> str:
        return self._fold(self._plain(name))

    def _plain(self, name: str) -> str:
        """Folded word by word, because the normaliser takes the space between a number and a word for idle."""
        return " ".join(self._normaliser.normalise(word) for word in name[:LONGEST].split())

    def _fold(self, text: str) -> str:
        text = _APOSTROPHE.sub("", _POSSESSIVE.sub("s", text.translate(self._rules.letters)))
        return _DOTTED.sub(r"\1", text.replace("&", " "))

    def _form(self, text: str) -> Form:
        runs = _RUNS.findall(text)
        words = [run for run in runs if not _WIDE.match(run)]
        han = [run for run in runs if _WIDE.match(run)]
        whole = " ".join((*_joined_letters(words), *han))
        told = self._without_legal_form(_joined_letters(self._telling(words)))
        kept = [self._rules.same.get(w, w) for w in told]
        return Form(tuple(kept), "".join(self._core(run) for run in han), whole)

    def _telling(self, words: list[str]) -> list[str]:
        return [word for word in words if word not in self._rules.little] or words

    def _without_legal_form(self, words: list[str]) -> list[str]:
        kept: list[str] = []
        at = 0
        while at < len(words):
            step = self._phrase_at(words, at)
            if step:
                at += step
            elif words[at] in self._rules.anywhere:
                at += 1
            else:
                kept.append(words[at])
                at += 1
        while kept and kept[-1] in self._rules.single:
            kept.pop()
        while kept and kept[0] in self._rules.single:
            kept.pop(0)
        return kept

    def _phrase_at(self, words: list[str], at: int) -> int:
        for length in range(min(self._longest_phrase, len(words) - at), 1, -1):
            if tuple(words[at : at + length]) in self._rules.phrases:
                return length
        return 0

    def _core(self, run: str) -> str:
        """A Han run without the legal forms at its ends."""
        while run:
            form = next((f for f in self._rules.han if run.endswith(f) or (len(f) > 1 and run.startswith(f))), "")
            if not form or (len(form) == 1 and len(run) > 1):
                break
            run = run.removesuffix(form) if run.endswith(form) else run.removeprefix(form)
        return run

    def _stands_alone(self, inner: str, outer: str) -> bool:
        """Whether what stands in brackets is a name by itself: Han text, or the initials of the rest."""
        wide = len(_WIDE.findall(inner))
        if wide:
            return wide >= 4
        words = inner.split()
        if len(words) >= 2:
            return False
        letters = inner.strip()
        initials = "".join(word[0] for word in _RUNS.findall(outer))
        return 3 <= len(letters) <= 6 and letters.isalpha() and _is_within(letters, initials)


def _joined_letters(words: list[str]) -> list[str]:
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


def _mostly_russian(name: str) -> bool:
    """More Cyrillic than Latin letters: the name is in its own script, not a Latin one with letters exchanged."""
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in name)
    return cyrillic > sum(c.isascii() and c.isalpha() for c in name)


def _is_within(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _scripts(text: str) -> list[str]:
    """The Han and the Latin part of a name in two scripts, where each is long enough to be a name."""
    han = "".join(_WIDE.findall(text))
    latin = _WIDE.sub(" ", text)
    if len(han) < 4 or sum(c.isalpha() for c in latin) < 6:
        return []
    return [han, latin]


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
        tuple(_joined_letters([w for w in folded(form).split() if w not in little]))
        for form in top.texts("legal_forms")
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
    )
    top.finish()
    if problems:
        raise BadInput(*problems)
    return rules


def _read_scripts(top: Fields) -> Scripts:
    hangul = top.block("hangul", "the letters of Hangul")
    first, middle, last = (tuple(hangul.text(key, required=True).split()) for key in ("first", "middle", "last"))
    if (len(first), len(middle), len(last)) != (19, 21, 28):
        hangul.complain("first", "Hangul has 19 first, 21 middle and 28 last letters")
    hangul.finish()
    kana, arabic = ({pair[0]: pair[1:] for pair in top.text(key).split()} for key in ("kana", "arabic"))
    return Scripts(frozenset(top.text("pinyin").split()), first, middle, last, kana, arabic)


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
