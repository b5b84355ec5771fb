"""What a child process prints, read so that whoever waits for it can stop waiting.

Values that flow: the output of a child -> lines and blocks of bytes; while nothing comes, a function is called again
and again, which may raise to give up. The hard problem is that a read from a pipe cannot be broken off, on Windows
least of all; so a thread of its own reads ahead into a short queue, and ends when the pipe is closed. Rejected:
checking between pages; one page of a bad file can take minutes.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from io import BufferedIOBase

_BLOCK = 64 * 1024
_BLOCKS = 64
"""Blocks that are read ahead."""
PATIENCE_S = 0.1
"""How long to wait before asking whether the answer is still wanted."""


class PatientPipe:
    """The output of a child. `waiting` is called while nothing comes; what it raises ends the read."""

    def __init__(self, stream: BufferedIOBase, waiting: Callable[[], None]) -> None:
        self._stream = stream
        self._waiting = waiting
        self._held = b""
        self._blocks: queue.Queue[bytes] = queue.Queue(_BLOCKS)
        self._closed = threading.Event()
        self._pump = threading.Thread(target=self._read_ahead, name="pdf-pipe", daemon=True)
        self._pump.start()

    def readline(self, most: int) -> bytes:
        """Up to and with the next end of line; without one where the output ends or the line is too long."""
        seen = 0
        while (end := self._held.find(b"\n", seen)) < 0 and len(self._held) < most:
            seen = len(self._held)
            if not self._more():
                break
        return self._take(min(end + 1 if end >= 0 else len(self._held), most))

    def read(self, count: int) -> bytes:
        """As many bytes, fewer where the output ends."""
        parts, had = [self._held], len(self._held)
        while had < count:
            block = self._next()
            if not block:
                break
            parts.append(block)
            had += len(block)
        self._held = b"".join(parts)
        return self._take(count)

    def close(self) -> None:
        """Ends the reading ahead. The child must have been ended before, or this waits for it."""
        self._closed.set()
        self._pump.join()
        self._stream.close()

    def _take(self, count: int) -> bytes:
        taken, self._held = self._held[:count], self._held[count:]
        return taken

    def _more(self) -> bool:
        block = self._next()
        self._held += block
        return bool(block)

    def _next(self) -> bytes:
        """The next block, empty at the end of the output."""
        while True:
            try:
                block = self._blocks.get(timeout=PATIENCE_S)
            except queue.Empty:
                self._waiting()
                continue
            if not block:
                self._put(b"")
            return block

    def _read_ahead(self) -> None:
        while block := self._stream.read1(_BLOCK):
            if not self._put(block):
                return
        self._put(b"")

    def _put(self, block: bytes) -> bool:
        """Puts a block where there is room for it; False once nobody reads on."""
        while not self._closed.is_set():
            try:
                self._blocks.put(block, timeout=PATIENCE_S)
            except queue.Full:
                continue
            return True
        return False
