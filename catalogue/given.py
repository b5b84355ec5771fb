"""What somebody measured: names and texts -> values of the catalogues' own quantities.

Values that flow: ("探测距离", "3.2 km") -> `Given`, with one `Reading` per quantity of that name. The one hard problem:
one name may belong to quantities of several catalogues and of different dimensions; every reading that fits is kept,
and only when none fits is it an error, which names the quantity and what it takes. A limit (≥ 200 m, 不超过3 cm) is
every value it leaves open, so a limb is met where all of them meet it. Rejected: asking the user which catalogue he
means; he does not know yet. Rejected: taking 200 m for "at least 200 m".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from catalogue.bounds import opened, parse_bound
from catalogue.comparisons import states_limit
from catalogue.model import Quantity, Words
from catalogue.nearnames import asked_about, near_names
from catalogue.numbers import exact_text
from catalogue.packs import Library
from catalogue.problems import BadInput, Problem
from catalogue.quantity import Measured, fit, parse_quantity
from catalogue.sizes import each_axis, several_sizes
from catalogue.text import Normaliser
from catalogue.units import Dimension, UnitTable, tidy


@dataclass(frozen=True, slots=True)
class Reading:
    """What a given text means for one quantity. `question` is set where its basis must be asked for first."""

    quantity: Quantity
    measured: Measured
    question: Words = Words()


@dataclass(frozen=True, slots=True)
class Given:
    """One value as typed, with its reading for every quantity (of any catalogue) that goes by its name."""

    name: str
    text: str
    readings: tuple[Reading, ...]
    units: UnitTable = field(repr=False, compare=False)

    def reading_for(self, quantity: Quantity | None) -> Reading | None:
        """The reading for a quantity, None where the name does not mean it."""
        if quantity is None:
            return None
        return next((r for r in self.readings if r.quantity.id == quantity.id and r.quantity == quantity), None)


def pair(text: str) -> tuple[str, str]:
    """`探测距离=3.2 km` -> ("探测距离", "3.2 km"). Raises BadInput where there is no `=`."""
    found = re.fullmatch(r"\s*(?P<name>[^=＝]+?)\s*[=＝]\s*(?P<value>.*?)\s*", text, re.DOTALL)
    if text.lstrip()[:1] in ("=", "＝"):
        raise _no_name()
    if not found:
        raise BadInput.because(
            f"'{text}' is not of the form NAME=VALUE UNIT",
            hint="write 探测距离=3.2 km",
            zh=f"“{text}”不是“名称=数值 单位”的写法",
            hint_zh="请写成 探测距离=3.2 km",
        )
    return found["name"], found["value"]


def contradictory(given: Iterable[Given], quantity: Quantity | None) -> bool:
    """True where a quantity is given two values that are not equal, in whatever units they were typed."""
    return (
        len({(*_in_base(r.measured, g.units), r.measured.condition) for g in given if (r := g.reading_for(quantity))})
        > 1
    )


def _in_base(measured: Measured, units: UnitTable) -> tuple[object, ...]:
    unit = units.find(measured.unit, measured.dimension)
    low, high = (unit.to_base(end) if unit else end for end in (measured.low, measured.high))
    return measured.dimension, low, high


def read_given(
    library: Library,
    units: UnitTable,
    normaliser: Normaliser,
    pairs: Iterable[tuple[str, str]],
    names: QuantitiesByName | None = None,
) -> tuple[Given, ...]:
    """The values of (name, text) pairs. A name is the id, a name or a synonym of quantities of loaded catalogues.

    `names` are the library's own where they are kept. Raises BadInput with one problem per pair that cannot be read,
    each naming the quantity and what it takes.
    """
    known = names if names is not None and names.library is library else QuantitiesByName(library, normaliser)
    problems: list[Problem] = []
    given: list[Given] = []
    for name, text in _by_axis(pairs, known, units):
        quantities = known.of(name)
        try:
            if not quantities:
                raise _unknown_name(name, text, library, units, normaliser)
            given.append(Given(name, text.strip(), _readings(quantities, text, units), units))
        except BadInput as bad:
            problems.extend(bad.problems)
    if problems:
        raise BadInput(*problems)
    return tuple(given)


def _by_axis(pairs: Iterable[tuple[str, str]], known: QuantitiesByName, units: UnitTable) -> Iterator[tuple[str, str]]:
    """The pairs with sizes shared out to their axes; those axes are left out that no loaded list bounds."""
    for name, text in pairs:
        axes = each_axis(name, text, units)
        held = [pair for pair in axes if known.of(pair[0])]
        yield from held if len(axes) > 1 and held else axes


def axes_left_out(
    library: Library, units: UnitTable, normaliser: Normaliser, pairs: Iterable[tuple[str, str]]
) -> tuple[str, ...]:
    """The axes of given sizes that no loaded list bounds: they are told, for nothing was compared with them."""
    known = QuantitiesByName(library, normaliser)
    every = [axes for pair in pairs if len(axes := each_axis(*pair, units)) > 1]
    return tuple(f"{n} {v}" for axes in every for n, v in axes if not known.of(n))


class QuantitiesByName:
    """The quantities of all catalogues of a library by every name they go by."""

    def __init__(self, library: Library, normaliser: Normaliser) -> None:
        self.library = library
        self._normaliser = normaliser
        self._known = _quantities_by_name(library, normaliser)

    def of(self, name: str) -> Sequence[Quantity]:
        """Every quantity that goes by this name; empty for an unknown name."""
        return self._known.get(self._normaliser.normalise(name), ())


def quantities_named(library: Library, normaliser: Normaliser, name: str) -> tuple[Quantity, ...]:
    """Every quantity of the loaded catalogues that goes by this name; empty for an unknown name."""
    return tuple(QuantitiesByName(library, normaliser).of(name))


def _quantities_by_name(library: Library, normaliser: Normaliser) -> dict[str, list[Quantity]]:
    known: dict[str, list[Quantity]] = {}
    keys: dict[str, str] = {}
    for quantity in dict.fromkeys(_quantities(library)):
        for name in quantity.all_names:
            key = keys[name] if name in keys else keys.setdefault(name, normaliser.normalise(name))
            called = known.setdefault(key, [])
            if not called or called[-1] is not quantity:
                called.append(quantity)
    return known


def _quantities(library: Library) -> Iterator[Quantity]:
    for catalogue in library.catalogues.values():
        yield from catalogue.quantities.values()


def near_question(name: str, text: str, library: Library, units: UnitTable, normaliser: Normaliser) -> Words:
    """是否应为“测距精度”？ in both languages; empty where no name is near. Names that the value fits are preferred."""
    every = tuple(_quantities(library))
    fitting = near_names(name, (q for q in every if _takes(q, text, units)), normaliser)
    return asked_about(fitting or near_names(name, every, normaliser))


def _takes(quantity: Quantity, text: str, units: UnitTable) -> bool:
    try:
        _reading(quantity, text, units)
    except BadInput:
        return False
    return True


def _no_name() -> BadInput:
    return BadInput.because(
        "a value has no name",
        hint="write 探测距离=3.2 km",
        zh="数值缺少名称",
        hint_zh="请写成 探测距离=3.2 km",
    )


def _unknown_name(name: str, text: str, library: Library, units: UnitTable, normaliser: Normaliser) -> BadInput:
    if not normaliser.normalise(name):
        return _no_name()
    if several := several_sizes(text, units):
        return several
    near = near_question(name, text, library, units, normaliser)
    return BadInput.because(
        f"there is no quantity '{name}'",
        field=name,
        hint=near.en or "use a name of a quantity of the catalogues, such as 探测距离",
        zh=f"没有物理量“{name}”",
        hint_zh=near.zh or "请用目录中的物理量名称，如探测距离",
    )


def _readings(quantities: Sequence[Quantity], text: str, units: UnitTable) -> tuple[Reading, ...]:
    """The readings that fit; BadInput of the first quantity where none does."""
    faults: list[BadInput] = []
    found: list[Reading] = []
    for quantity in quantities:
        try:
            found.append(_reading(quantity, text, units))
        except BadInput as bad:
            faults.append(bad)
    if not found:
        raise faults[0]
    return tuple(found)


def _reading(quantity: Quantity, text: str, units: UnitTable) -> Reading:
    kind = units.dimensions.get(quantity.dimension)
    if kind is None:
        raise BadInput.because(
            f"the dimension '{quantity.dimension}' of '{quantity.id}' is not in the unit table",
            zh=f"“{quantity.id}”的量纲“{quantity.dimension}”不在单位表中",
        )
    try:
        bound = parse_bound(text, units, kind.id) if states_limit(tidy(text)) else None
        measured = bound.measured if bound else parse_quantity(text, units, kind.id)
        fitting = fit(measured, kind, quantity.maximum)
        if bound and fitting is not None:
            fitting = opened(bound, fitting, kind, units)
    except BadInput as bad:
        several = several_sizes(text, units) if kind.id == "length" else None
        if several:
            raise several from None
        raise _named(quantity, kind, bad.problems[0], units) from None
    if fitting is not None:
        return Reading(quantity, fitting)
    if measured.dimension in kind.asks:
        return Reading(quantity, measured, kind.question)
    other = units.dimensions[measured.dimension].name
    wrong = Problem(
        f"'{text.strip()}' is a value of {other.zh} ({other.en})", message_zh=f"“{text.strip()}”是{other.zh}的值"
    )
    raise _named(quantity, kind, wrong, units)


def _named(quantity: Quantity, kind: Dimension, problem: Problem, units: UnitTable) -> BadInput:
    name = " / ".join(n for n in (quantity.name.zh, quantity.name.en) if n) or quantity.id
    takes, takes_zh = f"it takes {units.accepted(kind.id)}", f"可用单位：{units.accepted(kind.id)}"
    if quantity.maximum is not None:
        top = exact_text(quantity.maximum)
        takes, takes_zh = f"it takes a number from 0 to {top}", f"可写 0 至 {top} 的数"
    hint = "; ".join(part for part in (problem.hint, takes) if part).replace("?;", "?")
    hint_zh = "；".join(part for part in (problem.hint_zh, takes_zh) if part).replace("？；", "？")
    return BadInput.because(
        f"{name}: {problem.message}",
        field=quantity.id,
        hint=hint,
        zh=f"{quantity.name.zh or name}：{problem.message_zh or problem.message}",
        hint_zh=hint_zh,
    )
