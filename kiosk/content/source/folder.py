"""A source's folder while it is read: its files, and what was noted about them so far."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.files import TEXT_LIMIT, read_text, scan, too_large
from kiosk.content.report import Report
from kiosk.content.source.documents import Mapping, Node, read_document
from kiosk.content.source.fields import Notes


class Folder:
    """Reads the files of a source.

    *size* counts the bytes of text read so far; *media* gathers the files that go into
    the bundle, name there to name here.
    """

    def __init__(self, path: Path) -> None:
        """List the files.

        Raises:
            SourceError: There is no such folder.
        """
        self.path = path
        self.report = Report()
        self.notes = Notes(self.report)
        self.names = scan(path, self.report)
        self.size = 0
        self.media: dict[str, str] = {}
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def below(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Return the names of the files in *folder* and below that end with *suffix*."""
        start = f"{folder}/"
        return tuple(n for n in self.names if n.startswith(start) and n.lower().endswith(suffix))

    def text(self, name: str, limit: int = TEXT_LIMIT) -> str | None:
        """Return a file's text; None if there is none to be had."""
        text = read_text(self.path, name, self.report, limit) if name in self else None
        self.size += len(text.encode()) if text else 0
        return text

    def document(self, name: str) -> Node | None:
        """Return a YAML file's root; None if there is none to be had."""
        text = self.text(name)
        return None if text is None else read_document(text, name, self.report)

    def mapping(self, name: str, what_to_do: str) -> Mapping | None:
        """Return a YAML file's keys, and note it if the file has none."""
        node = self.document(name)
        if isinstance(node, Mapping):
            return node
        if name not in self.report.unread:
            what = "the file holds no keys" if node else "the file is empty"
            self.report.refuse(name, what, what_to_do, node.line if node else 0)
        return None

    def fits(self, name: str, limit: int) -> bool:
        """Tell whether a file has at most *limit* bytes, and note it if not."""
        return not too_large(self.path, name, self.report, limit)
