"""The bytes of a matter file that an edit has no business with: byte-order mark and line ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from classify_desk import Desk

from catalogue.freeze import freeze
from catalogue.matterfile import MatterFile

TEXT = (
    "# 案卷\nmatter: {as_of: 2026-11-20}\ntechnology:\n  - name: 激光雷达  # 注\n    description: |\n"
    "      两行\n      文字\ntransfer: {modes: [patent_licence], direction: outbound}\n"
)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_freezing_keeps_the_mark_and_the_line_ends(tmp_path: Path, mark: bytes, end: str) -> None:
    path = tmp_path / "m.yaml"
    before = mark + TEXT.replace("\n", end).encode()
    path.write_bytes(before)
    desk = Desk.bundled()
    file = MatterFile.open(path)
    freeze(file, desk.classify(file.matter), desk.library, by="王", on=file.matter.as_of, program="caveat").save()
    after = path.read_bytes()
    assert after.startswith(before)
    added = after[len(before) :].decode()
    assert "frozen" in added
    assert added.replace(end, "").isprintable(), "no other line end came in"
    assert MatterFile.open(path).matter.frozen


def test_a_second_save_does_not_add_a_second_mark(tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    file = MatterFile.open(path).set(("matter", "title"), "甲").save().set(("matter", "title"), "乙").save()
    assert path.read_bytes() == b"\xef\xbb\xbf" + file.text.encode()
    assert not file.text.startswith("\ufeff")
