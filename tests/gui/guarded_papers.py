"""Contracts that are protected, signed or carry macros, made of ordinary ones."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

GUARDED = {
    "protected": ("word/settings.xml", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    "signed": ("_xmlsignatures/origin.sigs", ""),
    "macros": ("word/vbaProject.bin", "macro"),
}


def guarded(contract: Path, target: Path, guard: str) -> Path:
    """A copy of a contract that is protected, signed or carries macros."""
    name, content = GUARDED[guard]
    with zipfile.ZipFile(contract) as given, zipfile.ZipFile(target, "w") as made:
        for part in given.namelist():
            data = given.read(part)
            if part == name:
                data = re.sub(rb"(<w:settings\b[^>]*>)", rb"\1" + content.encode("ascii"), data, count=1)
            made.writestr(part, data)
        if name not in given.namelist():
            made.writestr(name, content)
    return target
