"""Where written paragraphs go into the source, by the contract's layout and its own marks.

Values that flow: landings and written paragraphs become insertions by offset, and the edits that make room for them.
Rejected: one path for all layouts; a table row, a control and a placeholder each make room differently.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clause_library.word.reading.layout import Layout, row_of
from clause_library.word.report import Change
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.xmltree import Edit
from clause_library.word.writing.annexes import Annexes
from clause_library.word.writing.compose import host_of
from clause_library.word.writing.placement import Landing
from clause_library.word.writing.splice import end_of_annexes, end_of_article, pattern_row, row_at, row_xml
from clause_library.word.writing.tables import text_width


@dataclass(slots=True)
class Insertions:
    """Text to insert, by offset in the order given, and what gives way to it."""

    document: ContractDocument
    layout: Layout
    annexes: Annexes | None = None
    texts: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    removals: list[Edit] = field(default_factory=list[Edit])

    @property
    def edits(self) -> list[Edit]:
        """All of it as edits of the main part."""
        return [*self.removals, *(Edit(at, at, "".join(texts)) for at, texts in self.texts.items())]

    def _at(self, offset: int, texts: list[str]) -> None:
        self.texts.setdefault(offset, []).extend(texts)

    def put_beside(self, insertions: Iterable[tuple[int, str]]) -> None:
        """Paragraphs that join lines of the contract, by offset."""
        for offset, text in insertions:
            self._at(offset, [text])

    def put(self, landing: Landing, texts: list[list[str]], blank: str) -> list[Change]:
        """Puts the paragraphs of a clause, one list per language, where it lands; returns original text given up.

        `blank` is the empty paragraph that keeps articles apart in this document, or empty.
        """
        if not any(texts):
            return []
        if landing.spot is not None:
            return self._fill_spot(landing, [t for group in zip(*texts, strict=False) for t in group])
        if self.layout.rows and landing.how != "annex":
            self._put_rows(landing, texts)
            return []
        if landing.how == "annex":
            paired = self.layout.kind == "alternating"
            every = (
                [t for group in zip(*texts, strict=False) for t in group] if paired else [t for x in texts for t in x]
            )
            self._at(self.offset(landing), every)
            return []
        if self.layout.kind == "halves":
            for at, group in zip(self._halves(landing), texts, strict=True):
                self._at(at, [blank, *group] if group is texts[0] else group)
            return []
        flat = [blank] + [t for group in zip(*texts, strict=False) for t in group]
        self._at(self.offset(landing), flat)
        return []

    def room(self, landing: Landing) -> int:
        """The width for tables where a clause lands, in twentieths of a point; 0 inside a table of the contract."""
        if self.layout.rows and landing.how != "annex":
            return 0
        at = landing.spot.node.start if landing.spot else self.offset(landing)
        tops = self.document.body.children
        before = bisect.bisect_left(tops, at, key=lambda top: top.start) - 1
        inside = before >= 0 and tops[before].tag == "w:tbl" and at < tops[before].end
        return 0 if inside else text_width(self.document, at)

    def list_annex(self, entries: Sequence[tuple[Paragraph, str]]) -> None:
        """One more line in the contract's list of annexes, in each of its languages."""
        if self.layout.kind == "rows" and entries[0][0].cell is not None:
            row = next(r for p, _ in entries if (r := row_of(p)) is not None)
            pattern = pattern_row(self.layout, row)
            self._at(row.end, [row_xml(self.document.main, pattern, [text for _, text in entries])])
            return
        together = self.layout.kind == "alternating"
        last = max(p.node.end for p, _ in entries)
        for paragraph, text in entries:
            self._at(last if together else paragraph.node.end, [text])

    def offset(self, landing: Landing) -> int:
        """Where in the source a clause goes that no mark of the template asks for."""
        if landing.how == "annex":
            has = self.annexes is not None and any(f.heading for f in self.annexes.forms.values())
            return end_of_annexes(self.document, self.layout.main, has_annexes=has)
        loose = [s for lang, s in landing.sentences.items() if not self._in_article(landing, lang)]
        if loose:
            return max(s.paragraph.top.end for s in loose)
        ends = [end_of_article(self.document, c, landing.after) for c in self.layout.columns]
        # Where languages take turns, the second ends behind the first one's next heading.
        return min(ends) if min(ends) >= self._last_line(landing.after) else max(ends)

    def _halves(self, landing: Landing) -> list[int]:
        """The place in each of two texts that stand one behind the other."""
        out: list[int] = []
        for column, following in zip(self.layout.columns, [*self.layout.columns[1:], None], strict=True):
            sentence = landing.sentences.get(column.lang)
            at = end_of_article(self.document, column, landing.after)
            if sentence is not None and not self._in_article(landing, column.lang):
                at = sentence.paragraph.top.end
            if following is not None and at > following.outline.paragraphs[0].top.start:
                articles = column.outline.articles
                at = column.outline.paragraphs[articles[-1].last].top.end
            out.append(at)
        return out

    def _last_line(self, ordinal: int) -> int:
        """The end of an article's last line in any language."""
        lines = [c.outline.paragraphs[a.last] for c in self.layout.columns for a in c.outline.articles[:ordinal][-1:]]
        return max((p.top.end for p in lines), default=0)

    def _in_article(self, landing: Landing, lang: str) -> bool:
        """Whether the sentence a clause replaces stands in the article it joins; what else it says goes behind that."""
        column = self.layout.column(lang)
        return column is not None and host_of(column, landing) is not None

    def _put_rows(self, landing: Landing, texts: list[list[str]]) -> None:
        main = self.document.main
        row, above = row_at(self.document, self.layout, landing.after)
        if any(not self._in_article(landing, lang) for lang in landing.sentences):
            tops = [s.paragraph for s in landing.sentences.values()]
            cells = [p.cell for p in tops if p.cell is not None]
            if self.layout.kind == "articles":
                for paragraph, group in zip(tops, texts, strict=True):
                    self._at(paragraph.node.end, group)
                return
            row = next((r for r in self.layout.rows if any(r.start < c.start < r.end for c in cells)), row)
        elif self.layout.kind == "articles" and landing.how != "new" and landing.after:
            self._join_cells(landing, texts)
            return
        pattern = pattern_row(self.layout, row)
        if self.layout.kind == "articles":
            rows = [row_xml(main, pattern, ["".join(t) for t in texts])]
        else:
            rows = [row_xml(main, pattern, pair) for pair in zip(*texts, strict=True)]
        self._at(row.start if above else row.end, rows)

    def _join_cells(self, landing: Landing, texts: list[list[str]]) -> None:
        """Merging where a row is an article: the same place in both cells."""
        for column, group in zip(self.layout.columns, texts, strict=True):
            articles = column.outline.articles
            article = articles[min(landing.after, len(articles)) - 1]
            last = column.outline.paragraphs[article.last]
            self._at(last.node.end, group)

    def _fill_spot(self, landing: Landing, texts: list[str]) -> list[Change]:
        """A place the template marks: a placeholder gives way, a control is filled, a bookmark is followed."""
        spot = landing.spot
        if spot is None:
            return []
        if spot.kind == "bookmark" and spot.paragraph is not None:
            self._at(spot.paragraph.top.end, texts)
            return []
        content = spot.node.child("w:sdtContent") if spot.kind == "control" else None
        at = content.inner_end if content else spot.node.end
        first = at not in self.texts
        self._at(at, texts)
        if not first:
            return []
        removed = Edit(content.inner_start, content.inner_end, "") if content else Edit(spot.node.start, at, "")
        if removed.start < removed.end:
            self.removals.append(removed)
        if spot.paragraph is not None:
            return [Change(spot.paragraph.index, landing.clause.id, spot.paragraph.text, "")]
        inside = [p for p in self.document.paragraphs if p.control is spot.node]
        return [Change(p.index, landing.clause.id, p.text, "") for p in inside]
