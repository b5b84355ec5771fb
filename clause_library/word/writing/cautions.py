"""What a draft cannot settle by itself and a lawyer must look at: the words of the paper against those of the clauses.

Values that flow: the contract, the clauses put in and where they landed become `Notice`s: parties the paper calls by
other words, a term with two meanings, a law other than the one the clauses cite, two regimes for one event. Each is a
fact with both places, and no opinion on which shall prevail. Rejected: changing the contract's own words; they are
agreed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model import Words
from catalogue.results import Notice
from clause_library.model import RenderedClause
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.definitions import defined_in, find_definitions, same_term
from clause_library.word.reading.layout import Column, Layout
from clause_library.word.reading.looks import level_key
from clause_library.word.reading.references import SELF
from clause_library.word.reading.rules import WordRules
from clause_library.word.reading.survival import survival_notices
from clause_library.word.reading.terms import OUR_WORDS
from clause_library.word.reading.turns import turn_notices
from clause_library.word.report import Inserted, drafting_notice
from clause_library.word.source.document import ContractDocument, Paragraph
from clause_library.word.writing.idiom import third_party

REGIMES = ("T12",)
RELIEF = re.compile(
    r"免除|不承担|顺延|解除|通知|指|包括|\b(?:liab|excus|delay|suspen|terminat|releas|means?\b|prevent)", re.IGNORECASE
)
PERIOD = re.compile(
    r"(?:[一二三四五六七八九十百]+|\d+)\s?(?:个)?(?:工作日|日历日|自然日|日|天|个月|月)"
    r"|(?:\d+|\(\d+\)|thirty|sixty|ninety|fourteen|ten|seven|fifteen|twenty)\s(?:[A-Z]?[a-z]+\s)?(?:[Dd]ays?|months?|weeks?)\b"
)
CHOSEN_LAW = re.compile(
    r"governed by(?:,? and (?:construed|interpreted) (?:in accordance with|under))?,?\s+(?:the\s+)?"
    r"(?:(?:internal |substantive )?laws? of (?:the )?(?P<place>[A-Z][\w’' ]*)|(?P<name>[A-Z]\w+) laws?\b)"
    r"|(?:适用|受)(?P<zh>[^，。；《》]{2,20}?)(?:的)?(?:法律|法)(?:管辖|[，。；（(]|$)"
)
PRC = re.compile(r"中华人民共和国|中国|People[’']s Republic of China|\bPRC\b|\bChina\b|\bChinese\b")
OWN_LAW = re.compile(r"香港|澳门|台湾|Hong\s?Kong|Maca[uo]|Taiwan|HKSAR", re.IGNORECASE)
"""Regions of the PRC whose courts apply a law of their own."""
LEFT_OPEN = re.compile(
    r"本国|国家|相关|有关|现行|适用|各自|所在|注册|当地|上述|该国|前述|惯例|Govern|Chosen|Applicable|[\[{_]|____"
)
CITES_PRC = re.compile(
    r"《中华人民共和国[^》]+》|People[’']s Republic of China|\b(?:Law|Code|Regulations) of the PRC\b"
)
ITSELF = re.compile(rf"^(?:{SELF})$|^[A-Z]{{2,5}}$|合同$|协议$", re.IGNORECASE)
HINTS = 4


@dataclass(frozen=True, slots=True)
class _Paper:
    """The contract's own paragraphs (not ours) and its columns."""

    layout: Layout
    own: tuple[Paragraph, ...]

    def place(self, paragraph: Paragraph) -> str:
        """The number of the article or paragraph it stands in, else the count of the paragraph."""
        if paragraph.label:
            return paragraph.label.strip(" .、")
        for column in self.layout.columns:
            article = column.outline.article_of(paragraph)
            if article is not None:
                return article.label.strip(" .、")
        return f"¶{paragraph.index}"


def cautions(
    document: ContractDocument,
    layout: Layout,
    clauses: Iterable[RenderedClause],
    inserted: Iterable[Inserted],
    rules: WordRules,
) -> tuple[Notice, ...]:
    """Everything to look at for the clauses this draft put in."""
    landed = tuple(inserted)
    numbers = {i.id: i.number for i in landed if i.how != "kept"}
    put_in = [c for c in clauses if c.id in numbers]
    ours = {p.index for present in read_present(document) for p in present.paragraphs}
    paper = _Paper(layout, tuple(p for p in document.paragraphs if p.index not in ours))
    found = [*_roles(paper, put_in), *_redefined(paper, put_in), *_chosen_law(paper, put_in)]
    third = third_party(document, rules)
    if third and put_in:
        found.append(_many(third))
    for column in layout.columns if put_in else ():
        found += _across(document, layout, column)
        found += turn_notices([column.outline.paragraphs[a.first] for a in column.outline.articles])
    return (*found, *_regimes(paper, put_in, numbers, rules), *survival_notices(paper.own, landed, rules))


def _across(document: ContractDocument, layout: Layout, column: Column) -> list[Notice]:
    """Numbered lines in the table of a bilingual contract that stand in neither column and look like its articles."""
    if not layout.rows or column is not layout.main:
        return []
    heads = [c.outline.paragraphs[a.first] for c in layout.columns for a in c.outline.articles]
    forms = {level_key(document, p) for p in heads}
    read = {p.index for c in layout.columns for p in c.outline.paragraphs}
    table = next(a for a in layout.rows[0].ancestors() if a.tag == "w:tbl")
    across = [p for p in document.paragraphs if p.top is table and p.index not in read and not p.boxed and p.numbered]
    listed = "”、“".join(p.text.strip()[:24] for p in across if level_key(document, p) in forms)
    if not listed:
        return []
    text = Words(
        f"对照表中“{listed}”不在左右两栏之内，未作为条文认定：条号未随之更改，条款的位置也未顾及，请核对并手工处理",
        f"“{listed.replace('”、“', '”, “')}” stands in neither column of the bilingual table and was not read as an "
        "article: its number was not changed and no clause was placed by it; check it and set it right by hand",
    )
    return [drafting_notice("across-columns", text)]


def _many(third: str) -> Notice:
    """A paper of three parties or more: clauses bind each of them, but name one exporter and one recipient."""
    text = Words(
        f"合同有三方以上（有“{third}”）：所写条款以“各方”“其他各方”称呼全体当事人，陈述由每一方作出；"
        "出口方、接收方各指一方，请确认其他当事人是否也提供或者接收受控技术，需要时补写",
        f"the contract has three parties or more (it names {third}): the clauses speak of all and of each other Party, "
        "and each Party makes its own statements; exporter and recipient are one party each: say whether the others "
        "give or receive controlled technology too",
    )
    return drafting_notice("more-parties", text)


def _words(clause: RenderedClause, lang: str) -> list[str]:
    """The text of each block of a clause in one language."""
    return ["".join(r.text for r in b.runs) for b in clause.blocks.get(lang, ())]


def _roles(paper: _Paper, clauses: list[RenderedClause]) -> list[Notice]:
    """Clauses that still say Exporter and Recipient in a paper that calls nobody so."""
    for column in paper.layout.columns:
        gives, takes, _ = OUR_WORDS[column.lang]
        pattern = re.compile(rf"(?<![\w-]){gives}(?!\w)" if column.lang == "en" else gives)
        said = [c.id for c in clauses if any(pattern.search(t) for t in _words(c, column.lang))]
        if not said or any(pattern.search(p.text) for p in paper.own):
            continue
        first = column.outline.articles[0] if column.outline.articles else None
        until = column.outline.paragraphs[first.first].index if first else len(paper.own)
        named = [d.term for d in find_definitions(p for p in paper.own if p.index < until)]
        named = [t for t in named if not ITSELF.search(t)]
        listed = "、".join(f"“{t}”" for t in dict.fromkeys(named[:HINTS]))
        text = Words(
            f"合同未使用可识别的当事人称谓，{len(said)}个条款以“{gives}”“{takes}”称呼双方；请写明二者各指哪一方，"
            f"或者改用合同的称谓{f'（合同中有{listed}）' if listed else ''}",
            f"the contract names its parties by no words the program knows; {len(said)} clauses say {gives} and "
            f"{takes}: say who is who, or use the contract's words{f' (it defines {listed})' if listed else ''}",
        )
        return [drafting_notice("roles-unnamed", text)]
    return []


def _redefined(paper: _Paper, clauses: list[RenderedClause]) -> list[Notice]:
    """A term to which a clause gives a meaning though the contract has given it one."""
    known = list(find_definitions(paper.own))
    by_index = {p.index: p for p in paper.own}
    out: list[Notice] = []
    for clause in clauses:
        if clause.host.topic == "T2":
            continue
        texts = [t for c in paper.layout.columns for t in _words(clause, c.lang)]
        for term in dict.fromkeys(term for t in texts for term in defined_in(t)):
            old = next((d for d in known if same_term(d.term, term)), None)
            if old is None:
                continue
            place = paper.place(by_index[old.paragraph])
            text = Words(
                f"{clause.id} 另行规定了“{term}”的含义，合同已有定义（原编号 {place}）；请核对并统一",
                f"{clause.id} gives “{term}” a meaning of its own; the contract defines it (formerly {place}): "
                "make them one",
            )
            out.append(drafting_notice("redefined", text))
    return out


def _chosen_law(paper: _Paper, clauses: list[RenderedClause]) -> list[Notice]:
    """A contract under another law than the one whose articles the clauses cite."""
    citing = [
        c.id for c in clauses if any(CITES_PRC.search(t) for x in paper.layout.columns for t in _words(c, x.lang))
    ]
    if not citing:
        return []
    for paragraph in paper.own:
        match = CHOSEN_LAW.search(paragraph.text)
        law = (
            next((g for g in match.groups() if g), "").split(" without ")[0].split(" excluding ")[0].strip()
            if match
            else ""
        )
        if not law or (PRC.search(law) and not OWN_LAW.search(law)) or LEFT_OPEN.search(law):
            continue
        listed = "、".join(citing)
        at = paper.place(paragraph)
        text = Words(
            f"合同约定的适用法律（原编号 {at}：{law}）不是中国法，而 {listed} 援引中国法律；"
            "请核对援引在该法律下的效力，或者改写",
            f"the contract is under another law (formerly {at}: {law}) while {', '.join(citing)} cite the law of the "
            "PRC: check what those citations do under that law, or reword them",
        )
        return [drafting_notice("governing-law", text)]
    return []


def _regimes(paper: _Paper, clauses: list[RenderedClause], numbers: dict[str, str], rules: WordRules) -> list[Notice]:
    """A clause on an event for which the contract has rules of its own: both stand, with their periods."""
    out: list[Notice] = []
    for clause in clauses:
        topic = rules.topic(clause.host.topic) if clause.host.topic in REGIMES else None
        column = paper.layout.main
        cues = re.compile("|".join(map(re.escape, topic.words.get(column.lang, ()))) if topic else "$^", re.IGNORECASE)
        if topic is None or not cues.search(clause.title.in_language(column.lang)):
            continue
        places, old = _speaking(paper, column, cues)
        if not old:
            continue
        before = _periods(p.text for p in old)
        after = _periods(_words(clause, column.lang))
        own = numbers.get(clause.id) or "—"
        text = Words(
            f"合同原编号 {'、'.join(places)} 处已有{topic.title.zh}的约定{_zh(before)}，{clause.id}（{own}）"
            f"另有一套约定{_zh(after)}；两处的定义、通知和期限并存，请合并或者写明以哪一处为准",
            f"the contract has rules on {topic.title.en.lower()}, formerly {', '.join(places)}{_en(before)}, and "
            f"{clause.id} ({own}) brings its own{_en(after)}; definitions, notice and periods stand side by side: "
            "join them or say which prevails",
        )
        out.append(drafting_notice("two-regimes", text))
    return out


def _speaking(paper: _Paper, column: Column, cues: re.Pattern[str]) -> tuple[list[str], list[Paragraph]]:
    """Where the contract itself rules on a subject, and its paragraphs that do: whole articles under its heading."""
    own = {p.index for p in paper.own}
    places: list[str] = []
    found: list[Paragraph] = []
    for article in column.outline.articles:
        inside = [p for p in column.outline.inside(article) if p.index in own and not p.blank]
        if article.headed and cues.search(article.title):
            places.append(article.label.strip(" .、"))
            found += inside
            continue
        speaking = [p for p in inside if cues.search(p.text) and RELIEF.search(p.text)]
        places += [paper.place(p) for p in speaking]
        found += speaking
    return list(dict.fromkeys(places)), found


def _periods(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(m.group(0) for t in texts for m in PERIOD.finditer(t)))


def _zh(periods: list[str]) -> str:
    return f"（{'、'.join(periods)}）" if periods else ""


def _en(periods: list[str]) -> str:
    return f" ({', '.join(periods)})" if periods else ""
