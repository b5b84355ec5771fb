"""What stands around the hits in 检索: the line below them, what an empty answer does not mean, which editions to ask.

Values that flow: a `SearchAnswer`, or the library -> short texts and choices. With a dozen lists loaded the whole truth
about coverage fills half the column; so the line names the first few and how many more, and its tool tip names all.
"""

from __future__ import annotations

from collections.abc import Collection

from catalogue.editions import ALL, IN_FORCE
from catalogue.model import Coverage
from catalogue.packs import Library
from catalogue.results import SearchAnswer
from catalogue.telling.tell import Teller
from gui.language import translate
from gui.places.lists import in_order
from gui.words import edition_name

MOST_TOLD = 2


def status_line(answer: SearchAnswer) -> tuple[str, str]:
    """How many, how long, and how much of the lists was there to search, the best hit first: short, and whole."""
    found = translate("Search", "{n} found in {ms} ms.").format(n=answer.total, ms=f"{answer.took_ms:.1f}")
    held = {(c.catalogue, c.edition): c for c in answer.coverage}
    shown = dict.fromkeys((h.catalogue, h.edition) for h in answer.hits)
    told = [_coverage_text(held[key]) for key in shown if key in held]
    short = [found, *told]
    if len(told) > MOST_TOLD:
        short[2:] = [translate("Search", "+{n} more").format(n=len(told) - 1)]
    return " ".join(short), "\n".join((found, *told))


def _coverage_text(coverage: Coverage) -> str:
    total = coverage.expected if coverage.expected is not None else "?"
    return translate("Search", "{catalogue} {edition}: {n} of {total}.").format(
        catalogue=coverage.catalogue, edition=coverage.edition, n=coverage.entries, total=total
    )


def not_found_is_not_free(answer: SearchAnswer, language: str) -> list[str]:
    """What an empty answer does not mean, and how much of every list that was asked is loaded, as in the terminal."""
    lines = list(Teller(language).coverages(answer.coverage))
    if not all(coverage.complete for coverage in answer.coverage):
        lines.insert(0, translate("Search", "Not all entries are loaded: not found is not uncontrolled."))
    return lines


def edition_items(library: Library | None, lists: Collection[str], language: str) -> list[tuple[str, str]]:
    """The editions a search can be put to, (text, id); under each list's title, only of `lists` where some are chosen.

    A title has no id: it heads those below it.
    """
    items = [(translate("Search", "In force"), IN_FORCE), (translate("Search", "All editions"), ALL)]
    if library is None:
        return items
    for catalogue in in_order(library):
        if catalogue.id in library.lists and (not lists or catalogue.id in lists):
            items.append((catalogue.title.in_language(language), ""))
            items += [(edition_name(edition), edition.id) for edition in catalogue.editions if not edition.is_card]
    return items
