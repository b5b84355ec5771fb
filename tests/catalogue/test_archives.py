"""Pack archives: what is written reads back; whatever a stranger changes is refused in one line."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stick_packs import CONTENTS, MANIFEST, Change, plain, rewritten, signature, with_contents, written

from catalogue.opening import Bounds
from catalogue.problems import BadInput
from catalogue.stick.archives import archive_bytes, is_pack_archive, read_archive
from catalogue.stick.manifests import MANIFEST as FIRST
from catalogue.stick.manifests import is_plain_name
from catalogue.stick.signatures import new_key


def refused(path: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        read_archive(path, bounds)
    for lang in ("zh", "en"):
        assert "\n" not in caught.value.in_language(lang)
    assert any("一" <= sign <= "鿿" for sign in caught.value.in_language("zh"))
    return str(caught.value)


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    pack = read_archive(written(tmp_path, mark=signature()))
    assert (pack.manifest, dict(pack.contents), pack.signature) == (MANIFEST, dict(CONTENTS), signature())
    assert is_pack_archive(pack.path)


def test_the_manifest_comes_first_and_the_same_pack_gives_the_same_bytes() -> None:
    backwards = dict(reversed(CONTENTS.items()))
    one, other = (archive_bytes(MANIFEST.to_bytes(), c, signature()) for c in (CONTENTS, backwards))
    assert one == other
    assert one[30:].startswith(FIRST.encode())


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?\.(yaml|md|csv)", fullmatch=True), st.binary(max_size=60), max_size=6
    )
)
def test_any_contents_survive_the_way(tmp_path_factory: pytest.TempPathFactory, extra: dict[str, bytes]) -> None:
    manifest, contents = with_contents({n: data for n, data in extra.items() if n != "pack.yaml" and is_plain_name(n)})
    path = written(tmp_path_factory.mktemp("way"), manifest, contents)
    assert dict(read_archive(path).contents) == contents


def _swap_first(members: list) -> None:
    members[0], members[1] = members[1], members[0]


def _alter(name: str, data: bytes) -> Change:
    def change(members: list) -> None:
        at = next(n for n, (info, _) in enumerate(members) if info.filename == name)
        members[at] = (members[at][0], data)

    return change


def _longer(members: list) -> None:
    _alter("SOURCE.md", {i.filename: d for i, d in members}["SOURCE.md"] + b"!")(members)


TAMPERED: list[tuple[Change, str]] = [
    (_swap_first, "not a pack"),
    (lambda m: m.pop(0), "not a pack"),
    (lambda m: m.clear(), "not a pack"),
    (lambda m: m.append(plain("extra.md")), "does not name"),
    (lambda m: m.append(plain("folder/", b"")), "no plain file"),
    (lambda m: m.pop(), "lacks 'tables/extra.csv'"),
    (lambda m: m.append(plain("/etc/x.md")), "unsafe name"),
    (lambda m: m.append(plain("../x.md")), "unsafe name"),
    (lambda m: m.append(plain("a\\b.md")), "unsafe name"),
    (lambda m: m.append(plain("SOURCE.MD")), "twice"),
    (lambda m: m.append(plain("link.md", b"/etc/passwd", stat.S_IFLNK | 0o777)), "no plain file"),
    (lambda m: m.append(plain("pipe.md", b"", stat.S_IFIFO | 0o644)), "no plain file"),
    (_alter("SOURCE.md", b"Our owm words.\n"), "was changed"),
    (_alter("SOURCE.md", b"short"), "size"),
    (_longer, "larger than it may be"),
    (_alter(FIRST, MANIFEST.to_bytes() + b" "), "signature does not fit"),
    (_alter(FIRST, b"{}"), "lacks 'format'"),
    (_alter("caveat-pack.sig", b"{}"), "signature cannot be read"),
    (_alter("caveat-pack.sig", b"[" * 15_000), "signature cannot be read"),
    (_alter("caveat-pack.sig", b" " * 20_000), "larger than it may be"),
]


@pytest.mark.parametrize(("change", "said"), TAMPERED)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_every_tampering_is_refused(tmp_path: Path, change: Change, said: str) -> None:
    assert said in refused(rewritten(written(tmp_path, mark=signature()), change))


def test_a_link_named_in_the_manifest_is_still_no_file(tmp_path: Path) -> None:
    def to_link(members: list) -> None:
        members[2][0].external_attr = (stat.S_IFLNK | 0o777) << 16

    assert "no plain file" in refused(rewritten(written(tmp_path), to_link))


def test_somebody_elses_signature_is_refused(tmp_path: Path) -> None:
    other, contents = with_contents({"SOURCE.md": b"other"})
    assert "was changed" in refused(written(tmp_path, mark=signature(other)))
    assert read_archive(written(tmp_path, other, contents, signature(other, new_key()[0]))).signature


@pytest.mark.parametrize("data", [b"", b"words", b"PK", b"PK\x03\x04" + b"\0" * 60, b"\xd0\xcf\x11\xe0" * 20])
def test_files_that_are_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    assert refused(path)
    assert not is_pack_archive(path)


def test_an_archive_hidden_behind_other_bytes_or_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(b"#!/bin/sh\n" + whole)
    assert "not a pack" in refused(path)
    path.write_bytes(whole[:-30])
    assert "damaged" in refused(path)
    assert "no such file" in refused(tmp_path / "none.zip")
    assert "folder" in refused(tmp_path)


def test_bombs_and_crowds(tmp_path: Path) -> None:
    manifest, contents = with_contents({"big.csv": b"0" * 3_000_000})
    path = written(tmp_path, manifest, contents)
    assert "times its size" in refused(path)
    assert "unpacks to more than" in refused(path, Bounds(total=1_000_000))
    assert "at most 3" in refused(path, Bounds(members=3))
    assert "larger than" in refused(path, Bounds(file=100))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions_are_refused(tmp_path: Path, method: int) -> None:
    def pack(members: list) -> None:
        members[1][0].compress_type = method

    assert "no plain file" in refused(rewritten(written(tmp_path), pack))


@given(at=st.integers(0, 3_000), value=st.integers(0, 255), cut=st.booleans())
def test_no_changed_byte_gets_past_the_signature(
    tmp_path_factory: pytest.TempPathFactory, at: int, value: int, cut: bool
) -> None:
    """Whatever byte is changed: refused in one line, or the pack is what it was (the byte meant nothing)."""
    path = written(tmp_path_factory.mktemp("bytes"), mark=signature())
    data = bytearray(path.read_bytes())
    at %= len(data)
    data[at] = value
    path.write_bytes(data[:at] if cut else data)
    try:
        pack = read_archive(path)
    except BadInput as bad:
        told = str(bad)
    else:
        told = ""
        assert (pack.manifest, dict(pack.contents)) == (MANIFEST, dict(CONTENTS))
    assert "\n" not in told
