"""Country codes of a matter file held against ISO 3166-1.

Values that flow: nodes of the file + the code list -> Problems with line and field. Only codes that are assigned are
taken, because a mistyped destination would otherwise quietly miss every rule about that country. Rejected: a check of
two capital letters; `XX` and `UK` pass it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from catalogue.fields import Fields
from catalogue.problems import BadInput, Problem
from catalogue.yamltext import Mapping, Node, Scalar, Sequence, read_yaml

PLACES = (
    ("technology", "origin"),
    ("transfer", "destination"),
    ("transfer", "reexport_to"),
    ("parties", "country"),
    ("parties", "owners", "country"),
)
"""Where a matter file holds country codes, lists passed through."""

FORM = "a code of ISO 3166-1, two capital letters, such as CN, DE or NO"


def country_problems(matter: Node, file: str) -> tuple[Problem, ...]:
    """A problem for every value in the place of a country code that is none."""
    written = [(place[-1], scalar) for place in PLACES for scalar in _at(matter, place)]
    if not written:
        return ()
    codes, instead = read_codes(Path(__file__).resolve().parent / "countries.yaml")
    problems: list[Problem] = []
    for field, scalar in written:
        value = scalar.text.strip()
        if value and value not in codes:
            meant = (
                instead.get(value) or instead.get(value.upper()) or (value.upper() if value.upper() in codes else "")
            )
            hint = f"write {meant}" if meant else f"write {FORM}"
            problems.append(
                Problem(
                    f"'{value}' is not a country code",
                    file,
                    scalar.line,
                    field,
                    hint,
                    message_zh=f"“{value}”不是国家或地区代码",
                    hint_zh=f"请写 {meant}" if meant else "请写 ISO 3166-1 的两个大写字母，如 CN、DE、NO",
                )
            )
    return tuple(problems)


def read_codes(path: Path) -> tuple[frozenset[str], dict[str, str]]:
    """The codes there are, and what people write instead of some. Raises BadInput for a faulty list."""
    problems: list[Problem] = []
    top = Fields(read_yaml(path, path.name), "the list of country codes", path.name, problems)
    codes = frozenset(f"{top.text('codes', required=True)} {top.text('also')}".split())
    block = top.block("instead")
    instead = {written: block.text(written) for written in block.keys()}  # noqa: SIM118  (it notes the keys as known)
    top.finish()
    if problems:
        raise BadInput(*problems)
    return codes, instead


def _at(node: Node, place: tuple[str, ...]) -> Iterator[Scalar]:
    """The scalars at a place; a list is passed through item by item."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _at(item, place)
    elif isinstance(node, Mapping):
        if place and place[0] in node.pairs:
            yield from _at(node.pairs[place[0]], place[1:])
    elif not place and not node.is_null:
        yield node
