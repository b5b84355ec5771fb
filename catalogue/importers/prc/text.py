"""Bytes -> text, by the byte order mark, the encoding the user named, or the one the page itself declares.

Values that flow: a `Source` -> its text. The hard problem: Chinese text in the wrong encoding is often readable
nonsense, so nothing is tried out: undeclared text is UTF-8 or it is refused with the flag that names another
encoding. An HTML page that declares GB2312, GBK or GB18030 is read as GB18030, which holds the other two. Rejected:
detection by statistics, because it is right nearly always and silent when it is not.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from catalogue.importers.reading import Source
from catalogue.problems import BadInput

DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
DECLARED_WITHIN = 4096
TOLD_BY = re.compile(r"禁止出口限制出口技术|(?:编号|编码|代码)[为是:]?\d{6}[JX]|(?<![0-9A-Z])\d{6}[JX](?![0-9A-Z])")
LOOKED_AT = 1 << 20
CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_of(source: Source, *, declared: bool = False) -> str:
    """The whole text. `declared`: an HTML page's own `<meta charset>` counts. Raises BadInput for any wrong byte."""
    encoding = _encoding(source, declared=declared)
    try:
        text = source.data.decode(encoding)
    except LookupError:
        raise BadInput.because(
            f"there is no encoding '{encoding}'",
            file=source.path,
            hint="--encoding gb18030 or --encoding utf-8",
            zh=f"没有名为“{encoding}”的编码",
            hint_zh="可写 --encoding gb18030 或 --encoding utf-8",
        ) from None
    except UnicodeDecodeError as error:
        raise BadInput.because(
            f"this file is not {encoding} text (byte {error.start + 1})",
            file=source.path,
            hint="if it was saved on a Chinese system, give --encoding gb18030",
            zh=f"文件不是{encoding}编码的文本（第{error.start + 1}字节）",
            hint_zh="如在中文系统上保存，请加 --encoding gb18030",
        ) from None
    if "\0" in text:
        raise BadInput.because(
            "this file holds NUL characters; it is not a text, or one in UTF-16 without its mark",
            file=source.path,
            hint="give --encoding utf-16-le, or save it as UTF-8",
            zh="文件含 NUL 字符：不是文本，或是没有标记的 UTF-16",
            hint_zh="请加 --encoding utf-16-le，或另存为 UTF-8",
        )
    return text


def speaks_of_catalogue(source: Source) -> bool:
    """True where the text names the catalogue, or an entry by its code, in any encoding such texts are saved in.

    Decoding errors are passed over here alone: the file is only recognised, and its reader refuses a wrong encoding.
    """
    data = source.data[:LOOKED_AT]
    named = [source.encoding] if source.encoding else []
    return any(TOLD_BY.search(_plain(data, name)) for name in (*named, "utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _plain(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding, errors="ignore")
    except LookupError:
        return ""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _encoding(source: Source, *, declared: bool) -> str:
    for mark, name in MARKS:
        if source.data.startswith(mark):
            return name
    if source.encoding:
        return source.encoding
    found = DECLARED.search(source.data[:DECLARED_WITHIN]) if declared else None
    name = found.group(1).decode("ascii").lower() if found else "utf-8"
    return "gb18030" if name in CHINESE else name
