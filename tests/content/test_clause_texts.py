"""What the clause texts say: words of the statutes, duty words, defined terms, numbers and marks.

The form of the files is checked by the library's own verification; these tests read the texts as a lawyer would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clause_library.markup import plain, refs_in, walk
from clause_library.model import LANGS, VARIANTS, Block, BlockKind, Clause, MarkKind
from clause_library.store import Store, read_store
from clause_library.verify import verify_store

FOURTEEN = (
    *("DEF-01", "CLS-03", "CLS-05", "LIC-01", "LIC-02", "LIC-03", "LIC-05", "LIC-07"),
    *("PTY-01", "PTY-02", "PTY-08", "CHG-01", "CHG-02", "EXT-01"),
)
STATUTES = {
    "中华人民共和国对外贸易法",
    "对外贸易法",
    "中华人民共和国出口管制法",
    "出口管制法",
    "中华人民共和国技术进出口管理条例",
    "技术进出口管理条例",
    "中华人民共和国两用物项出口管制条例",
    "两用物项条例",
    "中华人民共和国民法典",
    "中华人民共和国反外国制裁法",
    "阻断外国法律与措施不当域外适用办法",
    "反外国不当域外管辖条例",
    "不可靠实体清单规定",
    "中国禁止出口限制出口技术目录",
    "两用物项出口管制清单",
}
OFFICIAL_NAMES = (
    *("PRC", "TIER", "DUR", "Foreign Trade Law", "Export Control Law", "Anti-Foreign Sanctions Law", "Civil Code"),
    *(
        "Regulations",
        "Administration",
        "Technology Import",
        "Dual-Use Items",
        "State Council",
        "People’s Republic of China",
        "People",
    ),
    *("Rules", "Counteracting Unjustified Extra-territorial Application", "Foreign Legislation", "Other Measures"),
    *("Countering Improper Foreign Extraterritorial Jurisdiction", "Provisions", "Unreliable Entity List"),
    *(
        "Catalogue",
        "Technologies Prohibited",
        "Restricted",
        "Export Control List",
        "Control List",
        "Watch List",
        "this Agreement",
    ),
    *(
        "Malicious Entity List",
        "Technology Export Licence",
        "Technology Export Letter of Intent",
        "Ministry of Commerce",
    ),
    *("Technology Export Contract Registration Certificate", "March", "Saturday", "Sunday"),
)


@pytest.fixture(scope="module")
def library(root: Path) -> Store:
    return read_store(root / "clause_library", None)


def _clauses(library: Store) -> list[Clause]:
    return [library.clauses[name] for name in FOURTEEN]


def _texts(clause: Clause, lang: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for position, variant in clause.variants.items():
        yield f"{clause.id} {position} {lang}", variant.texts[lang]


def _words(blocks: tuple[Block, ...]) -> str:
    return "\n".join(plain(cell) for block in blocks for cell in block.cells)


def _all(library: Store, lang: str) -> list[tuple[str, str]]:
    return [(name, _words(blocks)) for clause in _clauses(library) for name, blocks in _texts(clause, lang)]


def _prose(library: Store, lang: str) -> list[tuple[str, str]]:
    """Texts and everything else a user reads of a clause."""
    found = _all(library, lang)
    for clause in _clauses(library):
        others = [clause.purpose, clause.negotiation, clause.host.note]
        others += [v.gives_up for v in clause.variants.values()]
        others += [words for v in clause.variables.values() for words in (v.label, v.help, v.default)]
        found += [(clause.id, getattr(words, lang)) for words in others]
    return found


def _places(texts: list[tuple[str, str]], pattern: str) -> list[str]:
    found = [(name, m) for name, text in texts for m in re.finditer(pattern, text)]
    return [f"{name}: {m.string[max(0, m.start() - 15) : m.end() + 15]}" for name, m in found]


def test_fourteen_clauses_with_three_positions_in_two_languages_verify_clean(library: Store, root: Path) -> None:
    assert set(FOURTEEN) <= set(library.clauses)
    for clause in _clauses(library):
        assert set(clause.variants) == set(VARIANTS), clause.id
        assert all(v.texts["zh"] and v.texts["en"] for v in clause.variants.values()), clause.id
        assert clause.reviewed_on is not None, clause.id
    problems = verify_store(library, root / "clause_library").problems
    ours = [p for p in problems if p.file.endswith(tuple(f"{name}.yaml" for name in FOURTEEN))]
    assert ours == []


def test_positions_differ_in_substance_and_not_by_party_names(library: Store) -> None:
    swap = {"出口方": "一方", "接收方": "一方", "另一方": "一方", "双方": "一方", "任何一方": "一方"}
    for clause in _clauses(library):
        seen: set[str] = set()
        for _, blocks in _texts(clause, "zh"):
            text = _words(blocks)
            for word, one in swap.items():
                text = text.replace(word, one)
            assert text not in seen, clause.id
            seen.add(text)


def test_chinese_duties_use_the_statutory_words(library: Store) -> None:
    texts = _all(library, "zh")
    assert _places(texts, r"必须|须|需|务必|(?<!必)(?<!主)(?<!重)要(?!求)") == []
    assert _places(texts, r"(?<![相对])应(?!当|接收方|出口方)") == []
    assert _places(texts, r"不能够|不可以|禁止任何一方") == []


@pytest.mark.parametrize("words", ["最大限度", "第一时间", "友好", "尽最大努力", "无效且", "等等"])
def test_chinese_has_no_words_without_a_test(library: Store, words: str) -> None:
    assert _places(_all(library, "zh"), words) == []


def test_chinese_lists_are_closed(library: Store) -> None:
    """等 and 包括但不限于 open a list; only the exporter's open-ended definition may say so."""
    texts = [(name, text) for name, text in _all(library, "zh") if name != "DEF-01 exporter zh"]
    assert _places(texts, r"包括但不限于|(?<!同)等(?!同|的|级|地)") == []


def test_chinese_punctuation_is_full_width_and_quotes_are_curved(library: Store) -> None:
    assert _places(_all(library, "zh"), r"[,;:!?()\"']|[一-鿿]\.") == []
    for name, text in _all(library, "zh"):
        assert text.count("“") == text.count("”"), name
        assert text.count("《") == text.count("》"), name
        assert text.count("（") == text.count("）"), name


def test_statutes_are_named_exactly(library: Store) -> None:
    named = {m for _, text in _all(library, "zh") for m in re.findall(r"《([^《》]+)》", text)}
    assert named <= STATUTES, named - STATUTES


def test_short_statute_names_are_set_in_the_definitions(library: Store) -> None:
    for name, blocks in _texts(library.clauses["DEF-01"], "zh"):
        text = _words(blocks)
        for full, short in (
            ("中华人民共和国对外贸易法", "对外贸易法"),
            ("中华人民共和国出口管制法", "出口管制法"),
            ("中华人民共和国技术进出口管理条例", "技术进出口管理条例"),
            ("中华人民共和国两用物项出口管制条例", "两用物项条例"),
        ):
            assert f"《{full}》（以下简称“《{short}》”）" in text, name


def test_statutory_documents_keep_their_names(library: Store) -> None:
    zh = dict(_all(library, "zh"))
    en = dict(_all(library, "en"))
    for position in VARIANTS:
        assert "技术出口许可意向书" in zh[f"DEF-01 {position} zh"]
        assert "技术出口许可证" in zh[f"DEF-01 {position} zh"]
        assert "技术出口合同登记证" in zh[f"LIC-07 {position} zh"]
        assert "Technology Export Licence" in en[f"DEF-01 {position} en"]
    assert "技术资料出口清单" in zh["LIC-02 counterparty zh"]


def test_the_letter_of_intent_is_never_a_bare_loi(library: Store) -> None:
    assert _places(_prose(library, "en"), r"(?<!Export )\bLOI\b") == []
    assert _places(_all(library, "zh"), r"(?<!许可)意向书") == []


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
    assert _places(_all(library, "en"), pattern) == []


def test_english_bans_are_shall_not_and_duties_shall(library: Store) -> None:
    for name, text in _all(library, "en"):
        if not name.startswith(("DEF-01", "PTY-01 counterparty")):
            assert re.search(r"\bshall\b", text), name
    assert _places(_all(library, "en"), r"\bshall (be entitled|have the right|be able)\b") == []


def test_statutory_periods_are_words_of_the_text_and_never_variables(library: Store) -> None:
    for position in VARIANTS:
        zh, en = (_words(library.clauses["LIC-05"].variants[position].texts[lang]) for lang in LANGS)
        assert "30个工作日" in zh
        assert "15个工作日" in zh
        assert "30 Working Days" in en
        assert "15 Working Days" in en
        zh, en = (_words(library.clauses["LIC-07"].variants[position].texts[lang]) for lang in LANGS)
        assert len(re.findall(r"60日", zh)) == 2
        assert len(re.findall(r"60 Days", en)) == 2
    exporter = library.clauses["PTY-08"].variants["exporter"].texts
    assert "30日内向国务院商务主管部门报告" in _words(exporter["zh"])
    assert "within 30 Days" in _words(exporter["en"])


def test_the_long_stop_cannot_undercut_the_statutory_days(library: Store) -> None:
    variable = library.clauses["LIC-05"].variables["long_stop_days"]
    assert variable.type == "working_days"
    assert variable.minimum == 30 + 15
    assert int(variable.default.zh) >= 2 * 45


def test_days_and_working_days_are_defined_terms_in_english(library: Store) -> None:
    texts = _all(library, "en")
    assert _places(texts, r"⟩ (days|day|working|business)\b|\d (days|day|working|business)\b|Business Day") == []


@pytest.mark.parametrize("position", VARIANTS)
def test_every_definition_is_used_and_every_capitalised_term_is_defined(library: Store, position: str) -> None:
    definitions = _words(library.clauses["DEF-01"].variants[position].texts["en"])
    heads = set(re.findall(r"“([A-Z][^”]+|the Technology)” (?:means|has)", definitions))
    others = "\n".join(text for name, text in _all(library, "en") if not name.startswith("DEF-01"))
    everywhere = definitions + others
    unused = {t for t in heads if len(re.findall(rf"\b{re.escape(t)}", everywhere)) < 2}
    assert unused == set()
    needed = {t for t in heads if re.search(rf"\b{re.escape(t)}", others)}
    inner = {"Control", "Day", "Dual-Use Technology", "Prohibition Order", "Party", "Parties"}
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
        assert any(zh in _words((a,)) and en in _words((b,)) for a, b in blocks), zh


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
        defined = _words(library.clauses["DEF-01"].variants[position].texts["zh"])
        for term in terms:
            assert re.search(f"“{term}”(指|就任何一方而言，指)", defined), f"{position}: {term}"
    own = {"LIC-05": "长停日", "LIC-07": "登记证", "CLS-03": "分类通知", "PTY-02": "中国清单"}
    for clause_id, term in own.items():
        for name, blocks in _texts(library.clauses[clause_id], "zh"):
            assert re.search(rf"(称|为)“{term}”", _words(blocks)), name


def test_the_carve_out_holds_no_licence_wording(library: Store) -> None:
    clause = library.clauses["CLS-05"]
    for lang, pattern in (
        ("zh", r"许可证|许可意向书|出口批准|取得.{0,6}(批准|许可)"),
        ("en", r"(?i)licen[cs]|Approval|LOI"),
    ):
        for name, blocks in _texts(clause, lang):
            assert re.search(pattern, _words(blocks)) is None, name
    for name, blocks in _texts(clause, "zh"):
        assert "不因任何一方的同意、付款或者承诺而进入" in _words(blocks), name


@pytest.mark.parametrize(
    "clause_id", ["CHG-02", "EXT-01", "CHG-01", "CLS-05", "CLS-03", "LIC-01", "LIC-03", "LIC-05", "PTY-02"]
)
def test_exporter_exemptions_are_conspicuous(library: Store, clause_id: str) -> None:
    for lang in LANGS:
        marks = list(walk(library.clauses[clause_id].variants["exporter"].texts[lang]))
        assert any(mark.kind is MarkKind.STRONG for mark in marks), (clause_id, lang)


def test_a_sentence_that_frees_the_exporter_alone_is_conspicuous(library: Store) -> None:
    pattern = re.compile(r"出口方[^。；]{0,40}不承担|不退还[^。；]*价款|不予退还")
    for clause in _clauses(library):
        for block in clause.variants["exporter"].texts["zh"]:
            loud = "".join(m.value for m in walk((block,)) if m.kind is MarkKind.STRONG)
            for match in pattern.finditer(_words((block,))):
                assert match.group() in loud, f"{clause.id}: {match.group()}"


def test_an_exemption_keeps_intent_and_gross_negligence(library: Store) -> None:
    for clause_id in ("CHG-02", "EXT-01", "CLS-05", "LIC-05"):
        text = _words(library.clauses[clause_id].variants["exporter"].texts["zh"])
        assert "人身损害的责任，以及故意或者因重大过失造成接收方财产损失的责任" in text, clause_id


def test_change_of_circumstances_is_kept_and_never_waived(library: Store) -> None:
    for clause_id in ("CHG-01", "CHG-02"):
        for name, blocks in _texts(library.clauses[clause_id], "zh"):
            assert re.search(r"第五百三十三条享有的权利不受影响", _words(blocks)), name
    assert _places(_all(library, "zh"), r"放弃|情势变更") == []
    assert _places(_all(library, "en"), r"(?i)waiv|hardship|change of circumstances") == []


def test_a_change_in_control_law_is_no_force_majeure_and_comes_first(library: Store) -> None:
    for name, blocks in _texts(library.clauses["CHG-02"], "zh"):
        assert "不以构成不可抗力为前提" in _words(blocks), name
    for name, blocks in _texts(library.clauses["CHG-01"], "zh"):
        assert "首先适用" in _words(blocks), name
        assert "CHG-02" in refs_in(blocks), name
    long_stop, pause = (
        int(library.clauses[c].variables[v].default.zh)
        for c, v in (("CHG-01", "long_stop_days"), ("CHG-02", "pause_days"))
    )
    assert pause <= long_stop


def test_termination_turns_on_a_legal_bar_and_names_its_period(library: Store) -> None:
    for name, blocks in _texts(library.clauses["EXT-01"], "zh"):
        text = _words(blocks)
        assert "列入名单，本身不构成解除事由" in text, name
        assert "不得违反阻断规则" in text, name
        assert "《技术进出口管理条例》第四十条" in text, name
    for name, text in _all(library, "zh"):
        if re.search(r"通知(接收方|出口方|另一方)[^。；]{0,4}(立即)?解除", text):
            assert re.search(r"行使，逾期消灭|逾期该解除权消灭|⟨exercise_days⟩日内书面通知", text), name


def test_blocking_saving_stands_in_every_position(library: Store) -> None:
    for name, blocks in _texts(library.clauses["PTY-08"], "zh"):
        text = _words(blocks)
        assert "外国国家对中国公民、组织采取的歧视性限制措施" in text, name
        assert "违反对一方有约束力的阻断规则的，本合同的任何内容均不要求该方" in text, name


def test_the_neutral_statement_names_no_foreign_list(library: Store) -> None:
    for lang in LANGS:
        for name, blocks in _texts(library.clauses["PTY-01"], lang):
            assert re.search(r"美国|欧盟|联合国|OFAC|SDN|Entity List|United States|European", _words(blocks)) is None, (
                name
            )


def test_effectiveness_waits_for_the_licence_and_registration_is_no_condition(library: Store) -> None:
    for name, blocks in _texts(library.clauses["LIC-02"], "zh"):
        assert re.search(r"自⟨licence_authority⟩就本合同颁发许可证之日起生效", _words(blocks)), name
        assert "LIC-03" in refs_in(blocks), name
    for name, blocks in _texts(library.clauses["LIC-07"], "zh"):
        assert "不是本合同生效的条件" in _words(blocks), name


def test_the_bundle_lists_its_clauses_by_reference(library: Store) -> None:
    clause = library.clauses["LIC-03"]
    for name, blocks in [*_texts(clause, "zh"), *_texts(clause, "en")]:
        items = tuple(b for b in blocks if b.kind is BlockKind.ITEM)
        assert {"DEF-01", "LIC-03", "LIC-05", "CHG-02", "EXT-01"} <= set(refs_in(items)), name


def test_document_words_are_always_marked(library: Store) -> None:
    """Words the document may call otherwise stand in {term:…} wherever they occur."""
    patterns = {
        "zh": re.compile(r"出口方(?!式)|接收方|本合同|许可技术"),
        "en": re.compile(r"\bExporter\b|\bRecipient\b|\b[Tt]his Agreement\b|\b[Tt]he Technology\b(?! (Export|Import))"),
    }
    for clause in _clauses(library):
        for lang in LANGS:
            for name, blocks in _texts(clause, lang):
                loose = [m.value for m in walk(blocks) if m.kind is MarkKind.TEXT and patterns[lang].search(m.value)]
                assert loose == [], name


def test_foreign_trade_law_articles_carry_the_current_edition(library: Store) -> None:
    for clause in _clauses(library):
        for basis in clause.basis:
            if basis.instrument.zh.endswith("对外贸易法"):
                assert basis.as_of is not None
                assert basis.as_of.isoformat() == "2025-12-27", clause.id
                assert int(basis.article) in {17, 18, 20, 21, 40, 72, 73, 76}, clause.id
    for position in VARIANTS:
        text = _words(library.clauses["PTY-02"].variants[position].texts["zh"])
        assert "2026年3月1日起施行的《对外贸易法》第四十条" in text


def test_capitalised_words_inside_a_sentence_are_known_terms(library: Store) -> None:
    """A capital in mid-sentence promises a definition or an official name."""
    texts = _all(library, "en")
    defined = {word for _, text in texts for term in re.findall(r"“([^”]+)”", text) for word in re.split("[ -]", term)}
    known = defined | {word for term in OFFICIAL_NAMES for word in re.split("[ -]", term)}
    known |= {f"{word}s" for word in defined} | {"Parties", "Article", "Articles"}
    strange: set[str] = set()
    for _, text in texts:
        for line in re.sub("⟨[^⟩]*⟩", "…", text).split("\n")[1:]:
            for match in re.finditer(r"(?<![A-Za-z’])[A-Z][A-Za-z]+", line):
                starts = match.start() == 0 or line[: match.start()].endswith((". ", ": "))
                if not starts and match.group() not in known:
                    strange.add(match.group())
    assert strange == set()


def test_every_period_names_the_event_that_starts_it(library: Store) -> None:
    for name, text in _all(library, "zh"):
        for match in re.finditer(r"(⟨\w+⟩|\d+)(个工作日|日)(?!\d)", re.sub(r"\d+年\d+月\d+日|第\d+日", "", text)):
            sentence = re.split(r"[。；：\n]", match.string[: match.start()])[-1] + match.string[match.start() :][:30]
            assert re.search(r"自.*起|之后|通知后|超过|同一期限|日期限", sentence), f"{name}: {sentence}"
