"""Words beside a protection class name the class and no thing: 防护等级IP67, "ingress protection: IK10".

Values that flow: a text -> the stretches whose words speak of a grade of housing (IEC 60529, IEC 62262, NEMA 250). The
hard problem: 防护 is also the name of listed goods, so it is set aside only as part of a name of the grade, or where
the code of a class stands right beside it. Rejected: dropping the word from the terms; a protective suit would then
bring up nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalogue.assessing.phrases import any_of

_CODE = (
    r"(?<![A-Za-z0-9])(?:IP\s?[0-6X][0-9X]K?[A-HMSW]{0,2}|IK\s?(?:0\d|10)|"
    r"NEMA\s?(?:type\s?)?\d{1,2}[A-Z]{0,2})(?![A-Za-z0-9])"
)
_GAP = r"[\s:：=（(,，/、]*(?:为|达到?|可达|符合|等级|级别?|的|to|of|up to|rated|class|rating)?[\s:：=（(]*"


class RatingReader:
    """Finds names of protection classes, by one table of words."""

    def __init__(self, names: Iterable[str], beside: Iterable[str]) -> None:
        self._names = any_of(names)
        words = any_of(beside).pattern
        self._beside = re.compile(
            rf"(?P<before>{words}){_GAP}{_CODE}|{_CODE}(?:{_GAP}{_CODE})*{_GAP}(?P<behind>{words})", re.IGNORECASE
        )

    def stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a class of protection is named, and the codes themselves."""
        yield from (found.span() for found in self._names.finditer(text))
        yield from (found.span() for found in self._beside.finditer(text))
