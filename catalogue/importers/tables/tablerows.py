"""Tables of strangers (CSV, XLSX, JSON) as rows of text with their line numbers.

The hard problem: CSV says neither its encoding nor its separator. The encoding is the user's to name; the separator is
the one with which the headings are found, so every candidate is offered in turn. In JSON numbers stay as typed (`1.10`)
and a key given twice is refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import cast

from catalogue.importers.reading import Source
from catalogue.importers.tables.sheets import MOST_ROWS, Row, rows_of
from catalogue.problems import BadInput
from catalogue.textfiles import decoded

SHEETS, TEXTS, OBJECTS = (".xlsx", ".xlsm"), (".csv", ".tsv"), (".json",)
SEPARATORS = (",", ";", "\t", "|")


def is_table(source: Source) -> bool:
    """Whether the name says that this is a table."""
    return source.path.suffix.lower() in (*SHEETS, *TEXTS, *OBJECTS)


def grids(source: Source, sheet: str) -> Iterator[list[Row]]:
    """The table, once for each way to part its cells. Raises BadInput for what is no table at all."""
    suffix = source.path.suffix.lower()
    if suffix in SHEETS:
        yield rows_of(source.data, source.path, sheet, formulas=False)
        return
    text = decoded(source.data, source.path, source.encoding, marked=True)
    if suffix in OBJECTS:
        yield _objects(text, source)
        return
    tried = [one for one in SEPARATORS if one in text] or [","]
    for number, separator in enumerate(tried, 1):
        try:
            yield _csv(text, separator, source)
        except BadInput:
            if number == len(tried):
                raise


def _csv(text: str, separator: str, source: Source) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((start, [cell.strip() for cell in cells]))
                _bound(len(rows), source)
            start = reader.line_num + 1
    except csv.Error as error:
        raise BadInput.because(
            f"this is not a whole CSV table ({error})",
            file=source.path,
            line=reader.line_num,
            hint="it may be cut off, or a quote sign is missing",
            zh=f"不是完整的 CSV 表格（{error}）",
            hint_zh="文件可能被截断，或缺引号",
        ) from None
    return rows


def _bound(rows: int, source: Source) -> None:
    if rows > MOST_ROWS:
        raise BadInput.because(
            f"this table has more than {MOST_ROWS:,} rows",
            file=source.path,
            hint="split it",
            zh=f"表格超过{MOST_ROWS:,}行",
            hint_zh="请拆分",
        )


def _objects(text: str, source: Source) -> list[Row]:
    """A list of objects as a heading row and rows; the line is the number of the object."""
    try:
        value: object = json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise BadInput.because(
            f"this is not valid JSON ({what})", file=source.path, zh=f"不是有效的 JSON（{what}）"
        ) from None
    objects = cast("list[object]", value) if isinstance(value, list) else []
    _bound(len(objects), source)
    if not objects or not all(isinstance(one, dict) for one in objects):
        raise BadInput.because(
            "this JSON is no table",
            file=source.path,
            hint="a table is a list of objects with the same keys: [{...}, {...}]",
            zh="此 JSON 不是表格",
            hint_zh="表格须为对象的列表：[{...}, {...}]",
        )
    dictionaries = cast("list[dict[str, object]]", objects)
    heading = list(dict.fromkeys(name for one in dictionaries for name in one))
    rows = [(n, [_value(one.get(name), n, name, source) for name in heading]) for n, one in enumerate(dictionaries, 1)]
    return [(0, heading), *rows]


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key '{twice}' is given twice in one object")
    return found


def _value(value: object, number: int, name: str, source: Source) -> str:
    if isinstance(value, list) and not any(isinstance(one, (list, dict)) for one in cast("list[object]", value)):
        return ";".join(_value(one, number, name, source) for one in cast("list[object]", value))
    if isinstance(value, (list, dict)):
        raise BadInput.because(
            f"'{name}' of object {number} is a structure, not a text",
            file=source.path,
            field=name,
            hint="flatten it to one text, or a list of texts",
            zh=f"第{number}个对象的“{name}”不是文字",
            hint_zh="请改为一段文字或文字的列表",
        )
    if value is None or value is False or value is True:
        return "" if value is None else str(value).lower()
    return str(value).strip()
