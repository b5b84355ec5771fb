"""The Commerce Control List (15 CFR Part 774, Supplement No. 1) from its eCFR XML.

Values that flow: `Source` -> tree -> for each ECCN its heading, reasons for control, licence exceptions, items as
points (`a.1.i`) and notes -> `Reading`. The hard problem: the XML is flat and its tags mean nothing; an item, a note's
list and a table's remark look alike. So what a line is follows from its words and the block it stands in, an item must
follow the one before it, and each line ends in an entry, a point, a note or `unplaced`. Rejected: reading by tag and
style; five headings stand in tags of their own and some hundred notes outside any note.

The eCFR calls itself authoritative but unofficial, so points are checked as `secondary`; a point with a formula that is
a picture, or a power that is a misprint, is marked partial. Editions are named by `--edition`, else after the file's
own day; a file without one is refused until the user names it.
"""

from __future__ import annotations

import re

from catalogue.importers.reading import Format, Progress, Reading, Refused, Source, Target, Unplaced
from catalogue.importers.us.ccl_entry import CARD, CCL, Draft, doubts_of, entry_of, numbered_item, point_of, with_note
from catalogue.importers.us.ccl_parts import (
    EXCEPTIONS,
    Block,
    block_of,
    is_in_heading,
    labelled,
    reasons_in_passing,
    reasons_in_words,
    reasons_of,
)
from catalogue.importers.us.designators import ccl_item, follows
from catalogue.importers.us.ecfr import (
    PICTURE,
    Node,
    at_line,
    issued_on,
    no_such_part,
    read_tree,
    starts_like,
    text_of,
)
from catalogue.importers.us.ecfr_editions import dates_to_come, named_day, provision_until, with_held_names
from catalogue.importers.us.listnotes import Notes, ccl_places
from catalogue.model import Entry, Part, Words

_HEADING = re.compile(r"(?P<code>\d[A-E]\d{3})\b[.:]?\s*(?P<title>.*)", re.DOTALL)
_EAR99 = re.compile(r"EAR99\b")
_CATEGORY = re.compile(r"Category \d\s*[-—–]")
_CODE = re.compile(r"\b\d[A-E]\d{3}\b")
_OPENS_NOTE = re.compile(r"(?:Technical Notes?|Notes?|N\.B\.)\b|\d[A-E]\d{3}\b")
_LIST_HEAD = "Commerce Control List"


def read_ccl(source: Source, target: Target, progress: Progress) -> Reading:
    """The list as an edition of us-ccl. Raises BadInput for XML without it or an edition id that is no day."""
    root = read_tree(source)
    part = next((n for n in root.every("DIV9", "DIV8", "APPENDIX") if _LIST_HEAD in _head_of(n)), None)
    if part is None:
        raise no_such_part(
            source, "Commerce Control List (Part 774, Supplement No. 1)", "商业管制清单（第774部分附件1）"
        )
    edition_id, day, remarks = named_day(CCL, source, target, issued_on(root) or issued_on(part))
    reader = _Reader()
    for number, node in enumerate(part.children):
        if number % 500 == 0:
            progress(number, len(part.children))
        reader.take(node)
    reader.close()
    entries = with_held_names(tuple(reader.entries), target.held)
    progress(len(part.children), len(part.children))
    return Reading(
        catalogue=CCL.catalogue,
        card=CARD,
        edition=CCL.edition(edition_id, day, entries, "\n".join(reader.general), reader.parts),
        refused=tuple(reader.refused),
        unplaced=tuple(reader.unplaced),
        remarks=(*remarks, *reader.remarks, *dates_to_come(entries, day)),
    )


def _head_of(node: Node) -> str:
    return next((text_of(child) for child in node.children if child.tag == "HEAD"), "")


class _Reader:
    """Takes the elements of the supplement one by one."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.refused: list[Refused] = []
        self.unplaced: list[Unplaced] = []
        self.remarks: list[Words] = []
        self.general: list[str] = []
        self.parts: list[Part] = []
        self._draft: Draft | None = None
        self._category = ""
        self._about: list[tuple[Node, str]] = []
        self._listing = False

    def take(self, node: Node) -> None:
        """One element at the top of the supplement."""
        text = text_of(node)
        if node.tag == "HEAD" or not (text or node.tag == "img"):
            return
        heading = _HEADING.fullmatch(text) if node.leads == "B" else None
        if heading:
            self._finish()
            self._draft = Draft(
                heading["code"], heading["title"], node.line, self._category, Notes(ccl_places(heading["code"]))
            )
        elif node.tag in ("EDNOTE", "CITA", "EFFDNOT") or (node.leads == "B" and _EAR99.match(text)):
            self._finish()
            self._of_list(node, text)
        elif node.tag in ("HD1", "HD2", "HD3") and block_of(text) is None:
            self._group(node, text)
        elif self._draft is None:
            self._of_list(node, text)
        else:
            self._line(self._draft, node, text)

    def close(self) -> None:
        """After the last element: what was said of the list as a whole goes to the entries it names."""
        self._finish()
        by_code = {entry.code: place for place, entry in enumerate(self.entries)}
        for node, text in self._about:
            named = [by_code[code] for code in dict.fromkeys(_CODE.findall(text)) if code in by_code]
            for place in named:
                self.entries[place] = with_note(self.entries[place], text)
            if (not named or node.tag == "EDNOTE") and text.casefold() not in map(str.casefold, self.general):
                self.general.append(text)
            if node.tag in ("EDNOTE", "EFFDNOT"):
                for code in dict.fromkeys(_CODE.findall(text)):
                    said = Words(f"{code}的规定定有期限", f"a provision of {code} is in effect for a time only")
                    part = provision_until(code, said, text)
                    self.parts.extend([part] if part is not None else [])
                self.remarks.append(
                    Words(f"编者注（{at_line(node).zh}）：{text}", f"editorial note ({at_line(node).en}): {text}")
                )

    def _group(self, node: Node, text: str) -> None:
        """A heading between entries: a category, a product group, an annex; or a group of items inside an entry."""
        if node.tag == "HD2" and self._draft is not None and self._draft.block is Block.ITEMS:
            self._draft.notes.lines.append(f"[heading before the next item] {text}")
            return
        self._finish()
        if _CATEGORY.match(text):
            self._category = text
        self._listing = node.tag != "HD1"
        if self._listing:
            self._about.append((node, text))

    def _of_list(self, node: Node, text: str) -> None:
        """What stands outside the entries. A list under a heading goes on with it (the annex of explosives)."""
        lines = _lines_of(node) if node.tag == "NOTE" else text
        if self._listing and node.tag in ("P", "NOTE", "DIV"):
            head, earlier = self._about[-1]
            self._about[-1] = (head, f"{earlier}\n{lines}")
        else:
            self._listing = False
            self._about.append((node, lines))

    def _line(self, draft: Draft, node: Node, text: str) -> None:
        """One element inside an entry."""
        opened = block_of(text)
        if opened:
            draft.block, text = opened
            draft.continues = ""
            if not text:
                return
            if draft.block is Block.LIST:
                draft.block = Block.ITEMS
        if node.tag == "NOTE":
            self._note(draft, node)
        elif node.tag == "DIV":
            self._table(draft, node)
        elif node.tag == "img":
            self._picture(draft, node)
        elif not self._labelled(draft, text):
            self._in_block(draft, node, text)

    def _labelled(self, draft: Draft, text: str) -> bool:
        """A line with a label; False where it carries none."""
        line = labelled(text)
        if line is None:
            return False
        if line.label == "Items":
            draft.block = Block.ITEMS
            if line.rest:
                self._item(draft, line.rest)
        elif line.label in EXCEPTIONS:
            draft.exceptions.append(f"{line.label}: {line.rest}")
            draft.continues = "exception"
        elif line.label == "Reason for Control":
            draft.notes.lines.append(f"Reason for Control: {line.rest}")
        elif draft.block is Block.ITEMS and not line.label.startswith(("Related", "License")):
            return False
        else:
            draft.notes.lines.append(f"{line.label}: {line.rest}")
            draft.continues = "note"
        return True

    def _in_block(self, draft: Draft, node: Node, text: str) -> None:
        """A line without a label: what it is follows from its block."""
        if draft.block is Block.ITEMS:
            if node.leads == "I":
                self._note_outside(draft, text)
            else:
                self._item(draft, text)
            return
        draft.reasons.extend(reasons_in_passing(text))
        reasons = reasons_in_words(text) if draft.block in (Block.REQUIREMENTS, Block.HEADING) else None
        if reasons is not None:
            draft.reasons.extend(reasons)
        elif draft.block is Block.STA:
            draft.exceptions.append(f"STA: {text}")
        elif draft.block is Block.EXCEPTIONS and draft.continues == "exception":
            draft.exceptions[-1] = f"{draft.exceptions[-1]} {text}"
        elif draft.continues == "note" and draft.notes.lines:
            draft.notes.lines[-1] = f"{draft.notes.lines[-1]}\n{text}"
        else:
            draft.notes.lines.append(text)

    def _item(self, draft: Draft, text: str) -> None:
        if is_in_heading(text):
            draft.in_heading = True
            return
        item = ccl_item(text) or numbered_item(draft, text)
        if item is None and not draft.points and len(_CODE.findall(text)) == 0:
            draft.notes.go_on(text)
        elif item is None:
            self._loose(draft, text)
        elif draft.last and not follows(item.no, draft.last):
            where = Words(f"{draft.code}，{item.dotted}", f"{draft.code}, {item.dotted}")
            why = Words(f"不接在 {'.'.join(draft.last)} 之后", f"does not follow {'.'.join(draft.last)}")
            self.unplaced.append(Unplaced(where, text, why))
        else:
            draft.last = item.no
            if not item.reserved:
                draft.points.append(point_of(item.dotted, item.text))

    def _loose(self, draft: Draft, text: str) -> None:
        """A line among the items without designation: the entry's only text, else a note."""
        if not draft.points and not draft.in_heading:
            draft.points.append(point_of(None, text))
        else:
            draft.notes.add("", (text,), draft.behind)

    def _note_outside(self, draft: Draft, text: str) -> None:
        """A note that stands outside a note's tag, or goes on with the one before it."""
        opens = _OPENS_NOTE.match(text) or not draft.notes.kept
        if opens or draft.notes.kept[-1].behind != draft.behind:
            draft.notes.add("", (text,), draft.behind)
        else:
            draft.notes.go_on(text)

    def _note(self, draft: Draft, node: Node) -> None:
        heading, paragraphs = _heading_of(node), _paragraphs_of(node)
        if draft.block is Block.ITEMS:
            goes_on = not heading and bool(draft.notes.kept)
            if goes_on:
                for text in paragraphs:
                    draft.notes.go_on(text)
            else:
                draft.notes.add(heading, paragraphs, draft.behind)
        else:
            draft.notes.lines.append("\n".join(part for part in (heading, *paragraphs) if part))
            draft.continues = ""

    def _picture(self, draft: Draft, node: Node) -> None:
        draft.notes.go_on(PICTURE)
        where = at_line(node, f"{draft.code} {draft.behind or ''}".strip())
        self.remarks.append(
            Words(f"公式为图片，未读出（{where.zh}）", f"a formula is a picture and is not read ({where.en})")
        )
        if draft.points:
            draft.points[-1] = point_of(draft.points[-1].no, draft.points[-1].text.en, partial=True)

    def _table(self, draft: Draft, node: Node) -> None:
        """The requirements table, or a table among the items, which is kept as lines of a note."""
        rows = [[text_of(cell) for cell in row.children if cell.tag == "TD"] for row in node.every("TR")]
        heads = [text_of(cell) for cell in node.every("TH")]
        if draft.block is not Block.ITEMS and any(head.startswith("Control") for head in heads):
            for cells in filter(None, rows):
                reasons = reasons_of(cells)
                if reasons is None:
                    draft.notes.lines.append("; ".join(cell for cell in cells if cell))
                else:
                    draft.reasons.extend(reasons)
        else:
            captions = [text_of(child) for child in node.every("CAPTION")]
            lines = (" | ".join(heads), *(" | ".join(cells) for cells in rows if cells))
            draft.notes.add("", (*captions, *(line for line in lines if line.strip(" |"))), draft.behind)

    def _finish(self) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            return
        if any(entry.code == draft.code for entry in self.entries):
            where = Words(f"第{draft.line}行", f"line {draft.line}")
            why = Words("同一 ECCN 出现两次", "the ECCN is given twice")
            self.refused.append(Refused(where, draft.code, why))
            return
        whole = point_of(None, draft.title)
        points = draft.points or [whole]
        settled, notes = draft.notes.settled(points, whole)
        self.remarks.extend(doubts_of(draft.code, settled))
        self.entries.append(entry_of(draft, settled, notes))


def _heading_of(node: Node) -> str:
    return " ".join(text_of(child) for child in node.children if child.tag == "HED").strip()


def _paragraphs_of(node: Node) -> tuple[str, ...]:
    return tuple(text for child in node.children if child.tag != "HED" and (text := text_of(child)))


def _lines_of(node: Node) -> str:
    return "\n".join(part for part in (_heading_of(node), *_paragraphs_of(node)) if part)


def recognises(source: Source) -> bool:
    """True for eCFR XML that names Part 774 in its beginning."""
    return starts_like(source, b"Part 774", b"part-774", b'N="774"')


FORMAT = Format(
    id="ecfr-ccl",
    title=Words(
        "eCFR XML：商业管制清单（第774部分附件1）", "eCFR XML: Commerce Control List (Part 774, Supplement No. 1)"
    ),
    catalogues=("us-ccl",),
    recognises=recognises,
    read=read_ccl,
)
