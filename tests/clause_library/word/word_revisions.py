"""Accepting and rejecting tracked changes as Word does, and two bodies compared; written apart from the redline."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = re.compile(r"(bookmark|commentRange|perm|moveFromRange|moveToRange|customXml\w+Range)(Start|End)$|proofErr$")
HOLDERS = ("hyperlink", "fldSimple", "smartTag", "customXml", "sdt")


def body_of(xml: bytes) -> Element:
    return etree.fromstring(xml).find(f"{W}body")


def accept(xml: bytes, author: str = "") -> Element:
    """The body after everything (of one author, where named) was accepted."""
    return _decide(body_of(xml), "ins", author)


def reject(xml: bytes, author: str = "") -> Element:
    """The body after everything (of one author, where named) was rejected."""
    return _decide(body_of(xml), "del", author)


def _decide(body: Element, stays: str, author: str) -> Element:
    goes = "del" if stays == "ins" else "ins"
    stay = {"ins": ("ins", "moveTo"), "del": ("del", "moveFrom")}
    keep, drop = stay[stays], stay[goes]

    def ours(node: Element) -> bool:
        return not author or node.get(f"{W}author") == author

    def every(*names: str) -> list[Element]:
        return [n for name in names for n in body.iter(f"{W}{name}") if ours(n)]

    gone_marks: set[Element] = set()
    for node in every(*keep, *drop):
        if node.getparent() is not None:
            _settle(node, gone_marks, goes=etree.QName(node).localname in drop)
    for node in every("pPrChange", "rPrChange"):
        _properties(node, back=stays == "del")
    if stays == "del":
        _alive(body)
    _empty_holders(body)
    for paragraph in reversed([p for p in body.iter(f"{W}p") if p in gone_marks]):
        _join(paragraph)
    _empty_holders(body)
    return body


def _settle(node: Element, gone_marks: set[Element], *, goes: bool) -> None:
    """One insertion or deletion decided: of a row, a paragraph mark, a number or text."""
    parent = node.getparent()
    above = etree.QName(parent).localname
    if above == "trPr" and goes:
        _remove(parent.getparent())
    elif above in ("trPr", "numPr") or (above == "rPr" and etree.QName(parent.getparent()).localname == "pPr"):
        if goes and above == "rPr":
            gone_marks.add(parent.getparent().getparent())
        parent.remove(node)
    elif goes:
        parent.remove(node)
    else:
        _unwrap(node)


def _empty_holders(body: Element) -> None:
    for table in list(body.iter(f"{W}tbl")):
        if table.find(f".//{W}tr") is None:
            _remove(table)
    for name in HOLDERS:
        for node in list(body.iter(f"{W}{name}")):
            if not any(etree.QName(n).localname in ("r", "p", "tc") for n in node.iter() if isinstance(n.tag, str)):
                _remove(node)


def _remove(node: Element) -> None:
    if node.getparent() is not None:
        node.getparent().remove(node)


def _unwrap(node: Element) -> None:
    parent = node.getparent()
    at = parent.index(node)
    for child in list(node):
        parent.insert(at, child)
        at += 1
    parent.remove(node)


def _alive(body: Element) -> None:
    """Deleted text outside any deletion is text again."""
    for name, alive in (("delText", "t"), ("delInstrText", "instrText")):
        for node in list(body.iter(f"{W}{name}")):
            if not any(a.tag in (f"{W}del", f"{W}moveFrom") for a in node.iterancestors()):
                node.tag = f"{W}{alive}"


def _properties(change: Element, *, back: bool) -> None:
    holder = change.getparent()
    if holder is None:
        return
    holder.remove(change)
    if not back:
        return
    apart = ("rPr", "sectPr") if holder.tag == f"{W}pPr" else ("ins", "del", "moveFrom", "moveTo")
    kept = [n for n in holder if etree.QName(n).localname in apart]
    old = change[0] if len(change) else []
    marks = holder.getparent() is not None and holder.getparent().tag == f"{W}pPr"
    new = [*kept, *old] if marks else [*old, *kept]
    for node in list(holder):
        holder.remove(node)
    for node in new:
        holder.append(node)


def _content(paragraph: Element) -> list[Element]:
    return [n for n in paragraph if n.tag != f"{W}pPr"]


def _bare(paragraph: Element) -> bool:
    """Nothing left but marks."""
    return all(n.tag != f"{W}r" for child in _content(paragraph) for n in child.iter())


def _join(paragraph: Element) -> None:
    """A paragraph without its mark: what is left of it begins the one that follows."""
    following = _behind(paragraph)
    name = etree.QName(following).localname if following is not None else ""
    if name == "sdt" and not _bare(paragraph):
        following = next(following.iter(f"{W}p"), None)
        name = "p"
    if name == "p":
        properties = following.find(f"{W}pPr")
        at = following.index(properties) + 1 if properties is not None else 0
        for child in reversed(_content(paragraph)):
            following.insert(at, child)
        paragraph.getparent().remove(paragraph)
    elif name in ("tbl", "sdt") and _bare(paragraph):
        parent = paragraph.getparent()
        for child in _content(paragraph):
            if MARKS.match(etree.QName(child).localname):
                parent.insert(parent.index(paragraph), child)
        parent.remove(paragraph)


def _behind(node: Element) -> Element | None:
    """What follows; the end of a control is no end of the text around it."""
    following = node.getnext()
    while following is not None and _transparent(following):
        following = following.getnext()
    parent = node.getparent()
    if following is None and etree.QName(parent).localname == "sdtContent":
        return _behind(parent.getparent())
    return following


def _transparent(node: Element) -> bool:
    """A mark, or a control of which nothing is left."""
    return bool(MARKS.match(etree.QName(node).localname)) or (node.tag == f"{W}sdt" and node.find(f".//{W}p") is None)


def texts(body: Element) -> list[str]:
    """What a reader sees of every paragraph: deleted text left out."""
    out: list[str] = []
    for paragraph in body.iter(f"{W}p"):
        if any(a.tag.endswith("}Fallback") for a in paragraph.iterancestors()):
            continue
        words: list[str] = []
        for node in paragraph.iter(f"{W}t"):
            above = list(node.iterancestors())
            if next(a for a in above if a.tag == f"{W}p") is paragraph and not any(
                a.tag in (f"{W}del", f"{W}moveFrom") for a in above
            ):
                words.append(node.text or "")
        out.append("".join(words))
    return out


def canonical(body: Element, *, final: bool = False) -> list[str]:
    """Each element of the body in one form: no bookmarks, no ids of the word processor, runs joined.

    `final`: others' insertions as text and others' deletions gone, as an accepted text shows them.
    """
    body = copy.deepcopy(body)
    if final:
        _decide(body, "ins", "")
    for node in [n for n in body.iter() if isinstance(n.tag, str)]:
        _plain(node)
    for node in list(body.iter(f"{W}fldSimple")):
        _spelt_out(node)
    for name in ("ins", "del", "moveFrom", "moveTo"):
        _same_neighbours(list(body.iter(f"{W}{name}")))
    _one_run_each(body)
    for node in list(body.iter(f"{W}rPr", f"{W}trPr")):
        if not len(node):
            _remove(node)
    for node in list(body.iter(f"{W}pPr")):
        if not len(node):
            _remove(node)
    return [_c14n(n) for n in body]


def _plain(node: Element) -> None:
    """Without ids and marks of the word processor, and without white space between elements."""
    for name in list(node.attrib):
        if "rsid" in name or name.startswith(W14) or name in (f"{W}dirty", SPACE):
            del node.attrib[name]
    local = etree.QName(node).localname
    if local in ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange"):
        node.attrib.pop(f"{W}id", None)
    if MARKS.match(local) and not local.startswith("comment"):
        _remove(node)
    node.tail = None
    if local not in ("t", "delText", "instrText", "delInstrText"):
        node.text = None


def _c14n(node: Element) -> str:
    return etree.tostring(node, method="c14n", exclusive=True).decode()


def _spelt_out(field: Element) -> None:
    def mark(kind: str) -> Element:
        run = etree.Element(f"{W}r", nsmap=field.nsmap)
        etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
        return run

    code = etree.Element(f"{W}r", nsmap=field.nsmap)
    etree.SubElement(code, f"{W}instrText").text = field.get(f"{W}instr")
    for run in (mark("separate"), code, mark("begin")):
        field.insert(0, run)
    field.append(mark("end"))
    _unwrap(field)


def _same_neighbours(nodes: Iterable[Element]) -> None:
    for node in nodes:
        before = node.getprevious()
        if before is not None and before.tag == node.tag and dict(before.attrib) == dict(node.attrib) and len(node):
            for child in list(before)[::-1]:
                node.insert(0, child)
            before.getparent().remove(before)


def _one_run_each(body: Element) -> None:
    """Every run holds one thing; neighbouring texts of one formatting are one."""
    for run in list(body.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        if properties is not None and not len(properties):
            run.remove(properties)
            properties = None
        parent = run.getparent()
        at = parent.index(run)
        pieces = [n for n in run if n is not properties]
        parent.remove(run)
        run.attrib.clear()
        for piece in pieces:
            single = etree.Element(f"{W}r", nsmap=run.nsmap)
            if properties is not None:
                single.append(copy.deepcopy(properties))
            single.append(piece)
            if piece.tag in (f"{W}t", f"{W}delText") and not piece.text:
                continue
            before = parent[at - 1] if at else None
            if before is not None and _joinable(before, single):
                before[-1].text = (before[-1].text or "") + (piece.text or "")
                continue
            parent.insert(at, single)
            at += 1


def _joinable(before: Element, run: Element) -> bool:
    if before.tag != f"{W}r" or before[-1].tag != run[-1].tag or len(before) != len(run):
        return False
    if run[-1].tag not in (f"{W}t", f"{W}delText", f"{W}instrText"):
        return False
    return len(run) == 1 or _c14n(before[0]) == _c14n(run[0])
