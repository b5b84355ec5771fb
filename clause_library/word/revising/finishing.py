"""A draft as the user asked to see it: with comments, as tracked changes, with fields to update.

Values that flow: the original contract and the clean package become the package that is written. Comments go into the
clean text first, so that a rejected clause takes its comment along.
"""

from __future__ import annotations

from catalogue.model import Words
from catalogue.opening import Package, package_from
from catalogue.results import Notice
from clause_library.word.report import DraftOptions, drafting_notice
from clause_library.word.revising.comments import Byline, with_comments
from clause_library.word.revising.fieldupdate import with_field_update
from clause_library.word.revising.redline import redlined
from clause_library.word.source.document import ContractDocument

NOBODY = "Caveat"


def finished(document: ContractDocument, clean: bytes, options: DraftOptions, langs: tuple[str, ...]) -> bytes:
    """The package to write, from the clean one; comments are in the contract's languages.

    Raises BadInput where the tracked text would not be well-formed.
    """
    if not (options.redline or options.notes or options.update_fields):
        return clean
    package = before = package_from(clean, document.path)
    author = options.author or NOBODY
    if options.notes:
        lines = {k: [n.in_language(lang) for lang in langs for n in notes] for k, notes in options.notes.items()}
        package = with_comments(document, package, lines, Byline(author, options.revised))
    if options.redline:
        package = _tracked(document, package, author, options.revised)
    if options.update_fields:
        package = with_field_update(document, package)
    return clean if package is before else package.to_bytes()


def _tracked(document: ContractDocument, package: Package, author: str, date: str) -> Package:
    name = document.main.name
    clean = package.part(name)
    tracked = redlined(document.main, clean, author, date) if clean is not None else None
    return package if tracked is None or tracked == clean else package.with_parts({name: tracked})


def finishing_notices(options: DraftOptions) -> tuple[Notice, ...]:
    """What the user must know of a draft with comments."""
    if not options.notes:
        return ()
    text = Words(
        "批注写明条款的理由、依据和退让底线，仅供己方内部使用；发给对方之前须全部删除",
        "the comments tell why each clause is there and where you would retreat to; they are for your side alone: "
        "delete them before the contract goes to the other side",
    )
    return (drafting_notice("comments", text),)
