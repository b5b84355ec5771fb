"""The numbers Word counts itself: a numbered paragraph -> the number a reader sees before it.

Values that flow: `numbering.xml` and `styles.xml` of a package -> `Counting` -> `number(paragraph)` in reading order.
The hard problem: such a number stands nowhere in the text, and a control point without its number is another point.
Formats that the catalogue's printings use are counted; a paragraph numbered in any other format gets no number, and
its text is then told as not numbered by the point reader. Source of the rules: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from catalogue.opening import Package
from catalogue.problems import BadInput

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAN = "〇一二三四五六七八九"
DEEPEST_STYLE = 10


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its format, the text around its number, where it starts."""

    style: str
    text: str
    start: int


@dataclass(slots=True)
class Counting:
    """The lists of a document and how far each has been counted."""

    levels: dict[tuple[str, int], Level]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])

    def number(self, paragraph: Element) -> str:
        """The number before this paragraph, "" where it has none. Call once per paragraph, in reading order."""
        place = self._place(paragraph)
        level = self.levels.get(place) if place else None
        if place is None or level is None:
            return ""
        list_id, depth = place
        counts = self.counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return re.sub(r"%([1-9])", lambda m: self._shown(list_id, int(m.group(1)) - 1), level.text)

    def _shown(self, list_id: str, depth: int) -> str:
        level = self.levels.get((list_id, depth))
        return formatted(self.counts[list_id].get(depth, level.start), level.style) if level else ""

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = _numbered(properties)
        style = properties.find(f"{W}pStyle")
        return own or (self.styles.get(style.get(f"{W}val", "")) if style is not None else None)


def formatted(number: int, style: str) -> str:
    """The number as Word prints it in this format; "" for a format the catalogue's printings do not use."""
    if style in ("decimal", "decimalFullWidth", "decimalHalfWidth"):
        return str(number)
    if style == "decimalZero":
        return f"{number:02}"
    if style.startswith("decimalEnclosed"):
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else ""
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + number - 1) if 1 <= number <= 26 else ""
        return letter.upper() if style == "upperLetter" else letter
    if style.startswith(("chineseCounting", "ideograph", "japaneseCounting", "taiwaneseCounting")):
        return in_han(number)
    return ""


def in_han(number: int) -> str:
    """一 to 九十九."""
    if not 1 <= number <= 99:
        return ""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{HAN[tens]}十")
    return head + (HAN[ones] if ones else "")


def read_counting(package: Package) -> Counting:
    """The lists that the document declares; an empty one where it declares none."""
    numbering = xml_part(package, "word/numbering.xml")
    levels: dict[tuple[str, int], Level] = {}
    if numbering is not None:
        drawn = {node.get(f"{W}abstractNumId", ""): node for node in numbering.findall(f"{W}abstractNum")}
        for one in numbering.findall(f"{W}num"):
            abstract = one.find(f"{W}abstractNumId")
            base = drawn.get(abstract.get(f"{W}val", "")) if abstract is not None else None
            for depth, level in _levels(base):
                levels[one.get(f"{W}numId", ""), depth] = level
            for over in one.findall(f"{W}lvlOverride"):
                _override(levels, one.get(f"{W}numId", ""), over)
    return Counting(levels, _styles(package))


def _levels(base: Element | None) -> list[tuple[int, Level]]:
    return [(_value(n.get(f"{W}ilvl"), 0), _level(n)) for n in (base.findall(f"{W}lvl") if base is not None else ())]


def _level(node: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = node.find(f"{W}{name}")
        return found.get(f"{W}val", default) if found is not None else default

    return Level(value("numFmt", "decimal"), value("lvlText", ""), _value(value("start", "1"), 1))


def _override(levels: dict[tuple[str, int], Level], list_id: str, over: Element) -> None:
    key = (list_id, _value(over.get(f"{W}ilvl"), 0))
    whole, start = over.find(f"{W}lvl"), over.find(f"{W}startOverride")
    if whole is not None:
        levels[key] = _level(whole)
    if start is not None and key in levels:
        old = levels[key]
        levels[key] = Level(old.style, old.text, _value(start.get(f"{W}val"), 1))


def _styles(package: Package) -> dict[str, tuple[str, int]]:
    root = xml_part(package, "word/styles.xml")
    nodes = {n.get(f"{W}styleId", ""): n for n in (root.findall(f"{W}style") if root is not None else ())}
    found: dict[str, tuple[str, int]] = {}
    for name in nodes:
        at, steps = name, 0
        while at in nodes and steps < DEEPEST_STYLE and name not in found:
            properties, based = nodes[at].find(f"{W}pPr"), nodes[at].find(f"{W}basedOn")
            place = _numbered(properties) if properties is not None else None
            if place:
                found[name] = place
            at, steps = based.get(f"{W}val", "") if based is not None else "", steps + 1
    return found


def _numbered(properties: Element) -> tuple[str, int] | None:
    list_id, depth = properties.find(f"{W}numPr/{W}numId"), properties.find(f"{W}numPr/{W}ilvl")
    if list_id is None or list_id.get(f"{W}val", "0") == "0":
        return None
    return list_id.get(f"{W}val", ""), _value(depth.get(f"{W}val") if depth is not None else None, 0)


def _value(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else default


def xml_part(package: Package, name: str) -> Element | None:
    """The root of a part, None where the package has none of that name. Raises BadInput for damaged XML."""
    data = package.part(name)
    if data is None:
        return None
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (SyntaxError, ValueError) as error:
        raise BadInput.because(
            f"the part {name} is damaged ({error})", file=package.path, zh=f"部件{name}已损坏"
        ) from error
    return root
