"""Reads a compiled bundle: the only place that knows how it is stored."""

from __future__ import annotations

from kiosk.content.library.drawings import Drawings
from kiosk.content.library.library import Library
from kiosk.content.library.start import Start, StartSite, load_start

__all__ = ["Drawings", "Library", "Start", "StartSite", "load_start"]
