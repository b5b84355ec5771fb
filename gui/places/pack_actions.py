"""The actions on packs in 数据: export, install, check, new key; each in the background, each told in the banner.

What needs the user's leave comes back as a warning with one button that gives exactly this leave for exactly this
archive; nothing is installed until it is pressed. Rejected: check boxes beside the button; they are ticked before
anybody has read why.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from catalogue.packs import bundled_packs
from catalogue.problems import BadInput, Problem
from catalogue.results import Notice
from catalogue.stick.archives import PackArchive, read_archive
from catalogue.stick.exporting import export, save
from catalogue.stick.installing import Done, Leave, NeedsLeave, install
from catalogue.stick.signatures import fingerprint
from catalogue.stick.trust import make_key
from gui.desk import Desk
from gui.language import translate
from gui.messages import NOTE, WARNING, Message
from gui.packing import check_packs
from gui.places.place import button
from gui.tasks import Ticket


class PackActions(QWidget):
    """A row of buttons. `catalogue` is the id of the pack chosen in the table. More actions join with `add`."""

    _installed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.catalogue = ""
        self._export = button("exportPack", self.export)
        self._signed = button("exportSignedPack", self.export_signed)
        self._install = button("installPack", self.install, "primary")
        self._check = button("checkPacks", self.check)
        self._key = button("newKey", self.new_key)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 12, 12, 0)
        for made in (self._install, self._export, self._signed, self._check, self._key):
            self._row.addWidget(made)
        self._row.addStretch(1)
        self._installed.connect(self._tell_installed)
        self.retranslate()

    def add(self, widget: QWidget) -> None:
        """One more action, after the others."""
        self._row.insertWidget(self._row.count() - 1, widget)

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._install.setText(translate("Packs", "Install …"))
        self._export.setText(translate("Packs", "Export …"))
        self._signed.setText(translate("Packs", "Export signed …"))
        self._check.setText(translate("Packs", "Check"))
        self._key.setText(translate("Packs", "New key …"))
        self._install.setToolTip(translate("Packs", "Install a pack from a .zip file"))
        self._export.setToolTip(translate("Packs", "Write the chosen pack as a .zip file"))
        self._signed.setToolTip(translate("Packs", "Write the chosen pack as a .zip file, signed with your key"))
        self._check.setToolTip(translate("Packs", "Look for faults in all packs"))
        self._key.setToolTip(translate("Packs", "Make a key to sign packs with"))

    def choose(self, catalogue: str) -> None:
        """The pack that the export buttons mean."""
        self.catalogue = catalogue
        for made in (self._export, self._signed):
            made.setEnabled(bool(catalogue))

    def export(self, key: Path | None = None) -> None:
        """Writes the chosen pack where the user says."""
        target = self._desk.chooser.pack_to_write(Path(f"{self.catalogue}.zip")) if self.catalogue else None
        if target is None:
            return
        path = target if target.suffix else target.with_suffix(".zip")
        catalogue, home, today = self.catalogue, self._desk.settings.home, self._desk.today

        def work(ticket: Ticket) -> tuple[Path, tuple[Notice, ...]]:
            made = export(catalogue, home, bundled_packs(), on=today, key=key)
            ticket.report(0, 0)
            save(made, path, overwrite=path == target)
            return path, made.warnings

        title = translate("Packs", "Exporting the pack")
        self._desk.tasks.run("exportPack", title, work, self._exported, self._desk.messages.bad_input)

    def export_signed(self) -> None:
        """The same with a signature; the key is asked for first and never kept."""
        key = self._desk.chooser.key_to_open() if self.catalogue else None
        if key is not None:
            self.export(key)

    def _exported(self, made: tuple[Path, tuple[Notice, ...]]) -> None:
        path, notices = made
        self._tell(translate("Packs", "{path} is written.").format(path=path.name), notices)

    def install(self) -> None:
        """Asks for an archive and installs it."""
        path = self._desk.chooser.pack_to_open()
        if path is not None:
            self.install_from(path)

    def install_from(self, path: Path) -> None:
        """Reads the archive, once, and goes on with what was read."""
        self._desk.tasks.run(
            "readPack",
            translate("Packs", "Reading the pack"),
            lambda _ticket: read_archive(path),
            lambda archive: self._install_archive(archive, Leave()),
            self._desk.messages.bad_input,
        )

    def _install_archive(self, archive: PackArchive, leave: Leave) -> None:
        home = self._desk.settings.home

        def work(ticket: Ticket) -> None:
            ticket.report(0, 0)
            self._installed.emit(install(archive, home, bundled_packs(), leave))

        def refused(error: BadInput) -> None:
            self._refused(error, archive, leave)

        self._desk.tasks.run(
            "installPack", translate("Packs", "Installing the pack"), work, lambda _none: None, refused
        )

    def _tell_installed(self, done: Done) -> None:
        """A cancelled run may have come to its end all the same; so this is told by a signal, not by the ticket."""
        if done.changed:
            template = translate(
                "Packs", "{pack} {version} is installed. It applies as soon as the lists are opened anew."
            )
            self._desk.reopen_wanted.emit()
        else:
            template = translate("Packs", "{pack} {version} is installed already. Nothing was changed.")
        self._tell(template.format(pack=done.manifest.catalogue, version=done.manifest.version), done.warnings)

    def _refused(self, error: BadInput, archive: PackArchive, leave: Leave) -> None:
        if not isinstance(error, NeedsLeave):
            self._desk.messages.bad_input(error)
            return
        given = replace(leave, **{error.leave: True})
        names = {
            "trust": translate("Packs", "The fingerprint is right: trust and install"),
            "unsigned": translate("Packs", "Install without a signature"),
            "replace": translate("Packs", "Replace it"),
        }
        self._desk.messages.tell(
            Message(
                _plainly(error.problems[0], self._desk.language),
                WARNING,
                action_text=names[error.leave],
                action=lambda: self._install_archive(archive, given),
            )
        )

    def check(self) -> None:
        """Looks for faults in the bundled packs, the user's packs and the trusted keys."""
        home = self._desk.settings.home
        title = translate("Packs", "Checking the packs")
        work = lambda _ticket: check_packs(home)  # noqa: E731
        self._desk.tasks.run("checkPacks", title, work, self._checked, self._desk.messages.bad_input)

    def _checked(self, found: tuple[int, tuple[Problem, ...]]) -> None:
        packs, problems = found
        text = translate("Packs", "{packs} packs checked, {problems} problems.")
        lines = "\n".join(problem.in_language(self._desk.language) for problem in problems)
        told = text.format(packs=packs, problems=len(problems))
        self._desk.messages.tell(Message(told, WARNING if problems else NOTE, details=lines))

    def new_key(self) -> None:
        """Makes a key where the user says."""
        target = self._desk.chooser.key_to_write(Path("caveat.pem"))
        if target is None:
            return
        private = target if target.suffix else target.with_suffix(".pem")
        try:
            public, key = make_key(private)
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        text = translate(
            "Packs", "{private} and {public} are written. Fingerprint: {fingerprint}. Keep the first to yourself."
        )
        made = text.format(private=private.name, public=public.name, fingerprint=fingerprint(key))
        self._desk.messages.tell(Message(made))

    def _tell(self, text: str, notices: tuple[Notice, ...]) -> None:
        language = self._desk.language
        warned = any(notice.severity == "warning" for notice in notices)
        mark = "。" if language == "zh" else ". "
        said = mark.join(notice.text.in_language(language) for notice in notices)
        self._desk.messages.tell(Message(f"{text}\n{said}".strip(), WARNING if warned else NOTE))


def _plainly(problem: Problem, language: str) -> str:
    """The reason without the flag of the command line and the folder of the file."""
    return replace(problem, file=Path(problem.file).name, hint="", hint_zh="").in_language(language)
