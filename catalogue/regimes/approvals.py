"""How far a restricted deal has come: approvals on a day, the signature, what is behind it.

Values that flow: Matter -> words for the conditions of the rules, on both floors. The hard problem: a letter of
intent is needed for signing, so of a signed contract it is judged on the day of signature, and its lapse afterwards
is no fault; nor is that of a licence after the last delivery. Rejected: the status as written in the file; a letter
past its last day opens no negotiation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from catalogue.matter import Approval, Matter

OVER = ("performing", "performed", "terminated")
SIGNED = ("signed", *OVER)
UNSIGNED = ("none", "negotiating", "draft")
PERFORMED = ("performed", "terminated")
ONCE_ISSUED = ("issued", "expired")


def approval_status(approval: Approval, on: dt.date) -> str:
    """The status of an approval on a day: `expired` past its last day, `filed` before its day of issue."""
    if approval.expires_on and approval.expires_on < on:
        return "expired"
    if approval.status in ONCE_ISSUED and approval.issued_on and approval.issued_on > on:
        return "filed"
    return approval.status or "none"


def is_signed(matter: Matter) -> bool:
    """Whether the contract is signed, by its status or by a day of signature that is not ahead."""
    return matter.contract.status in SIGNED or signing_day(matter) is not None


def signing_day(matter: Matter) -> dt.date | None:
    """The day of signature; None of an unsigned contract, and where no day up to `as_of` is given."""
    contract = matter.contract
    if contract.status in UNSIGNED:
        return None
    day = contract.signed_on or (contract.date if contract.status in SIGNED else None)
    return day if day and day <= matter.as_of else None


def loi_status(matter: Matter) -> str:
    """The letter of intent on the day of signature, of an unsigned contract on `as_of`."""
    signed, loi = signing_day(matter), matter.loi
    if signed and loi.status == "expired" and loi.expires_on:
        loi = replace(loi, status="issued")
    return approval_status(loi, signed or matter.as_of)


def licence_status(matter: Matter) -> str:
    """The licence on the last day of delivery; on `as_of` where the deal is not over or that day is not given."""
    last, licence = matter.contract.performed_by, matter.licence
    if matter.contract.status not in PERFORMED or last is None or last > matter.as_of:
        return approval_status(licence, matter.as_of)
    if licence.status == "expired" and licence.expires_on:
        licence = replace(licence, status="issued")
    return approval_status(licence, last)


def signing(matter: Matter) -> str:
    """The signature against the letter: not_yet, without_loi, before_loi, after_loi, in_time, or unproven."""
    if not is_signed(matter):
        return "not_yet"
    loi = matter.loi
    if loi.status not in ONCE_ISSUED:
        return "without_loi"
    status = loi_status(matter)
    if status == "issued":
        return "in_time"
    if signing_day(matter) is None or (status == "expired" and loi.expires_on is None):
        return "unproven"
    return {"expired": "after_loi", "filed": "before_loi"}[status]


def passed(matter: Matter) -> tuple[str, ...]:
    """The stages behind the deal: loi_filed, loi_issued, signed, licence_filed, licensed, in_effect; `none` at first.

    A licence that ran out is no licence, yet the contract took effect under it.
    """
    licence = licence_status(matter)
    if licence == "issued":
        return ("loi_filed", "loi_issued", "signed", "licence_filed", "licensed", "in_effect")
    stages: list[str] = []
    if _letter_served(matter):
        stages += ["loi_filed", "loi_issued"]
    elif loi_status(matter) == "filed" and not _ahead(matter.loi.filed_on, matter):
        stages.append("loi_filed")
    if is_signed(matter):
        stages.append("signed")
    if licence == "filed" and not _ahead(matter.licence.filed_on, matter):
        stages.append("licence_filed")
    if licence == "expired" and is_signed(matter):
        stages.append("in_effect")
    return tuple(stages) or ("none",)


def registration_status(matter: Matter) -> str:
    """The registration on `as_of`: what is dated ahead is planned and not done."""
    status = matter.registration.status or "none"
    if status == "done" and _ahead(matter.registration.done_on, matter):
        status = "filed"
    return "none" if status == "filed" and _ahead(matter.registration.filed_on, matter) else status


def _ahead(day: dt.date | None, matter: Matter) -> bool:
    """True for a day after `as_of`."""
    return day is not None and day > matter.as_of


def _letter_served(matter: Matter) -> bool:
    """The letter of intent was issued and did not lapse before it was used."""
    if not is_signed(matter):
        return loi_status(matter) == "issued"
    return signing(matter) in ("in_time", "unproven", "before_loi")
