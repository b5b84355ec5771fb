"""Which reader a file gets, and what is said where it gets none."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.importers.reading import Card, Format, Progress, Reading, Source, Target
from catalogue.importers.registry import MODULES, choose, formats
from catalogue.model import Words
from catalogue.problems import BadInput


def read(source: Source, target: Target, progress: Progress) -> Reading:
    return Reading(target.catalogue, Card(Words("x"), "control-list", "XX", Words()))


def made(name: str, catalogues: tuple[str, ...], mark: bytes) -> Format:
    return Format(name, Words(f"{name}文件", f"a {name} file"), catalogues, lambda s: s.data.startswith(mark), read)


KNOWN = (
    made("xml", ("us-ccl",), b"<"),
    made("other-xml", ("us-usml",), b"<"),
    made("rows", ("us-ccl", "us-parties"), b"a,"),
    made("table", (), b"a"),
)


def source(data: bytes) -> Source:
    return Source(Path("f"), data)


def test_the_catalogue_and_the_file_decide_together() -> None:
    assert choose(source(b"<x"), "us-ccl", KNOWN).id == "xml"
    assert choose(source(b"<x"), "us-usml", KNOWN).id == "other-xml"


def test_a_format_made_for_a_publication_goes_before_the_table_unless_a_map_is_named() -> None:
    assert choose(source(b"a,b"), "us-ccl", KNOWN).id == "rows"
    assert choose(source(b"a,b"), "us-ccl", KNOWN, mapped=True).id == "table"
    assert choose(source(b"a,b"), "kr", KNOWN).id == "table"


@pytest.mark.parametrize(
    ("data", "catalogue", "mapped", "complaint"),
    [
        (
            b"?",
            "us-ccl",
            False,
            "f: this file is none that is understood for 'us-ccl', which are: a xml file; a rows file",
        ),
        (
            b"<x",
            "kr",
            False,
            "f: this file is not for 'kr'; by its form it may be: a xml file; a other-xml file; .*us-ccl, us-usml",
        ),
        (b"<x", "us-ccl", True, "f: this file is .*us-ccl"),
    ],
)
def test_a_refusal_names_what_is_understood(data: bytes, catalogue: str, mapped: bool, complaint: str) -> None:
    with pytest.raises(BadInput, match=complaint) as bad:
        choose(source(data), catalogue, KNOWN, mapped=mapped)
    assert "文件" in bad.value.in_language("zh")


def test_two_that_would_read_it_is_a_refusal_too() -> None:
    two = (*KNOWN, made("more", ("us-ccl",), b"<"))
    with pytest.raises(BadInput, match="this file could be: a xml file; a more file"):
        choose(source(b"<x"), "us-ccl", two)


def test_every_module_named_is_there_and_ids_stand_once() -> None:
    ids = [one.id for one in formats()]
    assert "table" in ids
    assert ids[-1] == "table"
    assert len(ids) == len(set(ids))
    assert len(MODULES) >= 12


@pytest.mark.parametrize(
    ("name", "data", "catalogue"),
    [
        ("letter.txt", "今天天气好，请删除第3项。".encode(), "cn-tech"),
        ("letter.txt", b"Dear Sir, please delete item 3.", "cn-tech"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "采购合同".encode("utf-16-le"), "cn-tech"),
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "采购合同".encode("utf-16-le"), "kr"),
        ("letter.txt", "采购合同".encode("gb18030"), "kr"),
    ],
)
def test_an_ordinary_text_or_letter_is_no_publication(name: str, data: bytes, catalogue: str) -> None:
    with pytest.raises(BadInput, match="none that is understood") as bad:
        choose(Source(Path(name), data), catalogue, formats())
    assert "it is" not in str(bad.value)
    assert "may be" not in str(bad.value)
