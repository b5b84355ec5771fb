"""Definitions at their place: by the alphabet where the contract's own stand so, else behind the last.

Values that flow: a clause of definitions and the contract's entries become a `Join`: the entry beside which each goes,
the numbers of those behind it, and rows where the contract defines in a table. The hard problem is two languages with
one order: the first language that is in the order of its alphabet decides for both. Rejected: sorting the contract's
own definitions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.lists import (
    ENTRY,
    Line,
    closing_of,
    counting_on,
    end_span,
    find_entries,
    in_order,
    joint_of,
    ordinal_of,
    sort_key,
)
from clause_library.word.reading.outline import Article
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.writing.joins import (
    Bodies,
    Join,
    Joined,
    Target,
    Touch,
    body_of,
    facing,
    text_of,
    with_bodies,
    with_end,
)


def define(
    document: ContractDocument,
    layout: Layout,
    hosts: list[tuple[Column, Article]],
    clause: RenderedClause,
    *,
    keep: bool,
) -> Joined | None:
    """Each definition at its place: by the alphabet where the contract's own stand so, else behind the last, and there
    with `keep` where numbers would move."""
    entries = {c.lang: find_entries(document, c, host) for c, host in hosts}
    if not all(entries.values()) or not facing(layout, list(entries.values())):
        return None
    bodies = {c.lang: body_of(clause, c.lang) for c in layout.columns}
    terms = {lang: [term_of(b) for b in body] for lang, body in bodies.items()}
    places = [n for n, t in enumerate(next(iter(terms.values()))) if t]
    if not places or any([n for n, t in enumerate(ts) if t] != places for ts in terms.values()):
        return None
    rows = any(x.row is not None for found in entries.values() for x in found)
    if rows and len(hosts) > 1:
        return None
    counted = keep and any(ordinal_of(found[0].head) for found in entries.values())
    ordered = (
        "" if counted else next((c.lang for c, _ in hosts if in_order([x.term for x in entries[c.lang]], c.lang)), "")
    )
    count = len(next(iter(entries.values())))
    keys = [sort_key(x.term, ordered) for x in entries[ordered]] if ordered else []
    turn: dict[int, tuple[int, str]] = {}
    for n in places:
        key = sort_key(terms[ordered][n], ordered) if ordered else ""
        turn[n] = (bisect_right(keys, key) if ordered else count, key)
    drop = 1 if places[0] == 1 and text_of(next(iter(bodies.values()))[0]).rstrip().endswith(("：", ":")) else 0
    found = _placed(clause, bodies, entries, turn, drop, rows=rows)
    behind = [pair for c, host in hosts for pair in counted_on(document, c, host, entries[c.lang][-1], len(turn))]
    return found if rows else replace(found, join=replace(found.join, shifted=(*found.join.shifted, *behind)))


def counted_on(
    document: ContractDocument, column: Column, host: Article, last: Line, more: int
) -> list[tuple[Paragraph, int]]:
    """The typed lines behind a list that count on from it, with the number each gets when so `more` come before."""
    behind = counting_on(document, column, host, last)
    return [(p, ordinal_of(p) + more) for p in behind if p.typed is not None and not p.label]


def term_of(block: RenderedBlock) -> str:
    """The term an item of a clause defines, empty for none."""
    match = ENTRY.match(text_of(block)) if block.kind is BlockKind.ITEM else None
    return next((g for g in match.groups() if g), "") if match else ""


def _placed(
    clause: RenderedClause,
    bodies: Bodies,
    entries: dict[str, tuple[Line, ...]],
    turn: dict[int, tuple[int, str]],
    drop: int,
    *,
    rows: bool,
) -> Joined:
    order = sorted(turn, key=lambda n: (*turn[n], n))
    targets: dict[str, dict[int, Target]] = {}
    touches: list[Touch] = []
    shifted: list[tuple[Paragraph, int]] = []
    now: Bodies = {}
    for lang, lines in entries.items():
        first = ordinal_of(lines[0].head) if not rows else 0
        own = {n: at for at, n in enumerate(order)}
        targets[lang] = {}
        for n, (before, _) in turn.items():
            ahead = before == 0 and not _heads_table(lines[0])
            line = lines[max(before - 1, 0)]
            number = first + before + own[n] if first else 0
            targets[lang][n - drop] = Target(line, line.head, number, ahead, (own[n],))
        shifted += _moved_on(lines, first, [before for before, _ in turn.values()])
        ends, tail = _definition_ends(lines, order, turn, lang) if not rows else ([], {})
        touches += ends
        body = [with_end(b, tail[n]) if n in tail else b for n, b in enumerate(bodies[lang])]
        body = [as_row(b, lines[0].head, lines[0].last, lang) if rows and n in turn else b for n, b in enumerate(body)]
        now[lang] = tuple(body[drop:])
    return Joined(with_bodies(clause, now), Join(targets, tuple(touches), tuple(shifted)))


def _heads_table(line: Line) -> bool:
    """Whether a definition is the first row of a table, before which nothing of ours may stand."""
    table = line.row.parent if line.row is not None else None
    return table is not None and next((n for n in table.children if n.tag == "w:tr"), None) is line.row


def _moved_on(lines: tuple[Line, ...], first: int, befores: list[int]) -> list[tuple[Paragraph, int]]:
    """The typed members behind new ones with the number they get."""
    out: list[tuple[Paragraph, int]] = []
    for at, line in enumerate(lines):
        ahead = sum(before <= at for before in befores)
        if first and ahead and line.head.typed is not None and not line.head.label:
            out.append((line.head, first + at + ahead))
    return out


def _definition_ends(
    lines: tuple[Line, ...], order: list[int], turn: dict[int, tuple[int, str]], lang: str
) -> tuple[list[Touch], dict[int, str]]:
    """The ends of the new definitions, and what changes at the ends of the two that were the last."""
    closing = closing_of([x.last.text for x in lines], "。" if lang == "zh" else ".")
    sequence: list[tuple[int, int]] = []
    for at in range(len(lines) + 1):
        sequence += [(n, -1) for n in order if turn[n][0] == at]
        sequence += [(-1, at)] if at < len(lines) else []
    tail: dict[int, str] = {}
    touches: list[Touch] = []
    for left, (own, line) in enumerate(reversed(sequence)):
        end = closing.end if not left else closing.middle + (closing.joint if left == 1 else "")
        if own >= 0:
            tail[own] = end
        elif line >= len(lines) - 2:
            touches += _ending(lines[line].last, end, closing.middle, last_one=line == len(lines) - 1, lang=lang)
    return touches, tail


def _ending(last: Paragraph, end: str, middle: str, *, last_one: bool, lang: str) -> list[Touch]:
    """What changes at the end of a definition that is no longer the last, or the last but one."""
    start, stop = end_span(last.text)
    if last.text[start:stop] == end or not (last_one or joint_of(last.text) or end != middle):
        return []
    return [Touch(lang, last, start, stop, (Run(end),))]


def as_row(block: RenderedBlock, head: Paragraph, cell: Paragraph, lang: str) -> RenderedBlock:
    """A definition as a row of term and meaning, in the manner of such a row (`head` and `cell`)."""
    text = text_of(block)
    match = re.match(r"^[“\"](?:the |The )?([^”\"]+)[”\"]\s*(系?是?指|means\s+)?", text)
    term, verb = (match.group(1), match.group(2) or "") if match else ("", "")
    quoted = head.text.strip()[:1]
    shown = f"{quoted}{term}{'”' if quoted == '“' else quoted}" if quoted in ("“", '"') else term
    keeps = bool(verb) and cell.words.startswith(verb.strip())
    cut = match.start(2) if match and keeps else match.end() if match else 0
    meaning = _from(block.runs, cut)
    if lang == "en" and not keeps and cell.words[:1].isupper():
        meaning[0] = replace(meaning[0], text=meaning[0].text[:1].upper() + meaning[0].text[1:])
    return RenderedBlock(BlockKind.ROW, ((Run(shown),), tuple(meaning)))


def _from(runs: tuple[Run, ...], start: int) -> list[Run]:
    out: list[Run] = []
    at = 0
    for run in runs:
        piece = run.text[max(start - at, 0) :]
        at += len(run.text)
        if piece or run.ref:
            out.append(replace(run, text=piece))
    return out
