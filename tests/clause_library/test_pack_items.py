"""Items of a clause pack begin anew under each lead-in, in every language, and references name the number printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from clause_library.engine import ClauseEngine, PackWishes
from clause_library.model import BlockKind, Host, RenderedBlock, RenderedClause, Run
from clause_library.packing import Picked
from clause_library.store import bundled_library, read_store
from clause_library.word.packs.pack import number_of_item


def lists_of_items(path: Path) -> list[str]:
    """For each item of the paper the list it is counted in: empty for that of its style."""
    found: list[str] = []
    for paragraph in Document(str(path)).element.body.iter(qn("w:p")):
        properties = paragraph.pPr
        if properties is not None and "Item" in (properties.pStyle.val if properties.pStyle is not None else ""):
            number = properties.numPr
            found.append(str(number.numId.val) if number is not None else "")
    return found


@pytest.mark.parametrize(("lang", "runs"), [("zh", 2), ("en", 2), ("both", 4)])
def test_items_behind_a_second_lead_in_are_a_list_that_begins_anew(tmp_path: Path, lang: str, runs: int) -> None:
    engine = ClauseEngine(read_store(bundled_library()), {})
    path = tmp_path / "pack.docx"
    engine.pack_without_matter(Picked(("USE-01", "ACC-03")), path, dt.date(2026, 11, 22), PackWishes(lang))
    lists = lists_of_items(path)
    anew = {number for number in lists if number}
    assert len(anew) == runs
    assert "" in lists
    numbering = Document(str(path)).part.numbering_part.element
    for number in anew:
        override = numbering.num_having_numId(int(number)).find(qn("w:lvlOverride"))
        assert override.get(qn("w:ilvl")) == "1"
        assert override.find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_items_under_one_lead_in_are_of_the_list_of_their_style(tmp_path: Path) -> None:
    engine = ClauseEngine(read_store(bundled_library()), {})
    path = tmp_path / "pack.docx"
    engine.pack_without_matter(Picked(("LIC-03", "CLS-01")), path, dt.date(2026, 11, 22), PackWishes("zh"))
    lists = lists_of_items(path)
    assert lists
    assert not any(lists)


def test_a_reference_names_the_number_under_the_lead_in() -> None:
    kinds = (BlockKind.PARA, BlockKind.ITEM, BlockKind.ITEM2, BlockKind.ITEM, BlockKind.PARA, BlockKind.ITEM)
    blocks = tuple(RenderedBlock(kind, ((Run("甲"),),)) for kind in kinds)
    words = read_store(bundled_library()).clauses["USE-01"].title
    clause = RenderedClause("USE-01", "E", "balanced", words, Host("T1", "new"), "on_signature", {"zh": blocks})
    assert [number_of_item(clause, "zh", n) for n in (1, 2, 3)] == [1, 2, 1]
