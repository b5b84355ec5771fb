"""New lists for what is inserted: each begins at one, and no list of the contract counts on from it.

Values that flow: a list instance and a level become the id of a new instance; all of them become edits of the numbering
part. The hard problem is that instances of one definition share their count in Word, so that items put in between would
move the contract's later numbers: a copy of the definition counts for itself. Rejected: an override of the start alone.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from clause_library.word.source.numbering import Numbering, number_of
from clause_library.word.source.xmltree import Edit, Node, XmlPart

SHARED = ("w:nsid", "w:tmpl", "w:styleLink", "w:name")


@dataclass(slots=True)
class NewLists:
    """List instances to add, each on a copy of a definition the document already has."""

    numbering: Numbering
    added: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])

    def restart(self, num_id: str, ilvl: int) -> str:
        """The id of a new instance of the same list."""
        known = [int(k) for k in self.numbering.instances if k.isdecimal() and len(k) < 10]
        fresh = str(max([0, *known, *(int(a[0]) for a in self.added)]) + 1)
        self.added.append((fresh, num_id, ilvl))
        return fresh

    def edits(self, part: XmlPart) -> list[Edit]:
        """Edits of the numbering part: copies of definitions after the last one, instances after the last one."""
        if not self.added:
            return []
        definitions = {n.get("w:abstractNumId"): n for n in part.root.children if n.tag == "w:abstractNum"}
        instances = {n.get("w:numId"): n for n in part.root.children if n.tag == "w:num"}
        copies: dict[str, tuple[str, str]] = {}
        texts: list[str] = []
        for fresh, num_id, ilvl in self.added:
            old = self.numbering.abstract_of(num_id).split("/")[0]
            if old not in copies:
                copies[old] = _copy(part, definitions, old, [new for new, _ in copies.values()])
            texts.append(_instance(part, instances.get(num_id), (fresh, copies[old][0], ilvl)))
        last = max((n.end for n in definitions.values()), default=part.root.inner_start)
        at = max((n.end for n in instances.values()), default=part.root.inner_end)
        return [Edit(last, last, "".join(text for _, text in copies.values())), Edit(at, at, "".join(texts))]


def _copy(part: XmlPart, definitions: dict[str, Node], old: str, taken: list[str]) -> tuple[str, str]:
    """(id, source text) of a copy of a definition; one that only points to a list style stays shared."""
    node = definitions[old]
    if node.child("w:numStyleLink"):
        return old, ""
    w = part.prefix
    fresh = str(max([0, *(int(k) for k in (*definitions, *taken) if k.isdecimal() and len(k) < 10)]) + 1)
    text = part.xml(node)
    text = re.sub(rf'({w}:abstractNumId=)"[^"]*"', rf'\g<1>"{fresh}"', text, count=1)
    for name in (*SHARED, "w:pStyle"):
        text = re.sub(rf"<{w}:{name[2:]}\b[^>]*/>", "", text)
    key = hashlib.sha256(f"{old} {fresh}".encode()).hexdigest()[:8].upper()
    end = text.index(">") + 1
    return fresh, f'{text[:end]}<{w}:nsid {w}:val="{key}"/>{text[end:]}'


def _instance(part: XmlPart, pattern: Node | None, fresh: tuple[str, str, int]) -> str:
    """An instance that begins again at one on its level and keeps the levels the pattern defines anew."""
    w = part.prefix
    num_id, abstract, ilvl = fresh
    levels = {ilvl: ""}
    for override in pattern.children if pattern else ():
        own = override.child("w:lvl")
        if own is not None:
            text = re.sub(rf"<{w}:pStyle\b[^>]*/>", "", part.xml(own))
            levels[number_of(override.get("w:ilvl")) or 0] = text
    overrides = "".join(
        f'<{w}:lvlOverride {w}:ilvl="{level}">'
        + (f'<{w}:startOverride {w}:val="1"/>' if level == ilvl else "")
        + f"{own}</{w}:lvlOverride>"
        for level, own in sorted(levels.items())
    )
    return f'<{w}:num {w}:numId="{num_id}"><{w}:abstractNumId {w}:val="{abstract}"/>{overrides}</{w}:num>'
