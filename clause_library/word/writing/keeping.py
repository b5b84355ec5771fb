"""Whether the numbers of a contract are kept, and why.

Values that flow: options, the contract and its layout become options that say it, and a notice with the reason that
offers the other way, a supplement. Rejected: asking; no command asks, and the report says how to have it otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.layout import Layout
from clause_library.word.reading.signing import dated_signature
from clause_library.word.report import DraftOptions, drafting_notice
from clause_library.word.source.document import ContractDocument


def kept(document: ContractDocument, layout: Layout, options: DraftOptions) -> tuple[DraftOptions, tuple[Notice, ...]]:
    """The options with the decision on numbers in them, and the notice that gives its reason."""
    if options.numbering:
        return options, ()
    why = _why(document, layout, options)
    if not why.zh:
        return options, ()
    text = Words(
        f"{why.zh}：保留原有条款编号，新条款编为“之一”或加字母；要重新编号请用 --numbering renumber。"
        "对已签署的合同，建议改以补充协议约定",
        f"{why.en}: its numbers are kept and new articles are numbered 12A; --numbering renumber does otherwise. For a "
        "signed contract a supplementary agreement is the better paper",
    )
    return replace(options, numbering="keep"), (drafting_notice("numbers-kept", text, "note"),)


def _why(document: ContractDocument, layout: Layout, options: DraftOptions) -> Words:
    if options.cited_elsewhere:
        return Words("案卷记载其他文件引用本合同的条款", "other papers cite this contract, as the matter says")
    if options.keep_numbers:
        return Words("案卷记载合同已经签署", "the contract is signed, as the matter says")
    line = dated_signature(document, layout)
    if line is None:
        return Words()
    words = " ".join(line.text.split())[:40]
    return Words(f"签署栏已填写日期（“{words}”）", f"the signature block bears a date (“{words}”)")
