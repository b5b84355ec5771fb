"""Search inside the clause library: what `show` prints is found, and nothing else is (held against a plain scan)."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.matter import Matter
from catalogue.text import Normaliser
from clause_library.listing import clause_text
from clause_library.model import LANGS
from clause_library.searching import ClauseDesk, open_clause_desk
from clause_library.store import Store, bundled_library, read_store

NORMALISER = Normaliser()
QUOTES = '"＂“”„‟〝〞'


@dataclass(frozen=True)
class Told:
    """A text somebody can read, and what a search must call it."""

    id: str
    variant: str
    lang: str
    where: str
    text: str


def everything(store: Store) -> list[Told]:
    """Gathered by hand from the clauses, not from the rows of the search."""
    found: list[Told] = []
    for clause in store.clauses.values():
        for lang in LANGS:
            said = [("title", clause.title), ("purpose", clause.purpose), ("negotiation", clause.negotiation)]
            said += [("gives_up", v.gives_up) for v in clause.variants.values()]
            said += [("absent", words) for words in clause.absent.values()]
            said += [("variable", w) for v in clause.variables.values() for w in (v.label, v.help)]
            found += [Told(clause.id, "", lang, where, w.in_language(lang)) for where, w in said]
            for variant in clause.variants:
                for line in shown(store, clause.id, variant, lang).splitlines():
                    found.append(Told(clause.id, variant, lang, "text", line))
    return [told for told in found if told.text.strip()]


def shown(store: Store, clause_id: str, variant: str, lang: str) -> str:
    return clause_text(store, store.clauses[clause_id], variant, lang, Matter(as_of=dt.date.min))


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


@pytest.fixture(scope="module")
def told(store: Store) -> list[tuple[Told, str]]:
    return [(one, NORMALISER.normalise(one.text)) for one in everything(store)]


@pytest.fixture(scope="module")
def desks(store: Store, tmp_path_factory: pytest.TempPathFactory) -> tuple[ClauseDesk, ClauseDesk]:
    """One that keeps its index, opened a second time, and one in memory."""
    cache = tmp_path_factory.mktemp("cache")
    open_clause_desk(store, cache, NORMALISER)
    return open_clause_desk(store, cache, NORMALISER), open_clause_desk(store, None, NORMALISER)


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_piece_of_every_text(
    data: st.DataObject, told: list[tuple[Told, str]], desks: tuple[ClauseDesk, ClauseDesk]
) -> None:
    one, _ = told[data.draw(st.integers(0, len(told) - 1))]
    line = one.text.lstrip(" ")
    start = data.draw(st.integers(0, len(line) - 1))
    piece = line[start : start + data.draw(st.integers(1, 12))]
    needle = NORMALISER.normalise(piece)
    if not needle or any(sign in piece for sign in QUOTES):
        return
    # Item numbers are the listing's, not the text's: a piece that begins in one is left to the others.
    expected = {(t.id, t.variant, t.lang) for t, folded in told if needle in folded}
    numbers = {(t.id, t.variant, t.lang) for t, folded in told if needle in folded and numbered_only(t, needle)}
    for desk in desks:
        answer = desk.search(f'"{piece}"', limit=10_000)
        found = {(hit.id, hit.variant, hit.lang) for hit in answer.hits}
        assert found <= expected, piece
        assert expected - numbers <= found, piece
        assert answer.total == len(answer.hits)


def numbered_only(told: Told, needle: str) -> bool:
    """Whether the needle stands in a line only with the help of the number before it."""
    text = told.text.strip()
    ends = [at for at in (text.find(mark) for mark in ("）", ") ", ". ")) if 0 < at <= 6]
    bare = text[min(ends) + 1 :] if ends and told.text.startswith("  ") else text
    return needle not in NORMALISER.normalise(bare)


@pytest.mark.parametrize("query", ["长停日", "long-stop date", "不可抗力", "３０个工作日", "長停日", "LONG-STOP"])
def test_snippets_mark_what_was_found(desks: tuple[ClauseDesk, ClauseDesk], query: str) -> None:
    answer = desks[0].search(f'"{query}"', limit=500)
    assert answer.hits
    wanted = NORMALISER.normalise(query)
    for hit in answer.hits:
        assert hit.spans
        assert all(NORMALISER.normalise(hit.snippet[a:b]) == wanted for a, b in hit.spans)


def test_a_hit_names_the_block_it_stands_in(store: Store, desks: tuple[ClauseDesk, ClauseDesk]) -> None:
    for hit in desks[0].search("长停日", limit=500).hits:
        if hit.where != "text":
            assert hit.block is None
            continue
        assert hit.block is not None
        lines = shown(store, hit.id, hit.variant, hit.lang).splitlines()
        assert "长停日" in lines[hit.block - 1]
        assert set(hit.blocks) == {at for at, line in enumerate(lines, 1) if "长停日" in line}


def test_the_clause_whose_title_holds_the_word_comes_first(desks: tuple[ClauseDesk, ClauseDesk]) -> None:
    assert desks[0].search("长停日").hits[0].id == "LIC-05"
    assert desks[0].search("force majeure").hits[0].id == "CHG-01"


def test_an_id_narrows_to_its_clause(desks: tuple[ClauseDesk, ClauseDesk]) -> None:
    answer = desks[0].search("LIC-05 利息", limit=50)
    assert {hit.id for hit in answer.hits} == {"LIC-05"}
    assert {hit.id for hit in desks[0].search("lic-05", limit=50).hits} == {"LIC-05"}


def test_words_are_found_together_only_where_one_text_holds_both(desks: tuple[ClauseDesk, ClauseDesk]) -> None:
    found = {hit.variant for hit in desks[0].search("LIC-05 长停日 市场报价利率", limit=50).hits}
    assert found == {"counterparty"}
    assert "counterparty" not in {h.variant for h in desks[0].search("LIC-05 长停日 -市场报价利率", limit=50).hits}


def test_a_slip_is_answered_with_what_was_meant(desks: tuple[ClauseDesk, ClauseDesk]) -> None:
    answer = desks[0].search("长亭日")
    assert not answer.hits
    assert answer.emptied_by == "长亭日"
    assert "长停日" in answer.suggestions
    assert "licence" in desks[0].search("licnece").suggestions


def test_a_damaged_index_is_built_again(store: Store, tmp_path: Path) -> None:
    first = open_clause_desk(store, tmp_path, NORMALISER).search("长停日").total
    for path in (tmp_path / "clause-search").rglob("*.seg"):
        path.write_bytes(b"no index")
    assert open_clause_desk(store, tmp_path, NORMALISER).search("长停日").total == first
    assert (tmp_path / "clause-search").is_dir()


def test_the_users_own_clause_is_found(tmp_path: Path, store: Store) -> None:
    own = tmp_path / "own"
    (own / "clauses").mkdir(parents=True)
    source = bundled_library() / "clauses" / "LIC-05.yaml"
    shutil.copy(source, own / "clauses" / "LIC-05.yaml")
    text = source.read_text("utf-8").replace("自签署日起", "自独角兽之日起")
    (own / "clauses" / "LIC-05.yaml").write_text(text, "utf-8")
    desk = open_clause_desk(read_store(bundled_library(), own), tmp_path / "cache", NORMALISER)
    assert {hit.id for hit in desk.search("独角兽").hits} == {"LIC-05"}
    assert not open_clause_desk(store, tmp_path / "cache", NORMALISER).search("独角兽").hits
