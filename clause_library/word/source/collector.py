"""Pausing Python's search for garbage while a tree of a part, or the paragraphs of a contract, are built.

Values that flow: none. Everything made in such a stretch is kept, so a search finds nothing; yet one is started at
every few hundred new objects, and over a long contract they take a third of the time. Rejected: pausing for the whole
draft; trees hold cycles, and those given up would pile up.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Generator[None]:
    """No search for garbage inside; afterwards as it was before."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
