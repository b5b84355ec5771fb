"""Two versions of what stands in a paragraph as one text with tracked changes.

Values that flow: tokens of the old and the new paragraph become stretches of XML, each kept, inserted or deleted.
The hard problem is other people's insertions: what we delete in them is deleted inside them, what we insert splits
them in two. Rejected: striking the whole paragraph and writing it again; nobody can read such a redline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from clause_library.word.revising.aligning import Pair, align
from clause_library.word.revising.lines import DEL, INS, KEPT, Line, Stretch
from clause_library.word.revising.stamps import Stamp, closing, opening
from clause_library.word.revising.tokens import Token, read_tokens, torn
from clause_library.word.source.xmltree import Node, XmlPart, escape

FEWEST, SHARE = 3, 4
CONTROL = "control "


class TornField(ValueError):
    """A change touches one half of a field whose other half stands in another paragraph."""


@dataclass(frozen=True, slots=True)
class Inline:
    """Merges paragraphs' content. `lost` are offsets of old marks to keep, `names` the ids of the new version's
    controls and revisions, `box` merges what a text box says. `whole`: what is inserted comes with the row or table
    it stands in, and what stood there goes with its own: other people's deletions come too."""

    stamp: Stamp
    lost: frozenset[int]
    names: frozenset[str]
    box: Callable[[Node, Node], str]
    whole: bool = False

    def merged(self, old: Sequence[Token], new: Sequence[Token]) -> str:
        """Both versions, what differs tracked. Raises TornField."""
        return self.wrapped(self._merge(old, new, closing_mark=True))

    def inserted(self, part: XmlPart, nodes: Iterable[Node]) -> str:
        """All of it as inserted."""
        return self.wrapped(self._merge((), read_tokens(part, nodes)))

    def deleted(self, part: XmlPart, nodes: Iterable[Node]) -> str:
        """All of it as deleted."""
        return self.wrapped(self._merge(read_tokens(part, nodes), ()))

    def wrapped(self, stretches: Iterable[Stretch]) -> str:
        """Stretches as XML, neighbours of one state in one revision."""
        out: list[str] = []
        waiting: list[str] = []
        state = KEPT
        for now, xml in [*stretches, (KEPT, "")]:
            if now != state and waiting:
                out.append(self.stamp.around(state, "".join(waiting)) if state else "".join(waiting))
                waiting = []
            state = now
            waiting.append(xml)
        return "".join([*out, *waiting])

    def _merge(self, old: Sequence[Token], new: Sequence[Token], *, closing_mark: bool = False) -> list[Stretch]:
        """Before a closing mark the new words come first: LibreOffice runs an insertion there on into the next."""
        line = Line(self.stamp)
        pairs = matched(old, new)
        i = j = 0
        for a, b in [*pairs, (len(old), len(new))]:
            if torn([*old[i:a], *new[j:b]]) and old and new:
                raise TornField
            ahead = standing_ahead(old[i:a], new[j:b])
            for node in ahead:
                line.raw(KEPT, new[j].part.xml(node))
            if closing_mark and old[a:] and old[a].kind == "end":
                self._put(line, new[j:b], ahead)
                self._strike(line, old[i:a])
            else:
                self._strike(line, old[i:a])
                self._put(line, new[j:b], ahead)
            if a < len(old):
                self._marks(line, old[a], old=True)
                self._marks(line, new[b])
                self._keep(line, old[a], new[b])
            i, j = a + 1, b + 1
        return line.finished()

    def _strike(self, line: Line, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self._marks(line, token, old=True)
            self._delete(line, token)

    def _put(self, line: Line, tokens: Sequence[Token], passed: Sequence[Node]) -> None:
        for token in tokens:
            self._marks(line, token, passed=passed)
            self._insert(line, token)

    def _marks(self, line: Line, token: Token, *, old: bool = False, passed: Sequence[Node] = ()) -> None:
        for node in token.before:
            if node.tag != "w:proofErr" and node not in passed and (not old or node.start in self.lost):
                line.raw(KEPT, token.part.xml(node))

    def _keep(self, line: Line, old: Token, new: Token) -> None:
        if new.kind == "field":
            for was, now in zip(old.head, new.head, strict=True):
                self._keep(line, was, now)
            for stretch in self._merge(old.inner, new.inner):
                line.raw(*stretch)
            for was, now in zip(old.tail, new.tail, strict=True):
                self._marks(line, now)
                self._keep(line, was, now)
        elif new.kind == "holder":
            line.raw(KEPT, self._held(new, self.wrapped(self._merge(old.inner, new.inner))))
        elif new.kind == "theirs":
            self._within_theirs(line, new, self._merge(old.inner, new.inner))
        elif new.run is not None:
            line.put(KEPT, new, self._atom(old, new), old.formatting)
        else:
            line.raw(KEPT, new.xml)

    def _atom(self, old: Token, new: Token) -> str:
        """A thing of a run as it is now; a text box with what changed in it tracked."""
        if new.kind == "text" or old.node is None or new.node is None:
            return ""
        if old.xml == new.xml or new.node.tag == "w:fldChar":
            return new.xml
        return self.box(old.node, new.node)

    def _within_theirs(self, line: Line, new: Token, stretches: Sequence[Stretch]) -> None:
        """Somebody's insertion, divided where we insert into it; each piece has an id of its own."""
        if new.node is None:
            return
        tag, end = opening(new.part, new.node), closing(new.part, new.node)
        inside: list[Stretch] = []
        first = True
        for stretch in [*stretches, (INS, "")]:
            if stretch[0] != INS:
                inside.append(stretch)
                continue
            if inside:
                own = tag if first else self._renamed(tag, new.node)
                line.raw(KEPT, f"{own}{self.wrapped(inside)}{end}")
                inside, first = [], False
            if stretch[1]:
                line.raw(*stretch)

    def _renamed(self, tag: str, node: Node) -> str:
        old, w = node.get("w:id"), self.stamp.w
        return tag.replace(f'{w}:id="{old}"', f'{w}:id="{next(self.stamp.ids)}"', 1)

    def _held(self, token: Token, inner: str) -> str:
        """A holder with other content, its properties as they were."""
        part, node = token.part, token.node
        if node is None:
            return inner
        if node.tag == "w:sdt":
            held = node.child("w:sdtContent")
            if held is None:
                return part.xml(node)
            front = part.source[node.start : held.start].decode("utf-8")
            back = part.source[held.end : node.end].decode("utf-8")
            return f"{front}{opening(part, held)}{inner}{closing(part, held)}{back}"
        front = "".join(part.xml(c) for c in node.children if c.tag.endswith("Pr"))
        return f"{opening(part, node)}{front}{inner}{closing(part, node)}"

    def _insert(self, line: Line, token: Token) -> None:
        if token.kind == "field":
            self._each(line, (*token.head, *token.inner, *token.tail), self._insert)
        elif token.kind == "theirs":
            self._each(line, token.inner, self._insert)
        elif token.kind == "holder" and token.node is not None and token.node.tag == "w:fldSimple":
            self._spelt_out(line, token, INS)
        elif token.kind == "holder":
            line.raw(KEPT, self._held(token, self.wrapped(self._merge((), token.inner))))
        elif token.run is not None:
            line.put(INS, token, token.xml if token.kind == "atom" else "")
        elif token.kind == "plain" or (token.kind == "gone" and self.whole):
            line.raw(INS, token.xml)

    def _delete(self, line: Line, token: Token) -> None:
        if token.kind == "field":
            self._each(line, (*token.head, *token.inner, *token.tail), self._delete, old=True)
        elif token.kind == "theirs" and token.node is not None:
            inner = self.wrapped(self._merge(token.inner, ()))
            line.raw(KEPT, f"{opening(token.part, token.node)}{inner}{closing(token.part, token.node)}")
        elif token.kind == "gone":
            line.raw(KEPT, self.stamp.renamed(token.xml, self.names))
        elif token.kind == "holder" and token.node is not None and token.node.tag == "w:fldSimple":
            self._spelt_out(line, token, DEL)
        elif token.kind == "holder":
            inner = self.wrapped(self._merge(token.inner, ()))
            line.raw(KEPT, inner if self._doubled(token) else self._held(token, inner))
        elif token.run is not None:
            line.put(DEL, token, _deleted_atom(self.stamp.w, token) if token.kind == "atom" else "")
        elif token.kind == "plain":
            line.raw(DEL, token.xml)

    def _each(
        self, line: Line, tokens: Iterable[Token], act: Callable[[Line, Token], None], *, old: bool = False
    ) -> None:
        for token in tokens:
            self._marks(line, token, old=old)
            act(line, token)

    def _doubled(self, token: Token) -> bool:
        """Whether the new version has a control of the same id elsewhere."""
        properties = token.node.child("w:sdtPr") if token.node else None
        return properties is not None and f"{CONTROL}{properties.value('w:id')}" in self.names

    def _spelt_out(self, line: Line, token: Token, state: str) -> None:
        """A simple field as a complex one, which can be inserted and deleted as a whole."""
        w, node = self.stamp.w, token.node
        if node is None:
            return
        tag = "delInstrText" if state == DEL else "instrText"
        code = escape(node.get("w:instr")).replace('"', "&quot;")
        mark = f'<{w}:r><{w}:fldChar {w}:fldCharType="{{}}"/></{w}:r>'
        line.raw(state, mark.format("begin") + f'<{w}:r><{w}:{tag} xml:space="preserve">{code}</{w}:{tag}></{w}:r>')
        line.raw(state, mark.format("separate"))
        act = self._delete if state == DEL else self._insert
        self._each(line, token.inner, act, old=state == DEL)
        line.raw(state, mark.format("end"))


def _deleted_atom(w: str, token: Token) -> str:
    if token.node is None or token.node.tag != "w:instrText":
        return token.xml
    return f'<{w}:delInstrText xml:space="preserve">{escape(token.node.text)}</{w}:delInstrText>'


def standing_ahead(old: Sequence[Token], new: Sequence[Token]) -> list[Node]:
    """The marks of the new version up to the last that stands before both: they stay ahead of what is deleted."""
    if not old or not new:
        return []
    before = [t.part.xml(n) for t in old[:1] for n in t.before]
    marks = [n for n in new[0].before if n.tag != "w:proofErr"]
    last = max((k for k, n in enumerate(marks) if new[0].part.xml(n) in before), default=-1)
    return marks[: last + 1]


def matched(old: Sequence[Token], new: Sequence[Token]) -> list[Pair]:
    """Which tokens stay, without islands of a word or two between changes."""
    pairs = align([t.key for t in old], [t.key for t in new])
    blocks: list[list[Pair]] = []
    for i, j in pairs:
        if blocks and blocks[-1][-1] == (i - 1, j - 1):
            blocks[-1].append((i, j))
        else:
            blocks.append([(i, j)])
    edges = [b for b in blocks if b[0] == (0, 0) or b[-1] == (len(old) - 1, len(new) - 1)]
    inner = [b for b in blocks if b not in edges]
    islands = [b for b in inner if all(new[j].kind == "text" for _, j in b)]
    whole = max(_length(old), _length(new)) - sum(_length([new[j] for _, j in b]) for b in edges)
    few = SHARE * sum(_length([new[j] for _, j in b]) for b in islands) < whole
    gone = {id(b) for b in islands if few or _length([new[j] for _, j in b]) < FEWEST}
    return [pair for b in blocks if id(b) not in gone for pair in b]


def _length(tokens: Iterable[Token]) -> int:
    return sum(len(t.text.strip()) for t in tokens)
