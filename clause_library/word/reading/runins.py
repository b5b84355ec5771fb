"""How a contract begins an article with its title on the line of its first sentence: 第三条 保密：双方……, 3. Term. It …

Values that flow: a contract, its outline and the topics of its articles become `RunIn`, or none. The hard problem is a
sentence whose first words end in a colon or a full stop (甲方保证：). A title counts where it looks unlike the words
after it (bold, underlined); where all looks alike, half of them must have one, no two the same, and the topics must
know some of them. Rejected: the punctuation alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from clause_library.model import RenderedBlock, Run
from clause_library.word.reading.hosts import Hosts, run_in_heading
from clause_library.word.reading.looks import marks_xml
from clause_library.word.reading.outline import Article, Outline
from clause_library.word.source.document import ContractDocument, Paragraph, run_of
from clause_library.word.source.xmltree import Node

TITLE = re.compile(r"\s*([^.。：:；;，]{2,60}?)([.。：:]?[ \u3000\u00a0]*)")
CLOSE = re.compile(r"[.。：:]?[ \u3000\u00a0]*")
SET_OFF = ("w:b", "w:u", "w:i", "w:caps", "w:smallCaps")
NAMED = 0.8
"""The confidence of a heading that is a topic's own word, alone or joined to others."""
SENTENCE = re.compile(r"[\u4e00-\u9fff]{1,3}[方人]|本(?:合同|协议)|(?:The|Each|Any|All|If|Either|Both|Neither)\b")
"""How sentences begin: 甲方保证：names a topic, and is no title that proves the custom."""


@dataclass(frozen=True, slots=True)
class RunIn:
    """`close` follows the title in its own look (`marks`), `gap` in the look of the text; without `marks` all is one
    look. `upper`: titles in capitals."""

    close: str
    gap: str
    marks: str
    upper: bool = False

    def titled(self, block: RenderedBlock, title: str) -> RenderedBlock:
        """The first paragraph of an article with the title before its words."""
        words = (title.upper() if self.upper else title) + self.close
        runs = (Run(words), *((Run(self.gap),) if self.gap else ()))
        return replace(block, cells=((*runs, *block.cells[0]), *block.cells[1:]))


def read_run_in(document: ContractDocument, outline: Outline, hosts: Hosts, lang: str) -> RunIn | None:
    """How the articles run their titles in; None where they do not."""
    found = [_of(document, outline.paragraphs[a.first]) for a in outline.articles]
    ways = Counter(f for f in found if f is not None)
    if ways and ways.total() * 2 >= len(found):
        return ways.most_common(1)[0][0]
    return _plain(outline, hosts, lang)


def opening_title(text: str, title: str) -> str:
    """The title a text begins with, and the sign behind it; empty where it begins otherwise."""
    match = re.match(re.escape(title) + CLOSE.pattern, text, re.IGNORECASE)
    return match.group(0) if match else ""


def _plain(outline: Outline, hosts: Hosts, lang: str) -> RunIn | None:
    """Titles in the look of the text: half of the articles have one, and a topic knows one in five, two at least."""
    titles = [t for a in outline.articles if not a.headed and (t := _heading(outline, a, lang))]
    own = [a for a in outline.articles if not SENTENCE.match(a.title)]
    named = sum(any(h.confidence >= NAMED for h in hosts.of_article(a)) for a in own)
    count = len(outline.articles)
    if len(titles) * 2 < count or named * 5 < count or named < 2:
        return None
    if len({t for t, _ in titles}) < len(titles):
        return None
    close = Counter(c for _, c in titles).most_common(1)[0][0]
    return RunIn(close, "", "", lang == "en" and all(t == t.upper() for t, _ in titles))


def _heading(outline: Outline, article: Article, lang: str) -> tuple[str, str] | None:
    """The heading an article runs in, and the sign that closes it."""
    words = outline.paragraphs[article.first].words
    heading = run_in_heading(words, lang)
    close = CLOSE.match(words, len(heading)) if heading else None
    sign = close.group(0) if close else ""
    return (heading, sign) if sign.strip() and len(words) > len(heading) + len(sign) else None


def _of(document: ContractDocument, paragraph: Paragraph) -> RunIn | None:
    """The title that is set off from the words after it."""
    start = paragraph.typed.text_at if paragraph.typed and not paragraph.label else 0
    title, rest, run, at = "", "", None, 0
    for piece in paragraph.pieces:
        part, own = piece.text[max(start - at, 0) :], run_of(piece)
        at += len(piece.text)
        if part and not rest and own is not None and _set_off(own):
            title, run = title + part, run or own
        elif part:
            rest += part
    match = TITLE.fullmatch(title)
    if match is None or run is None or not match.group(1).strip():
        return None
    after = CLOSE.match(rest)
    gap = after.group(0) if after else ""
    if not (match.group(2) + gap).strip() or len(rest) - len(gap) < len(match.group(1)):
        return None
    words = match.group(1)
    upper = words == words.upper() and words.isascii()
    return RunIn(match.group(2), gap, marks_xml(document.main, run.child("w:rPr")), upper)


def _set_off(run: Node) -> bool:
    marks = run.child("w:rPr")
    return any(
        c.tag in SET_OFF and c.get("w:val") not in ("0", "false", "none") for c in (marks.children if marks else ())
    )
