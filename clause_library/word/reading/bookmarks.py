"""What tells our paragraphs from the user's: hidden bookmarks, and one custom XML part that remembers.

Values that flow: clauses and positions become bookmark names; inserted texts become `Record`s, written to and read
from the part `urn:caveat:inserted`; a record against the text in the document tells a hand edit. Rejected: content
controls; LibreOffice drops their tags and repeats Chinese text in them, and tracked changes cannot cover them.
"""

from __future__ import annotations

import hashlib
import itertools
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.opening import Package
from clause_library.model import RenderedClause
from clause_library.word.reading.references_en import EN_LIST
from clause_library.word.reading.undoing import Undo, quoted, read_undo, undo_attributes, undo_xml
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Edit, Node, XmlPart, escape, parse_part

SPACE = "urn:caveat:inserted"
NAME = re.compile(r"_Caveat_([A-Z]{3})_(\d{2})_([ebcx])_(\d+)(?:_(\d+))?$")
ANNOTATION = re.compile(r"w:(?:bookmark(?:Start|End)|ins|del|move(?:From|To)(?:RangeStart)?|\w+Change)")
ROMAN_LIST = re.compile(
    r"\b(?:Article|Section|Clause|Paragraph)s?\s+(?:[IVXLC]+|\d+[A-Z])\b(?:\.\d+)*(?:\([a-z]+\))*"
    r"(?: to (?:[IVXLC]+|\d+[A-Z])\b(?:\.\d+)*(?:\([a-z]+\))*)?",
    re.IGNORECASE,
)
BY_WORDS = re.compile(
    r"the paragraphs? of .{1,40}? (?:beginning “[^”]*”|from “[^”]*” to “[^”]*”)|the \w+ headed “[^”]*”"
    r"|关于“[^”]*”的约定|“[^”]*”一条"
)
ZH_CITED = re.compile(
    r"第[^第条，。；]{1,8}条(?:之[一二三四五六七八九十]+)?(?:第[^第，。；]{1,6}[款项])*(?:至第[^第，。；]{1,8}[条款项])?"
)
RECITALS = re.compile(r"the recitals|序言")
ZH_FIGURE = r"(?:\d[\d,.]*|[一二三四五六七八九十百千万]+)"
AMOUNT = re.compile(
    rf"{ZH_FIGURE}(?=\s?(?:[%％‰个日天年月周倍元万亿份次]|工作日|小时|美元|欧元))"
    r"|\d[\d,.]*(?=[)）]?\s?(?:per\s?cent|(?:calendar |business |working )?(?:day|month|year|week|hour|time)|million))"
    rf"|(?:[¥￥$€]|USD|EUR|RMB|CNY|人民币|百分之)\s?{ZH_FIGURE}"
)
POSITIONS = {"exporter": "e", "balanced": "b", "counterparty": "c"}
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@dataclass(slots=True)
class Names:
    """Names and ids of our bookmarks; ids go on from the highest in the document."""

    next_id: int
    used: list[str] = field(default_factory=list[str])

    @classmethod
    def of_document(cls, document: ContractDocument) -> Names:
        """Starts after every annotation id in the main part."""
        ids = [n.attrs["w:id"] for n in document.body.walk() if "w:id" in n.attrs and ANNOTATION.fullmatch(n.tag)]
        return cls(max([0, *(int(i) for i in ids if i.isdecimal() and len(i) < 10)]) + 1)

    @staticmethod
    def of(clause: RenderedClause, number: int, cell: int = 0) -> str:
        """`_Caveat_LIC_02_b_3`: clause, position, paragraph counted from one; `_3_2` is the second cell of a row."""
        name = f"_Caveat_{clause.id.replace('-', '_')}_{POSITIONS.get(clause.variant, 'x')}_{number + 1}"
        return f"{name}_{cell}" if cell else name

    def beside(self, clause: RenderedClause) -> str:
        """The next name for a paragraph that goes with a clause and is not its text: `_0_1`, `_0_2`."""
        return next(n for i in itertools.count(1) if (n := self.of(clause, -1, i)) not in self.used)

    def around(self, name: str, w: str) -> tuple[str, str]:
        """Start and end of a bookmark inside one paragraph."""
        key = self.next_id
        self.next_id += 1
        self.used.append(name)
        return f'<{w}:bookmarkStart {w}:id="{key}" {w}:name="{name}"/>', f'<{w}:bookmarkEnd {w}:id="{key}"/>'


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words of the contract a clause took the place of, and the bookmark that marks where."""

    bookmark: str
    was: str


@dataclass(frozen=True, slots=True)
class Record:
    """What the package remembers of one inserted clause; `figures` is empty in what the first versions wrote."""

    id: str
    variant: str
    library: str
    digest: str
    replaced: tuple[Replaced, ...] = ()
    figures: str = ""

    def differs(self, texts: Iterable[str]) -> bool:
        """Whether the clause says something else than what was put in, be it another period or amount."""
        every = list(texts)
        return self.digest != digest_of(every) or (bool(self.figures) and self.figures != figures_of(every))


@dataclass(frozen=True, slots=True)
class Present:
    """A clause an earlier run put in: its paragraphs in the clause's own order with their numbers (and cells, 0 for
    what is no row), and whether somebody edited them or added to their tables since. Paragraphs of the contract in
    which only a sentence is ours do not count as ours.
    """

    id: str
    variant: str
    paragraphs: tuple[Paragraph, ...]
    keys: tuple[tuple[int, int], ...]
    edited: bool
    record: Record | None


def digest_of(texts: Iterable[str]) -> str:
    """A hash of a clause's text without numbers, references and white space, by which a hand edit is seen."""
    bare = "".join(texts)
    for pattern in (BY_WORDS, ROMAN_LIST, EN_LIST, ZH_CITED, RECITALS):
        bare = pattern.sub("", bare)
    bare = re.sub(r"[\s\d.．、（）()一二三四五六七八九十百零①-⑳]", "", bare).replace("第项", "")
    return hashlib.sha256(bare.casefold().encode("utf-8")).hexdigest()[:32]


def figures_of(texts: Iterable[str]) -> str:
    """A hash of the periods, shares and amounts a clause's text names, which the digest leaves out with the numbers."""
    found = [re.sub(r"\s", "", m.group(0)) for text in texts for m in AMOUNT.finditer(text)]
    return hashlib.sha256(";".join(found).encode("utf-8")).hexdigest()[:16]


def read_present(document: ContractDocument) -> tuple[Present, ...]:
    """The clauses earlier runs left in the document, in document order.

    A bookmark of ours with nothing in it, in a paragraph that says something, marks no words of ours any more.
    """
    holders: dict[int, Paragraph] = {p.node.start: p for p in document.paragraphs}
    found: dict[str, dict[tuple[int, int], Paragraph]] = {}
    letters: dict[str, str] = {}
    records = {r.id: r for r in read_records(document.package)}
    for node in document.main.bookmarks:
        match = NAME.match(node.get("w:name"))
        if match is None:
            continue
        holder = next((holders[a.start] for a in node.ancestors() if a.tag == "w:p" and a.start in holders), None)
        if holder is not None and not hollow(node, holder):
            clause_id = f"{match.group(1)}-{match.group(2)}"
            letters[clause_id] = match.group(3)
            found.setdefault(clause_id, {})[int(match.group(4)), int(match.group(5) or 0)] = holder
    every = {k: v for k, v in found.items() if any(key[0] and not p.blank for key, p in v.items())}
    return tuple(_present(document, k, letters[k], dict(sorted(v.items())), records.get(k)) for k, v in every.items())


def hollow(mark: Node, holder: Paragraph) -> bool:
    """Whether a bookmark holds no text though its paragraph has some."""
    if holder.blank:
        return False
    key = mark.get("w:id")
    end = next((n for n in holder.node.walk() if n.tag == "w:bookmarkEnd" and n.get("w:id") == key), None)
    return end is not None and not any(mark.end <= p.node.start < end.start and p.text.strip() for p in holder.pieces)


def _present(
    document: ContractDocument,
    clause_id: str,
    letter: str,
    paragraphs: dict[tuple[int, int], Paragraph],
    record: Record | None,
) -> Present:
    sentences = {r.bookmark for r in record.replaced} if record else set[str]()
    stem = f"_Caveat_{clause_id.replace('-', '_')}_{letter}_"
    own = {k: p for k, p in paragraphs.items() if k[0] and f"{stem}{k[0]}" not in sentences}
    added = [p.words for p in _added(document, own)]
    variant = next((v for v, short in POSITIONS.items() if short == letter), "")
    edited = record is not None and record.differs([*(p.words for p in own.values()), *added])
    return Present(clause_id, variant, tuple(own.values()) or tuple(paragraphs.values()), tuple(own), edited, record)


def _added(document: ContractDocument, own: dict[tuple[int, int], Paragraph]) -> list[Paragraph]:
    """What somebody else wrote into a table that a clause brought with it; such a table begins with our cells."""
    cells = {id(p.node): key for key, p in own.items() if key[1]}
    tables = {id(t): t for p in own.values() if id(p.node) in cells and (t := _table(p)) is not None}
    out: list[Paragraph] = []
    for table in tables.values():
        inside = [p for p in document.paragraphs if _table(p) is table]
        if _begins_with_row(inside, cells):
            out += [p for p in inside if id(p.node) not in cells and not p.blank]
    return out


def _begins_with_row(inside: list[Paragraph], cells: dict[int, tuple[int, int]]) -> bool:
    """Whether the first row is one of ours; lines that stand in a table of the contract are no such row."""
    row = next((a for p in inside[:1] for a in p.node.ancestors() if a.tag == "w:tr"), None)
    first = [p for p in inside if row is not None and row.start < p.node.start < row.end]
    keys = [cells.get(id(p.node), (0, 0)) for p in first]
    return bool(keys) and keys == [(keys[0][0], at) for at in range(1, len(keys) + 1)] and keys[0][0] > 0


def _table(paragraph: Paragraph) -> Node | None:
    return next((a for a in paragraph.node.ancestors() if a.tag == "w:tbl"), None)


def read_records(package: Package) -> tuple[Record, ...]:
    """The records of an earlier run; empty where there was none."""
    name = records_name(package)
    data = package.part(name) if name else None
    if data is None:
        return ()
    part = parse_part(name, data)
    out: list[Record] = []
    for node in (n for n in part.root.children if n.tag == f"{{{SPACE}}}clause"):
        replaced = tuple(Replaced(c.get("bookmark"), c.text) for c in node.children if c.tag == f"{{{SPACE}}}replaced")
        out.append(
            Record(
                node.get("id"),
                node.get("variant"),
                node.get("library"),
                node.get("digest"),
                replaced,
                node.get("figures"),
            )
        )
    return tuple(out)


ITEM_PART = re.compile(r"customXml/(?:_rels/)?item(?:Props)?(\d+)\.xml(?:\.rels)?", re.IGNORECASE)
"""A custom XML part, what describes it, or its relations; part names differ by more than capitals."""


def undo_of(package: Package) -> Undo:
    """What the package remembers for taking clauses out again; nothing in it for parts of the first version."""
    return read_undo(package, records_name(package), SPACE)


def records_name(package: Package) -> str:
    """The name of our custom XML part, empty where there is none."""
    for member in package.members:
        if re.fullmatch(r"customXml/item\d+\.xml", member.name) and SPACE.encode() in member.data[:400]:
            return member.name
    return ""


def records_parts(document: ContractDocument, records: Iterable[Record], undo: Undo) -> dict[str, bytes]:
    """The parts to write for these records: the custom XML, and what ties it into the package."""
    package = document.package
    existing = records_name(package)
    if existing:
        return {existing: _records_xml(records, undo)}
    taken = [int(m.group(1)) for n in package.names if (m := ITEM_PART.fullmatch(n))]
    number = max([0, *taken]) + 1
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    parts = {
        item: _records_xml(records, undo),
        properties: _properties_xml(item),
        f"customXml/_rels/item{number}.xml.rels": _item_rels(f"itemProps{number}.xml"),
    }
    parts["[Content_Types].xml"] = _typed(package, number)
    parts[document.rels_name] = _add_relation(document, item)
    return parts


def _typed(package: Package, number: int) -> bytes:
    """The content types with those of our three parts; an extension nobody declared is declared part by part."""
    types = package.part("[Content_Types].xml") or b""
    elements = [f'Override PartName="/customXml/itemProps{number}.xml" ContentType="{PROPERTIES_TYPE}"']
    if not re.search(rb'Extension="xml"', types, re.IGNORECASE):
        elements.append(f'Override PartName="/customXml/item{number}.xml" ContentType="application/xml"')
    if not re.search(rb'Extension="rels"', types, re.IGNORECASE):
        name = f"/customXml/_rels/item{number}.xml.rels"
        elements.append(f'Override PartName="{name}" ContentType="{RELATIONS_TYPE}"')
    return _add(parse_part("[Content_Types].xml", types), *elements)


def _records_xml(records: Iterable[Record], undo: Undo) -> bytes:
    root = f'<inserted xmlns="{SPACE}" version="2"{undo_attributes(undo)}>'
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n{root}']
    for r in records:
        pairs = (("id", r.id), ("variant", r.variant), ("library", r.library), ("digest", r.digest))
        pairs = (*pairs, ("figures", r.figures)) if r.figures else pairs
        attributes = " ".join(f'{name}="{quoted(value)}"' for name, value in pairs)
        attributes += f' place="{quoted(str(undo.places[r.id]))}"' if r.id in undo.places else ""
        inner = "".join(f'<replaced bookmark="{quoted(x.bookmark)}">{escape(x.was)}</replaced>' for x in r.replaced)
        lines.append(f"<clause {attributes}>{inner}</clause>")
    return "".join([*lines, *undo_xml(undo), "</inserted>"]).encode("utf-8")


def _properties_xml(item: str) -> bytes:
    key = hashlib.sha256(f"{SPACE} {item}".encode()).hexdigest().upper()
    guid = f"{{{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:32]}}}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{guid}" '
        f'xmlns:ds="{DATASTORE}"><ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def _item_rels(target: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/customXmlProps" Target="{target}"/></Relationships>'
    ).encode()


def _add(part: XmlPart, *elements: str) -> bytes:
    """The part with more elements at its end, everything else as it was."""
    prefix = f"{part.prefix}:" if part.prefix else ""
    return with_inside(part, "".join(f"<{prefix}{element}/>" for element in elements))


def with_inside(part: XmlPart, xml: str) -> bytes:
    """The part with more XML at the end of its root, also where the root was written as empty."""
    return part.bytes_with([Edit(part.root.inner_end, part.root.inner_end, xml)])


def _add_relation(document: ContractDocument, item: str) -> bytes:
    data = document.package.part(document.rels_name)
    part = parse_part(document.rels_name, NO_RELATIONS if data is None else data)
    ids = {n.get("Id") for n in part.root.children}
    fresh = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
    target = posixpath.relpath(item, posixpath.dirname(document.main.name))
    return _add(part, f'Relationship Id="{fresh}" Type="{RELATIONS}/customXml" Target="{target}"')


def unrecorded(document: ContractDocument, package: Package) -> Package:
    """The package without our part and what tied it in, everything else as it was."""
    name = records_name(package)
    if not name:
        return package
    folder, file = posixpath.split(name)
    rels = posixpath.join(folder, "_rels", f"{file}.rels")
    targets = {posixpath.normpath(posixpath.join(folder, t)) for t in _targets(package, rels)}
    gone = {name, rels, *(t for t in targets if package.part(t) is not None)}
    changed: dict[str, bytes] = {}
    types = package.part("[Content_Types].xml")
    if types is not None:
        part = parse_part("[Content_Types].xml", types)
        wanted = {f"/{n}" for n in gone}
        changed[part.name] = _dropped(part, [n for n in part.root.children if n.get("PartName") in wanted])
    links = package.part(document.rels_name)
    if links is not None:
        part = parse_part(document.rels_name, links)
        base = posixpath.dirname(document.main.name)
        own = [
            n
            for n in part.root.children
            if n.get("TargetMode") != "External"
            and posixpath.normpath(posixpath.join(base, n.get("Target"))).lstrip("/") == name
        ]
        changed[part.name] = _dropped(part, own)
        gone |= {part.name} if changed[part.name] == NO_RELATIONS else set()
    return package.with_parts(changed).without(frozenset(gone))


def _targets(package: Package, rels: str) -> list[str]:
    data = package.part(rels)
    part = parse_part(rels, data) if data is not None else None
    return [n.get("Target").lstrip("/") for n in part.root.children] if part else []


def _dropped(part: XmlPart, nodes: Iterable[Node]) -> bytes:
    return part.bytes_with([Edit(n.start, n.end, "") for n in nodes])
