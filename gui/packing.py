"""Packs as the room 数据 handles them: where each came from, what its party lists hold, the check. No Qt.

Everything here may take a while and is run in the background. The archive is read once and kept: what the user gives
leave for is the archive that was shown, not whatever stands under that name on the stick a moment later.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.home import Home
from catalogue.model import Catalogue, Coverage, Edition, Words
from catalogue.packs import Library, bundled_packs
from catalogue.parties import PartyCard, PartyPack
from catalogue.partypacks import KIND as PARTY_LIST
from catalogue.problems import BadInput, Problem
from catalogue.stick.installed import pack_folder, read_installed
from catalogue.stick.trust import read_trust
from catalogue.verify import verify

BUNDLED, OWN, INSTALLED, UNREADABLE = "bundled", "own", "installed", "unreadable"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a pack comes from; `signer` is empty for a key that is not trusted, `fingerprint` where nobody signed."""

    kind: str
    version: str = ""
    fingerprint: str = ""
    signer: str = ""
    changed: tuple[str, ...] = ()


def origins(home: Home, library: Library) -> dict[str, Origin]:
    """For every pack of the library, where it comes from."""
    return {name: origin_of(home, name) for name in (*library.catalogues, *library.party_cards)}


def origin_of(home: Home, catalogue: str) -> Origin:
    """Where one pack comes from."""
    folder = pack_folder(home.packs, catalogue)
    if not folder.is_dir():
        return Origin(BUNDLED)
    try:
        found = read_installed(folder)
    except BadInput:
        return Origin(UNREADABLE)
    if found is None:
        return Origin(OWN)
    return Origin(INSTALLED, str(found.manifest.version), found.fingerprint, found.signer(home.trust), found.changed)


def check_packs(home: Home) -> tuple[int, tuple[Problem, ...]]:
    """(number of packs, every problem) of the bundled packs, the user's packs and the trusted keys."""
    packs, problems = verify(bundled_packs())
    own, faults = verify(home.packs) if home.packs.is_dir() else (0, ())
    return packs + own, (*problems, *faults, *read_trust(home.trust)[1])


PartyRow = tuple[Catalogue, Edition, Coverage]


def party_rows(library: Library, packs: tuple[PartyPack, ...]) -> tuple[PartyRow, ...]:
    """The lists of names in the form of editions, so that they stand in one table with the control lists."""
    rows: list[PartyRow] = []
    for pack in packs:
        card = _as_catalogue(library.party_cards[pack.id])
        for one in pack.lists:
            edition = Edition(
                one.id,
                pack.id,
                one.title,
                one.authority.zh or one.authority.en,
                one.status,
                effective=one.effective,
                as_of=one.as_of,
                expected=one.expected,
                sources=tuple(one.copies.values()),
                notes=one.notes,
            )
            rows.append((card, edition, one.coverage))
    return tuple(rows)


def _as_catalogue(card: PartyCard) -> Catalogue:
    return Catalogue(
        card.id,
        card.title,
        PARTY_LIST,
        card.jurisdiction,
        card.authority,
        ".*",
        Words(),
        card.source,
        official_at=card.official_at,
    )
