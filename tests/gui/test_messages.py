"""What cannot be used is told in the window's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from catalogue.problems import BadInput, Problem
from gui.messages import ERROR, Message, Messages


@pytest.mark.parametrize(
    ("language", "text", "details"),
    [
        (QLocale.Language.Chinese, "a.docx: 没有这个文件；请核对（另有1处）", "second"),
        (QLocale.Language.English, "a.docx: there is no such file; check (and 1 more)", "second"),
    ],
)
def test_bad_input_in_the_windows_language(qapp: object, language: QLocale.Language, text: str, details: str) -> None:
    told: list[Message] = []
    messages, before = Messages(), QLocale()
    messages.told.connect(told.append)
    missing = Problem("there is no such file", "a.docx", hint="check", message_zh="没有这个文件", hint_zh="请核对")
    QLocale.setDefault(QLocale(language))
    try:
        messages.bad_input(BadInput(missing, Problem("second")))
    finally:
        QLocale.setDefault(before)
    assert [(m.text, m.tone, m.details) for m in told] == [(text, ERROR, details)]
