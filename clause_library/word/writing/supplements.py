"""Articles numbered between two others where the contract counts by itself: 第十二条之一, 12A.

Values that flow: looks on a list become looks with a typed number on paragraphs that are on no list, indented as the
list indents them. The hard problem is that every level of the list below the article would count on in the article
before: those levels are typed too, lists of their own begin anew. Rejected: a list of one member that prints 12A; each
word processor shows and renumbers it its own way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from clause_library.word.reading.looks import FALLBACK, Look, Looks, without_number
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.numbering import Level
from clause_library.word.source.typed import Form
from clause_library.word.source.xmltree import Node, XmlPart, parse_part

NUMERALS: MappingProxyType[str, str] = MappingProxyType(
    {
        "decimal": "arabic",
        "decimalZero": "arabic",
        "decimalFullWidth": "full",
        "chineseCounting": "zh",
        "chineseCountingThousand": "zh",
        "japaneseCounting": "zh",
        "ideographDigital": "zh",
        "japaneseDigitalTenThousand": "zh",
        "taiwaneseDigital": "zh",
        "taiwaneseCounting": "zh",
        "taiwaneseCountingThousand": "zh",
        "lowerLetter": "letter",
        "upperLetter": "LETTER",
        "lowerRoman": "roman",
        "upperRoman": "ROMAN",
        "decimalEnclosedCircle": "circle",
        "decimalEnclosedCircleChinese": "circle",
    }
)
GAPS: MappingProxyType[str, str] = MappingProxyType({"tab": "\t", "space": " ", "nothing": ""})
BEFORE_TABS = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd"),
)
BEFORE_INDENT = (
    *BEFORE_TABS,
    *("tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE"),
    *("autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing"),
)


def supplement_looks(document: ContractDocument, looks: Looks, lang: str) -> Looks:
    """The looks of an article that must not be counted: typed numbers where the article's own list would count."""
    heading = _typed(document, looks.heading, looks.heading, FALLBACK[lang][0])
    para = looks.para
    if para.numbered and para.num_id and not para.own_list:
        para = _typed(document, para, looks.heading, Form("n.n", "arabic", "", "", "\t"))
    items: list[Look] = []
    for at, look in enumerate(looks.items):
        listed = look.num_id and not look.bullet and not look.own_list
        items.append(_typed(document, look, looks.heading, FALLBACK[lang][at]) if listed else look)
    return replace(looks, heading=heading, para=para, items=(items[0], items[1], items[2]))


def _typed(document: ContractDocument, look: Look, heading: Look, otherwise: Form) -> Look:
    """The look with a typed number as its level prints it; `otherwise` where it prints several levels together."""
    level = document.numbering.level(look.num_id, look.ilvl)
    if level is None or not look.num_id:
        return look
    bare = without_number(document, look)
    properties = _indented(document, bare.properties, look)
    return replace(bare, key="", properties=properties, form=_form(level, heading.ilvl) or otherwise)


def _form(level: Level, heading: int) -> Form | None:
    """How a level's number is typed: 7.1 with the article's number in it, or its own alone."""
    gap, own = GAPS.get(level.suffix, " "), f"%{level.ilvl + 1}"
    shown = re.findall(r"%\d", level.text)
    if shown == [own]:
        numeral = NUMERALS.get(level.fmt, "arabic")
        prefix, _, suffix = level.text.partition(own)
        return Form(f"{prefix}{numeral}{suffix}", numeral, prefix, suffix, gap)
    if shown == [f"%{heading + 1}", own]:
        match = re.match(r"(.*)%\d([.．-])%\d(.*)$", level.text)
        if match:
            return Form("n.n", "arabic", match.group(1), match.group(3), gap, match.group(2))
    return None


def _indented(document: ContractDocument, properties: str, look: Look) -> str:
    """Paragraph properties with the indents and tab stops the list gave."""
    part, w = document.numbering_part, document.main.prefix
    node = _level_node(part, document.numbering.abstract_of(look.num_id).split("/")[0], look.ilvl) if part else None
    given = node.child("w:pPr") if node else None
    if part is None or given is None:
        return properties
    direct = f"<{w}:numPr>" in look.properties
    for name, before in (("tabs", BEFORE_TABS), ("ind", BEFORE_INDENT)):
        own = given.child(f"w:{name}")
        if own is None or f"<{w}:{name}" in properties or (not direct and _styled(document, look, name)):
            continue
        text = re.sub(rf"(</?){part.prefix}:|(?<=\s){part.prefix}:", lambda m: f"{m.group(1) or ''}{w}:", part.xml(own))
        properties = _put(properties, text.replace('"num"', '"left"'), before, w)
    return properties


def _put(properties: str, element: str, before: tuple[str, ...], w: str) -> str:
    """An element behind those that the schema wants before it."""
    at = 0
    for name in before:
        for match in re.finditer(rf"<{w}:{name}(?:\s[^>]*)?(?:/>|>.*?</{w}:{name}>)", properties, re.DOTALL):
            at = max(at, match.end())
    return properties[:at] + element + properties[at:]


def _level_node(part: XmlPart, abstract: str, ilvl: int) -> Node | None:
    for node in part.root.children:
        if node.tag == "w:abstractNum" and node.get("w:abstractNumId") == abstract:
            return next((n for n in node.children if n.tag == "w:lvl" and n.get("w:ilvl") == str(ilvl)), None)
    return None


def _styled(document: ContractDocument, look: Look, name: str) -> bool:
    """Whether the style of a look, or one it is based on, sets the property itself."""
    style = re.search(r':pStyle \w+:val="([^"]*)"', look.properties)
    data = document.package.part(document.related("/styles"))
    if data is None:
        return False
    chain = {s.id for s in document.styles.chain(style.group(1) if style else "")}
    nodes = [n for n in parse_part("styles", data).root.children if n.get("w:styleId") in chain]
    return any((p := n.child("w:pPr")) is not None and p.child(f"w:{name}") is not None for n in nodes)
