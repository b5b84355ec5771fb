"""Orders of an announcement applied to the edition before: the entries that change, and what could not be applied.

Values that flow: the base edition's entries and `Order`s -> `Amended`: changed and new entries, removed ids, events,
and every order that did not fit, with the reason. The hard problem: an order counts the points as the base prints
them, so within one order the old numbers hold: rewording, replacing and deleting come first, renumbering next, new
points last; nothing moves up by itself. An order that fits only in part is not applied at all. Rejected: applying what
can be applied of an order; half an amendment is a law that nobody made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from catalogue.importers.prc.blocks import Line, code_of, folded, joined
from catalogue.importers.prc.head import HeldIds, not_there, with_held_words
from catalogue.importers.prc.open import OpenOrder, concerned, held_open, without_limits
from catalogue.importers.prc.orders import Action, Order
from catalogue.importers.prc.points import Split, split_points
from catalogue.importers.prc.table import LETTERS
from catalogue.importers.reading import Unplaced
from catalogue.model import Check, Edition, Entry, Event, Point, Words

STEPS = (
    ("reword", "reword-anywhere", "replace", "rewrite", "drop", "drop-text", "rename", "recode"),
    ("renumber-points",),
    ("append-as", "append-no", "append"),
)


class _CannotError(Exception):
    """An order that does not fit the base, and why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Words(zh, en)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every event and changed text of an announcement carries: its instrument and day."""

    instrument: str
    template: Event


@dataclass(slots=True)
class Amended:
    """The base with orders applied. `entries` holds changed and new ones alone, by id."""

    base: Edition
    ids: HeldIds
    stamp: Stamp
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    removed: list[str] = field(default_factory=list[str])
    added: list[str] = field(default_factory=list[str])
    events: list[Event] = field(default_factory=list[Event])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    remarks: list[Words] = field(default_factory=list[Words])
    open: list[OpenOrder] = field(default_factory=list[OpenOrder])

    def apply(self, order: Order, industry: str = "") -> None:
        """Applies one order whole, or hands it back with the reason."""
        try:
            if order.rest or not order.actions:
                raise _CannotError(
                    f"有未能识别的内容（{order.rest[:40] or '没有动作'}），整条未适用",
                    f"part of it is not understood ({order.rest[:40] or 'no action'}); none of it is applied",
                )
            self._apply(order, industry)
        except _CannotError as reason:
            self.hand_back(Unplaced(order.where, order.text, reason.why), order.code)

    def hand_back(self, unplaced: Unplaced, *codes: str) -> None:
        """Keeps an order that is not applied, for the preview and for the entries it may concern."""
        self.unplaced.append(unplaced)
        self.hold_open(unplaced, *codes)

    def hold_open(self, unplaced: Unplaced, *codes: str) -> None:
        """Notes the entries that an order handed back may concern, as they are named now."""
        ids = concerned(unplaced.text, codes, self.present())
        self.open.append(OpenOrder(unplaced.text, unplaced.why, ids))

    def present(self) -> list[Entry]:
        """Every entry as it stands now."""
        gone = {*self.removed, *self.entries}
        return [*self.entries.values(), *(entry for entry in self.base.entries if entry.id not in gone)]

    def own_entries(self) -> tuple[Entry, ...]:
        """What the amended edition holds itself: changed and new entries, and those an open order concerns."""
        orders: dict[str, list[OpenOrder]] = {}
        for order in self.open:
            for entry_id in order.entries:
                orders.setdefault(entry_id, []).append(order)
        found = [entry for entry in self.present() if entry.id in self.entries or entry.id in orders]
        instrument = self.stamp.instrument
        held = (held_open(e, orders[e.id], instrument) if e.id in orders else e for e in found)
        return tuple(replace(entry, inherited_from="") for entry in held)

    def _apply(self, order: Order, industry: str) -> None:
        kinds = [action.kind for action in order.actions]
        if "add" in kinds:
            self._add(order, industry)
        elif "delete" in kinds:
            self._delete(order)
        else:
            self._amend(order)

    def current(self, code: str) -> Entry | None:
        """The entry of this code as it stands now."""
        for entry in self.entries.values():
            if entry.code == code:
                return entry
        entry = self.base.entry(code)
        return entry if entry and entry.id not in self.removed and entry.id not in self.entries else None

    def _found(self, order: Order) -> Entry:
        entry = self.current(order.code)
        if entry is None:
            raise _CannotError(*not_there(self.base, order.code))
        if order.title and folded(order.title) != folded(entry.title.zh):
            raise _CannotError(
                f"名称不符：公告为“{order.title}”，{order.code}为“{entry.title.zh}”",
                f"the titles differ: '{order.title}' in the announcement, '{entry.title.zh}' under {order.code}",
            )
        return entry

    def _delete(self, order: Order) -> None:
        if len(order.actions) > 1:
            raise _CannotError("删除条目的同时另有修改", "it deletes the entry and changes it at once")
        entry = self._found(order)
        if entry.id in self.added:
            raise _CannotError("该条目由本公告新增", "this announcement itself adds the entry")
        self.entries.pop(entry.id, None)
        self.removed.append(entry.id)
        self._tell("deleted", entry, code_from=order.code)

    def _add(self, order: Order, industry: str) -> None:
        if self.current(order.code) is not None:
            raise _CannotError(f"已有编号{order.code}", f"there is an entry {order.code} already")
        if not order.title:
            raise _CannotError("没有技术名称", "no title is printed")
        lines = [line for action in order.actions for text in action.texts for line in text]
        if {action.kind for action in order.actions} - {"add", "points"}:
            raise _CannotError("新增条目的同时另有修改", "it adds the entry and changes it at once")
        split = _split(lines, self, order.code)
        self.remarks.extend(split.remarks)
        control = LETTERS[order.code[-1]]
        entry = Entry(
            id=self.ids.id_of(order.code, order.title, control),
            code=order.code,
            title=Words(order.title),
            control=control,
            industry=Words(industry),
            points=_announced(split.points),
            source=self.stamp.instrument,
            checked=Check.ANNOUNCEMENT,
            complete=bool(split.points),
        )
        if self.base.entry(entry.id) is not None and entry.id not in self.removed:
            entry = replace(entry, id=f"cn-tech.{order.code.lower()}")
        if not split.points:
            self.remarks.append(Words(f"{order.code}：新增条目没有控制要点", f"{order.code} is added without points"))
        self.entries[entry.id] = with_held_words(entry, self.ids.entries.get(entry.id))
        self.added.append(entry.id)
        self._tell("added", entry, code_to=order.code)

    def _amend(self, order: Order) -> None:
        entry = before = self._found(order)
        told: list[Words] = []
        for step in STEPS:
            for action in order.actions:
                if action.kind in step:
                    entry, said = CHANGES[action.kind](entry, action, self)
                    told.append(said)
        entry, limits_lost = without_limits(before, entry, self.stamp.instrument)
        self.entries[entry.id] = entry
        self.remarks.extend(limits_lost)
        note = Words("；".join(w.zh for w in told), "; ".join(w.en for w in told))
        if entry.code != before.code:
            self._tell("renumbered", entry, code_from=before.code or "", code_to=entry.code or "", note=note)
        if entry.title != before.title:
            self._tell("renamed", entry, code_from=before.code or "", code_to=entry.code or "", note=note)
        if entry.points != before.points:
            self._tell("amended", entry, code_from=before.code or "", code_to=entry.code or "", note=note)

    def _tell(
        self, kind: str, entry: Entry, *, code_from: str = "", code_to: str = "", note: Words | None = None
    ) -> None:
        template = self.stamp.template
        event = replace(template, kind=kind, entry=entry.id, code_from=code_from, code_to=code_to, title=entry.title)
        self.events.append(replace(event, note=note or Words()))


Change = Callable[[Entry, Action, Amended], tuple[Entry, Words]]


def _announced(points: Sequence[Point]) -> tuple[Point, ...]:
    return tuple(replace(point, checked=Check.ANNOUNCEMENT) for point in points)


def _split(lines: Sequence[Line], amended: Amended, label: str) -> Split:
    """The points of an announced text. Raises _CannotError where a number inside a line may begin one or not."""
    split = split_points(lines, amended.stamp.instrument, label, inside=True)
    if split.doubtful:
        raise _CannotError("同一行内的编号不能确定是否另起要点", "a number inside a line may begin a point or not")
    return split


def _single(lines: Sequence[Line], number: int, amended: Amended) -> Point:
    """One quoted point; a number it repeats goes, another number is a contradiction."""
    text = joined(lines)
    split = _split(lines, amended, "")
    if len([p for p in split.points if p.no]) > 1:
        raise _CannotError(f"第{number}点的新文本含多个编号", f"the new text of point {number} holds several numbers")
    if len(split.points) == 1 and split.points[0].no:
        text = split.points[0].text.zh
        if split.points[0].no != str(number):
            said = f"the new text of point {number} begins with the number {split.points[0].no}"
            raise _CannotError(f"第{number}点的新文本以编号{split.points[0].no}开头", said)
    return Point(str(number), Words(text), source=amended.stamp.instrument, checked=Check.ANNOUNCEMENT)


def _has(entry: Entry, number: int) -> Point | None:
    return next((point for point in entry.points if point.no == str(number)), None)


def _missing(entry: Entry, number: int) -> _CannotError:
    return _CannotError(
        f"{entry.code}没有第{number}点" if entry.complete else f"{entry.code}的第{number}点未载入",
        f"{entry.code} has no point {number}" if entry.complete else f"point {number} of {entry.code} is not loaded",
    )


def _in_order(points: Sequence[Point]) -> tuple[Point, ...]:
    """Points by their numbers; those without one keep their place before the numbered ones."""
    return tuple(sorted(points, key=lambda p: int(p.no) if p.no and p.no.isdecimal() else 0))


def _replace(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    number = action.numbers[0][0]
    if len(action.numbers[0]) != 1:
        raise _CannotError("一个文本对应多个要点", "one text for several points")
    if _has(entry, number) is None:
        if entry.complete:
            raise _missing(entry, number)
        said = f"{entry.code}: point {number} was not loaded; its new text is taken as announced"
        amended.remarks.append(Words(f"{entry.code}：第{number}点原未载入，直接采用公告文本", said))
    new = _single(action.texts[-1], number, amended)
    points = [point for point in entry.points if point.no != str(number)]
    return replace(entry, points=_in_order([*points, new])), Words(f"第{number}点改写", f"point {number} reworded")


def _reword(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    old, new = (joined(text) for text in action.texts)
    numbers = {str(n) for group in action.numbers for n in group}
    named = _has(entry, int(next(iter(numbers)))) if len(numbers) == 1 else None
    if named is not None and _same(action.texts[0], named):
        return _replace(entry, action, amended)
    for number in numbers:
        if _has(entry, int(number)) is None:
            raise _missing(entry, int(number))
    holding = [p for p in entry.points if (p.no in numbers if numbers else True) and p.text.zh.count(old) == 1]
    if len(holding) != max(len(numbers), 1):
        raise _CannotError(f"原文中未找到唯一的“{old}”", f"the old wording '{old}' is not found exactly once")
    changed = {
        p.no: Point(p.no, Words(p.text.zh.replace(old, new)), source=amended.stamp.instrument, checked=_lesser(p))
        for p in holding
    }
    points = tuple(changed.get(p.no, p) if p in holding else p for p in entry.points)
    where = "、".join(p.no or "" for p in holding)
    return replace(entry, points=points), Words(f"第{where}点“{old}”改为“{new}”", f"wording of point {where} changed")


def _lesser(point: Point) -> Check:
    """A text put together of two sources is as well checked as the weaker of them."""
    levels = list(Check)
    return max(point.checked, Check.ANNOUNCEMENT, key=levels.index)


def _rewrite(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    split = _split(action.texts[-1], amended, entry.label)
    amended.remarks.extend(split.remarks)
    if not split.points:
        raise _CannotError("新控制要点没有文本", "the new control points have no text")
    whole = replace(entry, points=_announced(split.points), complete=True)
    return with_held_words(whole, amended.ids.entries.get(entry.id)), Words("控制要点全部改写", "all points reworded")


def _drop(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    numbers = [n for group in action.numbers for n in group]
    for number in numbers:
        if _has(entry, number) is None:
            raise _missing(entry, number)
    for text in action.texts:
        _agrees(entry, numbers, text)
    gone = {str(n) for n in numbers}
    told = "、".join(str(n) for n in numbers)
    points = tuple(p for p in entry.points if p.no not in gone)
    return replace(entry, points=points), Words(f"删去第{told}点", f"point {told} deleted")


def _agrees(entry: Entry, numbers: Sequence[int], text: Sequence[Line]) -> None:
    """Raises _CannotError where the text quoted with a point's number is not that point's."""
    held = _has(entry, numbers[0]) if len(numbers) == 1 else None
    if held is None or not _same(text, held):
        said = joined(text)
        raise _CannotError(f"所引“{said}”不是该要点的原文", f"'{said}' is not the text of the point named")


def _same(text: Sequence[Line], point: Point) -> bool:
    """True for the point's own text, with or without its number."""
    said, held = (folded(t).rstrip("。;.,") for t in (joined(text), point.text.zh))
    return said == held or bool(point.no and re.fullmatch(rf"\(?{point.no}[).、]+{re.escape(held)}", said))


def _drop_text(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    text = action.texts[-1]
    holding = [p for p in entry.points if _same(text, p)]
    if len(holding) != 1:
        said = joined(text)
        raise _CannotError(f"没有唯一的控制要点“{said}”", f"there is not exactly one point '{said}'")
    points = tuple(p for p in entry.points if p is not holding[0])
    told = holding[0].no or ""
    return replace(entry, points=points), Words(f"删去第{told}点", f"point {told} deleted")


def _rename(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    *olds, last = (joined(text) for text in action.texts)
    old = olds[0] if olds else entry.title.zh
    if folded(old) != folded(entry.title.zh):
        raise _CannotError(f"原名称不是“{old}”", f"the old title is not '{old}'")
    return replace(entry, title=Words(last)), Words(f"名称改为“{last}”", f"renamed {last}")


def _recode(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    new = code_of(action.codes[-1])
    if len(action.codes) > 1 and action.codes[0] != entry.code:
        raise _CannotError(f"原编号不是{action.codes[0]}", f"the old code is not {action.codes[0]}")
    if amended.current(new) is not None:
        raise _CannotError(f"已有编号{new}", f"there is an entry {new} already")
    known = (entry.code,) if entry.code else ()
    moved = replace(
        entry, code=new, control=LETTERS[new[-1]], renamed_from=(*known, *(c for c in entry.renamed_from if c != new))
    )
    return moved, Words(f"编号改为{new}", f"renumbered {new}")


def _renumber_points(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    old, new = action.numbers
    if len(old) != len(new):
        raise _CannotError("新旧序号的个数不同", "there are not as many new numbers as old ones")
    for number in old:
        if _has(entry, number) is None:
            raise _missing(entry, number)
    moves = {str(a): str(b) for a, b in zip(old, new, strict=True)}
    points = [replace(p, no=moves.get(p.no or "", p.no)) for p in entry.points]
    if len({p.no for p in points}) != len(points):
        raise _CannotError("调整后序号重复", "two points would have one number")
    told = "、".join(f"{a}→{b}" for a, b in moves.items())
    return replace(entry, points=_in_order(points)), Words(f"序号调整{told}", f"points renumbered {told}")


def _append(entry: Entry, action: Action, amended: Amended) -> tuple[Entry, Words]:
    if action.numbers:
        number = action.numbers[0][0]
        new: tuple[Point, ...] = (_single(action.texts[-1], number, amended),)
    else:
        split = _split(action.texts[-1], amended, entry.label)
        amended.remarks.extend(split.remarks)
        new = _announced(split.points)
    if not new or any(point.no is None for point in new):
        raise _CannotError("新增控制要点没有序号", "the new points have no numbers")
    for point in new:
        if _has(entry, int(point.no or 0)) is not None:
            raise _CannotError(f"已有第{point.no}点", f"there is a point {point.no} already")
    told = "、".join(p.no or "" for p in new)
    return replace(entry, points=_in_order([*entry.points, *new])), Words(f"增加第{told}点", f"point {told} added")


CHANGES: dict[str, Change] = {
    "reword": _reword,
    "reword-anywhere": _reword,
    "replace": _replace,
    "rewrite": _rewrite,
    "drop": _drop,
    "drop-text": _drop_text,
    "rename": _rename,
    "recode": _recode,
    "renumber-points": _renumber_points,
    "append-as": _append,
    "append-no": _append,
    "append": _append,
}
