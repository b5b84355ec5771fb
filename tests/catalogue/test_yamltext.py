"""YAML as text with places: nothing converted, nothing silently dropped, hostile files refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from catalogue import yamltext
from catalogue.problems import BadInput, Problem, did_you_mean
from catalogue.yamltext import EDITION_BYTES, MAX_BYTES, Mapping, Scalar, Sequence, parse_yaml, read_yaml


def texts(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [texts(item) for item in node.items]
    assert isinstance(node, Mapping)
    return {key: texts(value) for key, value in node.pairs.items()}


@pytest.mark.parametrize("value", ["1.10", "NO", "12:30", "5E002", "0o17", "1_000", "2026-11-20", "0x1F", "yes", "~"])
def test_scalars_stay_the_text_that_was_typed(value: str) -> None:
    assert texts(parse_yaml(f"a: {value}", "t")) == {"a": value}


def test_every_node_knows_its_line() -> None:
    node = parse_yaml("a: 1\nb:\n  - x\n  - y: z\n", "t")
    assert isinstance(node, Mapping)
    assert node.key_lines == {"a": 1, "b": 2}
    inner = node.pairs["b"]
    assert isinstance(inner, Sequence)
    assert [item.line for item in inner.items] == [3, 4]


def test_an_unquoted_empty_value_is_null_and_a_quoted_one_is_not() -> None:
    node = parse_yaml("a:\nb: ''\nc: null\nd: 'null'\n", "t")
    assert isinstance(node, Mapping)
    assert [v.is_null for v in node.pairs.values() if isinstance(v, Scalar)] == [True, False, True, False]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "m.yaml:3: 'a' is given twice; it stands first in line 1; keep one"),
        ("a: &x 1\nb: *x\n", "m.yaml:1: uses an anchor"),
        ("a: *x\n", "m.yaml:1: uses an alias"),
        ("a: !!python/object:os.system x\n", "m.yaml:1: uses a tag"),
        ("a: !thing x\n", "m.yaml:1: uses a tag"),
        ("a: 1\n---\nb: 2\n", "holds more than one document"),
        ("? [x]\n: 1\n", "has a key that is not a text"),
        ("a: [1, 2\nb: 3\n", "is not valid YAML"),
        ("\tx: 1\n", "is not valid YAML"),
        ("a: \x00\n", "is not valid YAML"),
        ("[" * 100 + "]" * 100, "is nested too deeply"),
    ],
)
def test_what_yaml_allows_and_law_cannot_bear_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_yaml(text, "m.yaml")
    line = str(caught.value)
    assert words in line
    assert "\n" not in line


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_yaml(tmp_path / "none.yaml")
    with pytest.raises(BadInput, match="a folder"):
        read_yaml(tmp_path)
    gbk = tmp_path / "g.yaml"
    gbk.write_bytes("题目: 激光".encode("gb18030"))
    with pytest.raises(BadInput, match="not UTF-8"):
        read_yaml(gbk)
    large = tmp_path / "l.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(BadInput, match="larger than"):
        read_yaml(large)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert texts(read_yaml(path)) == {"a": "1"}


plain = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=20)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(plain, values, min_size=1, max_size=5))
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    assert texts(parse_yaml(yaml.safe_dump(value, allow_unicode=True), "t")) == value


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        parse_yaml(text, "t.yaml")
    except BadInput as bad:
        assert "\n" not in str(bad)  # noqa: PT017


def test_a_problem_is_one_line_whatever_it_holds() -> None:
    problem = Problem("a\nb", "f.yaml", 3, "x", "do\tthis")
    assert str(problem) == "f.yaml:3: a b; do this"
    assert str(Problem("only words")) == "only words"
    assert str(BadInput(problem, problem)) == "f.yaml:3: a b; do this (and 1 more)"


def test_likely_words_are_offered_and_unlikely_ones_are_not() -> None:
    assert did_you_mean("titel", ["title", "code"]) == "did you mean 'title'?"
    assert did_you_mean("zzz", ["title", "code"]) == ""


def test_an_edition_may_be_larger_than_other_files(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a: {'x' * (MAX_BYTES + 1)}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="larger than 4,000,000 bytes"):
        read_yaml(path)
    node = read_yaml(path, limit=EDITION_BYTES)
    assert isinstance(node, Mapping)


def test_nodes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_NODES", 100)
    assert parse_yaml("[" + "a, " * 90 + "]", "f")
    with pytest.raises(BadInput, match="f:1: holds more than 100 values; split it"):
        parse_yaml("[" + "[], " * 101 + "]", "f")
