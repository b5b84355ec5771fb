"""Whether the numbers of a contract are kept, and why.

Values that flow: options, the contract and its layout become options that say it, and a notice with the reason that
offers the other way, a supplement. Rejected: asking; no command asks, and the report says how to have it otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.layout import Layout
from clause_library.word.reading.mixed import can_follow, is_mixed
from clause_library.word.reading.signing import dated_signature
from clause_library.word.report import DraftOptions, drafting_notice
from clause_library.word.source.document import ContractDocument


def kept(document: ContractDocument, layout: Layout, options: DraftOptions) -> tuple[DraftOptions, tuple[Notice, ...]]:
    """The options with the decision on numbers in them, and the notice that gives its reason."""
    mixed = _mixed(layout) if options.numbering != "keep" else None
    if mixed is not None:
        return replace(options, numbering="keep"), (mixed,)
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


def _mixed(layout: Layout) -> Notice | None:
    """What to tell where renumbering would leave an automatic number as it is, so that two articles had one number."""
    for column in layout.columns:
        heads = [column.outline.paragraphs[a.first] for a in column.outline.articles]
        if not is_mixed(heads) or (can_follow(heads) and column.looks.heading.form is not None):
            continue
        line = next((p for p in heads[1:] if p.label), heads[0])
        words = f"{line.label}{line.words}"[:24]
        text = Words(
            f"合同条号一部分手工键入、一部分自动编号（如“{words}”为自动编号）：新条款插入后自动编号不能随之顺延，"
            "故保留原有条款编号，新条款编为“之一”或加字母；请把条号统一为一种编号方式后再作重新编号",
            f"some article numbers are typed, others automatic (“{words}” is): the automatic ones cannot follow new "
            "articles, so all numbers are kept and new articles are numbered 12A; renumber once all are of one kind",
        )
        return drafting_notice("numbers-mixed", text)
    return None


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
