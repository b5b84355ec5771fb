"""Packs and search on the clause floor's command line: by result, family and hand, with index, and what is refused."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from clause_library.__main__ import main

Asked = tuple[int, str, str]


@pytest.fixture
def ask(home: Path) -> Callable[..., Asked]:
    def run(*words: str | Path) -> Asked:
        out, err = io.StringIO(), io.StringIO()
        status = main([str(w) for w in words], {"CAVEAT_HOME": str(home)}, out, err)
        return status, out.getvalue(), err.getvalue()

    return run


def words_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    return "\n".join(
        "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p)) for p in re.findall(r"<w:p>.*?</w:p>", xml)
    )


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


def sample(root: Path, name: str) -> Path:
    return root / "clause_library" / "samples" / f"{name}.yaml"


def test_hand_picked_without_a_matter(ask: Callable[..., Asked], tmp_path: Path) -> None:
    output, index = tmp_path / "p.docx", tmp_path / "i.xlsx"
    words = ("pack", "--only", "lic-05,LIC-01", "--output", output, "--index", index, "--lang", "both", "--json")
    status, out, err = ask(*words)
    assert status == 0, err
    value = json.loads(out)
    assert set(value) == {"output", "warnings", "index"}
    assert any(text.startswith("LIC-01") for text in value["warnings"])
    text = words_of(output)
    assert "【____（" in text
    assert "[____ (" in text
    assert "LIC-05 · 平衡立场" in text
    assert "{" not in text
    heading, *rows = rows_of(index)
    assert len(heading) == 10
    assert [row[0] for row in rows] == ["LIC-01", "LIC-05"]
    assert rows[0][8]
    assert not rows[1][9]


def test_position_of_a_pack_and_a_position_that_must_not_exist(ask: Callable[..., Asked], tmp_path: Path) -> None:
    output = tmp_path / "p.docx"
    status, out, err = ask("pack", "--only", "all", "--variant", "counterparty", "--output", output, "--lang", "en")
    assert status == 0, err
    text = words_of(output)
    assert "LIC-05 · counterparty's position" in text
    rows = json.loads(ask("list", "--json")[1])["clauses"]
    for row in rows:
        assert f"{row['id']} · " in text
        if "counterparty" not in row["variants"]:
            assert f"{row['id']} has no text in the counterparty's position" in out


def test_family_of_a_result_and_of_the_library(ask: Callable[..., Asked], root: Path, tmp_path: Path) -> None:
    matter = sample(root, "lidar-long-range")
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    assert ask("pack", matter, "--family", "LIC", "--output", first, "--lang", "zh")[0] == 0
    held = set(re.findall(r"[A-Z]{3}-[0-9]{2}(?= · )", words_of(first)))
    chosen = {row["id"] for row in json.loads(ask("select", matter, "--json")[1])["clauses"]}
    assert held == {name for name in chosen if name.startswith("LIC-")}
    assert ask("pack", "--family", "c", "--output", second, "--lang", "zh")[0] == 0
    library = {row["id"] for row in json.loads(ask("list", "--family", "C", "--json")[1])["clauses"]}
    assert set(re.findall(r"[A-Z]{3}-[0-9]{2}(?= · )", words_of(second))) == library


def test_what_is_picked_against_the_result_is_told(ask: Callable[..., Asked], root: Path, tmp_path: Path) -> None:
    matter, index = sample(root, "germline-editing"), tmp_path / "i.xlsx"
    words = (
        "pack",
        matter,
        "--only",
        "LIC-02,CLS-05",
        "--output",
        tmp_path / "p.docx",
        "--index",
        index,
        "--lang",
        "en",
    )
    status, out, _ = ask(*words, "--notes")
    assert status == 0
    assert "LIC-02 was picked by hand: prohibited technology" in out
    rows = {row[0]: row for row in rows_of(index)[1:]}
    assert rows["LIC-02"][5] == "picked by hand"
    assert rows["CLS-05"][5] == "mandatory"
    assert "Internal notes" in words_of(tmp_path / "p.docx")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "p.docx"), "needs a matter"),
        (("--only", "LIC-02", "--output", "p.xlsx"), ".docx"),
        (("--only", "LIC-02", "--output", "p.docx", "--index", "p.docx"), ".xlsx"),
        (("--only", "LIC-02", "--output", "p.docx", "--variant", "seller"), "not a position"),
        (("--only", "ZZZ-99", "--output", "p.docx"), "no clause"),
        (("--family", "Q", "--output", "p.docx"), "no family"),
        (("--only", "LIC-02", "--family", "D", "--output", "p.docx"), "no clause is left"),
        (("nowhere.yaml", "--output", "p.docx"), "nowhere.yaml"),
    ],
)
def test_what_cannot_be_packed_is_one_line(
    ask: Callable[..., Asked], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = ask("pack", *words)
    assert (status, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir() if p.suffix in (".docx", ".xlsx")] == []


def test_nothing_is_written_over_unasked(ask: Callable[..., Asked], tmp_path: Path) -> None:
    output, index = tmp_path / "p.docx", tmp_path / "i.xlsx"
    index.write_bytes(b"mine")
    words = ("pack", "--only", "LIC-02", "--output", output, "--index", index)
    assert ask(*words)[0] == 2
    assert not output.exists()
    assert index.read_bytes() == b"mine"
    assert ask(*words, "--replace")[0] == 0


def test_search_names_clause_position_language_and_block(ask: Callable[..., Asked]) -> None:
    status, out, _ = ask("search", "120个工作日", "--json")
    assert status == 0
    value = json.loads(out)
    assert set(value) == {"query", "hits", "total", "took_ms", "suggestions", "emptied_by"}
    hit = next(h for h in value["hits"] if h["id"] == "LIC-05")
    assert (hit["lang"], hit["where"], hit["block"]) == ("zh", "text", 2)
    assert hit["variant"] in ("exporter", "balanced", "counterparty")
    (start, end), *_ = hit["spans"]
    assert hit["snippet"][start:end] == "120个工作日"


def test_search_narrows_and_says_what_emptied_it(ask: Callable[..., Asked]) -> None:
    found = json.loads(ask("search", "Long-Stop Date", "--variant", "exporter", "--lang", "en", "--json")[1])["hits"]
    assert found
    assert {(h["variant"], h["lang"]) for h in found} == {("exporter", "en")}
    status, out, _ = ask("search", "Long-Stop", "--lang", "zh", "--variant", "exporter")
    assert status == 1
    assert "variant:exporter lang:zh" in out
    status, out, _ = ask("search", "长亭日")
    assert status == 1
    assert "长停日" in out
    for words in (("search", ""), ("search", "a" * 1001), ("search", "x", "--family", "Q")):
        status, out, err = ask(*words)
        assert (status, out, len(err.splitlines())) == (2, "", 1)


def test_show_fills_in_from_a_matter(ask: Callable[..., Asked], root: Path, tmp_path: Path) -> None:
    path = tmp_path / "m.yaml"
    text = sample(root, "lidar-long-range").read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(?ms)^clauses:.*?(?=^\S|\Z)", "", text) + "\nclauses: {variables: {long_stop_days: 177}}\n", "utf-8"
    )
    assert "177" in ask("show", "LIC-05", "--matter", path)[1]
    assert "177" not in ask("show", "LIC-05")[1]
