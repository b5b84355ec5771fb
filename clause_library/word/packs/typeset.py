"""Building Word documents of our own: page, fonts for both scripts, numbering, fields, saving without a clock.

Used by the sample contracts and the clause pack. python-docx does the package and the styles; what it cannot do
(East Asian fonts, multilevel numbering, fields) is written as XML here. The one hard problem: the same input must
give the same bytes, so dates in the package are fixed and members are written with one timestamp.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from docx import Document, oxml
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run as DocxRun

LATIN, SONG, HEI = "Times New Roman", "宋体", "黑体"
ZIP_DATE = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a multilevel list: Word's number format, its text such as `%1.%2`, and the hanging indent in cm."""

    fmt: str
    text: str
    indent: float
    style: str = ""


def new_element(tag: str) -> Any:
    """An empty element of the Word namespace, such as `w:ind`."""
    make = cast("Callable[[str], Any]", oxml.OxmlElement)  # pyright: ignore[reportUnknownMemberType]
    return make(tag)


def new_document() -> DocxDocument:
    """An empty A4 document with the fonts of a Chinese contract and lines of one and a half."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    section.top_margin = section.bottom_margin = Cm(2.5)
    normal = document.styles["Normal"]
    set_fonts(normal, LATIN, SONG, 12)
    layout = cast(Any, normal).paragraph_format
    layout.line_spacing, layout.space_after = 1.5, Pt(0)
    return document


def set_fonts(target: object, latin: str, east_asia: str, size: float | None = None, bold: bool | None = None) -> None:
    """Sets Latin and East Asian fonts of a style or a run; python-docx alone leaves the latter unset."""
    font = cast(Any, target).font
    font.name = latin
    properties = cast(Any, target).element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), east_asia)
    if size is not None:
        font.size = Pt(size)
    if bold is not None:
        font.bold = bold


def heading_style(document: DocxDocument, name: str, size: float, before: float) -> None:
    """Gives a built-in heading style black, bold, quiet type."""
    style = cast(Any, document.styles[name])
    set_fonts(style, LATIN, HEI, size, True)
    style.font.italic = False
    color = style.element.rPr.find(qn("w:color"))
    if color is not None:
        style.element.rPr.remove(color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    style.paragraph_format.keep_with_next = True


def centred(document: DocxDocument, text: str, size: float, bold: bool = True) -> DocxParagraph:
    """A centred line in heading type."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_fonts(add_text(paragraph, text), LATIN, HEI, size, bold)
    return paragraph


def add_text(paragraph: DocxParagraph, text: str, *, conspicuous: bool = False) -> DocxRun:
    """A run; conspicuous words are bold and underlined. Curved quotes keep their Chinese shape."""
    run = paragraph.add_run(text)
    if conspicuous:
        run.bold = run.underline = True
    if any(mark in text for mark in "“”‘’…") and any("\u4e00" <= c <= "\u9fff" for c in text):
        fonts = cast(Any, run)._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:hint"), "eastAsia")
    return run


def first_line_indent(paragraph: DocxParagraph, characters: int = 2) -> None:
    """Indents the first line by whole characters, as Chinese contracts do."""
    properties = cast(Any, paragraph)._p.get_or_add_pPr()
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(characters * 100))
    indent.set(qn("w:firstLine"), str(characters * 240))


def add_field(paragraph: DocxParagraph, instruction: str, shown: str) -> None:
    """A complex field with `shown` as its stored result."""
    _field_mark(paragraph, "begin")
    _field_text(paragraph, "w:instrText", instruction)
    _field_mark(paragraph, "separate")
    _field_text(paragraph, "w:t", shown)
    _field_mark(paragraph, "end")


def add_contents(document: DocxDocument, instruction: str, entries: Sequence[tuple[int, str]]) -> None:
    """A table of contents as a field whose stored result lists the headings; Word adds the pages when it opens it."""
    lines = [document.add_paragraph() for _ in entries] or [document.add_paragraph()]
    _field_mark(lines[0], "begin", dirty=True)
    _field_text(lines[0], "w:instrText", instruction)
    _field_mark(lines[0], "separate")
    for line, (level, text) in zip(lines, entries, strict=False):
        line.paragraph_format.left_indent = Cm(0.8 * (level - 1))
        set_fonts(add_text(line, text), LATIN, HEI if level == 1 else SONG, 10.5, level == 1)
    _field_mark(lines[-1], "end")


def _field_mark(paragraph: DocxParagraph, kind: str, *, dirty: bool = False) -> None:
    mark = new_element("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    cast(Any, paragraph.add_run())._r.append(mark)


def _field_text(paragraph: DocxParagraph, tag: str, text: str) -> None:
    words = new_element(tag)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text
    cast(Any, paragraph.add_run())._r.append(words)


def page_numbers(document: DocxDocument, header: str) -> None:
    """A header line and a footer `page / pages`."""
    section = document.sections[0]
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    set_fonts(add_text(top, header), LATIN, SONG, 9)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(foot, "PAGE", "1")
    add_text(foot, " / ")
    add_field(foot, "NUMPAGES", "1")
    for run in foot.runs:
        run.font.size = Pt(9)


def add_numbering(document: DocxDocument, levels: Sequence[Level]) -> int:
    """A new multilevel list in the numbering part; its numId."""
    numbering = cast(Any, document.part.numbering_part)._element
    taken = [int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))]
    abstract_id = max(taken, default=-1) + 1
    abstract = new_element("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(abstract_id))
    _child(abstract, "w:multiLevelType", "multilevel")
    for at, level in enumerate(levels):
        abstract.append(_level(at, level))
    first_num = numbering.find(qn("w:num"))
    if first_num is None:
        numbering.append(abstract)
    else:
        first_num.addprevious(abstract)
    return int(numbering.add_num(abstract_id).numId)


def _level(at: int, level: Level) -> Any:
    element = new_element("w:lvl")
    element.set(qn("w:ilvl"), str(at))
    _child(element, "w:start", "1")
    _child(element, "w:numFmt", level.fmt)
    if level.style:
        _child(element, "w:pStyle", level.style)
    # A full-width sign brings its own air, and a number such as （二十一） would pass the tab stop.
    _child(element, "w:suff", "nothing" if level.text.endswith(("）", "、")) else "tab")
    _child(element, "w:lvlText", level.text)
    _child(element, "w:lvlJc", "left")
    properties = new_element("w:pPr")
    indent = new_element("w:ind")
    twips = round(level.indent * 567)
    indent.set(qn("w:left"), str(twips))
    indent.set(qn("w:hanging"), str(min(twips, 567) or 567) if twips else "0")
    properties.append(indent)
    element.append(properties)
    return element


def _child(parent: Any, tag: str, value: str) -> None:
    child = new_element(tag)
    child.set(qn("w:val"), value)
    parent.append(child)


def number(paragraph: DocxParagraph, num_id: int, level: int) -> None:
    """Puts a paragraph into a list."""
    properties = cast(Any, paragraph)._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = num_id


def link_style(document: DocxDocument, style: str, num_id: int, level: int) -> None:
    """Makes a style carry a list level."""
    properties = cast(Any, document.styles[style]).element.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = num_id


def to_bytes(document: DocxDocument, title: str, author: str, on: dt.datetime) -> bytes:
    """The package, the same bytes for the same content: fixed dates, members in order."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = title, author, author, ""
    core.created = core.modified = on
    raw = io.BytesIO()
    document.save(raw)
    fixed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(zipfile.ZipInfo(info.filename, ZIP_DATE), source.read(info), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
