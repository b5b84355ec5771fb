"""A draft as the user asked to see it: with comments, as tracked changes, with fields to update.

Values that flow: the original contract and the clean package become the package that is written. Comments go into the
clean text first, so that a rejected clause takes its comment along.
"""

from __future__ import annotations

from catalogue.opening import package_from
from clause_library.word.report import DraftOptions
from clause_library.word.revising.redline import redlined
from clause_library.word.source.document import ContractDocument

NOBODY = "Caveat"


def finished(document: ContractDocument, clean: bytes, options: DraftOptions) -> bytes:
    """The package to write, from the clean one. Raises BadInput where the tracked text would not be well-formed."""
    if not options.redline:
        return clean
    package = package_from(clean, document.path)
    main = document.main
    data = package.part(main.name)
    if data is None:
        return clean
    author = options.author or NOBODY
    tracked = redlined(main, data, author, options.revised)
    return package.with_parts({main.name: tracked}).to_bytes()
