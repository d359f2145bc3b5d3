"""Asks the person at the keyboard, who may have gone."""

from __future__ import annotations

import sys

from kiosk.errors import PublishError
from kiosk.terminal import one_line


def answer(prompt: str, otherwise: str = "nobody answered; nothing was changed, try again") -> str:
    """Return what somebody types.

    Raises:
        PublishError: Nobody is there, which *otherwise* tells.
    """
    sys.stdout.flush()
    try:
        # Not by way of sys.stdout, where the terminal edits the line.
        return input(one_line(prompt))
    except EOFError as error:
        raise PublishError(otherwise) from error
