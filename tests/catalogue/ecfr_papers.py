"""Small eCFR files in words of our own, laid out as the real ones are, and how the texts of one are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from catalogue.importers.reading import Source
from catalogue.importers.us.ecfr import Node

CCL_HEAD = '<DIV9 N="Supplement No. 1 to Part 774"><HEAD>Supplement No. 1 to Part 774—The Commerce Control List</HEAD>'
USML_HEAD = '<DIV5 N="121"><DIV8 N="121.1"><HEAD>§ 121.1 The United States Munitions List.</HEAD><EXTRACT>'


def source(text: str | bytes, name: str = "list.xml") -> Source:
    """The file in memory."""
    return Source(Path(name), text if isinstance(text, bytes) else text.encode())


def ccl(*body: str, head: str = CCL_HEAD) -> Source:
    """A Commerce Control List with these elements."""
    return source(f'<?xml version="1.0" encoding="UTF-8"?>{head}{"".join(body)}</DIV9>')


def usml(*body: str, after: str = "") -> Source:
    """A Munitions List with these elements."""
    return source(f'<?xml version="1.0"?>{USML_HEAD}{"".join(body)}</EXTRACT>{after}</DIV8></DIV5>')


def heading(code: str, title: str = "Widgets") -> str:
    """An ECCN's heading as most are set."""
    return f"<FP-2><B>{code} {title}</B>\n</FP-2>"


def p(text: str) -> str:
    """A paragraph."""
    return f"<P>{text}</P>"


def note(head: str, *paragraphs: str) -> str:
    """A note in its own tag."""
    return f"<NOTE><HED><I>{head}</I></HED>{''.join(f'<P><I>{t}</I></P>' for t in paragraphs)}</NOTE>"


ITEMS = '<FP-1><E T="04">List of Items Controlled</E></FP-1><FP><I>Items:</I></FP>'
BLOCKS = ("P", "FP", "FP-1", "FP-2", "HED", "TD", "CAPTION", "CITA", "PSPACE", "HD2", "HD3")
"""Elements that bear text; headings of the file, of categories and of columns only order it."""


def leaves(node: Node) -> Iterator[Node]:
    if node.tag in BLOCKS:
        yield node
    else:
        for child in node.children:
            yield from leaves(child)


def squashed(text: str) -> str:
    """The text without spaces, punctuation and case; a label in the plural and the singular is one."""
    plain = re.sub(r"\b(Related (?:Control|Definition)|Reason)s?\b", r"\1", text, flags=re.IGNORECASE)
    return re.sub(r"[^a-z0-9⁰¹²³⁴⁵⁶⁷⁸⁹⁻%$<>=≥≤±]", "", plain.casefold())
