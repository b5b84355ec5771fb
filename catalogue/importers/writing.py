"""Editions, party lists, quantities and cards as the YAML text of the pack format.

Values that flow: a value of `model` or `parties` -> nested texts -> `yamltext.dump_yaml` -> the text of a file. The
hard problem is that what is written must be what is read: a field the writer forgets, a number it rounds or a sign
YAML folds away would change the law in silence. So the readers of `entryschema` and `partypacks` are the measure (a
test draws values of every shape and reads them back), numbers are written exactly or refused, and signs that no
publication prints (control signs, half of a pair) are refused with the text they stand in. Spaces around a text go,
because every reader takes them off. Rejected: text templates per field; quoting is then everybody's own affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from catalogue.model import (
    Catalogue,
    Check,
    Edition,
    Entry,
    Event,
    Limb,
    LimbTree,
    Part,
    Period,
    Point,
    Quantity,
    Words,
)
from catalogue.numbers import exact_text
from catalogue.parties import ListNotice, Party, PartyList
from catalogue.problems import BadInput
from catalogue.yamltext import Plain, dump_yaml

Block = dict[str, Plain]
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Signs no publication prints. What bytes of another encoding became (U+0080 to U+009F) does stand in official lists of
names and is kept as printed."""


def edition_text(edition: Edition) -> str:
    """The edition's file. Entries it inherits are not written: they come back with `inherits`."""
    own = [entry for entry in edition.entries if not entry.inherited_from]
    block = _without_empty(
        id=edition.id,
        title=_words(edition.title),
        kind=edition.kind,
        instrument=edition.instrument,
        status=edition.status,
        promulgated=_text(edition.promulgated),
        effective=_text(edition.effective),
        consolidated=_flag(edition.consolidated),
        limbs_read=_flag(edition.limbs_read),
        superseded_on=_text(edition.superseded_on),
        periods=[_period(one) for one in edition.periods],
        parts=[_part(one) for one in edition.parts],
        amends=edition.amends,
        inherits=edition.inherits,
        removes=list(edition.removes),
        expected_entries=_text(edition.expected),
        expected_derived=_flag(edition.expected_derived),
        expected_split=_words(edition.expected_split),
        as_of=_text(edition.as_of),
        basis=_words(edition.basis),
        notes=_words(edition.notes),
        sources=list(edition.sources),
        entries=[_entry(one) for one in own],
        events=[_event(one) for one in edition.events],
    )
    return _dumped(block, f"{edition.catalogue}/{edition.id}.yaml")


def list_text(one: PartyList) -> str:
    """The file of a party list."""
    block = _without_empty(
        id=one.id,
        list=_words(one.title),
        authority=_words(one.authority),
        status=one.status,
        effective=_text(one.effective),
        as_of=_text(one.as_of),
        expected_entries=_text(one.expected),
        notes=_words(one.notes),
        copies=dict(one.copies),
        sections={key: _words(title) for key, title in one.sections.items()},
        notices=[_notice(notice) for notice in one.notices.values()],
        parties=[_party(party) for party in one.parties],
    )
    return _dumped(block, f"{one.pack}/{one.id}.yaml")


def quantities_text(quantities: Mapping[str, Quantity], file: str = "quantities.yaml") -> str:
    """The file of the quantities of a pack."""
    rows = [
        _without_empty(
            id=one.id,
            name=_words(one.name),
            dimension=one.dimension,
            synonyms=list(one.synonyms),
            maximum="" if one.maximum is None else _number(one.maximum, file),
        )
        for one in quantities.values()
    ]
    return _dumped({"quantities": rows}, file)


def synonyms_text(groups: Iterable[tuple[str, ...]], file: str = "synonyms.yaml") -> str:
    """The file of the synonyms of a pack."""
    return _dumped({"groups": [list(group) for group in groups]}, file)


def card_text(card: Catalogue, editions: Iterable[str]) -> str:
    """`pack.yaml` of a catalogue (or party pack given as one), naming these editions in this order."""
    block = _without_empty(
        id=card.id,
        title=_words(card.title),
        kind=card.kind,
        jurisdiction=card.jurisdiction,
        authority=_words(card.authority),
        code_pattern="" if card.code_pattern == ".*" else card.code_pattern,
        code_grammar=_words(card.code_grammar),
        source=card.source,
        official_at=list(card.official_at),
        side_by_side=_flag(card.side_by_side),
        editions=list(editions),
    )
    return _dumped(block, f"{card.id}/pack.yaml")


def _entry(entry: Entry) -> Block:
    """`points` and limbs name a source or check level only where it is another than what they would inherit."""
    return _without_empty(
        id=entry.id,
        code=entry.code or "",
        title=_words(entry.title),
        control=entry.control.value if entry.control else "",
        checked=entry.checked.value,
        complete=_flag(entry.complete),
        source=entry.source,
        industry=_words(entry.industry),
        reasons=list(entry.reasons),
        exceptions=list(entry.exceptions),
        aside=_flag(entry.aside),
        customs=list(entry.customs),
        unit=entry.unit,
        synonyms=list(entry.synonyms),
        renamed_from=list(entry.renamed_from),
        notes=_words(entry.notes),
        points=[_point(point, entry) for point in entry.points],
        kept=("source", "title"),
    )


def _point(point: Point, entry: Entry) -> Block:
    block = _without_empty(
        no=point.no or "",
        text=_words(point.text),
        partial=_flag(point.partial),
        checked=point.checked.value if point.checked is not entry.checked else "",
        limbs=_tree(point.tree, point.checked, entry.label) if point.tree else "",
        exclusions=[_words(words) for words in point.exclusions],
        customs=list(point.customs),
        customs_how=point.customs_how,
        customs_listed=list(point.customs_listed),
        unit=point.unit,
        kept=("text",),
    )
    if point.source.strip() != entry.source.strip():
        block["source"] = point.source
    return block


def _tree(part: Limb | LimbTree, checked: Check, where: str) -> Block:
    if isinstance(part, LimbTree):
        return {part.kind: [_tree(one, checked, where) for one in part.parts]}
    values = [_number(value, where) for value in part.values]
    return _without_empty(
        quantity=part.quantity,
        op=part.op.value,
        value=values[0] if len(values) == 1 else values,
        unit=part.unit,
        closed="" if part.closed == "both" else part.closed,
        condition=_words(part.condition),
        checked=part.checked.value if part.checked is not checked else "",
        span=[str(place) for place in part.span] if part.span else "",
    )


def _part(part: Part) -> Block:
    return _without_empty(
        no=part.no,
        text=_words(part.text),
        effective=_text(part.effective),
        periods=[_period(one) for one in part.periods],
        kept=("text",),
    )


def _period(period: Period) -> Block:
    return _without_empty(
        state=period.state.value, since=_text(period.since), until=_text(period.until), basis=period.basis
    )


def _event(event: Event) -> Block:
    return _without_empty(
        kind=event.kind,
        entry=event.entry,
        code_from=event.code_from,
        code_to=event.code_to,
        title=_words(event.title),
        date=_text(event.date),
        instrument=event.instrument,
        source=event.source,
        checked=event.checked.value,
        not_loaded=_flag(event.not_loaded),
        note=_words(event.note),
    )


def _notice(notice: ListNotice) -> Block:
    return _without_empty(
        id=notice.id,
        number=notice.number,
        published=_text(notice.published),
        effective=_text(notice.effective),
        expected=_text(notice.expected),
        periods=[_period(one) for one in notice.periods],
        sources=list(notice.sources),
    )


def _party(party: Party) -> Block:
    addresses = list(party.addresses)
    block = _without_empty(
        id=party.id,
        zh=party.name.zh,
        en=party.name.en,
        other=party.other,
        also=list(party.aliases),
        section=party.section,
        sort=party.sort,
        country=party.country,
        address=addresses[0] if len(addresses) == 1 else "",
        addresses=addresses if len(addresses) > 1 else "",
        programmes=list(party.programmes),
        licence=party.licence,
        policy=party.policy,
        notice=party.notice,
        later=list(party.later),
        concern=list(party.concern),
        remarks=party.remarks,
        checked=party.checked.value,
    )
    return block | ({"in": list(party.copies)} if party.copies else {})


def _without_empty(kept: tuple[str, ...] = (), **fields: Plain) -> Block:
    return {key: value for key, value in fields.items() if value or key in kept}


def _words(words: Words) -> Block:
    return _without_empty(zh=words.zh, en=words.en)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _flag(value: bool) -> str:
    return "true" if value else ""


def _number(value: Fraction, where: str) -> str:
    text = exact_text(value)
    if "/" in text:
        raise BadInput.because(
            f"the number {text} of '{where}' cannot be written as a decimal",
            zh=f"“{where}”的数值{text}不能写成小数",
        )
    return text


def _dumped(block: Plain, file: str) -> str:
    return dump_yaml(_checked(block, file, ""))


def _checked(value: Plain, file: str, field: str) -> Plain:
    """The value with spaces around its texts taken off. Raises BadInput for a sign that no text may hold."""
    if isinstance(value, str):
        found = REFUSED.search(value) if not value.isprintable() else None
        if found is not None:
            raise BadInput.because(
                f"a text holds the control sign U+{ord(found[0]):04X}: {value.strip()[:40]!r}",
                file=file,
                field=field,
                hint="take it out of the publication's copy",
                zh=f"文字中有控制字符 U+{ord(found[0]):04X}：{value.strip()[:40]!r}",
                hint_zh="请从文件中去掉该字符",
            )
        return value.strip()
    if isinstance(value, Mapping):
        return {key: _checked(one, file, key) for key, one in value.items()}
    return [_checked(one, file, field) for one in value]
