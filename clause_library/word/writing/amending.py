"""Words of the contract that agree with a clause only when changed: caps on liability, cases that name its subject.

Values that flow: the contract's sentences on limits of liability become `Touch`es that put an exception before them; a
case that names the subject of a new article becomes one that points to it. The hard problem is to change the fewest
words that end the contradiction: the sentence stays as it was agreed, and yields. Rejected: a second rule against the
first (K-23); rewriting the cap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalogue.model import Words
from clause_library.model import RenderedClause, Run
from clause_library.word.reading.hosts import MERGE_BAR, RUN_IN
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.rules import Amended, Mention, WordRules
from clause_library.word.source.document import Paragraph
from clause_library.word.writing.joins import Touch

STOPS = {"zh": re.compile(r"[。；;\n]"), "en": re.compile(r"[.;](?=[\s”\"’)]|$)|\n")}
SHORTENED = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|No|Art|Sec|Mr|Ms|Dr|St|vs?|cf|e\.g|i\.e|approx)|\b[A-Z])\.$")
SPACES = " \t\n\u00a0\u3000\u2002\u2003"
EXCEPTED = {"zh": re.compile(r"^除"), "en": re.compile(r"^(?:except|subject|save|notwithstanding)\b", re.IGNORECASE)}
SMALL = re.compile(
    r"^(?:In|The|Neither|Either|Each|No|Any|Under|To|Where|If|Nothing|Notwithstanding|For|All|Such|Without|Other|With|"
    r"Save|Unless|Subject|Except|Its|This|Both|At)\b"
)


def exceptions(layout: Layout, clause: RenderedClause, rules: WordRules) -> tuple[tuple[Touch, ...], Words]:
    """What puts an exception for the clause before each limit of liability, and what to tell where it cannot be put
    in every language."""
    if clause.host.action != "amend":
        return (), Words()
    found = {c.lang: tuple(_exceptions(c, clause.id, rules.amended)) for c in layout.columns}
    counts = {len(x) for x in found.values()}
    if len(counts) > 1:
        text = Words(
            f"{clause.id}：两种文字的责任限制约定数目不同，均未加注例外，请人工修改（K-23）",
            f"{clause.id}: the two languages hold different numbers of limits of liability; none was amended, do it by "
            "hand (K-23)",
        )
        return (), text
    return tuple(t for group in found.values() for t in group), Words()


def _exceptions(column: Column, clause_id: str, amended: Amended) -> Iterator[Touch]:
    lang = column.lang
    for paragraph in _inside(column):
        if paragraph.control is not None or any(p.search(paragraph.text) for p in amended.unless.get(lang, ())):
            continue
        for start, end in _sentences(paragraph, lang):
            words = paragraph.text[start:end]
            if any(p.search(words) for p in amended.sentences.get(lang, ())):
                yield _exception(paragraph, start, words, clause_id, amended, lang)


def _inside(column: Column) -> Iterator[Paragraph]:
    for article in column.outline.articles:
        yield from column.outline.inside(article)


def _sentences(paragraph: Paragraph, lang: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line behind its number and a heading run into it, white space before each left out."""
    text, low = paragraph.text, _text_at(paragraph, lang)
    for stop in [*STOPS[lang].finditer(text, low), None]:
        end = stop.end() if stop else len(text)
        if stop and lang == "en" and SHORTENED.search(text[low:end]):
            continue
        begin = low + len(text[low:end]) - len(text[low:end].lstrip(SPACES))
        if begin < end:
            yield begin, end
        low = end


def _text_at(paragraph: Paragraph, lang: str) -> int:
    """Where the text of a line begins behind its number and a heading run into it."""
    text = paragraph.text
    low = paragraph.typed.text_at if paragraph.typed and not paragraph.label else 0
    low += len(text[low:]) - len(text[low:].lstrip(SPACES))
    heading = RUN_IN[lang].match(text[low:])
    return low + (heading.end() if heading else 0)


def _exception(paragraph: Paragraph, start: int, words: str, clause_id: str, amended: Amended, lang: str) -> Touch:
    form = amended.further if EXCEPTED[lang].match(words) else amended.exception
    text = form.in_language(lang)
    if lang == "zh":
        return Touch(lang, paragraph, start, start, _with_place(text, clause_id))
    loud = words[:40] == words[:40].upper()
    first = words[0].lower() if SMALL.match(words) and not loud else words[0]
    text = text.upper().replace("{PLACE}", "{place}") if loud else text
    text = text[:1].lower() + text[1:] if words[0].islower() else text
    runs = _with_place(f"{text.rstrip()} ", clause_id)
    return Touch(lang, paragraph, start, start + 1, (*runs[:-1], replace(runs[-1], text=runs[-1].text + first)))


def _with_place(text: str, clause_id: str) -> tuple[Run, ...]:
    """Words with the citation of a clause at `{place}`."""
    before, _, behind = text.partition("{place}")
    return tuple(r for r in (Run(before), Run("", ref=clause_id), Run(behind)) if r.text or r.ref)


def pointers(layout: Layout, clause: RenderedClause, mentions: Iterable[Mention]) -> tuple[Touch, ...]:
    """What points from a case on the clause's subject to the new article, in every language or in none."""
    mention = next((m for m in mentions if m.clause == clause.id), None)
    if mention is None:
        return ()
    found = [_pointer(c, clause.id, mention) for c in layout.columns]
    return tuple(t for t in found if t is not None) if all(found) else ()


def _pointer(column: Column, clause_id: str, mention: Mention) -> Touch | None:
    hit = column.hosts.best(mention.topic)
    if hit is None or hit.confidence < MERGE_BAR:
        return None
    for paragraph in column.outline.inside(hit.article):
        start = _text_at(paragraph, column.lang)
        match = next((m for p in mention.words.get(column.lang, ()) if (m := p.search(paragraph.text, start))), None)
        if match and paragraph.control is None:
            words = mention.pointer.in_language(column.lang)
            lead = "" if column.lang == "zh" else " "
            runs = _with_place(lead + words.lstrip(), clause_id)
            return Touch(column.lang, paragraph, match.end(), match.end(), runs)
    return None
