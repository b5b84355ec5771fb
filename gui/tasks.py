"""The one way to run work in the background.

Values that flow: a function of a `Ticket` over plain data -> its result, handed back on the GUI thread. The hard
problem is staleness: a newer run under the same key cancels the older one and its answer is dropped, so that
listeners never see an answer to a question that is no longer asked. What work raises is handed to `failed` when
it is BadInput and raised on the GUI thread otherwise, where the crash handler sees it.
Rejected: one QThread per job; they outlive their windows and must each be stopped by hand.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from catalogue.problems import BadInput

Result = TypeVar("Result")
WORKERS = 2
SHOWN_AFTER_S = 1.0


class Cancelled(BaseException):
    """Raised inside work whose ticket was cancelled. Never shown."""


class Ticket(QObject):
    """One run: its title, how far it is, and whether it is still wanted."""

    progressed = Signal()

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self.key = key
        self.title = title
        self.started = time.monotonic()
        self.done = 0
        self.total = 0
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """True once nobody wants the answer."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Asks the work to stop; its answer will be dropped."""
        self._cancelled.set()

    def report(self, done: int, total: int) -> None:
        """Called by the work: how far it is. Ends the work when it was cancelled."""
        if self.cancelled:
            raise Cancelled
        self.done, self.total = done, total
        self.progressed.emit()


class Tasks(QObject):
    """Runs work on a small pool. `changed` tells that the set of shown tickets may have changed."""

    changed = Signal()
    _landed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="caveat")
        self._closed = False
        self._running: dict[str, Ticket] = {}
        self._wanted: dict[Ticket, tuple[Callable[[Any], None], Callable[[BadInput], None]]] = {}
        self._landed.connect(self._deliver)
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self.changed)

    def run(
        self,
        key: str,
        title: str,
        work: Callable[[Ticket], Result],
        done: Callable[[Result], None],
        failed: Callable[[BadInput], None],
    ) -> Ticket:
        """Starts `work`; exactly one of `done` and `failed` is called later on this thread, or neither if stale."""
        older = self._running.pop(key, None)
        if older:
            older.cancel()
        ticket = Ticket(key, title)
        if self._closed:
            ticket.cancel()
            return ticket
        ticket.progressed.connect(self.changed)
        self._running[key] = ticket
        self._wanted[ticket] = (done, failed)
        future = self._pool.submit(work, ticket)
        future.add_done_callback(lambda landed: self._landed.emit(ticket, landed))
        self._clock.start()
        return ticket

    @property
    def busy(self) -> bool:
        """True while any wanted work runs."""
        return bool(self._running)

    def shown(self) -> tuple[Ticket, ...]:
        """Work that has run long enough to be worth showing."""
        now = time.monotonic()
        return tuple(t for t in self._running.values() if now - t.started >= SHOWN_AFTER_S)

    def cancel(self, key: str) -> None:
        """Cancels the run under `key`, if any."""
        ticket = self._running.pop(key, None)
        if ticket:
            ticket.cancel()
            self.changed.emit()

    def close(self) -> None:
        """Cancels everything and waits for what cannot be stopped; later runs are refused silently."""
        for ticket in self._running.values():
            ticket.cancel()
        self._running.clear()
        self._clock.stop()
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, ticket: Ticket, future: Future[Any]) -> None:
        done, failed = self._wanted.pop(ticket)
        if self._running.get(ticket.key) is ticket:
            del self._running[ticket.key]
        if not self._running:
            self._clock.stop()
        self.changed.emit()
        if ticket.cancelled or future.cancelled():
            return
        error = future.exception()
        if isinstance(error, BadInput):
            failed(error)
        elif error is not None:
            raise error
        else:
            done(future.result())
