"""The index of a clause pack as a workbook: a row for each clause, with everything one sorts and asks by.

Values that flow: the clauses of a pack, rendered, with their selection -> rows of text -> bytes of an .xlsx. The hard
problem is to say in a cell what the document says over pages: reasons, law, blanks and conflicts are lines of the cell.
Rejected: a sheet for each of them, which nobody filters together.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.reports.sheets import Sheet, workbook
from clause_library.model import RenderedClause, Selection
from clause_library.packing import BY_HAND, Packed, cited
from clause_library.positions import POSITIONS
from clause_library.store import Store

STRENGTHS = {
    "mandatory": Words("必备", "mandatory"),
    "recommended": Words("建议", "recommended"),
    "optional": Words("可选", "optional"),
    "": BY_HAND,
}
HEADINGS = (
    Words("编号", "Id"),
    Words("条款类", "Family"),
    Words("中文标题", "Title (Chinese)"),
    Words("英文标题", "Title (English)"),
    Words("立场", "Position"),
    Words("强度", "Strength"),
    Words("理由", "Because"),
    Words("依据", "Legal basis"),
    Words("未填的变量", "Variables left blank"),
    Words("冲突", "Conflicts"),
)
WIDTHS = (10, 22, 28, 34, 18, 12, 50, 50, 36, 50)


NAME = Words("条款索引", "Clauses")


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index is made of. `lang` is zh, en or both; `both` puts the English below the Chinese."""

    store: Store
    families: dict[str, Words]
    packed: Packed
    clauses: tuple[RenderedClause, ...]
    selection: Selection | None
    lang: str

    def said(self, words: Words) -> str:
        """The words in the language, or in both, one below the other."""
        if self.lang != "both":
            return words.in_language(self.lang)
        return "\n".join(dict.fromkeys(text for text in (words.zh, words.en) if text))

    def row(self, clause: RenderedClause) -> tuple[str, ...]:
        """The cells of one clause."""
        strength = next(c.priority for c in self.packed.clauses if c.id == clause.id)
        variables = self.store.clause(clause.id).variables
        blanks = tuple(variables[name.partition(".")[2]].label for name in clause.missing)
        conflicts = [c for c in self.selection.conflicts if clause.id in c.clauses] if self.selection else []
        told = tuple(Words(f"{c.rule}：{c.text.zh}", f"{c.rule}: {c.text.en}") for c in conflicts)
        several = (clause.because, cited(clause.basis), blanks, told)
        return (
            clause.id,
            f"{clause.family} {self.said(self.families.get(clause.family, Words()))}",
            clause.title.zh,
            clause.title.en,
            self.said(POSITIONS[clause.variant]),
            self.said(STRENGTHS[strength]),
            *("\n".join(self.said(text) for text in texts) for texts in several),
        )


def check_index(path: Path) -> None:
    """Refuses a name that is no workbook's."""
    if path.suffix.lower() != ".xlsx":
        raise BadInput.because(
            "the index is a workbook and its name must end in .xlsx",
            file=path,
            field="--index",
            hint="give another name",
            zh="索引为工作簿，文件名须以 .xlsx 结尾",
            hint_zh="请另取文件名",
        )


def index_bytes(path: Path, indexed: Indexed) -> bytes:
    """The workbook; the same pack gives the same bytes. `path` names it in complaints."""
    rows = tuple(indexed.row(clause) for clause in indexed.clauses)
    heading = tuple(indexed.said(words) for words in HEADINGS)
    name = indexed.said(NAME).replace("\n", " ")
    return workbook(path, [Sheet(name, heading, rows, WIDTHS)])
