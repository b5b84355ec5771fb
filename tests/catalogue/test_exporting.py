"""Exporting packs: the receiver reads what the sender read; versions; signatures."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stick_packs import CARD, CONTENTS, DAY, EDITION, PRIVATE, bundled_at, home_at, tree

from catalogue.home import Home
from catalogue.packs import Library, bundled_packs, read_library
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput
from catalogue.stick.archives import PackArchive, read_archive
from catalogue.stick.exporting import export, save
from catalogue.stick.installing import Leave, install
from catalogue.stick.manifests import Version
from catalogue.stick.merging import merged

QUANTITIES = "quantities:\n  - {{id: {0}, name: {{zh: 甲, en: a}}, dimension: length, synonyms: [{1}]}}\n"
ALL = Leave(trust=True, unsigned=True, replace=True)


def archive(
    folder: Path, catalogue: str, home: Home, bundled: Path, on: dt.date = DAY, key: Path | None = None
) -> PackArchive:
    path = folder / "out.zip"
    save(export(catalogue, home, bundled, on=on, key=key), path, overwrite=True)
    return read_archive(path)


def bare(library: Library) -> Library:
    """Without what names places on the disk."""
    return replace(library, fingerprint="", party_cards={})


@pytest.mark.parametrize("catalogue", sorted(p.name for p in bundled_packs().iterdir()))
def test_every_bundled_pack_reads_the_same_after_the_way(tmp_path: Path, catalogue: str) -> None:
    """Two programs: one that bundles the pack as well, and one that has nothing."""
    mine, theirs = home_at(tmp_path / "mine"), home_at(tmp_path / "theirs")
    program = tmp_path / "program"
    shutil.copytree(bundled_packs() / catalogue, program / catalogue)
    pack, sent = archive(tmp_path, catalogue, mine, program), read_library(program)
    assert dict(pack.contents) == tree(bundled_packs() / catalogue)
    for bundled in (program, bundled_at(tmp_path / "none")):
        install(pack, theirs, bundled, ALL)
        got = read_library(bundled, theirs.packs)
        assert got.problems == ()
        assert got.catalogues.get(catalogue) == sent.catalogues.get(catalogue)
        if catalogue in sent.party_cards:
            assert read_parties([got.party_cards[catalogue]]) == read_parties([sent.party_cards[catalogue]])


def test_the_users_overlay_is_carried_with_what_it_lies_over(tmp_path: Path) -> None:
    bundled = bundled_at(
        tmp_path / "bundled",
        {
            **CONTENTS,
            "quantities.yaml": QUANTITIES.format("range", "reach").encode(),
            "synonyms.yaml": b"groups:\n  - [a, b]\n",
            "code.yaml": b"source: ours\nparts: []\n",
            "pack.yaml": (CARD + "official_at: [a library]\n").encode(),
        },
    )
    home = home_at(tmp_path / "home")
    second = EDITION.replace("2026-01", "2027-01").replace("kettle", "teapot")
    bundled_at(
        home.packs,
        {
            "pack.yaml": CARD.replace("2026-01", "2027-01").replace("our own", "my own").encode(),
            "2027-01.yaml": second.encode(),
            "quantities.yaml": QUANTITIES.format("height", '\\"tall: yes\\", null').replace('\\"', "'").encode(),
            "synonyms.yaml": b"groups:\n  - [c, 'd: #1']\n  - [a, b]\n",
        },
    )
    pack = archive(tmp_path, "mine", home, bundled)
    sent = read_library(bundled, home.packs)
    assert (sent.problems, set(sent.catalogues["mine"].quantities)) == ((), {"range", "height"})
    for receiving in (bundled, bundled_at(tmp_path / "none")):
        theirs = home_at(tmp_path / f"theirs-{receiving.name}")
        install(pack, theirs, receiving, ALL)
        assert bare(read_library(receiving, theirs.packs)) == bare(sent)


def test_a_base_that_the_user_replaced_reaches_whoever_receives_the_pack(tmp_path: Path) -> None:
    """The bundled edition of 2027 inherits from the bundled 2026; the user's 2026 holds another entry."""
    heir = EDITION.replace("2026-01", "2027-01").replace("sources:", 'inherits: "2026-01"\nsources:')
    heir = heir.replace("1A001", "1A002").replace("kettle", "teapot")
    both = CARD.replace('["2026-01"]', '["2026-01", "2027-01"]')
    bundled = bundled_at(tmp_path / "bundled", {**CONTENTS, "pack.yaml": both.encode(), "2027-01.yaml": heir.encode()})
    home = home_at(tmp_path / "home")
    bundled_at(home.packs, {"pack.yaml": CARD.encode(), "2026-01.yaml": EDITION.replace("1A001", "1A003").encode()})
    made = export("mine", home, bundled, on=DAY)
    assert [n.id for n in made.warnings] == ["unsigned"]
    held = read_library(bundled, home.packs).catalogues["mine"].edition("2027-01")
    assert held is not None
    assert [entry.code for entry in held.entries] == ["1A003", "1A002"]


def test_versions_go_up_with_the_content_and_only_with_it(tmp_path: Path) -> None:
    home, none = home_at(tmp_path / "home"), bundled_at(tmp_path / "none")
    bundled_at(home.packs, CONTENTS)
    key = tmp_path / "Office.pem"
    key.write_bytes(PRIVATE)
    first = archive(tmp_path, "mine", home, none, key=key)
    assert (first.manifest.version, first.signature and first.signature.name) == (Version(DAY, 1), "Office")
    install(first, home, none, ALL)
    later = DAY + dt.timedelta(3)
    passed_on = archive(tmp_path, "mine", home, none, on=later)
    assert (passed_on.manifest, passed_on.signature) == (first.manifest, first.signature)
    (home.packs / "mine" / "SOURCE.md").write_bytes(b"changed\n")
    same_day, other_day = (archive(tmp_path, "mine", home, none, on=day) for day in (DAY, later))
    assert (same_day.manifest.version, other_day.manifest.version) == (Version(DAY, 2), Version(later, 1))
    assert same_day.signature is None
    assert other_day.manifest.made_on == later


def test_exporting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    home = home_at(tmp_path)
    one, other = (export("de", home, bundled_packs(), on=DAY).data for _ in range(2))
    assert one == other


def test_what_is_no_data_is_left_behind_and_told(tmp_path: Path) -> None:
    home, none = home_at(tmp_path / "home"), bundled_at(tmp_path / "none")
    folder = bundled_at(home.packs, CONTENTS) / "mine"
    (folder / "setup.exe").write_bytes(b"MZ")
    (folder / ".hidden.yaml").write_bytes(b"x")
    (folder / "link.md").symlink_to("/etc/hostname")
    pack = archive(tmp_path, "mine", home, none)
    assert dict(pack.contents) == CONTENTS
    told = [n.text.en for n in export("mine", home, none, on=DAY).warnings]
    assert [t.split(" (")[0] for t in told[:-1]] == ["not exported: link.md", "not exported: setup.exe"]


def test_unknown_packs_broken_packs_wrong_keys_and_wrong_names_are_refused(tmp_path: Path) -> None:
    home, none = home_at(tmp_path / "home"), bundled_at(tmp_path / "none")
    bundled_at(home.packs, CONTENTS)
    with pytest.raises(BadInput, match="did you mean 'mine'"):
        export("mines", home, none, on=DAY)
    for pem in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        (tmp_path / "k.pem").write_bytes(pem)
        with pytest.raises(BadInput, match="no private key"):
            export("mine", home, none, on=DAY, key=tmp_path / "k.pem")
    with pytest.raises(BadInput, match=r"\.zip"):
        save(export("mine", home, none, on=DAY), tmp_path / "x.tar")
    (home.packs / "mine" / "2026-01.yaml").write_bytes(b"entries: [\n")
    with pytest.raises(BadInput, match=r"mine/2026-01.yaml"):
        export("mine", home, none, on=DAY)


WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)


@given(
    st.lists(st.lists(WORD, min_size=2, max_size=4), max_size=4),
    st.lists(st.lists(WORD, min_size=2, max_size=4), max_size=4),
)
def test_joined_lists_hold_what_reading_both_gives(
    tmp_path_factory: pytest.TempPathFactory, one: list[list[str]], other: list[list[str]]
) -> None:
    """Whatever signs the words hold, the file written anew reads as the two together."""

    def synonyms(groups: list[list[str]]) -> bytes:
        return (
            ("groups:\n" + "".join(f"- {json.dumps(g, ensure_ascii=False)}\n" for g in groups)).encode()
            if groups
            else b""
        )

    folder = tmp_path_factory.mktemp("join")
    earlier, later = {**CONTENTS, "synonyms.yaml": synonyms(one)}, {**CONTENTS, "synonyms.yaml": synonyms(other)}
    both = read_library(bundled_at(folder / "a", earlier), bundled_at(folder / "b", later)).catalogues["mine"]
    joined = read_library(bundled_at(folder / "c", merged(earlier, later))).catalogues["mine"]
    assert set(joined.synonyms) == set(both.synonyms)
    assert joined.editions == both.editions
