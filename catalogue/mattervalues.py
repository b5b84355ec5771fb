"""Single values of a matter file: pairs of texts, yes/no/unknown, closed forms, shares, blocks kept as written.

Values that flow: a `Fields` and a key -> the value, or a Problem noted there. The hard problem is that of
`matterschema`: what is missing or wrong stays missing. Rejected: methods of `Fields`; packs have no such values.
"""

from __future__ import annotations

import re

from catalogue.fields import Fields
from catalogue.matter import TRISTATE
from catalogue.yamltext import Mapping, Node, Scalar, Sequence

_PERCENT = re.compile(r"(?P<number>\d+(\.\d+)?)\s*[%％]")


def text_pairs(parent: Fields, key: str, *, lists: bool = False) -> tuple[tuple[str, str], ...]:
    """Names and texts as typed, in file order; with `lists` a list becomes its items on lines of their own."""
    block = parent.block(key)
    names = block.keys()
    pairs: list[tuple[str, str]] = []
    for name in names:
        node = block.get(name)
        if lists and isinstance(node, Sequence):
            pairs.append((name, "\n".join(block.texts(name))))
        else:
            pairs.append((name, block.text(name)))
    return tuple(pairs)


def tristate(block: Fields, key: str) -> str:
    """`no`, `yes`, `unknown`; true and false read as yes and no."""
    node = block.get(key)
    if isinstance(node, Scalar) and node.text.strip().lower() in ("true", "false", "yes", "no"):
        return "yes" if block.flag(key) else "no"
    return block.choice(key, TRISTATE)


def matching(block: Fields, key: str, pattern: re.Pattern[str], hint: str, hint_zh: str) -> tuple[str, ...]:
    """The texts of a list that have the form; a Problem for each other one."""
    good: list[str] = []
    for value in block.texts(key):
        if pattern.fullmatch(value):
            good.append(value)
        else:
            block.complain(
                key, f"'{value}' is not a value of '{key}'", hint, zh=f"“{value}”不是“{key}”可取的值", hint_zh=hint_zh
            )
    return tuple(good)


def percent(block: Fields, key: str) -> str:
    """A share from 0 to 100 % as it was typed."""
    value = block.text(key)
    found = _PERCENT.fullmatch(value)
    if value and (not found or float(found["number"]) > 100):
        block.complain(
            key,
            f"'{value}' is not a share",
            "write it as 12 %, at most 100 %",
            zh=f"“{value}”不是比例",
            hint_zh="请写成 12 %，不超过 100 %",
        )
    return value


def plain_block(top: Fields, node: Node | None) -> dict[str, object] | None:
    """The block as plain values, texts as they stand; None where there is none."""
    if node is None:
        return None
    if not isinstance(node, Mapping):
        top.complain(
            "frozen",
            "'frozen' must be null or a block the program wrote",
            "write 'frozen: null'",
            zh="“frozen”须为 null 或由程序写入的块",
            hint_zh="请写“frozen: null”",
        )
        return None
    return {key: _plain(value) for key, value in node.pairs.items()}


def _plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.pairs.items()}
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return None if node.is_null else node.text
