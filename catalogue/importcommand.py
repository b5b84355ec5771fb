"""`python -m catalogue import FILE --catalogue ID`: the door of the importers, for the terminal and for the window.

Values that flow: path -> `Source` -> `Reading` (`read_publication`) -> `Preview` -> `Installed`. The window calls the
same functions in a background thread, with a `Progress` that may raise to cancel. The hard problem is that nobody is
asked: a preview that nobody reads protects nobody. So an import over another edition of the same id needs
`--replace`, one that finds nothing writes nothing (exit status 1), and what was refused or found no place is told
after every import, not only in the preview. Rejected: refusing every publication with an unplaced line; official
texts have footnotes nobody foresaw.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from catalogue.commands import DONE, NO, Handler, Parser, common_options, file_path, print_json
from catalogue.importers.reading import Progress, Reading, Refused, Target, twin_of, unwatched
from catalogue.model import CARD, Edition, Words
from catalogue.packs import bundled_packs, read_library
from catalogue.problems import BadInput, did_you_mean, did_you_mean_zh

if TYPE_CHECKING:
    from catalogue.importers.installing import Installed, Place
    from catalogue.importers.preview import Preview

CATALOGUE_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
EDITION_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,59}")
RESERVED = ("pack", "quantities", "synonyms", "code", "columns")
"""Names of other files in the folder of a pack."""


def add_import(
    commands: argparse._SubParsersAction[Parser],  # pyright: ignore[reportPrivateUsage]
    user_packs: Path,
) -> None:
    """Adds the command, which writes into `user_packs` where no other folder is named."""
    parser = common_options(
        commands.add_parser("import", help="an official publication into your own packs"), _handler(user_packs)
    )
    parser.add_argument("file", type=file_path, metavar="FILE", help="the publication: XML, PDF, Word, JSON, CSV, XLSX")
    parser.add_argument("--catalogue", required=True, metavar="ID", help="the catalogue it is an edition of: us-ccl")
    parser.add_argument("--edition", default="", metavar="ID", help="the edition's id, where the file does not decide")
    parser.add_argument("--into", type=file_path, default=None, metavar="DIR", help="a folder of packs to write into")
    parser.add_argument("--preview", action="store_true", help="show what would be written, write nothing")
    parser.add_argument("--base", default="", metavar="EDITION", help="the edition an announcement amends")
    parser.add_argument("--map", type=file_path, default=None, metavar="MAP.yaml", help="which column holds what")
    parser.add_argument("--encoding", default="", metavar="NAME", help="of a text that is not UTF-8, such as gb18030")
    parser.add_argument("--replace", action="store_true", help="replace an edition held that differs")


def _handler(user_packs: Path) -> Handler:
    def run(options: argparse.Namespace, out: TextIO) -> int:
        from catalogue.importers.installing import check_place, install
        from catalogue.importers.preview import preview

        catalogue = check_names(options.catalogue, options.edition)
        packs: Path = options.into or user_packs
        check_place(packs)
        place = place_for(catalogue, packs, dt.date.today())
        columns = saved_columns(packs, catalogue) if options.map is None else options.map
        reading = read_publication(
            options.file,
            catalogue,
            place,
            edition=options.edition,
            base=options.base,
            columns=columns,
            mapped=options.map is not None,
            encoding=options.encoding,
        )
        shown = preview(reading, place)
        done = None
        if shown.found and not options.preview:
            done = install(reading, place, replacing=options.replace, columns=options.map)
        _print(shown, done, options, out)
        return DONE if shown.found else NO

    return run


def place_for(catalogue: str, packs: Path, today: dt.date) -> Place:
    """Where an import of this catalogue goes, with what is held of it: bundled, and in the folder `packs`."""
    from catalogue.importers.installing import Place
    from catalogue.thresholds.joining import without_limbs_read

    library = read_library(bundled_packs(), packs, only=catalogue)
    held = library.catalogues.get(catalogue)
    return Place(packs, without_limbs_read(held) if held else None, library.party_cards.get(catalogue), today)


def check_names(catalogue: str, edition: str) -> str:
    """The catalogue's id. Raises BadInput for an id that cannot be the name of a folder or a file."""
    if not CATALOGUE_ID.fullmatch(catalogue):
        raise BadInput.because(
            f"'{catalogue[:40]}' cannot be the id of a catalogue",
            field="--catalogue",
            hint="small letters, digits and hyphens, as in us-ccl",
            zh=f"“{catalogue[:40]}”不能作目录代号",
            hint_zh="请用小写字母、数字和连字符，如 us-ccl",
        )
    if edition and (not EDITION_ID.fullmatch(edition) or edition in RESERVED):
        raise BadInput.because(
            f"'{edition[:40]}' cannot be the id of an edition",
            field="--edition",
            hint="letters, digits, dots and hyphens, as in 2025-07",
            zh=f"“{edition[:40]}”不能作版次代号",
            hint_zh="请用字母、数字、点和连字符，如 2025-07",
        )
    return catalogue


def saved_columns(packs: Path, catalogue: str) -> Path | None:
    """The column map of an earlier import of this catalogue."""
    path = packs / catalogue / "columns.yaml"
    return path if path.is_file() else None


def read_publication(
    path: Path,
    catalogue: str,
    place: Place,
    *,
    edition: str = "",
    base: str = "",
    columns: Path | None = None,
    mapped: bool = False,
    encoding: str = "",
    progress: Progress = unwatched,
) -> Reading:
    """The publication, read for this catalogue; nothing is written. `mapped`: the user named the column map.

    Raises BadInput for a file that is not understood or cannot be read; whatever `progress` raises passes through.
    """
    from catalogue.importers.registry import choose, formats, open_source

    source = open_source(path, encoding)
    target = Target(catalogue, edition, place.held, columns=columns, parties=place.parties, kept=not mapped)
    if base:
        target = replace(target, base=_base(base, place))
    chosen = choose(source, catalogue, formats(), mapped=mapped)
    reading = chosen.read(source, target, progress)
    for name in (reading.edition.id if reading.edition is not None else "", *(one.id for one in reading.lists)):
        check_names(reading.catalogue, name)
    _no_twin(reading, place)
    return _with_limbs_wanted(_not_after(_within_grammar(reading, place), place.today))


def _with_limbs_wanted(reading: Reading) -> Reading:
    """The reading with an edition whose points get limbs from their texts when the pack is opened."""
    if reading.edition is None or not reading.edition.lists_items:
        return reading
    return replace(reading, edition=replace(reading.edition, limbs_read=True))


def _no_twin(reading: Reading, place: Place) -> None:
    """Raises BadInput for an edition whose id differs from one held by a nought alone: 2027-06 is June, 2027-6 a
    number."""
    held = place.held.editions if place.held is not None else ()
    name = reading.edition.id if reading.edition is not None else ""
    twin = twin_of(name, [one.id for one in held])
    if twin:
        raise BadInput.because(
            f"the edition '{name}' would be taken for '{twin}', which is held",
            field="--edition",
            hint=f"name it otherwise, for example --edition {name}-b, or import it as {twin}",
            zh=f"版次编号“{name}”易与已载入的“{twin}”混淆",
            hint_zh=f"请另行命名，例如 --edition {name}-b；如为同一版次，请用 {twin}",
        )


def _not_after(reading: Reading, today: dt.date) -> Reading:
    """The reading with no data said to be of a day to come: what is imported today is at best of today."""
    edition = reading.edition
    if edition is not None and edition.as_of is not None and edition.as_of > today:
        return replace(reading, edition=replace(edition, as_of=today))
    lists = tuple(replace(one, as_of=today) if one.as_of and one.as_of > today else one for one in reading.lists)
    return replace(reading, lists=lists) if lists != reading.lists else reading


def _base(name: str, place: Place) -> Edition:
    known = place.held.editions if place.held is not None else ()
    found = next((one for one in known if one.id == name and one.status != CARD), None)
    if found is None:
        ids = [one.id for one in known if one.status != CARD]
        raise BadInput.because(
            f"there is no edition '{name}' to amend",
            field="--base",
            hint=did_you_mean(name, ids) or f"held are: {', '.join(ids) or 'none'}",
            zh=f"没有可供修改的版次“{name}”",
            hint_zh=did_you_mean_zh(name, ids) or f"已载入：{'、'.join(ids) or '无'}",
        )
    return found


def _within_grammar(reading: Reading, place: Place) -> Reading:
    """The reading without entries whose code breaks the grammar of the pack it goes into; those are refused."""
    if reading.edition is None:
        return reading
    held = place.held
    pattern = reading.card.code_pattern if held is None or held.kind == "cards" else held.code_pattern
    grammar = re.compile(pattern)
    wrong = [e for e in reading.edition.entries if e.code and not grammar.fullmatch(e.code)]
    if not wrong:
        return reading
    refused = tuple(
        Refused(
            Words(f"条目 {entry.code}", f"entry {entry.code}"),
            entry.code or "",
            Words("不合本目录的编号规则", "does not fit the codes of this catalogue"),
        )
        for entry in wrong
    )
    out = {entry.id for entry in wrong}
    kept = tuple(entry for entry in reading.edition.entries if entry.id not in out)
    return replace(reading, edition=replace(reading.edition, entries=kept), refused=reading.refused + refused)


def _print(shown: Preview, done: Installed | None, options: argparse.Namespace, out: TextIO) -> None:
    lang = options.lang or "zh"
    if options.json:
        written = str(done.folder) if done is not None and done.files else None
        answer = shown.as_json() | {"written": written, "unchanged": done is not None and not done.files}
        print_json(answer, out)
        return
    from catalogue.importers.preview import tell_preview

    for line in (*tell_preview(shown, lang), *_outcome(shown, done, lang)):
        out.write(f"{line}\n")


def _outcome(shown: Preview, done: Installed | None, lang: str) -> Iterator[str]:
    english = lang == "en"
    if not shown.found:
        yield "nothing was found; nothing is written" if english else "未找到任何条目，未写入"
    elif done is None:
        yield f"would be written to {shown.where}" if english else f"将写入 {shown.where}"
    elif done.files:
        yield (
            f"written: {done.folder} ({', '.join(done.files)})"
            if english
            else f"已写入：{done.folder}（{'、'.join(done.files)}）"
        )
    else:
        yield "changes nothing: all of it is held already" if english else "没有变化：内容均已载入"
