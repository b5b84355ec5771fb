"""Schema of editions, entries, points and limbs: `Fields` -> values of `model`, with places for every fault.

The hard problem: a limb's threshold decides results, so its quantity, comparison, number and unit are checked
against the pack's own quantities here, at reading, and not where it would first be used.
"""

from __future__ import annotations

import re
from collections import Counter

from catalogue.fields import Fields
from catalogue.model import (
    CARD,
    EDITION_KINDS,
    HOW_PLACED,
    Check,
    CodePart,
    Control,
    Edition,
    Entry,
    Event,
    Limb,
    LimbTree,
    Op,
    Part,
    Period,
    Point,
    Quantity,
    State,
    Words,
)
from catalogue.patterns import LONGEST_CODE
from catalogue.problems import did_you_mean
from catalogue.yamltext import Mapping, Node

EVENT_KINDS = ("added", "amended", "deleted", "renumbered", "renamed", "split", "moved", "not_adopted")
CLOSED = ("both", "left", "right", "none")
MAX_POINTS = 2_000
LONGEST_PART = 10


def read_quantity(fields: Fields) -> Quantity:
    """One quantity of `quantities.yaml`."""
    quantity = Quantity(
        id=fields.text("id", required=True),
        name=fields.words("name", required=True),
        dimension=fields.text("dimension", required=True),
        synonyms=fields.texts("synonyms"),
        maximum=fields.number("maximum"),
    )
    fields.finish()
    return quantity


def read_code_parts(top: Fields) -> tuple[CodePart, ...]:
    """The parts of the codes of a pack, from its `code.yaml`; faults are noted in `top.problems`."""
    top.text("source", required=True)
    parts = tuple(_code_part(fields) for fields in top.blocks("parts", "a part of the code"))
    levels = top.words("levels")
    top.finish()
    return (*parts, CodePart(levels, 0)) if levels else parts


def _code_part(fields: Fields) -> CodePart:
    length = fields.whole("length", required=True) or 0
    if not 0 < length <= LONGEST_PART:
        fields.complain("length", f"a part has 1 to {LONGEST_PART} characters, not {length}")
    block = fields.block("meanings", "the meanings")
    meanings: dict[str, Words] = {}
    for key in block.keys():  # noqa: SIM118 a reader, not a mapping
        meanings[key] = block.words(key)
        if len(key) != length:
            block.complain(key, f"'{key}' does not have {length} character(s)")
    part = CodePart(fields.words("name", required=True), length, meanings)
    fields.finish()
    return part


def read_edition(fields: Fields, catalogue: str, code_pattern: str, quantities: dict[str, Quantity]) -> Edition:
    """One edition file. Entries keep their file order; faults are noted in `fields.problems`."""
    reader = _EntryReader(re.compile(code_pattern), quantities)
    expected = fields.whole("expected_entries")
    edition = Edition(
        id=fields.text("id", required=True),
        catalogue=catalogue,
        title=fields.words("title", required=True),
        instrument=fields.text("instrument", required=True),
        status=fields.choice("status", ("in_force", "draft", CARD), required=True),
        promulgated=fields.date("promulgated"),
        effective=fields.date("effective"),
        superseded_on=fields.date("superseded_on"),
        periods=tuple(read_period(f) for f in fields.blocks("periods", "a period")),
        amends=fields.text("amends"),
        inherits=fields.text("inherits"),
        removes=fields.texts("removes"),
        expected=expected,
        expected_derived=fields.flag("expected_derived"),
        expected_split=fields.words("expected_split"),
        entries=tuple(reader.entry(f) for f in fields.blocks("entries", "an entry")),
        events=tuple(_read_event(f) for f in fields.blocks("events", "an event")),
        sources=fields.texts("sources"),
        basis=fields.words("basis"),
        as_of=fields.date("as_of", required=True),
        notes=fields.words("notes"),
        kind=fields.choice("kind", EDITION_KINDS),
        parts=tuple(_read_part(f) for f in fields.blocks("parts", "a part of the instrument")),
        consolidated=fields.flag("consolidated"),
        limbs_read=fields.flag("limbs_read"),
    )
    _refuse_twins(edition, fields)
    fields.finish()
    return edition


def _refuse_twins(edition: Edition, fields: Fields) -> None:
    for what in ("id", "code"):
        seen: dict[str, int] = {}
        for entry in edition.entries:
            key = entry.id if what == "id" else entry.code
            if key and key in seen:
                hint = f"it stands first in line {seen[key]}"
                fields.complain("entries", f"two entries have the {what} '{key}'", hint, line=entry.line)
            elif key:
                seen[key] = entry.line


def read_period(fields: Fields) -> Period:
    period = Period(
        state=State(fields.choice("state", [s.value for s in State], State.UNKNOWN.value, required=True)),
        since=fields.date("since"),
        until=fields.date("until"),
        basis=fields.text("basis", required=True),
    )
    fields.finish()
    return period


def _read_part(fields: Fields) -> Part:
    part = Part(
        no=fields.text("no", required=True),
        text=fields.words("text", required=True),
        effective=fields.date("effective"),
        periods=tuple(read_period(f) for f in fields.blocks("periods", "a period")),
    )
    fields.finish()
    return part


def _read_event(fields: Fields) -> Event:
    event = Event(
        kind=fields.choice("kind", EVENT_KINDS, required=True),
        entry=fields.text("entry", required=True),
        date=fields.date("date"),
        instrument=fields.text("instrument", required=True),
        note=fields.words("note"),
        source=fields.text("source", required=True),
        code_from=fields.text("code_from"),
        code_to=fields.text("code_to"),
        title=fields.words("title"),
        checked=_check(fields, Check.UNCHECKED),
        not_loaded=fields.flag("not_loaded"),
        line=fields.line,
    )
    fields.finish()
    return event


def _check(fields: Fields, default: Check) -> Check:
    return Check(fields.choice("checked", [c.value for c in Check], default.value))


class _EntryReader:
    """Reads entries of one edition against the pack's code grammar and quantities."""

    def __init__(self, code_pattern: re.Pattern[str], quantities: dict[str, Quantity]) -> None:
        self._pattern = code_pattern
        self._quantities = quantities

    def entry(self, fields: Fields) -> Entry:
        code = fields.text("code")
        if len(code) > LONGEST_CODE:
            fields.complain("code", f"a code has at most {LONGEST_CODE} characters", zh=f"编号至多{LONGEST_CODE}个字符")
        elif code and not self._pattern.fullmatch(code):
            fields.complain("code", f"'{code}' does not fit the codes of this catalogue", self._pattern.pattern)
        control = fields.choice("control", [c.value for c in Control])
        checked = _check(fields, Check.UNCHECKED)
        source = fields.text("source", required=True)
        entry = Entry(
            id=fields.text("id", required=True),
            code=code or None,
            title=fields.words("title", required=True),
            control=Control(control) if control else None,
            industry=fields.words("industry"),
            points=tuple(self._point(f, source, checked) for f in fields.blocks("points", "a control point")),
            synonyms=fields.texts("synonyms"),
            renamed_from=fields.texts("renamed_from"),
            notes=fields.words("notes"),
            source=source,
            checked=checked,
            complete=fields.flag("complete"),
            line=fields.line,
            customs=fields.texts("customs"),
            unit=fields.text("unit"),
            reasons=fields.texts("reasons"),
            exceptions=fields.texts("exceptions"),
            aside=fields.flag("aside"),
        )
        if entry.aside and (code or control):
            fields.complain("aside", "what stands aside of the list has neither code nor control", "leave both out")
        self._refuse_twin_points(entry, fields)
        fields.finish()
        return entry

    def _refuse_twin_points(self, entry: Entry, fields: Fields) -> None:
        numbers = Counter(p.no or "" for p in entry.points)
        if len(entry.points) > MAX_POINTS:
            fields.complain("points", f"an entry may hold at most {MAX_POINTS} control points")
        for number in sorted(n for n, times in numbers.items() if times > 1):
            fields.complain("points", f"the control point '{number}' is given twice", "keep one")

    def _point(self, fields: Fields, source: str, checked: Check) -> Point:
        own_check = _check(fields, checked)
        point = Point(
            no=fields.text("no") or None,
            text=fields.words("text", required=True),
            tree=self._tree(fields, own_check),
            exclusions=tuple(_read_words(f) for f in fields.blocks("exclusions", "an exclusion")),
            source=fields.text("source", source),
            checked=own_check,
            partial=fields.flag("partial"),
            line=fields.line,
            customs=fields.texts("customs"),
            customs_how=fields.choice("customs_how", HOW_PLACED),
            customs_listed=fields.texts("customs_listed"),
            unit=fields.text("unit"),
        )
        fields.finish()
        return point

    def _tree(self, fields: Fields, checked: Check) -> LimbTree | None:
        node = fields.get("limbs")
        if node is None:
            return None
        read = self._part(node, fields, checked)
        return LimbTree("all", (read,)) if isinstance(read, Limb) else read

    def _part(self, node: Node, parent: Fields, checked: Check) -> Limb | LimbTree:
        fields = Fields(node, "a limb", parent.file, parent.problems)
        if isinstance(node, Mapping) and len(node.pairs) == 1 and next(iter(node.pairs)) in ("any", "all"):
            kind = next(iter(node.pairs))
            parts = tuple(self._part(item, fields, checked) for item in fields.nodes(kind))
            if not parts:
                fields.complain(kind, f"'{kind}' holds no limb", "add at least one")
            return LimbTree(kind, parts)
        return self._limb(fields, checked)

    def _limb(self, fields: Fields, checked: Check) -> Limb:
        quantity = fields.text("quantity", required=True)
        if quantity and quantity not in self._quantities:
            hint = did_you_mean(quantity, self._quantities) or "add it to quantities.yaml"
            fields.complain("quantity", f"the quantity '{quantity}' is not in quantities.yaml", hint)
        op = Op(fields.choice("op", [o.value for o in Op], Op.EQ.value, required=True))
        values = fields.numbers("value")
        wanted = 2 if op is Op.BETWEEN else 1
        if len(values) != wanted:
            fields.complain("value", f"'{op}' takes {wanted} number(s), not {len(values)}")
        elif wanted == 2 and values[0] > values[1]:
            fields.complain("value", "the lower end is above the upper end")
        limb = Limb(
            quantity=quantity,
            op=op,
            values=values,
            unit=fields.text("unit"),
            closed=fields.choice("closed", CLOSED, "both"),
            condition=fields.words("condition"),
            checked=_check(fields, checked),
            span=_span(fields),
        )
        fields.finish()
        return limb


def _span(fields: Fields) -> tuple[int, int] | None:
    """Where the limb stands in its point's text (see `Limb`): the first character and the one after the last."""
    texts = fields.texts("span")
    if not texts:
        return None
    if len(texts) != 2 or not all(re.fullmatch(r"[0-9]{1,6}", text) for text in texts):
        hint = "[first, one after the last], counted from 0"
        fields.complain(
            "span", "a span is two whole numbers", hint, zh="span 须为两个整数", hint_zh="[起, 止]，从 0 数起"
        )
        return None
    return int(texts[0]), int(texts[1])


def _read_words(fields: Fields) -> Words:
    words = Words(zh=fields.text("zh"), en=fields.text("en"))
    fields.finish()
    return words
