"""References typed in the contract's own text: which words point to which of its provisions.

Values that flow: paragraphs become `Reference`s (the figures that name a provision, where they stand, by which word
they are cited). The hard problem is leaving alone what only looks like a reference: articles of statutes, of other
contracts and of schedules. Rejected: fields for the contract's own references; they are the user's text, and stay
typed where they were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from clause_library.word.reading.references_bare import bare
from clause_library.word.reading.references_en import english
from clause_library.word.reading.references_zh import chinese
from clause_library.word.source.document import Paragraph
from clause_library.word.source.figures import Correction, Reference

__all__ = ["Correction", "Reference", "find_references", "own_word", "own_words", "read_references", "relative_words"]

SELF = "Agreement|Contract|DPA|Deed|Licen[cs]e|Addendum|Lease|Schedule|Exhibit|Annex|Order Form|Statement of Work"
EN_SELF = re.compile(rf"\bthis ({SELF})\b", re.IGNORECASE)
EN_MEANS_ITSELF = re.compile(r"[“\"]([A-Z][^”\"]{1,40})[”\"] means (?:these|this)\b")
OPENING, TITLE = 8, 40
GOES_ON = re.compile(r"[至到和及与或的约规所中第]|[、，]\s?第")
RELATING = re.compile("[条款项a-z]", re.IGNORECASE)
"""What no words of `RELATIVE` are without."""
RELATIVE = re.compile(
    r"(?<![目此以提当先之网])(?:[前上](?:[一二两三四]|述)?|[后下]一?)(?:条(?!件|码|例(?!外|如)|约(?!定|束))|款(?!项)|(?<![后下一])项(?!目))"
    r"|the (?:immediately )?(?:preceding|foregoing|previous|next|following) "
    r"(?:Article|Section|Clause|paragraph|sentence|sub-?(?:clause|paragraph|section))\b"
    r"|the (?:immediately )?(?:preceding|foregoing|previous|next) (?:two )?(?:Articles|Sections|Clauses|paragraphs)\b"
    r"|(?:Article|Section|Clause|paragraph|sentence)s? (?:immediately )?(?:above|below)\b",
    re.IGNORECASE,
)


def own_names(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """What the contract calls itself, in small letters: this agreement, the agreement, and defined names of itself."""
    texts = [p.text for p in paragraphs]
    names = Counter(m.group(1).casefold() for t in texts for m in EN_SELF.finditer(t))
    own = names.most_common(1)[0][0] if names else "agreement"
    defined = {m.group(1).casefold() for t in texts for m in EN_MEANS_ITSELF.finditer(t)}
    return frozenset({own, *defined})


def find_references(paragraphs: Iterable[Paragraph]) -> tuple[Reference, ...]:
    """Every typed reference to a provision of the contract, statutes and other papers left out."""
    return tuple(r for r in read_references(paragraphs) if not r.foreign)


def read_references(paragraphs: Iterable[Paragraph]) -> tuple[Reference, ...]:
    """Every typed reference, those into other papers too."""
    every = list(paragraphs)
    own = own_names(every)
    opening = (p for p in every[:OPENING] if not p.text.rstrip().endswith(("。", "；", "：")) and p.typed is None)
    titles = frozenset("".join(p.text.split()) for p in opening if 0 < len(p.text) < TITLE)
    chapters, lettered = by_chapter(every), _lettered(every)
    out: list[Reference] = []
    for paragraph in every:
        if re.search(r"\d|第|[IVXLC]\b|\([a-z]", paragraph.text):
            head = own_number(paragraph)
            found = [*chinese(paragraph, head, titles, chapters=chapters), *english(paragraph, head, own, lettered)]
            out += [*found, *bare(paragraph, head, found)]
    return tuple(out)


def by_chapter(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the contract numbers chapters (第七章) and no articles (第七条)."""
    families = Counter(p.typed.form.family for p in paragraphs if p.typed and not p.label)
    return families["第章"] > 1 and families["第条"] < families["第章"]


def _lettered(paragraphs: Iterable[Paragraph]) -> frozenset[str]:
    """The articles whose numbers end with a letter: 2A, where there is a 2; else the line cites another paper."""
    typed = [p.typed for p in paragraphs if p.typed and not p.label and not p.typed.form.family.startswith("第")]
    plain = {(t.form.family, t.numbers[0]) for t in typed if not t.bis}
    lettered = (t for t in typed if t.bis and (t.form.family, t.numbers[0]) in plain)
    return frozenset(f"{t.numbers[0]}{chr(64 + t.bis)}" for t in lettered)


def own_number(paragraph: Paragraph) -> int:
    """Where the paragraph's own number ends; 0 where what looks like one goes on as a reference (第三条约定的…)."""
    typed = paragraph.typed
    if typed is None:
        return 0
    rest = paragraph.text[typed.end :]
    chinese = typed.form.family.startswith("第") and GOES_ON.match(rest)
    english = typed.form.family in ("Article", "Section", "Clause") and re.match(
        r"\s+(?:\([a-z]\)\s*)?\(?[a-z]{2}", rest
    )
    return 0 if chinese or english else typed.end


def own_word(references: Iterable[Reference], family: str, highest: int) -> str:
    """The word this contract cites its own articles by: Article, Section, Clause or Paragraph.

    `family` is the typed form of its articles, which may say it; `highest` the last article number.
    """
    if family in ("Article", "Section", "Clause"):
        return family
    counts: Counter[str] = Counter()
    for reference in references:
        if reference.word != "条" and 0 < reference.number <= highest and not reference.foreign:
            counts[reference.word] += 20 if reference.named else 1
    return max(counts, key=lambda w: (counts[w], w == "Section")) if counts else "Section"


def own_words(references: Iterable[Reference], word: str, numbers: frozenset[int]) -> frozenset[str]:
    """Every word that points into this contract: its own, and those whose figures all name articles it has.

    A word used for another paper's provisions, or for articles this paper lacks, is another paper's word.
    """
    named: set[str] = {word, "条"}
    strange: set[str] = set()
    used: set[str] = set()
    for reference in references:
        used.add(reference.word)
        if reference.named:
            named.add(reference.word)
        elif not reference.within and (reference.foreign or reference.number not in numbers):
            strange.add(reference.word)
    return frozenset(named | (used - strange))


def relative_words(paragraph: Paragraph) -> str:
    """The words by which a paragraph points to its neighbour (前条, the preceding Article), empty for none."""
    return next((m.group(0) for m in relatives(paragraph)), "")


def relatives(paragraph: Paragraph) -> Iterator[re.Match[str]]:
    """Every such stretch of words."""
    if RELATING.search(paragraph.text):
        yield from RELATIVE.finditer(paragraph.text, own_number(paragraph))
