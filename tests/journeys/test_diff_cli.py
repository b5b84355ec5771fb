"""`diff` on the command line: its JSON, its words in both languages, its tables and its refusals."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from catalogue_desk import Desk
from json_shapes import COVERAGE, misfits

LIMB = {"quantity": str, "name": str, "name_en": str, "from": (dict, type(None)), "to": (dict, type(None))}
POINT = {
    "no_from": (str, type(None)),
    "no_to": (str, type(None)),
    "kinds": [{"added", "deleted", "amended", "renumbered", "not_loaded", "in_part"}],
    "segments": [{"op": {"same", "added", "deleted"}, "text": str}],
    "limbs": [LIMB],
}
ROW = {"id": str, "code": (str, type(None)), "title": str, "title_en": str}
DIFF = {
    "from": str,
    "to": str,
    "added": [ROW],
    "deleted": [ROW],
    "changed": [
        {
            "id": str,
            "code_from": (str, type(None)),
            "code_to": (str, type(None)),
            "title": str,
            "kinds": [{"renumbered", "renamed", "amended", "split", "moved"}],
            "points": [POINT],
        }
    ],
    "unknown": [ROW | {"missing_in": str}],
    "coverage": [COVERAGE],
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize(
    "words",
    [
        ("2020", "2023"),
        ("2023", "2020"),
        ("2022-draft", "2023", "--catalogue", "cn-tech"),
        ("2023", "2025-07"),
        ("2024-51", "2025-10"),
        ("2020", "2023", "203912X(5)"),
    ],
)
def test_json_has_the_shape_other_programs_rely_on(desk: Desk, words: tuple[str, ...]) -> None:
    value = desk.json("diff", *words)
    assert misfits(value, DIFF, "") == []
    assert (value["from"], value["to"]) == words[:2]
    assert [row["edition"] for row in value["coverage"]] == list(words[:2])


def test_options_may_stand_between_the_words(desk: Desk) -> None:
    whole = desk.json("diff", "2020", "2023", "203912X", "--catalogue", "cn-tech")
    assert desk.json("diff", "2020", "2023", "--catalogue", "cn-tech", "203912X") == whole
    assert desk.json("diff", "2020", "--catalogue", "cn-tech", "2023", "203912X") == whole
    assert desk.ask("diff", "2020", "2023", "--catalogue", "cn-tech", "203912X", "more").status == 2
    assert desk.ask("measure", "探测距离=3.2 km", "--catalogue", "cn-tech", "波长=905 nm").status in (0, 1)


def test_people_read_marks_kinds_and_what_is_not_loaded(desk: Desk) -> None:
    answer = desk.ask("diff", "2020", "2023")
    assert answer.status == 0
    for line in (
        "新增（4）",
        "删除（3）",
        "  056101X → 086501X  信息处理技术（限制）  [改号、修改]",
        "      (7 → 6) [改号、修改] 中［-英文-］［+译外+］翻译技术［+（机器翻译系统得分>4.5分，满分为5分）+］",
        "          运算次数 ≥ 1300 亿次 → ≥ 97 万亿次",
        "      (6) [2023未载入] 信息存取加、解密技术",
        "  ? 050304J  蚕类品种、繁育和蚕茧采集加工利用技术（禁止）",
    ):
        assert line in answer.out.splitlines()
    assert re.search(r"^收录范围：cn-tech 2023 \d+/134$", answer.out, re.MULTILINE)
    assert "Deleted (3)" in desk.ask("diff", "2020", "2023", "--lang", "en").out


def test_nothing_differs_is_exit_one(desk: Desk) -> None:
    assert desk.ask("diff", "2023", "2023").status == 1
    answer = desk.ask("diff", "2023", "2025-07", "233914X")
    assert (answer.status, answer.err) == (1, "")
    assert "未见差异" in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2020", "2024"), "there is no edition '2024'"),
        (("2020", "2023", "--catalogue", "cn-teck"), "there is no catalogue 'cn-teck'"),
        (("2020", "2025-10"), "no catalogue has both editions"),
        (("2020", "2023", "252604X"), "loaded in neither 2020 nor 2023 of cn-tech; see 2025-"),
        (("2020", "2023", "999999X"), "no loaded edition has an entry '999999X'"),
        (("2020", "2023", "--output", "table.pdf"), "neither a .docx nor an .xlsx"),
    ],
)
def test_refusals_are_one_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    answer = desk.ask("diff", *words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_table_is_never_overwritten_unasked(desk: Desk, tmp_path: Path, suffix: str) -> None:
    output = tmp_path / f"table{suffix}"
    assert desk.ask("diff", "2020", "2023", "--output", output).out == f"{output}\n"
    first = output.read_bytes()
    again = desk.ask("diff", "2020", "2023", "--output", output)
    assert again.status == 2
    assert "--replace" in again.err
    assert output.read_bytes() == first
    assert desk.ask("diff", "2020", "2023", "--lang", "en", "--output", output, "--replace").status == 0
    assert output.read_bytes() != first
    assert [p.name for p in tmp_path.iterdir()] == [output.name]
    assert zipfile.is_zipfile(output)
