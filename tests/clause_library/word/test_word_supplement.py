"""A supplementary agreement: a paper of its own that amends a contract which keeps its words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from word_checks import digest
from word_runs import body
from word_samples import clause, fourteen, package, para, write

from catalogue.matter import Matter, Party
from catalogue.problems import BadInput
from clause_library.model import RenderedClause
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import open_contract
from clause_library.word.supplement import SupplementMaker

ON = dt.date(2026, 11, 1)
MATTER = Matter(
    parties=(
        Party("exporter", name="苏州示例公司", name_en="Suzhou Example Co."),
        Party("recipient", name="Beispiel GmbH"),
    ),
    as_of=ON,
)
TITLED = ("技术许可合同", "合同编号：A-1", "甲方（许可方）：苏州示例公司", "乙方（被许可方）：Beispiel GmbH")
EN = (
    "Technology Licence Agreement",
    "Made by Suzhou Example Co. (Licensor) and Beispiel GmbH (Licensee).",
    "1. Scope",
    "The Licensor grants the Licensee the right to use the technology described in the Annex to this Agreement.",
    "2. Force Majeure",
    "Neither Party is liable for failure to perform caused by force majeure, and it shall notify the other Party.",
    "3. Effective Date",
    "This Agreement takes effect on the date on which both Parties sign it.",
)


def supplement(
    folder: Path, data: bytes, *clauses: RenderedClause, options: DraftOptions | None = None
) -> tuple[list[str], DraftReport]:
    """The supplement's paragraphs with their numbers, and the report."""
    contract, output = write(folder, data), folder / "supplement.docx"
    before = digest(contract)
    report = SupplementMaker(contract, MATTER).write(output, clauses, options or DraftOptions(), ON)
    assert digest(contract) == before
    return [f"{p.label} {p.text}".strip() for p in open_contract(output).paragraphs if not p.blank], report


def test_a_supplement_names_what_it_changes_in_the_contract(tmp_path: Path) -> None:
    lines, report = supplement(tmp_path, package(body(TITLED) + body()), *fourteen())
    text = "\n".join(lines)
    assert "双方于【原合同签署日期】签订了《技术许可合同》（合同编号：A-1，以下称“原合同”）。" in text
    numbers = {i.id: i.number for i in report.inserted}
    assert f"原合同第四条中“本合同自双方签字盖章之日起生效。”不再适用，由{numbers['LIC-02']}代替" in text
    assert f"{numbers['CHG-01']}补充原合同第三条，与该条一并适用" in text
    assert lines[-3] == "（以下无正文）"
    heads = [line for line in lines if re.match(r"第[一二三四五六七八九十百]+条 ", line)]
    assert len(heads) == len(report.inserted) + 2
    assert {numbers[i.id] for i in report.inserted} == {h.split(" ")[0] for h in heads[1:-1]}


def test_an_english_contract_gets_an_english_supplement(tmp_path: Path) -> None:
    made = "".join(para(t, "", "<w:b/>" if t[0].isdigit() else "") for t in EN)
    lines, report = supplement(tmp_path, package(made), *fourteen())
    text = "\n".join(lines)
    assert "The Parties signed “Technology Licence Agreement” on [date of the contract]" in text
    numbers = {i.id: i.number for i in report.inserted}
    gone = "This Agreement takes effect on the date on which both Parties sign it."
    assert f"the words “{gone}” of Article 3 of the Principal Agreement no longer apply; {numbers['LIC-02']}" in text
    assert not re.search(r"[\u4e00-\u9fff]", text)


def test_references_between_the_clauses_point_into_the_supplement(tmp_path: Path) -> None:
    lines, report = supplement(tmp_path, package(body(TITLED) + body()), *fourteen())
    last = len(report.inserted) + 2
    from clause_library.word.source.numerals import parse_zh

    cited = {parse_zh(m) for line in lines for m in re.findall(r"本合同第([一二三四五六七八九十]+)条", line)}
    assert all(number <= last for number in cited)
    assert not any("【LIC-" in line or "{" in line for line in lines)


def test_a_contract_without_a_title_leaves_a_marked_blank(tmp_path: Path) -> None:
    lines, _ = supplement(tmp_path, package(body()), clause("CHG-01", "T12", "merge"))
    assert "签订了【原合同名称】" in "\n".join(lines)


def test_the_same_supplement_is_the_same_bytes_and_is_not_written_over_anything(tmp_path: Path) -> None:
    data = package(body(TITLED) + body())
    supplement(tmp_path, data, clause("CHG-01", "T12", "merge"))
    first = digest(tmp_path / "supplement.docx")
    with pytest.raises(BadInput):
        supplement(tmp_path, data, clause("CHG-01", "T12", "merge"))
    supplement(tmp_path, data, clause("CHG-01", "T12", "merge"), options=replace(DraftOptions(), replace=True))
    assert digest(tmp_path / "supplement.docx") == first
