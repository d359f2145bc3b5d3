"""Makes bundles that no compiler would, as somebody can who holds an editor's key."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import kiosk
from kiosk.content.compile import compile_source
from kiosk.content.library import Library, load_start
from tests.content.desk import Desk

TYPEFACE = Path(kiosk.__file__).parent / "ui" / "theme" / "fonts" / "AtkinsonHyperlegible-Regular.ttf"
CANOE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'><path d='M0 0H4L3 2H1z'/></svg>"
Json = dict[str, Any]


def png(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds one grey row."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    row = zlib.compress(b"\0" * (min(width, 1000) + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG that says how large it is."""
    app = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    return b"\xff\xd8" + app + b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\1\1\x11\0\xff\xd9"


def opus() -> bytes:
    """The first page of a clip in Opus."""
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"
    return b"OggS\0\2" + bytes(20) + bytes([1, len(head)]) + head


def compiled(folder: Path) -> Path:
    """Compile the desk's source, with a pictogram, a typeface, a picture, a clip and words of its own."""
    desk = Desk(folder / "source")
    desk.translate("en")
    desk.write("languages/fr/language.yaml", "endonym: Français\ngreeting: Bienvenue\nfont: own.ttf\n")
    desk.write("languages/fr/ui.po", 'msgid ""\nmsgstr ""\n\nmsgid "Back"\nmsgstr "Arrière"\n')
    shutil.copy(TYPEFACE, desk.folder / "languages" / "fr" / "own.ttf")
    desk.write("media/icons/canoe.svg", CANOE)
    desk.change("bundle.yaml", "icon: stethoscope", "icon: canoe")
    (desk.folder / "media" / "photo.png").write_bytes(png(640, 480))
    (desk.folder / "media" / "photo.jpg").write_bytes(jpeg(640, 480))
    (desk.folder / "media" / "clip.opus").write_bytes(opus())
    compile_source(desk.folder, folder / "bundle")
    return folder / "bundle"


class Forger:
    """A bundle that can be changed everywhere, and whose start.json always has the right hashes."""

    def __init__(self, bundle: Path) -> None:
        self.bundle = bundle
        self.content = bundle / "content.db"

    def sql(self, *statements: str, values: tuple[object, ...] = ()) -> None:
        """Change content.db; *values* go to each statement that asks for some."""
        with closing(sqlite3.connect(self.content, isolation_level=None)) as connection:
            connection.execute("PRAGMA writable_schema = ON")
            connection.execute("PRAGMA synchronous = OFF")
            connection.create_function("times", 2, _times)
            for statement in statements:
                connection.execute(statement, values if "?" in statement else ())
        self.settle()

    def settle(self) -> None:
        """Write the hash of content.db down."""
        self.start(lambda start: start.update(content_sha256=sha256(self.content.read_bytes()).hexdigest()))

    def start(self, change: Callable[[Json], object]) -> None:
        """Change start.json."""
        path = self.bundle / "start.json"
        start = json.loads(path.read_bytes())
        change(start)
        path.write_text(json.dumps(start), encoding="utf-8")

    def medium(self, name: str, content: bytes) -> None:
        """Put a file into ``media``, named in start.json."""
        path = self.bundle / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.start(lambda start: start["media"].update({name: sha256(content).hexdigest()}))


def _times(text: str, count: int) -> str:
    return text * count


def ask_everything(bundle: Path) -> int:
    """Ask the library all that the screens do, and return how many pages there are."""
    start = load_start(bundle)
    library = Library.open(bundle)
    count = 0
    try:
        library.verify(start.content_sha256)
        for code in (*(language.code for language in start.languages), "xx"):
            for topic in library.topics(code):
                for page in library.pages(library.topic(topic.id, code).id, code):
                    library.page(page.id, code)
                    count += 1
            for site in library.sites(code):
                library.topics(code, site.id)
                library.contacts(code, site.id)
            for contact in library.contacts(code):
                library.contact(contact.id, code)
            for phrase in library.phrases(code):
                library.phrase(phrase.id, code)
            library.notice_templates(code)
            library.ui_texts(code)
            library.keyboard(code)
            for typed in ("a", "do", "clinica", "medixo", "clinica ayuda", "la persona", "zzzz"):
                library.search(typed, code)
    finally:
        library.close()
    return count
