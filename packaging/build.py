"""Builds the program a user installs: `dist/caveat/` on this platform, with PyInstaller.

Run with the prepared environment: `.venv/bin/python packaging/build.py`. What comes out is checked for what
must not be in it (network libraries, test code) and its size is printed.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "dist" / "caveat"
FORBIDDEN = ("Qt6Network", "libgtk-3", "_pytest", "libssl_test")


def main() -> int:
    """0 when the bundle stands, 2 with one line when it cannot be built."""
    if sys.platform.startswith("linux") and shutil.which("objdump") is None:
        print("caveat: PyInstaller needs objdump: apt-get install binutils, then build again", file=sys.stderr)
        return 2
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--clean",
            "--log-level",
            "WARN",
            "--distpath",
            str(ROOT / "dist"),
            "--workpath",
            str(ROOT / "build" / "pyinstaller"),
            str(ROOT / "packaging" / "caveat.spec"),
        ],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        print("caveat: PyInstaller failed; its own lines above say why", file=sys.stderr)
        return 2
    unwanted = [p for p in BUNDLE.rglob("*") if any(name in p.name for name in FORBIDDEN)]
    if unwanted:
        print(f"caveat: the bundle holds {unwanted[0].name}: add it to caveat.spec's UNWANTED", file=sys.stderr)
        return 2
    size = sum(p.stat().st_size for p in BUNDLE.rglob("*") if p.is_file() and not p.is_symlink())
    print(f"caveat: built {BUNDLE.relative_to(ROOT)} ({size / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
