"""Two clause libraries beside each other: what was added, removed, renamed, retired and changed, word by word.

Values that flow: two names (ours, yours over ours, a folder) -> two libraries read in the background -> their
difference -> HTML, and a table where wanted.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QGridLayout, QTextBrowser, QVBoxLayout, QWidget

from catalogue.opening import check_target
from catalogue.problems import Problem
from clause_library.engine import HERE
from clause_library.own.carrying import BUNDLED, OWN_FOLDER, library_at
from clause_library.own.comparing import LibraryDifference, compare_stores
from clause_library.own.importing import EARLIER
from gui.desk import Desk
from gui.importing import in_window
from gui.language import translate
from gui.messages import WARNING, Message
from gui.own_html import SCHEME, difference_html
from gui.own_room import Spot
from gui.places.clause_door import Door
from gui.places.place import button, in_line, label
from gui.tasks import Ticket

YOURS, FOLDER = "yours", "folder"
COMPARING = "compareClauses"
Found = tuple[LibraryDifference, tuple[Problem, ...]]


class OwnCompare(QWidget):
    """The section that compares."""

    def __init__(self, desk: Desk, door: Door) -> None:
        super().__init__()
        self.setObjectName("ownCompare")
        self._desk, self._door = desk, door
        self.found: LibraryDifference | None = None
        self._named = ("", "")
        self._folders: dict[str, Path] = {}
        self._lead = label("muted")
        self._names = (label("muted", wrap=False), label("muted", wrap=False))
        self.sides = (QComboBox(), QComboBox())
        grid = QGridLayout()
        for at, (name, box, told) in enumerate(
            zip(("compareBefore", "compareAfter"), self.sides, self._names, strict=True)
        ):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
            box.activated.connect(lambda _index, box=box: self._picked(box))
            told.setBuddy(box)
            grid.addWidget(told, 0, 2 * at)
            grid.addWidget(box, 0, 2 * at + 1)
            grid.setColumnStretch(2 * at + 1, 1)
        self.start = button("ownCompareNow", self.compare, "primary")
        self._save = button("ownCompareSave", self.save)
        self.text = QTextBrowser()
        self.text.setObjectName("ownDifference")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(lambda url: self._open(url.toString()))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._lead)
        column.addLayout(grid)
        column.addLayout(in_line(self.start, self._save, None))
        column.addWidget(self.text, 1)
        column.addStretch(0)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._lead.setText(translate("Own", "What the second library changes in the first."))
        self._names[0].setText(translate("Own", "From"))
        self._names[1].setText(translate("Own", "To"))
        self.sides[0].setAccessibleName(translate("Own", "The earlier library"))
        self.sides[1].setAccessibleName(translate("Own", "The later library"))
        self.start.setText(translate("Own", "Compare"))
        self._save.setText(translate("Own", "Save as a table …"))
        self.text.setAccessibleName(translate("Own", "What differs"))
        for at, box in enumerate(self.sides):
            kept = box.currentData() or (BUNDLED, YOURS)[at]
            self._fill(box, str(kept))
        self.refresh()

    def _fill(self, box: QComboBox, kept: str) -> None:
        box.clear()
        box.addItem(translate("Own", "Ours, as it ships"), BUNDLED)
        box.addItem(translate("Own", "Yours, over ours"), YOURS)
        if self._earlier.is_dir():
            box.addItem(translate("Own", "Yours, before each last import"), EARLIER)
        if box.objectName() in self._folders:
            box.addItem(self._folders[box.objectName()].name, FOLDER)
        box.addItem(translate("Own", "A folder …"), "")
        box.setCurrentIndex(max(0, box.findData(kept)))

    @property
    def _earlier(self) -> Path:
        return self._desk.settings.home.packs / OWN_FOLDER / EARLIER

    def refresh(self) -> None:
        """Draws the result anew, in the language and colours of the moment."""
        for box in self.sides:
            if self._earlier.is_dir() and box.findData(EARLIER) < 0:
                self._fill(box, str(box.currentData()))
        self.text.setVisible(self.found is not None)
        self._save.setVisible(self.found is not None)
        if self.found is not None:
            self.text.setHtml(difference_html(self.found, self._desk.language, self._desk.theme))

    def _picked(self, box: QComboBox) -> None:
        if box.currentData():
            return
        folder = self._desk.chooser.library_to_open()
        if folder is not None:
            self._folders[box.objectName()] = folder
        fallback = FOLDER if box.objectName() in self._folders else BUNDLED
        self._fill(box, fallback)

    def _path(self, box: QComboBox) -> str:
        wanted = str(box.currentData() or BUNDLED)
        if wanted == YOURS:
            packs = self._desk.settings.home.packs
            return str(packs) if any((packs / "clauses").glob("*.yaml")) else BUNDLED
        if wanted == EARLIER:
            return str(self._earlier)
        return str(self._folders[box.objectName()]) if wanted == FOLDER else BUNDLED

    def compare(self) -> None:
        """Reads both libraries and compares them in the background."""
        before, after = (self._path(box) for box in self.sides)
        self._named = (self.sides[0].currentText(), self.sides[1].currentText())

        def work(ticket: Ticket) -> Found:
            ticket.report(0, 3)
            one = library_at(before, HERE)
            ticket.report(1, 3)
            other = library_at(after, HERE)
            ticket.report(2, 3)
            return compare_stores(one, other), (*one.problems, *other.problems)

        title = translate("Own", "Comparing the clauses")
        self._desk.tasks.run(
            COMPARING, title, work, self._have, lambda error: self._desk.messages.bad_input(in_window(error))
        )

    def _have(self, found: Found) -> None:
        self.found, problems = found
        self.refresh()
        if self.isVisible():
            self.text.setFocus()
        if problems:
            language = self._desk.language
            lines = "\n".join(dict.fromkeys(p.in_language(language) for p in problems))
            text = translate("Own", "Not everything could be read: {n} faults.")
            self._desk.messages.tell(Message(text.format(n=len(problems)), WARNING, details=lines))

    def save(self) -> None:
        """Asks where the table goes and writes it."""
        found, names, lang, today = self.found, self._named, self._desk.language, self._desk.today
        suggested = Path(translate("Own", "clauses-compared") + ".docx")
        target = self._desk.chooser.table_to_write(suggested)
        if target is None or found is None:
            return
        path = target if target.suffix.lower() in (".docx", ".xlsx") else target.with_name(f"{target.name}.docx")

        def work(_ticket: Ticket) -> Path:
            from catalogue.reports.saving import save_report
            from clause_library.own.comparison import difference_report

            check_target(path, overwrite=path == target)
            save_report(difference_report(found, names, lang, today), path, replace=path == target)
            return path

        title = translate("Exports", "Writing {file}").format(file=path.name)
        self._desk.tasks.run("saveComparison", title, work, self._written, self._desk.messages.bad_input)

    def _written(self, path: Path) -> None:
        self._desk.messages.tell(Message(translate("Exports", "Written: {path}").format(path=path)))

    def _open(self, address: str) -> None:
        self._door.spot_wanted.emit(Spot(address.removeprefix(SCHEME)))
