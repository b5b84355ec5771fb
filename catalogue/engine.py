"""The floor's composition root: everything read once, handed on through one value.

`open_engine` reads packs, units, rules and calendar; the index waits for the first search, the party lists for the
first name. `Engine` puts the
questions of the command line and of the window to them. It adds nothing of its own: each method is one call of the
part that answers. Rejected: parts that find each other through module globals; two libraries could not live side by
side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.assessing.assessroom import AssessRoom
from catalogue.classify import classify
from catalogue.editions import IN_FORCE, Chosen, Located, locate, select_editions
from catalogue.freeze import Digests
from catalogue.given import axes_left_out
from catalogue.home import Home
from catalogue.limitbook import LimitBook
from catalogue.matter import Matter
from catalogue.measure import measure, read_given
from catalogue.model import Coverage, coverage_of
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.results import Classification, Match, SearchAnswer, Verdict
from catalogue.rules import Rules, bundled_rules, read_rules
from catalogue.screening.partyroom import PartyRoom
from catalogue.screening.screening import Asked
from catalogue.searching.facets import Choice
from catalogue.searching.ordering import RELEVANCE
from catalogue.searching.search import SearchDesk
from catalogue.searching.searchroom import SearchRoom
from catalogue.text import Normaliser
from catalogue.workdays import WorkCalendar, bundled_calendar

if TYPE_CHECKING:
    from catalogue.assessing.assess import Assessment
    from catalogue.assessing.datasheet import Datasheet

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Engine:
    """The catalogue floor, ready to be asked. All parts are read-only and safe to use from several threads."""

    library: Library
    units: UnitTable
    normaliser: Normaliser
    calendar: WorkCalendar
    rules: Rules
    search_room: SearchRoom
    party_room: PartyRoom
    assess_room: AssessRoom
    limits: LimitBook
    digests: Digests = field(default_factory=Digests)

    @property
    def desk(self) -> SearchDesk:
        """The desk that searches; its index is opened or built at the first need."""
        return self.search_room.open()

    def ready(self) -> Engine:
        """This engine with its index open; for a window, which opens it off its own thread before the first search."""
        self.search_room.prepare()
        return self

    def search(
        self,
        query: str,
        *,
        as_of: dt.date,
        catalogue: str = "",
        edition: str = IN_FORCE,
        control: str = "",
        limit: int = 20,
        lang: str = "zh",
        facets: Sequence[Choice] = (),
        sort: str = RELEVANCE,
    ) -> SearchAnswer:
        """Hits for a query. Raises BadInput for an unknown catalogue, edition, control or facet, never for the text."""
        return self.desk.search(
            query,
            as_of=as_of,
            catalogue=catalogue,
            edition=edition,
            control=control,
            limit=limit,
            lang=lang,
            facets=facets,
            sort=sort,
        )

    def sizes_left_out(self, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
        """The axes of given sizes that no loaded list bounds."""
        return axes_left_out(self.library, self.units, self.normaliser, pairs)

    def measure(
        self,
        pairs: Sequence[tuple[str, str]],
        *,
        as_of: dt.date,
        about: str = "",
        catalogue: str = "",
        edition: str = IN_FORCE,
    ) -> tuple[Match, ...]:
        """Points judged against (quantity name, value text) pairs. Raises BadInput naming the quantity at fault."""
        given = read_given(self.library, self.units, self.normaliser, pairs, self.limits.names)
        return measure(
            self.library,
            self.units,
            self.normaliser,
            given,
            as_of=as_of,
            about=about,
            catalogue=catalogue,
            edition=edition,
            book=self.limits,
        )

    def measured(self, *, as_of: dt.date, catalogue: str = "", edition: str = IN_FORCE) -> tuple[Coverage, ...]:
        """How much of each list that `measure` asks is loaded."""
        chosen = select_editions(self.library, catalogue=catalogue, edition=edition, as_of=as_of)
        return tuple(coverage_of(one) for _, one, _ in chosen if one.lists_items)

    def assess(self, sheet: Datasheet, *, as_of: dt.date, edition: str = IN_FORCE, catalogue: str = "") -> Assessment:
        """What a datasheet says and which entries to read for it. Raises BadInput for an unknown edition."""
        return self.assess_room.open().assess(sheet, as_of=as_of, edition=edition, catalogue=catalogue)

    def measure_editions(
        self,
        pairs: Sequence[tuple[str, str]],
        editions: Sequence[str],
        *,
        as_of: dt.date,
        about: str = "",
        catalogue: str = "",
    ) -> tuple[Match, ...]:
        """As `measure`, over several editions, each point once; captured first."""
        found = dict.fromkeys(
            match
            for edition in editions
            for match in self.measure(pairs, as_of=as_of, about=about, catalogue=catalogue, edition=edition)
        )
        return tuple(sorted(found, key=lambda match: tuple(Verdict).index(match.verdict)))

    def chosen(self, editions: Sequence[str], *, as_of: dt.date, catalogue: str = "") -> tuple[Chosen, ...]:
        """The editions that several `--edition` mean, each once, with its state on the day."""
        every = [
            c for e in editions for c in select_editions(self.library, catalogue=catalogue, edition=e, as_of=as_of)
        ]
        return tuple({(c.id, e.id): (c, e, state) for c, e, state in every}.values())

    def classify(self, matter: Matter) -> Classification:
        """The classification of a matter on its own `as_of`."""
        screener = self.party_room.open(matter.as_of).screener if matter.parties else None
        return classify(
            matter, self.library, self.units, self.normaliser, self.calendar, self.rules, screener, self.digests
        )

    def parties_holding(self, query: str) -> int:
        """How many listed parties have a name with the words of a search, which `screen` then answers."""
        return self.party_room.holding(query)

    def parties_like(self, name: str, as_of: dt.date) -> int:
        """How many listed parties the whole of a search is like, taken as a name; none for ordinary words."""
        answer = self.party_room.open(as_of).screener.screen(Asked(name), as_of)
        return len(answer.hits) + answer.more

    def find(self, code: str, *, as_of: dt.date, catalogue: str = "", edition: str = "") -> Located | None:
        """Where a code, id or point stands."""
        return locate(self.library, code, catalogue=catalogue, edition=edition, as_of=as_of)


def open_engine(home: Home, bundled: Path | None = None) -> Engine:
    """The engine over the bundled packs and the user's own."""
    library = read_library(bundled or bundled_packs(), home.packs, home.cache)
    normaliser = Normaliser()
    units = UnitTable.read(HERE / "units.yaml")
    return Engine(
        library=library,
        units=units,
        normaliser=normaliser,
        calendar=WorkCalendar.read(bundled_calendar()),
        rules=read_rules(bundled_rules()),
        search_room=SearchRoom(library, normaliser, home.cache, (bundled or bundled_packs(), home.packs)),
        party_room=PartyRoom(library, normaliser, home.cache),
        assess_room=AssessRoom(library, units, normaliser, home.cache),
        limits=LimitBook(library, normaliser),
    )
