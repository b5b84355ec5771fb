"""The door for untrusted packages, and atomic writing."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from catalogue.opening import OLE_MAGIC, Bounds, check_target, read_package, write_atomically
from catalogue.problems import BadInput


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", method) as out:
        for name, data in members.items():
            out.writestr(zipfile.ZipInfo(name, (2021, 5, 6, 7, 8, 10)), data, method)
    return sink.getvalue()


def refused(path: Path, bounds: Bounds | None = None) -> str:
    with pytest.raises(BadInput) as caught:
        read_package(path, bounds)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_parts_come_in_the_archives_order_and_go_back_with_names_dates_and_method(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"b.xml": b"<b/>", "a.bin": b"\x00" * 50}))
    package = read_package(path)
    assert package.names == ("b.xml", "a.bin")
    again = zipfile.ZipFile(io.BytesIO(package.with_parts({"b.xml": b"<c/>", "new.xml": b"<n/>"}).to_bytes()))
    assert [i.filename for i in again.infolist()] == ["b.xml", "a.bin", "new.xml"]
    assert {i.date_time for i in again.infolist()} == {(2021, 5, 6, 7, 8, 10)}
    assert again.read("b.xml") == b"<c/>"
    assert again.read("a.bin") == b"\x00" * 50
    assert again.getinfo("a.bin").compress_type == zipfile.ZIP_DEFLATED


def test_same_parts_give_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive({"b.xml": b"<b/>"}))
    assert read_package(path).to_bytes() == read_package(path).to_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"just some words", "not a Word package"),
        (OLE_MAGIC + b"\x00" * 600, "legacy .doc"),
        (OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (archive({"a.xml": b"<a/>" * 400})[:-40], "damaged"),
        (archive({"../a.xml": b"<a/>"}), "unsafe name"),
        (archive({"/a.xml": b"<a/>"}), "unsafe name"),
        (archive({"a.xml": b"<!DOCTYPE a []><a/>"}), "DOCTYPE"),
        (archive({"a.xml": "<!DOCTYPE a []><a/>".encode("utf-16")}), "DOCTYPE"),
        (archive({"a.xml": b"1", "A.xml": b"2"}), "twice"),
    ],
)
def test_each_unusable_file_is_refused_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    assert said in refused(path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(archive({"a.bin": b"\x00" * 3_000_000}))
    assert "times its size" in refused(path)
    assert "more than is read" in refused(path, Bounds(total=1000))


def test_too_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(archive({f"{n}.xml": b"" for n in range(30)}))
    assert "at most 20" in refused(path, Bounds(members=20))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "gone.docx")
    assert "folder" in refused(tmp_path)


def test_targets_that_may_not_be_written(tmp_path: Path) -> None:
    source = tmp_path / "in.docx"
    source.write_bytes(b"x")
    for target, overwrite, said in (
        (source, True, "the input file itself"),
        (tmp_path, True, "folder"),
        (tmp_path / "none" / "out.docx", False, "does not exist"),
    ):
        with pytest.raises(BadInput, match=said):
            check_target(target, source=source, overwrite=overwrite)
    other = tmp_path / "out.docx"
    check_target(other, source=source)
    other.write_bytes(b"y")
    with pytest.raises(BadInput, match="exists already"):
        check_target(other, source=source)
    check_target(other, source=source, overwrite=True)


def test_a_link_to_the_input_is_the_input(tmp_path: Path) -> None:
    source = tmp_path / "in.docx"
    source.write_bytes(b"x")
    link = tmp_path / "link.docx"
    link.symlink_to(source)
    with pytest.raises(BadInput, match="input file itself"):
        check_target(link, source=source, overwrite=True)


def test_writing_replaces_whole_files_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "out.bin"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_atomically(tmp_path / "none" / "out.bin", b"one")


def test_what_a_killed_write_left_is_swept_by_the_next_one(tmp_path: Path) -> None:
    target, outside = tmp_path / "合同.docx", tmp_path / "outside"
    swept, fresh, link, folder = (
        tmp_path / f".合同.docx.{name}.part" for name in ("k3_9abcd", "fresh123", "link1234", "folder12")
    )
    theirs = [tmp_path / n for n in (".合同.docx.part", ".合同.docx.LONG1234.part", ".其他.docx.abcd1234.part")]
    theirs += [
        tmp_path / n for n in ("合同.docx.abcd1234.part", ".合同.docx.abcd1234.part.bak", ".合同xdocx.abcd1234.part")
    ]
    for path in (swept, fresh, outside, *theirs):
        path.write_bytes(b"x")
    folder.mkdir()
    link.symlink_to(outside)
    for path in (swept, outside, folder, *theirs):
        os.utime(path, (1, 1))
    os.utime(link, (1, 1), follow_symlinks=False)
    write_atomically(target, b"whole")
    assert set(tmp_path.iterdir()) == {target, fresh, link, folder, outside, *theirs}


def test_a_write_cut_off_leaves_what_the_next_one_sweeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / ("很长的文件名" * 10 + ".docx")
    with monkeypatch.context() as killed:
        killed.setattr("catalogue.opening.os.fsync", _killed)
        killed.setattr("catalogue.opening.Path.unlink", lambda _: None)  # a killed program tidies nothing up
        with pytest.raises(KeyboardInterrupt):
            write_atomically(target, b"half")
    (left,) = tmp_path.iterdir()
    os.utime(left, (1, 1))
    write_atomically(target, b"whole")
    assert list(tmp_path.iterdir()) == [target]


def _killed(_descriptor: int) -> None:
    raise KeyboardInterrupt
