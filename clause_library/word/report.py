"""What a draft did, as a value: for the window, the command line and the log.

Values that flow: `DraftOptions` in, `DraftReport` out with the JSON other programs rely on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalogue.model import Words
from catalogue.results import Notice


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """How to draft. `numbering` is renumber, keep or empty (keep where the contract is signed or cited elsewhere).

    `lang` is document, zh, en or both; `places` maps clause ids to the ordinal of the article to follow (0: first).
    `anchors` maps clause ids to places in words (第十条, after:T12, annex); `remove` are clauses to take out, or all.
    `library` is the version of the clause library, `languages` what the matter says, for a contract without text.
    `redline`: every change is tracked, by `author` (else Caveat) and `date`. `comments`: each clause is explained in
    a comment; `notes` are its paragraphs by clause, which the engine fills in. `update_fields`: the word processor
    offers to update all fields when it opens the contract.
    """

    numbering: str = ""
    lang: str = "document"
    replace: bool = False
    allow_protected: bool = False
    allow_signed: bool = False
    allow_macros: bool = False
    conspicuous: bool = True
    places: dict[str, int] = field(default_factory=dict[str, int])
    library: str = ""
    status: str = ""
    cited_elsewhere: bool = False
    languages: tuple[str, ...] = ()
    redline: bool = False
    author: str = ""
    date: dt.date | None = None
    comments: bool = False
    notes: dict[str, tuple[Words, ...]] = field(default_factory=dict[str, tuple[Words, ...]])
    update_fields: bool = False
    legal_numbers: bool = False
    """Set levels that would print 一.1 to Arabic figures."""
    anchors: dict[str, str] = field(default_factory=dict[str, str])
    remove: tuple[str, ...] = ()

    @property
    def revised(self) -> str:
        """When revisions and comments were made, as Word writes it; empty without a date."""
        return f"{self.date.isoformat()}T00:00:00Z" if self.date else ""

    def asked(self, clause_id: str) -> str:
        """How the place of a clause was asked for."""
        return self.anchors.get(clause_id, str(self.places.get(clause_id, "")))

    @property
    def keep_numbers(self) -> bool:
        """Whether later articles keep their numbers."""
        if self.numbering:
            return self.numbering == "keep"
        return self.cited_elsewhere or self.status in ("signed", "performing", "performed", "terminated")


@dataclass(frozen=True, slots=True)
class Inserted:
    """A clause now in the paper."""

    id: str
    variant: str
    number: str
    after: str
    how: str
    reason: Words = Words()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "id": self.id,
            "variant": self.variant,
            "number": self.number,
            "after": self.after,
            "how": self.how,
            "because": self.reason.in_language(lang),
        }


@dataclass(frozen=True, slots=True)
class Change:
    """An original paragraph touched. `id` is the clause that touched it, empty for a corrected reference."""

    paragraph: int
    id: str
    was: str
    now: str

    def as_json(self) -> dict[str, object]:
        return {"paragraph": self.paragraph, "id": self.id, "was": self.was, "is": self.now}


@dataclass(frozen=True, slots=True)
class Removed:
    """A clause taken out; `text` are its words where somebody had edited them, so that they are not lost."""

    id: str
    variant: str
    text: str = ""

    def as_json(self) -> dict[str, object]:
        return {"id": self.id, "variant": self.variant, "text": self.text}


@dataclass(frozen=True, slots=True)
class DraftReport:
    """Everything a draft did. Each original paragraph that differs is in one list or counted in `renumbered`."""

    output: str
    inserted: tuple[Inserted, ...] = ()
    merged: tuple[Change, ...] = ()
    replaced: tuple[Change, ...] = ()
    corrected: tuple[Change, ...] = ()
    bookmarked: tuple[Change, ...] = ()
    renumbered: int = 0
    moved: tuple[Change, ...] = ()
    """The paragraphs counted in `renumbered`."""
    warnings: tuple[Notice, ...] = ()
    removed: tuple[Removed, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {
            "output": self.output,
            "inserted": [i.as_json(lang) for i in self.inserted],
            "merged": [c.as_json() for c in self.merged],
            "replaced": [c.as_json() for c in self.replaced],
            "corrected": [c.as_json() for c in self.corrected],
            "bookmarked": [c.as_json() for c in self.bookmarked],
            "renumbered": self.renumbered,
            "moved": [c.as_json() for c in self.moved],
            "removed": [r.as_json() for r in self.removed],
            "warnings": [w.as_json(lang) for w in self.warnings],
        }


def drafting_notice(name: str, text: Words, severity: str = "warning") -> Notice:
    """A warning of kind drafting."""
    return Notice(name, "drafting", severity, text)


def language_notice(layout_language: str) -> Notice:
    """A contract that holds a second language the engine does not pair."""
    text = Words(
        f"合同另含大量其他语言的文字，未识别为对照文本；条款只按 {layout_language} 插入，"
        "请在另一语言文本中同样处理（K-19）",
        f"the contract also holds much text in another language that was not paired; clauses go in {layout_language} "
        "only, do the same in the other text (K-19)",
    )
    return drafting_notice("K-19", text)


def legal_notice(shown: Iterable[str], *, mended: bool) -> Notice:
    """Levels that print another level's number in Chinese figures (一.1), set right or left."""
    listed = "、".join(f"“{text}”" for text in shown)
    if mended:
        text = Words(
            f"多级编号原会显示为{listed}，已按要求改为阿拉伯数字（isLgl）；合同原有各级编号的显示随之改变",
            f"levels that would print {listed} were set to Arabic figures as asked (isLgl); the contract's own lines "
            "on them show so too",
        )
        return drafting_notice("legal-numbers", text, "note")
    text = Words(
        f"多级编号在 Word 中显示为{listed}（未设 isLgl），新编号同样如此；加 --fix-legal-numbers 可改为阿拉伯数字",
        f"Word prints {listed} (isLgl is not set) and new numbers alike; --fix-legal-numbers sets Arabic figures",
    )
    return drafting_notice("legal-numbers", text)
