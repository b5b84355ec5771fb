"""What the built program runs: the window, or the engine's two command lines.

`caveat` opens the window; `caveat catalogue …` and `caveat clause_library …` are the commands of
`python -m catalogue` and `python -m clause_library`, so that an installed copy can be scripted and checked.
`caveat pdf-text` is no command for people: the program starts itself with it to read a PDF in a process of its own
(see `catalogue/importers/pdf/pdfpages.py`).
"""

import sys

from catalogue import __version__


def main() -> int:
    """The exit status of whatever was asked for."""
    words = sys.argv[1:]
    if words == ["--version"]:
        print(f"caveat {__version__}")
        return 0
    if words[:1] == ["catalogue"]:
        from catalogue.__main__ import entry
    elif words[:1] == ["clause_library"]:
        from clause_library.__main__ import entry
    elif words[:1] == ["pdf-text"]:
        from catalogue.importers.pdf.pdfchild import entry as read_pdf

        return read_pdf(words[1:])
    else:
        from gui.__main__ import entry

        return entry()
    del sys.argv[1]
    return entry()


if __name__ == "__main__":
    sys.exit(main())
