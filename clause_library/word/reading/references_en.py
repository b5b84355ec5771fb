"""English references as typed: Section 3.2(b), Articles 5 to 7, Article IV, paragraph (b) of Clause 4.

Values that flow: a paragraph becomes `Reference`s. The hard problem is whose provision it is: what follows ("of the
Regulation") and what precedes ("GDPR,") say so, and one owner serves a whole enumeration. Rejected: a list of laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clause_library.word.source.document import Paragraph
from clause_library.word.source.figures import Figure, Reference

WORD = r"(?:Sub-?)?(?:Articles?|Sections?|Clauses?|Paragraphs?)|Sec(?:ts?|s)?\.|Arts?\.|Cls?\.|Paras?\.?|§{1,2}"
LETTERS = r"(?-i:[a-z]|aa|bb|cc|[ivxl]{2,5}|[A-Z]|\d{1,2})"
PARTS = rf"(?:\s?\({LETTERS}\))"
FIGURE = r"(?:\d{1,3}(?:\.\d{1,3})*(?![\d%])(?!,\d)|(?-i:[IVXLC]{1,7})(?:\.\d{1,3})*\b(?!\.[A-Z]))"
QUANTITY = r"(?!\s*(?:%|(?:calendar |business |working )?(?:days?|months?|years?|weeks?|hours?|per ?cent|copies)\b))"
TITLE = r"(?:\s?(?:\((?=[^()]*[A-Za-z]{3})[^()]{3,80}\)|\[[^\[\]]{3,80}\]|[“\"][^”\"]{3,80}[”\"]))?"
JOIN = (
    r"(?:\s*[,;]\s*(?:(?:and|or|to|as well as)\s+)?|\s+as well as\s+|\s+(?:and/or|and|or|to|through|&)\s+|\s*[–—-]\s*)"
)
LETTERED = r"(?:\d{1,3}(?-i:[A-Z])\b(?:\.\d{1,3})*)"


def _listing(figure: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?P<word>{WORD})[\s\u00a0]*"
        rf"(?P<list>{figure}{PARTS}*(?:{TITLE}{JOIN}(?:{figure}{QUANTITY}{PARTS}*|{PARTS}+))*)",
        re.IGNORECASE,
    )


EN_LIST = _listing(FIGURE)
"""As the first versions read it: digests of texts are made with it."""
CITED = _listing(f"(?:{LETTERED}|{FIGURE})")
LATIN = re.compile("[a-z§]", re.IGNORECASE)
BARE = re.compile(
    rf"(?<![\w-])(?P<word>(?:sub-?)?(?:paragraph|clause|section)s?|items?)\s+"
    rf"(?P<list>{PARTS}+(?:{JOIN}{PARTS}+)*)(?P<of>\s+(?:of|in|under|to)\s+)?",
    re.IGNORECASE,
)
EACH = re.compile(rf"(?P<figure>{LETTERED}|{FIGURE})?(?P<parts>{PARTS}*)", re.IGNORECASE)
SUPPLEMENT = re.compile(r"\d{1,3}[A-Z]\b")
LOOKED_ROUND = 1000
"""Characters before and behind a reference that may say whose it is; reading all of them takes time by the square."""
PART = re.compile(rf"\(({LETTERS})\)")
OWNER = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,\s*)?(?P<link>of|under)\s+(?P<article>the|this|these|that|such)?\s*"
    r"(?P<name>[A-Z][\w&’'-]*(?:\s+[A-Z][\w&’'-]*)*|\w+)"
)
HERE = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:hereof|herein|hereto|above|below)\b")
TITLED = r"(?:Terms|Schedule|Exhibit|Annex|Appendix|Acts?|Code|Regulations?|Directive|Law|Convention|Treaty|GDPR|SCCs?)"
FOREIGN_AFTER = re.compile(rf"[A-Z]\b|-\d|\s+(?:[A-Z][\w-]*\s+){{0,3}}{TITLED}\b")
FOREIGN_BEFORE = re.compile(
    r"(?:\b(?:GDPR|SCCs)|\b(?:[A-Z][\w’'-]*|[Tt]he|[Tt]his|[Tt]hat)\s+"
    r"(?:Acts?|Code|Regulations?|Directive|Addendum|Law|Convention|Treaty|Terms)"
    r"|U\.S\.C\.|C\.F\.R\.|\b(?:Schedule|Exhibit|Annex|Appendix|Attachment)\s*[A-Z\d]{0,3}),?\s*$"
)
ACRONYM = re.compile(r"\b([A-Z]{2,6}s?),?\s+$")
CONNECTING = re.compile(JOIN.replace(r"\s*[–—-]\s*", r"\s*;\s*") + "$")
LAW_UNDER = re.compile(r"(?:Act|Code|Regulations?|Directive|Convention|Treaty|Agreement|Contract|\b[A-Z]{2,6})$")
THERE = re.compile(r"\s*(?:\([^)]*\)\s*)*there(?:of|in|to|under)\b")
IN_ANNEX = re.compile(r"\s*(?:\([^)]*\)\s*)*(?:in|to)\s+(?:the\s+)?(Schedule|Exhibit|Annex|Appendix|Attachment)\b")
CONTRACT = re.compile(r"(?:Agreement|Contract|Deed|Licen[cs]e)$")
PAPER_BEFORE = re.compile(
    r"(?P<this>[Tt]his\s+)?(?<!\w)(?P<name>(?:[A-Z][\w&’'-]*\s+)+(?:Agreement|Contract|Deed))(?:,|\s?\(|[’']s)?\s*$"
)
INITIALS = re.compile(r"\s+([A-Z]{3,6})\b(?!\s+[A-Z]{2})")
CAPITALS = frozenset(("AND", "OR", "IN", "OF", "TO", "BY", "SEE", "UNDER", "WITH", "THE", "THIS", "FOR", "THAT", "PER"))


@dataclass(frozen=True, slots=True)
class _Found:
    references: tuple[Reference, ...]
    start: int
    end: int


def english(
    paragraph: Paragraph, head: int, own: frozenset[str], supplements: frozenset[str] = frozenset()
) -> Iterator[Reference]:
    """The English references of a paragraph whose own number ends at `head`; `own` is what the paper calls itself,
    `supplements` the articles it has with a letter (2A)."""
    text = paragraph.text
    if not LATIN.search(text, head):
        return
    found: list[_Found] = []
    for match in CITED.finditer(text, head):
        before = text[max(0, match.start() - LOOKED_ROUND) : match.start()]
        behind = text[match.end() : match.end() + LOOKED_ROUND]
        owner = _owner(behind, own)
        strange = any(n not in supplements for n in SUPPLEMENT.findall(match.group("list")))
        foreign = owner == "other" or (owner != "own" and _foreign_before(before, own))
        doubtful = not foreign and (strange or (not owner and _doubtful(before, behind, own)))
        word = _word(match.group("word"))
        outer = _bare_before(before)
        low = match.start() - len(before)
        inner = _parts(low + outer.start("list"), outer.group("list")) if outer else ()
        references = [
            Reference(
                paragraph, figures + inner, word, match.span(), owner == "own", False, foreign or doubtful, doubtful
            )
            for figures in _figures(match.start("list"), match.group("list"))
        ]
        found.append(_Found(tuple(references), match.start(), match.end()))
    for one in _shared(text, found):
        yield from one.references
    yield from _within(paragraph, head)


def _word(text: str) -> str:
    plain = text.casefold().replace("-", "").rstrip("s.")
    short = {"sec": "section", "sect": "section", "art": "article", "cl": "clause", "para": "paragraph"}
    plain = {**short, "§": "section", "§§": "section"}.get(plain, plain)
    return plain.removeprefix("sub").capitalize()


def _figures(low: int, text: str) -> Iterator[tuple[Figure, ...]]:
    """The figures of an enumeration, one tuple per provision; (b) alone goes on with the section before it."""
    last: tuple[Figure, ...] = ()
    for match in EACH.finditer(text):
        parts = _parts(low + match.start("parts"), match.group("parts"))
        if match.group("figure"):
            start = low + match.start("figure")
            figure = re.sub("[A-Z].*", "", match.group("figure")) or match.group("figure")
            last = (Figure(start, start + len(figure), figure), *parts)
        elif parts and last:
            last = (*last[: max(1, len(last) - len(parts))], *parts)
        else:
            continue
        yield last


def _parts(low: int, text: str) -> tuple[Figure, ...]:
    return tuple(Figure(low + m.start(1), low + m.end(1), m.group(1), "item") for m in PART.finditer(text))


def _bare_before(before: str) -> re.Match[str] | None:
    """paragraph (b) of ..., standing right before the section it belongs to."""
    return next((m for m in BARE.finditer(before) if m.group("of") and m.end() == len(before)), None)


def _within(paragraph: Paragraph, head: int) -> Iterator[Reference]:
    """paragraph (b), which names a part of the provision it stands in."""
    for match in BARE.finditer(paragraph.text, head):
        after = paragraph.text[match.end() : match.end() + LOOKED_ROUND]
        if match.group("of") and not re.match(r"this (?:Article|Section|Clause|Paragraph)\b(?!\s*\d)", after):
            continue
        for part in PART.finditer(match.group("list")):
            low = match.start("list")
            figure = Figure(low + part.start(1), low + part.end(1), part.group(1), "item")
            yield Reference(paragraph, (figure,), _word(match.group("word")), match.span(), within=True)


def _owner(after: str, own: frozenset[str]) -> str:
    """own, other, or empty where nothing behind the reference says whose it is."""
    if HERE.match(after):
        return "own"
    annex = IN_ANNEX.match(after)
    if THERE.match(after) or (annex and not _is_own(annex.group(1), own)):
        return "other"
    match = OWNER.match(after)
    if match:
        return _named_owner(match, own)
    title = FOREIGN_AFTER.match(after)
    return "other" if title and not _is_own(title.group(0).strip(), own) else ""


def _named_owner(match: re.Match[str], own: frozenset[str]) -> str:
    name, article = match.group("name"), match.group("article")
    if article and (_is_own(name, own) or (article == "this" and CONTRACT.search(name))):
        return "own"
    if re.match(rf"(?:{WORD})\b", name, re.IGNORECASE):
        return ""
    return "other" if match.group("link") == "of" or LAW_UNDER.search(name) else ""


def _is_own(name: str, own: frozenset[str]) -> bool:
    return any(name.casefold() == o or name.casefold().startswith(f"{o} ") for o in own)


def _doubtful(before: str, after: str, own: frozenset[str]) -> bool:
    """Whether a paper with a name of its own stands before, or initials behind, that may be another paper."""
    paper = PAPER_BEFORE.search(before)
    if paper and not (paper.group("this") or _is_own(re.sub("^(?:the|this) ", "", paper["name"].casefold()), own)):
        return True
    initials = INITIALS.match(after)
    if (before[-40:] + after[:40]).isupper():
        return False
    return initials is not None and initials.group(1) not in CAPITALS and initials.group(1).casefold() not in own


def _foreign_before(before: str, own: frozenset[str]) -> bool:
    match = FOREIGN_BEFORE.search(before)
    if match:
        return not _is_own(match.group(0).strip(" ,"), own)
    acronym = ACRONYM.search(before)
    if acronym is None or acronym.group(1) in CAPITALS:
        return False
    shouting = before[-40:].isupper() and len(before.split()) > 2
    return not shouting and acronym.group(1).casefold() not in own


def _shared(text: str, found: list[_Found]) -> list[_Found]:
    """References joined by "and" belong to one paper: an owner named for one of them is the owner of all."""
    out = list(found)
    for at in range(len(out) - 2, -1, -1):
        joined = CONNECTING.fullmatch(text[out[at].end : out[at + 1].start])
        own, after = out[at].references[0], out[at + 1].references[0]
        if joined and after.foreign and after.word == own.word and not (own.named or own.foreign):
            out[at] = _made_foreign(out[at])
    for at in range(1, len(out)):
        joined = CONNECTING.fullmatch(text[out[at - 1].end : out[at].start])
        before, own = out[at - 1].references[0], out[at].references[0]
        if joined and before.foreign and before.word == own.word and not (own.named or own.foreign):
            out[at] = _made_foreign(out[at])
    return out


def _made_foreign(one: _Found) -> _Found:
    return replace(one, references=tuple(replace(r, foreign=True, shared=True) for r in one.references))
