"""Readers of United States party lists: small publications of our own, and the real ones where they are at hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from party_desk import folder

from catalogue.importers.reading import Reading, Source, Target, unwatched
from catalogue.importers.us import csl, part744, sdn
from catalogue.importers.us.partycells import parties_in
from catalogue.model import State
from catalogue.parties import Party, PartyList, PartyPack
from catalogue.problems import BadInput
from catalogue.screening.screening import Asked, Screener

ON = dt.date(2026, 11, 21)
HEADINGS = (
    "<TH>Country</TH><TH>Entity</TH><TH>License requirement</TH><TH>License review<br/>policy</TH><TH>Citation</TH>"
)


def supplement(number: int, rows: str, headings: str = HEADINGS, notes: str = "") -> str:
    return (
        f'<DIV9 N="Supplement No. {number} to Part 744" TYPE="APPENDIX"><TABLE><THEAD><TR>{headings}</TR></THEAD>'
        f"<TBODY>{rows}</TBODY></TABLE>{notes}</DIV9>"
    )


def row(*cells: str) -> str:
    return "<TR>" + "".join(f"<TD>{cell}</TD>" for cell in cells) + "</TR>"


ROWS = "".join(
    (
        row("AUSTRIA", "Alpha Optik GmbH, 1 Lange Gasse, Wien, Austria.", "All items", "Denial",
            "76 FR 71869, 11/21/11."),
        row("", "Бета Со., Ltd., a.k.a., the following names:<br/>—Beta; and<br/>—Beta Trade.<br/> <br/> "
            "2 Hof; and 3 Hof.", "All items", "Case by case", "85 FR 36720, 6/18/20. 87 FR 6026, 2/3/22."),
        "<TR><TD/><TD>Gamma Electronics, a.k.a. Gam El, 4 Weg, Graz</TD>"
        "<TD>All</TD><TD>Denial</TD><TD>80 FR 1, 1/5/15</TD></TR>",
        row("NOWHERE LAND", "Address 01, 5 Platz, Linz, Austria", "All", "Denial", "90 FR 4619, 1/16/25"),
        row("", "[Reserved]", "", "", "[Reserved]"),
        row("", "The following two subordinate institutions of Delta:", "", "", "85 FR 83799, 12/23/2020"),
        row("", "Subordinate institution:", "", "", ""),
        row("", "Delta Engine Co. Ltd., 6 Ring, Linz", "", "", ""),
        row("", "", "", "", ""),
        row("only", "two cells"),
    )
)  # fmt: skip
XML = (
    '<?xml version="1.0"?>\n<DIV5 N="744" TYPE="PART">'
    + supplement(4, ROWS, notes="<EFFDNOT><P>The rule sleeps; stayed, effective until Nov. 9, 2026.</P></EFFDNOT>")
    + supplement(
        6,
        row("CANADA", "Epsilon Inc., 7 Rue, Laval, QC", "82 FR 16732, April 6, 2017."),
        "<TH>Country</TH><TH>Listed person and address</TH><TH>Citation</TH>",
    )
    + "</DIV5>"
)


def read_744(text: str, edition: str = "") -> Reading:
    source = Source(Path("part.xml"), text.encode())
    assert part744.recognises(source)
    return part744.read_part744(source, Target("us-parties", edition), unwatched)


def by_name(one: PartyList, name: str) -> Party:
    return next(party for party in one.parties if name in party.names)


def test_rows_of_part_744_become_parties() -> None:
    one = read_744(XML).lists[0]
    assert (one.id, one.as_of) == ("2026-07-23", dt.date(2026, 7, 23))
    alpha, beta, gamma = (by_name(one, name) for name in ("Alpha Optik GmbH", "Beta Trade", "Gam El"))
    assert (alpha.country, alpha.licence, alpha.policy) == ("AT", "All items", "Denial")
    assert alpha.addresses == ("1 Lange Gasse, Wien, Austria",)
    assert (beta.name.en, beta.aliases) == ("Бета Со., Ltd.", ("Beta", "Beta Trade"))
    assert beta.addresses == ("2 Hof", "3 Hof")
    assert (beta.country, gamma.country) == ("AT", "AT")
    assert (beta.notice, beta.later) == ("85-fr-36720", ("87-fr-6026",))
    assert one.notices["85-fr-36720"].published == dt.date(2020, 6, 18)
    assert one.state_of(beta, dt.date(2020, 6, 17)) is State.UNKNOWN
    assert one.state_of(beta, ON) is State.IN_FORCE


def test_the_sign_of_a_footnote_and_the_day_of_a_citation_are_kept() -> None:
    licence, policy = "All (See § 744.11) <sup>4</sup>", "Denial <SUP>x</SUP> <sup>,3</sup>"
    citations = "84 FR 29373, 6/24/19.<br/>87 FR 62202, 10/13/22."
    marked = row("AUSTRIA", "Zeta GmbH, 1 Weg, Wien", licence, policy, citations)
    one = read_744('<?xml version="1.0"?><DIV5 N="744">' + supplement(4, marked) + "</DIV5>").lists[0]
    (zeta,) = one.parties
    assert (zeta.licence, zeta.policy) == ("All (See § 744.11) [footnote 4]", "Denial x [footnote 3]")
    pack = PartyPack("us-parties", one.title, "US", one.authority, "", (one,))
    (hit,) = Screener((pack,), folder()).screen(Asked("Zeta GmbH"), ON).hits
    assert hit.listed_on == dt.date(2019, 6, 24)
    assert [one.notices[name].published for name in zeta.later] == [dt.date(2022, 10, 13)]


def test_headings_carry_their_citation_and_an_address_is_an_entry() -> None:
    one = read_744(XML).lists[0]
    delta = by_name(one, "Delta Engine Co. Ltd.")
    assert (delta.notice, one.notices[delta.notice].published) == ("85-fr-83799", dt.date(2020, 12, 23))
    address = next(party for party in one.parties if party.sort == "address")
    assert address.name.en == "Address 01: 5 Platz, Linz, Austria"
    assert by_name(one, "Epsilon Inc.").section == "unverified-list"
    assert one.title_for(by_name(one, "Epsilon Inc.")).en == "US Unverified List"


def test_every_row_is_placed_or_told() -> None:
    reading = read_744(XML)
    assert [one.why.en for one in reading.unplaced] == ["no name", "not the columns of the table"]
    told = " ".join(remark.en for remark in reading.remarks)
    assert "11 rows: 6 parties, 4 headings" in told
    assert "NOWHERE LAND" in told
    assert "stayed, effective until" in told
    assert "1 names hold Cyrillic letters" in told


def test_a_file_younger_than_the_edition_asks_for_its_day() -> None:
    younger = XML.replace("90 FR 4619, 1/16/25", "91 FR 50000, 8/1/26")
    with pytest.raises(BadInput, match="prints no date and cites the Federal Register of 2026-08-01"):
        read_744(younger)
    assert read_744(younger, "2026-11-20").lists[0].as_of == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + XML.split("\n", 1)[1], "declares a document type"),
        (XML[: len(XML) // 2], "is not whole XML"),
        ('<DIV5 N="744"><P>nothing</P></DIV5>', "holds no table of Supplements"),
        ('<DIV5 N="744">' + "<P>" * 230 + "</P>" * 230 + "</DIV5>", "deep"),
    ],
)
def test_part_744_refuses_what_it_cannot_read(text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        read_744(text)


@pytest.mark.parametrize(
    ("cell", "name", "aliases", "addresses"),
    [
        ("Zeta S.A., Av. Uno 2, Lima, Peru", "Zeta S.A.", (), ("Av. Uno 2, Lima, Peru",)),
        ("Eta Co. Ltd., Room 1, Town; and Room 2, Town.", "Eta Co. Ltd.", (), ("Room 1, Town", "Room 2, Town")),
        ("Theta Co., Ltd. No. 9 Road, Town", "Theta Co., Ltd.", (), ("No. 9 Road, Town",)),
        ("Iota LLC (f.k.a. Old Iota Ltd.), Tortola. (See address on a later page).", "Iota LLC",
         ("Old Iota Ltd.",), ("Tortola",)),
        ("Kappa OY a.k.a. Kap a.k.a. Kappa Two, Tie 14, Kotka", "Kappa OY", ("Kap", "Kappa Two"), ("Tie 14, Kotka",)),
        ("Lambda Corp, a.k.a.,\n—Lam One, 8 Street, Town; and\n—Lam Two.", "Lambda Corp", ("Lam One", "Lam Two"),
         ("8 Street, Town",)),
        ("Head Institute subordinate institution:\n—Mu Works,\n9 Road, Town", "Mu Works", (), ("9 Road, Town",)),
    ],
)  # fmt: skip
def test_cells(cell: str, name: str, aliases: tuple[str, ...], addresses: tuple[str, ...]) -> None:
    (found,) = parties_in(cell)
    assert (found.name, found.aliases, found.addresses) == (name, aliases, addresses)


def test_institutions_inside_a_cell_share_its_addresses() -> None:
    found = parties_in(
        "Nu Academy, a.k.a., the following:\n—NA.\n"
        "Subordinate institution\nXi Bureau.\nSubordinate institution Omicron Lab.\n"
        "The addresses apply to all three:\n"
        "1 Road, Town; and 2 Road, Town."
    )
    assert [one.name for one in found] == ["Nu Academy", "Xi Bureau", "Omicron Lab"]
    assert all(one.addresses == ("1 Road, Town", "2 Road, Town") for one in found)


SDN = (
    "36,PI TRADING LTD.,-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'PTL'; a.k.a. 'P 'T L'.\"\n"
    '37,"RHO, Anna",individual,"SDGT] [IRAN",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,DOB 1960.\n'
    "37,SIGMA,-0- ,IRAN,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n"
    "38,TOO,SHORT\n"
    "x9,TAU,-0- ,IRAN,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-\n\x1a"
)


def read_sdn(folder: Path, edition: str = "") -> Reading:
    path = folder / "sdn.csv"
    path.write_text(SDN, encoding="utf-8")
    source = Source(path, path.read_bytes())
    assert sdn.recognises(source)
    return sdn.read_sdn(source, Target("us-parties", edition), unwatched)


def test_sdn_joins_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "alt.csv").write_text("36,1,aka,PI COMERCIO,-0- \n", encoding="utf-8")
    (tmp_path / "add.csv").write_text('36,2,"Calle 1","Havana","Cuba",-0- \n', encoding="utf-8")
    reading = read_sdn(tmp_path, "sdn-2022-01-31")
    one = reading.lists[0]
    first, second, third = one.parties
    assert (one.id, one.as_of) == ("sdn-2022-01-31", dt.date(2022, 1, 31))
    assert (first.names, first.country) == (("PI TRADING LTD.", "PI COMERCIO", "PTL", "P 'T L"), "CU")
    assert first.addresses == ("Calle 1, Havana, Cuba",)
    assert (second.sort, second.programmes, second.aliases) == ("individual", ("SDGT", "IRAN"), ())
    assert (third.id, third.aliases) == ("37-line-3", ())
    assert one.state_of(first, ON) is State.IN_FORCE
    assert "read as well: alt.csv, add.csv" in [remark.en for remark in reading.remarks]
    assert [one.where.en for one in reading.unplaced] == ["sdn.csv, line 4"]
    assert [one.code for one in reading.refused] == ["x9"]


def test_sdn_alone_says_what_is_missing(tmp_path: Path) -> None:
    reading = read_sdn(tmp_path)
    assert reading.lists[0].as_of is None
    told = " ".join(remark.en for remark in reading.remarks)
    assert "not in the same folder: alt.csv, add.csv" in told
    assert "prints no date" in told


CSL = (
    "_id,source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,license_policy,"
    "alt_names,remarks\n"
    'a,Denied Persons List (DPL) - Bureau of Industry and Security,,,,UPSILON,"1 Road, Town, TX, US",82 F.R. 48792,'
    "2017-10-16,2020-10-13,,,\n"
    'b,Entity List (EL) - Bureau of Industry and Security,,,,PHI LTD,"2 Road, Town, AE",76 FR 50407,2011-08-15,,'
    "Denial,PHI TRADE; PHI CO,\n"
    "c,Specially Designated Nationals (SDN) - Treasury Department,77,Entity,IRAN; NPWMD,CHI GROUP,IR,,,,,,linked\n"
    "d,,,,,PSI,,,,,,,\n"
)  # fmt: skip


def read_csl(text: str, edition: str = "") -> Reading:
    source = Source(Path("list.csv"), text.encode())
    assert csl.recognises(source)
    return csl.read_csl(source, Target("us-parties", edition), unwatched)


def test_each_source_list_becomes_a_list() -> None:
    reading = read_csl(CSL, "csl-2026-11-20")
    lists = {one.id: one for one in reading.lists}
    assert list(lists) == ["csl-2026-11-20-dpl", "csl-2026-11-20-el", "csl-2026-11-20-sdn"]
    denied, entity, named = lists.values()
    (upsilon,), (phi,), (chi,) = denied.parties, entity.parties, named.parties
    assert [denied.state_of(upsilon, dt.date(*day)) for day in ((2017, 10, 15), (2020, 10, 13), (2020, 10, 14))] == [
        State.UNKNOWN,
        State.IN_FORCE,
        State.STOPPED,
    ]
    assert (phi.aliases, phi.country, phi.policy) == (("PHI TRADE", "PHI CO"), "AE", "Denial")
    assert (chi.country, chi.programmes, named.state_of(chi, ON)) == ("IR", ("IRAN", "NPWMD"), State.IN_FORCE)
    assert [one.where.en for one in reading.unplaced] == ["line 5"]


def test_json_gives_the_same_parties() -> None:
    record = {
        "source": "Entity List (EL) - Bureau of Industry and Security",
        "name": "PHI LTD",
        "alt_names": ["PHI TRADE", "PHI CO"],
        "addresses": [{"address": "2 Road", "city": "Town", "country": "AE"}],
        "start_date": "2011-08-15",
        "federal_register_notice": "76 FR 50407",
        "license_policy": "Denial",
    }
    (one,) = read_csl(json.dumps({"results": [record]})).lists
    (phi,) = one.parties
    assert (phi.aliases, phi.country, phi.addresses) == (("PHI TRADE", "PHI CO"), "AE", ("2 Road, Town, AE",))
    assert one.as_of == dt.date(2011, 8, 15)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (CSL[:200].encode() + b"\xff\xfe", "is not UTF-8 text"),
        (CSL.encode() + b"\x00", "holds NUL signs"),
        (b"name,source\n1,2\n", "has no column addresses, alt_names"),
        (CSL.split("\n", 1)[0].encode() + b"\n", "holds no row"),
        (CSL.encode() + b'e,"cut off', "not a whole CSV table"),
        (b'{"results": [', "not whole JSON"),
        (b'{"rows": []}', "holds no 'results'"),
    ],
)
def test_csl_refuses_what_it_cannot_read(text: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        csl.read_csl(Source(Path("list.csv"), text), Target("us-parties"), unwatched)


def test_a_reader_can_be_stopped() -> None:
    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        part744.read_part744(Source(Path("part.xml"), XML.encode()), Target("us-parties"), stop)


def test_part_744_whole(shared: Path) -> None:
    path = shared / "data" / "us" / "title-15_part-744.xml"
    reading = part744.read_part744(Source(path, path.read_bytes()), Target("us-parties"), unwatched)
    one = reading.lists[0]
    held = {key: sum(p.section == key for p in one.parties) for key in one.sections}
    assert held == {"entity-list": 3468, "unverified-list": 186, "military-end-users": 70}
    assert reading.unplaced == ()
    names = {name for party in one.parties for name in party.names}
    assert {"Hygon", "HSJ Electronics", "METDA", "NPO Impuls"} <= names
    assert "Shenzhen Ditai Technology Со., Ltd." in names
    assert all(party.country for party in one.parties)
    assert max(len(name) for name in names) < 220


def test_sdn_and_csl_whole(shared: Path) -> None:
    path = shared / "data" / "parties" / "ofac_2022" / "sdn.csv"
    one = sdn.read_sdn(Source(path, path.read_bytes()), Target("us-parties", "sdn-2022-01-31"), unwatched).lists[0]
    assert len(one.parties) == 9044
    path = shared / "data" / "parties" / "csl_sample.csv"
    reading = csl.read_csl(Source(path, path.read_bytes()), Target("us-parties"), unwatched)
    assert sum(len(one.parties) for one in reading.lists) == 115
    assert reading.unplaced == ()
