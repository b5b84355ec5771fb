"""The German export list: nested lists, torn indices, notes, the part of the ordinance that is no list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from catalogue.editions import state_of
from catalogue.importers.eu import awv
from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.model import Entry, State
from catalogue.problems import BadInput

HEAD = """\
---
Title: Außenwirtschaftsverordnung
---
Stand: Berichtigung v. 14.9.2021 I 4304 ist berücksichtigt

### § 1 Etwas anderes

0001 Kein Eintrag, sondern Text der Verordnung.

"""
LIST = """\
**A** **Liste für Waffen aus Holz**


0001 Spielzeug mit einem Durchmesser kleiner als 12,7
    mm, wie folgt:

    Anmerkung: Dieser Punkt erfasst nicht:

        a)  Bälle,


        b)  Drachen.




    a)  Kreisel aus (CO
        2                                     ) wie folgt:

        1.  rote,


        2.  blaue mit 5 × 10
            -4                 m;

            Technische Anmerkung:

            ,Blau‘ ist hier eine Farbe.



    b)  Hoch- und Tieftöner mit 100 cm
        3                    oder mehr.


0002 Murmeln.


**B** **National erfasste Güter**


9A991 Roller, wie folgt:

    a)  Tretroller.
"""
TAIL = """\


**Verzeichnis der verwendeten Abkürzungen**

0003 Kein Eintrag mehr.
"""


def read(text: str = HEAD + LIST + TAIL, edition: str = "") -> Reading:
    return awv.read_awv(Source(Path("awv.md"), text.encode()), Target("de", edition), unwatched)


def entries(reading: Reading) -> dict[str, Entry]:
    assert reading.edition is not None
    return {entry.code or "": entry for entry in reading.edition.items}


def test_numbers_and_paths_of_the_list_and_nothing_around_it() -> None:
    found = entries(read())
    assert list(found) == ["0001", "0002", "9A991"]
    assert [p.no for p in found["0001"].points] == [None, "a", "a.1", "a.2", "a.2.technical-note", "b"]


def test_torn_indices_and_exponents_are_joined_again() -> None:
    texts = {p.no: p.text.en for p in entries(read())["0001"].points}
    assert texts["a"] == "Kreisel aus (CO2) wie folgt:"
    assert texts["a.2"] == "blaue mit 5 × 10⁻⁴ m;"
    assert texts["b"] == "Hoch- und Tieftöner mit 100 cm3 oder mehr."


def test_a_note_of_what_is_not_listed_is_an_exclusion() -> None:
    (words,) = entries(read())["0001"].points[0].exclusions
    assert words.en == "Anmerkung: Dieser Punkt erfasst nicht: a) Bälle, b) Drachen."


def test_the_rest_of_the_ordinance_comes_back_as_no_entry() -> None:
    left = " ".join(u.text for u in read().unplaced)
    assert "0001 Kein Eintrag, sondern" in left


def test_notes_and_definitions_of_the_annex_stand_aside() -> None:
    head = HEAD + "### Anlage 1 Spielliste\n\nGilt nur\ndrinnen.\n\n"
    reading = read(head + LIST + TAIL + "### Anlage 2 Anderes\n\nNicht hier.\n")
    assert reading.edition is not None
    apart = [entry for entry in reading.edition.entries if entry.aside]
    texts = [point.text.en for entry in apart for point in entry.points]
    assert {"Gilt nur drinnen.", "0003 Kein Eintrag mehr."} <= set(texts)
    assert all(entry.code is None and entry.control is None for entry in apart)
    assert "Nicht hier." in " ".join(u.text for u in reading.unplaced)
    assert not any("Nicht hier." in text or "sondern Text" in text for text in texts)


def test_missing_numbers_of_section_a_are_told() -> None:
    told = " ".join(words.en for words in read().remarks)
    assert "numbers of Section A that are missing: 0003, 0004" in told
    assert "German as printed" in told


def test_the_known_copy_is_never_the_list_in_force() -> None:
    made = read().edition
    assert made is not None
    assert made.id == "2022-03"
    assert {state_of(made, dt.date(year, 1, 1)) for year in (2013, 2022, 2026)} == {State.SUPERSEDED}


def test_another_text_needs_its_edition_and_stays_unknown() -> None:
    text = (HEAD + LIST).replace("14.9.2021", "1.2.2030")
    with pytest.raises(BadInput, match="--edition YYYY-MM"):
        read(text)
    made = read(text, "2030-02").edition
    assert made is not None
    assert state_of(made, dt.date(2031, 1, 1)) is State.UNKNOWN


@pytest.mark.parametrize(("data", "told"), [(HEAD.encode(), "does not hold Part I"), (LIST.encode("cp1252"), "UTF-8")])
def test_other_texts_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        awv.read_awv(Source(Path("x.md"), data), Target("de"), unwatched)
    assert caught.value.in_language("zh") != str(caught.value)


def test_the_whole_list(shared: Path) -> None:
    """22 numbers of Section A as the table of contents says, and 19 of Section B."""
    path = shared / "data" / "de" / "awv_2013.md"
    source = Source(path, path.read_bytes())
    assert awv.FORMAT.recognises(source)
    reading = awv.read_awv(source, Target("de"), unwatched)
    found = entries(reading)
    assert [code for code in found if code.isdigit()] == list(awv.NUMBERS)
    assert len(found) == 41
    assert [p.no for p in found["9A992"].points] == ["a", "b"]
    assert all(volume in found["9A994"].title.en for volume in ("100 cm3", "600 cm3"))
    assert reading.refused == ()
