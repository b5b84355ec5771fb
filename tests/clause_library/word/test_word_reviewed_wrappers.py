"""Contracts that stand in a wrapper: a content control, a table of one column; once, clauses went before the title."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from word_redlines import AUTHOR, both_ways
from word_runs import run, shown
from word_samples import clause, package, para, write

from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

NEW = clause("LIC-04", "T11", items=0)
OPTIONS = DraftOptions(places={"LIC-04": 1}, author=AUTHOR, date=dt.date(2026, 11, 22))
ONE = ("第一条 标的", "甲方许可乙方使用。")
TWO = ("第二条 保密", "违反本条的，依照第三条处理。")
THREE = ("第三条 生效", "本合同自签字之日起生效。")
SIGNED = ("（以下无正文）", "甲方：（盖章）")


def lines(*texts: str) -> str:
    return "".join(para(t) for t in texts)


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def table(*cells: str) -> str:
    rows = "".join(f'<w:tr><w:tc><w:tcPr><w:tcW w:w="8000" w:type="dxa"/></w:tcPr>{c}</w:tc></w:tr>' for c in cells)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid>{rows}</w:tbl>'


WRAPPED = {
    "control": control(lines("技术许可合同", *ONE, *TWO, *THREE, *SIGNED)),
    "control over two articles": lines(*ONE[:1]) + control(lines(*ONE[1:], *TWO)) + lines(*THREE, *SIGNED),
    "custom XML": f'<w:customXml w:element="x">{lines(*ONE, *TWO, *THREE, *SIGNED)}</w:customXml>',
    "cell": lines("技术许可合同") + table(lines(*ONE, *TWO, *THREE, *SIGNED)),
    "cells": lines("技术许可合同") + table(*(lines(*x) for x in (ONE, TWO, THREE, SIGNED))),
}


@pytest.mark.parametrize("name", sorted(WRAPPED))
def test_a_contract_in_a_wrapper_takes_the_clause_behind_its_article(tmp_path: Path, name: str) -> None:
    document, _ = run(tmp_path, package(WRAPPED[name]), NEW, options=OPTIONS)
    said = [t for t in shown(document) if t != "技术许可合同"]
    assert said == [*ONE, "第二条 标题LIC-04", "条款LIC-04的正文", "第三条 保密", "违反本条的，依照第四条处理。",
                    "第四条 生效", THREE[1], *SIGNED]  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRAPPED))
@pytest.mark.parametrize("place", [0, 3])
def test_a_wrapped_contract_is_redlined_and_given_back(tmp_path: Path, name: str, place: int) -> None:
    template = write(tmp_path, package(WRAPPED[name]))
    options = DraftOptions(places={"LIC-04": place}, author=AUTHOR, date=dt.date(2026, 11, 22))
    both_ways(template, tmp_path, [NEW], options)
    said = [t for t in shown(open_contract(tmp_path / "clean.docx")) if t != "技术许可合同"]
    assert said.index("条款LIC-04的正文") == (1 if place == 0 else 7)
    draft_contract(tmp_path / "clean.docx", tmp_path / "back.docx", (), DraftOptions(remove=("all",)))
    assert open_contract(tmp_path / "back.docx").main.source == open_contract(template).main.source


@pytest.mark.parametrize("properties", ["<w:docPartObj/>", '<w:lock w:val="contentLocked"/>', "<w:dataBinding/>"])
def test_a_control_that_is_one_thing_takes_no_clause(tmp_path: Path, properties: str) -> None:
    body = control(lines("封面说明。", "编号说明。"), properties) + lines(*ONE, *TWO, *THREE)
    options = DraftOptions(places={"LIC-04": 0})
    document, _ = run(tmp_path, package(body), NEW, options=options)
    assert all(p.control is None for p in document.paragraphs if "LIC-04" in p.text)
    assert shown(document)[2:4] == ["第一条 标题LIC-04", "条款LIC-04的正文"]
