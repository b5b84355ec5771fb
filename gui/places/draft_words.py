"""The drafting room in words: how a clause joins, what a row says, why numbers move or stay."""

from __future__ import annotations

from itertools import zip_longest

from catalogue.matter import Matter
from gui.draft_wishes import ALL, CLEAN, EXPLAINED, KEEP, REDLINE, RENUMBER, SUPPLEMENT, Wishes
from gui.drafting import (
    ARTICLE,
    CLAUSE,
    SURE,
    TAKEN,
    ChangeRow,
    OutlineRow,
)
from gui.language import translate
from gui.models.drafting import Shown
from gui.theme import Theme

LOW = 0.6
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
        EXPLAINED: translate("Draft", "Explained: comments on clauses"),
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
    if confidence >= SURE:
        template = translate("Draft", "place: sure ({percent} %)")
    elif confidence >= LOW:
        template = translate("Draft", "place: likely ({percent} %)")
    else:
        template = translate("Draft", "place: please check ({percent} %)")
    return template.format(percent=round(confidence * 100))


def state_text(state: str) -> str:
    """What becomes of a clause of an earlier draft; empty for one that was not there."""
    words = {
        "same": translate("Draft", "there already, unchanged"),
        "updated": translate("Draft", "there already, words updated"),
        "swapped": translate("Draft", "exchanged for the chosen version"),
        "moved": translate("Draft", "moved from its earlier place"),
        "edited": translate("Draft", "edited by hand, stays as it is"),
        "removed": translate("Draft", "taken out"),
    }
    return words.get(state, "")


def states_text(states: dict[str, int]) -> str:
    """How many clauses of an earlier draft stay, change, move and go."""
    words = {
        "same": translate("Draft", "unchanged {n}"),
        "updated": translate("Draft", "updated {n}"),
        "swapped": translate("Draft", "exchanged {n}"),
        "moved": translate("Draft", "moved {n}"),
        "edited": translate("Draft", "edited by hand and kept {n}"),
        "removed": translate("Draft", "taken out {n}"),
    }
    return " · ".join(words[state].format(n=count) for state, count in states.items())


def step_text(before: Wishes, after: Wishes) -> str:
    """What undo calls a change of what the draft shall be."""
    moved = [x for x in (*after.places, *before.places) if after.places.get(x) != before.places.get(x)]
    if moved:
        one = translate("Draft", "place of {id}").format(id=moved[0])
        return translate("Draft", "all places as proposed") if not after.places and len(moved) > 1 else one
    if after.way != before.way:
        return way_text(after.way)
    if after.numbering != before.numbering:
        return numbering_text(after.numbering)
    if after.allowed != before.allowed:
        return translate("Draft", "leave to copy the file")
    gone = [x for x in (*after.remove, *before.remove) if (x in after.remove) != (x in before.remove)]
    if ALL in gone:
        return translate("Draft", "take all our clauses out")
    return translate("Draft", "take out {id}").format(id=", ".join(gone))


def how_row(row: OutlineRow) -> str:
    """How a clause of the outline joins: what joins no article stands before the first one."""
    if state := state_text(row.state):
        return state
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
    how = translate("Draft", "joins this article") if how_row(row) == how_text("merged") else how_row(row)
    eyes = translate("Draft", "please check") if row.eyes else ""
    about = " · ".join(x for x in (" / ".join(numbers_of(row)), how, own) if x)
    text = f"    {'▲' if eyes else '＋'} {row.label}  {title}\n        {about}"
    about = " · ".join(x for x in (eyes, about) if x)
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
    number = " / ".join(x for x in row.now if x) or (row.label if row.kind != ARTICLE else str(row.ordinal))
    return translate("Draft", "after {number} {title}").format(number=number, title=title).strip()


GROUPS = ("warning", "clauses", "words-merged", "words-replaced", "words-corrected", "words-moved", "removed", "note")


def group_of(change: ChangeRow) -> str:
    """The heading a change stands under."""
    return change.kind if change.kind in GROUPS else "clauses"


def overview_text(counts: dict[str, int]) -> str:
    """The headings of the list in one line of links, so that a long list hides none of them."""
    links = (f'<a href="{group}">{group_text(group, count)}</a>' for group, count in counts.items())
    return " · ".join(f'<span style="white-space:nowrap">{link}</span>' for link in links)


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
    where = change.where or (
        translate("Draft", "paragraph {n}").format(n=change.paragraph + 1) if change.paragraph is not None else ""
    )
    text = f"{where} {why}".strip()
    return Shown(f"{text}\n   {what}", f"{text}\n{what}")
