"""Compares content.db with start.json, which says the same of languages, centres and the screens' words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import astuple

from kiosk.content.library.shapes import is_readable
from kiosk.content.library.start import Start
from kiosk.content.soundness.columns import Check, checked, is_among, is_number, numbered, parsed, unsound

#: What fits below a search on the smallest screen, as `content.source.keyboards` allows.
ROWS, KEYS, LETTERS = 4, 13, 3


def check_frame(connection: sqlite3.Connection, start: Start) -> None:
    """Make sure that both are of one bundle, and that each language can be written.

    Raises:
        BundleError: They are not, or one cannot.
    """
    meta = connection.execute("SELECT key, value FROM meta ORDER BY key").fetchmany(3)
    if meta != [("id", start.bundle_id), ("source_language", start.source_language)]:
        raise unsound("content.db and start.json are of different bundles")
    columns = ("code", "endonym", "greeting", "locale", "direction", "font")
    checks: dict[str, Check] = {"position": is_number, **dict.fromkeys(columns, _anything)}
    rows = checked(connection, "SELECT * FROM languages ORDER BY position", checks, len(start.languages))
    if numbered(rows, "languages") != [astuple(language) for language in start.languages]:
        raise unsound("content.db and start.json have different languages")
    _check_words(connection, start.ui_texts)
    codes = {language.code for language in start.languages}
    keys = {"language": is_among(codes), "rows": _is_keyboard}
    if len(checked(connection, "SELECT * FROM keyboards ORDER BY language", keys, len(codes))) < len(codes):
        raise unsound("a language has no keyboard")


def _check_words(connection: sqlite3.Connection, words: Mapping[str, Mapping[str, str]]) -> None:
    count = 0
    for language, message, text in connection.execute("SELECT language, message, text FROM ui_texts"):
        count += 1
        if words.get(language, {}).get(message) != text:
            raise unsound("content.db and start.json have different words for the screens")
    if count != sum(map(len, words.values())):
        raise unsound("content.db and start.json have different words for the screens")


def _anything(_value: object) -> bool:
    return True


def _is_keyboard(value: object) -> bool:
    found = parsed(value)
    if not isinstance(found, list) or not 0 < len(found) <= ROWS:
        return False
    return all(isinstance(row, list) and len(row) <= KEYS and all(map(_is_key, row)) for row in found)


def _is_key(value: object) -> bool:
    return is_readable(value, LETTERS) and value != ""
