"""Sets Caveat up and starts it: `python3 packaging/start.py [setup | test …] [--yes]`.

Without a word: prepares, then opens the window on the sample matter; on a machine without a display the same
sample journey runs in the terminal. `test` runs the test suite, `setup` only prepares and prints the
environment's interpreter as its last line. Standard library only, because nothing is installed yet.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import qtlibs
from environment import Environment, SetUpError, check_python

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "packaging"
RUN = HERE / "constraints-run.txt"
TEST = HERE / "constraints-test.txt"
MOST_WORKERS = 4
DESCRIPTION = "Sets Caveat up on this machine, then opens it (or runs its tests)."


def main(arguments: list) -> int:
    """The exit status: the started program's own, or 2 when set-up failed."""
    signal.signal(signal.SIGTERM, _stop)
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "test":
        _parser().error("unknown words: " + " ".join(rest))
    try:
        check_python()
        environment = prepared(options)
    except SetUpError as error:
        print("caveat: " + str(error), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("caveat: set-up was stopped; nothing was left behind", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"caveat: {error.strerror} ({error.filename}): mend that, then start again", file=sys.stderr)
        return 2
    if options.command == "setup":
        print(environment.python)
        return 0
    return _start(environment, options.command, rest)


def _stop(signum, frame) -> None:
    """A polite kill cleans up like Ctrl+C."""
    raise KeyboardInterrupt


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="start.py", description=DESCRIPTION)
    parser.add_argument("command", nargs="?", default="app", choices=("app", "setup", "test"))
    parser.add_argument("--yes", action="store_true", help="install missing system packages without asking")
    return parser


def prepared(options) -> Environment:
    """The environment, made now where it is not there yet. Raises SetUpError."""
    constraints = [RUN, TEST] if options.command == "test" else [RUN]
    environment = Environment(ROOT, constraints)
    if not environment.is_ready():
        _ensure_venv_module(options.yes)
        environment.make(_say)
    if options.command == "test" or has_display():
        _ensure_qt_libraries(environment, options.yes, with_window=has_display())
    return environment


def has_display() -> bool:
    """True where a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _ensure_venv_module(yes: bool) -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        version = "{}.{}".format(*sys.version_info[:2])
        _install_packages(["python" + version + "-venv"], yes, "this Python cannot make environments")


def _ensure_qt_libraries(environment: Environment, yes: bool, with_window: bool) -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = qtlibs.missing_libraries(environment.site_packages, with_window)
    if not missing:
        return
    packages, unknown = qtlibs.packages_for(missing)
    if unknown:
        raise SetUpError("Qt misses the system libraries " + ", ".join(unknown) + ": install them, then start again")
    _install_packages(packages, yes, "Qt misses the system libraries " + ", ".join(missing))


def _install_packages(packages: list, yes: bool, why: str) -> None:
    """Installs Debian packages where allowed; otherwise one line that says which command would."""
    command = "apt-get install " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise SetUpError(why + ": install the packages your system has for " + ", ".join(packages))
    _say(why + "; the packages are: " + ", ".join(packages))
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (is_root or yes or _agreed("install them with apt-get now? [y/N] ")):
        raise SetUpError(why + ": run `sudo " + command + "`, or start again with --yes")
    prefix = [] if is_root else ["sudo", "-n"]
    if prefix and shutil.which("sudo") is None:
        raise SetUpError("no rights to install packages: as root run `" + command + "`, then start again")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["apt-get", "update", "-q"], ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*prefix, *step],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise SetUpError(
            "apt-get could not install " + ", ".join(packages) + ": run `sudo " + command + "` and read why"
        )


def _agreed(question: str) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    return input("caveat: " + question).strip().lower() in ("y", "yes", "是")


def _start(environment: Environment, command: str, rest: list) -> int:
    variables = dict(os.environ)
    if command == "test":
        if not has_display():
            variables.setdefault("QT_QPA_PLATFORM", "offscreen")
        words = ["-m", "pytest", *_workers(rest), *rest]
    elif has_display():
        words = ["-m", "gui", "--sample"]
    else:
        _say("no display: the sample journey runs here in the terminal")
        words = ["-m", "clause_library", "journey"]
    program = [str(environment.python), *words]
    try:
        return subprocess.run(program, cwd=str(ROOT), env=variables, check=False).returncode
    except KeyboardInterrupt:
        return 130


def _workers(rest: list) -> list:
    """Tests run side by side, a file to a worker, unless the caller says how many."""
    count = min(os.cpu_count() or 1, MOST_WORKERS)
    return ["-n", str(count), "--dist", "loadfile"] if count > 1 and not any(w.startswith("-n") for w in rest) else []


def _say(text: str) -> None:
    print("caveat: " + text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
