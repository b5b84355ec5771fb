"""A clause as it stands in the paper after it joined lists and sentences, so that a second draft can compare it.

Values that flow: a clause as rendered now and the same clause as found become the clause in the shape it was put in:
without the line that announced its items, its items ended like the list's, and a place for each line it changed. The
hard problem is to know the shape without a note of it: how many paragraphs there are, and which stands first, tells.
Rejected: a note in the record; a hand that moves a paragraph would make it untrue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.bookmarks import NAME, Present
from clause_library.word.reading.effectiveness import settles_effect
from clause_library.word.reading.lists import end_span
from clause_library.word.source.document import Paragraph
from clause_library.word.writing.defining import as_row, term_of
from clause_library.word.writing.joining import MEANING, members, named, referring
from clause_library.word.writing.joins import Bodies, body_of, text_of, with_bodies, with_end


def as_joined(clause: RenderedClause | None, present: Present, langs: Sequence[str]) -> RenderedClause | None:
    """The clause in the shape in which it is present; as it is where it joined nothing."""
    if clause is None or any(not clause.blocks.get(lang) for lang in langs):
        return clause
    bodies = {lang: body_of(clause, lang) for lang in langs}
    if clause.host.topic == "T2":
        bodies = _definitions(bodies, present)
    elif clause.host.joins:
        bodies = _list(clause, bodies, present)
    shaped = with_bodies(clause, bodies) if bodies else clause
    return _with_changed_lines(shaped, present, langs)


def _numbers(present: Present) -> list[int]:
    return sorted({number for number, _ in present.keys})


def _list(clause: RenderedClause, bodies: Bodies, present: Present) -> Bodies | None:
    counts = {lang: members(b) for lang, b in bodies.items()}
    if not all(counts.values()):
        return None
    found = len(_numbers(present))
    texts = dict(zip((k for k, _ in present.keys), present.paragraphs, strict=False))
    every = sum(len(b) for b in bodies.values())
    if found == every - sum(counts.values()):
        return _in_sentence(bodies, counts, texts)
    if found != every or 1 not in texts or 2 not in texts or texts[1].index < texts[2].index:
        return None
    out: Bodies = {}
    first = 1
    for lang, body in bodies.items():
        bare = _is_bare(body[0], texts.get(first), lang)
        now = [referring(clause, b, lang, lead=n == 0, bare=bare and n == 0) for n, b in enumerate(body)]
        for n in range(1, counts[lang] + 1):
            now[n] = _ended(body[n], texts.get(first + n))
        out[lang] = tuple(now)
        first += len(body)
    return out


def _in_sentence(bodies: Bodies, counts: dict[str, int], texts: dict[int, Paragraph]) -> Bodies:
    out: Bodies = {}
    first = 1
    for lang, body in bodies.items():
        bare = _is_bare(body[0], texts.get(first), lang)
        now = [named(b, lang, lead=n == 0, bare=bare) for n, b in enumerate(body)]
        out[lang] = (now[0], *now[counts[lang] + 1 :])
        first += len(out[lang])
    return out


def _is_bare(lead: RenderedBlock, paragraph: Paragraph | None, lang: str) -> bool:
    """Whether the first sentence of a line was left out."""
    match = MEANING[lang].match(text_of(lead))
    return match is not None and paragraph is not None and match.group(0).strip() not in paragraph.text


def _ended(block: RenderedBlock, paragraph: Paragraph | None) -> RenderedBlock:
    """An item with the end it has in the paper."""
    if paragraph is None:
        return block
    start, stop = end_span(paragraph.text)
    return with_end(block, paragraph.text[start:stop])


def _definitions(bodies: Bodies, present: Present) -> Bodies | None:
    """Without the line that announced them where that was left out, each ended as found; rows where they stand in a
    table."""
    found, every = len(_numbers(present)), sum(len(b) for b in bodies.values())
    if found not in (every, every - len(bodies)) or not all(bodies.values()):
        return None
    drop = 0 if found == every else 1
    rows = any(cell for _, cell in present.keys)
    texts = dict(zip(present.keys, present.paragraphs, strict=False))
    out: Bodies = {}
    first = 1
    for lang, body in bodies.items():
        now: list[RenderedBlock] = []
        for n, block in enumerate(body[drop:]):
            term, meaning = texts.get((first + n, 1)), texts.get((first + n, 2))
            if rows and term is not None and meaning is not None and term_of(block):
                now.append(as_row(block, term, meaning, lang))
            else:
                now.append(_ended(block, texts.get((first + n, 0))) if term_of(block) else block)
        out[lang] = tuple(now)
        first += len(body) - drop
    return out


def _with_changed_lines(clause: RenderedClause, present: Present, langs: Sequence[str]) -> RenderedClause:
    """The clause with a place for each line of the contract it changed; they count on behind its own."""
    if present.record is None or settles_effect(clause):
        return clause
    last = max(_numbers(present), default=0)
    numbers = [int(m.group(4)) for r in present.record.replaced if (m := NAME.match(r.bookmark))]
    count = sum(n > last for n in numbers)
    if not count:
        return clause
    lang = langs[-1]
    dummy = RenderedBlock(BlockKind.PARA, ((Run(""),),))
    return replace(clause, blocks={**clause.blocks, lang: (*clause.blocks[lang], *[dummy] * count)})
