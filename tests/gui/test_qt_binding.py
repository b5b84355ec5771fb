"""The binding of Qt gives and takes references fairly: PySide6 6.12.0 does not on Python 3.11.

There `Signal.emit` returns True without owning it; after some thousand emissions the interpreter aborts. From Python
3.12 on True never dies, and 6.9 to 6.11 are sound everywhere.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Source(QObject):
    happened = Signal()


def test_emitting_a_signal_leaves_true_and_none_alone() -> None:
    source = Source()
    source.happened.connect(lambda: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(50):
        source.happened.emit()
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert after[0] - before[0] > -25, "this PySide6 drops references to True: use 6.11"
    assert after[1] - before[1] > -25, "this PySide6 drops references to None: use 6.11"
