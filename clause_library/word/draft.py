"""Putting clauses into the user's contract: open, refuse, plan, draft, save.

Values that flow: a template, rendered clauses and options become new bytes of the few parts that change and a
`DraftReport`; every other part is copied. The input is never written to; the output is written beside and renamed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from catalogue.model import Words
from catalogue.opening import check_target, package_from, write_atomically
from catalogue.problems import BadInput
from clause_library.model import RenderedClause
from clause_library.word.reading.bookmarks import read_present
from clause_library.word.reading.definitions import known_terms, said, without_known
from clause_library.word.reading.effectiveness import settles_effect
from clause_library.word.reading.layout import Layout, read_layout
from clause_library.word.reading.provisions import follow
from clause_library.word.reading.rules import WordRules, bundled_rules, read_rules
from clause_library.word.report import DraftOptions, DraftReport, legal_notice
from clause_library.word.revising.comments import uncommented
from clause_library.word.revising.finishing import finished, finishing_notices
from clause_library.word.source.document import ContractDocument, Paragraph, contract_of, open_contract
from clause_library.word.source.legal import mixed_levels, with_legal_numbers
from clause_library.word.writing.again import Again, Drawn, is_again
from clause_library.word.writing.anchors import place_of
from clause_library.word.writing.cautions import cautions
from clause_library.word.writing.drafting import Drafting
from clause_library.word.writing.idiom import bare_names, for_many, third_party, without_articles
from clause_library.word.writing.keeping import kept
from clause_library.word.writing.placement import Plan, make_plan


def refuse(document: ContractDocument, output: Path | None, options: DraftOptions) -> None:
    """Raises BadInput where the contract's guards forbid a copy and no flag allows it."""
    guards = document.guards
    if guards.protection and not options.allow_protected:
        raise BadInput.because(
            f"this document enforces editing protection ({guards.protection})",
            file=document.path,
            hint="--allow-protected writes a copy and leaves the protection on",
            zh=f"文件已启用编辑保护（{guards.protection}）",
            hint_zh="加 --allow-protected 可写出副本，保护仍保留",
        )
    if guards.signed and not options.allow_signed:
        raise BadInput.because(
            "this document is digitally signed; changing it breaks the signature",
            file=document.path,
            hint="--allow-signed writes a copy nevertheless",
            zh="文件带有数字签名，改动会使签名失效",
            hint_zh="加 --allow-signed 仍可写出副本",
        )
    if guards.macros and not options.allow_macros:
        raise BadInput.because(
            "this document carries macros",
            file=document.path,
            hint="--allow-macros copies them untouched, never run",
            zh="文件含有宏",
            hint_zh="加 --allow-macros 则原样复制，从不运行",
        )
    if guards.macros and output is not None and output.suffix.lower() != ".docm":
        raise BadInput.because(
            "a document with macros must be written as .docm", file=output, zh="含宏的文件须存为 .docm"
        )


def plan(
    document: ContractDocument,
    clauses: tuple[RenderedClause, ...],
    options: DraftOptions,
    rules: WordRules | None = None,
) -> tuple[Layout, Plan]:
    """Where each clause would land and why, nothing written. Clauses an earlier run put in are left out."""
    rules = rules or read_rules(bundled_rules())
    trimmed, warnings = _trimmed(document, clauses, rules)
    options = placed(options, read_layout(document, rules), rules) if options.anchors else options
    layout, where = _plan(document, trimmed, options, rules)
    return layout, replace(where, warnings=(*where.warnings, *warnings))


def _plan(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], options: DraftOptions, rules: WordRules
) -> tuple[Layout, Plan]:
    layout = read_layout(document, rules)
    present = {p.id for p in read_present(document)}
    options, told = kept(document, layout, options)
    missing = tuple(c for c in clauses if c.id not in present)
    standing = next((c.id for c in clauses if c.id in present and settles_effect(c)), "")
    where = make_plan(document, layout, missing, rules, options.places, standing, keep=options.keep_numbers)
    return layout, replace(where, notices=(*told, *where.notices) if missing else where.notices)


def _trimmed(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], rules: WordRules
) -> tuple[tuple[RenderedClause, ...], tuple[Words, ...]]:
    """The clauses in the contract's own turns, without definitions it has already, and what to tell the user."""
    known = known_terms(document, rules)
    bare = bare_names(document, rules)
    many = bool(third_party(document, rules))
    pairs = [without_known(without_articles(for_many(c) if many else c, bare), known) for c in clauses]
    warnings = tuple(said(c, terms) for c, terms in pairs if terms)
    return tuple(c for c, _ in pairs), warnings


def draft_contract(
    template: Path,
    output: Path,
    clauses: tuple[RenderedClause, ...],
    options: DraftOptions,
    rules: WordRules | None = None,
) -> DraftReport:
    """Writes the contract with the clauses in it to `output` and says what was done.

    Raises BadInput, before anything is written, for a template that cannot be used or an output that must not be.
    """
    document = open_contract(template)
    check_target(output, source=template, overwrite=options.replace)
    refuse(document, output, options)
    data, report = compose_draft(document, clauses, options, rules or read_rules(bundled_rules()))
    write_atomically(output, data)
    return replace(report, output=str(output))


def compose_draft(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], options: DraftOptions, rules: WordRules
) -> tuple[bytes, DraftReport]:
    """The new package and the report, nothing written to disk."""
    given, mixed = document, mixed_levels(document)
    if options.remove or not options.notes:
        bare = uncommented(document)
        document = document if bare is document.package else contract_of(bare)
    again = is_again(document) or bool(options.remove)
    layout = read_layout(document, rules) if again or options.anchors else None
    if layout is not None:
        options = placed(options, layout, rules)

    def draw(base: ContractDocument, wanted: tuple[RenderedClause, ...], wishes: DraftOptions) -> Drawn:
        return _draw(base, wanted, wishes, rules)

    if again and layout is not None:
        data, report = Again(document, layout, clauses, options, draw).run()
        langs = _langs(layout)
    else:
        drawn = _draw(document, clauses, options, rules)
        data, report, langs = drawn.data, drawn.report, drawn.langs
    data = finished(given, data, options, langs)
    legal = (legal_notice((m.shown for m in mixed), mended=options.legal_numbers),) if mixed else ()
    return data, replace(report, warnings=(*report.warnings, *legal, *finishing_notices(options)))


def _langs(layout: Layout) -> tuple[str, ...]:
    return tuple(c.lang for c in layout.columns)


def placed(options: DraftOptions, layout: Layout, rules: WordRules) -> DraftOptions:
    """The options with every anchor as a place in this contract. Raises BadInput where it has none such."""
    found = {k: place_of(k, anchor, layout.main, rules) for k, anchor in options.anchors.items()}
    return replace(options, places={**options.places, **found}) if found else options


def _draw(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], options: DraftOptions, rules: WordRules
) -> Drawn:
    """An ordinary draft into a document, whatever it holds."""
    document = with_legal_numbers(document) if options.legal_numbers else document
    trimmed, warnings = _trimmed(document, clauses, rules)
    layout, where = _plan(document, trimmed, options, rules)
    where = replace(where, warnings=(*where.warnings, *warnings))
    options, _ = kept(document, layout, options)
    drafting = Drafting(document, layout, where, trimmed, options)
    data, report = drafting.run()
    told = cautions(document, layout, trimmed, report.inserted, rules)

    def after() -> tuple[ContractDocument, dict[int, Paragraph]]:
        made = contract_of(package_from(data, document.path))
        return made, follow(document, dict.fromkeys(drafting.edits), made.paragraphs)

    report = replace(report, warnings=(*report.warnings, *told))
    return Drawn(data, report, tuple(drafting.reshaped), _langs(layout), after)
