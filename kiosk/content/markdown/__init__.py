"""Reads the Markdown of pages and of their translations."""

from __future__ import annotations

from kiosk.content.markdown.body import Body, parse_body
from kiosk.content.markdown.inline import Inline, Mention, parse_inline, read_inline
from kiosk.content.markdown.leftovers import TYPED, starts

__all__ = ["TYPED", "Body", "Inline", "Mention", "parse_body", "parse_inline", "read_inline", "starts"]
