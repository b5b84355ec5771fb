"""What differs between two texts, short enough for a list: was → is. No Qt."""

from __future__ import annotations


def excerpt(was: str, now: str, around: int = 14) -> str:
    """The words that differ with some of those around them: was → is."""
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
        end += 1
    head, tail = max(0, start - around), max(0, end - around)

    def cut(text: str) -> str:
        shown = text[head : len(text) - tail].strip()
        return ("…" if head else "") + shown + ("…" if tail else "")

    return f"{cut(was)} → {cut(now)}"
