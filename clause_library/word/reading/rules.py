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
    for fields in (top, sentences, after, in_host, plain, roles_top, annexes, *elsewhere):
        fields.finish()
    if problems:
        raise BadInput(*problems)
    return WordRules(topics, *patterns, unless, roles, short_names, self_names, pointer, pointers, survivors)


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
