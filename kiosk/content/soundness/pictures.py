"""Tells from a picture's first bytes how large it becomes when it is shown; nothing is unpacked."""

from __future__ import annotations

#: The longest side and the most pixels, four bytes each in memory: a photo of a good phone.
SIDE, PIXELS = 8192, 32_000_000
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
# Markers of JPEG (ITU T.81, table B.1): those that begin a frame, those without a length.
_FRAMES = {0xC0, 0xC1, 0xC2}
_REFUSED = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xD8, 0xD9, 0xDA}


def is_picture(content: bytes) -> bool:
    """Whether this is a PNG or a JPEG of a size that can be shown."""
    if content.startswith(_PNG):
        return _fits(_number(content, 16, 4), _number(content, 20, 4))
    return content.startswith(b"\xff\xd8\xff") and _is_jpeg(content)


def _is_jpeg(content: bytes) -> bool:
    at = 2
    while content[at : at + 1] == b"\xff" and at + 10 <= len(content):
        marker = content[at + 1]
        if marker in _FRAMES:
            return _fits(_number(content, at + 7, 2), _number(content, at + 5, 2))
        length = _number(content, at + 2, 2)
        if marker in _REFUSED or length < 2:  # noqa: PLR2004 - a length counts its own two bytes
            return False
        at += 2 + length
    return False


def _fits(width: int, height: int) -> bool:
    return 0 < width <= SIDE and 0 < height <= SIDE and width * height <= PIXELS


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "big")
