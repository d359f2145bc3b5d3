"""What of a source is translated: its messages in order, and the catalogues that translate them."""

from __future__ import annotations

from kiosk.content.messages.catalogue import Catalogue, Translation, read_catalogues
from kiosk.content.messages.listing import Message, messages
from kiosk.content.messages.strings import update_catalogues

__all__ = [
    "Catalogue",
    "Message",
    "Translation",
    "messages",
    "read_catalogues",
    "update_catalogues",
]
