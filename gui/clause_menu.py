"""The menu of the clause room: every action of 条款 with its key. Edits are made only where the room is in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.language import translate
from gui.places.clauses import CONFLICTS, FORM, OWN_CLAUSES, TABLE, TEXT
from gui.places.own_page import COMPARE, EXPORT, IMPORT, LIST

if TYPE_CHECKING:
    from gui.window import MainWindow

Add = Callable[[str, str, str, Callable[[], object]], object]


def add_clause_actions(add: Add, window: MainWindow) -> None:
    """Adds the actions through `add(menu, name, keys, done)`."""
    room = window.clauses

    def there(done: Callable[[], object], tab: int | None = None) -> Callable[[], None]:
        """Shows the room, and the tab; does the action where the room was in sight."""

        def act() -> None:
            seen = window.place is room
            if not seen:
                window.show_place(room.name)
            if tab is not None:
                room.tabs.setCurrentIndex(tab)
            if seen or tab is not None:
                done()

        return act

    for name, keys, done, tab in (
        ("clauseText", "Alt+1", room.list.setFocus, TEXT),
        ("clauseForm", "Alt+2", lambda: None, FORM),
        ("clauseConflicts", "Alt+3", lambda: None, CONFLICTS),
        ("clauseNegotiation", "Alt+4", lambda: None, TABLE),
        ("clauseOwn", "Alt+5", lambda: room.show_own(LIST), OWN_CLAUSES),
        ("clauseSearch", "Ctrl+Shift+I", room.search.start, TEXT),
        ("clauseFind", "Ctrl+Shift+F", room.search.start_titles, TEXT),
        ("clauseNext", "F8", lambda: room.step_position(1), TEXT),
        ("clauseBefore", "Shift+F8", lambda: room.step_position(-1), TEXT),
        ("clauseFallBack", "F9", room.fall_back, TEXT),
        ("clauseTake", "Ctrl+Return", room.choose_position, None),
        ("clauseTakeLogged", "Ctrl+Shift+Return", room.swap.choose_and_log, None),
        ("clauseToggle", "Ctrl+Shift+O", room.toggle_out, None),
        ("clauseWithdraw", "Ctrl+Shift+B", room.withdraw_choice, None),
        ("clauseView", "F7", room.page.next_view, TEXT),
        ("clauseStruck", "Shift+F7", room.page.toggle_struck, TEXT),
        ("clauseMissing", "F6", room.form.next_missing, FORM),
        ("clauseConflict", "Shift+F6", room.conflicts.next_conflict, CONFLICTS),
        ("clauseCopy", "Ctrl+Shift+T", room.page.copy, TEXT),
        ("clauseExportPack", "Ctrl+Shift+K", room.export_pack, None),
        ("clauseExportLog", "Ctrl+Shift+G", room.table.export_log, TABLE),
        ("clauseCopyLog", "", room.table.copy_log, TABLE),
        ("clauseImport", "", lambda: room.show_own(IMPORT), OWN_CLAUSES),
        ("clauseExport", "", lambda: room.show_own(EXPORT), OWN_CLAUSES),
        ("clauseCompare", "", lambda: room.show_own(COMPARE), OWN_CLAUSES),
        ("clauseCheck", "", lambda: (room.show_own(LIST), room.own.list.check_all()), OWN_CLAUSES),
    ):
        add("clauses", name, keys, there(done, tab))


def clause_texts() -> dict[str, str]:
    """The texts of the actions in the window's language."""
    return {
        "clauseText": translate("Menu", "Text of the clause"),
        "clauseForm": translate("Menu", "Form of the deal"),
        "clauseConflicts": translate("Menu", "Conflicts"),
        "clauseNegotiation": translate("Menu", "Negotiation"),
        "clauseOwn": translate("Menu", "Own clauses"),
        "clauseSearch": translate("Menu", "Search inside the clauses"),
        "clauseImport": translate("Menu", "Import clauses from Word …"),
        "clauseExport": translate("Menu", "Export clauses to Word …"),
        "clauseCompare": translate("Menu", "Compare clause libraries …"),
        "clauseCheck": translate("Menu", "Check the clauses"),
        "clauseFind": translate("Menu", "Find a clause"),
        "clauseNext": translate("Menu", "Show the next position"),
        "clauseBefore": translate("Menu", "Show the position before"),
        "clauseFallBack": translate("Menu", "Show the fallback"),
        "clauseTake": translate("Menu", "Choose the shown position"),
        "clauseTakeLogged": translate("Menu", "Choose it and log the move"),
        "clauseToggle": translate("Menu", "Leave the clause out or put it in"),
        "clauseWithdraw": translate("Menu", "Back to the proposal"),
        "clauseView": translate("Menu", "Languages or positions side by side"),
        "clauseStruck": translate("Menu", "Words that go, struck through"),
        "clauseMissing": translate("Menu", "Next missing value"),
        "clauseConflict": translate("Menu", "Next conflict"),
        "clauseCopy": translate("Menu", "Copy the text of the clause"),
        "clauseExportPack": translate("Menu", "Export the clause pack …"),
        "clauseExportLog": translate("Menu", "Export the negotiation log …"),
        "clauseCopyLog": translate("Menu", "Copy the negotiation log"),
    }
