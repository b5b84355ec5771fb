"""The language of the contract against that of the clauses and of the matter.

Values that flow: a plan, a layout and the options become notices, or the refusal of a clause that lacks a language of
the contract. Rejected: writing such a clause in one language; both texts say the same or none is changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.model import Words
from catalogue.problems import BadInput
from catalogue.results import Notice
from clause_library.word.reading.layout import Layout, other_language
from clause_library.word.report import DraftOptions, drafting_notice, language_notice
from clause_library.word.source.document import ContractDocument
from clause_library.word.writing.landings import Plan

HALF_SHARE = 0.25


def check_texts(document: ContractDocument, layout: Layout, where: Plan) -> None:
    """Raises BadInput where a clause has no text in a language of the contract."""
    wanted = [c.lang for c in layout.columns]
    for landing in where.landings:
        lacking = [lang for lang in wanted if not landing.clause.blocks.get(lang)]
        if lacking:
            raise BadInput.because(
                f"clause {landing.clause.id} has no text in {' and '.join(lacking)}, the contract's language",
                file=document.path,
                hint="render the clauses in the languages of the contract",
                zh=f"条款{landing.clause.id}没有合同语言（{'、'.join(lacking)}）的文本",
                hint_zh="请按合同的语言生成条款",
            )


def language_notices(layout: Layout, options: DraftOptions) -> Iterator[Notice]:
    """Where the contract, the matter and what was asked for differ in language."""
    if options.lang not in ("document", layout.language):
        text = Words(
            f"合同语言为 {layout.language}，按合同语言插入，未采用 {options.lang}",
            f"the contract is in {layout.language}; clauses follow it, not {options.lang}",
        )
        yield drafting_notice("language", text)
    own = {c.lang for c in layout.columns}
    if options.languages and set(options.languages) != own:
        listed = "、".join(options.languages)
        text = Words(
            f"案卷记载的合同语言为 {listed}，合同文本为 {layout.language}；按合同文本插入",
            f"the matter says {listed}, the contract is in {layout.language}; clauses follow the contract",
        )
        yield drafting_notice("languages-differ", text)
    if other_language(layout) > HALF_SHARE:
        yield language_notice(layout.language)
