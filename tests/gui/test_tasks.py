"""Background work: stale answers are dropped, faults arrive where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from catalogue.problems import BadInput
from gui.tasks import Tasks, Ticket


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def never(error: BadInput) -> None:
    raise AssertionError(error)


def test_an_answer_arrives_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[tuple[int, threading.Thread]] = []
    tasks.run("a", "A", lambda _ticket: 7, lambda n: seen.append((n, threading.current_thread())), never)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, threading.main_thread())]
    assert not tasks.busy


def test_the_older_answer_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), []

    def slow(_ticket: Ticket) -> str:
        gate.wait(5)
        return "old"

    tasks.run("q", "Q", slow, seen.append, never)
    tasks.run("q", "Q", lambda _ticket: "new", seen.append, never)
    qtbot.waitUntil(lambda: seen == ["new"])
    gate.set()
    qtbot.wait(80)
    assert seen == ["new"]


def test_bad_input_is_handed_over(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []

    def bad(_ticket: Ticket) -> None:
        raise BadInput.because("no such thing")

    tasks.run("b", "B", bad, never, lambda error: seen.append(str(error)))
    qtbot.waitUntil(lambda: seen == ["no such thing"])


def test_a_fault_of_the_program_is_raised_and_not_swallowed(tasks: Tasks, qtbot: QtBot) -> None:
    def wrong(_ticket: Ticket) -> None:
        raise KeyError("fault")

    with qtbot.captureExceptions() as caught:
        tasks.run("w", "W", wrong, never, never)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is KeyError


def test_cancelled_work_stops_at_its_next_report(tasks: Tasks, qtbot: QtBot) -> None:
    started, ended = threading.Event(), threading.Event()

    def long(ticket: Ticket) -> None:
        started.set()
        try:
            for done in range(10_000):
                ticket.report(done, 10_000)
                threading.Event().wait(0.005)
        finally:
            ended.set()

    tasks.run("l", "L", long, never, never)
    assert started.wait(5)
    tasks.cancel("l")
    assert ended.wait(5)
    qtbot.wait(30)
    assert not tasks.busy
