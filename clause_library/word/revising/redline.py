"""The contract with every change tracked, as the difference of two main parts.

Values that flow: the original main part and the clean one become a main part in which accepting our revisions gives
the clean text and rejecting them the original; what did not change keeps its bytes. It does not ask how a change came
about, so insertions, moved clauses, new numbers and corrected references are tracked by one mechanism. Rejected:
tracking where each edit is made; every writer would have to know about revisions, and one would forget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clause_library.word.revising.blocks import Item, Step, closed, is_property, items_of, properties_of, steps
from clause_library.word.revising.inline import CONTROL, Inline, TornField
from clause_library.word.revising.stamps import TRACKS, Look, Stamp, closing, every, fresh_ids, look_of, opening
from clause_library.word.revising.tokens import MARKER, boxes_of, markers_lost, read_tokens
from clause_library.word.source.document import body_of
from clause_library.word.source.xmltree import Edit, Node, XmlPart, parse_part

TEXT_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
HOLDERS = ("w:sdt", "w:customXml", "mc:AlternateContent", "mc:Choice")


def redline(original: XmlPart, clean: XmlPart, author: str, date: str) -> bytes:
    """The clean main part with tracked changes against the original, by author and date (ISO 8601, UTC).

    Bookmarks stand as in the clean text, and those of deleted text stay in it: Word does not track them.
    """
    stamp = Stamp(clean.prefix, author, date, fresh_ids(original.root, clean.root))
    redlining = Redlining(original, clean, stamp, markers_lost(original.root, clean.root), _names(clean.root))
    body = body_of(clean)
    inner = redlining.container(body_of(original), body)
    if body.inner_end == body.end:
        inner = f"{opening(clean, body)}{inner}{closing(clean, body)}"
        return clean.bytes_with([Edit(body.start, body.end, inner)])
    return clean.bytes_with([Edit(body.inner_start, body.inner_end, inner)])


def _names(root: Node) -> frozenset[str]:
    """Ids that must not stand twice: of revisions, controls and paragraphs."""
    out: set[str] = set()
    for node in every(root):
        if node.tag in (*TRACKS, "w:pPrChange", "w:rPrChange"):
            out.add(node.get("w:id"))
        elif node.tag == "w:sdtPr" and (key := node.value("w:id")):
            out.add(f"{CONTROL}{key}")
        elif node.tag == "w:p":
            out.add(node.get(TEXT_ID))
    return frozenset(out - {""})


@dataclass(frozen=True, slots=True)
class Redlining:
    """One redline in the making."""

    old: XmlPart
    new: XmlPart
    stamp: Stamp
    lost: frozenset[int]
    names: frozenset[str]

    @property
    def inline(self) -> Inline:
        """The merger of paragraphs' content, with text boxes coming back here."""
        return Inline(self.stamp, self.lost, self.names, self._boxed)

    def container(self, old: Node, new: Node) -> str:
        """What stands in a body, cell, control or text box, with its changes tracked."""
        before, old_rest = items_of(self.old, old)
        after, _ = items_of(self.new, new)
        at = max([new.inner_start, *(c.end for c in new.children if is_property(c))])
        out = [self.new.source[new.inner_start : at].decode("utf-8")]
        for step in closed(steps(before, after, self._joins)):
            if step.old is not None:
                out += [self.old.xml(n) for n in step.old.before if n.start in self.lost]
            if step.new is not None:
                out.append(self.new.source[at : step.new.node.start].decode("utf-8"))
                at = step.new.node.end
            out.append(self._step(step))
        out += [self.old.xml(n) for n in old_rest if n.start in self.lost]
        out.append(self.new.source[at : new.inner_end].decode("utf-8"))
        return "".join(out)

    def _joins(self, old: Item, new: Item) -> bool:
        """Whether a change from one to the other can be told inside it."""
        if old.node.tag != new.node.tag:
            return False
        if old.is_paragraph:
            return look_of(old.part, old.node).fits(look_of(new.part, new.node))
        if properties_of(old.part, old.node) != properties_of(new.part, new.node):
            return False
        if old.node.tag == "w:tr":
            return self._same_cells(old.node, new.node)
        return old.node.tag in ("w:tbl", "w:tc", *HOLDERS)

    def _same_cells(self, old: Node, new: Node) -> bool:
        """Whether two rows have the same cells, whatever those say."""
        before, after = items_of(self.old, old)[0], items_of(self.new, new)[0]
        return len(before) == len(after) and all(self._joins(a, b) for a, b in zip(before, after, strict=True))

    def _step(self, step: Step) -> str:
        if step.same:
            return self.new.xml(step.item.node)
        if step.item.is_paragraph:
            return self._paragraph(step)
        if step.old is not None and step.new is not None:
            return self._changed(step.old.node, step.new.node)
        return self._whole(step.item.part, step.item.node, "ins" if step.old is None else "del")

    def _changed(self, old: Node, new: Node) -> str:
        """A table, row, cell or control with what changed in it."""
        if new.tag == "w:tr":
            inner = self._cells(old, new)
        elif new.tag == "w:sdt":
            return self._control(old, new)
        elif new.tag in ("w:tbl", "w:tc", *HOLDERS):
            inner = self.container(old, new)
        else:
            return self.new.xml(new)
        return f"{opening(self.new, new)}{inner}{closing(self.new, new)}"

    def _control(self, old: Node, new: Node) -> str:
        before, after = old.child("w:sdtContent"), new.child("w:sdtContent")
        if before is None or after is None:
            return self.new.xml(new)
        inner = self._cells(before, after) if _holds_cells(after) else self.container(before, after)
        front = self.new.source[new.start : after.start].decode("utf-8")
        back = self.new.source[after.end : new.end].decode("utf-8")
        return f"{front}{opening(self.new, after)}{inner}{closing(self.new, after)}{back}"

    def _cells(self, old: Node, new: Node) -> str:
        """Cells side by side in their order; rows with other cells never come here."""
        before, after = items_of(self.old, old)[0], items_of(self.new, new)[0]
        out: list[str] = []
        at = new.inner_start
        for was, now in zip(before, after, strict=True):
            out.append(self.new.source[at : now.node.start].decode("utf-8"))
            out.append(self._step(Step(was, now)))
            at = now.node.end
        return "".join([*out, self.new.source[at : new.inner_end].decode("utf-8")])

    def _paragraph(self, step: Step) -> str:
        old, new = step.old, step.new
        if old is not None and new is not None:
            try:
                return self._merged(old, new, step.mark)
            except TornField:
                return self._alone(old, "del") + self._alone(new, "ins")
        if step.was is not None and step.now is not None:
            look = step.now.from_old(step.was, self.stamp)
            return self._built(step.item, look, self._content(step.item, new is None))
        return self._alone(step.item, "del" if new is None else "ins")

    def _merged(self, old: Item, new: Item, mark: str) -> str:
        content = self.inline.merged(read_tokens(old.part, _inside(old.node)), read_tokens(new.part, _inside(new.node)))
        was, now = look_of(old.part, old.node), look_of(new.part, new.node)
        if mark == "ins":
            look = replace(now, tracks=now.inserted(self.stamp).tracks)
        elif mark == "del":
            look = was.deleted(self.stamp)
        else:
            look = now.from_old(was, self.stamp)
        return self._built(new, look, content)

    def _alone(self, item: Item, state: str, *, whole: bool = False) -> str:
        look = look_of(item.part, item.node)
        gone = look.deleted(self.stamp).renamed(self.names, self.stamp)
        look = look.inserted(self.stamp) if state == "ins" else gone
        return self._built(item, look, self._content(item, state == "del", whole=whole))

    def _content(self, item: Item, gone: bool, *, whole: bool = False) -> str:
        inline = replace(self.inline, whole=whole)
        act = inline.deleted if gone else inline.inserted
        return act(item.part, _inside(item.node))

    def _built(self, item: Item, look: Look, content: str) -> str:
        part, node = item.part, item.node
        tag = opening(part, node)
        if part is self.old and node.get(TEXT_ID) in self.names:
            tag = _without_id(node, tag)
        return f"{tag}{look.xml(self.stamp.w)}{content}{closing(part, node)}"

    def _whole(self, part: XmlPart, node: Node, state: str) -> str:
        """Everything in an element inserted or deleted, the element itself kept until the decision."""
        if node.tag == "w:p":
            return self._alone(Item(part, node), state, whole=True)
        if node.tag not in ("w:tbl", "w:tr", "w:tc", "w:sdtContent", *HOLDERS):
            return part.xml(node) if state == "ins" else ""
        inner = "".join(self._piece(part, child, state) for child in node.children)
        properties = node.child("w:sdtPr")
        if state == "del" and properties is not None and f"{CONTROL}{properties.value('w:id')}" in self.names:
            content = node.child("w:sdtContent")
            return "".join(self._whole(part, c, state) for c in content.children) if content else ""
        if node.tag == "w:tr":
            inner = self._row(part, node, state, inner)
        return f"{opening(part, node)}{inner}{closing(part, node)}"

    def _piece(self, part: XmlPart, child: Node, state: str) -> str:
        if child.tag == "w:trPr" or (state == "del" and MARKER.fullmatch(child.tag) and child.start not in self.lost):
            return ""
        known = child.tag in ("w:p", "w:tbl", "w:tr", "w:tc", "w:sdtContent", *HOLDERS)
        return self._whole(part, child, state) if known else part.xml(child)

    def _row(self, part: XmlPart, row: Node, state: str, inner: str) -> str:
        """The row's own mark, in the order of the schema."""
        w = self.stamp.w
        properties = row.child("w:trPr")
        children: Sequence[Node] = properties.children if properties else ()
        own = "".join(part.xml(c) for c in children if c.tag not in ("w:ins", "w:del", "w:trPrChange"))
        theirs = "".join(part.xml(c) for c in children if c.tag == "w:ins" and state == "del")
        gone = "".join(part.xml(c) for c in children if c.tag == "w:del" and state == "del")
        change = "".join(part.xml(c) for c in children if c.tag == "w:trPrChange")
        mark = gone or self.stamp.mark(state)
        exception = row.child("w:tblPrEx")
        first = part.xml(exception) if exception else ""
        return f"{first}<{w}:trPr>{own}{theirs}{mark}{change}</{w}:trPr>{inner.removeprefix(first)}"

    def _boxed(self, old: Node, new: Node) -> str:
        """A picture or shape with what changed in its text boxes tracked."""
        out: list[str] = []
        at = new.start
        for was, now in zip(boxes_of(old), boxes_of(new), strict=True):
            out.append(self.new.source[at : now.inner_start].decode("utf-8"))
            out.append(self.container(was, now))
            at = now.inner_end
        return "".join([*out, self.new.source[at : new.end].decode("utf-8")])


def _holds_cells(content: Node) -> bool:
    return any(c.tag == "w:tc" for c in content.children)


def _inside(paragraph: Node) -> list[Node]:
    return [c for c in paragraph.children if c.tag != "w:pPr"]


def _without_id(node: Node, tag: str) -> str:
    """A start tag without the ids that the new version of the paragraph carries."""
    for name, value in node.attrs.items():
        if name.endswith(("}paraId", "}textId")):
            local = name.rsplit("}", 1)[1]
            head, found, rest = tag.partition(f':{local}="{value}"')
            if found:
                tag = head.rpartition(" ")[0] + rest
    return tag


def redlined(original: XmlPart, clean: bytes, author: str, date: str) -> bytes:
    """`redline` for a clean part that is not parsed yet; equal parts come back as they are."""
    if clean == original.source:
        return clean
    return redline(original, parse_part(original.name, clean), author, date)
