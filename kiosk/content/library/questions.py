"""Puts the questions of `schema` to an open content.db, in one of the languages on offer."""

from __future__ import annotations

import sqlite3
from typing import Any

from kiosk.content.library import rows
from kiosk.content.library.rows import Row, Texts
from kiosk.content.library.schema import SELECT
from kiosk.content.model import Shown
from kiosk.errors import NotFoundError


class Questions:
    """What can be asked of one content.db; a language not on offer becomes the source's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.source_language = str(self.one("meta", "source_language")[0])
        self.languages = tuple(rows.language(row) for row in self.all("languages"))
        self._codes = frozenset(language.code for language in self.languages)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def offered(self, language: str) -> str:
        """Return the language in which an answer is given."""
        return language if language in self._codes else self.source_language

    def all(self, question: str, *values: str | int) -> list[Row]:
        """Return the rows that answer a question."""
        return self._connection.execute(SELECT[question], values).fetchall()

    def one(self, question: str, name: str) -> Row:
        """Return the row of the thing called *name*.

        Raises:
            NotFoundError: There is no such thing.
        """
        found: Any = self._connection.execute(SELECT[question], (name,)).fetchone()
        if found is None:
            raise NotFoundError(f'the content has no {question} "{name}"; choose another')
        return tuple(found)

    def texts(self, start: str, language: str) -> Texts:
        """Return the texts whose context begins with *start*."""
        code = self.offered(language)
        end = start[:-1] + chr(ord(start[-1]) + 1)
        return Texts(self.all("texts", code, start, end), code)

    def text(self, context: str, language: str) -> Shown:
        """Return one text; an empty one if the content has none."""
        code = self.offered(language)
        found = self.all("text", code, context)
        return rows.shown(found[0]) if found else Shown("", code)

    def names(self, blocks: list[Row], language: str) -> dict[str, str]:
        """Return what the targets of the links in *blocks* are called."""
        found: dict[str, str] = {}
        for target in (target for block in blocks for target in rows.targets(block)):
            field = "title" if target.startswith("page:") else "name"
            found[target] = self.text(f"{target}#{field}", language).text
        return found
