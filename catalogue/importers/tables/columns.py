"""Column maps: which column of a table holds what, written by the user or read off the headings.

Values that flow: a YAML file -> `ColumnMap`; heading cells and a map, or the table of known headings
(`headings.yaml`) -> the place of each field in the row. The hard problem: columns move from release to release and two
columns may carry one heading; so a column is found by its heading, never by its place, and one that is missing or
stands twice is refused. A map is a file the user keeps: once used it is laid beside the pack and serves the next
import, which takes from it how the table is read and nothing it says of one edition. Rejected: learning the map from
the cells; a column of codes looks like a column of customs codes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.fields import Fields
from catalogue.importers.reading import Card
from catalogue.model import Check, Control, Edition, Words
from catalogue.problems import BadInput, Problem, one_of, one_of_zh
from catalogue.yamltext import read_yaml

ENTRIES, PARTIES = "entries", "parties"
FIELDS = {
    ENTRIES: (
        *("code", "title", "title_en", "control", "point", "text", "text_en", "industry", "industry_en"),
        *("notes", "notes_en", "reasons", "exceptions", "customs", "unit", "synonyms", "source"),
    ),
    PARTIES: (
        *("code", "name", "name_zh", "name_en", "aliases", "country", "address", "listed", "notice", "remarks"),
        *("list", "list_title", "published", "effective", "as_of", "sort", "concern", "source"),
    ),
}
"""What a column may hold, by what the rows are."""
OF_ONE_EDITION = ("listed", "notice", "published", "effective", "as_of")
"""Constants that are true of the file they were written for."""
LISTS = ("reasons", "exceptions", "customs", "synonyms", "aliases", "address")
"""Fields whose cell holds several values, parted by a separator."""
KINDS = ("technology-catalogue", "control-list", "licence-catalogue", "party-list")
DEFAULT_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """How a table is read. `columns` gives the headings of a field: several are joined, line by line.

    `values` says what a cell of `control` means where the list has words of its own; `fill_down` names the fields whose
    empty cells repeat the cell above, as merged cells do. `edition` carries what the table does not print of itself.
    """

    of: str = ""
    sheet: str = ""
    header: int = 0
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])
    controls: Mapping[str, Control] = field(default_factory=dict[str, Control])
    separators: Mapping[str, str] = field(default_factory=dict[str, str])
    fill_down: tuple[str, ...] = ()
    checked: Check = Check.UNCHECKED
    complete: bool = False
    card: Card | None = None
    edition: Edition | None = None
    source: str = ""
    guessed: bool = False

    def for_another_file(self) -> ColumnMap:
        """The map without what it says of one edition only: its days, its level of check, whether it is whole."""
        lasting = {name: text for name, text in self.constants.items() if name not in OF_ONE_EDITION}
        return replace(self, constants=lasting, checked=Check.UNCHECKED, complete=False, edition=None)


@dataclass(frozen=True, slots=True)
class Headings:
    """The known headings: by kind of row field -> headings as written, and the words of a column of controls."""

    fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    controls: Mapping[str, Control]


def key(text: str) -> str:
    """What headings are compared by: letters and digits, without case and width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] in "LN")


def read_headings(path: Path | None = None) -> Headings:
    """The table of known headings that ships with the program."""
    path = path or Path(__file__).resolve().parent / "headings.yaml"
    faults: list[Problem] = []
    top = Fields(read_yaml(path), "the file", path.name, faults)
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in (ENTRIES, PARTIES):
        block = top.block(kind)
        found[kind] = {name: block.texts(name) for name in block.keys()}  # noqa: SIM118  (it notes the keys as known)
    words = top.block("controls")
    controls = {key(word): Control(name) for name in words.keys() for word in words.texts(name)}  # noqa: SIM118
    top.finish()
    if faults:
        raise BadInput(*faults)
    return Headings(found, controls)


def read_columns(path: Path, catalogue: str) -> ColumnMap:
    """The column map in a file. Raises BadInput naming every fault with its line."""
    faults: list[Problem] = []
    top = Fields(read_yaml(path, str(path)), "a column map", str(path), faults)
    of = top.choice("of", (ENTRIES, PARTIES), ENTRIES)
    names = FIELDS[of]
    block = top.block("columns", "the block of columns")
    columns = {name: block.texts(name) for name in names if block.has(name)}
    block.finish()
    constants = _texts(top.block("constants", "the block of constants"), names)
    found = ColumnMap(
        of=of,
        sheet=top.text("sheet"),
        header=top.whole("header", 0) or 0,
        columns=columns,
        constants=constants,
        controls=_controls(top.block("values", "the block of values")),
        separators=_texts(top.block("separators", "the block of separators"), LISTS),
        fill_down=top.choices("fill_down", names),
        checked=Check(top.choice("checked", tuple(Check), Check.UNCHECKED)),
        complete=top.flag("complete"),
        card=_card(top.block("pack", "the block of the pack")) if top.has("pack") else None,
        edition=_edition(top.block("edition", "the block of the edition"), catalogue) if top.has("edition") else None,
        source=top.text("source"),
    )
    _refuse_twins(columns, top)
    top.finish()
    if faults:
        raise BadInput(*faults)
    return found


def _texts(block: Fields, names: Sequence[str]) -> dict[str, str]:
    found = {name: block.text(name) for name in names if block.has(name)}
    block.finish()
    return found


def _controls(block: Fields) -> dict[str, Control]:
    words = block.block("control")
    block.finish()
    return {key(word): Control(words.choice(word, tuple(Control), Control.LISTED)) for word in words.keys()}  # noqa: SIM118


def _card(block: Fields) -> Card:
    card = Card(
        title=block.words("title", required=True),
        kind=block.choice("kind", KINDS, "control-list"),
        jurisdiction=block.text("jurisdiction", required=True),
        authority=block.words("authority"),
        code_pattern=_pattern(block),
        code_grammar=block.words("code_grammar"),
        source=block.text("source"),
        official_at=block.texts("official_at"),
    )
    block.finish()
    return card


def _pattern(block: Fields) -> str:
    pattern = block.text("code_pattern", ".*")
    try:
        re.compile(pattern)
    except re.error as error:
        block.complain("code_pattern", f"'{pattern}' is not a pattern ({error})", zh=f"“{pattern}”不是有效的模式")
        return ".*"
    return pattern


def _edition(block: Fields, catalogue: str) -> Edition:
    edition = Edition(
        id=block.text("id"),
        catalogue=catalogue,
        title=block.words("title"),
        instrument=block.text("instrument"),
        status=block.choice("status", ("in_force", "draft"), "in_force"),
        promulgated=block.date("promulgated"),
        effective=block.date("effective"),
        expected=block.whole("expected_entries"),
        as_of=block.date("as_of"),
        notes=block.words("notes"),
    )
    block.finish()
    return edition


def _refuse_twins(columns: Mapping[str, tuple[str, ...]], top: Fields) -> None:
    seen: dict[str, str] = {}
    for name, headings in columns.items():
        for heading in headings:
            first = seen.setdefault(key(heading), name)
            if first != name:
                top.complain(
                    "columns",
                    f"the heading '{heading}' is given for '{first}' and for '{name}'",
                    "a column holds one thing",
                    zh=f"标题“{heading}”同时用于“{first}”和“{name}”",
                    hint_zh="一列只能对应一项",
                )


def heading_row(cells: Sequence[str], asked: ColumnMap) -> dict[str, tuple[int, ...]] | None:
    """Where each field of the map stands in a row of headings, None where the row holds not all of them.

    Raises BadInput where a heading stands twice."""
    keys = [key(cell) for cell in cells]
    found: dict[str, tuple[int, ...]] = {}
    for name, headings in asked.columns.items():
        if not all(key(heading) in keys for heading in headings):
            return None
        for heading in headings:
            if keys.count(key(heading)) > 1:
                raise _twice(heading)
        found[name] = tuple(keys.index(key(heading)) for heading in headings)
    return found or None


def guess(cells: Sequence[str], of: str, known: Headings) -> ColumnMap | None:
    """The map that the headings of this row suggest; None where they name neither code and text, nor a name.

    Raises BadInput where two columns of the row claim one field."""
    fields = known.fields[of]
    found: dict[str, str] = {}
    for name, headings in fields.items():
        keys = {key(heading) for heading in headings}
        claiming = [cell for cell in cells if key(cell) in keys]
        if len(claiming) > 1:
            raise _twice(claiming[0], claiming[1])
        if claiming:
            found[name] = claiming[0]
    needed = bool(found.keys() & {"name", "name_zh", "name_en"})
    if of == ENTRIES:
        needed = "code" in found and bool(found.keys() & {"title", "title_en", "text", "text_en"})
    if not needed:
        return None
    return ColumnMap(of=of, columns={name: (heading,) for name, heading in found.items()}, guessed=True)


def _twice(heading: str, other: str = "") -> BadInput:
    told = f"'{heading}' and '{other}'" if other and other != heading else f"'{heading}' twice"
    return BadInput.because(
        f"two columns claim the same field: {told}",
        hint="say in a column map which one is meant: --map MAP.yaml",
        zh=f"两列对应同一项：“{heading}”" + (f"、“{other}”" if other and other != heading else "（出现两次）"),
        hint_zh="请用列映射指明：--map MAP.yaml",
    )


def no_headings(path: Path, asked: ColumnMap | None, of: str, known: Headings) -> BadInput:
    """The refusal of a table in which the headings were not found."""
    if asked is not None:
        wanted = [heading for headings in asked.columns.values() for heading in headings]
        return BadInput.because(
            f"no row of this table holds the headings of the column map: {', '.join(wanted)}",
            file=path,
            hint="mend 'columns' or 'header' in the map",
            zh=f"表中没有含列映射全部标题的行：{'、'.join(wanted)}",
            hint_zh="请改正映射中的 columns 或 header",
        )
    needed = ("code",) if of == ENTRIES else ("name",)
    words = [heading for name in needed for heading in known.fields[of][name][:8]]
    return BadInput.because(
        f"no row of this table has headings that are known ({one_of(words)} ...)",
        file=path,
        hint="say which column holds what: --map MAP.yaml (see the README, Importing)",
        zh=f"表中没有可识别的标题行（{one_of_zh(words)}……）",
        hint_zh="请用 --map MAP.yaml 指明各列（见 README“导入”）",
    )


def told(asked: ColumnMap, left_out: Sequence[str]) -> tuple[Words, ...]:
    """What the preview says of the map: which heading is read as what, and which columns are left out."""
    pairs = [f"{'+'.join(headings)} → {name}" for name, headings in asked.columns.items()]
    how = Words("按标题识别的列", "columns known by their headings") if asked.guessed else Words("列映射", "column map")
    lines = [Words(f"{how.zh}：{'；'.join(pairs)}", f"{how.en}: {'; '.join(pairs)}")]
    if left_out:
        lines.append(Words(f"未读取的列：{'、'.join(left_out)}", f"columns left out: {', '.join(left_out)}"))
    return tuple(lines)
