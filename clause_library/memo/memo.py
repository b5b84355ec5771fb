"""The order of the parts, and the file: Matter + Classification + Library -> `Memo` -> .docx.

The memo bears the matter's own date; the machine's clock is not asked, so that the same matter and data give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.opening import check_suffix, check_target, write_atomically
from catalogue.packs import Library
from catalogue.results import Classification
from clause_library.memo.blocks import Block, Memo, Pairs, same
from clause_library.memo.entries import entries
from clause_library.memo.facts import facts
from clause_library.memo.following import parties, questions, steps, warnings
from clause_library.memo.labels import MISSING
from clause_library.memo.outcome import regimes, summary
from clause_library.memo.record import changed, decisions, left_out, limits, sources

TITLE = Words("技术出口管制研判备忘录", "Memorandum: export-control classification of technology")
LANGS = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}
SUFFIXES = (".docx",)


@dataclass(frozen=True, slots=True)
class MemoReport:
    """The file written, and what the reader of the command line should know."""

    output: Path
    warnings: tuple[Words, ...] = ()

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        return {"output": str(self.output), "warnings": [w.in_language(lang) for w in self.warnings]}


def memo_of(matter: Matter, classification: Classification, library: Library) -> Memo:
    """The memo as values; nothing in it is decided here."""
    name = matter.title or matter.id or MISSING.zh
    return Memo(
        title=TITLE,
        subtitle=same(name),
        running=same(" ".join(part for part in (matter.id, matter.title) if part) or name),
        author=matter.author or "Caveat",
        blocks=tuple(_blocks(matter, classification, library)),
    )


def _blocks(matter: Matter, result: Classification, library: Library) -> Iterator[Block]:
    yield Pairs(tuple(_head(matter)))
    yield from summary(result)
    yield from facts(matter)
    yield from entries(result)
    yield from regimes(result)
    yield from parties(matter, result)
    yield from steps(result)
    yield from warnings(result)
    yield from questions(result)
    yield from decisions(matter)
    yield from changed(matter, result)
    yield from sources(result, library)
    yield from limits()


def _head(matter: Matter) -> Iterator[tuple[Words, Words]]:
    yield Words("案卷编号", "Matter"), same(matter.id) or MISSING
    yield Words("事项", "Subject"), same(matter.title) or MISSING
    yield Words("撰写", "Author"), same(matter.author) or MISSING
    yield Words("基准日", "As of"), same(matter.as_of.isoformat())
    if matter.frozen:
        by, on = (str(matter.frozen.get(key) or "—") for key in ("by", "on"))
        yield Words("结果冻结", "Result frozen"), Words(f"{on}，{by}", f"{on}, {by}")


def check_memo_target(target: Path, source: Path | None = None, *, overwrite: bool = False) -> None:
    """Refuses, before any work, an output that may not be written. Raises BadInput."""
    check_suffix(target, SUFFIXES)
    check_target(target, source=source, overwrite=overwrite)


def write_memo(
    matter: Matter,
    classification: Classification,
    library: Library,
    langs: Sequence[str],
    target: Path,
    *,
    overwrite: bool = False,
) -> MemoReport:
    """Writes the memo in `langs`: some of `zh` and `en`, Chinese always first, or the word `both`.

    Raises BadInput before anything is written.
    """
    from clause_library.word.packs.paper import build_memo

    check_memo_target(target, overwrite=overwrite)
    wanted = LANGS[langs] if isinstance(langs, str) else langs
    ordered = tuple(lang for lang in LANGS["both"] if lang in wanted)
    data = build_memo(memo_of(matter, classification, library), ordered, matter.as_of)
    write_atomically(target, data)
    lost = left_out(library)
    return MemoReport(target, (lost,) if lost else ())
