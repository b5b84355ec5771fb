"""Placed blocks as WordprocessingML in the document's own looks.

Values that flow: a `PlacedBlock` and its citations become the source text of one paragraph. The hard problem is
leaving no formatting of ours behind except the conspicuous type the law asks for. Rejected: building elements; source
text needs no second serialiser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.bookmarks import Names
from clause_library.word.reading.looks import Look, Looks, with_list
from clause_library.word.reading.runins import RunIn
from clause_library.word.source.xmltree import escape
from clause_library.word.writing.citing import Citation, Piece
from clause_library.word.writing.compose import PlacedClause
from clause_library.word.writing.counting import ITEM_LEVELS, PlacedBlock
from clause_library.word.writing.newlists import NewLists
from clause_library.word.writing.sentences import sign
from clause_library.word.writing.tables import Grid, table_xml

MARK_ORDER: tuple[str, ...] = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
    "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u",
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip


def no_grid(_look: Look) -> Grid:
    """For a writer that writes no table."""
    raise ValueError("no look for tables")


GAP = "\x00"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes paragraphs of one column. `cite` finds how another clause is cited, None where it is not in the paper."""

    prefix: str
    lang: str
    looks: Looks
    names: Names
    lists: NewLists
    cite: Callable[[str, int], Citation | None]
    mark_name: Callable[[str, int], str]
    conspicuous: bool = True
    pairs: bool = False
    """Whether paragraphs of two languages take turns, so that each table needs a paragraph behind it."""
    grid: Callable[[Look], Grid] = no_grid
    joined: dict[int, dict[tuple[str, int], str]] = field(default_factory=dict[int, dict[tuple[str, int], str]])
    """Lists begun by clauses that joined an article, by its ordinal: the next clause there goes on with them."""
    run_in: RunIn | None = None

    def clause(self, placed: PlacedClause, first_mark: int, room: int = 0) -> list[str]:
        """The paragraphs and tables of a clause, in order; blocks that replace words in place are left to the caller.

        `room` is the width for tables in twentieths of a point; 0 writes their cells as lines.
        """
        out: list[str] = []
        current: dict[tuple[str, int], str] = {}
        if placed.landing.how not in ("new", "annex"):
            current = self.joined.setdefault(placed.landing.after, current)
        rows: list[tuple[int, PlacedBlock]] = []
        for number, block in enumerate(placed.blocks):
            if block.replaces or block.joins:
                continue
            if block.block.kind is BlockKind.ROW:
                rows.append((number, block))
                if self._ends_rows(placed, number):
                    out += self._rows(placed, rows, first_mark, room)
                    rows = []
                continue
            if block.starts_list:
                current[block.look.num_id, block.look.ilvl] = self.lists.restart(block.look.num_id, block.look.ilvl)
            num_id = current.get((block.look.num_id, block.look.ilvl), "")
            name = self._name(placed, first_mark + number)
            out.append(self.paragraph(block, name, num_id, apart=self._ends_list(placed, number)))
            if number == 0 and placed.below is not None:
                out[-1] += self.paragraph(placed.below, self.names.beside(placed.landing.clause))
        return out

    def one(self, placed: PlacedClause, place: int, number: int, cell: int = 0, look: Look | None = None) -> str:
        """The paragraph of a block that joins a line of the contract; a cell of a row counts from one and has a look
        of its own."""
        block = placed.blocks[place]
        one = replace(block, block=RenderedBlock(BlockKind.ROW, (block.block.cells[cell - 1],))) if cell else block
        one = replace(one, look=look) if look else one
        return self.paragraph(one, self.names.of(placed.landing.clause, number, cell))

    def _name(self, placed: PlacedClause, number: int) -> str:
        clause = placed.landing.clause
        return self.names.beside(clause) if placed.landing.how == "pointer" else self.names.of(clause, number)

    def _ends_rows(self, placed: PlacedClause, number: int) -> bool:
        following = placed.blocks[number + 1 : number + 2]
        return not following or following[0].block.kind is not BlockKind.ROW

    def _rows(self, placed: PlacedClause, rows: list[tuple[int, PlacedBlock]], first_mark: int, room: int) -> list[str]:
        """A group of rows: one table, or a line for each cell."""
        clause, look = placed.landing.clause, rows[0][1].look
        first = first_mark + rows[0][0]
        cells = list(lines_of([b.block for _, b in rows], self.lang, grid=room > 0))
        names = [self.names.of(clause, first + number, cell) for number, cell, _ in cells]
        if not room:
            return [self.paragraph(PlacedBlock(b, look), n) for n, (_, _, b) in zip(names, cells, strict=True)]
        grid = self.grid(look)
        written: list[list[str]] = [[] for _ in rows]
        texts: list[list[str]] = [[] for _ in rows]
        for name, (number, _, block) in zip(names, cells, strict=True):
            own = (grid.head if number == 0 and len(rows) > 1 else grid.body).text
            written[number].append(self.paragraph(PlacedBlock(block, own), name))
            texts[number].append(self.words_of(block))
        table = table_xml(self.prefix, grid, written, texts, room)
        # Two tables that meet become one in Word, and a cell must end with a paragraph.
        last = rows[-1][0] + 1 == len(placed.blocks)
        return [table + (self.paragraph(_gap(look), self.names.beside(clause)) if last or self.pairs else "")]

    def _ends_list(self, placed: PlacedClause, number: int) -> bool:
        """The last item of a list, in a document that keeps its paragraphs apart by a line break at their end."""
        follows = placed.blocks[number + 1].block.kind if number + 1 < len(placed.blocks) else BlockKind.PARA
        own = placed.blocks[number].block.kind
        return self.looks.para.breaks and own in ITEM_LEVELS and follows not in ITEM_LEVELS

    def blank(self, clause: RenderedClause) -> str:
        """The empty paragraph before a new article, with our bookmark; empty where the document has none."""
        if not self.looks.blank:
            return ""
        marks = "".join(self.names.around(self.names.of(clause, -1), self.prefix))
        return self.looks.blank.removesuffix(f"</{self.prefix}:p>") + f"{marks}</{self.prefix}:p>"

    def paragraph(self, block: PlacedBlock, name: str, num_id: str = "", *, apart: bool = False) -> str:
        """One paragraph with its hidden bookmark."""
        w = self.prefix
        look = block.look
        properties = with_list(look.properties, w, num_id, look.ilvl) if num_id else look.properties
        open_mark, close_mark = self.names.around(name, w)
        inner = self._lead(block) + "".join(self._runs(block))
        if (look.breaks or apart) and not block.heading:
            inner += self._run("", look.text_marks, f"<{w}:br/>")
        paragraph_properties = f"<{w}:pPr>{properties}</{w}:pPr>" if properties else ""
        return f"<{w}:p>{paragraph_properties}{open_mark}{inner}{close_mark}</{w}:p>"

    def _lead(self, block: PlacedBlock) -> str:
        look = block.look
        if not block.label:
            return self._run(look.lead, look.text_marks) if look.lead else ""
        separator = look.form.separator if look.form else ""
        if not separator and self.words_of(block.block)[:1].isdigit():
            separator = " "  # 27.5 and 2026 would be one number
        return self._run(look.lead + block.label + separator, look.number_marks)

    def _runs(self, block: PlacedBlock) -> list[str]:
        runs = self.text_runs(block.block)
        if block.heading and runs:
            words = "".join(r.text for r in runs)
            words = words.upper() if self.looks.titles.upper and self.lang == "en" else words
            runs = [Run(words + ("." if self.looks.titles.full_stop and self.lang == "en" else ""))]
        if block.title_marks and runs:
            marks = with_hint(block.title_marks, self.prefix) if self.lang == "zh" else block.title_marks
            return [self._run(runs[0].text, marks), *(self._one(r, block.look) for r in runs[1:])]
        return [self._one(run, block.look) for run in runs]

    def text_runs(self, block: RenderedBlock) -> list[Run]:
        """The runs of a block; the cells of a row side by side."""
        out: list[Run] = []
        for number, cell in enumerate(block.cells):
            if number:
                out.append(Run("\t"))
            out += cell
        return out

    def _one(self, run: Run, look: Look) -> str:
        marks = look.text_marks
        if self.lang == "zh":
            marks = with_hint(marks, self.prefix)
        if run.strong and self.conspicuous:
            marks = conspicuous(marks, self.prefix)
        if not run.ref:
            return self._run(run.text, marks)
        citation = self.cite(run.ref, run.item)
        if citation is None:
            return self._run(run.text or missing(run.ref, self.lang), marks)
        return "".join(self._cited(run.ref, piece, marks) for piece in citation.pieces)

    def _cited(self, clause_id: str, piece: Piece, marks: str) -> str:
        if piece.block is None:
            return self._run(piece.text, marks)
        return self.field_of(self.mark_name(clause_id, piece.block), piece, marks)

    def words_of(self, block: RenderedBlock, *, references: bool = True) -> str:
        """The text of a block with its references as words, or with a sign (`GAP`) for each."""
        out = ""
        for run in self.text_runs(block):
            citation = self.cite(run.ref, run.item) if run.ref else None
            if run.ref and not references:
                out += GAP
                continue
            out += (citation.text if citation else run.text or missing(run.ref, self.lang)) if run.ref else run.text
        return out

    def sentence(self, block: RenderedBlock) -> tuple[str, list[tuple[str, Piece]]]:
        """The words of a block with a sign for each field, and the fields: bookmark and number shown."""
        out, fields = "", list[tuple[str, Piece]]()
        for run in self.text_runs(block):
            citation = self.cite(run.ref, run.item) if run.ref else None
            if citation is None:
                out += run.text or (missing(run.ref, self.lang) if run.ref else "")
                continue
            for piece in citation.pieces:
                if piece.block is None:
                    out += piece.text
                else:
                    out += sign(len(fields))
                    fields.append((self.mark_name(run.ref, piece.block), piece))
        return out, fields

    def field_of(self, name: str, piece: Piece, marks: str) -> str:
        """A field that shows the number of a bookmarked paragraph."""
        w = self.prefix
        code = f'<{w}:instrText xml:space="preserve"> REF {name} {piece.switch} \\h </{w}:instrText>'
        return (
            self._run("", marks, f'<{w}:fldChar {w}:fldCharType="begin"/>')
            + self._run("", marks, code)
            + self._run("", marks, f'<{w}:fldChar {w}:fldCharType="separate"/>')
            + self._run(piece.text, marks)
            + self._run("", marks, f'<{w}:fldChar {w}:fldCharType="end"/>')
        )

    def _run(self, text: str, marks: str, inner: str = "") -> str:
        w = self.prefix
        properties = f"<{w}:rPr>{marks}</{w}:rPr>" if marks else ""
        return f"<{w}:r>{properties}{inner or text_xml(text, w)}</{w}:r>"


def lines_of(blocks: Sequence[RenderedBlock], lang: str, *, grid: bool) -> Iterator[tuple[int, int, RenderedBlock]]:
    """The paragraphs blocks are written as: place, cell (from one; 0 for what is no row) and the text.

    In a grid every cell is a paragraph. As lines, a cell follows its column's heading, and the row of headings is none.
    """
    heads: tuple[tuple[Run, ...], ...] = ()
    colon = "：" if lang == "zh" else ": "
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.ROW:
            heads = ()
            yield place, 0, block
            continue
        follows = place + 1 < len(blocks) and blocks[place + 1].kind is BlockKind.ROW
        if not grid and not heads and follows and (place == 0 or blocks[place - 1].kind is not BlockKind.ROW):
            heads = block.cells
            continue
        for number, cell in enumerate(block.cells):
            lead = (*heads[number], Run(colon)) if number < len(heads) else ()
            yield place, number + 1, RenderedBlock(BlockKind.ROW, ((*lead, *cell),))


def _gap(look: Look) -> PlacedBlock:
    return PlacedBlock(RenderedBlock(BlockKind.PARA, ((),)), replace(look, lead="", breaks=False))


def missing(clause_id: str, lang: str) -> str:
    """What stands where a clause that is not in the paper would be cited."""
    return f"【{clause_id}】" if lang == "zh" else f"[{clause_id}]"


def text_xml(text: str, w: str) -> str:
    """Text elements for a text; tabs and line ends become their elements."""
    out: list[str] = []
    for piece in re.split(r"([\t\n])", text):
        if piece == "\t":
            out.append(f"<{w}:tab/>")
        elif piece == "\n":
            out.append(f"<{w}:br/>")
        elif piece:
            space = ' xml:space="preserve"' if piece != piece.strip() else ""
            out.append(f"<{w}:t{space}>{escape(piece)}</{w}:t>")
    return "".join(out)


def with_hint(marks: str, w: str) -> str:
    """Run properties under which Chinese quotation marks take the Chinese font."""
    if f"{w}:hint=" in marks:
        return marks
    if f"<{w}:rFonts" in marks:
        return marks.replace(f"<{w}:rFonts", f'<{w}:rFonts {w}:hint="eastAsia"', 1)
    return _put(marks, "rFonts", f'<{w}:rFonts {w}:hint="eastAsia"/>', w)


def conspicuous(marks: str, w: str) -> str:
    """Run properties in bold and underlined, as the law asks of terms that limit liability in standard forms."""
    for name, value in (("b", ""), ("u", f' {w}:val="single"')):
        marks = re.sub(rf"<{w}:{name}(?: [^>]*)?/>", "", marks)
        marks = _put(marks, name, f"<{w}:{name}{value}/>", w)
    return marks


def _put(marks: str, name: str, element: str, w: str) -> str:
    """Puts an element where the schema wants it among its siblings."""
    rank = MARK_ORDER.index(name)
    for match in re.finditer(rf"<{w}:(\w+)", marks):
        other = match.group(1)
        if other in MARK_ORDER and MARK_ORDER.index(other) > rank and _top_level(marks, match.start()):
            return marks[: match.start()] + element + marks[match.start() :]
    return marks + element


def _top_level(marks: str, at: int) -> bool:
    before = marks[:at]
    opened = len(re.findall(r"<\w[^>]*[^/]>|<\w>", before))
    return opened == before.count("</")
