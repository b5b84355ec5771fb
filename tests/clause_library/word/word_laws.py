"""What must hold of every draft of every contract, beside what `word_checks` holds: the laws of the matrix.

Each law looks at the two files, not at the engine's own view of them, where that is possible.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx_integrity
import pytest
from lxml import etree
from word_checks import check_bookmarks, check_parts, check_prolog

from clause_library.model import BlockKind, RenderedClause
from clause_library.word.reading.layout import read_layout
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.report import DraftReport
from clause_library.word.source.document import ContractDocument, Paragraph, open_contract
from clause_library.word.source.numerals import parse_roman

ROOT = Path(__file__).resolve().parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
NO_CONTRACT = re.compile(r"^（以下无正文|^IN WITNESS")
FINDING_PLACE = re.compile(r"\[\d+\]|\d+")


@cache
def rules() -> WordRules:
    return read_rules(bundled_rules())


def document_root(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def untouched_paragraphs(before: Path, after: Path, touched: set[int]) -> None:
    """Every paragraph that the report does not name stands in the output, in order, with the same bytes."""
    old, new = open_contract(before), open_contract(after)
    rest = iter([new.main.xml(p.node) for p in new.paragraphs])
    for paragraph in old.paragraphs:
        if paragraph.index not in touched:
            own = old.main.xml(paragraph.node)
            assert any(own == other for other in rest), (paragraph.index, paragraph.text)


def touched_by(report: DraftReport) -> set[int]:
    """The paragraphs a report names."""
    changes = (*report.merged, *report.replaced, *report.corrected, *report.bookmarked, *report.moved)
    return {c.paragraph for c in changes}


def unique_ids(before: Path, after: Path) -> None:
    """No id of a kind is there twice unless the input has it twice; every bookmark and range is whole."""
    old, new = _ids(document_root(before)), _ids(document_root(after))
    for kind, found in new.items():
        twice = {k for k, n in found.items() if n > 1}
        assert twice <= {k for k, n in old.get(kind, Counter()).items() if n > 1}, (kind, twice)


def _ids(root: etree._Element) -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = {}

    def add(kind: str, value: str | None) -> None:
        if value is not None:
            out.setdefault(kind, Counter())[value] += 1

    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        add("paraId", node.get(f"{W14}paraId"))
        if node.get(f"{W}author") is not None:
            add("revision", node.get(f"{W}id"))
        if name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"):
            add(name, node.get(f"{W}id"))
        if name == "bookmarkStart":
            add("bookmark name", node.get(f"{W}name"))
        if name == "sdtPr":
            add("control", next((c.get(f"{W}val") for c in node.iter(f"{W}id")), None))
        if node.tag == f"{WP}docPr":
            add("drawing", node.get("id"))
    return out


def whole_ranges(before: Path, after: Path) -> None:
    """Bookmarks open and close, fields nest, references lead to a bookmark, as far as they do in the input."""
    new = _loose(document_root(after)) - _loose(document_root(before))
    assert not new, new


def _loose(root: etree._Element) -> Counter[str]:
    out: Counter[str] = Counter()
    starts = {n.get(f"{W}id") for n in root.iter(f"{W}bookmarkStart")}
    ends = {n.get(f"{W}id") for n in root.iter(f"{W}bookmarkEnd")}
    out.update(f"bookmark {k}" for k in starts ^ ends)
    names = {n.get(f"{W}name") for n in root.iter(f"{W}bookmarkStart")}
    for code in root.iter(f"{W}instrText"):
        target = re.match(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", code.text or "")
        if target and target[1] not in names:
            out[f"reference to {target[1]}"] += 1
    out.update(
        f"link to {n.get(f'{W}anchor')}"
        for n in root.iter(f"{W}hyperlink")
        if n.get(f"{W}anchor") not in {*names, None}
    )
    depth = 0
    for sign in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType", ""), 0)
        out["field closed before it opens"] += depth < 0
    out["fields left open"] = depth
    return +out


def sound_package(path: Path) -> None:
    """Every part has a type, every type a part, every internal relationship a target."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        types = etree.fromstring(package.read("[Content_Types].xml"))
        rels = {n: etree.fromstring(package.read(n)) for n in names if n.endswith(".rels")}
    assert len({n.lower() for n in names}) == len(names)
    by_name = [n.get("PartName").lstrip("/") for n in types if n.get("PartName")]
    endings = {n.get("Extension").lower() for n in types if n.get("Extension")}
    assert len(set(by_name)) == len(by_name)
    assert set(by_name) <= set(names), set(by_name) - set(names)
    typed = {*by_name, "[Content_Types].xml"}
    assert not [n for n in names if n not in typed and n.rsplit(".", 1)[-1].lower() not in endings]
    for rel_name, root in rels.items():
        assert len({n.get("Id") for n in root}) == len(root)
        folder = rel_name.split("_rels/")[0]
        for link in root:
            if link.get("TargetMode") != "External":
                target = link.get("Target").split("#")[0]
                full = target.lstrip("/") if target.startswith("/") else os.path.normpath(folder + target)
                assert full in names, (rel_name, target)


def numbers(document: ContractDocument) -> dict[str, list[tuple[int, str]]]:
    """By language the articles as (number, title), read to the signatures."""
    out: dict[str, list[tuple[int, str]]] = {}
    for column in read_layout(document, rules()).columns:
        found = out.setdefault(column.lang, [])
        for article in column.outline.articles:
            head = column.outline.paragraphs[article.first]
            if head.label or head.typed:
                found.append((head.numbers[-1] if head.label else head.typed.numbers[0], article.title))
    return out


def counted(document: ContractDocument) -> dict[str, list[tuple[int, str]]]:
    """The articles as `numbers` gives them, held to count from one without a gap."""
    found = numbers(document)
    for lang, articles in found.items():
        assert [n for n, _ in articles] == list(range(1, len(articles) + 1)), (lang, articles)
    return found


def continuous_numbers(before: ContractDocument, after: ContractDocument, report: DraftReport) -> None:
    """Articles count from one without a gap, the old ones in their order, one more for each new article.

    The heading of an old one reads as before, or, run into its first sentence, as the report says it reads now.
    """
    old, new = numbers(before), counted(after)
    for lang, articles in new.items():
        titles = [t for _, t in articles]
        rest = iter(titles)
        for title in old[lang]:
            wanted = _reads_now(title[1], report)
            assert any(any(w.endswith(t) for w in wanted) for t in rest), (wanted, titles)


def _reads_now(title: str, report: DraftReport) -> list[str]:
    changed = [c.now for c in (*report.merged, *report.replaced, *report.corrected) if c.was.endswith(title)]
    return changed or [title]


def item_numbers(document: ContractDocument) -> None:
    """Items count up from one under whatever they stand; a paragraph with another kind of number between is no gap."""
    for column in read_layout(document, rules()).columns:
        for article in column.outline.articles:
            _items_count(column.outline.inside(article)[1:])


def _items_count(inside: tuple[Paragraph, ...]) -> None:
    """Every kind of number in an article goes up by one or begins again at one; (i) is read as a letter or a figure."""
    ways: list[dict[str, int]] = [{}]
    for paragraph in inside:
        readings = _readings(paragraph)
        if readings:
            ways = [{**w, kind: n} for w in ways for kind, n in readings if n in (w.get(kind, 0) + 1, 1)]
            ways = [w for at, w in enumerate(ways) if w not in ways[:at]]
            assert ways, (paragraph.label + paragraph.text[:30], [(p.label + p.text)[:9] for p in inside])


def _readings(paragraph: Paragraph) -> list[tuple[str, int]]:
    """The kinds of number it may carry, each with its value."""
    if paragraph.label:
        return [(paragraph.level.text if paragraph.level else "", paragraph.numbers[-1])]
    if paragraph.typed is None:
        return []
    inner = re.match(r"\s*\(([a-z]{1,6})\)", paragraph.text)
    if not inner:
        return [(paragraph.typed.key, paragraph.typed.numbers[-1])]
    letters = len(set(inner[1])) == 1
    found = [("letter", (len(inner[1]) - 1) * 26 + ord(inner[1][0]) - 96)] if letters else []
    figure = parse_roman(inner[1])
    return [*found, *([("roman", figure)] if figure else [])]


CITED = {
    "zh": re.compile(r"第\s?([一二三四五六七八九十百]+|\d+)\s?条（(\w+)）"),
    "en": re.compile(r"(?:Article|Section|Clause) ([IVXL]+|\d+) \(([A-Z][\w ]+)\)"),
}


def cited_articles(document: ContractDocument, figure: Callable[[str], int]) -> int:
    """How many citations with a title name the number that the article of that title has; raises where one does not."""
    found = 0
    every = numbers(document)
    for paragraph in document.paragraphs:
        for lang, articles in every.items():
            for match in CITED[lang].finditer(paragraph.text):
                wanted = next((n for n, t in articles if _titled(t, match[2])), None)
                assert wanted in (figure(match[1]), None), (paragraph.text[:80], match[0], wanted)
                found += wanted is not None
    return found


def _titled(heading: str, title: str) -> bool:
    return re.match(rf"{re.escape(title)}(?![\w])(?!、| and )", heading.strip(), re.IGNORECASE) is not None


def every_clause_is_read(document: ContractDocument, clauses: tuple[RenderedClause, ...], report: DraftReport) -> None:
    """The words of every clause stand in the output, in every language of the contract."""
    text = "\n".join(p.text for p in document.paragraphs)
    squeezed = re.sub(r"\W", "", text).casefold()
    langs = [c.lang for c in read_layout(document, rules()).columns]
    for clause in clauses:
        for lang in langs:
            runs = [r.text for b in clause.blocks[lang] if b.kind is not BlockKind.HEADING for r in b.runs if not r.ref]
            probes = [re.sub(r"\W", "", t).casefold()[:14] for t in runs if len(t) > 20]
            assert sum(p in squeezed for p in probes) >= len(probes) * 0.75, (clause.id, lang)
    assert {i.id for i in report.inserted} >= {c.id for c in clauses}
    assert not re.search(r"\{(var|ref|term|strong):", text)


def integrity(path: Path) -> set[str]:
    """The kinds of fault that docx-integrity finds; a number taken away by numId 0 is none."""
    found = (f"{f.code} {f.message}" for f in docx_integrity.check(path))
    return {FINDING_PLACE.sub("", f) for f in found if "numId=0 " not in f}


def validator() -> Path:
    """The Open XML SDK validator; skips where there is none."""
    named = os.environ.get("CAVEAT_OOXML_VALIDATOR", "")
    found = [Path(named)] if named else sorted((ROOT / "build" / "validator").rglob("ooxml-validator"))
    found = [p for p in found if p.is_file() and os.access(p, os.X_OK)]
    if not found:
        pytest.skip("no Open XML validator: set CAVEAT_OOXML_VALIDATOR or run .ci/full, which fetches it")
    return found[0]


def validated(path: Path) -> Counter[str]:
    """What the Open XML SDK finds, without places."""
    done = subprocess.run([validator(), path], capture_output=True, timeout=120, check=False)
    answer = json.loads(done.stdout)
    return Counter(FINDING_PLACE.sub("", f"{e['id']} {e['description']}") for e in answer["errors"])


def check_laws(before: Path, after: Path, report: DraftReport, *, parts: bool = True) -> ContractDocument:
    """The laws of a clean draft that hold for any contract; returns the opened output."""
    if parts:
        check_parts(before, after)
        check_prolog(before, after)
    untouched_paragraphs(before, after, touched_by(report))
    unique_ids(before, after)
    whole_ranges(before, after)
    sound_package(after)
    document = open_contract(after)
    check_bookmarks(document)
    worse = integrity(after) - integrity(before)
    assert not worse, worse
    return document
