"""The form of 导入: which file, as an edition of which list, and what the file does not say of itself.

Values that flow: fields -> `Wish`, told by `read_wanted`; any change of a field is told by `changed`, because a preview
that stands beside other wishes than it was made for would be believed. A list is chosen, or an id of one's own typed.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QSizePolicy,
    QWidget,
)

from catalogue.model import Words
from gui.desk import Desk
from gui.importing import ENCODINGS, FIELDS, ListChoice, Wish, list_choices
from gui.language import translate
from gui.messages import WARNING, Message
from gui.places.place import Column, button, label

FIRST = "cn-tech"


class ImportForm(Column):
    """The fields and the button that reads. `catalogue` is the id chosen or typed."""

    read_wanted = Signal(object)
    list_chosen = Signal()
    cancel_wanted = Signal()
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("importForm")
        self._desk = desk
        self.path: Path | None = None
        self.columns: Path | None = None
        self._lists: tuple[ListChoice, ...] = ()
        self._lead = label("muted")
        self.choose = button("choosePublication", self.choose_file)
        self._file = label("", wrap=False, selectable=True)
        self.list, self.base, self.encoding = QComboBox(), QComboBox(), QComboBox()
        self.edition, self._typed = QLineEdit(), QLineEdit()
        self.map = button("chooseColumns", self.choose_columns)
        self._map_file = label("muted", wrap=False)
        self._official, self._reads = label("", selectable=True), label("muted")
        self._head = label("heading", wrap=False)
        self.copy = button("copyOfficial", self.copy_official, "link")
        self._read = button("readPublication", self.read, "primary")
        self._cancel = button("cancelImport", self.cancel_wanted.emit)
        self._bar = QProgressBar()
        self._names = {option: label("muted", wrap=False) for option in FIELDS}
        self._file_name = label("muted", wrap=False)
        self._arrange()
        self._connect()
        self.show_work(busy=False, done=0, of=0)

    def _arrange(self) -> None:
        self.list.setLineEdit(self._typed)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.edition.setMaxLength(60)
        for name, widget in (
            ("importList", self.list),
            ("importEdition", self.edition),
            ("importBase", self.base),
            ("importEncoding", self.encoding),
            ("importProgress", self._bar),
        ):
            widget.setObjectName(name)
        for combo in (self.list, self.base, self.encoding):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
            combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar.setMaximumWidth(220)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._file_name, 0, 0)
        grid.addLayout(_row(self.choose, self._file), 0, 1, 1, 3)
        rows = ("--catalogue", self.list, 1, 0, 3), ("--edition", self.edition, 2, 0, 1), ("--base", self.base, 2, 2, 1)
        rows += (("--encoding", self.encoding, 3, 0, 1),)
        for option, widget, row, at, wide in rows:
            grid.addWidget(self._names[option], row, at)
            grid.addWidget(widget, row, at + 1, 1, wide)
            self._names[option].setBuddy(widget)
        grid.addWidget(self._names["--map"], 3, 2)
        grid.addLayout(_row(self.map, self._map_file), 3, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.body.addWidget(self._lead)
        self.body.addLayout(grid)
        self.body.addLayout(_row(self._read, self._cancel, self._bar))
        self.body.addWidget(self._reads)
        self.body.addLayout(_row(self._head, self.copy))
        self.body.addWidget(self._official)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.list.currentTextChanged.connect(self._list_changed)
        self.edition.textChanged.connect(self._told)
        self.edition.returnPressed.connect(self.read)
        self.base.currentIndexChanged.connect(self._told)
        self.encoding.currentIndexChanged.connect(self._told)

    def _told(self, _what: object) -> None:
        self.changed.emit()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        language = self._desk.language
        self._lead.setText(
            translate(
                "Import",
                "Read an official publication, look at what would be written, then write it as a pack of your own. "
                "The program itself never connects: fetch the file by hand.",
            )
        )
        self._file_name.setText(translate("Import", "File"))
        self.choose.setText(translate("Import", "Choose …"))
        self.choose.setAccessibleName(translate("Import", "Choose the publication"))
        self.map.setText(translate("Import", "Choose …") if self.columns is None else translate("Import", "Leave away"))
        self.map.setAccessibleName(translate("Import", "Choose a column map, for tables with headings of their own"))
        self.map.setToolTip(translate("Import", "Only for tables whose headings are not known"))
        self._read.setText(translate("Import", "Read and preview"))
        self._cancel.setText(translate("Import", "Cancel"))
        self.copy.setText(translate("Import", "Copy"))
        self.copy.setAccessibleName(translate("Import", "Copy where the official text is to be had"))
        self.edition.setPlaceholderText(translate("Import", "as the publication says"))
        self._typed.setPlaceholderText(translate("Import", "choose, or type an id of your own"))
        for option, widget in (
            ("--catalogue", self.list),
            ("--edition", self.edition),
            ("--base", self.base),
            ("--encoding", self.encoding),
            ("--map", self.map),
        ):
            self._names[option].setText(FIELDS[option].in_language(language))
            if widget is not self.map:
                widget.setAccessibleName(FIELDS[option].in_language(language))
        self.base.setToolTip(translate("Import", "Only for an announcement that amends an edition held"))
        self._bar.setAccessibleName(translate("Import", "How far reading is"))

    def refresh(self) -> None:
        """Lists and editions as they are held now; what was chosen stays."""
        self.retranslate()
        engine, language = self._desk.engine, self._desk.language
        kept = self.catalogue or FIRST
        self._lists = list_choices(engine.library) if engine is not None else ()
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._lists:
            self.list.addItem(f"{one.title.in_language(language)} ({one.id})", one.id)
        at = self.list.findData(kept)
        if at >= 0:
            self.list.setCurrentIndex(at)
        else:
            self.list.setEditText("" if kept == FIRST else kept)
        self._typed.setCursorPosition(0)
        self.list.blockSignals(False)
        fixed = [(translate("Import", "UTF-8, or as the file says"), "")]
        self._put(self.encoding, [*fixed, *((name.upper(), name) for name in ENCODINGS)])
        self._show_list()
        self._show_files()

    def _put(self, combo: QComboBox, items: list[tuple[str, str]]) -> None:
        kept = combo.currentData()
        combo.blockSignals(True)
        combo.clear()
        for text, data in items:
            combo.addItem(text, data)
        combo.setCurrentIndex(max(0, combo.findData(kept)))
        combo.blockSignals(False)

    @property
    def catalogue(self) -> str:
        """The id of the list: of the chosen one, or as typed."""
        text = self.list.currentText().strip()
        at = self.list.findText(text, Qt.MatchFlag.MatchExactly)
        return str(self.list.itemData(at)) if at >= 0 else text

    @property
    def _chosen(self) -> ListChoice | None:
        wanted = self.catalogue
        return next((one for one in self._lists if one.id == wanted), None)

    def choose_list(self, catalogue: str) -> None:
        """Chooses a list by its id."""
        at = self.list.findData(catalogue)
        if at >= 0:
            self.list.setCurrentIndex(at)

    def _list_changed(self, _text: str) -> None:
        self._show_list()
        self.changed.emit()
        self.list_chosen.emit()

    def _show_list(self) -> None:
        """What belongs to the chosen list: its editions, and where its official publication is to be had."""
        chosen = self._chosen
        whole = [(translate("Import", "nothing: it is a whole edition"), "")]
        editions = chosen.editions if chosen else ()
        self._put(self.base, [*whole, *((edition.id, edition.id) for edition in editions if edition.entries)])
        self.base.setEnabled(bool(editions))
        places = chosen.official_at if chosen else ()
        self._head.setText(translate("Import", "Official publication, to fetch by hand:"))
        self._official.setText("\n".join(places))
        for widget in (self._head, self._official, self.copy):
            widget.setVisible(bool(places))

    def show_understood(self, titles: tuple[Words, ...]) -> None:
        """Which publications can be read for the chosen list."""
        mark = "；" if self._desk.language == "zh" else "; "
        names = mark.join(title.in_language(self._desk.language) for title in titles)
        self._reads.setText(translate("Import", "Understood for this list: {names}").format(names=names))
        self._reads.setVisible(bool(titles))

    def show_work(self, busy: bool, done: int, of: int) -> None:
        """Reading or writing runs, and how far it is; `of` 0 is not known."""
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self._read.setEnabled(not busy)
        if busy:
            self._bar.setRange(0, of)
            self._bar.setValue(done)

    def choose_file(self) -> None:
        """Asks for the publication."""
        path = self._desk.chooser.publication_to_open()
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """The publication to read."""
        self.path = path
        self._show_files()
        self.changed.emit()

    def choose_columns(self) -> None:
        """Asks for a column map, or leaves the one chosen away."""
        self.columns = self._desk.chooser.columns_to_open() if self.columns is None else None
        self.retranslate()
        self._show_files()
        self.changed.emit()

    def _show_files(self) -> None:
        nothing = translate("Import", "no file chosen")
        _named(self._file, self.path, nothing)
        _named(self._map_file, self.columns, translate("Import", "none"))

    def copy_official(self) -> None:
        """Puts the places of the official publication on the clipboard."""
        chosen = self._chosen
        if chosen is not None:
            QGuiApplication.clipboard().setText("\n".join(chosen.official_at))
            self._desk.messages.tell(Message(translate("Import", "The addresses are copied.")))

    def read(self) -> None:
        """Tells the wish, where file and list are named."""
        if self.path is None or not self.catalogue:
            missing = (
                translate("Import", "Choose the file of the publication first.")
                if self.path is None
                else translate("Import", "Say of which list it is an edition.")
            )
            self._desk.messages.tell(Message(missing, WARNING))
            (self.choose if self.path is None else self.list).setFocus()
            return
        self.read_wanted.emit(
            Wish(
                self.path,
                self.catalogue,
                self.edition.text().strip(),
                str(self.base.currentData() or ""),
                str(self.encoding.currentData() or ""),
                self.columns,
            )
        )


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _named(shown: QLabel, path: Path | None, nothing: str) -> None:
    """The file's name, cut in the middle where it is long; the tool tip has the whole path."""
    text = path.name if path else nothing
    shown.setText(shown.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, 300))
    shown.setToolTip(str(path) if path else "")
