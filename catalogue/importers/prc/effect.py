"""From when, and until when, an announcement says it applies.

Values that flow: paragraphs -> the sentences that speak of effect, clause by clause -> `Effect`: one day, an end, or
what was not understood. The hard problem: a wrong day makes the wrong text the law in force, and the sentence that
sets it takes a dozen shapes (a count of days, an end, stages for single articles, another instrument's repeal). So a
day comes only out of clauses that speak of the whole announcement and say nothing else; one clause that is not
understood leaves the day unknown and is handed back. Rejected: the last date in the sentence; 有效期至 is an end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.importers.prc.blocks import Paragraph, folded
from catalogue.importers.reading import Unplaced
from catalogue.model import Edition, Period, State, Words

DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日)"
PUBLISHED = r"(?:(?:公布|发布|公告|印发)之日)"
VERB = r"(?:正式)?(?:施行|实施|执行|生效|有效)"
SPEAKS = re.compile(
    rf"施行|起(?:正式)?(?:实施|执行|生效|有效)|有效期(?:限|至|为|自|到|\d)|(?:实施|执行|生效)(?:之日|日期)|之日(?:起|后)|"
    rf"{DAY}(?:[0-2]?\d时|零时)?(?:起|以?后|以?前|止|开始|失效|届满|{VERB})|(?:至|到|自){DAY}"
)
"""A sentence with one of these says when something applies. Titles and quotations are taken out first."""
STAGE = re.compile(r"自.{0,20}起(?:正式)?(?:施行|实施|执行|生效)")
WHOLE = (
    r"(?:(?:本|该)(?:公告|决定|通知|令|目录|次调整)|(?:上述|以上|前述|本次|此次)(?:调整|修改|内容|事项|措施|规定)?(?:内容)?|"
    r"(?:调整|修改|修订)(?:内容|后的?目录)|《?中国禁止出口限制出口技术目录》?)?"
)
STARTS = re.compile(rf"{WHOLE}(?:自|从|于)?(?:({DAY})(?:0?0时|零时)?|{PUBLISHED})(?:起|开始)?{VERB}")
COUNTED = re.compile(
    rf"{WHOLE}(?:自|从)?{PUBLISHED}起?(?:第|满|届满)?(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})日后?起?{VERB}"
)
SPAN = re.compile(rf"{WHOLE}(?:的?有效期限?为?)?(?:自|从)?({DAY})起?(?:{VERB})?(?:至|到)({DAY})(?:止|{VERB})?")
ENDS = re.compile(
    rf"{WHOLE}(?:的?(?:有效期限?|施行期限?|实施期限?|执行期限?|期限))?(?:{VERB})?(?:截?至|到)({DAY})(?:24时|二十四时)?"
    r"(?:止|失效|届满)?"
)
LEADS = re.compile(r"(?:(?:现|特|兹)(?:予以?)?(?:公布|公告|发布|印发)|特此公告)")
REPEALS = re.compile(rf"(?!.*(?:第[\d一二三四五六七八九十]+[条项点]|本公告|上述|以上|{DAY}起|之日)).{{2,80}}同时废止")
HAN_DAY = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
HAN = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
SERIAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])")
ASIDE = re.compile(r"《[^《》]*》|“[^“”]*”")

NOT_UNDERSTOOD = Words(
    "这一句所写的施行时间不是就整个公告的一个日期，未据以确定施行日期",
    "this sentence does not simply name one day for the whole announcement; no day of effect is taken from it",
)
SEVERAL = Words(
    "公告写有不同的施行日期或期限，未据以确定施行日期", "the announcement names several days of effect or ends"
)


@dataclass(frozen=True, slots=True)
class Effect:
    """The first day and the last (None where none is printed or understood), and the sentences behind them.

    `counted` says that the first day was counted from the day of publication; `said` that a sentence speaks of effect
    at all. `read` are paragraphs of which nothing is left to read; `unplaced` the sentences that are not understood.
    """

    day: dt.date | None = None
    until: dt.date | None = None
    basis: str = ""
    counted: bool = False
    said: bool = False
    read: frozenset[str] = frozenset()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The time between the two days, where an end is printed; what follows the end is not known."""
        return (Period(State.IN_FORCE, self.day, self.until, self.basis),) if self.day and self.until else ()

    @property
    def note(self) -> Words:
        """What the edition and its own entries carry where no day could be taken."""
        if self.day is not None:
            return Words()
        if not self.said:
            return Words(
                "公告中没有读到施行日期，本版次不视为现行；落款日期不作为施行日期",
                "no day of effect was read in the announcement: this edition is in force on no day, and the day of "
                "its signature is not taken for one",
            )
        told = "；".join(one.text for one in self.unplaced) or self.basis
        return Words(
            f"施行日期未定，本版次不视为现行：“{told}”",
            f"the day of effect is not settled, so this edition is in force on no day: '{told}'",
        )


@dataclass(frozen=True, slots=True)
class _Said:
    """What one clause says: a first day, a last day, or neither (a repeal, 现予公布)."""

    day: dt.date | None = None
    until: dt.date | None = None
    counted: bool = False


def speaks_of_effect(text: str) -> bool:
    """True for a text that says when something applies."""
    return SPEAKS.search(ASIDE.sub("", _plain(text))) is not None


def is_stage(text: str) -> bool:
    """True for a paragraph about an entry that gives it a first day of its own."""
    return STAGE.search(ASIDE.sub("", _plain(text))) is not None


def arabic_days(text: str) -> str:
    """二〇二七年六月一日 -> 2027年6月1日; the rest as it is."""
    return HAN_DAY.sub(lambda m: f"{''.join(str(HAN[s]) for s in m[1])}年{_number(m[2])}月{_number(m[3])}日", text)


def read_effect(paragraphs: Iterable[Paragraph], stages: Iterable[Paragraph], published: dt.date | None) -> Effect:
    """What the paragraphs say of effect. `stages` are paragraphs about single entries with a first day of their own;
    `published` is the day the announcement was made public, None where it prints none."""
    said: list[tuple[Unplaced, _Said]] = []
    odd = [Unplaced(one.where, one.text, NOT_UNDERSTOOD) for one in stages]
    read: set[str] = set()
    for paragraph in paragraphs:
        sentences = _sentences(paragraph.text)
        about = [one for one in sentences if speaks_of_effect(one)]
        for sentence in about:
            place = Unplaced(paragraph.where, sentence, NOT_UNDERSTOOD)
            found = [_clause(clause, published) for clause in re.split("[,;]", sentence) if clause]
            clauses = [one for one in found if one is not None]
            said.extend((place, one) for one in clauses)
            odd.extend([place] if len(clauses) < len(found) else [])
        if len(about) == len(sentences):
            read.add(paragraph.text)
    return _settled(said, odd, frozenset(read))


def _settled(said: Sequence[tuple[Unplaced, _Said]], odd: Sequence[Unplaced], read: frozenset[str]) -> Effect:
    """One day and at most one end after it, with nothing that is not understood; else no day."""
    days = {one.day for _, one in said if one.day}
    ends = {one.until for _, one in said if one.until}
    basis = "。".join(dict.fromkeys(place.text for place, _ in said))
    speaks = bool(said or odd)
    day, until = min(days, default=None), min(ends, default=None)
    if not odd and (len(days) > 1 or len(ends) > 1 or (day and until and until < day)):
        places = dict.fromkeys(place for place, one in said if one.day or one.until)
        odd = [Unplaced(place.where, place.text, SEVERAL) for place in places]
    if odd or day is None:
        return Effect(basis=basis, said=speaks, read=read, unplaced=tuple(dict.fromkeys(odd)))
    return Effect(day, until, basis, any(one.counted for _, one in said), speaks, read)


def _clause(text: str, published: dt.date | None) -> _Said | None:
    """What a clause says; None where it is not understood, names no real day, or counts from a day not printed."""
    if LEADS.fullmatch(text) or REPEALS.fullmatch(text):
        return _Said()
    if match := STARTS.fullmatch(text):
        day = _day(match[1]) if match[1] else published
        return _Said(day) if day else None
    if match := COUNTED.fullmatch(text):
        return _Said(published + dt.timedelta(_number(match[1])), counted=True) if published else None
    if match := SPAN.fullmatch(text):
        day, until = _day(match[1]), _day(match[2])
        return _Said(day, until) if day and until else None
    match = ENDS.fullmatch(text)
    until = _day(match[1]) if match else None
    return _Said(until=until) if until else None


def _sentences(text: str) -> list[str]:
    return [one for one in re.split("[。!]", SERIAL.sub("", _plain(text))) if one]


def _plain(text: str) -> str:
    return arabic_days(folded(text))


def _number(text: str) -> int:
    """Up to 99, in figures or as 三十一."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (HAN.get(tens, 1) * 10 if ten else 0) + HAN.get(ones, 0)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date(*(int(n) for n in re.findall(r"\d+", text)))
    except ValueError:
        return None


def with_note(edition: Edition, effect: Effect) -> Edition:
    """The edition with what is open about its day; its own entries carry it too where a sentence was not understood."""
    if not effect.note or edition.effective is not None or edition.status == "draft":
        return edition
    noted = replace(edition, notes=_joined(edition.notes, effect.note))
    if not effect.said:
        return noted
    entries = (e if e.inherited_from else replace(e, notes=_joined(e.notes, effect.note)) for e in edition.entries)
    return replace(noted, entries=tuple(entries))


def told(edition: Edition, effect: Effect) -> Iterator[Words]:
    """The lines of the preview about the days of the edition."""
    if edition.status == "draft":
        return
    if edition.effective is None:
        yield effect.note
        yield Words(
            "如各条施行日期不同，请按日期分成数个文件，各以一句“自……起施行”结尾，依次用 --edition、--base 导入",
            "where its orders take effect on several days, save them as one file for each day, each with one plain "
            "sentence of effect, and import them one after the other with --edition and --base",
        )
    elif effect.counted:
        day = edition.effective.isoformat()
        yield Words(f"施行日期 {day} 由公布日期推算，请核对", f"the day of effect, {day}, is counted; please check it")
    if effect.until and effect.day:
        yield Words(
            f"有效期至 {effect.until}，此后状态不明", f"in force until {effect.until}; what follows is not known"
        )


def _joined(one: Words, other: Words) -> Words:
    return Words(f"{one.zh} {other.zh}".strip(), f"{one.en} {other.en}".strip())
