"""Two versions of a clause library: clauses added, removed, renamed, retired and changed, word by word.

Values that flow: two `Store`s -> a `LibraryDifference` of clause changes, each with its parts (a text of one position
and language, a variable, a legal basis, a field) as segments that are the same, added or deleted. The hard problem is a
clause that was renamed: it is compared with what it was called before, so that a new id is not told as a new text.
Rejected: a difference of the files; the order of keys is not law.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

from catalogue.comparing.worddiff import ADDED, DELETED, Segment, likeness, marked, word_segments
from catalogue.model import Words
from catalogue.yamltext import Plain
from clause_library.model import LANGS, VARIANTS, Block, Clause, Variant
from clause_library.own.cellmarks import paragraphs
from clause_library.own.explain import place_words
from clause_library.own.written import clause_plain, marked_text
from clause_library.positions import position_words
from clause_library.store import Store

ALIKE = 0.5
"""Paragraphs at least so much alike are one paragraph that was changed."""
_LANGUAGES = MappingProxyType({"zh": "中文：", "en": "English: "})
_BOTH_SIDES = ("title", "purpose", "retired")
_FIELDS = ("family", "effective", "priority", "primary_language", "triggers", "kinds", "host", "depends", "stale_when",
           "absent", "notes", "sample", "validity", "renamed", "version", "author", "dated")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartChange:
    """One place of a clause that differs. `field` as in the clause file; `place` in words; lines of segments."""

    field: str
    place: Words
    lines: tuple[tuple[Segment, ...], ...]

    def as_json(self) -> dict[str, object]:
        return {
            "field": self.field,
            "place": self.place.zh,
            "place_en": self.place.en,
            "lines": [[s.as_json() for s in line] for line in self.lines],
        }


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause that differs. `kind`: added, removed, renamed, retired, changed; `was` its earlier id where renamed."""

    kind: str
    id: str
    title: Words
    was: str = ""
    why: Words = Words()
    parts: tuple[PartChange, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "id": self.id,
            "was": self.was or None,
            "title": self.title.zh,
            "title_en": self.title.en,
            "why": self.why.zh,
            "why_en": self.why.en,
            "parts": [p.as_json() for p in self.parts],
        }


@dataclass(frozen=True, slots=True)
class LibraryDifference:
    """Everything that differs, in library order, and how many clauses are the same."""

    changes: tuple[ClauseChange, ...]
    same: int

    def as_json(self) -> dict[str, object]:
        """The form `compare --json` prints."""
        return {"changes": [c.as_json() for c in self.changes], "same": self.same}


def compare_stores(before: Store, after: Store) -> LibraryDifference:
    """What the second library changes in the first."""
    leading = {old: new for old, new in after.renames.items() if old in before.clauses and old not in before.renames}
    changes: list[ClauseChange] = []
    same = 0
    for name in after.order((*before.clauses, *after.clauses)):
        old, new = before.clauses.get(name), after.clauses.get(name)
        if new is None and name in leading:
            continue
        earlier = next((o for o, n in leading.items() if n == name and old is None), "")
        change = _change(before.clauses[earlier] if earlier else old, new, earlier)
        if change is None:
            same += 1
        else:
            changes.append(change)
    return LibraryDifference(tuple(changes), same)


def _change(old: Clause | None, new: Clause | None, earlier: str) -> ClauseChange | None:
    if new is None:
        return None if old is None else ClauseChange("removed", old.id, old.title)
    if old is None:
        return ClauseChange("added", new.id, new.title)
    parts = tuple(_parts(old, new))
    if new.retired and not old.retired:
        return ClauseChange("retired", new.id, new.title, earlier, new.retired, parts)
    if earlier:
        return ClauseChange("renamed", new.id, new.title, earlier, parts=parts)
    return ClauseChange("changed", new.id, new.title, parts=parts) if parts else None


def compare_clauses(old: Clause | None, new: Clause) -> tuple[PartChange, ...]:
    """What an edit changes in the words of a clause; nothing for a new one. Who signed it and when is left out."""
    signed = ("version", "author", "dated", "depends", "sample")
    return tuple(p for p in (_parts(old, new) if old else ()) if p.field not in signed)


def _parts(old: Clause, new: Clause) -> Iterator[PartChange]:
    was, now = clause_plain(old), clause_plain(new)
    for key in _BOTH_SIDES:
        yield from _told(key, _flat(was.get(key, "")), _flat(now.get(key, "")))
    for position in VARIANTS:
        yield from _texts(old, new, position)
    for name in dict.fromkeys((*old.variables, *new.variables)):
        sides = (_under(was, "variables", name), _under(now, "variables", name))
        yield from _told(f"variables.{name}", *sides)
    yield from _told("basis", _flat(was["basis"]), _flat(now["basis"]))
    for key in _FIELDS:
        yield from _told(key, _flat(was.get(key, "")), _flat(now.get(key, "")))


def _under(value: Mapping[str, Plain], key: str, name: str) -> list[str]:
    inner = value[key]
    return _flat(inner.get(name, "")) if isinstance(inner, Mapping) else []


def _texts(old: Clause, new: Clause, position: str) -> Iterator[PartChange]:
    was, now = old.variants.get(position), new.variants.get(position)
    for lang in LANGS:
        sides = [[_line(b) for b in v.texts[lang]] if v else [] for v in (was, now)]
        shown = [_shown(v, lang, clause) for v, clause in ((was, old), (now, new))]
        if sides[0] != sides[1]:
            yield from _told(f"variants.{position}.{lang}", *(shown if shown[0] != shown[1] else sides))
    price = [[_position(v.fallback), v.gives_up.zh, v.gives_up.en] if v and v.fallback else [] for v in (was, now)]
    yield from _told(f"variants.{position}.gives_up", price[0], price[1])


def _shown(variant: Variant | None, lang: str, clause: Clause) -> list[str]:
    """The paragraphs with the marks a lawyer knows from the Word table."""
    return [p.text for p in paragraphs(variant.texts[lang], lang, clause.variables)] if variant else []


def _position(name: str) -> str:
    words = position_words(name)
    return f"{words.zh} / {words.en}"


def _line(block: Block) -> str:
    return " | ".join(marked_text(cell) for cell in block.cells)


def _told(field: str, was: Sequence[str], now: Sequence[str]) -> Iterator[PartChange]:
    if list(was) != list(now):
        yield PartChange(field, place_words(field) or Words(field, field), tuple(line_segments(was, now)))


def line_segments(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Segment, ...]]:
    """The lines that differ: a changed line word by word, a new or dropped one whole."""
    for tag, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        olds, news = list(was[i:j]), list(now[k:m])
        while olds and news:
            if likeness(olds[0], news[0]) >= ALIKE or len(olds) == len(news):
                yield word_segments(olds.pop(0), news.pop(0))
            elif len(olds) > len(news):
                yield (Segment(DELETED, olds.pop(0)),)
            else:
                yield (Segment(ADDED, news.pop(0)),)
        yield from ((Segment(DELETED, line),) for line in olds)
        yield from ((Segment(ADDED, line),) for line in news)


def _flat(value: Plain) -> list[str]:
    """A value as lines: `key: text` for blocks."""
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, Mapping):
        return [f"{_LANGUAGES.get(k, f'{k}: ')}{', '.join(_flat(v))}" for k, v in value.items()]
    return [", ".join(_flat(item)) for item in value]


def told(found: LibraryDifference, lang: str) -> Iterator[str]:
    """The comparison for people, one line a change."""
    for change in found.changes:
        yield f"{kind_words(change).in_language(lang)}  {change.id}  {change.title.in_language(lang)}"
        if change.why:
            yield f"    {change.why.in_language(lang)}"
        for part in change.parts:
            yield f"    {part.place.in_language(lang)}"
            yield from (f"        {marked(line)}" for line in part.lines)
    counts = (len(found.changes), found.same)
    yield "{}条有变化，{}条相同".format(*counts) if lang == "zh" else "{} differ, {} are the same".format(*counts)


def kind_words(change: ClauseChange) -> Words:
    """What happened to the clause."""
    if change.kind == "renamed":
        return Words(f"改编号（原 {change.was}）", f"renamed (was {change.was})")
    return {
        "added": Words("新增", "added"),
        "removed": Words("删除", "removed"),
        "retired": Words("停用", "retired"),
        "changed": Words("修改", "changed"),
    }[change.kind]
