"""Two libraries compared: what came, went, changed its id, was retired, and which words differ."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from library_samples import LIC_02, LIC_03, make_library

from catalogue.comparing.worddiff import ADDED, DELETED, SAME
from catalogue.reports.saving import report_bytes
from clause_library.__main__ import main
from clause_library.own.comparing import compare_stores, line_segments, told
from clause_library.own.comparison import difference_report
from clause_library.store import read_store

OWN = LIC_03.replace("id: LIC-03", "id: LIC-83\nrenamed: [LIC-03]")
EDITED = (
    LIC_03.replace("{term:出口方}应当申请并报告。", "{term:出口方}应当申请并及时报告。")
    .replace('default: {zh: "20", en: "20"}', 'default: {zh: "30", en: "30"}')
    .replace('article: "502"', 'article: "565"')
)


def libraries(tmp_path: Path, **after: str) -> Any:
    one = read_store(make_library(tmp_path / "one"))
    two = read_store(make_library(tmp_path / "two", **after))
    return compare_stores(one, two)


def test_the_same_library_has_no_difference(tmp_path: Path) -> None:
    found = libraries(tmp_path, LIC_02=LIC_02, LIC_03=LIC_03)
    assert found.changes == ()
    assert found.same == 2


def test_words_variables_and_bases_that_changed_are_told(tmp_path: Path) -> None:
    found = libraries(tmp_path, LIC_02=LIC_02, LIC_03=EDITED)
    (change,) = found.changes
    assert (change.kind, change.id, found.same) == ("changed", "LIC-03", 1)
    assert [p.field for p in change.parts] == ["variants.counterparty.zh", "variables.filing_days", "basis"]
    assert [(s.op, s.text) for s in change.parts[0].lines[0]] == [
        (SAME, "〔出口方〕应当申请并"), (ADDED, "及时"), (SAME, "报告。")]  # fmt: skip
    assert "相对方立场，中文" in list(told(found, "zh"))[1]
    assert any("［-20-］［+30+］" in line for line in told(found, "zh"))


def test_added_removed_renamed_and_retired_clauses_are_told_apart(tmp_path: Path) -> None:
    assert [(c.kind, c.id) for c in libraries(tmp_path / "a", LIC_02=LIC_02).changes] == [("removed", "LIC-03")]
    renamed = libraries(tmp_path / "b", LIC_02=LIC_02.replace("LIC-03", "LIC-83"), LIC_83=OWN)
    assert [(c.kind, c.id, c.was) for c in renamed.changes] == [
        ("changed", "LIC-02", ""),
        ("renamed", "LIC-83", "LIC-03"),
    ]
    assert [p.field for p in renamed.changes[1].parts] == ["renamed"]
    gone = LIC_02.replace("family: C", "family: C\nretired: {zh: 法律已改, en: the law changed}", 1)
    retired = libraries(tmp_path / "c", LIC_02=gone, LIC_03=LIC_03, LIC_84=OWN.replace("LIC-83", "LIC-84"))
    assert [(c.kind, c.id) for c in retired.changes] == [("retired", "LIC-02"), ("added", "LIC-84")]
    assert retired.changes[0].why.en == "the law changed"


def test_lines_are_paired_by_likeness() -> None:
    lines = list(line_segments(["接收方应当付款。"], ["标题", "接收方应当在十日内付款。"]))
    assert [[s.op for s in line] for line in lines] == [[ADDED], [SAME, ADDED, SAME]]
    assert [[s.op for s in line] for line in line_segments(["甲", "乙"], [])] == [[DELETED], [DELETED]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_holds_both_wordings(tmp_path: Path, lang: str) -> None:
    found = libraries(tmp_path, LIC_02=LIC_02, LIC_03=EDITED)
    report = difference_report(found, ("one", "two"), lang, dt.date(2026, 11, 22))
    document = docx.Document(io.BytesIO(report_bytes(report, ".docx")))
    cells = [c.text for r in document.tables[0].rows for c in r.cells]
    assert "〔出口方〕应当申请并报告。" in cells
    assert "〔出口方〕应当申请并及时报告。" in cells
    assert report_bytes(report, ".xlsx").startswith(b"PK")


def ask(home: Path, *words: str | Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = main([str(w) for w in words], {"CAVEAT_HOME": str(home)}, out, err)
    return status, out.getvalue(), err.getvalue()


def test_the_whole_way_on_the_command_line(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.docx"
    assert ask(home, "export", "LIC-02", "lic-05", "--output", table)[0] == 0
    assert ask(home, "export", "--output", table)[0] == 2, "nothing is overwritten unasked"
    status, out, _ = ask(home, "import", table, "--json")
    assert (status, json.loads(out)["unchanged"]) == (0, 2)
    document = docx.Document(str(table))
    run = document.tables[0].rows[1].cells[3].paragraphs[0].runs[0]
    run.text += "另有说明。"
    document.save(str(table))
    status, out, _ = ask(home, "import", table, "--preview", "--author", "李律师")
    assert "［+另有说明。+］" in out
    assert not (home / "packs" / "clauses").exists()
    status, out, _ = ask(home, "import", table, "--author", "李律师", "--json")
    assert [c["author"] for c in json.loads(out)["changed"]] == ["李律师"]
    assert "采用自有文本（第1版，李律师" in ask(home, "list")[1]
    assert "李律师" in ask(home, "show", "LIC-02", "--lang", "en")[1]
    status, out, _ = ask(home, "compare", "bundled", home / "packs")
    assert status == 0
    assert "［+另有说明。+］" in out
    assert ask(home, "compare", "bundled", "bundled")[0] == 1
    assert ask(home, "compare", "bundled", tmp_path / "nowhere")[0] == 2
    assert ask(home, "compare", "bundled", home / "packs", "--output", tmp_path / "c.xlsx")[0] == 0
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")


def test_verify_speaks_the_language_asked_for(home: Path) -> None:
    folder = home / "packs" / "clauses"
    folder.mkdir(parents=True)
    (folder / "LIC-03.yaml").write_text(LIC_03.replace("family: C", "family: Q"), encoding="utf-8")
    status, out, _ = ask(home, "verify")
    assert status == 1
    assert "clauses/LIC-03.yaml:2（类别）：“Q”不是“family”可取的值" in out
    assert "改正之前仍用随附的 LIC-03" in out
    assert "clauses/LIC-03.yaml:2 (family): 'Q' is not a value of 'family'" in ask(home, "verify", "--lang", "en")[1]
    assert "! clauses/LIC-03.yaml" in ask(home, "list")[1]
