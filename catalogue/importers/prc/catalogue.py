"""A full edition of 中国禁止出口限制出口技术目录, as PDF, Word or HTML -> an edition with every code, title and point.

Values that flow: `Source` -> `Block`s (word, html, pdf) -> `Found` (table) -> points (points) ->
`Reading`. The hard problem: the publication alone says what is law, and the pack held alone says who an entry is; so
text, code and side come from the file, the permanent id, English words, synonyms and limbs from what is held, limbs
only where the point's text is the same. A J in the restricted part, a code twice, a break in the serial numbers, a
line that fits nowhere: told, never repaired. With `--base` the same files are read as an amending announcement (see
`announcement`). Rejected: one format id per file kind and purpose; the first bytes cannot tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from catalogue.importers.prc.announcement import looks_like_announcement, read_announcement_blocks
from catalogue.importers.prc.blocks import Block, folded
from catalogue.importers.prc.effect import Effect, read_effect, speaks_of_effect, with_note
from catalogue.importers.prc.effect import told as told_days
from catalogue.importers.prc.head import (
    CATALOGUE,
    TITLE,
    Head,
    HeldIds,
    base_wanted,
    card,
    edition_id,
    held_ids,
    read_head,
    rest_of_head,
    used_quantities,
    with_held_words,
)
from catalogue.importers.prc.html import html_blocks, is_html
from catalogue.importers.prc.points import split_points
from catalogue.importers.prc.table import LETTERS, Found, Item, find_items
from catalogue.importers.prc.text import speaks_of_catalogue
from catalogue.importers.prc.word import word_blocks
from catalogue.importers.reading import Format, Progress, Reading, Source, Target, Unplaced
from catalogue.model import Check, Edition, Entry, Event, Words
from catalogue.problems import BadInput
from catalogue.telling.chain import ENDING

WORD_NAMES = (".docx", ".docm", ".dotx", ".doc")


def is_pdf(source: Source) -> bool:
    """True for a PDF by its first bytes, or a file named as one."""
    return b"%PDF-" in source.data[:1024] or source.path.suffix.lower() == ".pdf"


def is_word(source: Source) -> bool:
    """True for a Word file by its name; a legacy .doc only where it holds the catalogue's name or a code, for then the
    reader can refuse it with the way out."""
    suffix = source.path.suffix.lower()
    if suffix not in WORD_NAMES or is_pdf(source):
        return False
    return suffix != ".doc" or source.data.startswith(b"PK") or speaks_of_catalogue(source)


def read_pdf(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition (with a base the amended one) of a PDF. Raises BadInput for scanned pages and what is no PDF."""
    from catalogue.importers.prc.pdf import pdf_blocks

    return _read(source, target, pdf_blocks(source, progress))


def read_word(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition (with a base the amended one) of a .docx. Raises BadInput for a .doc and for damaged packages."""
    blocks = word_blocks(source)
    progress(1, 1)
    return _read(source, target, blocks)


def read_html(source: Source, target: Target, progress: Progress) -> Reading:
    """The edition (with a base the amended one) of a web page. Raises BadInput for a wrong encoding."""
    blocks = html_blocks(source)
    progress(1, 1)
    return _read(source, target, blocks)


def _read(source: Source, target: Target, blocks: Iterable[Block]) -> Reading:
    every = tuple(blocks)
    if target.base is not None:
        return read_announcement_blocks(source, target, every)
    found = find_items(every)
    if not found.items and looks_like_announcement(every):
        raise base_wanted(
            source,
            target.held,
            Words(
                "这是调整公告，须对照所修改的版次读取",
                "this is an amending announcement; it can be read only against the edition it amends",
            ),
        )
    if not found.items and not found.refused:
        raise BadInput.because(
            "no table with the headings 编号, 技术名称 and 控制要点 was found here",
            file=source.path,
            hint="take the official full edition; a table without these headings can be imported with --map",
            zh="未找到含“编号、技术名称、控制要点”表头的表格",
            hint_zh="请使用官方完整版；其他表格可加 --map 导入",
        )
    return _reading(source, target, found)


def _reading(source: Source, target: Target, found: Found) -> Reading:
    about = [p for p in found.head if speaks_of_effect(p.text)]
    head = replace(read_head(found.head), day=read_head(p for p in found.head if p not in about).day)
    effect = read_effect(about, (), head.day)
    name = edition_id(source, target, head)
    ids = held_ids(target.held, name)
    held = target.held.edition(name) if target.held else None
    held = held if held is not None and not held.is_card else None
    instrument = head.instrument or (held.instrument if held else "") or TITLE
    remarks: list[Words] = list(found.remarks)
    entries = _distinct([_entry(item, instrument, ids, remarks) for item in found.items], remarks)
    remarks.extend(_doubts(found, head, held, entries))
    edition = _edition(name, head, held, instrument, entries)
    edition = with_note(_in_effect(edition, held, effect), effect)
    remarks.extend(told_days(edition, effect) if effect.said else _assumed(edition, held))
    return Reading(
        catalogue=target.catalogue or CATALOGUE,
        card=card(target.held),
        edition=edition,
        quantities=used_quantities(target.held, entries),
        expected=head.total,
        refused=found.refused,
        unplaced=(*_unread(found, head, effect), *found.unplaced),
        remarks=tuple(remarks),
    )


def _in_effect(edition: Edition, held: Edition | None, effect: Effect) -> Edition:
    """The edition with the day and the end that its order names; what is held of it goes before."""
    if edition.status == "draft" or not effect.said or (held is not None and held.effective):
        return edition
    return replace(edition, effective=effect.day, periods=effect.periods)


def _assumed(edition: Edition, held: Edition | None) -> tuple[Words, ...]:
    """The remark on a day of effect that is only the day printed above the catalogue."""
    day = edition.effective
    if day is None or (held is not None and held.effective):
        return ()
    return (
        Words(
            f"文件没有写明施行日期，以所印日期 {day} 为施行日期，请核对",
            f"no day of effect is printed; the day printed above the catalogue, {day}, is taken: please check it",
        ),
    )


def _unread(found: Found, head: Head, effect: Effect) -> tuple[Unplaced, ...]:
    """What above the catalogue says nothing this reader uses, the sentences of effect that are not understood first."""
    rest = (one for one in rest_of_head(found.head, head) if one.text not in effect.read)
    return (*effect.unplaced, *rest)


def _entry(item: Item, source: str, ids: HeldIds, remarks: list[Words]) -> Entry:
    split = split_points(item.lines, source, item.code)
    remarks.extend(split.remarks)
    if not split.points:
        remarks.append(Words(f"{item.code}：没有控制要点文本", f"{item.code}: no control points are printed"))
    control = LETTERS[item.code[-1]]
    entry = Entry(
        id=ids.id_of(item.code, item.title, control),
        code=item.code,
        title=Words(item.title),
        control=control,
        industry=Words(item.industry),
        points=split.points,
        notes=Words(item.notes),
        source=source,
        checked=Check.OFFICIAL,
        complete=bool(split.points),
    )
    held = ids.entries.get(entry.id)
    kept = with_held_words(entry, held)
    if held is not None and any(p.tree for p in held.points):
        lost = sum(p.tree is not None for p in held.points) - sum(p.tree is not None for p in kept.points)
        if lost > 0:
            said = (
                f"{item.code}: thresholds of {lost} point(s) are not carried over, their text differs from what is held"
            )
            remarks.append(Words(f"{item.code}：{lost}个要点的文本与已载入者不同，其数值条件未沿用", said))
    return kept


def _distinct(entries: list[Entry], remarks: list[Words]) -> tuple[Entry, ...]:
    """Entries with distinct ids; where two codes lead to one held id the second gets its own, and it is told."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in seen:
            own = f"{CATALOGUE}.{(entry.code or '').lower()}"
            said = f"{entry.code} and {seen[entry.id].code} both lead to {entry.id}; {entry.code} is held as {own}"
            remarks.append(Words(f"{entry.code}与{seen[entry.id].code}都对应{entry.id}，前者另用{own}", said))
            entry = replace(entry, id=own)  # noqa: PLW2901 the same entry under its own id
        seen[entry.id] = entry
    return tuple(seen.values())


def _doubts(found: Found, head: Head, held: Edition | None, entries: tuple[Entry, ...]) -> list[Words]:
    """What the whole shows to be doubtful: parts, industries, the printed total, an instrument other than the held."""
    doubts: list[Words] = []
    lost = [event for event in (held.events if held else ()) if not _fits(event, entries)]
    if lost:
        told = ", ".join(dict.fromkeys(event.title.zh or event.entry for event in lost))
        said = f"{len(lost)} events held of this edition contradict what was read and are left out: {told}"
        doubts.append(Words(f"已载入的{len(lost)}项沿革与读得的条目不符，未沿用：{told}", said))
    bare = [item.code for item in found.items if item.part is None]
    if bare:
        said = f"{len(bare)} entries stand under no heading of a part; J and X alone tell their side"
        doubts.append(Words(f"{len(bare)}个条目之前没有“禁止/限制出口部分”标题，仅以J、X区分", said))
    plain = [item.code for item in found.items if not item.industry]
    if plain:
        said = f"no industry is printed for {', '.join(plain[:10])}{' ...' if len(plain) > 10 else ''}"
        doubts.append(Words(f"未印行业：{'、'.join(plain[:10])}{'等' if len(plain) > 10 else ''}", said))
    if head.total is not None and head.total != len(found.items):
        said = f"the publication prints {head.total} entries, {len(found.items)} were read"
        doubts.append(Words(f"文件印明{head.total}项，读得{len(found.items)}项", said))
    if held and head.instrument and not folded(held.instrument).endswith(folded(head.instrument)[6:]):
        said = f"the publication is {head.instrument}; the edition held under this id is {held.instrument}"
        doubts.append(Words(f"文件为{head.instrument}，而已载入的同名版次为{held.instrument}", said))
    return doubts


def _edition(name: str, head: Head, held: Edition | None, instrument: str, entries: tuple[Entry, ...]) -> Edition:
    """What the file prints first, then what is held of this edition; its events and basis are kept."""
    title = Words(head.title or f"{TITLE}（{name}）")
    total = head.total if head.total is not None else (held.expected if held else None)
    events = tuple(event for event in (held.events if held else ()) if _fits(event, entries))
    return Edition(
        id=name,
        catalogue=CATALOGUE,
        title=held.title if held else title,
        instrument=held.instrument if held and not head.instrument else instrument,
        status="draft" if head.draft else (held.status if held else "in_force"),
        promulgated=(held.promulgated if held else None) or head.day,
        effective=(held.effective if held else None) or (None if head.draft else head.day),
        superseded_on=held.superseded_on if held else None,
        expected=total,
        expected_derived=held.expected_derived if held and head.total is None else False,
        expected_split=held.expected_split if held else Words(),
        entries=entries,
        events=events,
        sources=(instrument, *(s for s in (held.sources if held else ()) if s != instrument)),
        basis=held.basis if held else Words(),
    )


def _fits(event: Event, entries: Iterable[Entry]) -> bool:
    """True for an event held of this edition that the entries read do not contradict."""
    present = any(entry.id == event.entry for entry in entries)
    return event.not_loaded or present != (event.kind in ENDING)


FORMATS = (
    Format(
        "prc-pdf",
        Words(
            "中国禁止出口限制出口技术目录或其调整公告，PDF", "PRC technology catalogue or amending announcement, PDF"
        ),
        (CATALOGUE,),
        is_pdf,
        read_pdf,
    ),
    Format(
        "prc-word",
        Words(
            "中国禁止出口限制出口技术目录或其调整公告，Word", "PRC technology catalogue or amending announcement, Word"
        ),
        (CATALOGUE,),
        is_word,
        read_word,
    ),
    Format(
        "prc-html",
        Words(
            "中国禁止出口限制出口技术目录或其调整公告，网页", "PRC technology catalogue or amending announcement, HTML"
        ),
        (CATALOGUE,),
        is_html,
        read_html,
    ),
)
