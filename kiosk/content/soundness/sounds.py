"""Tells from its first page whether a clip is one: Ogg with Opus or Vorbis in it (RFC 3533, 7845)."""

from __future__ import annotations

_PAGE = 27
_VERSION, _BEGINS = 0, 2


def is_clip(content: bytes) -> bool:
    """Whether this begins as a clip does: with the first page of a stream that is spoken or sung."""
    if len(content) <= _PAGE or not content.startswith(b"OggS") or content[4] != _VERSION or content[5] != _BEGINS:
        return False
    begin = _PAGE + content[26]
    return content.startswith((b"OpusHead\x01", b"\x01vorbis\0\0\0\0"), begin)
