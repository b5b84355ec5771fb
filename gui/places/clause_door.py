"""Ways through the clause room: what a page asks for when the person wants to be taken to a clause or a blank."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Door(QObject):
    """`clause_wanted`: this clause. `variable_wanted`: the field of this variable of a clause. `spot_wanted`: this
    place in a clause (a `Spot`)."""

    clause_wanted = Signal(str)
    variable_wanted = Signal(str, str)
    spot_wanted = Signal(object)
