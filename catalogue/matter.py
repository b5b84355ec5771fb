"""The matter 案卷 as values: facts, decisions, clause choices, outputs. No I/O (see `matterfile`).

A missing fact is None or empty and becomes an open question; no default here favours "free".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

MODES = (
    "patent_assignment",
    "patent_application_assignment",
    "patent_licence",
    "know_how",
    "technical_service",
    "joint_rd",
    "saas_api",
    "equity_contribution",
    "share_deal",
    "secondment",
    "publication",
    "equipment_with_technology",
    "other",
)
UNCLEAR_MODES = ("saas_api", "publication", "share_deal", "secondment", "other")
DIRECTIONS = ("outbound", "inbound", "both")
STAGES = ("existing", "in_development", "future")
KINDS = ("PL", "KH", "TS", "RD", "SA", "EQ", "SE", "EM", "DI")
CONTRACT_STATUSES = ("none", "negotiating", "draft", "signed", "performing", "performed", "terminated")
ROLES = ("exporter", "recipient", "end_user", "intermediary", "investor", "employer", "assignee")
SIDES = ("exporter", "recipient", "neutral")
POSITIONS = ("exporter", "balanced", "counterparty")
APPROVAL_STATUSES = ("none", "filed", "issued", "refused", "expired")
REGISTRATION_STATUSES = ("none", "filed", "done")
DECISIONS = ("confirmed", "overruled", "open")
TRISTATE = ("no", "yes", "unknown")
REGIMES = ("cn-tech", "cn-dual-use", "cn-parallel", "us-ear", "us-itar", "eu-dual-use", "uk", "de", "jp", "kr")


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """A code (or id) the lawyer named, with his decision where he made one."""

    code: str
    catalogue: str = ""
    edition: str = ""
    point: str | None = None
    decision: str = ""
    by: str = ""
    on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Technology:
    """One technology of the deal. `measured` keeps the text as typed; `quantity.py` reads it."""

    name: str
    description: str = ""
    stage: str = ""
    public_domain: bool | None = None
    origin: tuple[str, ...] = ()
    measured: tuple[tuple[str, str], ...] = ()
    entries: tuple[NamedEntry, ...] = ()
    form: tuple[str, ...] = ()
    patents: tuple[str, ...] = ()
    patent_status: str = ""
    software_copyright: bool | None = None
    us_content_share: str = ""
    us_content_items: tuple[str, ...] = ()
    us_direct_product: str = ""
    eccn: str = ""
    annex_i: str = ""
    cn_content_share: str = ""
    hs6: tuple[str, ...] = ()
    flags: dict[str, str] = field(default_factory=dict[str, str])
    """state_secret, genetic_resources, cryptography, important_data, personal_data -> no|yes|unknown."""
    measured_lines: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """Lines of the measured values in the file, in their order; for complaints only."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """How, where to and for what the technology moves."""

    modes: tuple[str, ...] = ()
    direction: str = ""
    side: str = "neutral"
    licence_kind: str = ""
    continuing: bool | None = None
    intra_group: bool | None = None
    state_funded: bool | None = None
    change_of_controller: bool | None = None
    destination: str = ""
    end_use: str = ""
    military_end_use: str = "unknown"
    wmd_risk: str = "unknown"
    informed_by_authority: bool | None = None
    reexport_to: tuple[str, ...] = ()
    sublicence: bool | None = None
    access_level: str = ""
    exclusive: bool | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """The paper: kinds, dates, law, languages. `date` is the (planned) day of signature."""

    kinds: tuple[str, ...] = ()
    date: dt.date | None = None
    signed_on: dt.date | None = None
    effective_on: dt.date | None = None
    performed_by: dt.date | None = None
    status: str = ""
    governing_law: str = ""
    languages: tuple[str, ...] = ()
    term_months: int | None = None
    price: str = ""
    royalty: bool | None = None
    royalty_base_first_on: dt.date | None = None
    standard_form: bool | None = None
    cited_elsewhere: bool | None = None
    paper: str = "contract"


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner of a party, as the user gave it."""

    name: str
    country: str = ""
    share: str = ""
    controls: bool | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One party of the deal."""

    role: str
    name: str
    country: str = ""
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    address: str = ""
    side: str = ""
    owners: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """State of one approval: letter of intent, licence or registration."""

    status: str = ""
    filed_on: dt.date | None = None
    issued_on: dt.date | None = None
    expires_on: dt.date | None = None
    done_on: dt.date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A decision of the lawyer about a rule, question, finding or regime."""

    about: str
    answer: str
    by: str = ""
    on: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NegotiationStep:
    """One move across the table: a clause went from one position (`out`: left out) to another; who, when, why."""

    clause: str
    was: str
    now: str
    by: str = ""
    on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClauseChoices:
    """What the user chose in the clause place."""

    position: str = "balanced"
    chosen: tuple[tuple[str, str], ...] = ()
    """(clause id, variant or "out")."""
    variables: tuple[tuple[str, str], ...] = ()
    """(name or CLAUSE.name, text as typed)."""
    plain_exemptions: bool = False
    """Exemptions are printed like everything else, against the rule for standard terms (told as K-13)."""
    families: tuple[tuple[str, str], ...] = ()
    """The position profile: (family, position) where a family stands otherwise than the whole matter."""
    log: tuple[NegotiationStep, ...] = ()
    """What moved in the negotiation, oldest first."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter file. `as_of` is the only date the engine reckons from; the machine's clock never decides."""

    as_of: dt.date
    id: str = ""
    title: str = ""
    language: str = "zh"
    author: str = ""
    technologies: tuple[Technology, ...] = ()
    transfer: Transfer = Transfer()
    contract: Contract = Contract()
    parties: tuple[Party, ...] = ()
    loi: Approval = Approval()
    licence: Approval = Approval()
    registration: Approval = Approval()
    confirmations: tuple[Confirmation, ...] = ()
    frozen: dict[str, object] | None = None
    clauses: ClauseChoices = ClauseChoices()
    outputs: tuple[tuple[tuple[str, str], ...], ...] = ()
    file: str = field(default="", compare=False, repr=False)
    """The file it was read from, as shown in complaints."""

    @property
    def prc_party(self) -> bool:
        """A party of the deal sits in the PRC."""
        return any(p.country == "CN" for p in self.parties)

    def party(self, role: str) -> Party | None:
        """The first party in a role."""
        return next((p for p in self.parties if p.role == role), None)
