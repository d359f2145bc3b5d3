"""Writes the sums of use by month to a stick, as a table with HXL hashtags that any spreadsheet opens."""

from __future__ import annotations

import csv
import errno
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bundle import disk
from kiosk.device.ledger import UNKNOWN, Sums, read
from kiosk.device.usage_summary import cell, months, of_month, ranked
from kiosk.errors import NoSpaceError, StoreError, reason_of

if TYPE_CHECKING:
    from kiosk.content.library import Library

#: The heads of the columns, and what they are in HXL 1.1; ``+num`` would promise numbers, and ``<5`` is none.
HEADS = ("Month", "Centre", "Kind", "Id", "Title", "Count")
HASHTAGS = ("#date+month", "#loc+name", "#indicator+type", "#indicator+code", "#indicator+name", "#indicator+value")
#: What an exported file is called if only its folder is given.
NAME = "kiosk-usage"
_MOST_FILES = 99
#: A spreadsheet runs what begins with one of these as a formula.
_FORMULA = tuple("=+-@＝＋－＠\t\r\n|")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def export(state: Path, out: Path, titles: Mapping[str, str] | None = None, *, centre: str = "") -> Path:
    """Write what was counted in *state* to *out*, a file or a folder, and return the file.

    *titles* has the title of each topic, page and language by its id. Within a folder, no file is written over.

    Raises:
        NoSpaceError: There is no room for it.
        StoreError: It cannot be written.
    """
    path = _free_name(out, centre) if out.is_dir() else out
    _write(path, table(read(state), titles or {}, centre))
    return path


def titles_of(library: Library) -> dict[str, str]:
    """Return the title of each topic and page by its id, and each language's name for itself."""
    language = library.source_language
    topics = library.topics(language)
    titles = {topic.id: topic.title.text for topic in topics}
    for topic in topics:
        titles.update({page.id: page.title.text for page in library.pages(topic.id, language)})
    return {item.code: item.endonym for item in library.languages()} | titles


def table(days: Mapping[str, Sums], titles: Mapping[str, str], centre: str = "") -> bytes:
    """Return the table: two rows of heads, then one for each month and thing; UTF-8 with the mark that Excel needs."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([HEADS, HASHTAGS])
    for month in sorted(months(days)):
        shown = "" if month == UNKNOWN else month
        for kind, name, count in _rows(of_month(days, month)):
            writer.writerow(map(_harmless, (shown, centre, kind, name, titles.get(name, ""), count)))
    return text.getvalue().encode("utf-8-sig")


def _rows(sums: Sums) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and count; what was never seen is not listed."""
    if sums.visits:
        yield "visits", "", cell(sums.visits).text
    if sums.empty_searches:
        yield "searches without result", "", cell(sums.empty_searches).text
    for kind, counts in (("topic", sums.topics), ("page", sums.pages), ("language", sums.languages)):
        for name, shown in ranked(counts):
            yield kind, name, shown.text


def _harmless(text: str) -> str:
    """Return a cell that a spreadsheet shows and never runs."""
    plain = _UNPRINTABLE.sub(" ", text).strip() if text else ""
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _free_name(folder: Path, centre: str) -> Path:
    """Return a name in *folder* that no file has, so that the tables of several kiosks lie side by side."""
    plain = unicodedata.normalize("NFKD", centre.lower()).encode("ascii", "ignore").decode()
    place = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:40]
    stem = f"{NAME}-{place}" if place else NAME
    names = (f"{stem}.csv", *(f"{stem}-{number}.csv" for number in range(2, _MOST_FILES + 1)))
    for name in names:
        with suppress(OSError):
            if not (folder / name).exists():
                return folder / name
    raise StoreError(f"{folder}: {_MOST_FILES} tables are here already; delete some, or take another stick")


def _write(path: Path, content: bytes) -> None:
    """Put *content* in the place of a file; a stick may be of a kind that flushes no folders and knows no modes."""
    try:
        with disk.replacing(path) as handle:
            disk.write_all(handle, content)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise NoSpaceError(
                f"{path}: there is no room left; delete something there, or take another stick"
            ) from error
        reason = reason_of(error)
        what_to_do = "see whether the stick is in and not write-protected, or take another one"
        raise StoreError(f"{path}: cannot be written ({reason}); {what_to_do}") from error
    with suppress(OSError):
        disk.flush(path.parent)
