"""Folding of names: legal forms, look-alikes, brackets, scripts."""

from __future__ import annotations

import party_desk as desk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.problems import BadInput
from catalogue.screening.namerules import read_name_rules
from catalogue.screening.names import LONGEST, NameFolder
from catalogue.text import Normaliser


@pytest.fixture(scope="module")
def folder() -> NameFolder:
    return desk.folder()


@pytest.mark.parametrize(
    ("name", "words", "han"),
    [
        ("Lafert S.p.A.", ("lafert",), ""),
        ("Lafert S. p. A.", ("lafert",), ""),
        ("LAFERT SpA", ("lafert",), ""),
        ("OMNIPOL a.s.", ("omnipol",), ""),
        ("TechInsights Europe Sp zo.o", ("techinsights", "europe"), ""),
        ("Insitu,Inc.", ("insitu",), ""),
        ("Co., Ltd. Kobe", ("kobe",), ""),
        ("Kabushiki Kaisha Kobe", ("kobe",), ""),
        ("（株）日立製作所", (), "日立制作所"),
        ("龙德造船工业股份有限公司", (), "龙德造船工业"),
        ("ООО Vega", ("vega",), ""),
        ("MITSUI E&S Co., Ltd.", ("mitsui", "es"), ""),
        ("The Sadidians", ("sadidians",), ""),
        ("7500 Department", ("7500", "department"), ""),
        ("Но King Со., Ltd.", ("ho", "king"), ""),
    ],
)
def test_the_core_of_a_name(folder: NameFolder, name: str, words: tuple[str, ...], han: str) -> None:
    form = folder.asked(name)[0]
    assert (form.words, form.han) == (words, han)


@pytest.mark.parametrize("name", ["", " ", "Co., Ltd.", "有限公司", "(株)", "GmbH & Co. KG", "ООО", "…", "\u200b\x00"])
def test_a_legal_form_alone_has_no_form(folder: NameFolder, name: str) -> None:
    assert folder.asked(name) == ()


def test_brackets_and_scripts_give_forms_of_their_own(folder: NameFolder) -> None:
    name = "Nanjing University of Science and Technology（NUST） （南京理工大学）"
    listed = folder.listed(name)
    assert {form.han for form in listed if not form.words} == {"南京理工大学"}
    assert ("nust",) in {form.words for form in listed}
    assert ("nust",) not in {form.words for form in folder.asked(name)}
    assert ("kish",) not in {form.words for form in folder.listed("Hong Kong Electronics (Kish)")}


def test_russian_is_compared_in_both_scripts(folder: NameFolder) -> None:
    assert ("romashka",) in {form.words for form in folder.asked("ООО «Ромашка»")}


@given(st.text(max_size=80))
def test_folding_never_fails_and_never_grows_beyond_the_name(name: str) -> None:
    for form in _FOLDER.listed(name) + _FOLDER.asked(name):
        assert form.words or form.han
        assert form.units


def test_a_long_name_is_cut(folder: NameFolder) -> None:
    assert all(len(form.joined) <= LONGEST for form in folder.asked("激光" * 9000))


def test_a_fault_in_the_rules_names_its_line(tmp_path: object) -> None:
    path = desk.bundled_name_rules().with_name("names.yaml")
    text = path.read_text(encoding="utf-8").replace("little_words:", "litle_words:")
    broken = tmp_path / "names.yaml"  # type: ignore[operator]
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"names.yaml:\d+: 'litle_words' is not a field .* 'little_words'"):
        read_name_rules(broken, Normaliser())


_FOLDER = desk.folder()
