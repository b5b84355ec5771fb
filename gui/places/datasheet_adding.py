"""From a datasheet to the matter: which technology, the entry that is read, the values somebody ticked.

Values that flow: candidate + ticked values + technology -> `Wanted` -> an edit with a name. Two values for one quantity
are refused before the button; a value that the matter holds in other words is replaced only by a second word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from gui.assessing import Held, Value, Wanted, add_to_matter, already_named, entry_key, held_otherwise, stated_twice
from gui.desk import Desk
from gui.language import translate
from gui.messages import WARNING, Message
from gui.models.values import ValuesModel
from gui.places.place import button, in_line, label

if TYPE_CHECKING:
    from catalogue.assessing.assess import Candidate


class DatasheetAdding(QWidget):
    """The foot of the section 产品说明书. It reads the ticks of `values` and takes them away when they are added."""

    def __init__(self, desk: Desk, values: ValuesModel) -> None:
        super().__init__()
        self._desk, self._values = desk, values
        self._candidate: Candidate | None = None
        self._new_name = ""
        self.technology = QComboBox()
        self.technology.setObjectName("datasheetTechnology")
        self.technology.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.technology.setMinimumContentsLength(16)
        self._technology_label, self.told = label("muted", wrap=False), label("muted")
        self.told.setObjectName("datasheetAdding")
        self._technology_label.setBuddy(self.technology)
        self.add = button("datasheetAdd", self.add_entry, "primary")
        self.add_values = button("datasheetAddValues", self.add_ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.addWidget(self.told)
        column.addLayout(in_line(self._technology_label, self.technology, None))
        column.addLayout(in_line(self.add, self.add_values, None))
        values.ticked_changed.connect(self.refresh)
        self.technology.currentIndexChanged.connect(lambda _index: self.refresh())
        self.retranslate()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self._technology_label.setText(translate("Assess", "Technology"))
        self.technology.setAccessibleName(translate("Assess", "Technology of the matter they belong to"))
        self.add_values.setText(translate("Assess", "Add the ticked values alone"))

    def show_candidate(self, candidate: Candidate | None, new_name: str) -> None:
        """The entry that is read, and how a new technology would be called."""
        self._candidate, self._new_name = candidate, new_name
        self.matter_changed()

    def matter_changed(self) -> None:
        """The technologies of the matter, and a new one."""
        names = [t.name for t in self._desk.session.matter.technologies]
        index = max(0, self.technology.currentIndex())
        new = translate("Assess", "a new one: {name}").format(name=self._new_name)
        self.technology.blockSignals(True)
        self.technology.clear()
        self.technology.addItems([*names, new])
        self.technology.setCurrentIndex(min(index, max(0, len(names) - 1)))
        self.technology.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """What would go to the matter, in words and on the buttons."""
        candidate, ticked = self._candidate, self._values.ticked
        twice = stated_twice(ticked, self._desk.language)
        self.told.setText(_told(ticked, twice))
        named = candidate is not None and already_named(self._desk.session.matter, self._number(), candidate)
        template = (
            translate("Assess", "{code} is in the matter") if named else translate("Assess", "Add {code} to the matter")
        )
        self.add.setText(template.format(code=entry_key(candidate) if candidate else ""))
        self.add.setVisible(candidate is not None)
        self.add.setEnabled(not twice and not named)
        self.add_values.setEnabled(bool(ticked) and not twice)

    def _number(self) -> int | None:
        """Which technology is chosen, None for a new one."""
        number = self.technology.currentIndex()
        return number if 0 <= number < len(self._desk.session.matter.technologies) else None

    def add_entry(self) -> None:
        """The entry that is read goes to the matter, with the ticked values."""
        if self._candidate is not None:
            self._add(Wanted(self._number(), self._new_name, self._candidate, self._values.ticked))

    def add_ticked(self) -> None:
        """The ticked values go to the matter, without an entry."""
        self._add(Wanted(self._number(), self._new_name, None, self._values.ticked))

    def _add(self, wanted: Wanted, *, replacing: bool = False) -> None:
        held = held_otherwise(self._desk.session.matter, wanted)
        if held and not replacing:
            self._ask_to_replace(wanted, held)
            return
        name = translate("Assess", "values from the datasheet")
        if wanted.candidate is not None:
            name = translate("Assess", "{code} from the datasheet").format(code=entry_key(wanted.candidate))
        try:
            self._desk.session.edit(name, lambda file: add_to_matter(file, wanted))
        except BadInput as error:
            self._desk.messages.bad_input(error)
            return
        self._values.untick()
        text = translate("Assess", "Added to the matter: {what}").format(what=name)
        self._desk.messages.tell(
            Message(text, action_text=translate("Assess", "Undo"), action=lambda: self._take_back(name))
        )

    def _take_back(self, name: str) -> None:
        """Undoes the adding, not what was edited since."""
        stack = self._desk.session.undo_stack
        if stack.undoText() == name:
            stack.undo()

    def _ask_to_replace(self, wanted: Wanted, held: tuple[Held, ...]) -> None:
        told = translate("Assess", "The matter says {name} = {held}; the datasheet says {text}.")
        self._desk.messages.tell(
            Message(
                " ".join(told.format(name=one.name, held=one.text, text=one.instead) for one in held),
                WARNING,
                action_text=translate("Assess", "Replace what the matter says"),
                action=lambda: self._add(wanted, replacing=True),
            )
        )


def _told(ticked: tuple[Value, ...], twice: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    if twice:
        told = translate("Assess", "Two values are ticked for {name}: {values}. Tick one.")
        return "\n".join(told.format(name=name, values=", ".join(texts)) for name, texts in twice)
    if ticked:
        told = translate("Assess", "As facts of the matter: {values}")
        return told.format(values="; ".join(f"{v.name} {v.text}" for v in ticked))
    return translate("Assess", "Tick values on the left to make them facts of the matter (Space).")
