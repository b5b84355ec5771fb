"""What an import would do, told before it is done.

Values that flow: `Reading` and the catalogue held -> `Preview` -> lines in one language, or JSON. The hard problem: a
list of six thousand paragraphs that lost forty on the way looks whole. So the preview counts against the number the
publication prints, else against the edition held, names every refused code and every line without a place, and says
entry by entry what is new, gone and changed. The comparison says nothing about law: between a digest and a full text
everything differs, and what is gone may only be what the reader lost; the legal comparison of two editions is `diff`.
Rejected: a yes-or-no answer; the lawyer decides whether the import is good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.comparing.pairing import pair_entries
from catalogue.comparing.worddiff import plain
from catalogue.importers.installing import Place
from catalogue.importers.reading import Reading
from catalogue.model import Catalogue, Edition, Entry, Words
from catalogue.parties import Party
from catalogue.partypacks import read_parties
from catalogue.succession import doubts_of

DIGEST = Words(
    "所载版次是摘要（自拟名称和数值），不是清单原文：名称和内容不作对照，只对照编号",
    "the edition held is a digest (names of our own, figures) and not the list's text: titles and contents are not "
    "compared, only codes",
)
FAR_FEWER = 0.8
SHOWN = 40
"""Lines of one kind printed on the terminal; JSON holds all of them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry or name that differs: `kind` is added, deleted, renumbered, renamed or amended."""

    kind: str
    code: str
    title: Words
    code_from: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "code": self.code,
            "code_from": self.code_from or None,
            "title": self.title.zh,
            "title_en": self.title.en,
        }


@dataclass(frozen=True, slots=True)
class Preview:
    """A reading beside what is held. `compared` names what it was compared with, "" where nothing is held.

    `expected` is the number the publication prints, else that of the edition held under this id; `expected_of` says
    which. `points` counts control points or paragraphs.
    """

    reading: Reading
    edition: str
    found: int
    points: int
    expected: int | None
    expected_of: str
    compared: str
    changes: tuple[Change, ...]
    where: Path

    def as_json(self) -> dict[str, object]:
        """The form `product.md` fixes, `written` null; and what else the preview knows."""
        reading = self.reading
        return {
            "catalogue": reading.catalogue,
            "edition": self.edition or None,
            "found": self.found,
            "expected": self.expected,
            "refused": [
                {"code": one.code, "where": one.where.en or one.where.zh, "why": one.why.en, "why_zh": one.why.zh}
                for one in reading.refused
            ],
            "unplaced": [
                {"text": one.text, "where": one.where.en or one.where.zh, "why": one.why.en, "why_zh": one.why.zh}
                for one in reading.unplaced
            ],
            "written": None,
            "points": self.points,
            "expected_of": self.expected_of,
            "lists": [{"id": one.id, "found": len(one.parties), "expected": one.expected} for one in reading.lists],
            "compared_with": self.compared or None,
            "changes": [one.as_json() for one in self.changes],
            "remarks": [{"zh": one.zh, "en": one.en} for one in reading.remarks],
            "where": str(self.where),
        }


def preview(reading: Reading, place: Place) -> Preview:
    """What importing this reading would do."""
    where = place.packs / reading.catalogue
    if reading.edition is None:
        return _of_lists(reading, place, where)
    edition = reading.edition
    reading = replace(reading, remarks=(*reading.remarks, *doubts_of(edition, place.held)))
    before = compared_with(edition, place.held)
    changes = tuple(_changes(before, edition)) if before is not None else ()
    if before is not None and is_digest(before) and not is_digest(edition):
        reading = replace(reading, remarks=(*reading.remarks, DIGEST))
        changes = tuple(one for one in changes if one.kind not in ("renamed", "amended"))
    if before is not None and before.id == edition.id:
        reading = replace(
            reading, remarks=(*reading.remarks, *_fewer(before.id, len(before.items), len(edition.items)))
        )
    expected, of = _expected(reading, edition, place.held)
    return Preview(
        reading,
        edition.id,
        len(edition.items),
        sum(len(entry.points) for entry in edition.items),
        expected,
        of,
        before.id if before is not None else "",
        changes,
        where / f"{edition.id}.yaml",
    )


def _fewer(name: str, held: int, found: int) -> Iterator[Words]:
    """A warning where what takes the place of what is held has far fewer entries."""
    if found < FAR_FEWER * held:
        yield Words(
            f"“{name}”已载{held}项，本次仅{found}项：替换后其余各项不再载入。请确认文件完整；如只是一部分，请另给版次编号",
            f"'{name}' holds {held} entries and this file has {found}: replacing takes the rest away. Make sure the "
            "file is whole; give a part an edition id of its own",
        )


def is_digest(edition: Edition) -> bool:
    """True for an edition that holds names of our own and figures instead of the list's text; its title says so."""
    return "摘要" in edition.title.zh or "digest" in edition.title.en.lower()


def compared_with(edition: Edition, held: Catalogue | None) -> Edition | None:
    """The edition held under this id, else the one it amends or inherits from, else the newest list of its kind held.

    Of announcements that stand beside their list the list itself, which holds the most items, is the one.
    """
    if held is None:
        return None
    for name in (edition.id, edition.amends, edition.inherits):
        found = held.edition(name) if name else None
        if found is not None:
            return found
    alike = [one for one in held.editions if not one.is_card and one.kind == edition.kind and one.entries]
    alike = [one for one in alike if one.status != "draft"] or alike
    if held.side_by_side:
        return max(alike, key=lambda one: len(one.items), default=None)
    return alike[-1] if alike else None


def _expected(reading: Reading, edition: Edition, held: Catalogue | None) -> tuple[int | None, str]:
    own = "derived" if edition.expected_derived else "publication"
    if reading.expected is not None:
        return reading.expected, own
    before = held.edition(edition.id) if held is not None else None
    if before is not None and before.expected is not None:
        return before.expected, "derived" if before.expected_derived else "edition"
    return edition.expected, own if edition.expected is not None else ""


def _changes(before: Edition, after: Edition) -> Iterator[Change]:
    pairs = pair_entries(before.items, after.items, after.events)
    for pair in pairs:
        for kind in _kinds(pair.before, pair.after):
            source = (pair.before.code or "") if kind == "renumbered" else ""
            yield Change(kind, pair.after.label, pair.after.title, source)
    earlier, later = {pair.before.id for pair in pairs}, {pair.after.id for pair in pairs}
    yield from (Change("added", e.label, e.title) for e in after.items if e.id not in later)
    yield from (Change("deleted", e.label, e.title) for e in before.items if e.id not in earlier)


def _kinds(before: Entry, after: Entry) -> Iterator[str]:
    if before.code and after.code and before.code != after.code:
        yield "renumbered"
    if any(a and b and plain(a) != plain(b) for a, b in _sides(before.title, after.title)):
        yield "renamed"
    if _substance(before) != _substance(after):
        yield "amended"


def _sides(one: Words, other: Words) -> tuple[tuple[str, str], tuple[str, str]]:
    return (one.zh, other.zh), (one.en, other.en)


def _substance(entry: Entry) -> object:
    """What an amendment changes: side, points with their limbs, reasons, exceptions, customs codes."""
    points = tuple(
        (point.no, plain(point.text.zh), plain(point.text.en), point.tree, point.exclusions) for point in entry.points
    )
    return entry.control, points, entry.reasons, entry.exceptions, entry.customs


def _of_lists(reading: Reading, place: Place, where: Path) -> Preview:
    held = {}
    if place.parties is not None:
        packs, _ = read_parties([place.parties])
        held = {one.id: one for pack in packs for one in pack.lists}
    changes: list[Change] = []
    known: list[str] = []
    fewer: list[Words] = []
    for one in reading.lists:
        before = held.get(one.id)
        if before is None:
            continue
        known.append(one.id)
        fewer += _fewer(one.id, len(before.parties), len(one.parties))
        changes += _of_names(before.parties, one.parties)
    names = [one.id for one in reading.lists]
    printed = [one.expected for one in reading.lists]
    total = sum(n for n in printed if n is not None) if printed and None not in printed else None
    expected = reading.expected if reading.expected is not None else total
    only = names[0] if len(names) == 1 else ""
    return Preview(
        replace(reading, remarks=(*reading.remarks, *fewer)),
        only,
        sum(len(one.parties) for one in reading.lists),
        0,
        expected,
        "publication" if expected is not None else "",
        ", ".join(known),
        tuple(changes),
        where / f"{only}.yaml" if only else where,
    )


def _of_names(before: Sequence[Party], after: Sequence[Party]) -> Iterator[Change]:
    """By name, because a list gives its numbers out again; several parties may carry one name."""
    old, new = _by_name(before), _by_name(after)
    for name, parties in new.items():
        kind = "amended" if name in old else "added"
        if name not in old or Counter(map(_plain_party, old[name])) != Counter(map(_plain_party, parties)):
            yield Change(kind, parties[0].id, Words(parties[0].name.zh, parties[0].name.en or parties[0].other))
    for name, parties in old.items():
        if name not in new:
            yield Change("deleted", parties[0].id, Words(parties[0].name.zh, parties[0].name.en or parties[0].other))


def _by_name(parties: Sequence[Party]) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = {}
    for party in parties:
        found.setdefault(party.shown, []).append(party)
    return found


def _plain_party(party: Party) -> Party:
    """The party without its number and its place in the file."""
    return replace(party, line=0, id="")


KINDS = {
    "added": Words("新增", "added"),
    "deleted": Words("不再列出", "no longer there"),
    "renumbered": Words("编号变更", "renumbered"),
    "renamed": Words("更名", "renamed"),
    "amended": Words("内容不同", "differs"),
}
EXPECTED_OF = {
    "publication": Words("文件所印数目", "printed in the publication"),
    "edition": Words("所载版次的应有数目", "of the edition held"),
    "derived": Words("推算数目", "derived"),
    "": Words("没有可对照的数目", "no number to compare with"),
}


def tell_preview(shown: Preview, lang: str, limit: int = SHOWN) -> Iterator[str]:
    """The preview for people: counts first, then what was refused or has no place, then what changes."""
    english = lang == "en"
    reading = shown.reading
    what = shown.edition or ", ".join(one.id for one in reading.lists)
    total = "?" if shown.expected is None else str(shown.expected)
    of = EXPECTED_OF[shown.expected_of].in_language(lang)
    points = (f", {shown.points} points" if english else f"，{shown.points}个要点") if shown.points else ""
    yield (
        f"{reading.catalogue} {what}: {shown.found} of {total} ({of}){points}"
        if english
        else f"{reading.catalogue} {what}：{shown.found}/{total}（{of}）{points}"
    )
    yield from (f"    {one.id}  {len(one.parties)}" for one in reading.lists if len(reading.lists) > 1)
    yield from (f"  · {words.in_language(lang)}" for words in reading.remarks)
    refused = [f"{r.where.in_language(lang)}  {r.code}  {r.why.in_language(lang)}" for r in reading.refused]
    yield from _listed(refused, "refused" if english else "拒收", lang, limit)
    unplaced = [f"{u.where.in_language(lang)}  {u.text}  ({u.why.in_language(lang)})" for u in reading.unplaced]
    yield from _listed(unplaced, "without a place" if english else "无处归入", lang, limit)
    yield from _told_changes(shown, lang, limit)


def _told_changes(shown: Preview, lang: str, limit: int) -> Iterator[str]:
    english = lang == "en"
    if not shown.compared:
        yield "nothing is held to compare with" if english else "没有已载入的版次可对照"
        return
    counts = {kind: [one for one in shown.changes if one.kind == kind] for kind in KINDS}
    told = [f"{KINDS[kind].in_language(lang)} {len(rows)}" for kind, rows in counts.items() if rows]
    sum_told = (", " if english else "，").join(told) or ("nothing differs" if english else "没有不同")
    yield f"against {shown.compared}: {sum_told}" if english else f"与已载入的{shown.compared}相比：{sum_told}"
    for kind, rows in counts.items():
        lines = [
            f"{one.code_from + ' → ' if one.code_from else ''}{one.code}  {one.title.in_language(lang)}" for one in rows
        ]
        yield from _listed(lines, KINDS[kind].in_language(lang), lang, limit)


def _listed(lines: list[str], heading: str, lang: str, limit: int) -> Iterator[str]:
    if not lines:
        return
    yield f"  {heading} ({len(lines)}):" if lang == "en" else f"  {heading}（{len(lines)}）："
    yield from (f"    {' '.join(line.split())[:240]}" for line in lines[:limit])
    if len(lines) > limit:
        more = len(lines) - limit
        yield f"    … {more} more (--json lists all)" if lang == "en" else f"    …… 另有{more}条（--json 列出全部）"
