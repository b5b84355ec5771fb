"""Schema reading: nodes of `yamltext` -> typed values, every complaint a Problem with file, line and field.

A `Fields` wraps one mapping. Each reader method takes the key, notes it as known, and returns a value
of its type or the default, adding a Problem when the text does not fit. `finish()` complains about keys
nobody asked for, so a schema is the list of calls made and cannot drift from the code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from catalogue.model import Words
from catalogue.problems import Problem, did_you_mean, did_you_mean_zh, one_of, one_of_zh
from catalogue.yamltext import Mapping, Node, Scalar, Sequence

TRUE_WORDS = ("true", "yes")
FALSE_WORDS = ("false", "no")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?", re.IGNORECASE)


class Fields:
    """Readers over one mapping node. `what` names the thing for messages ("an entry"), `what_zh` in Chinese."""

    def __init__(self, node: Node, what: str, file: str, problems: list[Problem], what_zh: str = "") -> None:
        self.what = what
        self.what_zh = what_zh or what
        self.file = file
        self.problems = problems
        self.node = node
        self._known: set[str] = set()
        self._pairs: dict[str, Node] = {}
        self._lines: dict[str, int] = {}
        if isinstance(node, Mapping):
            self._pairs, self._lines = node.pairs, node.key_lines
        elif not (isinstance(node, Scalar) and node.is_null):
            self.complain(
                "",
                f"{what} must be a block of 'key: value' lines",
                line=node.line,
                zh=f"这里须写成若干行“键: 值”（{self.what_zh}）",
            )

    @property
    def line(self) -> int:
        """The line the mapping starts on."""
        return self.node.line

    def complain(
        self, field: str, message: str, hint: str = "", line: int = 0, *, zh: str = "", hint_zh: str = ""
    ) -> None:
        """Notes a problem at `field`. `zh` and `hint_zh` say message and hint in Chinese."""
        at = line or self._lines.get(field, self.node.line)
        self.problems.append(Problem(message, self.file, at, field, hint, zh, hint_zh))

    def has(self, key: str) -> bool:
        """True when the key is present and not null. Notes the key as known."""
        return self.get(key) is not None

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping when it is absent."""
        return self._lines.get(key, self.node.line)

    def get(self, key: str) -> Node | None:
        """The node under `key`; None when absent or null."""
        self._known.add(key)
        node = self._pairs.get(key)
        return None if node is None or (isinstance(node, Scalar) and node.is_null) else node

    def _scalar(self, key: str, required: bool) -> str | None:
        node = self.get(key)
        if node is None:
            if required:
                self.complain(
                    key,
                    f"{self.what} needs '{key}'",
                    f"add a line '{key}: …'",
                    zh=f"缺少“{key}”（{self.what_zh}）",
                    hint_zh=f"请补上“{key}: …”",
                )
            return None
        if not isinstance(node, Scalar):
            self.complain(
                key, f"'{key}' must be one value, not a list or a block", zh=f"“{key}”须为单个值，不能是列表或块"
            )
            return None
        return node.text.strip()

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text."""
        value = self._scalar(key, required)
        return default if value is None else value

    def choice(self, key: str, choices: Iterable[str], default: str = "", *, required: bool = False) -> str:
        """One of a closed list of words."""
        allowed = tuple(choices)
        value = self._scalar(key, required)
        if value is None:
            return default
        if value not in allowed:
            hint = did_you_mean(value, allowed) or one_of(allowed)
            self.complain(
                key,
                f"'{value}' is not a value of '{key}'",
                hint,
                zh=f"“{value}”不是“{key}”可取的值",
                hint_zh=did_you_mean_zh(value, allowed) or one_of_zh(allowed),
            )
            return default
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """true/false/yes/no in any letter case; nothing else."""
        value = self._scalar(key, False)
        if value is None:
            return default
        if value.lower() in TRUE_WORDS:
            return True
        if value.lower() not in FALSE_WORDS:
            self.complain(
                key,
                f"'{value}' is not a yes or no",
                "write true or false",
                zh=f"“{value}”不是“是”或“否”",
                hint_zh="请写 true 或 false",
            )
        return False

    def optional_flag(self, key: str) -> bool | None:
        """As `flag`; None when absent, null or `unknown`."""
        value = self._scalar(key, False)
        if value is None or value.lower() == "unknown":
            return None
        return self.flag(key)

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """A date written YYYY-MM-DD."""
        value = self._scalar(key, required)
        if value is None:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.complain(
                key,
                f"'{value}' is not a date of the calendar",
                "write it as 2026-11-20",
                zh=f"“{value}”不是有效日期",
                hint_zh="请写成 2026-11-20",
            )
            return None

    def whole(self, key: str, default: int | None = None, *, required: bool = False) -> int | None:
        """A whole number of zero or more."""
        value = self._scalar(key, required)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,9}", value):
            self.complain(
                key, f"'{value}' is not a whole number", "digits only", zh=f"“{value}”不是整数", hint_zh="只写数字"
            )
            return default
        return int(value)

    def number(self, key: str, *, required: bool = False) -> Fraction | None:
        """An exact decimal number such as 2.58 or 1.3e11."""
        value = self._scalar(key, required)
        return None if value is None else self._exact(key, value)

    def _exact(self, key: str, value: str) -> Fraction | None:
        if not _NUMBER.fullmatch(value):
            self.complain(
                key,
                f"'{value}' is not a number",
                "write it as 2.58 or 1.3e11",
                zh=f"“{value}”不是数",
                hint_zh="请写成 2.58 或 1.3e11",
            )
            return None
        return Fraction(value)

    def numbers(self, key: str) -> tuple[Fraction, ...]:
        """One number, or a list of numbers."""
        node = self.get(key)
        if isinstance(node, Scalar):
            found = (self._exact(key, node.text.strip()),)
        else:
            found = tuple(self._exact(key, t) for t in self.texts(key))
        return tuple(f for f in found if f is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        node = self.get(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node.text.strip(),)
        if isinstance(node, Mapping):
            self.complain(key, f"'{key}' must be a list", zh=f"“{key}”须为列表")
            return ()
        texts: list[str] = []
        for item in node.items:
            if isinstance(item, Scalar):
                texts.append(item.text.strip())
            else:
                self.complain(key, f"'{key}' must be a list of texts", line=item.line, zh=f"“{key}”须为文字的列表")
        return tuple(texts)

    def choices(self, key: str, choices: Iterable[str]) -> tuple[str, ...]:
        """A list of words of a closed list."""
        allowed = tuple(choices)
        good: list[str] = []
        for value in self.texts(key):
            if value in allowed:
                good.append(value)
            else:
                hint = did_you_mean(value, allowed) or one_of(allowed)
                self.complain(
                    key,
                    f"'{value}' is not a value of '{key}'",
                    hint,
                    zh=f"“{value}”不是“{key}”可取的值",
                    hint_zh=did_you_mean_zh(value, allowed) or one_of_zh(allowed),
                )
        return tuple(good)

    def words(self, key: str, *, required: bool = False) -> Words:
        """A text in two languages: `{zh: …, en: …}`, or one text that serves as zh."""
        node = self.get(key)
        if node is None:
            if required:
                self.complain(
                    key,
                    f"{self.what} needs '{key}'",
                    f"add '{key}: {{zh: …, en: …}}'",
                    zh=f"缺少“{key}”（{self.what_zh}）",
                    hint_zh=f"请补上“{key}: …”",
                )
            return Words()
        if isinstance(node, Scalar):
            return Words(zh=node.text.strip())
        inner = self.block(key)
        value = Words(zh=inner.text("zh"), en=inner.text("en"))
        inner.finish()
        return value

    def block(self, key: str, what: str = "", what_zh: str = "") -> Fields:
        """The mapping under `key`; an empty one when absent."""
        node = self.get(key)
        empty = Scalar("", self.line_of(key))
        shown = what_zh or what or f"“{key}”"
        return Fields(node if node is not None else empty, what or f"'{key}'", self.file, self.problems, shown)

    def blocks(self, key: str, what: str = "", what_zh: str = "") -> Iterator[Fields]:
        """The mappings in the list under `key`."""
        shown = what_zh or what or f"“{key}”之一项"
        for node in self.nodes(key):
            yield Fields(node, what or f"an item of '{key}'", self.file, self.problems, shown)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """The nodes in the list under `key`; empty when absent."""
        node = self.get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self.complain(
                key,
                f"'{key}' must be a list",
                "start each item with '- '",
                zh=f"“{key}”须为列表",
                hint_zh="每项以“- ”开头",
            )
            return ()
        return node.items

    def keys(self) -> tuple[str, ...]:
        """All keys as written; for mappings whose keys are data. Notes them as known."""
        self._known.update(self._pairs)
        return tuple(self._pairs)

    def finish(self) -> None:
        """Complains about every key that no reader asked for."""
        for key in self._pairs:
            if key not in self._known:
                self.complain(
                    key,
                    f"'{key}' is not a field of {self.what}",
                    did_you_mean(key, self._known),
                    zh=f"“{key}”不是此处的字段（{self.what_zh}）",
                    hint_zh=did_you_mean_zh(key, self._known),
                )
