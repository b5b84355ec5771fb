"""Rendering: no braces leave it, both languages stay parallel, the document's words are followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_samples import LIC_02, LIC_03, a_classification, a_matter, a_step, make_library

from catalogue.problems import BadInput
from clause_library.listing import NoSuchPosition, block_text, clause_text, list_clauses, show_clause
from clause_library.model import LANGS, VARIANTS, Chosen, RenderedClause, Run, Selection
from clause_library.render import render, term_word
from clause_library.select import select
from clause_library.store import Store, bundled_library, read_store

X = a_classification(("X",))

STANDING = ("own", "version", "author", "dated", "renamed", "retired")


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


@pytest.fixture
def small(tmp_path: Path) -> Store:
    return read_store(make_library(tmp_path / "lib"))


def chosen(store: Store, *names: str, variant: str = "balanced") -> Selection:
    clauses = tuple(Chosen(n, variant, "mandatory", (), store.clauses[n].host) for n in names)
    return Selection(clauses, (), (), ())


def text(clause: RenderedClause, lang: str) -> str:
    return block_text(clause.blocks[lang], lang)


def runs(clause: RenderedClause, lang: str) -> list[Run]:
    return [r for b in clause.blocks[lang] for cell in b.cells for r in cell]


def test_every_text_of_the_library_renders_without_braces_and_in_parallel(store: Store) -> None:
    for clause in store.clauses.values():
        for variant in clause.variants:
            selection = chosen(store, clause.id, variant=variant)
            (filled,) = render(a_matter("PL"), X, selection, store, LANGS)
            zh, en = filled.blocks["zh"], filled.blocks["en"]
            assert [b.kind for b in zh] == [b.kind for b in en], (clause.id, variant)
            for lang in LANGS:
                words = "".join(r.text for r in runs(filled, lang))
                assert not set("{}⟨⟩") & set(words)
                assert words.strip()


def test_references_stay_references_and_lead_to_chosen_clauses(store: Store) -> None:
    selection = select(a_matter("PL"), X, store)
    names = {c.id for c in selection.clauses}
    found = [r for c in render(a_matter("PL"), X, selection, store, LANGS) for lang in LANGS for r in runs(c, lang)]
    refs = {r.ref for r in found if r.ref}
    assert refs
    assert refs <= names


def test_a_reference_to_a_clause_not_in_the_paper_is_plain_words(small: Store) -> None:
    (filled,) = render(a_matter("PL"), X, chosen(small, "LIC-02"), small, LANGS)
    assert not [r for r in runs(filled, "zh") if r.ref]
    assert "“签署即生效的条款束”条款" in text(filled, "zh")
    assert "the article “Pre-effectiveness bundle”" in text(filled, "en")


def test_an_item_reference_carries_its_number(tmp_path: Path) -> None:
    text = LIC_02.replace("{ref:LIC-03}", "{ref:LIC-03#2}")
    store = read_store(make_library(tmp_path / "lib", LIC_02=text, LIC_03=LIC_03))
    filled = render(a_matter("PL"), X, chosen(store, "LIC-02", "LIC-03"), store, ("zh",))[0]
    assert [(r.ref, r.item) for r in runs(filled, "zh") if r.ref] == [("LIC-03", 2)]


def test_the_documents_words_are_followed(small: Store) -> None:
    terms = {("zh", "出口方"): "许可方", ("zh", "本合同"): "本协议", ("en", "Exporter"): "Licensor"}
    bundle = render(a_matter("PL"), X, chosen(small, "LIC-02", "LIC-03"), small, LANGS, terms)
    assert text(bundle[0], "zh").splitlines()[1].startswith("本协议自")
    assert "许可方应当申请" in text(bundle[1], "zh")
    assert "The Licensor shall apply" in text(bundle[1], "en")
    plain = render(a_matter("PL"), X, chosen(small, "LIC-02", "LIC-03"), small, LANGS)
    assert "出口方应当申请" in text(plain[1], "zh")


def test_a_term_keeps_its_capital_at_the_head_of_a_sentence() -> None:
    terms = {("en", "this Agreement"): "this Contract"}
    assert term_word("This Agreement", "en", terms) == "This Contract"
    assert term_word("this Agreement", "en", terms) == "this Contract"
    assert term_word("Recipient", "en", terms) == "Recipient"


def test_missing_values_are_marked_blanks_with_their_label(small: Store) -> None:
    (filled,) = render(a_matter("PL"), X, chosen(small, "LIC-03"), small, LANGS)
    assert filled.missing == ("LIC-03.signed_on",)
    assert [r.text for r in runs(filled, "zh") if r.blank] == ["【____（签署日）】"]
    assert [r.text for r in runs(filled, "en") if r.blank] == ["[____ (Signing date)]"]


def test_values_are_filled_in_per_language(small: Store) -> None:
    matter = a_matter("PL", variables={"signed_on": "2026-12-15", "LIC-03.filing_days": "25"})
    (filled,) = render(matter, X, chosen(small, "LIC-03"), small, LANGS)
    assert filled.missing == ()
    assert "25个工作日内申请。" in text(filled, "zh")
    assert "签署日为2026年12月15日。" in text(filled, "zh")
    assert "signed on 15 December 2026." in text(filled, "en")


def test_strong_words_are_strong_runs_and_nothing_else_is(small: Store) -> None:
    (filled,) = render(a_matter("PL"), X, chosen(small, "LIC-03", variant="exporter"), small, LANGS)
    assert [r.text for r in runs(filled, "zh") if r.strong] == ["出口方不承担责任。"]


def test_a_default_below_the_statutory_sum_is_lifted_and_a_typed_value_is_not(small: Store) -> None:
    steps = a_classification(("X",), obligations=(a_step("loi.decision", 30), a_step("licence.review", 15)))
    (filled,) = render(a_matter("PL"), steps, chosen(small, "LIC-03"), small, ("zh",))
    assert "45个工作日内申请。" in text(filled, "zh")
    typed = a_matter("PL", variables={"filing_days": "25"})
    (filled,) = render(typed, steps, chosen(small, "LIC-03"), small, ("zh",))
    assert "25个工作日内申请。" in text(filled, "zh")


def test_a_bad_value_ends_the_operation(small: Store) -> None:
    with pytest.raises(BadInput, match=r"LIC-03\.filing_days"):
        render(a_matter("PL", variables={"LIC-03.filing_days": "many"}), X, chosen(small, "LIC-03"), small, ("zh",))


def test_title_reasons_and_basis_travel_along(store: Store) -> None:
    selection = select(a_matter("PL"), X, store)
    filled = {c.id: c for c in render(a_matter("PL"), X, selection, store, ("en",))}
    assert list(filled) == [c.id for c in selection.clauses]
    assert filled["LIC-02"].effective == "on_licence"
    assert filled["LIC-02"].because
    assert filled["LIC-02"].basis
    assert set(filled["LIC-02"].blocks) == {"en"}


def test_the_sample_fills_every_text_and_show_leaves_blanks(store: Store) -> None:
    for clause in store.clauses.values():
        for variant in VARIANTS:
            if variant in clause.variants:
                for lang in LANGS:
                    value = show_clause(store, clause.id, variant, lang)
                    assert set(value) == {"id", "variant", "lang", "title", "text", "variables", "basis", *STANDING}
                    bare = [v for v in clause.variables.values() if not v.default]
                    assert bool(bare) or "____" not in str(value["text"]), (clause.id, variant, lang)
                    assert "____" not in clause_text(store, clause, variant, lang), (clause.id, variant, lang)


def test_show_numbers_items_for_reading(small: Store) -> None:
    assert "  （一）20个工作日内申请。" in str(show_clause(small, "LIC-03")["text"])
    assert "  (b) signed on [____ (Signing date)]." in str(show_clause(small, "LIC-03", lang="en")["text"])


def test_an_absent_position_is_refused_with_its_reason(small: Store) -> None:
    with pytest.raises(NoSuchPosition, match="法定生效不可变更"):
        show_clause(small, "LIC-02", "counterparty")
    with pytest.raises(BadInput, match="--variant"):
        show_clause(small, "LIC-02", "seller")
    with pytest.raises(BadInput, match="--lang"):
        show_clause(small, "LIC-02", lang="fr")


def test_list_by_family_letter_or_code(store: Store) -> None:
    rows = list_clauses(store)["clauses"]
    assert len(rows) == len(store.clauses)  # type: ignore[arg-type]
    fields = {"id", "family", "title", "title_en", "variants", "langs", "priority", "effective", *STANDING}
    assert set(rows[0]) == fields  # type: ignore[index]
    assert list_clauses(store, "C") == list_clauses(store, "LIC")
    with pytest.raises(BadInput, match="no family"):
        list_clauses(store, "Z")
