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

from catalogue.classify import classify
from catalogue.editions import IN_FORCE, Located, locate
from catalogue.freeze import Digests
from catalogue.home import Home
from catalogue.matter import Matter
from catalogue.measure import measure, read_given
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.quantity import UnitTable
from catalogue.results import Classification, Match, SearchAnswer
from catalogue.rules import Rules, bundled_rules, read_rules
from catalogue.screening.partyroom import PartyRoom
from catalogue.searching.facets import Choice
from catalogue.searching.ordering import RELEVANCE
from catalogue.searching.search import SearchDesk
from catalogue.searching.searchroom import SearchRoom
from catalogue.text import Normaliser
from catalogue.workdays import WorkCalendar, bundled_calendar

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
        given = read_given(self.library, self.units, self.normaliser, pairs)
        return measure(
            self.library,
            self.units,
            self.normaliser,
            given,
            as_of=as_of,
            about=about,
            catalogue=catalogue,
            edition=edition,
        )

    def classify(self, matter: Matter) -> Classification:
        """The classification of a matter on its own `as_of`."""
        screener = self.party_room.open(matter.as_of).screener if matter.parties else None
        return classify(
            matter, self.library, self.units, self.normaliser, self.calendar, self.rules, screener, self.digests
        )

    def parties_holding(self, query: str) -> int:
        """How many listed parties have a name with the words of a search, which `screen` then answers."""
        return self.party_room.holding(query)

    def find(self, code: str, *, as_of: dt.date, catalogue: str = "", edition: str = "") -> Located | None:
        """Where a code, id or point stands."""
        return locate(self.library, code, catalogue=catalogue, edition=edition, as_of=as_of)


def open_engine(home: Home, bundled: Path | None = None) -> Engine:
    """The engine over the bundled packs and the user's own."""
    library = read_library(bundled or bundled_packs(), home.packs, home.cache)
    normaliser = Normaliser()
    return Engine(
        library=library,
        units=UnitTable.read(HERE / "units.yaml"),
        normaliser=normaliser,
        calendar=WorkCalendar.read(bundled_calendar()),
        rules=read_rules(bundled_rules()),
        search_room=SearchRoom(library, normaliser, home.cache, (bundled or bundled_packs(), home.packs)),
        party_room=PartyRoom(library, normaliser, home.cache),
    )
