"""The half of PDF reading that runs in a process of its own: bytes on stdin, pages on stdout.

Values that flow: the PDF comes in on standard input, the limits as words; each page goes out as one line of JSON
(number, size, the characters) followed by the bare floats of its characters and ruled lines. The hard problem is
a hostile file: what it costs or breaks must stay in here, so memory is limited where the system can do it and the
answer holds no object that reading it could bring to life. Rejected: a pool of workers (pickle between a process
that read a stranger's file and ours).
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

SOFT_HYPHEN = "\u00ad"
"""How a hyphen at the end of a line is told (PDFium gives U+0002 for it)."""

FIELDS = 6
"""Floats per character: x0, y0, x1, y1, size, height of the base line."""

DEEPEST = 8
SLANTING = 9
_UPRIGHT = 0.2
_PLAIN, _PRIVATE = 32, 0xF000
"""From the first to below the second a code is its character; symbol fonts use 256 codes from the second on."""
_LAST_ADDED = 32
"""The library adds spaces and line ends of its own, no other character."""

Spot = tuple[float, float]
_SYMBOL_CODES = bytes.fromhex("b3 a3 b1 b4 6d 57 b0 b7 d7 2d b9 bb a5 d6 ae 20 b2 a2") + bytes.fromhex(
    "44 53 61 62 67 64 65 68 6c 70 72 73 74 66 77 7e 71"
)
_SYMBOL = dict(zip(_SYMBOL_CODES, "≥≤±×μΩ°•⋅−≠≈∞√→ ″′ΔΣαβγδεηλπρστφω∼θ", strict=True))


def run(words: list[str], source: BinaryIO, sink: BinaryIO) -> int:
    """Reads one PDF. `words`: most pages, most characters, bytes of memory. Always 0; faults are told in a line."""
    pages, glyphs, memory = (int(word) for word in words)
    _limit_memory(memory)
    try:
        _tell_pages(source.read(), pages, glyphs, sink)
    except MemoryError:
        _tell(sink, {"fault": "memory"})
    sink.flush()
    return 0


def _limit_memory(amount: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (amount, amount))


def _tell(sink: BinaryIO, what: dict[str, object]) -> None:
    sink.write(json.dumps(what, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _tell_pages(data: bytes, most_pages: int, most_glyphs: int, sink: BinaryIO) -> None:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        _tell(sink, {"fault": "encrypted" if locked else "damaged"})
        return
    if count > most_pages:
        _tell(sink, {"fault": "pages", "pages": count})
        return
    _tell(sink, {"pages": count})
    left = most_glyphs
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            _tell(sink, {"fault": "damaged", "page": number + 1})
            return
        left -= _tell_page(page, number + 1, sink, left)
        if left < 0:
            _tell(sink, {"fault": "long"})
            return
        page.close()


def _pdfium() -> Any:
    import pypdfium2.raw as pdfium  # pyright: ignore[reportMissingTypeStubs]

    return pdfium


def _tell_page(page: Any, number: int, sink: BinaryIO, most: int) -> int:
    """Writes one page; how many characters it holds."""
    text_page = page.get_textpage()
    if text_page.count_chars() > most:
        return most + 1
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    codes = _codes(text_page.raw)
    view = _View(_usual_direction(codes), width, height)
    text, numbers, skewed = _characters(text_page.raw, codes, view)
    rules, pictured = _rules(page, view)
    if view.quarter % 2:
        width, height = height, width
    head: dict[str, object] = {"page": number, "width": width, "height": height, "text": text}
    _tell(sink, head | {"rules": len(rules) // 4, "skewed": skewed, "pictured": pictured and not text})
    sink.write(numbers.tobytes())
    sink.write(rules.tobytes())
    text_page.close()
    return len(text)


@dataclass(frozen=True, slots=True)
class _View:
    """Turns a page so that most of its text runs level: `quarter` quarter turns clockwise."""

    quarter: int
    width: float
    height: float

    def spot(self, x: float, y: float) -> Spot:
        if self.quarter == 1:
            return y, self.width - x
        if self.quarter == 2:
            return self.width - x, self.height - y
        return (self.height - y, x) if self.quarter == 3 else (x, y)

    def box(self, one: Spot, other: Spot) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = (self.spot(*one), self.spot(*other)) if self.quarter else (one, other)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


class _Code(NamedTuple):
    """A character before its place is known: its number in the page, its code, where it runs, its size."""

    number: int
    code: int
    direction: int
    size: float


def _codes(handle: Any) -> list[_Code]:
    """What the page prints, without what the library adds (spaces and line ends of its own)."""
    pdfium = _pdfium()
    unicode, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    setting = _Settings(handle)
    high = 0
    found: list[_Code] = []
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = int(unicode(handle, index))
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        if code in (0, 10, 13) or (code <= _LAST_ADDED and generated(handle, index) == 1):
            continue
        found.append(_Code(index, code, *setting.of(index)))
    return found


class _Settings:
    """Where the characters of a page run and how large they are: asked once for each piece of text that it prints."""

    def __init__(self, handle: Any) -> None:
        pdfium = _pdfium()
        self._handle = handle
        self._printed_by = pdfium.FPDFText_GetTextObject
        self._known: dict[int, tuple[int, float]] = {}
        self._matrix = pdfium.FS_MATRIX()

    def of(self, index: int) -> tuple[int, float]:
        """(direction, size) of a character."""
        piece = self._printed_by(self._handle, index)
        if not piece:
            return self._asked(index)
        place = ctypes.addressof(piece.contents)
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._asked(index)
        return known

    def _asked(self, index: int) -> tuple[int, float]:
        pdfium, matrix = _pdfium(), self._matrix
        pdfium.FPDFText_GetMatrix(self._handle, index, matrix)
        size = float(pdfium.FPDFText_GetFontSize(self._handle, index)) * math.hypot(matrix.c, matrix.d)
        return _direction(matrix.a, matrix.b), size


def _direction(a: float, b: float) -> int:
    """0 for text to the right, 1 up, 2 to the left, 3 down, `SLANTING` for the rest."""
    if abs(b) <= _UPRIGHT * abs(a):
        return 0 if a >= 0 else 2
    if abs(a) <= _UPRIGHT * abs(b):
        return 1 if b > 0 else 3
    return SLANTING


def _usual_direction(codes: list[_Code]) -> int:
    counts = Counter(code.direction for code in codes if code.direction != SLANTING)
    return counts.most_common(1)[0][0] if counts else 0


def _characters(handle: Any, codes: list[_Code], view: _View) -> tuple[str, array[float], int]:
    """The characters of a page in its own order, `FIELDS` floats for each, and how many that run otherwise."""
    pdfium = _pdfium()
    box_of, origin_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    letters: list[str] = []
    numbers = array("f")
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index, code, direction, size in codes:
        if direction != view.quarter:
            continue
        box_of(handle, index, box)
        origin_of(handle, index, x, y)
        letters.append(chr(code) if _PLAIN <= code < _PRIVATE else _letter(code, handle, index))
        left, bottom, right, top, base = box.left, box.bottom, box.right, box.top, y.value
        if view.quarter or left > right or bottom > top:
            left, bottom, right, top = view.box((left, bottom), (right, top))
            base = view.spot(x.value, base)[1]
        numbers.extend((left, bottom, right, top, size, base))
    return "".join(letters), numbers, len(codes) - len(letters)


def _letter(code: int, handle: Any, index: int) -> str:
    if code == 2:
        return SOFT_HYPHEN
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        return _private(code - _PRIVATE, handle, index)
    return chr(code)


def _private(code: int, handle: Any, index: int) -> str:
    """What a character of the private range shows: by its font, U+FFFD where that is not known."""
    pdfium = _pdfium()
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, name, 200, flags)
    font = name.value.decode("latin-1").lower()
    if "dings" in font:
        return "•"
    if "symbol" not in font:
        return "\ufffd"
    return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x40 else "\ufffd")


def _rules(page: Any, view: _View) -> tuple[array[float], bool]:
    """The upright and level strokes of a page as x0, y0, x1, y1, and whether it holds pictures."""
    pdfium = _pdfium()
    found = array("f")
    pictured = False
    for thing in page.get_objects(max_depth=DEEPEST):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictured = True
        elif thing.type == pdfium.FPDF_PAGEOBJ_PATH:
            for one, other in _strokes(thing):
                if abs(one[0] - other[0]) < 1 or abs(one[1] - other[1]) < 1:
                    found.extend(view.box(one, other))
    return found, pictured


def _strokes(path: Any) -> Iterator[tuple[Spot, Spot]]:
    pdfium = _pdfium()
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        spot = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = spot
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield here, spot
        here = spot
        if pdfium.FPDFPathSegment_GetClose(segment) and here != start:
            yield here, start


def entry(words: list[str]) -> int:
    """The exit status of the hidden command `pdf-text` of the built program."""
    return run(words, sys.stdin.buffer, sys.stdout.buffer)
