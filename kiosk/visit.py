"""What one visitor has chosen, and nothing else; a visit ends by making a new one."""

from __future__ import annotations

from dataclasses import dataclass

#: Per cent of the design size; the screens are tested at each of them.
TEXT_SIZES = (100, 133, 167)


@dataclass(frozen=True)
class Visit:
    """The choices of one visitor. *text_size* is one of `TEXT_SIZES`."""

    language: str
    text_size: int = 100
    high_contrast: bool = False
    typed: str = ""
    """What stands in the search field."""
