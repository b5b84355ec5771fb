"""The text of a publication given as a text file: UTF-8 or the encoding the user named, bounded, never guessed."""

from __future__ import annotations

from catalogue.importers.reading import Source
from catalogue.problems import BadInput

MEGABYTE = 1024 * 1024


def decoded(source: Source, longest: int) -> str:
    """The text of at most `longest` bytes. Raises BadInput: longer, in another encoding, or no text at all."""
    if len(source.data) > longest:
        size = longest // MEGABYTE
        raise BadInput.because(f"this text is larger than {size} MB", file=source.path, zh=f"这份文本超过{size} MB")
    try:
        text = source.data.decode(source.encoding or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        raise BadInput.because(
            f"this file is not {source.encoding or 'UTF-8'} text",
            file=source.path,
            hint="name its encoding with --encoding",
            zh=f"这个文件不是 {source.encoding or 'UTF-8'} 文本",
            hint_zh="请用 --encoding 写明编码",
        ) from None
    if "\0" in text:
        raise BadInput.because("this file is not text", file=source.path, zh="这个文件不是文本")
    return text
