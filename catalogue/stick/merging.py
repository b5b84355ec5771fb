"""Two folders of one pack -> one: the files of the bundled pack with the user's laid over them.

Values that flow: the bundled contents and the user's -> contents that, read alone, give what the two give together.
Most files are whole and the user's wins. Three are lists that reading joins: the editions named in `pack.yaml`, the
quantities, the synonyms; these are joined here and written anew, as YAML that JSON could read too. Everything else
stays byte for byte, comments and all. Rejected: carrying two folders; the receiver would have to have the same bundled
pack for the sender's to mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from catalogue.yamltext import Mapping as Block
from catalogue.yamltext import Node, Scalar, Sequence, parse_yaml

Contents = Mapping[str, bytes]


def merged(bundled: Contents, own: Contents) -> dict[str, bytes]:
    """The contents of one pack; `own` wins. Raises BadInput where a list to be joined cannot be read."""
    whole = {**bundled, **own}
    for name, join in _JOINED.items():
        if name in bundled and name in own and bundled[name] != own[name]:
            whole[name] = join(_block(bundled[name], name), _block(own[name], name))
    return whole


def _block(data: bytes, name: str) -> Block:
    node = parse_yaml(data.decode("utf-8-sig", errors="replace"), name)
    return node if isinstance(node, Block) else Block({}, {}, 1)


def _cards(earlier: Block, later: Block) -> bytes:
    names = _distinct([*_items(earlier, "editions"), *_items(later, "editions")])
    pairs = {**later.pairs, "editions": Sequence(tuple(names), 1)}
    if "official_at" in earlier.pairs and not _items(later, "official_at"):
        pairs["official_at"] = earlier.pairs["official_at"]
    if "side_by_side" in earlier.pairs:
        pairs.setdefault("side_by_side", earlier.pairs["side_by_side"])
    return _written(pairs)


def _quantities(earlier: Block, later: Block) -> bytes:
    found: dict[str, Node] = {}
    for node in (*_items(earlier, "quantities"), *_items(later, "quantities")):
        key = node.pairs.get("id") if isinstance(node, Block) else None
        found[key.text.strip() if isinstance(key, Scalar) else _flow(node)] = node
    return _written({"quantities": Sequence(tuple(found.values()), 1)})


def _synonyms(earlier: Block, later: Block) -> bytes:
    groups = _distinct([*_items(earlier, "groups"), *_items(later, "groups")])
    return _written({"groups": Sequence(tuple(groups), 1)})


_JOINED: Mapping[str, Callable[[Block, Block], bytes]] = {
    "pack.yaml": _cards,
    "quantities.yaml": _quantities,
    "synonyms.yaml": _synonyms,
}


def _items(block: Block, key: str) -> tuple[Node, ...]:
    node = block.pairs.get(key)
    if isinstance(node, Scalar):
        return () if node.is_null else (node,)
    return node.items if isinstance(node, Sequence) else ()


def _distinct(nodes: Iterable[Node]) -> list[Node]:
    return list({_flow(node): node for node in nodes}.values())


def _written(pairs: Mapping[str, Node]) -> bytes:
    lines: list[str] = []
    for key, node in pairs.items():
        if isinstance(node, Sequence) and node.items:
            lines.append(f"{key}:")
            lines.extend(f"  - {_flow(item)}" for item in node.items)
        else:
            lines.append(f"{key}: {_flow(node)}")
    return ("\n".join(lines) + "\n").encode()


def _flow(node: Node) -> str:
    """The node on one line."""
    if isinstance(node, Scalar):
        return "null" if node.is_null else json.dumps(node.text.strip(), ensure_ascii=False)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_flow, node.items))}]"
    inner = (f"{json.dumps(key, ensure_ascii=False)}: {_flow(value)}" for key, value in node.pairs.items())
    return f"{{{', '.join(inner)}}}"
