"""One cell of a table of listed parties -> its parties: names, other names, addresses.

Values that flow: the text of a cell, its lines kept -> `Cell`. The hard problem: the cell is prose. A name ends where
its address begins, and both hold commas; other names stand after a.k.a. or f.k.a., as lines that begin with a dash or
one after another; subordinate institutions follow inside the same cell and share its addresses. So a name in running
text ends at the first comma after which no legal form stands. A line with a dash is a name as it is printed, commas and
initials with it ("Tianjin University, Shenzhen Research Institute"), and is cut only where an address begins: figures
with a town after them, or the country of the row. Rejected: a list of street words; the first foreign address without
one would become part of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_AKA = re.compile(r"[,;]?\s*\(?\b(?:also known as|formerly known as|[af]\.?k\.?a\b\.?)[,:]?\s*", re.I)
_COUNT = re.compile(r"^(?:and )?the following\b[^:\n]*:?\s*", re.I)
_DASH = re.compile(r"^\s*[—–]\s*|^\s*-(?=\w)")
_AND = re.compile(r"[\s;,]*\b(?:and|or)\s*$|[\s;,]+$|\.$")
_SEE = re.compile(r"\(?\s*(?:See|For) (?:also |additional )?(?:the )?(?:alternate |also )?address[^)]*\)?\.?", re.I)
_BELOW = re.compile(
    r"^(?:The following (?:\w+ )?)?(?:subordinate (?:institu\w*|entit(?:y|ies))|affiliated entit(?:y|ies))\b"
    r"(?: of [^:]*)?(?::\s*|\s+(?=[A-Z])|$)",
    re.I,
)
_ALL_LISTED = re.compile(r"^The following\b[^:]*:?$", re.I)
_SHARED = re.compile(r"^The (?:following )?address(?:es)? (?:below )?appl(?:y|ies) to\b[^:]*:?\s*", re.I)
_INCLUDING = re.compile(r",?\s*(?:and )?to include the following[^:.]*[:.]\s*(?:Addresses for [^:]*:\s*)?")
_ADDRESS = re.compile(r"^(?:Alt(?:ernate)? )?Address(?:es)?:\s*", re.I)
_LEGAL = re.compile(
    r"^(?:co|ltd|limited|inc|incorporated|llc|l\.l\.c|llp|lp|plc|corp|corporation|company|gmbh|ag|kg|s\.?a|s\.?a\.?s|s\.?r\.?l"
    r"|s\.?a\.?r\.?l|sarl|jsc|ojsc|pjsc|cjsc|zao|ooo|oao|ao|pao|b\.?v|n\.?v|a\.?s|oy|ab|sdn|bhd|pte|pvt|pty|fze|fzco|fzc|fz"
    r"|dmcc|k\.?k|z\.?o\.?o|d\.?o\.?o|eood|ead|ood|sti|tic|jr|sr|ii|iii|iv|s\.p\.a|spa|opc|lda|ltda|e\.?v|dwc|c\.?v)"
    r"\b\.?(?:[\s.,;&()]|$)",
    re.I,
)
_NAMED_AFTER = re.compile(r"(?:^|\b(?:im|i\.m|n\.a|imeni|after|them)\.?\s)(?:[A-Z]\.\s?)*[A-Z]?$", re.I)
"""What stands before the initials of a person in a name: nothing, or `named after` in Russian or English."""
_JOINT = re.compile(r",\s+|;\s+|\.\s+(?=[\w(])")
_MISPRINT = re.compile(r";\s+and\s+(?=\w)")
_TOWN_WORDS = 2
"""Words of the name of a town that stands before the country."""
_PARTED = re.compile(
    r"\b((?:Ltd|Inc|LLC|Limited|GmbH|Corp|Sti)\.?) "
    r"(?=(?:No\.? ?\d|\d|Flat\b|Room\b|Rm\b|Unit\b|Building\b|P\.O\.|Office\b))"
)
_OF_ANOTHER = re.compile(r"^.*\bsubordinate institution:\s*")


def lists_below(text: str) -> bool:
    """Whether lines with a dash stand in the cell: then it names somebody, whatever its first line says."""
    return any(map(_DASH.match, text.split("\n")))


@dataclass(frozen=True, slots=True)
class Named:
    """One party of a cell."""

    name: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def parties_in(text: str, country: str = "") -> tuple[Named, ...]:
    """Every party a cell names, the head of the cell first; none for a cell that names nobody.

    `country` is the country of the row as printed: a line that ends with it ends with an address."""
    parts = _parts([line.strip() for line in text.replace("\xa0", " ").split("\n")])
    shared = tuple(address for lines in parts.shared for address in _addresses(lines))
    place = country.partition(",")[0].casefold()
    found = [_named(lines, place) for lines in parts.blocks]
    return tuple(Named(one.name, one.aliases, one.addresses or shared) for one in found if one is not None and one.name)


@dataclass(slots=True)
class _Parts:
    blocks: list[list[str]]
    shared: list[list[str]]


def _parts(lines: list[str]) -> _Parts:
    """The lines by the party they belong to, and those with the addresses of all.

    Below `Affiliated entities:` every line without a dash is a party of its own; in a cell that begins with `The
    following ... :` every line with one.
    """
    parts = _Parts([[]], [])
    current, one_a_line = parts.blocks[0], False
    all_listed = bool(_ALL_LISTED.match(lines[0]))
    for line in lines[1:] if all_listed else lines:
        if shared := _SHARED.match(line):
            parts.shared.append([line[shared.end() :]])
            current = parts.shared[-1]
        elif below := _BELOW.match(line):
            parts.blocks.append([line[below.end() :]] if line[below.end() :] else [])
            current, one_a_line = parts.blocks[-1], line.lower().startswith("affiliated")
        elif all_listed and _DASH.match(line):
            parts.blocks.append([_DASH.sub("", line)])
        elif one_a_line and line and not _DASH.match(line):
            parts.blocks.append([line])
            current = parts.blocks[-1]
        elif line:
            current.append(line)
    return parts


def _named(lines: list[str], country: str) -> Named | None:
    lines = [kept for line in lines if (kept := _INCLUDING.sub("; ", line).strip())]
    if not lines:
        return None
    dashed = [n for n, line in enumerate(lines) if _DASH.match(line)]
    head_lines = lines[: dashed[0]] if dashed else lines
    head = _OF_ANOTHER.sub("", _SEE.sub("", " ".join(head_lines)).strip())
    name, aliases, rest = _head(head)
    addresses: list[str] = []
    if dashed:
        tail: list[str] = []
        for line in lines[dashed[0] :]:
            if _DASH.match(line):
                listed, beyond = _dashed(_DASH.sub("", line), country)
                aliases += listed
                tail += [beyond] if beyond else []
            elif _AKA.match(line):
                aliases += _head("x, " + line)[1]
            else:
                tail.append(line)
        addresses = _addresses(tail)
    else:
        addresses = _addresses([rest])
    if not name and aliases:
        name = _clean(aliases.pop(0))
    kept = tuple(dict.fromkeys(a for a in map(_clean, aliases) if a and a != name))
    return Named(name, kept, tuple(addresses))


def _head(text: str) -> tuple[str, list[str], str]:
    """Name, other names and the rest of a line such as `Name, a.k.a. Other Co., Ltd., 1 Some Street, Town`."""
    pieces = _AKA.split(text)
    name, rest = _ended(pieces[0]) if len(pieces) == 1 else (_clean(pieces[0]), "")
    aliases: list[str] = []
    for n, piece in enumerate((_COUNT.sub("", found) for found in pieces[1:]), 2):
        if n < len(pieces):
            aliases.append(_clean(piece))
        else:
            alias, rest = _ended(piece)
            aliases += [_clean(alias)] if alias else []
    return name, aliases, rest


def _dashed(text: str, country: str) -> tuple[list[str], str]:
    """The names of a line with a dash, and the address where one follows.

    `One; Other` gives both and the line as a whole, since the semicolon may be a misprint inside one name."""
    text, beyond = _address_apart(_SEE.sub("", text).strip(), country)
    names: list[str] = []
    for piece in map(_clean, (_COUNT.sub("", found) for found in _AKA.split(_MISPRINT.sub(" and ", text)))):
        parts = [part for part in map(_clean, piece.split(";")) if part]
        whole = [" ".join(parts)] if len(parts) > 1 else []
        names += [*parts, *whole]
    return [name for name in names if any(map(str.isalnum, name))], beyond


def _address_apart(text: str, country: str) -> tuple[str, str]:
    """A line parted where its address begins; whole where none does."""
    for joint in _JOINT.finditer(text):
        before, after = text[: joint.start()], text[joint.end() :]
        if _starts_address(before, joint[0], after, country):
            return before + ("." if joint[0].startswith(".") and _LEGAL.match(before.split()[-1]) else ""), after
    return text, ""


def _starts_address(before: str, joint: str, after: str, country: str) -> bool:
    """Whether figures with a town follow, a remark in brackets, or no more than a town and the country."""
    if _LEGAL.match(after) or after.startswith(("(Address", "(all of")):
        return after.startswith("(")
    pieces = [piece.strip(" ;.") for piece in after.rstrip(" ,;.").split(",")]
    if joint.startswith(".") and _abbreviates(before):
        return False
    figures = after if joint.startswith(".") else pieces[0]
    if len(pieces) > 1 and any(sign.isdigit() for sign in figures):
        return True
    if before.endswith(")") and joint.startswith(",") and not _AKA.match(after):
        return True
    is_town = len(pieces) <= 2 and len(pieces[0].split()) <= _TOWN_WORDS
    return bool(country) and pieces[-1].casefold() == country and is_town


def _abbreviates(before: str) -> bool:
    """Whether a full stop after this belongs to a short word (`No.`, `im.`, `A.S.`), not to the end of a name."""
    last = before.rpartition(" ")[2]
    return len(last) <= 3 and not (_LEGAL.match(last) and len(before.split()) > 1 and "." not in last)


def _ended(text: str) -> tuple[str, str]:
    """A name and what follows it: at the first comma without a legal form behind it, or the full stop of a sentence."""
    pieces = re.split(r"(,\s+|,$|;\s+|\)\s*\.?\s+(?=Address)|\.\s+(?=[A-Z\d]))", _PARTED.sub(r"\1, ", text))
    name, at = pieces[0], 1
    while at + 1 < len(pieces) and _goes_on(name, pieces[at], pieces[at + 1]):
        name += pieces[at] + pieces[at + 1]
        at += 2
    return _clean(name), "".join(pieces[at + 1 :]).strip()


def _goes_on(name: str, parted: str, following: str) -> bool:
    """Whether a name goes on after a comma (a legal form stands there) or a full stop (it belongs to a short word)."""
    if parted.startswith(","):
        return bool(_LEGAL.match(following))
    last = re.split(r"[\s,(]", name)[-1]
    if parted.startswith("."):
        if _NAMED_AFTER.search(f"{name} " if last.islower() else name):
            return True
        short = len(last) <= 4 and not last.islower()
        return short and (not _LEGAL.match(last) or bool(_LEGAL.match(following)))
    return False


def _clean(text: str) -> str:
    """A name without what joins it to the next, its brackets closed."""
    joined = _SEE.sub("", " ".join(text.split()))
    while (shorter := _AND.sub("", joined)) != joined and not _abbreviated(joined, shorter):
        joined = shorter
    joined = joined.strip(" ,;")
    if joined.count(")") > joined.count("("):
        joined = joined.removesuffix(")")
    return joined


def _abbreviated(joined: str, shorter: str) -> bool:
    """True where only a full stop was taken that belongs to an abbreviation (`Ltd.`, `S.A.`)."""
    if joined[len(shorter) :].strip() != ".":
        return False
    last = re.split(r"[\s,]", shorter)[-1]
    return "." in last or bool(_LEGAL.match(last + " "))


def _addresses(lines: list[str]) -> list[str]:
    whole = _SEE.sub("", "\n".join(_ADDRESS.sub("", line) for line in lines))
    pieces = re.split(r";\s*(?:and\b)?[\s,]*|\band\n|,\s+and\s+(?=\d|[A-Z][\w./-]*\s)|\.\n", whole)
    cleaned = [" ".join(piece.split()).strip(" ,;.") for piece in pieces]
    return [piece for piece in cleaned if len(piece) > 3 and not piece.startswith("the following")]
