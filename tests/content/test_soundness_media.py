"""The files in ``media`` are what their names say, and none that a kiosk could choke on."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.files import FONT_LIMIT, MEDIA_LIMIT
from kiosk.content.library import Drawings, load_start
from kiosk.content.soundness import inspect
from kiosk.content.soundness.typefaces import is_typeface
from kiosk.errors import BundleError
from tests.content.forger import CANOE, TYPEFACE, Forger, jpeg, opus, png

FONT = "fonts/fr.ttf"


def svg(inside: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 2'>{inside}</svg>".encode()


def table(content: bytes, tag: bytes) -> int:
    """Return where a typeface's table begins."""
    return int(struct.unpack_from(">I", content, content.index(tag) + 8)[0])


def changed(content: bytes, tag: bytes, at: int, layout: str, *values: int) -> bytes:
    """Return a typeface with other values in one of its tables."""
    found = bytearray(content)
    struct.pack_into(layout, found, table(content, tag) + at, *values)
    return bytes(found)


def tower(content: bytes, depth: int, width: int) -> bytes:
    """Return a typeface in which each of *depth* signs is put together from the one below, *width* times."""
    outlines, places = bytearray(), [0]
    count = struct.unpack_from(">H", content, table(content, b"maxp") + 4)[0]
    for number in range(count):
        if 0 < number <= depth:
            outlines += struct.pack(">hhhhh", -1, 0, 0, 0, 0)
            parts = [struct.pack(">HHbb", 0x20 if n < width - 1 else 0, number - 1, 0, 0) for n in range(width)]
            outlines += b"".join(parts) + bytes(len(parts) * 6 % 4)
        places.append(len(outlines))
    found = changed(content, b"head", 50, ">h", 1)
    found += bytes(-len(found) % 4)
    for tag, new in ((b"glyf", bytes(outlines)), (b"loca", struct.pack(f">{count + 1}I", *places))):
        head = bytearray(found)
        struct.pack_into(">II", head, found.index(tag) + 8, len(found), len(new))
        found = bytes(head) + new + bytes(-len(new) % 4)
    return found


GOOD = TYPEFACE.read_bytes()
MEDIA: dict[str, tuple[str, bytes]] = {
    "a picture of a gigapixel": ("photo.png", png(40_000, 40_000)),
    "a picture of no width": ("photo.png", png(0, 10)),
    "a picture that is wide": ("photo.png", png(2**31, 1)),
    "a picture cut off": ("photo.png", png(10, 10)[:20]),
    "a picture that is none": ("photo.png", b"GIF89a\x01\0\x01\0"),
    "a photo of a gigapixel": ("photo.jpg", jpeg(65_535, 65_535)),
    "a photo of no height": ("photo.jpeg", jpeg(10, 0)),
    "a photo without a frame": ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10" + bytes(14) + b"\xff\xda\0\x02" + bytes(99)),
    "a photo with a part of no length": ("photo.jpg", b"\xff\xd8\xff\xe0\0\0" + bytes(99)),
    "a photo that is none": ("photo.jpg", b"\xff\xd8"),
    "a picture that is too large": ("photo.png", png(10, 10) + bytes(MEDIA_LIMIT)),
    "a drawing with a script": ("icons/canoe.svg", svg("<script>x</script>")),
    "a drawing with a picture in it": ("icons/canoe.svg", svg("<image href='file:///etc/passwd'/>")),
    "a drawing that grows": (
        "icons/canoe.svg",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + svg("<title>&b;</title><path d='M0 0H1V1z'/>"),
    ),
    "a drawing that is deep": ("icons/canoe.svg", svg("<g>" * 5000 + "</g>" * 5000)),
    "a drawing of many corners": ("icons/canoe.svg", svg(f"<path d='M0 0{'L1 1L2 0' * 3000}z'/>")),
    "a drawing that is too large": ("icons/canoe.svg", svg(f"<path d='M0 0H4L3 2z{' ' * 40_000}'/>")),
    "a drawing that is no UTF-8": ("icons/canoe.svg", b"\xff" + CANOE.encode()),
    "a drawing elsewhere": ("boats/raft.svg", svg("<script>x</script>")),
    "a typeface that is none": (FONT, b"no typeface"),
    "an empty typeface": (FONT, b""),
    "a typeface cut off": (FONT, GOOD[:-5000]),
    "a typeface of another kind": (FONT, b"wOF2" + GOOD[4:]),
    "several typefaces in one": (FONT, b"ttcf" + GOOD[4:]),
    "a typeface of no tables": (FONT, GOOD[:4] + bytes(8)),
    "a typeface of many tables": (FONT, GOOD[:4] + b"\xff\xff" + GOOD[6:]),
    "a typeface with a table beyond its end": (FONT, GOOD.replace(b"hmtx", b"hmtx", 1)[:-1]),
    "a typeface without letters": (FONT, GOOD.replace(b"cmap", b"xxxx", 1)),
    "a typeface of one unit": (FONT, changed(GOOD, b"head", 18, ">H", 1)),
    "a typeface with towering lines": (FONT, changed(GOOD, b"hhea", 4, ">h", 32_000)),
    "a typeface with towering windows": (FONT, changed(GOOD, b"OS/2", 74, ">H", 65_000)),
    "a typeface with too many letters": (FONT, changed(GOOD, b"maxp", 4, ">H", 65_535)),
    "a typeface with too many widths": (FONT, changed(GOOD, b"hhea", 34, ">H", 65_535)),
    "a typeface with a sign of millions of parts": (FONT, tower(GOOD, 8, 9)),
    "a typeface with a sign of many storeys": (FONT, tower(GOOD, 100, 1)),
    "a typeface that is too large": (FONT, GOOD + bytes(FONT_LIMIT)),
    "a clip that is none": ("clip.opus", b"no clip"),
    "a clip of another kind": ("clip.ogg", opus().replace(b"OpusHead", b"\x80theora\0")),
    "a clip that begins in the middle": ("clip.ogg", opus().replace(b"OggS\0\2", b"OggS\0\0")),
    "a film": ("film.mp4", b"\0\0\0\x18ftypmp42"),
    "a program": ("run.sh", b"#!/bin/sh\n"),
    "a page": ("page.html", b"<html>"),
    "a file of no kind": ("readme", b"x"),
}  # fmt: skip


@pytest.mark.parametrize("name, content", MEDIA.values(), ids=MEDIA.keys())
def test_what_is_not_what_its_name_says_is_refused(forger: Forger, name: str, content: bytes) -> None:
    forger.medium(name, content)

    with pytest.raises(BundleError, match=f"not sound: {name} is "):
        inspect(forger.bundle)


@pytest.mark.parametrize("name, content", [
    ("photo.png", png(8000, 4000)), ("photo.jpeg", jpeg(4000, 3000)), ("clip.ogg", opus()),
    ("boats/raft.svg", CANOE.encode()), ("fonts/zh.otf", GOOD), (FONT, tower(GOOD, 3, 5)),
], ids=["picture", "photo", "clip", "drawing", "typeface", "signs of parts"])  # fmt: skip
def test_what_is_what_its_name_says_is_taken(forger: Forger, name: str, content: bytes) -> None:
    forger.medium(name, content)

    inspect(forger.bundle)

    assert name in load_start(forger.bundle).media


@pytest.mark.parametrize("path", sorted(TYPEFACE.parent.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_shipped_typefaces_are_typefaces(path: Path) -> None:
    assert is_typeface(path.read_bytes())


def test_a_typeface_cut_anywhere_or_flipped_is_told_or_taken() -> None:
    taken = 0
    for at in range(0, len(GOOD), 101):
        taken += is_typeface(GOOD[:at])
        taken += is_typeface(GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :])

    assert taken > 0


# ---------------------------------------------------------------- names


def add(folder: Path) -> None:
    (folder / "more.svg").write_text(CANOE)


def add_hidden(folder: Path) -> None:
    (folder / ".more.svg").write_text(CANOE)


def remove(folder: Path) -> None:
    (folder / "photo.png").unlink()


def rename(folder: Path) -> None:
    (folder / "photo.png").rename(folder / "photo.PNG")


def exchange(folder: Path) -> None:
    (folder / "photo.png").write_bytes(png(1, 1))


def link(folder: Path) -> None:
    (folder / "photo.png").unlink()
    (folder / "photo.png").symlink_to("/etc/passwd")


def link_a_folder(folder: Path) -> None:
    (folder / "icons").rename(folder.parent / "icons")
    (folder / "icons").symlink_to(folder.parent / "icons")


def pipe(folder: Path) -> None:
    (folder / "photo.png").unlink()
    os.mkfifo(folder / "photo.png")


def nest(folder: Path) -> None:
    (folder / "a" / "b" / "c" / "d" / "e").mkdir(parents=True)


CHANGES = [add, add_hidden, remove, rename, exchange, link, link_a_folder, pipe, nest]


@pytest.mark.parametrize("change", CHANGES)
def test_media_that_start_json_does_not_describe_are_refused(forger: Forger, change: Callable[[Path], None]) -> None:
    change(forger.bundle / "media")

    with pytest.raises(BundleError, match="not sound"):
        inspect(forger.bundle)


def test_a_font_of_another_kind_than_its_name_is_refused(forger: Forger) -> None:
    forger.start(lambda start: start["languages"][2].update(font="photo.png"))

    with pytest.raises(BundleError, match="the typeface of a language is none"):
        inspect(forger.bundle)


def test_typefaces_that_fill_the_memory_are_refused(forger: Forger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.content.soundness.media.MOST_TYPE", len(GOOD) - 1)

    with pytest.raises(BundleError, match="too large together"):
        inspect(forger.bundle)


def test_a_changed_drawing_is_never_handed_out(forger: Forger) -> None:
    drawings = Drawings(forger.bundle, load_start(forger.bundle).media)
    assert drawings.svg("canoe") == CANOE

    (forger.bundle / "media" / "icons" / "canoe.svg").write_bytes(svg("<circle r='1'/>"))

    with pytest.raises(BundleError, match="changed or damaged"):
        drawings.svg("canoe")
