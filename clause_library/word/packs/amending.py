"""A supplementary agreement: the clauses as a paper of their own that amends a contract by reference.

Values that flow: `Supplement` (the contract's title, the parties, each clause with what it does to the
contract) -> articles in the styles of a pack -> bytes. The hard problem: the clauses speak of this contract,
and stand outside it. So the first article says that those words mean the contract as supplemented, and names,
article by article, what gives way and what is added; the last says what goes on unchanged. Nothing here says
when anything takes effect: that is settled by the contract and by the clause on effectiveness. Rejected: the
contract's own numbers (第十条之一) for the new articles; two papers would then claim one sequence, and whoever signs
later cannot see which number is taken.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, cast

from catalogue.model import Words
from catalogue.reports.table import clean
from clause_library.model import BlockKind, Host, RenderedBlock, RenderedClause, Run
from clause_library.word.packs.pack import PackSpec, body_of, fill, phrase
from clause_library.word.packs.packstyles import BLANK, COVER, TEXT, header_and_footer, styled_document
from clause_library.word.packs.packxml import PackXml
from clause_library.word.packs.typeset import to_bytes

TITLE = Words("补充协议", "Supplementary Agreement")
RELATION, REST = "SUP-01", "SUP-02"
UNTITLED = Words("【原合同名称】", "[title of the contract]")
SIGNED_ON = Words("【原合同签署日期】", "[date of the contract]")
NAMELESS = Words("【名称】", "[name]")
NOWHERE = Host("T14", "new")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A clause and what it does to the contract.

    `how` is new, merged, replaced or annex; `article` names the article it joins, follows or amends (empty for none);
    `words` are the words that give way, by language.
    """

    clause: RenderedClause
    how: str
    article: Words
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a supplementary agreement shows. `parties` are the contract's word for each party and its name."""

    contract: Words
    parties: tuple[tuple[Words, Words], ...]
    amendments: tuple[Amendment, ...]
    self_name: Words
    lang: str
    made_on: dt.date
    author: str = "Caveat"
    number: str = ""
    """The number the contract bears on its face, empty for none."""

    @property
    def articles(self) -> dict[str, int]:
        """The number of every clause in the supplement."""
        return {a.clause.id: at for at, a in enumerate(self.amendments, 2)}


def build_supplement(what: Supplement) -> bytes:
    """The supplementary agreement as a Word package; the same values give the same bytes."""
    clauses = (_relation(what), *(a.clause for a in _unfamiled(what)), _rest(what))
    spec = PackSpec(TITLE, (), clauses, {}, what.lang, what.made_on, what.author, captions=False)
    document, ids = styled_document(spec.languages)
    header_and_footer(document, " ".join(spec.texts(TITLE)))
    xml = PackXml(ids)
    body = body_of(document, spec, xml, ids)
    fill(document, "".join((*_opening(what, spec, xml), *body.write(), *_signing(what, spec, xml))))
    cast(Any, document.core_properties).language = "zh-CN" if spec.languages[0] == "zh" else "en-GB"
    made = dt.datetime(what.made_on.year, what.made_on.month, what.made_on.day)
    return to_bytes(document, " ".join(spec.texts(TITLE)), clean(what.author)[:255], made)


def _unfamiled(what: Supplement) -> tuple[Amendment, ...]:
    """A paper that is signed has no family headings."""
    return tuple(replace(a, clause=replace(a.clause, family="")) for a in what.amendments)


def _opening(what: Supplement, spec: PackSpec, xml: PackXml) -> list[str]:
    out = [xml.line("Title", text) for text in spec.texts(TITLE)]
    for role, name in what.parties:
        for lang in spec.languages:
            colon = "：" if lang == "zh" else ": "
            said = name.in_language(lang) or NAMELESS.in_language(lang)
            out.append(xml.paragraph(COVER, xml.label(role.in_language(lang) + colon) + xml.text(said)))
    out += [xml.paragraph(TEXT[lang], _between(what, lang, xml)) for lang in spec.languages]
    return out


def _between(what: Supplement, lang: str, xml: PackXml) -> str:
    """Who signed what and when; the day stands nowhere in the contract for certain and is left to be filled in."""
    title = what.contract.in_language(lang)
    named = xml.text(_named(title, lang)) if title else xml.text(UNTITLED.in_language(lang), BLANK)
    day = xml.text(SIGNED_ON.in_language(lang), BLANK)
    if lang == "zh":
        all_of_them = "双方" if len(what.parties) == 2 else "各方"
        number = f"合同编号：{what.number}，" if what.number else ""
        after = xml.text(f"（{number}以下称“原合同”）。{all_of_them}现就原合同达成本补充协议如下：")
        return xml.text(f"{all_of_them}于") + day + xml.text("签订了") + named + after
    number = f"No. {what.number}, " if what.number else ""
    after = xml.text(f" ({number}the “Principal Agreement”). They now supplement it as follows:")
    return xml.text("The Parties signed ") + named + xml.text(" on ") + day + after


def _named(title: str, lang: str) -> str:
    if title.startswith("《"):
        return title
    return f"《{title}》" if lang == "zh" else f"“{title}”"


def _signing(what: Supplement, spec: PackSpec, xml: PackXml) -> list[str]:
    out: list[str] = []
    if "zh" in spec.languages:
        out.append(xml.line(TEXT["zh"], "（以下无正文）"))
    for role, _ in what.parties:
        lines = {
            "zh": f"{role.zh}（签字、盖章）：________________　　日期：____________",
            "en": f"Signed for {role.en}: ________________    Date: ____________",
        }
        out += [xml.line(TEXT[lang], lines[lang]) for lang in spec.languages]
    return out


def _relation(what: Supplement) -> RenderedClause:
    """What this paper does to the contract, article by article."""
    name = what.self_name
    lead = Words(
        f"本补充协议是原合同的组成部分。本补充协议第二条及以后各条所称“{name.zh}”，指经本补充协议补充和修改的原合同；"
        "除本条另有说明外，各条为原合同增加的约定。",
        f"This Supplementary Agreement is part of the Principal Agreement. In Articles 2 and following, “{name.en}” "
        "means the Principal Agreement as supplemented and amended here; except as this Article says otherwise, each "
        "of them adds to the Principal Agreement.",
    )
    said = [w for a in what.amendments if (w := _does(a, what.articles[a.clause.id])) is not None]
    blocks = {lang: (_block(BlockKind.PARA, lead.in_language(lang)), *_listed(said, lang)) for lang in ("zh", "en")}
    title = Words("与原合同的关系", "Relation to the Principal Agreement")
    return RenderedClause(RELATION, "", "balanced", title, NOWHERE, "on_signature", blocks)


def _block(kind: BlockKind, text: str) -> RenderedBlock:
    return RenderedBlock(kind, ((Run(text),),))


def _listed(said: list[Words], lang: str) -> list[RenderedBlock]:
    """What changes as items of one sentence, the last closed by a full stop."""
    if not said:
        return []
    lead, between, last = ("对原合同的修改和补充如下：", "；", "。") if lang == "zh" else ("In particular:", ";", ".")
    items = [w.in_language(lang) + (last if w is said[-1] else between) for w in said]
    return [_block(BlockKind.PARA, lead), *(_block(BlockKind.ITEM, text) for text in items)]


def _does(amendment: Amendment, number: int) -> Words | None:
    """What one article does to an article of the contract; None where it only adds."""
    article, zh, en = amendment.article, phrase(number, "zh"), phrase(number, "en")
    if amendment.how == "replaced" and amendment.words:
        gone = {lang: words.strip() for lang, words in amendment.words.items()}
        first = next(iter(gone.values()))
        gone_zh, gone_en = gone.get("zh", first), gone.get("en", first)
        place_zh = f"原合同{article.zh}中" if article.zh else "原合同中"
        place_en = f" of {article.en} of the Principal Agreement" if article.en else " of the Principal Agreement"
        return Words(
            f"{place_zh}“{gone_zh}”不再适用，由{zh}代替",
            f"the words “{gone_en}”{place_en} no longer apply; {en} takes their place",
        )
    if amendment.how == "merged" and (article.zh or article.en):
        return Words(
            f"{zh}补充原合同{article.zh}，与该条一并适用",
            f"{en} supplements {article.en} of the Principal Agreement and applies together with it",
        )
    if amendment.how == "annex":
        return Words(f"{zh}为原合同新增的附件", f"{en} is a further annex to the Principal Agreement")
    return None


def _rest(what: Supplement) -> RenderedClause:
    """What stays as it was, and which paper comes first."""
    texts = {
        "zh": (
            "原合同未被本补充协议修改的约定继续适用。",
            "本补充协议与原合同不一致的，以本补充协议为准。",
            "本补充协议何时生效，适用原合同和本补充协议中关于生效的约定；法律、行政法规规定须经许可或者登记的，从其规定。",
        ),
        "en": (
            "What this Supplementary Agreement does not amend in the Principal Agreement continues to apply.",
            "Where the Principal Agreement differs from this Supplementary Agreement, the latter prevails.",
            "When this Supplementary Agreement takes effect is settled by the provisions on effectiveness in the "
            "Principal Agreement and in this Supplementary Agreement; where laws or administrative regulations require "
            "a licence or a registration, they apply.",
        ),
    }
    blocks = {lang: tuple(_block(BlockKind.PARA, t) for t in lines) for lang, lines in texts.items()}
    title = Words("其他约定的效力", "Effect of the other provisions")
    return RenderedClause(REST, "", "balanced", title, NOWHERE, "on_signature", blocks)
