"""The clause floor's command line as its users meet it: list, show, select, draft, pack, verify, journey."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from clause_library.__main__ import main
from clause_library.contractsource import read_sample
from clause_library.word.packs.builder import build_contract

SAMPLES = ("lidar-licence", "lidar-long-range", "germline-editing", "conveyor-know-how", "recommender-saas")


class Answer:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def value(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def ask(home: Path) -> Any:
    def run(*words: str | Path) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        status = main([str(w) for w in words], {"CAVEAT_HOME": str(home)}, out, err)
        return Answer(status, out.getvalue(), err.getvalue())

    return run


@pytest.fixture(scope="module")
def contracts(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("contracts")
    found: dict[str, Path] = {}
    for name in ("patent-licence-zh", "know-how-licence-en", "services-bilingual"):
        found[name] = folder / f"{name}.docx"
        found[name].write_bytes(build_contract(read_sample(root / "clause_library" / "contracts" / f"{name}.yaml")))
    return found


def sample(root: Path, name: str) -> Path:
    return root / "clause_library" / "samples" / f"{name}.yaml"


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode("utf-8")


def one_line(answer: Answer) -> None:
    assert answer.status == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1, answer.err
    assert "Traceback" not in answer.err


def test_list_holds_every_clause_file(ask: Any, root: Path) -> None:
    rows = ask("list", "--json").value["clauses"]
    files = {path.stem for path in (root / "clause_library" / "clauses").glob("*.yaml")}
    assert {row["id"] for row in rows} == files
    assert all(row["variants"] and row["langs"] == ["zh", "en"] for row in rows)
    family_c = {r["id"] for r in ask("list", "--family", "C", "--json").value["clauses"]}
    assert family_c == {name for name in files if name.startswith("LIC-")}


@pytest.mark.parametrize(
    ("variant", "lang"),
    [
        ("balanced", "zh"),
        ("exporter", "en"),
        pytest.param("balanced", "en", marks=pytest.mark.full),
        pytest.param("exporter", "zh", marks=pytest.mark.full),
        pytest.param("counterparty", "zh", marks=pytest.mark.full),
        pytest.param("counterparty", "en", marks=pytest.mark.full),
    ],
)
def test_show_prints_every_text_without_braces(ask: Any, lang: str, variant: str) -> None:
    for row in ask("list", "--json").value["clauses"]:
        answer = ask("show", row["id"], "--variant", variant, "--lang", lang, "--json")
        if variant not in row["variants"]:
            assert (answer.status, answer.out) == (1, "")
            assert len(answer.err.strip()) > len(row["id"]) + len(variant) + 2, "the reason is missing"
            continue
        value = answer.value
        assert value["text"]
        assert "{" not in value["text"]
        assert "}" not in value["text"]
        assert value["basis"]


def test_show_of_an_unknown_clause_is_refused(ask: Any) -> None:
    one_line(ask("show", "LIC-99"))
    one_line(ask("show", "LIC-02", "--variant", "seller"))


@pytest.mark.parametrize("name", SAMPLES)
def test_select_answers_on_every_sample(ask: Any, root: Path, name: str) -> None:
    value = ask("select", sample(root, name), "--json").value
    assert set(value) == {"clauses", "offered", "excluded", "conflicts", "deviations"}
    ids = [row["id"] for row in value["clauses"]]
    assert len(ids) == len(set(ids))
    assert all(row["because"] for part in ("clauses", "offered", "excluded") for row in value[part])


def test_restricted_technology_calls_for_letter_licence_and_bundle(ask: Any, root: Path) -> None:
    value = ask("select", sample(root, "lidar-long-range"), "--json").value
    chosen = {row["id"]: row["priority"] for row in value["clauses"]}
    for clause in ("LIC-01", "LIC-02", "LIC-03", "LIC-05"):
        assert chosen[clause] == "mandatory"
    assert value["clauses"][0]["id"] == "LIC-01"
    assert "CLS-05" not in chosen
    assert "LIC-07" not in chosen


def test_prohibited_technology_is_carved_out_and_never_licensed(ask: Any, root: Path) -> None:
    value = ask("select", sample(root, "germline-editing"), "--json").value
    chosen = {row["id"] for row in value["clauses"]}
    assert "CLS-05" in chosen
    assert {c for c in chosen if c.startswith("LIC-")} <= {"LIC-01"}


def test_unknown_result_makes_no_licence_clause_but_the_procedure(ask: Any, root: Path) -> None:
    chosen = {r["id"] for r in ask("select", sample(root, "recommender-saas"), "--json").value["clauses"]}
    assert "CLS-03" in chosen


@pytest.mark.parametrize("contract", ["patent-licence-zh", "know-how-licence-en", "services-bilingual"])
def test_draft_into_the_bundled_contracts(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path, contract: str
) -> None:
    template, output = contracts[contract], tmp_path / "out.docx"
    before = hashlib.sha256(template.read_bytes()).hexdigest()
    answer = ask("draft", sample(root, "lidar-long-range"), "--template", template, "--output", output, "--json")
    assert answer.status == 0, answer.err
    value = answer.value
    wanted = {r["id"] for r in ask("select", sample(root, "lidar-long-range"), "--json").value["clauses"]}
    inserted = {row["id"] for row in value["inserted"]}
    assert wanted <= inserted
    assert inserted - wanted <= {"USE-06"}  # called for by words on sub-licences in the contract itself
    assert value["output"] == str(output)
    assert hashlib.sha256(template.read_bytes()).hexdigest() == before
    xml = text_of(output)
    assert all(f"_Caveat_{clause.replace('-', '_')}" in xml for clause in wanted)
    replaced = " ".join(row["was"] for row in value["replaced"])
    assert ("签字" in replaced) or ("takes effect" in replaced)
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(output) as new:
        for name in old.namelist():
            if name not in ("word/document.xml", "[Content_Types].xml", "word/numbering.xml") and ".rels" not in name:
                assert old.read(name) == new.read(name), name


def test_a_redline_names_its_author_and_day(ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path) -> None:
    output = tmp_path / "out.docx"
    arguments = ("--template", contracts["know-how-licence-en"], "--output", output, "--redline", "--comments")
    answer = ask("draft", sample(root, "lidar-long-range"), *arguments, "--author", "Zhou", "--date", "2026-12-01")
    assert answer.status == 0, answer.err
    with zipfile.ZipFile(output) as package:
        xml, comments = (package.read(f"word/{n}.xml").decode() for n in ("document", "comments"))
    assert 'w:author="Zhou" w:date="2026-12-01T00:00:00Z"' in xml
    assert 'w:author="Zhou" w:date="2026-12-01T00:00:00Z" w:initials="Caveat"' in comments
    assert "Why it is in: " in comments
    assert ask("draft", sample(root, "lidar-long-range"), *arguments, "--date", "soon").status == 2


def test_a_supplement_and_a_log_stand_beside_an_untouched_contract(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    contract, output, log = contracts["patent-licence-zh"], tmp_path / "s.docx", tmp_path / "log.docx"
    before = hashlib.sha256(contract.read_bytes()).hexdigest()
    arguments = ("--template", contract, "--output", output, "--supplement", "--log", log)
    assert ask("draft", sample(root, "lidar-long-range"), *arguments).status == 0
    assert hashlib.sha256(contract.read_bytes()).hexdigest() == before
    assert "以下称“原合同”" in text_of(output)
    assert "列入理由" in text_of(log)
    one_line(ask("draft", sample(root, "lidar-long-range"), *arguments, "--redline", "--replace"))


def test_an_explained_draft_is_taken_out_whole(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    contract, first, second = contracts["patent-licence-zh"], tmp_path / "1.docx", tmp_path / "2.docx"
    matter = sample(root, "lidar-long-range")
    assert ask("draft", matter, "--template", contract, "--output", first, "--comments").status == 0
    assert ask("draft", matter, "--template", first, "--output", second, "--remove", "all").status == 0
    with zipfile.ZipFile(contract) as old, zipfile.ZipFile(second) as new:
        assert old.namelist() == new.namelist()
        assert all(old.read(name) == new.read(name) for name in old.namelist())


def test_a_redline_is_taken_out_with_every_mark_of_ours(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    contract, first, second = contracts["patent-licence-zh"], tmp_path / "1.docx", tmp_path / "2.docx"
    matter = sample(root, "lidar-long-range")
    assert ask("draft", matter, "--template", contract, "--output", first, "--redline").status == 0
    assert ask("draft", matter, "--template", first, "--output", second, "--remove", "all").status == 0
    plain = [re.sub(r"<[^>]+>", "", text_of(path)) for path in (contract, second)]
    assert plain[0] == plain[1]
    with zipfile.ZipFile(second) as package:
        assert not re.search(rb"<w:(?:ins|del)\b", package.read("word/document.xml"))


def test_drafting_twice_doubles_nothing(ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path) -> None:
    matter = sample(root, "lidar-long-range")
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    ask("draft", matter, "--template", contracts["patent-licence-zh"], "--output", first)
    answer = ask("draft", matter, "--template", first, "--output", second, "--json")
    assert answer.status == 0, answer.err
    assert {row["how"] for row in answer.value["inserted"]} == {"kept"}
    assert text_of(first) == text_of(second)


def test_an_existing_output_is_replaced_only_when_asked(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    output = tmp_path / "out.docx"
    output.write_bytes(b"mine")
    words = ("draft", sample(root, "lidar-licence"), "--template", contracts["patent-licence-zh"], "--output", output)
    one_line(ask(*words))
    assert output.read_bytes() == b"mine"
    assert ask(*words, "--replace").status == 0
    assert output.read_bytes() != b"mine"


def bad_contracts(folder: Path, good: Path) -> dict[str, Path]:
    data = good.read_bytes()
    made: dict[str, Path] = {"missing": folder / "none.docx", "directory": folder / "dir.docx"}
    made["directory"].mkdir()
    for name, content in {
        "text": "合同".encode(),
        "truncated": data[: len(data) // 2],
        "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "empty": b"",
    }.items():
        made[name] = folder / f"{name}.docx"
        made[name].write_bytes(content)
    return made


@pytest.mark.parametrize("fault", ["missing", "directory", "text", "truncated", "encrypted", "empty"])
@pytest.mark.parametrize("command", ["draft", "inspect"])
def test_a_contract_that_cannot_be_used_is_refused_in_one_line(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path, fault: str, command: str
) -> None:
    path = bad_contracts(tmp_path, contracts["patent-licence-zh"])[fault]
    output = tmp_path / "out.docx"
    words = (
        ("inspect", path)
        if command == "inspect"
        else ("draft", sample(root, "lidar-licence"), "--template", path, "--output", output)
    )
    one_line(ask(*words))
    assert not output.exists()


def test_output_equal_to_input_is_refused(ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path) -> None:
    template = tmp_path / "c.docx"
    template.write_bytes(contracts["patent-licence-zh"].read_bytes())
    before = template.read_bytes()
    one_line(ask("draft", sample(root, "lidar-licence"), "--template", template, "--output", template, "--replace"))
    link = tmp_path / "link.docx"
    os.symlink(template, link)
    one_line(ask("draft", sample(root, "lidar-licence"), "--template", template, "--output", link, "--replace"))
    assert template.read_bytes() == before


def test_a_target_that_cannot_be_written_is_refused(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    for output in (tmp_path / "no" / "such" / "out.docx", tmp_path / "file.txt" / "out.docx"):
        (tmp_path / "file.txt").write_text("x", encoding="utf-8")
        one_line(
            ask(
                "draft",
                sample(root, "lidar-licence"),
                "--template",
                contracts["patent-licence-zh"],
                "--output",
                output,
            )
        )


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_pack_in_each_language(ask: Any, root: Path, tmp_path: Path, lang: str) -> None:
    output = tmp_path / "pack.docx"
    answer = ask("pack", sample(root, "lidar-long-range"), "--output", output, "--lang", lang, "--json")
    assert answer.status == 0, answer.err
    assert answer.value["output"] == str(output)
    text = text_of(output)
    assert ("许可证" in text) == (lang != "en") or lang == "en"
    assert ("Export Licence" in text) == (lang != "zh")
    assert "{" not in "".join(part.split("<")[0] for part in text.split(">"))


def test_pack_of_chosen_clauses_only(ask: Any, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "pack.docx"
    words = ("pack", sample(root, "lidar-long-range"), "--output", output, "--only", "LIC-02,chg-02", "--lang", "en")
    assert ask(*words).status == 0
    text = text_of(output)
    assert "Article 2" in text
    assert not re.search(r"Article 3\b", text)
    one_line(ask("pack", sample(root, "lidar-long-range"), "--output", tmp_path / "x.docx", "--only", "LIC-77"))


def test_verify_finds_no_problem(ask: Any) -> None:
    value = ask("verify", "--json").value
    assert value["problems"] == []
    assert (value["clauses"], value["texts"]) == (72, 430)  # 72 x 3 x 2, less one position absent in two languages


def test_journey_writes_contract_and_pack(ask: Any, tmp_path: Path) -> None:
    output = tmp_path / "journey.docx"
    answer = ask("journey", "--output", output)
    assert answer.status == 0, answer.err
    assert "233914X" in answer.out
    assert str(output) in answer.out
    assert output.exists()
    assert (tmp_path / "journey-pack.docx").exists()
    again = ask("journey", "--output", output, "--json")
    assert again.value["draft"]["output"] == str(tmp_path / "journey-2.docx")


def test_journey_in_english(ask: Any, tmp_path: Path) -> None:
    answer = ask("journey", "--output", tmp_path / "j.docx", "--lang", "en")
    assert "Result (PRC): restricted" in answer.out


@pytest.mark.parametrize("name", ["new.pdf", "new.txt", "new", "matter.yaml"])
def test_an_output_of_another_format_is_refused(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path, name: str
) -> None:
    matter = tmp_path / "matter.yaml"
    matter.write_bytes(sample(root, "lidar-long-range").read_bytes())
    before = matter.read_bytes()
    for words in (("draft", matter, "--template", contracts["patent-licence-zh"]), ("pack", matter)):
        one_line(ask(*words, "--output", tmp_path / name, "--replace"))
    assert matter.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} - {"caveat-home"} == {"matter.yaml"}


@pytest.mark.parametrize("place", ["LIC-99=3", "LIC-05=99", "LIC-05", "LIC-05=-1"])
def test_a_place_that_is_not_there_is_refused(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path, place: str
) -> None:
    words = ("draft", sample(root, "lidar-long-range"), "--template", contracts["patent-licence-zh"])
    one_line(ask(*words, "--output", tmp_path / "new.docx", "--place", place))
    assert not [p for p in tmp_path.iterdir() if p.name != "caveat-home"]


def test_prohibited_technology_is_named_in_the_draft_and_told_beside_it(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    output = tmp_path / "new.docx"
    words = ("draft", sample(root, "germline-editing"), "--template", contracts["patent-licence-zh"])
    report = ask(*words, "--output", output, "--json").value
    gates = [w for w in report["warnings"] if w["id"] == "G-02"]
    assert [g["severity"] for g in gates] == ["error"]
    assert "237301J" in text_of(output)
    assert "已识别的排除项目）" not in text_of(output)


def test_an_open_result_is_told_beside_the_draft(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    words = ("draft", sample(root, "lidar-licence"), "--template", contracts["patent-licence-zh"])
    report = ask(*words, "--output", tmp_path / "new.docx", "--json").value
    assert "G-03" in [w["id"] for w in report["warnings"]]


def test_the_library_lacks_no_clause_that_a_sample_calls_for(
    ask: Any, root: Path, contracts: dict[str, Path], tmp_path: Path
) -> None:
    chosen = ask("select", sample(root, "lidar-long-range"), "--json").value
    assert [e["id"] for e in chosen["excluded"] if any("尚无本条" in b for b in e["because"])] == []
    words = ("draft", sample(root, "lidar-long-range"), "--template", contracts["patent-licence-zh"])
    report = ask(*words, "--output", tmp_path / "new.docx", "--json").value
    assert "clauses-lacking" not in {w["id"] for w in report["warnings"]}


def test_a_clause_is_shown_with_defaults_not_with_the_values_of_its_sample(ask: Any) -> None:
    shown = ask("show", "LIC-02", "--json").value
    assert "江苏" not in shown["text"]
    assert "省级商务主管部门" in shown["text"]


def test_the_journey_writes_only_a_word_document(ask: Any, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    one_line(ask("journey", "--output", tmp_path / "folder"))
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]
