"""Checks over one clause within its library, each a Problem with its place and its words in both languages.

Values that flow: a `ClauseRecord` and the `Store` -> Problems. Marks are held against declarations, Chinese against
English, needs and references against the other clauses, the record against the matrix. Each check is a function over
one clause, so that a message always has a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from catalogue.model import Words
from catalogue.problems import Problem
from clause_library.conditions import clauses_named
from clause_library.markup import plain, refs_in, split_ref, terms_in, variables_in
from clause_library.model import LANGS, STRENGTHS, VARIANTS, BlockKind, Clause, Variant
from clause_library.parity import differences, periods
from clause_library.positions import POSITIONS
from clause_library.schema import LANGUAGE_WORDS, ClauseRecord
from clause_library.store import Store
from clause_library.variables import fault_of

_PERIOD_TYPES = ("days", "working_days", "months")
_RULE_ID = re.compile(r"[FCTPI]-\d{2,3}")
_IN = ("mandatory", "recommended", "optional")
STRENGTH_WORDS = ("必备", "推荐", "可选", "不提供", "不得列入")
STRENGTH_ZH: MappingProxyType[str, str] = MappingProxyType(dict(zip(STRENGTHS, STRENGTH_WORDS, strict=True)))


def clause_problems(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    """Everything wrong with one clause, seen within the library."""
    checks = (
        _positions,
        _variables,
        _sample,
        _references,
        _dependencies,
        _succession,
        _matrix,
        _basis,
        _trigger,
        _terms,
    )
    for check in checks:
        yield from check(record, store)
    for variant in record.clause.variants.values():
        yield from _parity(record, variant, store)
        yield from _shape(record, variant)
        yield from _joins(record, variant)


def _positions(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    for position in VARIANTS:
        if (position in clause.variants) == (position in clause.absent):
            yield record.problem(
                "variants",
                f"'{position}' must stand in 'variants' or, with its reason, in 'absent'",
                zh=f"{POSITIONS[position].zh}须有文本，或者在“absent”写明没有的理由，两者取一",
            )
    for variant in clause.variants.values():
        field = f"variants.{variant.position}"
        if variant.fallback and (variant.fallback not in clause.variants or variant.fallback == variant.position):
            yield record.problem(
                field,
                f"the fallback '{variant.fallback}' is not another variant of {clause.id}",
                zh=f"让步的去处“{variant.fallback}”不是 {clause.id} 的另一立场",
            )
        if variant.fallback and not (variant.gives_up.zh and variant.gives_up.en):
            yield record.problem(
                field,
                "a fallback needs 'gives_up' in both languages",
                "say what retreating costs",
                zh="有让步去处的，须用中英文写明让步的代价（gives_up）",
                hint_zh="写明退一步失去什么",
            )


def _variables(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    used: set[str] = set()
    for variant in clause.variants.values():
        for lang in LANGS:
            for name in variables_in(variant.texts[lang]):
                used.add(name)
                if name not in clause.variables:
                    field = f"variants.{variant.position}.{lang}"
                    yield record.problem(
                        field,
                        f"{{var:{name}}} is not declared",
                        f"add '{name}' under 'variables'",
                        zh=f"用了未定义的变量“{name}”",
                        hint_zh=f"请在 variables 下补上“{name}”",
                    )
            yield from _units(record, variant, lang)
    for name, variable in clause.variables.items():
        field = f"variables.{name}"
        if name not in used:
            yield record.problem(
                field,
                f"'{name}' is declared and never used",
                "use it or remove it",
                zh=f"变量“{variable.label.zh}”（{name}）没有用到",
                hint_zh="请使用或者删去",
            )
        if variable.minimum is not None and variable.maximum is not None and variable.minimum > variable.maximum:
            yield record.problem(field, "'min' is above 'max'", zh="下限高于上限")
        for lang in LANGS:
            fault = fault_of(variable, variable.default.in_language(lang)) if variable.default else None
            if fault:
                yield record.problem(field, f"the default: {fault.en}", zh=f"缺省值：{fault.zh}")
                break


def _units(record: ClauseRecord, variant: Variant, lang: str) -> Iterable[Problem]:
    """A variable that counts days must be followed by the unit of its type."""
    for at, block in enumerate(variant.texts[lang]):
        words = " | ".join(plain(cell) for cell in block.cells)
        units = {name.strip("⟨⟩"): unit for name, unit in periods(words, lang)}
        for name in variables_in([block]):
            variable = record.clause.variables.get(name)
            if variable and variable.type in _PERIOD_TYPES and units.get(name) != variable.type:
                field = f"variants.{variant.position}.{lang}.{at}"
                told = {"days": "日 / Days", "working_days": "个工作日 / Working Days", "months": "个月 / months"}
                yield record.problem(
                    field,
                    f"{{var:{name}}} counts {variable.type} but its unit does not follow it",
                    f"write {told[variable.type]} right after it",
                    zh=f"变量“{variable.label.zh}”（{name}）之后没有写它的单位",
                    hint_zh=f"请紧接着写“{told[variable.type]}”",
                )


def _sample(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    clause = record.clause
    for name, value in clause.sample.items():
        variable = clause.variables.get(name)
        if variable is None:
            yield record.problem(
                "sample",
                f"the sample names '{name}', which is no variable of {clause.id}",
                zh=f"示例取值提到的“{name}”不是 {clause.id} 的变量",
            )
        elif fault := fault_of(variable, value.zh or value.en):
            yield record.problem(
                "sample",
                f"the sample value of '{name}': {fault.en}",
                zh=f"“{variable.label.zh}”的示例取值：{fault.zh}",
            )
    for name, variable in clause.variables.items():
        if not variable.default and name not in clause.sample and variable.type != "party":
            yield record.problem(
                f"variables.{name}",
                f"'{name}' has neither default nor sample value",
                zh=f"变量“{variable.label.zh}”（{name}）既无缺省值也无示例取值",
            )


def _references(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause = record.clause
    for variant in clause.variants.values():
        for lang in LANGS:
            for value in sorted(set(refs_in(variant.texts[lang]))):
                field = f"variants.{variant.position}.{lang}"
                for message, hint in _reference_faults(clause, value, store):
                    zh = f"引用 {value}：{message.zh}"
                    yield record.problem(field, f"{{ref:{value}}}: {message.en}", hint.en, zh=zh, hint_zh=hint.zh)


def _reference_faults(clause: Clause, value: str, store: Store) -> Iterable[tuple[Words, Words]]:
    target, item = split_ref(value)
    if target != clause.id and target not in clause.depends:
        yield (
            Words(f"{target} 没有列为所依赖的条款（depends）", f"{target} is not in 'depends'"),
            Words(f"请把 {target} 列入 depends，或者不引用它", f"add {target} to 'depends', or do not refer to it"),
        )
    found = store.clauses.get(target)
    if found is None:
        yield (
            Words(f"条款库里没有 {target}", f"{target} is not in this library"),
            Words("只能引用条款库里的条款", "a text may only refer to clauses of the library"),
        )
    elif item and any(item > _items(variant) for variant in found.variants.values()):
        yield (
            Words(f"{target} 并非每个立场都有{item}项", f"not every variant of {target} has {item} items"),
            Words("请引用整条，或各立场都有的项", "refer to the clause, or to an item all variants have"),
        )


def _items(variant: Variant) -> int:
    return sum(block.kind is BlockKind.ITEM for block in variant.texts["zh"])


def _dependencies(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause = record.clause
    for target in clause.depends:
        other = store.clauses.get(target)
        if other is None or target == clause.id:
            yield record.problem(
                "depends",
                f"{target} is not another clause of this library",
                zh=f"所依赖的 {target} 不是条款库里的另一条",
            )
            continue
        for kind, strength in clause.kinds.items():
            if strength in _IN and other.kinds[kind] not in _IN:
                yield record.problem(
                    "depends",
                    f"in {kind} {clause.id} may stand but {target}, which it needs, may not",
                    "drop it",
                    zh=f"{kind} 类合同可以列入 {clause.id}，而它所依赖的 {target} 不得列入",
                    hint_zh="请去掉这一依赖",
                )


def _succession(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    """Clauses that are gone: what needs a retired clause can never stand; an old id belongs to one clause."""
    clause = record.clause
    for target in () if clause.retired else clause.depends:
        other = store.clauses.get(target)
        if other is not None and other.retired:
            yield record.problem(
                "depends",
                f"{target}, which it needs, is retired",
                "name what took its place, or retire this clause too",
                zh=f"所依赖的 {target} 已停用",
                hint_zh="请改写为代替它的条款，或者一并停用本条",
            )
    for old in clause.renamed:
        end = store.clauses.get(store.renames.get(old, clause.id))
        if end is not None and end.retired:
            yield record.problem(
                "renamed",
                f"the earlier id {old} leads to {end.id}, which is retired with nothing in its place",
                f"name {old} under 'renamed' of the clause that takes its place",
                zh=f"旧编号 {old} 指向 {end.id}，该条已停用而没有代替的条款",
                hint_zh=f"请在代替它的条款的“renamed”列出 {old}",
            )
        other = store.clauses.get(old)
        if other is not None and not other.retired:
            yield record.problem(
                "renamed",
                f"{old} still stands as a clause of its own",
                f"retire {old}, or do not name it here",
                zh=f"旧编号 {old} 仍是另一条条款",
                hint_zh=f"请停用 {old}，或者不在此列出",
            )


def _matrix(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    clause, row = record.clause, store.matrix.get(record.clause.id)
    if row is None:
        return
    for kind, strength in row.kinds.items():
        if clause.kinds[kind] != strength:
            yield record.problem(
                "kinds",
                f"{kind} is {clause.kinds[kind]} here and {strength} in the matrix",
                zh=f"{kind} 类合同：本文件为{STRENGTH_ZH[clause.kinds[kind]]}，总表为{STRENGTH_ZH[strength]}",
            )
    if (clause.host.topic, clause.host.action) != (row.host.topic, row.host.action):
        yield record.problem(
            "host",
            f"the matrix puts {clause.id} at {row.host.topic}, {row.host.action}",
            zh=f"总表把 {clause.id} 放在 {row.host.topic}（{row.host.action}）",
        )
    if clause.family != row.family:
        yield record.problem(
            "family", f"{clause.id} belongs to family {row.family}", zh=f"{clause.id} 属于 {row.family} 类"
        )
    if clause.effective != row.effective or clause.priority != row.priority:
        yield record.problem(
            "id",
            f"the matrix says effective {row.effective}, priority {row.priority}",
            zh=f"总表为：生效时点 {row.effective}，强度 {STRENGTH_ZH[row.priority]}",
        )


def _basis(record: ClauseRecord, _: Store) -> Iterable[Problem]:
    if not record.clause.basis:
        yield record.problem(
            "basis",
            f"{record.clause.id} names no legal basis",
            "instrument, article and as_of",
            zh=f"{record.clause.id} 没有写法律依据",
            hint_zh="请写明法律文件、条号和所引版本的日期",
        )
    for at, basis in enumerate(record.clause.basis):
        if not (basis.instrument and basis.article and basis.as_of):
            yield record.problem(f"basis.{at}", "a citation needs instrument, article and as_of",
                                 zh="法律依据须写明法律文件、条号和所引版本的日期")  # fmt: skip
        if basis.fact and not _RULE_ID.fullmatch(basis.fact):
            yield record.problem(f"basis.{at}", f"'{basis.fact}' is not a fact id", "such as F-36 or C-07",
                                 zh=f"“{basis.fact}”不是事实编号", hint_zh="例如 F-36 或 C-07")  # fmt: skip


def _trigger(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    for name in clauses_named(record.clause.trigger):
        if name not in store.matrix and name not in store.clauses:
            yield record.problem(
                "triggers",
                f"the trigger names {name}, which is no clause of the taxonomy",
                zh=f"触发条件提到的 {name} 不是条款库的条款",
            )


def _terms(record: ClauseRecord, store: Store) -> Iterable[Problem]:
    known = {lang: {_word(pair.words, lang).lower() for pair in store.terms} for lang in LANGS}
    for variant in record.clause.variants.values():
        for lang in LANGS:
            for word in sorted(set(terms_in(variant.texts[lang]))):
                if word.lower() not in known[lang]:
                    field = f"variants.{variant.position}.{lang}"
                    hint = "the glossary has " + ", ".join(_word(p.words, lang) for p in store.terms)
                    listed = "、".join(_word(p.words, lang) for p in store.terms)
                    yield record.problem(
                        field,
                        f"{{term:{word}}} is not in the {lang} glossary",
                        hint,
                        zh=f"“{word}”不在{LANGUAGE_WORDS[lang]}词语表中",
                        hint_zh=f"词语表有：{listed}",
                    )


def _word(words: Words, lang: str) -> str:
    return words.en if lang == "en" else words.zh


def _parity(record: ClauseRecord, variant: Variant, store: Store) -> Iterable[Problem]:
    roles = {_word(p.words, lang).lower(): p.role for p in store.terms if p.role for lang in LANGS}
    for at, message in differences(variant.texts["zh"], variant.texts["en"], roles):
        field = f"variants.{variant.position}.en" + (f".{at}" if at >= 0 else "")
        yield record.problem(
            field, message.en, "make the two languages say the same", zh=message.zh, hint_zh="请使两种文字意思一致"
        )


_ANNOUNCES: MappingProxyType[str, re.Pattern[str]] = MappingProxyType(
    {"zh": re.compile(r"下列(?:事件|情形|情况).*：$"), "en": re.compile(r"\b[Tt]he following (?:events|cases)\b.*:$")}
)


def _joins(record: ClauseRecord, variant: Variant) -> Iterable[Problem]:
    """A clause whose items join a list of the contract: the paragraph before them announces them in fixed words."""
    for lang in LANGS if record.clause.host.joins else ():
        body = [b for b in variant.texts[lang] if b.kind is not BlockKind.HEADING]
        announced = len(body) > 1 and body[0].kind is BlockKind.PARA and body[1].kind is BlockKind.ITEM
        if not announced or not _ANNOUNCES[lang].search("".join(plain(c) for c in body[0].cells)):
            yield record.problem(
                f"variants.{variant.position}.{lang}",
                "its items join a list of the contract: the first paragraph must announce “the following events” (or "
                "cases) and end with a colon, items behind it",
                zh="各项并入合同的清单：首段须以“下列事件”或者“下列情形”引出并以冒号结尾，其后为各项",
            )


def _shape(record: ClauseRecord, variant: Variant) -> Iterable[Problem]:
    for lang in LANGS:
        blocks = variant.texts[lang]
        field = f"variants.{variant.position}.{lang}"
        if not blocks or blocks[0].kind is not BlockKind.HEADING:
            yield record.problem(field, "a text starts with a heading", zh="文本须以标题开头")
        if sum(block.kind is BlockKind.HEADING for block in blocks) > 1:
            yield record.problem(field, "a text has one heading", zh="一份文本只有一个标题")
