"""Parts that a package may lack: made, declared and related to the main part; those there are only added to.

Values that flow: a package and the bytes of a new part become a package. Settings and comments come this way.
"""

from __future__ import annotations

import posixpath

from catalogue.opening import Package
from catalogue.problems import BadInput
from clause_library.word.reading.bookmarks import NO_RELATIONS, with_inside
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.xmltree import Edit, XmlPart, parse_part

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = "[Content_Types].xml"


def related_part(document: ContractDocument, package: Package, kind: str) -> XmlPart | None:
    """The part of that kind (`comments`, `settings`) as it stands in the package; None where there is none."""
    name = document.related(f"/{kind}")
    data = package.part(name) if name else None
    return parse_part(name, data) if data is not None else None


def with_new_part(document: ContractDocument, package: Package, kind: str, data: bytes) -> Package:
    """The package with one more part beside the main one, declared and related."""
    folder = posixpath.dirname(document.main.name)
    taken = set(package.names)
    names = (posixpath.join(folder, f"{kind}{n or ''}.xml") for n in range(len(taken) + 1))
    name = next(n for n in names if n not in taken)
    declared = f'Override PartName="/{name}" ContentType="{WORD_TYPES}.{kind}+xml"'
    relations = _relations(document, package)
    used = {n.get("Id") for n in relations.root.children}
    key = next(k for n in range(1, len(used) + 2) if (k := f"rId{n}") not in used)
    target = posixpath.relpath(name, folder) if folder else name
    link = f'Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"'
    types = package.part(CONTENT_TYPES)
    if types is None:
        raise BadInput.because(f"the package lacks the part {CONTENT_TYPES!r}", file=package.path)
    return package.with_parts(
        {
            name: data,
            CONTENT_TYPES: with_child(parse_part(CONTENT_TYPES, types), declared),
            document.rels_name: with_child(relations, link),
        }
    )


def without_part(document: ContractDocument, package: Package, name: str) -> Package:
    """The package as it was before `with_new_part`: the part, its declaration and its relation are gone."""
    folder = posixpath.dirname(document.main.name)
    places = {name, f"/{name}", posixpath.relpath(name, folder) if folder else name}
    parts: dict[str, bytes] = {}
    for holder, attribute in ((CONTENT_TYPES, "PartName"), (document.rels_name, "Target")):
        data = package.part(holder)
        if data is None:
            continue
        part = parse_part(holder, data)
        gone = [n for n in part.root.children if n.get(attribute) in places]
        parts[holder] = part.bytes_with([Edit(n.start, n.end, "") for n in gone])
    return package.with_parts(parts).without(frozenset({name}))


def _relations(document: ContractDocument, package: Package) -> XmlPart:
    data = package.part(document.rels_name)
    return parse_part(document.rels_name, NO_RELATIONS if data is None else data)


def with_child(part: XmlPart, element: str) -> bytes:
    """The part with one more empty element at the end of its root."""
    prefix = f"{part.prefix}:" if part.prefix else ""
    return with_inside(part, f"<{prefix}{element}/>")
