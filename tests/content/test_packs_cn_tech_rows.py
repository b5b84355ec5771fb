"""The bundled technology catalogue against the rows collected from public sources."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path

import pytest
from cn_tech_pack import edition_of

from catalogue.model import Catalogue, Entry
from catalogue.packs import bundled_packs, read_library


@pytest.fixture(scope="module")
def pack() -> Catalogue:
    library = read_library(bundled_packs())
    assert [p for p in library.problems if (p.file or "").startswith("cn-tech")] == []
    return library.catalogue("cn-tech")


VERSIONS = {"2020": "2020", "2022": "2022-draft", "undated": "2022-draft", "2023": "2023", "2025-07": "2025-07"}


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
