"""The contract's own sentences on when it takes effect: replaced whole, or told as an error with words and place."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_places import PAPER_EN, PAPER_ZH, en, run, table, texts, zh
from word_samples import clause, fourteen, package, para

from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions

REPLACED = [
    ("zh", "本合同自双方签字盖章之日起生效。", ""),
    ("zh", "本合同经双方签字盖章后生效，有效期五年。", "本合同有效期五年。"),
    ("zh", "本合同自双方签字之日起生效，一式四份，双方各执两份。", "本合同一式四份，双方各执两份。"),
    ("zh", "本合同自签署之日起生效，对双方具有法律约束力。", ""),
    ("zh", "本技术许可合同自2026年12月1日起生效。", ""),
    ("zh", "经双方授权代表签字并加盖公章后，本协议生效。", ""),
    ("en", "This Agreement takes effect on the date of the last signature.", ""),
    (
        "en",
        "The Contract takes effect on the Start Date and ends on the End Date.",
        " The Contract ends on the End Date.",
    ),
    (
        "en",
        "This Agreement will start on the Order Date and continue for five years.",
        " This Agreement will continue for five years.",
    ),
    ("en", "This Agreement shall become effective upon execution by Northern Optics, Inc. and the Licensee.", ""),
    ("en", "This Agreement comes into force when both Parties have signed it.", ""),
]


@pytest.mark.parametrize(("lang", "sentence", "kept"), REPLACED)
def test_the_effectiveness_sentence_gives_way_and_what_else_it_says_stays(
    tmp_path: Path, lang: str, sentence: str, kept: str
) -> None:
    if lang == "zh":
        body = zh(*PAPER_ZH, "第三条 生效与期限", sentence, "第四条 份数", "一式两份。")
    else:
        body = en(*PAPER_EN, "4. TERM", sentence, "5. NOTICES", "In writing.")
    document, report = run(tmp_path, package(body), clause("LIC-02", "T13", "replace", items=0))
    assert [c.was for c in report.replaced] == [sentence]
    assert report.inserted[0].how == "replaced"
    shown = "条款LIC-02的正文" if lang == "zh" else "Text of LIC-02 "
    assert any(t == shown + kept for t in texts(document)), texts(document)
    assert not [w for w in report.warnings if w.id == "K-01"]


LEFT = [
    ("zh", "生效与期限", "本合同自签字之日起生效，但乙方未付款的除外。"),
    ("zh", "生效与期限", "本合同自签字之日起生效至期限届满时终止。"),
    ("zh", "付款与交付", "本合同自双方签字盖章之日起生效。"),
    ("en", "TERM", "This Agreement takes effect on signature, unless the Customer objects within ten days."),
    ("en", "TERM", "For each order, this Agreement will start on the Order Date and renew every year."),
    ("en", "TERM", "This Agreement starts on the Order Date, continues for a year, and renews."),
    ("en", "ENDING THE CONTRACT", "The Contract takes effect on the Start Date and ends on the End Date."),
    ("en", "SCOPE OF SERVICES", "This Agreement is entered into as of January 15, 2026 by the Parties."),
]


@pytest.mark.parametrize(("lang", "heading", "sentence"), LEFT)
def test_a_sentence_that_stays_is_an_error_with_its_words_and_place(
    tmp_path: Path, lang: str, heading: str, sentence: str
) -> None:
    more = ("双方另行约定其他事项。",) if lang == "zh" else ("The Parties agree on more.",)
    body = (
        zh(*PAPER_ZH, f"第三条 {heading}", sentence, *more)
        if lang == "zh"
        else en(*PAPER_EN, f"4. {heading}", sentence, *more)
    )
    document, report = run(tmp_path, package(body), clause("LIC-02", "T13", "replace"))
    assert sentence in texts(document)
    found = [w for w in report.warnings if w.id == "K-01"]
    assert [w.severity for w in found] == ["error"]
    assert sentence[:40] in found[0].text.zh
    assert ("第三条" if lang == "zh" else "4") in found[0].text.zh
    again = draft_contract(
        tmp_path / "out.docx", tmp_path / "2.docx", (clause("LIC-02", "T13", "replace"),), DraftOptions()
    )
    assert [w.id for w in again.warnings if w.severity == "error"] == ["K-01"]
    (tmp_path / "2.docx").unlink()


OTHER = [
    ("zh", "对本合同的任何修改须经双方书面签署后生效。"),
    ("zh", "补充协议经双方签字盖章后生效，与本合同具有同等效力。"),
    ("zh", "本合同生效后十日内，乙方支付首期许可费。"),
    ("zh", "本合同的附件经双方签字后生效。"),
    ("zh", "解除通知自送达对方时生效。"),
    ("zh", "本合同部分条款无效的，不影响其他条款的效力。"),
    ("en", "A variation of this Agreement is only effective if signed by both Parties."),
    ("en", "All notices under the Contract are considered effective on the day of delivery."),
    ("en", "This Agreement will be binding upon and inure to the benefit of the parties and their successors."),
    ("en", "Within ten days after this Agreement takes effect, the Customer pays the fee."),
    ("en", "The licence granted by the Supplier starts on delivery."),
]


@pytest.mark.parametrize(("lang", "sentence"), OTHER)
def test_what_else_takes_effect_is_left_alone(tmp_path: Path, lang: str, sentence: str) -> None:
    body = zh(*PAPER_ZH, "第三条 其他", sentence) if lang == "zh" else en(*PAPER_EN, "4. GENERAL", sentence)
    document, report = run(tmp_path, package(body), clause("LIC-02", "T13", "replace"))
    assert sentence in texts(document)
    assert report.replaced == ()
    assert not [w for w in report.warnings if w.id == "K-01"]


def test_effectiveness_in_the_opening_in_a_table_and_twice(tmp_path: Path) -> None:
    body = para("本合同自双方签字之日起生效，双方约定如下：") + zh(*PAPER_ZH, "第三条 生效", "本合同经双方盖章后生效。")
    _, report = run(tmp_path, package(body), clause("LIC-02", "T13", "replace", items=0))
    assert [c.was for c in report.replaced] == ["本合同经双方盖章后生效。"]
    errors = [w.text.zh for w in report.warnings if w.id == "K-01"]
    assert len(errors) == 1
    assert errors[0].startswith("正文开头")
    front = table(("生效", "本合同自双方签字之日起生效。")) + zh(*PAPER_ZH)
    _, report = run(tmp_path, package(front), clause("LIC-02", "T13", "replace", items=0))
    assert [w.text.zh[:2] for w in report.warnings if w.id == "K-01"] == ["表格"]


def test_what_goes_with_effectiveness_follows_it(tmp_path: Path) -> None:
    body = en(
        "1. TERM", "This Agreement takes effect on signature.", "2. PAYMENT", "Paid.", "3. NOTICES", "In writing."
    )
    document, _ = run(
        tmp_path, package(body), clause("LIC-02", "T13", "replace", items=0), clause("LIC-03", "T13", "add")
    )
    lines = texts(document)
    assert lines.index("2. HEADING LIC-03") < lines.index("3. PAYMENT")


EFFECTS = {
    "common-paper-csa-with-sla.docx": ["By signing", "By signing", "For each Order Form"],
    "Core_Terms_v3.0.2_(DA).docx": ["The Contract takes effect"],
    "northstar-cloud-services-agreement.docx": ["This Cloud Services Agreement is entered into as of"],
    "common-paper-data-processing-agreement.docx": ["By signing this Cover Page"],
    "bonterms-professional-services-agreement.docx": ["By executing this Cover Page"],
    "技术服务合同.docx": [],
}


@pytest.mark.parametrize(("name", "left"), list(EFFECTS.items()))
def test_effectiveness_left_in_real_contracts(shared: Path, tmp_path: Path, name: str, left: list[str]) -> None:
    report = draft_contract(shared / "docx" / name, tmp_path / "out.docx", fourteen(), DraftOptions())
    errors = [w.text.en for w in report.warnings if w.id == "K-01"]
    assert len(errors) == len(left)
    assert all(words in error for words, error in zip(left, errors, strict=True))


def test_a_sentence_in_one_language_of_two_is_left_in_both(tmp_path: Path) -> None:
    pairs = (
        ("第一条 服务内容", "Article 1 Scope of Services"),
        ("乙方提供技术服务。", "Party B provides technical services."),
        ("第二条 保密", "Article 2 Confidentiality"),
        ("双方保守秘密。", "The Parties keep the secrets of each other."),
        ("第三条 生效", "Article 3 Effectiveness"),
        ("本合同自双方签字之日起生效。", "This Agreement takes effect on signature, unless Party A objects."),
    )
    _, report = run(tmp_path, package(table(*pairs)), clause("LIC-02", "T13", "replace", items=0))
    assert report.replaced == ()
    errors = [w.text.en for w in report.warnings if w.id == "K-01"]
    assert len(errors) == 2
    assert "本合同自双方签字之日起生效" in errors[0]
    assert "unless Party A objects" in errors[1]
