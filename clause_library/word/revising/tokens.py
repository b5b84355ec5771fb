"""What stands in a paragraph, in pieces that can be compared, inserted and deleted one by one.

Values that flow: inline elements become `Token`s: words with their run, other things of a run, whole fields, and
containers with tokens of their own. The hard problem is what must not be torn apart: a field from begin to end, a
link, a control. Marks without text (bookmarks, ends of comments) belong to the token behind them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from clause_library.word.revising.stamps import every, opening
from clause_library.word.source.xmltree import Node, XmlPart

WORDS = re.compile(r"[^\W\d_\u2e80-\ua4cf\uf900-\ufaff]+|\d+|[〇零一二三四五六七八九十百千]+|\s+|.", re.DOTALL)
RANGES = ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange", "customXml")
MARKER = re.compile(rf"w:((?:{'|'.join(RANGES)})\w*(?:Start|End))|w:proofErr")
THEIRS = ("w:ins", "w:moveTo")
GONE = ("w:del", "w:moveFrom")
HOLDERS = ("w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:sdt", "w:dir", "w:bdo")
RSID = re.compile(r'\s[\w.-]+:rsid\w*="[^"]*"')
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True, eq=False)
class Token:
    """A piece of a paragraph; tokens of equal `key` are the same thing, though what is inside them may differ.

    `kind` is text, atom (anything else in a run), field, holder, theirs (somebody's insertion), gone (somebody's
    deletion), plain (stands beside runs) or end. `head`, `inner`, `tail` are the parts of a field; a holder `inner`.
    """

    kind: str
    key: Hashable
    part: XmlPart
    run: Node | None = None
    node: Node | None = None
    text: str = ""
    head: list[Token] = field(default_factory=list["Token"])
    inner: list[Token] = field(default_factory=list["Token"])
    tail: list[Token] = field(default_factory=list["Token"])
    before: list[Node] = field(default_factory=list[Node])
    properties: Node | None = None
    """The `w:rPr` of its run, looked for once for all that the run holds."""

    @property
    def xml(self) -> str:
        """The source of an atom or of something plain."""
        return self.part.xml(self.node) if self.node else ""

    @property
    def formatting(self) -> str:
        """The `w:rPr` of the token's run."""
        return self.part.xml(self.properties) if self.properties and self.properties.children else ""


def read_tokens(part: XmlPart, nodes: Iterable[Node]) -> list[Token]:
    """The tokens of these elements; the last is the end, which carries the marks behind everything."""
    reading = _Reading(part)
    for node in nodes:
        reading.take(node)
    reading.add(Token("end", "end", part))
    return _with_fields(part, reading.out)


@dataclass(slots=True)
class _Reading:
    part: XmlPart
    out: list[Token] = field(default_factory=list[Token])
    waiting: list[Node] = field(default_factory=list[Node])

    def add(self, token: Token) -> None:
        token.before, self.waiting = self.waiting, []
        self.out.append(token)

    def take(self, node: Node) -> None:
        part = self.part
        if node.tag == "w:r":
            self._run(node)
        elif MARKER.fullmatch(node.tag):
            self.waiting.append(node)
        elif node.tag in GONE:
            self.add(Token("gone", (node.tag, part.xml(node)), part, node=node))
        elif node.tag in THEIRS:
            key = (node.tag, node.get("w:id"), node.get("w:author"))
            self.add(Token("theirs", key, part, node=node, inner=read_tokens(part, node.children)))
        elif node.tag in HOLDERS:
            key = (node.tag, RSID.sub("", opening(part, node)), *_control(part, node))
            self.add(Token("holder", key, part, node=node, inner=read_tokens(part, content_of(node))))
        else:
            self.add(Token("plain", (node.tag, part.xml(node)), part, node=node))

    def _run(self, run: Node) -> None:
        properties = run.child("w:rPr")
        changed = self.part.xml(properties) if properties and properties.child("w:rPrChange") else ""
        for node in run.children:
            if node.tag == "w:rPr":
                continue
            if node.tag == "w:t":
                for word in WORDS.findall(shown_text(node)):
                    key = ("text", word, changed)
                    self.add(Token("text", key, self.part, run, node, word, properties=properties))
            else:
                key = (_atom_key(self.part, node), changed)
                self.add(Token("atom", key, self.part, run, node, properties=properties))


def shown_text(node: Node) -> str:
    """What a `w:t` shows: white space around it counts only where it says so."""
    return node.text if node.get(SPACE) == "preserve" else node.text.strip(" \t\r\n")


def content_of(holder: Node) -> list[Node]:
    """What stands inside a holder, its properties left out."""
    inner = holder.child("w:sdtContent") if holder.tag == "w:sdt" else holder
    return [n for n in inner.children if not n.tag.endswith("Pr")] if inner else []


def _control(part: XmlPart, node: Node) -> tuple[str, ...]:
    return tuple(part.xml(c) for c in node.children if c.tag in ("w:sdtPr", "w:sdtEndPr"))


def boxes_of(node: Node) -> list[Node]:
    """The texts of text boxes in an element, outermost only."""
    if node.tag == "w:txbxContent":
        return [node]
    return [box for child in node.children for box in boxes_of(child)]


def _atom_key(part: XmlPart, node: Node) -> Hashable:
    """Things of a run are the same where their source is; a field's mark whatever its state, a box whatever it says."""
    if node.tag == "w:fldChar":
        return (node.tag, node.get("w:fldCharType"))
    boxes = boxes_of(node)
    if not boxes:
        return (node.tag, part.xml(node))
    edges = [node.start, *(x for b in boxes for x in (b.inner_start, b.inner_end)), node.end]
    return (node.tag, *(part.source[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)))


def _kind_of_mark(token: Token) -> str:
    is_mark = token.kind == "atom" and token.node is not None and token.node.tag == "w:fldChar"
    return token.node.get("w:fldCharType") if is_mark and token.node else ""


def _with_fields(part: XmlPart, tokens: list[Token]) -> list[Token]:
    """Each complete field as one token, outermost first; halves of fields stay what they are."""
    ends = _field_ends(tokens)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        if at not in ends:
            out.append(tokens[at])
            at += 1
            continue
        separate, end = ends[at]
        head = tokens[at : separate + 1]
        inner = [*_with_fields(part, tokens[separate + 1 : end]), Token("end", "end", part)]
        key = ("field", *("".join(t.text or t.xml for t in head if not _kind_of_mark(t)).split()))
        whole = Token("field", key, part, head=head, inner=inner, tail=[tokens[end]])
        whole.before, head[0].before = head[0].before, []
        out.append(whole)
        at = end + 1
    return out


def _field_ends(tokens: Sequence[Token]) -> dict[int, tuple[int, int]]:
    """For the begin of each complete outermost field: where its result begins behind, and its end."""
    out: dict[int, tuple[int, int]] = {}
    stack: list[list[int]] = []
    for at, token in enumerate(tokens):
        kind = _kind_of_mark(token)
        if kind == "begin":
            stack.append([at, -1])
        elif kind == "separate" and stack:
            stack[-1][1] = at
        elif kind == "end" and stack:
            begin, separate = stack.pop()
            while out and next(reversed(out)) > begin:
                out.popitem()
            out[begin] = (separate if separate >= 0 else at - 1, at)
    return out


def torn(tokens: Iterable[Token]) -> bool:
    """Whether half a field stands among the tokens."""
    return any(_kind_of_mark(t) for t in tokens)


def markers_lost(old: Node, new: Node) -> frozenset[int]:
    """Offsets of the marks of the old tree that the new one has nowhere."""
    kept: set[tuple[str, str]] = set(_marks(new).values())
    return frozenset(at for at, key in _marks(old).items() if key not in kept)


def _marks(root: Node) -> dict[int, tuple[str, str]]:
    names: dict[str, str] = {}
    out: dict[int, tuple[str, str]] = {}
    for node in every(root):
        match = MARKER.fullmatch(node.tag)
        if match is None or not match.group(1):
            continue
        name = node.get("w:id")
        if node.tag == "w:bookmarkStart":
            names[name] = node.get("w:name")
        if node.tag.startswith("w:bookmark"):
            name = names.get(name, name)
        out[node.start] = (node.tag, name)
    return out
