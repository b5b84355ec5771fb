"""What the Word engine knows about contracts as data: topics, effectiveness sentences, party words.

Values that flow: two YAML files become `WordRules`. Rejected: word lists in code; the knowledge lawyer edits data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import read_yaml


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of an article. `words` per language announce it, `opening` patterns find it in an article without a
    heading; `before` and `after` place a new article.
    """

    id: str
    title: Words
    words: dict[str, tuple[str, ...]]
    before: tuple[str, ...]
    after: tuple[str, ...]
    opening: dict[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True)
class RolePair:
    """The giving and the receiving party in a contract's own words."""

    gives: Words
    takes: Words


Patterns = dict[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True)
class ListSigns:
    """How a list that items of a clause join is known, per language: the line that announces it, or one sentence that
    holds it as `list`."""

    lead: Patterns
    run_on: Patterns


@dataclass(frozen=True, slots=True)
class Amended:
    """Sentences that get an exception put before them, what saves a line from it, and the exception with `{place}`;
    `further` where the sentence begins with an exception already."""

    sentences: Patterns
    unless: Patterns
    exception: Words
    further: Words


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject that the contract may name only as a case in an article on `topic`; the pointer such a case gets."""

    clause: str
    topic: str
    words: Patterns
    pointer: Words


@dataclass(frozen=True, slots=True)
class WordRules:
    """All of it. `plain`, `effectiveness`, `in_host` and `and_then` are patterns, `unless` words, per language."""

    topics: tuple[Topic, ...]
    plain: dict[str, tuple[re.Pattern[str], ...]]
    effectiveness: dict[str, tuple[re.Pattern[str], ...]]
    in_host: dict[str, tuple[re.Pattern[str], ...]]
    and_then: dict[str, tuple[re.Pattern[str], ...]]
    unless: dict[str, tuple[str, ...]]
    roles: tuple[RolePair, ...]
    short_names: dict[str, tuple[str, ...]]
    self_names: dict[str, tuple[str, ...]]
    pointer: Words = Words()
    """The sentence that names an annex, with `{title}` and `{annex}`."""
    pointers: dict[str, str] = field(default_factory=dict[str, str])
    """Clause id to the topic of the article that names the annex, where that is not the subject matter."""
    survivors: tuple[str, ...] = ()
    """Clauses whose duties outlive the contract."""
    lists: dict[str, ListSigns] = field(default_factory=dict[str, ListSigns])
    """Lists of the contract that items of a clause join, by their name."""
    amended: Amended = Amended({}, {}, Words(), Words())
    mentions: tuple[Mention, ...] = ()

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of that id."""
        return next((t for t in self.topics if t.id == topic_id), None)


def bundled_rules() -> Path:
    """The folder with `topics.yaml` and `roles.yaml` as shipped."""
    return Path(__file__).resolve().parents[2]


def read_rules(folder: Path) -> WordRules:
    """The rules in a folder. Raises BadInput naming file, line and field."""
    problems: list[Problem] = []
    topics_file, roles_file = folder / "topics.yaml", folder / "roles.yaml"
    top = Fields(read_yaml(topics_file), "the topics", topics_file.name, problems)
    topics = tuple(_topic(block, problems) for block in top.blocks("topics"))
    sentences = top.block("effectiveness")
    after, in_host, plain = sentences.block("and_then"), sentences.block("in_host"), top.block("plain")
    annexes = top.block("annexes")
    pointer = annexes.words("pointer", required=True)
    elsewhere = annexes.blocks("elsewhere")
    pointers = {b.text("clause", required=True): b.text("topic", required=True) for b in elsewhere}
    unless = _per_language(sentences.block("unless"))
    roles_top = Fields(read_yaml(roles_file), "the roles", roles_file.name, problems)
    roles = tuple(
        RolePair(block.words("gives", required=True), block.words("takes", required=True))
        for block in roles_top.blocks("roles")
    )
    short_names = _per_language(roles_top.block("short_names"))
    self_names = _per_language(roles_top.block("self_names"))
    survivors = roles_top.texts("survivors")
    patterns = (_both(plain, problems), _both(sentences, problems), _both(in_host, problems), _both(after, problems))
    lists, amended, mentions = _lists(top, problems), _amended(top, problems), _mentions(top, problems)
    for fields in (top, sentences, after, in_host, plain, roles_top, annexes, *elsewhere):
        fields.finish()
    if problems:
        raise BadInput(*problems)
    words = (unless, roles, short_names, self_names, pointer, pointers, survivors)
    return WordRules(topics, *patterns, *words, lists, amended, mentions)


def _lists(top: Fields, problems: list[Problem]) -> dict[str, ListSigns]:
    block = top.block("lists")
    found: dict[str, ListSigns] = {}
    for name in block.keys():  # noqa: SIM118 - the fields of a file, in order
        own = block.block(name)
        lead, run_on = own.block("lead"), own.block("run_on")
        found[name] = ListSigns(_both(lead, problems), _both(run_on, problems))
        for fields in (lead, run_on, own):
            fields.finish()
    block.finish()
    return found


def _amended(top: Fields, problems: list[Problem]) -> Amended:
    block = top.block("amended")
    unless = block.block("unless")
    found = Amended(
        _both(block, problems),
        _both(unless, problems),
        block.words("exception", required=True),
        block.words("further", required=True),
    )
    for fields in (unless, block):
        fields.finish()
    return found


def _mentions(top: Fields, problems: list[Problem]) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for block in top.blocks("mentions"):
        words = block.block("words")
        name, topic = block.text("clause", required=True), block.text("topic", required=True)
        found.append(Mention(name, topic, _both(words, problems), block.words("pointer", required=True)))
        words.finish()
        block.finish()
    return tuple(found)


def _topic(block: Fields, problems: list[Problem]) -> Topic:
    opening = block.block("opening")
    return Topic(
        block.text("id", required=True),
        block.words("title", required=True),
        _per_language(block),
        block.texts("before"),
        block.texts("after"),
        _both(opening, problems),
    )


def _per_language(block: Fields) -> dict[str, tuple[str, ...]]:
    return {lang: block.texts(lang) for lang in ("zh", "en")}


def _both(block: Fields, problems: list[Problem]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {lang: _patterns(block, lang, problems) for lang in ("zh", "en")}


def _patterns(block: Fields, lang: str, problems: list[Problem]) -> tuple[re.Pattern[str], ...]:
    out: list[re.Pattern[str]] = []
    for text in block.texts(lang):
        try:
            out.append(re.compile(text))
        except re.error as error:
            problems.append(Problem(f"not a pattern: {error}", "topics.yaml", block.line_of(lang), lang))
    return tuple(out)
