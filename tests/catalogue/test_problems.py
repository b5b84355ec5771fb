"""Faults told in two languages, and the language of the line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from catalogue.commands import entry_point, spoken_language
from catalogue.problems import BadInput, Problem, did_you_mean_zh, one_of_zh

SPOKEN = (
    *("catalogue/" + n for n in ("opening.py", "yamltext.py", "fields.py", "matterfile.py", "matterschema.py")),
    *(
        "catalogue/" + n
        for n in ("mattervalues.py", "countries.py", "searching/query.py", "searching/search.py", "editions.py")
    ),
    *("catalogue/" + n for n in ("comparing/diffcommand.py", "given.py", "numbers.py", "quantity.py", "commands.py")),
    *("catalogue/__main__.py", "clause_library/__main__.py"),
    *("clause_library/" + n for n in ("variables.py", "listing.py", "word/draft.py")),
    *("clause_library/word/source/" + n for n in ("document.py", "xmltree.py")),
    *("clause_library/word/writing/" + n for n in ("placement.py", "speaking.py", "anchors.py", "again.py")),
    "catalogue/reports/saving.py",
)
"""Modules on the ordinary paths of a lawyer: every fault they tell has Chinese words."""


def test_a_problem_in_english_and_in_chinese() -> None:
    problem = Problem("no 'id'", "a.yaml", 3, "id", "add one", "缺少“id”", "请补上")
    assert str(problem) == problem.in_language("en") == "a.yaml:3: no 'id'; add one"
    assert problem.in_language("zh") == "a.yaml:3: 缺少“id”；请补上"
    assert problem.as_json()["message"] == "no 'id'"
    assert problem.as_json()["message_zh"] == "缺少“id”"
    assert problem.as_json()["hint_zh"] == "请补上"


def test_a_problem_without_chinese_words_is_told_in_english() -> None:
    problem = Problem("no 'id'", "a.yaml", 3, "id", "add one")
    assert problem.in_language("zh") == str(problem)
    assert problem.as_json()["message_zh"] == ""


def test_several_problems_are_counted_in_the_language_of_the_line() -> None:
    bad = BadInput(Problem("one", message_zh="其一"), Problem("two"), Problem("three"))
    assert str(bad) == "one (and 2 more)"
    assert bad.in_language("zh") == "其一（另有2处）"


def test_choices_in_chinese() -> None:
    assert did_you_mean_zh("titel", ("title", "source")) == "是否应为“title”？"
    assert did_you_mean_zh("xyz", ("title", "source")) == ""
    assert one_of_zh(("a", "b")) == "可写：a、b"


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ((), {}, "en"),
        ((), {"LANG": "zh_CN.UTF-8"}, "zh"),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ((), {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        (("search", "--lang", "en", "x"), {"LANG": "zh_CN.UTF-8"}, "en"),
        (("search", "--lang=zh", "x"), {}, "zh"),
        (("search", "--", "--lang", "zh"), {}, "en"),
        (("search", "--lang", "fr"), {}, "en"),
        (("search", "--lang"), {}, "en"),
        (("search", "zh"), {}, "en"),
        ((), {"LANG": "Chinese (Simplified)_China"}, "zh"),
    ],
)
def test_the_language_of_error_lines(words: tuple[str, ...], environment: dict[str, str], lang: str) -> None:
    assert spoken_language(words, environment) == lang


@pytest.mark.parametrize(("variable", "seen"), [(None, "zh_CN"), ("en_GB.UTF-8", "en_GB.UTF-8")])
def test_where_no_variable_names_a_language_the_systems_own_counts(
    monkeypatch: pytest.MonkeyPatch, variable: str | None, seen: str
) -> None:
    monkeypatch.setattr("catalogue.commands.locale.getlocale", lambda: ("zh_CN", "cp936"))
    monkeypatch.delenv("LANG", raising=False)
    if variable:
        monkeypatch.setenv("LANG", variable)
    found: list[str] = []
    assert entry_point(lambda _words, environment, _out, _err: found.append(environment["LANG"]) or 0) == 0
    assert found == [seen]


@pytest.mark.parametrize("name", SPOKEN)
def test_every_fault_of_the_ordinary_paths_has_chinese_words(root: Path, name: str) -> None:
    tree = ast.parse((root / name).read_text("utf-8"))
    faults = [call for call in ast.walk(tree) if isinstance(call, ast.Call) and _tells(call)]
    silent = [call.lineno for call in faults if not {k.arg for k in call.keywords} & {"zh", "message_zh"}]
    hinted = [c for c in faults if any(k.arg == "hint" for k in c.keywords)]
    half = [call.lineno for call in hinted if "hint_zh" not in {k.arg for k in call.keywords}]
    assert faults
    assert (silent, half) == ([], [])


def _tells(call: ast.Call) -> bool:
    """True for a call that words a fault; `Problem` with all its parts by position hands words on."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in ("because", "complain", "_bad")
    return isinstance(call.func, ast.Name) and call.func.id == "Problem" and len(call.args) < 6
