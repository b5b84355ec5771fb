"""The looks of a clause pack: every one a named style, lists and articles numbered by their styles.

Values that flow: languages -> a document with styles, lists, header and footer, and the ids of the styles. The hard
problem: a lawyer restyles or cuts a pack, so articles and items must number themselves anew. So article heading and
items are levels of one list bound to styles: items begin at one in each article, and no paragraph carries numbering,
indents or fonts of its own. Rejected: numbers typed into the text, and a new list for every clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from clause_library.word.packs.typeset import (
    HEI,
    LATIN,
    SONG,
    add_field,
    add_text,
    heading_style,
    link_style,
    new_document,
    new_element,
    set_fonts,
)

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

WIDTH = 16.0
"""Centimetres of text between the margins."""
TWIPS = 567
FAMILY, ARTICLE, ARTICLE_EN = "Heading 1", "Heading 2", "Pack Heading English"
TEXT = {"zh": "Pack Text", "en": "Pack Text English"}
ITEMS = {
    "zh": ("Pack Item 1", "Pack Item 2", "Pack Item 3"),
    "en": ("Pack Item English 1", "Pack Item English 2", "Pack Item English 3"),
}
CAPTION, NOTE, NOTE_HEAD, COVER, GAP = "Pack Caption", "Pack Note", "Pack Note Heading", "Pack Cover", "Pack Gap"
BLANK, LABEL = "Pack Blank", "Pack Label"
CONTENTS, CONTENTS_1, CONTENTS_2 = "Pack Contents", "toc 1", "toc 2"
LINES, COLUMN_LINES = {"zh": 1.5, "en": 1.25}, {"zh": 1.25, "en": 1.15}
COLUMNS, GRID = "Pack Columns", "Table Grid"
# Per language: format, text and what follows the number, of articles and of items of three levels.
NUMBERS = {
    "zh": (
        ("chineseCountingThousand", "第%1条", "space", 0.0),
        ("chineseCountingThousand", "（%2）", "nothing", 1.5),
        ("decimal", "%3.", "tab", 2.2),
        ("decimal", "（%4）", "nothing", 3.2),
    ),
    "en": (
        ("decimal", "Article %1", "space", 0.0),
        ("lowerLetter", "(%2)", "tab", 0.9),
        ("lowerRoman", "(%3)", "tab", 1.8),
        ("upperLetter", "(%4)", "tab", 2.7),
    ),
}


def styled_document(langs: Sequence[str]) -> tuple[DocxDocument, dict[str, str]]:
    """An empty document with every style of a pack in these languages; style name -> style id."""
    document = new_document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm((21.0 - WIDTH) / 2)
    columns = len(langs) > 1
    _headings(document)
    _paragraphs(document, columns)
    _characters(document)
    _columns_style(document)
    for lang in langs:
        article = ARTICLE if lang == langs[0] else ARTICLE_EN
        _link(document, lang, (article, *ITEMS[lang]), 0.65 if columns else 1.0)
    return document, {style.name: style.style_id for style in cast(Any, document.styles)}


def begun_anew(document: DocxDocument, style_id: str, level: int) -> int:
    """A new number for the list of a style, in which this level begins at one again; the levels stay those of the
    list (ECMA-376 Part 1, 17.9.8 and 17.9.27)."""
    numbering = cast(Any, document.part.numbering_part).element
    style = cast(Any, document.styles).element.get_by_id(style_id)
    list_id = int(style.pPr.numPr.numId.val)
    num = numbering.add_num(int(numbering.num_having_numId(list_id).abstractNumId.val))
    num.add_lvlOverride(ilvl=level).add_startOverride(1)
    return int(num.numId)


def header_and_footer(document: DocxDocument, title: str) -> None:
    """The title above, `page / pages` below, in the styles Word has for them."""
    for name, alignment in (("Header", WD_ALIGN_PARAGRAPH.RIGHT), ("Footer", WD_ALIGN_PARAGRAPH.CENTER)):
        style = cast(Any, document.styles[name])
        set_fonts(style, LATIN, SONG, 9)
        style.paragraph_format.alignment = alignment
        style.paragraph_format.line_spacing = 1.0
    section = document.sections[0]
    add_text(section.header.paragraphs[0], title)
    foot = section.footer.paragraphs[0]
    add_field(foot, "PAGE", "1")
    add_text(foot, " / ")
    add_field(foot, "NUMPAGES", "1")


def _headings(document: DocxDocument) -> None:
    heading_style(document, FAMILY, 15, 18)
    heading_style(document, ARTICLE, 12.5, 12)
    for name, size in (("Title", 22), ("Subtitle", 14)):
        heading_style(document, name, size, 0)
        style = cast(Any, document.styles[name])
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for tag in ("w:pBdr",):
            found = style.element.pPr.find(qn(tag))
            if found is not None:
                style.element.pPr.remove(found)
        for tag in ("w:spacing", "w:kern"):
            found = style.element.rPr.find(qn(tag))
            if found is not None:
                style.element.rPr.remove(found)
    cast(Any, document.styles["Title"]).paragraph_format.space_after = Pt(8)
    english = _add(document, ARTICLE_EN, ARTICLE, 12, True)
    _drop(english.element.get_or_add_pPr(), "w:outlineLvl")
    level = new_element("w:outlineLvl")
    level.set(qn("w:val"), "9")
    english.element.get_or_add_pPr().append(level)


def _paragraphs(document: DocxDocument, columns: bool) -> None:
    for lang, plain in TEXT.items():
        size = (10.5 if columns else 12) - (0 if lang == "zh" else 0.5)
        for name in (plain, *ITEMS[lang]):
            style = _add(document, name, "Normal", size, None)
            style.paragraph_format.line_spacing = (COLUMN_LINES if columns else LINES)[lang]
            style.paragraph_format.space_after = Pt(3 if columns or lang == "en" else 0)
    if not columns:
        indent = cast(Any, document.styles[TEXT["zh"]]).element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(2 * 240))
    for name, parent, points, bold, before, after in (
        (CAPTION, "Normal", 9, None, 0, 4),
        (NOTE, "Normal", 9.5, None, 0, 2),
        (NOTE_HEAD, NOTE, 9.5, True, 6, 2),
        (COVER, "Normal", 10.5, None, 0, 3),
        (GAP, "Normal", 4, None, 0, 0),
        (CONTENTS, "Normal", 14, True, 0, 10),
        (CONTENTS_1, "Normal", 10.5, True, 6, 2),
        (CONTENTS_2, "Normal", 10.5, None, 0, 1),
    ):
        style = _add(document, name, parent, points, bold)
        layout = style.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.2
    for name in (CAPTION, NOTE_HEAD):
        cast(Any, document.styles[name]).paragraph_format.keep_with_next = True
    for name in (NOTE, NOTE_HEAD):
        _side_line(cast(Any, document.styles[name]))
    contents = cast(Any, document.styles[CONTENTS]).paragraph_format
    contents.alignment, contents.page_break_before = WD_ALIGN_PARAGRAPH.CENTER, True
    for name, left in ((CONTENTS_1, 0.0), (CONTENTS_2, 0.8)):
        layout = cast(Any, document.styles[name]).paragraph_format
        layout.left_indent = Cm(left)
        layout.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _add(document: DocxDocument, name: str, parent: str, size: float | None, bold: bool | None) -> Any:
    """A paragraph style; one that names neither size nor weight takes its parent's fonts."""
    style = cast(Any, document.styles).add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[parent]
    if size is not None:
        set_fonts(style, LATIN, HEI if bold else SONG, size, bold)
    return style


def _side_line(style: Any) -> None:
    """A line at the left, so that a note is not taken for contract text."""
    layout = style.paragraph_format
    layout.left_indent = Cm(0.5)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="12" w:space="8" w:color="A6A6A6"/></w:pBdr>'
    )
    properties = style.element.get_or_add_pPr()
    later = next((e for e in properties if e.tag in (qn("w:spacing"), qn("w:ind"), qn("w:jc"))), None)
    if later is None:
        properties.append(border)
    else:
        later.addprevious(border)


def _characters(document: DocxDocument) -> None:
    label = cast(Any, document.styles).add_style(LABEL, WD_STYLE_TYPE.CHARACTER)
    label.font.bold = True
    blank = cast(Any, document.styles).add_style(BLANK, WD_STYLE_TYPE.CHARACTER)
    blank.element.get_or_add_rPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FFF2CC"/>')
    )


def _columns_style(document: DocxDocument) -> None:
    """Two columns with air between them, a thin line below each step."""
    line = 'w:val="single" w:sz="4" w:space="0" w:color="D0D0D0"'
    xml = (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="PackColumns">'
        f'<w:name w:val="{COLUMNS}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"<w:tblPr><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/><w:insideV {line}/></w:tblBorders>"
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    cast(Any, document.styles).element.append(parse_xml(xml))


def _drop(element: Any, tag: str) -> None:
    found = element.find(qn(tag))
    if found is not None:
        element.remove(found)


def _link(document: DocxDocument, lang: str, styles: Sequence[str], share: float) -> None:
    """One list of four levels, each bound to its style; `share` of the indents where the text stands in a column."""
    numbering = cast(Any, document.part.numbering_part).element
    taken = [int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum"))]
    abstract_id = max(taken, default=-1) + 1
    ids = [cast(Any, document.styles[name]).style_id for name in styles]
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{after}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(after, left, share)}</w:pPr></w:lvl>"
        for at, ((fmt, text, after, left), style) in enumerate(zip(NUMBERS[lang], ids, strict=True))
    )
    xml = (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    first = numbering.find(qn("w:num"))
    abstract = parse_xml(xml)
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)
    num_id = int(numbering.add_num(abstract_id).numId)
    for at, name in enumerate(styles):
        link_style(document, name, num_id, at)


def _indent(after: str, left: float, share: float) -> str:
    """Where the text of a level stands, in centimetres, and how far its number hangs out."""
    hanging = (0.8 if after == "tab" else 1.1) if left else 0.0
    return f'<w:ind w:left="{round(left * share * TWIPS)}" w:hanging="{round(hanging * share * TWIPS)}"/>'
