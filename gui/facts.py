"""The facts of a matter as questions: where each stands in the file, how it is asked and why, which words it takes.

A table and nothing else; the wording is English and translated where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from catalogue.matter import (
    APPROVAL_STATUSES,
    CONTRACT_STATUSES,
    DIRECTIONS,
    KINDS,
    MODES,
    REGISTRATION_STATUSES,
    STAGES,
)
from catalogue.matterfile import Place
from gui.language import QT_TRANSLATE_NOOP

YES_NO, TRISTATE, CHOICE, MANY, TEXT, DATE, COUNTRY = "yes_no", "tristate", "choice", "many", "text", "date", "country"
DECISION, NOTE = "decision", "note"
MATTER, TECHNOLOGY, TRANSFER, CONTRACT = "matter", "technology", "transfer", "contract"
PARTIES, APPROVALS, OPEN, DECISIONS = "parties", "approvals", "open", "decisions"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the matter: where it stands in the file, how it is asked, which words it takes."""

    group: str
    place: Place
    kind: str
    text: str
    why: str
    words: tuple[str, ...] = ()


COUNTED = QT_TRANSLATE_NOOP("Questions", "The authority's working days are counted from it.")
LOI_FILED = QT_TRANSLATE_NOOP("Questions", "When was the Export Letter of Intent applied for?")
LOI_ISSUED = QT_TRANSLATE_NOOP("Questions", "When was the Export Letter of Intent issued?")
LICENCE_FILED = QT_TRANSLATE_NOOP("Questions", "When was the Technology Export Licence applied for?")
LICENCE_ISSUED = QT_TRANSLATE_NOOP("Questions", "When was the Technology Export Licence issued?")
MATTER_FACTS = (
    Fact(
        MATTER,
        ("matter", "title"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "What is the matter called?"),
        QT_TRANSLATE_NOOP("Questions", "The title stands on the window, the clause pack and the memo."),
    ),
    Fact(
        MATTER,
        ("matter", "as_of"),
        DATE,
        QT_TRANSLATE_NOOP("Questions", "On which day is the matter judged?"),
        QT_TRANSLATE_NOOP("Questions", "Editions, states of measures and deadlines are taken as of this day."),
    ),
    Fact(
        MATTER,
        ("matter", "author"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "Who handles the matter?"),
        QT_TRANSLATE_NOOP("Questions", "The name stands beside every decision recorded."),
    ),
)
TECHNOLOGY_FACTS = (
    Fact(
        TECHNOLOGY,
        ("name",),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "What is the technology called?"),
        QT_TRANSLATE_NOOP("Questions", "Words of the name lead to the entries it may fall under."),
    ),
    Fact(
        TECHNOLOGY,
        ("description",),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "What does it do?"),
        QT_TRANSLATE_NOOP("Questions", "Words of the description lead to further entries."),
    ),
    Fact(
        TECHNOLOGY,
        ("stage",),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "Does the technology exist already?"),
        QT_TRANSLATE_NOOP(
            "Questions", "Technology still to be developed may fall under another edition by the time it is delivered."
        ),
        STAGES,
    ),
    Fact(
        TECHNOLOGY,
        ("origin",),
        COUNTRY,
        QT_TRANSLATE_NOOP("Questions", "Where does the technology come from?"),
        QT_TRANSLATE_NOOP(
            "Questions",
            "Foreign origin calls for the foreign regimes beside the PRC ones. Two-letter "
            "country codes, separated by commas.",
        ),
    ),
    Fact(
        TECHNOLOGY,
        ("public_domain",),
        YES_NO,
        QT_TRANSLATE_NOOP("Questions", "Is the technology already in the public domain?"),
        QT_TRANSLATE_NOOP(
            "Questions", "It changes the dual-use answer; it never lowers a finding under the technology catalogue."
        ),
    ),
    Fact(
        TECHNOLOGY,
        ("state_secret",),
        TRISTATE,
        QT_TRANSLATE_NOOP("Questions", "Does it contain state secrets?"),
        QT_TRANSLATE_NOOP("Questions", "State secrets are reviewed before anything else."),
    ),
    Fact(
        TECHNOLOGY,
        ("important_data",),
        TRISTATE,
        QT_TRANSLATE_NOOP("Questions", "Does important data go with it?"),
        QT_TRANSLATE_NOOP("Questions", "The export of important data needs its own assessment."),
    ),
    Fact(
        TECHNOLOGY,
        ("personal_data",),
        TRISTATE,
        QT_TRANSLATE_NOOP("Questions", "Does personal data go with it?"),
        QT_TRANSLATE_NOOP("Questions", "The export of personal data has its own routes."),
    ),
)
FACTS = (
    Fact(
        TRANSFER,
        ("transfer", "modes"),
        MANY,
        QT_TRANSLATE_NOOP("Questions", "How does the technology move?"),
        QT_TRANSLATE_NOOP(
            "Questions", "Only a transfer from inside to outside the PRC is an export; some ways leave that open."
        ),
        MODES,
    ),
    Fact(
        TRANSFER,
        ("transfer", "direction"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "In which direction does it move?"),
        QT_TRANSLATE_NOOP("Questions", "Where nothing flows out of the PRC, the technology catalogue does not apply."),
        DIRECTIONS,
    ),
    Fact(
        TRANSFER,
        ("transfer", "destination"),
        COUNTRY,
        QT_TRANSLATE_NOOP("Questions", "Which country does it go to?"),
        QT_TRANSLATE_NOOP(
            "Questions", "Bans, end-use rules and foreign regimes depend on the destination. A two-letter country code."
        ),
    ),
    Fact(
        TRANSFER,
        ("transfer", "licence_kind"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "What kind of licence is granted?"),
        QT_TRANSLATE_NOOP("Questions", "Exclusive licences of patents to foreigners may need a review of their own."),
        ("exclusive", "sole", "non_exclusive", "none"),
    ),
    Fact(
        TRANSFER,
        ("transfer", "continuing"),
        YES_NO,
        QT_TRANSLATE_NOOP("Questions", "Does performance continue over time?"),
        QT_TRANSLATE_NOOP(
            "Questions",
            "Continuing performance is judged by the edition in force now, not by that of the contract date.",
        ),
    ),
    Fact(
        TRANSFER,
        ("transfer", "intra_group"),
        YES_NO,
        QT_TRANSLATE_NOOP("Questions", "Is it within one group of companies?"),
        QT_TRANSLATE_NOOP("Questions", "Transfers within a group are exports too; the clauses differ."),
    ),
    Fact(
        TRANSFER,
        ("transfer", "state_funded"),
        YES_NO,
        QT_TRANSLATE_NOOP("Questions", "Was it developed with state funds?"),
        QT_TRANSLATE_NOOP(
            "Questions", "Results of state-funded projects may need the approval of the project authority."
        ),
    ),
    Fact(
        TRANSFER,
        ("transfer", "end_use"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "What will it be used for?"),
        QT_TRANSLATE_NOOP("Questions", "End use decides the catch-all rules and is asked for in every application."),
    ),
    Fact(
        TRANSFER,
        ("transfer", "military_end_use"),
        TRISTATE,
        QT_TRANSLATE_NOOP("Questions", "Is a military end use or end user possible?"),
        QT_TRANSLATE_NOOP("Questions", "A military end use calls for the dual-use regime even for items on no list."),
    ),
    Fact(
        TRANSFER,
        ("transfer", "wmd_risk"),
        TRISTATE,
        QT_TRANSLATE_NOOP("Questions", "Is there a risk of use for weapons of mass destruction?"),
        QT_TRANSLATE_NOOP("Questions", "Such knowledge calls for a dual-use licence whatever the lists say."),
    ),
    Fact(
        PARTIES,
        ("parties", "exporter", "name"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "Who exports the technology?"),
        QT_TRANSLATE_NOOP(
            "Questions", "The exporter applies for the licence and is the party the clauses call the Exporter."
        ),
    ),
    Fact(
        PARTIES,
        ("parties", "exporter", "country"),
        COUNTRY,
        QT_TRANSLATE_NOOP("Questions", "Where is the exporter established?"),
        QT_TRANSLATE_NOOP("Questions", "A PRC exporter brings in PRC export law. A two-letter country code."),
    ),
    Fact(
        PARTIES,
        ("parties", "recipient", "name"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "Who receives the technology?"),
        QT_TRANSLATE_NOOP("Questions", "The recipient is held against the party lists."),
    ),
    Fact(
        PARTIES,
        ("parties", "recipient", "country"),
        COUNTRY,
        QT_TRANSLATE_NOOP("Questions", "Where is the recipient established?"),
        QT_TRANSLATE_NOOP("Questions", "The recipient's law may add a regime of its own. A two-letter country code."),
    ),
    Fact(
        CONTRACT,
        ("contract", "kind"),
        MANY,
        QT_TRANSLATE_NOOP("Questions", "What kind of contract is it?"),
        QT_TRANSLATE_NOOP("Questions", "The kind decides which clauses are mandatory and where they stand."),
        KINDS,
    ),
    Fact(
        CONTRACT,
        ("contract", "status"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "How far is the contract?"),
        QT_TRANSLATE_NOOP(
            "Questions",
            "For restricted technology no substantive negotiation or signing comes before the letter of intent.",
        ),
        CONTRACT_STATUSES,
    ),
    Fact(
        CONTRACT,
        ("contract", "date"),
        DATE,
        QT_TRANSLATE_NOOP("Questions", "When will it be signed?"),
        QT_TRANSLATE_NOOP("Questions", "Steps and deadlines are counted from it."),
    ),
    Fact(
        CONTRACT,
        ("contract", "performed_by"),
        DATE,
        QT_TRANSLATE_NOOP("Questions", "On which day was or will the last delivery be?"),
        QT_TRANSLATE_NOOP("Questions", "For a deal already performed it decides which edition applies."),
    ),
    Fact(
        CONTRACT,
        ("contract", "governing_law"),
        TEXT,
        QT_TRANSLATE_NOOP("Questions", "Which law governs the contract?"),
        QT_TRANSLATE_NOOP(
            "Questions", "Foreign law calls for clauses that keep mandatory PRC rules in place. A country code."
        ),
    ),
    Fact(
        CONTRACT,
        ("contract", "royalty"),
        YES_NO,
        QT_TRANSLATE_NOOP("Questions", "Is a royalty paid?"),
        QT_TRANSLATE_NOOP("Questions", "A royalty changes the date by which free technology is registered."),
    ),
    Fact(
        APPROVALS,
        ("approvals", "loi", "status"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "Where does the Export Letter of Intent stand?"),
        QT_TRANSLATE_NOOP("Questions", "It is the gate before substantive negotiation."),
        APPROVAL_STATUSES,
    ),
    Fact(APPROVALS, ("approvals", "loi", "filed_on"), DATE, LOI_FILED, COUNTED),
    Fact(APPROVALS, ("approvals", "loi", "issued_on"), DATE, LOI_ISSUED, COUNTED),
    Fact(
        APPROVALS,
        ("approvals", "licence", "status"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "Where does the Technology Export Licence stand?"),
        QT_TRANSLATE_NOOP("Questions", "The contract takes effect when the licence is issued."),
        APPROVAL_STATUSES,
    ),
    Fact(APPROVALS, ("approvals", "licence", "filed_on"), DATE, LICENCE_FILED, COUNTED),
    Fact(APPROVALS, ("approvals", "licence", "issued_on"), DATE, LICENCE_ISSUED, COUNTED),
    Fact(
        APPROVALS,
        ("approvals", "registration", "status"),
        CHOICE,
        QT_TRANSLATE_NOOP("Questions", "Where does the registration stand?"),
        QT_TRANSLATE_NOOP("Questions", "Freely exportable technology is registered after the contract takes effect."),
        REGISTRATION_STATUSES,
    ),
)
WORDS = MappingProxyType(
    {
        "yes": QT_TRANSLATE_NOOP("Questions", "Yes"),
        "no": QT_TRANSLATE_NOOP("Questions", "No"),
        "unknown": QT_TRANSLATE_NOOP("Questions", "Not known yet"),
        "existing": QT_TRANSLATE_NOOP("Questions", "It exists"),
        "in_development": QT_TRANSLATE_NOOP("Questions", "In development"),
        "future": QT_TRANSLATE_NOOP("Questions", "Still to be developed"),
        "outbound": QT_TRANSLATE_NOOP("Questions", "Out of the PRC"),
        "inbound": QT_TRANSLATE_NOOP("Questions", "Into the PRC"),
        "both": QT_TRANSLATE_NOOP("Questions", "Both ways"),
        "exclusive": QT_TRANSLATE_NOOP("Questions", "Exclusive"),
        "sole": QT_TRANSLATE_NOOP("Questions", "Sole"),
        "non_exclusive": QT_TRANSLATE_NOOP("Questions", "Non-exclusive"),
        "none": QT_TRANSLATE_NOOP("Questions", "None"),
        "negotiating": QT_TRANSLATE_NOOP("Questions", "In negotiation"),
        "draft": QT_TRANSLATE_NOOP("Questions", "Drafted"),
        "signed": QT_TRANSLATE_NOOP("Questions", "Signed"),
        "performing": QT_TRANSLATE_NOOP("Questions", "Being performed"),
        "performed": QT_TRANSLATE_NOOP("Questions", "Performed"),
        "terminated": QT_TRANSLATE_NOOP("Questions", "Terminated"),
        "confirmed": QT_TRANSLATE_NOOP("Questions", "Confirmed"),
        "overruled": QT_TRANSLATE_NOOP("Questions", "Overruled"),
        "open": QT_TRANSLATE_NOOP("Questions", "Left open"),
        "in_force": QT_TRANSLATE_NOOP("Questions", "It is in force again"),
        "suspended": QT_TRANSLATE_NOOP("Questions", "It is still suspended"),
        "ended": QT_TRANSLATE_NOOP("Questions", "It has ended"),
        "filed": QT_TRANSLATE_NOOP("Questions", "Filed"),
        "issued": QT_TRANSLATE_NOOP("Questions", "Issued"),
        "refused": QT_TRANSLATE_NOOP("Questions", "Refused"),
        "expired": QT_TRANSLATE_NOOP("Questions", "Expired"),
        "done": QT_TRANSLATE_NOOP("Questions", "Done"),
        "patent_assignment": QT_TRANSLATE_NOOP("Questions", "Patent assignment"),
        "patent_application_assignment": QT_TRANSLATE_NOOP("Questions", "Assignment of a patent application"),
        "patent_licence": QT_TRANSLATE_NOOP("Questions", "Patent licence"),
        "know_how": QT_TRANSLATE_NOOP("Questions", "Know-how"),
        "technical_service": QT_TRANSLATE_NOOP("Questions", "Technical service"),
        "joint_rd": QT_TRANSLATE_NOOP("Questions", "Joint research and development"),
        "saas_api": QT_TRANSLATE_NOOP("Questions", "Online service or remote calls"),
        "equity_contribution": QT_TRANSLATE_NOOP("Questions", "Contribution as equity"),
        "share_deal": QT_TRANSLATE_NOOP("Questions", "Share deal"),
        "secondment": QT_TRANSLATE_NOOP("Questions", "Secondment, training or support abroad"),
        "publication": QT_TRANSLATE_NOOP("Questions", "Publication or open source"),
        "equipment_with_technology": QT_TRANSLATE_NOOP("Questions", "Equipment with technology"),
        "other": QT_TRANSLATE_NOOP("Questions", "Another way"),
        "PL": QT_TRANSLATE_NOOP("Questions", "Patent licence contract"),
        "KH": QT_TRANSLATE_NOOP("Questions", "Know-how licence or transfer"),
        "TS": QT_TRANSLATE_NOOP("Questions", "Services, consulting or training"),
        "RD": QT_TRANSLATE_NOOP("Questions", "Commissioned or joint development"),
        "SA": QT_TRANSLATE_NOOP("Questions", "Online service, API or hosted model"),
        "EQ": QT_TRANSLATE_NOOP("Questions", "Equity with technology contribution"),
        "SE": QT_TRANSLATE_NOOP("Questions", "Equipment sale with technology"),
        "EM": QT_TRANSLATE_NOOP("Questions", "Employment or secondment"),
        "DI": QT_TRANSLATE_NOOP("Questions", "Distribution or agency"),
    }
)
