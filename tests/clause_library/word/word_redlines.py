"""A clean draft and its redline held against each other, and what must hold of every redline."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element
from word_revisions import W, accept, body_of, canonical, reject, texts

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

AUTHOR = "Zhou & Partner"
CHANGES = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")
ORDER = ("ins", "del", "moveFrom", "moveTo")


def main_part(path: Path) -> bytes:
    """The main part's text."""
    return open_contract(path).main.source


def both_ways(
    template: Path, folder: Path, clauses: Sequence[RenderedClause], options: DraftOptions
) -> tuple[bytes, bytes]:
    """Drafts clean and tracked, checks the laws, returns the original and the tracked main part."""
    clean, tracked = folder / "clean.docx", folder / "tracked.docx"
    one = draft_contract(template, clean, tuple(clauses), replace(options, redline=False, replace=True))
    two = draft_contract(template, tracked, tuple(clauses), replace(options, redline=True, replace=True))
    assert replace(one, output="") == replace(two, output="")
    with zipfile.ZipFile(clean) as a, zipfile.ZipFile(tracked) as b:
        assert a.namelist() == b.namelist()
        main = open_contract(template).main.name
        assert all(a.read(n) == b.read(n) for n in a.namelist() if n != main)
    old, new, red = main_part(template), main_part(clean), main_part(tracked)
    check_laws(old, new, red)
    return old, red


def check_laws(old: bytes, new: bytes, red: bytes, author: str = AUTHOR) -> None:
    """Rejecting ours is the original, accepting ours the clean text; the marks themselves are sound."""
    rejected, accepted = reject(red, author), accept(red, author)
    assert texts(rejected) == texts(body_of(old))
    assert texts(accepted) == texts(body_of(new))
    assert canonical(rejected) == canonical(body_of(old))
    assert canonical(accepted, final=True) == canonical(body_of(new), final=True)
    check_marks(red, author)


def check_marks(red: bytes, author: str) -> None:
    """Ids unique, attributes there, no text in deletions, nothing of ours inside an insertion, order of the schema."""
    root = etree.fromstring(red)
    changes = [n for name in CHANGES for n in root.iter(f"{W}{name}")]
    ours = [n.get(f"{W}id") for n in changes if n.get(f"{W}author") == author]
    others = {n.get(f"{W}id") for n in root.iter() if n.get(f"{W}id") and n.get(f"{W}author") != author}
    assert len(ours) == len(set(ours))
    assert not others & set(ours)
    for node in changes:
        assert node.get(f"{W}author")
        if node.get(f"{W}author") == author:
            assert node.get(f"{W}date") == "2026-11-22T00:00:00Z"
            above = [a.tag for a in node.iterancestors()]
            if node.tag == f"{W}ins":
                assert f"{W}ins" not in above
    for node in root.iter(f"{W}t"):
        assert not any(a.tag == f"{W}del" for a in _until_paragraph(node))
    for node in root.iter(f"{W}delText"):
        assert any(a.tag in (f"{W}del", f"{W}moveFrom") for a in _until_paragraph(node))
    for properties in root.iter(f"{W}pPr"):
        _in_order(properties)


def _until_paragraph(node: Element) -> list[Element]:
    out: list[Element] = []
    for above in node.iterancestors():
        if above.tag == f"{W}p":
            break
        out.append(above)
    return out


def _in_order(properties: Element) -> None:
    names = [etree.QName(n).localname for n in properties]
    last = [n for n in names if n in ("rPr", "sectPr", "pPrChange")]
    assert last == names[len(names) - len(last) :] == sorted(last, key=("rPr", "sectPr", "pPrChange").index)
    mark = properties.find(f"{W}rPr")
    if mark is not None:
        inside = [etree.QName(n).localname for n in mark]
        tracks = [n for n in inside if n in ORDER]
        assert tracks == inside[: len(tracks)] == sorted(tracks, key=ORDER.index)
        assert "rPrChange" not in inside[:-1]
