"""The content that a kiosk shows, opened for a command that has to name what is in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import kiosk
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from kiosk.content.library import Library

logger = logging.getLogger(__name__)

_PACKAGE = Path(kiosk.__file__).parent
_FACTORY, _SHIPPED_SOURCE = _PACKAGE / "factory", _PACKAGE / "content" / "darien"


@contextmanager
def shown_content(state: Path) -> Iterator[Library | None]:
    """Give what the next start of the kiosk would show, None if it cannot be opened: names are worth no failure."""
    from kiosk.content.library import Library

    try:
        library = Library.open(_bundle(state))
    except KioskError as error:
        logger.info("the content's names are not known (%s)", error)
        yield None
        return
    with closing(library):
        yield library


def _bundle(state: Path) -> Path:
    from kiosk.bundle.store import Store

    generation = Store(state).next_to_start()
    if generation is not None:
        return generation.path
    if _FACTORY.is_dir() or getattr(sys, "frozen", False):
        return _FACTORY
    from kiosk.content.compile import CACHE, compile_cached

    return compile_cached(_SHIPPED_SOURCE, state / CACHE)
