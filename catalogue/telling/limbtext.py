"""One limb as it is printed: name, sign, number.

Values that flow: a `LimbResult` -> one text. Rejected: the words of the law beside every number;
they stand in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from catalogue.results import LimbResult
from catalogue.telling.wording import OPERATORS


def requirement(name: str, limb: LimbResult) -> str:
    """`探测距离 > 2`, or `30 ≤ 续航时间 < 60` with the ends that count."""
    if not isinstance(limb.threshold, tuple):
        return f"{name} {OPERATORS[limb.op]} {number_text(limb.threshold)}"
    low, high = map(number_text, limb.threshold)
    left = "≤" if limb.closed in ("both", "left") else "<"
    right = "≤" if limb.closed in ("both", "right") else "<"
    return f"{low} {left} {name} {right} {high}"


def number_text(value: Fraction) -> str:
    """The number, whole where it is whole, else with six figures."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.6g}"


def unbounded(axes: Sequence[str], lang: str) -> tuple[str, ...]:
    """One line where an axis of given sizes was compared with nothing."""
    zh = f"! 所载清单均未限定：{'、'.join(axes)}；未作比较"
    en = f"! no loaded list bounds: {', '.join(axes)}; compared with nothing"
    return (zh if lang == "zh" else en,) if axes else ()
