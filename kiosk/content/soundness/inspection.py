"""Inspects a whole bundle before a kiosk takes it."""

from __future__ import annotations

from contextlib import closing
from hashlib import file_digest
from pathlib import Path

from kiosk.content.library.connection import DAMAGE, connect, format_of, within
from kiosk.content.library.start import CONTENT, Start, load_start
from kiosk.content.soundness.columns import unsound
from kiosk.content.soundness.entries import check_entries
from kiosk.content.soundness.frame import check_frame
from kiosk.content.soundness.header import check_header
from kiosk.content.soundness.index import check_index
from kiosk.content.soundness.media import check_media
from kiosk.content.soundness.texts import check_blocks, check_texts
from kiosk.content.soundness.things import read_things
from kiosk.content.soundness.wording import check_start_words
from kiosk.errors import BundleError, reason_of

#: The longest that looking into content.db may compute, in seconds: the largest one takes a tenth on a small machine.
_LONGEST = 300.0


def inspect(bundle: Path) -> None:
    """Make sure that nothing in the *bundle* can stop, mislead or take over a kiosk that shows it.

    A signature says who made it, not that it is harmless: a key may be stolen, an editor's
    machine taken over. So nothing passes but what the compiler writes, within the limits that
    it has for editors. Takes seconds for the largest bundle, and memory for its names.

    Raises:
        BundleError: It is not sound; says in one line where.
    """
    try:
        start = load_start(bundle)
        check_start_words(start)
        check_media(bundle, start)
        _check_content(bundle, start)
    except BundleError as error:
        raise BundleError(" ".join(str(error).split())) from error
    except OSError as error:
        raise unsound(f"it cannot be read ({reason_of(error)})") from error
    except DAMAGE as error:
        raise unsound("content.db is damaged") from error


def _check_content(bundle: Path, start: Start) -> None:
    path = bundle / CONTENT
    check_header(path)
    with path.open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != start.content_sha256:
            raise unsound("content.db is not the one that start.json names")
    with within(_LONGEST), closing(connect(bundle)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found != ("ok",):
            raise unsound("content.db is damaged within")
        if format_of(connection) != start.format:
            raise unsound("content.db and start.json are of different formats")
        check_frame(connection, start)
        things = read_things(connection, start)
        check_texts(connection, things)
        check_blocks(connection, things)
        check_entries(connection, things)
        check_index(connection, things)
