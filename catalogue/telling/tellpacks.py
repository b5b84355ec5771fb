"""What is loaded, in words: each pack with its editions, how much of each, as of when, and where the official text is.

Takes a library and a teller, returns lines; decides nothing. Rejected: one module for all that is told; what a pack
says of itself grows with every kind of edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from catalogue.model import LICENCE_CATALOGUE, MEASURE, Coverage, Edition, Words, coverage_of
from catalogue.packs import Library
from catalogue.parties import PartyPack
from catalogue.telling.wording import CARD_WORD, LICENCE_WORD, NO_ITEMS, data_day


class Speaker(Protocol):
    """As much of a teller as is used here."""

    lang: str

    def say(self, zh: str, en: str) -> str:
        """The text of this teller's language."""
        ...

    def word(self, words: Words) -> str:
        """The words in this teller's language."""
        ...

    def extent(self, coverage: Coverage) -> str:
        """How much of an edition is loaded."""
        ...

    def stood_in(self, library: Library) -> Iterator[str]:
        """Which copies of the user's were refused."""
        ...


def packs_lines(teller: Speaker, library: Library, parties: Iterable[PartyPack] = ()) -> Iterator[str]:
    """Each catalogue with its editions: how many entries of how many, and as of when; then what is left out."""
    for catalogue in library.catalogues.values():
        yield f"{catalogue.id}  {teller.word(catalogue.title)}"
        yield from (f"    {_edition(teller, edition)}" for edition in catalogue.editions)
        yield from _official(teller, catalogue.official_at)
    for pack in parties:
        yield f"{pack.id}  {teller.word(pack.title)}"
        yield from (f"    {one.id}  {_held(teller, one.coverage)}  {teller.word(one.title)}" for one in pack.lists)
        if not pack.lists:
            yield teller.say("    0 个，尚未导入", "    0 entries until imported")
        yield from _official(teller, pack.official_at)
    yield from (f"! {problem.in_language(teller.lang)}" for problem in library.problems)
    yield from teller.stood_in(library)


def _edition(teller: Speaker, edition: Edition) -> str:
    extent = extent_of(teller, edition)
    return f"{edition.id}  {extent}{teller.say('，', ', ')}{as_of_words(teller, edition)}  {edition.instrument}"


def extent_of(teller: Speaker, edition: Edition) -> str:
    """How much of an edition is loaded, or what it is that lists nothing."""
    if edition.is_card or edition.kind == MEASURE:
        return teller.word(CARD_WORD if edition.is_card else NO_ITEMS)
    extent = teller.extent(coverage_of(edition))
    if edition.kind == LICENCE_CATALOGUE:
        points = sum(len(entry.points) for entry in edition.entries)
        told = teller.say(f"{extent}个条目、{points}个编号", f" {extent} entries, {points} codes")
        return teller.word(LICENCE_WORD) + told
    whole = sum(entry.complete for entry in edition.items)
    if whole == len(edition.items):
        return extent
    return extent + teller.say(f"，其中条文完整的{whole}", f", {whole} of them with their whole text")


def _official(teller: Speaker, addresses: Sequence[str]) -> Iterator[str]:
    """Where the official publication is to be had, as text to copy by hand: nothing here ever connects."""
    if addresses:
        yield teller.say("    官方文本（请自行抄录网址取得）：", "    official publication (copy the address by hand):")
    yield from (f"        {address}" for address in addresses)


def _held(teller: Speaker, coverage: Coverage) -> str:
    return teller.extent(coverage) + teller.say("，", ", ") + teller.word(data_day(coverage.as_of))


def as_of_words(teller: Speaker, edition: Edition) -> str:
    """The day the data of an edition is of, in words."""
    return teller.word(data_day(edition.as_of))


def listed_names(teller: Speaker, count: int) -> Iterator[str]:
    """A pointer to `screen` where names on the party lists hold the words of a search, which looks at none."""
    if count:
        yield teller.say(
            f"名单中有{count}个主体的名称含有所查词语；检索不含名单，请用 screen 筛查",
            f"{count} listed part{'y has' if count == 1 else 'ies have'} a name with these words; "
            "search does not look at party lists: use screen",
        )
