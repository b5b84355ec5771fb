"""The prose of an amending announcement -> orders: which entry, which change, with the words the order prints.

Values that flow: paragraphs -> `Order`s (one entry each, with its quoted texts) -> `Action`s and what of the order no
rule explains. The hard problem: an order reads the same to a person in many wordings, and half understood it changes
the wrong point; so quoted words are taken out first, the rest is matched piece by piece, and an order of which
anything but connecting words is left over is not applied at all. Conventions: those of Announcement 38 of 2020 of the
Ministry of Commerce and the Ministry of Science and Technology (删去…条目, 将…控制要点1修改为：“…”) and their kin.
Rejected: one pattern per sentence; the first unforeseen clause would be lost in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from catalogue.importers.prc.blocks import Line, clean
from catalogue.model import Words

OPEN, CLOSE = "\ue000", "\ue001"
"""Around the number of a text taken out of an order; signs of the private range, which `bare` never lets through."""

CODE = r"\d{6}[JX]"
QUOTE = f"{OPEN}(\\d+){CLOSE}"
NUMBERS = r"第?\d{1,2}(?:项|点|条)?(?:(?:、|和|及|至|到|-|~)第?\d{1,2}(?:项|点|条)?)*"
POINT = rf"(?:(?:控制)?要点中?的?({NUMBERS})|(第{NUMBERS[2:]}))(?:控制要点)?"
"""A point by its number; a bare number is one only after 要点, so that 删去3项 is no point."""

CHANGED = r"(?:(?:修改|调整|变更|更改|替换|更换|修订|改写)(?:为|成)|改(?:为|成)):?"
GONE = r"(?:予以)?(?:删除|删去|删掉|取消|移除|剔除)"
LISTED = r"(?:本|该|上述)?(?:《[^》]{0,30}》|目录)"
OUT = rf"不再(?:列入|纳入|列于|收入|保留(?:在|于)){LISTED}(?:中|内|管理)?|(?:移|调|退)出{LISTED}"
"""An entry taken out of the list in other words than deleted."""
NEW = r"(?:新增加?|增加|增列|增设|增补|补充|添加(?!剂))"
SIDE = r"(?:从?(?:《[^》]{0,30}》)?中?的?(?:限制|禁止)出口(?:技术)?(?:部分|目录)(?:中的?|的|下|内)?,?)"
SERIAL = r"(?:(?:第[\d一二三四五六七八九十]{1,3}[项条个]|[\d一二三四五六七八九十]{1,3}项)(?:技术)?(?:条目)?:?)"
KIND = r"(?:(?:以下|下列|如下)?(?:一项)?的?(?:(?:限制|禁止)出口)?的?(?:技术)?条目:?)"
RULES = (
    (
        "place",
        rf"{SIDE}|的?控制要点(?:作|进行|做|予以)(?:如下|以下|下列|相应)?(?:修改|调整):?|(?:条目)?项?下的?,?(?={NEW}|{GONE}|将|其)",
    ),
    ("reword", rf"(?:将)?{POINT}(?:中)?的?{QUOTE}(?:字样)?{CHANGED}{QUOTE}"),
    ("replace", rf"(?:将)?{POINT}的?(?:内容|文字|表述)?{CHANGED}{QUOTE}"),
    ("renumber-points", rf"(?:将)?原?{POINT}的?(?:序号|编号)?(?:依次|相应|顺次|分别)*(?:调整|修改|顺延|改)为:?{POINT}"),
    ("drop", rf"(?:将)?{POINT}的?(?:{QUOTE})?,?{GONE}|{GONE}(?:条目)?(?:中|项下)?的?{POINT}的?(?:{QUOTE})?"),
    ("drop-text", rf"(?:将)?控制要点中?的?{QUOTE},?{GONE}|{GONE}(?:条目)?(?:中|项下)?的?控制要点中?的?{QUOTE}"),
    ("append-no", rf"(?:控制要点中?)?{NEW}(?:一项|一条)?{POINT},?(?:内容)?为?:?{QUOTE}"),
    (
        "append-no",
        rf"(?:控制要点中?)?{NEW}(?:一项|一条)?控制要点,?(?:作为|列为|序号为|编号为)(?:控制要点)?({NUMBERS})[,:]*{QUOTE}",
    ),
    ("append-as", rf"(?:控制要点中?)?{NEW}(?:一项)?(?:控制要点)?:?{QUOTE},?(?:作为|列为|为)(?:控制要点)?({NUMBERS})"),
    ("append-no", rf"(?:控制要点中?)?{NEW}(?:一项)?(?:作为)?{POINT}(?:为|[.、:])*{QUOTE}"),
    ("append-no", rf"(?:控制)?要点中?{NEW}第?({NUMBERS})[.、:]*{QUOTE}"),
    (
        "append",
        rf"{NEW}(?:\d+项|[一二三四五六七八九十]+项|以下|下列|如下)*(?:控制)?要点,?(?:内容)?(?:如下|为)?:?{QUOTE}",
    ),
    ("append", rf"(?:控制)?要点中?{NEW}(?:\d+项|[一二三四五六七八九十]+项|以下|下列|如下)*:?{QUOTE}"),
    ("rewrite", rf"(?:将)?(?:其)?控制要点(?:全文|内容)?{CHANGED}{QUOTE}"),
    (
        "rename",
        rf"(?:将)?(?:其)?的?(?:技术|条目)?的?名称(?:由?{QUOTE})?{CHANGED}{QUOTE}|(?:更名|改名|改称)为?:?{QUOTE}",
    ),
    ("recode", rf"(?:将)?(?:其|原)?的?(?:技术|条目)?的?(?:编号|编码|代码)(?:由?({CODE}))?{CHANGED}({CODE})"),
    ("points", rf"(?:其)?控制要点(?:如下|为)?:?{QUOTE}"),
    ("reword-anywhere", rf"(?:将)?(?:控制要点)?中?的?{QUOTE}(?:字样)?{CHANGED}{QUOTE}"),
    ("delete", rf"(?:从|自){LISTED}(?:中|内)?的?{GONE}|{OUT}|{GONE}"),
    ("add", rf"{NEW}"),
)
FILLER = re.compile(
    r"(?:作|进行|做|予以)?(?:如下|以下|下列|相应)?(?:修改|调整)|将|对|由|原|其|该|并|同时|条目|技术|以下|如下|下列|限制出口|禁止出口|"
    r"在|的|中|和|及|与|[一二三四五六七八九十\d]+项|[,、.;:。()\s]"
)
QUOTED = re.compile(r"“([^“”]*(?:“[^“”]*”[^“”]*)*)”|\"([^\"]*)\"")
SUBJECT = re.compile(
    rf"(?P<title>[^,;:。{OPEN}{CLOSE}]{{0,40}}?{OPEN}\d+{CLOSE}(?:条目|技术)?|[^,;:。{OPEN}{CLOSE}]{{2,120}}?)"
    rf"\((?:技术|目录|条目)?(?:编号|编码|代码)?:?(?P<code>{CODE})\)"
)
COMMANDS = re.compile(
    rf"(?:修改|调整|改)为\s*[:：]?\s*{OPEN}|(?:增加|新增|删除|删去)[^{OPEN}]{{0,8}}(?:要点|第\s*[0-9０-９])|顺延|依次|{OPEN}\d+{CLOSE}\s*作为"
)
LEAD = re.compile(
    rf"^(?:以及|及|和|与|、)?(?:(?:在|对|将|把)?{SIDE}(?:将|对|把)?|在|对|将|把)?"
    rf"(?:[^{OPEN},;:]{{2,24}}?业(?:中|项下|部分)的?,?(?={GONE}|{NEW}))?"
    rf"(?:{GONE}|{NEW}|修改|调整)?{SIDE}?{KIND}?{SERIAL}?(?:《[^》]{{0,20}}》)?"
)
"""What may stand before a title: where it stands, what is ordered, which item it is."""
IN_ONE = re.compile(
    r"“([^“”（(]{2,60})([（(]\s*(?:技术|目录|条目)?(?:编号|编码|代码)?\s*[:：]?\s*[0-9０-９]{6}\s*[JXＪＸ]\s*[）)])"
    r"([^“”]*(?:“[^“”]*”[^“”]*)*)”"
)
"""A whole entry in one quotation: “甲技术（编号：230101X），控制要点：1．…”."""
BY_CODE = re.compile(
    r"(?:(?:技术|目录|条目)?(?:编号|编码|代码)(?:为|是|:)?|^|(?<=[将对、和及与])|(?<=删除)|(?<=删去)|(?<=取消)|(?<=移除))"
    rf"({CODE})号?(?!{CHANGED}{CODE})(?:的?(?:技术)?条目)?"
)
"""An entry by its code alone: after 编号, or where the object of the order stands (将230101X、230102X…)."""
ITEM = re.compile(
    r"^\s*(?:[（(]?[0-9０-９]{1,3}[）).．、]|[（(][一二三四五六七八九十百]+[）)]|[一二三四五六七八九十百]+[、.．])\s*"
)


@dataclass(frozen=True, slots=True)
class Action:
    """One change: its rule, the numbers or codes it names, the texts it quotes."""

    kind: str
    numbers: tuple[tuple[int, ...], ...] = ()
    codes: tuple[str, ...] = ()
    texts: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What the announcement orders for one entry. `rest` is what no rule explains; then nothing may be applied."""

    code: str
    title: str
    actions: tuple[Action, ...]
    rest: str
    text: str
    where: Words


@dataclass(slots=True)
class _Taken:
    """An order's text with its quoted parts taken out."""

    texts: list[tuple[Line, ...]] = field(default_factory=list[tuple[Line, ...]])

    def put(self, text: str) -> str:
        self.texts.append(tuple(Line(line) for line in map(clean, text.split("\n")) if line))
        return f"{OPEN}{len(self.texts) - 1}{CLOSE}"


def bare(text: str) -> str:
    """Half width, no blanks, none of the signs used here for texts taken out."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_order(text: str, where: Words, mode: str, subject: str = "") -> tuple[Order, ...]:
    """The orders of one clause: one for each entry it names, or for `subject` where it names none.

    `mode` is what the heading above orders ("delete", "add", "amend", ""), for clauses without a verb of their own.
    """
    taken = _Taken()
    opened = IN_ONE.sub(_unwrapped, text.replace(OPEN, "").replace(CLOSE, ""))
    plain = _without_texts(ITEM.sub("", opened), taken)
    found = [(m.group("title"), m.group("code")) for m in SUBJECT.finditer(plain)]
    command = SUBJECT.sub(lambda m: _before(m.group("title")), plain)
    if not found:
        found = [("", match.group(1)) for match in BY_CODE.finditer(command)]
        command = BY_CODE.sub("其", command)
    if not found and subject:
        found = [("", subject)]
    actions, rest = _actions(command, taken)
    ordered = _by_heading(actions, mode)
    return tuple(Order(code, _title(title, taken), ordered, rest, text, where) for title, code in found)


def _by_heading(actions: tuple[Action, ...], mode: str) -> tuple[Action, ...]:
    """The actions with the verb that only the heading prints: 一、删除下列条目, 二、新增下列条目, 三、修改下列条目."""
    kinds = {action.kind for action in actions}
    if (mode == "delete" and not kinds) or (mode == "add" and kinds <= {"points"}):
        return (Action(mode), *actions)
    if mode == "amend" and kinds == {"points"}:
        return tuple(replace(action, kind="rewrite") for action in actions)
    return actions


def _unwrapped(match: re.Match[str]) -> str:
    """A quoted entry as an order prints it elsewhere: “甲技术”（编号：230101X），控制要点：“1．…”."""
    title, code, rest = match.groups()
    points = re.fullmatch(r"\s*[，,。；;]?\s*(?:其)?控制要点(?:为|如下)?\s*[：:]?\s*(.+)", rest, re.DOTALL)
    return f"“{title}”{code}，控制要点：“{points.group(1)}”" if points else f"“{title}”{code}{rest}"


def _before(title: str) -> str:
    """What the order says before a title. All that stands before a quoted one counts, so that no word is passed over;
    of what only says which item it is (第3项, 下列条目) nothing stays."""
    head = title.partition(OPEN)[0] if OPEN in title else _lead(title)
    lead = _lead(head)
    verbs = "".join(re.findall(rf"^(?:以及|及|和|与|、)|{GONE}|{NEW}|修改|调整", lead))
    return verbs + head[len(lead) :]


def _lead(title: str) -> str:
    match = LEAD.match(title)
    return match.group() if match else ""


def _title(title: str, taken: _Taken) -> str:
    quoted = re.search(QUOTE, title)
    if quoted:
        return " ".join(line.text for line in taken.texts[int(quoted.group(1))])
    lead = _lead(title)
    return "" if lead.endswith("新增加") else title[len(lead) :]  # 新增加热技术: 新增 or 新增加, nobody can tell


def _without_texts(text: str, taken: _Taken) -> str:
    """The order in half width, its quoted texts as marks; what follows a colon unquoted is one text too."""
    marked = QUOTED.sub(lambda m: taken.put(m.group(1) or m.group(2) or ""), text)
    head, colon, tail = _colon(marked)
    if colon and tail.strip() and not tail.strip().startswith(OPEN):
        whole = re.sub(QUOTE, lambda m: "“" + "\n".join(x.text for x in taken.texts[int(m.group(1))]) + "”", tail)
        return bare(head + ":") + taken.put(whole)
    return bare(marked)


def _colon(text: str) -> tuple[str, str, str]:
    """Parts the order at the colon before an unquoted text: after 修改为, 控制要点, 如下; not inside （编号：…）."""
    match = re.search(r"(?:为|成|要点(?:\s*第?\s*[0-9０-９]{1,2}\s*[项点条]?)?|如下|增加|新增|项)\s*[：:]", text)
    if match is None or COMMANDS.search(text[match.end() :]):
        return text, "", ""
    return text[: match.end() - 1], ":", text[match.end() :]


def _actions(command: str, taken: _Taken) -> tuple[tuple[Action, ...], str]:
    found: list[tuple[int, Action]] = []
    for kind, pattern in RULES:
        for match in re.finditer(pattern, command):
            found.append((match.start(), _action(kind, match, taken)))
        command = re.sub(pattern, lambda m: "\x00" * len(m.group()), command)
    rest = FILLER.sub("", command.replace("\x00", ""))
    ordered = sorted(found, key=lambda pair: pair[0])
    return tuple(action for _, action in ordered if action.kind != "place"), rest


def _action(kind: str, match: re.Match[str], taken: _Taken) -> Action:
    numbers: list[tuple[int, ...]] = []
    codes: list[str] = []
    for group in match.groups():
        if group and re.fullmatch(CODE, group):
            codes.append(group)
        elif group and re.fullmatch(NUMBERS, group) and not _is_quote(match, group):
            numbers.append(numbers_of(group))
    texts = tuple(taken.texts[int(n)] for n in re.findall(QUOTE, match.group()))
    return Action(kind, tuple(numbers), tuple(codes), texts)


def _is_quote(match: re.Match[str], group: str) -> bool:
    """A group of bare digits between the marks of a text is that text's number, no number of a point."""
    at = [match.start(n) for n in range(1, (match.lastindex or 0) + 1) if match.group(n) == group]
    return all(match.string[start - 1] == OPEN for start in at)


def numbers_of(text: str) -> tuple[int, ...]:
    """`第3项、第5至7项` -> 3, 5, 6, 7."""
    found: list[int] = []
    for part in re.split(r"[、和及]", re.sub(r"[第项点条]", "", text)):
        ends = [int(n) for n in re.split(r"[至到~-]", part) if n]
        found.extend(range(ends[0], ends[-1] + 1) if len(ends) == 2 else ends)
    return tuple(found)


def joined_clauses(lines: Iterable[tuple[str, Words]], begins: re.Pattern[str]) -> Iterator[tuple[str, Words]]:
    """Clauses: a paragraph that `begins` none, or that stands in an open quotation, belongs to the one before."""
    parts: list[str] = []
    where, is_order, still_open = Words(), False, 0
    for line, place in lines:
        begin = bool(begins.search(bare(line)))
        if parts and (still_open > 0 or (is_order and not begin)):
            parts.append(line)
        else:
            if parts:
                yield "\n".join(parts), where
            parts, where, is_order, still_open = [line], place, begin, 0
        still_open += line.count("“") - line.count("”")
    if parts:
        yield "\n".join(parts), where
