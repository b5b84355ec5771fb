"""What an answer can be narrowed by, with exact counts: catalogue, edition, control, industry, regime, thresholds.

Values that flow: `Corpus` -> for every value of every facet the set of its rows (bits); rows found -> counts. The
hard problem: a count must be what choosing the value would give, also while another value of that facet is chosen;
so each facet is counted with its own choice lifted and all others kept. Two values of one facet widen (either),
two facets narrow (both). `regime` is the jurisdiction whose law applies, because the rule set itself is already the
catalogue; `industry` is the industry a list prints, else the first part of the code where its grammar is loaded
(the category); a row without either counts in no value of it. Rejected: counting the hits shown; a page of
twenty says nothing about the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catalogue.codes import explain_code
from catalogue.model import Control, Words
from catalogue.problems import BadInput, did_you_mean, did_you_mean_zh, one_of, one_of_zh
from catalogue.searching.bits import bits_of
from catalogue.searching.corpus import Corpus, Row
from catalogue.text import Normaliser

NAMES = {
    "catalogue": Words("目录", "catalogue"),
    "edition": Words("版次", "edition"),
    "control": Words("管制程度", "control"),
    "industry": Words("行业或类别", "industry or category"),
    "regime": Words("法域", "jurisdiction"),
    "thresholds": Words("含参数限值", "has thresholds"),
}
UNKNOWN = "unknown"
YES, NO = "yes", "no"

_CONTROLS = {
    Control.PROHIBITED: Words("禁止", "prohibited"),
    Control.RESTRICTED: Words("限制", "restricted"),
    Control.LICENCE: Words("许可", "licence"),
    Control.LISTED: Words("列名", "listed"),
    None: Words("未载管控类别", "control not stated"),
}
_JURISDICTIONS = {
    "CN": Words("中国", "China"),
    "US": Words("美国", "United States"),
    "EU": Words("欧盟", "European Union"),
    "GB": Words("英国", "United Kingdom"),
    "DE": Words("德国", "Germany"),
    "JP": Words("日本", "Japan"),
    "KR": Words("韩国", "Korea"),
    "RU": Words("俄罗斯", "Russia"),
    "INT": Words("多边机制", "multilateral"),
}
_ANSWERS = {YES: Words("是", "yes"), NO: Words("否", "no")}

Choice = tuple[str, str]
"""A facet's name and a value of it."""


def choice(text: str) -> Choice:
    """`NAME=VALUE` as it is typed. Raises BadInput where it is not written so."""
    name, sign, value = text.partition("=")
    if not sign or not value.strip():
        raise BadInput.because(
            f"'{text[:40]}' is not NAME=VALUE",
            field="--facet",
            hint="write for example control=prohibited",
            zh=f"“{text[:40]}”不是 名称=取值",
            hint_zh="请写如 control=prohibited",
        )
    return name.strip().lower(), value.strip()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet: how many hits choosing it gives. `chosen` where it is chosen now."""

    value: str
    label: Words
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of an answer with the values that give any hit, most hits first."""

    name: str
    counts: tuple[FacetCount, ...]

    def as_json(self) -> list[dict[str, object]]:
        """The values in their order."""
        return [
            {"value": c.value, "label": c.label.zh, "label_en": c.label.en, "count": c.count, "chosen": c.chosen}
            for c in self.counts
        ]


class Facets:
    """The rows of every value of every facet of one corpus."""

    def __init__(self, corpus: Corpus, normaliser: Normaliser) -> None:
        self._normaliser = normaliser
        self._labels: dict[Choice, Words] = {}
        numbers: dict[Choice, list[int]] = {}
        for row in corpus.rows:
            for name, value, label in _values_of(row):
                self._labels.setdefault((name, value), label)
                numbers.setdefault((name, value), []).append(row.number)
        self._rows = {choice: bits_of(held) for choice, held in numbers.items()}

    def chosen(self, choices: Iterable[Choice]) -> dict[Choice, int]:
        """The rows of each choice. Raises BadInput for a facet or a value there is none of."""
        found: dict[Choice, int] = {}
        for name, text in choices:
            values = self._named(name, text)
            found |= {(name, value): self._rows[name, value] for value in values}
        return found

    def _named(self, name: str, text: str) -> list[str]:
        if name not in NAMES:
            raise BadInput.because(
                f"there is no facet '{name[:40]}'",
                field="--facet",
                hint=one_of(tuple(NAMES)),
                zh=f"没有筛选项“{name[:40]}”",
                hint_zh=one_of_zh(tuple(NAMES)),
            )
        wanted = self._normaliser.normalise(text)
        values = [value for one, value in self._rows if one == name]
        found = [value for value in values if wanted in self._spellings(name, value)]
        if found:
            return found
        raise BadInput.because(
            f"the facet '{name}' has no value '{text[:40]}'",
            field="--facet",
            hint=did_you_mean(text, values) or "search with --json lists the values under facets",
            zh=f"筛选项“{name}”没有取值“{text[:40]}”",
            hint_zh=did_you_mean_zh(text, values) or "各项取值见 --json 的 facets",
        )

    def _spellings(self, name: str, value: str) -> set[str]:
        """How a value may be written: itself, its label, an edition without its catalogue."""
        label = self._labels[name, value]
        spellings = {value, label.zh, label.en} | ({value.partition("/")[2]} if name == "edition" else set[str]())
        return {self._normaliser.normalise(one) for one in spellings if one}

    def counted(self, found: int, chosen: dict[Choice, int]) -> tuple[Facet, ...]:
        """Every facet of the rows found before any choice is applied."""
        within = {name: found & rows_of(chosen, name) for name in NAMES}
        counts: dict[str, list[FacetCount]] = {name: [] for name in NAMES}
        for (name, value), rows in self._rows.items():
            held = within[name] & rows
            is_chosen = (name, value) in chosen
            if held or is_chosen:
                counts[name].append(FacetCount(value, self._labels[name, value], held.bit_count(), is_chosen))
        return tuple(
            Facet(name, tuple(sorted(held, key=lambda one: (-one.count, one.value)))) for name, held in counts.items()
        )


def rows_of(chosen: dict[Choice, int], but: str = "") -> int:
    """The rows that all choices leave, those of the facet `but` lifted; -1 (every row) without any."""
    sets: dict[str, int] = {}
    for (name, _), rows in chosen.items():
        if name != but:
            sets[name] = sets.get(name, 0) | rows
    left = -1
    for rows in sets.values():
        left &= rows
    return left


def facets_json(facets: Sequence[Facet]) -> dict[str, object]:
    """The `facets` of the search answer: for every facet its values."""
    return {facet.name: facet.as_json() for facet in facets}


def _values_of(row: Row) -> Iterable[tuple[str, str, Words]]:
    catalogue, edition, entry = row.catalogue, row.edition, row.entry
    yield "catalogue", catalogue.id, catalogue.title
    yield "edition", f"{catalogue.id}/{edition.id}", edition.title
    yield "control", entry.control.value if entry.control else UNKNOWN, _CONTROLS[entry.control]
    industry = entry.industry or _category(row)
    if industry:
        yield "industry", industry.zh or industry.en, industry
    if catalogue.jurisdiction:
        own = Words(catalogue.jurisdiction, catalogue.jurisdiction)
        yield "regime", catalogue.jurisdiction, _JURISDICTIONS.get(catalogue.jurisdiction, own)
    answer = YES if any(point.tree for point in entry.points) else NO
    yield "thresholds", answer, _ANSWERS[answer]


def _category(row: Row) -> Words:
    """What the first part of the code says; empty where the grammar is not loaded or says nothing of it."""
    parts = explain_code(row.catalogue, row.entry.code) if row.entry.code else ()
    return parts[0].meaning if parts else Words()
