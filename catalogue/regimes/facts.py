"""The facts of a matter as words by name, for the conditions of the rules.

Values that flow: Matter -> {"exclusive": {"yes"}, ...}. A fact that nobody gave reads `unknown` where a rule could
turn on it, never `no`. Rejected: conditions as Python functions; a lawyer could not read or change them.
"""

from __future__ import annotations

from catalogue.matter import UNCLEAR_MODES, Matter, Technology
from catalogue.matterschema import FLAGS
from catalogue.regimes.approvals import OVER, licence_status, loi_status, passed, registration_status, signing

Facts = dict[str, frozenset[str]]

PATENT_MODES = ("patent_assignment", "patent_application_assignment", "patent_licence")
TAKERS = ("recipient", "end_user", "intermediary", "assignee")
ASSIGNMENTS = ("patent_assignment", "patent_application_assignment", "equity_contribution")


def facts_of(matter: Matter) -> Facts:
    """Every fact the rules may name. Words are small letters; several words where several are true."""
    transfer, contract = matter.transfer, matter.contract
    words: dict[str, tuple[str, ...]] = {
        "mode": transfer.modes or ("unknown",),
        "destination": (transfer.destination or "unknown",),
        "direction": (transfer.direction or "unknown",),
        "licence_kind": (transfer.licence_kind or "unknown",),
        "exclusive": (tri(transfer.exclusive),),
        "state_funded": (tri(transfer.state_funded),),
        "continuing": (tri(transfer.continuing),),
        "intra_group": (tri(transfer.intra_group),),
        "change_of_controller": (tri(transfer.change_of_controller),),
        "informed_by_authority": (tri(transfer.informed_by_authority),),
        "military_end_use": (transfer.military_end_use,),
        "wmd_risk": (transfer.wmd_risk,),
        "outward_ip": (_outward_ip(matter),),
        "state_project_ip": (_state_project_ip(matter),),
        "assignment": ("yes" if set(transfer.modes) & set(ASSIGNMENTS) else "no",),
        "kind": contract.kinds or ("unknown",),
        "status": (contract.status or "unknown",),
        "royalty": (_royalty(matter),),
        "paper": (contract.paper,),
        "loi": (loi_status(matter),),
        "licence": (licence_status(matter),),
        "signing": (signing(matter),),
        "passed": passed(matter),
        "terminated": ("yes" if contract.status == "terminated" else "no",),
        "registration": (registration_status(matter),),
        "reach": reached(matter) or ("unknown",),
        "prc_party": ("yes" if matter.prc_party else "no",),
        "running": ("yes" if contract.status in OVER else "no",),
    }
    facts = {name: frozenset(value) for name, value in words.items()}
    for flag in FLAGS:
        facts[flag] = frozenset({_flag(matter.technologies, flag)})
    return facts


def reached(matter: Matter) -> tuple[str, ...]:
    """Every country the technology goes or is meant to go to: destination, onward, recipients and end users."""
    takers = (p.country for p in matter.parties if p.role in TAKERS)
    every = (matter.transfer.destination, *matter.transfer.reexport_to, *takers)
    return tuple(dict.fromkeys(country for country in every if country))


def tri(value: bool | None) -> str:
    """yes, no or unknown."""
    return "unknown" if value is None else "yes" if value else "no"


def only_unclear(matter: Matter) -> bool:
    """True when every mode given is one of which it is not settled whether it is a transfer."""
    return bool(matter.transfer.modes) and all(m in UNCLEAR_MODES for m in matter.transfer.modes)


def _flag(technologies: tuple[Technology, ...], flag: str) -> str:
    """The strictest answer over all technologies; `absent` where none answers."""
    answers = {t.flags[flag] for t in technologies if flag in t.flags}
    return next((word for word in ("yes", "unknown", "no") if word in answers), "absent")


def _royalty(matter: Matter) -> str:
    if matter.contract.price in ("royalty", "mixed") or matter.contract.royalty:
        return "yes"
    return "no" if matter.contract.royalty is False or matter.contract.price else "unknown"


def _registered_ip(matter: Matter) -> str:
    """Whether patents, their applications or registered software move with the technology."""
    technologies = matter.technologies
    if set(matter.transfer.modes) & set(PATENT_MODES):
        return "yes"
    if any(t.patents or t.patent_status in ("pending", "granted") or t.software_copyright for t in technologies):
        return "yes"
    settled = technologies and all(t.patent_status == "none" and t.software_copyright is False for t in technologies)
    return "no" if settled else "unknown"


def _outward_ip(matter: Matter) -> str:
    """Outward transfer of IP in the sense of the 2018 review: new owner, new controller, or an exclusive licence."""
    transfer = matter.transfer
    moves = bool(set(transfer.modes) & set(ASSIGNMENTS)) or transfer.change_of_controller or transfer.exclusive
    if not moves:
        return "no"
    return _registered_ip(matter)


def _state_project_ip(matter: Matter) -> str:
    """IP of a state-funded project that is assigned abroad or licensed exclusively."""
    transfer = matter.transfer
    moves = bool(set(transfer.modes) & set(ASSIGNMENTS)) or transfer.exclusive
    if not moves or transfer.state_funded is False:
        return "no"
    return "yes" if transfer.state_funded else "unknown"
