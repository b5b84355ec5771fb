"""Small contracts with places to look up, for the tests of where clauses stand."""

from __future__ import annotations

from pathlib import Path

from word_checks import check_all, digest
from word_samples import para, write

from clause_library.model import RenderedClause
from clause_library.word.draft import draft_contract
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument

BOLD = "<w:b/>"
STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
)
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


def headed(text: str, num_id: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num_id}"/></w:numPr>' if num_id else ""
    return para(text, f'<w:pStyle w:val="Heading1"/>{number}')


def zh(*lines: str) -> str:
    return "".join(para(line) for line in lines)


def en(*lines: str) -> str:
    """Headings such as “1. TERM” are bold."""
    return "".join(para(t, "", BOLD if t[:1].isdigit() and t.split(" ", 1)[-1].isupper() else "") for t in lines)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{para(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{c}</w:tr>' for c in cells)}</w:tbl>"


def run(folder: Path, data: bytes, *clauses: RenderedClause) -> tuple[ContractDocument, DraftReport]:
    template, output = write(folder, data), folder / "out.docx"
    output.unlink(missing_ok=True)
    fingerprint = digest(template)
    report = draft_contract(template, output, clauses, DraftOptions())
    return check_all(template, output, report, fingerprint), report


def texts(document: ContractDocument) -> list[str]:
    return [p.text for p in document.paragraphs if p.text.strip()]


def ours(document: ContractDocument) -> list[int]:
    """The places of our paragraphs among all."""
    marks = [n for n in document.body.walk() if n.tag == "w:bookmarkStart" and n.get("w:name").startswith("_Caveat_")]
    holders = {a.start for n in marks for a in n.ancestors() if a.tag == "w:p"}
    return [p.index for p in document.paragraphs if p.node.start in holders]


def place_of(document: ContractDocument, words: str) -> int:
    return next(p.index for p in document.paragraphs if words in p.text)


PAPER_ZH = ("第一条 标的", "甲方许可乙方使用附件所列的技术。", "第二条 保密", "双方应当保守技术秘密。")
PAPER_EN = (
    "1. SCOPE",
    "The Supplier supplies the technology.",
    "2. CONFIDENTIALITY",
    "Each Party keeps the secrets of the other.",
    "3. PAYMENT",
    "The Customer pays within thirty days.",
)
