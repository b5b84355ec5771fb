"""The matrix: the clauses of a restricted technology in every contract of `matrix.yaml`, and the laws of the result."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from word_checks import digest
from word_laws import (
    check_laws,
    cited_articles,
    continuous_numbers,
    every_clause_is_read,
    item_numbers,
    read_layout,
    rules,
    validated,
)
from word_matrix import built, cases, matrix
from word_matrix_laws import Drafted, drafted_in_steps, kept_in_redline, moved, taken_out, tracked
from word_samples import fourteen, write

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from library_samples import a_classification, a_matter

from clause_library.model import RenderedClause
from clause_library.render import render
from clause_library.select import select
from clause_library.store import bundled_library, read_store
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import open_contract
from clause_library.word.source.numerals import parse_roman, parse_zh

SAMPLE = matrix()["sample"]
PRINTED = matrix()["printed"]
UNNUMBERED = ("none-zh", "none-en")
COUNTED_OTHERWISE = ("legal", "decimal", "甲-automatic", "moves")
"""LibreOffice leaves isLgl aside, counts 甲 above ten in its own way and a heading that somebody moved away: there the
words alone are looked for."""


@cache
def restricted() -> tuple[RenderedClause, ...]:
    """Every clause that restricted technology under a patent licence calls for."""
    store = read_store(bundled_library())
    matter, result = a_matter("PL", loi="issued"), a_classification(("X",))
    return render(matter, result, select(matter, result, store), store, ("zh", "en"))


def figure(text: str) -> int:
    if text.isdigit():
        return int(text)
    return parse_roman(text) if text.isascii() else parse_zh(text)


Clauses = tuple[RenderedClause, ...]


def drafted(folder: Path, name: str, clauses: Clauses) -> tuple[Path, Path, DraftReport]:
    template = write(folder, built(cases()[name]))
    output = folder / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, clauses, DraftOptions())
    assert digest(template) == fingerprint
    return template, output, report


def held(folder: Path, name: str, clauses: Clauses) -> None:
    """All laws of a clean draft."""
    case = cases()[name]
    template, output, report = drafted(folder, name, clauses)
    document = check_laws(template, output, report)
    every_clause_is_read(document, clauses, report)
    if not set(case.mechanisms) & set(UNNUMBERED):
        original = open_contract(template)
        continuous_numbers(original, document, report)
        item_numbers(document)
        own = cited_articles(original, figure)
        assert cited_articles(document, figure) >= own
        assert own or any(case.langs[k].get("untitled") for k in case.langs)
    again = draft_contract(output, folder / "again.docx", clauses, DraftOptions())
    assert {i.how for i in again.inserted} == {"kept"}
    assert output.read_bytes() == (folder / "again.docx").read_bytes()


def test_the_matrix_is_wide() -> None:
    assert len(cases()) >= 200
    assert set(SAMPLE) | set(PRINTED) <= set(cases())
    assert {m for c in cases().values() for m in c.mechanisms} == set(matrix()["mechanisms"])
    assert {e for c in cases().values() for e in c.extras} == set(matrix()["extras"])


@pytest.mark.parametrize("name", SAMPLE)
def test_a_sample_of_the_matrix(tmp_path: Path, name: str) -> None:
    held(tmp_path, name, fourteen())


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_whole_matrix(tmp_path: Path, name: str) -> None:
    held(tmp_path, name, restricted())


def test_items_behind_a_joined_event_list_go_on_from_its_new_end(tmp_path: Path) -> None:
    _, output, _ = drafted(tmp_path, "条-space single hosts", restricted())
    item_numbers(open_contract(output))


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_matrix_is_valid(tmp_path: Path, name: str) -> None:
    template, output, _ = drafted(tmp_path, name, restricted())
    worse = validated(output) - validated(template)
    assert not worse, worse


def in_steps(folder: Path, name: str, clauses: Clauses) -> Drafted:
    return drafted_in_steps(write(folder, built(cases()[name])), clauses)


def test_a_contract_with_moves_in_steps(tmp_path: Path) -> None:
    made = in_steps(tmp_path, "条-space single hosts moves marks", fourteen())
    kept_in_redline(tracked(made), made.clauses)
    taken_out(made)
    moved(made, figure)


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_whole_matrix_tracked(tmp_path: Path, name: str) -> None:
    made = in_steps(tmp_path, name, restricted())
    red = tracked(made)
    kept_in_redline(red, made.clauses)
    if name in SAMPLE:
        worse = validated(red) - validated(made.template)
        assert not worse, worse


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_whole_matrix_taken_out(tmp_path: Path, name: str) -> None:
    taken_out(in_steps(tmp_path, name, restricted()))


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_whole_matrix_moved(tmp_path: Path, name: str) -> None:
    moved(in_steps(tmp_path, name, restricted()), figure)


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_the_contracts_themselves(tmp_path: Path, name: str) -> None:
    """The engine reads the articles that were built, and they hold the laws that the output is held to."""
    case = cases()[name]
    document = open_contract(write(tmp_path, built(case)))
    layout = read_layout(document, rules())
    assert layout.kind == case.layout
    for column in layout.columns:
        assert len(column.outline.articles) == len(case.articles), [a.title for a in column.outline.articles]


@pytest.mark.libreoffice
@pytest.mark.full
@pytest.mark.parametrize("name", sorted(cases()))
def test_every_heading_is_printed(tmp_path: Path, name: str) -> None:
    printed(tmp_path, name)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", PRINTED[:1])
def test_every_heading_is_printed_in_a_sample(tmp_path: Path, name: str) -> None:
    printed(tmp_path, name)


def printed(folder: Path, name: str) -> None:
    """LibreOffice prints the heading of every clause that has one in the output, beside the number we computed."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice and poppler are not on this machine")
    _, output, report = drafted(folder, name, restricted())
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(output)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    pdf = subprocess.run(
        ["pdftotext", "-raw", str(folder / "out.pdf"), "-"], capture_output=True, timeout=60, check=True
    )
    shown = bare(pdf.stdout.decode())
    document = open_contract(output)
    layout = read_layout(document, rules())
    ours = [p for p in document.paragraphs if "_Caveat_" in document.main.xml(p.node)]
    assert ours
    counted = not any(word in name for word in COUNTED_OTHERWISE)
    wanted = [bare((p.label if counted else "") + p.text)[:24] for p in ours]
    assert layout.columns
    missing = [w for w in wanted if w not in shown]
    assert not missing, missing
    assert report.inserted


def bare(text: str) -> str:
    """Letters, characters and figures alone: a PDF may set quotation marks in another font, on a line of their own."""
    return re.sub(r"[\W_]", "", text)
