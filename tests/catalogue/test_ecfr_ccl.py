"""The Commerce Control List: layouts in small, then the whole list with each known trap by name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from ecfr_papers import ITEMS, ccl, heading, leaves, note, p, squashed

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.us.ccl_parts import block_of, is_in_heading, labelled, reasons_in_words, reasons_of
from catalogue.importers.us.designators import ccl_item, follows
from catalogue.importers.us.ecfr import PICTURE, read_tree, text_of
from catalogue.importers.us.ecfr_ccl import read_ccl
from catalogue.model import Catalogue, Check, Control, Edition, Entry, Words, coverage_of

ALL = "applies to entire entry"
"""What a row of the table says where no paragraph is meant."""


def read(*body: str) -> Reading:
    return read_ccl(ccl(*body), Target("us-ccl", "2026-06-30"), unwatched)


def only(reading: Reading) -> Entry:
    assert reading.edition is not None
    (entry,) = reading.edition.entries
    return entry


def numbers(entry: Entry) -> list[str | None]:
    return [point.no for point in entry.points]


@pytest.mark.parametrize(
    ("text", "no", "rest", "reserved"),
    [
        ("a. Widgets;", "a", "Widgets;", False),
        ("b.1.a.. Widgets", "b.1.a", "Widgets", False),
        ("z.1.b Widgets", "z.1.b", "Widgets", False),
        ("h.2.1. Widgets", "h.2.1", "Widgets", False),
        ("a.1.c.'Sounding' widgets", "a.1.c", "'Sounding' widgets", False),
        ("c. [Reserved]", "c", "[Reserved]", True),
        ("b.2. [Reserved]; or", "b.2", "[Reserved]; or", True),
        ("a. through d. [Reserved]", "a", "a. through d. [Reserved]", True),
        ("y.2 through y.5. [Reserved]", "y.2", "y.2 through y.5. [Reserved]", True),
        ("c.-d. [Reserved]", "c", "c.-d. [Reserved]", True),
    ],
)
def test_designations(text: str, no: str, rest: str, reserved: bool) -> None:
    item = ccl_item(text)
    assert item is not None
    assert (item.dotted, item.text, item.reserved) == (no, rest, reserved)


@pytest.mark.parametrize("text", ["i.e. a widget", "e.g. a widget", "a widget", "Widgets", "1. Widgets", "(a) Widgets"])
def test_what_only_looks_like_a_designation(text: str) -> None:
    assert ccl_item(text) is None


def test_letters_beyond_z_and_numbers_follow_by_value() -> None:
    assert follows(("a", "10"), ("a", "9"))
    assert follows(("aa",), ("z",))
    assert follows(("a", "1"), ("a",))
    assert not follows(("a",), ("b", "4"))


@pytest.mark.parametrize(
    ("cells", "reasons"),
    [
        ([f"NS {ALL}", "NS Column 1."], ["NS 1"]),
        ([f"NS {ALL} but the y", "NS Column 1"], ["NS 1: entire entry but the y"]),
        ([f"UN {ALL}", "Look at § 9."], ["UN: entire entry; Look at § 9."]),
        ([f"CB {ALL} CB Column 2."], ["CB 2"]),
        ([f"AT {ALL}", "Column 1."], ["AT 1"]),
        ([f"AT {ALL.replace('to ', 'to the ')}", "Column 1."], ["AT 1"]),
        ([f"RS {ALL.replace('to ', 'to the ')}", "Look at § 9."], ["RS: entire entry; Look at § 9."]),
        ([f"CW {ALL}. A license comes first."], ["CW: entire entry; A license comes first."]),
        (["MT applies to: widgets", "MT Column 1"], ["MT 1: widgets"]),
        ([f"NP and AT {ALL}", "NP Column 1 AT Column 1"], ["NP 1", "AT 1"]),
        ([f"NP {ALL} AT {ALL}", "NP Column 1 AT Column 1"], ["NP 1", "AT 1"]),
        (["", "Note to a paragraph"], None),
    ],
)
def test_rows_of_the_requirements_table(cells: list[str], reasons: list[str] | None) -> None:
    assert reasons_of(cells) == reasons


def test_requirements_in_words() -> None:
    told = "Control(s): SL and AT apply to entire entry. A license comes first."
    assert reasons_in_words(told) == [
        "SL: entire entry; A license comes first.",
        "AT: entire entry; A license comes first.",
    ]
    assert reasons_in_words("Look at § 9.") is None


def test_an_entry_without_reasons_is_listed_only() -> None:
    assert only(read(heading("9A005"))).control is Control.LISTED
    assert only(read(heading("9A005"), p("Reason for Control: "))).control is Control.LISTED
    assert only(read(heading("9A005"), p("Reason for Control: MT"))).control is Control.LICENCE


def test_a_reason_named_in_passing_counts_and_its_sentence_stays() -> None:
    told = "0A521 widgets are subject to RS1 controls until further notice."
    entry = only(read(heading("0A521"), p(told)))
    assert (entry.reasons, entry.control) == (("RS 1",), Control.LICENCE)
    assert told in entry.notes.en


def test_labels_in_their_many_spellings() -> None:
    assert labelled("Items a. Widgets") is not None
    assert labelled("Itemised list") is None
    for text in ("Related Control: x", "Related controls: x", "Related Controls See x"):
        line = labelled(text)
        assert line is not None
        assert line.label == "Related Controls"
    assert block_of("List of Items Controlled a. Widgets") is not None
    assert block_of("License Requirements and more") is None
    assert is_in_heading("The lists of items controlled are contained in the ECCN headings")


def test_the_first_item_stands_on_the_label_s_line() -> None:
    entry = only(read(heading("3A001"), "<FP><I>Items:</I> a. First;</FP>", p("b. Second.")))
    assert numbers(entry) == ["a", "b"]


def test_headings_in_odd_tags() -> None:
    body = (
        "<FP-1><B>8D001 “Software” for widgets</B>.\n</FP-1>",
        ITEMS,
        p("a. One"),
        '<FP-2><B>3E002 </B><E T="04">“</E><B>Technology</B><E T="04">”</E> <B>of widgets</B></FP-2>',
    )
    edition = read(*body).edition
    assert edition is not None
    assert [(e.code, e.title.en) for e in edition.entries] == [
        ("8D001", "“Software” for widgets."),
        ("3E002", "“Technology” of widgets"),
    ]


def test_a_paragraph_that_begins_with_a_code_is_no_heading() -> None:
    entry = only(read(heading("0A521"), p("0A521 commodities follow another rule.")))
    assert "0A521 commodities follow another rule." in entry.notes.en


def test_a_lettered_list_inside_a_note_is_no_item() -> None:
    listed = note("Note:", "7A003.b does not control toys such as", "a. Toys;", "b. Models.")
    entry = only(read(heading("7A003"), ITEMS, p("a. One"), p("b. Two"), listed, p("c. Three")))
    assert numbers(entry) == ["a", "b", "c"]
    assert entry.points[1].exclusions[0].en.splitlines()[1:] == ["a. Toys;", "b. Models."]


def test_a_lettered_list_outside_a_note_s_tag_is_no_item_either() -> None:
    loose = (p("<I>Note: 1A613.y.1 does not apply to toys that:</I>"), p("<I>a. Are old; and</I>"))
    entry = only(read(heading("1A613"), ITEMS, p("y. Others"), p("y.1. Helmets"), *loose))
    assert numbers(entry) == ["y", "y.1"]
    assert entry.points[1].exclusions[0].en.endswith("a. Are old; and")


def test_a_note_belongs_to_the_paragraph_it_names() -> None:
    early = note("Note:", "7A003.b does not apply to wood.")
    whole = note("Note:", "This entry controls no toys; it does not control wood.")
    entry = only(read(heading("7A003"), ITEMS, early, p("a. One"), whole, p("b. Two")))
    assert [(point.no, len(point.exclusions)) for point in entry.points] == [(None, 1), ("a", 0), ("b", 1)]


def test_explanations_stay_notes_with_their_place() -> None:
    entry = only(read(heading("7A003"), ITEMS, p("a. One"), note("Technical Note:", "Widgets does not include toys.")))
    assert entry.points[0].exclusions == ()
    assert "[a] Technical Note: Widgets does not include toys." in entry.notes.en


def test_a_list_before_the_items_is_a_note() -> None:
    before = ("<FP-1><I>ECCN Controls:</I> Toys are not controlled:</FP-1>", p("a. Toys;"), p("b. Models."))
    entry = only(read(heading("1C237"), *before, "<FP><I>Items:</I> a. Real ones.</FP>"))
    assert numbers(entry) == ["a"]
    assert "a. Toys;" in entry.notes.en


def test_an_item_out_of_order_is_handed_back() -> None:
    reading = read(heading("3A001"), ITEMS, p("b. Two"), p("a. Late"))
    assert numbers(only(reading)) == ["b"]
    assert [(u.where.en, u.text) for u in reading.unplaced] == [("3A001, a", "a. Late")]


def test_an_entry_given_twice_is_refused() -> None:
    reading = read(heading("3A001"), heading("3A001"))
    assert [refused.code for refused in reading.refused] == ["3A001"]


def test_and_or_stays_with_its_item() -> None:
    entry = only(read(heading("3A001"), ITEMS, p("a. One; <I>or</I>"), p("b. Two")))
    assert [point.text.en for point in entry.points] == ["One; or", "Two"]


def test_a_formula_that_is_a_picture_marks_the_point_partial() -> None:
    reading = read(heading("3B001"), ITEMS, p("f. Printers"), note("Technical Note:", "It is:"), '<img src="a.gif"/>')
    entry = only(reading)
    assert (entry.points[0].partial, entry.complete) == (True, False)
    assert PICTURE in entry.notes.en
    assert any("picture" in remark.en for remark in reading.remarks)


def test_a_power_of_a_misprinted_base_marks_the_point_partial() -> None:
    entry = only(read(heading("1C003"), ITEMS, p('a. More than 5 × 104<E T="51">−4</E>;'), p("b. Other")))
    assert [point.partial for point in entry.points] == [True, False]


def test_a_day_to_come_is_remarked() -> None:
    reading = read(heading("3A090"), ITEMS, p("a. Until December 31, 2026, widgets; since May 1, 2020, gadgets"))
    assert any("2026-12-31" in r.en and "2020" not in r.en for r in reading.remarks)


def test_names_of_the_digest_are_kept_and_a_second_import_changes_nothing() -> None:
    body = (heading("3A001", "Electronic widgets as follows"), ITEMS, p("a. One"))
    held = Entry("us-ccl.3A001", "3A001", Words("电子小件", "Widgets"), Control.LICENCE, synonyms=("gizmo",))
    digest = Edition("2026-06", "us-ccl", Words("x"), "x", "in_force", entries=(held,))
    catalogue = Catalogue("us-ccl", Words("x"), "control-list", "US", Words(), ".*", Words(), "")
    first = read_ccl(
        ccl(*body), Target("us-ccl", "2026-06-30", held=replace(catalogue, editions=(digest,))), unwatched
    ).edition
    assert first is not None
    assert first.entries[0].title == Words("电子小件", "Electronic widgets as follows")
    assert first.entries[0].synonyms == ("gizmo", "Widgets")
    again = read_ccl(
        ccl(*body), Target("us-ccl", "2026-06-30", held=replace(catalogue, editions=(first,))), unwatched
    ).edition
    assert again == first


@pytest.fixture(scope="module")
def ccl_path(shared: Path) -> Path:
    return shared / "data/us/ccl_supp1_ecfr.xml"


@pytest.fixture(scope="module")
def whole(ccl_path: Path) -> Reading:
    return read_ccl(Source(ccl_path, ccl_path.read_bytes()), Target("us-ccl", "2026-06-30"), unwatched)


@pytest.fixture(scope="module")
def edition(whole: Reading) -> Edition:
    assert whole.edition is not None
    return whole.edition


def entry_of(edition: Edition, code: str) -> Entry:
    entry = edition.entry(code)
    assert entry is not None
    return entry


def text(edition: Edition, code: str, no: str) -> str:
    return next(point.text.en for point in entry_of(edition, code).points if point.no == no)


def test_the_whole_list(whole: Reading, edition: Edition) -> None:
    assert len(edition.entries) == 638
    assert len({e.code for e in edition.entries}) == 638
    assert sum(len(e.points) for e in edition.entries) > 4_400
    assert whole.refused == whole.unplaced == ()
    assert [e.control for e in edition.entries].count(Control.LISTED) == 44
    assert {e.control for e in edition.entries if e.reasons} == {Control.LICENCE}
    assert {p.checked for e in edition.entries for p in e.points} == {Check.SECONDARY}
    assert edition.expected is None
    assert coverage_of(edition).complete is False
    assert edition.as_of == dt.date(2026, 6, 30)


@pytest.mark.parametrize("code", ["8D001", "3E002", "3D006", "0D614", "2B352"])
def test_entries_whose_headings_stand_in_odd_tags(edition: Edition, code: str) -> None:
    entry = entry_of(edition, code)
    assert entry.title.en
    assert entry.reasons
    assert "<" not in entry.title.en


@pytest.mark.parametrize(
    ("code", "no", "part"),
    [
        ("1C001", "a", "3 × 10¹² Hz"),
        ("1C003", "c.3.b", "2 × 10⁻⁴ ohm cm"),
        ("1C010", "a.1", "12.7 × 10⁶ m"),
        ("1C111", "a.1", "200 × 10⁻⁶ m (200 µm)"),
        ("3A001", "a.1.a", "5 × 10³ Gy (Si)"),
        ("3A001", "a.1.c", "5 × 10¹³ n/cm²"),
        ("4A001", "a.2.c", "1 × 10⁻⁸ Error/bit/day"),
        ("6A006", "a.4.b", "1 × 10⁻³ nT (rms)"),
        ("6C004", "c.1.a", "10⁻⁶ m²/V²"),
        ("9A515", "d.4", "1 × 10⁻¹⁰ errors"),
    ],
)
def test_exponents_of_the_real_list(edition: Edition, code: str, no: str, part: str) -> None:
    assert part in text(edition, code, no)


def test_the_misprinted_power_is_partial(whole: Reading, edition: Edition) -> None:
    point = next(p for p in entry_of(edition, "1C003").points if p.no == "b.1")
    assert "104⁻⁴" in point.text.en
    assert point.partial
    assert any("1C003.b.1" in remark.en for remark in whole.remarks)


def test_formulas_that_are_pictures(whole: Reading, edition: Edition) -> None:
    for code in ("3B001", "3B993"):
        assert next(p for p in entry_of(edition, code).points if p.no == "f.1.b.2").partial
        assert any(code in r.en and "picture" in r.en for r in whole.remarks)


def test_1c351_is_lists_of_names(edition: Edition) -> None:
    entry = entry_of(edition, "1C351")
    assert {"a.58", "c.22", "d.22", "e.2"} <= set(numbers(entry))
    assert not {"b.1", "b.2"} & set(numbers(entry))
    assert text(edition, "1C351", "a.58").startswith("Yellow ")
    assert [r.count(".d.15") + r.count(".16") for r in entry.reasons if r.startswith("CB 1: ")] == [2]
    assert "CB 2" in entry.reasons
    assert any(reason.startswith("CW: 1C351.d.15 ") for reason in entry.reasons)


def test_3a001_in_depth(edition: Edition) -> None:
    entry = entry_of(edition, "3A001")
    assert {"a.5.b.2.a.1", "b.1.a.4.a", "z.4.b"} <= set(numbers(entry))
    assert "a.4" not in numbers(entry)
    silicon = next(point for point in entry.points if point.no == "a.1.c")
    assert "Insulator" in silicon.exclusions[0].en
    assert "NS 2" in entry.reasons
    assert "MT 1" in " ".join(entry.reasons)
    assert entry.exceptions[0].startswith("LVS: N/A")
    assert [len(e) > 40 for e in entry.exceptions if e.startswith("STA: ")] == [True]


def test_5a002_notes_and_exclusions(edition: Edition) -> None:
    entry = entry_of(edition, "5A002")
    (second,) = next(point for point in entry.points if point.no == "a").exclusions
    lines = second.en.splitlines()
    for start in ("a. ", "a.2. ", "b. ", "c. ", "i.2.c. ", "j.2. "):
        assert any(line.startswith(start) for line in lines), start
    assert "Cryptography" in " ".join(x.en for p in entry.points for x in p.exclusions) + entry.notes.en
    assert numbers(entry)[:7] == ["a", "a.1", "a.2", "a.3", "a.4", "a.4.a", "a.4.b"]
    assert "f" not in numbers(entry)


def test_9a012(edition: Edition) -> None:
    assert numbers(entry_of(edition, "9A012")) == ["a", "a.1", "a.1.a", "a.1.b", "a.2", "b", "b.3", "b.4"]
    assert entry_of(edition, "9A012").reasons[:2] == ("NS 1: entire entry, except .a.1", "NS 2: 9A012.a.1")


def test_entries_whose_items_stand_in_the_heading(edition: Edition) -> None:
    (point,) = entry_of(edition, "8D001").points
    assert (point.no, point.text.en) == (None, entry_of(edition, "8D001").title.en)


def test_items_numbered_under_a_letter(edition: Edition) -> None:
    assert numbers(entry_of(edition, "7A101")) == ["a", "a.1", "a.2", "b"]


def test_lists_that_are_no_items(edition: Edition) -> None:
    assert numbers(entry_of(edition, "1C240")) == ["a", "a.1", "a.2", "b"]
    assert "Filamentary" in entry_of(edition, "1C240").notes.en
    assert numbers(entry_of(edition, "1A008"))[:3] == ["a", "a.1", "a.2"]
    assert "Grit" in entry_of(edition, "2E003").notes.en
    assert "TKX-50" in entry_of(edition, "1A004").notes.en
    assert "TKX-50" in entry_of(edition, "1A008").notes.en


def test_the_note_of_the_publisher_on_9a005(whole: Reading, edition: Edition) -> None:
    assert "88 FR 71936" in entry_of(edition, "9A005").notes.en
    assert any("88 FR 71936" in remark.en for remark in whole.remarks)
    assert any(r.en.startswith("3A090: its text names days to come, 2026-12-31") for r in whole.remarks)


_RESERVED = re.compile(
    r"(?:Items: )?(?:[a-z][a-z0-9.]*(?: (?:through|to|and) |-)?)*\s*\[Reserved\][.;]?(?: (?:and|or))?"
)


def all_texts(entry: Entry) -> str:
    texts = [f"{entry.code}{entry.title.en}", entry.notes.en, *entry.notes.en.split("\n"), *entry.reasons]
    texts += [*entry.exceptions, *(f"{p.no or ''}{p.text.en}" for p in entry.points)]
    texts += [x.en for p in entry.points for x in p.exclusions]
    return "\0".join(map(squashed, texts))


def is_kept(text: str, place: str) -> bool:
    """True where a printed text stands among the texts of an entry, as a whole or taken apart."""
    body = re.sub(r"^(?:Items:?|List of Items Controlled)\s*", "", text)
    if squashed(body) in place:
        return True
    rows = re.split(r"(?<=entry)\s+(?=[A-Z]{2} applies)", body)
    if len(rows) > 1:
        return all(is_kept(row, place) for row in rows)
    scope = re.match(r"(?P<who>.*?)\s+(?:applies|apply)\b(?: to\b)?:?,?\s*(?P<scope>.*)", body, re.DOTALL)
    if scope and squashed(scope["who"])[:2] in place:
        rest = re.sub(r"[A-Z]{2} Column \d\.?$", "", scope["scope"]).strip(" .")
        return rest in ("entire entry", "the entire entry", "") or squashed(rest) in place
    columns = re.findall(r"([A-Z]{2})? ?Column ?(\d)", body)
    left = re.sub(r"(?:[A-Z]{2} )?Column ?\d[.,]?", "", body)
    return bool(columns) and all(squashed(who + number) in place for who, number in columns) and squashed(left) in place


def test_every_text_of_the_list_is_somewhere(ccl_path: Path, whole: Reading, edition: Edition) -> None:
    held = {entry.code: all_texts(entry) for entry in edition.entries}
    everything = "\1".join((*held.values(), *map(squashed, (edition.notes.en, *edition.notes.en.split("\n")))))
    lost: list[str] = []
    seen, code = 0, ""
    for top in read_tree(Source(ccl_path, ccl_path.read_bytes())).children:
        begins = re.match(r"\d[A-E]\d{3}\b", text_of(top)) if top.leads == "B" else None
        code = begins[0] if begins else code
        for leaf in leaves(top):
            printed = text_of(leaf)
            label = block_of(printed) is not None or is_in_heading(re.sub(r"^Items:\s*", "", printed))
            if not squashed(printed) or label or printed in ("Items:", "Items") or _RESERVED.fullmatch(printed):
                continue
            seen += 1
            if not (is_kept(printed, held.get(code, "")) or squashed(printed) in everything):
                lost.append(f"{code} {leaf.line} {leaf.tag}: {printed[:100]}")
    assert seen > 14_000
    assert lost == []
