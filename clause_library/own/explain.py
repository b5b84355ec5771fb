"""A problem of a clause file as a lawyer reads it: which position, which language, which paragraph, and what to do.

Values that flow: a `Problem` with the dotted name of its field -> one line. The field names of the files are the
program's; here they become the words of the table in Word and of the window. Rejected: the field name as it is; nobody
who drafts in Word knows what `variants.balanced.zh.3` means.
"""

from __future__ import annotations

from types import MappingProxyType

from catalogue.model import Words
from catalogue.problems import Problem
from clause_library.positions import POSITIONS

_LANGS = MappingProxyType({"zh": Words("中文", "Chinese"), "en": Words("英文", "English")})
_FIELDS = MappingProxyType(
    {
        "id": Words("编号", "id"),
        "family": Words("类别", "family"),
        "title": Words("标题", "title"),
        "purpose": Words("用途", "purpose"),
        "triggers": Words("触发条件", "when it applies"),
        "kinds": Words("合同种类", "contract kinds"),
        "host": Words("在合同中的位置", "place in the contract"),
        "depends": Words("所依赖的条款", "clauses it needs"),
        "basis": Words("法律依据", "legal basis"),
        "variables": Words("变量", "variables"),
        "variants": Words("文本", "text"),
        "absent": Words("没有的立场及理由", "positions it does not have"),
        "sample": Words("示例取值", "sample values"),
        "notes": Words("说明", "notes"),
        "effective": Words("生效时点", "when it takes effect"),
        "priority": Words("强度", "strength"),
        "validity": Words("适用期间", "when the text fits the law"),
        "stale_when": Words("何时须更新", "what makes it stale"),
        "version": Words("版本", "version"),
        "author": Words("作者", "author"),
        "dated": Words("日期", "date"),
        "renamed": Words("旧编号", "earlier ids"),
        "retired": Words("停用理由", "why it is retired"),
    }
)


def explain(problem: Problem, lang: str) -> str:
    """The problem on one line: file and line, place in words, fault, remedy."""
    line = problem.in_language(lang)
    place = place_words(problem.field).in_language(lang)
    where = f"{problem.file}:{problem.line}" if problem.file and problem.line else problem.file
    if not place or not where or not line.startswith(f"{where}: "):
        return line
    rest = line.removeprefix(f"{where}: ")
    return f"{where}（{place}）：{rest}" if lang == "zh" else f"{where} ({place}): {rest}"


def place_words(field: str) -> Words:
    """`variants.balanced.zh.3` -> the balanced position, Chinese, paragraph 4; empty for a field without such words."""
    head, *rest = field.split(".")
    if head == "variants" and rest[1:] == ["gives_up"] and rest[0] in POSITIONS:
        words = POSITIONS[rest[0]]
        return Words(f"{words.zh}的让步", f"{words.en}, what it gives up")
    if head == "variants" and rest:
        return _joined((POSITIONS.get(rest[0]), *(_LANGS.get(r) for r in rest[1:2]), _paragraph(rest[2:])))
    if head == "variables" and rest:
        return Words(f"变量“{rest[0]}”", f"variable '{rest[0]}'")
    if head == "basis" and rest and rest[0].isdigit():
        n = int(rest[0]) + 1
        return Words(f"法律依据第{n}项", f"legal basis, item {n}")
    return _FIELDS.get(head, Words())


def _paragraph(rest: list[str]) -> Words | None:
    if not rest or not rest[0].isdigit():
        return None
    n = int(rest[0]) + 1
    return Words(f"第{n}段", f"paragraph {n}")


def _joined(parts: tuple[Words | None, ...]) -> Words:
    known = [p for p in parts if p]
    return Words("，".join(p.zh for p in known), ", ".join(p.en for p in known))
