"""Words written otherwise, sounds across scripts, addresses: small cases by hand."""

from __future__ import annotations

import datetime as dt

import party_desk as desk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import Check, Period, State, Words
from catalogue.parties import ListNotice, Party, PartyList, PartyPack
from catalogue.screening.addresses import SAME_ADDRESS, address_share
from catalogue.screening.namerules import bundled_name_rules, read_name_rules
from catalogue.screening.screening import Asked, Screened, Screener, screen_many
from catalogue.screening.scripts import Scripts, pairs, spoken
from catalogue.screening.spelling import WORTH, Spelling, consonants, one_edit, shape, sound
from catalogue.text import Normaliser

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


def screener_of(*parties: Party) -> Screener:
    notice = ListNotice("n", "notice", periods=(Period(State.IN_FORCE, None, None),))
    one = PartyList("l", "us-parties", Words("名单", "list"), notices={"n": notice}, parties=parties, copies={"c": "c"})
    filler = tuple(
        Party(f"f{n}", Words("", f"Filler{chr(97 + n)}{chr(98 + n)}ox Trading {n}"), notice="n", copies=("c",))
        for n in range(20)
    )
    packs = (PartyPack("us-parties", Words("美国", "US"), "US", Words(), "", (one,)),)
    held = PartyList(
        "f", "us-parties", Words("其他", "filler"), notices={"n": notice}, parties=filler, copies={"c": "c"}
    )
    none = PartyPack("xx-parties", Words("空", "empty"), "XX", Words(), "")
    return Screener((*packs, PartyPack("f", Words("其他", "filler"), "US", Words(), "", (held,)), none), desk.folder())


def party(name: str = "", zh: str = "", country: str = "", *addresses: str) -> Party:
    return Party(f"p-{name}{zh}{country}", Words(zh, name), country=country, addresses=addresses, notice="n",
                 copies=("c",), checked=Check.OFFICIAL)  # fmt: skip


def best(listed: Party, asked: str) -> tuple[float, str]:
    hits = desk.ask(screener_of(listed), asked).hits
    return (hits[0].score, hits[0].why.en.split(";")[0]) if hits and hits[0].party == listed else (0.0, "")


@pytest.mark.parametrize(
    ("listed", "asked", "why"),
    [
        ("MARLOWE, Haroun", "M. Haroun", "the same words with initials for the rest"),
        ("SMITH, John Marlowe", "J. M. Smith", "the same words with initials for the rest"),
        ("AL-VERITY, Haroun", "A. Haroun", "the same words with initials for the rest"),
        ("Marlowe Castellan", "Dr. Marlowe Castellan Jr.", "the same name, legal form aside"),
        ("KESTREL, Muhammad", "Kestrel Mohamed", "the same but for spelling"),
        ("KESTREL, Sergei", "Sergiy Kestrel", "the same but for spelling"),
        ("Kestrel Bro", "Kestrek Bro", "the same but for spelling"),
        ("Kestrel Modern Works", "KestreI Modem Works", "the same but for spelling"),
        ("MARLOWE, Haroun", "Mrlw Hrn", "the same but for spelling"),
        ("Verity Kestrel Polaris", "Verity Polaris", "alike in part"),
        ("HWANG, Kestrel", "Kestrel Hwag", "the same but for spelling"),
    ],
)
def test_names_written_otherwise(listed: str, asked: str, why: str) -> None:
    assert best(party(listed), asked)[1] == why


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        (party(zh="华信远大技术"), "Huaxin Yuanda Jishu Youxian Gongsi"),
        (party("Shenzhen Huaxin Yuanda Jishu Co., Ltd."), "深圳华信远大技术有限公司"),
        (party("Kim Chol Nam"), "김촐남"),
        (party("AL-QADHAFI, Muhammad"), "محمد القذافي"),
        (party("Sakura Himawari"), "サクラ ヒマワリ"),
        (party("ROMASHKA, Vladimir"), "Владимир Ромашка"),
    ],
)
def test_names_in_another_script(listed: Party, asked: str) -> None:
    assert best(listed, asked)[0] >= 0.8


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("MARLOWE, Haroun", "K. Haroun"),
        ("Marlowe Castellan", "Dr. Castle Marian"),
        ("Plant 7500", "Plant 7600"),
        ("NIOC", "NISC"),
        ("Verity Kestrel Polaris", "Verity Vertex Helios"),
        ("Huaxin Yuanda Jishu", "华星电子材料公司"),
    ],
)
def test_other_names_stay_other_names(listed: str, asked: str) -> None:
    assert best(party(listed), asked)[0] == 0.0


def test_an_address_decides_between_equals_and_nothing_else() -> None:
    near, far = party("Kestrel Works", "", "AT", "1 Lange Gasse, Wien"), party("Kestrel Works", "", "DE", "9 Weg, Ulm")
    screener = screener_of(near, far)
    on = dt.date(2026, 11, 21)
    for address, first in (("Lange Gasse 1, Wien", near), ("Weg 9, Ulm, Germany", far)):
        hits = screener.screen(Asked("Kestrel Works", "", address), on).hits
        assert (hits[0].party, hits[0].score) == (first, hits[1].score)
        assert "a like address" in hits[0].why.en
        assert "another address" in hits[1].why.en
    assert screener.screen(Asked("Kestrel Works", "DE", "Lange Gasse 1, Wien"), on).hits[0].party == far
    assert screener.screen(Asked("Unheard Of Ltd", "", "1 Lange Gasse, Wien"), on).hits == ()


def test_addresses() -> None:
    assert address_share("", ["1 Road"]) == 0.0
    assert address_share("Room 12, 3/F, Lange Gasse, Wien", ["Lange Gasse 12/3, 1010 Wien, Austria"]) >= SAME_ADDRESS
    assert address_share("Room 12, Lange Gasse, Wien", ["Room 12, Kurzer Weg, Graz"]) < SAME_ADDRESS


def test_lists_that_are_not_loaded_are_named() -> None:
    assert [pack.id for pack in screener_of(party("Kestrel")).not_loaded] == ["xx-parties"]


def test_many_names_tell_how_far_they_are_and_can_be_stopped() -> None:
    screener, told = screener_of(party("Kestrel")), list[tuple[int, int]]()
    names = [Asked("Kestrel")] * 250
    answers = screen_many(screener, names, desk.ON, lambda done, of: told.append((done, of)))
    assert (len(answers), told) == (250, [(100, 250), (200, 250), (250, 250)])
    assert all(isinstance(answer, Screened) and answer.hits for answer in answers)

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        screen_many(screener, names, desk.ON, stop)


@given(WORDS, WORDS)
def test_shares_are_the_same_both_ways(one: str, other: str) -> None:
    spelling = Spelling([other], {}, {})
    assert spelling.share(one, other) == spelling.share(other, one)
    assert 0.0 <= spelling.share(one, other) <= 1.0


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=12), st.data())
def test_one_wrong_letter_is_always_found(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = word[:at] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz")) + word[at + 1 :]
    spelling = Spelling([word], {}, {})
    near = dict(spelling.near(wrong))
    assert word in near
    assert near[word] >= WORTH
    assert wrong == word or one_edit(word, wrong)


def test_keys() -> None:
    assert sound("muhammad") == sound("mohamed") == sound("muhamed")
    assert shape("modern") == shape("modem")
    assert consonants("haroun") == consonants("hrn")


def test_pinyin_in_syllables() -> None:
    scripts: Scripts = read_name_rules(bundled_name_rules(), Normaliser()).scripts
    assert scripts.parted(["huawei", "jishu"]) == ("hua", "wei", "ji", "shu")
    assert scripts.parted(["rheinmetall"]) == ()
    assert scripts.parted(["li"]) == ()
    assert spoken("ab", lambda _: ()) == ()
    assert pairs(("lv", "se", "jia"), "h") == ("h·lu·se", "h·se·jia")
    assert scripts.latin("Rheinmetall") == ""
    assert scripts.latin("トウキョウ") == "toukyou"
