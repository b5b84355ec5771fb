"""The setting by which a word processor offers to update all fields when it opens the contract.

Values that flow: a package becomes one whose settings hold `w:updateFields`, at its place in the schema. Only where
the user asks: it puts a question before everybody who opens the file.
"""

from __future__ import annotations

from catalogue.opening import Package
from clause_library.word.revising.parts import related_part, with_inside, with_new_part
from clause_library.word.source.document import ContractDocument
from clause_library.word.source.numbering import is_on
from clause_library.word.source.xmltree import WORD_SPACES, Edit, XmlPart

BEHIND = frozenset(
    f"w:{name}"
    for name in (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema"),
        *("themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures"),
        *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags"),
        *("decimalSymbol", "listSeparator"),
    )
)


def with_field_update(document: ContractDocument, package: Package) -> Package:
    """The package with the setting on; unchanged where it is on already."""
    settings = related_part(document, package, "settings")
    if settings is None:
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:settings xmlns:w="{WORD_SPACES[0]}">'
        data = f'{head}<w:updateFields w:val="true"/></w:settings>'
        return with_new_part(document, package, "settings", data.encode())
    present = settings.root.child("w:updateFields")
    if present is not None and is_on(present):
        return package
    return package.with_parts({settings.name: _switched_on(settings)})


def _switched_on(settings: XmlPart) -> bytes:
    element = f'<{settings.prefix}:updateFields {settings.prefix}:val="true"/>'
    present = settings.root.child("w:updateFields")
    if present is not None:
        return settings.bytes_with([Edit(present.start, present.end, element)])
    later = next((n for n in settings.root.children if n.tag in BEHIND or not n.tag.startswith("w:")), None)
    if later is None:
        return with_inside(settings, element)
    return settings.bytes_with([Edit(later.start, later.start, element)])
