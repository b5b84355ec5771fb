"""研判: questions on the left, the current one in the middle, the live result on the right; datasheets beside them.

Values that flow: matter + result -> `questions_of` -> list; an answer -> `answer_question` -> an edit of the
matter -> a new result. Every answer can be undone under its question's name.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTabWidget, QVBoxLayout, QWidget

from catalogue.problems import BadInput
from gui.desk import Desk
from gui.facts import APPROVALS, CONTRACT, DECISION, DECISIONS, MATTER, NOTE, OPEN, PARTIES, TECHNOLOGY, TRANSFER
from gui.freezing import Freezing
from gui.language import translate
from gui.live import LiveResult
from gui.places.datasheet import DatasheetRoom
from gui.places.freeze_strip import FreezeStrip
from gui.places.place import Place, framed, side_by_side
from gui.places.results_column import ResultsColumn
from gui.questions import Answer, Asked, answer_question, decision_word, questions_of, word_for
from gui.widgets.question_card import QuestionCard
from gui.widgets.question_rows import ANSWER_ROLE, MARK_ROLE, QuestionRows

ID_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class ClassifyPlace(Place):
    """The classification room."""

    name = "classify"

    def __init__(self, desk: Desk, live: LiveResult, freezing: Freezing) -> None:
        super().__init__(desk)
        self._live = live
        self.list = QListWidget()
        self.list.setObjectName("questions")
        self.list.setUniformItemSizes(False)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = QuestionRows(self.list, desk.theme)
        self.list.setItemDelegate(self.rows)
        self.list.currentItemChanged.connect(lambda _now, _before: self._moved())
        self.card = QuestionCard()
        self.card.answered.connect(self._answered)
        self.card.skipped.connect(self.next_question)
        self.results = ResultsColumn(desk)
        self.results.decide_wanted.connect(self.decide)
        self.freezing = FreezeStrip(desk, freezing)
        self._asked: dict[str, Asked] = {}
        self._filling = False
        self._pinned = ""
        answer = QWidget()
        beneath = QVBoxLayout(answer)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(0)
        beneath.addWidget(self.results, 1)
        beneath.addWidget(self.freezing)
        split = side_by_side("classifySplit", (framed(self.list), 250), (self.card, 300), (answer, 420))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.datasheet = DatasheetRoom(desk)
        self.sections = QTabWidget()
        self.sections.setObjectName("classifySections")
        self.sections.setDocumentMode(True)
        self.sections.addTab(split, "")
        self.sections.addTab(self.datasheet, "")
        column.addWidget(self.sections)
        live.changed.connect(self.refresh)
        desk.theme_changed.connect(self.datasheet.refresh)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        """Fixed texts in the window's language."""
        self.list.setAccessibleName(translate("Classify", "Questions"))
        self.sections.setTabText(0, translate("Classify", "Questions and result"))
        self.sections.setTabText(1, translate("Classify", "Datasheet"))
        self.sections.tabBar().setAccessibleName(translate("Classify", "Sections"))
        self.datasheet.retranslate()
        self.freezing.retranslate()

    def refresh(self) -> None:
        """Draws questions and result anew."""
        judged = self._live.judged
        result = judged.classification if judged else None
        session = self.desk.session
        self.rows.theme = self.desk.theme
        questions = questions_of(session.matter, result, self.desk.language)
        self._fill(questions)
        self.results.show_result(result, self._live.outdated)
        self.freezing.show_state(result)

    def changeEvent(self, event: QEvent) -> None:
        """Another language redraws the datasheet too; a new result does not."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.datasheet.refresh()

    def engine_opened(self) -> None:
        """New lists may lead a datasheet elsewhere."""
        super().engine_opened()
        self.datasheet.engine_opened()

    def matter_changed(self) -> None:
        """The questions follow at once; the result when it is worked out. Another matter starts at its first."""
        if self.desk.session.undo_stack.count() == 0:
            self._pinned = ""
        self.refresh()
        self.datasheet.matter_changed()

    def enter(self) -> None:
        """The current question takes the focus, or the datasheet where that is shown."""
        (self.card.focus_answer, self.datasheet.enter)[self.sections.currentIndex()]()

    def open_datasheet(self, path: Path) -> None:
        """Shows the section of datasheets and assesses this one."""
        self.sections.setCurrentWidget(self.datasheet)
        self.datasheet.assess_file(path)

    def open_freezing(self) -> None:
        """Shows the result with the name under which it is frozen."""
        self.sections.setCurrentIndex(0)
        self.freezing.enter()

    def _fill(self, questions: tuple[Asked, ...]) -> None:
        self._asked = {a.id: a for a in questions}
        self._filling = True
        self.list.clear()
        group = ""
        for asked in questions:
            if asked.group + asked.about != group:
                group = asked.group + asked.about
                self._heading(asked.group, asked.about)
            self._row(asked)
        self._select(self._pinned if self._pinned in self._asked else self._first_open())
        self._filling = False
        self._show_current()

    def _heading(self, group: str, about: str) -> None:
        names = {
            OPEN: translate("Classify", "Needed for the result"),
            MATTER: translate("Classify", "Matter"),
            TECHNOLOGY: translate("Classify", "Technology"),
            TRANSFER: translate("Classify", "Transfer"),
            PARTIES: translate("Classify", "Parties"),
            CONTRACT: translate("Classify", "Contract"),
            APPROVALS: translate("Classify", "Approvals"),
            DECISIONS: translate("Classify", "Decisions of the lawyer"),
        }
        item = QListWidgetItem(" · ".join(part for part in (names[group], about) if part))
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _row(self, asked: Asked) -> None:
        answer = _answer_text(asked)
        item = QListWidgetItem(asked.text)
        item.setData(MARK_ROLE, "✓" if answer else "○")
        item.setData(ANSWER_ROLE, answer)
        item.setData(ID_ROLE, asked.id)
        state = (
            translate("Classify", "answered: {answer}").format(answer=answer)
            if answer
            else translate("Classify", "waiting")
        )
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{asked.text}, {state}")
        self.list.addItem(item)

    def _first_open(self) -> str:
        waiting = (a.id for a in self._asked.values() if not a.answered and a.kind != NOTE)
        return next(waiting, next(iter(self._asked), ""))

    def _select(self, question_id: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(ID_ROLE) == question_id:
                self.list.setCurrentRow(row)
                return

    def _moved(self) -> None:
        """Somebody went to a question: it stays the current one while the result changes around it."""
        item = self.list.currentItem()
        if not self._filling and item is not None:
            self._pinned = str(item.data(ID_ROLE))
            self._show_current()

    def _show_current(self) -> None:
        item = self.list.currentItem()
        self.card.ask(self._asked.get(str(item.data(ID_ROLE))) if item else None)

    def decide(self, question_id: str) -> None:
        """Goes to what the lawyer decides, as a link of the result asks for."""
        self._select(question_id)
        self.card.focus_answer()

    def next_question(self) -> None:
        """Goes to the next question that has no answer, from the current one on."""
        ids = list(self._asked)
        current = self.card.asked
        start = ids.index(current.id) + 1 if current and current.id in ids else 0
        rest = (*ids[start:], *ids[:start])
        later = [i for i in rest if not self._asked[i].answered and self._asked[i].group != DECISIONS]
        if later:
            self._select(later[0])
            self.card.focus_answer()

    def _answered(self, answer: Answer) -> None:
        asked = self.card.asked
        if asked is None:
            return
        by, on = self.desk.session.matter.author, self.desk.today
        try:
            self.desk.session.edit(asked.text, lambda file: answer_question(file, asked, answer, by, on))
        except BadInput as error:
            self.card.complain(replace(error.problems[0], file="").in_language(self.desk.language))
            return
        if answer:
            self.next_question()


def _answer_text(asked: Asked) -> str:
    """What the matter says, in the window's words."""
    if asked.kind == DECISION:
        outcome, by, _reason = asked.answer
        return f"{decision_word(outcome)}, {by}" if outcome else ""
    shown = asked.answer if isinstance(asked.answer, tuple) else (asked.answer,)
    return ", ".join(word_for(a) for a in shown if a)
