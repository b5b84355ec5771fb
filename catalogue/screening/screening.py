"""Names held against the party lists: candidates by grams, exact scores on the survivors, hits with their reasons.

Values that flow: name -> `Form`s -> candidate forms with the weight they can reach -> `Likeness` -> `ScreenHit`s, best
first. The hard problem: ten thousand names against thousands of forms in seconds without losing one. What two names
can score at most follows from the weight of the units they share, so postings of units give an upper bound, and only
forms that can pass the bar are scored; misspelt words are found by their letter triples among the words of the lists,
joined and parted words by the letters of neighbours. Rejected: a library's fuzzy search over all names; it scores
everything and bounds nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from catalogue.model import State, Words
from catalogue.parties import Party, PartyList, PartyPack
from catalogue.screening.addresses import SAME_ADDRESS, address_share
from catalogue.screening.formbank import FormBank
from catalogue.screening.likeness import INITIALS, Likeness, initialled, likeness, tversky
from catalogue.screening.names import Form, NameFolder
from catalogue.screening.spelling import Spelling

BAR = 0.8
"""A name that scores this or more is a hit."""

RENDERED = 0.92
"""The most a Chinese name scores that was put into English: brand by sound, ordinary words translated."""
_MARGIN = 0.06
"""How far below the bar the bound may lie: a misspelt word may be bounded by less than it scores."""

MOST_HITS = 50
CUT_OFF_AT, BEGINNING = 16, 0.85
"""A name of so many letters that a listed one begins with may have been cut off; its score."""

TOLD_EVERY = 100
"""Names between two reports of progress."""
_MOST_SCORED = 600
_NOTHING = (Likeness(0.0, ""), "")


@dataclass(frozen=True, slots=True)
class ScreenHit:
    """One listed party that a name is like. `name` is what the list prints and `matched` the one of its names met."""

    pack: str
    list_id: str
    list_title: Words
    party: Party
    matched: str
    score: float
    why: Words
    state: State
    listed_on: dt.date | None
    as_of: dt.date | None
    notice: str
    sources: tuple[str, ...]

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """The form the product's documentation fixes, and where the hit comes from."""
        return {
            "list": self.pack,
            "list_id": self.list_id,
            "list_title": self.list_title.in_language(lang),
            "id": self.party.id,
            "name": self.party.shown,
            "name_en": self.party.name.en,
            "matched": self.matched,
            "score": self.score,
            "why": self.why.in_language(lang),
            "state": self.state.value,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "listed_on": self.listed_on.isoformat() if self.listed_on else None,
            "notice": self.notice,
            "country": self.party.country or None,
            "addresses": list(self.party.addresses),
            "programmes": list(self.party.programmes),
            "licence": self.party.licence or None,
            "policy": self.party.policy or None,
            "concern": list(self.party.concern),
            "checked": self.party.checked.value,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be held against the lists; `country` and `address` decide between equals and nothing else."""

    name: str
    country: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Screened:
    """One name and its hits, best first; `more` counts those beyond the most that are held.

    `compared` is False where the name is nothing but a legal form or signs.
    """

    asked: Asked
    hits: tuple[ScreenHit, ...]
    compared: bool = True
    more: int = 0

    def as_json(self, lang: str = "zh") -> dict[str, object]:
        """One item of the `screen` answer."""
        hits = [hit.as_json(lang) for hit in self.hits]
        return {"name": self.asked.name, "hits": hits, "compared": self.compared, "more": self.more}


class Screener:
    """Holds names against the lists it was made with. Read-only but for the words it has met before."""

    def __init__(self, packs: Sequence[PartyPack], folder: NameFolder) -> None:
        self.packs = tuple(packs)
        self.folder = folder
        self._places: list[tuple[PartyList, Party]] = [
            (one, party) for pack in packs for one in pack.lists for party in one.parties
        ]
        self._firms = [party.name.en or party.shown for _, party in self._places]
        self._plain = FormBank(
            (
                (place, name, form)
                for place, (_, party) in enumerate(self._places)
                for name in party.names
                for form in folder.listed(name)
            ),
            self._firms,
            folder,
        )
        self._heard: dict[str, FormBank] = {}
        self._spelling = Spelling(self._plain.postings, folder.variants, folder.names)

    def _bank(self, form: Form) -> FormBank:
        """The forms this one can be like: those as written, or those of the other script as they are spoken."""
        if not form.spoken:
            return self._plain
        mark = form.whole[:1]
        bank = self._heard.get(mark)
        if bank is None:
            heard = (
                (one.party, one.name, form) for one in self._plain.listed for form in self.folder.heard(one.form, mark)
            )
            bank = self._heard[mark] = FormBank(dict.fromkeys(heard), self._firms, self.folder)
        return bank

    @property
    def lists(self) -> tuple[PartyList, ...]:
        """Every list that is held."""
        return tuple(one for pack in self.packs for one in pack.lists)

    @property
    def not_loaded(self) -> tuple[PartyPack, ...]:
        """Packs of which no list is loaded: nothing was held against them."""
        return tuple(pack for pack in self.packs if not pack.lists)

    def screen(self, asked: Asked, as_of: dt.date) -> Screened:
        """The hits of one name on a day. Never raises for what a name holds."""
        forms = [self._respelt(form) for form in self.folder.asked(asked.name)]
        found: dict[int, tuple[Likeness, str]] = {}
        for form in forms:
            bank = self._bank(form)
            for place in self._candidates(form, bank):
                listed = bank.listed[place]
                alike = likeness(form, listed.form, bank.weights, self._spelling.share)
                if form.rendered:
                    alike = self._as_rendered(form, alike)
                earlier = found.get(listed.party)
                if alike.score >= BAR and (earlier is None or alike.score > earlier[0].score):
                    found[listed.party] = (alike, listed.name)
        self._add_initialled(asked.name, found)
        self._add_longer(forms[:1], found)
        hits = [self._hit(place, alike, name, asked, as_of) for place, (alike, name) in found.items()]
        hits.sort(key=lambda hit: (-hit.score, *self._tie(hit.party, asked), hit.pack, hit.list_id))
        return Screened(asked, tuple(hits[:MOST_HITS]), bool(forms), max(0, len(hits) - MOST_HITS))

    def _as_rendered(self, form: Form, alike: Likeness) -> Likeness:
        """A Chinese name put into English by rule is never as sure as a printed one; a lone brand must name a group."""
        alone = len(form.words) == 1 and not self._plain.weights.group_named(form.units)
        misspelt = alike.near or alike.kind == "spelling"
        return replace(alike, score=0.0 if alone or misspelt else min(alike.score, RENDERED), kind="rendered")

    def _tie(self, party: Party, asked: Asked) -> tuple[bool, float]:
        """What decides between equals: the same country first, then the address with more of the same words."""
        return party.country != asked.country, -address_share(asked.address, party.addresses)

    def _add_initialled(self, name: str, found: dict[int, tuple[Likeness, str]]) -> None:
        """Adds the listed names that a name with initials may stand for."""
        parts = self.folder.initialled(name)
        if parts is None:
            return
        initials, others = parts
        postings = self._plain.postings
        held = [postings[w] for w in others if w in postings and w not in self.folder.legal_words]
        for place in min(held, key=len, default=()):
            listed = self._plain.listed[place]
            if listed.form.han or found.get(listed.party, _NOTHING)[0].score >= INITIALS:
                continue
            words = self.folder.plain(listed.form.whole.split())
            alike = initialled(initials, others, words, self._plain.weights, self.folder.particles)
            if alike is not None and alike.score > found.get(listed.party, _NOTHING)[0].score:
                found[listed.party] = (alike, listed.name)

    def _add_longer(self, forms: Sequence[Form], found: dict[int, tuple[Likeness, str]]) -> None:
        """Adds the listed names that begin with the whole name asked, which the width of a field may have cut off."""
        for form in forms:
            for place in self._plain.beginning_with(form.letters) if len(form.letters) >= CUT_OFF_AT else ():
                listed = self._plain.listed[place]
                if found.get(listed.party, _NOTHING)[0].score < BEGINNING:
                    found[listed.party] = (Likeness(BEGINNING, "beginning"), listed.name)

    def _respelt(self, form: Form) -> Form:
        """The form with misspelt ordinary words (`tecnologies`, `coporation`) read as what they are compared as."""
        words = tuple(word for word in map(self._spelling.ordinary, form.words) if word) or form.words
        return form if words == form.words else replace(form, words=words)

    def screen_all(self, names: Iterable[Asked], as_of: dt.date) -> Iterator[Screened]:
        """The names one after the other, so that whoever reads can show how far it is and stop."""
        for asked in names:
            yield self.screen(asked, as_of)

    def _candidates(self, form: Form, bank: FormBank) -> list[int]:
        """Places of the listed forms that may pass the bar, those that can score most first."""
        shared: dict[int, float] = {}
        for unit in form.units:
            for near, share in ((unit, 1.0),) if form.rendered else self._spelling.near(unit):
                weight = share * bank.weights.of(near)
                for place in bank.postings.get(near, ()):
                    shared[place] = shared.get(place, 0.0) + weight
        total = bank.weights.total(form.units)
        bounds: list[tuple[float, int]] = []
        for place, matched in shared.items():
            theirs = bank.listed[place].total
            most = min(matched, theirs, total)
            bound = tversky(most, total - most, theirs - most)
            if bound >= BAR - _MARGIN:
                bounds.append((bound, place))
        bounds.sort(reverse=True)
        chosen = dict.fromkeys(bank.certain(form))
        chosen.update(dict.fromkeys(place for _, place in bounds[:_MOST_SCORED]))
        return list(chosen)

    def _hit(self, place: int, alike: Likeness, name: str, asked: Asked, as_of: dt.date) -> ScreenHit:
        one, party = self._places[place]
        notice = one.notices.get(party.notice)
        return ScreenHit(
            pack=one.pack,
            list_id=one.id,
            list_title=one.title_for(party),
            party=party,
            matched=name,
            score=round(alike.score, 3),
            why=_why(alike, name, party, asked, not_yet=notice is not None and _after(notice.since, as_of)),
            state=one.state_of(party, as_of),
            listed_on=notice.since if notice else None,
            as_of=one.as_of,
            notice=notice.number if notice else "",
            sources=tuple(one.copies[key] for key in party.copies) + (notice.sources if notice else ()),
        )


def screen_many(
    screener: Screener, names: Sequence[Asked], as_of: dt.date, progress: Callable[[int, int], None]
) -> tuple[Screened, ...]:
    """The answers to many names, for a task in the background: `progress` is told (done, of) and may raise to stop."""
    answers: list[Screened] = []
    for answer in screener.screen_all(names, as_of):
        answers.append(answer)
        if len(answers) % TOLD_EVERY == 0 or len(answers) == len(names):
            progress(len(answers), len(names))
    return tuple(answers)


def _after(day: dt.date | None, as_of: dt.date) -> bool:
    return day is not None and day > as_of


def _why(alike: Likeness, name: str, party: Party, asked: Asked, *, not_yet: bool) -> Words:
    """The reason in words: what was the same, what was read alike, what either side has alone."""
    zh, en = [_KINDS[alike.kind].zh], [_KINDS[alike.kind].en]
    if alike.near:
        pairs = ", ".join(f"{a} ~ {b}" for a, b in alike.near)
        zh.append(f"拼写相近：{pairs}")
        en.append(f"spelling: {pairs}")
    if alike.added:
        zh.append("所查名称另有：" + _listing(alike.added))
        en.append("the name asked adds: " + _listing(alike.added))
    if alike.missing:
        zh.append("所查名称缺少：" + _listing(alike.missing))
        en.append("the name asked lacks: " + _listing(alike.missing))
    if name not in (party.name.zh, party.name.en, party.other):
        zh.append(f"符合名单所列别名“{name}”")
        en.append(f"by the alias '{name}'")
    if asked.country and party.country:
        same = asked.country == party.country
        zh.append(f"国别{'相同' if same else '不同'}（{party.country}）")
        en.append(f"{'same' if same else 'other'} country ({party.country})")
    if asked.address and party.addresses:
        same = address_share(asked.address, party.addresses) >= SAME_ADDRESS
        zh.append("地址相符" if same else "地址不同")
        en.append("a like address" if same else "another address")
    if not_yet:
        zh.append("所问之日尚未列入")
        en.append("not listed yet on the day asked")
    return Words("；".join(zh), "; ".join(en))


def _listing(units: Sequence[str]) -> str:
    """At most eight units, Han pairs that overlap put together again."""
    joined: list[str] = []
    for unit in units:
        if joined and len(unit) == 2 and not unit.isascii() and joined[-1][-1] == unit[0]:
            joined[-1] += unit[1]
        else:
            joined.append(unit)
    return ", ".join(joined[:8]) + (" …" if len(joined) > 8 else "")


_KINDS = {
    "same": Words("名称相同", "the same name"),
    "core": Words("除公司形式外名称相同", "the same name, legal form aside"),
    "pinyin": Words("按拼音读音相符", "the same by the sound of pinyin"),
    "rendered": Words("按拼音和通用词的译文相符", "alike by pinyin and the translation of ordinary words"),
    "beginning": Words("名单所列名称以此开头，所查名称可能被截断", "a listed name begins with it: it may be cut off"),
    "initials": Words("其余词语相同，首字母相符", "the same words with initials for the rest"),
    "spaces": Words("字母相同，分写不同", "the same letters, spaced otherwise"),
    "order": Words("词语相同，次序不同", "the same words in another order"),
    "near": Words("仅拼写有别", "the same but for spelling"),
    "spelling": Words("仅拼写和分写有别", "the same but for spelling and spaces"),
    "partly": Words("部分相同", "alike in part"),
}
