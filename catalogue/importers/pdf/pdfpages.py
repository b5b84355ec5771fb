"""The text of a PDF as characters with their places, read in a child process within limits.

Values that flow: the bytes of a PDF become `Page`s: characters in the file's own order, each with its box, size and
whether it is raised or lowered against its neighbours, and the ruled lines of tables. `pdflines` puts them in
reading order. The hard problem is an exponent: every text export prints 10¹³ as 1013, so the size and the base line
of each character are kept and small raised ones marked. Rejected: reading in this process (a 389 kB file can cost
780 MB, and a fault in the library would end the program), pdfplumber (25 times slower).

In the built program the child is the program itself with the hidden command `pdf-text`; from source it is this
Python. Windows and macOS cannot limit the child's memory: there the limits of pages, characters and time hold.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import NamedTuple, cast

from catalogue.importers.pdf.pdfchild import FIELDS
from catalogue.importers.pdf.pdfpipe import PatientPipe
from catalogue.importers.reading import Progress, unwatched
from catalogue.problems import BadInput

MAGIC = b"%PDF-"
_SMALL = 0.84
"""A character below this share of its neighbour's size may be an exponent or an index."""
_NEAR = 10
"""How many characters away the neighbour of full size may stand."""
_LONGEST_HEAD = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one PDF may cost: pages, characters, seconds, bytes of memory, bytes of the file."""

    pages: int = 3_000
    glyphs: int = 8_000_000
    seconds: float = 240.0
    memory: int = 900 * 1024 * 1024
    file: int = 200 * 1024 * 1024


class Glyph(NamedTuple):
    """One character and its box in points, origin at the lower left; `base` is the height of its base line.

    A hyphen at the end of a line is U+00AD; a character of a symbol font is the sign it shows, U+FFFD where unknown.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    raised: bool
    lowered: bool
    base: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright stroke of a page, or an edge of a drawn box."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `pictured` is true for a page that holds pictures and no text, `skewed` counts the characters
    that run in another direction than most (watermarks, marginal notes); they are left out."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictured: bool = False
    skewed: int = 0


def read_pages(
    data: bytes, *, path: Path, limits: Limits | None = None, progress: Progress = unwatched
) -> tuple[Page, ...]:
    """Every page. Raises BadInput as `each_page` does."""
    return tuple(each_page(data, path=path, limits=limits, progress=progress))


def each_page(
    data: bytes, *, path: Path, limits: Limits | None = None, progress: Progress = unwatched
) -> Iterator[Page]:
    """The pages one after another, so that a long file need not be held whole.

    Raises BadInput for what is no PDF, a damaged or encrypted one, one past the limits, and, after the last page,
    for one that holds pictures and no text at all. `progress` is called while a page is waited for too; what it
    raises ends the child at once.
    """
    limits = limits or Limits()
    _check_head(data, path, limits)
    texts, pictures = 0, 0
    done, total = 0, 1
    with _child(data, limits, lambda: progress(done, total)) as (stream, timed_out):
        total = _total(stream, path, limits, timed_out)
        while done < total:
            page = _page(stream, path, limits, timed_out)
            texts += bool(page.glyphs)
            pictures += page.pictured
            done += 1
            progress(done, total)
            yield page
    if not texts:
        raise _no_text(path, total, pictures)


def _check_head(data: bytes, path: Path, limits: Limits) -> None:
    if len(data) > limits.file:
        size = limits.file // (1024 * 1024)
        raise BadInput.because(f"this file is larger than {size} MB", file=path, zh=f"文件超过{size} MB，不予读取")
    if MAGIC not in data[:1024]:
        raise BadInput.because(
            "this is not a PDF (it does not begin as one)",
            file=path,
            hint="a file renamed to .pdf does not become one",
            zh="这不是 PDF 文件（开头不符）",
            hint_zh="改扩展名并不能变成 PDF",
        )


def _no_text(path: Path, pages: int, pictures: int) -> BadInput:
    if not pictures:
        return BadInput.because(
            f"this PDF holds no text: {pages} empty page(s)", file=path, zh=f"这份 PDF 没有文字：共{pages}页空白页"
        )
    return BadInput.because(
        f"this PDF holds pictures, not text: {pictures} of {pages} page(s) are scanned",
        file=path,
        hint="get the publication as text, or run text recognition on it first",
        zh=f"这份 PDF 只有图片，没有文字：{pages}页中{pictures}页为扫描图",
        hint_zh="请取得文字版，或先做文字识别",
    )


def command(limits: Limits) -> list[str]:
    """How the child is started: the built program calls itself, a source tree calls its Python."""
    words = [str(limits.pages), str(limits.glyphs), str(limits.memory)]
    if getattr(sys, "frozen", False):
        return [sys.executable, "pdf-text", *words]
    root = str(Path(__file__).resolve().parents[3])
    start = f"import sys; sys.path.insert(0, {root!r}); from catalogue.importers.pdf.pdfchild import entry"
    return [sys.executable, "-P", "-c", f"{start}; sys.exit(entry(sys.argv[1:]))", *words]


@contextmanager
def _child(data: bytes, limits: Limits, waiting: Callable[[], None]) -> Generator[tuple[PatientPipe, threading.Event]]:
    """The output of a child that reads `data`; it is ended when the time is up or nobody reads on."""
    timed_out = threading.Event()
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 our own program, its words are numbers
            command(limits),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def stop() -> None:
        timed_out.set()
        process.kill()

    clock = threading.Timer(limits.seconds, stop)
    clock.daemon = True
    clock.start()
    stream = PatientPipe(cast("BufferedIOBase", process.stdout), waiting)
    try:
        yield stream, timed_out
    finally:
        clock.cancel()
        process.kill()
        process.wait()
        stream.close()


def _head(stream: PatientPipe, path: Path, limits: Limits, timed_out: threading.Event) -> dict[str, object]:
    line = stream.readline(_LONGEST_HEAD)
    if not line.endswith(b"\n"):
        raise _broken_off(path, limits, timed_out)
    found = cast("dict[str, object]", json.loads(line))
    if "fault" in found:
        raise _fault(str(found["fault"]), path, limits, found)
    return found


def _total(stream: PatientPipe, path: Path, limits: Limits, timed_out: threading.Event) -> int:
    return cast("int", _head(stream, path, limits, timed_out)["pages"])


def _fault(kind: str, path: Path, limits: Limits, found: dict[str, object]) -> BadInput:
    if kind == "encrypted":
        return BadInput.because(
            "this PDF is encrypted",
            file=path,
            hint="save a copy without a password and retry",
            zh="这份 PDF 已加密",
            hint_zh="请另存一份不带密码的副本再试",
        )
    if kind == "pages":
        return BadInput.because(
            f"this PDF has {found.get('pages')} pages; at most {limits.pages} are read",
            file=path,
            zh=f"这份 PDF 有{found.get('pages')}页，至多读取{limits.pages}页",
        )
    if kind == "long":
        return BadInput.because(
            f"this PDF holds more than {limits.glyphs} characters; it is not read",
            file=path,
            zh=f"这份 PDF 的字符超过{limits.glyphs}个，不予读取",
        )
    if kind == "memory":
        return _too_heavy(path, limits)
    where = f" (page {found['page']})" if "page" in found else ""
    where_zh = f"（第{found['page']}页）" if "page" in found else ""
    return BadInput.because(
        f"this PDF is damaged or cut short{where}",
        file=path,
        hint="fetch the file again",
        zh=f"这份 PDF 已损坏或不完整{where_zh}",
        hint_zh="请重新下载",
    )


def _too_heavy(path: Path, limits: Limits) -> BadInput:
    size = limits.memory // (1024 * 1024)
    return BadInput.because(
        f"this PDF cannot be read: it is damaged or needs more than {size} MB of memory",
        file=path,
        hint="fetch the file again",
        zh=f"无法读取这份 PDF：文件已损坏，或需要超过{size} MB内存",
        hint_zh="请重新下载",
    )


def _broken_off(path: Path, limits: Limits, timed_out: threading.Event) -> BadInput:
    if timed_out.is_set():
        return BadInput.because(
            f"reading this PDF took longer than {limits.seconds:.0f} seconds and was stopped",
            file=path,
            zh=f"读取这份 PDF 超过{limits.seconds:.0f}秒，已停止",
        )
    return _too_heavy(path, limits)


def _floats(stream: PatientPipe, count: int, path: Path, limits: Limits, timed_out: threading.Event) -> array[float]:
    numbers = array("f")
    data = stream.read(count * numbers.itemsize)
    if len(data) != count * numbers.itemsize:
        raise _broken_off(path, limits, timed_out)
    numbers.frombytes(data)
    return numbers


def _page(stream: PatientPipe, path: Path, limits: Limits, timed_out: threading.Event) -> Page:
    head = _head(stream, path, limits, timed_out)
    text = str(head["text"])
    numbers = _floats(stream, FIELDS * len(text), path, limits, timed_out)
    strokes = _floats(stream, 4 * cast("int", head["rules"]), path, limits, timed_out)
    rules = tuple(Rule(*strokes[at : at + 4]) for at in range(0, len(strokes), 4))
    return Page(
        number=cast("int", head["page"]),
        width=cast("float", head["width"]),
        height=cast("float", head["height"]),
        glyphs=_glyphs(text, numbers),
        rules=rules,
        pictured=bool(head["pictured"]),
        skewed=cast("int", head["skewed"]),
    )


def _glyphs(text: str, numbers: array[float]) -> tuple[Glyph, ...]:
    sizes = numbers[4::FIELDS]
    largest = max(sizes, default=0.0)
    usual = _usual(sizes) if sizes else 0.0
    small = min(_SMALL * largest, 0.97 * usual)
    found: list[Glyph] = []
    each = iter(numbers)
    for index, (letter, x0, y0, x1, y1, size, base) in enumerate(
        zip(text, each, each, each, each, each, each, strict=True)
    ):
        shift = 0 if size > small else _shift(index, text, sizes, numbers)
        found.append(Glyph(letter, x0, y0, x1, y1, size, shift > 0, shift < 0, base))
    return tuple(found)


def _usual(sizes: array[float]) -> float:
    """The size of most characters, to a tenth."""
    counts: Counter[float] = Counter()
    for size, count in Counter(sizes).items():
        counts[round(size, 1)] += count
    return counts.most_common(1)[0][0]


def _shift(index: int, text: str, sizes: array[float], numbers: array[float]) -> int:
    """1 for a character raised against its nearest neighbour of full size, -1 for a lowered one, else 0."""
    for away in range(1, _NEAR):
        for other in (index - away, index + away):
            if 0 <= other < len(text) and sizes[index] < _SMALL * sizes[other] and not text[other].isspace():
                shift = _against(index, other, sizes[other], numbers)
                if shift:
                    return shift
    return 0


def _against(index: int, other: int, size: float, numbers: array[float]) -> int:
    mine, its = index * FIELDS, other * FIELDS
    gap = max(numbers[its] - numbers[mine + 2], numbers[mine] - numbers[its + 2])
    lift = numbers[mine + 5] - numbers[its + 5]
    if gap > _NEAR * 0.5 * size or abs(lift) > 0.8 * size:
        return 0
    if lift > 0.12 * size:
        return 1
    return -1 if lift < -0.05 * size else 0
