"""Names of the United States lists: every printed one is kept whole, limits of the publication are told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from party_desk import folder

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.us import csl, part744, sdn
from catalogue.importers.us.partycells import parties_in
from catalogue.importers.us.partyxml import read_tree
from catalogue.importers.writing import list_text
from catalogue.model import State, Words
from catalogue.parties import PartyList, PartyPack, notice_state
from catalogue.problems import BadInput
from catalogue.screening.screencommand import stay_json, stay_lines
from catalogue.screening.screening import Asked, Screener
from catalogue.telling.wording import data_day

DASHED = re.compile(r"^\s*(?:[—–]\s*|-(?=\w))(.*)$")
PARTS = re.compile(
    r"[,(]*\s*\b[af]\.?k\.?a\b\.?,?(?:\s*the following [\w ]+:)?|;(?: and\b)?|,? (?:and )?to include the following.*"
)


@pytest.mark.parametrize(
    ("line", "names", "addresses"),
    [
        ("—Rho University, Town Research Institute;", ("Rho University, Town Research Institute",), ()),
        ("—Institute of Sigma, Design and Repair, TAU; and", ("Institute of Sigma, Design and Repair, TAU",), ()),
        ("—OKB im. A.S. Phi;", ("OKB im. A.S. Phi",), ()),
        ("—DM im. N. P. Chi.", ("DM im. N. P. Chi",), ()),
        ("—Psi Co., Limited;", ("Psi Co., Limited",), ()),
        ("—5th Omega, 503 Institute;", ("5th Omega, 503 Institute",), ()),
        ("—Alpha Telecom; and Beta", ("Alpha Telecom and Beta",), ()),
        ("—Gamma Force; GF;", ("Gamma Force", "GF", "Gamma Force GF"), ()),
        ("—Delta Institute, a.k.a., Epsilon Institute.", ("Delta Institute", "Epsilon Institute"), ()),
        ("—Zeta Works. Town, Austria.", ("Zeta Works",), ("Town, Austria",)),
        ("—Eta Ltd. 3 Ring, Linz, Austria.", ("Eta Ltd.",), ("3 Ring, Linz, Austria",)),
        ("—Theta. d. 54 Weg, Linz, Austria", ("Theta",), ("d. 54 Weg, Linz, Austria",)),
        ("—'", (), ()),
    ],
)
def test_a_line_with_a_dash_is_a_name_up_to_its_address(
    line: str, names: tuple[str, ...], addresses: tuple[str, ...]
) -> None:
    (found,) = parties_in(f"Head, a.k.a., the following:\n{line}", "AUSTRIA")
    assert (found.name, found.aliases, found.addresses) == ("Head", names, addresses)


def test_a_cell_that_only_lists_names_each_line() -> None:
    found = parties_in(
        "The following entities of a ministry:\n—Nu plants (with reactors); and\n—Xi plants, all of them."
    )
    assert [one.name for one in found] == ["Nu plants (with reactors)", "Xi plants"]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def dashed_lines(path: Path) -> Iterator[str]:
    """The lines with a dash in the tables of the three supplements, without what joins them."""
    for part in read_tree(Source(path, path.read_bytes())).every("DIV9"):
        if re.search(r"No\. [467] to Part", part.attributes["N"]):
            for cell in (cell for table in part.every("TABLE") for cell in table.every("TD")):
                found = filter(None, map(DASHED.match, cell.text.split("\n")))
                yield from (re.sub(r"[;,.\s]*(\band)?\s*$", "", line[1]) for line in found)


def test_every_line_with_a_dash_of_part_744_is_a_name(shared: Path) -> None:
    path = shared / "data" / "us" / "title-15_part-744.xml"
    one = part744.read_part744(Source(path, path.read_bytes()), Target("us-parties"), unwatched).lists[0]
    names = {letters(name) for party in one.parties for name in party.names}
    printed = list(dashed_lines(path))
    assert len(printed) == 5191
    cut = [
        line
        for line in printed
        if letters(line) not in names and not {letters(part) for part in PARTS.split(line)} - {""} <= names
    ]
    with_address = [line for line in cut if any(letters(line).startswith(name) for name in names if len(name) > 3)]
    assert len(with_address) == 27
    assert [line.split(" ")[0] for line in cut if line not in with_address] == ["crude", "items"], "licence conditions"
    no_figures = [line.split(",")[0] for line in with_address if not re.search(r"\d", line)]
    assert len(no_figures) == 7


NOTES = """<DIV5 N="744" TYPE="PART"><DIV8 N="744.8"><P>(a)</P>
<EFFDNOT><HED>Note:</HED><PSPACE>At 90 FR 50857, Nov. 12, 2025, in &#xA7; 744.8, two sentences were stayed, effective
until Nov. 9, 2026.</PSPACE></EFFDNOT></DIV8>
<DIV9 N="Supplement No. 4 to Part 744" TYPE="APPENDIX"><TABLE>
<TR><TH>Country</TH><TH>Entity</TH><TH>License requirement</TH><TH>License review policy</TH><TH>Citation</TH></TR>
<TR><TD>AUSTRIA</TD><TD>Rho (Group) Co., Ltd., 1 Ring, Linz</TD><TD>All</TD><TD>Denial</TD><TD>76 FR 1, 1/3/11</TD></TR>
</TABLE><EDNOTE><HED>Notes:</HED><PSPACE>1. For the list of sections, see the volume.</PSPACE>
<P>2. At 89 FR 96836, Dec. 5, 2024, supplement no. 4 was amended under AUSTRIA by adding an entry for &#x201C;S9
Limited&#x201D; and by revising the entry for &#x201C;Rho (Group) Co., Ltd.&#x201D;; these could not be incorporated
for want of text.</P></EDNOTE>
<EFFDNOT><PSPACE>At 90 FR 50857, Nov. 12, 2025, in supplement no. 4 to part 744, the introductory text was stayed,
effective until Nov. 9, 2026.</PSPACE></EFFDNOT></DIV9></DIV5>"""


def noted() -> PartyList:
    reading = part744.read_part744(Source(Path("p.xml"), NOTES.encode()), Target("us-parties"), unwatched)
    text = list_text(reading.lists[0])
    assert "stay-90-fr-50857-2026-11-09" in text
    return reading.lists[0]


def test_amendments_that_are_not_in_the_text_stand_beside_their_names() -> None:
    rho, added = noted().parties
    assert (added.name.en, added.country, added.notice) == ("S9 Limited", "AT", "89-fr-96836")
    assert rho.remarks == added.remarks
    assert rho.remarks.startswith("At 89 FR 96836, Dec. 5, 2024, supplement no. 4 was amended")
    assert rho.remarks.endswith("could not be incorporated for want of text.")


def test_stays_are_kept_with_their_last_day() -> None:
    (stay,) = noted().stays
    assert (stay.number, stay.periods[0].basis) == ("90 FR 50857", "§ 744.8, supplement no. 4")
    days = [dt.date(2025, 11, 11), dt.date(2025, 11, 12), dt.date(2026, 11, 9), dt.date(2026, 11, 10)]
    states = [notice_state(stay, day) for day in days]
    assert states == [State.UNKNOWN, State.SUSPENDED, State.SUSPENDED, State.STALE]


@pytest.mark.parametrize(("day", "told"), [(dt.date(2026, 11, 9), False), (dt.date(2026, 11, 10), True)])
def test_a_stay_is_told_past_its_last_day_and_with_a_hit(day: dt.date, *, told: bool) -> None:
    one = noted()
    assert bool(list(stay_lines([one], (), day, "en"))) is told
    pack = PartyPack("us-parties", Words("名单", "lists"), "US", Words(), "", (one,))
    answer = Screener((pack,), folder()).screen(Asked("S9 Limited"), day)
    (line,) = stay_lines([one], (answer,), day, "zh")
    assert "90 FR 50857 暂停施行至 2026-11-09" in line
    assert stay_json(one, one.stays[0], day)["until"] == "2026-11-09"


def test_notes_of_the_real_part_744_are_kept(shared: Path) -> None:
    path = shared / "data" / "us" / "title-15_part-744.xml"
    one = part744.read_part744(Source(path, path.read_bytes()), Target("us-parties"), unwatched).lists[0]
    (stay,) = one.stays
    assert stay.periods[0].until == dt.date(2026, 11, 9)
    assert "supplement no. 8" in stay.periods[0].basis
    beside = {party.name.en for party in one.parties if "could not be incorporated" in party.remarks}
    assert beside == {"S2C Limited", "Shanghai Micro Electronics Equipment (Group) Co., Ltd."}


def sdn_row(number: int) -> str:
    return f"{number},NAME {number},-0- ,IRAN" + ",-0- " * 8


def read_sdn(folder: Path, text: str, beside: int = 0) -> Reading:
    path = folder / "sdn.csv"
    path.write_text(text, encoding="utf-8", newline="")
    if beside:
        rows = "".join(f"{n},{n},1 Ring,Town,Iran,-0- \n" for n in range(1, beside + 1))
        (folder / "add.csv").write_text(rows + "\x1a", encoding="utf-8")
    return sdn.read_sdn(Source(path, path.read_bytes()), Target("us-parties", "sdn-2026-11-20"), unwatched)


WHOLE = "\n".join(map(sdn_row, range(1, 11)))


@pytest.mark.parametrize("cut", [WHOLE, WHOLE[:-6] + "\n", WHOLE[:300], WHOLE + '\n11,"NAME'])
def test_a_list_that_was_cut_off_is_refused(tmp_path: Path, cut: str) -> None:
    with pytest.raises(BadInput, match="the last line of this file is not whole"):
        read_sdn(tmp_path, cut[:-10] if cut == WHOLE else cut)


def test_a_list_shorter_than_the_files_beside_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="name 90 numbers that this file does not hold"):
        read_sdn(tmp_path, WHOLE + "\n", beside=100)


def test_the_end_mark_is_looked_for(tmp_path: Path) -> None:
    for end, told in (("\n", True), ("\n\x1a", False), ("\r\n\x1a\r\n", False)):
        reading = read_sdn(tmp_path, WHOLE + end, beside=11)
        assert len(reading.lists[0].parties) == 10
        words = " ".join(remark.en for remark in reading.remarks)
        assert ("end mark is missing" in words) is told
        assert "does not hold: 11" in words


def test_lists_of_one_file_are_of_one_day_and_none_is_said_in_words() -> None:
    text = (
        "source,name,addresses,alt_names,start_date\n"
        "Entity List (EL) - Bureau,PHI,,,2011-08-15\nSpecially Designated Nationals (SDN) - Treasury,CHI,,,\n"
    )
    reading = csl.read_csl(Source(Path("l.csv"), text.encode()), Target("us-parties"), unwatched)
    assert [one.as_of for one in reading.lists] == [dt.date(2011, 8, 15)] * 2
    assert data_day(None).en == "no date given (name one with --edition at import)"
    assert data_day(dt.date(2011, 8, 15)).zh == "数据截至 2011-08-15"
