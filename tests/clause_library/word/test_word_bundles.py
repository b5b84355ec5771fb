"""The law of places: whatever the form of number, the signatures and what is bundled behind, clauses stand before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from word_places import BOLD, ours, place_of, run
from word_samples import clause, package, para

ZH_DIGITS = "一二三四五六七八九十"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
FORMS = {
    "zh": {
        "第条": lambda n: f"第{ZH_DIGITS[n - 1]}条 ",
        "一、": lambda n: f"{ZH_DIGITS[n - 1]}、",
        "1.": lambda n: f"{n}. ",
        "1、": lambda n: f"{n}、",
    },
    "en": {
        "1.": lambda n: f"{n}. ",
        "Article": lambda n: f"Article {n}. ",
        "ARTICLE": lambda n: f"ARTICLE {ROMANS[n - 1]}: ",
        "Section": lambda n: f"Section {n}. ",
    },
}
TITLES = {
    "zh": ("合同标的", "交付", "价款", "保密", "不可抗力", "违约责任", "解除", "争议解决", "生效", "其他"),
    "en": (
        "Scope",
        "Delivery",
        "Payment",
        "Confidentiality",
        "Force Majeure",
        "Liability",
        "Termination",
        "Disputes",
        "Term",
        "General",
    ),
}
TEXT = {
    "zh": "双方就本条所列事项约定如下，应当共同遵守执行。",
    "en": "The Parties shall perform what this article says.",
}
SIGNATURES = {
    "zh": (
        ("（以下无正文）", "甲方（盖章）：", "乙方（盖章）："),
        ("甲方：某某公司", "法定代表人：", "日期：", "乙方：某某公司", "法定代表人：", "日期："),
        ("甲方（公章）", "授权代表（签字）", "年 月 日"),
        ("（本页为签署页）", "甲方：", "乙方："),
        ("双方签署如下：", "甲方（签章）："),
    ),
    "en": (
        ("IN WITNESS WHEREOF the Parties have signed this Agreement.", "NORTHERN OPTICS, INC.", "By: ____"),
        ("Northern Optics, Inc.", "By: ____________", "Name: ______", "Southern Sensors GmbH", "By: _______"),
        ("Signed for and on behalf of the Supplier", "Name:", "Date:"),
        ("By:", "Name:", "Title:", "Date:"),
        ("The parties have executed this Agreement on the dates below.", "Supplier", "Signature: ____"),
    ),
}
BEHIND = {
    "zh": (
        (),
        ("附件一：技术标准", *(f"第{d}条 标准" for d in ZH_DIGITS)),
        ("附件1 验收标准", *(f"{n}. 标准事项第{n}项，应当符合约定。" for n in range(1, 12))),
        (
            "附件一",
            "保密协议",
            *(t for d in ZH_DIGITS for t in (f"第{d}条 保密事项", "双方保密的具体内容约定如下，应当遵守。")),
        ),
        ("补充协议", *(t for d in ZH_DIGITS[:3] for t in (f"第{d}条 补充", "双方补充约定如下。"))),
    ),
    "en": (
        (),
        ("Exhibit A – Service Levels", *(f"{n}. Level {n} of the service as agreed." for n in range(1, 12))),
        ("SCHEDULE 1", "Prices", *(t for n in range(1, 11) for t in (f"{n}. Price", "The price is agreed as listed."))),
        ("Annex I", *(t for n in range(1, 11) for t in (f"Article {n}. Price", "The price is agreed as listed."))),
        ("Guarantee Agreement", *(t for n in (1, 2, 3) for t in (f"Section {n}. Debt", "The bank owes as agreed."))),
    ),
}


@st.composite
def bundles(draw: st.DrawFn) -> tuple[str, str, str]:
    """(body, the last words of the contract, the first line behind it)."""
    lang = draw(st.sampled_from(("zh", "en")))
    form = FORMS[lang][draw(st.sampled_from(sorted(FORMS[lang])))]
    count = draw(st.integers(3, 10))
    signature = draw(st.sampled_from(SIGNATURES[lang]))
    parts = ["甲方：某某公司", "乙方：某某公司", TEXT["zh"]] if lang == "zh" and draw(st.booleans()) else []
    out = [para(t) for t in parts]
    last = ""
    for number in range(1, count + 1):
        out.append(para(form(number) + TITLES[lang][number - 1], "", BOLD))
        last = f"{number}: {TEXT[lang]}"
        out.append(para(f"{TITLES[lang][number - 1]} {last}"))
    out += [para(t) for t in (*signature, *draw(st.sampled_from(BEHIND[lang])))]
    return "".join(out), last, signature[0]


@given(bundles())
def test_clauses_stand_before_the_signatures_and_in_the_first_paper(drawn: tuple[str, str, str]) -> None:
    body, last, signature = drawn
    with tempfile.TemporaryDirectory() as folder:
        document, report = run(
            Path(folder),
            package(body),
            clause("PTY-08", "T99"),
            clause("LIC-02", "T13", "replace"),
            clause("DEF-01", "T2", "merge"),
        )
    assert len(report.inserted) == 3
    end = place_of(document, last)
    limit = next(p.index for p in document.paragraphs if p.index > end and p.text == signature)
    assert max(ours(document)) < limit
    own = ours(document)
    assert all(p.index in own or p.blank for p in document.paragraphs if end < p.index < limit)
