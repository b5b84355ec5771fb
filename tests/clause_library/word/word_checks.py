"""What must hold of every draft, whatever the contract."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

from lxml import etree

from clause_library.word.report import DraftReport
from clause_library.word.source.document import ContractDocument, open_contract

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = re.compile(r"_Caveat_")
MAY_CHANGE = re.compile(r"word/document\.xml|word/numbering\.xml|\[Content_Types\]\.xml|word/_rels/document\.xml\.rels")
NEW_PART = re.compile(r"customXml/(_rels/)?item(Props)?\d+\.xml(\.rels)?")


def digest(path: Path) -> str:
    """The file's hash."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_parts(before: Path, after: Path) -> None:
    """Every part that need not change is the same bytes, in the same order, with the same date."""
    with zipfile.ZipFile(before) as one, zipfile.ZipFile(after) as two:
        old, new = one.infolist(), two.infolist()
        assert [i.filename for i in new[: len(old)]] == [i.filename for i in old]
        for a, b in zip(old, new, strict=False):
            assert (a.date_time, a.compress_type) == (b.date_time, b.compress_type)
            if not MAY_CHANGE.fullmatch(a.filename):
                assert one.read(a) == two.read(b), a.filename
        assert all(NEW_PART.fullmatch(i.filename) for i in new[len(old) :])
        for info in new:
            if info.filename.endswith((".xml", ".rels")):
                etree.fromstring(two.read(info))


def _own_paragraphs(path: Path) -> tuple[list[str], list[str]]:
    """(texts, canonical XML) of the paragraphs that are not ours, in order."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts: list[str] = []
    canonical: list[str] = []
    for node in root.iter(f"{WORD}p"):
        marks = node.findall(f"{WORD}bookmarkStart")
        if any(OURS.match(m.get(f"{WORD}name", "")) for m in marks):
            if "w:pPr" in str(node.tag):
                continue
            texts.append("OURS")
            canonical.append("OURS")
            continue
        texts.append("".join(t.text or "" for t in node.iter(f"{WORD}t")))
        canonical.append(etree.tostring(node, method="c14n", exclusive=True).decode())
    return texts, canonical


def check_paragraphs(before: Path, after: Path, report: DraftReport) -> None:
    """Every original paragraph is there, in order, the same XML unless the report counts it."""
    old = [c for c in _own_paragraphs(before)[1] if c != "OURS"]
    new = [c for c in _own_paragraphs(after)[1] if c != "OURS"]
    counted = len(report.corrected) + report.renumbered
    gone = len(report.replaced) + len(report.merged)
    same = _common(old, new)
    assert len(old) - same == counted + gone, (len(old), same, counted, gone)
    assert len(new) <= len(old)


def _common(old: list[str], new: list[str]) -> int:
    """How many of the old stand unchanged and in order among the new."""
    import difflib

    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def check_bookmarks(document: ContractDocument) -> None:
    """Every bookmark of the main part opens and closes once, names and ids are unique."""
    starts = [n for n in document.body.walk() if n.tag == "w:bookmarkStart"]
    ends = [n.get("w:id") for n in document.body.walk() if n.tag == "w:bookmarkEnd"]
    ours = [n for n in starts if OURS.match(n.get("w:name"))]
    assert len({n.get("w:id") for n in starts}) == len(starts)
    assert len({n.get("w:name") for n in ours}) == len(ours)
    assert all(len(n.get("w:name")) <= 40 for n in ours)
    assert {n.get("w:id") for n in ours} <= set(ends)


def check_prolog(before: Path, after: Path) -> None:
    """The main part keeps its prolog, root element and namespace order, byte for byte."""
    with zipfile.ZipFile(before) as one, zipfile.ZipFile(after) as two:
        a, b = one.read("word/document.xml"), two.read("word/document.xml")
    head = a.index(b"<w:body>")
    assert a[:head] == b[:head]
    assert a[-200:].split(b"</w:body>")[-1] == b[-200:].split(b"</w:body>")[-1]


def check_all(before: Path, after: Path, report: DraftReport, fingerprint: str) -> ContractDocument:
    """All of it; returns the opened result."""
    assert digest(before) == fingerprint
    check_parts(before, after)
    check_prolog(before, after)
    check_paragraphs(before, after, report)
    document = open_contract(after)
    check_bookmarks(document)
    return document
