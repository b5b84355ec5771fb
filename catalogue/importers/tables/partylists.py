"""Lists that a table of names calls by words of its own, and the state of notices that the table does not print.

Values that flow: a row's word for its list, and the lists held -> the list it is; the notices of the rows, and those
held -> notices with the periods held. The hard problem: a table of notices tells who was listed and when, and nothing
of what was suspended or stopped since; read as in force it contradicts the list held beside it. So a notice whose
state nobody tells is of unknown state, and one that is held of the same number and day keeps the state held. Rejected:
taking the newest notices for the ones in force; the stopped ones are among the newest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.importers.prc.blocks import folded
from catalogue.importers.reading import Target
from catalogue.importers.tables.columns import PARTIES, Headings, key
from catalogue.model import Check, Entry, Period, State, Words
from catalogue.parties import ListNotice, PartyList
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml

DATASET, STATUS = "dataset", "status"
NOT_TOLD = Period(State.UNKNOWN, None, None, "表中没有状态栏 / the table has no column of states")


@dataclass(frozen=True, slots=True)
class TableWords:
    """Words of tables, as compared: what each says of a list, a data set, a state."""

    lists: Mapping[str, str]
    columns: Mapping[str, frozenset[str]]
    in_force: frozenset[str]
    descriptions: frozenset[str]

    def described(self, cells: Sequence[str], of: str, known: Headings) -> Headings:
        """The known headings for this row of them: a column of descriptions is the title beside a column of text alone,
        else the text; beside both it is neither."""
        if of == PARTIES:
            return known
        fields = known.fields[of]
        keys = {key(cell) for cell in cells}
        text, title = (any(key(one) in keys for one in fields[name]) for name in ("text", "title"))
        if text and title:
            return known
        name = "title" if text else "text"
        more = {**fields, name: (*fields[name], *(cell for cell in cells if key(cell) in self.descriptions))}
        return replace(known, fields={**known.fields, of: more})

    def told_column(
        self, heading: Sequence[str], of: str, places: Mapping[str, tuple[int, ...]]
    ) -> dict[str, tuple[int, ...]]:
        """A column no map has a field for, kept to be told: of names the data set of a row (`DATASET`), of entries
        their state (`STATUS`)."""
        used = {place for columns in places.values() for place in columns}
        name = DATASET if of == PARTIES else STATUS
        found = [at for at, cell in enumerate(heading) if at not in used and key(cell) in self.columns[name]]
        return {name: (found[0],)} if found else {}

    def says_in_force(self, cell: str) -> bool:
        """True for the cell of a column of states that says no more than that the row is in force."""
        return not cell or any(key(cell).startswith(word) for word in self.in_force)

    def in_states(self, entry: Entry, states: Iterable[str]) -> Entry:
        """The entry; where a row of it tells a state other than in force, noted and deciding nothing."""
        odd = list(dict.fromkeys(state for state in states if not self.says_in_force(state)))
        if not odd:
            return entry
        told = "；".join(odd)
        notes = Words(f"{entry.notes.zh} 状态栏：{told}".strip(), f"{entry.notes.en} state as printed: {told}".strip())
        points = tuple(replace(point, checked=Check.UNCHECKED) for point in entry.points)
        return replace(entry, notes=notes, points=points, checked=Check.UNCHECKED, complete=False)

    def state_remark(self, cells: Iterable[str]) -> Iterator[Words]:
        """What a column of states holds that an edition, of one state as a whole, cannot carry."""
        counted = Counter(cell for cell in cells if not self.says_in_force(cell))
        if counted:
            told = "; ".join(f"{state} ({n})" for state, n in counted.most_common())
            yield Words(
                f"状态栏不能按条目载入：{sum(counted.values())}行并非一概有效，已记入各条备注，不作结论：{told}",
                f"states of single entries cannot be held: {sum(counted.values())} rows are not plainly in force; "
                f"notes say so and the entries decide nothing: {told}",
            )


def read_table_words() -> TableWords:
    """The words that ship with the program."""
    faults: list[Problem] = []
    path = Path(__file__).resolve().parent / "partylists.yaml"
    top = Fields(read_yaml(path), "the file", path.name, faults)
    block = top.block("lists")
    lists = {key(word): one for one in block.keys() for word in block.texts(one)}  # noqa: SIM118  (it notes the keys)
    columns = {name: frozenset(map(key, top.texts(name))) for name in (DATASET, STATUS)}
    found = TableWords(lists, columns, *(frozenset(map(key, top.texts(n))) for n in ("in_force", "descriptions")))
    top.finish()
    if faults:
        raise BadInput(*faults)
    return found


@dataclass(frozen=True, slots=True)
class KnownLists:
    """The lists of the pack held, and the words by which tables call them."""

    held: Mapping[str, PartyList]
    words: Mapping[str, str]

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
    packs, _ = read_parties([target.parties] if target.parties is not None else [])
    return KnownLists({one.id: one for pack in packs for one in pack.lists}, read_table_words().lists)


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
