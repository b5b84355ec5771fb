"""The law of references: wherever clauses go in, a reference names the provision it named, and is listed if changed."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from word_runs import run, texts
from word_samples import clause, package, para

from clause_library.word.report import DraftOptions
from clause_library.word.source.numerals import parse_zh, zh_number

PARAGRAPHS = 2
CLAUSES = ("LIC-04", "LIC-06", "CHG-01")


@dataclass(frozen=True)
class Hand:
    """How one author numbers and cites: heads and paragraphs as typed, citations of an article and of a paragraph."""

    lang: str
    head: str
    below: str
    article: str
    paragraph: str
    found: str


ZH_FOUND = r"见第(.+?)条(?:第(.)款)?。"
ZH_DECIMAL = r"见第(\d+)(?:\.(\d+))?[条款]。"
EN_FOUND = r"see (?:Section|Article) (\d+)(?:\.(\d+))?\."
ZH_TEXT = "文字{key}由双方遵守{more}。"
EN_TEXT = "{n}.{k} Words {key} bind them{more}."
HANDS = (
    Hand("zh", "第{zh}条 标题{key}", "{k}. " + ZH_TEXT, "第{zh}条", "第{zh}条第{p}款", ZH_FOUND),
    Hand("zh", "第{n}条 标题{key}", "{n}.{k} " + ZH_TEXT, "第{n}条", "第{n}.{k}款", ZH_DECIMAL),
    Hand("zh", "{zh}、标题{key}", "{k}．" + ZH_TEXT, "第{zh}条", "第{zh}条第{p}款", ZH_FOUND),
    Hand("en", "{n}. Heading {key}", EN_TEXT, "Section {n}", "Section {n}.{k}", EN_FOUND),
    Hand("en", "Article {n} Heading {key}", EN_TEXT, "Article {n}", "Article {n}.{k}", EN_FOUND),
)


def ordinal(text: str) -> int:
    return int(text) if text.isdigit() else parse_zh(text)


def lines_of(hand: Hand, articles: int, cited: dict[tuple[int, int], tuple[int, int]]) -> list[str]:
    """The contract: `cited` says which paragraph cites which provision (paragraph 0: the whole article)."""
    out: list[str] = []
    for n in range(1, articles + 1):
        out.append(hand.head.format(n=n, zh=zh_number(n), key=f"〔{n}〕"))
        for k in range(1, PARAGRAPHS + 1):
            more = ""
            if (n, k) in cited:
                to, part = cited[n, k]
                form = hand.paragraph if part else hand.article
                words = form.format(n=to, zh=zh_number(to), k=part, p=zh_number(part) if part else "")
                more = f"，见{words}" if hand.lang == "zh" else f", see {words}"
            out.append(hand.below.format(n=n, k=k, key=f"〔{n}-{k}〕", more=more))
    return out


def standing(hand: Hand, lines: list[str]) -> dict[tuple[int, int], str]:
    """The key of the provision that carries each number; articles under paragraph 0."""
    out: dict[tuple[int, int], str] = {}
    number = 0
    for line in lines:
        key = re.search(r"〔(.+?)〕", line)
        head = re.match(r"(?:第|Article )?([一二三四五六七八九十]+|\d+)(?:条|、|\. | )", line)
        if "标题" in line or "Heading" in line:
            number = ordinal(head.group(1)) if head else 0
        if key and "-" not in key.group(1):
            out[number, 0] = key.group(1)
        elif key:
            below = re.match(r"(?:\d+\.)?(\d+)", line)
            out[number, int(below.group(1)) if below else 0] = key.group(1)
    return out


def named(hand: Hand, lines: list[str]) -> dict[str, str]:
    """For each paragraph that cites: the key of what it names."""
    there = standing(hand, lines)
    out: dict[str, str] = {}
    for line in lines:
        own, match = re.search(r"〔(.+?)〕", line), re.search(hand.found, line)
        if own and match:
            out[own.group(1)] = there.get((ordinal(match.group(1)), ordinal(match.group(2) or "0")), "nothing")
    return out


@st.composite
def contracts(draw: st.DrawFn) -> tuple[Hand, int, dict[tuple[int, int], tuple[int, int]], dict[str, int]]:
    hand = draw(st.sampled_from(HANDS))
    articles = draw(st.integers(3, 12))
    place = st.tuples(st.integers(1, articles), st.integers(1, PARAGRAPHS))
    target = st.tuples(st.integers(1, articles), st.integers(0, PARAGRAPHS))
    cited = draw(st.dictionaries(place, target, min_size=1, max_size=6))
    chosen = draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3, unique=True))
    return hand, articles, cited, {c: draw(st.integers(0, articles)) for c in chosen}


@given(contracts())
def test_a_reference_names_what_it_named(
    made: tuple[Hand, int, dict[tuple[int, int], tuple[int, int]], dict[str, int]],
) -> None:
    hand, articles, cited, places = made
    lines = lines_of(hand, articles, cited)
    data = package("".join(para(t, "", "<w:b/>" if "标题" in t or "Heading" in t else "") for t in lines))
    before = named(hand, lines)
    assert "nothing" not in before.values()
    with tempfile.TemporaryDirectory() as folder:
        options = DraftOptions(places=places)
        document, report = run(Path(folder), data, *(clause(c, "T11") for c in places), options=options)
    after = texts(document)
    assert named(hand, after) == before
    was, now = dict(_reference(hand, t) for t in lines), dict(_reference(hand, t) for t in after)
    assert {_reference(hand, c.now)[0] for c in report.corrected} == {k for k in was if was[k] != now[k]}
    assert not [w for w in report.warnings if w.id.startswith(("reference", "dangling", "K-24"))]


def _reference(hand: Hand, line: str) -> tuple[str, str]:
    """A paragraph's key and the words by which it cites."""
    own, match = re.search(r"〔(.+?)〕", line), re.search(hand.found, line)
    return (own.group(1) if own else "", match.group(0) if match else "")
