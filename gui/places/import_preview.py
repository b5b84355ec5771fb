"""The preview of 导入: how many were found of how many, each line refused or without a place, what changes, where.

All lines are there, to scroll through and to copy; a filter shows one kind. Until "Write it" is pressed nothing is
written.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.desk import Desk
from gui.importing import CHANGES, REFUSED, REMARKS, UNPLACED, Read
from gui.language import translate
from gui.places.place import button, label
from gui.widgets.signals import SignalMark

EVERYTHING = ""
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own word for no bound."""


class ImportPreview(QWidget):
    """Shows a `Read`. `write_wanted`: the person has seen it and wants it written."""

    write_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("importPreview")
        self._desk = desk
        self._read: Read | None = None
        self._idle = True
        self._mark = SignalMark(desk.theme, "open", 18)
        self._count, self._more = label("heading"), label("muted", selectable=True)
        self._count.setObjectName("importCount")
        self._more.setObjectName("importMore")
        self.kinds = QComboBox()
        self.kinds.setObjectName("importKinds")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._write = button("writeImport", self.write_wanted.emit, "primary")
        self.text = QPlainTextEdit()
        self.text.setObjectName("importLines")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        head = QHBoxLayout()
        for widget, share in ((self._mark, 0), (self._count, 1), (self.kinds, 0), (self._write, 0)):
            head.addWidget(widget, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._more)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        self.kinds.currentIndexChanged.connect(self._fill)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._write.setText(translate("Import", "Write it"))
        self.kinds.setAccessibleName(translate("Import", "Which lines are shown"))
        self.text.setAccessibleName(translate("Import", "Lines of the preview"))

    def show_read(self, read: Read | None) -> None:
        """What was read, or what this place is for."""
        self._read = read
        if read is None:
            self._count.setText(translate("Import", "Nothing is read yet. The preview appears here."))
        for widget in (self._mark, self._more, self.kinds, self._write):
            widget.setVisible(read is not None)
        self.text.setVisible(read is not None)
        self.setMaximumHeight(self.sizeHint().height() if read is None else QWIDGETSIZE_MAX)
        self._fill_kinds()
        if read is None:
            return
        self._say(read)
        self.allow_writing(self._idle)
        self._fill()

    def allow_writing(self, idle: bool) -> None:
        """The button waits while something runs, and where nothing was found."""
        self._idle = idle
        self._write.setEnabled(idle and self._read is not None and self._read.preview.found > 0)

    def _say(self, read: Read) -> None:
        from catalogue.importers.preview import EXPECTED_OF

        shown, language = read.preview, self._desk.language
        named = shown.edition or ", ".join(one.id for one in shown.reading.lists)
        doubtful = bool(shown.reading.refused or shown.reading.unplaced or shown.expected != shown.found)
        self._mark.show_signal(self._desk.theme, "open" if doubtful or not shown.found else "clear")
        if shown.found:
            counted = translate("Import", "{catalogue} {edition}: {found} of {expected} found ({of})")
            uncounted = translate("Import", "{catalogue} {edition}: {found} found ({of})")
            told = (uncounted if shown.expected is None else counted).format(
                catalogue=shown.reading.catalogue,
                edition=named,
                found=shown.found,
                expected=shown.expected,
                of=EXPECTED_OF[shown.expected_of].in_language(language),
            )
        else:
            told = translate("Import", "Nothing was found. There is nothing to write.")
        self._count.setText(told)
        lines = []
        if shown.points:
            lines.append(translate("Import", "control points or paragraphs: {n}").format(n=shown.points))
        if shown.compared:
            compared = translate("Import", "differences from {edition}, which is held: {n}")
            lines.append(compared.format(edition=shown.compared, n=len(shown.changes)))
        else:
            lines.append(translate("Import", "nothing is held to compare with"))
        lines.append(translate("Import", "would be written to {path}").format(path=shown.where))
        self._more.setText(" · ".join(lines))

    def _names(self) -> dict[str, str]:
        return {
            REFUSED: translate("Import", "Refused ({n})"),
            UNPLACED: translate("Import", "Without a place ({n})"),
            CHANGES: translate("Import", "Differences ({n})"),
            REMARKS: translate("Import", "Remarks ({n})"),
        }

    def _fill_kinds(self) -> None:
        kept, names = self.kinds.currentData(), self._names()
        groups = self._read.told[self._desk.language] if self._read is not None else ()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(translate("Import", "Everything"), EVERYTHING)
        for group in groups:
            self.kinds.addItem(names[group.name].format(n=len(group.lines)), group.name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kept)))
        self.kinds.blockSignals(False)

    def _fill(self, _index: int = 0) -> None:
        if self._read is None:
            self.text.clear()
            return
        wanted, names = self.kinds.currentData(), self._names()
        lines: list[str] = []
        for group in self._read.told[self._desk.language]:
            if wanted in (EVERYTHING, group.name):
                lines.append(names[group.name].format(n=len(group.lines)))
                lines += [f"    {line}" for line in group.lines]
        self.text.setPlainText("\n".join(lines))
