"""Contracts to draw for the law of numbers: typed, automatic and mixed, and how a reader sees the result."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import strategies as st
from word_checks import check_all, digest
from word_samples import clause, listed, numbering, package, para, write

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.numerals import letter, parse_zh, zh_number

TITLES = {
    "zh": ("合同标的", "保密", "不可抗力", "违约责任", "生效与期限", "争议解决"),
    "en": ("Scope", "Confidentiality", "Force Majeure", "Liability", "Effective Date", "Disputes"),
}
BODY = {
    "zh": "双方应当依照约定善意履行义务并且互相通知对方",
    "en": "Each Party shall perform what it has promised to the other",
}
EFFECT = {
    "zh": "本合同自双方签字盖章之日起生效。",
    "en": "This Agreement takes effect on the date on which both Parties sign it.",
}


@dataclass(frozen=True)
class Paper:
    """A contract to draw: `articles` and `below` say who counts (typed, automatic), `paras` how paragraphs are
    numbered (none, short: 1., long: 3.1), `shape` per article its paragraphs and items; `points` the references."""

    lang: str
    articles: str
    below: str
    paras: str
    shape: tuple[tuple[int, int], ...]
    points: tuple[tuple[int, int, int], ...]

    @property
    def one_list(self) -> bool:
        return self.articles == self.below == "automatic"


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    lang = draw(st.sampled_from(("zh", "en")))
    articles = draw(st.sampled_from(("typed", "automatic")))
    below = draw(st.sampled_from(("typed", "automatic")))
    paras = draw(st.sampled_from(("none", "short", "long")))
    if paras == "long" and articles != below:
        paras = "short"
    shape = tuple((draw(st.integers(1, 3)), draw(st.integers(0, 3))) for _ in TITLES[lang])
    points = tuple(
        (draw(st.integers(0, 5)), n, draw(st.integers(1, shape[n][0])))
        for n in draw(st.sets(st.integers(0, 5), max_size=3))
    )
    return Paper(lang, articles, below, paras, shape, points)


def head_of(paper: Paper, number: int) -> str:
    return f"第{zh_number(number)}条 " if paper.lang == "zh" else f"Article {number} "


def mark_of(paper: Paper, article: int, number: int) -> str:
    return {"none": "", "short": f"{number}. ", "long": f"{article}.{number} "}[paper.paras]


def item_of(paper: Paper, number: int) -> str:
    return f"（{zh_number(number)}）" if paper.lang == "zh" else f"({letter(number)}) "


def cited(paper: Paper, article: int, number: int) -> str:
    if paper.lang == "zh":
        if paper.paras == "long":
            return f"依照第{article}.{number}条处理"
        return f"依照第{zh_number(article)}条" + ("" if paper.paras == "none" else f"第{zh_number(number)}款") + "处理"
    return f"under Article {article}" + ("" if paper.paras == "none" else f".{number}") + " hereof"


def built(paper: Paper) -> bytes:
    """The package. Every paragraph carries a token, 【3-1】 for the first of the third article."""
    out: list[str] = [
        para(
            "鉴于双方经过平等协商，在真实、充分地表达各自意愿的基础上，达成如下协议，由双方共同恪守，并各自承担相应的义务。"
            if paper.lang == "zh"
            else "The Parties have agreed, after talks held in good faith, to enter into this paper."
        )
    ]
    for number, (count, items) in enumerate(paper.shape, start=1):
        title = TITLES[paper.lang][number - 1]
        out.append(
            listed(title, 1) if paper.articles == "automatic" else para(head_of(paper, number) + title, "", "<w:b/>")
        )
        for at in range(1, count + 1):
            words = f"{BODY[paper.lang]}【{number}-{at}】"
            words += "".join(
                "，" + cited(paper, a + 1, p) for here, a, p in paper.points if here + 1 == number and at == 1
            )
            words += "。" if paper.lang == "zh" else "."
            if number == 5 and at == 1:
                words = EFFECT[paper.lang]
            if at == count and items and number != 5:
                words = words[:-1] + "：" if paper.lang == "zh" else words[:-1] + ":"
            out.append(_paragraph(paper, number, at, words))
        out += [
            _item(paper, number, n, f"事项甲{n}；" if paper.lang == "zh" else f"a matter {n};")
            for n in range(1, items + 1)
        ]
    return package("".join(out), parts={"numbering": _numbering(paper)})


def _paragraph(paper: Paper, article: int, number: int, words: str) -> str:
    if paper.paras == "none" or paper.below == "typed":
        return para(mark_of(paper, article, number) + words)
    return listed(words, 1, 1) if paper.one_list else listed(words, article + 1, 0)


def _item(paper: Paper, article: int, number: int, words: str) -> str:
    if paper.below == "typed":
        return para(item_of(paper, number) + words)
    level = 1 if paper.paras == "none" else 2
    return listed(words, 1, level) if paper.one_list else listed(words, article + 1, level - 1)


def _numbering(paper: Paper) -> str:
    """List 1 counts the articles; where paragraphs count by themselves, each article has an instance of list 2."""
    fmt = "decimal" if paper.paras == "long" else "chineseCounting"
    article = (fmt, "第%1条") if paper.lang == "zh" else ("decimal", "Article %1")
    items = ("chineseCounting", "（%{}）") if paper.lang == "zh" else ("lowerLetter", "(%{})")
    text = "%1.%2" if paper.paras == "long" else "%2."

    def levels(first: int) -> list[tuple[str, str]]:
        below = [] if paper.paras == "none" else [("decimal", text if first == 2 else "%1.")]
        return [*below, (items[0], items[1].format(first + len(below)))]

    own = numbering(article, *levels(2))
    other = numbering(*levels(1)).split(">", 1)[1].replace('abstractNumId="0"', 'abstractNumId="1"', 1)
    abstract = other[: other.index("<w:num ")]
    nums = "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        for n in range(1, 7)
    )
    return own.replace("<w:num ", abstract + "<w:num ", 1).replace("</w:numbering>", nums + "</w:numbering>")


CLAUSES = {
    "LIC-01": ("T1", "recital"),
    "DEF-01": ("T2", "merge"),
    "CLS-03": ("T9", "merge"),
    "LIC-04": ("T11", "new"),
    "CHG-01": ("T12", "merge"),
    "CHG-09": ("T12", "merge"),
    "LIC-02": ("T13", "replace"),
    "LIC-03": ("T13", "add"),
}


@st.composite
def chosen(draw: st.DrawFn) -> tuple[RenderedClause, ...]:
    names = draw(st.sets(st.sampled_from(sorted(CLAUSES)), min_size=1))
    items = {n: 0 if n == "LIC-02" else draw(st.integers(0, 1)) for n in sorted(names)}
    return tuple(two_sentences(clause(n, *CLAUSES[n], items=items[n])) for n in sorted(names))


def two_sentences(one: RenderedClause) -> RenderedClause:
    """The clause with a second paragraph and a second list behind the first."""
    more = {
        "zh": RenderedBlock(BlockKind.PARA, ((Run(f"{one.id}的第二款。"),),)),
        "en": RenderedBlock(BlockKind.PARA, ((Run(f"Second paragraph of {one.id}."),),)),
    }
    return replace(one, blocks={lang: (*blocks, more[lang], *blocks[2:3]) for lang, blocks in one.blocks.items()})


HEADS = {
    "zh": re.compile(r"第([一二三四五六七八九十]+|\d+)条(?:之([一二三四五六七八九十]+))?[ \t]"),
    "en": re.compile(r"Article (\d+)([A-Z]?)[ \t]"),
}
PARAS = {"short": re.compile(r"(\d+)\.[ \t]"), "long": re.compile(r"\d+(?:[A-Z]|-\d+)?\.(\d+)[ \t]")}
ITEMS = {"zh": re.compile(r"（([一二三四五六七八九十]+)）"), "en": re.compile(r"\(([a-h])\)[ \t]")}
POINTS = {
    "zh": re.compile(r"依照第(?:(\d+)\.(\d+)条|([一二三四五六七八九十]+)条(?:第([一二三四五六七八九十]+)款)?)处理"),
    "en": re.compile(r"under Article (\d+)(?:\.(\d+))? hereof"),
}


def figure(text: str) -> int:
    if text.isdigit():
        return int(text)
    return ord(text.lower()) - 96 if text.isascii() else parse_zh(text)


@dataclass
class Shown:
    """An article as a reader sees it: number, title, paragraphs and items in order, as (number, text)."""

    number: int
    extra: int
    title: str
    paragraphs: list[tuple[int, str]]
    items: list[list[int]]


def seen(document: ContractDocument, paper: Paper) -> tuple[list[str], list[Shown]]:
    """(what stands before the first article, the articles)."""
    before: list[str] = []
    articles: list[Shown] = []
    for text in (line_of(p) for p in document.paragraphs if not p.blank):
        head = HEADS[paper.lang].match(text)
        mark = PARAS[paper.paras].match(text) if paper.paras != "none" else None
        item = ITEMS[paper.lang].match(text)
        if head:
            extra = figure(head.group(2)) if head.group(2) else 0
            articles.append(Shown(figure(head.group(1)), extra, text[head.end() :], [], [[]]))
        elif not articles:
            before.append(text)
        elif item:
            articles[-1].items[-1].append(figure(item.group(1)))
        else:
            articles[-1].paragraphs.append((int(mark.group(1)) if mark else 0, text))
            if paper.paras != "none":
                articles[-1].items.append([])
    return before, articles


def line_of(paragraph: Paragraph) -> str:
    return f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text


def drafted(paper: Paper, clauses: tuple[RenderedClause, ...], keep: bool) -> tuple[ContractDocument, DraftReport]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template, output = write(folder, built(paper)), folder / "out.docx"
        fingerprint = digest(template)
        report = draft_contract(template, output, clauses, DraftOptions(numbering="keep" if keep else "renumber"))
        return check_all(template, output, report, fingerprint), report
