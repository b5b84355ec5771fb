"""Faults a hostile reading found: places, numbers and references that a wrong contract could come of."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_samples import clause, package, para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import open_contract


def drafted(
    folder: Path, body: str, *clauses: RenderedClause, options: DraftOptions | None = None
) -> tuple[list[str], DraftReport]:
    """The lines of the draft that hold words, and the report."""
    template, output = write(folder, package(body)), folder / "out.docx"
    report = draft_contract(template, output, clauses, options or DraftOptions())
    return [p.text for p in open_contract(output).paragraphs if not p.blank], report


KEPT = {
    "zh": (
        ("第一条 标的", "第二条 保密", "第二条之一 保密期限", "第二条之二 保密费", "第三条 争议解决"),
        "双方应当依照约定善意履行义务并且互相通知对方。",
        "第二条之三",
    ),
    "en": (
        ("11. Scope", "12. Confidentiality", "12A. Term", "12B. Fee", "13. Disputes"),
        "Each Party shall perform what it has promised to the other.",
        "12C.",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("after", [2, 3, 4])
def test_a_supplement_stands_behind_those_that_are_there(tmp_path: Path, lang: str, after: int) -> None:
    heads, body, label = KEPT[lang]
    text = "".join(para(h, "", "<w:b/>") + para(body) for h in heads)
    options = DraftOptions(numbering="keep", places={"LIC-04": after})
    lines, _ = drafted(tmp_path, text, clause("LIC-04", "T11"), options=options)
    order = [line for line in lines if line.startswith((*heads, label))]
    assert [*order[:4], *order[5:]] == list(heads)
    assert order[4].startswith(label)
