"""Where a report becomes a file: the kind by its suffix, nothing overwritten unasked, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from catalogue.opening import check_target, write_atomically
from catalogue.problems import BadInput
from catalogue.reports.table import Report

WORD, SHEET = ".docx", ".xlsx"


def check_kind(path: Path) -> None:
    """Refuses a file name that says neither Word nor spreadsheet."""
    if path.suffix.lower() not in (WORD, SHEET):
        raise BadInput.because(
            f"'{path.name}' is neither a .docx nor an .xlsx file", field="--output", hint="name a .docx or .xlsx file"
        )


def save_report(report: Report, path: Path, *, replace: bool = False) -> None:
    """Writes the report. Raises BadInput for another kind of file, one that exists, a folder that takes none."""
    check_kind(path)
    check_target(path, overwrite=replace)
    write_atomically(path, report_bytes(report, path.suffix.lower()))


def report_bytes(report: Report, suffix: str) -> bytes:
    """The file's bytes."""
    if suffix == WORD:
        from catalogue.reports.word_table import word_bytes

        return word_bytes(report)
    from catalogue.reports.sheet_table import sheet_bytes

    return sheet_bytes(report)
