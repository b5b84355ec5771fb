"""What a reader of lists says in the preview about numbers.

Values that flow: what paragraphs became -> remarks. The hard problem is trust: a repair nobody can see is a guess, so
every repaired and every doubtful number is named. Rejected: counts alone.
"""

from __future__ import annotations

from catalogue.importers.eu.annextree import Built
from catalogue.model import Words


def told(built: Built, *, decimal_comma: bool, flattened: bool = True) -> tuple[Words, ...]:
    """One remark per kind of thing, with every repair and every doubtful number named."""
    said: list[Words] = []
    if built.repairs:
        listed = "; ".join(built.repairs)
        said.append(
            Words(
                f"恢复了{len(built.repairs)}处被压平的指数：{listed}",
                f"{len(built.repairs)} flattened exponents repaired: {listed}",
            )
        )
    if built.doubtful:
        listed = "; ".join(built.doubtful)
        said.append(
            Words(
                f"{len(built.doubtful)}处数字可能丢失了指数，照原样保留，该要点标为不完整：{listed}",
                f"{len(built.doubtful)} numbers may have lost an exponent; they stay as printed and their points are "
                f"marked partial: {listed}",
            )
        )
    if built.reserved:
        listed = "; ".join(built.reserved)
        said.append(
            Words(
                f"{len(built.reserved)}处编号印为未使用，不列物项，不构成管制：{listed}",
                f"{len(built.reserved)} numbers are printed as not used; they list and control nothing: {listed}",
            )
        )
    if not flattened:
        said.append(
            Words(
                "指数按字号和位置识别，未作推测",
                "exponents were told by the size and height of the signs; none was guessed",
            )
        )
    if decimal_comma:
        said.append(
            Words(
                "数字照原文印法：小数点多作逗号（0,25），千位用空格（1 000）",
                "numbers stand as printed: decimals mostly with a comma (0,25), thousands with a space (1 000)",
            )
        )
    return tuple(said)
