"""Do the Chinese and the English text of a variant say the same? Numbers, day kinds, roles, negations, marks.

Two texts in, sentences about their differences out. The hard problem is to compare what law turns on
(30 working days is not 30 days) without parsing either language: each text is reduced to multisets of
facts that must agree. Rejected: alignment by translation; it needs a model and cannot be argued with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from catalogue.model import Words
from clause_library.markup import plain, refs_in, terms_in, variables_in, walk
from clause_library.model import Block, BlockKind, MarkKind

_DIGITS = "〇零一二三四五六七八九"
_NUMERAL = r"[〇零一二三四五六七八九十百千]+"
_ZH_ORDINAL = re.compile(rf"第({_NUMERAL})(?=条|款|项|个|章|节)")
_ZH_COUNTED = re.compile(rf"(?<![第每])({_NUMERAL})(?=个工作日|日|天|个月|年|倍|小时|%|个百分点)")
_ZH_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ZH_SPAN = re.compile(r"(⟨\w+⟩|\d+)\s*(个工作日|日|天|个月|年)")
_EN_SPAN = re.compile(
    r"(⟨\w+⟩|\d+)\s+(?:consecutive |full |further )?(Working Days?|(?:calendar )?days?|months?|years?)\b", re.I
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_EN_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.I)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EN_ORDINAL = re.compile(
    rf"\b({'|'.join(_ORDINALS)})(?=(?:(?:,| and| or)+ (?:{'|'.join(_ORDINALS)}))*"
    r" (?:paragraph|item|sentence|sub-paragraph|case|event|limb|clause)s?\b)",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ZH_BAN = re.compile(r"不得|不应(?!当)")
_ZH_NOT = re.compile(r"[不无未非免勿]|禁止|除外|以外|之外|除.{0,30}外|拒绝|排除|没有")
_EN_NOT = re.compile(
    r"\b(not|no|nor|none|neither|never|nothing|without|unless|except|cannot|exclud\w+|refus\w+|fail\w*|prohibit\w*"
    r"|barred|other than|save|outside|un\w+|non-?\w+|illegal\w*|independent\w*|irrespective|regardless|free of"
    r"|release[sd]?)\b",
    re.I,
)
_EN_BAN = re.compile(
    r"\b(shall|may|must|will|does|do|is|are)\s+(not|neither)\b|\b(no|neither|nothing|nor)\b|prohibit|\bbarred\b", re.I
)
KIND_WORDS = MappingProxyType(
    {
        BlockKind.HEADING: "标题",
        BlockKind.PARA: "正文",
        BlockKind.ITEM: "项",
        BlockKind.ITEM2: "二级项",
        BlockKind.ITEM3: "三级项",
        BlockKind.ROW: "表格行",
    }
)
SUBJECTS = MappingProxyType(
    {
        "variables": "变量",
        "references": "引用的条款",
        "conspicuous marks": "醒目标记",
        "parties": "当事人",
        "numbers": "数字",
        "periods": "期限",
    }
)
UNIT_WORDS = MappingProxyType({"days": "日", "working_days": "个工作日", "months": "个月", "years": "年"})
ITEM_WORDS = MappingProxyType({"strong": "醒目文字", "exporter": "出口方", "recipient": "接收方"})


def numeral(text: str) -> int:
    """A Chinese numeral below ten thousand: 三十三 -> 33, 一百零一 -> 101, 十 -> 10."""
    if not any(unit in text for unit in "十百千"):
        return int("".join(str(max(0, _DIGITS.index(c) - 1)) for c in text))
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = max(0, _DIGITS.index(character) - 1)
        else:
            total += (digit or 1) * 10 ** (" 十百千".index(character))
            digit = 0
    return total + digit


def differences(zh: tuple[Block, ...], en: tuple[Block, ...], roles: dict[str, str]) -> tuple[tuple[int, Words], ...]:
    """(block number from 0, difference) for two texts of one variant; -1 where the whole is meant.

    `roles` gives the party role of each term in either language.
    """
    if [b.kind for b in zh] != [b.kind for b in en]:
        message = Words(
            f"中文为{_shape_zh(zh)}，英文为{_shape_zh(en)}：两种文字的段数、种类和次序须一致",
            f"zh has {_shape(zh)}; en has {_shape(en)}: blocks must agree in number, kind and order",
        )
        return ((-1, message),)
    found: list[tuple[int, Words]] = []
    for at, pair in enumerate(zip(zh, en, strict=True)):
        found.extend((at, message) for message in _block_differences(*pair, roles))
    return tuple(found)


def _shape(blocks: Iterable[Block]) -> str:
    counts = Counter(str(b.kind) for b in blocks)
    return ", ".join(f"{n} {kind}" for kind, n in counts.items()) or "nothing"


def _shape_zh(blocks: Iterable[Block]) -> str:
    counts = Counter(b.kind for b in blocks)
    return "、".join(f"{KIND_WORDS[kind]}{n}段" for kind, n in counts.items()) or "空"


def _block_differences(zh: Block, en: Block, roles: dict[str, str]) -> Iterable[Words]:
    if len(zh.cells) != len(en.cells):
        yield Words(
            f"中文有{len(zh.cells)}格，英文有{len(en.cells)}格", f"zh has {len(zh.cells)} cells, en {len(en.cells)}"
        )
        return
    checks: tuple[tuple[str, Callable[[Block, str], Iterable[str]]], ...] = (
        ("variables", lambda block, _: variables_in([block])),
        ("references", lambda block, _: refs_in([block])),
        ("conspicuous marks", lambda block, _: ["strong" for m in walk([block]) if m.kind is MarkKind.STRONG]),
        ("parties", lambda block, _: {roles[t.lower()] for t in terms_in([block]) if t.lower() in roles}),
        ("numbers", lambda block, lang: numbers(_words(block), lang)),
        ("periods", lambda block, lang: [f"{n} {unit}" for n, unit in periods(_words(block), lang)]),
    )
    for name, extract in checks:
        in_zh, in_en = Counter(extract(zh, "zh")), Counter(extract(en, "en"))
        if in_zh != in_en:
            only_zh, only_en = in_zh - in_en, in_en - in_zh
            yield Words(
                f"{SUBJECTS[name]}不一致：仅中文有{_list_zh(only_zh)}；仅英文有{_list_zh(only_en)}",
                f"{name} differ: only in zh {_list(only_zh)}; only in en {_list(only_en)}",
            )
    yield from _negation(_words(zh), _words(en))


def _list(counter: Mapping[str, int]) -> str:
    return ", ".join(item for item, times in counter.items() for _ in range(times)) or "nothing"


def _list_zh(counter: Mapping[str, int]) -> str:
    """The same for a Chinese reader: units and roles in words."""
    items = (item for item, times in counter.items() for _ in range(times))
    return "、".join(_item_zh(item) for item in items) or "（无）"


def _item_zh(item: str) -> str:
    number, space, unit = item.partition(" ")
    if space and unit in UNIT_WORDS:
        return f"{number}{UNIT_WORDS[unit]}"
    return ITEM_WORDS.get(item, item)


def _words(block: Block) -> str:
    return " | ".join(plain(cell) for cell in block.cells)


def numbers(text: str, lang: str) -> list[str]:
    """Every number of the text in figures, Chinese numerals and English ordinals and months included."""
    bare = re.sub(r"⟨[^⟩]*⟩", " ", text)
    if lang == "zh":
        bare = _ZH_ORDINAL.sub(lambda m: f" {numeral(m.group(1))} ", bare)
        bare = _ZH_COUNTED.sub(lambda m: m.group(1) if m.group(1) in "一" else f" {numeral(m.group(1))} ", bare)
    else:
        bare = _EN_DATE.sub(lambda m: f"{m.group(1)} {_MONTHS.index(m.group(2).lower()) + 1} {m.group(3)}", bare)
        bare = _EN_ORDINAL.sub(lambda m: str(_ORDINALS.index(m.group(1).lower()) + 1), bare)
    return _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", bare))


def periods(text: str, lang: str) -> list[tuple[str, str]]:
    """(amount or variable, unit) of every period: working_days, days, months, years."""
    if lang == "zh":
        counted = _ZH_COUNTED.sub(lambda m: str(numeral(m.group(1))), _ZH_DATE.sub(" ", text))
        return [(m.group(1), _unit(m.group(2))) for m in _ZH_SPAN.finditer(counted) if m.group(1) != "1"]
    found = [(m.group(1), _unit(m.group(2).lower())) for m in _EN_SPAN.finditer(text)]
    return [(n, unit) for n, unit in found if n != "1"]


def _unit(word: str) -> str:
    if "工作日" in word or "working" in word:
        return "working_days"
    if word in ("个月", "month", "months"):
        return "months"
    return "years" if word in ("年", "year", "years") else "days"


def _negation(zh: str, en: str) -> Iterable[Words]:
    if _ZH_BAN.search(zh) and not _EN_BAN.search(en):
        yield Words("中文为禁止（不得），英文没有相应的禁止", "zh forbids (不得) where en does not")
    elif re.search(r"\b(shall|may) not\b", en) and not _ZH_NOT.search(zh):
        yield Words(
            "英文为禁止（shall not、may not），中文没有相应的禁止",
            "en forbids (shall not, may not) where zh does not",
        )
    elif re.search(r"不承担|无需|不影响|不构成|无权", zh) and not _EN_NOT.search(en):
        yield Words("中文为否定（不承担、无需、无权等），英文没有相应的否定", "zh denies where en does not")
