"""The facts of a matter as words by name, for the conditions of the rules.

Values that flow: Matter -> {"exclusive": {"yes"}, ...}. A fact that nobody gave reads `unknown` where a rule could
turn on it, never `no`. Rejected: conditions as Python functions; a lawyer could not read or change them.
"""

from __future__ import annotations

from fractions import Fraction

from catalogue.matter import UNCLEAR_MODES, Matter, Technology, Transfer
from catalogue.matterschema import FLAGS
from catalogue.regimes.approvals import licence_status, loi_status, passed, registration_status, signing

Facts = dict[str, frozenset[str]]

PATENT_MODES = ("patent_assignment", "patent_application_assignment", "patent_licence")
TAKERS = ("recipient", "end_user", "intermediary", "assignee")
"""Roles of those who take the technology or the item. DUR 28 speaks of importers and end users."""
ASSIGNMENTS = ("patent_assignment", "patent_application_assignment", "equity_contribution")
LICENCES = ("patent_licence", "know_how")
"""Modes that may be an exclusive licence; a know-how deal is a licence or an assignment."""


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


def share_of(text: str) -> Fraction | None:
    """A share in per cent; None where none was given."""
    number = text.replace("％", "%").rstrip("% ").strip()
    return Fraction(number) if number else None


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
    """Whether patents, their applications or software copyright move with the technology; else `unknown`, because a
    matter has no word for IC layout rights, which the review of 2018 reaches too."""
    if set(matter.transfer.modes) & set(PATENT_MODES):
        return "yes"
    technologies = matter.technologies
    if any(t.patents or t.patent_status in ("pending", "granted") or t.software_copyright for t in technologies):
        return "yes"
    return "unknown"


def _outward_ip(matter: Matter) -> str:
    """Outward transfer of IP in the sense of the 2018 review: new owner, new controller, or an exclusive licence."""
    return _both(_any(_owner_moves(matter.transfer), _controller_moves(matter.transfer)), _registered_ip(matter))


def _state_project_ip(matter: Matter) -> str:
    """IP of a state-funded project that is assigned abroad or licensed exclusively."""
    return _both(_owner_moves(matter.transfer), tri(matter.transfer.state_funded))


def _owner_moves(transfer: Transfer) -> str:
    """Whether the owner changes or an exclusive licence is given; a licence of unknown kind leaves it open."""
    if set(transfer.modes) & set(ASSIGNMENTS) or transfer.exclusive:
        return "yes"
    return "unknown" if transfer.exclusive is None and set(transfer.modes) & set(LICENCES) else "no"


def _controller_moves(transfer: Transfer) -> str:
    """Whether the actual controller changes; a share deal that does not say leaves it open."""
    if transfer.change_of_controller is None:
        return "unknown" if "share_deal" in transfer.modes else "no"
    return tri(transfer.change_of_controller)


def _any(*answers: str) -> str:
    """The strictest of several answers."""
    return next(word for word in ("yes", "unknown", "no") if word in answers)


def _both(*answers: str) -> str:
    """`yes` where all are, `no` where one is."""
    return next(word for word in ("no", "unknown", "yes") if word in answers)
