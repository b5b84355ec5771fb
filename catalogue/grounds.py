"""What a rule of law rests on, as the rule files write it: an instrument, and an article or a subject.

A value only. A subject stands for the article that holds it on a day: `Rules.cite` finds the number, because the
Foreign Trade Law was renumbered twice.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """What a rule rests on: an instrument and an article, or a subject whose article depends on the date."""

    law: str
    article: str = ""
    subject: str = ""
    fact: str = ""
    verify: bool = False
