"""What an insertion does to the contract's references: corrections, and warnings where only a reader can tell.

Values that flow: references as they stand and provisions then and now become corrections of figures and of stored
field results, and notices with place and words. The hard problem is to change every reference to what moved and none
besides: a word that belongs to another paper, a number the contract lacks and a relative reference are told, not
changed. Rejected: correcting by article numbers alone; paragraphs and items move as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.effectiveness import Sentence
from clause_library.word.reading.fields import (
    REF,
    Field,
    bookmark_holders,
    computed,
    contents_marks,
    has_contents,
    has_fields,
    read_fields,
    still_there,
    stored_result,
)
from clause_library.word.reading.layout import Column
from clause_library.word.reading.provisions import SIGNS, Place, Provisions, follow, read_provisions
from clause_library.word.reading.references import own_words, read_references, relatives
from clause_library.word.report import Change, drafting_notice
from clause_library.word.source.document import ContractDocument, Paragraph, read_paragraphs
from clause_library.word.source.figures import Correction, Figure, Reference, spelled_like
from clause_library.word.source.numbering import read_numbering
from clause_library.word.source.xmltree import Edit, parse_part
from clause_library.word.writing.newlists import NewLists
from clause_library.word.writing.placement import Plan
from clause_library.word.writing.splice import Touched

AROUND = 24
NEXT = re.compile(r"后|下|next|following|below", re.IGNORECASE)
BESIDE = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
SMALLER = re.compile(r"款|项|paragraph|sentence|sub", re.IGNORECASE)


@dataclass(slots=True)
class Settled:
    """The outcome: corrections of text, edits that mark fields (with their paragraphs), and notices."""

    corrections: list[Correction] = field(default_factory=list[Correction])
    marks: list[Edit] = field(default_factory=list[Edit])
    marked: list[Paragraph] = field(default_factory=list[Paragraph])
    notices: list[Notice] = field(default_factory=list[Notice])


@dataclass(frozen=True, slots=True)
class Corrected:
    """Paragraphs of the contract that changed: by their own number, or by the references in them; and the latter, with
    the corrections of numbers beside."""

    renumbered: tuple[Touched, ...]
    corrected: tuple[Touched, ...]
    fixes: tuple[Correction, ...]
    numbers: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Settling:
    """The contract before and after: its provisions per language with the word for an article, and what was replaced.

    `after` maps paragraphs (by index) to what they are now; `now` are the paragraphs of the new text.
    """

    document: ContractDocument
    columns: tuple[tuple[Provisions, str], ...]
    plan: Plan
    after: dict[int, Paragraph]
    now: tuple[Paragraph, ...]
    edits: Iterable[Edit] = ()

    @cached_property
    def kept(self) -> frozenset[int]:
        """The paragraphs of the new text that were there before."""
        return frozenset(p.index for p in self.after.values())

    def settle(self, references: Iterable[Reference]) -> Settled:
        """Everything an insertion does to the references."""
        out = Settled()
        lines = self.document.paragraphs if has_fields(self.document) else ()
        fields = {p.index: f for p in lines if (f := read_fields(p))}
        every = [r for r in references if not computed(fields.get(r.paragraph.index, ()), r.start)]
        sentences = [s for x in self.plan.landings for s in x.sentences.values()]
        every = [r for r in every if not any(_covers(s, r) for s in sentences)]
        for provisions, word in self.columns:
            if not provisions.articles:
                continue
            chinese = provisions.column.lang == "zh"
            mine = [r for r in every if (r.word == "条") == chinese or len(self.columns) == 1]
            own = own_words(mine, word, frozenset(provisions.articles))
            for reference in mine:
                self._typed(reference, provisions, own, out)
        stored = [f for at, group in fields.items() if at in self.after for f in group]
        self._stored(still_there(stored, self.edits), out)
        out.notices += self._relative()
        out.notices += self._beside()
        if has_contents(self.document) and any(x.how == "new" for x in self.plan.landings):
            text = Words(
                "合同有目录：新条款不在其中，目录已标记为打开时更新，请核对",
                "the contract has a table of contents without the new articles: it is marked for update on opening, "
                "please check",
            )
            out.notices.append(drafting_notice("contents", text))
            for paragraph, mark in contents_marks(self.document):
                out.marks.append(mark)
                out.marked.append(paragraph)
        return out

    def _typed(self, reference: Reference, provisions: Provisions, own: frozenset[str], out: Settled) -> None:
        if reference.foreign and not reference.shared:
            return
        outside = reference.paragraph.index > provisions.last and not reference.named
        strange = reference.shared or reference.word not in own or (outside and reference.number in provisions.later)
        if reference.within and (outside or strange):
            return
        found = provisions.resolve(reference)
        if strange:
            if found and any(_rewritten(f, p) != f.text for f, p in found):
                out.notices.append(self._doubtful(reference, provisions))
            return
        if found is None:
            self._unresolved(reference, provisions, out)
            return
        out.corrections += _corrections(reference, found)
        article = found[0][1].article
        if len(found) < len(reference.figures) and _stirred(article):
            out.notices.append(self._unsure(reference, provisions))

    def _unresolved(self, reference: Reference, provisions: Provisions, out: Settled) -> None:
        """A number the contract lacks is told; where its article is there and moved, the article is corrected."""
        home = provisions.places.get(reference.paragraph.index)
        if reference.within:
            if home is not None and _stirred(home.article):
                out.notices.append(self._unsure(reference, provisions))
            return
        figure = reference.figures[0]
        article = provisions.article_of(figure)
        if article is None:
            out.notices.append(self._dangling(reference, provisions))
            return
        first = re.split(r"[.．]", figure.text)[0]
        words = spelled_like(first, article.after[-1])
        if words != first:
            out.corrections.append(Correction(reference.paragraph, figure.start, figure.start + len(first), words))
        if words != first or _stirred(article):
            out.notices.append(self._unsure(reference, provisions))

    def _stored(self, fields: Iterable[Field], out: Settled) -> None:
        """Cross-reference fields of the contract: their stored results follow what they point to."""
        holders = bookmark_holders(self.document)
        places = {i: p for provisions, _ in self.columns for i, p in provisions.places.items()}
        for one in fields:
            match = REF.match(one.instruction)
            target = holders.get(match.group(1)) if match else None
            if target is None:
                continue
            stored = stored_result(one, target, self.after.get(target.index), places.get(target.index))
            if stored is None:
                continue
            if stored.correction is not None:
                out.corrections.append(stored.correction)
            elif stored.unsure:
                out.marks += [stored.mark] if stored.mark else []
                out.marked.append(one.paragraph)
                out.notices.append(self._to_update(one))

    def _beside(self) -> Iterator[Notice]:
        """References in footnotes, headers and footers, which are not written to: told where what they cite moved."""
        for name, paragraph in beside(self.document):
            for reference in read_references([paragraph]):
                for provisions, word in self.columns:
                    found = provisions.resolve(reference) if reference.word in ("条", word) else None
                    if reference.foreign or reference.within or not found:
                        continue
                    if any(_rewritten(f, p) != f.text for f, p in found):
                        words = _around(reference)
                        text = Words(
                            f"{name}“{words}”：所引条款的编号已变动，该部分不作改动，请自行更正",
                            f"{name}, “{words}”: what it cites has another number now; that part is not written to, "
                            "correct it by hand",
                        )
                        yield drafting_notice("reference-elsewhere", text)
                        break

    def _relative(self) -> Iterator[Notice]:
        """Relative references whose neighbour is now another provision, or says something else (K-24)."""
        for provisions, _ in self.columns:
            paragraphs = [p for p in provisions.column.outline.paragraphs if not p.blank]
            for at, paragraph in enumerate(paragraphs):
                if paragraph.index > provisions.last >= 0:
                    continue
                for match in relatives(paragraph):
                    if self._neighbour_changed(provisions, paragraphs, at, match.group(0)):
                        yield self._ask(provisions, paragraph, match)
                        break

    def _neighbour_changed(self, provisions: Provisions, paragraphs: list[Paragraph], at: int, words: str) -> bool:
        ahead = NEXT.search(words) is not None
        paragraph = paragraphs[at]
        if not SMALLER.search(words):
            ordinal = _ordinal(provisions, paragraph)
            beside = ordinal if ahead else ordinal - 1
            return any(x.how == "new" and x.after == beside and ordinal for x in self.plan.landings)
        other = at + 1 if ahead else at - 1
        if not 0 <= other < len(paragraphs):
            return False
        if paragraphs[other] in replaced_lines(self.plan):
            return True
        here, there = self.after.get(paragraph.index), self.after.get(paragraphs[other].index)
        if here is None or there is None:
            return True
        low, high = sorted((here.index, there.index))
        ours = [p for p in self.now[low + 1 : high] if p.index not in self.kept and not p.blank]
        return any((p.cell is None) == (here.cell is None) for p in ours)

    def _ask(self, provisions: Provisions, paragraph: Paragraph, match: re.Match[str]) -> Notice:
        at, words, said = where(provisions, paragraph), match.group(0), _excerpt(paragraph, *match.span())
        text = Words(
            f"{at.zh}中的“{words}”（{said}）紧邻新插入或已替换的文字，请核对其所指（K-24）",
            f"“{words}” in {at.en} ({said}) stands next to inserted or replaced words; check what it means (K-24)",
        )
        return drafting_notice("K-24", text)

    def _doubtful(self, reference: Reference, provisions: Provisions) -> Notice:
        at, words = where(provisions, reference.paragraph), _around(reference)
        text = Words(
            f"{at.zh}“{words}”：未能确定是否指本合同的条款，未作改动；如指本合同，其编号已变动，请核对",
            f"{at.en}, “{words}”: may point into another paper and was left; if it means this contract, its number "
            "has moved",
        )
        return drafting_notice("reference-unclear", text)

    def _unsure(self, reference: Reference, provisions: Provisions) -> Notice:
        at, words = where(provisions, reference.paragraph), _around(reference)
        text = Words(
            f"{at.zh}“{words}”：未找到所引的款、项，而该条内的编号已有变动，请核对",
            f"{at.en}, “{words}”: the part it cites was not found, and numbers around it have moved; please check",
        )
        return drafting_notice("reference-unresolved", text)

    def _dangling(self, reference: Reference, provisions: Provisions) -> Notice:
        at, words = where(provisions, reference.paragraph), _around(reference)
        text = Words(
            f"{at.zh}“{words}”所引条款在原合同中不存在，未作改动",
            f"{at.en}, “{words}”: the contract has no such provision; left as it is",
        )
        return drafting_notice("dangling-reference", text)

    def _to_update(self, one: Field) -> Notice:
        provisions = self.columns[0][0]
        at, words = where(provisions, one.paragraph), _excerpt(one.paragraph, one.start, one.end)
        text = Words(
            f"{at.zh}“{words}”：交叉引用的结果可能已变动，已标记为打开时更新，请核对",
            f"{at.en}, “{words}”: the cross-reference may have moved; it is marked for update on opening, please check",
        )
        return drafting_notice("field-to-update", text)


def settle(
    document: ContractDocument,
    columns: Iterable[tuple[Column, str]],
    plan: Plan,
    edits: list[Edit],
    lists: NewLists,
    references: Iterable[Reference],
) -> Settled:
    """What becomes of the contract's `references` once `edits` (everything but the references) are made.

    `columns` come with the contract's word for an article, `lists` are the new list instances.
    """
    main = parse_part(document.main.name, document.main.bytes_with(list(dict.fromkeys(edits))))
    part, numbering = document.numbering_part, document.numbering
    if lists.added and part is not None:
        numbering = read_numbering(parse_part(part.name, part.bytes_with(lists.edits(part))), document.styles)
    now = read_paragraphs(main, document.styles, numbering)
    after = follow(document, dict.fromkeys(edits), now)
    every = list(columns)
    paired = len(every) > 1
    provisions = tuple((read_provisions(document, c, after, now, paired=paired), word) for c, word in every)
    return Settling(document, provisions, plan, after, now, edits).settle(references)


def beside(document: ContractDocument) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs of footnotes, endnotes, headers and footers with the name of their part, as text alone."""
    if not document.paragraphs:
        return
    for name in document.package.names:
        data = document.package.part(name) if BESIDE.fullmatch(name) else None
        part = parse_part(name, data) if data is not None else None
        for node in part.root.walk() if part else ():
            text = "".join(n.text for n in node.walk() if n.tag == "w:t") if node.tag == "w:p" else ""
            if text.strip():
                bare = replace(document.paragraphs[0], index=-1, text=text, pieces=(), typed=None, label="")
                yield name.rsplit("/", 1)[-1], bare


def replaced_lines(plan: Plan) -> tuple[Paragraph, ...]:
    """The paragraphs in which a clause takes the place of words."""
    return tuple(p for x in plan.landings for s in x.sentences.values() for p in _lines(s))


def with_corrections(change: Change, plan: Plan, fixes: Iterable[Correction]) -> Change:
    """A replaced paragraph as it stands once references outside the replaced words are corrected too."""
    ends = {s.paragraph.index: s.end for x in plan.landings for s in x.sentences.values()}
    ends |= {p.index: end for x in plan.landings for s in x.sentences.values() for p, end in s.rest}
    shift = len(change.now) - len(change.was)
    now = change.now
    own = sorted((f for f in fixes if f.paragraph.index == change.paragraph), key=lambda f: -f.start)
    for fix in own:
        by = shift if fix.start >= ends.get(change.paragraph, 0) else 0
        now = now[: fix.start + by] + fix.words + now[fix.end + by :]
    return replace(change, now=now)


def clear_of(fixes: Iterable[Correction], others: Iterable[Correction]) -> list[Correction]:
    """The corrections that overlap none of the others."""
    by_paragraph: dict[int, list[Correction]] = {}
    for other in others:
        by_paragraph.setdefault(other.paragraph.index, []).append(other)
    beside = [(f, by_paragraph.get(f.paragraph.index, ())) for f in fixes]
    return [f for f, near in beside if not any(f.start < o.end and o.start < f.end for o in near)]


def _covers(sentence: Sentence, reference: Reference) -> bool:
    for line, end in sentence.rest:
        if reference.paragraph is line and reference.start < end:
            return True
    return reference.paragraph is sentence.paragraph and sentence.start <= reference.start < sentence.end


def _lines(sentence: Sentence) -> tuple[Paragraph, ...]:
    return (sentence.paragraph, *(p for p, _ in sentence.rest))


def _corrections(reference: Reference, found: list[tuple[Figure, Place]]) -> Iterator[Correction]:
    for figure, place in found:
        words = _rewritten(figure, place)
        if words != figure.text:
            yield Correction(reference.paragraph, figure.start, figure.end, words)


def _rewritten(figure: Figure, place: Place) -> str:
    """The figure as the place is numbered now, in the hand of the reference."""
    if figure.unit == "item" and figure.text.strip(SIGNS) == place.label:
        return place.label_after
    parts = re.split(r"([.．])", figure.text)
    now = _path(place) if len(figure.values) > 1 else place.after[-1:]
    if len(now) != len(figure.values):
        now = (place.article.after[-1], *figure.values[1:])
    figures = [spelled_like(t, n) if n != v else t for t, n, v in zip(parts[::2], now, figure.values, strict=True)]
    return "".join(a + b for a, b in zip(figures, [*parts[1::2], ""], strict=True))


def _path(place: Place) -> tuple[int, ...]:
    """Its number now from the article down: the decimal it shows, or the numbers above it put together."""
    whole = len(place.after) > 1
    above = _path(place.parent) if place.parent and not whole else ()
    return (*above, *place.after)


def _stirred(article: Place) -> bool:
    """Whether anything inside the article has another number than before."""
    return any(p.before[-1] != p.after[-1] for p in article.walk() if p is not article)


def _ordinal(provisions: Provisions, paragraph: Paragraph) -> int:
    article = provisions.column.outline.article_of(paragraph)
    return article.ordinal if article else 0


def where(provisions: Provisions, paragraph: Paragraph) -> Words:
    """The article a paragraph stands in, as the contract numbered it; else its place among the paragraphs."""
    article = provisions.column.outline.article_of(paragraph)
    label = article.label.strip(SIGNS) if article else ""
    if not label:
        return Words(f"第{paragraph.index}段", f"paragraph {paragraph.index}")
    return Words(label if label.startswith("第") else f"原编号 {label} 处", f"what was {label}")


def _around(reference: Reference) -> str:
    return _excerpt(reference.paragraph, *reference.span)


def _excerpt(paragraph: Paragraph, start: int, end: int) -> str:
    text = paragraph.text
    return re.sub(r"\s+", " ", text[max(0, start - AROUND) : end + AROUND]).strip()
