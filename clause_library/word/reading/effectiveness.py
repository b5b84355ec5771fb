"""The contract's own sentences on when it takes effect: found wherever they stand, and which of them can give way.

Values that flow: a `Layout` becomes `Effect`s: a `Sentence` (paragraph, span, what it goes on to say), its place and
whether it can be replaced as it is. The hard problem is a sentence that says more than when the contract takes effect,
or that stands where effectiveness has no business; it is left, and told to the user (K-01). Rejected: one pattern over
whole paragraphs; it takes an amendment's effect for the contract's and deletes what else the sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.reading.bookmarks import NAME
from clause_library.word.reading.hosts import MERGE_BAR
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.outline import Article, continues
from clause_library.word.reading.rules import WordRules
from clause_library.word.report import drafting_notice
from clause_library.word.source.document import ContractDocument, Paragraph

_EFFECT = "T13"

HOME = ("T13", "T19")
SHORTENED = re.compile(r"(?:\b(?:Inc|Ltd|Co|Corp|No|Art|Sec|Mr|Ms|Dr|St|vs?|cf|e\.g|i\.e|approx)|\b[A-Z])$")
SHOWN = 160


def settles_effect(clause: RenderedClause) -> bool:
    """Does the clause take the place of the contract's sentence on effectiveness? Other replacing clauses merge."""
    return clause.host.action == "replace" and clause.host.topic == _EFFECT


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of the contract that a clause replaces: paragraph and span; `tail` is what they also say and is kept.

    `rest` holds the stretches of the lines that follow where a form breaks the sentence over several paragraphs.
    """

    paragraph: Paragraph
    start: int
    end: int
    tail: str = ""
    rest: tuple[tuple[Paragraph, int], ...] = ()

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.paragraph.text[self.start : self.end] + "".join(p.text[:end] for p, end in self.rest)


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence on effectiveness. `whole` means it can be replaced as it stands; `place` says where it is."""

    lang: str
    sentence: Sentence
    whole: bool
    hosted: bool
    place: Words


def find_effects(document: ContractDocument, layout: Layout, rules: WordRules) -> tuple[Effect, ...]:
    """Every sentence of the contract on its own effectiveness, ours left out, in document order."""
    ours = _ours(document)
    found: list[Effect] = []
    seen: set[int] = set()
    for column in layout.columns:
        paragraphs = column.outline.paragraphs[: column.outline.paper if column.outline.paper >= 0 else None]
        seen |= {p.index for p in column.outline.paragraphs}
        found += _in_column(column, [p for p in paragraphs if p.index not in ours], rules)
    last = max((p.index for c in layout.columns for p in c.outline.paragraphs[: c.outline.paper]), default=-1)
    lang = layout.main.lang
    seen |= ours
    apart = [p for p in document.paragraphs if p.index not in seen and not p.boxed]
    for paragraph in apart:
        if not layout.main.outline.articles or paragraph.index <= last:
            place = Words(f"表格中（第 {paragraph.index} 段）", f"a table (paragraph {paragraph.index})")
            found += [
                Effect(lang, s, whole=False, hosted=False, place=place) for s, _ in _sentences([paragraph], rules, lang)
            ]
    return tuple(sorted(found, key=lambda e: e.sentence.paragraph.index))


def _ours(document: ContractDocument) -> set[int]:
    """Paragraphs in which an earlier run put words of a clause."""
    marks = [n for n in document.main.bookmarks if NAME.match(n.get("w:name"))]
    holders = {a.start for n in marks for a in n.ancestors() if a.tag == "w:p"}
    return {p.index for p in document.paragraphs if p.node.start in holders} if holders else set()


def replaceable(effects: Sequence[Effect], lang: str) -> Effect | None:
    """The sentence of a language that gives way: one that says nothing else, in the article on effect first."""
    fit = [e for e in effects if e.lang == lang and e.whole]
    return min(fit, key=lambda e: not e.hosted, default=None)


def left_notice(clause_id: str, effect: Effect) -> Notice:
    """The error that an effectiveness sentence of the contract stays beside the clause (K-01)."""
    words = effect.sentence.words.strip()
    short = words if len(words) <= SHOWN else words[:SHOWN] + "…"
    text = Words(
        f"{effect.place.zh}“{short}”仍按原约定使合同生效，与 {clause_id} 并存，未予替换；请删除或改写（K-01）",
        f"{effect.place.en}: “{short}” still makes the contract take effect its own way beside {clause_id} and was "
        "left; delete or reword it (K-01)",
    )
    return drafting_notice("K-01", text, "error")


def _in_column(column: Column, paragraphs: list[Paragraph], rules: WordRules) -> Iterator[Effect]:
    outline = column.outline
    at = {p.index: i for i, p in enumerate(outline.paragraphs)}
    for lines in _lines(paragraphs):
        paragraph = lines[0]
        article = outline.article_at(at[paragraph.index])
        hosted = article is not None and _about_effect(column, article, "T13")
        for sentence, alone in _sentences(lines, rules, column.lang, hosted=hosted):
            at_home = not outline.articles or (article is not None and _at_home(column, article, sentence))
            yield Effect(column.lang, sentence, alone and at_home, hosted, _place(column, article, paragraph))


def _lines(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Each paragraph with those that go on with its sentence."""
    lines: list[Paragraph] = []
    for paragraph in paragraphs:
        if lines and not continues(lines[-1], paragraph):
            yield lines
            lines = []
        lines.append(paragraph)
    if lines:
        yield lines


def _about_effect(column: Column, article: Article, *topics: str) -> bool:
    hits = column.hosts.of_article(article)
    return any(h.topic in topics and h.confidence >= MERGE_BAR for h in hits)


def _at_home(column: Column, article: Article, sentence: Sentence) -> bool:
    """Whether the sentence stands in an article on effect or on general matters, or is an article by itself."""
    inside = [p for p in column.outline.inside(article) if not p.blank]
    lines = {sentence.paragraph.index, *(p.index for p, _ in sentence.rest)}
    by_itself = all(p.index in lines or (p is inside[0] and article.headed) for p in inside)
    return by_itself or _about_effect(column, article, *HOME)


def _place(column: Column, article: Article | None, paragraph: Paragraph) -> Words:
    outline = column.outline
    index = paragraph.index
    if article is None:
        if outline.articles and index > outline.paragraphs[outline.articles[0].first].index:
            return Words(f"文末（第 {index} 段）", f"the closing words (paragraph {index})")
        return Words(f"正文开头（第 {index} 段）", f"the opening (paragraph {index})")
    typed = paragraph.typed
    number = paragraph.label or (paragraph.text[typed.start : typed.end] if typed else "")
    number, label = number.strip(" .．、"), article.label.strip(" .．、")
    shown = number if number.startswith(label) else f"{label} {number}".strip()
    return Words(f"{shown}（第 {index} 段）", f"{shown} (paragraph {index})")


def _sentences(
    lines: Sequence[Paragraph], rules: WordRules, lang: str, *, hosted: bool = False
) -> Iterator[tuple[Sentence, bool]]:
    """The sentences on effectiveness that begin in the first line, and whether each says nothing else."""
    first, *more = lines
    text = first.text + "".join(p.text for p in more)
    start = first.typed.text_at if first.typed and not first.label else 0
    for low, high in _spans(text, start, lang):
        if low >= len(first.text):
            return
        words = text[low:high]
        match = _effect(words, rules, lang, hosted=hosted)
        if match is None:
            continue
        kept = _kept(words, match, rules, lang)
        rest: list[tuple[Paragraph, int]] = []
        left = high - len(first.text)
        for line in more:
            if left > 0:
                rest.append((line, min(left, len(line.text))))
            left -= len(line.text)
        sentence = Sentence(first, low, min(high, len(first.text)), kept or "", tuple(rest))
        yield sentence, kept is not None and not match.groupdict().get("lead")


def _spans(text: str, start: int, lang: str) -> Iterator[tuple[int, int]]:
    """Sentence by sentence, white space before each left out."""
    low = start
    ends = re.finditer(r"[。；;\n]" if lang == "zh" else r"[.;](?=[\s”\"’)]|$)|\n", text[start:])
    for end in [start + m.end() for m in ends] + [len(text)]:
        if lang == "en" and end < len(text) and SHORTENED.search(text[low : end - 1]):
            continue
        words = text[low:end]
        begin = low + len(words) - len(words.lstrip(" \t\n\u00a0\u3000\u2002\u2003"))
        if begin < end:
            yield begin, end
        low = end


def _effect(words: str, rules: WordRules, lang: str, *, hosted: bool) -> re.Match[str] | None:
    """What in a sentence makes it one on effectiveness."""
    patterns = (*rules.effectiveness.get(lang, ()), *(rules.in_host.get(lang, ()) if hosted else ()))
    return next((m for p in patterns if (m := p.search(words))), None)


def _kept(words: str, match: re.Match[str], rules: WordRules, lang: str) -> str | None:
    """What the sentence goes on to say, as a sentence of its own; None where that cannot be told from the rest."""
    if "settled" in match.re.groupindex:
        return None
    head, tail = words, ""
    for pattern in rules.and_then.get(lang, ()):
        more = pattern.search(words)
        if more:
            head, rest = words[: more.start()], more.group("rest")
            tail = rest if "own" in more.re.groupindex else _sentence_of(match, rest, head, lang)
            break
    return None if any(w in head for w in rules.unless.get(lang, ())) else tail


def _sentence_of(match: re.Match[str], rest: str, head: str, lang: str) -> str:
    subject = match.groupdict().get("subject") or ""
    if lang == "zh":
        return subject + rest
    modal = re.search(r"\b(shall|will)\b", head)
    bare = re.match(r"(?:continue|remain|run|expire|end|terminate|last|renew)\b", rest)
    return f" {subject} {modal.group(1) + ' ' if modal and bare else ''}{rest}"
