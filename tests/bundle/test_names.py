"""Which names a bundle may use: few, so that no file system and no trick makes one of them another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bundle.names import FIXED, LARGEST_MEDIA, is_allowed, largest


@pytest.mark.parametrize("name", [*FIXED, "media/a.svg", "media/icons/bus.svg", "media/fonts/noto-sans.ttf"])
def test_what_a_bundle_has_is_allowed(name: str) -> None:
    assert is_allowed(name)
    assert 0 < largest(name) <= LARGEST_MEDIA * 4


@pytest.mark.parametrize("name", [
    "", ".", "..", "/etc/passwd", "../content.db", "media/../content.db", "media/..", "media/./a.svg", "media//a.svg",
    "media\\..\\a.svg", "media/a.svg/", "media/.hidden", "Media/a.svg", "MEDIA/A.SVG", "media/A.svg", "CONTENT.DB",
    "content.db.", "content.db ", "content.db\x00", "media/a\x00.svg", "media/a.svg\n", "media/ａ.svg", "media/é.svg",
    "media/a.svg.", "media/a./b.svg", "media/..a",
    "media/" + "a" * 300 + ".svg", "media/a/b/c/d/e/f.svg", "other.txt", "tuf/root.json", "manifest.json", "media",
])  # fmt: skip
def test_anything_else_is_not(name: str) -> None:
    assert not is_allowed(name)


@given(st.text(alphabet="abA./\\\x00 -_é", max_size=30))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    if is_allowed(name):
        assert all(part not in ("", ".", "..") for part in name.split("/"))
        assert "\\" not in name
        assert name.isascii()
        assert name == name.lower()
