"""The parts around the body of a contract of the matrix: lists, styles, notes, and the package with its types."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = {
    "w": W,
    "r": f"{OFFICE}/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{k}="{v}"' for k, v in SPACES.items()) + ' mc:Ignorable="w14"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BINDING = "urn:example:deal"
MORE_PARTS = ("numbering", "styles", "settings", "footnotes", "comments")
DATE = "2026-03-02T09:00:00Z"
AUTHOR = "乙方律师"


def levels_of(mechanism: dict) -> dict[str, int]:
    """The automatic level of each kind of line, kinds typed or without number left out."""
    out: dict[str, int] = {}
    for kind in ("head", "para", "item"):
        found = re.findall(r"%(\d)", mechanism.get(kind, ""))
        if found:
            out[kind] = int(found[-1]) - 1
    return out


def base_of(lang: str) -> int:
    """Where the list ids of a language begin."""
    return 1 if lang == "zh" else 101


def abstract(mechanism: dict, lang: str, key: int, *, link: str = "", names: bool = False) -> str:
    """A list definition with the levels of a mechanism; `names` ties each to its style."""
    inner = ""
    for kind, ilvl in sorted(levels_of(mechanism).items(), key=lambda pair: pair[1]):
        style = f'<w:pStyle w:val="{lang}{kind}"/>' if names else ""
        legal = "<w:isLgl/>" if mechanism.get("legal") and kind == "para" else ""
        inner += (
            f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{mechanism["formats"][ilvl]}"/>{style}{legal}'
            f'<w:suff w:val="{"space" if lang == "zh" else "tab"}"/><w:lvlText w:val="{mechanism[kind]}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{ilvl * 420}" w:firstLine="0"/></w:pPr></w:lvl>'
        )
    kind = f'<w:multiLevelType w:val="multilevel"/>{link}'
    return f'<w:abstractNum w:abstractNumId="{key}">{kind}{inner}</w:abstractNum>'


def numbering(mechanisms: dict[str, dict], articles: int) -> str:
    """The numbering part. A mixed mechanism has an instance for each article, which starts its items again."""
    abstracts, nums = "", ""
    for lang, mechanism in mechanisms.items():
        if not levels_of(mechanism):
            continue
        base, via = base_of(lang), mechanism.get("via", "direct")
        own = f'<w:styleLink w:val="{lang}list"/>' if via == "link" else ""
        abstracts += abstract(mechanism, lang, base, link=own, names=via in ("style", "based"))
        nums += f'<w:num w:numId="{base}"><w:abstractNumId w:val="{base}"/></w:num>'
        if via == "link":
            linked = f'<w:multiLevelType w:val="multilevel"/><w:numStyleLink w:val="{lang}list"/>'
            abstracts += f'<w:abstractNum w:abstractNumId="{base + 1}">{linked}</w:abstractNum>'
            nums += f'<w:num w:numId="{base + 1}"><w:abstractNumId w:val="{base + 1}"/></w:num>'
        for article in range(1, articles + 1) if via == "mixed" else ():
            again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
            nums += f'<w:num w:numId="{base + article}"><w:abstractNumId w:val="{base}"/>{again}</w:num>'
    return f"{HEAD}<w:numbering {DECLARED}>{abstracts}{nums}</w:numbering>"


def styles(mechanisms: dict[str, dict]) -> str:
    """The style sheet: normal text, a heading without number, and the styles that carry numbers."""
    fonts = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    out = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    )
    for lang, mechanism in mechanisms.items():
        via, base = mechanism.get("via", "direct"), base_of(lang)
        if via == "link":
            out += (
                f'<w:style w:type="numbering" w:styleId="{lang}list"><w:name w:val="{lang} list"/>'
                f'<w:pPr><w:numPr><w:numId w:val="{base}"/></w:numPr></w:pPr></w:style>'
            )
        for kind, ilvl in levels_of(mechanism).items() if via in ("style", "based") else ():
            number = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{base}"/></w:numPr>'
            outline = '<w:outlineLvl w:val="0"/>' if kind == "head" else ""
            out += (
                f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{lang}{kind}">'
                f'<w:name w:val="{lang} {kind}"/><w:basedOn w:val="a"/><w:pPr>{number}{outline}</w:pPr></w:style>'
            )
            if via == "based":
                out += (
                    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{lang}{kind}own">'
                    f'<w:name w:val="{lang} {kind} own"/><w:basedOn w:val="{lang}{kind}"/></w:style>'
                )
    return f"{HEAD}<w:styles {DECLARED}>{out}</w:styles>"


def settings(*, kingsoft: bool) -> str:
    """The settings; those of WPS hold a protection that protects nothing."""
    own = '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>' if kingsoft else ""
    return (
        f'{HEAD}<w:settings {DECLARED}><w:zoom w:percent="100"/>{own}<w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/></w:settings>'
    )


def footnotes() -> str:
    """Two separators and one note."""
    note = "<w:r><w:footnoteRef/></w:r><w:r><w:t>见技术说明书。</w:t></w:r>"
    return (
        f'{HEAD}<w:footnotes {DECLARED}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
        f'</w:p></w:footnote><w:footnote w:id="1"><w:p>{note}</w:p></w:footnote></w:footnotes>'
    )


def comments(count: int) -> str:
    """As many comments of the other side."""
    inner = "".join(
        f'<w:comment w:id="{n}" w:author="{AUTHOR}" w:date="{DATE}" w:initials="L"><w:p><w:r>'
        "<w:t>请确认。</w:t></w:r></w:p></w:comment>"
        for n in range(count)
    )
    return f"{HEAD}<w:comments {DECLARED}>{inner}</w:comments>"


BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
    'distR="0"><wp:extent cx="1800000" cy="360000"/><wp:docPr id="11" name="box"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
    '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="360000"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>合同编号 2026-17</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:rect id="box" style="width:142pt;height:28pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>'
    "合同编号 2026-17</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/>'
    "</w:tblGrid>{rows}</w:tbl>"
)


def table(*rows: tuple[str, ...]) -> str:
    """A table of two columns, each cell given as its paragraphs."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    inner = "".join("<w:tr>" + "".join(cell.format(c) for c in row) + "</w:tr>" for row in rows)
    return TABLE.replace("{rows}", inner)


def marked(paragraph: str, mark: str) -> str:
    """A paragraph whose mark carries a tracked change."""
    if "<w:pPr>" in paragraph:
        return paragraph.replace("</w:pPr>", f"<w:rPr>{mark}</w:rPr></w:pPr>", 1)
    return paragraph.replace("<w:p>", f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>", 1)


def tracked(paragraph: str, around: Callable[[str], str]) -> str:
    """A paragraph whose text stands in tracked changes."""
    head, inner = re.fullmatch(r"(<w:p>(?:<w:pPr>.*?</w:pPr>)?)(.*)</w:p>", paragraph, re.DOTALL).groups()
    return f"{head}{around(inner)}</w:p>"


def packaged(body: str, parts: dict[str, str], deal: bool) -> bytes:
    """The package. `parts` are word/NAME.xml by short name; `deal` adds the custom XML a bound control shows."""
    document = f"{HEAD}<w:document {DECLARED}><w:body>{body}</w:body></w:document>"
    overrides = {"word/document.xml": f"{WORD_TYPE}.document.main+xml"}
    overrides |= {f"word/{name}.xml": f"{WORD_TYPE}.{name}+xml" for name in parts}
    links = [(f"{OFFICE}/relationships/{name}", f"{name}.xml") for name in parts]
    members = {f"word/{name}.xml": text for name, text in parts.items()}
    if deal:
        links.append((f"{OFFICE}/relationships/customXml", "../customXml/item1.xml"))
        store = (
            f'<ds:datastoreItem ds:itemID="{{11111111-2222-3333-4444-555555555555}}" xmlns:ds="{OFFICE}/customXml"/>'
        )
        overrides["customXml/itemProps1.xml"] = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
        members["customXml/item1.xml"] = f'<deal xmlns="{BINDING}"><price>十万元</price></deal>'
        members["customXml/itemProps1.xml"] = HEAD + store
        members["customXml/_rels/item1.xml.rels"] = _rels(
            [(f"{OFFICE}/relationships/customXmlProps", "itemProps1.xml")]
        )
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types += '<Default Extension="xml" ContentType="application/xml"/>'
    types += "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides.items())
    every = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": _rels([(f"{OFFICE}/relationships/officeDocument", "word/document.xml")]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _rels(links),
        **members,
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in every.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode())
    return sink.getvalue()


def _rels(links: list[tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="rId{n}" Type="{k}" Target="{t}"/>' for n, (k, t) in enumerate(links, 1))
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
