"""The law as data: instruments by date, questions, warnings, steps, conditions. Read once, passed in everywhere.

Values that flow: `regimes/*.yaml` -> `Rules`; facts of a matter (words by name) are held against a `When`. The hard
problem: an article number is right on one date only (the Foreign Trade Law was renumbered), so a rule names the
subject and `cite` finds the number for the date. Rejected: article numbers in Python; a renumbering would be a
code change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.fields import Fields
from catalogue.foreignrules import ForeignRules, read_foreign
from catalogue.grounds import Citation as Citation
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.results import Basis, Notice, Question
from catalogue.steprules import Parameter, StepReader, StepRule, read_path
from catalogue.steprules import Path as StepPath
from catalogue.when import FactWords
from catalogue.when import When as When
from catalogue.yamltext import read_yaml

NOTICE_KINDS = ("stale", "coverage", "gate", "transfer", "party", "data", "drafting")
SETTLED_BY = ("fact", "yes_no", "no")
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Version:
    """A numbering of an instrument, from its first day on. `articles` maps subjects to article numbers."""

    since: dt.date
    articles: dict[str, str]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or measure, with its versions in order of time."""

    name: Words
    versions: tuple[Version, ...]
    verify: bool


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A question, with {names} to fill in. `settled_by`: a `fact` of the matter, a `yes_no` answer, or a `no` only."""

    text: Words
    would_settle: Words
    settled_by: str = "fact"

    def is_settled(self, answer: bool | None) -> bool:
        """Whether the lawyer's answer takes the question off the list."""
        return answer is not None and (self.settled_by == "yes_no" or (self.settled_by == "no" and not answer))


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A warning or note, with {names} to fill in. `when` decides for those that follow from facts alone."""

    id: str
    kind: str
    severity: str
    text: Words
    basis: tuple[Citation, ...]
    when: When | None


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A parallel duty: called for by facts; an approval is needed, or a question must be answered first.

    `perhaps_in`: paragraphs of the measure in which what the rule rests on may stand, because no source says where.
    """

    id: str
    when: When
    needed: When
    duty: Words
    question: str
    basis: tuple[Citation, ...]
    perhaps_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A date-bounded rule and the editions it concerns. After `until` only the user's dated word settles it."""

    id: str
    name: Words
    editions: tuple[tuple[str, str], ...]
    until: dt.date
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A foreign regime that is only reminded of: which countries call for it, and what it is."""

    regime: str
    countries: frozenset[str]
    law: Words
    authority: Words
    listed_in: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the regimes know about the law."""

    instruments: dict[str, Instrument]
    questions: dict[str, QuestionRule]
    notices: dict[str, NoticeRule]
    reasons: dict[str, Words]
    steps: tuple[StepRule, ...]
    duties: tuple[DutyRule, ...]
    measures: tuple[Measure, ...]
    cards: tuple[Card, ...]
    foreign: ForeignRules
    word_lists: dict[str, frozenset[str]]
    paths: dict[str, StepPath]
    parameters: tuple[Parameter, ...]
    bans: tuple[DutyRule, ...] = ()
    extraterritorial: tuple[DutyRule, ...] = ()

    def cite(self, citation: Citation, on: dt.date) -> Basis | None:
        """The citation as the law stood on the day; None where that version has no such article."""
        law = self.instruments[citation.law]
        past = [v for v in law.versions if v.since <= on]
        version = past[-1] if past else law.versions[0]
        article = version.articles.get(citation.subject, "") if citation.subject else citation.article
        if citation.subject and not article:
            return None
        verify = law.verify or citation.verify or not past
        return Basis(law.name, article, version.since, citation.fact, verify)

    def basis(self, citations: tuple[Citation, ...], on: dt.date) -> tuple[Basis, ...]:
        """All citations that exist on the day."""
        return tuple(found for c in citations if (found := self.cite(c, on)))

    def ask(self, rule: str, /, question_id: str = "", **values: Words | str) -> Question:
        """The question of a rule, filled in. Its id is the rule's unless one is given."""
        found = self.questions[rule]
        technology, quantity = (str(values.get(name, "")) for name in ("technology", "quantity"))
        text, would_settle = fill(found.text, values), fill(found.would_settle, values)
        return Question(question_id or rule, text, would_settle, found.settled_by, technology, quantity)

    def notice(self, rule: str, on: dt.date, /, **values: Words | str) -> Notice:
        """The warning of a rule, filled in, with its basis on the day."""
        found = self.notices[rule]
        return Notice(found.id, found.kind, found.severity, fill(found.text, values), self.basis(found.basis, on))

    def reason(self, rule: str, /, **values: Words | str) -> Words:
        """A reason, filled in."""
        return fill(self.reasons[rule], values)

    def following(self, facts: FactWords, on: dt.date) -> tuple[Notice, ...]:
        """The notices that follow from facts alone."""
        return tuple(self.notice(key, on) for key, rule in self.notices.items() if rule.when and rule.when.holds(facts))


def fill(words: Words, values: Mapping[str, Words | str]) -> Words:
    """The words with every {name} replaced in both languages."""
    zh, en = words.zh, words.en
    for name, value in values.items():
        both = Words(value, value) if isinstance(value, str) else value
        zh = zh.replace("{" + name + "}", both.in_language("zh"))
        en = en.replace("{" + name + "}", both.in_language("en"))
    return Words(zh, en)


def bundled_rules() -> Path:
    """The folder that ships with the program."""
    return Path(__file__).parent / "regimes"


def bundled_charts() -> Path:
    """The folder of the Country Chart, the Country Groups and the licence exceptions."""
    return Path(__file__).parent / "packs" / "us-ccl"


def read_rules(folder: Path) -> Rules:
    """The rules in a folder. Raises BadInput with every fault: file, line, field."""
    problems: list[Problem] = []
    instruments = {f.text("id"): _instrument(f) for f in _records(folder, "instruments", problems)}
    read = _Reader(problems, frozenset(instruments))
    own = [_records(folder, name, problems) for name in ("questions", "foreign_questions")]
    told = [_records(folder, name, problems) for name in ("notices", "foreign_notices")]
    questions = {f.text("id"): read.question(f) for records in own for f in records}
    notices = {f.text("id"): read.notice(f) for records in told for f in records}
    paths = {f.text("id"): read_path(f) for f in _records(folder, "paths", problems)}
    reader = StepReader(read.when, read.basis, frozenset(paths), frozenset(notices))
    rules = Rules(
        instruments=instruments,
        questions=questions,
        notices=notices,
        reasons={f.text("id"): read.reason(f) for f in _records(folder, "reasons", problems)},
        steps=reader.steps(_records(folder, "steps", problems)),
        duties=tuple(read.duty(f) for f in _records(folder, "duties", problems)),
        measures=tuple(read.measure(f) for f in _records(folder, "measures", problems)),
        cards=tuple(read.card(f) for f in _records(folder, "cards", problems)),
        foreign=read_foreign(folder, bundled_charts(), frozenset(questions), frozenset(notices)),
        word_lists=_word_lists(folder, read, problems),
        paths=paths,
        parameters=tuple(reader.parameter(f) for f in _records(folder, "parameters", problems)),
        bans=tuple(read.duty(f) for f in _records(folder, "bans", problems)),
        extraterritorial=tuple(read.duty(f) for f in _records(folder, "extraterritorial", problems)),
    )
    if problems:
        raise BadInput(*problems)
    return rules


def read_word_lists(folder: Path) -> dict[str, frozenset[str]]:
    """The lists of words in a folder of rules alone. Raises BadInput with every fault."""
    problems: list[Problem] = []
    lists = _word_lists(folder, _Reader(problems, frozenset()), problems)
    if problems:
        raise BadInput(*problems)
    return lists


def _word_lists(folder: Path, read: _Reader, problems: list[Problem]) -> dict[str, frozenset[str]]:
    return {f.text("id"): read.word_list(f) for f in _records(folder, "word_lists", problems)}


def _records(folder: Path, name: str, problems: list[Problem]) -> list[Fields]:
    shown = f"regimes/{name}.yaml"
    top = Fields(read_yaml(folder / f"{name}.yaml", shown), "a rule file", shown, problems)
    records = list(top.blocks(name, f"a record of {name}"))
    top.finish()
    seen: set[str] = set()
    for record in records:
        key = record.text("id", required=True)
        if key in seen:
            record.complain("id", f"'{key}' is given twice")
        seen.add(key)
    return records


def _instrument(fields: Fields) -> Instrument:
    name = fields.words("name", required=True)
    versions = [_version(block) for block in fields.blocks("versions", "a version")]
    verify = fields.flag("verify")
    fields.finish()
    if not versions:
        fields.complain("versions", "an instrument needs a version", "versions: [{since: 2020-11-29}]")
    return Instrument(name, tuple(sorted(versions, key=lambda v: v.since)), verify)


def _version(block: Fields) -> Version:
    since = block.date("since", required=True) or dt.date.min
    articles = block.block("articles")
    keys = articles.keys()
    found = {key: articles.text(key) for key in keys}
    block.finish()
    return Version(since, found)


class _Reader:
    """Readers of the records, all complaining into one list."""

    def __init__(self, problems: list[Problem], laws: frozenset[str]) -> None:
        self._problems = problems
        self._laws = laws

    def question(self, fields: Fields) -> QuestionRule:
        rule = QuestionRule(
            fields.words("text", required=True),
            fields.words("would_settle", required=True),
            fields.choice("settled_by", SETTLED_BY, "fact"),
        )
        fields.finish()
        return rule

    def notice(self, fields: Fields) -> NoticeRule:
        rule = NoticeRule(
            fields.text("id"),
            fields.choice("kind", NOTICE_KINDS, required=True),
            fields.choice("severity", SEVERITIES, required=True),
            fields.words("text", required=True),
            self.basis(fields),
            self.when(fields, "when") if fields.has("when") else None,
        )
        fields.finish()
        return rule

    def reason(self, fields: Fields) -> Words:
        words = fields.words("text", required=True)
        fields.finish()
        return words

    def duty(self, fields: Fields) -> DutyRule:
        rule = DutyRule(
            fields.text("id"),
            self.when(fields, "when"),
            self.when(fields, "needed"),
            fields.words("duty", required=True),
            fields.text("question", required=True),
            self.basis(fields, required=True),
            fields.texts("perhaps_in"),
        )
        fields.finish()
        return rule

    def measure(self, fields: Fields) -> Measure:
        catalogue = fields.text("catalogue", required=True)
        rule = Measure(
            fields.text("id"),
            fields.words("name", required=True),
            tuple((catalogue, edition) for edition in fields.texts("editions")),
            fields.date("until", required=True) or dt.date.max,
            self.basis(fields, required=True),
        )
        fields.finish()
        return rule

    def card(self, fields: Fields) -> Card:
        regime = fields.text("id")
        card = Card(
            regime,
            frozenset(fields.texts("countries")),
            fields.words("law", required=True),
            fields.words("authority", required=True),
            fields.text("listed_in", regime),
        )
        fields.finish()
        return card

    def word_list(self, fields: Fields) -> frozenset[str]:
        fields.text("note")
        words = frozenset(fields.texts("words"))
        fields.finish()
        return words

    def when(self, fields: Fields, key: str) -> When:
        block = fields.block(key)
        names = block.keys()
        return When(tuple((name, frozenset(block.texts(name))) for name in names))

    def basis(self, fields: Fields, *, required: bool = False) -> tuple[Citation, ...]:
        if required and not fields.has("basis"):
            fields.complain("basis", "a rule of law needs its basis", "basis: [{law: tier, article: 33(2)}]")
        return tuple(self._citation(block) for block in fields.blocks("basis", "a citation"))

    def _citation(self, block: Fields) -> Citation:
        law = block.choice("law", self._laws, required=True)
        citation = Citation(law, block.text("article"), block.text("subject"), block.text("fact"), block.flag("verify"))
        block.finish()
        return citation
