"""A strict reader of .ics files for tests: RFC 5545 lines, values, components. Anything loose is an AssertionError."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = re.compile(r"(?P<name>[A-Z][A-Z0-9-]*)(?P<params>(?:;[A-Z-]+=[A-Za-z0-9-]+)*):(?P<value>.*)")
TEXTS = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "X-WR-CALNAME", "X-WR-CALDESC")
ONCE = ("UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "DTSTART", "STATUS")


@dataclass
class Component:
    """One event or task: its properties with their parameters, texts without escapes."""

    kind: str
    values: dict[str, str] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)


@dataclass
class Calendar:
    """The calendar's own properties and its components."""

    values: dict[str, str]
    components: list[Component]


def read_ics(data: bytes) -> Calendar:
    """The calendar. Asserts everything RFC 5545 asks of the file."""
    lines = _unfolded(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    calendar, now = Calendar({}, []), None
    for line in lines[1:-1]:
        match = NAME.fullmatch(line)
        assert match, line
        name, value = match["name"], match["value"]
        if name == "BEGIN":
            assert now is None, "a component inside a component"
            assert value in ("VEVENT", "VTODO")
            now = Component(value)
            calendar.components.append(now)
        elif name == "END":
            assert now is not None
            assert value == now.kind
            _check(now)
            now = None
        else:
            place = now.values if now else calendar.values
            assert name not in place, f"{name} twice"
            assert now or not calendar.components, "a property of the calendar behind a component"
            place[name] = _plain(value) if name in TEXTS else value
            if now:
                now.params[name] = match["params"]
    assert now is None
    _check_calendar(calendar)
    return calendar


def _unfolded(data: bytes) -> list[str]:
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert b"\r" not in line
        assert b"\n" not in line
        assert 0 < len(line) <= 75, line
        line.decode("utf-8")  # no character is cut by a fold
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)
    lines: list[str] = []
    for line in physical:
        if line.startswith(b" "):
            lines[-1] += line[1:].decode("utf-8")
        else:
            lines.append(line.decode("utf-8"))
    return lines


def _plain(value: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"not escaped: {value}"
    assert not re.search(r"(?<!\\)(?:\\\\)*\\[^\\;,nN]", value), f"no such escape: {value}"
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def _check(one: Component) -> None:
    assert {"UID", "DTSTAMP", "SUMMARY"} <= one.values.keys()
    assert re.fullmatch(r"\d{8}T\d{6}Z", one.values["DTSTAMP"])
    if one.kind == "VEVENT":
        assert one.params["DTSTART"] == ";VALUE=DATE"
        assert re.fullmatch(r"\d{8}", one.values["DTSTART"])
    else:
        assert one.values["STATUS"] == "NEEDS-ACTION"
        assert "DTSTART" not in one.values
        assert "DUE" not in one.values


def _check_calendar(calendar: Calendar) -> None:
    assert calendar.values["VERSION"] == "2.0"
    assert calendar.values["PRODID"]
    assert calendar.components, "a calendar needs a component"
    ids = [one.values["UID"] for one in calendar.components]
    assert len(ids) == len(set(ids))
