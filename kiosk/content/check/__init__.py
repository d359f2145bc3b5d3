"""Examines a source: all that is wrong with it, and how far its translations are."""

from __future__ import annotations

from kiosk.content.check.dates import NEVER_CHECKED
from kiosk.content.check.review import Review, review
from kiosk.content.check.translations import Coverage

__all__ = ["NEVER_CHECKED", "Coverage", "Review", "review"]
