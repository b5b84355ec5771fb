"""The contract's own list of articles that survive its end, and the new clauses that belong on it.

Values that flow: the contract's paragraphs and what a draft inserted become one `Notice` per list, with the numbers to
add. Rejected: writing them in; which duties outlive a contract is agreed, and the list may be meant to be short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.word.reading.rules import WordRules
from clause_library.word.report import Inserted, drafting_notice
from clause_library.word.source.document import Paragraph

_ARTICLES = re.compile(
    r"第[一二三四五六七八九十百\d]+条(?:\s*[、，和及与]\s*第[一二三四五六七八九十百\d]+条)*"
    r"|\b(?:Articles?|Clauses?|Sections?)\s+\d+(?:\.\d+)*(?:\s*(?:,\s*(?:and\s+)?|and\s+|to\s+)\d+(?:\.\d+)*)*"
)
_SURVIVES = re.compile(
    r"(继续|仍然?|持续)有效|存续|不因[^。；]{0,20}(终止|解除|期满)[^。；]{0,10}(失效|消灭)"
    r"|\b(survives?|surviv(al|ing)|remains? in (full )?force)\b",
    re.IGNORECASE,
)


def survival_notices(own: Iterable[Paragraph], inserted: Iterable[Inserted], rules: WordRules) -> tuple[Notice, ...]:
    """What to add to each list of surviving articles; empty where none of the clauses put in outlives the contract."""
    lasting = [i for i in inserted if i.how != "kept" and i.number and i.id in rules.survivors]
    if not lasting:
        return ()
    zh = "、".join(f"{i.id}（{i.number}）" for i in lasting)
    en = ", ".join(f"{i.id} ({i.number})" for i in lasting)
    out: list[Notice] = []
    for paragraph in own:
        words = paragraph.text[paragraph.typed.end :] if paragraph.typed else paragraph.text
        listed = next((m.group(0) for m in _ARTICLES.finditer(words)), "")
        if not (listed and _SURVIVES.search(words)):
            continue
        text = Words(
            f"合同的存续约定列出原“{listed}”，新写入的下列条款在合同终止之后也应继续有效，建议一并列入：{zh}",
            f"the contract lists “{listed}” (old numbers) as surviving its end; these new clauses should survive too "
            f"and can be added to the list: {en}",
        )
        out.append(drafting_notice("survival", text))
    return tuple(out)
