"""The matter file: every fault has a place, every edit keeps what a person wrote, saving never loses the old file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.matter import Confirmation
from catalogue.matterfile import MatterFile, read_matter
from catalogue.problems import BadInput

FULL = """\
# 我的案卷 / my matter
matter: {id: 2026-014, title: 车载激光雷达技术许可, language: zh, as_of: 2026-11-20, author: 王}   # head
technology:
  # the only one
  - name: 车载激光雷达
    description: 测试
    stage: existing
    public_domain: false
    origin: [CN, NO]
    measured: {探测距离: 210 m, 测距精度: 3 cm}   # from the datasheet
    entries:
      - 233914X
      - {catalogue: cn-tech, edition: "2023", code: 086501X, point: 8, decision: open, by: 王, on: 2026-11-19}
    form: [document, code]
    patents: [CN1, CN2]
    patent_status: granted
    software_copyright: no
    us_content: {share: 12 %, items: [x], direct_product: unknown}
    eccn: 6A008
    hs6: ["901380"]
    state_secret: no
    personal_data: unknown
transfer:
  modes: [patent_licence, know_how]
  direction: outbound
  exclusive: False
  continuing: YES
  destination: NO
  access_level: api
  reexport_to: [FR]
contract:
  kind: [PL, TS]
  date: 2026-12-15
  performed_by: null
  languages: [zh, en]
  royalty: no
  status: draft
  term_months: 036
  price: mixed
parties:
  - role: exporter
    name: 甲
    country: CN
    owners: [{name: 丙, country: HK, share: 60 %, controls: true}]
    side: ours
    aliases: [甲公司]
approvals:
  loi: {status: issued, issued_on: 2026-10-01, expires_on: 2029-10-01, number: A1}
  licence: {status: none}
  registration: {status: filed, filed_on: 2026-11-01}
confirmations:
  - {about: "rule:F-90", answer: ended, by: 王, on: 2026-11-15, reason: 公告}
  - {about: "question:mode-saas_api", answer: no}
frozen: null
clauses:
  position: exporter
  chosen: {LIC-05: exporter, RSK-03: out}
  variables: {LIC-05.long_stop_days: 150, refund_days: 30, cities: [北京, 上海]}
outputs: [{file: a.docx, on: 2026-11-20}]
"""


def test_every_key_is_read_as_it_was_typed() -> None:
    matter = MatterFile.from_text(FULL).matter
    technology = matter.technologies[0]
    assert (matter.as_of, matter.id, matter.author) == (dt.date(2026, 11, 20), "2026-014", "王")
    assert technology.origin == ("CN", "NO")
    assert technology.measured == (("探测距离", "210 m"), ("测距精度", "3 cm"))
    assert [e.code for e in technology.entries] == ["233914X", "086501X"]
    assert technology.entries[1].point == "8"
    assert technology.flags == {"state_secret": "no", "personal_data": "unknown"}
    assert (technology.public_domain, technology.software_copyright) == (False, False)
    assert (matter.transfer.destination, matter.transfer.continuing, matter.transfer.exclusive) == ("NO", True, False)
    assert (matter.contract.kinds, matter.contract.term_months) == (("PL", "TS"), 36)
    assert matter.parties[0].owners[0].share == "60 %"
    assert (matter.loi.status, matter.registration.filed_on) == ("issued", dt.date(2026, 11, 1))
    assert matter.confirmations[1].answer == "no"
    assert dict(matter.clauses.chosen) == {"LIC-05": "exporter", "RSK-03": "out"}
    assert dict(matter.clauses.variables)["cities"] == "北京\n上海"
    assert matter.prc_party


def test_only_the_date_is_required_and_nothing_is_filled_in() -> None:
    matter = MatterFile.from_text("matter: {as_of: 2026-11-20}\n").matter
    assert (matter.transfer.exclusive, matter.transfer.direction, matter.transfer.state_funded) == (None, "", None)
    assert matter.contract.performed_by is None


def test_exclusive_reads_as_a_licence_kind_and_sole_does_not() -> None:
    head = "matter: {as_of: 2026-11-20}\n"
    assert MatterFile.from_text(head + "transfer: {exclusive: true}").matter.transfer.licence_kind == "exclusive"
    sole = MatterFile.from_text(head + "transfer: {licence_kind: sole}").matter.transfer
    assert (sole.licence_kind, sole.exclusive) == ("sole", False)
    with pytest.raises(BadInput, match="contradict"):
        MatterFile.from_text(head + "transfer: {exclusive: false, licence_kind: exclusive}")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("matter: {titel: x, as_of: 2026-11-20}", 1, "did you mean 'title'?"),
        ("matter: {as_of: 2026-11-31}", 1, "'2026-11-31' is not a date"),
        ("matter: {as_of: 20/11/2026}", 1, "is not a date"),
        ("matter: {title: x}", 1, "needs 'as_of'"),
        ("", 1, "needs 'as_of'"),
        ("matter:\n  as_of: 2026-11-20\nmatter:\n  as_of: 2026-11-21", 3, "given twice"),
        ("matter: {as_of: 2026-11-20}\ntransfer: {modes: [patent_license]}", 2, "did you mean 'patent_licence'?"),
        ("matter: {as_of: 2026-11-20}\ntransfer: {continuing: maybe}", 2, "is not a yes or no"),
        ("matter: {as_of: 2026-11-20}\ntransfer: {destination: Germany}", 2, "is not a country code"),
        ("matter: {as_of: 2026-11-20}\ncontract: {kind: XX}", 2, "one of: PL"),
        ("matter: {as_of: 2026-11-20}\nparties: {role: exporter}", 2, "must be a list"),
        ("matter: {as_of: 2026-11-20}\nparties: [{role: seller}]", 2, "'seller' is not a value of 'role'"),
        ("matter: {as_of: 2026-11-20}\nparties:\n  - {role: exporter, owners: [{name: x, share: 120 %}]}", 3, "share"),
        ("matter: {as_of: 2026-11-20}\ntechnology: [{description: x}]", 2, "needs 'name'"),
        ("matter: {as_of: 2026-11-20}\ntechnology: [{name: x, hs6: [12]}]", 2, "six digits"),
        ("matter: {as_of: 2026-11-20}\ntechnology: [{name: x}, {name: x}]", 2, "two technologies"),
        ("matter: {as_of: 2026-11-20}\nconfirmations: [{about: F-90, answer: ended}]", 2, "what is confirmed"),
        ("matter: {as_of: 2026-11-20}\nconfirmations: [{about: 'rule:F-90', answer: gone}]", 2, "one of: in_force"),
        ("matter: {as_of: 2026-11-20}\nconfirmations: [{about: 'regime:cn-tech', answer: free}]", 2, "needs 'by'"),
        ("matter: {as_of: 2026-11-20}\ntechnology: [{name: x, entries: [{code: y, decision: overruled}]}]", 2, "by"),
        ("matter: {as_of: 2026-11-20}\nclauses: {chosen: {LIC-05: best}}", 2, "is not a position"),
        ("matter: {as_of: 2026-11-20}\nfrozen: yes", 2, "frozen"),
        ("matter: ]", 1, "not valid YAML"),
        ("- a\n- b", 1, "must be a block"),
        ("matter: &a {as_of: 2026-11-20}", 1, "anchor"),
    ],
)
def test_faults_name_line_and_cure(text: str, line: int, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        MatterFile.from_text(text, Path("deal.yaml"))
    lines = [str(p) for p in caught.value.problems]
    assert any(says in one and one.startswith(f"deal.yaml:{line}:") for one in lines), lines
    assert all("\n" not in one for one in lines)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no such file|there is no"):
        read_matter(tmp_path / "absent.yaml")
    with pytest.raises(BadInput, match="folder"):
        read_matter(tmp_path)
    (tmp_path / "gb.yaml").write_bytes("matter: {title: 案卷}".encode("gb18030"))
    with pytest.raises(BadInput, match="UTF-8"):
        read_matter(tmp_path / "gb.yaml")


def test_an_edit_changes_its_own_value_and_nothing_else() -> None:
    file = MatterFile.from_text(FULL)
    edited = file.set(("transfer", "destination"), "DE")
    before, after = file.text.splitlines(), edited.text.splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a.split() != b.split()]
    assert len(changed) == 1
    assert "destination: DE" in changed[0][1]
    assert "# from the datasheet" in edited.text
    assert edited.matter.transfer.destination == "DE"
    assert file.matter.transfer.destination == "NO"


def test_edits_the_window_makes() -> None:
    file = MatterFile.new(dt.date(2026, 11, 21))
    file = file.add_technology("激光雷达", origin=["CN"]).set_measured(0, "探测距离", "3.2 km")
    file = file.add_entry(0, "233914X").add_entry(0, "233914X").add_entry(0, "086501X", "8")
    file = file.set(("contract", "date"), dt.date(2026, 12, 15)).set(("transfer", "exclusive"), True)
    file = file.choose_clause("LIC-05", "exporter").set_variable("refund_days", "30")
    file = file.add_confirmation(Confirmation("rule:F-90", "ended", "王", dt.date(2026, 11, 21), "公告: 第1号 #x"))
    matter = file.matter
    assert matter.technologies[0].measured == (("探测距离", "3.2 km"),)
    assert [(e.code, e.point) for e in matter.technologies[0].entries] == [("233914X", None), ("086501X", "8")]
    assert matter.contract.date == dt.date(2026, 12, 15)
    assert matter.transfer.licence_kind == "exclusive"
    assert matter.confirmations[0].reason == "公告: 第1号 #x"
    file = file.choose_clause("LIC-05", "").set_variable("refund_days", "").set_measured(0, "探测距离", "")
    file = file.remove(("technology", 0, "entries", 1)).set(("contract", "date"), None)
    assert file.matter.clauses.chosen == file.matter.clauses.variables == file.matter.technologies[0].measured == ()
    assert len(file.matter.technologies[0].entries) == 1
    assert file.matter.contract.date is None


def test_an_edit_that_would_break_the_matter_is_refused_and_changes_nothing() -> None:
    file = MatterFile.from_text(FULL)
    for place, value in ((("transfer", "direction"), "sideways"), (("matter", "colour"), "red")):
        with pytest.raises(BadInput):
            file.set(place, value)
    for place in (("technology", 7, "name"), ("technology", 0, "measured", "x", "y"), ("outputs", 9)):
        with pytest.raises(BadInput):
            file.remove(place)
    assert file.text == FULL


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\x85\u2028\u2029\ufeff"), max_size=60
    )
)
def test_any_text_survives_an_edit(title: str) -> None:
    file = MatterFile.new(dt.date(2026, 11, 21)).set(("matter", "title"), title)
    assert file.matter.title == title.strip()
    assert MatterFile.from_text(file.text).matter == file.matter


def test_saving_keeps_bytes_and_refuses_to_overwrite_a_foreign_change(tmp_path: Path) -> None:
    path = tmp_path / "deal.yaml"
    path.write_bytes(FULL.replace("\n", "\r\n").encode())
    file = MatterFile.open(path)
    assert not file.unsaved
    file = file.set(("matter", "author"), "李")
    assert file.unsaved
    saved = file.save()
    assert not saved.unsaved
    assert b"\r\n" in path.read_bytes()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert [p.name for p in tmp_path.iterdir()] == ["deal.yaml"]
    path.write_text("matter: {as_of: 2026-11-20}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="changed by another program"):
        saved.set(("matter", "author"), "赵").save()
    assert path.read_text(encoding="utf-8") == "matter: {as_of: 2026-11-20}\n"


def test_a_new_matter_is_written_only_when_saved(tmp_path: Path) -> None:
    file = MatterFile.new(dt.date(2026, 11, 21), path=tmp_path / "new.yaml")
    assert not any(tmp_path.iterdir())
    assert read_matter(file.save().path or tmp_path).as_of == dt.date(2026, 11, 21)
    with pytest.raises(BadInput, match="no file yet"):
        MatterFile.new(dt.date(2026, 11, 21)).save()
    with pytest.raises(BadInput, match="folder"):
        file.save(tmp_path)


def test_bundled_samples_are_sound(root: Path) -> None:
    samples = sorted((root / "clause_library" / "samples").glob("*.yaml"))
    assert len(samples) >= 5
    for sample in samples:
        assert read_matter(sample).technologies, sample.name
