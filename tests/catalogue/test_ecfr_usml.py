"""The Munitions List: levels told by order, marks, notes; then the whole list."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from ecfr_papers import leaves, note, p, squashed, usml

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.us.designators import UsmlOutline, first_sign, is_roman, roman_value
from catalogue.importers.us.ecfr import PICTURE, read_tree, text_of
from catalogue.importers.us.ecfr_usml import read_usml
from catalogue.model import Check, Control, Edition, Entry, coverage_of

HEAD = "<HD1>Category VIII—Widgets</HD1>"


def read(*body: str, after: str = "") -> Reading:
    return read_usml(usml(*body, after=after), Target("us-usml", "2026-07-23"), unwatched)


def only(reading: Reading) -> Entry:
    assert reading.edition is not None
    (entry,) = reading.edition.entries
    return entry


def levels(*texts: str) -> list[str | None]:
    outline, placed = UsmlOutline(), []
    for number, text in enumerate(texts):
        after = next((sign for later in texts[number + 1 :] if (sign := first_sign(later))), "")
        marked = outline.place(text, after, texts[number - 1] if number else "")
        placed.append(marked.dotted if marked else None)
    return placed


def test_numerals() -> None:
    signs = (
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "vi",
        "vii",
        "viii",
        "ix",
        "x",
        "xi",
        "xiv",
        "xix",
        "xxix",
        "xxxviii",
        "xl",
        "xlix",
    )
    assert [roman_value(sign) for sign in signs] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 29, 38, 40, 49]
    assert all(map(is_roman, signs))
    assert not any(map(is_roman, ("", "a", "iiii", "vv", "ic")))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["(a) A", "(1) B", "(i) C", "(ii) D", "(b) E"], ["a", "a.1", "a.1.i", "a.1.ii", "b"]),
        (["(g) A", "(h) B:", "(1) C;", "(i) Technical data"], None),
        (["(f)-(h) [Reserved]", "(i) A"], ["h", "i"]),
        (["(a) A", "(1) B:", "(i) C:", "(A) D", "(B) E", "(2) F"], ["a", "a.1", "a.1.i", "a.1.i.A", "a.1.i.B", "a.2"]),
        (["(f) Any article that:", "(i) Is secret;", "(ii) Is new.", "(g) A"], None),
        (["* (a) A", "* (1) B"], ["a", "a.1"]),
        (["(a) A", "(See elsewhere)"], ["a", None]),
    ],
)
def test_how_deep_a_paragraph_stands(texts: list[str], expected: list[str | None] | None) -> None:
    if texts[0] == "(g) A":
        lead = [f"({letter}) x" for letter in "abcdef"]
        assert levels(*lead, *texts)[-4:] == ["g", "h", "h.1", "i"]
    elif texts[0].startswith("(f) Any"):
        lead = [f"({letter}) x" for letter in "abcde"]
        assert levels(*lead, *texts)[-4:] == ["f", "f.i", "f.ii", "g"]
    else:
        assert levels(*texts) == expected


def test_the_numeral_v_and_x_among_letters() -> None:
    numerals = [
        "(a) x",
        "(1) x:",
        *(f"({n}) x" for n in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi")),
    ]
    assert levels(*numerals)[-1] == "a.1.xi"
    assert levels(*(f"({letter}) x" for letter in "abcdefghijklmnopqrstuvwx"))[-3:] == ["v", "w", "x"]


def test_marks_become_reasons() -> None:
    entry = only(read(HEAD, p("* (a) Big (MT)"), p("(1) Small (MT for large ones)"), p("(b) Plain")))
    assert entry.reasons == ("SME: a", "MT: a", "MT in part: a.1")
    assert [point.text.en for point in entry.points] == ["Big (MT)", "Small (MT for large ones)", "Plain"]


def test_notes_go_to_the_paragraph_in_their_heading() -> None:
    body = (
        p("(a) One:"),
        p("(1) Two"),
        note("Note 1 to paragraph (a):", "It does not control toys:", "(a) old ones;", "(b) new ones."),
        p("(b) Three"),
        note("Note to Category VIII:", "It does not control kites."),
        note("Note to paragraph (b):", "A kite is a toy."),
    )
    entry = only(read(HEAD, *body))
    assert [(point.no, len(point.exclusions)) for point in entry.points] == [(None, 1), ("a", 1), ("a.1", 0), ("b", 0)]
    assert entry.points[1].exclusions[0].en.endswith("(b) new ones.")
    assert "Note to paragraph (b): A kite is a toy." in entry.notes.en


def test_a_provision_for_a_time_is_remarked_and_noted() -> None:
    told = (
        "By 88 FR 84074 of old, Category VIII has another note to paragraph (h)(1), effective until Dec. 1, 2024; "
        "then longer, to Dec. 1, 2026."
    )
    reading = read(
        HEAD, p("(a) One"), after=f"<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>{told}</PSPACE></EFFDNOT>"
    )
    assert "[h.1] Effective Date Note:" in only(reading).notes.en
    assert any("2026-12-01" in remark.en for remark in reading.remarks)
    assert any("84074" in remark.en for remark in reading.remarks)


def test_what_has_no_place_is_handed_back() -> None:
    reading = read(p("(a) Before any category"), HEAD, p("Without a mark"), p("(a) One"), "<HD1>Appendix</HD1>")
    assert [u.text for u in reading.unplaced] == ["(a) Before any category", "Without a mark", "Appendix"]


def test_lines_without_a_mark_go_on_with_the_paragraph_before() -> None:
    entry = only(read(HEAD, p("(a) One"), p("(See elsewhere.)"), '<img src="x.gif"/>'))
    assert entry.points[0].text.en == f"One\n(See elsewhere.)\n{PICTURE}"
    assert entry.points[0].partial


@pytest.fixture(scope="module")
def usml_path(shared: Path) -> Path:
    return shared / "data/us/title-22_part-121.xml"


@pytest.fixture(scope="module")
def whole(usml_path: Path) -> Reading:
    return read_usml(Source(usml_path, usml_path.read_bytes()), Target("us-usml", "2026-07-23"), unwatched)


@pytest.fixture(scope="module")
def edition(whole: Reading) -> Edition:
    assert whole.edition is not None
    return whole.edition


def entry_of(edition: Edition, code: str) -> Entry:
    entry = edition.entry(code)
    assert entry is not None
    return entry


def test_the_whole_list(whole: Reading, edition: Edition) -> None:
    assert [entry.code for entry in edition.entries][:4] == ["I", "II", "III", "IV"]
    assert len(edition.entries) == 21
    assert sum(len(entry.points) for entry in edition.entries) == 1_149
    assert whole.refused == whole.unplaced == ()
    assert (edition.id, edition.as_of) == ("2026-07-23", dt.date(2026, 7, 23))
    assert {entry.control for entry in edition.entries} == {Control.LICENCE}
    assert {point.checked for entry in edition.entries for point in entry.points} == {Check.SECONDARY}
    assert coverage_of(edition).complete is False


@pytest.mark.parametrize(
    ("code", "no", "begins"),
    [
        ("VIII", "h.1", "Parts"),
        ("VIII", "h.4.ii.F", "The aircraft"),
        ("VIII", "h.20.iii", "Is"),
        ("VIII", "i", "Technical data"),
        ("XI", "a.3.xxix", ""),
        ("XI", "c.9.i", "Multiple"),
        ("XII", "c.6.viii.A", "Having"),
        ("XIII", "f.i", "Is"),
        ("XIV", "b.2.i.D", "By"),
        ("XIV", "g.5.xlix", ""),
        ("IV", "d.2", "Solid"),
    ],
)
def test_paragraphs_of_the_real_list(edition: Edition, code: str, no: str, begins: str) -> None:
    points = {point.no: point.text.en for point in entry_of(edition, code).points}
    if not begins:
        assert any((n or "").endswith(no.rpartition(".")[2]) for n in points)
        return
    assert points[no].startswith(begins)


def test_marks_of_the_real_list(edition: Edition) -> None:
    assert entry_of(edition, "I").reasons == ("SME: a, b, c, d, e",)
    (marks,) = [r for r in entry_of(edition, "IV").reasons if r.startswith("MT: ")]
    assert {"a.1", "a.2", "d.2", "d.3", "d.4"} <= set(marks.removeprefix("MT: ").split(", "))


def test_exponents_of_the_real_list(edition: Edition) -> None:
    texts = {(e.code, p.no): p.text.en for e in edition.entries for p in e.points}
    assert "1.1 × 10⁶ N·s" in texts["IV", "d.2"]
    assert any("8.41 × 10⁵" in text for text in texts.values())


def test_every_text_of_the_list_is_somewhere(usml_path: Path, whole: Reading, edition: Edition) -> None:
    texts = [edition.notes.en, *edition.notes.en.split("\n")]
    for entry in edition.entries:
        texts += [entry.title.en, *entry.notes.en.split("\n")]
        texts += [line for point in entry.points for line in point.text.en.split("\n")]
        texts += [x.en for point in entry.points for x in point.exclusions]
    everything = "\0".join(map(squashed, texts))
    lost, seen = [], 0
    for section in read_tree(Source(usml_path, usml_path.read_bytes())).every("DIV8"):
        for leaf in (leaf for child in section.children for leaf in leaves(child)):
            printed = text_of(leaf)
            body = re.sub(r"^[* ]*(?:\([a-zA-Z0-9]{1,8}\))+\s*", "", printed)
            if "[Reserved]" in printed or not squashed(body) or leaf.tag in ("HEAD", "CITA"):
                continue
            seen += 1
            if squashed(body) not in everything and squashed(printed) not in everything:
                lost.append(f"{leaf.line} {leaf.tag}: {printed[:100]}")
    assert seen > 1_500
    assert lost == [u.text for u in whole.unplaced]
