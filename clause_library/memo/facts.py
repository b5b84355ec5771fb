"""The facts the classification rests on: technology, transfer, contract, approvals, parties; what is missing is named.

Matter -> blocks. A fact that is there is a row, one that is not is named in a line below, because an empty row reads
as "no" and a memo must not answer for the client.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from catalogue.matter import Approval, Contract, Matter, Owner, Party, Technology, Transfer
from catalogue.model import Words
from clause_library.memo.blocks import Block, Column, Grid, Heading, Pairs, Para, joined, labelled, same
from clause_library.memo.labels import KINDS, MISSING, MODES, TRISTATE, YES_NO, value

Fact = tuple[Words, Words]

NOT_STATED = Words("案卷未写明（未作任何推定）", "Not stated in the matter (nothing is assumed)")


def facts(matter: Matter) -> Iterator[Block]:
    """The part `Facts`."""
    yield Heading(Words("事实", "Facts"))
    if not matter.technologies:
        yield Para(Words("案卷未写明技术。", "The matter names no technology."))
    for technology in matter.technologies:
        yield Heading(Words(f"技术：{technology.name}", f"Technology: {technology.name}"), 2)
        if technology.description:
            yield Para(same(technology.description))
        yield from _table(_technology(technology))
        yield from _measured(technology)
    yield Heading(Words("转移", "Transfer"), 2)
    yield from _table(_transfer(matter.transfer))
    yield Heading(Words("合同与审批", "Contract and approvals"), 2)
    yield from _table((*_contract(matter.contract), *_approvals(matter)))
    yield Heading(Words("当事人", "Parties"), 2)
    yield from _parties(matter.parties)


def _table(rows: Iterable[Fact]) -> Iterator[Block]:
    every = tuple(rows)
    stated = tuple(row for row in every if row[1])
    missing = [label for label, text in every if not text]
    if stated:
        yield Pairs(stated)
    if missing:
        yield Para(labelled(NOT_STATED, joined(missing, "、", ", ")), "note")


def _technology(technology: Technology) -> Iterator[Fact]:
    yield Words("阶段", "Stage"), value("stage", technology.stage)
    yield Words("载体", "Form"), _listed("form", technology.form)
    yield Words("原产地", "Origin"), _plain(technology.origin)
    yield Words("属公有领域", "Public domain"), _flag(technology.public_domain)
    yield Words("专利状态", "Patent status"), value("patent_status", technology.patent_status)
    if technology.patents:
        yield Words("专利", "Patents"), _plain(technology.patents)
    yield Words("软件著作权", "Software copyright"), _flag(technology.software_copyright)
    for label, text in (
        (Words("美国成分占比", "US content"), technology.us_content_share),
        (Words("美国成分", "US items"), "、".join(technology.us_content_items)),
        (Words("ECCN", "ECCN"), technology.eccn),
        (Words("欧盟附件一编码", "Annex I code"), technology.annex_i),
        (Words("中国成分占比", "PRC content"), technology.cn_content_share),
        (Words("六位税号", "HS codes"), "、".join(technology.hs6)),
    ):
        if text:
            yield label, same(text)
    if technology.us_direct_product:
        yield Words("美国技术的直接产品", "Direct product of US technology"), TRISTATE[technology.us_direct_product]
    for key, word in technology.flags.items():
        yield value("flag", key), TRISTATE.get(word, Words())
    if technology.entries:
        codes = [f"{e.code}({e.point})" if e.point else e.code for e in technology.entries]
        yield Words("案卷点名的编码", "Codes named in the matter"), _plain(codes)


def _measured(technology: Technology) -> Iterator[Block]:
    if not technology.measured:
        yield Para(Words("案卷未给出实测值。", "The matter gives no measured value."), "note")
        return
    columns = (Column(Words("参数", "Parameter"), 1), Column(Words("案卷所给数值", "Value given in the matter"), 1))
    yield Grid(columns, tuple((same(name), same(text)) for name, text in technology.measured))


def _transfer(transfer: Transfer) -> Iterator[Fact]:
    yield Words("方式", "Modes"), joined((MODES.get(m, same(m)) for m in transfer.modes), "、", ", ")
    yield Words("方向", "Direction"), value("direction", transfer.direction)
    yield Words("目的地", "Destination"), same(transfer.destination)
    yield Words("最终用途", "End use"), same(transfer.end_use)
    if transfer.side != Transfer().side:
        yield Words("代表", "We act for"), value("side", transfer.side)
    yield Words("许可种类", "Kind of licence"), value("licence_kind", transfer.licence_kind)
    yield Words("持续履行", "Continuing performance"), _flag(transfer.continuing)
    yield Words("集团内部", "Within a group"), _flag(transfer.intra_group)
    yield Words("财政资金支持", "State-funded"), _flag(transfer.state_funded)
    yield Words("实际控制人变更", "Change of controller"), _flag(transfer.change_of_controller)
    yield Words("可再许可", "Sublicence"), _flag(transfer.sublicence)
    yield Words("再出口至", "Re-export to"), _plain(transfer.reexport_to)
    yield Words("访问层级", "Access level"), value("access_level", transfer.access_level)
    yield Words("军事最终用途", "Military end use"), TRISTATE.get(transfer.military_end_use, Words())
    yield Words("大规模杀伤性武器风险", "Risk of weapons of mass destruction"), TRISTATE.get(transfer.wmd_risk, Words())
    yield Words("主管机关已通知", "Informed by the authority"), _flag(transfer.informed_by_authority)


def _contract(contract: Contract) -> Iterator[Fact]:
    yield Words("合同种类", "Kind"), joined((KINDS.get(k, same(k)) for k in contract.kinds), "、", ", ")
    if contract.paper != Contract().paper:
        yield Words("文件", "Paper"), value("paper", contract.paper)
    yield Words("状态", "Status"), value("contract_status", contract.status)
    yield Words("签署日（含计划）", "Date of signature (planned or done)"), _day(contract.date)
    yield Words("实际签署日", "Signed on"), _day(contract.signed_on)
    yield Words("生效日", "Effective on"), _day(contract.effective_on)
    yield Words("履行完毕日", "Performed by"), _day(contract.performed_by)
    yield Words("适用法律", "Governing law"), same(contract.governing_law)
    yield Words("文本语言", "Languages"), _plain(contract.languages)
    months = str(contract.term_months) if contract.term_months is not None else ""
    yield Words("期限（月）", "Term in months"), same(months)
    yield Words("价款方式", "Price"), value("price", contract.price)
    if contract.royalty is not None:
        yield Words("按提成付款", "Royalty"), _flag(contract.royalty)
    yield Words("首次确定提成基准之日", "Royalty base first fixed on"), _day(contract.royalty_base_first_on)


def _approvals(matter: Matter) -> Iterator[Fact]:
    yield Words("许可意向书", "Letter of intent"), _approval(matter.loi)
    yield Words("出口许可证", "Export licence"), _approval(matter.licence)
    yield Words("合同登记", "Registration"), _approval(matter.registration)


def _approval(approval: Approval) -> Words:
    dates = (
        (Words("申请", "filed"), approval.filed_on),
        (Words("取得", "issued"), approval.issued_on),
        (Words("办结", "done"), approval.done_on),
        (Words("届满", "expires"), approval.expires_on),
    )
    told = (Words(f"{label.zh}于{on}", f"{label.en} on {on}") for label, on in dates if on)
    number = same(f"No. {approval.number}") if approval.number else Words()
    return joined((value("approval", approval.status), *told, number))


def _parties(parties: tuple[Party, ...]) -> Iterator[Block]:
    if not parties:
        yield Para(Words("案卷未写明当事人。", "The matter names no party."))
        return
    columns = (
        Column(Words("身份", "Role"), 2),
        Column(Words("名称", "Name"), 6),
        Column(Words("国别", "Country"), 1.8),
        Column(Words("所有者", "Owners"), 4),
    )
    yield Grid(columns, tuple(_party(party) for party in parties))


def _party(party: Party) -> tuple[Words, ...]:
    names = [party.name or party.name_en]
    names += [n for n in (party.name_en, *party.aliases) if n and n not in names]
    lines = "\n".join((*(n for n in names if n), *((party.address,) if party.address else ())))
    owners = "\n".join(map(_owner, party.owners))
    return (
        value("role", party.role),
        same(lines) if lines else MISSING,
        same(party.country) if party.country else MISSING,
        same(owners) if owners else MISSING,
    )


def _owner(owner: Owner) -> str:
    told = ", ".join(part for part in (owner.country, owner.share) if part)
    return f"{owner.name} ({told})" if told else owner.name


def _listed(kind: str, words: Iterable[str]) -> Words:
    return joined((value(kind, word) for word in words), "、", ", ")


def _plain(texts: Iterable[str]) -> Words:
    told = [text for text in texts if text]
    return Words("、".join(told), ", ".join(told))


def _flag(fact: bool | None) -> Words:
    return Words() if fact is None else YES_NO[fact]


def _day(day: dt.date | None) -> Words:
    return same(day.isoformat()) if day else Words()
