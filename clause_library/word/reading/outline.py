"""The contract's articles: which numbers are its articles, where each ends, and where the operative part ends.

Values that flow: paragraphs of one language become an `Outline` (articles, their items, the zone in which clauses
may stand). The hard problem is choosing the article level where nothing says so: typed numbers, lists and heading
styles all compete, forms break one sentence over several paragraphs, and one file may bundle several papers. The
candidate with the longest run of consecutive numbers wins, headings counting double; numbers that start again are
another paper. Rejected: heading styles alone; most Chinese contracts have none.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from clause_library.word.reading.contents import contents_lines
from clause_library.word.reading.mixed import across
from clause_library.word.reading.sequences import Rising, article_run, ordinal
from clause_library.word.reading.turns import out_of_turn
from clause_library.word.reading.zones import ending, is_annex, is_closing, is_contents, is_division, is_title, signs
from clause_library.word.source.document import ContractDocument, Paragraph, toggled
from clause_library.word.source.typed import Typed

TERMINAL = tuple("。；：:;.!?！？…”\"’')）]】")
ARTICLE_RANK = {"第条": 6, "Article": 5, "Clause": 4, "Section": 4, "一、": 3, "1.": 2, "第章": 1}
CALLED = ("第条", "第章")
HEADING_LENGTH = 60
SHORT_LINE = 20
PREAMBLE = 20
Places = list[tuple[int, Paragraph]]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How articles are numbered: `mechanism` typed, automatic, style or none, with the form or list level."""

    mechanism: str
    key: str = ""
    num_id: str = ""
    ilvl: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `first` and `last` are places in the outline's own paragraphs; `title` its heading or opening.

    `headed` is false where the article starts straight with text.
    """

    ordinal: int
    first: int
    last: int
    title: str
    headed: bool
    label: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The articles of one language of a contract. `paragraphs` are that language's, in order.

    `stop` is the place at which the operative part is over: a signature block, an annex, another paper, or the end;
    `apart` the places of headings that divide the articles (chapters) and belong to none; `paper` the place of the
    next annex or paper in the same file.
    """

    paragraphs: tuple[Paragraph, ...]
    scheme: Scheme
    articles: tuple[Article, ...]
    stop: int
    apart: frozenset[int] = frozenset()
    paper: int = -1

    @property
    def closing(self) -> Paragraph | None:
        """The paragraph before which the operative part ends; None where it runs to the end."""
        return self.paragraphs[self.stop] if self.stop < len(self.paragraphs) else None

    def article_at(self, place: int) -> Article | None:
        """The article a place belongs to."""
        at = bisect.bisect_right(self.articles, place, key=lambda a: a.first) - 1
        return self.articles[at] if at >= 0 and place <= self.articles[at].last else None

    def article_of(self, paragraph: Paragraph) -> Article | None:
        """The article a paragraph stands in."""
        at = bisect.bisect_left(self.paragraphs, paragraph.index, key=lambda p: p.index)
        own = at < len(self.paragraphs) and self.paragraphs[at] is paragraph
        return self.article_at(at) if own else None

    def inside(self, article: Article) -> tuple[Paragraph, ...]:
        """The article's paragraphs, heading first."""
        return self.paragraphs[article.first : article.last + 1]


def flow_of(document: ContractDocument) -> tuple[Paragraph, ...]:
    """The paragraphs a monolingual contract's articles stand in: the body, without tables and text boxes."""
    return tuple(p for p in document.paragraphs if p.cell is None and not p.boxed)


def read_outline(document: ContractDocument, paragraphs: Sequence[Paragraph]) -> Outline:
    """The outline of those paragraphs."""
    flow = tuple(paragraphs)
    chosen = _choose(document, flow)
    starts = across(document, flow, chosen.places)
    last = starts[-1] if starts else -1
    paper = _next_paper(document, flow, starts)
    stop = ending(flow, last + 1, paper, flow[last].words) if starts else _end_of_text(flow)
    apart = frozenset(i for i, p in enumerate(flow) if is_division(p)).difference(starts)
    ends = [s - 1 for s in starts[1:]] + [stop - 1]
    articles = tuple(
        _article(document, flow, number, first, _trim(flow, first, end, apart))
        for number, (first, end) in enumerate(zip(starts, ends, strict=False), start=1)
    )
    annex = next((i for i in range(last + 1, paper) if starts and is_annex(flow[i])), paper)
    return Outline(flow, chosen.scheme, articles, stop, apart, max(annex, stop))


def _end_of_text(flow: tuple[Paragraph, ...]) -> int:
    """Without articles: the closing words, else the end."""
    return next((i for i, p in enumerate(flow) if is_closing(p)), len(flow))


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs that may be the articles: consecutive numbers of one scheme."""

    scheme: Scheme
    places: tuple[int, ...]
    score: float
    sure: bool = False


def _choose(document: ContractDocument, flow: tuple[Paragraph, ...]) -> _Run:
    """The run that is most likely the articles; what stands behind the signatures or in an annex only where the
    articles are not sure before it.
    """
    listed = contents_lines(document)
    places = [(i, p) for i, p in enumerate(flow) if p.node.start not in listed]
    runs = [r for kind in (_typed_runs, _list_runs, _heading_runs) for r in kind(document, flow, places)]
    most = max((len(r.places) for r in runs if r.scheme.key.startswith("第条")), default=0)
    runs = [r for r in runs if not r.scheme.key.startswith("第章") or len(r.places) > most]
    sure = [r for r in runs if r.sure]
    if any(q.places[-1] + 1 < r.places[0] for q in sure for r in runs):
        hard = [i for i, p in enumerate(flow) if _bounds(document, p)]
        soft = [i for i, p in enumerate(flow) if is_title(p)]
        runs = [r for r in runs if not any(_behind(r, q, hard, soft) for q in sure)]
    return max(runs, key=lambda r: r.score, default=_Run(Scheme("none"), (), 0.0))


def _behind(run: _Run, earlier: _Run, hard: list[int], soft: list[int]) -> bool:
    """Whether signatures, an annex heading, or the title of a paper not much longer stand between two runs."""
    between = range(earlier.places[-1] + 1, run.places[0])
    return any(b in between for b in hard) or (run.score < 2 * earlier.score and any(b in between for b in soft))


def _bounds(document: ContractDocument, paragraph: Paragraph) -> bool:
    return (is_annex(paragraph) or signs(paragraph)) and not is_contents(document, paragraph)


def _run(document: ContractDocument, flow: tuple[Paragraph, ...], scheme: Scheme, run: list[int], more: float) -> _Run:
    headed = sum(_looks_headed(document, flow[i]) for i in run) * 2 >= len(run)
    text_between = any(b - a > 1 for a, b in itertools.pairwise(run))
    sure = text_between and ((headed and len(run) >= 3) or more >= ARTICLE_RANK["Article"] / 2)
    return _Run(scheme, tuple(run), _score(document, flow, run) + more, sure)


def _typed_runs(document: ContractDocument, flow: tuple[Paragraph, ...], every: Places) -> list[_Run]:
    typed: dict[str, list[int]] = {}
    for place, paragraph in every:
        number = paragraph.typed
        if number and not paragraph.label and len(number.numbers) == 1 and number.form.family in ARTICLE_RANK:
            typed.setdefault(number.key, []).append(place)
    out: list[_Run] = []
    for key, places in typed.items():
        rank = ARTICLE_RANK[key.split(":")[0]]
        for part in _papers(document, flow, places):
            run = article_run(flow, [i for i in part if not _bis(flow[i])])
            if rank >= 4 and len(run) >= 2:
                run = out_of_turn(flow, [i for i in part if not _bis(flow[i])], run)
            if len(run) >= 2 or (run and rank >= 5):
                supplements = [i for i in part if _is_supplement(flow, i, run)]
                out.append(_run(document, flow, Scheme("typed", key), sorted({*run, *supplements}), rank / 2))
    return out


def _papers(document: ContractDocument, flow: tuple[Paragraph, ...], places: list[int]) -> list[list[int]]:
    """The places of one form of number, apart where the numbers start again for another paper."""
    parts: list[list[int]] = [[]]
    rising = Rising()
    for at, place in enumerate(places):
        if parts[-1] and _starts_again(document, flow, places, at, parts[-1], rising.reached):
            parts.append([])
            rising = Rising()
        parts[-1].append(place)
        rising.add(place, ordinal(flow[place]))
    return parts


def _starts_again(
    document: ContractDocument, flow: tuple[Paragraph, ...], places: list[int], at: int, before: list[int], reached: int
) -> bool:
    """Whether the number one at a place begins the articles of another paper, where the last one `reached` a number.

    It does where two follows it sooner than the number the paper had reached would, and an annex heading, the form of
    number, or its look says that it is no list inside an article.
    """
    place = places[at]
    if ordinal(flow[place]) != 1:
        return False
    coming = (ordinal(flow[places[n]]) for n in range(at + 1, len(places)))
    following = next((n for n in coming if n in (2, reached + 1)), 0)
    if following != 2 or reached == 1:
        return False
    typed = flow[place].typed
    if typed is not None and (ARTICLE_RANK[typed.form.family] >= 4 or typed.form.family in CALLED):
        return True
    if any(_bounds(document, flow[i]) for i in range(before[-1] + 1, place)):
        return True
    first = flow[before[0]]
    return all(_looks_headed(document, p) for p in (first, flow[place])) and first.style == flow[place].style


def _list_runs(document: ContractDocument, flow: tuple[Paragraph, ...], every: Places) -> list[_Run]:
    lists: dict[tuple[str, int], list[int]] = {}
    for place, paragraph in every:
        if paragraph.label:
            lists.setdefault((document.numbering.abstract_of(paragraph.num_id), paragraph.ilvl), []).append(place)
    out: list[_Run] = []
    for (abstract, ilvl), places in lists.items():
        if ilvl != min(i for a, i in lists if a == abstract):
            continue
        head = flow[places[0]].label
        bonus = 3 if "第" in head or "Article" in head else 0
        for run in _rising(flow, places):
            if len(run) >= 2:
                scheme = Scheme("automatic", "", flow[run[0]].num_id, ilvl)
                found = _run(document, flow, scheme, run, bonus)
                out.append(replace(found, places=tuple(sorted({*run, *_between(flow, run)}))))
    return out


def _between(flow: tuple[Paragraph, ...], run: list[int]) -> Iterator[int]:
    """Articles with a typed number between those a list counts: 第二条之一 behind the second."""
    number, at = 0, {place: flow[place].numbers[-1] for place in run}
    for place in range(run[0], len(flow)):
        number = at.get(place, number)
        typed = flow[place].typed
        if typed and not flow[place].label and typed.bis and typed.numbers[0] == number:
            yield place


def _bis(paragraph: Paragraph) -> bool:
    return paragraph.typed is not None and paragraph.typed.bis > 0


def _rising(flow: tuple[Paragraph, ...], places: list[int]) -> list[list[int]]:
    """Apart where an automatic number does not go up."""
    parts: list[list[int]] = []
    for place in places:
        if not parts or flow[place].numbers[-1] <= flow[parts[-1][-1]].numbers[-1]:
            parts.append([])
        parts[-1].append(place)
    return parts


def _heading_runs(document: ContractDocument, flow: tuple[Paragraph, ...], every: Places) -> list[_Run]:
    headings = [i for i, p in every if _heading_style(document, p) and not p.blank and not p.numbered]
    run = list(itertools.takewhile(lambda i: not signs(flow[i]) and not is_annex(flow[i]), headings))
    if len(run) < 2:
        return []
    return [_Run(Scheme("style", flow[run[0]].style), tuple(run), len(run) * 1.0, len(run) >= 3)]


def _next_paper(document: ContractDocument, flow: tuple[Paragraph, ...], starts: list[int]) -> int:
    """Where another paper in the same file begins: numbers that start again, or a heading of the articles' rank
    that carries no number, with the title lines above it.
    """
    if not starts:
        return len(flow)
    heads = [flow[i] for i in starts]
    style = max({h.style for h in heads}, key=lambda s: sum(h.style == s for h in heads))
    last = starts[-1]
    headed = _heading_style(document, next(h for h in heads if h.style == style))
    for place in range(last + 1, len(flow)):
        if _begins_paper(flow, place, heads, style if headed else "") or _titled(flow, place):
            above = range(place - 1, last, -1)
            titled = itertools.takewhile(lambda i: flow[i].blank or _heads(document, flow[i]), above)
            return min([place, *titled])
    return len(flow)


def _begins_paper(flow: tuple[Paragraph, ...], place: int, heads: list[Paragraph], style: str) -> bool:
    paragraph, first = flow[place], heads[0]
    numbered = bool(first.label or first.typed)
    if style and paragraph.style == style and not paragraph.blank:
        one = paragraph.numbers[-1] if paragraph.label and paragraph.numbers else ordinal(paragraph)
        return numbered and (one == 1 or (not paragraph.label and paragraph.typed is None))
    if paragraph.label and first.label:
        same = paragraph.level is not None and first.level is not None and paragraph.level.text == first.level.text
        return same and paragraph.numbers == (1,) and _repeats(flow, place, first)
    typed, model = paragraph.typed, first.typed
    if typed is None or model is None or typed.key != model.key or ordinal(paragraph) != 1:
        return False
    return ARTICLE_RANK[typed.form.family] >= 4 and any(
        p.typed and p.typed.key == typed.key and ordinal(p) == 2 for p in flow[place + 1 :]
    )


def _titled(flow: tuple[Paragraph, ...], place: int) -> bool:
    """The title of a paper with articles of its own soon after it."""
    coming = flow[place + 1 : place + 1 + PREAMBLE]
    return is_title(flow[place]) and any(_is_first(p) for p in coming)


def _is_first(paragraph: Paragraph) -> bool:
    if paragraph.label:
        return paragraph.numbers == (1,)
    typed = paragraph.typed
    return typed is not None and typed.numbers == (1,) and typed.form.family in ARTICLE_RANK


def _repeats(flow: tuple[Paragraph, ...], place: int, first: Paragraph) -> bool:
    """Whether a list that begins at one looks like the articles' own (same style, indent and weight)."""
    paragraph = flow[place]
    return paragraph.ilvl == first.ilvl and _marks(paragraph) == _marks(first) and place + 1 < len(flow)


def _marks(paragraph: Paragraph) -> tuple[str, bool]:
    return paragraph.style, toggled(paragraph, "w:b")


def _heads(document: ContractDocument, paragraph: Paragraph) -> bool:
    """A title line that stands above the first article of a paper."""
    if paragraph.numbered:
        return False
    centred = paragraph.properties is not None and paragraph.properties.value("w:jc") == "center"
    return _heading_style(document, paragraph) or (centred and len(paragraph.words) <= HEADING_LENGTH)


def _score(document: ContractDocument, flow: tuple[Paragraph, ...], places: list[int]) -> float:
    headed = sum(_looks_headed(document, flow[i]) for i in places)
    text_between = any(b - a > 1 for a, b in itertools.pairwise(places))
    return len(places) * (2.0 if headed * 2 >= len(places) else 1.0) * (1.0 if text_between else 0.6)


def _heading_style(document: ContractDocument, paragraph: Paragraph) -> bool:
    outline = document.styles.outline(paragraph.style)
    style = document.styles.styles.get(paragraph.style)
    return outline == 0 or (style is not None and style.name.lower().endswith(("heading", "heading 1")))


def _looks_headed(document: ContractDocument, paragraph: Paragraph) -> bool:
    if _heading_style(document, paragraph):
        return True
    if not document.styles.bold(paragraph.style) and not toggled(paragraph, "w:b"):
        return paragraph.typed is not None and paragraph.typed.form.family in CALLED and _is_title(paragraph)
    return len(paragraph.words) <= HEADING_LENGTH and not paragraph.words.endswith(tuple("。；;：:"))


def _is_supplement(flow: tuple[Paragraph, ...], place: int, run: list[int]) -> bool:
    typed = flow[place].typed
    if typed is None or not typed.bis:
        return False
    before = [r for r in run if r < place]
    return bool(before) and ordinal(flow[before[-1]]) == typed.numbers[0]


def _trim(flow: tuple[Paragraph, ...], first: int, end: int, apart: frozenset[int]) -> int:
    """Back over blanks and the headings of the next division; a text that ends its section is still the article's."""
    while end > first and flow[end].control is None and (flow[end].blank or end in apart):
        end -= 1
    return end


def _article(document: ContractDocument, flow: tuple[Paragraph, ...], ordinal: int, first: int, last: int) -> Article:
    head = flow[first]
    typed = head.typed
    label = head.label or (head.text[typed.start : typed.end] if typed else "")
    headed = _looks_headed(document, head) or (last > first and _is_title(head))
    return Article(ordinal, first, max(first, last), head.words, headed, label)


def _is_title(paragraph: Paragraph) -> bool:
    words = paragraph.words
    return 0 < len(words) <= 24 and not words.endswith(TERMINAL) and not re.search("[，。：:；]", words)


def continues(previous: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph goes on with the line before it (forms break one sentence over several paragraphs)."""
    if paragraph.numbered or paragraph.blank or previous.has_section or len(previous.text.rstrip()) < SHORT_LINE:
        return False
    return not previous.text.rstrip().endswith(TERMINAL) and bool(re.search(r"[\u4e00-\u9fff]", previous.text[-3:]))


def typed_key(typed: Typed | None) -> str:
    """The key of a typed number, empty for none."""
    return typed.key if typed else ""
