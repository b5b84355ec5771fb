"""The same measured values against several editions, point by point, each verdict with its edition.

Values that flow: Matches of several editions -> `Row`s, one per point through the editions -> lines and JSON. The hard
problem: codes and point numbers change between editions (056101X point 7 is 086501X point 6), so a point is followed by
the entry's permanent id and by what it limits, never by its number. Where an edition holds several points of an entry
that limit the same quantities, all stand in its column. Rejected: a flag of `classify`; which edition decides a matter
is a question of dates, and there the difference is told as F-86.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.editions import Chosen
from catalogue.results import Match
from catalogue.telling.wording import STATES, VERDICTS


@dataclass(frozen=True, slots=True)
class Row:
    """One point through the editions asked about: `cells` holds the matches of each edition, in the order asked."""

    catalogue: str
    entry: str
    quantities: frozenset[str]
    cells: tuple[tuple[str, tuple[Match, ...]], ...]

    @property
    def differs(self) -> bool:
        """True where the verdicts are not the same in every edition, or no point of one limits these quantities."""
        return len({tuple(match.verdict for match in matches) for _, matches in self.cells}) > 1

    def as_json(self) -> dict[str, object]:
        """`{catalogue, id, quantities, editions: [{edition, state, code, point, verdict}], differs}`."""
        editions = [cell for name, matches in self.cells for cell in _cells_json(name, matches)]
        quantities = sorted(self.quantities)
        return {
            "catalogue": self.catalogue,
            "id": self.entry,
            "quantities": quantities,
            "editions": editions,
            "differs": self.differs,
        }


def _cells_json(edition: str, matches: Sequence[Match]) -> Iterator[dict[str, object]]:
    for match in matches:
        yield {
            "edition": edition,
            "state": match.state,
            "code": match.code,
            "point": match.point,
            "verdict": match.verdict,
        }
    if not matches:
        yield {"edition": edition, "state": None, "code": None, "point": None, "verdict": None}


def side_by_side(matches: Sequence[Match], chosen: Sequence[Chosen]) -> tuple[Row, ...]:
    """A row for every point that one of the editions holds; an edition stands in the rows of its own catalogue only."""
    rows: dict[tuple[str, str, frozenset[str]], list[Match]] = {}
    for match in matches:
        quantities = frozenset(limb.quantity for limb in match.limbs)
        rows.setdefault((match.catalogue, match.id, quantities), []).append(match)
    return tuple(
        Row(catalogue, entry, quantities, tuple(_cells(catalogue, found, chosen)))
        for (catalogue, entry, quantities), found in rows.items()
    )


def _cells(catalogue: str, found: Sequence[Match], chosen: Sequence[Chosen]) -> Iterator[tuple[str, tuple[Match, ...]]]:
    for one, edition, _ in chosen:
        if one.id == catalogue:
            yield edition.id, tuple(match for match in found if match.edition == edition.id)


def side_lines(rows: Sequence[Row], lang: str) -> Iterator[str]:
    """The rows for people: `2020: 056101X(7) captured  |  2023: no loaded point limits these quantities`."""
    if rows:
        yield "各版对照：" if lang == "zh" else "The editions side by side:"
    for row in rows:
        mark = "≠" if row.differs else "="
        yield f"  {mark} {row.catalogue}  " + "  |  ".join(
            _cell_text(name, matches, lang) for name, matches in row.cells
        )


def _cell_text(edition: str, matches: Sequence[Match], lang: str) -> str:
    if not matches:
        return f"{edition}: " + (
            "没有载入以这些参数为限值的要点" if lang == "zh" else "no loaded point limits these quantities"
        )
    state = STATES[matches[0].state].in_language(lang)
    found = "; ".join(
        f"{m.code or m.id}{f'({m.point})' if m.point else ''} {VERDICTS[m.verdict].in_language(lang)}" for m in matches
    )
    return f"{edition} [{state}]: {found}"
