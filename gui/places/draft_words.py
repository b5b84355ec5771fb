"""The drafting room in words: how a clause joins, what a row says, why numbers move or stay."""

from __future__ import annotations

from itertools import zip_longest

from catalogue.matter import Matter
from gui.drafting import (
    ARTICLE,
    CLAUSE,
    CLEAN,
    EXPLAINED,
    KEEP,
    REDLINE,
    RENUMBER,
    SUPPLEMENT,
    TAKEN,
    ChangeRow,
    OutlineRow,
)
from gui.language import translate
from gui.models.drafting import Shown
from gui.theme import Theme

HIGH, LOW = 0.8, 0.6
SETTLED = ("signed", "performing", "performed", "terminated")


def how_text(how: str) -> str:
    """How a clause joins the contract, in words."""
    words = {
        "new": translate("Draft", "a new article"),
        "merged": translate("Draft", "joins an article of the contract"),
        "replaced": translate("Draft", "replaces a sentence of the contract"),
        "annex": translate("Draft", "a new annex"),
        "kept": translate("Draft", "is there already and stays"),
    }
    return words.get(how, how)


def way_text(way: str) -> str:
    """A way out, in words."""
    words = {
        CLEAN: translate("Draft", "Clean: the new text in place"),
        REDLINE: translate("Draft", "Redline: every change tracked"),
        EXPLAINED: translate("Draft", "Explained: a comment on each clause"),
        SUPPLEMENT: translate("Draft", "Supplement: a paper of its own"),
    }
    return words[way]


def way_hint(way: str) -> str:
    """What a way out means."""
    words = {
        CLEAN: translate("Draft", "A new file with the clauses in the text."),
        REDLINE: translate(
            "Draft",
            "Every insertion, number and corrected reference is a tracked change. "
            "Rejecting all gives back the contract as it was.",
        ),
        EXPLAINED: translate(
            "Draft",
            "Each clause carries a comment with its reason, law and fallback. "
            "For your side only: do not send it to the other side.",
        ),
        SUPPLEMENT: translate(
            "Draft", "The contract stays word for word; a supplementary agreement amends it by reference."
        ),
    }
    return words[way]


def numbering_text(choice: str) -> str:
    """A choice of numbering, in words."""
    words = {
        "": translate("Draft", "Numbers: as proposed"),
        RENUMBER: translate("Draft", "Numbers: later ones move on"),
        KEEP: translate("Draft", "Numbers: stay as they are"),
    }
    return words[choice]


def numbering_reason(matter: Matter) -> str:
    """Why numbers stay or move where nobody chose."""
    if matter.contract.status in SETTLED:
        return translate("Draft", "Proposed: numbers stay, because the contract is signed.")
    if matter.contract.cited_elsewhere:
        return translate("Draft", "Proposed: numbers stay, because other papers cite the contract.")
    return translate(
        "Draft", "Proposed: numbers move on, because the contract is not signed and no other paper cites it."
    )


def sure_text(confidence: float | None) -> str:
    """How sure the place is, in words and percent; empty where nothing was weighed."""
    if confidence is None:
        return ""
    if confidence >= HIGH:
        template = translate("Draft", "place: sure ({percent} %)")
    elif confidence >= LOW:
        template = translate("Draft", "place: likely ({percent} %)")
    else:
        template = translate("Draft", "place: please check ({percent} %)")
    return template.format(percent=round(confidence * 100))


def how_row(row: OutlineRow) -> str:
    """How a clause of the outline joins: what joins no article stands before the first one."""
    if row.how == "merged" and not any(row.then) and row.after == 0:
        return translate("Draft", "a recital before the first article")
    return how_text(row.how)


def numbers_of(row: OutlineRow) -> list[str]:
    """The number of a row in each language, the old one first where it moves."""
    if row.kind == ARTICLE and row.moved:
        pairs = zip(row.now, row.then, strict=False)
        return [f"{now} → {then}" if now != then else now for now, then in pairs]
    return [x for x in (row.then or row.now) if x]


def row_shown(row: OutlineRow, language: str, theme: Theme) -> Shown:
    """A row of the outline as it is drawn and read aloud."""
    title = row.title.in_language(language)
    if row.kind == ARTICLE:
        return _article_shown(row, theme)
    if row.kind != CLAUSE:
        left = translate("Draft", "Left out: {id} {title}")
        template = translate("Draft", "Taken out: {id} {title}") if row.kind == TAKEN else left
        text = template.format(id=row.label, title=title)
        return Shown(text, text, text, colour=theme.colours["muted"])
    own = translate("Draft", "your place") if row.asked else ""
    about = " · ".join(x for x in (" / ".join(numbers_of(row)), how_row(row), own) if x)
    text = f"    ＋ {row.label}  {title}\n        {about}"
    said = translate("Draft", "Clause {id} {title}: {about}").format(id=row.label, title=title, about=about)
    return Shown(text, row.reason.in_language(language), said, theme.colours["accent_soft"], key=row.label)


def _article_shown(row: OutlineRow, theme: Theme) -> Shown:
    """An article: one line for each language of the contract."""
    lines = [f"{number}  {title}".strip() for number, title in zip_longest(numbers_of(row), row.titles, fillvalue="")]
    text = "\n".join(lines)
    said = text.replace("\n", " / ")
    if row.moved:
        template = translate("Draft", "Article {then}, until now {now}: {title}")
        said = template.format(then=" / ".join(row.then), now=" / ".join(row.now), title=" / ".join(row.titles))
    return Shown(text, text, said, colour=theme.colours["accent"] if row.moved else "")


def place_text(row: OutlineRow, language: str) -> str:
    """The place behind an article, for a list to choose from."""
    title = " / ".join(row.titles) if row.kind == ARTICLE else row.title.in_language(language)
    number = " / ".join(x for x in row.now if x) or row.label
    return translate("Draft", "after {number} {title}").format(number=number, title=title).strip()


GROUPS = ("warning", "clauses", "words-merged", "words-replaced", "words-corrected", "words-moved", "removed", "note")


def group_of(change: ChangeRow) -> str:
    """The heading a change stands under."""
    return change.kind if change.kind in GROUPS else "clauses"


def group_text(group: str, count: int) -> str:
    """A heading of the list of changes."""
    words = {
        "warning": translate("Draft", "Please look at ({n})"),
        "clauses": translate("Draft", "Clauses ({n})"),
        "words-merged": translate("Draft", "Paragraphs joined ({n})"),
        "words-replaced": translate("Draft", "Words replaced ({n})"),
        "words-corrected": translate("Draft", "References corrected ({n})"),
        "words-moved": translate("Draft", "Numbers that move ({n})"),
        "removed": translate("Draft", "Taken out ({n})"),
        "note": translate("Draft", "To know ({n})"),
    }
    return words[group].format(n=count)


def change_shown(change: ChangeRow, language: str) -> Shown:
    """A change as it is drawn: what, where, and how or why."""
    what, why = change.what.in_language(language), change.why.in_language(language)
    if group_of(change) == "clauses":
        where = " · ".join(x for x in (change.where, how_text(change.kind)) if x)
        return Shown(f"＋ {what}\n   {where}", "\n".join(x for x in (what, where, why) if x))
    if change.kind in ("warning", "note"):
        mark = "●" if change.severity == "error" else "▲" if change.kind == "warning" else "·"
        return Shown(f"{mark} {what}", what)
    where = " · ".join(
        x for x in (change.where, f"¶{change.paragraph + 1}" if change.paragraph is not None else "") if x
    )
    text = f"{where} {why}".strip()
    return Shown(f"{text}\n   {what}", f"{text}\n{what}")
