"""The law of numbers: after a draft every number inside an article counts up once, and every reference still fits."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from word_papers import POINTS, TITLES, Paper, Shown, built, chosen, drafted, figure, papers, seen
from word_samples import clause, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.numerals import parse_zh


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(papers(), chosen(), st.booleans())
def test_numbers_count_up_and_references_still_fit(
    paper: Paper, clauses: tuple[RenderedClause, ...], keep: bool
) -> None:
    document, _ = drafted(paper, clauses, keep)
    before, articles = seen(document, paper)
    assert not any(re.match(r"\d|第|Article|Section|[（(]", t) for t in before), before
    _articles_count_up(articles, kept=keep)
    for article in articles:
        numbers = [n for n, _ in article.paragraphs]
        if paper.paras != "none":
            assert numbers == list(range(1, len(numbers) + 1)), (article, paper)
        for run in article.items:
            assert run == list(range(1, len(run) + 1)), (article, paper)
    _references_fit(paper, articles)


def _articles_count_up(articles: list[Shown], *, kept: bool) -> None:
    order = [(a.number, a.extra) for a in articles]
    assert len(set(order)) == len(order)
    assert order == sorted(order)
    assert sorted({n for n, _ in order}) == list(range(1, max(n for n, _ in order) + 1))
    if not kept:
        assert all(extra == 0 for _, extra in order)


def _references_fit(paper: Paper, articles: list[Shown]) -> None:
    """Each typed reference names the article, and the paragraph, that it named before."""
    by_number = {a.number: a for a in articles if not a.extra}
    for here in range(6):
        words = next((t for a in articles for _, t in a.paragraphs if f"【{here + 1}-1】" in t), "")
        found = [
            [int(g) if g.isdigit() else parse_zh(g) for g in m.groups() if g]
            for m in POINTS[paper.lang].finditer(words)
        ]
        wanted = [(a, p) for h, a, p in paper.points if h == here]
        if not words:
            continue
        assert len(found) == len(wanted)
        for numbers, (article, paragraph) in zip(found, wanted, strict=True):
            target = by_number[numbers[0]]
            assert target.title.endswith(TITLES[paper.lang][article]), (words, target)
            if paper.paras != "none" and (article, paragraph) != (4, 1):
                text = next(t for n, t in target.paragraphs if n == numbers[1])
                assert f"【{article + 1}-{paragraph}】" in text, (words, text)


CITED = {
    "zh": re.compile(
        r"条款LIC-04的正文第(?P<whole>\d+(?:-\d+)?\.\d+)?(?P<head>[一二三四五六七八九十\d]+)?条(?:之(?P<extra>[一二三四五六七八九十]+))?"
        r"(?:第(?P<below>[^第]+?)[款项])?(?:至.+)?。$"
    ),
    "en": re.compile(
        r"Text of LIC-04 (?:the paragraphs? of )?(?:Article|Section)s? (?P<head>\d+)(?P<extra>[A-Z])?"
        r"(?:\.(?P<dot>\d+))?"
        r"(?:\((?P<below>\w+)\))?(?: (?:beginning|from) “(?P<words>[^”]+)”.*)?(?: to .+)?\.$"
    ),
}


def _cited_place(paper: Paper, articles: list[Shown]) -> str:
    """The text of the first paragraph that the inserted reference names, found as a reader finds it."""
    lines = [t for a in articles for _, t in a.paragraphs if "LIC-04" in t and ("正文" in t or "Text of" in t)]
    found = CITED[paper.lang].search(lines[0])
    assert found, lines[0]
    named = found.groupdict()
    if named.get("whole"):
        first, second = named["whole"].split(".")
        number, _, extra = first.partition("-")
        return _paragraph_of(articles, int(number), int(extra or 0), int(second))
    number, extra = figure(named["head"]), figure(named["extra"]) if named["extra"] else 0
    article = next(a for a in articles if (a.number, a.extra) == (number, extra))
    below = named.get("dot") or named["below"]
    if named.get("words"):
        return next(t for _, t in article.paragraphs if t.startswith(named["words"]))
    if not below:
        return article.title
    if not below.isdigit() and below.strip("（）") != below:
        return f"item {below}"
    at = figure(below)
    return article.paragraphs[at - 1][1] if paper.paras == "none" else _paragraph_of(articles, number, extra, at)


def _paragraph_of(articles: list[Shown], number: int, extra: int, at: int) -> str:
    article = next(a for a in articles if (a.number, a.extra) == (number, extra))
    return next(t for n, t in article.paragraphs if n == at)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(papers(), st.sampled_from(("CHG-01", "LIC-03")), st.integers(0, 2), st.booleans())
def test_inserted_references_name_what_they_mean(paper: Paper, wanted: str, items: int, keep: bool) -> None:
    if paper.paras == "none":
        paper = replace(paper, shape=tuple((n, 0) for n, _ in paper.shape))
    clauses = (
        clause("LIC-04", "T11", ref=wanted, items=0),
        clause("CHG-01", "T12", "merge", items=items),
        clause("LIC-03", "T13", "add", items=items),
    )
    document, _ = drafted(paper, clauses, keep)
    _, articles = seen(document, paper)
    assert wanted in _cited_place(paper, articles)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(papers(), chosen(), st.booleans())
def test_drafting_again_changes_nothing(paper: Paper, clauses: tuple[RenderedClause, ...], keep: bool) -> None:
    options = DraftOptions(numbering="keep" if keep else "renumber")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        template = write(folder, built(paper))
        draft_contract(template, folder / "1.docx", clauses, options)
        again = draft_contract(folder / "1.docx", folder / "2.docx", clauses, options)
        assert {i.how for i in again.inserted} == {"kept"}
        assert (folder / "1.docx").read_bytes() == (folder / "2.docx").read_bytes()
