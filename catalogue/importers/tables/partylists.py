"""Lists that a table of names calls by words of its own, and the state of notices that the table does not print.

Values that flow: a row's word for its list, and the lists held -> the list it is; the notices of the rows, and those
held -> notices with the periods held. The hard problem: a table of notices tells who was listed and when, and nothing
of what was suspended or stopped since; read as in force it contradicts the list held beside it. So a notice whose
state nobody tells is of unknown state, and one that is held of the same number and day keeps the state held. Rejected:
taking the newest notices for the ones in force; the stopped ones are among the newest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.importers.prc.blocks import folded
from catalogue.importers.reading import Target
from catalogue.importers.tables.columns import PARTIES, key
from catalogue.model import Period, State
from catalogue.parties import ListNotice, PartyList
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml

DATASET = "dataset"
NOT_TOLD = Period(State.UNKNOWN, None, None, "表中没有状态栏 / the table has no column of states")


@dataclass(frozen=True, slots=True)
class KnownLists:
    """The lists of the pack held, and the words by which tables call them."""

    held: Mapping[str, PartyList] = field(default_factory=dict[str, PartyList])
    words: Mapping[str, str] = field(default_factory=dict[str, str])

    def called(self, word: str) -> PartyList | None:
        """The list held that the word names: its id, its title, or a word known for it."""
        name = key(word)
        if not name:
            return None
        for one in self.held.values():
            if name in (key(one.id), key(one.title.zh), key(one.title.en)):
                return one
        return self.held.get(self.words.get(name, ""))


def known_lists(target: Target) -> KnownLists:
    """What is held of the pack a table goes into."""
    words, _ = _words()
    if target.parties is None:
        return KnownLists({}, words)
    packs, _ = read_parties([target.parties])
    return KnownLists({one.id: one for pack in packs for one in pack.lists}, words)


def dataset_column(heading: Sequence[str], of: str, places: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Where a table of names says from which data set each row comes (`DATASET`); the column map has no such field."""
    if of != PARTIES:
        return {}
    used = {place for columns in places.values() for place in columns}
    words = _words()[1]
    found = [at for at, cell in enumerate(heading) if at not in used and key(cell) in words]
    return {DATASET: (found[0],)} if found else {}


def with_states(notices: Mapping[str, ListNotice], held: PartyList | None) -> tuple[dict[str, ListNotice], int]:
    """The notices with the periods of those held of the same number and day, the others of unknown state; and how many
    are of unknown state."""
    found: dict[str, ListNotice] = {}
    unknown = 0
    for name, notice in notices.items():
        same = next((one for one in (held.notices.values() if held else ()) if _same(one, notice)), None)
        unknown += same is None
        found[name] = replace(notice, periods=same.periods if same is not None else (NOT_TOLD,))
    return found, unknown


def _same(held: ListNotice, notice: ListNotice) -> bool:
    """A notice of the same number; one without its year (第1号) of the same day as well."""
    one, other = folded(held.number), folded(notice.number)
    days = {held.published, held.effective} & {notice.published, notice.effective} - {None}
    return bool(other) and (one == other or (bool(days) and other in one))


def _words() -> tuple[dict[str, str], frozenset[str]]:
    faults: list[Problem] = []
    path = Path(__file__).resolve().parent / "partylists.yaml"
    top = Fields(read_yaml(path), "the file", path.name, faults)
    block = top.block("lists")
    names = {key(word): one for one in block.keys() for word in block.texts(one)}  # noqa: SIM118
    datasets = frozenset(key(word) for word in top.texts("datasets"))
    top.finish()
    if faults:
        raise BadInput(*faults)
    return names, datasets
