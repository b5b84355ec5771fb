"""Numbers that somebody typed at the head of a paragraph.

Values that flow: a paragraph's text gives a `Typed` (its `Form`, its ordinals and where they stand in the text);
a form and ordinals give the text of another number of the same kind. The hard problem is telling a number from
text that begins with one (a year, a price, "1.5 million"); only short numbers with a closing sign, a tab or wide
space are taken. Rejected: one pattern per known template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from clause_library.word.source.numerals import circled, letter, parse_roman, parse_zh, roman, zh_number

ZH = "一二三四五六七八九十百千零〇○两"
SPACE = r"[ \t\u00a0\u3000\u2002\u2003]"
BLANKS = " \t\n\u00a0\u3000\u2002\u2003"
SPACES = re.compile(f"{SPACE}*")
WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Form:
    """How a number is written. `family` groups forms of one level; the rest is the author's spelling."""

    family: str
    numeral: str
    prefix: str = ""
    suffix: str = ""
    separator: str = ""
    joint: str = "."

    def write(self, numbers: tuple[int, ...]) -> str:
        """The number, without what follows it."""
        return self.prefix + self.joint.join(_numeral(n, self.numeral) for n in numbers) + self.suffix

    @property
    def pattern(self) -> str:
        """How the number looks, `%1` standing for the ordinal: 第%1条."""
        return f"{self.prefix}%1{self.suffix}"

    @property
    def to_write(self) -> Form:
        """The form for a new number: a wide space behind the number is a form's blank to fill in, no separator."""
        return replace(self, separator="") if len(self.separator) > 3 and "\t" not in self.separator else self


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed number: ordinals, its whole span and the span of the figures alone; `lead` is the typed indent."""

    form: Form
    numbers: tuple[int, ...]
    lead: str
    start: int
    end: int
    figures: tuple[int, int]
    bis: int = 0

    @property
    def key(self) -> str:
        """What numbers of one level share."""
        return f"{self.form.family}:{len(self.numbers)}"

    @property
    def text_at(self) -> int:
        """Where the text after number and separator begins."""
        return self.end + len(self.form.separator)


def _numeral(value: int, kind: str) -> str:
    makers: dict[str, Callable[[int], str]] = {
        "zh": zh_number,
        "arabic": str,
        "full": lambda n: str(n).translate({48 + i: 0xFF10 + i for i in range(10)}),
        "roman": roman,
        "ROMAN": lambda n: roman(n).upper(),
        "letter": letter,
        "LETTER": lambda n: letter(n).upper(),
        "circle": circled,
    }
    return makers[kind](value)


ARTICLE_ZH = re.compile(rf"(第{SPACE}?)([{ZH}]+|\d{{1,3}}|[０-９]{{1,3}})({SPACE}?[条章节编])(?:之([{ZH}]+))?")
COUNT_ZH = re.compile(rf"()([{ZH}]+)([、．.，,：:])")
PAREN_ZH = re.compile(rf"([（(])([{ZH}]+)([）)])")
DECIMAL = re.compile(rf"()(\d{{1,3}}(?:[A-Z]|-\d{{1,2}})?(?:[.．]\d{{1,3}})+)([.．、]?)(?={SPACE}|[^\d%.,a-zA-Z]|$)")
YEAR = rf"(?:19|20)\d\d{SPACE}?年"
PLAIN = re.compile(rf"()(\d{{1,3}}|[０-９]{{1,2}})([A-Z]?(?:[.．、]|(?=\t| {{2}}|\u3000)))(?:(?!\d)|(?={YEAR}))")
PAREN = re.compile(r"([（(])(\d{1,3}|[０-９]{1,2})([）)])")
CLOSE = re.compile(r"()(\d{1,2}|[a-z])([)）])")
CIRCLE = re.compile("()([①-⑳])()")
WORD = re.compile(
    r"((?:Article|Section|Clause|ARTICLE|SECTION|CLAUSE)[ \u00a0])(\d{1,3}(?:\.\d{1,3})*|[IVXLC]+)([A-Z]?[.:)]?)"
    r"(?=[ \t\u00a0:—–-]|$)"
)
FIRST = re.compile(rf"[第{ZH}（(\da-zASC①-⑳]")
"""What any of these numbers begins with."""
LETTER_PAREN = re.compile(r"([（(])([a-z]{1,4}(?=[）)])|[ivxl]{5,8}|[A-Z])([）)])")


def read_typed(text: str) -> Typed | None:
    """The typed number a paragraph begins with, None where it begins with none."""
    lead_end = len(text) - len(text.lstrip(" \t\u00a0\u3000\u2002\u2003"))
    if not FIRST.match(text, lead_end):
        return None
    for pattern, maker in _READERS:
        match = pattern.match(text, lead_end)
        found = maker(match) if match else None
        if match and found:
            form, numbers, bis = found
            gap = SPACES.match(text, match.end())
            separator = gap.group(0) if gap else ""
            full = Form(form.family, form.numeral, form.prefix, form.suffix, separator, form.joint)
            return Typed(full, numbers, text[:lead_end], match.start(), match.end(), match.span(2), bis)
    return None


_Found = tuple[Form, tuple[int, ...], int] | None


POINTS_ZH = re.compile(
    r"(?:约定|规定|所[述列称指约规]|中[所的约规]|的|[至到和及与或、]\s?第|项下|第[^条，。；]{1,4}[款项]).*[。；，：:;]$",
    re.DOTALL,
)
POINTS_EN = re.compile(
    r"\s+(?:\([a-z]{1,4}\)\s*)*(?:of|and|or|to|shall|will|appl(?:y|ies)|is|are|above|below|hereof|survives?|does|do|"
    r"provides?|sets?|states?)\b(?=.*[.;:,]$)",
    re.DOTALL,
)


def _article_zh(match: re.Match[str]) -> _Found:
    if POINTS_ZH.match(match.string.rstrip(), match.end()):
        return None
    figures = match.group(2)
    value = parse_zh(figures) if figures[0] in ZH else int(figures.translate(WIDTH))
    if figures[0] in ZH and not value:
        return None
    numeral = "zh" if figures[0] in ZH else ("full" if figures[0] in "０１２３４５６７８９" else "arabic")
    form = Form(f"第{match.group(3).strip()}", numeral, match.group(1), match.group(3))
    return (form, (value,), parse_zh(match.group(4) or ""))


def _chinese(family: str) -> Callable[[re.Match[str]], _Found]:
    def make(match: re.Match[str]) -> _Found:
        value = parse_zh(match.group(2))
        return (Form(family, "zh", match.group(1), match.group(3)), (value,), 0) if value else None

    return make


def _arabic(family: str) -> Callable[[re.Match[str]], _Found]:
    def make(match: re.Match[str]) -> _Found:
        figures = match.group(2)
        numeral = "full" if figures[0] in "０１２３４５６７８９" else "arabic"
        suffix, bis = _supplement(match.group(3))
        return Form(family, numeral, match.group(1), suffix), (int(figures.translate(WIDTH)),), bis

    return make


def _supplement(suffix: str) -> tuple[str, int]:
    """What closes a number, and the supplement a letter before it stands for: A. is the first."""
    bis = ord(suffix[0]) - 64 if suffix[:1].isascii() and suffix[:1].isupper() else 0
    return suffix[1:] if bis else suffix, bis


def _decimal(match: re.Match[str]) -> _Found:
    joint = "．" if "．" in match.group(2) else "."
    numbers = tuple(int(re.sub(r"\D.*", "", n)) for n in re.split(r"[.．]", match.group(2)))
    return Form("n.n", "arabic", "", match.group(3), joint=joint), numbers, 0


def _close(match: re.Match[str]) -> _Found:
    figures = match.group(2)
    if figures.isdigit():
        return Form("n)", "arabic", "", match.group(3)), (int(figures),), 0
    return Form("a)", "letter", "", match.group(3)), (ord(figures) - 96,), 0


def _circle(match: re.Match[str]) -> _Found:
    return Form("①", "circle"), (ord(match.group(2)) - 0x245F,), 0


def _word(match: re.Match[str]) -> _Found:
    if POINTS_EN.match(match.string.rstrip(), match.end()):
        return None
    word, figures = match.group(1).strip().capitalize(), match.group(2)
    if figures[0].isdigit():
        numbers = tuple(int(n) for n in figures.split("."))
        suffix, bis = _supplement(match.group(3))
        return Form(word, "arabic", match.group(1), suffix), numbers, bis
    value = parse_roman(figures)
    return (Form(word, "ROMAN", match.group(1), match.group(3)), (value,), 0) if value else None


def _letter(match: re.Match[str]) -> _Found:
    figures = match.group(2)
    value = parse_roman(figures)
    if len(set(figures)) == 1 and (figures[0] not in "ivx" or not value):
        kind = "LETTER" if figures.isupper() else "letter"
        value = (len(figures) - 1) * 26 + ord(figures[0].lower()) - 96
        return Form(f"({kind})", kind, match.group(1), match.group(3)), (value,), 0
    return (Form("(roman)", "roman", match.group(1), match.group(3)), (value,), 0) if value else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Found]], ...] = (
    (ARTICLE_ZH, _article_zh),
    (COUNT_ZH, _chinese("一、")),
    (PAREN_ZH, _chinese("（一）")),
    (DECIMAL, _decimal),
    (PLAIN, _arabic("1.")),
    (PAREN, _arabic("（1）")),
    (CIRCLE, _circle),
    (WORD, _word),
    (LETTER_PAREN, _letter),
    (CLOSE, _close),
)
