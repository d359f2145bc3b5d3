"""Decides what of Qt, of the system and of Babel goes into the frozen kiosk; used by kiosk.spec."""

from __future__ import annotations

import pickle
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

#: What PyInstaller collects: its place in the folder, where it is taken from, and its kind.
Entry = tuple[str, str, str]

#: Qt's plugins that a kiosk can use, by folder and beginning of their name: screens with and
#: without a display server, touch and keys read from /dev/input, dead keys, photographs.
PLUGINS = (
    "platforms/libqxcb",
    "platforms/libqwayland",
    "platforms/libqlinuxfb",
    "platforms/libqoffscreen",
    "platforms/libqminimal.",
    "wayland-shell-integration/libxdg-shell",
    "generic/libqevdev",
    "platforminputcontexts/libcompose",
    "imageformats/libqjpeg",
)
#: What writes a date in words, and a time; all else of CLDR is a hundred times larger.
DATE_KEYS = ("months", "eras", "date_formats", "time_formats", "day_periods", "datetime_skeletons")
#: What the names of languages need, in the languages that the staff read; 30 KB for each.
NAME_KEYS = ("languages", "scripts", "territories", "variants")
_STAFF_READ = {"root", "en", *(path.stem for path in (Path(__file__).parent.parent / "translations").glob("*.po"))}

_QT_TEXTS, _LOCALE_DATA = "PySide6/Qt/translations/", "babel/locale-data/"
_PLUGIN = re.compile(r"/Qt/plugins/(.+)")
NEEDED = re.compile(r"=> (/\S+|/.+) \(0x")
#: The parts of glibc, which fit the system's own loader only.
GLIBC = re.compile(r"(?:ld-linux.*|lib(?:c|m|dl|rt|pthread|resolv|util|anl|nsl|mvec|crypt))\.so.*")


def pruned(binaries: Iterable[Entry]) -> list[Entry]:
    """Return the *binaries* without the plugins that no kiosk uses and what only those load.

    The libraries that PyInstaller leaves to the system, X and OpenGL's dispatchers say, are
    added, so that the kiosk needs nothing installed but glibc.
    """
    entries = [entry for entry in binaries if _is_wanted(entry[0])]
    roots = [source for target, source, kind in entries if kind == "EXTENSION" or _is_root(target)]
    loaded = {library.name: library for root in roots for library in loads(root)}
    kept = [e for e in entries if e[2] == "EXTENSION" or _is_root(e[0]) or Path(e[0]).name in loaded]
    there = {Path(entry[0]).name for entry in kept}
    added = [(name, str(path), "BINARY") for name, path in sorted(loaded.items()) if name not in there]
    return kept + [entry for entry in added if not GLIBC.fullmatch(entry[0])]


@cache
def loads(binary: str) -> frozenset[Path]:
    """Return the libraries that the system's loader loads for *binary*."""
    answer = subprocess.run(["ldd", binary], capture_output=True, text=True, check=False)
    return frozenset(Path(path) for path in NEEDED.findall(answer.stdout))


def fitting(datas: Iterable[Entry], binaries: Iterable[Entry], dates: Path) -> list[Entry]:
    """Return the *datas* that go with the *binaries*: Babel's from *dates*, none of Qt's translations."""
    there = {target for target, _, _ in binaries}
    kept = (entry for entry in datas if not entry[0].startswith(_QT_TEXTS))
    return [_of_dates(entry, dates) for entry in kept if entry[2] != "SYMLINK" or entry[1] in there]


def date_data(locale_data: Path, out: Path) -> None:
    """Write to *out* what of Babel's *locale_data* dates need, for every language that CLDR has, and names in some."""
    out.mkdir(parents=True, exist_ok=True)
    for path in locale_data.glob("*.dat"):
        known = pickle.loads(path.read_bytes())  # noqa: S301 - Babel's own files
        keys = (*DATE_KEYS, *NAME_KEYS) if path.stem in _STAFF_READ else DATE_KEYS
        slim = {key: known[key] for key in keys if key in known}
        (out / path.name).write_bytes(pickle.dumps(slim, protocol=4))


def _of_dates(entry: Entry, dates: Path) -> Entry:
    target, _, kind = entry
    is_date = target.startswith(_LOCALE_DATA) and target.endswith(".dat")
    return (target, str(dates / Path(target).name), kind) if is_date else entry


def _is_wanted(target: str) -> bool:
    plugin = _PLUGIN.search(target)
    return plugin is None or plugin[1].startswith(PLUGINS)


def _is_root(target: str) -> bool:
    return _PLUGIN.search(target) is not None or Path(target).name.startswith("libpython")
