"""Small Word packages and clauses for the tests of the Word engine."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from catalogue.matter import Matter, Party
from catalogue.model import Words
from catalogue.results import Classification, Outcome, TechnologyClasses
from clause_library.model import BlockKind, Chosen, Host, RenderedBlock, RenderedClause, Run, Selection
from clause_library.render import render
from clause_library.store import bundled_library, read_store

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
)
TAIL = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def para(text: str, properties: str = "", marks: str = "") -> str:
    """A paragraph with one run."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    rpr = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:p>{ppr}<w:r>{rpr}<w:t xml:space="preserve">{escaped}</w:t></w:r></w:p>'


def listed(text: str, num_id: int, ilvl: int = 0) -> str:
    """A paragraph with an automatic number."""
    return para(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def numbering(*levels: tuple[str, str], abstracts: int = 1) -> str:
    """A numbering part: each abstract has these (format, text) levels and one instance of the same id plus one."""
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (fmt, text) in enumerate(levels)
    )
    many = "".join(f'<w:abstractNum w:abstractNumId="{n}">{inner}</w:abstractNum>' for n in range(abstracts))
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(abstracts))
    return f'<w:numbering xmlns:w="{W}">{many}{nums}</w:numbering>'


def package(
    body: str,
    *,
    parts: dict[str, str] | None = None,
    extra: dict[str, bytes] | None = None,
    kind: str = "document.",
    main: str = "word/document.xml",
) -> bytes:
    """A Word package with that body. `parts` are settings, styles, numbering by short name; `extra` any member."""
    related = parts or {}
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}">'
    document += f"<w:body>{body}{TAIL}</w:body></w:document>"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{name}" Target="{name}.xml"/>' for n, name in enumerate(related, 1)
    )
    link = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{main}"/>'
    members = {
        "[Content_Types].xml": TYPES.replace("{kind}", kind).encode(),
        "_rels/.rels": RELS.replace("{inner}", link).encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": RELS.replace("{inner}", links).encode(),
        **{f"word/{name}.xml": text.encode() for name, text in related.items()},
        **(extra or {}),
    }
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)
    return sink.getvalue()


def write(folder: Path, data: bytes, name: str = "contract.docx") -> Path:
    """The package as a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def clause(clause_id: str, topic: str, action: str = "new", items: int = 2, ref: str = "") -> RenderedClause:
    """A clause with a heading, a paragraph and items, in both languages."""

    def blocks(heading: str, text: str, each: str, lang: str) -> tuple[RenderedBlock, ...]:
        runs = (Run(text), Run("", ref=ref), Run("。" if lang == "zh" else ".")) if ref else (Run(text),)
        return (
            RenderedBlock(BlockKind.HEADING, ((Run(heading),),)),
            RenderedBlock(BlockKind.PARA, (runs,)),
            *(RenderedBlock(BlockKind.ITEM, ((Run(f"{each}{n}"),),)) for n in range(1, items + 1)),
        )

    return RenderedClause(
        clause_id,
        "C",
        "balanced",
        Words(f"标题{clause_id}", f"Heading {clause_id}"),
        Host(topic, action),
        "both",
        {
            "zh": blocks(f"标题{clause_id}", f"条款{clause_id}的正文", f"{clause_id}事项", "zh"),
            "en": blocks(f"Heading {clause_id}", f"Text of {clause_id} ", f"Matter {clause_id} ", "en"),
        },
    )


def sample_matter() -> Matter:
    """A Chinese exporter and a German recipient."""
    return Matter(
        as_of=dt.date(2026, 11, 21),
        parties=(
            Party("exporter", "苏州示例光电科技有限公司", "CN", "Suzhou Shili Photonics Co., Ltd."),
            Party("recipient", "Beispiel Sensorik GmbH", "DE"),
        ),
    )


FOURTEEN = (
    *("DEF-01", "CLS-03", "CLS-05", "LIC-01", "LIC-02", "LIC-03", "LIC-05", "LIC-07"),
    *("PTY-01", "PTY-02", "PTY-08", "CHG-01", "CHG-02", "EXT-01"),
)


def fourteen(terms: dict[tuple[str, str], str] | None = None) -> tuple[RenderedClause, ...]:
    """Fourteen clauses of every way of landing, balanced, in both languages; quick enough for every contract."""
    return every_clause(terms, FOURTEEN)


def every_clause(
    terms: dict[tuple[str, str], str] | None = None, names: tuple[str, ...] = ()
) -> tuple[RenderedClause, ...]:
    """The clauses of the shipped library, or those named, balanced where they have that position, in both languages."""
    store = read_store(bundled_library())
    matter = sample_matter()
    result = Classification(
        as_of=matter.as_of,
        prc=Outcome.RESTRICTED,
        overall=Outcome.RESTRICTED,
        decided_overall=None,
        technologies=(TechnologyClasses("x", ("X",)),),
        regimes=(),
        obligations=(),
        warnings=(),
        coverage=(),
    )
    chosen = tuple(
        Chosen(k, "balanced" if "balanced" in v.variants else next(iter(v.variants)), "mandatory", (), v.host)
        for k, v in store.clauses.items()
        if not names or k in names
    )
    return render(matter, result, Selection(chosen, (), (), ()), store, ("zh", "en"), terms)
