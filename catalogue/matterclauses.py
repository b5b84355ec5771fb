"""The `clauses` block of a matter file: position, profile by family, choices, values and the negotiation log.

A block of YAML in, `ClauseChoices` out, faults noted with file, line and field. The hard point: the log is a record
of what was done and is never recomputed, so each entry is kept as it was written. Rejected: deriving the log from
saved versions of the file; nobody keeps those.
"""

from __future__ import annotations

import re

from catalogue.fields import Fields
from catalogue.matter import POSITIONS, ClauseChoices, NegotiationStep
from catalogue.mattervalues import text_pairs
from catalogue.problems import one_of, one_of_zh

OUT = "out"
_FAMILY = re.compile(r"[A-L]")


def read_clause_choices(block: Fields) -> ClauseChoices:
    """What the user chose. Faults go to the problems of `block`."""
    chosen = text_pairs(block, "chosen")
    allowed = (*POSITIONS, OUT)
    for clause, variant in chosen:
        if variant not in allowed:
            block.complain(
                "chosen",
                f"'{variant}' is not a position of clause {clause}",
                one_of(allowed),
                zh=f"“{variant}”不是条款{clause}可选的立场",
                hint_zh=one_of_zh(allowed),
            )
    choices = ClauseChoices(
        block.choice("position", POSITIONS, "balanced"),
        chosen,
        text_pairs(block, "variables", lists=True),
        block.flag("plain_exemptions"),
        _families(block),
        tuple(_step(fields) for fields in block.blocks("log", "an entry of the negotiation log")),
    )
    block.finish()
    return choices


def _families(block: Fields) -> tuple[tuple[str, str], ...]:
    families = text_pairs(block, "families")
    for family, position in families:
        if not _FAMILY.fullmatch(family):
            block.complain(
                "families",
                f"'{family}' is not a family of clauses",
                "A to L",
                zh=f"“{family}”不是条款类别",
                hint_zh="请写 A 至 L",
            )
        elif position not in POSITIONS:
            block.complain(
                "families",
                f"'{position}' is not a position",
                one_of(POSITIONS),
                zh=f"“{position}”不是立场",
                hint_zh=one_of_zh(POSITIONS),
            )
    return families


def _step(fields: Fields) -> NegotiationStep:
    step = NegotiationStep(
        fields.text("clause", required=True),
        fields.choice("was", (*POSITIONS, OUT, ""), ""),
        fields.choice("now", (*POSITIONS, OUT), required=True),
        fields.text("by"),
        fields.date("on"),
        fields.text("note"),
    )
    fields.finish()
    return step
