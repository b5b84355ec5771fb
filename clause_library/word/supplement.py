"""A supplement to a contract that must keep its words: signed, filed, or cited by other papers.

Values that flow: an opened contract, rendered clauses and options -> the same plan as for a draft -> `Supplement` ->
a .docx of its own and a `DraftReport`. The contract is only read. The hard problem is that the plan speaks of places in
the contract while the paper speaks of its articles: each landing becomes one sentence that names the article of the
contract by the number it shows. Rejected: planning anew for the supplement; the same clause would then touch other
articles than in the draft.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue.matter import Matter
from catalogue.model import Words
from catalogue.opening import check_suffix, check_target, write_atomically
from catalogue.problems import BadInput
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.draft import plan
from clause_library.word.packs.amending import Amendment, Supplement, build_supplement
from clause_library.word.packs.pack import phrase
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.reading.terms import terms
from clause_library.word.report import DraftOptions, DraftReport, Inserted, drafting_notice
from clause_library.word.source.document import ContractDocument, open_contract
from clause_library.word.writing.cautions import cautions
from clause_library.word.writing.idiom import third_party
from clause_library.word.writing.placement import Landing

LONGEST_TITLE = 60
PAPER = {
    "zh": re.compile(r"^[^：:。；，]*(?:合同|协议|合约|契约)(?:书|范本)?\s*(?:[（(][^（）()]*[）)])?$"),
    "en": re.compile(r"^(?-i:[A-Z“])[^:.;,]*\b(?:agreement|contract|deed|schedule)\b[^:.;,]*$", re.IGNORECASE),
}
BEARS = re.compile(
    r"^[（(]?(?:(?:合同|协议)书?(?:编号|号码|号)|(?:Contract|Agreement)\s+(?:No\.?|Number))\s*[:：]?\s*"
    r"(?P<number>(?!.*(?:__|XX))(?=[^\s]*[A-Za-z0-9])[\w〔〕\[\]（()./-]{1,39}[\w〕\]])[）)]?$",
    re.IGNORECASE,
)
ROLES = (("exporter", Words("出口方", "Exporter")), ("recipient", Words("接收方", "Recipient")))
SELF_NAME = Words("本合同", "this Agreement")


@dataclass(frozen=True, slots=True)
class SupplementMaker:
    """Writes supplements to one contract for one matter."""

    contract: Path
    matter: Matter

    def write(
        self,
        output: Path,
        clauses: tuple[RenderedClause, ...],
        options: DraftOptions,
        made_on: dt.date,
        rules: WordRules | None = None,
    ) -> DraftReport:
        """Writes the supplement to `output` and says what it holds. Raises BadInput before anything is written."""
        rules = rules or read_rules(bundled_rules())
        check_suffix(output, (".docx",))
        check_target(output, source=self.contract, overwrite=options.replace)
        document = open_contract(self.contract)
        layout, where = plan(document, clauses, replace(options, numbering="keep"), rules)
        what = self._supplement(document, layout, where.landings, made_on, rules)
        standing = tuple(p.id for p in read_present(document) if p.id in {c.id for c in clauses})
        if not what.amendments:
            raise _empty(standing)
        inserted = tuple(_inserted(what, a) for a in what.amendments)
        told = cautions(document, layout, tuple(a.clause for a in what.amendments), inserted, rules)
        write_atomically(output, build_supplement(what))
        notices = (*where.notices, *(drafting_notice("placement", w) for w in where.warnings), *told, _told(what))
        return DraftReport(str(output), inserted=inserted, warnings=(*notices, *_left_out(standing)))

    def _supplement(
        self,
        document: ContractDocument,
        layout: Layout,
        landings: tuple[Landing, ...],
        made_on: dt.date,
        rules: WordRules,
    ) -> Supplement:
        said = terms(document, self.matter, rules)
        return Supplement(
            contract=_titles(document, layout),
            parties=(*((_spoken(said, words), self._name(role)) for role, words in ROLES), *_further(document, rules)),
            amendments=tuple(_amendment(layout, landing) for landing in landings),
            self_name=_spoken(said, SELF_NAME),
            lang=layout.language,
            made_on=made_on,
            author=self.matter.author or "Caveat",
            number=_number(document, layout),
        )

    def _name(self, role: str) -> Words:
        party = self.matter.party(role)
        return Words(party.name, party.name_en or party.name) if party else Words()


def _further(document: ContractDocument, rules: WordRules) -> tuple[tuple[Words, Words], ...]:
    """The third party of a contract, unnamed: who is not asked to sign is not bound by what is amended."""
    third = third_party(document, rules)
    return ((Words(third, third), Words()),) if third else ()


def _empty(standing: tuple[str, ...]) -> BadInput:
    """No supplement is written that supplements nothing."""
    listed, listed_zh = ", ".join(standing), "、".join(standing)
    return BadInput.because(
        f"the contract holds every clause asked for ({listed})" if standing else "no clause goes into a supplement",
        field="--supplement",
        zh=f"所选条款均已写入合同（{listed_zh}）" if standing else "没有可以写入补充协议的条款",
    )


def _left_out(standing: tuple[str, ...]) -> tuple[Notice, ...]:
    """Clauses that the contract has already and the supplement does not repeat."""
    if not standing:
        return ()
    text = Words(
        f"合同已载有 {'、'.join(standing)}，补充协议未再写入",
        f"the contract holds {', '.join(standing)} already; the supplement does not repeat them",
    )
    return (drafting_notice("already-present", text, "note"),)


def _spoken(said: dict[tuple[str, str], str], words: Words) -> Words:
    """A word of ours as the contract says it, in each language."""
    return Words(said.get(("zh", words.zh), words.zh), said.get(("en", words.en), words.en))


def _in_languages(layout: Layout, read: Callable[[Column], str]) -> Words:
    found = {column.lang: read(column) for column in layout.columns}
    return Words(found.get("zh", ""), found.get("en", ""))


def _front(document: ContractDocument, layout: Layout) -> list[str]:
    """The lines above the articles."""
    outline = layout.main.outline
    stop = outline.paragraphs[outline.articles[0].first].index if outline.articles else len(document.paragraphs)
    return [p.text.strip() for p in document.paragraphs[:stop] if not p.blank and not p.boxed]


def _number(document: ContractDocument, layout: Layout) -> str:
    """The number of the contract where a line above the articles bears one, and only one."""
    found = {m.group("number") for line in _front(document, layout) if (m := BEARS.match(line))}
    return found.pop() if len(found) == 1 else ""


def _titles(document: ContractDocument, layout: Layout) -> Words:
    """The contract's title in its languages: the first short line above the articles that says what paper it is."""
    lines = _front(document, layout)

    def title(column: Column) -> str:
        return next((x for x in lines if PAPER[column.lang].search(x) and len(x) <= LONGEST_TITLE), "")

    return _in_languages(layout, title)


def _amendment(layout: Layout, landing: Landing) -> Amendment:
    def named(column: Column) -> str:
        articles = column.outline.articles
        if landing.how == "annex":
            return ""
        if not 0 < landing.after <= len(articles):
            return ""
        label = articles[landing.after - 1].label.strip(" 、.．\t\u3000")
        if column.lang == "zh":
            return label if label.startswith("第") else f"“{label}”" if label else ""
        return label if not label[:1].isdigit() else f"Article {label}"

    words = {lang: sentence.words for lang, sentence in landing.sentences.items()}
    return Amendment(landing.clause, landing.how, _in_languages(layout, named), words)


def _inserted(what: Supplement, amendment: Amendment) -> Inserted:
    lang = "en" if what.lang == "en" else "zh"
    clause, after = amendment.clause, amendment.article.in_language(lang)
    return Inserted(clause.id, clause.variant, phrase(what.articles[clause.id], lang), after, amendment.how)


def _told(what: Supplement) -> Notice:
    number = len(what.amendments)
    text = Words(
        f"已另写补充协议，载有{number}个条款；原合同未作改动。原合同的签署日期等空白处请填写，"
        "补充协议同样适用原合同所需的批准与登记，请核对",
        f"a supplementary agreement was written with {number} clauses; the contract itself was not changed. Fill in "
        "the blanks such as the date of the contract, and check which approvals and registrations it needs",
    )
    return drafting_notice("supplement", text, "note")
