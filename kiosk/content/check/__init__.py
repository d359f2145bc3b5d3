"""Examines a source: all that is wrong with it, and how far its translations are."""

from __future__ import annotations

from kiosk.content.check.coverage import Coverage
from kiosk.content.check.dates import NEVER_CHECKED
from kiosk.content.check.review import Review, review

__all__ = ["NEVER_CHECKED", "Coverage", "Review", "review"]
