"""What others do to a paper between two drafts: another program saves it, somebody edits it, the draft is a redline."""

from __future__ import annotations

import re
from pathlib import Path

from catalogue.opening import package_from
from clause_library.model import RenderedClause
from clause_library.word.draft import compose_draft
from clause_library.word.reading.bookmarks import records_name, undo_of
from clause_library.word.reading.rules import bundled_rules, read_rules
from clause_library.word.report import DraftOptions, DraftReport
from clause_library.word.source.document import ContractDocument, contract_of

RULES = read_rules(bundled_rules())


def drafted_in_memory(
    document: ContractDocument, clauses: tuple[RenderedClause, ...], options: DraftOptions | None = None
) -> tuple[ContractDocument, DraftReport]:
    """A draft whose output is the next one's input; written beside, since an unchanged file is given back as it is."""
    data, report = compose_draft(document, clauses, options or DraftOptions(), RULES)
    return reopened(document.path, data), report


def reopened(path: Path, data: bytes) -> ContractDocument:
    """The bytes as a contract, and as the file of that name."""
    path.write_bytes(data)
    return contract_of(package_from(data, path))


def with_main(document: ContractDocument, source: bytes) -> ContractDocument:
    """The contract with another main part."""
    return reopened(document.path, document.package.with_parts({document.main.name: source}).to_bytes())


def saved_elsewhere(document: ContractDocument) -> ContractDocument:
    """As another program saves it: other source in every paragraph, the same text."""
    source = document.main.source.replace(b"<w:p>", b'<w:p w:rsidR="00AA11BB">')
    return with_main(document, source.replace(b"<w:r>", b'<w:r w:rsidRPr="00CC11BB">'))


def typed_into(document: ContractDocument, old: str, new: str) -> ContractDocument:
    """Somebody changes words."""
    source = document.main.source.decode()
    assert old in source
    return with_main(document, source.replace(old, new, 1).encode())


def of_the_first_version(document: ContractDocument) -> ContractDocument:
    """As the program left it before it remembered what it had changed."""
    name = records_name(document.package)
    text = (document.package.part(name) or b"").decode()
    text = re.sub(r"<paragraph .*?</paragraph>|<gave .*?</gave>|<list [^>]*/>", "", text, flags=re.DOTALL)
    text = re.sub(r' (?:before|left|numbering)="[^"]*"', "", text).replace('version="2"', 'version="1"')
    return reopened(document.path, document.package.with_parts({name: text.encode()}).to_bytes())


def as_redline(document: ContractDocument) -> ContractDocument:
    """Our paragraphs as tracked insertions, changed paragraphs with the old words deleted and the new ones inserted."""
    undo = undo_of(document.package)
    source = document.main.source.decode()
    head = 'w:id="9{}" w:author="A" w:date="2026-01-01T00:00:00Z"'
    for number, was in enumerate(undo.paragraphs):
        paragraph = next(p for p in document.paragraphs if p.text == was.text)
        own = document.main.xml(paragraph.node)
        marks = re.findall(r"<w:bookmarkStart [^>]*_Caveat[^>]*>|<w:bookmarkEnd [^>]*>", own)
        properties = "".join(re.findall(r"^<w:p>(<w:pPr>.*?</w:pPr>)", was.source, re.DOTALL))
        gone = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", was.source))
        look = "".join(re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)", was.source, re.DOTALL)[:1])
        old = f'<w:r>{look}<w:delText xml:space="preserve">{gone}</w:delText></w:r>'
        new = f'<w:r>{look}<w:t xml:space="preserve">{paragraph.text}</w:t></w:r>'
        words = f"<w:del {head.format(2 * number)}>{old}</w:del><w:ins {head.format(2 * number + 1)}>{new}</w:ins>"
        source = source.replace(own, f"<w:p>{properties}{''.join(marks[:1])}{words}{''.join(marks[1:])}</w:p>", 1)
    inserted = re.sub(
        r"(<w:p>(?:(?!</w:p>).)*?_Caveat(?:(?!</w:p>).)*</w:p>)",
        lambda m: _tracked(m.group(1)),
        source,
        flags=re.DOTALL,
    )
    return with_main(document, inserted.encode())


def _tracked(paragraph: str) -> str:
    if "w:del " in paragraph:
        return paragraph
    mark = '<w:ins w:id="9999" w:author="A" w:date="2026-01-01T00:00:00Z"'
    runs = re.sub(r"(<w:r>.*?</w:r>)", rf"{mark}>\1</w:ins>", paragraph, flags=re.DOTALL)
    if "</w:pPr>" in runs:
        return runs.replace("</w:pPr>", f"<w:rPr>{mark}/></w:rPr></w:pPr>", 1)
    return runs.replace("<w:p>", f"<w:p><w:pPr><w:rPr>{mark}/></w:rPr></w:pPr>", 1)


def parts_of(document: ContractDocument) -> list[tuple[str, bytes]]:
    """Every part with its bytes, in order."""
    return [(m.name, m.data) for m in document.package.members]


def all_out(document: ContractDocument) -> tuple[ContractDocument, DraftReport]:
    """The paper without any clause of ours."""
    return drafted_in_memory(document, (), DraftOptions(remove=("all",)))
