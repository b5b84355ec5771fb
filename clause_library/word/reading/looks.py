"""How the document's own paragraphs look, so that a new one can look the same.

Values that flow: an `Outline` becomes `Looks`: for a heading, a paragraph and three levels of items the paragraph
properties, run properties, typed indent and numbering to copy. The hard problem is that one level of a clause may be
typed, automatic, a bullet or nowhere in the document; each level is decided alone, from the commonest sibling.
Rejected: styles or formatting of our own.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clause_library.word.reading.outline import TERMINAL, Article, Outline, continues
from clause_library.word.reading.titles import Titles, prints_like_article, read_titles
from clause_library.word.source.document import ContractDocument, Paragraph, Piece, run_of
from clause_library.word.source.typed import Form
from clause_library.word.source.xmltree import Node, XmlPart

TRACKED = {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPr", "w:cnfStyle"}
HIDDEN = {"w:vanish", "w:specVanish", "w:webHidden"}
BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
RECITAL = 40
WORD = 3
NOT_TEXT = TRACKED | HIDDEN | {"w:highlight", "w:vertAlign"}
FALLBACK = {
    "zh": (
        Form("（一）", "zh", "（", "）"),
        Form("1.", "arabic", "", "."),
        Form("（1）", "arabic", "（", "）"),
        Form("①", "circle"),
    ),
    "en": (
        Form("(letter)", "letter", "(", ")", " "),
        Form("(roman)", "roman", "(", ")", " "),
        Form("(LETTER)", "LETTER", "(", ")", " "),
        Form("1.", "arabic", "", ".", " "),
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What to copy for one kind of paragraph. `form` is a typed number, `num_id` an automatic one, neither is none."""

    key: str
    properties: str
    lead: str
    number_marks: str
    text_marks: str
    form: Form | None = None
    num_id: str = ""
    ilvl: int = 0
    bullet: bool = False
    own_list: bool = False
    breaks: bool = False

    @property
    def numbered(self) -> bool:
        """A number the reader can cite."""
        return self.form is not None or (bool(self.num_id) and not self.bullet)


@dataclass(frozen=True, slots=True)
class Looks:
    """Every kind a clause may need. `para` is numbered where the document numbers its paragraphs (1.1); `recital` is
    a paragraph before the first article; `blank` an empty paragraph between articles."""

    heading: Look
    para: Look
    items: tuple[Look, Look, Look]
    recital: Look
    titles: Titles
    blank: str

    def of_level(self, level: int) -> Look:
        """Level 0 is the paragraph, 1 to 3 items; deeper ones stay at 3."""
        return self.para if level == 0 else self.items[min(level, 3) - 1]


def level_key(document: ContractDocument, paragraph: Paragraph) -> str:
    """What paragraphs numbered at one level share; empty for a paragraph without number or bullet."""
    if paragraph.level is not None and paragraph.num_id:
        return f"list:{paragraph.level.fmt}:{paragraph.level.text}:{paragraph.ilvl}"
    return paragraph.typed.key if paragraph.typed else ""


def marks_xml(main: XmlPart, node: Node | None, drop: Iterable[str] = NOT_TEXT) -> str:
    """Run properties as source text, without what must not be copied; empty where nothing is left."""
    dropped = set(drop)
    kept = [main.xml(c) for c in node.children if c.tag not in dropped and main.portable(c)] if node else []
    return "".join(kept)


def properties_xml(main: XmlPart, paragraph: Paragraph, *, numbered: bool) -> str:
    """The inside of `w:pPr` as source text, the number left out unless it is to be joined."""
    out: list[str] = []
    node = paragraph.properties
    for child in node.children if node else ():
        counted = child.tag == "w:numPr" and child.value("w:numId") != "0"
        if child.tag in TRACKED or (counted and not numbered) or (child.tag != "w:rPr" and not main.portable(child)):
            continue
        if child.tag == "w:rPr":
            inner = marks_xml(main, child, TRACKED | HIDDEN)
            out.append(f"<{main.prefix}:rPr>{inner}</{main.prefix}:rPr>" if inner else "")
        else:
            out.append(main.xml(child))
    return "".join(out)


def _suitable(paragraph: Paragraph) -> bool:
    """Whether a paragraph may serve as a pattern: plain body text whose mark is neither hidden nor tracked."""
    node = paragraph.properties
    marks = node.child("w:rPr") if node else None
    odd = marks is not None and any(c.tag in HIDDEN | TRACKED for c in marks.children)
    return not (odd or paragraph.blank or paragraph.has_section or paragraph.control is not None or paragraph.boxed)


def _dominant(paragraph: Paragraph, start: int, end: int) -> Node | None:
    """The run that holds most of the visible text between two places; what is filled in and underlined counts least."""
    weight: Counter[int] = Counter()
    runs: dict[int, Node] = {}
    at = 0
    for piece in paragraph.pieces:
        part = piece.text[max(start - at, 0) : max(end - at, 0)]
        run = run_of(piece)
        if run is not None and part.strip() and not piece.in_field:
            runs[run.start] = run
            weight[run.start] += len("".join(part.split()))
        at += len(piece.text)
    plain = [k for k, n in weight.items() if n > WORD and runs[k].value("w:rPr", "w:u") in (None, "none")]
    best = max(plain or weight, key=lambda k: weight[k], default=None)
    return None if best is None else runs[best]


def _piece_at(paragraph: Paragraph, place: int) -> Piece | None:
    at = 0
    for piece in paragraph.pieces:
        if at <= place < at + len(piece.text):
            return piece
        at += len(piece.text)
    return None


def _marks_of(main: XmlPart, run: Node | None) -> str:
    return marks_xml(main, run.child("w:rPr") if run else None)


def look_of(document: ContractDocument, outline: Outline, paragraph: Paragraph) -> Look:
    """The look of an existing paragraph."""
    main = document.main
    typed = paragraph.typed if not paragraph.label else None
    automatic = bool(paragraph.num_id) and paragraph.level is not None
    text_start = typed.text_at if typed else 0
    text = _dominant(paragraph, text_start, len(paragraph.text)) or _dominant(paragraph, 0, len(paragraph.text))
    number = _piece_at(paragraph, typed.start) if typed else None
    lead = re.match(r"[ \t\u00a0\u3000\u2002\u2003]*", paragraph.text)
    article_list = document.numbering.abstract_of(outline.scheme.num_id) if outline.scheme.num_id else "-"
    return Look(
        key=level_key(document, paragraph),
        properties=properties_xml(main, paragraph, numbered=automatic),
        lead=lead.group(0) if lead else "",
        number_marks=_marks_of(main, run_of(number)) if number else _marks_of(main, text),
        text_marks=_marks_of(main, text),
        form=typed.form.to_write if typed else None,
        num_id=paragraph.num_id if automatic else "",
        ilvl=paragraph.ilvl,
        bullet=paragraph.level is not None and paragraph.level.bullet,
        own_list=automatic and document.numbering.abstract_of(paragraph.num_id) != article_list,
        breaks=paragraph.text.endswith("\n"),
    )


def _pick(document: ContractDocument, outline: Outline, candidates: list[Paragraph]) -> Look | None:
    """The commonest look among the candidates, longer text counting for more; separate lists count as one."""
    usable = [p for p in candidates if _suitable(p)]
    looks = [look_of(document, outline, p) for p in usable]
    if not looks:
        return None

    def signature(look: Look) -> tuple[object, ...]:
        bare = re.sub(r"<\w+:numPr>.*?</\w+:numPr>", "", look.properties)
        suffix = look.form.suffix + look.form.separator if look.form else ""
        return bare, look.lead, look.text_marks, suffix, look.breaks

    weight: Counter[tuple[object, ...]] = Counter()
    for look, paragraph in zip(looks, usable, strict=True):
        weight[signature(look)] += 50 + min(len(paragraph.words), 200)
    common = weight.most_common(1)[0][0]
    return next(look for look in reversed(looks) if signature(look) == common)


def read_looks(document: ContractDocument, outline: Outline, lang: str) -> Looks:
    """The looks a clause in `lang` takes in this document."""
    levels = _levels(document, outline)
    plain = _plain_paragraphs(document, outline)
    heads = [outline.paragraphs[a.first] for a in outline.articles]
    some = [p for p in outline.paragraphs if not p.blank]
    para = _pick(document, outline, levels.paras) if levels.paras else _pick(document, outline, plain)
    para = para or _pick(document, outline, heads) or _pick(document, outline, some) or Look("", "", "", "", "")
    if not levels.paras:
        para = without_number(document, para)
    heading = _pick(document, outline, heads) or replace(para, form=None, num_id="")
    items = _items(document, outline, levels, para, lang)
    recital = _pick(document, outline, _preamble(outline)) or _body_text(document, para)
    recital = without_number(document, recital)
    return Looks(heading, para, items, recital, read_titles(outline), _blank(document, outline))


def plain_look(document: ContractDocument, outline: Outline, paragraphs: list[Paragraph]) -> Look | None:
    """The look of an article's own sentences without number; None where it has none to copy."""
    found = _pick(document, outline, [p for p in paragraphs if not p.numbered and p.level is None])
    return without_number(document, found) if found else None


def _preamble(outline: Outline) -> list[Paragraph]:
    """Whole sentences before the first article: what a recital looks like here."""
    first = outline.articles[0].first if outline.articles else 0
    before = [p for p in outline.paragraphs[:first] if not p.numbered and p.level is None]
    return [p for p in before if len(p.words) >= RECITAL and p.words.endswith(TERMINAL) and p.words != p.words.upper()]


def _body_text(document: ContractDocument, look: Look) -> Look:
    """The look, or the document's plain text where the look is that of a heading."""
    style = re.search(r':pStyle \w+:val="([^"]*)"', look.properties)
    heading = style is not None and document.styles.outline(style.group(1)) is not None
    return Look("", "", "", "", "") if heading else look


def without_number(document: ContractDocument, look: Look) -> Look:
    """The look without a number, typed, direct or from its style."""
    w = document.main.prefix
    bare = re.sub(rf"<{w}:numPr>.*?</{w}:numPr>", "", look.properties, flags=re.DOTALL)
    style = re.search(rf'<{w}:pStyle {w}:val="([^"]*)"', bare)
    if document.styles.numbering(style.group(1) if style else document.styles.default):
        bare = with_list(bare, w, "0", 0)
    bare_look = replace(look, form=None, num_id="", bullet=False, properties=bare, key="", own_list=False)
    return replace(bare_look, number_marks=look.text_marks)


def with_list(properties: str, w: str, num_id: str, ilvl: int) -> str:
    """Paragraph properties on a level of a list, where the schema wants it; list 0 takes the style's number away."""
    number = f'<{w}:numPr><{w}:ilvl {w}:val="{ilvl}"/><{w}:numId {w}:val="{num_id}"/></{w}:numPr>'
    if f"<{w}:numPr>" in properties:
        return re.sub(rf"<{w}:numPr>.*?</{w}:numPr>", number, properties, count=1, flags=re.DOTALL)
    at = 0
    for name in BEFORE_NUMBER:
        match = re.search(rf"<{w}:{name}(?: [^>]*)?/>", properties)
        at = max(at, match.end()) if match else at
    return properties[:at] + number + properties[at:]


@dataclass(frozen=True, slots=True)
class _Levels:
    paras: list[Paragraph]
    items: list[list[Paragraph]]


def _levels(document: ContractDocument, outline: Outline) -> _Levels:
    """Which numbers stand directly under an article, and which under those: the commonest chain of parents."""
    children: dict[str, Counter[str]] = {}
    members: dict[str, list[Paragraph]] = {}
    firsts: Counter[str] = Counter()
    for article in outline.articles:
        body = [p for p in outline.inside(article)[1:] if not p.blank and not prints_like_article(p, outline)]
        if body and article.headed:
            firsts[level_key(document, body[0])] += 1
        _count_parents(document, body, children, members)
    para_key = ""
    if firsts:
        key, count = firsts.most_common(1)[0]
        bullet = bool(members.get(key)) and members[key][0].level is not None and not members[key][0].label
        if key and not bullet and count * 2 >= firsts.total():
            para_key = key
    usable = [p for p in members.get(para_key, []) if _suitable(p)] if para_key else []
    return _Levels(usable, _chain(children, members, para_key if usable else "", skip=para_key))


def _count_parents(
    document: ContractDocument,
    body: list[Paragraph],
    children: dict[str, Counter[str]],
    members: dict[str, list[Paragraph]],
) -> None:
    parent, stack = "", [""]
    for paragraph in body:
        key = level_key(document, paragraph)
        if not key:
            continue
        members.setdefault(key, []).append(paragraph)
        if key in stack:
            del stack[stack.index(key) + 1 :]
            continue
        parent = stack[-1]
        stack.append(key)
        children.setdefault(parent, Counter())[key] += 1


def _chain(
    children: dict[str, Counter[str]], members: dict[str, list[Paragraph]], start: str, skip: str
) -> list[list[Paragraph]]:
    out: list[list[Paragraph]] = []
    seen = {start, skip}
    current = start
    while len(out) < 3:
        options = [(n, k) for k, n in children.get(current, Counter[str]()).items() if k not in seen]
        if not options:
            break
        current = max(options)[1]
        seen.add(current)
        out.append(members[current])
    return out


def _plain_paragraphs(document: ContractDocument, outline: Outline) -> list[Paragraph]:
    out: list[Paragraph] = []
    for article in outline.articles:
        inside = outline.inside(article)
        for before, paragraph in itertools.pairwise(inside):
            plain = not level_key(document, paragraph) and not continues(before, paragraph)
            if plain and not _mostly_blank(paragraph) and len(paragraph.words) >= 12:
                out.append(paragraph)
    return out


def _mostly_blank(paragraph: Paragraph) -> bool:
    words = re.sub(r"[\s_\u3000]", "", paragraph.text)
    return len(words) * 2 < len(paragraph.text.strip()) or len(words) < 6


def _items(
    document: ContractDocument, outline: Outline, levels: _Levels, para: Look, lang: str
) -> tuple[Look, Look, Look]:
    looks: list[Look] = []
    used = {para.form.family} if para.form else set[str]()
    for depth in range(3):
        found = _pick(document, outline, levels.items[depth]) if depth < len(levels.items) else None
        above = looks[-1] if looks else para
        look = found or _next_list_level(document, above) or _typed_below(document, above, para, used, lang)
        used.add(look.form.family if look.form else _family(document, look))
        looks.append(look)
    return looks[0], looks[1], looks[2]


def _family(document: ContractDocument, look: Look) -> str:
    """The typed family an automatic level prints like, so that a typed level below it looks different."""
    level = document.numbering.level(look.num_id, look.ilvl) if look.num_id else None
    if level is None or not re.fullmatch(r"[（(]%\d[)）]", level.text):
        return ""
    kinds = {"lowerLetter": "(letter)", "lowerRoman": "(roman)", "upperLetter": "(LETTER)", "decimal": "（1）"}
    return kinds.get(level.fmt, "（一）")


def _next_list_level(document: ContractDocument, above: Look) -> Look | None:
    """The next level of the list the level above is on, where the document defines one."""
    level = document.numbering.level(above.num_id, above.ilvl + 1) if above.num_id else None
    if level is None or level.fmt == "none" or not level.text:
        return None
    prefix = document.main.prefix
    properties = re.sub(rf'<{prefix}:ilvl {prefix}:val="\d+"\s*/>', "", above.properties)
    number = f'<{prefix}:numPr><{prefix}:ilvl {prefix}:val="{above.ilvl + 1}"/>'
    number += f'<{prefix}:numId {prefix}:val="{above.num_id}"/></{prefix}:numPr>'
    if f"<{prefix}:numPr>" in properties:
        properties = re.sub(rf"<{prefix}:numPr>.*?</{prefix}:numPr>", number, properties)
        properties = re.sub(rf"<{prefix}:ind [^>]*/>", "", properties)
        return replace(above, key="", properties=properties, ilvl=above.ilvl + 1, bullet=level.bullet)
    return None


def _typed_below(document: ContractDocument, above: Look, para: Look, used: set[str], lang: str) -> Look:
    return typed_item(above if above.form else without_number(document, para), used, lang)


def typed_item(base: Look, used: set[str], lang: str) -> Look:
    """The look with a typed number of a form not used above it."""
    form = next(f for f in FALLBACK[lang] if f.family not in used)
    separator = base.form.separator if base.form and base.form.separator.strip(" ") == "\t" else form.separator
    return replace(base, key="", form=replace(form, separator=separator), num_id="", bullet=False, own_list=False)


def _blank(document: ContractDocument, outline: Outline) -> str:
    """An empty paragraph to put before a new article, where the document keeps its articles apart that way."""
    gaps = [_before(outline, a) for a in outline.articles[1:]]
    blanks = [p for p in gaps if p is not None and p.blank and not p.has_section and not p.pieces]
    if len(blanks) * 2 <= len(gaps) or not blanks:
        return ""
    inner = properties_xml(document.main, blanks[0], numbered=True)
    w = document.main.prefix
    return f"<{w}:p><{w}:pPr>{inner}</{w}:pPr></{w}:p>"


def _before(outline: Outline, article: Article) -> Paragraph | None:
    return outline.paragraphs[article.first - 1] if article.first else None
