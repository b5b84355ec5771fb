"""The bundled technology catalogue against the rows collected from public sources."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path

import pytest
from cn_tech_pack import edition_of

from catalogue.model import Catalogue, Edition, Entry
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    library = read_library(bundled_packs())
    assert [p for p in library.problems if (p.file or "").startswith("cn-tech")] == []
    return library.catalogue("cn-tech")


VERSIONS = {
    "2008": "2008",
    "2020": "2020",
    "2022": "2022-draft",
    "undated": "2022-draft",
    "2023": "2023",
    "2025-01": "2025-01-draft",
    "2025-07": "2025-07",
}


OTHER_NAMES = {
    "医疗诊断器械及设备制造技术": "医用诊断器械及设备制造技术",
    "维生素发酵技术": "化学合成及半合成药物生产技术",
}


EDITION_BY_CODE = {"183506X": "2020"}


CHINESE_NAMES = {"spacecraft measurement and control technology": "航天器测控技术"}


LEFT_OUT = ("HTS (high-temperature superconductor) wire/film manufacturing technology",)


def _rows(shared: Path) -> list[tuple[str, dict[str, str]]]:
    rows: list[tuple[str, dict[str, str]]] = []
    for name in ("tech_catalogue.csv", "tech_catalogue_more.csv"):
        with (shared / "data" / "cn" / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                edition = next((e for v, e in VERSIONS.items() if row["version"].startswith(v)), None)
                edition = EDITION_BY_CODE.get(row["code"], edition)
                row["name_zh"] = CHINESE_NAMES.get(row["name_en"], row["name_zh"])
                if edition and not (row["note"] or "").startswith("[topic]"):
                    rows.append((edition, row))
    return rows


def _plain(text: str) -> str:
    """Without brackets and their contents, spaces, and width."""
    return re.sub(r"\s|\(.*?\)", "", unicodedata.normalize("NFKC", text))


def _found_by_row(pack: Catalogue, edition: str, row: dict[str, str]) -> Entry | str | None:
    """The entry a row speaks of, or the title of the deletion it reports."""
    name = _plain(row["name_zh"])
    name = OTHER_NAMES.get(name, name)
    where = edition_of(pack, edition)
    if row["change"].startswith("deleted"):
        titles = {_plain(e.title.zh) for e in where.events if e.kind == "deleted"}
        return name if name in titles else None
    code = row["code"].split("?")[0]
    for entry in where.entries:
        if code and entry.code == code:
            return entry
        side = row["status"] in ("", entry.control)
        if name and side and _plain(entry.title.zh) == name and not code:
            return entry
        if not name and row["name_en"] and entry.title.en.casefold() == row["name_en"].casefold():
            return entry
    return None


def test_every_row_that_names_an_entry_is_loaded(pack: Catalogue, shared: Path) -> None:
    rows = _rows(shared)
    chinese = {(e, r["name_en"].casefold()) for e, r in rows if r["name_zh"] and r["name_en"]}
    missing: list[str] = []
    for edition, row in rows:
        bracketed = row["name_zh"].startswith("(")
        twin = not row["name_zh"] and not row["code"] and (edition, row["name_en"].casefold()) in chinese
        if (bracketed and not row["code"]) or twin or row["name_en"] in LEFT_OUT:
            continue
        if _found_by_row(pack, edition, row) is None:
            missing.append(f"{edition} {row['code']} {row['name_zh'] or row['name_en']}")
    assert len(rows) > 100
    assert missing == []


def test_every_chinese_control_point_of_the_rows_is_loaded(pack: Catalogue, shared: Path) -> None:
    compared = 0
    for edition, row in _rows(shared):
        entry = _found_by_row(pack, edition, row)
        if row["control_points_lang"] != "zh" or not isinstance(entry, Entry):
            continue
        texts = "".join(_letters(p.text.zh) for p in entry.points)
        for point in json.loads(row["control_points"]):
            printed = re.sub(r"^(\d+\??[.．]?|\(.*?\))\s*", "", point).split("(cut)")[0].split("：运算")[0]
            wanted = _letters(re.sub(r"（.*来源未列）|（2020.*）|（征求.*）", "", printed))
            if (row["version"].startswith("undated") and "自学功能" in point) or point.startswith("(topics only)"):
                continue
            assert wanted.rstrip("….") in texts, (edition, entry.id, point)
            compared += 1
    assert compared > 60


def _letters(text: str) -> str:
    return re.sub(r"[\s,，、。:：;；()（）]", "", unicodedata.normalize("NFKC", text))


def _pairs(pack: Catalogue, shared: Path) -> list[tuple[str, dict[str, str], Entry]]:
    found = [(edition, row, _found_by_row(pack, edition, row)) for edition, row in _rows(shared)]
    return [(edition, row, entry) for edition, row, entry in found if isinstance(entry, Entry)]


def test_code_side_and_title_of_every_row_are_those_of_its_entry(pack: Catalogue, shared: Path) -> None:
    wrong: list[str] = []
    pairs = _pairs(pack, shared)
    for edition, row, entry in pairs:
        name = "" if row["name_zh"].startswith("(") else _plain(row["name_zh"])
        told = {
            "code": (row["code"].split("?")[0], entry.code or ""),
            "side": (row["status"], entry.control or ""),
            "title": (OTHER_NAMES.get(name, name), _plain(entry.title.zh)),
        }
        wrong += [f"{edition} {entry.id} {what}: {a} is {b}" for what, (a, b) in told.items() if a and a != b]
    assert len(pairs) > 80
    assert wrong == []


def test_english_names_of_2008_are_kept_in_our_words(pack: Catalogue, shared: Path) -> None:
    rows = [(row, entry) for edition, row, entry in _pairs(pack, shared) if edition == "2008"]
    assert len(rows) == 6
    for row, entry in rows:
        assert _stems(row["name_en"]) <= _stems(entry.title.en), row["name_en"]


def _stems(name: str) -> set[str]:
    """The words of a name, British and American spelling alike."""
    return {word.replace("z", "s") for word in re.findall(r"[a-z]+", name.casefold())}


def _before(pack: Catalogue, edition: str) -> Edition:
    kept = [e for e in pack.editions if e.status != "draft"]
    return kept[[e.id for e in kept].index(edition) - 1]


def test_what_an_edition_deleted_is_an_entry_of_the_one_before(pack: Catalogue, shared: Path) -> None:
    compared = 0
    for edition, row in _rows(shared):
        if not row["change"].startswith("deleted") or not row["name_zh"]:
            continue
        name = _plain(row["name_zh"])
        name = OTHER_NAMES.get(name, name)
        twins = [e for e in _before(pack, edition).entries if _plain(e.title.zh) == name and e.control == row["status"]]
        assert len(twins) == 1, (edition, name)
        assert row["code"] in ("", twins[0].code), (edition, name)
        compared += 1
    assert compared >= 15


def test_every_translated_control_point_of_the_rows_is_loaded_with_its_numbers(pack: Catalogue, shared: Path) -> None:
    compared = 0
    for edition, row, entry in _pairs(pack, shared):
        points = json.loads(row["control_points"])
        if row["control_points_lang"] == "zh" or not points:
            continue
        ours = " ".join(f"{p.no or ''} {p.text.zh} {p.text.en}" for p in entry.points) + " ".join(_values(entry))
        printed = re.findall(
            r"[0-9]+(?:\.[0-9]+)?", re.sub(r"[A-Za-z]+[0-9]", "", json.dumps(points, ensure_ascii=False))
        )
        assert len(entry.points) >= len(points) or "LFP/LMFP" in str(points), (edition, entry.id)
        assert [n for n in printed if n not in ours] == [], (edition, entry.id)
        compared += 1
    assert compared >= 15


def _values(entry: Entry) -> list[str]:
    """The numbers of the limbs as printed."""
    trees = [point.tree for point in entry.points if point.tree]
    return [f"{float(value):g}" for tree in trees for limb in tree.limbs() for value in limb.values]


KINDS = {"added": "added", "modified": "amended", "deleted": "deleted"}


def test_every_change_a_row_reports_is_an_event_of_its_edition(pack: Catalogue, shared: Path) -> None:
    missing: list[str] = []
    told = 0
    for edition, row, entry in _pairs(pack, shared):
        kind = KINDS.get(row["change"])
        if kind:
            told += 1
            events = edition_of(pack, edition).events
            if (entry.id, kind) not in {(e.entry, e.kind) for e in events}:
                missing.append(f"{edition} {entry.id} {kind}")
    assert told > 60
    assert missing == []
