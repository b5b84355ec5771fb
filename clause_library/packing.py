"""What goes into a clause pack: by result, by family or hand-picked, with or without a matter.

Values that flow: a selection (or none) + `Picked` -> chosen clauses in library order with what to say about them ->
rendered clauses, cover, notes -> `PackSpec`, and the rows of the index. The hard problem: what somebody picks by hand
the result may not call for, may advise against, or may not exist in the position asked for; it goes in as asked where
there is a text, and a warning says what the result says about it. Rejected: dropping it without a word; refusing the
whole pack for one clause.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.matter import ClauseChoices
from catalogue.model import Words
from catalogue.problems import BadInput, one_of, one_of_zh
from catalogue.results import Basis
from clause_library.listing import family_letter
from clause_library.model import VARIANTS, Chosen, Clause, RenderedClause, Selection
from clause_library.negotiate import ladder
from clause_library.positions import POSITIONS
from clause_library.store import Store

EVERY = "all"
BY_HAND = Words("手选", "picked by hand")


@dataclass(frozen=True, slots=True)
class Picked:
    """What the user asks for: clause ids (`all` for every clause), families, a position; empty for what the result
    calls for."""

    only: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    variant: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether anything was named."""
        return bool(self.only or self.families)


def read_picked(store: Store, only: str, families: str, variant: str) -> Picked:
    """The flags `--only`, `--family`, `--variant`. Raises BadInput for a clause, family or position there is not."""
    names = tuple(dict.fromkeys(name.strip().upper() for name in only.split(",") if name.strip()))
    names = (EVERY,) if names == (EVERY.upper(),) else tuple(store.clause(name).id for name in names)
    letters = tuple(dict.fromkeys(family_letter(store, f.strip()) for f in families.split(",") if f.strip()))
    if variant and variant not in VARIANTS:
        raise BadInput.because(
            f"'{variant}' is not a position",
            field="--variant",
            hint=one_of(VARIANTS),
            zh=f"“{variant}”不是立场",
            hint_zh=one_of_zh(VARIANTS),
        )
    return Picked(names, letters, variant)


@dataclass(frozen=True, slots=True)
class Packed:
    """The clauses of a pack in library order, and what the user should know about the choice."""

    clauses: tuple[Chosen, ...]
    warnings: tuple[Words, ...]


def pack_of(store: Store, picked: Picked, selection: Selection | None, choices: ClauseChoices) -> Packed:
    """The clauses of the pack; those the selection does not hold take the position of the matter's profile.

    By result: what the selection holds, of the families named; `only` names clauses whether it holds them or not.
    Raises BadInput where nothing is left.
    """
    chosen = {c.id: c for c in selection.clauses} if selection else {}
    wanted = _wanted(store, picked, chosen)
    warnings: list[Words] = []
    clauses: list[Chosen] = []
    for name in store.order(wanted):
        clause = store.clauses[name]
        position = dict(choices.families).get(clause.family, choices.position)
        one = chosen.get(name) or Chosen(name, position, "", (BY_HAND,), clause.host)
        if selection and name not in chosen:
            warnings.append(_uncalled(name, selection))
        variant, said = _existing(clause, picked.variant or one.variant)
        warnings += said
        clauses.append(replace(one, variant=variant))
    if not clauses:
        raise BadInput.because(
            "no clause is left to put into the pack",
            hint="name clauses with --only, or --only all",
            zh="没有可以写入条款包的条款",
            hint_zh="请用 --only 指明条款，或者 --only all",
        )
    return Packed(tuple(clauses), tuple(warnings))


def _wanted(store: Store, picked: Picked, chosen: dict[str, Chosen]) -> tuple[str, ...]:
    if picked.only == (EVERY,):
        base: Iterable[str] = store.clauses
    elif picked.only:
        base = picked.only
    else:
        base = chosen or (store.clauses if picked.families else ())
    return tuple(name for name in base if not picked.families or store.clauses[name].family in picked.families)


def _uncalled(name: str, selection: Selection) -> Words:
    """A clause picked by hand that the result does not put in, with what it says instead."""
    because = next((o.because for o in (*selection.excluded, *selection.offered) if o.id == name), ())
    zh = "；".join(b.zh for b in because) or "结果没有要求本条"
    en = "; ".join(b.en for b in because) or "the result does not call for it"
    return Words(f"{name} 为手选：{zh}", f"{name} was picked by hand: {en}")


def _existing(clause: Clause, wanted: str) -> tuple[str, tuple[Words, ...]]:
    """The position, or the nearest one there is with the reason why the one asked for must not exist."""
    if wanted in clause.variants:
        return wanted, ()
    instead = next(v for v in ("balanced", *VARIANTS) if v in clause.variants)
    why = clause.absent.get(wanted, Words())
    zh = f"{clause.id} 没有{POSITIONS[wanted].zh}的文本，改用{POSITIONS[instead].zh}：{why.zh}"
    en = f"{clause.id} has no text in the {POSITIONS[wanted].en}, the {POSITIONS[instead].en} is used: {why.en}"
    return instead, (Words(zh, en),)


def note_lines(store: Store, clause: RenderedClause) -> tuple[tuple[Words, Words], ...]:
    """The internal notes of a clause: purpose, why it is in, how to negotiate it, where to retreat to, the law."""
    record = store.clause(clause.id)
    lines = [(Words("用途", "Purpose"), record.purpose)]
    because = tuple(b for b in clause.because if b != BY_HAND)
    if because:
        lines.append((Words("列入理由", "Why it is in"), joined(because)))
    lines.append((Words("谈判", "Negotiation"), record.negotiation))
    for rung in ladder(record, clause.variant):
        name, price = POSITIONS[rung.position], rung.gives_up
        lines.append(
            (Words("退让", "Fallback"), Words(f"{name.zh}；代价：{price.zh}", f"{name.en}; price: {price.en}"))
        )
    if clause.basis:
        lines.append((Words("依据", "Legal basis"), joined(cited(clause.basis))))
    return tuple((label, text) for label, text in lines if text)


def comment_lines(store: Store, clause: RenderedClause) -> tuple[Words, ...]:
    """What a comment in the contract says of a clause: title, position, why it is in, where to retreat to, law."""
    position = POSITIONS[clause.variant]
    head = Words(f"{clause.title.zh}（{position.zh}）", f"{clause.title.en} ({position.en})")
    shown = [n for n in note_lines(store, clause) if n[0].en in ("Why it is in", "Fallback", "Legal basis")]
    return (head, *(Words(f"{label.zh}：{text.zh}", f"{label.en}: {text.en}") for label, text in shown))


def joined(texts: tuple[Words, ...]) -> Words:
    """Several texts as one line."""
    return Words("；".join(t.zh.rstrip("。；") for t in texts), "; ".join(t.en.rstrip(".;") for t in texts))


def cited(basis: Iterable[Basis]) -> tuple[Words, ...]:
    """`《技术进出口管理条例》第34、35条（2020-11-29）`: the articles of each instrument and day together."""
    articles: dict[tuple[Words, dt.date | None], list[str]] = {}
    for one in basis:
        known = articles.setdefault((one.instrument, one.as_of), [])
        if one.article and one.article not in known:
            known.append(one.article)
    return tuple(_cited(name, day, places) for (name, day), places in articles.items())


def _cited(name: Words, day: dt.date | None, places: list[str]) -> Words:
    numbers = [place for place in places if place[:1].isdigit()]
    others = [place for place in places if not place[:1].isdigit()]
    zh = name.zh if "《" in name.zh else f"《{name.zh}》"
    zh += (f"第{'、'.join(numbers)}条" if numbers else "") + "、".join(others)
    plural = "Articles" if len(numbers) > 1 else "Article"
    en = ", ".join((name.en, *([f"{plural} {', '.join(numbers)}"] if numbers else []), *others))
    return Words(zh + (f"（{day}）" if day else ""), en + (f" ({day})" if day else ""))


def unbound_lines(store: Store, picked: Picked, on: dt.date) -> list[tuple[Words, Words]]:
    """The cover of a pack that belongs to no matter."""
    return [
        (Words("案卷", "Matter"), Words("无；未填的变量为空白", "none; values not given are blanks")),
        (Words("立场", "Position"), POSITIONS[picked.variant or "balanced"]),
        (Words("日期", "Date"), Words(f"{on.year}年{on.month}月{on.day}日", f"{on.day} {on:%B %Y}")),
        (Words("条款库", "Library"), Words(f"现有{len(store.clauses)}条", f"{len(store.clauses)} clauses held")),
    ]
