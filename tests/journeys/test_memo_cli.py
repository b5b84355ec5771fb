"""`python -m clause_library memo` as its users meet it: what it writes, prints and refuses."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from clause_library.__main__ import main


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        return json.loads(self.out)


Ask = Callable[..., Answer]


@pytest.fixture
def ask(home: Path) -> Ask:
    def run(*words: str | Path) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        status = main(["memo", *(str(w) for w in words)], {"CAVEAT_HOME": str(home)}, out, err)
        return Answer(status, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def matter(root: Path) -> Path:
    return root / "clause_library" / "samples" / "lidar-long-range.yaml"


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return re.sub("<[^>]+>", "", package.read("word/document.xml").decode("utf-8"))


@pytest.mark.parametrize(
    ("flags", "there", "absent"),
    [
        ((), "结论（中国法）：限制出口", "Result (PRC law)"),
        (("--lang", "en"), "Result (PRC law): restricted", "结论（中国法）"),
        (("--lang", "both"), "结论（中国法）：限制出口", "\0"),
    ],
)
def test_the_memo_is_written_in_the_language_asked_for_else_that_of_the_matter(
    ask: Ask, matter: Path, tmp_path: Path, flags: tuple[str, ...], there: str, absent: str
) -> None:
    output = tmp_path / "备忘录 1.docx"
    answer = ask(matter, "--output", output, *flags)
    assert (answer.status, answer.out, answer.err) == (0, f"{output}\n", "")
    text = words_of(output)
    assert there in text
    assert absent not in text


def test_json_names_the_file(ask: Ask, matter: Path, tmp_path: Path) -> None:
    output = tmp_path / "memo.docx"
    answer = ask(matter, "--output", output, "--json", "--lang", "both")
    assert answer.value == {"output": str(output), "warnings": []}


def test_a_pack_that_was_left_out_is_told_and_stands_in_the_memo(
    ask: Ask, matter: Path, tmp_path: Path, home: Path
) -> None:
    broken = home / "packs" / "cn-tech"
    broken.mkdir(parents=True)
    (broken / "2025-07.yaml").write_text("edition: [", encoding="utf-8")
    output = tmp_path / "memo.docx"
    (warning,) = ask(matter, "--output", output, "--json", "--lang", "en").value["warnings"]
    assert warning.startswith("1 fault(s) in packs")
    assert warning in words_of(output)


def test_nothing_is_written_over_unasked(ask: Ask, matter: Path, tmp_path: Path) -> None:
    output = tmp_path / "memo.docx"
    output.write_bytes(b"mine")
    refused = ask(matter, "--output", output, "--lang", "zh")
    assert (refused.status, refused.out) == (2, "")
    assert "输出文件已存在" in refused.err
    assert output.read_bytes() == b"mine"
    assert ask(matter, "--output", output, "--replace").status == 0
    assert zipfile.is_zipfile(output)


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("memo.pdf", "must end in .docx"),
        ("memo.docm", "must end in .docx"),
        ("memo", "must end in .docx"),
        ("folder.docx", "is a folder"),
        ("nowhere/memo.docx", "folder of the output does not exist"),
        ("", "a file is needed"),
    ],
)
def test_an_output_that_cannot_be_is_one_clear_line(
    ask: Ask, matter: Path, tmp_path: Path, output: str, said: str
) -> None:
    (tmp_path / "folder.docx").mkdir()
    answer = ask(matter, "--output", tmp_path / output if output else "", "--lang", "en")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert said in answer.err


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may always write")
def test_a_folder_that_takes_no_file_is_told(ask: Ask, matter: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert ask(matter, "--output", tmp_path / "memo.docx").status == 2
    finally:
        tmp_path.chmod(0o700)


def test_the_matter_itself_is_never_the_output(ask: Ask, matter: Path, tmp_path: Path) -> None:
    copy = tmp_path / "matter.docx"
    copy.write_bytes(matter.read_bytes())
    for flags in ((), ("--replace",)):
        answer = ask(copy, "--output", copy, "--lang", "en", *flags)
        assert answer.status == 2
        assert "the output is the input file itself" in answer.err
    assert copy.read_bytes() == matter.read_bytes()


@pytest.mark.parametrize(
    ("text", "said"),
    [("matter: [", "YAML"), ("matter: {title: x}", "as_of"), ("matter: {as_of: 2026-11-20}\nunknown: 1", "unknown")],
)
def test_an_unreadable_matter_is_one_line_and_leaves_nothing(ask: Ask, tmp_path: Path, text: str, said: str) -> None:
    matter, output = tmp_path / "m.yaml", tmp_path / "memo.docx"
    matter.write_text(text, encoding="utf-8")
    answer = ask(matter, "--output", output, "--lang", "en")
    assert (answer.status, answer.err.count("\n"), said in answer.err) == (2, 1, True)
    assert not output.exists()
    assert ask(tmp_path / "none.yaml", "--output", output).status == 2
