"""Own clauses over the bundled ones: whose text stands, what a fault does, old ids, retirement."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_samples import LIC_02, LIC_03, a_classification, a_matter, a_step, make_library

from clause_library.listing import list_clauses, show_clause
from clause_library.model import Chosen, Listed, Selection
from clause_library.own.carrying import library_at
from clause_library.own.explain import explain, place_words
from clause_library.select import select
from clause_library.store import Store, read_store
from clause_library.variables import values_of
from clause_library.verify import verify_at, verify_store

SIGNED = "version: '3'\nauthor: 王律师\ndated: 2026-11-20\n"


def over(tmp_path: Path, **own: str) -> Store:
    """The two-clause library with own clauses laid over it."""
    user = tmp_path / "user" / "clauses"
    user.mkdir(parents=True, exist_ok=True)
    for name, text in own.items():
        (user / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return read_store(make_library(tmp_path / "lib"), user.parent)


def selected(store: Store, **choices: str) -> Selection:
    chosen = {name.replace("_", "-"): choice for name, choice in choices.items()}
    return select(a_matter("PL", chosen=chosen), a_classification(("X",)), store)


def chosen(selection: Selection, name: str) -> Chosen:
    return next(c for c in selection.clauses if c.id == name)


def left_out(selection: Selection, name: str) -> Listed:
    return next(c for c in selection.excluded if c.id == name)


def test_an_own_text_says_so_in_list_show_and_select(tmp_path: Path) -> None:
    store = over(tmp_path, LIC_03=SIGNED + LIC_03.replace("通常接受。", "我所的做法。"))
    assert store.problems == ()
    rows = {row["id"]: row for row in list_clauses(store)["clauses"]}  # type: ignore[index,union-attr]
    assert (rows["LIC-03"]["own"], rows["LIC-03"]["version"], rows["LIC-03"]["author"]) == ("replaces", "3", "王律师")
    assert rows["LIC-02"]["own"] == ""
    assert show_clause(store, "LIC-03")["dated"] == "2026-11-20"
    because = [w.zh for w in chosen(selected(store), "LIC-03").because]
    assert "采用自有文本（第3版，王律师，2026-11-20），代替随附文本" in because
    assert not any("自有" in w.zh for w in chosen(selected(store), "LIC-02").because)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("family: C", "family: Q", "“Q”不是“family”可取的值"),
        ("{term:出口方}应当申请。", "{var:nobody}应当申请。", "用了未定义的变量“nobody”"),
        ("{term:出口方}应当申请。", "依照{ref:ZZZ-01}申请。", "条款库里没有该条"),
        ("depends: []", "depends: [ZZZ-01]", "所依赖的 ZZZ-01"),
    ],
)
def test_a_faulty_own_clause_leaves_the_bundled_one_and_says_so(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in LIC_03
    store = over(tmp_path, LIC_03=LIC_03.replace(old, new).replace("先行生效", "自有标题"))
    assert "自有标题" not in str(store.clauses["LIC-03"])
    assert any(told in p.message_zh and "仍用随附的 LIC-03" in p.hint_zh for p in store.problems), store.problems
    assert any("自有文本有错" in w.zh and told in w.zh for w in chosen(selected(store), "LIC-03").because)
    assert list_clauses(store)["problems"]
    assert told in "".join(p.message_zh for p in verify_store(store, tmp_path / "lib").problems)


def test_an_own_clause_that_leans_on_a_faulty_one_falls_with_it(tmp_path: Path) -> None:
    own = LIC_03.replace("id: LIC-03", "id: LIC-80").replace("depends: []", "depends: [LIC-81]")
    other = LIC_03.replace("id: LIC-03", "id: LIC-81").replace("depends: []", "depends: [ZZZ-01]")
    store = over(tmp_path, LIC_80=own, LIC_81=other)
    assert set(store.clauses) == {"LIC-02", "LIC-03"}
    assert len(store.problems) == 2


def test_choices_and_values_follow_a_new_id_with_a_note(tmp_path: Path) -> None:
    own = LIC_03.replace("id: LIC-03", "id: LIC-83\nrenamed: [LIC-03]").replace(
        "{clause: [LIC-02", "{class: [X]}, {clause: [LIC-02"
    )
    gone = "id: LIC-03\nretired: {zh: 改用本所文本, en: replaced by our text}\n"
    store = over(tmp_path, LIC_83=own, LIC_03=gone)
    assert store.problems == ()
    assert store.renames == {"LIC-03": "LIC-83"}
    assert store.clause("lic-03").id == "LIC-83"
    matter = a_matter("PL", chosen={"LIC-03": "exporter"}, variables={"LIC-03.filing_days": "33"})
    selection = select(matter, a_classification(("X",)), store)
    found = chosen(selection, "LIC-83")
    assert found.variant == "exporter"
    assert any("旧编号 LIC-03" in w.zh for w in found.because)
    assert values_of(store.clauses["LIC-83"], matter)["filing_days"].text.zh == "33"
    assert chosen(selection, "LIC-02"), "what needed the old id needs the new one"
    assert store.clauses["LIC-02"].depends == ("LIC-83",)
    assert "LIC-83" in left_out(selection, "LIC-03").because[0].zh
    assert left_out(selection, "LIC-03").lacking == ""


def test_a_choice_under_the_present_id_counts_before_one_under_the_old(tmp_path: Path) -> None:
    own = LIC_03.replace("id: LIC-03", "id: LIC-03\nrenamed: [LIC-77]")
    store = over(tmp_path, LIC_03=own)
    assert chosen(selected(store, LIC_77="exporter", LIC_03="counterparty"), "LIC-03").variant == "counterparty"
    assert chosen(selected(store, LIC_77="exporter"), "LIC-03").variant == "exporter"


def test_a_retired_clause_is_never_chosen_and_the_matter_is_told(tmp_path: Path) -> None:
    store = over(tmp_path, LIC_02="id: LIC-02\nauthor: 王\nretired: {zh: 已改法, en: the law changed}\n")
    assert store.problems == ()
    selection = selected(store, LIC_02="balanced")
    assert "LIC-02" not in [c.id for c in selection.clauses]
    reasons = [w.zh for w in left_out(selection, "LIC-02").because]
    assert reasons == ["本条已停用：已改法", "案卷提到本条，未予采纳"]
    assert left_out(selection, "LIC-02").lacking == "mandatory"
    assert [(d.id, d.kind) for d in selection.deviations] == [("LIC-02", "refused")]


def test_what_needs_a_retired_clause_is_found_by_verify(tmp_path: Path) -> None:
    store = over(tmp_path, LIC_03="id: LIC-03\nretired: {zh: 停, en: gone}\n")
    found = [p for p in verify_store(store, tmp_path / "lib").problems if "is retired" in p.message]
    assert [p.message_zh for p in found] == ["所依赖的 LIC-03 已停用"]
    fallen = left_out(selected(store), "LIC-02")
    assert "LIC-03" in fallen.because[0].zh
    assert fallen.lacking == "mandatory", "named beside every draft as still to be written"
    twice = over(tmp_path / "b", LIC_03=LIC_03.replace("id: LIC-03", "id: LIC-03\nrenamed: [LIC-02]"))
    assert any("still stands" in p.message for p in verify_store(twice, tmp_path / "b" / "lib").problems)


def test_verify_without_a_folder_reads_the_users_clauses(tmp_path: Path) -> None:
    bundled = make_library(tmp_path / "lib")
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / "LIC-03.yaml").write_text(LIC_03.replace("PL: M", "PL: R"), encoding="utf-8")
    found = verify_at(None, bundled, tmp_path / "user").problems
    assert any("PL 类合同：本文件为推荐，总表为必备" in explain(p, "zh") for p in found)
    assert verify_at(bundled, bundled, tmp_path / "user").problems == ()


def test_places_are_told_in_words() -> None:
    assert place_words("variants.balanced.zh.2").zh == "平衡立场，中文，第3段"
    assert place_words("variants.balanced.zh.2").en == "balanced position, Chinese, paragraph 3"
    assert place_words("basis.0").zh == "法律依据第1项"
    assert not place_words("")


def test_every_problem_has_chinese_words(tmp_path: Path) -> None:
    faulty = LIC_03.replace("{var:filing_days}个工作日内申请。", "{var:nobody}三日不得申请 {bad} ", 1)
    faulty = faulty.replace("depends: []", "depends: [x]").replace("topic: T13", "topic: T33")
    faulty = faulty.replace("fallback: balanced", "fallback: none").replace("type: date", "type: day")
    folder = make_library(tmp_path / "lib", LIC_02=LIC_02, LIC_03=faulty)
    for problem in verify_store(read_store(folder), folder).problems:
        assert problem.message_zh, problem
        assert any("\u4e00" <= c <= "\u9fff" for c in problem.message_zh), problem


RENAMED = LIC_03.replace("id: LIC-03", "id: LIC-83\nrenamed: [LIC-03]").replace(
    "{clause: [LIC-02", "{class: [X]}, {clause: [LIC-02"
)
GONE = "id: LIC-03\nretired: {zh: 改用本所文本, en: replaced by our text}\n"
RULE = """rules:
  - id: Z-01
    severity: warning
    clauses: [LIC-03]
    when: {clause: [LIC-03]}
    below_minimum: [LIC-03.filing_days]
    text: {zh: 期限过短, en: too short}
    repair: {zh: 延长, en: make it longer}
"""


def renamed(tmp_path: Path, **more: str) -> Store:
    """LIC-03 goes by LIC-83; a rule of the firm still says LIC-03."""
    user = tmp_path / "user"
    user.mkdir(parents=True)
    (user / "conflicts.yaml").write_text(RULE, encoding="utf-8")
    return over(tmp_path, LIC_83=RENAMED, LIC_03=GONE, **more)


def test_rules_packs_and_conditions_follow_a_new_id_with_a_note(tmp_path: Path) -> None:
    waiting = LIC_03.replace("id: LIC-03", "id: LIC-84")
    start = waiting.index("triggers:")
    waiting = waiting[:start] + "triggers: {clause: [LIC-03]}\n" + waiting[waiting.index("\n", start) + 1 :]
    store = renamed(tmp_path, LIC_84=waiting)
    assert store.problems == ()
    assert "LIC-83" in store.packs["X"].names
    assert "LIC-03" not in store.packs["X"].names
    steps = (a_step("loi.decision", 30), a_step("licence.decision", 15))
    result = a_classification(("X",), obligations=steps)
    selection = select(a_matter("PL", variables={"LIC-83.filing_days": "20"}), result, store)
    because = [w.zh for w in chosen(selection, "LIC-84").because]
    assert any("LIC-83" in w and "旧编号 LIC-03" in w for w in because)
    (conflict,) = [c for c in selection.conflicts if c.rule == "Z-01"]
    assert conflict.clauses == ("LIC-83",)
    assert conflict.place == "LIC-83.filing_days"
    assert "（LIC-03 现为 LIC-83）" in conflict.text.zh
    assert "(LIC-03 is now LIC-83)" in conflict.text.en


def test_without_a_new_id_nothing_follows_and_no_note_is_made(tmp_path: Path) -> None:
    store = over(tmp_path)
    assert not any(rule.earlier for rule in store.conflict_rules)
    assert not any("旧编号" in w.zh for c in selected(store).clauses for w in c.because)


def test_an_earlier_id_that_leads_to_nothing_is_a_problem_in_words(tmp_path: Path) -> None:
    store = over(tmp_path, LIC_02="id: LIC-02\nrenamed: [LIC-77]\nretired: {zh: 停, en: gone}\n")
    found = [p for p in verify_store(store, tmp_path / "lib").problems if "leads to" in p.message]
    assert [p.message_zh for p in found] == ["旧编号 LIC-77 指向 LIC-02，该条已停用而没有代替的条款"]
    assert "LIC-02" in found[0].message
    sound = renamed(tmp_path / "b")
    assert not [p for p in verify_store(sound, tmp_path / "b" / "lib").problems if "leads to" in p.message]


def test_earlier_versions_are_a_library_to_compare_with(tmp_path: Path) -> None:
    kept = tmp_path / "earlier"
    kept.mkdir()
    for version, words in (("1", "应当申请"), ("2", "应当及时申请")):
        text = LIC_03.replace("应当申请", words).replace("family: C", f"family: C\nversion: '{version}'", 1)
        (kept / f"LIC-03-v{version}.yaml").write_text(text, "utf-8")
    store = library_at(str(kept), make_library(tmp_path / "lib"))
    assert store.problems == ()
    assert store.clauses["LIC-03"].version == "2"
