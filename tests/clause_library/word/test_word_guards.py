"""Files that are refused: protected, signed, with macros, damaged, or not contracts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from word_checks import digest
from word_runs import body, run
from word_samples import W, clause, package, write

from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

SETTINGS = f'<w:settings xmlns:w="{W}"><w:documentProtection w:edit="readOnly" w:enforcement="%s"/></w:settings>'


def test_guards(tmp_path: Path) -> None:
    cases = (
        (package(body(), parts={"settings": SETTINGS % "1"}), "editing protection", DraftOptions(allow_protected=True)),
        (package(body(), extra={"_xmlsignatures/sig1.xml": b"<a/>"}), "signed", DraftOptions(allow_signed=True)),
    )
    for data, said, allowed in cases:
        with pytest.raises(BadInput, match=said):
            run(tmp_path, data, clause("LIC-04", "T11"))
        run(tmp_path, data, clause("LIC-04", "T11"), options=allowed)
        (tmp_path / "out.docx").unlink()
    run(tmp_path, package(body(), parts={"settings": SETTINGS % "0"}), clause("LIC-04", "T11"))


def test_macros_need_leave_and_their_own_ending(tmp_path: Path) -> None:
    template = write(tmp_path, package(body(), extra={"word/vbaProject.bin": b"x"}), "in.docm")
    one = (clause("LIC-04", "T11"),)
    with pytest.raises(BadInput, match="macros"):
        draft_contract(template, tmp_path / "o.docm", one, DraftOptions())
    with pytest.raises(BadInput, match=r"\.docm"):
        draft_contract(template, tmp_path / "o.docx", one, DraftOptions(allow_macros=True))
    draft_contract(template, tmp_path / "o.docm", one, DraftOptions(allow_macros=True))


def test_outputs_that_must_not_be_written(tmp_path: Path) -> None:
    template = write(tmp_path, package(body()))
    before = digest(template)
    one = (clause("LIC-04", "T11"),)
    with pytest.raises(BadInput, match="input file itself"):
        draft_contract(template, template, one, DraftOptions(replace=True))
    (tmp_path / "there.docx").write_bytes(b"mine")
    with pytest.raises(BadInput, match="exists already"):
        draft_contract(template, tmp_path / "there.docx", one, DraftOptions())
    assert (tmp_path / "there.docx").read_bytes() == b"mine"
    assert digest(template) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (package("").replace(b"word/document.xml", b"word/documenx.xml"), "damaged"),
        (package("", main="word/gone.xml"), "lacks its main part"),
        (package("", extra={"word/other.xml": b"<!DOCTYPE x><x/>"}), "DOCTYPE"),
        (b"PK\x03\x04 broken", "damaged"),
        (package("<w:p>"), "damaged"),
    ],
)
def test_damaged_packages_are_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(BadInput, match=said) as caught:
        open_contract(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def test_a_zip_of_something_else_is_not_a_contract(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(BadInput, match="not a Word package"):
        open_contract(path)
