"""A draft of a small contract, checked part by part, for the tests of one insertion at a time."""

from __future__ import annotations

from pathlib import Path

from word_checks import check_all, digest
from word_samples import para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument

ZH = (
    "第一条 标的",
    "甲方许可乙方使用技术，范围见附件一，双方应当遵守。",
    "第二条 保密",
    "双方应当依照《民法典》第五百零一条保守秘密，并依照第三条第（一）项处理。",
    "第三条 不可抗力",
    "因不可抗力不能履行的，免除责任，依照前条通知对方。",
    "第四条 生效",
    "本合同自双方签字盖章之日起生效。",
    "（以下无正文）",
    "甲方：（盖章）",
)


def body(lines: tuple[str, ...] = ZH, properties: str = '<w:ind w:firstLineChars="200"/>') -> str:
    """The lines as paragraphs of a Chinese contract."""
    marks = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="24"/>'
    return "".join(para(line, properties, marks) for line in lines)


def plain(*lines: str) -> str:
    """The lines as paragraphs; short ones that begin with a number are headings in bold."""
    return "".join(para(t, "", "<w:b/>" if len(t) < 40 and t[0].isdigit() and t[1:3] == ". " else "") for t in lines)


def run(
    folder: Path, data: bytes, *clauses: RenderedClause, options: DraftOptions | None = None
) -> tuple[ContractDocument, DraftReport]:
    """The drafted contract and its report, after everything that must hold of every draft was checked."""
    template, output = write(folder, data), folder / "out.docx"
    fingerprint = digest(template)
    report = draft_contract(template, output, clauses, options or DraftOptions())
    return check_all(template, output, report, fingerprint), report


def texts(document: ContractDocument) -> list[str]:
    """The text of every paragraph."""
    return [p.text for p in document.paragraphs]


def shown(document: ContractDocument) -> list[str]:
    """The text of every paragraph with its automatic number."""
    return [f"{p.label} {p.text}".strip() for p in document.paragraphs]
