"""What every regime is given, and the sheet it notes questions and warnings on.

Values that flow: `Review` (matter, library, rules, facts, decisions) -> regime -> RegimeResult. Rejected: regimes
that call each other; the order of review is in `classify`, in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from catalogue.candidates import CodeBook, topic_of
from catalogue.matter import Matter, Owner, Technology
from catalogue.measure import Given
from catalogue.model import Catalogue, Words
from catalogue.packs import Library
from catalogue.regimes.decisions import Decisions
from catalogue.regimes.decisive import Dates, dates_of
from catalogue.regimes.facts import Facts
from catalogue.results import Notice, Question
from catalogue.rules import Rules
from catalogue.screening.screening import Screened
from catalogue.searching.relevance import Topic
from catalogue.text import Normaliser


@dataclass(frozen=True, slots=True)
class HeldName:
    """A name of the matter with its hits on the party lists: a party's in a role, or that of an owner of it.

    `party` is the place of the party among those of the matter.
    """

    shown_as: Words
    answer: Screened
    role: str
    owner: Owner | None = None
    party: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """The matter under review. `given` holds the measured values of each technology by its name,
    `topics` its words by its name and the catalogue, `held_names` what the party lists say of its parties,
    `books` the codes of each catalogue by its id."""

    matter: Matter
    library: Library
    rules: Rules
    normaliser: Normaliser
    facts: Facts
    decisions: Decisions
    given: dict[str, tuple[Given, ...]]
    topics: dict[tuple[str, str], Topic]
    held_names: tuple[HeldName, ...] = ()
    books: dict[str, CodeBook] = field(default_factory=dict[str, CodeBook])

    @property
    def dates(self) -> Dates:
        """The days that decide."""
        return dates_of(self.matter, self.rules.word_lists["one_off_modes"])

    def given_for(self, technology: Technology) -> tuple[Given, ...]:
        """The measured values of a technology."""
        return self.given.get(technology.name, ())

    def topic_for(self, technology: Technology, catalogue: Catalogue) -> Topic:
        """The words of a technology under the synonyms of a catalogue."""
        key = (technology.name, catalogue.id)
        return self.topics.get(key) or topic_of(technology, catalogue, self.normaliser)


@dataclass(slots=True)
class Sheet:
    """Questions and warnings of one regime, each id once, in the order they came up."""

    review: Review
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    notices: dict[str, Notice] = field(default_factory=dict[str, Notice])

    def ask(self, rule: str, /, question_id: str = "", **values: Words | str) -> None:
        """Notes a question unless the lawyer's answer settles it."""
        question = self.review.rules.ask(rule, question_id, **values)
        answer = self.review.decisions.answer(question.id)
        if not self.review.rules.questions[rule].is_settled(answer):
            self.questions.setdefault(question.id, question)

    def warn(self, rule: str, /, key: str = "", **values: Words | str) -> None:
        """Notes a warning; `key` tells apart several of one rule."""
        notice = self.review.rules.notice(rule, self.review.matter.as_of, **values)
        self.notices.setdefault(key or notice.id, notice)
