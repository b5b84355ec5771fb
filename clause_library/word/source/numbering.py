"""Automatic numbers: what the numbering part says, and the label each paragraph shows.

Values that flow: `word/numbering.xml` and the style sheet become `Numbering`; a paragraph's (numId, ilvl) becomes a
`Level`; a run of paragraphs becomes their labels in document order. The hard problem is that a number may come from
the paragraph, its style, a style it is based on or a linked list style, and that one list may be interrupted by
another over the same definition. Rejected: asking a word processor; there may be none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from clause_library.word.source.numerals import format_ordinal
from clause_library.word.source.xmltree import Node, XmlPart


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, its text (`%1.`), where it starts and how it closes."""

    ilvl: int
    fmt: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    suffix: str = "tab"
    restart: int | None = None
    style: str = ""
    font: str = ""

    @property
    def bullet(self) -> bool:
        """A level that shows a sign, not a number."""
        return self.fmt in ("bullet", "none") or not re.search(r"%\d", self.text)


@dataclass(frozen=True, slots=True)
class Style:
    """What numbering and outlining need of a paragraph style."""

    id: str
    name: str
    based_on: str
    num_id: str | None
    ilvl: int | None
    outline: int | None
    bold: bool | None


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Paragraph styles by id, with what they inherit resolved; `lists` are list styles with their numId."""

    styles: dict[str, Style]
    default: str
    lists: dict[str, str] = field(default_factory=dict[str, str])

    def chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, nearest first."""
        out: list[Style] = []
        current = style_id or self.default
        while current in self.styles and len(out) < 20:
            style = self.styles[current]
            if style in out:
                break
            out.append(style)
            current = style.based_on
        return out

    def numbering(self, style_id: str) -> tuple[str, int] | None:
        """(numId, ilvl) the style gives, None where it gives none; numId 0 takes a base style's number away."""
        chain = self.chain(style_id)
        num_id = next((s.num_id for s in chain if s.num_id is not None), None)
        ilvl = next((s.ilvl for s in chain if s.ilvl is not None), 0)
        return (num_id, ilvl) if num_id and num_id != "0" else None

    def outline(self, style_id: str) -> int | None:
        """Heading level 0 to 8, None for body text."""
        found = next((s.outline for s in self.chain(style_id) if s.outline is not None), None)
        return found if found is None or 0 <= found < 9 else None

    def bold(self, style_id: str) -> bool:
        """Whether the style prints bold."""
        return next((s.bold for s in self.chain(style_id) if s.bold is not None), False)


def read_styles(part: XmlPart | None) -> StyleSheet:
    """The style sheet; empty where the package has none."""
    styles: dict[str, Style] = {}
    lists: dict[str, str] = {}
    default = ""
    for node in part.root.children if part else ():
        if node.tag == "w:style" and node.get("w:type") == "numbering":
            lists[node.get("w:styleId")] = node.value("w:pPr", "w:numPr", "w:numId") or ""
        if node.tag != "w:style" or node.get("w:type") != "paragraph":
            continue
        style = _style(node)
        styles[style.id] = style
        if node.get("w:default") in ("1", "true", "on"):
            default = style.id
    return StyleSheet(styles, default, lists)


def _style(node: Node) -> Style:
    properties = node.child("w:pPr")
    numbered = properties.child("w:numPr") if properties else None
    name = node.value("w:name") or ""
    outline = number_of(properties.value("w:outlineLvl") if properties else None)
    if outline is None and (match := re.fullmatch(r"heading ([1-9])", name.lower())):
        outline = int(match.group(1)) - 1
    marks = node.child("w:rPr")
    bold = marks.child("w:b") if marks else None
    return Style(
        id=node.get("w:styleId"),
        name=name,
        based_on=node.value("w:basedOn") or "",
        num_id=numbered.value("w:numId") if numbered else None,
        ilvl=number_of(numbered.value("w:ilvl")) if numbered else None,
        outline=outline,
        bold=is_on(bold) if bold else None,
    )


def is_on(node: Node) -> bool:
    """Whether a toggle such as `w:b` is switched on."""
    return node.get("w:val", "1") not in ("0", "false", "off", "none")


def number_of(text: str | None) -> int | None:
    """The whole number an attribute gives; None for none, for no number and for one no document needs."""
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,10}", text) else None


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A `w:num`: the definition it uses and the starts it overrides."""

    id: str
    abstract: str
    starts: dict[int, int] = field(default_factory=dict[int, int])


@dataclass(frozen=True, slots=True)
class Numbering:
    """Every list of a document."""

    instances: dict[str, ListInstance]
    levels: dict[str, dict[int, Level]]

    def level(self, num_id: str, ilvl: int) -> Level | None:
        """The level a paragraph is on; a missing or negative `ilvl` is the first. None where there is no number."""
        instance = self.instances.get(num_id)
        if instance is None or num_id == "0":
            return None
        return self.levels.get(instance.abstract, {}).get(max(ilvl, 0))

    def abstract_of(self, num_id: str) -> str:
        """The definition an instance uses, empty where there is none."""
        instance = self.instances.get(num_id)
        return instance.abstract if instance else ""


def read_numbering(part: XmlPart | None, styles: StyleSheet) -> Numbering:
    """All lists, list styles followed to the definition they link to."""
    levels: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    instances: dict[str, ListInstance] = {}
    for node in part.root.children if part else ():
        if node.tag == "w:abstractNum":
            key = node.get("w:abstractNumId")
            levels[key] = {level.ilvl: level for level in map(_level, node.children) if level}
            linked = node.value("w:numStyleLink")
            if linked:
                links[key] = linked
        elif node.tag == "w:num":
            instance = _instance(node, levels)
            instances[instance.id] = instance
    for key, one in instances.items():
        target = styles.lists.get(links.get(one.abstract, ""), "")
        if target in instances and instances[target].abstract not in links:
            instances[key] = replace(one, abstract=instances[target].abstract)
    return Numbering(instances, levels)


def _level(node: Node) -> Level | None:
    ilvl = number_of(node.get("w:ilvl"))
    if node.tag != "w:lvl" or ilvl is None or not 0 <= ilvl <= 8:
        return None
    legal = node.child("w:isLgl")
    marks = node.child("w:rPr")
    fonts = marks.child("w:rFonts") if marks else None
    return Level(
        ilvl,
        fmt=node.value("w:numFmt") or "decimal",
        text=node.value("w:lvlText") or "",
        start=number_of(node.value("w:start")) or 0 if node.child("w:start") else 1,
        legal=legal is not None and is_on(legal),
        suffix=node.value("w:suff") or "tab",
        restart=number_of(node.value("w:lvlRestart")),
        style=node.value("w:pStyle") or "",
        font=(fonts.get("w:eastAsia") or fonts.get("w:ascii")) if fonts else "",
    )


def _instance(node: Node, levels: dict[str, dict[int, Level]]) -> ListInstance:
    key = node.get("w:numId")
    abstract = node.value("w:abstractNumId") or ""
    starts: dict[int, int] = {}
    for override in (c for c in node.children if c.tag == "w:lvlOverride"):
        ilvl = number_of(override.get("w:ilvl")) or 0
        start = number_of(override.value("w:startOverride"))
        if start is not None:
            starts[ilvl] = start
        own = override.child("w:lvl")
        level = _level(own) if own else None
        if level:
            own_key = f"{abstract}/{key}"
            levels[own_key] = {**levels.get(abstract, {}), **levels.get(own_key, {}), level.ilvl: level}
    return ListInstance(key, f"{abstract}/{key}" if f"{abstract}/{key}" in levels else abstract, starts)


class Counters:
    """Counts automatic numbers in document order. One per pass over a document."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._seen: set[tuple[str, int]] = set()

    def next(self, num_id: str, ilvl: int) -> tuple[str, tuple[int, ...]]:
        """The label of the next paragraph on that level (`3.2`), and its ordinals down to that level."""
        ilvl = max(ilvl, 0)
        instance = self._numbering.instances.get(num_id)
        level = self._numbering.level(num_id, ilvl)
        if instance is None or level is None:
            return "", ()
        counts = self._counts.setdefault(instance.abstract.split("/")[0], {})
        first = (num_id, ilvl) not in self._seen
        self._seen.add((num_id, ilvl))
        if first and ilvl in instance.starts:
            counts[ilvl] = instance.starts[ilvl]
        else:
            counts[ilvl] = counts[ilvl] + 1 if ilvl in counts else level.start
        for above in range(ilvl):
            # A level printed before it was used (1.1 without a 1) has been used: its next paragraph counts on.
            counts.setdefault(above, self._at(num_id, counts, above))
        for deeper in [k for k in counts if k > ilvl]:
            below = self._numbering.level(num_id, deeper)
            if below is None or below.restart is None or 0 < below.restart <= ilvl + 1:
                del counts[deeper]
        return self._label(num_id, level, counts), tuple(self._at(num_id, counts, i) for i in range(ilvl + 1))

    def _at(self, num_id: str, counts: dict[int, int], ilvl: int) -> int:
        level = self._numbering.level(num_id, ilvl)
        return counts.get(ilvl, level.start if level else 1)

    def _label(self, num_id: str, level: Level, counts: dict[int, int]) -> str:
        def put(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = self._numbering.level(num_id, at)
            fmt = other.fmt if other else "decimal"
            if level.legal and at != level.ilvl:
                fmt = "decimal"
            return format_ordinal(self._at(num_id, counts, at), "decimal" if level.legal else fmt)

        return "" if level.bullet else re.sub(r"%(\d)", put, level.text)
