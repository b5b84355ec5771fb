"""Clauses through a Word table and back: nothing lost, edits become own clauses, every odd row is told."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import make_library

from catalogue.model import Words
from catalogue.problems import BadInput
from clause_library.model import LANGS, Block, BlockKind, Clause, Mark, MarkKind, Variable, Variant
from clause_library.own.cellmarks import CellReader, Para, para, paragraphs
from clause_library.own.importing import ClauseImport, TableImport, raised, write_clauses
from clause_library.own.table import PARTS, Part, TableRow, label, part_of, rows
from clause_library.own.written import clause_yaml
from clause_library.schema import read_clause
from clause_library.store import Store, bundled_library, read_store
from clause_library.word.packs.clausetable import TableRead, read_table, write_table

TODAY = dt.date(2026, 11, 22)
TITLE = Words("条款表", "Table")


@pytest.fixture(scope="module")
def store() -> Store:
    return read_store(bundled_library())


@pytest.fixture
def small(tmp_path: Path) -> Store:
    return read_store(make_library(tmp_path / "lib"))


def through_word(clauses: list[Clause], path: Path) -> TableRead:
    path.write_bytes(write_table(rows(clauses), TITLE, ()))
    return read_table(path)


def imported(store: Store, found: TableRead | tuple[TableRow, ...]) -> ClauseImport:
    read = found.rows if isinstance(found, TableRead) else found
    return TableImport(store, TODAY, "王律师").read(read)


def edited(
    store: Store, path: Path, edit: Callable[[dict[tuple[str, str], tuple[str, str]], object], None]
) -> TableRead:
    """The table of all clauses, edited with a word processor's object model, and read again."""
    path.write_bytes(write_table(rows(store.clauses.values()), TITLE, ()))
    document = docx.Document(str(path))
    edit(document.tables[0], document)  # type: ignore[arg-type]
    document.save(str(path))
    return read_table(path)


def row_of(table: object, clause: str, part: str) -> object:
    return next(r for r in table.rows if r.cells[0].text == clause and r.cells[2].text == part)  # type: ignore[attr-defined]


def test_the_whole_library_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    read = through_word(list(store.clauses.values()), tmp_path / "all.docx")
    assert read.told == []
    assert read.faults == []
    found = imported(store, read)
    assert found == ClauseImport((), len(store.clauses), (), ())


def test_the_whole_library_comes_back_without_a_library_to_lean_on(store: Store, tmp_path: Path) -> None:
    """Every text is read from the table itself, not taken over from the clause it belongs to."""
    read = through_word(list(store.clauses.values()), tmp_path / "all.docx")
    for row in read.rows:
        clause, part = store.clauses[row.words("id")], part_of(row.words("position"))
        assert part is not None
        if part.name == "text":
            for lang in LANGS:
                faults: list[Words] = []
                again = CellReader(lang, clause.variables, faults).blocks(row.cells[lang])
                assert again == clause.variants[part.position].texts[lang]
                assert faults == []


def test_every_clause_is_written_as_a_file_that_reads_back(store: Store, tmp_path: Path) -> None:
    for clause in store.clauses.values():
        path = tmp_path / f"{clause.id}.yaml"
        path.write_text(clause_yaml(clause), encoding="utf-8")
        problems: list[object] = []
        record = read_clause(path, store.vocabulary, problems)  # type: ignore[arg-type]
        assert problems == []
        assert record is not None
        assert replace(record.clause, file=clause.file) == clause


SIGNS = "〔〕[]｜|•#\\：:* ＃-—“”\t"
WORDS = st.text(alphabet=st.sampled_from("出口方许可证应当不得abc XYZ 0129年，。" + SIGNS), min_size=1, max_size=12)
TEXT = st.builds(Mark, st.just(MarkKind.TEXT), WORDS)
TERM = st.builds(
    Mark, st.just(MarkKind.TERM), WORDS.map(str.strip).filter(bool).map(lambda t: t.replace("\t", "a").strip() or "a")
)
VAR = st.builds(Mark, st.just(MarkKind.VAR), st.sampled_from(["days", "authority", "odd"]))
REF = st.builds(Mark, st.just(MarkKind.REF), st.sampled_from(["LIC-02", "LIC-03#2", "EXT-01#12"]))
VARIABLES = {
    "days": Variable("days", "working_days", Words("期限〔工作日〕", "Period [days]"), Words("期", "p")),
    "authority": Variable("authority", "text", Words("机关", "Authority"), Words("机", "a")),
    "odd": Variable("odd", "text", Words("机关", "authority"), Words("同名", "the same label")),
}


def _joined(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks as a reader of the file would make them: plain words that touch are one."""
    out: list[Mark] = []
    for mark in marks:
        if out and mark.kind is MarkKind.TEXT and out[-1].kind is MarkKind.TEXT:
            out[-1] = Mark(MarkKind.TEXT, out[-1].value + mark.value)
        else:
            out.append(mark)
    if out and out[0].kind is MarkKind.TEXT:
        out[0] = Mark(MarkKind.TEXT, out[0].value.lstrip())
    if out and out[-1].kind is MarkKind.TEXT:
        out[-1] = Mark(MarkKind.TEXT, out[-1].value.rstrip())
    return tuple(m for m in out if m.value or m.inner)


def _strong(marks: list[Mark]) -> Mark:
    from clause_library.markup import plain

    inner = tuple(m for m in _joined(marks))
    return Mark(MarkKind.STRONG, plain(inner), inner)


PLAIN = st.lists(st.one_of(TEXT, TERM, VAR, REF), min_size=1, max_size=4)
STRONG = PLAIN.map(_strong).filter(lambda m: bool(m.value.strip()))
CELL = (
    st.lists(st.one_of(TEXT, TERM, VAR, REF, STRONG), min_size=1, max_size=6)
    .map(_joined)
    .filter(lambda marks: any(m.value.strip() for m in marks))
)
ONE = st.sampled_from([BlockKind.PARA, BlockKind.ITEM, BlockKind.ITEM2, BlockKind.ITEM3]).flatmap(
    lambda kind: CELL.map(lambda cell: Block(kind, (cell,)))
)
ROWS = st.lists(CELL, min_size=1, max_size=3).map(lambda cells: Block(BlockKind.ROW, tuple(cells)))
BODY = st.lists(st.one_of(ONE, ROWS), max_size=4)
BLOCKS = st.tuples(CELL, BODY).map(lambda pair: (Block(BlockKind.HEADING, (pair[0],)), *pair[1]))


@settings(max_examples=150)
@given(blocks=BLOCKS, lang=st.sampled_from(LANGS))
def test_any_text_comes_back_as_it_was(blocks: tuple[Block, ...], lang: str) -> None:
    faults: list[Words] = []
    shown = paragraphs(blocks, lang, VARIABLES)
    assert CellReader(lang, VARIABLES, faults).blocks(shown) == blocks
    assert faults == []


@settings(max_examples=15)
@given(zh=BLOCKS, en=BLOCKS)
def test_any_clause_comes_back_through_word(
    zh: tuple[Block, ...], en: tuple[Block, ...], store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    old = store.clauses["LIC-02"]
    clause = replace(old, variables=VARIABLES, variants={"balanced": Variant("balanced", {"zh": zh, "en": en})})
    read = through_word([clause], tmp_path_factory.mktemp("w") / "one.docx")
    row = next(r for r in read.rows if part_of(r.words("position")) == Part("text", "balanced"))
    for lang, blocks in (("zh", zh), ("en", en)):
        assert CellReader(lang, VARIABLES, []).blocks(row.cells[lang]) == blocks


@pytest.mark.parametrize("position", ["exporter", "balanced", "counterparty"])
def test_the_position_column_is_read_as_it_is_written(position: str) -> None:
    for name in PARTS:
        bare = name in ("purpose", "negotiation", "retired")
        back = {"exporter": "balanced", "balanced": "counterparty"}.get(position, "") if name == "gives_up" else ""
        part = Part(name) if bare else Part(name, position, back)
        assert part_of(label(part)) == part
    assert part_of("某某") is None


def test_an_edit_becomes_an_own_clause_and_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    def edit(table: object, document: object) -> None:
        row = row_of(table, "LIC-05", "平衡立场 / balanced position")
        for cell, old, new in ((3, "不计利息", "按同期利率计息"), (4, "without interest", "with interest")):
            for run in (r for p in row.cells[cell].paragraphs for r in p.runs if old in r.text):  # type: ignore[attr-defined]
                run.text = run.text.replace(old, new)
        document.core_properties.last_modified_by = "王律师"  # type: ignore[attr-defined]

    read = edited(store, tmp_path / "e.docx", edit)
    assert read.editor == "王律师"
    found = imported(store, read)
    assert [(e.clause.id, e.clause.version, e.clause.author, e.clause.dated) for e in found.edited] == [
        ("LIC-05", "1", "王律师", TODAY)
    ]
    assert found.unplaced == ()
    (path,) = write_clauses(found, tmp_path / "user" / "clauses", replacing=False)
    after = read_store(bundled_library(), tmp_path / "user")
    assert after.problems == ()
    assert "按同期利率计息" in path.read_text(encoding="utf-8")
    assert replace(after.clauses["LIC-05"], file="") == replace(found.edited[0].clause, file="")
    assert imported(after, read).edited == ()


def test_replacing_an_own_clause_needs_leave_and_keeps_the_earlier(small: Store, tmp_path: Path) -> None:
    one, two = (replace(r, cells=r.cells | {"zh": (para(f"用途{n}"),), "en": (para(f"purpose {n}"),)}) for n, r in
                ((n, rows([small.clauses["LIC-02"]])[0]) for n in (1, 2)))  # fmt: skip
    folder = tmp_path / "own" / "clauses"
    write_clauses(imported(small, (one,)), folder, replacing=False)
    store = read_store(tmp_path / "lib", tmp_path / "own")
    found = imported(store, (two,))
    assert found.edited[0].clause.version == "2"
    with pytest.raises(BadInput, match="would be replaced"):
        write_clauses(found, folder, replacing=False)
    write_clauses(found, folder, replacing=True)
    assert "用途1" in (folder / "earlier" / "LIC-02-v1.yaml").read_text(encoding="utf-8")
    assert read_store(tmp_path / "lib", tmp_path / "own").clauses["LIC-02"].purpose.zh == "用途2"


def test_rows_that_cannot_be_placed_are_told_with_their_number(small: Store) -> None:
    good = rows([small.clauses["LIC-03"]])

    def row(number: int, at: int = 0, **cells: str) -> TableRow:
        return TableRow(number, good[at].cells | {name: (para(text),) for name, text in cells.items()})

    table = (
        row(2, id="LIC三"),
        row(3, position="某立场"),
        row(4, en=""),
        row(5, zh="新的用途", en="a new purpose"),
        row(6),
        row(7, id="QQQ-01"),
        row(8, id="LIC-55", title="", position="平衡立场"),
        row(9, 3, id="LIC-02", position="平衡立场", zh="〔变量：无此变量〕", en="[clause: nowhere]"),
    )
    found = imported(small, table)
    assert [at.row for at in found.unplaced] == [2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert found.edited == ()
    assert "没有名为“无此变量”的变量" in {at.text.zh for at in found.unplaced}


def test_a_new_clause_is_made_with_a_note_of_what_is_lacking(small: Store) -> None:
    blank: dict[str, tuple[Para, ...]] = {"id": (para("LIC-55"),), "title": (), "position": ()}
    table = (
        TableRow(2, blank | {"title": (para("自有"), para("Own")), "position": (para("用途"),),
                             "zh": (para("用途。"),), "en": (para("Purpose."),)}),
        TableRow(3, blank | {"position": (para("平衡"),), "zh": (para("标题"), para("〔出口方〕应当通知。")),
                             "en": (para("Heading"), para("The [Exporter] shall notify."))}),
    )  # fmt: skip
    found = imported(small, table)
    assert found.unplaced == ()
    clause = found.edited[0].clause
    assert (clause.family, clause.priority, clause.version) == ("C", "optional", "1")
    assert [b.kind for b in clause.variants["balanced"].texts["zh"]] == [BlockKind.HEADING, BlockKind.PARA]
    assert any("为新条款" in at.text.zh for at in found.told)
    assert any("没有写法律依据" in at.text.zh for at in found.told)


def test_a_new_reference_is_needed_and_a_variable_without_use_goes(small: Store) -> None:
    table = list(rows([small.clauses["LIC-03"]]))
    at = [part_of(r.words("position")) for r in table].index(Part("text", "balanced"))
    kept = {
        lang: tuple(p for p in table[at].cells[lang] if "变量" not in p.text and "variable" not in p.text)
        for lang in LANGS
    }
    added = {"zh": para("• 依照〔条款：LIC-02〕。"), "en": para("• under [clause: LIC-02].")}
    cells = {lang: (*kept[lang], added[lang]) for lang in LANGS}
    found = imported(small, (replace(table[at], cells=table[at].cells | cells),))
    assert found.edited[0].clause.depends == ("LIC-02",)
    assert set(found.edited[0].clause.variables) == {"filing_days", "signed_on"}, "other positions still use them"


def test_tracked_changes_are_read_as_accepted_and_told(small: Store, tmp_path: Path) -> None:
    def tracked(xml: str) -> str:
        return xml.replace(
            '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
            '<w:t xml:space="preserve">列出签署即有约束力的条款。</w:t></w:r>',
            '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t>新的用途。</w:t></w:r></w:ins>',
        )

    path = tmp_path / "t.docx"
    path.write_bytes(_with_main(write_table(rows([small.clauses["LIC-03"]]), TITLE, ()), tracked))
    read = read_table(path)
    assert any("修订" in w.zh for w in read.told)
    assert imported(small, read).edited[0].clause.purpose.zh == "新的用途。"


def _with_main(data: bytes, change: Callable[[str], str]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            raw = source.read(info)
            if info.filename == "word/document.xml":
                changed = change(raw.decode("utf-8"))
                assert changed != raw.decode("utf-8")
                raw = changed.encode("utf-8")
            target.writestr(info, raw)
    return sink.getvalue()


def test_merged_cells_and_tables_in_cells_are_told(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "m.docx"
    path.write_bytes(write_table(rows(small.clauses.values()), TITLE, ()))
    document = docx.Document(str(path))
    table = document.tables[0]
    table.rows[2].cells[3].merge(table.rows[2].cells[4])
    table.rows[4].cells[3].add_table(1, 1)
    document.save(str(path))
    assert [row for row, _ in read_table(path).faults] == [3, 5]


def test_what_is_no_table_of_clauses_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(BadInput, match="not a Word package"):
        read_table(path)
    docx.Document().save(str(path))
    with pytest.raises(BadInput, match="no table with the headings"):
        read_table(path)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    path.write_bytes(bomb.getvalue())
    with pytest.raises(BadInput, match="times its size"):
        read_table(path)


@pytest.mark.parametrize(("before", "after"), [("", "1"), ("1", "2"), ("9", "10"), ("2.4", "2.5"), ("beta", "beta.1")])
def test_versions_are_raised(before: str, after: str) -> None:
    assert raised(before) == after


@pytest.mark.full
@pytest.mark.libreoffice
def test_a_table_saved_by_libreoffice_is_the_same(store: Store, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    (tmp_path / "all.docx").write_bytes(write_table(rows(store.clauses.values()), TITLE, ()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML"]
    command += ["--outdir", str(tmp_path / "saved"), str(tmp_path / "all.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    found = imported(store, read_table(tmp_path / "saved" / "all.docx"))
    assert found == ClauseImport((), len(store.clauses), (), ())
