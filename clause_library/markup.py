"""Inline marks of clause texts: `{var:name}`, `{ref:LIC-03}`, `{ref:LIC-03#2}`, `{term:出口方}`, `{strong:words}`.

One line of text becomes a tuple of marks plus the faults found in it; nothing raises, so that one bad
line is reported beside the others. Only `strong` holds other marks, and one level deep. Rejected:
Markdown or a template language; both bring numbering, logic and escapes that a contract must not carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from catalogue.model import Words
from clause_library.model import Block, Mark, MarkKind

_OPEN = re.compile(r"\{(var|ref|term|strong):")
_FORMS = MappingProxyType(
    {
        MarkKind.VAR: (
            re.compile(r"[a-z][a-z0-9_]*"),
            Words("{var:变量名} 只用小写字母、数字和下划线", "{var:name} takes a name of small letters, digits and _"),
        ),
        MarkKind.REF: (
            re.compile(r"[A-Z]{3}-\d{2}(#[1-9]\d?)?"),
            Words("{ref:…} 写条款编号，如 LIC-03 或 LIC-03#2", "{ref:…} takes an id such as LIC-03 or LIC-03#2"),
        ),
        MarkKind.TERM: (re.compile(r"[^{}]+"), Words("{term:…} 只写词语", "{term:…} takes plain words")),
    }
)
_ALLOWED = "only {var:…}, {ref:…}, {term:…} and {strong:…} may use braces"
_ALLOWED_ZH = "花括号只用于 {var:…}、{ref:…}、{term:…} 和 {strong:…}"
_NESTED = Words("{strong:…} 里又有 {strong:…}", "{strong:…} stands inside another {strong:…}")
_EMPTY = Words("{strong:…} 里没有文字", "{strong:…} holds no words")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text split into marks, and what is wrong with it."""

    marks: tuple[Mark, ...]
    faults: tuple[Words, ...] = ()


def parse_marks(text: str) -> Marked:
    """The marks of one text. Faulty stretches are kept as plain words and named in `faults`."""
    faults: list[Words] = []
    return Marked(_parse(text, faults, inside_strong=False), tuple(faults))


def _parse(text: str, faults: list[Words], *, inside_strong: bool) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    at = 0
    while match := _OPEN.search(text, at):
        _add_text(text[at : match.start()], marks, faults)
        end = _closing(text, match.end())
        if end < 0:
            start = text[match.start() : match.start() + 20]
            faults.append(Words(f"“{start}”缺少右花括号", f"'{start}' has no closing brace"))
            marks.append(Mark(MarkKind.TEXT, text[match.start() :]))
            return tuple(marks)
        kind, body = MarkKind(match.group(1)), text[match.end() : end]
        marks.append(_mark(kind, body, faults, inside_strong=inside_strong))
        at = end + 1
    _add_text(text[at:], marks, faults)
    return tuple(marks)


def _add_text(text: str, marks: list[Mark], faults: list[Words]) -> None:
    if "{" in text or "}" in text:
        near = text.strip()[:30]
        faults.append(Words(f"“{near}”里有多余的花括号：{_ALLOWED_ZH}", f"a stray brace in '{near}': {_ALLOWED}"))
    if text:
        marks.append(Mark(MarkKind.TEXT, text))


def _closing(text: str, start: int) -> int:
    """Where the brace opened before `start` closes, or -1."""
    depth = 1
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at
    return -1


def _mark(kind: MarkKind, body: str, faults: list[Words], *, inside_strong: bool) -> Mark:
    if kind is MarkKind.STRONG:
        if inside_strong:
            faults.append(_NESTED)
        if not body.strip():
            faults.append(_EMPTY)
        return Mark(kind, plain(_parse(body, [], inside_strong=True)), _parse(body, faults, inside_strong=True))
    form, message = _FORMS[kind]
    if not form.fullmatch(body):
        faults.append(Words(f"“{{{kind}:{body}}}”：{message.zh}", f"'{{{kind}:{body}}}': {message.en}"))
    return Mark(kind, body)


def plain(marks: Iterable[Mark]) -> str:
    """The words of the marks; variables and references as their names in angle brackets."""
    return "".join(_plain(mark) for mark in marks)


def _plain(mark: Mark) -> str:
    if mark.kind is MarkKind.STRONG:
        return plain(mark.inner)
    return f"⟨{mark.value}⟩" if mark.kind in (MarkKind.VAR, MarkKind.REF) else mark.value


def walk(blocks: Iterable[Block]) -> Iterator[Mark]:
    """Every mark of the blocks in reading order; the marks inside `strong` follow it."""
    for block in blocks:
        for cell in block.cells:
            yield from _flat(cell)


def _flat(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        yield mark
        yield from _flat(mark.inner)


def variables_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Names of the variables used, in reading order, with repeats."""
    return tuple(mark.value for mark in walk(blocks) if mark.kind is MarkKind.VAR)


def refs_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Clause references used (`LIC-03`, `LIC-03#2`), in reading order, with repeats."""
    return tuple(mark.value for mark in walk(blocks) if mark.kind is MarkKind.REF)


def terms_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Words marked as terms, in reading order, with repeats."""
    return tuple(mark.value for mark in walk(blocks) if mark.kind is MarkKind.TERM)


def split_ref(value: str) -> tuple[str, int]:
    """`LIC-03#2` -> ("LIC-03", 2); without an item 0."""
    clause, _, item = value.partition("#")
    return clause, int(item) if item.isdigit() else 0
