"""What a draft costs is counted, not timed: things are read once, and what is found fast is what was found slowly."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import fourteen, package, para, write

from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.reading import effectiveness, layout
from clause_library.word.reading.effectiveness import find_effects
from clause_library.word.reading.layout import language_of, read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.reading.sequences import Rising, longest_run, ordinal
from clause_library.word.report import DraftOptions
from clause_library.word.source.collector import uncollected
from clause_library.word.source.document import Paragraph, open_contract
from clause_library.word.writing import correcting, drafting


def contract(articles: int, lines: int = 3) -> bytes:
    """Typed articles that cite the next, the last on effectiveness."""
    out: list[str] = []
    for number in range(1, articles + 1):
        out.append(para(f"第{number}条 事项", "", "<w:b/>"))
        out += [para(f"{number}.{n} 依照第{min(number + 1, articles)}条及前款办理。") for n in range(1, lines + 1)]
    return package("".join(out) + para("本合同自双方签字盖章之日起生效。") + para("（以下无正文）"))


def test_a_draft_reads_references_and_layout_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(module: object, name: str) -> None:
        before = getattr(module, name)

        def once(*arguments: object) -> object:
            read.append(name)
            return before(*arguments)

        monkeypatch.setattr(module, name, once)

    counted(drafting, "read_references")
    counted(correcting, "read_references")
    counted(layout, "find_hosts")
    draft_contract(write(tmp_path, contract(12)), tmp_path / "out.docx", fourteen(), DraftOptions())
    assert sorted(read) == ["find_hosts", "read_references"]


def test_each_sentence_on_effectiveness_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_contract(write(tmp_path, contract(40)))
    rules = read_rules(bundled_rules())
    found = read_layout(document, rules)
    compared = 0
    before = effectiveness.continues

    def counting(one: Paragraph, two: Paragraph) -> bool:
        nonlocal compared
        compared += 1
        return before(one, two)

    monkeypatch.setattr(effectiveness, "continues", counting)
    assert len(find_effects(document, found, rules)) == 1
    assert compared < len(document.paragraphs)


def flow_of(tmp_path: Path, numbers: list[int]) -> tuple[Paragraph, ...]:
    body = "".join(para(f"{n}. 双方应当依照约定善意履行义务。") for n in numbers)
    return open_contract(write(tmp_path, package(body))).paragraphs


def by_trying(flow: tuple[Paragraph, ...], places: list[int]) -> list[int]:
    """Every beginning tried."""
    best: list[int] = []
    for begin in range(len(places)):
        run = [places[begin]]
        for place in places[begin + 1 :]:
            if ordinal(flow[place]) == ordinal(flow[run[-1]]) + 1:
                run.append(place)
        if len(run) > len(best):
            best = run
    return best


@given(st.lists(st.integers(1, 6), max_size=24))
def test_the_longest_run_is_the_one_found_by_trying(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int]
) -> None:
    flow = flow_of(tmp_path_factory.mktemp("run"), numbers)
    rising = Rising()
    assert longest_run(flow, list(range(len(numbers)))) == by_trying(flow, list(range(len(numbers))))
    for seen, number in enumerate(numbers, start=1):
        rising.add(seen - 1, number)
        assert rising.reached == ordinal(flow[by_trying(flow, list(range(seen)))[-1]])


def test_every_paragraph_has_the_article_it_stands_in(tmp_path: Path) -> None:
    document = open_contract(write(tmp_path, contract(9)))
    outline = read_layout(document, read_rules(bundled_rules())).main.outline
    for place, paragraph in enumerate(outline.paragraphs):
        own = next((a for a in outline.articles if a.first <= place <= a.last), None)
        assert outline.article_at(place) == outline.article_of(paragraph) == own


@pytest.mark.parametrize(
    ("text", "lang"), [("", "en"), ("甲ab", "zh"), ("甲abc", "en"), ("123", "en"), ("甲 a b c d", "en")]
)
def test_a_han_sign_says_as_much_as_three_letters(text: str, lang: str) -> None:
    assert language_of(text) == lang


def test_the_search_for_garbage_is_as_before(tmp_path: Path) -> None:
    inspect_contract(write(tmp_path, contract(3)))
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
