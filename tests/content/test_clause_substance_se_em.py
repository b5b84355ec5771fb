"""What equipment and employment papers, read whole, ask of the clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from clause_reading import all_clauses, texts_of, words_of

from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def all_hold(library: Store, clause_id: str, zh: str, en: str) -> None:
    for lang, pattern in (("zh", zh), ("en", en)):
        for name, blocks in texts_of(library.clauses[clause_id], lang):
            assert re.search(pattern, words_of(blocks)), f"{name}: {pattern}"


def test_a_variable_of_one_name_counts_in_one_unit(library: Store) -> None:
    """A matter fills a name once for every clause that has it."""
    sorts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for clause in all_clauses(library):
        for name, variable in clause.variables.items():
            sorts[name][str(variable.type)].append(clause.id)
    assert {name: dict(found) for name, found in sorts.items() if len(found) > 1} == {}


def test_an_employee_owes_no_cost_damages_or_compensation_by_contract(library: Store) -> None:
    all_hold(
        library,
        "DEF-01",
        "为劳动合同或者派驻协议的，.*由接收方承担费用、违约金或者赔偿的约定对其不适用",
        "employment contract or a secondment agreement, .*liquidated damages or compensation do not apply",
    )
    all_hold(
        library,
        "DEF-01",
        "不在法律规定之外增加解除或者终止劳动合同的情形",
        "adds a case in which the employment contract may be terminated or ends beyond those stated by law",
    )
    all_hold(library, "ACC-02", "上述费用均由出口方承担", "the Exporter bears all the above cost")
    all_hold(library, "ACC-03", "访问暂停不影响劳动报酬", "an Access Suspension does not affect pay")


def test_dual_use_goods_of_an_equipment_paper_are_reached(library: Store) -> None:
    all_hold(
        library,
        "DEF-01",
        "设备、材料和软件应当取得两用物项出口许可证件的，.*其出口视为转移",
        "equipment, materials or software .* dual-use export licence, .*their export is treated as a Transfer",
    )


def test_no_licence_is_awaited_that_the_law_does_not_issue(library: Store) -> None:
    """A paper for dual-use items alone has no Export Licence: its absence ends nothing and is filed by nobody."""
    all_hold(
        library,
        "LIC-05",
        "许可技术属于或者包含限制出口技术，并有下列情形之一的",
        "Where the Technology is or includes Restricted Technology, (either Party|the (Exporter|Recipient)) may term",
    )
    all_hold(
        library,
        "LIC-03",
        "许可技术属于或者包含限制出口技术的，出口方应当.{0,40}向主管部门申请许可证",
        "where the Technology is or includes Restricted Technology, the Exporter shall apply",
    )
    for name, blocks in texts_of(library.clauses["RSK-04"], "zh"):
        assert "许可证颁发" not in words_of(blocks), name


def test_hosted_access_is_regulated_only_where_there_is_some(library: Store) -> None:
    all_hold(
        library,
        "ACC-03",
        "许可技术通过系统、接口或者远程访问提供的，出口方",
        "Where the Technology is provided through a system, an interface or remote access, the Exporter",
    )


def test_one_diversion_pays_liquidated_damages_once(library: Store) -> None:
    all_hold(
        library, "RSK-03", "同一行为另有违约金约定的，违约金仅支付一次", "same act, liquidated damages are paid once"
    )
