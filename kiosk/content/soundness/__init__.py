"""Tells whether a bundle can be shown without harm, whoever signed it."""

from __future__ import annotations

from kiosk.content.soundness.inspection import inspect

__all__ = ["inspect"]
