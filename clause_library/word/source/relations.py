"""What a part of the package relates to, by the names the package itself uses.

Values that flow: a part that lists relations becomes kinds and names. A target may be absolute, relative, written
with backslashes or in other capitals than its part; Word finds the part, so these are followed too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from catalogue.opening import Package
from clause_library.word.source.xmltree import XmlPart, parse_part


def parsed(package: Package, name: str) -> XmlPart | None:
    """A part as a tree; None where the package has none of that name."""
    data = package.part(name) if name else None
    return parse_part(name, data) if data is not None else None


def rels_of(package: Package, name: str) -> str:
    """The name of the part that lists what a part relates to, as the package spells it."""
    folder, file = posixpath.split(name)
    return _spelt(package, posixpath.join(folder, "_rels", f"{file}.rels"))


def _spelt(package: Package, name: str) -> str:
    """The name as the package spells it; case does not tell names of parts apart (ISO/IEC 29500-2)."""
    names = package.names
    return name if name in names else next((n for n in names if n.casefold() == name.casefold()), name)


def relations(package: Package, rels_name: str) -> Iterator[tuple[str, str]]:
    """Each relation inside the package as (kind, name of the part)."""
    part = parsed(package, rels_name)
    folder = posixpath.dirname(posixpath.dirname(rels_name))
    for node in part.root.children if part else ():
        if node.get("TargetMode") != "External":
            target = node.get("Target").replace("\\", "/")
            name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield node.get("Type"), _spelt(package, name)
