"""Small eCFR files in words of our own, laid out as the real ones are."""

from __future__ import annotations

from pathlib import Path

from catalogue.importers.reading import Source

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
