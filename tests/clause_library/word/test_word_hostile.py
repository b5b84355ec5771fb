"""Named failures of the fuzz, shrunk: hostile archives, odd XML, absurd numbers, damaged records, repeating text."""

from __future__ import annotations

import io
import os
import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_laws import sound_package
from word_samples import clause, listed, numbering, package, para, write

from catalogue import opening
from catalogue.opening import package_from, write_atomically
from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.reading.undoing import Was, followed, read_undo, way_back
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract
from clause_library.word.source.figures import value_of
from clause_library.word.source.numerals import format_ordinal
from clause_library.word.source.xmltree import Edit, parse_part, raw_offset

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = para("第一条 标的", "", "<w:b/>") + para("第二条 保密", "", "<w:b/>") + para("依照第二条，双方保守秘密。")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return sink.getvalue()


def with_main(change: Callable[[str], bytes]) -> bytes:
    parts = members(package(BODY))
    return zipped({**parts, "word/document.xml": change(parts["word/document.xml"].decode())})


def drafted(folder: Path, data: bytes, options: DraftOptions | None = None) -> Path:
    template, output = write(folder, data), folder / "out.docx"
    inspect_contract(template)
    one = clause("LIC-02", "T1", "new", 1, "LIC-02")
    draft_contract(template, output, (one,), options or DraftOptions())
    open_contract(output)
    return output


def patched(data: bytes, sign: bytes, offset: int, form: str, value: int, which: int = 0) -> bytes:
    """The archive with one field of one directory entry changed."""
    out, at = bytearray(data), -1
    for _ in range(which + 1):
        at = data.index(sign, at + 1)
    struct.pack_into(form, out, at + offset, value)
    return bytes(out)


def other_compression() -> bytes:
    return patched(package(BODY), b"PK\x01\x02", 10, "<H", 12, 2)


def directory_elsewhere() -> bytes:
    return patched(package(BODY), b"PK\x05\x06", 16, "<L", 0xFFFFFFFF)


def name_that_is_no_text() -> bytes:
    data = package(BODY, extra={"word/AAAA.bin": b"x"}).replace(b"word/AAAA.bin", b"word/\xff\xfe\xfdA.bin")
    return patched(data, b"PK\x01\x02", 8, "<H", 0x800, 4)


def name_with_a_zero_byte() -> bytes:
    return package(BODY, extra={"word/AAAA.bin": b"x"}).replace(b"word/AAAA.bin", b"word/A\0AA.bin")


DAMAGED = (other_compression, directory_elsewhere, name_that_is_no_text, name_with_a_zero_byte)


@pytest.mark.parametrize("made", DAMAGED, ids=lambda f: f.__name__)
def test_a_damaged_archive_is_told_in_one_line_that_names_it(tmp_path: Path, made: Callable[[], bytes]) -> None:
    with pytest.raises(BadInput, match=r"contract\.docx: this package (is damaged|has a part with an unsafe name)"):
        drafted(tmp_path, made())


def test_an_archive_of_a_million_names_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.zipfile, "ZipFile", lambda *_: pytest.fail("the directory was read"))
    with pytest.raises(BadInput, match="has 1000000 parts; at most 2000"):
        package_from(b"PK\x03\x04" + b"PK\x01\x02" * 1_000_000, Path("x.docx"))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in folders here")
    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(BadInput, match="pipe"):
        open_contract(tmp_path / "pipe.docx")


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening.os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "out.docx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_no_docm_without_macros(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"without macros must be written as \.docx"):
        draft_contract(write(tmp_path, package(BODY)), tmp_path / "o.docm", (), DraftOptions())


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_byte_order_mark(tmp_path: Path, code: str) -> None:
    data = with_main(lambda text: text.replace("UTF-8", "UTF-16").encode(code))
    output = drafted(tmp_path, data)
    assert "双方保守秘密" in members(output.read_bytes())["word/document.xml"].decode(code)


def test_word_as_default_namespace_with_a_spare_prefix(tmp_path: Path) -> None:
    def bare(text: str) -> bytes:
        return re.sub(r"<(/?)w:", r"<\1", text).replace("xmlns:w=", f'xmlns="{W}" xmlns:w=').encode()

    document = open_contract(drafted(tmp_path, with_main(bare)))
    assert any("条款LIC-02" in p.text for p in document.paragraphs)


def test_no_prefix_for_attributes_is_refused(tmp_path: Path) -> None:
    data = with_main(lambda _: f'<document xmlns="{W}"><body><p><r><t>x</t></r></p></body></document>'.encode())
    with pytest.raises(BadInput, match="declares no prefix"):
        drafted(tmp_path, data)


def test_a_prefix_with_two_meanings_is_refused(tmp_path: Path) -> None:
    data = with_main(lambda text: text.replace("<w:body>", '<w:body><x:y xmlns:x="urn:x" xmlns:w="urn:y"/>').encode())
    with pytest.raises(BadInput, match="two meanings"):
        drafted(tmp_path, data)


def test_a_package_without_relations_of_its_main_part(tmp_path: Path) -> None:
    parts = members(package(BODY))
    del parts["word/_rels/document.xml.rels"]
    output = drafted(tmp_path, zipped(parts))
    sound_package(output)
    assert b"customXml/item1.xml" in members(output.read_bytes())["word/_rels/document.xml.rels"]


def test_relations_written_as_an_empty_element(tmp_path: Path) -> None:
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    sound_package(drafted(tmp_path, zipped({**members(package(BODY)), "word/_rels/document.xml.rels": rels.encode()})))


@pytest.mark.parametrize(
    ("fmt", "value", "shown"),
    [
        ("chineseCounting", 10_000, "10000"),
        ("chineseLegalSimplified", 123_456, "123456"),
        ("lowerLetter", 2_147_483_648, "2147483648"),
        ("upperRoman", 2_147_483_648, "2147483648"),
        ("ideographDigital", -1, "-1"),
        ("chineseCounting", 9999, "九千九百九十九"),
        ("lowerLetter", 780, "z" * 30),
    ],
)
def test_ordinals_beyond_what_figures_can_say(fmt: str, value: int, shown: str) -> None:
    assert format_ordinal(value, fmt) == shown


@pytest.mark.parametrize("start", ["9999", "2147483648", "-1", "9" * 5000])
def test_lists_that_start_beyond_reason(tmp_path: Path, start: str) -> None:
    list_part = numbering(("chineseCounting", "第%1条"), ("lowerRoman", "%2.")).replace(
        '<w:start w:val="1"/>', f'<w:start w:val="{start}"/>'
    )
    body = "".join(listed(t, 1) + listed("双方保守秘密。", 1, 1) for t in ("标的", "保密", "附则"))
    drafted(tmp_path, package(body, parts={"numbering": list_part}))


def test_a_level_far_below_the_ninth_is_no_level(tmp_path: Path) -> None:
    list_part = numbering(("decimal", "%1.")).replace('w:ilvl="0"', 'w:ilvl="999999999"')
    document = open_contract(write(tmp_path, package(listed("标的", 1, 999_999_999), parts={"numbering": list_part})))
    assert document.paragraphs[0].numbers == ()


@pytest.mark.parametrize("figures", ["①", "²", "9" * 5000])
def test_signs_that_only_look_like_figures(figures: str) -> None:
    assert value_of(figures) == 0


def test_damaged_records_are_read_and_written_whole(tmp_path: Path) -> None:
    """Whatever another program or hand left in our part, it is read without a fault and written as XML again."""
    output = drafted(tmp_path, package(BODY))
    parts = members(output.read_bytes())
    name = next(n for n in parts if n.startswith("customXml/item") and b"urn:caveat:inserted" in parts[n])
    for value in ('"&lt;&quot;"', '"²"', '"--3=x"', f'"{"9" * 5000}"'):
        prolog, root = parts[name].split(b"\n", 1)
        data = re.sub(rb'(?<= )(\w+=)"[^"]*"(?=[^<]*>)', rb"\1" + value.encode(), root)
        data = prolog + data.replace(b"xmlns=" + value.encode(), b'xmlns="urn:caveat:inserted"')
        parse_part(name, data)
        again = write(tmp_path, zipped({**parts, name: data}), "damaged.docx")
        read_undo(open_contract(again).package, name, "urn:caveat:inserted")
        target = tmp_path / "again.docx"
        draft_contract(again, target, (clause("LIC-03", "T1"),), DraftOptions(replace=True))
        for part, written in members(target.read_bytes()).items():
            if part.endswith((".xml", ".rels")):
                parse_part(part, written)


def test_repeating_text_is_compared_in_bounds() -> None:
    one, other = "第一条、" * 4000, "第二条、" * 4000
    began = time.process_time()
    steps = way_back(one, other)
    assert time.process_time() - began < 5
    back = one
    for step in reversed(steps):
        back = back[: step.start] + step.words + back[step.end :]
    assert back == other


def test_words_are_followed_where_signs_are_too_many() -> None:
    """English of some length is compared by words; an edit elsewhere does not void the way back."""
    words = [chr(97 + n // 26) * 2 + chr(97 + n % 26) * 3 for n in range(400)]
    text = " the ".join(words)
    now = text.replace("aaccc", "Section 3").replace("oobbb", "Section 4")
    was = Was("", "", now, way_back(now, text))
    edited = now.replace("gglll", "another")
    steps, whole = followed(was, edited)
    assert whole
    for step in sorted(steps, key=lambda s: -s.start):
        edited = edited[: step.start] + step.words + edited[step.end :]
    assert edited == text.replace("gglll", "another")


@pytest.mark.parametrize(
    ("raw", "count", "at"), [("a&lt;双b", 3, 8), ("a\r\nb", 2, 3), ("双方", 9, 6), ("&amp;", 0, 0)]
)
def test_offsets_in_raw_text(raw: str, count: int, at: int) -> None:
    assert raw_offset(raw.encode(), count) == at


def test_bookmarks_inside_each_other_are_taken_out_once(tmp_path: Path) -> None:
    """Elements that hold nothing of their own kind, nested all the same: what goes, goes with all it holds."""
    output = drafted(tmp_path, package(BODY))
    parts = members(output.read_bytes())
    text = parts["word/document.xml"].decode()
    mark = re.search(r'<w:bookmarkStart w:id="\d+" w:name="_Caveat_LIC_02[^>]*/>', text)
    assert mark is not None
    nested = mark[0][:-2] + ">" + mark[0] + "</w:bookmarkStart>"
    again = write(tmp_path, zipped({**parts, "word/document.xml": text.replace(mark[0], nested, 1).encode()}), "n.docx")
    report = draft_contract(again, tmp_path / "bare.docx", (), DraftOptions(remove=("all",)))
    assert [r.id for r in report.removed] == ["LIC-02"]
    assert "_Caveat_" not in members((tmp_path / "bare.docx").read_bytes())["word/document.xml"].decode()


def test_a_stretch_taken_out_takes_what_is_in_it() -> None:
    part = parse_part("a.xml", b"<a><b><c/></b></a>")
    both = [Edit(6, 10, ""), Edit(3, 14, ""), Edit(3, 3, "x")]
    assert part.bytes_with(both) == b"<a>x</a>"
    assert part.bytes_with(both[::-1]) == b"<a>x</a>"
    with pytest.raises(BadInput, match="two changes meet"):
        part.bytes_with([Edit(3, 14, ""), Edit(6, 10, "y")])


@pytest.mark.full
@pytest.mark.parametrize("unit", ["第一条、", "依照第二条，", "see Section 2, ", "本合同自", "（", "是指", "“甲”是指"])
def test_a_long_paragraph_that_repeats_itself(tmp_path: Path, unit: str) -> None:
    """At the longest that is read; every step took seconds to minutes by the square of the length once."""
    began = time.process_time()
    drafted(tmp_path, package(BODY + para((unit * 19_000)[:19_000] + "。")), DraftOptions(redline=True))
    assert time.process_time() - began < 20
