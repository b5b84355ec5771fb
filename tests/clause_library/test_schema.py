"""Clause files: a sound one is read whole; every fault has file, line, field and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_samples import LIC_02, LIC_03

from catalogue.problems import Problem
from clause_library.conditions import read_vocabulary
from clause_library.model import BlockKind, Condition
from clause_library.schema import ClauseRecord, read_clause
from clause_library.store import bundled_library

VOCABULARY = read_vocabulary(bundled_library() / "facts.yaml")


def read(tmp_path: Path, text: str, name: str = "LIC-03") -> tuple[ClauseRecord | None, list[Problem]]:
    problems: list[Problem] = []
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return read_clause(path, VOCABULARY, problems), problems


def test_a_sound_clause_is_read_whole(tmp_path: Path) -> None:
    record, problems = read(tmp_path, LIC_03)
    assert problems == []
    assert record is not None
    clause = record.clause
    assert clause.kinds["EM"] == "never"
    assert clause.kinds["PL"] == "mandatory"
    assert clause.trigger == Condition("any", parts=(Condition("is", "clause", ("LIC-02", "LIC-08", "LIC-09")),))
    assert clause.variables["filing_days"].minimum_of == ("loi.decision", "licence.*")
    assert clause.variables["filing_days"].default.en == "20"
    assert [b.kind for b in clause.variants["exporter"].texts["en"]] == [
        BlockKind.HEADING,
        BlockKind.PARA,
        BlockKind.ITEM,
        BlockKind.ITEM,
    ]
    assert clause.sample["signed_on"].zh == "2026-12-15"


def test_absent_positions_carry_their_reason(tmp_path: Path) -> None:
    record, problems = read(tmp_path, LIC_02, "LIC-02")
    assert problems == []
    assert record is not None
    assert set(record.clause.absent) == {"exporter", "counterparty"}
    assert record.clause.absent["counterparty"].en == "statutory effectiveness cannot be varied"


FAULTS = [
    ("effective: on_signature", "effective: on_signing", "effective", "did you mean 'on_signature'?"),
    ("family: C", "family: Z", "family", "one of:"),
    ("family: C", "famly: C", "famly", "did you mean 'family'?"),
    ("id: LIC-03", "id: LIC-04", "id", "LIC-04.yaml"),
    ("EM: X, DI", "EM: Q, DI", "EM", "one of:"),
    ("PL: M, KH", "KH", "PL", "add a line 'PL"),
    ("topic: T13", "topic: T22", "topic", "T1 to T21"),
    ("action: add", "action: insert", "action", "one of:"),
    ("{clause: [LIC-02, LIC-08, LIC-09]}", "{claus: [LIC-02]}", "triggers", "did you mean 'clause'?"),
    ("{clause: [LIC-02, LIC-08, LIC-09]}", "{class: [Q]}", "triggers", "one of: J, X"),
    ("{clause: [LIC-02, LIC-08, LIC-09]}", "{term_months: ['many']}", "triggers", ">6"),
    ("as_of: 2021-01-01", "as_of: 2021-13-01", "as_of", "write it as"),
    ("type: working_days", "type: workdays", "type", "did you mean 'working_days'?"),
    ("en: Filing period}", "fr: x}", "fr", ""),
    ('para: "{term:出口方}应当申请。"', 'para: "{出口方}应当申请。"', "variants.balanced.zh.1", "marks"),
    ('para: "{term:出口方}应当申请。"', 'para: "第三条 应当申请。"', "variants.balanced.zh.1", "document"),
    ('para: "{term:出口方}应当申请。"', 'parr: "应当申请。"', "variants.balanced.zh.1", "one of: heading"),
    ('para: "{term:出口方}应当申请。"', "para: [a, b]", "variants.balanced.zh.1", ""),
    ("fallback: counterparty", "fallback: middle", "fallback", "one of:"),
]


@pytest.mark.parametrize(("old", "new", "field", "hint"), FAULTS)
def test_a_fault_names_file_line_field_and_fix(tmp_path: Path, old: str, new: str, field: str, hint: str) -> None:
    assert old in LIC_03
    text = LIC_03.replace(old, new, 1)
    _, problems = read(tmp_path, text)
    found = [p for p in problems if p.field == field]
    assert found, problems
    assert hint in found[0].hint
    assert found[0].file == "LIC-03.yaml"
    line = text.splitlines()[found[0].line - 1]
    key = field.partition(".")[0]
    assert key in line or new.partition(":")[0].strip("{ ") in line or line.strip().startswith(("zh:", "- "))


def test_not_a_mapping_and_not_yaml_are_problems_not_exceptions(tmp_path: Path) -> None:
    for text in ("- a\n- b\n", "id: [", "just words", "id: LIC-03\nid: LIC-03\n"):
        record, problems = read(tmp_path, text)
        assert record is None
        assert len(problems) == 1
        assert problems[0].line >= 1


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = (
        LIC_03.replace("family: C", "family: Z").replace("topic: T13", "topic: T99").replace("type: date", "type: day")
    )
    _, problems = read(tmp_path, text)
    assert {p.field for p in problems} >= {"family", "topic", "type"}
