"""XML with offsets, numerals, typed numbers, automatic numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_samples import W, numbering

from catalogue.problems import BadInput
from clause_library.word.source.numbering import Counters, read_numbering, read_styles
from clause_library.word.source.numerals import format_ordinal, parse_roman, parse_zh, roman, zh_number
from clause_library.word.source.typed import read_typed
from clause_library.word.source.xmltree import Edit, parse_part, raw_offset


def test_every_element_knows_its_source() -> None:
    source = '\ufeff<?xml version="1.0"?><w:a xmlns:w="' + W + '"><w:b w:x="&gt;>"/><w:c>1 &amp; 2</w:c></w:a>\n'
    part = parse_part("a.xml", source.encode())
    b, c = part.root.children
    assert part.xml(b) == '<w:b w:x="&gt;>"/>'
    assert (part.inner(c), c.text) == ("1 &amp; 2", "1 & 2")
    assert (b.get("w:x"), c.tag, part.prefix) == (">>", "w:c", "w")
    assert part.bytes_with([]) == source.encode()
    assert part.bytes_with([Edit(c.inner_start, c.inner_end, "三")]) == source.replace("1 &amp; 2", "三").encode()


def test_another_encoding_is_kept() -> None:
    source = f'<?xml version="1.0" encoding="UTF-16"?><w:a xmlns:w="{W}">字</w:a>'.encode("utf-16")
    part = parse_part("a.xml", source)
    assert part.bytes_with([]) == source
    assert part.bytes_with([Edit(part.root.inner_start, part.root.inner_end, "符")]).decode("utf-16").count("符") == 1


@pytest.mark.parametrize("bad", ["<a>", "", "<a></b>", "<!DOCTYPE a><a/>", "<a>" * 500 + "</a>" * 500])
def test_bad_parts_are_refused(bad: str) -> None:
    with pytest.raises(BadInput):
        parse_part("a.xml", bad.encode())


@given(st.text(alphabet="a&<>字\U00020000", max_size=20))
def test_offsets_count_entities_as_one_character(text: str) -> None:
    raw = text.replace("&", "&amp;").replace("<", "&lt;").encode()
    for n in range(len(text) + 1):
        expected = text[:n].replace("&", "&amp;").replace("<", "&lt;").encode()
        assert raw[: raw_offset(raw, n)] == expected


@given(st.integers(1, 9999))
def test_numerals_read_back(value: int) -> None:
    assert parse_zh(zh_number(value)) == value
    if value < 4000:
        assert parse_roman(roman(value)) == value


@pytest.mark.parametrize(
    ("value", "fmt", "text"),
    [
        (12, "chineseCounting", "十二"),
        (20, "japaneseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (7, "something new", "7"),
    ],
)
def test_formats(value: int, fmt: str, text: str) -> None:
    assert format_ordinal(value, fmt) == text


@pytest.mark.parametrize(
    ("text", "key", "numbers", "separator"),
    [
        ("    第十二条 甲方", "第条:1", (12,), " "),
        ("第 5 条　费用", "第条:1", (5,), "　"),
        ("十一、验收", "一、:1", (11,), ""),
        ("（三）其他", "（一）:1", (3,), ""),
        ("(12) x", "（1）:1", (12,), " "),
        ("1．目标", "1.:1", (1,), ""),
        ("4\tPricing", "1.:1", (4,), "\t"),
        ("3.2.10\tThe", "n.n:3", (3, 2, 10), "\t"),
        ("Article IV. Term", "Article:1", (4,), " "),
        ("(c) the", "(letter):1", (3,), " "),
        ("(ii) the", "(roman):1", (2,), " "),
        ("(xviii) the", "(roman):1", (18,), " "),
        ("②乙", "①:1", (2,), ""),
    ],
)
def test_typed_numbers(text: str, key: str, numbers: tuple[int, ...], separator: str) -> None:
    typed = read_typed(text)
    assert typed is not None
    assert (typed.key, typed.numbers, typed.form.separator) == (key, numbers, separator)
    assert typed.form.write(typed.numbers) == text[typed.start : typed.end]


@pytest.mark.parametrize("text", ["2026年", "100 m", "3%", "甲方", "", "5,000 units", "第一次"])
def test_text_that_only_begins_like_a_number(text: str) -> None:
    assert read_typed(text) is None


def test_a_supplement_is_read() -> None:
    typed = read_typed("第十二条之二 补充")
    assert typed is not None
    assert (typed.numbers, typed.bis) == ((12,), 2)


def test_automatic_labels_follow_levels_and_restart() -> None:
    levels = (("chineseCounting", "第%1条"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
    lists = read_numbering(parse_part("n.xml", numbering(*levels).encode()), read_styles(None))
    counters = Counters(lists)
    shown = [counters.next("1", i)[0] for i in (0, 1, 2, 2, 1, 2, 0, 1)]
    assert shown == ["第一条", "一.1", "(a)", "(b)", "一.2", "(a)", "第二条", "二.1"]
    assert counters.next("9", 0) == ("", ())
    assert counters.next("1", -1)[0] == "第三条"


def test_legal_numbering_prints_arabic_figures() -> None:
    text = numbering(("chineseCounting", "第%1条"), ("decimal", "%1.%2"))
    text = text.replace('<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/>')
    counters = Counters(read_numbering(parse_part("n.xml", text.encode()), read_styles(None)))
    assert [counters.next("1", i)[0] for i in (0, 1)] == ["第一条", "1.1"]


def test_a_list_linked_to_a_list_style_counts_as_that_style_does() -> None:
    """A definition of `numStyleLink` has no levels of its own; the style's list has them."""
    text = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="house"/></w:abstractNum><w:num w:numId="1">'
    again = '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    text = text.replace('<w:num w:numId="1">', linked).replace("</w:numbering>", again)
    style = '<w:style w:type="numbering" w:styleId="house"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:styles xmlns:w="{W}">{style}</w:style></w:styles>'
    read = read_styles(parse_part("s.xml", styles.encode()))
    counters = Counters(read_numbering(parse_part("n.xml", text.encode()), read))
    assert [counters.next("7", i)[0] for i in (0, 1, 1, 0)] == ["1.", "1.1", "1.2", "2."]
    assert counters.next("1", 0)[0] == "3."


def test_an_instance_that_overrides_the_start_begins_again() -> None:
    text = numbering(("decimal", "%1."))
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    text = text.replace("</w:numbering>", again + "</w:lvlOverride></w:num></w:numbering>")
    counters = Counters(read_numbering(parse_part("n.xml", text.encode()), read_styles(None)))
    assert [counters.next(n, 0)[0] for n in ("1", "1", "2", "2")] == ["1.", "2.", "1.", "2."]


@pytest.mark.parametrize(("text", "bis"), [("12A. Term", 1), ("Article 6B Term", 2), ("第六条之三 期限", 3)])
def test_supplements_keep_their_article(text: str, bis: int) -> None:
    typed = read_typed(text)
    assert typed is not None
    assert (len(typed.numbers), typed.bis) == (1, bis)


def test_paragraphs_of_a_supplement() -> None:
    typed = read_typed("12A.3 Text")
    assert typed is not None
    assert (typed.numbers, typed.text_at) == ((12, 3), 6)
