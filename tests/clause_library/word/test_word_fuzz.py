"""Damaged and hostile packages: one clear line, or a sound output; never a traceback, a hang or a broken file."""

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from word_laws import document_root, sound_package, unique_ids, whole_ranges
from word_matrix import built, cases
from word_samples import fourteen, package, para, write

from catalogue.problems import BadInput
from clause_library.word.draft import draft_contract
from clause_library.word.inspect import inspect_contract
from clause_library.word.report import DraftOptions
from clause_library.word.source.document import open_contract

ROOT = Path(__file__).resolve().parents[3]
RICH = (
    "一、-over-decimal single hosts revised fields contents controls footnotes sections bookmarks tables boxes comments"
)
PLAIN = "1.-based single hosts revised"
HOSTILE = ("", "-1", "0", "x", "99999999999999999999", "1e9", "NaN", "٣", "²", "%1", "\u2028", "&lt;", "a" * 5000)
MIB = 1024 * 1024


@cache
def seeds(folder: Path) -> tuple[dict[str, bytes], ...]:
    """The members of two contracts and of an earlier draft of one, which carries our records."""
    template, output = write(folder, built(cases()[PLAIN]), "seed.docx"), folder / "seed-out.docx"
    draft_contract(template, output, fourteen(), DraftOptions(replace=True))
    return tuple(members(d) for d in (built(cases()[RICH]), template.read_bytes(), output.read_bytes()))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return sink.getvalue()


def flipped(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    data = bytearray(zipped(parts))
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def removed(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    gone = set(chance.sample(sorted(parts), chance.randint(1, 3)))
    return zipped({n: d for n, d in parts.items() if n not in gone})


def swapped(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """Relationships that lead to each other's targets, out of the package, to themselves or nowhere."""
    name = chance.choice([n for n in parts if n.endswith(".rels")])
    targets = re.findall(rb'Target="([^"]*)"', parts[name])
    others = [*targets, b"../../../../etc/passwd", b"", b"/", b"nothing.xml", b"document.xml", b"http://example.org/x"]
    text = re.sub(rb'Target="[^"]*"', lambda _: b'Target="' + chance.choice(others) + b'"', parts[name])
    return zipped({**parts, name: text})


def xml_part(chance: random.Random, parts: dict[str, bytes]) -> str:
    return chance.choice([n for n in parts if n.endswith((".xml", ".rels"))])


def broken_value(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """Attributes that hold what they never should, one kind at a time."""
    name = xml_part(chance, parts)
    found = sorted(set(re.findall(rb' ([\w:]+)="', parts[name])) - {b"xmlns:w"})
    kind, value = chance.choice(found or [b"x"]), chance.choice(HOSTILE).encode()
    often = chance.random() < 0.5

    def put(match: re.Match[bytes]) -> bytes:
        return b" " + kind + b'="' + value + b'"' if often or chance.random() < 0.2 else match[0]

    return zipped({**parts, name: re.sub(rb" " + re.escape(kind) + rb'="[^"]*"', put, parts[name])})


def lost_element(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    """Empty elements that are left out, doubled or turned into others."""
    name = xml_part(chance, parts)
    empty = sorted(set(re.findall(rb"<[\w:]+(?: [^<>]*)?/>", parts[name])))
    if not empty:
        return removed(chance, parts)
    one = chance.choice(empty)
    other = chance.choice(
        (b"", one * 3, chance.choice(empty), b"<w:p/>", b"<w:tbl/>", b"<w:sdt><w:sdtContent/></w:sdt>")
    )
    return zipped({**parts, name: parts[name].replace(one, other)})


def garbage(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    name = xml_part(chance, parts)
    text = chance.choice(
        (
            b"",
            b"<a/>",
            b"\x00" * 40,
            b"\xff\xfe",
            parts[name][: len(parts[name]) // 2],
            parts[name].replace(b"UTF-8", b"punycode"),
            parts[name].replace(b"UTF-8", b"UTF-16"),
            b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
            b"<a>" * 5000 + b"</a>" * 5000,
            parts[name].replace(b"openxmlformats.org", b"example.org"),
        )
    )
    return zipped({**parts, name: text})


WAYS = (flipped, removed, swapped, broken_value, lost_element, garbage)


def survives(folder: Path, data: bytes) -> bool:
    """Whether the package was drafted into; raises for anything but one clear line or a sound output."""
    template, output = write(folder, data, "fuzzed.docx"), folder / "fuzzed-out.docx"
    output.unlink(missing_ok=True)
    try:
        inspect_contract(template)
        draft_contract(template, output, fourteen(), DraftOptions(allow_protected=True, allow_signed=True))
    except BadInput as error:
        said = str(error)
    else:
        said = ""
    if said:
        assert "\n" not in said
        assert len(said) < 600
        assert not output.exists()
        return False
    open_contract(output)
    if _strict(template):
        unique_ids(template, output)
        whole_ranges(template, output)
    if _sound(template):
        sound_package(output)
    return True


def _strict(path: Path) -> bool:
    """Whether libxml2 reads the input too: it refuses names of namespaces that are no addresses."""
    try:
        document_root(path)
    except (etree.XMLSyntaxError, KeyError):
        return False
    return True


def _sound(path: Path) -> bool:
    try:
        sound_package(path)
    except Exception:  # noqa: BLE001 - whatever is wrong with the input, it need not be right in the output
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_a_few_damaged_packages(folder: Path, way: object) -> None:
    for seed in range(3):
        chance = random.Random(f"{way.__name__}{seed}")
        survives(folder, way(chance, seeds(folder)[seed]))


@pytest.mark.full
@pytest.mark.parametrize("seed", range(100))
@pytest.mark.parametrize("way", WAYS, ids=lambda w: w.__name__)
def test_many_damaged_packages(folder: Path, way: object, seed: int) -> None:
    chance = random.Random(f"{way.__name__}-{seed}")
    survives(folder, way(chance, chance.choice(seeds(folder))))


HEADS = para("第一条 标的", "", "<w:b/>"), para("第二条 保密", "", "<w:b/>") + para("双方保守秘密。")
RUN = "<w:r><w:t>字</w:t></w:r>"
HEAVY = {
    "a million runs": HEADS[0] + "<w:p>" + RUN * 1_000_000 + "</w:p>" + HEADS[1],
    "thirty thousand runs": HEADS[0] + "<w:p>" + RUN * 30_000 + "</w:p>" + HEADS[1],
    "nineteen thousand characters": HEADS[0] + para("字" * 19_000) + HEADS[1],
    "many small paragraphs": HEADS[0] + para("字") * 40_000 + HEADS[1],
    "three hundred deep": HEADS[0]
    + "<w:sdt><w:sdtContent>" * 150
    + para("字")
    + "</w:sdtContent></w:sdt>" * 150
    + HEADS[1],
    "five thousand deep": HEADS[0] + "<w:ins>" * 5000 + "</w:ins>" * 5000 + HEADS[1],
    "a table in a table": HEADS[0]
    + "<w:tbl><w:tr><w:tc>" * 100
    + para("字")
    + "</w:tc></w:tr></w:tbl>" * 100
    + HEADS[1],
    "brackets": HEADS[0] + para("（" * 9000) + para("第" * 9000) + para("1." * 9000) + HEADS[1],
}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (2048 * MIB, 2048 * MIB))
    resource.setrlimit(resource.RLIMIT_CPU, (40, 40))


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(HEAVY))
def test_heavy_contracts_at_the_door(tmp_path: Path, name: str) -> None:
    """The command line in a process of its own: 20 s of processor time and 1 GB at most."""
    template, output = write(tmp_path, package(HEAVY[name])), tmp_path / "out.docx"
    matter = ROOT / "clause_library" / "samples" / "lidar-licence.yaml"
    command = ["draft", matter, "--template", template, "--output", output]
    code = (
        "import resource, runpy, sys, atexit; sys.argv = sys.argv[1:]\n"
        "used = lambda: resource.getrusage(resource.RUSAGE_SELF)\n"
        "atexit.register(lambda: print('USED', sum(used()[:2]), used()[2], file=sys.stderr))\n"
        "runpy.run_module('clause_library', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "caveat-clauses", *map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        preexec_fn=_limits,
        check=False,
    )
    assert done.returncode in (0, 1, 2), done.stderr[-300:]
    assert "Traceback" not in done.stderr
    seconds, peak = re.findall(r"USED ([\d.]+) (\d+)", done.stderr)[0]
    assert float(seconds) <= 20, seconds
    assert int(peak) <= 1024 * 1024, peak
    if done.returncode == 2:
        assert len(done.stderr.strip().splitlines()) == 2
        assert not output.exists()
    else:
        open_contract(output)
