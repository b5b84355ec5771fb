"""The contracts of `matrix.yaml`, built: a case becomes a package with its articles, numbers, revisions and extras."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import word_matrix_parts as parts
import yaml
from word_matrix_parts import AUTHOR, BINDING, DATE

from clause_library.word.source.numerals import letter, roman, zh_number

SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)


@cache
def matrix() -> dict:
    """The data."""
    return yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Case:
    """One contract of the matrix. `mechanisms` by language, in the order of the document."""

    name: str
    mechanisms: tuple[str, ...]
    layout: str
    hosts: bool
    revised: bool
    extras: tuple[str, ...]

    @property
    def langs(self) -> dict[str, dict]:
        every = matrix()["mechanisms"]
        return {every[m]["lang"]: every[m] for m in self.mechanisms}

    @property
    def articles(self) -> list[dict]:
        return [a for a in matrix()["articles"] if self.hosts or not a.get("host")]


@cache
def cases() -> dict[str, Case]:
    """Every contract of the matrix by name."""
    out: dict[str, Case] = {}
    for group in matrix()["groups"]:
        numbered = [(m, (m,)) for m in group.get("mechanisms", ())]
        numbered += [(p, tuple(matrix()["pairs"][p])) for p in group.get("pairs", ())]
        rest = (group["layouts"], group["hosts"], group["revisions"], group["extras"])
        for (name, mechanisms), layout, hosts, revised, extras in itertools.product(numbered, *rest):
            words = [name, layout, *["hosts"] * hosts, *["revised"] * revised, *extras]
            case = Case(" ".join(words), mechanisms, layout, hosts, revised, tuple(extras))
            out[case.name] = case
    return out


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def figure(pattern: str, number: int, article: int = 0) -> str:
    """A typed number."""
    kinds = {"n": str(number), "zh": zh_number(number), "letter": letter(number), "roman": roman(number).upper()}
    kinds |= {"full": str(number).translate({48 + i: 0xFF10 + i for i in range(10)}), "a": str(article)}
    return re.sub(r"\{(\w+)\}", lambda m: kinds[m.group(1)], pattern)


@dataclass
class Scribe:
    """Writes the lines of one language."""

    case: Case
    lang: str
    ids: itertools.count = field(default_factory=lambda: itertools.count(100))

    @property
    def mechanism(self) -> dict:
        return self.case.langs[self.lang]

    @property
    def marks(self) -> str:
        return '<w:rFonts w:hint="eastAsia"/>' if self.lang == "zh" else ""

    def run(self, text: str, more: str = "", tag: str = "w:t") -> str:
        marks = f"<w:rPr>{self.marks}{more}</w:rPr>" if self.marks or more else ""
        pieces = [f'<{tag} xml:space="preserve">{escape(t)}</{tag}>' if t else "" for t in text.split("\t")]
        return f"<w:r>{marks}{'<w:tab/>'.join(pieces)}</w:r>" if text else ""

    def revision(self, kind: str, inner: str) -> str:
        return f'<w:{kind} w:id="{next(self.ids)}" w:author="{AUTHOR}" w:date="{DATE}">{inner}</w:{kind}>'

    def cite(self, text: str) -> str:
        """The text as runs, citations in the contract's own form, as fields where the case has them."""
        out = ""
        for piece in re.split(r"(\{cite:T\d+\})", text):
            topic = re.fullmatch(r"\{cite:(T\d+)\}", piece)
            out += self._cited(topic.group(1)) if topic else self.run(piece)
        return out

    def _cited(self, topic: str) -> str:
        number, article = next((n, a) for n, a in enumerate(self.case.articles, 1) if a["topic"] == topic)
        title = article["title"][self.lang]
        named = f"（{title}）" if self.lang == "zh" else f" ({title})"
        if not self.mechanism.get("cite"):
            return self.run(f"“{title}”")
        words = figure(self.mechanism["cite"], number)
        if "fields" in self.case.extras:
            automatic = "head" in parts.levels_of(self.mechanism)
            words = self._label(number) if automatic else self.typed("head", number).strip(" \t\u3000\u00a0.：:、．")
            code = f" REF _Ref{self.lang}{number} " + ("\\r \\h " if automatic else "\\h ")
            before, behind = re.split(r"\{\w+\}", self.mechanism["cite"])
            bare = not words.startswith(before.strip())
            cited = (
                self.run(before if bare else "") + self.complex_field(code, words) + self.run(behind if bare else "")
            )
            return cited + self.run("" if self.mechanism.get("untitled") else named)
        return self.run(words + ("" if self.mechanism.get("untitled") else named))

    def _label(self, number: int) -> str:
        fmt = self.mechanism["formats"][0]
        figures = str(number) if fmt == "decimal" else roman(number).upper() if "Roman" in fmt else zh_number(number)
        return self.mechanism["head"].replace("%1", figures).rstrip(".、")

    def complex_field(self, code: str, words: str) -> str:
        def sign(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        instruction = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        return sign("begin") + instruction + sign("separate") + self.run(words) + sign("end")

    def typed(self, kind: str, number: int, article: int = 0) -> str:
        """The typed number of a line, empty where it is automatic or has none."""
        pattern = self.mechanism.get(kind, "")
        return "" if "%" in pattern else figure(pattern, number, article)

    def properties(self, kind: str, article: int) -> str:
        level = parts.levels_of(self.mechanism).get(kind)
        via, base = self.mechanism.get("via", "direct"), parts.base_of(self.lang)
        if kind == "head" and self.mechanism.get("headed"):
            return '<w:pStyle w:val="1"/>'
        if level is None:
            return "" if kind == "head" or self.lang == "en" else '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
        if via in ("style", "based"):
            return f'<w:pStyle w:val="{self.lang}{kind}{"own" if via == "based" else ""}"/>'
        number = base + {"mixed": article, "link": 1}.get(via, 0)
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    def paragraph(self, kind: str, article: int, inner: str, end: str = "") -> str:
        own = self.properties(kind, article) + end
        return f"<w:p>{f'<w:pPr>{own}</w:pPr>' if own else ''}{inner}</w:p>"

    def lines(self, number: int, article: dict) -> list[str]:
        """The paragraphs of an article."""
        title, paras = article["title"][self.lang], article["paras"][self.lang]
        head = self._head(number, title)
        out: list[str] = []
        if self.mechanism.get("untitled") or self.mechanism.get("run_in"):
            lead = title + self.mechanism["run_in"] if self.mechanism.get("run_in") else ""
            head += self.run(lead, "<w:b/>") + self.cite(paras[0])
            paras = paras[1:]
        out.append(self.paragraph("head", number, head))
        out += self._paras(number, article, paras)
        items = article.get("items", {}).get(self.lang, ())
        out += [self._item(number, n, text, article["topic"]) for n, text in enumerate(items, 1)]
        return out

    def _head(self, number: int, title: str) -> str:
        bold = "" if self.mechanism.get("plain") else "<w:b/>"
        typed = self.typed("head", number)
        words = "" if self.mechanism.get("untitled") or self.mechanism.get("run_in") else title
        if self.mechanism.get("split") and typed:
            runs = "".join(self.run(c, bold) for c in typed) + self.run(words, bold)
        elif "fields" in self.case.extras and typed:
            bare = typed.rstrip(" \t\u3000\u00a0.：:、．")
            runs = self._marked(number, self.run(bare, bold)) + self.run(typed[len(bare) :] + words, bold)
        else:
            runs = self.run(typed + words, bold)
        if "fields" in self.case.extras and not typed:
            runs = self._marked(number, runs)
        if "contents" in self.case.extras:
            runs = self.bookmark(f"_Toc{self.lang}{number}", runs)
        return runs

    def _marked(self, number: int, runs: str) -> str:
        return self.bookmark(f"_Ref{self.lang}{number}", runs)

    def bookmark(self, name: str, inner: str) -> str:
        key = next(self.ids)
        return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{key}"/>'

    def _paras(self, number: int, article: dict, paras: list[str]) -> list[str]:
        out: list[str] = []
        skipped = len(article["paras"][self.lang]) - len(paras)
        for n, text in enumerate(paras, 1):
            inner, end = self.run(self.typed("para", n, number)) + self.cite(text), ""
            place = f"{article['topic']}.{n + skipped}"
            if self.case.revised:
                inner, end = self._revised(place, inner)
            inner = self._extra(place, inner)
            out.append(self.paragraph("para", number, inner, end))
        if self.case.revised and article["topic"] == "T4":
            gone = self.revision("del", self.run("删除" if self.lang == "zh" else "deleted", tag="w:delText"))
            out.append(self.paragraph("none", number, gone, f"<w:rPr>{self.revision('del', '')}</w:rPr>"))
        return out

    def _revised(self, place: str, inner: str) -> tuple[str, str]:
        """Another author's changes: words put in and taken out, formatting, a mark taken out."""
        if place == "T6.2":
            inner += self.revision("ins", self.run("（不超过本金）" if self.lang == "zh" else " (up to the price)"))
            inner += self.revision("del", self.run("（单利）" if self.lang == "zh" else " (simple)", tag="w:delText"))
        if place == "T17.1":
            change = f'<w:pPrChange w:id="{next(self.ids)}" w:author="{AUTHOR}" w:date="{DATE}"><w:pPr/></w:pPrChange>'
            return inner, change
        plain = not self.mechanism.get("para") and self.case.layout == "single" and not self.mechanism.get("run_in")
        if place == "T6.1" and plain and not self.mechanism.get("untitled"):
            return inner, f"<w:rPr>{self.revision('del', '')}</w:rPr>"
        return inner, ""

    def _item(self, number: int, n: int, text: str, topic: str) -> str:
        inner, end = self.run(self.typed("item", n, number) + text), ""
        if self.case.revised and topic == "T12" and n == 3:
            inner, end = self.revision("ins", inner), f"<w:rPr>{self.revision('ins', '')}</w:rPr>"
        return self.paragraph("item", number, inner, end)

    def _extra(self, place: str, inner: str) -> str:
        extras = self.case.extras
        if place == "T6.1" and "controls" in extras:
            inner += (
                f'<w:sdt><w:sdtPr><w:tag w:val="price"/><w:id w:val="{next(self.ids)}"/><w:dataBinding w:xpath="/d:deal'
                f'/d:price" w:prefixMappings="xmlns:d=\'{BINDING}\'" w:storeItemID="{{11111111-2222-3333-4444-'
                f'555555555555}}"/><w:text/></w:sdtPr><w:sdtContent>{self.run("十万元")}</w:sdtContent></w:sdt>'
            )
        if place == "T3.1" and "footnotes" in extras:
            inner += '<w:r><w:footnoteReference w:id="1"/></w:r>'
        if place in ("T3.2", "T17.1") and "comments" in extras:
            key = self.comment_ids[place]
            inner = f'<w:commentRangeStart w:id="{key}"/>{inner}<w:commentRangeEnd w:id="{key}"/>'
            inner += f'<w:r><w:commentReference w:id="{key}"/></w:r>'
        if place == "T3.1" and "wps" in extras:
            inner = f'<w:proofErr w:type="gramStart"/>{inner}<w:proofErr w:type="gramEnd"/>'
        return inner

    @property
    def comment_ids(self) -> dict[str, int]:
        first = 0 if self.lang == next(iter(self.case.langs)) else 2
        return {"T3.2": first, "T17.1": first + 1}


def opened(case: Case, scribe: Scribe) -> list[str]:
    data = matrix()
    title = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{scribe.run(data["title"][scribe.lang], "<w:b/>")}</w:p>'
    return [title, *(scribe.paragraph("none", 0, scribe.run(t)) for t in data["opening"][scribe.lang])]


def closed(scribe: Scribe) -> list[str]:
    return [scribe.paragraph("none", 0, scribe.run(t)) for t in matrix()["closing"][scribe.lang]]


def contents(case: Case, scribe: Scribe) -> str:
    """A table of contents in a control, each line a link."""
    page = " PAGEREF _Toc{}{} \\h "
    lines = [
        f'<w:hyperlink w:anchor="_Toc{scribe.lang}{n}">{scribe.run(scribe.typed("head", n) + a["title"][scribe.lang])}'
        f"<w:r><w:tab/></w:r>{scribe.complex_field(page.format(scribe.lang, n), '1')}</w:hyperlink>"
        for n, a in enumerate(case.articles, 1)
    ]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h '
    begin += '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    paragraphs = [f"<w:p>{begin if not n else ''}{line}</w:p>" for n, line in enumerate(lines)]
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    return f"{control}<w:sdtContent>{''.join(paragraphs)}{end}</w:sdtContent></w:sdt>"


def around(case: Case, scribe: Scribe, article: dict, lines: list[str]) -> list[str]:
    """An article with what the extras put around it; single layout only."""
    topic, extras = article["topic"], case.extras
    if topic == "T6" and "tables" in extras:
        cells = [scribe.paragraph("none", 0, scribe.run(t)) for t in ("2026", "40 000", "2027", "60 000")]
        lines = [*lines, parts.table((cells[0], cells[1]), (cells[2], cells[3])), scribe.paragraph("none", 0, "")]
    if topic == "T6" and "sections" in extras:
        lines = [*lines, f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"]
    if topic == "T4" and "controls" in extras:
        control = f'<w:sdt><w:sdtPr><w:tag w:val="delivery"/><w:id w:val="{next(scribe.ids)}"/></w:sdtPr><w:sdtContent>'
        lines = [lines[0], f"{control}{lines[1]}</w:sdtContent></w:sdt>", *lines[2:]]
    if topic == "T6" and "marks" in extras:
        lines = [*lines, scribe.paragraph("none", 0, "", f"<w:rPr>{scribe.revision('del', '')}</w:rPr>")]
    if topic == "T17" and "marks" in extras:
        lines = [*lines[:-1], parts.marked(lines[-1], scribe.revision("del", ""))]
    if topic in ("T17", "T19") and "moves" in extras:
        last = len(case.articles)
        general = scribe.lines(last, case.articles[-1])
        lines = [*lines, *moved(scribe, "From", general)] if topic == "T17" else moved(scribe, "To", lines)
    if topic == "T3" and "moves" in extras:
        lines = [*lines[:-1], *moved(scribe, "From", lines[-1:]), *moved(scribe, "To", lines[-1:])]
    if topic == "T17" and "bookmarks" in extras:
        key = next(scribe.ids)
        start = f'<w:bookmarkStart w:id="{key}" w:name="disputes_{scribe.lang}"/>'
        lines = [start + lines[0], *lines[1:-1], f'{lines[-1]}<w:bookmarkEnd w:id="{key}"/>']
    return lines


def moved(scribe: Scribe, way: str, lines: list[str]) -> list[str]:
    """The paragraphs as another author's move has them, with the marks of its range."""
    key, name = next(scribe.ids), f"move{scribe.lang}{len(lines)}"
    start = f'<w:move{way}RangeStart w:id="{key}" w:author="{AUTHOR}" w:date="{DATE}" w:name="{name}"/>'
    out = [parts.marked(line, scribe.revision(f"move{way}", "")) for line in lines]
    out = [parts.tracked(line, lambda inner: scribe.revision(f"move{way}", inner)) for line in out]
    return [start + out[0], *out[1:], f'<w:move{way}RangeEnd w:id="{key}"/>']


def body_of(case: Case) -> str:
    ids = itertools.count(100)
    scribes = [Scribe(case, lang, ids) for lang in case.langs]
    texts = [[s.lines(n, a) for n, a in enumerate(case.articles, 1)] for s in scribes]
    if case.layout in ("single", "halves"):
        out = ""
        for number, (scribe, articles) in enumerate(zip(scribes, texts, strict=True)):
            out += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if number else ""
            out += "".join(opened(case, scribe)) + ("" if "boxes" not in case.extras else parts.BOX)
            out += contents(case, scribe) if "contents" in case.extras else ""
            for article, lines in zip(case.articles, articles, strict=True):
                out += "".join(around(case, scribe, article, lines))
            out += "".join(closed(scribe))
        return out + SECTION
    heads = list(zip(*(opened(case, s) for s in scribes), strict=True))
    tails = list(zip(*(closed(s) for s in scribes), strict=True))
    if case.layout == "alternating":
        flat = [pair for article in zip(*texts, strict=True) for pair in zip(*article, strict=True)]
        return "".join("".join(pair) for pair in [*heads, *flat, *tails]) + SECTION
    if case.layout == "rows":
        rows = [*heads, *(pair for article in zip(*texts, strict=True) for pair in zip(*article, strict=True))]
    else:
        rows = [*heads, *(tuple("".join(lines) for lines in article) for article in zip(*texts, strict=True))]
    return parts.table(*rows) + "".join("".join(pair) for pair in tails) + SECTION


def built(case: Case) -> bytes:
    """The package of a case."""
    extras = case.extras
    more = {
        "styles": parts.styles(case.langs),
        "numbering": parts.numbering(case.langs, len(case.articles)),
        "settings": parts.settings(kingsoft="wps" in extras),
    }
    if "footnotes" in extras:
        more["footnotes"] = parts.footnotes()
    if "comments" in extras:
        more["comments"] = parts.comments(2 * len(case.langs))
    body = body_of(case)
    if "comments" in extras:
        numbers = itertools.count(0x10000001)
        body = re.sub(r"<w:p>", lambda _: f'<w:p w14:paraId="{next(numbers):08X}">', body)
    return parts.packaged(body, more, "controls" in extras)
