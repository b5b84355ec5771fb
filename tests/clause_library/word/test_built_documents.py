"""Documents we build: sample contracts and the clause pack."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.contractsource import read_sample, sample_contracts
from clause_library.model import BlockKind, Host, RenderedBlock, RenderedClause, Run
from clause_library.word.packs.builder import build_contract
from clause_library.word.packs.pack import PackSpec, build_pack


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
    xml = part(build_pack(spec("both")))
    text = words_of(xml)
    assert "第一条　标题\nArticle 1　Title" in text
    assert "中文“引号” 第二条 tail" in text
    assert "English Article 2 tail" in text
    assert "“NOT-99”" in text
    assert "结论：限制出口" in text
    assert "Result: restricted" in text
    for lang in ("zh", "en"):
        assert f'w:instr=" REF _Pack_LIC_03_{lang} \\r \\h "' in xml
        assert f'w:name="_Pack_LIC_03_{lang}"' in xml


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
        heads = [package.read(n).decode() for n in package.namelist() if n.startswith("word/header")]
        feet = [package.read(n).decode() for n in package.namelist() if n.startswith("word/footer")]
    assert any("案卷甲" in head for head in heads)
    assert any("PAGE" in foot for foot in feet)


def test_pack_is_the_same_twice() -> None:
    assert build_pack(spec("both")) == build_pack(spec("both"))


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_pack_formats_by_styles_alone(lang: str) -> None:
    """Beside the conspicuous marks no paragraph or run carries a look, a number or an indent of its own."""
    data = build_pack(spec(lang))
    xml = part(data)
    known = set(re.findall(r'w:styleId="([^"]+)"', part(data, "word/styles.xml")))
    used = re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/>', xml)
    assert used
    assert set(used) <= known
    allowed = r'<w:rStyle w:val="\w+"/>|<w:rFonts w:hint="eastAsia"/>|<w:b/><w:u w:val="single"/>'
    assert all(not re.sub(allowed, "", marks) for marks in re.findall(r"<w:rPr>(.*?)</w:rPr>", xml))
    kept = r'<w:pStyle w:val="\w+"/>|<w:pageBreakBefore/>'
    assert all(not re.sub(kept, "", p) for p in re.findall(r"<w:pPr>(.*?)</w:pPr>", xml))


def test_articles_and_items_are_numbered_by_their_styles() -> None:
    """Items are a level of the list of articles, so they begin anew in each."""
    data = build_pack(spec("both"))
    numbering, styles = part(data, "word/numbering.xml"), part(data, "word/styles.xml")
    for text, style in (("第%1条", "Heading2"), ("（%2）", "PackItem1"), ("(%2)", "PackItemEnglish1")):
        level = re.search(
            rf'<w:lvl [^>]*>(?:(?!</w:lvl>).)*w:val="{re.escape(text)}"(?:(?!</w:lvl>).)*</w:lvl>', numbering
        )
        assert level
        assert f'<w:pStyle w:val="{style}"/>' in level[0]
        assert re.search(rf'w:styleId="{style}".*?<w:numId ', styles, re.DOTALL)
    assert 'w:val="PackItem1"' in part(data)


def test_columns_keep_the_languages_in_step() -> None:
    rows = re.findall(r"<w:tr>(.*?)</w:tr>", part(build_pack(spec("both"))), re.DOTALL)
    cells = [[words_of(cell) for cell in re.findall(r"<w:tc>.*?</w:tc>", row, re.DOTALL)] for row in rows]
    assert [len(row) for row in cells] == [2] * len(rows)
    assert cells[0] == ["标题\nLIC-02 · balanced", "Title\nLIC-02 · balanced"]
    assert cells[1] == ["中文“引号” 第二条 tail", "English Article 2 tail"]
    assert cells[2] == ["first", "first"]


def test_a_text_with_one_block_more_in_one_language_loses_nothing() -> None:
    longer = clause("LIC-02", "C", "LIC-03")
    more = (*longer.blocks["en"], RenderedBlock(BlockKind.PARA, ((Run("One more."),),)))
    uneven = replace(longer, blocks={**longer.blocks, "en": more})
    assert "One more." in words_of(part(build_pack(replace(spec("both"), clauses=(uneven,)))))


def test_table_rows_stand_in_one_table() -> None:
    rows = tuple(
        RenderedBlock(BlockKind.ROW, tuple((Run(text),) for text in cells)) for cells in (("a", "b"), ("c", "d"))
    )
    tabled = replace(clause("LIC-02", "C", "LIC-03"), blocks={"zh": rows, "en": rows})
    xml = part(build_pack(replace(spec("zh"), clauses=(tabled,))))
    assert xml.count("<w:tbl>") == 1
    assert xml.count("<w:tr>") == 2
    nested = part(build_pack(replace(spec("both"), clauses=(tabled,))))
    assert nested.count("<w:tbl>") == 3


def test_notes_stand_apart_and_blanks_are_marked() -> None:
    blank = RenderedBlock(BlockKind.PARA, ((Run("【____（日期）】", blank=True),),))
    one = replace(clause("LIC-02", "C", "LIC-03"), blocks={"zh": (blank,), "en": (blank,)})
    notes = {"LIC-02": ((Words("谈判", "Negotiation"), Words("先谈期限", "Talk of time first")),)}
    xml = part(build_pack(replace(spec("zh"), clauses=(one,), notes=notes)))
    assert '<w:rStyle w:val="PackBlank"/>' in xml
    assert "谈判：先谈期限" in words_of(xml)
    assert '<w:pStyle w:val="PackNote"/>' in xml
    assert "PackNote" not in part(build_pack(spec("zh")))


def test_signs_xml_does_not_take_are_left_out() -> None:
    odd = RenderedBlock(BlockKind.PARA, ((Run("a\x0bb <&> \ufffe c"),),))
    one = replace(clause("LIC-02", "C", "LIC-03"), blocks={"zh": (odd,), "en": (odd,)})
    assert "ab &lt;&amp;&gt;  c" in words_of(part(build_pack(replace(spec("both"), clauses=(one,)))))
