"""Fourteen clauses into real contracts and into the product's own samples."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from word_checks import check_all, digest
from word_samples import fourteen, package, para, write

from clause_library.contractsource import read_sample
from clause_library.word.draft import draft_contract
from clause_library.word.packs.builder import build_contract
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import ContractDocument

REAL = [
    "技术服务合同.docx",
    "northstar-cloud-services-agreement.docx",
    "common-paper-data-processing-agreement.docx",
    "docx4j_IndividualContributor.docx",
    "Core_Terms_v3.0.2_(DA).docx",
]
ODD = [
    "Call-Off_Schedule_10_-_Exit_Management_(DA).docx",
    "bonterms-professional-services-agreement.docx",
    "common-paper-csa-with-sla.docx",
    "article-section-isLgl.docx",
    "iterable_numbering.docx",
    "005-InsertedNumberedParagraph.docx",
    "sdt_cell.docx",
]
SAMPLES = ["patent-licence-zh", "know-how-licence-en", "services-bilingual"]


def numbers_are_continuous(document: ContractDocument) -> None:
    layout = read_layout(document, read_rules(bundled_rules()))
    for column in layout.columns:
        heads = [column.outline.paragraphs[a.first] for a in column.outline.articles]
        shown = [h.numbers[-1] if h.label else h.typed.numbers[0] for h in heads if h.label or h.typed]
        assert shown[0] == 1
        assert all(b == a + 1 for a, b in pairwise(shown)), shown


def often(names: list[str], every: int) -> list[Any]:
    """One of so many runs always, the others in the full check."""
    return [pytest.param(n, marks=() if i % every == 0 else pytest.mark.full) for i, n in enumerate(names)]


@pytest.mark.parametrize("name", REAL + ODD)
def test_real_contracts(shared: Path, tmp_path: Path, name: str) -> None:
    template, output = shared / "docx" / name, tmp_path / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, fourteen(), DraftOptions())
    assert {i.id for i in report.inserted} == {c.id for c in fourteen()}
    document = check_all(template, output, report, fingerprint)
    if name in REAL:
        numbers_are_continuous(document)
    text = "\n".join(p.text for p in document.paragraphs)
    assert not re.search(r"\{(var|ref|term|strong):", text)


@pytest.mark.parametrize("name", often(REAL + ODD, 3))
def test_a_second_run_changes_nothing(shared: Path, tmp_path: Path, name: str) -> None:
    first, second, again = tmp_path / "1.docx", tmp_path / "2.docx", tmp_path / "3.docx"
    draft_contract(shared / "docx" / name, first, fourteen(), DraftOptions())
    draft_contract(shared / "docx" / name, again, fourteen(), DraftOptions())
    assert first.read_bytes() == again.read_bytes()
    report = draft_contract(first, second, fourteen(), DraftOptions())
    assert {i.how for i in report.inserted} == {"kept"}
    assert first.read_bytes() == second.read_bytes()
    assert {w.id for w in report.warnings} <= {"already-present", "placement", "K-01"}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_products_own_samples(root: Path, tmp_path: Path, name: str) -> None:
    sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
    template = write(tmp_path, build_contract(sample))
    output = tmp_path / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, fourteen(), DraftOptions())
    document = check_all(template, output, report, fingerprint)
    numbers_are_continuous(document)
    how = {i.id: i.how for i in report.inserted}
    assert how["LIC-02"] == "replaced"
    assert how["CHG-01"] == "merged"
    assert how["CHG-02"] == "new"
    assert all(c.id == "LIC-02" for c in report.replaced)
    again = draft_contract(output, tmp_path / "again.docx", fourteen(), DraftOptions())
    assert {w.id for w in again.warnings} <= {"already-present", "placement"}
    assert (tmp_path / "again.docx").read_bytes() == output.read_bytes()


def test_the_official_service_form(shared: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    template = shared / "docx" / REAL[0]
    report = draft_contract(template, output, fourteen(), DraftOptions())
    by_id = {i.id: i for i in report.inserted}
    assert (by_id["LIC-02"].how, by_id["LIC-02"].after) == ("replaced", "第十七条")
    assert (by_id["LIC-03"].how, by_id["LIC-03"].after) == ("new", "第十七条")
    assert (by_id["DEF-01"].how, by_id["DEF-01"].after) == ("merged", "第十三条")
    assert (by_id["CHG-01"].how, by_id["CHG-01"].after) == ("new", "第十六条")
    assert by_id["PTY-08"].after == "第十条"
    assert report.replaced[0].was.strip() == "第十七条 本合同经双方签字盖章后生效。"


def bare(text: str) -> str:
    """Letters, characters and figures alone: a PDF may set quotation marks in another font, on a line of their own."""
    return re.sub(r"[\W_]", "", text)


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", often([*REAL, *SAMPLES], 3))
def test_every_clause_shows_in_the_pdf(root: Path, request: pytest.FixtureRequest, tmp_path: Path, name: str) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice and poppler are not on this machine")
    if name in SAMPLES:
        sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
        template = write(tmp_path, build_contract(sample), "in.docx")
    else:
        template = Path(request.getfixturevalue("shared")) / "docx" / name
    output = tmp_path / "out.docx"
    clauses = fourteen()
    report = draft_contract(template, output, clauses, DraftOptions())
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(output)]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    pdf = subprocess.run(
        ["pdftotext", "-raw", str(tmp_path / "out.pdf"), "-"], capture_output=True, timeout=60, check=True
    )
    shown = bare(pdf.stdout.decode())
    lang = "zh" if len(re.findall("[\u4e00-\u9fff]", shown)) > 1000 else "en"
    assert len(report.inserted) == 14
    for clause in clauses:
        runs = [r.text for b in clause.blocks[lang][1:] for r in b.runs if not r.ref]
        probes = [bare(t)[:12] for t in runs if len(t) > 20]
        assert sum(p in shown for p in probes) >= len(probes) * 0.8, clause.id


def test_a_contract_without_articles(tmp_path: Path) -> None:
    body = para("双方约定如下，并共同遵守。本合同涉及技术许可的全部事项。") + para("（以下无正文）")
    template = write(tmp_path, package(body))
    output = tmp_path / "out.docx"
    report = draft_contract(template, output, fourteen(), DraftOptions())
    document = check_all(template, output, report, digest(template))
    assert document.paragraphs[-1].text == "（以下无正文）"
