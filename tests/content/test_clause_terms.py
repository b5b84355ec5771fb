"""Defined terms, capitalised words and marks of the clause texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import all_clauses, all_texts, known_words, places_of, texts_of, words_of

from clause_library.markup import walk
from clause_library.model import LANGS, VARIANTS, MarkKind
from clause_library.store import Store, read_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def test_short_statute_names_are_set_in_the_definitions(library: Store) -> None:
    for name, blocks in texts_of(library.clauses["DEF-01"], "zh"):
        text = words_of(blocks)
        for full, short in (
            ("中华人民共和国对外贸易法", "对外贸易法"),
            ("中华人民共和国出口管制法", "出口管制法"),
            ("中华人民共和国技术进出口管理条例", "技术进出口管理条例"),
            ("中华人民共和国两用物项出口管制条例", "两用物项条例"),
        ):
            assert f"《{full}》（以下简称“《{short}》”）" in text, name


def test_days_and_working_days_are_defined_terms_in_english(library: Store) -> None:
    texts = all_texts(library, "en")
    assert places_of(texts, r"⟩ (days|day|working|business)\b|\d (days|day|working|business)\b|Business Day") == []


@pytest.mark.parametrize("position", VARIANTS)
def test_every_definition_is_used_and_every_capitalised_term_is_defined(library: Store, position: str) -> None:
    definitions = words_of(library.clauses["DEF-01"].variants[position].texts["en"])
    heads = set(re.findall(r"“([A-Z][^”]+|the Technology)” (?:means|has)", definitions))
    others = "\n".join(text for name, text in all_texts(library, "en") if not name.startswith("DEF-01"))
    everywhere = definitions + others
    unused = {t for t in heads if len(re.findall(rf"\b{re.escape(t)}", everywhere)) < 2}
    assert unused == set()
    needed = {t for t in heads if re.search(rf"\b{re.escape(t)}", others)}
    inner = {
        "Control",
        "Day",
        "Dual-Use Technology",
        "Prohibition Order",
        "Party",
        "Parties",
        "End Use",
        "Technical Documents",
    }
    assert heads - needed - inner - {"Controlled Technology"} == set()
    assert {"Export Control Laws", "Catalogue", "Controlled Technology", "Competent Authority", "Export LOI"} <= heads
    assert {"Export Licence", "Restricted Party", "Sanctions", "Blocking Rules", "Change in Control Law"} <= heads
    assert {"Transfer", "Working Day", "Signing Date", "Export Approval", "Affiliate"} <= heads


@pytest.mark.parametrize("position", VARIANTS)
def test_chinese_and_english_definitions_come_in_the_same_order(library: Store, position: str) -> None:
    variant = library.clauses["DEF-01"].variants[position]
    pairs = {
        "“出口管制法律”": "“Export Control Laws”",
        "“目录”": "“Catalogue”",
        "“受控技术”": "“Controlled Technology”",
        "“转移”": "“Transfer”",
        "“主管部门”": "“Competent Authority”",
        "“许可意向书”": "“Export LOI”",
        "“许可证”": "“Export Licence”",
        "“受限方”": "“Restricted Party”",
        "“制裁”": "“Sanctions”",
        "“阻断规则”": "“Blocking Rules”",
        "“管制变化”": "“Change in Control Law”",
        "“工作日”": "“Working Day”",
    }
    blocks = list(zip(variant.texts["zh"], variant.texts["en"], strict=True))
    for zh, en in pairs.items():
        assert any(zh in words_of((a,)) and en in words_of((b,)) for a, b in blocks), zh


def test_chinese_defined_terms_used_are_defined(library: Store) -> None:
    terms = (
        *("出口管制法律", "禁止出口技术", "限制出口技术", "自由出口技术", "两用物项技术", "受控技术", "两用物项清单"),
        *(
            "主管部门",
            "许可意向书",
            "出口批准",
            "最终用户",
            "关联方",
            "受限方",
            "阻断规则",
            "禁止令",
            "管制变化",
            "签署日",
        ),
    )
    for position in VARIANTS:
        defined = words_of(library.clauses["DEF-01"].variants[position].texts["zh"])
        for term in terms:
            assert re.search(f"“{term}”(指|就任何一方而言，指)", defined), f"{position}: {term}"
    own = {"LIC-05": "长停日", "LIC-07": "登记证", "CLS-03": "分类通知", "PTY-02": "中国清单"}
    for clause_id, term in own.items():
        for name, blocks in texts_of(library.clauses[clause_id], "zh"):
            assert re.search(rf"(称|为)“{term}”", words_of(blocks)), name


def test_document_words_are_always_marked(library: Store) -> None:
    """Words the document may call otherwise stand in {term:…} wherever they occur."""
    patterns = {
        "zh": re.compile(r"出口方(?!式)|接收方|本合同|许可技术"),
        "en": re.compile(r"\bExporter\b|\bRecipient\b|\b[Tt]his Agreement\b|\b[Tt]he Technology\b(?! (Export|Import))"),
    }
    for clause in all_clauses(library):
        for lang in LANGS:
            for name, blocks in texts_of(clause, lang):
                loose = [m.value for m in walk(blocks) if m.kind is MarkKind.TEXT and patterns[lang].search(m.value)]
                assert loose == [], name


def test_capitalised_words_inside_a_sentence_are_known_terms(library: Store) -> None:
    """A capital in mid-sentence promises a definition or an official name."""
    texts = all_texts(library, "en")
    defined = {word for _, text in texts for term in re.findall(r"“([^”]+)”", text) for word in re.split("[ -]", term)}
    known = defined | {word for term in known_words("official_names") for word in re.split("[ -]", term)}
    known |= {f"{word}s" for word in defined} | {"Parties", "Article", "Articles"}
    strange: set[str] = set()
    for _, text in texts:
        for line in re.sub("⟨[^⟩]*⟩", "…", text).split("\n")[1:]:
            for match in re.finditer(r"(?<![A-Za-z’])[A-Z][A-Za-z]+", line):
                starts = match.start() == 0 or line[: match.start()].endswith((". ", ": "))
                if not starts and match.group() not in known:
                    strange.add(match.group())
    assert strange == set()
