"""Finding and reading packs: folders of YAML -> `Library`.

Values that flow: folder -> nodes -> `Catalogue` with its `Edition`s and `Entry`s; faults -> `Problem`s beside
them. The hard problem: one bad pack, or one bad edition of a good pack, must not take the others down, and
must not quietly shrink either. So an edition with a fault is left out whole and its Problem names it: half
an edition would look like coverage. A user's pack of the same id overlays the bundled one edition by edition.
Rejected: a schema library; its messages name paths in a data tree, not lines in a lawyer's file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from catalogue.cards import CARDS, card_problems
from catalogue.compiled import Compiled, CompiledPack
from catalogue.entryschema import read_code_parts, read_edition, read_quantity
from catalogue.fields import Fields
from catalogue.model import Catalogue, CodePart, Edition, Quantity
from catalogue.parties import PartyCard
from catalogue.partypacks import KIND as PARTY_LIST
from catalogue.partypacks import overlaid as party_card_overlaid
from catalogue.patterns import pattern_fault
from catalogue.problems import BadInput, Problem
from catalogue.succession import order_of, with_inherited, with_successors
from catalogue.thresholds.ofimports import LimbsOfImports
from catalogue.thresholds.quantities import with_quantities
from catalogue.yamltext import EDITION_BYTES, Scalar, Sequence, read_yaml

SET_ASIDE = Path(".installing") / "old"
"""Where an installation keeps the pack it is replacing until the new one stands in its place."""
KINDS = ("technology-catalogue", "control-list", "licence-catalogue", "party-list", CARDS)


@dataclass(frozen=True, slots=True)
class Library:
    """Every catalogue that could be read, what could not, and a fingerprint of the files read.

    `stood_in`: packs (`cn-tech`) and editions (`cn-tech/2020`) of the user that were refused and whose bundled
    ones are used in their place.
    `party_cards` are the packs of party lists; their names are read by whoever screens (`partypacks.read_parties`).
    """

    catalogues: dict[str, Catalogue]
    problems: tuple[Problem, ...]
    fingerprint: str
    stood_in: tuple[str, ...] = ()
    party_cards: dict[str, PartyCard] = field(default_factory=dict[str, PartyCard])

    @property
    def losses(self) -> tuple[Problem, ...]:
        """The problems for which nothing stands in: what they concern is not loaded."""
        kept = tuple(f"{name}{end}" for name in self.stood_in for end in ("/", ".yaml"))
        return tuple(p for p in self.problems if not p.file.startswith(kept))

    @property
    def lists(self) -> dict[str, Catalogue]:
        """The catalogues that hold entries of a list, without the cards there may be beside them."""
        found: dict[str, Catalogue] = {}
        for catalogue in self.catalogues.values():
            editions = tuple(e for e in catalogue.editions if not e.is_card)
            if editions or catalogue.kind != CARDS:
                found[catalogue.id] = replace(catalogue, editions=editions)
        return found

    def catalogue(self, catalogue_id: str) -> Catalogue:
        """The catalogue with this id. Raises BadInput listing the ids there are."""
        found = self.catalogues.get(catalogue_id)
        if catalogue_id in self.party_cards:
            raise BadInput.because(
                f"'{catalogue_id}' is a pack of party lists",
                hint="names are asked with: screen NAME",
                zh=f"“{catalogue_id}”是名单数据包",
                hint_zh="查名称请用：screen 名称",
            )
        if found is None:
            known = ", ".join(self.catalogues)
            raise BadInput.because(
                f"there is no catalogue '{catalogue_id}'",
                hint=f"loaded are: {known}",
                zh=f"没有目录“{catalogue_id}”",
                hint_zh=f"已载入：{known}",
            )
        return found


def bundled_packs() -> Path:
    """The folder of the packs that ship with the program."""
    return Path(__file__).resolve().parent / "packs"


def read_library(bundled: Path, user: Path | None = None, cache: Path | None = None, *, only: str = "") -> Library:
    """All packs of both folders, or that of one catalogue; the user's overlay the bundled ones.

    Never raises for a bad pack. `cache` is the user's cache folder: packs compiled there are taken where their files
    are still the same.
    """
    limbs = LimbsOfImports()
    compiled = Compiled(cache, "packs", CompiledPack, limbs.files)
    problems: list[Problem] = []
    catalogues: dict[str, Catalogue] = {}
    stood_in: list[str] = []
    cards: dict[str, PartyCard] = {}
    for root in (bundled, user):
        problems.extend(_without_card(root))
        for folder in _pack_folders(root):
            if only and folder.name != only:
                continue
            found, faults = _pack_of(folder, compiled, limbs)
            earlier = catalogues.get(folder.name)
            bases: list[Problem] = []
            if isinstance(found, Catalogue):
                found, bases = _with_bases(earlier, found, faults)
            if earlier and not isinstance(found, PartyCard):
                stood_in.extend(_kept(earlier, found, faults))
            if isinstance(found, PartyCard):
                cards[found.id] = party_card_overlaid(cards.get(found.id), found)
            elif found is not None:
                catalogues[found.id] = _overlaid(earlier, found)
            problems.extend(fault for fault in (*faults, *bases) if fault not in problems)
    fingerprint = _fingerprint((bundled, user), cards)
    whole = {name: _settled(one, []) for name, one in catalogues.items()}
    return Library(whole, tuple(problems), fingerprint, tuple(stood_in), cards)


def _with_bases(earlier: Catalogue | None, found: Catalogue, faults: list[Problem]) -> tuple[Catalogue, list[Problem]]:
    """The catalogue without editions whose base neither it nor the earlier one holds; what is wrong with other bases.

    What is wrong with the editions left out goes to `faults`.
    """
    wrong: list[Problem] = []
    held = {edition.id for edition in _settled(_overlaid(earlier, found), wrong).editions}
    lost = {f"{found.id}/{edition.id}.yaml" for edition in found.editions if edition.id not in held}
    faults.extend(problem for problem in wrong if problem.file in lost)
    kept = tuple(edition for edition in found.editions if edition.id in held)
    return replace(found, editions=kept), [problem for problem in wrong if problem.file not in lost]


def _settled(catalogue: Catalogue, problems: list[Problem]) -> Catalogue:
    """The catalogue with inherited entries and the days on which editions take each other's place."""
    return with_successors(replace(catalogue, editions=with_inherited(catalogue.editions, problems)))


def _pack_of(
    folder: Path, compiled: Compiled[CompiledPack], limbs: LimbsOfImports
) -> tuple[Catalogue | PartyCard | None, list[Problem]]:
    """The pack, compiled or read; the card of a party list, which holds no entries, is read every time.

    Points of imported editions that hold text and no limbs get those the text sets.
    """
    cards: list[PartyCard] = []
    faults: list[Problem] = []

    def read() -> CompiledPack | None:
        found = _read_pack(folder, faults)
        if isinstance(found, PartyCard):
            cards.append(found)
            return None
        return CompiledPack(limbs.read(found) if found else found, tuple(faults))

    pack = compiled.read(folder, read)
    return (cards[0], faults) if pack is None else (pack.catalogue, list(pack.faults))


def _without_card(root: Path | None) -> list[Problem]:
    """A problem for every folder that holds YAML files and no pack.yaml: somebody meant it to be a pack."""
    if root is None or not root.is_dir():
        return []
    return [
        Problem(
            "the folder has no pack.yaml and is no pack",
            folder.name,
            hint="add pack.yaml or take the folder away",
            message_zh="文件夹中没有 pack.yaml，不成数据包",
            hint_zh="请补上 pack.yaml，或移走该文件夹",
        )
        for folder in sorted(root.iterdir())
        if folder.is_dir() and not (folder / "pack.yaml").exists() and any(folder.glob("*.yaml"))
    ]


def _kept(earlier: Catalogue, found: Catalogue | None, faults: list[Problem]) -> list[str]:
    """What of the earlier catalogue is used because the later copy was refused: the pack, or some of its editions."""
    if found is None:
        return [earlier.id]
    faulty = dict.fromkeys(Path(fault.file).stem for fault in faults)
    return [f"{earlier.id}/{name}" for name in faulty if earlier.edition(name) and not found.edition(name)]


def _fingerprint(roots: tuple[Path | None, ...], cards: dict[str, PartyCard]) -> str:
    """sha256 over the names and bytes of the pack files: what a cache of them is keyed on. Party lists are in none."""
    digest = hashlib.sha256()
    for root in roots:
        for folder in _pack_folders(root):
            for path in sorted(folder.glob("*.yaml")) if folder.name not in cards else ():
                digest.update(f"{folder.name}/{path.name}\0".encode())
                digest.update(_bytes_of(path))
    return digest.hexdigest()


def _bytes_of(path: Path) -> bytes:
    """The file's bytes; of one that cannot be read the error, which the reader of the pack reports."""
    try:
        return path.read_bytes()
    except OSError as error:
        return str(error.errno).encode()


def _pack_folders(root: Path | None) -> list[Path]:
    """The folders of packs; one that a killed installation had set aside, and not yet replaced, is still read."""
    if root is None or not root.is_dir():
        return []
    aside = root / SET_ASIDE
    there = [*root.iterdir(), *(p for p in (aside.iterdir() if aside.is_dir() else ()) if not (root / p.name).exists())]
    return sorted((p for p in there if p.is_dir() and (p / "pack.yaml").exists()), key=lambda folder: folder.name)


def _read_pack(folder: Path, problems: list[Problem]) -> Catalogue | PartyCard | None:
    """The catalogue or party card in `folder`, or None with problems noted when its own card cannot be read.

    Its editions hold only the entries of their own files: what they inherit may come from another folder.
    """
    faults: list[Problem] = []
    try:
        card, edition_ids = _read_card(folder, faults)
        quantities = _read_quantities(folder, faults)
        synonyms = _read_synonyms(folder, faults)
        parts = _read_code_parts(folder, faults)
    except BadInput as bad:
        problems.extend((*faults, *bad.problems))
        return None
    problems.extend(faults)
    if faults:
        return None
    if card.kind == PARTY_LIST:
        files = {one: folder / f"{one}.yaml" for one in edition_ids}
        return PartyCard(card.id, card.title, card.jurisdiction, card.authority, card.source, files, card.official_at)
    editions: list[Edition] = []
    for edition_id in edition_ids:
        edition = _read_edition_file(folder, card, edition_id, quantities, problems)
        if edition is not None:
            editions.append(edition)
    return replace(card, editions=tuple(editions), quantities=quantities, synonyms=synonyms, code_parts=parts)


def read_card(folder: Path) -> tuple[Catalogue, tuple[str, ...]]:
    """What `pack.yaml` in `folder` says: the catalogue without entries, and the editions it names. Raises BadInput."""
    faults: list[Problem] = []
    found = _read_card(folder, faults)
    if faults:
        raise BadInput(*faults)
    return found


def read_pack(folder: Path) -> tuple[Catalogue | PartyCard | None, tuple[Problem, ...]]:
    """One pack alone, and what is wrong with it. Never raises for a bad one."""
    problems: list[Problem] = []
    found = _read_pack(folder, problems)
    return (_settled(found, problems) if isinstance(found, Catalogue) else found), tuple(problems)


def _read_card(folder: Path, faults: list[Problem]) -> tuple[Catalogue, tuple[str, ...]]:
    name = f"{folder.name}/pack.yaml"
    card = Fields(read_yaml(folder / "pack.yaml", name), "a pack", name, faults)
    pattern = card.text("code_pattern", ".*")
    if fault := pattern_fault(pattern):
        card.complain("code_pattern", fault.en, zh=fault.zh)
    catalogue = Catalogue(
        id=card.text("id", required=True),
        title=card.words("title", required=True),
        kind=card.choice("kind", KINDS, required=True),
        jurisdiction=card.text("jurisdiction", required=True),
        authority=card.words("authority"),
        code_pattern=pattern,
        code_grammar=card.words("code_grammar"),
        source=card.text("source"),
        official_at=card.texts("official_at"),
        side_by_side=card.flag("side_by_side"),
    )
    if catalogue.id != folder.name:
        card.complain("id", f"the pack calls itself '{catalogue.id}' but its folder is '{folder.name}'")
    editions = card.texts("editions")
    card.finish()
    return catalogue, editions


def _read_quantities(folder: Path, faults: list[Problem]) -> dict[str, Quantity]:
    path = folder / "quantities.yaml"
    if not path.exists():
        return {}
    name = f"{folder.name}/quantities.yaml"
    top = Fields(read_yaml(path, name), "the file", name, faults)
    found: dict[str, Quantity] = {}
    for fields in top.blocks("quantities", "a quantity"):
        quantity = read_quantity(fields)
        if quantity.id in found:
            fields.complain("id", f"the quantity '{quantity.id}' is given twice", "keep one")
        found[quantity.id] = quantity
    top.finish()
    return found


def _read_synonyms(folder: Path, faults: list[Problem]) -> tuple[tuple[str, ...], ...]:
    path = folder / "synonyms.yaml"
    if not path.exists():
        return ()
    name = f"{folder.name}/synonyms.yaml"
    top = Fields(read_yaml(path, name), "the file", name, faults)
    groups: list[tuple[str, ...]] = []
    for node in top.nodes("groups"):
        if isinstance(node, Sequence) and all(isinstance(i, Scalar) for i in node.items):
            groups.append(tuple(i.text.strip() for i in node.items if isinstance(i, Scalar)))
        else:
            top.complain("groups", "a group must be a list of texts", line=node.line)
    top.finish()
    return tuple(groups)


def _read_code_parts(folder: Path, faults: list[Problem]) -> tuple[CodePart, ...]:
    path, name = folder / "code.yaml", f"{folder.name}/code.yaml"
    return read_code_parts(Fields(read_yaml(path, name), "the file", name, faults)) if path.exists() else ()


def _read_edition_file(
    folder: Path,
    card: Catalogue,
    edition_id: str,
    quantities: dict[str, Quantity],
    problems: list[Problem],
) -> Edition | None:
    name = f"{folder.name}/{edition_id}.yaml"
    faults: list[Problem] = []
    try:
        node = read_yaml(folder / f"{edition_id}.yaml", name, EDITION_BYTES)
        edition = read_edition(Fields(node, "an edition", name, faults), card.id, card.code_pattern, quantities)
        faults.extend(card_problems(edition, card.kind, name))
        if edition.id != edition_id:
            faults.append(Problem(f"the edition calls itself '{edition.id}'", name, 1, "id", f"write '{edition_id}'"))
    except BadInput as bad:
        problems.extend((*faults, *bad.problems))
        return None
    problems.extend(faults)
    return None if faults else edition


def _overlaid(earlier: Catalogue | None, later: Catalogue) -> Catalogue:
    """The user's catalogue over the bundled one: editions of the same id are replaced, others added."""
    if earlier is None:
        return later
    editions = {e.id: e for e in earlier.editions} | {e.id: e for e in later.editions}
    return replace(
        later,
        editions=tuple(sorted(editions.values(), key=order_of)),
        quantities=with_quantities(earlier.quantities, later.quantities),
        synonyms=earlier.synonyms + tuple(group for group in later.synonyms if group not in earlier.synonyms),
        code_parts=later.code_parts or earlier.code_parts,
        official_at=later.official_at or earlier.official_at,
        side_by_side=later.side_by_side or earlier.side_by_side,
    )
