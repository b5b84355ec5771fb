"""What every command line of Caveat shares: options, one-line errors, exit statuses, JSON on request.

Exit status: 0 done, 1 the answer is "no", 2 bad input with one clear line on standard error. No traceback
reaches a user for what a user gave.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import locale
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO

from catalogue.problems import BadInput

DONE, NO, BAD, INTERRUPTED = 0, 1, 2, 130
LONGEST_LINE = 500
"""Characters of an error line; what a user pasted by mistake is not printed back whole."""

Handler = Callable[[argparse.Namespace, TextIO], int]


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line. An epilog is the command's own advice and stands in for `see --help`.

    Where `mixed` is set, options may stand between the words of the command: `diff 2020 2023 --catalogue cn-tech CODE`.
    """

    mixed = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """As the library has it; mixed where that was asked for and nothing is set apart by `--`."""
        if not self.mixed or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        self.mixed = False  # the library parses mixed lines by calling this method twice
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixed = True

    def error(self, message: str) -> NoReturn:
        raise BadInput.because(
            message,
            hint=self.epilog or f"see '{self.prog} --help'",
            zh=f"命令写法有误（{message}）",
            hint_zh=f"见“{self.prog} --help”",
        )


def new_parser(prog: str, description: str) -> tuple[Parser, argparse._SubParsersAction[Parser]]:  # pyright: ignore[reportPrivateUsage]
    """The parser of one program and the place its commands are added to."""
    parser = Parser(prog=prog, description=description)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    return parser, commands


def common_options(
    parser: argparse.ArgumentParser, handler: Handler, langs: Sequence[str] = ("zh", "en")
) -> argparse.ArgumentParser:
    """Adds what every command takes."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument("--lang", choices=langs, default=None, help="language of the words")
    parser.set_defaults(handler=handler)
    return parser


def day(text: str) -> dt.date:
    """A date option: YYYY-MM-DD."""
    try:
        if len(text) != len("2026-11-20"):
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError:
        raise BadInput.because(
            f"'{text}' is not a date",
            hint="write it as 2026-11-20",
            zh=f"“{text}”不是日期",
            hint_zh="请写成 2026-11-20",
        ) from None


def whole(text: str) -> int:
    """A whole number of one or more."""
    if not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise BadInput.because(
            f"'{text[:20]}' is not a whole number from 1 to 999,999", zh=f"“{text[:20]}”不是 1 至 999,999 的整数"
        )
    return int(text)


def file_path(text: str) -> Path:
    """A path option. An empty text would quietly mean the current folder."""
    if not text.strip() or "\0" in text:
        raise BadInput.because("a file is needed", hint="name one", zh="请给出文件", hint_zh="写明文件名")
    return Path(text)


def print_json(value: object, out: TextIO) -> None:
    """JSON as other programs read it: UTF-8, Chinese as Chinese, keys in their order."""
    json.dump(value, out, ensure_ascii=False, indent=1)
    out.write("\n")


def spoken_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of error lines: --lang where given, else that of the terminal (LC_ALL, LC_MESSAGES, LANG).

    Read from the words themselves, because a line that cannot be parsed must be told of in that language too.
    """
    for before, word in zip(("", *arguments), arguments, strict=False):
        if before == "--":
            break
        asked = word if before == "--lang" else word.removeprefix("--lang=")
        if (before == "--lang" or asked != word) and asked in ("zh", "en"):
            return asked
    terminal = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := environment.get(k, ""))), "")
    return "zh" if terminal.lower().startswith(("zh", "chinese")) else "en"


def run(parser: Parser, arguments: Sequence[str], out: TextIO, err: TextIO, lang: str = "en") -> int:
    """Parses, runs the handler, and turns bad input into one line, in `lang`, and exit status 2."""
    try:
        with contextlib.redirect_stdout(out):
            options = parser.parse_args(list(arguments))
        handler: Handler = options.handler
        return handler(options, out)
    except BadInput as bad:
        err.write(f"{one_line(bad.in_language(lang))}\n")
        return BAD
    except BrokenPipeError:
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        err.write(f"{one_line(f'{where}{error.strerror or error}')}\n")
        return BAD
    except SystemExit as stop:
        return DONE if stop.code in (None, DONE) else BAD
    except KeyboardInterrupt:
        return INTERRUPTED


def one_line(text: str) -> str:
    """The text on one line of readable length, its unprintable signs written out."""
    line = " ".join(text.split())
    if len(line) > LONGEST_LINE:
        half = LONGEST_LINE // 2
        line = f"{line[:half]} … {line[-half:]}"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in line)


def entry_point(main: Callable[[Sequence[str], Mapping[str, str], TextIO, TextIO], int]) -> int:
    """Runs `main` on this process's arguments, environment and streams (as UTF-8 on every platform)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    environment = dict(os.environ)
    environment.setdefault("LANG", locale.getlocale()[0] or "")  # Windows keeps its language elsewhere
    status = main(sys.argv[1:], environment, sys.stdout, sys.stderr)
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"the answer could not be written ({error.strerror})\n")
            return BAD
    return status
