"""Chinese and English without a restart: translators in and out of the application.

Source texts are English; `i18n/caveat_zh.ts` holds the Chinese. `translate` is the only door to a translated
text, so that every text of the window can be found by Qt's own tools.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

I18N = Path(__file__).resolve().parent / "i18n"
translate = QCoreApplication.translate


class Language:
    """Switches the application's language. Sending the change to every widget is Qt's work."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.current = ""

    def use(self, language: str) -> None:
        """Shows everything in `language`, "zh" or "en"."""
        if language == self.current:
            return
        self.current = language
        locale = QLocale(QLocale.Language.Chinese) if language == "zh" else QLocale(QLocale.Language.English)
        QLocale.setDefault(locale)
        self.leave()
        if language == "zh":
            qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install(qt_folder / "qtbase_zh_CN.qm")
            self._install(I18N / "caveat_zh.qm")

    def leave(self) -> None:
        """Takes every translator out."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []

    def _install(self, path: Path) -> None:
        translator = QTranslator(self._application)
        if translator.load(str(path)):
            self._application.installTranslator(translator)
            self._installed.append(translator)


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text of a table for the translators; `translate` is called where it is shown. Qt's name, typed."""
    return text
