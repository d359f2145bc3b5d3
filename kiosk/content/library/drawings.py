"""Reads the pictograms that came with a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kiosk.content.drawings import LIMIT, NAME, is_drawing
from kiosk.content.library.start import MEDIA
from kiosk.errors import BundleError


class Drawings:
    """The pictograms of one bundle; *media* has the hash of each file, as start.json says."""

    def __init__(self, bundle: Path, media: Mapping[str, str]) -> None:
        self._folder, self._media = bundle / MEDIA, media

    def svg(self, name: str) -> str | None:
        """Return the drawing of a pictogram as SVG text; None if the bundle brings none of that name.

        Raises:
            BundleError: It is missing, changed or no plain drawing.
        """
        file = f"icons/{name}.svg"
        if not NAME.fullmatch(name) or file not in self._media:
            return None
        try:
            with (self._folder / file).open("rb") as opened:
                content = opened.read(LIMIT + 1)
        except OSError as error:
            raise BundleError(f"the pictogram {name} cannot be read; install the content again") from error
        if sha256(content).hexdigest() != self._media[file] or not is_drawing(content):
            raise BundleError(f"the pictogram {name} was changed or damaged; install the content again")
        return content.decode("utf-8-sig")
