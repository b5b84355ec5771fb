"""Which quantity a Chinese bound is about: the words before it, behind 的, or the material it measures.

Values that flow: text, bound, where its clause begins -> `Named` or None. The one hard problem: nothing parts
Chinese words, so a name is the longest known one that ends right before the comparison, else the whole run back
to a sign that surely parts (，；、的 且), and only where it ends in a sign that quantities end in. Rejected:
a segmenter; it parts 抗拉强度 as it likes.
"""

from __future__ import annotations

import re

from catalogue.thresholds.bounds import Bound
from catalogue.thresholds.naming import Named, content_of, of_term, own_dimension, own_words, possible
from catalogue.thresholds.vocabulary import Vocabulary

_SIGNS = " \u3000\"'“”‘’"
_PARTS = re.compile(
    r"[，；;。：:、,()\n\[\]]|以及|并且|(?<!能)且|和(?!空)|或(?!电压)|具有|能够|可以|能在|达到|采用|包含|含有|其中|同时|用于|通过|每秒|每分钟|每小时|(?<!目)的"
)
_TAIL = re.compile(r"的?(?:值|范围|为|在|可达到?|可|应|均|至|到)?(?:每秒|每分钟|每小时)?$")
_HEADS = (
    "度 率 力 量 径 长 宽 高 深 厚 压 流 频 数 比 时间 温 能 能力 距离 面积 体积 容积 功率 性能 灵敏度 尺寸 波长 间距 角 差 误差 寿命 "  # noqa: E501
    "速 性 级 半径 电压 电流 电容 电感 电阻 模量 推力 载荷 重量 行程 口径 缸径 射程 航程 增益 损耗 带宽 周期 应变 强度 得分 规模 当量 真空 系数"  # noqa: E501
).split()
_BEHIND = re.compile(r"\s*(?:的|之)?\s*(?P<what>[\u4e00-\u9fffA-Za-z0-9·]{1,14})")
_WEIGHT = re.compile(
    r"\s*[,(（]?\s*(?:按重量计?|以重量计|重量比)?\s*[,)）]?\s*的?\s*(?P<what>[\u4e00-\u9fff]{1,6}?)(?=[,，；;。)\s]|的|$)"
)
_REACH, _FAR = 40, 60


def quantity_of(text: str, bound: Bound, clause: int, clause_end: int, vocabulary: Vocabulary) -> Named | None:
    """The quantity of a bound in a folded text."""
    left = _left(text, bound, clause, vocabulary)
    if left is not None:
        return left
    right = _right(text, bound, clause_end, vocabulary)
    if right is not None:
        return right
    return _own(text, bound, clause) or _apart(text, bound, clause, vocabulary)


def _apart(text: str, bound: Bound, clause: int, vocabulary: Vocabulary) -> Named | None:
    """The one name of a clause that words about how it is measured part from its bound: 定位精度在…后可达到小于."""
    run, places = _run(text, max(clause, bound.at - _FAR), bound.at, _FAR)
    begin = max((m.end() for m in re.finditer(r"[，；。：]", run)), default=0)
    found: dict[str, Named] = {}
    at = begin
    while at < len(run):
        size, known = next(
            (
                (n, k)
                for n in range(min(vocabulary.longest, len(run) - at), 1, -1)
                if (k := vocabulary.find_in(run[at : at + n], possible(bound)))
            ),
            (1, None),
        )
        if known and run[at + size : at + size + 1] in ("在", "按", "沿"):
            found[known[0].quantity.id] = of_term(known[0], known[1], places[at], places[at + size - 1] + 1)
        at += size
    return next(iter(found.values())) if len(found) == 1 else None


def _run(text: str, start: int, end: int, reach: int = _REACH) -> tuple[str, list[int]]:
    """The signs that count between two places, without blanks and quotation marks, and their places."""
    places = [i for i in range(max(start, end - reach), end) if text[i] not in _SIGNS]
    return "".join(text[i] for i in places), places


def _left(text: str, bound: Bound, clause: int, vocabulary: Vocabulary) -> Named | None:
    run, places = _run(text, clause, bound.at)
    tail = _TAIL.search(run)
    ends = dict.fromkeys((len(run), tail.start() if tail else len(run)))
    for end in ends:
        for begin in range(max(0, end - vocabulary.longest), end):
            found = vocabulary.find_in(run[begin:end], possible(bound))
            if found and _whole(run, begin):
                return of_term(found[0], found[1], places[begin], places[end - 1] + 1)
    if run.endswith("物质") and re.search(r"含有[^，；]*物质$", run) and "ratio" in bound.dimensions:
        return content_of("物质", vocabulary, bound, places[-2], places[-1] + 1, chinese=True)
    return None


def _whole(run: str, begin: int) -> bool:
    """False where a Latin name would begin inside a longer word."""
    return not (
        begin
        and run[begin].isascii()
        and run[begin].isalnum()
        and run[begin - 1].isascii()
        and run[begin - 1].isalnum()
    )


def _right(text: str, bound: Bound, stop: int, vocabulary: Vocabulary) -> Named | None:
    """`20 kV或更高的电压`, `64位以上密钥长度`, `5%以上的铝粉`."""
    found = _BEHIND.match(text, bound.end, min(len(text), stop, bound.end + 20))
    if not found:
        return None
    what, at = found["what"], found.start("what")
    for size in range(len(what), 0, -1):
        known = vocabulary.find_in(what[:size], possible(bound))
        if known and _stops(text[at + size : at + size + 1]):
            return of_term(known[0], known[1], at, at + size)
    if "ratio" in bound.dimensions and bound.behind:
        material = _WEIGHT.match(text, bound.end, min(len(text), bound.end + 20))
        if material and re.search(r"含有[^，；]*$", text[max(0, bound.at - 24) : bound.at]):
            at = material.start("what")
            return content_of(material["what"], vocabulary, bound, at, material.end("what"), chinese=True)
    return None


def _stops(sign: str) -> bool:
    """True where a name may end before this sign: 功率 does not in 功率放大器."""
    return not re.match(r"[\u4e00-\u9fffA-Za-z0-9]", sign) or sign in "下时条并且和或播进运工的"


def _own(text: str, bound: Bound, clause: int) -> Named | None:
    """The run of signs right before the bound, back to a sign that parts."""
    run, places = _run(text, clause, bound.at)
    begin = 0
    for part in _PARTS.finditer(run):
        begin = part.end()
    phrase = run[begin:]
    phrase = re.sub(r"(?:值|范围|为)$", "", phrase)
    if not 2 <= len(phrase) <= 14 or not phrase.endswith(tuple(_HEADS)) or re.search(r"[0-9]", phrase):
        return None
    if own_dimension(bound, phrase) is None or not re.search(r"[\u4e00-\u9fff]", phrase):
        return None
    return own_words(phrase, bound, places[begin], places[begin + len(phrase) - 1] + 1, chinese=True)
