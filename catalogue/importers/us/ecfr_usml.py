"""The United States Munitions List (22 CFR 121.1) from its eCFR XML.

Values that flow: `Source` -> tree -> one entry for each category, each paragraph a point: `VIII(h)(1)` is point `h.1`
of entry `VIII`. The hard problem: nothing says how deep a paragraph stands, and `(i)` is both a letter and a
numeral; `designators.UsmlOutline` tells by order. Rejected: an entry for each lettered paragraph; the category is what
the list names, numbers and annotates, and its notes would have no place.

Marks become reasons of the entry: `SME: a, b` (the printed asterisk, significant military equipment), `MT: d.2`, and
`MT in part: h.1` where the mark has a condition. The asterisk is no part of a point's text. The eCFR calls itself
authoritative but unofficial, so points are checked as `secondary`. Editions: `--edition`, else the file's own day. A
note in effect until a printed day becomes a part of the edition, so that its state can be told on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from catalogue.importers.reading import Card, Format, Progress, Reading, Refused, Source, Target, Unplaced
from catalogue.importers.us.designators import UsmlOutline, first_sign
from catalogue.importers.us.ecfr import (
    PICTURE,
    Node,
    at_line,
    is_doubtful,
    issued_on,
    no_such_part,
    read_tree,
    starts_like,
    text_of,
)
from catalogue.importers.us.ecfr_editions import EcfrList, dates_to_come, named_day, provision_until, with_held_names
from catalogue.importers.us.listnotes import Notes, usml_places
from catalogue.model import Check, Control, Entry, Part, Point, Words

USML = EcfrList(
    catalogue="us-usml",
    title=Words("美国军品清单（USML）", "United States Munitions List"),
    instrument="22 CFR 121.1",
    source="22 CFR 121.1 (United States Munitions List), eCFR XML, https://www.ecfr.gov",
)
CARD = Card(
    title=Words("美国军品清单（USML）", "United States Munitions List"),
    kind="control-list",
    jurisdiction="US",
    authority=Words("美国国务院国防贸易管制局（DDTC）", "Directorate of Defense Trade Controls, Department of State"),
    code_pattern="[IVX]+",
    code_grammar=Words(
        "类别为罗马数字（I 至 XXI）；其下依次为小写字母、阿拉伯数字、小写罗马数字、大写字母，如 VIII(h)(1)(i)。",
        "A Roman numeral for the category (I to XXI); below it small letters, numbers, small numerals and capital "
        "letters in turn: VIII(h)(1)(i).",
    ),
    source=USML.source,
    official_at=("22 CFR Part 121 (text and XML): www.ecfr.gov, Title 22, Part 121",),
)

_CATEGORY = re.compile(r"Category (?P<code>[IVX]+)\s*[-—–]\s*(?P<title>.*)", re.DOTALL)
_NAMED = re.compile(r"Category ([IVX]+)\b")
_MARKED = re.compile(r"\(MT\)")
_MARKED_IN_PART = re.compile(r"\(MT (?:for|if|when)\b")


@dataclass(slots=True)
class _Draft:
    """A category while it is read."""

    code: str
    title: str
    line: int
    notes: Notes = field(default_factory=lambda: Notes(usml_places))
    outline: UsmlOutline = field(default_factory=UsmlOutline)
    points: list[Point] = field(default_factory=list[Point])
    starred: list[str] = field(default_factory=list[str])
    before: str = ""


def read_usml(source: Source, target: Target, progress: Progress) -> Reading:
    """The list as an edition of us-usml. Raises BadInput for XML without it or an edition id that is no day."""
    root = read_tree(source)
    part = next((n for n in root.every("DIV8") if n.attributes.get("N") == "121.1"), None)
    listed = next(part.every("EXTRACT"), None) if part else None
    if part is None or listed is None:
        raise no_such_part(source, "United States Munitions List (22 CFR 121.1)", "美国军品清单（22 CFR 121.1）")
    edition_id, day, remarks = named_day(USML, source, target, issued_on(root) or issued_on(part))
    reader = _Reader()
    children = listed.children
    signs = _signs_after(children)
    for number, node in enumerate(children):
        if number % 200 == 0:
            progress(number, len(children))
        reader.take(node, signs[number])
    reader.close()
    for node in (*_definitions(root), *(child for child in part.children if child.tag not in ("HEAD", "EXTRACT"))):
        reader.around(node)
    entries = with_held_names(tuple(reader.entries), target.held)
    progress(len(children), len(children))
    return Reading(
        catalogue=USML.catalogue,
        card=CARD,
        edition=USML.edition(edition_id, day, entries, "\n".join(reader.general), reader.parts),
        refused=tuple(reader.refused),
        unplaced=tuple(reader.unplaced),
        remarks=(*remarks, *reader.remarks, *dates_to_come(entries, day)),
    )


def _signs_after(children: tuple[Node, ...]) -> list[str]:
    """For each element the sign of the next designated paragraph; a category's heading ends the search."""
    signs: list[str] = []
    following = ""
    for node in reversed(children):
        signs.append(following)
        own = first_sign(text_of(node)) if node.tag == "P" else ""
        following = "" if node.tag == "HD1" else own or following
    return signs[::-1]


def _definitions(root: Node) -> Iterator[Node]:
    """The paragraphs of the other sections of the part: definitions, reserved sections."""
    for section in root.every("DIV8"):
        if section.attributes.get("N") != "121.1":
            yield from (child for child in section.children if child.tag not in ("HEAD", "CITA"))


class _Reader:
    """Takes the elements of the list one by one."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.refused: list[Refused] = []
        self.unplaced: list[Unplaced] = []
        self.remarks: list[Words] = []
        self.general: list[str] = []
        self.parts: list[Part] = []
        self._draft: _Draft | None = None

    def take(self, node: Node, after: str) -> None:
        """One element; `after` is the sign of the next designated paragraph."""
        text = text_of(node)
        category = _CATEGORY.fullmatch(text) if node.tag == "HD1" else None
        if category:
            self.close()
            self._draft = _Draft(category["code"], category["title"], node.line)
        elif self._draft is None or (node.tag == "HD1" and text):
            why = Words("不在任何类别之内", "stands in no category")
            self.unplaced.append(Unplaced(at_line(node), text, why))
        elif node.tag == "NOTE":
            heading = " ".join(text_of(child) for child in node.children if child.tag == "HED")
            paragraphs = [told for child in node.children if child.tag != "HED" and (told := text_of(child))]
            self._draft.notes.add(heading, paragraphs, self._draft.points[-1].no if self._draft.points else None)
        elif node.tag == "img":
            self._picture(self._draft, node)
        elif text:
            self._paragraph(self._draft, node, text, after)

    def _paragraph(self, draft: _Draft, node: Node, text: str, after: str) -> None:
        marked = draft.outline.place(text, after, draft.before) if node.tag == "P" else None
        if marked is None and draft.points:
            last = draft.points[-1]
            draft.points[-1] = replace(last, text=Words(en=f"{last.text.en}\n{text}"))
            return
        if marked is None:
            where = at_line(node, draft.code)
            self.unplaced.append(Unplaced(where, text, Words("没有编号", "has no designation")))
            return
        draft.before = text
        if marked.reserved:
            return
        draft.points.append(_point(marked.dotted, marked.text))
        if marked.starred:
            draft.starred.append(marked.dotted)

    def _picture(self, draft: _Draft, node: Node) -> None:
        where = at_line(node, f"{draft.code} {draft.points[-1].no if draft.points else ''}".strip())
        self.remarks.append(
            Words(f"公式为图片，未读出（{where.zh}）", f"a formula is a picture and is not read ({where.en})")
        )
        if draft.points:
            last = draft.points[-1]
            draft.points[-1] = replace(last, text=Words(en=f"{last.text.en}\n{PICTURE}"), partial=True)

    def close(self) -> None:
        """Ends the category being read."""
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if any(entry.code == draft.code for entry in self.entries):
            why = Words("同一类别出现两次", "the category is given twice")
            self.refused.append(Refused(Words(f"第{draft.line}行", f"line {draft.line}"), draft.code, why))
            return
        whole = _point(None, draft.title)
        points, notes = draft.notes.settled(draft.points or [whole], whole)
        self.entries.append(
            Entry(
                id=f"{USML.catalogue}.{draft.code}",
                code=draft.code,
                title=Words(en=draft.title),
                control=Control.LICENCE,
                points=points,
                notes=notes,
                source=USML.source,
                checked=Check.SECONDARY,
                complete=not any(point.partial for point in points),
                line=draft.line,
                reasons=tuple(_reasons(draft)),
            )
        )

    def around(self, node: Node) -> None:
        """What stands beside the list: definitions, editorial notes, provisions in effect for a time."""
        text = text_of(node)
        if not text or "[Reserved]" in text:
            return
        if node.tag not in ("EDNOTE", "EFFDNOT"):
            self.general.append(text)
            return
        self.remarks.append(
            Words(f"编者注（{at_line(node).zh}）：{text}", f"editorial note ({at_line(node).en}): {text}")
        )
        codes = _NAMED.findall(text)
        about = next(iter(usml_places(text.partition(", effective")[0])[0]), "")
        told = f"[{about}] {text}" if about else text
        for code in codes:
            printed = code + "".join(f"({level})" for level in about.split(".") if level)
            said = Words(f"{printed}的规定定有期限", f"the provision of {printed} is in effect for a time only")
            part = provision_until(f"{code}.{about}" if about else code, said, text)
            self.parts.extend([part] if part is not None else [])
        for place, entry in enumerate(self.entries):
            if entry.code in codes:
                self.entries[place] = replace(entry, notes=Words(en=f"{entry.notes.en}\n{told}".strip()))
        if not codes:
            self.general.append(text)


def _point(no: str | None, text: str) -> Point:
    return Point(no, Words(en=text), source=USML.source, checked=Check.SECONDARY, partial=is_doubtful(text))


def _reasons(draft: _Draft) -> Iterator[str]:
    """The marks of the category's paragraphs."""
    marked = [p.no or "" for p in draft.points if _MARKED.search(p.text.en)]
    in_part = [p.no or "" for p in draft.points if _MARKED_IN_PART.search(p.text.en)]
    for name, numbers in (("SME", draft.starred), ("MT", marked), ("MT in part", in_part)):
        if numbers:
            yield f"{name}: {', '.join(numbers)}"


def recognises(source: Source) -> bool:
    """True for eCFR XML that names Part 121 of Title 22 in its beginning."""
    return starts_like(source, b"22 CFR Part 121", b"22 CFR 121", b"title-22/part-121", b"MUNITIONS LIST")


FORMAT = Format(
    id="ecfr-usml",
    title=Words("eCFR XML：美国军品清单（第121部分）", "eCFR XML: United States Munitions List (Part 121)"),
    catalogues=("us-usml",),
    recognises=recognises,
    read=read_usml,
)
