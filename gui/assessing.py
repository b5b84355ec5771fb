"""A datasheet on its way into the matter, as the section 产品说明书 of 研判 handles it. No Qt.

Values that flow: `Source` -> `Assessment` in the background -> `Value` rows, each a value under one quantity of the
lists -> those a person ticked, with an entry, -> an edit of the matter. The hard problem is choice: a datasheet states
two distances, a name may mean two quantities, the matter may hold a third value. None is taken for the person: each
reading is a row of its own, two values for one quantity are refused, and what the matter holds is replaced only by a
second word. What the matter's own reader would not take as a value (about 2 cm) cannot be ticked and says why.
Rejected: taking all values that are certain; a fact in the matter is somebody's word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.assessing.datasheet import (
    Datasheet,
    always_wanted,
    datasheet_from,
    datasheet_from_bytes,
    read_datasheet,
)
from catalogue.matter import Matter
from catalogue.matterfile import MatterFile
from catalogue.measure import read_given
from catalogue.model import Quantity, Words
from catalogue.problems import BadInput
from gui.judging import name_to_write

if TYPE_CHECKING:
    from catalogue.assessing.assess import Assessment, Candidate
    from catalogue.assessing.stated import Statement
    from catalogue.engine import Engine
    from catalogue.importers.reading import Progress

STAGES = 3
"""Reading the paper, getting the lists ready, holding one against the other."""
EXAMPLES = (
    (
        Words("车载激光雷达", "Automotive lidar"),
        Words(
            "车载激光雷达。探测距离 210 m，测距精度 2 cm，角分辨率 0.1°，脉冲峰值功率 35 kW，脉冲宽度 3 ns。",
            "Automotive lidar. Detection range 210 m, ranging accuracy 2 cm, angular resolution 0.1°, "
            "pulse peak power 35 kW, pulse width 3 ns.",
        ),
    ),
    (
        Words("高强度碳纤维", "High-strength carbon fibre"),
        Words(
            "聚丙烯腈基碳纤维，拉伸强度 6400 MPa，拉伸模量 294 GPa，用于压力容器。",
            "PAN-based carbon fibre, tensile strength 6400 MPa, tensile modulus 294 GPa, for pressure vessels.",
        ),
    ),
    (
        Words("办公椅（没有条目）", "Office chair (no entry)"),
        Words(
            "人体工学办公椅，网布靠背，升降高度 10 cm，承重 150 kg。",
            "Ergonomic office chair with mesh back, height adjustment 10 cm, load capacity 150 kg.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or text that was pasted (`path` None). `encoding` of a text that is not UTF-8."""

    path: Path | None = None
    text: str = ""
    encoding: str = ""

    def read(self, wanted: Callable[[], None] = always_wanted) -> Datasheet:
        """The passages. Raises BadInput; `wanted` is called while a PDF is read, and what it raises ends that."""
        if self.path is not None:
            return read_datasheet(self.path, self.encoding, wanted)
        if not self.text.strip():
            return datasheet_from_bytes(b"")
        return datasheet_from(self.text)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the datasheet under one quantity of the lists, None where no list has a quantity of this name.

    `certain`: name and number are beyond doubt. `refused`: why it cannot be a fact of the matter, empty where it can.
    `several`: the datasheet states another value for the quantity too.
    """

    name: str
    text: str
    sentence: str
    page: int | None
    place: Words
    quantity: Quantity | None
    certain: bool
    several: bool
    refused: Words = Words()

    @property
    def takes(self) -> bool:
        """Whether it can be ticked."""
        return self.quantity is not None and not self.refused


@dataclass(frozen=True, slots=True)
class Held:
    """A value of the matter that another one would replace."""

    name: str
    text: str
    instead: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes to the matter: an entry (None: values alone) and the ticked values.

    `technology` is its number in the matter, None for a new one that is called `name`.
    """

    technology: int | None
    name: str
    candidate: Candidate | None = None
    values: tuple[Value, ...] = ()


def assess_source(engine: Engine, source: Source, as_of: dt.date, progress: Progress) -> Assessment:
    """What the datasheet says and which entries to read for it. Raises BadInput; cancelling ends the reader too."""
    progress(0, STAGES)
    sheet = source.read(lambda: progress(0, STAGES))
    progress(1, STAGES)
    engine.assess_room.open()
    progress(2, STAGES)
    answer = engine.assess(sheet, as_of=as_of)
    progress(STAGES, STAGES)
    return answer


def values_of(answer: Assessment, engine: Engine) -> tuple[Value, ...]:
    """Every value that has a name: those of the lists' quantities first, one row for each quantity it may be."""
    several = {q.id for _, found in answer.contradictory for s in found for q in s.quantities[:1]}
    rows = [value for s in answer.quantities if s.name for value in _rows(s, answer, engine, several)]
    once: dict[tuple[object, ...], Value] = {}
    for value in rows:
        once.setdefault((value.name, value.text, value.sentence, value.quantity and value.quantity.name), value)
    return tuple(sorted(once.values(), key=lambda v: v.quantity is None))


def _rows(statement: Statement, answer: Assessment, engine: Engine, several: set[str]) -> Iterator[Value]:
    passage = answer.sheet.passages[statement.passage]
    sentence = answer.sentence(statement)
    quantities: dict[Words, Quantity] = {}
    for quantity in statement.quantities:
        quantities.setdefault(quantity.name, quantity)
    for quantity in quantities.values() or (None,):
        yield Value(
            statement.name,
            statement.given.text,
            sentence,
            passage.page,
            passage.place,
            quantity,
            statement.decides,
            quantity is not None and quantity.id in several,
            _refusal(engine, quantity, statement.given.text) if quantity else Words(),
        )


def _refusal(engine: Engine, quantity: Quantity, text: str) -> Words:
    try:
        read_given(engine.library, engine.units, engine.normaliser, [(quantity.name.zh or quantity.id, text)])
    except BadInput as bad:
        first = bad.problems[0]
        return Words(first.message_zh or first.message, first.message)
    return Words()


def entry_key(candidate: Candidate) -> str:
    """What the entry is named by in a matter: its code, or its own id where the list prints none."""
    return candidate.profile.entry.label


def already_named(matter: Matter, technology: int | None, candidate: Candidate) -> bool:
    """Whether this technology names the entry as a whole already."""
    if technology is None:
        return False
    catalogue, key = candidate.profile.catalogue.id, entry_key(candidate)
    named = matter.technologies[technology].entries
    return any(e.code == key and e.point is None and e.catalogue in ("", catalogue) for e in named)


def stated_twice(values: Sequence[Value], language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The quantities for which two different values are ticked, with their texts."""
    texts: dict[str, dict[str, None]] = {}
    for value in values:
        if value.quantity is not None:
            texts.setdefault(value.quantity.name.in_language(language), {})[value.text] = None
    return tuple((name, tuple(found)) for name, found in texts.items() if len(found) > 1)


def held_otherwise(matter: Matter, wanted: Wanted) -> tuple[Held, ...]:
    """What the matter says of the ticked quantities in other words."""
    if wanted.technology is None:
        return ()
    measured = dict(matter.technologies[wanted.technology].measured)
    found = ((_name(v, matter, wanted.technology), v.text) for v in wanted.values)
    return tuple(Held(name, measured[name], text) for name, text in found if measured.get(name, text) != text)


def add_to_matter(file: MatterFile, wanted: Wanted) -> MatterFile:
    """The matter with the entry named and the values as facts; what it held for them is replaced.

    Raises BadInput where two values are ticked for one quantity, or one that cannot be a fact.
    """
    _check(wanted.values)
    number = wanted.technology
    if number is None:
        file, number = file.add_technology(wanted.name), len(file.matter.technologies)
    if wanted.candidate is not None:
        file = file.add_entry(number, entry_key(wanted.candidate), catalogue=wanted.candidate.profile.catalogue.id)
    for value in wanted.values:
        file = file.set_measured(number, _name(value, file.matter, number), value.text)
    return file


def _name(value: Value, matter: Matter, technology: int) -> str:
    quantity = value.quantity
    if quantity is None:
        return value.name
    measured = matter.technologies[technology].measured
    return name_to_write(quantity, measured, {quantity.id: quantity}, matter.language)


def _check(values: Sequence[Value]) -> None:
    for value in values:
        if not value.takes:
            raise BadInput.because(
                f"{value.name} = {value.text}: {value.refused.en}",
                zh=f"{value.name} = {value.text}：{value.refused.zh}",
            )
    both = zip(stated_twice(values, "zh"), stated_twice(values, "en"), strict=True)
    for (zh, texts), (en, _) in both:
        raise BadInput.because(
            f"several values are ticked for {en}: {', '.join(texts)}",
            hint="tick one of them",
            zh=f"{zh}选了几个值：{'、'.join(texts)}",
            hint_zh="请只选一个",
        )
