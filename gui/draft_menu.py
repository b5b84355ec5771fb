"""The menu of the drafting room: every action of 起草 with its key. Clauses move only where the room is in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.language import translate

if TYPE_CHECKING:
    from gui.window import MainWindow

Add = Callable[[str, str, str, Callable[[], object]], object]


def add_draft_actions(add: Add, window: MainWindow) -> None:
    """Adds the actions through `add(menu, name, keys, done)`."""
    room = window.draft

    def opened() -> None:
        window.show_place(room.name)
        room.choose_contract()

    def there(done: Callable[[], object]) -> Callable[[], None]:
        """Does the action where the room was in sight, else shows the room."""

        def act() -> None:
            if window.place is room:
                done()
            else:
                window.show_place(room.name)

        return act

    add("draft", "draftOpen", "Ctrl+Alt+O", opened)
    for name, keys, done in (
        ("draftUp", "Alt+Up", lambda: room.step(-1)),
        ("draftDown", "Alt+Down", lambda: room.step(1)),
        ("draftPlace", "Alt+Return", room.choose_place),
        ("draftBack", "Alt+Home", room.back),
        ("draftAllBack", "", room.all_back),
        ("draftToggle", "Ctrl+Alt+X", room.toggle),
        ("draftChanges", "Ctrl+Alt+L", room.changes.list.setFocus),
        ("draftWrite", "Ctrl+Alt+S", room.produce),
        ("draftResult", "", room.result.open_output),
        ("draftFolder", "", room.result.open_folder),
        ("draftLog", "", room.result.save_log),
    ):
        add("draft", name, keys, there(done))


def draft_texts() -> dict[str, str]:
    """The texts of the actions in the window's language."""
    return {
        "draftOpen": translate("Menu", "Open a contract …"),
        "draftUp": translate("Menu", "Move the clause up"),
        "draftDown": translate("Menu", "Move the clause down"),
        "draftPlace": translate("Menu", "Move the clause to …"),
        "draftBack": translate("Menu", "Clause back to the proposed place"),
        "draftAllBack": translate("Menu", "All clauses back to their places"),
        "draftToggle": translate("Menu", "Leave the clause out or put it back"),
        "draftChanges": translate("Menu", "Go to the list of changes"),
        "draftWrite": translate("Menu", "Write the document …"),
        "draftResult": translate("Menu", "Open the written document"),
        "draftFolder": translate("Menu", "Show its folder"),
        "draftLog": translate("Menu", "Save the record of changes …"),
    }
