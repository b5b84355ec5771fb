"""What a lawyer must know beside a draft: conflicts that remain in the paper, and blanks left in its clauses.

Values that flow: a selection's conflicts, the rendered clauses and the original paragraphs a draft replaced become
`Notice`s of the draft's report. The hard point is to say each thing once: a conflict with a sentence that the draft
itself replaced is repaired and is not reported again. Rejected: leaving conflicts to `select`, where somebody who
only drafts never reads them.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import Conflict, Listed, RenderedClause, Selection, Variable
from clause_library.own.overlay import own_words
from clause_library.store import Store
from clause_library.variables import list_in_words


def conflict_notices(conflicts: Iterable[Conflict], replaced: frozenset[int]) -> tuple[Notice, ...]:
    """The conflicts still there when the original paragraphs `replaced` have given way to a clause."""
    return tuple(_conflict(c) for c in conflicts if c.paragraph is None or c.paragraph not in replaced)


def _conflict(conflict: Conflict) -> Notice:
    text, repair = conflict.text, conflict.repair
    zh = text.zh + (f"（{conflict.place}）" if conflict.place else "") + (f"。处理：{repair.zh}" if repair.zh else "")
    en = text.en + (f" ({conflict.place})" if conflict.place else "") + (f". Repair: {repair.en}" if repair.en else "")
    kind = "gate" if conflict.rule.startswith("G-") else "drafting"
    return Notice(conflict.rule, kind, conflict.severity, Words(zh, en), conflict.basis)


def lacking_notices(excluded: Iterable[Listed]) -> tuple[Notice, ...]:
    """One warning that names the mandatory clauses this library does not hold, where there are any."""
    names = [listed.id for listed in excluded if listed.lacking == "mandatory"]
    if not names:
        return ()
    zh = f"本条款库尚无下列必备条款，未写入，请另行起草：{'、'.join(names)}"
    en = f"mandatory clauses not in this library and so not put in, draft them separately: {', '.join(names)}"
    return (Notice("clauses-lacking", "drafting", "warning", Words(zh, en)),)


def blank_notices(clauses: Iterable[RenderedClause], store: Store) -> tuple[Notice, ...]:
    """One warning for each clause with values nobody gave, naming them by their labels."""
    return tuple(_blanks(clause, store) for clause in clauses if clause.missing)


def notices(
    selection: Selection, clauses: Iterable[RenderedClause], store: Store, replaced: frozenset[int] = frozenset()
) -> tuple[Notice, ...]:
    """Everything to say beside a draft or a clause pack, gates and conflicts first."""
    remaining = conflict_notices(selection.conflicts, replaced)
    written = tuple(clauses)
    faulty = own_notices(written, store)
    lacking = lacking_notices(selection.excluded)
    return (*remaining, *faulty, *lacking, *blank_notices(written, store), *answered_notices(written, store))


def answered_notices(clauses: Iterable[RenderedClause], store: Store) -> tuple[Notice, ...]:
    """One note for each clause with values that matter or result answered, each with its reason."""
    return tuple(
        _filled(clause, store)
        for clause in clauses
        if any(text.zh if lang == "zh" else text.en for _, text, _ in clause.answered for lang in clause.blocks)
    )


def _filled(clause: RenderedClause, store: Store) -> Notice:
    variables = store.clause(clause.id).variables
    told = [(variables[name], text, why) for name, text, why in clause.answered if name in variables]
    zh = "；".join(f"{v.label.zh}：{_shown(v, text, 'zh')}（{why.zh}）" for v, text, why in told if text.zh)
    en = "; ".join(f"{v.label.en}: {_shown(v, text, 'en')} ({why.en})" for v, text, why in told if text.en)
    words = Words(f"{clause.id} 按案卷或者研判结果填写，请核对：{zh}", f"{clause.id}: filled in, please check: {en}")
    return Notice("answered", "drafting", "note", words)


def _shown(variable: Variable, text: Words, lang: str) -> str:
    """The value as the notice names it."""
    own = text.zh if lang == "zh" else text.en
    choice = dict(variable.choices).get(own)
    return choice.in_language(lang) if choice else list_in_words(own, lang)


def own_notices(clauses: Iterable[RenderedClause], store: Store) -> tuple[Notice, ...]:
    """One warning for each clause whose own text has a fault, so that the bundled one was written."""
    named = (store.clauses[c.id] for c in clauses if c.id in store.own and store.own[c.id].refused)
    return tuple(
        Notice("own-refused", "drafting", "warning", Words(f"{c.id} {words.zh}", f"{c.id}: {words.en}"))
        for c in named
        for words in own_words(c, store.own)
    )


def _blanks(clause: RenderedClause, store: Store) -> Notice:
    variables = {f"{clause.id}.{name}": v.label for name, v in store.clause(clause.id).variables.items()}
    labels = [variables[name] for name in clause.missing]
    zh = f"{clause.id} 有{len(labels)}处未填，文本中已标为空白：" + "、".join(label.zh for label in labels)
    en = f"{clause.id}: blanks marked in the text for values not given: " + "; ".join(lb.en for lb in labels)
    return Notice("blank", "drafting", "warning", Words(zh, en))
