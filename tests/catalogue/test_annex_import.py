"""Annex I from JSON, text and PDF: places, notes, exponents, editions, and what is told in place of being guessed."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from small_pdf import Words as Drawn
from small_pdf import page_of_picture, page_of_text, pdf

from catalogue.editions import state_of
from catalogue.importers.eu import annex_json, annex_pdf, annex_text
from catalogue.importers.eu.annexedition import CARD, CURRENT, NORWAY
from catalogue.importers.eu.annextree import mend
from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.model import Catalogue, Check, Control, Edition, Entry, State, Words, coverage_of
from catalogue.problems import BadInput

TODAY = dt.date(2026, 11, 21)
LIST = """\
CATEGORY 9 - TOYS FOR TESTS
9A       Systems and toys
9A001    Kites, and tails made for them, as follows:
         N.B.   SEE ALSO 9A101.
         a.     A span exceeding 2 m;
         b.     Not used;
         c.     Strings, as follows:
                1.     A strength of 3 x 106 Pa or more; or
                       Note: 9A001.c.1. does not control strings of the following colours:
                             a.    Red;
                             b.    Blue; and
                2.     A length of 5 x 10-4 m or less;
                       Technical Note:
                       'Length' is measured at 20oC.

                                                                                              25
         CATEGORY 9 - TOYS FOR TESTS

9A001 continued
         d.     Tails.
9A101    a.     Balloons; and
         b.     Balls of 2 x 105 mm.
9B       Test gear
Note: a general remark about this group.
9B002    Wind tunnels for kites, exceeding 1 000 Pa.
2020 Update of the EU Control List of Dual-Use Items
9A001 a row of a table
"""


def text_reading(text: str = LIST, edition: str = NORWAY, encoding: str = "") -> Reading:
    source = Source(Path("list.txt"), text.encode(), encoding)
    return annex_text.read_annex_text(source, Target("eu-dual-use", edition), unwatched)


def entries(reading: Reading) -> tuple[Entry, ...]:
    assert reading.edition is not None
    return reading.edition.items


def beside(reading: Reading) -> list[str]:
    """The paragraphs that stand aside of the list."""
    assert reading.edition is not None
    return [point.text.en for entry in reading.edition.entries if entry.aside for point in entry.points]


def numbers(entry: Entry) -> list[str | None]:
    return [point.no for point in entry.points]


def entry(reading: Reading, code: str) -> Entry:
    return next(e for e in entries(reading) if e.code == code)


def test_codes_and_paths_of_a_text() -> None:
    reading = text_reading()
    assert [e.code for e in entries(reading)] == ["9A001", "9A101", "9B002"]
    assert numbers(entry(reading, "9A001")) == ["nb", "a", "b", "c", "c.1", "c.2", "c.2.technical-note", "d"]
    assert numbers(entry(reading, "9A101")) == ["a", "b"]


def test_an_entry_that_begins_with_its_first_item_is_called_by_it() -> None:
    assert entry(text_reading(), "9A101").title.en == "Balloons; and"


def test_a_number_printed_as_not_used_controls_nothing_and_is_told() -> None:
    reading = text_reading(LIST.replace("9B002    Wind tunnels for kites, exceeding 1 000 Pa.", "9B002    Not used."))
    assert [e.control for e in entries(reading)] == [Control.LICENCE, Control.LICENCE, None]
    (told,) = [words.en for words in reading.remarks if "not used" in words.en]
    assert told.endswith("9A001.b; 9B002")


def test_an_entry_of_one_text_has_one_point() -> None:
    (point,) = entry(text_reading(), "9B002").points
    assert (point.no, point.text.en) == (None, "Wind tunnels for kites, exceeding 1 000 Pa.")


def test_a_note_of_what_is_not_controlled_is_an_exclusion_with_its_list() -> None:
    point = next(p for p in entry(text_reading(), "9A001").points if p.no == "c.1")
    (words,) = point.exclusions
    assert words.en.endswith("the following colours: a. Red; b. Blue; and")


def test_exponents_are_repaired_and_every_repair_is_told() -> None:
    reading = text_reading()
    texts = {p.no: p.text.en for p in entry(reading, "9A001").points}
    assert texts["c.1"] == "A strength of 3 x 10⁶ Pa or more; or"
    assert "5 x 10⁻⁴ m" in texts["c.2"]
    assert "20°C" in texts["c.2.technical-note"]
    told = " ".join(words.en for words in reading.remarks)
    assert "9A001.c.1: 3 x 106 -> 3 x 10⁶" in told
    assert all(words.zh for words in reading.remarks)


def test_a_doubtful_number_stays_and_its_point_is_partial() -> None:
    reading = text_reading()
    doubtful = entry(reading, "9A101")
    assert [(p.no, p.partial) for p in doubtful.points] == [("a", False), ("b", True)]
    assert "2 x 105 mm" in doubtful.points[1].text.en
    assert not doubtful.complete
    assert entry(reading, "9A001").complete


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("2 × 108 Hz", "2 × 10⁸ Hz"),
        ("5 × 1013 n/cm2", "5 × 10¹³ n/cm2"),
        ("3,3×10-11 m/V", "3,3×10⁻¹¹ m/V"),
        ("better than 10-8 g", "better than 10⁻⁸ g"),
        ("10-12 GHz", "10-12 GHz"),
        ("120 mm × 120 mm × 50 mm", "120 mm × 120 mm × 50 mm"),
        ("a ratio of 10 x 10 cm", "a ratio of 10 x 10 cm"),
        ("(37,5 x 109 Pa)", "(37,5 x 10⁹ Pa)"),
        ("CAS 105-59-9", "CAS 105-59-9"),
        ("5A001.b and 1C010-2", "5A001.b and 1C010-2"),
    ],
)
def test_only_what_can_be_no_plain_number_is_repaired(printed: str, meant: str) -> None:
    assert mend(printed)[0] == meant


@pytest.mark.parametrize("printed", ["3 x 10 Hz", "a dose of 1013 neutrons", "3 x 105 mm", "10-15 m"])
def test_what_may_have_lost_an_exponent_is_doubtful(printed: str) -> None:
    mended, repairs, doubts = mend(printed)
    assert (mended, repairs, len(doubts)) == (printed, (), 1)


def test_what_belongs_to_no_entry_stands_aside_and_counts_for_nothing() -> None:
    reading = text_reading()
    assert any("general remark about this group" in text for text in beside(reading))
    assert any("a row of a table" in text for text in beside(reading))
    assert reading.edition is not None
    assert coverage_of(reading.edition).entries == 3
    assert any("are not counted" in words.en for words in reading.remarks)


def test_a_code_that_begins_a_second_part_is_an_entry_again() -> None:
    """Category 5 counts twice: after 5E101 of its first part comes 5E002 of its second."""
    reading = text_reading(
        LIST.replace("9B       Test gear\n", "9B       Test gear\n9A002    Whistles.\n9B001    Gauges.\n")
    )
    assert [e.code for e in entries(reading)] == ["9A001", "9A101", "9B001", "9B002"]
    two = LIST.replace("9B002    Wind", "9B003    Gauges.\n9A102    Whistles.\n9B002    Wind")
    assert [e.code for e in entries(text_reading(two))] == ["9A001", "9A101", "9B003", "9A102", "9B002"]


def test_torn_exponents_and_marks_of_amendments_do_not_join_the_text() -> None:
    text = LIST.replace(
        "A span exceeding 2 m;", "▼M5\n         a.     ►M5 A span exceeding 2 x 10 m; ◄\n              6"
    )
    text = text.replace("a.     ▼M5", "▼M5")
    reading = text_reading(text)
    point = next(p for p in entry(reading, "9A001").points if p.no == "a")
    assert (point.text.en, point.partial) == ("A span exceeding 2 x 10 m;", True)
    assert any((u.text, u.why.en[:22]) == ("6", "a line of bare numbers") for u in reading.unplaced)


def test_no_line_of_the_list_is_lost() -> None:
    """Every word of the fixture is in an entry, in what is unplaced, or in a running head."""
    reading = text_reading()
    parts = [*(u.text for u in reading.unplaced), *beside(reading)]
    for each in entries(reading):
        parts += [each.code or "", each.title.en]
        parts += [words.en for p in each.points for words in (p.text, *p.exclusions)]
    kept = " ".join(parts)
    heads = {"CATEGORY", "9", "-", "TOYS", "FOR", "TESTS", "25", "continued"}
    labels = {f"{label}." for label in ("a", "b", "c", "d", "1", "2")}
    words = {w for w in LIST.split() if w not in heads | labels}
    missing = sorted(w for w in words if w not in kept)
    assert missing == ["106", "10-4", "20oC."] or missing == ["10-4", "106", "20oC."]


def as_pdf(text: str, *, front: str = "") -> bytes:
    """The same list as a PDF in the layout of the Official Journal, exponents raised."""
    pages: list[list[Drawn]] = [[Drawn(front, 71, 800), Drawn("Official Journal of the European Union", 200, 820)]]
    height = 780.0
    for line in text.splitlines():
        if "CATEGORY" in line and pages[-1][2:]:
            pages.append([Drawn("L 206/30", 71, 820)])
            height = 780.0
        if not line.strip():
            continue
        column = len(line) - len(line.lstrip())
        x, height = 71 + column * 4.5, height - 14
        drawn, size = line.strip().replace("20oC", "20\u00b0C"), 10
        for flat, base, power in (("x 106", "x 10", "6"), ("x 10-4", "x 10", "-4"), ("x 105", "x 10", "5")):
            if flat in drawn:
                before, after = drawn.split(flat)
                head = f"{before}{base}"
                pages[-1].append(Drawn(head, x, height, size))
                edge = x + width(head, size)
                pages[-1].append(Drawn(power, edge, height + 4, 6.5))
                pages[-1].append(Drawn(after.strip(), edge + width(power, 6.5) + 3, height, size))
                break
        else:
            label, _, rest = drawn.partition("  ")
            pages[-1].append(Drawn(label, x, height, size))
            if rest:
                pages[-1].append(Drawn(rest.strip(), x + (42 if column == 0 else 30), height, size))
    return pdf(*(page_of_text(*(w for w in page if w.text)) for page in pages))


def width(text: str, size: float) -> float:
    """Of text in Helvetica, in points: enough of its metrics for the fixture."""
    narrow = {"i": 222, "l": 222, "t": 278, "f": 278, "r": 333, " ": 278, ".": 278, "'": 191, "x": 500, "-": 333}
    wide = {"m": 833, "A": 667, "s": 500, "c": 500, "k": 500, "v": 500, "y": 500, "z": 500, "B": 667}
    return sum((narrow | wide).get(letter, 556) for letter in text) * size / 1000


def pdf_reading(data: bytes, edition: str = "") -> Reading:
    return annex_pdf.read_annex_pdf(Source(Path("list.pdf"), data), Target("eu-dual-use", edition), unwatched)


def test_the_pdf_of_the_same_list_gives_the_same_points() -> None:
    flat, drawn = text_reading(), pdf_reading(as_pdf(LIST), NORWAY)
    assert [(e.code, numbers(e)) for e in entries(drawn)] == [(e.code, numbers(e)) for e in entries(flat)]


def test_the_pdf_tells_exponents_by_size_and_leaves_nothing_doubtful() -> None:
    reading = pdf_reading(as_pdf(LIST), NORWAY)
    texts = {p.no: p for p in entry(reading, "9A101").points}
    assert texts["b"].text.en == "Balls of 2 x 10⁵ mm."
    assert not texts["b"].partial
    assert all(e.checked is Check.OFFICIAL for e in entries(reading))


@pytest.mark.parametrize(
    ("front", "edition"),
    [
        ("02021R0821 - EN - 15.11.2025 - 006.001 - 12", "2025-11-15"),
        ("Liste II - flerbruksvarer (2021)", NORWAY),
        ("CELEX 02021R0821-20241108", "2024-11-08"),
    ],
)
def test_a_publication_is_filed_under_what_it_says_of_itself(front: str, edition: str) -> None:
    made = pdf_reading(as_pdf(LIST, front=front)).edition
    assert made is not None
    assert made.id == edition
    assert (state_of(made, TODAY) is State.IN_FORCE) == (edition == CURRENT)


def test_norways_list_was_never_in_force_for_the_union() -> None:
    made = text_reading().edition
    assert made is not None
    assert {state_of(made, dt.date(year, 6, 1)) for year in (2021, 2022, 2026)} == {State.SUPERSEDED}
    assert "挪威" in made.title.zh


@pytest.mark.parametrize(
    ("edition", "front", "told"),
    [
        ("", "", "does not say which edition"),
        ("2025-11-15", "Liste II - flerbruksvarer (2021)", f"calls itself edition {NORWAY}, not 2025-11-15"),
        ("latest", "", "'latest' is no edition"),
    ],
)
def test_an_edition_is_never_guessed(edition: str, front: str, told: str) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        text_reading(f"{front}\n{LIST}", edition)
    assert caught.value.in_language("zh") != str(caught.value)


def test_a_pdf_of_another_matter_is_refused() -> None:
    with pytest.raises(BadInput, match="holds no entries of Annex I"):
        pdf_reading(pdf(page_of_text(Drawn("A letter about nothing", 70, 700))), NORWAY)


def test_pages_of_pictures_among_text_are_told() -> None:
    whole = page_of_text(Drawn("9A001 Kites.", 71, 700))
    reading = pdf_reading(pdf(whole, page_of_picture()), NORWAY)
    assert "1 pages hold pictures only" in reading.remarks[0].en


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        (LIST.encode("utf-16"), "", "not UTF-8"),
        (LIST.encode("utf-8") + b"\0", "", "not text"),
        (LIST.encode("utf-8"), "no-such-code", "is not no-such-code text"),
        (b"", "", "no entries"),
    ],
)
def test_texts_that_cannot_be_read_are_refused_in_one_line(data: bytes, encoding: str, told: str) -> None:
    with pytest.raises(BadInput, match=told) as caught:
        annex_text.read_annex_text(Source(Path("x.txt"), data, encoding), Target("eu-dual-use", NORWAY), unwatched)
    assert "\n" not in str(caught.value)


JSON = {
    "corpus_version": "02021R0821-20251115",
    "celex": "02021R0821",
    "retrieved_at": "2026-08-18T06:14:57+00:00",
    "entry_count": 2,
    "entries": [
        {
            "entry_code": "9A001",
            "verbatim_text": "9A001 Kites, as follows:\n9A001 Note: 9A001 does not control paper kites.\n"
            "9A001.a A span exceeding 0,25 m;\n9A001.a N.B. See 9A101.\n9A001.b.1 Rated at 2 × 108 Hz\n"
            "goes on here;\n9A001.b.1 Dose | 5× 103 Gy;\n9A001.c Not used.",
        },
        {"entry_code": "9B002", "verbatim_text": "9B002 Wind tunnels.\n9A001.z A stray line."},
        {"entry_code": "nine", "verbatim_text": "nine lives"},
    ],
    "docs": [{"title": "General notes", "verbatim_text": "A word on everything."}],
}


def json_reading(top: object = None, edition: str = "") -> Reading:
    data = json.dumps(JSON if top is None else top).encode()
    return annex_json.read_annex_json(Source(Path("a.json"), data), Target("eu-dual-use", edition), unwatched)


def test_json_lines_become_points() -> None:
    reading = json_reading()
    kites = entry(reading, "9A001")
    assert numbers(kites) == [None, "a", "a.nb", "b.1", "c"]
    assert kites.points[0].exclusions[0].en == "Note: 9A001 does not control paper kites."
    assert kites.points[3].text.en == "Rated at 2 × 10⁸ Hz goes on here; Dose | 5× 10³ Gy;"
    assert reading.edition is not None
    assert (reading.edition.id, reading.edition.as_of) == (CURRENT, dt.date(2026, 8, 18))
    assert (reading.expected, reading.edition.expected, reading.edition.expected_derived) == (2, 2, True)


def test_json_hands_back_what_it_cannot_place() -> None:
    reading = json_reading()
    assert [(r.code, bool(r.why.zh)) for r in reading.refused] == [("nine", True)]
    assert sorted(u.text for u in reading.unplaced) == ["A stray line.", "nine lives"]
    assert beside(json_reading()) == ["A word on everything."]


def test_an_import_keeps_the_short_names_held_and_twice_gives_the_same() -> None:
    held = Catalogue("eu-dual-use", CARD.title, CARD.kind, "EU", CARD.authority, ".*", Words(), "x")
    digest = Edition(CURRENT, held.id, CARD.title, "x", "in_force")
    names = Entry("eu-dual-use.9a001", "9A001", Words("风筝", "Kites and strings"), None)
    source = Source(Path("a.json"), json.dumps(JSON).encode())
    first = annex_json.read_annex_json(
        source, Target(held.id, held=replace(held, editions=(replace(digest, entries=(names,)),))), unwatched
    )
    kites = entry(first, "9A001")
    assert (kites.title, kites.synonyms) == (Words("风筝", "Kites, as follows:"), ("Kites and strings",))
    assert first.edition is not None
    again = annex_json.read_annex_json(
        source, Target(held.id, held=replace(held, editions=(first.edition,))), unwatched
    )
    assert again.edition == first.edition


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"celex": "02021R0821", "entries": [', "damaged or cut short"),
        (b"[1, 2]", "not a list of Annex I"),
        (b'{"entries": []}', "holds no 'entries'"),
        (b'{"entries": [1]}', "holds no 'entries'"),
        ('{"entries": []}'.encode("utf-16"), "not UTF-8"),
        (b"[" * 200_000, "damaged or cut short"),
    ],
)
def test_json_that_is_something_else_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        annex_json.read_annex_json(Source(Path("a.json"), data), Target("eu-dual-use"), unwatched)


def test_formats_are_told_apart_by_their_beginning() -> None:
    made = json.dumps(JSON).encode()
    sources = {"json": made, "text": LIST.encode(), "pdf": pdf(page_of_text(Drawn("x", 1, 1)))}
    formats = {"json": annex_json.FORMAT, "text": annex_text.FORMAT, "pdf": annex_pdf.FORMAT}
    for kind, one in formats.items():
        recognised = {name for name, data in sources.items() if one.recognises(Source(Path("f"), data))}
        assert recognised == {kind}


class TestWholeLists:
    """The consolidated text of 2025-11-15 as JSON and Norway's List II as text and PDF."""

    def test_json_gives_every_entry_it_prints(self, shared: Path) -> None:
        path = shared / "data" / "eu" / "annex_I_2021-821.json"
        source = Source(path, path.read_bytes())
        assert annex_json.recognises(source)
        reading = annex_json.read_annex_json(source, Target("eu-dual-use"), unwatched)
        assert len(entries(reading)) == reading.expected == 384
        assert reading.refused == ()
        tungsten = next(p for p in entry(reading, "1C117").points if p.no == "c.2.b")
        assert "65 mm" in tungsten.text.en
        absorbing = next(p for p in entry(reading, "1C001").points if p.no == "a")
        assert "2 × 10⁸ Hz" in absorbing.text.en

    @pytest.mark.full
    def test_text_and_pdf_of_one_list_agree(self, shared: Path) -> None:
        """366 codes alike and every point but one, which the text prints at the edge of the page."""
        folder = shared / "data" / "eu"
        text, drawn = folder / "annex_I_2022_norway_list2.txt", folder / "annex_I_2022_norway_list2.pdf"
        flat = text_reading(text.read_text("utf-8"))
        raised = pdf_reading(drawn.read_bytes())
        assert raised.edition is not None
        assert raised.edition.id == NORWAY
        assert [e.code for e in entries(flat)] == [e.code for e in entries(raised)]
        assert len(entries(flat)) == 366
        items = {
            name: {
                f"{e.code}.{p.no}"
                for e in entries(r)
                for p in e.points
                if p.no and not p.no.split(".")[-1].startswith(("nb", "note", "tech"))
            }
            for name, r in (("text", flat), ("pdf", raised))
        }
        assert items["pdf"] - items["text"] == {"3A002.c.5"}
        assert items["text"] - items["pdf"] == set()
        assert any("3A002: 5." in words.en for words in flat.remarks)
        frequency = next(p for p in entry(raised, "1C001").points if p.no == "a")
        assert "2 x 10⁸ Hz but less than 3 x 10¹² Hz" in frequency.text.en
