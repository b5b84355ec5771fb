"""The JSON other programs rely on, as shapes: every documented field with its type and allowed values.

A shape is a plain value: a type or a tuple of types, a set of allowed words, a list of one shape for lists, a dict for
objects (every key must be there; more may be), or a function that answers true. `True` never passes for a number.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

NONE = type(None)


TEXT, MAYBE_TEXT = str, (str, NONE)


NUMBER, WHOLE, FLAG = (int, float), int, bool


STATE = {"in_force", "draft", "superseded", "suspended", "stale", "stopped", "unknown"}


CONTROL = {"prohibited", "restricted", "licence", "listed", None}


VERDICT = {"captured", "not_captured", "open"}


OUTCOME = {"prohibited", "restricted", "licence_required", "free", "indeterminate", "not_applicable"}


CLASS = {"J", "X", "F", "DU", "US", "EU", "UNK"}


REGIME = {"cn-tech", "cn-dual-use", "cn-parallel", "us-ear", "us-itar", "eu-dual-use", "uk", "de", "jp", "kr"}


CHECKED = {"official", "announcement", "seed", "secondary", "unchecked"}


OPERATOR = {"gt", "ge", "lt", "le", "eq", "between"}


def day(value: object) -> bool:
    return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value


def maybe_day(value: object) -> bool:
    return value is None or day(value)


def positive(value: object) -> bool:
    return fits(value, NUMBER) and value > 0  # type: ignore[operator]


def count(value: object) -> bool:
    return fits(value, WHOLE) and value >= 0  # type: ignore[operator]


def maybe_count(value: object) -> bool:
    return value is None or count(value)


def span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and 0 <= value[0] < value[1]


def one_or_two(value: object) -> bool:
    """A number, or a pair from low to high."""
    if isinstance(value, list):
        return len(value) == 2 and all(fits(v, NUMBER) for v in value) and value[0] <= value[1]
    return fits(value, NUMBER)


def maybe_one_or_two(value: object) -> bool:
    return value is None or one_or_two(value)


def tree(value: object) -> bool:
    """`{"any"|"all": [limb numbers or trees]}`."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    ((kind, parts),) = value.items()
    return kind in ("any", "all") and all(count(p) or tree(p) for p in parts)


def maybe_tree(value: object) -> bool:
    return value is None or tree(value)


def limb_tree(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict):
        return False
    if len(value) == 1:
        ((kind, parts),) = value.items()
        return kind in ("any", "all") and all(limb_tree(p) for p in parts)
    return fits(value, {"quantity": TEXT, "op": OPERATOR, "value": one_or_two, "unit": TEXT, "checked": CHECKED})


COVERAGE = {
    "catalogue": TEXT,
    "edition": TEXT,
    "entries": count,
    "expected": maybe_count,
    "complete": FLAG,
    "as_of": maybe_day,
    "derived": FLAG,
}


LIMB = {
    "quantity": TEXT,
    "name": TEXT,
    "name_en": TEXT,
    "op": OPERATOR,
    "threshold": one_or_two,
    "unit": TEXT,
    "given": maybe_one_or_two,
    "given_text": MAYBE_TEXT,
    "met": (FLAG, NONE),
    "margin": (int, float, NONE),
}


BASIS = {"instrument": TEXT, "instrument_en": TEXT, "article": TEXT, "as_of": maybe_day, "fact": TEXT, "verify": FLAG}


WARNING = {
    "id": TEXT,
    "kind": {"stale", "coverage", "gate", "transfer", "party", "data", "drafting"},
    "severity": {"error", "warning", "note"},
    "text": TEXT,
    "basis": [BASIS],
}


PACKS = {
    "packs": [
        {
            "catalogue": TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "kind": TEXT,
            "source": TEXT,
            "editions": [
                {
                    "id": TEXT,
                    "status": TEXT,
                    "effective": maybe_day,
                    "entries": count,
                    "expected": maybe_count,
                    "as_of": maybe_day,
                }
            ],
        }
    ]
}


SEARCH = {
    "query": TEXT,
    "hits": [
        {
            "catalogue": TEXT,
            "edition": TEXT,
            "id": TEXT,
            "code": MAYBE_TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "control": CONTROL,
            "state": STATE,
            "point": MAYBE_TEXT,
            "snippet": TEXT,
            "spans": [span],
            "score": positive,
            "also": [{"edition": TEXT, "code": MAYBE_TEXT, "title": TEXT, "title_en": TEXT, "state": STATE}],
            "points": [TEXT],
        }
    ],
    "total": count,
    "took_ms": positive,
    "suggestions": [TEXT],
    "emptied_by": MAYBE_TEXT,
    "coverage": [COVERAGE],
    "facets": {
        name: [{"value": TEXT, "label": TEXT, "label_en": TEXT, "count": count, "chosen": FLAG}]
        for name in ("catalogue", "edition", "control", "industry", "regime", "thresholds")
    },
}


SHOW = {
    "catalogue": TEXT,
    "edition": TEXT,
    "id": TEXT,
    "code": MAYBE_TEXT,
    "title": TEXT,
    "title_en": TEXT,
    "control": CONTROL,
    "state": STATE,
    "points": [{"no": MAYBE_TEXT, "text": TEXT, "limbs": limb_tree, "exclusions": [TEXT]}],
    "within": [{"no": MAYBE_TEXT, "text": TEXT, "limbs": limb_tree, "exclusions": [TEXT]}],
    "history": [{"edition": TEXT, "code": MAYBE_TEXT, "title": MAYBE_TEXT, "present": FLAG, "events": list}],
    "source": TEXT,
    "checked": CHECKED,
}


MEASURE = {
    "matches": [
        {
            "catalogue": TEXT,
            "edition": TEXT,
            "id": TEXT,
            "code": MAYBE_TEXT,
            "point": MAYBE_TEXT,
            "state": STATE,
            "verdict": VERDICT,
            "limbs": [LIMB],
            "tree": maybe_tree,
            "unknown": [TEXT],
        }
    ]
}


CLASSIFY = {
    "prc": OUTCOME,
    "overall": OUTCOME,
    "decided_overall": OUTCOME | {None},
    "technologies": [{"name": TEXT, "classes": [CLASS]}],
    "regimes": [
        {
            "regime": REGIME,
            "outcome": OUTCOME,
            "decided": (dict, NONE),
            "edition": MAYBE_TEXT,
            "entries": [
                {
                    "technology": TEXT,
                    "catalogue": TEXT,
                    "edition": TEXT,
                    "code": MAYBE_TEXT,
                    "point": MAYBE_TEXT,
                    "state": STATE,
                    "verdict": VERDICT,
                    "limbs": [LIMB],
                    "reasons": [TEXT],
                }
            ],
            "open_questions": [{"id": TEXT, "text": TEXT, "would_settle": TEXT}],
            "warnings": [WARNING],
            "coverage": [COVERAGE],
        }
    ],
    "obligations": [
        {
            "step": TEXT,
            "authority": TEXT,
            "form": TEXT,
            "documents": [TEXT],
            "days": maybe_count,
            "day_kind": {"working", "calendar", "none"},
            "starts_on": maybe_day,
            "due": maybe_day,
            "why": TEXT,
            "gate": FLAG,
            "basis": [BASIS],
        }
    ],
    "warnings": [WARNING],
    "coverage": [COVERAGE],
}


DECIDED = {"outcome": OUTCOME, "by": TEXT, "on": day, "reason": TEXT}


CHANGE = {"what": TEXT, "was": TEXT, "is": TEXT, "touches": [TEXT]}


RECHECK = {
    "matters": [
        {"file": TEXT, "changed": [CHANGE], "problem": (str, type(None)), "frozen": (dict, type(None))},
    ]
}


EDITIONS = {
    "as_of": day,
    "editions": [
        {
            "catalogue": TEXT,
            "id": TEXT,
            "state": STATE,
            "from": maybe_day,
            "to": maybe_day,
            "instrument": TEXT,
            "basis": TEXT,
        }
    ],
}


VERIFY = {
    "packs": count,
    "clauses": count,
    "texts": count,
    "problems": [
        {"file": TEXT, "line": count, "field": TEXT, "message": TEXT, "hint": TEXT, "message_zh": TEXT, "hint_zh": TEXT}
    ],
}


def fits(value: object, shape: object) -> bool:
    """True where the value has the shape of a type, of several, of a set of words, or passes a check."""
    if isinstance(shape, set):
        return value in shape
    if isinstance(shape, (type, tuple)):
        allowed = shape if isinstance(shape, tuple) else (shape,)
        return type(value) in allowed
    if isinstance(shape, (dict, list)):
        return not list(misfits(value, shape, ""))
    assert callable(shape)
    return bool(shape(value))


def misfits(value: Any, shape: object, place: str) -> list[str]:
    """Where the value departs from the shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{place}: {value!r} is no object"]
        missing = [f"{place}.{key} is missing" for key in shape if key not in value]
        return missing + [m for k, s in shape.items() if k in value for m in misfits(value[k], s, f"{place}.{k}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: {value!r} is no list"]
        return [m for n, item in enumerate(value) for m in misfits(item, shape[0], f"{place}[{n}]")]
    return [] if fits(value, shape) else [f"{place}: {value!r}"]


ASSESS = {
    "quantities": [
        {
            "name": MAYBE_TEXT,
            "text": TEXT,
            "unit": MAYBE_TEXT,
            "bound": {"value", "at_least", "at_most", "better", "about"},
            "readings": [{"quantity": TEXT, "name": TEXT, "name_en": TEXT}],
            "decides": FLAG,
            "page": (int, NONE),
            "span": [WHOLE],
            "sentence": TEXT,
        }
    ],
    "candidates": [
        {
            "catalogue": TEXT,
            "edition": TEXT,
            "id": TEXT,
            "code": MAYBE_TEXT,
            "point": MAYBE_TEXT,
            "title": TEXT,
            "title_en": TEXT,
            "control": CONTROL,
            "state": STATE,
            "verdict": VERDICT,
            "score": positive,
            "evidence": [
                {"text": TEXT, "page": (int, NONE), "limb": (int, NONE), "span": [WHOLE], "met": (bool, NONE)}
            ],
            "limbs": [LIMB],
            "unknown": [TEXT],
        }
    ],
    "bar": positive,
    "terms": [{"term": TEXT, "text": TEXT, "page": (int, NONE), "span": [WHOLE]}],
    "denied": [{"term": TEXT, "text": TEXT, "page": (int, NONE), "span": [WHOLE], "sentence": TEXT}],
    "contradictions": [{"name": TEXT, "name_en": TEXT, "values": [TEXT]}],
    "coverage": [COVERAGE],
}
