"""The bundled lists with their screener, and the ways a name is written otherwise. For tests of screening."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable

from opencc import OpenCC

from catalogue.packs import bundled_packs, read_library
from catalogue.parties import Party
from catalogue.partypacks import read_parties
from catalogue.screening.namerules import bundled_name_rules, read_name_rules
from catalogue.screening.names import NameFolder
from catalogue.screening.screening import Asked, Screened, Screener
from catalogue.text import Normaliser

ON = dt.date(2026, 11, 21)
HAN = re.compile("[\u4e00-\u9fff]")
LEGAL = re.compile(
    r"(?i)[,，]?\s*(co\.?\s*,?\s*ltd\.?|limited|inc\.?|llc|gmbh|corporation|company|corp\.?|ltd\.?|s\.p\.a\.)\s*$"
)
LEGAL_HAN = re.compile("(股份有限公司|有限责任公司|有限公司|公司|株式会社)$")
LOOK_ALIKES = str.maketrans("aeopcxyABEHKMOPCTX", "аеорсхуАВЕНКМОРСТХ")
INVISIBLE = ("\u200b", "\u200c", "\ufeff", "\u00ad", "\u2060")


def folder() -> NameFolder:
    normaliser = Normaliser()
    return NameFolder(read_name_rules(bundled_name_rules(), normaliser), normaliser)


def bundled_screener() -> Screener:
    packs, problems = read_parties(read_library(bundled_packs()).party_cards.values())
    assert problems == ()
    return Screener(packs, folder())


def ask(screener: Screener, name: str, on: dt.date = ON, country: str = "") -> Screened:
    return screener.screen(Asked(name, country), on)


def every_name(screener: Screener) -> list[tuple[Party, str]]:
    return [(party, name) for one in screener.lists for party in one.parties for name in party.names]


def wide(name: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if 33 <= ord(c) < 127 else c for c in name)


def accented(name: str) -> str:
    return name.translate(str.maketrans("eaouinc", "éäóüíñç"))


def half_cyrillic(name: str) -> str:
    return "".join(c.translate(LOOK_ALIKES) if n % 3 == 0 else c for n, c in enumerate(name))


def with_invisible(name: str) -> str:
    return "".join(c + (INVISIBLE[n % 5] if n % 3 == 0 else "") for n, c in enumerate(name))


def other_order(name: str) -> str:
    words = re.sub("[()（）]", " ", name).split()
    return " ".join((words[-1], *words[:-1]))


def shuffled(name: str) -> str:
    words = re.sub("[()（）]", " ", name).split()
    random.Random(name).shuffle(words)
    return " ".join(words)


def other_legal_form(name: str) -> str:
    bare = LEGAL_HAN.sub("", LEGAL.sub("", name))
    if HAN.search(bare[-1:]):
        return bare + "股份有限公司"
    return bare + ", GmbH"


def without_punctuation(name: str) -> str:
    return re.sub(r"[.,()'’\"“”&/-]", " ", name)


def other_punctuation(name: str) -> str:
    return name.replace(" ", " - ")


def joined_up(name: str) -> str:
    return name.replace(" ", "")


VARIANTS: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "full width": wide,
    "marks": accented,
    "traditional": OpenCC("s2t").convert,
    "look-alikes": half_cyrillic,
    "invisible": with_invisible,
    "order": other_order,
    "no punctuation": without_punctuation,
    "other punctuation": other_punctuation,
    "no spaces": joined_up,
}
