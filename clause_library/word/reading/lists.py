"""Lists that an article of the contract has: of events, of cases, of definitions, and how their lines end.

Values that flow: an `Article` becomes `HostList`s (the line that announces a list, its items, where each ends) and the
entries of a definitions article in their order. The hard problem is which of several lists is meant and where one ends;
a list is taken only where one line announces it and no other fits, and items below items belong to the item above.
Rejected: the last numbered lines of the article; those are often duties on notice and proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from catalogue.pinyin import sound_key
from clause_library.word.reading.layout import Column, table_rows
from clause_library.word.reading.looks import level_key
from clause_library.word.reading.outline import Article
from clause_library.word.reading.rules import ListSigns
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Node

LEAST = 2
ORDERED = {"en": 3, "zh": 4}
HELD = re.compile(r"(?P<and>[;；,，、]?\s*(?:\b(?:and|or|and/or)|(?<=[；，、])(?:以及|或者|和|或)))\s*$")
ENTRY = re.compile(
    r"^[“\"](?P<zh>[^”\"]{1,40})[”\"](?:\s*[（(][^）)]*[）)])?\s*[：:]?\s*(?:系?是?指|的含义)"
    r"|^[“\"‘](?:the |The )?(?P<en>[^”\"’]{1,80})[”\"’](?:\s*\([^)]*\))?[^.]{0,60}?\s(?:means?|shall mean|refers? to|"
    r"ha(?:s|ve) the meaning|includes?)\b"
    r"|^(?P<bare>[A-Z][\w’' /-]{1,60}?)(?:\s*\([^)]*\))?[:,]?\s(?:means|shall mean|has the meaning)\b"
    r"|^(?P<han>[\u4e00-\u9fffA-Za-z0-9]{1,20})(?:\s*[（(][^）)]*[）)])?\s*[：:]\s*(?:系?是?指)"
)
CELL_TERM = re.compile(r"^\s*[“\"‘]?(?:the |The )?([^”\"’：:]{1,60}?)[”\"’]?\s*[：:]?\s*$")
CELL_HEAD = re.compile(
    r"^(?:术语|词语|名词|定义|含义|terms?|defined terms?|definitions?|meanings?|expressions?)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A member of a list: its own line and the last line that belongs to it; in a table of terms its row."""

    head: Paragraph
    last: Paragraph
    term: str = ""
    row: Node | None = None


@dataclass(frozen=True, slots=True)
class HostList:
    """A list inside an article. `key` is the level of its members, `lead` the line that announces it."""

    key: str
    lead: Paragraph | None
    lines: tuple[Line, ...]

    @property
    def ordinal(self) -> int:
        """The number of its last member, 0 without numbers."""
        return ordinal_of(self.lines[-1].head)


@dataclass(slots=True)
class _Open:
    """A list being read."""

    key: str
    lead: Paragraph | None
    lines: list[Line] = field(default_factory=list[Line])
    deeper: set[str] = field(default_factory=set[str])


def ordinal_of(paragraph: Paragraph) -> int:
    """The last ordinal a paragraph shows, automatic or typed; 0 for none."""
    if paragraph.label and paragraph.numbers:
        return paragraph.numbers[-1]
    return paragraph.typed.numbers[-1] if paragraph.typed else 0


def find_lists(document: ContractDocument, column: Column, article: Article) -> tuple[HostList, ...]:
    """The lists of an article that a line with a colon announces, each of two members or more."""
    inside = column.outline.inside(article)
    done: list[HostList] = []
    open_lists: list[_Open] = []
    before: Paragraph | None = None
    for paragraph in inside:
        if paragraph.blank:
            continue
        key = level_key(document, paragraph) if paragraph is not inside[0] else ""
        open_lists = _closed(open_lists, key, paragraph, done)
        if open_lists and key == open_lists[-1].key:
            open_lists[-1].lines.append(Line(paragraph, paragraph))
        elif key and before is not None and before.text.rstrip().endswith(("：", ":", "—", "–", "-")):
            open_lists.append(_Open(key, before, [Line(paragraph, paragraph)]))
        for one in open_lists:
            one.lines[-1] = Line(one.lines[-1].head, paragraph)
        before = paragraph
    done += [_finished(one) for one in open_lists]
    return tuple(one for one in done if len(one.lines) >= LEAST)


def _closed(open_lists: list[_Open], key: str, paragraph: Paragraph, done: list[HostList]) -> list[_Open]:
    """The lists that go on at a paragraph; the others are done."""
    keys = [one.key for one in open_lists]
    if key and key in keys:
        at = keys.index(key)
        goes_on = _follows(open_lists[at].lines[-1].head, paragraph)
        kept = open_lists[: at + 1 if goes_on else at]
    elif key and open_lists and open_lists[-1].lines[-1].last.text.rstrip().endswith(("：", ":")):
        kept = open_lists
    else:
        kept = []
    done += [_finished(one) for one in open_lists[len(kept) :]]
    return kept


def _follows(last: Paragraph, paragraph: Paragraph) -> bool:
    one, two = ordinal_of(last), ordinal_of(paragraph)
    roman = last.typed is not None and last.typed.form.numeral in ("letter", "LETTER", "roman", "ROMAN")
    return two == one + 1 or (not one and not two) or roman


def _finished(one: _Open) -> HostList:
    return HostList(one.key, one.lead, tuple(one.lines))


def counting_on(document: ContractDocument, column: Column, article: Article, last: Line) -> tuple[Paragraph, ...]:
    """The lines of an article behind the last of a list that count on from it, whatever stands between: （三） behind
    （二） and a sentence. Where the numbers begin again, another list begins."""
    key, number = level_key(document, last.head), ordinal_of(last.head)
    out: list[Paragraph] = []
    for paragraph in column.outline.inside(article) if number else ():
        if paragraph.index <= last.last.index or level_key(document, paragraph) != key:
            continue
        if ordinal_of(paragraph) != number + len(out) + 1:
            break
        out.append(paragraph)
    return tuple(out)


def announced(lists: Iterable[HostList], signs: ListSigns, lang: str) -> HostList | None:
    """The one list whose line the signs know; None where none or more than one is."""
    fit = [x for x in lists if x.lead is not None and any(p.search(x.lead.words) for p in signs.lead.get(lang, ()))]
    return fit[0] if len(fit) == 1 and _free(fit[0]) else None


def _free(found: HostList) -> bool:
    """Whether its last lines may be written behind: no control, no text box."""
    last = found.lines[-1]
    return all(p.control is None and not p.boxed for p in (last.head, last.last))


def run_on(inside: Sequence[Paragraph], signs: ListSigns, lang: str) -> tuple[Paragraph, int] | None:
    """The line that lists in one sentence, and the place behind its last member; None where no line or two do."""
    found: list[tuple[Paragraph, int]] = []
    for paragraph in inside:
        match = next((m for p in signs.run_on.get(lang, ()) if (m := p.search(paragraph.text))), None)
        if match and paragraph.control is None:
            found.append((paragraph, match.end("list")))
    return found[0] if len(found) == 1 else None


def find_entries(document: ContractDocument, column: Column, article: Article) -> tuple[Line, ...]:
    """The definitions of an article in its order, sub-items with the term above them; rows where a table holds them."""
    rows = _table_entries(document, column, article)
    if rows:
        return rows
    out: list[Line] = []
    key = ""
    for paragraph in column.outline.inside(article):
        if paragraph.blank:
            continue
        match = ENTRY.match(paragraph.words)
        if match and (not out or level_key(document, paragraph) == key):
            key = level_key(document, paragraph)
            term = next(g for g in match.groups() if g)
            out.append(Line(paragraph, paragraph, term))
        elif out and _below(document, paragraph, key):
            out[-1] = Line(out[-1].head, paragraph, out[-1].term)
        elif out:
            break
    return tuple(out) if all(x.head.control is None and not x.head.boxed for x in out) else ()


def _below(document: ContractDocument, paragraph: Paragraph, key: str) -> bool:
    """Whether a line goes with the definition above it: a numbered line of another level."""
    own = level_key(document, paragraph)
    return bool(own) and own != key


def _table_entries(document: ContractDocument, column: Column, article: Article) -> tuple[Line, ...]:
    """The rows of a table of terms and meanings inside an article; the row of headings is none."""
    outline = column.outline
    low = outline.paragraphs[article.first].node.end
    following = next((a for a in outline.articles if a.ordinal == article.ordinal + 1), None)
    high = outline.paragraphs[following.first].node.start if following else outline.paragraphs[article.last].node.end
    if not following and outline.closing is not None:
        high = outline.closing.top.start
    tables = [t for t in document.body.children if t.tag == "w:tbl" and low <= t.start < high]
    if len(tables) != 1:
        return ()
    cells: dict[int, list[Paragraph]] = {}
    for paragraph in document.paragraphs:
        if paragraph.top is tables[0] and paragraph.cell is not None:
            cells.setdefault(id(paragraph.cell), []).append(paragraph)
    out: list[Line] = []
    for number, row in enumerate(table_rows(tables[0])):
        pair = [cells.get(id(c), []) for c in row.children if c.tag == "w:tc"]
        term = _row_term(pair)
        if term and not (number == 0 and CELL_HEAD.match(term)):
            out.append(Line(pair[0][0], pair[1][-1], term, row))
        elif number:
            return ()
    return tuple(out) if len(out) >= LEAST else ()


def _row_term(pair: list[list[Paragraph]]) -> str:
    """The term a row of two cells defines, empty where it is no such row."""
    if len(pair) != 2 or not all(pair) or any(p.boxed or p.control is not None for side in pair for p in side):
        return ""
    match = CELL_TERM.match(pair[0][0].words)
    return match.group(1) if match and len(pair[0]) == 1 else ""


def sort_key(term: str, lang: str) -> str:
    """What a list of terms is ordered by: letters without case, Chinese characters by sound."""
    return sound_key(term) if lang == "zh" else re.sub(r"[^\w ]", "", term).casefold().removeprefix("the ")


def in_order(terms: Sequence[str], lang: str) -> bool:
    """Whether terms stand in the order of the alphabet, enough of them to tell."""
    if len(terms) < ORDERED[lang]:
        return False
    keys = [sort_key(t, lang) for t in terms]
    return keys == sorted(keys)


@dataclass(frozen=True, slots=True)
class Closing:
    """How the lines of a list end: `middle` each but the last, `joint` the word before the last, `end` the last."""

    middle: str
    joint: str
    end: str


def closing_of(texts: Sequence[str], fallback: str) -> Closing:
    """How these lines end. One line alone tells how the last ends; `fallback` is then what the others get."""
    stops = [_stop(t) for t in texts]
    middle = stops[0] if len(stops) > 1 else fallback
    return Closing(middle, joint_of(texts[-2]) if len(texts) > 1 else "", stops[-1])


def _stop(text: str) -> str:
    bare = text.rstrip()
    held = HELD.search(bare)
    bare = bare[: held.start() + len(_mark(held.group("and")))] if held else bare
    return bare[-1] if bare[-1:] in tuple(";；,，.。、") else ""


def _mark(joint: str) -> str:
    return joint[:1] if joint[:1] in tuple(";；,，、") else ""


def joint_of(text: str) -> str:
    """The word that leads to the next line (and, or, 以及), with the space before it; empty for none."""
    held = HELD.search(text.rstrip())
    return held.group("and").removeprefix(_mark(held.group("and"))) if held else ""


def end_span(text: str) -> tuple[int, int]:
    """Where the sign and the joining word at the end of a line stand."""
    bare = text.rstrip()
    start = len(bare)
    held = HELD.search(bare)
    if held:
        start = held.start()
    elif bare[-1:] in tuple(";；,，.。、"):
        start -= 1
    return start, len(bare)
