"""A draft rehearsed: what the rows promise is what writing does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from word_samples import fourteen

from clause_library.contractsource import read_sample, sample_contracts
from clause_library.word.draft import draft_contract
from clause_library.word.packs.builder import build_contract
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.rehearsal import ARTICLE, CLAUSE, Rehearsal, rehearse
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

SAMPLES = Path(__file__).resolve().parents[3] / "clause_library" / "contracts"
RULES = read_rules(bundled_rules())


NAMES = [p.stem for p in sample_contracts(SAMPLES)]


@pytest.fixture(params=[NAMES[0], *(pytest.param(name, marks=pytest.mark.full) for name in NAMES[1:])])
def contract(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    target = tmp_path / "contract.docx"
    target.write_bytes(build_contract(read_sample(SAMPLES / f"{request.param}.yaml")))
    return target


def rehearsed(contract: Path, options: DraftOptions | None = None) -> Rehearsal:
    return rehearse(open_contract(contract), fourteen(), options or DraftOptions(), rules=RULES)


def check_promised(contract: Path, written: Path, made: Rehearsal) -> None:
    """Numbers of articles now, and as the written file prints them; each clause once."""
    before = read_layout(open_contract(contract), RULES).main.outline.articles
    document = open_contract(written)
    after = read_layout(document, RULES).main.outline
    ours = {p.index: one.id for one in read_present(document) for p in one.paragraphs}
    articles = [r for r in made.rows if r.kind == ARTICLE]
    assert [r.now[0] for r in articles] == [a.label.strip(" \t\u3000\u00a0") for a in before]
    theirs = [a for a in after.articles if after.paragraphs[a.first].index not in ours]
    assert [r.then[0] for r in articles] == [a.label.strip(" \t\u3000\u00a0") for a in theirs]
    clauses = [r.id for r in made.rows if r.kind == CLAUSE]
    assert sorted(clauses) == sorted(x.id for x in made.report.inserted)
    assert len(set(clauses)) == len(clauses)


def test_rows_promise_what_writing_does(contract: Path, tmp_path: Path) -> None:
    made = rehearsed(contract)
    report = draft_contract(contract, tmp_path / "out.docx", fourteen(), DraftOptions(), RULES)
    assert replace(made.report, output=report.output) == report
    check_promised(contract, tmp_path / "out.docx", made)
    again = rehearsed(tmp_path / "out.docx")
    assert set(again.standing) == {r.id for r in again.rows if r.kind == CLAUSE}
    assert all(r.now == r.then for r in again.rows if r.kind == ARTICLE)


def test_a_place_asked_for_is_where_the_row_stands(contract: Path) -> None:
    usual = rehearsed(contract)
    moved = next(r for r in usual.rows if r.kind == CLAUSE and r.inserted and r.inserted.how == "new")
    made = rehearsed(contract, DraftOptions(places={moved.id: 2}))
    at = next(n for n, r in enumerate(made.rows) if r.id == moved.id)
    before = [r.ordinal for r in made.rows[:at] if r.kind == ARTICLE]
    assert before[-1] == 2
    assert made.rows[at].after == 2


def test_both_languages_run_in_step(tmp_path: Path) -> None:
    target = tmp_path / "contract.docx"
    target.write_bytes(build_contract(read_sample(SAMPLES / "services-bilingual.yaml")))
    articles = [r for r in rehearsed(target).rows if r.kind == ARTICLE]
    assert all(len(r.now) == len(r.then) == len(r.titles) == len(r.columns) == 2 for r in articles)
    assert all(len({len(column) for column in r.columns}) == 1 for r in articles)
    assert all(len(r.paragraphs) == len(r.beside) for r in articles)


def test_a_step_can_end_it(contract: Path) -> None:
    class Enough(Exception):
        pass

    def step(done: int, _total: int) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        rehearse(open_contract(contract), fourteen(), DraftOptions(), step, RULES)


@pytest.mark.full
def test_real_contracts_promise_what_writing_does(shared: Path, tmp_path: Path) -> None:
    for number, contract in enumerate(sorted((shared / "docx").glob("*.docx"))):
        document = open_contract(contract)
        if document.guards.protection or document.guards.signed or document.guards.macros:
            continue
        made = rehearsed(contract)
        target = tmp_path / f"{number}.docx"
        draft_contract(contract, target, fourteen(), DraftOptions(), RULES)
        check_promised(contract, target, made)
