"""The window's words for the engine's values: outcomes, verdicts, states, comparisons, numbers, units of time.

One word, one meaning: the Chinese and English terms are those of the glossary used in clauses and memo too.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from catalogue.model import Check, Edition
from catalogue.results import LimbResult, Outcome, Verdict
from catalogue.telling.wording import CARD_WORD
from clause_library.positions import position_words
from gui.language import QT_TRANSLATE_NOOP

OUTCOMES = MappingProxyType(
    {
        "prohibited": QT_TRANSLATE_NOOP("Words", "Prohibited"),
        "restricted": QT_TRANSLATE_NOOP("Words", "Restricted"),
        "licence_required": QT_TRANSLATE_NOOP("Words", "Licence required"),
        "indeterminate": QT_TRANSLATE_NOOP("Words", "Not settled"),
        "free": QT_TRANSLATE_NOOP("Words", "Freely exportable"),
        "not_applicable": QT_TRANSLATE_NOOP("Words", "Not applicable"),
    }
)
CONTROLS = MappingProxyType(
    {
        "prohibited": QT_TRANSLATE_NOOP("Words", "Prohibited"),
        "restricted": QT_TRANSLATE_NOOP("Words", "Restricted"),
        "licence": QT_TRANSLATE_NOOP("Words", "Licence"),
        "listed": QT_TRANSLATE_NOOP("Words", "Listed"),
        "": QT_TRANSLATE_NOOP("Words", "Side not known"),
    }
)
VERDICTS = MappingProxyType(
    {
        "captured": QT_TRANSLATE_NOOP("Words", "Captured"),
        "open": QT_TRANSLATE_NOOP("Words", "Open"),
        "not_captured": QT_TRANSLATE_NOOP("Words", "Not captured"),
    }
)
STATES = MappingProxyType(
    {
        "in_force": QT_TRANSLATE_NOOP("Words", "in force"),
        "draft": QT_TRANSLATE_NOOP("Words", "draft"),
        "superseded": QT_TRANSLATE_NOOP("Words", "superseded"),
        "suspended": QT_TRANSLATE_NOOP("Words", "suspended"),
        "stale": QT_TRANSLATE_NOOP("Words", "stale"),
        "stopped": QT_TRANSLATE_NOOP("Words", "stopped"),
        "unknown": QT_TRANSLATE_NOOP("Words", "state unknown"),
    }
)
EDITION_KINDS = MappingProxyType(
    {
        "licence-catalogue": QT_TRANSLATE_NOOP("Words", "licence catalogue"),
        "measure": QT_TRANSLATE_NOOP("Words", "measure"),
    }
)
CHECKS = MappingProxyType(
    {
        "official": QT_TRANSLATE_NOOP("Words", "from a public copy of the official text"),
        "announcement": QT_TRANSLATE_NOOP("Words", "from a public copy of the announcement"),
        "seed": QT_TRANSLATE_NOOP("Words", "from a published commentary or survey"),
        "secondary": QT_TRANSLATE_NOOP("Words", "from a secondary source"),
        "machine": QT_TRANSLATE_NOOP("Words", "read from the text by the program"),
        "unchecked": QT_TRANSLATE_NOOP("Words", "not checked: shown, never deciding"),
    }
)
PRIORITIES = MappingProxyType(
    {
        "mandatory": QT_TRANSLATE_NOOP("Words", "Mandatory"),
        "recommended": QT_TRANSLATE_NOOP("Words", "Recommended"),
        "optional": QT_TRANSLATE_NOOP("Words", "Optional"),
    }
)
REGIMES = MappingProxyType(
    {
        "cn-tech": QT_TRANSLATE_NOOP("Words", "PRC: technology catalogue"),
        "cn-dual-use": QT_TRANSLATE_NOOP("Words", "PRC: dual-use items"),
        "cn-parallel": QT_TRANSLATE_NOOP("Words", "PRC: parallel duties"),
        "us-ear": QT_TRANSLATE_NOOP("Words", "United States: EAR"),
        "us-itar": QT_TRANSLATE_NOOP("Words", "United States: ITAR"),
        "eu-dual-use": QT_TRANSLATE_NOOP("Words", "European Union: dual-use"),
        "uk": QT_TRANSLATE_NOOP("Words", "United Kingdom"),
        "de": QT_TRANSLATE_NOOP("Words", "Germany"),
        "jp": QT_TRANSLATE_NOOP("Words", "Japan"),
        "kr": QT_TRANSLATE_NOOP("Words", "South Korea"),
    }
)
FAMILIES = MappingProxyType(
    {
        "A": QT_TRANSLATE_NOOP("Words", "A  Definitions and scaffolding"),
        "B": QT_TRANSLATE_NOOP("Words", "B  Classification and information"),
        "C": QT_TRANSLATE_NOOP("Words", "C  Approvals and effectiveness"),
        "D": QT_TRANSLATE_NOOP("Words", "D  Parties and sanctions"),
        "E": QT_TRANSLATE_NOOP("Words", "E  Use and onward transfer"),
        "F": QT_TRANSLATE_NOOP("Words", "F  Access, people and data"),
        "G": QT_TRANSLATE_NOOP("Words", "G  Change in law and relief"),
        "H": QT_TRANSLATE_NOOP("Words", "H  Termination and exit"),
        "I": QT_TRANSLATE_NOOP("Words", "I  Risk and liability"),
        "J": QT_TRANSLATE_NOOP("Words", "J  Assurance"),
        "K": QT_TRANSLATE_NOOP("Words", "K  Boilerplate interplay"),
        "L": QT_TRANSLATE_NOOP("Words", "L  Deal-specific"),
    }
)
SIGNAL_OF_OUTCOME = MappingProxyType(
    {
        "prohibited": "prohibited",
        "restricted": "restricted",
        "licence_required": "restricted",
        "indeterminate": "open",
        "free": "clear",
        "not_applicable": "clear",
    }
)
SIGNAL_OF_VERDICT = MappingProxyType({"captured": "restricted", "open": "open", "not_captured": "clear"})
SIGNAL_OF_CONTROL = MappingProxyType(
    {
        "prohibited": "prohibited",
        "restricted": "restricted",
        "licence": "restricted",
        "listed": "restricted",
        "": "open",
    }
)
OPS = MappingProxyType({"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "eq": "=", "between": "∈"})
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def word(table: MappingProxyType[str, str], key: str | None) -> str:
    """The word for `key` in the window's language; the key itself where the table has none."""
    text = table.get(key or "")
    return QCoreApplication.translate("Words", text) if text else (key or "")


def position_name(position: str, language: str) -> str:
    """What a position of a clause is called: the words of packs and reasons too."""
    text = position_words(position).in_language(language)
    return text[:1].upper() + text[1:]


def card_word(language: str) -> str:
    """What stands in place of a control and a state for an entry that only tells about a regime."""
    return CARD_WORD.in_language(language).capitalize()


def edition_name(edition: Edition) -> str:
    """The id of an edition, with its kind where it is no list: `2026-licence · licence catalogue`."""
    return f"{edition.id} · {word(EDITION_KINDS, edition.kind)}" if edition.kind else edition.id


def outcome_signal(outcome: Outcome) -> str:
    """The signal tone of an outcome: prohibited, restricted, open or clear."""
    return SIGNAL_OF_OUTCOME[outcome.value]


def verdict_signal(verdict: Verdict, control: str | None) -> str:
    """The signal tone of a verdict: a captured point takes the tone of its control."""
    if verdict is Verdict.CAPTURED:
        return SIGNAL_OF_CONTROL.get(control or "", "restricted")
    return SIGNAL_OF_VERDICT[verdict.value]


def number_text(value: Fraction) -> str:
    """A short decimal: exact up to six digits, powers of ten from a million on and below a ten-thousandth."""
    if value == 0:
        return "0"
    size = abs(value)
    if Fraction(1, 10_000) <= size < 1_000_000:
        text = f"{float(value):.6g}"
        return text if "e" not in text else f"{float(value):f}".rstrip("0").rstrip(".")
    mantissa, _, exponent = f"{float(value):.4e}".partition("e")
    raised = str(int(exponent)).translate(_RAISED)
    return f"{mantissa.rstrip('0').rstrip('.')}×10{raised}"


def threshold_text(limb: LimbResult) -> str:
    """`> 2 km`, or `120 to 150 fs` for a range."""
    if isinstance(limb.threshold, tuple):
        low, high = limb.threshold
        return f"{number_text(low)}～{number_text(high)} {limb.unit}".rstrip()
    return f"{OPS.get(limb.op, limb.op)} {number_text(limb.threshold)} {limb.unit}".rstrip()


def requirement_text(limb: LimbResult, language: str) -> str:
    """`探测距离 > 2 km`, with the condition it is measured under."""
    parts = limb.name.in_language(language), threshold_text(limb), limb.condition.in_language(language)
    return "  ".join(part for part in parts if part)


def limb_mark(limb: LimbResult) -> str:
    """What must be said of a limb that only the program read from the text; empty for one read by hand."""
    if limb.checked is not Check.MACHINE:
        return ""
    return QCoreApplication.translate("Words", "read from the text by the program; compare it with the text")


def margin_text(limb: LimbResult) -> str:
    """How the given value stands to the threshold, as a factor; empty where there is none."""
    return f"×{float(limb.margin):.3g}" if limb.margin is not None else ""


def met_text(limb: LimbResult) -> str:
    """Met, not met, or unknown."""
    if limb.met is None:
        return QCoreApplication.translate("Words", "unknown")
    if limb.met:
        return QCoreApplication.translate("Words", "met")
    return QCoreApplication.translate("Words", "not met")


def limb_sentence(limb: LimbResult, language: str) -> str:
    """One limb as a sentence: what a screen reader says in place of the picture."""
    name = limb.name.in_language(language)
    if limb.given is None and not limb.given_text:
        template = QCoreApplication.translate("Words", "{name}: controlled when {threshold}; no value entered.")
        return template.format(name=name, threshold=threshold_text(limb))
    template = QCoreApplication.translate("Words", "{name}: controlled when {threshold}; entered {given}: {met}.")
    return template.format(name=name, threshold=threshold_text(limb), given=limb.given_text, met=met_text(limb))


def date_text(day: dt.date | None) -> str:
    """A date as people here write it: ISO, the same in both languages; a dash for none."""
    return day.isoformat() if day else "–"
