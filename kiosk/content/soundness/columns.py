"""What may stand in a column of content.db: each check takes a value of any type and tells whether it fits."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Container
from datetime import date
from typing import Any
from unicodedata import category

from kiosk.content.library.shapes import is_readable
from kiosk.content.numbers import altered_digit, is_blank
from kiosk.errors import BundleError

Check = Callable[[Any], bool]
Row = tuple[Any, ...]

# Characters that are not seen: controls, formats such as those of the direction, halves, unassigned ones.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_decode = json.JSONDecoder().decode


def unsound(where: str) -> BundleError:
    """Return the error that a bundle is refused with."""
    return BundleError(f"the content is not sound: {where}; ask its publisher to mend it")


def checked(connection: sqlite3.Connection, question: str, checks: dict[str, Check], most: int) -> list[Row]:
    """Return the rows that answer a *question*, each column of which passes its check, in order.

    Raises:
        BundleError: A column does not, or there are more than *most* rows.
    """
    table = question.partition(" FROM ")[2].partition(" ")[0]
    rows: list[Row] = connection.execute(question).fetchmany(most + 1)
    if len(rows) > most:
        raise unsound(f"the table {table} has more than {most} rows")
    for number, row in enumerate(rows):
        for value, (name, check) in zip(row, checks.items(), strict=True):
            if not check(value):
                raise unsound(f"{table}.{name} in row {number}")
    return rows


def numbered(rows: list[Row], table: str) -> list[Row]:
    """Return the *rows* without their first column, which counts them.

    Raises:
        BundleError: It does not.
    """
    if [row[0] for row in rows] != list(range(len(rows))):
        raise unsound(f"the rows of {table} are not numbered")
    return [row[1:] for row in rows]


def is_number(value: Any) -> bool:
    """Whether this is a whole number."""
    return type(value) is int


def is_flag(value: Any) -> bool:
    """Whether this is yes or no."""
    return type(value) is int and value in (0, 1)


def is_day(value: Any) -> bool:
    """Whether this is a date, or nothing."""
    if value == "":
        return True
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def is_like(shape: re.Pattern[str]) -> Check:
    """Return the check for names of a *shape*."""

    def check(value: Any) -> bool:
        return isinstance(value, str) and shape.fullmatch(value) is not None

    return check


def is_among(names: Container[str]) -> Check:
    """Return the check for one of the *names*."""

    def check(value: Any) -> bool:
        return isinstance(value, str) and value in names

    return check


def is_text(longest: int, *, required: bool = True) -> Check:
    """Return the check for texts of at most so many characters."""

    def check(value: Any) -> bool:
        return is_readable(value, longest) and bool(value or not required)

    return check


def is_plain(longest: int) -> Check:
    """Return the check for texts that people dial, write to or compare, so that what is not seen is not there."""

    def check(value: Any) -> bool:
        if not is_readable(value, longest) or any(category(character) in _UNSEEN for character in value):
            return False
        return value == "" or not (is_blank(value) or altered_digit(value))

    return check


def is_list(check: Check, most: int) -> Check:
    """Return the check for lists, each item once."""

    def check_all(value: Any) -> bool:
        found = parsed(value)
        return (
            isinstance(found, list) and len(found) <= most and all(map(check, found)) and len(set(found)) == len(found)
        )

    return check_all


def parsed(value: Any) -> Any:
    """Return what stands in a column as JSON, None if it is none."""
    try:
        return _decode(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
