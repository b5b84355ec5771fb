"""Documents we build: sample contracts and the clause pack."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.contractsource import read_sample, sample_contracts
from clause_library.model import BlockKind, Host, RenderedBlock, RenderedClause, Run
from clause_library.word.builder import build_contract
from clause_library.word.pack import PackSpec, build_pack


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode("utf-8")


def words_of(xml: str) -> str:
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p)) for p in paragraphs)


@pytest.fixture(scope="module")
def contracts(root: Path) -> dict[str, bytes]:
    folder = root / "clause_library" / "contracts"
    return {path.stem: build_contract(read_sample(path)) for path in sample_contracts(folder)}


def test_there_are_three_samples(contracts: dict[str, bytes]) -> None:
    assert set(contracts) == {"patent-licence-zh", "know-how-licence-en", "services-bilingual"}


def test_the_same_text_gives_the_same_bytes(root: Path, contracts: dict[str, bytes]) -> None:
    for name, data in contracts.items():
        again = build_contract(read_sample(root / "clause_library" / "contracts" / f"{name}.yaml"))
        assert again == data


def test_typed_contract_types_its_numbers_and_references(contracts: dict[str, bytes]) -> None:
    text = words_of(part(contracts["patent-licence-zh"]))
    assert "第一条　定义" in text
    assert "第十八条　其他" in text
    assert "第十九条" not in text
    assert "本合同第十二条第一款" in text
    assert "numPr" not in part(contracts["patent-licence-zh"])
    assert text.index("（以下无正文）") < text.index("附件一　许可专利清单")


def test_automatic_contract_types_no_number(contracts: dict[str, bytes]) -> None:
    xml = part(contracts["know-how-licence-en"])
    assert not re.search(r"<w:t[^>]*>\d+\.", xml)
    assert xml.count('<w:pStyle w:val="Heading1"/>') == 16
    numbering = part(contracts["know-how-licence-en"], "word/numbering.xml")
    assert '<w:pStyle w:val="Heading1"/>' in numbering
    assert 'w:val="%1.%2"' in numbering


def test_columns_hold_both_languages_in_every_row(contracts: dict[str, bytes]) -> None:
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", part(contracts["services-bilingual"]), re.DOTALL)
    assert len(rows) > 30
    for row in rows:
        cells = [words_of(cell) for cell in re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)]
        assert len(cells) == 2
        assert all(cells), row


def test_every_run_names_an_east_asian_font_or_inherits_one(contracts: dict[str, bytes]) -> None:
    styles = part(contracts["patent-licence-zh"], "word/styles.xml")
    assert 'w:eastAsia="宋体"' in styles


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [("layout: typed", "layout: typd", "did you mean 'typed'"), ("kind: PL", "kinds: PL", "'kinds' is not a field")],
)
def test_a_fault_in_a_contract_text_is_named(root: Path, tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (root / "clause_library/contracts/patent-licence-zh.yaml").read_text(encoding="utf-8")
    path = tmp_path / "c.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_sample(path)
    assert any(words in str(p) for p in caught.value.problems)


def clause(clause_id: str, family: str, ref: str) -> RenderedClause:
    def blocks(lead: str) -> tuple[RenderedBlock, ...]:
        return (
            RenderedBlock(BlockKind.HEADING, ((Run(lead),),)),
            RenderedBlock(BlockKind.PARA, ((Run(lead + " "), Run("", ref=ref), Run(" tail", strong=True)),)),
            RenderedBlock(BlockKind.ITEM, ((Run("first"),),)),
            RenderedBlock(BlockKind.ITEM2, ((Run("deeper"),),)),
        )

    both = {"zh": blocks("中文“引号”"), "en": blocks("English")}
    host = Host("T13", "new")
    return RenderedClause(clause_id, family, "balanced", Words("标题", "Title"), host, "both", both)


def spec(lang: str) -> PackSpec:
    return PackSpec(
        title=Words("案卷甲", "Matter A"),
        lines=((Words("结论", "Result"), Words("限制出口", "restricted")),),
        clauses=(clause("LIC-02", "C", "LIC-03"), clause("LIC-03", "C", "NOT-99")),
        families={"C": Words("许可", "Approvals")},
        lang=lang,
        made_on=dt.date(2026, 11, 21),
    )


def test_pack_numbers_its_clauses_and_resolves_references_inside() -> None:
    text = words_of(part(build_pack(spec("both"))))
    assert "第一条　标题  Article 1　Title" in text
    assert "中文“引号” 第二条 tail" in text
    assert "English Article 2 tail" in text
    assert "“NOT-99”" in text
    assert "结论：限制出口" in text
    assert "Result: restricted" in text


def test_pack_in_one_language_holds_only_that_language() -> None:
    text = words_of(part(build_pack(spec("en"))))
    assert "English Article 2" in text
    assert "中文" not in text


def test_pack_has_contents_header_footer_and_conspicuous_words() -> None:
    data = build_pack(spec("zh"))
    xml = part(data)
    assert 'TOC \\o "1-2"' in xml
    assert re.search(r"<w:b/>.{0,80}<w:u w:val=\"single\"/>", xml)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.namelist()
    assert any(name.startswith("word/header") for name in parts)
    assert any(name.startswith("word/footer") for name in parts)


def test_pack_is_the_same_twice() -> None:
    assert build_pack(spec("both")) == build_pack(spec("both"))


def test_lists_restart_in_every_clause() -> None:
    xml = part(build_pack(spec("zh")))
    ids = re.findall(r'<w:numId w:val="(\d+)"/>', xml)
    assert len(set(ids)) == 2
