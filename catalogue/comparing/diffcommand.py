"""`python -m catalogue diff FROM TO [--catalogue ID] [CODE]`: the comparison on the terminal, as JSON or as a table.

Finds the catalogue that holds both editions, compares, prints or writes. Exit status 1 means that nothing is known to
differ; an unknown edition, catalogue or code is bad input. Rejected: guessing among catalogues that have editions of
the same name; the user names one.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from catalogue.commands import DONE, NO, Handler, Parser, common_options, file_path, print_json
from catalogue.comparing.changes import Difference
from catalogue.comparing.differences import compare, only
from catalogue.editions import unknown_code
from catalogue.model import Catalogue, Edition
from catalogue.opening import check_target
from catalogue.packs import Library
from catalogue.problems import BadInput, did_you_mean, did_you_mean_zh
from catalogue.telling.telldiff import tell_difference
from catalogue.units import UnitTable


def add_diff(commands: argparse._SubParsersAction[Parser], library: Callable[[], Library]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Adds the command. `library` is read when the command runs."""
    diff = commands.add_parser("diff", help="two editions compared")
    diff.mixed = True
    parser = common_options(diff, _handler(library))
    parser.add_argument("before", metavar="FROM", help="the edition to start from: 2020")
    parser.add_argument("after", metavar="TO", help="the edition to compare with: 2023")
    parser.add_argument("code", nargs="?", default="", metavar="CODE", help="only this entry or point: 203912X(5)")
    parser.add_argument("--catalogue", default="", metavar="ID", help="where several catalogues have such editions")
    parser.add_argument("--output", type=file_path, default=None, metavar="FILE", help="a table: .docx or .xlsx")
    parser.add_argument("--replace", action="store_true", help="overwrite FILE where it exists")


def _handler(library: Callable[[], Library]) -> Handler:
    def diff(options: argparse.Namespace, out: TextIO) -> int:
        output: Path | None = options.output
        if output is not None:
            check_report(output, replace=options.replace)
        loaded = library()
        found = difference(loaded, options.before, options.after, options.code, options.catalogue, _units())
        lang = options.lang or "zh"
        if output is not None:
            _write(found, output, lang, replace=options.replace)
        if options.json:
            print_json(found.as_json(), out)
        elif output is not None:
            out.write(f"{output}\n")
        else:
            for line in tell_difference(found, lang):
                out.write(f"{line}\n")
        return DONE if found.differs else NO

    return diff


def check_report(output: Path, *, replace: bool) -> None:
    """Refuses, before any work, a table that cannot be written."""
    from catalogue.reports.saving import check_kind

    check_kind(output)
    check_target(output, overwrite=replace)


def _write(found: Difference, output: Path, lang: str, *, replace: bool) -> None:
    from catalogue.reports.comparison import comparison_report
    from catalogue.reports.saving import save_report

    save_report(comparison_report(found, lang, dt.date.today()), output, replace=replace)


def _units() -> UnitTable:
    return UnitTable.read(Path(__file__).resolve().parents[1] / "units.yaml")


def difference(
    library: Library, before: str, after: str, code: str = "", catalogue: str = "", units: UnitTable | None = None
) -> Difference:
    """The comparison asked for. Raises BadInput for an edition, catalogue or code there is none of."""
    found, first, last = _editions(library, before, after, catalogue)
    _refuse_what_is_no_list(first, last)
    whole = compare(found, first, last, units or _units())
    if not code:
        return whole
    narrowed = only(whole, code)
    if narrowed is None:
        raise _unknown(library, found, first, last, code)
    return narrowed


def _refuse_what_is_no_list(*editions: Edition) -> None:
    """A licence catalogue or a measure is no edition of the list: every entry would seem deleted or changed."""
    for edition in editions:
        if edition.kind:
            raise BadInput.because(
                f"'{edition.id}' is no edition of the list ({edition.kind})",
                hint="compare editions that list items",
                zh=f"“{edition.id}”不是清单的版次（许可证管理目录或本身不列物项的公告）",
                hint_zh="请比较列有物项的版次",
            )


def _unknown(library: Library, catalogue: Catalogue, first: Edition, last: Edition, code: str) -> BadInput:
    """Why a code has no row: other editions hold it, or none does."""
    holding = [edition.id for edition in catalogue.editions if edition.entry(code.strip())]
    if holding:
        where = f"neither {first.id} nor {last.id}" if first is not last else f"not {first.id}"
        return BadInput.because(
            f"'{code}' is loaded in {where} of {catalogue.id}",
            field="CODE",
            hint=f"see {', '.join(holding)}",
            zh=f"{catalogue.id}的{'、'.join(dict.fromkeys((first.id, last.id)))}中未载入“{code}”",
            hint_zh=f"见{'、'.join(holding)}",
        )
    return unknown_code(library, code, catalogue=catalogue.id, as_of=dt.date.today())


def _editions(library: Library, before: str, after: str, name: str) -> tuple[Catalogue, Edition, Edition]:
    catalogues = [library.catalogue(name)] if name else list(library.catalogues.values())
    found = [(c, c.edition(before), c.edition(after)) for c in catalogues]
    both = [(c, one, other) for c, one, other in found if one is not None and other is not None]
    if len(both) == 1:
        return both[0]
    if both:
        names = ", ".join(c.id for c, _, _ in both)
        raise BadInput.because(
            f"several catalogues have editions {before} and {after}",
            field="--catalogue",
            hint=f"name one: {names}",
            zh=f"多个目录都有版次{before}和{after}",
            hint_zh=f"请指明一个：{names}",
        )
    known = list(dict.fromkeys(edition.id for c in catalogues for edition in c.editions))
    for asked in (before, after):
        if asked not in known:
            hint = did_you_mean(asked, known) or "known are: " + ", ".join(known)
            raise BadInput.because(
                f"there is no edition '{asked}'" + (f" of {name}" if name else ""),
                hint=hint,
                zh=f"{name}没有版次“{asked}”",
                hint_zh=did_you_mean_zh(asked, known) or "已载入：" + "、".join(known),
            )
    raise BadInput.because(
        f"no catalogue has both editions '{before}' and '{after}'",
        hint="compare within one list",
        zh=f"没有目录同时有版次“{before}”和“{after}”",
        hint_zh="只能在同一清单内比较",
    )
