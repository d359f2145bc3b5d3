"""Which files make a source, and how they are read without trusting them."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from hashlib import sha256
from pathlib import Path

from kiosk.content.literals import Flaw
from kiosk.content.report import Place, Report, suggest
from kiosk.errors import Problem, SourceError, reason_of

KIB = 1024
#: The longest YAML or Markdown file, in bytes: some fifty times what a person writes on one subject.
TEXT_LIMIT = 256 * KIB
#: The largest picture, in bytes.
MEDIA_LIMIT = 5 * KIB * KIB
#: The largest font, in bytes: those of the Chinese scripts are the largest there are.
FONT_LIMIT = 20 * KIB * KIB

TABLES = ("bundle.yaml", "contacts.yaml", "sources.yaml", "phrases.yaml", "notices.yaml")
FOLDERS = ("sites", "pages", "translations", "languages", "media", "recordings")
_DEPTH = 6
#: What programs leave behind in folders that somebody looks at or copies, by the program.
_LITTER = {
    "Windows": re.compile(
        r"(?:eh)?thumbs(?:_vista)?\.db(?::encryptable)?|desktop\.ini|\$recycle\.bin|system volume information|.+\.lnk|"
        r".+:zone\.identifier",
        re.IGNORECASE,
    ),
    "macOS": re.compile(r"\.DS_Store|\._.+|__MACOSX|\.(?:AppleDouble|Spotlight-V100|Trashes|fseventsd|localized)"),
    "a word processor": re.compile(r"~\$.+|~.+\.tmp|\.~lock\..+#|~WRL.+", re.IGNORECASE),
    "a merge or an editor": re.compile(r".+\.(?:orig|rej|swp|swo|tmp)|.+\.sync-conflict-.+|\.directory"),
}
#: How like a folder's name a misspelt one is.
_SLIP = 0.75

# Control characters, exotic line ends, overrides of the direction, the replacement character, and
# marks heaped on a letter, which cover the lines around and take long to compose.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffd]|[\u0300-\u036f]{8}")


def scan(folder: Path, report: Report) -> tuple[str, ...]:
    """Return the names of a source's files, sorted, relative to *folder*, with ``/`` between.

    Refuses symbolic links that are broken, lead out of the folder or to a folder, and
    anything that is no regular file. Hidden files and editors' backups are no part of it.

    Raises:
        SourceError: There is no such folder.
    """
    if not folder.is_dir():
        what_to_do = "name the folder that holds bundle.yaml"
        raise SourceError([Problem(str(folder), 0, "there is no such folder", what_to_do)])
    names: list[str] = []
    entries = _entries(folder, "", report)
    there = {entry.name for entry in entries}
    for entry in entries:
        _scan_top(folder, entry, there, names, report)
    return tuple(sorted(names))


def read_text(folder: Path, name: str, report: Report, limit: int = TEXT_LIMIT) -> str | None:
    """Return a file's text with plain line ends, composed characters and no mark at its start.

    None if it cannot be read, which is then in the *report*.
    """
    content = _read(folder, name, report, limit)
    if content is None:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        report.refuse(name, f"the file is not UTF-8 (byte 0x{byte:02X})", "save it as UTF-8", line)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flaw := _flaw_in(text):
        report.refuse(name, flaw.what, flaw.what_to_do, flaw.line + 1)
        return None
    return unicodedata.normalize("NFC", text)


def _flaw_in(text: str) -> Flaw | None:
    """Return what keeps a file's text from being read at all."""
    if found := _UNREADABLE.search(text):
        line = text.count("\n", 0, found.start())
        # Several are marks on one letter, a single one acts on others.
        what = f"the character U+{ord(found[0][0]):04X} cannot be shown"
        if len(found[0]) > 1:
            what = "there are too many accents on a letter"
        return Flaw(line, what, "delete it or type that passage again")
    begin, end = (re.search(rf"^[{sign}]{{7}}(?: .*)?$", text, re.MULTILINE) for sign in ("<", ">|"))
    if begin or end:
        line = min(text.count("\n", 0, found.start()) for found in (begin, end) if found)
        what_to_do = "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
        return Flaw(line, "two versions of this passage stand one after the other, from a merge", what_to_do)
    return None


def too_large(folder: Path, name: str, report: Report, limit: int) -> bool:
    """Note in the *report* if a file has more than *limit* bytes."""
    size = (folder / name).stat().st_size
    if size <= limit:
        return False
    what = f"the file has {_size(size)}, more than the {_size(limit)} allowed"
    report.refuse(name, what, "make it smaller or divide it")
    return True


def fingerprint(folder: Path, *extra: bytes) -> str:
    """Return a hash of all that a source's files hold, and of *extra*.

    Raises:
        SourceError: There is no such folder.
    """
    digest = sha256()
    for part in extra:
        digest.update(sha256(part).digest())
    names = scan(folder, report := Report())
    for problem in report.problems:
        digest.update(str(problem).encode(errors="surrogateescape"))
    for name in names:
        digest.update(sha256(name.encode(errors="surrogateescape")).digest())
        digest.update(_hash(folder / name))
    return digest.hexdigest()


def _scan_top(folder: Path, entry: os.DirEntry[str], there: set[str], names: list[str], report: Report) -> None:
    name = entry.name
    if name in FOLDERS or name in TABLES:
        _collect(folder, name, entry, names, report)
    elif entry.is_dir():
        _refuse_folder(folder, name, report)
    elif re.search(r"\.ya?ml", name, re.IGNORECASE) or _table_of(name) in set(TABLES) - there:
        _refuse_table(name, there, report)
    elif entry.is_file(follow_symlinks=False):
        too_large(folder, name, report, MEDIA_LIMIT)


def _refuse_folder(folder: Path, name: str, report: Report) -> None:
    """Note a folder that somebody may think is read."""
    if (folder / name / TABLES[0]).is_file():
        what_to_do = "move it out of this folder; if it is the one that you edit, name it to kiosk instead"
        report.error(Place(name), "a whole content lies within this one", what_to_do)
    elif name.lower() == "icons":
        report.error(Place(name), "no folder of that name is read", "call it media/icons")
    elif (what_to_do := suggest(name, FOLDERS, "none", _SLIP)) != "none":
        report.error(Place(name), "no folder of that name is read", what_to_do)
        report.unread |= {f"{other}/" for other in FOLDERS if f'"{other}"' in what_to_do}


def _refuse_table(name: str, there: set[str], report: Report) -> None:
    """Note a file that was meant as a table, and do not miss that one as well."""
    table = _table_of(name)
    if table in there:
        what_to_do = f"{table} is there already; move this one out of the folder"
    elif table:
        report.unread.add(table)
        what_to_do = f"call it {table}"
    else:
        what_to_do = suggest(name, TABLES)
        report.unread |= {other for other in TABLES if f'"{other}"' in what_to_do} - there
    report.error(Place(name), "no file of that name is read", what_to_do)


def _table_of(name: str) -> str:
    """Return the table that a file is but for its ending or a copy's number, if it is one."""
    stem = re.split(r"[. (]", name.lower(), maxsplit=1)[0]
    return next((table for table in TABLES if table.removesuffix(".yaml") == stem), "")


def _collect(folder: Path, name: str, entry: os.DirEntry[str], names: list[str], report: Report) -> None:
    if entry.is_symlink() and not _link_is_sound(folder, name, entry, report):
        return
    if entry.is_dir(follow_symlinks=False):
        if name.count("/") >= _DEPTH:
            report.refuse(name, "the folder lies too deep", "move it up")
            return
        for child in _entries(folder, name, report):
            _collect(folder, f"{name}/{child.name}", child, names, report)
    elif entry.is_file():
        names.append(name)
    else:
        report.refuse(name, "this is no regular file", "remove it")


def _link_is_sound(folder: Path, name: str, entry: os.DirEntry[str], report: Report) -> bool:
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        report.refuse(name, "the symbolic link is broken", "put the file itself here")
        return False
    if not target.is_relative_to(folder.resolve()):
        report.refuse(name, "the symbolic link leads out of the source", "put the file itself here")
        return False
    if target.is_dir():
        report.refuse(name, "the symbolic link leads to a folder", "put the folder itself here")
        return False
    return True


def _entries(folder: Path, name: str, report: Report) -> list[os.DirEntry[str]]:
    """Return what stands in a folder, called *name* within the source, in order."""
    try:
        with os.scandir(folder / name) as found:
            entries = sorted(found, key=_name)
    except OSError as error:
        report.refuse(name or ".", f"the folder cannot be read ({reason_of(error)})", "see who may read it")
        return []
    for entry in entries:
        if not entry.name.isprintable():
            told = entry.name.encode("unicode_escape", "surrogateescape").decode("ascii", "replace")
            report.error(Place(f"{name}/{told}".lstrip("/")), "a file cannot have that name", "rename it")
        elif maker := _maker_of_litter(entry.name):
            place = Place(f"{name}/{entry.name}".lstrip("/"))
            report.warning(place, f"{maker} made this file, which is passed over", "delete it if you like")
    return [entry for entry in entries if entry.name.isprintable() and not _is_hidden(entry.name)]


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(("~", ".bak", ".mo")) or bool(_maker_of_litter(name))


def _maker_of_litter(name: str) -> str:
    """Return which program leaves a file or folder of that name behind, nothing for others."""
    return next((maker for maker, names in _LITTER.items() if names.fullmatch(name)), "")


def _read(folder: Path, name: str, report: Report, limit: int) -> bytes | None:
    try:
        return None if too_large(folder, name, report, limit) else (folder / name).read_bytes()
    except OSError as error:
        report.refuse(name, f"the file cannot be read ({reason_of(error)})", "see who may read it")
        return None


def _hash(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > FONT_LIMIT:
            return f"{status.st_size} bytes, too many".encode()
        return sha256(path.read_bytes()).digest()
    except OSError as error:
        return f"unreadable: {error.errno}".encode()


def _size(count: int) -> str:
    return f"{-(-count // KIB)} KiB" if count < KIB * KIB else f"{count / KIB / KIB:.1f} MiB"
