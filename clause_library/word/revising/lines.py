"""Tokens put together as runs again, each stretch kept, inserted or deleted.

Values that flow: tokens in order become stretches of XML with their state. A run of which every token is kept or
inserted keeps its source; a run in pieces is written once for each piece, with its own formatting.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from clause_library.word.revising.stamps import Stamp, closing, opening
from clause_library.word.revising.tokens import Token, shown_text
from clause_library.word.source.xmltree import Node, escape

KEPT, INS, DEL = "", "ins", "del"

Stretch = tuple[str, str]


@dataclass(slots=True)
class Line:
    """Stretches in the making: neighbouring tokens of one run and one state go into one run."""

    stamp: Stamp
    out: list[Stretch] = field(default_factory=list[Stretch])
    group: tuple[Hashable, ...] = ()
    tokens: list[Token] = field(default_factory=list[Token])
    pieces: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def raw(self, state: str, xml: str) -> None:
        """XML that stands by itself."""
        self._flush()
        if xml:
            self.out.append((state, xml))

    def put(self, state: str, token: Token, xml: str, formatting: str | None = None) -> None:
        """A token of a run; `formatting` is what its run looked like before, where that is to be told."""
        was = token.formatting if formatting is None else formatting
        group = (state, id(token.run), was)
        if group != self.group:
            self._flush()
            self.group = group
        self.tokens.append(token)
        self.pieces.append((token.text, xml))

    def finished(self) -> list[Stretch]:
        """All of it."""
        self._flush()
        return self.out

    def _flush(self) -> None:
        tokens, pieces, group = self.tokens, self.pieces, self.group
        self.tokens, self.pieces, self.group = [], [], ()
        run = tokens[0].run if tokens else None
        if run is None:
            return
        state, was = str(group[0]), str(group[2])
        part, now = tokens[0].part, tokens[0].formatting
        if state != DEL and was == now and _covers(run, tokens, pieces):
            self.out.append((state, part.xml(run)))
            return
        formatting = now if was == now else self._changed(now, was)
        content = "".join(_content(self.stamp.w, state, pieces))
        self.out.append((state, f"{opening(part, run)}{formatting}{content}{closing(part, run)}"))

    def _changed(self, now: str, was: str) -> str:
        """Formatting with what it was before."""
        w = self.stamp.w
        return f"<{w}:rPr>{_inner(now)}{self.stamp.changed('rPr', _inner(was))}</{w}:rPr>"


def _inner(formatting: str) -> str:
    return formatting[formatting.index(">") + 1 : formatting.rindex("<")] if formatting else ""


def _covers(run: Node, tokens: list[Token], pieces: list[tuple[str, str]]) -> bool:
    """Whether these are all tokens of the run, unchanged."""
    texts = sum(len(shown_text(n)) for n in run.children if n.tag == "w:t")
    others = sum(n.tag not in ("w:t", "w:rPr") for n in run.children)
    return (
        texts == sum(len(word) for word, _ in pieces)
        and others == sum(t.kind == "atom" for t in tokens)
        and all(t.kind == "text" or t.xml == xml for t, (_, xml) in zip(tokens, pieces, strict=True))
    )


def _content(w: str, state: str, pieces: list[tuple[str, str]]) -> Iterable[str]:
    text: list[str] = []
    tag = "delText" if state == DEL else "t"
    for word, xml in [*pieces, ("", "")]:
        if word:
            text.append(word)
            continue
        if text:
            yield f'<{w}:{tag} xml:space="preserve">{escape("".join(text))}</{w}:{tag}>'
            text = []
        yield xml
