"""The form of a deal: each value once, shared where it means the same, faults told, never lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from library_samples import a_classification, a_matter, a_step

from catalogue.matterfile import MatterFile
from catalogue.model import Words
from clause_library.form import blocks_with, fault_in, fields_of_deal, fill, filled
from clause_library.store import Store, bundled_library, read_store
from clause_library.variables import values_of

STORE = read_store(bundled_library())
X = a_classification(("X",), obligations=(a_step("loi-decision", 30), a_step("licence-decision", 15)))
FILE = MatterFile.new(dt.date(2026, 11, 20))
IDS = ("DEF-01", "LIC-01", "LIC-02", "LIC-03", "LIC-05")


def field(name: str, file: MatterFile = FILE, ids: tuple[str, ...] = IDS, store: Store = STORE):
    clause, _, variable = name.partition(".")
    found = fields_of_deal(file.matter, X, store, ids)
    return next(f for f in found if f.variable.name == variable and clause in f.clauses)


def test_every_variable_of_every_clause_stands_in_exactly_one_field() -> None:
    found = fields_of_deal(FILE.matter, X, STORE, tuple(STORE.clauses))
    asked = [(clause, f.variable.name) for f in found for clause in f.clauses]
    assert sorted(asked) == sorted((c.id, name) for c in STORE.clauses.values() for name in c.variables)
    assert len({f.id for f in found}) == len(found)


def test_sharing_fields_agree_in_all_that_is_shown() -> None:
    for one in fields_of_deal(FILE.matter, X, STORE, tuple(STORE.clauses)):
        variables = [STORE.clauses[name].variables[one.variable.name] for name in one.clauses]
        assert {(v.type, v.label, v.default, v.minimum, v.maximum) for v in variables} == {
            (one.variable.type, one.variable.label, one.variable.default, one.variable.minimum, one.variable.maximum)
        }


def test_a_value_filled_in_once_is_used_everywhere() -> None:
    shared = field("LIC-02.licence_authority")
    assert set(shared.clauses) >= {"DEF-01", "LIC-02"}
    after = fill(FILE, shared, "上海市商务委员会 | the Shanghai Commission")
    for name in shared.clauses:
        value = values_of(STORE.clauses[name], after.matter)["licence_authority"]
        assert value.text == Words("上海市商务委员会", "the Shanghai Commission")
    again = field("DEF-01.licence_authority", after)
    assert again.typed.startswith("上海")
    assert fill(after, again, "").matter.clauses.variables == ()


def test_the_value_while_it_is_typed_is_that_of_filling_in() -> None:
    for name in ("LIC-02.licence_authority", "LIC-05.exercise_days", "LIC-05.long_stop_days"):
        one = field(name)
        assert set(filled(FILE.matter, one, "90").clauses.variables) == set(
            fill(FILE, one, "90").matter.clauses.variables
        )


def test_clauses_given_values_of_their_own_have_fields_of_their_own() -> None:
    own = FILE.set_variable("LIC-02.licence_authority", "商务部")
    mine, other = field("LIC-02.licence_authority", own), field("DEF-01.licence_authority", own)
    assert mine.clauses == ("LIC-02",)
    assert "LIC-02" not in other.clauses
    after = fill(own, mine, "省厅")
    assert field("LIC-02.licence_authority", after).typed == "省厅"
    assert field("DEF-01.licence_authority", after).typed == ""


def test_missing_values_minimum_and_faults_are_told() -> None:
    assert field("LIC-01.loi_no").missing
    stop = field("LIC-05.long_stop_days")
    assert stop.least == 45
    assert "30" in stop.why.zh
    assert not stop.missing
    bad = field("LIC-05.long_stop_days", FILE.set_variable("LIC-05.long_stop_days", "viele"))
    assert bad.fault.en
    assert bad.shown == Words()
    assert fault_in(stop, "9999")
    assert fault_in(stop, "180") == Words()
    assert fault_in(stop, "") == Words()


def test_what_the_matter_knows_stands_in_the_form() -> None:
    dated = replace(FILE.matter, loi=replace(a_matter("PL").loi, number="商技意向〔2026〕8号"))
    found = fields_of_deal(dated, X, STORE, IDS)
    assert next(f for f in found if f.variable.name == "loi_no").shown.zh == "商技意向〔2026〕8号"


def test_passages_of_a_value_are_found_in_both_languages_alike() -> None:
    for clause in STORE.clauses.values():
        for variant in clause.variants.values():
            for name in clause.variables:
                assert blocks_with(variant.texts["zh"], name) == blocks_with(variant.texts["en"], name), clause.id
