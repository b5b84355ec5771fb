"""The contract's annexes: how it heads and numbers them, where the last one ends, and where it lists them.

Values that flow: a document and its layout become `Annexes`: per language an `AnnexForm`, the next number, and the
last line of a typed list of annexes. The hard problem is that the same words head an annex, stand in a list and cite
an annex that is not in the file; only a heading behind the articles counts as one, a list is a run of such lines or
stands in the article on annexes, and the next number passes all three. Rejected: an article before the signatures; what
is signed then has no schedule to point to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clause_library.model import BlockKind, RenderedBlock, RenderedClause, Run
from clause_library.word.reading.layout import Column, Layout, language_of
from clause_library.word.reading.looks import Look, look_of, plain_look, typed_item, without_number
from clause_library.word.reading.outline import Outline
from clause_library.word.reading.zones import ABOUT_ANNEXES, ANNEX_LINE, is_annex, is_contents
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.source.numerals import letter, parse_roman, parse_zh, roman, zh_number
from clause_library.word.writing.annexcites import cited_annexes
from clause_library.word.writing.counting import PlacedBlock

HEADINGS = {
    "zh": re.compile(
        r"^(?P<word>附件|附录|附表)(?P<open>[\s\u3000]*[（(]?)(?P<number>[一二三四五六七八九十]+|\d{1,2}|[A-Z](?![A-Za-z]))?"
        r"(?P<close>[）)]?)(?P<gap>[\s\u3000]*[:：、.．—–-]*[\s\u3000]*)(?P<title>.*)$"
    ),
    "en": re.compile(
        r"^(?P<word>Annex|Exhibit|Schedule|Appendix|Attachment)(?P<open>[\s\u00a0]+)(?P<number>\d{1,2}|[IVX]+|[A-Z])\b"
        r"(?P<close>)(?P<gap>\s*[:.—–-]*\s*)(?P<title>.*)$",
        re.IGNORECASE,
    ),
}
LISTING = re.compile(
    r"(?:附件|附录|附表)(?:包括|包含|如下|有|共|为[:：])|组成部分"
    r"|(?:annex|exhibit|schedule|appendi|attachment).{0,80}\b(?:integral|form|part of|(?:is|are) attached)"
    r"|following (?:annex|exhibit|schedule|appendi|attachment)",
    re.IGNORECASE,
)
SMALL = ("and", "with", "from", "under", "into", "other")
VERB = re.compile(r"\b(?:shall|is|are|was|will|must|may|has|have|contains?|sets?|appl(?:y|ies))\b")
ENDINGS = "；;。.，,"
SHORT_TITLE = 40
DEFAULTS = {"zh": ("附件", "", "zh", "", "　"), "en": ("Annex", " ", "arabic", "", "  ")}


@dataclass(frozen=True, slots=True)
class AnnexForm:
    """How annexes are headed in one language: the word, the signs around the number, how it counts, and the gap
    before the title. `heading` is the last one, `title` the line of its title where that stands apart.
    """

    word: str
    open: str
    numeral: str
    close: str
    gap: str
    heading: Paragraph | None = None
    title: Paragraph | None = None

    def label(self, number: int) -> str:
        """附件三, Annex 3, EXHIBIT C."""
        return f"{self.word}{self.open}{_figure(number, self.numeral)}{self.close}"

    def headed(self, number: int, title: str) -> str:
        """The heading with its title."""
        heading = self.heading.words if self.heading else ""
        upper = heading.isascii() and heading.isupper() and len(heading) > len(self.label(number)) + 2
        return f"{self.label(number)}{self.gap}{title.upper() if upper else title}"


@dataclass(frozen=True, slots=True)
class Entry:
    """The last line of a list of annexes: its form, and what encloses and ends the title."""

    paragraph: Paragraph
    form: AnnexForm
    quoted: bool
    ending: str

    def words(self, number: int, title: str) -> str:
        """The line for one more annex."""
        return f"{self.form.label(number)}{self.form.gap}{f'《{title}》' if self.quoted else title}{self.ending}"


@dataclass(frozen=True, slots=True)
class Annexes:
    """The annexes of a contract: forms and lists by language, and the number the next one takes.

    `listed`: it lists them, be it in a sentence or in a table that cannot be continued.
    """

    forms: dict[str, AnnexForm]
    entries: dict[str, Entry]
    following: int
    listed: bool = False

    def label(self, lang: str, number: int) -> str:
        """How the text cites an annex: one gap, no typed width."""
        form = self.forms[lang]
        word = form.word.capitalize() if lang == "en" else form.word
        return re.sub(r"\s+", " ", replace(form, word=word).label(number))


def read_annexes(document: ContractDocument, layout: Layout) -> Annexes:
    """What the contract does with its annexes."""
    forms: dict[str, AnnexForm] = {}
    entries: dict[str, Entry] = {}
    numbers = [0]
    for column in layout.columns:
        alone = len(layout.columns) == 1
        lines = [
            p for p in document.paragraphs if _is_line(document, p) and (alone or language_of(p.text) == column.lang)
        ]
        headings = _headings(document, column.outline, lines)
        listed = [p for p in lines if p not in headings]
        mentions = [c.number for p in document.paragraphs for c in cited_annexes(p.text, column.lang)]
        numbers += [_number(p.words, column.lang) for p in lines] + mentions
        forms[column.lang] = _form_of(document, headings, listed, column.lang)
        entry = _entry(column, listed)
        if entry is not None:
            entries[column.lang] = entry
    listed = bool(entries) or any(_lists(document, layout, column) for column in layout.columns)
    return Annexes(forms, entries, max(numbers) + 1, listed)


def _lists(document: ContractDocument, layout: Layout, column: Column) -> bool:
    """Whether a sentence or a table lists annexes: two of them at least, as those of the contract."""
    own = {id(row.parent) for row in layout.rows}
    tables: Counter[int] = Counter()
    for paragraph in document.paragraphs:
        if LISTING.search(paragraph.text) and len(set(cited_annexes(paragraph.text, column.lang))) > 1:
            return True
        if paragraph.cell is not None and id(paragraph.top) not in own and _is_line(document, paragraph):
            tables[paragraph.top.start] += 1
    return max(tables.values(), default=0) > 1


def _is_line(document: ContractDocument, paragraph: Paragraph) -> bool:
    lang = "zh" if paragraph.words.startswith("附") else "en"
    found = HEADINGS[lang].match(paragraph.words)
    short = len(paragraph.words) < ANNEX_LINE and not paragraph.boxed and not is_contents(document, paragraph)
    titled = found is not None and (found.group("number") is not None or is_annex(paragraph))
    return short and titled and found is not None and not _is_sentence(found, lang)


def _is_sentence(found: re.Match[str], lang: str) -> bool:
    """Whether what follows the number is a sentence; a title may have commas (Fees, Costs) and points (U.S. Parts)."""
    title = found.group("title")
    if re.search(r"[。；;].", title):
        return True
    if not re.search(r"[.，,].", title):
        return False
    if lang == "zh":
        return not found.group("gap").strip()
    capital = all(word[0].isupper() for word in re.findall(r"[A-Za-z]+", title) if len(word) > 3 and word not in SMALL)
    return not capital and (VERB.search(title) is not None or not found.group("gap").strip())


def _headings(document: ContractDocument, outline: Outline, lines: list[Paragraph]) -> list[Paragraph]:
    """Lines that head an annex: behind the articles, and more than a list of such lines in a row."""
    last = outline.paragraphs[outline.articles[-1].last].index if outline.articles else -1
    behind = [p for p in lines if p.index > last and not p.numbered]
    rows = {p.index for p in lines}
    following = {
        p.index: next((q.index for q in document.paragraphs[p.index + 1 :] if not q.blank), -1) for p in behind
    }
    return [
        p
        for p in behind
        if following[p.index] not in rows
        or language_of(document.paragraphs[following[p.index]].text) != language_of(p.text)
    ]


def _number(words: str, lang: str) -> int:
    found = HEADINGS[lang].match(words)
    figure = found.group("number") if found else None
    if figure is None:
        return 1 if found else 0
    if figure.isdigit():
        return int(figure)
    if lang == "zh" and not figure.isascii():
        return parse_zh(figure)
    return parse_roman(figure) if _is_roman(figure) else ord(figure[0].lower()) - 96


def _is_roman(figure: str) -> bool:
    return len(figure) > 1 or figure in "IVX"


def _numeral(figure: str | None, lang: str) -> str:
    if figure is None:
        return DEFAULTS[lang][2]
    if figure.isdigit():
        return "arabic"
    if not figure.isascii():
        return "zh"
    return "ROMAN" if _is_roman(figure) else "LETTER"


def _figure(number: int, numeral: str) -> str:
    if numeral == "zh":
        return zh_number(number)
    if numeral == "ROMAN":
        return roman(number).upper()
    return letter(number).upper() if numeral == "LETTER" else str(number)


def _form_of(document: ContractDocument, headings: list[Paragraph], listed: list[Paragraph], lang: str) -> AnnexForm:
    model = next(reversed(headings or listed), None)
    if model is not None:
        form, untitled = _form(model, lang), not _match(model, lang).group("title")
        form = replace(form, gap=DEFAULTS[lang][4]) if untitled and not form.gap.strip() else form
        title = _title_line(document, model) if headings and untitled else None
        return replace(form, heading=model if headings else None, title=title)
    default = AnnexForm(*DEFAULTS[lang])
    cited = Counter((c.word, c.numeral) for p in document.paragraphs for c in cited_annexes(p.text, lang))
    common = next((words for words, _ in cited.most_common(1)), None)
    return default if common is None else replace(default, word=common[0], numeral=common[1])


def _match(paragraph: Paragraph, lang: str) -> re.Match[str]:
    found = HEADINGS[lang].match(paragraph.words)
    if found is None:
        raise ValueError(f"no annex heading: {paragraph.words}")
    return found


def _form(paragraph: Paragraph, lang: str) -> AnnexForm:
    found = _match(paragraph, lang)
    bracket = found.group("open").strip().endswith(("（", "("))
    close, gap = (
        (found.group("close"), found.group("gap")) if bracket else ("", found.group("close") + found.group("gap"))
    )
    numeral = _numeral(found.group("number"), lang)
    if gap.strip() in tuple("-–—") and found.group("title")[:1].isdigit():
        gap = DEFAULTS[lang][4]  # 附件1-2: a part of an annex; the next one is no part
    return AnnexForm(found.group("word"), found.group("open"), numeral, close, gap)


def _title_line(document: ContractDocument, heading: Paragraph) -> Paragraph | None:
    """The line of the title below a heading that is only a number."""
    after = next((p for p in document.paragraphs[heading.index + 1 :] if not p.blank), None)
    short = after is not None and len(after.words) <= SHORT_TITLE and not after.words.endswith(tuple("。；;.：:"))
    return after if after is not None and short and not after.numbered and after.cell is None else None


def _entry(column: Column, listed: list[Paragraph]) -> Entry | None:
    """The last line of the list; one line alone is a list only in an article on annexes."""
    outline = column.outline
    known = {p.index for p in listed}
    places = {p.index: n for n, p in enumerate(outline.paragraphs)}
    found: Paragraph | None = None
    for paragraph in listed:
        article = outline.article_at(places[paragraph.index]) if paragraph.index in places else None
        about = article is not None and bool(ABOUT_ANNEXES.search(outline.paragraphs[article.first].words))
        beside = paragraph.index - 1 in known or paragraph.index + 1 in known
        if about or beside:
            found = paragraph
    if found is None or _match(found, column.lang).group("number") is None:
        return None
    words = found.words
    ending = words[-1] if words[-1] in ENDINGS else ""
    title = _match(found, column.lang).group("title").rstrip(ENDINGS)
    return Entry(found, _form(found, column.lang), title.startswith("《") and title.endswith("》"), ending)


@dataclass(frozen=True, slots=True)
class AnnexLooks:
    """The looks of an annex: its heading (with a page break), a title line below it, and its text and items."""

    heading: Look
    title: Look | None
    para: Look
    items: tuple[Look, Look, Look]


def annex_looks(document: ContractDocument, column: Column, annexes: Annexes, *, breaks: bool) -> AnnexLooks:
    """Taken from the last annex; without one, the articles' heading and text without their numbers."""
    form = annexes.forms[column.lang]
    looks = column.looks
    plain = replace(without_number(document, looks.para), breaks=False)
    heading = without_number(document, looks.heading)
    title: Look | None = None
    if form.heading is not None:
        heading = without_number(document, look_of(document, column.outline, form.heading))
        body = list(_body_of(document, form.heading, column.lang))
        plain = plain_look(document, column.outline, body) or plain
        title = without_number(document, look_of(document, column.outline, form.title)) if form.title else None
    w = document.main.prefix
    heading = replace(heading, properties=_headed(heading.properties, w, breaks=breaks), breaks=False)
    return AnnexLooks(heading, title, plain, _items(column, plain))


def _headed(properties: str, w: str, *, breaks: bool) -> str:
    """The heading's properties where the schema wants them: it stays with the text, and begins a page if asked."""
    bare = re.sub(rf"<{w}:(?:pageBreakBefore|keepNext)(?: [^>]*)?/>", "", properties)
    style = re.match(rf"<{w}:pStyle [^>]*/>", bare)
    lines = re.search(rf"<{w}:keepLines(?: [^>]*)?/>", bare)
    first = style.end() if style else 0
    second = lines.end() if lines else first
    page = f"<{w}:pageBreakBefore/>" if breaks else ""
    return f"{bare[:first]}<{w}:keepNext/>{bare[first:second]}{page}{bare[second:]}"


def _body_of(document: ContractDocument, heading: Paragraph, lang: str) -> Iterator[Paragraph]:
    """The sentences of the annex under a heading."""
    for paragraph in document.paragraphs[heading.index + 1 :]:
        words = paragraph.words
        if paragraph.cell is None and len(words) >= 12 and not is_annex(paragraph) and language_of(words) == lang:
            yield paragraph


def _items(column: Column, plain: Look) -> tuple[Look, Look, Look]:
    """Items count for themselves in an annex: typed, or on a list of their own; never on the articles' list."""
    out: list[Look] = []
    used: set[str] = set()
    for look in column.looks.items:
        typed = look.form is not None and look.form.family != "n.n"
        made = replace(look, breaks=False) if typed or look.own_list else typed_item(plain, used, column.lang)
        used.add(made.form.family if made.form else "")
        out.append(made)
    return out[0], out[1], out[2]


def headed_block(form: AnnexForm, number: int, title: str) -> RenderedBlock:
    """The heading of an annex as a block: with its title, or its number alone where titles have a line of their own."""
    words = form.label(number) if form.title else form.headed(number, title)
    return RenderedBlock(BlockKind.HEADING, ((Run(words),),))


def title_of(clause: RenderedClause, lang: str) -> str:
    """The clause's own heading in a language."""
    own = next((b for b in clause.blocks.get(lang, ()) if b.kind is BlockKind.HEADING), None)
    return "".join(r.text for r in own.runs) if own else clause.title.in_language(lang)


def annex_label(paragraph: Paragraph, lang: str) -> str:
    """How an annex is cited by its heading; empty for what is no such heading, or in another language."""
    if not is_annex(paragraph) or HEADINGS[lang].match(paragraph.words) is None:
        return ""
    form = _form(paragraph, lang)
    number = _number(paragraph.words, lang)
    return Annexes({lang: form}, {}, number).label(lang, number)


def entry_block(
    document: ContractDocument, column: Column, entry: Entry, title: str, number: int, further: int
) -> PlacedBlock:
    """The line for one more annex; `further` lines of ours stand before it under the last one of the contract."""
    look = look_of(document, column.outline, entry.paragraph)
    label = ""
    if look.form is not None and entry.paragraph.typed is not None:
        *above, last = entry.paragraph.typed.numbers
        label = look.form.write((*above, last + 1 + further))
    block = RenderedBlock(BlockKind.PARA, ((Run(entry.words(number, title)),),))
    return PlacedBlock(block, replace(look, breaks=False), label)
