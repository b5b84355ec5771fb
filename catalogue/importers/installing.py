"""A reading becomes a pack in the user's folder: whole or not at all.

Values that flow: `Reading` -> the texts of the files that change -> a staged copy of the pack, read back -> the pack.
The hard problem: an import may be cancelled, killed or run out of disk at any moment, and the pack it replaces is
somebody's work. So everything is written beside, in a folder no reader looks into, and read back as any pack is read;
a faulty edition never gets further. Then a new pack is moved into place as one folder. In a pack that is there, files
are renamed one by one, in the order in which every moment reads as a whole pack: quantities (only ever more of them),
editions, and last the card that names them. Before the first rename the files to be replaced are put aside; what is
put aside by an import that did not end is put back by the next one, under the lock. Rejected: writing in place, and
swapping the folder by two renames (between them there is no pack).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.cards import CARDS
from catalogue.importers.locking import only_one
from catalogue.importers.reading import Progress, Reading, unwatched
from catalogue.importers.writing import card_text, edition_text, list_text, quantities_text
from catalogue.model import Catalogue, Edition, Entry, Quantity
from catalogue.packs import bundled_packs, read_card, read_pack
from catalogue.parties import PartyCard, PartyList
from catalogue.partypacks import KIND as PARTY_LIST
from catalogue.partypacks import read_parties
from catalogue.problems import BadInput, Problem

STAGED = ".import-"
ASIDE, NEW, READY = "aside", "new", "ready"
COLUMNS = "columns.yaml"


class Disk:
    """The file operations of an install, each of which may fail or be the last one."""

    def write(self, path: Path, data: bytes) -> None:
        """Writes and syncs a new file."""
        with path.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())

    def copy(self, source: Path, target: Path) -> None:
        """Copies and syncs a file."""
        self.write(target, source.read_bytes())

    def make(self, folder: Path) -> None:
        """Makes a folder with those above it."""
        folder.mkdir(parents=True, exist_ok=True)

    def rename(self, source: Path, target: Path) -> None:
        """Puts a file (over another) or a folder (where none is) in its place at one stroke."""
        source.replace(target)
        with contextlib.suppress(OSError):  # a folder cannot be synced on every platform
            handle = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def remove(self, path: Path) -> None:
        """Removes a file, or a folder with all it holds."""
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an import goes: the folder of packs it writes into, and the catalogue or party card held there now."""

    packs: Path
    held: Catalogue | None = None
    parties: PartyCard | None = None
    today: dt.date = field(default_factory=dt.date.today)


class HeldOtherwise(BadInput):
    """An edition of that id is held with another content; it is replaced only where somebody says so."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What an install did: the pack's folder and the files written, none where everything was there already."""

    folder: Path
    files: tuple[str, ...]


def install(
    reading: Reading,
    place: Place,
    *,
    replacing: bool = False,
    columns: Path | None = None,
    progress: Progress = unwatched,
    disk: Disk | None = None,
) -> Installed:
    """Writes the reading as a pack. Nothing is written where the same is held.

    Raises BadInput, and changes nothing, where another edition of that id is held, or a party list of that id is
    bundled with other names, and `replacing` is not said (HeldOtherwise), where the pack would not read back whole,
    where another import writes there, or where the disk refuses.
    """
    disk = disk or Disk()
    check_place(place.packs)
    try:
        disk.make(place.packs)
        with only_one(place.packs):
            recover(place.packs, disk)
            return _Install(reading, place, disk, progress).run(replacing, columns)
    except OSError as error:
        raise BadInput.because(
            f"the import could not be written ({error.strerror or error}); the old state is kept",
            file=place.packs,
            hint="free some space or choose another folder with --into",
            zh=f"导入内容无法写入（{error.strerror or error}），原状未变",
            hint_zh="请腾出空间，或用 --into 另选文件夹",
        ) from error


def check_place(packs: Path) -> None:
    """Refuses the program's own folder, and what is no folder."""
    program = bundled_packs().parent.resolve()
    target = packs.resolve()
    if target == program or program in target.parents:
        raise BadInput.because(
            "this is the program's own folder, which an import never writes into",
            file=packs,
            hint="leave --into away, or name another folder",
            zh="这是程序自身的文件夹，导入从不写入其中",
            hint_zh="请去掉 --into，或另选文件夹",
        )
    if packs.exists() and not packs.is_dir():
        raise BadInput.because(
            "this is a file, not a folder",
            file=packs,
            hint="name a folder",
            zh="这是文件，不是文件夹",
            hint_zh="请指明文件夹",
        )


def recover(packs: Path, disk: Disk) -> None:
    """Puts back what an import that did not end had put aside, and removes what it staged. Call under the lock."""
    for staged in sorted(packs.glob(f"{STAGED}*")):
        ready = staged / READY
        if ready.is_file():
            folder = packs / ready.read_text(encoding="utf-8").strip()
            for kept in sorted((staged / ASIDE).iterdir()):
                disk.copy(kept, staged / "back")
                disk.rename(staged / "back", folder / kept.name)
            for name in (staged / NEW).read_text(encoding="utf-8").splitlines():
                disk.remove(folder / name)
        disk.remove(staged)


class _Install:
    """One import into one folder of packs, under its lock."""

    def __init__(self, reading: Reading, place: Place, disk: Disk, progress: Progress) -> None:
        self.reading, self.place, self.disk, self.progress = reading, place, disk, progress
        self.folder = place.packs / reading.catalogue
        self.old_card, self.listed = read_card(self.folder) if (self.folder / "pack.yaml").exists() else (None, ())
        edition = reading.edition
        self.edition = _whole(edition, place, self.listed) if edition is not None else None
        self.lists = reading.lists
        self.made = self._new_texts()

    def run(self, replacing: bool, columns: Path | None) -> Installed:
        texts = self._texts(replacing)
        if columns is not None:
            texts = {COLUMNS: columns.read_text(encoding="utf-8-sig"), **texts}
        texts = {name: text for name, text in texts.items() if not self._same(name, text)}
        if texts:
            staged = Path(tempfile.mkdtemp(prefix=STAGED, dir=self.place.packs))
            try:
                self._stage(staged / self.folder.name, texts)
                self._check(staged / self.folder.name)
                self.progress(1, 1)
                self._put(staged, texts)
            finally:
                recover(self.place.packs, self.disk)
        return Installed(self.folder, tuple(texts))

    def _texts(self, replacing: bool) -> dict[str, str]:
        """The files of the pack in the order of their renames; of editions those that are not held as they are."""
        texts = {name: text for name, text in self.made.items() if not self._holds(name, text)}
        changed = [Path(n).stem for n in texts if Path(n).stem in self.listed and (self.folder / n).exists()]
        changed += [one.id for one in self.lists if one.id not in changed and self._bundles_otherwise(one)]
        if changed and not replacing:
            names = ", ".join(changed)
            raise HeldOtherwise.because(
                f"'{names}' is held already and this publication gives it otherwise",
                file=self.folder,
                hint="see what changes with --preview, then add --replace",
                zh=f"已载入“{names}”，而本次内容与之不同",
                hint_zh="请先用 --preview 查看变化，再加 --replace",
            )
        if not texts:
            return {}
        quantities = self._quantities()
        card = self._card()
        named = tuple(dict.fromkeys((*self.listed, *(Path(name).stem for name in self._names()))))
        first = {"quantities.yaml": quantities_text(quantities)} if quantities else {}
        return {**first, **texts, "pack.yaml": card_text(card, named)}

    def _names(self) -> tuple[str, ...]:
        edition = (self.edition.id,) if self.edition is not None else ()
        return tuple(f"{name}.yaml" for name in (*edition, *(one.id for one in self.lists)))

    def _new_texts(self) -> dict[str, str]:
        edition = {f"{self.edition.id}.yaml": edition_text(self.edition)} if self.edition is not None else {}
        return edition | {f"{one.id}.yaml": list_text(one) for one in self.lists}

    def _holds(self, name: str, text: str) -> bool:
        """Whether the folder holds this under this name: the same but for its day, or mended by hand and saying it."""
        path = self.folder / name
        if Path(name).stem not in self.listed or not path.is_file():
            return False
        if path.stat().st_size < 2 * len(text.encode()) and _undated(
            path.read_bytes().decode(errors="replace")
        ) == _undated(text):
            return True
        if isinstance(self.own, PartyCard):
            held, _ = read_parties([replace(self.own, files={name: path})])
            return bool(held[0].lists) and _undated(list_text(held[0].lists[0])) == _undated(text)
        edition = self.own.edition(path.stem) if self.own is not None else None
        return edition is not None and _undated(edition_text(edition)) == _undated(text)

    def _bundles_otherwise(self, one: PartyList) -> bool:
        """Whether the program brings this list with other names or facts: the import would stand in its place."""
        card = self.place.parties
        path = card.files.get(one.id) if card is not None else None
        if card is None or path is None or path.parent == self.folder:
            return False
        held, _ = read_parties([replace(card, files={one.id: path})])
        return not held[0].lists or _undated(list_text(held[0].lists[0])) != _undated(list_text(one))

    def _quantities(self) -> dict[str, Quantity]:
        """What the folder holds, and what the limbs of the edition need; the held definition of an id stays."""
        quantities = dict(self.own.quantities) if isinstance(self.own, Catalogue) else {}
        held = self.place.held.quantities if self.place.held is not None else {}
        for name, quantity in self.reading.quantities.items():
            known = held.get(name)
            if known is not None and known.dimension != quantity.dimension:
                raise BadInput.because(
                    f"the quantity '{name}' measures {known.dimension} in the pack held and {quantity.dimension} here",
                    file=self.folder,
                    zh=f"量“{name}”在已有数据包中的量纲与本次内容不同（{known.dimension}、{quantity.dimension}）",
                )
            quantities.setdefault(name, known or quantity)
        for name in _measured(self.edition.entries if self.edition is not None else ()):
            if name in held:
                quantities.setdefault(name, held[name])
        return quantities

    @functools.cached_property
    def own(self) -> Catalogue | PartyCard | None:
        """The pack as the folder holds it now, read when something asks."""
        return read_pack(self.folder)[0] if self.old_card is not None else None

    def _card(self) -> Catalogue:
        """The user's own card, else that of the pack held, else what the reader says of its list."""
        if self.old_card is not None:
            return self.old_card
        card = self.reading.card
        told = Catalogue(
            id=self.reading.catalogue,
            title=card.title,
            kind=PARTY_LIST if self.lists else card.kind,
            jurisdiction=card.jurisdiction,
            authority=card.authority,
            code_pattern=card.code_pattern,
            code_grammar=card.code_grammar,
            source=card.source,
            official_at=card.official_at,
        )
        held, parties = self.place.held, self.place.parties
        if parties is not None and self.lists:
            return replace(
                told,
                title=parties.title,
                jurisdiction=parties.jurisdiction,
                authority=parties.authority,
                source=parties.source or told.source,
                official_at=parties.official_at or told.official_at,
            )
        if held is not None and held.kind != CARDS:
            return replace(held, editions=(), quantities={}, synonyms=(), code_parts=())
        return replace(told, official_at=told.official_at or (held.official_at if held is not None else ()))

    def _same(self, name: str, text: str) -> bool:
        path = self.folder / name
        return path.is_file() and path.read_bytes() == text.encode()

    def _stage(self, copy: Path, texts: Mapping[str, str]) -> None:
        """The pack as it would be, beside: what is there and what is new."""
        self.disk.make(copy)
        there = [path for path in sorted(self.folder.glob("*")) if path.is_file()] if self.folder.is_dir() else []
        for path in there:
            if path.name not in texts:
                self.disk.copy(path, copy / path.name)
        for name, text in texts.items():
            self.disk.write(copy / name, text.encode())

    def _check(self, copy: Path) -> None:
        """Reads the staged pack back. Raises BadInput where what was read from the publication does not come back."""
        pack, problems = read_pack(copy)
        mine = set(self._names())
        faults = [p for p in problems if Path(p.file).name in (*mine, "pack.yaml", "quantities.yaml")]
        if isinstance(pack, PartyCard):
            wanted = {name: path for name, path in pack.files.items() if path.name in mine}
            (read,), more = read_parties([replace(pack, files=wanted)])
            faults += more
            back = {f"{one.id}.yaml": list_text(one) for one in read.lists}
        else:
            edition = pack.edition(self.edition.id) if pack is not None and self.edition is not None else None
            back = {f"{edition.id}.yaml": edition_text(edition)} if edition is not None else {}
        whole = {name: _undated(text) for name, text in back.items()} == {n: _undated(t) for n, t in self.made.items()}
        if faults or not whole:
            raise BadInput(*(faults or [self._lost()]))

    def _lost(self) -> Problem:
        return Problem(
            "what was read from the publication does not come back from the pack; nothing was written",
            str(self.folder),
            message_zh="从文件读出的内容写成数据包后不能原样读回；未写入任何内容",
        )

    def _put(self, staged: Path, texts: Mapping[str, str]) -> None:
        copy = staged / self.folder.name
        if not self.folder.exists():
            self.disk.rename(copy, self.folder)
            return
        aside = staged / ASIDE
        self.disk.make(aside)
        for name in texts:
            if (self.folder / name).exists():
                self.disk.copy(self.folder / name, aside / name)
        new = [name for name in texts if not (self.folder / name).exists()]
        self.disk.write(staged / NEW, "\n".join(new).encode())
        self.disk.write(staged / "marked", self.folder.name.encode())
        self.disk.rename(staged / "marked", staged / READY)
        for name in texts:
            self.disk.rename(copy / name, self.folder / name)
        self.disk.remove(staged / READY)


def _whole(edition: Edition, place: Place, listed: tuple[str, ...]) -> Edition:
    """The edition as its file must say it: dated, and with the entries of a base that stands in another folder."""
    edition = replace(edition, as_of=edition.as_of or place.today)
    if not edition.inherits or edition.inherits in listed:
        return edition
    base = place.held.edition(edition.inherits) if place.held is not None else None
    if base is None:
        raise BadInput.because(
            f"the edition inherits from '{edition.inherits}', which is not held",
            hint="import that edition first",
            zh=f"本版次承继“{edition.inherits}”，而该版次尚未载入",
            hint_zh="请先导入该版次",
        )
    own = {entry.id for entry in edition.entries} | set(edition.removes)
    kept = [entry for entry in base.entries if entry.id not in own]
    entries = tuple(replace(entry, inherited_from="") for entry in (*kept, *edition.entries))
    return replace(edition, entries=entries, inherits="", removes=(), amends=edition.amends or base.id)


def _measured(entries: tuple[Entry, ...]) -> dict[str, None]:
    """The ids of the quantities that limbs of these entries are on."""
    trees = (point.tree for entry in entries for point in entry.points)
    return dict.fromkeys(limb.quantity for tree in trees if tree is not None for limb in tree.limbs())


def _undated(text: str) -> str:
    """A file's text without the day it was last checked: reading the same publication later changes nothing."""
    return "\n".join(line for line in text.splitlines() if not line.startswith("as_of:"))
