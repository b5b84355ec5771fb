"""What people get wrong: every bad value or matter ends with exit 2, one clear line, and nothing written."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from catalogue_desk import Answer, Desk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clause_library.__main__ import main as clause_main

SAMPLE = "lidar-licence.yaml"


class TwoLanguages(Desk):
    """Asks again in Chinese whatever was refused: that line holds Chinese words which are ours, not the asker's."""

    def ask(self, *words: str | Path) -> Answer:
        answer = super().ask(*words)
        if answer.status == 2:
            chinese = super().ask(words[0], "--lang", "zh", *words[1:])
            assert set(han(refused(chinese))) > set(han(answer.err)), (answer.err, chinese.err)
        return answer


def han(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]", text)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = TwoLanguages(tmp_path_factory.mktemp("home"))
    made.ask("search", "激光雷达")
    return made


@pytest.fixture(scope="module")
def sample(root: Path) -> str:
    return (root / "clause_library" / "samples" / SAMPLE).read_text("utf-8")


def refused(answer: Answer) -> str:
    """The one line of a refusal."""
    assert answer.status == 2, answer
    assert answer.out == ""
    assert answer.err.endswith("\n")
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    assert 10 < len(answer.err) < 600
    assert answer.err[:-1].isprintable()
    return answer.err


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# queries


@pytest.mark.parametrize(
    "query",
    [
        *("", "  ", "\u3000", "OR", "OR OR -", "-", "--", '"', '""', '" "', "code:", 'OR - "" code: control:'),
        *("\x00", "\x01\x02\x1f", "\x7f", "\ud800", "\udfff\ud800", "\u200b\u200d\ufeff", "\u202e\u202c", "\t\n\r"),
    ],
    ids=repr,
)
def test_a_query_with_nothing_to_search_for(desk: Desk, query: str) -> None:
    assert "nothing to search for" in refused(desk.ask("search", "--", query))


@pytest.mark.parametrize("query", ["a" * 1001, "激" * 10_000, '"' * 2000, "\x00" * 1001, "雷达 " * 400])
def test_a_query_too_long(desk: Desk, query: str) -> None:
    line = refused(desk.ask("search", query))
    assert f"{len(query):,} characters" in line
    assert "1,000" in line


@pytest.mark.parametrize("query", ["激" * 1000, ("雷达 " * 334)[:1000], '"' * 999 + "x", "- " * 499 + "光", "(" * 1000])
def test_the_longest_query_is_answered(desk: Desk, query: str) -> None:
    answer = desk.ask("search", "--json", "--", query)
    assert (answer.status in (0, 1), answer.err) == (True, "")
    assert (answer.status == 0) == bool(answer.value["hits"])


@pytest.mark.parametrize(
    "query", ["😀", "👩‍💻", "مرحبا", "\u202e激光", "激\x00光", "(((", "[a-z", "*", "\\", "a\\b", "%s", "{}"]
)
def test_odd_queries_are_answered(desk: Desk, query: str) -> None:
    answer = desk.ask("search", "--json", "--", query)
    assert (answer.status in (0, 1), answer.err) == (True, "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(max_size=60))
def test_no_text_breaks_search_or_show(desk: Desk, text: str) -> None:
    for answer in (desk.ask("search", "--json", "--", text), desk.ask("show", "--json", "--", text)):
        assert answer.status in (0, 1, 2)
        if answer.status == 2:
            refused(answer)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(text=st.text(max_size=40))
def test_no_value_breaks_measure(desk: Desk, text: str) -> None:
    answer = desk.ask("measure", "--json", "--", f"探测距离={text}")
    assert answer.status in (0, 1, 2)
    if answer.status == 2:
        refused(answer)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--catalogue", "eu"), "loaded are: cn-dual-use"),
        (("--edition", "1999"), "2025-07"),
        (("--edition", "2025-79"), "did you mean"),
        (("--edition", ""), "no edition ''"),
        (("--control", "forbidden"), "one of: prohibited, restricted, licence, listed"),
        (("--as-of", "2026-02-30"), "write it as 2026-11-20"),
        (("--as-of", "20260220"), "write it as 2026-11-20"),
        (("--as-of", ""), "write it as 2026-11-20"),
        (("--limit", "0"), "whole number"),
        (("--limit", "-1"), "whole number"),
        (("--limit", "²"), "whole number"),
        (("--limit", "9" * 5000), "whole number"),
        (("--colour", "red"), "unrecognized"),
    ],
)
def test_options_of_search(desk: Desk, options: tuple[str, ...], told: str) -> None:
    assert told in refused(desk.ask("search", "激光雷达", *options))


# values


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("探测距离=3.2", "has no unit; it takes km, m"),
        ("探测距离=", "the value is empty"),
        ("探测距离=  ", "the value is empty"),
        ("探测距离", "NAME=VALUE"),
        ("=3 km", "a value has no name"),
        ("", "NAME=VALUE"),
        ("探测距离=NaN", "not a finite number"),
        ("探测距离=nan km", "not a finite number"),
        ("探测距离=inf km", "not a finite number"),
        ("探测距离=-3 km", "negative"),
        ("探测距离=3 kg", "a value of 质量 (mass)"),
        ("探测距离=3 furlong-ish", "is not a unit"),
        ("探测距离=远", "does not begin with a number"),
        ("探测距离=约3 km", "not a value"),
        ("探测距离=1e400 km", "out of bounds"),
        ("探测距离=1e999999999 km", "out of bounds"),
        ("探测距离=" + "9" * 5000 + " km", "more than 300 characters"),
        ("探测距离=\x00", "does not begin with a number"),
        ("探测距离=\ud800 km", "does not begin with a number"),
        ("角分辨率=3 km", "it takes"),
        ("机器翻译系统得分=86", "between 0 and 5"),
        ("宇宙距离=3 km", "there is no quantity '宇宙距离'"),
        ("探测矩离=3 km", "did you mean '探测距离'?"),
    ],
)
def test_values(desk: Desk, value: str, told: str) -> None:
    assert told in refused(desk.ask("measure", "--", value))


def test_every_bad_value_is_counted(desk: Desk) -> None:
    line = refused(desk.ask("measure", "探测距离=3", "角分辨率=3 km", "脉冲宽度=1 ps"))
    assert "探测距离" in line
    assert "(and 1 more)" in line


@pytest.mark.parametrize("options", [("--catalogue", "eu"), ("--edition", "1999"), ("--as-of", "yesterday")])
def test_options_of_measure(desk: Desk, options: tuple[str, ...]) -> None:
    refused(desk.ask("measure", "探测距离=3.2 km", *options))


# matters


FAULTS: dict[str, tuple[str, str, str]] = {
    "unknown key": ("technology:\n", "technolgy:\n", "did you mean 'technology'?"),
    "unknown fact": ("    public_domain: false", "    publik_domain: false", "did you mean 'public_domain'?"),
    "no such day": ("as_of: 2026-11-20", "as_of: 2026-02-30", "write it as 2026-11-20"),
    "another way to write a day": ("as_of: 2026-11-20", "as_of: 20/11/2026", "write it as 2026-11-20"),
    "no day": ("  as_of: 2026-11-20\n", "", "needs 'as_of'"),
    "key given twice": ("  author: 王", "  author: 王\n  author: 李", "'author' is given twice"),
    "wrong mode": ("[patent_licence, know_how]", "[patent_license]", "did you mean 'patent_licence'?"),
    "wrong direction": ("direction: outbound", "direction: out", "one of: outbound, inbound, both"),
    "wrong stage": ("stage: existing", "stage: ready", "one of: existing, in_development, future"),
    "wrong kind": ("kind: PL", "kind: XX", "PL"),
    "wrong role": ("role: exporter", "role: seller", "exporter"),
    "wrong status": ("status: draft", "status: drafted", "draft"),
    "wrong language": ("language: zh", "language: fr", "zh"),
    "on is no boolean": ("public_domain: false", "public_domain: on", "write true or false"),
    "a country's name": ("country: DE", "country: Germany", "two capital letters"),
    "a list for a value": ("探测距离: 210 m", "探测距离: [1 m, 2 m]", "must be one value"),
    "a share above all": ("owners: []", "owners: [{name: A, country: DE, share: 600 %}]", "at most 100 %"),
    "a technology without name": ("  - name: 车载激光雷达\n    description", "  - description", "name"),
    "tabs": ("  id: 2026-014", "\tid: 2026-014", "not valid YAML"),
    "an anchor": ("title: 车载", "title: &t 车载", "anchor"),
    "a tag": ("title: 车载", "title: !!str 车载", "tag"),
    "a decision without a name": (
        "confirmations: []",
        "confirmations: [{about: 'regime:cn-tech', answer: free}]",
        "this decision needs 'by'",
    ),
    "a decision about nothing": ("confirmations: []", "confirmations: [{about: mood, answer: good}]", "mood"),
    "a frozen list": ("frozen: null", "frozen: [1]", "write 'frozen: null'"),
    "a bare number": ("探测距离: 210 m", "探测距离: 210", "has no unit; it takes km, m"),
    "the wrong dimension": ("探测距离: 210 m", "探测距离: 210 kg", "a value of 质量 (mass)"),
    "not a number": ("探测距离: 210 m", "探测距离: NaN m", "not a finite number"),
    "a negative length": ("探测距离: 210 m", "探测距离: -210 m", "negative"),
    "an empty value": ("探测距离: 210 m", '探测距离: ""', "探测距离"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_in_a_matter_name_file_and_line(desk: Desk, sample: str, tmp_path: Path, name: str) -> None:
    old, new, told = FAULTS[name]
    assert old in sample
    path = tmp_path / "matter.yaml"
    path.write_text(sample.replace(old, new, 1), "utf-8")
    before = files(tmp_path)
    line = refused(desk.ask("classify", path))
    assert told in line
    where, number, _ = line.removeprefix(str(path)).split(":", 2)
    assert where == ""
    at = sample[: sample.index(old)].count("\n") + 1
    if name not in ("no day",):
        assert at <= int(number) <= at + old.count("\n") + new.count("\n")
    assert files(tmp_path) == before


def test_the_second_technologys_value_is_named_with_its_own_line(desk: Desk, sample: str, tmp_path: Path) -> None:
    other = "  - name: 另一技术\n    measured:\n      探测距离: 5\n"
    path = tmp_path / "matter.yaml"
    path.write_text(sample.replace("transfer:\n", other + "transfer:\n", 1), "utf-8")
    expected = path.read_text("utf-8").split("探测距离: 5\n")[0].count("\n") + 1
    assert f"matter.yaml:{expected}:" in refused(desk.ask("classify", path))


BYTES: dict[str, tuple[bytes, str]] = {
    "not YAML": (b"{[: not yaml", "not valid YAML"),
    "half a quote": (b'matter: {as_of: "2026-11-20}', "not valid YAML"),
    "prose": ("你好，这是一份合同。".encode(), "key: value"),
    "a list": (b"- a\n- b\n", "key: value"),
    "empty": (b"", "needs 'as_of'"),
    "only a comment": (b"# nothing\n", "needs 'as_of'"),
    "two documents": (b"matter: {as_of: 2026-11-20}\n---\nmatter: {as_of: 2026-11-20}\n", "more than one document"),
    "noise": (bytes(range(256)) * 20, "not UTF-8"),
    "zeros": (b"\0" * 100, "not valid YAML"),
    "a zip": (b"PK\x03\x04" + b"\xff\xfe" * 50, "UTF-8"),
    "GB18030": ("matter: {as_of: 2026-11-20, title: 激光}".encode("gb18030"), "save it as UTF-8"),
    "UTF-16": ("matter: {as_of: 2026-11-20}".encode("utf-16"), "save it as UTF-8"),
    "Latin-1": (b"matter: {as_of: 2026-11-20, title: caf\xe9}", "save it as UTF-8"),
    "a bell": (b'matter: {as_of: 2026-11-20, title: "a\x07b"}', "not valid YAML"),
    "half a character": (b'matter: {as_of: 2026-11-20, title: "\\ud800"}', "not valid YAML"),
    "huge": (b"#" * 5_000_000, "larger than"),
    "deep": (b"a: " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
    "deep by indent": ("".join("  " * i + "a:\n" for i in range(300)).encode(), "nested too deeply"),
    "laughs": (b"a: &a [x]\nb: &b [*a, *a]\nmatter: {as_of: 2026-11-20}\n", "anchor"),
    "an object": (b"matter: !!python/object/apply:os.system ['true']\n", "tag"),
    "a merge": (b"matter: {as_of: 2026-11-20}\n<<: {a: b}\n", "'<<' is not a field"),
    "a key that is a list": (b"matter: {as_of: 2026-11-20}\n? [a, b]\n: c\n", "key"),
    "a technology that is a word": ("matter: {as_of: 2026-11-20}\ntechnology: 激光雷达\n".encode(), "must be a list"),
}


@pytest.mark.parametrize("name", BYTES)
def test_files_that_are_no_matter(desk: Desk, tmp_path: Path, name: str) -> None:
    content, told = BYTES[name]
    path = tmp_path / "matter.yaml"
    path.write_bytes(content)
    line = refused(desk.ask("classify", path))
    assert told in line
    assert str(path) in line
    assert files(tmp_path) == {"matter.yaml": content}


@pytest.mark.parametrize("name", ["empty", "noise", "two documents", "deep"])
def test_freezing_writes_nothing_into_what_is_no_matter(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / "matter.yaml"
    path.write_bytes(BYTES[name][0])
    refused(desk.ask("classify", path, "--freeze", "--by", "王"))
    assert files(tmp_path) == {"matter.yaml": BYTES[name][0]}


def test_paths_that_are_no_file(desk: Desk, tmp_path: Path) -> None:
    assert "there is no such file" in refused(desk.ask("classify", tmp_path / "没有.yaml"))
    assert "this is a folder" in refused(desk.ask("classify", tmp_path))
    assert "a file is needed" in refused(desk.ask("classify", ""))
    assert "a file is needed" in refused(desk.ask("classify", "\x00"))
    refused(desk.ask("classify", "x" * 5000))
    refused(desk.ask("classify", tmp_path / "matter.yaml" / "inside"))
    assert files(tmp_path) == {}


def test_a_file_that_may_not_be_read(desk: Desk, sample: str, tmp_path: Path) -> None:
    path = tmp_path / "matter.yaml"
    path.write_text(sample, "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    assert "may not be read" in refused(desk.ask("classify", path))


def test_folders_that_hold_no_pack(desk: Desk, tmp_path: Path) -> None:
    assert "no such folder" in refused(desk.ask("verify", tmp_path / "none"))
    assert "no pack" in refused(desk.ask("verify", tmp_path))
    assert "a file is needed" in refused(desk.ask("verify", ""))


def test_a_refusal_leaves_home_and_folder_as_they_were(
    sample: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "m.yaml").write_text(sample.replace("stage: existing", "stage: ready"), "utf-8")
    desk, before = Desk(home), files(here)
    refused(desk.ask("classify", "m.yaml", "--freeze", "--by", "王"))
    refused(desk.ask("measure", "探测距离=3"))
    refused(desk.ask("search", ""))
    refused(desk.ask("show", "没有"))
    assert files(here) == before
    assert {p.name for p in home.iterdir()} <= {"cache"} if home.exists() else True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(noise=st.binary(max_size=12), at=st.integers(0, 10_000))
def test_noise_anywhere_in_a_matter(desk: Desk, sample: str, tmp_path: Path, noise: bytes, at: int) -> None:
    content = sample.encode("utf-8")
    at %= len(content)
    path = tmp_path / "noise.yaml"
    path.write_bytes(content[:at] + noise + content[at + len(noise) :])
    answer = desk.ask("classify", path)
    assert answer.status in (0, 2)
    if answer.status == 2:
        refused(answer)
    else:
        assert "结论（中国法）：自由出口" not in answer.out


# contracts


CONTRACTS: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "文件是空的"),
    "prose": ("你好".encode(), "这不是 Word 文件"),
    "a legacy file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧式 .doc"),
    "half a package": (b"PK\x03\x04" + b"\0" * 100, "文件已损坏"),
}


@pytest.mark.parametrize("name", CONTRACTS)
def test_contracts_that_cannot_be_read_are_told_in_chinese(tmp_path: Path, name: str) -> None:
    content, told = CONTRACTS[name]
    path = tmp_path / "合同.docx"
    path.write_bytes(content)
    assert told in refused(clauses(tmp_path, "inspect", "--lang", "zh", path))


def test_what_clauses_are_asked_for_in_vain_is_told_in_chinese(tmp_path: Path) -> None:
    assert "没有这个文件" in refused(clauses(tmp_path, "inspect", "--lang", "zh", tmp_path / "none.docx"))
    assert "没有条款“XX-99”；条款库现有" in refused(clauses(tmp_path, "show", "--lang", "zh", "XX-99"))
    assert "不是 --variant 可取的值；可写" in refused(
        clauses(tmp_path, "show", "--lang", "zh", "LIC-01", "--variant", "hard")
    )
    assert "没有条款类“QQ”" in refused(clauses(tmp_path, "list", "--lang", "zh", "--family", "QQ"))


def test_the_terminals_language_decides_where_none_is_asked_for(tmp_path: Path) -> None:
    assert "没有这个文件" in refused(clauses(tmp_path, "inspect", tmp_path / "none.docx", LANG="zh_CN.UTF-8"))
    assert "there is no such file" in refused(clauses(tmp_path, "inspect", tmp_path / "none.docx", LANG="en_GB.UTF-8"))


def clauses(home: Path, *words: str | Path, **environment: str) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    status = clause_main([str(w) for w in words], {"CAVEAT_HOME": str(home), **environment}, out, err)
    return Answer(status, out.getvalue(), err.getvalue())
