"""What a contract looks like to the engine: language, numbers, articles, topics, references, places for clauses.

Values that flow: an opened contract becomes an `Inspection`, printed by `inspect` and shown by the window. Nothing
is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.definitions import find_definitions
from clause_library.word.reading.effectiveness import find_effects
from clause_library.word.reading.layout import Column, Layout, other_language, read_layout
from clause_library.word.reading.looks import Look, level_key
from clause_library.word.reading.outline import Outline
from clause_library.word.reading.provisions import numbers_of
from clause_library.word.reading.references import Reference, find_references, relative_words
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.reading.spots import find_spots
from clause_library.word.report import drafting_notice, language_notice, legal_notice
from clause_library.word.source.document import ContractDocument, Paragraph, open_contract
from clause_library.word.source.legal import mixed_levels

HALF_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class LevelShown:
    """How one level of the contract is numbered. Level 0 are articles, 1 paragraphs, 2 and 3 items."""

    level: int
    mechanism: str
    format: str
    separator: str
    font: str

    def as_json(self) -> dict[str, object]:
        return {
            "level": self.level,
            "mechanism": self.mechanism,
            "format": self.format,
            "separator": self.separator,
            "font": self.font,
        }


@dataclass(frozen=True, slots=True)
class Inspection:
    """The JSON of `inspect` as a value."""

    language: str
    layout: str
    kind: str
    levels: tuple[LevelShown, ...]
    outline: tuple[dict[str, object], ...]
    hosts: tuple[dict[str, object], ...]
    definitions: tuple[dict[str, object], ...]
    references: tuple[dict[str, object], ...]
    insertion_points: tuple[dict[str, object], ...]
    warnings: tuple[Notice, ...]

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "language": self.language,
            "layout": self.layout,
            "numbering": {"kind": self.kind, "levels": [level.as_json() for level in self.levels]},
            "outline": list(self.outline),
            "hosts": list(self.hosts),
            "definitions": list(self.definitions),
            "references": list(self.references),
            "insertion_points": list(self.insertion_points),
            "warnings": [w.as_json(lang) for w in self.warnings],
        }


def inspect_contract(path: Path, rules: WordRules | None = None) -> Inspection:
    """The inspection of a contract file. Raises BadInput for a file that is not a readable Word package."""
    return inspect_document(open_contract(path), rules or read_rules(bundled_rules()))


def inspect_document(document: ContractDocument, rules: WordRules) -> Inspection:
    """The inspection of an opened contract."""
    layout = read_layout(document, rules)
    outline = layout.main.outline
    references = find_references(document.paragraphs)
    numbers = {n[-1] for a in outline.articles if (n := numbers_of(outline.paragraphs[a.first]))}
    levels = _levels(document, layout.main)
    mechanisms = {level.mechanism for level in levels if level.mechanism in ("typed", "automatic")}
    return Inspection(
        language=layout.language,
        layout=layout.kind,
        kind="mixed" if len(mechanisms) > 1 else next(iter(mechanisms), "none"),
        levels=levels,
        outline=tuple(_outline(document, outline)),
        hosts=tuple(_hosts(layout.main, rules)),
        definitions=tuple({"term": d.term, "paragraph": d.paragraph} for d in find_definitions(document.paragraphs)),
        references=tuple(_reference(r, numbers) for r in references if not r.within),
        insertion_points=tuple(_points(document, layout, rules)),
        warnings=tuple(_warnings(document, layout, rules)),
    )


def _levels(document: ContractDocument, column: Column) -> tuple[LevelShown, ...]:
    looks = column.looks
    shown = [(0, looks.heading), (1, looks.para), (2, looks.items[0]), (3, looks.items[1])]
    present = {level_key(document, p) for p in column.outline.paragraphs}
    return tuple(_level(document, number, look) for number, look in shown if look.key in present and look.key)


def _level(document: ContractDocument, number: int, look: Look) -> LevelShown:
    font = re.search(r':eastAsia="([^"]+)"', look.text_marks) or re.search(r':ascii="([^"]+)"', look.text_marks)
    name = font.group(1) if font else ""
    if look.form:
        return LevelShown(number, "typed", look.form.pattern, look.form.separator, name)
    level = document.numbering.level(look.num_id, look.ilvl)
    mechanism = "bullet" if look.bullet else "automatic"
    text = f"{level.text} ({level.fmt})" if level else ""
    return LevelShown(number, mechanism, text, level.suffix if level else "", name or (level.font if level else ""))


def _outline(document: ContractDocument, outline: Outline) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for article in outline.articles:
        head = outline.paragraphs[article.first]
        out.append(_entry(0, head, article.label, "article"))
        keys: list[str] = []
        for paragraph in outline.inside(article)[1:]:
            key = level_key(document, paragraph)
            if not key or (paragraph.level is not None and paragraph.level.bullet):
                continue
            keys = keys[: keys.index(key) + 1] if key in keys else [*keys, key]
            typed = paragraph.typed
            label = paragraph.label or (paragraph.text[typed.start : typed.end] if typed else "")
            out.append(_entry(len(keys), paragraph, label, "item"))
    return out


def _entry(level: int, paragraph: Paragraph, label: str, kind: str) -> dict[str, object]:
    return {
        "level": level,
        "number": label,
        "text": paragraph.words[:120],
        "kind": kind,
        "paragraph": paragraph.index,
    }


def _hosts(column: Column, rules: WordRules) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for topic in rules.topics:
        hit = column.hosts.best(topic.id)
        if hit:
            index = column.outline.paragraphs[hit.article.first].index
            out.append({"topic": topic.id, "paragraph": index, "confidence": hit.confidence, "words": hit.words})
    return out


def _reference(reference: Reference, numbers: set[int]) -> dict[str, object]:
    text = reference.paragraph.text
    return {
        "paragraph": reference.paragraph.index,
        "text": text[max(0, reference.start - 10) : reference.end + 6].strip(),
        "number": reference.number,
        "found": reference.number in numbers,
    }


def _points(document: ContractDocument, layout: Layout, rules: WordRules) -> list[dict[str, object]]:
    out: list[dict[str, object]] = []
    for spot in find_spots(document):
        index = spot.paragraph.index if spot.paragraph else None
        out.append({"kind": spot.kind, "for": spot.wanted, "paragraph": index, "after": ""})
    for effect in find_effects(document, layout, rules):
        out.append(
            {
                "kind": "effectiveness",
                "for": "LIC-02",
                "paragraph": effect.sentence.paragraph.index,
                "after": "",
                "text": effect.sentence.words.strip(),
            }
        )
    outline = layout.main.outline
    for article in outline.articles:
        last = outline.paragraphs[article.last]
        out.append({"kind": "article_end", "for": "*", "paragraph": last.index, "after": article.label})
    return out


def _warnings(document: ContractDocument, layout: Layout, rules: WordRules) -> list[Notice]:
    out: list[Notice] = []
    guards = document.guards
    checks = (
        (guards.protection, "protected", Words("文件启用了编辑保护", "the file enforces editing protection")),
        (
            guards.signed,
            "signed",
            Words("文件带有数字签名，修改会使其失效", "digitally signed; changes break the signature"),
        ),
        (guards.macros, "macros", Words("文件含有宏", "the file carries macros")),
        (
            not layout.main.outline.articles,
            "no-articles",
            Words(
                "未识别出编号的条款；新条款将放在签署部分之前", "no numbered articles; clauses go before the signatures"
            ),
        ),
    )
    out += [drafting_notice(name, words) for wrong, name, words in checks if wrong]
    present = read_present(document)
    if present:
        listed = ", ".join(p.id for p in present)
        out.append(drafting_notice("already-present", Words(f"已含条款：{listed}", f"already holds: {listed}"), "note"))
    for column in layout.columns:
        for topic in rules.topics:
            hit, rivals = column.hosts.best(topic.id), column.hosts.rivals(topic.id)
            if hit and rivals:
                labels = ", ".join(r.article.label for r in (hit, *rivals))
                text = Words(f"{topic.title.zh}：{labels} 均可能", f"{topic.title.en}: {labels} all fit")
                out.append(drafting_notice("rivals", text, "note"))
    mixed = mixed_levels(document)
    if mixed:
        out.append(legal_notice((m.shown for m in mixed), mended=False))
    if other_language(layout) > HALF_SHARE:
        out.append(language_notice(layout.language))
    relative = [p.index for p in layout.main.outline.paragraphs if relative_words(p)]
    if relative:
        places = ", ".join(map(str, relative))
        text = Words(f"第 {places} 段含相对引用（前款、前条等）", f"paragraphs {places} hold relative references")
        out.append(drafting_notice("relative", text, "note"))
    return out
