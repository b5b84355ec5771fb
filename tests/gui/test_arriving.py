"""What was dropped is told by its kind alone; nothing is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.arriving import Kind, arrival_of


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["案卷.yaml"], Kind.MATTER),
        (["a.YML"], Kind.MATTER),
        (["sheet.pdf"], Kind.DATASHEET),
        (["sheet.XLSX"], Kind.DATASHEET),
        (["sheet.txt"], Kind.DATASHEET),
        (["sheet.md"], Kind.DATASHEET),
        (["paper.docx"], Kind.WORD),
        (["paper.doc"], Kind.UNKNOWN),
        (["picture.png"], Kind.UNKNOWN),
        (["no suffix"], Kind.UNKNOWN),
        (["a.pdf", "b.pdf"], Kind.SEVERAL),
        ([], Kind.ELSEWHERE),
    ],
)
def test_the_kind_is_told_by_the_name(names: list[str], kind: Kind) -> None:
    assert arrival_of([Path(name) for name in names]).kind is kind


def test_a_folder_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "archive.yaml"
    folder.mkdir()
    assert arrival_of([folder]).kind is Kind.FOLDER
