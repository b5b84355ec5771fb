"""Which quantity an English bound is about: the words before it, the words behind it, or the material it measures.

Values that flow: text, bound, where its clause begins -> `Named` or None. The one hard problem: the noun a limit
belongs to stands before it (a purity of 99 % or more), behind it (600 mm or less in diameter, less than 100 GHz
spacing) or is a material (more than 40 % nickel by weight); names of the vocabulary in the right dimension win, words
of the text's own are taken only where nothing but an article stands before them. Rejected: the nearest noun, which is
often the carrier.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.thresholds.bounds import Bound
from catalogue.thresholds.naming import Named, content_of, of_term, own_words, possible
from catalogue.thresholds.vocabulary import Vocabulary, key_of, singular

_TOKEN = re.compile(r"[a-zà-ÿα-ωπ√][a-zà-ÿα-ωπ0-9']*(?:-[a-z0-9à-ÿ]+)*|3\s?db|[^\sa-z]")
_TRAILING = frozenset(
    "of is are be being to at a an the in with by for which that has have having value values equal either from between "  # noqa: E501
    "reaching levels rated within anywhere any over such can was were not it".split()
)
_STOP = frozenset(
    "and or with having has have of the a an at to in by for from over under which that whose capable using than but as "  # noqa: E501
    "any all each its their is are be being if when where while per on into between within without via through both "
    "either achieving providing producing incorporating employing containing contain contains designed specially used "
    "usable possessing offering featuring exhibiting giving not other made after during following withstand reaching "
    "consisting comprising including include includes supporting must can may shall will also those these this such more "  # noqa: E501
    "less produce produces measure measures transmit transmits achieve detect detects generate generates form forms exceeding greater operating operate operated rated measured maintaining meeting specified "  # noqa: E501
    "controlled described exceeds low high up down only determined optimized adjusted".split()
)
_PREPOSITIONS = frozenset("of over in along for between at per on to within from across anywhere through with".split())
_OPERATING = re.compile(
    r"(?:operat\w+|operation|rated for operation|working|functioning)\s+(?:at|in|to|on|over|within)?\s*(?:an?\s+|any\s+|all\s+|the\s+)?$"  # noqa: E501
)
_OPERATES = frozenset(("operating", "operation", "operate", "operated", "operates"))
_BARE = ("frequency", "depth", "temperature", "wavelength", "pressure", "power")
_GIVES = re.compile(r"\b(?:produc|deliver|suppl|generat|provid|impart|exert|withstand|apply)\w*\b[^;:.]{0,70}$")
_IN_WORDS = re.compile(
    r"\s*(?:[a-z]+\s+){0,2}?in\s+(?:its\s+|the\s+|their\s+)?(?P<what>(?:inside |inner |outside |outer |internal )?(?:diameter|length|width|thickness|height|depth|size|altitude|volume|area))\b"  # noqa: E501
)
_BEHIND = re.compile(r"\s*(?:of\s+|in\s+)?(?:the\s+|an?\s+)?(?P<what>[a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,3})")
_BASIS = re.compile(r"\s*(?:\(?by\s+(?:weight|volume|mass|mole\s+fraction)\)?)?\s*(?:of\s+)?(?:the\s+)?")
_MATERIAL = re.compile(
    r"(?P<what>[a-z][a-z-]*(?:\s+[a-z][a-z-]*){0,2}?)(?=\s*(?:by\s+(?:weight|mass|volume)|[,;.)]|$|\s+(?:and|or|other|in|having|with|than)\b))"
)
_NO_MATERIAL = frozenset(
    "more less the its total rated full any over each engine nominal maximum all that distance range".split()
)
_NO_NAME = frozenset(
    "capable equipment systems system items materials material components component those ones alloys mixtures bearings "  # noqa: E501
    "devices techniques rated weighing technology software range up set number least amplifiers cameras propellers lasers "  # noqa: E501
    "excess order case minimum maximum ability units unit tubes vessels vehicles particles substrates mode type class steel "  # noqa: E501
    "steels product products finishing finish form made tires gears change changes spacecraft thing speeds "
    "movement machines test reducing level levels purposes purpose characteristics period change radar reaction".split()
)
_HEADS = frozenset(
    "rate ratio frequency length width height depth thickness diameter radius area volume capacity density strength modulus "  # noqa: E501
    "stress strain pressure temperature time duration delay speed velocity acceleration power energy voltage current "
    "resistance resistivity conductivity capacitance inductance impedance field flux gain loss attenuation rejection "
    "isolation noise level sensitivity accuracy precision resolution repeatability stability linearity error deviation "
    "uncertainty drift bias efficiency fraction content concentration purity dose range distance spacing pitch size "
    "dimension aperture angle divergence wavelength bandwidth spread overlap loading yield weight mass force thrust torque "  # noqa: E501
    "displacement stroke life lifetime index number coefficient factor constant rating score performance throughput "
    "equivalent activity hardness roughness flatness roundness out-of-roundness permeability permittivity porosity "
    "viscosity payload endurance altitude jitter latency tension curvature gust magnetostriction remanence coercivity "
    "reflectivity emissivity transmission transmittance exclusion period interval position repeatability clearance "
    "caliber calibre bore gap offset slope threshold impulse momentum charge potential potency age depth-of-bore vacuum "  # noqa: E501
    "conductance mobility shift supply placement".split()
)
_LENGTHS = frozenset(
    "length width height depth thickness diameter radius size pitch spacing distance dimension roughness".split()
)
_TIMES = frozenset("time duration delay latency period interval lifetime life".split())
_KINDS = {**dict.fromkeys(_LENGTHS, "length"), **dict.fromkeys(_TIMES, "time"), "area": "area", "volume": "volume"}
_GENERIC = frozenset(
    "range size power pressure capacity rate accuracy area volume length width height depth diameter thickness temperature "  # noqa: E501
    "frequency bandwidth energy force speed density resolution stability sensitivity current voltage stress gain area "
    "displacement acceleration repeatability drift mass weight stability precision linearity concentration".split()
)
"""Names so general that words before them make another quantity: a spot size is no size."""
_QUALIFIERS = frozenset(
    "maximum minimum rated nominal overall specified design designed typical sustained continuous total".split()
)
_NUMERALS = frozenset("one two three four five six seven eight nine ten".split())
_NEGATED = frozenset("no not without neither nor".split())
_BY_STANDARD = re.compile(
    r"(?:according\s+to\s+iso\s+[0-9][0-9/:\s-]*(?:\([^)]*\))?|with\s+\W?all\s+compensations\s+available)"
)
_LISTED = re.compile(r"\s*(?:,\s*[a-z]+)*,?\s+(?:or|and)\s+(?!having|with|which|an?\b|other|more|are|is|less)[a-z]+")
_COUNTED = re.compile(
    r"\s*(?!(?:or|and|but|to|for|when|at|in|with|on|if|as|of|that|which|over|under|through|along|while|by|from|anywhere|measured|after|before)\b)[a-z]"
)
_COMPUTED = re.compile(r"\b(?:product|quotient|sum|square\s+root)\s+of\b[^,;:]*$")
"""A bound on what is computed of two quantities is none on the last of them."""
_OF_ONE = re.compile(r",\s*(?:and|or)\s+[a-z-]+(?:\s+[a-z-]+)?\s+containing\s*$")
"""A content that only the last of several listed things must have: tungsten, its carbide, and alloys containing …"""
_MOST_ATTACHED = 9


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def quantity_of(low: str, bound: Bound, clause: int, clause_end: int, vocabulary: Vocabulary) -> Named | None:
    """The quantity of a bound in a small-lettered text; `clause` and `clause_end` limit where its name may stand."""
    words = [w for w in _words(low, clause, bound.at) if not any(a <= w.start < b for a, b in _standards(low, bound))]
    if _negated(words) or _OF_ONE.search(low, max(clause, bound.at - 160), bound.at):
        return None
    if _COMPUTED.search(low, max(clause, bound.at - 160), bound.at):
        return None
    if not bound.dimensions and _COUNTED.match(low, bound.value_end or bound.end):
        return _named_behind(low, bound, clause_end, vocabulary)
    near = _between(low, bound, vocabulary) or _adjacent(low, words, bound, vocabulary)
    if near is not None:
        return near
    right = _behind(low, bound, clause_end, vocabulary)
    if right is not None:
        return right
    return _attached(words, bound, vocabulary) or _by_verb(low, words, bound, vocabulary) or _own(words, bound)


def _standards(low: str, bound: Bound) -> list[tuple[int, int]]:
    """Stretches before a bound that only say by which standard it is measured."""
    return [(m.start(), m.end()) for m in _BY_STANDARD.finditer(low, max(0, bound.at - 160), bound.at)]


def _negated(words: list[_Word]) -> bool:
    """`no dimension greater than 30 cm` bounds the other way round."""
    return any(w.text in _NEGATED for w in words[-5:])


def _words(low: str, start: int, end: int) -> list[_Word]:
    """The last words of a clause; a number or sign among them is a word that is no letter."""
    begin = max(start, end - 160)
    return [_Word(m[0], m.start(), m.end()) for m in _TOKEN.finditer(low, begin, end)]


def _trimmed(words: list[_Word]) -> list[_Word]:
    end = len(words)
    while (
        end
        and (words[end - 1].text in _TRAILING or not words[end - 1].text[0].isalnum())
        and words[end - 1].text not in ";:"
    ):
        end -= 1
    return words[:end]


def _known(words: list[_Word], bound: Bound, vocabulary: Vocabulary) -> tuple[Named, int] | None:
    """The longest name that ends these words, in a dimension of the bound, and where it begins among them."""
    for size in range(min(8, len(words)), 0, -1):
        part = words[-size:]
        if not part[0].text[0].isalnum() or (part[0].text in _TRAILING and part[0].text != "rated"):
            continue
        if any(not w.text[0].isalnum() for w in part):
            continue
        found = vocabulary.find_in(" ".join(w.text for w in part), possible(bound))
        if found:
            return of_term(found[0], found[1], part[0].start, part[-1].end), len(words) - size
    return None


def _adjacent(low: str, words: list[_Word], bound: Bound, vocabulary: Vocabulary) -> Named | None:
    ending = _trimmed(words)
    for end in (len(ending), len(ending) - 1):
        if end <= 0 or (
            end < len(ending)
            and ending[-1].text not in ("range", "ranges", "rating", "level", "value", "values", "threshold")
        ):
            continue
        known = _known(ending[:end], bound, vocabulary)
        if known:
            if _is_part(ending[:end], known[1]):
                return _own([*ending[:end]], bound) or (known[0] if bound.dimensions else None)
            return _operating(low, known[0], vocabulary)
    return None


def _is_part(ending: list[_Word], begin: int) -> bool:
    """True where a known name is too general for the phrase it ends: spot size, gas supply total pressure."""
    if begin == 0 or len(ending) - begin > 1 or singular(ending[begin].text) not in _GENERIC:
        return False
    before = ending[begin - 1].text
    verb = before.endswith("ing") and begin > 1
    return not (before in _STOP or not before[0].isalpha() or verb or before in _QUALIFIERS)


def _between(low: str, bound: Bound, vocabulary: Vocabulary) -> Named | None:
    """`0.5 % distance travelled CEP or less`, `15,000 lbf of thrust or greater`: the name before the comparison."""
    if not bound.behind or not bound.value_end < bound.end:
        return None
    words = [w for w in _words(low, bound.value_end, bound.end) if w.text != "of"]
    cut = next((n for n, w in enumerate(words) if w.text in ("or", "and")), len(words))
    known = _known(words[:cut], bound, vocabulary) if cut else None
    return known[0] if known else None


def _operating(low: str, named: Named, vocabulary: Vocabulary) -> Named:
    """`operate at depths` is the operating depth."""
    if named.quantity.id not in _BARE or not _OPERATING.search(low[max(0, named.start - 48) : named.start]):
        return named
    term = vocabulary.find(f"operating {named.quantity.id}")
    return (
        of_term(term, named.dimension, named.start, named.end) if term and named.dimension in term.dimensions else named
    )


def _behind(low: str, bound: Bound, stop: int, vocabulary: Vocabulary) -> Named | None:
    inside = _IN_WORDS.match(low, bound.end, min(len(low), bound.end + 60))
    if inside:
        found = vocabulary.find_in(inside["what"], possible(bound))
        if found:
            return of_term(found[0], found[1], inside.start("what"), inside.end("what"))
    if "ratio" in bound.dimensions or "mass" in bound.dimensions:
        content = _content(low, bound, stop, vocabulary)
        if content:
            return content
    return _named_behind(low, bound, stop, vocabulary)


def _content(low: str, bound: Bound, stop: int, vocabulary: Vocabulary) -> Named | None:
    """`more than 40 % nickel by weight`, `less than 10 ppm by weight of silver`."""
    basis = _BASIS.match(low, bound.end, bound.end + 80)
    at = basis.end() if basis else bound.end
    of = "of" in (basis[0].split() if basis else ())
    found = _MATERIAL.match(low, at, min(stop, at + 60))
    if not found or found["what"].split()[0] in _NO_MATERIAL or found["what"] in ("or", "and"):
        return None
    weighed = low[found.end() : found.end() + 14].strip().startswith(("by weight", "by mass", "by volume"))
    before = low[max(0, bound.at - 24) : bound.at]
    if _LISTED.match(low, found.end(), found.end() + 120):
        return None
    holds = (
        of
        or weighed
        or "by weight" in (basis[0] if basis else "")
        or re.search(r"contain\w*\s*$|with\s*$|composed of\s*$", before)
    )
    if not holds or found["what"].split()[-1] in ("more", "less", "greater", "weight"):
        return None
    if "mass" in bound.dimensions and "ratio" not in bound.dimensions and not re.search(r"contain\w*\s*$", before):
        return None
    return content_of(found["what"], vocabulary, bound, found.start("what"), found.end("what"), chinese=False)


def _named_behind(low: str, bound: Bound, stop: int, vocabulary: Vocabulary) -> Named | None:
    """`at less than 100 GHz spacing`, `50 ns or less time resolution`."""
    found = _BEHIND.match(low, bound.end, min(stop, bound.end + 70))
    if not found or re.match(r"\s*in\s", low[bound.end : bound.end + 5]):
        return None
    parts = found["what"].split()
    for size in range(len(parts), 0, -1):
        term = vocabulary.find_in(" ".join(parts[:size]), possible(bound))
        if term:
            start = found.start("what")
            return of_term(term[0], term[1], start, start + len(" ".join(parts[:size])))
    return None


def _attached(words: list[_Word], bound: Bound, vocabulary: Vocabulary) -> Named | None:
    """A name with an attachment behind it: `deviation of the slide movement`, `resolution over their full scale of`."""
    ending = _trimmed(words)
    for end in range(len(ending) - 1, max(0, len(ending) - _MOST_ATTACHED), -1):
        word = ending[end].text
        if word in (";", ":", "and", "or") or word[0].isdigit():
            return None
        if word in _PREPOSITIONS or word == ",":
            known = _known(_trimmed(ending[:end]), bound, vocabulary)
            if known:
                return known[0]
    return None


def _by_verb(low: str, words: list[_Word], bound: Bound, vocabulary: Vocabulary) -> Named | None:
    """What a verb says: `operation above 1473 K`, `rated at more than 30 MW`, `producing 100 V or more`."""
    if not bound.dimensions or not words:
        return None
    last = next((w for w in reversed(words) if w.text not in ("at", "to", "of", "in", "for", "a", "an")), None)
    if last is None:
        return None
    temperatures = last.text in ("temperatures", "frequencies") and len(words) > 1 and words[-2].text in _OPERATES
    if last.text in _OPERATES or temperatures:
        return _kind_of(("temperature", "frequency", "pressure", "voltage"), "operating ", bound, vocabulary, last)
    if last.text == "rated":
        return _kind_of(("power", "voltage"), "rated ", bound, vocabulary, last)
    if bound.behind and _GIVES.search(low[max(0, bound.at - 90) : bound.at]):
        return _kind_of(("voltage", "force", "torque", "current"), "", bound, vocabulary, last)
    return None


def _kind_of(kinds: tuple[str, ...], manner: str, bound: Bound, vocabulary: Vocabulary, word: _Word) -> Named | None:
    """The quantity of the first of these dimensions that the bound is in: operating temperature, rated power, force."""
    for kind in kinds:
        term = vocabulary.find(f"{manner}{kind}") if kind in bound.dimensions else None
        if term is not None and kind in term.dimensions:
            return of_term(term, kind, word.start, word.end)
    return None


def _own(words: list[_Word], bound: Bound) -> Named | None:
    """The text's own words right before the bound: at most five, back to an article, a verb or a sign."""
    ending = _trimmed(words)
    if not ending or not ending[-1].text[0].isalpha():
        return None
    gap = words[len(ending) :]
    if any(w.text not in ("of", "is", "are", "to", "be", "that", "which", "equal") for w in gap):
        return None
    taken: list[_Word] = []
    for word in reversed(ending):
        if word.text in _STOP or not word.text[0].isalpha() or len(taken) == 5:
            break
        taken.insert(0, word)
    if not taken or len(taken) == 5 or not _heads_a_quantity(taken[-1].text, bound):
        return None
    parts = _unqualified([*_of_before(ending, taken), *taken])
    phrase = " ".join(w.text for w in parts)
    counted = bool(bound.dimensions) or phrase.startswith("number of")
    if not counted or len(key_of(phrase)) < 3:
        return None
    return own_words(phrase, bound, parts[0].start, parts[-1].end, chinese=False)


def _heads_a_quantity(word: str, bound: Bound) -> bool:
    """True for a noun that quantities end in, of the dimension of the bound where the noun has one."""
    head = singular(word)
    if head not in _HEADS or head in _NO_NAME:
        return False
    return head not in _KINDS or not bound.dimensions or _KINDS[head] in bound.dimensions


def _unqualified(parts: list[_Word]) -> list[_Word]:
    """The words of a phrase without those that only qualify it."""
    while len(parts) > 1 and (parts[0].text in _QUALIFIERS or parts[0].text in _NUMERALS):
        parts = parts[1:]
    return parts[1:] if len(parts) > 2 and parts[0].text.endswith("ing") else parts


def _of_before(ending: list[_Word], taken: list[_Word]) -> list[_Word]:
    """`coefficient of` before `friction`."""
    at = len(ending) - len(taken)
    if at < 2 or ending[at - 1].text != "of" or not taken:
        return []
    head = ending[at - 2]
    if head.text in ("number", "coefficient", "angle", "rate", "ratio", "length", "depth", "index", "speed", "time"):
        return [head, ending[at - 1]]
    return []
