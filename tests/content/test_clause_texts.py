"""What the clause texts say: words of the statutes, duty words, punctuation and the citation of laws.

The form of the files is checked by the library's own verification; these tests read the texts as a lawyer would.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from clause_reading import all_clauses, all_prose, all_texts, known_words, places_of, texts_of, words_of

from clause_library.model import VARIANTS
from clause_library.store import Store, read_store
from clause_library.verify import verify_store


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def test_every_clause_stands_in_each_position_in_two_languages_or_says_why_not(library: Store, root: Path) -> None:
    for clause in all_clauses(library):
        assert set(clause.variants) | set(clause.absent) == set(VARIANTS), clause.id
        assert len(clause.variants) >= 2, clause.id
        assert all(v.texts["zh"] and v.texts["en"] for v in clause.variants.values()), clause.id
        assert clause.reviewed_on is not None, clause.id
    assert verify_store(library, root / "clause_library").problems == ()


def test_positions_differ_in_substance_and_not_by_party_names(library: Store) -> None:
    swap = {"出口方": "一方", "接收方": "一方", "另一方": "一方", "双方": "一方", "任何一方": "一方"}
    for clause in all_clauses(library):
        seen: set[str] = set()
        for _, blocks in texts_of(clause, "zh"):
            text = words_of(blocks)
            for word, one in swap.items():
                text = text.replace(word, one)
            assert text not in seen, clause.id
            seen.add(text)


def test_chinese_duties_use_the_statutory_words(library: Store) -> None:
    texts = all_texts(library, "zh")
    assert places_of(texts, r"必须|须|需|务必|(?<!必)(?<!主)(?<!重)要(?!求|点|素)") == []
    assert places_of(texts, r"(?<![相对])应(?!当|接收方|出口方)") == []
    assert places_of(texts, r"不能够|不可以|禁止任何一方") == []


@pytest.mark.parametrize("words", ["最大限度", "第一时间", "友好", "尽最大努力", "无效且", "等等"])
def test_chinese_has_no_words_without_a_test(library: Store, words: str) -> None:
    assert places_of(all_texts(library, "zh"), words) == []


def test_chinese_lists_are_closed(library: Store) -> None:
    """等 and 包括但不限于 open a list; only the exporter's open-ended definition may say so."""
    texts = [(name, text) for name, text in all_texts(library, "zh") if name != "DEF-01 exporter zh"]
    assert places_of(texts, r"包括但不限于|(?<!同)等(?!同|的|级|地)") == []


def test_chinese_punctuation_is_full_width_and_quotes_are_curved(library: Store) -> None:
    assert places_of(all_texts(library, "zh"), r"[,;:!?()\"']|[一-鿿]\.") == []
    for name, text in all_texts(library, "zh"):
        assert text.count("“") == text.count("”"), name
        assert text.count("《") == text.count("》"), name
        assert text.count("（") == text.count("）"), name


def test_statutes_are_named_exactly(library: Store) -> None:
    named = {m for _, text in all_texts(library, "zh") for m in re.findall(r"《([^《》]+)》", text)}
    known = set(known_words("statutes"))
    assert named <= known, named - known


def test_statutory_documents_keep_their_names(library: Store) -> None:
    zh = dict(all_texts(library, "zh"))
    en = dict(all_texts(library, "en"))
    for position in VARIANTS:
        assert "技术出口许可意向书" in zh[f"DEF-01 {position} zh"]
        assert "技术出口许可证" in zh[f"DEF-01 {position} zh"]
        assert "技术出口合同登记证" in zh[f"LIC-07 {position} zh"]
        assert "Technology Export Licence" in en[f"DEF-01 {position} en"]
    assert "技术资料出口清单" in zh["LIC-02 counterparty zh"]


def test_the_letter_of_intent_is_never_a_bare_loi(library: Store) -> None:
    assert places_of(all_prose(library, "en"), r"(?<!Export )\bLOI\b") == []
    assert places_of(all_texts(library, "zh"), r"(?<!许可)意向书") == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"and/or",
        r"[Bb]est (endeavours|efforts)",
        r"null and void|by and between|herein|hereof|thereof|hereunder|aforesaid|witnesseth",
        r"\b(must|ought to|is obliged to|has to|have to)\b",
        r"\bmay not\b",
        r"\bany and all\b",
        r"['\"]",
        r" {2}|\bpaperwork\b",
    ],
)
def test_english_avoids(library: Store, pattern: str) -> None:
    assert places_of(all_texts(library, "en"), pattern) == []


def test_english_bans_are_shall_not_and_duties_shall(library: Store) -> None:
    for name, text in all_texts(library, "en"):
        if not name.startswith(("DEF-01", "PTY-01 counterparty")):
            assert re.search(r"\bshall\b", text), name
    assert places_of(all_texts(library, "en"), r"\bshall (be entitled|have the right|be able)\b") == []


def test_foreign_trade_law_articles_carry_the_current_edition(library: Store) -> None:
    for clause in all_clauses(library):
        for basis in clause.basis:
            if basis.instrument.zh.endswith("对外贸易法"):
                assert basis.as_of is not None
                assert basis.as_of.isoformat() == "2025-12-27", clause.id
                assert int(basis.article) in {17, 18, 20, 21, 34, 40, 72, 73, 76}, clause.id
    for position in VARIANTS:
        text = words_of(library.clauses["PTY-02"].variants[position].texts["zh"])
        assert "2026年3月1日起施行的《对外贸易法》第四十条" in text
