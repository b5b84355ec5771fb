"""How a clause joins what an article has already: its list of events or cases, its definitions, its one sentence.

Values that flow: a `Landing` that merges becomes the same landing with a `Join`: for some blocks of the clause the line
of the contract beside which they go, the contract's lines that are touched for it (`Touch`), and the typed numbers that
move on. The hard problem is the words around a list: the line that announced the clause's own items must not announce
them again, yet says what follows from them; it stands behind the list and names its members by number. Both languages
join or none does. Rejected: a list of its own below the contract's; nobody can say which of two lists is the list.
"""

from __future__ import annotations

import re
from dataclasses import replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.lists import HostList, announced, closing_of, counting_on, end_span, find_lists, run_on
from clause_library.word.reading.outline import Article
from clause_library.word.reading.rules import WordRules
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.writing.defining import counted_on, define
from clause_library.word.writing.joins import (
    MEMBERS,
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

NAMES = {"zh": "管制事件", "en": "control events"}
LONG = 3
SAYS = {
    "zh": ((re.compile(r"(?:下列|上列)(事件|情形|情况)"), ("", r"所列\1")),),
    "en": (
        (re.compile(r"\bthe following (events|cases)\b"), (r"the \1 listed in ", "")),
        (re.compile(r"\bThe following (events|cases)\b"), (r"The \1 listed in ", "")),
        (re.compile(r"\bthe (events|cases) listed(?=,)"), (r"the \1 listed in ", "")),
    ),
}
MEANING = {
    "zh": re.compile(r"^(?P<term>[\u4e00-\u9fff]{2,12})(?:系|是)?指[^，。]*。"),
    "en": re.compile(r"^(?P<term>[A-Z][\w ]{2,30}) means (?:(?!, and )[^.])*\.\s+"),
}


def joined(
    document: ContractDocument,
    layout: Layout,
    clause: RenderedClause,
    after: int,
    rules: WordRules,
    *,
    keep: bool = False,
) -> Joined | None:
    """How a clause that merges into the article of that ordinal joins its lists; None where it goes behind them."""
    hosts = [(c, c.outline.articles[after - 1]) for c in layout.columns if 0 < after <= len(c.outline.articles)]
    if len(hosts) < len(layout.columns) or any(not clause.blocks.get(c.lang) for c in layout.columns):
        return None
    if clause.host.topic == "T2":
        return define(document, layout, hosts, clause, keep=keep)
    signs = rules.lists.get(clause.host.joins)
    bodies = {c.lang: body_of(clause, c.lang) for c in layout.columns}
    if signs is None or any(members(b) == 0 for b in bodies.values()):
        return None
    lists = {c.lang: announced(find_lists(document, c, host), signs, c.lang) for c, host in hosts}
    found = {lang: one for lang, one in lists.items() if one is not None}
    if len(found) == len(hosts) and facing(layout, [x.lines for x in found.values()]):
        lasts = [(c, host, found[c.lang].lines[-1]) for c, host in hosts]
        behind = any(counting_on(document, *last) for last in lasts)
        shifted = [pair for last in lasts for pair in counted_on(document, *last, members(bodies[last[0].lang]))]
        onto = _onto_list(clause, bodies, found, _explained(hosts, bodies), tuple(shifted))
        return None if keep and behind else onto
    lines = {c.lang: run_on(_own_lines(c, host), signs, c.lang) for c, host in hosts}
    ends = {lang: one for lang, one in lines.items() if one is not None}
    if len(ends) == len(hosts) and not any(one is not None for one in lists.values()):
        return _onto_sentence(clause, bodies, ends, _explained(hosts, bodies))
    return None


def members(body: tuple[RenderedBlock, ...]) -> int:
    """How many items follow the first paragraph; none where they have items below them."""
    if not body or body[0].kind is not BlockKind.PARA:
        return 0
    count = next((n for n, b in enumerate(body[1:]) if b.kind is not BlockKind.ITEM), len(body) - 1)
    following = body[count + 1 : count + 2]
    return 0 if following and following[0].kind is not BlockKind.PARA else count


def _own_lines(column: Column, host: Article) -> tuple[Paragraph, ...]:
    inside = column.outline.inside(host)
    return inside[1:] if host.headed and len(inside) > 1 else inside


def _explained(hosts: list[tuple[Column, Article]], bodies: Bodies) -> bool:
    """Whether the article gives the meaning that the clause's first sentence gives, in every language."""
    for column, host in hosts:
        match = MEANING[column.lang].match(text_of(bodies[column.lang][0]))
        if match is None:
            return False
        term = re.escape(match.group("term"))
        means = rf"{term}[”\"]?(?:系|是)?指" if column.lang == "zh" else rf"(?i){term}[”\"]?[^.]{{0,40}}\bmeans?\b"
        if not any(re.search(means, p.text) for p in column.outline.inside(host)):
            return False
    return True


def referring(clause: RenderedClause, block: RenderedBlock, lang: str, *, lead: bool, bare: bool) -> RenderedBlock:
    """A paragraph of the clause with the members of the list named by number. `lead` announced them itself; `bare`
    leaves out its first sentence."""
    runs = _plain_lead(list(block.runs), lang, bare=bare) if lead else list(block.runs)
    for pattern, (before, behind) in SAYS[lang]:
        runs = [piece for run in runs for piece in _named(clause.id, run, pattern, before, behind)]
    runs = [r for r in runs if r.text or r.ref]
    # A line that begins with 第二条 would be read as an article.
    return replace(block, cells=((*([Run("上述")] if runs[0].ref else []), *runs),))


def _named(clause_id: str, run: Run, pattern: re.Pattern[str], before: str, behind: str) -> list[Run]:
    match = pattern.search(run.text) if not run.ref else None
    if match is None:
        return [run]
    cited = Run("", strong=run.strong, ref=clause_id, item=MEMBERS)
    first = replace(run, text=run.text[: match.start()] + match.expand(before))
    rest = replace(run, text=match.expand(behind) + run.text[match.end() :])
    return [first, cited, *_named(clause_id, rest, pattern, before, behind)]


def _onto_list(
    clause: RenderedClause,
    bodies: Bodies,
    found: dict[str, HostList],
    explained: bool,
    shifted: tuple[tuple[Paragraph, int], ...],
) -> Joined:
    targets: dict[str, dict[int, Target]] = {}
    touches: list[Touch] = []
    now: Bodies = {}
    for lang, body in bodies.items():
        lines, count = found[lang].lines, members(body)
        last, ordinal = lines[-1], found[lang].ordinal
        numbers = [ordinal + n if ordinal else 0 for n in range(1, count + 1)]
        targets[lang] = {n: Target(last, last.head, number) for n, number in enumerate(numbers, start=1)}
        ends, own = _closed([x.last for x in lines], count, lang)
        touches += ends
        items = [with_end(b, end) for b, end in zip(body[1 : count + 1], own, strict=True)]
        rest = [referring(clause, b, lang, lead=False, bare=False) for b in body[count + 1 :]]
        now[lang] = (referring(clause, body[0], lang, lead=True, bare=explained), *items, *rest)
    return Joined(with_bodies(clause, now), Join(targets, tuple(touches), shifted))


def _closed(lasts: list[Paragraph], count: int, lang: str) -> tuple[list[Touch], list[str]]:
    """What changes at the ends of a list's lines when so many come behind it, and how those end."""
    closing = closing_of([p.text for p in lasts], "；" if lang == "zh" else ";")
    joint = closing.joint
    own = [closing.middle] * (count - 1) + [closing.end]
    wanted = {len(lasts) - 1: closing.middle}
    if joint:
        wanted[len(lasts) - 2] = closing.middle
        if count > 1:
            own[-2] += joint
        else:
            wanted[len(lasts) - 1] += joint
    touches: list[Touch] = []
    for at, end in wanted.items():
        start, stop = end_span(lasts[at].text)
        # A line to fill in is left as it is.
        if lasts[at].text[start:stop] != end and re.search(r"[^\W\d_]", lasts[at].words):
            touches.append(Touch(lang, lasts[at], start, stop, (Run(end),)))
    return touches, own


def _onto_sentence(
    clause: RenderedClause, bodies: Bodies, ends: dict[str, tuple[Paragraph, int]], explained: bool
) -> Joined:
    """The items as further members of one sentence, under a name by which the lines behind it speak of them."""
    touches: list[Touch] = []
    now: Bodies = {}
    for lang, body in bodies.items():
        count = members(body)
        paragraph, at = ends[lang]
        texts = (text_of(b) for b in body[1 : count + 1])
        parts = [text[: end_span(text)[0]].strip() for text in texts]
        touches.append(Touch(lang, paragraph, at, at, (Run(_together(parts, lang)),)))
        kept = [named(b, lang, lead=n == 0, bare=explained) for n, b in enumerate(body)]
        now[lang] = (kept[0], *kept[count + 1 :])
    return Joined(with_bodies(clause, now), Join({}, tuple(touches)))


def _together(parts: list[str], lang: str) -> str:
    if lang == "zh":
        return f"，以及{NAMES[lang]}（即{'；'.join(parts)}）"
    listed = "; and ".join(parts) if len(parts) < LONG else "; ".join([*parts[:-1], "and " + parts[-1]])
    return f", and {NAMES[lang]} (that is, {listed})"


def named(block: RenderedBlock, lang: str, *, lead: bool, bare: bool) -> RenderedBlock:
    """A paragraph of the clause that speaks of members in a sentence by the name they have there."""
    runs = _plain_lead(list(block.runs), lang, bare=bare) if lead else list(block.runs)
    for pattern, _ in SAYS[lang]:
        runs = [r if r.ref else replace(r, text=pattern.sub(lambda m: _name(m, lang), r.text)) for r in runs]
    return replace(block, cells=(tuple(r for r in runs if r.text or r.ref),))


def _name(match: re.Match[str], lang: str) -> str:
    if lang == "zh":
        return NAMES[lang]
    return ("The " if match.group(0)[:1].isupper() else "the ") + NAMES[lang]


def _plain_lead(runs: list[Run], lang: str, *, bare: bool) -> list[Run]:
    """The line that announced the items, as one that announces nothing; `bare` leaves out its first sentence."""
    runs[-1] = replace(runs[-1], text=re.sub(r"[：:]\s*$", "。" if lang == "zh" else ".", runs[-1].text))
    if bare:
        runs[0] = replace(runs[0], text=MEANING[lang].sub("", runs[0].text))
    return runs
