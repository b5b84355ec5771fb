"""Small PDFs for tests, written by hand: text at places, lines, pictures; Latin text in Helvetica only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Text at a place in points; `size` of the font."""

    text: str
    x: float
    y: float
    size: float = 11


def page_of_text(*words: Words, rules: tuple[tuple[float, float, float, float], ...] = ()) -> bytes:
    """The drawing commands of one page."""
    drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules]
    for word in words:
        text = word.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(f"BT /F1 {word.size} Tf {word.x} {word.y} Td ({text}) Tj ET")
    return "\n".join(drawn).encode("cp1252")


def page_of_picture() -> bytes:
    """A page that shows one picture, as a scanner makes it."""
    return b"q 500 0 0 700 40 40 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q"


def pdf(*pages: bytes, rotate: int = 0, encrypted: bool = False) -> bytes:
    """A whole PDF of the given pages (A4)."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, drawn in enumerate(pages):
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * at} 0 R >>".encode()
        )
        bodies.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream")
    if encrypted:
        owner = "<" + "41" * 32 + ">"
        bodies.append(f"<< /Filter /Standard /V 1 /R 2 /O {owner} /U {owner} /P -4 >>".encode())
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    locked = b"/Encrypt %d 0 R /ID [<41> <41>] " % len(bodies) if encrypted else b""
    out += b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, locked, start)
    return bytes(out)
