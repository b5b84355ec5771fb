"""Another reading of our tracked changes: LibreOffice writes them out by region, and the texts are compared."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from lxml.etree import _Element as Element
from word_samples import fourteen, write

from clause_library.contractsource import read_sample
from clause_library.word.draft import draft_contract
from clause_library.word.packs.builder import build_contract
from clause_library.word.report import DraftOptions

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
LINES, APART = (f"{TEXT}p", f"{TEXT}h"), (f"{TEXT}tracked-changes", f"{TEXT}note", f"{OFFICE}annotation")


def decided(path: Path, goes: str) -> list[str]:
    """The paragraphs of the body without the regions of that kind (insertion or deletion)."""
    root = etree.parse(path).getroot()
    regions = root.iter(f"{TEXT}changed-region")
    gone = {r.get(f"{TEXT}id") for r in regions if r.find(f"{TEXT}{goes}") is not None}
    out: list[str] = []
    off: set[str] = set()

    def put(text: str | None) -> None:
        if text and not off:
            out.append(text)

    def walk(node: Element, *, inside: bool) -> None:
        for child in node:
            line = child.tag in LINES
            key = child.get(f"{TEXT}change-id")
            if child.tag == f"{TEXT}change-start" and key in gone:
                off.add(key)
            elif child.tag == f"{TEXT}change-end":
                off.discard(key)
            elif isinstance(child.tag, str) and child.tag not in APART:
                put(child.text if line or inside else None)
                walk(child, inside=inside or line)
                put("\n" if line else None)
            put(child.tail if inside and not line else None)

    walk(next(root.iter(f"{OFFICE}text")), inside=False)
    return ["".join(line.split()) for line in "".join(out).split("\n")]


@pytest.mark.libreoffice
@pytest.mark.full
@pytest.mark.parametrize("name", ["know-how-licence-en", "patent-licence-zh", "技术服务合同.docx"])
def test_libreoffice_reads_the_same_two_texts(
    root: Path, request: pytest.FixtureRequest, tmp_path: Path, name: str
) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not on this machine")
    if name.endswith(".docx"):
        shutil.copy(Path(request.getfixturevalue("shared")) / "docx" / name, tmp_path / "old.docx")
    else:
        sample = read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")
        write(tmp_path, build_contract(sample), "old.docx")
    made = {"new": False, "red": True}
    for target, tracked in made.items():
        options = DraftOptions(redline=tracked, author="Zhou", date=dt.date(2026, 11, 22))
        draft_contract(tmp_path / "old.docx", tmp_path / f"{target}.docx", fourteen(), options)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = [str(tmp_path / f"{n}.docx") for n in ("old", *made)]
    command = ["soffice", "--headless", profile, "--convert-to", "fodt", "--outdir", str(tmp_path), *files]
    subprocess.run(command, capture_output=True, timeout=180, check=True)
    assert decided(tmp_path / "red.fodt", "insertion") == decided(tmp_path / "old.fodt", "")
    assert decided(tmp_path / "red.fodt", "deletion") == decided(tmp_path / "new.fodt", "")
