"""References typed in the contract's own text, and what an insertion does to them.

Values that flow: paragraphs become `Reference`s (where the figures stand, which article they name); the map of moved
article numbers turns them into corrections. The hard problem is leaving alone what only looks like a reference:
articles of statutes, of other contracts and of schedules. Rejected: fields for the contract's own references; they
are the user's text, and stay typed where they were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clause_library.word.document import Paragraph
from clause_library.word.numerals import parse_zh, zh_number

ZH_FIGURES = "[一二三四五六七八九十百零〇两]+"
ZH_LIST = re.compile(
    rf"第\s?((?:{ZH_FIGURES}|\d{{1,3}})(?:[、，至到](?:{ZH_FIGURES}|\d{{1,3}}))*)((?:\.\d+)*)\s?条(?!款)"
)
ZH_ITEM = re.compile(rf"{ZH_FIGURES}|\d+")
ZH_FOREIGN = re.compile(
    r"(?:》|法典|该法|本法|法律|条例|办法|规定|解释|细则|主合同|原合同|总合同|另案合同|公约|协定|附件[一二三四五六七八九十\d]*)"
    r"(?:》)?(?:[（(][^（）()]{0,12}[）)])?(?:的|之|中|中的)?"
    r"(?:第[^，。；]{1,8}条(?:第[^，。；]{1,8}[款项目])*[、和及与至或]?)*$"
)
GOES_ON = "至到和、及与或的约规所中第，"
EN_LIST = re.compile(
    r"\b(Articles?|Sections?|Clauses?)\s+(\d{1,3}(?:\.\d{1,3})*(?:\([a-z]{1,4}\))*"
    r"(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through)\s+|\s*[–-]\s*)\d{1,3}(?:\.\d{1,3})*(?:\([a-z]{1,4}\))*)*)",
    re.IGNORECASE,
)
EN_ITEM = re.compile(r"(?<![.\d])(\d{1,3})((?:\.\d{1,3})*)")
EN_SELF = re.compile(r"\bthis (Agreement|Contract|DPA|Deed|Licen[cs]e|Addendum|Lease)\b", re.IGNORECASE)
EN_FOREIGN_AFTER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:of|under)\s+(?P<owner>(?:the|this|these|that)\s+\w+|[A-Z]\w*)|\s+GDPR|[A-Z]"
)
EN_FOREIGN_BEFORE = re.compile(
    r"(?:GDPR|Act|Acts|Code|Regulations?|Directive|SCCs|Addendum|Law|Convention|U\.S\.C\.|C\.F\.R\.|§)[,\s]+$"
)
RELATIVE = re.compile(
    r"前款|前条|前两款|前两条|上一条|上款|本条前述|后条|下一条|the (?:preceding|foregoing|previous|next|following) "
    r"(?:Article|Section|Clause|paragraph)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A typed reference to an article of this contract; the span is that of the article's figures."""

    paragraph: Paragraph
    start: int
    end: int
    number: int
    chinese: bool
    word: str
    named: bool = False
    """Followed by the contract's own name (of this Agreement)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """New words for a stretch of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int
    words: str


def find_references(paragraphs: Iterable[Paragraph]) -> tuple[Reference, ...]:
    """Every typed reference to an article of the contract, statutes and other papers left out."""
    out: list[Reference] = []
    group = [p for p in paragraphs if re.search(r"\d|第", p.text) or EN_SELF.search(p.text)]
    names = Counter(m.group(1).casefold() for p in group for m in EN_SELF.finditer(p.text))
    own = names.most_common(1)[0][0] if names else "agreement"
    for paragraph in group:
        out += _chinese(paragraph)
        out += _english(paragraph, own)
    return tuple(out)


def _own_number(paragraph: Paragraph) -> int:
    """Where the paragraph's own number ends; 0 where what looks like one goes on as a reference (第三条约定的…)."""
    typed = paragraph.typed
    if typed is None:
        return 0
    rest = paragraph.text[typed.end :]
    chinese = typed.form.family.startswith("第") and rest[:1] in tuple(GOES_ON)
    english = typed.form.family in ("Article", "Section", "Clause") and re.match(r"\s+(?:\([a-z]\)\s*)?[a-z]", rest)
    return 0 if chinese or english else typed.end


def _chinese(paragraph: Paragraph) -> Iterator[Reference]:
    head = _own_number(paragraph)
    for match in ZH_LIST.finditer(paragraph.text):
        if match.start() < head or ZH_FOREIGN.search(paragraph.text[: match.start()]):
            continue
        for item in ZH_ITEM.finditer(match.group(1)):
            text = item.group(0)
            start = match.start(1) + item.start()
            value = int(text) if text.isdigit() else parse_zh(text)
            yield Reference(paragraph, start, start + len(text), value, not text.isdigit(), "条")


def _english(paragraph: Paragraph, own: str) -> Iterator[Reference]:
    head = _own_number(paragraph)
    for match in EN_LIST.finditer(paragraph.text):
        before, after = paragraph.text[: match.start()], paragraph.text[match.end() :]
        owner = EN_FOREIGN_AFTER.match(after)
        named = owner is not None and (owner.group("owner") or "").casefold() in (f"this {own}", f"the {own}")
        if match.start() < head or EN_FOREIGN_BEFORE.search(before) or (owner and not named):
            continue
        word = match.group(1).rstrip("sS").capitalize()
        for item in EN_ITEM.finditer(match.group(2)):
            start = match.start(2) + item.start(1)
            yield Reference(paragraph, start, start + len(item.group(1)), int(item.group(1)), False, word, named)


def own_word(references: Iterable[Reference], family: str, highest: int) -> str:
    """The word this contract cites its own articles by: Article, Section or Clause.

    `family` is the typed form of its articles, which may say it; `highest` the last article number.
    """
    if family in ("Article", "Section", "Clause"):
        return family
    counts: Counter[str] = Counter()
    for reference in references:
        if reference.word != "条" and 0 < reference.number <= highest:
            counts[reference.word] += 20 if reference.named else 1
    return max(counts, key=lambda w: (counts[w], w == "Section")) if counts else "Section"


def corrections(
    references: Iterable[Reference], moved: dict[int, int], word: str
) -> tuple[tuple[Correction, ...], tuple[Reference, ...]]:
    """Corrections for references whose article moved. References by another word than the contract's are left."""
    fixed: list[Correction] = []
    other: list[Reference] = []
    for reference in references:
        if reference.word not in ("条", word):
            other.append(reference)
        elif reference.number in moved:
            number = moved[reference.number]
            text = zh_number(number) if reference.chinese else str(number)
            fixed.append(Correction(reference.paragraph, reference.start, reference.end, text))
    return tuple(fixed), tuple(other)


def relative_words(paragraph: Paragraph) -> str:
    """The words by which a paragraph points to its neighbour (前条, the preceding Article), empty for none."""
    match = RELATIVE.search(paragraph.text)
    return match.group(0) if match else ""
