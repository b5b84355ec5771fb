"""Which system libraries Qt misses on this Linux, and which Debian packages bring them.

Qt's own message names one library whichever is missing, so the platform plugin is asked through `ldd`.
Standard library only: this runs before anything is installed.
"""

import shutil
import subprocess
from pathlib import Path

PACKAGE_OF = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libfreetype.so.6": "libfreetype6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}
MODULES = ("QtWidgets.abi3.so", "QtGui.abi3.so")
OFFSCREEN = "Qt/plugins/platforms/libqoffscreen.so"
WINDOW = "Qt/plugins/platforms/libqxcb.so"


def missing_libraries(site_packages: Path, with_window: bool) -> list:
    """Names such as `libGL.so.1` that the loader cannot find, sorted; empty when all is there."""
    folder = site_packages / "PySide6"
    wanted = [folder / name for name in (*MODULES, OFFSCREEN)]
    if with_window:
        wanted.append(folder / WINDOW)
    missing = set()
    for library in wanted:
        if library.exists():
            missing.update(_not_found(library))
    return sorted(missing)


def _not_found(library: Path) -> set:
    ldd = shutil.which("ldd")
    if ldd is None:
        return set()
    listing = subprocess.run([ldd, str(library)], capture_output=True, text=True, check=False).stdout
    return {line.split()[0] for line in listing.splitlines() if "not found" in line}


def packages_for(libraries: list) -> tuple:
    """(Debian packages, libraries no package is known for)."""
    packages = sorted({PACKAGE_OF[name] for name in libraries if name in PACKAGE_OF})
    unknown = [name for name in libraries if name not in PACKAGE_OF]
    return packages, unknown
