"""A comparison of two libraries and the preview of an import as HTML for one reading pane; clauses are links.

Values that flow: `LibraryDifference` or `Carried` -> HTML in the colours of a theme. Words that go are struck through,
words that come are underlined on a tinted ground: never colour alone. An address is `clause:ID`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from catalogue.comparing.worddiff import ADDED, DELETED, Segment
from catalogue.model import Words
from clause_library.own.carrying import Carried
from clause_library.own.comparing import LibraryDifference, PartChange, compare_clauses, kind_words
from clause_library.own.importing import AtRow
from clause_library.own.overlay import stands
from clause_library.own.owncommand import placed
from gui.language import translate
from gui.theme import Theme

SCHEME = "clause:"


def difference_html(found: LibraryDifference, lang: str, theme: Theme) -> str:
    """Every clause that differs, with each place and its words."""
    pieces = [_heading(_counted(len(found.changes), found.same))]
    for change in found.changes:
        name = _link(change.id, change.title, lang, theme, there=change.kind != "removed")
        pieces.append(f"<p><b>{escape(kind_words(change).in_language(lang))}</b> &nbsp;{name}</p>")
        if change.why:
            pieces.append(_aside(change.why.in_language(lang), theme))
        pieces += _parts(change.parts, lang, theme)
    return "".join(pieces)


def _counted(changed: int, same: int) -> str:
    return translate("Own", "Clauses that differ: {changed} · the same: {same}").format(changed=changed, same=same)


def carried_html(carried: Carried, lang: str, theme: Theme) -> str:
    """What an import would refuse, add and change, in this order: what needs a hand comes first."""
    edited = carried.found.edited
    new = [one for one in edited if one.before is None]
    changed = [one for one in edited if one.before is not None]
    pieces: list[str] = []
    refused = translate("Own", "Refused ({n}): not written until mended in Word")
    pieces += _listed(refused.format(n=len(carried.unplaced)), carried.unplaced, lang, theme)
    for title, some in (
        (translate("Own", "New ({n})"), new),
        (translate("Own", "Changed ({n})"), changed),
    ):
        if some:
            pieces.append(_heading(title.format(n=len(some))))
        for one in some:
            clause = one.clause
            kept = ""
            if clause.id in carried.replaced:
                kept = " · " + translate("Own", "your own text there is replaced; it is kept among the earlier ones")
            who = escape(stands(clause).in_language(lang) + kept)
            name = _link(clause.id, clause.title, lang, theme, there=one.before is not None)
            pieces.append(f"<p>{name}{who}</p>")
            pieces += _parts(compare_clauses(one.before, clause), lang, theme)
    pieces += _listed(translate("Own", "To know ({n})").format(n=len(carried.said)), carried.said, lang, theme)
    unchanged = translate("Own", "Unchanged: {n}").format(n=carried.found.unchanged)
    return "".join((*pieces, _aside(unchanged, theme)))


def _listed(title: str, said: Sequence[AtRow], lang: str, theme: Theme) -> Iterator[str]:
    if said:
        yield _heading(title)
        yield from (_aside(placed(at, lang), theme, "text") for at in said)


def _parts(parts: Sequence[PartChange], lang: str, theme: Theme) -> Iterator[str]:
    for part in parts:
        yield _aside(part.place.in_language(lang), theme)
        for line in part.lines:
            yield f'<p style="margin:2px 0 6px 24px">{"".join(_segment(s, theme) for s in line)}</p>'


def _segment(segment: Segment, theme: Theme) -> str:
    text = escape(segment.text)
    if segment.op == DELETED:
        return f'<s style="color:{theme.colours["muted"]}">{text}</s>'
    if segment.op == ADDED:
        return f'<u style="background-color:{theme.colours["accent_soft"]}">{text}</u>'
    return text


def _link(clause: str, title: Words, lang: str, theme: Theme, *, there: bool) -> str:
    text = escape(f"{clause}  {title.in_language(lang)}")
    return f'<a href="{SCHEME}{clause}" style="color:{theme.colours["accent"]}">{text}</a>' if there else text


def _heading(text: str) -> str:
    return f'<p style="margin:10px 0 4px 0"><b>{escape(text)}</b></p>'


def _aside(text: str, theme: Theme, colour: str = "muted") -> str:
    return f'<p style="color:{theme.colours[colour]}; margin:2px 0 2px 12px">{escape(text)}</p>'
