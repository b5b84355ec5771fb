"""Files of names to screen: CSV or .xlsx -> `Asked` names with their rows.

Values that flow: path -> text or cells -> a column of names, columns of countries and addresses where there are. The
hard problem: names hold commas and Chinese spreadsheets save CSV in GB18030; guessing either would screen half a name
or signs that are nobody's name, which looks like a clean result. So another encoding is asked for by its flag, and a
row with more fields than its heading is refused. Rejected: guessing the encoding.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from catalogue.importers.tables.sheets import MOST_ROWS, read_rows
from catalogue.opening import read_bytes
from catalogue.problems import BadInput
from catalogue.screening.names import LONGEST
from catalogue.screening.screening import Asked
from catalogue.textfiles import check_encoding, decoded

LARGEST = 50 * 1024 * 1024
NAME_HEADINGS = (
    *("name", "names", "company", "company name", "entity", "entity name", "party", "customer", "customer name"),
    *(
        "supplier",
        "counterparty",
        "名称",
        "名字",
        "姓名",
        "企业名称",
        "公司名称",
        "公司",
        "单位名称",
        "客户",
        "客户名称",
    ),
    *("供应商", "供应商名称", "交易对手", "当事人", "中文名称", "英文名称"),
)
COUNTRY_HEADINGS = ("country", "country code", "国家", "国别", "国家代码", "国家/地区", "国家或地区")
ADDRESS_HEADINGS = ("address", "street address", "registered address", "地址", "住所", "注册地址", "通讯地址")

Row = tuple[int, list[str]]


def read_names(path: Path, encoding: str = "") -> tuple[Asked, ...]:
    """The names in a file, in its order. Raises BadInput naming file and row."""
    check_encoding(encoding)
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        rows = read_rows(path)
    elif suffix in (".csv", ".txt", ".tsv"):
        rows = _csv_rows(path, decoded(read_bytes(path, LARGEST), path, encoding))
    else:
        raise BadInput.because(
            "this is no list of names",
            file=path,
            hint="give a .csv or an .xlsx file",
            zh="这不是名称列表",
            hint_zh="请给出 .csv 或 .xlsx 文件",
        )
    names = _names(path, rows)
    if not names:
        raise BadInput.because(
            "this file holds no names",
            file=path,
            hint="one name a row, headed 'name' or 名称",
            zh="文件中没有名称",
            hint_zh="每行一个名称，列标题为“名称”或 name",
        )
    return names


def _csv_rows(path: Path, text: str) -> list[Row]:
    """The rows of a table whose heading is known; else every line is one name."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=first.count)
    heading: list[str] = next(csv.reader([first], delimiter=separator), list[str]())
    if len(heading) < 2 or _column(heading, NAME_HEADINGS) is None:
        return [(n, [_unquoted(line)]) for n, line in enumerate(lines, 1) if line.strip()]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    try:
        for row in reader:
            if len(row) > len(heading) and any(cell.strip() for cell in row[len(heading) :]):
                message = f"this row has {len(row)} fields and the heading {len(heading)}"
                raise BadInput.because(
                    message,
                    file=path,
                    line=reader.line_num,
                    hint='put a name with a comma in quotes: "X Co., Ltd."',
                    zh="这一行的单元格多于标题",
                    hint_zh='含逗号的名称请加引号："X Co., Ltd."',
                )
            rows.append((reader.line_num, [cell.strip() for cell in row]))
    except csv.Error as error:
        raise BadInput.because(
            f"this is not a CSV table ({error})", file=path, line=reader.line_num, zh=f"这不是 CSV 表格（{error}）"
        ) from None
    return [row for row in rows if any(row[1])]


def _unquoted(line: str) -> str:
    text = line.strip()
    quoted = re.fullmatch(r'"((?:[^"]|"")*)"[,;]*', text)
    return quoted[1].replace('""', '"').strip() if quoted else text


def _names(path: Path, rows: list[Row]) -> tuple[Asked, ...]:
    if len(rows) > MOST_ROWS:
        raise BadInput.because(
            f"this file has more than {MOST_ROWS:,} rows",
            file=path,
            hint="split it",
            zh=f"文件超过{MOST_ROWS:,}行",
            hint_zh="请拆分",
        )
    heading = rows[0][1] if rows else []
    at = _column(heading, NAME_HEADINGS)
    country = _column(heading, COUNTRY_HEADINGS) if at is not None else None
    address = _column(heading, ADDRESS_HEADINGS) if at is not None else None
    body = rows[1:] if at is not None else rows
    names: list[Asked] = []
    for number, cells in body:
        name = _cell(cells, at or 0)
        if len(name) > LONGEST:
            message = f"the name has {len(name):,} characters; at most {LONGEST} are compared"
            raise BadInput.because(
                message, file=path, line=number, hint="shorten it", zh=f"名称超过{LONGEST}个字符", hint_zh="请缩短"
            )
        if name:
            names.append(Asked(name, _cell(cells, country).upper(), _cell(cells, address)[:LONGEST]))
    return tuple(names)


def _column(heading: list[str], known: tuple[str, ...]) -> int | None:
    """The column headed by one of the known words, the first of them that there is."""
    folded = [" ".join(cell.replace("_", " ").casefold().split()) for cell in heading]
    return next((folded.index(word) for word in known if word in folded), None)


def _cell(cells: list[str], column: int | None) -> str:
    return "" if column is None or column >= len(cells) else " ".join(cells[column].split())
