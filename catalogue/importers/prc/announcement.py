"""An announcement that adjusts the PRC technology catalogue, applied to the edition it amends.

Values that flow: the announcement's paragraphs -> clauses under their headings (part, industry, 删除/新增/修改) ->
orders (orders) -> the base edition with them applied (apply) -> a `Reading` of an edition that inherits from
the base, removes what is deleted, holds changed and new entries of its own, and tells each change as an event. The
hard problem: an announcement says only what differs, so its result is as good as the base; where the base lacks an
entry or a point, the order is handed back with the reason. Rejected: writing the base's other entries anew; what is
later corrected in the base would not reach the amended edition.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from catalogue.importers.prc.apply import Amended, Stamp
from catalogue.importers.prc.blocks import Block, Paragraph, Table, clean, folded
from catalogue.importers.prc.effect import Effect, arabic_days, is_stage, read_effect, speaks_of_effect, with_note
from catalogue.importers.prc.effect import told as told_days
from catalogue.importers.prc.head import (
    CATALOGUE,
    Head,
    base_wanted,
    card,
    edition_id,
    held_ids,
    read_head,
    used_quantities,
)
from catalogue.importers.prc.html import is_html
from catalogue.importers.prc.open import ORDERS, edition_note, looks_like_order
from catalogue.importers.prc.orders import CODE, GONE, NEW, Order, bare, joined_clauses, read_order
from catalogue.importers.prc.table import find_items, industry_of, part_of
from catalogue.importers.prc.text import speaks_of_catalogue, text_of
from catalogue.importers.reading import Format, Progress, Reading, Source, Target, Unplaced, twin_of
from catalogue.model import Check, Control, Edition, Event, Words
from catalogue.problems import BadInput

SECTION = re.compile(r"^[一二三四五六七八九十]+[、.]|^\([一二三四五六七八九十]+\)")
MODES = (
    ("delete", ("删除", "删去", "取消", "移除")),
    ("add", ("新增", "增加", "增列", "增设", "增补")),
    ("amend", ("修改", "调整", "变更", "修订")),
)
NAMED = re.compile(rf"(?:编号|编码|代码)(?:为|是|:)?{CODE}|\({CODE}\)|(?:将|对|删除|删去|取消|移除){CODE}")
ABOUT = r"(?:控制要点|要点|第\d{1,2}项|第\d{1,2}点|名称|技术名称|编号)"
SUB_ORDER = re.compile(
    rf"^(?:\(?\d{{1,2}}[).、]|\([一二三四五六七八九十]{{1,3}}\))?(?:将|对|原)*(?:其)?{ABOUT}"
    rf".{{0,60}}?(?:修改|调整|改为|替换|变更|作为|顺延|{GONE}|{NEW})"
    rf"|^(?:\(?\d{{1,2}}[).、])?(?:在控制要点中)?(?:{GONE}|{NEW}|更名|改名|改称)"
    rf"|^\([一二三四五六七八九十]{{1,3}}\)(?:在控制要点中)?(?:{GONE}|{NEW}|更名|改名|改称)(?=.*(?:要点|第\d|[“\"]))"
)
CLOSING = re.compile(
    r"^(?:商务部|科技部|科学技术部|中华人民共和国|附件|本公告|特此公告|自.{0,30}(?:施行|实施)|\d{4}年\d)"
)
BEGINS = re.compile("|".join((SECTION.pattern, NAMED.pattern, SUB_ORDER.pattern, CLOSING.pattern)))
ONE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
FURNITURE = re.compile(
    r"(?:中华人民共和国)?(?:商务部|科技部|科学技术部|中华人民共和国)+|附件\d*:?|特此公告[。.]?|"
    r"(?:附件\d*:?)?《?中国禁止出口限制出口技术目录》?调整内容"
)
OPENINGS = ("", "控制要点")
"""What may be left of 对…控制要点作如下修改： besides connecting words."""
LONGEST_CLAUSE = 50_000
LONGEST_HEADING = 60
_NUMBER = re.compile(r"(20\d\d)年第(\d+)号")
NO_ORDER = Words("没有可适用的条目或动作", "it names no entry or no change")


def looks_like_announcement(blocks: Iterable[Block]) -> bool:
    """True where a paragraph deletes, adds or changes an entry named by its code."""
    texts = (bare(block.text) for block in blocks if isinstance(block, Paragraph))
    return any(
        NAMED.search(text) and re.search("删除|删去|移出|不再列入|新增|增加|修改为|调整为", text) for text in texts
    )


def read_announcement(source: Source, target: Target, progress: Progress) -> Reading:
    """The amended edition from a plain text. Raises BadInput without a base and for a wrong encoding."""
    lines = (clean(line) for line in text_of(source).splitlines())
    texts = [(at, line) for at, line in enumerate(lines, 1) if line]
    progress(1, 1)
    return read_announcement_blocks(
        source, target, [Paragraph(line, Words(f"第{at}行", f"line {at}")) for at, line in texts]
    )


def read_announcement_blocks(source: Source, target: Target, blocks: Iterable[Block]) -> Reading:
    """The amended edition. Raises BadInput without a base, and where nothing here amends a catalogue."""
    if target.base is None:
        raise base_wanted(
            source,
            target.held,
            Words(
                "调整公告须对照所修改的版次读取",
                "an amending announcement can be read only against the edition it amends",
            ),
        )
    state = _State(tuple(blocks))
    state.read_head()
    ids = held_ids(target.held, _edition_id(source, target, state.head))
    amended = Amended(target.base, ids, _stamp(state.head))
    state.read_clauses(amended)
    for unplaced in state.unplaced:
        if looks_like_order(unplaced, amended.present()):
            amended.hold_open(unplaced)
    if not state.orders:
        raise BadInput.because(
            "no clause here deletes, adds or changes an entry by its code",
            file=source.path,
            zh="未找到按编号删除、新增或修改条目的内容",
        )
    return _reading(source, target, state, amended)


@dataclass(slots=True)
class _State:
    """The announcement while it is read: what its headings have set, and what belongs to no order."""

    blocks: tuple[Block, ...]
    head: Head = Head()
    effect: Effect = Effect()
    mode: str = ""
    side: Control | None = None
    industry: str = ""
    subject: str = ""
    orders: int = 0
    opened: tuple[str, Words] | None = None
    read: set[str] = field(default_factory=set[str])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])

    def read_head(self) -> None:
        """Instrument, day of signature and effect, from paragraphs that order nothing."""
        every = [b for b in self.blocks if isinstance(b, Paragraph)]
        loose = [p for p in every if not NAMED.search(bare(p.text))]
        stages = [p for p in every if NAMED.search(bare(p.text)) and is_stage(p.text)]
        about = [p for p in loose if speaks_of_effect(p.text) and not is_only_a_day(p)]
        others = [p for p in loose if p not in about and len(bare(p.text)) < LONGEST_HEADING]
        signed = [p for p in others if is_only_a_day(p)]
        self.head = _read_head(signed, others)
        self.read = {p.text for p in self.head.used}
        self.effect = read_effect(about, stages, self.head.day)
        self.read |= self.effect.read

    def read_clauses(self, amended: Amended) -> None:
        """Every clause, in order; a table is read as entries under the heading above it."""
        waiting: list[tuple[str, Words]] = []
        for block in self.blocks:
            if isinstance(block, Table):
                self._flush(waiting, amended)
                waiting = []
                self._table(block, amended)
            elif block.text in self.read or FURNITURE.fullmatch(folded(block.text)):
                self._flush(waiting, amended)
                waiting = []
            elif not block.page_furniture:
                waiting.append((block.text, block.where))
        self._flush(waiting, amended)
        self._close()

    def _flush(self, waiting: list[tuple[str, Words]], amended: Amended) -> None:
        for text, where in joined_clauses(waiting, BEGINS):
            self._clause(text, where, amended)

    def _clause(self, text: str, where: Words, amended: Amended) -> None:
        if len(text) > LONGEST_CLAUSE:
            self.unplaced.append(Unplaced(where, text, Words("一条过长，未读取", "this clause is too long to be read")))
            return
        plain = bare(text)
        named, sub_order = NAMED.search(plain) is not None, SUB_ORDER.match(plain) is not None
        if named or not sub_order:
            self._close()
        if not named and not (self.subject and sub_order):
            self._nameless(text, plain, where, amended)
            return
        orders = read_order(text, where, self.mode, "" if named else self.subject)
        if not orders:
            self._leave(text, where)
        self.opened = None
        for order in orders:
            self.subject, self.orders = order.code, self.orders + 1
            if self._opens(order, plain) and len(orders) == 1:
                self.opened = (text, where)
                return
            if self.side is not None and self.side is not _side(order.code):
                why = Words(f"{order.code}与所在部分不符", f"{order.code} does not belong to the part it stands in")
                amended.hand_back(Unplaced(where, text, why), order.code)
            elif len(orders) == 1 or {a.kind for a in order.actions} <= {"delete"}:
                amended.apply(order, self.industry)
            else:
                why = Words("一条涉及多个条目的修改", "one clause changes several entries at once")
                amended.hand_back(Unplaced(where, text, why), *(one.code for one in orders))
                break

    def _nameless(self, text: str, plain: str, where: Words, amended: Amended) -> None:
        """A heading; else what names no entry, held open for the entry above it where it orders a change."""
        heads = part_of(text) is not None or SECTION.match(plain) is not None
        if heads and not SUB_ORDER.match(plain):
            self._heading(text, plain, where, amended)
        elif self.subject and ORDERS.search(plain):
            amended.hand_back(Unplaced(where, text, NO_ORDER), self.subject)
        else:
            self._leave(text, where)

    def _opens(self, order: Order, plain: str) -> bool:
        """True for 对…作如下修改： and, where the heading says what is changed, for an entry that stands alone."""
        names_only = plain.endswith(":") or self.mode == "amend"
        return names_only and not order.actions and order.rest in OPENINGS

    def _heading(self, text: str, plain: str, where: Words, amended: Amended) -> None:
        """一、禁止出口部分; （一）畜牧业; 二、新增1项限制出口技术条目."""
        self.subject = ""
        part, industry = part_of(text), industry_of(text)
        mode = next((name for name, words in MODES if any(word in plain for word in words)), "")
        if part is not None:
            self.side, self.mode, self.industry = part, mode, ""
        elif industry and not mode:
            self.industry = industry
        elif mode and not looks_like_order(Unplaced(where, text, NO_ORDER), amended.present()):
            self.mode = mode
            self.side = _side_named(plain)
        else:
            self._leave(text, where)

    def _close(self) -> None:
        """Hands back an opening (对…作如下修改：) after which nothing came."""
        if self.opened is not None:
            self._leave(*self.opened)
            self.opened = None

    def _leave(self, text: str, where: Words) -> None:
        self.unplaced.append(Unplaced(where, text, NO_ORDER))

    def _table(self, table: Table, amended: Amended) -> None:
        """Rows under 新增 are new entries; any other table is handed back."""
        found = find_items((table,))
        self.unplaced.extend(found.unplaced)
        for item in found.items:
            self.orders += 1
            points = "\n".join(line.text for line in item.lines)
            text = f"新增{item.title}（编号：{item.code}）条目，控制要点：\n{points}"
            if self.mode != "add":
                why = Words("表格不在“新增”标题之下", "its table stands under no heading that adds entries")
                self.unplaced.append(Unplaced(item.where, item.text, why))
                continue
            for order in read_order(text, item.where, "add"):
                amended.apply(order, item.industry or self.industry)


def is_only_a_day(paragraph: Paragraph) -> bool:
    """The day of a signature: 2027年6月1日, 二〇二七年六月一日."""
    return ONE_DAY.fullmatch(arabic_days(folded(paragraph.text))) is not None


def _read_head(signed: list[Paragraph], others: list[Paragraph]) -> Head:
    """The head; a day that stands alone in its line is the signature's, whatever other days are printed before it."""
    head = read_head(others)
    dated = read_head(replace(p, text=arabic_days(folded(p.text))) for p in signed)
    used = (*head.used, *(p for p in signed if p not in head.used))
    return replace(head, day=dated.day or head.day, used=used)


def _side(code: str) -> Control:
    return Control.PROHIBITED if code.endswith("J") else Control.RESTRICTED


def _side_named(plain: str) -> Control | None:
    """The side a heading names; None where it names both or neither."""
    sides = [side for word, side in (("禁止", Control.PROHIBITED), ("限制", Control.RESTRICTED)) if word in plain]
    return sides[0] if len(sides) == 1 else None


def _edition_id(source: Source, target: Target, head: Head) -> str:
    """As for a full edition; else the announcement's year and month, as the editions held are named: `2027-03`.

    Where another announcement is held under that month, the year and the announcement's own number: `2027-7`, or
    `2027-no7` where that would be taken for July. Raises BadInput where none is free.
    """
    try:
        return edition_id(source, target, head)
    except BadInput:
        if head.day is None:
            raise
    end = "-draft" if head.draft else ""
    names = [f"{head.day:%Y-%m}{end}"]
    number = _NUMBER.search(head.instrument)
    if number:
        names += [f"{number[1]}-{int(number[2])}{end}", f"{number[1]}-no{int(number[2])}{end}"]
    free = next((name for name in names if _is_free(name, target, head.instrument)), "")
    if free:
        return free
    raise BadInput.because(
        f"another announcement is held as '{names[-1]}'",
        file=source.path,
        field="--edition",
        hint="give this one an id of its own, for example --edition 2027-03-b",
        zh=f"“{names[-1]}”已是另一公告的版次编号",
        hint_zh="请用 --edition 另给编号，例如 --edition 2027-03-b",
    )


def _is_free(name: str, target: Target, instrument: str) -> bool:
    """Whether no other announcement is held under this id, or one that reads the same but for a nought (2027-06,
    2027-6); one that names no instrument cannot be told from another."""
    ids = [one.id for one in target.held.editions] if target.held is not None else []
    if twin_of(name, ids):
        return False
    held = target.held.edition(name) if target.held is not None else None
    return held is None or not instrument or folded(held.instrument) == folded(instrument)


def _stamp(head: Head) -> Stamp:
    instrument = head.instrument or "《中国禁止出口限制出口技术目录》调整公告"
    return Stamp(instrument, Event("", "", head.day, instrument, source=instrument, checked=Check.ANNOUNCEMENT))


def _reading(source: Source, target: Target, state: _State, amended: Amended) -> Reading:
    base, head = amended.base, state.head
    name = _edition_id(source, target, head)
    held = target.held.edition(name) if target.held else None
    total = None
    if base.expected is not None and not amended.open:
        total = base.expected + len(amended.added) - len(amended.removed)
    own = amended.own_entries()
    gone = {entry.id for entry in own} | set(amended.removed)
    kept = (replace(e, inherited_from=e.inherited_from or base.id) for e in base.entries if e.id not in gone)
    entries = (*kept, *own)
    said = f"applied to '{base.id}': {len(amended.added)} added, {len(amended.removed)} deleted, "
    changed = len(amended.entries) - len(amended.added)
    applied = Words(
        f"适用于“{base.id}”：新增{len(amended.added)}项，删除{len(amended.removed)}项，修改{changed}项",
        f"{said}{changed} changed",
    )
    edition = Edition(
        id=name,
        catalogue=CATALOGUE,
        title=held.title if held else Words(f"中国禁止出口限制出口技术目录（{amended.stamp.instrument}调整后）"),
        instrument=held.instrument if held and not head.instrument else amended.stamp.instrument,
        status="draft" if head.draft else "in_force",
        promulgated=head.day or (held.promulgated if held else None),
        effective=None if head.draft else state.effect.day or _held_day(held, state.effect),
        periods=() if head.draft else state.effect.periods,
        superseded_on=held.superseded_on if held else None,
        amends=base.id,
        inherits=base.id,
        removes=tuple(amended.removed),
        expected=total,
        expected_derived=total is not None,
        entries=entries,
        events=tuple(amended.events),
        sources=(amended.stamp.instrument,),
        notes=edition_note(amended.open, amended.stamp.instrument),
    )
    return Reading(
        catalogue=target.catalogue or CATALOGUE,
        card=card(target.held),
        edition=with_note(edition, state.effect),
        quantities=used_quantities(target.held, entries),
        unplaced=(*state.effect.unplaced, *state.unplaced, *amended.unplaced),
        remarks=(applied, *told_days(edition, state.effect), *_left_open(amended), *amended.remarks),
    )


def _held_day(held: Edition | None, effect: Effect) -> dt.date | None:
    """The day held of this same announcement, where the file says nothing of effect; never against its words."""
    return held.effective if held is not None and not effect.said else None


def _left_open(amended: Amended) -> tuple[Words, ...]:
    """The remark on what is not applied, and on the entries that therefore decide nothing."""
    if not amended.open:
        return ()
    named = {entry.id: entry.label for entry in amended.present()}
    ids = dict.fromkeys(i for order in amended.open for i in order.entries)
    labels = [named[i] for i in ids if i in named]
    count = len(amended.open)
    zh = f"有{count}处未适用，已记入版次说明" + (f"；{'、'.join(labels)}因此不作结论" if labels else "")
    en = f"{count} orders are not applied; the edition says so" + (
        f", and these entries decide nothing: {', '.join(labels)}" if labels else ""
    )
    return (Words(zh, en),)


def is_text(source: Source) -> bool:
    """True for a plain text that names the catalogue or an entry of it; any other .txt is somebody else's."""
    return source.path.suffix.lower() == ".txt" and not is_html(source) and speaks_of_catalogue(source)


FORMAT = Format(
    "prc-announcement",
    Words(
        "中国禁止出口限制出口技术目录调整公告，纯文本", "Announcement amending the PRC technology catalogue, plain text"
    ),
    (CATALOGUE,),
    is_text,
    read_announcement,
)
