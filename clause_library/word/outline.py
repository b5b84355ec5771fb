"""The contract's articles: which numbers are its articles, where each ends, and where the operative part ends.

Values that flow: paragraphs of one language become an `Outline` (articles, their items, the zone in which clauses
may stand). The hard problem is choosing the article level where nothing says so: typed numbers, lists and heading
styles all compete, and forms break one sentence over several paragraphs. The candidate with the longest run of
consecutive numbers wins, headings counting double. Rejected: heading styles alone; most Chinese contracts have none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from clause_library.word.document import ContractDocument, Paragraph, toggled
from clause_library.word.typed import Typed

SIGNATURE = re.compile(
    r"以下无正文|本页无正文|签署页|签字页|[（(](盖章|签字|签名|公章|签章)[）)]"
    r"|^[甲乙丙]方[（(：:].{0,40}$|^(授权代表|法定代表人|委托代理人)"
    r"|IN WITNESS WHEREOF|^SIGNATURES?\b|^Signed\b|^Signature|^By:\s*_|^Please sign|^Agreed to as of|^Executed"
    r"|signature page follows|no (?:further )?text (?:below|follows)|remainder of (?:this|the) page|^Party [ABC]\s*\(",
    re.IGNORECASE,
)
ANNEX = re.compile(
    r"^(附件|附录|附表|附则表)\s*[一二三四五六七八九十\d：:（(]|^(附件|附录)$"
    r"|^(Annex|Exhibit|Schedule|Appendix|Attachment)\s+[A-Z\d]{1,4}\b(?!.*[.;]$)",
    re.IGNORECASE,
)
TERMINAL = tuple("。；：:;.!?！？…”\"’')）]】")
ARTICLE_RANK = {"第条": 6, "Article": 5, "Clause": 4, "Section": 4, "一、": 3, "1.": 2, "第章": 1}
HEADING_LENGTH = 60
SHORT_LINE = 20


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
    """The articles of one language of a contract. `paragraphs` are that language's, in order."""

    paragraphs: tuple[Paragraph, ...]
    scheme: Scheme
    articles: tuple[Article, ...]
    stop: int

    def article_at(self, place: int) -> Article | None:
        """The article a place belongs to."""
        return next((a for a in self.articles if a.first <= place <= a.last), None)

    def inside(self, article: Article) -> tuple[Paragraph, ...]:
        """The article's paragraphs, heading first."""
        return self.paragraphs[article.first : article.last + 1]


def flow_of(document: ContractDocument) -> tuple[Paragraph, ...]:
    """The paragraphs a monolingual contract's articles stand in: the body, without tables and text boxes."""
    return tuple(p for p in document.paragraphs if p.cell is None and not p.boxed)


def read_outline(document: ContractDocument, paragraphs: Sequence[Paragraph]) -> Outline:
    """The outline of those paragraphs."""
    flow = tuple(paragraphs)
    scheme = _choose(document, flow)
    starts = _starts(document, flow, scheme)
    stop = _stop(flow, starts[-1] if starts else -1)
    starts = [s for s in starts if s < stop]
    ends = [s - 1 for s in starts[1:]] + [stop - 1]
    articles = tuple(
        _article(document, flow, number, first, _trim(flow, first, end))
        for number, (first, end) in enumerate(zip(starts, ends, strict=False), start=1)
    )
    return Outline(flow, scheme, articles, stop)


def _choose(document: ContractDocument, flow: tuple[Paragraph, ...]) -> Scheme:
    found: list[tuple[float, Scheme]] = []
    typed: dict[str, list[int]] = {}
    lists: dict[tuple[str, int], list[int]] = {}
    for place, paragraph in enumerate(flow):
        if paragraph.label:
            lists.setdefault((paragraph.num_id, paragraph.ilvl), []).append(place)
        if paragraph.typed and len(paragraph.typed.numbers) == 1 and paragraph.typed.form.family in ARTICLE_RANK:
            typed.setdefault(paragraph.typed.key, []).append(place)
    for key, places in typed.items():
        run = _longest_run(flow, places)
        rank = ARTICLE_RANK[key.split(":")[0]]
        if len(run) >= 2 or (run and rank >= 5):
            found.append((_score(document, flow, run) + rank / 2, Scheme("typed", key)))
    for (num_id, ilvl), places in lists.items():
        if len(places) >= 2 and ilvl == min(i for n, i in lists if n == num_id):
            bonus = 3 if "第" in flow[places[0]].label or "Article" in flow[places[0]].label else 0
            found.append((_score(document, flow, places) + bonus, Scheme("automatic", "", num_id, ilvl)))
    headings = [i for i, p in enumerate(flow) if _heading_style(document, p) and not p.blank and not p.numbered]
    if len(headings) >= 2:
        found.append((len(headings) * 1.0, Scheme("style", flow[headings[0]].style)))
    return max(found, key=lambda f: f[0], default=(0.0, Scheme("none")))[1]


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
        return paragraph.typed is not None and paragraph.typed.form.family == "第条" and _is_title(paragraph)
    return len(paragraph.words) <= HEADING_LENGTH and not paragraph.words.endswith(tuple("。；;：:"))


def _longest_run(flow: tuple[Paragraph, ...], places: list[int]) -> list[int]:
    """The longest run of numbers that go up by one; a number out of turn is a reference, not an article."""
    best: list[int] = []
    for begin in range(len(places)):
        if begin and len(places) - begin <= len(best):
            break
        run = [places[begin]]
        for place in places[begin + 1 :]:
            if _ordinal(flow[place]) == _ordinal(flow[run[-1]]) + 1:
                run.append(place)
        if len(run) > len(best):
            best = run
    return best


def _ordinal(paragraph: Paragraph) -> int:
    return paragraph.typed.numbers[0] if paragraph.typed else 0


def _starts(document: ContractDocument, flow: tuple[Paragraph, ...], scheme: Scheme) -> list[int]:
    if scheme.mechanism == "typed":
        places = [i for i, p in enumerate(flow) if p.typed and p.typed.key == scheme.key and not p.label]
        run = _longest_run(flow, places)
        supplements = [i for i in places if _is_supplement(flow, i, run)]
        return sorted({*run, *supplements})
    if scheme.mechanism == "automatic":
        wanted = document.numbering.abstract_of(scheme.num_id)
        return [
            i
            for i, p in enumerate(flow)
            if p.label and p.ilvl == scheme.ilvl and document.numbering.abstract_of(p.num_id) == wanted
        ]
    if scheme.mechanism == "style":
        return [i for i, p in enumerate(flow) if _heading_style(document, p) and not p.blank]
    return []


def _is_supplement(flow: tuple[Paragraph, ...], place: int, run: list[int]) -> bool:
    typed = flow[place].typed
    before = [r for r in run if r < place]
    return typed is not None and typed.bis > 0 and bool(before) and _ordinal(flow[before[-1]]) == typed.numbers[0]


def _stop(flow: tuple[Paragraph, ...], last_start: int) -> int:
    """The place at which the operative part is over: signature, annex, or the end."""
    for place in range(last_start + 1, len(flow)):
        words = flow[place].words
        if SIGNATURE.search(words) or (ANNEX.match(words) and len(words) < 80):
            return place
    return len(flow)


def _trim(flow: tuple[Paragraph, ...], first: int, end: int) -> int:
    while end > first and (flow[end].blank or flow[end].has_section) and flow[end].control is None:
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
