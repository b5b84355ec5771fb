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
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.pinyin import syllables
from catalogue.screening.namerules import NameRules, joined_letters
from catalogue.screening.rendered import rendered
from catalogue.screening.scripts import pairs, spoken
from catalogue.text import CJK, Normaliser

LONGEST = 400
"""Characters of a name that are compared; what is longer is no name."""

_MOST_INITIALS = 4
LONGEST_ACRONYM, MOST_ACRONYM_WORDS = 12, 20
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

    A `spoken` form has pairs of pinyin syllables for words; a `rendered` one is Chinese as English lists print it.
    """

    words: tuple[str, ...]
    han: str
    whole: str
    spoken: bool = False
    rendered: bool = False

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
        spoken = self._spoken(forms, han="l", latin="h")
        return (*forms, *(one for one in bare if one.words), *spoken, *self._rendered(forms))

    def _rendered(self, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        """Chinese forms as English lists may print them."""
        rules = self._rules
        ways = (
            way
            for form in forms
            if form.han and not form.words
            for way in rendered(form.han, rules.rendered, rules.rendered_places, syllables)
        )
        made = (replace(self._form(self._fold(" ".join(way))), rendered=True) for way in dict.fromkeys(ways))
        return tuple(form for form in made if form.words)

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
        whole = " ".join((*joined_letters(words), *han))
        told = self._without_legal_form(joined_letters(self._telling(words)))
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
        letters, named = inner.strip(), _RUNS.findall(outer)
        if not letters.isalpha() or len(letters) < 3:
            return False
        initials = "".join(word[0] for word in named)
        return (len(letters) <= 6 and _is_within(letters, initials)) or is_acronym(letters, named)


def _mostly_russian(name: str) -> bool:
    """More Cyrillic than Latin letters: the name is in its own script, not a Latin one with letters exchanged."""
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in name)
    return cyrillic > sum(c.isascii() and c.isalpha() for c in name)


def is_acronym(letters: str, words: list[str]) -> bool:
    """Whether the letters are the beginnings of at least three of the words, in their order: PINSTECH, NILOP."""
    if not 3 <= len(letters) <= LONGEST_ACRONYM:
        return False
    reached = {(0, 0)}
    for word in words[:MOST_ACRONYM_WORDS]:
        for at, used in tuple(reached):
            for taken in range(1, min(len(word) - 1, len(letters) - at) + 1):
                if not letters.startswith(word[:taken], at):
                    break
                reached.add((at + taken, min(used + 1, 3)))
    return (len(letters), 3) in reached


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
