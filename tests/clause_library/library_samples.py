"""Small values for the tests of the clause library: a two-clause library on disk, matters, classifications."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from catalogue.matter import Approval, ClauseChoices, Contract, Matter, Party, Transfer
from catalogue.model import Words
from catalogue.results import Classification, Decided, Obligation, Outcome, RegimeResult, TechnologyClasses
from clause_library.store import bundled_library

DAY = dt.date(2026, 11, 20)
TABLES = ("facts.yaml", "matrix.yaml", "packs.yaml", "conflicts.yaml", "glossary.yaml")

LIC_02 = """\
id: LIC-02
family: C
title: {zh: 许可证颁发生效条款, en: Effectiveness on licence issue}
purpose: {zh: 与法定生效时间一致。, en: Follows the statutory moment of effectiveness.}
effective: on_licence
priority: mandatory
triggers: {any: [{class: [X]}]}
kinds: {PL: M, KH: M, TS: M, RD: M, SA: M, EQ: M, SE: M, EM: X, DI: O}
host: {topic: T13, action: replace}
depends: [LIC-03]
basis:
  - {instrument: {zh: 技术进出口管理条例, en: Technology Regulations}, article: "35", as_of: 2020-11-29}
variables:
  authority:
    type: text
    label: {zh: 发证机关, en: Licensing authority}
    help: {zh: 颁发许可证的机关。, en: Who issues the licence.}
    default: {zh: 省级商务主管部门, en: the provincial commerce department}
variants:
  balanced:
    zh:
      - heading: 生效
      - para: "{term:本合同}自{var:authority}颁发许可证之日起生效；{ref:LIC-03}所列条款自签署之日起生效。"
    en:
      - heading: Effectiveness
      - para: "{term:this Agreement} takes effect when {var:authority} licenses it; {ref:LIC-03} binds from signature."
absent:
  exporter: {zh: 与平衡文本相同, en: the same as the balanced text}
  counterparty: {zh: 法定生效不可变更, en: statutory effectiveness cannot be varied}
sample: {}
reviewed: {on: 2026-11-21}
"""

LIC_03 = """\
id: LIC-03
family: C
title: {zh: 签署即生效的条款束, en: Pre-effectiveness bundle}
purpose: {zh: 列出签署即有约束力的条款。, en: Lists what binds from signature.}
effective: on_signature
priority: mandatory
triggers: {any: [{clause: [LIC-02, LIC-08, LIC-09]}]}
kinds: {PL: M, KH: M, TS: M, RD: M, SA: M, EQ: M, SE: M, EM: X, DI: O}
host: {topic: T13, action: add, note: {zh: 置于其后, en: after it}}
depends: []
basis:
  - {instrument: {zh: 民法典, en: Civil Code}, article: "502", as_of: 2021-01-01}
variables:
  filing_days:
    type: working_days
    label: {zh: 申请期限, en: Filing period}
    help: {zh: 自签署之日起。, en: From signature.}
    default: {zh: "20", en: "20"}
    min: 5
    max: 60
    min_of: [loi.decision, licence.*]
  signed_on:
    type: date
    label: {zh: 签署日, en: Signing date}
    help: {zh: 合同签署的日期。, en: The day of signature.}
variants:
  exporter:
    zh:
      - heading: 先行生效
      - para: "{strong:{term:出口方}不承担责任。}"
      - item: "{var:filing_days}个工作日内申请。"
      - item: "签署日为{var:signed_on}。"
    en:
      - heading: Early provisions
      - para: "{strong:The {term:Exporter} is not liable.}"
      - item: "application within {var:filing_days} Working Days."
      - item: "signed on {var:signed_on}."
    fallback: balanced
    gives_up: {zh: 免责, en: the exemption}
  balanced:
    zh:
      - heading: 先行生效
      - para: "{term:出口方}应当申请。"
      - item: "{var:filing_days}个工作日内申请。"
      - item: "签署日为{var:signed_on}。"
    en:
      - heading: Early provisions
      - para: "The {term:Exporter} shall apply."
      - item: "application within {var:filing_days} Working Days."
      - item: "signed on {var:signed_on}."
    fallback: counterparty
    gives_up: {zh: 期限, en: time}
  counterparty:
    zh:
      - heading: 先行生效
      - para: "{term:出口方}应当申请并报告。"
      - item: "{var:filing_days}个工作日内申请。"
      - item: "签署日为{var:signed_on}。"
    en:
      - heading: Early provisions
      - para: "The {term:Exporter} shall apply and report."
      - item: "application within {var:filing_days} Working Days."
      - item: "signed on {var:signed_on}."
notes: {negotiation: {zh: 通常接受。, en: Usually accepted.}}
sample: {variables: {signed_on: 2026-12-15}}
reviewed: {on: 2026-11-21}
"""


def make_library(folder: Path, **clauses: str) -> Path:
    """A library folder with the bundled tables and the two small clauses, or those given as LIC_02=…"""
    (folder / "clauses").mkdir(parents=True)
    for name in TABLES:
        shutil.copy(bundled_library() / name, folder / name)
    for name, text in (clauses or {"LIC_02": LIC_02, "LIC_03": LIC_03}).items():
        (folder / "clauses" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return folder


def a_matter(
    *kinds: str,
    position: str = "balanced",
    chosen: dict[str, str] | None = None,
    variables: dict[str, str] | None = None,
    loi: str = "",
    term_months: int | None = 36,
) -> Matter:
    """A PRC exporter and a German recipient."""
    return Matter(
        as_of=DAY,
        transfer=Transfer(modes=("patent_licence",), side="exporter", destination="DE", licence_kind="non_exclusive"),
        contract=Contract(kinds=kinds, governing_law="CN", languages=("zh", "en"), term_months=term_months),
        parties=(
            Party("exporter", "北京某科技有限公司", "CN", "Beijing Example Technology Co., Ltd."),
            Party("recipient", "Beispiel GmbH", "DE"),
        ),
        loi=Approval(status=loi),
        clauses=ClauseChoices(position, tuple((chosen or {}).items()), tuple((variables or {}).items())),
    )


def a_classification(
    *technologies: tuple[str, ...],
    outcome: Outcome = Outcome.RESTRICTED,
    decided: Outcome | None = None,
    obligations: tuple[Obligation, ...] = (),
    regimes: tuple[RegimeResult, ...] = (),
) -> Classification:
    """Technologies by their classes, with the catalogue's outcome and the lawyer's decision."""
    decision = Decided(decided, "王", DAY, "理由") if decided else None
    catalogue = RegimeResult("cn-tech", outcome, "2025-07", decided=decision)
    named = tuple(TechnologyClasses(f"技术{n}", classes) for n, classes in enumerate(technologies, 1))
    return Classification(DAY, outcome, outcome, decided, named, (catalogue, *regimes), obligations, (), ())


def a_step(step_id: str, days: int | None) -> Obligation:
    """A statutory step of so many working days."""
    word = Words(step_id, step_id)
    return Obligation(step_id, word, word, word, (), days, "working" if days else "none", None, None, word, False, ())
