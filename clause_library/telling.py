"""Answers of the clause floor printed for people: plain text, Chinese first. Takes values, decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from catalogue.model import Words
from catalogue.results import Basis
from catalogue.telling.telllaw import citations
from clause_library.dealings import position_word
from clause_library.listing import list_clauses, standing_lines
from clause_library.model import Selection
from clause_library.negotiate import Move, told
from clause_library.own.explain import explain
from clause_library.positions import position_words
from clause_library.store import Store

STRENGTHS = {
    "mandatory": Words("必备", "mandatory"),
    "recommended": Words("建议", "recommended"),
    "optional": Words("可选", "optional"),
}
HOW = {
    "new": Words("新增条文", "new article"),
    "merged": Words("并入", "merged into"),
    "replaced": Words("替换", "replaced"),
    "annex": Words("附件", "annex"),
    "kept": Words("保留", "kept"),
}
SEVERITIES = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "note": Words("提示", "note"),
}


def one_each(basis: Iterable[Basis], comma: str) -> tuple[Basis, ...]:
    """The citations with the articles of one instrument told together, in the order of the instruments."""
    found: dict[tuple[Words, bool], list[str]] = {}
    for one in basis:
        found.setdefault((one.instrument, one.verify), []).append(one.article)
    return tuple(
        Basis(instrument, comma.join(a for a in dict.fromkeys(articles) if a), verify=verify)
        for (instrument, verify), articles in found.items()
    )


class ClauseTeller:
    """Lines in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, zh: str, en: str) -> str:
        """The text of this teller's language."""
        return en if self.lang == "en" else zh

    def word(self, words: Words) -> str:
        """The words in this teller's language."""
        return words.in_language(self.lang)

    def _position(self, position: str) -> str:
        return self.word(position_words(position))

    def list(self, store: Store, family: str) -> Iterator[str]:
        """One line a clause."""
        rows = cast("list[dict[str, object]]", list_clauses(store, family)["clauses"])
        for row in rows:
            positions = self.say("、", ", ").join(self._position(name) for name in cast("list[str]", row["variants"]))
            yield f"{row['id']}  {row['title']} / {row['title_en']}  [{positions}]"
            clause = store.clauses[str(row["id"])]
            yield from (f"    {line}" for line in standing_lines(store, clause, self.lang))
        yield from (f"! {explain(problem, self.lang)}" for problem in store.problems)

    def shown(self, store: Store, value: Mapping[str, object], asked: str) -> Iterator[str]:
        """One clause in one position: title, whose text it is, the text."""
        name = str(value["id"])
        yield f"{name}  {value['title']}  [{self._position(str(value['variant']))}]"
        if asked != name:
            yield self.say(f"{asked} 现称 {name}", f"{asked} is called {name} now")
        yield from standing_lines(store, store.clauses[name], self.lang)
        yield f"\n{value['text']}"

    def selection(self, selection: Selection, store: Store) -> Iterator[str]:
        """Clauses in, offered and left out, with reasons; then conflicts."""
        for chosen in selection.clauses:
            title = self.word(store.title(chosen.id))
            yield f"+ {chosen.id}  {title}  [{self.word(STRENGTHS[chosen.priority])}, {self._position(chosen.variant)}]"
            yield from self._why(chosen.because, chosen.basis)
        for listed in selection.offered:
            yield f"? {listed.id}  {self.word(store.title(listed.id))}"
            yield from self._why(listed.because, listed.basis)
        for listed in selection.excluded:
            reasons = self.say("；", "; ").join(self.word(reason) for reason in listed.because)
            yield f"- {listed.id}  {self.word(store.title(listed.id))}: {reasons}"
            yield from self._why((), listed.basis)
        for conflict in selection.conflicts:
            where = f" ({conflict.place})" if conflict.place else ""
            yield f"! {conflict.rule} {self.word(SEVERITIES[conflict.severity])}{where}: {self.word(conflict.text)}"
            if conflict.repair:
                yield f"    {self.say('处理：', 'repair: ')}{self.word(conflict.repair)}"

        for deviation in selection.deviations:
            yield f"~ {deviation.id}  {self.word(deviation.text)}"

    def _why(self, because: Iterable[Words], basis: Iterable[Basis]) -> Iterator[str]:
        """The reasons, and the law the clause rests on."""
        yield from (f"    {self.word(reason)}" for reason in because)
        if grouped := one_each(basis, self.say("、", ", ")):
            yield self.say("    依据：", "    basis: ") + citations(grouped, self.lang)

    def move(self, move: Move, store: Store) -> Iterator[str]:
        """What a move changes: position, clauses, conflicts, and what is left to retreat to."""
        was, now = position_word(move.was, self.lang), position_word(move.now, self.lang)
        yield f"{move.clause}  {self.word(store.title(move.clause))}: {was} -> {now}"
        if not move.now:
            left = next((item for item in move.selection.excluded if item.id == move.clause), None)
            yield from (f"    {self.word(reason)}" for reason in (left.because if left else ()))
        yield from (f"+ {name}  {self.word(store.title(name))}" for name in move.brought)
        yield from (f"- {name}  {self.word(store.title(name))}" for name in move.dropped)
        yield from (self.say("! 新增冲突 ", "! new conflict ") + line for line in told(move.raised, self.lang))
        yield from (self.say("  消除冲突 ", "  settled ") + line for line in told(move.settled, self.lang))
        for rung in move.ladder:
            yield self.say("  可退至 ", "  fallback ") + f"{self._position(rung.position)}: {self.word(rung.gives_up)}"

    def inspection(self, value: Mapping[str, object]) -> Iterator[str]:
        """Language, numbering and outline of a contract."""
        numbering = cast("Mapping[str, object]", value["numbering"])
        yield self.say("语言：", "language: ") + f"{value['language']}, {value['layout']}"
        yield self.say("编号：", "numbering: ") + str(numbering["kind"])
        for row in cast("list[Mapping[str, object]]", value["outline"]):
            level = cast(int, row["level"])
            yield "  " * level + f"{row['number'] or ''} {row['text']}".strip()
        for warning in cast("list[object]", value["warnings"]):
            text = cast("Mapping[str, object]", warning)["text"] if isinstance(warning, Mapping) else warning
            yield f"! {text}"

    def report(self, value: Mapping[str, object]) -> Iterator[str]:
        """Where every clause went, what else changed, warnings, and the output."""
        for row in cast("list[Mapping[str, object]]", value["inserted"]):
            how = self.word(HOW.get(str(row["how"]), Words(str(row["how"]))))
            number, after = str(row["number"] or ""), str(row["after"] or "")
            behind = (
                self.say(f"（原{after}之后）", f" (after the former {after})") if row["how"] == "new" and after else ""
            )
            yield f"+ {row['id']}  {how}  {number}{behind}".rstrip()
        for name, label in (
            ("replaced", self.say("替换", "replaced")),
            ("corrected", self.say("更正引用", "corrected reference")),
        ):
            for row in cast("list[Mapping[str, object]]", value[name]):
                yield f"~ {label}: {row['was']} → {row['is']}"
        for row in cast("list[Mapping[str, object]]", value["removed"]):
            yield f"- {row['id']}  " + self.say("已移出", "taken out")
            if row["text"]:
                yield self.say("    人工修改后的文字：", "    its edited words: ") + str(row["text"])
        if value["renumbered"]:
            yield self.say(f"调整编号 {value['renumbered']} 处", f"{value['renumbered']} numbers moved")
        for warning in cast("list[Mapping[str, object]]", value["warnings"]):
            yield f"! {warning['text']}"
        yield self.say("已写出：", "written: ") + str(value["output"])
