"""Text files of strangers: bytes -> text in the encoding they are in, or one clear line.

The hard problem: Chinese spreadsheets save CSV in GB18030, and bytes of one encoding often read as another without an
error, giving signs that are nobody's name. So UTF-8 is read, UTF-16 where its mark says so, and any other encoding only
when the user names it. Rejected: guessing the encoding.
"""

from __future__ import annotations

from pathlib import Path

from catalogue.problems import BadInput, one_of, one_of_zh

ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5", "shift_jis", "euc-kr", "windows-1251", "windows-1252")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def check_encoding(encoding: str) -> None:
    """Refuses the name of an encoding that is not read here; "" is UTF-8."""
    if encoding and encoding not in ENCODINGS:
        raise BadInput.because(
            f"'{encoding[:40]}' is not an encoding read here",
            field="--encoding",
            hint=one_of(ENCODINGS),
            zh=f"不支持编码“{encoding[:40]}”",
            hint_zh=one_of_zh(ENCODINGS),
        )


def refuse_wide_xml(data: bytes, path: Path) -> None:
    """Raises BadInput naming the encoding for XML in UTF-16, with its mark or without; anything else passes."""
    start = data[:400].lstrip(b"".join(UTF_16_MARKS))
    marked = data.startswith(UTF_16_MARKS)
    if not (marked or start[:2] in (b"<\0", b"\0<")):
        return
    if path.suffix.lower() == ".xml" or b"<?xml" in start.replace(b"\0", b""):
        raise BadInput.because(
            "this XML file is UTF-16; XML is read in UTF-8",
            file=path,
            hint='save it as UTF-8, with encoding="UTF-8" in its first line',
            zh="此 XML 文件为 UTF-16 编码；只读取 UTF-8 的 XML",
            hint_zh='请另存为 UTF-8，首行写明 encoding="UTF-8"',
        )


def decoded(data: bytes, path: Path, encoding: str = "", *, marked: bool = False) -> str:
    """The text. With `marked`, UTF-16 that begins with its mark is read without being named.

    Raises BadInput naming the line and the flag for text in another encoding, and for NUL signs."""
    check_encoding(encoding)
    has_mark = data.startswith(UTF_16_MARKS)
    if has_mark and encoding != "utf-16":
        if not marked or encoding:
            raise BadInput.because(
                "this file is UTF-16",
                file=path,
                hint="add --encoding utf-16, or save it as UTF-8",
                zh="文件为 UTF-16 编码",
                hint_zh="请加 --encoding utf-16，或另存为 UTF-8",
            )
        encoding = "utf-16"
    encoding = encoding or "utf-8"
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        hint, hint_zh = _other(data, encoding)
        raise BadInput.because(
            f"this file is not {encoding.upper()} text",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
            hint=hint,
            zh=f"文件不是 {encoding.upper()} 文本",
            hint_zh=hint_zh,
        ) from None
    if "\0" in text:
        raise BadInput.because(
            "this file holds NUL signs and is no text",
            file=path,
            line=text.count("\n", 0, text.index("\0")) + 1,
            zh="文件含 NUL 字符，不是文本",
        )
    return text


def _other(data: bytes, tried: str) -> tuple[str, str]:
    """What to do about bytes that are not in the encoding tried, in English and Chinese."""
    if tried != "utf-8":
        return "name another with --encoding, or save it as UTF-8", "请用 --encoding 指明其他编码，或另存为 UTF-8"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "name its encoding with --encoding, or save it as UTF-8", "请用 --encoding 指明编码，或另存为 UTF-8"
    return (
        "if it was saved by a Chinese spreadsheet program, add --encoding gb18030",
        "若由中文表格软件保存，请加 --encoding gb18030",
    )
