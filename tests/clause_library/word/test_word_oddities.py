"""Packages written by other programs, in ways that Word reads without a word: drafted into, told apart, undone."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from word_laws import sound_package, unique_ids, whole_ranges
from word_revisions import body_of, reject, texts
from word_runs import body
from word_samples import R, W, clause, package, para, write

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract
from clause_library.word.source.xmltree import Edit, parse_part

MAIN, LINKS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
CLAUSES = (clause("LIC-04", "T11"), clause("LIC-02", "T13", "replace", items=0), clause("CHG-02", "T12"))
NOTES = {c.id: (Words("理由", "Why"),) for c in CLAUSES}
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = f'<w:document xmlns:w="{W}" xmlns:r="{R}">'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return sink.getvalue()


def with_main(change: object) -> bytes:
    """The small contract with another main part; `change` gets its text."""
    parts = members(package(body()))
    return zipped({**parts, MAIN: change(parts[MAIN].decode())})


def around(folder: Path, data: bytes) -> Path:
    """Drafted, drafted again, commented and taken out: nothing changes twice and nothing is left behind."""
    template, output = write(folder, data), folder / "out.docx"
    inspect_contract(template)
    report = draft_contract(template, output, CLAUSES, DraftOptions())
    assert len(report.inserted) == len(CLAUSES)
    open_contract(output)
    unique_ids(template, output)
    whole_ranges(template, output)
    again = draft_contract(output, folder / "again.docx", CLAUSES, DraftOptions(replace=True))
    assert {i.how for i in again.inserted} == {"kept"}
    assert output.read_bytes() == (folder / "again.docx").read_bytes()
    draft_contract(template, folder / "notes.docx", CLAUSES, DraftOptions(comments=True, notes=NOTES, replace=True))
    for name in ("out.docx", "notes.docx"):
        draft_contract(folder / name, folder / "back.docx", (), DraftOptions(remove=("all",), replace=True))
        assert members((folder / "back.docx").read_bytes()) == members(data)
    return output


@pytest.mark.parametrize(
    "links",
    [
        f'<Relationships xmlns="{RELATIONS}"/>',
        f'<pr:Relationships xmlns:pr="{RELATIONS}" />',
        f'<Relationships xmlns="{RELATIONS}"></Relationships>',
    ],
    ids=["shut", "prefixed", "open"],
)
def test_relations_written_as_empty_are_opened_and_shut_again(tmp_path: Path, links: str) -> None:
    sound_package(around(tmp_path, zipped({**members(package(body())), LINKS: links.encode()})))


def test_a_main_part_without_relations_gets_them_and_gives_them_back(tmp_path: Path) -> None:
    parts = members(package(body()))
    del parts[LINKS]
    sound_package(around(tmp_path, zipped(parts)))


@pytest.mark.parametrize("shut", [True, False])
def test_an_empty_body_holds_the_clauses_inside(tmp_path: Path, shut: bool) -> None:
    whole = HEAD + ("<w:body/>" if shut else "<w:body></w:body>") + "</w:document>"
    output = around(tmp_path, with_main(lambda _: whole.encode()))
    document = open_contract(output)
    assert document.main.source.endswith(b"</w:body></w:document>")
    assert len(document.paragraphs) >= len(CLAUSES)


def test_a_comments_part_written_as_empty_is_the_same_bytes_after_removal(tmp_path: Path) -> None:
    around(tmp_path, package(body(), parts={"comments": f'<w:comments xmlns:w="{W}" />'}))


def text_in_sections(text: str) -> bytes:
    return re.sub(r"(<w:t[^>]*>)(.)(.*?)(</w:t>)", r"\1\2<![CDATA[\3]]>\4", text).encode()


def text_with_comments(text: str) -> bytes:
    return re.sub(r"(<w:t[^>]*>)(.)(.*?)(</w:t>)", r"\1\2<!-- a & b -->\3\4", text).encode()


@pytest.mark.parametrize("change", [text_in_sections, text_with_comments])
def test_numbers_in_marked_sections_and_behind_comments_are_changed_in_place(tmp_path: Path, change: object) -> None:
    output = around(tmp_path, with_main(change))
    shown = [p.text for p in open_contract(output).paragraphs]
    moved = [t for t in shown if t.endswith("不可抗力")]
    assert moved
    assert not moved[0].startswith("第三条")


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_sixteen_bits_with_and_without_their_mark(tmp_path: Path, code: str, mark: str) -> None:
    around(tmp_path, with_main(lambda t: (mark + t.replace("UTF-8", "UTF-16")).encode(code)))


@pytest.mark.parametrize("code", ["us-ascii", "iso-8859-1"])
def test_a_narrow_encoding_holds_chinese_as_references(tmp_path: Path, code: str) -> None:
    data = with_main(lambda t: t.replace("UTF-8", code).encode(code, "xmlcharrefreplace"))
    template, output = write(tmp_path, data), tmp_path / "out.docx"
    draft_contract(template, output, CLAUSES, DraftOptions())
    whole_ranges(template, output)
    assert (open_contract(output).package.part(MAIN) or b"").isascii()
    assert any("标的" in p.text for p in open_contract(output).paragraphs)


def test_word_as_the_default_namespace(tmp_path: Path) -> None:
    """Elements bare, attributes with a prefix of their own: what is inserted takes that prefix."""

    def bare(text: str) -> bytes:
        return re.sub(r"(</?)w:", r"\1", text).replace("<document ", f'<document xmlns="{W}" ', 1).encode()

    output = around(tmp_path, with_main(bare))
    assert b"<w:p>" in open_contract(output).main.source


def test_properties_with_a_prefix_declared_on_their_own_paragraph_are_not_copied(tmp_path: Path) -> None:
    own = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    marks = '<w:rFonts w:eastAsia="仿宋"/><w14:ligatures w14:val="all"/>'

    def local(text: str) -> bytes:
        return text.replace("<w:p>", f"<w:p {own}>").replace('<w:rFonts w:eastAsia="仿宋"/>', marks).encode()

    output = around(tmp_path, with_main(local))
    heading = next(p for p in open_contract(output).paragraphs if "LIC-04" in p.text)
    assert "仿宋" in xml_of(output, heading.index)
    assert "w14:" not in xml_of(output, heading.index)


def xml_of(path: Path, index: int) -> str:
    document = open_contract(path)
    return document.main.xml(document.paragraphs[index].node)


@pytest.mark.parametrize(
    "target", ["Word/DOCUMENT.xml", "word\\document.xml", "/word/document.xml", "./word/document.xml"]
)
def test_targets_spelt_otherwise_than_the_part(tmp_path: Path, target: str) -> None:
    parts = members(package(body()))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", target.encode())
    around(tmp_path, zipped(parts))


def test_a_paragraph_inside_a_paragraph_is_refused(tmp_path: Path) -> None:
    template = write(tmp_path, package(f"<w:p>{body()}</w:p>"))
    with pytest.raises(BadInput, match="inside another"):
        draft_contract(template, tmp_path / "out.docx", CLAUSES, DraftOptions())


def test_the_damaged_part_is_named(tmp_path: Path) -> None:
    template = write(tmp_path, package(body(), parts={"styles": "<w:styles"}))
    with pytest.raises(BadInput, match=r"word/styles\.xml.*damaged"):
        open_contract(template)


def test_what_changes_in_alternate_content_is_tracked(tmp_path: Path) -> None:
    """Paragraphs of the body that stand in mc:AlternateContent: their new numbers are tracked where they stand."""
    lines = body().split("</w:p>")
    front, rest = "</w:p>".join(lines[:5]) + "</w:p>", "</w:p>".join(lines[5:])
    choice = (
        f'<mc:AlternateContent {MC}><mc:Choice Requires="w14">{para("序")}{front}</mc:Choice></mc:AlternateContent>'
    )
    template = write(tmp_path, package(choice.replace("Requires", 'xmlns:w14="urn:w14" Requires') + rest))
    options = DraftOptions(author="A", redline=True)
    draft_contract(template, tmp_path / "red.docx", CLAUSES, options)
    back = texts(reject(open_contract(tmp_path / "red.docx").main.source, "A"))
    assert [t for t in back if t] == [t for t in texts(body_of(open_contract(template).main.source)) if t]


def test_an_empty_root_opens_for_what_comes_and_shuts_when_it_goes() -> None:
    part = parse_part("x.xml", b'<a:b xmlns:a="urn:a"/>')
    end = part.root.inner_end
    opened = parse_part("x.xml", part.bytes_with([Edit(end, end, "<a:c/>"), Edit(end, end, "<a:d/>")]))
    assert opened.source == b'<a:b xmlns:a="urn:a" ><a:c/><a:d/></a:b>'
    gone = [Edit(n.start, n.end, "") for n in opened.root.children]
    assert opened.bytes_with(gone) == part.source
    assert opened.bytes_with(gone[:1]) == b'<a:b xmlns:a="urn:a" ><a:d/></a:b>'


def test_redline_of_a_body_without_paragraphs(tmp_path: Path) -> None:
    template = write(tmp_path, package(""))
    draft_contract(template, tmp_path / "red.docx", CLAUSES, DraftOptions(author="A", redline=True))
    assert not "".join(texts(reject(open_contract(tmp_path / "red.docx").main.source, "A")))


def test_an_embedded_workbook_that_may_hold_macros_is_none_of_the_contract(tmp_path: Path) -> None:
    parts = members(package(body(), extra={"word/embeddings/Sheet1.xlsb": b"x"}))
    kind = b'<Default Extension="xlsb" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.12"/>'
    parts[TYPES] = parts[TYPES].replace(b"<Override", kind + b"<Override", 1)
    draft_contract(write(tmp_path, zipped(parts)), tmp_path / "out.docx", CLAUSES, DraftOptions())
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts[TYPES] = parts[TYPES].replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    with pytest.raises(BadInput, match="macros"):
        draft_contract(write(tmp_path, zipped(parts)), tmp_path / "out2.docx", CLAUSES, DraftOptions())
