"""Drafting into long contracts, in processor time: goals, growth with length, and the rival in the same run.

docxcompose puts the same fifteen clauses in as one sub-document, ready made, at one place: it numbers nothing, reads
no article, corrects no reference and copies its styles along. What is done here beyond that: the contract is read
(languages, numbering, articles, topics, definitions, references); each clause finds its own place; numbers continue in
the contract's own form and looks are its neighbours'; later typed numbers and every reference to them are corrected;
defined terms follow the contract; bookmarks and records let a second run find each clause; the untouched paragraphs
and parts keep their bytes; all of it is reported.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "clause_library" / "word"))

from word_samples import FOURTEEN, every_clause, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.rehearsal import rehearse
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract
from clause_library.word.source.numerals import zh_number

PAGE = 16
"""Paragraphs on a page of a Chinese contract."""
TITLES = ("合同标的", "交付", "价款", "验收", "保密", "不可抗力", "违约责任", "解除", "争议解决", "生效")
TEXT = "双方应当依照约定善意履行义务，并在情况变化时及时以书面形式通知对方；因迟延通知造成损失的，由迟延的一方承担。"


FORMS = {
    "decimals": "{a}.{n} ",
    "from one in each article": "{n}. ",
    "no numbers": "",
    "citing": "{a}.{n} 依照前款约定，",
}
"""How the paragraphs of an article begin."""


def contract(paragraphs: int, form: str = "decimals") -> bytes:
    """A contract of typed articles that long, ten paragraphs to an article, each article citing the next."""
    begin = FORMS[form]
    out: list[str] = []
    articles = max(len(TITLES), paragraphs // 11)
    for number in range(1, articles + 1):
        last = number > articles - len(TITLES)
        title = TITLES[number - articles - 1] if last else f"事项{zh_number(number)}"
        out.append(para(f"第{zh_number(number)}条 {title}", "", "<w:b/>"))
        cited = f"依照第{zh_number(min(number + 1, articles))}条办理。"
        out += [para(begin.format(a=number, n=n) + TEXT) for n in range(1, 10)]
        out.append(
            para("本合同自双方签字盖章之日起生效。" if number == articles else begin.format(a=number, n=10) + cited)
        )
    return package("".join(out) + para("（以下无正文）") + para("甲方：（盖章）"))


@pytest.fixture(scope="module")
def fifteen() -> tuple[RenderedClause, ...]:
    return every_clause(names=(*FOURTEEN, "LIC-04"))


def processor(work: Callable[[], object], times: int = 2) -> float:
    """The least processor time of some runs, in seconds."""
    took: list[float] = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def drafting(
    folder: Path, paragraphs: int, clauses: tuple[RenderedClause, ...], form: str = "decimals"
) -> Callable[[], object]:
    template = write(folder, contract(paragraphs, form), f"{paragraphs}.docx")
    return lambda: draft_contract(template, folder / "out.docx", clauses, DraftOptions(replace=True))


def rival(folder: Path, paragraphs: int, clauses: tuple[RenderedClause, ...]) -> Callable[[], object]:
    """docxcompose, the sub-document ready."""
    composer = pytest.importorskip("docxcompose.composer")
    template = write(folder, contract(paragraphs), f"{paragraphs}.docx")
    made = Document()
    for clause in clauses:
        for block in clause.blocks["zh"]:
            made.add_paragraph("".join(r.text for r in block.runs))
    sink = io.BytesIO()
    made.save(sink)

    def work() -> None:
        whole = composer.Composer(Document(str(template)))
        whole.insert(20, Document(io.BytesIO(sink.getvalue())))
        whole.save(str(folder / "rival.docx"))

    return work


def test_a_hundred_pages(tmp_path: Path, fifteen: tuple[RenderedClause, ...]) -> None:
    own = processor(drafting(tmp_path, 100 * PAGE, fifteen))
    other = processor(rival(tmp_path, 100 * PAGE, fifteen))
    look = processor(lambda: inspect_contract(tmp_path / f"{100 * PAGE}.docx"))
    print(f"\n100 pages: draft {own:.2f} s, docxcompose {other:.2f} s, inspect {look:.2f} s")
    assert own <= 1.0
    assert look <= 0.5


@pytest.mark.full
def test_sixteen_thousand_paragraphs(tmp_path: Path, fifteen: tuple[RenderedClause, ...]) -> None:
    work = drafting(tmp_path, 16_000, fifteen)
    own = processor(work)
    look = processor(lambda: inspect_contract(tmp_path / "16000.docx"))
    print(f"\n16,000 paragraphs: draft {own:.2f} s, inspect {look:.2f} s")
    assert own <= 5.0
    assert look <= 3.0


WAYS: dict[str, DraftOptions] = {
    "redline": DraftOptions(replace=True, redline=True, author="A", date=dt.date(2026, 11, 22)),
    "again": DraftOptions(replace=True),
    "remove": DraftOptions(replace=True, remove=("all",)),
}


@pytest.mark.full
@pytest.mark.parametrize("way", WAYS)
def test_other_ways_cost_little_more_than_a_first_draft(tmp_path: Path, way: str) -> None:
    """A redline, the whole library put in a second time, and all of it taken out; linear as the first draft is."""
    clauses = every_clause()
    firsts: list[float] = []
    others: list[float] = []
    for paragraphs in (4_000, 8_000):
        first = drafting(tmp_path, paragraphs, clauses)
        firsts.append(processor(first))
        source = tmp_path / (f"{paragraphs}.docx" if way == "redline" else "out.docx")
        wanted = () if way == "remove" else clauses
        others.append(processor(lambda s=source, w=wanted: draft_contract(s, tmp_path / "other.docx", w, WAYS[way])))
    print(f"\n4,000 and 8,000 paragraphs: first {firsts[0]:.2f} {firsts[1]:.2f}, {way} {others[0]:.2f} {others[1]:.2f}")
    assert others[1] <= 2.7 * others[0] + 0.1
    assert others[1] <= 2.0 * firsts[1] + 0.3


@pytest.mark.full
def test_a_rehearsal_costs_little_more_than_a_draft(tmp_path: Path, fifteen: tuple[RenderedClause, ...]) -> None:
    first = processor(drafting(tmp_path, 8_000, fifteen))
    seen = processor(lambda: rehearse(open_contract(tmp_path / "8000.docx"), fifteen, DraftOptions()))
    print(f"\n8,000 paragraphs: draft {first:.2f} s, rehearsal {seen:.2f} s")
    assert seen <= 2.2 * first + 0.3


@pytest.mark.full
def test_memory(tmp_path: Path, fifteen: tuple[RenderedClause, ...]) -> None:
    work = drafting(tmp_path, 16_000, fifteen)
    tracemalloc.start()
    try:
        work()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    print(f"\n16,000 paragraphs: {peak:.0f} MB at most")
    assert peak <= 500


@pytest.mark.full
@pytest.mark.parametrize("form", FORMS)
def test_cost_grows_with_length_alone(tmp_path: Path, fifteen: tuple[RenderedClause, ...], form: str) -> None:
    took = [processor(drafting(tmp_path, 1000 * n, fifteen, form)) for n in (1, 2, 4, 8)]
    print(f"\n{form}, 1x 2x 4x 8x:", " ".join(f"{t:.2f}" for t in took))
    assert all(b <= 2.7 * a + 0.1 for a, b in itertools.pairwise(took)), took
