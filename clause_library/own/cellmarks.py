"""A clause text as paragraphs a lawyer edits in Word, and back: marks in brackets, conspicuous words in
bold.

Values that flow: blocks -> `Para`s (kind, runs with bold or not) and back. In Chinese `〔变量：长停期限〕`,
`〔条款：LIC-03 第2项〕` and `〔出口方〕` (a defined term); in English `[variable: Long-stop period]`, `[clause:
LIC-03 item 2]`, `[Exporter]`. Items begin with • (•• and ••• below), table rows with ｜, a heading may
begin with #. The hard problem is that the same signs also occur as plain text: a backslash before a sign
takes its meaning away, and a year in brackets (国发〔2020〕5号) is never a mark. Rejected: content controls;
a word processor other than Word drops them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.model import Words
from clause_library.markup import parse_marks, split_ref
from clause_library.model import Block, BlockKind, Mark, MarkKind, Variable

SIGNS = MappingProxyType({"zh": ("〔", "〕"), "en": ("[", "]")})
PREFIXES = MappingProxyType(
    {BlockKind.ITEM: "• ", BlockKind.ITEM2: "•• ", BlockKind.ITEM3: "••• ", BlockKind.ROW: "｜"}
)
CELL = "｜"
_WORDS = MappingProxyType(
    {
        "var": Words("变量：", "variable: "),
        "ref": Words("条款：", "clause: "),
        "term": Words("词语：", "term: "),
        "strong": Words("醒目：", "conspicuous: "),
    }
)
_KEYWORD = re.compile(r"\s*(变量|条款|词语|醒目|variable|clause|term|conspicuous)\s*[：:]\s*", re.IGNORECASE)
_KINDS = MappingProxyType(
    {"变量": "var", "variable": "var", "条款": "ref", "clause": "ref", "词语": "term", "term": "term",
     "醒目": "strong", "conspicuous": "strong"}
)  # fmt: skip
_YEAR = re.compile(r"\d{4}")
_REF = re.compile(r"([A-Za-z]{3}-\d{2})\s*(?:[,，]?\s*(?:第\s*(\d{1,2})\s*项|item\s*(\d{1,2})|#(\d{1,2})))?")
_PREFIX = re.compile(r"\s*(?:(•{1,3})\s?|(｜)|(#)\s?)")
_ITEMS = (BlockKind.ITEM, BlockKind.ITEM2, BlockKind.ITEM3)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of a cell: its kind by style (empty where the style says nothing) and its runs, bold or not."""

    kind: str
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.runs)


def para(text: str, kind: str = "") -> Para:
    """A paragraph of plain words."""
    return Para(kind, ((text, False),))


def paragraphs(blocks: Sequence[Block], lang: str, variables: dict[str, Variable]) -> tuple[Para, ...]:
    """The blocks of one text as paragraphs, in order."""
    names = _names(variables, lang)
    return tuple(_paragraph(block, lang, names) for block in blocks)


def _paragraph(block: Block, lang: str, names: dict[str, str]) -> Para:
    runs: list[tuple[str, bool]] = []
    if prefix := PREFIXES.get(block.kind):
        runs.append((prefix, False))
    for at, cell in enumerate(block.cells):
        if at:
            runs.append((CELL, False))
        runs.extend(_runs(cell, lang, names))
    if not prefix and runs and runs[0][0][:1] in ("•", "#"):
        runs[0] = ("\\" + runs[0][0], runs[0][1])
    return Para(str(block.kind), tuple(runs))


def _runs(marks: Sequence[Mark], lang: str, names: dict[str, str]) -> Iterator[tuple[str, bool]]:
    before = None
    for mark in marks:
        if mark.kind is not MarkKind.STRONG:
            yield _shown(mark, lang, names), False
        elif before is MarkKind.STRONG:
            inner = "".join(_shown(m, lang, names) for m in mark.inner)
            yield _bracket("strong", inner, lang), False
        else:
            yield "".join(_shown(m, lang, names) for m in mark.inner), True
        before = mark.kind


def _shown(mark: Mark, lang: str, names: dict[str, str]) -> str:
    if mark.kind is MarkKind.VAR:
        return _bracket("var", _escaped(names.get(mark.value, mark.value), lang, whole=True), lang)
    if mark.kind is MarkKind.REF:
        name, item = split_ref(mark.value)
        tail = (f" 第{item}项" if lang == "zh" else f" item {item}") if item else ""
        return _bracket("ref", name + tail, lang)
    if mark.kind is MarkKind.TERM:
        body = _escaped(mark.value, lang, whole=True)
        plain = not _KEYWORD.match(mark.value) and not _YEAR.fullmatch(mark.value)
        return _bracket("" if plain else "term", body, lang)
    return _escaped(mark.value, lang)


def _bracket(kind: str, body: str, lang: str) -> str:
    opening, closing = SIGNS[lang]
    return opening + (_WORDS[kind].in_language(lang) if kind else "") + body + closing


def _escaped(text: str, lang: str, *, whole: bool = False) -> str:
    """The text with every sign that would be read as a mark behind a backslash; years in brackets stay as they are."""
    opening, closing = map(re.escape, SIGNS[lang])
    year = "(?!)" if whole else rf"{opening}\d{{4}}{closing}"
    return re.sub(rf"({year})|([\\{opening}{closing}｜])", lambda m: m[1] or "\\" + m[2], text)


def _names(variables: dict[str, Variable], lang: str) -> dict[str, str]:
    """What each variable is called in the table: its label, or its name where the label is not its own."""
    labels = {name: v.label.in_language(lang) for name, v in variables.items()}
    folded = [_fold(label) for label in labels.values()]
    return {
        name: label if label and folded.count(_fold(label)) == 1 and label not in variables else name
        for name, label in labels.items()
    }


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


class CellReader:
    """Reads paragraphs of one language back into blocks; what cannot be read is noted in `faults`."""

    def __init__(self, lang: str, variables: dict[str, Variable], faults: list[Words]) -> None:
        self._lang = lang
        self._faults = faults
        self._variables = {_fold(shown): name for name, shown in _names(variables, lang).items()}
        self._variables |= {name: name for name in variables}

    def blocks(self, paras: Sequence[Para]) -> tuple[Block, ...]:
        """The blocks, empty paragraphs left out. Without any heading the first plain paragraph is it."""
        filled = [p for p in paras if p.text.strip()]
        found = [self._block(p) for p in filled]
        if found and not any(b.kind is BlockKind.HEADING for b in found) and not filled[0].kind:
            found[0] = Block(BlockKind.HEADING, found[0].cells)
        return tuple(found)

    def _block(self, para: Para) -> Block:
        text = para.text
        flags = [bold for run, bold in para.runs for _ in run]
        kind = BlockKind(para.kind) if para.kind in tuple(BlockKind) else BlockKind.PARA
        start = 0
        if match := _PREFIX.match(text):
            start = match.end()
            kind = _ITEMS[len(match[1]) - 1] if match[1] else BlockKind.ROW if match[2] else BlockKind.HEADING
        pieces = self._cells(text, start) if kind is BlockKind.ROW else [(start, len(text))]
        return Block(kind, tuple(self._cell(text[i:j], flags[i:j]) for i, j in pieces))

    def _cells(self, text: str, start: int) -> list[tuple[int, int]]:
        """Where the cells of a row stand."""
        ends = [at for at, end, sign in self._tokens(text, start) if sign == CELL and end == at + 1]
        return list(zip([start, *(at + 1 for at in ends)], [*ends, len(text)], strict=True))

    def _cell(self, text: str, flags: list[bool]) -> tuple[Mark, ...]:
        for start, end, sign in self._tokens(text, 0):
            if sign == "mark":
                bold = flags[start] and self._kind_of(text[start + 1 : end - 1]) != "strong"
                flags[start:end] = [bold] * (end - start)
        written, at = "", 0
        while at < len(text):
            end = next((i for i in range(at, len(text)) if flags[i] != flags[at]), len(text))
            inner = self._markup(text[at:end])
            written += f"{{strong:{inner}}}" if flags[at] and inner.strip() else inner
            at = end
        marked = parse_marks(written.strip())
        self._faults.extend(marked.faults)
        return marked.marks

    def _markup(self, text: str) -> str:
        """The text in the markup of clause files."""
        out, at = "", 0
        for start, end, sign in self._tokens(text, 0):
            out += text[at:start]
            out += self._mark(text[start + 1 : end - 1]) if sign == "mark" else text[end - 1 : end]
            at = end
        return out + text[at:]

    def _tokens(self, text: str, at: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, what) of escapes, marks and cell signs, in order; a bracket without its end is a fault."""
        opening, closing = SIGNS[self._lang]
        while at < len(text):
            sign = text[at]
            if sign == "\\" and at + 1 < len(text):
                yield at, at + 2, "escape"
                at += 2
            elif sign == opening and (end := self._closing(text, at, opening, closing)):
                if not _YEAR.fullmatch(text[at + 1 : end - 1]):
                    yield at, end, "mark"
                at = end
            else:
                if sign == CELL:
                    yield at, at + 1, CELL
                at += 1

    def _closing(self, text: str, start: int, opening: str, closing: str) -> int:
        depth, at = 0, start
        while at < len(text):
            if text[at] == "\\":
                at += 2
                continue
            depth += {opening: 1, closing: -1}.get(text[at], 0)
            at += 1
            if not depth:
                return at
        self._say(
            f"“{text[start : start + 20]}”缺少右括号“{closing}”", f"'{text[start : start + 20]}' has no '{closing}'"
        )
        return 0

    def _kind_of(self, body: str) -> str:
        match = _KEYWORD.match(body)
        return _KINDS[match[1].lower()] if match else "term"

    def _mark(self, body: str) -> str:
        kind = self._kind_of(body)
        match = _KEYWORD.match(body)
        body = body[match.end() :] if match else body
        if kind == "strong":
            return f"{{strong:{self._markup(body)}}}"
        plain = re.sub(r"\\(.)", r"\1", body, flags=re.DOTALL).strip()
        if kind == "ref":
            return self._reference(plain)
        if kind == "term":
            return f"{{term:{plain}}}"
        name = self._variables.get(_fold(plain)) or self._variables.get(plain)
        if name is None:
            self._say(f"没有名为“{plain}”的变量", f"there is no variable '{plain}'")
        return f"{{var:{name or 'unknown'}}}"

    def _reference(self, body: str) -> str:
        match = _REF.fullmatch(body)
        if match is None:
            self._say(f"“{body}”不是条款引用；请写 LIC-03 或 LIC-03 第2项", f"'{body}' is no reference: LIC-03 item 2")
            return body
        item = match[2] or match[3] or match[4]
        return f"{{ref:{match[1].upper()}{f'#{int(item)}' if item else ''}}}"

    def _say(self, zh: str, en: str) -> None:
        self._faults.append(Words(zh, en))
